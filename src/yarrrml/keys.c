// SPDX-License-Identifier: ISC

/// @file keys.c  The keys of every kind of map, with their short forms.

#include "io/compression.h"
#include "yarrrml/yarrrml_impl.h"

#define AT(map, member) offsetof(Rhumb##map##Keys, member)

#define SCALAR RHUMB_MAY_SCALAR
#define LIST   RHUMB_MAY_LIST
#define MAP    RHUMB_MAY_MAP

#define OPTIONAL RHUMB_OPTIONAL
#define NULLABLE RHUMB_NULLABLE
#define NEEDED   RHUMB_NEEDED
#define EXPECTED RHUMB_EXPECTED
#define EITHER   RHUMB_EITHER

// Words

static const char *
media_types(RhumbArena *const arena)
{
  return rhumb_source_words(arena, RHUMB_SOURCE_WORDS(media_types));
}

static const char *
formulations(RhumbArena *const arena)
{
  return rhumb_source_words(arena, RHUMB_SOURCE_WORDS(names));
}

static const char *
read_formulations(RhumbArena *const arena)
{
  return rhumb_source_read_words(arena, RHUMB_SOURCE_WORDS(names));
}

static const char *
queries(RhumbArena *const arena)
{
  return rhumb_source_words(arena, RHUMB_SOURCE_WORDS(queries));
}

/// The types that tell a format, and those that any format may have
static const char *
source_types(RhumbArena *const arena)
{
  return rhumb_str_format(arena,
                          "%s localfile remotefile mongodb wot",
                          rhumb_source_words(arena, RHUMB_SOURCE_WORDS(types)))
      .data;
}

static const char *
target_types(RhumbArena *const arena)
{
  (void)arena;
  return "localfile void dcat sparql sd directhttprequest linkedhttprequest";
}

static const char *
target_encodings(RhumbArena *const arena)
{
  (void)arena;
  return "utf-8 utf-16";
}

static const char *const mode_words[] = {"write", "append", NULL};

static const char *
term_types(RhumbArena *const arena)
{
  const char *words = "";
  for (size_t i = 1; i < RHUMB_N_TERM_TYPES; ++i) {
    words =
        rhumb_str_format(arena, "%s %s", words, rhumb_term_types[i].key).data;
  }
  return words;
}

#define SPELLED(name_, words)                                           \
  {                                                                     \
    .name = (name_), .read = rhumb_yaml_read_spelled, .may_be = SCALAR, \
    .spelled = (words), .any_case = true                                \
  }

static const RhumbYamlType content_type = SPELLED("content type", media_types);

RhumbSpan
rhumb_formulation_name(const RhumbYamlContext *const context,
                       const RhumbSpan span)
{
  const RhumbStr prefix = RHUMB_STR("ql:");
  if (!rhumb_str_starts(span.text, prefix)) {
    return span;
  }
  const RhumbSpan name = rhumb_span_slice(span, prefix.len, span.text.len);
  rhumb_warn(context->diag,
             RHUMB_WARNING,
             rhumb_span_loc(&span, 0),
             "\"%.*s\" is RML's name; YARRRML's has no prefix: %.*s",
             RHUMB_FMT(span.text),
             RHUMB_FMT(name.text));
  return name;
}

/// A formulation's name, which may have RML's prefix
static RhumbStatus
read_formulation(const RhumbYamlContext *const context,
                 const RhumbYamlType *const type,
                 const RhumbField field,
                 void *const to)
{
  RhumbSpan span = {.text = {NULL, 0}};
  RHUMB_TRY(rhumb_read_span(context, field, "a word", &span));
  span = rhumb_formulation_name(context, span);
  return rhumb_find_spelled(
      context, type, span.text, rhumb_span_loc(&span, 0), (RhumbStr *)to);
}

const RhumbYamlType rhumb_formulation_type = {.name = "reference formulation",
                                              .read = read_formulation,
                                              .may_be = SCALAR,
                                              .spelled = formulations,
                                              .offered = read_formulations,
                                              .any_case = true};
static const RhumbYamlType query_formulation =
    SPELLED("query formulation", queries);
static const RhumbYamlType source_type =
    SPELLED("type of source", source_types);
const RhumbYamlType rhumb_target_type = SPELLED("type of target", target_types);
static const RhumbYamlType compression = {.name = "compression",
                                          .may_be = SCALAR,
                                          .spelled = rhumb_compression_words,
                                          .any_case = true};
static const RhumbYamlType term_type = {
    .name = "type of term", .may_be = SCALAR, .spelled = term_types};

static const char *const invalid_words[] = {"drop", "literal", NULL};
const RhumbYamlType rhumb_invalid_type = {.name = "word for an invalid value",
                                          .may_be = SCALAR,
                                          .words = invalid_words};

static const char *
gather_words(RhumbArena *const arena)
{
  const char *words = "";
  for (size_t i = 1; i < RHUMB_N_GATHERS; ++i) {
    words = rhumb_str_format(arena, "%s %s", words, rhumb_gathers[i].key).data;
  }
  return words;
}

const RhumbYamlType rhumb_gather_as_type = {
    .name = "kind of collection", .may_be = SCALAR, .spelled = gather_words};

static const char *const strategy_words[] = {"append", "product", NULL};
const RhumbYamlType rhumb_strategy_type = {
    .name = "strategy", .may_be = SCALAR, .words = strategy_words};

static const char *const direction_words[] = {"ltr", "rtl", NULL};
const RhumbYamlType rhumb_direction_type = {
    .name = "direction of text", .may_be = SCALAR, .words = direction_words};

// Other kinds of values, kept for the readers that know what they mean

static const char *
truths(RhumbArena *const arena)
{
  (void)arena;
  return "true false";
}

const RhumbYamlType rhumb_truth_type = {.name = "truth value",
                                        .may_be = SCALAR,
                                        .spelled = truths,
                                        .any_case = true};
const RhumbYamlType rhumb_null_texts_type = {.may_be = SCALAR | LIST,
                                             .items = {&rhumb_yaml_text},
                                             .item_size = sizeof(RhumbStr)};
static const RhumbYamlType header = {.name = "header",
                                     .may_be = SCALAR | LIST,
                                     .spelled = truths,
                                     .any_case = true,
                                     .least = 1,
                                     .most = UINT32_MAX,
                                     .is_whole = true,
                                     .items = {&rhumb_yaml_node},
                                     .is_filled = true};
static const RhumbYamlType texts = {.may_be = SCALAR | LIST,
                                    .items = {&rhumb_yaml_node}};
static const RhumbYamlType external = {.may_be = SCALAR, .may_be_null = true};
static const RhumbYamlType externals = {.may_be = MAP, .entries = &external};
static const RhumbYamlType names = {.may_be = MAP, .entries = &rhumb_yaml_node};
static const RhumbYamlType reference = {.may_be = SCALAR, .pattern = "[$][(]"};
static const RhumbYamlType references = {
    .may_be = SCALAR | LIST, .pattern = "[$][(]", .items = {&reference}};

static const RhumbYamlType function = {.may_be = MAP | SCALAR,
                                       .map = &rhumb_function_schema};
static const RhumbYamlType function_name = {
    .may_be = SCALAR, .pattern = "[:(]|^ *(equal|notEqual) *$"};
static const RhumbYamlType a_condition = {
    .may_be = MAP | SCALAR, .map = &rhumb_function_schema, .pattern = "[(]"};
/// One of these, or a list, whose items are what its reader takes
#define MANY(name_, schema, item)                                     \
  {                                                                   \
    .name = (name_), .may_be = MAP | SCALAR | LIST, .map = &(schema), \
    .items = {                                                        \
      &(item)                                                         \
    }                                                                 \
  }

static const RhumbYamlType conditions = {.name = "conditions",
                                         .may_be = MAP | SCALAR | LIST,
                                         .map = &rhumb_function_schema,
                                         .pattern = "[(]",
                                         .items = {&a_condition}};
static const char *const side_words[] = {"s", "subject", "o", "object", NULL};
static const RhumbYamlType side = {.may_be = SCALAR, .words = side_words};
static const RhumbYamlType parameter = {
    .may_be = MAP | LIST,
    .map = &rhumb_parameter_schema,
    .items = {&rhumb_yaml_node, &function, &side}};
static const RhumbYamlType parameters = {
    .name = "parameters", .may_be = LIST, .items = {&parameter}};

static const RhumbYamlType field = {.may_be = MAP | SCALAR,
                                    .map = &rhumb_field_schema};
static const RhumbYamlType fields = {.name = "fields",
                                     .may_be = MAP | LIST,
                                     .entries = &field,
                                     .items = {&rhumb_yaml_text},
                                     .is_filled = true};
static const char *const join_words[] = {"left", "inner", NULL};
static const RhumbYamlType join_type = {.name = "type of join",
                                        .read = rhumb_yaml_read_word,
                                        .may_be = SCALAR,
                                        .words = join_words};
static const RhumbYamlType view_join = {.may_be = MAP,
                                        .map = &rhumb_join_schema};
static const RhumbYamlType view_joins = {.name = "joins",
                                         .may_be = MAP | LIST,
                                         .map = &rhumb_join_schema,
                                         .items = {&view_join},
                                         .is_filled = true};
static const RhumbYamlType iterator = {.name = "iterator",
                                       .may_be = MAP | SCALAR,
                                       .entries = &rhumb_yaml_text,
                                       .is_filled = true};
static const RhumbYamlType any_iterator = {.may_be = MAP | SCALAR,
                                           .entries = &rhumb_yaml_text,
                                           .is_filled = true,
                                           .may_be_null = true};

static const RhumbYamlType sources_in_list;
static const RhumbYamlType sources =
    MANY("sources", rhumb_source_schema, sources_in_list);
/// Sources behind the first in a list in a list, or levels of that
static const RhumbYamlType further_source = {.name = "further-source",
                                             .may_be = MAP | SCALAR | LIST,
                                             .map = &rhumb_source_schema,
                                             .entries = &rhumb_yaml_text,
                                             .items = {&sources_in_list},
                                             .is_filled = true,
                                             .may_be_null = true};
static const RhumbYamlType sources_in_list = {
    .name = "sources-in-list",
    .may_be = MAP | SCALAR | LIST,
    .map = &rhumb_source_schema,
    .items = {&sources_in_list, &further_source},
    .goes_on = true};
#define SOURCE(name_, access)                                         \
  {                                                                   \
    .name = (name_), .may_be = MAP | SCALAR | LIST,                   \
    .map = &rhumb_source_schema, .items = {&(access), &any_iterator}, \
    .is_filled = true                                                 \
  }
static const RhumbYamlType source_in_place =
    SOURCE("source-in-place", rhumb_yaml_node);
static const RhumbYamlType source_in_list =
    SOURCE("source-in-list", source_in_place);
static const RhumbYamlType source = SOURCE("named-source", source_in_list);
static const RhumbYamlType named_sources = {.may_be = MAP, .entries = &source};
static const RhumbYamlType table = {.name = "table",
                                    .may_be = MAP,
                                    .map = &rhumb_table_schema,
                                    .entries = &texts};
static const RhumbYamlType named_tables = {.may_be = MAP, .entries = &table};
static const RhumbYamlType targets =
    MANY("targets", rhumb_target_schema, targets);
static const RhumbYamlType named_targets = {.may_be = MAP, .entries = &targets};

#define ONE(schema)                          \
  {                                          \
    .may_be = MAP | SCALAR, .map = &(schema) \
  }

static const RhumbYamlType suffix = ONE(rhumb_datatype_schema);
static const RhumbYamlType object_value = ONE(rhumb_object_schema);
static const RhumbYamlType object = {.may_be = MAP | SCALAR | LIST,
                                     .map = &rhumb_object_schema,
                                     .items = {&object_value, &suffix},
                                     .is_filled = true};
static const RhumbYamlType objects =
    MANY("objects", rhumb_object_schema, object);
static const RhumbYamlType members = {.name = "members",
                                      .may_be = MAP | SCALAR | LIST,
                                      .map = &rhumb_object_schema,
                                      .items = {&object},
                                      .is_filled = true};
static const RhumbYamlType subject = ONE(rhumb_subject_schema);
static const RhumbYamlType subjects = {.name = "subjects",
                                       .may_be = MAP | SCALAR | LIST,
                                       .map = &rhumb_subject_schema,
                                       .items = {&subject},
                                       .is_filled = true};
static const RhumbYamlType predicate = ONE(rhumb_predicate_schema);
static const RhumbYamlType predicates =
    MANY("predicates", rhumb_predicate_schema, predicate);
static const RhumbYamlType graph = ONE(rhumb_graph_schema);
static const RhumbYamlType graphs = MANY("graphs", rhumb_graph_schema, graph);
static const RhumbYamlType datatype = {.may_be = MAP | SCALAR,
                                       .map = &rhumb_datatype_schema};
static const RhumbYamlType language = {.may_be = MAP | SCALAR,
                                       .map = &rhumb_language_schema,
                                       .pattern = "^[A-Za-z]|[$][(]"};
static const RhumbYamlType reifier = {.may_be = MAP | SCALAR,
                                      .map = &rhumb_reifier_schema};
static const RhumbYamlType pairs;
static const RhumbYamlType pair = {.may_be = MAP | LIST,
                                   .map = &rhumb_pair_schema,
                                   .items = {&predicates, &objects, &suffix}};
static const RhumbYamlType pairs = {.name = "predicateobjects",
                                    .may_be = MAP | LIST,
                                    .map = &rhumb_pair_schema,
                                    .items = {&pair}};
static const RhumbYamlType mapping = {.may_be = MAP,
                                      .map = &rhumb_mapping_schema};
static const RhumbYamlType mappings = {.may_be = MAP, .entries = &mapping};

static const RhumbYamlType author = ONE(rhumb_author_schema);
static const RhumbYamlType authors =
    MANY("authors", rhumb_author_schema, author);
static const RhumbYamlType ontology = {.may_be = MAP,
                                       .map = &rhumb_ontology_schema};

// clang-format off

static const RhumbKey root_keys[] = {
  {{"authors", "author"}, &authors, AT(Root, authors),
   NULLABLE,
   "who wrote the rules: names, or maps with name, email and website"},
  {{"base"}, &rhumb_yaml_node, AT(Root, base),
   NULLABLE,
   "what the IRIs of the translated mappings begin with"},
  {{"external"}, &externals, AT(Root, external),
   NULLABLE,
   "values by name, which $(_name) stands for; the option -e replaces them"},
  {{"mappings", "mapping", "m"}, &mappings, AT(Root, mappings),
   NULLABLE, "by name, how rows become triples"},
  {{"ontology"}, &ontology, AT(Root, ontology),
   NULLABLE, "the header that makes the data open as an ontology"},
  {{"prefixes"}, &names, AT(Root, prefixes),
   NULLABLE,
   "what each prefix stands for; those of RDFa's initial context are known"},
  {{"sources", "source", "s"}, &named_sources, AT(Root, sources),
   NULLABLE, "by name, where data is and how it is read"},
  {{"tables", "table"}, &named_tables, AT(Root, tables),
   NULLABLE,
   "by name, what words of the data stand for: $(type => name) asks one"},
  {{"targets", "target", "t"}, &named_targets, AT(Root, targets),
   NULLABLE, "by name, files that terms go into besides the output"},
  {{"views"}, &rhumb_views_type, AT(Root, views),
   NULLABLE, "by name, ways to draw the data as a map"},
};
const RhumbSchema rhumb_root_schema = RHUMB_SCHEMA("the rules", root_keys);

static const RhumbKey author_keys[] = {
  {{"email"}, &rhumb_yaml_text, AT(Author, email),
   OPTIONAL, "the author's address"},
  {{"name"}, &rhumb_yaml_text, AT(Author, name),
   OPTIONAL, "the author's name"},
  {{"website"}, &rhumb_yaml_text, AT(Author, website),
   OPTIONAL, "the author's page"},
};
const RhumbSchema rhumb_author_schema = RHUMB_SCHEMA("an author", author_keys);

static const RhumbKey credentials_keys[] = {
  {{"password"}, &rhumb_yaml_text, offsetof(RhumbSourceSpec, password),
   OPTIONAL, "the password, better an external value than written here"},
  {{"username"}, &rhumb_yaml_text, offsetof(RhumbSourceSpec, username),
   OPTIONAL, "the name to log in with"},
};
static const RhumbSchema credentials_schema =
    RHUMB_SCHEMA("credentials", credentials_keys);
static const RhumbYamlType credentials = {.read = rhumb_yaml_read_map,
                                          .may_be = MAP,
                                          .map = &credentials_schema};

static const RhumbKey newest_keys[] = {
  {{"by"}, &references, AT(Newest, by),
   NEEDED, "references that versions of one thing have the same values of"},
  {{"of"}, &reference, AT(Newest, of),
   NEEDED, "the reference whose greatest value is the newest"},
};
const RhumbSchema rhumb_newest_schema =
    RHUMB_SCHEMA("newest records", newest_keys);
static const RhumbYamlType newest = {.may_be = MAP,
                                     .map = &rhumb_newest_schema};

// How records are written, which files and texts say alike
#define COMMENT(map) \
  {{"comment"}, &rhumb_yaml_node, AT(map, dialect.comment), OPTIONAL, \
   "what the lines of CSV begin with that are no records"}
#define DELIMITER(map) \
  {{"delimiter"}, &rhumb_yaml_node, AT(map, dialect.delimiter), OPTIONAL, \
   "the character between two cells of CSV, or tab"}
#define HEADER(map) \
  {{"header"}, &header, AT(map, dialect.header), OPTIONAL, \
   "of tables: false if the first row is data, whose columns are 1, 2 …, the " \
   "number of the row that names the columns, or a list of their names"}
#define NULLS(map) \
  {{"null"}, &rhumb_null_texts_type, AT(map, dialect.nulls), OPTIONAL, \
   "the texts that stand for no value"}
#define RAGGED(map) \
  {{"ragged"}, &rhumb_truth_type, AT(map, dialect.ragged), OPTIONAL, \
   "of CSV: true if cells may be missing at the end of a record"}
#define QUOTE(map) \
  {{"quote"}, &rhumb_yaml_node, AT(map, dialect.quote), OPTIONAL, \
   "of CSV: the character around cells, or \"\" if there is none"}

static const RhumbKey source_keys[] = {
  {{"access"}, &rhumb_yaml_node, AT(Source, access),
   EITHER, "a file, beside the rules or in the data folder, or a connection"},
  COMMENT(Source),
  {{"contentType"}, &content_type, AT(Source, content_type),
   OPTIONAL,
   "the media type of the data, if no reference formulation says it"},
  {{"credentials"}, &credentials, AT(Source, spec),
   OPTIONAL, "who asks a database"},
  DELIMITER(Source),
  {{"driver"}, &rhumb_yaml_node, AT(Source, driver),
   OPTIONAL, "what other engines load to reach a database; not looked at"},
  {{"encoding"}, &rhumb_yaml_node, AT(Source, encoding),
   OPTIONAL, "the character encoding, if it is not UTF-8"},
  {{"fields"}, &fields, AT(Source, fields),
   OPTIONAL, "what the rows have instead, by name: values, and rows in rows"},
  HEADER(Source),
  {{"referenceFormulation"}, &rhumb_formulation_type, AT(Source, formulation),
   OPTIONAL, "how references are written, and so what the data is"},
  {{"iterator"}, &iterator, AT(Source, iterator),
   OPTIONAL,
   "the path of the records in the data; or levels by name, each in the one "
   "before"},
  {{"joins"}, &view_joins, AT(Source, joins),
   OPTIONAL, "other sources with fields, whose rows are put beside"},
  {{"newest"}, &newest, AT(Source, newest),
   OPTIONAL, "of records that are versions of one thing, the one that is read"},
  NULLS(Source),
  {{"pattern"}, &rhumb_yaml_node, AT(Source, pattern),
   OPTIONAL,
   "of lines: the regular expression of those that are rows, whose named "
   "groups are the columns"},
  {{"query"}, &rhumb_yaml_text, AT(Source, spec.query),
   EITHER, "the query whose rows are the records"},
  {{"queryFormulation"}, &query_formulation, AT(Source, query_formulation),
   OPTIONAL, "the language of the query"},
  QUOTE(Source),
  RAGGED(Source),
  {{"sheet"}, &rhumb_yaml_node, AT(Source, sheet),
   OPTIONAL, "the sheet of a workbook, by its name or its number"},
  {{"source"}, &rhumb_yaml_node, AT(Source, source),
   EITHER, "a source by name, of whose rows the fields are"},
  {{"table"}, &rhumb_yaml_text, AT(Source, spec.table),
   EITHER, "the table whose rows are the records"},
  {{"type"}, &source_type, AT(Source, spec.type),
   OPTIONAL, "what access names: a file, or a kind of database"},
};
static const RhumbTie source_ties[] = {
  {"source", RHUMB_KEY_ALONE, "source fields joins",
   ", whose rows these are: fields and joins alone stand there"},
  {"joins", RHUMB_KEY_NEEDS, "fields",
   ": say what of this source's own rows is kept"},
  {NULL, RHUMB_KEY_NEEDS, NULL, NULL},
};
const RhumbSchema rhumb_source_schema =
    RHUMB_SCHEMA_TIED("a source", source_keys, source_ties);

static const RhumbKey field_keys[] = {
  COMMENT(Field),
  DELIMITER(Field),
  {{"fields"}, &fields, AT(Field, fields),
   OPTIONAL, "what each of the rows has; below a value, rows of its text"},
  {{"function", "fn", "f"}, &function_name, AT(Field, term.function),
   OPTIONAL,
   "the function's name, or all of a call: name(parameter = value, …)"},
  HEADER(Field),
  {{"iterator"}, &rhumb_yaml_node, AT(Field, iterator),
   OPTIONAL, "the path of the rows, from the row that they are in"},
  NULLS(Field),
  {{"parameters", "pms"}, &parameters, AT(Field, term.parameters),
   OPTIONAL, "the function's arguments: [parameter, value] each, or a map"},
  QUOTE(Field),
  RAGGED(Field),
  {{"referenceFormulation"}, &rhumb_formulation_type, AT(Field, formulation),
   OPTIONAL, "below a value: what its text is"},
  {{"value", "v"}, &function, AT(Field, term.value),
   OPTIONAL, "text with references, or a function: a row for each value"},
};
#define OF_ROWS " comment delimiter header null quote ragged"

static const RhumbTie field_ties[] = {
  {"value", RHUMB_KEY_EXCLUDES, "function iterator" OF_ROWS,
   ": a field has one of them; rows of its value's text are fields below it"},
  {"function", RHUMB_KEY_EXCLUDES, "iterator" OF_ROWS,
   ": a field has one of them; rows of its value's text are fields below it"},
  {"parameters", RHUMB_KEY_NEEDS, "function", ", which they are of"},
  {NULL, RHUMB_KEY_NEEDS, NULL, NULL},
};
const RhumbSchema rhumb_field_schema =
    RHUMB_SCHEMA_TIED("a field", field_keys, field_ties);

static const RhumbKey join_keys[] = {
  {{"condition", "conditions", "c"}, &conditions, AT(Join, condition),
   NEEDED, "functions that must all be true of both rows, such as equal"},
  {{"fields"}, &fields, AT(Join, fields),
   NEEDED, "what is taken of the other row, by name"},
  {{"source"}, &rhumb_yaml_node, AT(Join, source),
   NEEDED, "the other source by name, one with fields or levels"},
  {{"type"}, &join_type, AT(Join, type),
   OPTIONAL, "left keeps rows without a partner, inner drops them; else left"},
};
const RhumbSchema rhumb_join_schema = RHUMB_SCHEMA("a join", join_keys);

static const RhumbKey table_keys[] = {
  COMMENT(Table),
  DELIMITER(Table),
  {{"encoding"}, &rhumb_yaml_node, AT(Table, encoding),
   OPTIONAL, "the character encoding, if it is not UTF-8"},
  {{"file"}, &rhumb_yaml_node, AT(Table, file),
   NEEDED, "a file with columns, beside the rules or in the data folder"},
  HEADER(Table),
  {{"key"}, &rhumb_yaml_node, AT(Table, key),
   NEEDED, "the column of the keys"},
  NULLS(Table),
  QUOTE(Table),
  RAGGED(Table),
  {{"sheet"}, &rhumb_yaml_node, AT(Table, sheet),
   OPTIONAL, "the sheet of a workbook, by its name or its number"},
  {{"value"}, &rhumb_yaml_node, AT(Table, value),
   NEEDED, "the column of what the keys stand for"},
  {{RHUMB_TABLE_REST}, &texts, AT(Table, rest),
   OPTIONAL, "what any other key stands for"},
};
const RhumbSchema rhumb_table_schema =
    RHUMB_SCHEMA("a table of a file", table_keys);

static const RhumbYamlType mode = {.name = "mode of a target",
                                   .read = rhumb_yaml_read_word,
                                   .may_be = SCALAR,
                                   .words = mode_words};
static const RhumbYamlType target_encoding = {
    .name = "encoding of a target",
    .read = rhumb_yaml_read_spelled,
    .may_be = SCALAR,
    .spelled = target_encodings,
    .any_case = true};

static const RhumbKey target_keys[] = {
  {{"access"}, &rhumb_yaml_node, AT(Target, access),
   EXPECTED, "the file, beside where the output goes"},
  {{"compression"}, &compression, AT(Target, compression),
   OPTIONAL, "how the file is packed"},
  {{"encoding"}, &target_encoding, AT(Target, encoding),
   OPTIONAL, "the character encoding, utf-8 or utf-16"},
  {{"mode"}, &mode, AT(Target, mode),
   OPTIONAL, "write, or append to what the file holds"},
  {{"serialization"}, &rhumb_yaml_node, AT(Target, serialization),
   OPTIONAL, "the syntax that is written, as a name, an IRI or a media type"},
  {{"source"}, &texts, AT(Target, source),
   OPTIONAL,
   "a source, for targets that depend on the data; not supported yet"},
  {{"type"}, &rhumb_target_type, AT(Target, type),
   OPTIONAL, "what access names"},
};
const RhumbSchema rhumb_target_schema = RHUMB_SCHEMA("a target", target_keys);

#define CONDITION(map)                                                        \
  {{"condition", "conditions", "c"}, &conditions, AT(map, condition),         \
   OPTIONAL, "functions that must all be true for the row to count"}
#define GRAPHS(map)                                                           \
  {{"graphs", "graph", "g"}, &graphs, AT(map, graphs),                        \
   OPTIONAL, "the named graphs that the triples are in"}
#define INVERSE(map, need)                                                    \
  {{"inversepredicates", "inversepredicate", "i", "iv"}, &predicates,         \
   AT(map, inverse), need, "properties that lead back from the object"}
#define FUNCTION                                                              \
  {{"function", "fn", "f"}, &function_name, AT(Term, function),             \
   OPTIONAL,                                                                  \
   "the function's name, or all of a call: name(parameter = value, …)"}
#define PARAMETERS                                                            \
  {{"parameters", "pms"}, &parameters, AT(Term, parameters),                  \
   OPTIONAL, "the function's arguments: [parameter, value] each, or a map"}
#define TARGETS                                                               \
  {{"targets", "target", "t"}, &targets, AT(Term, targets),                   \
   OPTIONAL, "where the triples with this term go, besides the output"}
#define VALUE                                                                 \
  {{"value", "v"}, &function, AT(Term, value),                                \
   OPTIONAL, "text with references, such as ex:$(id), or a function"}
#define TYPE(map)                                                             \
  {{"type"}, &term_type, AT(map, type),                                       \
   OPTIONAL, "what the term is: iri, blank or literal"}
#define DATATYPE(map)                                                         \
  {{"datatype"}, &datatype, AT(map, datatype),                                \
   OPTIONAL, "the literal's datatype"}
#define GATHER                                                                \
  {{"gather"}, &members, AT(Term, gather),                                    \
   OPTIONAL,                                                                  \
   "objects that are the members of one list or container; without a value, "  \
   "of a fresh one a row"},                                                   \
  {{"as"}, &rhumb_gather_as_type, AT(Term, as),                               \
   OPTIONAL, "what gather makes: list, if it is not said, bag, seq or alt"},   \
  {{"strategy"}, &rhumb_strategy_type, AT(Term, strategy),                    \
   OPTIONAL,                                                                  \
   "of several objects in gather: append, all in one, or product, one each "   \
   "combination of them"},                                                    \
  {{"empty"}, &rhumb_truth_type, AT(Term, empty),                             \
   OPTIONAL, "true if gather makes a list or a container of nothing too"}
#define INVALID(map)                                                          \
  {{"invalid"}, &rhumb_invalid_type, AT(map, invalid),                                   \
   OPTIONAL,                                                                  \
   "what a value with a mistake does: drop leaves it out, literal writes it " \
   "as plain text"}
#define LANGUAGE(map)                                                         \
  {{"language"}, &language, AT(map, language),                                \
   OPTIONAL, "the literal's language, such as en"}

#define DIRECTION(map)                                                        \
  {{"direction"}, &rhumb_direction_type, AT(map, direction),                             \
   OPTIONAL, "which way the literal is written, beside its language"}
#define QUOTED                                                                \
  {{"quoted"}, &texts, AT(Term, quoted),                                      \
   OPTIONAL, "a mapping whose triples are meant: who reifies each of them"},  \
  {{"quotedNonAsserted"}, &texts, AT(Term, silent),                           \
   OPTIONAL, "the same, of a mapping that makes no triples itself"}

#define GATHERS                                                               \
  {"as", RHUMB_KEY_NEEDS, "gather", ", which it is of"},                      \
  {"strategy", RHUMB_KEY_NEEDS, "gather", ", which it is of"},                \
  {"empty", RHUMB_KEY_NEEDS, "gather", ", which it is of"}
#define CALLS                                                                 \
  {"value", RHUMB_KEY_EXCLUDES, "function", ": keep one of them"},            \
  {"parameters", RHUMB_KEY_NEEDS, "function", ", which they are of"},         \
  {NULL, RHUMB_KEY_NEEDS, NULL, NULL}
#define QUOTES(more)                                                          \
  {"quoted", RHUMB_KEY_EXCLUDES,                                              \
   "quotedNonAsserted value function parameters type gather" more,            \
   ": the triples of another mapping are quoted, with a condition"},          \
  {"quotedNonAsserted", RHUMB_KEY_EXCLUDES,                                   \
   "value function parameters type gather" more,                              \
   ": the triples of another mapping are quoted, with a condition"}

static const RhumbTie call_ties[] = {CALLS};
static const RhumbTie subject_ties[] = {QUOTES(""), GATHERS, CALLS};
static const RhumbTie object_ties[] = {
  QUOTES(" mapping inversepredicates datatype language direction"),
  {"mapping", RHUMB_KEY_EXCLUDES,
   "value function parameters type datatype language direction gather",
   ": the objects are that mapping's subjects"},
  GATHERS, CALLS,
};

static const RhumbKey mapping_keys[] = {
  CONDITION(Mapping),
  GRAPHS(Mapping),
  {{"sources", "source"}, &sources, AT(Mapping, sources),
   EXPECTED, "names of sources, or sources in place, such as [[file.csv~csv]]"},
  {{"predicateobjects", "predicateobject", "po"}, &pairs, AT(Mapping, pairs),
   NULLABLE,
   "what is said of the subjects: [predicate, object] each, or a map"},
  {{"subjects", "subject", "s"}, &subjects, AT(Mapping, subjects),
   NULLABLE, "what a row is about; none: a blank node"},
};
const RhumbSchema rhumb_mapping_schema =
    RHUMB_SCHEMA("a mapping", mapping_keys);

static const RhumbKey subject_keys[] = {
  CONDITION(Term), FUNCTION, PARAMETERS, QUOTED, TARGETS, VALUE, TYPE(Term), GATHER,
};
const RhumbSchema rhumb_subject_schema =
    RHUMB_SCHEMA_TIED("a subject", subject_keys, subject_ties);

static const RhumbKey pair_keys[] = {
  {{"annotations", "annotation"}, &pairs, AT(Pair, annotations),
   OPTIONAL,
   "pairs, as predicateobjects has them, that are said of each triple"},
  {{"asserted"}, &rhumb_truth_type, AT(Pair, asserted),
   OPTIONAL, "false leaves the triples themselves out: they are only reified"},
  CONDITION(Pair), GRAPHS(Pair), INVALID(Pair), INVERSE(Pair, EITHER),
  DATATYPE(Pair), DIRECTION(Pair), LANGUAGE(Pair),
  {{"objects", "object", "o"}, &objects, AT(Pair, objects),
   EXPECTED, "values, [value, datatype] or [value, language~lang], or maps"},
  {{"predicates", "predicate", "p"}, &predicates, AT(Pair, predicates),
   EITHER, "properties; a is rdf:type"},
  {{"reifier"}, &reifier, AT(Pair, reifier),
   OPTIONAL,
   "who reifies each triple, such as ex:claim/$(id); none: a fresh blank node"},
  TYPE(Pair),
};
const RhumbSchema rhumb_pair_schema =
    RHUMB_SCHEMA("predicates with objects", pair_keys);

static const RhumbKey predicate_keys[] = {
  FUNCTION, PARAMETERS, TARGETS, VALUE, TYPE(Term),
};
const RhumbSchema rhumb_predicate_schema =
    RHUMB_SCHEMA_TIED("a predicate", predicate_keys, call_ties);
const RhumbSchema rhumb_graph_schema =
    RHUMB_SCHEMA_TIED("a graph", predicate_keys, call_ties);
const RhumbSchema rhumb_reifier_schema =
    RHUMB_SCHEMA_TIED("a reifier", predicate_keys, call_ties);

static const RhumbKey object_keys[] = {
  CONDITION(Term), FUNCTION, INVALID(Term), INVERSE(Term, OPTIONAL),
  PARAMETERS, TARGETS, VALUE, DATATYPE(Term), DIRECTION(Term), LANGUAGE(Term),
  QUOTED,
  {{"mapping"}, &texts, AT(Term, mapping),
   OPTIONAL, "a mapping whose subjects are the objects"},
  TYPE(Term), GATHER,
};
const RhumbSchema rhumb_object_schema =
    RHUMB_SCHEMA_TIED("an object", object_keys, object_ties);

static const RhumbKey datatype_keys[] = {FUNCTION, PARAMETERS, TARGETS, VALUE};
const RhumbSchema rhumb_datatype_schema =
    RHUMB_SCHEMA_TIED("a datatype", datatype_keys, call_ties);

static const RhumbKey language_keys[] = {FUNCTION, PARAMETERS, TARGETS, VALUE};
const RhumbSchema rhumb_language_schema =
    RHUMB_SCHEMA_TIED("a language", language_keys, call_ties);

static const RhumbKey function_keys[] = {FUNCTION, PARAMETERS, TYPE(Term)};
static const RhumbTie function_ties[] = {
  {"parameters", RHUMB_KEY_NEEDS, "function", ", which they are of"},
  {NULL, RHUMB_KEY_NEEDS, NULL, NULL},
};
const RhumbSchema rhumb_function_schema =
    RHUMB_SCHEMA_TIED("a function", function_keys, function_ties);

static const RhumbKey parameter_keys[] = {
  {{"value", "v"}, &function, AT(Parameter, value),
   NEEDED, "text with references, or a function"},
  {{"from"}, &side, AT(Parameter, from),
   OPTIONAL, "in a join, whose row: s, the subject's, or o, the object's"},
  {{"parameter", "pm"}, &rhumb_yaml_node, AT(Parameter, parameter),
   NEEDED, "the parameter's name"},
  TYPE(Parameter),
};
const RhumbSchema rhumb_parameter_schema =
    RHUMB_SCHEMA("an argument", parameter_keys);
