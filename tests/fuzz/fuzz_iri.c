// SPDX-License-Identifier: ISC

/// @file fuzz_iri.c  IRIs, their parts, and language tags. Holds:
///
/// - an IRI is UTF-8 without what RFC 3987 excludes, and none if it is cut off
///   before its scheme ends;
/// - a text, encoded, can stand in an IRI, and decoded it is the text again;
/// - a name that a prefix shortens is the IRI again;
/// - a tag is ASCII, in any case, and what is none says so.

#include "base/utf8.h"
#include "fuzz.h"
#include "term/iri.h"
#include "term/language.h"
#include "term/prefix.h"

#define BASE "http://a/"

/// Hold that `encoded` decodes to `text`, and can stand in an IRI
static void
check_encoded(const RhumbStr text, const RhumbStr encoded)
{
  static RhumbBuf decoded;
  static RhumbBuf whole;
  size_t bad = 0;
  decoded.len = 0;
  rhumb_iri_decode(&decoded, encoded);
  HOLDS(rhumb_str_equal(rhumb_buf_str(&decoded), text));
  HOLDS(rhumb_iri_is_path(encoded, &bad));
  whole.len = 0;
  rhumb_buf_puts(&whole, BASE);
  rhumb_buf_put(&whole, encoded);
  HOLDS(rhumb_iri_valid(rhumb_buf_str(&whole), NULL));
}

static void
check_encoding(const RhumbStr text)
{
  static void (*const encoders[])(RhumbBuf *, RhumbStr) = {
      rhumb_iri_encode, rhumb_uri_encode, rhumb_iri_put_path};
  static RhumbBuf encoded;
  for (size_t i = 0; i < RHUMB_COUNT(encoders); ++i) {
    encoded.len = 0;
    encoders[i](&encoded, text);
    check_encoded(text, rhumb_buf_str(&encoded));
  }
}

static void
check_iri(const RhumbStr text)
{
  size_t bad = SIZE_MAX;
  char why[RHUMB_IRI_WHY];
  if (rhumb_iri_valid(text, &bad)) {
    HOLDS(rhumb_iri_is_absolute(text));
    HOLDS(rhumb_utf8_valid(text, NULL));
    for (size_t at = 0; at < text.len; ++at) {
      HOLDS((unsigned char)text.data[at] > ' ' &&
            !strchr("<>\"{}|\\^`\x7F", text.data[at]));
    }
  } else {
    HOLDS(bad <= text.len);
    rhumb_iri_explain(why, text, bad);
    HOLDS(rhumb_utf8_valid(rhumb_str(why), NULL));
  }
  if (!rhumb_iri_is_path(text, &bad)) {
    HOLDS(bad < text.len);
  }
  HOLDS(rhumb_iri_web_scheme(text) <= text.len);
}

/// Hold that the short form of an IRI stands for it
static void
check_short(RhumbArena *const arena, const RhumbStr iri)
{
  static RhumbBuf curie;
  RhumbPrefixes prefixes = {.arena = arena};
  (void)rhumb_prefixes_add(
      &prefixes, RHUMB_STR("e"), RHUMB_STR(BASE), (RhumbLoc){0});
  curie.len = 0;
  rhumb_prefixes_shorten(&prefixes, &curie, iri);
  RhumbStr local = rhumb_buf_str(&curie);
  if (!rhumb_str_equal(local, iri)) {
    const RhumbStr name = rhumb_str_cut(&local, ':');
    const RhumbStr space = rhumb_prefixes_find(&prefixes, name);
    HOLDS(space.data);
    HOLDS(rhumb_str_equal(rhumb_str_join(arena, space, local), iri));
  }
}

static void
check_language(const RhumbStr text)
{
  char lower[64];
  FuzzHeard heard = {0};
  const RhumbDiag diag = fuzz_diag(&heard);
  const bool is_tag = rhumb_language_valid(text);
  const RhumbStatus status =
      rhumb_language_check(text, (RhumbLoc){NULL, 1, 1, 0}, &diag);
  HOLDS((status == RHUMB_OK) == (heard.errors == 0));
  HOLDS(status != RHUMB_OK || is_tag);
  for (size_t at = 0; at < text.len; ++at) {
    HOLDS(!is_tag || rhumb_is_alphanumeric(text.data[at]) ||
          text.data[at] == '-');
    lower[at % sizeof(lower)] = rhumb_to_lower(text.data[at]);
  }
  HOLDS(text.len > sizeof(lower) ||
        rhumb_language_valid((RhumbStr){lower, text.len}) == is_tag);
}

int
LLVMFuzzerTestOneInput(const uint8_t *const data, const size_t size)
{
  static RhumbArena arena;
  const RhumbStr text = fuzz_text(data, size);
  rhumb_arena_reset(&arena);
  check_iri(text);
  check_encoding(text);
  check_short(&arena, text);
  check_language(text);
  (void)rhumb_iri_path(&arena, text);
  return 0;
}
