// SPDX-License-Identifier: ISC

/// @file later.c  Reports and counts, kept.

#include "engine/later.h"

/// Return a copy that outlives the call; NULL for NULL
static const char *
copy_text(RhumbArena *const arena, const char *const text)
{
  return text ? rhumb_str_copy(arena, rhumb_str(text)).data : NULL;
}

/// Return a place whose text outlives the row: that of data is its reader's
static RhumbLoc
copy_loc(RhumbArena *const arena, RhumbLoc loc)
{
  if (loc.text) {
    RhumbText *const text = RHUMB_NEW(arena, RhumbText, 1);
    *text = *loc.text;
    text->name = copy_text(arena, text->name);
    loc.text = text;
  }
  return loc;
}

void
rhumb_later_report(const RhumbKeeper *const keeper,
                   const RhumbOnMistake now,
                   const RhumbReport *const report)
{
  RhumbReport copy = *report;
  copy.loc = copy_loc(keeper->arena, report->loc);
  copy.message = copy_text(keeper->arena, report->message);
  copy.suggestion = copy_text(keeper->arena, report->suggestion);
  const RhumbLaterItem item = {.kind = RHUMB_LATER_REPORT,
                               .row = *keeper->row,
                               .now = now,
                               .report = copy};
  RHUMB_PUSH(keeper->list, item);
}

void
rhumb_later_count(const RhumbKeeper *const keeper,
                  const RhumbSource *const source,
                  RhumbLaterItem item)
{
  item.row = *keeper->row;
  item.text = rhumb_str_copy(keeper->arena, item.text);
  item.spec = source->spec;
  item.address = source->address;
  item.address.text.name = copy_text(keeper->arena, source->address.text.name);
  RHUMB_PUSH(keeper->list, item);
}
