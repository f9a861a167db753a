// SPDX-License-Identifier: ISC

/// @file part.c  Parts of templates that become text.

#include "rml/write/part.h"

#include "io/pattern.h"
#include "model/logical_view.h"
#include "model/normal.h"
#include "source/types.h"
#include "term/iri.h"

RhumbStr
rhumb_rml_encoded(RhumbArena *const arena,
                  const RhumbStr text,
                  const RhumbTermType type)
{
  RhumbBuf out = {0};
  if (type == RHUMB_TYPE_IRI) {
    rhumb_iri_encode(&out, text);
  } else if (type == RHUMB_TYPE_URI) {
    rhumb_uri_encode(&out, text);
  } else {
    return text;
  }
  return rhumb_buf_keep(&out, arena);
}

void
rhumb_rml_add_part(RhumbArena *const arena,
                   RhumbRmlParts *const parts,
                   const RhumbPart part)
{
  RhumbPart *const last = parts->count ? &parts->items[parts->count - 1] : NULL;
  if (last && !last->is_reference && !part.is_reference) {
    last->text = rhumb_str_join(arena, last->text, part.text);
  } else {
    RHUMB_PUSH_IN(arena, parts, part);
  }
}

static RhumbExpression
constant_of(const RhumbExpression *const value,
            const RhumbStr text,
            const RhumbTermType type)
{
  return (RhumbExpression){
      .kind = RHUMB_EXPRESSION_CONSTANT,
      .loc = value->loc,
      .constant = {.kind = rhumb_term_types[type].kind, .text = text}};
}

/// Return a template that names the file called `access`; what functions are
/// given there is theirs
static RhumbExpression
name_in_template(RhumbArena *const arena,
                 const RhumbStr access,
                 const RhumbExpression *const value,
                 const RhumbTermType type)
{
  RhumbRmlParts parts = {0};
  const RhumbFunction **const calls =
      RHUMB_NEW(arena, const RhumbFunction *, value->text.count);
  RhumbExpression out = *value;
  bool is_named = false;
  for (size_t i = 0; i < value->text.count; ++i) {
    const RhumbFunction *const call = value->calls ? value->calls[i] : NULL;
    RhumbPart part = value->text.parts[i];
    const RhumbFilePart *const file =
        part.is_reference && !call ? rhumb_file_part_of(part.text) : NULL;
    if (file) {
      part =
          (RhumbPart){.text = rhumb_rml_encoded(arena, file->of(access), type),
                      .loc = part.loc};
      is_named = true;
    }
    rhumb_rml_add_part(arena, &parts, part);
    calls[parts.count - 1] = call;
  }
  if (!is_named) {
    return *value;
  }
  out.text = (RhumbTemplate){parts.items, parts.count};
  out.calls = value->calls ? calls : NULL;
  return parts.count == 1 && !parts.items[0].is_reference && !calls[0]
             ? constant_of(value, parts.items[0].text, type)
             : out;
}

RhumbExpression
rhumb_rml_name_file(RhumbArena *const arena,
                    const RhumbSourceSpec *const source,
                    const RhumbExpression *const value,
                    const RhumbTermType type)
{
  const RhumbSourceSpec *const base =
      source ? rhumb_logical_view_base(source) : NULL;
  if (!base || rhumb_source_is_many(base)) {
    return *value;
  }
  const RhumbFilePart *const file =
      value->kind == RHUMB_EXPRESSION_REFERENCE && type == RHUMB_TYPE_LITERAL
          ? rhumb_file_part_of(value->reference)
          : NULL;
  if (file) {
    return constant_of(value, file->of(base->access), type);
  }
  return value->kind == RHUMB_EXPRESSION_TEMPLATE
             ? name_in_template(arena, base->access, value, type)
             : *value;
}
