// SPDX-License-Identifier: ISC

/// @file spill.c  Streams of bytes that share a file, piece by piece.

#include "io/spill.h"

#include <errno.h>
#include <stdlib.h>

RhumbStatus
rhumb_spill_open(RhumbSpill *const spill,
                 const size_t n_streams,
                 const size_t piece,
                 const RhumbDiag *const diag)
{
  *spill = (RhumbSpill){.n_streams = n_streams, .piece = piece};
  spill->streams = RHUMB_ZEROS(RhumbSpillStream, n_streams);
  return rhumb_scratch_open(&spill->file, diag);
}

/// Write the rest of a stream, which is a piece, to the file
static RhumbStatus
write_piece(RhumbSpill *const spill,
            RhumbSpillStream *const stream,
            const RhumbDiag *const diag)
{
  const uint64_t number = spill->file.size / spill->piece;
  if (number > UINT32_MAX) {
    return rhumb_scratch_fail(
        spill->file.folder, "write", EFBIG, (RhumbLoc){0}, diag);
  }
  const RhumbStr bytes = {stream->rest, stream->len};
  RHUMB_PUSH(&stream->pieces, (uint32_t)number);
  stream->len = 0;
  return rhumb_scratch_append(&spill->file, bytes, diag);
}

RhumbStatus
rhumb_spill_put(RhumbSpill *const spill,
                const size_t number,
                RhumbStr bytes,
                const RhumbDiag *const diag)
{
  RhumbSpillStream *const stream = &spill->streams[number];
  if (!stream->rest) {
    stream->rest = (char *)rhumb_xrealloc(NULL, spill->piece);
  }
  while (bytes.len) {
    const size_t room = spill->piece - stream->len;
    const size_t len = bytes.len < room ? bytes.len : room;
    memcpy(stream->rest + stream->len, bytes.data, len);
    stream->len += len;
    bytes = rhumb_str_from(bytes, len);
    if (stream->len == spill->piece) {
      RHUMB_TRY(write_piece(spill, stream, diag));
    }
  }
  return RHUMB_OK;
}

uint64_t
rhumb_spill_len(const RhumbSpill *const spill, const size_t number)
{
  const RhumbSpillStream *const stream = &spill->streams[number];
  return ((uint64_t)stream->pieces.count * spill->piece) + stream->len;
}

void
rhumb_spill_read_begin(RhumbSpillReading *const reading,
                       const RhumbSpill *const spill,
                       const size_t number)
{
  *reading =
      (RhumbSpillReading){.spill = spill,
                          .stream = &spill->streams[number],
                          .bytes = (char *)rhumb_xrealloc(NULL, spill->piece)};
}

/// Fetch the next piece, or what is behind the last
/// @return RHUMB_END: there is nothing.
static RhumbStatus
fetch(RhumbSpillReading *const reading, const RhumbDiag *const diag)
{
  const RhumbSpill *const spill = reading->spill;
  const RhumbSpillStream *const stream = reading->stream;
  const size_t number = reading->next++;
  reading->at = 0;
  if (number < stream->pieces.count) {
    reading->len = spill->piece;
    return rhumb_scratch_read(&spill->file,
                              (uint64_t)stream->pieces.items[number] *
                                  spill->piece,
                              reading->bytes,
                              spill->piece,
                              diag);
  }
  const bool is_rest = number == stream->pieces.count && stream->len;
  reading->len = is_rest ? stream->len : 0;
  if (is_rest) {
    memcpy(reading->bytes, stream->rest, stream->len);
  }
  return is_rest ? RHUMB_OK : RHUMB_END;
}

RhumbStatus
rhumb_spill_read(RhumbSpillReading *const reading,
                 void *const to,
                 const size_t count,
                 const RhumbDiag *const diag)
{
  size_t done = 0;
  while (done < count) {
    if (reading->at == reading->len) {
      RHUMB_TRY(fetch(reading, diag));
    }
    const size_t here = reading->len - reading->at;
    const size_t len = count - done < here ? count - done : here;
    memcpy((char *)to + done, reading->bytes + reading->at, len);
    reading->at += len;
    done += len;
  }
  return RHUMB_OK;
}

void
rhumb_spill_read_end(RhumbSpillReading *const reading)
{
  free(reading->bytes);
  *reading = (RhumbSpillReading){0};
}

size_t
rhumb_spill_bytes(const RhumbSpill *const spill)
{
  size_t bytes = spill->n_streams * sizeof(*spill->streams);
  for (size_t i = 0; i < spill->n_streams; ++i) {
    const RhumbSpillStream *const stream = &spill->streams[i];
    bytes += stream->rest ? spill->piece : 0;
    bytes += stream->pieces.cap * sizeof(*stream->pieces.items);
  }
  return bytes;
}

void
rhumb_spill_close(RhumbSpill *const spill)
{
  for (size_t i = 0; i < spill->n_streams; ++i) {
    free(spill->streams[i].pieces.items);
    free(spill->streams[i].rest);
  }
  free(spill->streams);
  spill->streams = NULL;
  spill->n_streams = 0;
  rhumb_scratch_close(&spill->file);
}
