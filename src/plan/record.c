// SPDX-License-Identifier: ISC

/// @file record.c  What rules ask of records, and what tells these from those
/// of other inputs.

#include "plan/plan_impl.h"

#include "base/hash.h"

void
rhumb_compile_hash(RhumbCompiler *const compiler,
                   const char what,
                   const RhumbStr text)
{
  compiler->hash =
      rhumb_hash(text, rhumb_hash((RhumbStr){&what, 1}, compiler->hash));
}

size_t
rhumb_pass_field(const RhumbCompiler *const compiler,
                 RhumbPassDraft *const pass,
                 const RhumbStr reference,
                 const RhumbLoc loc)
{
  const uint32_t field = rhumb_table_add(&pass->names, reference);
  if (field == pass->references.count) {
    RHUMB_PUSH_IN(
        compiler->arena,
        &pass->references,
        (RhumbPlanReference){rhumb_str_copy(compiler->arena, reference), loc});
  }
  return field;
}

void
rhumb_compile_asks(const RhumbCompiler *const compiler,
                   const RhumbPassDraft *const pass,
                   const RhumbStr reference,
                   const RhumbLoc loc)
{
  RhumbAsked *const asked = pass->asked;
  const size_t known = asked->names.count;
  if (rhumb_table_add(&asked->names, reference) == known) {
    RHUMB_PUSH_IN(compiler->arena,
                  &asked->references,
                  (RhumbPlanReference){reference, loc});
  }
}

const RhumbPlanRecord *
rhumb_compile_record(const RhumbCompiler *const compiler,
                     RhumbPassDraft *const pass)
{
  if (!pass->record) {
    pass->record = RHUMB_NEW(compiler->arena, RhumbPlanRecord, 1);
  }
  return pass->record;
}

void
rhumb_finish_record(const RhumbCompiler *const compiler,
                    RhumbPassDraft *const pass)
{
  const RhumbAsked *const asked = pass->asked;
  const size_t count = asked->references.count;
  if (!pass->record) {
    return;
  }
  size_t *const fields = RHUMB_NEW(compiler->arena, size_t, count);
  for (size_t i = 0; i < count; ++i) {
    const RhumbPlanReference *const one = &asked->references.items[i];
    fields[i] = rhumb_pass_field(compiler, pass, one->text, one->loc);
  }
  *pass->record = (RhumbPlanRecord){compiler->hash, fields, count};
}
