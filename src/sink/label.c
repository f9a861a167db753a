// SPDX-License-Identifier: ISC

/// @file label.c  Labels of blank nodes, fit for every syntax.

#include "base/ascii.h"
#include "sink/sink_impl.h"

static bool
is_kept(const char c, const char *const also)
{
  return rhumb_is_alphanumeric(c) || (c && strchr(also, c));
}

// What begins with "z" is in code, with "z" before each byte that is none of
// those: all else stands as it is.
void
rhumb_blank_label(RhumbBuf *const out,
                  const RhumbStr label,
                  const char *const also)
{
  bool is_plain =
      label.len && rhumb_is_letter(label.data[0]) && label.data[0] != 'z';
  for (size_t i = 0; i < label.len && is_plain; ++i) {
    is_plain = is_kept(label.data[i], also);
  }
  if (is_plain) {
    rhumb_buf_put(out, label);
    return;
  }
  rhumb_buf_putc(out, 'z');
  for (size_t i = 0; i < label.len; ++i) {
    const char c = label.data[i];
    if (rhumb_is_alphanumeric(c) && c != 'z') {
      rhumb_buf_putc(out, c);
    } else {
      rhumb_buf_putc(out, 'z');
      rhumb_buf_put_hex(out, c);
    }
  }
}
