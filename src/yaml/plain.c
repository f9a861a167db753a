// SPDX-License-Identifier: ISC

/// @file plain.c  Plain scalars that YAML reads and that are hardly meant:
/// characters that are not seen, marks of other kinds, comments for values.

#include "base/near.h"
#include "yaml/odd.h"
#include "yaml/tree_impl.h"

static RhumbStatus
refuse(const RhumbYamlReader *const reader,
       const RhumbYaml *const node,
       const char *const message)
{
  return rhumb_fail(reader->diag, RHUMB_ERR_SYNTAX, node->loc, "%s", message);
}

static void
warn_odd(const RhumbYamlReader *const reader,
         const RhumbYaml *const node,
         const size_t at,
         const RhumbOdd *const odd)
{
  rhumb_warn(reader->diag,
             RHUMB_WARNING,
             rhumb_yaml_at(node, at),
             "%s; a text that is meant so stands in quotes",
             rhumb_odd_explain(reader->arena, odd));
}

/// The first and the last character of a text, if they are odd
typedef struct {
  const RhumbOdd *first, *last;
  size_t last_at;
} Ends;

static Ends
ends_of(const RhumbStr text)
{
  size_t len = 0;
  Ends ends = {.first = rhumb_odd_at(text, 0, &len)};
  ends.last = rhumb_odd_before(text, text.len, &len);
  ends.last_at = text.len - len;
  return ends;
}

RhumbStatus
rhumb_yaml_check_key(const RhumbYamlReader *const reader,
                     const RhumbYaml *const key)
{
  if (key->quoted) {
    return RHUMB_OK;
  }
  const Ends ends = ends_of(key->text);
  const RhumbOdd *const odd = ends.first ? ends.first : ends.last;
  return odd ? rhumb_fail(reader->diag,
                          RHUMB_ERR_SYNTAX,
                          rhumb_yaml_at(key, ends.first ? 0 : ends.last_at),
                          "%s",
                          rhumb_odd_explain(reader->arena, odd))
             : RHUMB_OK;
}

/// Return what is wrong with a text that begins as items of lists do elsewhere,
/// or NULL
static const char *
list_mark(const RhumbYamlReader *const reader, const RhumbStr text)
{
  size_t len = 0;
  const RhumbOdd *const odd = rhumb_odd_at(text, 0, &len);
  const bool is_hyphen = odd && odd->kind == RHUMB_ODD_HYPHEN;
  const bool is_plus = text.len > 1 && text.data[0] == '+';
  const bool is_minus = text.len > 1 && text.data[0] == '-';
  const RhumbStr rest = rhumb_str_trim(rhumb_str_from(text,
                                                      is_hyphen  ? len
                                                      : text.len ? 1
                                                                 : 0));
  if (!rest.len || !strchr("[{", rest.data[0])) {
    return NULL;
  }
  return is_hyphen  ? rhumb_odd_explain(reader->arena, odd)
         : is_plus  ? "a list item begins with \"- \", not with \"+\""
         : is_minus ? "a blank is missing behind the \"-\" of a list item"
                    : NULL;
}

/// Warn of odd characters where no one sees them: at the ends of a text, and
/// of a reference in it
static void
check_ends(const RhumbYamlReader *const reader, const RhumbYaml *const node)
{
  const RhumbStr text = node->text;
  const Ends ends = ends_of(text);
  size_t len = 0;
  const size_t open = rhumb_str_find(text, RHUMB_STR("$("), 0);
  const RhumbOdd *const inner =
      open == SIZE_MAX ? NULL : rhumb_odd_at(text, open + 2, &len);
  const bool is_quoted = ends.first && ends.last && ends.last_at &&
                         ends.first->kind == RHUMB_ODD_QUOTE &&
                         ends.last->kind == RHUMB_ODD_QUOTE;
  if (rhumb_odd_is_blank(ends.first) || is_quoted) {
    warn_odd(reader, node, 0, ends.first);
  } else if (rhumb_odd_is_blank(ends.last)) {
    warn_odd(reader, node, ends.last_at, ends.last);
  } else if (rhumb_odd_is_blank(inner)) {
    warn_odd(reader, node, open + 2, inner);
  }
}

/// Warn of a key or an item that has a comment where its value would be
static void
check_comment(const RhumbYamlReader *const reader, const RhumbYaml *const node)
{
  const RhumbStr text = reader->text->text;
  size_t at = node->offset;
  while (at < text.len && text.data[at] == ' ') {
    ++at;
  }
  size_t end = at;
  while (end < text.len && !rhumb_is_space(text.data[end])) {
    ++end;
  }
  if (end > at + 1 && text.data[at] == '#' && text.data[at + 1] != '#') {
    rhumb_warn(reader->diag,
               RHUMB_WARNING,
               rhumb_loc_at(reader->text, at),
               "YAML takes \"#\" for the start of a comment, so that there is "
               "no value; quote it, \"%.*s\", or put a blank behind \"#\"",
               (int)(end - at),
               text.data + at);
  }
}

RhumbStatus
rhumb_yaml_check_value(const RhumbYamlReader *const reader,
                       const RhumbYaml *const node)
{
  if (node->kind != RHUMB_YAML_SCALAR || node->quoted) {
    return RHUMB_OK;
  }
  if (!node->text.len) {
    check_comment(reader, node);
    return RHUMB_OK;
  }
  const char *const mark = list_mark(reader, node->text);
  if (mark) {
    return refuse(reader, node, mark);
  }
  check_ends(reader, node);
  return RHUMB_OK;
}
