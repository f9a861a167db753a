// SPDX-License-Identifier: ISC

/// @file phonetic.c  How names sound: soundex, Cologne phonetics.

#include "base/list.h"
#include "function/function_impl.h"

/// The ASCII letters of `text` as capitals, accents dropped
static RhumbStr
capitals(RhumbArena *const arena, const RhumbStr text)
{
  const RhumbStr plain =
      rhumb_decomposed(arena, rhumb_cased(arena, text, RHUMB_CASE_UPPER));
  RhumbTextBuilder made = {.arena = arena};
  for (size_t i = 0; i < plain.len; ++i) {
    if (plain.data[i] >= 'A' && plain.data[i] <= 'Z') {
      rhumb_builder_putc(&made, plain.data[i]);
    }
  }
  return (RhumbStr){made.data, made.len};
}

/// A letter and three digits; H and W do not part two letters of one sound
static void
put_soundex(RhumbTextBuilder *const made, const RhumbStr word)
{
  static const char codes[] = "01230120022455012623010202";
  const size_t length = 4;
  char last = '0';
  for (size_t i = 0; i < word.len && made->len < length; ++i) {
    const char c = word.data[i];
    const char code = codes[c - 'A'];
    if (i == 0) {
      rhumb_builder_putc(made, c);
    } else if (code != '0' && code != last) {
      rhumb_builder_putc(made, code);
    }
    if (i == 0 || (c != 'H' && c != 'W')) {
      last = code;
    }
  }
  while (made->len && made->len < length) {
    rhumb_builder_putc(made, '0');
  }
}

static bool
is_any(const char c, const char *const letters)
{
  return c && strchr(letters, c);
}

/// C is hard or soft by its neighbours
static const char *
cologne_c(const char before, const char after)
{
  if (!before) {
    return is_any(after, "AHKLOQRUX") ? "4" : "8";
  }
  return is_any(after, "AHKOQUX") && !is_any(before, "SZ") ? "4" : "8";
}

static const char *
cologne_code(const char before, const char c, const char after)
{
  static const char *const codes[] = {
      "0", "1", NULL, NULL, "0", "3", "4",  "",  "0", "0", "4",  "5", "6",
      "6", "0", NULL, "4",  "7", "8", NULL, "0", "3", "3", NULL, "0", "8"};
  switch (c) {
  case 'C':
    return cologne_c(before, after);
  case 'D':
  case 'T':
    return is_any(after, "CSZ") ? "8" : "2";
  case 'P':
    return after == 'H' ? "3" : "1";
  case 'X':
    return is_any(before, "CKQ") ? "8" : "48";
  default:
    return c >= 'A' && c <= 'Z' ? codes[c - 'A'] : "";
  }
}

static void
put_cologne(RhumbTextBuilder *const made, const RhumbStr word)
{
  char last = '\0';
  for (size_t i = 0; i < word.len; ++i) {
    const char before = (char)(i > 0 ? word.data[i - 1] : '\0');
    const char after = (char)(i + 1 < word.len ? word.data[i + 1] : '\0');
    const char *code = cologne_code(before, word.data[i], after);
    for (; *code; ++code) {
      if (*code != last && (*code != '0' || i == 0)) {
        rhumb_builder_putc(made, *code);
      }
      last = *code;
    }
  }
}

typedef struct {
  const char *name;
  void (*put)(RhumbTextBuilder *made, RhumbStr word);
} Encoding;

static const Encoding encodings[] = {
    {"soundex", put_soundex},
    {"cologne", put_cologne},
};

/// Return the encoding that an argument names, or NULL, with the reason
static const Encoding *
find_encoding(const RhumbValues *const args,
              RhumbFunctionContext *const context)
{
  const RhumbStr name = rhumb_argument(args, 1);
  const Encoding *const encoding = RHUMB_ROW(encodings, name);
  if (!encoding) {
    (void)rhumb_function_fail(
        context,
        "the encoding \"%.*s\" is not known: soundex or cologne",
        RHUMB_SHOW(name));
  }
  return encoding;
}

RHUMB_CALL(phonetic)
{
  const Encoding *const encoding = find_encoding(args, context);
  const RhumbStr word = capitals(context->arena, rhumb_argument(args, 0));
  RhumbTextBuilder made = {.arena = context->arena};
  if (!encoding) {
    return RHUMB_ERR_VALUE;
  }
  encoding->put(&made, word);
  return rhumb_return_text(context, &made);
}

RHUMB_CHECK(encoding)
{
  (void)index;
  return find_encoding(args, context) ? RHUMB_OK : RHUMB_ERR_VALUE;
}
