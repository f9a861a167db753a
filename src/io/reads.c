// SPDX-License-Identifier: ISC

/// @file reads.c  What the run has opened to read, by device and inode.

#include "io/reads.h"

#include "base/table.h"

/// Of the one run of this process: device and inode of each
static RhumbTable noted;

typedef struct {
  dev_t device;
  ino_t inode;
} Identity;

/// Return what a file is known by, in `identity`, whose padding is zero
static RhumbStr
key_of(Identity *const identity, const struct stat *const status)
{
  memset(identity, 0, sizeof(*identity));
  identity->device = status->st_dev;
  identity->inode = status->st_ino;
  return (RhumbStr){(const char *)identity, sizeof(*identity)};
}

bool
rhumb_reads_has(const struct stat *const status)
{
  Identity identity;
  return rhumb_table_find(&noted, key_of(&identity, status)) !=
         RHUMB_TABLE_NONE;
}

static void
note(const struct stat *const status)
{
  Identity identity;
  if (S_ISREG(status->st_mode)) {
    (void)rhumb_table_add(&noted, key_of(&identity, status));
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
  rhumb_table_free(&noted);
}
