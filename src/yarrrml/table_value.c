// SPDX-License-Identifier: ISC

/// @file table_value.c  What the keys of value tables stand for.

#include "base/ascii.h"
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
  out->kind = RHUMB_TERM_IRI;
  out->text = iri;
  return RHUMB_OK;
}

/// True for a text that is written as a prefix with a name is
static bool
is_prefixed(const RhumbStr text, const size_t colon)
{
  bool is_word = colon && rhumb_is_letter(text.data[0]);
  for (size_t i = 0; i < colon; ++i) {
    is_word &=
        rhumb_is_alphanumeric(text.data[i]) || rhumb_is_of(text.data[i], "_-");
  }
  return is_word && colon + 1 < text.len && !rhumb_str_has(text, ' ') &&
         text.data[colon + 1] != '/' &&
         !rhumb_is_scheme(rhumb_str_slice(text, 0, colon));
}

/// Warn of a text that begins with what is nearly a prefix or, in the rules,
/// with what would be one
static void
warn_prefix(const RhumbYarrrml *const reader,
            const RhumbSpan *const span,
            const bool in_rules)
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
  } else if (in_rules && is_prefixed(text, colon)) {
    rhumb_warn(reader->yaml.diag,
               RHUMB_WARNING,
               rhumb_span_loc(span, 0),
               "there is no prefix \"%.*s\", so this is a text; write "
               "%.*s\\%.*s if that is meant",
               RHUMB_FMT(name),
               RHUMB_FMT(name),
               RHUMB_FMT(rhumb_str_from(text, colon)));
  }
}

/// Return the text of a cell without the backslash of `ex\:a`, a text that
/// would be an IRI without it
static RhumbStr
without_escape(const RhumbYarrrml *const reader, const RhumbStr text)
{
  const size_t colon = rhumb_str_index(text, ':');
  if (!rhumb_says_text(text)) {
    return text;
  }
  const RhumbStr name = rhumb_str_slice(text, 0, colon - 1);
  return rhumb_prefixes_find(reader->yaml.prefixes, name).data
             ? rhumb_str_join(
                   reader->yaml.arena, name, rhumb_str_from(text, colon))
             : text;
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
  if (in_rules) {
    RHUMB_TRY(rhumb_check_table_text(reader, &span));
  }
  warn_prefix(reader, &span, in_rules);
  out->kind = RHUMB_TERM_LITERAL;
  out->text = span.text;
  if (!in_rules) {
    out->text = without_escape(reader, span.text);
    return RHUMB_OK;
  }
  RHUMB_TRY(rhumb_read_expression(reader, span, RHUMB_TERM_LITERAL, &text));
  out->kind = text.constant.kind; // An IRI, if another table has one
  out->text = text.constant.text;
  return text.kind == RHUMB_EXPRESSION_CONSTANT
             ? RHUMB_OK
             : rhumb_fail(reader->yaml.diag,
                          RHUMB_ERR_SYNTAX,
                          text.loc,
                          "what a key stands for cannot depend on the data");
}
