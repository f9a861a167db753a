// SPDX-License-Identifier: ISC

/// @file function.c  Functions by name, their parameters, and how one is
/// called.

#include "function/function.h"

#include "base/list.h"
#include "function/function_impl.h"
#include "term/vocabulary.h"

#include <stdlib.h>

/// What the table's prefixes stand for; the first of a prefix is the one shown
typedef struct {
  const char *prefix;
  const char *iri;
} Space;

static const Space spaces[] = {
    {"grel", RHUMB_GREL},
    {"idlab-fn", RHUMB_IDLAB},
    {"idlab-fn", "http://example.com/idlab/function/"},
    {"morph-kgc", RHUMB_MORPH},
    {"rhumb-fn", RHUMB_FUNCTIONS},
    {"rdf", RHUMB_RDF},
};

/// A name taken apart; without a prefix if its namespace is none of ours
typedef struct {
  RhumbStr prefix;
  RhumbStr local;
} Name;

static Name
split_curie(const RhumbStr curie)
{
  RhumbStr local = curie;
  const RhumbStr prefix = rhumb_str_cut(&local, ':');
  return prefix.len < curie.len ? (Name){prefix, local}
                                : (Name){RHUMB_STR(""), curie};
}

/// What follows the last '#', '/' or ':'
static RhumbStr
local_name(const RhumbStr iri)
{
  return rhumb_str_from(iri, rhumb_str_last(iri, "#/:"));
}

static Name
split_name(const RhumbStr name)
{
  if (!name.len) {
    return (Name){name, name};
  }
  for (size_t i = 0; i < RHUMB_COUNT(spaces); ++i) {
    const RhumbStr iri = rhumb_str(spaces[i].iri);
    if (rhumb_str_starts(name, iri)) {
      return (Name){rhumb_str(spaces[i].prefix), rhumb_str_from(name, iri.len)};
    }
  }
  const Name curie = split_curie(name);
  return RHUMB_ROW(spaces, curie.prefix)
             ? curie
             : (Name){rhumb_str(""), local_name(name)};
}

/// rdf:_1, rdf:_2 and so on, the members of a sequence, are one name
static Name
without_number(const Name name)
{
  uint64_t number = 0;
  return rhumb_str_is(name.prefix, "rdf") &&
                 rhumb_str_starts(name.local, RHUMB_STR("_")) &&
                 rhumb_str_number(
                     rhumb_str_from(name.local, 1), UINT64_MAX, &number)
             ? (Name){name.prefix, rhumb_str("_nnn")}
             : name;
}

static bool
has_name(const char *const *names, const Name name)
{
  for (; *names; ++names) {
    const Name candidate = split_curie(rhumb_str(*names));
    if (rhumb_str_equal(candidate.prefix, name.prefix) &&
        rhumb_str_equal(candidate.local, name.local)) {
      return true;
    }
  }
  return false;
}

// Lookup --------------------------------------------------------------------

const RhumbFunctionType *
rhumb_functions(size_t *const count)
{
  *count = rhumb_function_table_count;
  return rhumb_function_table;
}

const RhumbFunctionType *
rhumb_function_find(const RhumbStr name)
{
  const Name wanted = split_name(name);
  if (!wanted.prefix.len) {
    return NULL;
  }
  for (size_t i = 0; i < rhumb_function_table_count; ++i) {
    if (has_name(rhumb_function_table[i].names, wanted)) {
      return &rhumb_function_table[i];
    }
  }
  return NULL;
}

const RhumbFunctionType *
rhumb_function_find_short(const RhumbStr word)
{
  for (size_t i = 0; i < rhumb_function_table_count; ++i) {
    const char *const name = rhumb_function_table[i].short_name;
    if (name && rhumb_str_alike(word, rhumb_str(name))) {
      return &rhumb_function_table[i];
    }
  }
  return NULL;
}

/// Number of parameters
static size_t
arity(const RhumbFunctionType *const type)
{
  size_t count = 0;
  while (type->parameters[count].name) {
    ++count;
  }
  return count;
}

int
rhumb_function_parameter(const RhumbFunctionType *const type,
                         const RhumbStr name)
{
  const Name wanted = without_number(split_name(name));
  for (int i = 0; type->parameters[i].name; ++i) {
    if (rhumb_str_is(name, type->parameters[i].name) ||
        has_name(type->parameters[i].names, wanted)) {
      return i;
    }
  }
  return -1;
}

void
rhumb_function_iri(RhumbBuf *const out, const char *const curie)
{
  const Name name = split_curie(rhumb_str(curie));
  const Space *const space = RHUMB_ROW(spaces, name.prefix);
  rhumb_buf_puts(out, space ? space->iri : NULL);
  rhumb_buf_put(out, name.local);
}

// The name probably meant ---------------------------------------------------

/// A CURIE to choose, and its local name, by which they are compared
typedef struct {
  const char *local;
  const char *curie;
} Candidate;

typedef RHUMB_LIST(Candidate) Candidates;

static void
add_candidates(Candidates *const all, const char *const *names)
{
  for (; *names; ++names) {
    const char *const local = split_curie(rhumb_str(*names)).local.data;
    RHUMB_PUSH(all, (Candidate){local, *names});
  }
}

/// "string_trim" without its group: "trim"
static RhumbStr
without_group(const RhumbStr local)
{
  RhumbStr rest = local;
  (void)rhumb_str_cut(&rest, '_');
  return rhumb_str_has(local, '_') ? rest : local;
}

/// Return the CURIE of `all`, which is freed, that is nearest to `name`
static const char *
nearest(Candidates *const all, const RhumbStr name)
{
  const RhumbStr local = split_name(name).local;
  const size_t size = sizeof(*all->items);
  const Candidate *found = NULL;
  for (size_t i = 0; !found && i < all->count; ++i) {
    if (rhumb_str_alike(without_group(rhumb_str(all->items[i].local)),
                        without_group(local))) {
      found = &all->items[i];
    }
  }
  if (!found) {
    const char *const near =
        rhumb_row_near(all->items, all->count, size, local);
    found = rhumb_row(all->items, all->count, size, rhumb_str(near));
  }
  const char *const curie = found ? found->curie : NULL;
  free(all->items);
  return curie;
}

const char *
rhumb_function_near(const RhumbStr name)
{
  Candidates all = {.count = 0};
  for (size_t i = 0; i < rhumb_function_table_count; ++i) {
    add_candidates(&all, rhumb_function_table[i].names);
  }
  return nearest(&all, name);
}

const char *
rhumb_function_parameter_near(const RhumbFunctionType *const type,
                              const RhumbStr name)
{
  Candidates all = {.count = 0};
  for (size_t i = 0; type->parameters[i].name; ++i) {
    add_candidates(&all, type->parameters[i].names);
  }
  return nearest(&all, name);
}

// Calling -------------------------------------------------------------------

void
rhumb_function_context_free(RhumbFunctionContext *const context)
{
  rhumb_patterns_free(context->patterns);
  *context = (RhumbFunctionContext){.arena = NULL};
}

/// Number of calls that the several values of single parameters ask for; 0 if
/// a null makes the result null, SIZE_MAX if there are too many
static size_t
count_calls(const RhumbFunctionType *const type, const RhumbValues *const args)
{
  size_t calls = 1;
  for (size_t i = 0; type->parameters[i].name; ++i) {
    const RhumbParameter *const parameter = &type->parameters[i];
    const size_t count = args[i].count;
    if (!count && !parameter->optional && type->nulls == RHUMB_NULLS_PASS) {
      return 0;
    }
    if (count > 1 && !parameter->list) {
      calls =
          calls > RHUMB_FUNCTION_MAX_VALUES / count ? SIZE_MAX : calls * count;
    }
    if (calls == SIZE_MAX) {
      return SIZE_MAX;
    }
  }
  return calls;
}

/// Write the arguments of combination `number` into `one`, which has room for
/// as many as any function has: what this one has not is null
static void
combine(RhumbValues one[const RHUMB_FUNCTION_MAX_PARAMETERS],
        const RhumbFunctionType *const type,
        const RhumbValues *const args,
        size_t number)
{
  size_t i = RHUMB_FUNCTION_MAX_PARAMETERS;
  for (; i > arity(type); --i) {
    one[i - 1] = (RhumbValues){NULL, 0};
  }
  while (i-- > 0) {
    one[i] = args[i];
    if (args[i].count > 1 && !type->parameters[i].list) {
      one[i] = (RhumbValues){&args[i].items[number % args[i].count], 1};
      number /= args[i].count;
    }
  }
}

/// Call with the arguments of combination `number`
static RhumbStatus
call_one(const RhumbFunctionType *const type,
         const RhumbValues *const args,
         const size_t number,
         RhumbFunctionContext *const context)
{
  RhumbValues one[RHUMB_FUNCTION_MAX_PARAMETERS];
  combine(one, type, args, number);
  context->result = (RhumbValues){NULL, 0};
  return type->call(one, context);
}

static RhumbStatus
call_each(const RhumbFunctionType *const type,
          const RhumbValues *const args,
          const size_t calls,
          RhumbFunctionContext *const context)
{
  RhumbListBuilder all = {.arena = context->arena};
  size_t n_failed = 0;
  for (size_t n = 0; n < calls; ++n) {
    const RhumbStatus status = call_one(type, args, n, context);
    if (status != RHUMB_OK) {
      if (!context->passes || !context->passes(context->caller, status)) {
        return status;
      }
      context->result = (RhumbValues){NULL, 0};
      ++n_failed;
    }
    for (size_t i = 0; i < context->result.count; ++i) {
      rhumb_list_put(&all, context->result.items[i]);
    }
  }
  return n_failed == calls ? RHUMB_END : rhumb_return_list(context, &all);
}

bool
rhumb_function_needs(const RhumbFunctionType *const type,
                     const RhumbValues *const arguments,
                     const size_t parameter,
                     RhumbFunctionContext *const context)
{
  context->type = type;
  return !type->needs || type->needs(arguments, parameter, context);
}

RhumbStatus
rhumb_function_check(const RhumbFunctionType *const type,
                     const RhumbValues *const arguments,
                     const size_t parameter,
                     RhumbFunctionContext *const context)
{
  context->error[0] = '\0';
  context->type = type;
  return type->parameters[parameter].check
             ? type->parameters[parameter].check(arguments, parameter, context)
             : RHUMB_OK;
}

RhumbStatus
rhumb_function_call(const RhumbFunctionType *const type,
                    RhumbValues *const result,
                    const RhumbValues *const arguments,
                    RhumbFunctionContext *const context)
{
  context->error[0] = '\0';
  context->type = type;
  if (type->refusal) {
    return rhumb_function_fail(context, "%s", type->refusal);
  }
  if (type->file != RHUMB_FILE_NONE && !context->file) {
    return rhumb_function_fail(context, "the file was not read");
  }
  if (type->asks_time && !context->now.len) {
    return rhumb_function_fail(context, "the run was not told the time");
  }

  const size_t calls = count_calls(type, arguments);
  if (calls == SIZE_MAX) {
    return rhumb_function_fail(
        context,
        "the values of its arguments make more than %zu combinations",
        RHUMB_FUNCTION_MAX_VALUES);
  }

  context->result = (RhumbValues){NULL, 0};
  if (calls == 1) {
    RHUMB_TRY(call_one(type, arguments, 0, context));
  } else if (calls > 1) {
    RHUMB_TRY(call_each(type, arguments, calls, context));
  }
  *result = context->result;
  return RHUMB_OK;
}
