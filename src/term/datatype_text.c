// SPDX-License-Identifier: ISC

/// @file datatype_text.c  The lexical spaces of texts, names and bytes.

#include "term/datatype_impl.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "term/language.h"

// Texts -----------------------------------------------------------------------

bool
rhumb_is_normalized_string(const RhumbDatatype *const type, const RhumbStr text)
{
  (void)type;
  return !rhumb_str_has(text, '\t') && !rhumb_str_has(text, '\n') &&
         !rhumb_str_has(text, '\r');
}

bool
rhumb_is_token(const RhumbDatatype *const type, const RhumbStr text)
{
  return rhumb_is_normalized_string(type, text) &&
         !rhumb_str_starts(text, RHUMB_STR(" ")) &&
         !rhumb_str_ends(text, RHUMB_STR(" ")) &&
         rhumb_str_find(text, RHUMB_STR("  "), 0) == SIZE_MAX;
}

/// Every text is a reference to something (section 3.3.17); white space would
/// be taken off its ends
bool
rhumb_is_uri(const RhumbDatatype *const type, const RhumbStr text)
{
  return rhumb_is_token(type, text);
}

/// Parts of one to eight letters, from the second on digits too
bool
rhumb_is_language(const RhumbDatatype *const type, const RhumbStr text)
{
  (void)type;
  RhumbStr rest = text;
  bool is_first = true;
  bool ok = text.len && text.data[text.len - 1] != '-';
  while (ok && rest.len) {
    const RhumbStr part = rhumb_str_cut(&rest, '-');
    ok = part.len >= 1 && part.len <= 8;
    for (size_t i = 0; ok && i < part.len; ++i) {
      ok = rhumb_is_letter(part.data[i]) ||
           (!is_first && rhumb_is_digit(part.data[i]));
    }
    is_first = false;
  }
  return ok;
}

/// The last @ has a language tag behind it, or nothing
bool
rhumb_is_plain_literal(const RhumbDatatype *const type, const RhumbStr text)
{
  (void)type;
  const size_t at = rhumb_str_last(text, "@");
  const RhumbStr tag = rhumb_str_from(text, at);
  return at && (!tag.len || rhumb_language_valid(tag));
}

// Names -----------------------------------------------------------------------

/// True if all are name characters, or colons where those may be; what a name
/// begins with has to be a start, if that counts
static bool
is_name(const RhumbStr text, const bool colons, const bool starts)
{
  size_t at = 0;
  while (at < text.len) {
    uint32_t code = 0;
    const unsigned len = rhumb_utf8_decode(text, at, &code);
    const bool fits = (colons && code == ':') ||
                      (at || !starts ? rhumb_utf8_in_name(code)
                                     : rhumb_utf8_starts_name(code));
    if (!len || !fits) {
      return false;
    }
    at += len;
  }
  return text.len > 0;
}

bool
rhumb_is_xml_name(const RhumbDatatype *const type, const RhumbStr text)
{
  (void)type;
  return is_name(text, true, true);
}

bool
rhumb_is_ncname(const RhumbDatatype *const type, const RhumbStr text)
{
  (void)type;
  return is_name(text, false, true);
}

bool
rhumb_is_nmtoken(const RhumbDatatype *const type, const RhumbStr text)
{
  (void)type;
  return is_name(text, true, false);
}

bool
rhumb_is_qname(const RhumbDatatype *const type, const RhumbStr text)
{
  const size_t colon = rhumb_str_index(text, ':');
  return rhumb_is_ncname(type, rhumb_str_slice(text, 0, colon)) &&
         (colon == text.len ||
          rhumb_is_ncname(type, rhumb_str_from(text, colon + 1)));
}

static bool
are_all(RhumbLexicalSpace *const test,
        const RhumbDatatype *const type,
        const RhumbStr text)
{
  size_t at = 0;
  bool ok = true;
  while (ok && at <= text.len) {
    const RhumbStr rest = rhumb_str_from(text, at);
    const size_t end = rhumb_str_index(rest, ' ');
    ok = test(type, rhumb_str_slice(rest, 0, end));
    at += end + 1;
  }
  return ok;
}

bool
rhumb_is_ncnames(const RhumbDatatype *const type, const RhumbStr text)
{
  return are_all(rhumb_is_ncname, type, text);
}

bool
rhumb_is_nmtokens(const RhumbDatatype *const type, const RhumbStr text)
{
  return are_all(rhumb_is_nmtoken, type, text);
}

// Bytes -----------------------------------------------------------------------

bool
rhumb_is_hex(const RhumbDatatype *const type, const RhumbStr text)
{
  (void)type;
  bool ok = text.len % 2 == 0;
  for (size_t i = 0; ok && i < text.len; ++i) {
    ok = rhumb_hex_value(text.data[i]) >= 0;
  }
  return ok;
}

static int
base64_value(const char c)
{
  return rhumb_is_upper(c)   ? c - 'A'
         : rhumb_is_lower(c) ? c - 'a' + 26
         : rhumb_is_digit(c) ? c - '0' + 52
         : c == '+'          ? 62
         : c == '/'          ? 63
                             : -1;
}

/// Groups of four; a single space may stand between two characters, and bits
/// that no byte takes are zero (section 3.3.16)
bool
rhumb_is_base64(const RhumbDatatype *const type, const RhumbStr text)
{
  unsigned count = 0;   // Characters but spaces
  unsigned padding = 0; // Of them, =
  int last = 0;
  if (!rhumb_is_token(type, text)) {
    return false;
  }
  for (size_t i = 0; i < text.len; ++i) {
    const char c = text.data[i];
    const int value = base64_value(c);
    if (c == ' ') {
      continue;
    }
    if (c != '=' && (padding || value < 0)) {
      return false;
    }
    padding += c == '=';
    last = c == '=' ? last : value;
    ++count;
  }
  const int unused = padding == 2 ? 0xF : padding == 1 ? 0x3 : 0;
  return count % 4 == 0 && padding <= 2 && !(last & unused);
}
