// SPDX-License-Identifier: ISC

/// @file jsonpath_strict.c  Older spellings of JSONPath, as RFC 9535 has them.

#include "source/json/jsonpath_impl.h"

/// True for a name that needs no quotes (RFC 9535, section 2.5.1.1)
static bool
is_shorthand(const RhumbStr name)
{
  for (size_t i = 0; i < name.len; ++i) {
    const char c = name.data[i];
    if (!rhumb_path_name_char(c) || (i == 0 && rhumb_is_digit(c))) {
      return false;
    }
  }
  return name.len > 0;
}

/// Append a name in quotes
static void
put_quoted(RhumbBuf *const out, const RhumbStr name)
{
  rhumb_buf_puts(out, "['");
  for (size_t i = 0; i < name.len; ++i) {
    const unsigned char c = (unsigned char)name.data[i];
    if (c == '\'' || c == '\\') {
      rhumb_buf_putc(out, '\\');
      rhumb_buf_putc(out, (char)c);
    } else if (c < 0x20) {
      rhumb_buf_format(out, "\\u%04x", c);
    } else {
      rhumb_buf_putc(out, (char)c);
    }
  }
  rhumb_buf_puts(out, "']");
}

/// Append the name or `*` that begins at `at`; return the byte behind it. No
/// name begins with an asterisk
static size_t
put_name(RhumbBuf *const out,
         const RhumbStr text,
         const size_t at,
         const bool descendant)
{
  const bool is_all = text.data[at] == '*';
  size_t end = at + is_all;
  while (!is_all && end < text.len && text.data[end] != '.' &&
         text.data[end] != '[') {
    ++end;
  }
  RhumbStr name = rhumb_str_slice(text, at, end);
  while (name.len && rhumb_is_space(name.data[name.len - 1])) {
    --name.len; // It stands between segments
  }
  const char *const dots = descendant ? ".." : ".";
  if (is_all && !descendant) {
    rhumb_buf_puts(out, "[*]");
  } else if (is_all || is_shorthand(name)) {
    rhumb_buf_puts(out, dots);
    rhumb_buf_put(out, name);
  } else {
    rhumb_buf_puts(out, descendant ? dots : "");
    put_quoted(out, name);
  }
  return end;
}

void
rhumb_jsonpath_put_strict(RhumbBuf *const out, RhumbStr text)
{
  text = rhumb_str_trim(text);
  size_t at = text.len && (text.data[0] == '$' || text.data[0] == '@');
  rhumb_buf_putc(out, '$');
  while (at < text.len) {
    const size_t start = at;
    while (at < text.len && text.data[at] == '.') {
      ++at;
    }
    const bool descendant = at - start > 1;
    if (at == text.len) {
      return;
    }
    if (text.data[at] == '[') {
      const size_t end = rhumb_path_end_of_brackets(text, at);
      rhumb_buf_puts(out, descendant ? ".." : "");
      rhumb_buf_put(out, rhumb_str_slice(text, at, end));
      at = end;
    } else if (rhumb_is_space(text.data[at]) && at == start) {
      ++at; // Between segments; within a name it is part of it
    } else {
      at = put_name(out, text, at, descendant);
    }
  }
}
