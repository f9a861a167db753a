// SPDX-License-Identifier: ISC

/// @file collection.h  Collections as quads: the cells of lists, the members of
/// containers.
///
/// What a row gathers is written when the row stands, at once. A collection
/// with a name is continued by later rows, in its graph and in each file that
/// it goes to: of each of these, the open cell of a list or the last number of
/// a container is kept, and the lists end with the run.

#ifndef RHUMB_ENGINE_COLLECTION_H
#define RHUMB_ENGINE_COLLECTION_H

#include "base/table.h"
#include "engine/gather.h"

/// Collections of a row in one graph
typedef struct {
  RhumbGathered *gathered;
  RhumbMade graph;
  uint64_t targets; ///< As in RhumbQuad, of all quads with the nodes
  bool to_output;   ///< Some of these go to the output
} RhumbGatheredIn;

/// Where the quads of collections go
typedef struct {
  /// @param may_be_known Other rules may make the same quad.
  RhumbStatus (*put)(void *handle, const RhumbQuad *quad, bool may_be_known);
  void *handle;
} RhumbCollectionHandler;

/// A collection with a name, in one graph and one file
typedef struct {
  RhumbGatherAs as;
  bool is_open_blank;     ///< What `open` is, a blank node or an IRI
  unsigned place;         ///< Number of its target, from 1; 0: the output
  uint32_t graph;         ///< Number in `graphs`
  uint64_t count;         ///< Members that have been written
  uint64_t row;           ///< That claimed it last
  bool is_written;        ///< If only its class, for it has no member
  RhumbBuf open;          ///< Of a list with members: its last cell
  const RhumbLoc *origin; ///< Of its last member
} RhumbCollection;

/// Of a run; zero is ready, rhumb_collections_free() ends it
typedef struct {
  RhumbTable keys;                   ///< Graph, head and file
  RHUMB_LIST(RhumbCollection) items; ///< By number of the key
  RhumbTable graphs;
  RHUMB_LIST(RhumbTermKind) graph_kinds; ///< By number of the graph
  RHUMB_LIST(RhumbGatheredIn) row;       ///< Of the row: each once in a graph
  RhumbTable noted;                      ///< What these are
  RhumbCollection fresh; ///< Without a name, while it is written
  RhumbBuf cell;
} RhumbCollections;

/**
   Take what a row has gathered, which rhumb_collections_write() is to write if
   the row stands.

   @param gathered Of one graph, several are one.
   @param number Of the row in the run.
   @return RHUMB_OK; or RHUMB_ERR_VALUE, reported: a node would be collections
   of two kinds, in itself, or rdf:nil with members.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_collections_claim(RhumbCollections *all,
                        const RhumbRow *row,
                        const RhumbGatheredIn *gathered,
                        size_t count,
                        uint64_t number);

/// Write what was claimed; return RHUMB_OK, or the first that `to` returned
RHUMB_NODISCARD RhumbStatus
rhumb_collections_write(RhumbCollections *all,
                        const RhumbRow *row,
                        const RhumbCollectionHandler *to,
                        uint64_t number);

/// End all lists that could be continued
RHUMB_NODISCARD RhumbStatus
rhumb_collections_finish(const RhumbCollections *all,
                         const RhumbCollectionHandler *to);

void
rhumb_collections_free(RhumbCollections *all);

#endif // RHUMB_ENGINE_COLLECTION_H
