// SPDX-License-Identifier: ISC

/// @file hash.h  A hash that every run and machine makes alike, for what an
/// output shows.
///
/// It is XXH3 as published: who wants two texts with one hash can make them.
/// What is looked up, or held to be equal, is hashed with the secret of the run
/// instead (secret.h).

#ifndef RHUMB_BASE_HASH_H
#define RHUMB_BASE_HASH_H

#include "base/str.h"

/// Return the hash of `text`, and of all that `seed` is the hash of
uint64_t
rhumb_hash(RhumbStr text, uint64_t seed);

/// Return the hash of `number`, and of all that `seed` is the hash of
uint64_t
rhumb_hash_number(uint64_t number, uint64_t seed);

#endif // RHUMB_BASE_HASH_H
