// SPDX-License-Identifier: ISC

/// @file fuzz_json.c  JSON and JSON Lines. Holds: what is taken for JSON is
/// what a plain reader of RFC 8259 takes; a value is equal to itself as it is
/// written with the fewest bytes; rows are the same whatever the pieces that
/// the file comes in, and whether it is streamed or read whole.
///
/// An input: a byte for the iterator, one for the pieces; then the file.

#include "data.h"

#include "json/json.h"

// A plain reader --------------------------------------------------------------

typedef struct {
  RhumbStr text;
  size_t at;
  unsigned depth;
} Plain;

static bool
read_value(Plain *plain);

static char
peek(const Plain *const plain)
{
  return (char)(plain->at < plain->text.len ? plain->text.data[plain->at]
                                            : '\0');
}

static void
skip_space(Plain *const plain)
{
  while (peek(plain) && strchr(" \t\r\n", peek(plain))) {
    ++plain->at;
  }
}

static bool
take(Plain *const plain, const char c)
{
  const bool taken = plain->at < plain->text.len && peek(plain) == c;
  plain->at += taken;
  return taken;
}

static bool
take_digits(Plain *const plain)
{
  const size_t start = plain->at;
  plain->at = rhumb_str_skip_digits(plain->text, start);
  return plain->at > start;
}

static bool
read_number(Plain *const plain)
{
  (void)take(plain, '-');
  bool good = take(plain, '0') || take_digits(plain);
  good = good && (!take(plain, '.') || take_digits(plain));
  if (good && (take(plain, 'e') || take(plain, 'E'))) {
    (void)(take(plain, '+') || take(plain, '-'));
    good = take_digits(plain);
  }
  return good;
}

/// Read "uXXXX"; -1: it is not so
static int64_t
read_unit(Plain *const plain)
{
  const int64_t unit =
      take(plain, 'u') ? rhumb_hex(plain->text, plain->at, 4) : -1;
  plain->at += unit < 0 ? 0 : 4;
  return unit;
}

static bool
read_escape(Plain *const plain)
{
  const char c = peek(plain);
  if (c && strchr("\"\\/bfnrt", c)) {
    ++plain->at;
    return true;
  }
  const int64_t unit = read_unit(plain);
  if (rhumb_is_high_half(unit)) {
    return take(plain, '\\') && rhumb_is_low_half(read_unit(plain));
  }
  return unit >= 0 && !rhumb_is_low_half(unit);
}

static bool
read_string(Plain *const plain)
{
  if (!take(plain, '"')) {
    return false;
  }
  while (plain->at < plain->text.len && peek(plain) != '"') {
    uint32_t code = 0;
    const unsigned len = rhumb_utf8_decode(plain->text, plain->at, &code);
    if (!len || code < ' ') {
      return false;
    }
    plain->at += len;
    if (code == '\\' && !read_escape(plain)) {
      return false;
    }
  }
  return take(plain, '"');
}

static bool
read_items(Plain *const plain, const bool is_object)
{
  const char close = (char)(is_object ? '}' : ']');
  ++plain->at;
  skip_space(plain);
  if (take(plain, close)) {
    return true;
  }
  do {
    skip_space(plain);
    if (is_object) {
      if (!read_string(plain)) {
        return false;
      }
      skip_space(plain);
      if (!take(plain, ':')) {
        return false;
      }
    }
    if (!read_value(plain)) {
      return false;
    }
    skip_space(plain);
  } while (take(plain, ','));
  return take(plain, close);
}

static bool
read_word(Plain *const plain, const char *const word)
{
  const bool is_it =
      rhumb_str_starts(rhumb_str_from(plain->text, plain->at), rhumb_str(word));
  plain->at += is_it ? strlen(word) : 0;
  return is_it;
}

// NOLINTNEXTLINE(misc-no-recursion): values are within each other
static bool
read_value(Plain *const plain)
{
  skip_space(plain);
  const char c = peek(plain);
  if (c == '{' || c == '[') {
    const bool good =
        ++plain->depth <= RHUMB_JSON_DEPTH && read_items(plain, c == '{');
    --plain->depth;
    return good;
  }
  return c == '"' ? read_string(plain)
                  : read_word(plain, "true") || read_word(plain, "false") ||
                        read_word(plain, "null") || read_number(plain);
}

static bool
is_json(const RhumbStr text)
{
  Plain plain = {text, rhumb_utf8_mark(text), 0};
  const bool good = read_value(&plain);
  skip_space(&plain);
  return good && plain.at == text.len;
}

// Written again ---------------------------------------------------------------

/// Write a string with the escapes alone that it needs
static void
put_string(RhumbBuf *const out, const RhumbStr text)
{
  rhumb_buf_putc(out, '"');
  for (size_t i = 0; i < text.len; ++i) {
    const char c = text.data[i];
    if ((unsigned char)c < ' ') {
      rhumb_buf_format(out, "\\u%04x", (unsigned)c);
    } else {
      rhumb_buf_puts(out, c == '"' || c == '\\' ? "\\" : "");
      rhumb_buf_putc(out, c);
    }
  }
  rhumb_buf_putc(out, '"');
}

/// Write a value without white space, from what the tape says of it
static void
put_value(RhumbBuf *const out,
          const RhumbJson *const json,
          const uint32_t node,
          RhumbArena *const arena)
{
  const RhumbJsonNode *const n = &json->nodes[node];
  const bool is_object = n->kind == RHUMB_JSON_OBJECT;
  if (n->kind == RHUMB_JSON_STRING) {
    put_string(out, rhumb_json_string(json, node, arena));
    return;
  }
  if (!is_object && n->kind != RHUMB_JSON_ARRAY) {
    rhumb_buf_put(out, rhumb_json_text(json, node));
    return;
  }
  rhumb_buf_putc(out, (char)(is_object ? '{' : '['));
  uint32_t count = 0;
  for (uint32_t i = node + 1; i < n->next; i = json->nodes[i].next) {
    rhumb_buf_puts(out, count++ ? "," : "");
    if (is_object) {
      put_string(out, rhumb_json_name(json, i, arena));
      rhumb_buf_putc(out, ':');
    }
    put_value(out, json, i, arena);
  }
  HOLDS(count == n->count);
  rhumb_buf_putc(out, (char)(is_object ? '}' : ']'));
}

/// Put the document, and as it is written again, into one, and compare
static void
check_value(const RhumbStr text, const RhumbJson *const json)
{
  const RhumbDiag silent = {0};
  RhumbArena arena = {0};
  RhumbBuf both = {0};
  rhumb_buf_putc(&both, '[');
  rhumb_buf_put(&both, rhumb_str_from(text, rhumb_utf8_mark(text)));
  rhumb_buf_putc(&both, ',');
  put_value(&both, json, 0, &arena);
  rhumb_buf_putc(&both, ']');
  const RhumbText document = {"", rhumb_buf_str(&both)};
  RhumbJson pair = {0};
  // One level more than the document has may be one too many
  if (rhumb_json_read(&pair, &document, &silent) == RHUMB_OK) {
    const uint32_t a = rhumb_json_item(&pair, 0, 0);
    const uint32_t b = rhumb_json_item(&pair, 0, 1);
    HOLDS(pair.nodes[0].count == 2 && rhumb_json_item(&pair, 0, -1) == b);
    HOLDS(rhumb_json_equal(&pair, a, b) && rhumb_json_equal(&pair, b, a));
  } else {
    HOLDS(!is_json(document.text));
  }
  rhumb_json_free(&pair);
  rhumb_buf_free(&both);
  rhumb_arena_free(&arena);
}

static void
check_document(const RhumbStr text)
{
  RhumbBuf reports = {0};
  const RhumbDiag diag = {fuzz_keep_report, &reports};
  const RhumbText document = {"", text};
  RhumbJson json = {0};
  const RhumbStatus status = rhumb_json_read(&json, &document, &diag);
  HOLDS((status == RHUMB_OK) == is_json(text));
  HOLDS((status == RHUMB_OK) == !reports.len);
  if (status == RHUMB_OK) {
    HOLDS(json.nodes[0].next == json.count);
    check_value(text, &json);
  }
  rhumb_json_free(&json);
  rhumb_buf_free(&reports);
}

// Rows ------------------------------------------------------------------------

#define JSON(iterator, same)           \
  {                                    \
    &rhumb_source_json, iterator, same \
  }
#define LINE(iterator)                  \
  {                                     \
    &rhumb_source_jsonl, iterator, NULL \
  }

/// Iterators, and others that find the same but have all of it in memory
static const struct {
  const RhumbSourceType *format;
  const char *iterator, *same;
} ways[] = {
    JSON("$", NULL),
    JSON("$[*]", "$[?$]"),
    JSON("$.*", "$[?$]"),
    JSON("$.a[*]", "$.a[?$]"),
    JSON("$.a.b[*]", "$.a.b[?$]"),
    JSON("$[?@.a]", "$[?@.a && $]"),
    JSON("$.a[?@.b > 1]", "$.a[?$ && @.b > 1]"),
    JSON("$[?@ == @.a]", "$[?$ && @ == @.a]"),
    JSON("$[?match(@.a, 'a.*')]", "$[?$ && match(@.a, 'a.*')]"),
    JSON("$..a", NULL),
    JSON("$..[?@.a == $.b]", NULL),
    JSON("$[::-1]", NULL),
    LINE(""),
    LINE("$.a[*]"),
    LINE("$..*"),
};

static const RhumbStr references[] = {
    {"a", 1},
    {"$", 1},
    {"b.c", 3},
    {"$.a[-1]", 7},
    {"$..b", 4},
    {"$[?@.a == 'x']", 14},
    {"$['b',\"a\"]", 10},
    {"@", 1},
};

static void
check_rows(const size_t way, const size_t chunk, const RhumbProfile profile)
{
  RhumbSourceSpec spec = {
      .format = ways[way].format,
      .profile = profile,
      .access = RHUMB_STR("-"),
      .compression = RHUMB_STR("none"), // fuzz_unpack.c has packed files
      .iterator = rhumb_str(ways[way].iterator),
  };
  const FuzzAsked asked = {
      &spec, references, RHUMB_COUNT(references), FUZZ_WHOLE, 0, 0};
  FuzzReading whole = fuzz_read(&asked);
  fuzz_read_in_pieces(&asked, &whole, chunk);
  if (ways[way].same && whole.status == RHUMB_END) {
    spec.iterator = rhumb_str(ways[way].same);
    FuzzReading other = fuzz_read(&asked);
    HOLDS(other.status == RHUMB_END);
    fuzz_same("rows streamed and read whole",
              rhumb_buf_str(&whole.rows),
              rhumb_buf_str(&other.rows));
    fuzz_same("places streamed and read whole",
              rhumb_buf_str(&whole.places),
              rhumb_buf_str(&other.places));
    fuzz_reading_free(&other);
  }
  fuzz_reading_free(&whole);
}

int
LLVMFuzzerTestOneInput(const uint8_t *const data, const size_t size)
{
  RhumbStr text = fuzz_text(data, size);
  const size_t way = fuzz_choose(&text, RHUMB_COUNT(ways));
  const size_t flags = fuzz_choose(&text, 32);
  check_document(text);
  fuzz_set_file(text);
  check_rows(way, 1 + (flags & 15U), flags & 16U ? RHUMB_CORE : RHUMB_CLASSIC);
  return 0;
}
