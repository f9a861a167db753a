// SPDX-License-Identifier: ISC

/// @file sketch.c  Two arrays of words, which are as large as is asked.

#include "engine/sketch.h"

#include "base/pages.h"

/// Bits of a key that may choose its word: more of them than memory has
enum { MOST_BITS = 40 };

static size_t
bytes_of_half(const RhumbSketch *const sketch)
{
  return ((size_t)1 << sketch->bits) * sizeof(uint64_t);
}

RhumbSketch
rhumb_sketch_new(const size_t bytes)
{
  RhumbSketch sketch = {0};
  while (sketch.bits < MOST_BITS && bytes_of_half(&sketch) <= bytes / 2) {
    ++sketch.bits;
  }
  sketch.once = (uint64_t *)rhumb_pages(bytes_of_half(&sketch));
  sketch.twice = (uint64_t *)rhumb_pages(bytes_of_half(&sketch));
  return sketch;
}

void
rhumb_sketch_complete(RhumbSketch *const sketch)
{
  rhumb_pages_free(sketch->once, bytes_of_half(sketch));
  sketch->once = NULL;
}

size_t
rhumb_sketch_bytes(const RhumbSketch *const sketch)
{
  return (sketch->once ? bytes_of_half(sketch) : 0) +
         (sketch->twice ? bytes_of_half(sketch) : 0);
}

void
rhumb_sketch_free(RhumbSketch *const sketch)
{
  rhumb_sketch_complete(sketch);
  rhumb_pages_free(sketch->twice, bytes_of_half(sketch));
  *sketch = (RhumbSketch){0};
}
