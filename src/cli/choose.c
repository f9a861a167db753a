// SPDX-License-Identifier: ISC

/// @file choose.c  Which format -f, or a file's name, asks for.

#include "cli/choose.h"

#include "base/near.h"
#include "cli/options.h"
#include "io/path.h"

enum { MAX_NAMES = 32 };

/// The names of formats, ended by NULL
typedef struct {
  const char *items[MAX_NAMES];
} Names;

static Names
list_names(const unsigned tables)
{
  Names names = {{0}};
  size_t count = 0;
  for (const RhumbSyntax *s = rhumb_syntaxes; s->name; ++s) {
    if (s->writer && (tables & RHUMB_SYNTAXES)) {
      names.items[count++] = s->name;
    }
  }
  for (const RhumbPicture *p = rhumb_pictures; p->name; ++p) {
    if (tables & RHUMB_PICTURES) {
      names.items[count++] = p->name;
    }
  }
  return names;
}

void
rhumb_put_formats(RhumbBuf *const out, const unsigned tables)
{
  const Names names = list_names(tables);
  for (size_t i = 0; names.items[i]; ++i) {
    rhumb_buf_format(out, " %s", names.items[i]);
  }
}

/// Report that neither `name` nor, without one, `path` says a format
static RhumbStatus
refuse(const unsigned tables,
       const char *const name,
       const char *const path,
       const RhumbDiag *const diag)
{
  RhumbBuf known = {0};
  rhumb_put_formats(&known, tables);
  const RhumbStatus status =
      name
          ? RHUMB_FAIL_USAGE(
                diag,
                rhumb_near(rhumb_str(name), list_names(tables).items),
                "unknown format \"%s\"; there are%s",
                name,
                rhumb_buf_cstr(&known))
          : RHUMB_FAIL_USAGE(diag,
                             NULL,
                             "the name \"%s\" says no format that this command "
                             "writes: give -f, one of%s",
                             path,
                             rhumb_buf_cstr(&known));
  rhumb_buf_free(&known);
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
