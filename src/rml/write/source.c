// SPDX-License-Identifier: ISC

/// @file source.c  Logical sources, written: RML-IO, and the words
/// that RML borrows for dialects (CSVW), databases (D2RQ) and the web (DCAT).

#include "rml/write/write_impl.h"

#include "base/list.h"
#include "base/words.h"
#include "io/path.h"
#include "rml/rml_impl.h"
#include "source/sql/sql.h"
#include "term/iri.h"

// Small things ---------------------------------------------------------------

static void
add_text(RhumbRmlWriter *const writer,
         RhumbRmlTreeNode *const node,
         const char *const property,
         const RhumbStr text)
{
  if (text.len) {
    rhumb_rml_add_text(writer, node, property, text);
  }
}

/// Return how RML names an encoding: its word, NULL if it has none, or an empty
/// text for UTF-8, which is meant anyway
static const char *
encoding_word(const RhumbStr name)
{
  static const char *const usual[] = {"", "UTF-8", "utf-8", "UTF8", "utf8"};
  for (size_t i = 0; i < RHUMB_COUNT(usual); ++i) {
    if (rhumb_str_is(name, usual[i])) {
      return "";
    }
  }
  return rhumb_str_is(name, "UTF-16") || rhumb_str_is(name, "utf-16") ? "UTF-16"
                                                                      : NULL;
}

/// True for a source that needs a dialect whichever vocabulary it is in
static bool
is_dialect(const RhumbSourceSpec *const spec)
{
  return spec->delimiter.len || spec->quote.len || spec->no_quote ||
         spec->no_header || spec->comment.len || spec->skip_rows ||
         spec->skip_columns || spec->skip_blank || spec->trim_start ||
         spec->trim_end || spec->backslash || spec->n_line_ends ||
         !encoding_word(spec->encoding);
}

/// True for a source that only CSVW can describe
static bool
has_dialect(const RhumbRmlWriter *const writer,
            const RhumbSourceSpec *const spec)
{
  const char *const encoding = encoding_word(spec->encoding);
  return spec->format->has_dialect &&
         (is_dialect(spec) || spec->ragged || spec->n_datatypes ||
          (!writer->is_core && encoding && *encoding) ||
          (!writer->is_core && spec->n_nulls));
}

/// Append a text in Turtle
static void
put_text(RhumbRmlWriter *const writer, RhumbBuf *const out, const RhumbStr text)
{
  const RhumbTerm term = {.kind = RHUMB_TERM_LITERAL, .text = text};
  rhumb_buf_put(out, rhumb_rml_tree_term(&writer->tree, &term));
}

static void
add_raw(RhumbRmlWriter *const writer,
        RhumbRmlTreeNode *const node,
        const char *const property,
        const char *const value)
{
  rhumb_rml_tree_add(
      &writer->tree, node, rhumb_str(property), rhumb_str(value));
}

static void
add_flag(RhumbRmlWriter *const writer,
         RhumbRmlTreeNode *const node,
         const char *const property,
         const bool said)
{
  if (said) {
    add_raw(writer, node, property, "true");
  }
}

static void
add_number(RhumbRmlWriter *const writer,
           RhumbRmlTreeNode *const node,
           const char *const property,
           const size_t number)
{
  if (number) {
    const RhumbStr text = rhumb_str_format(writer->arena, "%zu", number);
    add_raw(writer, node, property, text.data);
  }
}

// Access ---------------------------------------------------------------------

/// Add the texts that stand for null
static void
put_nulls(RhumbRmlWriter *const writer,
          RhumbRmlTreeNode *const source,
          const RhumbSourceSpec *const spec)
{
  for (size_t i = 0; i < spec->n_nulls; ++i) {
    const char *const property = writer->is_core ? "null" : RHUMB_CSVW "null";
    rhumb_rml_add_text(writer, source, property, spec->nulls[i]);
  }
}

static void
put_database(RhumbRmlWriter *const writer,
             RhumbRmlTreeNode *const node,
             const RhumbSourceSpec *const spec)
{
  const RhumbSqlDatabase *const kind =
      rhumb_sql_database_read(spec->access, spec->type);
  const char *classes = kind ? kind->classes : NULL;
  const RhumbStr driver = rhumb_words_next(&classes);
  RhumbRmlTreeNode *const source = rhumb_rml_nest(writer, node, "source");
  if (!driver.len) {
    RHUMB_RML_REFUSE(writer,
                     spec->access_loc,
                     "RML names a database by its JDBC driver, and none is "
                     "known for the type \"%.*s\"",
                     RHUMB_FMT(spec->type));
    return;
  }
  rhumb_rml_add_class(writer, source, RHUMB_D2RQ "Database");
  add_text(writer, source, RHUMB_D2RQ "jdbcDSN", spec->access);
  add_text(writer, source, RHUMB_D2RQ "jdbcDriver", driver);
  add_text(writer, source, RHUMB_D2RQ "username", spec->username);
  add_text(writer, source, RHUMB_D2RQ "password", spec->password);
  put_nulls(writer, source, spec);
}

/// Add what is passed over, and what is taken off cells
static void
put_passed_over(RhumbRmlWriter *const writer,
                RhumbRmlTreeNode *const dialect,
                const RhumbSourceSpec *const spec)
{
  add_number(writer, dialect, RHUMB_CSVW "skipRows", spec->skip_rows);
  add_text(writer, dialect, RHUMB_CSVW "commentPrefix", spec->comment);
  add_number(writer, dialect, RHUMB_CSVW "skipColumns", spec->skip_columns);
  add_flag(writer, dialect, RHUMB_CSVW "skipBlankRows", spec->skip_blank);
  if (spec->trim_start && spec->trim_end) {
    add_raw(writer, dialect, RHUMB_CSVW "trim", "true");
  } else if (spec->trim_start || spec->trim_end) {
    rhumb_rml_add_text(writer,
                       dialect,
                       RHUMB_CSVW "trim",
                       spec->trim_start ? RHUMB_STR("start")
                                        : RHUMB_STR("end"));
  }
}

static void
put_line_ends(RhumbRmlWriter *const writer,
              RhumbRmlTreeNode *const dialect,
              const RhumbSourceSpec *const spec)
{
  RhumbBuf list = {0};
  rhumb_buf_putc(&list, '(');
  for (size_t i = 0; i < spec->n_line_ends; ++i) {
    rhumb_buf_putc(&list, ' ');
    put_text(writer, &list, spec->line_ends[i]);
  }
  rhumb_buf_puts(&list, " )");
  if (spec->n_line_ends) {
    rhumb_rml_tree_add(&writer->tree,
                       dialect,
                       RHUMB_STR(RHUMB_CSVW "lineTerminators"),
                       rhumb_str_copy(writer->arena, rhumb_buf_str(&list)));
  }
  rhumb_buf_free(&list);
}

static void
put_dialect(RhumbRmlWriter *const writer,
            RhumbRmlTreeNode *const source,
            const RhumbSourceSpec *const spec)
{
  if (!is_dialect(spec)) {
    return;
  }
  RhumbRmlTreeNode *const dialect =
      rhumb_rml_nest(writer, source, RHUMB_CSVW "dialect");
  rhumb_rml_add_class(writer, dialect, RHUMB_CSVW "Dialect");
  add_text(writer, dialect, RHUMB_CSVW "delimiter", spec->delimiter);
  if (spec->no_quote || spec->quote.len) {
    rhumb_rml_add_text(writer, dialect, RHUMB_CSVW "quoteChar", spec->quote);
  }
  if (spec->backslash) {
    add_raw(writer, dialect, RHUMB_CSVW "doubleQuote", "false");
  }
  if (!encoding_word(spec->encoding)) {
    add_text(writer, dialect, RHUMB_CSVW "encoding", spec->encoding);
  }
  put_line_ends(writer, dialect, spec);
  put_passed_over(writer, dialect, spec);
  if (spec->no_header) {
    add_raw(writer, dialect, RHUMB_CSVW "header", "false");
  }
}

static void
put_column(RhumbRmlWriter *const writer,
           RhumbBuf *const out,
           const RhumbSourceSpec *const spec,
           const RhumbStr name)
{
  const RhumbStr datatype =
      writer->is_core ? rhumb_source_datatype(spec, name) : RHUMB_STR("");
  const RhumbStr property =
      rhumb_rml_put_iri(writer, RHUMB_STR(RHUMB_CSVW "name"), spec->header_loc);
  rhumb_buf_format(out, " [ %.*s ", RHUMB_FMT(property));
  put_text(writer, out, name);
  if (datatype.len) {
    const RhumbStr said = rhumb_rml_put_iri(
        writer, RHUMB_STR(RHUMB_CSVW "datatype"), spec->header_loc);
    const RhumbStr iri = rhumb_rml_put_iri(writer, datatype, spec->header_loc);
    rhumb_buf_format(out, "; %.*s %.*s", RHUMB_FMT(said), RHUMB_FMT(iri));
  }
  rhumb_buf_puts(out, " ]");
}

/// Add the names of columns, and their datatypes
static void
put_columns(RhumbRmlWriter *const writer,
            RhumbRmlTreeNode *const source,
            const RhumbSourceSpec *const spec)
{
  if (!spec->n_header && (!spec->n_datatypes || !writer->is_core)) {
    return;
  }
  RhumbRmlTreeNode *const schema =
      rhumb_rml_nest(writer, source, RHUMB_CSVW "tableSchema");
  RhumbBuf list = {0};
  rhumb_buf_putc(&list, '(');
  for (size_t i = 0; i < spec->n_header; ++i) {
    put_column(writer, &list, spec, spec->header[i]);
  }
  for (size_t i = 0; !spec->n_header && i < spec->n_datatypes; i += 2) {
    put_column(writer, &list, spec, spec->datatypes[i]);
  }
  rhumb_buf_puts(&list, " )");
  rhumb_rml_tree_add(&writer->tree,
                     schema,
                     RHUMB_STR(RHUMB_CSVW "column"),
                     rhumb_str_copy(writer->arena, rhumb_buf_str(&list)));
  rhumb_buf_free(&list);
}

/// What CSVW has no word for
static void
put_ours(RhumbRmlWriter *const writer,
         RhumbRmlTreeNode *const source,
         const RhumbSourceSpec *const spec)
{
  add_flag(writer, source, RHUMB_OURS "ragged", spec->ragged);
  add_flag(writer,
           source,
           RHUMB_OURS "skipLines",
           spec->skip_lines && !spec->format->has_sheets);
}

/// What core says of any file, and the older RML only of tables, through CSVW
static void
put_details(RhumbRmlWriter *const writer,
            RhumbRmlTreeNode *const source,
            const RhumbSourceSpec *const spec)
{
  const char *const encoding = encoding_word(spec->encoding);
  if (encoding && *encoding) {
    if (writer->is_core) {
      rhumb_rml_add_word(writer, source, "encoding", encoding, spec->loc);
    } else {
      add_text(writer, source, RHUMB_CSVW "encoding", rhumb_str(encoding));
    }
  }
  put_nulls(writer, source, spec);
  if (writer->is_core && spec->compression.len) {
    const RhumbStr word = rhumb_str_copy(writer->arena, spec->compression);
    rhumb_rml_add_word(writer, source, "compression", word.data, spec->loc);
  }
}

/// Report texts for null that there is no word for
static void
check_nulls(RhumbRmlWriter *const writer, const RhumbSourceSpec *const spec)
{
  if (spec->n_nulls && (!writer->is_core || !spec->access.len)) {
    RHUMB_RML_REFUSE(writer,
                     spec->loc,
                     "%s has no word for the null texts of this source",
                     writer->is_core ? "RML Core" : "the older RML");
  }
}

/// Report what a file's description cannot have
static void
check_file(RhumbRmlWriter *const writer, const RhumbSourceSpec *const spec)
{
  const char *const encoding = encoding_word(spec->encoding);
  const bool is_usual = encoding && (writer->is_core || !*encoding);
  if (!spec->format->has_dialect && !is_usual) {
    RHUMB_RML_REFUSE(writer,
                     spec->loc,
                     "%s has no word for the encoding %.*s of this source",
                     writer->is_core ? "RML Core" : "the older RML",
                     RHUMB_FMT(spec->encoding));
  }
  if (!writer->is_core && spec->compression.len) {
    RHUMB_RML_REFUSE(writer,
                     spec->loc,
                     "the older RML has no word for the compression of this "
                     "source");
  } else if (!spec->format->has_dialect) {
    check_nulls(writer, spec);
  }
}

/// Return what names a file: its path, or the address that keeps it from being
/// a pattern
static RhumbStr
name_of(const RhumbRmlWriter *const writer, const RhumbSourceSpec *const spec)
{
  RhumbBuf address = {0};
  if (!spec->is_one_file) {
    return rhumb_rml_put_path(writer, spec->dir, spec->access);
  }
  rhumb_buf_puts(&address, "file://");
  rhumb_iri_put_path(&address, spec->access);
  return rhumb_buf_keep(&address, writer->arena);
}

static void
put_file(RhumbRmlWriter *const writer,
         RhumbRmlTreeNode *const node,
         const RhumbSourceSpec *const spec)
{
  const RhumbStr path = name_of(writer, spec);
  check_file(writer, spec);
  if (has_dialect(writer, spec)) {
    RhumbRmlTreeNode *const source = rhumb_rml_nest(writer, node, "source");
    rhumb_rml_add_class(writer, source, RHUMB_CSVW "Table");
    add_text(writer, source, RHUMB_CSVW "url", path);
    put_dialect(writer, source, spec);
    put_columns(writer, source, spec);
    put_ours(writer, source, spec);
    put_details(writer, source, spec);
    return;
  }
  if (!writer->is_core) {
    rhumb_rml_add_text(writer, node, "source", path);
    return;
  }
  RhumbRmlTreeNode *const source = rhumb_rml_nest(writer, node, "source");
  rhumb_rml_add_class(writer, source, "RelativePathSource");
  if (!rhumb_str_starts(path, RHUMB_STR("/")) && !spec->is_one_file) {
    rhumb_rml_add_word(writer, source, "root", "MappingDirectory", spec->loc);
  }
  rhumb_rml_add_text(writer, source, "path", path);
  put_details(writer, source, spec);
}

static void
put_web(RhumbRmlWriter *const writer,
        RhumbRmlTreeNode *const node,
        const RhumbSourceSpec *const spec)
{
  RhumbRmlTreeNode *const source = rhumb_rml_nest(writer, node, "source");
  check_file(writer, spec);
  rhumb_rml_add_class(writer, source, RHUMB_DCAT "Distribution");
  rhumb_rml_add_iri(
      writer, source, RHUMB_DCAT "downloadURL", spec->access, spec->access_loc);
  put_dialect(writer, source, spec);
  put_columns(writer, source, spec);
  put_ours(writer, source, spec);
  put_details(writer, source, spec);
}

// Rows -----------------------------------------------------------------------

static void
put_table(RhumbRmlWriter *const writer,
          RhumbRmlTreeNode *const node,
          const RhumbSourceSpec *const spec)
{
  const bool is_table = spec->table.len > 0;
  const RhumbLoc loc = spec->iterator_loc;
  const RhumbStr rows = is_table ? spec->table : spec->query;
  if (writer->is_core) {
    rhumb_rml_add_word(writer,
                       node,
                       "referenceFormulation",
                       is_table ? "SQL2008Table" : "SQL2008Query",
                       loc);
    rhumb_rml_add_text(writer, node, "iterator", rows);
  } else {
    rhumb_rml_add_word(
        writer, node, "sqlVersion", spec->format->iris[RHUMB_CLASSIC], loc);
    rhumb_rml_add_text(writer, node, is_table ? "tableName" : "query", rows);
  }
}

/// True if some reference or iterator has names with this prefix
static bool
mentions(const RhumbRmlWriter *const writer, const RhumbStr prefix)
{
  const RhumbStr all = rhumb_buf_str(&writer->references);
  for (size_t i = 0; i + prefix.len < all.len; ++i) {
    const RhumbStr rest = rhumb_str_slice(all, i, all.len);
    const char before = (char)(i ? all.data[i - 1] : '\n');
    if (rhumb_str_starts(rest, prefix) && rest.data[prefix.len] == ':' &&
        strchr("\n\t /@[(|=,:<>!+*-", before)) {
      return true;
    }
  }
  return false;
}

/// Return the node of a formulation that says more than its word
static RhumbRmlTreeNode *
begin_formulation(RhumbRmlWriter *const writer,
                  RhumbRmlTreeNode *const node,
                  RhumbRmlTreeNode *const begun,
                  const RhumbSourceType *const format)
{
  if (begun) {
    return begun;
  }
  RhumbRmlTreeNode *const made =
      rhumb_rml_nest(writer, node, "referenceFormulation");
  rhumb_rml_add_class(writer, made, format->class_iri);
  return made;
}

static bool
has_same_nulls(const RhumbSourceSpec *const a, const RhumbSourceSpec *const b)
{
  bool same = a->n_nulls == b->n_nulls;
  for (size_t i = 0; same && i < a->n_nulls; ++i) {
    same = rhumb_str_equal(a->nulls[i], b->nulls[i]);
  }
  return same;
}

bool
rhumb_rml_is_text_dialect(const RhumbSourceSpec *const spec,
                          const RhumbSourceSpec *const outer)
{
  return is_dialect(spec) || spec->ragged || spec->n_datatypes ||
         !has_same_nulls(spec, outer);
}

/// Put how the records of a text are written: the source that would say it of a
/// file is not there
static void
put_text_dialect(RhumbRmlWriter *const writer,
                 RhumbRmlTreeNode *const formulation,
                 const RhumbSourceSpec *const spec,
                 const RhumbSourceSpec *const outer)
{
  put_dialect(writer, formulation, spec);
  put_columns(writer, formulation, spec);
  put_ours(writer, formulation, spec);
  if (!has_same_nulls(spec, outer)) {
    put_nulls(writer, formulation, spec);
  }
  if (outer->n_nulls && !spec->n_nulls) {
    RHUMB_RML_REFUSE(
        writer,
        spec->loc,
        "RML has no word for a text in which the null texts around "
        "it are none");
  }
}

/// The format's word, or one with the namespaces that its expressions speak of,
/// which only core has, and with all that is said of a text
void
rhumb_rml_put_formulation(RhumbRmlWriter *const writer,
                          RhumbRmlTreeNode *const node,
                          const RhumbSourceSpec *const spec,
                          const RhumbSourceSpec *const outer)
{
  const RhumbSourceType *const format = spec->format;
  RhumbRmlTreeNode *formulation = NULL;
  for (size_t i = 0; i < spec->n_namespaces; i += 2) {
    const RhumbStr *const pair = &spec->namespaces[i];
    if (!mentions(writer, pair[0])) {
      continue;
    }
    if (!writer->is_core) {
      RHUMB_RML_REFUSE(writer,
                       spec->loc,
                       "the older RML has no word for the namespaces of this "
                       "source");
      return;
    }
    formulation = begin_formulation(writer, node, formulation, format);
    RhumbRmlTreeNode *const name =
        rhumb_rml_nest(writer, formulation, "namespace");
    rhumb_rml_add_class(writer, name, "Namespace");
    rhumb_rml_add_text(writer, name, "namespacePrefix", pair[0]);
    rhumb_rml_add_text(writer, name, "namespaceURL", pair[1]);
  }
  if (format->has_pattern) {
    formulation = begin_formulation(writer, node, formulation, format);
    add_text(writer, formulation, RHUMB_OURS "pattern", spec->pattern);
  }
  if (outer && rhumb_rml_is_text_dialect(spec, outer)) {
    formulation = begin_formulation(writer, node, formulation, format);
    put_text_dialect(writer, formulation, spec, outer);
  }
  const size_t profile = RHUMB_SOURCE_WORDS(iris[writer->style->profile]);
  const char *const iri = format->iris[writer->style->profile];
  if (!formulation && iri) {
    rhumb_rml_add_word(writer, node, "referenceFormulation", iri, spec->loc);
  } else if (!formulation) {
    RHUMB_RML_REFUSE(writer,
                     spec->loc,
                     "RML has no reference formulation for %s; it has %s",
                     format->note,
                     rhumb_source_list(writer->arena, profile, "and"));
  }
}

static void
put_rows(RhumbRmlWriter *const writer,
         RhumbRmlTreeNode *const node,
         const RhumbSourceSpec *const spec)
{
  rhumb_rml_put_formulation(writer, node, spec, NULL);
  writer->source = spec;
  const RhumbStr iterator = spec->format->has_sheets ? spec->sheet
                            : spec->iterator.len
                                ? spec->iterator
                                : rhumb_str(spec->format->root);
  if (iterator.len) {
    rhumb_rml_add_text(
        writer,
        node,
        "iterator",
        rhumb_rml_put_reference(writer, iterator, spec->iterator_loc));
  }
}

void
rhumb_rml_put_source(RhumbRmlWriter *const writer,
                     RhumbRmlTreeNode *const node,
                     const RhumbSourceSpec *const spec)
{
  const bool is_sql = spec->format->is_database;
  const bool is_remote = rhumb_str_is(spec->type, "remotefile");
  if (spec->n_newest_by) {
    RHUMB_RML_REFUSE(writer,
                     spec->newest_locs[0],
                     "RML has no word for the newest of several records");
  }
  if (is_sql && !spec->access.len && writer->is_core) {
    RHUMB_RML_REFUSE(writer,
                     spec->loc,
                     "this table is in no database that the rules name, and "
                     "RML Core needs one; describe it, or use --classic");
  }
  if (is_sql) {
    check_nulls(writer, spec);
    if (spec->access.len) {
      put_database(writer, node, spec);
    }
    put_table(writer, node, spec);
    return;
  }
  if (is_remote) {
    put_web(writer, node, spec);
  } else {
    put_file(writer, node, spec);
  }
  put_rows(writer, node, spec);
}
