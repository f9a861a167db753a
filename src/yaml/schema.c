// SPDX-License-Identifier: ISC

/// @file schema.c  Maps read by the rows of their keys.

#include "yaml/schema.h"

#include "base/near.h"
#include "base/words.h"

#include <stdio.h>
#include <stdlib.h>

/// How many words a message lists
static const size_t words_told = 12;

const RhumbYamlType rhumb_yaml_text = {.wanted = "a string",
                                       .read = rhumb_yaml_read_text,
                                       .may_be = RHUMB_MAY_SCALAR};

const RhumbYamlType rhumb_yaml_node = {.may_be = RHUMB_MAY_SCALAR};

// Maps

static const RhumbKey *
find_key(const RhumbSchema *const schema, const RhumbStr name)
{
  for (size_t i = 0; i < schema->n_keys; ++i) {
    for (const char *const *n = schema->keys[i].names; *n; ++n) {
      if (rhumb_str_is(name, *n)) {
        return &schema->keys[i];
      }
    }
  }
  return NULL;
}

/// Return the first entry of `map` before `end` that a spelling of `key`
/// begins; `end` if there is none
static size_t
find_entry(const RhumbYaml *const map, const RhumbKey *const key, size_t end)
{
  for (size_t i = 0; i < end; ++i) {
    for (const char *const *n = key->names; *n; ++n) {
      if (rhumb_str_is(map->keys[i]->text, *n)) {
        return i;
      }
    }
  }
  return end;
}

/// Return the known key nearest to `name` that is longer than an abbreviation
static const char *
near_key(const RhumbYamlContext *const context,
         const RhumbSchema *const schema,
         const RhumbStr name)
{
  enum { N_NAMES = sizeof(schema->keys->names) / sizeof(char *) };
  const char **const names =
      RHUMB_NEW(context->arena, const char *, (schema->n_keys * N_NAMES) + 1);
  size_t count = 0;
  for (size_t i = 0; i < schema->n_keys; ++i) {
    for (const char *const *n = schema->keys[i].names; *n; ++n) {
      if (strlen(*n) > 2) {
        names[count++] = *n;
      }
    }
  }
  return rhumb_near(name, names);
}

static RhumbStatus
unknown_key(const RhumbYamlContext *const context,
            const RhumbSchema *const schema,
            const RhumbYaml *const key)
{
  const char *const near = near_key(context, schema, key->text);
  RhumbBuf known = {0};
  for (size_t i = 0; !near && i < schema->n_keys; ++i) {
    rhumb_buf_format(&known,
                     "%s%s",
                     known.len ? ", " : "; its keys are ",
                     schema->keys[i].names[0]);
  }
  const RhumbStatus status = rhumb_fail_near(context->diag,
                                             RHUMB_ERR_SYNTAX,
                                             key->loc,
                                             near,
                                             "unknown key \"%s\" in %s%s",
                                             key->text.data,
                                             schema->what,
                                             rhumb_buf_cstr(&known));
  rhumb_buf_free(&known);
  return status;
}

static RhumbStatus
second_spelling(const RhumbYamlContext *const context,
                const RhumbYaml *const first,
                const RhumbYaml *const second)
{
  (void)rhumb_fail(context->diag,
                   RHUMB_ERR_SYNTAX,
                   second->loc,
                   "\"%s\" means the same as \"%s\"; keep one of them",
                   second->text.data,
                   first->text.data);
  rhumb_warn(context->diag, RHUMB_NOTE, first->loc, "it was first here");
  return RHUMB_ERR_SYNTAX;
}

static bool
is_null(const RhumbYaml *const node)
{
  return node->kind == RHUMB_YAML_SCALAR && node->tag == RHUMB_YAML_NULL;
}

static RhumbStatus
read_value(const RhumbYamlContext *const context,
           const RhumbKey *const key,
           RhumbField field,
           void *const object)
{
  void *const to = (char *)object + key->offset;
  if (is_null(field.value)) {
    field.value = NULL;
  }
  if (!key->type->read) {
    *(RhumbField *)to = field;
    return RHUMB_OK;
  }
  return field.value ? key->type->read(context, key->type, field, to)
                     : RHUMB_OK;
}

static RhumbStatus
read_entry(const RhumbYamlContext *const context,
           const RhumbSchema *const schema,
           const RhumbYaml *const map,
           const size_t i,
           void *const to)
{
  const RhumbYaml *const name = map->keys[i];
  const RhumbKey *const key = find_key(schema, name->text);
  if (!key) {
    return unknown_key(context, schema, name);
  }
  const size_t first = find_entry(map, key, i);
  return first < i
             ? second_spelling(context, map->keys[first], name)
             : read_value(context, key, (RhumbField){name, map->values[i]}, to);
}

RhumbStatus
rhumb_missing_key(const RhumbYamlContext *const context,
                  const RhumbLoc loc,
                  const char *const what,
                  const char *const key)
{
  return rhumb_fail(
      context->diag, RHUMB_ERR_SYNTAX, loc, "%s without \"%s\"", what, key);
}

static RhumbStatus
check_needed(const RhumbYamlContext *const context,
             const RhumbSchema *const schema,
             const RhumbYaml *const map)
{
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < schema->n_keys; ++i) {
    const RhumbKey *const key = &schema->keys[i];
    const size_t at = find_entry(map, key, map->count);
    const RhumbYaml *const value = at < map->count ? map->values[at] : NULL;
    if (key->need == RHUMB_NEEDED && (!value || is_null(value))) {
      RHUMB_KEEP(
          status,
          rhumb_missing_key(context, map->loc, schema->what, key->names[0]));
    } else if (key->need == RHUMB_NEEDED && value->kind == RHUMB_YAML_LIST &&
               !value->count) {
      RHUMB_KEEP(status,
                 rhumb_fail(context->diag,
                            RHUMB_ERR_SYNTAX,
                            value->loc,
                            "the key \"%s\" needs one name at least",
                            map->keys[at]->text.data));
    }
  }
  return status;
}

RhumbStatus
rhumb_schema_read(const RhumbYamlContext *const context,
                  const RhumbSchema *const schema,
                  const RhumbYaml *const map,
                  void *const to)
{
  RhumbStatus status = RHUMB_OK;
  if (map->kind != RHUMB_YAML_MAP) {
    return rhumb_wrong_kind(context, map, schema->what, "a map");
  }
  for (size_t i = 0; i < map->count; ++i) {
    RHUMB_KEEP(status, read_entry(context, schema, map, i, to));
  }
  RHUMB_KEEP(status, check_needed(context, schema, map));
  return status;
}

RhumbStatus
rhumb_yaml_read_map(const RhumbYamlContext *const context,
                    const RhumbYamlType *const type,
                    const RhumbField field,
                    void *const to)
{
  return rhumb_schema_read(context, type->map, field.value, to);
}

// Lists

RhumbStatus
rhumb_yaml_read_list(const RhumbYamlContext *const context,
                     const RhumbYamlType *const type,
                     const RhumbField field,
                     void *const to)
{
  const RhumbYaml *const list = field.value;
  const bool is_list = list->kind == RHUMB_YAML_LIST;
  const struct {
    void *items;
    size_t count;
  } made = {rhumb_arena_alloc(
                context->arena, type->item_size, is_list ? list->count : 1),
            is_list ? list->count : 1};
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < made.count; ++i) {
    const RhumbField item = {field.key, is_list ? list->values[i] : list};
    RHUMB_KEEP(
        status,
        type->items[0]->read(context,
                             type->items[0],
                             item,
                             (char *)made.items + (i * type->item_size)));
  }
  memcpy(to, &made, sizeof(made));
  return status;
}

// Scalars

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
rhumb_read_text(const RhumbYamlContext *const context,
                const RhumbYaml *const node,
                const char *const what,
                RhumbStr *const out)
{
  if (node->kind != RHUMB_YAML_SCALAR || is_null(node)) {
    return rhumb_wrong_kind(context, node, what, "a string");
  }
  *out = rhumb_span_of(context, node).text;
  return RHUMB_OK;
}

RhumbStatus
rhumb_wrong_value(const RhumbYamlContext *const context,
                  const RhumbField field,
                  const char *const wanted)
{
  const RhumbYaml *const value = field.value;
  const bool is_text = value->kind == RHUMB_YAML_SCALAR && !is_null(value);
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
  if (field.value->kind != RHUMB_YAML_SCALAR || is_null(field.value)) {
    return rhumb_wrong_value(context, field, wanted);
  }
  *out = rhumb_span_of(context, field.value);
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
  for (size_t i = 0; !near && words[i] && i < words_told; ++i) {
    const bool is_last = i + 1 == words_told && words[i + 1];
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
  *out = rhumb_words_find(words, word);
  return out->len
             ? RHUMB_OK
             : rhumb_fail_near(context->diag,
                               RHUMB_ERR_REFERENCE,
                               loc,
                               rhumb_words_near(context->arena, words, word),
                               "unknown %s \"%.*s\"",
                               type->name,
                               RHUMB_FMT(word));
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
  size_t number = 0;
  bool is_count = span.text.len > 0;
  for (size_t i = 0; is_count && i < span.text.len; ++i) {
    const char c = span.text.data[i];
    number = (number * 10) + (size_t)(c - '0');
    is_count = c >= '0' && c <= '9' && number <= (size_t)type->most;
  }
  *(size_t *)to = number;
  return is_count ? RHUMB_OK : rhumb_wrong_value(context, field, wanted);
}
