// SPDX-License-Identifier: ISC

/// @file names.c  The constants of rules against vocabularies that are closed.

#include "check/names.h"

#include "base/table.h"
#include "term/datatype.h"
#include "term/known.h"
#include "term/language.h"

typedef struct {
  const RhumbDiag *diag;
  RhumbArena arena;
  RhumbTable seen; ///< Terms at places: maps share what was written once
  RhumbStatus status;
} Names;

/// True if this is the first time that the term is looked at. Its text counts
/// too: the place of a term in Turtle is where it may stand, which is another's
/// as well
static bool
is_first(Names *const names, const RhumbExpression *const value)
{
  const RhumbStr texts[] = {
      {(const char *)&value->loc, sizeof(value->loc)},
      value->constant.datatype,
      RHUMB_STR(" "),
      value->constant.text,
  };
  RhumbBuf key = {0};
  for (size_t i = 0; i < RHUMB_COUNT(texts); ++i) {
    rhumb_buf_put(&key, texts[i]);
  }
  const size_t known = names->seen.count;
  const bool is_new =
      rhumb_table_add(&names->seen, rhumb_buf_str(&key)) == known;
  rhumb_buf_free(&key);
  return is_new;
}

static void
check_name(Names *const names, const RhumbStr iri, const RhumbLoc loc)
{
  RhumbUnknownName unknown = {0};
  if (rhumb_name_is_unknown(&unknown, &names->arena, iri)) {
    rhumb_warn_near(names->diag,
                    loc,
                    unknown.near,
                    unknown.is_https
                        ? "the IRIs of the vocabulary \"%s\" begin with http:, "
                          "not https:"
                        : "the vocabulary \"%s\" has no \"%.*s\"",
                    unknown.prefix,
                    RHUMB_FMT(unknown.name));
  }
}

static bool
is_constant_iri(const RhumbExpression *const value)
{
  return value->kind == RHUMB_EXPRESSION_CONSTANT &&
         value->constant.kind == RHUMB_TERM_IRI;
}

/// Check a predicate or an object
static void
check_iri(Names *const names, const RhumbExpression *const value)
{
  if (is_constant_iri(value) && is_first(names, value)) {
    check_name(names, value->constant.text, value->loc);
  }
}

/// Check the name of a datatype: XSD's wrong ones are errors
static void
check_datatype(Names *const names, const RhumbStr iri, const RhumbLoc loc)
{
  const RhumbStatus status = rhumb_datatype_check(iri, loc, names->diag);
  RHUMB_KEEP(names->status, status);
  if (status == RHUMB_OK) {
    check_name(names, iri, loc);
  }
}

/// Hold a constant literal against the datatype `iri`
static void
check_text(Names *const names,
           const RhumbExpression *const value,
           const RhumbStr iri)
{
  const RhumbDatatype *const type = rhumb_datatype_find(iri);
  const RhumbStr text = value->constant.text;
  char why[RHUMB_DATATYPE_WHY];
  if (!rhumb_datatype_is_empty(type) && !rhumb_datatype_takes(type, text)) {
    rhumb_datatype_explain(why, type, text);
    RHUMB_KEEP(names->status,
               rhumb_fail(names->diag,
                          RHUMB_ERR_VALUE,
                          value->loc,
                          "\"%.*s\" %s",
                          RHUMB_FMT(text),
                          why));
  }
}

/// Hold a constant literal against its own language, or the datatype `iri`
static void
check_constant(Names *const names,
               const RhumbExpression *const value,
               const RhumbStr iri)
{
  const RhumbStr tag = value->constant.language;
  if (tag.len) {
    RHUMB_KEEP(names->status,
               rhumb_language_check(tag, value->loc, names->diag));
  } else {
    check_text(names, value, iri);
  }
}

static void
check_literal(Names *const names, const RhumbTermMap *const term)
{
  const bool is_constant = term->value.kind == RHUMB_EXPRESSION_CONSTANT;
  RhumbStr datatype = RHUMB_STR("");
  if (term->datatype.kind == RHUMB_EXPRESSION_CONSTANT) {
    datatype = term->datatype.constant.text;
    if (is_first(names, &term->datatype)) {
      check_datatype(names, datatype, term->datatype.loc);
    }
  }
  if (is_constant && is_first(names, &term->value)) {
    const RhumbStr own = term->value.constant.datatype;
    if (own.len && !datatype.len) {
      datatype = own;
      check_datatype(names, own, term->value.loc);
    }
    if (term->language.kind == RHUMB_EXPRESSION_NONE) {
      check_constant(names, &term->value, datatype);
    }
  }
}

static void
check_object(Names *const names, const RhumbTermMap *const term)
{
  if (term->type == RHUMB_TYPE_LITERAL) {
    check_literal(names, term);
  } else {
    check_iri(names, &term->value);
  }
  for (size_t i = 0; term->gather && i < term->gather->n_items; ++i) {
    check_object(names, &term->gather->items[i].term);
  }
}

static void
check_pair(Names *const names, const RhumbPredicateObjectMap *const pair)
{
  for (size_t i = 0; i < pair->predicates.count; ++i) {
    check_iri(names, &pair->predicates.items[i].value);
  }
  for (size_t i = 0; i < pair->n_objects; ++i) {
    check_object(names, &pair->objects[i].term);
  }
  const RhumbAnnotation *const annotation = pair->annotation;
  for (size_t i = 0; annotation && i < annotation->n_pairs; ++i) {
    check_pair(names, &annotation->pairs[i]);
  }
}

RhumbStatus
rhumb_check_names(const RhumbMapping *const mapping,
                  const RhumbDiag *const diag)
{
  Names names = {.diag = diag};
  for (size_t i = 0; i < mapping->n_maps; ++i) {
    for (size_t p = 0; p < mapping->maps[i]->n_pairs; ++p) {
      check_pair(&names, &mapping->maps[i]->pairs[p]);
    }
  }
  rhumb_table_free(&names.seen);
  rhumb_arena_free(&names.arena);
  return names.status;
}
