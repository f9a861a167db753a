// SPDX-License-Identifier: ISC

/// @file gathering.c  Nodes of collections, graph by graph.

#include "engine/gathering.h"

#include <stdlib.h>

static void
list_heads(RhumbMadeList *const list,
           const RhumbRow *const row,
           const RhumbGathered *const gathered)
{
  *list = (RhumbMadeList){0};
  for (size_t i = 0; i < gathered->n_heads; ++i) {
    *rhumb_made_new(list, row->arena) = gathered->heads[i];
  }
}

RhumbStatus
rhumb_gathering_make(RhumbGathering *const gathering,
                     RhumbMadeList *const list,
                     RhumbRow *const row,
                     const RhumbPlanTerm *const term,
                     RhumbGathered **const out)
{
  RHUMB_TRY(rhumb_gather(out, row, term, &gathering->gatherer));
  list_heads(list, row, *out);
  return RHUMB_OK;
}

size_t
rhumb_gathering_count(const RhumbGathering *const gathering,
                      const size_t n_graphs)
{
  const RhumbGathered *const both[] = {gathering->subject, gathering->object};
  size_t count = 0;
  for (size_t i = 0; i < RHUMB_COUNT(both); ++i) {
    count += both[i] ? both[i]->n_quads : 0;
  }
  return rhumb_product(count, n_graphs);
}

/// Note where the quads of what is combined go
static void
note_places(const RhumbCombined *const what, RhumbGatheredIn *const in)
{
  for (size_t s = 0; s < what->subjects->count; ++s) {
    for (size_t p = 0; p < what->predicates->count; ++p) {
      for (size_t o = 0; o < what->objects->count; ++o) {
        const uint64_t targets = what->subjects->items[s].targets |
                                 what->predicates->items[p].targets |
                                 what->objects->items[o].targets |
                                 what->graph->targets;
        in->targets |= targets;
        in->to_output |= !targets;
      }
    }
  }
}

static void
enter(RhumbGathering *const gathering,
      RhumbGathered *const gathered,
      RhumbMadeList *const list,
      const RhumbCombined *const what)
{
  if (!gathered) {
    return;
  }
  rhumb_gather_settle(gathered, what->row, &what->graph->term);
  list_heads(list, what->row, gathered);
  RhumbGatheredIn in = {.gathered = gathered, .graph = *what->graph};
  if (gathering->gatherer.plan->n_targets) {
    note_places(what, &in);
  } else {
    in.to_output = true;
  }
  RHUMB_PUSH(&gathering->row, in);
}

void
rhumb_gathering_enter(RhumbGathering *const gathering,
                      const RhumbCombined *const what)
{
  enter(gathering, gathering->subject, what->subjects, what);
  enter(gathering, gathering->object, what->objects, what);
}

void
rhumb_gathering_keep(RhumbGathering *const gathering,
                     const RhumbMade *const graph,
                     const uint64_t targets)
{
  const RhumbGatheredIn in = {.gathered = gathering->subject,
                              .graph = *graph,
                              .targets = targets,
                              .to_output = !targets};
  RHUMB_PUSH(&gathering->row, in);
}

bool
rhumb_gathering_has_subject(const RhumbGathering *const gathering,
                            const size_t start)
{
  bool found = false;
  for (size_t i = start; !found && i < gathering->row.count; ++i) {
    found = gathering->row.items[i].gathered == gathering->subject;
  }
  return found;
}

void
rhumb_gathering_free(RhumbGathering *const gathering)
{
  free(gathering->row.items);
  rhumb_collections_free(&gathering->collections);
}
