// SPDX-License-Identifier: ISC

/// @file output.h  Outputs that appear whole or not at all.

#ifndef RHUMB_IO_OUTPUT_H
#define RHUMB_IO_OUTPUT_H

#include "base/status.h"

/// The outputs of one run: either all of them appear, or none
typedef struct RhumbOutputs RhumbOutputs;

#define RHUMB_OUTPUT_BUFFER ((size_t)256 * 1024)

/// One file being written, buffered; errors are kept until the commit. The
/// members stand here for the two inline functions alone.
typedef struct RhumbOutput {
  char *buffer; ///< RHUMB_OUTPUT_BUFFER bytes
  size_t len;
  int fd;
  int error;                  ///< errno of the first failure; 0: none
  struct RhumbPacker *packer; ///< Compresses what is flushed; NULL: as it is
  struct RhumbRecoding *recoding; ///< Changes it before; NULL: nothing does
  const char *path;               ///< As the user named it, for messages
  RhumbLoc loc;       ///< Where the rules name it; zero: the command line does
  const char *target; ///< What is replaced or written to; NULL: standard output
  const char
      *temporary; ///< To be renamed; NULL: one without a name, to be copied
  const char *waits_in; ///< Folder of a file without a name that gets what is
                        ///< written, still; NULL: what it goes to gets it
  bool replaces; ///< What stands at the target, if anything, will be gone
  struct RhumbPlace *place; ///< Of what is replaced
  struct RhumbOutput *next;
  struct RhumbOutput *next_temporary; ///< Among those that exist
} RhumbOutput;

/// Begin a run, the only one of this process
RhumbOutputs *
rhumb_outputs_new(void);

/// From now on no output appears: what can be said of its path is, and what is
/// put into it is forgotten
void
rhumb_outputs_rehearse(RhumbOutputs *outputs);

/// Refuse to write over `path`, which the run will read; it need not be there.
/// What has been opened to be read is refused without: see io/reads.h.
void
rhumb_outputs_protect(RhumbOutputs *outputs, const char *path);

/// Give up an output: it will not appear
void
rhumb_outputs_drop(RhumbOutputs *outputs, RhumbOutput *output);

/**
   Begin an output: a temporary beside `path` (NULL or "-": standard output,
   which waits in a temporary without a name).

   A symbolic link is followed, so what is replaced is its target, and a
   target's permissions are kept. A path that is no regular file (a pipe, a
   device) is written when the run is committed, like standard output.

   @param loc Of the path in the rules, for all that is reported of it.
   @param out Set to the output, owned by `outputs`.
   @return RHUMB_OK or RHUMB_ERR_IO, reported, naming `path`.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_outputs_open(RhumbOutput **out,
                   RhumbOutputs *outputs,
                   const char *path,
                   RhumbLoc loc,
                   const RhumbDiag *diag);

/// Begin an output that holds `text`, and is done; see rhumb_outputs_open()
RHUMB_NODISCARD RhumbStatus
rhumb_outputs_put(RhumbOutputs *outputs,
                  const char *path,
                  RhumbStr text,
                  RhumbLoc loc,
                  const RhumbDiag *diag);

/**
   Compress what is put into `output`, of which nothing has been.

   @param compression "gzip", "zip", "targz", or "none"; see compression.h
   @param extensions Of what is put in, "rdf owl": in an archive on standard
   output, which has no name, it is called data.rdf.
   @return RHUMB_OK or RHUMB_ERR_IO, reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_output_compress(RhumbOutput *output,
                      RhumbStr compression,
                      const char *extensions,
                      const RhumbDiag *diag);

/// Write what is put into `output`, of which nothing has been, in UTF-16, the
/// lower byte first, with a mark; it must be UTF-8
void
rhumb_output_widen(RhumbOutput *output);

/// What an output is put behind
typedef struct {
  RhumbStr compression; ///< Of the output, and so of the file
  bool (*is_line)(const void *handle, RhumbStr line);
  const void *handle;
  const char *title; ///< Of what its lines must be: "N-Triples"
} RhumbAppendSpec;

/**
   Write what is put into `output`, of which nothing has been, behind what the
   file holds, if it is there; its last line gets an end, if it has none. What
   is no file, is packed otherwise, is damaged or has lines that are none is
   refused, as is what another run is putting something behind. The commit
   fails if the file has changed until then.

   @return RHUMB_OK, RHUMB_ERR_IO or RHUMB_ERR_UNSUPPORTED, reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_output_append(RhumbOutput *output,
                    const RhumbAppendSpec *spec,
                    const RhumbDiag *diag);

/// Append bytes that the buffer has no room for
void
rhumb_output_spill(RhumbOutput *output, RhumbStr bytes);

/// Append bytes
static inline void
rhumb_output_put(RhumbOutput *const output, const RhumbStr bytes)
{
  if (RHUMB_OUTPUT_BUFFER - output->len < bytes.len) {
    rhumb_output_spill(output, bytes);
  } else if (bytes.len) {
    memcpy(output->buffer + output->len, bytes.data, bytes.len);
    output->len += bytes.len;
  }
}

/// Append one byte
static inline void
rhumb_output_putc(RhumbOutput *const output, const char c)
{
  if (output->len == RHUMB_OUTPUT_BUFFER) {
    rhumb_output_spill(output, (RhumbStr){&c, 1});
  } else {
    output->buffer[output->len++] = c;
  }
}

/**
   Tell whether a write has failed, so that a run can end before it is through.

   @return RHUMB_OK; or RHUMB_ERR_IO, reported as the commit would: discard
   `outputs` then.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_outputs_check(const RhumbOutputs *outputs, const RhumbDiag *diag);

/**
   Make the folder `path` and those above it. Those that were not there go again
   unless the outputs appear.

   @return RHUMB_OK or RHUMB_ERR_IO, reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_outputs_make_folder(RhumbOutputs *outputs,
                          const char *path,
                          const RhumbDiag *diag);

/// In a child process: leave the outputs to the parent, however the child ends
void
rhumb_outputs_disown(void);

/**
   Flush, sync, check and rename every output into place, and free `outputs`.

   If any write failed (a full disk), nothing is renamed, all temporaries are
   removed and RHUMB_ERR_IO is reported with the path and the reason; likewise
   RHUMB_ERR_USAGE if the run has read what it would write over. If a renaming
   fails, those before it are taken back. Signals wait while names change hands,
   so that all outputs are there afterwards, or none; only a run that is killed
   in these moments leaves some, and the old ones of these are lost. Standard
   output whose reader has gone is RHUMB_ERR_IO too, but without a word.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_outputs_commit(RhumbOutputs *outputs, const RhumbDiag *diag);

/// Remove every temporary and free `outputs`; takes NULL
void
rhumb_outputs_discard(RhumbOutputs *outputs);

#endif // RHUMB_IO_OUTPUT_H
