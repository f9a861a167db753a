// SPDX-License-Identifier: ISC

/// @file other_kind.c  Files that are not what the rules say, and what would be
/// right, in the words of the rules' language.

#include "source/types.h"
#include "term/vocabulary.h"

/// Put a reference formulation as RML's usual prefixes have it
static void
put_formulation(RhumbBuf *const out,
                const RhumbSourceType *const format,
                const RhumbProfile profile)
{
  static const struct {
    RhumbStr space;
    const char *prefix;
  } spaces[] = {{{RHUMB_RML, sizeof(RHUMB_RML) - 1}, "rml:"},
                {{RHUMB_QL, sizeof(RHUMB_QL) - 1}, "ql:"},
                {{RHUMB_OURS, sizeof(RHUMB_OURS) - 1}, "rhumb:"}};
  const RhumbStr iri = rhumb_str(format->iris[profile]);
  for (size_t i = 0; i < RHUMB_COUNT(spaces); ++i) {
    if (rhumb_str_starts(iri, spaces[i].space)) {
      rhumb_buf_puts(out, spaces[i].prefix);
      rhumb_buf_put(out, rhumb_str_from(iri, spaces[i].space.len));
      return;
    }
  }
  rhumb_buf_put(out, iri);
}

/// Return the format of that name, or NULL
static const RhumbSourceType *
format_called(const char *const name)
{
  const RhumbSourceType *const *type = rhumb_source_types;
  while (*type && !(name && strcmp((*type)->name, name) == 0)) {
    ++type;
  }
  return *type;
}

/// Put what RML calls what reads a kind, which `format` does
static void
put_in_rml(RhumbBuf *const out,
           const RhumbSourceType *const format,
           const RhumbProfile profile)
{
  rhumb_buf_puts(out, ": its reference formulation is ");
  put_formulation(out, format, profile);
  if (strcmp(format->name, "json") == 0) {
    rhumb_buf_puts(out, " (");
    put_formulation(out, format_called("jsonl"), profile);
    rhumb_buf_puts(out, " if every line is a document)");
  }
}

RhumbStatus
rhumb_source_fail_kind(const RhumbSourceSpec *const spec,
                       const char *const name,
                       const RhumbFileKind *const kind,
                       const char *const wanted,
                       const RhumbDiag *const diag)
{
  RhumbBuf why = {0};
  const RhumbSourceType *const format =
      spec->in_rml ? format_called(kind->format) : NULL;
  if (format && format->iris[spec->profile]) {
    RhumbFileKind bare = *kind;
    bare.source = bare.advice = NULL;
    rhumb_kind_explain(&why, &bare, wanted);
    put_in_rml(&why, format, spec->profile);
  } else {
    rhumb_kind_explain(&why, kind, wanted);
  }
  const RhumbStatus status = rhumb_fail(diag,
                                        RHUMB_ERR_SYNTAX,
                                        spec->access_loc,
                                        "%s %s",
                                        name,
                                        rhumb_buf_cstr(&why));
  rhumb_buf_free(&why);
  return status;
}
