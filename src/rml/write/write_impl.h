// SPDX-License-Identifier: ISC

/// @file write_impl.h  What the files of the RML writer share.

#ifndef RHUMB_RML_WRITE_WRITE_IMPL_H
#define RHUMB_RML_WRITE_WRITE_IMPL_H

#include "model/logical_view.h"
#include "model/rules.h"
#include "rml/write/tree.h"
#include "rml/write/write.h"

/// A target that has a block of its own, and its name in Turtle
typedef struct {
  const RhumbTarget *target;
  RhumbStr name;
} RhumbRmlTargetName;

/// A reference of a level, which in RML is a field
typedef struct {
  size_t level;
  const RhumbSourceSpec *rows; ///< Of the level
  RhumbStr reference;
  RhumbStr name; ///< Of the field
  RhumbLoc loc;
} RhumbRmlLevelField;

/// A logical view that is asked for
typedef struct {
  const RhumbLogicalView *view;
  RhumbStr name;                         ///< Of its block, Turtle
  RHUMB_LIST(RhumbRmlLevelField) fields; ///< Of its levels
  RHUMB_LIST(RhumbLoc) positions; ///< Where those of its rows are asked for
} RhumbRmlView;

typedef struct {
  RhumbArena *arena;
  const RhumbMapping *mapping;
  const RhumbMapping *given; ///< With its annotations
  const RhumbRmlStyle *style;
  bool is_core; ///< Its vocabulary is the core one
  const RhumbDiag *diag;
  RhumbRmlTree tree;
  RhumbStatus status;            ///< Of the first mistake
  const RhumbStr *names;         ///< Of the triples maps, Turtle, by number
  const RhumbTriplesMap *map;    ///< Being written
  const RhumbSourceSpec *source; ///< That references are looked up in
  RhumbSide side;                ///< The row that expressions are about
  RhumbBuf references;           ///< All of them, for their namespaces
  RhumbTable taken;              ///< Names in use
  RHUMB_LIST(size_t) numbers;    ///< The last behind each of them that is taken
  RhumbLastRules last;
  RHUMB_LIST(RhumbRmlTargetName) targets; ///< That have been described
  RhumbTable view_keys;             ///< Addresses of views that are asked for
  RHUMB_LIST(RhumbRmlView *) views; ///< By number there
} RhumbRmlWriter;

/// Report what the vocabulary cannot say, keep the status, go on
#define RHUMB_RML_REFUSE(writer, ...) \
  RHUMB_KEEP((writer)->status,        \
             rhumb_fail((writer)->diag, RHUMB_ERR_UNSUPPORTED, __VA_ARGS__))

// put.c ----------------------------------------------------------------------

/// Return an IRI in Turtle; one that cannot be written is reported at `loc`
RhumbStr
rhumb_rml_put_iri(RhumbRmlWriter *writer, RhumbStr iri, RhumbLoc loc);

/// Add a property with a value that is Turtle. It is named by its IRI, or by
/// its core name, which the vocabulary that is written must have a word for.
void
rhumb_rml_add(RhumbRmlWriter *writer,
              RhumbRmlTreeNode *node,
              const char *name,
              RhumbStr value);

/// Likewise, with an IRI
void
rhumb_rml_add_iri(RhumbRmlWriter *writer,
                  RhumbRmlTreeNode *node,
                  const char *name,
                  RhumbStr iri,
                  RhumbLoc loc);

/// Likewise, with a text
void
rhumb_rml_add_text(RhumbRmlWriter *writer,
                   RhumbRmlTreeNode *node,
                   const char *name,
                   RhumbStr text);

/// Likewise, with a node of RML's own; the lack of a word for it is reported
void
rhumb_rml_add_word(RhumbRmlWriter *writer,
                   RhumbRmlTreeNode *node,
                   const char *name,
                   const char *word,
                   RhumbLoc loc);

/// Add a class, named as properties are
void
rhumb_rml_add_class(RhumbRmlWriter *writer,
                    RhumbRmlTreeNode *node,
                    const char *name);

/// Add a property with a blank node, which is returned
RhumbRmlTreeNode *
rhumb_rml_nest(RhumbRmlWriter *writer,
               RhumbRmlTreeNode *node,
               const char *name);

/// Likewise with a list, which is returned: what is nested in it are members
RhumbRmlTreeNode *
rhumb_rml_list(RhumbRmlWriter *writer,
               RhumbRmlTreeNode *node,
               const char *name);

/// Return the path of a file that is named from the folder `dir`, as seen from
/// where the text goes
RhumbStr
rhumb_rml_put_path(const RhumbRmlWriter *writer, RhumbStr dir, RhumbStr path);

/// Return a name of its own for what is called `key`, Turtle; several of one
/// key are numbered. `prefix` stands before a key that is no IRI.
RhumbStr
rhumb_rml_name(RhumbRmlWriter *writer,
               RhumbStr key,
               const char *prefix,
               RhumbLoc loc);

/// What relative IRIs of the map being written begin with; empty: nothing
RhumbStr
rhumb_rml_base(const RhumbRmlWriter *writer, const RhumbTriplesMap *map);

// term.c ---------------------------------------------------------------------

/// Add a term map: the shortcut `brief` for a constant that it can hold, else
/// `full` with a node, which is returned (NULL: the shortcut did)
RhumbRmlTreeNode *
rhumb_rml_put_term(RhumbRmlWriter *writer,
                   RhumbRmlTreeNode *node,
                   const char *full,
                   const char *brief,
                   const RhumbTermMap *term,
                   RhumbPosition position);

/// True if the condition of an object can only be said of its predicate: said
/// by a function, as the older RML does, it would cost the value its datatype,
/// or there is no value that is the object's own
bool
rhumb_rml_moves_condition(const RhumbRmlWriter *writer,
                          const RhumbObjectMap *object);

/// Add the properties of an expression map to `node`
void
rhumb_rml_put_expression(RhumbRmlWriter *writer,
                         RhumbRmlTreeNode *node,
                         const RhumbExpression *value);

/// Add the condition, unless it is NULL, of a term map
void
rhumb_rml_put_condition(RhumbRmlWriter *writer,
                        RhumbRmlTreeNode *node,
                        const RhumbFunction *condition);

/// Add a function that `node` is the value of
void
rhumb_rml_put_function(RhumbRmlWriter *writer,
                       RhumbRmlTreeNode *node,
                       const RhumbFunction *function);

/// Return a reference as the target writes it
RhumbStr
rhumb_rml_put_reference(RhumbRmlWriter *writer,
                        RhumbStr reference,
                        RhumbLoc loc);

// annotation.c ---------------------------------------------------------------

/// Return the mapping, with maps that say what its annotations do, which are
/// left alone then; those that none can say are reported
const RhumbMapping *
rhumb_rml_without_annotations(RhumbRmlWriter *writer,
                              const RhumbMapping *mapping);

// join.c ---------------------------------------------------------------------

/// Add the join conditions of a reference to another triples map
void
rhumb_rml_put_joins(RhumbRmlWriter *writer,
                    RhumbRmlTreeNode *node,
                    const RhumbObjectMap *object);

// source.c, target.c ---------------------------------------------------------

/// Fill in a logical source that is no view
void
rhumb_rml_put_source(RhumbRmlWriter *writer,
                     RhumbRmlTreeNode *node,
                     const RhumbSourceSpec *spec);

/// True if rules say more of a text's records than their format; `outer` is
/// what the text is in
bool
rhumb_rml_is_text_dialect(const RhumbSourceSpec *spec,
                          const RhumbSourceSpec *outer);

/// Add how a source's references are written, or, within `outer`, a text's and
/// all else that is said of it; NULL: it is no text
void
rhumb_rml_put_formulation(RhumbRmlWriter *writer,
                          RhumbRmlTreeNode *node,
                          const RhumbSourceSpec *spec,
                          const RhumbSourceSpec *outer);

// view.c ---------------------------------------------------------------------

/// Add a property with a logical source: the name of a view, or a node, which
/// is returned, to be filled in by rhumb_rml_put_source(); else NULL
RhumbRmlTreeNode *
rhumb_rml_put_on(RhumbRmlWriter *writer,
                 RhumbRmlTreeNode *node,
                 const char *name,
                 const RhumbSourceSpec *spec);

/// Return what a reference into a view is called in RML, whose rows lose what
/// it has no word for: that is reported
RhumbStr
rhumb_rml_put_key(RhumbRmlWriter *writer,
                  const RhumbLogicalView *view,
                  RhumbStr key,
                  RhumbLoc loc);

/// Put the views that are asked for, once all triples maps are there
void
rhumb_rml_put_views(RhumbRmlWriter *writer);

// split.c --------------------------------------------------------------------

/// Report references of levels with several values, of each of which RML makes
/// a row, where those rows would make other triples
void
rhumb_rml_check_split(RhumbRmlWriter *writer, const RhumbRmlView *asked);

/// Add the logical targets of a term map
void
rhumb_rml_put_targets(RhumbRmlWriter *writer,
                      RhumbRmlTreeNode *node,
                      const RhumbTargets *targets);

#endif // RHUMB_RML_WRITE_WRITE_IMPL_H
