// SPDX-License-Identifier: ISC

/// @file name.c  What is an IRI, and what a prefix with a name.

#include "term/name.h"

#include "base/list.h"
#include "base/near.h"
#include "term/iri.h"
#include "term/prefix.h"
#include "term/vocabulary.h"

/// Schemes that begin an IRI without "//"; any other word is taken for a prefix
static const char *const schemes[] = {
    "http", "https", "urn",  "mailto", "file",  "ftp",  "tag",  "data",
    "did",  "tel",   "jdbc", "cid",    "mid",   "ldap", "news", "xmpp",
    "sip",  "sips",  "arn",  "ni",     "about", "blob", NULL};

bool
rhumb_is_scheme(const RhumbStr word)
{
  return rhumb_word(schemes, word) != NULL;
}

/// Return where the word before a colon ends, or the length if none begins it
static size_t
prefix_len(const RhumbStr text)
{
  for (size_t i = 0; i < text.len; ++i) {
    const char c = text.data[i];
    if (c == ':') {
      return i;
    }
    if (strchr("/#?\\$(){}<> \t\n", c)) {
      break;
    }
  }
  return text.len;
}

typedef struct {
  const char *name, *iri;
} Prefix;

/// Prefixes that rules for other engines use, and often forget to declare
static const Prefix usual_prefixes[] = {
    {"fno", RHUMB_FNO},
    {"grel", RHUMB_GREL},
    {"idlab-fn", RHUMB_IDLAB},
    {"morph-kgc", RHUMB_MORPH},
    {"ql", RHUMB_QL},
    {"rhumb-fn", RHUMB_FUNCTIONS},
    {"rml", RHUMB_RML_CLASSIC},
    {"stix", "http://docs.oasis-open.org/cti/ns/stix#"},
};

/// Note that a prefix is not declared
/// @return true if that was known: to say it once is enough.
static bool
is_reported(RhumbPrefixes *const prefixes, const RhumbStr word)
{
  for (size_t i = 0; i < prefixes->missing.count; ++i) {
    if (rhumb_str_equal(prefixes->missing.items[i], word)) {
      return true;
    }
  }
  RHUMB_PUSH_IN(prefixes->arena, &prefixes->missing, word);
  return false;
}

static RhumbStatus
unknown_prefix(const RhumbYamlContext *const context,
               const RhumbSpan *const span,
               const RhumbStr word)
{
  const RhumbLoc loc = rhumb_span_loc(span, 0);
  if (rhumb_str_is(word, "_")) {
    return rhumb_fail(context->diag,
                      RHUMB_ERR_REFERENCE,
                      loc,
                      "a blank node is written {value: name, type: blank}");
  }
  const char *const near = rhumb_prefixes_near(context->prefixes, word);
  if (!near && is_reported(context->prefixes, word)) {
    return RHUMB_ERR_REFERENCE;
  }
  const Prefix *const usual = (const Prefix *)RHUMB_ROW(usual_prefixes, word);
  const char *const advice = near ? ""
                                  : "; say under prefixes what it stands "
                                    "for";
  return usual ? rhumb_fail(context->diag,
                            RHUMB_ERR_REFERENCE,
                            loc,
                            "unknown prefix \"%.*s\"; add \"%.*s: %s\" to "
                            "prefixes",
                            RHUMB_FMT(word),
                            RHUMB_FMT(word),
                            usual->iri)
               : rhumb_fail_near(context->diag,
                                 RHUMB_ERR_REFERENCE,
                                 loc,
                                 near,
                                 "unknown prefix \"%.*s\"%s",
                                 RHUMB_FMT(word),
                                 advice);
}

/// Warn of a whole IRI whose scheme is a prefix, but for one that stands for
/// that scheme
static void
warn_whole(const RhumbYamlContext *const context, const RhumbSpan *const span)
{
  const RhumbStr text = span->text;
  const RhumbStr name = rhumb_str_slice(text, 0, prefix_len(text));
  const RhumbPrefix *const prefix =
      name.len < text.len ? rhumb_prefixes_declared(context->prefixes, name)
                          : NULL;
  if (prefix && !rhumb_str_starts(prefix->iri, name)) {
    rhumb_warn_near(context->diag,
                    rhumb_span_loc(span, 0),
                    rhumb_str_copy(context->arena, text).data,
                    "within < > prefixes are not expanded, so this IRI begins "
                    "with \"%.*s:\"",
                    RHUMB_FMT(name));
  }
}

/// An IRI in angle brackets is whole: no prefix
static bool
take_brackets(const RhumbYamlContext *const context, RhumbSpan *const span)
{
  const RhumbStr text = span->text;
  if (text.len > 1 && text.data[0] == '<' && text.data[text.len - 1] == '>') {
    *span = rhumb_span_slice(*span, 1, text.len - 1);
    warn_whole(context, span);
    return true;
  }
  return false;
}

RhumbStatus
rhumb_name_split(const RhumbYamlContext *const context,
                 RhumbSpan *const span,
                 RhumbStr *const space)
{
  *space = (RhumbStr){NULL, 0};
  const size_t len = prefix_len(span->text);
  if (take_brackets(context, span) || len == span->text.len) {
    return RHUMB_OK;
  }
  const RhumbStr word = rhumb_str_slice(span->text, 0, len);
  const RhumbSpan rest = rhumb_span_slice(*span, len + 1, span->text.len);
  if (rhumb_str_starts(rest.text, RHUMB_STR("//"))) {
    return RHUMB_OK;
  }
  const RhumbStr iri = rhumb_prefixes_find(context->prefixes, word);
  if (iri.data) {
    *space = iri;
    *span = rest;
    return RHUMB_OK;
  }
  return rhumb_word(schemes, word) ? RHUMB_OK
                                   : unknown_prefix(context, span, word);
}

RhumbStr
rhumb_name_take_prefix(const RhumbYamlContext *const context,
                       RhumbSpan *const span)
{
  const size_t len = prefix_len(span->text);
  const RhumbStr rest = rhumb_str_from(span->text, len);
  if (!rest.len || rhumb_str_starts(rest, RHUMB_STR("://")) ||
      rhumb_str_starts(rest, RHUMB_STR(": "))) {
    return (RhumbStr){NULL, 0};
  }
  const RhumbStr iri = rhumb_prefixes_find(context->prefixes,
                                           rhumb_str_slice(span->text, 0, len));
  if (iri.data) {
    *span = rhumb_span_slice(*span, len + 1, span->text.len);
  }
  return iri;
}

/// Report what the IRI `space` with `span` behind it is not, at its place
static RhumbStatus
bad_iri(const RhumbYamlContext *const context,
        const RhumbSpan *const span,
        const RhumbStr space,
        const RhumbStr iri,
        const size_t bad)
{
  char why[RHUMB_IRI_WHY];
  const size_t at = bad > space.len ? bad - space.len : 0;
  rhumb_iri_explain(why, iri, bad);
  return rhumb_fail(context->diag,
                    RHUMB_ERR_VALUE,
                    rhumb_span_loc(span, at),
                    "\"%.*s\" %s",
                    RHUMB_FMT(iri),
                    why);
}

RhumbStatus
rhumb_name_read(const RhumbYamlContext *const context,
                const RhumbField field,
                const RhumbSpan untrimmed,
                RhumbStr *const out)
{
  size_t bad = 0;
  RhumbStr space = {NULL, 0};
  RhumbSpan span = rhumb_span_trim(untrimmed);
  if (rhumb_str_find(span.text, RHUMB_STR("$("), 0) != SIZE_MAX) {
    return rhumb_fail(context->diag,
                      RHUMB_ERR_SYNTAX,
                      field.value->loc,
                      "\"%s\" cannot depend on the data",
                      field.key->text.data);
  }
  RHUMB_TRY(rhumb_name_split(context, &span, &space));
  *out = rhumb_str_join(context->arena, space, span.text);
  return rhumb_iri_valid(*out, &bad) ? RHUMB_OK
         : rhumb_iri_is_absolute(*out)
             ? bad_iri(context, &span, space, *out, bad)
             : rhumb_wrong_value(context, field, rhumb_iri_type.wanted);
}

static RhumbStatus
read_iri(const RhumbYamlContext *const context,
         const RhumbYamlType *const type,
         const RhumbField field,
         void *const to)
{
  RhumbIri *const out = (RhumbIri *)to;
  RhumbSpan span = {.text = {NULL, 0}};
  RHUMB_TRY(rhumb_read_span(context, field, type->wanted, &span));
  out->loc = field.value->loc;
  return rhumb_name_read(context, field, span, &out->text);
}

const RhumbYamlType rhumb_iri_type = {.name = "IRI",
                                      .wanted = "an IRI or a prefixed name",
                                      .read = read_iri,
                                      .may_be = RHUMB_MAY_SCALAR,
                                      .pattern = ":|[$][(]_"};
