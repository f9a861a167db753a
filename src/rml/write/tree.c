// SPDX-License-Identifier: ISC

/// @file tree.c  A graph as Turtle that people read, subject by subject.

#include "rml/write/tree.h"

#include "base/ascii.h"
#include "term/local.h"
#include "term/space.h"

/// Longer lines are broken
static const size_t right_margin = 100;

typedef struct Item {
  RhumbStr property; ///< Turtle
  RhumbStr value;    ///< Turtle; empty: `node`
  RhumbRmlTreeNode *node;
  struct Item *next;
} Item;

struct RhumbRmlTreeNode {
  RhumbStr subject; ///< Empty: a blank node within another
  bool is_list;     ///< Its items are members, and have no property
  Item *first, *last;
  RhumbRmlTreeNode *next; ///< The next block
};

RhumbRmlTreeNode *
rhumb_rml_tree_block(RhumbRmlTree *const tree, const RhumbStr subject)
{
  RhumbRmlTreeNode *const node = RHUMB_NEW(tree->arena, RhumbRmlTreeNode, 1);
  node->subject = subject;
  if (tree->last) {
    tree->last->next = node;
  } else {
    tree->first = node;
  }
  tree->last = node;
  return node;
}

static Item *
add_item(RhumbRmlTree *const tree,
         RhumbRmlTreeNode *const node,
         const RhumbStr property)
{
  Item *const item = RHUMB_NEW(tree->arena, Item, 1);
  item->property = node->is_list ? RHUMB_STR("")
                   : rhumb_str_is(property, RHUMB_RDF_TYPE)
                       ? RHUMB_STR("a")
                       : rhumb_rml_tree_iri(tree, property);
  if (node->last) {
    node->last->next = item;
  } else {
    node->first = item;
  }
  node->last = item;
  return item;
}

void
rhumb_rml_tree_add(RhumbRmlTree *const tree,
                   RhumbRmlTreeNode *const node,
                   const RhumbStr property,
                   const RhumbStr value)
{
  add_item(tree, node, property)->value = value;
}

RhumbRmlTreeNode *
rhumb_rml_tree_nest(RhumbRmlTree *const tree,
                    RhumbRmlTreeNode *const node,
                    const RhumbStr property)
{
  Item *const item = add_item(tree, node, property);
  item->node = RHUMB_NEW(tree->arena, RhumbRmlTreeNode, 1);
  return item->node;
}

RhumbRmlTreeNode *
rhumb_rml_tree_list(RhumbRmlTree *const tree,
                    RhumbRmlTreeNode *const node,
                    const RhumbStr property)
{
  RhumbRmlTreeNode *const list = rhumb_rml_tree_nest(tree, node, property);
  list->is_list = true;
  return list;
}

// Names ----------------------------------------------------------------------

/// True for what may stand behind the colon without escapes: the plainest of
/// what Turtle allows
static bool
is_local(const RhumbStr text)
{
  for (size_t i = 0; i < text.len; ++i) {
    const char c = text.data[i];
    if (!rhumb_is_alphanumeric(c) && c != '_' && (c != '-' || i == 0)) {
      return false;
    }
  }
  return true;
}

void
rhumb_rml_tree_start(RhumbRmlTree *const tree,
                     const RhumbRmlTreePrefix *const ours,
                     const size_t n_ours)
{
  const RhumbPrefixes *const rules = tree->prefixes;
  tree->known = (RhumbPrefixes){.arena = tree->arena};
  for (size_t i = 0; i < n_ours; ++i) {
    (void)rhumb_prefixes_add(
        &tree->known, ours[i].name, ours[i].iri, (RhumbLoc){0});
  }
  for (size_t i = 0; i < rules->count; ++i) {
    const RhumbPrefix *const prefix = &rules->items[i];
    if (rhumb_is_prefix_name(prefix->name) &&
        !rhumb_prefixes_declared(&tree->known, prefix->name)) {
      (void)rhumb_prefixes_add(
          &tree->known, prefix->name, prefix->iri, prefix->loc);
    }
  }
}

/// Find the longest fitting prefix of ours and of the rules
static bool
find_prefix(const RhumbRmlTree *const tree,
            const RhumbStr iri,
            RhumbRmlTreePrefix *const out)
{
  const RhumbSpace *space = rhumb_space_find(&tree->known, iri);
  while (space && !is_local(rhumb_str_from(iri, space->iri.len))) {
    space = space->outer;
  }
  if (space) {
    *out =
        (RhumbRmlTreePrefix){tree->known.items[space->number].name, space->iri};
  }
  return space != NULL;
}

/// Find a predefined prefix that no other stands in front of. What the rules
/// call by a name that Turtle does not have is not looked at
static bool
find_predefined(const RhumbRmlTree *const tree,
                const RhumbStr iri,
                RhumbRmlTreePrefix *const out)
{
  RhumbBuf curie = {0};
  rhumb_prefixes_shorten(&tree->known, &curie, iri);
  RhumbStr local = rhumb_buf_str(&curie);
  bool found = false;
  if (!rhumb_str_equal(local, iri)) {
    const RhumbStr name = rhumb_str_cut(&local, ':');
    found = is_local(local) && !rhumb_prefixes_declared(&tree->known, name);
    *out = (RhumbRmlTreePrefix){rhumb_str_copy(tree->arena, name),
                                rhumb_str_slice(iri, 0, iri.len - local.len)};
  }
  rhumb_buf_free(&curie);
  return found;
}

static RhumbStr
declaration(const RhumbRmlTree *const tree,
            const RhumbRmlTreePrefix *const prefix)
{
  return rhumb_str_format(tree->arena,
                          "@prefix %.*s: <%.*s> .\n",
                          RHUMB_FMT(prefix->name),
                          RHUMB_FMT(prefix->iri));
}

RhumbStr
rhumb_rml_tree_iri(RhumbRmlTree *const tree, const RhumbStr iri)
{
  RhumbRmlTreePrefix prefix;
  if (!find_prefix(tree, iri, &prefix) &&
      !find_predefined(tree, iri, &prefix)) {
    return rhumb_str_format(tree->arena, "<%.*s>", RHUMB_FMT(iri));
  }
  (void)rhumb_table_add(&tree->declared, declaration(tree, &prefix));
  const RhumbStr local = rhumb_str_slice(iri, prefix.iri.len, iri.len);
  return rhumb_str_format(
      tree->arena, "%.*s:%.*s", RHUMB_FMT(prefix.name), RHUMB_FMT(local));
}

/// Append the text of a literal within its quotes (Turtle 1.1, section 6.4)
static void
put_text(RhumbBuf *const out, const RhumbStr text, const bool is_long)
{
  for (size_t i = 0; i < text.len; ++i) {
    const unsigned char c = (unsigned char)text.data[i];
    const bool lone = is_long && i + 1 < text.len && text.data[i + 1] != '"';
    if ((c == '"' && !lone) || c == '\\') {
      rhumb_buf_putc(out, '\\');
      rhumb_buf_putc(out, (char)c);
    } else if (c == '\n' && !is_long) {
      rhumb_buf_puts(out, "\\n");
    } else if (c == '\t') {
      rhumb_buf_puts(out, "\\t");
    } else if (c == '\r') {
      rhumb_buf_puts(out, "\\r");
    } else if ((c < 0x20 && c != '\n') || c == 0x7F) {
      rhumb_buf_format(out, "\\u%04X", c);
    } else {
      rhumb_buf_putc(out, (char)c);
    }
  }
}

RhumbStr
rhumb_rml_tree_term(RhumbRmlTree *const tree, const RhumbTerm *const term)
{
  if (term->kind == RHUMB_TERM_IRI) {
    return rhumb_rml_tree_iri(tree, term->text);
  }
  const bool is_long = rhumb_str_has(term->text, '\n');
  const RhumbStr quotes = is_long ? RHUMB_STR("\"\"\"") : RHUMB_STR("\"");
  RhumbBuf buf = {0};
  rhumb_buf_put(&buf, quotes);
  put_text(&buf, term->text, is_long);
  rhumb_buf_put(&buf, quotes);
  if (term->language.len) {
    rhumb_buf_format(&buf, "@%.*s", RHUMB_FMT(term->language));
  } else if (term->datatype.len) {
    rhumb_buf_puts(&buf, "^^");
    rhumb_buf_put(&buf, rhumb_rml_tree_iri(tree, term->datatype));
  }
  return rhumb_buf_keep(&buf, tree->arena);
}

// Printing -------------------------------------------------------------------

/// Append the property of an item, or nothing before a member
static void
put_property(RhumbBuf *const out, const Item *const item)
{
  if (item->property.len) {
    rhumb_buf_put(out, item->property);
    rhumb_buf_putc(out, ' ');
  }
}

/// Append a node on one line
static void
put_flat(RhumbBuf *const out, const RhumbRmlTreeNode *const node)
{
  const char *const between = node->is_list ? "" : ";";
  rhumb_buf_putc(out, node->is_list ? '(' : '[');
  for (const Item *item = node->first; item; item = item->next) {
    rhumb_buf_putc(out, ' ');
    put_property(out, item);
    if (item->node) {
      put_flat(out, item->node);
    } else {
      rhumb_buf_put(out, item->value);
    }
    rhumb_buf_puts(out, item->next ? between : " ");
  }
  rhumb_buf_putc(out, node->is_list ? ')' : ']');
}

static void
put_items(RhumbBuf *out, const RhumbRmlTreeNode *node, size_t indent);

static void
put_line(RhumbBuf *const out, const size_t indent)
{
  rhumb_buf_format(out, "\n%*s", (int)indent, "");
}

/// Append a blank node, on one line if it fits behind what stands there
static void
put_node(RhumbBuf *const out,
         const RhumbRmlTreeNode *const node,
         const size_t indent,
         const size_t column)
{
  RhumbBuf flat = {0};
  put_flat(&flat, node);
  const RhumbStr text = rhumb_buf_str(&flat);
  if (column + text.len + 1 <= right_margin && !rhumb_str_has(text, '\n')) {
    rhumb_buf_put(out, text);
  } else {
    rhumb_buf_putc(out, node->is_list ? '(' : '[');
    put_line(out, indent + 2);
    put_items(out, node, indent + 2);
    put_line(out, indent);
    rhumb_buf_putc(out, node->is_list ? ')' : ']');
  }
  rhumb_buf_free(&flat);
}

/// Append the properties of a node, one a line, the first behind what is there
static void
put_items(RhumbBuf *const out,
          const RhumbRmlTreeNode *const node,
          const size_t indent)
{
  for (const Item *item = node->first; item; item = item->next) {
    put_property(out, item);
    if (item->node) {
      put_node(out, item->node, indent, indent + item->property.len + 1);
    } else {
      rhumb_buf_put(out, item->value);
    }
    if (item->next) {
      rhumb_buf_puts(out, node->is_list ? "" : ";");
      put_line(out, indent);
    }
  }
}

/// Append the declarations: ours, then the rules' in their order, then the
/// predefined ones in the order of their use
static void
put_declarations(const RhumbRmlTree *const tree, RhumbBuf *const out)
{
  RhumbTable done = {0};
  for (size_t i = 0; i < tree->known.count; ++i) {
    const RhumbStr line =
        declaration(tree,
                    &(RhumbRmlTreePrefix){tree->known.items[i].name,
                                          tree->known.items[i].iri});
    if (rhumb_table_find(&tree->declared, line) != RHUMB_TABLE_NONE &&
        rhumb_table_find(&done, line) == RHUMB_TABLE_NONE) {
      rhumb_buf_put(out, line);
      (void)rhumb_table_add(&done, line);
    }
  }
  for (size_t i = 0; i < tree->declared.count; ++i) {
    if (rhumb_table_find(&done, tree->declared.keys[i]) == RHUMB_TABLE_NONE) {
      rhumb_buf_put(out, tree->declared.keys[i]);
    }
  }
  rhumb_table_free(&done);
}

void
rhumb_rml_tree_print(const RhumbRmlTree *const tree, RhumbBuf *const out)
{
  if (tree->base.len) {
    rhumb_buf_format(out, "@base <%.*s> .\n", RHUMB_FMT(tree->base));
  }
  put_declarations(tree, out);
  for (const RhumbRmlTreeNode *node = tree->first; node; node = node->next) {
    rhumb_buf_format(out, "\n%.*s ", RHUMB_FMT(node->subject));
    put_items(out, node, 2);
    rhumb_buf_puts(out, ".\n");
  }
}

void
rhumb_rml_tree_free(RhumbRmlTree *const tree)
{
  rhumb_table_free(&tree->declared);
}
