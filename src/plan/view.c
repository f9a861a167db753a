// SPDX-License-Identifier: ISC

/// @file view.c  Logical views made ready: levels, steps, and what a key is of.

#include "plan/plan_impl.h"

#include "base/words.h"
#include "io/pattern.h"

/// What the view's row takes of a level
typedef RHUMB_LIST(RhumbPlanTaken) Taken;

/// A view while it is compiled
struct RhumbViewDraft {
  const RhumbLogicalView *model;
  RHUMB_LIST(RhumbPassDraft *) levels;
  RHUMB_LIST(size_t) parents; ///< Of levels
  RHUMB_LIST(size_t) indexes; ///< Of levels: the field with their position
  RHUMB_LIST(RhumbStr) names; ///< Of levels that are named, by number
  RHUMB_LIST(RhumbPlanStep) steps;
  RhumbTable keys;            ///< Names of steps
  RHUMB_LIST(size_t) step_of; ///< By number there
  RHUMB_LIST(Taken) taken;    ///< Of levels
  size_t n_checked; ///< References into it that are known to be fields
};

// Fields ---------------------------------------------------------------------

/// Where fields stand while they are compiled
typedef struct {
  RhumbCompiler *compiler;
  RhumbViewDraft *view;
  size_t level; ///< That they are of
  size_t text;  ///< Step whose text they are in, or RHUMB_PLAN_NONE
  RhumbStr key; ///< Absolute name of what they are in; empty: the view
} Within;

static size_t
add_level(RhumbCompiler *const compiler,
          RhumbViewDraft *const view,
          RhumbPassDraft *const level,
          const size_t parent)
{
  RHUMB_PUSH_IN(compiler->arena, &view->levels, level);
  RHUMB_PUSH_IN(compiler->arena, &view->parents, parent);
  RHUMB_PUSH_IN(compiler->arena, &view->indexes, RHUMB_PLAN_NONE);
  RHUMB_PUSH_IN(compiler->arena, &view->taken, (Taken){0});
  return view->levels.count - 1;
}

static size_t
add_step(RhumbCompiler *const compiler,
         RhumbViewDraft *const view,
         const RhumbPlanStep *const step)
{
  rhumb_compile_hash(compiler, (char)('s' + step->kind), step->name);
  RHUMB_PUSH_IN(compiler->arena, &view->steps, *step);
  return view->steps.count - 1;
}

static RhumbStr
key_of(const Within *const within, const RhumbViewField *const field)
{
  return within->key.len ? rhumb_str_format(within->compiler->arena,
                                            "%.*s.%.*s",
                                            RHUMB_FMT(within->key),
                                            RHUMB_FMT(field->name))
                         : field->name;
}

/// Add a field, which no other one of the view may be called like
static size_t
add_field(RhumbCompiler *const compiler,
          RhumbViewDraft *const view,
          const RhumbPlanStep *const step)
{
  const size_t n_keys = view->keys.count;
  const size_t number = add_step(compiler, view, step);
  if (rhumb_table_add(&view->keys, step->name) < n_keys) {
    RHUMB_PLAN_FAIL(compiler,
                    RHUMB_ERR_SYNTAX,
                    step->loc,
                    "a field \"%.*s\" is there already; give this one "
                    "another name",
                    RHUMB_FMT(step->name));
  } else {
    RHUMB_PUSH_IN(compiler->arena, &view->step_of, number);
  }
  return number;
}

/// Add the records of an iterable field; return where its fields stand
static Within
add_records(const Within *const within,
            const RhumbViewField *const field,
            const RhumbStr key)
{
  RhumbCompiler *const compiler = within->compiler;
  RhumbSourceSpec *const spec = RHUMB_NEW(compiler->arena, RhumbSourceSpec, 1);
  *spec = *field->records;
  spec->access = within->key; // The field whose text they are in
  RhumbPassDraft *const rows = rhumb_pass_new(compiler, spec, NULL);
  const bool in_text = within->text != RHUMB_PLAN_NONE;
  rhumb_compile_keep(
      compiler,
      rhumb_source_check_nest(
          spec,
          in_text ? NULL
                  : within->view->levels.items[within->level]->spec->format,
          compiler->diag));
  const size_t level = add_level(
      compiler, within->view, rows, in_text ? RHUMB_PLAN_NONE : within->level);
  const RhumbPlanStep step = {.kind = RHUMB_STEP_RECORDS,
                              .name = key,
                              .loc = field->loc,
                              .level = level,
                              .field = RHUMB_PLAN_NONE,
                              .index = RHUMB_PLAN_NONE,
                              .from = within->text};
  (void)add_field(compiler, within->view, &step);
  return (Within){compiler, within->view, level, RHUMB_PLAN_NONE, key};
}

/// Add the values of an expression field; return where its fields stand
static Within
add_values(const Within *const within,
           const RhumbViewField *const field,
           const RhumbStr key)
{
  RhumbCompiler *const compiler = within->compiler;
  RhumbViewDraft *const view = within->view;
  const RhumbPlanStep step = {
      .kind = RHUMB_STEP_VALUES,
      .name = key,
      .loc = field->loc,
      .field = RHUMB_PLAN_NONE,
      .index = RHUMB_PLAN_NONE,
      .level = within->level,
      .value = rhumb_compile_value(
          compiler, view->levels.items[within->level], &field->value),
      .from = RHUMB_PLAN_NONE};
  const size_t number = add_field(compiler, view, &step);
  return (Within){compiler, view, within->level, number, key};
}

/// Add fields in written order, what is within one before the next
static void
add_fields(const Within *const within, // NOLINT(misc-no-recursion): by depth
           const RhumbViewFields *const fields)
{
  for (size_t i = 0; i < fields->count; ++i) {
    const RhumbViewField *const field = &fields->items[i];
    const RhumbStr key = key_of(within, field);
    const Within inner = field->records ? add_records(within, field, key)
                                        : add_values(within, field, key);
    add_fields(&inner, &field->fields);
  }
}

/// The levels of YARRRML: each in the one before
static void
add_levels(RhumbCompiler *const compiler,
           RhumbViewDraft *const draft,
           const RhumbLogicalView *const view)
{
  Within within = {compiler, draft, 0, RHUMB_PLAN_NONE, {0}};
  RHUMB_PUSH_IN(compiler->arena, &draft->names, view->level);
  for (const RhumbViewFields *inner = &view->fields; inner->count;
       inner = &inner->items->fields) {
    within = add_records(&within, inner->items, inner->items->name);
    within.key = (RhumbStr){0};
    RHUMB_PUSH_IN(compiler->arena, &draft->names, inner->items->name);
  }
}

void
rhumb_view_begin(RhumbCompiler *const compiler,
                 RhumbPassDraft *const pass,
                 RhumbPassDraft *const base)
{
  const RhumbLogicalView *const view = pass->spec->view;
  RhumbViewDraft *const draft = RHUMB_NEW(compiler->arena, RhumbViewDraft, 1);
  pass->view = draft;
  draft->model = view;
  (void)add_level(compiler, draft, base, RHUMB_PLAN_NONE);
  if (view->level.len) {
    add_levels(compiler, draft, view);
  } else {
    const Within within = {compiler, draft, 0, RHUMB_PLAN_NONE, {0}};
    add_fields(&within, &view->fields);
  }
}

// Keys -----------------------------------------------------------------------

/// What a key is of: a step, or a reference into a level
typedef struct {
  size_t step; ///< Or RHUMB_PLAN_NONE
  size_t at;   ///< Where in the key the reference begins
  size_t level;
  RhumbStr reference;
  bool is_index; ///< Their position is meant
} Target;

/// Find the level that a key begins with
static bool
find_level(Target *const target,
           const RhumbViewDraft *const view,
           const RhumbStr key)
{
  RhumbLevelKey found;
  if (!rhumb_logical_view_level(view->model, key, &found)) {
    return false;
  }
  *target = (Target){.step = RHUMB_PLAN_NONE,
                     .at = found.at,
                     .level = found.level,
                     .reference = found.reference,
                     .is_index = rhumb_str_is(found.reference, "#")};
  return true;
}

/// Return the step whose key is `key`, or RHUMB_PLAN_NONE
static size_t
find_step(const RhumbViewDraft *const view, const RhumbStr key)
{
  const uint32_t number = rhumb_table_find(&view->keys, key);
  return number == RHUMB_TABLE_NONE ? RHUMB_PLAN_NONE
                                    : view->step_of.items[number];
}

/// Find what has the name of its node asked for: records, or the first level
static bool
find_name(Target *const target,
          const RhumbViewDraft *const view,
          const RhumbStr key)
{
  const RhumbStr name = RHUMB_STR(RHUMB_SOURCE_NAME);
  const size_t end = key.len - name.len - 1; // Of what stands before a dot
  if (view->names.count || !rhumb_str_ends(key, name)) {
    return false;
  }
  target->reference = name;
  if (key.len == name.len) {
    return view->levels.items[0]->spec->has_names;
  }
  const size_t step = key.data[end] == '.'
                          ? find_step(view, rhumb_str_slice(key, 0, end))
                          : RHUMB_PLAN_NONE;
  const bool found = step != RHUMB_PLAN_NONE &&
                     view->steps.items[step].kind == RHUMB_STEP_RECORDS;
  target->level = found ? view->steps.items[step].level : 0;
  return found && view->levels.items[target->level]->spec->has_names;
}

/// Find what a key is of; a record is no value
static bool
find_target(Target *const target,
            const RhumbViewDraft *const view,
            const RhumbStr key)
{
  const RhumbStr index = RHUMB_STR(".#");
  *target = (Target){.step = RHUMB_PLAN_NONE};
  if (rhumb_str_is(key, "#")) {
    target->is_index = true;
    return true;
  }
  if (rhumb_file_part_of(key)) {
    target->reference = key; // Of the first level
    return true;
  }
  if (find_level(target, view, key) || find_name(target, view, key)) {
    return true;
  }
  target->is_index = rhumb_str_ends(key, index);
  target->step = find_step(
      view,
      target->is_index ? rhumb_str_slice(key, 0, key.len - index.len) : key);
  return target->step != RHUMB_PLAN_NONE &&
         (target->is_index ||
          view->steps.items[target->step].kind == RHUMB_STEP_VALUES);
}

/// Return what references may be, or begin with, with spaces between
static const char *
names_of(const RhumbCompiler *const compiler, const RhumbViewDraft *const view)
{
  RhumbStr all = RHUMB_STR("");
  for (size_t i = 0; i < view->names.count; ++i) {
    all = rhumb_str_format(compiler->arena,
                           "%.*s %.*s.",
                           RHUMB_FMT(all),
                           RHUMB_FMT(view->names.items[i]));
  }
  for (size_t i = 0; i < view->steps.count; ++i) {
    if (view->steps.items[i].kind == RHUMB_STEP_VALUES) {
      all = rhumb_str_format(compiler->arena,
                             "%.*s %.*s",
                             RHUMB_FMT(all),
                             RHUMB_FMT(view->steps.items[i].name));
    }
  }
  return all.data;
}

/// Return what of `key` could be one of the view's names: in a view of levels,
/// the name and its dot
static RhumbStr
start_of(const RhumbViewDraft *const view, const RhumbStr key)
{
  const size_t dot = rhumb_str_index(key, '.');
  return view->names.count && dot < key.len ? rhumb_str_slice(key, 0, dot + 1)
                                            : key;
}

/// True for the name of one of the view's levels
static bool
is_level(const RhumbViewDraft *const view, const RhumbStr name)
{
  bool is = false;
  for (size_t i = 0; i < view->names.count; ++i) {
    is = is || rhumb_str_equal(view->names.items[i], name);
  }
  return is;
}

/// Say which key is wanted where there is none
static void
fail_key(RhumbCompiler *const compiler,
         const RhumbViewDraft *const view,
         const RhumbPlanReference *const reference)
{
  const RhumbStr key = reference->text;
  if (rhumb_str_ends(key, RHUMB_STR("<it>")) ||
      find_step(view, key) != RHUMB_PLAN_NONE) {
    RHUMB_PLAN_FAIL(compiler,
                    RHUMB_ERR_REFERENCE,
                    reference->loc,
                    "\"%.*s\" is a record, not a value: name a field in it",
                    RHUMB_FMT(key));
    return;
  }
  const RhumbStr before = rhumb_str_slice(key, 0, rhumb_str_index(key, '^'));
  if (view->names.count &&
      (rhumb_str_starts(key, RHUMB_STR("..")) ||
       (before.len < key.len && (!before.len || is_level(view, before))))) {
    RHUMB_PLAN_FAIL(compiler,
                    RHUMB_ERR_REFERENCE,
                    reference->loc,
                    "there is no way up out of a row; write the name of the "
                    "level that is around it: $(%.*s.…)",
                    RHUMB_FMT(view->names.items[0]));
    return;
  }
  const RhumbStr start = start_of(view, key);
  if (view->names.count && start.len == key.len && key.len > 1 &&
      is_level(view, rhumb_str_slice(key, 0, key.len - 1))) {
    RHUMB_PLAN_FAIL(compiler,
                    RHUMB_ERR_REFERENCE,
                    reference->loc,
                    "\"%.*s\" has nothing behind its dot: write what of the "
                    "level's row is meant",
                    RHUMB_FMT(key));
    return;
  }
  const char *const names = names_of(compiler, view);
  rhumb_compile_keep(
      compiler,
      rhumb_fail_near(
          compiler->diag,
          RHUMB_ERR_REFERENCE,
          reference->loc,
          rhumb_words_near(compiler->arena, names, start),
          view->names.count
              ? "\"%.*s\" does not begin with a level's name and a dot: %s"
              : "no field is called \"%.*s\"; the fields are %s",
          RHUMB_FMT(key),
          rhumb_words_list(
              compiler->arena, names, view->names.count ? "or" : "and")));
}

/// Return the place `at` bytes behind `loc`, in a key, which is on one line:
/// rhumb_loc_along() would look for its end
static RhumbLoc
behind(RhumbLoc loc, const size_t at)
{
  loc.column += loc.column ? (unsigned)at : 0;
  return loc;
}

/// Have what a reference is of fill field number `field` of the view's row
static void
resolve(RhumbCompiler *const compiler,
        const RhumbPassDraft *const pass,
        size_t *const index,
        const size_t field)
{
  RhumbViewDraft *const view = pass->view;
  const RhumbPlanReference *const reference = &pass->references.items[field];
  Target target;
  if (!find_target(&target, view, reference->text)) {
    if (field >= view->n_checked) { // Else it has been reported
      fail_key(compiler, view, reference);
    }
  } else if (target.step != RHUMB_PLAN_NONE) {
    RhumbPlanStep *const step = &view->steps.items[target.step];
    *(step->kind == RHUMB_STEP_RECORDS ? &view->indexes.items[step->level]
      : target.is_index                ? &step->index
                                       : &step->field) = field;
  } else if (target.reference.len && !target.is_index) {
    const size_t number = rhumb_pass_field(compiler,
                                           view->levels.items[target.level],
                                           target.reference,
                                           behind(reference->loc, target.at));
    RHUMB_PUSH_IN(compiler->arena,
                  &view->taken.items[target.level],
                  (RhumbPlanTaken){number, field});
  } else {
    *(target.is_index && target.reference.len
          ? &view->indexes.items[target.level]
          : index) = field;
  }
}

// Joins ----------------------------------------------------------------------

void
rhumb_view_check_asked(RhumbCompiler *const compiler,
                       const RhumbPassDraft *const pass)
{
  RhumbViewDraft *const view = pass->view;
  for (; view->n_checked < pass->references.count; ++view->n_checked) {
    const RhumbPlanReference *const reference =
        &pass->references.items[view->n_checked];
    Target target;
    if (!find_target(&target, view, reference->text)) {
      fail_key(compiler, view, reference);
    }
  }
}

void
rhumb_view_join(RhumbCompiler *const compiler,
                const RhumbPassDraft *const pass,
                const RhumbViewJoin *const join,
                const RhumbPlanStep *const step)
{
  RhumbViewDraft *const view = pass->view;
  const size_t number = add_step(compiler, view, step);
  for (size_t i = 0; i < join->fields.count; ++i) {
    const RhumbViewField *const field = &join->fields.items[i];
    const RhumbPlanStep value = {.kind = RHUMB_STEP_VALUES,
                                 .name = field->name,
                                 .loc = field->loc,
                                 .from = number,
                                 .field = RHUMB_PLAN_NONE,
                                 .index = RHUMB_PLAN_NONE,
                                 .value = {.kind = RHUMB_VALUE_PARENT,
                                           .field = i,
                                           .loc = field->value.loc}};
    (void)add_field(compiler, view, &value);
  }
}

// The end --------------------------------------------------------------------

/// Report the position of a row among the fields that are taken of it: it is a
/// key of the view, and as a reference into the row would be a member's name
static void
check_positions(RhumbCompiler *const compiler, const RhumbViewDraft *const view)
{
  for (size_t i = 0; i < view->levels.count; ++i) {
    const RhumbPassDraft *const level = view->levels.items[i];
    const bool reads_yarrrml =
        level->spec->has_names && level->spec->format->has_nodes;
    for (size_t r = 0; reads_yarrrml && r < level->references.count; ++r) {
      const RhumbPlanReference *const reference = &level->references.items[r];
      if (rhumb_str_is(reference->text, "#")) {
        RHUMB_PLAN_FAIL(compiler,
                        RHUMB_ERR_REFERENCE,
                        reference->loc,
                        "the position of a row is no field of it; write $(#), "
                        "or $(NAME.#) of rows within it, where the fields are "
                        "used");
      }
    }
  }
}

static const RhumbPlanView *
finish_view(
    RhumbCompiler *const compiler, // NOLINT(misc-no-recursion): by depth
    RhumbPassDraft *const pass)
{
  RhumbViewDraft *const view = pass->view;
  RhumbPlanView *const plan = RHUMB_NEW(compiler->arena, RhumbPlanView, 1);
  plan->index = RHUMB_PLAN_NONE;
  for (size_t field = 0; field < pass->references.count; ++field) {
    resolve(compiler, pass, &plan->index, field);
  }
  RhumbPlanLevel *const levels =
      RHUMB_NEW(compiler->arena, RhumbPlanLevel, view->levels.count);
  check_positions(compiler, view);
  for (size_t i = 0; i < view->levels.count; ++i) {
    levels[i] = (RhumbPlanLevel){
        .rows = rhumb_pass_rows(compiler, view->levels.items[i]),
        .parent = view->parents.items[i],
        .taken = view->taken.items[i].items,
        .n_taken = view->taken.items[i].count,
        .index = view->indexes.items[i]};
  }
  plan->levels = levels;
  plan->n_levels = view->levels.count;
  rhumb_table_free(&view->keys);
  plan->steps = view->steps.items;
  plan->n_steps = view->steps.count;
  return plan;
}

RhumbPlanPass
rhumb_pass_rows(
    RhumbCompiler *const compiler, // NOLINT(misc-no-recursion): by depth
    RhumbPassDraft *const pass)
{
  if (!pass->view) {
    rhumb_pass_check(compiler, pass);
  }
  const RhumbPlanPass rows = {
      .spec = rhumb_with_options(compiler, pass->spec),
      .view = pass->view ? finish_view(compiler, pass) : NULL,
      .references = pass->references.items,
      .n_references = pass->references.count,
      .makes_fresh = pass->record != NULL,
  };
  rhumb_table_free(&pass->names);
  rhumb_table_free(&pass->asked->names);
  return rows;
}
