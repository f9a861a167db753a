// SPDX-License-Identifier: ISC

/// @file origin.h  Which term map has made an IRI of a quad.
///
/// A quad says which object map it is of. Which of the term maps that take part
/// in its triples has made an IRI in it follows from what these can make.

#ifndef RHUMB_CHECK_ORIGIN_H
#define RHUMB_CHECK_ORIGIN_H

#include "base/table.h"
#include "plan/plan.h"

/// The term maps of one object map's triples
typedef struct {
  const RhumbPlanPass *pass;
  const RhumbPlanTerm *subject;
  const RhumbPlanPair *pair;     ///< NULL: a collection that is a subject
  const RhumbPlanObject *object; ///< NULL: likewise
} RhumbTripleMaps;

/// Of a plan; zero but for rhumb_origins_find() is empty, to be released with
/// rhumb_origins_free()
typedef struct {
  const RhumbPlan *plan;
  RhumbTable numbers; ///< Of `maps`, by the address of the quads' origin
  RHUMB_LIST(RhumbTripleMaps) maps;
  const RhumbPlanPass **fillers; ///< Of each index: the pass that fills it
  RhumbTable tables;  ///< Value tables, by address, whose entries are known
  RhumbTable entries; ///< Numbers of `values`, by table and text
  RHUMB_LIST(const RhumbTableValue *) values;
} RhumbOrigins;

/// What has made an IRI
typedef struct {
  const RhumbPlanValue *value; ///< NULL: it is not known
  const RhumbPlanTerm *term;   ///< That the value, or its datatype, is of
  const RhumbPlanPass *pass;   ///< Whose references these ask for
  RhumbLoc loc;                ///< Of the term, or of the entry of its table
} RhumbOrigin;

/// Find the origins that quads of a plan may have
void
rhumb_origins_find(RhumbOrigins *origins, const RhumbPlan *plan);

/// Return what has made `iri`, at position `at` of a quad or, if it is not
/// there, of a triple term in it; its place at least
RhumbOrigin
rhumb_origin_of(RhumbOrigins *origins,
                const RhumbQuad *quad,
                RhumbPosition at,
                RhumbStr iri);

/// The fixed texts that all IRIs of an origin begin and end with
typedef struct {
  RhumbStr start, end;
} RhumbFixed;

/// Return them; empty of what is no template, and where references begin and
/// end it
RhumbFixed
rhumb_origin_fixed(const RhumbOrigin *origin);

/// Append a value as rules have it: a template with prefixes, a reference
void
rhumb_origin_put(RhumbBuf *out,
                 const RhumbOrigin *origin,
                 const RhumbPrefixes *prefixes);

void
rhumb_origins_free(RhumbOrigins *origins);

#endif // RHUMB_CHECK_ORIGIN_H
