// SPDX-License-Identifier: ISC

/// @file source.h  Logical sources: rows that know only what is asked of them.
///
/// A reader is opened, told the references it will be asked for (bind), and
/// then stepped. What it hands out lives in its own buffers until the next row.

#ifndef RHUMB_SOURCE_SOURCE_H
#define RHUMB_SOURCE_SOURCE_H

#include "base/arena.h"
#include "base/status.h"
#include "base/str.h"
#include "term/value.h"

#include <stdbool.h>
#include <stdint.h>

/// Where the mapping language is lax or strict (rules for old and new RML)
typedef enum { RHUMB_CLASSIC, RHUMB_CORE } RhumbProfile;

/// A logical source as the rules describe it (RML: rml:LogicalSource)
typedef struct {
  RhumbStr formulation; ///< Name of the reference formulation: "csv", "json" …
  RhumbStr access;      ///< A path, relative to `dir`, or a connection
  RhumbStr dir;         ///< Folder that relative paths start from; empty: here
  RhumbStr iterator;    ///< Empty if none
  RhumbStr query;       ///< SQL query; empty if none
  RhumbStr table;       ///< SQL table; empty if none
  RhumbStr type; ///< YARRRML `type`: "localfile", "mysql" …; may be empty
  RhumbStr username, password;
  RhumbStr delimiter;    ///< Of CSV; empty: a comma
  RhumbStr quote;        ///< Of CSV; empty: a double quote
  RhumbStr encoding;     ///< Empty: UTF-8
  RhumbStr compression;  ///< "gzip", "bzip2", "xz", "zip", "none"; empty: by
                         ///< content
  bool strict;           ///< SQL columns are found by their exact names alone
  bool no_header;        ///< CSV without a header row: columns are "1", "2" …
  const RhumbStr *nulls; ///< Texts that stand for NULL
  size_t n_nulls;
  const RhumbStr *namespaces; ///< XML: prefix, IRI, prefix, IRI …
  size_t n_namespaces;        ///< Number of pairs
  RhumbProfile profile;
  RhumbLoc loc;                      ///< Of the source in the rules
  RhumbLoc access_loc, iterator_loc; ///< The latter of query and table too
} RhumbSourceSpec;

typedef struct RhumbSource RhumbSource;

/// A kind of source: one file and one line in the table of types.h
typedef struct {
  const char *formulation; ///< Reference formulation that it reads
  const char *note;        ///< One line for the manual

  /// Check what can be checked of a source without opening it; NULL: that its
  /// iterator, if any, passes `check`
  RhumbStatus (*check_spec)(const RhumbSourceSpec *spec, const RhumbDiag *diag);

  /// Check what can be checked of a reference without data; NULL: nothing
  RhumbStatus (*check)(const RhumbSourceSpec *spec,
                       RhumbStr reference,
                       RhumbLoc loc,
                       const RhumbDiag *diag);

  /// Open; reports a missing file, a bad iterator or a bad dialect
  RhumbStatus (*open)(RhumbSource **out,
                      const RhumbSourceSpec *spec,
                      const RhumbDiag *diag);

  /// Ask for `reference`; `field` is set to its index in the row. The same
  /// reference twice may give the same field. Reports a reference that cannot
  /// be.
  RhumbStatus (*bind)(RhumbSource *source,
                      RhumbStr reference,
                      RhumbLoc loc,
                      size_t *field,
                      const RhumbDiag *diag);

  /// Step to the next row: RHUMB_OK, RHUMB_END, or an error, reported. After
  /// RHUMB_ERR_VALUE the bad row is behind, and reading can go on.
  RhumbStatus (*next)(RhumbSource *source, const RhumbDiag *diag);

  /// Close and free
  void (*close)(RhumbSource *source);
} RhumbSourceType;

/// What every reader's own struct begins with
struct RhumbSource {
  const RhumbSourceType *type;
  const RhumbValues *row; ///< A value list for each field, until the next row
  RhumbText text;         ///< Name of the data, for places
  uint64_t record;        ///< Number of this row, from 1
  unsigned line;          ///< Where it begins, if the reader knows; else 0
};

/// True if the rules say that `text` stands for NULL
static inline bool
rhumb_source_is_null(const RhumbSourceSpec *const spec, const RhumbStr text)
{
  for (size_t i = 0; i < spec->n_nulls; ++i) {
    if (rhumb_str_equal(spec->nulls[i], text)) {
      return true;
    }
  }
  return false;
}

/// Return the place of the current row
static inline RhumbLoc
rhumb_source_loc(const RhumbSource *const source)
{
  return (RhumbLoc){&source->text, source->line, 0, source->record};
}

/**
   Open the reader for `spec->formulation`.

   @param spec Must outlive the source.
   @return RHUMB_OK; RHUMB_ERR_UNSUPPORTED for an unknown formulation, with a
   suggestion; or what the reader says. Errors have been reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_source_open(RhumbSource **out,
                  const RhumbSourceSpec *spec,
                  const RhumbDiag *diag);

/**
   Check a source without opening it: that its formulation is known, and what
   its reader can say of its iterator.

   @return RHUMB_OK, or what rhumb_source_open() would return; reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_source_check_spec(const RhumbSourceSpec *spec, const RhumbDiag *diag);

/**
   Check a reference without data, such as that it is JSONPath.

   @return RHUMB_OK, also if the formulation is unknown, which
   rhumb_source_check_spec() says; or what binding would return, reported at
   `loc`.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_source_check(const RhumbSourceSpec *spec,
                   RhumbStr reference,
                   RhumbLoc loc,
                   const RhumbDiag *diag);

RHUMB_NODISCARD static inline RhumbStatus
rhumb_source_bind(RhumbSource *const source,
                  const RhumbStr reference,
                  const RhumbLoc loc,
                  size_t *const field,
                  const RhumbDiag *const diag)
{
  return source->type->bind(source, reference, loc, field, diag);
}

RHUMB_NODISCARD static inline RhumbStatus
rhumb_source_next(RhumbSource *const source, const RhumbDiag *const diag)
{
  return source->type->next(source, diag);
}

/// Close and free; takes NULL
void
rhumb_source_close(RhumbSource *source);

#endif // RHUMB_SOURCE_SOURCE_H
