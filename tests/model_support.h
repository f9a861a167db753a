// SPDX-License-Identifier: ISC

/// @file model_support.h  Triples maps as text, for tests.
///
/// A term is written as its expression, a constant as in N-Triples, and its
/// type, if it is no constant: `{reference}:iri`.

#ifndef RHUMB_TESTS_MODEL_SUPPORT_H
#define RHUMB_TESTS_MODEL_SUPPORT_H

#include "model/normal.h"
#include "support.h"

static inline void
put_function(RhumbBuf *out, const RhumbFunction *function);

static inline void
put_gather(RhumbBuf *out, const RhumbGather *gather);

static inline void
put_expression(RhumbBuf *const out, const RhumbExpression *const expression)
{
  switch (expression->kind) {
  case RHUMB_EXPRESSION_NONE:
    rhumb_buf_putc(out, '-');
    break;
  case RHUMB_EXPRESSION_CONSTANT:
    if (expression->constant.kind == RHUMB_TERM_NONE) {
      rhumb_buf_format(out, "default");
    }
    rhumb_term_put(out, &expression->constant);
    break;
  case RHUMB_EXPRESSION_REFERENCE:
    rhumb_buf_format(out, "{%.*s}", RHUMB_FMT(expression->reference));
    break;
  case RHUMB_EXPRESSION_TEMPLATE:
    rhumb_buf_putc(out, '`');
    for (size_t i = 0; i < expression->text.count; ++i) {
      const RhumbPart *const part = &expression->text.parts[i];
      rhumb_buf_format(
          out, part->is_reference ? "{%.*s}" : "%.*s", RHUMB_FMT(part->text));
    }
    rhumb_buf_putc(out, '`');
    break;
  case RHUMB_EXPRESSION_FUNCTION:
    put_function(out, expression->function);
    break;
  }
}

static inline void
put_targets(RhumbBuf *const out, const RhumbTargets *const targets)
{
  for (size_t i = 0; i < targets->count; ++i) {
    const RhumbTarget *const target = targets->items[i];
    rhumb_buf_format(out,
                     " > %.*s %.*s",
                     RHUMB_FMT(target->access),
                     RHUMB_FMT(target->type));
    rhumb_buf_format(out,
                     " (%.*s) %.*s",
                     RHUMB_FMT(target->serialization),
                     RHUMB_FMT(target->compression));
  }
}

static inline void
put_term(RhumbBuf *const out, const RhumbTermMap *const map)
{
  static const char *const types[] = {
      "", ":iri", ":uri", ":unsafe-iri", ":unsafe-uri", ":blank", ":literal"};
  put_expression(out, &map->value);
  if (map->value.kind != RHUMB_EXPRESSION_CONSTANT) {
    rhumb_buf_format(out, "%s", types[map->type]);
  }
  if (map->gather) {
    put_gather(out, map->gather);
  }
  if (map->datatype.kind != RHUMB_EXPRESSION_NONE) {
    rhumb_buf_format(out, "^^");
    put_expression(out, &map->datatype);
  }
  if (map->language.kind != RHUMB_EXPRESSION_NONE) {
    rhumb_buf_putc(out, '@');
    put_expression(out, &map->language);
  }
  put_targets(out, &map->targets);
  put_targets(out, &map->language_targets);
}

static inline void
put_function(RhumbBuf *const out, const RhumbFunction *const function)
{
  rhumb_buf_format(out, "%.*s(", RHUMB_FMT(function->name));
  for (size_t i = 0; i < function->n_arguments; ++i) {
    const RhumbArgument *const argument = &function->arguments[i];
    rhumb_buf_format(out,
                     "%s%.*s%s=",
                     i ? ", " : "",
                     RHUMB_FMT(argument->parameter),
                     argument->side == RHUMB_PARENT ? "/parent" : "");
    put_term(out, &argument->value);
  }
  rhumb_buf_putc(out, ')');
  if (function->output.len) {
    rhumb_buf_format(out, ".%.*s", RHUMB_FMT(function->output));
  }
}

static inline void
put_terms(RhumbBuf *const out,
          const char *const name,
          const RhumbTermMaps *const maps)
{
  for (size_t i = 0; i < maps->count; ++i) {
    rhumb_buf_format(out, " %s ", name);
    put_term(out, &maps->items[i]);
  }
}

static inline void
put_object(RhumbBuf *const out, const RhumbObjectMap *const object)
{
  rhumb_buf_format(out, " o ");
  if (!object->parent) {
    put_term(out, &object->term);
    return;
  }
  rhumb_buf_format(out, "map %.*s", RHUMB_FMT(object->parent->name));
  for (size_t i = 0; i < object->n_joins; ++i) {
    rhumb_buf_format(out, " on ");
    put_expression(out, &object->joins[i].child);
    rhumb_buf_format(out, " = ");
    put_expression(out, &object->joins[i].parent);
  }
  if (object->condition) {
    rhumb_buf_format(out, " if ");
    put_function(out, object->condition);
  }
  put_targets(out, &object->term.targets);
}

static inline void
put_gather(RhumbBuf *const out, const RhumbGather *const gather)
{
  rhumb_buf_format(out,
                   " %s%s%s (",
                   rhumb_gathers[gather->as].key,
                   gather->is_product ? " product" : "",
                   gather->takes_empty ? " empty" : "");
  for (size_t i = 0; i < gather->n_items; ++i) {
    put_object(out, &gather->items[i]);
  }
  rhumb_buf_format(out, " )");
}

static inline void
put_pairs(RhumbBuf *const out, const RhumbTriplesMap *const map)
{
  put_terms(out, "s", &(RhumbTermMaps){&map->subject, 1});
  put_terms(out, "g", &map->graphs);
  rhumb_buf_putc(out, '\n');
  for (size_t i = 0; i < map->n_pairs; ++i) {
    const RhumbPredicateObjectMap *const pair = &map->pairs[i];
    put_terms(out, "p", &pair->predicates);
    for (size_t j = 0; j < pair->n_objects; ++j) {
      put_object(out, &pair->objects[j]);
    }
    put_terms(out, "g", &pair->graphs);
    rhumb_buf_putc(out, '\n');
  }
}

#endif // RHUMB_TESTS_MODEL_SUPPORT_H
