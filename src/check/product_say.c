// SPDX-License-Identifier: ISC

/// @file product_say.c  What is combined, and what would keep it apart: rules
/// that can be copied.

#include "base/ascii.h"
#include "check/fields.h"
#include "check/product.h"
#include "model/logical_view.h"
#include "model/rules.h"
#include "source/names.h"

#include <stdlib.h>

static bool
begins(const RhumbStr text, const char with)
{
  return text.len && text.data[0] == with;
}

// Names -----------------------------------------------------------------------

/// Return the last name in a way, outside of brackets, or "item"
static RhumbStr
last_name(const RhumbStr way)
{
  RhumbStr last = RHUMB_STR("item");
  for (size_t at = 0; at < way.len; ++at) {
    const size_t start = at;
    if (way.data[at] == '[') {
      at += rhumb_str_index(rhumb_str_from(way, at), ']');
      continue;
    }
    while (at < way.len && (rhumb_is_alphanumeric(way.data[at]) ||
                            strchr("_-", way.data[at]))) {
      ++at;
    }
    if (at > start) {
      last = rhumb_str_slice(way, start, at);
      --at;
    }
  }
  return last;
}

/// True if a level of the pass has the name
static bool
is_level(const RhumbPlanPass *const pass, const RhumbStr name)
{
  RhumbLevelKey key;
  return pass->spec->view &&
         rhumb_logical_view_level(pass->spec->view, name, &key) &&
         !key.reference.len;
}

/// Put a name for the rows that a way leads to, which is none of a level
static void
put_name(RhumbBuf *const out,
         const RhumbPlanPass *const pass,
         const RhumbStr way)
{
  rhumb_buf_put(out, last_name(way));
  while (is_level(pass, rhumb_str(rhumb_buf_cstr(out)))) {
    rhumb_buf_puts(out, "_in");
  }
}

/// Put a reference as it is from the row that `way` leads to; `name` is before
static void
put_rest(RhumbBuf *const out, const RhumbStr reference, const RhumbStr way)
{
  const RhumbStr rest = rhumb_str_from(reference, way.len);
  const bool is_dotted = (begins(rest, '.') || begins(rest, '/')) &&
                         !rhumb_str_starts(rest, RHUMB_STR(".."));
  rhumb_buf_put(out, rhumb_str_from(rest, is_dotted ? 1 : 0));
}

/// Put a reference behind the name of a level, as it is from that one's row
static void
put_reference(RhumbBuf *const out,
              const RhumbStr name,
              const RhumbStr reference,
              const RhumbStr way)
{
  const RhumbStr rest = rhumb_str_from(reference, way.len);
  rhumb_buf_format(out,
                   "$(%.*s%s",
                   RHUMB_FMT(name),
                   rest.len && !begins(rest, '[') ? "." : "");
  put_rest(out, reference, way);
  rhumb_buf_puts(out, ")");
}

/// Return a way without what stands for the row
static RhumbStr
without_root(RhumbStr way)
{
  const bool has_root = begins(way, '$') || begins(way, '@');
  way = rhumb_str_from(way, has_root ? 1 : 0);
  return begins(way, '.') && !rhumb_str_starts(way, RHUMB_STR(".."))
             ? rhumb_str_from(way, 1)
             : way;
}

/// Put the iterator that finds what `way` leads to, from a row
static void
put_iterator(RhumbBuf *const out,
             const RhumbPlanPass *const pass,
             const RhumbStr way)
{
  const bool is_path = rhumb_product_naming(pass)->whole != NULL; // Of JSON
  const bool is_joined = begins(way, '[') || begins(way, '.');
  const char *const quote = rhumb_str_has(way, '"') ? "'" : "\"";
  rhumb_buf_format(out,
                   "%s%s%.*s%s",
                   quote,
                   !is_path    ? ""
                   : is_joined ? "$"
                               : "$.",
                   RHUMB_FMT(way),
                   quote);
}

// What is combined ------------------------------------------------------------

/// Return what a product is of, as the rules have it
static RhumbStr
text_of(const RhumbPlanPass *const pass, const RhumbMany *const many)
{
  return many->call ? rhumb_str(many->call->type->names[0])
                    : pass->references[many->field].text;
}

/// Return the reference that a value is, which is one
static RhumbStr
reference_at(const RhumbPlanPass *const pass, const RhumbMany *const many)
{
  return pass->references[many->field].text;
}

static void
put_many(RhumbBuf *const out,
         const RhumbPlanPass *const pass,
         const RhumbMany *const many)
{
  RhumbFields fields = {0};
  if (!many->call) {
    rhumb_buf_format(out, "\"%.*s\"", RHUMB_FMT(text_of(pass, many)));
    return;
  }
  const RhumbPlanValue value = {.kind = RHUMB_VALUE_CALL, .call = many->call};
  rhumb_fields_of_value(&fields, &value);
  rhumb_buf_format(out, "value of %.*s", RHUMB_FMT(text_of(pass, many)));
  for (size_t i = 0; i < fields.count; ++i) {
    rhumb_buf_format(out,
                     "%s\"%.*s\"",
                     i ? ", " : " of ",
                     RHUMB_FMT(pass->references[fields.items[i]].text));
  }
  free(fields.items);
}

/// Return the part behind the last dot
static RhumbStr
own_name(const RhumbStr name)
{
  size_t at = name.len;
  while (at && name.data[at - 1] != '.') {
    --at;
  }
  return rhumb_str_from(name, at);
}

bool
rhumb_product_put_iterable(RhumbBuf *const out,
                           const RhumbPlanPass *const pass,
                           const RhumbNamedReference both[const 2])
{
  const RhumbSourceNaming *const naming = rhumb_product_naming(pass);
  RhumbStr texts[2];
  for (size_t i = 0; i < 2; ++i) {
    texts[i] = pass->references[both[i].field].text;
  }
  const RhumbStr through =
      naming ? naming->shared(texts[0], texts[1]) : RHUMB_STR("");
  const RhumbStr way = without_root(rhumb_product_way(pass, through));
  if (!naming || !way.len) {
    return false;
  }
  rhumb_buf_format(out,
                   "those that belong together are fields of one iterable "
                   "field: %.*s: {iterator: ",
                   RHUMB_FMT(last_name(way)));
  put_iterator(out, pass, way);
  const size_t count = rhumb_str_equal(both[0].name, both[1].name) ? 1 : 2;
  for (size_t i = 0; i < count; ++i) {
    rhumb_buf_format(out,
                     "%s%.*s: $(",
                     i ? ", " : ", fields: {",
                     RHUMB_FMT(own_name(both[i].name)));
    put_rest(out, texts[i], through);
    rhumb_buf_puts(out,
                   texts[i].len > through.len ? ")"
                   : naming->whole != NULL    ? "@)"
                                              : ".)");
  }
  rhumb_buf_puts(out, "}}");
  return true;
}

// What would keep it apart ----------------------------------------------------

/// True if a way may lead to several, as it is written: an array that no
/// brackets open is one value
static bool
is_many(const RhumbPlanPass *const pass, const RhumbStr way)
{
  return rhumb_product_naming(pass)->may_be_many(way);
}

/// True if rules show that one item of a list has several values of both
static bool
are_still_many(const RhumbPlanPass *const pass,
               const RhumbProduct *const product)
{
  const RhumbSourceNaming *const naming = rhumb_product_naming(pass);
  const RhumbMany *const both[] = {&product->a, &product->b};
  bool found = naming->shows_many != NULL;
  for (size_t i = 0; found && i < 2; ++i) {
    found = naming->shows_many(
        rhumb_str_from(reference_at(pass, both[i]), product->through.len));
  }
  return found;
}

/// Put the levels that would pair what a list has
static void
put_levels(RhumbBuf *const out,
           const RhumbProduct *const product,
           const RhumbPlanPass *const pass)
{
  const RhumbStr way = without_root(rhumb_product_way(pass, product->through));
  const bool is_path = rhumb_product_naming(pass)->whole != NULL; // Of JSON
  const bool has_levels = pass->spec->view != NULL;
  const RhumbStr iterator = pass->spec->iterator;
  RhumbBuf name = {0};
  RhumbBuf items = {0};
  put_name(&name, pass, way);
  rhumb_buf_put(&items, way);
  rhumb_buf_puts(&items, is_path && !is_many(pass, way) ? "[*]" : "");
  const RhumbStr inner = rhumb_str(rhumb_buf_cstr(&name));
  const char *const outer = rhumb_str_is(inner, "record") ? "outer" : "record";
  rhumb_buf_puts(out, has_levels ? "one more level" : "levels");
  rhumb_buf_puts(out, " would pair those that belong together: ");
  if (!has_levels) {
    rhumb_buf_format(out,
                     "iterator: {%s: \"%.*s\", ",
                     outer,
                     RHUMB_FMT(iterator.len ? iterator
                               : is_path    ? RHUMB_STR("$")
                                            : RHUMB_STR("/*")));
  }
  rhumb_buf_format(out, "%.*s: ", RHUMB_FMT(inner));
  put_iterator(out, pass, rhumb_buf_str(&items));
  rhumb_buf_puts(out, has_levels ? ", " : "}, ");
  put_reference(out, inner, reference_at(pass, &product->a), product->through);
  if (product->a.field != product->b.field) {
    rhumb_buf_puts(out, " and ");
    put_reference(
        out, inner, reference_at(pass, &product->b), product->through);
  }
  if (!has_levels) {
    rhumb_buf_format(out, ", all else as $(%s.…)", outer);
  }
  if (are_still_many(pass, product)) {
    rhumb_buf_format(out,
                     "; within one \"%s\" they would still be combined",
                     rhumb_buf_cstr(&name));
  }
  rhumb_buf_free(&name);
  rhumb_buf_free(&items);
}

/// Put the iterable field that would pair what one field combines
static void
put_one_iterable(RhumbBuf *const out,
                 const RhumbProduct *const product,
                 const RhumbPlanPass *const pass)
{
  const RhumbNamedReference both[] = {
      {last_name(reference_at(pass, &product->a)), product->a.field},
      {last_name(reference_at(pass, &product->b)), product->b.field}};
  (void)rhumb_product_put_iterable(out, pass, both);
}

/// Return the reference that a value is of, be it through functions; of none,
/// empty
static RhumbStr
reference_of(const RhumbPlanPass *const pass, const RhumbMany *const many)
{
  RhumbFields fields = {0};
  if (!many->call) {
    return text_of(pass, many);
  }
  const RhumbPlanValue value = {.kind = RHUMB_VALUE_CALL, .call = many->call};
  rhumb_fields_of_value(&fields, &value);
  const RhumbStr first =
      fields.count ? pass->references[fields.items[0]].text : RHUMB_STR("");
  free(fields.items);
  return first;
}

/// Put what would pair by their places what two lists have
static void
put_places(RhumbBuf *const out,
           const RhumbProduct *const product,
           const RhumbPlanPass *const pass)
{
  const RhumbMany *const both[] = {&product->a, &product->b};
  RhumbStr names[2];
  for (size_t i = 0; i < 2; ++i) {
    names[i] = last_name(reference_of(pass, both[i]));
  }
  const char *const more = rhumb_str_equal(names[0], names[1]) ? "2" : "";
  rhumb_buf_puts(out,
                 "if the first belongs to the first, and none is left out, "
                 "fields of the source would pair them, fields: {");
  for (size_t i = 0; i < 2; ++i) {
    rhumb_buf_format(
        out, "%s%.*s%s: ", i ? ", " : "", RHUMB_FMT(names[i]), i ? more : "");
    if (both[i]->call) {
      rhumb_buf_format(
          out, "{function: %.*s(…)}", RHUMB_FMT(text_of(pass, both[i])));
    } else {
      rhumb_buf_format(out, "\"$(%.*s)\"", RHUMB_FMT(text_of(pass, both[i])));
    }
  }
  rhumb_buf_format(out,
                   "}, with the condition that $(%.*s.#) equals $(%.*s%s.#)",
                   RHUMB_FMT(names[0]),
                   RHUMB_FMT(names[1]),
                   more);
}

/// Put the reference of a level's row that stands for one of the whole list
static void
put_row(RhumbBuf *const out, const RhumbProduct *const product)
{
  rhumb_buf_format(out,
                   "a row of the level \"%.*s\" is one of these: ",
                   RHUMB_FMT(product->row));
  put_reference(out, product->row, product->rest, RHUMB_STR(""));
}

static void
put_advice(RhumbBuf *const out,
           const RhumbProduct *const product,
           const RhumbPlanPass *const pass)
{
  RhumbLastRules last = {0};
  if (rhumb_rules_in_turtle(&last, product->loc)) {
    rhumb_buf_puts(out,
                   product->through.len
                       ? "the fields of one iterable field, in a logical view, "
                         "are those that belong together"
                       : "if the first belongs to the first, and none is left "
                         "out, fields of a logical view, and a condition that "
                         "their positions are equal, would pair them");
  } else if (product->row.len) {
    put_row(out, product);
  } else if (product->through.len && product->is_field) {
    put_one_iterable(out, product, pass);
  } else if (product->through.len) {
    put_levels(out, product, pass);
  } else {
    put_places(out, product, pass);
  }
}

void
rhumb_product_warn(const RhumbProduct *const product,
                   const RhumbPlanPass *const pass,
                   const RhumbDiag *const diag)
{
  RhumbBuf out = {0};
  rhumb_buf_puts(&out, "every ");
  put_many(&out, pass, &product->a);
  rhumb_buf_puts(&out, " of a record is combined with every ");
  put_many(&out, pass, &product->b);
  rhumb_buf_puts(&out, "; ");
  put_advice(&out, product, pass);
  rhumb_warn(diag, RHUMB_WARNING, product->loc, "%s", rhumb_buf_cstr(&out));
  rhumb_buf_free(&out);
}
