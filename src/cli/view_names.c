// SPDX-License-Identifier: ISC

/// @file view_names.c  The names in views, held against all that a job knows.

#include "cli/view_names.h"

#include "model/normal.h"
#include "owl/imports.h"

/// Add what gathers: a list has cells, a container a class and numbers
/// @return The kinds of which the data has more.
static unsigned
add_gathered(RhumbGlossary *const names,
             const RhumbTermMap *const term,
             const RhumbNameKind kind)
{
  if (term->gather->as == RHUMB_GATHER_LIST) {
    rhumb_glossary_add(
        names, RHUMB_STR(RHUMB_RDF "first"), RHUMB_NAMED_PROPERTY);
    rhumb_glossary_add(
        names, RHUMB_STR(RHUMB_RDF "rest"), RHUMB_NAMED_PROPERTY);
    return (unsigned)kind | RHUMB_NAMED_NODE;
  }
  rhumb_glossary_add(
      names, rhumb_str(rhumb_gathers[term->gather->as].iri), RHUMB_NAMED_CLASS);
  return (unsigned)kind | RHUMB_NAMED_NODE | RHUMB_NAMED_PROPERTY;
}

/// Add the name that a term map always makes
/// @return `kind` if it makes what the data says.
static unsigned
add_term(RhumbGlossary *const names,
         const RhumbTermMap *const term,
         const RhumbNameKind kind)
{
  const RhumbExpression *const value = &term->value;
  if (term->gather) {
    return add_gathered(names, term, kind);
  }
  if (value->kind != RHUMB_EXPRESSION_CONSTANT) {
    return kind;
  }
  if (value->constant.kind == RHUMB_TERM_IRI) {
    rhumb_glossary_add(names, value->constant.text, kind);
  }
  return 0;
}

static bool
is_type(const RhumbTermMaps *const predicates)
{
  const RhumbTerm *const first =
      predicates->count ? &predicates->items[0].value.constant : NULL;
  return first && rhumb_str_is(first->text, RHUMB_RDF_TYPE);
}

static unsigned
add_pair(RhumbGlossary *const names, const RhumbPredicateObjectMap *const pair)
{
  unsigned open = 0;
  const RhumbNameKind kind =
      is_type(&pair->predicates) ? RHUMB_NAMED_CLASS : RHUMB_NAMED_NODE;
  for (size_t i = 0; i < pair->predicates.count; ++i) {
    open |= add_term(names, &pair->predicates.items[i], RHUMB_NAMED_PROPERTY);
  }
  for (size_t i = 0; i < pair->n_objects; ++i) {
    open |= pair->objects[i].parent
                ? (unsigned)RHUMB_NAMED_NODE
                : add_term(names, &pair->objects[i].term, kind);
  }
  return open;
}

/// Add the names that the rules have
/// @return The kinds of which the data has more.
static unsigned
add_rules(RhumbGlossary *const names, const RhumbMapping *const mapping)
{
  unsigned open = 0;
  for (size_t i = 0; mapping && i < mapping->n_maps; ++i) {
    const RhumbTriplesMap *const map = mapping->maps[i];
    open |= add_term(names, &map->subject, RHUMB_NAMED_NODE);
    for (size_t k = 0; k < map->n_pairs; ++k) {
      open |= add_pair(names, &map->pairs[k]);
    }
  }
  return open;
}

RhumbStatus
rhumb_check_view(RhumbJob *const job,
                 const RhumbView *const view,
                 const RhumbPrefixes *const prefixes,
                 const unsigned whole)
{
  const RhumbDiag silent = {NULL, NULL};
  RhumbGlossary names = {.kinds = {.count = 0}};
  RhumbStatus status = RHUMB_OK;
  const unsigned open = add_rules(&names, job->mapping);
  const unsigned kinds = whole | (RHUMB_NAMED_ALL & ~open);
  if (rhumb_view_check_names(
          view, job->graph, &names, kinds, prefixes, &silent)) {
    const RhumbQuadHandler to = rhumb_glossary_handler(&names);
    if (job->mapping && job->mapping->ontology) {
      status = rhumb_imports_read(
          NULL, &job->arena, job->mapping->ontology, &to, &job->diag);
    }
    if (status == RHUMB_OK) {
      (void)rhumb_view_check_names(
          view, job->graph, &names, kinds, prefixes, &job->diag);
    }
  }
  rhumb_glossary_free(&names);
  return status;
}

RhumbStatus
rhumb_check_views(RhumbJob *const job, const unsigned whole)
{
  const RhumbViews *const views = job->mapping->views;
  for (size_t i = 0; i < rhumb_views_count(views); ++i) {
    RHUMB_TRY(rhumb_check_view(
        job, rhumb_views_at(views, i), &job->mapping->prefixes, whole));
  }
  return RHUMB_OK;
}
