// SPDX-License-Identifier: ISC

/// @file catalog.h  XML catalogs (OASIS XML Catalogs 1.1): which file an
/// imported IRI stands for.

#ifndef RHUMB_OWL_CATALOG_H
#define RHUMB_OWL_CATALOG_H

#include "base/status.h"

typedef struct {
  RhumbStr name; ///< The IRI
  RhumbStr path; ///< Of the file, as seen from here
} RhumbCatalogEntry;

typedef struct {
  RhumbCatalogEntry *items;
  size_t count;
  size_t cap;
} RhumbCatalog;

/**
   Read the `uri` entries of the catalog at `path`, in groups too, and of those
   that it names with `nextCatalog`; addresses start from their xml:base.

   @param loc Where the rules name the catalog.
   @return RHUMB_OK; RHUMB_ERR_IO; RHUMB_ERR_SYNTAX; RHUMB_ERR_UNSUPPORTED for
   an entry that is not a file. Reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_catalog_read(RhumbCatalog *out,
                   RhumbArena *arena,
                   const char *path,
                   RhumbLoc loc,
                   const RhumbDiag *diag);

/// Return the path for `iri`; empty if the catalog does not name it
RhumbStr
rhumb_catalog_find(const RhumbCatalog *catalog, RhumbStr iri);

/// Append the catalog as XML; paths are relative to the catalog
void
rhumb_catalog_write(RhumbBuf *out, const RhumbCatalog *catalog);

void
rhumb_catalog_free(RhumbCatalog *catalog);

#endif // RHUMB_OWL_CATALOG_H
