// SPDX-License-Identifier: ISC

/// @file json.h  JSON (RFC 8259) for programs, appended piece by piece.

#ifndef RHUMB_CLI_JSON_H
#define RHUMB_CLI_JSON_H

#include "base/str.h"

/// Begin a member or an item: a comma, unless it is the first
void
rhumb_json_next(RhumbBuf *out);

/// Append an item that is a string
void
rhumb_json_put_item(RhumbBuf *out, RhumbStr text);

/// Append the name of a member; the value is to follow
void
rhumb_json_put_key(RhumbBuf *out, const char *name);

/// Append a member that is a string, or null if `text` is NULL
void
rhumb_json_put_text(RhumbBuf *out, const char *name, const char *text);

/// Append a member that is true or false
void
rhumb_json_put_bool(RhumbBuf *out, const char *name, bool value);

/// Append a member that is a number from 1, or null if it is 0
void
rhumb_json_put_number(RhumbBuf *out, const char *name, uint64_t number);

#endif // RHUMB_CLI_JSON_H
