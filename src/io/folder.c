// SPDX-License-Identifier: ISC

/// @file folder.c  Folders made for outputs, which go if these do not come.

#include "io/output_impl.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

/// Make a folder; 0, or the errno of the failure
static int
make_one(RhumbOutputs *const outputs, const RhumbStr path)
{
  RhumbFolder *const folder = RHUMB_NEW(&outputs->arena, RhumbFolder, 1);
  folder->path = rhumb_str_copy(&outputs->arena, path).data;
  folder->next = outputs->made;
  const sigset_t before = rhumb_signals_block();
  const int error = mkdir(folder->path, 0777) == 0 ? 0 : errno;
  if (!error) {
    outputs->made = folder;
    rhumb_folders_guard(folder);
  }
  rhumb_signals_unblock(before);
  return error;
}

RhumbStatus
rhumb_outputs_make_folder(RhumbOutputs *const outputs,
                          const char *const path,
                          const RhumbDiag *const diag)
{
  const RhumbStr all = rhumb_str(path);
  for (size_t i = 1; i <= all.len; ++i) {
    const bool ends = i == all.len || all.data[i] == '/';
    const RhumbStr part = rhumb_str_slice(all, 0, i);
    const int error = ends ? make_one(outputs, part) : 0;
    if (error && error != EEXIST) {
      return rhumb_fail(diag,
                        RHUMB_ERR_IO,
                        (RhumbLoc){0},
                        "cannot make the folder %.*s: %s",
                        RHUMB_FMT(part),
                        strerror(error));
    }
  }
  return RHUMB_OK;
}

void
rhumb_folders_remove(RhumbOutputs *const outputs)
{
  const sigset_t before = rhumb_signals_block();
  for (const RhumbFolder *folder = outputs->made; folder;
       folder = folder->next) {
    (void)rmdir(folder->path);
  }
  outputs->made = NULL;
  rhumb_folders_guard(NULL);
  rhumb_signals_unblock(before);
}
