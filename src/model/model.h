// SPDX-License-Identifier: ISC

/// @file model.h  The mapping as its author meant it, in RML's own terms.
///
/// YARRRML and RML Turtle are read into this; the plan is compiled from it.
/// Everything in it is owned by the arena that its reader was handed. What RML
/// says in several ways stands here in one: rr:class is a predicate object map
/// of rdf:type, n subjects are n triples maps, an inverse predicate is a
/// triples map whose subject and object have changed places, and every term map
/// has its term type (normal.h).

#ifndef RHUMB_MODEL_MODEL_H
#define RHUMB_MODEL_MODEL_H

#include "base/list.h"
#include "model/mistake.h"
#include "model/value_table.h"
#include "owl/ontology.h"
#include "source/source.h"
#include "term/prefix.h"
#include "term/template.h"
#include "term/term.h"
#include "view/style.h"

typedef struct RhumbTriplesMap RhumbTriplesMap;
typedef struct RhumbFunction RhumbFunction;
typedef struct RhumbGather RhumbGather;
typedef struct RhumbAnnotation RhumbAnnotation;

typedef enum {
  RHUMB_EXPRESSION_NONE,      ///< Nothing: a fresh blank node a row
  RHUMB_EXPRESSION_CONSTANT,  ///< rml:constant
  RHUMB_EXPRESSION_REFERENCE, ///< rml:reference
  RHUMB_EXPRESSION_TEMPLATE,  ///< rml:template
  RHUMB_EXPRESSION_FUNCTION,  ///< rml:functionExecution
} RhumbExpressionKind;

/// rml:ExpressionMap: something that has values for a row
typedef struct {
  RhumbExpressionKind kind;
  RhumbLoc loc;
  RhumbTerm constant;
  RhumbStr reference;
  RhumbTemplate text;
  const RhumbFunction *const *calls; ///< Of a template, by part: what has the
                                     ///< part's values, NULL: the part itself;
                                     ///< NULL: no part has such. Arguments of
                                     ///< the row that the template is of
  const RhumbFunction *function;
} RhumbExpression;

/// rml:termType
typedef enum {
  RHUMB_TYPE_NONE, ///< While rules are read: nothing said. In the normal form:
                   ///< no term, which as a graph is the default graph
  RHUMB_TYPE_IRI,
  RHUMB_TYPE_URI,        ///< As IRI, with non-ASCII encoded too
  RHUMB_TYPE_UNSAFE_IRI, ///< As IRI, with nothing encoded
  RHUMB_TYPE_UNSAFE_URI,
  RHUMB_TYPE_BLANK,
  RHUMB_TYPE_LITERAL,
  RHUMB_N_TERM_TYPES,
} RhumbTermType;

/// Where a term map stands; what it may make follows from that
typedef enum {
  RHUMB_AT_SUBJECT,
  RHUMB_AT_PREDICATE,
  RHUMB_AT_OBJECT,
  RHUMB_AT_GRAPH,
  RHUMB_AT_ARGUMENT, ///< The value of a function's parameter
  RHUMB_AT_DATATYPE,
  RHUMB_AT_LANGUAGE,
  RHUMB_AT_NAME, ///< What names a function, a parameter, a return value
  RHUMB_AT_REIFIER,
  RHUMB_N_POSITIONS,
} RhumbPosition;

/// rml:LogicalTarget
typedef struct {
  RhumbStr name;          ///< Key or IRI, for messages
  RhumbStr access;        ///< A path, relative to where the outputs go
  RhumbStr type;          ///< "localfile" …
  RhumbStr serialization; ///< A syntax's name, or what is none; empty: nquads
  RhumbStr compression;   ///< "gzip", "zip", "none" …; empty: none
  RhumbStr dir; ///< What a relative path starts from, where rules say it; NULL
                ///< data: where the outputs go
  bool is_wide; ///< In UTF-16
  bool appends; ///< Behind what the file holds
  RhumbLoc loc, access_loc; ///< Of the target, and of its path
} RhumbTarget;

typedef struct {
  const RhumbTarget *const *items;
  size_t count;
} RhumbTargets;

/// rml:TermMap
typedef struct {
  RhumbExpression value;     ///< Of a gather map: what its head is called
  const RhumbGather *gather; ///< It makes lists or containers; NULL: terms
  RhumbTermType type;
  bool is_typed;            ///< The rules say so themselves
  bool is_entry;            ///< Terms are as a value table has them, IRIs and
                            ///< literals; `type` is that of the latter, if any
  RhumbExpression datatype; ///< NONE: no datatype given
  RhumbExpression language; ///< NONE: no language given
  RhumbStr direction;       ///< "ltr", "rtl" beside a language; empty: none
  RhumbTargets targets;
  RhumbTargets datatype_targets, language_targets;
  const RhumbFunction *condition; ///< rml:condition; NULL: always
  RhumbOnMistake invalid; ///< Of an object; RHUMB_STOP: as the run has it
  RhumbLoc loc;
} RhumbTermMap;

typedef struct {
  const RhumbTermMap *items;
  size_t count;
} RhumbTermMaps;

/// Which row of a join an argument is taken from (YARRRML: s and o)
typedef enum { RHUMB_CHILD, RHUMB_PARENT } RhumbSide;

/// An argument of a function (FnO: the value of a parameter)
typedef struct {
  RhumbStr parameter; ///< IRI
  RhumbLoc loc;
  RhumbTermMap value;
  RhumbSide side;
} RhumbArgument;

/// Functions may be within each other this deep: who follows them calls itself
enum { RHUMB_MAX_FUNCTION_NESTING = 100 };

/// rml:FunctionExecution; or what a value table makes of the values of its one
/// argument
struct RhumbFunction {
  RhumbStr name;   ///< IRI
  RhumbStr output; ///< IRI of the return value asked for; empty: the first
  RhumbLoc loc;
  RhumbStr dir; ///< What the path of its file starts from, if it is relative
  const RhumbArgument *arguments;
  size_t n_arguments;
  const RhumbValueTable *table; ///< NULL: `name` is a function's
};

/// rml:Join: the row pairs for which both are equal
typedef struct {
  RhumbExpression child, parent;
} RhumbJoin;

/// rml:ObjectMap, or rml:RefObjectMap if `parent` is set
typedef struct {
  RhumbTermMap term;
  const RhumbTriplesMap *parent; ///< rml:parentTriplesMap: its subjects
  bool is_quoted; ///< rml:quotedTriplesMap: who reify the triples of `parent`
  const RhumbJoin *joins; ///< All must hold; none: see RML 5.7
  size_t n_joins;
  const RhumbFunction *condition; ///< Over the pair of rows; NULL: always
} RhumbObjectMap;

/// rml:gatherAs
typedef enum {
  RHUMB_GATHER_NONE, ///< While rules are read: nothing said
  RHUMB_GATHER_LIST,
  RHUMB_GATHER_BAG,
  RHUMB_GATHER_SEQ,
  RHUMB_GATHER_ALT,
  RHUMB_N_GATHERS,
} RhumbGatherAs;

/// Gathers may be within each other this deep: who follows them calls itself
enum { RHUMB_MAX_GATHER_NESTING = 16 };

/// rml:GatherMap: the terms of several maps as the members of a list or of a
/// container, whose node is the term. Without a value in its term map that is
/// a fresh one a row; with one, rows that name the same node continue it.
struct RhumbGather {
  RhumbGatherAs as;
  bool is_product;  ///< rml:cartesianProduct; else rml:append
  bool takes_empty; ///< rml:allowEmptyListAndContainer
  const RhumbObjectMap *items;
  size_t n_items; ///< At least 1
  RhumbLoc loc;
};

/// rml:PredicateObjectMap: every predicate with every object
typedef struct {
  RhumbTermMaps predicates;
  const RhumbObjectMap *objects;
  size_t n_objects;
  RhumbTermMaps graphs;              ///< As well as those of the triples map
  const RhumbFunction *condition;    ///< NULL: always
  const RhumbAnnotation *annotation; ///< NULL: none
  RhumbLoc loc;
} RhumbPredicateObjectMap;

/// What is said of each triple of a predicate object map
struct RhumbAnnotation {
  RhumbTermMap reifier; ///< Without a value: a fresh one a row and triple
  const RhumbPredicateObjectMap *pairs; ///< Of which it is the subject
  size_t n_pairs;
  bool is_silent; ///< The triples themselves are not made
  RhumbLoc loc;
};

/// rml:TriplesMap
struct RhumbTriplesMap {
  RhumbStr name; ///< Key in `mappings`, or IRI or label in RML
  RhumbLoc loc;
  const RhumbSourceSpec *source;
  RhumbTermMap subject;
  const RhumbObjectMap *quoted; ///< Who are the subjects instead: is_quoted; of
                                ///< `subject`, the place alone counts then
  RhumbTermMaps graphs;
  const RhumbPredicateObjectMap *pairs;
  size_t n_pairs;
  const RhumbFunction *condition; ///< Keeps or drops the subject
  RhumbStr base;                  ///< rml:baseIRI; empty: the mapping's
  bool is_silent; ///< rml:NonAssertedTriplesMap: it is quoted, not made
};

/// What a reader has seen that runs and is hardly meant, for `rhumb check`
typedef struct {
  RhumbLoc loc;
  const char *message;
} RhumbRemark;

/// A logical view, and what two that mean the same have alike
typedef struct {
  RhumbStr key;
  const RhumbLogicalView *view;
} RhumbKnownView;

/// A whole mapping: one or more rule files
typedef struct {
  RhumbProfile profile;
  RhumbStr base;  ///< Prepended to relative IRIs; empty: none
  RhumbStr names; ///< What the maps' own IRIs begin with; empty: none
  RhumbPrefixes prefixes;
  const RhumbTriplesMap *const *maps; ///< In the order they were written
  size_t n_maps;
  const RhumbStr *nulls; ///< Texts that stand for NULL in every source
  size_t n_nulls;
  bool has_steps;    ///< It has value tables, or functions in templates
  bool asks_file;    ///< It asks records for what their file is called
  RhumbStr now;      ///< Of the run: its time, an xsd:dateTime; empty: not told
  bool strict;       ///< Of the run: names in the data count to the letter
  bool rdf_1_1;      ///< Of the run: what RDF 1.2 brought is said without it
  bool is_elsewhere; ///< Of the run: it is another engine's
  RhumbViews *views; ///< NULL: the rules have none
  RhumbOntology *ontology; ///< NULL: the rules have no `ontology:`
  RHUMB_LIST(RhumbRemark) remarks;
  RHUMB_LIST(RhumbKnownView) logical_views;
  RhumbLookup view_keys;
} RhumbMapping;

#endif // RHUMB_MODEL_MODEL_H
