// SPDX-License-Identifier: ISC

/// @file record.c  What maps ask of records, and what tells these from those of
/// other inputs.

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
rhumb_compile_asks(RhumbCompiler *const compiler,
                   const RhumbPassDraft *const pass,
                   const RhumbStr reference,
                   const RhumbLoc loc)
{
  if (pass != compiler->own_pass) {
    return;
  }
  RhumbAsked *const asked = &compiler->asked[compiler->map];
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
  const size_t map = compiler->map;
  const size_t known = pass->records.count;
  const uint32_t number = rhumb_table_add(
      &pass->record_numbers, (RhumbStr){(const char *)&map, sizeof(map)});
  if (number == known) {
    const RhumbRecordDraft draft = {
        map, RHUMB_NEW(compiler->arena, RhumbPlanRecord, 1)};
    RHUMB_PUSH_IN(compiler->arena, &pass->records, draft);
  }
  return pass->records.items[number].record;
}

void
rhumb_finish_records(const RhumbCompiler *const compiler,
                     RhumbPassDraft *const pass)
{
  for (size_t i = 0; i < pass->records.count; ++i) {
    const RhumbRecordDraft *const draft = &pass->records.items[i];
    const RhumbAsked *const asked = &compiler->asked[draft->map];
    const size_t count = asked->references.count;
    size_t *const fields = RHUMB_NEW(compiler->arena, size_t, count);
    for (size_t j = 0; j < count; ++j) {
      const RhumbPlanReference *const one = &asked->references.items[j];
      fields[j] = rhumb_pass_field(compiler, pass, one->text, one->loc);
    }
    *draft->record = (RhumbPlanRecord){compiler->hash, fields, count};
  }
  rhumb_table_free(&pass->record_numbers);
}
