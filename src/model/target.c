// SPDX-License-Identifier: ISC

/// @file target.c  What a target's path says where the rules say nothing.

#include "io/compression.h"
#include "model/normal.h"
#include "sink/sink.h"

/// Warn of a path whose extension says other than what is written
static void
warn_other(const RhumbTarget *const target,
           const char *const said,
           const char *const written,
           const RhumbDiag *const diag)
{
  rhumb_warn(diag,
             RHUMB_WARNING,
             target->loc,
             "the target \"%.*s\" is written as %s, though its name says %s",
             RHUMB_FMT(target->access),
             written,
             said);
}

static void
settle_syntax(RhumbTarget *const target, const RhumbDiag *const diag)
{
  const RhumbSyntax *const said = rhumb_syntax_of_path(target->access);
  const RhumbSyntax *written = rhumb_syntax_find(target->serialization);
  if (target->serialization.len ? !written : !said) {
    return; // What is unknown is reported when it is compiled
  }
  if (!written) {
    written = said->writer ? said : rhumb_syntax_default(true);
  }
  target->serialization = rhumb_str(written->name);
  if (said && said != written) {
    warn_other(target, said->name, written->name, diag);
  }
}

/// Of a file that is not compressed though its name says so, that it is not is
/// kept
static void
settle_compression(RhumbTarget *const target, const RhumbDiag *const diag)
{
  const RhumbStr said = rhumb_path_compression(target->access);
  const bool is_none = rhumb_str_is(target->compression, "none");
  if (!target->compression.len || (is_none && !said.len)) {
    target->compression = said;
  } else if (said.len && !rhumb_str_equal(said, target->compression)) {
    RhumbArena arena = {0};
    warn_other(target,
               said.data,
               is_none ? "it is"
                       : rhumb_str_copy(&arena, target->compression).data,
               diag);
    rhumb_arena_free(&arena);
  }
}

void
rhumb_target_settle(RhumbTarget *const target, const RhumbDiag *const diag)
{
  settle_syntax(target, diag);
  settle_compression(target, diag);
}
