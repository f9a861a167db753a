// SPDX-License-Identifier: ISC

/// @file local.c  The names that a short IRI, as ex:apt31, is made of.

#include "term/local.h"

#include "base/ascii.h"
#include "base/utf8.h"

bool
rhumb_is_prefix_name(const RhumbStr name)
{
  for (size_t i = 0; i < name.len; ++i) {
    const char c = name.data[i];
    if (!rhumb_is_letter(c) &&
        (i == 0 || !(rhumb_is_digit(c) || c == '-' || c == '_'))) {
      return false;
    }
  }
  return !rhumb_str_is(name, "true") && !rhumb_str_is(name, "false");
}

bool
rhumb_is_local_name(const RhumbStr name)
{
  size_t at = 0;
  while (at < name.len &&
         (rhumb_is_alphanumeric(name.data[at]) || name.data[at] == '_')) {
    ++at; // Nearly all
  }
  while (at < name.len) {
    uint32_t c = 0;
    const unsigned len = rhumb_utf8_decode(name, at, &c);
    const bool inside = at > 0 && (c == '-' || (c == '.' && at + 1 < name.len));
    if (!len ||
        !(rhumb_utf8_starts_name(c) || rhumb_is_digit((int)c) || inside)) {
      return false;
    }
    at += len;
  }
  return name.len > 0;
}
