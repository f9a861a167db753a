// SPDX-License-Identifier: ISC

/// @file pass.c  Passes over sources: what they ask, and what can be checked of
/// it without data.

#include "plan/plan_impl.h"

RhumbPassDraft *
rhumb_pass_new(RhumbCompiler *const compiler,
               const RhumbSourceSpec *const spec,
               RhumbAsked *const asked)
{
  RhumbPassDraft *const pass = RHUMB_NEW(compiler->arena, RhumbPassDraft, 1);
  pass->spec = spec;
  pass->asked = asked ? asked : RHUMB_NEW(compiler->arena, RhumbAsked, 1);
  compiler->hash = rhumb_source_hash(spec, compiler->hash);
  return pass;
}

const RhumbSourceSpec *
rhumb_with_options(const RhumbCompiler *const compiler,
                   const RhumbSourceSpec *const spec)
{
  const RhumbMapping *const mapping = compiler->mapping;
  if (!mapping->n_nulls && !mapping->strict) {
    return spec;
  }
  const size_t count = spec->n_nulls + mapping->n_nulls;
  RhumbStr *const nulls = RHUMB_NEW(compiler->arena, RhumbStr, count);
  for (size_t i = 0; i < count; ++i) {
    nulls[i] =
        i < spec->n_nulls ? spec->nulls[i] : mapping->nulls[i - spec->n_nulls];
  }
  RhumbSourceSpec *const copy = RHUMB_NEW(compiler->arena, RhumbSourceSpec, 1);
  *copy = *spec;
  copy->nulls = nulls;
  copy->n_nulls = count;
  copy->strict = mapping->strict;
  return copy;
}

void
rhumb_pass_check(RhumbCompiler *const compiler,
                 const RhumbPassDraft *const pass)
{
  const RhumbStatus status =
      rhumb_source_check_spec(pass->spec, compiler->diag);
  rhumb_compile_keep(compiler, status);
  for (size_t i = 0; status == RHUMB_OK && i < pass->references.count; ++i) {
    const RhumbPlanReference *const reference = &pass->references.items[i];
    rhumb_compile_keep(
        compiler,
        rhumb_source_check(
            pass->spec, reference->text, reference->loc, compiler->diag));
  }
}
