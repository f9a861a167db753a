// SPDX-License-Identifier: ISC

/// @file translate.c  rhumb translate: the rules as RML in Turtle.

#include "cli/commands.h"
#include "cli/job.h"
#include "io/output.h"
#include "io/path.h"
#include "rml/write/write.h"

#include <string.h>

static RhumbStatus
check_maps(const RhumbJob *const job)
{
  return job->mapping->n_maps
             ? RHUMB_OK
             : rhumb_fail(&job->diag,
                          RHUMB_ERR_UNSUPPORTED,
                          (RhumbLoc){0},
                          "the rules have no mappings: there is nothing to "
                          "translate");
}

static RhumbStatus
run(RhumbJob *const job, RhumbBuf *const text)
{
  const RhumbArguments *const arguments = job->arguments;
  const char *const path = arguments->output;
  const bool is_file = path && strcmp(path, "-") != 0;
  const RhumbRmlStyle style = {
      .profile = arguments->classic ? RHUMB_CLASSIC : RHUMB_CORE,
      .has_dir = is_file,
      .dir = is_file ? rhumb_path_dir(rhumb_str(path)) : RHUMB_STR(""),
  };
  RhumbOutput *output = NULL;
  RHUMB_TRY(rhumb_job_read(job));
  RHUMB_TRY(check_maps(job));
  RHUMB_TRY(
      rhumb_rml_write(text, &job->arena, job->mapping, &style, &job->diag));
  RHUMB_TRY(rhumb_outputs_open(&output, job->outputs, path, &job->diag));
  rhumb_output_put(output, rhumb_buf_str(text));
  return rhumb_job_commit(job);
}

RhumbStatus
rhumb_command_translate(const RhumbArguments *const arguments)
{
  RhumbJob job;
  RhumbBuf text = {0};
  rhumb_job_open(&job, arguments);
  const RhumbStatus status = run(&job, &text);
  rhumb_buf_free(&text);
  rhumb_job_close(&job);
  return status;
}
