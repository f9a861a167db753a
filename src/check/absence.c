// SPDX-License-Identifier: ISC

/// @file absence.c  What the records read have not had, for a strict run and
/// for `check --data`.

#include "check/absence.h"

#include <inttypes.h>

static RhumbStatus
begin(void *const handle,
      const RhumbPlanPass *const pass,
      RhumbSource *const source)
{
  RhumbAbsence *const absence = (RhumbAbsence *)handle;
  rhumb_absence_free(absence);
  absence->has_value = RHUMB_NEW(&absence->arena, bool, pass->n_references);
  absence->naming = absence->strict ? NULL : source->type->naming;
  const size_t count = absence->naming ? absence->naming->n_fields : 0;
  absence->fields = RHUMB_NEW(&absence->arena, size_t, count);
  for (size_t i = 0; i < count; ++i) {
    RHUMB_TRY(rhumb_source_bind(source,
                                absence->naming->reference(&absence->arena, i),
                                (RhumbLoc){0},
                                &absence->fields[i],
                                absence->diag));
  }
  return RHUMB_OK;
}

static void
note_names(RhumbAbsence *const absence, const RhumbSource *const source)
{
  for (size_t i = 0; i < absence->naming->n_fields; ++i) {
    const RhumbValues *const values = &source->row[absence->fields[i]];
    for (size_t j = 0; j < values->count; ++j) {
      absence->naming->note(&absence->names, i, &values->items[j]);
    }
  }
}

static void
note(void *const handle,
     const RhumbRow *const row,
     const RhumbStats *const stats)
{
  RhumbAbsence *const absence = (RhumbAbsence *)handle;
  (void)stats;
  for (size_t i = 0; i < row->pass->n_references; ++i) {
    absence->has_value[i] |= row->source->row[row->fields[i]].count > 0;
  }
  if (absence->naming) {
    note_names(absence, row->source);
  }
}

const char *
rhumb_absence_of(RhumbArena *const arena,
                 const RhumbRow *const row,
                 const uint64_t n_rows,
                 const RhumbStatus status)
{
  const char *const name = row->source->address.text.name;
  const RhumbStr text =
      status == RHUMB_END
          ? rhumb_str_format(arena, "no record of %s", name)
          : rhumb_str_format(arena,
                             "none of the first %" PRIu64 " records of %s",
                             n_rows,
                             name);
  return text.data;
}

/// Report something missing
static RhumbStatus
report(const RhumbAbsence *const absence,
       const RhumbLoc loc,
       const char *const near,
       const RhumbStr what)
{
  if (absence->strict) {
    return rhumb_fail(
        absence->diag, RHUMB_ERR_REFERENCE, loc, "%.*s", RHUMB_FMT(what));
  }
  rhumb_warn_near(absence->diag, loc, near, "%.*s", RHUMB_FMT(what));
  return RHUMB_OK;
}

static RhumbStatus
check_reference(RhumbAbsence *const absence,
                const RhumbPlanReference *const reference,
                const char *const none)
{
  const char *near = NULL;
  const bool is_mistake =
      absence->strict ||
      (absence->naming &&
       absence->naming->lack(&absence->names, reference->text, &near));
  return is_mistake ? report(absence,
                             reference->loc,
                             near,
                             rhumb_str_format(&absence->arena,
                                              "%s has \"%.*s\"",
                                              none,
                                              RHUMB_FMT(reference->text)))
                    : RHUMB_OK;
}

/// Report a source without records; strictly, one without an iterator may be
/// empty
static RhumbStatus
report_empty(RhumbAbsence *const absence, const RhumbRow *const row)
{
  const RhumbSourceSpec *const spec = row->pass->spec;
  const char *const name = row->source->address.text.name;
  if (spec->iterator.len) {
    return report(absence,
                  spec->iterator_loc,
                  NULL,
                  rhumb_str_format(&absence->arena,
                                   "\"%.*s\" finds nothing in %s",
                                   RHUMB_FMT(spec->iterator),
                                   name));
  }
  return absence->strict
             ? RHUMB_OK
             : report(absence,
                      spec->access_loc,
                      NULL,
                      rhumb_str_format(
                          &absence->arena, "%s has no records", name));
}

static RhumbStatus
end(void *const handle,
    const RhumbRow *const row,
    const uint64_t n_rows,
    const RhumbStatus status)
{
  RhumbAbsence *const absence = (RhumbAbsence *)handle;
  RhumbStatus found = RHUMB_OK;
  if (status != RHUMB_OK && status != RHUMB_END) {
    return found;
  }
  if (!n_rows) {
    return report_empty(absence, row);
  }
  const char *const none =
      rhumb_absence_of(&absence->arena, row, n_rows, status);
  for (size_t i = 0; i < row->pass->n_references; ++i) {
    if (!absence->has_value[i]) {
      RHUMB_KEEP(found,
                 check_reference(absence, &row->pass->references[i], none));
    }
  }
  return found;
}

RhumbObserver
rhumb_absence_observer(RhumbAbsence *const absence,
                       const RhumbObserver *const next)
{
  return (RhumbObserver){
      .handle = absence, .begin = begin, .row = note, .end = end, .next = next};
}

void
rhumb_absence_free(RhumbAbsence *const absence)
{
  rhumb_names_seen_free(&absence->names);
  rhumb_arena_free(&absence->arena);
  absence->has_value = NULL;
}
