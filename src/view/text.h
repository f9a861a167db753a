// SPDX-License-Identifier: ISC

/// @file text.h  Data's text made fit to be read: cleaned, cut, wrapped.

#ifndef RHUMB_VIEW_TEXT_H
#define RHUMB_VIEW_TEXT_H

#include "base/str.h"

/// What a tooltip or a table holds of a text, and what the drawing shows
#define RHUMB_MAX_TEXT    2000
#define RHUMB_MAX_LABEL   200
#define RHUMB_LABEL_WIDTH 24

/// Return `text` cleaned (rhumb_utf8_clean()), each run of white space one
/// space, at most `most` characters, "…" standing for the rest
RhumbStr
rhumb_text_clean(RhumbArena *arena, RhumbStr text, size_t most);

/// Append `text` in lines of about `width` columns, `stop` between them
void
rhumb_text_wrap(RhumbBuf *out, RhumbStr text, size_t width, char stop);

/// Append `text` escaped for XML and HTML, in content and quoted attributes
void
rhumb_text_escape(RhumbBuf *out, RhumbStr text);

/// Return a name such as "attributedTo" as words, "attributed to"; the first
/// letter upper if `title`; empty if it does not look like words
RhumbStr
rhumb_text_words(RhumbArena *arena, RhumbStr name, bool title);

/// Append "1 node", "2 nodes", "1,234 nodes"
void
rhumb_text_count(RhumbBuf *out,
                 size_t count,
                 const char *one,
                 const char *many);

/// Append an address with all that is not safe in an attribute percent-encoded;
/// @return false, nothing appended, unless it is http or https
bool
rhumb_text_url(RhumbBuf *out, RhumbStr url);

#endif // RHUMB_VIEW_TEXT_H
