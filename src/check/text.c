// SPDX-License-Identifier: ISC

/// @file text.c  Texts that look like IRIs and are none, prefixes whose names
/// run on, templates whose prefixes nobody expands.

#include "check/text.h"

#include "base/ascii.h"
#include "base/table.h"
#include "model/rules.h"
#include "term/iri.h"
#include "term/space.h"

typedef struct {
  const RhumbMapping *mapping;
  const RhumbDiag *diag;
  RhumbArena arena;
  RhumbTable warned;   ///< Places: maps share what was written once
  RhumbTable prefixes; ///< Of which is said already that names run into them
  RhumbLastRules last;
} Texts;

/// A text of the rules, with the references in it
typedef struct {
  RhumbStr start; ///< What it begins with, before the first reference
  bool goes_on;   ///< A reference stands behind that
  bool has_space;
  RhumbLoc loc;
  const RhumbExpression *value;
} Text;

// What a text looks like ------------------------------------------------------

static bool
has_space(const RhumbStr text)
{
  return rhumb_str_has(text, ' ') || rhumb_str_has(text, '\n') ||
         rhumb_str_has(text, '\t');
}

/// Return the text of a constant or a template; of others, one that is empty
static Text
text_of(const RhumbExpression *const value)
{
  Text text = {.start = RHUMB_STR(""), .loc = value->loc, .value = value};
  if (value->kind == RHUMB_EXPRESSION_CONSTANT) {
    text.start = value->constant.text;
    text.has_space = has_space(text.start);
  }
  if (value->kind != RHUMB_EXPRESSION_TEMPLATE) {
    return text;
  }
  for (size_t i = 0; i < value->text.count; ++i) {
    const RhumbPart *const part = &value->text.parts[i];
    text.has_space |= !part->is_reference && has_space(part->text);
  }
  if (value->text.count && !value->text.parts[0].is_reference) {
    text.start = value->text.parts[0].text;
    text.goes_on = true;
  }
  return text;
}

/// Return what `text` begins with up to its first colon, if that is a prefix
/// with a name or a reference behind it; NULL: it is none
static const RhumbPrefix *
prefix_of(const RhumbPrefixes *const prefixes, const Text *const text)
{
  const size_t colon = rhumb_str_index(text->start, ':');
  if (colon == text->start.len || text->has_space) {
    return NULL;
  }
  const RhumbStr name = rhumb_str_slice(text->start, 0, colon);
  const RhumbStr rest = rhumb_str_from(text->start, colon + 1);
  const bool is_name = rest.len ? rest.data[0] != '/' : text->goes_on;
  return is_name ? rhumb_prefixes_declared(prefixes, name) : NULL;
}

static bool
is_web_address(const Text *const text)
{
  return !text->has_space && rhumb_iri_web_scheme(text->start);
}

/// Return a text as YARRRML has it, with `end` behind it
static const char *
write_text(Texts *const texts, const Text *const text, const char *const end)
{
  RhumbBuf out = {0};
  const RhumbTemplate *const parts = &text->value->text;
  if (text->value->kind == RHUMB_EXPRESSION_CONSTANT) {
    rhumb_buf_put(&out, text->value->constant.text);
  }
  for (size_t i = 0; i < parts->count; ++i) {
    const RhumbPart *const part = &parts->parts[i];
    rhumb_buf_puts(&out, part->is_reference ? "$(" : "");
    rhumb_buf_put(&out, part->text);
    for (size_t s = 0; s < part->n_steps; ++s) {
      rhumb_buf_format(&out, " => %.*s", RHUMB_FMT(part->steps[s].text));
    }
    rhumb_buf_puts(&out, part->is_reference ? ")" : "");
  }
  rhumb_buf_puts(&out, end);
  return rhumb_buf_keep(&out, &texts->arena).data;
}

// What is said of it ----------------------------------------------------------

/// A text where an IRI was meant: as objects, texts are what YARRRML makes of
/// all that says nothing else
static bool
is_plain_text(Texts *const texts, const RhumbTermMap *const term)
{
  return term->type == RHUMB_TYPE_LITERAL && !term->is_typed &&
         term->datatype.kind == RHUMB_EXPRESSION_NONE &&
         term->language.kind == RHUMB_EXPRESSION_NONE &&
         !rhumb_rules_in_turtle(&texts->last, term->value.loc);
}

/// Return what stands in the angle brackets around an object's text, which are
/// none that YARRRML knows there; without these, the text
static Text
text_in_brackets(const RhumbTermMap *const term)
{
  Text text = text_of(&term->value);
  if (rhumb_str_starts(text.start, RHUMB_STR("<"))) {
    text.start = rhumb_str_from(text.start, 1);
  }
  return text;
}

/// Return the text as YARRRML has it where it makes an IRI
static const char *
write_iri(Texts *const texts, const Text *const text)
{
  RhumbStr form = rhumb_str(write_text(texts, text, ""));
  if (rhumb_str_starts(form, RHUMB_STR("<"))) {
    const size_t has_end = rhumb_str_ends(form, RHUMB_STR(">"));
    form = rhumb_str_slice(form, 1, form.len - has_end);
  }
  return rhumb_str_format(&texts->arena, "%.*s~iri", RHUMB_FMT(form)).data;
}

static void
warn_curie(Texts *const texts, const RhumbTermMap *const term)
{
  const Text text = text_in_brackets(term);
  const RhumbPrefix *const prefix =
      is_plain_text(texts, term) ? prefix_of(&texts->mapping->prefixes, &text)
                                 : NULL;
  if (prefix && rhumb_str_has(text.start, '(')) {
    rhumb_warn(texts->diag,
               RHUMB_WARNING,
               text.loc,
               "this makes a text, not a call; a function is written "
               "{function: \"%.*sparameter = value)\"}",
               RHUMB_FMT(rhumb_str_slice(
                   text.start, 0, rhumb_str_index(text.start, '(') + 1)));
  } else if (prefix) {
    rhumb_warn_near(texts->diag,
                    text.loc,
                    write_iri(texts, &text),
                    "this makes a text, not an IRI, though \"%.*s:\" is a "
                    "prefix; if a text is meant, \"type: literal\" says so",
                    RHUMB_FMT(prefix->name));
  }
}

/// A function that makes no IRI takes a prefixed name as the text that it is;
/// translators write out the IRI
static void
warn_argument(Texts *const texts, const RhumbTermMap *const term)
{
  const Text text = text_of(&term->value);
  const RhumbPrefix *const prefix =
      is_plain_text(texts, term) ? prefix_of(&texts->mapping->prefixes, &text)
                                 : NULL;
  if (prefix) {
    rhumb_warn_near(texts->diag,
                    text.loc,
                    write_text(texts, &text, "~iri"),
                    "the function is given this text, not an IRI, though "
                    "\"%.*s:\" is a prefix; if that is meant, \"type: "
                    "literal\" says so",
                    RHUMB_FMT(prefix->name));
  }
}

static void
warn_web_address(Texts *const texts, const RhumbTermMap *const term)
{
  const Text text = text_in_brackets(term);
  if (is_plain_text(texts, term) && is_web_address(&text)) {
    rhumb_warn_near(texts->diag,
                    text.loc,
                    write_iri(texts, &text),
                    "this makes a text, not an IRI; if a text is meant, "
                    "\"type: literal\" or the datatype xsd:anyURI says so");
  }
}

/// Templates of RML begin with text, not with prefixed names
static void
warn_template(Texts *const texts, const RhumbTermMap *const term)
{
  const Text text = text_of(&term->value);
  const bool is_iri = term->type != RHUMB_TYPE_LITERAL &&
                      term->type != RHUMB_TYPE_BLANK && text.goes_on &&
                      rhumb_rules_in_turtle(&texts->last, text.loc);
  const RhumbPrefix *const prefix =
      is_iri ? prefix_of(&texts->mapping->prefixes, &text) : NULL;
  if (prefix) {
    rhumb_warn(
        texts->diag,
        RHUMB_WARNING,
        text.loc,
        "templates know no prefixes, so these IRIs begin with \"%.*s:\"; "
        "write out what it stands for, %.*s",
        RHUMB_FMT(prefix->name),
        RHUMB_FMT(prefix->iri));
  }
}

/// Return the prefix that an IRI of the rules was probably written with: the
/// longest that fits
static const RhumbPrefix *
longest_prefix(const RhumbPrefixes *const prefixes, const RhumbStr iri)
{
  const RhumbSpace *const space = rhumb_space_find(prefixes, iri);
  return space ? &prefixes->items[space->number] : NULL;
}

static bool
is_letter_or_digit(const RhumbStr text, const size_t at)
{
  return at < text.len && rhumb_is_alphanumeric(text.data[at]);
}

/// A name right behind a prefix that ends like a name
static void
warn_run_on(Texts *const texts, const RhumbTermMap *const term)
{
  const Text text = text_of(&term->value);
  const RhumbPrefix *const prefix =
      term->type == RHUMB_TYPE_LITERAL || term->type == RHUMB_TYPE_BLANK
          ? NULL
          : longest_prefix(&texts->mapping->prefixes, text.start);
  if (!prefix || !prefix->used || !prefix->loc.text || !prefix->iri.len ||
      !is_letter_or_digit(prefix->iri, prefix->iri.len - 1)) {
    return;
  }
  const bool ends = text.start.len == prefix->iri.len;
  const size_t known = texts->prefixes.count;
  if ((ends ? text.goes_on : is_letter_or_digit(text.start, prefix->iri.len)) &&
      rhumb_table_add(&texts->prefixes, prefix->name) == known) {
    const bool is_urn = rhumb_str_starts(prefix->iri, RHUMB_STR("urn:"));
    const RhumbStr better = rhumb_str_format(
        &texts->arena, "%.*s%s", RHUMB_FMT(prefix->iri), is_urn ? ":" : "/");
    const RhumbStr name =
        ends ? RHUMB_STR("name") : rhumb_str_from(text.start, prefix->iri.len);
    rhumb_warn_near(texts->diag,
                    prefix->loc,
                    better.data,
                    "names run into the IRI of this prefix: %.*s:%.*s is "
                    "%.*s%.*s",
                    RHUMB_FMT(prefix->name),
                    RHUMB_FMT(name),
                    RHUMB_FMT(prefix->iri),
                    RHUMB_FMT(name));
  }
}

/// Return the text behind the last reference of a template of YARRRML
static RhumbStr
last_text(Texts *const texts, const RhumbTermMap *const term)
{
  const RhumbTemplate *const parts = &term->value.text;
  const bool is_behind = term->value.kind == RHUMB_EXPRESSION_TEMPLATE &&
                         parts->count > 1 &&
                         !parts->parts[parts->count - 1].is_reference &&
                         !rhumb_rules_in_turtle(&texts->last, term->value.loc);
  return is_behind ? parts->parts[parts->count - 1].text : RHUMB_STR("");
}

/// A comma or semicolon that ends an IRI was to end the line, as in Turtle
static void
warn_punctuation(Texts *const texts, const RhumbTermMap *const term)
{
  const RhumbStr end = last_text(texts, term);
  if (term->type != RHUMB_TYPE_LITERAL && term->type != RHUMB_TYPE_BLANK &&
      (rhumb_str_is(end, ",") || rhumb_str_is(end, ";") ||
       rhumb_str_is(end, "."))) {
    rhumb_warn(texts->diag,
               RHUMB_WARNING,
               term->value.loc,
               "these IRIs end with \"%.*s\": a line of rules ends without",
               RHUMB_FMT(end));
  }
}

/// A method of programming languages behind a reference: $(name).upper()
static void
warn_method(Texts *const texts, const RhumbTermMap *const term)
{
  const RhumbStr end = last_text(texts, term);
  size_t at = 1;
  while (is_letter_or_digit(end, at) || (at < end.len && end.data[at] == '_')) {
    ++at;
  }
  if (end.len && end.data[0] == '.' && at > 1 && at + 1 < end.len &&
      end.data[at] == '(' && end.data[end.len - 1] == ')') {
    rhumb_warn(texts->diag,
               RHUMB_WARNING,
               term->value.loc,
               "\"%.*s\" is text here; a function, such as grel:toUpperCase, "
               "changes values",
               RHUMB_FMT(end));
  }
}

// All of them -----------------------------------------------------------------

/// What is looked for: where, by whom it is said, and how
static const struct {
  RhumbSaid said;
  unsigned positions; ///< Bits by RhumbPosition; 0: any
  void (*warn)(Texts *, const RhumbTermMap *);
} warnings[] = {
    {RHUMB_SAID_ALWAYS, 1U << RHUMB_AT_OBJECT, warn_curie},
    {RHUMB_SAID_ALWAYS, 1U << RHUMB_AT_ARGUMENT, warn_argument},
    {RHUMB_SAID_ALWAYS, 0, warn_run_on},
    {RHUMB_SAID_ALWAYS, 0, warn_punctuation},
    {RHUMB_SAID_ALWAYS, 1U << RHUMB_AT_OBJECT, warn_method},
    {RHUMB_SAID_BY_CHECK, 1U << RHUMB_AT_OBJECT, warn_web_address},
    {RHUMB_SAID_BY_CHECK, 0, warn_template},
};

static void
check_term(Texts *texts,
           const RhumbTermMap *term,
           RhumbPosition position,
           RhumbSaid said);

/// Look at what a function is given; NULL: nothing is called
static void
check_function(Texts *const texts,
               const RhumbFunction *const function,
               const RhumbSaid said)
{
  for (size_t i = 0; function && i < function->n_arguments; ++i) {
    check_term(texts, &function->arguments[i].value, RHUMB_AT_ARGUMENT, said);
  }
}

/// Look at a term map, once for the place that it was written at
static void
check_term(Texts *const texts,
           const RhumbTermMap *const term,
           const RhumbPosition position,
           const RhumbSaid said)
{
  const RhumbStr place = {(const char *)&term->value.loc,
                          sizeof(term->value.loc)};
  for (size_t i = 0; term->gather && i < term->gather->n_items; ++i) {
    check_term(texts, &term->gather->items[i].term, RHUMB_AT_OBJECT, said);
  }
  const size_t known = texts->warned.count;
  if (!term->value.loc.text || rhumb_table_add(&texts->warned, place) < known) {
    return;
  }
  for (size_t i = 0; i < RHUMB_COUNT(warnings); ++i) {
    const unsigned positions = warnings[i].positions;
    if (warnings[i].said == said &&
        (!positions || (positions & (1U << position)))) {
      warnings[i].warn(texts, term);
    }
  }
  check_function(texts, term->condition, said);
  if (term->value.kind == RHUMB_EXPRESSION_FUNCTION) {
    check_function(texts, term->value.function, said);
  }
}

static void
check_terms(Texts *const texts,
            const RhumbTermMaps *const terms,
            const RhumbPosition position,
            const RhumbSaid said)
{
  for (size_t i = 0; i < terms->count; ++i) {
    check_term(texts, &terms->items[i], position, said);
  }
}

static void
check_map(Texts *const texts,
          const RhumbTriplesMap *const map,
          const RhumbSaid said)
{
  check_function(texts, map->condition, said);
  check_term(texts, &map->subject, RHUMB_AT_SUBJECT, said);
  check_terms(texts, &map->graphs, RHUMB_AT_GRAPH, said);
  for (size_t i = 0; i < map->n_pairs; ++i) {
    const RhumbPredicateObjectMap *const pair = &map->pairs[i];
    check_function(texts, pair->condition, said);
    check_terms(texts, &pair->predicates, RHUMB_AT_PREDICATE, said);
    check_terms(texts, &pair->graphs, RHUMB_AT_GRAPH, said);
    for (size_t o = 0; o < pair->n_objects; ++o) {
      check_term(texts, &pair->objects[o].term, RHUMB_AT_OBJECT, said);
    }
  }
}

void
rhumb_check_texts(const RhumbMapping *const mapping,
                  const RhumbSaid said,
                  const RhumbDiag *const diag)
{
  Texts texts = {.mapping = mapping, .diag = diag};
  for (size_t i = 0; i < mapping->n_maps; ++i) {
    check_map(&texts, mapping->maps[i], said);
  }
  rhumb_table_free(&texts.warned);
  rhumb_table_free(&texts.prefixes);
  rhumb_arena_free(&texts.arena);
}
