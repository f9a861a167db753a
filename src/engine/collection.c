// SPDX-License-Identifier: ISC

/// @file collection.c  The quads of collections, and which of them are open.

#include "engine/collection.h"

#include "engine/label.h"
#include "model/normal.h"

#include <stdlib.h>

static const RhumbTerm rdf_first = {
    .kind = RHUMB_TERM_IRI,
    .text = {RHUMB_RDF "first", sizeof(RHUMB_RDF "first") - 1}};
static const RhumbTerm rdf_rest = {
    .kind = RHUMB_TERM_IRI,
    .text = {RHUMB_RDF "rest", sizeof(RHUMB_RDF "rest") - 1}};
static const RhumbTerm rdf_nil = {
    .kind = RHUMB_TERM_IRI,
    .text = {RHUMB_RDF "nil", sizeof(RHUMB_RDF "nil") - 1}};
static const RhumbTerm rdf_type = {
    .kind = RHUMB_TERM_IRI,
    .text = {RHUMB_RDF_TYPE, sizeof(RHUMB_RDF_TYPE) - 1}};

/// Quads of one collection while it is written
typedef struct {
  RhumbCollections *all;
  const RhumbRow *row;
  const RhumbCollectionHandler *to;
  const RhumbGatheredIn *in;
  uint64_t number; ///< Of the row
  unsigned place;  ///< As in RhumbCollection
} Writer;

// What a row has gathered ------------------------------------------------

static bool
goes_to(const RhumbGatheredIn *const in, const unsigned place)
{
  return place ? in->targets >> (place - 1) & 1U : in->to_output;
}

/// The last of the places that something goes to
static unsigned
last_place(const RhumbGatheredIn *const in)
{
  return in->targets
             ? RHUMB_MAX_TARGETS - (unsigned)__builtin_clzll(in->targets)
             : 0;
}

/// Return the collection of `head` in the graph of `in` and a file, begun if
/// there is none
static RhumbCollection *
find(RhumbCollections *const all,
     const RhumbGatheredIn *const in,
     const RhumbMade *const head,
     const unsigned place)
{
  const struct {
    RhumbFingerprint graph, head;
    uint64_t place;
  } key = {in->graph.print, head->print, place};
  const uint32_t number =
      rhumb_table_add(&all->keys, (RhumbStr){(const char *)&key, sizeof(key)});
  if (number == all->items.count) {
    const RhumbCollection new = {.place = place, .graph = RHUMB_TABLE_NONE};
    RHUMB_PUSH(&all->items, new);
  }
  return &all->items.items[number];
}

/// Report a node that cannot be the collection that it names
static RhumbStatus
fail_head(const RhumbRow *const row,
          const RhumbGathered *const gathered,
          const RhumbMade *const head,
          const RhumbStr why)
{
  rhumb_mistakes_are(row->mistakes, RHUMB_SKIP, false);
  return rhumb_fail_value(
      row, &gathered->term->value, head->term.text, why.data);
}

static RhumbStatus
fail_kind(const RhumbRow *const row,
          const RhumbGathered *const gathered,
          const RhumbMade *const head,
          const RhumbCollection *const known)
{
  const RhumbGatherAs as = gathered->term->gather->as;
  return fail_head(
      row,
      gathered,
      head,
      rhumb_str_format(row->arena,
                       "is %s already, and would be %s too; one node is not "
                       "both",
                       rhumb_gathers[known->as].name,
                       rhumb_gathers[as].name));
}

/// Report a collection that is in itself, or is rdf:nil
static RhumbStatus
check_head(const RhumbRow *const row,
           const RhumbGathered *const gathered,
           const size_t head)
{
  const RhumbMade *const node = &gathered->heads[head];
  const char *const name = rhumb_gathers[gathered->term->gather->as].name;
  if (node->term.kind == RHUMB_TERM_IRI &&
      rhumb_str_equal(node->term.text, rdf_nil.text)) {
    return fail_head(row,
                     gathered,
                     node,
                     RHUMB_STR("is the list without members, and nothing else "
                               "that is gathered"));
  }
  return rhumb_gathered_has(gathered, head, node)
             ? fail_head(
                   row,
                   gathered,
                   node,
                   rhumb_str_format(row->arena,
                                    "is %s, and would be in itself; name what "
                                    "is gathered other than its members",
                                    name))
             : RHUMB_OK;
}

/// Say that the row goes on with a collection, of which it is the first to say
/// what kind it is, or says the same
static RhumbStatus
claim_head(RhumbCollections *const all,
           const RhumbRow *const row,
           const RhumbGatheredIn *const in,
           const RhumbGathered *const gathered,
           const size_t head,
           const uint64_t number)
{
  const RhumbGatherAs as = gathered->term->gather->as;
  const unsigned last = last_place(in);
  for (unsigned place = 0; place <= last; ++place) {
    if (!goes_to(in, place)) {
      continue;
    }
    RhumbCollection *const known = find(all, in, &gathered->heads[head], place);
    const bool is_claimed = known->is_written || known->row == number;
    if (is_claimed && known->as != as) {
      return fail_kind(row, gathered, &gathered->heads[head], known);
    }
    known->as = as;
    known->row = number;
  }
  return RHUMB_OK;
}

/// True if members are written here: another map writes those of its subjects
static bool
has_cells(const RhumbGathered *const gathered)
{
  return gathered->n_heads && !gathered->term->gather->is_reference;
}

static RhumbStatus
claim(RhumbCollections *const all,
      const RhumbRow *const row,
      const RhumbGatheredIn *const in,
      const RhumbGathered *const gathered,
      const uint64_t number)
{
  if (!has_cells(gathered) || rhumb_gathered_is_nil(gathered)) {
    return RHUMB_OK;
  }
  for (size_t i = 0; i < gathered->n_nested; ++i) {
    RHUMB_TRY(claim(all, row, in, gathered->nested[i], number));
  }
  const bool is_named = rhumb_gathered_is_named(gathered);
  for (size_t i = 0; is_named && i < gathered->n_heads; ++i) {
    RHUMB_TRY(check_head(row, gathered, i));
    RHUMB_TRY(claim_head(all, row, in, gathered, i, number));
  }
  return RHUMB_OK;
}

/// Note what has been gathered once for each graph, for all that it is to go
/// to. What is named is so too if two maps gather by one rule.
static void
note(RhumbCollections *const all, const RhumbGatheredIn *const in)
{
  const bool is_named = rhumb_gathered_is_named(in->gathered);
  const void *const rule = in->gathered->term->gather->rule;
  const struct {
    RhumbFingerprint graph;
    uintptr_t gathered;
  } key = {in->graph.print,
           is_named ? (uintptr_t)rule : (uintptr_t)in->gathered};
  const uint32_t number =
      rhumb_table_add(&all->noted, (RhumbStr){(const char *)&key, sizeof(key)});
  if (number == all->row.count) {
    RHUMB_PUSH(&all->row, *in);
  } else {
    all->row.items[number].targets |= in->targets;
    all->row.items[number].to_output |= in->to_output;
  }
}

RhumbStatus
rhumb_collections_claim(RhumbCollections *const all,
                        const RhumbRow *const row,
                        const RhumbGatheredIn *const gathered,
                        const size_t count,
                        const uint64_t number)
{
  all->row.count = 0;
  rhumb_table_clear(&all->noted);
  for (size_t i = 0; i < count; ++i) {
    note(all, &gathered[i]);
  }
  for (size_t i = 0; i < all->row.count; ++i) {
    const RhumbGatheredIn *const in = &all->row.items[i];
    rhumb_gather_settle(in->gathered, row, &in->graph.term);
    RHUMB_TRY(claim(all, row, in, in->gathered, number));
  }
  return RHUMB_OK;
}

// Quads ------------------------------------------------------------------

static RhumbStatus
put(const Writer *const writer,
    const RhumbTerm *const subject,
    const RhumbTerm *const predicate,
    const RhumbTerm *const object,
    const RhumbGathered *const gathered,
    const bool may_be_known)
{
  const RhumbQuad quad = {
      .subject = *subject,
      .predicate = *predicate,
      .object = *object,
      .graph = writer->in->graph.term,
      .origin = &gathered->term->loc,
      .targets = writer->place ? UINT64_C(1) << (writer->place - 1) : 0,
      .row = writer->number};
  return writer->to->put(writer->to->handle, &quad, may_be_known);
}

static RhumbTerm
open_of(const RhumbCollection *const list, const bool is_of_row)
{
  return (RhumbTerm){.kind = list->is_open_blank ? RHUMB_TERM_BLANK
                                                 : RHUMB_TERM_IRI,
                     .is_of_row = is_of_row,
                     .text = rhumb_buf_str(&list->open)};
}

/// Write a member of a list: into its node if it is the first, else into a cell
/// behind the last
/// @param cell Number of that cell.
static RhumbStatus
put_cell(const Writer *const writer,
         RhumbCollection *const list,
         const RhumbGathered *const gathered,
         const RhumbTerm *const head,
         const RhumbTerm *const member,
         const uint64_t cell)
{
  const bool is_first = !list->count;
  const bool is_known = is_first && rhumb_gathered_is_named(gathered);
  RhumbBuf *const text = &writer->all->cell;
  if (is_first) {
    text->len = 0;
    rhumb_buf_put(text, head->text);
  } else {
    rhumb_label_part(text, gathered->record, 'c', cell);
  }
  RhumbTerm node = *head;
  node.kind = is_first ? head->kind : RHUMB_TERM_BLANK;
  node.text = rhumb_buf_str(text);
  if (!is_first) {
    const RhumbTerm open = open_of(list, head->is_of_row);
    RHUMB_TRY(put(writer,
                  &open,
                  &rdf_rest,
                  &node,
                  gathered,
                  list->count == 1 && rhumb_gathered_is_named(gathered)));
  }
  RHUMB_TRY(put(writer, &node, &rdf_first, member, gathered, is_known));
  const RhumbBuf before = list->open;
  list->open = *text;
  *text = before;
  list->is_open_blank = node.kind == RHUMB_TERM_BLANK;
  return RHUMB_OK;
}

static RhumbStatus
put_item(const Writer *const writer,
         const RhumbCollection *const container,
         const RhumbGathered *const gathered,
         const RhumbTerm *const head,
         const RhumbTerm *const member)
{
  RhumbBuf *const text = &writer->all->cell;
  text->len = 0;
  rhumb_buf_puts(text, RHUMB_RDF "_");
  rhumb_buf_put_number(text, container->count + 1);
  const RhumbTerm predicate = rhumb_iri(rhumb_buf_str(text));
  return put(writer,
             head,
             &predicate,
             member,
             gathered,
             rhumb_gathered_is_named(gathered));
}

static RhumbStatus
put_class(const Writer *const writer,
          const RhumbGathered *const gathered,
          const RhumbTerm *const head)
{
  const RhumbTerm class =
      rhumb_iri(rhumb_str(rhumb_gathers[gathered->term->gather->as].iri));
  return put(writer,
             head,
             &rdf_type,
             &class,
             gathered,
             rhumb_gathered_is_named(gathered));
}

/// Return the number of a graph, for the end of its lists
static uint32_t
graph_number(RhumbCollections *const all, const RhumbTerm *const graph)
{
  RhumbBuf *const key = &all->cell;
  key->len = 0;
  rhumb_buf_putc(key, (char)('0' + graph->kind));
  rhumb_buf_put(key, graph->text);
  const uint32_t number = rhumb_table_add(&all->graphs, rhumb_buf_str(key));
  if (number == all->graph_kinds.count) {
    RHUMB_PUSH(&all->graph_kinds, graph->kind);
  }
  return number;
}

/// Go on with one collection
static RhumbStatus
put_members(const Writer *const writer,
            RhumbCollection *const known,
            const RhumbGathered *const gathered,
            const size_t head)
{
  const RhumbTerm *const node = &gathered->heads[head].term;
  const bool is_list = gathered->term->gather->as == RHUMB_GATHER_LIST;
  if (!is_list && !known->count) {
    RHUMB_TRY(put_class(writer, gathered, node));
  }
  for (size_t i = 0; i < gathered->n_members; ++i) {
    const RhumbTerm *const member =
        &rhumb_gathered_member(gathered, head, i)->term;
    const uint64_t cell = gathered->n_cells + (head * gathered->n_members) + i;
    RHUMB_TRY(is_list ? put_cell(writer, known, gathered, node, member, cell)
                      : put_item(writer, known, gathered, node, member));
    ++known->count;
  }
  known->is_written = true;
  known->origin = &gathered->term->loc;
  return RHUMB_OK;
}

static RhumbStatus
put_fresh(const Writer *const writer,
          const RhumbGathered *const gathered,
          const size_t head)
{
  RhumbCollection *const fresh = &writer->all->fresh;
  fresh->count = 0;
  RHUMB_TRY(put_members(writer, fresh, gathered, head));
  if (gathered->term->gather->as != RHUMB_GATHER_LIST) {
    return RHUMB_OK;
  }
  const RhumbTerm last = open_of(fresh, gathered->heads[head].term.is_of_row);
  return put(writer, &last, &rdf_rest, &rdf_nil, gathered, false);
}

static RhumbStatus
put_named(const Writer *const writer,
          const RhumbGathered *const gathered,
          const size_t head)
{
  RhumbCollection *const known =
      find(writer->all, writer->in, &gathered->heads[head], writer->place);
  if (known->graph == RHUMB_TABLE_NONE) {
    known->graph = graph_number(writer->all, &writer->in->graph.term);
  }
  return put_members(writer, known, gathered, head);
}

/// Write the collections, and those nested in them, into one file
static RhumbStatus
put_all(const Writer *const writer, const RhumbGathered *const gathered)
{
  if (!has_cells(gathered) || rhumb_gathered_is_nil(gathered)) {
    return RHUMB_OK;
  }
  for (size_t i = 0; gathered->n_members && i < gathered->n_nested; ++i) {
    RHUMB_TRY(put_all(writer, gathered->nested[i]));
  }
  for (size_t i = 0; i < gathered->n_heads; ++i) {
    RHUMB_TRY(rhumb_gathered_is_named(gathered)
                  ? put_named(writer, gathered, i)
                  : put_fresh(writer, gathered, i));
  }
  return RHUMB_OK;
}

/// The next graph has cells of its own, the next file has the same
static void
count_cells(RhumbGathered *const gathered)
{
  gathered->n_cells += gathered->n_heads * gathered->n_members;
  for (size_t i = 0; i < gathered->n_nested; ++i) {
    count_cells(gathered->nested[i]);
  }
}

RhumbStatus
rhumb_collections_write(RhumbCollections *const all,
                        const RhumbRow *const row,
                        const RhumbCollectionHandler *const to,
                        const uint64_t number)
{
  for (size_t i = 0; i < all->row.count; ++i) {
    const RhumbGatheredIn *const in = &all->row.items[i];
    rhumb_gather_settle(in->gathered, row, &in->graph.term);
    const unsigned last = last_place(in);
    for (unsigned place = 0; place <= last; ++place) {
      const Writer writer = {all, row, to, in, number, place};
      if (goes_to(in, place)) {
        RHUMB_TRY(put_all(&writer, in->gathered));
      }
    }
    count_cells(in->gathered);
  }
  all->row.count = 0;
  return RHUMB_OK;
}

RhumbStatus
rhumb_collections_finish(const RhumbCollections *const all,
                         const RhumbCollectionHandler *const to)
{
  for (size_t i = 0; i < all->items.count; ++i) {
    const RhumbCollection *const list = &all->items.items[i];
    if (list->as != RHUMB_GATHER_LIST || !list->count) {
      continue;
    }
    const RhumbStr graph = all->graphs.keys[list->graph];
    const RhumbQuad quad = {
        .subject = open_of(list, false),
        .predicate = rdf_rest,
        .object = rdf_nil,
        .graph = {.kind = all->graph_kinds.items[list->graph],
                  .text = rhumb_str_slice(graph, 1, graph.len)},
        .origin = list->origin,
        .targets = list->place ? UINT64_C(1) << (list->place - 1) : 0};
    RHUMB_TRY(to->put(to->handle, &quad, list->count == 1));
  }
  return RHUMB_OK;
}

void
rhumb_collections_free(RhumbCollections *const all)
{
  for (size_t i = 0; i < all->items.count; ++i) {
    rhumb_buf_free(&all->items.items[i].open);
  }
  free(all->items.items);
  free(all->graph_kinds.items);
  free(all->row.items);
  rhumb_table_free(&all->keys);
  rhumb_table_free(&all->graphs);
  rhumb_table_free(&all->noted);
  rhumb_buf_free(&all->fresh.open);
  rhumb_buf_free(&all->cell);
}
