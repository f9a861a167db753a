// SPDX-License-Identifier: ISC

/// @file plan.c  From the model to passes over sources, and join indexes.

#include "plan/plan.h"

#include "plan/plan_impl.h"

#include <stdlib.h>

/// The plan while it grows; `passes` run maps, `fillers` fill indexes
typedef struct {
  RhumbCompiler base;
  RhumbPassDraft *passes, *fillers;
  size_t n_passes, passes_cap, n_fillers, fillers_cap;
  RhumbPlanIndex *indexes;
  size_t n_indexes, indexes_cap;
  bool has_graphs;
} Draft;

/// Copy `count` objects of `size` bytes into the arena
static void *
settle(RhumbArena *const arena,
       const void *const items,
       const size_t size,
       const size_t count)
{
  void *const copy = rhumb_arena_alloc(arena, size, count);
  if (count) {
    memcpy(copy, items, size * count);
  }
  return copy;
}

/// Return the pass over `spec`, begun if there is none
static RhumbPassDraft *
pass_over(RhumbPassDraft **const passes,
          size_t *const count,
          size_t *const cap,
          const RhumbSourceSpec *const spec)
{
  for (size_t i = 0; i < *count; ++i) {
    if ((*passes)[i].spec == spec ||
        rhumb_source_equal((*passes)[i].spec, spec)) {
      return &(*passes)[i];
    }
  }
  *passes =
      (RhumbPassDraft *)rhumb_xgrow(*passes, *count, cap, sizeof(**passes));
  RhumbPassDraft *const pass = &(*passes)[(*count)++];
  *pass = (RhumbPassDraft){.spec = spec};
  return pass;
}

static size_t
number_of(const RhumbMapping *const mapping, const RhumbTriplesMap *const map)
{
  size_t number = 0;
  while (mapping->maps[number] != map) {
    ++number;
  }
  return number;
}

static bool
values_equal(const RhumbPlanValue *const a, const RhumbPlanValue *const b)
{
  bool equal = a->kind == b->kind && a->field == b->field &&
               a->n_parts == b->n_parts &&
               rhumb_term_equal(&a->constant, &b->constant);
  for (size_t i = 0; equal && i < a->n_parts; ++i) {
    equal = a->parts[i].field == b->parts[i].field &&
            rhumb_str_equal(a->parts[i].text, b->parts[i].text);
  }
  return equal;
}

/// Return the number of an index with the same subjects and keys
static size_t
find_index(const Draft *const draft,
           const RhumbPassDraft *const pass,
           const RhumbPlanIndex *const index)
{
  for (size_t i = 0; i < pass->n_indexes; ++i) {
    const RhumbPlanIndex *const other = &draft->indexes[pass->indexes[i]];
    bool equal = other->subject.map == index->subject.map &&
                 other->n_keys == index->n_keys && !other->n_kept &&
                 !index->n_kept;
    for (size_t key = 0; equal && key < index->n_keys; ++key) {
      equal = values_equal(&other->keys[key], &index->keys[key]);
    }
    if (equal) {
      return pass->indexes[i];
    }
  }
  return draft->n_indexes;
}

static const RhumbPlanValue *
compile_keys(Draft *const draft,
             RhumbPassDraft *const pass,
             const RhumbObjectMap *const object,
             const RhumbSide side)
{
  RhumbPlanValue *const keys =
      RHUMB_NEW(draft->base.arena, RhumbPlanValue, object->n_joins);
  for (size_t i = 0; i < object->n_joins; ++i) {
    const RhumbJoin *const join = &object->joins[i];
    keys[i] = rhumb_compile_value(
        &draft->base, pass, side == RHUMB_CHILD ? &join->child : &join->parent);
  }
  return keys;
}

/// Return the subjects of triples map `number`, dropped where its condition
/// drops them
static RhumbPlanTerm
compile_subject(Draft *const draft,
                RhumbPassDraft *const pass,
                const size_t number)
{
  const RhumbTriplesMap *const map = draft->base.mapping->maps[number];
  return rhumb_compile_term(&draft->base,
                            pass,
                            &map->subject,
                            map->condition,
                            RHUMB_AT_SUBJECT,
                            number);
}

/// Add `index` to the plan, and to the pass that fills it
static size_t
add_index(Draft *const draft,
          RhumbPassDraft *const pass,
          const RhumbPlanIndex *const index)
{
  const size_t number = draft->n_indexes++;
  draft->indexes = (RhumbPlanIndex *)rhumb_xgrow(
      draft->indexes, number, &draft->indexes_cap, sizeof(*draft->indexes));
  draft->indexes[number] = *index;
  pass->indexes = (size_t *)rhumb_xgrow(
      pass->indexes, pass->n_indexes, &pass->indexes_cap, sizeof(size_t));
  pass->indexes[pass->n_indexes++] = number;
  return number;
}

/// Compile the function of a join: what it asks of the parent row is kept
static const RhumbPlanCall *
compile_join_condition(Draft *const draft,
                       RhumbPassDraft *const pass,
                       RhumbPassDraft *const filler,
                       const RhumbFunction *const function,
                       RhumbPlanIndex *const index)
{
  RhumbParentDraft parent = {.pass = filler};
  draft->base.parent = &parent;
  const RhumbPlanCall *const call =
      rhumb_compile_call(&draft->base, pass, function);
  draft->base.parent = NULL;
  index->kept = (const RhumbPlanValue *)settle(
      draft->base.arena, parent.kept, sizeof(*parent.kept), parent.n_kept);
  index->n_kept = parent.n_kept;
  free(parent.kept);
  return call;
}

/// Compile a join: an index over the parent's source, and keys into it
static RhumbPlanObject
compile_join(Draft *const draft,
             RhumbPassDraft *const pass,
             const RhumbObjectMap *const object)
{
  RhumbPassDraft *const filler = pass_over(&draft->fillers,
                                           &draft->n_fillers,
                                           &draft->fillers_cap,
                                           object->parent->source);
  RhumbPlanIndex index = {
      .subject = compile_subject(
          draft, filler, number_of(draft->base.mapping, object->parent)),
      .keys = compile_keys(draft, filler, object, RHUMB_PARENT),
      .n_keys = object->n_joins,
  };
  RhumbPlanObject join = {
      .is_join = true,
      .term = {.loc = object->term.loc},
      .keys = compile_keys(draft, pass, object, RHUMB_CHILD),
      .n_keys = object->n_joins,
      .condition = compile_join_condition(
          draft, pass, filler, object->condition, &index),
  };
  const size_t known = find_index(draft, filler, &index);
  join.index =
      known < draft->n_indexes ? known : add_index(draft, filler, &index);
  return join;
}

/// A parent without a condition to join on: its subject in the same row
static bool
is_same_row(const RhumbObjectMap *const object,
            const RhumbSourceSpec *const spec)
{
  return !object->n_joins && !object->condition &&
         rhumb_source_equal(object->parent->source, spec);
}

static RhumbPlanObject
compile_object(Draft *const draft,
               RhumbPassDraft *const pass,
               const RhumbObjectMap *const object,
               const size_t number)
{
  if (!object->parent) {
    return (RhumbPlanObject){.term = rhumb_compile_term(&draft->base,
                                                        pass,
                                                        &object->term,
                                                        object->condition,
                                                        RHUMB_AT_OBJECT,
                                                        number)};
  }
  if (is_same_row(object, pass->spec)) {
    return (RhumbPlanObject){
        .term = compile_subject(
            draft, pass, number_of(draft->base.mapping, object->parent))};
  }
  return compile_join(draft, pass, object);
}

static const RhumbPlanTerm *
compile_predicates(Draft *const draft,
                   RhumbPassDraft *const pass,
                   const RhumbTermMap *const maps,
                   const size_t count,
                   const size_t number)
{
  RhumbPlanTerm *const terms =
      RHUMB_NEW(draft->base.arena, RhumbPlanTerm, count);
  for (size_t i = 0; i < count; ++i) {
    terms[i] = rhumb_compile_term(
        &draft->base, pass, &maps[i], NULL, RHUMB_AT_PREDICATE, number);
  }
  return terms;
}

/// The graphs of the triples map, and of the pair besides
static void
compile_graphs(Draft *const draft,
               RhumbPassDraft *const pass,
               const RhumbTriplesMap *const map,
               const RhumbPredicateObjectMap *const source,
               RhumbPlanPair *const pair,
               const size_t number)
{
  const size_t count = map->n_graphs + source->n_graphs;
  RhumbPlanTerm *const graphs =
      RHUMB_NEW(draft->base.arena, RhumbPlanTerm, count);
  for (size_t i = 0; i < count; ++i) {
    const RhumbTermMap *const graph = i < map->n_graphs
                                          ? &map->graphs[i]
                                          : &source->graphs[i - map->n_graphs];
    graphs[i] = rhumb_compile_term(
        &draft->base, pass, graph, NULL, RHUMB_AT_GRAPH, number);
    draft->has_graphs |= graphs[i].kind != RHUMB_TERM_NONE;
  }
  pair->graphs = graphs;
  pair->n_graphs = count;
}

static RhumbPlanPair
compile_pair(Draft *const draft,
             RhumbPassDraft *const pass,
             const RhumbTriplesMap *const map,
             const RhumbPredicateObjectMap *const source,
             const size_t number)
{
  RhumbPlanObject *const objects =
      RHUMB_NEW(draft->base.arena, RhumbPlanObject, source->n_objects);
  for (size_t i = 0; i < source->n_objects; ++i) {
    objects[i] = compile_object(draft, pass, &source->objects[i], number);
  }
  RhumbPlanPair pair = {
      .predicates = compile_predicates(
          draft, pass, source->predicates, source->n_predicates, number),
      .n_predicates = source->n_predicates,
      .objects = objects,
      .n_objects = source->n_objects,
      .conditions =
          rhumb_compile_conditions(&draft->base, pass, source->condition, NULL),
      .loc = source->loc,
  };
  compile_graphs(draft, pass, map, source, &pair, number);
  return pair;
}

static void
compile_map(Draft *const draft, const size_t number)
{
  const RhumbTriplesMap *const map = draft->base.mapping->maps[number];
  RhumbPassDraft *const pass = pass_over(
      &draft->passes, &draft->n_passes, &draft->passes_cap, map->source);
  RhumbPlanPair *const pairs =
      RHUMB_NEW(draft->base.arena, RhumbPlanPair, map->n_pairs);

  const RhumbPlanMap plan = {
      .subject = compile_subject(draft, pass, number),
      .pairs = pairs,
      .n_pairs = map->n_pairs,
      .loc = map->loc,
  };
  for (size_t i = 0; i < map->n_pairs; ++i) {
    pairs[i] = compile_pair(draft, pass, map, &map->pairs[i], number);
  }
  pass->maps = (RhumbPlanMap *)rhumb_xgrow(
      pass->maps, pass->n_maps, &pass->maps_cap, sizeof(*pass->maps));
  pass->maps[pass->n_maps++] = plan;
}

/// The source with what the command line says of every source
static const RhumbSourceSpec *
with_options(const RhumbCompiler *const compiler,
             const RhumbSourceSpec *const spec)
{
  const RhumbMapping *const mapping = compiler->mapping;
  if (!mapping->n_nulls && !mapping->strict) {
    return spec;
  }
  const size_t count = spec->n_nulls + mapping->n_nulls;
  RhumbStr *const nulls = RHUMB_NEW(compiler->arena, RhumbStr, count);
  for (size_t i = 0; i < count; ++i) {
    nulls[i] =
        i < spec->n_nulls ? spec->nulls[i] : mapping->nulls[i - spec->n_nulls];
  }
  RhumbSourceSpec *const copy = RHUMB_NEW(compiler->arena, RhumbSourceSpec, 1);
  *copy = *spec;
  copy->nulls = nulls;
  copy->n_nulls = count;
  copy->strict = mapping->strict;
  return copy;
}

static RhumbPlanPass
settle_pass(const RhumbCompiler *const compiler,
            const RhumbPassDraft *const pass)
{
  RhumbArena *const arena = compiler->arena;
  RhumbPlanReference *const references =
      RHUMB_NEW(arena, RhumbPlanReference, pass->names.count);
  for (size_t i = 0; i < pass->names.count; ++i) {
    references[i].text = rhumb_str_copy(arena, pass->names.keys[i]);
    references[i].loc = pass->locs[i];
  }
  return (RhumbPlanPass){
      .spec = with_options(compiler, pass->spec),
      .references = references,
      .n_references = pass->names.count,
      .indexes = (const size_t *)settle(
          arena, pass->indexes, sizeof(*pass->indexes), pass->n_indexes),
      .n_indexes = pass->n_indexes,
      .maps = (const RhumbPlanMap *)settle(
          arena, pass->maps, sizeof(*pass->maps), pass->n_maps),
      .n_maps = pass->n_maps,
  };
}

static const RhumbPlan *
settle_plan(const Draft *const draft)
{
  RhumbArena *const arena = draft->base.arena;
  RhumbPlanPass *const passes =
      RHUMB_NEW(arena, RhumbPlanPass, draft->n_fillers + draft->n_passes);
  for (size_t i = 0; i < draft->n_fillers; ++i) {
    passes[i] = settle_pass(&draft->base, &draft->fillers[i]);
  }
  for (size_t i = 0; i < draft->n_passes; ++i) {
    passes[draft->n_fillers + i] = settle_pass(&draft->base, &draft->passes[i]);
  }

  RhumbPlan *const plan = RHUMB_NEW(arena, RhumbPlan, 1);
  *plan = (RhumbPlan){
      .passes = passes,
      .n_passes = draft->n_fillers + draft->n_passes,
      .indexes = (const RhumbPlanIndex *)settle(
          arena, draft->indexes, sizeof(*draft->indexes), draft->n_indexes),
      .n_indexes = draft->n_indexes,
      .targets = (const RhumbTarget *const *)settle(
          arena, draft->base.targets, sizeof(void *), draft->base.n_targets),
      .n_targets = draft->base.n_targets,
      .has_graphs = draft->has_graphs,
  };
  return plan;
}

static void
free_passes(RhumbPassDraft *const passes, const size_t count)
{
  for (size_t i = 0; i < count; ++i) {
    rhumb_table_free(&passes[i].names);
    free(passes[i].locs);
    free(passes[i].indexes);
    free(passes[i].maps);
  }
  free(passes);
}

/// Check what needs no data: the formulation, the iterator, every reference
static void
check_passes(RhumbCompiler *const compiler,
             const RhumbPassDraft *const passes,
             const size_t count)
{
  for (size_t i = 0; i < count; ++i) {
    const RhumbPassDraft *const pass = &passes[i];
    const RhumbStatus status =
        rhumb_source_check_spec(pass->spec, compiler->diag);
    rhumb_compile_keep(compiler, status);
    for (size_t r = 0; status == RHUMB_OK && r < pass->names.count; ++r) {
      rhumb_compile_keep(
          compiler,
          rhumb_source_check(
              pass->spec, pass->names.keys[r], pass->locs[r], compiler->diag));
    }
  }
}

/// Refuse to read standard input twice: the second pass would find it empty
static void
check_stdin(Draft *const draft)
{
  bool is_read = false;
  for (size_t i = 0; i < draft->n_fillers + draft->n_passes; ++i) {
    const RhumbSourceSpec *const spec =
        i < draft->n_fillers ? draft->fillers[i].spec
                             : draft->passes[i - draft->n_fillers].spec;
    if (!rhumb_str_is(spec->access, "-") || spec->format->is_database) {
      continue;
    }
    if (is_read) {
      rhumb_compile_keep(&draft->base,
                         rhumb_fail(draft->base.diag,
                                    RHUMB_ERR_UNSUPPORTED,
                                    spec->access_loc,
                                    "standard input can be read once, and a "
                                    "join or another source has read it "
                                    "before; write it to a file first"));
    }
    is_read = true;
  }
}

RhumbStatus
rhumb_plan_compile(const RhumbPlan **const out,
                   RhumbArena *const arena,
                   const RhumbMapping *const mapping,
                   const RhumbDiag *const diag)
{
  Draft draft = {.base = {.arena = arena, .mapping = mapping, .diag = diag}};
  for (size_t i = 0; i < mapping->n_maps; ++i) {
    compile_map(&draft, i);
  }
  check_passes(&draft.base, draft.passes, draft.n_passes);
  check_passes(&draft.base, draft.fillers, draft.n_fillers);
  check_stdin(&draft);
  if (draft.base.status == RHUMB_OK) {
    *out = settle_plan(&draft);
  }
  free_passes(draft.passes, draft.n_passes);
  free_passes(draft.fillers, draft.n_fillers);
  free(draft.indexes);
  return draft.base.status;
}
