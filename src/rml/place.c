// SPDX-License-Identifier: ISC

/// @file place.c  Where in a Turtle text each triple stands.
///
/// Raptor hands out triples without places, and those of a whole subject only
/// when its last line has been read. This follows the same text, token by
/// token, and notes where the terms of each triple begin, in the order in which
/// Raptor makes them: the triples of `[…]` when it closes, those of `(…)` from
/// the last item to the first, those of a subject at the full stop. It does not
/// judge the text: where it cannot follow, it says so and places are lines.

#include "rml/rml_impl.h"

#include "base/ascii.h"
#include "base/utf8.h"

#include <stdlib.h>

enum { MAX_DEPTH = 200 };

/// A predicate and its object, waiting for their subject's end
typedef struct {
  size_t predicate, object;
} Pair;

typedef struct {
  RhumbRmlPlaces *places;
  RhumbStr text;
  size_t at;
  unsigned depth;
  RHUMB_LIST(Pair)
  pairs; ///< A stack: nested nodes are on top of what they
         ///< are in
} Walk;

static bool
walk_node(Walk *walk, size_t *start);

static char
peek(const Walk *const walk)
{
  return (char)(walk->at < walk->text.len ? walk->text.data[walk->at] : '\0');
}

static void
skip_space(Walk *const walk)
{
  while (walk->at < walk->text.len) {
    const char c = walk->text.data[walk->at];
    if (c == '#') {
      walk->at += rhumb_str_index(rhumb_str_from(walk->text, walk->at), '\n');
    } else if (rhumb_is_space(c)) {
      ++walk->at;
    } else {
      return;
    }
  }
}

static bool
take(Walk *const walk, const char c)
{
  skip_space(walk);
  if (peek(walk) != c) {
    return false;
  }
  ++walk->at;
  return true;
}

static bool
walk_iri(Walk *const walk)
{
  const RhumbStr rest = rhumb_str_from(walk->text, walk->at);
  const size_t end = rhumb_str_index(rest, '>');
  walk->at += end == rest.len ? 0 : end + 1;
  return end < rest.len;
}

/// A prefixed name, a blank node's label, a number or a keyword
static bool
walk_word(Walk *const walk)
{
  static const char ends[] = " \t\r\n;,[]()<>\"'#";
  const size_t start = walk->at;
  while (walk->at < walk->text.len && peek(walk) && !strchr(ends, peek(walk))) {
    walk->at += peek(walk) == '\\' ? 2 : 1;
  }
  if (walk->at > walk->text.len) {
    walk->at = walk->text.len;
  }
  while (walk->at > start && walk->text.data[walk->at - 1] == '.') {
    --walk->at; // The stop of the statement
  }
  return walk->at > start;
}

/// Return how many quotes open the literal at `at`: 1, or 3 for a long one
static size_t
quotes_at(const RhumbStr text, const size_t at)
{
  const char quote = text.data[at];
  return at + 2 < text.len && text.data[at + 1] == quote &&
                 text.data[at + 2] == quote
             ? 3
             : 1;
}

static bool
walk_quoted(Walk *const walk)
{
  const char quote = peek(walk);
  const size_t n_quotes = quotes_at(walk->text, walk->at);
  size_t run = 0;
  walk->at += n_quotes;
  while (walk->at < walk->text.len && run < n_quotes) {
    const char c = walk->text.data[walk->at];
    run = c == quote ? run + 1 : 0;
    walk->at += c == '\\' ? 2 : 1;
  }
  while (n_quotes == 3 && run == 3 && peek(walk) == quote) {
    ++walk->at; // Quotes that belong to the text, before the last three
  }
  return run == n_quotes;
}

static bool
walk_literal(Walk *const walk)
{
  if (!walk_quoted(walk)) {
    return false;
  }
  if (peek(walk) == '@') {
    return walk_word(walk);
  }
  if (peek(walk) != '^') {
    return true;
  }
  walk->at += 2;
  skip_space(walk);
  return peek(walk) == '<' ? walk_iri(walk) : walk_word(walk);
}

static void
emit(Walk *const walk, const size_t subject, const Pair pair)
{
  RHUMB_PUSH(walk->places,
             (RhumbRmlPlace){subject, pair.predicate, pair.object});
}

/// The predicates and objects of `subject`, up to what closes them
static bool
walk_pairs(Walk *const walk, const size_t subject, const char close)
{
  const size_t first = walk->pairs.count;
  for (skip_space(walk); peek(walk) != close; skip_space(walk)) {
    size_t predicate = 0;
    size_t object = 0;
    if (take(walk, ';')) {
      continue;
    }
    if (!walk_node(walk, &predicate)) {
      return false;
    }
    do {
      if (!walk_node(walk, &object)) {
        return false;
      }
      RHUMB_PUSH(&walk->pairs, (Pair){predicate, object});
    } while (take(walk, ','));
  }
  ++walk->at;
  for (size_t i = first; i < walk->pairs.count; ++i) {
    emit(walk, subject, walk->pairs.items[i]);
  }
  walk->pairs.count = first;
  return true;
}

static bool
walk_list(Walk *const walk)
{
  const size_t first = walk->pairs.count;
  ++walk->at;
  for (skip_space(walk); peek(walk) != ')'; skip_space(walk)) {
    size_t item = 0;
    if (!walk_node(walk, &item)) {
      return false;
    }
    RHUMB_PUSH(&walk->pairs, (Pair){item, item});
  }
  ++walk->at;
  while (walk->pairs.count > first) {
    const Pair pair = walk->pairs.items[--walk->pairs.count];
    emit(walk, pair.object, pair); // rdf:first
    emit(walk, pair.object, pair); // rdf:rest
  }
  return true;
}

/// Any term; what is nested in it leaves its triples
static bool
walk_node(Walk *const walk, size_t *const start)
{
  skip_space(walk);
  *start = walk->at;
  if (walk->depth == MAX_DEPTH) {
    return false;
  }

  bool ok = false;
  ++walk->depth;
  switch (peek(walk)) {
  case '<':
    ok = walk_iri(walk);
    break;
  case '"':
  case '\'':
    ok = walk_literal(walk);
    break;
  case '[':
    ++walk->at;
    ok = walk_pairs(walk, *start, ']');
    break;
  case '(':
    ok = walk_list(walk);
    break;
  default:
    ok = walk_word(walk);
    break;
  }
  --walk->depth;
  return ok;
}

/// `@prefix`, `@base` and the same in SPARQL's manner
/// @return false if there is none here.
static bool
walk_directive(Walk *const walk, bool *const ok)
{
  const size_t start = walk->at;
  const bool at_sign = peek(walk) == '@';
  size_t ignored = 0;
  walk->at += at_sign;
  const bool is_name = peek(walk) != '<' && walk_word(walk);
  const RhumbStr word = rhumb_str_slice(walk->text, start + at_sign, walk->at);
  const bool is_base = rhumb_str_alike(word, RHUMB_STR("base"));
  if (!is_name || !(is_base || rhumb_str_alike(word, RHUMB_STR("prefix")))) {
    walk->at = start;
    return false;
  }

  *ok = is_base || walk_node(walk, &ignored);
  skip_space(walk);
  const size_t iri = walk->at;
  *ok = *ok && peek(walk) == '<' && walk_iri(walk);
  if (*ok && is_base && !walk->places->base.len) {
    walk->places->base = rhumb_str_slice(walk->text, iri + 1, walk->at - 1);
  }
  *ok = *ok && (!at_sign || take(walk, '.'));
  return true;
}

static bool
walk_statement(Walk *const walk)
{
  bool ok = true;
  size_t subject = 0;
  if (walk_directive(walk, &ok)) {
    return ok;
  }
  return walk_node(walk, &subject) && walk_pairs(walk, subject, '.');
}

static void
find_lines(RhumbRmlPlaces *const places)
{
  const RhumbStr text = places->text->text;
  for (size_t at = rhumb_utf8_mark(text); at <= text.len;) {
    RHUMB_PUSH(&places->lines, at);
    at += rhumb_str_index(rhumb_str_from(text, at), '\n') + 1;
  }
}

void
rhumb_rml_places_read(RhumbRmlPlaces *const out, const RhumbText *const text)
{
  Walk walk = {
      .places = out, .text = text->text, .at = rhumb_utf8_mark(text->text)};
  *out = (RhumbRmlPlaces){.text = text, .base = RHUMB_STR("")};
  find_lines(out);
  out->whole = true;
  for (skip_space(&walk); out->whole && walk.at < walk.text.len;
       skip_space(&walk)) {
    out->whole = walk_statement(&walk);
  }
  free(walk.pairs.items);
}

RhumbLoc
rhumb_rml_places_loc(const RhumbRmlPlaces *const places, const size_t at)
{
  size_t low = 0;
  size_t high = places->lines.count;
  while (high - low > 1) {
    const size_t middle = low + ((high - low) / 2);
    if (places->lines.items[middle] <= at) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return (RhumbLoc){.text = places->text,
                    .line = (unsigned)low + 1,
                    .column = (unsigned)(at - places->lines.items[low]) + 1};
}

void
rhumb_rml_places_free(RhumbRmlPlaces *const places)
{
  free(places->items);
  free(places->lines.items);
  *places = (RhumbRmlPlaces){0};
}

/// Return how many bytes the escape at `at` takes in the text; `value` is set
/// to how many it stands for
static size_t
escape_length(const RhumbStr text, const size_t at, size_t *const value)
{
  const char kind = (char)(at + 1 < text.len ? text.data[at + 1] : '\0');
  const size_t n_digits = kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
  *value = 1;
  if (!n_digits || at + 2 + n_digits > text.len) {
    return 2;
  }

  char bytes[4];
  const int64_t code = rhumb_hex(text, at + 2, n_digits);
  *value = code < 0 ? 1 : rhumb_utf8_encode(bytes, (uint32_t)code);
  return n_digits + 2;
}

/// Begin at the first byte of the literal's value
static void
begin_value(RhumbRmlLiteral *const literal)
{
  const size_t n_quotes = quotes_at(literal->loc.text->text, literal->start);
  literal->place = literal->loc;
  literal->place.column += (unsigned)n_quotes;
  literal->next = literal->start + n_quotes;
  literal->done = 0;
}

RhumbLoc
rhumb_rml_literal_place(RhumbRmlLiteral *const literal, const size_t at)
{
  const RhumbLoc loc = literal->loc;
  const RhumbStr text = loc.text ? loc.text->text : RHUMB_STR("");
  const bool is_known = loc.column && literal->start < text.len &&
                        strchr("\"'", text.data[literal->start]) &&
                        text.data[literal->start];
  if (!is_known) {
    return loc;
  }
  if (!literal->next || literal->done > at) {
    begin_value(literal);
  }
  RhumbLoc *const place = &literal->place;
  while (literal->done < at && literal->next < text.len) {
    const char c = text.data[literal->next];
    size_t value = 1;
    const size_t written =
        c == '\\' ? escape_length(text, literal->next, &value) : 1;
    place->line += c == '\n';
    place->column = c == '\n' ? 1 : place->column + (unsigned)written;
    literal->next += written;
    literal->done += value;
  }
  return *place;
}
