// SPDX-License-Identifier: ISC

/// @file join_record.h  Subjects of an index as bytes, for a file that this run
/// alone reads.

#ifndef RHUMB_ENGINE_JOIN_JOIN_RECORD_H
#define RHUMB_ENGINE_JOIN_JOIN_RECORD_H

#include "engine/join/join_groups.h"

/// Append a subject, which reifies nothing, with `n_kept` values
void
rhumb_join_record_put(RhumbBuf *out,
                      const RhumbJoinSubject *subject,
                      size_t n_kept);

/// Take a subject from the beginning of `bytes`, which its texts point into;
/// the lists of its `n_kept` values are the arena's
RhumbJoinSubject
rhumb_join_record_take(RhumbStr *bytes, size_t n_kept, RhumbArena *arena);

#endif // RHUMB_ENGINE_JOIN_JOIN_RECORD_H
