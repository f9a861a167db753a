// SPDX-License-Identifier: ISC

/// @file csv_part.c  CSV in parts: where its records end is told without
/// reading them. Bytes without a quote end a record with each line; others are
/// scanned record by record, as a quote within a cell is none.

#include "source/csv_impl.h"
#include "source/part.h"

#include <stdlib.h>

// Ends of lines --------------------------------------------------------------

/// What some bytes have that begin with a line
typedef struct {
  bool has_quote;
  size_t n_ends;  ///< Ends of lines; CRLF is one
  size_t n_blank; ///< Of these, those of blank lines
  size_t last;    ///< Where the last of them begins
} Lines;

#ifdef __SSE2__

static Lines
scan_lines(const RhumbCsv *const csv, const char *const data, const size_t len)
{
  const __m128i quote = _mm_set1_epi8(csv->quote);
  const __m128i newline = _mm_set1_epi8('\n');
  const __m128i carriage = _mm_set1_epi8('\r');
  Lines lines = {false, 0, 0, 0};
  unsigned quotes = 0;
  unsigned behind_cr = 0;
  unsigned behind_end = 1;
  for (size_t at = 0; at < len; at += 16) {
    const __m128i block =
        _mm_loadu_si128((const __m128i *)(const void *)(data + at));
    const unsigned mine = len - at < 16 ? (1U << (len - at)) - 1U : 0xFFFFU;
    const unsigned lf =
        mine & (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(block, newline));
    const unsigned cr =
        mine & (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(block, carriage));
    quotes |= mine & (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(block, quote));
    if (lf | cr) {
      const unsigned ends = cr | (lf & ~((cr << 1U) | behind_cr));
      const unsigned blank = ends & (((lf | cr) << 1U) | behind_end);
      lines.n_ends += (size_t)__builtin_popcount(ends);
      lines.n_blank += (size_t)__builtin_popcount(blank);
      lines.last = ends ? at + 31U - (size_t)__builtin_clz(ends) : lines.last;
    }
    behind_cr = cr >> 15U;
    behind_end = (lf | cr) >> 15U;
  }
  lines.has_quote = csv->quote && quotes;
  return lines;
}

#else

static Lines
scan_lines(const RhumbCsv *const csv, const char *const data, const size_t len)
{
  Lines lines = {false, 0, 0, 0};
  char before = '\n';
  for (size_t at = 0; at < len; ++at) {
    const char c = data[at];
    lines.has_quote |= csv->quote && c == csv->quote;
    if (c == '\r' || (c == '\n' && (before != '\r' || !at))) {
      ++lines.n_ends;
      lines.n_blank += before == '\n' || before == '\r';
      lines.last = at;
    }
    before = c;
  }
  return lines;
}

#endif

// Cutting --------------------------------------------------------------------

/// Have `want` bytes in the buffer, or all that come
/// @return RHUMB_OK; or an error, reported: what was there before stays.
static RhumbStatus
have(RhumbInput *const input, const size_t want, const RhumbDiag *const diag)
{
  while (input->end - input->pos < want && !input->at_end) {
    const size_t kept = input->end - input->pos;
    const RhumbStatus status = rhumb_input_fill(input, diag);
    if (status != RHUMB_OK && status != RHUMB_END) {
      input->end = input->pos + kept;
      memset(input->data + input->end, 0, RHUMB_INPUT_PAD);
      return status;
    }
  }
  return RHUMB_OK;
}

/// Pass the lines that end in the next `most` bytes, if there is no quote in
/// them; false: there is one, or no line ends
static bool
pass_lines(RhumbCsv *const csv, const size_t most)
{
  RhumbInput *const input = &csv->input;
  const char *const data = input->data + input->pos;
  const size_t len = input->end - input->pos;
  const bool is_last = input->at_end && most == len;
  const Lines lines = scan_lines(csv, data, most);
  if (lines.has_quote || (!lines.n_ends && !is_last)) {
    return false;
  }
  size_t end = lines.n_ends ? lines.last + 1 : 0;
  end += end && end < len && data[end - 1] == '\r' && data[end] == '\n';
  const size_t n_records = lines.n_ends - (csv->is_narrow ? 0 : lines.n_blank);
  const bool has_rest = is_last && end < len; // A line that the data ends
  input->pos += has_rest ? len : end;
  csv->next_line += (unsigned)lines.n_ends + has_rest;
  csv->source.address.record += n_records + has_rest;
  return true;
}

/// Pass the records that end in the next `most` bytes, or one that is longer;
/// RHUMB_END: for that, more bytes are needed; or an error, not reported
static RhumbStatus
pass_records(RhumbCsv *const csv, const size_t most)
{
  static const RhumbDiag silent = {0};
  RhumbInput *const input = &csv->input;
  const size_t start = input->pos;
  RhumbStatus status = RHUMB_OK;
  while (status == RHUMB_OK && input->pos < input->end) {
    bool is_record = false;
    status = rhumb_csv_scan_next(csv, &is_record, &silent);
    if (status != RHUMB_OK ||
        (input->pos > start && input->pos - start + csv->n_bytes > most)) {
      break;
    }
    rhumb_csv_pass(csv);
    csv->source.address.record += is_record;
  }
  return input->pos > start ? RHUMB_OK : status;
}

/// Bytes that a part has, about: no more than a record may have
static size_t
part_size(void)
{
  return rhumb_part_bytes < rhumb_max_input ? rhumb_part_bytes
                                            : rhumb_max_input;
}

static RhumbStatus
pass_some(RhumbCsv *const csv)
{
  const size_t len = csv->input.end - csv->input.pos;
  const size_t most = len < part_size() ? len : part_size();
  return !csv->is_rare && pass_lines(csv, most) ? RHUMB_OK
                                                : pass_records(csv, most);
}

/// Have the bytes of a part in the buffer, behind lines of other shards: those
/// alone that are no longer, whatever else has arrived
static RhumbStatus
have_some(RhumbCsv *const csv, const RhumbDiag *const diag)
{
  RhumbInput *const input = &csv->input;
  const size_t most = part_size() + csv->need;
  RhumbStatus status = RHUMB_OK;
  size_t start = 0;
  do {
    status = have(input, most, diag);
    start = input->pos;
    rhumb_csv_pass_lines(csv, most);
  } while (status == RHUMB_OK && input->pos > start);
  return status;
}

RhumbStatus
rhumb_csv_cut(RhumbSource *const source,
              RhumbSourcePart *const part,
              const RhumbDiag *const diag)
{
  RhumbCsv *const csv = (RhumbCsv *)source;
  RhumbInput *const input = &csv->input;
  RhumbStatus status = have_some(csv, diag);
  part->first = source->address;
  ++part->first.record;
  part->first.line = csv->next_line;
  size_t start = input->pos;
  while (pass_some(csv) == RHUMB_END && status == RHUMB_OK && !input->at_end &&
         !rhumb_input_is_full(input)) {
    status = have(input, input->end - input->pos + 1, diag);
    start = input->pos;
  }
  part->first.position = rhumb_input_offset(input, input->data + start);
  rhumb_part_put(part, (RhumbStr){input->data + start, input->pos - start});
  return status;
}

// Reading --------------------------------------------------------------------

void
rhumb_csv_read_parts(RhumbSource *const reader)
{
  RhumbCsv *const csv = (RhumbCsv *)reader;
  const size_t n_values = csv->values.count;
  csv->input = (RhumbInput){.text = csv->input.text, .at_end = true};
  csv->values.items = NULL;
  csv->values.count = csv->values.cap = 0;
  for (size_t i = 0; i < n_values; ++i) {
    RHUMB_PUSH(&csv->values, (RhumbValue){{"", 0}, RHUMB_VALUE_STRING});
  }
  csv->cells = NULL;
  csv->n_cells = csv->cells_cap = 0;
  csv->scratch = (RhumbBuf){0};
}

void
rhumb_csv_enter_part(RhumbSource *const reader, RhumbSourcePart *const part)
{
  RhumbCsv *const csv = (RhumbCsv *)reader;
  csv->input.data = part->bytes.data;
  csv->input.pos = 0;
  csv->input.end = part->bytes.len;
  csv->input.passed = part->first.position;
  csv->next_line = part->first.line;
  reader->address = part->first;
  --reader->address.record;
}
