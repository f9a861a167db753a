// SPDX-License-Identifier: ISC

/// @file translate.c  rhumb translate: the rules as RML in Turtle.

#include "cli/commands.h"
#include "cli/rules.h"
#include "io/path.h"
#include "plan/plan.h"

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
translate(RhumbJob *const job, RhumbBuf *const text)
{
  const RhumbArguments *const arguments = job->arguments;
  const char *const path = arguments->output;
  const bool is_file = path && strcmp(path, "-") != 0;
  const RhumbRmlStyle style = {
      .profile = arguments->classic ? RHUMB_CLASSIC : RHUMB_CORE,
      .has_dir = is_file,
      .dir = is_file ? rhumb_path_dir(rhumb_str(path)) : RHUMB_STR(""),
  };
  RHUMB_TRY(rhumb_job_read(job));
  RHUMB_TRY(check_maps(job));
  // What no run can mean is refused as by one
  job->mapping->is_elsewhere = true;
  RHUMB_TRY(
      rhumb_plan_compile(&job->plan, &job->arena, job->mapping, &job->diag));
  return rhumb_rules_write(text, &job->arena, job->mapping, &style, &job->diag);
}

RhumbStatus
rhumb_command_translate(RhumbJob *const job)
{
  RhumbBuf text = {0};
  return rhumb_job_write(job, &text, translate(job, &text));
}
