// SPDX-License-Identifier: ISC

/// @file check.c  rhumb check: every mistake, nothing written.

#include "check/check.h"
#include "base/near.h"
#include "check/sample.h"
#include "cli/commands.h"
#include "cli/job.h"

#include <string.h>

/// Check what the options ask for; what is doubtful, only of rules that run
static RhumbStatus
check(RhumbJob *const job)
{
  const RhumbArguments *const arguments = job->arguments;
  RHUMB_TRY(rhumb_job_read(job));
  if (job->mapping->n_maps) { // Rules may be views alone, for draw --rdf
    RHUMB_TRY(rhumb_job_compile(job));
  }
  const RhumbChecked checked = {
      job->mapping, job->plan, job->texts, job->n_texts};
  RhumbStatus status = rhumb_check_rules(&checked, &job->diag);
  RHUMB_KEEP(status,
             rhumb_check_vocabulary(&checked,
                                    arguments->ontologies,
                                    arguments->n_ontologies,
                                    &job->diag));
  if (arguments->data && job->plan) {
    RHUMB_KEEP(status,
               rhumb_sample_check(
                   job->plan, job->mapping, RHUMB_SAMPLE_RECORDS, &job->diag));
  }
  return status;
}

static RhumbStatus
check_as_json(RhumbJob *const job)
{
  job->reporter.as_json = true;
  job->reporter.file = stdout;
  rhumb_reporter_begin(&job->reporter);
  RhumbStatus status = check(job);
  RHUMB_KEEP(status, rhumb_reporter_end(&job->reporter));
  return status;
}

static RhumbStatus
run(RhumbJob *const job)
{
  static const char *const formats[] = {"text", "json", NULL};
  const char *const format =
      job->arguments->format ? job->arguments->format : formats[0];
  if (strcmp(format, "json") == 0) {
    return check_as_json(job);
  }
  return strcmp(format, "text") == 0
             ? check(job)
             : rhumb_fail_near(&job->diag,
                               RHUMB_ERR_USAGE,
                               (RhumbLoc){0},
                               rhumb_near(rhumb_str(format), formats),
                               "-f %s: check writes text or json",
                               format);
}

RhumbStatus
rhumb_command_check(const RhumbArguments *const arguments)
{
  RhumbJob job;
  rhumb_job_open(&job, arguments);
  const RhumbStatus status = run(&job);
  rhumb_job_close(&job);
  return status;
}
