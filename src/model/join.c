// SPDX-License-Identifier: ISC

/// @file join.c  Functions over the two rows of a join, and the joins in them.

#include "model/normal.h"

/// The same function, its arguments taken from `to`, by the side that they are
/// of; those of a function that is itself an argument are of that one's side
static const RhumbFunction *
turn(RhumbArena *const arena,
     const RhumbFunction *const function,
     const RhumbSide to[const 2],
     const bool in_parent)
{
  RhumbFunction *const turned = RHUMB_NEW(arena, RhumbFunction, 1);
  RhumbArgument *const arguments =
      RHUMB_NEW(arena, RhumbArgument, function->n_arguments);
  *turned = *function;
  turned->arguments = arguments;
  for (size_t i = 0; i < function->n_arguments; ++i) {
    const bool is_parent =
        in_parent || function->arguments[i].side == RHUMB_PARENT;
    arguments[i] = function->arguments[i];
    arguments[i].side = to[is_parent];
    RhumbExpression *const value = &arguments[i].value.value;
    if (value->kind == RHUMB_EXPRESSION_FUNCTION && value->function) {
      value->function = turn(arena, value->function, to, is_parent);
    }
  }
  return turned;
}

const RhumbFunction *
rhumb_function_swap(RhumbArena *const arena,
                    const RhumbFunction *const function)
{
  static const RhumbSide other[] = {RHUMB_PARENT, RHUMB_CHILD};
  return function ? turn(arena, function, other, false) : NULL;
}

/// Return the sides that an argument is about, a bit each; 0: a constant
static unsigned
sides_of(const RhumbArgument *const argument)
{
  const RhumbExpression *const value = &argument->value.value;
  unsigned sides = 0;
  if (value->kind == RHUMB_EXPRESSION_CONSTANT) {
    return 0;
  }
  if (value->kind != RHUMB_EXPRESSION_FUNCTION || !value->function) {
    return 1U << (unsigned)argument->side;
  }
  for (size_t i = 0; i < value->function->n_arguments; ++i) {
    sides |= sides_of(&value->function->arguments[i]);
  }
  return sides;
}

/// True if an argument of "equal" is looked up by the text that it makes
static bool
is_key(const RhumbArgument *const argument)
{
  return (rhumb_str_is(argument->parameter, RHUMB_GREL "valueParameter") ||
          rhumb_str_is(argument->parameter, RHUMB_GREL "valueParameter2")) &&
         argument->value.value.kind != RHUMB_EXPRESSION_NONE &&
         (argument->value.value.kind != RHUMB_EXPRESSION_TEMPLATE ||
          argument->value.type == RHUMB_TYPE_LITERAL);
}

/// Return an argument as a row of its own side sees it
static RhumbExpression
key_of(RhumbArena *const arena, const RhumbArgument *const argument)
{
  static const RhumbSide own[] = {RHUMB_CHILD, RHUMB_CHILD};
  RhumbExpression key = argument->value.value;
  if (key.kind == RHUMB_EXPRESSION_FUNCTION && key.function) {
    key.function = turn(arena, key.function, own, false);
  }
  return key;
}

/// Add `function` to `joins` if it says that a value of one row equals one of
/// the other
static bool
take_join(RhumbArena *const arena,
          const RhumbFunction *const function,
          RhumbJoins *const joins)
{
  const RhumbArgument *const a = function->arguments;
  if (!rhumb_str_is(function->name, RHUMB_IDLAB "equal") ||
      function->n_arguments != 2 || !is_key(&a[0]) || !is_key(&a[1]) ||
      rhumb_str_equal(a[0].parameter, a[1].parameter)) {
    return false;
  }
  const unsigned first = sides_of(&a[0]);
  const unsigned second = sides_of(&a[1]);
  if ((first & second) || first == 3U || second == 3U) {
    return false; // Not one row with the other
  }
  const bool is_turned = first == 2U || second == 1U;
  const RhumbJoin join = {key_of(arena, &a[is_turned]),
                          key_of(arena, &a[!is_turned])};
  RHUMB_PUSH_IN(arena, joins, join);
  return true;
}

static bool
functions_equal(const RhumbFunction *a, const RhumbFunction *b);

/// True if both are NULL, or said in the same way
static bool
calls_equal(const RhumbFunction *const a, const RhumbFunction *const b)
{
  return a && b ? functions_equal(a, b) : a == b;
}

static bool
templates_equal(const RhumbExpression *const a, const RhumbExpression *const b)
{
  bool equal = a->text.count == b->text.count;
  for (size_t i = 0; equal && i < a->text.count; ++i) {
    const RhumbPart *const one = &a->text.parts[i];
    const RhumbPart *const other = &b->text.parts[i];
    equal = one->is_reference == other->is_reference &&
            rhumb_str_equal(one->text, other->text) &&
            calls_equal(a->calls ? a->calls[i] : NULL,
                        b->calls ? b->calls[i] : NULL);
  }
  return equal;
}

/// True if both are said in the same way
static bool
expressions_equal(const RhumbExpression *const a,
                  const RhumbExpression *const b)
{
  if (a->kind != b->kind) {
    return false;
  }
  switch (a->kind) {
  case RHUMB_EXPRESSION_CONSTANT:
    return rhumb_term_equal(&a->constant, &b->constant);
  case RHUMB_EXPRESSION_REFERENCE:
    return rhumb_str_equal(a->reference, b->reference);
  case RHUMB_EXPRESSION_TEMPLATE:
    return templates_equal(a, b);
  case RHUMB_EXPRESSION_FUNCTION:
    return calls_equal(a->function, b->function);
  case RHUMB_EXPRESSION_NONE:
    break;
  }
  return true;
}

static bool
functions_equal(const RhumbFunction *const a, const RhumbFunction *const b)
{
  bool equal = rhumb_str_equal(a->name, b->name) && a->table == b->table &&
               rhumb_str_equal(a->output, b->output) &&
               a->n_arguments == b->n_arguments;
  for (size_t i = 0; equal && i < a->n_arguments; ++i) {
    const RhumbArgument *const one = &a->arguments[i];
    const RhumbArgument *const other = &b->arguments[i];
    equal = rhumb_str_equal(one->parameter, other->parameter) &&
            one->side == other->side && one->value.type == other->value.type &&
            expressions_equal(&one->value.value, &other->value.value);
  }
  return equal;
}

static bool
has_join(const RhumbJoins *const joins, const RhumbJoin *const join)
{
  for (size_t i = 0; i < joins->count; ++i) {
    if (expressions_equal(&joins->items[i].child, &join->child) &&
        expressions_equal(&joins->items[i].parent, &join->parent)) {
      return true;
    }
  }
  return false;
}

/// What is found in a function over both rows
typedef struct {
  RhumbJoins *joins; ///< Asked for by themselves
  RhumbJoins *kept;  ///< Within a function that is asked for as a whole
} Taken;

/// Take what is a join from a function or from all that it asks for; return
/// what is still to be asked, NULL if nothing is left. grel:boolean_and is: all
/// values of each condition must be true, of a join by itself one
static const RhumbFunction *
take_joins(RhumbArena *const arena,
           const RhumbFunction *const function,
           const Taken taken)
{
  const bool is_and = rhumb_str_is(function->name, RHUMB_GREL "boolean_and");
  bool is_all =
      is_and || rhumb_str_is(function->name, RHUMB_IDLAB "trueCondition");
  for (size_t i = 0; i < function->n_arguments; ++i) {
    const RhumbExpression *const value = &function->arguments[i].value.value;
    is_all =
        is_all && value->kind == RHUMB_EXPRESSION_FUNCTION && value->function;
  }
  if (!is_all) {
    return take_join(arena, function, taken.joins) ? NULL : function;
  }
  const RhumbFunction **const rest =
      RHUMB_NEW(arena, const RhumbFunction *, function->n_arguments);
  const Taken within = {is_and ? taken.kept : taken.joins, taken.kept};
  for (size_t i = 0; i < function->n_arguments; ++i) {
    rest[i] =
        take_joins(arena, function->arguments[i].value.value.function, within);
  }
  return is_and ? function
                : rhumb_function_all(arena, rest, function->n_arguments);
}

const RhumbFunction *
rhumb_joins_take(RhumbArena *const arena,
                 const RhumbFunction *const function,
                 RhumbJoins *const joins)
{
  static const RhumbSide same[] = {RHUMB_CHILD, RHUMB_PARENT};
  RhumbJoins kept = {0};
  if (!function) {
    return NULL;
  }
  const RhumbFunction *const rest =
      take_joins(arena,
                 turn(arena, function, same, false),
                 (Taken){.joins = joins, .kept = &kept});
  for (size_t i = 0; i < kept.count; ++i) {
    if (!has_join(joins, &kept.items[i])) { // Written out beside the function
      RHUMB_PUSH_IN(arena, joins, kept.items[i]);
    }
  }
  return rest;
}
