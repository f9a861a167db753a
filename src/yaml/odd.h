// SPDX-License-Identifier: ISC

/// @file odd.h  Characters that look like a blank, a hyphen, a colon or a
/// quote, or like nothing, and are none to YAML.

#ifndef RHUMB_YAML_ODD_H
#define RHUMB_YAML_ODD_H

#include "base/arena.h"
#include "base/str.h"

/// What a character is taken for by who reads it
typedef enum {
  RHUMB_ODD_BLANK,  ///< No-break spaces and others
  RHUMB_ODD_UNSEEN, ///< Of no width
  RHUMB_ODD_HYPHEN, ///< Dashes and bullets, where a list item begins
  RHUMB_ODD_MARK,   ///< Of full width: colons, commas, brackets
  RHUMB_ODD_QUOTE,  ///< Typographic quotes
} RhumbOddKind;

typedef struct {
  uint32_t code;
  RhumbOddKind kind;
  const char *name;  ///< Such as "a no-break space"
  const char *plain; ///< What was meant, such as ":"; NULL: nothing
} RhumbOdd;

/// Return the row of the character at `at`, or NULL; `len` is its bytes
const RhumbOdd *
rhumb_odd_at(RhumbStr text, size_t at, size_t *len);

/// The same, of the character that ends at `end`
const RhumbOdd *
rhumb_odd_before(RhumbStr text, size_t end, size_t *len);

/// True for what is not seen: blanks and characters of no width
static inline bool
rhumb_odd_is_blank(const RhumbOdd *const odd)
{
  return odd && (odd->kind == RHUMB_ODD_BLANK || odd->kind == RHUMB_ODD_UNSEEN);
}

/// Return what the character is and what to write instead
const char *
rhumb_odd_explain(RhumbArena *arena, const RhumbOdd *odd);

#endif // RHUMB_YAML_ODD_H
