// SPDX-License-Identifier: ISC

/// @file pattern.c  Paths that stand for many files.
///
/// A pattern is walked name by name: what the names so far have found are the
/// folders in which the next is looked for.

#include "io/pattern.h"

#include "base/utf8.h"
#include "io/compression.h"
#include "io/nearby.h"
#include "io/path.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

// Matching -------------------------------------------------------------------

static bool
has_wildcard(const RhumbStr text)
{
  return rhumb_str_has(text, '*') || rhumb_str_has(text, '?');
}

/// Return the length of the character at `at`; of what is none, one byte
static size_t
sign_length(const RhumbStr text, const size_t at)
{
  uint32_t code = 0;
  const size_t len = rhumb_utf8_decode(text, at, &code);
  return len ? len : 1;
}

/// True if `name` is as `pattern` says. Of several ways to read a `*`, only the
/// last needs to be taken back: the time is at most the product of the lengths.
static bool
matches(const RhumbStr pattern, const RhumbStr name)
{
  size_t p = 0;
  size_t n = 0;
  size_t star = SIZE_MAX; // The last `*`, and where what it stands for ends
  size_t tried = 0;
  while (n < name.len) {
    const char c = (char)(p < pattern.len ? pattern.data[p] : '\0');
    if (c == '*') {
      star = p++;
      tried = n;
    } else if (c == '?') {
      ++p;
      n += sign_length(name, n);
    } else if (p < pattern.len && c == name.data[n]) {
      ++p;
      ++n;
    } else if (star != SIZE_MAX) {
      p = star + 1;
      n = ++tried;
    } else {
      return false;
    }
  }
  while (p < pattern.len && pattern.data[p] == '*') {
    ++p;
  }
  return p == pattern.len;
}

static bool
is_found_by(const RhumbStr pattern, const RhumbStr name)
{
  return name.data[0] == '.'
             ? pattern.data[0] == '.' && !rhumb_str_is(name, ".") &&
                   !rhumb_str_is(name, "..") && matches(pattern, name)
             : matches(pattern, name);
}

// Walking --------------------------------------------------------------------

typedef struct {
  const RhumbPattern *pattern;
  RhumbArena *arena;
  const RhumbDiag *diag;
} Walk;

/// Return a path as the system is told it
static const char *
system_path(const Walk *const walk, const RhumbStr path)
{
  const RhumbStr whole = rhumb_path_join(walk->arena, walk->pattern->dir, path);
  return whole.len ? whole.data : ".";
}

static RhumbStatus
fail_too_many(const Walk *const walk)
{
  return rhumb_fail(walk->diag,
                    RHUMB_ERR_UNSUPPORTED,
                    walk->pattern->loc,
                    "\"%.*s\" finds more than %d files",
                    RHUMB_FMT(walk->pattern->path),
                    RHUMB_MAX_FILES);
}

static RhumbStatus
fail_folder(const Walk *const walk, const RhumbStr folder, const int error)
{
  return rhumb_fail(walk->diag,
                    RHUMB_ERR_IO,
                    walk->pattern->loc,
                    "cannot read the folder \"%s\": %s",
                    system_path(walk, folder),
                    strerror(error));
}

/// Add those of the entries of a folder that are called as `wanted` says
static RhumbStatus
add_entries(const Walk *const walk,
            DIR *const dir,
            const RhumbStr folder,
            const RhumbStr wanted,
            RhumbPaths *const out)
{
  for (;;) {
    errno = 0;
    const struct dirent *const entry = readdir(dir);
    if (!entry) {
      return errno ? fail_folder(walk, folder, errno) : RHUMB_OK;
    }
    const RhumbStr found = rhumb_str(entry->d_name);
    if (is_found_by(wanted, found)) {
      RHUMB_PUSH_IN(
          walk->arena, out, rhumb_str_join(walk->arena, folder, found));
    }
    if (out->count > RHUMB_MAX_FILES) {
      return fail_too_many(walk);
    }
  }
}

/// Add what is in `folder`, which ends with a slash unless it is empty, and
/// called as `wanted` says; what is no folder has nothing in it
static RhumbStatus
look_in(const Walk *const walk,
        const RhumbStr folder,
        const RhumbStr wanted,
        RhumbPaths *const out)
{
  DIR *const dir = opendir(system_path(walk, folder));
  if (!dir) {
    return errno == ENOENT || errno == ENOTDIR
               ? RHUMB_OK
               : fail_folder(walk, folder, errno);
  }
  const RhumbStatus status = add_entries(walk, dir, folder, wanted, out);
  (void)closedir(dir);
  return status;
}

/// Add what `folder` has of a name without wildcards, if it is there
static void
look_for(const Walk *const walk,
         const RhumbStr folder,
         const RhumbStr name,
         RhumbPaths *const out)
{
  struct stat info;
  const RhumbStr path = rhumb_str_join(walk->arena, folder, name);
  if (lstat(system_path(walk, path), &info) == 0) {
    RHUMB_PUSH_IN(walk->arena, out, path);
  }
}

/// Take the next name off `rest`, its slashes too
static RhumbStr
take_name(RhumbStr *const rest, bool *const is_last)
{
  const RhumbStr name = rhumb_str_cut(rest, '/');
  *is_last = !rest->len;
  return name;
}

/// Find all that is called so, in no order
static RhumbStatus
walk_names(const Walk *const walk, RhumbPaths *const out)
{
  RhumbStr rest = walk->pattern->path;
  RhumbPaths here = {0};
  const bool is_absolute = rhumb_str_starts(rest, RHUMB_STR("/"));
  RHUMB_PUSH_IN(
      walk->arena, &here, is_absolute ? RHUMB_STR("/") : RHUMB_STR(""));
  for (bool is_last = false; !is_last;) {
    const RhumbStr name = take_name(&rest, &is_last);
    RhumbPaths next = {0};
    for (size_t i = 0; name.len && i < here.count; ++i) {
      const RhumbStr folder = here.items[i];
      if (has_wildcard(name)) {
        RHUMB_TRY(look_in(walk, folder, name, &next));
      } else {
        look_for(walk, folder, name, &next);
      }
    }
    for (size_t i = 0; !is_last && i < next.count; ++i) {
      next.items[i] =
          rhumb_str_join(walk->arena, next.items[i], RHUMB_STR("/"));
    }
    here = name.len ? next : here;
  }
  *out = here;
  return RHUMB_OK;
}

// What was found -------------------------------------------------------------

/// Return why a path is no file that can be read, or NULL
static const char *
why_not(const Walk *const walk, const RhumbStr path)
{
  struct stat info;
  const char *const name = system_path(walk, path);
  return stat(name, &info) != 0          ? strerror(errno)
         : S_ISDIR(info.st_mode)         ? "it is a folder"
         : !S_ISREG(info.st_mode)        ? "it is no file"
         : access(name, R_OK) != 0       ? strerror(errno)
         : !rhumb_utf8_valid(path, NULL) ? "its name is not UTF-8"
                                         : NULL;
}

static RhumbStatus
check_files(const Walk *const walk, const RhumbPaths *const paths)
{
  for (size_t i = 0; i < paths->count; ++i) {
    const char *const why = why_not(walk, paths->items[i]);
    if (why) {
      return rhumb_fail(walk->diag,
                        RHUMB_ERR_IO,
                        walk->pattern->loc,
                        "\"%.*s\" finds \"%s\", which cannot be read: %s",
                        RHUMB_FMT(walk->pattern->path),
                        system_path(walk, paths->items[i]),
                        why);
    }
  }
  return RHUMB_OK;
}

static int
compare(const void *const a, const void *const b)
{
  return rhumb_str_compare(*(const RhumbStr *)a, *(const RhumbStr *)b);
}

static void
sort(const RhumbPaths *const paths)
{
  if (paths->count) {
    qsort(paths->items, paths->count, sizeof(*paths->items), compare);
  }
}

/// Return the folders that stand before the first name with a wildcard, with
/// their last slash
static RhumbStr
fixed_folder(const RhumbStr path)
{
  const size_t star = rhumb_str_index(path, '*');
  const size_t mark = rhumb_str_index(path, '?');
  const RhumbStr before = rhumb_str_slice(path, 0, star < mark ? star : mark);
  return rhumb_str_slice(before, 0, rhumb_str_last(before, "/"));
}

/// Report that there is none: that a folder is missing, or what is in it
static RhumbStatus
fail_none(const Walk *const walk)
{
  const RhumbPattern *const pattern = walk->pattern;
  const RhumbStr folder = fixed_folder(pattern->path);
  const char *const shown = system_path(walk, folder);
  const RhumbDiag silent = {0};
  const Walk quiet = {pattern, walk->arena, &silent};
  RhumbPaths others = {0};
  if (access(shown, F_OK) != 0) {
    return rhumb_fail_near(
        walk->diag,
        RHUMB_ERR_IO,
        pattern->loc,
        rhumb_path_near(walk->arena, pattern->dir, rhumb_path_dir(folder)),
        "\"%.*s\" finds no file: cannot read \"%s\": %s",
        RHUMB_FMT(pattern->path),
        shown,
        strerror(errno));
  }
  (void)look_in(&quiet, folder, RHUMB_STR("*"), &others);
  sort(&others);
  return rhumb_fail(walk->diag,
                    RHUMB_ERR_IO,
                    pattern->loc,
                    "\"%.*s\" finds no file; in \"%s\" there is %s%.*s%s",
                    RHUMB_FMT(pattern->path),
                    shown,
                    others.count ? "\"" : "nothing",
                    RHUMB_FMT(others.count ? rhumb_path_name(others.items[0])
                                           : RHUMB_STR("")),
                    others.count == 1  ? "\""
                    : others.count > 1 ? "\" and more"
                                       : "");
}

bool
rhumb_is_pattern(const RhumbPattern *const pattern)
{
  RhumbArena arena = {0};
  struct stat info;
  const bool is =
      has_wildcard(pattern->path) &&
      lstat(rhumb_path_join(&arena, pattern->dir, pattern->path).data, &info) !=
          0;
  rhumb_arena_free(&arena);
  return is;
}

RhumbStatus
rhumb_pattern_find(RhumbPaths *const out,
                   RhumbArena *const arena,
                   const RhumbPattern *const pattern,
                   const RhumbDiag *const diag)
{
  const Walk walk = {pattern, arena, diag};
  RhumbPaths found = {0};
  if (rhumb_str_find(pattern->path, RHUMB_STR("**"), 0) != SIZE_MAX) {
    return rhumb_fail(diag,
                      RHUMB_ERR_UNSUPPORTED,
                      pattern->loc,
                      "\"**\" is not read: folders are not searched to the "
                      "bottom; a folder is a name, which may be *, as in "
                      "\"*/*.csv\"");
  }
  RHUMB_TRY(walk_names(&walk, &found));
  if (!found.count) {
    return fail_none(&walk);
  }
  RHUMB_TRY(check_files(&walk, &found));
  sort(&found);
  *out = found;
  return RHUMB_OK;
}

// What a path says -----------------------------------------------------------

/// Return the path's name without what says how it is packed and what it holds:
/// "a" of "in/a.json.gz", "a.2025" of "a.2025.csv"
static RhumbStr
stem_of(const RhumbStr path)
{
  const RhumbStr name = rhumb_path_name(rhumb_unpacked_path(path));
  const size_t dot = rhumb_str_last(name, ".");
  return dot > 1 ? rhumb_str_slice(name, 0, dot - 1) : name;
}

static RhumbStr
path_of(const RhumbStr path)
{
  return path;
}

#define PART(name, of)                              \
  {                                                 \
    (name), {"_" name "\0", sizeof(name) + 1}, (of) \
  }
static const RhumbFilePart parts[] = {PART("file", path_of),
                                      PART("stem", stem_of)};

const RhumbFilePart *
rhumb_file_part(const RhumbStr name)
{
  return (const RhumbFilePart *)RHUMB_ROW(parts, name);
}

const RhumbFilePart *
rhumb_file_part_of(const RhumbStr reference)
{
  for (size_t i = 0; i < RHUMB_COUNT(parts); ++i) {
    if (rhumb_str_equal(parts[i].reference, reference)) {
      return &parts[i];
    }
  }
  return NULL;
}
