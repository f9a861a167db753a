// SPDX-License-Identifier: ISC

/// @file job.c  What every command does first and last: rules in, quads out.

#include "cli/job.h"

#include "base/near.h"
#include "base/thread.h"
#include "cli/choose.h"
#include "cli/progress.h"
#include "cli/rules.h"
#include "io/compression.h"
#include "io/file.h"
#include "io/path.h"
#include "io/spool.h"
#include "owl/imports.h"
#include "sink/page.h"
#include "term/statement.h"

#include <inttypes.h>
#include <stdlib.h>

enum {
  CHECK_EVERY = 4096, ///< Quads between two looks at the outputs' health
};

void
rhumb_job_open(RhumbJob *const job, const RhumbArguments *const arguments)
{
  *job = (RhumbJob){.arguments = arguments, .reporter = {.file = stderr}};
  job->diag = rhumb_reporter_diag(&job->reporter);
  job->outputs = rhumb_outputs_new();
}

/// No output may take the place of what the rules read
static void
protect_sources(RhumbJob *const job)
{
  for (size_t i = 0; i < job->mapping->n_maps; ++i) {
    const RhumbSourceSpec *const spec = job->mapping->maps[i]->source;
    if (spec && spec->access.len) {
      rhumb_outputs_protect(
          job->outputs,
          rhumb_path_join(&job->arena, spec->dir, spec->access).data);
    }
  }
}

RhumbStatus
rhumb_job_read(RhumbJob *const job)
{
  const RhumbArguments *const arguments = job->arguments;
  const size_t count = arguments->n_rules;
  const RhumbText **const texts =
      RHUMB_NEW(&job->arena, const RhumbText *, count);
  RhumbStatus status = RHUMB_OK;
  if (arguments->n_threads > RHUMB_MAX_THREADS) {
    return RHUMB_FAIL_USAGE(
        &job->diag, NULL, "-j takes at most %d threads", RHUMB_MAX_THREADS);
  }
  rhumb_threads = (unsigned)arguments->n_threads;
  for (size_t i = 0; i < count; ++i) {
    RHUMB_KEEP(status,
               rhumb_file_read(&texts[i],
                               &job->arena,
                               arguments->rules[i],
                               (RhumbLoc){0},
                               &job->diag));
  }
  RHUMB_TRY(status);

  RhumbStr *const nulls =
      RHUMB_NEW(&job->arena, RhumbStr, arguments->nulls.count);
  for (size_t i = 0; i < arguments->nulls.count; ++i) {
    nulls[i] = rhumb_str(arguments->nulls.items[i]);
  }
  const RhumbRulesOptions options = {
      .externals = arguments->externals.items,
      .n_externals = arguments->externals.count,
      .base = rhumb_str(arguments->base),
      .nulls = nulls,
      .n_nulls = arguments->nulls.count,
      .now = rhumb_str(arguments->now),
      .strict = arguments->strict,
      .partial = true,
      .data_dir = rhumb_str(arguments->data_dir),
      .database = rhumb_str(arguments->database),
  };
  RHUMB_TRY(rhumb_rules_read(
      &job->mapping, &job->arena, texts, count, &options, &job->diag));
  job->mapping->rdf_1_1 = arguments->rdf_1_1;
  protect_sources(job);
  return RHUMB_OK;
}

RhumbStatus
rhumb_job_compile(RhumbJob *const job)
{
  job->options.on_mistake = (RhumbOnMistake)job->arguments->on_error;
  job->options.memory = job->arguments->memory;
  job->options.blank_prefix = rhumb_str(job->arguments->blank_prefix);
  job->options.shard = job->arguments->shard;
  job->watch = job->arguments->strict ? RHUMB_WATCH_STRICT : RHUMB_WATCH_RUN;
  if (!job->mapping->n_maps) {
    return rhumb_fail(&job->diag,
                      RHUMB_ERR_SYNTAX,
                      (RhumbLoc){0},
                      "the rules have no mappings, so they make nothing");
  }
  if (job->arguments->memory) {
    rhumb_spools_begin(); // A look ahead reads again
  }
  RHUMB_TRY(
      rhumb_plan_compile(&job->plan, &job->arena, job->mapping, &job->diag));
  return job->mapping->rdf_1_1 && job->plan->nested
             ? rhumb_fail(&job->diag,
                          RHUMB_ERR_UNSUPPORTED,
                          *job->plan->nested,
                          "a triple term in another, for which --rdf 1.1 has "
                          "no form")
             : RHUMB_OK;
}

RhumbRdfNeeds
rhumb_job_needs(const RhumbJob *const job)
{
  return (RhumbRdfNeeds){job->mapping->rdf_1_1 ? NULL : job->plan->triples,
                         job->plan->directions};
}

/// Tell rhumb_output_append() what is a line
static bool
is_line(const void *const handle, const RhumbStr line)
{
  return rhumb_syntax_has_line((const RhumbSyntax *)handle, line);
}

static RhumbStatus
open_sink(RhumbSink **const out,
          RhumbJob *const job,
          const RhumbDestination *const to)
{
  RhumbSinkSpec spec = {
      .syntax = to->syntax,
      .prefixes = &job->mapping->prefixes,
      .use_raptor = job->arguments->use_raptor,
      .needs = rhumb_job_needs(job),
  };
  RHUMB_TRY(rhumb_sink_check(&spec, &job->diag));
  RHUMB_TRY(rhumb_outputs_open(
      &spec.output, job->outputs, to->path, to->loc, &job->diag));
  if (to->appends) {
    const RhumbAppendSpec old = {
        to->compression, is_line, to->syntax, to->syntax->title};
    RHUMB_TRY(rhumb_output_append(spec.output, &old, &job->diag));
  }
  RHUMB_TRY(rhumb_output_compress(
      spec.output, to->compression, to->syntax->extensions, &job->diag));
  if (to->is_wide) {
    rhumb_output_widen(spec.output);
  }
  return rhumb_sink_open(out, &spec, &job->diag);
}

/// Have a prefix declared which no rule uses
static void
use_prefix(RhumbJob *const job, const RhumbStr name, const RhumbStr iri)
{
  RhumbPrefixes *const prefixes = &job->mapping->prefixes;
  (void)rhumb_prefixes_add(prefixes, name, iri, (RhumbLoc){0});
  (void)rhumb_prefixes_find(prefixes, name);
}

RhumbStatus
rhumb_job_add_sink(RhumbJob *const job, const RhumbDestination *const to)
{
  if (job->mapping->ontology) { // Its header and declarations speak of OWL
    use_prefix(job, RHUMB_STR("owl"), RHUMB_STR(RHUMB_OWL));
  }
  if (job->plan->triples) { // Those are reified
    use_prefix(job, RHUMB_STR("rdf"), RHUMB_STR(RHUMB_RDF));
  }
  RhumbSink *sink = NULL;
  RHUMB_TRY(open_sink(&sink, job, to));
  RHUMB_PUSH_IN(&job->arena, &job->sinks, sink);
  ++job->n_sinks;
  return RHUMB_OK;
}

static RhumbStatus
put_to_sinks(void *const handle, const RhumbQuad *const quad)
{
  RhumbJob *const job = (RhumbJob *)handle;
  ++job->n_to_sinks;
  for (size_t i = 0; i < job->n_sinks; ++i) {
    RHUMB_TRY(rhumb_sink_put(job->sinks.items[i], quad, &job->diag));
  }
  return RHUMB_OK;
}

static RhumbStatus
put_to_targets(const RhumbJob *const job, const RhumbQuad *const quad)
{
  for (size_t i = job->n_sinks; i < job->sinks.count; ++i) {
    RhumbSink *const sink = job->sinks.items[i];
    if (sink && (quad->targets >> (i - job->n_sinks) & 1U)) {
      RHUMB_TRY(rhumb_sink_put(sink, quad, &job->diag));
    }
  }
  return RHUMB_OK;
}

static RhumbStatus
put_on(RhumbJob *const job, const RhumbQuad *const quad)
{
  if (quad->targets) {
    ++job->n_targeted;
    return put_to_targets(job, quad);
  }
  return job->declarer ? rhumb_declarer_put(job->declarer, quad)
                       : put_to_sinks(job, quad);
}

/// Hand on a quad as RDF 1.1 says it, where that has no way to tell two triples
/// of one resource apart
static RhumbStatus
put_rdf_1_1(RhumbJob *const job, const RhumbQuad *const quad)
{
  RhumbQuad said[RHUMB_STATEMENT_QUADS];
  if (!rhumb_statement_of(said, quad)) {
    return put_on(job, quad);
  }
  const RhumbFingerprint prints[4] = {rhumb_term_fingerprint(&said->subject),
                                      rhumb_term_fingerprint(&said->graph),
                                      {said->targets, 0},
                                      {0}};
  if (!rhumb_seen_add(&job->statements, rhumb_fingerprint_mix(prints))) {
    return rhumb_fail(&job->diag,
                      RHUMB_ERR_UNSUPPORTED,
                      rhumb_quad_loc(said),
                      "this reifies a second triple, and RDF 1.1 cannot tell "
                      "two of one reifier apart; name each by more of its "
                      "record, or leave out --rdf 1.1");
  }
  for (size_t i = 0; i < RHUMB_STATEMENT_QUADS; ++i) {
    RHUMB_TRY(put_on(job, &said[i]));
  }
  return RHUMB_OK;
}

/// Count quads that the outputs get, and see now and then that these are well
static RhumbStatus
count(RhumbJob *const job, const uint64_t n_quads)
{
  const uint64_t before = job->n_put / CHECK_EVERY;
  job->n_put += n_quads;
  return job->n_put / CHECK_EVERY > before
             ? rhumb_outputs_check(job->outputs, &job->diag)
             : RHUMB_OK;
}

static RhumbStatus
put(void *const handle, const RhumbQuad *const quad)
{
  RhumbJob *const job = (RhumbJob *)handle;
  RHUMB_TRY(count(job, 1));
  if (job->undeclared) {
    rhumb_undeclared_look(job->undeclared, quad);
  }
  if (job->graph) {
    RHUMB_TRY(rhumb_graph_put(job->graph, quad));
  }
  return job->mapping->rdf_1_1 ? put_rdf_1_1(job, quad) : put_on(job, quad);
}

/// True if the run goes on after `status`, to find more mistakes
static bool
goes_on(const RhumbJob *const job, const RhumbStatus status)
{
  return status == RHUMB_OK || job->options.rehearses;
}

static RhumbStatus
finish(RhumbJob *const job)
{
  if (job->declarer) {
    RHUMB_TRY(rhumb_declarer_finish(job->declarer, &job->diag));
  }
  for (size_t i = 0; i < job->sinks.count; ++i) {
    if (job->sinks.items[i]) {
      RHUMB_TRY(rhumb_sink_finish(job->sinks.items[i], &job->diag));
    }
  }
  return RHUMB_OK;
}

/// Targets stand beside the outputs: in the folder of -o, or of -d
static RhumbStr
target_folder(const RhumbArguments *const arguments)
{
  if (arguments->output) {
    return rhumb_path_dir(rhumb_str(arguments->output));
  }
  return rhumb_str(arguments->dir ? arguments->dir : "");
}

static RhumbStatus
open_target(RhumbJob *const job, const RhumbTarget *const target)
{
  const RhumbStr folder =
      target->dir.data ? target->dir : target_folder(job->arguments);
  const RhumbStr path = rhumb_path_join(&job->arena, folder, target->access);
  const RhumbSyntax *const syntax = rhumb_syntax_find(target->serialization);
  const RhumbDestination to = {
      .syntax = syntax ? syntax : rhumb_syntax_default(true),
      .path = path.data,
      .loc = target->access_loc,
      .compression = target->compression,
      .is_wide = target->is_wide,
      .appends = target->appends,
  };
  RhumbSink *sink = NULL;
  const RhumbStatus status = open_sink(&sink, job, &to);
  RHUMB_PUSH_IN(&job->arena, &job->sinks, sink);
  return status;
}

/// Open the rules' own targets, if this run writes RDF at all
static RhumbStatus
open_targets(RhumbJob *const job)
{
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; job->n_sinks && i < job->plan->n_targets; ++i) {
    RHUMB_KEEP(status, open_target(job, job->plan->targets[i]));
  }
  return status;
}

/// Keep the label of a term of the vocabulary that the data speaks of
static RhumbStatus
put_label(void *const handle, const RhumbQuad *const quad)
{
  static const char *const labels[] = {
      RHUMB_RDFS "label",
      "http://www.w3.org/2004/02/skos/core#prefLabel",
      NULL};
  RhumbGraph *const graph = (RhumbGraph *)handle;
  return rhumb_word(labels, quad->predicate.text) &&
                 rhumb_graph_has(graph, &quad->subject)
             ? rhumb_graph_put(graph, quad)
             : RHUMB_OK;
}

RhumbStatus
rhumb_job_add_labels(RhumbJob *const job)
{
  if (!job->graph || !job->mapping || !job->mapping->ontology) {
    return RHUMB_OK;
  }
  const RhumbQuadHandler to = {put_label, job->graph};
  return rhumb_imports_read(
      NULL, &job->arena, job->mapping->ontology, &to, &job->diag);
}

// Pages ----------------------------------------------------------------------

/// Find the sinks that take pages of what is made, unless it passes through
/// something else first
static void
find_paged(RhumbJob *const job)
{
  for (size_t i = 0; i < job->n_sinks; ++i) {
    if (!job->declarer && !job->mapping->rdf_1_1 &&
        rhumb_sink_has_pages(job->sinks.items[i])) {
      RHUMB_PUSH_IN(&job->arena, &job->paged, job->sinks.items[i]);
    }
  }
}

/// Put a quad, which goes to no target, where no page of it goes
static RhumbStatus
put_rest(void *const handle, const RhumbQuad *const quad)
{
  RhumbJob *const job = (RhumbJob *)handle;
  if (job->graph) {
    RHUMB_TRY(rhumb_graph_put(job->graph, quad));
  }
  for (size_t i = 0; i < job->n_sinks; ++i) {
    if (!rhumb_sink_has_pages(job->sinks.items[i])) {
      RHUMB_TRY(rhumb_sink_put(job->sinks.items[i], quad, &job->diag));
    }
  }
  return RHUMB_OK;
}

static RhumbStatus
wrote(void *const handle, const uint64_t n_quads)
{
  RhumbJob *const job = (RhumbJob *)handle;
  job->n_to_sinks += n_quads;
  return count(job, n_quads);
}

static RhumbStatus
run_plan(RhumbJob *const job)
{
  find_paged(job);
  const bool is_rest = job->graph || job->paged.count < job->n_sinks;
  const RhumbRunTarget to = {.put = put,
                             .handle = job,
                             .sinks = job->paged.items,
                             .n_sinks = job->paged.count,
                             .put_rest = is_rest ? put_rest : NULL,
                             .wrote = wrote};
  RhumbWatch *const watch = rhumb_watch_new(
      job->plan, job->mapping, job->watch, &job->stats, &job->diag);
  RhumbProgress progress = rhumb_progress_start();
  const RhumbObserver *const watching = rhumb_watch_observer(watch);
  const RhumbObserver *const observer = rhumb_progress_observer(
      &progress,
      job->undeclared ? rhumb_undeclared_observer(job->undeclared, watching)
                      : watching);
  const RhumbStatus status = rhumb_engine_run(
      job->plan, &to, &job->options, observer, &job->stats, &job->diag);
  rhumb_progress_end(&progress);
  rhumb_watch_free(watch);
  return status;
}

/// Quads go to the sinks through declarations, if the rules ask for these
static RhumbStatus
open_declarer(RhumbJob *const job)
{
  const RhumbQuadHandler sinks = {put_to_sinks, job};
  return job->mapping->ontology && job->n_sinks
             ? rhumb_declarer_open(
                   &job->declarer, job->mapping->ontology, &sinks, &job->diag)
             : RHUMB_OK;
}

RhumbStatus
rhumb_job_run(RhumbJob *const job)
{
  static RhumbStatus (*const steps[])(RhumbJob *) = {
      open_declarer, run_plan, rhumb_job_add_labels, finish};
  RhumbStatus status = open_targets(job);
  for (size_t i = 0; i < RHUMB_COUNT(steps); ++i) {
    if (goes_on(job, status)) {
      RHUMB_KEEP(status, steps[i](job));
    }
  }
  return status;
}

/// Report what has become of the mistakes, `count` in all
static RhumbStatus
fail_left_out(const RhumbJob *const job, const uint64_t count)
{
  const struct {
    uint64_t count;
    const char *one, *many;
  } kinds[] = {
      {job->stats.skipped, "record was left out", "records were left out"},
      {job->stats.dropped, "value was left out", "values were left out"},
      {job->stats.texts,
       "value was written as plain text",
       "values were written as plain text"},
  };
  RhumbBuf all = {0};
  for (size_t i = 0; i < RHUMB_COUNT(kinds); ++i) {
    if (kinds[i].count) {
      rhumb_buf_format(&all,
                       "%s%" PRIu64 " %s",
                       all.len ? ", " : "",
                       kinds[i].count,
                       kinds[i].count == 1 ? kinds[i].one : kinds[i].many);
    }
  }
  const RhumbStatus status =
      rhumb_fail(&job->diag,
                 RHUMB_ERR_VALUE,
                 (RhumbLoc){0},
                 "%s; --allow-skipped %" PRIu64 " takes that for done",
                 rhumb_buf_cstr(&all),
                 count);
  rhumb_buf_free(&all);
  return status;
}

static void
close_sinks(RhumbJob *const job)
{
  for (size_t i = 0; i < job->sinks.count; ++i) {
    rhumb_sink_close(job->sinks.items[i]);
  }
  job->sinks.count = 0;
}

RhumbStatus
rhumb_job_commit(RhumbJob *const job)
{
  const RhumbStats *const stats = &job->stats;
  const uint64_t count = stats->skipped + stats->dropped + stats->texts;
  RhumbOutputs *const outputs = job->outputs;
  // Once the outputs are in place nothing asks for memory any more: the run
  // would end as if they were not
  close_sinks(job);
  const RhumbStatus status =
      count <= job->arguments->allowed ? RHUMB_OK : fail_left_out(job, count);
  job->outputs = NULL;
  RHUMB_TRY(rhumb_outputs_commit(outputs, &job->diag));
  return status;
}

RhumbStatus
rhumb_job_write(RhumbJob *const job,
                RhumbBuf *const text,
                const RhumbStatus status)
{
  RhumbOutput *output = NULL;
  const char *const path = job->arguments->output;
  RhumbStatus written = status;
  if (written == RHUMB_OK) {
    written = rhumb_check_packing(path, &job->diag);
  }
  if (written == RHUMB_OK) {
    written = rhumb_outputs_open(
        &output, job->outputs, path, (RhumbLoc){0}, &job->diag);
  }
  if (written == RHUMB_OK) {
    written = rhumb_output_compress(
        output, rhumb_path_compression(rhumb_str(path)), "txt", &job->diag);
  }
  if (written == RHUMB_OK) {
    rhumb_output_put(output, rhumb_buf_str(text));
    written = rhumb_job_commit(job);
  }
  rhumb_buf_free(text);
  return written;
}

void
rhumb_job_close(RhumbJob *const job)
{
  close_sinks(job);
  rhumb_declarer_close(job->declarer);
  rhumb_graph_free(job->graph);
  rhumb_seen_free(&job->statements);
  rhumb_outputs_discard(job->outputs);
  rhumb_reporter_free(&job->reporter);
  rhumb_spools_end();
  rhumb_arena_free(&job->arena);
  *job = (RhumbJob){0};
}
