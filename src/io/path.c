// SPDX-License-Identifier: ISC

/// @file path.c  Paths, joined and taken apart.

#include "io/path.h"

#include <limits.h>
#include <unistd.h>

RhumbStr
rhumb_path_name(const RhumbStr path)
{
  return rhumb_str_from(path, rhumb_str_last(path, "/"));
}

RhumbStr
rhumb_path_dir(const RhumbStr path)
{
  const size_t end = rhumb_str_last(path, "/");
  // The root keeps its slash: it has no other name
  return rhumb_str_slice(path, 0, end > 1 ? end - 1 : end);
}

RhumbStr
rhumb_path_join(RhumbArena *const arena,
                const RhumbStr dir,
                const RhumbStr path)
{
  if (!dir.len || (path.len && path.data[0] == '/')) {
    return rhumb_str_copy(arena, path);
  }
  const bool slash = dir.data[dir.len - 1] == '/';
  return rhumb_str_format(
      arena, "%.*s%s%.*s", RHUMB_FMT(dir), slash ? "" : "/", RHUMB_FMT(path));
}

RhumbStr
rhumb_path_extension(const RhumbStr path)
{
  const RhumbStr name = rhumb_path_name(path);
  const size_t at = rhumb_str_last(name, ".");
  return at > 1 ? rhumb_str_from(name, at) : RHUMB_STR("");
}

/// Return the parts of a path under the current folder, without "." and "..";
/// `*count` is set
static RhumbStr *
split(RhumbArena *const arena, const RhumbStr name, size_t *const count)
{
  char here[PATH_MAX];
  const bool absolute = name.len && name.data[0] == '/';
  const char *const start = absolute || !getcwd(here, sizeof(here)) ? "" : here;
  RhumbStr rest = rhumb_str_format(arena, "%s/%.*s", start, RHUMB_FMT(name));
  RhumbStr *const parts = RHUMB_NEW(arena, RhumbStr, rest.len);
  size_t n = 0;
  while (rest.len) {
    const RhumbStr part = rhumb_str_cut(&rest, '/');
    if (rhumb_str_is(part, "..")) {
      n -= n > 0;
    } else if (part.len && !rhumb_str_is(part, ".")) {
      parts[n++] = part;
    }
  }
  *count = n;
  return parts;
}

RhumbStr
rhumb_path_relative(RhumbArena *const arena,
                    const RhumbStr dir,
                    const RhumbStr path)
{
  size_t n_from = 0;
  size_t n_to = 0;
  const RhumbStr *const from = split(arena, dir, &n_from);
  const RhumbStr *const to = split(arena, path, &n_to);
  size_t common = 0;
  while (common < n_from && common < n_to &&
         rhumb_str_equal(from[common], to[common])) {
    ++common;
  }
  RhumbBuf buf = {0};
  for (size_t i = common; i < n_from; ++i) {
    rhumb_buf_puts(&buf, "../");
  }
  for (size_t i = common; i < n_to; ++i) {
    rhumb_buf_put(&buf, to[i]);
    rhumb_buf_puts(&buf, i + 1 < n_to ? "/" : "");
  }
  return rhumb_buf_keep(&buf, arena);
}
