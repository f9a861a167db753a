// SPDX-License-Identifier: ISC

/// @file missing.c  What records have not, and what was probably meant.

#include "check/filter.h"
#include "check/probe.h"
#include "check/sibling.h"
#include "check/watch_impl.h"
#include "model/logical_view.h"

// Saying it -------------------------------------------------------------------

/// Where an iterator stands, or else its source
static RhumbLoc
iterator_loc(const RhumbSourceSpec *const spec)
{
  return spec->iterator.len ? spec->iterator_loc : spec->access_loc;
}

/// What to do about a namespace of names that have no prefix; NULL: there is
/// none, or the path knows of namespaces
static const char *
namespace_advice(RhumbArena *const arena,
                 const RhumbSourceSpec *const spec,
                 const RhumbStr path)
{
  const bool knows =
      rhumb_str_has(path, ':') ||
      rhumb_str_find(path, RHUMB_STR("local-name("), 0) != SIZE_MAX;
  const RhumbStr space =
      knows ? RHUMB_STR("") : rhumb_probe_namespace(arena, spec);
  return space.len
             ? rhumb_str_format(
                   arena,
                   "; its elements are in the namespace \"%.*s\": declare "
                   "a prefix for that, such as x, and write x:name",
                   RHUMB_FMT(space))
                   .data
             : NULL;
}

// Iterators -------------------------------------------------------------------

/// What to do about elements of an iterator's names that are in another
/// namespace than its prefixes say; NULL: there are none
static const char *
prefix_advice(RhumbArena *const arena, const RhumbSourceSpec *const spec)
{
  RhumbStr step = RHUMB_STR("");
  RhumbStr name = step;
  const RhumbStr space =
      rhumb_str_has(spec->iterator, ':')
          ? rhumb_probe_other_namespace(arena, spec, &step, &name)
          : step;
  return space.len ? rhumb_str_format(arena,
                                      "; its elements \"%.*s\" are in the "
                                      "namespace \"%.*s\", and \"%.*s\" is "
                                      "not: declare a prefix for that, such as "
                                      "x, and write x:%.*s",
                                      RHUMB_FMT(name),
                                      RHUMB_FMT(space),
                                      RHUMB_FMT(step),
                                      RHUMB_FMT(name))
                         .data
                   : NULL;
}

/// What a pass without records was probably to find
typedef struct {
  RhumbStr why;     ///< Behind "finds nothing in a.json"; empty: not known
  const char *near; ///< The iterator that was probably meant, or NULL
} Empty;

/// How many other iterators of the rules, over the same file, begin with `stem`
/// and have `part` in them
static size_t
count_others(const RhumbWatch *const watch,
             const RhumbSourceSpec *const spec,
             const RhumbStr stem,
             const RhumbStr part)
{
  size_t count = 0;
  for (size_t i = 0; i < watch->plan->n_passes; ++i) {
    const RhumbSourceSpec *const other = watch->plan->passes[i].spec;
    count += rhumb_str_equal(other->access, spec->access) &&
             !rhumb_str_equal(other->iterator, spec->iterator) &&
             rhumb_str_starts(other->iterator, stem) &&
             rhumb_str_find(other->iterator, part, stem.len) != SIZE_MAX;
  }
  return count;
}

/// Return the value nearest to the one that a filter asks for, if no other
/// filter asks for it; NULL: there is none
static const char *
near_value(const RhumbWatch *const watch,
           const RhumbSourceSpec *const spec,
           const RhumbFilter *const filter,
           RhumbNamesSeen *const values)
{
  const char *const near = rhumb_names_seen_nearest(values, filter->value);
  return near && !count_others(watch, spec, filter->stem, rhumb_str(near))
             ? near
             : NULL;
}

/// Say why a filter lets nothing through. Of filters that each take their part
/// of the same items, one may rightly find nothing.
static void
explain_filter(RhumbWatch *const watch,
               const RhumbSourceSpec *const spec,
               const RhumbFilter *const filter,
               Empty *const empty)
{
  RhumbArena *const arena = &watch->arena;
  const RhumbStr path = spec->iterator;
  const char *const start = spec->format->naming->filter;
  RhumbNamesSeen values = {0};
  if (filter->key.len) {
    rhumb_probe_values(&values, spec, filter->unfiltered, filter->key);
  }
  const char *const near = near_value(watch, spec, filter, &values);
  const bool has_others =
      count_others(watch, spec, filter->stem, rhumb_str(start)) > 0;
  if (filter->key.len && !values.seen.count && !has_others) {
    empty->why = rhumb_str_format(arena,
                                  ": nothing that \"%.*s\" finds has \"%.*s\"",
                                  RHUMB_FMT(filter->unfiltered),
                                  RHUMB_FMT(filter->key));
  } else if (filter->key.len && near) {
    empty->near =
        rhumb_str_format(
            arena,
            "%.*s%s%.*s",
            (int)filter->at,
            path.data,
            near,
            RHUMB_FMT(rhumb_str_from(path, filter->at + filter->value.len)))
            .data;
  } else if (!has_others) {
    empty->why = rhumb_str_format(arena,
                                  ", though \"%.*s\" does: its filter lets "
                                  "nothing through",
                                  RHUMB_FMT(filter->unfiltered));
  }
  rhumb_names_seen_free(&values);
}

static void
explain_empty(RhumbWatch *const watch,
              const RhumbSourceSpec *const spec,
              Empty *const empty)
{
  RhumbFilter filter;
  const char *advice = namespace_advice(&watch->arena, spec, spec->iterator);
  advice = advice ? advice : prefix_advice(&watch->arena, spec);
  if (advice) {
    empty->why = rhumb_str(advice);
  } else if (rhumb_filter_find(&filter, &watch->arena, spec)) {
    explain_filter(watch, spec, &filter, empty);
  } else {
    empty->near = rhumb_probe_iterator(&watch->arena, spec);
  }
}

RhumbStatus
rhumb_watch_empty(RhumbWatch *const watch, const RhumbRow *const row)
{
  RhumbArena *const arena = &watch->arena;
  const RhumbPlanPass *rows = row->pass;
  while (rows->view) {
    rows = &rows->view->levels[0].rows;
  }
  const RhumbSourceSpec *const spec = rows->spec;
  const char *const name = rhumb_source_name(row->source);
  if (spec->format->has_pattern) {
    return rhumb_watch_report(
        watch,
        spec->pattern_loc,
        NULL,
        rhumb_str_format(arena, "no line of %s matches this pattern", name));
  }
  if (!spec->iterator.len) {
    return watch->kind != RHUMB_WATCH_CHECK
               ? RHUMB_OK
               : rhumb_watch_report(
                     watch,
                     spec->access_loc,
                     NULL,
                     rhumb_str_format(arena, "%s has no records", name));
  }
  Empty empty = {RHUMB_STR(""), NULL};
  explain_empty(watch, spec, &empty);
  const RhumbStr what = rhumb_str_format(arena,
                                         "\"%.*s\" finds nothing in %s%.*s",
                                         RHUMB_FMT(spec->iterator),
                                         name,
                                         RHUMB_FMT(empty.why));
  if (empty.near || empty.why.len || watch->kind == RHUMB_WATCH_STRICT) {
    return rhumb_watch_report(watch, spec->iterator_loc, empty.near, what);
  }
  if (watch->kind == RHUMB_WATCH_CHECK) {
    rhumb_warn(
        watch->diag, RHUMB_NOTE, spec->iterator_loc, "%.*s", RHUMB_FMT(what));
  }
  return RHUMB_OK;
}

/// True if an iterator that leads further in has what is missing, which is all
/// that is asked for
static bool
is_around(RhumbWatch *const watch,
          const RhumbEnded *const ended,
          RhumbStatus *const status)
{
  const RhumbPlanPass *const pass = ended->row->pass;
  if (!pass->n_references || watch->sight.n_missing < pass->n_references) {
    return false;
  }
  RhumbStr *const wanted =
      RHUMB_NEW(&watch->arena, RhumbStr, pass->n_references);
  for (size_t i = 0; i < pass->n_references; ++i) {
    wanted[i] = pass->references[i].text;
  }
  const char *const inner =
      rhumb_probe_inner(&watch->arena, ended->spec, wanted, pass->n_references);
  if (!inner) {
    return false;
  }
  const RhumbStr iterator = ended->spec->iterator;
  const RhumbStr what =
      iterator.len ? rhumb_str_format(&watch->arena,
                                      "\"%.*s\" finds what is around the "
                                      "records: %s has \"%.*s\"",
                                      RHUMB_FMT(iterator),
                                      ended->none,
                                      RHUMB_FMT(wanted[0]))
                   : rhumb_str_format(&watch->arena,
                                      "without an iterator this finds what is "
                                      "around the records: %s has \"%.*s\"",
                                      ended->none,
                                      RHUMB_FMT(wanted[0]));
  *status = rhumb_watch_report(watch, iterator_loc(ended->spec), inner, what);
  return true;
}

// References ------------------------------------------------------------------

/// True if another reference of the pass asks for `name`, which its author then
/// knows
static bool
is_known(const RhumbPlanPass *const pass, const char *const name)
{
  for (size_t i = 0; i < pass->n_references; ++i) {
    if (rhumb_str_is(pass->references[i].text, name)) {
      return true;
    }
  }
  return false;
}

/// Names of the first records, and what has been found with them
typedef struct {
  RhumbWatch *watch;
  const RhumbEnded *ended;
  RhumbNamesSeen names;
  bool has_names;
  const char *space; ///< What to do about a namespace, said once; NULL: none
} Lookup;

/// What to write in place of a reference as another language has it; NULL: it
/// is none, as far as is known
static const char *
foreign_advice(const RhumbSourceSpec *const spec, const RhumbStr reference)
{
  RhumbLevelKey key = {.rows = spec, .reference = reference};
  if (spec->view && !rhumb_logical_view_level(spec->view, reference, &key)) {
    return NULL;
  }
  const RhumbSourceNaming *const naming = key.rows->format->naming;
  return naming ? naming->foreign(key.reference) : NULL;
}

static RhumbStatus
say_reference(Lookup *const lookup, const size_t number)
{
  RhumbWatch *const watch = lookup->watch;
  const RhumbPlanPass *const pass = lookup->ended->row->pass;
  const RhumbPlanReference *const reference = &pass->references[number];
  const RhumbSourceNaming *const naming = lookup->ended->spec->format->naming;
  const char *near = NULL;
  const bool lacks = !lookup->has_names ||
                     naming->lack(&lookup->names, reference->text, &near);
  const char *const advice =
      lacks ? foreign_advice(lookup->ended->spec, reference->text) : NULL;
  if (advice || (near && is_known(pass, near) &&
                 rhumb_are_siblings(reference->text, rhumb_str(near)))) {
    near = NULL;
  }
  const RhumbStr what = rhumb_str_format(&watch->arena,
                                         "%s has \"%.*s\"%s%s",
                                         lookup->ended->none,
                                         RHUMB_FMT(reference->text),
                                         advice ? "; " : "",
                                         advice ? advice : "");
  if (watch->kind == RHUMB_WATCH_STRICT || (lacks && (near || advice))) {
    watch->is_said[number] = true;
    return rhumb_watch_report(watch, reference->loc, near, what);
  }
  if (watch->kind == RHUMB_WATCH_CHECK && lacks) {
    rhumb_warn(
        watch->diag, RHUMB_NOTE, reference->loc, "%.*s", RHUMB_FMT(what));
  }
  return RHUMB_OK;
}

/// True if elements are there by the names that are missing, in a namespace;
/// that is said of the first
static bool
is_in_namespace(Lookup *const lookup, RhumbStatus *const status)
{
  RhumbWatch *const watch = lookup->watch;
  const RhumbPlanPass *const pass = lookup->ended->row->pass;
  for (size_t i = 0; i < pass->n_references; ++i) {
    const RhumbPlanReference *const reference = &pass->references[i];
    const char *const advice =
        watch->is_missing[i] &&
                rhumb_table_find(&lookup->names.seen, reference->text) !=
                    RHUMB_TABLE_NONE
            ? namespace_advice(
                  &watch->arena, lookup->ended->spec, reference->text)
            : NULL;
    if (advice) {
      *status = rhumb_watch_report(watch,
                                   reference->loc,
                                   NULL,
                                   rhumb_str_format(&watch->arena,
                                                    "%s has \"%.*s\"%s",
                                                    lookup->ended->none,
                                                    RHUMB_FMT(reference->text),
                                                    advice));
      return true;
    }
  }
  return false;
}

RhumbStatus
rhumb_watch_missing(RhumbWatch *const watch,
                    const RhumbEnded *const ended,
                    bool *const explained)
{
  Lookup lookup = {.watch = watch, .ended = ended};
  RhumbStatus status = RHUMB_OK;
  *explained = false;
  for (size_t i = 0; i < watch->sight.n_missing; ++i) {
    watch->is_missing[watch->sight.missing[i]] = true;
  }
  if (!watch->sight.n_missing) {
    return RHUMB_OK;
  }
  if (ended->row->pass->view) {
    status = rhumb_watch_missing_view(watch, ended, explained);
  } else {
    *explained = is_around(watch, ended, &status);
  }
  if (!*explained && !ended->row->pass->view) {
    lookup.has_names =
        rhumb_probe_names(&lookup.names, ended->spec, NULL, ended->n_rows);
    *explained = is_in_namespace(&lookup, &status);
  }
  for (size_t i = 0; !*explained && i < ended->row->pass->n_references; ++i) {
    if (watch->is_missing[i] && !watch->is_told[i]) {
      RHUMB_KEEP(status, say_reference(&lookup, i));
    }
  }
  rhumb_names_seen_free(&lookup.names);
  return status;
}
