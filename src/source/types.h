// SPDX-License-Identifier: ISC

/// @file types.h  The kinds of sources, for the table in source.c.

#ifndef RHUMB_SOURCE_TYPES_H
#define RHUMB_SOURCE_TYPES_H

#include "source/source.h"

extern const RhumbSourceType rhumb_source_csv;
extern const RhumbSourceType rhumb_source_json;
extern const RhumbSourceType rhumb_source_jsonl;
extern const RhumbSourceType rhumb_source_sql;
extern const RhumbSourceType rhumb_source_xml;

/// Hand out a source that a reader has made and started, or close it
static inline RhumbStatus
rhumb_source_started(RhumbSource **const out,
                     RhumbSource *const source,
                     const RhumbStatus status)
{
  if (status == RHUMB_OK) {
    *out = source;
  } else {
    source->type->close(source);
  }
  return status;
}

#endif // RHUMB_SOURCE_TYPES_H
