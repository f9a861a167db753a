// SPDX-License-Identifier: ISC

/// @file input.h  The bytes of a file, in a buffer that slides along it.
///
/// A reader works on data[pos] up to data[end]. When that is not enough for a
/// record, it asks for more: what lies before `pos` is forgotten, the rest
/// moves to the front, and the buffer grows only if one record is larger than
/// it.

#ifndef RHUMB_IO_INPUT_H
#define RHUMB_IO_INPUT_H

#include "base/status.h"

/// Zero bytes that may be read behind `end`, for scanning in blocks
#define RHUMB_INPUT_PAD 64U

/// One step on the way from the file to the buffer: reads, decodes, unpacks
typedef struct RhumbStage RhumbStage;

struct RhumbStage {
  /// Put up to `room` bytes at `to`; `got` is 0 only at the end
  RhumbStatus (*pull)(RhumbStage *stage,
                      char *to,
                      size_t room,
                      size_t *got,
                      const RhumbDiag *diag);
  void (*close)(RhumbStage *stage); ///< Frees what the stage holds
  RhumbStage *below;                ///< Where its bytes come from, or NULL
};

/// What is read, and how
typedef struct {
  RhumbStr path;        ///< "-": standard input
  RhumbStr dir;         ///< What a relative path starts from; empty: here
  RhumbStr encoding;    ///< Empty: UTF-8
  RhumbStr compression; ///< A name (see compression.h); empty: by content
  bool as_bytes; ///< Whatever its encoding: the format says itself which it is
  bool is_extended; ///< The run puts something behind it, for which it is not
                    ///< refused as what the run reads
  bool is_source; ///< It is kept, if it can be read once and the run reads some
                  ///< of that again (spool.h)
  bool as_archive; ///< As it is, to be asked with rhumb_input_open_member()
  RhumbLoc loc, path_loc; ///< In the rules: of all of this, and of the path
  RhumbLoc encoding_loc;  ///< Of the encoding
} RhumbInputSpec;

typedef struct {
  RhumbText text; ///< Name of the file, as places show it
  char *data;
  size_t pos; ///< First byte still wanted; the reader moves it on
  size_t end; ///< Behind the last byte that is here
  size_t cap;
  bool at_end;     ///< Nothing comes behind `end`
  bool is_archive; ///< The file stays open: it is asked for what is in it
  uint64_t passed; ///< Bytes that were before `data`
  RhumbStage *top;
  RhumbArena arena;
} RhumbInput;

/// Bytes read at a time. Tests make it tiny, so that every record straddles.
extern size_t rhumb_input_chunk;

/// Bytes that one record may have; tests make it tiny
extern size_t rhumb_max_input;

/// What a record may have, in the megabytes that messages name
#define RHUMB_MAX_INPUT_MB (rhumb_max_input / ((size_t)1024 * 1024))

/// True if what is kept from `pos` on is as long as a record may be
static inline bool
rhumb_input_is_full(const RhumbInput *const input)
{
  return input->end - input->pos >= rhumb_max_input;
}

/// Return the place of an error in the file as a whole
static inline RhumbLoc
rhumb_input_loc(const RhumbInput *const input)
{
  return (RhumbLoc){&input->text, 0, 0, 0};
}

/**
   Open the file that `spec` names, as UTF-8 unless it says `as_bytes`.

   A compressed file is unpacked, a byte order mark is skipped, another encoding
   is converted.

   @param spec For the call.
   @return RHUMB_OK; RHUMB_ERR_IO at the place of the path if it cannot be read;
   RHUMB_ERR_UNSUPPORTED for an encoding or a compression that is not known and
   for a zip in a pipe that is not kept; RHUMB_ERR_SYNTAX for a damaged file,
   one that is not compressed as `spec` says, or a zip of several files;
   reported. Close it in every case, and do not move it: its stages and places
   point to it.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_input_open(RhumbInput *input,
                 const RhumbInputSpec *spec,
                 const RhumbDiag *diag);

/**
   Open one file of a zip, as bytes.

   @param archive Opened `as_archive`; it must outlive the input, and several
   may be open at a time.
   @param name In any case, as the packages of office programs have it.
   @return As rhumb_input_open(); RHUMB_END, not reported, if there is no such
   file; RHUMB_ERR_SYNTAX if there are two, or it has a password.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_input_open_member(RhumbInput *input,
                        const RhumbInput *archive,
                        RhumbStr name,
                        const RhumbDiag *diag);

/**
   Forget what is before `pos` and read on behind `end`.

   Pointers into the buffer become invalid; `pos` becomes 0. What is read is at
   least as much as was kept, unless the file ends, so that scanning a long
   record again after each call stays linear. At its end the file is closed,
   if it is no archive, though the input may be needed for what was in it.

   @return RHUMB_OK if there are new bytes, RHUMB_END if there are no more, or
   an error, reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_input_fill(RhumbInput *input, const RhumbDiag *diag);

/// Return how many bytes come before `at`, which points into the buffer
static inline uint64_t
rhumb_input_offset(const RhumbInput *const input, const char *const at)
{
  return input->passed + (uint64_t)(at - input->data);
}

/// Let the input hold a copy of `text`, as if that was a file; it is zero, or
/// was set by this before
void
rhumb_input_set_text(RhumbInput *input, RhumbStr text);

/// Count the newlines in `bytes`
size_t
rhumb_count_lines(RhumbStr bytes);

/// Close the file and free the buffer; takes one that never opened
void
rhumb_input_close(RhumbInput *input);

#endif // RHUMB_IO_INPUT_H
