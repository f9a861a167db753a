// SPDX-License-Identifier: ISC

/// @file normal.h  The normal form: what rules may leave out is said, what they
/// may say in several ways is said in one, what contradicts itself is refused.
///
/// Both readers build the model with these; whoever reads the model decides no
/// default again. In the normal form
/// - a term map has a term type, that of RML 5.5 where none was given;
/// - a gather map makes IRIs or blank nodes, and IRIs where it has a value and
///   no term type;
/// - a constant is of the kind that the type makes, and the type of a constant
///   is plainly IRI, blank node or literal;
/// - only literals have datatypes and languages, one of the two at most, and a
///   constant language is a tag, whose direction ("ar--rtl") is a word apart;
/// - an object that a value table gives and that has no type of its own is as
///   the table has it: of one type, if all values are of one kind;
/// - the default graph, whichever vocabulary names it, has no type and no text;
/// - a target has the syntax and the compression that its path says, where the
///   rules say none; "none" is kept of a path that says one;
/// - rr:class and `a` are rdf:type as a predicate;
/// - a function over both rows of a join that says no more than that values are
///   equal is a join; the arguments of a function that is itself an argument
///   are of that one's side.

#ifndef RHUMB_MODEL_NORMAL_H
#define RHUMB_MODEL_NORMAL_H

#include "base/list.h"
#include "model/model.h"

/// What is known of a term type
typedef struct {
  const char *key;  ///< In YARRRML: "iri"
  const char *name; ///< In RML, without namespace: "IRI"
  RhumbTermKind kind;
} RhumbTermTypeRow;

/// By RhumbTermType; RHUMB_TYPE_NONE has no names
extern const RhumbTermTypeRow rhumb_term_types[RHUMB_N_TERM_TYPES];

/// What is known of a kind of collection
typedef struct {
  const char *key;  ///< In YARRRML: "list"
  const char *iri;  ///< What RML calls it, and of containers the class
  const char *name; ///< For messages: "a list"
} RhumbGatherRow;

/// By RhumbGatherAs; RHUMB_GATHER_NONE has no names
extern const RhumbGatherRow rhumb_gathers[RHUMB_N_GATHERS];

/// "an IRI", by RhumbTermKind
extern const char *const rhumb_term_kind_names[];

/// "a subject", by RhumbPosition
extern const char *const rhumb_position_names[RHUMB_N_POSITIONS];

/// True if a term map in `position` may have `type`
bool
rhumb_position_takes(RhumbPosition position, RhumbTermType type);

/// Report that no term of `type` may stand in `position`
RhumbStatus
rhumb_position_refuse(RhumbPosition position,
                      RhumbTermType type,
                      RhumbLoc loc,
                      const RhumbDiag *diag);

/// Return what a term map in `position` makes that has no term type (RML 5.5);
/// an argument is text, as functions take it
RhumbTermType
rhumb_term_map_default(const RhumbTermMap *map, RhumbPosition position);

/**
   Bring a term map that has been read to its normal form.

   Every contradiction is reported, each at its place.

   @return RHUMB_OK, or the status of the first mistake.
*/
RhumbStatus
rhumb_term_map_settle(RhumbTermMap *map,
                      RhumbPosition position,
                      const RhumbDiag *diag);

/// Report members of a gather map that go to targets of their own: half a list
/// would be there
RHUMB_NODISCARD RhumbStatus
rhumb_gather_check(const RhumbGather *gather, const RhumbDiag *diag);

/// Report a target's path, or a part of it, that is made of data: a reference
/// as YARRRML or as RML writes it, "$(id).nt", "{id}.nt"
RHUMB_NODISCARD RhumbStatus
rhumb_target_check_name(RhumbStr path, RhumbLoc loc, const RhumbDiag *diag);

/// Bring a target that has been read to its normal form
void
rhumb_target_settle(RhumbTarget *target);

/// Warn of a target that can be written, if its path says other than what is
void
rhumb_target_warn(const RhumbTarget *target, const RhumbDiag *diag);

/// True if `map` is the constant rdf:type, whose objects are classes
bool
rhumb_term_map_is_type(const RhumbTermMap *map);

/// Return the constant `iri`, which is not copied
RhumbExpression
rhumb_constant_iri(const char *iri, RhumbLoc loc);

/// Return what `function` gives as an argument, a text
RhumbArgument
rhumb_function_argument(const char *parameter, const RhumbFunction *function);

/// Return a function that holds where all of `functions` do, of which any may
/// be NULL: the one if there is one, NULL if there is none
const RhumbFunction *
rhumb_function_all(RhumbArena *arena,
                   const RhumbFunction *const *functions,
                   size_t count);

/// Likewise, where one of `functions` does at least: a null does not
const RhumbFunction *
rhumb_function_any(RhumbArena *arena,
                   const RhumbFunction *const *functions,
                   size_t count);

/// Return what has the values of `value`, a term of `type`, where `condition`
/// holds
RhumbExpression
rhumb_expression_where(RhumbArena *arena,
                       const RhumbFunction *condition,
                       const RhumbExpression *value,
                       RhumbTermType type);

/// The same function, seen from the other row of a join; NULL: NULL
const RhumbFunction *
rhumb_function_swap(RhumbArena *arena, const RhumbFunction *function);

typedef RHUMB_LIST(RhumbJoin) RhumbJoins;

/// Add to `joins` what `function`, over both rows of a join, says of values
/// that are equal; return the rest of it, NULL if nothing is left
const RhumbFunction *
rhumb_joins_take(RhumbArena *arena,
                 const RhumbFunction *function,
                 RhumbJoins *joins);

/// True if a literal of `source` that has no datatype and no language has the
/// datatype of its value's own type: in RML Core, and from SQL (R2RML 10.2)
/// unless a function gives it
bool
rhumb_has_natural_datatypes(RhumbProfile profile,
                            const RhumbExpression *value,
                            const RhumbSourceSpec *source);

/// Return the number of `map`, which is one of the mapping's
size_t
rhumb_mapping_number(const RhumbMapping *mapping, const RhumbTriplesMap *map);

/// Some predicates that lead back from an object to the subject
typedef struct {
  RhumbTermMaps predicates;
  const RhumbPredicateObjectMap *pair;
  size_t object; ///< Number of the object in `pair`
  RhumbLoc loc;
} RhumbInverse;

/// Set `out` to the triples map that an inverse predicate is, seen from `map`;
/// one that no triples map can say is reported
RHUMB_NODISCARD RhumbStatus
rhumb_inverse_read(const RhumbTriplesMap **out,
                   RhumbArena *arena,
                   const RhumbTriplesMap *map,
                   const RhumbInverse *inverse,
                   const RhumbDiag *diag);

#endif // RHUMB_MODEL_NORMAL_H
