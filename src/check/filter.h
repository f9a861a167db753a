// SPDX-License-Identifier: ISC

/// @file filter.h  Filters of iterators that let nothing through.

#ifndef RHUMB_CHECK_FILTER_H
#define RHUMB_CHECK_FILTER_H

#include "source/source.h"

/// A filter, and what is known of it; texts are the iterator's, or an arena's
typedef struct {
  RhumbStr stem;       ///< What stands before it: "$.items"
  RhumbStr unfiltered; ///< What finds what it is given: "$.items[*]"
  RhumbStr key, value; ///< If it asks whether a key has a value; empty: not so
  size_t at;           ///< Of the value in the iterator
} RhumbFilter;

/// Set `out` to the first filter in the iterator of `spec` that lets nothing
/// through, where what stands before it has items
/// @return false if no filter is to blame, or the file cannot be read again.
bool
rhumb_filter_find(RhumbFilter *out,
                  RhumbArena *arena,
                  const RhumbSourceSpec *spec);

#endif // RHUMB_CHECK_FILTER_H
