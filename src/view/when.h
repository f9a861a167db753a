// SPDX-License-Identifier: ISC

/// @file when.h  What a node must have for a rule of a view to be for it.

#ifndef RHUMB_VIEW_WHEN_H
#define RHUMB_VIEW_WHEN_H

#include "term/name.h"
#include "view/graph_impl.h"
#include "yaml/schema.h"

/// A value: an IRI, or the text of a literal of any language or datatype
typedef struct {
  RhumbIri value;
  bool is_iri;
} RhumbWanted;

/// A property, and values of which a node must have one
typedef struct {
  RhumbIri property;
  const RhumbWanted *values;
  size_t n_values;
} RhumbWhen;

/// All of them must hold; none: nothing is asked
typedef struct {
  const RhumbWhen *items;
  size_t count;
} RhumbWhens;

/// Reads a map of properties and values into RhumbWhens
extern const RhumbYamlType rhumb_when_type;

/// True if the node, a rank of the index, has what `when` asks for
bool
rhumb_when_holds(const RhumbWhens *when,
                 const RhumbIndex *index,
                 uint32_t node);

#endif // RHUMB_VIEW_WHEN_H
