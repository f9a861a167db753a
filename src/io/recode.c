// SPDX-License-Identifier: ISC

/// @file recode.c  Outputs that are not what is put into them: in UTF-16, or
/// in a tar.

#include "io/output_impl.h"

#include "base/utf8.h"
#include "io/compression_impl.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { PIECE = 64 * 1024 }; ///< Bytes that are copied at a time

/// What becomes of the bytes on their way
struct RhumbRecoding {
  bool is_wide;  ///< UTF-16, the lower byte first
  bool has_mark; ///< That says so
  char cut[4];   ///< The start of a character whose end is still to come
  size_t n_cut;
  RhumbBuf wide;
  const RhumbCompression *tar; ///< NULL: they go to the file as they come
  RhumbBuf member;             ///< Name of the file in it
  int waiting;                 ///< Where they wait for their number to be known
};

static struct RhumbRecoding *
recoding_of(RhumbOutput *const output)
{
  if (!output->recoding) {
    output->recoding =
        (struct RhumbRecoding *)rhumb_xrealloc(NULL, sizeof(*output->recoding));
    *output->recoding = (struct RhumbRecoding){.waiting = -1};
  }
  return output->recoding;
}

// UTF-16 ---------------------------------------------------------------------

static void
put_unit(RhumbBuf *const out, const uint32_t unit)
{
  rhumb_buf_putc(out, (char)(unit & 0xFFU));
  rhumb_buf_putc(out, (char)(unit >> 8U));
}

static void
put_wide(RhumbBuf *const out, const uint32_t code)
{
  if (code < 0x10000) {
    put_unit(out, code);
  } else {
    put_unit(out, 0xD800U + ((code - 0x10000U) >> 10U));
    put_unit(out, 0xDC00U + ((code - 0x10000U) & 0x3FFU));
  }
}

/// Return how many bytes the character that `byte` begins has
static size_t
length_by(const char byte)
{
  const unsigned char c = (unsigned char)byte;
  return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

/// Append the characters of `bytes` but the last if it is not whole; return how
/// many bytes they were
static size_t
widen(RhumbBuf *const out, const RhumbStr bytes)
{
  size_t at = 0;
  while (at < bytes.len && at + length_by(bytes.data[at]) <= bytes.len) {
    uint32_t code = 0xFFFD; // What is none has been refused before
    const size_t len = rhumb_utf8_decode(bytes, at, &code);
    put_wide(out, code);
    at += len ? len : 1;
  }
  return at;
}

/// Return `bytes` in UTF-16, with the character that was cut off before them
static RhumbStr
to_wide(struct RhumbRecoding *const recoding, RhumbStr bytes)
{
  recoding->wide.len = 0;
  if (!recoding->has_mark) {
    put_unit(&recoding->wide, 0xFEFF);
    recoding->has_mark = true;
  }
  while (recoding->n_cut && bytes.len) {
    recoding->cut[recoding->n_cut++] = bytes.data[0];
    bytes = rhumb_str_from(bytes, 1);
    const RhumbStr cut = {recoding->cut, recoding->n_cut};
    recoding->n_cut = widen(&recoding->wide, cut) ? 0 : recoding->n_cut;
  }
  const RhumbStr rest = rhumb_str_from(bytes, widen(&recoding->wide, bytes));
  if (rest.len) {
    memcpy(recoding->cut, rest.data, rest.len);
    recoding->n_cut = rest.len;
  }
  return rhumb_buf_str(&recoding->wide);
}

void
rhumb_output_widen(RhumbOutput *const output)
{
  recoding_of(output)->is_wide = true;
}

// Tars -----------------------------------------------------------------------

void
rhumb_recode_to_tar(RhumbOutput *const output,
                    const RhumbCompression *const kind,
                    const RhumbStr name,
                    const int waiting)
{
  struct RhumbRecoding *const recoding = recoding_of(output);
  recoding->waiting = waiting;
  recoding->tar = kind;
  rhumb_buf_put(&recoding->member, name);
}

/// Pack what has waited
static int
pack_waiting(RhumbOutput *const output)
{
  const struct RhumbRecoding *const recoding = output->recoding;
  const off_t size = lseek(recoding->waiting, 0, SEEK_END);
  const RhumbPackSpec spec = {
      recoding->tar, rhumb_buf_str(&recoding->member), size};
  char piece[PIECE];
  int error = size < 0 || lseek(recoding->waiting, 0, SEEK_SET) != 0
                  ? errno
                  : rhumb_packer_open(&output->packer, output->fd, &spec);
  for (ssize_t len = 1; !error && len;) {
    len = read(recoding->waiting, piece, sizeof(piece));
    error = len < 0 && errno != EINTR ? errno
            : len > 0                 ? rhumb_packer_put(output->packer,
                                         (RhumbStr){piece, (size_t)len})
                                      : 0;
  }
  return error;
}

// Bytes ----------------------------------------------------------------------

int
rhumb_recode(RhumbOutput *const output, RhumbStr bytes)
{
  struct RhumbRecoding *const recoding = output->recoding;
  if (recoding->is_wide) {
    bytes = to_wide(recoding, bytes);
  }
  return recoding->tar    ? rhumb_write_all(recoding->waiting, bytes)
         : output->packer ? rhumb_packer_put(output->packer, bytes)
                          : rhumb_write_all(output->fd, bytes);
}

int
rhumb_recode_end(RhumbOutput *const output)
{
  const struct RhumbRecoding *const recoding = output->recoding;
  if (!recoding || !recoding->tar) {
    return 0;
  }
  output->waits_in = output->temporary ? NULL : output->waits_in;
  return pack_waiting(output);
}

void
rhumb_recode_free(RhumbOutput *const output)
{
  struct RhumbRecoding *const recoding = output->recoding;
  if (recoding) {
    if (recoding->waiting >= 0) {
      (void)close(recoding->waiting);
    }
    rhumb_buf_free(&recoding->wide);
    rhumb_buf_free(&recoding->member);
    free(recoding);
    output->recoding = NULL;
  }
}
