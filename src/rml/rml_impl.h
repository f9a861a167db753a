// SPDX-License-Identifier: ISC

/// @file rml_impl.h  What the files of the RML reader share.
///
/// The rules' own graph is read whole, its classic terms renamed to the core
/// vocabulary, and walked from the triples maps down. Every mistake is reported
/// where it stands and kept in `status`; the walk goes on.

#ifndef RHUMB_RML_RML_IMPL_H
#define RHUMB_RML_RML_IMPL_H

#include "base/list.h"
#include "base/table.h"
#include "model/normal.h"
#include "rml/rml.h"

#define RHUMB_RML_NOWHERE SIZE_MAX ///< No byte of the text

// place.c: where in a Turtle text each triple stands -------------------------

/// Bytes of the text at which a triple's terms begin
typedef struct {
  size_t subject, predicate, object;
} RhumbRmlPlace;

/// The places of a text's triples, in the order in which Raptor makes them
typedef struct {
  const RhumbText *text;
  RhumbRmlPlace *items;
  size_t count, cap;
  RHUMB_LIST(size_t) lines; ///< Where each line begins
  RhumbStr base;            ///< The first base IRI declared; empty: none
  bool whole;               ///< The text was followed to its end
} RhumbRmlPlaces;

/// Follow the Turtle in `text`; what is not Turtle leaves `whole` false
void
rhumb_rml_places_read(RhumbRmlPlaces *out, const RhumbText *text);

/// Return line and column of byte `at`
RhumbLoc
rhumb_rml_places_loc(const RhumbRmlPlaces *places, size_t at);

void
rhumb_rml_places_free(RhumbRmlPlaces *places);

/// A literal whose bytes are asked for their places, mostly in turn
typedef struct {
  RhumbLoc loc; ///< Where it is written
  size_t start; ///< The same as a byte of the text, or RHUMB_RML_NOWHERE
  RhumbLoc place;
  size_t done; ///< Bytes of its value before `place`
  size_t next; ///< Byte of the text there; 0: none has been asked for
} RhumbRmlLiteral;

/// Return the place of byte `at` of the literal's value; that of the literal
/// where it cannot be told
RhumbLoc
rhumb_rml_literal_place(RhumbRmlLiteral *literal, size_t at);

// vocabulary.c: the words ----------------------------------------------------

typedef enum {
  RHUMB_RML_FOREIGN, ///< None of RML's
  RHUMB_RML_OLD,     ///< R2RML's, or of RML before the Community Group's
  RHUMB_RML_NEW,     ///< http://w3id.org/rml/
} RhumbRmlEra;

/// Return the core name (without namespace) of an RML term of either era, such
/// as "reference" for rr:column; the IRI itself if it is foreign or unknown
/// @param era Set to the era of its namespace, known term or not.
RhumbStr
rhumb_rml_rename(RhumbStr iri, RhumbRmlEra *era);

/// Return the IRI of a core name, such as "reference", in the vocabulary of
/// `profile`; empty if the older one has no such word
RhumbStr
rhumb_rml_iri(RhumbArena *arena, RhumbProfile profile, const char *name);

/// What a node of the rules' graph is to be
typedef enum {
  RHUMB_RML_TRIPLES_MAP,
  RHUMB_RML_SUBJECT_MAP,
  RHUMB_RML_PREDICATE_MAP,
  RHUMB_RML_OBJECT_MAP,
  RHUMB_RML_GRAPH_MAP,
  RHUMB_RML_DATATYPE_MAP,
  RHUMB_RML_LANGUAGE_MAP,
  RHUMB_RML_JOIN_MAP,  ///< rml:childMap, rml:parentMap
  RHUMB_RML_VALUE_MAP, ///< Value of a function's parameter
  RHUMB_RML_NAME_MAP,  ///< rml:functionMap, rml:parameterMap, rml:returnMap
  RHUMB_RML_CONDITION, ///< rml:condition
  RHUMB_RML_PAIR,      ///< rml:PredicateObjectMap
  RHUMB_RML_JOIN,
  RHUMB_RML_LOGICAL_SOURCE,
  RHUMB_RML_VIEW,
  RHUMB_RML_FIELD,    ///< rml:ExpressionField
  RHUMB_RML_ITERABLE, ///< rml:IterableField
  RHUMB_RML_VIEW_JOIN,
  RHUMB_RML_ANNOTATION,
  RHUMB_RML_SOURCE,
  RHUMB_RML_FORMULATION,
  RHUMB_RML_NAMESPACE,
  RHUMB_RML_LOGICAL_TARGET,
  RHUMB_RML_TARGET,
  RHUMB_RML_EXECUTION, ///< rml:FunctionExecution, and the value of
                       ///< fnml:functionValue
  RHUMB_RML_INPUT,
  RHUMB_RML_N_ROLES,
} RhumbRmlRole;

/// What stands in messages: "subject map"
extern const char *const rhumb_rml_role_names[RHUMB_RML_N_ROLES];

// graph.c: the rules' graph --------------------------------------------------

typedef struct RhumbRmlNode RhumbRmlNode;

typedef struct {
  RhumbStr name; ///< Core name of the property, or its IRI if it is foreign
  RhumbStr iri;  ///< As written
  RhumbRmlEra era;
  RhumbRmlNode *object;
  RhumbLoc loc;        ///< Of the property
  RhumbLoc object_loc; ///< Of the value
  size_t object_at;    ///< The same as a byte of the text, or RHUMB_RML_NOWHERE
} RhumbRmlStatement;

struct RhumbRmlNode {
  RhumbTerm term;
  RhumbStr name; ///< Core name of an RML term; IRI, label or text of others
  RhumbRmlEra era;
  const RhumbText *text; ///< The file that speaks of it first
  size_t at;             ///< Byte of the text where it is described
  RhumbLoc loc;          ///< Where it is described, or else used
  RhumbRmlStatement *statements;
  size_t count;
  size_t cap;
  bool used;                   ///< Some triples map needs it
  bool busy;                   ///< Being read: met again, it is a loop
  bool flawed;                 ///< An unknown property may be what it lacks
  bool executed;               ///< It is a function that some map calls
  bool quoted;                 ///< It is a triples map that some map quotes
  unsigned checked;            ///< Roles that it was checked for, a bit each
  RhumbTriplesMap *map;        ///< What was made of it, once
  const RhumbSourceSpec *spec; ///< Likewise
  const RhumbTarget *target;
  const RhumbFunction *function;
};

typedef struct {
  RhumbArena *arena;
  RhumbTable keys; ///< Of IRIs and blank nodes
  RhumbTable said; ///< Statements that their subjects have
  RhumbRmlNode **nodes;
  size_t cap;
  RhumbStr *bases; ///< Of each file: what its `@base` says
} RhumbRmlGraph;

/// Read a Turtle file into the graph, blank nodes apart from other files'
RHUMB_NODISCARD RhumbStatus
rhumb_rml_graph_read(RhumbRmlGraph *graph,
                     const RhumbText *text,
                     size_t file,
                     RhumbPrefixes *prefixes,
                     const RhumbDiag *diag);

void
rhumb_rml_graph_free(RhumbRmlGraph *graph);

/// Return the first statement with that property, or NULL
const RhumbRmlStatement *
rhumb_rml_find(const RhumbRmlNode *node, const char *name);

/// Return the next statement with the property of `said`, or NULL
const RhumbRmlStatement *
rhumb_rml_next(const RhumbRmlNode *node, const RhumbRmlStatement *said);

// rml.c: the reader ----------------------------------------------------------

typedef struct {
  RhumbMapping *mapping;
  RhumbArena *arena;
  const RhumbDiag *diag;
  const RhumbRulesOptions *options;
  RhumbRmlGraph graph;
  RhumbProfile profile;
  const RhumbSourceSpec *source;      ///< Of the triples map that is being read
  const RhumbRmlStatement *pair_type; ///< rml:termType of the predicate object
                                      ///< map that is being read, or NULL
  unsigned n_views; ///< That are being read, each for the one before
  unsigned nesting; ///< Of the function that is being read, in others
  unsigned gathers; ///< That what is being read is a member of
  RHUMB_LIST(const RhumbText *) loose; ///< Files with references in older forms
  bool r2rml;         ///< It has rr:logicalTable: what R2RML forbids is refused
  RhumbStatus status; ///< Of the first mistake
} RhumbRml;

/// Remember the first mistake and go on
static inline void
rhumb_rml_keep(RhumbRml *const rml, const RhumbStatus status)
{
  RHUMB_KEEP(rml->status, status);
}

/// Report what is no RML, keep the status, go on
#define RHUMB_RML_FAIL(rml, ...) \
  rhumb_rml_keep((rml), rhumb_fail((rml)->diag, RHUMB_ERR_SYNTAX, __VA_ARGS__))

/// Report what is RML and not something rhumb does, keep the status, go on
#define RHUMB_RML_UNSUPPORTED(rml, ...) \
  rhumb_rml_keep((rml),                 \
                 rhumb_fail((rml)->diag, RHUMB_ERR_UNSUPPORTED, __VA_ARGS__))

/// Return an IRI or a core name as the rules' prefixes write it
RhumbStr
rhumb_rml_show(const RhumbRml *rml, RhumbStr iri);

/// Return a core name as the vocabulary of the mapping writes it: "rr:class"
const char *
rhumb_rml_word(const RhumbRml *rml, const char *name);

/// Report that `again` says otherwise than `first` what is one thing; which may
/// be NULL
void
rhumb_rml_check_same(RhumbRml *rml,
                     const RhumbRmlStatement *first,
                     const RhumbRmlStatement *again);

/// Report what does not belong on `node`: unknown properties, known ones in the
/// wrong place or number, and values of the wrong kind (rml_vocabulary.c)
void
rhumb_rml_check(RhumbRml *rml, RhumbRmlNode *node, RhumbRmlRole role);

// gather.c, join.c, map.c, term.c, source.c, view.c, target.c, function.c -----

/// Read what `node->map` is to be
void
rhumb_rml_map_read(RhumbRml *rml, RhumbRmlNode *node);

/// Read the term map that a statement describes, or is short for, in the
/// position that `role` names
RhumbTermMap
rhumb_rml_term_read(RhumbRml *rml,
                    const RhumbRmlStatement *said,
                    RhumbRmlRole role);

/// Read the object that a statement describes, or is short for
RhumbObjectMap
rhumb_rml_object_read(RhumbRml *rml, const RhumbRmlStatement *said);

/// Return what a node gathers (RML-CC); NULL: it does not, or wrongly
const RhumbGather *
rhumb_rml_gather_read(RhumbRml *rml, RhumbRmlNode *node);

/// Return the statement that gives a node its values: `found`, or else the
/// first of `node`; NULL if none does. Others are reported.
const RhumbRmlStatement *
rhumb_rml_expression_find(RhumbRml *rml,
                          const RhumbRmlStatement *found,
                          const RhumbRmlNode *node);

/// Read a node as an expression map, without types
RhumbExpression
rhumb_rml_expression_read(RhumbRml *rml,
                          RhumbRmlNode *node,
                          RhumbRmlRole role,
                          RhumbLoc loc);

/// Return a function that holds where one of a node's conditions does; NULL:
/// it has none
const RhumbFunction *
rhumb_rml_condition_read(RhumbRml *rml, const RhumbRmlNode *node);

/// Return the term type that a predicate object map says, which belongs on its
/// object maps and is warned of; NULL: none
const RhumbRmlStatement *
rhumb_rml_pair_type(RhumbRml *rml, const RhumbRmlNode *pair);

/// Warn, once a file, of a reference in a form of the older RML
void
rhumb_rml_warn_loose(RhumbRml *rml, RhumbStr reference, RhumbLoc loc);

/// Return the constant IRI that `shortcut` or the map behind `map` gives
/// @param loc Set to its place, if there is one.
RhumbStr
rhumb_rml_iri_read(RhumbRml *rml,
                   const RhumbRmlNode *node,
                   const char *shortcut,
                   const char *map,
                   RhumbLoc *loc);

/// Return the folder that relative paths of the rules start from
RhumbStr
rhumb_rml_folder(const RhumbRml *rml, const RhumbText *text);

/// Return the folder that rml:root names; `rules` is that of the rules
RhumbStr
rhumb_rml_root_read(RhumbRml *rml,
                    const RhumbRmlStatement *said,
                    RhumbStr rules);

/// Return the logical source, or the view, that `statement` names; after a
/// mistake it may have no format
const RhumbSourceSpec *
rhumb_rml_source_read(RhumbRml *rml, const RhumbRmlStatement *statement);

/// Likewise of a logical source that is no view
const RhumbSourceSpec *
rhumb_rml_base_read(RhumbRml *rml, const RhumbRmlStatement *statement);

/// Read the views that no triples map asks for: they may be wrong too
void
rhumb_rml_views_read(RhumbRml *rml);

/// Read rml:referenceFormulation into `spec`
void
rhumb_rml_formulation_read(RhumbRml *rml,
                           RhumbSourceSpec *spec,
                           const RhumbRmlStatement *said);

/// Read a join condition: add two values that must be equal to `joins`, or a
/// function of both rows to `condition`, which may be NULL
void
rhumb_rml_join_read(RhumbRml *rml,
                    const RhumbFunction **condition,
                    RhumbJoins *joins,
                    const RhumbRmlStatement *said);

typedef RHUMB_LIST(RhumbStr) RhumbRmlTexts;

/// Add the value of `said` to `out`: a text, or those of a list; anything else
/// is reported
void
rhumb_rml_texts_read(RhumbRml *rml,
                     RhumbRmlTexts *out,
                     const RhumbRmlStatement *said);

/// Return what a property of a table or dialect that is said once is called;
/// no data: it may be said several times, or is none of CSVW's
RhumbStr
rhumb_rml_csvw_single(const RhumbRmlStatement *said);

/// Read what CSVW says of a table or dialect beside its texts into `spec`: one
/// statement of `node`. What is not read is reported. Other vocabularies are
/// passed over.
void
rhumb_rml_csvw_read(RhumbRml *rml,
                    RhumbSourceSpec *spec,
                    const RhumbRmlNode *node,
                    const RhumbRmlStatement *said);

/// Keep of what CSVW says of columns what counts, now that all is read
void
rhumb_rml_csvw_settle(RhumbSourceSpec *spec, const RhumbDiag *diag);

/// Return the logical targets of a term map
RhumbTargets
rhumb_rml_targets_read(RhumbRml *rml, const RhumbRmlNode *node);

/// Return the function that `statement` (rml:functionExecution or
/// fnml:functionValue) asks for on `owner`, or NULL after a mistake
const RhumbFunction *
rhumb_rml_function_read(RhumbRml *rml,
                        const RhumbRmlNode *owner,
                        const RhumbRmlStatement *statement);

#endif // RHUMB_RML_RML_IMPL_H
