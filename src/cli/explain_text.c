// SPDX-License-Identifier: ISC

/// @file explain_text.c  A plan for people: a paragraph a pass, a line a fact.

#include "base/show.h"
#include "base/utf8.h"
#include "cli/explain_impl.h"
#include "model/logical_view.h"
#include "plan/whole.h"

enum {
  LABEL = 12, ///< Columns of what a line is about
  RIGHT = 80, ///< Lines end before it, but for words that are longer
};

// Lines ----------------------------------------------------------------------

/// Lines that are being written
typedef struct {
  RhumbBuf *out;
  size_t indent; ///< Of those behind the first
  size_t column;
  bool has_words; ///< In the line
} Lines;

/// Put `text`, as it is shown, into lines
static void
put_words(Lines *const lines, const RhumbStr text)
{
  RhumbBuf shown = {0};
  rhumb_show(&shown, text);
  RhumbStr rest = rhumb_buf_str(&shown);
  while (rest.len) {
    const RhumbStr word = rhumb_str_cut(&rest, ' ');
    const size_t width = rhumb_utf8_count(word);
    if (lines->has_words && lines->column + 1 + width >= (size_t)RIGHT) {
      rhumb_buf_format(lines->out, "\n%*s", (int)lines->indent, "");
      lines->column = lines->indent;
    } else if (lines->has_words) {
      rhumb_buf_putc(lines->out, ' ');
      ++lines->column;
    }
    rhumb_buf_put(lines->out, word);
    lines->column += width;
    lines->has_words = true;
  }
  rhumb_buf_free(&shown);
}

/// Put what a line says and where the rules say it, and end it
static void
finish_line(Lines *const lines, const RhumbStr text, const RhumbLoc loc)
{
  put_words(lines, text);
  if (loc.text) {
    RhumbBuf place = {0};
    rhumb_buf_format(&place, "(%s:%u)", loc.text->name, loc.line);
    put_words(lines, rhumb_buf_str(&place));
    rhumb_buf_free(&place);
  }
  rhumb_buf_putc(lines->out, '\n');
}

/// Put a line about `label`
static void
put_line(RhumbBuf *const out,
         const char *const label,
         const RhumbStr text,
         const RhumbLoc loc)
{
  rhumb_buf_format(out, "  %-*s", LABEL, label);
  Lines lines = {.out = out, .indent = 2 + LABEL, .column = 2 + LABEL};
  finish_line(&lines, text, loc);
}

/// Put a line that begins so far to the right
static void
put_plain(RhumbBuf *const out,
          const size_t indent,
          RhumbBuf *const text,
          const RhumbLoc loc)
{
  rhumb_buf_format(out, "%*s", (int)indent, "");
  Lines lines = {.out = out, .indent = indent + 4, .column = indent};
  finish_line(&lines, rhumb_buf_str(text), loc);
  rhumb_buf_free(text);
}

// Triples maps ---------------------------------------------------------------

/// Put terms, with commas between
static void
put_terms(RhumbBuf *const out,
          const RhumbExplained *const explained,
          const RhumbPlanPass *const pass,
          const RhumbPlanTerm *const terms,
          const size_t count)
{
  for (size_t i = 0; i < count; ++i) {
    rhumb_buf_puts(out, i ? ", " : "");
    rhumb_buf_put(out, rhumb_explain_term(explained, pass, &terms[i]));
  }
}

/// Put what a pair makes of one of its objects
static void
put_object(RhumbBuf *const out,
           const RhumbExplained *const explained,
           const RhumbPlanPass *const pass,
           const RhumbPlanPair *const pair,
           const RhumbPlanObject *const object,
           const size_t indent)
{
  RhumbBuf text = {0};
  put_terms(&text, explained, pass, pair->predicates, pair->n_predicates);
  rhumb_buf_puts(&text, " → ");
  rhumb_buf_put(&text, rhumb_explain_object(explained, pass, object));
  if (pair->n_graphs) {
    rhumb_buf_puts(&text, " in ");
    put_terms(&text, explained, pass, pair->graphs, pair->n_graphs);
  }
  const RhumbStr condition =
      rhumb_explain_conditions(explained, pass, &pair->conditions);
  rhumb_buf_puts(&text, condition.len ? " if " : "");
  rhumb_buf_put(&text, condition);
  put_plain(out, indent, &text, object->term.loc);
}

static void
put_pairs(RhumbBuf *const out, // NOLINT(misc-no-recursion): by depth
          const RhumbExplained *const explained,
          const RhumbPlanPass *const pass,
          const RhumbPlanPair *const pairs,
          const size_t n_pairs,
          const size_t indent)
{
  for (size_t p = 0; p < n_pairs; ++p) {
    const RhumbPlanPair *const pair = &pairs[p];
    const RhumbPlanAnnotation *const annotation = pair->annotation;
    for (size_t o = 0; o < pair->n_objects; ++o) {
      put_object(out, explained, pass, pair, &pair->objects[o], indent);
    }
    if (annotation) {
      RhumbBuf text = {0};
      rhumb_buf_puts(&text, "which ");
      rhumb_buf_put(&text,
                    rhumb_explain_term(explained, pass, &annotation->reifier));
      rhumb_buf_puts(&text,
                     annotation->is_silent
                         ? " reifies, while it is not said itself"
                         : " reifies");
      put_plain(out, indent + 2, &text, annotation->reifier.loc);
      put_pairs(out,
                explained,
                pass,
                annotation->pairs,
                annotation->n_pairs,
                indent + 4);
    }
  }
}

static void
put_map(RhumbBuf *const out,
        const RhumbExplained *const explained,
        const RhumbPlanPass *const pass,
        const RhumbExplainedMap *const made)
{
  const RhumbPlanMap *const map = made->map;
  RhumbBuf head = {0};
  const RhumbStr name = rhumb_explain_map(explained, map);
  rhumb_buf_format(
      &head, "%smap %.*s", made->is_quoted ? "quoted " : "", RHUMB_FMT(name));
  put_plain(out, 2, &head, map->loc);
  RhumbBuf subject = {0};
  rhumb_buf_put(&subject, rhumb_explain_subject(explained, pass, map));
  put_plain(out, 4, &subject, map->subject.loc);
  put_pairs(out, explained, pass, map->pairs, map->n_pairs, 6);
  if (!made->is_quoted) { // Else its triples are none of the run's
    RhumbBuf text = {0};
    rhumb_buf_format(&text,
                     "duplicates in scope %zu, %s",
                     map->scope + 1,
                     rhumb_explained_duplicates[map->duplicates].text);
    put_plain(out, 4, &text, (RhumbLoc){0});
  }
}

// Passes ---------------------------------------------------------------------

static void
put_source(RhumbBuf *const out,
           const RhumbExplained *const explained,
           const RhumbPlanPass *const pass)
{
  const RhumbSourceSpec *const spec = rhumb_logical_view_base(pass->spec);
  const struct {
    const char *label;
    RhumbStr text;
  } more[] = {{"iterator", spec->iterator},
              {"query", spec->query},
              {"table", spec->table},
              {"sheet", spec->sheet}};
  const size_t first = explained->first_reads[pass->source];
  RhumbBuf text = {0};
  rhumb_buf_put(&text, rhumb_explain_name(explained, spec->access));
  rhumb_buf_format(&text, ", read as %s", spec->format->name);
  if (pass != &explained->plan->passes[first]) {
    rhumb_buf_format(&text, ", again after pass %zu", first + 1);
  }
  put_line(out, "source", rhumb_buf_str(&text), spec->loc);
  rhumb_buf_free(&text);
  for (size_t i = 0; i < RHUMB_COUNT(more); ++i) {
    if (more[i].text.len) {
      put_line(out,
               more[i].label,
               rhumb_explain_name(explained, more[i].text),
               (RhumbLoc){0});
    }
  }
}

static void
put_steps(RhumbBuf *const out,
          const RhumbExplained *const explained,
          const RhumbPlanPass *const pass)
{
  const RhumbExplainedSteps steps = rhumb_explain_steps(explained, pass);
  for (size_t i = 0; i < steps.count; ++i) {
    const RhumbExplainedStep *const step = &steps.items[i];
    put_line(out, step->kind, step->text, step->loc);
  }
}

static void
put_references(RhumbBuf *const out,
               const RhumbExplained *const explained,
               const RhumbPlanPass *const pass)
{
  RhumbBuf all = {0};
  for (size_t i = 0; i < pass->n_references; ++i) {
    const RhumbStr text =
        rhumb_explain_reference(explained, &pass->references[i]);
    rhumb_buf_format(&all, "%s$(%.*s)", i ? ", " : "", RHUMB_FMT(text));
  }
  put_line(out,
           "asks for",
           all.len ? rhumb_buf_str(&all) : RHUMB_STR("nothing of its rows"),
           (RhumbLoc){0});
  rhumb_buf_free(&all);
}

/// Put what is kept of each row to be found by joins
static void
put_index(RhumbBuf *const out,
          const RhumbExplained *const explained,
          const size_t number)
{
  const RhumbPlanIndex *const index = &explained->plan->indexes[number];
  RhumbBuf text = {0};
  rhumb_buf_format(&text, "%zu finds ", number + 1);
  rhumb_buf_put(&text, rhumb_explain_found(explained, number));
  for (size_t i = 0; i < index->n_keys; ++i) {
    rhumb_buf_puts(&text, i ? ", " : " by ");
    rhumb_buf_put(&text,
                  rhumb_explain_value(
                      explained, explained->fillers[number], &index->keys[i]));
  }
  rhumb_buf_puts(&text, index->n_keys ? "" : " of every row");
  rhumb_buf_puts(&text, index->quoted ? ", always in memory" : "");
  put_line(out, "join", rhumb_buf_str(&text), rhumb_plan_index_loc(index));
  rhumb_buf_free(&text);
}

/// Put what keeps rows together, behind what is so then; else what is so
static void
put_whole(RhumbBuf *const out,
          const char *const label,
          const RhumbWhole whole,
          const char *const together,
          const char *const apart)
{
  RhumbBuf text = {0};
  rhumb_buf_puts(&text, whole.why ? together : apart);
  rhumb_buf_puts(&text, whole.why ? whole.why : "");
  put_line(out, label, rhumb_buf_str(&text), whole.loc);
  rhumb_buf_free(&text);
}

static const char *const shares[] = {
    [RHUMB_SHARE_RECORDS] = "each run reads the records of its part",
    [RHUMB_SHARE_FILES] = "each run reads some of the files",
    [RHUMB_SHARE_FIRST] = "the first run reads it all, the others nothing",
    [RHUMB_SHARE_ALL] = "each run reads it all, for joins look into it",
};

/// Put what keeps duplicates from being found on disk, if anything does
static void
put_memory(RhumbBuf *const out, const RhumbPlanPass *const pass)
{
  const RhumbWhole whole = rhumb_whole_for_dry_runs(pass);
  if (whole.why) {
    put_whole(out, "memory", whole, "duplicates are never found on disk: ", "");
  }
}

static void
put_pass(RhumbBuf *const out,
         const RhumbExplained *const explained,
         const size_t number)
{
  const RhumbPlanPass *const pass = &explained->plan->passes[number];
  rhumb_buf_format(out,
                   "\npass %zu, for %s\n",
                   number + 1,
                   pass->n_indexes ? "joins" : "triples");
  put_source(out, explained, pass);
  put_steps(out, explained, pass);
  put_references(out, explained, pass);
  for (size_t i = 0; i < pass->n_indexes; ++i) {
    put_index(out, explained, pass->indexes[i]);
  }
  put_whole(out,
            "threads",
            rhumb_whole_for_threads(pass),
            "one makes its rows: ",
            "several may make its rows");
  put_whole(out,
            "shards",
            rhumb_whole_for_shards(pass),
            "refused: ",
            shares[rhumb_share_of(pass)]);
  put_memory(out, pass);
  const RhumbExplainedMaps maps = rhumb_explain_maps(explained, pass);
  for (size_t i = 0; i < maps.count; ++i) {
    put_map(out, explained, pass, &maps.items[i]);
  }
}

/// Put a number of things
static void
put_count(RhumbBuf *const out, const size_t count, const char *const what)
{
  rhumb_buf_format(out, "%zu %s%s", count, what, count == 1 ? "" : "s");
}

static void
put_head(RhumbBuf *const out, const RhumbExplained *const explained)
{
  const RhumbPlan *const plan = explained->plan;
  size_t n_sources = 0;
  for (size_t i = 0; i < plan->n_passes; ++i) {
    const size_t source = plan->passes[i].source;
    n_sources = source > n_sources ? source : n_sources;
  }
  put_count(out, n_sources, "source");
  rhumb_buf_puts(out, " in ");
  rhumb_buf_format(
      out, "%zu pass%s, ", plan->n_passes, plan->n_passes == 1 ? "" : "es");
  put_count(out, plan->n_indexes, "join");
  rhumb_buf_puts(out,
                 plan->has_graphs ? ", named graphs\n"
                                  : ", the default graph alone\n");
  for (size_t i = 0; i < plan->n_targets; ++i) {
    const RhumbTarget *const target = plan->targets[i];
    RhumbBuf text = {0};
    const RhumbStr name = rhumb_explain_name(explained, target->name);
    const RhumbStr path = rhumb_explain_name(explained, target->access);
    rhumb_buf_format(&text,
                     "target %.*s, written to %.*s",
                     RHUMB_FMT(name),
                     RHUMB_FMT(path));
    put_plain(out, 0, &text, target->loc);
  }
}

void
rhumb_explain_text(RhumbBuf *const out, const RhumbExplained *const explained)
{
  put_head(out, explained);
  for (size_t i = 0; i < explained->plan->n_passes; ++i) {
    put_pass(out, explained, i);
  }
}
