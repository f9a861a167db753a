// SPDX-License-Identifier: ISC

/// @file jsonpath_strict.h  Older JSONPath rewritten as RFC 9535 has it.

#ifndef RHUMB_SOURCE_JSON_JSONPATH_STRICT_H
#define RHUMB_SOURCE_JSON_JSONPATH_STRICT_H

#include "base/str.h"

/**
   Append the query of the RFC that means what `text` means to older engines:
   "Country Code" is `$['Country Code']`, "a.b" is `$.a.b`, "@.[*]" is `$[*]`.

   What is in brackets is the same in both, and copied as it is.

   @param text A query that rhumb_jsonpath_compile() takes as RHUMB_CLASSIC.
*/
void
rhumb_jsonpath_put_strict(RhumbBuf *out, RhumbStr text);

#endif // RHUMB_SOURCE_JSON_JSONPATH_STRICT_H
