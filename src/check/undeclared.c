// SPDX-License-Identifier: ISC

/// @file undeclared.c  IRIs that a run makes in the namespace of an ontology
/// which does not declare them: found and counted.

#include "check/undeclared_impl.h"

#include <stdlib.h>

/// Different IRIs that are said of a place, as a run says mistakes
enum { MAX_SAID = 10 };

// Namespaces ------------------------------------------------------------------

/// Return an IRI, or a namespace, without the signs that end namespaces
static RhumbStr
bare(RhumbStr iri)
{
  while (iri.len && strchr("#/", iri.data[iri.len - 1])) {
    --iri.len;
  }
  return iri;
}

/// True if the rules make subjects of the data in a namespace
static bool
has_subjects(const RhumbPlan *const plan, const RhumbStr space)
{
  bool found = false;
  for (size_t i = 0; !found && i < plan->n_passes; ++i) {
    const RhumbPlanPass *const pass = &plan->passes[i];
    for (size_t m = 0; !found && m < pass->n_maps; ++m) {
      const RhumbOrigin subject = {.value = &pass->maps[m].subject.value};
      const RhumbStr text = rhumb_origin_fixed(&subject).start;
      found = rhumb_vocabulary_space(text) == space.len &&
              rhumb_str_starts(text, space);
    }
  }
  return found;
}

/// True if a namespace of the vocabulary is the data's too
static bool
is_of_data(const RhumbUndeclared *const self,
           const RhumbPlan *const plan,
           const size_t number)
{
  const RhumbVocabulary *const v = &self->ontologies->vocabulary;
  const RhumbOntology *const own = self->mapping->ontology;
  const RhumbStr space = v->namespaces.keys[number];
  if (own && own->iri.len && rhumb_str_equal(bare(space), bare(own->iri))) {
    return true;
  }
  const bool is_imported = v->homes[number] < self->ontologies->n_imported;
  return !(is_imported && v->is_named[number]) && has_subjects(plan, space);
}

/// Find the namespaces in which what is made must be declared
static void
find_spaces(RhumbUndeclared *const self, const RhumbPlan *const plan)
{
  const RhumbVocabulary *const v = &self->ontologies->vocabulary;
  self->is_refused = RHUMB_NEW(&self->arena, bool, v->namespaces.count);
  self->shortest = SIZE_MAX;
  for (size_t i = 0; i < v->namespaces.count; ++i) {
    const size_t len = v->namespaces.keys[i].len;
    // What was not read may be what declares a namespace that has another's
    // name
    const bool is_known = v->is_named[i] || !self->ontologies->is_partial;
    self->is_refused[i] =
        v->is_own[i] && is_known && !is_of_data(self, plan, i);
    if (self->is_refused[i] && len < self->shortest) {
      self->shortest = len;
    }
  }
}

/// True if `iri` must be declared, as what is in its namespace must
static bool
is_asked(const RhumbUndeclared *const self, const RhumbStr iri)
{
  if (iri.len < self->shortest) {
    return false;
  }
  const RhumbStr space = rhumb_str_slice(iri, 0, rhumb_vocabulary_space(iri));
  const uint32_t number =
      rhumb_table_find(&self->ontologies->vocabulary.namespaces, space);
  return number != RHUMB_TABLE_NONE && self->is_refused[number];
}

// What is found ---------------------------------------------------------------

/// Return what stands for a place of the rules, and an IRI there
static RhumbStr
key_of(RhumbBuf *const buf, const RhumbLoc loc, const RhumbStr iri)
{
  const uint64_t place[] = {(uintptr_t)loc.text, loc.line, loc.column};
  rhumb_buf_put(buf, (RhumbStr){(const char *)place, sizeof(place)});
  rhumb_buf_put(buf, iri);
  return rhumb_buf_str(buf);
}

/// An IRI that is looked at
typedef struct {
  const RhumbQuad *quad; ///< That it is in
  RhumbPosition at;      ///< In it, or in a triple term in it
  const RhumbTerm *predicate;
  const RhumbDemand *need;
} Look;

/// Return the term map that makes an IRI, which may be a new one: of the many
/// entries that its table may have, few are said
static RhumbUndeclaredPlace *
find_place(RhumbUndeclared *const self, const RhumbOrigin *const origin)
{
  RhumbBuf buf = {0};
  const RhumbUndeclaredPlace found = {.loc = origin->term ? origin->term->loc
                                                          : origin->loc};
  const uint32_t number =
      rhumb_table_add(&self->located, key_of(&buf, found.loc, RHUMB_STR("")));
  rhumb_buf_free(&buf);
  if (number == self->places.count) {
    RHUMB_PUSH(&self->places, found);
  }
  return &self->places.items[number];
}

/// Note an IRI that the place has not made before
static void
add_iri(RhumbUndeclared *const self,
        const RhumbStr key,
        const RhumbOrigin *const origin,
        const RhumbStr iri,
        const Look *const look)
{
  const RhumbLoc nowhere = {0};
  const bool is_object = look->at == RHUMB_AT_OBJECT;
  RhumbUndeclaredPlace *const place = find_place(self, origin);
  if (place->count == MAX_SAID) {
    place->n_more += !place->n_more || place->last_more != look->quad->row;
    place->last_more = look->quad->row;
    return;
  }
  const RhumbUndeclaredIri found = {
      .iri = rhumb_str_copy(&self->arena, iri),
      .need = look->need,
      .property = is_object
                      ? rhumb_str_copy(&self->arena, look->predicate->text)
                      : RHUMB_STR(""),
      .origin = *origin,
      .first = self->source && look->quad->row
                   ? rhumb_source_keep_loc(self->source, &self->arena)
                   : nowhere,
      .n_rows = 1,
      .last_row = look->quad->row};
  (void)rhumb_table_add(&self->known, key);
  RHUMB_PUSH(&self->iris, found);
  const size_t number = self->iris.count;
  *(place->last ? &self->iris.items[place->last - 1].next : &place->first) =
      number;
  place->last = number;
  ++place->count;
}

/// Count an IRI that is not declared
static void
count_iri(RhumbUndeclared *const self,
          const RhumbStr iri,
          const Look *const look)
{
  const RhumbOrigin origin =
      rhumb_origin_of(&self->origins, look->quad, look->at, iri);
  const bool is_constant =
      origin.value && origin.value->kind == RHUMB_VALUE_CONSTANT;
  if (is_constant && rhumb_vocabulary_space(iri) == iri.len) {
    return; // The namespace itself, which is no term
  }
  RhumbBuf buf = {0};
  const RhumbStr key = key_of(&buf, origin.loc, iri);
  const uint32_t number = rhumb_table_find(&self->known, key);
  if (rhumb_table_find(&self->said, key) != RHUMB_TABLE_NONE) {
    // The rules alone show it
  } else if (number == RHUMB_TABLE_NONE) {
    add_iri(self, key, &origin, iri, look);
  } else {
    RhumbUndeclaredIri *const known = &self->iris.items[number];
    known->n_rows += known->last_row != look->quad->row;
    known->last_row = look->quad->row;
  }
  rhumb_buf_free(&buf);
}

static void
look_at(RhumbUndeclared *const self, const RhumbStr iri, const Look *const look)
{
  const RhumbVocabulary *const v = &self->ontologies->vocabulary;
  const unsigned kinds = look->need->kinds;
  if (!is_asked(self, iri)) {
    return;
  }
  const bool is_declared = kinds ? rhumb_vocabulary_declared(v, iri) & kinds
                                 : rhumb_vocabulary_has(v, iri);
  if (!is_declared) {
    count_iri(self, iri, look);
  }
}

/// What must be declared where
static const RhumbDemand a_term = {0, "term"};
static const RhumbDemand a_class = {RHUMB_IS_CLASS, "class"};
static const RhumbDemand a_property = {RHUMB_IS_PROPERTY, "property"};
static const RhumbDemand a_datatype = {RHUMB_IS_DATATYPE, "datatype"};

static const RhumbDemand *
need_of(const RhumbPosition at, const RhumbTerm *const predicate)
{
  return at == RHUMB_AT_PREDICATE  ? &a_property
         : at == RHUMB_AT_DATATYPE ? &a_datatype
         : at == RHUMB_AT_OBJECT &&
                 rhumb_str_is(predicate->text, RHUMB_RDF_TYPE)
             ? &a_class
             : &a_term;
}

/// Look at a term, and at those that are in it
static void
look_at_term(RhumbUndeclared *const self, // NOLINT(misc-no-recursion): by depth
             const RhumbQuad *const quad,
             const RhumbPosition at,
             const RhumbTerm *const term,
             const RhumbTerm *const predicate)
{
  const bool is_literal = term->kind == RHUMB_TERM_LITERAL;
  const RhumbPosition own = is_literal ? RHUMB_AT_DATATYPE : at;
  const Look look = {quad, own, predicate, need_of(own, predicate)};
  if (term->kind == RHUMB_TERM_IRI) {
    look_at(self, term->text, &look);
  } else if (is_literal && term->datatype.len) {
    look_at(self, term->datatype, &look);
  } else if (term->kind == RHUMB_TERM_TRIPLE) {
    const RhumbTerm *const triple = term->triple;
    look_at_term(self, quad, RHUMB_AT_SUBJECT, &triple[0], &triple[1]);
    look_at_term(self, quad, RHUMB_AT_PREDICATE, &triple[1], &triple[1]);
    look_at_term(self, quad, RHUMB_AT_OBJECT, &triple[2], &triple[1]);
  }
}

void
rhumb_undeclared_look(RhumbUndeclared *const undeclared,
                      const RhumbQuad *const quad)
{
  const RhumbTerm *const predicate = &quad->predicate;
  const struct {
    RhumbPosition at;
    const RhumbTerm *term;
  } terms[] = {{RHUMB_AT_SUBJECT, &quad->subject},
               {RHUMB_AT_PREDICATE, predicate},
               {RHUMB_AT_OBJECT, &quad->object},
               {RHUMB_AT_GRAPH, &quad->graph}};
  for (size_t i = 0; i < RHUMB_COUNT(terms); ++i) {
    look_at_term(undeclared, quad, terms[i].at, terms[i].term, predicate);
  }
}

bool
rhumb_undeclared_refuse(RhumbUndeclared *const undeclared,
                        const RhumbStr iri,
                        const RhumbLoc loc)
{
  if (!is_asked(undeclared, iri)) {
    return false;
  }
  RhumbBuf buf = {0};
  (void)rhumb_table_add(&undeclared->said, key_of(&buf, loc, iri));
  rhumb_buf_free(&buf);
  return true;
}

// The run ---------------------------------------------------------------------

static RhumbStatus
on_begin(void *const handle,
         const RhumbPlanPass *const pass,
         RhumbSource *const source)
{
  (void)pass;
  ((RhumbUndeclared *)handle)->source = source;
  return RHUMB_OK;
}

static RhumbStatus
on_end(void *const handle,
       const RhumbRow *const row,
       const uint64_t n_rows,
       const RhumbStatus status)
{
  (void)row;
  (void)n_rows;
  (void)status;
  ((RhumbUndeclared *)handle)->source = NULL;
  return RHUMB_OK;
}

RhumbUndeclared *
rhumb_undeclared_new(const RhumbPlan *const plan,
                     const RhumbMapping *const mapping,
                     const RhumbOntologies *const ontologies,
                     const RhumbDiag *const diag)
{
  RhumbUndeclared *const self =
      (RhumbUndeclared *)rhumb_xrealloc(NULL, sizeof(*self));
  *self = (RhumbUndeclared){
      .mapping = mapping,
      .ontologies = ontologies,
      .diag = diag,
      .observer = {.handle = self, .begin = on_begin, .end = on_end}};
  find_spaces(self, plan);
  rhumb_origins_find(&self->origins, plan);
  return self;
}

const RhumbObserver *
rhumb_undeclared_observer(RhumbUndeclared *const undeclared,
                          const RhumbObserver *const next)
{
  undeclared->observer.next = next;
  return &undeclared->observer;
}

void
rhumb_undeclared_free(RhumbUndeclared *const undeclared)
{
  if (undeclared) {
    rhumb_origins_free(&undeclared->origins);
    rhumb_table_free(&undeclared->said);
    rhumb_table_free(&undeclared->known);
    rhumb_table_free(&undeclared->located);
    free(undeclared->iris.items);
    free(undeclared->places.items);
    rhumb_arena_free(&undeclared->arena);
    free(undeclared);
  }
}
