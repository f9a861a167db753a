// SPDX-License-Identifier: ISC

/// @file make.c  Terms made of a row's values: IRIs, literals, blank nodes.

#include "engine/make.h"

#include "base/ascii.h"
#include "term/canonical.h"
#include "term/datatype.h"
#include "term/iri.h"
#include "term/language.h"

static void
add(RhumbMadeList *const list,
    const RhumbPlanTerm *const map,
    const RhumbTerm *const term)
{
  RHUMB_PUSH(list,
             (RhumbMade){*term, rhumb_term_fingerprint(term), map->targets});
}

/// Prepend the base to `text` if it is no absolute IRI (RML 5.3: no resolving)
static RhumbStatus
make_absolute(RhumbStr *const text,
              const RhumbRow *const row,
              const RhumbPlanValue *const value,
              const RhumbStr base)
{
  if (rhumb_iri_is_absolute(*text)) {
    return RHUMB_OK;
  }
  if (!base.len) {
    return rhumb_fail_value(
        row,
        value,
        *text,
        "is a relative IRI, and there is no base: write a full "
        "IRI or give --base");
  }
  *text = rhumb_str_join(row->arena, base, *text);
  return RHUMB_OK;
}

static RhumbStatus
check_iri(const RhumbRow *const row,
          const RhumbPlanValue *const value,
          const RhumbStr iri)
{
  size_t bad = 0;
  if (rhumb_iri_valid(iri, &bad)) {
    return RHUMB_OK;
  }
  char why[RHUMB_IRI_WHY];
  rhumb_iri_explain(why, iri, bad);
  return rhumb_fail_value(row, value, iri, why);
}

static RhumbStatus
finish_iri(RhumbStr *const text,
           const RhumbRow *const row,
           const RhumbPlanTerm *const map)
{
  if (map->sound) {
    return RHUMB_OK;
  }
  RHUMB_TRY(make_absolute(text, row, &map->value, map->base));
  return map->unsafe ? RHUMB_OK : check_iri(row, &map->value, *text);
}

/// A label that stands for `value` and no other: letters and digits are kept,
/// other bytes become _XX
static RhumbStr
label_of(const RhumbRow *const row, const RhumbStr value)
{
  row->scratch->len = 0;
  rhumb_buf_putc(row->scratch, 'b');
  for (size_t i = 0; i < value.len; ++i) {
    if (rhumb_is_alphanumeric(value.data[i])) {
      rhumb_buf_putc(row->scratch, value.data[i]);
    } else {
      rhumb_buf_putc(row->scratch, '_');
      rhumb_buf_put_hex(row->scratch, value.data[i]);
    }
  }
  return rhumb_str_copy(row->arena, rhumb_buf_str(row->scratch));
}

/// The datatype of a value's own type (R2RML 10.2); empty for a plain string
static RhumbStr
natural_datatype(const RhumbValueType type)
{
  static const char *const iris[] = {
      [RHUMB_VALUE_STRING] = "",
      [RHUMB_VALUE_BOOLEAN] = RHUMB_XSD "boolean",
      [RHUMB_VALUE_INTEGER] = RHUMB_XSD "integer",
      [RHUMB_VALUE_DECIMAL] = RHUMB_XSD "decimal",
      [RHUMB_VALUE_DOUBLE] = RHUMB_XSD "double",
      [RHUMB_VALUE_DATE] = RHUMB_XSD "date",
      [RHUMB_VALUE_TIME] = RHUMB_XSD "time",
      [RHUMB_VALUE_DATETIME] = RHUMB_XSD "dateTime",
      [RHUMB_VALUE_BINARY] = RHUMB_XSD "hexBinary",
  };
  return rhumb_str((size_t)type < RHUMB_COUNT(iris) ? iris[type] : NULL);
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
  char why[RHUMB_DATATYPE_WHY];
  rhumb_datatype_explain(
      why,
      rhumb_datatype_find(natural_datatype(rhumb_value_meant(value->type))),
      value->lexical);
  return rhumb_fail_value(row, &map->value, value->lexical, why);
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

/// Hold the text of a literal against its datatype; a number may get another
/// form
static RhumbStatus
fit(RhumbTerm *const term,
    const RhumbRow *const row,
    const RhumbPlanTerm *const map,
    const RhumbDatatype *const type,
    const RhumbValue *const value)
{
  if (rhumb_datatype_fit(type, value, row->arena, &term->text)) {
    return RHUMB_OK;
  }
  char why[RHUMB_DATATYPE_WHY];
  rhumb_datatype_explain(why, type, value->lexical);
  return rhumb_fail_value(row, &map->value, value->lexical, why);
}

/// Give a literal a datatype that data has made
static RhumbStatus
give_datatype(RhumbTerm *const term,
              const RhumbRow *const row,
              const RhumbPlanTerm *const map,
              const RhumbValue *const value)
{
  RHUMB_TRY(make_absolute(&term->datatype, row, &map->datatype, map->base));
  RHUMB_TRY(check_iri(row, &map->datatype, term->datatype));
  if (rhumb_datatype_is_wrong(term->datatype)) {
    return rhumb_fail_value(
        row, &map->datatype, term->datatype, "is no datatype that XSD has");
  }
  RHUMB_TRY(fit(term, row, map, rhumb_datatype_find(term->datatype), value));
  term->datatype = rhumb_datatype(term->datatype);
  return RHUMB_OK;
}

/// Give a literal the language or the datatype `extra`, which data may have
/// made
static RhumbStatus
decorate(RhumbTerm *const term,
         const RhumbRow *const row,
         const RhumbPlanTerm *const map,
         const RhumbValue *const value,
         const RhumbStr extra)
{
  if (map->has_language) {
    term->language = extra;
    return map->language.kind == RHUMB_VALUE_CONSTANT ||
                   rhumb_language_valid(extra)
               ? RHUMB_OK
               : rhumb_fail_value(
                     row, &map->language, extra, RHUMB_LANGUAGE_WHY);
  }
  term->datatype = extra;
  return give_datatype(term, row, map, value);
}

/// Add the literal `value` once for each language or datatype
static RhumbStatus
make_literal(RhumbMadeList *const list,
             const RhumbRow *const row,
             const RhumbPlanTerm *const map,
             const RhumbValue *const value)
{
  RhumbTerm term = {.kind = RHUMB_TERM_LITERAL, .text = value->lexical};
  if (!map->has_language && !map->has_datatype) {
    if (map->natural) {
      RHUMB_TRY(check_natural(row, map, value));
      term.datatype = natural_datatype(value->type);
      term.text = natural_text(row, value);
    }
    add(list, map, &term);
    return RHUMB_OK;
  }
  if (map->has_datatype && map->datatype.kind == RHUMB_VALUE_CONSTANT) {
    term.datatype = map->datatype.constant.text;
    RHUMB_TRY(fit(&term, row, map, map->type, value));
    add(list, map, &term);
    return RHUMB_OK;
  }

  const RhumbPlanValue *const more =
      map->has_language ? &map->language : &map->datatype;
  RhumbValues extras = {0};
  RHUMB_TRY(rhumb_evaluate(&extras, row, more, RHUMB_ENCODE_IRI));
  for (size_t i = 0; i < extras.count; ++i) {
    RHUMB_TRY(decorate(&term, row, map, value, extras.items[i].lexical));
    add(list, map, &term);
  }
  return RHUMB_OK;
}

static RhumbStatus
make_one(RhumbMadeList *const list,
         const RhumbRow *const row,
         const RhumbPlanTerm *const map,
         const RhumbValue *const value)
{
  RhumbTerm term = {.kind = map->kind, .text = value->lexical};
  switch (map->kind) {
  case RHUMB_TERM_LITERAL:
    return make_literal(list, row, map, value);
  case RHUMB_TERM_IRI:
    RHUMB_TRY(finish_iri(&term.text, row, map));
    break;
  case RHUMB_TERM_BLANK:
    term.text = label_of(row, value->lexical);
    break;
  case RHUMB_TERM_NONE:
    break;
  }
  add(list, map, &term);
  return RHUMB_OK;
}

/// A blank node for this row and term alone; no value's label begins so
static void
make_fresh(RhumbMadeList *const list,
           const RhumbRow *const row,
           const RhumbPlanTerm *const map)
{
  row->scratch->len = 0;
  rhumb_buf_putc(row->scratch, 'r');
  rhumb_buf_put_number(row->scratch, row->source->address.record);
  rhumb_buf_putc(row->scratch, 'm');
  rhumb_buf_put_number(row->scratch, map->map + 1);
  const RhumbTerm term = {
      .kind = RHUMB_TERM_BLANK,
      .text = rhumb_str_copy(row->arena, rhumb_buf_str(row->scratch)),
  };
  add(list, map, &term);
}

RhumbStatus
rhumb_make(RhumbMadeList *const list,
           const RhumbRow *const row,
           const RhumbPlanTerm *const map)
{
  bool holds = true;
  if (map->conditions.count) {
    RHUMB_TRY(rhumb_holds(&holds, row, &map->conditions));
  }
  if (!holds) {
    return RHUMB_OK;
  }
  if (map->value.kind == RHUMB_VALUE_FRESH) {
    make_fresh(list, row, map);
    return RHUMB_OK;
  }
  if (map->is_made) {
    RHUMB_PUSH(list,
               (RhumbMade){map->value.constant, map->print, map->targets});
    return RHUMB_OK;
  }

  RhumbValues values = {0};
  RHUMB_TRY(rhumb_evaluate(&values, row, &map->value, map->encoding));
  for (size_t i = 0; i < values.count; ++i) {
    RHUMB_TRY(make_one(list, row, map, &values.items[i]));
  }
  return RHUMB_OK;
}
