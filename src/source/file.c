// SPDX-License-Identifier: ISC

/// @file file.c  The files of sources: opened; told by what they begin with;
/// and what would be right where that is not what the rules say, in the words
/// of their language.

#include "source/types.h"
#include "term/vocabulary.h"

enum { MAX_START = 4096 }; ///< Bytes of a file that its kind is told by

// Kinds ----------------------------------------------------------------------

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

// Opening --------------------------------------------------------------------

/// Have the bytes that tell the file's kind, in whatever pieces they come
static RhumbStatus
fill_start(RhumbInput *const input, const RhumbDiag *const diag)
{
  const size_t most = rhumb_max_input < MAX_START ? rhumb_max_input : MAX_START;
  RhumbStatus status = RHUMB_OK;
  while (status == RHUMB_OK && input->end - input->pos < most) {
    status = rhumb_input_fill(input, diag);
  }
  return status == RHUMB_END ? RHUMB_OK : status;
}

/// Report a file that is surely not what the rules say: one that is no text, or
/// whose first character begins nothing of the kind
static RhumbStatus
check_kind(RhumbSource *const source,
           RhumbInput *const input,
           const RhumbDiag *const diag)
{
  const RhumbSourceSpec *const spec = source->spec;
  const RhumbFileKind *const wanted = rhumb_kind_read_by(spec->format->name);
  RHUMB_TRY(fill_start(input, diag));
  const size_t len = input->end - input->pos;
  const RhumbFileKind *const kind = rhumb_kind_of(
      (RhumbStr){input->data + input->pos, len < MAX_START ? len : MAX_START});
  source->kind = kind;
  if (!wanted || !kind || kind == wanted ||
      (!kind->is_binary &&
       (kind->first == wanted->first || wanted->first == 'a'))) {
    return RHUMB_OK;
  }
  return rhumb_source_fail_kind(
      spec, input->text.name, kind, wanted->name, diag);
}

/// Open the local file of a source as `file`, which has the rest filled in
static RhumbStatus
open_file(RhumbSource *const source,
          RhumbInput *const input,
          RhumbInputSpec file,
          const RhumbDiag *const diag)
{
  const RhumbSourceSpec *const spec = source->spec;
  if (spec->type.len && !rhumb_str_is(spec->type, "localfile")) {
    return rhumb_fail(diag,
                      RHUMB_ERR_UNSUPPORTED,
                      spec->access_loc,
                      "only local files are read as %s, not \"%.*s\" of "
                      "type %.*s",
                      spec->format->name,
                      RHUMB_FMT(spec->access),
                      RHUMB_FMT(spec->type));
  }
  file.is_source = true;
  file.path = spec->access;
  file.dir = spec->dir;
  file.loc = spec->loc;
  file.path_loc = spec->access_loc;
  file.encoding_loc = spec->encoding_loc.text ? spec->encoding_loc : spec->loc;
  RHUMB_TRY(rhumb_input_open(input, &file, diag));
  source->address.text = input->text;
  return check_kind(source, input, diag);
}

RhumbStatus
rhumb_source_open_file(RhumbSource *const source,
                       RhumbInput *const input,
                       const bool as_bytes,
                       const RhumbDiag *const diag)
{
  const RhumbInputSpec file = {.encoding = source->spec->encoding,
                               .compression = source->spec->compression,
                               .as_bytes = as_bytes};
  return open_file(source, input, file, diag);
}

RhumbStatus
rhumb_source_open_archive(RhumbSource *const source,
                          RhumbInput *const input,
                          const RhumbDiag *const diag)
{
  return open_file(source, input, (RhumbInputSpec){.as_archive = true}, diag);
}
