// SPDX-License-Identifier: ISC

/// @file jsonld_context.c  The context of JSON-LD: prefixes, and what is called
/// by them.

#include "sink/jsonld_impl.h"

#include "base/ascii.h"
#include "term/iri.h"
#include "term/local.h"
#include "term/space.h"

/// The prefix that `iri` looks as if it had, which is its scheme; empty where
/// readers never look for one: "//" follows (JSON-LD 1.1 API, IRI
/// expansion 6.2)
static RhumbStr
scheme_of(const RhumbStr iri)
{
  const size_t colon = rhumb_str_index(iri, ':');
  const bool is_safe =
      colon == iri.len ||
      rhumb_str_starts(rhumb_str_from(iri, colon + 1), RHUMB_STR("//"));
  return rhumb_str_slice(iri, 0, is_safe ? 0 : colon);
}

/// True for a prefix that a context may declare by itself. One that ends
/// otherwise than with a gen-delim of RFC 3986 would need "@prefix", which
/// readers of JSON-LD 1.0 do not know; and none may stand for itself.
static bool
is_usable(const RhumbPrefix *const prefix)
{
  const RhumbStr iri = prefix->iri;
  return prefix->used && prefix->name.len &&
         rhumb_is_prefix_name(prefix->name) && rhumb_iri_valid(iri, NULL) &&
         rhumb_is_of(iri.data[iri.len - 1], ":/?#[]@") &&
         !rhumb_str_equal(scheme_of(iri), prefix->name);
}

static bool
is_captured(const RhumbPrefixes *const prefixes, const RhumbStr iri)
{
  const RhumbStr scheme = scheme_of(iri);
  return scheme.len && rhumb_prefixes_declared(prefixes, scheme);
}

void
rhumb_jsonld_prefixes(RhumbPrefixes *const out,
                      RhumbArena *const arena,
                      const RhumbPrefixes *const prefixes)
{
  RhumbPrefixes usable = {.arena = arena};
  for (size_t i = 0; prefixes && i < prefixes->count; ++i) {
    const RhumbPrefix *const p = &prefixes->items[i];
    if (is_usable(p)) {
      (void)rhumb_prefixes_add(&usable, p->name, p->iri, p->loc);
    }
  }
  // What a prefix stands for is expanded too
  *out = (RhumbPrefixes){.arena = arena};
  for (size_t i = 0; i < usable.count; ++i) {
    const RhumbPrefix *const p = &usable.items[i];
    if (!is_captured(&usable, p->iri) &&
        rhumb_space_find(&usable, p->iri)->number == i) {
      (void)rhumb_prefixes_add(out, p->name, p->iri, p->loc);
    }
  }
}

void
rhumb_jsonld_put_context(RhumbBuf *const out,
                         const RhumbPrefixes *const prefixes)
{
  rhumb_buf_puts(out, "  \"@context\": {");
  for (size_t i = 0; i < prefixes->count; ++i) {
    const RhumbPrefix *const p = &prefixes->items[i];
    rhumb_buf_puts(out, i ? ",\n    " : "\n    ");
    rhumb_jsonld_put_text(out, p->name);
    rhumb_buf_puts(out, ": ");
    rhumb_jsonld_put_text(out, p->iri);
  }
  rhumb_buf_puts(out, prefixes->count ? "\n  },\n" : "},\n");
}

/// True if `local` behind a prefix makes a compact IRI
static bool
is_local(const RhumbStr local)
{
  return local.len && !rhumb_str_starts(local, RHUMB_STR("//"));
}

RhumbJsonldName
rhumb_jsonld_name(const RhumbPrefixes *const prefixes,
                  const RhumbTerm *const term)
{
  RhumbJsonldName name = {.term = term};
  if (term->kind != RHUMB_TERM_IRI) {
    return name;
  }
  const RhumbSpace *space = rhumb_space_find(prefixes, term->text);
  while (space && !is_local(rhumb_str_from(term->text, space->iri.len))) {
    space = space->outer;
  }
  name.prefix = space ? &prefixes->items[space->number] : NULL;
  name.is_captured = !space && is_captured(prefixes, term->text);
  return name;
}
