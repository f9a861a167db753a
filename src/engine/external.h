// SPDX-License-Identifier: ISC

/// @file external.h  Which of very many quads have been before, found out on
/// disk, in a bit of memory for each.
///
/// Quads have numbers, in the order in which they are made. Whoever numbers
/// them says of some that they have been before, and puts the fingerprints of
/// those that may have been. These go to one of many parts of a temporary file,
/// by their first bits, and once all are there each part is read through a set
/// of its own: of equal quads the one with the lowest number is new. The order
/// of the parts does not matter, for what is left is a bit for each number.

#ifndef RHUMB_ENGINE_EXTERNAL_H
#define RHUMB_ENGINE_EXTERNAL_H

#include "engine/dedup.h"
#include "engine/parts_watch.h"
#include "io/spill.h"

/// Parts of the file: of a hundred million quads, 390,000 are in each
enum { RHUMB_EXTERNAL_PARTS = 256 };

/// Quads put last that are known again without the file, so that one that comes
/// in every row takes no room in it
enum { RHUMB_EXTERNAL_RECENT = 4096 };

/// A quad that is to be looked up
typedef struct {
  RhumbFingerprint print;
  uint64_t number;
  uint64_t targets; ///< As in RhumbQuad
  bool is_less;     ///< It had more targets, and is known to these
} RhumbExternalQuad;

/// The targets that a quad is new to, of more that it has
typedef struct {
  uint64_t number;
  uint64_t targets;
} RhumbExternalRest;

/// Begin with rhumb_external_open(), end with rhumb_external_close(); zero has
/// no quads
typedef struct {
  RhumbSpill parts;
  uint64_t last[RHUMB_EXTERNAL_PARTS]; ///< Number of the last quad of each
  RhumbFingerprint recent[RHUMB_EXTERNAL_RECENT];
  RHUMB_LIST(uint64_t *) known; ///< Bits by number, in chunks; NULL: none is
  RHUMB_LIST(RhumbExternalRest) rests; ///< By number, once all is settled
  size_t next_rest;
} RhumbExternalSet;

/**
   Begin with no quads.

   @param memory Bytes that the run may keep; a small part of them is taken.
   @return RHUMB_OK or RHUMB_ERR_IO, reported. Close it in either case.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_external_open(RhumbExternalSet *external,
                    uint64_t memory,
                    const RhumbDiag *diag);

/// `count` quads, from number `first` on, have been before
void
rhumb_external_know(RhumbExternalSet *external, uint64_t first, uint64_t count);

/// Have a quad looked up, whose number is above those of all put before
/// @return RHUMB_OK or RHUMB_ERR_IO, reported.
RHUMB_NODISCARD RhumbStatus
rhumb_external_put(RhumbExternalSet *external,
                   const RhumbExternalQuad *quad,
                   const RhumbDiag *diag);

/**
   Look up all that have been put; no more are from now on.

   @param memory Bytes that the run may keep, of which a quarter is taken: a
   part with more distinct quads than that has room for is read several times.
   @param watch Told behind each part; NULL: nobody is.
   @return RHUMB_OK or RHUMB_ERR_IO, reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_external_settle(RhumbExternalSet *external,
                      uint64_t memory,
                      const RhumbPartsWatch *watch,
                      const RhumbDiag *diag);

/// Return how many bytes the file has
uint64_t
rhumb_external_len(const RhumbExternalSet *external);

/// True if a quad has been before, wherever it goes; one whose number nobody
/// has told of has not
bool
rhumb_external_is_known(const RhumbExternalSet *external, uint64_t number);

/// Return those of its targets that a quad is new to, which is not known to
/// all; those of lower numbers are not asked for any more
uint64_t
rhumb_external_targets(RhumbExternalSet *external,
                       uint64_t number,
                       uint64_t targets);

/// Takes one that could not be opened, or that is zero
void
rhumb_external_close(RhumbExternalSet *external);

#endif // RHUMB_ENGINE_EXTERNAL_H
