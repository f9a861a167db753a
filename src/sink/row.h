// SPDX-License-Identifier: ISC

/// @file row.h  The quads of one row, held until it is known which of its blank
/// nodes can be written where they are used, without a label.

#ifndef RHUMB_SINK_ROW_H
#define RHUMB_SINK_ROW_H

#include "base/list.h"
#include "base/table.h"
#include "sink/page.h"

#define RHUMB_ROW_NONE SIZE_MAX ///< No quad has this number

/// How a blank node of the row is written
typedef enum {
  RHUMB_AS_LABEL,
  RHUMB_AS_ANYONE, ///< `[]`, as the subject of all that is said of it
  RHUMB_AS_NESTED, ///< `[ … ]`, as the object that it once is
  RHUMB_AS_LIST,   ///< `( … )`, likewise
  RHUMB_AS_HEAD,   ///< `( … )`, as the subject of all else that is said of it
} RhumbNodeForm;

typedef struct {
  RhumbQuadView quad;
  uint32_t subject, object; ///< Numbers of nodes, or RHUMB_TABLE_NONE
  size_t next;              ///< The next quad of this subject
} RhumbHeldQuad;

/// A blank node that only this row has
typedef struct {
  RhumbNodeForm form;
  size_t first, last; ///< Quads that it is the subject of
  size_t n_quads;
  size_t use;    ///< The last quad that it is the object of
  size_t n_uses; ///< Those quads
  size_t depth;  ///< In how many others it is nested
  bool is_apart; ///< It is in several graphs, or names one
} RhumbHeldNode;

/// Zero is empty
typedef struct {
  RhumbArena arena;
  RHUMB_LIST(RhumbHeldQuad) quads; ///< As they came
  RhumbTable labels;
  RHUMB_LIST(RhumbHeldNode) nodes; ///< By number of their labels
  RHUMB_LIST(uint32_t) nested;     ///< Nodes; none stands before that it is in
} RhumbRowQuads;

/// Keep a quad, with copies of its terms unless they `stay` as they are
void
rhumb_row_hold(RhumbRowQuads *row, const RhumbQuadView *quad, bool stay);

/// All of the row is held: choose the form of each node. A node is nested that
/// is the object of one quad, in one graph; cycles, and what would be in more
/// than `most` others, keep labels.
void
rhumb_row_settle(RhumbRowQuads *row, size_t most);

/// Return the form of a quad's subject, or of its object
RhumbNodeForm
rhumb_row_form(const RhumbRowQuads *row, uint32_t node);

/// Return the quad of `node`, a list, whose predicate is rdf:first or rdf:rest
const RhumbHeldQuad *
rhumb_row_part(const RhumbRowQuads *row, uint32_t node, const char *predicate);

/// True if a quad is one of these, which `( … )` says
bool
rhumb_row_is_part(const RhumbHeldQuad *held);

/// Make it empty
void
rhumb_row_forget(RhumbRowQuads *row);

void
rhumb_row_free(RhumbRowQuads *row);

#endif // RHUMB_SINK_ROW_H
