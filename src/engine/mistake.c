// SPDX-License-Identifier: ISC

/// @file mistake.c  Mistakes that are passed over: reported, counted.

#include "engine/mistake.h"

#include "term/fingerprint.h"

/// Mistakes that are reported; the rest are counted
enum { MAX_SAID = 10 };

/// True if what is reported of the current row has been reported before, by
/// another reading of its source
static bool
was_said(RhumbMistakes *const mistakes, const RhumbReport *const report)
{
  RhumbBuf key = {0};
  const uint64_t place[] = {mistakes->source, report->loc.record};
  rhumb_buf_put(&key, (RhumbStr){(const char *)place, sizeof(place)});
  rhumb_buf_puts(&key, report->loc.text ? report->loc.text->name : "");
  rhumb_buf_puts(&key, report->message);
  const size_t known = mistakes->said.count;
  const bool was =
      rhumb_table_add(&mistakes->said, rhumb_buf_str(&key)) < known;
  rhumb_buf_free(&key);
  return was;
}

/// True if an error is one too many to be reported
static bool
is_too_many(RhumbMistakes *const mistakes, const RhumbReport *const report)
{
  if (mistakes->now == RHUMB_STOP || mistakes->rehearses ||
      report->status != RHUMB_ERR_VALUE) {
    return false;
  }
  if (mistakes->n_said == MAX_SAID) {
    return true;
  }
  mistakes->n_said += !was_said(mistakes, report);
  return false;
}

static void
pass_on(void *const handle, const RhumbReport *const report)
{
  RhumbMistakes *const mistakes = (RhumbMistakes *)handle;
  if (mistakes->keeper) {
    rhumb_later_report(mistakes->keeper, mistakes->now, report);
    return;
  }
  if (report->severity == RHUMB_ERROR) {
    mistakes->is_silent = is_too_many(mistakes, report);
  }
  if (report->severity == RHUMB_WARNING || !mistakes->is_silent) {
    mistakes->to->report(mistakes->to->handle, report);
  }
}

RhumbDiag
rhumb_mistakes_diag(RhumbMistakes *const mistakes)
{
  const bool is_wanted = mistakes->keeper || mistakes->to->report;
  return (RhumbDiag){is_wanted ? pass_on : NULL, mistakes};
}

bool
rhumb_mistakes_count(RhumbMistakes *const mistakes,
                     const RhumbSource *const source,
                     const RhumbLoc rule,
                     const RhumbStr text)
{
  if (mistakes->keeper) {
    const RhumbLaterItem item = {.kind = RHUMB_LATER_MISTAKE,
                                 .now = mistakes->now,
                                 .rule = rule,
                                 .text = text};
    rhumb_later_count(mistakes->keeper, source, item);
    return true;
  }
  const RhumbTerm value = {.kind = RHUMB_TERM_LITERAL, .text = text};
  const RhumbFingerprint place = {rule.line, rule.column};
  const RhumbFingerprint file = {(uintptr_t)rule.text, 0};
  const RhumbFingerprint record = {rhumb_source_record(source),
                                   mistakes->source};
  const RhumbFingerprint any = {0, 0};
  const RhumbFingerprint mistake[4] = {
      rhumb_term_fingerprint(&value), record, place, file};
  const RhumbFingerprint of_rule[4] = {any, any, place, file};
  if (!rhumb_seen_add(&mistakes->counted, rhumb_fingerprint_mix(mistake))) {
    return false;
  }
  ++*(mistakes->now == RHUMB_LITERAL ? &mistakes->stats->texts
                                     : &mistakes->stats->dropped);
  return !mistakes->rehearses ||
         rhumb_seen_add(&mistakes->counted, rhumb_fingerprint_mix(of_rule));
}

/// Count a mistake that was kept; true if its report is wanted
static bool
take_mistake(RhumbMistakes *const mistakes, const RhumbLaterItem *const kept)
{
  const RhumbSource source = {.spec = kept->spec, .address = kept->address};
  return rhumb_mistakes_count(mistakes, &source, kept->rule, kept->text);
}

void
rhumb_mistakes_take(RhumbMistakes *const mistakes,
                    const RhumbLaterItem *const kept,
                    const size_t count)
{
  bool is_wanted = true; // The next error is, and the notes behind it
  bool was_counted = false;
  for (size_t i = 0; i < count; ++i) {
    mistakes->now = kept[i].now;
    if (kept[i].kind == RHUMB_LATER_MISTAKE) {
      is_wanted = take_mistake(mistakes, &kept[i]);
      was_counted = true;
    } else if (kept[i].kind == RHUMB_LATER_REPORT) {
      const RhumbSeverity severity = kept[i].report.severity;
      if (severity == RHUMB_ERROR && !was_counted) {
        is_wanted = true;
      }
      was_counted &= severity != RHUMB_ERROR;
      if (is_wanted || severity == RHUMB_WARNING) {
        pass_on(mistakes, &kept[i].report);
      }
    }
  }
}

void
rhumb_mistakes_free(RhumbMistakes *const mistakes)
{
  rhumb_seen_free(&mistakes->counted);
  rhumb_table_free(&mistakes->said);
}
