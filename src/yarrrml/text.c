// SPDX-License-Identifier: ISC

/// @file text.c  Texts of the rules: externals, prefixes, templates.

#include "base/near.h"
#include "yarrrml/yarrrml_impl.h"

#include <stdlib.h>

/// A stretch of a scalar that was replaced by another
typedef struct RhumbEdit {
  const struct RhumbEdit *next;
  size_t at, len;         ///< In the text with externals replaced
  size_t origin, old_len; ///< In the text as it was written
} RhumbEdit;

static RhumbExternalValue *
find_external(const RhumbYarrrml *const reader, const RhumbStr name)
{
  RhumbExternalValue *const items =
      (RhumbExternalValue *)reader->externals.items;
  for (size_t i = 0; i < reader->externals.count; ++i) {
    if (rhumb_str_equal(items[i].name, name)) {
      return &items[i];
    }
  }
  return NULL;
}

/// A reference that looks like an external but is none is worth a word
static void
warn_unknown(const RhumbYarrrml *const reader,
             const RhumbStr name,
             const RhumbLoc loc)
{
  if (reader->externals.count) {
    rhumb_warn(reader->diag,
               RHUMB_WARNING,
               loc,
               "no external is called \"%.*s\", so this is the reference "
               "\"_%.*s\"; write \"$(\\_%.*s)\" if that is meant",
               RHUMB_FMT(name),
               RHUMB_FMT(name),
               RHUMB_FMT(name));
  }
}

/// The replacing of externals in one scalar
typedef struct {
  RhumbYarrrml *reader;
  const RhumbYaml *scalar;
  RhumbBuf out;
  RhumbEdit *first, *last;
} Replacing;

static void
add_edit(Replacing *const r, const RhumbEdit edit)
{
  RhumbEdit *const kept = RHUMB_NEW(r->reader->arena, RhumbEdit, 1);
  *kept = edit;
  if (r->last) {
    r->last->next = kept;
  } else {
    r->first = kept;
  }
  r->last = kept;
}

/// Replace what begins at `at`; return how much of the text that was, or 0
static size_t
replace(Replacing *const r, const size_t at)
{
  const RhumbStr text = r->scalar->text;
  const RhumbStr rest = rhumb_str_slice(text, at, text.len);
  if (rhumb_str_starts(rest, RHUMB_STR("$(\\_"))) {
    rhumb_buf_put(&r->out, RHUMB_STR("$(_"));
    add_edit(r, (RhumbEdit){NULL, r->out.len, 0, at + 4, 0});
    return 4;
  }
  const char *const end = rhumb_str_starts(rest, RHUMB_STR("$(_"))
                              ? (const char *)memchr(rest.data, ')', rest.len)
                              : NULL;
  if (!end) {
    return 0;
  }

  const size_t len = (size_t)(end - rest.data) + 1;
  const RhumbStr name = rhumb_str_slice(rest, 3, len - 1);
  RhumbExternalValue *const external = find_external(r->reader, name);
  if (!external) {
    warn_unknown(r->reader, name, rhumb_yaml_at(r->scalar, at + 2));
    return 0;
  }
  external->used = true;
  add_edit(r, (RhumbEdit){NULL, r->out.len, external->value.len, at, len});
  rhumb_buf_put(&r->out, external->value);
  return len;
}

RhumbSpan
rhumb_span_of(RhumbYarrrml *const reader, const RhumbYaml *const scalar)
{
  const RhumbStr text = scalar->text;
  Replacing r = {.reader = reader, .scalar = scalar};
  for (size_t i = 0; i < text.len;) {
    const size_t len = text.data[i] == '$' ? replace(&r, i) : 0;
    if (!len) {
      rhumb_buf_putc(&r.out, text.data[i]);
    }
    i += len ? len : 1;
  }
  RhumbSpan span = {text, scalar, 0, r.first};
  if (r.first) {
    span.text = rhumb_str_copy(reader->arena, rhumb_buf_str(&r.out));
  }
  rhumb_buf_free(&r.out);
  return span;
}

RhumbSpan
rhumb_span_slice(const RhumbSpan span, const size_t start, const size_t end)
{
  return (RhumbSpan){rhumb_str_slice(span.text, start, end),
                     span.node,
                     span.at + start,
                     span.edits};
}

static bool
is_space(const char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

RhumbSpan
rhumb_span_trim(const RhumbSpan span)
{
  size_t start = 0;
  size_t end = span.text.len;
  while (start < end && is_space(span.text.data[start])) {
    ++start;
  }
  while (end > start && is_space(span.text.data[end - 1])) {
    --end;
  }
  return rhumb_span_slice(span, start, end);
}

bool
rhumb_span_cut(RhumbSpan *const span, const char *const suffix)
{
  const RhumbStr end = rhumb_str(suffix);
  if (!rhumb_str_ends(span->text, end)) {
    return false;
  }
  span->text.len -= end.len;
  return true;
}

RhumbLoc
rhumb_span_loc(const RhumbSpan *const span, const size_t at)
{
  const size_t wanted = span->at + at;
  size_t origin = wanted;
  for (const RhumbEdit *e = span->edits; e && e->at <= wanted; e = e->next) {
    const size_t behind = wanted - e->at;
    origin = behind < e->len ? e->origin
                             : e->origin + e->old_len + (behind - e->len);
  }
  return rhumb_yaml_at(span->node, origin);
}

RhumbStatus
rhumb_wrong_kind(const RhumbYarrrml *const reader,
                 const RhumbYaml *const node,
                 const char *const what,
                 const char *const wanted)
{
  return rhumb_fail(reader->diag,
                    RHUMB_ERR_SYNTAX,
                    node->loc,
                    "%s must be %s, not %s",
                    what,
                    wanted,
                    rhumb_yaml_kind_name(node));
}

RhumbStatus
rhumb_read_text(RhumbYarrrml *const reader,
                const RhumbYaml *const node,
                const char *const what,
                RhumbStr *const out)
{
  if (node->kind != RHUMB_YAML_SCALAR || rhumb_is_null(node)) {
    return rhumb_wrong_kind(reader, node, what, "a string");
  }
  *out = rhumb_span_of(reader, node).text;
  return RHUMB_OK;
}

// IRIs

/// Schemes that begin an IRI without "//"; any other word is taken for a prefix
static const char *const schemes[] = {
    "http", "https", "urn",  "mailto", "file",  "ftp",  "tag",  "data",
    "did",  "tel",   "jdbc", "cid",    "mid",   "ldap", "news", "xmpp",
    "sip",  "sips",  "arn",  "ni",     "about", "blob", NULL};

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

static bool
is_scheme(const RhumbStr word)
{
  for (const char *const *s = schemes; *s; ++s) {
    if (rhumb_str_is(word, *s)) {
      return true;
    }
  }
  return false;
}

/// Prefixes that rules for other engines use, and often forget to declare
static const struct {
  const char *prefix;
  const char *iri;
} usual_prefixes[] = {
    {"fno", "https://w3id.org/function/ontology#"},
    {"grel", "http://users.ugent.be/~bjdmeest/function/grel.ttl#"},
    {"idlab-fn", "https://w3id.org/imec/idlab/function#"},
    {"ql", "http://semweb.mmlab.be/ns/ql#"},
    {"rml", "http://semweb.mmlab.be/ns/rml#"},
    {"stix", "http://docs.oasis-open.org/cti/ns/stix#"},
};

static const char *
usual_iri(const RhumbStr prefix)
{
  const size_t n = sizeof(usual_prefixes) / sizeof(*usual_prefixes);
  for (size_t i = 0; i < n; ++i) {
    if (rhumb_str_is(prefix, usual_prefixes[i].prefix)) {
      return usual_prefixes[i].iri;
    }
  }
  return NULL;
}

static RhumbStatus
unknown_prefix(const RhumbYarrrml *const reader,
               const RhumbSpan *const span,
               const RhumbStr word)
{
  const RhumbLoc loc = rhumb_span_loc(span, 0);
  if (rhumb_str_is(word, "_")) {
    return rhumb_fail(reader->diag,
                      RHUMB_ERR_REFERENCE,
                      loc,
                      "a blank node is written {value: name, type: blank}");
  }
  const char *const near =
      rhumb_prefixes_near(&reader->mapping->prefixes, word);
  const char *const usual = usual_iri(word);
  return usual  ? rhumb_fail(reader->diag,
                            RHUMB_ERR_REFERENCE,
                            loc,
                            "unknown prefix \"%.*s\"; add \"%.*s: %s\" to "
                             "prefixes",
                            RHUMB_FMT(word),
                            RHUMB_FMT(word),
                            usual)
         : near ? rhumb_fail_near(reader->diag,
                                  RHUMB_ERR_REFERENCE,
                                  loc,
                                  near,
                                  "unknown prefix \"%.*s\"",
                                  RHUMB_FMT(word))
                : rhumb_fail(reader->diag,
                             RHUMB_ERR_REFERENCE,
                             loc,
                             "unknown prefix \"%.*s\"; say under prefixes what "
                             "it stands for",
                             RHUMB_FMT(word));
}

/// Take a prefix off `span`, and set `space` to what it stands for
static RhumbStatus
take_prefix(RhumbYarrrml *const reader,
            RhumbSpan *const span,
            RhumbStr *const space)
{
  const size_t len = prefix_len(span->text);
  if (len == span->text.len) {
    return RHUMB_OK;
  }
  const RhumbStr word = rhumb_str_slice(span->text, 0, len);
  const RhumbSpan rest = rhumb_span_slice(*span, len + 1, span->text.len);
  if (rhumb_str_starts(rest.text, RHUMB_STR("//"))) {
    return RHUMB_OK;
  }
  const RhumbStr iri = rhumb_prefixes_find(&reader->mapping->prefixes, word);
  if (iri.data) {
    *space = iri;
    *span = rest;
    return RHUMB_OK;
  }
  return is_scheme(word) ? RHUMB_OK : unknown_prefix(reader, span, word);
}

/// An IRI in angle brackets is whole: no prefix
static bool
take_brackets(RhumbSpan *const span)
{
  const RhumbStr text = span->text;
  if (text.len > 1 && text.data[0] == '<' && text.data[text.len - 1] == '>') {
    *span = rhumb_span_slice(*span, 1, text.len - 1);
    return true;
  }
  return false;
}

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
  RhumbPart *const parts = RHUMB_NEW(reader->arena, RhumbPart, count);
  parts[0] = (RhumbPart){
      rhumb_str_format(
          reader->arena, "%.*s%.*s", RHUMB_FMT(space), RHUMB_FMT(rest)),
      false,
      loc};
  for (size_t i = 1; i < count; ++i) {
    parts[i] = text->parts[i - 1 + skip];
  }
  *text = (RhumbTemplate){parts, count};
}

static RhumbExpression
classify(const RhumbTemplate text, const RhumbTermKind kind, const RhumbLoc loc)
{
  if (!text.count) {
    return (RhumbExpression){.kind = RHUMB_EXPRESSION_CONSTANT,
                             .loc = loc,
                             .constant = {.kind = kind, .text = {"", 0}}};
  }
  if (text.count > 1) {
    return (RhumbExpression){
        .kind = RHUMB_EXPRESSION_TEMPLATE, .loc = loc, .text = text};
  }
  const RhumbPart *const part = &text.parts[0];
  if (part->is_reference) {
    return (RhumbExpression){.kind = RHUMB_EXPRESSION_REFERENCE,
                             .loc = part->loc,
                             .reference = part->text};
  }
  return (RhumbExpression){.kind = RHUMB_EXPRESSION_CONSTANT,
                           .loc = loc,
                           .constant = {.kind = kind, .text = part->text}};
}

RhumbStatus
rhumb_read_expression(RhumbYarrrml *const reader,
                      RhumbSpan span,
                      const RhumbTermKind kind,
                      RhumbExpression *const out)
{
  RhumbStr space = {NULL, 0};
  const bool is_iri = kind == RHUMB_TERM_IRI;
  if (is_iri) {
    span = rhumb_span_trim(span);
  }
  const RhumbLoc loc = rhumb_span_loc(&span, 0);
  if (is_iri && !take_brackets(&span)) {
    RHUMB_TRY(take_prefix(reader, &span, &space));
  }

  const RhumbPlaces places = {place, &span};
  RhumbTemplate text = {NULL, 0};
  RHUMB_TRY(rhumb_template_read_yarrrml(
      &text, reader->arena, span.text, &places, reader->diag));
  if (space.data) {
    prepend(reader, &text, space, loc);
  }
  *out = classify(text, kind, loc);
  if (is_iri && !text.count) {
    return rhumb_fail(
        reader->diag, RHUMB_ERR_SYNTAX, loc, "an IRI that is empty");
  }
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
    return rhumb_fail(reader->diag,
                      RHUMB_ERR_SYNTAX,
                      value.loc,
                      "%s cannot depend on the data",
                      what);
  }
  *out = value.constant.text;
  return RHUMB_OK;
}

// Names

void *
rhumb_list_add(RhumbList *const list, const size_t size)
{
  list->items = rhumb_xgrow(list->items, list->count, &list->cap, size);
  return memset((char *)list->items + (list->count++ * size), 0, size);
}

void *
rhumb_list_keep(RhumbList *const list,
                RhumbArena *const arena,
                const size_t size)
{
  void *const kept = rhumb_arena_alloc(arena, size, list->count);
  if (list->count) {
    memcpy(kept, list->items, list->count * size);
  }
  free(list->items);
  *list = (RhumbList){NULL, 0, 0};
  return kept;
}

RhumbNamed *
rhumb_names_find(const RhumbNames *const names, const RhumbStr name)
{
  const uint32_t number = rhumb_table_find(&names->table, name);
  return number == RHUMB_TABLE_NONE
             ? NULL
             : (RhumbNamed *)names->entries.items + number;
}

RhumbStatus
rhumb_names_add(RhumbYarrrml *const reader,
                RhumbNames *const names,
                const RhumbYaml *const key,
                size_t *const number)
{
  const RhumbNamed *const known = rhumb_names_find(names, key->text);
  if (known) {
    (void)rhumb_fail(reader->diag,
                     RHUMB_ERR_SYNTAX,
                     key->loc,
                     "the %s \"%s\" is there already",
                     names->what,
                     key->text.data);
    rhumb_warn(reader->diag, RHUMB_NOTE, known->key->loc, "it was first here");
    return RHUMB_ERR_SYNTAX;
  }
  *number = rhumb_table_add(&names->table, key->text);
  RHUMB_ADD(&names->entries, RhumbNamed)->key = key;
  return RHUMB_OK;
}

RhumbStatus
rhumb_names_fail(const RhumbYarrrml *const reader,
                 const RhumbNames *const names,
                 const RhumbStr name,
                 const RhumbLoc loc)
{
  const size_t n = names->table.count;
  const char **const words =
      (const char **)rhumb_xrealloc(NULL, (n + 1) * sizeof(*words));
  for (size_t i = 0; i < n; ++i) {
    words[i] = names->table.keys[i].data;
  }
  words[n] = NULL;
  const char *const near = rhumb_near(name, words);
  const RhumbStatus status = rhumb_fail_near(reader->diag,
                                             RHUMB_ERR_REFERENCE,
                                             loc,
                                             near,
                                             "unknown %s \"%.*s\"%s%s%s",
                                             names->what,
                                             RHUMB_FMT(name),
                                             near ? "" : "; none of \"",
                                             near ? "" : names->what,
                                             near ? "" : "s\" has this name");
  free((void *)words);
  return status;
}
