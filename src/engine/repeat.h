// SPDX-License-Identifier: ISC

/// @file repeat.h  Rows that come again, byte for byte: all their quads have
/// been made.
///
/// Each row has one place where it may stand, from which the next drives it
/// out: what is forgotten is made again, which is right too, only slower. To
/// look for each row costs a random access, so one row in sixteen is looked
/// for, until it shows whether rows come again at all.
///
/// As with joins (join_cache.h), what is kept has the number of the row's part
/// and is believed in that part and in later ones.

#ifndef RHUMB_ENGINE_REPEAT_H
#define RHUMB_ENGINE_REPEAT_H

#include "source/source.h"
#include "term/fingerprint.h"

/// A row that stands, and what it makes
typedef struct {
  RhumbFingerprint print; ///< All zero: none
  uint64_t part;          ///< That it is of
  uint32_t n_quads;
  uint32_t keys; ///< By rhumb_batch_keys()
} RhumbRepeat;

/// Of one who makes rows of a pass; zero is empty, release with
/// rhumb_repeats_free()
typedef struct {
  RhumbRepeat *places; ///< NULL before the first
  size_t n_places;
  uint64_t part;             ///< Of the row that is made
  uint64_t n_asked, n_found; ///< While it is tried
  bool is_for_all;           ///< Rows come again
  bool is_for_none;          ///< They do not, or too seldom
} RhumbRepeats;

/// Places, a power of two, and rows that are looked for before it is decided;
/// 0: all are. Tests make both few.
extern size_t rhumb_repeats_places;
extern uint64_t rhumb_repeats_tried;

/// True if a place has the row of that print, from before the one that is made
static inline bool
rhumb_repeats_is(const RhumbRepeats *const repeats,
                 const RhumbRepeat *const place,
                 const RhumbFingerprint print)
{
  return place->print.low == print.low && place->print.high == print.high &&
         place->part <= repeats->part;
}

/// Return the place of the current row of `source`, and set `print` to what
/// stands for it: if that is there, the row has been before; if not, it is to
/// be put there once the row stands. NULL: the row is not looked for.
RhumbRepeat *
rhumb_repeats_find(RhumbRepeats *repeats,
                   const RhumbSource *source,
                   RhumbFingerprint *print);

void
rhumb_repeats_free(RhumbRepeats *repeats);

#endif // RHUMB_ENGINE_REPEAT_H
