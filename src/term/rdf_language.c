// SPDX-License-Identifier: ISC

/// @file rdf_language.c  Language tags that Raptor cannot hold.
///
/// Raptor counts the bytes of a language tag in one byte, asks memory for so
/// many, and copies the tag whole: one of 256 bytes or more, from whatever
/// syntax, is written over what is not its own. Each of its parsers makes its
/// literals by one function; this one stands before it.

// For RTLD_NEXT
// NOLINTNEXTLINE: the C library reads this name
#define _GNU_SOURCE

#include "term/rdf_impl.h"

#include <dlfcn.h>
#include <raptor2.h>
#include <string.h>

/// What a tag that is too long is replaced by; no tag ends so
#define CUT "too-long-"

typedef raptor_term *
NewLiteral(raptor_world *world,
           const unsigned char *text,
           size_t len,
           raptor_uri *datatype,
           const unsigned char *language,
           unsigned char language_len);

/// Raptor's own
static NewLiteral *
find_own(void)
{
  static NewLiteral *own;
  if (!own) {
    void *const found =
        dlsym(RTLD_NEXT, "raptor_new_term_from_counted_literal");
    memcpy(&own, &found, sizeof own); // ISO C has no cast for it
  }
  return own;
}

bool
rhumb_rdf_language_is_cut(const RhumbStr language)
{
  return rhumb_str_is(language, CUT);
}

// NOLINTBEGIN(readability-inconsistent-declaration-parameter-name)

raptor_term *
raptor_new_term_from_counted_literal(raptor_world *const world,
                                     const unsigned char *const text,
                                     const size_t len,
                                     raptor_uri *const datatype,
                                     const unsigned char *const language,
                                     const unsigned char language_len)
{
  const bool is_cut = language && strlen((const char *)language) > UINT8_MAX;
  return find_own()(world,
                    text,
                    len,
                    datatype,
                    is_cut ? (const unsigned char *)CUT : language,
                    is_cut ? sizeof CUT - 1 : language_len);
}

// NOLINTEND(readability-inconsistent-declaration-parameter-name)
