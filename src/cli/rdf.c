// SPDX-License-Identifier: ISC

/// @file rdf.c  rhumb rdf: the rules' data as RDF.

#include "cli/choose.h"
#include "cli/commands.h"
#include "cli/explain.h"
#include "cli/shard.h"

/// Warn of a run that has made nothing, without a mistake or other runs that
/// would be why
static void
warn_empty(const RhumbJob *const job)
{
  const RhumbStats *const stats = &job->stats;
  if (!rhumb_shard_is_part(&job->options.shard) && !stats->quads &&
      !stats->skipped && !stats->dropped) {
    rhumb_warn(&job->diag,
               RHUMB_WARNING,
               (RhumbLoc){0},
               "0 triples: %s",
               stats->rows ? "the records that were read make none"
                           : "no records were found");
  }
}

RhumbStatus
rhumb_command_rdf(RhumbJob *const job)
{
  const RhumbArguments *const arguments = job->arguments;
  RhumbFormat format = {0};
  RHUMB_TRY(rhumb_job_read(job));
  RHUMB_TRY(rhumb_job_compile(job));
  RHUMB_TRY(rhumb_check_shard(job));
  if (arguments->explain) {
    return rhumb_explain(job);
  }
  const RhumbWish wish = {.tables = RHUMB_SYNTAXES,
                          .name = arguments->format,
                          .path = arguments->output,
                          .compression = arguments->compression};
  RHUMB_TRY(rhumb_choose_format(&format, &wish, &job->diag));
  const RhumbDestination to = {
      .syntax = format.syntax ? format.syntax
                              : rhumb_syntax_default(job->plan->has_graphs),
      .path = arguments->output,
      .compression = format.compression,
  };
  RHUMB_TRY(rhumb_job_add_sink(job, &to));
  RHUMB_TRY(rhumb_job_run(job));
  warn_empty(job);
  return rhumb_job_commit(job);
}
