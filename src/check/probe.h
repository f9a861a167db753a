// SPDX-License-Identifier: ISC

/// @file probe.h  A second look at a source, once a run has missed something,
/// for what a message would suggest.
///
/// Only files that can be opened again are looked at, and nothing is reported.

#ifndef RHUMB_CHECK_PROBE_H
#define RHUMB_CHECK_PROBE_H

#include "source/names.h"

/// True for a source that is a regular file, which can be opened again; no
/// larger than `most` bytes, if that is not 0
bool
rhumb_probe_is_file(const RhumbSourceSpec *spec, size_t most);

/// Note the names in the first records of a source, `most` at most, with its
/// own iterator or, if that is not NULL, another
/// @return false if they cannot be known.
bool
rhumb_probe_names(RhumbNamesSeen *names,
                  const RhumbSourceSpec *spec,
                  const char *iterator,
                  uint64_t most);

/// True if `iterator` finds something
bool
rhumb_probe_finds(const RhumbSourceSpec *spec, RhumbStr iterator);

/// Note the values that `reference` has in the first records of `iterator`
void
rhumb_probe_values(RhumbNamesSeen *values,
                   const RhumbSourceSpec *spec,
                   RhumbStr iterator,
                   RhumbStr reference);

/// Return the iterator that was probably meant by that of `spec`, which finds
/// nothing; NULL: none is near
const char *
rhumb_probe_iterator(RhumbArena *arena, const RhumbSourceSpec *spec);

/// Return an iterator, further in than that of `spec`, whose records have what
/// none of those of `spec` has, the `n` references `wanted`; NULL: there is
/// none
const char *
rhumb_probe_inner(RhumbArena *arena,
                  const RhumbSourceSpec *spec,
                  const RhumbStr *wanted,
                  size_t n);

/// Return the namespace that elements of XML are in which have no prefix;
/// empty: there is none
RhumbStr
rhumb_probe_namespace(RhumbArena *arena, const RhumbSourceSpec *spec);

/// Return the namespace of the elements that have the name of the first step of
/// the iterator that leads nowhere, so that it is another than that of the
/// step; empty: there are none. `step` and `name`, without its prefix, are then
/// set to parts of the iterator.
RhumbStr
rhumb_probe_other_namespace(RhumbArena *arena,
                            const RhumbSourceSpec *spec,
                            RhumbStr *step,
                            RhumbStr *name);

#endif // RHUMB_CHECK_PROBE_H
