// SPDX-License-Identifier: ISC

/// @file str.h  Borrowed views of bytes, and a byte buffer that grows.
///
/// It brings what nearly every file needs: memory, booleans, sized integers and
/// <string.h>; base/status.h brings it.

#ifndef RHUMB_BASE_STR_H
#define RHUMB_BASE_STR_H

#include "base/arena.h"
#include "base/ascii.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/// Bytes that someone else owns; not NUL-terminated, never freed
typedef struct {
  const char *data;
  size_t len;
} RhumbStr;

#define RHUMB_STR(literal) ((RhumbStr){(literal), sizeof(literal) - 1U})
#define RHUMB_FMT(str)     (int)(str).len, (str).data ///< For "%.*s"

static inline RhumbStr
rhumb_str(const char *const text)
{
  return (RhumbStr){text, text ? strlen(text) : 0U};
}

/// Where byte `at` is: of no text, which has no data, nowhere
static inline const char *
rhumb_str_at(const RhumbStr str, const size_t at)
{
  return at ? str.data + at : str.data;
}

/// Bytes `start` up to, not including, `end`
static inline RhumbStr
rhumb_str_slice(const RhumbStr str, const size_t start, const size_t end)
{
  return (RhumbStr){rhumb_str_at(str, start), end - start};
}

static inline bool
rhumb_str_equal(const RhumbStr a, const RhumbStr b)
{
  return a.len == b.len && (!a.len || memcmp(a.data, b.data, a.len) == 0);
}

static inline bool
rhumb_str_is(const RhumbStr str, const char *const text)
{
  return rhumb_str_equal(str, rhumb_str(text));
}

static inline bool
rhumb_str_starts(const RhumbStr str, const RhumbStr start)
{
  return str.len >= start.len &&
         (!start.len || memcmp(str.data, start.data, start.len) == 0);
}

static inline bool
rhumb_str_ends(const RhumbStr str, const RhumbStr end)
{
  return str.len >= end.len &&
         (!end.len ||
          memcmp(str.data + (str.len - end.len), end.data, end.len) == 0);
}

/// Bytes from `start` on
static inline RhumbStr
rhumb_str_from(const RhumbStr str, const size_t start)
{
  return (RhumbStr){rhumb_str_at(str, start), str.len - start};
}

/// Byte at which the first `c` stands, or the length if there is none
static inline size_t
rhumb_str_index(const RhumbStr str, const char c)
{
  const char *const found =
      str.len ? (const char *)memchr(str.data, c, str.len) : NULL;
  return found ? (size_t)(found - str.data) : str.len;
}

static inline bool
rhumb_str_has(const RhumbStr str, const char c)
{
  return rhumb_str_index(str, c) < str.len;
}

/// Byte behind the digits that stand from byte `at` on; `at` if there are none
static inline size_t
rhumb_str_skip_digits(const RhumbStr str, size_t at)
{
  while (at < str.len && rhumb_is_digit(str.data[at])) {
    ++at;
  }
  return at;
}

/// Byte behind the last that is one of `ends`, or 0 if there is none
size_t
rhumb_str_last(RhumbStr text, const char *ends);

/// First place of `sub` at or after byte `at`, or SIZE_MAX
size_t
rhumb_str_find(RhumbStr text, RhumbStr sub, size_t at);

/// Return what is before the first `end`, and move `text` behind it
RhumbStr
rhumb_str_cut(RhumbStr *text, char end);

/// `text` without ASCII white space at both ends
RhumbStr
rhumb_str_trim(RhumbStr text);

/// Read digits alone as a number up to `most`; false if there is anything else
bool
rhumb_str_number(RhumbStr digits, uint64_t most, uint64_t *out);

/// Likewise a whole number that may have a sign, up to INT64_MAX on both sides
bool
rhumb_str_integer(RhumbStr text, int64_t *out);

/// True if both are the same but for the case of ASCII letters
bool
rhumb_str_alike(RhumbStr a, RhumbStr b);

/// True if `word`, which is not empty, stands at `at`, likewise
bool
rhumb_str_alike_at(RhumbStr text, size_t at, RhumbStr word);

/// Order by bytes, as memcmp() does: less than, equal to or more than 0
int
rhumb_str_compare(RhumbStr a, RhumbStr b);

/// Copy into the arena, with a NUL behind it that `len` does not count
RhumbStr
rhumb_str_copy(RhumbArena *arena, RhumbStr str);

/// Like rhumb_str_copy(), of `a` with `b` behind it; data, which may hold a
/// NUL, is joined so and never formatted
RhumbStr
rhumb_str_join(RhumbArena *arena, RhumbStr a, RhumbStr b);

/// Format into the arena, NUL-terminated
__attribute__((format(printf, 2, 3))) RhumbStr
rhumb_str_format(RhumbArena *arena, const char *fmt, ...);

/// A byte buffer that grows; owned, zero is empty, release with _free()
typedef struct {
  char *data;
  size_t len;
  size_t cap;
} RhumbBuf;

/// Make room for `len` more bytes
void
rhumb_buf_reserve(RhumbBuf *buf, size_t len);

static inline void
rhumb_buf_put(RhumbBuf *const buf, const RhumbStr str)
{
  if (buf->cap - buf->len < str.len) {
    rhumb_buf_reserve(buf, str.len);
  }
  if (str.len) {
    memcpy(buf->data + buf->len, str.data, str.len);
    buf->len += str.len;
  }
}

static inline void
rhumb_buf_puts(RhumbBuf *const buf, const char *const text)
{
  rhumb_buf_put(buf, rhumb_str(text));
}

static inline void
rhumb_buf_putc(RhumbBuf *const buf, const char c)
{
  if (buf->cap == buf->len) {
    rhumb_buf_reserve(buf, 1);
  }
  buf->data[buf->len++] = c;
}

/// Append the two upper-case hexadecimal digits of a byte
static inline void
rhumb_buf_put_hex(RhumbBuf *const buf, const char byte)
{
  rhumb_buf_putc(buf, rhumb_hex_digit((unsigned char)byte >> 4U));
  rhumb_buf_putc(buf, rhumb_hex_digit((unsigned char)byte));
}

/// Append a number in decimal
void
rhumb_buf_put_number(RhumbBuf *buf, uint64_t number);

__attribute__((format(printf, 2, 3))) void
rhumb_buf_format(RhumbBuf *buf, const char *fmt, ...);

// Parts of keys, which no output shows: each tells where it ends

static inline void
rhumb_buf_put_size(RhumbBuf *const buf, const size_t number)
{
  rhumb_buf_put(buf, (RhumbStr){(const char *)&number, sizeof(number)});
}

static inline void
rhumb_buf_put_address(RhumbBuf *const buf, const void *const address)
{
  rhumb_buf_put_size(buf, (size_t)(uintptr_t)address);
}

static inline void
rhumb_buf_put_part(RhumbBuf *const buf, const RhumbStr text)
{
  rhumb_buf_put_size(buf, text.len);
  rhumb_buf_put(buf, text);
}

/// The contents; valid until the buffer changes
static inline RhumbStr
rhumb_buf_str(const RhumbBuf *const buf)
{
  return (RhumbStr){buf->data ? buf->data : "", buf->len};
}

/// The contents with a NUL behind them; valid until the buffer changes
const char *
rhumb_buf_cstr(RhumbBuf *buf);

void
rhumb_buf_free(RhumbBuf *buf);

/// Return the contents, copied as rhumb_str_copy() does, and free the buffer
RhumbStr
rhumb_buf_keep(RhumbBuf *buf, RhumbArena *arena);

#endif // RHUMB_BASE_STR_H
