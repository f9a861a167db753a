// SPDX-License-Identifier: ISC

/// @file schema.c  rhumb schema: the keys of rules as a JSON Schema (2020-12).

#include "base/list.h"
#include "base/words.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "yarrrml/yarrrml.h"

/// Any value that an external value may stand in
#define EXTERNAL "{\"type\": \"string\", \"pattern\": \"\\\\$\\\\(_\"}"

/// A number in quotes
#define QUOTED "{\"type\": \"string\", \"pattern\": \"^[0-9.]+$\"}"

/// The same, from 1 on
#define POSITIVE "{\"type\": \"string\", \"pattern\": \"^0*[1-9][0-9.]*$\"}"

/// A part that others refer to: a map by its keys, or a type that has a name
typedef struct {
  const RhumbSchema *map;
  const RhumbYamlType *type;
} Part;

typedef struct {
  RhumbBuf *out;
  RhumbArena *arena;
  RHUMB_LIST(Part) parts; ///< In the order in which they were referred to
} Writer;

// References

/// Append a part's name: "a rule for nodes" is rule-for-nodes
static void
put_name(RhumbBuf *const out, const Part part)
{
  static const char *const articles[] = {"a ", "an ", "the "};
  const char *name = part.map ? part.map->what : part.type->name;
  for (size_t i = 0; i < RHUMB_COUNT(articles); ++i) {
    const size_t len = strlen(articles[i]);
    name += strncmp(name, articles[i], len) == 0 ? len : 0;
  }
  for (; *name; ++name) {
    rhumb_buf_putc(out, (char)(*name == ' ' ? '-' : *name));
  }
}

/// Append a reference to a part, or to what is `within` it, such as ""
static void
put_pointer(RhumbBuf *const out, const Part part, const char *const within)
{
  rhumb_buf_puts(out, "{\"$ref\": \"#/$defs/");
  put_name(out, part);
  rhumb_buf_format(out, "%s\"}", within);
}

static void
put_reference(Writer *const w, const Part part)
{
  size_t i = 0;
  while (i < w->parts.count && (w->parts.items[i].map != part.map ||
                                w->parts.items[i].type != part.type)) {
    ++i;
  }
  if (i == w->parts.count) {
    RHUMB_PUSH_IN(w->arena, &w->parts, part);
  }
  put_pointer(w->out, part, "");
}

// Values

static void
put_words(RhumbBuf *const out, const char *const *words)
{
  rhumb_buf_puts(out, "{\"enum\": [");
  for (; *words; ++words) {
    rhumb_json_put_item(out, rhumb_str(*words));
  }
  rhumb_buf_puts(out, "]}, " EXTERNAL);
}

/// Append a pattern that is `word` in any case, whatever else it holds as it is
static void
put_any_case(RhumbBuf *const out, const RhumbStr word)
{
  for (size_t i = 0; i < word.len; ++i) {
    const char c = word.data[i];
    const bool is_letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    rhumb_buf_format(out,
                     is_letter ? "[%c%c]" : "[%c]",
                     is_letter ? c & ~0x20 : c,
                     c | 0x20);
  }
}

static void
put_spelled(RhumbBuf *const out, const char *const words, const bool any_case)
{
  RhumbStr word = {NULL, 0};
  const char *rest = words;
  rhumb_buf_puts(out, "{\"enum\": [");
  while ((word = rhumb_words_next(&rest)).len) {
    rhumb_json_put_item(out, word);
  }
  rhumb_buf_puts(out, "]}, " EXTERNAL);
  if (!any_case) {
    return;
  }
  rhumb_buf_puts(out, ", {\"type\": \"string\", \"pattern\": \"^(");
  rest = words;
  for (bool more = false; (word = rhumb_words_next(&rest)).len; more = true) {
    rhumb_buf_puts(out, more ? "|" : "");
    put_any_case(out, word);
  }
  rhumb_buf_puts(out, ")$\"}");
}

static void
put_number(const Writer *const w, const RhumbYamlType *const type)
{
  rhumb_buf_format(
      w->out,
      "{\"type\": \"%s\", \"minimum\": %g, \"maximum\": %.0f}, %s, " EXTERNAL,
      type->is_whole ? "integer" : "number",
      type->least,
      type->most,
      type->least >= 1.0 ? POSITIVE : QUOTED);
}

static void
put_scalar(const Writer *const w, const RhumbYamlType *const type)
{
  rhumb_json_next(w->out);
  if (type->words) {
    put_words(w->out, type->words);
  } else if (type->spelled) {
    const char *const words = type->spelled(w->arena);
    put_spelled(w->out, words, type->any_case);
    if (rhumb_words_find(words, RHUMB_STR("true")).len) {
      rhumb_buf_puts(w->out, ", {\"type\": \"boolean\"}");
    }
    if (type->most > 0.0) {
      rhumb_json_next(w->out);
      put_number(w, type);
    }
  } else if (type->most > 0.0) {
    put_number(w, type);
  } else if (type->pattern) {
    rhumb_buf_format(w->out,
                     "{\"type\": \"string\", \"pattern\": \"%s\"}, " EXTERNAL,
                     type->pattern);
  } else {
    rhumb_buf_puts(w->out, "{\"type\": [\"string\", \"number\", \"boolean\"]}");
  }
}

static void
put_value(Writer *w, const RhumbYamlType *type, bool is_needed);

static void
put_list(Writer *const w, const RhumbYamlType *const type)
{
  const RhumbYamlType *const *const items = type->items;
  rhumb_json_next(w->out);
  rhumb_buf_puts(w->out, "{\"type\": \"array\"");
  size_t last = 0;
  while (last + 1 < RHUMB_COUNT(type->items) && items[last + 1]) {
    ++last;
  }
  if (last) {
    rhumb_json_put_key(w->out, "prefixItems");
    rhumb_buf_putc(w->out, '[');
    for (size_t i = 0; i <= last; ++i) {
      rhumb_json_next(w->out);
      put_value(w, items[i], !items[i]->may_be_null);
    }
    rhumb_buf_puts(w->out,
                   type->goes_on ? "]"
                   : last == 2   ? "], \"items\": false, \"minItems\": 2"
                                 : "], \"items\": false");
  }
  if (!last || type->goes_on) {
    rhumb_json_put_key(w->out, "items");
    put_value(w, items[last], !items[last]->may_be_null);
  }
  if (type->is_filled) {
    rhumb_buf_puts(w->out, ", \"minItems\": 1");
  }
  rhumb_buf_putc(w->out, '}');
}

/// Append what a map of any keys is not, where one of known keys may stand too:
/// a map with the first key that this needs, and another
static void
put_exclusion(Writer *const w, const RhumbSchema *const map)
{
  const char *first = NULL;
  RhumbBuf pairs = {0};
  for (size_t i = 0; i < map->n_keys; ++i) {
    const RhumbKey *const key = &map->keys[i];
    if (key->need == RHUMB_NEEDED && first) {
      rhumb_json_next(&pairs);
      rhumb_buf_format(
          &pairs, "{\"required\": [\"%s\", \"%s\"]}", first, key->names[0]);
    }
    first = first ? first : key->need == RHUMB_NEEDED ? key->names[0] : NULL;
  }
  if (pairs.len) {
    rhumb_json_put_key(w->out, "not");
    rhumb_buf_format(w->out, "{\"anyOf\": [%s]}", rhumb_buf_cstr(&pairs));
  }
  rhumb_buf_free(&pairs);
}

static void
put_map(Writer *const w, const RhumbYamlType *const type)
{
  if (type->map) {
    rhumb_json_next(w->out);
    put_reference(w, (Part){type->map, NULL});
  }
  if (!type->entries) {
    return;
  }
  rhumb_json_next(w->out);
  rhumb_buf_puts(w->out, "{\"type\": \"object\"");
  rhumb_json_put_key(w->out, "additionalProperties");
  put_value(w, type->entries, !type->entries->may_be_null);
  if (type->is_filled) {
    rhumb_buf_puts(w->out, ", \"minProperties\": 1");
  }
  if (type->map) {
    put_exclusion(w, type->map);
  }
  rhumb_buf_putc(w->out, '}');
}

/// Append the forms that a value may have
static void
put_forms(Writer *const w, const RhumbYamlType *const type)
{
  if (type->may_be & RHUMB_MAY_SCALAR) {
    put_scalar(w, type);
  }
  if (type->may_be & RHUMB_MAY_LIST) {
    put_list(w, type);
  }
  if (type->may_be & RHUMB_MAY_MAP) {
    put_map(w, type);
  }
}

/// Append what a value may be, without the braces around: null too, unless one
/// is needed
static void
put_alternatives(Writer *const w,
                 const RhumbYamlType *const type,
                 const bool is_needed)
{
  rhumb_json_put_key(w->out, "anyOf");
  rhumb_buf_putc(w->out, '[');
  if (type->name) {
    put_reference(w, (Part){NULL, type});
  } else {
    put_forms(w, type);
  }
  rhumb_buf_puts(w->out, is_needed ? "]" : ", {\"type\": \"null\"}]");
}

static void
put_value(Writer *const w,
          const RhumbYamlType *const type,
          const bool is_needed)
{
  rhumb_buf_putc(w->out, '{');
  put_alternatives(w, type, is_needed);
  rhumb_buf_putc(w->out, '}');
}

// Maps

static bool
is_needed(const RhumbKey *const key)
{
  return key->need == RHUMB_NEEDED || key->need == RHUMB_EXPECTED;
}

static void
put_key(Writer *const w,
        const RhumbSchema *const map,
        const RhumbKey *const key)
{
  const RhumbStr same =
      rhumb_str_format(w->arena, "/properties/%s", key->names[0]);
  rhumb_json_put_key(w->out, key->names[0]);
  rhumb_buf_putc(w->out, '{');
  rhumb_json_put_text(w->out, "description", key->help);
  put_alternatives(w, key->type, key->need != RHUMB_NULLABLE);
  if (key->need == RHUMB_NEEDED && key->type->may_be & RHUMB_MAY_LIST) {
    rhumb_buf_puts(w->out, ", \"minItems\": 1");
  }
  rhumb_buf_puts(w->out, "}");
  for (const char *const *n = key->names + 1; *n; ++n) {
    rhumb_json_put_key(w->out, *n);
    put_pointer(w->out, (Part){map, NULL}, same.data);
  }
}

/// Append that one of the names must be there
static void
put_names(RhumbBuf *const out, const RhumbKey *const key)
{
  for (const char *const *n = key->names; *n; ++n) {
    rhumb_json_next(out);
    rhumb_buf_format(out, "{\"required\": [\"%s\"]}", *n);
  }
}

/// Append which keys a map cannot do without
static void
put_needed(RhumbBuf *const out, const RhumbSchema *const map)
{
  RhumbBuf either = {0};
  for (size_t i = 0; i < map->n_keys; ++i) {
    if (is_needed(&map->keys[i])) {
      rhumb_json_next(out);
      rhumb_buf_puts(out, "{\"anyOf\": [");
      put_names(out, &map->keys[i]);
      rhumb_buf_puts(out, "]}");
    } else if (map->keys[i].need == RHUMB_EITHER) {
      rhumb_buf_puts(&either, either.len ? "" : "{\"anyOf\": [");
      put_names(&either, &map->keys[i]);
    }
  }
  if (either.len) {
    rhumb_json_next(out);
    rhumb_buf_format(out, "%s]}", rhumb_buf_cstr(&either));
  }
  rhumb_buf_free(&either);
}

/// Append that no two of the names may be there
static void
put_once(RhumbBuf *const out, const RhumbKey *const key)
{
  for (const char *const *n = key->names; *n; ++n) {
    for (const char *const *m = n + 1; *m; ++m) {
      rhumb_json_next(out);
      rhumb_buf_format(
          out, "{\"not\": {\"required\": [\"%s\", \"%s\"]}}", *n, *m);
    }
  }
}

/// Append that one of the names of each of the words must be there
static void
put_any_of(RhumbBuf *const out, const RhumbSchema *const map, const char *words)
{
  RhumbStr word = {NULL, 0};
  rhumb_buf_puts(out, "{\"anyOf\": [");
  while ((word = rhumb_words_next(&words)).len) {
    put_names(out, rhumb_schema_find(map, word));
  }
  rhumb_buf_puts(out, "]}");
}

/// Append which names alone may be there
static void
put_alone(RhumbBuf *const out, const RhumbSchema *const map, const char *words)
{
  RhumbStr word = {NULL, 0};
  rhumb_buf_puts(out, "{\"propertyNames\": {\"enum\": [");
  while ((word = rhumb_words_next(&words)).len) {
    const RhumbKey *const key = rhumb_schema_find(map, word);
    for (const char *const *n = key->names; *n; ++n) {
      rhumb_json_put_item(out, rhumb_str(*n));
    }
  }
  rhumb_buf_puts(out, "]}}");
}

/// Append what a key asks of others
static void
put_tie(RhumbBuf *const out,
        const RhumbSchema *const map,
        const RhumbTie *const tie)
{
  rhumb_json_next(out);
  rhumb_buf_puts(out, "{\"if\": ");
  put_any_of(out, map, tie->key);
  rhumb_buf_puts(out, ", \"then\": ");
  if (tie->kind == RHUMB_KEY_ALONE) {
    put_alone(out, map, tie->others);
  } else if (tie->kind == RHUMB_KEY_NEEDS) {
    put_any_of(out, map, tie->others);
  } else {
    rhumb_buf_puts(out, "{\"not\": ");
    put_any_of(out, map, tie->others);
    rhumb_buf_putc(out, '}');
  }
  rhumb_buf_putc(out, '}');
}

static void
put_keys(Writer *const w, const RhumbSchema *const map)
{
  rhumb_json_put_text(w->out, "type", "object");
  rhumb_json_put_key(w->out, "additionalProperties");
  rhumb_buf_puts(w->out, "false");
  rhumb_json_put_key(w->out, "properties");
  rhumb_buf_putc(w->out, '{');
  for (size_t i = 0; i < map->n_keys; ++i) {
    put_key(w, map, &map->keys[i]);
  }
  rhumb_buf_putc(w->out, '}');

  RhumbBuf rules = {0};
  rhumb_buf_putc(&rules, '[');
  put_needed(&rules, map);
  for (size_t i = 0; i < map->n_keys; ++i) {
    put_once(&rules, &map->keys[i]);
  }
  for (const RhumbTie *tie = map->ties; tie && tie->key; ++tie) {
    put_tie(&rules, map, tie);
  }
  if (rules.len > 1) {
    rhumb_json_put_key(w->out, "allOf");
    rhumb_buf_format(w->out, "%s]", rhumb_buf_cstr(&rules));
  }
  rhumb_buf_free(&rules);
}

/// Append what a part is called, and what it is
static void
put_part(Writer *const w, const Part part)
{
  rhumb_json_next(w->out);
  rhumb_buf_puts(w->out, "\n\"");
  put_name(w->out, part);
  rhumb_buf_puts(w->out, "\": {");
  if (part.map) {
    put_keys(w, part.map);
  } else {
    RhumbYamlType forms = *part.type;
    forms.name = NULL;
    put_alternatives(w, &forms, true);
  }
  rhumb_buf_putc(w->out, '}');
}

RhumbStatus
rhumb_command_schema(RhumbJob *const job)
{
  RhumbBuf text = {0};
  RhumbArena arena = {0};
  Writer w = {.out = &text, .arena = &arena};
  rhumb_buf_putc(&text, '{');
  rhumb_json_put_text(
      &text, "$schema", "https://json-schema.org/draft/2020-12/schema");
  rhumb_json_put_text(&text, "title", "Rules of rhumb, in YARRRML");
  rhumb_json_put_key(&text, "allOf");
  rhumb_buf_putc(&text, '[');
  put_reference(&w, (Part){&rhumb_root_schema, NULL});
  rhumb_buf_putc(&text, ']');
  rhumb_json_put_key(&text, "$defs");
  rhumb_buf_putc(&text, '{');
  for (size_t i = 0; i < w.parts.count; ++i) { // More come as they are written
    put_part(&w, w.parts.items[i]);
  }
  rhumb_buf_puts(&text, "}}\n");
  rhumb_arena_free(&arena);
  return rhumb_job_write(job, &text, RHUMB_OK);
}
