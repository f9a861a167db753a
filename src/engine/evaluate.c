// SPDX-License-Identifier: ISC

/// @file evaluate.c  References, templates, calls and conditions, for one row.

#include "engine/evaluate.h"

#include "term/iri.h"

#include <inttypes.h>

/// Values longer than this are cut short in messages
enum { MAX_SHOWN = 80 };

/// Report a mistake of the row, told from others by `text`, and the rule at
/// `loc` that it comes from
#define FAIL(row, status, loc, text, ...)                  \
  (is_known((row), (loc), (text))                          \
       ? RHUMB_END                                         \
       : blame((row),                                      \
               (loc),                                      \
               rhumb_fail((row)->diag,                     \
                          (status),                        \
                          rhumb_source_loc((row)->source), \
                          __VA_ARGS__)))

/// True of a mistake that is passed over, and has been said
static bool
is_known(const RhumbRow *const row, const RhumbLoc loc, const RhumbStr text)
{
  return rhumb_mistakes_pass(row->mistakes) &&
         !rhumb_mistakes_count(row->mistakes, row->source, loc, text);
}

static RhumbStatus
blame(const RhumbRow *const row, const RhumbLoc loc, const RhumbStatus status)
{
  rhumb_warn(row->diag, RHUMB_NOTE, loc, "asked for here");
  return rhumb_mistakes_pass(row->mistakes) ? RHUMB_END : status;
}

RhumbStatus
rhumb_fail_product(const RhumbRow *const row, const RhumbLoc loc)
{
  return FAIL(row,
              RHUMB_ERR_VALUE,
              loc,
              RHUMB_STR("too many"),
              "makes more than %d values in one row; an iterator that yields "
              "smaller records makes fewer",
              RHUMB_MAX_ROW);
}

/// Return the start of a text that a message can hold
static RhumbStr
shown(const RhumbStr text)
{
  return rhumb_str_slice(text, 0, text.len < MAX_SHOWN ? text.len : MAX_SHOWN);
}

RhumbStr
rhumb_value_name(const RhumbRow *const row, const RhumbPlanValue *const value)
{
  return value->kind == RHUMB_VALUE_FIELD
             ? row->pass->references[value->field].text
             : RHUMB_STR("");
}

RhumbStatus
rhumb_fail_value(const RhumbRow *const row,
                 const RhumbPlanValue *const value,
                 const RhumbStr text,
                 const char *const why)
{
  const RhumbStr name = rhumb_value_name(row, value);
  const RhumbStr start = shown(text);
  return FAIL(row,
              RHUMB_ERR_VALUE,
              value->loc,
              text,
              "%s%.*s%s\"%.*s%s\" %s",
              name.len ? "field \"" : "",
              RHUMB_FMT(name),
              name.len ? "\": " : "",
              RHUMB_FMT(start),
              text.len > MAX_SHOWN ? "…" : "",
              why);
}

RhumbStatus
rhumb_fail_structure(const RhumbRow *const row,
                     const RhumbPlanValue *const value,
                     const RhumbValue *const structure)
{
  return rhumb_fail_value(row,
                          value,
                          structure->lexical,
                          structure->type == RHUMB_VALUE_OBJECT
                              ? "is an object, not a value: name one of its "
                                "keys"
                              : "is an array, not a value: end the reference "
                                "with [*]");
}

/// Leave out the values of a field that are none, of which item `first` is the
/// first
static RhumbStatus
sift(RhumbValues *const values,
     const RhumbRow *const row,
     const RhumbPlanValue *const value,
     const size_t first)
{
  RhumbValue *const kept = RHUMB_NEW(row->arena, RhumbValue, values->count);
  size_t count = first;
  memcpy(kept, values->items, first * sizeof(*kept));
  for (size_t i = first; i < values->count; ++i) {
    const RhumbValue *const item = &values->items[i];
    if (!rhumb_is_structure(item)) {
      kept[count++] = *item;
      continue;
    }
    const RhumbStatus status = rhumb_fail_structure(row, value, item);
    if (status != RHUMB_END) {
      return status;
    }
  }
  *values = (RhumbValues){kept, count};
  return count ? RHUMB_OK : RHUMB_END;
}

static RhumbStatus
field_values(RhumbValues *const values,
             const RhumbRow *const row,
             const size_t field,
             const RhumbLoc loc)
{
  *values = row->source->row[row->fields[field]];
  for (size_t i = 0; i < values->count; ++i) {
    if (rhumb_is_structure(&values->items[i])) {
      const RhumbPlanValue value = {
          .kind = RHUMB_VALUE_FIELD, .field = field, .loc = loc};
      return sift(values, row, &value, i);
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

static void
put_hollow(RhumbBuf *const out, const RhumbTallied *const tallied)
{
  const bool is_one = tallied->count == 1;
  rhumb_buf_format(out,
                   "%" PRIu64 " record%s every reference of this template "
                   "empty, which makes \"%.*s\"; --null \"\" or a condition "
                   "leaves %s out",
                   tallied->count,
                   is_one ? " leaves" : "s leave",
                   RHUMB_FMT(tallied->what),
                   is_one ? "it" : "them");
}

/// Names that say nothing: of all such records, one and the same
static const RhumbTallyKind hollow = {
    .by_record = true, .of_quads = true, .put = put_hollow};

/// Return combination number `at` of the `count` of the parts' values, the last
/// part's changing from one to the next
static RhumbStr
expand(const RhumbRow *const row,
       const RhumbPlanValue *const value,
       const RhumbValues *const parts,
       const size_t at,
       size_t count,
       const RhumbEncoding encoding)
{
  size_t filled = 0; // Bytes of values
  row->scratch->len = 0;
  for (size_t i = 0; i < value->n_parts; ++i) {
    if (value->parts[i].text.data) {
      rhumb_buf_put(row->scratch, value->parts[i].text);
      continue;
    }
    count /= parts[i].count;
    const RhumbValue *const item = &parts[i].items[at / count % parts[i].count];
    filled += item->lexical.len;
    put_encoded(row->scratch, item->lexical, encoding);
  }
  const RhumbStr text = rhumb_str_copy(row->arena, rhumb_buf_str(row->scratch));
  if (!filled && value->is_name) {
    rhumb_hint(row, &hollow, value->loc, text, NULL);
  }
  return text;
}

static RhumbStatus
part_values(RhumbValues *const values,
            const RhumbRow *const row,
            const RhumbPlanPart *const part,
            const RhumbLoc loc)
{
  return part->value
             ? rhumb_evaluate(values, row, part->value, RHUMB_ENCODE_NONE)
             : field_values(values, row, part->field, loc);
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
      RHUMB_TRY(part_values(&parts[i], row, &value->parts[i], value->loc));
      count = rhumb_product(count, parts[i].count);
    }
  }
  RHUMB_TRY(rhumb_check_product(count, row, value->loc));
  RhumbValue *const items = RHUMB_NEW(row->arena, RhumbValue, count);
  for (size_t i = 0; i < count; ++i) {
    items[i].lexical = expand(row, value, parts, i, count, encoding);
  }
  *values = (RhumbValues){items, count};
  return RHUMB_OK;
}

/// The values of a parameter that has several arguments
typedef struct {
  RhumbValue *items;
  size_t cap;
} Several;

/// Add `more` behind the values of a parameter, which grow in `several`: there
/// may be thousands of arguments
static void
append(RhumbArena *const arena,
       RhumbValues *const to,
       Several *const several,
       const RhumbValues more)
{
  if (!to->count || !more.count) {
    *to = to->count ? *to : more;
    return;
  }
  const size_t count = to->count + more.count;
  if (!several->items || count > several->cap) {
    several->cap = 2 * count;
    several->items = RHUMB_NEW(arena, RhumbValue, several->cap);
    memcpy(several->items, to->items, to->count * sizeof(*to->items));
  }
  memcpy(
      several->items + to->count, more.items, more.count * sizeof(*more.items));
  *to = (RhumbValues){several->items, count};
}

static void
put_absent(RhumbBuf *const out, const RhumbTallied *const tallied)
{
  const RhumbPlanValue *const value = (const RhumbPlanValue *)tallied->by;
  const RhumbValueTable *const table = value->lookup->table;
  const bool is_one = tallied->count == 1;
  rhumb_buf_format(out,
                   "%" PRIu64 " value%s not in the table \"%.*s\" and make%s "
                   "no term:",
                   tallied->count,
                   is_one ? " is" : "s are",
                   RHUMB_FMT(table->name),
                   is_one ? "s" : "");
  for (size_t i = 0; i < tallied->n_common; ++i) {
    const RhumbTallyText *const common = &tallied->common[i];
    const char *const near = rhumb_value_table_near(table, common->text);
    rhumb_buf_format(
        out, "%s \"%.*s\"", i ? "," : "", RHUMB_FMT(shown(common->text)));
    if (common->count > 1) {
      rhumb_buf_format(out, " %" PRIu64 " times", common->count);
    }
    if (near) {
      rhumb_buf_format(out, " (the table has \"%s\")", near);
    }
  }
  rhumb_buf_puts(out,
                 "; a key \"" RHUMB_TABLE_REST "\" would stand for all others");
}

static RhumbLoc
asked_for(const void *const by)
{
  return ((const RhumbPlanValue *)by)->lookup->loc;
}

/// True if both look up the same values of the row
static bool
is_same_key(const void *const by, const void *const other)
{
  const RhumbPlanValue *const key = &((const RhumbPlanValue *)by)->lookup->key;
  const RhumbPlanValue *const same =
      &((const RhumbPlanValue *)other)->lookup->key;
  return by == other ||
         (key->kind == RHUMB_VALUE_FIELD && same->kind == RHUMB_VALUE_FIELD &&
          key->field == same->field);
}

/// Values that a table lacks, wherever it is asked: rules that say less than
/// the data
static const RhumbTallyKind absent = {.by_text = true,
                                      .of_run = true,
                                      .asked = asked_for,
                                      .is_same = is_same_key,
                                      .put = put_absent};

const RhumbPlanEntry *
rhumb_look_up(const RhumbRow *const row,
              const RhumbPlanValue *const value,
              const RhumbStr key)
{
  const RhumbPlanLookup *const lookup = value->lookup;
  const uint32_t number = rhumb_value_table_find(lookup->table, key);
  if (number) {
    return &lookup->entries[number - 1];
  }
  if (row->hints) {
    rhumb_hint(row, &absent, lookup->table->loc, key, value);
  } else { // A field of a view
    rhumb_tally_add(
        row->tally, &absent, lookup->table->loc, row->source, key, value);
  }
  return NULL;
}

/// Set `values` to what a table has for each of its keys
static RhumbStatus
look_up_all(RhumbValues *const values,
            const RhumbRow *const row,
            const RhumbPlanValue *const value)
{
  RhumbValues keys = {0};
  RHUMB_TRY(rhumb_evaluate(&keys, row, &value->lookup->key, RHUMB_ENCODE_NONE));
  *values = (RhumbValues){0};
  RHUMB_LIST(RhumbValue) several = {0};
  for (size_t i = 0; i < keys.count; ++i) {
    const RhumbPlanEntry *const entry =
        rhumb_look_up(row, value, keys.items[i].lexical);
    const RhumbValues texts = entry ? entry->texts : (RhumbValues){0};
    if (keys.count == 1) {
      *values = texts;
      return RHUMB_OK;
    }
    for (size_t t = 0; t < texts.count; ++t) {
      RHUMB_PUSH_IN(row->arena, &several, texts.items[t]);
    }
  }
  *values = (RhumbValues){several.items, several.count};
  return RHUMB_OK;
}

/// What stands for a null among truths
static const RhumbValue falsehood = {{"false", 5}, RHUMB_VALUE_BOOLEAN};

typedef struct {
  const RhumbRow *row;
  const RhumbPlanCall *plan;
} Calling;

static RhumbStatus
fail_call(const Calling *const calling, const RhumbStatus status)
{
  const char *const why = calling->row->functions->error;
  return FAIL(
      calling->row, status, calling->plan->loc, rhumb_str(why), "%s", why);
}

/// One of several calls has failed; see RhumbFunctionContext
static bool
pass_call(const void *const caller, const RhumbStatus status)
{
  const Calling *const calling = (const Calling *)caller;
  return rhumb_mistakes_pass(calling->row->mistakes) &&
         fail_call(calling, status) == RHUMB_END;
}

static RhumbStatus
call(RhumbValues *const values,
     const RhumbRow *const row,
     const RhumbPlanCall *const plan)
{
  RhumbValues arguments[RHUMB_FUNCTION_MAX_PARAMETERS] = {{0}};
  Several several[RHUMB_FUNCTION_MAX_PARAMETERS] = {{0}};
  for (size_t i = 0; i < plan->n_arguments; ++i) {
    const RhumbPlanArgument *const argument = &plan->arguments[i];
    if (!rhumb_function_needs(
            plan->type, arguments, argument->parameter, row->functions)) {
      continue;
    }
    RhumbValues more = {0};
    RHUMB_TRY(rhumb_evaluate(&more, row, &argument->value, argument->encoding));
    if (!more.count && plan->type->parameters[argument->parameter].truths) {
      more = (RhumbValues){&falsehood, 1};
    }
    append(row->arena,
           &arguments[argument->parameter],
           &several[argument->parameter],
           more);
  }
  const Calling calling = {row, plan};
  row->functions->passes = pass_call;
  row->functions->caller = &calling;
  row->functions->file = plan->file;
  const RhumbStatus status =
      rhumb_function_call(plan->type, values, arguments, row->functions);
  row->functions->caller = NULL;
  return status == RHUMB_OK || status == RHUMB_END
             ? status
             : fail_call(&calling, status);
}

RhumbStatus
rhumb_holds(bool *const out,
            const RhumbRow *const row,
            const RhumbPlanConditions *const conditions)
{
  *out = true;
  for (size_t i = 0; *out && i < conditions->count; ++i) {
    RhumbValues values = {0};
    const RhumbStatus status = call(&values, row, conditions->items[i]);
    if (status != RHUMB_OK && status != RHUMB_END) {
      return status;
    }
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
  case RHUMB_VALUE_TABLE:
    return look_up_all(values, row, value);
  case RHUMB_VALUE_PARENT:
    *values = row->parent[value->field];
    return RHUMB_OK;
  case RHUMB_VALUE_CONSTANT:
  case RHUMB_VALUE_FRESH:
    break;
  }
  RhumbValue *const item = RHUMB_NEW(row->arena, RhumbValue, 1);
  item->lexical = value->constant.text;
  item->type = value->type;
  *values = (RhumbValues){item, 1};
  return RHUMB_OK;
}
