// SPDX-License-Identifier: ISC

/// @file external.c  Fingerprints in parts of a file, and bits by number.

#include "engine/external.h"

#include "base/pages.h"
#include "plan/plan.h"

#include <stdlib.h>

/// Bytes that a part has in memory: a sixteenth of what there may be goes to
/// all of them
enum { LEAST_PIECE = 512, MOST_PIECE = 65536, OF_MEMORY = 16 };

/// Bits of a chunk
enum { CHUNK_BITS = 20 };

/// How far ahead the memory of the set is fetched
enum { AHEAD = 32 };

/// A quad in the file: its fingerprint, as it is, and a number of seven bits a
/// byte, the last one first, of which two bits say whether targets follow and
/// whether it had more; then its targets, likewise
enum { PRINT_BYTES = 16, NUMBER_BYTES = 10, HAS_TARGETS = 1, IS_LESS = 2 };

/// Least bytes for the set of a part, and how full it may be, in tenths, before
/// fewer places are in it: it grows at three quarters
enum { MIN_ROOM = 65536, MOST_TENTHS = 7 };

static size_t
part_of(const RhumbFingerprint print)
{
  return print.high >> 56U;
}

/// Return what tells the rounds of a part by
static unsigned
place_in_part(const RhumbFingerprint print)
{
  return print.high >> 40U & 0xFFFFU;
}

RhumbStatus
rhumb_external_open(RhumbExternalSet *const external,
                    const uint64_t memory,
                    const RhumbDiag *const diag)
{
  const uint64_t piece = memory / OF_MEMORY / RHUMB_EXTERNAL_PARTS;
  *external = (RhumbExternalSet){0};
  return rhumb_spill_open(&external->parts,
                          RHUMB_EXTERNAL_PARTS,
                          piece < LEAST_PIECE  ? LEAST_PIECE
                          : piece > MOST_PIECE ? MOST_PIECE
                                               : (size_t)piece,
                          diag);
}

// Bits -----------------------------------------------------------------------

/// Return the word with the bit of a number
static uint64_t *
word_of(RhumbExternalSet *const external, const uint64_t number)
{
  const size_t chunk = (size_t)(number >> CHUNK_BITS);
  while (external->known.count <= chunk) {
    RHUMB_PUSH(&external->known, NULL);
  }
  uint64_t **const words = &external->known.items[chunk];
  if (!*words) {
    *words = (uint64_t *)rhumb_pages((size_t)1 << (CHUNK_BITS - 3));
  }
  return *words + (number >> 6U & ((1U << (CHUNK_BITS - 6)) - 1));
}

void
rhumb_external_know(RhumbExternalSet *const external,
                    uint64_t first,
                    const uint64_t count)
{
  const uint64_t end = first + count;
  while (first < end) {
    const unsigned bit = first & 63U;
    const uint64_t n = end - first < 64 - bit ? end - first : 64 - bit;
    *word_of(external, first) |= UINT64_MAX >> (64 - n) << bit;
    first += n;
  }
}

bool
rhumb_external_is_known(const RhumbExternalSet *const external,
                        const uint64_t number)
{
  const size_t chunk = (size_t)(number >> CHUNK_BITS);
  const uint64_t *const words =
      chunk < external->known.count ? external->known.items[chunk] : NULL;
  return words && words[number >> 6U & ((1U << (CHUNK_BITS - 6)) - 1)] >>
                          (number & 63U) &
                      1U;
}

uint64_t
rhumb_external_targets(RhumbExternalSet *const external,
                       const uint64_t number,
                       const uint64_t targets)
{
  const size_t count = external->rests.count;
  const RhumbExternalRest *const rests = external->rests.items;
  size_t at = external->next_rest;
  while (at < count && rests[at].number < number) {
    ++at;
  }
  external->next_rest = at;
  return at < count && rests[at].number == number ? rests[at].targets : targets;
}

// Writing --------------------------------------------------------------------

static char *
put_number(char *to, uint64_t number)
{
  for (; number > 0x7F; number >>= 7U) {
    *to++ = (char)(0x80U | (number & 0x7FU));
  }
  *to++ = (char)number;
  return to;
}

/// True if an equal quad has been put a short while ago
static bool
is_recent(RhumbExternalSet *const external, const RhumbExternalQuad *const quad)
{
  RhumbFingerprint *const recent =
      &external->recent[quad->print.low % RHUMB_EXTERNAL_RECENT];
  const bool is_there = !quad->targets && recent->low == quad->print.low &&
                        recent->high == quad->print.high;
  if (!quad->targets) {
    *recent = quad->print;
  }
  return is_there;
}

RhumbStatus
rhumb_external_put(RhumbExternalSet *const external,
                   const RhumbExternalQuad *const quad,
                   const RhumbDiag *const diag)
{
  if (is_recent(external, quad)) {
    rhumb_external_know(external, quad->number, 1);
    return RHUMB_OK;
  }
  char bytes[PRINT_BYTES + (2 * NUMBER_BYTES)];
  const size_t part = part_of(quad->print);
  const uint64_t step = quad->number - external->last[part];
  external->last[part] = quad->number;
  memcpy(bytes, &quad->print, PRINT_BYTES);
  char *end = put_number(bytes + PRINT_BYTES,
                         step << 2U | (quad->targets ? HAS_TARGETS : 0U) |
                             (quad->is_less ? IS_LESS : 0U));
  if (quad->targets) {
    end = put_number(end, quad->targets);
  }
  const RhumbStr all = {bytes, (size_t)(end - bytes)};
  return rhumb_spill_put(&external->parts, part, all, diag);
}

uint64_t
rhumb_external_len(const RhumbExternalSet *const external)
{
  uint64_t len = 0;
  for (size_t i = 0; i < external->parts.n_streams; ++i) {
    len += rhumb_spill_len(&external->parts, i);
  }
  return len;
}

// Reading --------------------------------------------------------------------

/// A part that is read
typedef struct {
  RhumbExternalSet *external;
  RhumbSpillReading reading;
  const RhumbDiag *diag;
  uint64_t number; ///< Of the quad before
  RhumbSeen seen;
  unsigned begin, end; ///< Places that are in the set
  size_t most;         ///< Quads that the set has room for
} Part;

static RhumbStatus
read_number(Part *const part, uint64_t *const out)
{
  unsigned char byte = 0x80;
  *out = 0;
  for (unsigned bits = 0; byte & 0x80U; bits += 7) {
    RHUMB_TRY(rhumb_spill_read(&part->reading, &byte, 1, part->diag));
    *out |= (uint64_t)(byte & 0x7FU) << bits;
  }
  return RHUMB_OK;
}

/// @return RHUMB_END: there are no more.
static RhumbStatus
read_quad(Part *const part, RhumbExternalQuad *const out)
{
  uint64_t step = 0;
  *out = (RhumbExternalQuad){0};
  RHUMB_TRY(
      rhumb_spill_read(&part->reading, &out->print, PRINT_BYTES, part->diag));
  RHUMB_TRY(read_number(part, &step));
  part->number += step >> 2U;
  out->number = part->number;
  out->is_less = (step & IS_LESS) != 0;
  return step & HAS_TARGETS ? read_number(part, &out->targets) : RHUMB_OK;
}

/// Leave the upper half of the places that are in the set to another round
static void
halve(Part *const part)
{
  RhumbSeen lower = {0};
  part->end = part->begin + ((part->end - part->begin) / 2);
  for (size_t i = 0; i < part->seen.cap; ++i) {
    const RhumbFingerprint print = part->seen.slots[i];
    if ((print.low || print.high) && place_in_part(print) < part->end) {
      (void)rhumb_seen_add(&lower, print);
    }
  }
  rhumb_seen_free(&part->seen);
  part->seen = lower;
}

static bool
is_of_round(const Part *const part, const RhumbFingerprint print)
{
  const unsigned place = place_in_part(print);
  return place >= part->begin && place < part->end;
}

/// Return those of its targets that a quad is new to. What stands for it in one
/// has the place of the quad.
static uint64_t
find_targets(Part *const part, const RhumbExternalQuad *const quad)
{
  uint64_t left = 0;
  for (unsigned n = 0; n < RHUMB_MAX_TARGETS; ++n) {
    const uint64_t bit = UINT64_C(1) << n;
    if (quad->targets & bit) {
      const RhumbFingerprint print = {
          rhumb_target_fingerprint(quad->print, n).low, quad->print.high};
      left |= rhumb_seen_add(&part->seen, print) ? bit : 0;
    }
  }
  return left;
}

/// Hold a quad against those before it
static void
decide(Part *const part, const RhumbExternalQuad *const quad)
{
  RhumbExternalSet *const external = part->external;
  if (!is_of_round(part, quad->print)) {
    return;
  }
  if (!quad->targets) {
    if (!rhumb_seen_add(&part->seen, quad->print)) {
      rhumb_external_know(external, quad->number, 1);
    }
    return;
  }
  const uint64_t left = find_targets(part, quad);
  if (!left) {
    rhumb_external_know(external, quad->number, 1);
  } else if (left != quad->targets || quad->is_less) {
    RHUMB_PUSH(&external->rests, (RhumbExternalRest){quad->number, left});
  }
}

/// Read a part from its start, of its places those from `begin` on that the set
/// has room for
static RhumbStatus
read_round(Part *const part)
{
  RhumbExternalQuad ahead[AHEAD];
  RhumbExternalQuad quad;
  RhumbStatus status = RHUMB_OK;
  size_t count = 0;
  part->number = 0;
  while ((status = read_quad(part, &quad)) == RHUMB_OK) {
    if (!is_of_round(part, quad.print)) {
      continue;
    }
    if (count >= AHEAD) {
      decide(part, &ahead[count % AHEAD]);
    }
    rhumb_seen_prefetch(&part->seen, quad.print);
    ahead[count++ % AHEAD] = quad;
    if (part->seen.count > part->most && part->end - part->begin > 1) {
      halve(part);
    }
  }
  for (size_t i = count > AHEAD ? count - AHEAD : 0; i < count; ++i) {
    decide(part, &ahead[i % AHEAD]);
  }
  return status == RHUMB_END ? RHUMB_OK : status;
}

static RhumbStatus
settle_part(RhumbExternalSet *const external,
            const size_t number,
            const uint64_t room,
            const RhumbDiag *const diag)
{
  Part part = {
      .external = external,
      .diag = diag,
      .most = (size_t)(room / sizeof(RhumbFingerprint) / 10 * MOST_TENTHS)};
  RhumbStatus status = RHUMB_OK;
  for (; status == RHUMB_OK && part.begin <= 0xFFFFU; part.begin = part.end) {
    part.end = 0x10000;
    rhumb_spill_read_begin(&part.reading, &external->parts, number);
    status = read_round(&part);
    rhumb_spill_read_end(&part.reading);
    rhumb_seen_free(&part.seen);
  }
  return status;
}

static int
by_number(const void *const a, const void *const b)
{
  const RhumbExternalRest *const one = (const RhumbExternalRest *)a;
  const RhumbExternalRest *const other = (const RhumbExternalRest *)b;
  return (one->number > other->number) - (one->number < other->number);
}

RhumbStatus
rhumb_external_settle(RhumbExternalSet *const external,
                      const uint64_t memory,
                      const RhumbPartsWatch *const watch,
                      const RhumbDiag *const diag)
{
  const uint64_t room = memory / 4 > MIN_ROOM ? memory / 4 : MIN_ROOM;
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; status == RHUMB_OK && i < RHUMB_EXTERNAL_PARTS; ++i) {
    status = settle_part(external, i, room, diag);
    if (watch) {
      watch->done(watch->handle, i + 1, RHUMB_EXTERNAL_PARTS);
    }
  }
  rhumb_spill_close(&external->parts);
  if (external->rests.count) {
    qsort(external->rests.items,
          external->rests.count,
          sizeof(*external->rests.items),
          by_number);
  }
  return status;
}

void
rhumb_external_close(RhumbExternalSet *const external)
{
  rhumb_spill_close(&external->parts);
  for (size_t i = 0; i < external->known.count; ++i) {
    rhumb_pages_free(external->known.items[i], (size_t)1 << (CHUNK_BITS - 3));
  }
  free(external->known.items);
  free(external->rests.items);
  *external = (RhumbExternalSet){0};
}
