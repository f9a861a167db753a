// SPDX-License-Identifier: ISC

/// @file json_part.c  JSON in parts: the bytes of items or lines, and where
/// each was. An item ends where its brackets do, which is told without reading
/// it; what is within them is read by whoever reads the part.

#include "source/json/json_loader_impl.h"
#include "source/part.h"

#ifdef __SSE2__
#  include <emmintrin.h>
#endif

// Ends of items --------------------------------------------------------------

#ifdef __SSE2__

/// A bit for each byte of a block: from the lowest, the first
enum { N_BLOCK = 64 };

typedef struct {
  __m128i bytes[N_BLOCK / sizeof(__m128i)];
} Block;

/// What the bytes before a block leave
typedef struct {
  uint64_t inside;  ///< All bits, if a string is open
  uint64_t escaped; ///< The lowest bit, if a backslash is before the block
  size_t depth;     ///< Brackets that are open
} Before;

static inline Block
load(const char *const at)
{
  Block block;
  memcpy(&block, at, sizeof(block));
  return block;
}

/// Return the bytes of a block that are `c` once their bits of `mask` are set
static inline uint64_t
find(const Block *const block, const char c, const char mask)
{
  uint64_t found = 0;
  for (size_t i = 0; i < sizeof(*block) / sizeof(__m128i); ++i) {
    const __m128i bytes = _mm_or_si128(block->bytes[i], _mm_set1_epi8(mask));
    const __m128i hits = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c));
    found |= (uint64_t)(unsigned)_mm_movemask_epi8(hits) << (16 * i);
  }
  return found;
}

/// Return what stands behind a backslash that means it
static inline uint64_t
find_escaped(uint64_t backslashes, Before *const before)
{
  uint64_t escaped = before->escaped;
  before->escaped = 0;
  backslashes &= ~escaped;
  while (backslashes) {
    const unsigned at = (unsigned)__builtin_ctzll(backslashes);
    const uint64_t behind = (uint64_t)2 << at;
    escaped |= behind;
    before->escaped = behind == 0;
    backslashes &= ~(behind | (behind >> 1U) | ((uint64_t)1 << at));
  }
  return escaped;
}

/// Find what is in strings, given their quotes
static inline uint64_t
within(const uint64_t quotes, Before *const before)
{
  uint64_t inside = quotes;
  for (unsigned shift = 1; shift < N_BLOCK; shift *= 2) {
    inside ^= inside << shift;
  }
  inside ^= before->inside;
  before->inside = inside >> (N_BLOCK - 1U) ? UINT64_MAX : 0;
  return inside;
}

/// Follow the brackets of a block; return the byte behind that which closes
/// them all, 0 if none does
static inline size_t
follow(const uint64_t opens, const uint64_t closes, Before *const before)
{
  const size_t n_closes = (size_t)__builtin_popcountll(closes);
  if (n_closes < before->depth) {
    before->depth += (size_t)__builtin_popcountll(opens) - n_closes;
    return 0;
  }
  for (uint64_t rest = opens | closes; rest; rest &= rest - 1) {
    before->depth += opens & rest & (0 - rest) ? 1 : SIZE_MAX;
    if (!before->depth) {
      return (size_t)__builtin_ctzll(rest) + 1;
    }
  }
  return 0;
}

/// Return the length of the array or object that `text` begins with, 0 if it
/// does not end there
static size_t
length_of(const RhumbStr text)
{
  Before before = {0, 0, 0};
  for (size_t at = 0; at < text.len; at += N_BLOCK) {
    const Block block = load(text.data + at);
    const uint64_t escaped = find_escaped(find(&block, '\\', 0), &before);
    const uint64_t inside = within(find(&block, '"', 0) & ~escaped, &before);
    const uint64_t opens = find(&block, '{', ' ') & ~inside;
    const uint64_t closes = find(&block, '}', ' ') & ~inside;
    const size_t end = opens | closes ? follow(opens, closes, &before) : 0;
    if (end) {
      return at + end <= text.len ? at + end : 0;
    }
  }
  return 0;
}

#else

static size_t
length_of(const RhumbStr text)
{
  size_t depth = 0;
  bool inside = false;
  for (size_t at = 0; at < text.len; ++at) {
    const char c = text.data[at];
    if (c == '"') {
      inside = !inside;
    } else if (inside) {
      at += c == '\\';
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      return at + 1;
    }
  }
  return 0;
}

#endif

// Cutting --------------------------------------------------------------------

/// Put the next `len` bytes of the input in the part, as an item
static void
put_item(RhumbSourcePart *const part,
         RhumbJsonLoader *const in,
         const size_t len)
{
  const RhumbStr bytes = {in->input.data + in->input.pos, len};
  const RhumbPartItem item = {
      .at = part->bytes.len,
      .len = len,
      .position = rhumb_input_offset(&in->input, bytes.data),
      .line = in->line,
      .column = in->column,
      .name = in->name.data ? rhumb_str_copy(&part->arena, in->name)
                            : (RhumbStr){0},
  };
  RHUMB_PUSH(&part->items, item);
  rhumb_part_put(part, bytes);
}

/// Find the length of the item at the input's place. What does not end as it
/// should is parsed, which says why.
static RhumbStatus
measure(RhumbJsonLoader *const in,
        size_t *const len,
        const RhumbDiag *const diag)
{
  const char first = in->input.data[in->input.pos];
  *len = 0;
  while (!*len && (first == '{' || first == '[')) {
    *len = length_of((RhumbStr){in->input.data + in->input.pos,
                                in->input.end - in->input.pos});
    if (!*len && (in->input.at_end || rhumb_input_is_full(&in->input))) {
      break;
    }
    if (!*len) {
      RHUMB_TRY(rhumb_loader_fill(in, diag));
    }
  }
  if (!*len) {
    RHUMB_TRY(rhumb_loader_value(in, &in->tape, diag));
    *len = in->parser.at;
  }
  return RHUMB_OK;
}

static RhumbStatus
cut_item(RhumbJsonLoader *const in,
         RhumbSourcePart *const part,
         const RhumbDiag *const diag)
{
  size_t len = 0;
  RHUMB_TRY(rhumb_json_find_item(in, diag));
  RHUMB_TRY(measure(in, &len, diag));
  put_item(part, in, len);
  rhumb_loader_consume(in, len);
  return RHUMB_OK;
}

/// Cut a line off, unless it is another shard's and not the part's first
static RhumbStatus
cut_line(RhumbJsonLoader *const in,
         RhumbSourcePart *const part,
         uint64_t *const n_passed,
         const RhumbDiag *const diag)
{
  const RhumbShard *const shard = &in->source->shard;
  size_t len = 0;
  if (!part->items.count && rhumb_shard_is_part(shard)) {
    RHUMB_TRY(rhumb_json_pass_lines(in, shard, n_passed, diag));
  }
  RHUMB_TRY(rhumb_json_find_line(in, &len, diag));
  const char *const line = in->input.data + in->input.pos;
  if (rhumb_shard_has(shard, rhumb_input_offset(&in->input, line))) {
    put_item(part, in, len);
  } else {
    in->n_bytes = 0; // To be found again
  }
  return RHUMB_OK;
}

/// Cut off what comes next, whose number is moved on to; `is_cut` is set to
/// whether there is one for this part
static RhumbStatus
cut_next(RhumbJsonLoader *const in,
         RhumbAddress *const address,
         RhumbSourcePart *const part,
         bool *const is_cut,
         const RhumbDiag *const diag)
{
  const size_t before = part->items.count;
  ++address->record;
  const RhumbStatus status = in->is_line
                                 ? cut_line(in, part, &address->record, diag)
                                 : cut_item(in, part, diag);
  *is_cut = part->items.count > before;
  if (*is_cut) {
    address->line = part->items.items[before].line;
    part->first.record = before ? part->first.record : address->record;
  } else if (status == RHUMB_OK || status == RHUMB_END) {
    --address->record;
  }
  return status;
}

RhumbStatus
rhumb_json_cut(RhumbJsonLoader *const in,
               RhumbAddress *const address,
               RhumbSourcePart *const part,
               const RhumbDiag *const diag)
{
  RhumbStatus status = RHUMB_OK;
  bool is_cut = true;
  part->first = *address;
  while (status == RHUMB_OK && is_cut && part->bytes.len < rhumb_part_bytes) {
    status = cut_next(in, address, part, &is_cut, diag);
  }
  return status;
}

// Reading --------------------------------------------------------------------

void
rhumb_json_enter_part(RhumbJsonLoader *const in, RhumbSourcePart *const part)
{
  in->part = part;
  in->next_item = 0;
}

RhumbStatus
rhumb_json_load_part(RhumbJsonLoader *const in, const RhumbDiag *const diag)
{
  RhumbSourcePart *const part = in->part;
  if (in->next_item == part->items.count) {
    return RHUMB_END;
  }
  const RhumbPartItem *const item = &part->items.items[in->next_item++];
  in->input.data = part->bytes.data;
  in->input.pos = item->at;
  in->input.end = item->at + item->len;
  in->input.passed = item->position - item->at;
  in->line = item->line;
  in->column = item->column;
  in->name = item->name;
  return in->is_line ? rhumb_json_parse_line(in, item->len, diag)
                     : rhumb_loader_value(in, &in->tape, diag);
}
