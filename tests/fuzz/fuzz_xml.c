// SPDX-License-Identifier: ISC

/// @file fuzz_xml.c  XML, and XPath over it. Holds: the rows are the same
/// whatever the pieces that the file comes in, and whether it is streamed or
/// read whole; what is read is sound by libxml2's own measure.
///
/// An input: a byte for the pieces, a line that is the iterator, one that is a
/// reference; then the file.

#include "data.h"

/// The reference of the input stands before these; the last looks out of its
/// element, so that the file is read whole
static const RhumbStr references[] = {
    {"@a", 2},
    {"b", 1},
    {".", 1},
    {"../@a", 5},
    {"name(b/*[2])", 12},
    {"q:c", 3},
    {"count(.//*)", 11},
    {"..", 2},
};

static const RhumbStr namespaces[] = {{"q", 1}, {"urn:q", 5}};

enum {
  MAX_EXPRESSION = 48, ///< Longer ones take long by their nature
  N_REFERENCES = RHUMB_COUNT(references) + 1,
};

static void
check_rows(const RhumbSourceSpec *const spec,
           const RhumbStr reference,
           const size_t chunk)
{
  RhumbStr all[N_REFERENCES] = {reference};
  memcpy(all + 1, references, sizeof(references));
  FuzzAsked asked = {spec, all, N_REFERENCES - 1, FUZZ_WHOLE, 0};
  FuzzReading streamed = fuzz_read(&asked);
  fuzz_read_in_pieces(&asked, &streamed, chunk);

  // If the first reference was none, there is no other behind it either
  asked.n_references = N_REFERENCES;
  asked.n_hidden = 1;
  if (streamed.n_fields == N_REFERENCES - 1) {
    FuzzReading whole = fuzz_read(&asked);
    if (streamed.status == RHUMB_END && whole.status == RHUMB_END) {
      fuzz_same("rows streamed and read whole",
                rhumb_buf_str(&streamed.rows),
                rhumb_buf_str(&whole.rows));
      fuzz_same("places streamed and read whole",
                rhumb_buf_str(&streamed.places),
                rhumb_buf_str(&whole.places));
    }
    // A stream has made rows of what comes before a mistake
    HOLDS((streamed.status == RHUMB_END) == (whole.status == RHUMB_END));
    fuzz_reading_free(&whole);
  }
  fuzz_reading_free(&streamed);
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
