// SPDX-License-Identifier: ISC

/// @file quote.c  Triples made to be quoted, and what is said of them.

#include "engine/quote.h"

#include "engine/join/join_lookup.h"
#include "engine/label.h"

#include <stdlib.h>

// Triples that are reified ---------------------------------------------------

RhumbMade
rhumb_made_reifies(void)
{
  const RhumbTerm term = rhumb_iri(RHUMB_STR(RHUMB_RDF "reifies"));
  return (RhumbMade){.term = term, .print = rhumb_term_fingerprint(&term)};
}

/// True if the object of a triple is a triple term
static bool
is_reifying(const RhumbQuoting *const quoting,
            const RhumbMade *const predicate,
            const RhumbMade *const object)
{
  return object->quoted && predicate->print.low == quoting->reifies.print.low &&
         predicate->print.high == quoting->reifies.print.high;
}

/// Add up counts as rhumb_product() multiplies them
static size_t
add_up(const size_t a, const size_t b)
{
  return rhumb_product(a + b, 1);
}

/// Return how many quads say what a term reifies, and what those in it do
static size_t
quads_of(const RhumbMade *const made)
{
  return made->quoted ? made->quoted->n_quads : 0;
}

/// Return the triple of these, with no reifier yet
static RhumbQuoted *
new_quoted(const RhumbRow *const row,
           const RhumbQuoting *const quoting,
           const RhumbMade *const subject,
           const RhumbMade *const predicate,
           const RhumbMade *const object)
{
  RhumbQuoted *const quoted = RHUMB_NEW(row->arena, RhumbQuoted, 1);
  *quoted = (RhumbQuoted){
      .triple = {subject->term,
                 predicate->term,
                 is_reifying(quoting, predicate, object) ? object->quoted->term
                                                         : object->term},
      .inner = {subject->quoted, object->quoted},
      .n_quads = add_up(add_up(1, quads_of(subject)), quads_of(object)),
  };
  quoted->term =
      (RhumbTerm){.kind = RHUMB_TERM_TRIPLE, .triple = quoted->triple};
  quoted->print = rhumb_term_fingerprint(&quoted->term);
  return quoted;
}

/// Append the blank node that reifies a triple wherever it is quoted
static void
add_quoted(RhumbMadeList *const list,
           const RhumbRow *const row,
           RhumbQuoted *const quoted)
{
  quoted->reifier = (RhumbTerm){.kind = RHUMB_TERM_BLANK,
                                .text = rhumb_label_triple(row, &quoted->term)};
  quoted->reifier_print = rhumb_term_fingerprint(&quoted->reifier);
  *rhumb_made_new(list, row->arena) = rhumb_quoted_made(quoted, 0);
}

// Maps that are quoted -------------------------------------------------------

static size_t
quads_of_all(const RhumbMadeList *const list)
{
  size_t sum = 0;
  for (size_t i = 0; i < list->count; ++i) {
    sum = add_up(sum, quads_of(&list->items[i]));
  }
  return sum;
}

size_t
rhumb_quote_count(const RhumbMadeProduct *const product)
{
  const size_t n_subjects = product->subjects->count;
  const size_t n_objects = product->objects->count;
  const size_t reified =
      add_up(rhumb_product(quads_of_all(product->subjects), n_objects),
             rhumb_product(quads_of_all(product->objects), n_subjects));
  const size_t count = add_up(rhumb_product(n_subjects, n_objects), reified);
  return rhumb_product(rhumb_product(count, product->predicates->count),
                       product->n_graphs);
}

/// A quoted map while it makes triples of a row
typedef struct {
  RhumbRow *row;
  const RhumbQuoting *quoting;
  RhumbMadeList subjects, predicates, objects;
  RhumbMadeList made; ///< Who reifies its triples
  size_t n_quads;     ///< That would say so
} Quotes;

/// Make predicates and objects; of a pair that makes nothing, some are none
static RhumbStatus
make_pair(Quotes *const self, const RhumbPlanPair *const pair)
{
  bool is_asked = true;
  self->predicates = self->objects = (RhumbMadeList){0};
  rhumb_mistakes_are(self->row->mistakes, RHUMB_STOP, false);
  RHUMB_TRY(rhumb_holds(&is_asked, self->row, &pair->conditions));
  for (size_t i = 0; is_asked && i < pair->n_predicates; ++i) {
    RHUMB_TRY(rhumb_make(&self->predicates, self->row, &pair->predicates[i]));
  }
  for (size_t i = 0; self->predicates.count && i < pair->n_objects; ++i) {
    RHUMB_TRY(rhumb_quote(
        &self->objects, self->row, &pair->objects[i], self->quoting));
  }
  return RHUMB_OK;
}

static void
quote_product(Quotes *const self)
{
  for (size_t s = 0; s < self->subjects.count; ++s) {
    for (size_t p = 0; p < self->predicates.count; ++p) {
      for (size_t o = 0; o < self->objects.count; ++o) {
        add_quoted(&self->made,
                   self->row,
                   new_quoted(self->row,
                              self->quoting,
                              &self->subjects.items[s],
                              &self->predicates.items[p],
                              &self->objects.items[o]));
      }
    }
  }
}

static RhumbStatus
quote_pair(Quotes *const self, const RhumbPlanPair *const pair)
{
  const RhumbMadeProduct product = {
      &self->subjects, &self->predicates, &self->objects, NULL, 1};
  RHUMB_TRY(make_pair(self, pair));
  self->n_quads = add_up(self->n_quads, rhumb_quote_count(&product));
  RHUMB_TRY(rhumb_check_product(self->n_quads, self->row, pair->loc));
  quote_product(self);
  return RHUMB_OK;
}

/// Make who reifies the triples that `map` makes of the row
static RhumbStatus
make_quotes(Quotes *const self, const RhumbPlanMap *const map)
{
  RhumbStatus status =
      map->quoted ? rhumb_quote_subjects(&self->subjects,
                                         self->row,
                                         &map->subject,
                                         map->quoted,
                                         self->quoting)
                  : rhumb_make(&self->subjects, self->row, &map->subject);
  for (size_t i = 0;
       status == RHUMB_OK && self->subjects.count && i < map->n_pairs;
       ++i) {
    status = quote_pair(self, &map->pairs[i]);
    status = status == RHUMB_END ? RHUMB_OK : status;
  }
  return status;
}

/// Keep what `map` has made of the row, with the hints from number `first` on
static void
keep_quotes(RhumbQuotedMap *const map,
            const Quotes *const quotes,
            const size_t first)
{
  const RhumbHints *const hints = quotes->row->hints;
  map->made = quotes->made;
  map->row = quotes->quoting->row;
  map->first = first;
  map->hints.count = 0;
  for (size_t i = first; hints && i < hints->count; ++i) {
    RHUMB_PUSH(&map->hints, hints->items[i]);
  }
}

/// Give the hints of a map that has been quoted in the row once more, for who
/// quotes it now may make nothing because of them. They count again only if
/// they were forgotten since.
static void
hint_again(const RhumbQuotedMap *const map, RhumbHints *const hints)
{
  if (!map->hints.count) {
    return;
  }
  RhumbHint first = map->hints.items[0];
  first.is_again = map->first < hints->count &&
                   hints->items[map->first].kind == first.kind &&
                   hints->items[map->first].what.data == first.what.data;
  RHUMB_PUSH(hints, first);
  for (size_t i = 1; !first.is_again && i < map->hints.count; ++i) {
    RHUMB_PUSH(hints, map->hints.items[i]);
  }
}

/// Append who reifies the triples that `map` makes of the row
static RhumbStatus
quote_map(RhumbMadeList *const list,
          RhumbRow *const row,
          const RhumbPlanMap *const map,
          const uint64_t targets,
          const RhumbQuoting *const quoting)
{
  RhumbQuotedMap *const kept = &quoting->maps[map->number];
  if (kept->row == quoting->row) {
    if (row->hints) {
      hint_again(kept, row->hints);
    }
  } else {
    Quotes quotes = {.row = row, .quoting = quoting};
    const size_t first = row->hints ? row->hints->count : 0;
    RHUMB_TRY(make_quotes(&quotes, map));
    keep_quotes(kept, &quotes, first);
  }
  for (size_t i = 0; i < kept->made.count; ++i) {
    RhumbMade *const made = rhumb_made_new(list, row->arena);
    *made = kept->made.items[i];
    made->targets = targets;
  }
  return RHUMB_OK;
}

void
rhumb_quoting_free(RhumbQuoting *const quoting)
{
  for (size_t i = 0; i < quoting->plan->n_quoted; ++i) {
    free(quoting->maps[i].hints.items);
  }
  free(quoting->maps);
  rhumb_table_free(&quoting->said);
}

RhumbStatus
rhumb_quote(RhumbMadeList *const list,
            RhumbRow *const row,
            const RhumbPlanObject *const object,
            const RhumbQuoting *const quoting)
{
  if (object->is_join) {
    const RhumbJoinLookup lookup = {
        .object = object,
        .parent = &quoting->plan->indexes[object->index],
        .index = &quoting->indexes[object->index],
    };
    size_t n_known = 0;
    return rhumb_join_look_up(list, &n_known, row, &lookup);
  }
  if (!object->quoted) {
    return rhumb_make(list, row, &object->term);
  }
  bool holds = true;
  rhumb_mistakes_are(row->mistakes, object->term.invalid, false);
  RHUMB_TRY(rhumb_holds(&holds, row, &object->term.conditions));
  return holds ? quote_map(
                     list, row, object->quoted, object->term.targets, quoting)
               : RHUMB_OK;
}

RhumbStatus
rhumb_quote_subjects(RhumbMadeList *const list,
                     RhumbRow *const row,
                     const RhumbPlanTerm *const subject,
                     const RhumbPlanObject *const quoted,
                     const RhumbQuoting *const quoting)
{
  bool holds = true;
  rhumb_mistakes_are(row->mistakes, RHUMB_STOP, false);
  RHUMB_TRY(rhumb_holds(&holds, row, &subject->conditions));
  return holds ? rhumb_quote(list, row, quoted, quoting) : RHUMB_OK;
}

// Putting ---------------------------------------------------------------------

static void
put_inner(RhumbQuoting *quoting,
          const RhumbQuoted *quoted,
          uint64_t targets,
          const RhumbMadeQuad *quad,
          const RhumbLoc *origin);

/// Say what `reifier` reifies, and what the reifiers in that triple do
static void
put_reified(RhumbQuoting *const quoting,
            const RhumbMade *const reifier,
            const RhumbQuoted *const quoted,
            const RhumbMadeQuad *const quad,
            const RhumbLoc *const origin)
{
  const RhumbMade object = {.term = quoted->term,
                            .print = quoted->print,
                            .targets = reifier->targets};
  const RhumbMadeQuad said = {reifier, &quoting->reifies, &object, quad->graph};
  quoting->put(quoting->handle, &said, origin);
  put_inner(quoting, quoted, reifier->targets, quad, origin);
}

/// Begin a turn: nothing has been said in it
static void
begin_turn(RhumbQuoting *const quoting)
{
  rhumb_table_clear(&quoting->said);
}

/// True if it has been said in this turn and graph what reifies a triple, and
/// what is in it
static bool
is_said(RhumbQuoting *const quoting,
        const RhumbQuoted *const quoted,
        const uint64_t targets,
        const RhumbMade *const graph)
{
  const struct {
    const RhumbQuoted *quoted;
    uint64_t targets;
    RhumbFingerprint graph;
  } key = {quoted, targets, graph->print};
  const size_t known = quoting->said.count;
  return rhumb_table_add(&quoting->said,
                         (RhumbStr){(const char *)&key, sizeof(key)}) < known;
}

/// Say what the reifiers in a triple reify, those in triple terms too
static void
put_inner(RhumbQuoting *const quoting,
          const RhumbQuoted *const quoted,
          const uint64_t targets,
          const RhumbMadeQuad *const quad,
          const RhumbLoc *const origin)
{
  for (size_t i = 0; i < 2; ++i) {
    const RhumbQuoted *const inner = quoted->inner[i];
    if (inner && quoted->triple[i ? 2 : 0].kind == RHUMB_TERM_TRIPLE) {
      put_inner(quoting, inner, targets, quad, origin);
    } else if (inner && !is_said(quoting, inner, targets, quad->graph)) {
      const RhumbMade reifier = rhumb_quoted_made(inner, targets);
      put_reified(quoting, &reifier, inner, quad, origin);
    }
  }
}

void
rhumb_quote_put(RhumbQuoting *const quoting,
                const RhumbMadeQuad *const quad,
                const RhumbLoc *const origin)
{
  RhumbMade subject = *quad->subject;
  RhumbMade object = *quad->object;
  const uint64_t targets = subject.targets | object.targets |
                           quad->predicate->targets | quad->graph->targets;
  const bool is_reifying_one = is_reifying(quoting, quad->predicate, &object);
  if (is_reifying_one) {
    object.term = object.quoted->term;
    object.print = object.quoted->print;
  }
  const RhumbMadeQuad said = {
      quad->subject, quad->predicate, &object, quad->graph};
  quoting->put(quoting->handle, &said, origin);
  subject.targets = object.targets = targets;
  if (subject.quoted &&
      !is_said(quoting, subject.quoted, targets, quad->graph)) {
    put_reified(quoting, &subject, subject.quoted, quad, origin);
  }
  if (is_reifying_one) {
    put_inner(quoting, object.quoted, targets, quad, origin);
  } else if (object.quoted &&
             !is_said(quoting, object.quoted, targets, quad->graph)) {
    put_reified(quoting, &object, object.quoted, quad, origin);
  }
}

void
rhumb_quote_put_all(RhumbQuoting *const quoting,
                    const RhumbMadeProduct *const product,
                    const RhumbLoc *const origin)
{
  begin_turn(quoting);
  for (size_t g = 0; g < product->n_graphs; ++g) {
    for (size_t s = 0; s < product->subjects->count; ++s) {
      for (size_t p = 0; p < product->predicates->count; ++p) {
        for (size_t o = 0; o < product->objects->count; ++o) {
          const RhumbMadeQuad quad = {&product->subjects->items[s],
                                      &product->predicates->items[p],
                                      &product->objects->items[o],
                                      &product->graphs[g]};
          rhumb_quote_put(quoting, &quad, origin);
        }
      }
    }
  }
}

// Annotations -----------------------------------------------------------------

/// A triple that is annotated, of which its reifiers are asked
typedef struct {
  const RhumbRow *row;
  const RhumbPlanAnnotation *annotation;
  RhumbQuoting *quoting;
  const RhumbLoc *origin;
} Context;

static uint64_t
targets_of(const RhumbMadeQuad *const quad)
{
  return quad->subject->targets | quad->predicate->targets |
         quad->object->targets;
}

static uint32_t
add_key(RhumbTable *const known, const RhumbTripleKey *const key)
{
  return rhumb_table_add(known, (RhumbStr){(const char *)key, sizeof(*key)});
}

/// True if equal values have made the triple before, with its fresh reifier
static bool
is_reified(RhumbAnnotating *const out,
           const Context *const self,
           const RhumbQuoted *const quoted,
           const RhumbMadeQuad *const quad)
{
  const RhumbTripleKey key = {quoted->print, targets_of(quad)};
  if (self->annotation->reifier.value.kind != RHUMB_VALUE_FRESH) {
    return false;
  }
  if (!out->n_fresh) {
    out->first = key;
    return false;
  }
  if (!out->known.count) {
    (void)add_key(&out->known, &out->first);
  }
  const size_t count = out->known.count;
  return add_key(&out->known, &key) < count;
}

/// Append the reifiers of one triple
static RhumbStatus
make_reifiers(RhumbAnnotating *const out, const Context *const self)
{
  const RhumbPlanTerm *const reifier = &self->annotation->reifier;
  if (reifier->value.kind != RHUMB_VALUE_FRESH) {
    return rhumb_make(&out->reifiers, self->row, reifier);
  }
  rhumb_make_fresh(&out->reifiers, self->row, reifier, out->n_fresh++);
  return RHUMB_OK;
}

/// Put a triple in each graph, and who reifies it: those of `reifiers` from
/// number `first` on
static void
put_annotated(const Context *const self,
              const RhumbMadeProduct *const product,
              const RhumbQuoted *const quoted,
              RhumbMadeQuad quad,
              const RhumbMadeList *const reifiers,
              const size_t first)
{
  for (size_t g = 0; g < product->n_graphs; ++g) {
    quad.graph = &product->graphs[g];
    if (!self->annotation->is_silent) {
      rhumb_quote_put(self->quoting, &quad, self->origin);
    }
    for (size_t i = first; i < reifiers->count; ++i) {
      put_reified(
          self->quoting, &reifiers->items[i], quoted, &quad, self->origin);
    }
  }
}

/// Put one triple and who reifies it
static RhumbStatus
annotate_triple(RhumbAnnotating *const out,
                const Context *const self,
                const RhumbMadeProduct *const product,
                const RhumbMadeQuad *const quad)
{
  RhumbMadeList *const reifiers = &out->reifiers;
  const size_t first = reifiers->count;
  const RhumbQuoted *const quoted = new_quoted(
      self->row, self->quoting, quad->subject, quad->predicate, quad->object);
  if (is_reified(out, self, quoted, quad)) {
    return RHUMB_OK;
  }
  RHUMB_TRY(make_reifiers(out, self));
  const size_t reified =
      rhumb_product(quoted->n_quads, reifiers->count - first);
  const size_t own = self->annotation->is_silent ? 0 : quoted->n_quads;
  out->n_quads = add_up(out->n_quads,
                        rhumb_product(add_up(own, reified), product->n_graphs));
  RHUMB_TRY(rhumb_check_product(out->n_quads, self->row, *self->origin));
  for (size_t i = first; i < reifiers->count; ++i) {
    reifiers->items[i].targets |= targets_of(quad);
  }
  put_annotated(self, product, quoted, *quad, reifiers, first);
  return RHUMB_OK;
}

RhumbStatus
rhumb_annotate(RhumbAnnotating *const out,
               const RhumbRow *const row,
               const RhumbPlanAnnotation *const annotation,
               const RhumbMadeProduct *const product,
               RhumbQuoting *const quoting,
               const RhumbLoc *const origin)
{
  const Context self = {row, annotation, quoting, origin};
  begin_turn(quoting);
  for (size_t s = 0; s < product->subjects->count; ++s) {
    for (size_t p = 0; p < product->predicates->count; ++p) {
      for (size_t o = 0; o < product->objects->count; ++o) {
        const RhumbMadeQuad quad = {&product->subjects->items[s],
                                    &product->predicates->items[p],
                                    &product->objects->items[o],
                                    NULL};
        RHUMB_TRY(annotate_triple(out, &self, product, &quad));
      }
    }
  }
  return RHUMB_OK;
}

void
rhumb_annotating_free(RhumbAnnotating *const annotating)
{
  rhumb_table_free(&annotating->known);
}
