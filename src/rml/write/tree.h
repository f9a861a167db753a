// SPDX-License-Identifier: ISC

/// @file tree.h  Turtle as people write mappings: a block a subject, blank
/// nodes nested, on one line where they fit.
///
/// Raptor's writer knows subjects in any order and nesting only where it sees
/// it; a mapping is a tree from the start, so it is built and printed as one.

#ifndef RHUMB_RML_WRITE_TREE_H
#define RHUMB_RML_WRITE_TREE_H

#include "base/table.h"
#include "term/prefix.h"
#include "term/term.h"

typedef struct RhumbRmlTreeNode RhumbRmlTreeNode;

/// A prefix that the document may use
typedef struct {
  RhumbStr name, iri;
} RhumbRmlTreePrefix;

/// A document, begun with rhumb_rml_tree_start(); release with
/// rhumb_rml_tree_free()
typedef struct {
  RhumbArena *arena;
  const RhumbPrefixes *prefixes; ///< Of the rules
  RhumbPrefixes known; ///< Ours, then what Turtle can have of the rules'
  RhumbStr base;       ///< Written as `@base`; empty: none
  RhumbTable declared; ///< "name:" and IRI of the prefixes used
  RhumbRmlTreeNode *first, *last;
} RhumbRmlTree;

/// Begin a document that is zero but for `arena` and `prefixes`; `ours` go
/// before the rules'
void
rhumb_rml_tree_start(RhumbRmlTree *tree,
                     const RhumbRmlTreePrefix *ours,
                     size_t n_ours);

/// Begin the block of `subject`, which is Turtle
RhumbRmlTreeNode *
rhumb_rml_tree_block(RhumbRmlTree *tree, RhumbStr subject);

/// Add a property with a value that is Turtle; the property is an IRI
void
rhumb_rml_tree_add(RhumbRmlTree *tree,
                   RhumbRmlTreeNode *node,
                   RhumbStr property,
                   RhumbStr value);

/// Add a property with a blank node, and return it
RhumbRmlTreeNode *
rhumb_rml_tree_nest(RhumbRmlTree *tree,
                    RhumbRmlTreeNode *node,
                    RhumbStr property);

/// Add a property with a list, and return it: what is nested in it are its
/// members, whatever the property
RhumbRmlTreeNode *
rhumb_rml_tree_list(RhumbRmlTree *tree,
                    RhumbRmlTreeNode *node,
                    RhumbStr property);

/// Return an IRI in Turtle: a prefixed name if a prefix fits
RhumbStr
rhumb_rml_tree_iri(RhumbRmlTree *tree, RhumbStr iri);

/// Return an IRI or a literal in Turtle
RhumbStr
rhumb_rml_tree_term(RhumbRmlTree *tree, const RhumbTerm *term);

/// Append the whole document
void
rhumb_rml_tree_print(const RhumbRmlTree *tree, RhumbBuf *out);

void
rhumb_rml_tree_free(RhumbRmlTree *tree);

#endif // RHUMB_RML_WRITE_TREE_H
