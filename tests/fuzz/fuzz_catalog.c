// SPDX-License-Identifier: ISC

/// @file fuzz_catalog.c  XML catalogs. Holds: what a catalog names is found in
/// it; written again, it names the same.
///
/// An input is the catalog. It may lead to others, which are not there.

#include "data.h"

#include "owl/catalog.h"
#include "term/iri.h"

static RhumbStatus
read_catalog(RhumbCatalog *const out, RhumbArena *const arena)
{
  RhumbBuf reports = {0};
  const RhumbDiag diag = {fuzz_keep_report, &reports};
  HOLDS(lseek(STDIN_FILENO, 0, SEEK_SET) == 0);
  const RhumbStatus status =
      rhumb_catalog_read(out, arena, "-", (RhumbLoc){0}, &diag);
  HOLDS((status == RHUMB_OK) == !reports.len);
  rhumb_buf_free(&reports);
  return status;
}

/// True if all entries are such as are written: of imports, which have been
/// read
static bool
are_imports(const RhumbCatalog *const catalog)
{
  bool are = true;
  for (size_t i = 0; i < catalog->count; ++i) {
    are = are && rhumb_iri_valid(catalog->items[i].name, NULL) &&
          catalog->items[i].path.len;
  }
  return are;
}

/// Write the catalog, read it, and check that it says the same
static void
check_written(const RhumbCatalog *const catalog, RhumbArena *const arena)
{
  RhumbCatalog again = {0};
  RhumbBuf out = {0};
  rhumb_catalog_write(&out, catalog);
  fuzz_set_file(rhumb_buf_str(&out));
  HOLDS(read_catalog(&again, arena) == RHUMB_OK);
  HOLDS(again.count == catalog->count);
  for (size_t i = 0; i < again.count; ++i) {
    fuzz_same("names", catalog->items[i].name, again.items[i].name);
    fuzz_same("paths", catalog->items[i].path, again.items[i].path);
  }
  rhumb_catalog_free(&again);
  rhumb_buf_free(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *const data, const size_t size)
{
  const RhumbStr text = fuzz_text(data, size);
  // A device might have no end
  if (rhumb_str_find(text, RHUMB_STR("nextCatalog"), 0) != SIZE_MAX &&
      rhumb_str_find(text, RHUMB_STR("dev"), 0) != SIZE_MAX) {
    return 0;
  }
  RhumbArena arena = {0};
  RhumbCatalog catalog = {0};
  fuzz_set_file(text);
  if (read_catalog(&catalog, &arena) == RHUMB_OK) {
    for (size_t i = 0; i < catalog.count; ++i) {
      HOLDS(rhumb_catalog_find(&catalog, catalog.items[i].name).data);
    }
    if (are_imports(&catalog)) {
      check_written(&catalog, &arena);
    }
  }
  rhumb_catalog_free(&catalog);
  rhumb_arena_free(&arena);
  return 0;
}
