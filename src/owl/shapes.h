// SPDX-License-Identifier: ISC

/// @file shapes.h  The shapes that the data must fit, as files: who asks
/// whether it does is a SHACL engine, beside which they are put.

#ifndef RHUMB_OWL_SHAPES_H
#define RHUMB_OWL_SHAPES_H

#include "io/output.h"
#include "owl/ontology.h"

/**
   Read every file of shapes that the rules name, and see that it is RDF.

   @param ontology NULL: the rules have none, and so no shapes.
   @return RHUMB_OK; RHUMB_ERR_IO for one that cannot be read, RHUMB_ERR_SYNTAX
   for one that is no RDF or has no triples: the first of all failures,
   reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_shapes_check(const RhumbOntology *ontology, const RhumbDiag *diag);

/**
   The same, and put a copy of each, under its own name and unpacked, into the
   folder `dir` as outputs of the run; RHUMB_ERR_IO if another output has the
   name.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_shapes_ship(const RhumbOntology *ontology,
                  RhumbOutputs *outputs,
                  const char *dir,
                  const RhumbDiag *diag);

#endif // RHUMB_OWL_SHAPES_H
