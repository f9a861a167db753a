// SPDX-License-Identifier: ISC

/// @file formats.c  Which format -f, or a file's name, asks for.

#include "cli/formats.h"

#include "base/near.h"

#include <string.h>

enum { MAX_NAMES = 32 };

static size_t
add_syntaxes(const char **const names, size_t count)
{
  for (const RhumbSyntax *s = rhumb_syntaxes; s->name; ++s) {
    names[count++] = s->name;
  }
  return count;
}

static size_t
add_pictures(const char **const names, size_t count)
{
  for (const RhumbPicture *p = rhumb_pictures; p->name; ++p) {
    names[count++] = p->name;
  }
  return count;
}

/// True if the file's name says a format, or means to: "a.xyz"
static bool
has_extension(const char *const path)
{
  const char *const slash = path ? strrchr(path, '/') : NULL;
  const char *const name = slash ? slash + 1 : path;
  const char *const dot = name && *name ? strrchr(name + 1, '.') : NULL;
  return dot && dot[1] && strcmp(path, "-") != 0;
}

/// Report that neither `name` nor, without one, `path` says one of `names`
static RhumbStatus
refuse(const RhumbStr name,
       const char *const path,
       const char *const *const names,
       const RhumbDiag *const diag)
{
  RhumbBuf known = {0};
  for (size_t i = 0; names[i]; ++i) {
    rhumb_buf_format(&known, "%s%s", i ? " " : "", names[i]);
  }
  const RhumbLoc nowhere = {0};
  const RhumbStatus status =
      name.data ? rhumb_fail_near(diag,
                                  RHUMB_ERR_USAGE,
                                  nowhere,
                                  rhumb_near(name, names),
                                  "unknown format \"%.*s\"; there are %s",
                                  RHUMB_FMT(name),
                                  rhumb_buf_cstr(&known))
                : rhumb_fail(diag,
                             RHUMB_ERR_USAGE,
                             nowhere,
                             "the name \"%s\" says no format that this command "
                             "writes: give -f, one of %s",
                             path,
                             rhumb_buf_cstr(&known));
  rhumb_buf_free(&known);
  return status;
}

RhumbStatus
rhumb_choose_syntax(const RhumbSyntax **const out,
                    const char *const name,
                    const char *const path,
                    const char *const fallback,
                    const RhumbDiag *const diag)
{
  const RhumbSyntax *syntax = name   ? rhumb_syntax_find(rhumb_str(name))
                              : path ? rhumb_syntax_of_path(rhumb_str(path))
                                     : NULL;
  if (!syntax && (name || has_extension(path))) {
    const char *names[MAX_NAMES] = {0};
    (void)add_syntaxes(names, 0);
    return refuse(rhumb_str(name), path, names, diag);
  }
  *out = syntax ? syntax : rhumb_syntax_find(rhumb_str(fallback));
  return RHUMB_OK;
}

RhumbStatus
rhumb_choose_picture(const RhumbPicture **const out,
                     const char *const name,
                     const char *const path,
                     const char *const fallback,
                     const RhumbDiag *const diag)
{
  const RhumbPicture *picture = name   ? rhumb_picture_find(rhumb_str(name))
                                : path ? rhumb_picture_of_path(rhumb_str(path))
                                       : NULL;
  if (!picture && (name || has_extension(path))) {
    const char *names[MAX_NAMES] = {0};
    (void)add_pictures(names, 0);
    return refuse(rhumb_str(name), path, names, diag);
  }
  *out = picture ? picture : rhumb_picture_find(rhumb_str(fallback));
  return RHUMB_OK;
}

RhumbStatus
rhumb_choose_format(RhumbFormat *const out,
                    const RhumbStr name,
                    const RhumbDiag *const diag)
{
  *out = (RhumbFormat){rhumb_syntax_find(name), rhumb_picture_find(name)};
  if (out->syntax || out->picture) {
    return RHUMB_OK;
  }
  const char *names[MAX_NAMES] = {0};
  (void)add_pictures(names, add_syntaxes(names, 0));
  return refuse(name, NULL, names, diag);
}
