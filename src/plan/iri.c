// SPDX-License-Identifier: ISC

/// @file iri.c  IRIs of the rules, which are whole and right before any data.

#include "plan/plan_impl.h"

#include "term/iri.h"

void
rhumb_compile_bad_iri(RhumbCompiler *const compiler,
                      const RhumbLoc loc,
                      const RhumbStr iri,
                      size_t bad)
{
  if (!rhumb_iri_is_absolute(iri) && rhumb_iri_is_path(iri, &bad)) {
    if (compiler->mapping->is_elsewhere) {
      return; // The base is of the run
    }
    const bool is_web = rhumb_str_has(iri, '.') && rhumb_str_has(iri, '/');
    RHUMB_PLAN_FAIL(compiler,
                    RHUMB_ERR_VALUE,
                    loc,
                    "\"%.*s\" is a relative IRI, and there is no base: begin "
                    "it with %s%.*s, or give --base",
                    RHUMB_FMT(iri),
                    is_web ? "http://, http://" : "a prefix, ex:",
                    RHUMB_FMT(iri));
    return;
  }
  char why[RHUMB_IRI_WHY];
  rhumb_iri_explain(why, iri, bad);
  RHUMB_PLAN_FAIL(compiler,
                  RHUMB_ERR_VALUE,
                  loc,
                  "\"%.*s\" %s; write it percent-encoded",
                  RHUMB_FMT(iri),
                  why);
}

RhumbStr
rhumb_compile_iri(RhumbCompiler *const compiler,
                  RhumbStr iri,
                  const RhumbStr base,
                  const RhumbLoc loc)
{
  if (!rhumb_iri_is_absolute(iri) && base.len) {
    iri = rhumb_str_join(compiler->arena, base, iri);
  }
  size_t bad = 0;
  if (!rhumb_iri_valid(iri, &bad)) {
    rhumb_compile_bad_iri(compiler, loc, iri, bad);
  }
  return iri;
}
