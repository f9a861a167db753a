// SPDX-License-Identifier: ISC

/// @file source.c  Logical sources (RML-IO), and the descriptions that
/// older mappings borrow: D2RQ, CSVW, DCAT, SPARQL Service Description.

#include "rml/rml_impl.h"

#include "base/words.h"
#include "io/compression.h"
#include "io/path.h"
#include "source/sql/sql.h"
#include "source/types.h"
#include "term/datatype.h"
#include "term/iri.h"

/// Where a statement's text goes in the source that is being described
typedef struct {
  const char *property;
  size_t field; ///< Offset of a RhumbStr in RhumbSourceSpec
} Field;

#define FIELD(name) offsetof(RhumbSourceSpec, name)

// clang-format off
static const Field texts[] = {
  {"path",             FIELD(access)},
  {"query",            FIELD(query)},
  {RHUMB_D2RQ "jdbcDSN",     FIELD(access)},
  {RHUMB_D2RQ "username",    FIELD(username)},
  {RHUMB_D2RQ "password",    FIELD(password)},
  {RHUMB_CSVW "url",         FIELD(access)},
  {RHUMB_CSVW "delimiter",   FIELD(delimiter)},
  {RHUMB_CSVW "quoteChar",   FIELD(quote)},
  {RHUMB_CSVW "encoding",    FIELD(encoding)},
  {RHUMB_DCAT "downloadURL", FIELD(access)},
  {RHUMB_DCAT "accessURL",   FIELD(access)},
  {RHUMB_SD   "endpoint",    FIELD(access)},
};

/// What the iterator is of some reference formulations of core
static const Field iterators[] = {
  {RHUMB_RML "SQL2008Table", FIELD(table)},
  {RHUMB_RML "SQL2008Query", FIELD(query)},
};

/// The same in the older RML, each a property of its own
static const Field rows[] = {
  {"tableName", FIELD(table)},
  {"query",     FIELD(query)},
};
// clang-format on

/// A source on its way
typedef struct {
  RhumbRml *rml;
  RhumbSourceSpec *spec;
  const RhumbText *text; ///< The file that describes it
  RhumbRmlTexts nulls, csvw_nulls;
  RHUMB_LIST(const RhumbRmlStatement *) singles; ///< Each says one thing
  bool database;                                 ///< Described as one
  bool has_encoding; ///< RML says it: CSVW has no word in it
} Making;

RhumbStr
rhumb_rml_folder(const RhumbRml *const rml, const RhumbText *const text)
{
  const RhumbStr given = rml->options->data_dir;
  return given.len ? given : rhumb_path_dir(rhumb_str(text->name));
}

static RhumbStr
rules_dir(const Making *const making)
{
  return rhumb_rml_folder(making->rml, making->text);
}

RhumbStr
rhumb_rml_root_read(RhumbRml *const rml,
                    const RhumbRmlStatement *const said,
                    const RhumbStr rules)
{
  const RhumbRmlNode *const root = said->object;
  if (root->term.kind == RHUMB_TERM_LITERAL) {
    return rhumb_path_join(rml->arena, rules, root->term.text);
  }
  if (rhumb_str_is(root->name, "CurrentWorkingDirectory")) {
    return RHUMB_STR("");
  }
  if (!rhumb_str_is(root->name, "MappingDirectory")) {
    rhumb_rml_keep(rml,
                   rhumb_fail(rml->diag,
                              RHUMB_ERR_REFERENCE,
                              said->object_loc,
                              "the root of a path is %s, %s or a text",
                              rhumb_rml_word(rml, "MappingDirectory"),
                              rhumb_rml_word(rml, "CurrentWorkingDirectory")));
  }
  return rules;
}

/// Return the usual name of the kind of database that a JDBC class reads, or
/// the class itself
static RhumbStr
database_type(const RhumbStr class)
{
  const RhumbSqlDatabase *const kind = rhumb_sql_database(RHUMB_STR(""), class);
  const char *names = kind ? kind->names : NULL;
  const RhumbStr usual = rhumb_words_next(&names);
  return kind ? usual : class;
}

/// Return the text that a row, if it is one, names
static RhumbStr *
field_of(RhumbSourceSpec *const spec, const Field *const row)
{
  return row ? (RhumbStr *)(void *)((char *)spec + row->field) : NULL;
}

/// Keep the place of a text that messages may be about
static void
keep_loc(RhumbSourceSpec *const spec,
         const RhumbStr *const field,
         const RhumbLoc loc)
{
  if (field == &spec->access) {
    spec->access_loc = loc;
  } else if (field == &spec->delimiter) {
    spec->delimiter_loc = loc;
  } else if (field == &spec->quote) {
    spec->quote_loc = loc;
  } else if (field == &spec->encoding) {
    spec->encoding_loc = loc;
  }
}

static void
read_description(Making *making, const RhumbRmlNode *node);

/// True if two statements, be they of a table and of its dialect, say one thing
/// of the source
static bool
say_one(const RhumbRmlStatement *const a, const RhumbRmlStatement *const b)
{
  const Field *const one = RHUMB_ROW(texts, a->name);
  const Field *const other = RHUMB_ROW(texts, b->name);
  return one && other ? one->field == other->field
                      : rhumb_str_equal(a->name, b->name);
}

/// Report what is said otherwise than before
static void
check_single(Making *const making, const RhumbRmlStatement *const said)
{
  if (!RHUMB_ROW(texts, said->name) && !rhumb_rml_csvw_single(said).data) {
    return;
  }
  for (size_t i = 0; i < making->singles.count; ++i) {
    if (say_one(making->singles.items[i], said)) {
      rhumb_rml_check_same(making->rml, making->singles.items[i], said);
      return;
    }
  }
  RHUMB_PUSH_IN(making->rml->arena, &making->singles, said);
}

static void
read_detail(Making *const making,
            const RhumbRmlNode *const node,
            const RhumbRmlStatement *const said)
{
  RhumbSourceSpec *const spec = making->spec;
  const RhumbRmlNode *const value = said->object;
  RhumbStr *const field = field_of(spec, RHUMB_ROW(texts, said->name));
  if (rhumb_str_is(said->name, RHUMB_DCAT "accessURL") &&
      rhumb_rml_find(node, RHUMB_DCAT "downloadURL")) {
    return; // The page from which the file is to be had
  }
  check_single(making, said);
  if (field == &spec->encoding && making->has_encoding) {
    return;
  }
  if (field) {
    *field = value->term.text;
    keep_loc(spec, field, said->object_loc);
    spec->no_quote = field == &spec->quote ? !field->len : spec->no_quote;
  } else if (rhumb_str_is(said->name, "root")) {
    spec->dir = rhumb_rml_root_read(making->rml, said, rules_dir(making));
    spec->dir = spec->dir.len ? spec->dir : making->rml->options->data_dir;
  } else if (rhumb_str_is(said->name, "encoding")) {
    spec->encoding = value->name;
    spec->encoding_loc = said->object_loc;
    making->has_encoding = true;
  } else if (rhumb_str_is(said->name, "compression")) {
    const RhumbStr known = rhumb_compression_named(value->name);
    spec->compression = known.len ? known : value->name;
  } else if (rhumb_str_is(said->name, "null")) {
    rhumb_rml_texts_read(making->rml, &making->nulls, said);
  } else if (rhumb_str_is(said->name, RHUMB_CSVW "null")) {
    rhumb_rml_texts_read(making->rml, &making->csvw_nulls, said);
  } else if (rhumb_str_is(said->name, RHUMB_D2RQ "jdbcDriver")) {
    spec->type = database_type(value->term.text);
  } else if (rhumb_str_is(said->name, RHUMB_CSVW "dialect")) {
    read_description(making, value);
  } else {
    rhumb_rml_csvw_read(making->rml, spec, node, said);
  }
}

static void
read_description(Making *const making, const RhumbRmlNode *const node)
{
  for (size_t i = 0; i < node->count; ++i) {
    const RhumbRmlStatement *const said = &node->statements[i];
    making->database =
        making->database ||
        rhumb_str_is(said->object->name, RHUMB_D2RQ "Database") ||
        rhumb_str_is(said->name, RHUMB_D2RQ "jdbcDSN");
    if (rhumb_str_is(said->name, RHUMB_SD "endpoint")) {
      making->spec->type = RHUMB_STR("sparql");
    }
    read_detail(making, node, said);
  }
}

/// A source that is a text or an address, or a node that describes one
static void
read_source(Making *const making, const RhumbRmlStatement *const said)
{
  RhumbSourceSpec *const spec = making->spec;
  RhumbRmlNode *const node = said->object;
  spec->access_loc = said->object_loc;
  if (node->term.kind == RHUMB_TERM_LITERAL || !node->count) {
    spec->access = node->term.text;
  } else {
    rhumb_rml_check(making->rml, node, RHUMB_RML_SOURCE);
    read_description(making, node);
  }
  if (node->term.kind == RHUMB_TERM_BLANK && !node->count) {
    spec->access = RHUMB_STR("");
  }
  if (!spec->access.len) {
    RHUMB_RML_FAIL(making->rml,
                   said->object_loc,
                   "this source does not say where it is; give it %s, "
                   "d2rq:jdbcDSN, csvw:url or dcat:downloadURL",
                   rhumb_rml_word(making->rml, "path"));
  }
}

/// Return the usual reference formulations, as the rules' prefixes write them
static const char *
formulations(const RhumbRml *const rml)
{
  RhumbStr all = RHUMB_STR("");
  for (const RhumbSourceType *const *type = rhumb_source_types; *type; ++type) {
    const RhumbStr iri = rhumb_str((*type)->iris[rml->profile]);
    if (iri.len && rhumb_source_of_iri(iri) == *type) {
      const RhumbStr word = rhumb_rml_show(rml, iri);
      all = rhumb_str_format(
          rml->arena, "%.*s %.*s", RHUMB_FMT(all), RHUMB_FMT(word));
    }
  }
  return all.data;
}

/// Prefixes, each with its IRI behind it
typedef RHUMB_LIST(RhumbStr) Namespaces;

/// Report a namespace that is none, or whose prefix is another's among `known`
static void
check_namespace(RhumbRml *const rml,
                const Namespaces *const known,
                const RhumbRmlStatement *const prefix,
                const RhumbRmlStatement *const url)
{
  const RhumbStr name = prefix->object->term.text;
  const RhumbStr iri = url->object->term.text;
  for (size_t i = 0; i < known->count; i += 2) {
    if (rhumb_str_equal(known->items[i], name) &&
        !rhumb_str_equal(known->items[i + 1], iri)) {
      RHUMB_RML_FAIL(rml,
                     prefix->object_loc,
                     "the prefix %.*s is that of <%.*s> already, and a prefix "
                     "is of one namespace; write another",
                     RHUMB_FMT(name),
                     RHUMB_FMT(known->items[i + 1]));
    }
  }
  if (!rhumb_datatype_takes(rhumb_datatype_find(RHUMB_STR(RHUMB_XSD "NCName")),
                            name)) {
    RHUMB_RML_FAIL(rml,
                   prefix->object_loc,
                   "\"%.*s\" is no prefix of XPath, which is a name such as ex",
                   RHUMB_FMT(name));
  }
  if (!iri.len) {
    RHUMB_RML_FAIL(rml,
                   url->object_loc,
                   "a namespace has an IRI; names that are in none have no "
                   "prefix in XPath");
  }
}

static void
read_namespaces(Making *const making, const RhumbRmlNode *const node)
{
  RhumbRml *const rml = making->rml;
  Namespaces out = {0};
  const RhumbRmlStatement *said = rhumb_rml_find(node, "namespace");
  for (; said; said = rhumb_rml_next(node, said)) {
    rhumb_rml_check(rml, said->object, RHUMB_RML_NAMESPACE);
    const RhumbRmlStatement *const prefix =
        rhumb_rml_find(said->object, "namespacePrefix");
    const RhumbRmlStatement *const url =
        rhumb_rml_find(said->object, "namespaceURL");
    if (!prefix || !url) {
      RHUMB_RML_FAIL(rml,
                     said->object_loc,
                     "a namespace needs both %s and %s",
                     rhumb_rml_word(rml, "namespacePrefix"),
                     rhumb_rml_word(rml, "namespaceURL"));
      continue;
    }
    check_namespace(rml, &out, prefix, url);
    RHUMB_PUSH_IN(rml->arena, &out, prefix->object->term.text);
    RHUMB_PUSH_IN(rml->arena, &out, url->object->term.text);
  }
  making->spec->namespaces = out.items;
  making->spec->n_namespaces = out.count;
}

/// Read the regular expression of lines, of which RML has no word
static void
read_pattern(Making *const making, const RhumbRmlNode *const node)
{
  RhumbRml *const rml = making->rml;
  for (size_t i = 0; i < node->count; ++i) {
    const RhumbRmlStatement *const said = &node->statements[i];
    if (rhumb_str_is(said->name, RHUMB_OURS "pattern") &&
        said->object->term.kind == RHUMB_TERM_LITERAL) {
      making->spec->pattern = said->object->term.text;
      making->spec->pattern_loc = said->object_loc;
    } else if (rhumb_str_starts(said->iri, RHUMB_STR(RHUMB_OURS))) {
      RHUMB_RML_FAIL(
          rml,
          said->loc,
          "lines have a text as %.*s, and nothing else",
          RHUMB_FMT(rhumb_rml_show(rml, RHUMB_STR(RHUMB_OURS "pattern"))));
    }
  }
}

/// Read how records are written: what is said so is said of texts too, which no
/// source describes
static void
read_dialect(Making *const making, const RhumbRmlNode *const node)
{
  RhumbRml *const rml = making->rml;
  const RhumbSourceType *const format = making->spec->format;
  for (size_t i = 0; i < node->count; ++i) {
    const RhumbRmlStatement *const said = &node->statements[i];
    const bool is_null = rhumb_str_is(said->name, "null") ||
                         rhumb_str_is(said->name, RHUMB_CSVW "null");
    const bool is_of_file = rhumb_str_is(said->name, RHUMB_CSVW "url") ||
                            rhumb_str_is(said->name, RHUMB_CSVW "encoding");
    const bool is_ours = rhumb_str_starts(said->iri, RHUMB_STR(RHUMB_OURS));
    const bool is_more =
        is_ours || rhumb_str_starts(said->iri, RHUMB_STR(RHUMB_CSVW));
    if (is_null || (is_more && format->has_dialect && !is_of_file)) {
      read_detail(making, node, said);
    } else if (is_more) {
      RHUMB_RML_FAIL(rml,
                     said->loc,
                     "%.*s says nothing here: %s",
                     RHUMB_FMT(rhumb_rml_show(rml, said->iri)),
                     is_of_file ? "it belongs to the source"
                                : "it is of tables");
    }
  }
}

/// Return the IRI of a node, words of drafts as core has them
static RhumbStr
whole_iri(const RhumbRml *const rml, const RhumbRmlNode *const node)
{
  return node->era == RHUMB_RML_NEW ? rhumb_str_format(rml->arena,
                                                       RHUMB_RML "%.*s",
                                                       RHUMB_FMT(node->name))
                                    : node->term.text;
}

/// Return the word that was probably meant: of a format that is called so
/// elsewhere, such as "Excel" or "XML"; else one that is near; or NULL
static const char *
near_formulation(const RhumbRml *const rml, const RhumbStr iri)
{
  const RhumbStr name = rhumb_str_from(iri, rhumb_str_last(iri, "#/"));
  const RhumbSourceType *format =
      rhumb_source_find(RHUMB_SOURCE_WORDS(names), name);
  format =
      format ? format : rhumb_source_find(RHUMB_SOURCE_WORDS(extensions), name);
  return format && format->iris[rml->profile]
             ? rhumb_rml_show(rml, rhumb_str(format->iris[rml->profile])).data
             : rhumb_words_near(
                   rml->arena, formulations(rml), rhumb_rml_show(rml, iri));
}

/// Report a reference formulation that there is not
static void
fail_formulation(RhumbRml *const rml, const RhumbRmlStatement *const said)
{
  const RhumbStr iri = said->object->term.text;
  const RhumbStr word = rhumb_rml_show(rml, iri);
  const char *const near = near_formulation(rml, iri);
  rhumb_rml_keep(
      rml,
      near
          ? rhumb_fail_near(rml->diag,
                            RHUMB_ERR_UNSUPPORTED,
                            said->object_loc,
                            near,
                            "unknown reference formulation %.*s",
                            RHUMB_FMT(word))
          : rhumb_fail(rml->diag,
                       RHUMB_ERR_UNSUPPORTED,
                       said->object_loc,
                       "unknown reference formulation %.*s; there are %s",
                       RHUMB_FMT(word),
                       rhumb_words_list(rml->arena, formulations(rml), "and")));
}

static void
read_formulation(Making *const making, const RhumbRmlStatement *const said)
{
  RhumbRml *const rml = making->rml;
  RhumbRmlNode *const node = said->object;
  const RhumbRmlStatement *const class = rhumb_rml_find(node, RHUMB_RDF_TYPE);
  making->spec->format =
      rhumb_source_find(RHUMB_SOURCE_WORDS(class_iri),
                        class ? whole_iri(rml, class->object) : RHUMB_STR(""));
  if (making->spec->format) {
    rhumb_rml_check(rml, node, RHUMB_RML_FORMULATION);
    read_namespaces(making, node);
    if (making->spec->format->has_pattern) {
      read_pattern(making, node);
    } else {
      read_dialect(making, node);
    }
    return;
  }
  making->spec->format = rhumb_source_of_iri(whole_iri(rml, node));
  if (!making->spec->format) {
    fail_formulation(rml, said);
  }
}

/// Core says table and query through the iterator, classic with properties
static void
read_rows(Making *const making, const RhumbRmlNode *const node)
{
  RhumbSourceSpec *const spec = making->spec;
  const RhumbRmlStatement *const how =
      rhumb_rml_find(node, "referenceFormulation");
  const RhumbRmlStatement *const iterator = rhumb_rml_find(node, "iterator");
  if (iterator) {
    const RhumbStr iri =
        how ? whole_iri(making->rml, how->object) : RHUMB_STR("");
    RhumbStr *const field = field_of(spec, RHUMB_ROW(iterators, iri));
    *(field ? field : &spec->iterator) = iterator->object->term.text;
    spec->iterator_loc = iterator->object_loc;
  }
  for (size_t i = 0; i < RHUMB_COUNT(rows); ++i) {
    const RhumbRmlStatement *const said =
        rhumb_rml_find(node, rows[i].property);
    if (said) {
      *field_of(spec, &rows[i]) = said->object->term.text;
      spec->iterator_loc = said->object_loc;
    }
  }
}

/// Return the only database that the rules describe, or NULL: R2RML leaves the
/// connection to whoever runs the mapping
static RhumbRmlNode *
only_database(const RhumbRmlGraph *const graph)
{
  RhumbRmlNode *found = NULL;
  for (size_t i = 0; i < graph->keys.count; ++i) {
    if (rhumb_rml_find(graph->nodes[i], RHUMB_D2RQ "jdbcDSN")) {
      if (found) {
        return NULL;
      }
      found = graph->nodes[i];
    }
  }
  return found;
}

/// Other engines name workbooks as they name CSV: the file's name tells them
static void
settle_sheets(RhumbSourceSpec *const spec)
{
  const RhumbSourceType *const other = rhumb_source_find(
      RHUMB_SOURCE_WORDS(extensions), rhumb_path_extension(spec->access));
  if (spec->format && spec->format->has_dialect && other && other->has_sheets) {
    spec->format = other;
  }
}

/// Fill in what follows from the rest: format, kind of access
static void
complete(Making *const making, const bool formulated, const RhumbLoc loc)
{
  RhumbRml *const rml = making->rml;
  RhumbSourceSpec *const spec = making->spec;
  const bool has_file = spec->format && !spec->format->is_database;
  if (!spec->format &&
      (making->database || (!spec->access.len && !spec->type.len))) {
    spec->format = &rhumb_source_sql;
  }
  settle_sheets(spec);
  if (!rhumb_source_settle(spec, rml->arena) && !formulated) {
    RHUMB_RML_FAIL(rml,
                   loc,
                   "how is this source read? say %s: %s",
                   rhumb_rml_word(rml, "referenceFormulation"),
                   rhumb_words_list(rml->arena, formulations(rml), "or"));
  }
  if (has_file && !spec->format->is_database && making->database) {
    spec->type = RHUMB_STR(""); // yarrrml-parser makes databases of files
  }
  if (!spec->type.len && spec->format && !spec->format->is_database) {
    spec->type = RHUMB_STR("localfile");
  }
  if (rhumb_str_is(spec->compression, "none")) {
    spec->compression = RHUMB_STR("");
  }
  rhumb_rml_csvw_settle(spec, rml->diag);
  if (spec->format) {
    rhumb_source_review(spec, rml->diag);
  }
}

/// True for what says by its class that it is a view
static bool
is_view(const RhumbRmlNode *const node)
{
  const RhumbRmlStatement *said = rhumb_rml_find(node, RHUMB_RDF_TYPE);
  bool is = false;
  for (; said; said = rhumb_rml_next(node, said)) {
    is = is || rhumb_str_is(said->object->name, "LogicalView");
  }
  return is;
}

/// Take the texts that stand for null, if any are said
static void
take_nulls(const Making *const making)
{
  const RhumbRmlTexts *const nulls =
      making->nulls.count ? &making->nulls : &making->csvw_nulls;
  if (nulls->count) {
    making->spec->nulls = nulls->items;
    making->spec->n_nulls = nulls->count;
  }
}

/// Report a pattern that stands beside the formulation which it is of
static void
check_misplaced_pattern(const Making *const making,
                        const RhumbRmlNode *const node)
{
  RhumbRml *const rml = making->rml;
  const RhumbSourceType *const format = making->spec->format;
  const RhumbRmlStatement *const said =
      rhumb_rml_find(node, RHUMB_OURS "pattern");
  if (said && format && format->has_pattern && !making->spec->pattern.len) {
    RHUMB_RML_FAIL(rml,
                   said->loc,
                   "the pattern is of the reference formulation: %s [ a "
                   "rhumb:Lines; rhumb:pattern ... ]",
                   rhumb_rml_word(rml, "referenceFormulation"));
  }
}

static const RhumbSourceSpec *
make_source(RhumbRml *const rml, const RhumbRmlStatement *const statement)
{
  RhumbRmlNode *const node = statement->object;
  RhumbSourceSpec *const spec = RHUMB_NEW(rml->arena, RhumbSourceSpec, 1);
  Making making = {.rml = rml, .spec = spec, .text = node->text};
  *spec = (RhumbSourceSpec){
      .profile = rml->profile, .in_rml = true, .loc = statement->object_loc};
  spec->dir = rules_dir(&making);
  if (rhumb_rml_find(node, "field") || is_view(node)) {
    RHUMB_RML_FAIL(rml,
                   statement->object_loc,
                   "this logical view needs %s",
                   rhumb_rml_word(rml, "viewOn"));
    return spec;
  }
  rhumb_rml_check(rml, node, RHUMB_RML_LOGICAL_SOURCE);

  const RhumbRmlStatement *const source = rhumb_rml_find(node, "source");
  const RhumbRmlStatement *const how =
      rhumb_rml_find(node, "referenceFormulation");
  RhumbRmlNode *const database = source ? NULL : only_database(&rml->graph);
  if (source) {
    read_source(&making, source);
  } else if (!rhumb_rml_find(node, "tableName") &&
             !rhumb_rml_find(node, "query")) {
    RHUMB_RML_FAIL(rml,
                   statement->object_loc,
                   "this logical source needs %s",
                   rhumb_rml_word(rml, "source"));
  } else if (database) {
    database->used = true;
    read_description(&making, database);
  } else if (rml->options->database.len) {
    spec->access = rml->options->database;
    spec->dir = RHUMB_STR("");
  }
  if (how && how->object->term.kind != RHUMB_TERM_LITERAL) {
    read_formulation(&making, how);
  }
  check_misplaced_pattern(&making, node);
  take_nulls(&making);
  read_rows(&making, node);
  complete(&making, how != NULL, statement->object_loc);
  return spec;
}

void
rhumb_rml_formulation_read(RhumbRml *const rml,
                           RhumbSourceSpec *const spec,
                           const RhumbRmlStatement *const said)
{
  Making making = {.rml = rml, .spec = spec};
  read_formulation(&making, said);
  take_nulls(&making);
  rhumb_rml_csvw_settle(spec, rml->diag);
}

const RhumbSourceSpec *
rhumb_rml_base_read(RhumbRml *const rml,
                    const RhumbRmlStatement *const statement)
{
  RhumbRmlNode *const node = statement->object;
  if (!node->spec) {
    node->spec = make_source(rml, statement);
  }
  return node->spec;
}
