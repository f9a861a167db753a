// SPDX-License-Identifier: ISC

/// @file engine.c  The passes of a plan: rows in, quads out, each once.

#include "engine/engine.h"

#include "engine/dedup.h"
#include "engine/gathering.h"
#include "engine/join_lookup.h"
#include "engine/rows.h"

#include <stdlib.h>

/// Records that cannot be read, after which a source is left alone like a rule
enum { MAX_UNREAD = 10 };

/// A quad that waits for the end of its row, or quads of one origin that are
/// known to have been
typedef struct {
  RhumbQuad quad;
  RhumbFingerprint print;
  size_t known; ///< How many have been; 0: it is a quad, which may be new
} Pending;

/// A run; the lists are used again for every row
typedef struct {
  const RhumbPlan *plan;
  const RhumbQuadHandler *to;
  const RhumbRunOptions *options;
  const RhumbObserver *observer;
  RhumbStats *stats;
  RhumbStatus status; ///< The first mistake that the run went on after
  RHUMB_LIST(const void *) left; ///< Rules that are left alone
  RhumbJoinIndex *indexes;
  RhumbJoinCache joins;
  RhumbSeen seen;
  RhumbMistakes mistakes;
  RhumbSeen skipped; ///< Records, by source and number
  bool surveys;      ///< Only mistakes are looked for
  uint64_t n_rows;   ///< Of the pass
  unsigned n_unread; ///< Of the pass
  RhumbRow row;
  size_t *fields; ///< The source's field for each reference of the pass
  RhumbArena arena;
  RhumbBuf scratch;
  RhumbFunctionContext functions;
  RhumbTally tally;
  RhumbHints hints;            ///< Of what this row has made
  RhumbRecordHash record_hash; ///< Of this row
  RhumbMadeList subjects, predicates, objects, graphs;
  size_t n_known; ///< Objects that need not be made: all their quads have been
  RHUMB_LIST(Pending) pending; ///< What this row has made
  RhumbGathering gathering;
} Run;

// Observers and mistakes

static void
tell(const Run *const run, const RhumbPartEvent event, const void *const part)
{
  rhumb_observer_tell(run->observer, event, part);
}

static bool
is_left(const Run *const run, const void *const rule)
{
  for (size_t i = 0; i < run->left.count; ++i) {
    if (run->left.items[i] == rule) {
      return true;
    }
  }
  return false;
}

/// Leave `rule` alone if it has failed and the run goes on after that
static RhumbStatus
leave(Run *const run, const void *const rule, const RhumbStatus status)
{
  if (status == RHUMB_OK || !run->options->rehearses) {
    return status;
  }
  RHUMB_KEEP(run->status, status);
  RHUMB_PUSH(&run->left, rule);
  tell(run, RHUMB_PART_FAILS, rule);
  return RHUMB_OK;
}

// Quads

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
  const Pending made = {
      {subject->term,
       predicate->term,
       object->term,
       graph->term,
       origin,
       subject->targets | predicate->targets | object->targets | graph->targets,
       run->stats->rows + 1},
      rhumb_quad_fingerprint(prints),
      0};
  RHUMB_PUSH(&run->pending, made);
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

/// Hand on the row's quads, each once. What refuses one refuses the term map
/// that it is from.
static RhumbStatus
flush(Run *const run)
{
  for (size_t i = 0; i < run->pending.count; ++i) {
    Pending *const made = &run->pending.items[i];
    if (is_left(run, made->quad.origin)) {
      continue;
    }
    const size_t known = made->known ? made->known : !is_new(run, made);
    if (known) {
      run->stats->duplicates += known;
      continue;
    }
    ++run->stats->quads;
    RHUMB_TRY(leave(
        run, made->quad.origin, run->to->put(run->to->handle, &made->quad)));
  }
  return RHUMB_OK;
}

/// Hand on a quad of a collection
static RhumbStatus
put_gathered(void *const handle,
             const RhumbQuad *const quad,
             const bool may_be_known)
{
  Run *const run = (Run *)handle;
  if (is_left(run, quad->origin)) {
    return RHUMB_OK;
  }
  Pending made = {.quad = *quad};
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
  return leave(run, quad->origin, run->to->put(run->to->handle, &made.quad));
}

static const RhumbMade default_graph = {.term = {.kind = RHUMB_TERM_NONE}};

/// True if the quads to be made, and those of their collections, are no more
/// than a row may make
static RhumbStatus
check_count(const Run *const run,
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
enter_graph(Run *const run, const RhumbMade *const graph)
{
  const RhumbCombined what = {.subjects = &run->subjects,
                              .objects = &run->objects,
                              .predicates = &run->predicates,
                              .graph = graph,
                              .row = &run->row};
  rhumb_gathering_enter(&run->gathering, &what);
}

/// Every subject with every predicate, object and graph
static RhumbStatus
emit(Run *const run, const RhumbLoc *const origin)
{
  const RhumbMade *const graphs =
      run->graphs.count ? run->graphs.items : &default_graph;
  const size_t n_graphs = run->graphs.count ? run->graphs.count : 1;
  const size_t n_objects = run->objects.count + run->n_known;
  size_t count = rhumb_product(run->predicates.count, n_objects);
  count = rhumb_product(count, n_graphs);
  count = rhumb_product(count, run->subjects.count);
  const RhumbStatus status = check_count(run, count, n_graphs, origin);
  if (status != RHUMB_OK) {
    return status == RHUMB_END ? RHUMB_OK : status;
  }
  for (size_t g = 0; g < n_graphs; ++g) { // Each is a block in TriG
    if (count && rhumb_gathering_is_on(&run->gathering)) {
      enter_graph(run, &graphs[g]);
    }
    for (size_t s = 0; s < run->subjects.count; ++s) {
      for (size_t p = 0; p < run->predicates.count; ++p) {
        for (size_t o = 0; o < run->objects.count; ++o) {
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
  if (run->n_known) {
    const Pending known = {.quad.origin = origin,
                           .known = count / n_objects * run->n_known};
    RHUMB_PUSH(&run->pending, known);
  }
  return RHUMB_OK;
}

// Rules

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

/// Make the subjects of the rows that a join finds
static RhumbStatus
look_up(Run *const run, const RhumbPlanObject *const object)
{
  const RhumbJoinLookup lookup = {
      .object = object,
      .parent = &run->plan->indexes[object->index],
      .index = &run->indexes[object->index],
      // The nodes of collections are of a graph, which is not known yet
      .cache = run->gathering.subject ? NULL : &run->joins,
      .with = {&run->subjects, &run->predicates, &run->graphs},
  };
  tell(run, RHUMB_PART_ASKS, object);
  RHUMB_TRY(
      rhumb_join_look_up(&run->objects, &run->n_known, &run->row, &lookup));
  if (run->objects.count + run->n_known) {
    tell(run, RHUMB_PART_JOINS, object);
  }
  return RHUMB_OK;
}

static RhumbStatus
make_objects(Run *const run, const RhumbPlanObject *const object)
{
  run->objects.count = 0;
  run->n_known = 0;
  run->gathering.object = NULL;
  return object->is_join ? look_up(run, object)
         : object->term.gather
             ? rhumb_gathering_make(&run->gathering,
                                    &run->objects,
                                    &run->row,
                                    &object->term,
                                    &run->gathering.object)
             : rhumb_make(&run->objects, &run->row, &object->term);
}

static RhumbStatus
run_objects(Run *const run, const RhumbPlanPair *const pair)
{
  for (size_t i = 0; i < pair->n_objects; ++i) {
    const RhumbPlanObject *const object = &pair->objects[i];
    const size_t n_asked = run->joins.asked.count;
    const size_t before = run->pending.count;
    RHUMB_TRY(make_objects(run, object));
    RHUMB_TRY(emit(run, &object->term.loc));
    if (run->pending.count == before) {
      rhumb_join_cache_forget(&run->joins, n_asked); // They were too many
    }
  }
  return RHUMB_OK;
}

/// Make a pair's predicates and graphs, and set `is_asked` to whether triples
/// may come of its objects: not so where its condition does not hold, or where
/// all predicates, or all graphs that were asked for, are NULL. RML says a
/// condition as a predicate that is NULL, so that all of these are one.
static RhumbStatus
begin_pair(bool *const is_asked,
           Run *const run,
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
  if (*is_asked) {
    RHUMB_TRY(make_all(run, &run->graphs, pair->graphs, pair->n_graphs));
    *is_asked = !pair->n_graphs || run->graphs.count;
  }
  return RHUMB_OK;
}

static RhumbStatus
run_pair(Run *const run, const RhumbPlanPair *const pair)
{
  bool is_asked = true;
  RHUMB_TRY(begin_pair(&is_asked, run, pair));
  return is_asked ? run_objects(run, pair) : RHUMB_OK;
}

/// Run a predicate object map; one that fails makes nothing
static RhumbStatus
try_pair(Run *const run, const RhumbPlanPair *const pair)
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
    tell(run, RHUMB_PART_MAKES, pair);
  } else {
    rhumb_hints_forget(&run->hints, n_hints);
    if (run->hints.count > n_hints) {
      tell(run, RHUMB_PART_FAILS, pair); // What is counted says why
    }
  }
  return leave(run, pair, status);
}

static RhumbStatus
make_subjects(Run *const run, const RhumbPlanTerm *const term)
{
  run->gathering.subject = NULL;
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
keep_subjects(Run *const run, const RhumbPlanMap *const map, const size_t start)
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
run_map(Run *const run, const RhumbPlanMap *const map)
{
  const size_t before = run->pending.count;
  const size_t n_hints = run->hints.count;
  const size_t n_gathered = run->gathering.row.count;
  RHUMB_TRY(make_subjects(run, &map->subject));
  for (size_t i = 0; run->subjects.count && i < map->n_pairs; ++i) {
    if (!is_left(run, &map->pairs[i])) {
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
keep_values(Run *const run,
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
fill_index(Run *const run, const size_t number)
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
  if (index->has_rows) {
    rhumb_join_add_row(&run->indexes[number], &keys, kept, index->n_kept);
    return RHUMB_OK;
  }
  RHUMB_TRY(make_subjects(run, &index->subject));
  if (!run->surveys) {
    rhumb_join_add(
        &run->indexes[number], &keys, &run->subjects, kept, index->n_kept);
  }
  return RHUMB_OK;
}

/// Make what one record makes, without handing it on
static RhumbStatus
make_row(Run *const run)
{
  const RhumbPlanPass *const pass = run->row.pass;
  for (size_t i = 0; i < pass->n_indexes; ++i) {
    const RhumbPlanIndex *const index = &run->plan->indexes[pass->indexes[i]];
    if (!is_left(run, index)) {
      RHUMB_TRY(leave(run, index, fill_index(run, pass->indexes[i])));
    }
  }
  run->hints.count = 0; // The maps of these subjects give them
  for (size_t i = 0; i < pass->n_maps; ++i) {
    const RhumbPlanMap *const map = &pass->maps[i];
    if (!is_left(run, map)) {
      RHUMB_TRY(leave(run, map, run_map(run, map)));
    }
  }
  return RHUMB_OK;
}

// Passes

/// Hand on what a record has made
static RhumbStatus
finish_row(Run *const run)
{
  rhumb_hints_count(&run->hints, &run->tally, run->row.source);
  RHUMB_TRY(flush(run));
  if (run->gathering.row.count) {
    const RhumbCollectionHandler to = {put_gathered, run};
    RHUMB_TRY(rhumb_collections_write(
        &run->gathering.collections, &run->row, &to, run->stats->rows + 1));
  }
  rhumb_join_cache_keep(&run->joins);
  ++run->n_rows;
  ++run->stats->rows;
  for (const RhumbObserver *o = run->observer; o; o = o->next) {
    if (o->row) {
      o->row(o->handle, &run->row, run->stats);
    }
  }
  return RHUMB_OK;
}

/// Number of a source: of the first pass over it, which may be read once for
/// joins and once for its maps, from 1
static size_t
number_of(const RhumbPlan *const plan, const RhumbSourceSpec *const spec)
{
  size_t first = 0;
  while (!rhumb_source_equal(plan->passes[first].spec, spec)) {
    ++first;
  }
  return first + 1;
}

/// What stands for the current record; of a view, for its row
static RhumbFingerprint
record_of(const Run *const run)
{
  const RhumbSource *const source = run->row.source;
  return (RhumbFingerprint){rhumb_source_record(source),
                            run->mistakes.source +
                                (source->address.again << 16U)};
}

/// Pass over a record with a mistake, if the run goes on after it
static RhumbStatus
skip_row(Run *const run, const RhumbStatus status)
{
  const bool rehearses = run->options->rehearses;
  const bool goes_on = rehearses || run->options->on_mistake != RHUMB_STOP;
  if (status != RHUMB_ERR_VALUE || !goes_on) {
    return status;
  }
  run->stats->skipped += rhumb_seen_add(&run->skipped, record_of(run));
  return rehearses && ++run->n_unread == MAX_UNREAD ? status : RHUMB_OK;
}

static RhumbStatus
next_row(Run *const run, RhumbSource *const source)
{
  rhumb_arena_reset(&run->arena);
  run->pending.count = 0;
  run->gathering.row.count = 0;
  run->hints.count = 0;
  rhumb_join_cache_forget(&run->joins, 0);
  run->record_hash.of = NULL;
  rhumb_mistakes_are(&run->mistakes, RHUMB_STOP, false);
  return rhumb_source_next(source, run->row.diag);
}

/// Make what the record makes and hand it on, unless it was left out
static RhumbStatus
run_row(Run *const run)
{
  if (run->skipped.count && rhumb_seen_has(&run->skipped, record_of(run))) {
    return RHUMB_OK;
  }
  RhumbStatus status = make_row(run);
  if (status == RHUMB_OK && !run->surveys && run->gathering.row.count) {
    status = rhumb_collections_claim(&run->gathering.collections,
                                     &run->row,
                                     run->gathering.row.items,
                                     run->gathering.row.count,
                                     run->stats->rows + 1);
  }
  if (status != RHUMB_OK) {
    return skip_row(run, status);
  }
  return run->surveys ? RHUMB_OK : finish_row(run);
}

/// Hand on what each record makes, of one all or nothing
/// @return RHUMB_END; RHUMB_OK: there are more than were asked for; or why not
/// all could be read.
static RhumbStatus
run_rows(Run *const run, RhumbSource *const source)
{
  const uint64_t most = run->options->max_records;
  RhumbStatus status = RHUMB_OK;
  while (status == RHUMB_OK) {
    status = next_row(run, source);
    if (status == RHUMB_OK && most && run->n_rows == most) {
      break;
    }
    status = status == RHUMB_OK ? run_row(run) : skip_row(run, status);
  }
  const bool is_read = status == RHUMB_OK || status == RHUMB_END;
  return is_read && run->n_unread ? RHUMB_ERR_VALUE : status;
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
  }
  return status;
}

static RhumbStatus
begin(const Run *const run, RhumbSource *const source)
{
  RhumbStatus status = RHUMB_OK;
  for (const RhumbObserver *o = run->observer; o; o = o->next) {
    if (o->begin) {
      RHUMB_KEEP(status, o->begin(o->handle, run->row.pass, source));
    }
  }
  return status;
}

/// End a pass that was read as `how` says
static RhumbStatus
end(const Run *const run, const RhumbStatus how)
{
  RhumbStatus status = how == RHUMB_END ? RHUMB_OK : how;
  for (const RhumbObserver *o = run->observer; o; o = o->next) {
    if (o->end) {
      RHUMB_KEEP(status, o->end(o->handle, &run->row, run->n_rows, how));
    }
  }
  return status;
}

static RhumbStatus
run_source(Run *const run, RhumbSource *const source)
{
  RHUMB_TRY(bind_fields(run, source));
  if (run->surveys) {
    const RhumbStatus status = run_rows(run, source);
    return status == RHUMB_END ? RHUMB_OK : status;
  }
  const RhumbStatus status = begin(run, source);
  return end(run, status == RHUMB_OK ? run_rows(run, source) : status);
}

static RhumbStatus
run_pass(Run *const run, const RhumbPlanPass *const pass)
{
  RhumbSource *source = NULL;
  RHUMB_TRY(rhumb_rows_open(&source, pass, &run->row, run->indexes));
  run->fields = (size_t *)rhumb_xrealloc(
      run->fields, pass->n_references * sizeof(*run->fields));
  run->n_rows = 0;
  run->n_unread = 0;
  run->mistakes.source = number_of(run->plan, pass->spec);
  run->row.pass = pass;
  run->row.source = source;
  run->row.fields = run->fields;
  const RhumbStatus status = run_source(run, source);
  for (size_t i = 0; i < pass->n_indexes; ++i) {
    rhumb_join_complete(&run->indexes[pass->indexes[i]]);
  }
  rhumb_source_close(source);
  return status;
}

/// True if the rows of `pass` may be joined with
static bool
is_joined(const RhumbPlan *const plan, const RhumbPlanPass *const pass)
{
  bool found = false;
  for (size_t i = 0; !found && i < plan->n_passes; ++i) {
    const RhumbPlanPass *const other = &plan->passes[i];
    found = other->n_indexes > 0 && rhumb_source_equal(other->spec, pass->spec);
  }
  return found;
}

/// Find the records that are left out before others can join with them
static RhumbStatus
survey(Run *const run)
{
  const RhumbPlan *const plan = run->plan;
  RhumbStatus status = RHUMB_OK;
  run->surveys = true;
  for (size_t i = 0; status == RHUMB_OK && i < plan->n_passes; ++i) {
    if (is_joined(plan, &plan->passes[i])) {
      status = run_pass(run, &plan->passes[i]);
    }
  }
  for (size_t i = 0; i < plan->n_indexes; ++i) { // Of views, for their rows
    rhumb_join_free(&run->indexes[i]);
  }
  run->surveys = false;
  return status;
}

static RhumbStatus
run_passes(Run *const run)
{
  const RhumbPlan *const plan = run->plan;
  if (run->options->on_mistake == RHUMB_SKIP && !run->options->rehearses) {
    RHUMB_TRY(survey(run));
  }
  for (size_t i = 0; i < plan->n_passes; ++i) {
    RHUMB_TRY(leave(run, &plan->passes[i], run_pass(run, &plan->passes[i])));
  }
  const RhumbCollectionHandler to = {put_gathered, run};
  RHUMB_TRY(rhumb_collections_finish(&run->gathering.collections, &to));
  rhumb_tally_say(&run->tally, run->mistakes.to);
  return RHUMB_OK;
}

static void
free_run(Run *const run)
{
  for (size_t i = 0; i < run->plan->n_indexes; ++i) {
    rhumb_join_free(&run->indexes[i]);
  }
  free(run->indexes);
  rhumb_join_cache_free(&run->joins);
  free(run->fields);
  free(run->left.items);
  rhumb_seen_free(&run->seen);
  rhumb_seen_free(&run->skipped);
  rhumb_mistakes_free(&run->mistakes);
  rhumb_arena_free(&run->arena);
  rhumb_buf_free(&run->scratch);
  rhumb_function_context_free(&run->functions);
  free(run->subjects.items);
  free(run->predicates.items);
  free(run->objects.items);
  free(run->graphs.items);
  free(run->pending.items);
  rhumb_gathering_free(&run->gathering);
  free(run->hints.items);
  rhumb_tally_free(&run->tally);
}

RhumbStatus
rhumb_engine_run(const RhumbPlan *const plan,
                 const RhumbQuadHandler *const to,
                 const RhumbRunOptions *const options,
                 const RhumbObserver *const observer,
                 RhumbStats *const stats,
                 const RhumbDiag *const diag)
{
  *stats = (RhumbStats){0};
  Run run = {.plan = plan,
             .to = to,
             .options = options,
             .observer = observer,
             .stats = stats,
             .mistakes = {.to = diag,
                          .stats = stats,
                          .word = options->on_mistake,
                          .rehearses = options->rehearses}};
  const RhumbDiag few = rhumb_mistakes_diag(&run.mistakes);
  const size_t bytes = plan->n_indexes * sizeof(*run.indexes);
  run.indexes = (RhumbJoinIndex *)rhumb_xrealloc(NULL, bytes);
  memset(run.indexes, 0, bytes);
  for (size_t i = 0; i < plan->n_indexes; ++i) {
    run.indexes[i].keeps_equal = plan->indexes[i].keeps_equal;
  }
  run.gathering.gatherer = (RhumbGatherer){
      .plan = plan, .indexes = run.indexes, .observer = observer};
  run.row.arena = &run.arena;
  run.row.scratch = &run.scratch;
  run.functions.arena = &run.arena;
  run.row.functions = &run.functions;
  run.row.diag = &few;
  run.row.mistakes = &run.mistakes;
  run.row.tally = &run.tally;
  run.row.hints = &run.hints;
  run.row.record_hash = &run.record_hash;
  run.row.blank_prefix = options->blank_prefix;

  const RhumbStatus status = run_passes(&run);
  RHUMB_KEEP(run.status, status);
  if (options->rehearses && (stats->dropped || stats->texts)) {
    RHUMB_KEEP(run.status, RHUMB_ERR_VALUE);
  }
  free_run(&run);
  return run.status;
}
