// SPDX-License-Identifier: ISC

/// @file choose.c  Which format -f, or a file's name, asks for.

#include "cli/choose.h"

#include "base/words.h"
#include "cli/options.h"
#include "io/path.h"

void
rhumb_put_formats(RhumbBuf *const out, const unsigned tables)
{
  if (tables & RHUMB_SYNTAXES) {
    rhumb_buf_putc(out, ' ');
    rhumb_syntaxes_put(out, " ", false);
  }
  for (const RhumbPicture *p = rhumb_pictures; p->name; ++p) {
    if (tables & RHUMB_PICTURES) {
      rhumb_buf_format(out, " %s", p->name);
    }
  }
}

/// Return the word for a format that `name` was probably meant for, or NULL
static const char *
near(RhumbArena *const arena, const unsigned tables, const RhumbStr name)
{
  RhumbBuf words = {0};
  if (tables & RHUMB_SYNTAXES) {
    rhumb_syntaxes_put_words(&words);
  }
  rhumb_put_formats(&words, tables & ~(unsigned)RHUMB_SYNTAXES);
  const char *const found =
      rhumb_words_near(arena, rhumb_buf_cstr(&words), name);
  rhumb_buf_free(&words);
  return found;
}

/// Report that neither `name` nor, without one, `path` says a format
static RhumbStatus
refuse(const unsigned tables,
       const char *const name,
       const char *const path,
       const RhumbDiag *const diag)
{
  RhumbArena arena = {0};
  RhumbBuf known = {0};
  rhumb_put_formats(&known, tables);
  const char *const names = rhumb_buf_cstr(&known);
  const RhumbStatus status =
      name ? RHUMB_FAIL_USAGE(diag,
                              near(&arena, tables, rhumb_str(name)),
                              "unknown format \"%s\"; there are%s",
                              name,
                              names)
           : RHUMB_FAIL_USAGE(diag,
                              NULL,
                              "the name \"%s\" says no format that this "
                              "command writes: give -f, one of%s",
                              path,
                              names);
  rhumb_buf_free(&known);
  rhumb_arena_free(&arena);
  return status;
}

RhumbStatus
rhumb_choose_format(RhumbFormat *const out,
                    const unsigned tables,
                    const char *const name,
                    const char *const path,
                    const RhumbDiag *const diag)
{
  *out = (RhumbFormat){0};
  if (!name && !path) {
    return RHUMB_OK;
  }
  if (tables & RHUMB_SYNTAXES) {
    out->syntax = name ? rhumb_syntax_find(rhumb_str(name))
                       : rhumb_syntax_of_path(rhumb_str(path));
  }
  if (tables & RHUMB_PICTURES) {
    out->picture = name ? rhumb_picture_find(rhumb_str(name))
                        : rhumb_picture_of_path(rhumb_str(path));
  }
  if (out->syntax && !out->syntax->writer) {
    out->syntax = NULL;
  }
  return out->syntax || out->picture ||
                 (!name && !rhumb_path_extension(rhumb_str(path)).len)
             ? RHUMB_OK
             : refuse(tables, name, path, diag);
}
