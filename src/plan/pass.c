// SPDX-License-Identifier: ISC

/// @file pass.c  Passes over sources: what they ask, and what can be checked of
/// it without data.

#include "plan/plan_impl.h"

#include "source/sql/sql.h"

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

RhumbPassDraft *
rhumb_passes_find(const RhumbPassDrafts *const passes,
                  const RhumbSourceSpec *const spec)
{
  RhumbBuf key = {0};
  rhumb_source_put_key(&key, spec);
  const uint32_t number = rhumb_table_find(&passes->keys, rhumb_buf_str(&key));
  rhumb_buf_free(&key);
  return number == RHUMB_TABLE_NONE ? NULL : passes->list.items[number];
}

void
rhumb_passes_add(RhumbArena *const arena,
                 RhumbPassDrafts *const passes,
                 RhumbPassDraft *const pass)
{
  RhumbBuf key = {0};
  rhumb_source_put_key(&key, pass->spec);
  (void)rhumb_table_add(&passes->keys, rhumb_buf_str(&key));
  rhumb_buf_free(&key);
  RHUMB_PUSH_IN(arena, &passes->list, pass);
}

void
rhumb_passes_compare(RhumbArena *const arena,
                     RhumbPlanPass *const passes,
                     const size_t count)
{
  RhumbTable sources = {0};
  RhumbBuf key = {0};
  size_t *const first = RHUMB_NEW(arena, size_t, count); // Pass over each
  for (size_t i = 0; i < count; ++i) {
    const size_t n_known = sources.count;
    RhumbSourceSpec read = *rhumb_logical_view_base(passes[i].spec);
    read.has_names = false;
    key.len = 0;
    rhumb_source_put_key(&key, &read);
    const uint32_t number = rhumb_table_add(&sources, rhumb_buf_str(&key));
    passes[i].source = number + 1U;
    if (number == n_known) {
      first[number] = i;
    } else {
      passes[first[number]].is_shared = passes[i].is_shared = true;
    }
  }
  rhumb_buf_free(&key);
  rhumb_table_free(&sources);
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

/// True if a source is of a format, or in a database, that only others read
static bool
is_foreign(const RhumbSourceSpec *const spec)
{
  const RhumbSqlDatabase *const database =
      spec->format->is_database ? rhumb_sql_database(spec->access, spec->type)
                                : NULL;
  return spec->format != &rhumb_logical_view_format &&
         (!spec->format->open || (database && !database->driver));
}

void
rhumb_pass_check(RhumbCompiler *const compiler,
                 const RhumbPassDraft *const pass)
{
  if (compiler->mapping->is_elsewhere && is_foreign(pass->spec)) {
    return; // Who reads it knows what is right
  }
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

void
rhumb_pass_check_pipe(RhumbCompiler *const compiler,
                      const RhumbSourceSpec *const spec,
                      RhumbTable *const pipes)
{
  const RhumbSourceSpec *const base = rhumb_logical_view_base(spec);
  RhumbBuf pipe = {0};
  rhumb_source_put_pipe(&pipe, base);
  const size_t n_known = pipes->count;
  if (pipe.len && rhumb_table_add(pipes, rhumb_buf_str(&pipe)) < n_known) {
    RHUMB_PLAN_FAIL(compiler,
                    RHUMB_ERR_UNSUPPORTED,
                    base->access_loc,
                    "%s can be read once, and a join or another source has "
                    "read it before; write it to a file first, or have "
                    "--memory keep it",
                    rhumb_source_pipe_name(base));
  }
  rhumb_buf_free(&pipe);
}
