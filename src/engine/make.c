// SPDX-License-Identifier: ISC

/// @file make.c  Terms made of a row's values: IRIs, literals, blank nodes.

#include "engine/make.h"

#include "base/ascii.h"
#include "term/canonical.h"
#include "term/datatype.h"
#include "term/iri.h"
#include "term/language.h"

#include <inttypes.h>
#include <stdio.h>

static void
add(RhumbMadeList *const list,
    const RhumbPlanTerm *const map,
    const RhumbTerm *const term)
{
  RHUMB_PUSH(
      list,
      (RhumbMade){*term, rhumb_term_fingerprint(term), map->targets, false});
}

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
/// none
static const char *
why_blank(char why[const RHUMB_IRI_WHY], const RhumbStr text)
{
  static const struct {
    RhumbStr blank;
    const char *name;
  } blanks[] = {
      {{" ", 1}, "blank"},
      {{"\t", 1}, "tab"},
      {{"\n", 1}, "line end"},
      {{"\r", 1}, "line end"},
      {{"\xC2\xA0", 2}, "no-break space"},
  };
  if (text.len && !rhumb_str_trim(text).len) {
    return "is blank, which no IRI is: a condition leaves it out";
  }
  for (size_t i = 0; i < RHUMB_COUNT(blanks); ++i) {
    const bool begins = rhumb_str_starts(text, blanks[i].blank);
    if (begins || rhumb_str_ends(text, blanks[i].blank)) {
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
  const RhumbStr type = natural_datatype(rhumb_value_meant(value->type));
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
  RHUMB_TRY(make_absolute(&term->datatype, row, &map->datatype, map->base));
  RHUMB_TRY(check_iri(row, &map->datatype, term->datatype));
  if (rhumb_datatype_is_wrong(term->datatype)) {
    return rhumb_fail_value(
        row, &map->datatype, term->datatype, "is no datatype that XSD has");
  }
  const RhumbDatatype *const type = rhumb_datatype_find(term->datatype);
  if (!type && rhumb_datatype_is_short(term->datatype)) {
    return rhumb_fail_value(
        row, &map->datatype, term->datatype, RHUMB_DATATYPE_SHORT);
  }
  if (is_no_value(row, map, type, value)) {
    term->kind = RHUMB_TERM_NONE;
    return RHUMB_OK;
  }
  RHUMB_TRY(fit(term, row, map, type, value));
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

/// Add a value with a mistake as a plain literal, if that is wanted of it
static void
add_text(RhumbMadeList *const list,
         const RhumbRow *const row,
         const RhumbPlanTerm *const map,
         const RhumbValue *const value)
{
  if (rhumb_mistakes_are_text(row->mistakes)) {
    const RhumbTerm term = {.kind = RHUMB_TERM_LITERAL, .text = value->lexical};
    add(list, map, &term);
  }
}

/// Add the literal `value` once for each language or datatype
static RhumbStatus
make_annotated(RhumbMadeList *const list,
               const RhumbRow *const row,
               const RhumbPlanTerm *const map,
               const RhumbValue *const value)
{
  const RhumbPlanValue *const more =
      map->has_language ? &map->language : &map->datatype;
  RhumbValues extras = {0};
  RHUMB_TRY(rhumb_evaluate(&extras, row, more, RHUMB_ENCODE_IRI));
  for (size_t i = 0; i < extras.count; ++i) {
    RhumbTerm term = {.kind = RHUMB_TERM_LITERAL, .text = value->lexical};
    const RhumbStatus status =
        decorate(&term, row, map, value, extras.items[i].lexical);
    if (status == RHUMB_OK && term.kind != RHUMB_TERM_NONE) {
      add(list, map, &term);
    } else if (status == RHUMB_END) {
      add_text(list, row, map, value);
    } else if (status != RHUMB_OK) {
      return status;
    }
  }
  return RHUMB_OK;
}

static RhumbStatus
make_literal(RhumbMadeList *const list,
             const RhumbRow *const row,
             const RhumbPlanTerm *const map,
             const RhumbValue *const value)
{
  RhumbTerm term = {.kind = RHUMB_TERM_LITERAL, .text = value->lexical};
  if (map->has_datatype && map->datatype.kind == RHUMB_VALUE_CONSTANT) {
    if (is_no_value(row, map, map->type, value)) {
      return RHUMB_OK;
    }
    term.datatype = map->datatype.constant.text;
    RHUMB_TRY(fit(&term, row, map, map->type, value));
    add(list, map, &term);
    return RHUMB_OK;
  }
  if (map->has_language || map->has_datatype) {
    return make_annotated(list, row, map, value);
  }
  if (map->natural) {
    RHUMB_TRY(check_natural(row, map, value));
    term.datatype = natural_datatype(value->type);
    term.text = natural_text(row, value);
  }
  add(list, map, &term);
  return RHUMB_OK;
}

static RhumbStatus
make_term(RhumbMadeList *const list,
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

/// Add the term of a value, or what becomes of a value with a mistake
static RhumbStatus
make_one(RhumbMadeList *const list,
         const RhumbRow *const row,
         const RhumbPlanTerm *const map,
         const RhumbValue *const value)
{
  const RhumbStatus status = rhumb_is_structure(value)
                                 ? rhumb_fail_structure(row, &map->value, value)
                                 : make_term(list, row, map, value);
  if (status == RHUMB_END) {
    add_text(list, row, map, value);
    return RHUMB_OK;
  }
  return status;
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

/// Set `values` to what terms are made of. An object or array of the data is
/// among them where it is to be a text.
static RhumbStatus
values_of(RhumbValues *const values,
          const RhumbRow *const row,
          const RhumbPlanTerm *const map)
{
  if (map->value.kind == RHUMB_VALUE_FIELD) {
    *values = row->source->row[row->fields[map->value.field]];
    return RHUMB_OK;
  }
  return rhumb_evaluate(values, row, &map->value, map->encoding);
}

static RhumbStatus
make_all(RhumbMadeList *const list,
         const RhumbRow *const row,
         const RhumbPlanTerm *const map)
{
  RhumbValues values = {0};
  const size_t n_hints = row->hints ? row->hints->count : 0;
  const size_t before = list->count;
  RHUMB_TRY(values_of(&values, row, map));
  const bool is_hollow =
      map->value.is_name && row->hints && row->hints->count > n_hints;
  rhumb_mistakes_are(row->mistakes, map->invalid, map->is_object);
  for (size_t i = 0; i < values.count; ++i) {
    RHUMB_TRY(make_one(list, row, map, &values.items[i]));
  }
  for (size_t i = before; is_hollow && i < list->count; ++i) {
    list->items[i].is_hollow = true;
  }
  return RHUMB_OK;
}

RhumbStatus
rhumb_make(RhumbMadeList *const list,
           const RhumbRow *const row,
           const RhumbPlanTerm *const map)
{
  bool holds = true;
  rhumb_mistakes_are(row->mistakes, map->invalid, false);
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
    RHUMB_PUSH(
        list,
        (RhumbMade){map->value.constant, map->print, map->targets, false});
    return RHUMB_OK;
  }
  const RhumbStatus status = make_all(list, row, map);
  return status == RHUMB_END ? RHUMB_OK : status;
}
