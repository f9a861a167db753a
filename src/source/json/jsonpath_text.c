// SPDX-License-Identifier: ISC

/// @file jsonpath_text.c  The text of a JSONPath query: its bytes and literals.

#include "source/json/jsonpath_text_impl.h"

#include "base/utf8.h"

/// Integers beyond are not exact in every JSON reader (section 2.1)
static const uint64_t largest = 9007199254740991;

// Bytes ----------------------------------------------------------------------

RhumbLoc
rhumb_path_place(const RhumbPathParser *const p, const size_t at)
{
  return rhumb_loc_along(p->loc, at);
}

RhumbStatus
rhumb_path_fail_at(const RhumbPathParser *const p,
                   const size_t at,
                   const char *const message)
{
  return rhumb_fail(p->diag,
                    RHUMB_ERR_SYNTAX,
                    rhumb_path_place(p, at),
                    "in the JSONPath \"%.*s\": %s",
                    RHUMB_FMT(p->text),
                    message);
}

RhumbStatus
rhumb_path_fail(const RhumbPathParser *const p, const char *const message)
{
  return rhumb_path_fail_at(p, p->at, message);
}

static bool
looks_at(const RhumbPathParser *const p, const char *const word)
{
  return rhumb_str_starts(rhumb_str_from(p->text, p->at), rhumb_str(word));
}

bool
rhumb_path_take(RhumbPathParser *const p, const char *const word)
{
  const bool found = looks_at(p, word);
  p->at += found ? strlen(word) : 0;
  return found;
}

void
rhumb_path_skip_space(RhumbPathParser *const p)
{
  while (rhumb_is_space(rhumb_path_peek(p))) {
    ++p->at;
  }
}

// Literals -------------------------------------------------------------------

/// Read \uXXXX, twice for a surrogate pair; `at` stands behind the "u"
static RhumbStatus
parse_unicode(RhumbPathParser *const p, RhumbBuf *const out)
{
  int64_t code = rhumb_hex(p->text, p->at, 4);
  if (code < 0) {
    return rhumb_path_fail(p, "expected four hexadecimal digits behind \\u");
  }
  if (rhumb_is_high_half(code)) {
    const int64_t low = rhumb_hex(p->text, p->at + 6, 4);
    p->at += 4;
    if (!looks_at(p, "\\u") || !rhumb_is_low_half(low)) {
      return rhumb_path_fail(p, "expected the second half of a surrogate pair");
    }
    code = rhumb_join_halves(code, low);
    p->at += 2;
  } else if (rhumb_is_low_half(code)) {
    return rhumb_path_fail(
        p, "expected the first half of a surrogate pair before this");
  }
  p->at += 4;
  rhumb_utf8_put(out, (uint32_t)code);
  return RHUMB_OK;
}

static RhumbStatus
parse_escape(RhumbPathParser *const p, const char quote, RhumbBuf *const out)
{
  static const char written[] = "bfnrt/\\";
  static const char meant[] = "\b\f\n\r\t/\\";
  const char c = rhumb_path_peek(p);
  if (c == 'u') {
    ++p->at;
    return parse_unicode(p, out);
  }
  const char *const found = c ? strchr(written, c) : NULL;
  if (!found && c != quote) {
    return rhumb_path_fail(p,
                           "expected an escape such as \\n, \\\\ or \\u00E9");
  }
  rhumb_buf_putc(out, *(found ? meant + (found - written) : &c));
  ++p->at;
  return RHUMB_OK;
}

static RhumbStatus
parse_string_into(RhumbPathParser *const p, RhumbBuf *const out)
{
  const size_t start = p->at;
  const char quote = rhumb_path_peek(p);
  for (++p->at; p->at < p->text.len && rhumb_path_peek(p) != quote;) {
    const char c = rhumb_path_peek(p);
    if ((unsigned char)c < 0x20) {
      return rhumb_path_fail(
          p, "expected control characters in a string to be escaped");
    }
    ++p->at;
    if (c == '\\') {
      RHUMB_TRY(parse_escape(p, quote, out));
    } else {
      rhumb_buf_putc(out, c);
    }
  }
  if (p->at == p->text.len) {
    return rhumb_path_fail_at(
        p, start, "expected the closing quote of this string");
  }
  ++p->at;
  return RHUMB_OK;
}

RhumbStatus
rhumb_path_string(RhumbPathParser *const p, RhumbStr *const out)
{
  RhumbBuf buf = {0};
  const RhumbStatus st = parse_string_into(p, &buf);
  if (st == RHUMB_OK) {
    *out = rhumb_str_copy(p->arena, rhumb_buf_str(&buf));
  }
  rhumb_buf_free(&buf);
  return st;
}

static RhumbStatus
skip_digits(RhumbPathParser *const p)
{
  const size_t start = p->at;
  while (rhumb_is_digit(rhumb_path_peek(p))) {
    ++p->at;
  }
  return p->at > start ? RHUMB_OK : rhumb_path_fail(p, "expected a digit");
}

RhumbStatus
rhumb_path_integer(RhumbPathParser *const p, int64_t *const out)
{
  const size_t start = p->at;
  const bool minus = rhumb_path_take(p, "-");
  const size_t first = p->at;
  RHUMB_TRY(skip_digits(p));
  const RhumbStr digits = rhumb_str_slice(p->text, first, p->at);
  if (digits.data[0] == '0' && (minus || digits.len > 1)) {
    return rhumb_path_fail_at(
        p, start, "expected an integer without a leading zero");
  }
  uint64_t value = 0;
  if (!rhumb_str_number(digits, largest, &value)) {
    return rhumb_path_fail_at(
        p, start, "expected an integer up to 9007199254740991");
  }
  *out = minus ? -(int64_t)value : (int64_t)value;
  return RHUMB_OK;
}

RhumbStatus
rhumb_path_number(RhumbPathParser *const p, RhumbPathValue *const out)
{
  const size_t start = p->at;
  (void)rhumb_path_take(p, "-");
  const char first = rhumb_path_peek(p);
  RHUMB_TRY(skip_digits(p));
  if (first == '0' && rhumb_is_digit(p->text.data[p->at - 1]) &&
      p->at - start > 1U + (p->text.data[start] == '-')) {
    return rhumb_path_fail_at(
        p, start, "expected a number without a leading zero");
  }
  if (rhumb_path_take(p, ".")) {
    RHUMB_TRY(skip_digits(p));
  }
  if (rhumb_path_peek(p) == 'e' || rhumb_path_peek(p) == 'E') {
    ++p->at;
    if (!rhumb_path_take(p, "+")) {
      (void)rhumb_path_take(p, "-");
    }
    RHUMB_TRY(skip_digits(p));
  }
  *out = (RhumbPathValue){
      .kind = RHUMB_JSON_NUMBER,
      .text = rhumb_str_copy(p->arena, rhumb_str_slice(p->text, start, p->at))};
  return RHUMB_OK;
}
