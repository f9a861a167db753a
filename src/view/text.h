// SPDX-License-Identifier: ISC

/// @file text.h  Data's text made fit to be read: cleaned, cut, wrapped.

#ifndef RHUMB_VIEW_TEXT_H
#define RHUMB_VIEW_TEXT_H

#include "base/str.h"

/// What a tooltip or a table holds of a text, and what the drawing shows
#define RHUMB_MAX_TEXT    2000
#define RHUMB_MAX_LABEL   200
#define RHUMB_LABEL_WIDTH 24

/// Append `text` cleaned (rhumb_utf8_clean()), each run of white space one
/// space, at most `most` characters, "…" standing for the rest
void
rhumb_text_put_clean(RhumbBuf *out, RhumbStr text, size_t most);

/// Likewise, returning the text, owned by `arena`
RhumbStr
rhumb_text_clean(RhumbArena *arena, RhumbStr text, size_t most);

/// Append `text` in lines of about `width` columns
void
rhumb_text_wrap(RhumbBuf *out, RhumbStr text, size_t width);

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

/// True if a map may link to the address: it is http or https, and not too long
bool
rhumb_text_is_link(RhumbStr url);

/// Append such an address as it is safe in a quoted attribute of XML, HTML and
/// DOT: percent-encoded, "&" as an entity
void
rhumb_text_put_link(RhumbBuf *out, RhumbStr url);

#endif // RHUMB_VIEW_TEXT_H
