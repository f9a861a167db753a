// SPDX-License-Identifier: ISC

/// @file table_value.c  What the keys of value tables stand for.

#include "term/name.h"
#include "yarrrml/yarrrml_impl.h"

/// Read an IRI, whole or a prefix and a name
static RhumbStatus
read_iri(RhumbYarrrml *const reader,
         const RhumbSpan span,
         RhumbTableValue *const out)
{
  RhumbStr iri = {NULL, 0};
  RHUMB_TRY(rhumb_read_iri(reader, span, "what a key stands for", &iri));
  out->term = rhumb_iri(iri);
  return RHUMB_OK;
}

/// Warn of a text that begins with what is nearly a prefix
static void
warn_prefix(const RhumbYarrrml *const reader, const RhumbSpan *const span)
{
  const RhumbStr text = span->text;
  const size_t colon = rhumb_str_index(text, ':');
  const RhumbStr name = rhumb_str_slice(text, 0, colon);
  const char *const near =
      colon && colon < text.len && !rhumb_str_has(text, ' ') &&
              text.data[colon - 1] != '\\' &&
              !rhumb_str_starts(rhumb_str_from(text, colon), RHUMB_STR("://"))
          ? rhumb_prefixes_near(reader->yaml.prefixes, name)
          : NULL;
  if (near) {
    rhumb_warn_near(reader->yaml.diag,
                    rhumb_span_loc(span, 0),
                    near,
                    "there is no prefix \"%.*s\", so this is a text",
                    RHUMB_FMT(name));
  }
}

RhumbStatus
rhumb_read_table_value(RhumbYarrrml *const reader,
                       RhumbSpan span,
                       const bool in_rules,
                       RhumbTableValue *const out)
{
  RhumbExpression text = {0};
  RhumbSpan rest = span;
  out->loc = rhumb_span_loc(&span, 0);
  if (rhumb_span_cut(&span, "~iri") ||
      rhumb_name_take_prefix(&reader->yaml, &rest).data) {
    return read_iri(reader, span, out);
  }
  warn_prefix(reader, &span);
  out->term = (RhumbTerm){.kind = RHUMB_TERM_LITERAL, .text = span.text};
  if (!in_rules) {
    return RHUMB_OK;
  }
  RHUMB_TRY(rhumb_read_expression(reader, span, RHUMB_TERM_LITERAL, &text));
  out->term = text.constant;
  return text.kind == RHUMB_EXPRESSION_CONSTANT
             ? RHUMB_OK
             : rhumb_fail(reader->yaml.diag,
                          RHUMB_ERR_SYNTAX,
                          text.loc,
                          "what a key stands for cannot depend on the data");
}
