// SPDX-License-Identifier: ISC

/// @file gather.c  What a row gathers, and the nodes of it in each graph.

#include "engine/gather.h"

#include "engine/join/join_lookup.h"
#include "engine/label.h"

typedef RHUMB_LIST(RhumbMember) Members;
typedef RHUMB_LIST(RhumbGathered *) Nested;

/// While it is gathered; the lists are the row's
typedef struct {
  RhumbRow *row;
  RhumbGatherer *gatherer;
  Members members;
  Nested nested;
  uint64_t n_quads;
} Draft;

// Members ----------------------------------------------------------------

static RhumbStatus
look_up(const Draft *const draft, const RhumbPlanObject *const item)
{
  RhumbGatherer *const gatherer = draft->gatherer;
  const RhumbJoinLookup lookup = {
      .object = item,
      .parent = &gatherer->plan->indexes[item->index],
      .index = &gatherer->indexes[item->index],
  };
  size_t n_known = 0;
  rhumb_observer_tell(gatherer->observer, RHUMB_PART_ASKS, item);
  RHUMB_TRY(rhumb_join_look_up(&gatherer->made, &n_known, draft->row, &lookup));
  if (gatherer->made.count) {
    rhumb_observer_tell(gatherer->observer, RHUMB_PART_JOINS, item);
  }
  return RHUMB_OK;
}

/// Add the nodes of the collections that are the members
static RhumbStatus
add_nested(Draft *const draft, const RhumbPlanTerm *const term)
{
  RhumbGathered *nested = NULL;
  RHUMB_TRY(rhumb_gather(&nested, draft->row, term, draft->gatherer));
  RHUMB_PUSH_IN(draft->row->arena, &draft->nested, nested);
  for (size_t i = 0; i < nested->n_heads; ++i) {
    const RhumbMember member = {.nested = nested, .head = i};
    RHUMB_PUSH_IN(draft->row->arena, &draft->members, member);
  }
  draft->n_quads += nested->n_quads;
  return RHUMB_OK;
}

static RhumbStatus
add_item(Draft *const draft, const RhumbPlanObject *const item)
{
  RhumbMadeList *const made = &draft->gatherer->made;
  if (item->term.gather) {
    return add_nested(draft, &item->term);
  }
  *made = (RhumbMadeList){0};
  RHUMB_TRY(item->is_join ? look_up(draft, item)
                          : rhumb_make(made, draft->row, &item->term));
  for (size_t i = 0; i < made->count; ++i) {
    const RhumbMember member = {.made = made->items[i]};
    RHUMB_PUSH_IN(draft->row->arena, &draft->members, member);
  }
  return RHUMB_OK;
}

/// Gather the members, and note where those of each item begin
static RhumbStatus
add_items(Draft *const draft,
          RhumbGathered *const out,
          const RhumbPlanGather *const gather)
{
  size_t *const starts =
      RHUMB_NEW(draft->row->arena, size_t, gather->n_items + 1);
  for (size_t i = 0; i < gather->n_items; ++i) {
    starts[i] = draft->members.count;
    RHUMB_TRY(add_item(draft, &gather->items[i]));
  }
  starts[gather->n_items] = draft->members.count;
  out->starts = starts;
  out->members = draft->members.items;
  out->nested = draft->nested.items;
  out->n_nested = draft->nested.count;
  return RHUMB_OK;
}

// Collections ------------------------------------------------------------

/// Make what the collections are called
static RhumbStatus
add_names(Draft *const draft,
          RhumbGathered *const out,
          const RhumbPlanTerm *const term)
{
  RhumbMadeList *const made = &draft->gatherer->made;
  *made = (RhumbMadeList){0};
  RHUMB_TRY(rhumb_make(made, draft->row, term));
  RhumbMade *const names = RHUMB_NEW(draft->row->arena, RhumbMade, made->count);
  if (made->count) {
    memcpy(names, made->items, made->count * sizeof(*names));
  }
  out->names = names;
  out->n_names = made->count;
  out->record = rhumb_gathered_is_named(out)
                    ? rhumb_label_record(draft->row, term, 0)
                : made->count ? names[0].term.text
                              : RHUMB_STR("");
  return RHUMB_OK;
}

/// How many collections the members make under one name
static size_t
count_tuples(const RhumbGathered *const gathered,
             const RhumbPlanGather *const gather)
{
  size_t count = 1;
  for (size_t i = 0; gather->is_product && i < gather->n_items; ++i) {
    count = rhumb_product(count, gathered->starts[i + 1] - gathered->starts[i]);
  }
  return count;
}

/// Count the collections and their members, which must not be too many
static RhumbStatus
count_all(const Draft *const draft,
          RhumbGathered *const out,
          const RhumbPlanTerm *const term)
{
  const RhumbPlanGather *const gather = term->gather;
  size_t n_tuples = count_tuples(out, gather);
  out->n_members = !n_tuples            ? 0
                   : gather->is_product ? gather->n_items
                                        : out->starts[gather->n_items];
  if (!out->n_members) {
    n_tuples = gather->takes_empty ? 1 : 0;
  }
  out->n_heads = rhumb_product(n_tuples, out->n_names);
  if (rhumb_gathered_is_nil(out) && out->n_heads) {
    out->n_heads = 1; // Whatever it is called
  }
  // A member, and a cell or a class
  out->n_quads =
      rhumb_product(rhumb_product(out->n_heads, out->n_members + 1), 2) +
      (out->n_heads && out->n_members ? draft->n_quads : 0);
  return rhumb_check_product(out->n_quads, draft->row, term->loc);
}

RhumbStatus
rhumb_gather(RhumbGathered **const out,
             RhumbRow *const row,
             const RhumbPlanTerm *const term,
             RhumbGatherer *const gatherer)
{
  Draft draft = {.row = row, .gatherer = gatherer};
  RhumbGathered *const gathered = RHUMB_NEW(row->arena, RhumbGathered, 1);
  gathered->term = term;
  RHUMB_TRY(add_names(&draft, gathered, term));
  if (gathered->n_names) {
    RHUMB_TRY(add_items(&draft, gathered, term->gather));
    const RhumbStatus status = count_all(&draft, gathered, term);
    if (status != RHUMB_OK && status != RHUMB_END) {
      return status;
    }
    gathered->n_heads = status == RHUMB_OK ? gathered->n_heads : 0;
  }
  static const RhumbTerm default_graph = {.kind = RHUMB_TERM_NONE};
  gathered->heads = RHUMB_NEW(row->arena, RhumbMade, gathered->n_heads);
  rhumb_gather_settle(gathered, row, &default_graph);
  *out = gathered;
  return RHUMB_OK;
}

// Graphs -----------------------------------------------------------------

/// Return the node of collection number `head` in `graph`
static RhumbTerm
head_in(const RhumbGathered *const gathered,
        const size_t head,
        const RhumbRow *const row,
        const RhumbTerm *const graph)
{
  RhumbTerm term = gathered->names[head % gathered->n_names].term;
  if (rhumb_gathered_is_nil(gathered)) {
    return rhumb_iri(RHUMB_STR(RHUMB_RDF "nil"));
  }
  if (!rhumb_gathered_is_named(gathered) && head) {
    rhumb_label_part(row->scratch, gathered->record, 'h', head);
    term.text = rhumb_str_copy(row->arena, rhumb_buf_str(row->scratch));
  }
  if (term.kind == RHUMB_TERM_BLANK) {
    term.text = rhumb_label_in_graph(row, term.text, graph);
  }
  return term;
}

void
rhumb_gather_settle(RhumbGathered *const gathered,
                    const RhumbRow *const row,
                    const RhumbTerm *const graph)
{
  for (size_t i = 0; i < gathered->n_nested; ++i) {
    rhumb_gather_settle(gathered->nested[i], row, graph);
  }
  for (size_t i = 0; i < gathered->n_heads; ++i) {
    const RhumbTerm term = head_in(gathered, i, row, graph);
    gathered->heads[i] = (RhumbMade){.term = term,
                                     .print = rhumb_term_fingerprint(&term),
                                     .targets = gathered->term->targets};
  }
}

static const RhumbMember *
member_of(const RhumbGathered *const gathered,
          const size_t head,
          const size_t at)
{
  const RhumbPlanGather *const gather = gathered->term->gather;
  const size_t *const starts = gathered->starts;
  size_t number = at;
  if (gather->is_product) { // The last item's members come fastest
    size_t tuple = head / gathered->n_names;
    for (size_t i = gather->n_items - 1; i > at; --i) {
      tuple /= starts[i + 1] - starts[i];
    }
    number = starts[at] + (tuple % (starts[at + 1] - starts[at]));
  }
  return &gathered->members[number];
}

static const RhumbMade *
node_of(const RhumbMember *const member)
{
  return member->nested ? &member->nested->heads[member->head] : &member->made;
}

const RhumbMade *
rhumb_gathered_member(const RhumbGathered *const gathered,
                      const size_t head,
                      const size_t at)
{
  return node_of(member_of(gathered, head, at));
}

bool
rhumb_gathered_has( // NOLINT(misc-no-recursion): by depth
    const RhumbGathered *const gathered,
    const size_t head,
    const RhumbMade *const node)
{
  bool has = false;
  for (size_t i = 0; !has && i < gathered->n_members; ++i) {
    const RhumbMember *const member = member_of(gathered, head, i);
    const RhumbFingerprint print = node_of(member)->print;
    has = (print.low == node->print.low && print.high == node->print.high) ||
          (member->nested &&
           rhumb_gathered_has(member->nested, member->head, node));
  }
  return has;
}
