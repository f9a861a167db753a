// SPDX-License-Identifier: ISC

/// @file label.h  Labels of blank nodes.
///
/// A label is ASCII letters and digits, so that every syntax takes it as it is
/// (but for a prefix that begins with "z" or has "_": sink/label.c), and is of
/// one of four forms:
///
///     r POSITION m MAP x HASH    of a record: a fresh node
///     b VALUE                    of a value: the same node wherever it is
///     q DIGEST                   of a triple: who reifies it, where it is
///                                quoted
///     TEXT Z LABEL               any of these, under --blank-prefix TEXT
///
/// POSITION and MAP are decimal numbers, which tell all fresh nodes of a run
/// but those of a record that rows before were: behind the hash of these stands
/// n and how many they were. Where one map makes several nodes of a record, who
/// reify its triples, t and how many were before stand behind MAP, but for the
/// first. HASH is 13 digits of base 36 that tell runs over other rules, sources
/// and values. In VALUE and IRI, "Z" and what is neither letter nor digit is Z
/// and two hex digits. DIGEST is the first half of the SHA-256 of the triple in
/// N-Triples, in hex. No label has "Zb", "Zq" or "Zr" in it, and the last of
/// these in one under a prefix ends the prefix. So labels under two prefixes
/// differ. The order of the labels of one map is that of its positions, as
/// text.

#ifndef RHUMB_ENGINE_LABEL_H
#define RHUMB_ENGINE_LABEL_H

#include "engine/evaluate.h"

/// Return the label that stands for `value` and no other, as long as the row
/// lives
RhumbStr
rhumb_label_value(const RhumbRow *row, RhumbStr value);

/// Return the label of the fresh node that `map` makes of the row behind
/// `before` others, as long as the row lives
RhumbStr
rhumb_label_record(const RhumbRow *row,
                   const RhumbPlanTerm *map,
                   size_t before);

/// Return the label of who reifies a triple term, as long as the row lives
RhumbStr
rhumb_label_triple(const RhumbRow *row, const RhumbTerm *triple);

/// Write the label of one more node that a gather map makes of a row
/// @param record Of the row and the map, by rhumb_label_record()
/// @param what 'h', a collection, or 'c', a cell; each has numbers of its own
void
rhumb_label_part(RhumbBuf *out, RhumbStr record, char what, uint64_t number);

/// Return the label of the node of a collection, labelled `label`, in a graph,
/// as long as the row lives; in the default graph that is `label`
RhumbStr
rhumb_label_in_graph(const RhumbRow *row,
                     RhumbStr label,
                     const RhumbTerm *graph);

#endif // RHUMB_ENGINE_LABEL_H
