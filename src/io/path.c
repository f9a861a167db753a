// SPDX-License-Identifier: ISC

/// @file path.c  Paths, joined and taken apart.

#include "io/path.h"

/// Where the name begins: behind the last slash
static size_t
name_start(const RhumbStr path)
{
  size_t start = path.len;
  while (start > 0 && path.data[start - 1] != '/') {
    --start;
  }
  return start;
}

RhumbStr
rhumb_path_name(const RhumbStr path)
{
  return rhumb_str_slice(path, name_start(path), path.len);
}

RhumbStr
rhumb_path_dir(const RhumbStr path)
{
  const size_t end = name_start(path);
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
  size_t at = name.len;
  while (at > 0 && name.data[at - 1] != '.') {
    --at;
  }
  return at > 1 ? rhumb_str_slice(name, at, name.len) : RHUMB_STR("");
}
