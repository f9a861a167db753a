// SPDX-License-Identifier: ISC

/// @file check.c  rhumb check: every mistake, nothing written.

#include "cli/commands.h"
#include "cli/job.h"

static RhumbStatus
run(RhumbJob *const job)
{
  RHUMB_TRY(rhumb_job_read(job));
  RHUMB_TRY(rhumb_job_compile(job));
  return job->arguments->data ? rhumb_job_run(job) : RHUMB_OK;
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
