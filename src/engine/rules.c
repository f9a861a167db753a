// SPDX-License-Identifier: ISC

/// @file rules.c  What the rules of a pass make of a record.

#include "engine/maker.h"

static const RhumbMade default_graph = {.term = {.kind = RHUMB_TERM_NONE}};

/// True if the quads to be made, and those of their collections, are no more
/// than a row may make
static RhumbStatus
check_count(const RhumbMaker *const maker,
            const size_t count,
            const size_t n_graphs,
            const RhumbLoc *const origin)
{
  const bool gathers = count && rhumb_gathering_is_on(&maker->gathering);
  const size_t more =
      gathers ? rhumb_gathering_count(&maker->gathering, n_graphs) : 0;
  return rhumb_check_product(count + more, &maker->row, *origin);
}

/// The nodes of collections become those in `graph`
static void
enter_graph(RhumbMaker *const maker, const RhumbMade *const graph)
{
  const RhumbCombined what = {.subjects = &maker->subjects,
                              .objects = &maker->objects,
                              .predicates = &maker->predicates,
                              .graph = graph,
                              .row = &maker->row};
  rhumb_gathering_enter(&maker->gathering, &what);
}

static RhumbStatus
run_pair(RhumbMaker *maker, const RhumbPlanPair *pair);

/// Run what is said of the reifiers of a pair's triples, who are the subjects
/// then
static RhumbStatus
run_annotations(RhumbMaker *const maker,
                const RhumbPlanAnnotation *const annotation,
                const RhumbMadeList *const reifiers)
{
  const RhumbMadeList subjects = maker->subjects;
  const RhumbMadeList predicates = maker->predicates;
  const RhumbMadeList objects = maker->objects;
  const RhumbMadeList graphs = maker->graphs;
  RhumbStatus status = RHUMB_OK;
  maker->subjects = *reifiers;
  maker->predicates = maker->objects = maker->graphs = (RhumbMadeList){0};
  for (size_t i = 0; status == RHUMB_OK && i < annotation->n_pairs; ++i) {
    status = run_pair(maker, &annotation->pairs[i]);
  }
  maker->subjects = subjects;
  maker->predicates = predicates;
  maker->objects = objects;
  maker->graphs = graphs;
  return status;
}

/// Keep the quads in one graph, every subject with every predicate and object,
/// until the row ends
static void
add_all(RhumbMaker *const maker,
        const RhumbMade *const graph,
        const RhumbLoc *const origin)
{
  const RhumbMadeList subjects = maker->subjects;
  const RhumbMadeList predicates = maker->predicates;
  const RhumbMadeList objects = maker->objects;
  for (size_t s = 0; s < subjects.count; ++s) {
    const uint32_t bundle = maker->bundle == RHUMB_NO_BUNDLE
                                ? RHUMB_NO_BUNDLE
                                : maker->bundle + (uint32_t)s;
    for (size_t p = 0; p < predicates.count; ++p) {
      for (size_t o = 0; o < objects.count; ++o) {
        rhumb_maker_add(maker,
                        bundle,
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
emit_quoting(RhumbMaker *const maker,
             const RhumbPlanPair *const pair,
             const RhumbMadeProduct *const product,
             const RhumbLoc *const origin)
{
  const RhumbBatchSize before = rhumb_batch_size(maker->batch);
  const size_t n_reifiers = maker->annotating.reifiers.count;
  RhumbStatus status =
      rhumb_check_product(rhumb_quote_count(product), &maker->row, *origin);
  if (status == RHUMB_OK && pair->annotation) {
    status = rhumb_annotate(&maker->annotating,
                            &maker->row,
                            pair->annotation,
                            product,
                            &maker->quoting,
                            origin);
  } else if (status == RHUMB_OK) {
    rhumb_quote_put_all(&maker->quoting, product, origin);
  }
  if (status == RHUMB_END) { // Too many: none
    rhumb_batch_shrink(maker->batch, before);
    maker->annotating.reifiers.count = n_reifiers;
    return RHUMB_OK;
  }
  return status;
}

/// Every subject with every predicate, object and graph
static RhumbStatus
emit(RhumbMaker *const maker,
     const RhumbPlanPair *const pair,
     const RhumbLoc *const origin)
{
  const RhumbMade *const graphs =
      maker->graphs.count ? maker->graphs.items : &default_graph;
  const size_t n_graphs = maker->graphs.count ? maker->graphs.count : 1;
  const size_t n_objects = maker->objects.count + maker->n_known;
  if (pair->annotation || pair->quotes) {
    const RhumbMadeProduct product = {&maker->subjects,
                                      &maker->predicates,
                                      &maker->objects,
                                      graphs,
                                      n_graphs};
    return emit_quoting(maker, pair, &product, origin);
  }
  size_t count = rhumb_product(maker->predicates.count, n_objects);
  count = rhumb_product(count, n_graphs);
  count = rhumb_product(count, maker->subjects.count);
  const RhumbStatus status = check_count(maker, count, n_graphs, origin);
  if (status != RHUMB_OK) {
    return status == RHUMB_END ? RHUMB_OK : status;
  }
  for (size_t g = 0; count && g < n_graphs; ++g) { // Each is a block in TriG
    if (rhumb_gathering_is_on(&maker->gathering)) {
      enter_graph(maker, &graphs[g]);
    }
    add_all(maker, &graphs[g], origin);
  }
  if (maker->n_known) {
    const RhumbBatchKnown known = {origin,
                                   count / n_objects * maker->n_known,
                                   maker->batch->quads.count,
                                   maker->batch->n_rows};
    RHUMB_PUSH(&maker->batch->known, known);
  }
  return RHUMB_OK;
}

// Rules -----------------------------------------------------------------------

/// Make all terms of several maps; one constant, as most predicates are, is not
/// made anew
static RhumbStatus
make_all(RhumbMaker *const maker,
         RhumbMadeList *const list,
         const RhumbPlanTerm *const terms,
         const size_t count)
{
  if (count == 1 && terms->is_made && !terms->conditions.count) {
    *list = (RhumbMadeList){rhumb_constant(&maker->constants, terms), 1, 1};
    return RHUMB_OK;
  }
  *list = (RhumbMadeList){0};
  for (size_t i = 0; i < count; ++i) {
    RHUMB_TRY(rhumb_make(list, &maker->row, &terms[i]));
  }
  return RHUMB_OK;
}

/// Make the subjects of the rows that a join finds
static RhumbStatus
look_up(RhumbMaker *const maker,
        const RhumbPlanPair *const pair,
        const RhumbPlanObject *const object)
{
  const RhumbJoinLookup lookup = {
      .object = object,
      .parent = &maker->plan->indexes[object->index],
      .index = &maker->indexes[object->index],
      // The nodes of collections are of a graph, which is not known yet
      .cache = maker->gathering.subject || pair->annotation || pair->quotes
                   ? NULL
                   : &maker->joins,
      .is_numbered = maker->is_numbered,
      .with = {&maker->subjects, &maker->predicates, &maker->graphs},
  };
  rhumb_observer_tell(maker->observer, RHUMB_PART_ASKS, object);
  RHUMB_TRY(rhumb_join_look_up(
      &maker->objects, &maker->n_known, &maker->row, &lookup));
  if (maker->objects.count + maker->n_known) {
    rhumb_observer_tell(maker->observer, RHUMB_PART_JOINS, object);
  }
  return RHUMB_OK;
}

static RhumbStatus
make_objects(RhumbMaker *const maker,
             const RhumbPlanPair *const pair,
             const RhumbPlanObject *const object)
{
  maker->objects = (RhumbMadeList){0};
  maker->n_known = 0;
  maker->gathering.object = NULL;
  return object->is_join ? look_up(maker, pair, object)
         : object->quoted
             ? rhumb_quote(
                   &maker->objects, &maker->row, object, &maker->quoting)
         : object->term.gather
             ? rhumb_gathering_make(&maker->gathering,
                                    &maker->objects,
                                    &maker->row,
                                    &object->term,
                                    &maker->gathering.object)
             : rhumb_make(&maker->objects, &maker->row, &object->term);
}

static RhumbStatus
run_objects(RhumbMaker *const maker, const RhumbPlanPair *const pair)
{
  for (size_t i = 0; i < pair->n_objects; ++i) {
    const RhumbPlanObject *const object = &pair->objects[i];
    const size_t n_asked = maker->joins.asked.count;
    const RhumbBatchSize before = rhumb_batch_size(maker->batch);
    RHUMB_TRY(make_objects(maker, pair, object));
    RHUMB_TRY(emit(maker, pair, &object->term.loc));
    if (!rhumb_batch_has_grown(maker->batch, before)) {
      rhumb_join_cache_forget(&maker->joins, n_asked); // They were too many
    }
  }
  return RHUMB_OK;
}

/// Run the objects of a pair, and then what is said of all its triples
static RhumbStatus
run_annotated(RhumbMaker *const maker, const RhumbPlanPair *const pair)
{
  const RhumbAnnotating own = maker->annotating;
  maker->annotating = (RhumbAnnotating){0};
  RhumbStatus status = run_objects(maker, pair);
  RhumbAnnotating made = maker->annotating;
  if (status == RHUMB_OK && made.reifiers.count) {
    status = run_annotations(maker, pair->annotation, &made.reifiers);
  }
  rhumb_annotating_free(&made);
  maker->annotating = own;
  return status;
}

/// Make a pair's predicates and graphs, and set `is_asked` to whether triples
/// may come of its objects: not so where its condition does not hold, or where
/// all predicates, or all graphs that were asked for, are NULL. RML says a
/// condition as a predicate that is NULL, so that all of these are one.
static RhumbStatus
begin_pair(bool *const is_asked,
           RhumbMaker *const maker,
           const RhumbPlanPair *const pair)
{
  rhumb_mistakes_are(maker->row.mistakes, RHUMB_STOP, false);
  if (pair->conditions.count) {
    RHUMB_TRY(rhumb_holds(is_asked, &maker->row, &pair->conditions));
  }
  if (*is_asked) {
    RHUMB_TRY(make_all(
        maker, &maker->predicates, pair->predicates, pair->n_predicates));
    *is_asked = maker->predicates.count > 0;
  }
  maker->graphs = (RhumbMadeList){0};
  if (*is_asked && pair->n_graphs) {
    RHUMB_TRY(make_all(maker, &maker->graphs, pair->graphs, pair->n_graphs));
    *is_asked = maker->graphs.count > 0;
  }
  return RHUMB_OK;
}

static RhumbStatus
run_pair(RhumbMaker *const maker, const RhumbPlanPair *const pair)
{
  bool is_asked = true;
  RHUMB_TRY(begin_pair(&is_asked, maker, pair));
  return !is_asked          ? RHUMB_OK
         : pair->annotation ? run_annotated(maker, pair)
                            : run_objects(maker, pair);
}

/// Run a predicate object map; one that fails makes nothing
static RhumbStatus
try_pair(RhumbMaker *const maker, const RhumbPlanPair *const pair)
{
  const RhumbBatchSize before = rhumb_batch_size(maker->batch);
  const size_t n_gathered = maker->gathering.row.count;
  const size_t n_hints = maker->hints.count;
  const RhumbStatus status = run_pair(maker, pair);
  if (status != RHUMB_OK) {
    rhumb_batch_shrink(maker->batch, before);
    maker->gathering.row.count = n_gathered;
    maker->hints.count = n_hints;
  } else if (rhumb_batch_has_grown(maker->batch, before)) {
    rhumb_observer_tell(maker->observer, RHUMB_PART_MAKES, pair);
  } else {
    rhumb_hints_forget(&maker->hints, n_hints);
    if (maker->hints.count > n_hints) {
      rhumb_observer_tell(
          maker->observer, RHUMB_PART_FAILS, pair); // What is counted says why
    }
  }
  return rhumb_leave(maker->left, pair, status);
}

/// Make the subjects that `term` makes, or `quoted`, if that is not NULL
static RhumbStatus
make_subjects(RhumbMaker *const maker,
              const RhumbPlanTerm *const term,
              const RhumbPlanObject *const quoted)
{
  maker->gathering.subject = NULL;
  if (quoted) {
    maker->subjects = (RhumbMadeList){0};
    return rhumb_quote_subjects(
        &maker->subjects, &maker->row, term, quoted, &maker->quoting);
  }
  return term->gather ? rhumb_gathering_make(&maker->gathering,
                                             &maker->subjects,
                                             &maker->row,
                                             term,
                                             &maker->gathering.subject)
                      : make_all(maker, &maker->subjects, term, 1);
}

/// Have the collections that the subjects are be written where the map's
/// triples would be, if it made none since number `start` was gathered
static RhumbStatus
keep_subjects(RhumbMaker *const maker,
              const RhumbPlanMap *const map,
              const size_t start)
{
  if (!maker->subjects.count ||
      rhumb_gathering_has_subject(&maker->gathering, start)) {
    return RHUMB_OK;
  }
  RHUMB_TRY(make_all(maker, &maker->graphs, map->graphs, map->n_graphs));
  const RhumbMade *const graphs =
      map->n_graphs ? maker->graphs.items : &default_graph;
  const size_t n_graphs = map->n_graphs ? maker->graphs.count : 1;
  for (size_t g = 0; g < n_graphs; ++g) {
    rhumb_gathering_keep(&maker->gathering,
                         &graphs[g],
                         map->subject.targets | graphs[g].targets);
  }
  return RHUMB_OK;
}

/// True if it is asked of the subjects of a map whether they come again
static bool
has_bundles(const RhumbMaker *const maker, const RhumbPlanMap *const map)
{
  const bool is_ahead = maker->looks || maker->has_looked;
  return map->n_pairs > 0 &&
         (!rhumb_plan_asks_each(map->duplicates) ||
          (is_ahead && map->duplicates == RHUMB_DUPLICATES_SINGLE));
}

/// Begin a bundle for each subject of a map, if it has any
static void
begin_bundles(RhumbMaker *const maker, const RhumbPlanMap *const map)
{
  maker->bundle = RHUMB_NO_BUNDLE;
  if (!has_bundles(maker, map)) {
    return;
  }
  maker->bundle = (uint32_t)maker->batch->bundles.count;
  for (size_t i = 0; i < maker->subjects.count; ++i) {
    RhumbBundle *const bundle = RHUMB_ADD(&maker->batch->bundles);
    bundle->key = rhumb_bundle_key(maker->subjects.items[i].print, map->scope);
    bundle->is_fresh = map->duplicates == RHUMB_DUPLICATES_OF_ROW;
    bundle->is_single = map->duplicates == RHUMB_DUPLICATES_SINGLE;
  }
}

static RhumbStatus
run_map(RhumbMaker *const maker, const RhumbPlanMap *const map)
{
  const RhumbBatchSize before = rhumb_batch_size(maker->batch);
  const size_t n_hints = maker->hints.count;
  const size_t n_gathered = maker->gathering.row.count;
  RHUMB_TRY(make_subjects(maker, &map->subject, map->quoted));
  begin_bundles(maker, map);
  for (size_t i = 0; maker->subjects.count && i < map->n_pairs; ++i) {
    if (!rhumb_is_left(maker->left, &map->pairs[i])) {
      RHUMB_TRY(try_pair(maker, &map->pairs[i]));
    }
  }
  if (maker->gathering.subject) {
    RHUMB_TRY(keep_subjects(maker, map, n_gathered));
  }
  if (!rhumb_batch_has_grown(maker->batch, before)) {
    rhumb_hints_forget(&maker->hints, n_hints);
  }
  return RHUMB_OK;
}

/// Set `kept` to what a join's function asks of a row, which joins with nothing
/// where that is left out for a mistake: RHUMB_END
static RhumbStatus
keep_values(RhumbMaker *const maker,
            const RhumbPlanIndex *const index,
            RhumbValues *const kept)
{
  for (size_t i = 0; i < index->n_kept; ++i) {
    RhumbValues values = {0}; // Those of a field are there until the next row
    RHUMB_TRY(rhumb_evaluate(
        &values, &maker->row, &index->kept[i], RHUMB_ENCODE_NONE));
    RhumbValue *const items =
        RHUMB_NEW(maker->row.arena, RhumbValue, values.count);
    for (size_t v = 0; v < values.count; ++v) {
      items[v] = values.items[v];
    }
    kept[i] = (RhumbValues){items, values.count};
  }
  return RHUMB_OK;
}

/// Note what the row adds to an index, when its turn comes. A survey has only
/// views keep what others join with.
static RhumbStatus
fill_index(RhumbMaker *const maker, const size_t number)
{
  const RhumbPlanIndex *const index = &maker->plan->indexes[number];
  RhumbValues keys = {0};
  rhumb_mistakes_are(maker->row.mistakes, RHUMB_STOP, false);
  RHUMB_TRY(rhumb_join_keys(&keys, &maker->row, index->keys, index->n_keys));
  if (!keys.count) {
    return RHUMB_OK;
  }
  RhumbValues *const kept =
      RHUMB_NEW(maker->row.arena, RhumbValues, index->n_kept);
  const RhumbStatus status = keep_values(maker, index, kept);
  if (status != RHUMB_OK) {
    return status == RHUMB_END ? RHUMB_OK : status;
  }
  RhumbMadeList subjects = {0};
  if (!index->has_rows) {
    const RhumbPlanObject quoting = {.quoted = index->quoted};
    RHUMB_TRY(
        make_subjects(maker, &index->subject, index->quoted ? &quoting : NULL));
    subjects = maker->subjects;
  }
  if (index->has_rows || !maker->surveys) {
    const RhumbBatchJoin added = {number, keys, subjects, kept};
    RHUMB_PUSH(&maker->batch->joins, added);
  }
  return RHUMB_OK;
}

/// Make the subjects of which something is kept. A mistake is the run's to say,
/// which makes no more than that.
static void
look_at_row(RhumbMaker *const maker)
{
  const RhumbPlanPass *const pass = maker->row.pass;
  for (size_t i = 0; i < pass->n_maps; ++i) {
    const RhumbPlanMap *const map = &pass->maps[i];
    if (has_bundles(maker, map) && map->duplicates != RHUMB_DUPLICATES_OF_ROW &&
        make_subjects(maker, &map->subject, map->quoted) == RHUMB_OK) {
      begin_bundles(maker, map);
    }
  }
}

RhumbStatus
rhumb_make_row(RhumbMaker *const maker)
{
  const RhumbPlanPass *const pass = maker->row.pass;
  if (maker->looks) {
    look_at_row(maker);
    return RHUMB_OK;
  }
  for (size_t i = 0; i < pass->n_indexes; ++i) {
    const RhumbPlanIndex *const index = &maker->plan->indexes[pass->indexes[i]];
    if (!rhumb_is_left(maker->left, index)) {
      RHUMB_TRY(
          rhumb_leave(maker->left, index, fill_index(maker, pass->indexes[i])));
    }
  }
  maker->hints.count = 0; // The maps of these subjects give them
  for (size_t i = 0; i < pass->n_maps; ++i) {
    const RhumbPlanMap *const map = &pass->maps[i];
    if (!rhumb_is_left(maker->left, map)) {
      RHUMB_TRY(rhumb_leave(maker->left, map, run_map(maker, map)));
    }
  }
  return RHUMB_OK;
}
