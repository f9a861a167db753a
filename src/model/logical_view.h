// SPDX-License-Identifier: ISC

/// @file logical_view.h  Logical views (RML-LV): rows made of other rows.
///
/// A view is a logical source whose `on` is another one, which may be a view
/// itself: RhumbSourceSpec.view. Its references are keys. In YARRRML a view is
/// a source with `fields:` and `joins:`, or one whose `iterator:` names levels.

#ifndef RHUMB_MODEL_LOGICAL_VIEW_H
#define RHUMB_MODEL_LOGICAL_VIEW_H

#include "model/model.h"

/// Fields and levels may be within each other, and views on each other, this
/// deep
enum { RHUMB_MAX_VIEW_DEPTH = 20 };

typedef struct RhumbViewField RhumbViewField;

typedef struct {
  const RhumbViewField *items;
  size_t count;
} RhumbViewFields;

/// rml:Field: an rml:ExpressionField, which has a row for each of its values,
/// or one with NULL if it has none; or an rml:IterableField, which has a row
/// for each record that its iterator finds, and none if it finds none
struct RhumbViewField {
  RhumbStr name; ///< Its own: of a field in a field, the name behind the dot
  RhumbLoc loc;  ///< Of its name
  const RhumbSourceSpec *records; ///< Of an iterable field: format, iterator,
                                  ///< nulls; its access says nothing. NULL: it
                                  ///< is an expression field
  RhumbExpression value;          ///< Of an expression field
  RhumbViewFields fields; ///< Below an expression field all are iterable, over
                          ///< what its text holds
};

/// rml:leftJoin or rml:innerJoin: rows with those of another view that agree
typedef struct {
  const RhumbSourceSpec *parent; ///< rml:parentLogicalView, of which `view` is
                                 ///< set
  bool is_inner;                 ///< Rows without a partner are dropped
  const RhumbJoin *conditions;   ///< All must hold; over keys of both views
  size_t n_conditions;
  const RhumbFunction *condition; ///< Likewise, over the pair; NULL: always
  RhumbViewFields
      fields; ///< Expressions over the parent's keys, without fields
  RhumbLoc loc;
} RhumbViewJoin;

/// rml:LogicalView
struct RhumbLogicalView {
  const RhumbSourceSpec *on; ///< rml:viewOn
  RhumbViewFields fields;
  const RhumbViewJoin *joins;
  size_t n_joins;
  RhumbStr level; ///< YARRRML's levels: name of the first, whose records are
                  ///< those of `on`; the others are iterable fields, each in
                  ///< the one before. A key is then a level's name, a dot, and
                  ///< a reference of its format: all its values are values of
                  ///< one row. Empty: keys are names of fields.
  RhumbStr name;  ///< For messages: what the rules call it
  RhumbLoc loc;
  unsigned depth; ///< 1 and that of the deepest view that it is on or joined
                  ///< with; see rhumb_logical_view_measure()
};

/**
   Report that views are on each other too deep.

   @return RHUMB_ERR_SYNTAX.
*/
RhumbStatus
rhumb_logical_view_fail_depth(RhumbLoc loc, const RhumbDiag *diag);

/**
   Set the depth of a view that has been read. One that is too deep is reported
   at `loc`: what walks down views may then do so within the stack.

   @return RHUMB_OK, or the error that was reported.
*/
RhumbStatus
rhumb_logical_view_measure(RhumbLogicalView *view,
                           RhumbLoc loc,
                           const RhumbDiag *diag);

/**
   Return what `view` is called: `view` itself, or one of `mapping` that is
   effectively equal, so that sources on both are one (RML Core, joins). To be
   called once for each view that has been read.
*/
const RhumbLogicalView *
rhumb_logical_view_unify(RhumbMapping *mapping,
                         RhumbArena *arena,
                         const RhumbLogicalView *view);

/// The format of a view, which is none of files: references are keys
extern const RhumbSourceType rhumb_logical_view_format;

/// Return the logical source that is `view`, owned by `arena`
const RhumbSourceSpec *
rhumb_logical_view_source(RhumbArena *arena, const RhumbLogicalView *view);

/// What a key of a view of levels is of
typedef struct {
  size_t level;                ///< By number, from 0
  const RhumbSourceSpec *rows; ///< Of that level
  RhumbStr reference;          ///< Into them
  size_t at;                   ///< Where in the key the reference begins
} RhumbLevelKey;

/**
   Find the level that a key begins with: of several, the longest name. Behind
   it stands a dot and a reference; a bracket, which begins one itself; or
   nothing, for all of the level's row.

   @return false if the view has no levels, or none of that name.
*/
bool
rhumb_logical_view_level(const RhumbLogicalView *view,
                         RhumbStr key,
                         RhumbLevelKey *out);

/// Return when values of `reference` into a source have datatypes of their own:
/// those of a view, as those that its field is made of; positions always
RhumbNatural
rhumb_reference_natural(const RhumbSourceSpec *source, RhumbStr reference);

/// Return the source that is read in the end: `source`, unless that is a view
const RhumbSourceSpec *
rhumb_logical_view_base(const RhumbSourceSpec *source);

#endif // RHUMB_MODEL_LOGICAL_VIEW_H
