// SPDX-License-Identifier: ISC

/// @file file.c  A file read whole.

#include "io/file.h"

#include "io/input.h"

static RhumbStatus
read_all(RhumbBuf *const buf,
         RhumbInput *const input,
         const char *const path,
         const RhumbLoc loc,
         const RhumbDiag *const diag)
{
  const RhumbInputSpec spec = {
      .path = rhumb_str(path), .as_bytes = true, .loc = loc, .path_loc = loc};
  RHUMB_TRY(rhumb_input_open(input, &spec, diag));
  for (;;) {
    const RhumbStatus status = rhumb_input_fill(input, diag);
    if (status != RHUMB_OK) {
      return status == RHUMB_END ? RHUMB_OK : status;
    }
    const RhumbStr more = {input->data + input->pos, input->end - input->pos};
    rhumb_buf_put(buf, more);
    input->pos = input->end;
  }
}

RhumbStatus
rhumb_file_read(const RhumbText **const out,
                RhumbArena *const arena,
                const char *const path,
                const RhumbLoc loc,
                const RhumbDiag *const diag)
{
  RhumbBuf buf = {0};
  RhumbInput input;
  const RhumbStatus status = read_all(&buf, &input, path, loc, diag);
  if (status == RHUMB_OK) {
    RhumbText *const text = RHUMB_NEW(arena, RhumbText, 1);
    text->name = rhumb_str_copy(arena, rhumb_str(input.text.name)).data;
    text->text = rhumb_str_copy(arena, rhumb_buf_str(&buf));
    *out = text;
  }
  rhumb_input_close(&input);
  rhumb_buf_free(&buf);
  return status;
}
