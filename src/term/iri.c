// SPDX-License-Identifier: ISC

/// @file iri.c  IRIs checked, resolved, encoded.

#include "term/iri.h"

#include "base/ascii.h"
#include "base/list.h"
#include "base/utf8.h"

#include <arpa/inet.h>
#include <stdio.h>

// Characters -------------------------------------------------------------

/// What an ASCII character can be; non-ASCII ones are looked up by range
enum {
  ALPHA = 1U,
  DIGIT = 2U,
  UNRESERVED = 4U, ///< With ALPHA and DIGIT
  SUB_DELIM = 8U,
  COLON = 16U,
  AT = 32U,
  SLASH = 64U,
  QUESTION = 128U,
};

enum {
  SCHEME = ALPHA | DIGIT,
  IUNRESERVED = ALPHA | DIGIT | UNRESERVED,
  REG_NAME = IUNRESERVED | SUB_DELIM,
  USER_INFO = REG_NAME | COLON,
  PATH = USER_INFO | AT | SLASH,
  FRAGMENT = PATH | QUESTION,
};

// clang-format off
#define D DIGIT
#define S SUB_DELIM
#define U UNRESERVED
#define DIGITS  D, D, D, D, D, D, D, D, D, D
#define A5      ALPHA, ALPHA, ALPHA, ALPHA, ALPHA
#define LETTERS A5, A5, A5, A5, A5, ALPHA
static const unsigned char classes[128] = {
    [' '] = 0, S, 0, 0, S, 0, S, S, S, S, S, S, S, U, U, SLASH,
    ['0'] = DIGITS, COLON, S, 0, S, 0, QUESTION,
    ['@'] = AT, LETTERS, 0, 0, 0, 0, U,
    ['`'] = 0, LETTERS, 0, 0, 0, U,
};
// clang-format on

static unsigned
class_of(const char c)
{
  return (unsigned char)c < 128U ? classes[(unsigned char)c] : 0U;
}

/// ucschar of RFC 3987
static bool
is_ucschar(const uint32_t code)
{
  if (code < 0x10000U) {
    return (code >= 0xA0U && code <= 0xD7FFU) ||
           (code >= 0xF900U && code <= 0xFDCFU) ||
           (code >= 0xFDF0U && code <= 0xFFEFU);
  }
  // The last two characters of a plane are none; plane 14 begins with tags
  return (code & 0xFFFFU) <= 0xFFFDU && code < 0xF0000U &&
         (code < 0xE0000U || code >= 0xE1000U);
}

/// iprivate of RFC 3987: in queries only
static bool
is_private(const uint32_t code)
{
  return (code >= 0xE000U && code <= 0xF8FFU) ||
         (code >= 0xF0000U && (code & 0xFFFFU) <= 0xFFFDU);
}

/// Length of the character at `at` that is not plain ASCII: a percent code, a
/// ucschar, or, if `is_query`, an iprivate; 0 if it is none of them
static unsigned
special(const RhumbStr iri, const size_t at, const bool is_query)
{
  if (iri.data[at] == '%') {
    return rhumb_hex(iri, at + 1, 2) < 0 ? 0 : 3;
  }
  uint32_t code = 0;
  const unsigned len = rhumb_utf8_decode(iri, at, &code);
  const bool fits =
      len > 1 && (is_ucschar(code) || (is_query && is_private(code)));
  return fits ? len : 0;
}

/// The first byte from `at` on that is not of `allowed` or special
static size_t
skip(const RhumbStr iri, size_t at, const unsigned allowed, const bool is_query)
{
  for (;;) {
    while (at < iri.len && (class_of(iri.data[at]) & allowed)) {
      ++at;
    }
    const unsigned len = at < iri.len ? special(iri, at, is_query) : 0;
    if (!len) {
      return at;
    }
    at += len;
  }
}

// Grammar ----------------------------------------------------------------

/// The colon behind the scheme, or the first byte that cannot be in one
static size_t
skip_scheme(const RhumbStr iri)
{
  size_t at = 0;
  if (iri.len && (class_of(iri.data[0]) & ALPHA)) {
    while (at < iri.len &&
           ((class_of(iri.data[at]) & SCHEME) || iri.data[at] == '+' ||
            iri.data[at] == '-' || iri.data[at] == '.')) {
      ++at;
    }
  }
  return at;
}

bool
rhumb_iri_is_absolute(const RhumbStr text)
{
  const size_t at = skip_scheme(text);
  return at > 0 && at < text.len && text.data[at] == ':';
}

size_t
rhumb_iri_web_scheme(const RhumbStr text)
{
  static const char *const schemes[] = {"http://", "https://"};
  for (size_t i = 0; i < RHUMB_COUNT(schemes); ++i) {
    const RhumbStr scheme = rhumb_str(schemes[i]);
    if (text.len >= scheme.len &&
        rhumb_str_alike(rhumb_str_slice(text, 0, scheme.len), scheme)) {
      return scheme.len;
    }
  }
  return 0;
}

/// IPvFuture: "v", a version, a dot, an address
static bool
is_future_address(const RhumbStr text)
{
  size_t at = 1;
  while (at < text.len && rhumb_hex_value(text.data[at]) >= 0) {
    ++at;
  }
  if (at == 1 || at + 1 >= text.len || text.data[at] != '.') {
    return false;
  }
  for (++at; at < text.len; ++at) {
    if (!(class_of(text.data[at]) & USER_INFO)) {
      return false;
    }
  }
  return true;
}

/// What stands between the brackets of an IP-literal
static bool
is_address(const RhumbStr text)
{
  char copy[INET6_ADDRSTRLEN];
  struct in6_addr address;
  if (text.len && (text.data[0] == 'v' || text.data[0] == 'V')) {
    return is_future_address(text);
  }
  if (!text.len || text.len >= sizeof(copy)) {
    return false;
  }
  for (size_t i = 0; i < text.len; ++i) { // inet_pton() stops at a NUL
    if (rhumb_hex_value(text.data[i]) < 0 && text.data[i] != ':' &&
        text.data[i] != '.') {
      return false;
    }
  }
  memcpy(copy, text.data, text.len);
  copy[text.len] = '\0';
  return inet_pton(AF_INET6, copy, &address) == 1;
}

/// Behind the host that starts at `at`, or the byte that cannot be there
static size_t
skip_host(const RhumbStr iri, const size_t at)
{
  if (at == iri.len || iri.data[at] != '[') {
    return skip(iri, at, REG_NAME, false);
  }
  const size_t end = at + rhumb_str_index(rhumb_str_from(iri, at), ']');
  return end < iri.len && is_address(rhumb_str_slice(iri, at + 1, end))
             ? end + 1
             : at;
}

/// Behind the authority that starts at `at`; RFC 3986 section 3.2
static size_t
skip_authority(const RhumbStr iri, size_t at)
{
  const size_t user = skip(iri, at, USER_INFO, false);
  if (user < iri.len && iri.data[user] == '@') {
    at = user + 1;
  }
  at = skip_host(iri, at);
  if (at < iri.len && iri.data[at] == ':') {
    for (++at; at < iri.len && (class_of(iri.data[at]) & DIGIT);) {
      ++at;
    }
  }
  return at;
}

static bool
is_at(const RhumbStr iri, const size_t at, const char c)
{
  return at < iri.len && iri.data[at] == c;
}

/// Where what stands from byte `at` on stops being the path, query and fragment
/// of an IRI: the length if it never does
static size_t
skip_path(const RhumbStr iri, size_t at)
{
  at = skip(iri, at, PATH, false);
  if (is_at(iri, at, '?')) {
    at = skip(iri, at + 1, FRAGMENT, true);
  }
  if (is_at(iri, at, '#')) {
    at = skip(iri, at + 1, FRAGMENT, false);
  }
  return at;
}

/// Where the IRI stops being one: its length if it never does
static size_t
skip_iri(const RhumbStr iri)
{
  size_t at = skip_scheme(iri);
  if (at == 0 || !is_at(iri, at, ':')) {
    return at;
  }
  ++at;
  if (is_at(iri, at, '/') && is_at(iri, at + 1, '/')) {
    at = skip_authority(iri, at + 2);
    if (at < iri.len && iri.data[at] != '/' && iri.data[at] != '?' &&
        iri.data[at] != '#') {
      return at;
    }
  }
  return skip_path(iri, at);
}

bool
rhumb_iri_is_path(const RhumbStr text, size_t *const bad_byte)
{
  *bad_byte = skip_path(text, 0);
  return *bad_byte == text.len;
}

bool
rhumb_iri_valid(const RhumbStr iri, size_t *const bad_byte)
{
  const size_t end = skip_iri(iri);
  // A scheme alone ends where its colon is missing
  if (end == iri.len && rhumb_iri_is_absolute(iri)) {
    return true;
  }
  if (bad_byte) {
    *bad_byte = end;
  }
  return false;
}

// Encoding ---------------------------------------------------------------

static void
put_percent(RhumbBuf *const out, const char c)
{
  rhumb_buf_putc(out, '%');
  rhumb_buf_put_hex(out, c);
}

/// The first byte from `at` on that is no iunreserved character
static size_t
skip_unreserved(const RhumbStr value, size_t at)
{
  while (at < value.len) {
    if (class_of(value.data[at]) & IUNRESERVED) {
      ++at;
      continue;
    }
    uint32_t code = 0;
    const unsigned len = rhumb_utf8_decode(value, at, &code);
    if (len < 2 || !is_ucschar(code)) {
      break;
    }
    at += len;
  }
  return at;
}

void
rhumb_iri_encode(RhumbBuf *const out, const RhumbStr value)
{
  for (size_t at = 0; at < value.len;) {
    const size_t end = skip_unreserved(value, at);
    rhumb_buf_put(out, rhumb_str_slice(value, at, end));
    at = end;
    if (at < value.len) {
      uint32_t code = 0;
      const unsigned len = rhumb_utf8_decode(value, at, &code);
      for (const size_t stop = at + (len ? len : 1); at < stop; ++at) {
        put_percent(out, value.data[at]);
      }
    }
  }
}

void
rhumb_uri_encode(RhumbBuf *const out, const RhumbStr value)
{
  for (size_t at = 0; at < value.len; ++at) {
    if (class_of(value.data[at]) & IUNRESERVED) {
      rhumb_buf_putc(out, value.data[at]);
    } else {
      put_percent(out, value.data[at]);
    }
  }
}

void
rhumb_iri_decode(RhumbBuf *const out, const RhumbStr text)
{
  for (size_t at = 0; at < text.len; ++at) {
    const int64_t byte = text.data[at] == '%' ? rhumb_hex(text, at + 1, 2) : -1;
    rhumb_buf_putc(out, (char)(byte < 0 ? text.data[at] : byte));
    at += byte < 0 ? 0 : 2;
  }
}

void
rhumb_iri_put_path(RhumbBuf *const out, const RhumbStr path)
{
  for (RhumbStr rest = path; rest.len;) {
    const bool slash = rhumb_str_has(rest, '/');
    rhumb_iri_encode(out, rhumb_str_cut(&rest, '/'));
    rhumb_buf_puts(out, slash ? "/" : "");
  }
}

RhumbStr
rhumb_iri_path(RhumbArena *const arena, const RhumbStr address)
{
  // What is cut away; of an address on another machine, nothing is
  static const struct {
    RhumbStr start;
    size_t cut;
  } forms[] = {{{"file://localhost/", 17}, 16},
               {{"file:///", 8}, 7},
               {{"file://", 7}, 0},
               {{"file:", 5}, 5}};
  for (size_t i = 0; i < RHUMB_COUNT(forms); ++i) {
    const RhumbStr start = forms[i].start;
    if (rhumb_str_alike_at(address, 0, start)) {
      RhumbBuf path = {0};
      rhumb_iri_decode(&path, rhumb_str_from(address, forms[i].cut));
      const RhumbStr decoded = rhumb_buf_keep(&path, arena);
      // No path has a NUL; cut short there it would be another one
      return forms[i].cut && !rhumb_str_has(decoded, '\0') ? decoded : address;
    }
  }
  return address;
}

// Templates --------------------------------------------------------------

bool
rhumb_iri_stays_relative(const RhumbStr text)
{
  size_t i = 0;
  while (i < text.len && !strchr(":/?#", text.data[i])) {
    ++i;
  }
  return i < text.len && text.data[i] != ':';
}

bool
rhumb_iri_may_be_made(const RhumbStr sample,
                      const size_t fixed,
                      size_t *const bad_byte)
{
  return rhumb_iri_valid(sample, bad_byte) || *bad_byte >= fixed ||
         !(rhumb_iri_is_absolute(sample) ||
           rhumb_iri_stays_relative(rhumb_str_slice(sample, 0, fixed)));
}

// Explaining -------------------------------------------------------------

void
rhumb_iri_explain(char why[const RHUMB_IRI_WHY],
                  const RhumbStr iri,
                  const size_t bad_byte)
{
  if (bad_byte >= iri.len) {
    (void)snprintf(why, RHUMB_IRI_WHY, "is no valid IRI: it is cut short");
    return;
  }
  const unsigned char byte = (unsigned char)iri.data[bad_byte];
  char shown[16];
  (void)snprintf(shown,
                 sizeof(shown),
                 byte >= 0x20U && byte < 0x7FU ? "'%c'" : "byte 0x%02X",
                 byte);
  (void)snprintf(
      why, RHUMB_IRI_WHY, "is no valid IRI: %s may not stand there", shown);
}
