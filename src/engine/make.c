// SPDX-License-Identifier: ISC

/// @file make.c  Terms made of a row: values, templates, calls, checks.

#include "engine/make.h"

#include "term/iri.h"
#include "term/language.h"

/// Values longer than this are cut short in messages
static const size_t shown = 80;

static void
add(RhumbMadeList *const list,
    const RhumbPlanTerm *const map,
    const RhumbTerm *const term)
{
  RHUMB_PUSH(list,
             (RhumbMade){*term, rhumb_term_fingerprint(term), map->targets});
}

/// Report a mistake of the row, and the rule at `loc` that it comes from
#define FAIL(row, status, loc, ...)                 \
  blame((row),                                      \
        (loc),                                      \
        rhumb_fail((row)->diag,                     \
                   (status),                        \
                   rhumb_source_loc((row)->source), \
                   __VA_ARGS__))

static RhumbStatus
blame(const RhumbRow *const row, const RhumbLoc loc, const RhumbStatus status)
{
  rhumb_warn(row->diag, RHUMB_NOTE, loc, "asked for here");
  return status;
}

RhumbStatus
rhumb_check_product(const size_t count,
                    const RhumbRow *const row,
                    const RhumbLoc loc)
{
  return count <= RHUMB_MAX_ROW
             ? RHUMB_OK
             : FAIL(row,
                    RHUMB_ERR_VALUE,
                    loc,
                    "makes more than %d values in one row; an iterator that "
                    "yields smaller records makes fewer",
                    RHUMB_MAX_ROW);
}

static RhumbStatus
fail_value(const RhumbRow *const row,
           const RhumbPlanValue *const value,
           const RhumbStr text,
           const char *const why)
{
  const RhumbStr name = value->kind == RHUMB_VALUE_FIELD
                            ? row->pass->references[value->field].text
                            : RHUMB_STR("");
  const RhumbStr start =
      rhumb_str_slice(text, 0, text.len < shown ? text.len : shown);
  return FAIL(row,
              RHUMB_ERR_VALUE,
              value->loc,
              "%s%.*s%s\"%.*s%s\" %s",
              name.len ? "field \"" : "",
              RHUMB_FMT(name),
              name.len ? "\": " : "",
              RHUMB_FMT(start),
              text.len > shown ? "…" : "",
              why);
}

static RhumbStatus
field_values(RhumbValues *const values,
             const RhumbRow *const row,
             const size_t field,
             const RhumbLoc loc)
{
  *values = row->source->row[row->fields[field]];
  for (size_t i = 0; i < values->count; ++i) {
    const RhumbValue *const item = &values->items[i];
    if (item->type >= RHUMB_VALUE_OBJECT) {
      const RhumbPlanValue value = {
          .kind = RHUMB_VALUE_FIELD, .field = field, .loc = loc};
      return fail_value(row,
                        &value,
                        item->lexical,
                        item->type == RHUMB_VALUE_OBJECT
                            ? "is an object, not a value: name one of its keys"
                            : "is an array, not a value: end the reference "
                              "with [*]");
    }
  }
  return RHUMB_OK;
}

static void
put_encoded(RhumbBuf *const out,
            const RhumbStr text,
            const RhumbEncoding encoding)
{
  switch (encoding) {
  case RHUMB_ENCODE_NONE:
    rhumb_buf_put(out, text);
    break;
  case RHUMB_ENCODE_IRI:
    rhumb_iri_encode(out, text);
    break;
  case RHUMB_ENCODE_URI:
    rhumb_uri_encode(out, text);
    break;
  }
}

/// Put combination number `at` of the parts' values into the scratch buffer
static RhumbStr
expand(const RhumbRow *const row,
       const RhumbPlanValue *const value,
       const RhumbValues *const parts,
       size_t at,
       const RhumbEncoding encoding)
{
  row->scratch->len = 0;
  for (size_t i = 0; i < value->n_parts; ++i) {
    if (value->parts[i].text.data) {
      rhumb_buf_put(row->scratch, value->parts[i].text);
      continue;
    }
    const RhumbValue *const item = &parts[i].items[at % parts[i].count];
    at /= parts[i].count;
    put_encoded(row->scratch, item->lexical, encoding);
  }
  return rhumb_str_copy(row->arena, rhumb_buf_str(row->scratch));
}

/// The product of the values of every reference (RML 4.2)
static RhumbStatus
expand_all(RhumbValues *const values,
           const RhumbRow *const row,
           const RhumbPlanValue *const value,
           const RhumbEncoding encoding)
{
  RhumbValues *const parts = RHUMB_NEW(row->arena, RhumbValues, value->n_parts);
  size_t count = 1;
  for (size_t i = 0; i < value->n_parts; ++i) {
    if (!value->parts[i].text.data) {
      RHUMB_TRY(
          field_values(&parts[i], row, value->parts[i].field, value->loc));
      count = rhumb_product(count, parts[i].count);
    }
  }
  RHUMB_TRY(rhumb_check_product(count, row, value->loc));
  RhumbValue *const items = RHUMB_NEW(row->arena, RhumbValue, count);
  for (size_t i = 0; i < count; ++i) {
    items[i].lexical = expand(row, value, parts, i, encoding);
  }
  *values = (RhumbValues){items, count};
  return RHUMB_OK;
}

/// Add `more` behind the values of an argument
static void
append(RhumbArena *const arena, RhumbValues *const to, const RhumbValues more)
{
  if (!to->count) {
    *to = more;
    return;
  }
  const size_t count = to->count + more.count;
  RhumbValue *const items = RHUMB_NEW(arena, RhumbValue, count);
  memcpy(items, to->items, to->count * sizeof(*items));
  if (more.count) {
    memcpy(items + to->count, more.items, more.count * sizeof(*items));
  }
  *to = (RhumbValues){items, count};
}

/// What stands for a null among truths
static const RhumbValue falsehood = {{"false", 5}, RHUMB_VALUE_BOOLEAN};

static RhumbStatus
call(RhumbValues *const values,
     const RhumbRow *const row,
     const RhumbPlanCall *const plan)
{
  RhumbValues arguments[RHUMB_FUNCTION_MAX_PARAMETERS] = {{0}};
  for (size_t i = 0; i < plan->n_arguments; ++i) {
    const RhumbPlanArgument *const argument = &plan->arguments[i];
    RhumbValues more = {0};
    RHUMB_TRY(rhumb_evaluate(&more, row, &argument->value, argument->encoding));
    if (!more.count && plan->type->parameters[argument->parameter].truths) {
      more = (RhumbValues){&falsehood, 1};
    }
    append(row->arena, &arguments[argument->parameter], more);
  }
  const RhumbStatus status =
      rhumb_function_call(plan->type, values, arguments, row->functions);
  return status == RHUMB_OK ? RHUMB_OK
                            : blame(row,
                                    plan->loc,
                                    rhumb_fail(row->diag,
                                               status,
                                               rhumb_source_loc(row->source),
                                               "%s",
                                               row->functions->error));
}

RhumbStatus
rhumb_holds(bool *const out,
            const RhumbRow *const row,
            const RhumbPlanConditions *const conditions)
{
  *out = true;
  for (size_t i = 0; *out && i < conditions->count; ++i) {
    RhumbValues values = {0};
    RHUMB_TRY(call(&values, row, conditions->items[i]));
    *out = false; // A null is not true
    for (size_t v = 0; !*out && v < values.count; ++v) {
      *out = rhumb_str_is(values.items[v].lexical, "true");
    }
  }
  return RHUMB_OK;
}

RhumbStatus
rhumb_evaluate(RhumbValues *const values,
               const RhumbRow *const row,
               const RhumbPlanValue *const value,
               const RhumbEncoding encoding)
{
  switch (value->kind) {
  case RHUMB_VALUE_FIELD:
    return field_values(values, row, value->field, value->loc);
  case RHUMB_VALUE_TEMPLATE:
    return expand_all(values, row, value, encoding);
  case RHUMB_VALUE_CALL:
    return call(values, row, value->call);
  case RHUMB_VALUE_PARENT:
    *values = row->parent[value->field];
    return RHUMB_OK;
  case RHUMB_VALUE_CONSTANT:
  case RHUMB_VALUE_FRESH:
    break;
  }
  RhumbValue *const item = RHUMB_NEW(row->arena, RhumbValue, 1);
  item->lexical = value->constant.text;
  *values = (RhumbValues){item, 1};
  return RHUMB_OK;
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
    return fail_value(row,
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
  return fail_value(row, value, iri, why);
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
    const unsigned char c = (unsigned char)value.data[i];
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                       (c >= 'a' && c <= 'z');
    if (plain) {
      rhumb_buf_putc(row->scratch, (char)c);
    } else {
      rhumb_buf_putc(row->scratch, '_');
      rhumb_buf_put_hex(row->scratch, (char)c);
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
  return rhumb_str((size_t)type < sizeof(iris) / sizeof(*iris) ? iris[type]
                                                               : NULL);
}

/// Give a literal the language or the datatype `extra`, which data may have
/// made
static RhumbStatus
decorate(RhumbTerm *const term,
         const RhumbRow *const row,
         const RhumbPlanTerm *const map,
         const RhumbStr extra)
{
  if (map->has_language) {
    term->language = extra;
    return map->language.kind == RHUMB_VALUE_CONSTANT ||
                   rhumb_language_valid(extra)
               ? RHUMB_OK
               : fail_value(row, &map->language, extra, RHUMB_LANGUAGE_WHY);
  }
  term->datatype = extra;
  if (map->datatype.kind == RHUMB_VALUE_CONSTANT) {
    return RHUMB_OK;
  }
  RHUMB_TRY(make_absolute(&term->datatype, row, &map->datatype, map->base));
  RHUMB_TRY(check_iri(row, &map->datatype, term->datatype));
  term->datatype = rhumb_datatype(term->datatype);
  return RHUMB_OK;
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
      term.datatype = natural_datatype(value->type);
    }
    add(list, map, &term);
    return RHUMB_OK;
  }

  const RhumbPlanValue *const more =
      map->has_language ? &map->language : &map->datatype;
  RhumbValues extras = {0};
  RHUMB_TRY(rhumb_evaluate(&extras, row, more, RHUMB_ENCODE_IRI));
  for (size_t i = 0; i < extras.count; ++i) {
    RHUMB_TRY(decorate(&term, row, map, extras.items[i].lexical));
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
