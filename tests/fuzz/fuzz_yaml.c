// SPDX-License-Identifier: ISC

/// @file fuzz_yaml.c  A document of YAML, to its tree. Holds:
///
/// - one that is refused says why, at a place of the text;
/// - every node has a place of the text, and so has every byte of a scalar;
/// - keys are scalars, and no map has one twice;
/// - written again, as JSON, it is the same tree.

#include "base/utf8.h"
#include "fuzz.h"
#include "yaml/tree.h"

/// Trees of more nodes than this, which aliases unfold to, are not walked
enum { MAX_NODES = 5000 };

static const RhumbYaml *
read_tree(RhumbArena *const arena, const RhumbText *const text)
{
  FuzzHeard heard = {0};
  const RhumbDiag diag = fuzz_diag(&heard);
  const RhumbYaml *root = NULL;
  const RhumbStatus status = rhumb_yaml_read(&root, arena, text, &diag);
  HOLDS((status == RHUMB_OK) == (heard.errors == 0));
  HOLDS(heard.placed == heard.errors);
  HOLDS(status == RHUMB_OK || !root);
  return root;
}

static void
check_scalar(const RhumbYaml *const node)
{
  HOLDS(node->text.data[node->text.len] == '\0');
  HOLDS(rhumb_utf8_valid(node->text, NULL));
  for (size_t at = 0; at <= node->text.len; ++at) {
    const RhumbLoc loc = rhumb_yaml_at(node, at);
    HOLDS(fuzz_is_place(&loc));
  }
}

/// Hold what is so of every node, return how many there are
static size_t
check_node(const RhumbYaml *const node, const RhumbText *const text)
{
  size_t unfolded = 1;
  HOLDS(fuzz_is_place(&node->loc));
  HOLDS(node->offset <= text->text.len);
  if (node->kind == RHUMB_YAML_SCALAR) {
    check_scalar(node);
  }
  for (size_t i = 0; i < node->count; ++i) {
    unfolded += check_node(node->values[i], text);
    if (node->kind == RHUMB_YAML_MAP) {
      HOLDS(node->keys[i]->kind == RHUMB_YAML_SCALAR);
      unfolded += check_node(node->keys[i], text);
    }
    for (size_t j = 0; node->kind == RHUMB_YAML_MAP && j < i; ++j) {
      HOLDS(!rhumb_str_equal(node->keys[i]->text, node->keys[j]->text));
    }
  }
  HOLDS(node->unfolded >= unfolded); // What merges leave out counts too
  return unfolded;
}

/// Append a scalar in quotes, all but ASCII as escapes
static void
put_scalar(RhumbBuf *const out, const RhumbStr text)
{
  rhumb_buf_putc(out, '"');
  for (size_t at = 0; at < text.len;) {
    uint32_t code = 0;
    at += rhumb_utf8_decode(text, at, &code);
    if (code >= ' ' && code < 127 && code != '"' && code != '\\') {
      rhumb_buf_putc(out, (char)code);
    } else {
      rhumb_buf_format(out, "\\U%08X", code);
    }
  }
  rhumb_buf_putc(out, '"');
}

static void
put_node(RhumbBuf *const out, const RhumbYaml *const node)
{
  if (node->kind == RHUMB_YAML_SCALAR) {
    put_scalar(out, node->text);
    return;
  }
  rhumb_buf_putc(out, node->kind == RHUMB_YAML_MAP ? '{' : '[');
  for (size_t i = 0; i < node->count; ++i) {
    rhumb_buf_puts(out, i ? ", " : "");
    if (node->kind == RHUMB_YAML_MAP) {
      rhumb_buf_puts(out, "? "); // However long it is
      put_scalar(out, node->keys[i]->text);
      rhumb_buf_puts(out, " : ");
    }
    put_node(out, node->values[i]);
  }
  rhumb_buf_putc(out, node->kind == RHUMB_YAML_MAP ? '}' : ']');
}

static void
check_same(const RhumbYaml *const a, const RhumbYaml *const b)
{
  HOLDS(a->kind == b->kind);
  HOLDS(a->count == b->count);
  HOLDS(rhumb_str_equal(a->text, b->text));
  for (size_t i = 0; i < a->count; ++i) {
    check_same(a->values[i], b->values[i]);
    if (a->kind == RHUMB_YAML_MAP) {
      check_same(a->keys[i], b->keys[i]);
    }
  }
}

/// Hold that what is written of the tree is read as the same tree
static void
check_again(RhumbArena *const arena, const RhumbYaml *const root)
{
  static RhumbBuf written;
  written.len = 0;
  put_node(&written, root);
  const RhumbText text = {"again.yml", rhumb_buf_str(&written)};
  const RhumbYaml *const again = read_tree(arena, &text);
  HOLDS(again);
  check_same(root, again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *const data, const size_t size)
{
  static RhumbArena arena;
  const RhumbText text = {"fuzz.yml", fuzz_text(data, size)};
  rhumb_arena_reset(&arena);
  const RhumbYaml *const root = read_tree(&arena, &text);
  if (root && root->unfolded <= MAX_NODES) {
    (void)check_node(root, &text);
    check_again(&arena, root);
  }
  return 0;
}
