// SPDX-License-Identifier: ISC

/// @file language.c  The grammar of language tags.

#include "term/language.h"

#include <strings.h>

/// Registered before the grammar was, and outside it (RFC 5646, "irregular");
/// the regular ones fit it
static const char *const irregular[] = {
    "en-GB-oed",
    "i-ami",
    "i-bnn",
    "i-default",
    "i-enochian",
    "i-hak",
    "i-klingon",
    "i-lux",
    "i-mingo",
    "i-navajo",
    "i-pwn",
    "i-tao",
    "i-tay",
    "i-tsu",
    "sgn-BE-FR",
    "sgn-BE-NL",
    "sgn-CH-DE",
};

typedef struct {
  RhumbStr rest; ///< Behind the subtag and its hyphen
  RhumbStr text; ///< The subtag; empty at the end
  bool alpha, digits, alphanum;
} Subtag;

static bool
is_digit(const char c)
{
  return c >= '0' && c <= '9';
}

static bool
is_alpha(const char c)
{
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static Subtag
next_subtag(const RhumbStr rest)
{
  size_t end = 0;
  Subtag tag = {.alpha = true, .digits = true, .alphanum = true};
  for (; end < rest.len && rest.data[end] != '-'; ++end) {
    const bool digit = is_digit(rest.data[end]);
    const bool alpha = is_alpha(rest.data[end]);
    tag.digits = tag.digits && digit;
    tag.alpha = tag.alpha && alpha;
    tag.alphanum = tag.alphanum && (digit || alpha);
  }
  tag.text = rhumb_str_slice(rest, 0, end);
  tag.rest = rhumb_str_slice(rest, end + (end < rest.len), rest.len);
  return tag;
}

static bool
has_length(const Subtag *const tag, const size_t from, const size_t to)
{
  return tag->text.len >= from && tag->text.len <= to;
}

static bool
is_short_language(const Subtag *const tag)
{
  return tag->alpha && has_length(tag, 2, 3);
}

static bool
is_long_language(const Subtag *const tag)
{
  return tag->alpha && has_length(tag, 4, 8);
}

static bool
is_extlang(const Subtag *const tag)
{
  return tag->alpha && has_length(tag, 3, 3);
}

static bool
is_script(const Subtag *const tag)
{
  return tag->alpha && has_length(tag, 4, 4);
}

static bool
is_region(const Subtag *const tag)
{
  return (tag->alpha && has_length(tag, 2, 2)) ||
         (tag->digits && has_length(tag, 3, 3));
}

static bool
is_variant(const Subtag *const tag)
{
  return tag->alphanum &&
         (has_length(tag, 5, 8) ||
          (has_length(tag, 4, 4) && is_digit(tag->text.data[0])));
}

static bool
is_private_mark(const Subtag *const tag)
{
  return tag->text.len == 1 &&
         (tag->text.data[0] == 'x' || tag->text.data[0] == 'X');
}

static bool
is_singleton(const Subtag *const tag)
{
  return tag->alphanum && has_length(tag, 1, 1) && !is_private_mark(tag);
}

static bool
is_extension_part(const Subtag *const tag)
{
  return tag->alphanum && has_length(tag, 2, 8);
}

static bool
is_private_part(const Subtag *const tag)
{
  return tag->alphanum && has_length(tag, 1, 8);
}

/// Step over up to `most` subtags that are `wanted`
/// @return How many there were.
static size_t
take(Subtag *const tag, bool (*const wanted)(const Subtag *), const size_t most)
{
  size_t count = 0;
  while (count < most && tag->text.len && wanted(tag)) {
    *tag = next_subtag(tag->rest);
    ++count;
  }
  return count;
}

static bool
take_language(Subtag *const tag)
{
  if (take(tag, is_short_language, 1)) {
    (void)take(tag, is_extlang, 3);
    return true;
  }
  return take(tag, is_long_language, 1) == 1;
}

static bool
take_private(Subtag *const tag)
{
  return take(tag, is_private_mark, 1) && take(tag, is_private_part, SIZE_MAX);
}

static bool
is_langtag(Subtag tag)
{
  if (!take_language(&tag)) {
    return take_private(&tag) && !tag.text.len;
  }
  (void)take(&tag, is_script, 1);
  (void)take(&tag, is_region, 1);
  (void)take(&tag, is_variant, SIZE_MAX);
  while (take(&tag, is_singleton, 1)) {
    if (!take(&tag, is_extension_part, SIZE_MAX)) {
      return false;
    }
  }
  return !tag.text.len || (take_private(&tag) && !tag.text.len);
}

static bool
is_irregular(const RhumbStr tag)
{
  for (size_t i = 0; i < sizeof(irregular) / sizeof(*irregular); ++i) {
    if (strlen(irregular[i]) == tag.len &&
        strncasecmp(irregular[i], tag.data, tag.len) == 0) {
      return true;
    }
  }
  return false;
}

bool
rhumb_language_valid(const RhumbStr tag)
{
  // An empty subtag would read as the end
  for (size_t i = 0; i < tag.len; ++i) {
    if (tag.data[i] == '-' &&
        (i == 0 || i + 1 == tag.len || tag.data[i + 1] == '-')) {
      return false;
    }
  }
  return tag.len && (is_langtag(next_subtag(tag)) || is_irregular(tag));
}

RhumbStatus
rhumb_language_check(const RhumbStr tag,
                     const RhumbLoc loc,
                     const RhumbDiag *const diag)
{
  return rhumb_language_valid(tag) && next_subtag(tag).text.len < 4
             ? RHUMB_OK
             : rhumb_fail(diag,
                          RHUMB_ERR_VALUE,
                          loc,
                          "\"%.*s\" " RHUMB_LANGUAGE_WHY,
                          RHUMB_FMT(tag));
}
