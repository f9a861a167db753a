// SPDX-License-Identifier: ISC

/// @file yarrrml_impl.h  What the parts of the YARRRML reader share; private to
/// it.
///
/// The reader goes over all rule files in passes: externals and prefixes first,
/// then named sources and targets, then the mappings' sources and subjects
/// (so that mappings can refer to each other), then everything else.

#ifndef RHUMB_YARRRML_YARRRML_IMPL_H
#define RHUMB_YARRRML_YARRRML_IMPL_H

#include "base/list.h"
#include "base/table.h"
#include "model/logical_view.h"
#include "model/normal.h"
#include "yaml/schema.h"
#include "yarrrml/yarrrml.h"

// Keys, each map's in a struct of its own

typedef struct {
  RhumbField authors, base, external, mappings, ontology, prefixes, sources,
      tables, targets, views;
} RhumbRootKeys;

typedef struct {
  RhumbStr email, name, website;
} RhumbAuthorKeys;

/// How records are written, in files, those of tables too, and in texts
typedef struct {
  RhumbField comment, delimiter, header, nulls, quote, ragged;
} RhumbDialectKeys;

typedef struct {
  RhumbSourceSpec spec; ///< What is plain text is read into it
  RhumbStr content_type, formulation, query_formulation;
  RhumbDialectKeys dialect;
  RhumbField access, driver, encoding, fields, iterator, joins, newest, pattern,
      sheet, source;
} RhumbSourceKeys;

typedef struct {
  RhumbField by, of;
} RhumbNewestKeys;

typedef struct {
  RhumbStr type, encoding;
  const char *mode;
  RhumbField access, compression, serialization, source;
} RhumbTargetKeys;

/// Of a table that stands in a file
typedef struct {
  RhumbDialectKeys dialect;
  RhumbField encoding, file, key, rest, sheet, value;
} RhumbTableKeys;

typedef struct {
  RhumbField condition, graphs, pairs, sources, subjects;
} RhumbMappingKeys;

/// Of an entry of `predicateobjects`
typedef struct {
  RhumbField condition, graphs, invalid, inverse, datatype, direction, language,
      objects, predicates, type;
  RhumbField annotations, asserted, reifier;
} RhumbPairKeys;

/// Of terms, of their datatypes and languages, and of functions: which keys
/// there are is up to the schema
typedef struct {
  RhumbField as, condition, datatype, direction, empty, function, gather,
      invalid, inverse, language, mapping, parameters, strategy, targets, type,
      value;
  RhumbField quoted, silent;
} RhumbTermKeys;

typedef struct {
  RhumbField from, parameter, type, value;
} RhumbParameterKeys;

/// Of an entry of `fields`
typedef struct {
  RhumbStr formulation;
  RhumbDialectKeys dialect; ///< Of a text
  RhumbField fields, iterator;
  RhumbTermKeys term; ///< Its value, or function and parameters
} RhumbFieldKeys;

/// Of an item of `joins`
typedef struct {
  const char *type; ///< NULL: not said
  RhumbField condition, fields, source;
} RhumbJoinKeys;

/// Words by RhumbGatherAs, and of how several objects are gathered
extern const RhumbYamlType rhumb_gather_as_type;
extern const RhumbYamlType rhumb_strategy_type;

/// Words of lists and behind a "~" as well
extern const RhumbYamlType rhumb_truth_type;
extern const RhumbYamlType rhumb_null_texts_type;
extern const RhumbYamlType rhumb_formulation_type;
extern const RhumbYamlType rhumb_target_type;

/// Its words are those of RhumbOnMistake from RHUMB_DROP on
extern const RhumbYamlType rhumb_invalid_type;

/// "ltr" and "rtl"
extern const RhumbYamlType rhumb_direction_type;

extern const RhumbSchema rhumb_author_schema;
extern const RhumbSchema rhumb_source_schema;
extern const RhumbSchema rhumb_newest_schema;
extern const RhumbSchema rhumb_field_schema;
extern const RhumbSchema rhumb_join_schema;
extern const RhumbSchema rhumb_table_schema;
extern const RhumbSchema rhumb_target_schema;
extern const RhumbSchema rhumb_mapping_schema;
extern const RhumbSchema rhumb_subject_schema;
extern const RhumbSchema rhumb_pair_schema;
extern const RhumbSchema rhumb_predicate_schema;
extern const RhumbSchema rhumb_object_schema;
extern const RhumbSchema rhumb_graph_schema;
extern const RhumbSchema rhumb_reifier_schema;
extern const RhumbSchema rhumb_datatype_schema;
extern const RhumbSchema rhumb_language_schema;
extern const RhumbSchema rhumb_function_schema;
extern const RhumbSchema rhumb_parameter_schema;
extern const RhumbSchema rhumb_ontology_schema;

// The reader

typedef RHUMB_LIST(const RhumbSourceSpec *) RhumbSourceList;
typedef RHUMB_LIST(RhumbPredicateObjectMap) RhumbPairList;
typedef RHUMB_LIST(RhumbInverse) RhumbInverseList;
typedef RHUMB_LIST(RhumbTerm) RhumbTermList;

typedef struct {
  const RhumbYaml *key;
  const RhumbYaml *value; ///< Of a source that is still to be read
  const void *item; ///< Source, table or target; NULL while unread, or if it
                    ///< was wrong
  struct RhumbYarrrmlMapping *mapping;
  bool used;       ///< Of sources, tables and targets
  bool is_reading; ///< Of sources and tables: one that it needs is being read
} RhumbNamed;

/// Things with names: sources, tables, targets, mappings
typedef struct {
  const char *what; ///< "source"
  RhumbTable table;
  RHUMB_LIST(RhumbNamed) entries; ///< By number
} RhumbNameTable;

/// Objects that are to be read as members, once all mappings are known
typedef struct {
  RhumbGather *gather;
  const RhumbYaml *node;
  unsigned depth; ///< Gathers that it is within
} RhumbMembers;

/// The reader of all rule files
typedef struct {
  RhumbMapping *mapping;
  const RhumbRulesOptions *options;
  RhumbYamlContext yaml; ///< Where all that is read goes, and mistakes
  RhumbExternals externals;
  RhumbNameTable sources, tables, targets, mappings;
  RHUMB_LIST(const RhumbTriplesMap *) maps;
  unsigned nesting;           ///< Of the function that is being read, in others
  const RhumbText *misplaced; ///< File whose mappings are a mapping's keys
  bool asks_file;             ///< Some template asks for a file's name
  RHUMB_LIST(RhumbSourceSpec *) specs; ///< All sources
  RHUMB_LIST(RhumbMembers) members;    ///< Not read yet
  unsigned gathers;                    ///< Within so many
  bool in_prefixes; ///< Whose names tables have, so that none is read yet
  bool in_join;     ///< Within the condition of a reference to a mapping
  bool makes_iri;   ///< Within a function whose text becomes an IRI
  const RhumbNamed *source; ///< That is being read; NULL: one without a name
  unsigned n_reading;       ///< Sources that are, each on the one before
  RhumbStatus status;       ///< Of steps that stand in texts without references
  const RhumbYaml *failed;  ///< Where the last of them was that failed
} RhumbYarrrml;

/// Keep a remark for `rhumb check`; `message` is the arena's
static inline void
rhumb_remark(const RhumbYarrrml *const reader,
             const RhumbLoc loc,
             const RhumbStr message)
{
  RHUMB_PUSH_IN(reader->yaml.arena,
                &reader->mapping->remarks,
                (RhumbRemark){loc, message.data});
}

/// Return the entry of a new name, until the next is added; NULL if it was
/// taken, which is reported with both places
RhumbNamed *
rhumb_names_add(RhumbYarrrml *reader,
                RhumbNameTable *names,
                const RhumbYaml *key);

/// Return the entry of `name`, or NULL
RhumbNamed *
rhumb_names_find(const RhumbNameTable *names, RhumbStr name);

/// Report that nothing is called `name`, with the nearest name
RhumbStatus
rhumb_names_fail(const RhumbYarrrml *reader,
                 const RhumbNameTable *names,
                 RhumbStr name,
                 RhumbLoc loc);

// Texts

/// The items of a list, or the one node that is none
typedef struct {
  const RhumbYaml *const *items;
  size_t count;
} RhumbItems;

static inline RhumbItems
rhumb_items(const RhumbYaml *const *const node)
{
  return (*node)->kind == RHUMB_YAML_LIST
             ? (RhumbItems){(*node)->values, (*node)->count}
             : (RhumbItems){node, 1};
}

/// Read text as a constant, a reference or a template. IRIs may begin with a
/// prefix, or stand in angle brackets.
RHUMB_NODISCARD RhumbStatus
rhumb_read_expression(RhumbYarrrml *reader,
                      RhumbSpan span,
                      RhumbTermKind kind,
                      RhumbExpression *out);

/// True if a text says that it is none but text: "\:" stands where a prefix
/// would end
bool
rhumb_says_text(RhumbStr text);

/// Read the text that an argument is of a function; where the function makes an
/// IRI it may begin with a prefix, as it may for yarrrml-parser
RHUMB_NODISCARD RhumbStatus
rhumb_read_argument_text(RhumbYarrrml *reader,
                         RhumbSpan span,
                         RhumbExpression *out);

/// Read an IRI that does not depend on the data; `what` is for messages
RHUMB_NODISCARD RhumbStatus
rhumb_read_iri(RhumbYarrrml *reader,
               RhumbSpan span,
               const char *what,
               RhumbStr *out);

/// A scalar's text, external values replaced
static inline RhumbStr
rhumb_text_of(const RhumbYarrrml *const reader, const RhumbYaml *const scalar)
{
  return rhumb_span_of_text(&reader->yaml, scalar).text;
}

/// Return the folder that a path starts from, if it is relative: of what the
/// command line says, the one where that was written; else that of the data
RhumbStr
rhumb_folder_of(const RhumbYarrrml *reader, const RhumbSpan *path);

// Parts of the language

/// Take RML's prefix off the name of a reference formulation, "ql:CSV", and
/// warn of it
RhumbSpan
rhumb_formulation_name(const RhumbYamlContext *context, RhumbSpan span);

/// Return the byte of the "~" in "access~formulation", or the length
size_t
rhumb_find_tilde(RhumbStr text);

/// Read "access~word" of `what`; `word`, one of `type`, is left alone if there
/// is none
RHUMB_NODISCARD RhumbStatus
rhumb_read_access(RhumbYarrrml *reader,
                  const RhumbYaml *node,
                  const RhumbYamlType *type,
                  const char *what,
                  RhumbStr *access,
                  RhumbStr *word);

/// Read the text of a key, and its place; without the key, both stay
RHUMB_NODISCARD RhumbStatus
rhumb_read_placed(RhumbYarrrml *reader,
                  const RhumbField *field,
                  RhumbStr *text,
                  RhumbLoc *loc);

/// Read a source: a map, "access~formulation" or a list that begins so
RHUMB_NODISCARD RhumbStatus
rhumb_read_source(RhumbYarrrml *reader,
                  const RhumbYaml *node,
                  const RhumbSourceSpec **out);

/// Read how records are written into `spec`, as far as the keys say it
RHUMB_NODISCARD RhumbStatus
rhumb_read_dialect(RhumbYarrrml *reader,
                   const RhumbDialectKeys *keys,
                   RhumbSourceSpec *spec);

/// Read what `newest:` says into `spec`; `levels` of the source, or NULL
RHUMB_NODISCARD RhumbStatus
rhumb_read_newest(RhumbYarrrml *reader,
                  const RhumbYaml *node,
                  const RhumbYaml *levels,
                  RhumbSourceSpec *spec);

/// Let XML's references have the prefixes of the rules
void
rhumb_add_namespaces(const RhumbYarrrml *reader, RhumbSourceSpec *spec);

/// Read the source that a name in the rules stands for, unless that is done
/// already; NULL: it was wrong, or on itself, which has been reported
RHUMB_NODISCARD RhumbStatus
rhumb_read_named_source(RhumbYarrrml *reader,
                        const RhumbYaml *name,
                        const RhumbSourceSpec **out);

/// Read the source of an entry that has a `value`; `loc` is where it is named
RHUMB_NODISCARD RhumbStatus
rhumb_read_entry(RhumbYarrrml *reader, RhumbNamed *named, RhumbLoc loc);

/// True for a map that names levels
static inline bool
rhumb_is_levels(const RhumbYaml *const iterator)
{
  return iterator && iterator->kind == RHUMB_YAML_MAP;
}

/// Read the levels of a source `on` whose rows are the first of them; set `out`
/// to the view that they are
RHUMB_NODISCARD RhumbStatus
rhumb_read_levels(RhumbYarrrml *reader,
                  const RhumbYaml *levels,
                  RhumbSourceSpec *on,
                  const RhumbSourceSpec **out);

/// Read `fields` and `joins` of a source `on` another; set `out` to the view
/// that they are
RHUMB_NODISCARD RhumbStatus
rhumb_read_fields(RhumbYarrrml *reader,
                  const RhumbSourceKeys *keys,
                  const RhumbSourceSpec *on,
                  RhumbLoc loc,
                  const RhumbSourceSpec **out);

/// Read the sources of a mapping as `const RhumbSourceSpec *`
RHUMB_NODISCARD RhumbStatus
rhumb_read_sources(RhumbYarrrml *reader,
                   const RhumbYaml *node,
                   RhumbSourceList *out);

/// Read an entry of `tables`
RHUMB_NODISCARD RhumbStatus
rhumb_read_table(RhumbYarrrml *reader,
                 const RhumbYaml *key,
                 const RhumbYaml *value);

/// Read what a key of a table stands for, at `span`; of what does not stand in
/// the rules, no references are read and no escapes but that of a prefix
RHUMB_NODISCARD RhumbStatus
rhumb_read_table_value(RhumbYarrrml *reader,
                       RhumbSpan span,
                       bool in_rules,
                       RhumbTableValue *out);

/// Add the rows of the file that `keys` says
RHUMB_NODISCARD RhumbStatus
rhumb_read_table_file(RhumbYarrrml *reader,
                      const RhumbTableKeys *keys,
                      RhumbValueTable *table);

/// Return the external that stands before the steps of a reference, or NULL
const RhumbExternalValue *
rhumb_before_steps(const RhumbYarrrml *reader, const RhumbPart *part);

/// Set `out` to what the steps make of the external that stands before them
RHUMB_NODISCARD RhumbStatus
rhumb_work_out(RhumbYarrrml *reader, const RhumbPart *part, RhumbTermList *out);

/// The same for RhumbYamlContext, whose `handle` is the reader
bool
rhumb_work_out_text(void *handle,
                    const RhumbYaml *scalar,
                    size_t at,
                    size_t end,
                    RhumbStr *out);

/// Read the steps of a reference: the last of them is `out`
RHUMB_NODISCARD RhumbStatus
rhumb_read_steps(RhumbYarrrml *reader,
                 const RhumbPart *part,
                 const RhumbFunction **out);

RHUMB_NODISCARD RhumbStatus
rhumb_read_target(RhumbYarrrml *reader,
                  const RhumbYaml *node,
                  RhumbTarget **out);

/// Read the targets of a term; NULL: none
RHUMB_NODISCARD RhumbStatus
rhumb_read_targets(RhumbYarrrml *reader,
                   const RhumbYaml *node,
                   RhumbTargets *out);

/// Read a function that gives text for a term of `kind`: a map, or one line
RHUMB_NODISCARD RhumbStatus
rhumb_read_function(RhumbYarrrml *reader,
                    const RhumbYaml *node,
                    RhumbTermKind kind,
                    const RhumbFunction **out);

/// The same, from the keys `function` and `parameters` of a map
RHUMB_NODISCARD RhumbStatus
rhumb_read_function_fields(RhumbYarrrml *reader,
                           const RhumbTermKeys *keys,
                           RhumbTermKind kind,
                           const RhumbFunction **out);

/// Read one condition or a list, all of which must hold; NULL: none
RHUMB_NODISCARD RhumbStatus
rhumb_read_conditions(RhumbYarrrml *reader,
                      const RhumbYaml *node,
                      const RhumbFunction **out);

/// Read the conditions of a reference to a mapping into `joins` and
/// `condition`; NULL: none
RHUMB_NODISCARD RhumbStatus
rhumb_read_joins(RhumbYarrrml *reader,
                 const RhumbYaml *node,
                 RhumbObjectMap *out);

/// The same, of one condition on a line of its own
RHUMB_NODISCARD RhumbStatus
rhumb_read_join_line(RhumbYarrrml *reader, RhumbSpan span, RhumbObjectMap *out);

/// Read a term: a scalar, or a map
RHUMB_NODISCARD RhumbStatus
rhumb_read_term(RhumbYarrrml *reader,
                const RhumbYaml *node,
                RhumbPosition position,
                RhumbTermType type,
                RhumbTermMap *out);

/// The same, from the fields of a map that have been read
RHUMB_NODISCARD RhumbStatus
rhumb_read_term_fields(RhumbYarrrml *reader,
                       const RhumbTermKeys *keys,
                       RhumbPosition position,
                       RhumbTermType type,
                       RhumbTermMap *out);

/// Read what is gathered, and how; the members are left for later. NULL:
/// nothing
RHUMB_NODISCARD RhumbStatus
rhumb_read_gather(RhumbYarrrml *reader,
                  const RhumbTermKeys *keys,
                  RhumbLoc loc,
                  const RhumbGather **out);

/// Read all members that have been left for later
RHUMB_NODISCARD RhumbStatus
rhumb_read_members(RhumbYarrrml *reader);

/// Take a short form, such as ~iri, off the end of a value, into the type of
/// `map`; a word there that means nothing is reported, or warned of where it
/// may be text
RHUMB_NODISCARD RhumbStatus
rhumb_take_short(RhumbYarrrml *reader,
                 RhumbSpan *span,
                 RhumbPosition position,
                 RhumbTermMap *map);

/// Report a third item that can be no datatype, a datatype that can be none,
/// a language with more than its tag
RHUMB_NODISCARD RhumbStatus
rhumb_check_third(RhumbYarrrml *reader, const RhumbSpan *span);

RHUMB_NODISCARD RhumbStatus
rhumb_check_datatype(RhumbYarrrml *reader, const RhumbSpan *span);

RHUMB_NODISCARD RhumbStatus
rhumb_check_language(const RhumbYarrrml *reader, const RhumbSpan *span);

/// Report a word behind the value of a field, which has no type, language or
/// datatype
RHUMB_NODISCARD RhumbStatus
rhumb_check_field_text(const RhumbYarrrml *reader, const RhumbSpan *span);

/// The same of a value table, which has IRIs and texts
RHUMB_NODISCARD RhumbStatus
rhumb_check_table_text(const RhumbYarrrml *reader, const RhumbSpan *span);

/// Report keys of terms in a field
RHUMB_NODISCARD RhumbStatus
rhumb_check_field_map(const RhumbYarrrml *reader, const RhumbYaml *map);

// What was meant by what is none

/// Report a list that is no pair, for its length
RhumbStatus
rhumb_fail_pair_list(const RhumbYarrrml *reader, const RhumbYaml *list);

/// Report a text, or nothing, where a pair is wanted
RhumbStatus
rhumb_fail_pair_text(const RhumbYarrrml *reader, const RhumbYaml *node);

/// Report a pair that stands where a list of them does
RHUMB_NODISCARD RhumbStatus
rhumb_check_flat_pairs(const RhumbYarrrml *reader, const RhumbYaml *node);

/// Report a predicate that is a key, its object the value
RHUMB_NODISCARD RhumbStatus
rhumb_check_pair_map(const RhumbYarrrml *reader, const RhumbYaml *map);

/// True for predicates in one item and their objects in the next, which is
/// reported
bool
rhumb_is_split_pair(const RhumbYarrrml *reader,
                    const RhumbYaml *first,
                    const RhumbYaml *second);

/// Report a text that YAML takes for a map, such as {name} or `a: b` in a list
RHUMB_NODISCARD RhumbStatus
rhumb_check_term_map(const RhumbYarrrml *reader,
                     const RhumbSchema *schema,
                     const RhumbYaml *map);

/// Report what stands at the root and belongs elsewhere, and take it out of
/// `root`
RHUMB_NODISCARD RhumbStatus
rhumb_check_root(const RhumbYarrrml *reader, const RhumbYaml **root);

/// Report a mapping that is a key of one, or of the root, or nothing
RHUMB_NODISCARD RhumbStatus
rhumb_check_mapping_name(RhumbYarrrml *reader,
                         const RhumbYaml *key,
                         const RhumbYaml *value);

/// Report a prefix as Turtle writes it, or what is none; one that can be
/// understood is declared
RHUMB_NODISCARD RhumbStatus
rhumb_check_prefix_form(const RhumbYarrrml *reader,
                        const RhumbYaml *key,
                        const RhumbYaml *value);

/// Report a word for rdf:type in another language
RHUMB_NODISCARD RhumbStatus
rhumb_check_predicate(const RhumbYarrrml *reader, const RhumbSpan *span);

/// Report what looks like a reference in another language, such as ${name}: an
/// error in an IRI, a warning in a text
RHUMB_NODISCARD RhumbStatus
rhumb_check_lookalikes(const RhumbYarrrml *reader,
                       const RhumbSpan *span,
                       const RhumbTermMap *map);

/// Read "datatype" or "xx~lang" into `out`; NULL, here and below: none
RHUMB_NODISCARD RhumbStatus
rhumb_read_suffix(RhumbYarrrml *reader,
                  const RhumbYaml *node,
                  RhumbTermMap *out);

RHUMB_NODISCARD RhumbStatus
rhumb_read_datatype(RhumbYarrrml *reader,
                    const RhumbYaml *node,
                    RhumbTermMap *out);

RHUMB_NODISCARD RhumbStatus
rhumb_read_language(RhumbYarrrml *reader,
                    const RhumbYaml *node,
                    RhumbTermMap *out);

/// Read `direction:`, which stands beside a language
RHUMB_NODISCARD RhumbStatus
rhumb_read_direction(RhumbYarrrml *reader, RhumbField field, RhumbTermMap *out);

/// Set `out` to what `type:` says; left alone if the key is not there
RHUMB_NODISCARD RhumbStatus
rhumb_read_type(RhumbYarrrml *reader,
                const RhumbYaml *node,
                RhumbTermType *out);

/// Read terms of one position, IRIs unless they say otherwise: one, or a list
RHUMB_NODISCARD RhumbStatus
rhumb_read_terms(RhumbYarrrml *reader,
                 const RhumbYaml *node,
                 RhumbPosition position,
                 RhumbTermMaps *out);

/// A mapping by name: a triples map for each source and subject
typedef struct RhumbYarrrmlMapping {
  RhumbMappingKeys keys;
  RhumbTriplesMap *maps;
  size_t n_maps;
  const RhumbYaml **quotes; ///< By map: the subject that quotes, or NULL
  bool is_silent;           ///< It is quoted, and not made itself
  RhumbLoc inverse;         ///< Of an inverse predicate; nowhere: it has none
} RhumbYarrrmlMapping;

typedef RHUMB_LIST(RhumbObjectMap) RhumbObjectMapList;

/// True if the keys of a term are of one that quotes another mapping
bool
rhumb_is_quoting(const RhumbYarrrml *reader, const RhumbTermKeys *keys);

/// The same for a subject, before its keys are read
bool
rhumb_is_quoting_node(RhumbYarrrml *reader, const RhumbYaml *node);

/// Append who reifies the triples of the mapping that the keys quote
RHUMB_NODISCARD RhumbStatus
rhumb_read_quoted(RhumbYarrrml *reader,
                  const RhumbTermKeys *keys,
                  RhumbObjectMapList *out);

/// Read the subject of `map`, a `node` that quotes
RHUMB_NODISCARD RhumbStatus
rhumb_finish_subject(RhumbYarrrml *reader,
                     RhumbTriplesMap *map,
                     const RhumbYaml *node);

/// Set `out` to what a pair says of its triples, if it does
RHUMB_NODISCARD RhumbStatus
rhumb_read_annotation(RhumbYarrrml *reader,
                      const RhumbPairKeys *keys,
                      const RhumbAnnotation **out);

/// Read `predicateobjects` into RhumbPredicateObjectMap, and RhumbInverse
RHUMB_NODISCARD RhumbStatus
rhumb_read_pairs(RhumbYarrrml *reader,
                 const RhumbYaml *node,
                 RhumbPairList *pairs,
                 RhumbInverseList *inverses);

/// Read `ontology:` into the mapping
RHUMB_NODISCARD RhumbStatus
rhumb_read_ontology(RhumbYarrrml *reader, const RhumbYaml *node);

#endif // RHUMB_YARRRML_YARRRML_IMPL_H
