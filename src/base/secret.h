// SPDX-License-Identifier: ISC

/// @file secret.h  The secret of this run that texts are hashed with.
///
/// Who knows how texts are hashed can choose some that share a hash: a table of
/// such keys is a list, and of two terms with one fingerprint the second would
/// be lost. So hashes are XXH3 with a secret of the run, which replaces the
/// public one of XXH3; a seed would only shift that. No output shows such a
/// hash, or an order that they make: the same input gives the same bytes
/// (hash.h).

#ifndef RHUMB_BASE_SECRET_H
#define RHUMB_BASE_SECRET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// More than the 136 bytes that XXH3 asks for, and all that it uses
#define RHUMB_SECRET_BYTES 192

/// Numbers that hashes are multiplied with
#define RHUMB_SECRET_FACTORS 8

/// Use rhumb_secret(), rhumb_secret_factors()
typedef struct {
  bool is_made;
  unsigned char bytes[RHUMB_SECRET_BYTES];
  uint64_t factors[RHUMB_SECRET_FACTORS];
} RhumbSecret;

extern RhumbSecret rhumb_secret_of_run;

/// Make the secret: getrandom(2), or /dev/urandom where a kernel has not that;
/// with neither, the process ends with exit code 3
void
rhumb_secret_make(void);

/// Return the secret, RHUMB_SECRET_BYTES long, made when first asked for
static inline const unsigned char *
rhumb_secret(void)
{
  if (__builtin_expect(!rhumb_secret_of_run.is_made, 0)) {
    rhumb_secret_make();
  }
  return rhumb_secret_of_run.bytes;
}

/// Return the factors, made with the secret, which has no part in them. All are
/// odd; of each four that stand together no two have the same last three bits.
static inline const uint64_t *
rhumb_secret_factors(void)
{
  if (__builtin_expect(!rhumb_secret_of_run.is_made, 0)) {
    rhumb_secret_make();
  }
  return rhumb_secret_of_run.factors;
}

#endif // RHUMB_BASE_SECRET_H
