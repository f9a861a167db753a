// SPDX-License-Identifier: ISC

/// @file sample.c  The first records of every source, tried on the plan.

#include "check/sample.h"

#include "check/names.h"
#include "engine/join.h"
#include "engine/make.h"

#include <inttypes.h>
#include <stdlib.h>

/// Records of a source that cannot be read are said, up to so many
enum { MAX_BAD = 10 };

/// What has come of a predicate object map so far
typedef struct {
  bool failed;  ///< Its mistake was reported: it is left alone
  bool made;    ///< A triple, or what may be one beyond the sample
  bool *joined; ///< Of each object that is a join: it has found a row
} PairTally;

typedef struct {
  bool failed; ///< Its subject
  PairTally *pairs;
} MapTally;

/// What has come of an index
typedef struct {
  RhumbJoinIndex rows;
  bool failed;
  bool whole; ///< The source was read to its end
} Index;

/// A source being read
typedef struct {
  MapTally *maps;
  bool *has_value; ///< Of each reference
  bool failed;     ///< Some mistake: what is missing may come of it
  bool whole;
  uint64_t n_records; ///< That have been read
  RhumbNamesSeen names;
} PassTally;

typedef struct {
  const RhumbPlan *plan;
  const RhumbMapping *mapping;
  uint64_t limit;
  const RhumbDiag *diag;
  RhumbStatus status;
  Index *indexes;
  RhumbRow row;
  RhumbArena arena;   ///< Of the row
  RhumbArena tallies; ///< Of the pass
  RhumbBuf scratch;
  RhumbFunctionContext functions;
  RhumbMadeList subjects, others;
} Sample;

/// Remember a failure; true if there is none
static bool
holds(Sample *const sample, bool *const failed, const RhumbStatus status)
{
  *failed |= status != RHUMB_OK;
  RHUMB_KEEP(sample->status, status);
  return status == RHUMB_OK;
}

/// Make terms, to see that they can be; `count` is set to how many
static RhumbStatus
make(Sample *const sample,
     RhumbMadeList *const list,
     const RhumbPlanTerm *const terms,
     const size_t n_terms,
     size_t *const count)
{
  list->count = 0;
  for (size_t i = 0; i < n_terms; ++i) {
    RHUMB_TRY(rhumb_make(list, &sample->row, &terms[i]));
  }
  *count = list->count;
  return RHUMB_OK;
}

/// Set `found` to whether a row of the sample is joined with this one
static RhumbStatus
look_up(Sample *const sample,
        const RhumbPlanObject *const object,
        bool *const found)
{
  RhumbValues keys = {0};
  const RhumbPlanConditions condition = {&object->condition,
                                         object->condition ? 1 : 0};
  RHUMB_TRY(rhumb_join_keys(&keys, &sample->row, object->keys, object->n_keys));
  for (size_t i = 0; !*found && i < keys.count; ++i) {
    const RhumbJoinEntry *entry = rhumb_join_find(
        &sample->indexes[object->index].rows, keys.items[i].lexical);
    for (; entry && !*found; entry = entry->next) {
      sample->row.parent = entry->kept;
      RHUMB_TRY(rhumb_holds(found, &sample->row, &condition));
    }
  }
  return RHUMB_OK;
}

static RhumbStatus
try_objects(Sample *const sample,
            const RhumbPlanPair *const pair,
            PairTally *const tally,
            bool *const made)
{
  for (size_t i = 0; i < pair->n_objects; ++i) {
    const RhumbPlanObject *const object = &pair->objects[i];
    size_t count = 0;
    if (!object->is_join) {
      RHUMB_TRY(make(sample, &sample->others, &object->term, 1, &count));
      *made |= count > 0;
      continue;
    }
    // What the sample of the other source lacks may yet come
    const Index *const index = &sample->indexes[object->index];
    tally->joined[i] |= !index->whole;
    if (!tally->joined[i]) {
      RHUMB_TRY(look_up(sample, object, &tally->joined[i]));
    }
    *made |= tally->joined[i];
  }
  return RHUMB_OK;
}

static RhumbStatus
try_pair(Sample *const sample,
         const RhumbPlanPair *const pair,
         PairTally *const tally)
{
  bool made = true;
  size_t n_predicates = 0;
  size_t n_graphs = 0;
  RHUMB_TRY(rhumb_holds(&made, &sample->row, &pair->conditions));
  if (!made) {
    return RHUMB_OK;
  }
  RHUMB_TRY(make(sample,
                 &sample->others,
                 pair->predicates,
                 pair->n_predicates,
                 &n_predicates));
  RHUMB_TRY(
      make(sample, &sample->others, pair->graphs, pair->n_graphs, &n_graphs));
  made = false;
  RHUMB_TRY(try_objects(sample, pair, tally, &made));
  tally->made |= made && n_predicates && (n_graphs || !pair->n_graphs);
  return RHUMB_OK;
}

static void
try_map(Sample *const sample,
        const RhumbPlanMap *const map,
        PassTally *const pass,
        MapTally *const tally)
{
  size_t count = 0;
  if (tally->failed ||
      !holds(sample,
             &tally->failed,
             make(sample, &sample->subjects, &map->subject, 1, &count))) {
    pass->failed = true;
    return;
  }
  for (size_t i = 0; count && i < map->n_pairs; ++i) {
    PairTally *const pair = &tally->pairs[i];
    if (!pair->failed) {
      pass->failed |=
          !holds(sample, &pair->failed, try_pair(sample, &map->pairs[i], pair));
    }
  }
}

static RhumbStatus
fill_index(Sample *const sample, const size_t number)
{
  const RhumbPlanIndex *const index = &sample->plan->indexes[number];
  RhumbValues keys = {0};
  size_t count = 0;
  RHUMB_TRY(rhumb_join_keys(&keys, &sample->row, index->keys, index->n_keys));
  RhumbValues *const kept =
      RHUMB_NEW(&sample->arena, RhumbValues, index->n_kept);
  for (size_t i = 0; i < index->n_kept; ++i) {
    RHUMB_TRY(rhumb_evaluate(
        &kept[i], &sample->row, &index->kept[i], RHUMB_ENCODE_NONE));
  }
  RHUMB_TRY(make(sample, &sample->subjects, &index->subject, 1, &count));
  rhumb_join_add(&sample->indexes[number].rows,
                 &keys,
                 &sample->subjects,
                 kept,
                 index->n_kept);
  return RHUMB_OK;
}

static void
try_row(Sample *const sample, PassTally *const tally)
{
  const RhumbPlanPass *const pass = sample->row.pass;
  rhumb_arena_reset(&sample->arena);
  for (size_t i = 0; i < pass->n_indexes; ++i) {
    Index *const index = &sample->indexes[pass->indexes[i]];
    if (!index->failed) {
      tally->failed |=
          !holds(sample, &index->failed, fill_index(sample, pass->indexes[i]));
    }
  }
  for (size_t i = 0; i < pass->n_maps; ++i) {
    try_map(sample, &pass->maps[i], tally, &tally->maps[i]);
  }
  for (size_t i = 0; i < pass->n_references; ++i) {
    tally->has_value[i] |=
        sample->row.source->row[sample->row.fields[i]].count > 0;
  }
  rhumb_names_seen_note(&tally->names, sample->row.source);
}

// What the sample shows -------------------------------------------------------

/// "no record of a.json", "none of the first 1000 records of a.json"
static const char *
name_records(Sample *const sample, const PassTally *const tally)
{
  const char *const name = sample->row.source->text.name;
  const RhumbStr text =
      tally->whole
          ? rhumb_str_format(&sample->tallies, "no record of %s", name)
          : rhumb_str_format(&sample->tallies,
                             "none of the first %" PRIu64 " records of %s",
                             tally->n_records,
                             name);
  return text.data;
}

static void
warn_references(Sample *const sample, PassTally *const tally)
{
  const RhumbPlanPass *const pass = sample->row.pass;
  for (size_t i = 0; i < pass->n_references; ++i) {
    const RhumbPlanReference *const reference = &pass->references[i];
    const char *near = NULL;
    if (!tally->has_value[i] &&
        rhumb_names_seen_lack(&tally->names, reference->text, &near)) {
      rhumb_warn_near(sample->diag,
                      reference->loc,
                      near,
                      "%s has \"%.*s\"",
                      name_records(sample, tally),
                      RHUMB_FMT(reference->text));
    }
  }
}

static void
warn_joins(Sample *const sample,
           const RhumbPlanPair *const pair,
           const PairTally *const tally)
{
  for (size_t i = 0; !tally->failed && i < pair->n_objects; ++i) {
    const RhumbPlanObject *const object = &pair->objects[i];
    if (object->is_join && !tally->joined[i]) {
      const size_t parent = sample->plan->indexes[object->index].subject.map;
      rhumb_warn(sample->diag,
                 RHUMB_WARNING,
                 object->term.loc,
                 "this joins no row with any row of the mapping \"%.*s\"",
                 RHUMB_FMT(sample->mapping->maps[parent]->name));
    }
  }
}

static void
warn_map(Sample *const sample,
         const PassTally *const pass,
         const RhumbPlanMap *const map,
         const MapTally *const tally)
{
  bool made = tally->failed || !map->n_pairs;
  for (size_t i = 0; i < map->n_pairs; ++i) {
    made |= tally->pairs[i].made || tally->pairs[i].failed;
    if (pass->whole && !tally->failed) {
      warn_joins(sample, &map->pairs[i], &tally->pairs[i]);
    }
  }
  if (!made) {
    const RhumbStr name = sample->mapping->maps[map->subject.map]->name;
    rhumb_warn(sample->diag,
               RHUMB_WARNING,
               map->loc,
               "%s makes a triple by the mapping \"%.*s\"",
               name_records(sample, pass),
               RHUMB_FMT(name));
  }
}

static void
warn_empty(const Sample *const sample)
{
  const RhumbSourceSpec *const spec = sample->row.pass->spec;
  if (spec->iterator.len) {
    rhumb_warn(sample->diag,
               RHUMB_WARNING,
               spec->iterator_loc,
               "\"%.*s\" finds nothing in %s",
               RHUMB_FMT(spec->iterator),
               sample->row.source->text.name);
  } else {
    rhumb_warn(sample->diag,
               RHUMB_WARNING,
               spec->access_loc,
               "%s has no records",
               sample->row.source->text.name);
  }
}

static void
warn(Sample *const sample, PassTally *const tally)
{
  const RhumbPlanPass *const pass = sample->row.pass;
  if (!tally->n_records) {
    warn_empty(sample);
    return;
  }
  warn_references(sample, tally);
  for (size_t i = 0; i < pass->n_maps; ++i) {
    warn_map(sample, tally, &pass->maps[i], &tally->maps[i]);
  }
}

// Passes ----------------------------------------------------------------------

static void
make_tallies(Sample *const sample,
             const RhumbPlanPass *const pass,
             PassTally *const out)
{
  RhumbArena *const arena = &sample->tallies;
  rhumb_arena_reset(arena);
  *out = (PassTally){.maps = RHUMB_NEW(arena, MapTally, pass->n_maps),
                     .has_value = RHUMB_NEW(arena, bool, pass->n_references)};
  for (size_t m = 0; m < pass->n_maps; ++m) {
    const RhumbPlanMap *const map = &pass->maps[m];
    out->maps[m].pairs = RHUMB_NEW(arena, PairTally, map->n_pairs);
    for (size_t p = 0; p < map->n_pairs; ++p) {
      out->maps[m].pairs[p].joined =
          RHUMB_NEW(arena, bool, map->pairs[p].n_objects);
    }
  }
}

/// Read up to the limit; one more step tells if that was all. Records that
/// cannot be read are passed over, until there are too many to tell.
static RhumbStatus
try_rows(Sample *const sample,
         RhumbSource *const source,
         PassTally *const tally)
{
  RhumbStatus first = RHUMB_OK;
  for (unsigned n_bad = 0;;) {
    const RhumbStatus status = rhumb_source_next(source, sample->diag);
    if (status == RHUMB_END) {
      tally->whole = first == RHUMB_OK;
      return first;
    }
    RHUMB_KEEP(first, status);
    if (status == RHUMB_ERR_VALUE && ++n_bad < MAX_BAD) {
      continue;
    }
    if (status != RHUMB_OK || tally->n_records == sample->limit) {
      return first;
    }
    ++tally->n_records;
    try_row(sample, tally);
  }
}

static RhumbStatus
try_source(Sample *const sample,
           const RhumbPlanPass *const pass,
           RhumbSource *const source,
           PassTally *const tally)
{
  size_t *const fields =
      RHUMB_NEW(&sample->tallies, size_t, pass->n_references);
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < pass->n_references; ++i) {
    const RhumbPlanReference *const reference = &pass->references[i];
    RHUMB_KEEP(
        status,
        rhumb_source_bind(
            source, reference->text, reference->loc, &fields[i], sample->diag));
  }
  RHUMB_TRY(status);
  RHUMB_TRY(
      rhumb_names_seen_bind(&tally->names, pass->spec, source, sample->diag));
  sample->row.pass = pass;
  sample->row.source = source;
  sample->row.fields = fields;
  RHUMB_TRY(try_rows(sample, source, tally));
  warn(sample, tally);
  return RHUMB_OK;
}

static void
try_pass(Sample *const sample, const RhumbPlanPass *const pass)
{
  RhumbSource *source = NULL;
  PassTally tally;
  make_tallies(sample, pass, &tally);
  RhumbStatus status = rhumb_source_open(&source, pass->spec, sample->diag);
  if (status == RHUMB_OK) {
    status = try_source(sample, pass, source, &tally);
    rhumb_source_close(source);
  }
  RHUMB_KEEP(sample->status, status);
  for (size_t i = 0; i < pass->n_indexes; ++i) {
    Index *const index = &sample->indexes[pass->indexes[i]];
    index->whole = tally.whole && !index->failed && status == RHUMB_OK;
  }
  rhumb_names_seen_free(&tally.names);
}

static void
free_sample(Sample *const sample)
{
  for (size_t i = 0; i < sample->plan->n_indexes; ++i) {
    rhumb_join_free(&sample->indexes[i].rows);
  }
  free(sample->indexes);
  free(sample->subjects.items);
  free(sample->others.items);
  rhumb_function_context_free(&sample->functions);
  rhumb_buf_free(&sample->scratch);
  rhumb_arena_free(&sample->arena);
  rhumb_arena_free(&sample->tallies);
}

RhumbStatus
rhumb_sample_check(const RhumbPlan *const plan,
                   const RhumbMapping *const mapping,
                   const uint64_t limit,
                   const RhumbDiag *const diag)
{
  Sample sample = {
      .plan = plan, .mapping = mapping, .limit = limit, .diag = diag};
  const size_t bytes = plan->n_indexes * sizeof(*sample.indexes);
  sample.indexes = (Index *)rhumb_xrealloc(NULL, bytes + 1);
  memset(sample.indexes, 0, bytes);
  sample.functions = rhumb_function_context(&sample.arena);
  sample.row = (RhumbRow){.arena = &sample.arena,
                          .scratch = &sample.scratch,
                          .functions = &sample.functions,
                          .diag = diag};
  for (size_t i = 0; i < plan->n_passes; ++i) {
    try_pass(&sample, &plan->passes[i]);
  }
  const RhumbStatus status = sample.status;
  free_sample(&sample);
  return status;
}
