// SPDX-License-Identifier: ISC

/// @file iri.h  IRIs: checking, and encoding values (RFC 3987, 3986).

#ifndef RHUMB_TERM_IRI_H
#define RHUMB_TERM_IRI_H

#include "base/str.h"

/// True if `iri` is an absolute IRI of RFC 3987 section 2.2 (a scheme, legal
/// characters, whole percent codes); if not, `bad_byte` (may be NULL) says
/// where
bool
rhumb_iri_valid(RhumbStr iri, size_t *bad_byte);

/// True if `text` behind a base that ends its path, such as `http://a/`, is an
/// IRI; if not, `bad_byte` says where
bool
rhumb_iri_is_path(RhumbStr text, size_t *bad_byte);

/// Room for rhumb_iri_explain()
#define RHUMB_IRI_WHY 64

/// Write why `iri` is not valid at `bad_byte`: "is no valid IRI: ' ' may …"
void
rhumb_iri_explain(char why[RHUMB_IRI_WHY], RhumbStr iri, size_t bad_byte);

/// True if `text` begins with a scheme and a colon
bool
rhumb_iri_is_absolute(RhumbStr text);

/// True if no values behind `text` can make an absolute IRI of it
bool
rhumb_iri_stays_relative(RhumbStr text);

/// True if values may make an IRI of a template: `sample` is one that it makes,
/// with "x" for each value, and `fixed` how many bytes stand before the first.
/// If not, `bad_byte` says which of those cannot be there.
bool
rhumb_iri_may_be_made(RhumbStr sample, size_t fixed, size_t *bad_byte);

/// Return how many bytes `http://` or `https://`, in any case, takes at the
/// start of `text`; 0: it is no address of the web
size_t
rhumb_iri_web_scheme(RhumbStr text);

/// Append `value` with all but iunreserved percent-encoded (R2RML section 7.3)
void
rhumb_iri_encode(RhumbBuf *out, RhumbStr value);

/// Append `value` with all but unreserved percent-encoded (RFC 3986
/// section 2.3)
void
rhumb_uri_encode(RhumbBuf *out, RhumbStr value);

/// Append `text` with its percent codes decoded
void
rhumb_iri_decode(RhumbBuf *out, RhumbStr text);

/// Append a path as IRIs have it, encoded but for its slashes
void
rhumb_iri_put_path(RhumbBuf *out, RhumbStr path);

/// Return the path that a `file:` IRI names, any other text as it is: also one
/// that names a file on another machine
RhumbStr
rhumb_iri_path(RhumbArena *arena, RhumbStr address);

#endif // RHUMB_TERM_IRI_H
