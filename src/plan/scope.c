// SPDX-License-Identifier: ISC

/// @file scope.c  Which triples maps may make one same quad.
///
/// Two maps that may not are apart: what one makes is never held against what
/// the other makes. A map that is put apart wrongly lets a quad be written
/// twice, so what is not surely known counts as all that it might be.
///
/// A map says something of its subjects, and, where it annotates, quotes or
/// gathers, of reifiers and nodes of collections. Each of these is a speaker:
/// terms that begin with a text, and the predicates that stand behind them. Two
/// speakers may meet if
///
/// - their terms are of one kind: IRIs, or blank nodes of one form of labels
///   (engine/label.h). A fresh node is labelled by the number of its map, and
///   meets nobody;
/// - one of their texts begins the other;
/// - they share a predicate, or one of them has predicates that data makes.
///
/// Objects and graphs are not looked at. The maps of speakers that may meet are
/// of one scope, and so are those that these meet.
///
/// No pair of speakers is tried, for there may be tens of thousands: sorted by
/// their texts, those whose text begins the one at hand are open, one within
/// the other, when it is its turn. Each predicate knows the last open one that
/// has it, who is of one scope with all open ones before it that have it too.

#include "plan/plan_impl.h"

#include <stdlib.h>

/// What the terms of a speaker are
typedef enum {
  KIND_IRI,
  KIND_VALUE,   ///< Blank nodes of a value
  KIND_REIFIER, ///< Blank nodes of a triple
} Kind;

#define NONE SIZE_MAX

/// A predicate of a speaker
typedef struct {
  uint32_t number; ///< Among those that are constants
  size_t before;   ///< While the speaker is open: who had it last before
} Predicate;

/// Predicates, from one on to the last that there is
typedef struct {
  size_t first;
  bool are_any; ///< Data makes some of them
} Said;

typedef struct {
  Kind kind;
  RhumbStr begins; ///< What its terms begin with
  size_t map;      ///< Number of its triples map
  Said said;
  size_t n_said;
  size_t any_before; ///< While it is open: as of its predicates
} Speaker;

typedef struct {
  RHUMB_LIST(RhumbPlanMap *) maps;
  RHUMB_LIST(Speaker) speakers;
  RHUMB_LIST(Predicate) predicates;
  RhumbTable prints; ///< Constant predicates
  size_t *groups;    ///< By map: another of its scope, or itself
  size_t *last;      ///< By predicate: the last open speaker that has it
  size_t last_any;   ///< The last open one of any predicates
  size_t *open;      ///< Speakers, each of whose text begins the next's
  size_t n_open;
  size_t n_joined; ///< As many of these, from the first on, are of one scope
} Scopes;

// Speakers -------------------------------------------------------------------

static Said
begin(const Scopes *const scopes)
{
  return (Said){scopes->predicates.count, false};
}

static void
add_predicate(Scopes *const scopes, const RhumbFingerprint print)
{
  const RhumbStr key = {(const char *)&print, sizeof(print)};
  const Predicate predicate = {rhumb_table_add(&scopes->prints, key), NONE};
  RHUMB_PUSH(&scopes->predicates, predicate);
}

static void
add_iri(Scopes *const scopes, const char *const iri)
{
  const RhumbTerm term = rhumb_iri(rhumb_str(iri));
  add_predicate(scopes, rhumb_term_fingerprint(&term));
}

static void
add_predicates_of(Scopes *const scopes,
                  Said *const said,
                  const RhumbPlanPair *const pair)
{
  for (size_t i = 0; i < pair->n_predicates; ++i) {
    const RhumbPlanTerm *const predicate = &pair->predicates[i];
    if (predicate->is_made) {
      add_predicate(scopes, predicate->print);
    } else {
      said->are_any = true;
    }
  }
}

/// Add a speaker of the map that was added last
static void
add_speaker(Scopes *const scopes,
            const Kind kind,
            const RhumbStr begins,
            const Said said)
{
  const Speaker speaker = {.kind = kind,
                           .begins = begins,
                           .map = scopes->maps.count - 1,
                           .said = said,
                           .n_said = scopes->predicates.count - said.first,
                           .any_before = NONE};
  RHUMB_PUSH(&scopes->speakers, speaker);
}

/// Return what all terms of a map begin with, as far as the rules say it
static RhumbStr
beginning_of(const RhumbPlanTerm *const term)
{
  const RhumbPlanValue *const value = &term->value;
  const RhumbStr nothing = {0};
  if (value->kind == RHUMB_VALUE_CONSTANT && term->is_made) {
    return value->constant.text;
  }
  return value->kind == RHUMB_VALUE_TEMPLATE && term->sound
             ? value->parts[0].text
             : nothing;
}

/// Add the speaker whose terms `term` makes, who meets nobody if these are
/// fresh nodes
static void
add_terms(Scopes *const scopes,
          const RhumbPlanTerm *const term,
          const Said said)
{
  const RhumbStr nothing = {0};
  if (term->value.kind == RHUMB_VALUE_TABLE) { // Of the kinds that it says
    add_speaker(scopes, KIND_IRI, nothing, said);
    add_speaker(scopes, KIND_VALUE, nothing, said);
  } else if (term->kind == RHUMB_TERM_IRI) {
    add_speaker(scopes, KIND_IRI, beginning_of(term), said);
  } else if (term->value.kind != RHUMB_VALUE_FRESH) {
    add_speaker(scopes, KIND_VALUE, nothing, said);
  }
}

/// Add who says what is said of triples
static void
add_annotations(Scopes *const scopes, // NOLINT(misc-no-recursion): by depth
                const RhumbPlanPair *const pairs,
                const size_t count)
{
  for (size_t i = 0; i < count; ++i) {
    const RhumbPlanAnnotation *const annotation = pairs[i].annotation;
    if (!annotation) {
      continue;
    }
    Said said = begin(scopes);
    add_iri(scopes, RHUMB_RDF "reifies");
    for (size_t pair = 0; pair < annotation->n_pairs; ++pair) {
      add_predicates_of(scopes, &said, &annotation->pairs[pair]);
    }
    add_terms(scopes, &annotation->reifier, said);
    add_annotations(scopes, annotation->pairs, annotation->n_pairs);
  }
}

/// Add who says what the members are of collections that have names; those
/// without are nodes of their row, and asked for by nobody
static void
add_collections(Scopes *const scopes, // NOLINT(misc-no-recursion): by depth
                const RhumbPlanTerm *const term)
{
  const RhumbPlanGather *const gather = term->gather;
  if (!gather) {
    return;
  }
  Said said = begin(scopes);
  said.are_any = gather->as != RHUMB_GATHER_LIST; // Numbers, and a class
  add_iri(scopes, RHUMB_RDF "first");
  add_iri(scopes, RHUMB_RDF "rest");
  add_terms(scopes, term, said);
  for (size_t i = 0; i < gather->n_items; ++i) {
    add_collections(scopes, &gather->items[i].term);
  }
}

/// True if a pair makes quads of other subjects than its map has
static bool
is_scattered(const RhumbPlanPair *const pair)
{
  bool found = pair->annotation || pair->quotes;
  for (size_t i = 0; !found && i < pair->n_objects; ++i) {
    found = pair->objects[i].term.gather != NULL;
  }
  return found;
}

/// True if a map does, or if its own subjects change with the graph
static bool
is_map_scattered(const RhumbPlanMap *const map)
{
  bool found = map->quoted || map->subject.gather;
  for (size_t i = 0; !found && i < map->n_pairs; ++i) {
    found = is_scattered(&map->pairs[i]);
  }
  return found;
}

/// Add those of a map but itself. What it annotates, quotes or gathers may be
/// quoted too, whoever does that.
static void
add_others(Scopes *const scopes, const RhumbPlanMap *const map)
{
  const RhumbStr nothing = {0};
  const Said said = begin(scopes);
  add_iri(scopes, RHUMB_RDF "reifies");
  add_speaker(scopes, KIND_REIFIER, nothing, said);
  add_annotations(scopes, map->pairs, map->n_pairs);
  add_collections(scopes, &map->subject);
  for (size_t i = 0; i < map->n_pairs; ++i) {
    for (size_t object = 0; object < map->pairs[i].n_objects; ++object) {
      add_collections(scopes, &map->pairs[i].objects[object].term);
    }
  }
}

static void
add_map(Scopes *const scopes, RhumbPlanMap *const map)
{
  RHUMB_PUSH(&scopes->maps, map);
  Said said = begin(scopes);
  for (size_t i = 0; i < map->n_pairs; ++i) {
    add_predicates_of(scopes, &said, &map->pairs[i]);
  }
  if (map->quoted) {
    const RhumbStr nothing = {0};
    add_speaker(scopes, KIND_REIFIER, nothing, said);
  } else if (map->n_pairs) {
    add_terms(scopes, &map->subject, said);
  }
  if (is_map_scattered(map)) {
    add_others(scopes, map);
  }
}

// Who meets whom -------------------------------------------------------------

/// Return the map that stands for all that are of one scope with `map`
static size_t
group_of(const Scopes *const scopes, size_t map)
{
  while (scopes->groups[map] != map) {
    scopes->groups[map] = scopes->groups[scopes->groups[map]];
    map = scopes->groups[map];
  }
  return map;
}

/// The two speakers may meet; NONE is no speaker
static void
join(const Scopes *const scopes, const size_t one, const size_t other)
{
  if (one == NONE || other == NONE) {
    return;
  }
  const size_t a = group_of(scopes, scopes->speakers.items[one].map);
  const size_t b = group_of(scopes, scopes->speakers.items[other].map);
  scopes->groups[a > b ? a : b] = a > b ? b : a;
}

static int
compare(const void *const one, const void *const other)
{
  const Speaker *const a = (const Speaker *)one;
  const Speaker *const b = (const Speaker *)other;
  if (a->kind != b->kind) {
    return a->kind < b->kind ? -1 : 1;
  }
  const size_t len =
      a->begins.len < b->begins.len ? a->begins.len : b->begins.len;
  const int order = len ? memcmp(a->begins.data, b->begins.data, len) : 0;
  return order ? order
               : (a->begins.len > b->begins.len) -
                     (a->begins.len < b->begins.len);
}

/// Close the speaker that was opened last
static void
close_last(Scopes *const scopes)
{
  const size_t at = scopes->open[--scopes->n_open];
  const Speaker *const speaker = &scopes->speakers.items[at];
  for (size_t i = speaker->n_said; i-- > 0;) {
    const Predicate *const said =
        &scopes->predicates.items[speaker->said.first + i];
    scopes->last[said->number] = said->before;
  }
  if (speaker->said.are_any) {
    scopes->last_any = speaker->any_before;
  }
  if (scopes->n_joined > scopes->n_open) {
    scopes->n_joined = scopes->n_open;
  }
}

/// Close those whose text does not begin that of `speaker`
static void
close_others(Scopes *const scopes, const Speaker *const speaker)
{
  bool is_done = false;
  while (!is_done && scopes->n_open) {
    const Speaker *const last =
        &scopes->speakers.items[scopes->open[scopes->n_open - 1]];
    is_done = last->kind == speaker->kind &&
              rhumb_str_starts(speaker->begins, last->begins);
    if (!is_done) {
      close_last(scopes);
    }
  }
}

/// Open a speaker, who meets those that are open and share a predicate
static void
open_speaker(Scopes *const scopes, const size_t at)
{
  Speaker *const speaker = &scopes->speakers.items[at];
  close_others(scopes, speaker);
  for (size_t i = 0; i < speaker->n_said; ++i) {
    Predicate *const said = &scopes->predicates.items[speaker->said.first + i];
    join(scopes, at, scopes->last[said->number]);
    said->before = scopes->last[said->number];
    scopes->last[said->number] = at;
  }
  join(scopes, at, scopes->last_any);
  scopes->open[scopes->n_open++] = at;
  if (speaker->said.are_any) {
    speaker->any_before = scopes->last_any;
    scopes->last_any = at;
    for (; scopes->n_joined < scopes->n_open; ++scopes->n_joined) {
      join(scopes, at, scopes->open[scopes->n_joined]);
    }
    join(scopes, at, scopes->open[0]);
  }
}

static void
join_all(Scopes *const scopes)
{
  const size_t n_speakers = scopes->speakers.count;
  scopes->groups = (size_t *)rhumb_xrealloc(
      NULL, scopes->maps.count * sizeof(*scopes->groups));
  scopes->last = (size_t *)rhumb_xrealloc(
      NULL, scopes->prints.count * sizeof(*scopes->last));
  scopes->open =
      (size_t *)rhumb_xrealloc(NULL, n_speakers * sizeof(*scopes->open));
  scopes->last_any = NONE;
  for (size_t i = 0; i < scopes->maps.count; ++i) {
    scopes->groups[i] = i;
  }
  for (size_t i = 0; i < scopes->prints.count; ++i) {
    scopes->last[i] = NONE;
  }
  if (n_speakers) {
    qsort(scopes->speakers.items, n_speakers, sizeof(Speaker), compare);
  }
  for (size_t i = 0; i < n_speakers; ++i) {
    open_speaker(scopes, i);
  }
}

// What is found --------------------------------------------------------------

/// True if a map makes at most one quad of a value of its subject in a row
static bool
is_single(const RhumbPlanMap *const map)
{
  return map->n_pairs == 1 && map->pairs[0].n_predicates == 1 &&
         map->pairs[0].n_objects == 1 && !map->pairs[0].objects[0].is_join &&
         map->pairs[0].n_graphs <= 1;
}

/// What all maps of a scope are
typedef struct {
  size_t number;
  bool are_scattered; ///< One of them is
  bool are_single, are_constant;
} Scope;

static void
look_at(Scope *const scope, const RhumbPlanMap *const map)
{
  scope->are_scattered |= is_map_scattered(map);
  scope->are_single &= is_single(map);
  scope->are_constant &= map->subject.value.kind == RHUMB_VALUE_CONSTANT;
}

static RhumbPlanDuplicates
duplicates_of(const Scope *const scope, const RhumbPlanMap *const map)
{
  return scope->are_scattered ? RHUMB_DUPLICATES_SCATTERED
         : map->subject.value.kind == RHUMB_VALUE_FRESH
             ? RHUMB_DUPLICATES_OF_ROW
         : scope->are_constant ? RHUMB_DUPLICATES_CONSTANT
         : scope->are_single   ? RHUMB_DUPLICATES_SINGLE
                               : RHUMB_DUPLICATES_OF_SUBJECT;
}

/// Number the scopes as their first maps stand in the rules, and say of each
/// map how its duplicates are found
static size_t
number_all(const Scopes *const scopes)
{
  const size_t count = scopes->maps.count;
  size_t n_scopes = 0;
  Scope *const found = (Scope *)rhumb_xrealloc(NULL, count * sizeof(*found));
  for (size_t i = 0; i < count; ++i) { // Who stands for others is the first
    const size_t group = group_of(scopes, i);
    if (group == i) {
      found[i] = (Scope){n_scopes++, false, true, true};
    }
    look_at(&found[group], scopes->maps.items[i]);
  }
  for (size_t i = 0; i < count; ++i) {
    RhumbPlanMap *const map = scopes->maps.items[i];
    const Scope *const scope = &found[group_of(scopes, i)];
    map->scope = scope->number;
    map->duplicates = duplicates_of(scope, map);
  }
  free(found);
  return n_scopes;
}

size_t
rhumb_plan_find_scopes(const RhumbPassDrafts *const passes)
{
  Scopes scopes = {0};
  for (size_t i = 0; i < passes->list.count; ++i) {
    const RhumbPassDraft *const pass = passes->list.items[i];
    for (size_t map = 0; map < pass->maps.count; ++map) {
      add_map(&scopes, &pass->maps.items[map]);
    }
  }
  join_all(&scopes);
  const size_t n_scopes = number_all(&scopes);
  free(scopes.maps.items);
  free(scopes.speakers.items);
  free(scopes.predicates.items);
  free(scopes.groups);
  free(scopes.last);
  free(scopes.open);
  rhumb_table_free(&scopes.prints);
  return n_scopes;
}
