// SPDX-License-Identifier: ISC

/// @file lines.h  Lines of a text by the bytes in them, for what is said of
/// YAML that cannot be read.

#ifndef RHUMB_YAML_LINES_H
#define RHUMB_YAML_LINES_H

#include "base/str.h"

/// Return where the line of byte `at` begins
static inline size_t
rhumb_line_start(const RhumbStr text, size_t at)
{
  while (at && text.data[at - 1] != '\n') {
    --at;
  }
  return at;
}

/// Return the line that begins at `start`, without its end
static inline RhumbStr
rhumb_line(const RhumbStr text, const size_t start)
{
  const RhumbStr rest = rhumb_str_from(text, start);
  RhumbStr line = rhumb_str_slice(rest, 0, rhumb_str_index(rest, '\n'));
  line.len -= line.len && line.data[line.len - 1] == '\r' ? 1 : 0;
  return line;
}

/// Return where the line after the one of byte `at` begins; beyond the text, if
/// it is the last
static inline size_t
rhumb_line_next(const RhumbStr text, const size_t at)
{
  return at + rhumb_str_index(rhumb_str_from(text, at), '\n') + 1;
}

/// Return by how many spaces a line is indented
static inline size_t
rhumb_line_indent(const RhumbStr line)
{
  size_t at = 0;
  while (at < line.len && line.data[at] == ' ') {
    ++at;
  }
  return at;
}

/// True for a line that says something
static inline bool
rhumb_line_counts(const RhumbStr line)
{
  const RhumbStr said = rhumb_str_trim(line);
  return said.len && said.data[0] != '#';
}

/// Return where the last line before `start` begins that says something;
/// `start` if there is none
static inline size_t
rhumb_line_before(const RhumbStr text, const size_t start)
{
  for (size_t at = start; at;) {
    at = rhumb_line_start(text, at - 1);
    if (rhumb_line_counts(rhumb_line(text, at))) {
      return at;
    }
  }
  return start;
}

#endif // RHUMB_YAML_LINES_H
