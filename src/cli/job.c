// SPDX-License-Identifier: ISC

#include "cli/job.h"

#include "cli/progress.h"
#include "sink/imports.h"
#include "term/vocabulary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
rhumb_job_open(RhumbJob *const job, const RhumbArguments *const arguments)
{
  *job = (RhumbJob){.arguments = arguments, .reporter = {.file = stderr}};
  job->diag = rhumb_reporter_diag(&job->reporter);
  job->outputs = rhumb_outputs_new();
}

RhumbStatus
rhumb_job_read(RhumbJob *const job)
{
  const RhumbArguments *const arguments = job->arguments;
  const size_t count = arguments->n_rules;
  const RhumbText **const texts =
      RHUMB_NEW(&job->arena, const RhumbText *, count);
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < count; ++i) {
    RHUMB_KEEP(status,
               rhumb_file_read(&texts[i],
                               &job->arena,
                               arguments->rules[i],
                               (RhumbLoc){0},
                               &job->diag));
  }
  RHUMB_TRY(status);
  job->texts = texts;
  job->n_texts = count;

  const RhumbRulesOptions options = {
      .externals = arguments->externals,
      .n_externals = arguments->n_externals,
      .base = rhumb_str(arguments->base),
      .data_dir = rhumb_str(arguments->data_dir),
  };
  return rhumb_rules_read(
      &job->mapping, &job->arena, texts, count, &options, &job->diag);
}

RhumbStatus
rhumb_job_compile(RhumbJob *const job)
{
  return rhumb_plan_compile(&job->plan, &job->arena, job->mapping, &job->diag);
}

static RhumbStatus
use_raptor(bool *const out, const RhumbJob *const job)
{
  const char *const writer = job->arguments->writer;
  *out = writer && strcmp(writer, "raptor") == 0;
  return !writer || *out || strcmp(writer, "direct") == 0
             ? RHUMB_OK
             : rhumb_fail(&job->diag,
                          RHUMB_ERR_USAGE,
                          (RhumbLoc){0},
                          "--writer %s: write direct or raptor",
                          writer);
}

RhumbStatus
rhumb_job_add_sink(RhumbJob *const job,
                   const RhumbSyntax *const syntax,
                   const char *const path)
{
  if (job->mapping->ontology) { // Its header and declarations speak of OWL
    (void)rhumb_prefixes_add(&job->mapping->prefixes,
                             RHUMB_STR("owl"),
                             RHUMB_STR(RHUMB_OWL),
                             (RhumbLoc){0});
    (void)rhumb_prefixes_find(&job->mapping->prefixes, RHUMB_STR("owl"));
  }
  RhumbSinkSpec spec = {.syntax = syntax, .prefixes = &job->mapping->prefixes};
  RHUMB_TRY(use_raptor(&spec.use_raptor, job));
  RHUMB_TRY(rhumb_outputs_open(&spec.output, job->outputs, path, &job->diag));
  RHUMB_TRY(rhumb_sink_open(&job->sinks[job->n_sinks], &spec, &job->diag));
  ++job->n_sinks;
  return RHUMB_OK;
}

static RhumbStatus
put_to_sinks(void *const handle, const RhumbQuad *const quad)
{
  RhumbJob *const job = (RhumbJob *)handle;
  for (size_t i = 0; i < job->n_sinks; ++i) {
    RHUMB_TRY(rhumb_sink_put(job->sinks[i], quad, &job->diag));
  }
  return RHUMB_OK;
}

static RhumbStatus
put(void *const handle, const RhumbQuad *const quad)
{
  RhumbJob *const job = (RhumbJob *)handle;
  if (job->graph) {
    RHUMB_TRY(rhumb_graph_put(job->graph, quad));
  }
  return job->declarer ? rhumb_declarer_put(job->declarer, quad)
                       : put_to_sinks(job, quad);
}

static RhumbStatus
finish(RhumbJob *const job)
{
  if (job->declarer) {
    RHUMB_TRY(rhumb_declarer_finish(job->declarer, &job->diag));
  }
  for (size_t i = 0; i < job->n_sinks; ++i) {
    RHUMB_TRY(rhumb_sink_finish(job->sinks[i], &job->diag));
  }
  return RHUMB_OK;
}

static bool
is_label(const RhumbStr property)
{
  static const char *const labels[] = {
      RHUMB_RDFS "label", "http://www.w3.org/2004/02/skos/core#prefLabel"};
  return rhumb_str_is(property, labels[0]) || rhumb_str_is(property, labels[1]);
}

/// Keep the label of a term of the vocabulary that the data speaks of
static RhumbStatus
put_label(void *const handle, const RhumbQuad *const quad)
{
  RhumbGraph *const graph = (RhumbGraph *)handle;
  return is_label(quad->predicate.text) &&
                 rhumb_graph_has(graph, &quad->subject)
             ? rhumb_graph_put(graph, quad)
             : RHUMB_OK;
}

/// Maps show the vocabulary's own names for what the data takes from it
static RhumbStatus
add_labels(RhumbJob *const job)
{
  if (!job->graph || !job->mapping->ontology) {
    return RHUMB_OK;
  }
  const RhumbQuadHandler to = {put_label, job->graph};
  RhumbImports imports = {0};
  const RhumbStatus status = rhumb_imports_read(
      &imports, &job->arena, job->mapping->ontology, &to, &job->diag);
  free(imports.items);
  return status;
}

RhumbStatus
rhumb_job_run(RhumbJob *const job)
{
  const RhumbQuadHandler sinks = {put_to_sinks, job};
  if (job->mapping->ontology && job->n_sinks) {
    RHUMB_TRY(rhumb_declarer_open(
        &job->declarer, job->mapping->ontology, &sinks, &job->diag));
  }

  const RhumbQuadHandler to = {put, job};
  RhumbProgress progress = rhumb_progress_start();
  const RhumbWatcher watcher = rhumb_progress_watcher(&progress);
  const RhumbStatus status =
      rhumb_engine_run(job->plan, &to, &watcher, &job->stats, &job->diag);
  rhumb_progress_end(&progress);
  RHUMB_TRY(status);
  RHUMB_TRY(add_labels(job));
  return finish(job);
}

RhumbStatus
rhumb_job_commit(RhumbJob *const job)
{
  RhumbOutputs *const outputs = job->outputs;
  job->outputs = NULL;
  return rhumb_outputs_commit(outputs, &job->diag);
}

void
rhumb_job_close(RhumbJob *const job)
{
  for (size_t i = 0; i < job->n_sinks; ++i) {
    rhumb_sink_close(job->sinks[i]);
  }
  rhumb_declarer_close(job->declarer);
  rhumb_graph_free(job->graph);
  rhumb_outputs_discard(job->outputs);
  rhumb_mapping_free(job->mapping);
  rhumb_reporter_free(&job->reporter);
  rhumb_arena_free(&job->arena);
}
