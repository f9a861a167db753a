// SPDX-License-Identifier: ISC

/// @file row.c  Which blank nodes of a row can do without a label.

#include "sink/row.h"

#include <stdlib.h>

// Holding ----------------------------------------------------------------

/// Return the number of a term that is a node of the row alone
static uint32_t
number_of(RhumbRowQuads *const row, const RhumbTerm *const term)
{
  if (!term->is_of_row) {
    return RHUMB_TABLE_NONE;
  }
  const uint32_t number = rhumb_table_add(&row->labels, term->text);
  if (number == row->nodes.count) {
    RHUMB_PUSH(&row->nodes,
               (RhumbHeldNode){.first = RHUMB_ROW_NONE,
                               .last = RHUMB_ROW_NONE,
                               .use = RHUMB_ROW_NONE});
  }
  return number;
}

/// The quad number `at` is about the node number `number`, be it none
static void
note_subject(RhumbRowQuads *const row, const uint32_t number, const size_t at)
{
  if (number == RHUMB_TABLE_NONE) {
    return;
  }
  RhumbHeldNode *const node = &row->nodes.items[number];
  if (node->last == RHUMB_ROW_NONE) {
    node->first = at;
  } else {
    row->quads.items[node->last].next = at;
  }
  node->last = at;
  ++node->n_quads;
}

static void
note_object(RhumbRowQuads *const row, const uint32_t number, const size_t at)
{
  if (number != RHUMB_TABLE_NONE) {
    row->nodes.items[number].use = at;
    ++row->nodes.items[number].n_uses;
  }
}

/// A node within a triple term has a label there, and so everywhere
static void
note_within(RhumbRowQuads *const row, const RhumbTerm *const term)
{
  for (size_t i = 0; term->kind == RHUMB_TERM_TRIPLE && i < 3; ++i) {
    const uint32_t number = number_of(row, &term->triple[i]);
    if (number != RHUMB_TABLE_NONE) {
      row->nodes.items[number].is_apart = true;
    }
    note_within(row, &term->triple[i]);
  }
}

static const RhumbTerm *
copy(RhumbRowQuads *const row, const RhumbTerm *const term)
{
  RhumbTerm *const made = RHUMB_NEW(&row->arena, RhumbTerm, 1);
  *made = rhumb_term_copy(&row->arena, term);
  return made;
}

static RhumbQuadView
copy_quad(RhumbRowQuads *const row, const RhumbQuadView *const quad)
{
  return (RhumbQuadView){.subject = copy(row, quad->subject),
                         .predicate = copy(row, quad->predicate),
                         .object = copy(row, quad->object),
                         .graph = copy(row, quad->graph),
                         .origin = quad->origin,
                         .row = quad->row};
}

void
rhumb_row_hold(RhumbRowQuads *const row,
               const RhumbQuadView *const quad,
               const bool stay)
{
  const size_t at = row->quads.count;
  const RhumbHeldQuad held = {
      .quad = stay ? *quad : copy_quad(row, quad),
      .subject = number_of(row, quad->subject),
      .object = number_of(row, quad->object),
      .next = RHUMB_ROW_NONE,
  };
  const uint32_t graph = number_of(row, quad->graph);
  if (graph != RHUMB_TABLE_NONE) {
    row->nodes.items[graph].is_apart = true;
  }
  note_within(row, quad->object);
  RHUMB_PUSH(&row->quads, held);
  note_subject(row, held.subject, at);
  note_object(row, held.object, at);
}

// Forms ------------------------------------------------------------------

/// Find the nodes that quads of several graphs have
static void
find_apart(RhumbRowQuads *const row)
{
  for (size_t i = 0; i < row->quads.count; ++i) {
    const RhumbHeldQuad *const held = &row->quads.items[i];
    const uint32_t ends[] = {held->subject, held->object};
    for (size_t e = 0; e < RHUMB_COUNT(ends); ++e) {
      if (ends[e] != RHUMB_TABLE_NONE) {
        RhumbHeldNode *const node = &row->nodes.items[ends[e]];
        const size_t one = node->use < i ? node->use : node->first;
        node->is_apart |=
            one < i && !rhumb_term_equal(row->quads.items[one].quad.graph,
                                         held->quad.graph);
      }
    }
  }
}

/// True if the node is the object of one quad, and all of it in one graph
static bool
may_nest(const RhumbRowQuads *const row, const uint32_t number)
{
  return number != RHUMB_TABLE_NONE && row->nodes.items[number].n_uses == 1 &&
         !row->nodes.items[number].is_apart;
}

static void
nest_object(RhumbRowQuads *const row, const RhumbHeldQuad *const held)
{
  if (may_nest(row, held->object)) {
    row->nodes.items[held->object].form = RHUMB_AS_NESTED;
    RHUMB_PUSH(&row->nested, held->object);
  }
}

/// Nest what is reached from quads that stand by themselves: a cycle is not
static void
nest(RhumbRowQuads *const row)
{
  for (size_t i = 0; i < row->quads.count; ++i) {
    if (!may_nest(row, row->quads.items[i].subject)) {
      nest_object(row, &row->quads.items[i]);
    }
  }
  for (size_t n = 0; n < row->nested.count; ++n) {
    const RhumbHeldNode *const node = &row->nodes.items[row->nested.items[n]];
    for (size_t i = node->first; i != RHUMB_ROW_NONE;
         i = row->quads.items[i].next) {
      nest_object(row, &row->quads.items[i]);
    }
  }
}

const RhumbHeldQuad *
rhumb_row_part(const RhumbRowQuads *const row,
               const uint32_t node,
               const char *const predicate)
{
  size_t i = row->nodes.items[node].first;
  while (i != RHUMB_ROW_NONE &&
         !rhumb_str_is(row->quads.items[i].quad.predicate->text, predicate)) {
    i = row->quads.items[i].next;
  }
  return i == RHUMB_ROW_NONE ? NULL : &row->quads.items[i];
}

bool
rhumb_row_is_part(const RhumbHeldQuad *const held)
{
  return rhumb_str_is(held->quad.predicate->text, RHUMB_RDF "first") ||
         rhumb_str_is(held->quad.predicate->text, RHUMB_RDF "rest");
}

/// How many quads of a node are rdf:first or rdf:rest
static size_t
count_parts(const RhumbRowQuads *const row, const uint32_t node)
{
  size_t count = 0;
  for (size_t i = row->nodes.items[node].first; i != RHUMB_ROW_NONE;
       i = row->quads.items[i].next) {
    count += rhumb_row_is_part(&row->quads.items[i]);
  }
  return count;
}

/// True for a node with one rdf:first and one rdf:rest, whose rest is a list,
/// or none
static bool
is_list(const RhumbRowQuads *const row, const uint32_t node)
{
  const RhumbHeldQuad *const rest = rhumb_row_part(row, node, RHUMB_RDF "rest");
  return rest && rhumb_row_part(row, node, RHUMB_RDF "first") &&
         count_parts(row, node) == 2 &&
         (rhumb_row_form(row, rest->object) == RHUMB_AS_LIST ||
          rhumb_term_is_nil(rest->quad.object));
}

/// Find the nested nodes that are lists, and nothing else
static void
find_lists(RhumbRowQuads *const row)
{
  for (size_t n = row->nested.count; n > 0; --n) {
    const uint32_t node = row->nested.items[n - 1];
    if (row->nodes.items[node].n_quads == 2 && is_list(row, node)) {
      row->nodes.items[node].form = RHUMB_AS_LIST;
    }
  }
}

/// Give labels to what would be nested too deep; the members of a list are as
/// deep as each other
static void
limit_depth(RhumbRowQuads *const row, const size_t most)
{
  for (size_t n = 0; n < row->nested.count; ++n) {
    RhumbHeldNode *const node = &row->nodes.items[row->nested.items[n]];
    const RhumbHeldQuad *const use = &row->quads.items[node->use];
    const size_t around = use->subject == RHUMB_TABLE_NONE
                              ? 0
                              : row->nodes.items[use->subject].depth;
    const bool goes_on =
        rhumb_row_form(row, use->subject) == RHUMB_AS_LIST &&
        rhumb_str_is(use->quad.predicate->text, RHUMB_RDF "rest");
    node->depth = goes_on ? around : around + 1;
    if (node->depth > most) {
      node->form = RHUMB_AS_LABEL;
      node->depth = 0;
    }
  }
}

void
rhumb_row_settle(RhumbRowQuads *const row, const size_t most)
{
  find_apart(row);
  nest(row);
  find_lists(row);
  limit_depth(row, most);
  for (size_t i = 0; i < row->nodes.count; ++i) {
    RhumbHeldNode *const node = &row->nodes.items[i];
    if (!node->n_uses && !node->is_apart) {
      node->form = node->n_quads > 2 && is_list(row, (uint32_t)i)
                       ? RHUMB_AS_HEAD
                       : RHUMB_AS_ANYONE;
    }
  }
}

RhumbNodeForm
rhumb_row_form(const RhumbRowQuads *const row, const uint32_t node)
{
  return node == RHUMB_TABLE_NONE ? RHUMB_AS_LABEL
                                  : row->nodes.items[node].form;
}

// Ending -----------------------------------------------------------------

void
rhumb_row_forget(RhumbRowQuads *const row)
{
  row->quads.count = 0;
  row->nodes.count = 0;
  row->nested.count = 0;
  rhumb_table_clear(&row->labels);
  rhumb_arena_reset(&row->arena);
}

void
rhumb_row_free(RhumbRowQuads *const row)
{
  rhumb_table_free(&row->labels);
  rhumb_arena_free(&row->arena);
  free(row->quads.items);
  free(row->nodes.items);
  free(row->nested.items);
}
