// SPDX-License-Identifier: ISC

/// @file usage.h  Which classes and properties a selection has most of.

#ifndef RHUMB_VIEW_USAGE_H
#define RHUMB_VIEW_USAGE_H

#include "view/select.h"

/// How often something is used, or how much weight it has
typedef struct {
  uint32_t item; ///< Rank, or number
  uint32_t uses;
} RhumbUse;

/// Sort the most used first; what is used as often, by its number
void
rhumb_uses_sort(RhumbUse *uses, size_t count);

/// IRIs in use, the most used first
typedef struct {
  const uint32_t *uses;   ///< By IRI
  const uint32_t *places; ///< By IRI in use: its place in the order
  const uint32_t *iris;   ///< By place
  size_t count;
} RhumbUsage;

/// Count the edges of each property
RhumbUsage
rhumb_usage_of_properties(const RhumbSelection *selection, RhumbArena *arena);

/// Count the nodes of each class; a node of several counts for each of them.
/// OWL's and RDF's own classes, which say nothing of a thing, are left out.
const uint32_t *
rhumb_usage_of_types(const RhumbSelection *selection, RhumbArena *arena);

/// Return the class that says most of a resource: the rarest by `uses`, made by
/// rhumb_usage_of_types(); RHUMB_NO_TERM if it has none
uint32_t
rhumb_main_class(const RhumbSelection *selection,
                 const uint32_t *uses,
                 uint32_t resource);

/// Count the nodes whose main class each is
RhumbUsage
rhumb_usage_of_classes(const RhumbSelection *selection,
                       const uint32_t *uses,
                       RhumbArena *arena);

#endif // RHUMB_VIEW_USAGE_H
