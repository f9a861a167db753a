// SPDX-License-Identifier: ISC

/// @file hint.c  Pairs and terms that are none, and what was meant by them.

#include "yaml/odd.h"
#include "yarrrml/yarrrml_impl.h"

/// True if all items from `start` on are texts
static bool
are_texts(const RhumbYaml *const list, const size_t start)
{
  for (size_t i = start; i < list->count; ++i) {
    if (list->values[i]->kind != RHUMB_YAML_SCALAR) {
      return false;
    }
  }
  return list->count > start;
}

/// Return the texts from `start` on with commas between
static const char *
joined(RhumbArena *const arena, const RhumbYaml *const list, const size_t start)
{
  RhumbBuf out = {0};
  for (size_t i = start; i < list->count; ++i) {
    rhumb_buf_format(
        &out, "%s%s", i > start ? ", " : "", list->values[i]->text.data);
  }
  return rhumb_buf_keep(&out, arena).data;
}

/// Return the first character of `text` that looks like another, or NULL
static const RhumbOdd *
odd_within(const RhumbStr text)
{
  size_t len = 0;
  for (size_t i = 0; i < text.len; i += len ? len : 1) {
    const RhumbOdd *const odd = rhumb_odd_at(text, i, &len);
    if (odd && odd->kind == RHUMB_ODD_MARK) {
      return odd;
    }
  }
  return NULL;
}

/// Return `text`, a predicate and an object without brackets, as a pair
static const char *
as_pair(RhumbArena *const arena, const RhumbStr said)
{
  RhumbStr text = rhumb_str_trim(said);
  const bool is_round =
      text.len > 1 && text.data[0] == '(' && text.data[text.len - 1] == ')';
  text = is_round ? rhumb_str_slice(text, 1, text.len - 1) : text;
  if (rhumb_str_has(text, ',')) {
    return rhumb_str_format(arena, "[%.*s]", RHUMB_FMT(text)).data;
  }
  const size_t blank = rhumb_str_index(text, ' ');
  RhumbStr first = rhumb_str_slice(text, 0, blank);
  const RhumbStr rest =
      rhumb_str_trim(rhumb_str_from(text, blank < text.len ? blank : text.len));
  first.len -= first.len && strchr(";:", first.data[first.len - 1]) ? 1 : 0;
  return rhumb_str_format(arena,
                          "[%.*s, %.*s]",
                          RHUMB_FMT(first),
                          RHUMB_FMT(rest.len ? rest : RHUMB_STR("value")))
      .data;
}

/// What is wrong with a list of one
static const char *
say_one(RhumbArena *const arena, const RhumbYaml *const item)
{
  if (item->kind == RHUMB_YAML_LIST) {
    return "a pair of brackets too many: a pair is [predicate, object]";
  }
  if (item->kind == RHUMB_YAML_MAP && item->count == 1) {
    const RhumbYaml *const value = item->values[0];
    return rhumb_str_format(arena,
                            "a \",\" stands between predicate and object, not "
                            "\": \": [%s, %s]",
                            item->keys[0]->text.data,
                            value->kind == RHUMB_YAML_SCALAR ? value->text.data
                                                             : "value")
        .data;
  }
  const RhumbOdd *const odd =
      item->kind == RHUMB_YAML_SCALAR ? odd_within(item->text) : NULL;
  if (odd) {
    return rhumb_odd_explain(arena, odd);
  }
  return item->kind == RHUMB_YAML_SCALAR && rhumb_str_has(item->text, ' ')
             ? rhumb_str_format(arena,
                                "a \",\" is missing between predicate and "
                                "object: %s",
                                as_pair(arena, item->text))
                   .data
             : "the object is missing: a pair is [predicate, object]";
}

RhumbStatus
rhumb_fail_pair_list(const RhumbYarrrml *const reader,
                     const RhumbYaml *const list)
{
  RhumbArena *const arena = reader->yaml.arena;
  if (list->count == 1) {
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_SYNTAX,
                      list->loc,
                      "%s",
                      say_one(arena, list->values[0]));
  }
  const bool is_text = are_texts(list, 1);
  return rhumb_fail(reader->yaml.diag,
                    RHUMB_ERR_SYNTAX,
                    list->loc,
                    "predicates with objects as a list are [predicate, object] "
                    "or [predicate, object, datatype]; this list has %zu%s%s%s",
                    list->count,
                    is_text ? ", and a text with commas in it is quoted: \""
                            : "",
                    is_text ? joined(arena, list, 1) : "",
                    is_text ? "\"" : "");
}

RhumbStatus
rhumb_fail_pair_text(const RhumbYarrrml *const reader,
                     const RhumbYaml *const node)
{
  const RhumbOdd *const odd =
      node->kind == RHUMB_YAML_SCALAR ? odd_within(node->text) : NULL;
  return rhumb_is_null(node)
             ? rhumb_fail(reader->yaml.diag,
                          RHUMB_ERR_SYNTAX,
                          node->loc,
                          "an empty item; a pair is [predicate, object]")
         : odd ? rhumb_fail(reader->yaml.diag,
                            RHUMB_ERR_SYNTAX,
                            node->loc,
                            "%s",
                            rhumb_odd_explain(reader->yaml.arena, odd))
               : rhumb_fail(reader->yaml.diag,
                            RHUMB_ERR_SYNTAX,
                            node->loc,
                            "a pair stands in brackets: %s",
                            as_pair(reader->yaml.arena, node->text));
}

RhumbStatus
rhumb_check_flat_pairs(const RhumbYarrrml *const reader,
                       const RhumbYaml *const node)
{
  return node->kind == RHUMB_YAML_LIST &&
                 (node->count == 2 || node->count == 3) && are_texts(node, 0) &&
                 !rhumb_is_null(node->values[0])
             ? rhumb_fail(reader->yaml.diag,
                          RHUMB_ERR_SYNTAX,
                          node->loc,
                          "pairs are a list of lists: begin each with \"- \", "
                          "or write [[%s]]",
                          joined(reader->yaml.arena, node, 0))
             : RHUMB_OK;
}

RhumbStatus
rhumb_check_pair_map(const RhumbYarrrml *const reader,
                     const RhumbYaml *const map)
{
  for (size_t i = 0; i < map->count; ++i) {
    const RhumbYaml *const key = map->keys[i];
    const RhumbYaml *const value = map->values[i];
    const size_t colon = rhumb_str_index(key->text, ':');
    const bool is_predicate =
        rhumb_str_is(key->text, "a") ||
        (colon < key->text.len &&
         !rhumb_schema_has(&rhumb_pair_schema,
                           rhumb_str_slice(key->text, 0, colon)));
    if (is_predicate && !rhumb_schema_has(&rhumb_pair_schema, key->text)) {
      const bool is_text =
          value->kind == RHUMB_YAML_SCALAR && !rhumb_is_null(value);
      const char *const object = is_text ? value->text.data
                                 : i + 1 < map->count && rhumb_is_null(value)
                                     ? map->keys[i + 1]->text.data
                                     : "value";
      return rhumb_fail(reader->yaml.diag,
                        RHUMB_ERR_SYNTAX,
                        key->loc,
                        "a pair is a list, not a key with a value: [%s, %s]",
                        key->text.data,
                        object);
    }
  }
  return RHUMB_OK;
}

/// True for a map that has `half`, "predicates" or "objects", alone
static bool
is_half(const RhumbYaml *const node, const char *const half)
{
  const bool is_one = node->kind == RHUMB_YAML_MAP && node->count == 1;
  const char *const key =
      is_one ? rhumb_schema_key(&rhumb_pair_schema, node->keys[0]->text) : NULL;
  return key && strcmp(key, half) == 0;
}

bool
rhumb_is_split_pair(const RhumbYarrrml *const reader,
                    const RhumbYaml *const first,
                    const RhumbYaml *const second)
{
  if (!is_half(first, "predicates") || !is_half(second, "objects")) {
    return false;
  }
  (void)rhumb_fail(reader->yaml.diag,
                   RHUMB_ERR_SYNTAX,
                   second->loc,
                   "\"%s\" belongs to the \"%s\" above it: take out the \"-\" "
                   "before it",
                   second->keys[0]->text.data,
                   first->keys[0]->text.data);
  return true;
}

/// Return the bracket that makes a map: its own brace or, of one without,
/// within a list, the list's; NUL: neither
static char
flow_mark(const RhumbYaml *const map)
{
  const RhumbStr text = map->loc.text ? map->loc.text->text : map->text;
  size_t at = map->offset;
  if (at < text.len && text.data[at] == '{') {
    return '{';
  }
  while (at && at <= text.len && text.data[at - 1] == ' ') {
    --at;
  }
  return (char)(at && at <= text.len && strchr(",[", text.data[at - 1]) ? '['
                                                                        : '\0');
}

RhumbStatus
rhumb_check_term_map(const RhumbYarrrml *const reader,
                     const RhumbSchema *const schema,
                     const RhumbYaml *const map)
{
  if (map->count != 1 || rhumb_schema_has(schema, map->keys[0]->text)) {
    return RHUMB_OK;
  }
  const RhumbYaml *const key = map->keys[0];
  const RhumbYaml *const value = map->values[0];
  const bool has_colon = rhumb_str_has(key->text, ':');
  const char mark = flow_mark(map);
  if (mark == '{' && rhumb_is_null(value) && !has_colon) {
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_SYNTAX,
                      map->loc,
                      "YAML takes {%s} for a map; a column is written $(%s)",
                      key->text.data,
                      key->text.data);
  }
  return mark == '[' && value->kind == RHUMB_YAML_SCALAR
             ? rhumb_fail(
                   reader->yaml.diag,
                   RHUMB_ERR_SYNTAX,
                   key->loc,
                   "YAML takes \"%s: %s\" for a map; quote the text, and "
                   "write no blank behind a prefix",
                   key->text.data,
                   value->text.data)
             : RHUMB_OK;
}
