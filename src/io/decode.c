// SPDX-License-Identifier: ISC

/// @file decode.c  Inputs in other encodings, as UTF-8, by iconv.

#include "io/input_impl.h"

#include "base/words.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>

/// More bytes than any of iconv's tables takes
#define TABLE ((size_t)8 * 1024 * 1024)

enum { RAW = 32 * 1024 }; ///< Bytes converted at a time

/// From another encoding to UTF-8
typedef struct {
  RhumbStage stage;
  const RhumbInput *input;
  RhumbStr encoding;
  iconv_t convert;
  uint64_t offset; ///< Of raw[0] in the bytes below
  size_t n_raw;
  bool drained;
  char raw[RAW];
} DecodeStage;

static RhumbStatus
bad_bytes(const DecodeStage *const decode,
          const size_t at,
          const RhumbDiag *const diag)
{
  return rhumb_fail(diag,
                    RHUMB_ERR_SYNTAX,
                    rhumb_input_loc(decode->input),
                    "byte %llu of the file is not %.*s, as its rules say",
                    (unsigned long long)decode->offset + at + 1,
                    RHUMB_FMT(decode->encoding));
}

static RhumbStatus
refill_raw(DecodeStage *const decode, const RhumbDiag *const diag)
{
  size_t got = 0;
  RHUMB_TRY(decode->stage.below->pull(decode->stage.below,
                                      decode->raw + decode->n_raw,
                                      sizeof(decode->raw) - decode->n_raw,
                                      &got,
                                      diag));
  decode->n_raw += got;
  decode->drained = got == 0;
  return RHUMB_OK;
}

static RhumbStatus
pull_decoded(RhumbStage *const stage,
             char *const to,
             const size_t room,
             size_t *const got,
             const RhumbDiag *const diag)
{
  DecodeStage *const decode = (DecodeStage *)stage;
  char *out = to;
  size_t out_left = room;
  while (out == to) {
    if (!decode->drained && decode->n_raw < sizeof(decode->raw)) {
      RHUMB_TRY(refill_raw(decode, diag));
    }
    char *in = decode->raw;
    size_t in_left = decode->n_raw;
    const size_t n = iconv(decode->convert, &in, &in_left, &out, &out_left);
    const size_t used = (size_t)(in - decode->raw);
    if (n == (size_t)-1 &&
        (errno == EILSEQ || (errno == EINVAL && decode->drained))) {
      return bad_bytes(decode, used, diag);
    }
    decode->offset += used;
    decode->n_raw = in_left;
    memmove(decode->raw, in, in_left);
    if (decode->drained && !in_left) {
      // A letter may have waited for a mark to follow; what has no room now
      // comes with the next call
      (void)iconv(decode->convert, NULL, NULL, &out, &out_left);
      break;
    }
  }
  *got = (size_t)(out - to);
  return RHUMB_OK;
}

static void
close_decode(RhumbStage *const stage)
{
  const DecodeStage *const decode = (const DecodeStage *)stage;
  (void)iconv_close(decode->convert);
}

/// Say why there is no conversion. iconv has one answer for names that it does
/// not know and for tables that it cannot load: of those that every C library
/// brings it is the second.
static RhumbStatus
fail_open(const RhumbInputSpec *const spec, const RhumbDiag *const diag)
{
  static const char brought[] =
      "utf-16 utf-16le utf-16be utf-32 iso-8859-1 latin1 windows-1252 cp1252";
  free(rhumb_xrealloc(NULL, TABLE)); // Or memory is too short for it
  return rhumb_words_find(brought, spec->encoding).len
             ? rhumb_fail(diag,
                          RHUMB_ERR_IO,
                          spec->encoding_loc,
                          "the encoding \"%.*s\" cannot be loaded: iconv has "
                          "no table of it here",
                          RHUMB_FMT(spec->encoding))
             : rhumb_fail(diag,
                          RHUMB_ERR_UNSUPPORTED,
                          spec->encoding_loc,
                          "the encoding \"%.*s\" is not known; others are "
                          "\"utf-8\", \"utf-16\", \"iso-8859-1\" and "
                          "\"windows-1252\"",
                          RHUMB_FMT(spec->encoding));
}

RhumbStatus
rhumb_decode_push(RhumbInput *const input,
                  const RhumbInputSpec *const spec,
                  const RhumbDiag *const diag)
{
  static const char utf8[] = "utf-8 utf8 ascii us-ascii utf-8-sig";
  if (!spec->encoding.len || rhumb_words_find(utf8, spec->encoding).len) {
    return RHUMB_OK;
  }
  const RhumbStr name = rhumb_str_copy(&input->arena, spec->encoding);
  iconv_t convert = iconv_open("UTF-8", name.data);
  // The constant of iconv() for failure is an integer in pointer's clothes
  // NOLINTNEXTLINE(performance-no-int-to-ptr)
  if (convert == (iconv_t)-1) {
    return fail_open(spec, diag);
  }

  DecodeStage *const decode = RHUMB_NEW(&input->arena, DecodeStage, 1);
  *decode = (DecodeStage){.stage = {pull_decoded, close_decode, input->top},
                          .input = input,
                          .encoding = name,
                          .convert = convert};
  input->top = &decode->stage;
  return RHUMB_OK;
}
