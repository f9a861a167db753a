// SPDX-License-Identifier: ISC

/// @file stale.c  Temporaries that runs left which were killed.

#include "io/output_impl.h"

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/// True for the name of a temporary or of a backup
static bool
is_temporary(RhumbStr name)
{
  const RhumbStr end = RHUMB_STR(RHUMB_TEMPORARY);
  name.len -= rhumb_str_ends(name, RHUMB_STR("~"));
  if (name.len <= end.len) {
    return false;
  }
  const char *at = name.data + name.len - end.len;
  for (size_t i = 0; i < end.len; ++i) {
    if (end.data[i] == 'X' ? !isalnum((unsigned char)at[i])
                           : end.data[i] != at[i]) {
      return false;
    }
  }
  return true;
}

/// Open a file, to be locked
static int
open_file(const int folder, const char *const name)
{
  const int flags = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
  const int fd = openat(folder, name, O_RDWR | flags);
  return fd < 0 ? openat(folder, name, O_RDONLY | flags) : fd;
}

/// Remove a temporary unless a run has it locked: a lock goes with the run
static void
remove_unlocked(const int folder, const char *const name)
{
  const int fd = open_file(folder, name);
  struct stat opened;
  struct stat named;
  if (fd >= 0 && fstat(fd, &opened) == 0 && S_ISREG(opened.st_mode) &&
      flock(fd, LOCK_EX | LOCK_NB) == 0 &&
      fstatat(folder, name, &named, AT_SYMLINK_NOFOLLOW) == 0 &&
      named.st_dev == opened.st_dev && named.st_ino == opened.st_ino) {
    (void)unlinkat(folder, name, 0);
  }
  if (fd >= 0) {
    (void)close(fd);
  }
}

void
rhumb_temporaries_sweep(const char *const folder)
{
  DIR *const dir = opendir(folder);
  if (!dir) {
    return;
  }
  for (const struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
    if (is_temporary(rhumb_str(entry->d_name))) {
      remove_unlocked(dirfd(dir), entry->d_name);
    }
  }
  (void)closedir(dir);
}
