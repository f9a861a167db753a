// SPDX-License-Identifier: ISC

/// @file rdf.c  rhumb rdf: the rules' data as RDF.

#include "cli/commands.h"
#include "cli/formats.h"
#include "cli/job.h"

static RhumbStatus
run(RhumbJob *const job)
{
  const RhumbArguments *const arguments = job->arguments;
  const RhumbSyntax *syntax = NULL;
  RHUMB_TRY(rhumb_job_read(job));
  RHUMB_TRY(rhumb_job_compile(job));
  RHUMB_TRY(rhumb_choose_syntax(&syntax,
                                arguments->format,
                                arguments->output,
                                job->plan->has_graphs ? "nquads" : "turtle",
                                &job->diag));
  RHUMB_TRY(rhumb_job_add_sink(job, syntax, arguments->output));
  RHUMB_TRY(rhumb_job_run(job));
  return rhumb_job_commit(job);
}

RhumbStatus
rhumb_command_rdf(const RhumbArguments *const arguments)
{
  RhumbJob job;
  rhumb_job_open(&job, arguments);
  const RhumbStatus status = run(&job);
  rhumb_job_close(&job);
  return status;
}
