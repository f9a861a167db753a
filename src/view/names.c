// SPDX-License-Identifier: ISC

/// @file names.c  Labels found by property and language.

#include "view/names.h"

#include "term/iri.h"
#include "view/text.h"

RhumbNamer
rhumb_namer_new(RhumbArena *const arena,
                const RhumbIndex *const index,
                const RhumbView *const view,
                const RhumbPrefixes *const prefixes)
{
  uint32_t *const labels = RHUMB_NEW(arena, uint32_t, view->labels.count);
  for (size_t i = 0; i < view->labels.count; ++i) {
    labels[i] = rhumb_index_iri(index, view->labels.items[i].text);
  }
  return (RhumbNamer){
      .index = index,
      .prefixes = prefixes,
      .arena = arena,
      .labels = labels,
      .n_labels = view->labels.count,
      .languages = view->languages,
      .type = rhumb_index_iri(index, RHUMB_STR(RHUMB_RDF_TYPE)),
  };
}

/// How well a tag fits a range (RFC 4647 section 3.3.1): 2 exactly, 1 if more
/// is said than asked for, 0 not
static unsigned
language_fit(const RhumbStr range, const RhumbStr tag)
{
  if (rhumb_str_is(range, "*") || rhumb_str_alike(range, tag)) {
    return rhumb_str_is(range, "*") ? 1 : 2;
  }
  return range.len && tag.len > range.len && tag.data[range.len] == '-' &&
         rhumb_str_alike(range, rhumb_str_slice(tag, 0, range.len));
}

static const RhumbTerm *
label_in(const RhumbNamer *const namer,
         const uint32_t rank,
         const RhumbStr language)
{
  const RhumbTerm *best = NULL;
  unsigned best_fit = 0;
  for (size_t i = 0; i < namer->n_labels; ++i) {
    size_t count = 0;
    const RhumbRankedQuad *const quads =
        rhumb_index_find(namer->index, rank, namer->labels[i], &count);
    for (size_t k = 0; k < count; ++k) {
      const RhumbTerm *const term = &namer->index->terms[quads[k].o];
      const unsigned fit = term->kind == RHUMB_TERM_LITERAL && term->text.len
                               ? language_fit(language, term->language)
                               : 0;
      best = fit > best_fit ? term : best;
      best_fit = fit > best_fit ? fit : best_fit;
    }
    if (best) {
      return best;
    }
  }
  return NULL;
}

static const RhumbTerm *
find_label(const RhumbNamer *const namer, const uint32_t rank)
{
  const RhumbTerm *label = NULL;
  for (size_t i = 0; i < namer->languages.count && !label; ++i) {
    label = label_in(namer, rank, namer->languages.items[i].text);
  }
  return label;
}

static RhumbStr
keep_clean(const RhumbNamer *const namer, RhumbBuf *const buf)
{
  const RhumbStr text =
      rhumb_text_clean(namer->arena, rhumb_buf_str(buf), RHUMB_MAX_TEXT);
  rhumb_buf_free(buf);
  return text;
}

static RhumbStr
shorten(const RhumbNamer *const namer, const RhumbStr iri)
{
  RhumbBuf out = {0};
  rhumb_prefixes_shorten(namer->prefixes, &out, iri);
  return keep_clean(namer, &out);
}

/// The last part of an IRI that is a path; empty if it is none
static RhumbStr
last_part(RhumbStr iri)
{
  while (iri.len && strchr("#/", iri.data[iri.len - 1])) {
    --iri.len;
  }
  const size_t start = rhumb_str_last(iri, "#/");
  return rhumb_str_slice(iri, start, start ? iri.len : 0);
}

/// What an IRI without label and prefix is called
static RhumbStr
name_of_iri(const RhumbNamer *const namer, const RhumbStr iri)
{
  RhumbBuf out = {0};
  const RhumbStr brief = shorten(namer, iri);
  if (!rhumb_str_equal(brief, iri)) {
    return brief;
  }
  rhumb_iri_decode(&out, last_part(iri));
  const RhumbStr part = keep_clean(namer, &out);
  return part.len ? part : brief;
}

bool
rhumb_name_is_part(const RhumbNamer *const namer, const uint32_t rank)
{
  const RhumbTerm *const term = &namer->index->terms[rank];
  return term->kind == RHUMB_TERM_IRI && !find_label(namer, rank) &&
         rhumb_str_equal(shorten(namer, term->text), term->text);
}

/// A blank node's label says nothing: name it after its class
static RhumbStr
name_of_blank(const RhumbNamer *const namer, const uint32_t rank)
{
  size_t count = 0;
  const RhumbRankedQuad *const types =
      rhumb_index_find(namer->index, rank, namer->type, &count);
  if (!count || types[0].o >= namer->index->n_iris) {
    return RHUMB_STR("[no name]");
  }
  return rhumb_str_format(namer->arena,
                          "[%.*s]",
                          RHUMB_FMT(rhumb_name_of_class(namer, types[0].o)));
}

RhumbStr
rhumb_name_of(const RhumbNamer *const namer,
              const uint32_t rank,
              RhumbStr *const language)
{
  const RhumbTerm *const term = &namer->index->terms[rank];
  const bool is_literal = term->kind == RHUMB_TERM_LITERAL;
  const RhumbTerm *const label = is_literal ? term : find_label(namer, rank);
  if (language) {
    *language = label ? label->language : RHUMB_STR("");
  }

  const RhumbStr text =
      label ? rhumb_text_clean(namer->arena, label->text, RHUMB_MAX_TEXT)
            : RHUMB_STR("");
  if (text.len || is_literal) {
    return text.len ? text : RHUMB_STR("\u201C\u201D");
  }
  return term->kind == RHUMB_TERM_IRI ? name_of_iri(namer, term->text)
                                      : name_of_blank(namer, rank);
}

static RhumbStr
name_of_word(const RhumbNamer *const namer,
             const uint32_t rank,
             const bool title)
{
  const RhumbTerm *const term = &namer->index->terms[rank];
  if (term->kind != RHUMB_TERM_IRI || find_label(namer, rank)) {
    return rhumb_name_of(namer, rank, NULL);
  }
  const RhumbStr local =
      rhumb_str_from(term->text, rhumb_str_last(term->text, "#/:"));
  const RhumbStr words = rhumb_text_words(namer->arena, local, title);
  const RhumbStr brief = shorten(namer, term->text);
  const bool is_long = rhumb_str_equal(brief, term->text) && local.len;
  return words.len ? words
         : is_long ? rhumb_text_clean(namer->arena, local, RHUMB_MAX_TEXT)
                   : brief;
}

RhumbStr
rhumb_name_of_class(const RhumbNamer *const namer, const uint32_t rank)
{
  return name_of_word(namer, rank, true);
}

RhumbStr
rhumb_name_of_property(const RhumbNamer *const namer, const uint32_t rank)
{
  return name_of_word(namer, rank, false);
}
