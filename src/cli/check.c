// SPDX-License-Identifier: ISC

/// @file check.c  rhumb check: every mistake, nothing written.

#include "check/check.h"
#include "check/columns.h"
#include "check/watch.h"
#include "cli/commands.h"
#include "cli/view_names.h"
#include "owl/shapes.h"

/// Run the rules on the first records of every source, or all, as far as they
/// go, writing what `rhumb rdf` would where no one sees it
static RhumbStatus
check_data(RhumbJob *const job)
{
  rhumb_outputs_rehearse(job->outputs);
  const uint64_t most = job->arguments->all ? 0 : RHUMB_SAMPLE_RECORDS;
  job->options = (RhumbRunOptions){.rehearses = true, .max_records = most};
  const RhumbDestination to = {.syntax =
                                   rhumb_syntax_default(job->plan->has_graphs)};
  RHUMB_TRY(rhumb_job_add_sink(job, &to));
  job->watch = RHUMB_WATCH_CHECK;
  job->graph =
      rhumb_views_count(job->mapping->views) ? rhumb_graph_new() : NULL;
  RhumbStatus status = rhumb_job_run(job);
  if (job->undeclared) {
    RHUMB_KEEP(status, rhumb_undeclared_say(job->undeclared));
  }
  if (job->graph) {
    const bool is_whole =
        status == RHUMB_OK && (!most || job->stats.rows < most);
    RHUMB_KEEP(status,
               rhumb_check_views(
                   job, is_whole ? RHUMB_NAMED_ALL | RHUMB_NAMED_FOCUS : 0));
  }
  return status;
}

static RhumbStatus
read_rules(RhumbJob *const job)
{
  RHUMB_TRY(rhumb_job_read(job));
  return job->mapping->n_maps ? rhumb_job_compile(job) // Or views alone
                              : RHUMB_OK;
}

/// Check the rules against `ontologies`, which are empty, and with their data
static RhumbStatus
check_with(RhumbJob *const job, RhumbOntologies *const ontologies)
{
  const RhumbArguments *const arguments = job->arguments;
  const RhumbChecked checked = {job->mapping, job->plan};
  const bool has_data = (arguments->data || arguments->all) && job->plan;
  RhumbStatus status = rhumb_ontologies_read(ontologies,
                                             job->mapping->ontology,
                                             arguments->ontologies.items,
                                             arguments->ontologies.count,
                                             &job->diag);
  if (status == RHUMB_OK && has_data) { // Else declarations may be missing
    job->undeclared =
        rhumb_undeclared_new(job->plan, job->mapping, ontologies, &job->diag);
  }
  RHUMB_KEEP(
      status,
      rhumb_check_vocabulary(
          &checked, &ontologies->vocabulary, job->undeclared, &job->diag));
  RHUMB_KEEP(status, rhumb_shapes_check(job->mapping->ontology, &job->diag));
  if (has_data) {
    RHUMB_KEEP(status, check_data(job));
  }
  rhumb_undeclared_free(job->undeclared);
  job->undeclared = NULL;
  return status;
}

/// Check what the options ask for; what is doubtful, only of rules that run
static RhumbStatus
check(RhumbJob *const job)
{
  RhumbOntologies ontologies = {0};
  const RhumbStatus is_read = read_rules(job);
  RhumbStatus status =
      job->mapping ? rhumb_check_columns(job->mapping, &job->diag) : RHUMB_OK;
  RHUMB_TRY(is_read);
  const RhumbChecked checked = {job->mapping, job->plan};
  RHUMB_KEEP(status, rhumb_check_rules(&checked, &job->diag));
  RHUMB_KEEP(status, check_with(job, &ontologies));
  rhumb_ontologies_free(&ontologies);
  return status;
}

static RhumbStatus
check_as_json(RhumbJob *const job)
{
  job->reporter.as_json = true;
  job->reporter.file = stdout;
  rhumb_reporter_begin(&job->reporter);
  const RhumbStatus status = check(job);
  rhumb_reporter_end(&job->reporter);
  return status;
}

RhumbStatus
rhumb_command_check(RhumbJob *const job)
{
  return job->arguments->as_json ? check_as_json(job) : check(job);
}
