// SPDX-License-Identifier: ISC

/// @file value.c  Kinds of scalars that stand behind keys: texts, words,
/// numbers.

#include "base/near.h"
#include "base/words.h"
#include "yaml/schema.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/// How many words a message lists
enum { MAX_LISTED = 12 };

const RhumbYamlType rhumb_yaml_text = {.wanted = "a string",
                                       .read = rhumb_yaml_read_text,
                                       .may_be = RHUMB_MAY_SCALAR};

const RhumbYamlType rhumb_yaml_node = {.may_be = RHUMB_MAY_SCALAR};

RhumbStatus
rhumb_wrong_kind(const RhumbYamlContext *const context,
                 const RhumbYaml *const node,
                 const char *const what,
                 const char *const wanted)
{
  return rhumb_fail(context->diag,
                    RHUMB_ERR_SYNTAX,
                    node->loc,
                    "%s must be %s, not %s",
                    what,
                    wanted,
                    rhumb_yaml_kind_name(node));
}

RhumbStatus
rhumb_read_scalar(const RhumbYamlContext *const context,
                  const RhumbYaml *const node,
                  const char *const what,
                  RhumbSpan *const out)
{
  if (node->kind != RHUMB_YAML_SCALAR || rhumb_is_null(node)) {
    return rhumb_wrong_kind(context, node, what, "a string");
  }
  *out = rhumb_span_of_text(context, node);
  return RHUMB_OK;
}

RhumbStatus
rhumb_read_text(const RhumbYamlContext *const context,
                const RhumbYaml *const node,
                const char *const what,
                RhumbStr *const out)
{
  RhumbSpan span = {.text = {NULL, 0}};
  RHUMB_TRY(rhumb_read_scalar(context, node, what, &span));
  *out = span.text;
  return RHUMB_OK;
}

RhumbStatus
rhumb_wrong_value(const RhumbYamlContext *const context,
                  const RhumbField field,
                  const char *const wanted)
{
  const RhumbYaml *const value = field.value;
  const bool is_text =
      value->kind == RHUMB_YAML_SCALAR && !rhumb_is_null(value);
  return rhumb_fail(context->diag,
                    is_text ? RHUMB_ERR_VALUE : RHUMB_ERR_SYNTAX,
                    value->loc,
                    "\"%s\" must be %s, not %s%s%s",
                    field.key->text.data,
                    wanted,
                    is_text ? "\"" : "",
                    is_text ? value->text.data : rhumb_yaml_kind_name(value),
                    is_text ? "\"" : "");
}

RhumbStatus
rhumb_read_span(const RhumbYamlContext *const context,
                const RhumbField field,
                const char *const wanted,
                RhumbSpan *const out)
{
  if (field.value->kind != RHUMB_YAML_SCALAR || rhumb_is_null(field.value)) {
    return rhumb_wrong_value(context, field, wanted);
  }
  *out = rhumb_span_of_text(context, field.value);
  return RHUMB_OK;
}

RhumbStatus
rhumb_yaml_read_text(const RhumbYamlContext *const context,
                     const RhumbYamlType *const type,
                     const RhumbField field,
                     void *const to)
{
  RhumbSpan span = {.text = {NULL, 0}};
  RHUMB_TRY(rhumb_read_span(context, field, type->wanted, &span));
  *(RhumbStr *)to = span.text;
  return RHUMB_OK;
}

static RhumbStatus
unknown_word(const RhumbYamlContext *const context,
             const RhumbYamlType *const type,
             const RhumbSpan *const span)
{
  const char *const *const words = type->words;
  const char *const near = rhumb_near(span->text, words);
  RhumbBuf known = {0};
  for (size_t i = 0; !near && words[i] && i < MAX_LISTED; ++i) {
    const bool is_last = i + 1 == MAX_LISTED && words[i + 1];
    rhumb_buf_format(&known,
                     "%s%s%s",
                     i ? ", " : "; there are ",
                     words[i],
                     is_last ? " and others" : "");
  }
  const RhumbStatus status = rhumb_fail_near(context->diag,
                                             RHUMB_ERR_REFERENCE,
                                             rhumb_span_loc(span, 0),
                                             near,
                                             "unknown %s \"%.*s\"%s",
                                             type->name,
                                             RHUMB_FMT(span->text),
                                             rhumb_buf_cstr(&known));
  rhumb_buf_free(&known);
  return status;
}

RhumbStatus
rhumb_yaml_read_word(const RhumbYamlContext *const context,
                     const RhumbYamlType *const type,
                     const RhumbField field,
                     void *const to)
{
  RhumbSpan span = {.text = {NULL, 0}};
  RHUMB_TRY(rhumb_read_span(context, field, "a word", &span));
  const char *const word = rhumb_word(type->words, span.text);
  *(const char **)to = word;
  return word ? RHUMB_OK : unknown_word(context, type, &span);
}

RhumbStatus
rhumb_find_spelled(const RhumbYamlContext *const context,
                   const RhumbYamlType *const type,
                   const RhumbStr word,
                   const RhumbLoc loc,
                   RhumbStr *const out)
{
  const char *const words = type->spelled(context->arena);
  const RhumbStr bare = rhumb_str_trim(word);
  *out = rhumb_words_find(words, bare);
  if (out->len) {
    return RHUMB_OK;
  }
  const char *const offered =
      type->offered ? type->offered(context->arena) : words;
  const char *const near = rhumb_words_near(context->arena, offered, bare);
  return rhumb_fail_near(
      context->diag,
      RHUMB_ERR_REFERENCE,
      loc,
      near,
      "unknown %s \"%.*s\"%s%s",
      type->name,
      RHUMB_FMT(word),
      near ? "" : "; there are ",
      near ? "" : rhumb_words_list(context->arena, offered, "and"));
}

RhumbStatus
rhumb_yaml_read_spelled(const RhumbYamlContext *const context,
                        const RhumbYamlType *const type,
                        const RhumbField field,
                        void *const to)
{
  RhumbSpan span = {.text = {NULL, 0}};
  RHUMB_TRY(rhumb_read_span(context, field, "a word", &span));
  return rhumb_find_spelled(
      context, type, span.text, rhumb_span_loc(&span, 0), (RhumbStr *)to);
}

RhumbStatus
rhumb_yaml_read_number(const RhumbYamlContext *const context,
                       const RhumbYamlType *const type,
                       const RhumbField field,
                       void *const to)
{
  char wanted[64];
  char *end = NULL;
  RhumbSpan span = {.text = {NULL, 0}};
  (void)snprintf(wanted,
                 sizeof(wanted),
                 "a number from %g to %g",
                 type->least,
                 type->most);
  RHUMB_TRY(rhumb_read_span(context, field, wanted, &span));
  const double number = span.text.len ? strtod(span.text.data, &end) : -1.0;
  *(double *)to = number;
  return end && !*end && number >= type->least && number <= type->most
             ? RHUMB_OK
             : rhumb_wrong_value(context, field, wanted);
}

RhumbStatus
rhumb_yaml_read_count(const RhumbYamlContext *const context,
                      const RhumbYamlType *const type,
                      const RhumbField field,
                      void *const to)
{
  char wanted[64];
  RhumbSpan span = {.text = {NULL, 0}};
  (void)snprintf(
      wanted, sizeof(wanted), "a whole number from 0 to %.0f", type->most);
  RHUMB_TRY(rhumb_read_span(context, field, wanted, &span));
  const bool is_count =
      span.text.len && strspn(span.text.data, "0123456789") == span.text.len;
  const double number = is_count ? strtod(span.text.data, NULL) : HUGE_VAL;
  if (number > type->most) {
    return rhumb_wrong_value(context, field, wanted);
  }
  *(size_t *)to = (size_t)number;
  return RHUMB_OK;
}
