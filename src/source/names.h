// SPDX-License-Identifier: ISC

/// @file names.h  The names that records have, for messages about those that
/// they do not have.

#ifndef RHUMB_SOURCE_NAMES_H
#define RHUMB_SOURCE_NAMES_H

#include "base/table.h"
#include "source/source.h"

/// Zero is empty; release with rhumb_names_seen_free()
typedef struct {
  RhumbTable seen;  ///< As references: "name", "address.city", "@id"
  RhumbTable nulls; ///< Names whose value was null, or an empty list
  RhumbArena arena;
  size_t *fields;                         ///< That tell the names of a record
  const struct RhumbSourceNaming *naming; ///< NULL: all names are known
} RhumbNamesSeen;

/// How the records of a format are asked for their names
typedef struct RhumbSourceNaming {
  size_t n_fields;

  /// Return the reference that field `index` is bound to; owned by `arena`
  RhumbStr (*reference)(RhumbArena *arena, size_t index);

  /// Note what a value of field `index` tells
  void (*note)(RhumbNamesSeen *names, size_t index, const RhumbValue *value);

  /// See rhumb_names_seen_lack()
  bool (*lack)(RhumbNamesSeen *names, RhumbStr reference, const char **near);
} RhumbSourceNaming;

extern const RhumbSourceNaming rhumb_json_naming;
extern const RhumbSourceNaming rhumb_xml_naming;

/// Ask `source` for what tells the names of its records: nothing, if binding
/// knows them all
RHUMB_NODISCARD RhumbStatus
rhumb_names_seen_bind(RhumbNamesSeen *names,
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

/// Add a name to one of the tables, which have room for no more than is useful
void
rhumb_names_seen_add(RhumbTable *table, RhumbStr name);

/// Return the nearest of the names seen, or NULL
const char *
rhumb_names_seen_nearest(RhumbNamesSeen *names, RhumbStr name);

void
rhumb_names_seen_free(RhumbNamesSeen *names);

#endif // RHUMB_SOURCE_NAMES_H
