// SPDX-License-Identifier: ISC

/// @file explain_value.c  Expressions and terms of a plan in the words of
/// rules.

#include "base/show.h"
#include "cli/explain_impl.h"
#include "model/normal.h"
#include "term/space.h"

/// A text that is being made, and the rows that the fields in it are of
typedef struct {
  RhumbBuf out;
  const RhumbExplained *explained;
  const RhumbPlanPass *pass;
  size_t index; ///< That keeps what is asked of a partner
} Words;

/// Return the text, kept and without secrets; the words are freed
static RhumbStr
finish(Words *const words)
{
  RhumbBuf masked = {0};
  rhumb_mask_secrets(
      &masked, rhumb_buf_str(&words->out), RHUMB_FROM_MESSAGE, NULL);
  const RhumbStr text =
      rhumb_str_copy(words->explained->arena, rhumb_buf_str(&masked));
  rhumb_buf_free(&masked);
  rhumb_buf_free(&words->out);
  return text;
}

RhumbStr
rhumb_explain_name(const RhumbExplained *const explained, const RhumbStr name)
{
  if (!name.len) {
    return (RhumbStr){0};
  }
  Words words = {.explained = explained};
  rhumb_buf_put(&words.out, name);
  return finish(&words);
}

RhumbStr
rhumb_explain_reference(const RhumbExplained *const explained,
                        const RhumbPlanReference *const reference)
{
  Words words = {.explained = explained};
  // The zero byte that ends those of a file's name (pattern.h) is no text
  rhumb_buf_format(&words.out, "%.*s", RHUMB_FMT(reference->text));
  return finish(&words);
}

// Values ---------------------------------------------------------------------

static void
put_value(Words *words, const RhumbPlanValue *value);

static void
put_name(Words *const words, const size_t field)
{
  const RhumbPlanReference *const reference = &words->pass->references[field];
  rhumb_buf_put(&words->out,
                rhumb_explain_reference(words->explained, reference));
}

static void
put_reference(Words *const words, const size_t field)
{
  rhumb_buf_puts(&words->out, "$(");
  put_name(words, field);
  rhumb_buf_putc(&words->out, ')');
}

/// Put an IRI, or what one begins with and its rest, by its prefix if it has
/// one: as rules may, whatever stands behind it
static void
put_iri(Words *const words, const RhumbStr iri, const RhumbStr rest)
{
  const RhumbPrefixes *const prefixes = &words->explained->mapping->prefixes;
  const RhumbSpace *const space = rhumb_space_find(prefixes, iri);
  RhumbBuf name = {0};
  if (space) {
    rhumb_buf_format(
        &name, "%.*s:", RHUMB_FMT(prefixes->items[space->number].name));
    rhumb_buf_put(&name, rhumb_str_from(iri, space->iri.len));
  } else {
    rhumb_prefixes_shorten(prefixes, &name, iri);
  }
  const bool is_whole = rhumb_str_equal(rhumb_buf_str(&name), iri);
  rhumb_buf_puts(&words->out, is_whole ? "<" : "");
  rhumb_buf_put(&words->out, rhumb_buf_str(&name));
  rhumb_buf_put(&words->out, rest);
  rhumb_buf_puts(&words->out, is_whole ? ">" : "");
  rhumb_buf_free(&name);
}

static void
put_constant(Words *const words, const RhumbTerm *const term)
{
  if (term->kind == RHUMB_TERM_IRI) {
    put_iri(words, term->text, RHUMB_STR(""));
    return;
  }
  const char *const mark = term->kind == RHUMB_TERM_LITERAL ? "\"" : "";
  rhumb_buf_puts(&words->out, term->kind == RHUMB_TERM_BLANK ? "_:" : mark);
  rhumb_buf_put(&words->out, term->text);
  rhumb_buf_puts(&words->out, mark);
}

/// Put the parts of a template from number `from` on
static void
put_parts(Words *const words, // NOLINT(misc-no-recursion): by depth
          const RhumbPlanValue *const value,
          const size_t from)
{
  for (size_t i = from; i < value->n_parts; ++i) {
    const RhumbPlanPart *const part = &value->parts[i];
    if (part->text.data) {
      rhumb_buf_put(&words->out, part->text);
    } else if (part->value) {
      put_value(words, part->value);
    } else {
      put_reference(words, part->field);
    }
  }
}

/// Put a value that stands among others
static void
put_argument(Words *const words, // NOLINT(misc-no-recursion): by depth
             const RhumbPlanValue *const value)
{
  const char *const mark = value->kind == RHUMB_VALUE_TEMPLATE ? "\"" : "";
  rhumb_buf_puts(&words->out, mark);
  put_value(words, value);
  rhumb_buf_puts(&words->out, mark);
}

static void
put_call(Words *const words, // NOLINT(misc-no-recursion): by depth
         const RhumbPlanCall *const call)
{
  rhumb_buf_format(&words->out, "%s(", call->type->names[0]);
  for (size_t i = 0; i < call->n_arguments; ++i) {
    rhumb_buf_puts(&words->out, i ? ", " : "");
    put_argument(words, &call->arguments[i].value);
  }
  rhumb_buf_putc(&words->out, ')');
}

/// Put what the index keeps of a partner, whose rows are another pass's
static void
put_partner(Words *const words, // NOLINT(misc-no-recursion): by depth
            const size_t field)
{
  const RhumbExplained *const explained = words->explained;
  const RhumbPlanPass *const own = words->pass;
  words->pass = explained->fillers[words->index];
  rhumb_buf_puts(&words->out, "parent ");
  put_argument(words, &explained->plan->indexes[words->index].kept[field]);
  words->pass = own;
}

/// Put what a table is asked for and its name, as they stand within `$( )`
static void
put_steps(Words *const words, // NOLINT(misc-no-recursion): by depth
          const RhumbPlanLookup *const lookup)
{
  const RhumbPlanValue *const key = &lookup->key;
  if (key->kind == RHUMB_VALUE_FIELD) {
    put_name(words, key->field);
  } else if (key->kind == RHUMB_VALUE_TABLE) {
    put_steps(words, key->lookup);
  } else {
    put_value(words, key);
  }
  rhumb_buf_format(&words->out, " => %.*s", RHUMB_FMT(lookup->table->name));
}

static void
put_lookup(Words *const words, // NOLINT(misc-no-recursion): by depth
           const RhumbPlanLookup *const lookup)
{
  rhumb_buf_puts(&words->out, "$(");
  put_steps(words, lookup);
  rhumb_buf_putc(&words->out, ')');
}

static void
put_value(Words *const words, // NOLINT(misc-no-recursion): by depth
          const RhumbPlanValue *const value)
{
  switch (value->kind) {
  case RHUMB_VALUE_FRESH:
    rhumb_buf_puts(&words->out, "[]");
    break;
  case RHUMB_VALUE_CONSTANT:
    put_constant(words, &value->constant);
    break;
  case RHUMB_VALUE_FIELD:
    put_reference(words, value->field);
    break;
  case RHUMB_VALUE_TEMPLATE:
    put_parts(words, value, 0);
    break;
  case RHUMB_VALUE_CALL:
    put_call(words, value->call);
    break;
  case RHUMB_VALUE_PARENT:
    put_partner(words, value->field);
    break;
  case RHUMB_VALUE_TABLE:
    put_lookup(words, value->lookup);
    break;
  }
}

RhumbStr
rhumb_explain_value(const RhumbExplained *const explained,
                    const RhumbPlanPass *const pass,
                    const RhumbPlanValue *const value)
{
  Words words = {.explained = explained, .pass = pass};
  put_value(&words, value);
  return finish(&words);
}

RhumbStr
rhumb_explain_kept(const RhumbExplained *const explained,
                   const size_t index,
                   const RhumbPlanValue *const value)
{
  return rhumb_explain_value(
      explained,
      explained->fillers[index],
      &explained->plan->indexes[index].kept[value->field]);
}

// Conditions -----------------------------------------------------------------

static void
put_conditions(Words *const words, const RhumbPlanConditions *const conditions)
{
  for (size_t i = 0; i < conditions->count; ++i) {
    rhumb_buf_puts(&words->out, i ? " and " : "");
    put_call(words, conditions->items[i]);
  }
}

RhumbStr
rhumb_explain_conditions(const RhumbExplained *const explained,
                         const RhumbPlanPass *const pass,
                         const RhumbPlanConditions *const conditions)
{
  if (!conditions->count) {
    return (RhumbStr){0};
  }
  Words words = {.explained = explained, .pass = pass};
  put_conditions(&words, conditions);
  return finish(&words);
}

RhumbStr
rhumb_explain_pairing(const RhumbExplained *const explained,
                      const RhumbPlanPass *const pass,
                      const size_t index,
                      const RhumbPlanCall *const condition)
{
  if (!condition) {
    return (RhumbStr){0};
  }
  Words words = {.explained = explained, .pass = pass, .index = index};
  put_call(&words, condition);
  return finish(&words);
}

// Terms ----------------------------------------------------------------------

static void
put_object(Words *words, const RhumbPlanObject *object);

/// Put the IRIs that a term map makes
static void
put_iris(Words *const words, const RhumbPlanValue *const value)
{
  const RhumbPlanPart *const first =
      value->kind == RHUMB_VALUE_TEMPLATE && value->n_parts ? value->parts
                                                            : NULL;
  if (value->kind == RHUMB_VALUE_CONSTANT) {
    put_iri(words, value->constant.text, RHUMB_STR(""));
  } else if (first && first->text.data) {
    Words rest = {.explained = words->explained, .pass = words->pass};
    put_parts(&rest, value, 1);
    put_iri(words, first->text, rhumb_buf_str(&rest.out));
    rhumb_buf_free(&rest.out);
  } else {
    rhumb_buf_putc(&words->out, '<');
    put_value(words, value);
    rhumb_buf_putc(&words->out, '>');
  }
}

static void
put_literals(Words *const words, const RhumbPlanTerm *const term)
{
  const bool is_text = term->value.kind == RHUMB_VALUE_FIELD ||
                       term->value.kind == RHUMB_VALUE_TEMPLATE;
  const char *const mark = is_text ? "\"" : "";
  rhumb_buf_puts(&words->out, mark);
  put_value(words, &term->value);
  rhumb_buf_puts(&words->out, mark);
  if (term->has_language) {
    rhumb_buf_putc(&words->out, '@');
    if (term->language.kind == RHUMB_VALUE_CONSTANT) {
      rhumb_buf_put(&words->out, term->language.constant.text);
    } else {
      put_value(words, &term->language);
    }
  } else if (term->has_datatype) {
    rhumb_buf_puts(&words->out, "^^");
    put_iris(words, &term->datatype);
  }
}

static void
put_plain(Words *const words, const RhumbPlanTerm *const term)
{
  if (term->value.kind == RHUMB_VALUE_FRESH ||
      term->value.kind == RHUMB_VALUE_TABLE) {
    put_value(words, &term->value);
  } else if (term->kind == RHUMB_TERM_IRI) {
    put_iris(words, &term->value);
  } else if (term->kind == RHUMB_TERM_LITERAL) {
    put_literals(words, term);
  } else {
    const bool is_constant = term->value.kind == RHUMB_VALUE_CONSTANT;
    rhumb_buf_puts(&words->out, is_constant ? "" : "_:");
    put_value(words, &term->value);
  }
}

/// Put a collection: its name, if it has one, and what is gathered
static void
put_gathered(Words *const words, // NOLINT(misc-no-recursion): by depth
             const RhumbPlanTerm *const term)
{
  const RhumbPlanGather *const gather = term->gather;
  if (term->value.kind != RHUMB_VALUE_FRESH) {
    put_plain(words, term);
    rhumb_buf_puts(&words->out, " = ");
  }
  rhumb_buf_format(&words->out, "%s(", rhumb_gathers[gather->as].key);
  for (size_t i = 0; i < gather->n_items; ++i) {
    rhumb_buf_puts(&words->out, i ? ", " : "");
    put_object(words, &gather->items[i]);
  }
  rhumb_buf_putc(&words->out, ')');
}

/// Put what holds for a term beside what it is: conditions, targets
static void
put_beside(Words *const words, const RhumbPlanTerm *const term)
{
  const RhumbPlan *const plan = words->explained->plan;
  if (term->conditions.count) {
    rhumb_buf_puts(&words->out, " if ");
    put_conditions(words, &term->conditions);
  }
  for (size_t i = 0; i < plan->n_targets; ++i) {
    if (term->targets >> i & 1U) {
      rhumb_buf_format(
          &words->out, " to target %.*s", RHUMB_FMT(plan->targets[i]->name));
    }
  }
}

static void
put_term(Words *const words, // NOLINT(misc-no-recursion): by depth
         const RhumbPlanTerm *const term)
{
  if (term->gather) {
    put_gathered(words, term);
  } else if (term->kind == RHUMB_TERM_NONE) {
    rhumb_buf_puts(&words->out, "the default graph");
  } else {
    put_plain(words, term);
  }
  put_beside(words, term);
}

static void
put_quoted(Words *const words, const RhumbPlanMap *const map)
{
  const RhumbStr name = rhumb_explain_map(words->explained, map);
  rhumb_buf_format(&words->out, "<<%.*s>>", RHUMB_FMT(name));
}

static void
put_join(Words *const words, const RhumbPlanObject *const join)
{
  rhumb_buf_format(&words->out, "join %zu", join->index + 1);
  for (size_t i = 0; i < join->n_keys; ++i) {
    rhumb_buf_puts(&words->out, i ? ", " : " by ");
    put_value(words, &join->keys[i]);
  }
  if (join->condition) {
    words->index = join->index;
    rhumb_buf_puts(&words->out, " where each pair has ");
    put_call(words, join->condition);
  }
}

static void
put_object(Words *const words, // NOLINT(misc-no-recursion): by depth
           const RhumbPlanObject *const object)
{
  if (object->is_join) {
    put_join(words, object);
    put_beside(words, &object->term);
  } else if (object->quoted) {
    put_quoted(words, object->quoted);
    put_beside(words, &object->term);
  } else {
    put_term(words, &object->term);
  }
}

RhumbStr
rhumb_explain_term(const RhumbExplained *const explained,
                   const RhumbPlanPass *const pass,
                   const RhumbPlanTerm *const term)
{
  Words words = {.explained = explained, .pass = pass};
  put_term(&words, term);
  return finish(&words);
}

RhumbStr
rhumb_explain_object(const RhumbExplained *const explained,
                     const RhumbPlanPass *const pass,
                     const RhumbPlanObject *const object)
{
  Words words = {.explained = explained, .pass = pass};
  put_object(&words, object);
  return finish(&words);
}

RhumbStr
rhumb_explain_subject(const RhumbExplained *const explained,
                      const RhumbPlanPass *const pass,
                      const RhumbPlanMap *const map)
{
  Words words = {.explained = explained, .pass = pass};
  if (map->quoted) {
    put_object(&words, map->quoted);
    put_beside(&words, &map->subject);
  } else {
    put_term(&words, &map->subject);
  }
  return finish(&words);
}

RhumbStr
rhumb_explain_found(const RhumbExplained *const explained, const size_t index)
{
  const RhumbPlanIndex *const kept = &explained->plan->indexes[index];
  Words words = {.explained = explained, .pass = explained->fillers[index]};
  if (kept->has_rows) {
    for (size_t i = 0; i < kept->n_kept; ++i) {
      rhumb_buf_puts(&words.out, i ? ", " : "");
      put_value(&words, &kept->kept[i]);
    }
  } else if (kept->quoted) {
    put_quoted(&words, kept->quoted);
  } else {
    put_term(&words, &kept->subject);
  }
  return finish(&words);
}

RhumbStr
rhumb_explain_map(const RhumbExplained *const explained,
                  const RhumbPlanMap *const map)
{
  return rhumb_explain_name(explained,
                            explained->mapping->maps[map->subject.map]->name);
}
