// SPDX-License-Identifier: ISC

/// @file types.h  The kinds of sources.

#ifndef RHUMB_SOURCE_TYPES_H
#define RHUMB_SOURCE_TYPES_H

#include "source/source.h"

/// The table: one line a kind, named after the formulation that it reads
#define RHUMB_SOURCE_TYPES(X) \
  X(csv)                      \
  X(json)                     \
  X(jsonl)                    \
  X(sql)                      \
  X(xml)

#define RHUMB_SOURCE_TYPE(name) \
  extern const RhumbSourceType rhumb_source_##name;
RHUMB_SOURCE_TYPES(RHUMB_SOURCE_TYPE)
#undef RHUMB_SOURCE_TYPE

#endif // RHUMB_SOURCE_TYPES_H
