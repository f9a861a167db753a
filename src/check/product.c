// SPDX-License-Identifier: ISC

/// @file product.c  Terms held against each other: do they lead through the
/// same list?

#include "check/product.h"

#include "base/ascii.h"
#include "check/fields.h"
#include "model/logical_view.h"
#include "model/rules.h"
#include "source/names.h"

#include <stdlib.h>

/// Add what a value combines: not what a function takes all at once
static void
add_combined(RhumbFields *const fields, const RhumbPlanValue *const value)
{
  if (value->kind == RHUMB_VALUE_TABLE) {
    add_combined(fields, &value->lookup->key);
    return;
  }
  if (value->kind != RHUMB_VALUE_CALL) {
    rhumb_fields_of_value(fields, value);
    return;
  }
  for (size_t i = 0; i < value->call->n_arguments; ++i) {
    const RhumbPlanArgument *const argument = &value->call->arguments[i];
    const RhumbParameter *const parameter =
        &value->call->type->parameters[argument->parameter];
    if (!parameter->list && !parameter->truths) {
      add_combined(fields, &argument->value);
    }
  }
}

/// Return how references of a pass name things, into a view of levels behind
/// the level's name; NULL: they have no ways
static const RhumbSourceNaming *
naming_of(const RhumbPlanPass *const pass)
{
  const RhumbLogicalView *const view = pass->spec->view;
  return view && view->level.len
             ? rhumb_logical_view_base(pass->spec)->format->naming
             : pass->spec->format->naming;
}

/// Return what of a way leads on from a row; of levels, from that of one
static RhumbStr
from_row(const RhumbPlanPass *const pass, const RhumbStr way)
{
  RhumbLevelKey key;
  return !pass->spec->view ? way
         : rhumb_logical_view_level(pass->spec->view, way, &key)
             ? rhumb_str_from(way, key.at ? key.at : way.len)
             : RHUMB_STR("");
}

/// The products of a pass that are wanted
typedef struct {
  RhumbProducts *out;
  const RhumbPlanPass *pass;
  bool shown; ///< Those that the rules show, not those that only data shows
} Search;

static bool
is_wanted(const Search *const search, const RhumbStr way)
{
  const RhumbSourceNaming *const naming = naming_of(search->pass);
  return from_row(search->pass, way).len &&
         search->shown == (naming->shows_many && naming->shows_many(way));
}

/// Add the first product of two references, one of each list, at `loc`
static bool
add_first(const Search *const search,
          const RhumbFields *const left,
          const RhumbFields *const right,
          const RhumbLoc loc)
{
  const RhumbPlanPass *const pass = search->pass;
  const RhumbSourceNaming *const naming = naming_of(pass);
  for (size_t i = 0; i < left->count * right->count; ++i) {
    const size_t a = left->items[i / right->count];
    const size_t b = right->items[i % right->count];
    const RhumbStr through = a == b ? RHUMB_STR("")
                                    : naming->shared(pass->references[a].text,
                                                     pass->references[b].text);
    if (is_wanted(search, through)) {
      RHUMB_PUSH(search->out, (RhumbProduct){a, b, through, loc});
      return true;
    }
  }
  return false;
}

static void
add_members(const Search *search, const RhumbPlanGather *gather);

/// Add the product of a term by itself or, if there is none, with `others`,
/// which it then joins
static void
add_term(const Search *const search,
         RhumbFields *const others,
         const RhumbPlanTerm *const term)
{
  RhumbFields own = {0};
  add_combined(&own, &term->value);
  if (!add_first(search, &own, &own, term->value.loc)) {
    (void)add_first(search, others, &own, term->value.loc);
  }
  for (size_t i = 0; i < own.count; ++i) {
    RHUMB_PUSH(others, own.items[i]);
  }
  free(own.items);
  if (term->gather) {
    add_members(search, term->gather);
  }
}

/// Add the products of members: with each other only if they are combined
static void
add_members(const Search *const search, const RhumbPlanGather *const gather)
{
  RhumbFields fields = {0};
  for (size_t i = 0; i < gather->n_items; ++i) {
    fields.count = gather->is_product ? fields.count : 0;
    if (!gather->items[i].is_join) {
      add_term(search, &fields, &gather->items[i].term);
    }
  }
  free(fields.items);
}

static void
add_pair(const Search *const search,
         const RhumbFields *const subject,
         const RhumbPlanPair *const pair)
{
  for (size_t p = 0; p < pair->n_predicates; ++p) {
    for (size_t o = 0; o < pair->n_objects; ++o) {
      RhumbFields fields = {0};
      for (size_t i = 0; i < subject->count; ++i) {
        RHUMB_PUSH(&fields, subject->items[i]);
      }
      add_term(search, &fields, &pair->predicates[p]);
      if (!pair->objects[o].is_join) {
        add_term(search, &fields, &pair->objects[o].term);
      }
      for (size_t g = 0; g < pair->n_graphs; ++g) {
        add_term(search, &fields, &pair->graphs[g]);
      }
      free(fields.items);
    }
  }
}

/// Keep the first of those that are at one place
static void
leave_one_a_place(RhumbProducts *const products)
{
  size_t kept = 0;
  for (size_t i = 0; i < products->count; ++i) {
    const RhumbLoc loc = products->items[i].loc;
    size_t j = 0;
    while (j < kept && (products->items[j].loc.line != loc.line ||
                        products->items[j].loc.column != loc.column ||
                        products->items[j].loc.text != loc.text)) {
      ++j;
    }
    if (j == kept) {
      products->items[kept++] = products->items[i];
    }
  }
  products->count = kept;
}

void
rhumb_products_find(RhumbProducts *const out,
                    const RhumbPlanPass *const pass,
                    const bool shown)
{
  const Search search = {out, pass, shown};
  if (!naming_of(pass)) {
    return;
  }
  for (size_t m = 0; m < pass->n_maps; ++m) {
    const RhumbPlanMap *const map = &pass->maps[m];
    RhumbFields subject = {0};
    add_term(&search, &subject, &map->subject);
    for (size_t i = 0; i < map->n_pairs; ++i) {
      add_pair(&search, &subject, &map->pairs[i]);
    }
    free(subject.items);
  }
  leave_one_a_place(out);
}

// Saying it -------------------------------------------------------------------

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

/// Put a reference as it is from the row that `way` leads to, which is called
/// `name`
static void
put_reference(RhumbBuf *const out,
              const RhumbStr name,
              const RhumbStr reference,
              const RhumbStr way)
{
  const RhumbStr rest = rhumb_str_from(reference, way.len);
  const bool is_dotted = rest.len && strchr("./", rest.data[0]);
  const bool is_plain = rest.len && rest.data[0] != '[';
  rhumb_buf_format(out,
                   "$(%.*s%s%.*s)",
                   RHUMB_FMT(name),
                   is_plain ? "." : "",
                   RHUMB_FMT(rhumb_str_from(rest, is_dotted ? 1 : 0)));
}

/// Put the levels that would keep apart what is combined; `way` leads from a
/// row
static void
put_levels(RhumbBuf *const out,
           const RhumbProduct *const product,
           const RhumbPlanPass *const pass,
           const RhumbStr way)
{
  const bool is_path = naming_of(pass)->whole != NULL; // Of JSON
  const RhumbStr iterator = pass->spec->iterator;
  const RhumbStr name = last_name(way);
  const char *const outer = rhumb_str_is(name, "record") ? "outer" : "record";
  const bool has_levels = pass->spec->view != NULL;
  if (!has_levels) {
    rhumb_buf_format(out,
                     "iterator: {%s: \"%.*s\", ",
                     outer,
                     RHUMB_FMT(iterator.len ? iterator
                               : is_path    ? RHUMB_STR("$")
                                            : RHUMB_STR("/*")));
  }
  rhumb_buf_format(out,
                   "%.*s: \"%s%.*s\"%s, ",
                   RHUMB_FMT(name),
                   !is_path             ? ""
                   : way.data[0] == '[' ? "$"
                                        : "$.",
                   RHUMB_FMT(way),
                   has_levels ? "" : "}");
  const RhumbStr through = product->through;
  put_reference(out, name, pass->references[product->a].text, through);
  rhumb_buf_puts(out, " and ");
  put_reference(out, name, pass->references[product->b].text, through);
}

/// Return a way without what stands for the row
static RhumbStr
without_root(const RhumbPlanPass *const pass, RhumbStr way)
{
  for (size_t i = 0;
       naming_of(pass)->whole && i < 2 && way.len && strchr("$@.", way.data[0]);
       ++i) {
    way = rhumb_str_from(way, 1);
  }
  return way;
}

void
rhumb_product_warn(const RhumbProduct *const product,
                   const RhumbPlanPass *const pass,
                   const RhumbDiag *const diag)
{
  const RhumbStr way = without_root(pass, from_row(pass, product->through));
  const bool has_levels = pass->spec->view != NULL;
  RhumbLastRules last = {0};
  RhumbBuf how = {0};
  if (rhumb_rules_in_turtle(&last, product->loc)) {
    rhumb_buf_puts(&how,
                   "the fields of one iterable field, in a logical view, are "
                   "those that belong together");
  } else {
    rhumb_buf_format(&how,
                     "%s would pair those that belong together: ",
                     has_levels ? "one more level" : "levels");
    put_levels(&how, product, pass, way);
  }
  rhumb_warn(diag,
             RHUMB_WARNING,
             product->loc,
             "every \"%.*s\" of a record is combined with every \"%.*s\"; %s",
             RHUMB_FMT(pass->references[product->a].text),
             RHUMB_FMT(pass->references[product->b].text),
             rhumb_buf_cstr(&how));
  rhumb_buf_free(&how);
}
