// SPDX-License-Identifier: ISC

/// @file term.c  Subjects, predicates, objects, graphs and arguments.

#include "base/list.h"
#include "base/near.h"
#include "term/datatype.h"
#include "yarrrml/yarrrml_impl.h"

/// How each position is written
static const struct {
  const char *wanted;
  const RhumbSchema *map;
} positions[] = {
    [RHUMB_AT_SUBJECT] = {"a string or a map", &rhumb_subject_schema},
    [RHUMB_AT_PREDICATE] = {"a string or a map", &rhumb_predicate_schema},
    [RHUMB_AT_OBJECT] = {"a value, [value, datatype] or a map",
                         &rhumb_object_schema},
    [RHUMB_AT_GRAPH] = {"a string or a map", &rhumb_graph_schema},
    [RHUMB_AT_REIFIER] = {"a string or a map", &rhumb_reifier_schema},
    [RHUMB_AT_ARGUMENT] = {"a value or a function", &rhumb_function_schema},
};

RhumbStatus
rhumb_read_type(RhumbYarrrml *const reader,
                const RhumbYaml *const node,
                RhumbTermType *const out)
{
  RhumbStr text = {NULL, 0};
  if (!node) {
    return RHUMB_OK;
  }
  RHUMB_TRY(rhumb_read_text(&reader->yaml, node, "a type", &text));
  const size_t size = sizeof(*rhumb_term_types);
  const RhumbTermTypeRow *const row = (const RhumbTermTypeRow *)rhumb_row(
      rhumb_term_types, RHUMB_N_TERM_TYPES, size, text);
  if (row) {
    *out = (RhumbTermType)(row - rhumb_term_types);
    return RHUMB_OK;
  }
  const char *const near =
      rhumb_row_near(rhumb_term_types, RHUMB_N_TERM_TYPES, size, text);
  return rhumb_fail_near(
      reader->yaml.diag,
      RHUMB_ERR_REFERENCE,
      node->loc,
      near,
      "a term is iri, blank or literal, not \"%.*s\"%s",
      RHUMB_FMT(text),
      !near && (rhumb_str_has(text, ':') || rhumb_datatype_near(text))
          ? "; a datatype stands behind \"datatype\""
          : "");
}

static RhumbStatus
read_scalar(RhumbYarrrml *const reader,
            const RhumbYaml *const node,
            const RhumbPosition position,
            RhumbTermMap *const out)
{
  RhumbSpan span = rhumb_span_of(&reader->yaml, node);
  if (position == RHUMB_AT_PREDICATE && rhumb_str_is(span.text, "a")) {
    out->value = rhumb_constant_iri(RHUMB_RDF_TYPE, node->loc);
    return RHUMB_OK;
  }
  if (position == RHUMB_AT_PREDICATE) {
    RHUMB_TRY(rhumb_check_predicate(reader, &span));
  }
  RHUMB_TRY(rhumb_take_short(reader, &span, position, out));
  if (position != RHUMB_AT_ARGUMENT) {
    RHUMB_TRY(rhumb_check_lookalikes(reader, &span, out));
  }
  out->is_typed |= rhumb_says_text(span.text);
  return position == RHUMB_AT_ARGUMENT && out->type == RHUMB_TYPE_LITERAL
             ? rhumb_read_argument_text(reader, span, &out->value)
             : rhumb_read_expression(
                   reader, span, rhumb_term_types[out->type].kind, &out->value);
}

/// Return the kind of term that a function is to make as `map`: as an argument,
/// what the function around it makes
static RhumbTermKind
function_kind(const RhumbYarrrml *const reader,
              const RhumbTermMap *const map,
              const RhumbPosition position)
{
  return position == RHUMB_AT_ARGUMENT && reader->makes_iri
             ? RHUMB_TERM_IRI
             : rhumb_term_types[map->type].kind;
}

/// Read a value: a scalar, or a function as a map
static RhumbStatus
read_value(RhumbYarrrml *const reader,
           const RhumbYaml *const node,
           const RhumbPosition position,
           RhumbTermMap *const out)
{
  if (node->kind == RHUMB_YAML_MAP) {
    out->value.kind = RHUMB_EXPRESSION_FUNCTION;
    out->value.loc = node->loc;
    return rhumb_read_function(reader,
                               node,
                               function_kind(reader, out, position),
                               &out->value.function);
  }
  if (node->kind == RHUMB_YAML_LIST || rhumb_is_null(node)) {
    return rhumb_wrong_kind(
        &reader->yaml, node, "a value", "a string or a function");
  }
  return read_scalar(reader, node, position, out);
}

static RhumbStatus
read_value_fields(RhumbYarrrml *const reader,
                  const RhumbTermKeys *const keys,
                  const RhumbPosition position,
                  RhumbTermMap *const out)
{
  const RhumbYaml *const value = keys->value.value;
  const RhumbYaml *const function =
      keys->function.value ? keys->function.key : NULL;
  if (value && function) {
    return RHUMB_ERR_SYNTAX; // Reported with the keys
  }
  if (value) {
    return read_value(reader, value, position, out);
  }
  if (function || keys->parameters.value) {
    out->value.kind = RHUMB_EXPRESSION_FUNCTION;
    out->value.loc = function ? function->loc : out->loc;
    return rhumb_read_function_fields(reader,
                                      keys,
                                      function_kind(reader, out, position),
                                      &out->value.function);
  }
  const bool is_refused = keys->gather.key && out->type == RHUMB_TYPE_LITERAL;
  return out->type == RHUMB_TYPE_BLANK || is_refused
             ? RHUMB_OK
             : rhumb_missing_key(&reader->yaml,
                                 out->loc,
                                 rhumb_position_names[position],
                                 "value");
}

/// Read an expression of a datatype or a language, which may be a function
/// @param targets NULL, if the schema has none.
static RhumbStatus
read_part(RhumbYarrrml *const reader,
          const RhumbYaml *const node,
          const RhumbSchema *const map,
          const RhumbTermKind kind,
          RhumbExpression *const out,
          RhumbTargets *const targets)
{
  if (!node) {
    return RHUMB_OK;
  }
  if (node->kind == RHUMB_YAML_SCALAR && !rhumb_is_null(node)) {
    return rhumb_read_expression(
        reader, rhumb_span_of(&reader->yaml, node), kind, out);
  }
  RhumbTermKeys keys = {0};
  RHUMB_TRY(rhumb_schema_read(&reader->yaml, map, node, &keys));
  RhumbStatus status = rhumb_read_targets(reader, keys.targets.value, targets);
  const RhumbYaml *const value = keys.value.value;
  if (value && value->kind == RHUMB_YAML_SCALAR) {
    RHUMB_KEEP(status,
               rhumb_read_expression(
                   reader, rhumb_span_of(&reader->yaml, value), kind, out));
    return status;
  }
  out->kind = RHUMB_EXPRESSION_FUNCTION;
  out->loc = node->loc;
  RHUMB_KEEP(
      status,
      value ? rhumb_read_function(reader, value, kind, &out->function)
      : keys.function.value
          ? rhumb_read_function_fields(reader, &keys, kind, &out->function)
          : rhumb_fail(reader->yaml.diag,
                       RHUMB_ERR_SYNTAX,
                       node->loc,
                       "neither \"value\" nor \"function\" is here"));
  return status;
}

/// The text of a scalar that is there and is no null
static bool
is_text(const RhumbYaml *const node)
{
  return node && node->kind == RHUMB_YAML_SCALAR && !rhumb_is_null(node);
}

RhumbStatus
rhumb_read_datatype(RhumbYarrrml *const reader,
                    const RhumbYaml *const node,
                    RhumbTermMap *const out)
{
  if (is_text(node)) {
    const RhumbSpan span = rhumb_span_of(&reader->yaml, node);
    RHUMB_TRY(rhumb_check_datatype(reader, &span));
  }
  return read_part(reader,
                   node,
                   &rhumb_datatype_schema,
                   RHUMB_TERM_IRI,
                   &out->datatype,
                   &out->datatype_targets);
}

RhumbStatus
rhumb_read_language(RhumbYarrrml *const reader,
                    const RhumbYaml *const node,
                    RhumbTermMap *const out)
{
  if (is_text(node)) {
    const RhumbSpan span = rhumb_span_of(&reader->yaml, node);
    RHUMB_TRY(rhumb_check_language(reader, &span));
  }
  return read_part(reader,
                   node,
                   &rhumb_language_schema,
                   RHUMB_TERM_LITERAL,
                   &out->language,
                   &out->language_targets);
}

RhumbStatus
rhumb_read_direction(RhumbYarrrml *const reader,
                     const RhumbField field,
                     RhumbTermMap *const out)
{
  const char *word = NULL;
  if (!field.value) {
    return RHUMB_OK;
  }
  RHUMB_TRY(rhumb_yaml_read_word(
      &reader->yaml, &rhumb_direction_type, field, (void *)&word));
  out->direction = rhumb_str(word);
  return RHUMB_OK;
}

/// Read what is no text: a function that makes the datatype
static RhumbStatus
read_suffix_map(RhumbYarrrml *const reader,
                const RhumbYaml *const node,
                RhumbTermMap *const out)
{
  static const char *const own[] = {"language", "lang", "datatype", NULL};
  if (node->kind == RHUMB_YAML_MAP &&
      !(node->count == 1 && rhumb_word(own, node->keys[0]->text))) {
    return rhumb_read_datatype(reader, node, out);
  }
  return rhumb_fail(reader->yaml.diag,
                    RHUMB_ERR_SYNTAX,
                    node->loc,
                    "the third item is a datatype (xsd:date) or a language "
                    "(en~lang) alone, not %s",
                    rhumb_yaml_kind_name(node));
}

RhumbStatus
rhumb_read_suffix(RhumbYarrrml *const reader,
                  const RhumbYaml *const node,
                  RhumbTermMap *const out)
{
  if (!node) {
    return RHUMB_OK;
  }
  if (!is_text(node)) {
    return read_suffix_map(reader, node, out);
  }
  RhumbSpan span = rhumb_span_of(&reader->yaml, node);
  if (rhumb_span_cut(&span, "~lang")) {
    span = rhumb_span_trim(span);
    RHUMB_TRY(rhumb_check_language(reader, &span));
    return rhumb_read_expression(
        reader, span, RHUMB_TERM_LITERAL, &out->language);
  }
  RHUMB_TRY(rhumb_check_third(reader, &span));
  return rhumb_read_datatype(reader, node, out);
}

/// Read what `type:` says, which the position must take
static RhumbStatus
read_own_type(RhumbYarrrml *const reader,
              const RhumbYaml *const node,
              const RhumbPosition position,
              RhumbTermType *const out)
{
  RhumbStatus status = rhumb_read_type(reader, node, out);
  if (node && !rhumb_position_takes(position, *out)) {
    RHUMB_KEEP(
        status,
        rhumb_position_refuse(position, *out, node->loc, reader->yaml.diag));
  }
  return status;
}

/// Return the type of a term that says none: what is gathered is an IRI if it
/// has a value
static RhumbTermType
default_type(const RhumbTermKeys *const keys, const RhumbTermType type)
{
  const bool is_named = keys->value.value || keys->function.value;
  return !keys->gather.key ? type
         : is_named        ? RHUMB_TYPE_IRI
                           : RHUMB_TYPE_BLANK;
}

/// Read what only literals have
static RhumbStatus
read_literal_fields(RhumbYarrrml *const reader,
                    const RhumbTermKeys *const keys,
                    RhumbTermMap *const out)
{
  RhumbStatus status = rhumb_read_datatype(reader, keys->datatype.value, out);
  RHUMB_KEEP(status, rhumb_read_language(reader, keys->language.value, out));
  RHUMB_KEEP(status, rhumb_read_direction(reader, keys->direction, out));
  if (keys->gather.key && keys->direction.key) {
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_SYNTAX,
                      keys->direction.key->loc,
                      "what is gathered has no direction; it belongs to the "
                      "members");
  }
  return status;
}

RhumbStatus
rhumb_read_term_fields(RhumbYarrrml *const reader,
                       const RhumbTermKeys *const keys,
                       const RhumbPosition position,
                       const RhumbTermType type,
                       RhumbTermMap *const out)
{
  out->type = default_type(keys, type);
  RhumbStatus status =
      read_own_type(reader, keys->type.value, position, &out->type);
  out->is_typed = keys->type.value != NULL;
  RHUMB_KEEP(status, read_value_fields(reader, keys, position, out));
  RHUMB_KEEP(status, rhumb_read_gather(reader, keys, out->loc, &out->gather));
  RHUMB_KEEP(status, read_literal_fields(reader, keys, out));
  RHUMB_KEEP(status,
             rhumb_read_targets(reader, keys->targets.value, &out->targets));
  RHUMB_KEEP(
      status,
      rhumb_read_conditions(reader, keys->condition.value, &out->condition));
  return status;
}

RhumbStatus
rhumb_read_term(RhumbYarrrml *const reader,
                const RhumbYaml *const node,
                const RhumbPosition position,
                const RhumbTermType type,
                RhumbTermMap *const out)
{
  out->loc = node->loc;
  out->type = type;
  if (position == RHUMB_AT_ARGUMENT && node->kind == RHUMB_YAML_MAP) {
    return read_value(reader, node, position, out);
  }
  if (node->kind == RHUMB_YAML_MAP) {
    RhumbTermKeys keys = {0};
    RHUMB_TRY(rhumb_check_term_map(reader, positions[position].map, node));
    RhumbStatus status =
        rhumb_schema_read(&reader->yaml, positions[position].map, node, &keys);
    RHUMB_KEEP(status,
               rhumb_read_term_fields(reader, &keys, position, type, out));
    return status;
  }
  if (node->kind == RHUMB_YAML_LIST || rhumb_is_null(node)) {
    return rhumb_wrong_kind(&reader->yaml,
                            node,
                            rhumb_position_names[position],
                            positions[position].wanted);
  }
  return read_scalar(reader, node, position, out);
}

RhumbStatus
rhumb_read_terms(RhumbYarrrml *const reader,
                 const RhumbYaml *const node,
                 const RhumbPosition position,
                 RhumbTermMaps *const out)
{
  RhumbStatus status = RHUMB_OK;
  if (!node) {
    return RHUMB_OK;
  }
  const RhumbItems items = rhumb_items(&node);
  RhumbTermMap *const terms =
      RHUMB_NEW(reader->yaml.arena, RhumbTermMap, items.count);
  for (size_t i = 0; i < items.count; ++i) {
    RHUMB_KEEP(
        status,
        rhumb_read_term(
            reader, items.items[i], position, RHUMB_TYPE_IRI, &terms[i]));
    RHUMB_KEEP(status,
               rhumb_term_map_settle(&terms[i], position, reader->yaml.diag));
  }
  *out = (RhumbTermMaps){terms, items.count};
  return status;
}
