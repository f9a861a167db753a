// SPDX-License-Identifier: ISC

/// @file rdf.c  RDF files read by Raptor, with its lapses mended.

#include "term/rdf_impl.h"

#include "base/list.h"
#include "base/utf8.h"
#include "term/iri.h"
#include "term/language.h"

#include <raptor2.h>
#include <stdlib.h>

/// A file that is wrong all over is not worth more
enum { MAX_MISTAKES = 20 };

typedef struct {
  const RhumbText *text;
  const RhumbQuadHandler *to;
  const RhumbDiag *diag;
  RhumbPrefixes *prefixes;
  raptor_world *world;
  raptor_parser *parser;
  raptor_uri *base;
  RhumbStatus status;
  unsigned mistakes;
  bool has_lines;  ///< A statement is a line: N-Triples, N-Quads
  bool has_places; ///< The parser knows where each statement is
  RhumbBuf label;  ///< What generated labels begin with
  unsigned long long n_labels;
} Reader;

// Reports ----------------------------------------------------------------

static RhumbLoc
loc_of(const Reader *const reader, const raptor_locator *locator)
{
  RhumbLoc loc = {.text = reader->text};
  if ((!locator || locator->line < 1) && reader->parser) {
    locator = raptor_parser_get_locator(reader->parser);
  }
  if (locator && locator->line > 0) {
    loc.line = (unsigned)locator->line;
    loc.column = locator->column > 0 ? (unsigned)locator->column : 0;
  }
  return loc;
}

/// Where the parser is, as far as it can tell
static RhumbLoc
here(const Reader *const reader)
{
  return loc_of(reader, NULL);
}

/// Where the statement is that the parser hands out
static RhumbLoc
statement_loc(const Reader *const reader)
{
  return reader->has_places ? here(reader) : (RhumbLoc){.text = reader->text};
}

/// The first line of a message, without a full stop
static RhumbStr
one_line(const char *const message)
{
  RhumbStr line = {message, strcspn(message, "\r\n")};
  const bool sentence = line.len > 1 && line.data[line.len - 1] == '.' &&
                        line.data[line.len - 2] != ' ';
  line.len -= sentence; // A full stop by itself is a token
  return line;
}

/// What Raptor says too briefly
typedef struct {
  const char *said, *meaning;
} Meaning;

static const Meaning meanings[] = {
    {"syntax error at '\"'", "a quote that is not closed on its line"},
    {"syntax error at '<'",
     "an IRI that is not closed, or has a character that no IRI has"},
};

/// True of what Raptor says only because of the mistake it told before
static bool
is_echo(const RhumbStr line)
{
  return rhumb_str_starts(line, RHUMB_STR("Failed to convert qname")) ||
         rhumb_str_is(line, "syntax error, unexpected $end");
}

/// The line of `loc`
static RhumbStr
line_at(const RhumbLoc loc)
{
  RhumbStr rest = loc.text->text;
  for (unsigned line = 1; line < loc.line && rest.len; ++line) {
    (void)rhumb_str_cut(&rest, '\n');
  }
  return rhumb_str_cut(&rest, '\n');
}

/// The place of `name` in the line of `loc`, as far as it is there
static RhumbLoc
loc_in_line(RhumbLoc loc, const RhumbStr name)
{
  const size_t at = rhumb_str_find(line_at(loc), name, 0);
  loc.column = at == SIZE_MAX ? 0 : (unsigned)at + 1;
  return loc;
}

/// A place without a line that the text does not have, and without a column
/// that its line does not have: Raptor counts on where a text runs over the end
/// of its line, and counts some lines twice where a quote is not closed
static RhumbLoc
sound_loc(RhumbLoc loc)
{
  const RhumbLoc end = rhumb_loc_at(loc.text, loc.text->text.len);
  if (loc.line > end.line) {
    return (RhumbLoc){.text = loc.text};
  }
  loc.column = loc.column > line_at(loc).len + 1 ? 0 : loc.column;
  return loc;
}

static void
count_mistake(Reader *const reader)
{
  if (reader->status == RHUMB_OK) {
    reader->status = RHUMB_ERR_SYNTAX;
  }
  if (++reader->mistakes == MAX_MISTAKES && reader->parser) {
    rhumb_warn(reader->diag,
               RHUMB_NOTE,
               sound_loc(here(reader)),
               "this file has too many mistakes to go on");
    raptor_parser_parse_abort(reader->parser);
  }
}

/// Report that the prefix of a name is not declared, if that is what `line`
/// says
static bool
report_prefix(Reader *const reader, const RhumbStr line, const RhumbLoc loc)
{
  const RhumbStr start = RHUMB_STR("The namespace prefix in \"");
  const RhumbStr end = RHUMB_STR("\" was not declared");
  if (!rhumb_str_starts(line, start) || !rhumb_str_ends(line, end)) {
    return false;
  }
  const RhumbStr name = rhumb_str_slice(line, start.len, line.len - end.len);
  const int len = (int)rhumb_str_index(name, ':');
  (void)rhumb_fail(reader->diag,
                   RHUMB_ERR_SYNTAX,
                   loc_in_line(loc, name),
                   "unknown prefix \"%.*s\"; declare it: @prefix %.*s: <IRI> .",
                   len,
                   name.data,
                   len,
                   name.data);
  return true;
}

static void
on_log(void *const handle, raptor_log_message *const message)
{
  Reader *const reader = (Reader *)handle;
  RhumbStr line = one_line(message->text);
  const RhumbLoc loc = sound_loc(loc_of(reader, message->locator));
  if (reader->mistakes && is_echo(line)) {
    return;
  }
  const Meaning *const known = RHUMB_ROW(meanings, line);
  line = known ? rhumb_str(known->meaning) : line;
  if (report_prefix(reader, line, loc)) {
    count_mistake(reader);
    return;
  }
  if (message->level == RAPTOR_LOG_LEVEL_WARN) {
    rhumb_warn(reader->diag, RHUMB_WARNING, loc, "%.*s", RHUMB_FMT(line));
  } else if (message->level > RAPTOR_LOG_LEVEL_WARN &&
             reader->mistakes < MAX_MISTAKES) {
    (void)rhumb_fail(
        reader->diag, RHUMB_ERR_SYNTAX, loc, "%.*s", RHUMB_FMT(line));
    count_mistake(reader);
  }
}

// Terms ------------------------------------------------------------------

static RhumbStr
view(const unsigned char *const text)
{
  return rhumb_str((const char *)text);
}

static RhumbStr
uri_view(raptor_uri *const uri)
{
  size_t len = 0;
  const unsigned char *const text = raptor_uri_as_counted_string(uri, &len);
  return (RhumbStr){(const char *)text, len};
}

static RhumbTerm
term_of(const raptor_term *const term)
{
  if (!term) {
    return (RhumbTerm){0};
  }
  if (term->type == RAPTOR_TERM_TYPE_URI) {
    return rhumb_iri(uri_view(term->value.uri));
  }
  if (term->type == RAPTOR_TERM_TYPE_BLANK) {
    return (RhumbTerm){.kind = RHUMB_TERM_BLANK,
                       .text = view(term->value.blank.string)};
  }
  const raptor_term_literal_value *const value = &term->value.literal;
  RhumbTerm literal = {
      .kind = RHUMB_TERM_LITERAL,
      .text = {(const char *)value->string, value->string_len},
  };
  if (value->language && value->language[0]) {
    literal.language = view(value->language);
  } else if (value->datatype) {
    literal.datatype = uri_view(value->datatype);
  }
  return literal;
}

/// Report `text`, the part of a term that is wrong, where it first stands if
/// the parser does not know the place
static bool
fail_term(Reader *const reader, const char *const what, const RhumbStr text)
{
  const int len = text.len < 200 ? (int)text.len : 200;
  const size_t at = reader->has_places
                        ? SIZE_MAX
                        : rhumb_str_find(reader->text->text, text, 0);
  const RhumbLoc loc = at == SIZE_MAX ? sound_loc(statement_loc(reader))
                                      : rhumb_loc_at(reader->text, at);
  (void)rhumb_fail(
      reader->diag, RHUMB_ERR_SYNTAX, loc, "%s: '%.*s'", what, len, text.data);
  count_mistake(reader);
  return false;
}

/// Check what Raptor lets through
static bool
check_term(Reader *const reader, const RhumbTerm *const term)
{
  if (term->kind == RHUMB_TERM_IRI && !rhumb_iri_valid(term->text, NULL)) {
    return fail_term(reader, "not an absolute IRI", term->text);
  }
  if (reader->has_lines && term->kind == RHUMB_TERM_BLANK &&
      rhumb_str_ends(term->text, RHUMB_STR("."))) {
    return fail_term(
        reader, "a blank node's label does not end with \".\"", term->text);
  }
  if (term->datatype.len && !rhumb_iri_valid(term->datatype, NULL)) {
    return fail_term(reader, "not an absolute IRI", term->datatype);
  }
  if (rhumb_rdf_language_is_cut(term->language)) {
    return fail_term(
        reader, "more than 255 bytes are the language tag of", term->text);
  }
  if (term->language.len && !rhumb_language_valid(term->language)) {
    return fail_term(reader, "not a language tag", term->language);
  }
  if (!rhumb_utf8_valid(term->text, NULL)) {
    return fail_term(
        reader, "half of a surrogate pair, escaped", RHUMB_STR("\\uD"));
  }
  return true;
}

/// Cut off the full stop that Raptor's readers of lines take for the end of a
/// label: it is the end of the statement, for no label ends with one (N-Triples
/// 1.1, section 6, BLANK_NODE_LABEL)
static void
mend_last(RhumbTerm *const last)
{
  last->text.len -= last->kind == RHUMB_TERM_BLANK &&
                    rhumb_str_ends(last->text, RHUMB_STR("."));
}

/// Cut off what stands between the name of a graph and its "{" where lines end
/// in CR and LF: Raptor's reader of TriG takes it for a part of the name
static void
mend_graph(RhumbTerm *const graph)
{
  while (graph->text.len &&
         strchr(" \t\v\r\n=", graph->text.data[graph->text.len - 1])) {
    --graph->text.len;
  }
}

static void
on_statement(void *const handle, raptor_statement *const statement)
{
  Reader *const reader = (Reader *)handle;
  if (reader->status != RHUMB_OK && reader->status != RHUMB_ERR_SYNTAX) {
    return; // Stopped: Raptor may have a few left
  }
  const RhumbLoc loc = statement_loc(reader);
  RhumbQuad quad = {
      .subject = term_of(statement->subject),
      .predicate = term_of(statement->predicate),
      .object = term_of(statement->object),
      .graph = term_of(statement->graph),
      .origin = &loc,
  };
  if (reader->has_lines) {
    mend_last(statement->graph ? &quad.graph : &quad.object);
  } else if (rhumb_str_ends(quad.graph.text, RHUMB_STR("\r"))) {
    mend_graph(&quad.graph);
  }
  const bool sound =
      reader->mistakes < MAX_MISTAKES && check_term(reader, &quad.subject) &&
      check_term(reader, &quad.predicate) && check_term(reader, &quad.object) &&
      check_term(reader, &quad.graph);
  if (sound && reader->status == RHUMB_OK) {
    reader->status = reader->to->put(reader->to->handle, &quad);
    if (reader->status != RHUMB_OK) {
      raptor_parser_parse_abort(reader->parser);
    }
  }
}

static void
on_namespace(void *const handle, raptor_namespace *const space)
{
  const Reader *const reader = (const Reader *)handle;
  raptor_uri *const uri = raptor_namespace_get_uri(space);
  const unsigned char *const name = raptor_namespace_get_prefix(space);
  if (reader->prefixes && uri) {
    // A name that is declared anew is a matter of taste in RDF files
    (void)rhumb_prefixes_add(reader->prefixes,
                             name ? view(name) : RHUMB_STR(""),
                             uri_view(uri),
                             here(reader));
  }
}

// Blank nodes ------------------------------------------------------------

/// Choose a beginning of labels that no label in the document has: one `x` more
/// than ever stands behind "anon", found in one pass
static void
choose_label(Reader *const reader)
{
  static const RhumbStr start = {"anon", 4};
  const RhumbStr text = reader->text->text;
  size_t n = 0;
  for (size_t at = 0; (at = rhumb_str_find(text, start, at)) != SIZE_MAX;) {
    const size_t from = at + start.len;
    for (at = from; at < text.len && text.data[at] == 'x';) {
      ++at;
    }
    n = at - from + 1 > n ? at - from + 1 : n;
  }
  rhumb_buf_put(&reader->label, start);
  for (; n > 0; --n) {
    rhumb_buf_putc(&reader->label, 'x');
  }
}

/// Raptor frees labels with the allocator of its own library
static unsigned char *
on_label(void *const handle, unsigned char *const own)
{
  Reader *const reader = (Reader *)handle;
  if (own) {
    return own;
  }
  const size_t size = reader->label.len + 24;
  unsigned char *const label = (unsigned char *)raptor_alloc_memory(size);
  if (label) {
    (void)snprintf((char *)label,
                   size,
                   "%.*s%llu",
                   RHUMB_FMT(rhumb_buf_str(&reader->label)),
                   ++reader->n_labels);
  }
  return label;
}

// Running Raptor ---------------------------------------------------------

static int
refuse_uri(void *const handle, raptor_uri *const uri)
{
  (void)handle;
  (void)uri;
  return 1;
}

/// The document's own address, the same wherever the program runs
static void
put_base(RhumbBuf *const out, const char *const name)
{
  rhumb_buf_puts(out, "file://");
  if (name[0] != '/') {
    rhumb_buf_putc(out, '/');
  }
  rhumb_iri_put_path(out, rhumb_str(name));
}

static raptor_uri *
new_base(raptor_world *const world, const char *const name, const RhumbStr base)
{
  RhumbBuf text = {0};
  if (base.len) {
    rhumb_buf_put(&text, base);
  } else {
    put_base(&text, name);
  }
  const RhumbStr all = rhumb_buf_str(&text);
  raptor_uri *const uri = raptor_new_uri_from_counted_string(
      world, (const unsigned char *)all.data, all.len);
  rhumb_buf_free(&text);
  return uri;
}

static bool
start(Reader *const reader, const char *const syntax, const RhumbStr base)
{
  reader->world = raptor_new_world();
  if (!reader->world) {
    return false;
  }
  raptor_world_set_log_handler(reader->world, reader, on_log);
  if (raptor_world_open(reader->world) != 0) {
    return false;
  }
  raptor_world_set_generate_bnodeid_handler(reader->world, reader, on_label);
  reader->parser = raptor_new_parser(reader->world, syntax);
  reader->base = new_base(reader->world, reader->text->name, base);
  if (!reader->parser || !reader->base) {
    return false;
  }
  static const struct {
    raptor_option option;
    int value;
  } options[] = {
      {RAPTOR_OPTION_NO_NET, 1},
      {RAPTOR_OPTION_NO_FILE, 1},
      {RAPTOR_OPTION_LOAD_EXTERNAL_ENTITIES, 0},
      {RAPTOR_OPTION_NORMALIZE_LANGUAGE, 0},
  };
  for (size_t i = 0; i < RHUMB_COUNT(options); ++i) {
    (void)raptor_parser_set_option(
        reader->parser, options[i].option, NULL, options[i].value);
  }
  raptor_parser_set_uri_filter(reader->parser, refuse_uri, NULL);
  raptor_parser_set_statement_handler(reader->parser, reader, on_statement);
  raptor_parser_set_namespace_handler(reader->parser, reader, on_namespace);
  return raptor_parser_parse_start(reader->parser, reader->base) == 0;
}

/// Parse by pieces what can be: the others keep what they are given anyway
static void
feed(Reader *const reader, const char *const syntax)
{
  const bool whole =
      strcmp(syntax, "turtle") == 0 || strcmp(syntax, "trig") == 0;
  const RhumbStr text = reader->text->text;
  RhumbStr rest = rhumb_str_from(text, rhumb_utf8_mark(text));
  const size_t piece = whole ? SIZE_MAX : (size_t)1024 * 1024;
  int failed = 0;
  do {
    const size_t len = rest.len < piece ? rest.len : piece;
    failed = raptor_parser_parse_chunk(
        reader->parser, (const unsigned char *)rest.data, len, len == rest.len);
    rest = rhumb_str_from(rest, len);
  } while (!failed && rest.len && reader->status == RHUMB_OK);

  if (failed && reader->status == RHUMB_OK) {
    reader->status = rhumb_fail(reader->diag,
                                RHUMB_ERR_SYNTAX,
                                here(reader),
                                "this is not RDF in the syntax '%s'",
                                syntax);
  }
}

RhumbStatus
rhumb_rdf_read(const RhumbText *const text,
               const char *const syntax,
               const RhumbStr base,
               RhumbPrefixes *const prefixes,
               const RhumbQuadHandler *const to,
               const RhumbDiag *const diag)
{
  const char *const parser = syntax ? syntax : rhumb_rdf_guess(text);
  if (!syntax) {
    RHUMB_TRY(rhumb_rdf_check_kind(text, diag));
  }
  RHUMB_TRY(rhumb_rdf_check(text, parser, diag));
  RHUMB_TRY(rhumb_rdf_check_version(text, parser, diag));

  Reader reader = {.text = text, .to = to, .diag = diag, .prefixes = prefixes};
  // The others parse the whole text before they hand out anything
  reader.has_lines =
      strcmp(parser, "ntriples") == 0 || strcmp(parser, "nquads") == 0;
  reader.has_places = reader.has_lines || strcmp(parser, "rdfxml") == 0;
  choose_label(&reader);
  if (start(&reader, parser, base)) {
    feed(&reader, parser);
  } else if (reader.status == RHUMB_OK) {
    reader.status = rhumb_fail(diag,
                               RHUMB_ERR_UNSUPPORTED,
                               (RhumbLoc){.text = text},
                               "Raptor cannot read the syntax '%s'",
                               parser);
  }
  if (reader.parser) {
    raptor_free_parser(reader.parser);
  }
  if (reader.base) {
    raptor_free_uri(reader.base);
  }
  if (reader.world) {
    raptor_free_world(reader.world);
  }
  rhumb_buf_free(&reader.label);
  return reader.status;
}
