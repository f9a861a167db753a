// SPDX-License-Identifier: ISC

/// @file make_literal.c  Datatypes and languages of literals, which their
/// values have to fit.

#include "engine/make_impl.h"

#include "term/canonical.h"
#include "term/language.h"

#include <inttypes.h>
#include <stdio.h>

/// What to do about an empty text; that of a function is no value of the data
static const char *
advice_on_empty(const RhumbPlanValue *const value)
{
  return value->kind == RHUMB_VALUE_CALL
             ? "a condition leaves empty ones out"
             : "--null \"\" says that an empty text is no value";
}

/// Report that `text` is none of `type`
static RhumbStatus
fail_unfit(const RhumbRow *const row,
           const RhumbPlanValue *const value,
           const RhumbDatatype *const type,
           const RhumbStr text)
{
  char why[RHUMB_DATATYPE_WHY];
  if (text.len) {
    rhumb_datatype_explain(why, type, text);
  } else {
    (void)snprintf(why,
                   sizeof(why),
                   "is empty, which %s cannot be; %s",
                   type->name,
                   advice_on_empty(value));
  }
  return rhumb_fail_value(row, value, text, why);
}

/// Refuse what a source could not read as the type that it should be of
static RhumbStatus
check_natural(const RhumbRow *const row,
              const RhumbPlanTerm *const map,
              const RhumbValue *const value)
{
  if (!rhumb_value_is_unfit(value->type)) {
    return RHUMB_OK;
  }
  const RhumbStr type = rhumb_value_datatype(rhumb_value_meant(value->type));
  return fail_unfit(
      row, &map->value, rhumb_datatype_find(type), value->lexical);
}

/// The text of a number with its own type's datatype: canonical (R2RML 10.2),
/// where JSON may have written 0.50 and -0
static RhumbStr
natural_text(const RhumbRow *const row, const RhumbValue *const value)
{
  if (value->type == RHUMB_VALUE_INTEGER) {
    return rhumb_str_is(value->lexical, "-0") ? RHUMB_STR("0") : value->lexical;
  }
  row->scratch->len = 0;
  return value->type == RHUMB_VALUE_DOUBLE &&
                 rhumb_put_double(row->scratch, value->lexical)
             ? rhumb_str_copy(row->arena, rhumb_buf_str(row->scratch))
             : value->lexical;
}

/// `what` is a datatype, advice and a field's name, with a NUL between them
static void
put_empty(RhumbBuf *const out, const RhumbTallied *const tallied)
{
  const bool is_one = tallied->count == 1;
  RhumbStr name = tallied->what;
  const RhumbStr type = rhumb_str_cut(&name, '\0');
  const RhumbStr advice = rhumb_str_cut(&name, '\0');
  rhumb_buf_format(
      out, "%" PRIu64 " value%s", tallied->count, is_one ? "" : "s");
  if (name.len) {
    rhumb_buf_format(out, " of \"%.*s\"", RHUMB_FMT(name));
  }
  rhumb_buf_format(out,
                   " %s empty, which %.*s cannot be, and make%s no triple; "
                   "%.*s",
                   is_one ? "is" : "are",
                   RHUMB_FMT(type),
                   is_one ? "s" : "",
                   RHUMB_FMT(advice));
}

/// True if `value` is an empty text that `type` lacks, and no value for that
static bool
is_no_value(const RhumbRow *const row,
            const RhumbPlanTerm *const map,
            const RhumbDatatype *const type,
            const RhumbValue *const value)
{
  static const RhumbTallyKind empty = {.put = put_empty};
  if (value->lexical.len || !map->lenient ||
      rhumb_datatype_takes(type, value->lexical)) {
    return false;
  }
  const RhumbStr what =
      rhumb_str_format(row->arena,
                       "%s%c%s%c%.*s",
                       type->name,
                       '\0',
                       advice_on_empty(&map->value),
                       '\0',
                       RHUMB_FMT(rhumb_value_name(row, &map->value)));
  rhumb_hint(row, &empty, map->value.loc, what, map);
  return true;
}

RhumbStatus
rhumb_literal_fit(RhumbTerm *const term,
                  const RhumbRow *const row,
                  const RhumbPlanTerm *const map,
                  const RhumbDatatype *const type,
                  const RhumbValue *const value)
{
  if (is_no_value(row, map, type, value)) {
    term->kind = RHUMB_TERM_NONE;
    return RHUMB_OK;
  }
  if (rhumb_datatype_fit(type, value, row->arena, &term->text)) {
    return RHUMB_OK;
  }
  return fail_unfit(row, &map->value, type, value->lexical);
}

/// Give a literal a datatype that data has made; a value that is none for it
/// becomes no term
static RhumbStatus
give_datatype(RhumbTerm *const term,
              const RhumbRow *const row,
              const RhumbPlanTerm *const map,
              const RhumbValue *const value)
{
  RHUMB_TRY(
      rhumb_make_iri(&term->datatype, row, &map->datatype, map->base, false));
  if (rhumb_datatype_is_wrong(term->datatype)) {
    return rhumb_fail_value(
        row, &map->datatype, term->datatype, "is no datatype that XSD has");
  }
  const RhumbDatatype *const type = rhumb_datatype_find(term->datatype);
  if (!type && rhumb_datatype_is_short(term->datatype)) {
    return rhumb_fail_value(
        row, &map->datatype, term->datatype, RHUMB_DATATYPE_SHORT);
  }
  RHUMB_TRY(rhumb_literal_fit(term, row, map, type, value));
  term->datatype = rhumb_datatype(term->datatype);
  return RHUMB_OK;
}

/// Give a language that data has made the direction that the rules say
static void
give_direction(RhumbTerm *const term,
               const RhumbRow *const row,
               const RhumbPlanTerm *const map)
{
  if (map->has_i18n) {
    term->datatype =
        rhumb_i18n_datatype(row->arena, term->language, map->direction);
    term->language = RHUMB_STR("");
  } else {
    term->language = rhumb_str_format(row->arena,
                                      "%.*s--%.*s",
                                      RHUMB_FMT(term->language),
                                      RHUMB_FMT(map->direction));
  }
}

RhumbStatus
rhumb_literal_annotate(RhumbTerm *const term,
                       const RhumbRow *const row,
                       const RhumbPlanTerm *const map,
                       const RhumbValue *const value,
                       const RhumbStr extra)
{
  if (map->has_language) {
    term->language = extra;
    if (map->language.kind != RHUMB_VALUE_CONSTANT &&
        !rhumb_language_valid(extra)) {
      return rhumb_fail_value(row, &map->language, extra, RHUMB_LANGUAGE_WHY);
    }
    if (map->direction.len) {
      give_direction(term, row, map);
    }
    return RHUMB_OK;
  }
  term->datatype = extra;
  return give_datatype(term, row, map, value);
}

RhumbStatus
rhumb_literal_natural(RhumbTerm *const term,
                      const RhumbRow *const row,
                      const RhumbPlanTerm *const map,
                      const RhumbValue *const value)
{
  RHUMB_TRY(check_natural(row, map, value));
  term->datatype = rhumb_value_datatype(value->type);
  term->text = natural_text(row, value);
  return RHUMB_OK;
}
