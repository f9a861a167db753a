// SPDX-License-Identifier: ISC

/// @file objects.h  What a node has under some properties, one after the other.

#ifndef RHUMB_VIEW_OBJECTS_H
#define RHUMB_VIEW_OBJECTS_H

#include "view/graph_impl.h"
#include "view/style_impl.h"

/// By the order of the properties, then by rank
typedef struct {
  const RhumbIndex *index;
  uint32_t node;
  const RhumbIris *properties;
  size_t next;                 ///< Of the properties
  const RhumbRankedQuad *quad; ///< The one that the last step came to
  size_t left;                 ///< Of its property, with itself
} RhumbObjects;

/// Begin before the first; nothing is to be released
RhumbObjects
rhumb_objects_of(const RhumbIndex *index,
                 uint32_t node,
                 const RhumbIris *properties);

/// Step to the next object, which is the same in several graphs once; false
/// after the last
bool
rhumb_objects_next(RhumbObjects *objects);

/// Likewise, to one that is an IRI or a blank node
bool
rhumb_objects_next_resource(RhumbObjects *objects);

#endif // RHUMB_VIEW_OBJECTS_H
