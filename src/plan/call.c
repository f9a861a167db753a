// SPDX-License-Identifier: ISC

/// @file call.c  Functions and value tables made ready: their rows found,
/// arguments bound.

#include "plan/plan_impl.h"

#include "term/iri.h"

/// Report a function that is none here; another engine may have it
static void
report_unknown(RhumbCompiler *const compiler,
               const RhumbFunction *const function)
{
  const char *const near = rhumb_function_near(function->name);
  if (compiler->mapping->is_elsewhere) {
    rhumb_warn_near(compiler->diag,
                    function->loc,
                    near,
                    "rhumb has no function <%.*s>; only an engine that has it "
                    "can run these rules",
                    RHUMB_FMT(function->name));
    return;
  }
  rhumb_compile_keep(
      compiler,
      rhumb_fail_near(compiler->diag,
                      RHUMB_ERR_REFERENCE,
                      function->loc,
                      near,
                      "unknown function <%.*s>; rhumb functions lists them",
                      RHUMB_FMT(function->name)));
}

/// True if a function has all that it needs to be called
static bool
may_be_called(const RhumbCompiler *const compiler,
              const RhumbFunctionType *const type)
{
  return !type->refusal && (!type->asks_time || compiler->mapping->now.len);
}

/// Return whether a function runs here; else it is reported
static bool
check_runs(RhumbCompiler *const compiler,
           const RhumbFunction *const function,
           const RhumbFunctionType *const type)
{
  if (compiler->mapping->is_elsewhere) {
    return true;
  }
  if (type->refusal) {
    RHUMB_PLAN_FAIL(compiler,
                    RHUMB_ERR_UNSUPPORTED,
                    function->loc,
                    "%s %s",
                    type->names[0],
                    type->refusal);
    return false;
  }
  if (type->asks_time && !compiler->mapping->now.len) {
    RHUMB_PLAN_FAIL(compiler,
                    RHUMB_ERR_UNSUPPORTED,
                    function->loc,
                    "%s needs to be told the time of the run, so that the same "
                    "input gives the same output: --now 2026-01-31T12:00:00Z",
                    type->names[0]);
    return false;
  }
  return true;
}

/// Return the function's row; NULL: it has none that runs, which is reported
static const RhumbFunctionType *
find_type(RhumbCompiler *const compiler, const RhumbFunction *const function)
{
  const RhumbFunctionType *const type = rhumb_function_find(function->name);
  if (!type) {
    report_unknown(compiler, function);
    return NULL;
  }
  return check_runs(compiler, function, type) ? type : NULL;
}

/// Return the one parameter that an argument under GREL's usual name must be
/// meant for, or -1: the function needs no other
static int
only_parameter(RhumbCompiler *const compiler,
               const RhumbFunctionType *const type,
               const RhumbArgument *const argument)
{
  int only = -1;
  int count = 0;
  for (int i = 0; type->parameters[i].name; ++i) {
    only = type->parameters[i].optional ? only : i;
    count += !type->parameters[i].optional;
  }
  if (count != 1 ||
      !(rhumb_str_is(argument->parameter, RHUMB_GREL "valueParameter") ||
        rhumb_str_is(argument->parameter, RHUMB_GREL "valueParam"))) {
    return -1;
  }
  rhumb_warn(compiler->diag,
             RHUMB_WARNING,
             argument->loc,
             "%s has no such parameter; this is taken for %s",
             type->names[0],
             type->parameters[only].names[0]);
  return only;
}

/// Return the number of the argument's parameter, or -1, reported
static int
find_parameter(RhumbCompiler *const compiler,
               const RhumbFunctionType *const type,
               const RhumbArgument *const argument)
{
  int found = rhumb_function_parameter(type, argument->parameter);
  if (found < 0) {
    found = only_parameter(compiler, type, argument);
  }
  if (found < 0) {
    rhumb_compile_keep(compiler,
                       rhumb_fail_near(compiler->diag,
                                       RHUMB_ERR_REFERENCE,
                                       argument->loc,
                                       rhumb_function_parameter_near(
                                           type, argument->parameter),
                                       "%s has no parameter <%.*s>",
                                       type->names[0],
                                       RHUMB_FMT(argument->parameter)));
  }
  return found;
}

/// An argument; a constant that is an IRI stands behind the base, as a term's
static RhumbPlanValue
compile_value(RhumbCompiler *const compiler,
              RhumbPassDraft *const pass,
              const RhumbArgument *const argument)
{
  const RhumbStr own = compiler->mapping->maps[compiler->map]->base;
  const RhumbStr base = own.len ? own : compiler->mapping->base;
  RhumbPlanValue value =
      rhumb_compile_value(compiler, pass, &argument->value.value);
  RhumbTerm *const constant = &value.constant;
  if (value.kind == RHUMB_VALUE_CONSTANT && constant->kind == RHUMB_TERM_IRI &&
      base.len && !rhumb_iri_is_absolute(constant->text)) {
    constant->text = rhumb_str_join(compiler->arena, base, constant->text);
  }
  return value;
}

/// What is asked of the parent row is kept with its subject in the index
static RhumbPlanValue
keep_of_parent(RhumbCompiler *const compiler,
               const RhumbArgument *const argument)
{
  RhumbParentDraft *const parent = compiler->parent;
  if (!parent) {
    RHUMB_PLAN_FAIL(compiler,
                    RHUMB_ERR_SYNTAX,
                    argument->loc,
                    "there is no parent row here: only the "
                    "condition of a reference to a mapping has "
                    "two rows");
    return (RhumbPlanValue){0};
  }
  RHUMB_PUSH_IN(compiler->arena,
                &parent->kept,
                compile_value(compiler, parent->pass, argument));
  return (RhumbPlanValue){.kind = RHUMB_VALUE_PARENT,
                          .field = parent->kept.count - 1,
                          .loc = argument->value.value.loc};
}

static RhumbPlanValue
compile_argument(RhumbCompiler *const compiler,
                 RhumbPassDraft *const pass,
                 const RhumbArgument *const argument)
{
  return argument->side == RHUMB_PARENT &&
                 argument->value.value.kind != RHUMB_EXPRESSION_FUNCTION
             ? keep_of_parent(compiler, argument)
             : compile_value(compiler, pass, argument);
}

/// Report a second value for what takes one, and what must be there and is not;
/// return whether all is well
static bool
check_arguments(RhumbCompiler *const compiler,
                const RhumbFunction *const function,
                const RhumbFunctionType *const type,
                const unsigned *const given)
{
  bool is_whole = true;
  for (size_t i = 0; type->parameters[i].name; ++i) {
    const RhumbParameter *const parameter = &type->parameters[i];
    is_whole &= parameter->optional || given[i];
    if (given[i] > 1 && !parameter->list) {
      RHUMB_PLAN_FAIL(compiler,
                      RHUMB_ERR_SYNTAX,
                      function->loc,
                      "%s takes one %s, not %u",
                      type->names[0],
                      parameter->names[0],
                      given[i]);
    }
    if (!given[i] && parameter->without) {
      rhumb_warn(compiler->diag,
                 RHUMB_WARNING,
                 function->loc,
                 "%s without %s: %s",
                 type->names[0],
                 parameter->names[0],
                 parameter->without);
    } else if (!given[i] && !parameter->optional) {
      RHUMB_PLAN_FAIL(compiler,
                      RHUMB_ERR_SYNTAX,
                      function->loc,
                      "%s needs the parameter %s",
                      type->names[0],
                      parameter->names[0]);
    }
  }
  return is_whole;
}

/// Put an argument behind those of its parameter and of the ones before it
static void
insert(RhumbPlanArgument *const arguments,
       size_t at,
       const RhumbPlanArgument argument)
{
  for (; at > 0 && arguments[at - 1].parameter > argument.parameter; --at) {
    arguments[at] = arguments[at - 1];
  }
  arguments[at] = argument;
}

/// Collect what the rules fix of the arguments of a parameter, if that is all
static RhumbValues
fixed_of(const RhumbCompiler *const compiler,
         const RhumbPlanCall *const call,
         const size_t parameter)
{
  RhumbValue *const items =
      RHUMB_NEW(compiler->arena, RhumbValue, call->n_arguments);
  size_t count = 0;
  for (size_t i = 0; i < call->n_arguments; ++i) {
    const RhumbPlanValue *const value = &call->arguments[i].value;
    if (call->arguments[i].parameter != parameter) {
      continue;
    }
    if (value->kind != RHUMB_VALUE_CONSTANT) {
      return (RhumbValues){NULL, 0};
    }
    items[count++].lexical = value->constant.text;
  }
  return (RhumbValues){items, count};
}

/// Report what a function says of arguments that the rules fix
static void
fail_fixed(RhumbCompiler *const compiler,
           const RhumbFunctionContext *const context,
           const RhumbLoc loc)
{
  RHUMB_PLAN_FAIL(compiler, RHUMB_ERR_VALUE, loc, "%s", context->error);
}

/// Look at the arguments that the rules fix, and call what has no others: what
/// no data makes right is said before there is any
static void
check_fixed(RhumbCompiler *const compiler, const RhumbPlanCall *const call)
{
  RhumbFunctionContext context = {.arena = compiler->arena,
                                  .file = call->file,
                                  .now = compiler->mapping->now};
  RhumbValues fixed[RHUMB_FUNCTION_MAX_PARAMETERS] = {{NULL, 0}};
  RhumbValues result = {NULL, 0};
  bool is_right = true;
  size_t count = 0;
  for (size_t i = 0; call->type->parameters[i].name; ++i) {
    fixed[i] = fixed_of(compiler, call, i);
    count += fixed[i].count;
  }
  for (size_t i = 0; i < call->n_arguments; ++i) {
    const size_t parameter = call->arguments[i].parameter;
    if (fixed[parameter].count == 1 &&
        rhumb_function_check(call->type, fixed, parameter, &context) !=
            RHUMB_OK) {
      fail_fixed(compiler, &context, call->arguments[i].value.loc);
      is_right = false;
    }
  }
  if (is_right && count == call->n_arguments &&
      may_be_called(compiler, call->type) &&
      rhumb_function_call(call->type, &result, fixed, &context) != RHUMB_OK) {
    fail_fixed(compiler, &context, call->loc);
  }
  rhumb_function_context_free(&context);
}

const RhumbPlanCall *
rhumb_compile_call(RhumbCompiler *const compiler,
                   RhumbPassDraft *const pass,
                   const RhumbFunction *const function)
{
  const RhumbFunctionType *const type =
      function ? find_type(compiler, function) : NULL;
  if (!type) {
    for (size_t i = 0; function && i < function->n_arguments; ++i) {
      (void)compile_argument(compiler, pass, &function->arguments[i]);
    }
    return NULL;
  }
  rhumb_compile_hash(compiler, 'f', function->name);
  unsigned given[RHUMB_FUNCTION_MAX_PARAMETERS] = {0};
  RhumbPlanArgument *const arguments =
      RHUMB_NEW(compiler->arena, RhumbPlanArgument, function->n_arguments);
  size_t n = 0;
  for (size_t i = 0; i < function->n_arguments; ++i) {
    const RhumbArgument *const argument = &function->arguments[i];
    const int parameter = find_parameter(compiler, type, argument);
    rhumb_compile_hash(
        compiler, (char)('0' + argument->side), argument->parameter);
    if (parameter >= 0) {
      ++given[parameter];
      insert(arguments,
             n++,
             (RhumbPlanArgument){
                 .parameter = (size_t)parameter,
                 .value = compile_argument(compiler, pass, argument),
                 .encoding = rhumb_compile_encoding(argument->value.type),
             });
    }
  }
  const bool is_whole = check_arguments(compiler, function, type, given);

  RhumbPlanCall *const call = RHUMB_NEW(compiler->arena, RhumbPlanCall, 1);
  *call = (RhumbPlanCall){.type = type,
                          .arguments = arguments,
                          .n_arguments = n,
                          .loc = function->loc};
  const RhumbStatus before = compiler->status;
  call->file =
      is_whole ? rhumb_compile_file(compiler, call, function->dir) : NULL;
  if (is_whole && compiler->status == before) {
    check_fixed(compiler, call);
  }
  return call;
}

void
rhumb_compile_condition(RhumbCompiler *const compiler,
                        RhumbPassDraft *const pass,
                        RhumbPlanConditions *const out,
                        const RhumbFunction *const condition)
{
  const RhumbPlanCall *const call =
      rhumb_compile_call(compiler, pass, condition);
  if (call) {
    const RhumbPlanCall **const items =
        RHUMB_NEW(compiler->arena, const RhumbPlanCall *, out->count + 1);
    for (size_t i = 0; i < out->count; ++i) {
      items[i] = out->items[i];
    }
    items[out->count] = call;
    *out = (RhumbPlanConditions){items, out->count + 1};
  }
}

/// Set `texts` to what an entry has
static RhumbValues
texts_of(RhumbCompiler *const compiler,
         const RhumbTableEntry *const entry,
         RhumbValue *const texts)
{
  rhumb_compile_hash(compiler, 'k', entry->key);
  for (size_t i = 0; i < entry->n_values; ++i) {
    texts[i].lexical = entry->values[i].text;
    rhumb_compile_hash(compiler, 'v', texts[i].lexical);
  }
  return (RhumbValues){texts, entry->n_values};
}

const RhumbPlanLookup *
rhumb_compile_lookup(RhumbCompiler *const compiler,
                     RhumbPassDraft *const pass,
                     const RhumbFunction *const function)
{
  const RhumbValueTable *const table = function->table;
  RhumbPlanLookup *const lookup =
      RHUMB_NEW(compiler->arena, RhumbPlanLookup, 1);
  RhumbPlanEntry *const entries =
      RHUMB_NEW(compiler->arena, RhumbPlanEntry, table->n_entries);
  RhumbValue *texts =
      RHUMB_NEW(compiler->arena, RhumbValue, rhumb_value_table_count(table));
  for (size_t i = 0; i < table->n_entries; ++i) {
    entries[i].texts = texts_of(compiler, &table->entries[i], texts);
    texts += table->entries[i].n_values;
  }
  *lookup = (RhumbPlanLookup){
      .table = table,
      .key = compile_argument(compiler, pass, function->arguments),
      .entries = entries,
      .loc = function->loc};
  return lookup;
}

RhumbPlanConditions
rhumb_compile_conditions(RhumbCompiler *const compiler,
                         RhumbPassDraft *const pass,
                         const RhumbFunction *const first,
                         const RhumbFunction *const second)
{
  RhumbPlanConditions out = {0};
  rhumb_compile_condition(compiler, pass, &out, first);
  rhumb_compile_condition(compiler, pass, &out, second);
  return out;
}
