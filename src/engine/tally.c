// SPDX-License-Identifier: ISC

/// @file tally.c  What is so of many records, said once.

#include "engine/tally.h"

#include <stdlib.h>

/// Of one rule, texts that are told apart, and their length: what is beyond is
/// counted, and not told
enum { MAX_TEXTS = 10000, MAX_TEXT = 1000 };

/// How often each text was so
struct RhumbTallyTexts {
  RhumbTable table;
  RHUMB_LIST(uint64_t) counts; ///< By number of the text
};

/// What a count belongs to; no byte of it is padding
typedef struct {
  const RhumbTallyKind *kind;
  const RhumbSourceSpec *source;
  RhumbLoc rule;
} Key;

/// Add `count` of a text, up to so many texts
static void
add_text(struct RhumbTallyTexts *const texts,
         const RhumbStr text,
         const uint64_t count)
{
  const bool is_full = texts->table.count == MAX_TEXTS;
  if (text.len > MAX_TEXT) {
    return;
  }
  const uint32_t number = is_full ? rhumb_table_find(&texts->table, text)
                                  : rhumb_table_add(&texts->table, text);
  if (number == RHUMB_TABLE_NONE) {
    return;
  }
  if (number == texts->counts.count) {
    RHUMB_PUSH(&texts->counts, 0);
  }
  texts->counts.items[number] += count;
}

/// Put a text among the commonest, if it is one: of equals the first that came
static void
put_common(RhumbTallied *const item, const RhumbTallyText text)
{
  size_t at = item->n_common;
  while (at && item->common[at - 1].count < text.count) {
    --at;
  }
  if (at == RHUMB_TALLY_COMMON) {
    return;
  }
  item->n_common += item->n_common < RHUMB_TALLY_COMMON;
  for (size_t i = item->n_common - 1; i > at; --i) {
    item->common[i] = item->common[i - 1];
  }
  item->common[at] = text;
}

static void
find_common(RhumbTallied *const item)
{
  const struct RhumbTallyTexts *const texts = item->texts;
  for (size_t i = 0; texts && i < texts->counts.count; ++i) {
    put_common(item,
               (RhumbTallyText){texts->table.keys[i], texts->counts.items[i]});
  }
}

void
rhumb_tally_add(RhumbTally *const tally,
                const RhumbTallyKind *const kind,
                const RhumbLoc rule,
                const RhumbSource *const source,
                const RhumbStr what,
                const void *const by)
{
  if (!tally || tally->is_off) {
    return;
  }
  if (tally->keeper) {
    const RhumbLaterItem item = {.kind = RHUMB_LATER_TALLY,
                                 .rule = rule,
                                 .text = what,
                                 .tallied = kind,
                                 .by = by};
    rhumb_later_count(tally->keeper, source, item);
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
        .by = by,
        .texts = kind->by_text
                     ? RHUMB_NEW(&tally->arena, struct RhumbTallyTexts, 1)
                     : NULL,
        .first = rhumb_source_keep_loc(source, &tally->arena),
    };
    RHUMB_PUSH(&tally->items, first);
  }
  RhumbTallied *const item = &tally->items.items[number];
  const uint64_t record = rhumb_source_record(source);
  item->count += !(kind->by_record && item->count && item->last == record);
  item->last = record;
  if (item->texts) {
    add_text(item->texts, what, 1);
  }
}

void
rhumb_tally_take(RhumbTally *const tally, const RhumbLaterItem *const kept)
{
  const RhumbSource source = {.spec = kept->spec, .address = kept->address};
  rhumb_tally_add(
      tally, kept->tallied, kept->rule, &source, kept->text, kept->by);
}

static bool
is_of_rule(const RhumbTallied *const a, const RhumbTallied *const b)
{
  return a->kind == b->kind && a->rule.text == b->rule.text &&
         a->rule.line == b->rule.line && a->rule.column == b->rule.column;
}

/// True if both are of one rule and one source, which was read twice
static bool
is_same(const RhumbTallied *const a, const RhumbTallied *const b)
{
  return is_of_rule(a, b) && rhumb_source_equal(a->source, b->source);
}

static void
say_one(const RhumbTallied *const item, const RhumbDiag *const diag)
{
  const RhumbTallyKind *const kind = item->kind;
  RhumbBuf out = {0};
  kind->put(&out, item);
  rhumb_warn(
      diag, RHUMB_WARNING, item->rule, "%.*s", RHUMB_FMT(rhumb_buf_str(&out)));
  rhumb_buf_free(&out);
  rhumb_warn(diag,
             RHUMB_NOTE,
             item->first,
             item->count > 1 ? "this is the first" : "this is the one");
  if (kind->asked) {
    rhumb_warn(diag, RHUMB_NOTE, kind->asked(item->by), "asked for here");
  }
}

/// Settle what has been counted of item `at` and of others of its source, which
/// was read twice; false if an earlier item stands for it
static bool
settle(RhumbTally *const tally, const size_t at)
{
  RhumbTallied *const item = &tally->items.items[at];
  for (size_t i = 0; i < tally->items.count; ++i) {
    const RhumbTallied *const other = &tally->items.items[i];
    if (i != at && is_same(item, other)) {
      if (i < at) {
        return false;
      }
      item->count = other->count > item->count ? other->count : item->count;
    }
  }
  return true;
}

/// Add what has been counted of other sources to what is said of the first;
/// true if `item` is not that
static bool
join_first(RhumbTally *const tally, const size_t at)
{
  const RhumbTallied *const item = &tally->items.items[at];
  size_t first = 0;
  while (!is_of_rule(&tally->items.items[first], item)) {
    ++first;
  }
  if (first == at) {
    return false;
  }
  RhumbTallied *const to = &tally->items.items[first];
  to->count += item->count;
  for (size_t i = 0; item->texts && i < item->texts->counts.count; ++i) {
    add_text(
        to->texts, item->texts->table.keys[i], item->texts->counts.items[i]);
  }
  return true;
}

void
rhumb_tally_say(RhumbTally *const tally, const RhumbDiag *const diag)
{
  RHUMB_LIST(size_t) said = {0};
  for (size_t i = 0; i < tally->items.count; ++i) {
    const bool joins = tally->items.items[i].kind->of_run;
    if (settle(tally, i) && !(joins && join_first(tally, i))) {
      RHUMB_PUSH(&said, i);
    }
  }
  for (size_t i = 0; i < said.count; ++i) {
    RhumbTallied *const item = &tally->items.items[said.items[i]];
    find_common(item);
    say_one(item, diag);
  }
  free(said.items);
}

void
rhumb_tally_free(RhumbTally *const tally)
{
  for (size_t i = 0; i < tally->items.count; ++i) {
    struct RhumbTallyTexts *const texts = tally->items.items[i].texts;
    if (texts) {
      rhumb_table_free(&texts->table);
      free(texts->counts.items);
    }
  }
  rhumb_table_free(&tally->keys);
  rhumb_arena_free(&tally->arena);
  free(tally->items.items);
  *tally = (RhumbTally){0};
}
