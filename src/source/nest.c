// SPDX-License-Identifier: ISC

/// @file nest.c  Sources of what is within the rows of others, or within texts.

#include "io/kind.h"
#include "source/types.h"

#include <stdlib.h>

RhumbStatus
rhumb_source_check_nest(const RhumbSourceSpec *const spec,
                        const RhumbSourceType *const within,
                        const RhumbDiag *const diag)
{
  const RhumbSourceType *const type = spec->format;
  const RhumbLoc loc = spec->iterator.len ? spec->iterator_loc : spec->loc;
  if (within && !within->has_nodes) {
    return rhumb_fail(
        diag,
        RHUMB_ERR_UNSUPPORTED,
        loc,
        "a row of %s has nothing within it that an iterator could "
        "find",
        within->name);
  }
  if (within && within->nest != type->nest) {
    return rhumb_fail(diag,
                      RHUMB_ERR_UNSUPPORTED,
                      loc,
                      "%s is not read within the nodes of %s: a field must "
                      "have it as its text",
                      type->name,
                      within->name);
  }
  return type->nest ? RHUMB_OK
                    : rhumb_fail(diag,
                                 RHUMB_ERR_UNSUPPORTED,
                                 loc,
                                 "a text is not read as %s",
                                 type->name);
}

RhumbStatus
rhumb_source_nest(RhumbSource **const out,
                  const RhumbSourceSpec *const spec,
                  RhumbSource *const parent,
                  const RhumbDiag *const diag)
{
  if (parent && parent->type->nest_in) {
    return parent->type->nest_in(out, spec, parent, diag);
  }
  RHUMB_TRY(rhumb_source_check_nest(spec, parent ? parent->type : NULL, diag));
  const RhumbSourceType *const type = spec->format;
  RhumbSource *const source = (RhumbSource *)rhumb_xrealloc(NULL, type->size);
  memset(source, 0, type->size);
  source->type = type;
  source->spec = spec;
  source->is_nested = true;
  source->parent = parent;
  const RhumbStatus status = type->nest(source, diag);
  if (status == RHUMB_OK) {
    *out = source;
  } else {
    rhumb_source_close(source);
  }
  return status;
}

RhumbStatus
rhumb_source_enter(RhumbSource *const source,
                   const RhumbStr text,
                   const RhumbDiag *const diag)
{
  if (source->parent) {
    source->address = source->parent->address;
  }
  return source->type->enter(source, text, diag);
}

// Texts ----------------------------------------------------------------------

/// Keep the first error, with its place if that is one in the text
static void
keep_first(void *const handle, const RhumbReport *const report)
{
  RhumbTextMistake *const mistake = (RhumbTextMistake *)handle;
  if (report->severity != RHUMB_ERROR || mistake->message.len) {
    return;
  }
  rhumb_buf_puts(&mistake->message, report->message);
  if (report->loc.line && (report->loc.text == mistake->texts[0] ||
                           report->loc.text == mistake->texts[1])) {
    rhumb_buf_format(&mistake->message, " (line %u", report->loc.line);
    if (report->loc.column) {
      rhumb_buf_format(&mistake->message, ", column %u", report->loc.column);
    }
    rhumb_buf_puts(&mistake->message, " of it)");
  }
}

RhumbDiag
rhumb_source_hear_text(RhumbTextMistake *const mistake,
                       const RhumbSource *const source,
                       const RhumbInput *const input)
{
  mistake->texts[0] = &source->address.text;
  mistake->texts[1] = &input->text;
  return (RhumbDiag){keep_first, mistake};
}

RhumbStatus
rhumb_source_say_text(const RhumbSource *const source,
                      RhumbTextMistake *const mistake,
                      RhumbStatus status,
                      const RhumbDiag *const diag)
{
  const RhumbFileKind *const kind = rhumb_kind_read_by(source->type->name);
  if (status != RHUMB_OK && status != RHUMB_END) {
    status = rhumb_fail(diag,
                        status == RHUMB_ERR_SYNTAX ? RHUMB_ERR_VALUE : status,
                        rhumb_source_loc(source),
                        "the text of \"%.*s\", read as %s: %s",
                        RHUMB_FMT(source->spec->access),
                        kind ? kind->name : source->type->name,
                        rhumb_buf_cstr(&mistake->message));
  }
  rhumb_buf_free(&mistake->message);
  return status;
}
