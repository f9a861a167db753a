// SPDX-License-Identifier: ISC

/// @file fuzz_template.c  The templates of both languages. Holds:
///
/// - one that is refused says so once, at a byte of it;
/// - the parts alternate, none is empty, and together they are no longer than
///   the template;
/// - written again with its escapes, one of RML has the same parts;
/// - an IRI that it makes of encoded values is one, whatever the values are;
/// - words, with apostrophes in them and parentheses that have partners, are a
///   name as they stand; so is what is compared with anything between quotes.

#include "base/ascii.h"
#include "fuzz.h"
#include "term/iri.h"
#include "term/template.h"

typedef struct {
  RhumbArena arena;
  RhumbBuf again; ///< The template as it is written anew
  RhumbBuf made;  ///< What it makes
} Scratch;

static RhumbLoc
column(const void *const handle, const size_t at)
{
  (void)handle;
  return (RhumbLoc){NULL, 1, (unsigned)at + 1, 0};
}

static const RhumbPlaces places = {column, NULL};

/// Hold what is so of every template that was read
static void
check_parts(const RhumbTemplate *const parts, const RhumbStr text)
{
  size_t len = 0;
  for (size_t i = 0; i < parts->count; ++i) {
    const RhumbPart *const part = &parts->parts[i];
    HOLDS(part->text.len > 0);
    HOLDS(!i || part->is_reference || parts->parts[i - 1].is_reference);
    HOLDS(part->loc.column <= text.len + 1);
    len += part->text.len;
  }
  HOLDS(len <= text.len);
}

/// Append the template as RML writes it
static void
put_rml(RhumbBuf *const out, const RhumbTemplate *const parts)
{
  for (size_t i = 0; i < parts->count; ++i) {
    const RhumbPart *const part = &parts->parts[i];
    if (part->is_reference) {
      rhumb_buf_putc(out, '{');
    }
    for (size_t at = 0; at < part->text.len; ++at) {
      if (strchr("{}\\", part->text.data[at]) && part->text.data[at]) {
        rhumb_buf_putc(out, '\\');
      }
      rhumb_buf_putc(out, part->text.data[at]);
    }
    if (part->is_reference) {
      rhumb_buf_putc(out, '}');
    }
  }
}

/// Make `value`, encoded, of each reference
static RhumbStr
make(RhumbBuf *const out, const RhumbTemplate *const parts, RhumbStr value)
{
  out->len = 0;
  for (size_t i = 0; i < parts->count; ++i) {
    if (parts->parts[i].is_reference) {
      rhumb_iri_encode(out, value);
    } else {
      rhumb_buf_put(out, parts->parts[i].text);
    }
  }
  return rhumb_buf_str(out);
}

/// Hold that no value breaks an IRI that another makes. An address in brackets,
/// which alone have no percent signs in them, can be broken: rows are checked
static void
check_iri(Scratch *const scratch,
          const RhumbTemplate *const parts,
          const RhumbStr value)
{
  if (parts->count && !parts->parts[0].is_reference &&
      rhumb_iri_is_absolute(parts->parts[0].text) &&
      rhumb_iri_valid(make(&scratch->made, parts, RHUMB_STR("x")), NULL) &&
      !rhumb_str_has(rhumb_buf_str(&scratch->made), '[')) {
    HOLDS(rhumb_iri_valid(make(&scratch->made, parts, value), NULL));
  }
}

typedef RhumbStatus
ReadTemplate(RhumbTemplate *,
             RhumbArena *,
             RhumbStr,
             const RhumbPlaces *,
             const RhumbDiag *);

/// Read `text`, and hold what is so of all; false if it is refused
static bool
read_template(RhumbTemplate *const out,
              Scratch *const scratch,
              ReadTemplate *const reader,
              const RhumbStr text)
{
  FuzzHeard heard = {0};
  const RhumbDiag diag = fuzz_diag(&heard);
  const RhumbStatus status = reader(out, &scratch->arena, text, &places, &diag);
  HOLDS(heard.errors == (status != RHUMB_OK));
  HOLDS(heard.placed == heard.errors);
  if (status != RHUMB_OK) {
    return false;
  }
  check_parts(out, text);
  check_iri(scratch, out, text);
  return true;
}

/// Hold that what RML writes of the parts is read as the same parts
static void
check_again(Scratch *const scratch, const RhumbTemplate *const parts)
{
  RhumbTemplate again = {0};
  scratch->again.len = 0;
  put_rml(&scratch->again, parts);
  HOLDS(read_template(&again,
                      scratch,
                      rhumb_template_read_rml,
                      rhumb_buf_str(&scratch->again)));
  HOLDS(again.count == parts->count);
  for (size_t i = 0; i < again.count; ++i) {
    HOLDS(again.parts[i].is_reference == parts->parts[i].is_reference);
    HOLDS(rhumb_str_equal(again.parts[i].text, parts->parts[i].text));
  }
}

/// Append what of `text` is words, quotes within words and behind them, and
/// parentheses with partners
static void
put_words(RhumbBuf *const out, const RhumbStr text)
{
  const size_t start = out->len;
  size_t depth = 0;
  for (size_t i = 0; i < text.len; ++i) {
    const char c = text.data[i];
    const bool is_in_word =
        out->len > start && rhumb_is_alphanumeric(out->data[out->len - 1]);
    if (rhumb_is_alphanumeric(c) || c == ' ' || c == '(' ||
        (c == ')' && depth) || ((c == '\'' || c == '"') && is_in_word)) {
      rhumb_buf_putc(out, c);
      depth += c == '(';
      depth -= c == ')';
    }
  }
  for (; depth; --depth) {
    rhumb_buf_putc(out, ')');
  }
}

/// Append a comparison with what of `text` may stand between quotes
static void
put_compared(RhumbBuf *const out, const RhumbStr text)
{
  rhumb_buf_puts(out, "x='");
  for (size_t i = 0; i < text.len; ++i) {
    if (text.data[i] != '\'' && text.data[i] != '\\' && text.data[i] != '$') {
      rhumb_buf_putc(out, text.data[i]);
    }
  }
  rhumb_buf_puts(out, "'");
}

/// Hold that a reference of what `put` makes of `text` is read as it stands
static void
check_name(Scratch *const scratch,
           void (*const put)(RhumbBuf *, RhumbStr),
           const RhumbStr text)
{
  RhumbTemplate parts = {0};
  scratch->again.len = 0;
  rhumb_buf_puts(&scratch->again, "$(");
  put(&scratch->again, text);
  rhumb_buf_puts(&scratch->again, ")");
  const RhumbStr all = rhumb_buf_str(&scratch->again);
  const RhumbStr name = rhumb_str_slice(all, 2, all.len - 1);
  if (name.len) {
    HOLDS(read_template(&parts, scratch, rhumb_template_read_yarrrml, all));
    HOLDS(parts.count == 1 && parts.parts[0].is_reference);
    HOLDS(rhumb_str_equal(parts.parts[0].text, name));
  }
}

int
LLVMFuzzerTestOneInput(const uint8_t *const data, const size_t size)
{
  static Scratch scratch;
  const RhumbStr text = fuzz_text(data, size);
  ReadTemplate *const readers[] = {rhumb_template_read_rml,
                                   rhumb_template_read_yarrrml};
  for (size_t i = 0; i < RHUMB_COUNT(readers); ++i) {
    RhumbTemplate parts = {0};
    rhumb_arena_reset(&scratch.arena);
    if (read_template(&parts, &scratch, readers[i], text)) {
      check_again(&scratch, &parts);
    }
  }
  check_name(&scratch, put_words, text);
  check_name(&scratch, put_compared, text);
  return 0;
}
