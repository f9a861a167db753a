// SPDX-License-Identifier: ISC

/// @file local.h  The names that a short IRI, as ex:apt31, is made of.

#ifndef RHUMB_TERM_LOCAL_H
#define RHUMB_TERM_LOCAL_H

#include "base/str.h"

/// True for what may stand before the colon in every syntax (Turtle, PN_PREFIX,
/// in ASCII); the empty name may, but not what is a word of Turtle, `true` and
/// `false`, at which a reader may stop
bool
rhumb_is_prefix_name(RhumbStr name);

/// True for a name that may stand behind a prefix as it is (Turtle, PN_LOCAL):
/// it needs no escape, and has no colon
bool
rhumb_is_local_name(RhumbStr name);

#endif // RHUMB_TERM_LOCAL_H
