// SPDX-License-Identifier: ISC

/// @file join_lookup.c  From the keys of a row to the subjects under them.

#include "engine/join/join_lookup.h"

#include "engine/quoted.h"

#include <inttypes.h>

static void
put_hollow_parent(RhumbBuf *const out, const RhumbTallied *const tallied)
{
  rhumb_buf_format(out,
                   "%" PRIu64 " record%s refer%s to \"%.*s\", a subject whose "
                   "references are all empty; --null \"\" or a condition "
                   "leaves it out",
                   tallied->count,
                   tallied->count == 1 ? "" : "s",
                   tallied->count == 1 ? "s" : "",
                   RHUMB_FMT(tallied->what));
}

/// Subjects that say nothing, of a mapping that does not tell itself
static const RhumbTallyKind hollow_parent = {
    .by_record = true, .of_quads = true, .put = put_hollow_parent};

/// Note that a subject that says nothing was found; NULL: none was
static void
note_hollow(const RhumbRow *const row,
            const RhumbJoinLookup *const lookup,
            const RhumbJoinEntry *const entry)
{
  if (entry && lookup->parent->is_alone) {
    rhumb_hint(row,
               &hollow_parent,
               lookup->object->term.loc,
               rhumb_join_text(lookup->index, entry),
               NULL);
  }
}

static RhumbMade
made_of(const RhumbJoinLookup *const lookup, const RhumbJoinEntry *const entry)
{
  const RhumbPlanTerm *const subject = &lookup->parent->subject;
  if (lookup->parent->quoted) {
    return rhumb_quoted_made(rhumb_join_quoted(lookup->index, entry),
                             lookup->object->term.targets);
  }
  return (RhumbMade){
      .term = {.kind = subject->kind,
               .text = rhumb_join_text(lookup->index, entry)},
      .print = entry->print,
      .targets = subject->targets | lookup->object->term.targets,
  };
}

/// Add those under one key for which the join's function holds
static RhumbStatus
add_found(RhumbMadeList *const objects,
          RhumbRow *const row,
          const RhumbJoinLookup *const lookup,
          const RhumbJoinFound *const found)
{
  const RhumbPlanConditions condition = {&lookup->object->condition,
                                         lookup->object->condition ? 1 : 0};
  const RhumbJoinEntry *entry = found->last;
  for (size_t i = 0; i < found->count; ++i) {
    bool is_joined = false;
    entry = entry->next;
    row->parent = entry->kept;
    RHUMB_TRY(rhumb_holds(&is_joined, row, &condition));
    if (is_joined) {
      *rhumb_made_new(objects, row->arena) = made_of(lookup, entry);
      note_hollow(row, lookup, entry->is_hollow ? entry : NULL);
    }
  }
  return RHUMB_OK;
}

/// True if rows before have made all quads of what is found under a key; never
/// so where a function sees the row, nor where numbers count and it is one of
/// several keys: those that are known would have the place of those that are
/// not
static bool
is_known(const RhumbJoinLookup *const lookup,
         const RhumbJoinFound *const found,
         const size_t n_keys)
{
  return lookup->cache && !lookup->object->condition &&
         (n_keys == 1 || !lookup->is_numbered) &&
         found->count >= rhumb_join_cache_least &&
         rhumb_join_cache_has(lookup->cache,
                              rhumb_join_cache_print(lookup->object,
                                                     found->number,
                                                     &lookup->with));
}

/// Look up key number `at`
static RhumbStatus
look_up(RhumbMadeList *const objects,
        size_t *const n_known,
        RhumbRow *const row,
        const RhumbJoinLookup *const lookup,
        const RhumbValues *const keys,
        const size_t at)
{
  RhumbJoinFound found;
  RHUMB_TRY(
      rhumb_join_find(&found, lookup->index, keys->items[at].lexical, row));
  if (!found.count) {
    return RHUMB_OK;
  }
  if (is_known(lookup, &found, keys->count)) {
    *n_known += found.count;
    note_hollow(row, lookup, found.hollow);
    return RHUMB_OK;
  }
  RHUMB_TRY(rhumb_join_read(&found, lookup->index, row));
  return add_found(objects, row, lookup, &found);
}

RhumbStatus
rhumb_join_look_up(RhumbMadeList *const objects,
                   size_t *const n_known,
                   RhumbRow *const row,
                   const RhumbJoinLookup *const lookup)
{
  const RhumbPlanObject *const object = lookup->object;
  RhumbValues keys = {0};
  rhumb_mistakes_are(row->mistakes, object->term.invalid, false);
  RHUMB_TRY(rhumb_join_keys(&keys, row, object->keys, object->n_keys));
  for (size_t i = 0; i < keys.count; ++i) {
    RHUMB_TRY(look_up(objects, n_known, row, lookup, &keys, i));
  }
  return RHUMB_OK;
}
