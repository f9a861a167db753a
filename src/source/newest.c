// SPDX-License-Identifier: ISC

/// @file newest.c  Of records that are versions of one thing, the newest.
///
/// The source is read twice: first for what tells the records and their age,
/// which is all that is kept in memory, then for its rows.

#include "base/list.h"
#include "source/operators.h"
#include "term/order.h"

#include <stdlib.h>

/// The newest record so far of those that are told by one key
typedef struct {
  uint64_t number; ///< Of the record, from 0, whatever the files
  RhumbOrder order;
  RhumbBuf of;
} Newest;

typedef struct {
  RhumbSource source;
  RhumbSourceSpec spec; ///< Of all records
  RhumbSource *inner;
  RHUMB_LIST(size_t) fields; ///< Of the inner source, by field
  size_t *told; ///< Of the inner source: what tells the records, then their age
  bool is_known; ///< Which records are read
  uint64_t n_read;
  RHUMB_LIST(uint64_t) older; ///< A bit for each record that is not
} Versions;

/// The first reading
typedef struct {
  Versions *versions;
  RhumbSource *source;
  size_t *fields; ///< Of what tells the records, then of their age
  RhumbTable keys;
  RHUMB_LIST(Newest) newest; ///< By number of the key
  RhumbBuf key;
  uint64_t number;
  const RhumbDiag *diag;
} Survey;

static bool
newest_claims(const RhumbSourceSpec *const spec)
{
  return spec->n_newest_by > 0;
}

/// Where the first reading reports
typedef struct {
  const RhumbDiag *to;
  bool is_said; ///< The last error, and so its notes
} Hearing;

/// What the second reading, which asks for the same, will say too is not said
static void
pass_on(void *const handle, const RhumbReport *const report)
{
  Hearing *const hearing = (Hearing *)handle;
  if (report->severity == RHUMB_ERROR) {
    hearing->is_said = report->status != RHUMB_ERR_VALUE;
  }
  if (hearing->to->report && hearing->is_said &&
      report->severity != RHUMB_WARNING) {
    hearing->to->report(hearing->to->handle, report);
  }
}

// The first reading ----------------------------------------------------------

/// Bind what tells the records and their age in `source`; free `out`
static RhumbStatus
bind_told(size_t **const out,
          const RhumbSourceSpec *const spec,
          RhumbSource *const source,
          const RhumbDiag *const diag)
{
  size_t *const fields =
      (size_t *)rhumb_xrealloc(NULL, (spec->n_newest_by + 1) * sizeof(*fields));
  RhumbStatus status = RHUMB_OK;
  *out = fields;
  for (size_t i = 0; i <= spec->n_newest_by; ++i) {
    RHUMB_KEEP(status,
               rhumb_source_bind(source,
                                 i < spec->n_newest_by ? spec->newest_by[i]
                                                       : spec->newest_of,
                                 spec->newest_locs[i],
                                 &fields[i],
                                 diag));
  }
  return status;
}

/// Return which of `told` has several values in the current record of `source`,
/// or one that is an object or an array; one more than there are: none
static size_t
find_unfit(const RhumbSourceSpec *const spec,
           const RhumbSource *const source,
           const size_t *const told)
{
  size_t i = 0;
  for (; i <= spec->n_newest_by; ++i) {
    const RhumbValues *const values = &source->row[told[i]];
    if (values->count > 1 ||
        (values->count && rhumb_value_is_structure(values->items[0].type))) {
      break;
    }
  }
  return i;
}

/// Set the key of the current record; false if it lacks a part of it
static bool
set_key(Survey *const survey)
{
  RhumbBuf *const key = &survey->key;
  key->len = 0;
  for (size_t i = 0; i < survey->versions->source.spec->n_newest_by; ++i) {
    const RhumbValues *const values = &survey->source->row[survey->fields[i]];
    if (!values->count) {
      return false;
    }
    rhumb_buf_put_number(key, values->items[0].lexical.len);
    rhumb_buf_putc(key, ' ');
    rhumb_buf_put(key, values->items[0].lexical);
  }
  return true;
}

static void
leave_out(Versions *const versions, const uint64_t number)
{
  while (versions->older.count <= number / 64) {
    RHUMB_PUSH(&versions->older, 0);
  }
  versions->older.items[number / 64] |= UINT64_C(1) << (number % 64);
}

/// Report ages of which none is the greater
static RhumbStatus
fail_unlike(const Survey *const survey,
            const RhumbStr known,
            const RhumbStr other)
{
  const RhumbSourceSpec *const spec = survey->versions->source.spec;
  const RhumbStatus status =
      rhumb_fail(survey->diag,
                 RHUMB_ERR_SYNTAX,
                 rhumb_source_loc(survey->source),
                 "which record is the newest cannot be told: \"%.*s\" is "
                 "\"%.*s\" here and \"%.*s\" before; dates, numbers and texts "
                 "have no common order",
                 RHUMB_FMT(spec->newest_of),
                 RHUMB_FMT(other),
                 RHUMB_FMT(known));
  rhumb_warn(survey->diag,
             RHUMB_NOTE,
             spec->newest_locs[spec->n_newest_by],
             "asked for here");
  return status;
}

/// Hold the current record against the newest of its key. Of two that are of
/// one age, the later is the newer.
static RhumbStatus
compare(Survey *const survey, Newest *const newest, const RhumbStr of)
{
  const RhumbOrder order = rhumb_order_of(of);
  const bool is_first = newest->number == UINT64_MAX;
  const bool has_both = newest->order != RHUMB_ORDER_NONE &&
                        order != RHUMB_ORDER_NONE && !is_first;
  if (has_both && newest->order != order) {
    return fail_unlike(survey, rhumb_buf_str(&newest->of), of);
  }
  const bool is_older =
      !is_first &&
      (has_both ? rhumb_order_compare(order, of, rhumb_buf_str(&newest->of)) < 0
                : order < newest->order);
  if (is_older || !is_first) {
    leave_out(survey->versions, is_older ? survey->number : newest->number);
  }
  if (!is_older) {
    newest->number = survey->number;
    newest->order = order;
    newest->of.len = 0;
    rhumb_buf_put(&newest->of, of);
  }
  return RHUMB_OK;
}

static RhumbStatus
take_record(Survey *const survey)
{
  const RhumbSourceSpec *const spec = survey->versions->source.spec;
  const size_t at = spec->n_newest_by;
  const RhumbValues *const of = &survey->source->row[survey->fields[at]];
  if (find_unfit(spec, survey->source, survey->fields) <= at) {
    return RHUMB_ERR_VALUE; // The second reading says it
  }
  if (!set_key(survey)) {
    return RHUMB_OK;
  }
  const uint32_t number =
      rhumb_table_add(&survey->keys, rhumb_buf_str(&survey->key));
  if (number == survey->newest.count) {
    RHUMB_PUSH(&survey->newest, (Newest){.number = UINT64_MAX});
  }
  return compare(survey,
                 &survey->newest.items[number],
                 of->count ? of->items[0].lexical : RHUMB_STR(""));
}

static RhumbStatus
read_all(Survey *const survey)
{
  RHUMB_TRY(rhumb_source_open(
      &survey->source, &survey->versions->spec, survey->diag));
  RHUMB_TRY(bind_told(&survey->fields,
                      survey->versions->source.spec,
                      survey->source,
                      survey->diag));
  RhumbStatus status = RHUMB_OK;
  for (; status == RHUMB_OK || status == RHUMB_ERR_VALUE; ++survey->number) {
    status = rhumb_source_next(survey->source, survey->diag);
    if (status == RHUMB_OK) {
      status = take_record(survey);
    }
  }
  return status == RHUMB_END ? RHUMB_OK : status;
}

/// Find the records that are not read
static RhumbStatus
find_older(Versions *const versions, const RhumbDiag *const diag)
{
  Hearing hearing = {diag, false};
  const RhumbDiag first = {pass_on, &hearing};
  Survey survey = {.versions = versions, .diag = &first};
  const RhumbStatus status = read_all(&survey);
  const bool has_records = survey.number > 1; // The end is counted too
  if (status == RHUMB_OK && has_records && !survey.keys.count) {
    rhumb_warn(diag,
               RHUMB_WARNING,
               versions->spec.newest_locs[0],
               "no record has what \"newest\" tells them by, so all are read");
  }
  rhumb_source_close(survey.source);
  rhumb_table_free(&survey.keys);
  for (size_t i = 0; i < survey.newest.count; ++i) {
    rhumb_buf_free(&survey.newest.items[i].of);
  }
  free(survey.newest.items);
  free(survey.fields);
  rhumb_buf_free(&survey.key);
  versions->is_known = status == RHUMB_OK;
  return status;
}

// The second -----------------------------------------------------------------

static RhumbStatus
newest_open(RhumbSource *const source, const RhumbDiag *const diag)
{
  Versions *const versions = (Versions *)source;
  versions->spec = *source->spec;
  versions->spec.n_newest_by = 0;
  RHUMB_TRY(rhumb_source_open(&versions->inner, &versions->spec, diag));
  source->kind = versions->inner->kind;
  source->name = versions->inner->name;
  source->address = versions->inner->address;
  return bind_told(&versions->told, source->spec, versions->inner, diag);
}

static RhumbStatus
newest_bind(RhumbSource *const source,
            const RhumbStr reference,
            const RhumbLoc loc,
            const RhumbDiag *const diag)
{
  Versions *const versions = (Versions *)source;
  size_t field = 0;
  RHUMB_TRY(rhumb_source_bind(versions->inner, reference, loc, &field, diag));
  RHUMB_PUSH(&versions->fields, field);
  return RHUMB_OK;
}

/// Its rows are those of the source within
static RhumbStatus
newest_nest_in(RhumbSource **const out,
               const RhumbSourceSpec *const spec,
               RhumbSource *const parent,
               const RhumbDiag *const diag)
{
  return rhumb_source_nest(out, spec, ((Versions *)parent)->inner, diag);
}

static bool
is_older(const Versions *const versions, const uint64_t number)
{
  return number / 64 < versions->older.count &&
         (versions->older.items[number / 64] >> (number % 64) & 1U);
}

/// Report what cannot be compared: several values, an object
static RhumbStatus
check_fit(const Versions *const versions, const RhumbDiag *const diag)
{
  const RhumbSourceSpec *const spec = versions->source.spec;
  const size_t at = find_unfit(spec, versions->inner, versions->told);
  if (at > spec->n_newest_by) {
    return RHUMB_OK;
  }
  const RhumbStr name =
      at < spec->n_newest_by ? spec->newest_by[at] : spec->newest_of;
  const size_t count = versions->inner->row[versions->told[at]].count;
  return count > 1 ? rhumb_fail(diag,
                                RHUMB_ERR_VALUE,
                                rhumb_source_loc(versions->inner),
                                "\"%.*s\" has %zu values, and newest compares "
                                "one",
                                RHUMB_FMT(name),
                                count)
                   : rhumb_fail(diag,
                                RHUMB_ERR_VALUE,
                                rhumb_source_loc(versions->inner),
                                "\"%.*s\" is an object or an array, and newest "
                                "compares texts, numbers and dates",
                                RHUMB_FMT(name));
}

static RhumbStatus
newest_next(RhumbSource *const source, const RhumbDiag *const diag)
{
  Versions *const versions = (Versions *)source;
  if (!versions->is_known) {
    RHUMB_TRY(find_older(versions, diag));
  }
  RhumbStatus status = RHUMB_OK;
  do {
    status = rhumb_source_next(versions->inner, diag);
  } while (status == RHUMB_OK && is_older(versions, versions->n_read++));
  versions->n_read += status == RHUMB_ERR_VALUE;
  if (status == RHUMB_OK) {
    status = check_fit(versions, diag);
  }
  source->address = versions->inner->address;
  for (size_t i = 0; status == RHUMB_OK && i < versions->fields.count; ++i) {
    source->row[i] = versions->inner->row[versions->fields.items[i]];
  }
  return status;
}

static void
newest_close(RhumbSource *const source)
{
  Versions *const versions = (Versions *)source;
  rhumb_source_close(versions->inner);
  free(versions->told);
  free(versions->fields.items);
  free(versions->older.items);
}

const RhumbSourceType rhumb_source_newest = {
    .name = "newest",
    .claims = newest_claims,
    .nest_in = newest_nest_in,
    .size = sizeof(Versions),
    .open = newest_open,
    .bind = newest_bind,
    .next = newest_next,
    .close = newest_close,
};
