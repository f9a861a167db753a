// SPDX-License-Identifier: ISC

/// @file nearby.c  Names of files that are near.

#include "io/nearby.h"

#include "base/list.h"
#include "base/near.h"
#include "io/path.h"

#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>

/// Folders with more in them are looked at no further
enum { MAX_ENTRIES = 4096 };

typedef RHUMB_LIST(const char *) Names;

static int
compare(const void *const a, const void *const b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/// Return the names in a folder, sorted, NULL behind them
static Names
list_folder(RhumbArena *const arena, const char *const path)
{
  Names names = {0};
  DIR *const dir = opendir(path);
  const struct dirent *entry = dir ? readdir(dir) : NULL;
  for (; entry && names.count < MAX_ENTRIES; entry = readdir(dir)) {
    if (entry->d_name[0] != '.') {
      RHUMB_PUSH_IN(
          arena, &names, rhumb_str_copy(arena, rhumb_str(entry->d_name)).data);
    }
  }
  if (dir) {
    (void)closedir(dir);
  }
  if (names.count) {
    qsort(names.items, names.count, sizeof(*names.items), compare);
  }
  RHUMB_PUSH_IN(arena, &names, NULL);
  return names;
}

/// Return the name that is `word` with an extension, or one like it
static const char *
pick(const Names *const names, const RhumbStr word)
{
  for (size_t i = 0; names->items[i]; ++i) {
    const RhumbStr name = rhumb_str(names->items[i]);
    if (name.len > word.len && rhumb_str_starts(name, word) &&
        name.data[word.len] == '.') {
      return names->items[i];
    }
  }
  return rhumb_near(word, names->items);
}

const char *
rhumb_path_near(RhumbArena *const arena,
                const RhumbStr dir,
                const RhumbStr path)
{
  const RhumbStr word = rhumb_str_trim(rhumb_path_name(path));
  const RhumbStr within = rhumb_str_slice(
      path, 0, path.len - rhumb_path_name(path).len); // With its slash
  const RhumbStr whole = rhumb_path_join(arena, dir, path);
  const RhumbStr folder = rhumb_path_dir(whole);
  const Names names =
      list_folder(arena, folder.len ? rhumb_str_copy(arena, folder).data : ".");
  const char *const near = word.len ? pick(&names, word) : NULL;
  if (near) {
    return rhumb_str_join(arena, within, rhumb_str(near)).data;
  }
  const RhumbStr beside = rhumb_path_join(arena, dir, word);
  return within.len && word.len && access(beside.data, R_OK) == 0
             ? rhumb_str_copy(arena, word).data
             : NULL;
}
