// SPDX-License-Identifier: ISC

/// @file step.c  What stands behind "=>" in a reference: tables and functions
/// of one value, in a row.

#include "base/near.h"
#include "function/function.h"
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

static RhumbStatus
unknown_step(const RhumbYarrrml *const reader, const RhumbPart *const step)
{
  const char *const meant = short_name(step->text);
  const char *const near = meant ? meant : nearest(reader, step->text);
  const RhumbFunctionType *const function = rhumb_function_find(step->text);
  const char *const advice =
      near ? ""
      : function
          ? "; a function of several values is written {function: …}"
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
    return named->item ? RHUMB_OK : RHUMB_ERR_REFERENCE;
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
  RhumbExpression value = {.kind = RHUMB_EXPRESSION_REFERENCE,
                           .loc = part->loc,
                           .reference = part->text};
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
