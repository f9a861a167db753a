// SPDX-License-Identifier: ISC

/// @file str.c  Views of bytes compared and cut; buffers that grow.

#include "base/str.h"

#include "base/ascii.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

size_t
rhumb_str_last(const RhumbStr text, const char *const ends)
{
  const RhumbStr marks = rhumb_str(ends);
  size_t at = text.len;
  while (at > 0 && !rhumb_str_has(marks, text.data[at - 1])) {
    --at;
  }
  return at;
}

size_t
rhumb_str_find(const RhumbStr text, const RhumbStr sub, size_t at)
{
  if (!sub.len) {
    return at <= text.len ? at : SIZE_MAX;
  }
  while (at + sub.len <= text.len) {
    const size_t last = text.len - sub.len;
    at += rhumb_str_index(rhumb_str_slice(text, at, last + 1), sub.data[0]);
    if (at > last) {
      break;
    }
    if (memcmp(text.data + at, sub.data, sub.len) == 0) {
      return at;
    }
    ++at;
  }
  return SIZE_MAX;
}

RhumbStr
rhumb_str_cut(RhumbStr *const text, const char end)
{
  const size_t at = rhumb_str_index(*text, end);
  const RhumbStr head = rhumb_str_slice(*text, 0, at);
  *text = rhumb_str_from(*text, at + (at < text->len));
  return head;
}

RhumbStr
rhumb_str_trim(RhumbStr text)
{
  while (text.len && rhumb_is_space(text.data[text.len - 1])) {
    --text.len;
  }
  while (text.len && rhumb_is_space(text.data[0])) {
    text = rhumb_str_from(text, 1);
  }
  return text;
}

bool
rhumb_str_number(const RhumbStr digits, const uint64_t most, uint64_t *out)
{
  uint64_t value = 0;
  for (size_t i = 0; i < digits.len; ++i) {
    const uint64_t digit = (uint64_t)(digits.data[i] - '0');
    if (!rhumb_is_digit(digits.data[i]) || digit > most ||
        value > (most - digit) / 10) {
      return false;
    }
    value = (value * 10) + digit;
  }
  *out = value;
  return digits.len > 0;
}

bool
rhumb_str_integer(const RhumbStr text, int64_t *const out)
{
  uint64_t value = 0;
  const bool minus = text.len && text.data[0] == '-';
  const bool sign = minus || (text.len && text.data[0] == '+');
  if (!rhumb_str_number(rhumb_str_from(text, sign), INT64_MAX, &value)) {
    return false;
  }
  *out = minus ? -(int64_t)value : (int64_t)value;
  return true;
}

bool
rhumb_str_alike(const RhumbStr a, const RhumbStr b)
{
  bool same = a.len == b.len;
  for (size_t i = 0; same && i < a.len; ++i) {
    same = rhumb_to_lower(a.data[i]) == rhumb_to_lower(b.data[i]);
  }
  return same;
}

bool
rhumb_str_alike_at(const RhumbStr text, const size_t at, const RhumbStr word)
{
  return word.len && at <= text.len && text.len - at >= word.len &&
         rhumb_str_alike(rhumb_str_slice(text, at, at + word.len), word);
}

int
rhumb_str_compare(const RhumbStr a, const RhumbStr b)
{
  const size_t len = a.len < b.len ? a.len : b.len;
  const int order = len ? memcmp(a.data, b.data, len) : 0;
  return order ? order : (a.len > b.len) - (a.len < b.len);
}

RhumbStr
rhumb_str_copy(RhumbArena *const arena, const RhumbStr str)
{
  return rhumb_str_join(arena, str, (RhumbStr){0});
}

RhumbStr
rhumb_str_join(RhumbArena *const arena, const RhumbStr a, const RhumbStr b)
{
  char *const data = RHUMB_NEW(arena, char, a.len + b.len + 1);
  if (a.len) {
    memcpy(data, a.data, a.len);
  }
  if (b.len) {
    memcpy(data + a.len, b.data, b.len);
  }
  return (RhumbStr){data, a.len + b.len};
}

void
rhumb_buf_reserve(RhumbBuf *const buf, const size_t len)
{
  if (buf->cap - buf->len < len) {
    buf->cap = (buf->len + len) * 2;
    buf->data = (char *)rhumb_xrealloc(buf->data, buf->cap);
  }
}

void
rhumb_buf_put_number(RhumbBuf *const buf, uint64_t number)
{
  char digits[20];
  size_t at = sizeof(digits);
  do {
    digits[--at] = (char)('0' + (number % 10));
    number /= 10;
  } while (number);
  rhumb_buf_put(buf, (RhumbStr){digits + at, sizeof(digits) - at});
}

__attribute__((format(printf, 2, 0))) static void
buf_vformat(RhumbBuf *const buf, const char *const fmt, va_list args)
{
  va_list again; // NOLINT(cppcoreguidelines-init-variables)
  va_copy(again, args);
  const int len = vsnprintf(NULL, 0, fmt, args);
  if (len > 0) {
    rhumb_buf_reserve(buf, (size_t)len + 1);
    (void)vsnprintf(buf->data + buf->len, (size_t)len + 1, fmt, again);
    buf->len += (size_t)len;
  }
  va_end(again);
}

void
rhumb_buf_format(RhumbBuf *const buf, const char *const fmt, ...)
{
  va_list args; // NOLINT(cppcoreguidelines-init-variables)
  va_start(args, fmt);
  buf_vformat(buf, fmt, args);
  va_end(args);
}

RhumbStr
rhumb_str_format(RhumbArena *const arena, const char *const fmt, ...)
{
  RhumbBuf buf = {0};
  va_list args; // NOLINT(cppcoreguidelines-init-variables)
  va_start(args, fmt);
  buf_vformat(&buf, fmt, args);
  va_end(args);

  return rhumb_buf_keep(&buf, arena);
}

const char *
rhumb_buf_cstr(RhumbBuf *const buf)
{
  rhumb_buf_putc(buf, '\0');
  --buf->len;
  return buf->data;
}

void
rhumb_buf_free(RhumbBuf *const buf)
{
  free(buf->data);
  *buf = (RhumbBuf){0};
}

RhumbStr
rhumb_buf_keep(RhumbBuf *const buf, RhumbArena *const arena)
{
  const RhumbStr kept = rhumb_str_copy(arena, rhumb_buf_str(buf));
  rhumb_buf_free(buf);
  return kept;
}
