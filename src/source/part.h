// SPDX-License-Identifier: ISC

/// @file part.h  Sources in parts: some records after the other, cut off by one
/// thread and read by any.
///
/// What can be told without reading, such as where a record of CSV ends, is cut
/// off as bytes, and whoever reads the part scans and decodes them. All else is
/// rows that the source itself has read, copied. A reader of parts steps
/// through them as the source would have: the same addresses, values, reports
/// and statuses in the same order, whichever way each part was cut.

#ifndef RHUMB_SOURCE_PART_H
#define RHUMB_SOURCE_PART_H

#include "source/source.h"

/// Bytes that a part has, about: it ends with the last record that is whole
/// within them, or has one that is longer. Tests make it tiny.
extern size_t rhumb_part_bytes;

/// A row that the source has read itself
typedef struct {
  RhumbStatus status; ///< Of the step to it
  size_t n_reports;   ///< Of the part's: those before the end of that step
  RhumbAddress address;
  const RhumbFileKind *kind;
  const RhumbValues *fields; ///< NULL: the status is not RHUMB_OK
} RhumbPartRow;

/// A record of JSON, within the bytes of a part
typedef struct {
  size_t at, len;
  uint64_t position; ///< In the data
  unsigned line;
  size_t column; ///< Bytes before it in its line
  RhumbStr name; ///< Of the member that it is; no data: it is none
} RhumbPartItem;

/// Some records of a source. Zero is none; release with
/// rhumb_source_part_free().
typedef struct RhumbSourcePart {
  RhumbArena arena;   ///< Copies, and what reading the part decodes
  RhumbBuf bytes;     ///< Whole records, with RHUMB_INPUT_PAD zero bytes behind
  RhumbAddress first; ///< Of the first of them: its number, and the
                      ///< line and position that the bytes are at
  RHUMB_LIST(RhumbPartItem) items; ///< In the bytes, where these are of JSON
  RHUMB_LIST(RhumbPartRow) rows;   ///< Behind the bytes; or there are none
  RHUMB_LIST(RhumbReport) reports; ///< Of these rows, and of what is behind
  RhumbStatus then; ///< Behind all that: RHUMB_END, or what ends the reading
  RhumbAddress end; ///< The source's, with that

  // What the bytes cannot be read without, such as the columns of their file
  void *held;
  void (*give_back)(void *held);
} RhumbSourcePart;

/**
   Cut off the next part of a source whose references are all bound.

   The same data is cut in the same parts, in whatever pieces it arrives.
   Nothing is reported: what is wrong is kept in the part, for who reads it.

   @param source Is read by this alone from the first part on.
   @param part Zero, or read and no longer needed.
   @return RHUMB_OK, or RHUMB_END if there is nothing more: behind the last
   record, or behind a part that ends with an error.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_source_cut(RhumbSource *source, RhumbSourcePart *part);

/// True if any thread may cut the source, if only one at a time; else it is the
/// one that opened it, as a library keeps something by thread
bool
rhumb_source_is_cut_anywhere(const RhumbSource *source);

/// True if the parts of a source, whose references are all bound, are bytes
/// where that can be
bool
rhumb_source_is_cut_by_bytes(const RhumbSource *source);

/// True if the rows of parts have their nodes: sources can be nested in the
/// readers of its parts as in itself
bool
rhumb_source_parts_have_nodes(const RhumbSource *source);

/**
   Make a reader of the parts of a source whose references are all bound: they
   are numbered as there.

   @param source Must outlive the reader, which shares with it what does not
   change. Each thread needs a reader of its own, made before another thread
   cuts; then all may be used at once, also while the source is cut.
   @return What rhumb_source_close() frees.
*/
RhumbSource *
rhumb_source_part_reader(const RhumbSource *source);

/**
   Begin with a part: rhumb_source_next() then steps through its rows, up to
   RHUMB_END. The texts of all rows live until the part is reset or freed;
   `row` and the values there until the next step, as always.

   @param part Is used by no other reader until this one is at its end.
*/
void
rhumb_source_enter_part(RhumbSource *reader, RhumbSourcePart *part);

/// Put bytes at the end of those of a part, and the pad behind them
void
rhumb_part_put(RhumbSourcePart *part, RhumbStr bytes);

/// Forget what the part has, to be cut again
void
rhumb_source_part_reset(RhumbSourcePart *part);

void
rhumb_source_part_free(RhumbSourcePart *part);

#endif // RHUMB_SOURCE_PART_H
