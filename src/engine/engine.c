// SPDX-License-Identifier: ISC

/// @file engine.c  The passes of a plan: rows in, quads out, each once.

#include "engine/engine.h"

#include "engine/dedup.h"
#include "engine/join.h"
#include "engine/make.h"

#include <stdlib.h>

/// Rows between two calls of the watcher
static const uint64_t watch_every = 4096;

/// A quad that waits for the end of its row
typedef struct {
  RhumbQuad quad;
  RhumbFingerprint print;
} Pending;

/// A run; the lists are used again for every row
typedef struct {
  const RhumbPlan *plan;
  const RhumbQuadHandler *to;
  const RhumbRunOptions *options;
  const RhumbWatcher *watcher;
  RhumbStats *stats;
  RhumbJoinIndex *indexes;
  RhumbSeen seen;
  RhumbRow row;
  size_t *fields;  ///< The source's field for each reference of the pass
  bool *has_value; ///< Whether it has had one in any record
  RhumbArena arena;
  RhumbBuf scratch;
  RhumbFunctionContext functions;
  RhumbMadeList subjects, predicates, objects, graphs;
  Pending *pending; ///< What this row has made
  size_t n_pending, pending_cap;
} Run;

static void
emit_one(Run *const run,
         const RhumbMade *const subject,
         const RhumbMade *const predicate,
         const RhumbMade *const object,
         const RhumbMade *const graph,
         const RhumbLoc *const origin)
{
  const RhumbFingerprint prints[4] = {
      subject->print, predicate->print, object->print, graph->print};
  const Pending made = {{subject->term,
                         predicate->term,
                         object->term,
                         graph->term,
                         origin,
                         subject->targets | predicate->targets |
                             object->targets | graph->targets},
                        rhumb_quad_fingerprint(prints)};
  run->pending = (Pending *)rhumb_xgrow(
      run->pending, run->n_pending, &run->pending_cap, sizeof(*run->pending));
  run->pending[run->n_pending++] = made;
  rhumb_seen_prefetch(&run->seen, made.print);
}

/// True if the quad is new where it goes; of its targets, the new ones stay
static bool
is_new(Run *const run, Pending *const made)
{
  const uint64_t targets = made->quad.targets;
  if (!targets) {
    return rhumb_seen_add(&run->seen, made->print);
  }
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

/// Hand on the row's quads, each once
static RhumbStatus
flush(Run *const run)
{
  for (size_t i = 0; i < run->n_pending; ++i) {
    Pending *const made = &run->pending[i];
    if (!is_new(run, made)) {
      ++run->stats->duplicates;
      continue;
    }
    ++run->stats->quads;
    RHUMB_TRY(run->to->put(run->to->handle, &made->quad));
  }
  run->n_pending = 0;
  return RHUMB_OK;
}

/// Every subject with every predicate, object and graph
static RhumbStatus
emit(Run *const run, const RhumbLoc *const origin)
{
  static const RhumbMade default_graph = {.term = {.kind = RHUMB_TERM_NONE}};
  const RhumbMade *const graphs =
      run->graphs.count ? run->graphs.items : &default_graph;
  const size_t n_graphs = run->graphs.count ? run->graphs.count : 1;
  size_t count = rhumb_product(run->predicates.count, run->objects.count);
  count = rhumb_product(count, n_graphs);
  count = rhumb_product(count, run->subjects.count);
  RHUMB_TRY(rhumb_check_product(count, &run->row, *origin));

  for (size_t s = 0; s < run->subjects.count; ++s) {
    for (size_t p = 0; p < run->predicates.count; ++p) {
      for (size_t o = 0; o < run->objects.count; ++o) {
        for (size_t g = 0; g < n_graphs; ++g) {
          emit_one(run,
                   &run->subjects.items[s],
                   &run->predicates.items[p],
                   &run->objects.items[o],
                   &graphs[g],
                   origin);
        }
      }
    }
  }
  return RHUMB_OK;
}

static RhumbStatus
make_all(Run *const run,
         RhumbMadeList *const list,
         const RhumbPlanTerm *const terms,
         const size_t count)
{
  list->count = 0;
  for (size_t i = 0; i < count; ++i) {
    RHUMB_TRY(rhumb_make(list, &run->row, &terms[i]));
  }
  return RHUMB_OK;
}

/// True if the join's function, if it has one, holds for the row and `entry`
static RhumbStatus
joins(bool *const out,
      Run *const run,
      const RhumbPlanObject *const object,
      const RhumbJoinEntry *const entry)
{
  const RhumbPlanConditions condition = {&object->condition,
                                         object->condition ? 1 : 0};
  run->row.parent = entry->kept;
  return rhumb_holds(out, &run->row, &condition);
}

static RhumbStatus
look_up(Run *const run, const RhumbPlanObject *const object)
{
  RhumbValues keys = {0};
  RHUMB_TRY(rhumb_join_keys(&keys, &run->row, object->keys, object->n_keys));
  for (size_t i = 0; i < keys.count; ++i) {
    for (const RhumbJoinEntry *entry = rhumb_join_find(
             &run->indexes[object->index], keys.items[i].lexical);
         entry;
         entry = entry->next) {
      bool is_joined = false;
      RHUMB_TRY(joins(&is_joined, run, object, entry));
      if (is_joined) {
        rhumb_made_push(&run->objects, entry->subject);
      }
    }
  }
  return RHUMB_OK;
}

static RhumbStatus
run_objects(Run *const run, const RhumbPlanPair *const pair)
{
  for (size_t i = 0; i < pair->n_objects; ++i) {
    const RhumbPlanObject *const object = &pair->objects[i];
    run->objects.count = 0;
    RHUMB_TRY(object->is_join
                  ? look_up(run, object)
                  : rhumb_make(&run->objects, &run->row, &object->term));
    RHUMB_TRY(emit(run, &object->term.loc));
  }
  return RHUMB_OK;
}

static RhumbStatus
run_pair(Run *const run, const RhumbPlanPair *const pair)
{
  bool holds = true;
  if (pair->conditions.count) {
    RHUMB_TRY(rhumb_holds(&holds, &run->row, &pair->conditions));
  }
  if (!holds) {
    return RHUMB_OK;
  }
  RHUMB_TRY(
      make_all(run, &run->predicates, pair->predicates, pair->n_predicates));
  RHUMB_TRY(make_all(run, &run->graphs, pair->graphs, pair->n_graphs));
  if (pair->n_graphs && !run->graphs.count) {
    return RHUMB_OK; // Graphs were asked for, and all are NULL
  }
  return run_objects(run, pair);
}

static RhumbStatus
run_map(Run *const run, const RhumbPlanMap *const map)
{
  RHUMB_TRY(make_all(run, &run->subjects, &map->subject, 1));
  for (size_t i = 0; run->subjects.count && i < map->n_pairs; ++i) {
    RHUMB_TRY(run_pair(run, &map->pairs[i]));
  }
  return RHUMB_OK;
}

static RhumbStatus
fill_index(Run *const run, const size_t number)
{
  const RhumbPlanIndex *const index = &run->plan->indexes[number];
  RhumbValues keys = {0};
  RHUMB_TRY(rhumb_join_keys(&keys, &run->row, index->keys, index->n_keys));
  if (!keys.count) {
    return RHUMB_OK;
  }
  RhumbValues *const kept = RHUMB_NEW(&run->arena, RhumbValues, index->n_kept);
  for (size_t i = 0; i < index->n_kept; ++i) {
    RHUMB_TRY(rhumb_evaluate(
        &kept[i], &run->row, &index->kept[i], RHUMB_ENCODE_NONE));
  }
  RHUMB_TRY(make_all(run, &run->subjects, &index->subject, 1));
  rhumb_join_add(
      &run->indexes[number], &keys, &run->subjects, kept, index->n_kept);
  return RHUMB_OK;
}

/// Note which references have had a value
static void
note_fields(Run *const run)
{
  for (size_t i = 0; run->options->strict && i < run->row.pass->n_references;
       ++i) {
    run->has_value[i] |= run->row.source->row[run->fields[i]].count > 0;
  }
}

/// Report every reference that has had none
static RhumbStatus
check_fields(const Run *const run)
{
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < run->row.pass->n_references; ++i) {
    const RhumbPlanReference *const reference = &run->row.pass->references[i];
    if (!run->has_value[i]) {
      RHUMB_KEEP(status,
                 rhumb_fail(run->row.diag,
                            RHUMB_ERR_REFERENCE,
                            reference->loc,
                            "no record of %s has \"%.*s\"",
                            run->row.source->text.name,
                            RHUMB_FMT(reference->text)));
    }
  }
  return status;
}

/// Report an iterator that has found nothing; a file without one may be empty
static RhumbStatus
check_iterator(const Run *const run)
{
  const RhumbSourceSpec *const spec = run->row.pass->spec;
  return spec->iterator.len ? rhumb_fail(run->row.diag,
                                         RHUMB_ERR_REFERENCE,
                                         spec->iterator_loc,
                                         "the iterator finds no record in %s",
                                         run->row.source->text.name)
                            : RHUMB_OK;
}

/// Make what one record makes, without handing it on
static RhumbStatus
make_row(Run *const run)
{
  const RhumbPlanPass *const pass = run->row.pass;
  for (size_t i = 0; i < pass->n_indexes; ++i) {
    RHUMB_TRY(fill_index(run, pass->indexes[i]));
  }
  for (size_t i = 0; i < pass->n_maps; ++i) {
    RHUMB_TRY(run_map(run, &pass->maps[i]));
  }
  return RHUMB_OK;
}

static RhumbStatus
read_row(Run *const run, RhumbSource *const source)
{
  rhumb_arena_reset(&run->arena);
  run->n_pending = 0;
  RHUMB_TRY(rhumb_source_next(source, run->row.diag));
  return make_row(run);
}

/// Read a record and hand on what it makes, all or nothing
static RhumbStatus
run_row(Run *const run, RhumbSource *const source)
{
  const RhumbStatus status = read_row(run, source);
  if (status == RHUMB_ERR_VALUE && run->options->skip) {
    ++run->stats->skipped;
    return RHUMB_OK;
  }
  RHUMB_TRY(status);
  note_fields(run);
  RHUMB_TRY(flush(run));
  if (++run->stats->rows % watch_every == 0 && run->watcher) {
    run->watcher->tell(run->watcher->handle, run->stats);
  }
  return RHUMB_OK;
}

static RhumbStatus
bind_fields(Run *const run, RhumbSource *const source)
{
  const RhumbPlanPass *const pass = run->row.pass;
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < pass->n_references; ++i) {
    const RhumbPlanReference *const reference = &pass->references[i];
    RHUMB_KEEP(status,
               rhumb_source_bind(source,
                                 reference->text,
                                 reference->loc,
                                 &run->fields[i],
                                 run->row.diag));
    run->has_value[i] = false;
  }
  return status;
}

static RhumbStatus
run_rows(Run *const run, RhumbSource *const source)
{
  const uint64_t before = run->stats->rows;
  RhumbStatus status = bind_fields(run, source);
  while (status == RHUMB_OK) {
    status = run_row(run, source);
  }
  if (status != RHUMB_END) {
    return status;
  }
  if (!run->options->strict) {
    return RHUMB_OK;
  }
  return run->stats->rows > before ? check_fields(run) : check_iterator(run);
}

static RhumbStatus
run_pass(Run *const run, const RhumbPlanPass *const pass)
{
  RhumbSource *source = NULL;
  RHUMB_TRY(rhumb_source_open(&source, pass->spec, run->row.diag));

  const size_t count = pass->n_references;
  run->fields =
      (size_t *)rhumb_xrealloc(run->fields, count * sizeof(*run->fields));
  run->has_value =
      (bool *)rhumb_xrealloc(run->has_value, count * sizeof(*run->has_value));
  run->row.pass = pass;
  run->row.source = source;
  run->row.fields = run->fields;
  const RhumbStatus status = run_rows(run, source);
  rhumb_source_close(source);
  return status;
}

static void
free_run(Run *const run)
{
  for (size_t i = 0; i < run->plan->n_indexes; ++i) {
    rhumb_join_free(&run->indexes[i]);
  }
  free(run->indexes);
  free(run->fields);
  free(run->has_value);
  rhumb_seen_free(&run->seen);
  rhumb_arena_free(&run->arena);
  rhumb_buf_free(&run->scratch);
  rhumb_function_context_free(&run->functions);
  free(run->subjects.items);
  free(run->predicates.items);
  free(run->objects.items);
  free(run->graphs.items);
  free(run->pending);
}

RhumbStatus
rhumb_engine_run(const RhumbPlan *const plan,
                 const RhumbQuadHandler *const to,
                 const RhumbRunOptions *const options,
                 const RhumbWatcher *const watcher,
                 RhumbStats *const stats,
                 const RhumbDiag *const diag)
{
  *stats = (RhumbStats){0};
  Run run = {.plan = plan,
             .to = to,
             .options = options,
             .watcher = watcher,
             .stats = stats};
  const size_t bytes = plan->n_indexes * sizeof(*run.indexes);
  run.indexes = (RhumbJoinIndex *)rhumb_xrealloc(NULL, bytes);
  memset(run.indexes, 0, bytes);
  run.row.arena = &run.arena;
  run.row.scratch = &run.scratch;
  run.functions = rhumb_function_context(&run.arena);
  run.row.functions = &run.functions;
  run.row.diag = diag;

  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; status == RHUMB_OK && i < plan->n_passes; ++i) {
    status = run_pass(&run, &plan->passes[i]);
  }
  free_run(&run);
  return status;
}
