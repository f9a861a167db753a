// SPDX-License-Identifier: ISC

/// @file normal.c  Term maps and functions in their normal form.

#include "model/normal.h"

#include "model/logical_view.h"

#include "term/language.h"

#define BIT(type) (1U << RHUMB_TYPE_##type)
#define IRIS      (BIT(IRI) | BIT(URI) | BIT(UNSAFE_IRI) | BIT(UNSAFE_URI))
#define ALL       (IRIS | BIT(BLANK) | BIT(LITERAL))

const RhumbTermTypeRow rhumb_term_types[] = {
    [RHUMB_TYPE_NONE] = {NULL, NULL, RHUMB_TERM_NONE},
    [RHUMB_TYPE_IRI] = {"iri", "IRI", RHUMB_TERM_IRI},
    [RHUMB_TYPE_URI] = {"uri", "URI", RHUMB_TERM_IRI},
    [RHUMB_TYPE_UNSAFE_IRI] = {"unsafeiri", "UnsafeIRI", RHUMB_TERM_IRI},
    [RHUMB_TYPE_UNSAFE_URI] = {"unsafeuri", "UnsafeURI", RHUMB_TERM_IRI},
    [RHUMB_TYPE_BLANK] = {"blank", "BlankNode", RHUMB_TERM_BLANK},
    [RHUMB_TYPE_LITERAL] = {"literal", "Literal", RHUMB_TERM_LITERAL},
};

const RhumbGatherRow rhumb_gathers[] = {
    [RHUMB_GATHER_NONE] = {NULL, NULL, "nothing"},
    [RHUMB_GATHER_LIST] = {"list", RHUMB_RDF "List", "a list"},
    [RHUMB_GATHER_BAG] = {"bag", RHUMB_RDF "Bag", "a bag"},
    [RHUMB_GATHER_SEQ] = {"seq", RHUMB_RDF "Seq", "a seq"},
    [RHUMB_GATHER_ALT] = {"alt", RHUMB_RDF "Alt", "an alt"},
};

const char *const rhumb_term_kind_names[] = {
    [RHUMB_TERM_NONE] = "nothing",
    [RHUMB_TERM_IRI] = "an IRI",
    [RHUMB_TERM_BLANK] = "a blank node",
    [RHUMB_TERM_LITERAL] = "a literal",
    [RHUMB_TERM_TRIPLE] = "a triple term",
};

const char *const rhumb_position_names[] = {
    [RHUMB_AT_SUBJECT] = "a subject",
    [RHUMB_AT_PREDICATE] = "a predicate",
    [RHUMB_AT_OBJECT] = "an object",
    [RHUMB_AT_GRAPH] = "a graph",
    [RHUMB_AT_ARGUMENT] = "an argument",
    [RHUMB_AT_DATATYPE] = "a datatype",
    [RHUMB_AT_LANGUAGE] = "a language",
    [RHUMB_AT_NAME] = "a name",
    [RHUMB_AT_REIFIER] = "a reifier",
};

bool
rhumb_position_takes(const RhumbPosition position, const RhumbTermType type)
{
  static const unsigned types[] = {
      [RHUMB_AT_SUBJECT] = IRIS | BIT(BLANK),
      [RHUMB_AT_PREDICATE] = IRIS,
      [RHUMB_AT_OBJECT] = ALL,
      [RHUMB_AT_GRAPH] = IRIS | BIT(BLANK),
      [RHUMB_AT_ARGUMENT] = ALL,
      [RHUMB_AT_DATATYPE] = IRIS,
      [RHUMB_AT_LANGUAGE] = BIT(LITERAL),
      [RHUMB_AT_NAME] = IRIS,
      [RHUMB_AT_REIFIER] = IRIS | BIT(BLANK),
  };
  return types[position] & (1U << (unsigned)type);
}

RhumbStatus
rhumb_position_refuse(const RhumbPosition position,
                      const RhumbTermType type,
                      const RhumbLoc loc,
                      const RhumbDiag *const diag)
{
  return rhumb_fail(diag,
                    RHUMB_ERR_SYNTAX,
                    loc,
                    "%s cannot be %s",
                    rhumb_position_names[position],
                    rhumb_term_kind_names[rhumb_term_types[type].kind]);
}

/// The plain type of a kind of term
static RhumbTermType
type_of(const RhumbTermKind kind)
{
  static const RhumbTermType types[] = {
      [RHUMB_TERM_NONE] = RHUMB_TYPE_NONE,
      [RHUMB_TERM_IRI] = RHUMB_TYPE_IRI,
      [RHUMB_TERM_BLANK] = RHUMB_TYPE_BLANK,
      [RHUMB_TERM_LITERAL] = RHUMB_TYPE_LITERAL,
      [RHUMB_TERM_TRIPLE] = RHUMB_TYPE_NONE, // No constant is one
  };
  return types[kind];
}

RhumbTermType
rhumb_term_map_default(const RhumbTermMap *const map,
                       const RhumbPosition position)
{
  bool is_literal = position == RHUMB_AT_OBJECT && !map->gather;
  switch (map->value.kind) {
  case RHUMB_EXPRESSION_NONE:
    return RHUMB_TYPE_BLANK;
  case RHUMB_EXPRESSION_CONSTANT:
    return type_of(map->value.constant.kind);
  case RHUMB_EXPRESSION_TEMPLATE:
    is_literal = is_literal && (map->datatype.kind != RHUMB_EXPRESSION_NONE ||
                                map->language.kind != RHUMB_EXPRESSION_NONE);
    break;
  case RHUMB_EXPRESSION_REFERENCE:
  case RHUMB_EXPRESSION_FUNCTION:
    break;
  }
  return is_literal || position == RHUMB_AT_ARGUMENT ? RHUMB_TYPE_LITERAL
                                                     : RHUMB_TYPE_IRI;
}

static bool
is_default_graph(const RhumbTerm *const constant)
{
  return constant->kind == RHUMB_TERM_IRI &&
         (rhumb_str_is(constant->text, RHUMB_RR "defaultGraph") ||
          rhumb_str_is(constant->text, RHUMB_RML "defaultGraph"));
}

static void
settle_constant(RhumbTermMap *const map, const RhumbPosition position)
{
  RhumbTerm *const constant = &map->value.constant;
  const bool is_entry = position == RHUMB_AT_OBJECT && !map->is_typed &&
                        constant->kind == RHUMB_TERM_IRI;
  map->type =
      is_entry ? RHUMB_TYPE_IRI : map->type; // As its value table has it
  constant->kind = rhumb_term_types[map->type].kind;
  if (position == RHUMB_AT_GRAPH && is_default_graph(constant)) {
    *constant = (RhumbTerm){.kind = RHUMB_TERM_NONE};
  }
  if (constant->kind != RHUMB_TERM_LITERAL) {
    constant->datatype = constant->language = RHUMB_STR("");
  }
  map->type = type_of(constant->kind);
}

/// A value table has IRIs and literals, which objects are as they stand there
static void
settle_table(RhumbTermMap *const map, const RhumbPosition position)
{
  const RhumbFunction *const function = map->value.function;
  const RhumbValueTable *const table = function ? function->table : NULL;
  if (!table || position != RHUMB_AT_OBJECT || map->is_typed ||
      map->type != RHUMB_TYPE_LITERAL ||
      !rhumb_value_table_has(table, RHUMB_TERM_IRI)) {
    return;
  }
  map->is_entry = rhumb_value_table_has(table, RHUMB_TERM_LITERAL);
  map->type = map->is_entry ? RHUMB_TYPE_LITERAL : RHUMB_TYPE_IRI;
}

/// True if an annotation says of a constant what it says of itself
static bool
repeats(const RhumbTerm *const constant,
        const RhumbExpression *const annotation)
{
  const RhumbStr text = annotation->constant.text;
  return annotation->kind == RHUMB_EXPRESSION_CONSTANT &&
         (constant->language.len
              ? rhumb_str_alike(constant->language, text) &&
                    annotation->constant.kind == RHUMB_TERM_LITERAL
              : rhumb_str_equal(constant->datatype, text));
}

/// Check that a datatype or a language stands beside what can have it; one that
/// a constant has of itself is dropped
static RhumbStatus
check_annotation(const RhumbTermMap *const map,
                 RhumbExpression *const annotation,
                 const char *const what,
                 const RhumbDiag *const diag)
{
  const RhumbTerm *const constant = &map->value.constant;
  if (annotation->kind == RHUMB_EXPRESSION_NONE) {
    return RHUMB_OK;
  }
  if (map->type != RHUMB_TYPE_LITERAL) {
    return rhumb_fail(diag,
                      RHUMB_ERR_SYNTAX,
                      annotation->loc,
                      "%s has no %s",
                      rhumb_term_kind_names[rhumb_term_types[map->type].kind],
                      what);
  }
  if ((constant->datatype.len || constant->language.len) &&
      repeats(constant, annotation)) {
    rhumb_warn(diag,
               RHUMB_WARNING,
               annotation->loc,
               "the constant has this %s itself; say it once",
               what);
    *annotation = (RhumbExpression){0};
    return RHUMB_OK;
  }
  if (constant->datatype.len || constant->language.len) {
    return rhumb_fail(diag,
                      RHUMB_ERR_SYNTAX,
                      annotation->loc,
                      "the constant has a %s of its own",
                      constant->language.len ? "language" : "datatype");
  }
  return RHUMB_OK;
}

/// A literal has one of the two at most
static RhumbStatus
check_both(const RhumbTermMap *const map, const RhumbDiag *const diag)
{
  return map->datatype.kind == RHUMB_EXPRESSION_NONE ||
                 map->language.kind == RHUMB_EXPRESSION_NONE
             ? RHUMB_OK
             : rhumb_fail(diag,
                          RHUMB_ERR_SYNTAX,
                          map->language.loc,
                          "a literal has a datatype or a language, not both; "
                          "the datatype is on line %u",
                          map->datatype.loc.line);
}

/// Hold what a value table has as languages against what one is
static RhumbStatus
check_tags(const RhumbValueTable *const table, const RhumbDiag *const diag)
{
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < table->n_entries; ++i) {
    for (size_t v = 0; v < table->entries[i].n_values; ++v) {
      const RhumbTableValue *const value = &table->entries[i].values[v];
      RHUMB_KEEP(status, rhumb_language_check(value->text, value->loc, diag));
    }
  }
  return status;
}

static RhumbStatus
check_tag(const RhumbExpression *const language, const RhumbDiag *const diag)
{
  if (language->kind == RHUMB_EXPRESSION_FUNCTION && language->function &&
      language->function->table) {
    return check_tags(language->function->table, diag);
  }
  return language->kind != RHUMB_EXPRESSION_CONSTANT ||
                 language->constant.kind != RHUMB_TERM_LITERAL
             ? RHUMB_OK
             : rhumb_language_check(
                   language->constant.text, language->loc, diag);
}

/// Report what the node of a collection cannot be
static RhumbStatus
check_head(const RhumbTermMap *const map, const RhumbDiag *const diag)
{
  const char *const name = rhumb_gathers[map->gather->as].name;
  const bool has_value = map->value.kind != RHUMB_EXPRESSION_NONE;
  if (map->value.kind == RHUMB_EXPRESSION_CONSTANT &&
      rhumb_str_is(map->value.constant.text, RHUMB_RDF "nil")) {
    return rhumb_fail(diag,
                      RHUMB_ERR_SYNTAX,
                      map->value.loc,
                      "rdf:nil is the list without members, and nothing else "
                      "that is gathered; name it otherwise, or not at all");
  }
  return map->type != RHUMB_TYPE_LITERAL
             ? RHUMB_OK
             : rhumb_fail(diag,
                          RHUMB_ERR_SYNTAX,
                          has_value ? map->value.loc : map->loc,
                          "%s is an IRI or a blank node, never a literal",
                          name);
}

/// Report a datatype or a language of a collection
static RhumbStatus
check_collection(const RhumbTermMap *const map,
                 const RhumbExpression *const annotation,
                 const char *const what,
                 const RhumbDiag *const diag)
{
  return annotation->kind == RHUMB_EXPRESSION_NONE
             ? RHUMB_OK
             : rhumb_fail(diag,
                          RHUMB_ERR_SYNTAX,
                          annotation->loc,
                          "%s has no %s; it belongs to the members",
                          rhumb_gathers[map->gather->as].name,
                          what);
}

RhumbStatus
rhumb_gather_check(const RhumbGather *const gather, const RhumbDiag *const diag)
{
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < gather->n_items; ++i) {
    const RhumbTermMap *const item = &gather->items[i].term;
    if (item->targets.count || item->datatype_targets.count ||
        item->language_targets.count) {
      RHUMB_KEEP(status,
                 rhumb_fail(diag,
                            RHUMB_ERR_SYNTAX,
                            item->loc,
                            "a member goes where %s goes; its targets belong "
                            "there",
                            rhumb_gathers[gather->as].name));
    }
  }
  return status;
}

/// Bring a gather map to its normal form
static RhumbStatus
settle_gather(RhumbTermMap *const map,
              const RhumbPosition position,
              const RhumbDiag *const diag)
{
  if (map->value.kind == RHUMB_EXPRESSION_CONSTANT) {
    settle_constant(map, position);
  }
  RhumbStatus status = check_head(map, diag);
  RHUMB_KEEP(status, check_collection(map, &map->datatype, "datatype", diag));
  RHUMB_KEEP(status, check_collection(map, &map->language, "language", diag));
  return status;
}

/// Take the direction off a constant language, and check the one that there is
static RhumbStatus
settle_direction(RhumbTermMap *const map, const RhumbDiag *const diag)
{
  RhumbExpression *const language = &map->language;
  const bool is_constant = language->kind == RHUMB_EXPRESSION_CONSTANT &&
                           language->constant.kind == RHUMB_TERM_LITERAL;
  const size_t len = language->constant.text.len;
  const RhumbStr own = is_constant
                           ? rhumb_language_cut(&language->constant.text)
                           : RHUMB_STR("");
  const bool has_own = is_constant && language->constant.text.len < len;
  if (has_own && map->direction.len && !rhumb_str_equal(own, map->direction)) {
    return rhumb_fail(diag,
                      RHUMB_ERR_SYNTAX,
                      language->loc,
                      "a literal has one direction, not --%.*s and %.*s",
                      RHUMB_FMT(own),
                      RHUMB_FMT(map->direction));
  }
  if (has_own && !rhumb_direction_valid(own)) {
    return rhumb_fail(diag,
                      RHUMB_ERR_SYNTAX,
                      language->loc,
                      "behind a language, --ltr or --rtl says which way it is "
                      "written, not --%.*s",
                      RHUMB_FMT(own));
  }
  map->direction = has_own ? own : map->direction;
  return map->direction.len && language->kind == RHUMB_EXPRESSION_NONE
             ? rhumb_fail(diag,
                          RHUMB_ERR_SYNTAX,
                          map->loc,
                          "a direction, and no language: write language: "
                          "beside it")
             : RHUMB_OK;
}

RhumbStatus
rhumb_term_map_settle(RhumbTermMap *const map,
                      const RhumbPosition position,
                      const RhumbDiag *const diag)
{
  if (map->type == RHUMB_TYPE_NONE) {
    map->type = rhumb_term_map_default(map, position);
  }
  if (map->gather) {
    return settle_gather(map, position, diag);
  }
  if (map->value.kind == RHUMB_EXPRESSION_CONSTANT) {
    settle_constant(map, position);
  } else if (map->value.kind == RHUMB_EXPRESSION_FUNCTION) {
    settle_table(map, position);
  }
  RhumbStatus status = settle_direction(map, diag);
  RHUMB_KEEP(status, check_tag(&map->language, diag));
  RHUMB_KEEP(status, check_annotation(map, &map->datatype, "datatype", diag));
  RHUMB_KEEP(status, check_annotation(map, &map->language, "language", diag));
  RHUMB_KEEP(status, check_both(map, diag));
  return status;
}

bool
rhumb_term_map_is_type(const RhumbTermMap *const map)
{
  return map->value.kind == RHUMB_EXPRESSION_CONSTANT &&
         rhumb_str_is(map->value.constant.text, RHUMB_RDF_TYPE);
}

RhumbExpression
rhumb_constant_iri(const char *const iri, const RhumbLoc loc)
{
  return (RhumbExpression){.kind = RHUMB_EXPRESSION_CONSTANT,
                           .loc = loc,
                           .constant = rhumb_iri(rhumb_str(iri))};
}

RhumbArgument
rhumb_function_argument(const char *const parameter,
                        const RhumbFunction *const function)
{
  return (RhumbArgument){.parameter = rhumb_str(parameter),
                         .loc = function->loc,
                         .value = {.value = {.kind = RHUMB_EXPRESSION_FUNCTION,
                                             .loc = function->loc,
                                             .function = function},
                                   .type = RHUMB_TYPE_LITERAL,
                                   .loc = function->loc}};
}

/// Return a function of one or more that hold: what the second half gives where
/// the first is true, so that each is asked whether one of its values is, up to
/// the first that does not hold, and so that many nest but a little
static const RhumbFunction *
all_of(RhumbArena *const arena,
       const RhumbFunction *const *const functions,
       const size_t count)
{
  if (count == 1) {
    return functions[0];
  }
  const size_t half = count / 2;
  RhumbArgument *const arguments = RHUMB_NEW(arena, RhumbArgument, 2);
  arguments[0] = rhumb_function_argument(RHUMB_IDLAB "strBoolean",
                                         all_of(arena, functions, half));
  arguments[1] = rhumb_function_argument(
      RHUMB_IDLAB "str", all_of(arena, functions + half, count - half));
  RhumbFunction *const all = RHUMB_NEW(arena, RhumbFunction, 1);
  *all = (RhumbFunction){.name = RHUMB_STR(RHUMB_IDLAB "trueCondition"),
                         .loc = arguments[0].loc,
                         .arguments = arguments,
                         .n_arguments = 2};
  return all;
}

const RhumbFunction *
rhumb_function_all(RhumbArena *const arena,
                   const RhumbFunction *const *const functions,
                   const size_t count)
{
  const RhumbFunction **const some =
      RHUMB_NEW(arena, const RhumbFunction *, count);
  size_t n = 0;
  for (size_t i = 0; i < count; ++i) {
    if (functions[i]) {
      some[n++] = functions[i];
    }
  }
  return n ? all_of(arena, some, n) : NULL;
}

const RhumbFunction *
rhumb_function_any(RhumbArena *const arena,
                   const RhumbFunction *const *const functions,
                   const size_t count)
{
  RhumbArgument *const arguments = RHUMB_NEW(arena, RhumbArgument, count);
  size_t n = 0;
  for (size_t i = 0; i < count; ++i) {
    if (functions[i]) {
      arguments[n++] =
          rhumb_function_argument(RHUMB_GREL "param_rep_b", functions[i]);
    }
  }
  if (n < 2) {
    return n ? arguments[0].value.value.function : NULL;
  }
  RhumbFunction *const any = RHUMB_NEW(arena, RhumbFunction, 1);
  *any = (RhumbFunction){.name = RHUMB_STR(RHUMB_GREL "boolean_or"),
                         .loc = arguments[0].loc,
                         .arguments = arguments,
                         .n_arguments = n};
  return any;
}

RhumbExpression
rhumb_expression_where(RhumbArena *const arena,
                       const RhumbFunction *const condition,
                       const RhumbExpression *const value,
                       const RhumbTermType type)
{
  RhumbArgument *const arguments = RHUMB_NEW(arena, RhumbArgument, 2);
  arguments[0] = rhumb_function_argument(RHUMB_IDLAB "strBoolean", condition);
  arguments[1] = (RhumbArgument){
      .parameter = RHUMB_STR(RHUMB_IDLAB "str"),
      .loc = value->loc,
      .value = {.value = *value, .type = type, .loc = value->loc}};
  RhumbFunction *const function = RHUMB_NEW(arena, RhumbFunction, 1);
  *function = (RhumbFunction){.name = RHUMB_STR(RHUMB_IDLAB "trueCondition"),
                              .loc = condition->loc,
                              .arguments = arguments,
                              .n_arguments = 2};
  return (RhumbExpression){.kind = RHUMB_EXPRESSION_FUNCTION,
                           .loc = condition->loc,
                           .function = function};
}

bool
rhumb_has_natural_datatypes(const RhumbProfile profile,
                            const RhumbExpression *const value,
                            const RhumbSourceSpec *const source)
{
  return profile == RHUMB_CORE ||
         (value->kind != RHUMB_EXPRESSION_FUNCTION &&
          rhumb_reference_natural(source, value->reference) ==
              RHUMB_NATURAL_ALWAYS);
}

size_t
rhumb_mapping_number(const RhumbMapping *const mapping,
                     const RhumbTriplesMap *const map)
{
  size_t number = 0;
  while (mapping->maps[number] != map) {
    ++number;
  }
  return number;
}
