// SPDX-License-Identifier: ISC

/// @file explain.h  rhumb rdf --explain: how rules would be run.

#ifndef RHUMB_CLI_EXPLAIN_H
#define RHUMB_CLI_EXPLAIN_H

#include "cli/job.h"

/// Write the plan of a job that has been compiled instead of running it, to -o:
/// for people, or for programs with `-f json`. No data is read.
RHUMB_NODISCARD RhumbStatus
rhumb_explain(RhumbJob *job);

#endif // RHUMB_CLI_EXPLAIN_H
