// SPDX-License-Identifier: ISC

/// @file explain_json.c  A plan for programs: one object, whose keys stay.

#include "cli/explain_impl.h"
#include "cli/json.h"
#include "model/logical_view.h"
#include "plan/whole.h"

/// Begin an object that is an item of an array
static void
begin_item(RhumbBuf *const out)
{
  rhumb_json_next(out);
  rhumb_buf_putc(out, '{');
}

static void
begin(RhumbBuf *const out, const char *const key, const char bracket)
{
  rhumb_json_put_key(out, key);
  rhumb_buf_putc(out, bracket);
}

/// Put a text that is kept, with a NUL behind it; null if it has no data
static void
put_text(RhumbBuf *const out, const char *const key, const RhumbStr text)
{
  rhumb_json_put_text(out, key, text.data);
}

/// Put where the rules say something; null if they do not
static void
put_place(RhumbBuf *const out, const RhumbLoc loc)
{
  if (!loc.text) {
    rhumb_json_put_text(out, "place", NULL);
    return;
  }
  begin(out, "place", '{');
  rhumb_json_put_text(out, "file", loc.text->name);
  rhumb_json_put_number(out, "line", loc.line);
  rhumb_json_put_number(out, "column", loc.column);
  rhumb_buf_putc(out, '}');
}

// Triples maps ---------------------------------------------------------------

static void
put_terms(RhumbBuf *const out,
          const char *const key,
          const RhumbExplained *const explained,
          const RhumbPlanPass *const pass,
          const RhumbPlanTerm *const terms,
          const size_t count)
{
  begin(out, key, '[');
  for (size_t i = 0; i < count; ++i) {
    rhumb_json_put_item(out, rhumb_explain_term(explained, pass, &terms[i]));
  }
  rhumb_buf_putc(out, ']');
}

static void
put_object(RhumbBuf *const out,
           const RhumbExplained *const explained,
           const RhumbPlanPass *const pass,
           const RhumbPlanObject *const object)
{
  begin_item(out);
  put_text(out, "object", rhumb_explain_object(explained, pass, object));
  rhumb_json_put_number(out, "join", object->is_join ? object->index + 1 : 0);
  rhumb_json_put_bool(out, "looks_at_pairs", object->condition);
  put_place(out, object->term.loc);
  rhumb_buf_putc(out, '}');
}

static void
put_pairs(RhumbBuf *out,
          const RhumbExplained *explained,
          const RhumbPlanPass *pass,
          const RhumbPlanPair *pairs,
          size_t n_pairs);

static void
put_annotation(RhumbBuf *const out, // NOLINT(misc-no-recursion): by depth
               const RhumbExplained *const explained,
               const RhumbPlanPass *const pass,
               const RhumbPlanAnnotation *const annotation)
{
  if (!annotation) {
    rhumb_json_put_text(out, "annotation", NULL);
    return;
  }
  begin(out, "annotation", '{');
  put_text(out,
           "reifier",
           rhumb_explain_term(explained, pass, &annotation->reifier));
  rhumb_json_put_bool(out, "asserted", !annotation->is_silent);
  put_pairs(out, explained, pass, annotation->pairs, annotation->n_pairs);
  rhumb_buf_putc(out, '}');
}

static void
put_pairs(RhumbBuf *const out, // NOLINT(misc-no-recursion): by depth
          const RhumbExplained *const explained,
          const RhumbPlanPass *const pass,
          const RhumbPlanPair *const pairs,
          const size_t n_pairs)
{
  begin(out, "pairs", '[');
  for (size_t p = 0; p < n_pairs; ++p) {
    const RhumbPlanPair *const pair = &pairs[p];
    begin_item(out);
    put_terms(out,
              "predicates",
              explained,
              pass,
              pair->predicates,
              pair->n_predicates);
    begin(out, "objects", '[');
    for (size_t o = 0; o < pair->n_objects; ++o) {
      put_object(out, explained, pass, &pair->objects[o]);
    }
    rhumb_buf_putc(out, ']');
    put_terms(out, "graphs", explained, pass, pair->graphs, pair->n_graphs);
    put_text(out,
             "condition",
             rhumb_explain_conditions(explained, pass, &pair->conditions));
    put_annotation(out, explained, pass, pair->annotation);
    put_place(out, pair->loc);
    rhumb_buf_putc(out, '}');
  }
  rhumb_buf_putc(out, ']');
}

static void
put_map(RhumbBuf *const out,
        const RhumbExplained *const explained,
        const RhumbPlanPass *const pass,
        const RhumbExplainedMap *const made)
{
  const RhumbPlanMap *const map = made->map;
  rhumb_buf_puts(out, out->data[out->len - 1] == '[' ? "\n   {" : ",\n   {");
  put_text(out, "name", rhumb_explain_map(explained, map));
  rhumb_json_put_bool(out, "quoted", made->is_quoted);
  put_text(out, "subject", rhumb_explain_subject(explained, pass, map));
  rhumb_json_put_number(
      out,
      "join",
      map->quoted && map->quoted->is_join ? map->quoted->index + 1 : 0);
  rhumb_json_put_number(out, "scope", made->is_quoted ? 0 : map->scope + 1);
  rhumb_json_put_text(out,
                      "duplicates",
                      made->is_quoted
                          ? NULL
                          : rhumb_explained_duplicates[map->duplicates].word);
  put_pairs(out, explained, pass, map->pairs, map->n_pairs);
  put_place(out, map->loc);
  rhumb_buf_putc(out, '}');
}

// Passes ---------------------------------------------------------------------

static void
put_source(RhumbBuf *const out,
           const RhumbExplained *const explained,
           const RhumbPlanPass *const pass)
{
  const RhumbSourceSpec *const spec = rhumb_logical_view_base(pass->spec);
  begin(out, "source", '{');
  rhumb_json_put_number(out, "number", pass->source);
  put_text(out, "access", rhumb_explain_name(explained, spec->access));
  rhumb_json_put_text(out, "format", spec->format->name);
  put_text(out, "iterator", rhumb_explain_name(explained, spec->iterator));
  put_text(out, "query", rhumb_explain_name(explained, spec->query));
  put_text(out, "table", rhumb_explain_name(explained, spec->table));
  put_text(out, "sheet", rhumb_explain_name(explained, spec->sheet));
  put_place(out, spec->loc);
  rhumb_buf_putc(out, '}');
}

static void
put_steps(RhumbBuf *const out,
          const RhumbExplained *const explained,
          const RhumbPlanPass *const pass)
{
  const RhumbExplainedSteps steps = rhumb_explain_steps(explained, pass);
  begin(out, "steps", '[');
  for (size_t i = 0; i < steps.count; ++i) {
    const RhumbExplainedStep *const step = &steps.items[i];
    begin_item(out);
    rhumb_json_put_text(out, "kind", step->kind);
    put_text(out, "text", step->text);
    rhumb_json_put_number(out, "join", step->join);
    put_place(out, step->loc);
    rhumb_buf_putc(out, '}');
  }
  rhumb_buf_putc(out, ']');
}

static void
put_index(RhumbBuf *const out,
          const RhumbExplained *const explained,
          const size_t number)
{
  const RhumbPlanIndex *const index = &explained->plan->indexes[number];
  begin_item(out);
  rhumb_json_put_number(out, "number", number + 1);
  put_text(out, "finds", rhumb_explain_found(explained, number));
  begin(out, "by", '[');
  for (size_t i = 0; i < index->n_keys; ++i) {
    rhumb_json_put_item(out,
                        rhumb_explain_value(explained,
                                            explained->fillers[number],
                                            &index->keys[i]));
  }
  rhumb_buf_putc(out, ']');
  rhumb_json_put_bool(out, "on_disk", !index->quoted);
  put_place(out, rhumb_plan_index_loc(index));
  rhumb_buf_putc(out, '}');
}

static void
put_references(RhumbBuf *const out,
               const RhumbExplained *const explained,
               const RhumbPlanPass *const pass)
{
  begin(out, "references", '[');
  for (size_t i = 0; i < pass->n_references; ++i) {
    rhumb_json_put_item(
        out, rhumb_explain_reference(explained, &pass->references[i]));
  }
  rhumb_buf_putc(out, ']');
}

static void
put_whole(RhumbBuf *const out, const RhumbWhole whole)
{
  rhumb_json_put_text(out, "why", whole.why);
  put_place(out, whole.loc);
  rhumb_buf_putc(out, '}');
}

/// Put what several may do
static void
put_sharing(RhumbBuf *const out, const RhumbPlanPass *const pass)
{
  static const char *const shares[] = {
      [RHUMB_SHARE_RECORDS] = "records",
      [RHUMB_SHARE_FILES] = "files",
      [RHUMB_SHARE_FIRST] = "first",
      [RHUMB_SHARE_ALL] = "all",
  };
  const RhumbWhole threads = rhumb_whole_for_threads(pass);
  const RhumbWhole shards = rhumb_whole_for_shards(pass);
  begin(out, "threads", '{');
  rhumb_json_put_bool(out, "several", !threads.why);
  put_whole(out, threads);
  begin(out, "shards", '{');
  rhumb_json_put_bool(out, "several", !shards.why);
  rhumb_json_put_text(out, "share", shares[rhumb_share_of(pass)]);
  put_whole(out, shards);
}

/// Put whether duplicates can be found on disk
static void
put_disk(RhumbBuf *const out, const RhumbPlanPass *const pass)
{
  const RhumbWhole whole = rhumb_whole_for_dry_runs(pass);
  begin(out, "disk", '{');
  rhumb_json_put_bool(out, "finds_duplicates", !whole.why);
  put_whole(out, whole);
}

static void
put_pass(RhumbBuf *const out,
         const RhumbExplained *const explained,
         const size_t number)
{
  const RhumbPlanPass *const pass = &explained->plan->passes[number];
  rhumb_buf_puts(out, number ? ",\n  {" : "\n  {");
  rhumb_json_put_number(out, "number", number + 1);
  rhumb_json_put_text(out, "for", pass->n_indexes ? "joins" : "triples");
  put_source(out, explained, pass);
  put_steps(out, explained, pass);
  put_references(out, explained, pass);
  begin(out, "joins", '[');
  for (size_t i = 0; i < pass->n_indexes; ++i) {
    put_index(out, explained, pass->indexes[i]);
  }
  rhumb_buf_putc(out, ']');
  put_sharing(out, pass);
  put_disk(out, pass);
  begin(out, "maps", '[');
  const RhumbExplainedMaps maps = rhumb_explain_maps(explained, pass);
  for (size_t i = 0; i < maps.count; ++i) {
    put_map(out, explained, pass, &maps.items[i]);
  }
  rhumb_buf_puts(out, "]}");
}

static void
put_target(RhumbBuf *const out,
           const RhumbExplained *const explained,
           const RhumbTarget *const target)
{
  begin_item(out);
  put_text(out, "name", rhumb_explain_name(explained, target->name));
  put_text(out, "path", rhumb_explain_name(explained, target->access));
  put_place(out, target->loc);
  rhumb_buf_putc(out, '}');
}

void
rhumb_explain_json(RhumbBuf *const out, const RhumbExplained *const explained)
{
  const RhumbPlan *const plan = explained->plan;
  rhumb_buf_putc(out, '{');
  rhumb_json_put_bool(out, "named_graphs", plan->has_graphs);
  begin(out, "targets", '[');
  for (size_t i = 0; i < plan->n_targets; ++i) {
    put_target(out, explained, plan->targets[i]);
  }
  rhumb_buf_putc(out, ']');
  begin(out, "passes", '[');
  for (size_t i = 0; i < plan->n_passes; ++i) {
    put_pass(out, explained, i);
  }
  rhumb_buf_puts(out, "\n]}\n");
}
