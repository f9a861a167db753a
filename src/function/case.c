// SPDX-License-Identifier: ISC

/// @file case.c  Case and decomposition (libunistring).

#include "function/function_impl.h"

#include <stdlib.h>
#include <unicase.h>
#include <uninorm.h>

typedef uint8_t *
Mapping(const uint8_t *text,
        size_t len,
        const char *language,
        uninorm_t form,
        uint8_t *buffer,
        size_t *buffer_len);

RhumbStr
rhumb_cased(RhumbArena *const arena, const RhumbStr text, const RhumbCase to)
{
  static Mapping *const mappings[] = {u8_tolower, u8_toupper, u8_totitle};
  const size_t most = 3; // Bytes that one byte can become (U+0390)

  if (!text.len) {
    return text;
  }
  size_t len = (text.len * most) + 1;
  uint8_t *const buffer = RHUMB_NEW(arena, uint8_t, len);
  uint8_t *const made = mappings[to](
      (const uint8_t *)text.data, text.len, "", NULL, buffer, &len);
  if (!made) {
    return text; // Not UTF-8, which no value is
  }
  if (made == buffer) {
    return (RhumbStr){(const char *)buffer, len};
  }
  const RhumbStr copy =
      rhumb_str_copy(arena, (RhumbStr){(const char *)made, len});
  free(made);
  return copy;
}

RhumbStr
rhumb_decomposed(RhumbArena *const arena, const RhumbStr text)
{
  size_t len = 0;
  uint8_t *const made = u8_normalize(
      UNINORM_NFKD, (const uint8_t *)text.data, text.len, NULL, &len);
  const RhumbStr copy =
      rhumb_str_copy(arena, made ? (RhumbStr){(const char *)made, len} : text);
  free(made);
  return copy;
}
