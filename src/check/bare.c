// SPDX-License-Identifier: ISC

/// @file bare.c  Names of the data and of the rules that stand as texts:
/// [ex:name, name] in place of [ex:name, $(name)].

#include "check/bare.h"

#include "base/ascii.h"
#include "base/table.h"
#include "check/columns.h"
#include "model/rules.h"

typedef struct {
  const RhumbDiag *diag;
  RhumbArena arena;
  RhumbLastRules last;
  RhumbTable warned;             ///< Places: maps share what was written once
  RhumbTable maps;               ///< Names of the mappings
  RhumbTable asked;              ///< What the map that is looked at asks for
  const RhumbSourceSpec *source; ///< Its own; NULL once it has been opened
  RhumbSource *file; ///< Where its columns stand; NULL: they are not at hand
} Bare;

// What there is ---------------------------------------------------------------

static void
note_asked(Bare *const bare, const RhumbExpression *const value)
{
  if (value->kind == RHUMB_EXPRESSION_REFERENCE) {
    (void)rhumb_table_add(&bare->asked, value->reference);
  }
  for (size_t i = 0; i < value->text.count; ++i) {
    const RhumbPart *const part = &value->text.parts[i];
    if (part->is_reference) {
      (void)rhumb_table_add(&bare->asked, part->text);
    }
  }
}

/// Note what a term asks for, and what its members do
static void
note_term(Bare *const bare, const RhumbTermMap *const term)
{
  note_asked(bare, &term->value);
  for (size_t i = 0; term->gather && i < term->gather->n_items; ++i) {
    note_term(bare, &term->gather->items[i].term);
  }
}

/// Note what `map` asks for in its subject and its objects
static void
open_map(Bare *const bare, const RhumbTriplesMap *const map)
{
  note_term(bare, &map->subject);
  for (size_t i = 0; i < map->n_pairs; ++i) {
    for (size_t o = 0; o < map->pairs[i].n_objects; ++o) {
      note_term(bare, &map->pairs[i].objects[o].term);
    }
  }
  bare->source = map->source;
}

static void
close_map(Bare *const bare)
{
  rhumb_source_close(bare->file);
  bare->file = NULL;
  rhumb_table_free(&bare->asked);
}

static bool
has(const RhumbTable *const names, const RhumbStr name)
{
  return rhumb_table_find(names, name) != RHUMB_TABLE_NONE;
}

/// True for a column, where the header of the source is at hand, and for what
/// the rules themselves ask for
static bool
has_name(Bare *const bare, const RhumbStr name)
{
  if (has(&bare->asked, name)) {
    return true;
  }
  if (bare->source) {
    bare->file = rhumb_columns_open(bare->source);
    bare->source = NULL;
  }
  return rhumb_has_column(bare->file, name);
}

/// True for the name of a mapping other than `map`, which may well say its own
static bool
is_other(const Bare *const bare,
         const RhumbTriplesMap *const map,
         const RhumbStr name)
{
  return !rhumb_str_equal(map->name, name) && has(&bare->maps, name);
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
is_yarrrml_constant(Bare *const bare, const RhumbExpression *const value)
{
  return value->kind == RHUMB_EXPRESSION_CONSTANT && value->loc.text &&
         !rhumb_rules_in_turtle(&bare->last, value->loc);
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
check_members(Bare *bare, const RhumbTriplesMap *map, const RhumbTermMap *term);

static void
check_object(Bare *const bare,
             const RhumbTriplesMap *const map,
             const RhumbTermMap *const term)
{
  check_members(bare, map, term);
  const RhumbExpression *const value = &term->value;
  const bool is_text = term->type == RHUMB_TYPE_LITERAL && !term->is_typed &&
                       is_yarrrml_constant(bare, value);
  const RhumbStr text = is_text ? value->constant.text : RHUMB_STR("");
  const RhumbStr name = name_in(text);
  if (!name.len || !is_first(bare, &value->loc)) {
    return;
  }
  const bool is_column = has_name(bare, name);
  const bool is_map = name.len == text.len && is_other(bare, map, name);
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

static void
check_members(Bare *const bare,
              const RhumbTriplesMap *const map,
              const RhumbTermMap *const term)
{
  for (size_t i = 0; term->gather && i < term->gather->n_items; ++i) {
    check_object(bare, map, &term->gather->items[i].term);
  }
}

/// A full IRI that is the subject of every row and ends in the name of a column
static void
check_subject(Bare *const bare, const RhumbTriplesMap *const map)
{
  const RhumbExpression *const value = &map->subject.value;
  if (!is_yarrrml_constant(bare, value)) {
    return;
  }
  const RhumbStr text = value->constant.text;
  size_t start = text.len;
  while (start > 0 && !strchr("/#:", text.data[start - 1])) {
    --start;
  }
  const RhumbStr name = name_in(rhumb_str_from(text, start));
  if (start > 0 && name.len && is_first(bare, &value->loc) &&
      has_name(bare, name)) {
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
  Bare bare = {.diag = diag};
  for (size_t i = 0; i < mapping->n_maps; ++i) {
    (void)rhumb_table_add(&bare.maps, mapping->maps[i]->name);
  }
  for (size_t i = 0; i < mapping->n_maps; ++i) {
    const RhumbTriplesMap *const map = mapping->maps[i];
    open_map(&bare, map);
    check_subject(&bare, map);
    check_members(&bare, map, &map->subject);
    for (size_t p = 0; p < map->n_pairs; ++p) {
      for (size_t o = 0; o < map->pairs[p].n_objects; ++o) {
        check_object(&bare, map, &map->pairs[p].objects[o].term);
      }
    }
    close_map(&bare);
  }
  rhumb_table_free(&bare.maps);
  rhumb_table_free(&bare.warned);
  rhumb_arena_free(&bare.arena);
}
