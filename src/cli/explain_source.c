// SPDX-License-Identifier: ISC

/// @file explain_source.c  What a pass reads, and what is made of it before
/// rules see it.

#include "cli/explain_impl.h"
#include "io/compression.h"
#include "model/logical_view.h"
#include "source/operators.h"

/// What is being listed
typedef struct {
  const RhumbExplained *explained;
  RhumbExplainedSteps steps;
} Listing;

static void
add(Listing *const listing,
    const char *const kind,
    const RhumbStr text,
    const RhumbLoc loc)
{
  const RhumbExplained *const explained = listing->explained;
  const RhumbExplainedStep step = {
      .kind = kind, .text = rhumb_explain_name(explained, text), .loc = loc};
  RHUMB_PUSH_IN(explained->arena, &listing->steps, step);
}

/// Return a text without secrets, kept; it is freed
static RhumbStr
keep(const RhumbExplained *const explained, RhumbBuf *const text)
{
  const RhumbStr kept = rhumb_explain_name(explained, rhumb_buf_str(text));
  rhumb_buf_free(text);
  return kept;
}

// Operators over a source ----------------------------------------------------

/// Texts that stand for NULL
static void
add_nulls(Listing *const listing, const RhumbSourceSpec *const spec)
{
  RhumbBuf all = {0};
  for (size_t i = 0; i < spec->n_nulls; ++i) {
    rhumb_buf_format(
        &all, "%s\"%.*s\"", i ? ", " : "", RHUMB_FMT(spec->nulls[i]));
  }
  if (spec->n_nulls) {
    add(listing, "nulls", keep(listing->explained, &all), spec->loc);
  }
}

static void
add_newest(Listing *const listing, const RhumbSourceSpec *const spec)
{
  if (!rhumb_source_newest.claims(spec)) {
    return;
  }
  RhumbBuf text = {0};
  rhumb_buf_puts(&text, "of those with the same ");
  for (size_t i = 0; i < spec->n_newest_by; ++i) {
    rhumb_buf_format(
        &text, "%s$(%.*s)", i ? ", " : "", RHUMB_FMT(spec->newest_by[i]));
  }
  rhumb_buf_format(&text,
                   ", the one with the greatest $(%.*s); the source is read "
                   "twice",
                   RHUMB_FMT(spec->newest_of));
  add(listing, "newest", keep(listing->explained, &text), spec->newest_locs[0]);
}

/// What is done to the bytes and the records of a source, the first thing first
static void
add_operators(Listing *const listing, const RhumbSourceSpec *const spec)
{
  const RhumbStr packing = spec->compression.len
                               ? spec->compression
                               : rhumb_path_compression(spec->access);
  if (rhumb_source_files.claims(spec)) {
    add(listing,
        "files",
        RHUMB_STR("one after the other, by name"),
        spec->access_loc);
  }
  if (packing.len && !spec->format->is_database) {
    add(listing, "unpack", packing, spec->access_loc);
  }
  if (spec->encoding.len) {
    add(listing, "decode", spec->encoding, spec->encoding_loc);
  }
  add_nulls(listing, spec);
  add_newest(listing, spec);
}

// Steps of a view ------------------------------------------------------------

static RhumbStr
text_of_values(const RhumbExplained *const explained,
               const RhumbPlanView *const view,
               const RhumbPlanStep *const step)
{
  const RhumbStr value =
      step->value.kind == RHUMB_VALUE_PARENT
          ? rhumb_explain_kept(
                explained, view->steps[step->from].number, &step->value)
          : rhumb_explain_value(
                explained, &view->levels[step->level].rows, &step->value);
  return rhumb_str_format(
      explained->arena, "%.*s = %.*s", RHUMB_FMT(step->name), RHUMB_FMT(value));
}

static RhumbStr
text_of_records(const RhumbExplained *const explained,
                const RhumbPlanView *const view,
                const RhumbPlanStep *const step)
{
  const RhumbSourceSpec *const spec = view->levels[step->level].rows.spec;
  const RhumbStr text = step->from == RHUMB_PLAN_NONE
                            ? RHUMB_STR("")
                            : view->steps[step->from].name;
  return rhumb_str_format(
      explained->arena,
      "%.*s = each %.*s%s%.*s (%s)",
      RHUMB_FMT(step->name),
      RHUMB_FMT(spec->iterator.len ? spec->iterator : RHUMB_STR("record")),
      text.len ? " in the text of " : "",
      RHUMB_FMT(text),
      spec->format->name);
}

static RhumbStr
text_of_join(const RhumbExplained *const explained,
             const RhumbPlanPass *const pass,
             const RhumbPlanStep *const step)
{
  RhumbBuf text = {0};
  rhumb_buf_format(&text,
                   "%s join %zu",
                   step->is_inner ? "inner" : "left",
                   step->number + 1);
  for (size_t i = 0; i < step->n_keys; ++i) {
    const RhumbStr key = rhumb_explain_value(explained, pass, &step->keys[i]);
    rhumb_buf_puts(&text, i ? ", " : " by ");
    rhumb_buf_put(&text, key);
  }
  if (step->condition) {
    const RhumbStr condition =
        rhumb_explain_pairing(explained, pass, step->number, step->condition);
    rhumb_buf_puts(&text, " where each pair has ");
    rhumb_buf_put(&text, condition);
  }
  return keep(explained, &text);
}

static void
add_step(Listing *const listing,
         const RhumbPlanPass *const pass,
         const RhumbPlanStep *const step)
{
  const RhumbExplained *const explained = listing->explained;
  switch (step->kind) {
  case RHUMB_STEP_VALUES:
    add(listing,
        "values",
        text_of_values(explained, pass->view, step),
        step->loc);
    break;
  case RHUMB_STEP_RECORDS:
    add(listing,
        "records",
        text_of_records(explained, pass->view, step),
        step->loc);
    break;
  case RHUMB_STEP_JOIN:
    add(listing, "join", text_of_join(explained, pass, step), step->loc);
    listing->steps.items[listing->steps.count - 1].join = step->number + 1;
    break;
  }
}

/// The steps of a view behind those of what it is on
static void
add_view(Listing *const listing, // NOLINT(misc-no-recursion): by depth
         const RhumbPlanPass *const pass)
{
  const RhumbPlanView *const view = pass->view;
  if (!view) {
    return;
  }
  add_view(listing, &view->levels[0].rows);
  const RhumbLogicalView *const rules = pass->spec->view;
  add(listing,
      "view",
      rules->name.len ? rules->name : RHUMB_STR("of these rows"),
      rules->loc);
  for (size_t i = 0; i < view->n_steps; ++i) {
    add_step(listing, pass, &view->steps[i]);
  }
}

RhumbExplainedSteps
rhumb_explain_steps(const RhumbExplained *const explained,
                    const RhumbPlanPass *const pass)
{
  Listing listing = {.explained = explained};
  const RhumbPlanPass *base = pass;
  while (base->view) {
    base = &base->view->levels[0].rows;
  }
  add_operators(&listing, base->spec);
  add_view(&listing, pass);
  return listing.steps;
}

// Triples maps ---------------------------------------------------------------

typedef struct {
  const RhumbExplained *explained;
  RhumbExplainedMaps maps;
} Found;

static void
find(Found *const found, const RhumbPlanMap *const map)
{
  if (map && !found->explained->are_listed[map->number]) {
    found->explained->are_listed[map->number] = true;
    RHUMB_PUSH_IN(
        found->explained->arena, &found->maps, (RhumbExplainedMap){map, true});
  }
}

static void
find_in_pairs(Found *const found, // NOLINT(misc-no-recursion): by depth
              const RhumbPlanPair *const pairs,
              const size_t n_pairs)
{
  for (size_t p = 0; p < n_pairs; ++p) {
    for (size_t o = 0; o < pairs[p].n_objects; ++o) {
      find(found, pairs[p].objects[o].quoted);
    }
    if (pairs[p].annotation) {
      find_in_pairs(
          found, pairs[p].annotation->pairs, pairs[p].annotation->n_pairs);
    }
  }
}

static void
find_in_map(Found *const found, const RhumbPlanMap *const map)
{
  if (map->quoted) {
    find(found, map->quoted->quoted);
  }
  find_in_pairs(found, map->pairs, map->n_pairs);
}

RhumbExplainedMaps
rhumb_explain_maps(const RhumbExplained *const explained,
                   const RhumbPlanPass *const pass)
{
  const RhumbPlan *const plan = explained->plan;
  Found found = {.explained = explained};
  for (size_t i = 0; i < pass->n_maps; ++i) {
    RHUMB_PUSH_IN(explained->arena,
                  &found.maps,
                  (RhumbExplainedMap){&pass->maps[i], false});
  }
  for (size_t i = 0; plan->n_quoted && i < pass->n_indexes; ++i) {
    find(&found, plan->indexes[pass->indexes[i]].quoted);
  }
  // Grows while it goes
  for (size_t i = 0; plan->n_quoted && i < found.maps.count; ++i) {
    find_in_map(&found, found.maps.items[i].map);
  }
  return found.maps;
}
