// SPDX-License-Identifier: ISC

/// @file json.c  JSON, written.

#include "cli/json.h"

#include "base/utf8.h"

/// Append a text as a string, whatever it holds
static void
put_string(RhumbBuf *const out, const RhumbStr text)
{
  RhumbBuf clean = {0};
  rhumb_utf8_clean(&clean, text);
  rhumb_buf_putc(out, '"');
  for (size_t i = 0; i < clean.len; ++i) {
    const char c = clean.data[i];
    if (c == '"' || c == '\\') {
      rhumb_buf_putc(out, '\\');
    }
    if ((unsigned char)c < ' ') {
      rhumb_buf_format(out, "\\u%04x", (unsigned)c);
    } else {
      rhumb_buf_putc(out, c);
    }
  }
  rhumb_buf_putc(out, '"');
  rhumb_buf_free(&clean);
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
