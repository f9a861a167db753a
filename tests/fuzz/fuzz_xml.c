// SPDX-License-Identifier: ISC

/// @file fuzz_xml.c  XML, and XPath over it. Holds: the rows are the same
/// whatever the pieces that the file comes in, and whether it is read without a
/// tree, element by element or whole; what is read is sound by libxml2's own
/// measure.
///
/// An input: a byte for the pieces, a line that is the iterator, one that is a
/// reference; then the file.

#include "data.h"

/// The reference of the input stands before these. The first of them are had
/// without a tree, the next ask XPath, and the last looks out of its element,
/// so that the file is read whole.
static const RhumbStr references[] = {
    {"@a", 2},
    {"b", 1},
    {".", 1},
    {"b/*", 3},
    {"*/@a", 4},
    {"../@a", 5},
    {"name(b/*[2])", 12},
    {"q:c", 3},
    {"count(.//*)", 11},
    {"..", 2},
};

/// How many references the file is read with
enum {
  N_WALKED = 6,
  N_WHOLE = RHUMB_COUNT(references) + 1,
  N_STREAMED = N_WHOLE - 1,
};

static const RhumbStr namespaces[] = {{"q", 1}, {"urn:q", 5}};

enum {
  MAX_EXPRESSION = 48, ///< Longer ones take long by their nature
};

/// Check that `wider`, with more references, whose values it does not note,
/// makes the same rows
static void
check_alike(const FuzzReading *const reading, const FuzzAsked *const wider)
{
  FuzzReading other = fuzz_read(wider);
  if (reading->status == RHUMB_END && other.status == RHUMB_END) {
    fuzz_same("rows read in two ways",
              rhumb_buf_str(&reading->rows),
              rhumb_buf_str(&other.rows));
    fuzz_same("places read in two ways",
              rhumb_buf_str(&reading->places),
              rhumb_buf_str(&other.places));
  }
  // A stream has made rows of what comes before a mistake
  HOLDS((reading->status == RHUMB_END) == (other.status == RHUMB_END));
  fuzz_reading_free(&other);
}

static void
check_rows(const RhumbSourceSpec *const spec,
           const RhumbStr reference,
           const size_t chunk)
{
  static const size_t widths[] = {N_WALKED, N_STREAMED, N_WHOLE};
  RhumbStr all[N_WHOLE] = {reference};
  memcpy(all + 1, references, sizeof(references));
  for (size_t i = 0; i + 1 < RHUMB_COUNT(widths); ++i) {
    const FuzzAsked asked = {spec, all, widths[i], FUZZ_WHOLE, 0, 0};
    const FuzzAsked wider = {
        spec, all, widths[i + 1], FUZZ_WHOLE, widths[i + 1] - widths[i], 0};
    FuzzReading reading = fuzz_read(&asked);
    fuzz_read_in_pieces(&asked, &reading, chunk);
    // If the first reference was none, there is no other behind it either
    if (reading.n_fields == widths[i]) {
      check_alike(&reading, &wider);
    }
    fuzz_reading_free(&reading);
  }
}

int
LLVMFuzzerTestOneInput(const uint8_t *const data, const size_t size)
{
  RhumbStr text = fuzz_text(data, size);
  const size_t flags = fuzz_choose(&text, 32);
  const RhumbStr iterator = rhumb_str_cut(&text, '\n');
  const RhumbStr reference = rhumb_str_cut(&text, '\n');
  if (iterator.len + reference.len > MAX_EXPRESSION ||
      !rhumb_utf8_valid(iterator, NULL) || !rhumb_utf8_valid(reference, NULL)) {
    return 0;
  }
  const RhumbSourceSpec spec = {
      .format = &rhumb_source_xml,
      .access = RHUMB_STR("-"),
      .compression = RHUMB_STR("none"), // fuzz_unpack.c has packed files
      .iterator = iterator,
      .encoding = flags & 16U ? RHUMB_STR("iso-8859-1") : RHUMB_STR(""),
      .namespaces = namespaces,
      .n_namespaces = RHUMB_COUNT(namespaces),
  };
  RhumbBuf reports = {0};
  const RhumbDiag diag = {fuzz_keep_report, &reports};
  const RhumbStatus status = rhumb_source_check_spec(&spec, &diag);
  HOLDS(!fuzz_is_failure(status) || reports.len);
  rhumb_buf_free(&reports);
  if (status == RHUMB_OK) {
    fuzz_set_file(text);
    check_rows(&spec, reference, 1 + (flags & 15U));
  }
  return 0;
}
