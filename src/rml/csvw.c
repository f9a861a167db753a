// SPDX-License-Identifier: ISC

/// @file csvw.c  What CSVW says of a CSV file, its dialect and its columns:
/// read, or refused where it stands. What it does not say is as it is usual,
/// not as CSVW's own defaults have it: no row vanishes unasked.

#include "rml/rml_impl.h"

#include "base/ascii.h"
#include "base/near.h"
#include "base/words.h"
#include "source/types.h"
#include "term/datatype.h"

/// A number in a dialect has so many digits at most
enum { N_DIGITS = 9 };

/// What a property of CSVW sets in a source
typedef struct {
  const char *property;
  void (*read)(RhumbRml *rml,
               RhumbSourceSpec *spec,
               const RhumbRmlNode *node,
               const RhumbRmlStatement *said);
} Property;

// clang-format off
/// What else CSVW says of tables and of files, ended by NULL: a dialect first
static const char *const csvw_words[] = {
  "url",            "dialect",     "null",
  "delimiter",      "quoteChar",   "encoding",
  "header",         "commentPrefix",
  "headerRowCount", "skipRows",    "skipColumns",
  "skipBlankRows",  "trim",        "doubleQuote",
  "skipInitialSpace", "lineTerminators", "tableSchema",
  "column",         "columns",     "name",
  "title",          "titles",      "datatype",    NULL
};

/// What it says of tables, which says nothing of how they are read
static const char *const csvw_unread[] = {
  "table",          "notes",
  "tableDirection", "suppressOutput",
  "transformations", "aboutUrl",   "propertyUrl",
  "valueUrl",       "default",
  "lang",           "ordered",     "required",
  "separator",      "textDirection", "primaryKey",
  "foreignKey",     "rowTitle",    "virtual",     NULL
};
// clang-format on

// Values ---------------------------------------------------------------------

/// Add a text, or those of a list; one that bites its tail ends where it began
void
rhumb_rml_texts_read(RhumbRml *const rml,
                     RhumbRmlTexts *const out,
                     const RhumbRmlStatement *const said)
{
  RhumbArena *const arena = rml->arena;
  const RhumbRmlNode *node = said->object;
  if (node->term.kind == RHUMB_TERM_LITERAL) {
    RHUMB_PUSH_IN(arena, out, node->term.text);
    return;
  }
  bool is_texts = true;
  const RhumbRmlStatement *first = rhumb_rml_find(node, RHUMB_RDF "first");
  for (size_t n = 0; first && n < rml->graph.keys.count; ++n) {
    const RhumbRmlStatement *const rest =
        rhumb_rml_find(node, RHUMB_RDF "rest");
    is_texts = is_texts && first->object->term.kind == RHUMB_TERM_LITERAL;
    RHUMB_PUSH_IN(arena, out, first->object->term.text);
    node = rest && rest->object != said->object ? rest->object : NULL;
    first = node ? rhumb_rml_find(node, RHUMB_RDF "first") : NULL;
  }
  if (!is_texts || (node && !rhumb_str_is(node->term.text, RHUMB_RDF "nil"))) {
    RHUMB_RML_FAIL(rml,
                   said->object_loc,
                   "%.*s needs a text, or a list of texts",
                   RHUMB_FMT(rhumb_rml_show(rml, said->iri)));
  }
}

/// Report a value of CSVW that is not `wanted`
static void
refuse_value(RhumbRml *const rml,
             const RhumbRmlStatement *const said,
             const char *const wanted)
{
  RHUMB_RML_UNSUPPORTED(rml,
                        said->object_loc,
                        "%.*s other than %s is not supported",
                        RHUMB_FMT(rhumb_rml_show(rml, said->iri)),
                        wanted);
}

/// Return whether the value is true; what is neither true nor false is reported
static bool
read_truth(RhumbRml *const rml, const RhumbRmlStatement *const said)
{
  const RhumbStr text = said->object->term.text;
  const bool is_true = rhumb_str_is(text, "true") || rhumb_str_is(text, "1");
  if (!is_true && !rhumb_str_is(text, "false") && !rhumb_str_is(text, "0")) {
    refuse_value(rml, said, "true and false");
  }
  return is_true;
}

/// Return a whole number; what is none is reported
static size_t
read_number(RhumbRml *const rml, const RhumbRmlStatement *const said)
{
  const RhumbStr text = said->object->term.text;
  size_t number = 0;
  bool is_number = text.len && text.len <= N_DIGITS;
  for (size_t i = 0; is_number && i < text.len; ++i) {
    is_number = rhumb_is_digit(text.data[i]);
    number = (10 * number) + (size_t)(text.data[i] - '0');
  }
  if (!is_number) {
    refuse_value(rml, said, "a whole number of up to 9 digits");
    return 0;
  }
  return number;
}

// Dialects -------------------------------------------------------------------

#define READ(name)                                        \
  static void read_##name(RhumbRml *const rml,            \
                          RhumbSourceSpec *const spec,    \
                          const RhumbRmlNode *const node, \
                          const RhumbRmlStatement *const said)

/// How many rows are a header has the last word (CSVW, section 5.9)
READ(header)
{
  const bool has_header = read_truth(rml, said);
  if (!rhumb_rml_find(node, RHUMB_CSVW "headerRowCount")) {
    spec->no_header = !has_header;
  }
}

/// A header is one row, or none
READ(header_row_count)
{
  (void)node;
  const RhumbStr text = said->object->term.text;
  spec->no_header = rhumb_str_is(text, "0");
  if (!spec->no_header && !rhumb_str_is(text, "1")) {
    refuse_value(rml, said, "0 and 1");
  }
}

READ(comment)
{
  (void)rml;
  (void)node;
  spec->comment = said->object->term.text;
  spec->comment_loc = said->object_loc;
}

READ(skip_rows)
{
  (void)node;
  spec->skip_rows = read_number(rml, said);
}

READ(skip_columns)
{
  (void)node;
  spec->skip_columns = read_number(rml, said);
  spec->skip_columns_loc = said->object_loc;
}

READ(skip_blank)
{
  (void)node;
  spec->skip_blank = read_truth(rml, said);
}

READ(double_quote)
{
  (void)node;
  spec->backslash = !read_truth(rml, said);
}

/// White space at either end, or both
READ(trim)
{
  (void)node;
  const RhumbStr text = said->object->term.text;
  const bool is_start = rhumb_str_is(text, "start");
  const bool is_end = rhumb_str_is(text, "end");
  const bool is_both = rhumb_str_is(text, "true") || rhumb_str_is(text, "1");
  spec->trim_start = is_start || is_both;
  spec->trim_end = is_end || is_both;
  if (!is_start && !is_end && !is_both && !rhumb_str_is(text, "false") &&
      !rhumb_str_is(text, "0")) {
    refuse_value(rml, said, "true, false, \"start\" and \"end\"");
  }
}

/// The same as trim "start", which has the last word
READ(skip_initial_space)
{
  const bool skips = read_truth(rml, said);
  if (!rhumb_rml_find(node, RHUMB_CSVW "trim")) {
    spec->trim_start = skips;
  }
}

static bool
is_usual_end(const RhumbStr text)
{
  return rhumb_str_is(text, "\n") || rhumb_str_is(text, "\r\n") ||
         rhumb_str_is(text, "\r");
}

/// All ends of lines that CSV usually has are read, whichever are said; with
/// others, what is said alone
READ(line_ends)
{
  (void)node;
  RhumbRmlTexts ends = {0};
  bool is_usual = true;
  rhumb_rml_texts_read(rml, &ends, said);
  for (size_t i = 0; i < ends.count; ++i) {
    is_usual = is_usual && is_usual_end(ends.items[i]);
    if (!ends.items[i].len) {
      refuse_value(rml, said, "texts with a character");
      return;
    }
  }
  if (!is_usual) {
    spec->line_ends = ends.items;
    spec->line_ends_loc = said->object_loc;
    spec->n_line_ends = ends.count;
  }
}

// Columns --------------------------------------------------------------------

/// The columns of a table, while they are read
typedef struct {
  RhumbRml *rml;
  RhumbRmlTexts names, datatypes;
} Columns;

/// Return the IRI of a datatype, which CSVW may also call by its name alone
static RhumbStr
datatype_of(RhumbRml *const rml, const RhumbRmlStatement *const said)
{
  const RhumbTerm *const term = &said->object->term;
  const RhumbStr iri = term->kind == RHUMB_TERM_LITERAL
                           ? rhumb_str_format(rml->arena,
                                              RHUMB_XSD "%.*s",
                                              RHUMB_FMT(term->text))
                           : term->text;
  RhumbValueType type = RHUMB_VALUE_STRING;
  if (term->kind != RHUMB_TERM_BLANK && rhumb_value_of_datatype(&type, iri)) {
    return iri;
  }
  refuse_value(rml,
               said,
               "xsd:string, boolean, integer, decimal, double, date, time, "
               "dateTime and hexBinary, as IRIs,");
  return RHUMB_STR("");
}

static void
check_word(RhumbRml *rml, const RhumbRmlStatement *said);

static void
read_column(Columns *const columns, const RhumbRmlNode *const node)
{
  RhumbRml *const rml = columns->rml;
  RhumbStr name = {NULL, 0};
  const RhumbRmlStatement *datatype = NULL;
  for (size_t i = 0; i < node->count; ++i) {
    const RhumbRmlStatement *const said = &node->statements[i];
    check_word(rml, said);
    if (rhumb_rml_csvw_single(said).data) {
      rhumb_rml_check_same(rml, rhumb_rml_find(node, said->name.data), said);
    }
    const bool is_name = rhumb_str_is(said->name, RHUMB_CSVW "name");
    if (is_name ||
        (!name.data && (rhumb_str_is(said->name, RHUMB_CSVW "title") ||
                        rhumb_str_is(said->name, RHUMB_CSVW "titles")))) {
      name = said->object->term.text;
    } else if (rhumb_str_is(said->name, RHUMB_CSVW "datatype")) {
      datatype = said;
    }
  }
  if (!name.data) {
    RHUMB_RML_FAIL(rml, node->loc, "a column needs csvw:name");
    return;
  }
  RHUMB_PUSH_IN(rml->arena, &columns->names, name);
  if (datatype) {
    const RhumbStr iri = datatype_of(rml, datatype);
    RHUMB_PUSH_IN(rml->arena, &columns->datatypes, name);
    RHUMB_PUSH_IN(rml->arena, &columns->datatypes, iri);
  }
}

/// Read a column, or those of a list; one that bites its tail ends where it
/// began
static void
read_columns(Columns *const columns, const RhumbRmlNode *const start)
{
  const RhumbRmlNode *node = start;
  const RhumbRmlStatement *first = rhumb_rml_find(node, RHUMB_RDF "first");
  if (!first) {
    read_column(columns, node);
  }
  for (size_t n = 0; first && n < columns->rml->graph.keys.count; ++n) {
    const RhumbRmlStatement *const rest =
        rhumb_rml_find(node, RHUMB_RDF "rest");
    read_column(columns, first->object);
    node = rest && rest->object != start ? rest->object : NULL;
    first = node ? rhumb_rml_find(node, RHUMB_RDF "first") : NULL;
  }
}

READ(schema)
{
  (void)node;
  Columns columns = {.rml = rml};
  const RhumbRmlNode *const schema = said->object;
  for (size_t i = 0; i < schema->count; ++i) {
    const RhumbRmlStatement *const one = &schema->statements[i];
    check_word(rml, one);
    if (rhumb_str_is(one->name, RHUMB_CSVW "column") ||
        rhumb_str_is(one->name, RHUMB_CSVW "columns")) {
      read_columns(&columns, one->object);
    }
  }
  spec->header = columns.names.items;
  spec->n_header = columns.names.count;
  spec->header_loc = said->object_loc;
  spec->datatypes = columns.datatypes.items;
  spec->n_datatypes = columns.datatypes.count;
}

// What is said ---------------------------------------------------------------

static const Property properties[] = {
    {RHUMB_CSVW "header", read_header},
    {RHUMB_CSVW "headerRowCount", read_header_row_count},
    {RHUMB_CSVW "commentPrefix", read_comment},
    {RHUMB_CSVW "skipRows", read_skip_rows},
    {RHUMB_CSVW "skipColumns", read_skip_columns},
    {RHUMB_CSVW "skipBlankRows", read_skip_blank},
    {RHUMB_CSVW "skipInitialSpace", read_skip_initial_space},
    {RHUMB_CSVW "doubleQuote", read_double_quote},
    {RHUMB_CSVW "trim", read_trim},
    {RHUMB_CSVW "lineTerminators", read_line_ends},
    {RHUMB_CSVW "tableSchema", read_schema},
};

/// Report a property of CSVW that is none, or that says nothing here
static void
check_word(RhumbRml *const rml, const RhumbRmlStatement *const said)
{
  const RhumbStr space = RHUMB_STR(RHUMB_CSVW);
  const RhumbStr name = rhumb_str_from(said->iri, space.len);
  const RhumbStr shown = rhumb_rml_show(rml, said->iri);
  if (!rhumb_str_starts(said->iri, space) || rhumb_word(csvw_words, name)) {
    return;
  }
  if (rhumb_word(csvw_unread, name)) {
    rhumb_warn(rml->diag,
               RHUMB_WARNING,
               said->loc,
               "%.*s is not read: it does not change the rows",
               RHUMB_FMT(shown));
    return;
  }
  const char *const near = rhumb_near(name, csvw_words);
  const RhumbStr whole =
      rhumb_str_format(rml->arena, RHUMB_CSVW "%s", near ? near : "");
  rhumb_rml_keep(rml,
                 rhumb_fail_near(rml->diag,
                                 RHUMB_ERR_REFERENCE,
                                 said->loc,
                                 near ? rhumb_rml_show(rml, whole).data : NULL,
                                 "%.*s is no property of a table or dialect",
                                 RHUMB_FMT(shown)));
}

/// Read a property of ours that CSVW has none for
static bool
read_ours(RhumbRml *const rml,
          RhumbSourceSpec *const spec,
          const RhumbRmlStatement *const said)
{
  if (rhumb_str_is(said->name, RHUMB_OURS "ragged")) {
    spec->ragged = read_truth(rml, said);
    spec->ragged_loc = said->object_loc;
    return true;
  }
  if (rhumb_str_is(said->name, RHUMB_OURS "skipLines")) {
    spec->skip_lines = read_truth(rml, said);
    return true;
  }
  return false;
}

RhumbStr
rhumb_rml_csvw_single(const RhumbRmlStatement *const said)
{
  static const char *const many[] = {
      "null", "column", "columns", "title", "titles", NULL};
  const RhumbStr space = RHUMB_STR(RHUMB_CSVW);
  return rhumb_str_starts(said->iri, space) &&
                 !rhumb_word(many, rhumb_str_from(said->iri, space.len))
             ? said->name
             : (RhumbStr){NULL, 0};
}

void
rhumb_rml_csvw_read(RhumbRml *const rml,
                    RhumbSourceSpec *const spec,
                    const RhumbRmlNode *const node,
                    const RhumbRmlStatement *const said)
{
  const Property *const property = RHUMB_ROW(properties, said->name);
  if (property) {
    property->read(rml, spec, node, said);
  } else if (!read_ours(rml, spec, said)) {
    check_word(rml, said);
  }
}

void
rhumb_rml_csvw_settle(RhumbSourceSpec *const spec, const RhumbDiag *const diag)
{
  if (spec->n_datatypes && spec->format != &rhumb_source_csvw) {
    rhumb_warn(diag,
               RHUMB_WARNING,
               spec->header_loc,
               "the datatypes of these columns are not read: they are those of "
               "literals under the reference formulation rml:CSVW alone");
    spec->n_datatypes = 0;
  }
  if (!spec->no_header) {
    spec->n_header = 0; // The file's own names count
  }
}
