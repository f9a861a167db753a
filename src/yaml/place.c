// SPDX-License-Identifier: ISC

/// @file place.c  Where the bytes of a scalar stand in its file.

#include "base/ascii.h"
#include "yaml/tree_impl.h"

/// Move the place of `node` forward to the byte `end` of the text
static void
advance(RhumbYaml *const node, const size_t end)
{
  const RhumbStr text = node->loc.text->text;
  while (node->offset < end && node->offset < text.len) {
    if (text.data[node->offset++] == '\n') {
      ++node->loc.line;
      node->loc.column = 1;
    } else {
      ++node->loc.column;
    }
  }
}

void
rhumb_yaml_skip_properties(RhumbYaml *const node)
{
  const RhumbStr text = node->loc.text->text;
  size_t at = node->offset;
  while (at < text.len && (text.data[at] == '&' || text.data[at] == '!')) {
    while (at < text.len && !rhumb_is_space(text.data[at])) {
      ++at;
    }
    while (at < text.len &&
           (rhumb_is_space(text.data[at]) || text.data[at] == '#')) {
      if (text.data[at] == '#') {
        while (at < text.len && text.data[at] != '\n') {
          ++at;
        }
      } else {
        ++at;
      }
    }
  }
  advance(node, at);
}

void
rhumb_yaml_skip_opening(RhumbYaml *const node, const yaml_scalar_style_t style)
{
  const RhumbStr text = node->loc.text->text;
  size_t at = node->offset;
  if (style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
      style == YAML_DOUBLE_QUOTED_SCALAR_STYLE) {
    ++at;
  } else if (style == YAML_LITERAL_SCALAR_STYLE ||
             style == YAML_FOLDED_SCALAR_STYLE) {
    while (at < text.len && text.data[at] != '\n') {
      ++at;
    }
    while (at < text.len && rhumb_is_space(text.data[at])) {
      ++at;
    }
  }
  advance(node, at);
}

/// Return the length of the escape sequence at `at` of a double-quoted scalar
static size_t
escape_len(const RhumbStr text, const size_t at)
{
  const char c = (char)(at + 1 < text.len ? text.data[at + 1] : '\0');
  return c == 'x' ? 4 : c == 'u' ? 6 : c == 'U' ? 10 : 2;
}

/// Return the quote that a scalar stands in, or 0
static char
quote_of(const RhumbYaml *const scalar)
{
  return (char)(scalar->quoted && scalar->offset
                    ? scalar->loc.text->text.data[scalar->offset - 1]
                    : '\0');
}

/// Step over white space, which folds into the one character `wanted`
static size_t
step_blank(const RhumbYaml *const scalar, size_t offset, const char wanted)
{
  const RhumbStr file = scalar->loc.text->text;
  const bool folds = file.data[offset] != wanted || wanted == '\n';
  ++offset;
  while (folds && offset < file.len && rhumb_is_space(file.data[offset])) {
    ++offset;
  }
  return offset;
}

/// Step in the file over what makes the byte `*at` of the scalar's text, and
/// `*at` behind that
static size_t
step_source(const RhumbYaml *const scalar,
            const size_t offset,
            size_t *const at)
{
  const RhumbStr file = scalar->loc.text->text;
  const char quote = quote_of(scalar);
  const char source = file.data[offset];
  const char wanted = scalar->text.data[*at];
  if (quote == '"' && source == '\\') {
    *at = rhumb_yaml_next_char(scalar->text, *at);
    return offset + escape_len(file, offset);
  }
  ++*at;
  if (rhumb_is_space(wanted)) {
    return rhumb_is_space(source) ? step_blank(scalar, offset, wanted) : offset;
  }
  return offset + (quote == '\'' && source == '\'' ? 2 : 1);
}

RhumbLoc
rhumb_yaml_at(const RhumbYaml *const scalar, const size_t at)
{
  if (!scalar->loc.text || scalar->kind != RHUMB_YAML_SCALAR) {
    return scalar->loc;
  }
  const RhumbStr file = scalar->loc.text->text;
  RhumbYamlMark *const mark = scalar->mark;
  const size_t begin = scalar->offset;
  const char *const text = scalar->text.data;
  if (mark->text != text || mark->begin != begin || mark->at > at) {
    *mark = (RhumbYamlMark){text, begin, 0, begin, scalar->loc};
  }
  RhumbYaml copy = *scalar;
  copy.offset = mark->offset;
  copy.loc = mark->loc;
  size_t offset = mark->offset;
  size_t done = mark->at;
  while (done < at && done < scalar->text.len && offset < file.len) {
    offset = step_source(scalar, offset, &done);
  }
  advance(&copy, offset);
  *mark = (RhumbYamlMark){text, begin, done, offset, copy.loc};
  return copy.loc;
}
