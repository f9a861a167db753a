// SPDX-License-Identifier: ISC

/// @file term.c  Expression maps and term maps (RML Core, "Term Maps").

#include "rml/rml_impl.h"

#include "base/near.h"
#include "model/normal.h"
#include "term/iri.h"

/// Where each map stands; what the others of a graph are is no term
static const RhumbPosition positions[] = {
    [RHUMB_RML_SUBJECT_MAP] = RHUMB_AT_SUBJECT,
    [RHUMB_RML_PREDICATE_MAP] = RHUMB_AT_PREDICATE,
    [RHUMB_RML_OBJECT_MAP] = RHUMB_AT_OBJECT,
    [RHUMB_RML_GRAPH_MAP] = RHUMB_AT_GRAPH,
    [RHUMB_RML_DATATYPE_MAP] = RHUMB_AT_DATATYPE,
    [RHUMB_RML_LANGUAGE_MAP] = RHUMB_AT_LANGUAGE,
    [RHUMB_RML_VALUE_MAP] = RHUMB_AT_ARGUMENT,
    [RHUMB_RML_NAME_MAP] = RHUMB_AT_NAME,
};

static const char *const expressions[] = {
    "constant", "reference", "template", "functionExecution", "functionValue"};

/// What a literal's text is written as
static RhumbLoc
text_place(const void *const handle, const size_t at)
{
  return rhumb_rml_literal_place(*(RhumbRmlLiteral *const *)handle, at);
}

void
rhumb_rml_warn_loose(RhumbRml *const rml,
                     const RhumbStr reference,
                     const RhumbLoc loc)
{
  const RhumbSourceType *const format =
      rml->source ? rml->source->format : NULL;
  if (rml->profile != RHUMB_CORE || rml->mapping->strict || !format ||
      !format->is_loose || !format->is_loose(reference)) {
    return;
  }
  for (size_t i = 0; i < rml->loose.count; ++i) {
    if (rml->loose.items[i] == loc.text) {
      return;
    }
  }
  RHUMB_PUSH_IN(rml->arena, &rml->loose, loc.text);
  RhumbBuf strict = {0};
  format->put_core(&strict, reference);
  rhumb_warn(rml->diag,
             RHUMB_WARNING,
             loc,
             "in RML Core this is written %s; such names of this file are read "
             "all the same",
             rhumb_buf_cstr(&strict));
  rhumb_buf_free(&strict);
}

static void
read_template(RhumbRml *const rml,
              RhumbExpression *const out,
              const RhumbRmlStatement *const said)
{
  RhumbRmlLiteral literal = {.loc = said->object_loc, .start = said->object_at};
  RhumbRmlLiteral *const handle = &literal;
  const RhumbPlaces places = {text_place, (const void *)&handle};
  out->kind = RHUMB_EXPRESSION_TEMPLATE;
  RHUMB_KEEP(
      rml->status,
      rhumb_template_read_rml(
          &out->text, rml->arena, said->object->term.text, &places, rml->diag));
  for (size_t i = 0; i < out->text.count; ++i) {
    const RhumbPart *const part = &out->text.parts[i];
    if (part->is_reference) {
      rhumb_rml_warn_loose(rml, part->text, part->loc);
    }
  }
}

/// Report two statements of which one may stand, at the second
static void
fail_both(RhumbRml *const rml,
          const RhumbRmlStatement *const first,
          const RhumbRmlStatement *const second)
{
  RHUMB_RML_FAIL(rml,
                 second->loc,
                 "%.*s and %.*s exclude each other",
                 RHUMB_FMT(rhumb_rml_show(rml, first->iri)),
                 RHUMB_FMT(rhumb_rml_show(rml, second->iri)));
}

const RhumbRmlStatement *
rhumb_rml_expression_find(RhumbRml *const rml,
                          const RhumbRmlStatement *found,
                          const RhumbRmlNode *const node)
{
  for (size_t i = 0; i < RHUMB_COUNT(expressions); ++i) {
    const RhumbRmlStatement *const said = rhumb_rml_find(node, expressions[i]);
    if (said && found) {
      fail_both(rml, found, said);
    } else if (said) {
      found = said;
    }
  }
  return found;
}

/// Return the function of one condition, or NULL after a mistake
static const RhumbFunction *
read_condition(RhumbRml *const rml, const RhumbRmlStatement *const said)
{
  rhumb_rml_check(rml, said->object, RHUMB_RML_CONDITION);
  const RhumbRmlStatement *const call =
      rhumb_rml_expression_find(rml, NULL, said->object);
  if (call && rhumb_str_starts(call->name, RHUMB_STR("function"))) {
    return rhumb_rml_function_read(rml, said->object, call);
  }
  if (!call && !said->object->flawed) {
    RHUMB_RML_FAIL(rml,
                   said->object_loc,
                   "a condition needs %s, a function that says true or false",
                   rhumb_rml_word(rml, "functionExecution"));
  }
  return NULL;
}

const RhumbFunction *
rhumb_rml_condition_read(RhumbRml *const rml, const RhumbRmlNode *const node)
{
  RHUMB_LIST(const RhumbFunction *) all = {0};
  const RhumbRmlStatement *said = rhumb_rml_find(node, "condition");
  for (; said; said = rhumb_rml_next(node, said)) {
    if (said->object->term.kind != RHUMB_TERM_LITERAL) {
      RHUMB_PUSH_IN(rml->arena, &all, read_condition(rml, said));
    }
  }
  return rhumb_function_any(rml->arena, all.items, all.count);
}

static RhumbExpression
read_expression(RhumbRml *const rml,
                RhumbRmlNode *const node,
                const RhumbRmlRole role,
                const RhumbLoc loc)
{
  RhumbExpression out = {.loc = loc};
  rhumb_rml_check(rml, node, role);
  const RhumbRmlStatement *const said =
      rhumb_rml_expression_find(rml, NULL, node);
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
    if (literal) {
      rhumb_rml_warn_loose(rml, out.reference, out.loc);
    }
  }
  return out;
}

static void
fail_empty(RhumbRml *const rml, const RhumbRmlRole role, const RhumbLoc loc)
{
  RHUMB_RML_FAIL(rml,
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
  const RhumbFunction *const condition = rhumb_rml_condition_read(rml, node);
  if (out.kind == RHUMB_EXPRESSION_NONE && !node->flawed) {
    fail_empty(rml, role, loc);
  }
  return condition ? rhumb_expression_where(rml->arena,
                                            condition,
                                            &out,
                                            role == RHUMB_RML_DATATYPE_MAP
                                                ? RHUMB_TYPE_IRI
                                                : RHUMB_TYPE_LITERAL)
                   : out;
}

static const char *
near_type(const RhumbRml *const rml, const RhumbStr word)
{
  const char *words[RHUMB_N_TERM_TYPES] = {0};
  for (size_t i = 1; i < RHUMB_N_TERM_TYPES; ++i) {
    words[i - 1] = rhumb_rml_word(rml, rhumb_term_types[i].name);
  }
  return rhumb_near(word, words);
}

/// True if a term map in `position` may have `type`; R2RML has no blank nodes
/// as graphs (section 7.4)
static bool
takes_type(const RhumbRml *const rml,
           const RhumbPosition position,
           const RhumbTermType type)
{
  return rhumb_position_takes(position, type) &&
         !(rml->r2rml && position == RHUMB_AT_GRAPH &&
           type == RHUMB_TYPE_BLANK);
}

/// Report a type that its position cannot have. Subjects of the older RML, but
/// not of R2RML, are IRIs all the same: its test case 0004b wants them.
static void
refuse_type(RhumbRml *const rml,
            const RhumbLoc loc,
            const RhumbPosition position,
            const RhumbTermType type)
{
  if (rml->profile == RHUMB_CLASSIC && !rml->r2rml &&
      position == RHUMB_AT_SUBJECT) {
    rhumb_warn(rml->diag,
               RHUMB_WARNING,
               loc,
               "a subject cannot be a literal; it makes IRIs all the same");
  } else {
    rhumb_rml_keep(rml, rhumb_position_refuse(position, type, loc, rml->diag));
  }
}

const RhumbRmlStatement *
rhumb_rml_pair_type(RhumbRml *const rml, const RhumbRmlNode *const pair)
{
  const RhumbRmlStatement *const said = rhumb_rml_find(pair, "termType");
  if (said) {
    rhumb_warn(rml->diag,
               RHUMB_WARNING,
               said->loc,
               "%s belongs on an object map; here it is taken for that of the "
               "objects",
               rhumb_rml_word(rml, "termType"));
  }
  return said;
}

/// Read the term type that a node says; NULL: a shortcut has no node
static RhumbTermType
read_type(RhumbRml *const rml,
          const RhumbRmlNode *const node,
          const RhumbPosition position)
{
  const RhumbRmlStatement *said =
      node ? rhumb_rml_find(node, "termType") : NULL;
  if (!said && position == RHUMB_AT_OBJECT) {
    said = rml->pair_type;
  }
  if (!said || said->object->term.kind != RHUMB_TERM_IRI) {
    return RHUMB_TYPE_NONE;
  }
  for (size_t i = 1; i < RHUMB_N_TERM_TYPES; ++i) {
    const RhumbTermType type = (RhumbTermType)i;
    if (said->object->era != RHUMB_RML_FOREIGN &&
        rhumb_str_is(said->object->name, rhumb_term_types[i].name)) {
      if (takes_type(rml, position, type)) {
        return type;
      }
      refuse_type(rml, said->object_loc, position, type);
      return RHUMB_TYPE_NONE;
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
  return RHUMB_TYPE_NONE;
}

/// Return the kind of term that a type makes, or that a position needs; NONE:
/// whatever it is
static RhumbTermKind
wanted_kind(const RhumbTermType type, const RhumbPosition position)
{
  return type != RHUMB_TYPE_NONE ? rhumb_term_types[type].kind
         : !rhumb_position_takes(position, RHUMB_TYPE_LITERAL) ? RHUMB_TERM_IRI
         : !rhumb_position_takes(position, RHUMB_TYPE_IRI) ? RHUMB_TERM_LITERAL
                                                           : RHUMB_TERM_NONE;
}

/// True if an older engine would make the one kind of the other: it knows
/// constants by their text alone. What stands where only IRIs do is taken for
/// one if it is whole: translators write IRIs as texts, but "x" is a mistake.
static bool
fits_loosely(const RhumbTerm *const constant,
             const RhumbTermKind wanted,
             const RhumbPosition position)
{
  const bool plain = !constant->datatype.len ||
                     rhumb_str_is(constant->datatype, RHUMB_XSD_STRING);
  const bool whole = rhumb_position_takes(position, RHUMB_TYPE_LITERAL) ||
                     rhumb_iri_is_absolute(constant->text);
  return (wanted == RHUMB_TERM_IRI && constant->kind == RHUMB_TERM_LITERAL &&
          plain && whole && !constant->language.len) ||
         (wanted == RHUMB_TERM_LITERAL && constant->kind == RHUMB_TERM_IRI);
}

/// Report a constant of another kind than is wanted
static void
misfit(RhumbRml *const rml,
       const RhumbTerm *const constant,
       const RhumbTermKind wanted,
       const RhumbRmlRole role,
       const RhumbLoc loc)
{
  RHUMB_RML_FAIL(rml,
                 loc,
                 "this constant is %s, but the %s needs %s",
                 rhumb_term_kind_names[constant->kind],
                 rhumb_rml_role_names[role],
                 rhumb_term_kind_names[wanted]);
}

/// Bring a constant to the kind that its position and term type ask for
static void
fit_constant(RhumbRml *const rml,
             RhumbTerm *const constant,
             const RhumbTermType type,
             const RhumbRmlRole role,
             const RhumbLoc loc)
{
  const RhumbTermKind wanted = wanted_kind(type, positions[role]);
  if (constant->kind == RHUMB_TERM_BLANK) {
    RHUMB_RML_FAIL(
        rml, loc, "a constant is an IRI or a literal, not a blank node");
  } else if (wanted == RHUMB_TERM_NONE || wanted == constant->kind) {
    return;
  } else if (!fits_loosely(constant, wanted, positions[role]) ||
             (rml->profile == RHUMB_CORE && type == RHUMB_TYPE_NONE)) {
    misfit(rml, constant, wanted, role, loc);
  } else {
    if (rml->profile == RHUMB_CORE) {
      rhumb_warn(rml->diag,
                 RHUMB_WARNING,
                 loc,
                 "this constant is %s; %s makes it %s",
                 rhumb_term_kind_names[constant->kind],
                 rhumb_rml_word(rml, "termType"),
                 rhumb_term_kind_names[wanted]);
    }
    constant->kind = wanted;
  }
}

static RhumbExpression
constant_of(const RhumbRmlStatement *const said)
{
  return (RhumbExpression){.kind = RHUMB_EXPRESSION_CONSTANT,
                           .loc = said->object_loc,
                           .constant = said->object->term};
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
    fail_both(rml, brief, full);
  }
  if (brief) {
    out = constant_of(brief);
  } else if (full && full->object->term.kind != RHUMB_TERM_LITERAL) {
    out = rhumb_rml_expression_read(rml, full->object, role, full->object_loc);
    (void)read_type(rml, full->object, positions[role]);
    if (out.kind == RHUMB_EXPRESSION_CONSTANT) {
      fit_constant(rml, &out.constant, RHUMB_TYPE_NONE, role, out.loc);
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
    RHUMB_RML_UNSUPPORTED(rml,
                          out.loc,
                          "%s must be a constant; names made from data are not "
                          "supported",
                          rhumb_rml_word(rml, map));
  }
  return out.constant.text;
}

static void
read_annotations(RhumbRml *const rml,
                 RhumbTermMap *const map,
                 const RhumbRmlNode *const node)
{
  const RhumbRmlStatement *const type = rhumb_rml_find(node, "datatypeMap");
  const RhumbRmlStatement *const tongue = rhumb_rml_find(node, "languageMap");
  map->datatype =
      read_either(rml, node, "datatype", "datatypeMap", RHUMB_RML_DATATYPE_MAP);
  map->language =
      read_either(rml, node, "language", "languageMap", RHUMB_RML_LANGUAGE_MAP);
  if (type) {
    map->datatype_targets = rhumb_rml_targets_read(rml, type->object);
  }
  if (tongue) {
    map->language_targets = rhumb_rml_targets_read(rml, tongue->object);
  }
}

/// Older mappings describe a graph map where only an IRI may stand
static bool
is_map_in_disguise(RhumbRml *const rml, const RhumbRmlStatement *const said)
{
  if (rml->profile != RHUMB_CLASSIC || !said->object->count ||
      said->object->term.kind != RHUMB_TERM_BLANK) {
    return false;
  }
  rhumb_warn(rml->diag,
             RHUMB_WARNING,
             said->loc,
             "%.*s needs an IRI; this is read as %s",
             RHUMB_FMT(rhumb_rml_show(rml, said->iri)),
             rhumb_rml_word(rml, "graphMap"));
  return true;
}

/// True for a property that is short for a constant, such as rml:object
static bool
is_shortcut(RhumbRml *const rml,
            const RhumbRmlStatement *const said,
            const RhumbRmlRole role)
{
  return !rhumb_str_ends(said->name, RHUMB_STR("Map")) &&
         !(role == RHUMB_RML_GRAPH_MAP && is_map_in_disguise(rml, said));
}

/// Read what a node says of the terms that it makes
static void
read_map(RhumbRml *const rml,
         RhumbTermMap *const map,
         RhumbRmlNode *const node,
         const RhumbRmlRole role)
{
  map->value = read_expression(rml, node, role, map->loc);
  map->type = read_type(rml, node, positions[role]);
  map->gather = rhumb_rml_gather_read(rml, node);
  if (map->value.kind == RHUMB_EXPRESSION_NONE && !map->gather &&
      map->type != RHUMB_TYPE_BLANK && !node->flawed) {
    fail_empty(rml, role, map->loc);
  }
  if (role == RHUMB_RML_OBJECT_MAP || role == RHUMB_RML_VALUE_MAP) {
    read_annotations(rml, map, node);
  }
  map->condition = rhumb_rml_condition_read(rml, node);
  map->targets = rhumb_rml_targets_read(rml, node);
}

/// Put the condition of an argument, which is no term, into its value; what a
/// text does not have is left out, and told
static void
settle_argument(const RhumbRml *const rml, RhumbTermMap *const map)
{
  const bool has_map = map->language.kind != RHUMB_EXPRESSION_NONE;
  if (has_map || map->value.constant.language.len) {
    rhumb_warn(rml->diag,
               RHUMB_WARNING,
               has_map ? map->language.loc : map->value.loc,
               "an argument is a text, which has no language; give it to the "
               "literals that the function makes");
  }
  if (map->condition) {
    map->value = rhumb_expression_where(
        rml->arena, map->condition, &map->value, map->type);
    map->condition = NULL;
  }
}

RhumbTermMap
rhumb_rml_term_read(RhumbRml *const rml,
                    const RhumbRmlStatement *const said,
                    const RhumbRmlRole role)
{
  RhumbTermMap map = {.loc = said->object_loc};
  if (is_shortcut(rml, said, role)) {
    map.value = constant_of(said);
    map.type = role == RHUMB_RML_OBJECT_MAP
                   ? read_type(rml, NULL, positions[role])
                   : RHUMB_TYPE_NONE;
    said->object->used = true;
  } else {
    read_map(rml, &map, said->object, role);
  }
  if (map.value.kind == RHUMB_EXPRESSION_CONSTANT) {
    fit_constant(rml, &map.value.constant, map.type, role, map.value.loc);
  }
  rhumb_rml_keep(rml, rhumb_term_map_settle(&map, positions[role], rml->diag));
  if (role == RHUMB_RML_VALUE_MAP) {
    settle_argument(rml, &map);
  }
  return map;
}
