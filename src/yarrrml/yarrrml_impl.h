// SPDX-License-Identifier: ISC

/// @file yarrrml_impl.h  What the parts of the YARRRML reader share; private to
/// it.
///
/// The reader goes over all rule files in passes: externals and prefixes first,
/// then named sources and targets, then the mappings' sources and subjects
/// (so that mappings can refer to each other), then everything else.

#ifndef RHUMB_YARRRML_YARRRML_IMPL_H
#define RHUMB_YARRRML_YARRRML_IMPL_H

#include "base/table.h"
#include "yaml/tree.h"
#include "yarrrml/yarrrml.h"

#define RHUMB_IDLAB "https://w3id.org/imec/idlab/function#"
#define RHUMB_GREL  "http://users.ugent.be/~bjdmeest/function/grel.ttl#"

// Growing arrays

/// Things of one type on their way into the arena; zero is empty
typedef struct {
  void *items;
  size_t count, cap;
} RhumbList;

/// Return a new, zeroed item of `size` bytes
void *
rhumb_list_add(RhumbList *list, size_t size);

/// Move the items into the arena; the list is empty again
void *
rhumb_list_keep(RhumbList *list, RhumbArena *arena, size_t size);

#define RHUMB_ADD(list, type) ((type *)rhumb_list_add((list), sizeof(type)))
#define RHUMB_KEEP_LIST(list, arena, type) \
  ((type *)rhumb_list_keep((list), (arena), sizeof(type)))

// Keys

/// Every key of the language, whatever its spelling
typedef enum {
  RHUMB_KEY_ACCESS,
  RHUMB_KEY_AUTHORS,
  RHUMB_KEY_BASE,
  RHUMB_KEY_CATALOG,
  RHUMB_KEY_COMPRESSION,
  RHUMB_KEY_CONDITION,
  RHUMB_KEY_CONTENT_TYPE,
  RHUMB_KEY_CREDENTIALS,
  RHUMB_KEY_DATATYPE,
  RHUMB_KEY_DELIMITER,
  RHUMB_KEY_DESCRIPTION,
  RHUMB_KEY_DRIVER,
  RHUMB_KEY_EMAIL,
  RHUMB_KEY_ENCODING,
  RHUMB_KEY_EXTERNAL,
  RHUMB_KEY_FORMULATION,
  RHUMB_KEY_FROM,
  RHUMB_KEY_FUNCTION,
  RHUMB_KEY_GRAPHS,
  RHUMB_KEY_IMPORTS,
  RHUMB_KEY_INVERSE,
  RHUMB_KEY_IRI,
  RHUMB_KEY_ITERATOR,
  RHUMB_KEY_LANGUAGE,
  RHUMB_KEY_LICENSE,
  RHUMB_KEY_MAPPING,
  RHUMB_KEY_MAPPINGS,
  RHUMB_KEY_NAME,
  RHUMB_KEY_OBJECTS,
  RHUMB_KEY_ONTOLOGY,
  RHUMB_KEY_PAIRS,
  RHUMB_KEY_PARAMETER,
  RHUMB_KEY_PARAMETERS,
  RHUMB_KEY_PASSWORD,
  RHUMB_KEY_PREDICATES,
  RHUMB_KEY_PREFIXES,
  RHUMB_KEY_QUERY,
  RHUMB_KEY_QUERY_FORMULATION,
  RHUMB_KEY_SERIALIZATION,
  RHUMB_KEY_SOURCES,
  RHUMB_KEY_SUBJECTS,
  RHUMB_KEY_SUFFIX, ///< Third item of `[predicate, object, datatype]`
  RHUMB_KEY_TABLE,
  RHUMB_KEY_TARGETS,
  RHUMB_KEY_TITLE,
  RHUMB_KEY_TYPE,
  RHUMB_KEY_USERNAME,
  RHUMB_KEY_VALUE,
  RHUMB_KEY_VERSION,
  RHUMB_KEY_VIEWS,
  RHUMB_KEY_WEBSITE,
  RHUMB_KEY_COUNT,
} RhumbKey;

/// The kinds of maps; each has a table of its keys
typedef enum {
  RHUMB_MAP_ROOT,
  RHUMB_MAP_AUTHOR,
  RHUMB_MAP_SOURCE,
  RHUMB_MAP_CREDENTIALS,
  RHUMB_MAP_TARGET,
  RHUMB_MAP_MAPPING,
  RHUMB_MAP_SUBJECT,
  RHUMB_MAP_PAIR,
  RHUMB_MAP_PREDICATE,
  RHUMB_MAP_OBJECT,
  RHUMB_MAP_GRAPH,
  RHUMB_MAP_DATATYPE,
  RHUMB_MAP_LANGUAGE,
  RHUMB_MAP_FUNCTION,
  RHUMB_MAP_PARAMETER,
  RHUMB_MAP_ONTOLOGY,
  RHUMB_MAP_TEXT,
  RHUMB_MAP_COUNT,
} RhumbMapKind;

/// A map's values by key; NULL: not there, or null
typedef struct {
  const RhumbYaml *at[RHUMB_KEY_COUNT];
  const RhumbYaml *key[RHUMB_KEY_COUNT];
} RhumbFields;

/// Sort the entries of `map`; reports what is no map, unknown keys, and two
/// spellings of one key
RHUMB_NODISCARD RhumbStatus
rhumb_fields_read(RhumbFields *out,
                  RhumbMapKind kind,
                  const RhumbYaml *map,
                  const RhumbDiag *diag);

// The reader

/// A value of `external:` or of -e
typedef struct {
  RhumbStr name, value;
  RhumbLoc loc; ///< In the rules; no text: from the command line
  bool used;
} RhumbExternalValue;

/// Things with names: sources, targets, mappings
typedef struct {
  const char *what; ///< "source"
  RhumbTable table;
  RhumbList entries; ///< RhumbNamed, by number
} RhumbNames;

typedef struct {
  const RhumbYaml *key;
  const void *item; ///< Source or target; NULL while unread, or if it was wrong
  struct RhumbYarrrmlMapping *mapping;
} RhumbNamed;

/// The reader of all rule files
typedef struct {
  RhumbMapping *mapping;
  RhumbArena *arena;
  const RhumbRulesOptions *options;
  const RhumbDiag *diag;
  RhumbList externals; ///< RhumbExternalValue
  RhumbNames sources, targets, mappings;
  RhumbList maps; ///< const RhumbTriplesMap *
  bool in_join;   ///< Within the condition of a reference to a mapping
} RhumbYarrrml;

/// Give `key` a number; a name that was taken is reported with both places
RHUMB_NODISCARD RhumbStatus
rhumb_names_add(RhumbYarrrml *reader,
                RhumbNames *names,
                const RhumbYaml *key,
                size_t *number);

/// Return the entry of `name`, or NULL
RhumbNamed *
rhumb_names_find(const RhumbNames *names, RhumbStr name);

/// Report that nothing is called `name`, with the nearest name
RhumbStatus
rhumb_names_fail(const RhumbYarrrml *reader,
                 const RhumbNames *names,
                 RhumbStr name,
                 RhumbLoc loc);

// Texts

/// A piece of a scalar, externals replaced, that knows where it was written
typedef struct {
  RhumbStr text;
  const RhumbYaml *node;
  size_t at; ///< Of `text` in the whole
  const struct RhumbEdit *edits;
} RhumbSpan;

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

static inline bool
rhumb_is_null(const RhumbYaml *const node)
{
  return node->kind == RHUMB_YAML_SCALAR && node->tag == RHUMB_YAML_NULL;
}

/// The scalar's text, with `$(_name)` replaced
RhumbSpan
rhumb_span_of(RhumbYarrrml *reader, const RhumbYaml *scalar);

RhumbSpan
rhumb_span_slice(RhumbSpan span, size_t start, size_t end);

/// Without white space at either end
RhumbSpan
rhumb_span_trim(RhumbSpan span);

/// Take `suffix` off the end; false if it is not there
bool
rhumb_span_cut(RhumbSpan *span, const char *suffix);

RhumbLoc
rhumb_span_loc(const RhumbSpan *span, size_t at);

/// Report that `what` should be `wanted`, and what it is
RhumbStatus
rhumb_wrong_kind(const RhumbYarrrml *reader,
                 const RhumbYaml *node,
                 const char *what,
                 const char *wanted);

/// Set `out` to the text of a scalar that is not null; `what` is for messages
RHUMB_NODISCARD RhumbStatus
rhumb_read_text(RhumbYarrrml *reader,
                const RhumbYaml *node,
                const char *what,
                RhumbStr *out);

/// Read text as a constant, a reference or a template. IRIs may begin with a
/// prefix, or stand in angle brackets.
RHUMB_NODISCARD RhumbStatus
rhumb_read_expression(RhumbYarrrml *reader,
                      RhumbSpan span,
                      RhumbTermKind kind,
                      RhumbExpression *out);

/// Read an IRI that does not depend on the data; `what` is for messages
RHUMB_NODISCARD RhumbStatus
rhumb_read_iri(RhumbYarrrml *reader,
               RhumbSpan span,
               const char *what,
               RhumbStr *out);

// Parts of the language

/// Read a source: a map, "access~formulation" or a list that begins so
RHUMB_NODISCARD RhumbStatus
rhumb_read_source(RhumbYarrrml *reader,
                  const RhumbYaml *node,
                  const RhumbSourceSpec **out);

/// Read the sources of a mapping as `const RhumbSourceSpec *`
RHUMB_NODISCARD RhumbStatus
rhumb_read_sources(RhumbYarrrml *reader, const RhumbYaml *node, RhumbList *out);

RHUMB_NODISCARD RhumbStatus
rhumb_read_target(RhumbYarrrml *reader,
                  const RhumbYaml *node,
                  const RhumbTarget **out);

/// Read the targets of a term; NULL: none
RHUMB_NODISCARD RhumbStatus
rhumb_read_targets(RhumbYarrrml *reader,
                   const RhumbYaml *node,
                   RhumbTargets *out);

/// Read a function: a map, or one line
RHUMB_NODISCARD RhumbStatus
rhumb_read_function(RhumbYarrrml *reader,
                    const RhumbYaml *node,
                    const RhumbFunction **out);

/// The same, from the keys `function` and `parameters` of a map
RHUMB_NODISCARD RhumbStatus
rhumb_read_function_fields(RhumbYarrrml *reader,
                           const RhumbFields *fields,
                           const RhumbFunction **out);

/// Read one condition or a list, all of which must hold; NULL: none
RHUMB_NODISCARD RhumbStatus
rhumb_read_conditions(RhumbYarrrml *reader,
                      const RhumbYaml *node,
                      const RhumbFunction **out);

/// Read the conditions of a reference to a mapping into `joins` and `condition`
RHUMB_NODISCARD RhumbStatus
rhumb_read_joins(RhumbYarrrml *reader,
                 const RhumbYaml *node,
                 RhumbObjectMap *out);

/// Where a term stands; what it may be follows from that
typedef enum {
  RHUMB_AS_SUBJECT,
  RHUMB_AS_PREDICATE,
  RHUMB_AS_OBJECT,
  RHUMB_AS_GRAPH,
  RHUMB_AS_ARGUMENT,
} RhumbPosition;

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
                       const RhumbFields *fields,
                       RhumbPosition position,
                       RhumbTermType type,
                       RhumbTermMap *out);

/// Read "datatype" or "xx~lang" into `out`
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

/// Set `out` to what `type:` says; left alone if the key is not there
RHUMB_NODISCARD RhumbStatus
rhumb_read_type(RhumbYarrrml *reader,
                const RhumbYaml *node,
                RhumbTermType *out);

/// Read terms of one position: one, or a list of them
RHUMB_NODISCARD RhumbStatus
rhumb_read_terms(RhumbYarrrml *reader,
                 const RhumbYaml *node,
                 RhumbPosition position,
                 RhumbTermType type,
                 const RhumbTermMap **out,
                 size_t *count);

/// A mapping by name: a triples map for each source and subject
typedef struct RhumbYarrrmlMapping {
  RhumbFields fields;
  RhumbTriplesMap *maps;
  size_t n_maps;
} RhumbYarrrmlMapping;

/// Some predicates that lead back from an object to the subject
typedef struct {
  const RhumbTermMap *predicates;
  size_t n_predicates;
  const RhumbObjectMap *object;
  const RhumbPredicateObjectMap *pair;
  RhumbLoc loc;
} RhumbInverse;

/// Read `predicateobjects` into RhumbPredicateObjectMap, and RhumbInverse
RHUMB_NODISCARD RhumbStatus
rhumb_read_pairs(RhumbYarrrml *reader,
                 const RhumbYaml *node,
                 RhumbList *pairs,
                 RhumbList *inverses);

/// Add the triples map that an inverse predicate is, seen from `map`
RHUMB_NODISCARD RhumbStatus
rhumb_add_inverse(RhumbYarrrml *reader,
                  const RhumbTriplesMap *map,
                  const RhumbInverse *inverse);

/// Read `ontology:` into the mapping
RHUMB_NODISCARD RhumbStatus
rhumb_read_ontology(RhumbYarrrml *reader, const RhumbYaml *node);

#endif // RHUMB_YARRRML_YARRRML_IMPL_H
