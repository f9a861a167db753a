// SPDX-License-Identifier: ISC

/// @file known.h  Where in a page the bytes of a term stand, by its address:
/// what comes again, as predicates and datatypes do, is copied from there. A
/// sink's own page, which keeps neither text nor terms, knows nothing.

#ifndef RHUMB_SINK_KNOWN_H
#define RHUMB_SINK_KNOWN_H

#include "sink/page_impl.h"
#include "term/plain.h"

/// As many bits as the number of places has
enum { RHUMB_KNOWN_BITS = 6 };

typedef struct {
  const void *address; ///< Of a term, or of a datatype's text
  size_t len;          ///< Of that text; 0: a term
  size_t at, size;     ///< Of the bytes
} RhumbKnown;

/// Each has one place, which it loses to another; zero is empty
typedef struct {
  RhumbKnown places[1U << RHUMB_KNOWN_BITS];
} RhumbKnowns;

/// Return the place of what is at `address`
static inline RhumbKnown *
rhumb_known_place(RhumbKnowns *const knowns, const void *const address)
{
  const uint64_t mixed =
      ((uint64_t)(uintptr_t)address >> 4U) * UINT64_C(0x9E3779B97F4A7C15);
  return &knowns->places[mixed >> (64U - RHUMB_KNOWN_BITS)];
}

/// Append the bytes of what is at `address`, if they are known in its place
static inline bool
rhumb_known_put(RhumbPage *const page,
                const RhumbKnown *const known,
                const void *const address,
                const size_t len)
{
  RhumbBuf *const out = &page->text;
  if (known->address != address || known->len != len) {
    return false;
  }
  if (out->cap - out->len < known->size + RHUMB_BLOCK_ROOM) {
    rhumb_buf_reserve(out, known->size + RHUMB_BLOCK_ROOM);
  }
  rhumb_copy_blocks(out->data + out->len, out->data + known->at, known->size);
  out->len += known->size;
  return true;
}

/// The bytes from `at` to the end of the page are those of what is at `address`
static inline void
rhumb_known_note(const RhumbPage *const page,
                 RhumbKnown *const known,
                 const void *const address,
                 const size_t len,
                 const size_t at)
{
  if (!page->sink) {
    *known = (RhumbKnown){address, len, at, page->text.len - at};
  }
}

#endif // RHUMB_SINK_KNOWN_H
