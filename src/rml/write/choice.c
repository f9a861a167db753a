// SPDX-License-Identifier: ISC

/// @file choice.c  What value tables choose, as terms with conditions.

#include "rml/write/choice.h"

#include "rml/write/part.h"

/// Terms that a mapping may become, with the arguments of functions that are
/// copied for each; and look-ups of one term
enum { MAX_CHOICES = 100000, MAX_LOOKUPS = 100 };

#define REFUSE(choices, ...)    \
  RHUMB_KEEP((choices)->status, \
             rhumb_fail((choices)->diag, RHUMB_ERR_UNSUPPORTED, __VA_ARGS__))

// How much there may be -------------------------------------------------------

static void
refuse_more(RhumbRmlChoices *const choices, const RhumbLoc loc, const int most)
{
  REFUSE(choices,
         loc,
         "RML has no value tables, and as terms with conditions these would be "
         "more than %d",
         most);
}

/// True if there is room for what else is chosen
static bool
has_room(const RhumbRmlChoices *const choices)
{
  return choices->count <= MAX_CHOICES;
}

bool
rhumb_rml_count_choices(RhumbRmlChoices *const choices,
                        const RhumbLoc loc,
                        const size_t count)
{
  const bool had_room = has_room(choices);
  choices->count += count;
  if (had_room && !has_room(choices)) {
    refuse_more(choices, loc, MAX_CHOICES);
  }
  return has_room(choices);
}

// Functions of the conditions -------------------------------------------------

static RhumbArgument
text_argument(const char *const parameter, const RhumbStr text, RhumbLoc loc)
{
  const RhumbExpression value = {
      .kind = RHUMB_EXPRESSION_CONSTANT,
      .loc = loc,
      .constant = {.kind = RHUMB_TERM_LITERAL, .text = text}};
  return (RhumbArgument){
      .parameter = rhumb_str(parameter),
      .loc = loc,
      .value = {.value = value, .type = RHUMB_TYPE_LITERAL, .loc = loc}};
}

/// The argument that a key is, for another function
static RhumbArgument
key_argument(const char *const parameter, const RhumbArgument *const key)
{
  RhumbArgument argument = *key;
  argument.parameter = rhumb_str(parameter);
  return argument;
}

static const RhumbFunction *
function_of(RhumbArena *const arena,
            const char *const name,
            const RhumbArgument *const arguments,
            const size_t count)
{
  RhumbArgument *const kept = RHUMB_NEW(arena, RhumbArgument, count);
  RhumbFunction *const function = RHUMB_NEW(arena, RhumbFunction, 1);
  memcpy(kept, arguments, count * sizeof(*kept));
  *function = (RhumbFunction){.name = rhumb_str(name),
                              .loc = arguments[0].loc,
                              .arguments = kept,
                              .n_arguments = count};
  return function;
}

static const RhumbFunction *
function_of_function(RhumbArena *const arena,
                     const char *const name,
                     const char *const parameter,
                     const RhumbFunction *const function)
{
  const RhumbArgument argument = rhumb_function_argument(parameter, function);
  return function_of(arena, name, &argument, 1);
}

static const RhumbFunction *
is_key(RhumbArena *const arena,
       const RhumbArgument *const key,
       const RhumbTableEntry *const entry)
{
  const RhumbArgument arguments[] = {
      key_argument(RHUMB_GREL "valueParameter", key),
      text_argument(RHUMB_GREL "valueParameter2", entry->key, key->loc)};
  return function_of(arena, RHUMB_IDLAB "equal", arguments, 2);
}

/// Return whether a value is there that is none of the table's keys. The key
/// is asked for once: of several values, one that is none is enough.
static const RhumbFunction *
is_other(RhumbArena *const arena,
         const RhumbArgument *const key,
         const RhumbValueTable *const table)
{
  RhumbArgument *const arguments =
      RHUMB_NEW(arena, RhumbArgument, table->n_entries);
  const RhumbArgument any = key_argument(RHUMB_GREL "p_any_e", key);
  const RhumbFunction *both[] = {
      function_of(arena, RHUMB_GREL "controls_isNotNull", &any, 1), NULL};
  size_t n = 0;
  for (size_t i = 0; i < table->n_entries; ++i) {
    if (i + 1 != table->rest) {
      arguments[n++] =
          text_argument(RHUMB_IDLAB "list", table->entries[i].key, key->loc);
    }
  }
  arguments[n] = key_argument(RHUMB_IDLAB "str", key);
  if (n) {
    both[1] = function_of_function(
        arena,
        RHUMB_GREL "boolean_not",
        RHUMB_GREL "bool_b",
        function_of(
            arena, RHUMB_IDLAB "listContainsElement", arguments, n + 1));
  }
  return rhumb_function_all(arena, both, 2);
}

/// Return whether no value is a key that makes a term; NULL: a function cannot
/// say it
static const RhumbFunction *
is_nothing(RhumbArena *const arena,
           const RhumbArgument *const key,
           const RhumbValueTable *const table)
{
  const RhumbArgument any = key_argument(RHUMB_GREL "p_any_e", key);
  RhumbArgument *const arguments =
      RHUMB_NEW(arena, RhumbArgument, table->n_entries);
  const bool has_rest = table->rest && table->entries[table->rest - 1].n_values;
  size_t n = 0;
  for (size_t i = 0; i < table->n_entries; ++i) {
    if (!table->entries[i].n_values && has_rest) {
      return NULL;
    }
    if (table->entries[i].n_values && i + 1 != table->rest) {
      arguments[n++] = rhumb_function_argument(
          RHUMB_GREL "param_rep_b", is_key(arena, key, &table->entries[i]));
    }
  }
  if (has_rest || !n) {
    return has_rest ? function_of(arena, RHUMB_GREL "controls_isNull", &any, 1)
                    : NULL;
  }
  return function_of_function(
      arena,
      RHUMB_GREL "boolean_not",
      RHUMB_GREL "bool_b",
      function_of(arena, RHUMB_GREL "boolean_or", arguments, n));
}

// Constants -------------------------------------------------------------------

/// Set `out` to what does not depend on the data; false if it does, or fails
static bool
constant_values(RhumbRmlChoices *const choices,
                const RhumbExpression *const value,
                RhumbValues *const out)
{
  if (value->kind == RHUMB_EXPRESSION_CONSTANT) {
    RhumbValue *const item = RHUMB_NEW(choices->arena, RhumbValue, 1);
    item->lexical = value->constant.text;
    *out = (RhumbValues){item, 1};
    return true;
  }
  const RhumbFunction *const function =
      value->kind == RHUMB_EXPRESSION_FUNCTION ? value->function : NULL;
  const RhumbFunctionType *const type =
      function && !function->table ? rhumb_function_find(function->name) : NULL;
  RhumbValues arguments[RHUMB_FUNCTION_MAX_PARAMETERS] = {{0}};
  for (size_t i = 0; type && i < function->n_arguments; ++i) {
    const int parameter =
        rhumb_function_parameter(type, function->arguments[i].parameter);
    if (parameter < 0 || arguments[parameter].count ||
        !constant_values(choices,
                         &function->arguments[i].value.value,
                         &arguments[parameter])) {
      return false;
    }
  }
  return type && !type->refusal &&
         rhumb_function_call(type, out, arguments, &choices->functions) ==
             RHUMB_OK;
}

// What is chosen --------------------------------------------------------------

/// A function that is a look-up, or of constants alone in a template; and what
/// the functions around it do with its values
typedef struct {
  const RhumbFunction *function;
  bool in_list;    ///< One takes all of them at once
  bool sees_nulls; ///< One looks at their lack
} Found;

static bool
find_in_function(RhumbRmlChoices *choices,
                 Found *found,
                 const RhumbFunction *function);

static bool
find_in_template(RhumbRmlChoices *const choices,
                 Found *const found,
                 const RhumbExpression *const value)
{
  for (size_t i = 0; value->calls && i < value->text.count; ++i) {
    const RhumbFunction *const call = value->calls[i];
    const RhumbExpression whole = {.kind = RHUMB_EXPRESSION_FUNCTION,
                                   .function = call};
    RhumbValues values = {0};
    if (call && find_in_function(choices, found, call)) {
      return true;
    }
    if (call && constant_values(choices, &whole, &values)) {
      found->function = call;
      return true;
    }
  }
  return false;
}

static bool
find_in_expression(RhumbRmlChoices *const choices,
                   Found *const found,
                   const RhumbExpression *const value)
{
  return value->kind == RHUMB_EXPRESSION_TEMPLATE
             ? find_in_template(choices, found, value)
         : value->kind == RHUMB_EXPRESSION_FUNCTION && value->function
             ? find_in_function(choices, found, value->function)
             : false;
}

/// Note what a function does with the values of an argument; a condition of
/// several parts is asked of each value
static void
note_around(Found *const found,
            const RhumbFunction *const function,
            const RhumbArgument *const argument)
{
  const RhumbFunctionType *const type = rhumb_function_find(function->name);
  const int number =
      type ? rhumb_function_parameter(type, argument->parameter) : -1;
  if (number < 0 || rhumb_str_is(function->name, RHUMB_IDLAB "trueCondition")) {
    return;
  }
  const RhumbParameter *const parameter = &type->parameters[number];
  found->in_list |= parameter->list || parameter->truths;
  found->sees_nulls |= type->nulls == RHUMB_NULLS_SEEN;
}

/// Find what is innermost: its key has no look-up in it
static bool
find_in_function(RhumbRmlChoices *const choices,
                 Found *const found,
                 const RhumbFunction *const function)
{
  for (size_t i = 0; i < function->n_arguments; ++i) {
    const RhumbArgument *const argument = &function->arguments[i];
    if (find_in_expression(choices, found, &argument->value.value)) {
      note_around(found, function, argument);
      return true;
    }
  }
  found->function = function->table ? function : NULL;
  return function->table;
}

/// One of what there is to choose from
typedef struct {
  RhumbTerm term;
  bool is_null;                   ///< It has no value
  const RhumbFunction *condition; ///< NULL: always
} Choice;

typedef RHUMB_LIST(Choice) ChoiceList;

static void
add_entry(RhumbRmlChoices *const choices,
          ChoiceList *const out,
          const RhumbTableEntry *const entry,
          const RhumbFunction *const condition)
{
  for (size_t i = 0; i < entry->n_values; ++i) {
    const Choice choice = {.term = rhumb_table_term(&entry->values[i]),
                           .condition = condition};
    RHUMB_PUSH_IN(choices->arena, out, choice);
  }
}

/// List what a table has for the keys of the data
static void
list_entries(RhumbRmlChoices *const choices,
             const Found *const found,
             ChoiceList *const out)
{
  RhumbArena *const arena = choices->arena;
  const RhumbFunction *const lookup = found->function;
  const RhumbValueTable *const table = lookup->table;
  for (size_t i = 0; i < table->n_entries; ++i) {
    const RhumbTableEntry *const entry = &table->entries[i];
    if (entry->n_values) {
      add_entry(choices,
                out,
                entry,
                i + 1 == table->rest ? is_other(arena, lookup->arguments, table)
                                     : is_key(arena, lookup->arguments, entry));
    }
  }
  if (!found->sees_nulls) {
    return;
  }
  const Choice nothing = {.is_null = true,
                          .condition =
                              is_nothing(arena, lookup->arguments, table)};
  RHUMB_PUSH_IN(arena, out, nothing);
  if (!nothing.condition) {
    REFUSE(choices,
           lookup->loc,
           "RML has no value tables, and a function that looks at their lack "
           "of a value cannot be told of it");
  }
}

static ChoiceList
list_choices(RhumbRmlChoices *const choices, const Found *const found)
{
  const RhumbFunction *const function = found->function;
  const RhumbValueTable *const table = function->table;
  const RhumbExpression whole = {.kind = RHUMB_EXPRESSION_FUNCTION,
                                 .function = function};
  ChoiceList out = {0};
  RhumbValues values = {0};
  const bool is_constant = constant_values(
      choices, table ? &function->arguments->value.value : &whole, &values);
  for (size_t i = 0; is_constant && i < values.count; ++i) {
    const RhumbStr text = values.items[i].lexical;
    const Choice choice = {.term = {.kind = RHUMB_TERM_LITERAL, .text = text}};
    const uint32_t number = table ? rhumb_value_table_find(table, text) : 0;
    if (number) {
      add_entry(choices, &out, &table->entries[number - 1], NULL);
    } else if (!table) {
      RHUMB_PUSH_IN(choices->arena, &out, choice);
    }
  }
  if (!is_constant && table) {
    list_entries(choices, found, &out);
  }
  return out;
}

// What stands in its place ----------------------------------------------------

/// A function, and the text that stands in its place
typedef struct {
  RhumbRmlChoices *choices;
  const RhumbFunction *from;
  const Choice *to;
} Change;

static RhumbExpression
replaced(const Change *change,
         const RhumbExpression *value,
         RhumbTermType type);

/// Return what is chosen as a text, or as a function that gives none
static RhumbExpression
chosen_text(const Change *const change, const RhumbLoc loc)
{
  RhumbExpression out = {
      .kind = RHUMB_EXPRESSION_CONSTANT,
      .loc = loc,
      .constant = {.kind = RHUMB_TERM_LITERAL, .text = change->to->term.text}};
  if (change->to->is_null) {
    const RhumbArgument arguments[] = {
        text_argument(RHUMB_IDLAB "strBoolean", RHUMB_STR("false"), loc),
        text_argument(RHUMB_IDLAB "str", RHUMB_STR(""), loc)};
    out.kind = RHUMB_EXPRESSION_FUNCTION;
    out.function = function_of(
        change->choices->arena, RHUMB_IDLAB "trueCondition", arguments, 2);
  }
  return out;
}

/// Return a copy of a function, and set `arguments` to its own, to be changed
static RhumbFunction *
copy_function(RhumbArena *const arena,
              const RhumbFunction *const function,
              RhumbArgument **const arguments)
{
  RhumbFunction *const out = RHUMB_NEW(arena, RhumbFunction, 1);
  const size_t count = function->n_arguments;
  *arguments = RHUMB_NEW(arena, RhumbArgument, count);
  for (size_t i = 0; i < count; ++i) {
    (*arguments)[i] = function->arguments[i];
  }
  *out = *function;
  out->arguments = *arguments;
  return out;
}

static const RhumbFunction *
change_function(const Change *const change, const RhumbFunction *const function)
{
  RhumbArgument *arguments = NULL;
  RhumbFunction *const out =
      copy_function(change->choices->arena, function, &arguments);
  (void)rhumb_rml_count_choices(
      change->choices, function->loc, function->n_arguments);
  for (size_t i = 0; i < function->n_arguments; ++i) {
    RhumbTermMap *const value = &arguments[i].value;
    value->value = replaced(change, &value->value, value->type);
  }
  return out;
}

/// Return a template in which what is chosen has become text; without a value
/// there is no text at all
static RhumbExpression
change_template(const Change *const change,
                const RhumbExpression *const value,
                const RhumbTermType type)
{
  RhumbArena *const arena = change->choices->arena;
  RhumbRmlParts parts = {0};
  const RhumbFunction **const calls =
      RHUMB_NEW(arena, const RhumbFunction *, value->text.count);
  RhumbExpression out = *value;
  for (size_t i = 0; i < value->text.count; ++i) {
    const RhumbFunction *const call = value->calls ? value->calls[i] : NULL;
    RhumbPart part = value->text.parts[i];
    if (call && call == change->from) {
      if (change->to->is_null) {
        return chosen_text(change, value->loc);
      }
      part = (RhumbPart){
          .text = rhumb_rml_encoded(arena, change->to->term.text, type),
          .loc = part.loc};
    }
    rhumb_rml_add_part(arena, &parts, part);
    calls[parts.count - 1] =
        call && call != change->from ? change_function(change, call) : NULL;
  }
  out.text = (RhumbTemplate){parts.items, parts.count};
  out.calls = calls;
  if (parts.count == 1 && !parts.items[0].is_reference) {
    out = (RhumbExpression){.kind = RHUMB_EXPRESSION_CONSTANT,
                            .loc = value->loc,
                            .constant = {.kind = rhumb_term_types[type].kind,
                                         .text = parts.items[0].text}};
  }
  return out;
}

static RhumbExpression
replaced(const Change *const change,
         const RhumbExpression *const value,
         const RhumbTermType type)
{
  RhumbExpression out = *value;
  if (value->kind == RHUMB_EXPRESSION_TEMPLATE) {
    return change_template(change, value, type);
  }
  if (value->kind == RHUMB_EXPRESSION_FUNCTION && value->function) {
    if (value->function == change->from) {
      return chosen_text(change, value->loc);
    }
    out.function = change_function(change, value->function);
  }
  return out;
}

/// Make `term` the one that is chosen
static void
take_choice(RhumbTermMap *const term, const Choice *const choice)
{
  static const RhumbTermType plain[] = {
      [RHUMB_TERM_NONE] = RHUMB_TYPE_NONE,
      [RHUMB_TERM_IRI] = RHUMB_TYPE_IRI,
      [RHUMB_TERM_BLANK] = RHUMB_TYPE_BLANK,
      [RHUMB_TERM_LITERAL] = RHUMB_TYPE_LITERAL,
  };
  const RhumbTermKind kind =
      term->is_entry ? choice->term.kind : rhumb_term_types[term->type].kind;
  term->value = (RhumbExpression){.kind = RHUMB_EXPRESSION_CONSTANT,
                                  .loc = term->value.loc,
                                  .constant = choice->term};
  term->value.constant.kind = kind;
  term->type = plain[kind];
  term->is_entry = false;
  if (kind != RHUMB_TERM_LITERAL) {
    term->datatype = term->language = (RhumbExpression){0};
  }
}

/// The same of a datatype or a language
static void
change_annotation(const Change *const change,
                  RhumbExpression *const value,
                  const RhumbTermKind kind)
{
  const bool is_whole = value->kind == RHUMB_EXPRESSION_FUNCTION &&
                        value->function == change->from;
  *value = replaced(change, value, RHUMB_TYPE_IRI);
  if (is_whole) {
    value->constant.kind = kind;
  }
}

static RhumbTermMap
change_term(const Change *const change, const RhumbTermMap *const term)
{
  RhumbTermMap out = *term;
  if (term->value.kind == RHUMB_EXPRESSION_FUNCTION &&
      term->value.function == change->from) {
    take_choice(&out, change->to);
  } else {
    out.value = replaced(change, &term->value, term->type);
  }
  change_annotation(change, &out.datatype, RHUMB_TERM_IRI);
  change_annotation(change, &out.language, RHUMB_TERM_LITERAL);
  const RhumbFunction *const both[] = {change->to->condition, out.condition};
  out.condition = rhumb_function_all(change->choices->arena, both, 2);
  return out;
}

// Functions in templates ------------------------------------------------------

/// Return a part of a template as an expression of its own
static RhumbExpression
part_of(const RhumbExpression *const value, const size_t i)
{
  const RhumbPart *const part = &value->text.parts[i];
  const RhumbFunction *const call = value->calls[i];
  const RhumbExpressionKind kind = call ? RHUMB_EXPRESSION_FUNCTION
                                   : part->is_reference
                                       ? RHUMB_EXPRESSION_REFERENCE
                                       : RHUMB_EXPRESSION_CONSTANT;
  return (RhumbExpression){
      .kind = kind,
      .loc = part->loc,
      .constant = {.kind = RHUMB_TERM_LITERAL, .text = part->text},
      .reference = part->text,
      .function = call};
}

static bool
has_calls(const RhumbExpression *const value)
{
  bool has = false;
  for (size_t i = 0; value->calls && i < value->text.count; ++i) {
    has |= value->calls[i] != NULL;
  }
  return has;
}

/// Return a template with functions in it as a function that puts its parts
/// together, each with each of the others' values, as a template does
static RhumbExpression
join_parts(RhumbRmlChoices *const choices, const RhumbExpression *const value)
{
  RhumbExpression out = part_of(value, 0);
  for (size_t i = 1; i < value->text.count; ++i) {
    const RhumbExpression part = part_of(value, i);
    const RhumbArgument arguments[] = {
        {.parameter = RHUMB_STR(RHUMB_IDLAB "str"),
         .loc = out.loc,
         .value = {.value = out, .type = RHUMB_TYPE_LITERAL, .loc = out.loc}},
        {.parameter = RHUMB_STR(RHUMB_IDLAB "otherStr"),
         .loc = part.loc,
         .value = {
             .value = part, .type = RHUMB_TYPE_LITERAL, .loc = part.loc}}};
    out = (RhumbExpression){
        .kind = RHUMB_EXPRESSION_FUNCTION,
        .loc = value->loc,
        .function =
            function_of(choices->arena, RHUMB_IDLAB "concat", arguments, 2)};
  }
  return out;
}

static RhumbExpression
plain(RhumbRmlChoices *const choices,
      const RhumbExpression *const value,
      const RhumbTermType type)
{
  RhumbExpression out =
      rhumb_rml_name_file(choices->arena, choices->source, value, type);
  if (has_calls(&out)) {
    if (type == RHUMB_TYPE_IRI || type == RHUMB_TYPE_URI ||
        out.text.count > RHUMB_MAX_FUNCTION_NESTING) {
      REFUSE(choices,
             value->loc,
             "RML's templates hold no functions, and no function encodes what "
             "an IRI is made of; a function alone, or a text, has a form");
      return out;
    }
    out = join_parts(choices, &out);
  }
  out.calls = NULL;
  if (out.kind == RHUMB_EXPRESSION_FUNCTION) {
    out.function = rhumb_rml_plain_function(choices, out.function);
  }
  return out;
}

RhumbExpression
rhumb_rml_plain(RhumbRmlChoices *const choices,
                const RhumbExpression *const value)
{
  return plain(choices, value, RHUMB_TYPE_LITERAL);
}

RhumbTermMap
rhumb_rml_plain_term(RhumbRmlChoices *const choices,
                     const RhumbTermMap *const term)
{
  RhumbTermMap out = *term;
  out.value = plain(choices, &term->value, term->type);
  out.datatype = plain(choices, &term->datatype, RHUMB_TYPE_IRI);
  out.language = plain(choices, &term->language, RHUMB_TYPE_LITERAL);
  return out;
}

const RhumbFunction *
rhumb_rml_plain_function(RhumbRmlChoices *const choices,
                         const RhumbFunction *const function)
{
  if (!function) {
    return NULL;
  }
  RhumbArgument *arguments = NULL;
  RhumbFunction *const out =
      copy_function(choices->arena, function, &arguments);
  for (size_t i = 0; i < function->n_arguments; ++i) {
    RhumbTermMap *const value = &arguments[i].value;
    value->value = plain(choices, &value->value, value->type);
  }
  return out;
}

// Terms and conditions --------------------------------------------------------

/// True if what has been found can be said, which is else reported
static bool
can_choose(RhumbRmlChoices *const choices,
           const Found *const found,
           const size_t depth)
{
  const RhumbLoc loc = found->function->loc;
  if (found->in_list && found->function->table) {
    REFUSE(choices,
           loc,
           "RML has no value tables, and a function that takes several values "
           "at once cannot be told each with a condition");
    return false;
  }
  if (depth == MAX_LOOKUPS) {
    refuse_more(choices, loc, MAX_LOOKUPS);
    return false;
  }
  return true;
}

static void
choose(RhumbRmlChoices *const choices,
       const RhumbTermMap *const term,
       RhumbRmlTerms *const out,
       const size_t depth)
{
  Found found = {0};
  if (!find_in_expression(choices, &found, &term->value) &&
      !find_in_expression(choices, &found, &term->datatype) &&
      !find_in_expression(choices, &found, &term->language)) {
    RHUMB_PUSH_IN(choices->arena, out, rhumb_rml_plain_term(choices, term));
    (void)rhumb_rml_count_choices(choices, term->loc, depth ? 1 : 0);
    return;
  }
  if (!can_choose(choices, &found, depth)) {
    return;
  }
  const ChoiceList list = list_choices(choices, &found);
  for (size_t i = 0; i < list.count && has_room(choices); ++i) {
    const Change change = {choices, found.function, &list.items[i]};
    const RhumbTermMap next = change_term(&change, term);
    choose(choices, &next, out, depth + 1);
  }
}

void
rhumb_rml_choose(RhumbRmlChoices *const choices,
                 const RhumbTermMap *const term,
                 RhumbRmlTerms *const out)
{
  RhumbTermMap own = *term;
  own.condition = rhumb_rml_choose_condition(choices, term->condition);
  choose(choices, &own, out, 0);
}

const RhumbFunction *
rhumb_rml_never(RhumbRmlChoices *const choices, const RhumbLoc loc)
{
  const RhumbArgument never[] = {
      text_argument(RHUMB_GREL "valueParameter", RHUMB_STR("true"), loc),
      text_argument(RHUMB_GREL "valueParameter2", RHUMB_STR("false"), loc)};
  return function_of(choices->arena, RHUMB_IDLAB "equal", never, 2);
}

typedef RHUMB_LIST(const RhumbFunction *) FunctionList;

static void
choose_function(RhumbRmlChoices *const choices,
                const RhumbFunction *const function,
                FunctionList *const out,
                const size_t depth)
{
  Found found = {0};
  if (!find_in_function(choices, &found, function)) {
    RHUMB_PUSH_IN(
        choices->arena, out, rhumb_rml_plain_function(choices, function));
    (void)rhumb_rml_count_choices(choices, function->loc, depth ? 1 : 0);
    return;
  }
  if (!can_choose(choices, &found, depth)) {
    return;
  }
  const ChoiceList list = list_choices(choices, &found);
  for (size_t i = 0; i < list.count && has_room(choices); ++i) {
    const Change change = {choices, found.function, &list.items[i]};
    const RhumbFunction *const both[] = {list.items[i].condition,
                                         change_function(&change, function)};
    choose_function(
        choices, rhumb_function_all(choices->arena, both, 2), out, depth + 1);
  }
}

const RhumbFunction *
rhumb_rml_choose_condition(RhumbRmlChoices *const choices,
                           const RhumbFunction *const condition)
{
  FunctionList list = {0};
  if (!condition) {
    return NULL;
  }
  choose_function(choices, condition, &list, 0);
  if (list.count) {
    return rhumb_function_any(choices->arena, list.items, list.count);
  }
  return rhumb_rml_never(choices, condition->loc);
}
