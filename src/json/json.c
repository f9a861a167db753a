// SPDX-License-Identifier: ISC

/// @file json.c  The JSON parser: bytes to a tape, in one pass (RFC 8259).

#include "json/json.h"

#include "base/ascii.h"
#include "base/utf8.h"

#include <stdlib.h>

#ifdef __SSE2__
#  include <emmintrin.h>
#endif

/// Names longer than this are refused (24 bits)
enum { MAX_NAME = 0xFFFFFF };

static RhumbStatus
bad(RhumbJsonParser *const p, const char *const message)
{
  p->message = message;
  return RHUMB_ERR_SYNTAX;
}

void
rhumb_json_skip_space(RhumbJsonParser *const p)
{
  const char *at = p->text + p->at;
  const char *const end = p->text + p->end;
#ifdef __SSE2__
  if (at < end && rhumb_is_space(*at)) {
    for (++at; at < end; at += 16) {
      const __m128i b = _mm_loadu_si128((const __m128i *)(const void *)at);
      const __m128i blank =
          _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(b, _mm_set1_epi8(' ')),
                                    _mm_cmpeq_epi8(b, _mm_set1_epi8('\n'))),
                       _mm_or_si128(_mm_cmpeq_epi8(b, _mm_set1_epi8('\r')),
                                    _mm_cmpeq_epi8(b, _mm_set1_epi8('\t'))));
      const unsigned other = ~(unsigned)_mm_movemask_epi8(blank) & 0xFFFFU;
      if (other) {
        at += __builtin_ctz(other);
        break;
      }
    }
  }
#endif
  while (at < end && rhumb_is_space(*at)) {
    ++at;
  }
  p->at = at < end ? (size_t)(at - p->text) : p->end;
}

// Strings --------------------------------------------------------------------

/// Return the first quote, backslash or control character from `at`, or `end`
static inline const char *
find_special(const char *at, const char *const end, bool *const high)
{
#ifdef __SSE2__
  unsigned top = 0;
  for (; at < end; at += 16) {
    const __m128i b = _mm_loadu_si128((const __m128i *)(const void *)at);
    const __m128i control =
        _mm_cmpeq_epi8(_mm_min_epu8(b, _mm_set1_epi8(0x1F)), b);
    const __m128i special =
        _mm_or_si128(control,
                     _mm_or_si128(_mm_cmpeq_epi8(b, _mm_set1_epi8('"')),
                                  _mm_cmpeq_epi8(b, _mm_set1_epi8('\\'))));
    const unsigned hits = (unsigned)_mm_movemask_epi8(special);
    const unsigned bits = (unsigned)_mm_movemask_epi8(b);
    if (hits) {
      top |= bits & (hits ^ (hits - 1));
      at += __builtin_ctz(hits);
      break;
    }
    top |= bits;
  }
  *high |= top != 0;
  return at < end ? at : end;
#else
  unsigned char top = 0;
  while (at < end && *at != '"' && *at != '\\' && (unsigned char)*at >= 0x20) {
    top |= (unsigned char)*at++;
  }
  *high |= top >= 0x80;
  return at;
#endif
}

/// Return the quote that closes the string from `start`, if it is ASCII without
/// escapes and all there, as most are; or NULL
static inline const char *
plain_end(const char *const start, const char *const end)
{
  bool high = false;
  const char *const at = find_special(start, end, &high);
  return at < end && *at == '"' && !high ? at : NULL;
}

/// True if what there is of four digits from byte `from` on, of `left` bytes in
/// all, is such: what is wrong is so however little is there
static bool
may_be_unit(const char *const at, const size_t from, const size_t left)
{
  size_t i = from;
  while (i < from + 4 && i < left && rhumb_hex_value(at[i]) >= 0) {
    ++i;
  }
  return i == from + 4 || i >= left;
}

/// The length of the escape at `at`; 0: cut short, -1: wrong
static int
escape_length(const char *const at, const size_t left)
{
  if (left < 2) {
    return 0;
  }
  if (at[1] != 'u') {
    return at[1] && strchr("\"\\/bfnrt", at[1]) ? 2 : -1;
  }
  if (left < 6) {
    return may_be_unit(at, 2, left) ? 0 : -1;
  }
  const int64_t unit = rhumb_hex((RhumbStr){at, left}, 2, 4);
  if (unit < 0 || rhumb_is_low_half(unit)) {
    return -1;
  }
  if (!rhumb_is_high_half(unit)) {
    return 6;
  }
  if ((left > 6 && at[6] != '\\') || (left > 7 && at[7] != 'u')) {
    return -1;
  }
  if (left < 12) {
    return may_be_unit(at, 8, left) ? 0 : -1;
  }
  return rhumb_is_low_half(rhumb_hex((RhumbStr){at, left}, 8, 4)) ? 12 : -1;
}

static RhumbStatus
cut_short(RhumbJsonParser *const p)
{
  if (!p->final) {
    return RHUMB_END;
  }
  p->at = p->end;
  return bad(p, "expected the closing quote of a string");
}

static RhumbStatus
bad_in_string(RhumbJsonParser *const p,
              const char *const at,
              const char *const message)
{
  p->at = (size_t)(at - p->text);
  return bad(p, message);
}

RhumbStatus
rhumb_json_scan_string(RhumbJsonParser *const p,
                       RhumbStr *const out,
                       bool *const escaped)
{
  const char *const start = p->text + p->at + 1;
  const char *const end = p->text + p->end;
  bool high = false;
  *escaped = false;
  const char *at = find_special(start, end, &high);
  while (at < end && *at == '\\') {
    const int len = escape_length(at, (size_t)(end - at));
    if (len < 0) {
      return bad_in_string(p,
                           at,
                           "expected an escape such as \\n or \\u00E9 (of a "
                           "surrogate pair, both halves)");
    }
    if (!len) {
      return cut_short(p);
    }
    *escaped = true;
    at = find_special(at + len, end, &high);
  }
  if (at == end) {
    return cut_short(p);
  }
  if (*at != '"') {
    return bad_in_string(
        p, at, "expected control characters in a string to be escaped");
  }
  *out = (RhumbStr){start, (size_t)(at - start)};
  size_t bad_byte = 0;
  if (high && !rhumb_utf8_valid(*out, &bad_byte)) {
    return bad_in_string(p, start + bad_byte, "expected UTF-8 within a string");
  }
  p->at = (size_t)(at + 1 - p->text);
  return RHUMB_OK;
}

// Values ---------------------------------------------------------------------

/// Add a node for text from `start`, unless the value is being skipped
static inline void
push(RhumbJsonParser *const p,
     const RhumbJsonKind kind,
     const uint64_t start,
     const uint64_t len,
     const bool escaped,
     const bool integer)
{
  RhumbJson *const tape = p->tape;
  ++p->count;
  if (tape) {
    if (tape->count == tape->cap) {
      tape->nodes = (RhumbJsonNode *)rhumb_xgrow(
          tape->nodes, tape->count, &tape->cap, sizeof(RhumbJsonNode));
    }
    const bool named = p->in_object;
    RhumbJsonNode *const node = &tape->nodes[tape->count++];
    *node = (RhumbJsonNode){
        .start = start,
        .len = len,
        .next = (uint32_t)tape->count,
        .name_back = named ? (uint32_t)(start - p->name_start) : 0,
        .name_len = named ? (unsigned)p->name_len & 0xFFFFFFU : 0,
        .kind = (unsigned)kind & 7U,
        .escaped = escaped,
        .name_escaped = named && p->name_escaped,
        .integer = integer};
  }
}

/// What comes behind a value
static inline void
end_value(RhumbJsonParser *const p)
{
  p->state = p->in_object ? RHUMB_JSON_AFTER_MEMBER
             : p->depth   ? RHUMB_JSON_AFTER_ITEM
                          : RHUMB_JSON_DONE;
}

static RhumbStatus
expect_digits(RhumbJsonParser *const p, const char **const at)
{
  const char *const end = p->text + p->end;
  const char *stop = *at;
  while (stop < end && rhumb_is_digit(*stop)) {
    ++stop;
  }
  if (stop == *at && (stop < end || p->final)) {
    return bad_in_string(p, stop, "expected a digit");
  }
  *at = stop;
  return RHUMB_OK;
}

/// Read the fraction and the exponent at `*at`, if there are any
static RhumbStatus
read_fraction(RhumbJsonParser *const p, const char **const at)
{
  const char *const end = p->text + p->end;
  if (*at < end && **at == '.') {
    ++*at;
    RHUMB_TRY(expect_digits(p, at));
  }
  if (*at < end && (**at == 'e' || **at == 'E')) {
    ++*at;
    *at += *at < end && (**at == '+' || **at == '-');
    RHUMB_TRY(expect_digits(p, at));
  }
  return RHUMB_OK;
}

static RhumbStatus
read_number(RhumbJsonParser *const p)
{
  const char *const start = p->text + p->at;
  const char *const end = p->text + p->end;
  const char *at = start + (*start == '-');
  if (at < end && *at == '0') {
    ++at;
  } else {
    RHUMB_TRY(expect_digits(p, &at));
  }
  const char *const whole = at;
  RHUMB_TRY(read_fraction(p, &at));
  if (at == end && !p->final) {
    return RHUMB_END; // It may go on
  }
  push(p, RHUMB_JSON_NUMBER, p->at, (uint64_t)(at - start), false, at == whole);
  p->at = (size_t)(at - p->text);
  end_value(p);
  return RHUMB_OK;
}

static RhumbStatus
read_other_string(RhumbJsonParser *const p)
{
  RhumbStr raw = {0};
  bool escaped = false;
  const uint64_t start = p->at + 1;
  RHUMB_TRY(rhumb_json_scan_string(p, &raw, &escaped));
  push(p, RHUMB_JSON_STRING, start, raw.len, escaped, false);
  end_value(p);
  return RHUMB_OK;
}

static inline RhumbStatus
read_string(RhumbJsonParser *const p)
{
  const char *const start = p->text + p->at + 1;
  const char *const close = plain_end(start, p->text + p->end);
  if (!close) {
    return read_other_string(p);
  }
  const size_t len = (size_t)(close - start);
  push(p, RHUMB_JSON_STRING, p->at + 1, len, false, false);
  p->at += len + 2;
  end_value(p);
  return RHUMB_OK;
}

static RhumbStatus
read_word(RhumbJsonParser *const p,
          const RhumbJsonKind kind,
          const RhumbStr word)
{
  const size_t left = p->end - p->at;
  const size_t len = left < word.len ? left : word.len;
  if (memcmp(p->text + p->at, word.data, len) != 0 ||
      (len < word.len && p->final)) {
    return bad(p, "expected a value (true, false and null in small letters)");
  }
  if (len < word.len) {
    return RHUMB_END;
  }
  push(p, kind, p->at, len, false, false);
  p->at += len;
  end_value(p);
  return RHUMB_OK;
}

static RhumbStatus
open_container(RhumbJsonParser *const p, const RhumbJsonKind kind)
{
  if (p->depth == RHUMB_JSON_DEPTH) {
    return bad(p, "expected no more than 1000 containers within each other");
  }
  push(p, kind, p->at, 0, false, false);
  p->open[p->depth].node = p->tape ? (uint32_t)(p->tape->count - 1) : 0;
  p->open[p->depth].outer_count = p->count;
  p->open[p->depth].outer_is_object = p->in_object;
  p->count = 0;
  p->in_object = kind == RHUMB_JSON_OBJECT;
  ++p->depth;
  ++p->at;
  p->state = p->in_object ? RHUMB_JSON_FIRST_MEMBER : RHUMB_JSON_FIRST_ITEM;
  return RHUMB_OK;
}

static inline void
close_container(RhumbJsonParser *const p)
{
  --p->depth;
  ++p->at;
  if (p->tape) {
    RhumbJsonNode *const node = &p->tape->nodes[p->open[p->depth].node];
    node->len = p->at - node->start;
    node->next = (uint32_t)p->tape->count;
    node->count = p->count;
  }
  p->count = p->open[p->depth].outer_count;
  p->in_object = p->open[p->depth].outer_is_object;
  end_value(p);
}

/// Nodes are numbered, and names are found, with 32 bits
static inline RhumbStatus
check_limits(RhumbJsonParser *const p)
{
  if (p->tape->count >= RHUMB_JSON_NONE - 1) {
    return bad(p, "expected fewer than 4 billion values in one document");
  }
  return p->in_object && p->at + 1 - p->name_start > UINT32_MAX
             ? bad(p, "expected a value within 4 gigabytes of its name")
             : RHUMB_OK;
}

static RhumbStatus
read_value(RhumbJsonParser *const p)
{
  if (p->tape) {
    RHUMB_TRY(check_limits(p));
  }
  const char c = p->text[p->at];
  switch (c) {
  case '"':
    return read_string(p);
  case '{':
    return open_container(p, RHUMB_JSON_OBJECT);
  case '[':
    return open_container(p, RHUMB_JSON_ARRAY);
  case 't':
    return read_word(p, RHUMB_JSON_TRUE, RHUMB_STR("true"));
  case 'f':
    return read_word(p, RHUMB_JSON_FALSE, RHUMB_STR("false"));
  case 'n':
    return read_word(p, RHUMB_JSON_NULL, RHUMB_STR("null"));
  default:
    return c == '-' || rhumb_is_digit(c) ? read_number(p)
                                         : bad(p, "expected a value");
  }
}

/// What is expected in each state, for the end of the text
static const char *const awaited[] = {
    [RHUMB_JSON_VALUE] = "expected a value",
    [RHUMB_JSON_FIRST_ITEM] = "expected a value or \"]\"",
    [RHUMB_JSON_FIRST_MEMBER] = "expected a name or \"}\"",
    [RHUMB_JSON_MEMBER] = "expected a name in double quotes",
    [RHUMB_JSON_COLON] = "expected a colon behind the name",
    [RHUMB_JSON_AFTER_ITEM] = "expected \",\" or \"]\"",
    [RHUMB_JSON_AFTER_MEMBER] = "expected \",\" or \"}\"",
    [RHUMB_JSON_DONE] = "expected nothing more",
};

static RhumbStatus
read_other_name(RhumbJsonParser *const p)
{
  RhumbStr raw = {0};
  RHUMB_TRY(rhumb_json_scan_string(p, &raw, &p->name_escaped));
  p->name_len = raw.len;
  return raw.len <= MAX_NAME ? RHUMB_OK
                             : bad(p, "expected names up to 16 megabytes");
}

/// Read a name, and the colon if it is right there
static inline RhumbStatus
read_name(RhumbJsonParser *const p)
{
  if (p->text[p->at] != '"') {
    return bad(p, awaited[p->state]);
  }
  const char *const start = p->text + p->at + 1;
  const char *const close = plain_end(start, p->text + p->end);
  const uint64_t name_start = p->at + 1;
  if (close && close - start <= MAX_NAME) {
    p->name_len = (uint64_t)(close - start);
    p->name_escaped = false;
    p->at += p->name_len + 2;
  } else {
    RHUMB_TRY(read_other_name(p));
  }
  p->name_start = name_start;
  const bool colon = p->at < p->end && p->text[p->at] == ':';
  p->at += colon;
  p->state = colon ? RHUMB_JSON_VALUE : RHUMB_JSON_COLON;
  return RHUMB_OK;
}

/// Read a comma, or the end of the container
static inline RhumbStatus
read_separator(RhumbJsonParser *const p,
               const char close,
               const RhumbJsonState next)
{
  const char c = p->text[p->at];
  if (c == close) {
    close_container(p);
    return RHUMB_OK;
  }
  if (c != ',') {
    return bad(p, awaited[p->state]);
  }
  ++p->at;
  p->state = next;
  return RHUMB_OK;
}

static inline RhumbStatus
read_token(RhumbJsonParser *const p)
{
  const char c = p->text[p->at];
  switch (p->state) {
  case RHUMB_JSON_FIRST_ITEM:
    if (c == ']') {
      close_container(p);
      return RHUMB_OK;
    }
    return read_value(p);
  case RHUMB_JSON_FIRST_MEMBER:
    if (c == '}') {
      close_container(p);
      return RHUMB_OK;
    }
    return read_name(p);
  case RHUMB_JSON_MEMBER:
    return read_name(p);
  case RHUMB_JSON_COLON:
    if (c != ':') {
      return bad(p, awaited[p->state]);
    }
    ++p->at;
    p->state = RHUMB_JSON_VALUE;
    return RHUMB_OK;
  case RHUMB_JSON_AFTER_ITEM:
    return read_separator(p, ']', RHUMB_JSON_VALUE);
  case RHUMB_JSON_AFTER_MEMBER:
    return read_separator(p, '}', RHUMB_JSON_MEMBER);
  case RHUMB_JSON_VALUE:
  case RHUMB_JSON_DONE:
    break;
  }
  return read_value(p);
}

void
rhumb_json_start(RhumbJsonParser *const parser, RhumbJson *const tape)
{
  parser->tape = tape;
  parser->state = RHUMB_JSON_VALUE;
  parser->depth = 0;
  parser->count = 0;
  parser->in_object = false;
  parser->message = NULL;
  if (tape) {
    tape->count = 0;
  }
}

RhumbStatus
rhumb_json_parse(RhumbJsonParser *const p)
{
  if (p->tape) {
    p->tape->text = p->text;
  }
  while (p->state != RHUMB_JSON_DONE) {
    if (p->at < p->end && (unsigned char)p->text[p->at] <= ' ') {
      ++p->at; // Most often a single space
      if (!rhumb_is_space(p->text[p->at - 1]) ||
          (unsigned char)p->text[p->at] <= ' ') {
        --p->at;
        rhumb_json_skip_space(p);
      }
    }
    if (p->at == p->end) {
      return p->final ? bad(p, awaited[p->state]) : RHUMB_END;
    }
    RHUMB_TRY(read_token(p));
  }
  return RHUMB_OK;
}

static RhumbStatus
parse_document(RhumbJsonParser *const p)
{
  RHUMB_TRY(rhumb_json_parse(p));
  rhumb_json_skip_space(p);
  return p->at == p->end ? RHUMB_OK : bad(p, RHUMB_JSON_NOT_ALONE);
}

RhumbStatus
rhumb_json_read(RhumbJson *const out,
                const RhumbText *const text,
                const RhumbDiag *const diag)
{
  // Scanning in blocks reads behind the end: work on a copy with room for it
  const size_t len = text->text.len;
  RhumbJson json = {0};
  json.owned = (char *)rhumb_xrealloc(NULL, len + 16);
  memset(json.owned + len, 0, 16);
  if (len) {
    memcpy(json.owned, text->text.data, len);
  }

  RhumbJsonParser *const p =
      (RhumbJsonParser *)rhumb_xrealloc(NULL, sizeof(RhumbJsonParser));
  p->text = json.owned;
  p->at = rhumb_utf8_mark(text->text);
  p->end = len;
  p->final = true;
  rhumb_json_start(p, &json);
  RhumbStatus st = parse_document(p);
  if (st == RHUMB_OK) {
    *out = json;
  } else {
    st = rhumb_fail(
        diag, RHUMB_ERR_SYNTAX, rhumb_loc_at(text, p->at), "%s", p->message);
    rhumb_json_free(&json);
  }
  free(p);
  return st;
}

void
rhumb_json_free(RhumbJson *const json)
{
  free(json->nodes);
  free(json->owned);
  *json = (RhumbJson){0};
}
