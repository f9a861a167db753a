// SPDX-License-Identifier: ISC

/// @file order.c  Passes in the order in which they run.

#include "plan/plan_impl.h"

bool
rhumb_pass_reaches(
    const RhumbPassDraft *const pass, // NOLINT(misc-no-recursion): by depth
    const RhumbPassDraft *const wanted)
{
  bool found = pass == wanted;
  for (size_t i = 0; !found && i < pass->needs.count; ++i) {
    found = rhumb_pass_reaches(pass->needs.items[i], wanted);
  }
  return found;
}

void
rhumb_pass_need(RhumbArena *const arena,
                RhumbPassDraft *const asker,
                RhumbPassDraft *const pass)
{
  bool is_known = false;
  for (size_t i = 0; !is_known && i < asker->needs.count; ++i) {
    is_known = asker->needs.items[i] == pass;
  }
  if (!is_known) {
    RHUMB_PUSH_IN(arena, &asker->needs, pass);
  }
}

/// Check a pass that is complete, and make it ready
static RhumbPlanPass
finish_pass(RhumbCompiler *const compiler,
            RhumbPassDraft *const pass,
            RhumbTable *const pipes)
{
  rhumb_finish_record(compiler, pass);
  RhumbPlanPass ready = rhumb_pass_rows(compiler, pass);
  rhumb_pass_check_pipe(compiler, pass->spec, pipes);
  ready.indexes = pass->indexes.items;
  ready.n_indexes = pass->indexes.count;
  ready.maps = pass->maps.items;
  ready.n_maps = pass->maps.count;
  return ready;
}

/// Add a pass behind those that it needs
static void
place(RhumbCompiler *const compiler, // NOLINT(misc-no-recursion): by depth
      RhumbPlanPasses *const ordered,
      RhumbPassDraft *const pass,
      RhumbTable *const pipes)
{
  if (pass->is_placed) {
    return;
  }
  pass->is_placed = true;
  for (size_t i = 0; i < pass->needs.count; ++i) {
    place(compiler, ordered, pass->needs.items[i], pipes);
  }
  RHUMB_PUSH_IN(compiler->arena, ordered, finish_pass(compiler, pass, pipes));
}

void
rhumb_order_passes(RhumbCompiler *const compiler,
                   RhumbPlanPasses *const ordered,
                   const RhumbPassDrafts *const passes,
                   RhumbTable *const pipes)
{
  for (size_t i = 0; i < passes->list.count; ++i) {
    place(compiler, ordered, passes->list.items[i], pipes);
  }
}
