// SPDX-License-Identifier: ISC

/// @file csv_shard.c  Records of CSV that are another shard's: of most, no more
/// is looked at than where they end.

#include "source/csv_impl.h"

#ifdef __SSE2__

/// Return the first quote or end of line from `at`, or `end`
static const char *
find_stop(const char *at, const char *const end, const char quote)
{
  const __m128i quotes = _mm_set1_epi8(quote);
  const __m128i lf = _mm_set1_epi8('\n');
  const __m128i cr = _mm_set1_epi8('\r');
  for (; at < end; at += 16) {
    const __m128i block = _mm_loadu_si128((const __m128i *)(const void *)at);
    const unsigned hits = (unsigned)_mm_movemask_epi8(_mm_or_si128(
        _mm_cmpeq_epi8(block, quotes),
        _mm_or_si128(_mm_cmpeq_epi8(block, lf), _mm_cmpeq_epi8(block, cr))));
    if (hits) {
      at += __builtin_ctz(hits);
      break;
    }
  }
  return at < end ? at : end;
}

#else

static const char *
find_stop(const char *at, const char *const end, const char quote)
{
  while (at < end && *at != quote && *at != '\n' && *at != '\r') {
    ++at;
  }
  return at;
}

#endif

/// Return where the line at `at` ends, behind its end; NULL: it may be longer
/// than it seems. `is_blank` is set to whether nothing is in it.
static const char *
end_of_line(const RhumbCsv *const csv,
            const char *const at,
            const char *const end,
            bool *const is_blank)
{
  // Without quotes, a line feed is one more
  const char quote = (char)(csv->quote ? csv->quote : '\n');
  const char *const stop = find_stop(at, end, quote);
  if (end - stop < 2 || *stop == csv->quote) { // A line feed may follow
    return NULL;
  }
  *is_blank = stop == at;
  return stop + (stop[0] == '\r' && stop[1] == '\n' ? 2 : 1);
}

void
rhumb_csv_pass_lines(RhumbCsv *const csv)
{
  RhumbInput *const input = &csv->input;
  RhumbAddress *const address = &csv->source.address;
  const char *at = input->data + input->pos;
  const char *const end = input->data + input->end;
  const uint64_t position = rhumb_input_offset(input, at);
  if (csv->is_rare || rhumb_shard_has(&csv->source.shard, position)) {
    return;
  }
  const uint64_t own = rhumb_shard_next(&csv->source.shard, position);
  const char *const last =
      own - position < (uint64_t)(end - at) ? at + (own - position) : end;
  bool is_blank = false;
  for (const char *next = at; next && at < last;) {
    next = end_of_line(csv, at, end, &is_blank);
    if (next) {
      at = next;
      ++csv->next_line;
      address->record += !is_blank || csv->is_narrow;
    }
  }
  input->pos = (size_t)(at - input->data);
}
