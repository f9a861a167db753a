// SPDX-License-Identifier: ISC

/// @file escape.c  Escaping and unescaping: html, xml, csv, url,
/// javascript.

#include "base/ascii.h"
#include "base/list.h"
#include "base/utf8.h"
#include "function/function_impl.h"

typedef void
Change(RhumbTextBuilder *made, RhumbStr text);

// Escaping ------------------------------------------------------------------

/// The five characters of markup; letters of other scripts stay themselves
static void
escape_markup(RhumbTextBuilder *const made,
              const RhumbStr text,
              const char *const apostrophe)
{
  for (size_t i = 0; i < text.len; ++i) {
    const char c = text.data[i];
    const char *const name = c == '&'    ? "&amp;"
                             : c == '<'  ? "&lt;"
                             : c == '>'  ? "&gt;"
                             : c == '"'  ? "&quot;"
                             : c == '\'' ? apostrophe
                                         : NULL;
    rhumb_builder_put(made,
                      name ? rhumb_str(name) : rhumb_str_slice(text, i, i + 1));
  }
}

static void
escape_html(RhumbTextBuilder *const made, const RhumbStr text)
{
  escape_markup(made, text, "'");
}

static void
escape_xml(RhumbTextBuilder *const made, const RhumbStr text)
{
  escape_markup(made, text, "&apos;");
}

static bool
has_any(const RhumbStr text, const char *const bytes)
{
  for (size_t i = 0; i < text.len; ++i) {
    if (text.data[i] && strchr(bytes, text.data[i])) {
      return true;
    }
  }
  return false;
}

/// RFC 4180, only where needed
static void
escape_csv(RhumbTextBuilder *const made, const RhumbStr text)
{
  if (!has_any(text, ",\"\r\n")) {
    rhumb_builder_put(made, text);
    return;
  }
  rhumb_builder_putc(made, '"');
  for (size_t i = 0; i < text.len; ++i) {
    rhumb_builder_put(made, rhumb_str(text.data[i] == '"' ? "\"" : ""));
    rhumb_builder_putc(made, text.data[i]);
  }
  rhumb_builder_putc(made, '"');
}

static bool
is_url_plain(const char c)
{
  return rhumb_is_alphanumeric(c) || (c && strchr("-_.!~*'()", c));
}

static void
escape_url(RhumbTextBuilder *const made, const RhumbStr text)
{
  for (size_t i = 0; i < text.len; ++i) {
    const unsigned char c = (unsigned char)text.data[i];
    const char code[] = {'%', rhumb_hex_digit(c >> 4U), rhumb_hex_digit(c)};
    rhumb_builder_put(made,
                      is_url_plain(text.data[i]) ? (RhumbStr){text.data + i, 1}
                                                 : (RhumbStr){code, 3});
  }
}

static void
put_utf16(RhumbTextBuilder *const made, const uint32_t unit)
{
  const char code[] = {'\\',
                       'u',
                       rhumb_hex_digit(unit >> 12U),
                       rhumb_hex_digit(unit >> 8U),
                       rhumb_hex_digit(unit >> 4U),
                       rhumb_hex_digit(unit)};
  rhumb_builder_put(made, (RhumbStr){code, sizeof(code)});
}

static const char script_codes[] = "\b\t\n\f\r\"'\\/";
static const char script_letters[] = "btnfr\"'\\/";

static void
escape_script(RhumbTextBuilder *const made, const RhumbStr text)
{
  for (size_t at = 0; at < text.len;) {
    uint32_t code = 0;
    at += rhumb_character(text, at, &code);
    const char *const known =
        code && code < 0x80 ? strchr(script_codes, (int)code) : NULL;
    if (known) {
      rhumb_builder_putc(made, '\\');
      rhumb_builder_putc(made, script_letters[known - script_codes]);
    } else if (code >= 0x20 && code < 0x7F) {
      rhumb_builder_putc(made, (char)code);
    } else if (code < 0x10000) {
      put_utf16(made, code);
    } else {
      put_utf16(made, 0xD800U + ((code - 0x10000U) >> 10U));
      put_utf16(made, 0xDC00U + ((code - 0x10000U) & 0x3FFU));
    }
  }
}

// Unescaping ----------------------------------------------------------------

static bool
is_character(const uint32_t code)
{
  return code > 0 && code < 0x110000 && (code < 0xD800 || code > 0xDFFF);
}

/// The character of "#10", "#xA" or a name; 0 if it is none
static uint32_t
read_reference(const RhumbStr name, const bool html)
{
  typedef struct {
    const char *name;
    char c;
  } Basic;
  static const Basic basics[] = {
      {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
  const Basic *const basic = RHUMB_ROW(basics, name);
  if (basic) {
    return (uint32_t)basic->c;
  }
  if (name.len < 2 || name.data[0] != '#') {
    return html ? rhumb_entity(name) : 0;
  }
  uint64_t code = 0;
  if ((name.data[1] | 0x20) == 'x') {
    code = name.len <= 8 ? (uint64_t)rhumb_hex(name, 2, name.len - 2) : 0;
  } else if (!rhumb_str_number(rhumb_str_from(name, 1), UINT32_MAX, &code)) {
    return 0;
  }
  return is_character((uint32_t)code) ? (uint32_t)code : 0;
}

/// What is no reference stays as it is
static void
unescape_markup(RhumbTextBuilder *const made,
                const RhumbStr text,
                const bool html)
{
  const size_t longest = 12; // &thetasym; and more
  for (size_t at = 0; at < text.len;) {
    size_t end = at + 1;
    while (text.data[at] == '&' && end < text.len && end - at < longest &&
           text.data[end] != ';' && text.data[end] != '&') {
      ++end;
    }
    const bool closed =
        text.data[at] == '&' && end < text.len && text.data[end] == ';';
    const uint32_t code =
        closed ? read_reference(rhumb_str_slice(text, at + 1, end), html) : 0;
    if (code) {
      rhumb_builder_put_code(made, code);
      at = end + 1;
    } else {
      rhumb_builder_putc(made, text.data[at++]);
    }
  }
}

static void
unescape_html(RhumbTextBuilder *const made, const RhumbStr text)
{
  unescape_markup(made, text, true);
}

static void
unescape_xml(RhumbTextBuilder *const made, const RhumbStr text)
{
  unescape_markup(made, text, false);
}

static void
unescape_csv(RhumbTextBuilder *const made, const RhumbStr text)
{
  const size_t len = text.len;
  if (len < 2 || text.data[0] != '"' || text.data[len - 1] != '"') {
    rhumb_builder_put(made, text);
    return;
  }
  for (size_t i = 1; i + 1 < len; ++i) {
    rhumb_builder_putc(made, text.data[i]);
    i += text.data[i] == '"' && text.data[i + 1] == '"' && i + 2 < len;
  }
}

static void
unescape_url(RhumbTextBuilder *const made, const RhumbStr text)
{
  for (size_t at = 0; at < text.len;) {
    const int64_t byte = text.data[at] == '%' ? rhumb_hex(text, at + 1, 2) : -1;
    const char c = (char)(text.data[at] == '+' ? ' ' : text.data[at]);
    rhumb_builder_putc(made, (char)(byte < 0 ? c : byte));
    at += byte < 0 ? 1 : 3;
  }
}

/// Read "\uXXXX" at `at`, two of them for a character beyond U+FFFF; returns
/// the bytes read, 0 if it is none
static size_t
read_utf16(uint32_t *const code, const RhumbStr text, const size_t at)
{
  const int64_t high = rhumb_hex(text, at + 2, 4);
  const bool pair =
      rhumb_is_high_half(high) &&
      rhumb_str_starts(rhumb_str_from(text, at + 6), RHUMB_STR("\\u"));
  const int64_t low = pair ? rhumb_hex(text, at + 8, 4) : 0;
  if (rhumb_is_low_half(low)) {
    *code = rhumb_join_halves(high, low);
    return 12;
  }
  *code = (uint32_t)high;
  return is_character(*code) ? 6 : 0;
}

static void
unescape_script(RhumbTextBuilder *const made, const RhumbStr text)
{
  for (size_t at = 0; at < text.len;) {
    const char next =
        (char)(text.data[at] == '\\' && at + 1 < text.len ? text.data[at + 1]
                                                          : '\0');
    uint32_t code = 0;
    const size_t len = next == 'u' ? read_utf16(&code, text, at) : 0;
    if (len) {
      rhumb_builder_put_code(made, code);
      at += len;
    } else if (next) {
      const char *const known = strchr(script_letters, next);
      const char *const meant =
          known ? script_codes + (known - script_letters) : &next;
      rhumb_builder_putc(made, *meant);
      at += 2;
    } else {
      rhumb_builder_putc(made, text.data[at++]);
    }
  }
}

// The functions -------------------------------------------------------------

typedef struct {
  const char *name;
  Change *escape;
  Change *unescape;
} Mode;

static const Mode modes[] = {
    {"html", escape_html, unescape_html},
    {"xml", escape_xml, unescape_xml},
    {"csv", escape_csv, unescape_csv},
    {"url", escape_url, unescape_url},
    {"javascript", escape_script, unescape_script},
};

/// Return the mode that an argument names, or NULL, with the reason
static const Mode *
find_mode(const RhumbValues *const args,
          const size_t index,
          RhumbFunctionContext *const context)
{
  const RhumbStr name = rhumb_cased(
      context->arena, rhumb_argument(args, index), RHUMB_CASE_LOWER);
  const Mode *const mode = RHUMB_ROW(modes, name);
  if (!mode) {
    (void)rhumb_function_fail(
        context,
        "\"%.*s\" is no mode: html, xml, csv, url or javascript",
        RHUMB_SHOW(name));
  }
  return mode;
}

RHUMB_CHECK(mode)
{
  return find_mode(args, index, context) ? RHUMB_OK : RHUMB_ERR_VALUE;
}

/// `variant`: 0 escapes, 1 unescapes
RHUMB_CALL(escape)
{
  const RhumbStr text = rhumb_argument(args, 0);
  const Mode *const mode = find_mode(args, 1, context);
  if (!mode) {
    return RHUMB_ERR_VALUE;
  }
  RhumbTextBuilder made = {.arena = context->arena};
  (context->type->variant ? mode->unescape : mode->escape)(&made, text);
  return rhumb_utf8_valid((RhumbStr){made.data, made.len}, NULL)
             ? rhumb_return_text(context, &made)
             : rhumb_function_fail(
                   context,
                   "\"%.*s\" stands for bytes that are not UTF-8",
                   RHUMB_SHOW(text));
}
