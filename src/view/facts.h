// SPDX-License-Identifier: ISC

/// @file facts.h  What is known of a node or an edge, beside what is drawn.

#ifndef RHUMB_VIEW_FACTS_H
#define RHUMB_VIEW_FACTS_H

#include "view/map.h"
#include "view/select.h"

/// List what the view tells of a node, owned by `arena`: the properties that it
/// names as details, or every literal but labels
RhumbFacts
rhumb_facts_of_node(const RhumbSelection *selection,
                    uint32_t node,
                    RhumbArena *arena);

/// List what the statements of an edge show, equal values once, with a count,
/// and the named graphs that they come from; owned by `arena`
RhumbFacts
rhumb_facts_of_edge(const RhumbSelection *selection,
                    const RhumbEdge *edge,
                    RhumbArena *arena);

/// Return what tells the statements of an edge apart, to be written at it: who
/// says what, a line each, where a rule names the property that says who; else
/// the facts that are no sources, as "territory, linked · 2021"
RhumbStr
rhumb_qualifiers_of(const RhumbSelection *selection,
                    const RhumbEdge *edge,
                    const RhumbFacts *facts,
                    RhumbArena *arena);

/// Return a value as a fact: "basis: linked" under "basis" is "linked"
RhumbFact
rhumb_fact_of(const RhumbNamer *namer, uint32_t property, uint32_t value);

#endif // RHUMB_VIEW_FACTS_H
