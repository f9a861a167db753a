// SPDX-License-Identifier: ISC

/// @file rules.c  What the rules of a pass make of a record.

#include "engine/hint.h"
#include "engine/run_impl.h"

#include <stdlib.h>

static const RhumbMade default_graph = {.term = {.kind = RHUMB_TERM_NONE}};

/// True if the quads to be made, and those of their collections, are no more
/// than a row may make
static RhumbStatus
check_count(const RhumbRun *const run,
            const size_t count,
            const size_t n_graphs,
            const RhumbLoc *const origin)
{
  const bool gathers = count && rhumb_gathering_is_on(&run->gathering);
  const size_t more =
      gathers ? rhumb_gathering_count(&run->gathering, n_graphs) : 0;
  return rhumb_check_product(count + more, &run->row, *origin);
}

/// The nodes of collections become those in `graph`
static void
enter_graph(RhumbRun *const run, const RhumbMade *const graph)
{
  const RhumbCombined what = {.subjects = &run->subjects,
                              .objects = &run->objects,
                              .predicates = &run->predicates,
                              .graph = graph,
                              .row = &run->row};
  rhumb_gathering_enter(&run->gathering, &what);
}

static RhumbStatus
run_pair(RhumbRun *run, const RhumbPlanPair *pair);

/// Run what is said of the reifiers of a pair's triples, who are the subjects
/// then
static RhumbStatus
run_annotations(RhumbRun *const run,
                const RhumbPlanAnnotation *const annotation,
                const RhumbMadeList *const reifiers)
{
  const RhumbMadeList subjects = run->subjects;
  const RhumbMadeList predicates = run->predicates;
  const RhumbMadeList objects = run->objects;
  const RhumbMadeList graphs = run->graphs;
  RhumbStatus status = RHUMB_OK;
  run->subjects = *reifiers;
  run->predicates = run->objects = run->graphs = (RhumbMadeList){0};
  for (size_t i = 0; status == RHUMB_OK && i < annotation->n_pairs; ++i) {
    status = run_pair(run, &annotation->pairs[i]);
  }
  free(run->predicates.items);
  free(run->objects.items);
  free(run->graphs.items);
  run->subjects = subjects;
  run->predicates = predicates;
  run->objects = objects;
  run->graphs = graphs;
  return status;
}

/// Keep the quads in one graph, every subject with every predicate and object,
/// until the row ends
static void
add_all(RhumbRun *const run,
        const RhumbMade *const graph,
        const RhumbLoc *const origin)
{
  const RhumbMadeList subjects = run->subjects;
  const RhumbMadeList predicates = run->predicates;
  const RhumbMadeList objects = run->objects;
  for (size_t s = 0; s < subjects.count; ++s) {
    for (size_t p = 0; p < predicates.count; ++p) {
      for (size_t o = 0; o < objects.count; ++o) {
        rhumb_run_add(run,
                      &subjects.items[s],
                      &predicates.items[p],
                      &objects.items[o],
                      graph,
                      origin);
      }
    }
  }
}

/// Keep triples that are annotated, or may quote others, and what reifies them
static RhumbStatus
emit_quoting(RhumbRun *const run,
             const RhumbPlanPair *const pair,
             const RhumbMadeProduct *const product,
             const RhumbLoc *const origin)
{
  const size_t before = run->pending.count;
  const size_t n_reifiers = run->annotating.reifiers.count;
  RhumbStatus status =
      rhumb_check_product(rhumb_quote_count(product), &run->row, *origin);
  if (status == RHUMB_OK && pair->annotation) {
    status = rhumb_annotate(&run->annotating,
                            &run->row,
                            pair->annotation,
                            product,
                            &run->quoting,
                            origin);
  } else if (status == RHUMB_OK) {
    rhumb_quote_put_all(&run->quoting, product, origin);
  }
  if (status == RHUMB_END) { // Too many: none
    run->pending.count = before;
    run->annotating.reifiers.count = n_reifiers;
    return RHUMB_OK;
  }
  return status;
}

/// Every subject with every predicate, object and graph
static RhumbStatus
emit(RhumbRun *const run,
     const RhumbPlanPair *const pair,
     const RhumbLoc *const origin)
{
  const RhumbMade *const graphs =
      run->graphs.count ? run->graphs.items : &default_graph;
  const size_t n_graphs = run->graphs.count ? run->graphs.count : 1;
  const size_t n_objects = run->objects.count + run->n_known;
  if (pair->annotation || pair->quotes) {
    const RhumbMadeProduct product = {
        &run->subjects, &run->predicates, &run->objects, graphs, n_graphs};
    return emit_quoting(run, pair, &product, origin);
  }
  size_t count = rhumb_product(run->predicates.count, n_objects);
  count = rhumb_product(count, n_graphs);
  count = rhumb_product(count, run->subjects.count);
  const RhumbStatus status = check_count(run, count, n_graphs, origin);
  if (status != RHUMB_OK) {
    return status == RHUMB_END ? RHUMB_OK : status;
  }
  for (size_t g = 0; count && g < n_graphs; ++g) { // Each is a block in TriG
    if (rhumb_gathering_is_on(&run->gathering)) {
      enter_graph(run, &graphs[g]);
    }
    add_all(run, &graphs[g], origin);
  }
  if (run->n_known) {
    const RhumbPending known = {.quad.origin = origin,
                                .known = count / n_objects * run->n_known};
    RHUMB_PUSH(&run->pending, known);
  }
  return RHUMB_OK;
}

// Rules -----------------------------------------------------------------------

static RhumbStatus
make_all(RhumbRun *const run,
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

/// Make the subjects of the rows that a join finds
static RhumbStatus
look_up(RhumbRun *const run,
        const RhumbPlanPair *const pair,
        const RhumbPlanObject *const object)
{
  const RhumbJoinLookup lookup = {
      .object = object,
      .parent = &run->plan->indexes[object->index],
      .index = &run->indexes[object->index],
      // The nodes of collections are of a graph, which is not known yet
      .cache = run->gathering.subject || pair->annotation || pair->quotes
                   ? NULL
                   : &run->joins,
      .with = {&run->subjects, &run->predicates, &run->graphs},
  };
  rhumb_run_tell(run, RHUMB_PART_ASKS, object);
  RHUMB_TRY(
      rhumb_join_look_up(&run->objects, &run->n_known, &run->row, &lookup));
  if (run->objects.count + run->n_known) {
    rhumb_run_tell(run, RHUMB_PART_JOINS, object);
  }
  return RHUMB_OK;
}

static RhumbStatus
make_objects(RhumbRun *const run,
             const RhumbPlanPair *const pair,
             const RhumbPlanObject *const object)
{
  run->objects.count = 0;
  run->n_known = 0;
  run->gathering.object = NULL;
  return object->is_join ? look_up(run, pair, object)
         : object->quoted
             ? rhumb_quote(&run->objects, &run->row, object, &run->quoting)
         : object->term.gather
             ? rhumb_gathering_make(&run->gathering,
                                    &run->objects,
                                    &run->row,
                                    &object->term,
                                    &run->gathering.object)
             : rhumb_make(&run->objects, &run->row, &object->term);
}

static RhumbStatus
run_objects(RhumbRun *const run, const RhumbPlanPair *const pair)
{
  for (size_t i = 0; i < pair->n_objects; ++i) {
    const RhumbPlanObject *const object = &pair->objects[i];
    const size_t n_asked = run->joins.asked.count;
    const size_t before = run->pending.count;
    RHUMB_TRY(make_objects(run, pair, object));
    RHUMB_TRY(emit(run, pair, &object->term.loc));
    if (run->pending.count == before) {
      rhumb_join_cache_forget(&run->joins, n_asked); // They were too many
    }
  }
  return RHUMB_OK;
}

/// Run the objects of a pair, and then what is said of all its triples
static RhumbStatus
run_annotated(RhumbRun *const run, const RhumbPlanPair *const pair)
{
  const RhumbAnnotating own = run->annotating;
  run->annotating = (RhumbAnnotating){0};
  RhumbStatus status = run_objects(run, pair);
  RhumbAnnotating made = run->annotating;
  if (status == RHUMB_OK && made.reifiers.count) {
    status = run_annotations(run, pair->annotation, &made.reifiers);
  }
  rhumb_annotating_free(&made);
  run->annotating = own;
  return status;
}

/// Make a pair's predicates and graphs, and set `is_asked` to whether triples
/// may come of its objects: not so where its condition does not hold, or where
/// all predicates, or all graphs that were asked for, are NULL. RML says a
/// condition as a predicate that is NULL, so that all of these are one.
static RhumbStatus
begin_pair(bool *const is_asked,
           RhumbRun *const run,
           const RhumbPlanPair *const pair)
{
  rhumb_mistakes_are(&run->mistakes, RHUMB_STOP, false);
  if (pair->conditions.count) {
    RHUMB_TRY(rhumb_holds(is_asked, &run->row, &pair->conditions));
  }
  if (*is_asked) {
    RHUMB_TRY(
        make_all(run, &run->predicates, pair->predicates, pair->n_predicates));
    *is_asked = run->predicates.count > 0;
  }
  run->graphs.count = 0;
  if (*is_asked && pair->n_graphs) {
    RHUMB_TRY(make_all(run, &run->graphs, pair->graphs, pair->n_graphs));
    *is_asked = run->graphs.count > 0;
  }
  return RHUMB_OK;
}

static RhumbStatus
run_pair(RhumbRun *const run, const RhumbPlanPair *const pair)
{
  bool is_asked = true;
  RHUMB_TRY(begin_pair(&is_asked, run, pair));
  return !is_asked          ? RHUMB_OK
         : pair->annotation ? run_annotated(run, pair)
                            : run_objects(run, pair);
}

/// Run a predicate object map; one that fails makes nothing
static RhumbStatus
try_pair(RhumbRun *const run, const RhumbPlanPair *const pair)
{
  const size_t before = run->pending.count;
  const size_t n_gathered = run->gathering.row.count;
  const size_t n_hints = run->hints.count;
  const RhumbStatus status = run_pair(run, pair);
  if (status != RHUMB_OK) {
    run->pending.count = before;
    run->gathering.row.count = n_gathered;
    run->hints.count = n_hints;
  } else if (run->pending.count > before) {
    rhumb_run_tell(run, RHUMB_PART_MAKES, pair);
  } else {
    rhumb_hints_forget(&run->hints, n_hints);
    if (run->hints.count > n_hints) {
      rhumb_run_tell(run, RHUMB_PART_FAILS, pair); // What is counted says why
    }
  }
  return rhumb_run_leave(run, pair, status);
}

/// Make the subjects that `term` makes, or `quoted`, if that is not NULL
static RhumbStatus
make_subjects(RhumbRun *const run,
              const RhumbPlanTerm *const term,
              const RhumbPlanObject *const quoted)
{
  run->gathering.subject = NULL;
  if (quoted) {
    run->subjects.count = 0;
    return rhumb_quote_subjects(
        &run->subjects, &run->row, term, quoted, &run->quoting);
  }
  return term->gather ? rhumb_gathering_make(&run->gathering,
                                             &run->subjects,
                                             &run->row,
                                             term,
                                             &run->gathering.subject)
                      : make_all(run, &run->subjects, term, 1);
}

/// Have the collections that the subjects are be written where the map's
/// triples would be, if it made none since number `start` was gathered
static RhumbStatus
keep_subjects(RhumbRun *const run,
              const RhumbPlanMap *const map,
              const size_t start)
{
  if (!run->subjects.count ||
      rhumb_gathering_has_subject(&run->gathering, start)) {
    return RHUMB_OK;
  }
  RHUMB_TRY(make_all(run, &run->graphs, map->graphs, map->n_graphs));
  const RhumbMade *const graphs =
      map->n_graphs ? run->graphs.items : &default_graph;
  const size_t n_graphs = map->n_graphs ? run->graphs.count : 1;
  for (size_t g = 0; g < n_graphs; ++g) {
    rhumb_gathering_keep(
        &run->gathering, &graphs[g], map->subject.targets | graphs[g].targets);
  }
  return RHUMB_OK;
}

static RhumbStatus
run_map(RhumbRun *const run, const RhumbPlanMap *const map)
{
  const size_t before = run->pending.count;
  const size_t n_hints = run->hints.count;
  const size_t n_gathered = run->gathering.row.count;
  RHUMB_TRY(make_subjects(run, &map->subject, map->quoted));
  for (size_t i = 0; run->subjects.count && i < map->n_pairs; ++i) {
    if (!rhumb_run_is_left(run, &map->pairs[i])) {
      RHUMB_TRY(try_pair(run, &map->pairs[i]));
    }
  }
  if (run->gathering.subject) {
    RHUMB_TRY(keep_subjects(run, map, n_gathered));
  }
  if (run->pending.count == before) {
    rhumb_hints_forget(&run->hints, n_hints);
  }
  return RHUMB_OK;
}

/// Set `kept` to what a join's function asks of a row, which joins with nothing
/// where that is left out for a mistake: RHUMB_END
static RhumbStatus
keep_values(RhumbRun *const run,
            const RhumbPlanIndex *const index,
            RhumbValues *const kept)
{
  for (size_t i = 0; i < index->n_kept; ++i) {
    RHUMB_TRY(rhumb_evaluate(
        &kept[i], &run->row, &index->kept[i], RHUMB_ENCODE_NONE));
  }
  return RHUMB_OK;
}

static RhumbStatus
fill_index(RhumbRun *const run, const size_t number)
{
  const RhumbPlanIndex *const index = &run->plan->indexes[number];
  RhumbValues keys = {0};
  rhumb_mistakes_are(&run->mistakes, RHUMB_STOP, false);
  RHUMB_TRY(rhumb_join_keys(&keys, &run->row, index->keys, index->n_keys));
  if (!keys.count) {
    return RHUMB_OK;
  }
  RhumbValues *const kept = RHUMB_NEW(&run->arena, RhumbValues, index->n_kept);
  const RhumbStatus status = keep_values(run, index, kept);
  if (status != RHUMB_OK) {
    return status == RHUMB_END ? RHUMB_OK : status;
  }
  if (index->has_rows && !run->is_trial) {
    rhumb_join_add_row(&run->indexes[number], &keys, kept, index->n_kept);
  }
  if (index->has_rows) {
    return RHUMB_OK;
  }
  const RhumbPlanObject quoting = {.quoted = index->quoted};
  RHUMB_TRY(
      make_subjects(run, &index->subject, index->quoted ? &quoting : NULL));
  if (!run->surveys && !run->is_trial) {
    rhumb_join_add(
        &run->indexes[number], &keys, &run->subjects, kept, index->n_kept);
  }
  return RHUMB_OK;
}

RhumbStatus
rhumb_run_make_row(RhumbRun *const run)
{
  const RhumbPlanPass *const pass = run->row.pass;
  for (size_t i = 0; i < pass->n_indexes; ++i) {
    const RhumbPlanIndex *const index = &run->plan->indexes[pass->indexes[i]];
    if (!rhumb_run_is_left(run, index)) {
      RHUMB_TRY(rhumb_run_leave(run, index, fill_index(run, pass->indexes[i])));
    }
  }
  run->hints.count = 0; // The maps of these subjects give them
  for (size_t i = 0; i < pass->n_maps; ++i) {
    const RhumbPlanMap *const map = &pass->maps[i];
    if (!rhumb_run_is_left(run, map)) {
      RHUMB_TRY(rhumb_run_leave(run, map, run_map(run, map)));
    }
  }
  return RHUMB_OK;
}
