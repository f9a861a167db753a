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
} RhumbNamesSeen;

/// How the records of a format are asked for their names
typedef struct RhumbSourceNaming {
  size_t n_fields;

  /// Return the reference that field `index` is bound to; owned by `arena`
  RhumbStr (*reference)(RhumbArena *arena, size_t index);

  /// Note what a value of field `index` tells
  void (*note)(RhumbNamesSeen *names, size_t index, const RhumbValue *value);

  /// Return whether it is a mistake that a reference has had no value: not if
  /// records have it (its value was null, or an empty list), nor if it is a
  /// filter, which may rightly find nothing. `near`, which is NULL, is set to
  /// the nearest name, written as the reference would be; owned by the names.
  bool (*lack)(RhumbNamesSeen *names, RhumbStr reference, const char **near);

  /// Return what to write instead of a reference that has the look of another
  /// language; NULL: it has not
  const char *(*foreign)(RhumbStr reference);

  /// Return the way, below the records, to what has most of the `n` references
  /// `wanted`, owned by the names; NULL data: there is none. NULL: an iterator
  /// is asked for it.
  RhumbStr (*inner)(RhumbNamesSeen *names, const RhumbStr *wanted, size_t n);

  /// Return the way to the many things that both references are about, as both
  /// begin with it; empty: there are none
  RhumbStr (*shared)(RhumbStr a, RhumbStr b);

  /// True if a way shows by itself that it leads to many; NULL: none does
  bool (*shows_many)(RhumbStr way);

  /// True unless a reference has one value at most, or a run says that it has
  /// more; NULL: each has one at most
  bool (*may_be_many)(RhumbStr reference);

  const char *whole;      ///< Iterator that finds all of a document; NULL: the
                          ///< names in it are asked for step by step
  const char *filter;     ///< What a filter in an iterator begins with
  const char *no_filter;  ///< What stands in its place to let all through
  const char *name_space; ///< Reference, from the document's root, to the
                          ///< namespace of names without a prefix; NULL: none
} RhumbSourceNaming;

extern const RhumbSourceNaming rhumb_json_naming;
extern const RhumbSourceNaming rhumb_xml_naming;

/// Add a name to one of the tables, which have room for no more than is useful
void
rhumb_names_seen_add(RhumbTable *table, RhumbStr name);

/// Return the nearest of the names seen, or NULL
const char *
rhumb_names_seen_nearest(RhumbNamesSeen *names, RhumbStr name);

void
rhumb_names_seen_free(RhumbNamesSeen *names);

#endif // RHUMB_SOURCE_NAMES_H
