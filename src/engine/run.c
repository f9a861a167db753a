// SPDX-License-Identifier: ISC

/// @file run.c  What a run tells and hands on.

#include "engine/run_impl.h"

RhumbStatus
rhumb_run_leave_failed(RhumbRun *const run,
                       const void *const rule,
                       const RhumbStatus status)
{
  if (!run->options->rehearses) {
    return status;
  }
  RHUMB_KEEP(run->status, status);
  RHUMB_PUSH(&run->left, rule);
  rhumb_run_tell(run, RHUMB_PART_FAILS, rule);
  return RHUMB_OK;
}

/// True if the quad is new to a target; of its targets, these stay. Inlined it
/// would take registers of every quad.
__attribute__((noinline)) static bool
is_new_to_targets(RhumbRun *const run, RhumbPending *const made)
{
  const uint64_t targets = made->quad.targets;
  made->quad.targets = 0;
  for (unsigned n = 0; n < RHUMB_MAX_TARGETS; ++n) {
    const uint64_t bit = UINT64_C(1) << n;
    const RhumbFingerprint print[4] = {made->print, {n + 1U, 0}, {0}, {0}};
    if ((targets & bit) &&
        rhumb_seen_add(&run->seen, rhumb_quad_fingerprint(print))) {
      made->quad.targets |= bit;
    }
  }
  return made->quad.targets != 0;
}

/// True if the quad is new where it goes
static bool
is_new(RhumbRun *const run, RhumbPending *const made)
{
  return made->quad.targets ? is_new_to_targets(run, made)
                            : rhumb_seen_add(&run->seen, made->print);
}

RhumbStatus
rhumb_run_flush(RhumbRun *const run)
{
  for (size_t i = 0; i < run->pending.count; ++i) {
    RhumbPending *const made = &run->pending.items[i];
    if (rhumb_run_is_left(run, made->quad.origin)) {
      continue;
    }
    const size_t known = made->known ? made->known : !is_new(run, made);
    if (known) {
      run->stats->duplicates += known;
      continue;
    }
    ++run->stats->quads;
    RHUMB_TRY(rhumb_run_leave(
        run, made->quad.origin, run->to->put(run->to->handle, &made->quad)));
  }
  return RHUMB_OK;
}

RhumbStatus
rhumb_run_put_gathered(void *const handle,
                       const RhumbQuad *const quad,
                       const bool may_be_known)
{
  RhumbRun *const run = (RhumbRun *)handle;
  if (rhumb_run_is_left(run, quad->origin)) {
    return RHUMB_OK;
  }
  RhumbPending made = {.quad = *quad};
  if (may_be_known) {
    const RhumbFingerprint prints[4] = {
        rhumb_term_fingerprint(&quad->subject),
        rhumb_term_fingerprint(&quad->predicate),
        rhumb_term_fingerprint(&quad->object),
        rhumb_term_fingerprint(&quad->graph)};
    made.print = rhumb_quad_fingerprint(prints);
    if (!is_new(run, &made)) {
      ++run->stats->duplicates;
      return RHUMB_OK;
    }
  }
  ++run->stats->quads;
  return rhumb_run_leave(
      run, quad->origin, run->to->put(run->to->handle, &made.quad));
}

void
rhumb_run_put_made(void *const handle,
                   const RhumbMadeQuad *const quad,
                   const RhumbLoc *const origin)
{
  rhumb_run_add((RhumbRun *)handle,
                quad->subject,
                quad->predicate,
                quad->object,
                quad->graph,
                origin);
}
