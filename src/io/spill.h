// SPDX-License-Identifier: ISC

/// @file spill.h  What memory has no room for, in a file without a name: many
/// streams of bytes, each appended to and then read from its start.

#ifndef RHUMB_IO_SPILL_H
#define RHUMB_IO_SPILL_H

#include "base/list.h"
#include "io/scratch.h"

/// A stream: whole pieces in the file, and what has no place there yet
typedef struct {
  RHUMB_LIST(uint32_t)
  pieces;     ///< Where each stands, counted in pieces: all
              ///< streams have 2^32 of them at the most
  char *rest; ///< NULL: nothing
  size_t len; ///< Of the rest, less than a piece
} RhumbSpillStream;

/// Begin with rhumb_spill_open(), end with rhumb_spill_close()
typedef struct {
  RhumbScratch file;
  RhumbSpillStream *streams;
  size_t n_streams;
  size_t piece; ///< Bytes that a stream has in memory, and in one place
} RhumbSpill;

/// A reading of a stream, to which nothing is appended meanwhile; release with
/// rhumb_spill_read_end()
typedef struct {
  const RhumbSpill *spill;
  const RhumbSpillStream *stream;
  char *bytes;    ///< Of the piece that is read
  size_t at, len; ///< In it
  size_t next;    ///< Number of the piece behind it
} RhumbSpillReading;

/**
   Open a spill of empty streams.

   @param piece Bytes, at least 1, that each stream takes in memory once there
   is something in it.
   @return RHUMB_OK or RHUMB_ERR_IO, reported. Close it in either case.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_spill_open(RhumbSpill *spill,
                 size_t n_streams,
                 size_t piece,
                 const RhumbDiag *diag);

/// Append bytes to stream number `number`
/// @return RHUMB_OK or RHUMB_ERR_IO, reported: the disk is full, or there are
/// 2^32 pieces.
RHUMB_NODISCARD RhumbStatus
rhumb_spill_put(RhumbSpill *spill,
                size_t number,
                RhumbStr bytes,
                const RhumbDiag *diag);

/// Return how many bytes a stream has
uint64_t
rhumb_spill_len(const RhumbSpill *spill, size_t number);

/// Begin to read stream number `number`
void
rhumb_spill_read_begin(RhumbSpillReading *reading,
                       const RhumbSpill *spill,
                       size_t number);

/// Read the next `count` bytes
/// @return RHUMB_OK; RHUMB_END: there are fewer; or RHUMB_ERR_IO, reported.
RHUMB_NODISCARD RhumbStatus
rhumb_spill_read(RhumbSpillReading *reading,
                 void *to,
                 size_t count,
                 const RhumbDiag *diag);

void
rhumb_spill_read_end(RhumbSpillReading *reading);

/// Return how many bytes of memory it takes, without readings
size_t
rhumb_spill_bytes(const RhumbSpill *spill);

/// Takes one that could not be opened, or that is zero
void
rhumb_spill_close(RhumbSpill *spill);

#endif // RHUMB_IO_SPILL_H
