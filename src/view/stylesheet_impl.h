// SPDX-License-Identifier: ISC

/// @file stylesheet_impl.h  What the rules say, and what stands in for them.

#ifndef RHUMB_VIEW_STYLESHEET_IMPL_H
#define RHUMB_VIEW_STYLESHEET_IMPL_H

#include "view/hierarchy.h"
#include "view/palette.h"
#include "view/stylesheet.h"
#include "view/usage.h"

/// Of a legend that we make ourselves
#define RHUMB_MAX_CLASSES 28
/// Colours times strokes: what more there is has to be told by its label
#define RHUMB_N_STROKES   3
#define RHUMB_MAX_STROKES ((size_t)RHUMB_PALETTE_COLORS * RHUMB_N_STROKES)

/// The rules for nodes, or for edges
typedef struct {
  const RhumbRules *rules;
  RhumbMultimap by_rank; ///< Of what they speak of
  bool *applies;         ///< By rule: scratch
  size_t *uses;          ///< By rule
} RhumbRuleSet;

struct RhumbStylesheet {
  const RhumbSelection *selection;
  const RhumbView *view;
  RhumbArena *arena;
  RhumbRuleSet nodes, edges;
  size_t *collapse_uses; ///< By rule
  const uint32_t *type_uses;
  RhumbUsage classes, properties; ///< By place in the palette
};

/// Return how the nodes of a class look that no rule speaks of
/// @param place In the palette.
RhumbAttrs
rhumb_attrs_of_class(size_t place);

/// Return how the edges of a property look that no rule speaks of
/// @param property Or RHUMB_NO_TERM.
RhumbAttrs
rhumb_attrs_of_property(const RhumbStylesheet *sheet, uint32_t property);

/// Return how a node or an edge looks that one rule alone applies to
RhumbAttrs
rhumb_attrs_of_rule(const RhumbStylesheet *sheet,
                    const RhumbRule *rule,
                    bool is_edge);

#endif // RHUMB_VIEW_STYLESHEET_IMPL_H
