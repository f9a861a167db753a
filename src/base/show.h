// SPDX-License-Identifier: ISC

/// @file show.h  Texts as a line of a message shows them.

#ifndef RHUMB_BASE_SHOW_H
#define RHUMB_BASE_SHOW_H

#include "base/str.h"

/**
   Append `text` fit for a line of a terminal, so that nothing in it ends the
   line, moves the cursor, gives orders to the terminal or changes the direction
   of writing.

   Ends of lines, controls, marks of direction, characters that show nothing
   and noncharacters are shown as JSON escapes them: `\n`, `\r`, `\t`,
   `\u001B`, `\u202E`; what is not UTF-8 is U+FFFD.
*/
void
rhumb_show(RhumbBuf *out, RhumbStr text);

/// Append the character at `at`, likewise; return its length in bytes.
/// `width`: added to it is how many columns of a terminal that takes
size_t
rhumb_show_one(RhumbBuf *out, RhumbStr text, size_t at, size_t *width);

/// Where a text is from
typedef enum {
  RHUMB_FROM_MESSAGE, ///< Prose that names addresses
  RHUMB_FROM_RULES,   ///< A line of rules: `password: x` is one too
} RhumbTextFrom;

/**
   Append `text` with three stars for each password in it: in an address
   (`//user:password@host`), in its parameters (`password=x`), and in rules
   behind the key (`password: x`, Turtle's `d2rq:password "x"`), but for a name
   of an external value, `$(_name)`, which is none.

   @param place A byte of `text`, which becomes the one of `out` that shows it;
   may be NULL.
*/
void
rhumb_mask_secrets(RhumbBuf *out,
                   RhumbStr text,
                   RhumbTextFrom from,
                   size_t *place);

/// Put three stars into `text`, a message, for each password that stands in the
/// line of rules it is about
void
rhumb_mask_same(RhumbBuf *text, RhumbStr line);

#endif // RHUMB_BASE_SHOW_H
