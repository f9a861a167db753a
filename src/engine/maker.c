// SPDX-License-Identifier: ISC

/// @file maker.c  Makers: what lives longer than a row.

#include "engine/maker.h"

#include "base/hash.h"

#include <stdlib.h>

/// Keep a quad of what quotes triples, whose terms may stand on the stack
static void
put_made(void *const handle,
         const RhumbMadeQuad *const quad,
         const RhumbLoc *const origin)
{
  RhumbMaker *const maker = (RhumbMaker *)handle;
  RhumbMade *const made = RHUMB_NEW(maker->row.arena, RhumbMade, 4);
  made[0] = *quad->subject;
  made[1] = *quad->predicate;
  made[2] = *quad->object;
  made[3] = *quad->graph;
  rhumb_maker_add(
      maker, RHUMB_NO_BUNDLE, &made[0], &made[1], &made[2], &made[3], origin);
}

void
rhumb_maker_open(RhumbMaker *const maker,
                 const RhumbMakerSpec *const spec,
                 const RhumbObserver *const observer,
                 RhumbMistakes *const mistakes,
                 RhumbTally *const tally,
                 const RhumbDiag *const diag)
{
  *maker = (RhumbMaker){
      .plan = spec->plan,
      .indexes = spec->indexes,
      .left = spec->left,
      .observer = observer,
      .row = {.scratch = &maker->scratch,
              .functions = &maker->functions,
              .joined = &maker->joined,
              .diag = diag,
              .mistakes = mistakes,
              .tally = tally,
              .hints = &maker->hints,
              .record_hash = &maker->record_hash,
              .blank_prefix = spec->blank_prefix},
      .functions = {.now = spec->plan->now},
      .quoting = {.plan = spec->plan,
                  .indexes = spec->indexes,
                  .maps = RHUMB_ZEROS(RhumbQuotedMap, spec->plan->n_quoted),
                  .reifies = rhumb_made_reifies(),
                  .put = put_made,
                  .handle = maker},
      .gathering = {.gatherer = {.plan = spec->plan,
                                 .indexes = spec->indexes,
                                 .observer = observer}},
  };
}

void
rhumb_maker_begin_pass(RhumbMaker *const maker,
                       const RhumbPlanPass *const pass,
                       const RhumbSource *const source)
{
  maker->fields = (size_t *)rhumb_xrealloc(
      maker->fields, pass->n_references * sizeof(*maker->fields));
  maker->row.pass = pass;
  maker->row.source = source;
  maker->row.fields = maker->fields;
  rhumb_join_reader_free(
      &maker->joined); // Other indexes may be where some were
}

void
rhumb_maker_use(RhumbMaker *const maker, RhumbBatch *const batch)
{
  maker->batch = batch;
  maker->row.arena = &batch->arena;
  maker->functions.arena = &batch->arena;
}

void
rhumb_maker_begin_row(RhumbMaker *const maker)
{
  maker->gathering.row.count = 0;
  maker->hints.count = 0;
  rhumb_join_cache_forget(&maker->joins, 0);
  maker->record_hash.of = NULL;
  ++maker->quoting.row;
  rhumb_mistakes_are(maker->row.mistakes, RHUMB_STOP, false);
}

/// Return what stands for all that rules may ask of the current row
static uint64_t
hash_of_row(const RhumbMaker *const maker)
{
  const RhumbRow *const row = &maker->row;
  uint64_t hash = 0;
  for (size_t i = 0; i < row->pass->n_references; ++i) {
    const RhumbValues *const values = &row->source->row[maker->fields[i]];
    hash = rhumb_hash_number(values->count, hash);
    for (size_t v = 0; v < values->count; ++v) {
      const RhumbValue *const value = &values->items[v];
      hash = rhumb_hash(value->lexical, hash + value->type);
    }
  }
  return hash;
}

void
rhumb_maker_add_row(RhumbMaker *const maker)
{
  if (maker->is_numbered) {
    RHUMB_PUSH(&maker->batch->rows, hash_of_row(maker));
  }
  ++maker->batch->n_rows;
}

void
rhumb_maker_end_row(RhumbMaker *const maker)
{
  rhumb_hints_count(&maker->hints, maker->row.tally, maker->row.source);
  rhumb_join_cache_keep(&maker->joins);
  rhumb_maker_add_row(maker);
}

void
rhumb_maker_close(RhumbMaker *const maker)
{
  rhumb_join_cache_free(&maker->joins);
  rhumb_join_reader_free(&maker->joined);
  free(maker->fields);
  rhumb_constants_free(&maker->constants);
  rhumb_buf_free(&maker->scratch);
  rhumb_function_context_free(&maker->functions);
  rhumb_gathering_free(&maker->gathering);
  rhumb_quoting_free(&maker->quoting);
  free(maker->hints.items);
}
