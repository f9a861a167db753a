// SPDX-License-Identifier: ISC

/// @file function.c  Functions, conditions and joins of YARRRML.

#include "function/function.h"
#include "base/ascii.h"
#include "base/near.h"
#include "yarrrml/yarrrml_impl.h"

/// A name of YARRRML's own and what it stands for
typedef struct {
  const char *name, *iri;
} Builtin;

static const Builtin builtins[] = {
    {"equal", RHUMB_IDLAB "equal"},
    {"notEqual", RHUMB_IDLAB "notEqual"},
};

/// Of the parameters of those functions
static const Builtin builtin_parameters[] = {
    {"str1", RHUMB_GREL "valueParameter"},
    {"str2", RHUMB_GREL "valueParameter2"},
};

/// A function while it is read
typedef struct {
  RhumbYarrrml *reader;
  RhumbFunction function;
  const RhumbFunctionType *type; ///< NULL: unknown
  RHUMB_LIST(RhumbArgument) arguments;
  bool builtin;
} Call;

static RhumbStatus
read_name(Call *const call, const RhumbSpan span)
{
  RhumbYarrrml *const reader = call->reader;
  const RhumbSpan name = rhumb_span_trim(span);
  const Builtin *const builtin =
      (const Builtin *)RHUMB_ROW(builtins, name.text);
  call->function.loc = rhumb_span_loc(&name, 0);
  if (builtin) {
    call->builtin = true;
    call->function.name = rhumb_str(builtin->iri);
    return RHUMB_OK;
  }
  if (!memchr(name.text.data, ':', name.text.len)) {
    return rhumb_fail_near(reader->yaml.diag,
                           RHUMB_ERR_REFERENCE,
                           call->function.loc,
                           RHUMB_ROW_NEAR(builtins, name.text),
                           "unknown function \"%.*s\": a function's name has a "
                           "prefix, such as grel:toUpperCase",
                           RHUMB_FMT(name.text));
  }
  return rhumb_read_iri(
      reader, name, "a function's name", &call->function.name);
}

/// Read a parameter's name; without a prefix it has that of the function
static RhumbStatus
read_parameter(Call *const call,
               const RhumbSpan span,
               RhumbArgument *const argument)
{
  RhumbYarrrml *const reader = call->reader;
  const RhumbSpan name = rhumb_span_trim(span);
  argument->loc = rhumb_span_loc(&name, 0);
  const Builtin *const builtin =
      (const Builtin *)RHUMB_ROW(builtin_parameters, name.text);
  if (call->builtin && builtin) {
    argument->parameter = rhumb_str(builtin->iri);
    return RHUMB_OK;
  }
  if (memchr(name.text.data, ':', name.text.len)) {
    return rhumb_read_iri(
        reader, name, "a parameter's name", &argument->parameter);
  }
  if (call->builtin || !name.text.len) {
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_REFERENCE,
                      argument->loc,
                      "unknown parameter \"%.*s\"; %s",
                      RHUMB_FMT(name.text),
                      call->builtin ? "the parameters are str1 and str2"
                                    : "a parameter has a name");
  }
  const RhumbStr iri = call->function.name;
  argument->parameter =
      rhumb_str_join(reader->yaml.arena,
                     rhumb_str_slice(iri, 0, rhumb_str_last(iri, "#/")),
                     name.text);
  return RHUMB_OK;
}

/// Settle the folder of a function's file, where the argument names that
static void
settle_dir(Call *const call,
           const RhumbArgument *const argument,
           const RhumbSpan *const value)
{
  const RhumbFunctionType *const type = call->type;
  if (type && type->file != RHUMB_FILE_NONE &&
      rhumb_function_parameter(type, argument->parameter) ==
          rhumb_function_path(type)) {
    call->function.dir = rhumb_folder_of(call->reader, value);
  }
}

/// The side that an argument is taken from if nothing says: in a join, the
/// second text of a comparison is the other mapping's
static RhumbSide
default_side(const Call *const call, const RhumbArgument *const argument)
{
  return call->reader->in_join && call->builtin &&
                 rhumb_str_is(argument->parameter, RHUMB_GREL "valueParameter2")
             ? RHUMB_PARENT
             : RHUMB_CHILD;
}

static RhumbStatus
read_side(const Call *const call,
          const RhumbYaml *const node,
          RhumbSide *const out)
{
  static const char *const names[] = {"s", "subject", "o", "object", NULL};
  const RhumbYarrrml *const reader = call->reader;
  if (!node) {
    return RHUMB_OK;
  }
  if (node->kind != RHUMB_YAML_SCALAR) {
    return rhumb_wrong_kind(&reader->yaml, node, "\"from\"", "s or o");
  }
  const RhumbStr text = rhumb_text_of(reader, node);
  const char *const name = rhumb_word(names, text);
  if (!name) {
    return rhumb_fail_near(reader->yaml.diag,
                           RHUMB_ERR_SYNTAX,
                           node->loc,
                           rhumb_near(text, names),
                           "an argument is from s or o, not \"%s\"",
                           node->text.data);
  }
  *out = name[0] == 's' ? RHUMB_CHILD : RHUMB_PARENT;
  return *out == RHUMB_CHILD || reader->in_join
             ? RHUMB_OK
             : rhumb_fail(reader->yaml.diag,
                          RHUMB_ERR_SYNTAX,
                          node->loc,
                          "\"%s\" is the other mapping's row, which only the "
                          "condition of a reference to a mapping has",
                          name);
}

/// Sort `[parameter, value]`, `[parameter, value, s|o]` or a map of them
static RhumbStatus
sort_argument(const RhumbYarrrml *const reader,
              const RhumbYaml *const node,
              RhumbParameterKeys *const out)
{
  const RhumbYamlContext *const context = &reader->yaml;
  if (node->kind == RHUMB_YAML_MAP) {
    return rhumb_schema_read(context, &rhumb_parameter_schema, node, out);
  }
  if (node->kind != RHUMB_YAML_LIST) {
    return rhumb_wrong_kind(
        context, node, "an argument", "[parameter, value] or a map");
  }
  if (node->count < 2 || node->count > 3) {
    return rhumb_fail(context->diag,
                      RHUMB_ERR_SYNTAX,
                      node->loc,
                      "an argument as a list is [parameter, value] or "
                      "[parameter, value, s or o]; this list has %zu",
                      node->count);
  }
  out->parameter.value = node->values[0];
  out->value.value = node->values[1];
  out->from.value = node->count > 2 ? node->values[2] : NULL;
  return RHUMB_OK;
}

static RhumbStatus
read_argument(Call *const call,
              const RhumbYaml *const node,
              RhumbArgument *const out)
{
  RhumbYarrrml *const reader = call->reader;
  RhumbParameterKeys keys = {.from = {NULL, NULL}};
  RhumbSpan name = {.text = {NULL, 0}};
  RhumbTermType type = RHUMB_TYPE_LITERAL;
  RHUMB_TRY(sort_argument(reader, node, &keys));
  RHUMB_TRY(rhumb_read_scalar(
      &reader->yaml, keys.parameter.value, "a parameter's name", &name));
  RhumbStatus status = read_parameter(call, name, out);
  out->side = default_side(call, out);
  RHUMB_KEEP(status, rhumb_read_type(reader, keys.type.value, &type));
  RHUMB_KEEP(
      status,
      rhumb_read_term(
          reader, keys.value.value, RHUMB_AT_ARGUMENT, type, &out->value));
  out->value.is_typed |= keys.type.value != NULL;
  if (keys.value.value && keys.value.value->kind == RHUMB_YAML_SCALAR) {
    const RhumbSpan value = rhumb_span_of(&reader->yaml, keys.value.value);
    settle_dir(call, out, &value);
  }
  RHUMB_KEEP(status, read_side(call, keys.from.value, &out->side));
  return status;
}

static RhumbStatus
read_arguments(Call *const call, const RhumbYaml *const node)
{
  RhumbStatus status = RHUMB_OK;
  if (node->kind != RHUMB_YAML_LIST) {
    return rhumb_wrong_kind(
        &call->reader->yaml, node, "parameters", "a list of arguments");
  }
  for (size_t i = 0; i < node->count; ++i) {
    RhumbArgument argument = {0};
    RHUMB_KEEP(status, read_argument(call, node->values[i], &argument));
    RHUMB_PUSH_IN(call->reader->yaml.arena, &call->arguments, argument);
  }
  return status;
}

// Functions on one line

/// Return the byte of the "(" that opens a function's arguments, or the length:
/// one that is not within a reference, "$("
static size_t
find_open(const RhumbStr text)
{
  for (size_t i = 0; i < text.len; ++i) {
    if (text.data[i] == '(') {
      return i > 0 && text.data[i - 1] != '$' ? i : text.len;
    }
    if (rhumb_is_of(text.data[i], "$\"' ,=/")) {
      break;
    }
  }
  return text.len;
}

/// True for a quote that can begin a quotation: an apostrophe in a word does
/// not
static bool
is_quote(const RhumbStr text, const size_t at)
{
  const char c = text.data[at];
  const char before = (char)(at ? text.data[at - 1] : ' ');
  return (c == '"' || c == '\'') && rhumb_is_of(before, " =,([");
}

/// True if an argument, or what is in brackets, can end before `at`
static bool
ends_value(const RhumbStr text, size_t at)
{
  while (at < text.len && text.data[at] == ' ') {
    ++at;
  }
  return at == text.len || rhumb_is_of(text.data[at], ",)]");
}

/// Where the next of a kind stands behind any byte from `from` on and before
/// it: what is looked for again and again is found once
typedef struct {
  size_t from, at;
} Next;

/// A text on one line, which is gone through from its start to its end
typedef struct {
  RhumbStr text;
  Next closing[2]; ///< Quote behind which an argument can end; single, double
  Next other[2];   ///< Quote that begins no quotation
} Line;

typedef bool (*IsIt)(RhumbStr text, size_t at);

static bool
closes(const RhumbStr text, const size_t at)
{
  return ends_value(text, at + 1);
}

static bool
is_no_quote(const RhumbStr text, const size_t at)
{
  return !is_quote(text, at);
}

/// Return the first quote like the one at `at`, behind it and outside
/// references and escapes, that is such a one; the text's length if none is
static size_t
find_next(const RhumbStr text, const size_t at, Next *const next, IsIt is_it)
{
  if (next->at > at && next->from <= at) {
    return next->at;
  }
  size_t i = at + 1;
  while (i < text.len && (text.data[i] != text.data[at] || !is_it(text, i))) {
    const size_t reference = rhumb_template_closing(text, i);
    i = (reference ? reference : text.data[i] == '\\' ? i + 1 : i) + 1;
  }
  *next = (Next){at, i < text.len ? i : text.len};
  return next->at;
}

/// Return the quote that closes the one at `at`, or 0: the first behind which
/// an argument can end, or else the first that begins no quotation
static size_t
closing_quote(Line *const line, const size_t at)
{
  const RhumbStr text = line->text;
  const size_t kind = text.data[at] == '"';
  size_t end = find_next(text, at, &line->closing[kind], closes);
  if (end == text.len) {
    end = find_next(text, at, &line->other[kind], is_no_quote);
  }
  return end < text.len ? end : 0;
}

/// Return the end of the quotation or reference that begins at `at`, or of the
/// escaped character; `at` if none does
static size_t
skip_whole(Line *const line, const size_t at)
{
  const RhumbStr text = line->text;
  const size_t reference = rhumb_template_closing(text, at);
  const size_t quote = is_quote(text, at) ? closing_quote(line, at) : 0;
  return reference                                    ? reference
         : quote                                      ? quote
         : text.data[at] == '\\' && at + 1 < text.len ? at + 1
                                                      : at;
}

/// Return the byte where a character of `ends` stands outside references,
/// quotes, brackets and parentheses, from `at` on; the length if there is none
static size_t
find_end(Line *const line, size_t at, const char *const ends)
{
  const RhumbStr text = line->text;
  size_t depth = 0;
  for (; at < text.len; ++at) {
    const size_t end = skip_whole(line, at);
    const char c = text.data[at];
    if (end > at) {
      at = end;
    } else if (!depth && rhumb_is_of(c, ends)) {
      return at;
    } else if (c == '(' || c == '[') {
      ++depth;
    } else if ((c == ')' || c == ']') && depth) {
      --depth;
    }
  }
  return text.len;
}

/// Take the quotes off a value that is one quotation, and the backslashes off
/// such quotes within it; false for other values
static bool
take_quotes(const RhumbYarrrml *const reader, RhumbSpan *const span)
{
  const RhumbStr text = span->text;
  Line line = {.text = text};
  if (text.len < 2 || !is_quote(text, 0) ||
      closing_quote(&line, 0) != text.len - 1) {
    return false;
  }
  *span = rhumb_span_slice(*span, 1, text.len - 1);
  RhumbBuf out = {0};
  for (size_t i = 1; i < text.len - 1; ++i) {
    i += text.data[i] == '\\' && text.data[i + 1] == text.data[0] &&
         i + 2 < text.len;
    rhumb_buf_putc(&out, text.data[i]);
  }
  span->text = out.len < span->text.len
                   ? rhumb_str_copy(reader->yaml.arena, rhumb_buf_str(&out))
                   : span->text;
  rhumb_buf_free(&out);
  return true;
}

static RhumbStatus
read_line(RhumbYarrrml *reader, RhumbSpan untrimmed, const RhumbFunction **out);

/// Read a value on one line: quoted, a function, or text as it is
static RhumbStatus
read_line_value(Call *const call,
                const RhumbSpan untrimmed,
                RhumbArgument *const argument)
{
  RhumbTermMap *const out = &argument->value;
  RhumbSpan span = rhumb_span_trim(untrimmed);
  const RhumbStr text = span.text;
  out->loc = rhumb_span_loc(&span, 0);
  out->type = RHUMB_TYPE_LITERAL;
  if (!text.len) {
    return rhumb_fail(call->reader->yaml.diag,
                      RHUMB_ERR_SYNTAX,
                      out->loc,
                      "a value is missing");
  }
  if (find_open(text) < text.len && text.data[text.len - 1] == ')') {
    out->value.kind = RHUMB_EXPRESSION_FUNCTION;
    out->value.loc = out->loc;
    return read_line(call->reader, span, &out->value.function);
  }
  const bool is_quoted = take_quotes(call->reader, &span);
  if (!is_quoted && rhumb_span_cut(&span, "~iri")) {
    out->type = RHUMB_TYPE_IRI;
  }
  out->is_typed = is_quoted || rhumb_says_text(span.text);
  settle_dir(call, argument, &span);
  return out->type == RHUMB_TYPE_IRI
             ? rhumb_read_expression(
                   call->reader, span, RHUMB_TERM_IRI, &out->value)
             : rhumb_read_argument_text(call->reader, span, &out->value);
}

/// Read "parameter = value"
static RhumbStatus
read_line_argument(Call *const call, const RhumbSpan span)
{
  Line line = {.text = span.text};
  const size_t equals = find_end(&line, 0, "=");
  if (equals == span.text.len) {
    const RhumbSpan trimmed = rhumb_span_trim(span);
    return rhumb_fail(call->reader->yaml.diag,
                      RHUMB_ERR_SYNTAX,
                      rhumb_span_loc(&trimmed, 0),
                      "an argument on one line is parameter = value");
  }
  RhumbArgument read = {0};
  RHUMB_TRY(read_parameter(call, rhumb_span_slice(span, 0, equals), &read));
  read.side = default_side(call, &read);
  RHUMB_TRY(read_line_value(
      call, rhumb_span_slice(span, equals + 1, span.text.len), &read));
  RHUMB_PUSH_IN(call->reader->yaml.arena, &call->arguments, read);
  return RHUMB_OK;
}

static RhumbStatus
read_line_arguments(Call *const call, const RhumbSpan span)
{
  RhumbStatus status = RHUMB_OK;
  Line line = {.text = span.text};
  size_t start = 0;
  if (!rhumb_span_trim(span).text.len) {
    return RHUMB_OK;
  }
  while (start <= span.text.len) {
    const size_t end = find_end(&line, start, ",");
    RHUMB_KEEP(status,
               read_line_argument(call, rhumb_span_slice(span, start, end)));
    start = end + 1;
  }
  return status;
}

/// True if what a function gives may be text of its arguments: no test is
static bool
passes_text(const RhumbFunctionType *const type)
{
  return !type || type->result == RHUMB_RESULT_STRING ||
         type->result == RHUMB_RESULT_LIST || type->result == RHUMB_RESULT_ANY;
}

/// Read a function: its name, and its arguments on the same line or in a list
static RhumbStatus
read_call(RhumbYarrrml *const reader,
          const RhumbSpan name,
          const RhumbSpan *const line,
          const RhumbYaml *const list,
          const RhumbFunction **const out)
{
  Call call = {.reader = reader};
  const bool made_iri = reader->makes_iri;
  if (reader->nesting == RHUMB_MAX_FUNCTION_NESTING) {
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_SYNTAX,
                      rhumb_span_loc(&name, 0),
                      "functions within functions, more than %d deep",
                      RHUMB_MAX_FUNCTION_NESTING);
  }
  ++reader->nesting;
  RhumbStatus status = read_name(&call, name);
  call.type = rhumb_function_find(call.function.name);
  reader->makes_iri = made_iri && passes_text(call.type);
  RHUMB_KEEP(status,
             line   ? read_line_arguments(&call, *line)
             : list ? read_arguments(&call, list)
                    : RHUMB_OK);
  reader->makes_iri = made_iri;
  --reader->nesting;
  call.function.n_arguments = call.arguments.count;
  call.function.arguments = call.arguments.items;
  RhumbFunction *const function =
      RHUMB_NEW(reader->yaml.arena, RhumbFunction, 1);
  *function = call.function;
  *out = function;
  return status;
}

/// Read `name(parameter = value, …)`
static RhumbStatus
read_line(RhumbYarrrml *const reader,
          const RhumbSpan untrimmed,
          const RhumbFunction **const out)
{
  const RhumbSpan span = rhumb_span_trim(untrimmed);
  Line line = {.text = span.text};
  const size_t open = find_open(span.text);
  const size_t close = find_end(&line, open + 1, ")");
  if (close + 1 != span.text.len) {
    return rhumb_fail(
        reader->yaml.diag,
        RHUMB_ERR_SYNTAX,
        rhumb_span_loc(&span, close < span.text.len ? close + 1 : open),
        close < span.text.len
            ? "text behind a function's arguments; a text with parentheses "
              "stands in quotes"
            : "a \"(\" that is not closed; a text with parentheses stands in "
              "quotes");
  }
  const RhumbSpan arguments = rhumb_span_slice(span, open + 1, close);
  return read_call(
      reader, rhumb_span_slice(span, 0, open), &arguments, NULL, out);
}

/// Read the keys of a function
static RhumbStatus
read_fields(RhumbYarrrml *const reader,
            const RhumbTermKeys *const keys,
            const RhumbFunction **const out)
{
  const RhumbYaml *const node = keys->function.value;
  const RhumbYaml *const parameters = keys->parameters.value;
  if (!node) {
    return RHUMB_ERR_SYNTAX; // Reported with the keys
  }
  if (node->kind != RHUMB_YAML_SCALAR || rhumb_is_null(node)) {
    return rhumb_wrong_kind(
        &reader->yaml, node, "a function's name", "a string");
  }
  const RhumbSpan span = rhumb_span_of(&reader->yaml, node);
  if (find_open(span.text) < span.text.len) {
    return parameters
               ? rhumb_fail(reader->yaml.diag,
                            RHUMB_ERR_SYNTAX,
                            parameters->loc,
                            "parameters of a function that has its own on its "
                            "line")
               : read_line(reader, span, out);
  }
  return read_call(reader, span, NULL, parameters, out);
}

/// Read a function: a map, or one line
static RhumbStatus
read_any(RhumbYarrrml *const reader,
         const RhumbYaml *const node,
         const RhumbFunction **const out)
{
  if (node->kind == RHUMB_YAML_SCALAR && !rhumb_is_null(node)) {
    const RhumbSpan span = rhumb_span_of(&reader->yaml, node);
    return find_open(span.text) < span.text.len
               ? read_line(reader, span, out)
               : rhumb_fail(reader->yaml.diag,
                            RHUMB_ERR_SYNTAX,
                            node->loc,
                            "a function on one line is name(parameter = "
                            "value), not \"%s\"",
                            node->text.data);
  }
  RhumbTermKeys keys = {0};
  RHUMB_TRY(
      rhumb_schema_read(&reader->yaml, &rhumb_function_schema, node, &keys));
  return keys.function.value || keys.parameters.value
             ? read_fields(reader, &keys, out)
             : rhumb_missing_key(
                   &reader->yaml, node->loc, "a function", "function");
}

RhumbStatus
rhumb_read_function_fields(RhumbYarrrml *const reader,
                           const RhumbTermKeys *const keys,
                           const RhumbTermKind kind,
                           const RhumbFunction **const out)
{
  const bool made_iri = reader->makes_iri;
  reader->makes_iri = kind == RHUMB_TERM_IRI;
  const RhumbStatus status = read_fields(reader, keys, out);
  reader->makes_iri = made_iri;
  return status;
}

RhumbStatus
rhumb_read_function(RhumbYarrrml *const reader,
                    const RhumbYaml *const node,
                    const RhumbTermKind kind,
                    const RhumbFunction **const out)
{
  const bool made_iri = reader->makes_iri;
  reader->makes_iri = kind == RHUMB_TERM_IRI;
  const RhumbStatus status = read_any(reader, node, out);
  reader->makes_iri = made_iri;
  return status;
}

// Conditions

RhumbStatus
rhumb_read_conditions(RhumbYarrrml *const reader,
                      const RhumbYaml *const node,
                      const RhumbFunction **const out)
{
  if (!node) {
    return RHUMB_OK;
  }
  RhumbStatus status = RHUMB_OK;
  const RhumbItems items = rhumb_items(&node);
  const RhumbFunction **const functions =
      RHUMB_NEW(reader->yaml.arena, const RhumbFunction *, items.count);
  for (size_t i = 0; i < items.count; ++i) {
    RHUMB_KEEP(status,
               rhumb_read_function(
                   reader, items.items[i], RHUMB_TERM_LITERAL, &functions[i]));
  }
  *out = rhumb_function_all(reader->yaml.arena, functions, items.count);
  return status;
}

/// Set the joins of `out` to what `function` says of both rows
static void
set_joins(const RhumbYarrrml *const reader,
          const RhumbFunction *const function,
          RhumbObjectMap *const out)
{
  RhumbJoins joins = {0};
  out->condition = rhumb_joins_take(reader->yaml.arena, function, &joins);
  out->joins = joins.items;
  out->n_joins = joins.count;
}

RhumbStatus
rhumb_read_joins(RhumbYarrrml *const reader,
                 const RhumbYaml *const node,
                 RhumbObjectMap *const out)
{
  const RhumbFunction *all = NULL;
  reader->in_join = true;
  const RhumbStatus status = rhumb_read_conditions(reader, node, &all);
  reader->in_join = false;
  set_joins(reader, all, out);
  return status;
}

RhumbStatus
rhumb_read_join_line(RhumbYarrrml *const reader,
                     const RhumbSpan span,
                     RhumbObjectMap *const out)
{
  const RhumbFunction *function = NULL;
  reader->in_join = true;
  const RhumbStatus status = read_line(reader, span, &function);
  reader->in_join = false;
  set_joins(reader, function, out);
  return status;
}
