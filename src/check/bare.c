// SPDX-License-Identifier: ISC

/// @file bare.c  Names of the data and of the rules that stand as texts:
/// [ex:name, name] in place of [ex:name, $(name)].

#include "check/bare.h"

#include "base/ascii.h"
#include "base/table.h"
#include "check/columns.h"
#include "model/rules.h"

typedef struct {
  const RhumbMapping *mapping;
  const RhumbDiag *diag;
  RhumbArena arena;
  RhumbTable warned; ///< Places: maps share what was written once
} Bare;

// What there is ---------------------------------------------------------------

static bool
refers(const RhumbExpression *const value, const RhumbStr name)
{
  if (value->kind == RHUMB_EXPRESSION_REFERENCE &&
      rhumb_str_equal(value->reference, name)) {
    return true;
  }
  for (size_t i = 0; i < value->text.count; ++i) {
    const RhumbPart *const part = &value->text.parts[i];
    if (part->is_reference && rhumb_str_equal(part->text, name)) {
      return true;
    }
  }
  return false;
}

/// True if `map` asks for `name` in a subject or an object
static bool
asks_for(const RhumbTriplesMap *const map, const RhumbStr name)
{
  bool asks = refers(&map->subject.value, name);
  for (size_t i = 0; i < map->n_pairs; ++i) {
    for (size_t o = 0; o < map->pairs[i].n_objects; ++o) {
      asks = asks || refers(&map->pairs[i].objects[o].term.value, name);
    }
  }
  return asks;
}

/// True for a column, where the header of the source is at hand, and for what
/// the rules themselves ask for
static bool
has_name(const RhumbTriplesMap *const map, const RhumbStr name)
{
  return asks_for(map, name) || rhumb_has_column(map->source, name);
}

/// True for the name of a mapping other than `map`, which may well say its own
static bool
is_other(const RhumbMapping *const mapping,
         const RhumbTriplesMap *const map,
         const RhumbStr name)
{
  for (size_t i = 0; i < mapping->n_maps; ++i) {
    if (rhumb_str_equal(mapping->maps[i]->name, name) &&
        !rhumb_str_equal(map->name, name)) {
      return true;
    }
  }
  return false;
}

// What stands there -----------------------------------------------------------

/// Return the name that a text is, in the brackets and marks of other
/// languages or without: name, <name>, [name], (name), %name%, ?name, :name;
/// empty: it is none
static RhumbStr
name_in(const RhumbStr text)
{
  size_t start = 0;
  size_t end = text.len;
  while (start < end && strchr("<[(%?:.", text.data[start])) {
    ++start;
  }
  while (end > start && strchr(">])%", text.data[end - 1])) {
    --end;
  }
  for (size_t i = start; i < end; ++i) {
    const char c = text.data[i];
    if (!rhumb_is_alphanumeric(c) && c != '_' && c != '-') {
      return RHUMB_STR("");
    }
  }
  return rhumb_str_slice(text, start, end);
}

static bool
is_yarrrml_constant(const RhumbExpression *const value)
{
  return value->kind == RHUMB_EXPRESSION_CONSTANT && value->loc.text &&
         !rhumb_rules_is_turtle(value->loc.text->text);
}

static bool
is_first(Bare *const bare, const RhumbLoc *const loc)
{
  const RhumbStr place = {(const char *)loc, sizeof(*loc)};
  const size_t known = bare->warned.count;
  return rhumb_table_add(&bare->warned, place) == known;
}

/// Return what would be right in place of a text that is a name
static RhumbStr
advice(RhumbArena *const arena,
       const RhumbStr name,
       const bool is_column,
       const bool is_map)
{
  const RhumbStr map =
      rhumb_str_format(arena,
                       is_column ? ", the subjects of a mapping {mapping: %.*s}"
                                 : "the subjects of a mapping are written "
                                   "{mapping: %.*s}",
                       RHUMB_FMT(name));
  return is_column ? rhumb_str_format(arena,
                                      "a column is written $(%.*s)%s",
                                      RHUMB_FMT(name),
                                      is_map ? map.data : "")
                   : map;
}

static void
check_object(Bare *const bare,
             const RhumbTriplesMap *const map,
             const RhumbTermMap *const term)
{
  const RhumbExpression *const value = &term->value;
  const bool is_text = term->type == RHUMB_TYPE_LITERAL && !term->is_typed &&
                       is_yarrrml_constant(value);
  const RhumbStr text = is_text ? value->constant.text : RHUMB_STR("");
  const RhumbStr name = name_in(text);
  if (!name.len || !is_first(bare, &value->loc)) {
    return;
  }
  const bool is_column = has_name(map, name);
  const bool is_map =
      name.len == text.len && is_other(bare->mapping, map, name);
  if (is_column || is_map) {
    rhumb_warn(bare->diag,
               RHUMB_WARNING,
               value->loc,
               "\"%.*s\" is text here; %s; if a text is meant, \"type: "
               "literal\" says so",
               RHUMB_FMT(text),
               advice(&bare->arena, name, is_column, is_map).data);
  }
}

/// A full IRI that is the subject of every row and ends in the name of a column
static void
check_subject(Bare *const bare, const RhumbTriplesMap *const map)
{
  const RhumbExpression *const value = &map->subject.value;
  if (!is_yarrrml_constant(value)) {
    return;
  }
  const RhumbStr text = value->constant.text;
  size_t start = text.len;
  while (start > 0 && !strchr("/#:", text.data[start - 1])) {
    --start;
  }
  const RhumbStr name = name_in(rhumb_str_from(text, start));
  if (start > 0 && name.len && is_first(bare, &value->loc) &&
      has_name(map, name)) {
    rhumb_warn(bare->diag,
               RHUMB_WARNING,
               value->loc,
               "\"%.*s\" is text here, the same for every row; a column is "
               "written $(%.*s)",
               RHUMB_FMT(name),
               RHUMB_FMT(name));
  }
}

void
rhumb_check_bare_names(const RhumbMapping *const mapping,
                       const RhumbDiag *const diag)
{
  Bare bare = {.mapping = mapping, .diag = diag};
  for (size_t i = 0; i < mapping->n_maps; ++i) {
    const RhumbTriplesMap *const map = mapping->maps[i];
    check_subject(&bare, map);
    for (size_t p = 0; p < map->n_pairs; ++p) {
      for (size_t o = 0; o < map->pairs[p].n_objects; ++o) {
        check_object(&bare, map, &map->pairs[p].objects[o].term);
      }
    }
  }
  rhumb_table_free(&bare.warned);
  rhumb_arena_free(&bare.arena);
}
