// SPDX-License-Identifier: ISC

/// @file later.c  Reports and counts, kept.

#include "engine/later.h"

void
rhumb_later_report(const RhumbKeeper *const keeper,
                   const RhumbOnMistake now,
                   const RhumbReport *const report)
{
  const RhumbLaterItem item = {.kind = RHUMB_LATER_REPORT,
                               .row = *keeper->row,
                               .now = now,
                               .report =
                                   rhumb_report_copy(keeper->arena, report)};
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
  item.address.text.name =
      rhumb_str_copy(keeper->arena, rhumb_str(source->address.text.name)).data;
  RHUMB_PUSH(keeper->list, item);
}
