// SPDX-License-Identifier: ISC

/// @file vocabulary_use.c  The rules against the ontologies that they use.

#include "base/list.h"
#include "check/check.h"
#include "term/known.h"

typedef struct {
  const RhumbChecked *checked;
  const RhumbVocabulary *vocabulary;
  RhumbUndeclared *undeclared; ///< Refuses what is not declared; NULL: that is
                               ///< a warning
  const RhumbDiag *diag;
  RhumbArena arena;
  RhumbStatus status;
} Check;

// Terms -----------------------------------------------------------------------

/// Return `iri` as people write it, for messages
static const char *
shorten(Check *const check, const RhumbStr iri)
{
  RhumbBuf out = {0};
  rhumb_prefixes_shorten(&check->checked->mapping->prefixes, &out, iri);
  return rhumb_buf_keep(&out, &check->arena).data;
}

/// Report a value that does not fit the vocabulary
#define MISFIT(check, loc, ...) \
  RHUMB_KEEP((check)->status,   \
             rhumb_fail((check)->diag, RHUMB_ERR_VALUE, (loc), __VA_ARGS__))

/// Say what is wrong with a term that is not declared: an error where that is
/// refused
static void
say_undeclared(Check *const check,
               const RhumbStr iri,
               const RhumbLoc loc,
               const RhumbStr near,
               const RhumbStr what)
{
  const char *const meant = near.data ? shorten(check, near) : NULL;
  if (check->undeclared &&
      rhumb_undeclared_refuse(check->undeclared, iri, loc)) {
    RHUMB_KEEP(
        check->status,
        rhumb_fail_near(
            check->diag, RHUMB_ERR_VALUE, loc, meant, "%.*s", RHUMB_FMT(what)));
  } else {
    rhumb_warn_near(check->diag, loc, meant, "%.*s", RHUMB_FMT(what));
  }
}

/// Say it of a term that is not declared as one of `kinds`
static void
check_declared(Check *const check,
               const RhumbStr iri,
               const RhumbLoc loc,
               const unsigned kinds,
               const char *const what)
{
  const unsigned declared = rhumb_vocabulary_declared(check->vocabulary, iri);
  RhumbUnknownName said = {0}; // Every reading of the rules says it
  if ((declared & kinds) || !rhumb_vocabulary_owns(check->vocabulary, iri) ||
      rhumb_name_is_unknown(&said, &check->arena, iri)) {
    return;
  }
  const RhumbStr near = rhumb_vocabulary_near(check->vocabulary, iri, kinds);
  const RhumbStr message = rhumb_str_format(
      &check->arena,
      declared ? "%s is not declared as a %s, but as something else"
               : "the vocabulary does not declare %s, used as a %s",
      shorten(check, iri),
      what);
  say_undeclared(check, iri, loc, near, message);
}

static bool
is_constant_iri(const RhumbPlanTerm *const term)
{
  return term->value.kind == RHUMB_VALUE_CONSTANT &&
         term->kind == RHUMB_TERM_IRI;
}

static bool
is_type(const RhumbPlanTerm *const predicate)
{
  return is_constant_iri(predicate) &&
         rhumb_str_is(predicate->value.constant.text, RHUMB_RDF_TYPE);
}

/// An IRI of the rules that a term may be, and where it stands
typedef struct {
  RhumbStr iri;
  RhumbLoc loc;
} Constant;

typedef RHUMB_LIST(Constant) Constants;

/// Return what `term` is, if it is one IRI, or may be by a value table
static Constants
constants_of(Check *const check, const RhumbPlanTerm *const term)
{
  Constants found = {0};
  if (is_constant_iri(term)) {
    const Constant constant = {term->value.constant.text, term->loc};
    RHUMB_PUSH_IN(&check->arena, &found, constant);
  }
  const RhumbPlanLookup *const lookup =
      term->value.kind == RHUMB_VALUE_TABLE ? term->value.lookup : NULL;
  for (size_t i = 0; lookup && i < lookup->table->n_entries; ++i) {
    const RhumbTableEntry *const entry = &lookup->table->entries[i];
    for (size_t v = 0; v < entry->n_values; ++v) {
      const RhumbPlanTableTerm *const made = &lookup->entries[i].terms[v];
      const Constant constant = {made->text, entry->values[v].loc};
      if (made->kind == RHUMB_TERM_IRI) {
        RHUMB_PUSH_IN(&check->arena, &found, constant);
      }
    }
  }
  return found;
}

/// Check that what a term may be is declared as one of `kinds`
static void
check_names(Check *const check,
            const RhumbPlanTerm *const term,
            const unsigned kinds,
            const char *const what)
{
  const Constants names = constants_of(check, term);
  for (size_t i = 0; i < names.count; ++i) {
    check_declared(check, names.items[i].iri, names.items[i].loc, kinds, what);
  }
}

/// The domain or range of a property, for what stands at `loc`
typedef struct {
  RhumbStr property;
  bool range;
  RhumbLoc loc;
} Bound;

/// Hold a class that all have against a domain or range
static void
check_bound(Check *const check, const RhumbStr type, const Bound *const bound)
{
  const RhumbStr property = bound->property;
  const RhumbStr clash =
      rhumb_vocabulary_clash(check->vocabulary, property, bound->range, type);
  if (clash.data) {
    MISFIT(check,
           bound->loc,
           bound->range ? "the objects have the class %s, but the range of %s "
                          "is %s, and nothing is both"
                        : "the subjects have the class %s, but the domain of "
                          "%s is %s, and nothing is both",
           shorten(check, type),
           shorten(check, property),
           shorten(check, clash));
  }
}

/// Hold the constant classes that `map` gives to its subjects against `bound`,
/// if all subjects have them; without it, check that they are declared
static void
check_classes(Check *const check,
              const RhumbPlanMap *const map,
              const Bound *const bound)
{
  for (size_t i = 0; i < map->n_pairs; ++i) {
    const RhumbPlanPair *const pair = &map->pairs[i];
    bool is_typed = false;
    for (size_t p = 0; p < pair->n_predicates; ++p) {
      is_typed |= is_type(&pair->predicates[p]);
    }
    for (size_t o = 0; is_typed && o < pair->n_objects; ++o) {
      const RhumbPlanTerm *const term = &pair->objects[o].term;
      if (pair->objects[o].is_join) {
        continue;
      }
      if (!bound) {
        check_names(check, term, RHUMB_IS_CLASS, "class");
      } else if (is_constant_iri(term) && !pair->conditions.count &&
                 !term->conditions.count) {
        check_bound(check, term->value.constant.text, bound);
      }
    }
  }
}

/// Return the compiled map with this number, or NULL
static const RhumbPlanMap *
map_of(const RhumbPlan *const plan, const size_t number)
{
  for (size_t i = 0; i < plan->n_passes; ++i) {
    for (size_t m = 0; m < plan->passes[i].n_maps; ++m) {
      if (plan->passes[i].maps[m].subject.map == number) {
        return &plan->passes[i].maps[m];
      }
    }
  }
  return NULL;
}

/// The datatype of every literal that `term` makes; NULL data: it depends
static RhumbStr
datatype_of(const RhumbPlanTerm *const term)
{
  if (term->has_language) {
    return RHUMB_STR(RHUMB_RDF "langString");
  }
  if (term->has_datatype) {
    return term->datatype.kind == RHUMB_VALUE_CONSTANT
               ? term->datatype.constant.text
               : (RhumbStr){NULL, 0};
  }
  if (term->value.kind == RHUMB_VALUE_CONSTANT &&
      term->value.constant.datatype.len) {
    return term->value.constant.datatype;
  }
  return term->natural ? (RhumbStr){NULL, 0} : RHUMB_STR(RHUMB_XSD "string");
}

static void
check_literal(Check *const check,
              const RhumbStr property,
              const RhumbPlanTerm *const term)
{
  const RhumbStr datatype = datatype_of(term);
  if (rhumb_vocabulary_objects(check->vocabulary, property) ==
      RHUMB_IS_OBJECT_PROPERTY) {
    MISFIT(check,
           term->loc,
           "the objects of %s are things, not literals: write an IRI, or ~iri "
           "behind a template",
           shorten(check, property));
    return;
  }
  const RhumbStr range = datatype.data
                             ? rhumb_vocabulary_datatype_clash(
                                   check->vocabulary, property, datatype)
                             : datatype;
  if (range.data) {
    MISFIT(check,
           term->has_datatype ? term->datatype.loc : term->loc,
           "these literals are %s, but the range of %s is %s",
           shorten(check, datatype),
           shorten(check, property),
           shorten(check, range));
  }
}

/// `number`: of the triples map that the object is in
static void
check_object(Check *const check,
             const Constant *const predicate,
             const RhumbPlanObject *const object,
             const size_t number)
{
  const RhumbStr property = predicate->iri;
  const RhumbPlan *const plan = check->checked->plan;
  const RhumbPlanTerm *const term =
      object->is_join ? &plan->indexes[object->index].subject : &object->term;
  if (term->kind == RHUMB_TERM_LITERAL) {
    check_literal(check, property, term);
    return;
  }
  // A parent's subject in the same row stands where the parent is
  const bool is_parents = !object->is_join && term->map != number &&
                          term->map < check->checked->mapping->n_maps;
  const RhumbLoc loc = is_parents ? predicate->loc : object->term.loc;
  if (rhumb_vocabulary_objects(check->vocabulary, property) ==
      RHUMB_IS_DATATYPE_PROPERTY) {
    MISFIT(check,
           loc,
           "the objects of %s are literals, not %s",
           shorten(check, property),
           term->kind == RHUMB_TERM_IRI ? "IRIs" : "blank nodes");
  }
  const RhumbPlanMap *const parent =
      object->is_join || is_parents ? map_of(plan, term->map) : NULL;
  if (parent) {
    check_classes(check, parent, &(Bound){property, true, loc});
  }
}

static void
check_predicate(Check *const check,
                const RhumbPlanMap *const map,
                const RhumbPlanPair *const pair,
                const RhumbPlanTerm *const predicate)
{
  const Constants properties = constants_of(check, predicate);
  if (is_type(predicate)) {
    return;
  }
  check_names(check, predicate, RHUMB_IS_PROPERTY, "property");
  for (size_t p = 0; p < properties.count; ++p) {
    const Constant *const property = &properties.items[p];
    if (is_constant_iri(predicate)) {
      check_classes(check, map, &(Bound){property->iri, false, property->loc});
    }
    for (size_t i = 0; i < pair->n_objects; ++i) {
      check_object(check, property, &pair->objects[i], map->subject.map);
    }
  }
}

static void
check_map(Check *const check, const RhumbPlanMap *const map)
{
  check_classes(check, map, NULL);
  for (size_t i = 0; i < map->n_pairs; ++i) {
    const RhumbPlanPair *const pair = &map->pairs[i];
    for (size_t p = 0; p < pair->n_predicates; ++p) {
      check_predicate(check, map, pair, &pair->predicates[p]);
    }
  }
}

RhumbStatus
rhumb_check_vocabulary(const RhumbChecked *const checked,
                       const RhumbVocabulary *const vocabulary,
                       RhumbUndeclared *const undeclared,
                       const RhumbDiag *const diag)
{
  Check check = {.checked = checked,
                 .vocabulary = vocabulary,
                 .undeclared = undeclared,
                 .diag = diag};
  const RhumbPlan *const plan = checked->plan;
  for (size_t i = 0; plan && vocabulary->terms.count && i < plan->n_passes;
       ++i) {
    for (size_t m = 0; m < plan->passes[i].n_maps; ++m) {
      check_map(&check, &plan->passes[i].maps[m]);
    }
  }
  rhumb_arena_free(&check.arena);
  return check.status;
}
