// SPDX-License-Identifier: ISC

/// @file shard.c  What runs that each make a part of everything could not make
/// together as one makes it.

#include "cli/shard.h"

#include "plan/whole.h"

static RhumbStatus
refuse(const RhumbJob *const job, const RhumbLoc loc, const char *const why)
{
  return rhumb_fail(
      &job->diag, RHUMB_ERR_UNSUPPORTED, loc, "not with --shard: %s", why);
}

/// Refuse what asks for the records of a source as a whole
static RhumbStatus
check_passes(const RhumbJob *const job)
{
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < job->plan->n_passes; ++i) {
    const RhumbWhole whole = rhumb_whole_for_shards(&job->plan->passes[i]);
    if (whole.why) {
      RHUMB_KEEP(status, refuse(job, whole.loc, whole.why));
    }
  }
  return status;
}

/// Refuse what asks for all triples, or writes more than one output
static RhumbStatus
check_rules(const RhumbJob *const job)
{
  const RhumbPlan *const plan = job->plan;
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < plan->n_targets; ++i) {
    RHUMB_KEEP(status,
               refuse(job,
                      plan->targets[i]->access_loc,
                      "every shard would write this file, in place of what "
                      "the others wrote"));
  }
  if (job->mapping->ontology) {
    RHUMB_KEEP(status,
               refuse(job,
                      job->mapping->ontology->loc,
                      "what is declared follows from all that the triples say "
                      "of a name, and each shard has some of them"));
  }
  if (job->mapping->rdf_1_1 && plan->triples) {
    RHUMB_KEEP(status,
               refuse(job,
                      *plan->triples,
                      "--rdf 1.1 has one triple for each that reifies, and "
                      "another shard may have a second"));
  }
  return status;
}

RhumbStatus
rhumb_check_shard(const RhumbJob *const job)
{
  if (!rhumb_shard_is_part(&job->options.shard)) {
    return RHUMB_OK;
  }
  if (job->arguments->strict) {
    return RHUMB_FAIL_USAGE(&job->diag,
                            NULL,
                            "--strict asks what no record has, and a shard "
                            "does not see them all; rhumb check --data sees "
                            "the first of each source");
  }
  RhumbStatus status = check_passes(job);
  RHUMB_KEEP(status, check_rules(job));
  return status;
}
