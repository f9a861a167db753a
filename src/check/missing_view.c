// SPDX-License-Identifier: ISC

/// @file missing_view.c  What the rows of levels and of fields have not: what
/// is asked of the records below them, and where the rules ask it.

#include "check/fields.h"
#include "check/filter.h"
#include "check/probe.h"
#include "check/sibling.h"
#include "check/watch_impl.h"

#include <stdlib.h>

// Levels ----------------------------------------------------------------------

/// The records of a level as an iterator over the file finds them
typedef struct {
  RhumbSourceSpec spec;
  RhumbStr around; ///< What its iterator begins with, of the level around
} Records;

/// Join the iterator of a level to that of the one around; false: they are no
/// one path
static bool
join_paths(RhumbStr *const path,
           RhumbArena *const arena,
           const RhumbSourceNaming *const naming,
           const RhumbStr around)
{
  if (naming->whole) {
    const bool is_path = rhumb_str_starts(*path, RHUMB_STR("$"));
    *path = rhumb_str_join(arena,
                           around.len ? around : rhumb_str(naming->whole),
                           rhumb_str_from(*path, is_path));
    return is_path;
  }
  const bool is_path = around.len && path->len && path->data[0] != '/' &&
                       !rhumb_str_has(around, '|') &&
                       !rhumb_str_has(*path, '|');
  *path =
      rhumb_str_format(arena, "%.*s/%.*s", RHUMB_FMT(around), RHUMB_FMT(*path));
  return is_path;
}

/// Find the records of a level; false: no one iterator finds them, or they are
/// of no file
static bool
find_records(Records *const out,
             RhumbArena *const arena,
             const RhumbPlanView *const view,
             const size_t level)
{
  const RhumbSourceSpec *const first = view->levels[0].rows.spec;
  RhumbStr path = view->levels[level].rows.spec->iterator;
  size_t at = level;
  bool good = !first->view && first->format->naming;
  while (good && at) {
    at = view->levels[at].parent;
    good = at != RHUMB_PLAN_NONE &&
           join_paths(&path,
                      arena,
                      first->format->naming,
                      view->levels[at].rows.spec->iterator);
  }
  *out = (Records){.spec = *first};
  out->spec.iterator = path;
  out->around = rhumb_str_slice(
      path, 0, path.len - view->levels[level].rows.spec->iterator.len);
  if (good && level && first->format->naming->whole) {
    out->around.len += 1; // Its own iterator begins with "$"
  }
  return good;
}

/// Return what of an iterator over the file is the level's own; NULL: it is
/// another's
static const char *
own_part(const Records *const records,
         RhumbArena *const arena,
         const char *const iterator)
{
  const bool is_inner = records->around.len > 0;
  const RhumbStr path = rhumb_str(iterator);
  if (!iterator || !is_inner) {
    return iterator;
  }
  const char *const whole = records->spec.format->naming->whole;
  return rhumb_str_starts(path, records->around)
             ? rhumb_str_format(
                   arena,
                   "%s%.*s",
                   whole ? whole : "",
                   RHUMB_FMT(rhumb_str_from(path, records->around.len)))
                   .data
             : NULL;
}

RhumbStatus
rhumb_watch_empty_level(RhumbWatch *const watch,
                        const RhumbRow *const row,
                        bool *const said)
{
  const RhumbPlanView *const view = row->pass->view;
  RhumbArena *const arena = &watch->arena;
  for (size_t i = 1; view && i < view->n_levels; ++i) {
    const RhumbSourceSpec *const level = view->levels[i].rows.spec;
    Records records;
    RhumbFilter filter;
    if (!find_records(&records, arena, view, i) ||
        rhumb_filter_find(&filter, arena, &records.spec) ||
        rhumb_probe_finds(&records.spec, records.spec.iterator)) {
      continue;
    }
    const char *const near =
        own_part(&records, arena, rhumb_probe_iterator(arena, &records.spec));
    *said = near != NULL;
    return near ? rhumb_watch_report(
                      watch,
                      level->iterator_loc,
                      near,
                      rhumb_str_format(arena,
                                       "\"%.*s\" finds nothing in %s",
                                       RHUMB_FMT(level->iterator),
                                       rhumb_source_name(row->source)))
                : RHUMB_OK;
  }
  return RHUMB_OK;
}

// What is asked ---------------------------------------------------------------

/// A reference into the records of a level, by which a row of a view is without
/// one of its own
typedef struct {
  const RhumbPlanPass *pass; ///< Of the view
  size_t level, reference;
  size_t number;   ///< Of the reference into the view that began it
  RhumbStr before; ///< What stands before it there, in a view of levels
} Asked;

typedef RHUMB_LIST(Asked) AskedList;

/// Add what a reference into a view asks of what is read
static void
add_asked(AskedList *const list, // NOLINT(misc-no-recursion): by depth of views
          const RhumbPlanPass *const pass,
          const size_t number,
          const size_t field)
{
  const RhumbPlanView *const view = pass->view;
  for (size_t i = 0; i < view->n_levels; ++i) {
    const RhumbPlanLevel *const level = &view->levels[i];
    for (size_t t = 0; t < level->n_taken; ++t) {
      if (level->taken[t].field == field) {
        const RhumbStr key = pass->references[field].text;
        const size_t reference = level->taken[t].reference;
        const size_t len = level->rows.references[reference].text.len;
        const Asked asked = {
            pass, i, reference, number, rhumb_str_slice(key, 0, key.len - len)};
        RHUMB_PUSH(list, asked);
      }
    }
  }
  for (size_t i = 0; i < view->n_steps; ++i) {
    const RhumbPlanStep *const step = &view->steps[i];
    RhumbFields fields = {0};
    if (step->kind == RHUMB_STEP_VALUES && step->field == field &&
        step->value.kind != RHUMB_VALUE_PARENT) {
      rhumb_fields_of_value(&fields, &step->value);
    }
    for (size_t f = 0; f < fields.count; ++f) {
      const RhumbPlanPass *const rows = &view->levels[step->level].rows;
      if (rows->view) {
        add_asked(list, rows, number, fields.items[f]);
      } else {
        const Asked asked = {
            pass, step->level, fields.items[f], number, RHUMB_STR("")};
        RHUMB_PUSH(list, asked);
      }
    }
    free(fields.items);
  }
}

static const RhumbPlanReference *
reference_of(const Asked *const asked)
{
  return &asked->pass->view->levels[asked->level]
              .rows.references[asked->reference];
}

// Iterators that find what is around ------------------------------------------

/// True if all that is asked of a level is in a list, and something is
static bool
asks_all(const AskedList *const list,
         const RhumbPlanView *const view,
         const size_t level)
{
  const size_t n_references = view->levels[level].rows.n_references;
  size_t count = 0;
  for (size_t r = 0; r < n_references; ++r) {
    bool found = false;
    for (size_t i = 0; !found && i < list->count; ++i) {
      const Asked *const asked = &list->items[i];
      found = asked->pass->view == view && asked->level == level &&
              asked->reference == r;
    }
    count += found;
  }
  return n_references && count == n_references;
}

/// Say of a level that its iterator finds what is around the records, if one
/// that leads further in has all that is asked of them
static bool
say_around(RhumbWatch *const watch,
           const RhumbEnded *const ended,
           const AskedList *const list,
           const size_t number,
           RhumbStatus *const status)
{
  RhumbArena *const arena = &watch->arena;
  const RhumbPlanView *const view = ended->row->pass->view;
  const RhumbPlanPass *const rows = &view->levels[number].rows;
  Records records;
  if (!rows->spec->iterator.len || !asks_all(list, view, number) ||
      !find_records(&records, arena, view, number)) {
    return false;
  }
  RhumbStr *const wanted = RHUMB_NEW(arena, RhumbStr, rows->n_references);
  for (size_t i = 0; i < rows->n_references; ++i) {
    wanted[i] = rows->references[i].text;
  }
  const char *const inner = own_part(
      &records,
      arena,
      rhumb_probe_inner(arena, &records.spec, wanted, rows->n_references));
  if (!inner) {
    return false;
  }
  RHUMB_KEEP(*status,
             rhumb_watch_report(
                 watch,
                 rows->spec->iterator_loc,
                 inner,
                 rhumb_str_format(arena,
                                  "\"%.*s\" finds what is around the records: "
                                  "%s has \"%.*s\"",
                                  RHUMB_FMT(rows->spec->iterator),
                                  ended->none,
                                  RHUMB_FMT(wanted[0]))));
  return true;
}

// References ------------------------------------------------------------------

/// True if rules ask for `name` in the same records, which their author then
/// knows
static bool
is_known(const Asked *const asked, const RhumbStr name)
{
  const RhumbPlanPass *const rows =
      &asked->pass->view->levels[asked->level].rows;
  bool found = false;
  for (size_t i = 0; !found && i < rows->n_references; ++i) {
    found = rhumb_str_equal(rows->references[i].text, name);
  }
  return found && rhumb_are_siblings(reference_of(asked)->text, name);
}

/// True if a field of the same view is called what another one asks for
static bool
is_field_beside(const Asked *const asked)
{
  const RhumbPlanView *const view = asked->pass->view;
  bool found = false;
  for (size_t i = 0; !asked->before.len && !found && i < view->n_steps; ++i) {
    found = view->steps[i].kind == RHUMB_STEP_VALUES &&
            rhumb_str_equal(view->steps[i].name, reference_of(asked)->text);
  }
  return found;
}

/// True if the name of a row is asked for
static bool
is_row_name(const Asked *const asked)
{
  return asked->before.len &&
         rhumb_str_is(reference_of(asked)->text, RHUMB_SOURCE_NAME);
}

/// What to do about rows of a level that have no name
static const char *
name_advice(RhumbArena *const arena, const Asked *const asked)
{
  const RhumbStr path =
      asked->pass->view->levels[asked->level].rows.spec->iterator;
  const RhumbStr level =
      rhumb_str_slice(asked->before, 0, asked->before.len - 1);
  return rhumb_str_ends(path, RHUMB_STR("]"))
             ? rhumb_str_format(arena,
                                "rows of \"%.*s\" are items of an array and "
                                "have no name, but a place: $(%.*s.#)",
                                RHUMB_FMT(level),
                                RHUMB_FMT(level))
                   .data
             : rhumb_str_format(
                   arena, "rows of \"%.*s\" have no name", RHUMB_FMT(level))
                   .data;
}

/// What to do about a name that no record has; NULL: it is not known
static const char *
advice_for(RhumbArena *const arena, const Asked *const asked)
{
  if (is_row_name(asked)) {
    return name_advice(arena, asked);
  }
  const RhumbSourceNaming *const naming =
      asked->pass->view->levels[asked->level].rows.spec->format->naming;
  return is_field_beside(asked)
             ? "a field asks what is read, not the field beside it"
         : naming ? naming->foreign(reference_of(asked)->text)
                  : NULL;
}

/// Say of a name that no record has where it stands, and which is near; false:
/// records may have it
static bool
say_asked(RhumbWatch *const watch,
          const RhumbEnded *const ended,
          const Asked *const asked,
          RhumbStatus *const status)
{
  RhumbArena *const arena = &watch->arena;
  const RhumbPlanReference *const reference = reference_of(asked);
  const RhumbPlanReference *const outer =
      asked->before.len ? &asked->pass->references[asked->number] : reference;
  Records records;
  RhumbNamesSeen names = {0};
  const char *near = NULL;
  const bool lacks =
      is_row_name(asked) ||
      (find_records(&records, arena, asked->pass->view, asked->level) &&
       rhumb_probe_names(&names, &records.spec, NULL, UINT64_MAX) &&
       records.spec.format->naming->lack(&names, reference->text, &near));
  if (lacks) {
    const char *const advice = advice_for(arena, asked);
    const bool has_near = near && !advice && !is_known(asked, rhumb_str(near));
    near =
        has_near
            ? rhumb_str_format(arena, "%.*s%s", RHUMB_FMT(asked->before), near)
                  .data
            : NULL;
    const RhumbStr what = rhumb_str_format(arena,
                                           "%s has \"%.*s\"%s%s",
                                           ended->none,
                                           RHUMB_FMT(outer->text),
                                           advice ? "; " : "",
                                           advice ? advice : "");
    if (watch->kind == RHUMB_WATCH_STRICT || near || advice) {
      watch->is_said[asked->number] = true;
      RHUMB_KEEP(*status, rhumb_watch_report(watch, outer->loc, near, what));
    } else if (watch->kind == RHUMB_WATCH_CHECK) {
      rhumb_warn(watch->diag, RHUMB_NOTE, outer->loc, "%.*s", RHUMB_FMT(what));
    }
  }
  rhumb_names_seen_free(&names);
  return lacks;
}

/// True if the same has been said of another field of the view
static bool
is_told_before(const RhumbWatch *const watch,
               const AskedList *const list,
               const size_t at)
{
  const Asked *const asked = &list->items[at];
  bool found = false;
  for (size_t i = 0; !found && i < at; ++i) {
    found = !asked->before.len &&
            reference_of(&list->items[i]) == reference_of(asked) &&
            watch->is_told[list->items[i].number];
  }
  return found;
}

RhumbStatus
rhumb_watch_missing_view(RhumbWatch *const watch,
                         const RhumbEnded *const ended,
                         bool *const explained)
{
  const RhumbPlanPass *const pass = ended->row->pass;
  AskedList list = {0};
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < pass->n_references; ++i) {
    if (watch->is_missing[i]) {
      add_asked(&list, pass, i, i);
    }
  }
  for (size_t i = 0; !*explained && i < pass->view->n_levels; ++i) {
    *explained = say_around(watch, ended, &list, i, &status);
  }
  for (size_t i = 0; !*explained && i < list.count; ++i) {
    const size_t number = list.items[i].number;
    if (is_told_before(watch, &list, i) ||
        say_asked(watch, ended, &list.items[i], &status)) {
      watch->is_told[number] = true;
    }
  }
  free(list.items);
  return status;
}
