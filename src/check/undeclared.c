// SPDX-License-Identifier: ISC

/// @file undeclared.c  IRIs that a run makes in the namespace of an ontology
/// which does not declare them: found and counted.

#include "check/undeclared_impl.h"

#include "source/names.h"

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

/// Return where the rules make subjects of the data in a namespace, or nowhere
static RhumbLoc
find_subjects(const RhumbPlan *const plan, const RhumbStr space)
{
  for (size_t i = 0; i < plan->n_passes; ++i) {
    const RhumbPlanPass *const pass = &plan->passes[i];
    for (size_t m = 0; m < pass->n_maps; ++m) {
      const RhumbOrigin subject = {.value = &pass->maps[m].subject.value};
      const RhumbStr text = rhumb_origin_fixed(&subject).start;
      if (rhumb_vocabulary_space(text) == space.len &&
          rhumb_str_starts(text, space)) {
        return pass->maps[m].subject.loc;
      }
    }
  }
  return (RhumbLoc){0};
}

/// True if a namespace is that of the data's own ontology
static bool
is_own(const RhumbUndeclared *const self, const RhumbStr space)
{
  const RhumbOntology *const own = self->mapping->ontology;
  return own && own->iri.len && rhumb_str_equal(bare(space), bare(own->iri));
}

/// True if all that is made in a namespace is refused which it does not
/// declare, subjects too: it is called like an ontology that the rules import,
/// and has more than individuals, or exactly its name
static bool
is_reserved(const RhumbUndeclared *const self, const size_t number)
{
  const RhumbVocabulary *const v = &self->ontologies->vocabulary;
  const RhumbVocabularySpace *const space = &v->spaces[number];
  const RhumbStr name = bare(v->namespaces.keys[number]);
  return space->home < self->ontologies->n_imported && space->is_named &&
         (space->has_terms ||
          rhumb_table_find(&v->ontologies, name) != RHUMB_TABLE_NONE);
}

/// Find the namespaces in which what is made must be declared
static void
find_spaces(RhumbUndeclared *const self, const RhumbPlan *const plan)
{
  const RhumbVocabulary *const v = &self->ontologies->vocabulary;
  const size_t count = v->namespaces.count;
  self->is_refused = RHUMB_NEW(&self->arena, bool, count);
  self->is_listed = RHUMB_NEW(&self->arena, bool, count);
  self->owners = RHUMB_NEW(&self->arena, RhumbLoc, count);
  self->shortest = SIZE_MAX;
  for (size_t i = 0; i < count; ++i) {
    const RhumbStr name = v->namespaces.keys[i];
    const RhumbVocabularySpace *const space = &v->spaces[i];
    // What was not read may be what declares a namespace that has another's
    // name
    const bool is_known = space->is_named || !self->ontologies->is_partial;
    const bool may_be = (space->is_own || space->has_individuals) && is_known &&
                        !is_own(self, name);
    if (may_be && !is_reserved(self, i)) {
      self->owners[i] = find_subjects(plan, name);
    }
    const bool is_asked = may_be && !self->owners[i].text;
    self->is_refused[i] = is_asked && space->is_own;
    self->is_listed[i] = is_asked && !space->is_own;
    if (is_asked && name.len < self->shortest) {
      self->shortest = name.len;
    }
  }
}

/// Return the number of the namespace of `iri`; NONE: nothing is asked of it
static uint32_t
space_of(const RhumbUndeclared *const self, const RhumbStr iri)
{
  return iri.len < self->shortest
             ? RHUMB_TABLE_NONE
             : rhumb_vocabulary_space_of(&self->ontologies->vocabulary, iri);
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

/// Return the row that a look is at; 0: none
static uint64_t
row_of(const RhumbUndeclaredLook *const look)
{
  return look->quad ? look->quad->row : 0;
}

/// Note an IRI that the place has not made before
static void
add_iri(RhumbUndeclared *const self,
        const RhumbStr key,
        const RhumbUndeclaredIri *const found,
        const RhumbUndeclaredLook *const look)
{
  RhumbUndeclaredPlace *const place = find_place(self, &found->origin);
  const uint64_t row = row_of(look);
  if (place->count == MAX_SAID) {
    place->has_unmade |= !look->quad;
    place->n_more += look->quad && (!place->n_more || place->last_more != row);
    place->last_more = row;
    return;
  }
  RhumbUndeclaredIri copy = *found;
  copy.iri = rhumb_str_copy(&self->arena, found->iri);
  copy.property = rhumb_str_copy(&self->arena, found->property);
  copy.n_rows = look->quad ? 1 : 0;
  copy.last_row = row;
  if (self->source && row) {
    copy.first = rhumb_source_keep_loc(self->source, &self->arena);
  }
  (void)rhumb_table_add(&self->known, key);
  RHUMB_PUSH(&self->iris, copy);
  const size_t number = self->iris.count;
  *(place->last ? &self->iris.items[place->last - 1].next : &place->first) =
      number;
  place->last = number;
  ++place->count;
}

/// Count an IRI that has a fault
static void
count_iri(RhumbUndeclared *const self,
          const RhumbUndeclaredIri *const found,
          const RhumbUndeclaredLook *const look)
{
  const RhumbOrigin *const origin = &found->origin;
  const bool is_constant =
      origin->value && origin->value->kind == RHUMB_VALUE_CONSTANT;
  if (is_constant && rhumb_vocabulary_space(found->iri) == found->iri.len) {
    return; // The namespace itself, which is no term
  }
  RhumbBuf buf = {0};
  const RhumbStr key = key_of(&buf, origin->loc, found->iri);
  const uint32_t number = rhumb_table_find(&self->known, key);
  if (rhumb_table_find(&self->said, key) != RHUMB_TABLE_NONE) {
    // The rules alone show it
  } else if (number == RHUMB_TABLE_NONE) {
    add_iri(self, key, found, look);
  } else if (look->quad) {
    RhumbUndeclaredIri *const known = &self->iris.items[number];
    known->n_rows += known->last_row != row_of(look);
    known->last_row = row_of(look);
  }
  rhumb_buf_free(&buf);
}

// What is wrong with it -------------------------------------------------------

/// Return the number of what has been found of a property and `other`; `is_new`
/// is set to whether nothing has, and it is to be added
static uint32_t
find_verdict(RhumbUndeclared *const self,
             const RhumbStr property,
             const RhumbStr other,
             bool *const is_new)
{
  RhumbBuf key = {0};
  rhumb_buf_put(&key, property);
  rhumb_buf_putc(&key, ' '); // In no IRI
  rhumb_buf_put(&key, other);
  const uint32_t number = rhumb_table_add(&self->judged, rhumb_buf_str(&key));
  rhumb_buf_free(&key);
  *is_new = number == self->verdicts.count;
  return number;
}

/// Return the range of the property that a term of an ontology is not in; NULL
/// data: none
static RhumbStr
range_without(RhumbUndeclared *const self,
              const RhumbStr iri,
              const RhumbStr property)
{
  bool is_new = false;
  const uint32_t number = find_verdict(self, property, iri, &is_new);
  if (is_new) {
    const RhumbStr clash = rhumb_vocabulary_object_clash(
        &self->ontologies->vocabulary, property, iri);
    RHUMB_PUSH(&self->verdicts, clash);
  }
  return self->verdicts.items[number];
}

/// True if an ontology lists what of the namespace of `iri` the objects of the
/// property may be
static bool
is_list_of(RhumbUndeclared *const self,
           const RhumbStr iri,
           const RhumbStr property)
{
  bool is_new = false;
  const uint32_t number =
      find_verdict(self,
                   property,
                   rhumb_str_slice(iri, 0, rhumb_vocabulary_space(iri)),
                   &is_new);
  if (is_new) {
    const RhumbStr no = {NULL, 0};
    const bool lists =
        rhumb_vocabulary_lists(&self->ontologies->vocabulary, property, iri);
    RHUMB_PUSH(&self->verdicts, lists ? RHUMB_STR("") : no);
  }
  return self->verdicts.items[number].data != NULL;
}

/// Return what is wrong with an IRI whose namespace is refused
static RhumbFault
fault_of(RhumbUndeclared *const self,
         const RhumbStr iri,
         const RhumbUndeclaredLook *const look,
         RhumbStr *const range)
{
  const RhumbVocabulary *const v = &self->ontologies->vocabulary;
  const unsigned kinds = look->need->kinds;
  if (kinds ? !(rhumb_vocabulary_declared(v, iri) & kinds)
            : !rhumb_vocabulary_has(v, iri)) {
    return RHUMB_FAULT_UNDECLARED;
  }
  if (look->at == RHUMB_AT_OBJECT && !kinds && look->property.len) {
    *range = range_without(self, iri, look->property);
  }
  return range->data ? RHUMB_FAULT_OUTSIDE
         : look->at != RHUMB_AT_SUBJECT &&
                 rhumb_vocabulary_is_deprecated(v, iri)
             ? RHUMB_FAULT_DEPRECATED
             : RHUMB_FAULT_NONE;
}

/// True if an IRI must be declared where it is, as what is in its namespace
/// must
static bool
is_asked(RhumbUndeclared *const self,
         const RhumbStr iri,
         const RhumbUndeclaredLook *const look)
{
  const uint32_t space = space_of(self, iri);
  const bool may_be_listed =
      look->at == RHUMB_AT_OBJECT && look->property.len && !look->need->kinds;
  return space != RHUMB_TABLE_NONE &&
         (self->is_refused[space] || (may_be_listed && self->is_listed[space] &&
                                      is_list_of(self, iri, look->property)));
}

void
rhumb_undeclared_look_at(RhumbUndeclared *const undeclared,
                         const RhumbStr iri,
                         const RhumbUndeclaredLook *const look)
{
  if (!is_asked(undeclared, iri, look)) {
    return;
  }
  RhumbUndeclaredIri found = {.iri = iri, .need = look->need};
  found.fault = fault_of(undeclared, iri, look, &found.range);
  // One table may serve several properties
  if (!found.fault ||
      (look->is_entry && found.fault != RHUMB_FAULT_UNDECLARED)) {
    return;
  }
  found.property = look->at == RHUMB_AT_OBJECT ? look->property : RHUMB_STR("");
  found.origin =
      look->origin
          ? *look->origin
          : rhumb_origin_of(&undeclared->origins, look->quad, look->at, iri);
  count_iri(undeclared, &found, look);
}

/// What must be declared where
static const RhumbDemand a_term = {0, "term"};
static const RhumbDemand a_class = {RHUMB_IS_CLASS, "class"};
static const RhumbDemand a_property = {RHUMB_IS_PROPERTY, "property"};
static const RhumbDemand a_datatype = {RHUMB_IS_DATATYPE, "datatype"};

const RhumbDemand *
rhumb_undeclared_need(const RhumbPosition at, const RhumbStr property)
{
  return at == RHUMB_AT_PREDICATE  ? &a_property
         : at == RHUMB_AT_DATATYPE ? &a_datatype
         : at == RHUMB_AT_OBJECT && rhumb_str_is(property, RHUMB_RDF_TYPE)
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
  const RhumbUndeclaredLook look = {
      quad,
      own,
      predicate->text,
      rhumb_undeclared_need(own, predicate->text),
      NULL,
      false,
  };
  if (term->kind == RHUMB_TERM_IRI) {
    rhumb_undeclared_look_at(self, term->text, &look);
  } else if (is_literal && term->datatype.len) {
    rhumb_undeclared_look_at(self, term->datatype, &look);
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
  const uint32_t space = space_of(undeclared, iri);
  if (space == RHUMB_TABLE_NONE || !undeclared->is_refused[space]) {
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
  RhumbUndeclared *const self = (RhumbUndeclared *)handle;
  if (status == RHUMB_OK && !self->cut_name.len) { // There may be more
    self->cut_name =
        rhumb_str_copy(&self->arena, rhumb_str(rhumb_source_name(row->source)));
    self->n_cut = n_rows;
  }
  self->source = NULL;
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
    rhumb_table_free(&undeclared->judged);
    free(undeclared->verdicts.items);
    free(undeclared->iris.items);
    free(undeclared->places.items);
    rhumb_arena_free(&undeclared->arena);
    free(undeclared);
  }
}
