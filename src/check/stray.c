// SPDX-License-Identifier: ISC

/// @file stray.c  Lines of a file that no pattern of the rules matches.

#include "check/stray.h"

#include "source/types.h"

#include <stdlib.h>

static bool
is_same_file(const RhumbSourceSpec *const a, const RhumbSourceSpec *const b)
{
  return b->format == &rhumb_source_lines &&
         rhumb_str_equal(a->access, b->access) &&
         rhumb_str_equal(a->dir, b->dir);
}

void
rhumb_strays_begin(RhumbStrays *const strays, RhumbSource *const source)
{
  if (source->type == &rhumb_source_lines) {
    strays->lines.count = 0;
    source->strays = &strays->lines;
  }
}

/// Return the file's entry, which is new for the first pass over it
static RhumbStrayFile *
find_file(RhumbStrays *const strays, const RhumbSourceSpec *const spec)
{
  for (size_t i = 0; i < strays->files.count; ++i) {
    if (is_same_file(strays->files.items[i].spec, spec)) {
      return &strays->files.items[i];
    }
  }
  RHUMB_PUSH(&strays->files, (RhumbStrayFile){.spec = spec});
  return &strays->files.items[strays->files.count - 1];
}

/// Keep of `lines` those that are in `others` too; both are in order
static void
intersect(RhumbSourceLines *const lines, const RhumbSourceLines *const others)
{
  size_t kept = 0;
  for (size_t i = 0, j = 0; i < lines->count && j < others->count;) {
    const unsigned a = lines->items[i];
    const unsigned b = others->items[j];
    if (a == b) {
      lines->items[kept++] = a;
    }
    i += a <= b;
    j += b <= a;
  }
  lines->count = kept;
}

/// True if all passes of the plan over the file have been read
static bool
is_complete(const RhumbStrayFile *const file, const RhumbPlan *const plan)
{
  bool complete = true;
  for (size_t i = 0; complete && i < plan->n_passes; ++i) {
    const RhumbPlanPass *const pass = &plan->passes[i];
    complete = !is_same_file(file->spec, pass->spec) ||
               rhumb_parts_has(&file->passes, pass);
  }
  return complete;
}

static void
say(const RhumbStrayFile *const file,
    const RhumbSource *const source,
    const RhumbDiag *const diag)
{
  const size_t count = file->lines.count;
  const bool is_one = count == 1;
  const bool is_only = file->passes.count == 1;
  rhumb_warn(diag,
             RHUMB_NOTE,
             file->spec->pattern_loc,
             "%zu line%s of %s match%s %s; the first is line %u",
             count,
             is_one ? "" : "s",
             rhumb_source_name(source),
             is_one ? "es" : "",
             is_only ? "not this pattern" : "none of the patterns that read it",
             file->lines.items[0]);
}

void
rhumb_strays_end(RhumbStrays *const strays,
                 const RhumbPlan *const plan,
                 const RhumbPlanPass *const pass,
                 const RhumbSource *const source,
                 const bool is_whole,
                 const RhumbDiag *const diag)
{
  if (source->strays != &strays->lines) {
    return;
  }
  RhumbStrayFile *const file = find_file(strays, pass->spec);
  file->is_partial |= !is_whole;
  if (file->passes.count) {
    intersect(&file->lines, &strays->lines);
  } else {
    const RhumbSourceLines spare = file->lines;
    file->lines = strays->lines;
    strays->lines = spare;
  }
  if (rhumb_parts_has(&file->passes, pass)) {
    return; // Read once more, for a join
  }
  rhumb_parts_add(&file->passes, pass);
  if (!file->is_partial && file->lines.count && is_complete(file, plan)) {
    say(file, source, diag);
  }
}

void
rhumb_strays_free(RhumbStrays *const strays)
{
  for (size_t i = 0; i < strays->files.count; ++i) {
    rhumb_parts_free(&strays->files.items[i].passes);
    free(strays->files.items[i].lines.items);
  }
  free(strays->files.items);
  free(strays->lines.items);
}
