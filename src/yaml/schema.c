// SPDX-License-Identifier: ISC

/// @file schema.c  Maps read by the rows of their keys.

#include "yaml/schema.h"

#include "base/list.h"
#include "base/near.h"
#include "base/words.h"

/// Return the number of the key that a spelling names; `n_keys` if none does
static size_t
find_key(const RhumbSchema *const schema, const RhumbStr name)
{
  for (size_t i = 0; i < schema->n_keys; ++i) {
    if (rhumb_word(schema->keys[i].names, name)) {
      return i;
    }
  }
  return schema->n_keys;
}

/// Return the first entry of `map` before `end` that a spelling of `key`
/// begins; `end` if there is none
static size_t
find_entry(const RhumbYaml *const map, const RhumbKey *const key, size_t end)
{
  for (size_t i = 0; i < end; ++i) {
    if (rhumb_word(key->names, map->keys[i]->text)) {
      return i;
    }
  }
  return end;
}

const RhumbKey *
rhumb_schema_find(const RhumbSchema *const schema, const RhumbStr name)
{
  const size_t key = find_key(schema, name);
  return key < schema->n_keys ? &schema->keys[key] : NULL;
}

const char *
rhumb_schema_key(const RhumbSchema *const schema, const RhumbStr name)
{
  const RhumbKey *const key = rhumb_schema_find(schema, name);
  return key ? key->names[0] : NULL;
}

/// What people call keys that are called otherwise
static const struct {
  const char *word, *key;
} misnomers[] = {
    {"allowEmpty", "empty"},
    {"column", "value"},
    {"file", "access"},
    {"filename", "access"},
    {"filter", "condition"},
    {"format", "referenceFormulation"},
    {"from", "sources"},
    {"gatherAs", "as"},
    {"id", "subjects"},
    {"if", "condition"},
    {"input", "sources"},
    {"join", "condition"},
    {"lang", "language"},
    {"namespaces", "prefixes"},
    {"namespace", "prefixes"},
    {"pairs", "predicateobjects"},
    {"path", "access"},
    {"predicate", "property"},
    {"predicates", "property"},
    {"properties", "predicateobjects"},
    {"props", "predicateobjects"},
    {"p", "predicateobjects"},
    {"predicates", "predicateobjects"},
    {"predicate", "predicateobjects"},
    {"reference", "value"},
    {"rules", "mappings"},
    {"sep", "delimiter"},
    {"separator", "delimiter"},
    {"seperator", "delimiter"},
    {"skip", "header"},
    {"skipLines", "header"},
    {"skipRows", "header"},
    {"maps", "mappings"},
    {"src", "sources"},
    {"data", "sources"},
    {"file", "sources"},
    {"template", "value"},
    {"triples", "predicateobjects"},
    {"type", "class"},
    {"url", "access"},
    {"when", "condition"},
    {"where", "condition"},
};

/// Return the key that a word is another name for, or that it begins; or NULL
static const char *
other_name(const RhumbSchema *const schema, const RhumbStr word)
{
  for (size_t i = 0; i < RHUMB_COUNT(misnomers); ++i) {
    if (rhumb_str_alike(word, rhumb_str(misnomers[i].word)) &&
        rhumb_schema_has(schema, rhumb_str(misnomers[i].key))) {
      return misnomers[i].key;
    }
  }
  for (size_t i = 0; word.len > 2 && i < schema->n_keys; ++i) {
    if (rhumb_str_starts(rhumb_str(schema->keys[i].names[0]), word)) {
      return schema->keys[i].names[0];
    }
  }
  return NULL;
}

/// Return the known key nearest to `name`; short forms must be the same but
/// for their case, or a letter more
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
    const RhumbKey *const key = &schema->keys[i];
    for (size_t n = 0; key->names[n]; ++n) {
      const RhumbStr known = rhumb_str(key->names[n]);
      const bool is_plural =
          known.len == 2 && name.len == 3 && name.data[2] == 's' &&
          rhumb_str_alike(rhumb_str_slice(name, 0, 2), known);
      if (known.len > 2 || is_plural || rhumb_str_alike(known, name)) {
        names[count++] = key->names[n];
      }
    }
  }
  const char *const other = other_name(schema, name);
  return other ? other : rhumb_near(name, names);
}

/// Return the short form of a key, or NULL
static const char *
short_form(const RhumbKey *const key)
{
  const char *least = key->names[0];
  for (size_t n = 1; key->names[n]; ++n) {
    least = strlen(key->names[n]) < strlen(least) ? key->names[n] : least;
  }
  return least != key->names[0] && strlen(least) < 4 ? least : NULL;
}

/// Append the keys of a map, with the short form of each
static void
put_keys(RhumbBuf *const out, const RhumbSchema *const schema)
{
  for (size_t i = 0; i < schema->n_keys; ++i) {
    const char *const least = short_form(&schema->keys[i]);
    rhumb_buf_format(out,
                     "%s%s%s%s%s",
                     i ? ", " : "; its keys are ",
                     schema->keys[i].names[0],
                     least ? " (" : "",
                     least ? least : "",
                     least ? ")" : "");
  }
}

/// Append the short form of the key `near` to who has tried one of his own
static void
put_short_form(RhumbBuf *const out,
               const RhumbSchema *const schema,
               const RhumbStr tried,
               const char *const near)
{
  enum { MAX_SHORT = 4 };
  for (size_t i = 0; tried.len <= MAX_SHORT && i < schema->n_keys; ++i) {
    const char *const least = short_form(&schema->keys[i]);
    if (least && strcmp(schema->keys[i].names[0], near) == 0) {
      rhumb_buf_format(out, "; \"%s\" is short for \"%s\"", least, near);
    }
  }
}

static RhumbStatus
unknown_key(const RhumbYamlContext *const context,
            const RhumbSchema *const schema,
            const RhumbYaml *const key)
{
  const size_t colon = rhumb_str_index(key->text, ':');
  if (colon < key->text.len &&
      rhumb_schema_has(schema, rhumb_str_slice(key->text, 0, colon))) {
    return rhumb_fail(
        context->diag,
        RHUMB_ERR_SYNTAX,
        key->loc,
        "no blank behind the \":\" of \"%.*s\"; a key ends with a "
        "colon and a blank",
        (int)colon,
        key->text.data);
  }
  const char *const near = near_key(context, schema, key->text);
  RhumbBuf known = {0};
  if (near) {
    put_short_form(&known, schema, key->text, near);
  } else {
    put_keys(&known, schema);
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

/// Report a key with nothing behind it, unless that may be, or is reported with
/// what else is missing
static RhumbStatus
check_null(const RhumbYamlContext *const context,
           const RhumbKey *const key,
           const RhumbYaml *const name)
{
  return key->need == RHUMB_NULLABLE || key->need == RHUMB_NEEDED ||
                 key->need == RHUMB_EXPECTED
             ? RHUMB_OK
             : rhumb_fail(context->diag,
                          RHUMB_ERR_SYNTAX,
                          name->loc,
                          "nothing stands behind \"%s\"; leave it out, or "
                          "write: %s",
                          name->text.data,
                          key->help);
}

static RhumbStatus
read_value(const RhumbYamlContext *const context,
           const RhumbKey *const key,
           RhumbField field,
           void *const object)
{
  void *const to = (char *)object + key->offset;
  const bool is_null = rhumb_is_null(field.value);
  field.value = is_null ? NULL : field.value;
  if (!key->type->read) {
    *(RhumbField *)to = field;
  }
  return is_null           ? check_null(context, key, field.key)
         : key->type->read ? key->type->read(context, key->type, field, to)
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
  const size_t number = find_key(schema, name->text);
  if (number == schema->n_keys) {
    return unknown_key(context, schema, name);
  }
  const RhumbKey *const key = &schema->keys[number];
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
    if (key->need == RHUMB_NEEDED && (!value || rhumb_is_null(value))) {
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

/// Return the entry of `map` that has the key `name`; NULL: none has
static const RhumbYaml *
key_called(const RhumbSchema *const schema,
           const RhumbYaml *const map,
           const RhumbStr name)
{
  const RhumbKey *const key = rhumb_schema_find(schema, name);
  const size_t at = find_entry(map, key, map->count);
  return at < map->count ? map->keys[at] : NULL;
}

/// Return the first key of `map` that is one of the words, or that is none
static const RhumbYaml *
first_of(const RhumbSchema *const schema,
         const RhumbYaml *const map,
         const char *const words,
         const bool is_one)
{
  for (size_t i = 0; i < map->count; ++i) {
    const char *const full = rhumb_schema_key(schema, map->keys[i]->text);
    if (full && (rhumb_words_find(words, rhumb_str(full)).len > 0) == is_one) {
      return map->keys[i];
    }
  }
  return NULL;
}

static RhumbStatus
check_tie(const RhumbYamlContext *const context,
          const RhumbSchema *const schema,
          const RhumbYaml *const map,
          const RhumbTie *const tie)
{
  const RhumbYaml *const key = key_called(schema, map, rhumb_str(tie->key));
  const RhumbYaml *const other =
      !key ? NULL
           : first_of(schema, map, tie->others, tie->kind != RHUMB_KEY_ALONE);
  if (!key || (tie->kind == RHUMB_KEY_NEEDS) == (other != NULL)) {
    return RHUMB_OK;
  }
  return tie->kind == RHUMB_KEY_NEEDS ? rhumb_fail(context->diag,
                                                   RHUMB_ERR_SYNTAX,
                                                   key->loc,
                                                   "\"%s\" without \"%s\"%s",
                                                   key->text.data,
                                                   tie->others,
                                                   tie->why)
                                      : rhumb_fail(context->diag,
                                                   RHUMB_ERR_SYNTAX,
                                                   other->loc,
                                                   "\"%s\" beside \"%s\"%s",
                                                   other->text.data,
                                                   key->text.data,
                                                   tie->why);
}

static RhumbStatus
check_ties(const RhumbYamlContext *const context,
           const RhumbSchema *const schema,
           const RhumbYaml *const map)
{
  RhumbStatus status = RHUMB_OK;
  for (const RhumbTie *tie = schema->ties; tie && tie->key; ++tie) {
    RHUMB_KEEP(status, check_tie(context, schema, map, tie));
  }
  return status;
}

/// Report what is no map, with the keys that it would have
static RhumbStatus
no_map(const RhumbYamlContext *const context,
       const RhumbSchema *const schema,
       const RhumbYaml *const node)
{
  enum { MAX_KEYS = 3 };
  RhumbBuf keys = {0};
  size_t count = 0;
  bool has_needed = false;
  for (size_t i = 0; i < schema->n_keys; ++i) {
    has_needed |= schema->keys[i].need == RHUMB_NEEDED;
  }
  for (size_t i = 0; i < schema->n_keys && count < MAX_KEYS; ++i) {
    if (!has_needed || schema->keys[i].need == RHUMB_NEEDED) {
      rhumb_buf_format(&keys,
                       "%s%s: …",
                       count++ ? ", " : "a map, {",
                       schema->keys[i].names[0]);
    }
  }
  rhumb_buf_puts(&keys, "}");
  const RhumbStatus status =
      rhumb_wrong_kind(context, node, schema->what, rhumb_buf_cstr(&keys));
  rhumb_buf_free(&keys);
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
    return no_map(context, schema, map);
  }
  for (size_t i = 0; i < map->count; ++i) {
    RHUMB_KEEP(status, read_entry(context, schema, map, i, to));
  }
  RHUMB_KEEP(status, check_needed(context, schema, map));
  RHUMB_KEEP(status, check_ties(context, schema, map));
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
