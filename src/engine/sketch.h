// SPDX-License-Identifier: ISC

/// @file sketch.h  Which keys come twice, told in a bit or two of memory a key.
///
/// A key that has been added twice is always said to have been; one that was
/// added once, or never, may be: of n keys in 17 bits each one in a thousand
/// is, in 8 bits each seven are. So who goes by a sketch loses nothing, and
/// takes some keys for what they are not.

#ifndef RHUMB_ENGINE_SKETCH_H
#define RHUMB_ENGINE_SKETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Five bits of one word stand for a key. Zero is none; release with
/// rhumb_sketch_free().
typedef struct {
  uint64_t *once;  ///< Of all keys; NULL: no more are added
  uint64_t *twice; ///< Of those that have been added before
  unsigned bits;   ///< Of a key, which choose its word: the first ones
} RhumbSketch;

/// Return an empty sketch, of which either half has at most `bytes`, but a word
/// at the least
RhumbSketch
rhumb_sketch_new(size_t bytes);

static inline uint64_t *
rhumb_sketch_word(uint64_t *const words,
                  const RhumbSketch *const sketch,
                  const uint64_t key)
{
  return &words[sketch->bits ? key >> (64U - sketch->bits) : 0];
}

/// Return the bits of a key, which its first ones do not tell alone
static inline uint64_t
rhumb_sketch_mask(const uint64_t key)
{
  const uint64_t mixed = (key ^ key >> 29U) * UINT64_C(0x9FB21C651E98DF25);
  return UINT64_C(1) << (mixed >> 58U) | UINT64_C(1) << (mixed >> 52U & 63U) |
         UINT64_C(1) << (mixed >> 46U & 63U) |
         UINT64_C(1) << (mixed >> 40U & 63U) |
         UINT64_C(1) << (mixed >> 34U & 63U);
}

/// Begin to fetch the memory where `key` is added, or where it is asked for
static inline void
rhumb_sketch_prefetch(const RhumbSketch *const sketch, const uint64_t key)
{
  uint64_t *const words = sketch->once ? sketch->once : sketch->twice;
  __builtin_prefetch(rhumb_sketch_word(words, sketch, key), 1, 1);
}

static inline void
rhumb_sketch_add(RhumbSketch *const sketch, const uint64_t key)
{
  uint64_t *const once = rhumb_sketch_word(sketch->once, sketch, key);
  const uint64_t mask = rhumb_sketch_mask(key);
  if ((*once & mask) == mask) {
    *rhumb_sketch_word(sketch->twice, sketch, key) |= mask;
  }
  *once |= mask;
}

/// True if `key` has been added twice; it may be if it has not
static inline bool
rhumb_sketch_is_twice(const RhumbSketch *const sketch, const uint64_t key)
{
  const uint64_t mask = rhumb_sketch_mask(key);
  return (*rhumb_sketch_word(sketch->twice, sketch, key) & mask) == mask;
}

/// All have been added: keep only what rhumb_sketch_is_twice() asks
void
rhumb_sketch_complete(RhumbSketch *sketch);

/// Return how many bytes it takes
size_t
rhumb_sketch_bytes(const RhumbSketch *sketch);

void
rhumb_sketch_free(RhumbSketch *sketch);

#endif // RHUMB_ENGINE_SKETCH_H
