// SPDX-License-Identifier: ISC

/// @file tree_impl.h  The reading of a document, event by event; private to the
/// tree.

#ifndef RHUMB_YAML_TREE_IMPL_H
#define RHUMB_YAML_TREE_IMPL_H

#include "base/list.h"
#include "base/table.h"
#include "yaml/tree.h"

#include <yaml.h>

/// The document being read. libyaml counts characters; `cursor` follows it in
/// bytes, which is what places are in.
typedef struct {
  yaml_parser_t parser;
  yaml_event_t event;
  RhumbArena *arena;
  const RhumbText *text;
  const RhumbDiag *diag;
  size_t start; ///< Behind the byte order mark
  struct {
    size_t index, offset, line_start;
    unsigned line;
  } cursor;
  RhumbYamlMark *mark;
  RhumbTable anchors;                     ///< Names that an alias can stand for
  RHUMB_LIST(const RhumbYaml *) anchored; ///< By number of the name, the latest
  unsigned depth;
} RhumbYamlReader;

/// Return the place of `mark`, and its byte; marks mostly come in order
RhumbLoc
rhumb_yaml_place(RhumbYamlReader *reader, yaml_mark_t mark, size_t *offset);

/// Go to the next event
RHUMB_NODISCARD RhumbStatus
rhumb_yaml_step(RhumbYamlReader *reader);

/// Report `message` where the event begins
RhumbStatus
rhumb_yaml_fail(RhumbYamlReader *reader, const char *message);

/// Advance over the character at `offset`
static inline size_t
rhumb_yaml_next_char(const RhumbStr text, size_t offset)
{
  ++offset;
  while (offset < text.len && ((unsigned char)text.data[offset] >> 6U) == 2) {
    ++offset;
  }
  return offset;
}

/// Move the place of a node behind its anchor and its tag
void
rhumb_yaml_skip_properties(RhumbYaml *node);

/// Put the place of a scalar on its first character
void
rhumb_yaml_skip_opening(RhumbYaml *node, yaml_scalar_style_t style);

/// Refuse a text that is not UTF-8, and say what it seems to be
RHUMB_NODISCARD RhumbStatus
rhumb_yaml_check_encoding(const RhumbText *text, const RhumbDiag *diag);

/// Refuse a plain key with characters at its ends that are not seen, or that
/// look like marks of YAML
RHUMB_NODISCARD RhumbStatus
rhumb_yaml_check_key(const RhumbYamlReader *reader, const RhumbYaml *key);

/// The same of a value or an item, and warn of what may be meant
RHUMB_NODISCARD RhumbStatus
rhumb_yaml_check_value(const RhumbYamlReader *reader, const RhumbYaml *node);

/// What a plain scalar stands for (YAML 1.2, section 10.3.2)
RhumbYamlTag
rhumb_yaml_resolve(RhumbStr text);

#endif // RHUMB_YAML_TREE_IMPL_H
