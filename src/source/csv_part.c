// SPDX-License-Identifier: ISC

/// @file csv_part.c  CSV in parts: where its records end is told without
/// reading them. They end with lines, but for those within quotes, if each
/// quote stands where a cell begins or ends. Where one does not, as in 5" disk,
/// and in rare dialects, records are scanned one by one.

#include "source/csv_impl.h"
#include "source/part.h"

#include <stdlib.h>

// Ends of records ------------------------------------------------------------

/// What some bytes have that begin with a record
typedef struct {
  bool is_odd;    ///< A quote stands where a cell neither begins nor ends
  size_t n_ends;  ///< Ends of lines that are no cell's; CRLF is one
  size_t n_blank; ///< Of these, those of blank lines
  size_t last;    ///< Where the last of them begins
  size_t n_inner; ///< Newlines within cells before that
  size_t n_open;  ///< And behind it
} Ends;

#ifdef __SSE2__

/// A bit for each byte of a block: from the lowest, the first
enum { N_BLOCK = 16, ALL = 0xFFFF, TOP = N_BLOCK - 1 };

typedef struct {
  __m128i bytes;
  unsigned wanted;
  unsigned lf, cr; ///< Outside of quotes, once these are known
  unsigned quotes;
  unsigned inner; ///< Newlines within them
} Block;

/// What the byte before a block is
typedef struct {
  unsigned inside; ///< All bits, if it is within quotes
  unsigned closes; ///< It is a quote that closes a cell
  unsigned cr;
  unsigned end; ///< Of a line
} Before;

/// Return the bytes of a block that are `c`, of those that are wanted
static inline unsigned
find(const __m128i block, const char c, const unsigned wanted)
{
  return wanted &
         (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(block, _mm_set1_epi8(c)));
}

/// Find what is within quotes: from each that opens to before that which closes
static inline unsigned
within(const unsigned quotes, const unsigned before)
{
  unsigned inside = quotes ^ (quotes << 1U);
  inside ^= inside << 2U;
  inside ^= inside << 4U;
  inside ^= inside << 8U;
  return (inside ^ before) & ALL;
}

/// Note what ends lines, and newlines within cells
static inline void
note_ends(Ends *const ends,
          const size_t at,
          const Block *const block,
          Before *const before)
{
  const unsigned lf = block->lf;
  const unsigned cr = block->cr;
  const unsigned found = cr | (lf & ~((cr << 1U) | before->cr));
  const unsigned blank = found & (((lf | cr) << 1U) | before->end);
  if (found) {
    const unsigned last = 31U - (unsigned)__builtin_clz(found);
    const unsigned passed = block->inner & ((1U << last) - 1U);
    ends->n_ends += (size_t)__builtin_popcount(found);
    ends->n_blank += (size_t)__builtin_popcount(blank);
    ends->n_inner += ends->n_open + (size_t)__builtin_popcount(passed);
    ends->n_open = (size_t)__builtin_popcount(block->inner ^ passed);
    ends->last = at + last;
  } else if (block->inner) {
    ends->n_open += (size_t)__builtin_popcount(block->inner);
  }
  before->cr = cr >> TOP;
  before->end = (lf | cr) >> TOP;
}

/// True if a cell may begin behind the byte before `at`
static inline bool
may_begin(const RhumbCsv *const csv, const char *const data, const size_t at)
{
  const char c = (char)(at ? data[at - 1] : '\n');
  return c == '\n' || c == '\r' || c == csv->delimiter[0] || c == csv->quote;
}

/// Return what of a block is within quotes, and note quotes that neither open
/// nor close a cell, nor are one of two
static inline unsigned
check_quotes(Ends *const ends,
             const RhumbCsv *const csv,
             const char *const data,
             const size_t at,
             const Block *const block,
             Before *const before)
{
  const unsigned breaks = block->quotes | block->lf | block->cr |
                          find(block->bytes, csv->delimiter[0], block->wanted);
  const unsigned inside = within(block->quotes, before->inside);
  const unsigned opens = block->quotes & inside;
  const unsigned closes = block->quotes & ~inside;
  const unsigned starts = (breaks << 1U) | may_begin(csv, data, at);
  const unsigned behind = block->wanted & ((closes << 1U) | before->closes);
  ends->is_odd = ((opens & ~starts) | (behind & ~breaks)) != 0;
  before->inside = inside >> TOP ? ALL : 0;
  before->closes = closes >> TOP;
  return inside;
}

static Ends
find_ends(const RhumbCsv *const csv, const char *const data, const size_t len)
{
  Ends ends = {.is_odd = false};
  Before before = {.end = 1};
  const unsigned quoting = csv->quote ? ALL : 0;
  for (size_t at = 0; at < len && !ends.is_odd; at += N_BLOCK) {
    Block block = {
        .bytes = _mm_loadu_si128((const __m128i *)(const void *)(data + at)),
        .wanted = len - at < N_BLOCK ? (1U << (len - at)) - 1U : ALL};
    block.lf = find(block.bytes, '\n', block.wanted);
    block.cr = find(block.bytes, '\r', block.wanted);
    block.quotes = find(block.bytes, csv->quote, block.wanted & quoting);
    if (block.quotes | before.inside | before.closes) {
      const unsigned inside =
          check_quotes(&ends, csv, data, at, &block, &before);
      block.inner = block.lf & inside;
      block.lf &= ~inside;
      block.cr &= ~inside;
    }
    note_ends(&ends, at, &block, &before);
  }
  return ends;
}

#else

static Ends
find_ends(const RhumbCsv *const csv, const char *const data, const size_t len)
{
  Ends ends = {.is_odd = false};
  bool inside = false;
  char before = '\n'; // Outside of quotes; what is within is as a text
  for (size_t at = 0; at < len && !ends.is_odd; ++at) {
    const char c = data[at];
    const bool is_quote = csv->quote && c == csv->quote;
    const bool is_end = c == '\n' || c == '\r';
    const bool may_break = is_end || is_quote || c == csv->delimiter[0];
    const bool is_behind = before == '\n' || before == '\r' ||
                           before == csv->delimiter[0] ||
                           (csv->quote && before == csv->quote);
    ends.is_odd =
        !inside && ((is_quote && !is_behind) ||
                    (!may_break && csv->quote && at && before == csv->quote));
    ends.n_open += inside && c == '\n';
    if (!inside && is_end && (c == '\r' || before != '\r' || !at)) {
      ++ends.n_ends;
      ends.n_blank += before == '\n' || before == '\r';
      ends.n_inner += ends.n_open;
      ends.n_open = 0;
      ends.last = at;
    }
    inside = inside != is_quote;
    before = (char)(inside ? 'x' : c);
  }
  return ends;
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

/// Pass the records that end in the next `most` bytes, or the data ends; false:
/// none does, or it takes scanning to know
static bool
pass_ends(RhumbCsv *const csv, const size_t most)
{
  RhumbInput *const input = &csv->input;
  const char *const data = input->data + input->pos;
  const size_t len = input->end - input->pos;
  const bool is_last = input->at_end && most == len;
  const Ends ends = find_ends(csv, data, most);
  if (ends.is_odd || (!ends.n_ends && !is_last)) {
    return false;
  }
  size_t end = ends.n_ends ? ends.last + 1 : 0;
  end += end && end < len && data[end - 1] == '\r' && data[end] == '\n';
  const size_t n_records = ends.n_ends - (csv->is_narrow ? 0 : ends.n_blank);
  const bool has_rest = is_last && end < len; // A record that the data ends
  input->pos += has_rest ? len : end;
  csv->next_line += (unsigned)(ends.n_ends + ends.n_inner) + has_rest;
  csv->source.address.record += n_records + has_rest;
  return true;
}

/// Scan the records that end in the next `most` bytes, or one that is longer;
/// RHUMB_END: for that, more bytes are needed; or an error, not reported
static RhumbStatus
scan_records(RhumbCsv *const csv, const size_t most)
{
  static const RhumbDiag silent = {0};
  RhumbInput *const input = &csv->input;
  const size_t start = input->pos;
  RhumbStatus status = RHUMB_OK;
  while (status == RHUMB_OK && input->pos < input->end &&
         (input->pos == start || input->pos - start < most)) {
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
  const bool is_usual = !csv->is_rare && csv->n_delimiter == 1;
  return is_usual && pass_ends(csv, most) ? RHUMB_OK : scan_records(csv, most);
}

/// Pass the records of the next part, which begin at `first`, and are from
/// `start` on in the buffer
static RhumbStatus
pass_part(RhumbCsv *const csv,
          RhumbAddress *const first,
          size_t *const start,
          const RhumbDiag *const diag)
{
  RhumbInput *const input = &csv->input;
  RhumbStatus status = have(input, part_size() + csv->need, diag);
  *first = csv->source.address;
  ++first->record;
  first->line = csv->next_line;
  *start = input->pos;
  while (pass_some(csv) == RHUMB_END && status == RHUMB_OK && !input->at_end &&
         !rhumb_input_is_full(input)) {
    status = have(input, input->end - input->pos + 1, diag);
    *start = input->pos;
  }
  first->position = rhumb_input_offset(input, input->data + *start);
  return status;
}

/// True if what has been passed from `position` on has no record of the shard;
/// of what the data ends with, who reads it finds whether that is whole
static bool
is_of_others(const RhumbCsv *const csv, const uint64_t position)
{
  const RhumbInput *const input = &csv->input;
  const RhumbShard *const shard = &csv->source.shard;
  const uint64_t end = rhumb_input_offset(input, input->data + input->pos);
  const bool is_last = input->at_end && input->pos == input->end;
  return end > position && !is_last && !rhumb_shard_has(shard, position) &&
         rhumb_shard_next(shard, position) >= end;
}

RhumbStatus
rhumb_csv_cut(RhumbSource *const source,
              RhumbSourcePart *const part,
              const RhumbDiag *const diag)
{
  RhumbCsv *const csv = (RhumbCsv *)source;
  const RhumbInput *const input = &csv->input;
  RhumbStatus status = RHUMB_OK;
  size_t start = 0;
  do {
    status = pass_part(csv, &part->first, &start, diag);
  } while (status == RHUMB_OK && is_of_others(csv, part->first.position));
  rhumb_part_put(part, (RhumbStr){input->data + start, input->pos - start});
  if (status != RHUMB_OK) { // As of the record that would have come
    ++source->address.record;
    source->address.line = csv->next_line;
  }
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
