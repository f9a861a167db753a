// SPDX-License-Identifier: ISC

/// @file origin.c  Which term map has made an IRI of a quad.

#include "check/origin.h"

#include "model/rules.h"

#include <stdlib.h>

// Object maps -----------------------------------------------------------------

/// Return an address as the key of a table
static RhumbStr
address_key(const void *const *const address)
{
  return (RhumbStr){(const char *)address, sizeof(*address)};
}

static void
add(RhumbOrigins *const origins,
    const RhumbLoc *const origin,
    const RhumbTripleMaps *const maps)
{
  const void *const address = origin;
  const size_t known = origins->maps.count;
  if (rhumb_table_add(&origins->numbers, address_key(&address)) == known) {
    RHUMB_PUSH(&origins->maps, *maps);
  }
}

/// Add an object map, and the collections that are its members: what these
/// write has the place of their own maps
static void
add_object(RhumbOrigins *const origins, // NOLINT(misc-no-recursion): by depth
           const RhumbTripleMaps *const around,
           const RhumbPlanObject *const object)
{
  const RhumbPlanGather *const gather = object->term.gather;
  RhumbTripleMaps maps = *around;
  maps.object = object;
  add(origins, &object->term.loc, &maps);
  for (size_t i = 0; gather && i < gather->n_items; ++i) {
    if (gather->items[i].term.gather) {
      add_object(origins, around, &gather->items[i]);
    }
  }
}

/// Add the object maps of a pair, and those of what is said of its triples
static void
add_pair(RhumbOrigins *const origins, // NOLINT(misc-no-recursion): by depth
         const RhumbTripleMaps *const around,
         const RhumbPlanPair *const pair)
{
  const RhumbPlanAnnotation *const annotation = pair->annotation;
  RhumbTripleMaps maps = *around;
  maps.pair = pair;
  for (size_t i = 0; i < pair->n_objects; ++i) {
    add_object(origins, &maps, &pair->objects[i]);
  }
  for (size_t i = 0; annotation && i < annotation->n_pairs; ++i) {
    const RhumbTripleMaps inner = {.pass = around->pass,
                                   .subject = &annotation->reifier};
    add_pair(origins, &inner, &annotation->pairs[i]);
  }
}

static void
add_map(RhumbOrigins *const origins,
        const RhumbPlanPass *const pass,
        const RhumbPlanMap *const map)
{
  const RhumbPlanGather *const gather = map->subject.gather;
  const RhumbTripleMaps maps = {.pass = pass, .subject = &map->subject};
  if (gather) {
    add(origins, &map->subject.loc, &maps);
  }
  for (size_t i = 0; gather && i < gather->n_items; ++i) {
    add_object(origins, &maps, &gather->items[i]);
  }
  for (size_t i = 0; i < map->n_pairs; ++i) {
    add_pair(origins, &maps, &map->pairs[i]);
  }
}

void
rhumb_origins_find(RhumbOrigins *const origins, const RhumbPlan *const plan)
{
  origins->plan = plan;
  origins->fillers = (const RhumbPlanPass **)rhumb_xrealloc(
      NULL, (plan->n_indexes + 1) * sizeof(void *));
  for (size_t i = 0; i < plan->n_passes; ++i) {
    const RhumbPlanPass *const pass = &plan->passes[i];
    for (size_t n = 0; n < pass->n_indexes; ++n) {
      origins->fillers[pass->indexes[n]] = pass;
    }
    for (size_t m = 0; m < pass->n_maps; ++m) {
      add_map(origins, pass, &pass->maps[m]);
    }
  }
}

void
rhumb_origins_free(RhumbOrigins *const origins)
{
  rhumb_table_free(&origins->numbers);
  rhumb_table_free(&origins->tables);
  rhumb_table_free(&origins->entries);
  free(origins->maps.items);
  free((void *)origins->values.items);
  free((void *)origins->fillers);
}

// What could have made it -----------------------------------------------------

/// How sure it is that a value has made an IRI
enum {
  CANNOT = 0,
  MAY = 1,         ///< It makes whatever the data has
  FITS = 2,        ///< With so many bytes more of fixed text
  MUST = INT32_MAX ///< It is the IRI that the rules say
};

/// A search for the value that has made an IRI
typedef struct {
  RhumbOrigins *origins;
  RhumbStr iri;
  RhumbPosition at;
  unsigned sure;
  RhumbOrigin found;
} Search;

/// Return what stands for a text in a value table of the plan
static RhumbStr
entry_key(RhumbBuf *const buf,
          const RhumbPlanLookup *const lookup,
          const RhumbStr text)
{
  const void *const address = lookup;
  buf->len = 0;
  rhumb_buf_put(buf, address_key(&address));
  rhumb_buf_put(buf, text);
  return rhumb_buf_str(buf);
}

/// Have the IRIs of a table be found
static void
add_entries(RhumbOrigins *const origins, const RhumbPlanLookup *const lookup)
{
  RhumbBuf buf = {0};
  for (size_t i = 0; i < lookup->table->n_entries; ++i) {
    const RhumbTableEntry *const entry = &lookup->table->entries[i];
    const RhumbPlanTableTerm *const terms = lookup->entries[i].terms;
    for (size_t v = 0; terms && v < entry->n_values; ++v) {
      const RhumbStr key = entry_key(&buf, lookup, terms[v].text);
      if (rhumb_table_add(&origins->entries, key) == origins->values.count) {
        RHUMB_PUSH(&origins->values, &entry->values[v]);
      }
    }
  }
  rhumb_buf_free(&buf);
}

/// Return the entry of a table that has the IRI as one of its values, or NULL
static const RhumbTableValue *
entry_of(RhumbOrigins *const origins,
         const RhumbPlanLookup *const lookup,
         const RhumbStr iri)
{
  RhumbBuf buf = {0};
  const size_t known = origins->tables.count;
  if (rhumb_table_add(&origins->tables,
                      entry_key(&buf, lookup, RHUMB_STR(""))) == known) {
    add_entries(origins, lookup);
  }
  const uint32_t number =
      rhumb_table_find(&origins->entries, entry_key(&buf, lookup, iri));
  rhumb_buf_free(&buf);
  return number == RHUMB_TABLE_NONE ? NULL : origins->values.items[number];
}

static bool
has_parts(const RhumbPlanValue *const value)
{
  return value->kind == RHUMB_VALUE_TEMPLATE && value->n_parts > 0;
}

/// Return the fixed text at one end of a template, empty if there is none
static RhumbStr
end_of(const RhumbPlanValue *const value, const size_t part)
{
  const RhumbStr none = {"", 0};
  return has_parts(value) && value->parts[part].text.data
             ? value->parts[part].text
             : none;
}

static unsigned
template_fits(const RhumbOrigin *const made, const RhumbStr iri)
{
  const RhumbFixed fixed = rhumb_origin_fixed(made);
  const size_t least = fixed.start.len + fixed.end.len;
  return rhumb_str_starts(iri, fixed.start) && rhumb_str_ends(iri, fixed.end) &&
                 iri.len >= least
             ? FITS + (unsigned)least
             : CANNOT;
}

/// Hold a value against the IRI; the surest is found, of equals the first
static void
offer(Search *const search,
      const RhumbPlanPass *const pass,
      const RhumbPlanTerm *const term,
      const RhumbPlanValue *const value)
{
  RhumbOrigin made = {value, term, pass, term->loc};
  unsigned sure = MAY;
  const RhumbTableValue *entry = NULL;
  switch (value->kind) {
  case RHUMB_VALUE_CONSTANT:
    sure = rhumb_str_equal(value->constant.text, search->iri) ? MUST : CANNOT;
    break;
  case RHUMB_VALUE_TEMPLATE:
    sure = template_fits(&made, search->iri);
    break;
  case RHUMB_VALUE_TABLE:
    entry = entry_of(search->origins, value->lookup, search->iri);
    break;
  case RHUMB_VALUE_FRESH:
    sure = CANNOT;
    break;
  case RHUMB_VALUE_FIELD:
  case RHUMB_VALUE_CALL:
  case RHUMB_VALUE_PARENT:
    break;
  }
  if (entry) {
    sure = MUST;
    made.loc = entry->loc;
  }
  if (sure > search->sure) {
    search->sure = sure;
    search->found = made;
  }
}

/// Offer a term map, by its datatype if that is sought
static void
offer_term(Search *const search,
           const RhumbPlanPass *const pass,
           const RhumbPlanTerm *const term)
{
  const bool may_be_iri =
      term->kind == RHUMB_TERM_IRI || term->value.kind == RHUMB_VALUE_TABLE;
  if (search->at == RHUMB_AT_DATATYPE && term->has_datatype) {
    offer(search, pass, term, &term->datatype);
  } else if (search->at != RHUMB_AT_DATATYPE && may_be_iri) {
    offer(search, pass, term, &term->value);
  }
}

static void
offer_terms(Search *const search,
            const RhumbPlanPass *const pass,
            const RhumbPlanTerm *const terms,
            const size_t count)
{
  for (size_t i = 0; i < count; ++i) {
    offer_term(search, pass, &terms[i]);
  }
}

static void
offer_map(Search *search, const RhumbPlanPass *pass, const RhumbPlanMap *map);

/// Offer what makes an object, its members and the triples that it quotes
static void
offer_object(Search *const search, // NOLINT(misc-no-recursion): by depth
             const RhumbPlanPass *const pass,
             const RhumbPlanObject *const object)
{
  const RhumbPlanGather *const gather = object->term.gather;
  const RhumbPlanIndex *const index =
      object->is_join ? &search->origins->plan->indexes[object->index] : NULL;
  const RhumbPlanPass *const own =
      index ? search->origins->fillers[object->index] : pass;
  const RhumbPlanMap *const quoted = index ? index->quoted : object->quoted;
  const bool is_asked =
      search->at == RHUMB_AT_OBJECT || search->at == RHUMB_AT_DATATYPE ||
      (gather && search->at == RHUMB_AT_SUBJECT); // The node of a collection
  if (quoted) {
    offer_map(search, own, quoted);
  } else if (is_asked) {
    offer_term(search, own, index ? &index->subject : &object->term);
  }
  for (size_t i = 0; gather && i < gather->n_items; ++i) {
    offer_object(search, pass, &gather->items[i]);
  }
}

/// Offer what makes the triples of a pair, but for their subjects
/// @param object Of it; NULL: each.
static void
offer_pair(Search *const search, // NOLINT(misc-no-recursion): by depth
           const RhumbPlanPass *const pass,
           const RhumbPlanPair *const pair,
           const RhumbPlanObject *const object)
{
  if (search->at == RHUMB_AT_SUBJECT && pair->annotation) {
    offer_term(search, pass, &pair->annotation->reifier);
  } else if (search->at == RHUMB_AT_PREDICATE) {
    offer_terms(search, pass, pair->predicates, pair->n_predicates);
  } else if (search->at == RHUMB_AT_GRAPH) {
    offer_terms(search, pass, pair->graphs, pair->n_graphs);
  }
  for (size_t i = 0; i < pair->n_objects; ++i) {
    if (!object || object == &pair->objects[i]) {
      offer_object(search, pass, &pair->objects[i]);
    }
  }
}

/// Offer all that a map has
static void
offer_map(Search *const search, // NOLINT(misc-no-recursion): by depth
          const RhumbPlanPass *const pass,
          const RhumbPlanMap *const map)
{
  if (map->quoted) {
    offer_object(search, pass, map->quoted);
  } else if (search->at == RHUMB_AT_SUBJECT) {
    offer_term(search, pass, &map->subject);
  }
  for (size_t i = 0; i < map->n_pairs; ++i) {
    offer_pair(search, pass, &map->pairs[i], NULL);
  }
}

/// Offer what makes the triples of one object map
static void
offer_triples(Search *const search, const RhumbTripleMaps *const maps)
{
  const RhumbPlanGather *const gather = maps->subject->gather;
  if (search->at == RHUMB_AT_SUBJECT) {
    offer_term(search, maps->pass, maps->subject);
  }
  for (size_t i = 0; gather && i < gather->n_items; ++i) {
    offer_object(search, maps->pass, &gather->items[i]);
  }
  if (maps->object) {
    offer_object(search, maps->pass, maps->object);
  }
  if (maps->pair) {
    offer_pair(search, maps->pass, maps->pair, maps->object);
  }
}

RhumbOrigin
rhumb_origin_of(RhumbOrigins *const origins,
                const RhumbQuad *const quad,
                const RhumbPosition at,
                const RhumbStr iri)
{
  const void *const address = quad->origin;
  const uint32_t number =
      rhumb_table_find(&origins->numbers, address_key(&address));
  Search search = {.origins = origins,
                   .iri = iri,
                   .at = at,
                   .found = {.loc = rhumb_quad_loc(quad)}};
  if (number != RHUMB_TABLE_NONE) {
    offer_triples(&search, &origins->maps.items[number]);
  }
  return search.found;
}

// As rules have it ------------------------------------------------------------

RhumbFixed
rhumb_origin_fixed(const RhumbOrigin *const origin)
{
  const RhumbPlanValue *const value = origin->value;
  const size_t last = value && has_parts(value) ? value->n_parts - 1 : 0;
  RhumbFixed fixed = {{"", 0}, {"", 0}};
  if (value) {
    fixed.start = end_of(value, 0);
    fixed.end = last ? end_of(value, last) : fixed.end;
  }
  return fixed;
}

/// Append a reference, between signs if it stands in a template
static void
put_reference(RhumbBuf *const out, const RhumbStr text, const bool is_turtle)
{
  rhumb_buf_puts(out, is_turtle ? "{" : "$(");
  rhumb_buf_put(out, text);
  rhumb_buf_puts(out, is_turtle ? "}" : ")");
}

/// Return a value's text within the signs of a reference
static RhumbStr
inner_text(RhumbArena *const arena, // NOLINT(misc-no-recursion): by depth
           const RhumbPlanPass *const pass,
           const RhumbPlanValue *const value)
{
  switch (value->kind) {
  case RHUMB_VALUE_CONSTANT:
    return value->constant.text;
  case RHUMB_VALUE_FIELD:
    return value->field < pass->n_references
               ? pass->references[value->field].text
               : RHUMB_STR("…");
  case RHUMB_VALUE_TABLE: {
    const RhumbStr key = inner_text(arena, pass, &value->lookup->key);
    return rhumb_str_format(arena,
                            "%.*s => %.*s",
                            RHUMB_FMT(key),
                            RHUMB_FMT(value->lookup->table->name));
  }
  case RHUMB_VALUE_FRESH:
  case RHUMB_VALUE_TEMPLATE:
  case RHUMB_VALUE_CALL:
  case RHUMB_VALUE_PARENT:
    break;
  }
  return RHUMB_STR("…");
}

/// Append the text that a template begins with: a prefix may be all of it, so
/// that it is shortened as part of a longer IRI
static void
put_start(RhumbBuf *const out,
          const RhumbStr text,
          const RhumbPrefixes *const prefixes)
{
  RhumbBuf longer = {0};
  rhumb_buf_put(&longer, text);
  rhumb_buf_putc(&longer, 'x');
  rhumb_prefixes_shorten(prefixes, out, rhumb_buf_str(&longer));
  --out->len;
  rhumb_buf_free(&longer);
}

static void
put_template(RhumbBuf *const out,
             const RhumbOrigin *const origin,
             const RhumbPrefixes *const prefixes,
             const bool is_turtle)
{
  const RhumbPlanValue *const value = origin->value;
  RhumbArena arena = {0};
  for (size_t i = 0; i < value->n_parts; ++i) {
    const RhumbPlanPart *const part = &value->parts[i];
    const RhumbPlanValue field = {.kind = RHUMB_VALUE_FIELD,
                                  .field = part->field};
    if (part->text.data && i == 0 && !is_turtle) {
      put_start(out, part->text, prefixes);
    } else if (part->text.data) {
      rhumb_buf_put(out, part->text);
    } else {
      const RhumbPlanValue *const inner = part->value ? part->value : &field;
      put_reference(out, inner_text(&arena, origin->pass, inner), is_turtle);
    }
  }
  rhumb_arena_free(&arena);
}

void
rhumb_origin_put(RhumbBuf *const out,
                 const RhumbOrigin *const origin,
                 const RhumbPrefixes *const prefixes)
{
  RhumbLastRules last = {0};
  RhumbArena arena = {0};
  const RhumbPlanValue *const value = origin->value;
  const RhumbPlanValueKind kind = value ? value->kind : RHUMB_VALUE_CONSTANT;
  const bool is_turtle = rhumb_rules_in_turtle(&last, origin->loc);
  if (kind == RHUMB_VALUE_TEMPLATE) {
    put_template(out, origin, prefixes, is_turtle);
  } else if (kind == RHUMB_VALUE_FIELD || kind == RHUMB_VALUE_TABLE) {
    put_reference(out, inner_text(&arena, origin->pass, value), is_turtle);
  } else {
    rhumb_buf_puts(out, kind == RHUMB_VALUE_CALL ? "this function" : "this");
  }
  rhumb_arena_free(&arena);
}
