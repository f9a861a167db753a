// SPDX-License-Identifier: ISC

/// @file tally.c  What is so of many records, said once.

#include "engine/tally.h"

#include <stdlib.h>

/// What a count belongs to; no byte of it is padding
typedef struct {
  const RhumbTallyKind *kind;
  const RhumbSourceSpec *source;
  RhumbLoc rule;
} Key;

/// Return the place of the current row, which outlives its source
static RhumbLoc
keep_place(RhumbArena *const arena, const RhumbSource *const source)
{
  RhumbText *const text = RHUMB_NEW(arena, RhumbText, 1);
  RhumbLoc loc = rhumb_source_loc(source);
  *text = (RhumbText){
      .name = rhumb_str_copy(arena, rhumb_str(source->address.text.name)).data};
  loc.text = text;
  return loc;
}

void
rhumb_tally_add(RhumbTally *const tally,
                const RhumbTallyKind *const kind,
                const RhumbLoc rule,
                const RhumbSource *const source,
                const RhumbStr what)
{
  if (!tally) {
    return;
  }
  const Key key = {kind, source->spec, rule};
  const uint32_t number = rhumb_table_add(
      &tally->keys, (RhumbStr){(const char *)&key, sizeof(key)});
  if (number == tally->items.count) {
    const RhumbTallied first = {
        .kind = kind,
        .rule = rule,
        .source = source->spec,
        .what = rhumb_str_copy(&tally->arena, what),
        .first = keep_place(&tally->arena, source),
    };
    RHUMB_PUSH(&tally->items, first);
  }
  RhumbTallied *const item = &tally->items.items[number];
  const uint64_t record = rhumb_source_record(source);
  item->count += !(kind->by_record && item->count && item->last == record);
  item->last = record;
}

/// True if both are of one rule and one source, which was read twice
static bool
is_same(const RhumbTallied *const a, const RhumbTallied *const b)
{
  return a->kind == b->kind && a->rule.text == b->rule.text &&
         a->rule.line == b->rule.line && a->rule.column == b->rule.column &&
         rhumb_source_equal(a->source, b->source);
}

static void
say_one(const RhumbTallied *const item, const RhumbDiag *const diag)
{
  RhumbBuf out = {0};
  item->kind->put(&out, item);
  rhumb_warn(
      diag, RHUMB_WARNING, item->rule, "%.*s", RHUMB_FMT(rhumb_buf_str(&out)));
  rhumb_buf_free(&out);
  rhumb_warn(diag,
             RHUMB_NOTE,
             item->first,
             item->count > 1 ? "this is the first" : "this is the one");
}

void
rhumb_tally_say(const RhumbTally *const tally, const RhumbDiag *const diag)
{
  for (size_t i = 0; i < tally->items.count; ++i) {
    RhumbTallied item = tally->items.items[i];
    bool is_said = false;
    for (size_t j = 0; !is_said && j < tally->items.count; ++j) {
      const RhumbTallied *const other = &tally->items.items[j];
      const bool is_other = j != i && is_same(&item, other);
      is_said = is_other && j < i;
      item.count =
          is_other && other->count > item.count ? other->count : item.count;
    }
    if (!is_said) {
      say_one(&item, diag);
    }
  }
}

void
rhumb_tally_free(RhumbTally *const tally)
{
  rhumb_table_free(&tally->keys);
  rhumb_arena_free(&tally->arena);
  free(tally->items.items);
  *tally = (RhumbTally){0};
}
