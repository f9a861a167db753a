// SPDX-License-Identifier: ISC

/// @file lookup.c  The terms of value tables made ready.

#include "plan/plan_impl.h"

/// Hold a text against the datatype that the rules give it
static void
fit(RhumbCompiler *const compiler,
    const RhumbPlanTerm *const map,
    const RhumbLoc loc,
    RhumbStr *const text)
{
  const RhumbValue value = {.lexical = *text};
  char why[RHUMB_DATATYPE_WHY];
  if (rhumb_datatype_fit(map->type, &value, compiler->arena, text)) {
    return;
  }
  rhumb_datatype_explain(why, map->type, *text);
  RHUMB_PLAN_FAIL(
      compiler, RHUMB_ERR_VALUE, loc, "\"%.*s\" %s", RHUMB_FMT(*text), why);
  rhumb_warn(compiler->diag, RHUMB_NOTE, map->loc, "asked for here");
}

/// Make a literal ready, where the data has no part in its datatype or language
static void
finish_literal(RhumbCompiler *const compiler,
               const RhumbPlanTerm *const map,
               const RhumbTableValue *const value,
               RhumbPlanTableTerm *const out)
{
  out->is_made =
      (!map->has_datatype || map->datatype.kind == RHUMB_VALUE_CONSTANT) &&
      (!map->has_language || map->language.kind == RHUMB_VALUE_CONSTANT);
  if (map->has_datatype && map->type && out->is_made) {
    fit(compiler, map, value->loc, &out->text);
  }
}

static RhumbPlanTableTerm
finish_value(RhumbCompiler *const compiler,
             const RhumbPlanTerm *const map,
             const bool is_entry,
             const RhumbTableValue *const value)
{
  RhumbPlanTableTerm out = {.kind = is_entry ? value->kind : map->kind,
                            .text = value->text};
  if (out.kind == RHUMB_TERM_LITERAL) {
    finish_literal(compiler, map, value, &out);
  } else if (out.kind == RHUMB_TERM_IRI) {
    const RhumbStatus before = compiler->status;
    compiler->status = RHUMB_OK;
    out.is_made = true;
    out.text = rhumb_compile_iri(compiler, out.text, map->base, value->loc);
    if (compiler->status != RHUMB_OK) {
      rhumb_warn(compiler->diag, RHUMB_NOTE, map->loc, "asked for here");
    }
    compiler->status = before != RHUMB_OK ? before : compiler->status;
  }
  const RhumbTerm term = rhumb_plan_table_term(map, &out);
  out.print = rhumb_term_fingerprint(&term);
  return out;
}

void
rhumb_finish_lookup(RhumbCompiler *const compiler,
                    RhumbPlanTerm *const term,
                    const RhumbTermMap *const map)
{
  const RhumbValueTable *const table = term->value.lookup->table;
  RhumbPlanLookup *const own = RHUMB_NEW(compiler->arena, RhumbPlanLookup, 1);
  RhumbPlanEntry *const entries =
      RHUMB_NEW(compiler->arena, RhumbPlanEntry, table->n_entries);
  RhumbPlanTableTerm *terms = RHUMB_NEW(
      compiler->arena, RhumbPlanTableTerm, rhumb_value_table_count(table));
  *own = *term->value.lookup;
  for (size_t i = 0; i < table->n_entries; ++i) {
    const RhumbTableEntry *const entry = &table->entries[i];
    entries[i] = (RhumbPlanEntry){own->entries[i].texts, terms};
    for (size_t v = 0; v < entry->n_values; ++v) {
      *terms++ = finish_value(compiler, term, map->is_entry, &entry->values[v]);
    }
  }
  own->entries = entries;
  term->value.lookup = own;
}

void
rhumb_check_lookup_datatypes(RhumbCompiler *const compiler,
                             const RhumbPlanTerm *const term)
{
  const RhumbValueTable *const table = term->datatype.lookup->table;
  for (size_t i = 0; i < table->n_entries; ++i) {
    for (size_t v = 0; v < table->entries[i].n_values; ++v) {
      const RhumbTableValue *const value = &table->entries[i].values[v];
      const RhumbStr iri =
          rhumb_compile_iri(compiler, value->text, term->base, value->loc);
      rhumb_compile_keep(compiler,
                         rhumb_datatype_check(iri, value->loc, compiler->diag));
    }
  }
}
