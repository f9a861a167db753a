// SPDX-License-Identifier: ISC

/// @file json.c  JSON, written.

#include "cli/json.h"

#include "base/utf8.h"

/// Append a text as a string; what is not UTF-8 in it is U+FFFD
static void
put_string(RhumbBuf *const out, const RhumbStr text)
{
  rhumb_buf_putc(out, '"');
  for (size_t at = 0; at < text.len;) {
    uint32_t code = 0xFFFD;
    const unsigned len = rhumb_utf8_decode(text, at, &code);
    if (code < 0x20 || (code >= 0x7F && code <= 0x9F)) {
      rhumb_buf_format(out, "\\u%04x", (unsigned)code);
    } else {
      rhumb_buf_puts(out, code == '"' || code == '\\' ? "\\" : "");
      rhumb_utf8_put(out, code);
    }
    at += len ? len : 1;
  }
  rhumb_buf_putc(out, '"');
}

void
rhumb_json_next(RhumbBuf *const out)
{
  if (out->len && !strchr("{[", out->data[out->len - 1])) {
    rhumb_buf_puts(out, ", ");
  }
}

void
rhumb_json_put_item(RhumbBuf *const out, const RhumbStr text)
{
  rhumb_json_next(out);
  put_string(out, text);
}

void
rhumb_json_put_key(RhumbBuf *const out, const char *const name)
{
  rhumb_json_next(out);
  rhumb_buf_format(out, "\"%s\": ", name);
}

void
rhumb_json_put_text(RhumbBuf *const out,
                    const char *const name,
                    const char *const text)
{
  rhumb_json_put_key(out, name);
  if (text) {
    put_string(out, rhumb_str(text));
  } else {
    rhumb_buf_puts(out, "null");
  }
}

void
rhumb_json_put_bool(RhumbBuf *const out,
                    const char *const name,
                    const bool value)
{
  rhumb_json_put_key(out, name);
  rhumb_buf_puts(out, value ? "true" : "false");
}

void
rhumb_json_put_number(RhumbBuf *const out,
                      const char *const name,
                      const uint64_t number)
{
  rhumb_json_put_key(out, name);
  if (number) {
    rhumb_buf_put_number(out, number);
  } else {
    rhumb_buf_puts(out, "null");
  }
}
