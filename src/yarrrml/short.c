// SPDX-License-Identifier: ISC

/// @file short.c  What a short form says behind a value: ~iri and its like, the
/// third item of a pair; and what is written there that is none.

#include "base/ascii.h"
#include "base/words.h"
#include "term/datatype.h"
#include "term/language.h"
#include "yarrrml/yarrrml_impl.h"

/// Languages of two letters (ISO 639-1)
static const char languages[] =
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce "
    "ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr "
    "fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is "
    "it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln "
    "lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv "
    "ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk "
    "sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw "
    "ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// What a word behind a value, or in the third place, was probably meant for
typedef enum {
  MEANT_NOTHING,
  MEANT_TYPE,
  MEANT_LANGUAGE,
  MEANT_DATATYPE,
  MEANT_BLANK,
  MEANT_LITERAL,
} Meant;

typedef struct {
  Meant kind;
  const char *better; ///< Such as "iri", "en", "xsd:date"; NULL: none is near
} Guess;

/// Words that are written where a term type, or nothing, was meant
static const struct {
  const char *word;
  Guess guess;
} misnomers[] = {
    {"address", {MEANT_TYPE, "iri"}},
    {"blank", {MEANT_BLANK, NULL}},
    {"blanknode", {MEANT_BLANK, NULL}},
    {"bnode", {MEANT_BLANK, NULL}},
    {"curie", {MEANT_TYPE, "iri"}},
    {"iris", {MEANT_TYPE, "iri"}},
    {"irl", {MEANT_TYPE, "iri"}},
    {"lang", {MEANT_LANGUAGE, "en"}},
    {"language", {MEANT_LANGUAGE, "en"}},
    {"link", {MEANT_TYPE, "iri"}},
    {"literal", {MEANT_LITERAL, NULL}},
    {"plain", {MEANT_LITERAL, NULL}},
    {"resource", {MEANT_TYPE, "iri"}},
    {"uris", {MEANT_TYPE, "uri"}},
    {"url", {MEANT_TYPE, "iri"}},
    {"urls", {MEANT_TYPE, "iri"}},
    {"urn", {MEANT_TYPE, "iri"}},
};

/// Return the type that a word of a short form names, or RHUMB_TYPE_NONE
static RhumbTermType
short_type(const RhumbStr word)
{
  for (size_t i = 1; i < RHUMB_N_TERM_TYPES; ++i) {
    if (rhumb_term_types[i].kind == RHUMB_TERM_IRI &&
        rhumb_str_is(word, rhumb_term_types[i].key)) {
      return (RhumbTermType)i;
    }
  }
  return RHUMB_TYPE_NONE;
}

/// Return `word` as a language tag if it is one, of a direction perhaps: "en",
/// "EN", "pt_BR", "ar--rtl"
static const char *
as_language(RhumbArena *const arena, const RhumbStr word)
{
  size_t len = 0;
  while (len < word.len && rhumb_is_letter(word.data[len])) {
    ++len;
  }
  RhumbBuf tag = {0};
  for (size_t i = 0; i < word.len; ++i) {
    rhumb_buf_putc(&tag,
                   (char)(i < len               ? rhumb_to_lower(word.data[i])
                          : word.data[i] == '_' ? '-'
                                                : word.data[i]));
  }
  const RhumbStr kept = rhumb_buf_keep(&tag, arena);
  RhumbStr plain = kept;
  (void)rhumb_language_cut(&plain);
  return len == 2 && rhumb_language_valid(plain) &&
                 rhumb_words_find(languages, rhumb_str_slice(kept, 0, 2)).len
             ? kept.data
             : NULL;
}

/// Guess what a word was meant for that is no short form
static Guess
guess_word(RhumbArena *const arena, const RhumbStr word)
{
  for (size_t i = 0; i < RHUMB_COUNT(misnomers); ++i) {
    if (rhumb_str_alike(word, rhumb_str(misnomers[i].word))) {
      return misnomers[i].guess;
    }
  }
  for (size_t i = 1; i < RHUMB_N_TERM_TYPES; ++i) {
    if (rhumb_term_types[i].kind == RHUMB_TERM_IRI &&
        rhumb_str_alike(word, rhumb_str(rhumb_term_types[i].key))) {
      return (Guess){MEANT_TYPE, rhumb_term_types[i].key};
    }
  }
  const char *const language = as_language(arena, word);
  if (language) {
    return (Guess){MEANT_LANGUAGE, language};
  }
  const size_t start = rhumb_str_starts(word, RHUMB_STR("xsd")) ? 3 : 0;
  const size_t skip = start < word.len && rhumb_is_of(word.data[start], ":.#_-")
                          ? start + 1
                          : start;
  const RhumbStr local = rhumb_str_from(word, start ? skip : 0);
  const char *const datatype =
      local.len > 2 ? rhumb_datatype_near(local) : NULL;
  return datatype ? (Guess){MEANT_DATATYPE, datatype} : (Guess){0};
}

// Behind a value

/// A value and the word behind it
typedef struct {
  RhumbStr value, word;
  size_t mark; ///< Of the "~", "@" or "^^"
} Short;

static bool
is_word(const RhumbStr text)
{
  for (size_t i = 0; i < text.len; ++i) {
    if (!rhumb_is_alphanumeric(text.data[i]) &&
        !rhumb_is_of(text.data[i], ":_-")) {
      return false;
    }
  }
  return text.len && rhumb_is_letter(text.data[0]);
}

/// Return where the last of `marks` stands in a text; its length if none does
static size_t
last_mark(const RhumbStr text, const char *const marks)
{
  const size_t behind = rhumb_str_last(text, marks);
  return behind ? behind - 1 : text.len;
}

/// Find the word behind the last "~", "@" or "^^" of a text
static bool
find_short(const RhumbStr text, Short *const out)
{
  const size_t mark = last_mark(text, "~@^");
  if (mark >= text.len) {
    return false;
  }
  const bool is_double = text.data[mark] == '^' && mark;
  out->mark = is_double ? mark - 1 : mark;
  out->value = rhumb_str_trim(rhumb_str_slice(text, 0, out->mark));
  out->word = rhumb_str_trim(rhumb_str_from(text, mark + 1));
  return is_word(out->word) && out->value.len &&
         out->value.data[out->value.len - 1] != '/';
}

/// True if a value ends with a reference
static bool
ends_with_reference(const RhumbStr value)
{
  return value.len && value.data[value.len - 1] == ')' &&
         rhumb_str_find(value, RHUMB_STR("$("), 0) != SIZE_MAX;
}

/// Say what a guess would be written like; `value` is shown in it
static RhumbStr
advice(const RhumbYarrrml *const reader,
       const Guess *const guess,
       const RhumbStr value)
{
  RhumbArena *const arena = reader->yaml.arena;
  switch (guess->kind) {
  case MEANT_LANGUAGE:
    return rhumb_str_format(
        arena,
        "a language is the third item: [predicate, %.*s, %s~lang]",
        RHUMB_FMT(value),
        guess->better);
  case MEANT_DATATYPE:
    return rhumb_str_format(arena,
                            "a datatype is the third item: [predicate, %.*s, "
                            "%s]",
                            RHUMB_FMT(value),
                            guess->better);
  case MEANT_BLANK:
    return rhumb_str_format(
        arena, "a blank node is {value: %.*s, type: blank}", RHUMB_FMT(value));
  case MEANT_LITERAL:
    return RHUMB_STR("a literal needs no word behind it");
  case MEANT_NOTHING:
  case MEANT_TYPE:
    break;
  }
  return RHUMB_STR("there are ~iri, ~uri, ~unsafeiri and ~unsafeuri");
}

/// Report a word behind a value that means nothing; of a text without a
/// reference before it, which may be meant so, warn
static RhumbStatus
say_unknown(const RhumbYarrrml *const reader,
            const RhumbSpan *const span,
            const Short *const found,
            const Guess *const guess,
            const bool is_sure)
{
  const RhumbStr mark =
      rhumb_str_from(span->text, found->mark); // With its word
  const RhumbStr help = advice(reader, guess, found->value);
  const RhumbLoc loc = rhumb_span_loc(span, found->mark);
  const char *const better =
      guess->kind == MEANT_TYPE
          ? rhumb_str_format(reader->yaml.arena, "~%s", guess->better).data
          : NULL;
  if (is_sure) {
    return rhumb_fail_near(reader->yaml.diag,
                           RHUMB_ERR_REFERENCE,
                           loc,
                           better,
                           "unknown \"%.*s\" behind a value; %.*s",
                           RHUMB_FMT(mark),
                           RHUMB_FMT(help));
  }
  rhumb_warn_near(reader->yaml.diag,
                  loc,
                  better,
                  "\"%.*s\" behind a value is text here; %.*s",
                  RHUMB_FMT(mark),
                  RHUMB_FMT(help));
  return RHUMB_OK;
}

/// Look at a word that is no short form, behind a value
static RhumbStatus
check_unknown(const RhumbYarrrml *const reader,
              const RhumbSpan *const span,
              const RhumbPosition position)
{
  Short found = {0};
  if (!find_short(span->text, &found)) {
    return RHUMB_OK;
  }
  const char mark = span->text.data[found.mark];
  const bool is_behind = ends_with_reference(found.value);
  const Guess guess = guess_word(reader->yaml.arena, found.word);
  const bool is_type = mark == '~' && guess.kind == MEANT_TYPE;
  const bool is_datatype = rhumb_str_starts(found.word, RHUMB_STR("xsd:"));
  if (position == RHUMB_AT_ARGUMENT || (!is_behind && mark != '~')) {
    return is_type ? say_unknown(reader, span, &found, &guess, is_behind)
                   : RHUMB_OK;
  }
  if (mark == '@' && guess.kind != MEANT_LANGUAGE) {
    return RHUMB_OK; // An address, such as $(name)@example
  }
  if (guess.kind == MEANT_NOTHING && span->text.data[found.mark + 1] == ' ') {
    return RHUMB_OK; // A sign within a text: $(a) ~ $(b) or so
  }
  const bool is_named = guess.kind == MEANT_LANGUAGE ||
                        guess.kind == MEANT_BLANK ||
                        guess.kind == MEANT_LITERAL;
  return is_behind || is_type || is_datatype
             ? say_unknown(reader, span, &found, &guess, true)
         : is_named && found.value.len > 1
             ? say_unknown(reader, span, &found, &guess, false)
             : RHUMB_OK;
}

/// In a list of two, the language belongs to the first; here it stands alone
static RhumbStatus
stray_language(const RhumbYarrrml *const reader, const RhumbSpan *const span)
{
  Short inner = {.value = rhumb_str_slice(
                     span->text, 0, span->text.len - strlen("~lang"))};
  const RhumbStr tag = inner.value;
  if (rhumb_str_find(tag, RHUMB_STR("$("), 0) == SIZE_MAX) {
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_SYNTAX,
                      rhumb_span_loc(span, 0),
                      "a language without a value; write [predicate, value, "
                      "%.*s] or objects: [[value, %.*s]]",
                      RHUMB_FMT(span->text),
                      RHUMB_FMT(span->text));
  }
  const bool is_short =
      find_short(tag, &inner) && ends_with_reference(inner.value);
  const bool has_tag = is_short && as_language(reader->yaml.arena, inner.word);
  return rhumb_fail(reader->yaml.diag,
                    RHUMB_ERR_SYNTAX,
                    rhumb_span_loc(span, 0),
                    "a language is the third item: [predicate, %.*s, "
                    "%.*s~lang]",
                    RHUMB_FMT(is_short ? inner.value : tag),
                    RHUMB_FMT(has_tag ? inner.word : RHUMB_STR("en")));
}

RhumbStatus
rhumb_take_short(RhumbYarrrml *const reader,
                 RhumbSpan *const span,
                 const RhumbPosition position,
                 RhumbTermMap *const map)
{
  Short found = {0};
  const bool is_literal = map->type == RHUMB_TYPE_LITERAL;
  if (is_literal && map->is_typed) {
    return RHUMB_OK; // Its text is taken as it is
  }
  if (position == RHUMB_AT_OBJECT && is_literal &&
      rhumb_str_ends(span->text, RHUMB_STR("~lang"))) {
    return stray_language(reader, span);
  }
  const size_t tilde = last_mark(span->text, "~");
  const RhumbTermType type =
      tilde < span->text.len ? short_type(rhumb_str_from(span->text, tilde + 1))
                             : RHUMB_TYPE_NONE;
  if (type == RHUMB_TYPE_NONE) {
    return check_unknown(reader, span, position);
  }
  *span = rhumb_span_slice(*span, 0, tilde);
  if (is_literal || type != RHUMB_TYPE_IRI) {
    map->type = type;
  }
  return find_short(span->text, &found) && short_type(found.word)
             ? rhumb_fail(reader->yaml.diag,
                          RHUMB_ERR_SYNTAX,
                          rhumb_span_loc(span, found.mark),
                          "two words behind one value; keep one of them")
             : RHUMB_OK;
}

// In a field or a value table, which have no types, languages and datatypes

/// What has texts that others use
typedef struct {
  const char *what; ///< For messages
  const char *uses; ///< How it is used
} Owner;

static const Owner field = {
    "a field, which has a value alone; say it where the field is used",
    "$(NAME)"};
static const Owner table = {
    "a table, which has IRIs and texts; say it where the table is asked",
    "$(… => TABLE)"};

/// Report what belongs where a field or a table is used, as `used` shows
static RhumbStatus
fail_owner(const RhumbYarrrml *const reader,
           const Owner *const owner,
           const RhumbLoc loc,
           const RhumbStr said,
           const char *const used)
{
  return rhumb_fail(reader->yaml.diag,
                    RHUMB_ERR_SYNTAX,
                    loc,
                    "\"%.*s\" in %s: %s",
                    RHUMB_FMT(said),
                    owner->what,
                    used);
}

/// Return how a pair says what a word behind a value was meant for
static const char *
used_with(const RhumbYarrrml *const reader,
          const Owner *const owner,
          const RhumbStr word)
{
  RhumbArena *const arena = reader->yaml.arena;
  const Guess guess = guess_word(arena, word);
  const char *const better =
      guess.better ? guess.better : rhumb_str_copy(arena, word).data;
  const bool is_datatype =
      guess.kind == MEANT_DATATYPE || rhumb_str_has(word, ':');
  return guess.kind == MEANT_LANGUAGE
             ? rhumb_str_format(
                   arena, "[predicate, %s, %s~lang]", owner->uses, better)
                   .data
         : is_datatype
             ? rhumb_str_format(
                   arena, "[predicate, %s, %s]", owner->uses, better)
                   .data
             : rhumb_str_format(arena, "[predicate, %s~iri]", owner->uses).data;
}

/// True if a word behind a value is meant as more than text
static bool
says_more(const RhumbYarrrml *const reader,
          const RhumbStr text,
          const Short *const found,
          const bool is_behind)
{
  const char mark = text.data[found->mark];
  const Guess guess = guess_word(reader->yaml.arena, found->word);
  return mark == '~'   ? is_behind || guess.kind == MEANT_TYPE
         : mark == '@' ? is_behind && guess.kind == MEANT_LANGUAGE
                       : text.data[found->mark + 1] == '^' &&
                             (is_behind || guess.kind == MEANT_DATATYPE);
}

static RhumbStatus
check_owner_text(const RhumbYarrrml *const reader,
                 const Owner *const owner,
                 const RhumbSpan *const span)
{
  RhumbSpan bare = *span;
  Short found = {0};
  const bool is_language = rhumb_span_cut(&bare, "~lang");
  const bool is_short = find_short(bare.text, &found);
  if (!is_language &&
      !(is_short &&
        says_more(
            reader, bare.text, &found, ends_with_reference(found.value)))) {
    return RHUMB_OK;
  }
  if (!is_short) {
    found = (Short){.word = RHUMB_STR("en"), .mark = bare.text.len};
  }
  return fail_owner(reader,
                    owner,
                    rhumb_span_loc(span, found.mark),
                    rhumb_str_from(span->text, found.mark),
                    used_with(reader, owner, found.word));
}

RhumbStatus
rhumb_check_field_text(const RhumbYarrrml *const reader,
                       const RhumbSpan *const span)
{
  return check_owner_text(reader, &field, span);
}

RhumbStatus
rhumb_check_table_text(const RhumbYarrrml *const reader,
                       const RhumbSpan *const span)
{
  return check_owner_text(reader, &table, span);
}

RhumbStatus
rhumb_check_field_map(const RhumbYarrrml *const reader,
                      const RhumbYaml *const map)
{
  static const struct {
    const char *key, *used;
  } keys[] = {
      {"type", "{value: $(NAME), type: …}"},
      {"datatype", "[predicate, $(NAME), xsd:date]"},
      {"language", "[predicate, $(NAME), en~lang]"},
      {"direction", "{value: $(NAME), language: …, direction: …}"},
      {"condition", "{value: $(NAME), condition: …}"},
      {"invalid", "{value: $(NAME), invalid: …}"},
      {"targets", "{value: $(NAME), targets: …}"},
      {"gather", "{gather: [$(NAME)]}"},
  };
  for (size_t i = 0; i < map->count; ++i) {
    const RhumbYaml *const key = map->keys[i];
    const char *const full = rhumb_schema_key(&rhumb_object_schema, key->text);
    for (size_t k = 0; full && k < RHUMB_COUNT(keys); ++k) {
      if (strcmp(keys[k].key, full) == 0) {
        return fail_owner(reader, &field, key->loc, key->text, keys[k].used);
      }
    }
  }
  return RHUMB_OK;
}

// In the third place, or as a datatype

/// Take what other languages write around a tag or a datatype off a word
static RhumbStr
bare(RhumbStr word)
{
  static const char *const starts[] = {"~",
                                       "@",
                                       "^^",
                                       "lang~",
                                       "lang:",
                                       "language~",
                                       "language:",
                                       "lang=",
                                       NULL};
  static const char *const ends[] = {
      "~language", "~lang", "-lang", "_lang", "~iri", ":lang", NULL};
  for (const char *const *s = starts; *s; ++s) {
    if (rhumb_str_starts(word, rhumb_str(*s))) {
      word = rhumb_str_from(word, strlen(*s));
    }
  }
  for (const char *const *e = ends; *e; ++e) {
    if (rhumb_str_ends(word, rhumb_str(*e))) {
      word.len -= strlen(*e);
    }
  }
  return word;
}

/// Return what a third item would be right as, or NULL
static const char *
better_suffix(RhumbArena *const arena, const Guess *const guess)
{
  return guess->kind == MEANT_LANGUAGE
             ? rhumb_str_format(arena, "%s~lang", guess->better).data
         : guess->kind == MEANT_DATATYPE ? guess->better
                                         : NULL;
}

/// True if a blank stands outside of references: a text with a comma before it
static bool
has_blank(const RhumbStr text)
{
  for (size_t at = 0; at < text.len; ++at) {
    if (text.data[at] == '$' && rhumb_str_has(rhumb_str_from(text, at), ')')) {
      at += rhumb_str_index(rhumb_str_from(text, at), ')');
    } else if (text.data[at] == ' ') {
      return true;
    }
  }
  return false;
}

/// True for a text that can be a datatype, or what another message is for
static bool
is_datatype(const RhumbYarrrml *const reader, const RhumbStr text)
{
  static const char *const strange[] = {
      "lang:", "language:", "^^", "~", "@", NULL};
  for (const char *const *s = strange; *s; ++s) {
    if (rhumb_str_starts(text, rhumb_str(*s))) {
      return false;
    }
  }
  if (has_blank(text)) {
    return false;
  }
  const size_t tilde = last_mark(text, "~");
  if (tilde < text.len &&
      short_type(rhumb_str_from(text, tilde + 1)) != RHUMB_TYPE_NONE) {
    return false;
  }
  return !text.len || reader->options->base.len || rhumb_str_has(text, ':') ||
         rhumb_str_has(text, '<') ||
         rhumb_str_find(text, RHUMB_STR("$("), 0) != SIZE_MAX;
}

RhumbStatus
rhumb_check_third(RhumbYarrrml *const reader, const RhumbSpan *const span)
{
  const RhumbStr text = rhumb_str_trim(span->text);
  if (is_datatype(reader, text)) {
    return RHUMB_OK;
  }
  const Guess guess = guess_word(reader->yaml.arena, bare(text));
  const char *const better = better_suffix(reader->yaml.arena, &guess);
  return rhumb_fail_near(
      reader->yaml.diag,
      RHUMB_ERR_REFERENCE,
      rhumb_span_loc(span, 0),
      better,
      "the third item is a datatype (xsd:date) or a language (en~lang), not "
      "\"%.*s\"%s",
      RHUMB_FMT(text),
      better ? ""
      : guess.kind == MEANT_TYPE
          ? "; ~iri stands right behind a value: $(name)~iri"
          : "; a text with a comma in it is quoted");
}

RhumbStatus
rhumb_check_datatype(RhumbYarrrml *const reader, const RhumbSpan *const span)
{
  const RhumbStr text = rhumb_str_trim(span->text);
  if (is_datatype(reader, text)) {
    return RHUMB_OK;
  }
  const Guess guess = guess_word(reader->yaml.arena, bare(text));
  return rhumb_fail_near(reader->yaml.diag,
                         RHUMB_ERR_REFERENCE,
                         rhumb_span_loc(span, 0),
                         guess.kind == MEANT_DATATYPE ? guess.better : NULL,
                         "a datatype is an IRI, such as xsd:date, not \"%.*s\"",
                         RHUMB_FMT(text));
}

RhumbStatus
rhumb_check_language(const RhumbYarrrml *const reader,
                     const RhumbSpan *const span)
{
  const RhumbStr text = rhumb_str_trim(span->text);
  const RhumbStr inner = bare(text);
  const char *const tag =
      rhumb_str_has(text, '_') ? as_language(reader->yaml.arena, inner) : NULL;
  return inner.len == text.len && !tag
             ? RHUMB_OK
             : rhumb_fail_near(
                   reader->yaml.diag,
                   RHUMB_ERR_SYNTAX,
                   rhumb_span_loc(span, 0),
                   tag ? tag : rhumb_str_copy(reader->yaml.arena, inner).data,
                   "a language is a tag alone, such as en or pt-BR, not "
                   "\"%.*s\"",
                   RHUMB_FMT(text));
}
