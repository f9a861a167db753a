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

#endif // RHUMB_SOURCE_TYPES_H
