// SPDX-License-Identifier: ISC

/// @file write.h  A mapping as RML in Turtle, in either vocabulary.

#ifndef RHUMB_RML_WRITE_WRITE_H
#define RHUMB_RML_WRITE_WRITE_H

#include "model/model.h"

/// How a mapping is written down
typedef struct {
  RhumbProfile profile; ///< The vocabulary
  bool has_dir;         ///< The text goes to a file in the folder `dir`
  RhumbStr dir;         ///< Sources are named as seen from here; empty: here
} RhumbRmlStyle;

/**
   Append the mapping as RML in Turtle.

   What it says, read back, makes the same graph. Where core and classic differ,
   what one takes for granted is said: datatypes of JSON's numbers, whole
   JSONPath queries, the base IRI. The same mapping gives the same bytes.

   @param out Appended to only on success.
   @param mapping As rhumb_rml_expand() returns it: without value tables.
   @return RHUMB_OK; or RHUMB_ERR_UNSUPPORTED, RHUMB_ERR_SYNTAX or
   RHUMB_ERR_VALUE for what the vocabulary cannot say, all of it reported, each
   at its place. What the language itself has no words for and makes no triples
   (views) is a warning.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_rml_write(RhumbBuf *out,
                RhumbArena *arena,
                const RhumbMapping *mapping,
                const RhumbRmlStyle *style,
                const RhumbDiag *diag);

#endif // RHUMB_RML_WRITE_WRITE_H
