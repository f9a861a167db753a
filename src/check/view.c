// SPDX-License-Identifier: ISC

/// @file view.c  What logical views combine, and what they drop.

#include "check/view.h"

#include "check/fields.h"
#include "check/product.h"
#include "model/logical_view.h"
#include "model/rules.h"
#include "source/names.h"

#include <inttypes.h>
#include <stdlib.h>

// What makes several rows of one ----------------------------------------------

/// The rows that steps make several of: those of a level, or the values of a
/// step, in whose texts others are
typedef struct {
  size_t level;
  size_t text; ///< Number of that step, or RHUMB_PLAN_NONE
} Within;

/// True if an iterable field makes several rows, as its iterator shows; the
/// rows of a table are several
static bool
records_are_many(const RhumbPlanView *const view,
                 const RhumbPlanStep *const step)
{
  const RhumbSourceSpec *const spec = view->levels[step->level].rows.spec;
  const RhumbSourceNaming *const naming = spec->format->naming;
  return !naming || (naming->shows_many && naming->shows_many(spec->iterator));
}

/// True if a step makes several rows of one, as the rules show
static bool
is_many(const RhumbPlanView *const view, const RhumbPlanStep *const step)
{
  return step->kind == RHUMB_STEP_RECORDS ? records_are_many(view, step)
         : step->kind == RHUMB_STEP_VALUES
             ? rhumb_value_is_many(&view->levels[step->level].rows,
                                   &step->value)
             : false;
}

/// Return what a step makes rows of
static Within
within_of(const RhumbPlanView *const view, const RhumbPlanStep *step)
{
  while (step->kind == RHUMB_STEP_RECORDS && step->from != RHUMB_PLAN_NONE) {
    if (is_many(view, &view->steps[step->from])) {
      return (Within){view->steps[step->from].level, step->from};
    }
    step = &view->steps[step->from];
  }
  return (Within){step->kind == RHUMB_STEP_RECORDS
                      ? view->levels[step->level].parent
                      : step->level,
                  RHUMB_PLAN_NONE};
}

static bool
are_siblings(const RhumbPlanView *const view,
             const RhumbPlanStep *const a,
             const RhumbPlanStep *const b)
{
  const Within of_a = within_of(view, a);
  const Within of_b = within_of(view, b);
  return of_a.level == of_b.level && of_a.text == of_b.text;
}

// Products --------------------------------------------------------------------

static bool
asks_place(const RhumbPlanView *const view, const size_t step)
{
  const RhumbPlanStep *const at = &view->steps[step];
  return (at->kind == RHUMB_STEP_RECORDS ? view->levels[at->level].index
                                         : at->index) != RHUMB_PLAN_NONE;
}

/// True if rules over the view ask for the places of both: they pair them
static bool
are_paired(const RhumbPlan *const plan,
           const RhumbPlanPass *const pass,
           const size_t a,
           const size_t b)
{
  bool found = asks_place(pass->view, a) && asks_place(pass->view, b);
  for (size_t i = 0; !found && i < plan->n_passes; ++i) {
    const RhumbPlanPass *const other = &plan->passes[i];
    found = other->spec->view == pass->spec->view &&
            asks_place(other->view, a) && asks_place(other->view, b);
  }
  return found;
}

/// Return the number of the first step before number `at` that makes several of
/// the same rows; RHUMB_PLAN_NONE: none does
static size_t
find_other(const RhumbPlan *const plan,
           const RhumbPlanPass *const pass,
           const size_t at)
{
  const RhumbPlanView *const view = pass->view;
  for (size_t i = 0; i < at; ++i) {
    if (is_many(view, &view->steps[i]) &&
        are_siblings(view, &view->steps[i], &view->steps[at]) &&
        !are_paired(plan, pass, i, at)) {
      return i;
    }
  }
  return RHUMB_PLAN_NONE;
}

/// Put the iterable field that would have both fields; false: they are of no
/// one list
static bool
put_iterable(RhumbBuf *const out,
             const RhumbPlanView *const view,
             const RhumbPlanStep *const a,
             const RhumbPlanStep *const b)
{
  if (a->kind != RHUMB_STEP_VALUES || b->kind != RHUMB_STEP_VALUES ||
      a->value.kind != RHUMB_VALUE_FIELD ||
      b->value.kind != RHUMB_VALUE_FIELD) {
    return false;
  }
  const RhumbNamedReference both[] = {{a->name, a->value.field},
                                      {b->name, b->value.field}};
  return rhumb_product_put_iterable(out, &view->levels[a->level].rows, both);
}

static void
put_step(RhumbBuf *const out, const RhumbPlanStep *const step)
{
  if (step->kind == RHUMB_STEP_JOIN) {
    rhumb_buf_puts(out, "partner");
  } else {
    rhumb_buf_format(out, "\"%.*s\"", RHUMB_FMT(step->name));
  }
}

/// Put it without the words of YARRRML
static void
put_apart_in_turtle(RhumbBuf *const out,
                    const RhumbPlanView *const view,
                    const RhumbPlanStep *const a,
                    const RhumbPlanStep *const b)
{
  RhumbBuf unused = {0};
  rhumb_buf_puts(out,
                 put_iterable(&unused, view, a, b)
                     ? "those that belong together are fields of one iterable "
                       "field"
                     : "a view for each would keep them apart");
  rhumb_buf_free(&unused);
}

/// Put what keeps apart the rows of two steps, or pairs them
static void
put_apart(RhumbBuf *const out,
          const RhumbPlanView *const view,
          const RhumbPlanStep *const a,
          const RhumbPlanStep *const b)
{
  RhumbLastRules last = {0};
  const bool has_join =
      a->kind == RHUMB_STEP_JOIN || b->kind == RHUMB_STEP_JOIN;
  if (rhumb_rules_in_turtle(&last, b->loc)) {
    put_apart_in_turtle(out, view, a, b);
  } else if (has_join) {
    rhumb_buf_puts(out, "a source for each would keep them apart");
  } else if (!put_iterable(out, view, a, b)) {
    rhumb_buf_format(out,
                     "a source for each would keep them apart, or, if those at "
                     "the same place belong together, the condition that "
                     "$(%.*s.#) equals $(%.*s.#)",
                     RHUMB_FMT(a->name),
                     RHUMB_FMT(b->name));
  }
}

/// Warn of two steps of which every row of one meets every row of the other
static void
warn_product(const RhumbPlanView *const view,
             const RhumbPlanStep *const a,
             const RhumbPlanStep *const b,
             const RhumbDiag *const diag)
{
  RhumbBuf out = {0};
  rhumb_buf_puts(&out, "every ");
  put_step(&out, b);
  rhumb_buf_puts(&out, " of a record is combined with every ");
  put_step(&out, a);
  rhumb_buf_puts(&out, "; ");
  put_apart(&out, view, a, b);
  rhumb_warn(diag, RHUMB_WARNING, b->loc, "%s", rhumb_buf_cstr(&out));
  rhumb_buf_free(&out);
}

/// True if the rows of a step depend on those of number `at`: they are within
/// them, or joined by them
static bool
depends_on(const RhumbPlanView *view, const RhumbPlanStep *step, size_t at);

/// Return the step that makes the rows of a level, or NULL: the first level's
static const RhumbPlanStep *
step_of_level(const RhumbPlanView *const view, const size_t level)
{
  const RhumbPlanStep *found = NULL;
  for (size_t i = 0; !found && i < view->n_steps; ++i) {
    const RhumbPlanStep *const step = &view->steps[i];
    found =
        step->kind == RHUMB_STEP_RECORDS && step->level == level ? step : NULL;
  }
  return found;
}

/// True if a join asks for what depends on step number `at`
static bool
is_joined_by(const RhumbPlanView *const view, // NOLINT(misc-no-recursion): by
             const RhumbPlanStep *const join, // depth
             const size_t at)
{
  RhumbFields fields = {0};
  bool found = join->condition != NULL; // It may ask for anything
  for (size_t i = 0; i < join->n_keys; ++i) {
    rhumb_fields_of_value(&fields, &join->keys[i]);
  }
  for (size_t i = 0; !found && i < fields.count; ++i) {
    for (size_t s = 0; !found && s < view->n_steps; ++s) {
      const RhumbPlanStep *const step = &view->steps[s];
      found =
          step->kind != RHUMB_STEP_JOIN &&
          (step->field == fields.items[i] || step->index == fields.items[i]) &&
          (s == at || depends_on(view, step, at));
    }
  }
  free(fields.items);
  return found;
}

static bool
depends_on(const RhumbPlanView *const view, // NOLINT(misc-no-recursion): by
           const RhumbPlanStep *const step, // depth
           const size_t at)
{
  if (step->kind == RHUMB_STEP_JOIN) {
    return is_joined_by(view, step, at);
  }
  const bool is_in_row = step->from == RHUMB_PLAN_NONE;
  const size_t level = step->kind == RHUMB_STEP_RECORDS
                           ? view->levels[step->level].parent
                           : step->level;
  const RhumbPlanStep *const around =
      is_in_row ? step_of_level(view, level) : &view->steps[step->from];
  return around && (around == &view->steps[at] || depends_on(view, around, at));
}

/// Return the number of the first step before number `at` that met it in the
/// data, though the rules do not show it; RHUMB_PLAN_NONE: none did
static size_t
find_met(const RhumbSource *const rows,
         const RhumbPlan *const plan,
         const RhumbPlanPass *const pass,
         const size_t at)
{
  const RhumbPlanView *const view = pass->view;
  for (size_t i = 0; i < at; ++i) {
    const bool is_shown =
        is_many(view, &view->steps[i]) && is_many(view, &view->steps[at]);
    if (rhumb_rows_have_met(rows, i, at) && !is_shown &&
        !depends_on(view, &view->steps[at], i) &&
        !are_paired(plan, pass, i, at)) {
      return i;
    }
  }
  return RHUMB_PLAN_NONE;
}

void
rhumb_view_warn_met(
    const RhumbSource *const rows, // NOLINT(misc-no-recursion): by depth
    const RhumbPlan *const plan,
    const RhumbPlanPass *const pass,
    const RhumbDiag *const diag)
{
  const RhumbPlanView *const view = pass->view;
  const RhumbSource *const inner = rhumb_rows_inner(rows);
  for (size_t i = 0; i < view->n_steps; ++i) {
    const size_t other = find_met(rows, plan, pass, i);
    if (other != RHUMB_PLAN_NONE) {
      warn_product(view, &view->steps[other], &view->steps[i], diag);
    }
  }
  if (inner) {
    rhumb_view_warn_met(inner, plan, &view->levels[0].rows, diag);
  }
}

/// Warn of what is combined within the value of a field
static void
warn_value(const RhumbPlanPass *const rows,
           const RhumbPlanValue *const value,
           const RhumbDiag *const diag)
{
  RhumbProducts products = {0};
  rhumb_products_of_value(&products, rows, value);
  for (size_t i = 0; i < products.count; ++i) {
    rhumb_product_warn(&products.items[i], rows, diag);
  }
  free(products.items);
}

void
rhumb_view_warn_products(
    const RhumbPlan *const plan, // NOLINT(misc-no-recursion): by depth
    const RhumbPlanPass *const pass,
    const RhumbDiag *const diag)
{
  const RhumbPlanView *const view = pass->view;
  if (!view) {
    return;
  }
  for (size_t i = 0; i < view->n_steps; ++i) {
    const RhumbPlanStep *const step = &view->steps[i];
    const size_t other =
        is_many(view, step) ? find_other(plan, pass, i) : RHUMB_PLAN_NONE;
    if (step->kind == RHUMB_STEP_VALUES) {
      warn_value(&view->levels[step->level].rows, &step->value, diag);
    }
    if (other != RHUMB_PLAN_NONE) {
      warn_product(view, &view->steps[other], step, diag);
    }
    if (step->kind == RHUMB_STEP_JOIN &&
        !rhumb_is_linked(
            &plan->indexes[step->number], step->keys, step->condition)) {
      rhumb_warn(diag,
                 RHUMB_WARNING,
                 step->loc,
                 "every row is joined with every row of the other source for "
                 "which the condition holds: it compares nothing of the one "
                 "(s) with anything of the other (o), which would say which "
                 "belong together");
    }
  }
  rhumb_view_warn_products(plan, &view->levels[0].rows, diag);
}

// Collections -----------------------------------------------------------------

/// Return the step that a key is of, or NULL
static const RhumbPlanStep *
find_step(const RhumbPlanView *const view, const RhumbStr key)
{
  const RhumbPlanStep *found = NULL;
  for (size_t i = 0; !found && i < view->n_steps; ++i) {
    const RhumbPlanStep *const step = &view->steps[i];
    found = rhumb_str_equal(step->name, key) ? step : NULL;
  }
  return found;
}

/// True if there is a row for each value of a key, or for each record that has
/// it
static bool
is_split(const RhumbPlanView *const view, const RhumbStr key)
{
  const RhumbPlanStep *const step = find_step(view, key);
  return step && step->kind == RHUMB_STEP_VALUES &&
         (is_many(view, step) || step->level > 0);
}

/// The levels that a term asks for
typedef struct {
  size_t deepest; ///< By number, which is by depth; 0: none but the first
  size_t only;    ///< The one reference that it is made of, in the pass; none:
                  ///< it is made of more
} Depth;

/// Find how deep a term of a view of levels asks, and for what
static Depth
depth_of(const RhumbPlanPass *const pass, const RhumbPlanTerm *const term)
{
  RhumbFields fields = {0};
  Depth depth = {0, RHUMB_PLAN_NONE};
  rhumb_fields_of_term(&fields, term);
  for (size_t i = 0; i < fields.count; ++i) {
    RhumbLevelKey key = {0};
    const RhumbStr text = pass->references[fields.items[i]].text;
    (void)rhumb_logical_view_level(pass->spec->view, text, &key);
    depth.deepest = key.level > depth.deepest ? key.level : depth.deepest;
  }
  depth.only = fields.count == 1 ? fields.items[0] : depth.only;
  free(fields.items);
  return depth;
}

/// Return the key that a term gathers, if it has one value in each row of a
/// level further in than what its subject is made of; empty: there is none
static RhumbStr
find_deeper(const RhumbPlanPass *const pass,
            const RhumbPlanTerm *const subject,
            const RhumbPlanTerm *const term)
{
  const Depth depth = depth_of(pass, term);
  const RhumbSourceNaming *const naming = rhumb_product_naming(pass);
  const RhumbStr key = depth.only == RHUMB_PLAN_NONE
                           ? RHUMB_STR("")
                           : pass->references[depth.only].text;
  const bool has_one =
      naming &&
      !(naming->may_be_many &&
        naming->may_be_many(rhumb_product_way(pass, key))) &&
      !(naming->shows_many && naming->shows_many(rhumb_product_way(pass, key)));
  return has_one && term->gather->n_items == 1 &&
                 depth.deepest > depth_of(pass, subject).deepest
             ? key
             : RHUMB_STR("");
}

/// Return the first key that a term gathers of which each row has one; empty:
/// there is none
static RhumbStr
find_split(const RhumbPlanPass *const pass, const RhumbPlanTerm *const term)
{
  RhumbFields fields = {0};
  RhumbStr found = RHUMB_STR("");
  rhumb_fields_of_term(&fields, term);
  for (size_t i = 0; !found.len && i < fields.count; ++i) {
    const RhumbStr key = pass->references[fields.items[i]].text;
    found = is_split(pass->view, key) ? key : found;
  }
  free(fields.items);
  return found;
}

/// Warn of a term that gathers what has one value a row
static void
warn_gathered(const RhumbPlanPass *const pass,
              const RhumbPlanTerm *const subject,
              const RhumbPlanTerm *const term,
              const RhumbDiag *const diag)
{
  const bool is_fresh = term->gather && term->value.kind == RHUMB_VALUE_FRESH;
  const bool has_levels = pass->spec->view->level.len > 0;
  const RhumbStr key = !is_fresh    ? RHUMB_STR("")
                       : has_levels ? find_deeper(pass, subject, term)
                                    : find_split(pass, term);
  if (key.len) {
    rhumb_warn(diag,
               RHUMB_WARNING,
               term->loc,
               "each row has one \"%.*s\", so each collection gets one "
               "member; with a value, rows go on with the one of that name, "
               "and over the source without %s a record has them all",
               RHUMB_FMT(key),
               has_levels ? "this level" : "fields");
  }
}

void
rhumb_view_warn_gathered(const RhumbPlanPass *const pass,
                         const RhumbDiag *const diag)
{
  for (size_t m = 0; m < pass->n_maps; ++m) {
    const RhumbPlanMap *const map = &pass->maps[m];
    warn_gathered(pass, &map->subject, &map->subject, diag);
    for (size_t p = 0; p < map->n_pairs; ++p) {
      for (size_t o = 0; o < map->pairs[p].n_objects; ++o) {
        warn_gathered(
            pass, &map->subject, &map->pairs[p].objects[o].term, diag);
      }
    }
  }
}

// Rows that are dropped -------------------------------------------------------

/// Say of how many rows a step has made nothing
static void
warn_dropped(const RhumbPlanStep *const step,
             const uint64_t dropped,
             const RhumbSeverity severity,
             const RhumbDiag *const diag)
{
  const bool is_one = dropped == 1;
  RhumbBuf what = {0};
  if (step->kind == RHUMB_STEP_JOIN) {
    rhumb_buf_format(&what, "find%s no partner", is_one ? "s" : "");
  } else {
    rhumb_buf_format(&what,
                     "%s nothing in \"%.*s\"",
                     is_one ? "has" : "have",
                     RHUMB_FMT(step->name));
  }
  rhumb_warn(diag,
             severity,
             step->loc,
             "%" PRIu64 " row%s %s, and so make%s none: of all else in %s "
             "nothing is made either",
             dropped,
             is_one ? "" : "s",
             rhumb_buf_cstr(&what),
             is_one ? "s" : "",
             is_one ? "it" : "them");
  rhumb_buf_free(&what);
}

bool
rhumb_view_warn_dropped(
    const RhumbSource *const rows, // NOLINT(misc-no-recursion): by depth
    const RhumbPlanPass *const pass,
    const RhumbDiag *const diag)
{
  const RhumbPlanView *const view = pass->view;
  const RhumbSource *const inner = rhumb_rows_inner(rows);
  bool said =
      inner && rhumb_view_warn_dropped(inner, &view->levels[0].rows, diag);
  for (size_t i = 0; i < view->n_steps; ++i) {
    const RhumbPlanStep *const step = &view->steps[i];
    const bool is_meant =
        pass->spec->view->level.len > 0 || step->kind == RHUMB_STEP_JOIN;
    const uint64_t dropped = rhumb_rows_dropped(rows, i);
    if (dropped) {
      warn_dropped(step, dropped, is_meant ? RHUMB_NOTE : RHUMB_WARNING, diag);
      said = true;
    }
  }
  return said;
}

void
rhumb_view_note_alone(
    const RhumbSource *const rows, // NOLINT(misc-no-recursion): by depth
    const RhumbPlanPass *const pass,
    const RhumbDiag *const diag)
{
  const RhumbPlanView *const view = pass->view;
  const RhumbSource *const inner = rhumb_rows_inner(rows);
  for (size_t i = 0; i < view->n_steps; ++i) {
    const uint64_t alone = rhumb_rows_alone(rows, i);
    if (alone) {
      rhumb_warn(diag,
                 RHUMB_NOTE,
                 view->steps[i].loc,
                 "%" PRIu64 " row%s no partner, and lack%s these fields",
                 alone,
                 alone == 1 ? " finds" : "s find",
                 alone == 1 ? "s" : "");
    }
  }
  if (inner) {
    rhumb_view_note_alone(inner, &view->levels[0].rows, diag);
  }
}
