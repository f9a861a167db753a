// SPDX-License-Identifier: ISC

/// @file explain_value.c  The value that a stop is about, and how it would be
/// written.

#include "yaml/explain_impl.h"

#include "base/utf8.h"

/// How much of a value a message shows
enum { MAX_SHOWN = 40 };

const char *
rhumb_in_quotes(RhumbArena *const arena, RhumbStr value)
{
  const char quote = (char)(rhumb_str_has(value, '"') ? '\'' : '"');
  const bool is_long = value.len > MAX_SHOWN;
  value.len = is_long ? rhumb_utf8_start(value, MAX_SHOWN) : value.len;
  return rhumb_str_format(arena,
                          "%c%.*s%s%c",
                          quote,
                          RHUMB_FMT(value),
                          is_long ? "..." : "",
                          quote)
      .data;
}

const char *
rhumb_quoted_value(const RhumbYamlStop *const stop, const size_t at)
{
  const RhumbStr line = rhumb_line(stop->text, at);
  size_t end = 0;
  size_t open = 0; // Brackets of the value's own
  while (end < line.len) {
    const char c = line.data[end];
    if ((strchr(",]}", c) && !open) ||
        (c == '#' && end && line.data[end - 1] == ' ')) {
      break;
    }
    open += strchr("([{", c) ? 1 : 0;
    open -= open && strchr(")]}", c) ? 1 : 0;
    ++end;
  }
  return rhumb_in_quotes(stop->arena,
                         rhumb_str_trim(rhumb_str_slice(line, 0, end)));
}

size_t
rhumb_value_start(const RhumbYamlStop *const stop, size_t at)
{
  while (at && !strchr(" \t\n,", stop->text.data[at - 1]) &&
         !(strchr("[{", stop->text.data[at - 1]) &&
           (at < 2 || strchr(" \n[{", stop->text.data[at - 2])))) {
    --at;
  }
  return at;
}

size_t
rhumb_open_reference(const RhumbYamlStop *const stop, const size_t at)
{
  const size_t start = rhumb_line_start(stop->text, at);
  for (size_t i = at; i > start + 1; --i) {
    if (stop->text.data[i - 1] == ')') {
      break;
    }
    if (stop->text.data[i - 1] == '(' && stop->text.data[i - 2] == '$') {
      return i - 2;
    }
  }
  return at;
}

const char *
rhumb_say_brackets(RhumbYamlStop *const stop, const size_t start)
{
  stop->place = start;
  return rhumb_str_format(stop->arena,
                          "in a list of brackets, a text that holds brackets "
                          "is quoted: %s",
                          rhumb_quoted_value(stop, start))
      .data;
}
