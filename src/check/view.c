// SPDX-License-Identifier: ISC

/// @file view.c  What logical views combine, and what they drop.

#include "check/view.h"

#include "check/fields.h"
#include "model/logical_view.h"
#include "source/names.h"

#include <inttypes.h>
#include <stdlib.h>

/// True if a step has several values of one row, as its reference shows
static bool
shows_many(const RhumbPlanView *const view, const RhumbPlanStep *const step)
{
  if (step->kind != RHUMB_STEP_VALUES ||
      step->value.kind != RHUMB_VALUE_FIELD) {
    return false;
  }
  const RhumbPlanPass *const rows = &view->levels[step->level].rows;
  const RhumbSourceNaming *const naming = rows->spec->format->naming;
  return naming && naming->shows_many &&
         naming->shows_many(rows->references[step->value.field].text);
}

/// Return the first step before number `at` that has several values of the same
/// rows, or NULL
static const RhumbPlanStep *
find_other(const RhumbPlanView *const view, const size_t at)
{
  for (size_t i = 0; i < at; ++i) {
    const RhumbPlanStep *const other = &view->steps[i];
    if (other->level == view->steps[at].level && shows_many(view, other)) {
      return other;
    }
  }
  return NULL;
}

void
rhumb_view_warn_products(
    const RhumbPlanPass *const pass, // NOLINT(misc-no-recursion): by depth
    const RhumbDiag *const diag)
{
  const RhumbPlanView *const view = pass->view;
  for (size_t i = 0; view && i < view->n_steps; ++i) {
    const RhumbPlanStep *const step = &view->steps[i];
    const RhumbPlanStep *const other =
        shows_many(view, step) ? find_other(view, i) : NULL;
    if (other) {
      rhumb_warn(diag,
                 RHUMB_WARNING,
                 step->loc,
                 "every \"%.*s\" of a record is combined with every \"%.*s\"; "
                 "those that belong together are fields of one iterable field",
                 RHUMB_FMT(step->name),
                 RHUMB_FMT(other->name));
    }
  }
  if (view) {
    rhumb_view_warn_products(&view->levels[0].rows, diag);
  }
}

/// Return the step that makes a row of each value of a key, as its reference
/// shows, or NULL
static const RhumbPlanStep *
find_splitting(const RhumbPlanView *const view, const RhumbStr key)
{
  for (size_t i = 0; i < view->n_steps; ++i) {
    const RhumbPlanStep *const step = &view->steps[i];
    if (rhumb_str_equal(step->name, key) && shows_many(view, step)) {
      return step;
    }
  }
  return NULL;
}

/// Warn of a term that gathers what has one value a row
static void
warn_gathered(const RhumbPlanPass *const pass,
              const RhumbPlanTerm *const term,
              const RhumbDiag *const diag)
{
  RhumbFields fields = {0};
  if (!term->gather || term->value.kind != RHUMB_VALUE_FRESH) {
    return;
  }
  rhumb_fields_of_term(&fields, term);
  for (size_t i = 0; i < fields.count; ++i) {
    const RhumbStr key = pass->references[fields.items[i]].text;
    if (find_splitting(pass->view, key)) {
      rhumb_warn(diag,
                 RHUMB_WARNING,
                 term->loc,
                 "each row has one \"%.*s\", so each collection gets one "
                 "member; with a value, rows go on with the one of that name, "
                 "and over the source without fields a record has them all",
                 RHUMB_FMT(key));
      break;
    }
  }
  free(fields.items);
}

void
rhumb_view_warn_gathered(const RhumbPlanPass *const pass,
                         const RhumbDiag *const diag)
{
  for (size_t m = 0; m < pass->n_maps; ++m) {
    const RhumbPlanMap *const map = &pass->maps[m];
    warn_gathered(pass, &map->subject, diag);
    for (size_t p = 0; p < map->n_pairs; ++p) {
      for (size_t o = 0; o < map->pairs[p].n_objects; ++o) {
        warn_gathered(pass, &map->pairs[p].objects[o].term, diag);
      }
    }
  }
}

bool
rhumb_view_warn_dropped(const RhumbSource *const rows,
                        const RhumbPlanPass *const pass,
                        const RhumbDiag *const diag)
{
  const bool is_meant = pass->spec->view->level.len > 0;
  bool said = false;
  for (size_t i = 0; i < pass->view->n_steps; ++i) {
    const RhumbPlanStep *const step = &pass->view->steps[i];
    const uint64_t dropped = rhumb_rows_dropped(rows, i);
    if (dropped) {
      rhumb_warn(diag,
                 is_meant ? RHUMB_NOTE : RHUMB_WARNING,
                 step->loc,
                 "%" PRIu64 " row%s nothing in \"%.*s\", and so make%s none: "
                 "of all else in %s nothing is made either",
                 dropped,
                 dropped == 1 ? " has" : "s have",
                 RHUMB_FMT(step->name),
                 dropped == 1 ? "s" : "",
                 dropped == 1 ? "it" : "them");
      said = true;
    }
  }
  return said;
}
