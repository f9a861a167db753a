// SPDX-License-Identifier: ISC

/// @file product.c  What of one record is combined with each other: what are
/// the values of which there may be several?

#include "check/product.h"

#include "base/ascii.h"
#include "model/logical_view.h"
#include "source/names.h"

#include <stdlib.h>

typedef RHUMB_LIST(RhumbMany) Manies;

/// What the triples of a quoted map have, found once for all that quote it
typedef struct {
  bool is_known;
  Manies all;
} Quoted;

/// The products of a pass that are wanted
typedef struct {
  RhumbProducts *out;
  const RhumbPlan *plan;
  const RhumbPlanPass *pass;
  bool shown;     ///< Those that the rules show, not those that only data shows
  Quoted *quoted; ///< By number of the map
} Search;

const RhumbSourceNaming *
rhumb_product_naming(const RhumbPlanPass *const pass)
{
  const RhumbLogicalView *const view = pass->spec->view;
  return view && view->level.len
             ? rhumb_logical_view_base(pass->spec)->format->naming
             : pass->spec->format->naming;
}

RhumbStr
rhumb_product_way(const RhumbPlanPass *const pass, const RhumbStr way)
{
  RhumbLevelKey key;
  return !pass->spec->view ? way
         : rhumb_logical_view_level(pass->spec->view, way, &key)
             ? rhumb_str_from(way, key.at ? key.at : way.len)
             : RHUMB_STR("");
}

// What there may be several of -----------------------------------------------

/// True if a reference may have several values: as it shows, or as data may,
/// where any may be an array
static bool
may_be_many(const Search *const search, const size_t field)
{
  const RhumbSourceNaming *const naming = rhumb_product_naming(search->pass);
  const RhumbStr way =
      rhumb_product_way(search->pass, search->pass->references[field].text);
  return naming && way.len && (!search->shown || naming->may_be_many(way));
}

static bool
shows_many(const RhumbPlanPass *const pass, const RhumbStr way)
{
  const RhumbSourceNaming *const naming = rhumb_product_naming(pass);
  return naming && naming->shows_many &&
         naming->shows_many(rhumb_product_way(pass, way));
}

/// Return what a reference is of in a view of levels
static RhumbLevelKey
level_of(const Search *const search, const size_t field)
{
  RhumbLevelKey key = {0};
  const RhumbSourceSpec *const spec = search->pass->spec;
  return spec->view &&
                 rhumb_logical_view_level(
                     spec->view, search->pass->references[field].text, &key)
             ? key
             : (RhumbLevelKey){0};
}

/// Add a reference that may have several values, or is of a row of several
static void
add_field(const Search *const search, Manies *const to, const size_t field)
{
  if (may_be_many(search, field) || level_of(search, field).level) {
    RHUMB_PUSH(to, (RhumbMany){field, NULL});
  }
}

static void
add_value(const Search *search, Manies *to, const RhumbPlanValue *value);

/// Add a function that gives several values, or what it combines: not what it
/// takes all at once
static void
add_call(const Search *const search,
         Manies *const to,
         const RhumbPlanCall *const call)
{
  if (call->type->result == RHUMB_RESULT_LIST) {
    RHUMB_PUSH(to, (RhumbMany){SIZE_MAX, call});
    return;
  }
  for (size_t i = 0; i < call->n_arguments; ++i) {
    const RhumbPlanArgument *const argument = &call->arguments[i];
    const RhumbParameter *const parameter =
        &call->type->parameters[argument->parameter];
    if (!parameter->list && !parameter->truths) {
      add_value(search, to, &argument->value);
    }
  }
}

static void
add_value(const Search *const search,
          Manies *const to,
          const RhumbPlanValue *const value)
{
  if (value->kind == RHUMB_VALUE_FIELD) {
    add_field(search, to, value->field);
  } else if (value->kind == RHUMB_VALUE_TABLE) {
    add_value(search, to, &value->lookup->key);
  } else if (value->kind == RHUMB_VALUE_CALL) {
    add_call(search, to, value->call);
  }
  for (size_t i = 0; i < value->n_parts; ++i) {
    const RhumbPlanPart *const part = &value->parts[i];
    if (part->value) {
      add_value(search, to, part->value);
    } else if (!part->text.data) {
      add_field(search, to, part->field);
    }
  }
}

static void
add_all(Manies *const to, const Manies *const more)
{
  for (size_t i = 0; i < more->count; ++i) {
    RHUMB_PUSH(to, more->items[i]);
  }
}

// Which of them are combined --------------------------------------------------

/// Which combinations of two lists are products
typedef enum {
  ANY,
  OF_ONE_LIST, ///< What is about the same things: else all of one is meant to
               ///< go with each of the other
  OF_TWO_REFERENCES, ///< The same, and not the same reference
} Which;

/// Return the list that two values lead through; empty: there is none
static RhumbStr
through_of(const Search *const search,
           const RhumbMany *const a,
           const RhumbMany *const b)
{
  const RhumbSourceNaming *const naming = rhumb_product_naming(search->pass);
  if (a->call || b->call) {
    return RHUMB_STR("");
  }
  const RhumbStr one = search->pass->references[a->field].text;
  const RhumbStr other = search->pass->references[b->field].text;
  RhumbStr through = naming->shared(one, other);
  if (!through.len && a->field == b->field && !rhumb_str_has(one, '(')) {
    through = one;
  }
  return rhumb_product_way(search->pass, through).len ? through : RHUMB_STR("");
}

/// True if rules show that a value is one of several
static bool
is_shown(const Search *const search, const RhumbMany *const many)
{
  return many->call ||
         shows_many(search->pass, search->pass->references[many->field].text);
}

/// Return `way` from the row, as an iterator has it too
static RhumbStr
bare(RhumbStr way)
{
  way = rhumb_str_from(way, rhumb_str_starts(way, RHUMB_STR("$")) ? 1 : 0);
  way = rhumb_str_from(way, rhumb_str_starts(way, RHUMB_STR("./")) ? 1 : 0);
  return rhumb_str_from(way, way.len && rhumb_is_of(*way.data, "./") ? 1 : 0);
}

/// Return what of a way leads on from what `list` leads to; NULL data: it does
/// not lead through that
static RhumbStr
behind(const RhumbStr way, const RhumbStr list)
{
  const RhumbStr rest = rhumb_str_from(way, list.len);
  const bool is_through =
      list.len && rhumb_str_starts(way, list) &&
      (way.len == list.len || rhumb_is_of(way.data[list.len], ".[/"));
  return is_through ? rest : (RhumbStr){NULL, 0};
}

/// Have `product` be one of a list with rows that are its items, or are within
/// these, if it is that: if `a` leads, from a level further out, through what
/// the iterators of levels find that `b` is of
/// @return Whether it is, and is wanted.
static bool
is_of_rows(const Search *const search, RhumbProduct *const product)
{
  const RhumbSourceNaming *const naming = rhumb_product_naming(search->pass);
  const RhumbLevelKey outer = level_of(search, product->a.field);
  const RhumbLevelKey inner = level_of(search, product->b.field);
  const RhumbViewFields *levels = &search->pass->spec->view->fields;
  RhumbStr rest = bare(outer.reference);
  bool is_many = false;
  bool shown = false;
  for (size_t i = 1; rest.data && i <= inner.level; ++i) {
    const RhumbViewField *const level = levels->items;
    const RhumbStr list = bare(level->records->iterator);
    levels = &level->fields;
    if (i <= outer.level) {
      continue;
    }
    rest = behind(bare(rest), list);
    if (rest.data) {
      is_many |= naming->may_be_many(list);
      shown |= naming->shows_many && naming->shows_many(list);
      product->row = level->name;
      product->rest = rest;
    }
  }
  return is_many && shown == search->shown;
}

/// True if two values are a product that is wanted
static bool
is_product(const Search *const search,
           const RhumbMany *const a,
           const RhumbMany *const b,
           const Which which,
           RhumbStr *const through)
{
  const bool is_same = !a->call && !b->call && a->field == b->field;
  *through = through_of(search, a, b);
  if ((which != ANY && !through->len) ||
      (which == OF_TWO_REFERENCES && is_same)) {
    return false;
  }
  const bool shown = through->len ? shows_many(search->pass, *through)
                                  : is_shown(search, a) && is_shown(search, b);
  return shown == search->shown && (shown || (!a->call && !b->call));
}

/// Likewise in either order
static bool
is_product_of_rows(const Search *const search, RhumbProduct *const product)
{
  const RhumbProduct same = *product;
  RhumbProduct turned = same;
  turned.a = same.b;
  turned.b = same.a;
  if (!search->pass->spec->view || same.a.call || same.b.call) {
    return false;
  }
  if (is_of_rows(search, product)) {
    return true;
  }
  const bool found = is_of_rows(search, &turned);
  *product = found ? turned : same;
  return found;
}

/// Add the first product of two lists at `loc`; of one list with itself, of
/// different items. Of those that only data shows, add all.
/// @return Whether there is one that the rules show.
static bool
add_first(const Search *const search,
          const Manies *const left,
          const Manies *const right,
          const Which which,
          const RhumbLoc loc)
{
  for (size_t i = 0; i < left->count; ++i) {
    for (size_t j = left == right ? i + 1 : 0; j < right->count; ++j) {
      RhumbProduct product = {
          .a = left->items[i], .b = right->items[j], .loc = loc};
      if ((which != OF_ONE_LIST && is_product_of_rows(search, &product)) ||
          is_product(search, &product.a, &product.b, which, &product.through)) {
        RHUMB_PUSH(search->out, product);
        if (search->shown) {
          return true;
        }
      }
    }
  }
  return false;
}

/// Add the product of some values, which are at `loc`, by themselves or, if
/// there is none, with `others`, which they then join
static void
add_own(const Search *const search,
        Manies *const others,
        Manies *const own,
        const RhumbLoc loc)
{
  if (!add_first(search, own, own, ANY, loc)) {
    (void)add_first(search, others, own, ANY, loc);
  }
  add_all(others, own);
  free(own->items);
  *own = (Manies){0};
}

// Terms -----------------------------------------------------------------------

/// Add the product of conditions with what they hold for: these say nothing of
/// each by itself
static void
add_conditions(const Search *const search,
               const Manies *const fields,
               const RhumbPlanConditions *const conditions)
{
  for (size_t i = 0; i < conditions->count; ++i) {
    Manies own = {0};
    add_call(search, &own, conditions->items[i]);
    (void)add_first(
        search, fields, &own, OF_TWO_REFERENCES, conditions->items[i]->loc);
    free(own.items);
  }
}

static void
add_gather(const Search *search,
           const Manies *others,
           const RhumbPlanGather *gather);

/// Add the products of a term with `others`, whom its values join
static void
add_term(const Search *const search,
         Manies *const others,
         const RhumbPlanTerm *const term)
{
  Manies own = {0};
  add_value(search, &own, &term->value);
  if (term->has_datatype) {
    add_value(search, &own, &term->datatype);
  }
  if (term->has_language) {
    add_value(search, &own, &term->language);
  }
  add_own(search, others, &own, term->value.loc);
  add_conditions(search, others, &term->conditions);
  if (term->gather) {
    add_gather(search, others, term->gather);
  }
}

/// Add the products of members with what has the collection, and with each
/// other where they are combined
static void
add_gather(const Search *const search,
           const Manies *const others,
           const RhumbPlanGather *const gather)
{
  Manies before = {0};
  for (size_t i = 0; i < gather->n_items; ++i) {
    const RhumbPlanObject *const item = &gather->items[i];
    Manies own = {0};
    if (!item->is_join) {
      add_term(search, &own, &item->term);
    }
    const RhumbLoc loc = item->term.value.loc;
    if (!gather->is_product ||
        !add_first(search, &before, &own, OF_ONE_LIST, loc)) {
      (void)add_first(search, others, &own, OF_ONE_LIST, loc);
    }
    add_all(&before, &own);
    free(own.items);
  }
  free(before.items);
}

// Joins -----------------------------------------------------------------------

/// Add what rows are joined by, which is combined with `others`
static void
add_keys(const Search *const search,
         Manies *const others,
         const RhumbPlanValue *const keys,
         const size_t n_keys,
         const RhumbPlanCall *const condition)
{
  Manies own = {0};
  for (size_t i = 0; i < n_keys; ++i) {
    add_value(search, &own, &keys[i]);
  }
  if (condition) {
    add_call(search, &own, condition);
  }
  add_own(search,
          others,
          &own,
          n_keys      ? keys[0].loc
          : condition ? condition->loc
                      : (RhumbLoc){0});
}

static void
add_map(const Search *search, Manies *all, const RhumbPlanMap *map);

/// Add the products of a quoted map, and to `all` what its triples have
static void
add_quoted(const Search *const search,
           Manies *const all,
           const RhumbPlanMap *const map)
{
  Quoted *const quoted = &search->quoted[map->number];
  if (!quoted->is_known) {
    quoted->is_known = true;
    add_map(search, &quoted->all, map);
  }
  add_all(all, &quoted->all);
}

/// Add what an object has, whatever makes it
static void
add_object(const Search *const search,
           Manies *const others,
           const RhumbPlanObject *const object)
{
  if (object->is_join) {
    add_keys(search, others, object->keys, object->n_keys, object->condition);
  } else if (object->quoted) {
    Manies own = {0};
    add_quoted(search, &own, object->quoted);
    (void)add_first(search, others, &own, ANY, object->term.loc);
    add_all(others, &own);
    free(own.items);
  } else {
    add_term(search, others, &object->term);
  }
}

// Triples ---------------------------------------------------------------------

static void
add_pair(const Search *search,
         const Manies *subject,
         const RhumbPlanPair *pair);

/// Add what is said of triples that have `triple`
static void
add_annotation(const Search *const search,
               const Manies *const triple,
               const RhumbPlanAnnotation *const annotation)
{
  Manies both = {0};
  Manies reifier = {0};
  const bool is_fresh = annotation->reifier.value.kind == RHUMB_VALUE_FRESH;
  add_all(&both, triple);
  add_term(search, &both, &annotation->reifier);
  add_value(search, &reifier, &annotation->reifier.value);
  for (size_t i = 0; i < annotation->n_pairs; ++i) {
    add_pair(search, is_fresh ? triple : &reifier, &annotation->pairs[i]);
  }
  free(both.items);
  free(reifier.items);
}

/// Add the products of one predicate and one object with the rest of a triple
static void
add_triple(const Search *const search,
           const Manies *const subject,
           const RhumbPlanPair *const pair,
           const RhumbPlanTerm *const predicate,
           const RhumbPlanObject *const object)
{
  Manies fields = {0};
  add_all(&fields, subject);
  add_term(search, &fields, predicate);
  add_object(search, &fields, object);
  for (size_t g = 0; g < pair->n_graphs; ++g) {
    add_term(search, &fields, &pair->graphs[g]);
  }
  add_conditions(search, &fields, &pair->conditions);
  if (pair->annotation) {
    add_annotation(search, &fields, pair->annotation);
  }
  free(fields.items);
}

static void
add_pair(const Search *const search,
         const Manies *const subject,
         const RhumbPlanPair *const pair)
{
  for (size_t p = 0; p < pair->n_predicates; ++p) {
    for (size_t o = 0; o < pair->n_objects; ++o) {
      add_triple(
          search, subject, pair, &pair->predicates[p], &pair->objects[o]);
    }
  }
}

/// Add the products of a map; `all` gets what its triples have
static void
add_map(const Search *const search,
        Manies *const all,
        const RhumbPlanMap *const map)
{
  if (map->quoted) {
    add_object(search, all, map->quoted);
    add_conditions(search, all, &map->subject.conditions);
  } else {
    add_term(search, all, &map->subject);
  }
  const size_t n_subject = all->count;
  for (size_t i = 0; i < map->n_pairs; ++i) {
    const RhumbPlanPair *const pair = &map->pairs[i];
    const Manies subject = {all->items, n_subject, n_subject};
    add_pair(search, &subject, pair);
    for (size_t p = 0; p < pair->n_predicates; ++p) {
      add_value(search, all, &pair->predicates[p].value);
    }
    for (size_t o = 0; o < pair->n_objects; ++o) {
      add_value(search, all, &pair->objects[o].term.value);
    }
  }
}

/// Add the products of what is kept for joins: each key leads to all of it
static void
add_index(const Search *const search, const RhumbPlanIndex *const index)
{
  Manies kept = {0};
  if (index->quoted) {
    add_quoted(search, &kept, index->quoted);
  } else if (!index->has_rows) {
    add_term(search, &kept, &index->subject);
  }
  for (size_t i = 0; i < index->n_kept; ++i) {
    add_value(search, &kept, &index->kept[i]);
  }
  add_keys(search, &kept, index->keys, index->n_keys, NULL);
  free(kept.items);
}

static bool
is_at(const RhumbProduct *const product, const RhumbLoc loc)
{
  return product->loc.line == loc.line && product->loc.column == loc.column &&
         product->loc.text == loc.text;
}

/// Keep the first of those that are at one place
static void
leave_one_a_place(RhumbProducts *const products)
{
  size_t kept = 0;
  for (size_t i = 0; i < products->count; ++i) {
    size_t j = 0;
    while (j < kept && !is_at(&products->items[j], products->items[i].loc)) {
      ++j;
    }
    if (j == kept) {
      products->items[kept++] = products->items[i];
    }
  }
  products->count = kept;
}

void
rhumb_products_leave(RhumbProducts *const products, const RhumbLoc said)
{
  size_t kept = 0;
  for (size_t i = 0; i < products->count; ++i) {
    if (!is_at(&products->items[i], said)) {
      products->items[kept++] = products->items[i];
    }
  }
  products->count = kept;
}

void
rhumb_products_find(RhumbProducts *const out,
                    const RhumbPlan *const plan,
                    const RhumbPlanPass *const pass,
                    const bool shown)
{
  const size_t bytes = plan->n_quoted * sizeof(Quoted);
  Quoted *const quoted = (Quoted *)rhumb_xrealloc(NULL, bytes);
  const Search search = {out, plan, pass, shown, quoted};
  memset(quoted, 0, bytes);
  for (size_t m = 0; m < pass->n_maps; ++m) {
    Manies all = {0};
    add_map(&search, &all, &pass->maps[m]);
    free(all.items);
  }
  for (size_t i = 0; i < pass->n_indexes; ++i) {
    add_index(&search, &plan->indexes[pass->indexes[i]]);
  }
  for (size_t i = 0; i < plan->n_quoted; ++i) {
    free(quoted[i].all.items);
  }
  free(quoted);
  if (shown) {
    leave_one_a_place(out);
  }
}

void
rhumb_products_of_value(RhumbProducts *const out,
                        const RhumbPlanPass *const pass,
                        const RhumbPlanValue *const value)
{
  const Search search = {out, NULL, pass, true, NULL};
  Manies own = {0};
  add_value(&search, &own, value);
  if (add_first(&search, &own, &own, ANY, value->loc)) {
    out->items[out->count - 1].is_field = true;
  }
  free(own.items);
}

bool
rhumb_value_is_many(const RhumbPlanPass *const pass,
                    const RhumbPlanValue *const value)
{
  const Search search = {NULL, NULL, pass, true, NULL};
  Manies own = {0};
  bool found = false;
  add_value(&search, &own, value);
  for (size_t i = 0; !found && i < own.count; ++i) {
    found = is_shown(&search, &own.items[i]);
  }
  free(own.items);
  return found;
}
