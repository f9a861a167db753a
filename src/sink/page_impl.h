// SPDX-License-Identifier: ISC

/// @file page_impl.h  What the syntaxes that are written directly share: each
/// makes text of quads, for pages and for the sink alike.

#ifndef RHUMB_SINK_PAGE_IMPL_H
#define RHUMB_SINK_PAGE_IMPL_H

#include "sink/page.h"
#include "sink/sink_impl.h"

/// How a syntax makes text of quads; each has a file
typedef struct RhumbPageKind {
  size_t size; ///< Of its own struct, which begins with a RhumbPage

  /// Set `out` to those of `prefixes` that a document declares
  void (*choose)(RhumbPrefixes *out,
                 RhumbArena *arena,
                 const RhumbPrefixes *prefixes); ///< Or NULL: none
  /// Append the beginning of a document; true if it needs a separator behind it
  bool (*head)(RhumbPage *page); ///< Or NULL
  RhumbStatus (*put)(RhumbPage *page,
                     const RhumbQuadView *quad,
                     const RhumbDiag *diag);
  void (*end)(RhumbPage *page); ///< Append the end of what is open; or NULL
  /// Be as if nothing was put: the terms that were may be gone
  void (*forget)(RhumbPage *page);
  /// Append the end of a document, which has quads or none
  void (*tail)(RhumbPage *page, bool has_quads); ///< Or NULL
  void (*close)(RhumbPage *page); ///< Free what the struct holds; or NULL

  size_t separator; ///< Bytes that each page begins with, but for the first of
                    ///< a document
} RhumbPageKind;

/// What every kind's own struct begins with
struct RhumbPage {
  const RhumbPageKind *kind;
  const RhumbSyntax *syntax;
  RhumbRdfNeeds needs;
  RhumbSink *sink; ///< That it is of, for the quads of rhumb_sink_put(): their
                   ///< terms do not stay, and text goes out soon. NULL: of none
  RhumbArena arena;
  RhumbPrefixes prefixes; ///< Those that the document declares
  RhumbBuf text;
};

extern const RhumbPageKind rhumb_nquads_pages; ///< nquads.c
extern const RhumbPageKind rhumb_turtle_pages; ///< Turtle, TriG (turtle.c)
extern const RhumbPageKind rhumb_jsonld_pages; ///< jsonld.c

/// Write the text of the sink's own page, and empty it (direct.c)
void
rhumb_direct_flush(RhumbSink *sink);

/// The text so far will not change: let it go out, if it can
static inline void
rhumb_page_flush(RhumbPage *const page)
{
  if (page->sink) {
    rhumb_direct_flush(page->sink);
  }
}

/// Return a page of no sink and without prefixes (page.c)
RhumbPage *
rhumb_page_make(const RhumbPageKind *kind, const RhumbSinkSpec *spec);

#endif // RHUMB_SINK_PAGE_IMPL_H
