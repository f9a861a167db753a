// SPDX-License-Identifier: ISC

/// @file names.h  The names that records of JSON and XML have, for messages
/// about those that they do not have.

#ifndef RHUMB_CHECK_NAMES_H
#define RHUMB_CHECK_NAMES_H

#include "base/table.h"
#include "source/source.h"

/// Zero is empty; release with rhumb_names_seen_free()
typedef struct {
  RhumbTable seen;  ///< As references: "name", "address.city", "@id"
  RhumbTable nulls; ///< Names whose value was null, or an empty list
  RhumbArena arena;
  size_t *fields; ///< That tell the names of a record
  size_t n_fields;
  bool is_json;
} RhumbNamesSeen;

/// Ask `source` for what tells the names of its records: nothing, unless it is
/// JSON or XML
RHUMB_NODISCARD RhumbStatus
rhumb_names_seen_bind(RhumbNamesSeen *names,
                      const RhumbSourceSpec *spec,
                      RhumbSource *source,
                      const RhumbDiag *diag);

/// Note the names of the current record
void
rhumb_names_seen_note(RhumbNamesSeen *names, const RhumbSource *source);

/**
   Say of a reference that has had no value whether that is a mistake.

   @param near Set to the nearest name, written as the reference would be, or
   NULL; it lives as long as `names`.
   @return false if records have it (its value was null, or an empty list), or
   if it is a filter, which may rightly find nothing.
*/
bool
rhumb_names_seen_lack(RhumbNamesSeen *names,
                      RhumbStr reference,
                      const char **near);

void
rhumb_names_seen_free(RhumbNamesSeen *names);

#endif // RHUMB_CHECK_NAMES_H
