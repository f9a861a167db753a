// SPDX-License-Identifier: ISC

/// @file distinct.h  Which quads have been before, of all that a run makes.
///
/// All that the first row of a subject says of it is new: it goes to a log of
/// 8 bytes a quad, which is only written, one word behind the other. What later
/// rows say is held against these words, and then against a set of 16 bytes a
/// quad, in which what neither has goes: the set is as large as what comes
/// behind the first rows. A quad of n costs a random access in a large table
/// only there; else the row's subject does, once.
///
/// That is right if two quads that are one same are asked for of one subject
/// in one scope (plan.h), or both of the set alone. A word is half of a
/// fingerprint and is compared with those of one subject alone: of 10^9 quads
/// that come again, each with 32 words, one is taken for another as likely as
/// 2 in 10^9; all else is compared with 128 bits. Subjects whose keys are the
/// same harm nobody, for the fingerprint of a quad has its subject in it.

#ifndef RHUMB_ENGINE_DISTINCT_H
#define RHUMB_ENGINE_DISTINCT_H

#include "engine/dedup.h"
#include "engine/firsts.h"
#include "engine/sketch.h"

/// In place of a bundle: the set alone is asked
#define RHUMB_NO_BUNDLE UINT32_MAX

/// What one triples map says of one subject in a row
typedef struct {
  uint64_t key;   ///< By rhumb_bundle_key()
  bool is_fresh;  ///< No quad outside of this bundle has its subject: it is a
                  ///< node of the row and the map, and nothing is kept
  bool is_single; ///< Its quads are those of the set alone; but of a subject
                  ///< that comes once from now on, the set gets none

  // For distinct.c
  bool is_first;       ///< Nothing has been said of its subject before
  uint32_t bundle;     ///< Which of these quads it is: itself, or the first one
                       ///< that has the same key
  size_t n_quads;      ///< With those of bundles that are the same
  size_t start;        ///< Of a first one: of its words
  unsigned n_words;    ///< Of a first one: so far
  RhumbFirst existing; ///< Of others: the words of the first row
} RhumbBundle;

/// A quad to be looked up
typedef struct {
  RhumbFingerprint print;
  uint64_t targets; ///< As in RhumbQuad; those stay that it is new to
  uint32_t bundle;  ///< Number of the bundle that it is of, or RHUMB_NO_BUNDLE
  bool is_known;    ///< Set to whether it has been before, wherever it goes

  // By rhumb_distinct_ask() alone
  bool is_open; ///< Set to whether it may have been, behind what is kept
  bool is_less; ///< Set to whether it had more targets, to which it is known
} RhumbPrinted;

/// Zero is empty; rhumb_distinct_free() ends it
typedef struct {
  RhumbFirsts firsts;
  RhumbSeen seen[4];          ///< By the first two bits of the higher half
  RHUMB_LIST(uint64_t) words; ///< Of the subjects that are new in this call
  RhumbSeen passing; ///< Quads of this call, of subjects that come once
  RhumbSketch ahead; ///< The keys that come twice in what there is still to
                     ///< come; zero: nobody has looked
  bool is_frozen;    ///< Nothing more is kept, but asked for: for distinct.c
} RhumbDistinct;

/// Words that are kept of a subject, at most RHUMB_FIRSTS_MOST, and the bits of
/// a key that are used; only tests set them, to anything
extern unsigned rhumb_distinct_most;
extern unsigned rhumb_distinct_key_bits;

/// Return the key of a subject in a scope of the plan
static inline uint64_t
rhumb_bundle_key(const RhumbFingerprint subject, const size_t scope)
{
  return subject.low + ((uint64_t)scope * UINT64_C(0x9E3779B97F4A7C15));
}

/**
   Mark the quads that have been before, in this call or in one before. Of equal
   quads the first one is new.

   One call may have quads of any number of rows, which all stand, in their
   order; those of a bundle may be mixed with others. A fresh bundle has all
   quads of its subject, which are in one call.
*/
void
rhumb_distinct_settle(RhumbDistinct *distinct,
                      RhumbPrinted *quads,
                      size_t count,
                      RhumbBundle *bundles,
                      size_t n_bundles);

/// The same, but nothing more is kept: of quads that are not known, those of a
/// subject that comes once are new, and the others open
void
rhumb_distinct_ask(RhumbDistinct *distinct,
                   RhumbPrinted *quads,
                   size_t count,
                   RhumbBundle *bundles,
                   size_t n_bundles);

/// Return the key by which the subject of a bundle is known
static inline uint64_t
rhumb_distinct_key(const RhumbBundle *const bundle)
{
  const uint64_t key =
      bundle->key & ~(UINT64_MAX >> 1U >> (rhumb_distinct_key_bits - 1));
  return key ? key : 1; // 0 is of no one
}

/**
   Drop what is kept of subjects that do not come again, and keep nothing of
   those that come once from now on.

   @param ahead Taken over. All keys are in it that will be settled from now on,
   as often as they will be, and those that have been settled.
*/
void
rhumb_distinct_look(RhumbDistinct *distinct, RhumbSketch ahead);

/// Return how many bytes it takes
size_t
rhumb_distinct_bytes(const RhumbDistinct *distinct);

void
rhumb_distinct_free(RhumbDistinct *distinct);

#endif // RHUMB_ENGINE_DISTINCT_H
