// SPDX-License-Identifier: ISC

/// @file output_impl.h  What the files that write outputs share.

#ifndef RHUMB_IO_OUTPUT_IMPL_H
#define RHUMB_IO_OUTPUT_IMPL_H

#include "io/output.h"

#include <signal.h>
#include <sys/stat.h>

/// A file that must not be written over
typedef struct RhumbProtected {
  const char *path;
  struct RhumbProtected *next;
} RhumbProtected;

/// A folder that the run has made
typedef struct RhumbFolder {
  const char *path;
  struct RhumbFolder *next; ///< The one above it, or one made before
} RhumbFolder;

/// Where an output goes, and what stands there
typedef struct RhumbPlace {
  const char *folder;
  const char *spare;  ///< A name for the backup
  const char *backup; ///< The second, or only, name of what is replaced; NULL:
                      ///< it has none
  int old;            ///< What is replaced, open and locked; -1: it is not
  bool has_old;       ///< Something is replaced
  bool is_behind;     ///< By what was in it, and more
  struct stat before; ///< Of that, when it was copied
  bool has_moved;     ///< The backup is its only name
  bool is_taken;      ///< The output has its target's name
  int lost;           ///< errno with which it could not be given back; 0: none
} RhumbPlace;

struct RhumbOutputs {
  RhumbArena arena; ///< Of everything but the buffers
  RhumbOutput *first;
  RhumbOutput **last; ///< Where the next one is hung in
  RhumbProtected *inputs;
  RhumbFolder *made; ///< The last first; none once the outputs have appeared
  bool is_rehearsal; ///< Nothing appears
};

/// Write what is in the buffer; a failure is kept in the output
void
rhumb_output_flush(RhumbOutput *output);

/// Report that writing failed with `error`, an errno; a reader of standard
/// output that has gone knows why. Return RHUMB_ERR_IO.
RhumbStatus
rhumb_output_fail(const RhumbOutput *output, int error, const RhumbDiag *diag);

/// Return RHUMB_ERR_USAGE, reported, if the run has read what `output` would
/// write over
RHUMB_NODISCARD RhumbStatus
rhumb_output_check_reads(const RhumbOutput *output, const RhumbDiag *diag);

/// Return RHUMB_ERR_IO, reported, if `output` is put behind what has changed
RHUMB_NODISCARD RhumbStatus
rhumb_output_check_behind(const RhumbOutput *output, const RhumbDiag *diag);

// write.c -------------------------------------------------------------------

/// Write all of `bytes`, or return errno
int
rhumb_write_all(int fd, RhumbStr bytes);

// temporary.c ---------------------------------------------------------------

/// What the name of a temporary ends with: X are any letters and digits. A
/// backup's name has a tilde behind that.
#define RHUMB_TEMPORARY ".rhumb-XXXXXX"

/// Remove temporaries whichever way the run ends; a limit on file sizes is an
/// error of write() (EFBIG), not a death
void
rhumb_temporaries_guard(void);

/// Have those signals wait that end a run, and threads that get no memory;
/// return which waited before
sigset_t
rhumb_signals_block(void);

void
rhumb_signals_unblock(sigset_t before);

/// Make a temporary from `pattern`, "…XXXXXX", which outlives the output; it is
/// locked, and removed if the run dies
/// @return True, or false with errno set.
bool
rhumb_temporary_open(RhumbOutput *output, char *pattern);

/// Open a file without a name, which even a run that is killed does not leave;
/// where there are none, one that is called as `pattern` says, "folder/XXXXXX",
/// and whose name goes at once
/// @return The descriptor, or -1 with errno set.
int
rhumb_temporary_nameless(char *pattern);

/// The output's temporary is no more: renamed or removed
void
rhumb_temporary_forget(RhumbOutput *output);

/// These folders are to go if the run dies; NULL: none
void
rhumb_folders_guard(const RhumbFolder *made);

// recode.c ------------------------------------------------------------------

struct RhumbCompression;

/// Put what is written into a tar as the file `name`, when all of it is known;
/// until then it waits in `waiting`, an open file, which is closed with
/// `output`
void
rhumb_recode_to_tar(RhumbOutput *output,
                    const struct RhumbCompression *kind,
                    RhumbStr name,
                    int waiting);

/// Write `bytes`, changed as the output has it, or return errno
int
rhumb_recode(RhumbOutput *output, RhumbStr bytes);

/// Write what had to wait for the end; 0 or an errno
int
rhumb_recode_end(RhumbOutput *output);

void
rhumb_recode_free(RhumbOutput *output);

// stale.c -------------------------------------------------------------------

/// Remove from `folder` the temporaries of runs that were killed: those that no
/// run holds locked. Where nothing can be locked, they stay.
void
rhumb_temporaries_sweep(const char *folder);

// place.c -------------------------------------------------------------------

/// Give what `output` replaces a second name, if the file system can
/// @return 0 or an errno
int
rhumb_place_keep(RhumbOutput *output);

/// Put every output that has a temporary in its place, and sync the folders; or
/// leave all as it was
RHUMB_NODISCARD RhumbStatus
rhumb_places_take(const RhumbOutputs *outputs, const RhumbDiag *diag);

/// Close what was kept, and remove its second name
void
rhumb_place_close(RhumbPlace *place);

// folder.c ------------------------------------------------------------------

/// Take away the folders that were made for outputs that did not come
void
rhumb_folders_remove(RhumbOutputs *outputs);

#endif // RHUMB_IO_OUTPUT_IMPL_H
