// SPDX-License-Identifier: ISC

/// @file text.c  Texts of the rules: templates of literals and IRIs, and
/// accesses.

#include "io/path.h"
#include "io/pattern.h"
#include "term/name.h"
#include "yarrrml/yarrrml_impl.h"

// Expressions

static RhumbLoc
place(const void *const handle, const size_t at)
{
  return rhumb_span_loc((const RhumbSpan *)handle, at);
}

/// Put what a prefix stands for before the first part
static void
prepend(RhumbYarrrml *const reader,
        RhumbTemplate *const text,
        const RhumbStr space,
        const RhumbLoc loc)
{
  const bool joins = text->count && !text->parts[0].is_reference;
  const size_t skip = joins ? 1 : 0;
  const size_t count = text->count + 1 - skip;
  const RhumbStr rest = joins ? text->parts[0].text : RHUMB_STR("");
  RhumbPart *const parts = RHUMB_NEW(reader->yaml.arena, RhumbPart, count);
  parts[0] = (RhumbPart){
      .text = rhumb_str_join(reader->yaml.arena, space, rest), .loc = loc};
  for (size_t i = 1; i < count; ++i) {
    parts[i] = text->parts[i - 1 + skip];
  }
  *text = (RhumbTemplate){parts, count};
}

/// Read the steps behind the references of a template
static RhumbStatus
read_calls(RhumbYarrrml *const reader,
           const RhumbTemplate text,
           RhumbExpression *const out)
{
  RhumbStatus status = RHUMB_OK;
  const RhumbFunction **const calls =
      RHUMB_NEW(reader->yaml.arena, const RhumbFunction *, text.count);
  for (size_t i = 0; i < text.count; ++i) {
    if (text.parts[i].n_steps) {
      RHUMB_KEEP(status, rhumb_read_steps(reader, &text.parts[i], &calls[i]));
      out->calls = calls;
    }
  }
  return status;
}

static RhumbStatus
classify(RhumbYarrrml *const reader,
         const RhumbTemplate text,
         const RhumbTermKind kind,
         const RhumbLoc loc,
         RhumbExpression *const out)
{
  const RhumbPart part =
      text.count ? text.parts[0] : (RhumbPart){.text = RHUMB_STR("")};
  if (text.count > 1) {
    *out = (RhumbExpression){
        .kind = RHUMB_EXPRESSION_TEMPLATE, .loc = loc, .text = text};
    return read_calls(reader, text, out);
  }
  if (part.n_steps) {
    *out =
        (RhumbExpression){.kind = RHUMB_EXPRESSION_FUNCTION, .loc = part.loc};
    return rhumb_read_steps(reader, &part, &out->function);
  }
  *out = part.is_reference
             ? (RhumbExpression){.kind = RHUMB_EXPRESSION_REFERENCE,
                                 .loc = part.loc,
                                 .reference = part.text}
             : (RhumbExpression){.kind = RHUMB_EXPRESSION_CONSTANT,
                                 .loc = loc,
                                 .constant = {.kind = kind, .text = part.text}};
  return RHUMB_OK;
}

/// Take the backslash off a name that is none of an external, as it stands
static void
take_backslash(const RhumbYarrrml *const reader, RhumbPart *const part)
{
  RhumbPart bare = *part;
  bare.text = rhumb_str_from(part->text, 1);
  if (rhumb_str_starts(part->text, RHUMB_STR("\\_")) &&
      rhumb_before_steps(reader, &bare)) {
    part->text = bare.text;
  }
}

/// Put what the steps behind an external make where they stand, if that is one
/// text; set `is_iri` if it is an IRI
static RhumbStatus
work_out(RhumbYarrrml *const reader, RhumbPart *const part, bool *const is_iri)
{
  RhumbTermList terms = {0};
  if (!rhumb_before_steps(reader, part)) {
    take_backslash(reader, part);
    return RHUMB_OK;
  }
  RHUMB_TRY(rhumb_work_out(reader, part, &terms));
  if (terms.count == 1) {
    *part = (RhumbPart){.text = terms.items[0].text, .loc = part->loc};
    *is_iri = terms.items[0].kind == RHUMB_TERM_IRI;
  }
  return RHUMB_OK;
}

/// Add a part; a text joins the text before it
static void
add_part(const RhumbYarrrml *const reader,
         RhumbPart *const parts,
         size_t *const count,
         const RhumbPart part)
{
  RhumbPart *const last = *count ? &parts[*count - 1] : NULL;
  if (last && !last->is_reference && !part.is_reference) {
    last->text = rhumb_str_join(reader->yaml.arena, last->text, part.text);
  } else {
    parts[(*count)++] = part;
  }
}

/// Work out what the data has no part in; `is_iri` tells of what stands alone
static RhumbStatus
settle_steps(RhumbYarrrml *const reader,
             RhumbTemplate *const text,
             bool *const is_iri)
{
  RhumbPart *const parts =
      RHUMB_NEW(reader->yaml.arena, RhumbPart, text->count);
  RhumbStatus status = RHUMB_OK;
  size_t count = 0;
  for (size_t i = 0; i < text->count; ++i) {
    RhumbPart part = text->parts[i];
    if (part.n_steps) {
      RHUMB_KEEP(status, work_out(reader, &part, is_iri));
    }
    add_part(reader, parts, &count, part);
  }
  *is_iri &= text->count == 1;
  *text = (RhumbTemplate){parts, count};
  return status;
}

/// Read `span` behind what a prefix stands for, if there is one
static RhumbStatus
read_behind(RhumbYarrrml *const reader,
            const RhumbStr space,
            const RhumbSpan span,
            const RhumbTermKind kind,
            const RhumbLoc loc,
            RhumbExpression *const out)
{
  bool is_iri = false;
  const RhumbPlaces places = {place, &span};
  RhumbTemplate text = {NULL, 0};
  RHUMB_TRY(rhumb_template_read_yarrrml(
      &text, reader->yaml.arena, span.text, &places, reader->yaml.diag));
  for (size_t i = 0; i < text.count; ++i) {
    reader->asks_file |= text.parts[i].is_reference &&
                         rhumb_file_part_of(text.parts[i].text) != NULL;
  }
  RHUMB_TRY(settle_steps(reader, &text, &is_iri));
  if (space.data) {
    prepend(reader, &text, space, loc);
  }
  const RhumbStatus status = classify(
      reader, text, is_iri && !space.data ? RHUMB_TERM_IRI : kind, loc, out);
  return kind == RHUMB_TERM_IRI && !text.count ? rhumb_fail(reader->yaml.diag,
                                                            RHUMB_ERR_SYNTAX,
                                                            loc,
                                                            "an IRI that is "
                                                            "empty")
                                               : status;
}

RhumbStatus
rhumb_read_expression(RhumbYarrrml *const reader,
                      RhumbSpan span,
                      const RhumbTermKind kind,
                      RhumbExpression *const out)
{
  RhumbStr space = {NULL, 0};
  const bool is_iri = kind == RHUMB_TERM_IRI;
  span = is_iri ? rhumb_span_trim(span) : span;
  const RhumbLoc loc = rhumb_span_loc(&span, 0);
  if (is_iri) {
    RHUMB_TRY(rhumb_name_split(&reader->yaml, &span, &space));
  }
  return read_behind(reader, space, span, kind, loc, out);
}

bool
rhumb_says_text(const RhumbStr text)
{
  const size_t colon = rhumb_str_index(text, ':');
  return colon && colon < text.len && text.data[colon - 1] == '\\';
}

RhumbStatus
rhumb_read_argument_text(RhumbYarrrml *const reader,
                         RhumbSpan span,
                         RhumbExpression *const out)
{
  const RhumbLoc loc = rhumb_span_loc(&span, 0);
  const RhumbStr space = reader->makes_iri
                             ? rhumb_name_take_prefix(&reader->yaml, &span)
                             : (RhumbStr){NULL, 0};
  RHUMB_TRY(read_behind(reader, space, span, RHUMB_TERM_LITERAL, loc, out));
  out->constant.kind = RHUMB_TERM_LITERAL; // Whatever a table has there
  return RHUMB_OK;
}

RhumbStatus
rhumb_read_iri(RhumbYarrrml *const reader,
               const RhumbSpan span,
               const char *const what,
               RhumbStr *const out)
{
  RhumbExpression value = {0};
  RHUMB_TRY(rhumb_read_expression(reader, span, RHUMB_TERM_IRI, &value));
  if (value.kind != RHUMB_EXPRESSION_CONSTANT) {
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_SYNTAX,
                      value.loc,
                      "%s cannot depend on the data",
                      what);
  }
  *out = value.constant.text;
  return RHUMB_OK;
}

// Paths

RhumbStr
rhumb_folder_of(const RhumbYarrrml *const reader, const RhumbSpan *const path)
{
  const RhumbStr data = reader->options->data_dir;
  return rhumb_span_is_option(path) ? RHUMB_STR("")
         : data.len                 ? data
                    : rhumb_path_dir(rhumb_str(path->node->loc.text->name));
}

size_t
rhumb_find_tilde(const RhumbStr text)
{
  for (size_t i = text.len; i-- > 1;) {
    const char c = text.data[i];
    if (c == '~') {
      return i;
    }
    if (c == '/' || c == '.') {
      break;
    }
  }
  return text.len;
}

RhumbStatus
rhumb_read_access(RhumbYarrrml *const reader,
                  const RhumbYaml *const node,
                  const RhumbYamlType *const type,
                  const char *const what,
                  RhumbStr *const access,
                  RhumbStr *const word)
{
  RhumbSpan span = {.text = {NULL, 0}};
  RHUMB_TRY(rhumb_read_scalar(&reader->yaml, node, what, &span));
  const size_t tilde = rhumb_find_tilde(span.text);
  *access = rhumb_str_slice(span.text, 0, tilde);
  if (tilde == span.text.len) {
    return RHUMB_OK;
  }
  span = rhumb_span_slice(span, tilde + 1, span.text.len);
  if (type == &rhumb_formulation_type) {
    span = rhumb_formulation_name(&reader->yaml, span);
  }
  return rhumb_find_spelled(
      &reader->yaml, type, span.text, rhumb_span_loc(&span, 0), word);
}
