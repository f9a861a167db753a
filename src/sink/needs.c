// SPDX-License-Identifier: ISC

/// @file needs.c  What is of RDF 1.2, and syntaxes and writers without it.

#include "sink/sink_impl.h"
#include "term/language.h"

static const char triple_terms[] = "triple terms";
static const char directions[] = "directions of literals";

/// Report at `loc` that what the rules make there, `what`, cannot be written
static RhumbStatus
fail(const RhumbSyntax *const syntax,
     const bool by_raptor,
     const char *const what,
     const RhumbLoc loc,
     const RhumbDiag *const diag)
{
  return by_raptor && syntax->rdf_1_2
             ? rhumb_fail(diag,
                          RHUMB_ERR_UNSUPPORTED,
                          loc,
                          "Raptor cannot write %s, which RDF 1.2 brought; "
                          "leave out --writer raptor, or add --rdf 1.1",
                          what)
             : rhumb_fail(diag,
                          RHUMB_ERR_UNSUPPORTED,
                          loc,
                          "the syntax %s has no %s, which RDF 1.2 brought; "
                          "write turtle, or trig for named graphs, or add "
                          "--rdf 1.1",
                          syntax->name,
                          what);
}

RhumbStatus
rhumb_sink_refuse_1_2(const RhumbSyntax *const syntax,
                      const RhumbTerm *const object,
                      const RhumbLoc *const origin,
                      const RhumbDiag *const diag)
{
  const RhumbLoc loc = origin ? *origin : (RhumbLoc){0};
  RhumbStr language = object->language;
  const char *const what = object->kind == RHUMB_TERM_TRIPLE   ? triple_terms
                           : rhumb_language_cut(&language).len ? directions
                                                               : NULL;
  return what ? fail(syntax, syntax->rdf_1_2, what, loc, diag) : RHUMB_OK;
}

RhumbStatus
rhumb_sink_check(const RhumbSinkSpec *const spec, const RhumbDiag *const diag)
{
  const RhumbSyntax *const syntax = spec->syntax;
  const RhumbLoc *const triples = spec->needs.triples;
  const RhumbLoc *const loc = triples ? triples : spec->needs.directions;
  return loc && (spec->use_raptor || !syntax->rdf_1_2)
             ? fail(syntax,
                    spec->use_raptor,
                    triples ? triple_terms : directions,
                    *loc,
                    diag)
             : RHUMB_OK;
}
