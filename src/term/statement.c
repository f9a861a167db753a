// SPDX-License-Identifier: ISC

/// @file statement.c  Reification as RDF had it before triple terms (RDF 1.1
/// Schema, section 5.3).

#include "term/statement.h"

bool
rhumb_statement_of(RhumbQuad out[const RHUMB_STATEMENT_QUADS],
                   const RhumbQuad *const quad)
{
  static const char *const predicates[] = {
      RHUMB_RDF_TYPE,
      RHUMB_RDF "subject",
      RHUMB_RDF "predicate",
      RHUMB_RDF "object",
  };
  if (quad->object.kind != RHUMB_TERM_TRIPLE) {
    return false;
  }
  for (size_t i = 0; i < RHUMB_STATEMENT_QUADS; ++i) {
    out[i] = *quad;
    out[i].predicate = rhumb_iri(rhumb_str(predicates[i]));
    out[i].object = i ? quad->object.triple[i - 1]
                      : rhumb_iri(RHUMB_STR(RHUMB_RDF "Statement"));
  }
  return true;
}
