// SPDX-License-Identifier: ISC

/// @file undeclared_constants.c  IRIs that the rules have as they are, held
/// against the ontologies be they made or not.

#include "check/undeclared_impl.h"

/// Where terms stand that are looked at
typedef struct {
  RhumbUndeclared *self;
  const RhumbPlanPass *pass;
  RhumbPosition at;
  RhumbStr property; ///< Of the triple; empty: it depends
} Where;

/// Look at an IRI, which is a value of a term map, or an entry of its table
static void
look_at_one(const Where *const where,
            const RhumbStr iri,
            const RhumbOrigin *const origin)
{
  const RhumbUndeclaredLook look = {
      .at = where->at,
      .property = where->property,
      .need = rhumb_undeclared_need(where->at, where->property),
      .origin = origin,
      .is_entry = origin->value->kind == RHUMB_VALUE_TABLE,
  };
  rhumb_undeclared_look_at(where->self, iri, &look);
}

/// Look at what a value may be, if the rules alone say it
/// @param is_iri A constant is one.
static void
look_at_value(const Where *const where,
              const RhumbPlanTerm *const term,
              const RhumbPlanValue *const value,
              const bool is_iri)
{
  const RhumbPlanLookup *const lookup =
      value->kind == RHUMB_VALUE_TABLE ? value->lookup : NULL;
  RhumbOrigin origin = {value, term, where->pass, term->loc};
  if (value->kind == RHUMB_VALUE_CONSTANT && is_iri) {
    look_at_one(where, value->constant.text, &origin);
  }
  for (size_t i = 0; lookup && i < lookup->table->n_entries; ++i) {
    const RhumbTableEntry *const entry = &lookup->table->entries[i];
    const RhumbPlanTableTerm *const made = lookup->entries[i].terms;
    for (size_t v = 0; made && v < entry->n_values; ++v) {
      origin.loc = entry->values[v].loc;
      if (made[v].kind == RHUMB_TERM_IRI) {
        look_at_one(where, made[v].text, &origin);
      }
    }
  }
}

static void
look_at_terms(const Where *const where,
              const RhumbPlanTerm *const terms,
              const size_t count)
{
  Where datatype = *where;
  datatype.at = RHUMB_AT_DATATYPE;
  for (size_t i = 0; i < count; ++i) {
    const RhumbPlanTerm *const term = &terms[i];
    look_at_value(where, term, &term->value, term->kind == RHUMB_TERM_IRI);
    if (term->has_datatype) {
      look_at_value(&datatype, term, &term->datatype, true);
    }
  }
}

/// Look at an object of a property, or at the members of its collection, which
/// no property leads to. A join's is the subject of another map.
static void
look_at_object(const Where *const where, const RhumbPlanObject *const object)
{
  const RhumbPlanGather *const gather = object->term.gather;
  Where member = *where;
  member.property = RHUMB_STR("");
  if (!object->is_join && !object->quoted) {
    look_at_terms(where, &object->term, 1);
  }
  for (size_t i = 0; gather && i < gather->n_items; ++i) {
    if (!gather->items[i].is_join && !gather->items[i].quoted) {
      look_at_terms(&member, &gather->items[i].term, 1);
    }
  }
}

/// Look at an object as that of each predicate
static void
look_at_pair(const Where *const where,
             const RhumbPlanPair *const pair,
             const RhumbPlanObject *const object)
{
  Where at = *where;
  at.at = RHUMB_AT_PREDICATE;
  look_at_terms(&at, pair->predicates, pair->n_predicates);
  at.at = RHUMB_AT_GRAPH;
  look_at_terms(&at, pair->graphs, pair->n_graphs);
  at.at = RHUMB_AT_OBJECT;
  for (size_t i = 0; i < pair->n_predicates; ++i) {
    const RhumbPlanValue *const value = &pair->predicates[i].value;
    at.property = value->kind == RHUMB_VALUE_CONSTANT ? value->constant.text
                                                      : RHUMB_STR("");
    look_at_object(&at, object);
  }
}

void
rhumb_undeclared_look_at_constants(RhumbUndeclared *const undeclared)
{
  for (size_t i = 0; i < undeclared->origins.maps.count; ++i) {
    const RhumbTripleMaps *const maps = &undeclared->origins.maps.items[i];
    const Where where = {
        undeclared, maps->pass, RHUMB_AT_SUBJECT, RHUMB_STR("")};
    look_at_terms(&where, maps->subject, 1);
    if (maps->pair && maps->object) {
      look_at_pair(&where, maps->pair, maps->object);
    }
  }
}
