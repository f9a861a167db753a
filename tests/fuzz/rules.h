// SPDX-License-Identifier: ISC

/// @file rules.h  What is held of rules in either language: see fuzz_rules.c.

#ifndef RHUMB_TESTS_FUZZ_RULES_H
#define RHUMB_TESTS_FUZZ_RULES_H

#include "../model_support.h"
#include "check/check.h"
#include "check/text.h"
#include "cli/rules.h"
#include "fuzz.h"

/// Bytes of RML from which on it is written once: reading it again takes longer
/// than an input may
enum { LEAST_LONG = 1000000 };

/// Read rules; NULL if they are refused
static inline RhumbMapping *
read_rules(RhumbArena *const arena,
           const RhumbText *const text,
           const bool partial,
           const RhumbDiag *const diag)
{
  FuzzHeard *const heard = (FuzzHeard *)diag->handle;
  RhumbMapping *mapping = NULL;
  const RhumbRulesOptions options = {.partial = partial};
  const RhumbStatus status =
      rhumb_rules_read(&mapping, arena, &text, 1, &options, diag);
  HOLDS((status == RHUMB_OK) == (heard->errors == 0));
  HOLDS(heard->placed == heard->errors);
  HOLDS(mapping || !(partial || status == RHUMB_OK));
  return mapping;
}

static inline void
put_mapping(RhumbBuf *const out, const RhumbMapping *const mapping)
{
  out->len = 0;
  for (size_t i = 0; i < mapping->n_maps; ++i) {
    put_pairs(out, mapping->maps[i]);
  }
}

/// Hold that rules read a second time are the same
static inline void
check_again(RhumbArena *const arena,
            const RhumbText *const text,
            const RhumbMapping *const mapping)
{
  static RhumbBuf first;
  static RhumbBuf second;
  FuzzHeard heard = {0};
  const RhumbDiag diag = fuzz_diag(&heard);
  const RhumbMapping *const again = read_rules(arena, text, false, &diag);
  HOLDS(again);
  put_mapping(&first, mapping);
  put_mapping(&second, again);
  HOLDS(rhumb_str_equal(rhumb_buf_str(&first), rhumb_buf_str(&second)));
}

/// Append the mapping as RML; false if the vocabulary cannot say it, which is
/// reported
static inline bool
write_rules(RhumbBuf *const out,
            RhumbArena *const arena,
            const RhumbMapping *const mapping,
            const RhumbProfile profile)
{
  FuzzHeard heard = {0};
  const RhumbDiag diag = fuzz_diag(&heard);
  const RhumbRmlStyle style = {.profile = profile};
  out->len = 0;
  const RhumbStatus status =
      rhumb_rules_write(out, arena, mapping, &style, &diag);
  HOLDS((status == RHUMB_OK) == (heard.errors == 0));
  HOLDS(heard.placed == heard.errors);
  return status == RHUMB_OK;
}

/// Hold that what is written as RML is read, and that a plan can be made of it;
/// return it
static inline const RhumbMapping *
read_written(RhumbArena *const arena, const RhumbBuf *const written)
{
  FuzzHeard heard = {0};
  const RhumbDiag diag = fuzz_diag(&heard);
  RhumbText *const text = RHUMB_NEW(arena, RhumbText, 1);
  *text = (RhumbText){"again.ttl", rhumb_buf_str(written)};
  RhumbMapping *const again = read_rules(arena, text, false, &diag);
  const RhumbPlan *plan = NULL;
  HOLDS(again);
  again->is_elsewhere = true; // Their base is of the run
  HOLDS(rhumb_plan_compile(&plan, arena, again, &diag) == RHUMB_OK);
  return again;
}

/// True if a pair is annotated: RML has maps more for that
static inline bool
is_annotated(const RhumbMapping *const mapping)
{
  bool found = false;
  for (size_t i = 0; i < mapping->n_maps; ++i) {
    for (size_t p = 0; p < mapping->maps[i]->n_pairs; ++p) {
      found |= mapping->maps[i]->pairs[p].annotation != NULL;
    }
  }
  return found;
}

/// Hold that rules that are written as RML, read and written again stay the
/// same from then on: what YARRRML says twice is one statement of RML
static inline void
check_translated(RhumbArena *const arena,
                 const RhumbMapping *const mapping,
                 const RhumbProfile profile)
{
  static RhumbBuf written[3];
  if (!mapping->n_maps || !write_rules(&written[0], arena, mapping, profile)) {
    return; // Views alone, or what the vocabulary cannot say
  }
  if (written[0].len > LEAST_LONG) {
    return; // Tables multiply each other: twice as long, it says no more
  }
  const RhumbMapping *again = read_written(arena, &written[0]);
  HOLDS(again->n_maps == mapping->n_maps || mapping->has_steps ||
        is_annotated(mapping));
  HOLDS(write_rules(&written[1], arena, again, profile));
  again = read_written(arena, &written[1]);
  HOLDS(write_rules(&written[2], arena, again, profile));
  HOLDS(
      rhumb_str_equal(rhumb_buf_str(&written[1]), rhumb_buf_str(&written[2])));
}

/// Hold that none of the terms is a literal
static inline void
check_names(const RhumbTermMaps *const maps)
{
  for (size_t i = 0; i < maps->count; ++i) {
    HOLDS(maps->items[i].type != RHUMB_TYPE_LITERAL);
  }
}

/// Hold that a literal stands where RDF has them, as an object
static inline void
check_positions(const RhumbMapping *const mapping)
{
  for (size_t i = 0; i < mapping->n_maps; ++i) {
    const RhumbTriplesMap *const map = mapping->maps[i];
    HOLDS(map->subject.type != RHUMB_TYPE_LITERAL);
    check_names(&map->graphs);
    for (size_t pair = 0; pair < map->n_pairs; ++pair) {
      check_names(&map->pairs[pair].predicates);
      check_names(&map->pairs[pair].graphs);
    }
  }
}

/// Compile and check what was read, as `rhumb check` does, and translate it
/// into the vocabulary whose number `lot` is
static inline void
check_rules(RhumbArena *const arena,
            const RhumbMapping *const mapping,
            const size_t lot)
{
  FuzzHeard heard = {0};
  const RhumbDiag diag = fuzz_diag(&heard);
  const RhumbPlan *plan = NULL;
  RhumbStatus status = rhumb_plan_compile(&plan, arena, mapping, &diag);
  HOLDS((status == RHUMB_OK) == (plan != NULL));
  if (plan) {
    check_positions(mapping);
    const RhumbChecked checked = {mapping, plan};
    rhumb_check_texts(mapping, RHUMB_SAID_BY_CHECK, &diag);
    status = rhumb_check_rules(&checked, &diag);
    for (size_t profile = RHUMB_CLASSIC; profile <= RHUMB_CORE; ++profile) {
      if (fuzz_is_alone || lot == profile) {
        check_translated(arena, mapping, (RhumbProfile)profile);
      }
    }
  }
  HOLDS((status == RHUMB_OK) == (heard.errors == 0));
  HOLDS(heard.placed == heard.errors);
}

/// Hold all of it of one text
static inline void
check_text(const RhumbText *const text)
{
  static RhumbArena arena;
  FuzzHeard heard = {0};
  const RhumbDiag diag = fuzz_diag(&heard);
  rhumb_arena_reset(&arena);
  const RhumbMapping *const mapping = read_rules(&arena, text, true, &diag);
  if (!heard.errors) {
    const size_t lot = fuzz_lot(text->text, 4);
    if (fuzz_is_alone || lot > RHUMB_CORE) {
      check_again(&arena, text, mapping);
    }
    check_rules(&arena, mapping, lot);
  }
}

#endif // RHUMB_TESTS_FUZZ_RULES_H
