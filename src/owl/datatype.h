// SPDX-License-Identifier: ISC

/// @file datatype.h  Which datatypes of XSD share values.

#ifndef RHUMB_OWL_DATATYPE_H
#define RHUMB_OWL_DATATYPE_H

#include "base/str.h"

/// True for a datatype that the table knows, of XSD or RDF
bool
rhumb_datatype_known(RhumbStr iri);

/// True unless `iri` is of XSD and no datatype of OWL 2
bool
rhumb_datatype_in_owl(RhumbStr iri);

/// True if no value has both datatypes, as far as is known: neither is derived
/// from the other (XSD 1.1 part 2, section 3)
bool
rhumb_datatypes_disjoint(RhumbStr a, RhumbStr b);

#endif // RHUMB_OWL_DATATYPE_H
