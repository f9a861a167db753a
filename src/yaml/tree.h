// SPDX-License-Identifier: ISC

/// @file tree.h  A YAML document as a tree of nodes that know their place.

#ifndef RHUMB_YAML_TREE_H
#define RHUMB_YAML_TREE_H

#include "base/status.h"

typedef enum {
  RHUMB_YAML_SCALAR,
  RHUMB_YAML_LIST,
  RHUMB_YAML_MAP
} RhumbYamlKind;

/// How a scalar stands for something (YAML 1.2 core schema; quoted: a string)
typedef enum {
  RHUMB_YAML_STRING,
  RHUMB_YAML_NULL,
  RHUMB_YAML_BOOLEAN,
  RHUMB_YAML_INTEGER,
  RHUMB_YAML_FLOAT,
} RhumbYamlTag;

/// A node; aliases and merges (`<<`) are resolved, so a node may be shared
/// The place that was last asked for in a document: of bytes that are asked for
/// in turn, each is looked for from the one before on
typedef struct {
  const char *text; ///< Of the scalar
  size_t begin;     ///< Its offset
  size_t at;        ///< Byte of the text
  size_t offset;    ///< Of the same, in bytes of the file's text
  RhumbLoc loc;
} RhumbYamlMark;

typedef struct RhumbYaml {
  RhumbYamlKind kind;
  RhumbYamlTag tag; ///< Of a scalar
  bool quoted;      ///< A scalar in quotes or a block
  RhumbLoc loc;     ///< Of its first character (after the opening quote)
  size_t offset;    ///< Of the same, in bytes of the text
  RhumbStr text;    ///< A scalar's text, NUL-terminated
  size_t unfolded;  ///< How many nodes it is at the most, with all within
  size_t count;     ///< Items of a list, or entries of a map
  const struct RhumbYaml *const *keys;   ///< Of a map: scalars
  const struct RhumbYaml *const *values; ///< Of a map, or a list's items
  RhumbYamlMark *mark;                   ///< Of the document
} RhumbYaml;

/**
   Read the one document in `text`.

   Refused with their place: duplicate keys, a key that is not a scalar, more
   than one document, tabs as indentation, an alias to nothing, nesting deeper
   than 200, and aliases that unfold to more than 1,000,000 nodes.

   @param out Set to the root, owned by `arena`, or to NULL if the text is
   empty.
   @return RHUMB_OK, or RHUMB_ERR_SYNTAX; errors have been reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_yaml_read(const RhumbYaml **out,
                RhumbArena *arena,
                const RhumbText *text,
                const RhumbDiag *diag);

/// True for `null`, `~` and nothing at all
static inline bool
rhumb_is_null(const RhumbYaml *const node)
{
  return node->kind == RHUMB_YAML_SCALAR && node->tag == RHUMB_YAML_NULL;
}

/// Return the place of byte `at` of a scalar's text, as near as quoting allows
RhumbLoc
rhumb_yaml_at(const RhumbYaml *scalar, size_t at);

/// Return "a string", "a list", "a map" … for messages
const char *
rhumb_yaml_kind_name(const RhumbYaml *node);

#endif // RHUMB_YAML_TREE_H
