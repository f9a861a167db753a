// SPDX-License-Identifier: ISC

/// @file term.c  Expression maps and term maps (RML Core, "Term Maps").

#include "rml/rml_impl.h"

#include "base/near.h"
#include "term/language.h"
#include "term/vocabulary.h"

#define BIT(type) (1U << RHUMB_TYPE_##type)
#define IRIS      (BIT(IRI) | BIT(URI) | BIT(UNSAFE_IRI) | BIT(UNSAFE_URI))
#define ALL       (IRIS | BIT(BLANK) | BIT(LITERAL))

static const struct {
  const char *name;
  RhumbTermType type;
  RhumbTermKind kind;
} types[] = {
    {"IRI", RHUMB_TYPE_IRI, RHUMB_TERM_IRI},
    {"URI", RHUMB_TYPE_URI, RHUMB_TERM_IRI},
    {"UnsafeIRI", RHUMB_TYPE_UNSAFE_IRI, RHUMB_TERM_IRI},
    {"UnsafeURI", RHUMB_TYPE_UNSAFE_URI, RHUMB_TERM_IRI},
    {"BlankNode", RHUMB_TYPE_BLANK, RHUMB_TERM_BLANK},
    {"Literal", RHUMB_TYPE_LITERAL, RHUMB_TERM_LITERAL},
};

enum { N_TYPES = sizeof(types) / sizeof(*types) };

/// The term types that may stand in each position
static const unsigned allowed[RHUMB_RML_N_ROLES] = {
    [RHUMB_RML_SUBJECT_MAP] = IRIS | BIT(BLANK),
    [RHUMB_RML_PREDICATE_MAP] = IRIS,
    [RHUMB_RML_OBJECT_MAP] = ALL,
    [RHUMB_RML_GRAPH_MAP] = IRIS | BIT(BLANK),
    [RHUMB_RML_DATATYPE_MAP] = IRIS,
    [RHUMB_RML_LANGUAGE_MAP] = BIT(LITERAL),
    [RHUMB_RML_JOIN_MAP] = ALL,
    [RHUMB_RML_JOIN] = ALL,
    [RHUMB_RML_VALUE_MAP] = ALL,
    [RHUMB_RML_NAME_MAP] = IRIS,
};

static const char *const kind_names[] = {
    "nothing", "an IRI", "a blank node", "a literal"};

static const char *const expressions[] = {
    "constant", "reference", "template", "functionExecution", "functionValue"};

enum { N_EXPRESSIONS = sizeof(expressions) / sizeof(*expressions) };

/// What a literal's text is written as
static RhumbLoc
text_place(const void *const handle, const size_t at)
{
  return rhumb_rml_literal_place(*(const RhumbLoc *)handle, at);
}

static void
read_template(RhumbRml *const rml,
              RhumbExpression *const out,
              const RhumbRmlStatement *const said)
{
  const RhumbPlaces places = {text_place, &said->object_loc};
  out->kind = RHUMB_EXPRESSION_TEMPLATE;
  RHUMB_KEEP(
      rml->status,
      rhumb_template_read_rml(
          &out->text, rml->arena, said->object->term.text, &places, rml->diag));
}

/// Return the statement that gives a node its values; NULL if none does
static const RhumbRmlStatement *
find_expression(RhumbRml *const rml, const RhumbRmlNode *const node)
{
  const RhumbRmlStatement *found = NULL;
  for (size_t i = 0; i < N_EXPRESSIONS; ++i) {
    const RhumbRmlStatement *const said = rhumb_rml_find(node, expressions[i]);
    if (said && found) {
      RHUMB_RML_FAIL(rml,
                     RHUMB_ERR_SYNTAX,
                     said->loc,
                     "%.*s and %.*s exclude each other",
                     RHUMB_FMT(rhumb_rml_show(rml, found->iri)),
                     RHUMB_FMT(rhumb_rml_show(rml, said->iri)));
    } else if (said) {
      found = said;
    }
  }
  return found;
}

static RhumbExpression
read_expression(RhumbRml *const rml,
                RhumbRmlNode *const node,
                const RhumbRmlRole role,
                const RhumbLoc loc)
{
  RhumbExpression out = {.loc = loc};
  rhumb_rml_check(rml, node, role);
  const RhumbRmlStatement *const said = find_expression(rml, node);
  if (!said) {
    return out;
  }

  out.loc = said->object_loc;
  const bool literal = said->object->term.kind == RHUMB_TERM_LITERAL;
  if (rhumb_str_is(said->name, "constant")) {
    out.kind = RHUMB_EXPRESSION_CONSTANT;
    out.constant = said->object->term;
  } else if (rhumb_str_starts(said->name, RHUMB_STR("function"))) {
    out.kind = RHUMB_EXPRESSION_FUNCTION;
    out.function = rhumb_rml_function_read(rml, node, said);
  } else if (literal && rhumb_str_is(said->name, "template")) {
    read_template(rml, &out, said);
  } else {
    out.kind = RHUMB_EXPRESSION_REFERENCE;
    out.reference = said->object->term.text;
  }
  return out;
}

static void
fail_empty(RhumbRml *const rml, const RhumbRmlRole role, const RhumbLoc loc)
{
  RHUMB_RML_FAIL(rml,
                 RHUMB_ERR_SYNTAX,
                 loc,
                 "this %s says nothing about its values; give it %s, %s, %s "
                 "or a function",
                 rhumb_rml_role_names[role],
                 rhumb_rml_word(rml, "constant"),
                 rhumb_rml_word(rml, "reference"),
                 rhumb_rml_word(rml, "template"));
}

RhumbExpression
rhumb_rml_expression_read(RhumbRml *const rml,
                          RhumbRmlNode *const node,
                          const RhumbRmlRole role,
                          const RhumbLoc loc)
{
  const RhumbExpression out = read_expression(rml, node, role, loc);
  if (out.kind == RHUMB_EXPRESSION_NONE && !node->flawed) {
    fail_empty(rml, role, loc);
  }
  return out;
}

static const char *
near_type(const RhumbRml *const rml, const RhumbStr word)
{
  const char *words[N_TYPES + 1] = {0};
  for (size_t i = 0; i < N_TYPES; ++i) {
    words[i] = rhumb_rml_word(rml, types[i].name);
  }
  return rhumb_near(word, words);
}

/// Return the term type of a position that cannot have `type`
static RhumbTermType
misplaced_type(RhumbRml *const rml,
               const RhumbRmlStatement *const said,
               const RhumbRmlRole role,
               const RhumbTermType type)
{
  const RhumbStr word = rhumb_rml_show(rml, said->object->term.text);
  if (rml->profile == RHUMB_CLASSIC && type == RHUMB_TYPE_LITERAL &&
      (role == RHUMB_RML_SUBJECT_MAP || role == RHUMB_RML_GRAPH_MAP)) {
    rhumb_warn(rml->diag,
               RHUMB_WARNING,
               said->object_loc,
               "a %s cannot have the term type %.*s; %s",
               rhumb_rml_role_names[role],
               RHUMB_FMT(word),
               role == RHUMB_RML_SUBJECT_MAP ? "it makes IRIs all the same"
                                             : "it makes no triples");
    return role == RHUMB_RML_SUBJECT_MAP ? RHUMB_TYPE_UNSET : type;
  }
  RHUMB_RML_FAIL(rml,
                 RHUMB_ERR_SYNTAX,
                 said->object_loc,
                 "a %s cannot have the term type %.*s",
                 rhumb_rml_role_names[role],
                 RHUMB_FMT(word));
  return RHUMB_TYPE_UNSET;
}

static RhumbTermType
read_type(RhumbRml *const rml,
          const RhumbRmlNode *const node,
          const RhumbRmlRole role)
{
  const RhumbRmlStatement *const said = rhumb_rml_find(node, "termType");
  if (!said || said->object->term.kind != RHUMB_TERM_IRI) {
    return RHUMB_TYPE_UNSET;
  }
  for (size_t i = 0; i < N_TYPES; ++i) {
    if (said->object->era != RHUMB_RML_FOREIGN &&
        rhumb_str_is(said->object->name, types[i].name)) {
      return allowed[role] & (1U << types[i].type)
                 ? types[i].type
                 : misplaced_type(rml, said, role, types[i].type);
    }
  }

  const RhumbStr word = rhumb_rml_show(rml, said->object->term.text);
  rhumb_rml_keep(rml,
                 rhumb_fail_near(rml->diag,
                                 RHUMB_ERR_REFERENCE,
                                 said->object_loc,
                                 near_type(rml, word),
                                 "%.*s is no term type",
                                 RHUMB_FMT(word)));
  return RHUMB_TYPE_UNSET;
}

/// Return the kind of term that a type makes, or that a position needs
static RhumbTermKind
wanted_kind(const RhumbTermType type, const RhumbRmlRole role)
{
  for (size_t i = 0; i < N_TYPES; ++i) {
    if (types[i].type == type) {
      return types[i].kind;
    }
  }
  return allowed[role] & BIT(LITERAL) ? allowed[role] == BIT(LITERAL)
                                            ? RHUMB_TERM_LITERAL
                                            : RHUMB_TERM_NONE
                                      : RHUMB_TERM_IRI;
}

/// True if an older engine would make the one kind of the other: it knows
/// constants by their text alone
static bool
fits_loosely(const RhumbTerm *const constant, const RhumbTermKind wanted)
{
  const bool plain = !constant->datatype.len ||
                     rhumb_str_is(constant->datatype, RHUMB_XSD_STRING);
  return (wanted == RHUMB_TERM_IRI && constant->kind == RHUMB_TERM_LITERAL &&
          plain && !constant->language.len) ||
         (wanted == RHUMB_TERM_LITERAL && constant->kind == RHUMB_TERM_IRI);
}

/// Bring a constant to the kind that its position and term type ask for
static void
fit_constant(RhumbRml *const rml,
             RhumbTerm *const constant,
             const RhumbTermType type,
             const RhumbRmlRole role,
             const RhumbLoc loc)
{
  const RhumbTermKind wanted = wanted_kind(type, role);
  if (constant->kind == RHUMB_TERM_BLANK) {
    RHUMB_RML_FAIL(rml,
                   RHUMB_ERR_SYNTAX,
                   loc,
                   "a constant is an IRI or a literal, not a blank node");
  } else if (wanted == RHUMB_TERM_NONE || wanted == constant->kind) {
    return;
  } else if (rml->profile == RHUMB_CLASSIC && fits_loosely(constant, wanted)) {
    constant->kind = wanted;
  } else {
    RHUMB_RML_FAIL(rml,
                   RHUMB_ERR_SYNTAX,
                   loc,
                   "this constant is %s, but the %s needs %s",
                   kind_names[constant->kind],
                   rhumb_rml_role_names[role],
                   kind_names[wanted]);
  }
}

/// RFC 5646 keeps primary subtags of four letters and more for later; none is
/// registered, so a word such as "english" is no language
static bool
is_language(const RhumbStr tag)
{
  const char *const dash = tag.len ? memchr(tag.data, '-', tag.len) : NULL;
  const size_t primary = dash ? (size_t)(dash - tag.data) : tag.len;
  return primary < 4 && rhumb_language_valid(tag);
}

static void
check_language(RhumbRml *const rml, const RhumbExpression *const language)
{
  if (language->kind == RHUMB_EXPRESSION_CONSTANT &&
      language->constant.kind == RHUMB_TERM_LITERAL &&
      !is_language(language->constant.text)) {
    RHUMB_RML_FAIL(rml,
                   RHUMB_ERR_VALUE,
                   language->loc,
                   "\"%.*s\" is no language tag of BCP 47, such as \"en\" or "
                   "\"pt-BR\"",
                   RHUMB_FMT(language->constant.text));
  }
}

/// Read a shortcut for a constant, or the map that it is short for
static RhumbExpression
read_either(RhumbRml *const rml,
            const RhumbRmlNode *const node,
            const char *const shortcut,
            const char *const map,
            const RhumbRmlRole role)
{
  const RhumbRmlStatement *const brief = rhumb_rml_find(node, shortcut);
  const RhumbRmlStatement *const full = rhumb_rml_find(node, map);
  RhumbExpression out = {0};
  if (brief && full) {
    RHUMB_RML_FAIL(rml,
                   RHUMB_ERR_SYNTAX,
                   full->loc,
                   "%.*s and %.*s exclude each other",
                   RHUMB_FMT(rhumb_rml_show(rml, brief->iri)),
                   RHUMB_FMT(rhumb_rml_show(rml, full->iri)));
  }
  if (brief) {
    out = (RhumbExpression){.kind = RHUMB_EXPRESSION_CONSTANT,
                            .loc = brief->object_loc,
                            .constant = brief->object->term};
  } else if (full && full->object->term.kind != RHUMB_TERM_LITERAL) {
    out = rhumb_rml_expression_read(rml, full->object, role, full->object_loc);
    (void)read_type(rml, full->object, role);
    if (out.kind == RHUMB_EXPRESSION_CONSTANT) {
      fit_constant(rml, &out.constant, RHUMB_TYPE_UNSET, role, out.loc);
    }
  }
  return out;
}

RhumbStr
rhumb_rml_iri_read(RhumbRml *const rml,
                   const RhumbRmlNode *const node,
                   const char *const shortcut,
                   const char *const map,
                   RhumbLoc *const loc)
{
  const RhumbExpression out =
      read_either(rml, node, shortcut, map, RHUMB_RML_NAME_MAP);
  if (out.kind == RHUMB_EXPRESSION_NONE) {
    return RHUMB_STR("");
  }
  *loc = out.loc;
  if (out.kind != RHUMB_EXPRESSION_CONSTANT) {
    RHUMB_RML_FAIL(rml,
                   RHUMB_ERR_UNSUPPORTED,
                   out.loc,
                   "%s must be a constant; names made from data are not "
                   "supported",
                   rhumb_rml_word(rml, map));
  }
  return out.constant.text;
}

/// Check that a datatype or language stands beside what can have it
static void
check_annotation(RhumbRml *const rml,
                 const RhumbTermMap *const map,
                 const RhumbExpression *const annotation,
                 const char *const what)
{
  const RhumbTerm *const constant = &map->value.constant;
  const bool is_constant = map->value.kind == RHUMB_EXPRESSION_CONSTANT;
  const bool is_typed =
      map->type != RHUMB_TYPE_UNSET && map->type != RHUMB_TYPE_LITERAL;
  if (is_typed || (is_constant && constant->kind == RHUMB_TERM_IRI)) {
    RHUMB_RML_FAIL(rml,
                   RHUMB_ERR_SYNTAX,
                   annotation->loc,
                   "only a literal has a %s; this object map makes %s",
                   what,
                   map->type == RHUMB_TYPE_BLANK ? "blank nodes" : "IRIs");
  } else if (is_constant &&
             (constant->datatype.len || constant->language.len)) {
    RHUMB_RML_FAIL(rml,
                   RHUMB_ERR_SYNTAX,
                   annotation->loc,
                   "the constant has a %s of its own",
                   constant->language.len ? "language" : "datatype");
  }
}

/// Datatype and language, and what they exclude
static void
read_annotations(RhumbRml *const rml,
                 RhumbTermMap *const map,
                 const RhumbRmlNode *const node)
{
  const RhumbRmlStatement *const tongue = rhumb_rml_find(node, "languageMap");
  map->datatype =
      read_either(rml, node, "datatype", "datatypeMap", RHUMB_RML_DATATYPE_MAP);
  map->language =
      read_either(rml, node, "language", "languageMap", RHUMB_RML_LANGUAGE_MAP);
  check_language(rml, &map->language);
  if (tongue) {
    map->language_targets = rhumb_rml_targets_read(rml, tongue->object);
  }

  if (map->datatype.kind != RHUMB_EXPRESSION_NONE) {
    check_annotation(rml, map, &map->datatype, "datatype");
  }
  if (map->language.kind != RHUMB_EXPRESSION_NONE) {
    check_annotation(rml, map, &map->language, "language");
    if (map->datatype.kind != RHUMB_EXPRESSION_NONE) {
      RHUMB_RML_FAIL(rml,
                     RHUMB_ERR_SYNTAX,
                     map->language.loc,
                     "a literal has a datatype or a language, not both; the "
                     "datatype is on line %u",
                     map->datatype.loc.line);
    }
  }
}

RhumbTermMap
rhumb_rml_term_read(RhumbRml *const rml,
                    RhumbRmlNode *const node,
                    const RhumbRmlRole role,
                    const RhumbLoc loc)
{
  RhumbTermMap map = {.loc = loc};
  map.value = read_expression(rml, node, role, loc);
  map.type = read_type(rml, node, role);
  if (map.value.kind == RHUMB_EXPRESSION_NONE && map.type != RHUMB_TYPE_BLANK &&
      !node->flawed) {
    fail_empty(rml, role, loc);
  }
  if (map.value.kind == RHUMB_EXPRESSION_CONSTANT) {
    fit_constant(rml, &map.value.constant, map.type, role, map.value.loc);
  }
  if (role == RHUMB_RML_OBJECT_MAP || role == RHUMB_RML_VALUE_MAP) {
    read_annotations(rml, &map, node);
  }
  map.targets = rhumb_rml_targets_read(rml, node);
  return map;
}

RhumbTermMap
rhumb_rml_constant_read(RhumbRml *const rml,
                        const RhumbRmlStatement *const statement,
                        const RhumbRmlRole role)
{
  const RhumbLoc loc = statement->object_loc;
  RhumbTermMap map = {.loc = loc};
  map.value = (RhumbExpression){.kind = RHUMB_EXPRESSION_CONSTANT,
                                .loc = loc,
                                .constant = statement->object->term};
  fit_constant(rml, &map.value.constant, RHUMB_TYPE_UNSET, role, loc);
  statement->object->used = true;
  return map;
}
