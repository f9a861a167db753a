// SPDX-License-Identifier: ISC

/// @file step.c  What stands behind "=>" in a reference: tables and functions
/// of one value, in a row.

#include "base/list.h"
#include "base/near.h"
#include "function/function.h"
#include "io/pattern.h"
#include "yarrrml/yarrrml_impl.h"

/// What other languages call functions that have a short name here
static const struct {
  const char *word, *name;
} misnomers[] = {
    {"capitalize", "titlecase"},
    {"len", "length"},
    {"lower-case", "lower"},
    {"lowercase", "lower"},
    {"normalize-space", "trim"},
    {"slugify", "slug"},
    {"string-length", "length"},
    {"strip", "trim"},
    {"title", "titlecase"},
    {"toLowerCase", "lower"},
    {"toUpperCase", "upper"},
    {"upper-case", "upper"},
    {"uppercase", "upper"},
};

/// Return the table or function that is called nearly `name`, or NULL
static const char *
nearest(const RhumbYarrrml *const reader, const RhumbStr name)
{
  size_t n_functions = 0;
  const RhumbFunctionType *const functions = rhumb_functions(&n_functions);
  const RhumbTable *const tables = &reader->tables.table;
  const char **const words = RHUMB_NEW(
      reader->yaml.arena, const char *, tables->count + n_functions + 1);
  size_t n = 0;
  for (; n < tables->count; ++n) {
    words[n] = tables->keys[n].data;
  }
  for (size_t i = 0; i < n_functions; ++i) {
    words[n] = functions[i].short_name;
    n += words[n] != NULL;
  }
  return rhumb_near(name, words);
}

/// Return the short name of a function that is meant under another, or NULL
static const char *
short_name(const RhumbStr name)
{
  const RhumbStr word = rhumb_str_ends(name, RHUMB_STR("()"))
                            ? rhumb_str_slice(name, 0, name.len - 2)
                            : name;
  for (size_t i = 0; i < RHUMB_COUNT(misnomers); ++i) {
    if (rhumb_str_is(word, misnomers[i].word)) {
      return misnomers[i].name;
    }
  }
  const RhumbFunctionType *const function = rhumb_function_find_short(word);
  const RhumbFunctionType *const whole = rhumb_function_find(word);
  return function ? function->short_name : whole ? whole->short_name : NULL;
}

/// True if a function may be meant by `word`: its whole name, without a prefix,
/// or what stands behind its group, such as "replace" of string_replace
static bool
is_called(const RhumbFunctionType *const function, const RhumbStr word)
{
  for (const char *const *n = function->names; *n; ++n) {
    const RhumbStr name = rhumb_str(*n);
    const RhumbStr local = rhumb_str_from(name, rhumb_str_index(name, ':') + 1);
    const size_t group = rhumb_str_index(local, '_');
    if (rhumb_str_alike(word, name) || rhumb_str_alike(word, local) ||
        (group < local.len &&
         rhumb_str_alike(word, rhumb_str_from(local, group + 1)))) {
      return true;
    }
  }
  return false;
}

/// Return the function that is meant by a word that is no short name, or NULL
static const RhumbFunctionType *
find_function(const RhumbStr word)
{
  size_t count = 0;
  const RhumbFunctionType *const functions = rhumb_functions(&count);
  for (size_t i = 0; i < count; ++i) {
    if (is_called(&functions[i], word)) {
      return &functions[i];
    }
  }
  return NULL;
}

/// Report a function that cannot stand behind "=>", and how it is written
static RhumbStatus
fail_function(const RhumbYarrrml *const reader,
              const RhumbPart *const step,
              const RhumbFunctionType *const function)
{
  RhumbBuf call = {0};
  size_t needed = 0;
  if (function->refusal) {
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_UNSUPPORTED,
                      step->loc,
                      "%s %s",
                      function->names[0],
                      function->refusal);
  }
  for (size_t i = 0; function->parameters[i].name; ++i) {
    const RhumbParameter *const parameter = &function->parameters[i];
    if (!parameter->optional) {
      rhumb_buf_format(&call,
                       "%s%s = %s",
                       needed ? ", " : "",
                       parameter->names[0],
                       needed ? "…" : "$(…)");
      ++needed;
    }
  }
  const RhumbStatus status = rhumb_fail(
      reader->yaml.diag,
      RHUMB_ERR_REFERENCE,
      step->loc,
      "%s cannot stand behind \"=>\", where %s: write {function: \"%s(%s)\"}",
      function->names[0],
      needed > 1 ? "one value is passed on" : "short names stand",
      function->names[0],
      rhumb_buf_cstr(&call));
  rhumb_buf_free(&call);
  return status;
}

static RhumbStatus
unknown_step(const RhumbYarrrml *const reader, const RhumbPart *const step)
{
  const char *const meant = short_name(step->text);
  const RhumbFunctionType *const function =
      meant ? NULL : find_function(step->text);
  if (function) {
    return fail_function(reader, step, function);
  }
  const char *const near = meant ? meant : nearest(reader, step->text);
  const char *const advice =
      near ? ""
      : reader->in_prefixes
          ? "; tables are read behind the prefixes, with which their values "
            "begin"
          : "; tables stand under \"tables\", rhumb functions lists functions "
            "with short names, and a name of the data with => in it is "
            "written \\=>";
  return rhumb_fail_near(reader->yaml.diag,
                         RHUMB_ERR_REFERENCE,
                         step->loc,
                         near,
                         "unknown table or function \"%.*s\" behind \"=>\"%s",
                         RHUMB_FMT(step->text),
                         advice);
}

// Externals ------------------------------------------------------------------

const RhumbExternalValue *
rhumb_before_steps(const RhumbYarrrml *const reader,
                   const RhumbPart *const part)
{
  const RhumbFilePart *const file = rhumb_file_part_of(part->text);
  const RhumbStr name = file ? rhumb_str(file->name)
                             : rhumb_str_from(part->text, part->text.len > 0);
  const bool is_name = rhumb_str_starts(part->text, RHUMB_STR("_")) &&
                       !rhumb_file_part(name); // Which was escaped
  return part->n_steps && (file || is_name)
             ? rhumb_externals_find(&reader->externals, name)
             : NULL;
}

/// Add what a table has for the key that an external has
static RhumbStatus
add_entry(const RhumbYarrrml *const reader,
          const RhumbPart *const step,
          const RhumbValueTable *const table,
          const RhumbStr key,
          RhumbTermList *const out)
{
  const uint32_t number = rhumb_value_table_find(table, key);
  if (!number) {
    return rhumb_fail_near(reader->yaml.diag,
                           RHUMB_ERR_REFERENCE,
                           step->loc,
                           rhumb_value_table_near(table, key),
                           "the table \"%.*s\" has no key \"%.*s\", which "
                           "the external before \"=>\" gives",
                           RHUMB_FMT(table->name),
                           RHUMB_FMT(key));
  }
  const RhumbTableEntry *const entry = &table->entries[number - 1];
  for (size_t i = 0; i < entry->n_values; ++i) {
    RHUMB_PUSH_IN(reader->yaml.arena, out, rhumb_table_term(&entry->values[i]));
  }
  return RHUMB_OK;
}

/// Add what a function makes of all values
static RhumbStatus
add_call(const RhumbYarrrml *const reader,
         const RhumbPart *const step,
         const RhumbFunctionType *const type,
         const RhumbTermList *const values,
         RhumbTermList *const out)
{
  RhumbFunctionContext context = {.arena = reader->yaml.arena};
  RhumbValue *const items =
      RHUMB_NEW(reader->yaml.arena, RhumbValue, values->count);
  RhumbValues arguments[RHUMB_FUNCTION_MAX_PARAMETERS] = {
      {items, values->count}};
  RhumbValues made = {NULL, 0};
  for (size_t i = 0; i < values->count; ++i) {
    items[i].lexical = values->items[i].text;
  }
  RhumbStatus status = rhumb_function_call(type, &made, arguments, &context);
  if (status != RHUMB_OK) {
    status = rhumb_fail(
        reader->yaml.diag, RHUMB_ERR_VALUE, step->loc, "%s", context.error);
  }
  for (size_t i = 0; status == RHUMB_OK && i < made.count; ++i) {
    const RhumbTerm term = {
        .kind = RHUMB_TERM_LITERAL,
        .text = rhumb_str_copy(reader->yaml.arena, made.items[i].lexical)};
    RHUMB_PUSH_IN(reader->yaml.arena, out, term);
  }
  rhumb_function_context_free(&context);
  return status;
}

/// Set `values` to what a step makes of them
static RhumbStatus
take_step(const RhumbYarrrml *const reader,
          const RhumbPart *const step,
          RhumbTermList *const values)
{
  RhumbTermList made = {0};
  RhumbStatus status = RHUMB_OK;
  const RhumbNamed *const named = rhumb_names_find(&reader->tables, step->text);
  const RhumbFunctionType *const type = rhumb_function_find_short(step->text);
  const RhumbValueTable *const table =
      named ? (const RhumbValueTable *)named->item : NULL;
  if (!table) { // What is neither has been reported
    status = type ? add_call(reader, step, type, values, &made)
                  : RHUMB_ERR_REFERENCE;
  }
  for (size_t i = 0; table && i < values->count; ++i) {
    RHUMB_KEEP(status,
               add_entry(reader, step, table, values->items[i].text, &made));
  }
  *values = made;
  return status;
}

RhumbStatus
rhumb_work_out(RhumbYarrrml *const reader,
               const RhumbPart *const part,
               RhumbTermList *const out)
{
  const RhumbFunction *call = NULL;
  const RhumbTerm first = {.kind = RHUMB_TERM_LITERAL,
                           .text = rhumb_before_steps(reader, part)->value};
  RHUMB_TRY(rhumb_read_steps(reader, part, &call));
  RHUMB_PUSH_IN(reader->yaml.arena, out, first);
  for (size_t i = 0; i < part->n_steps; ++i) {
    RHUMB_TRY(take_step(reader, &part->steps[i], out));
  }
  return RHUMB_OK;
}

static RhumbLoc
place(const void *const handle, const size_t at)
{
  const RhumbSpan *const span = (const RhumbSpan *)handle;
  return rhumb_yaml_at(span->node, span->at + at);
}

/// Set `out` to the one text that steps make
static RhumbStatus
work_out_one(RhumbYarrrml *const reader,
             const RhumbSpan *const span,
             RhumbStr *const out)
{
  const RhumbPlaces places = {place, span};
  RhumbTemplate text = {NULL, 0};
  RhumbTermList made = {0};
  RHUMB_TRY(rhumb_template_read_yarrrml(
      &text, reader->yaml.arena, span->text, &places, reader->yaml.diag));
  RHUMB_TRY(rhumb_work_out(reader, text.parts, &made));
  *out = made.count ? made.items[0].text : RHUMB_STR("");
  return made.count == 1
             ? RHUMB_OK
             : rhumb_fail(reader->yaml.diag,
                          RHUMB_ERR_VALUE,
                          text.parts[0].loc,
                          "one text is wanted here, and this makes %zu",
                          made.count);
}

bool
rhumb_work_out_text(void *const handle,
                    const RhumbYaml *const scalar,
                    const size_t at,
                    const size_t end,
                    RhumbStr *const out)
{
  RhumbYarrrml *const reader = (RhumbYarrrml *)handle;
  const RhumbSpan span = {
      .text = rhumb_str_slice(scalar->text, at, end), .node = scalar, .at = at};
  if (reader->failed == scalar) {
    return false;
  }
  const RhumbStatus status = work_out_one(reader, &span, out);
  RHUMB_KEEP(reader->status, status);
  reader->failed = status == RHUMB_OK ? reader->failed : scalar;
  return status == RHUMB_OK;
}

// Steps ----------------------------------------------------------------------

/// Return what stands before the steps of a reference
static RhumbExpression
value_before(const RhumbYarrrml *const reader, const RhumbPart *const part)
{
  const RhumbExternalValue *const external = rhumb_before_steps(reader, part);
  return external ? (RhumbExpression){.kind = RHUMB_EXPRESSION_CONSTANT,
                                      .loc = part->loc,
                                      .constant = {.kind = RHUMB_TERM_LITERAL,
                                                   .text = external->value}}
                  : (RhumbExpression){.kind = RHUMB_EXPRESSION_REFERENCE,
                                      .loc = part->loc,
                                      .reference = part->text};
}

/// Find what a step names; a table that could not be read is reported
/// elsewhere
static RhumbStatus
read_step(RhumbYarrrml *const reader,
          const RhumbPart *const step,
          RhumbFunction *const function,
          RhumbArgument *const argument)
{
  RhumbNamed *const named = rhumb_names_find(&reader->tables, step->text);
  function->loc = argument->loc = step->loc;
  if (named) {
    named->used = true;
    function->name = step->text;
    function->table = (const RhumbValueTable *)named->item;
    return named->is_reading ? rhumb_fail(reader->yaml.diag,
                                          RHUMB_ERR_REFERENCE,
                                          step->loc,
                                          "the table \"%.*s\" asks itself for "
                                          "what its keys stand for",
                                          RHUMB_FMT(step->text))
           : named->item     ? RHUMB_OK
                             : RHUMB_ERR_REFERENCE;
  }
  const RhumbFunctionType *const type = rhumb_function_find_short(step->text);
  if (!type) {
    return unknown_step(reader, step);
  }
  RhumbBuf buf = {0};
  rhumb_function_iri(&buf, type->names[0]);
  function->name = rhumb_buf_keep(&buf, reader->yaml.arena);
  rhumb_function_iri(&buf, type->parameters[0].names[0]);
  argument->parameter = rhumb_buf_keep(&buf, reader->yaml.arena);
  return RHUMB_OK;
}

RhumbStatus
rhumb_read_steps(RhumbYarrrml *const reader,
                 const RhumbPart *const part,
                 const RhumbFunction **const out)
{
  RhumbStatus status = RHUMB_OK;
  reader->mapping->has_steps = true;
  RhumbExpression value = value_before(reader, part);
  if (part->n_steps + reader->nesting > RHUMB_MAX_FUNCTION_NESTING) {
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_SYNTAX,
                      part->loc,
                      "more than %d functions within functions",
                      RHUMB_MAX_FUNCTION_NESTING);
  }
  for (size_t i = 0; i < part->n_steps; ++i) {
    RhumbFunction *const function =
        RHUMB_NEW(reader->yaml.arena, RhumbFunction, 1);
    RhumbArgument *const argument =
        RHUMB_NEW(reader->yaml.arena, RhumbArgument, 1);
    RHUMB_KEEP(status, read_step(reader, &part->steps[i], function, argument));
    argument->value = (RhumbTermMap){
        .value = value, .type = RHUMB_TYPE_LITERAL, .loc = value.loc};
    function->arguments = argument;
    function->n_arguments = 1;
    value = (RhumbExpression){.kind = RHUMB_EXPRESSION_FUNCTION,
                              .loc = function->loc,
                              .function = function};
  }
  *out = value.function;
  return status;
}
