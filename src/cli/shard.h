// SPDX-License-Identifier: ISC

/// @file shard.h  Runs that each make a part of everything.

#ifndef RHUMB_CLI_SHARD_H
#define RHUMB_CLI_SHARD_H

#include "cli/job.h"

/// Report each thing in the rules of a job, which is compiled, that asks for
/// all of the data, if its run is to read one shard
/// @return RHUMB_OK; RHUMB_ERR_UNSUPPORTED, or RHUMB_ERR_USAGE where the
/// command line asks for it.
RHUMB_NODISCARD RhumbStatus
rhumb_check_shard(const RhumbJob *job);

#endif // RHUMB_CLI_SHARD_H
