// SPDX-License-Identifier: ISC

/// @file run.c  What a run hands on, in order.

#include "engine/run_impl.h"

/// Quads ahead of the one that is looked up, whose places are fetched: the set
/// is larger than any cache
enum { AHEAD = 16 };

// Duplicates -----------------------------------------------------------------

/// True if the quad is new to a target; of its targets, these stay. Inlined it
/// would take registers of every quad.
__attribute__((noinline)) static bool
is_new_to_targets(RhumbRun *const run, RhumbBatchQuad *const made)
{
  const uint64_t targets = made->targets;
  made->targets = 0;
  for (unsigned n = 0; n < RHUMB_MAX_TARGETS; ++n) {
    const uint64_t bit = UINT64_C(1) << n;
    const RhumbFingerprint print[4] = {made->print, {n + 1U, 0}, {0}, {0}};
    if ((targets & bit) &&
        rhumb_seen_add(&run->seen, rhumb_fingerprint_mix(print))) {
      made->targets |= bit;
    }
  }
  return made->targets != 0;
}

/// True if the quad is new where it goes
static bool
is_new(RhumbRun *const run, RhumbBatchQuad *const made)
{
  return made->targets ? is_new_to_targets(run, made)
                       : rhumb_seen_add(&run->seen, made->print);
}

void
rhumb_run_settle(RhumbRun *const run, RhumbBatch *const batch)
{
  RhumbBatchQuad *const quads = batch->quads.items;
  const size_t count = batch->quads.count;
  for (size_t i = 0; i < count && i < AHEAD; ++i) {
    rhumb_seen_prefetch(&run->seen, quads[i].print);
  }
  for (size_t i = 0; i < count; ++i) {
    if (i + AHEAD < count) {
      rhumb_seen_prefetch(&run->seen, quads[i + AHEAD].print);
    }
    quads[i].is_again = !quads[i].known &&
                        !rhumb_is_left(&run->left, quads[i].origin) &&
                        !is_new(run, &quads[i]);
  }
}

// Handing on -----------------------------------------------------------------

/// Hand on a quad that is new
static RhumbStatus
hand_on(RhumbRun *const run,
        const RhumbBatchQuad *const made,
        RhumbStatus (*const to)(void *, const RhumbQuad *))
{
  const RhumbQuad quad = {.subject = *made->subject,
                          .predicate = *made->predicate,
                          .object = *made->object,
                          .graph = *made->graph,
                          .origin = made->origin,
                          .targets = made->targets,
                          .row = run->stats->rows + 1};
  return rhumb_leave(&run->left, made->origin, to(run->to->handle, &quad));
}

static RhumbStatus
put(RhumbRun *const run, const RhumbBatchQuad *const made)
{
  if (rhumb_is_left(&run->left, made->origin)) {
    return RHUMB_OK;
  }
  if (made->known || made->is_again) {
    run->stats->duplicates += made->known ? made->known : 1;
    return RHUMB_OK;
  }
  ++run->stats->quads;
  RhumbStatus (*const to)(void *, const RhumbQuad *) =
      run->is_batched && !made->targets ? run->to->put_rest : run->to->put;
  return to ? hand_on(run, made, to) : RHUMB_OK;
}

void
rhumb_run_say(RhumbRun *const run,
              const RhumbLater *const later,
              const uint32_t row,
              size_t *const at)
{
  const size_t start = *at;
  while (*at < later->count && later->items[*at].row == row) {
    const RhumbLaterItem *const item = &later->items[(*at)++];
    if (item->kind == RHUMB_LATER_TALLY) {
      rhumb_tally_take(&run->tally, item);
    } else if (item->kind == RHUMB_LATER_SKIP) {
      const RhumbFingerprint record =
          rhumb_run_record(&item->address, run->maker.row.pass);
      run->stats->skipped += rhumb_seen_add(&run->skipped, record);
    }
  }
  rhumb_mistakes_take(&run->mistakes, later->items + start, *at - start);
}

RhumbStatus
rhumb_run_put_row(RhumbRun *const run,
                  const RhumbBatch *const batch,
                  const uint32_t row,
                  RhumbBatchPlace *const at)
{
  if (at->later < batch->later.count) {
    rhumb_run_say(run, &batch->later, row, &at->later);
  }
  while (at->quad < batch->quads.count &&
         batch->quads.items[at->quad].row == row) {
    RHUMB_TRY(put(run, &batch->quads.items[at->quad++]));
  }
  return RHUMB_OK;
}

RhumbStatus
rhumb_run_put_gathered(void *const handle,
                       const RhumbQuad *const quad,
                       const bool may_be_known)
{
  RhumbRun *const run = (RhumbRun *)handle;
  if (rhumb_is_left(&run->left, quad->origin)) {
    return RHUMB_OK;
  }
  RhumbQuad left = *quad;
  if (may_be_known) {
    const RhumbFingerprint prints[4] = {
        rhumb_term_fingerprint(&quad->subject),
        rhumb_term_fingerprint(&quad->predicate),
        rhumb_term_fingerprint(&quad->object),
        rhumb_term_fingerprint(&quad->graph)};
    RhumbBatchQuad made = {.targets = quad->targets,
                           .print = rhumb_quad_fingerprint(prints)};
    if (!is_new(run, &made)) {
      ++run->stats->duplicates;
      return RHUMB_OK;
    }
    left.targets = made.targets;
  }
  ++run->stats->quads;
  return rhumb_leave(
      &run->left, quad->origin, run->to->put(run->to->handle, &left));
}
