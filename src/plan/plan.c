// SPDX-License-Identifier: ISC

/// @file plan.c  From the model to passes over sources, and join indexes.

#include "plan/plan_impl.h"

#include "model/normal.h"

typedef RHUMB_LIST(RhumbPlanTerm) PlanTerms;

/// A map that is quoted
typedef struct {
  const RhumbPlanMap *plan;
  size_t depth; ///< 1, and that of the deepest map that it quotes
} Quoted;

/// The plan while it grows
typedef struct {
  RhumbCompiler base;
  RhumbPassDrafts fillers; ///< Fill indexes
  RhumbPassDrafts passes;  ///< Run maps
  RHUMB_LIST(RhumbPlanIndex) indexes;
  bool has_graphs;
  bool *are_open; ///< By map: its subjects' members are being compiled
  RHUMB_LIST(const RhumbTriplesMap *) quoting; ///< In each other, from outside
  size_t reached; ///< How many these have been at most since the last began
  RhumbTable quoted_keys;    ///< Maps that have been quoted, and in which pass
  RHUMB_LIST(Quoted) quoted; ///< By number there
} Draft;

/// True if both are the same for every row; calls and look-ups are not looked
/// into
static bool
values_equal(const RhumbPlanValue *const a, const RhumbPlanValue *const b)
{
  bool equal = a->kind == b->kind && a->field == b->field &&
               a->n_parts == b->n_parts && a->call == b->call &&
               a->lookup == b->lookup &&
               rhumb_term_equal(&a->constant, &b->constant);
  for (size_t i = 0; equal && i < a->n_parts; ++i) {
    equal = a->parts[i].field == b->parts[i].field &&
            a->parts[i].value == b->parts[i].value &&
            rhumb_str_equal(a->parts[i].text, b->parts[i].text);
  }
  return equal;
}

/// True if one index serves for both
static bool
indexes_equal(const RhumbPlanIndex *const a, const RhumbPlanIndex *const b)
{
  bool equal = a->has_rows == b->has_rows && a->subject.map == b->subject.map &&
               a->n_keys == b->n_keys && a->keeps_equal == b->keeps_equal &&
               a->quoted == b->quoted && !a->n_kept && !b->n_kept;
  for (size_t key = 0; equal && key < a->n_keys; ++key) {
    equal = values_equal(&a->keys[key], &b->keys[key]);
  }
  return equal;
}

/// Return the number in the plan of an index that `pass` fills, which is added
/// if it has no equal
static size_t
add_index(Draft *const draft,
          RhumbPassDraft *const pass,
          const RhumbPlanIndex *const index)
{
  for (size_t i = 0; i < pass->indexes.count; ++i) {
    const size_t known = pass->indexes.items[i];
    if (indexes_equal(&draft->indexes.items[known], index)) {
      return known;
    }
  }
  const size_t number = draft->indexes.count;
  RHUMB_PUSH_IN(draft->base.arena, &draft->indexes, *index);
  RHUMB_PUSH_IN(draft->base.arena, &pass->indexes, number);
  return number;
}

/// What both rows of a join have alike
typedef struct {
  const RhumbJoin *items;
  size_t count;
} PairKeys;

static const RhumbPlanValue *
compile_keys(Draft *const draft,
             RhumbPassDraft *const pass,
             const PairKeys *const joins,
             const RhumbSide side)
{
  RhumbPlanValue *const keys =
      RHUMB_NEW(draft->base.arena, RhumbPlanValue, joins->count);
  for (size_t i = 0; i < joins->count; ++i) {
    const RhumbJoin *const join = &joins->items[i];
    keys[i] = rhumb_compile_value(
        &draft->base, pass, side == RHUMB_CHILD ? &join->child : &join->parent);
  }
  return keys;
}

/// Compile the function of a join: what it asks of the parent row is kept
static const RhumbPlanCall *
compile_pair_condition(Draft *const draft,
                       RhumbPassDraft *const pass,
                       RhumbParentDraft *const parent,
                       const RhumbFunction *const function)
{
  draft->base.parent = parent;
  const RhumbPlanCall *const call =
      rhumb_compile_call(&draft->base, pass, function);
  draft->base.parent = NULL;
  return call;
}

// Logical views

static RhumbPassDraft *
filler_for(Draft *draft, RhumbPassDraft *asker, const RhumbSourceSpec *spec);

/// An index over the rows of the view that `join` joins with; it keeps the
/// joined fields, and behind them what the condition asks
/// @param outer The pass that runs, of whose view `pass` is, or is on.
static void
compile_view_join(Draft *const draft, // NOLINT(misc-no-recursion): no cycles
                  RhumbPassDraft *const outer,
                  RhumbPassDraft *const pass,
                  const RhumbViewJoin *const join,
                  RhumbPlanStep *const step)
{
  RhumbCompiler *const compiler = &draft->base;
  RhumbPassDraft *const filler = filler_for(draft, outer, join->parent);
  RhumbParentDraft parent = {.pass = filler};
  for (size_t i = 0; i < join->fields.count; ++i) {
    RHUMB_PUSH_IN(
        compiler->arena,
        &parent.kept,
        rhumb_compile_value(compiler, filler, &join->fields.items[i].value));
  }
  const PairKeys keys = {join->conditions, join->n_conditions};
  *step = (RhumbPlanStep){
      .kind = RHUMB_STEP_JOIN,
      .loc = join->loc,
      .field = RHUMB_PLAN_NONE,
      .index = RHUMB_PLAN_NONE,
      .from = RHUMB_PLAN_NONE,
      .keys = compile_keys(draft, pass, &keys, RHUMB_CHILD),
      .n_keys = keys.count,
      .condition =
          compile_pair_condition(draft, pass, &parent, join->condition),
      .is_inner = join->is_inner,
  };
  const RhumbPlanIndex index = {
      .has_rows = true,
      .keys = compile_keys(draft, filler, &keys, RHUMB_PARENT),
      .n_keys = keys.count,
      .kept = parent.kept.items,
      .n_kept = parent.kept.count,
  };
  step->number = add_index(draft, filler, &index);
}

/// Compile the view that `pass` is over, and those that it is on and joins
/// with, before the pass is among the others: what it asks is filled earlier
static void
compile_view(Draft *const draft, // NOLINT(misc-no-recursion): no cycles
             RhumbPassDraft *const outer,
             RhumbPassDraft *const pass)
{
  RhumbCompiler *const compiler = &draft->base;
  const RhumbLogicalView *const view = pass->spec->view;
  if (!view) {
    return;
  }
  RhumbPassDraft *const on = rhumb_pass_new(compiler, view->on, NULL);
  compile_view(draft, outer, on);
  rhumb_view_begin(compiler, pass, on);
  RhumbPlanStep *const steps =
      RHUMB_NEW(compiler->arena, RhumbPlanStep, view->n_joins);
  for (size_t i = 0; i < view->n_joins; ++i) {
    compile_view_join(draft, outer, pass, &view->joins[i], &steps[i]);
  }
  rhumb_view_check_asked(compiler, pass);
  for (size_t i = 0; i < view->n_joins; ++i) {
    rhumb_view_join(compiler, pass, &view->joins[i], &steps[i]);
  }
}

/// Begin a pass over `spec`
/// @param asker A pass that needs it; NULL: none does. It does so before the
/// view is compiled: what that asks must not be filled behind the asker.
static RhumbPassDraft *
begin_pass(Draft *const draft, // NOLINT(misc-no-recursion): no cycles
           const RhumbSourceSpec *const spec,
           RhumbPassDraft *const asker)
{
  const RhumbPassDraft *const filler = rhumb_passes_find(&draft->fillers, spec);
  const RhumbPassDraft *const other =
      filler ? filler : rhumb_passes_find(&draft->passes, spec);
  RhumbPassDraft *const pass =
      rhumb_pass_new(&draft->base, spec, other ? other->asked : NULL);
  pass->is_filler = asker != NULL;
  if (asker) {
    rhumb_pass_need(draft->base.arena, asker, pass);
  }
  compile_view(draft, pass, pass);
  return pass;
}

/// Return a pass over `spec` that fills indexes before `asker` runs: where each
/// that there is would have to be behind it, the source is read once more
static RhumbPassDraft *
filler_for(Draft *const draft, // NOLINT(misc-no-recursion): no cycles
           RhumbPassDraft *const asker,
           const RhumbSourceSpec *const spec)
{
  RhumbPassDraft *last = NULL;
  RhumbPassDraft *known = rhumb_passes_find(&draft->fillers, spec);
  while (known && asker->is_filler && rhumb_pass_reaches(known, asker)) {
    last = known;
    known = known->again;
  }
  if (known) {
    rhumb_pass_need(draft->base.arena, asker, known);
    return known;
  }
  RhumbPassDraft *const filler = begin_pass(draft, spec, asker);
  if (last) {
    last->again = filler;
  } else {
    rhumb_passes_add(draft->base.arena, &draft->fillers, filler);
  }
  return filler;
}

// Joins

static const RhumbPlanGather *
compile_gather(Draft *draft,
               RhumbPassDraft *pass,
               const RhumbGather *gather,
               bool is_reference);

/// Return the subjects of `map`, dropped where its condition drops them
/// @param is_reference Another map refers to them.
static RhumbPlanTerm
compile_subject(Draft *const draft,
                RhumbPassDraft *const pass,
                const RhumbTriplesMap *const map,
                const bool is_reference)
{
  RhumbCompiler *const compiler = &draft->base;
  const size_t own = compiler->map;
  const size_t number = rhumb_mapping_number(compiler->mapping, map);
  compiler->map = number;
  RhumbPlanTerm subject = rhumb_compile_term(
      compiler, pass, &map->subject, map->condition, RHUMB_AT_SUBJECT);
  draft->are_open[number] = map->subject.gather != NULL;
  subject.gather =
      compile_gather(draft, pass, map->subject.gather, is_reference);
  draft->are_open[number] = false;
  compiler->map = own;
  return subject;
}

static const RhumbPlanMap *
compile_quoted(Draft *draft, RhumbPassDraft *pass, const RhumbTriplesMap *map);

/// Set what an index keeps of a row: the subject of `object`'s parent, or what
/// reifies its triples
static void
compile_kept(Draft *const draft,
             RhumbPassDraft *const filler,
             const RhumbObjectMap *const object,
             RhumbPlanIndex *const index)
{
  if (object->is_quoted) {
    index->quoted = compile_quoted(draft, filler, object->parent);
    index->subject.map = index->quoted->subject.map;
    index->subject.loc = object->parent->loc;
  } else {
    index->subject = compile_subject(draft, filler, object->parent, true);
  }
}

/// Compile a join: an index over the parent's source, and keys into it
/// @param is_member It is looked up for a collection.
static RhumbPlanObject
compile_join(Draft *const draft,
             RhumbPassDraft *const pass,
             const RhumbObjectMap *const object,
             const bool is_member)
{
  RhumbPassDraft *const filler =
      filler_for(draft, pass, object->parent->source);
  draft->base
      .are_of_row[rhumb_mapping_number(draft->base.mapping, object->parent)] =
      false;
  const PairKeys keys = {object->joins, object->n_joins};
  RhumbParentDraft parent = {.pass = filler};
  RhumbPlanIndex index = {
      .n_keys = keys.count,
      .is_alone = !object->parent->n_pairs,
      .keeps_equal = is_member,
  };
  compile_kept(draft, filler, object, &index);
  index.keys = compile_keys(draft, filler, &keys, RHUMB_PARENT);
  const RhumbFunction *const both[] = {object->condition,
                                       object->term.condition};
  RhumbPlanObject join = {
      .is_join = true,
      .term = {.loc = object->term.loc},
      .keys = compile_keys(draft, pass, &keys, RHUMB_CHILD),
      .n_keys = keys.count,
      .condition = compile_pair_condition(
          draft,
          pass,
          &parent,
          rhumb_function_all(draft->base.arena, both, RHUMB_COUNT(both))),
  };
  index.kept = parent.kept.items;
  index.n_kept = parent.kept.count;
  join.index = add_index(draft, filler, &index);
  return join;
}

/// Refuse a join of collections that are kept for a join themselves
static void
check_nested_join(Draft *const draft,
                  const RhumbPassDraft *const pass,
                  const RhumbObjectMap *const object)
{
  if (pass->is_filler && !draft->quoting.count) {
    RHUMB_PLAN_FAIL(&draft->base,
                    RHUMB_ERR_UNSUPPORTED,
                    object->term.loc,
                    "a mapping that a join leads to cannot gather what it "
                    "joins itself; gather it in a mapping that no join leads "
                    "to, and name the collection");
  }
}

/// Refuse a reference to subjects that are none of the parent's own, and a
/// collection of what is quoted
/// @param is_member It is one of what a gather map puts together.
static void
check_parent(Draft *const draft,
             const RhumbObjectMap *const object,
             const bool is_member)
{
  if (object->is_quoted && is_member) {
    RHUMB_PLAN_FAIL(&draft->base,
                    RHUMB_ERR_UNSUPPORTED,
                    object->term.loc,
                    "a quoted triple cannot be a member of a collection");
  }
  if (!object->is_quoted && object->parent->quoted) {
    RHUMB_PLAN_FAIL(&draft->base,
                    RHUMB_ERR_UNSUPPORTED,
                    object->term.loc,
                    "the subjects of \"%.*s\" are what it quotes; quote that "
                    "here too",
                    RHUMB_FMT(object->parent->name));
  }
}

static RhumbPlanObject
compile_reference(Draft *const draft,
                  RhumbPassDraft *const pass,
                  const RhumbObjectMap *const object,
                  const bool is_member)
{
  RhumbPlanObject reference = {0};
  RhumbCompiler *const compiler = &draft->base;
  if (draft
          ->are_open[rhumb_mapping_number(compiler->mapping, object->parent)]) {
    RHUMB_PLAN_FAIL(compiler,
                    RHUMB_ERR_SYNTAX,
                    object->term.loc,
                    "the subjects of \"%.*s\" would be members of themselves",
                    RHUMB_FMT(object->parent->name));
    return reference;
  }
  check_parent(draft, object, is_member);
  if (!rhumb_is_same_row(object, pass->spec)) {
    check_nested_join(draft, pass, object);
    reference = compile_join(draft, pass, object, is_member);
  } else if (object->is_quoted) {
    reference.term.loc = object->term.loc;
    reference.quoted = compile_quoted(draft, pass, object->parent);
    rhumb_compile_condition(
        compiler, pass, &reference.term.conditions, object->term.condition);
  } else {
    reference.term = compile_subject(draft, pass, object->parent, true);
    rhumb_compile_condition(
        compiler, pass, &reference.term.conditions, object->term.condition);
  }
  if (object->is_quoted && !compiler->triples) {
    compiler->triples = &object->term.loc;
  }
  reference.term.invalid = object->term.invalid;
  reference.term.targets |=
      rhumb_compile_targets(compiler, &object->term.targets);
  return reference;
}

/// @param is_member It is one of what a gather map puts together.
static RhumbPlanObject
compile_object(Draft *const draft,
               RhumbPassDraft *const pass,
               const RhumbObjectMap *const object,
               const bool is_member)
{
  if (object->parent) {
    return compile_reference(draft, pass, object, is_member);
  }
  RhumbPlanObject plain = {
      .term = rhumb_compile_term(
          &draft->base, pass, &object->term, NULL, RHUMB_AT_OBJECT)};
  plain.term.gather = compile_gather(draft, pass, object->term.gather, false);
  return plain;
}

static const RhumbPlanGather *
compile_gather(Draft *const draft,
               RhumbPassDraft *const pass,
               const RhumbGather *const gather,
               const bool is_reference)
{
  if (!gather) {
    return NULL;
  }
  const char what[] = {(char)('0' + gather->as),
                       (char)('0' + gather->is_product),
                       (char)('0' + gather->takes_empty)};
  rhumb_compile_hash(&draft->base, 'g', (RhumbStr){what, sizeof(what)});
  RhumbPlanObject *const items =
      RHUMB_NEW(draft->base.arena, RhumbPlanObject, gather->n_items);
  for (size_t i = 0; i < gather->n_items; ++i) {
    items[i] = compile_object(draft, pass, &gather->items[i], true);
  }
  RhumbPlanGather *const out = RHUMB_NEW(draft->base.arena, RhumbPlanGather, 1);
  *out = (RhumbPlanGather){.as = gather->as,
                           .is_product = gather->is_product,
                           .takes_empty = gather->takes_empty,
                           .is_reference = is_reference,
                           .rule = gather,
                           .items = items,
                           .n_items = gather->n_items};
  return out;
}

/// Compile the terms of one position behind those in `out`
static void
compile_terms(Draft *const draft,
              RhumbPassDraft *const pass,
              const RhumbTermMaps *const maps,
              const RhumbPosition position,
              PlanTerms *const out)
{
  for (size_t i = 0; i < maps->count; ++i) {
    RHUMB_PUSH_IN(draft->base.arena,
                  out,
                  rhumb_compile_term(
                      &draft->base, pass, &maps->items[i], NULL, position));
  }
}

static bool
has_named(const PlanTerms *const graphs)
{
  bool named = false;
  for (size_t i = 0; i < graphs->count; ++i) {
    named |= graphs->items[i].kind != RHUMB_TERM_NONE;
  }
  return named;
}

static RhumbPlanPair
compile_pair(Draft *draft,
             RhumbPassDraft *pass,
             const PlanTerms *of_map,
             const RhumbPredicateObjectMap *pair);

/// Compile what is said of a pair's triples, in their graphs; NULL: nothing
static const RhumbPlanAnnotation *
compile_annotation(Draft *const draft,
                   RhumbPassDraft *const pass,
                   const PlanTerms *const graphs,
                   const RhumbAnnotation *const annotation)
{
  if (!annotation) {
    return NULL;
  }
  RhumbArena *const arena = draft->base.arena;
  RhumbPlanAnnotation *const out = RHUMB_NEW(arena, RhumbPlanAnnotation, 1);
  RhumbPlanPair *const pairs =
      RHUMB_NEW(arena, RhumbPlanPair, annotation->n_pairs);
  out->reifier = rhumb_compile_term(
      &draft->base, pass, &annotation->reifier, NULL, RHUMB_AT_REIFIER);
  for (size_t i = 0; i < annotation->n_pairs; ++i) {
    pairs[i] = compile_pair(draft, pass, graphs, &annotation->pairs[i]);
  }
  out->pairs = pairs;
  out->n_pairs = annotation->n_pairs;
  out->is_silent = annotation->is_silent;
  if (!draft->base.triples) {
    draft->base.triples = &annotation->loc;
  }
  return out;
}

/// True if an object may reify a triple
static bool
is_quoting(const Draft *const draft, const RhumbPlanObject *const object)
{
  return object->quoted ||
         (object->is_join && draft->indexes.items[object->index].quoted);
}

/// Note a pair whose triples are quoted, and have a triple term as object
static void
note_nested(Draft *const draft, const RhumbPredicateObjectMap *const pair)
{
  for (size_t i = 0; i < pair->predicates.count; ++i) {
    const RhumbTermMap *const predicate = &pair->predicates.items[i];
    if (!draft->base.nested &&
        rhumb_str_is(predicate->value.constant.text, RHUMB_RDF "reifies")) {
      draft->base.nested = &predicate->loc;
    }
  }
}

/// Compile a pair of a map whose own graphs are `of_map`
static RhumbPlanPair
compile_pair(Draft *const draft,
             RhumbPassDraft *const pass,
             const PlanTerms *const of_map,
             const RhumbPredicateObjectMap *const pair)
{
  bool quotes = false;
  PlanTerms predicates = {0};
  PlanTerms graphs = {0};
  RhumbPlanObject *const objects =
      RHUMB_NEW(draft->base.arena, RhumbPlanObject, pair->n_objects);
  for (size_t i = 0; i < pair->n_objects; ++i) {
    objects[i] = compile_object(draft, pass, &pair->objects[i], false);
    quotes |= is_quoting(draft, &objects[i]);
  }
  compile_terms(
      draft, pass, &pair->predicates, RHUMB_AT_PREDICATE, &predicates);
  const RhumbPlanConditions conditions =
      rhumb_compile_conditions(&draft->base, pass, pair->condition, NULL);
  for (size_t i = 0; i < of_map->count; ++i) {
    RHUMB_PUSH_IN(draft->base.arena, &graphs, of_map->items[i]);
  }
  compile_terms(draft, pass, &pair->graphs, RHUMB_AT_GRAPH, &graphs);
  draft->has_graphs |= has_named(&graphs);
  if (quotes && (pair->annotation || draft->quoting.count)) {
    note_nested(draft, pair);
  }
  return (RhumbPlanPair){
      .annotation = compile_annotation(draft, pass, &graphs, pair->annotation),
      .quotes = quotes,
      .predicates = predicates.items,
      .n_predicates = predicates.count,
      .objects = objects,
      .n_objects = pair->n_objects,
      .graphs = graphs.items,
      .n_graphs = graphs.count,
      .conditions = conditions,
      .loc = pair->loc,
  };
}

/// Compile the subjects of a map, be they what it quotes
static void
compile_subjects(Draft *const draft,
                 RhumbPassDraft *const pass,
                 const RhumbTriplesMap *const map,
                 RhumbPlanMap *const out)
{
  if (!map->quoted) {
    out->subject = compile_subject(draft, pass, map, false);
    return;
  }
  RhumbPlanObject *const quoted =
      RHUMB_NEW(draft->base.arena, RhumbPlanObject, 1);
  *quoted = compile_object(draft, pass, map->quoted, false);
  out->quoted = quoted;
  out->subject.map = rhumb_mapping_number(draft->base.mapping, map);
  out->subject.loc = map->subject.loc;
  out->subject.conditions =
      rhumb_compile_conditions(&draft->base, pass, map->condition, NULL);
}

/// Return the map whose triples are quoted in the rows of `pass`
static RhumbPlanMap *
compile_quoted_map(Draft *const draft,
                   RhumbPassDraft *const pass,
                   const RhumbTriplesMap *const map)
{
  RhumbArena *const arena = draft->base.arena;
  RhumbPlanMap *const plan = RHUMB_NEW(arena, RhumbPlanMap, 1);
  RhumbPlanPair *const pairs = RHUMB_NEW(arena, RhumbPlanPair, map->n_pairs);
  const PlanTerms no_graphs = {0};
  *plan =
      (RhumbPlanMap){.pairs = pairs, .n_pairs = map->n_pairs, .loc = map->loc};
  compile_subjects(draft, pass, map, plan);
  for (size_t i = 0; i < map->n_pairs; ++i) {
    RhumbPredicateObjectMap bare = map->pairs[i];
    bare.graphs = (RhumbTermMaps){0};
    bare.annotation = NULL;
    pairs[i] = compile_pair(draft, pass, &no_graphs, &bare);
  }
  return plan;
}

/// Refuse a map that quotes itself, or would lie `depth` maps deep in others
static bool
may_be_quoted(Draft *const draft,
              const RhumbTriplesMap *const map,
              const size_t depth)
{
  bool is_loop = false;
  for (size_t i = 0; i < draft->quoting.count; ++i) {
    is_loop |= draft->quoting.items[i] == map;
  }
  if (is_loop || depth > RHUMB_MAX_TRIPLE_DEPTH) {
    RHUMB_PLAN_FAIL(&draft->base,
                    RHUMB_ERR_SYNTAX,
                    map->loc,
                    is_loop ? "the mapping \"%.*s\" quotes itself"
                            : "\"%.*s\" lies deeper than %d mappings that "
                              "quote each other",
                    RHUMB_FMT(map->name),
                    RHUMB_MAX_TRIPLE_DEPTH);
    return false;
  }
  return true;
}

/// Compile a map that is quoted for the first time, within those that are
static Quoted
compile_first_quoted(Draft *const draft,
                     RhumbPassDraft *const pass,
                     const RhumbTriplesMap *const map)
{
  RhumbCompiler *const compiler = &draft->base;
  const size_t own = compiler->map;
  const size_t reached = draft->reached;
  RHUMB_PUSH_IN(compiler->arena, &draft->quoting, map);
  draft->reached = draft->quoting.count;
  compiler->map = rhumb_mapping_number(compiler->mapping, map);
  RhumbPlanMap *const plan = compile_quoted_map(draft, pass, map);
  plan->number = draft->quoted.count;
  compiler->map = own;
  --draft->quoting.count;
  const Quoted quoted = {plan, draft->reached - draft->quoting.count};
  draft->reached = reached > draft->reached ? reached : draft->reached;
  return quoted;
}

/// Compile a map that is quoted: once for all that quote it in a pass, for
/// those may be many, and what it quotes itself likewise
static const RhumbPlanMap *
compile_quoted(Draft *const draft,
               RhumbPassDraft *const pass,
               const RhumbTriplesMap *const map)
{
  static const RhumbPlanMap nothing = {0};
  const void *const parts[] = {pass, map};
  const RhumbStr key = {(const char *)parts, sizeof(parts)};
  const uint32_t known = rhumb_table_find(&draft->quoted_keys, key);
  if (known != RHUMB_TABLE_NONE) {
    const Quoted quoted = draft->quoted.items[known];
    const size_t depth = draft->quoting.count + quoted.depth;
    draft->reached = depth > draft->reached ? depth : draft->reached;
    rhumb_compile_hash(&draft->base, 'q', map->name);
    return may_be_quoted(draft, map, depth) ? quoted.plan : &nothing;
  }
  if (!may_be_quoted(draft, map, draft->quoting.count + 1)) {
    return &nothing;
  }
  const Quoted quoted = compile_first_quoted(draft, pass, map);
  (void)rhumb_table_add(&draft->quoted_keys, key);
  RHUMB_PUSH_IN(draft->base.arena, &draft->quoted, quoted);
  return quoted.plan;
}

static void
compile_map(Draft *const draft, const RhumbTriplesMap *const map)
{
  rhumb_compile_check_gathers(&draft->base, map);
  RhumbPassDraft *pass = rhumb_passes_find(&draft->passes, map->source);
  if (!pass) {
    pass = begin_pass(draft, map->source, NULL);
    rhumb_passes_add(draft->base.arena, &draft->passes, pass);
  }
  RhumbPlanPair *const pairs =
      RHUMB_NEW(draft->base.arena, RhumbPlanPair, map->n_pairs);
  RhumbPlanMap plan = {
      .pairs = pairs,
      .n_pairs = map->n_pairs,
      .loc = map->loc,
  };
  compile_subjects(draft, pass, map, &plan);
  PlanTerms graphs = {0}; // Once: one that is fresh is one for all the pairs
  if (map->n_pairs || map->subject.gather) {
    compile_terms(draft, pass, &map->graphs, RHUMB_AT_GRAPH, &graphs);
    draft->has_graphs |= has_named(&graphs);
  }
  for (size_t i = 0; i < map->n_pairs; ++i) {
    pairs[i] = compile_pair(draft, pass, &graphs, &map->pairs[i]);
    pairs[i].quotes |= plan.quoted != NULL;
  }
  plan.graphs = graphs.items;
  plan.n_graphs = graphs.count;
  RHUMB_PUSH_IN(draft->base.arena, &pass->maps, plan);
}

static void
compile_maps(Draft *const draft)
{
  RhumbCompiler *const compiler = &draft->base;
  const RhumbMapping *const mapping = compiler->mapping;
  bool *const are_of_row =
      RHUMB_NEW(compiler->arena, bool, mapping->n_maps + 1);
  memset(are_of_row, true, mapping->n_maps + 1);
  compiler->are_of_row = are_of_row;
  draft->are_open = RHUMB_NEW(compiler->arena, bool, mapping->n_maps);
  for (size_t i = 0; i < mapping->n_nulls; ++i) {
    rhumb_compile_hash(compiler, '0', mapping->nulls[i]);
  }
  for (size_t i = 0; i < mapping->n_maps; ++i) {
    compiler->map = i;
    rhumb_compile_check_quoting(compiler, mapping->maps[i]);
    if (!mapping->maps[i]->is_silent) {
      compile_map(draft, mapping->maps[i]);
    }
  }
  rhumb_compile_check_loops(compiler);
  if (compiler->n_targets) { // A node may be in several files
    memset(are_of_row, false, mapping->n_maps + 1);
  }
}

RhumbStatus
rhumb_plan_compile(const RhumbPlan **const out,
                   RhumbArena *const arena,
                   const RhumbMapping *const mapping,
                   const RhumbDiag *const diag)
{
  Draft draft = {.base = {.arena = arena, .mapping = mapping, .diag = diag}};
  draft.base.targets = RHUMB_NEW(arena, const RhumbTarget *, RHUMB_MAX_TARGETS);
  compile_maps(&draft);

  const size_t n_scopes = rhumb_plan_find_scopes(&draft.passes);
  RhumbPlanPasses passes = {0};
  RhumbTable pipes = {0};
  rhumb_order_passes(&draft.base, &passes, &draft.fillers, &pipes);
  rhumb_order_passes(&draft.base, &passes, &draft.passes, &pipes);
  rhumb_table_free(&pipes);
  rhumb_passes_compare(arena, passes.items, passes.count);
  RhumbPlan *const plan = RHUMB_NEW(arena, RhumbPlan, 1);
  *plan = (RhumbPlan){
      .passes = passes.items,
      .n_passes = passes.count,
      .indexes = draft.indexes.items,
      .n_indexes = draft.indexes.count,
      .n_quoted = draft.quoted.count,
      .n_scopes = n_scopes,
      .targets = draft.base.targets,
      .n_targets = draft.base.n_targets,
      .now = mapping->now,
      .has_graphs = draft.has_graphs,
      .unsafe = draft.base.unsafe,
      .triples = draft.base.triples,
      .nested = draft.base.nested,
      .directions = draft.base.directions,
  };
  rhumb_table_free(&draft.base.fresh);
  rhumb_table_free(&draft.quoted_keys);
  rhumb_table_free(&draft.fillers.keys);
  rhumb_table_free(&draft.passes.keys);
  if (draft.base.status == RHUMB_OK) {
    *out = plan;
  }
  return draft.base.status;
}
