// SPDX-License-Identifier: ISC

/// @file watch.c  What the parts of a plan have made by the end of a pass.

#include "check/view.h"
#include "check/watch_impl.h"

#include "source/names.h"

#include <inttypes.h>
#include <stdlib.h>

// What happens ----------------------------------------------------------------

/// What may be combined is looked at where rules alone do not show it
static void
find_products(RhumbWatch *const watch, const RhumbPlanPass *const pass)
{
  watch->products.count = 0;
  if (watch->kind == RHUMB_WATCH_CHECK) {
    rhumb_products_find(&watch->products, watch->plan, pass, false);
  }
}

static bool
makes_product(const RhumbRow *const row, const RhumbProduct *const product)
{
  const RhumbValues *const values = row->source->row;
  return values[row->fields[product->a.field]].count > 1 &&
         (product->row.len || values[row->fields[product->b.field]].count > 1);
}

/// Warn of products that a row is the first to make, one a place, and forget
/// what else may be at these
static void
note_products(RhumbWatch *const watch, const RhumbRow *const row)
{
  RhumbProducts *const products = &watch->products;
  for (size_t i = 0; i < products->count;) {
    const RhumbProduct product = products->items[i];
    if (makes_product(row, &product)) {
      rhumb_product_warn(&product, row->pass, watch->diag);
      rhumb_products_leave(products, product.loc);
      i = 0;
    } else {
      ++i;
    }
  }
}

static RhumbStatus
on_begin(void *const handle,
         const RhumbPlanPass *const pass,
         RhumbSource *const source)
{
  RhumbWatch *const watch = (RhumbWatch *)handle;
  if (watch->kind == RHUMB_WATCH_CHECK) {
    rhumb_strays_begin(&watch->strays, source);
  }
  rhumb_arena_free(&watch->arena);
  rhumb_sight_begin(&watch->sight, pass);
  watch->is_missing = RHUMB_NEW(&watch->arena, bool, pass->n_references);
  watch->is_said = RHUMB_NEW(&watch->arena, bool, pass->n_references);
  watch->is_told = RHUMB_NEW(&watch->arena, bool, pass->n_references);
  find_products(watch, pass);
  return RHUMB_OK;
}

static void
on_row(void *const handle,
       const RhumbRow *const row,
       const RhumbStats *const stats)
{
  RhumbWatch *const watch = (RhumbWatch *)handle;
  (void)stats;
  rhumb_sight_row(&watch->sight, row);
  if (watch->products.count) {
    note_products(watch, row);
  }
}

static void
on_part(void *const handle, const RhumbPartEvent event, const void *const part)
{
  rhumb_sight_part(&((RhumbWatch *)handle)->sight, event, part);
}

/// Have what one of several sees of the pass be kept for itself
static RhumbObserver *
on_fork(void *const handle)
{
  return rhumb_sight_fork(&((const RhumbWatch *)handle)->sight);
}

static void
on_join(void *const handle, RhumbObserver *const fork)
{
  rhumb_sight_join(&((RhumbWatch *)handle)->sight, fork);
}

// What was made ---------------------------------------------------------------

/// True for a join that was looked up and has found no row, where all of the
/// other source's are known
static bool
is_idle(const RhumbWatch *const watch, const RhumbPlanObject *const object)
{
  return object->is_join && rhumb_parts_has(&watch->sight.asked, object) &&
         !rhumb_parts_has(&watch->sight.fruitful, object) &&
         rhumb_parts_has(&watch->sight.fruitful,
                         &watch->plan->indexes[object->index]);
}

/// True for a join of the object, or of its members, that is not idle
static bool
is_busy(const RhumbWatch *const watch, const RhumbPlanObject *const object)
{
  const RhumbPlanGather *const gather = object->term.gather;
  bool found = object->is_join && !is_idle(watch, object);
  for (size_t i = 0; gather && !found && i < gather->n_items; ++i) {
    found = is_busy(watch, &gather->items[i]);
  }
  return found;
}

/// True if a pair has made a triple, may have beyond what was read, or failed
static bool
is_fruitful(const RhumbWatch *const watch, const RhumbPlanPair *const pair)
{
  bool found = rhumb_parts_has(&watch->sight.fruitful, pair) ||
               rhumb_parts_has(&watch->sight.failed, pair);
  for (size_t i = 0; !found && i < pair->n_objects; ++i) {
    found = is_busy(watch, &pair->objects[i]);
  }
  return found;
}

/// The first of some fields that is in a list of the watch, or SIZE_MAX
static size_t
first_of(const RhumbFields *const fields, const bool *const list)
{
  for (size_t i = 0; i < fields->count; ++i) {
    if (list[fields->items[i]]) {
      return fields->items[i];
    }
  }
  return SIZE_MAX;
}

static bool
is_conditional_term(const RhumbPlanTerm *const term)
{
  return term->conditions.count || (term->value.kind == RHUMB_VALUE_CALL &&
                                    rhumb_is_conditional(term->value.call));
}

static bool
is_conditional_object(const RhumbPlanObject *const object)
{
  const RhumbPlanGather *const gather = object->term.gather;
  bool found = object->is_join || is_conditional_term(&object->term);
  for (size_t i = 0; gather && !found && i < gather->n_items; ++i) {
    found = is_conditional_object(&gather->items[i]);
  }
  return found;
}

/// True if what a pair makes depends on more than what it asks for
static bool
is_conditional_pair(const RhumbPlanPair *const pair)
{
  bool found = pair->conditions.count > 0;
  for (size_t i = 0; !found && i < pair->n_predicates; ++i) {
    found = is_conditional_term(&pair->predicates[i]);
  }
  for (size_t i = 0; !found && i < pair->n_objects; ++i) {
    found = is_conditional_object(&pair->objects[i]);
  }
  for (size_t i = 0; !found && i < pair->n_graphs; ++i) {
    found = is_conditional_term(&pair->graphs[i]);
  }
  return found;
}

/// True if no record has a text in one of some fields
static bool
has_blank(const RhumbWatch *const watch, const RhumbFields *const fields)
{
  bool found = false;
  for (size_t i = 0; !found && i < fields->count; ++i) {
    for (size_t j = 0; !found && j < watch->sight.n_blank; ++j) {
      found = watch->sight.blank[j] == fields->items[i];
    }
  }
  return found;
}

/// Warn of the joins of objects that have found nothing, though there was
/// something to look for; return whether one has
static bool
warn_joins(const RhumbWatch *const watch,
           const RhumbPlanObject *const objects,
           const size_t count)
{
  bool said = false;
  for (size_t i = 0; i < count; ++i) {
    const RhumbPlanObject *const object = &objects[i];
    const RhumbPlanGather *const gather = object->term.gather;
    RhumbFields keys = {0};
    if (gather) {
      said |= warn_joins(watch, gather->items, gather->n_items);
    }
    rhumb_fields_of_object(&keys, object);
    if (is_idle(watch, object) && !has_blank(watch, &keys)) {
      const size_t parent = watch->plan->indexes[object->index].subject.map;
      rhumb_warn(watch->diag,
                 RHUMB_WARNING,
                 object->term.loc,
                 "this joins no row with any row of the mapping \"%.*s\"",
                 RHUMB_FMT(watch->mapping->maps[parent]->name));
      said = true;
    }
    free(keys.items);
  }
  return said;
}

/// Warn of a pair that makes nothing, though all that it asks for is there
static void
warn_pair(RhumbWatch *const watch,
          const RhumbPlanPair *const pair,
          const RhumbEnded *const ended)
{
  RhumbFields fields = {0};
  rhumb_fields_of_pair(&fields, pair);
  if (fields.count && first_of(&fields, watch->is_missing) == SIZE_MAX &&
      !is_conditional_pair(pair)) {
    rhumb_warn(watch->diag,
               RHUMB_WARNING,
               pair->loc,
               "%s makes a triple by this, though there is all that it asks "
               "for",
               ended->none);
  }
  free(fields.items);
}

/// Warn of a map that has made nothing
static void
warn_barren(RhumbWatch *const watch,
            const RhumbPlanMap *const map,
            const RhumbEnded *const ended)
{
  RhumbFields fields = {0};
  rhumb_fields_of_term(&fields, &map->subject);
  bool may_be_meant = map->subject.conditions.count > 0;
  bool all_conditional = first_of(&fields, watch->is_missing) == SIZE_MAX;
  for (size_t i = 0; i < map->n_pairs; ++i) {
    all_conditional &= is_conditional_pair(&map->pairs[i]);
    rhumb_fields_of_pair(&fields, &map->pairs[i]);
  }
  may_be_meant |=
      all_conditional || first_of(&fields, watch->is_said) != SIZE_MAX;
  const size_t lacking = first_of(&fields, watch->is_missing);
  if (!may_be_meant) {
    const RhumbStr lack = lacking == SIZE_MAX
                              ? RHUMB_STR("")
                              : ended->row->pass->references[lacking].text;
    rhumb_warn(watch->diag,
               RHUMB_WARNING,
               map->loc,
               "%s makes a triple by the mapping \"%.*s\"%s%.*s%s",
               ended->none,
               RHUMB_FMT(watch->mapping->maps[map->subject.map]->name),
               lack.len ? ", for none has \"" : "",
               RHUMB_FMT(lack),
               lack.len ? "\"" : "");
  }
  free(fields.items);
}

static void
warn_map(RhumbWatch *const watch,
         const RhumbPlanMap *const map,
         const RhumbEnded *const ended)
{
  bool made = !map->n_pairs;
  bool said = false;
  if (rhumb_parts_has(&watch->sight.failed, map)) {
    return;
  }
  for (size_t i = 0; i < map->n_pairs; ++i) {
    const RhumbPlanPair *const pair = &map->pairs[i];
    made |= is_fruitful(watch, pair);
    if (ended->is_whole && !rhumb_parts_has(&watch->sight.failed, pair)) {
      said |= warn_joins(watch, pair->objects, pair->n_objects);
    }
  }
  if (!made && !said) {
    warn_barren(watch, map, ended);
  }
  for (size_t i = 0; made && i < map->n_pairs; ++i) {
    if (!is_fruitful(watch, &map->pairs[i])) {
      warn_pair(watch, &map->pairs[i], ended);
    }
  }
}

// The end of a pass -----------------------------------------------------------

/// Note the indexes that all rows are in
static void
note_indexes(RhumbWatch *const watch, const RhumbPlanPass *const pass)
{
  for (size_t i = 0; i < pass->n_indexes; ++i) {
    const RhumbPlanIndex *const index = &watch->plan->indexes[pass->indexes[i]];
    if (!rhumb_parts_has(&watch->sight.failed, index)) {
      rhumb_parts_add(&watch->sight.fruitful, index);
    }
  }
}

/// Return "no record of a.json", or "none of the first 1000 records of a.json"
static const char *
none_of(RhumbArena *const arena,
        const RhumbRow *const row,
        const uint64_t n_rows,
        const bool is_whole)
{
  const char *const name = rhumb_source_name(row->source);
  return is_whole
             ? rhumb_str_format(arena, "no record of %s", name).data
             : rhumb_str_format(arena,
                                "none of the first %" PRIu64 " records of %s",
                                n_rows,
                                name)
                   .data;
}

static RhumbStatus
on_end(void *const handle,
       const RhumbRow *const row,
       const uint64_t n_rows,
       const RhumbStatus status)
{
  RhumbWatch *const watch = (RhumbWatch *)handle;
  const bool is_whole = status == RHUMB_END;
  if (rhumb_shard_is_part(&row->source->shard)) {
    return RHUMB_OK; // Other runs may have it
  }
  rhumb_strays_end(&watch->strays,
                   watch->plan,
                   row->pass,
                   row->source,
                   is_whole,
                   watch->diag);
  if ((status != RHUMB_OK && !is_whole) || watch->stats->skipped ||
      watch->stats->dropped) {
    return RHUMB_OK; // Records were left out, which has been reported
  }
  bool is_said = false;
  if (row->pass->view && !n_rows) {
    RHUMB_TRY(rhumb_watch_empty_level(watch, row, &is_said));
  }
  if (is_said) {
    return RHUMB_OK;
  }
  const bool drops =
      row->pass->view && (watch->kind == RHUMB_WATCH_CHECK || !n_rows) &&
      rhumb_view_warn_dropped(row->source, row->pass, watch->diag);
  if (row->pass->view && watch->kind == RHUMB_WATCH_CHECK) {
    rhumb_view_warn_met(row->source, watch->plan, row->pass, watch->diag);
    rhumb_view_note_alone(row->source, row->pass, watch->diag);
  }
  if (!n_rows) {
    return drops ? RHUMB_OK : rhumb_watch_empty(watch, row);
  }
  if (is_whole) {
    note_indexes(watch, row->pass);
  }
  const RhumbEnded ended = {row,
                            row->pass->spec,
                            none_of(&watch->arena, row, n_rows, is_whole),
                            n_rows,
                            is_whole};
  bool explained = false;
  const RhumbStatus missing = rhumb_watch_missing(watch, &ended, &explained);
  for (size_t i = 0; !explained && i < row->pass->n_maps; ++i) {
    warn_map(watch, &row->pass->maps[i], &ended);
  }
  return missing;
}

RhumbWatch *
rhumb_watch_new(const RhumbPlan *const plan,
                const RhumbMapping *const mapping,
                const RhumbWatchKind kind,
                const RhumbStats *const stats,
                const RhumbDiag *const diag)
{
  RhumbWatch *const watch = (RhumbWatch *)rhumb_xrealloc(NULL, sizeof(*watch));
  *watch = (RhumbWatch){
      .plan = plan,
      .mapping = mapping,
      .kind = kind,
      .stats = stats,
      .diag = diag,
      .observer = {.handle = watch,
                   .begin = on_begin,
                   .row = on_row,
                   .part = on_part,
                   .fork = on_fork,
                   .join = on_join,
                   .end = on_end},
  };
  if (kind == RHUMB_WATCH_CHECK) { // That is told of all in order
    watch->observer.fork = NULL;
    watch->alone = rhumb_alone_new(plan, mapping, diag);
    watch->observer.next = rhumb_alone_observer(watch->alone);
  }
  return watch;
}

const RhumbObserver *
rhumb_watch_observer(const RhumbWatch *const watch)
{
  return &watch->observer;
}

void
rhumb_watch_free(RhumbWatch *const watch)
{
  if (watch) {
    rhumb_sight_free(&watch->sight);
    free(watch->products.items);
    rhumb_strays_free(&watch->strays);
    rhumb_alone_free(watch->alone);
    rhumb_arena_free(&watch->arena);
    free(watch);
  }
}
