// SPDX-License-Identifier: ISC

/// @file target.c  Targets made ready: each once, by number.

#include "plan/plan_impl.h"

#include "io/compression.h"
#include "model/normal.h"
#include "sink/sink.h"

static bool
are_equal(const RhumbTarget *const a, const RhumbTarget *const b)
{
  return rhumb_str_equal(a->access, b->access) &&
         rhumb_str_equal(a->type, b->type) &&
         rhumb_str_equal(a->serialization, b->serialization) &&
         rhumb_str_equal(a->compression, b->compression) &&
         rhumb_str_equal(a->dir, b->dir) && !a->dir.data == !b->dir.data &&
         a->is_wide == b->is_wide && a->appends == b->appends;
}

/// Targets of these types are files, whatever describes them
static bool
is_file(const RhumbStr type)
{
  return !type.len || rhumb_str_is(type, "localfile") ||
         rhumb_str_is(type, "void") || rhumb_str_is(type, "dcat");
}

static RhumbStatus
check_syntax(const RhumbTarget *const target,
             const bool is_elsewhere,
             const RhumbDiag *const diag)
{
  const RhumbSyntax *const syntax = rhumb_syntax_find(target->serialization);
  if (!target->serialization.len ||
      (syntax && (syntax->writer || is_elsewhere))) {
    return RHUMB_OK;
  }
  RhumbBuf names = {0};
  rhumb_syntaxes_put(&names, ", ", false);
  const RhumbStatus status =
      rhumb_fail(diag,
                 RHUMB_ERR_UNSUPPORTED,
                 target->loc,
                 "%s serialization \"%.*s\" of a target; there are %s",
                 syntax ? "rhumb cannot write the" : "unknown",
                 RHUMB_FMT(target->serialization),
                 rhumb_buf_cstr(&names));
  rhumb_buf_free(&names);
  return status;
}

/// Report a path that is none of a file here
static RhumbStatus
check_path(const RhumbTarget *const target, const RhumbDiag *const diag)
{
  const RhumbStr path = target->access;
  const char *const why =
      !path.len ? "its path is empty; name a file"
      : rhumb_str_is(path, "-")
          ? "\"-\" is no file; what has no target goes to standard output"
      : rhumb_str_ends(path, RHUMB_STR("/"))
          ? "that is a folder; name a file in it"
      : rhumb_str_find(path, RHUMB_STR("://"), 0) != SIZE_MAX
          ? "rhumb writes files, and sends nothing over the network"
          : NULL;
  return why ? rhumb_fail(diag,
                          RHUMB_ERR_UNSUPPORTED,
                          target->access_loc,
                          "no target is \"%.*s\": %s",
                          RHUMB_FMT(path),
                          why)
             : RHUMB_OK;
}

/// Report a name that says two compressions, or, where the rules say none, one
/// that there is not
static RhumbStatus
check_end(const RhumbTarget *const target, const RhumbDiag *const diag)
{
  RhumbArena arena = {0};
  const RhumbStr path = target->access;
  const RhumbStr end = rhumb_path_packed_elsewhere(path);
  RhumbStatus status = RHUMB_OK;
  if (rhumb_is_packed_twice(path)) {
    status = rhumb_fail(diag,
                        RHUMB_ERR_UNSUPPORTED,
                        target->access_loc,
                        "the target \"%.*s\" says two compressions, and a file "
                        "is compressed once; write %.*s",
                        RHUMB_FMT(path),
                        RHUMB_FMT(rhumb_unpacked_path(path)));
  } else if (end.len && rhumb_str_equal(target->compression,
                                        rhumb_path_compression(path))) {
    status =
        rhumb_fail(diag,
                   RHUMB_ERR_UNSUPPORTED,
                   target->access_loc,
                   "the target \"%.*s\" is a .%.*s by its name, which rhumb "
                   "does not write; what compresses ends with %s",
                   RHUMB_FMT(path),
                   RHUMB_FMT(end),
                   rhumb_compression_ends(&arena, "or"));
  }
  rhumb_arena_free(&arena);
  return status;
}

static RhumbStatus
check_compression(const RhumbTarget *const target, const RhumbDiag *const diag)
{
  const RhumbCompression *compression = NULL;
  RHUMB_TRY(check_end(target, diag));
  return rhumb_compression_find(
      &compression, target->compression, target->loc, diag);
}

/// Report what is not written in UTF-16, and what nothing is put behind
static RhumbStatus
check_mode(const RhumbTarget *const target, const RhumbDiag *const diag)
{
  const RhumbSyntax *const found = rhumb_syntax_find(target->serialization);
  const RhumbSyntax *const syntax = found ? found : rhumb_syntax_default(true);
  const bool is_archive = rhumb_compression_is_archive(target->compression);
  if (target->is_wide && !rhumb_syntax_may_be_wide(syntax)) {
    return rhumb_fail(diag,
                      RHUMB_ERR_UNSUPPORTED,
                      target->loc,
                      "%s is in UTF-8 always; in UTF-16 there are N-Triples, "
                      "N-Quads, Turtle and TriG",
                      syntax->title);
  }
  if (!target->appends) {
    return RHUMB_OK;
  }
  return is_archive ? rhumb_fail(diag,
                                 RHUMB_ERR_UNSUPPORTED,
                                 target->loc,
                                 "nothing is put behind what a %.*s holds; "
                                 "pack the target as gzip, or not at all",
                                 RHUMB_FMT(target->compression))
         : target->is_wide || !rhumb_syntax_has_lines(syntax)
             ? rhumb_fail(diag,
                          RHUMB_ERR_UNSUPPORTED,
                          target->loc,
                          "nothing is put behind %s%s, of which two together "
                          "are none; write N-Triples or N-Quads in UTF-8",
                          syntax->title,
                          target->is_wide ? " in UTF-16" : "")
             : RHUMB_OK;
}

/// Report what cannot be written, and warn of what hardly is meant so: of each
/// target once, however many terms name it
static RhumbStatus
check_target(const RhumbTarget *const target,
             const bool is_elsewhere,
             const RhumbDiag *const diag)
{
  RHUMB_TRY(check_syntax(target, is_elsewhere, diag));
  if (!is_file(target->type) && is_elsewhere) {
    return RHUMB_OK;
  }
  if (!is_file(target->type)) {
    return rhumb_fail(diag,
                      RHUMB_ERR_UNSUPPORTED,
                      target->loc,
                      "a target of the type \"%.*s\" is not supported: rhumb "
                      "writes files",
                      RHUMB_FMT(target->type));
  }
  RHUMB_TRY(check_path(target, diag));
  RHUMB_TRY(check_compression(target, diag));
  RHUMB_TRY(check_mode(target, diag));
  rhumb_target_warn(target, diag);
  return RHUMB_OK;
}

static size_t
number_of(RhumbCompiler *const compiler, const RhumbTarget *const target)
{
  size_t n = 0;
  while (n < compiler->n_targets && !are_equal(compiler->targets[n], target)) {
    ++n;
  }
  if (n == compiler->n_targets && n < RHUMB_MAX_TARGETS) {
    rhumb_compile_keep(
        compiler,
        check_target(target, compiler->mapping->is_elsewhere, compiler->diag));
    compiler->targets[compiler->n_targets++] = target;
  }
  return n;
}

uint64_t
rhumb_compile_targets(RhumbCompiler *const compiler,
                      const RhumbTargets *const targets)
{
  uint64_t bits = 0;
  for (size_t i = 0; i < targets->count; ++i) {
    const size_t number = number_of(compiler, targets->items[i]);
    if (number == RHUMB_MAX_TARGETS) {
      RHUMB_PLAN_FAIL(compiler,
                      RHUMB_ERR_UNSUPPORTED,
                      targets->items[i]->loc,
                      "more than %d targets in one mapping",
                      RHUMB_MAX_TARGETS);
      break;
    }
    bits |= UINT64_C(1) << number;
  }
  return bits;
}
