// SPDX-License-Identifier: ISC

/// @file unpack_stage.c  The stage that unpacks through libarchive, whatever
/// libarchive is given.

#include "io/unpack_impl.h"

#include <errno.h>

/// True for the errors of the system that libarchive passes on, and false for
/// those numbers that it gives to files that are not as they should be
static bool
is_of_system(const int error)
{
  return error > 0 && error != EILSEQ && error != EINVAL;
}

RhumbStatus
rhumb_unpack_fail_reading(const RhumbUnpack *const unpack, const int error)
{
  return rhumb_fail(unpack->diag,
                    RHUMB_ERR_IO,
                    rhumb_input_loc(unpack->input),
                    "cannot read on: %s",
                    strerror(error));
}

RhumbStatus
rhumb_unpack_damaged(const RhumbUnpack *const unpack,
                     const RhumbDiag *const diag)
{
  if (unpack->below != RHUMB_OK) {
    return unpack->below;
  }
  const int error = archive_errno(unpack->archive);
  if (is_of_system(error)) {
    return rhumb_unpack_fail_reading(unpack, error);
  }
  return rhumb_unpack_fail(
      unpack->input, unpack->kind, archive_error_string(unpack->archive), diag);
}

la_ssize_t
rhumb_unpack_give(struct archive *const archive,
                  void *const handle,
                  const void **const bytes)
{
  RhumbUnpack *const unpack = (RhumbUnpack *)handle;
  RhumbStage *const below = unpack->stage.below;
  size_t got = 0;
  *bytes = unpack->packed;
  unpack->below =
      below->pull(below, unpack->packed, RHUMB_PACKED_SIZE, &got, unpack->diag);
  if (unpack->below != RHUMB_OK) {
    archive_set_error(archive, EIO, "reading failed");
    return -1;
  }
  unpack->given += (la_int64_t)got;
  unpack->n_packed = got ? got : unpack->n_packed;
  return (la_ssize_t)got;
}

/// libarchive takes whatever stands behind a stream for its end
static RhumbStatus
check_rest(RhumbUnpack *const unpack, const RhumbDiag *const diag)
{
  const void *bytes = NULL;
  if (unpack->below == RHUMB_OK && unpack->given) {
    (void)rhumb_unpack_give(unpack->archive, unpack, &bytes);
  }
  RHUMB_TRY(unpack->below);
  const la_int64_t used = archive_filter_bytes(unpack->archive, -1);
  return unpack->given <= used
             ? RHUMB_OK
             : rhumb_unpack_fail(unpack->input,
                                 unpack->kind,
                                 "something else stands behind its end",
                                 diag);
}

static RhumbStatus
pull_unpacked(RhumbStage *const stage,
              char *const to,
              const size_t room,
              size_t *const got,
              const RhumbDiag *const diag)
{
  RhumbUnpack *const unpack = (RhumbUnpack *)stage;
  unpack->diag = diag;
  const la_ssize_t n =
      unpack->is_empty ? 0 : archive_read_data(unpack->archive, to, room);
  if (n < 0) {
    return rhumb_unpack_damaged(unpack, diag);
  }
  *got = (size_t)n;
  return n ? RHUMB_OK : check_rest(unpack, diag);
}

static void
close_unpack(RhumbStage *const stage)
{
  const RhumbUnpack *const unpack = (const RhumbUnpack *)stage;
  (void)archive_read_free(unpack->archive);
}

RhumbUnpack *
rhumb_unpack_new(RhumbInput *const input,
                 const RhumbUnpackSpec *const spec,
                 const RhumbDiag *const diag)
{
  RhumbUnpack *const unpack = RHUMB_NEW(&input->arena, RhumbUnpack, 1);
  *unpack = (RhumbUnpack){.stage = {pull_unpacked, close_unpack, input->top},
                          .input = input,
                          .kind = spec->kind->name,
                          .archive = archive_read_new(),
                          .diag = diag};
  input->top = &unpack->stage;
  return unpack;
}
