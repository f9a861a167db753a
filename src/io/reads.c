// SPDX-License-Identifier: ISC

/// @file reads.c  What the run has opened to read, by device and inode.

#include "io/reads.h"

#include "base/list.h"

#include <stdlib.h>

typedef struct {
  dev_t device;
  ino_t inode;
} Identity;

/// Of the one run of this process
static RHUMB_LIST(Identity) noted;

bool
rhumb_reads_has(const struct stat *const status)
{
  for (size_t i = 0; i < noted.count; ++i) {
    if (noted.items[i].device == status->st_dev &&
        noted.items[i].inode == status->st_ino) {
      return true;
    }
  }
  return false;
}

static void
note(const struct stat *const status)
{
  if (S_ISREG(status->st_mode) && !rhumb_reads_has(status)) {
    RHUMB_PUSH(&noted, (Identity){status->st_dev, status->st_ino});
  }
}

void
rhumb_reads_note(const int fd)
{
  struct stat status;
  if (fstat(fd, &status) == 0) {
    note(&status);
  }
}

void
rhumb_reads_note_path(const char *const path)
{
  struct stat status;
  if (path && stat(path, &status) == 0) {
    note(&status);
  }
}

void
rhumb_reads_forget(void)
{
  free(noted.items);
  noted.items = NULL;
  noted.count = noted.cap = 0;
}
