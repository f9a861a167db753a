// SPDX-License-Identifier: ISC

/// @file target.c  What a target's path says where the rules say nothing, and
/// where they say other.

#include "io/compression.h"
#include "model/normal.h"
#include "sink/sink.h"

static void
settle_syntax(RhumbTarget *const target)
{
  const RhumbSyntax *const said =
      rhumb_syntax_written(rhumb_syntax_of_path(target->access));
  const RhumbSyntax *written =
      rhumb_syntax_written(rhumb_syntax_find(target->serialization));
  if (target->serialization.len ? !written : !said) {
    return; // What is unknown is reported when it is compiled
  }
  if (!written) {
    written = said->writer ? said : rhumb_syntax_default(true);
  }
  target->serialization = rhumb_str(written->name);
}

/// Of a file that is not compressed though its name says so, that it is not is
/// kept
static void
settle_compression(RhumbTarget *const target)
{
  const RhumbStr said = rhumb_path_compression(target->access);
  const bool is_packed =
      said.len || rhumb_path_packed_elsewhere(target->access).len;
  if (!target->compression.len ||
      (rhumb_str_is(target->compression, "none") && !is_packed)) {
    target->compression = said;
  }
}

/// Return what of `text` stands from `start` up to `end` behind it; empty if
/// not both do
static RhumbStr
between(const RhumbStr text, const char *const start, const char end)
{
  const size_t at = rhumb_str_find(text, rhumb_str(start), 0);
  if (at == SIZE_MAX) {
    return RHUMB_STR("");
  }
  const RhumbStr rest = rhumb_str_from(text, at);
  const size_t len = rhumb_str_index(rest, end);
  return len < rest.len ? rhumb_str_slice(rest, 0, len + 1) : RHUMB_STR("");
}

RhumbStatus
rhumb_target_check_name(const RhumbStr path,
                        const RhumbLoc loc,
                        const RhumbDiag *const diag)
{
  const RhumbStr short_form = between(path, "$(", ')');
  const RhumbStr reference =
      short_form.len ? short_form : between(path, "{", '}');
  return reference.len
             ? rhumb_fail(diag,
                          RHUMB_ERR_UNSUPPORTED,
                          loc,
                          "the name of a target holds \"%.*s\": targets that "
                          "depend on the data are not supported; name one file",
                          RHUMB_FMT(reference))
             : RHUMB_OK;
}

void
rhumb_target_settle(RhumbTarget *const target)
{
  settle_syntax(target);
  settle_compression(target);
}

/// Warn of a path whose extension says other than what is written
static void
warn_other(const RhumbTarget *const target,
           const RhumbStr said,
           const RhumbStr written,
           const RhumbDiag *const diag)
{
  rhumb_warn(diag,
             RHUMB_WARNING,
             target->loc,
             "the target \"%.*s\" is written as %.*s, though its name says "
             "%.*s",
             RHUMB_FMT(target->access),
             RHUMB_FMT(written),
             RHUMB_FMT(said));
}

void
rhumb_target_warn(const RhumbTarget *const target, const RhumbDiag *const diag)
{
  const RhumbSyntax *const syntax =
      rhumb_syntax_written(rhumb_syntax_of_path(target->access));
  const RhumbStr elsewhere = rhumb_path_packed_elsewhere(target->access);
  const RhumbStr packed =
      elsewhere.len ? elsewhere : rhumb_path_compression(target->access);
  if (syntax && !rhumb_str_is(target->serialization, syntax->name)) {
    warn_other(target, rhumb_str(syntax->name), target->serialization, diag);
  }
  if (packed.len && !rhumb_str_equal(packed, target->compression)) {
    warn_other(target,
               packed,
               rhumb_str_is(target->compression, "none") ? RHUMB_STR("it is")
                                                         : target->compression,
               diag);
  }
}
