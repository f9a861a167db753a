// SPDX-License-Identifier: ISC

/// @file job.h  What every command does first and last: rules in, quads out.

#ifndef RHUMB_CLI_JOB_H
#define RHUMB_CLI_JOB_H

#include "check/undeclared.h"
#include "check/watch.h"
#include "cli/options.h"
#include "cli/report.h"
#include "engine/dedup.h"
#include "engine/engine.h"
#include "sink/sink.h"
#include "view/graph.h"

/// One run of a command; everything in it lives until rhumb_job_close()
struct RhumbJob {
  const RhumbArguments *arguments;
  RhumbArena arena;
  RhumbReporter reporter;
  RhumbDiag diag;
  RhumbRunOptions options;
  RhumbWatchKind watch;        ///< What is said of what is missing
  RhumbUndeclared *undeclared; ///< Looks at the quads, if a command made it
  RhumbMapping *mapping;
  const RhumbPlan *plan;
  RhumbOutputs *outputs;
  uint64_t n_put;       ///< Quads of the run
  RhumbSeen statements; ///< What reifies a triple, and in which graph, where
                        ///< that is said in RDF 1.1
  uint64_t n_to_sinks;  ///< Quads and declarations that these got
  uint64_t n_targeted;  ///< Quads that went to targets instead
  /// First the `n_sinks` that get quads and declarations, then the rules'
  /// targets, by number as in the plan; NULL: could not be opened
  RHUMB_LIST(RhumbSink *) sinks;
  size_t n_sinks;
  RHUMB_LIST(RhumbSink *) paged; ///< Those of them that take pages, if any do
  RhumbGraph *graph;             ///< Gets quads, if a command made one
  RhumbDeclarer *declarer;
  RhumbStats stats;
};

/// Make a job ready to report; release with rhumb_job_close() in any case
void
rhumb_job_open(RhumbJob *job, const RhumbArguments *arguments);

/// Read the rule files that the command line names, if any, into `mapping`
RHUMB_NODISCARD RhumbStatus
rhumb_job_read(RhumbJob *job);

/// Compile the mapping into `plan`
RHUMB_NODISCARD RhumbStatus
rhumb_job_compile(RhumbJob *job);

/// Return what the run makes that only some syntaxes can hold
RhumbRdfNeeds
rhumb_job_needs(const RhumbJob *job);

/// Where RDF goes, and as what
typedef struct {
  const RhumbSyntax *syntax;
  const char *path;     ///< NULL: standard output
  RhumbLoc loc;         ///< Of the path in the rules
  RhumbStr compression; ///< As rhumb_output_compress() takes it
  bool is_wide;         ///< In UTF-16
  bool appends;         ///< Behind what is there
} RhumbDestination;

/// Add a writer
RHUMB_NODISCARD RhumbStatus
rhumb_job_add_sink(RhumbJob *job, const RhumbDestination *to);

/// Run the plan: quads go to the sinks, with declarations if the rules have an
/// `ontology:`, and to the graph; the sinks are finished. In a rehearsal all of
/// that is done whatever fails; the first mistake is returned.
RHUMB_NODISCARD RhumbStatus
rhumb_job_run(RhumbJob *job);

/// Add to the graph, if there is one, the labels that the ontologies which the
/// rules import have for its terms: maps show the vocabulary's own names
RHUMB_NODISCARD RhumbStatus
rhumb_job_add_labels(RhumbJob *job);

/// Put the outputs in place; more records and values left out or changed than
/// are allowed are RHUMB_ERR_VALUE all the same
RHUMB_NODISCARD RhumbStatus
rhumb_job_commit(RhumbJob *job);

/// Write `text` to -o, compressed if its name says so, and commit; nothing if
/// `status` is an error, which is then returned. Frees the text.
RHUMB_NODISCARD RhumbStatus
rhumb_job_write(RhumbJob *job, RhumbBuf *text, RhumbStatus status);

/// Free everything; outputs that were not committed leave nothing behind. What
/// is left is empty, and may be closed again.
void
rhumb_job_close(RhumbJob *job);

#endif // RHUMB_CLI_JOB_H
