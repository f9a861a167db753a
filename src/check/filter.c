// SPDX-License-Identifier: ISC

/// @file filter.c  The brackets of an iterator, tried one after the other.

#include "check/filter.h"

#include "base/ascii.h"
#include "check/probe.h"
#include "source/names.h"

/// Return where the bracket that opens at `at` closes: behind its last
/// character, or the end
static size_t
bracket_end(const RhumbStr path, size_t at)
{
  unsigned depth = 0;
  char quote = '\0';
  for (; at < path.len; ++at) {
    const char c = path.data[at];
    if (quote && c == quote) {
      quote = '\0';
    } else if (quote) {
      continue;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '[') {
      ++depth;
    } else if (c == ']' && --depth == 0) {
      return at + 1;
    }
  }
  return path.len;
}

/// Take `text` without the blanks and parentheses around it
static RhumbStr
bare(RhumbStr text)
{
  text = rhumb_str_trim(text);
  while (text.len > 1 && text.data[0] == '(' &&
         text.data[text.len - 1] == ')') {
    text = rhumb_str_trim(rhumb_str_slice(text, 1, text.len - 1));
  }
  return text;
}

/// Read `@.key == 'value'`, or `key = 'value'`; leave all else alone
static void
read_equation(RhumbFilter *const filter,
              const RhumbStr path,
              const RhumbStr condition)
{
  RhumbStr rest = bare(condition);
  RhumbStr key = rhumb_str_trim(rhumb_str_cut(&rest, '='));
  while (rest.len && (rest.data[0] == '=' || rest.data[0] == ' ')) {
    rest = rhumb_str_from(rest, 1);
  }
  if (rhumb_str_starts(key, RHUMB_STR("@."))) {
    key = rhumb_str_from(key, 2);
  }
  const RhumbStr value = rhumb_str_trim(rest);
  const bool is_quoted = value.len > 2 && strchr("'\"", value.data[0]) &&
                         value.data[value.len - 1] == value.data[0];
  if (key.len && is_quoted) {
    filter->key = key;
    filter->value = rhumb_str_slice(value, 1, value.len - 1);
    filter->at = (size_t)(filter->value.data - path.data);
    const bool is_one =
        rhumb_str_index(filter->value, value.data[0]) == filter->value.len;
    filter->key.len =
        is_one && !strpbrk("!<>", (char[]){key.data[key.len - 1], 0}) ? key.len
                                                                      : 0;
  }
}

/// Set `out` to the filter whose brackets are at `start` to `end`
static void
read_filter(RhumbFilter *const out,
            RhumbArena *const arena,
            const RhumbSourceSpec *const spec,
            const size_t start,
            const size_t end)
{
  const RhumbSourceNaming *const naming = spec->format->naming;
  const RhumbStr path = spec->iterator;
  *out = (RhumbFilter){.stem = rhumb_str_slice(path, 0, start)};
  out->unfiltered =
      rhumb_str_join(arena, out->stem, rhumb_str(naming->no_filter));
  read_equation(out,
                path,
                rhumb_str_slice(path, start + strlen(naming->filter), end - 1));
}

bool
rhumb_filter_find(RhumbFilter *const out,
                  RhumbArena *const arena,
                  const RhumbSourceSpec *const spec)
{
  const RhumbSourceNaming *const naming = spec->format->naming;
  const RhumbStr path = spec->iterator;
  for (size_t at = 0; naming && at < path.len;) {
    const bool opens = path.data[at] == '[';
    const size_t end = opens ? bracket_end(path, at) : at + 1;
    if (opens &&
        rhumb_str_starts(rhumb_str_from(path, at), rhumb_str(naming->filter)) &&
        !rhumb_probe_finds(spec, rhumb_str_slice(path, 0, end))) {
      read_filter(out, arena, spec, at, end);
      return rhumb_probe_finds(spec, out->unfiltered);
    }
    at = end;
  }
  return false;
}
