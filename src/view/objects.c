// SPDX-License-Identifier: ISC

/// @file objects.c  The quads of a node under some properties.

#include "view/objects.h"

RhumbObjects
rhumb_objects_of(const RhumbIndex *const index,
                 const uint32_t node,
                 const RhumbIris *const properties)
{
  return (RhumbObjects){.index = index, .node = node, .properties = properties};
}

bool
rhumb_objects_next(RhumbObjects *const o)
{
  while (o->left > 1) {
    ++o->quad;
    --o->left;
    if (o->quad->o != o->quad[-1].o) {
      return true;
    }
  }
  o->left = 0;
  while (!o->left && o->next < o->properties->count) {
    const RhumbStr iri = o->properties->items[o->next++].text;
    const uint32_t p = rhumb_index_iri(o->index, iri);
    o->quad = rhumb_index_find(o->index, o->node, p, &o->left);
  }
  return o->left > 0;
}

bool
rhumb_objects_next_resource(RhumbObjects *const o)
{
  while (rhumb_objects_next(o)) {
    if (o->quad->o < o->index->n_resources) {
      return true;
    }
  }
  return false;
}
