// SPDX-License-Identifier: ISC

/// @file whole.c  What keeps the rows of a pass together.

#include "plan/whole.h"

#include "model/logical_view.h"
#include "source/operators.h"

/// Say `why` of a pass that reads the newest records alone
static RhumbWhole
find_newest(const RhumbPlanPass *const pass, const char *const why)
{
  const RhumbSourceSpec *const base = rhumb_logical_view_base(pass->spec);
  return base->n_newest_by ? (RhumbWhole){why, base->newest_locs[0]}
                           : (RhumbWhole){0};
}

// Collections ----------------------------------------------------------------
//
// Of what is annotated or quoted, nothing is gathered (refer.c).

/// True if other records may go on with what a gather map puts together, and
/// write its members: it has a name
static bool
goes_on(const RhumbPlanTerm *const term)
{
  return !term->gather->is_reference && term->value.kind != RHUMB_VALUE_FRESH;
}

/// Return the first gather map of `term`, or within it; of those alone that go
/// on, if that is asked; NULL: there is none
static const RhumbPlanTerm *
find_gather(
    const RhumbPlanTerm *const term, // NOLINT(misc-no-recursion): by depth
    const bool only_going_on)
{
  const RhumbPlanGather *const gather = term->gather;
  if (!gather || !only_going_on || goes_on(term)) {
    return gather ? term : NULL;
  }
  const RhumbPlanTerm *found = NULL;
  for (size_t i = 0; !found && i < gather->n_items; ++i) {
    found = find_gather(&gather->items[i].term, only_going_on);
  }
  return found;
}

static const RhumbPlanTerm *
find_gather_of_pair(const RhumbPlanPair *const pair, const bool only_going_on)
{
  const RhumbPlanTerm *found = NULL;
  for (size_t i = 0; !found && i < pair->n_objects; ++i) {
    found = find_gather(&pair->objects[i].term, only_going_on);
  }
  return found;
}

/// Return the first of all maps of a pass
static RhumbWhole
find_gathers(const RhumbPlanPass *const pass,
             const bool only_going_on,
             const char *const why)
{
  const RhumbPlanTerm *found = NULL;
  for (size_t m = 0; !found && m < pass->n_maps; ++m) {
    const RhumbPlanMap *const map = &pass->maps[m];
    found = find_gather(&map->subject, only_going_on);
    for (size_t p = 0; !found && p < map->n_pairs; ++p) {
      found = find_gather_of_pair(&map->pairs[p], only_going_on);
    }
  }
  return found ? (RhumbWhole){why, found->gather->rule->loc} : (RhumbWhole){0};
}

// Threads --------------------------------------------------------------------

RhumbWhole
rhumb_whole_for_threads(const RhumbPlanPass *const pass)
{
  if (pass->view) {
    return (RhumbWhole){"its rows are those of a logical view, which makes "
                        "them one after the other",
                        pass->spec->view->loc};
  }
  const RhumbWhole newest = find_newest(
      pass, "which records are the newest is known when all have been read");
  return newest.why
             ? newest
             : find_gathers(pass,
                            false,
                            "collections are put together in the order of "
                            "their records");
}

// Dry runs -------------------------------------------------------------------

RhumbWhole
rhumb_whole_for_dry_runs(const RhumbPlanPass *const pass)
{
  return find_gathers(pass,
                      true,
                      "rules with collections that have names keep them in "
                      "memory until all has been read");
}

// Shards ---------------------------------------------------------------------

RhumbShare
rhumb_share_of(const RhumbPlanPass *const pass)
{
  const RhumbSourceSpec *const base = rhumb_logical_view_base(pass->spec);
  return pass->n_indexes                ? RHUMB_SHARE_ALL
         : rhumb_source_is_many(base)   ? RHUMB_SHARE_FILES
         : base->format->shares_records ? RHUMB_SHARE_RECORDS
                                        : RHUMB_SHARE_FIRST;
}

/// Return where a view, or one that it is on, is asked for the position of a
/// row of its first level among all of these
static RhumbWhole
find_position(const RhumbPlanPass *pass, const char *const why)
{
  for (; pass->view; pass = &pass->view->levels[0].rows) {
    const RhumbPlanView *const view = pass->view;
    const size_t field =
        view->index != RHUMB_PLAN_NONE ? view->index : view->levels[0].index;
    if (field != RHUMB_PLAN_NONE) {
      return (RhumbWhole){why, pass->references[field].loc};
    }
  }
  return (RhumbWhole){0};
}

RhumbWhole
rhumb_whole_for_shards(const RhumbPlanPass *const pass)
{
  const RhumbShare share = rhumb_share_of(pass);
  if (share == RHUMB_SHARE_FIRST || share == RHUMB_SHARE_ALL) {
    return (RhumbWhole){0};
  }
  const RhumbWhole all[] = {
      find_newest(pass,
                  "which records are the newest is known to who reads them "
                  "all"),
      find_position(pass,
                    "the position of a row among all is known to who reads "
                    "them all"),
      find_gathers(pass,
                   true,
                   "a collection with a name is continued by other records, in "
                   "their order"),
  };
  size_t first = 0;
  while (first + 1 < RHUMB_COUNT(all) && !all[first].why) {
    ++first;
  }
  return all[first];
}
