// SPDX-License-Identifier: ISC

/// @file language.h  Language tags (BCP 47, RFC 5646 section 2.1).

#ifndef RHUMB_TERM_LANGUAGE_H
#define RHUMB_TERM_LANGUAGE_H

#include "base/str.h"

#include <stdbool.h>

/// True if `tag` is well-formed in RFC 5646's grammar, grandfathered tags too
bool
rhumb_language_valid(RhumbStr tag);

#endif // RHUMB_TERM_LANGUAGE_H
