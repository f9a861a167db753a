// SPDX-License-Identifier: ISC

/// @file place.c  Outputs take the names of what they replace, all or none.

#include "io/output_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

int
rhumb_place_keep(RhumbOutput *const output)
{
  RhumbPlace *const place = output->place;
  struct stat status;
  if (lstat(output->target, &status) != 0) {
    return errno == ENOENT ? 0 : errno;
  }
  place->has_old = true;
  if (place->old < 0) { // Else it is locked already
    place->old =
        open(output->target,
             O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
    if (place->old >= 0) {
      (void)flock(place->old, LOCK_SH | LOCK_NB);
    }
  }
  // Not every file system has second names: then the first one is changed
  const sigset_t before = rhumb_signals_block();
  if (link(output->target, place->spare) == 0) {
    place->backup = place->spare;
  }
  rhumb_signals_unblock(before);
  return 0;
}

static int
take(RhumbOutput *const output)
{
  RhumbPlace *const place = output->place;
  if (place->has_old && !place->backup) {
    if (rename(output->target, place->spare) != 0) {
      return errno;
    }
    place->backup = place->spare;
    place->has_moved = true;
  }
  if (rename(output->temporary, output->target) != 0) {
    return errno;
  }
  place->is_taken = true;
  return 0;
}

/// Have the disk hold the new names; not every folder can be opened, nor every
/// file system knows of that
static int
sync_folder(const RhumbOutput *const output)
{
  const int fd =
      open(output->place->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced =
      fd < 0 || fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP;
  const int error = synced ? 0 : errno;
  if (fd >= 0) {
    (void)close(fd);
  }
  return error;
}

/// @return False if one of them could not: that has an error.
static bool
take_all(const RhumbOutputs *const outputs)
{
  for (RhumbOutput *output = outputs->first; output; output = output->next) {
    output->error = output->temporary ? take(output) : 0;
    if (output->error) {
      return false;
    }
  }
  const char *synced = ""; // Most go to the same folder
  for (RhumbOutput *output = outputs->first; output; output = output->next) {
    if (output->temporary && strcmp(output->place->folder, synced) != 0) {
      synced = output->place->folder;
      output->error = sync_folder(output);
      if (output->error) {
        return false;
      }
    }
  }
  return true;
}

/// Give the target its old contents again; 0, or the errno of the failure
static int
give_back(const RhumbOutput *const output)
{
  RhumbPlace *const place = output->place;
  if (place->is_taken && !place->has_old) {
    return unlink(output->target) == 0 ? 0 : errno;
  }
  if (place->is_taken || place->has_moved) {
    // The backup stays if this fails: it is all that is left
    const int error = rename(place->backup, output->target) == 0 ? 0 : errno;
    place->backup = NULL;
    return error;
  }
  return 0;
}

/// Take back every name that was taken; nothing else, which could fail, comes
/// between
static void
give_all_back(const RhumbOutputs *const outputs)
{
  for (RhumbOutput *output = outputs->first; output; output = output->next) {
    if (output->temporary) {
      output->place->lost = give_back(output);
    }
  }
}

static RhumbStatus
report(const RhumbOutputs *const outputs, const RhumbDiag *const diag)
{
  RhumbStatus status = RHUMB_OK;
  for (RhumbOutput *output = outputs->first; output; output = output->next) {
    const RhumbPlace *const place = output->place;
    if (output->error) {
      RHUMB_KEEP(status, rhumb_output_fail(output, output->error, diag));
    }
    if (place && place->lost) {
      status = rhumb_fail(diag,
                          RHUMB_ERR_IO,
                          output->loc,
                          "'%s' could not be put back as it was: %s%s%s",
                          output->path,
                          strerror(place->lost),
                          place->has_old ? "; what it held is in " : "",
                          place->has_old ? place->spare : "");
    }
  }
  return status;
}

RhumbStatus
rhumb_places_take(const RhumbOutputs *const outputs,
                  const RhumbDiag *const diag)
{
  const sigset_t before = rhumb_signals_block();
  if (!take_all(outputs)) {
    give_all_back(outputs);
  }
  for (RhumbOutput *output = outputs->first; output; output = output->next) {
    if (output->temporary && output->place->is_taken) {
      rhumb_place_close(output->place);
      rhumb_temporary_forget(output);
    }
  }
  rhumb_signals_unblock(before);
  return report(outputs, diag);
}

void
rhumb_place_close(RhumbPlace *const place)
{
  if (place->backup) {
    (void)unlink(place->backup);
    place->backup = NULL;
  }
  if (place->old >= 0) {
    (void)close(place->old);
    place->old = -1;
  }
}
