// SPDX-License-Identifier: ISC

/// @file operators.h  Sources that wrap a source.
///
/// An operator is a RhumbSourceType that is no format: it `claims` what rules
/// say of a source, opens the source without that, and hands its rows on. So
/// every format has it, and none knows of it.

#ifndef RHUMB_SOURCE_OPERATORS_H
#define RHUMB_SOURCE_OPERATORS_H

#include "source/source.h"

/// The table, the outermost first
#define RHUMB_SOURCE_OPERATORS(X) \
  X(newest)                       \
  X(files)

#define RHUMB_SOURCE_OPERATOR(name) \
  extern const RhumbSourceType rhumb_source_##name;
RHUMB_SOURCE_OPERATORS(RHUMB_SOURCE_OPERATOR)
#undef RHUMB_SOURCE_OPERATOR

#endif // RHUMB_SOURCE_OPERATORS_H
