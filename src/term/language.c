// SPDX-License-Identifier: ISC

/// @file language.c  The grammar of language tags.

#include "term/language.h"

#include "base/ascii.h"
#include "base/words.h"

/// Registered before the grammar was, and outside it (RFC 5646, "irregular");
/// the regular ones fit it
static const char irregular[] =
    "en-GB-oed i-ami i-bnn i-default i-enochian i-hak i-klingon i-lux i-mingo "
    "i-navajo i-pwn i-tao i-tay i-tsu sgn-BE-FR sgn-BE-NL sgn-CH-DE";

/// What all characters of a subtag are, or its first one
enum {
  ALPHA = 1U,
  DIGITS = 2U,
  ALPHANUM = 4U,
  FROM_DIGIT = 8U, ///< A digit, then ALPHANUM
  PRIVATE = 16U,   ///< `x`
  SINGLETON = 32U, ///< Another one, ALPHANUM
};

typedef struct {
  RhumbStr rest; ///< Behind the subtag and its hyphen
  RhumbStr text; ///< The subtag; empty at the end
  unsigned is;
} Subtag;

/// What a subtag may be
typedef struct {
  unsigned is;
  size_t from, to; ///< Its length
} Form;

static const Form short_language = {ALPHA, 2, 3};
static const Form long_language = {ALPHA, 4, 8};
static const Form extended_language = {ALPHA, 3, 3};
static const Form script = {ALPHA, 4, 4};
static const Form country = {ALPHA, 2, 2};
static const Form area = {DIGITS, 3, 3};
static const Form variant = {ALPHANUM, 5, 8};
static const Form short_variant = {FROM_DIGIT, 4, 4};
static const Form singleton = {SINGLETON, 1, 1};
static const Form extension_part = {ALPHANUM, 2, 8};
static const Form private_mark = {PRIVATE, 1, 1};
static const Form private_part = {ALPHANUM, 1, 8};

static Subtag
next_subtag(RhumbStr rest)
{
  Subtag tag = {.text = rhumb_str_cut(&rest, '-'), .is = ALPHA | DIGITS};
  tag.rest = rest;
  bool alphanum = tag.text.len > 0;
  for (size_t i = 0; i < tag.text.len; ++i) {
    const char c = tag.text.data[i];
    tag.is &= rhumb_is_letter(c) ? ALPHA : rhumb_is_digit(c) ? DIGITS : 0U;
    alphanum = alphanum && rhumb_is_alphanumeric(c);
  }
  if (alphanum) {
    const char first = tag.text.data[0];
    tag.is |= ALPHANUM | (rhumb_to_lower(first) == 'x' ? PRIVATE : SINGLETON) |
              (rhumb_is_digit(first) ? FROM_DIGIT : 0U);
  }
  return tag;
}

/// Step over up to `most` subtags of a form
/// @return How many there were.
static size_t
take(Subtag *const tag, const Form *const form, const size_t most)
{
  size_t count = 0;
  while (count < most && tag->text.len >= form->from &&
         tag->text.len <= form->to && (tag->is & form->is)) {
    *tag = next_subtag(tag->rest);
    ++count;
  }
  return count;
}

static bool
take_language(Subtag *const tag)
{
  if (take(tag, &short_language, 1)) {
    (void)take(tag, &extended_language, 3);
    return true;
  }
  return take(tag, &long_language, 1) == 1;
}

static bool
take_private(Subtag *const tag)
{
  return take(tag, &private_mark, 1) && take(tag, &private_part, SIZE_MAX);
}

static bool
is_langtag(Subtag tag)
{
  if (!take_language(&tag)) {
    return take_private(&tag) && !tag.text.len;
  }
  (void)take(&tag, &script, 1);
  (void)(take(&tag, &country, 1) || take(&tag, &area, 1));
  while (take(&tag, &variant, 1) || take(&tag, &short_variant, 1)) {
  }
  while (take(&tag, &singleton, 1)) {
    if (!take(&tag, &extension_part, SIZE_MAX)) {
      return false;
    }
  }
  return !tag.text.len || (take_private(&tag) && !tag.text.len);
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
  return tag.len &&
         (is_langtag(next_subtag(tag)) || rhumb_words_find(irregular, tag).len);
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

RhumbStr
rhumb_language_cut(RhumbStr *const tag)
{
  const RhumbStr dashes = RHUMB_STR("--");
  const size_t at = rhumb_str_find(*tag, dashes, 0);
  if (at == SIZE_MAX) {
    return RHUMB_STR("");
  }
  const RhumbStr direction = rhumb_str_from(*tag, at + dashes.len);
  tag->len = at;
  return direction;
}

bool
rhumb_direction_valid(const RhumbStr text)
{
  return rhumb_str_is(text, "ltr") || rhumb_str_is(text, "rtl");
}

RhumbStr
rhumb_i18n_datatype(RhumbArena *const arena,
                    const RhumbStr tag,
                    const RhumbStr direction)
{
  RhumbBuf out = {0};
  rhumb_buf_puts(&out, "https://www.w3.org/ns/i18n#");
  for (size_t i = 0; i < tag.len; ++i) {
    rhumb_buf_putc(&out, rhumb_to_lower(tag.data[i]));
  }
  rhumb_buf_format(&out, "_%.*s", RHUMB_FMT(direction));
  return rhumb_buf_keep(&out, arena);
}
