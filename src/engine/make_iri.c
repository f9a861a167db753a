// SPDX-License-Identifier: ISC

/// @file make_iri.c  IRIs made of values, and what is wrong with those that are
/// none.

#include "engine/make_impl.h"

#include "term/iri.h"

#include <stdio.h>

/// Return why `text`, which is no absolute IRI, is not made one by prepending
/// `base`; NULL: it is
static const char *
why_relative(char why[const RHUMB_IRI_WHY],
             const RhumbPlanValue *const value,
             const RhumbStr text,
             const RhumbStr base)
{
  size_t bad = 0;
  if (!text.len) {
    return value->kind == RHUMB_VALUE_CALL
               ? "is empty, which no IRI is: a condition leaves it out"
               : "is empty, which no IRI is: --null \"\" or a condition leaves "
                 "it out";
  }
  if (base.len) {
    return NULL;
  }
  if (rhumb_iri_is_path(text, &bad)) {
    return "is a relative IRI, and there is no base: put a prefix before the "
           "reference, ex:$(id), or give --base";
  }
  rhumb_iri_explain(why, text, bad);
  return why;
}

/// Return what to do about white space at an end of `text`, or NULL: there is
/// none. A no-break space may stand in an IRI (ucschar of RFC 3987): it is
/// wrong before an absolute one alone, which then is none
static const char *
why_blank(char why[const RHUMB_IRI_WHY], const RhumbStr text)
{
  static const struct {
    RhumbStr blank;
    const char *name;
    bool may_stand; ///< In an IRI
  } blanks[] = {
      {{" ", 1}, "blank", false},
      {{"\t", 1}, "tab", false},
      {{"\n", 1}, "line end", false},
      {{"\r", 1}, "line end", false},
      {{"\xC2\xA0", 2}, "no-break space", true},
  };
  if (text.len && !rhumb_str_trim(text).len) {
    return "is blank, which no IRI is: a condition leaves it out";
  }
  for (size_t i = 0; i < RHUMB_COUNT(blanks); ++i) {
    const RhumbStr blank = blanks[i].blank;
    const bool may_stand = blanks[i].may_stand;
    const bool begins =
        rhumb_str_starts(text, blank) &&
        (!may_stand || rhumb_iri_is_absolute(rhumb_str_from(text, blank.len)));
    if (begins || (!may_stand && rhumb_str_ends(text, blank))) {
      (void)snprintf(why,
                     RHUMB_IRI_WHY,
                     "%s with a %s: grel:string_trim takes it off",
                     begins ? "begins" : "ends",
                     blanks[i].name);
      return why;
    }
  }
  return NULL;
}

/// Prepend the base to `text` if it is no absolute IRI (RML 5.3: no resolving)
static RhumbStatus
make_absolute(RhumbStr *const text,
              const RhumbRow *const row,
              const RhumbPlanValue *const value,
              const RhumbStr base)
{
  char room[RHUMB_IRI_WHY];
  if (rhumb_iri_is_absolute(*text)) {
    return RHUMB_OK;
  }
  const char *why = why_blank(room, *text);
  why = why ? why : why_relative(room, value, *text, base);
  if (why) {
    return rhumb_fail_value(row, value, *text, why);
  }
  *text = rhumb_str_join(row->arena, base, *text);
  return RHUMB_OK;
}

static RhumbStatus
check_iri(const RhumbRow *const row,
          const RhumbPlanValue *const value,
          const RhumbStr iri)
{
  char why[RHUMB_IRI_WHY];
  size_t bad = 0;
  if (rhumb_iri_valid(iri, &bad)) {
    return RHUMB_OK;
  }
  if (why_blank(why, iri)) {
    return rhumb_fail_value(row, value, iri, why);
  }
  rhumb_iri_explain(why, iri, bad);
  return rhumb_fail_value(row, value, iri, why);
}

RhumbStatus
rhumb_make_iri(RhumbStr *const text,
               const RhumbRow *const row,
               const RhumbPlanValue *const value,
               const RhumbStr base,
               const bool unsafe)
{
  RHUMB_TRY(make_absolute(text, row, value, base));
  return unsafe ? RHUMB_OK : check_iri(row, value, *text);
}
