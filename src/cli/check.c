// SPDX-License-Identifier: ISC

/// @file check.c  rhumb check: every mistake, nothing written.

#include "check/check.h"
#include "check/sample.h"
#include "cli/commands.h"
#include "cli/job.h"

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
                                    arguments->ontologies.items,
                                    arguments->ontologies.count,
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

RhumbStatus
rhumb_command_check(RhumbJob *const job)
{
  return job->arguments->as_json ? check_as_json(job) : check(job);
}
