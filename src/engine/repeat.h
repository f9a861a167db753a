// SPDX-License-Identifier: ISC

/// @file repeat.h  Rows that come again, byte for byte: all their quads have
/// been made.
///
/// Each row has a few places where it may stand, from which later ones drive it
/// out: what is forgotten is made again, which is right too, only slower. To
/// look for each row costs a random access, so one row in sixteen is looked
/// for, until it shows whether rows come again at all.
///
/// A row is known by 64 bits, which are compared with those of the few that
/// stand where it may: of 10^9 rows, one is taken for another as likely as 2 in
/// 10^10.
///
/// As with joins (join_cache.h), what is kept has the number of the row's part
/// and is believed in that part and in later ones.

#ifndef RHUMB_ENGINE_REPEAT_H
#define RHUMB_ENGINE_REPEAT_H

#include "source/source.h"
#include "term/fingerprint.h"

/// A row that stands, and what it makes
typedef struct {
  uint64_t print; ///< 0: there is none
  uint64_t part;  ///< That it is of
  uint32_t n_quads;
  uint32_t keys; ///< By rhumb_batch_keys()
} RhumbRepeat;

/// Which rows are looked for
typedef enum {
  RHUMB_REPEATS_TRIED, ///< Some, to see whether rows come again
  RHUMB_REPEATS_ALL,   ///< They do
  RHUMB_REPEATS_NONE   ///< They do not, or too seldom
} RhumbRepeatsOf;

/// Of one who makes rows of a pass; zero is empty, release with
/// rhumb_repeats_free()
typedef struct {
  RhumbRepeat *places; ///< NULL before the first
  size_t n_places;
  uint64_t part; ///< Of the row that is made
  RhumbRepeatsOf of;
  bool is_asked;             ///< The row was looked for
  size_t set;                ///< Where it may stand then
  uint64_t asked;            ///< What stands for it
  uint64_t n_asked, n_found; ///< While it is tried
} RhumbRepeats;

/// Places, a power of two from 64 on, and rows that are looked for before it is
/// decided; 0: all are. Tests make both few.
extern size_t rhumb_repeats_places;
extern uint64_t rhumb_repeats_tried;

/// Return the current row of `source`, until the next call, if it has been
/// before; NULL: it has not, or is not looked for
const RhumbRepeat *
rhumb_repeats_find(RhumbRepeats *repeats, const RhumbSource *source);

/// The row that was not found stands: keep it, if it was looked for
void
rhumb_repeats_keep(RhumbRepeats *repeats, uint32_t n_quads, uint32_t keys);

void
rhumb_repeats_free(RhumbRepeats *repeats);

#endif // RHUMB_ENGINE_REPEAT_H
