// SPDX-License-Identifier: ISC

/// @file term.c  Term maps, expression maps and functions, written.

#include "rml/write/write_impl.h"

#include "function/function.h"
#include "io/pattern.h"
#include "model/normal.h"
#include "rml/write/part.h"
#include "source/types.h"
#include "term/iri.h"

// References and expressions -------------------------------------------------

/// Report that a record is asked for its file's name where only the data can be
/// asked
static RhumbStr
refuse_part(RhumbRmlWriter *const writer,
            const RhumbFilePart *const part,
            const RhumbLoc loc)
{
  RHUMB_RML_REFUSE(writer,
                   loc,
                   "RML has no word for the name of the file that a record is "
                   "in, $(_%s); %s",
                   part->name,
                   rhumb_source_is_many(rhumb_logical_view_base(writer->source))
                       ? "a source of one file each says it as a constant"
                       : "write the name of the one file here");
  return part->reference;
}

RhumbStr
rhumb_rml_put_reference(RhumbRmlWriter *const writer,
                        const RhumbStr reference,
                        const RhumbLoc loc)
{
  const RhumbFilePart *const part = rhumb_file_part_of(reference);
  if (part) {
    return refuse_part(writer, part, loc);
  }
  const RhumbSourceSpec *const source = writer->source;
  if (source && source->view) {
    return rhumb_rml_put_key(writer, source->view, reference, loc);
  }
  rhumb_buf_put(&writer->references, reference);
  rhumb_buf_putc(&writer->references, '\n');
  if (!source || !source->format->put_core || !writer->is_core ||
      writer->mapping->profile != RHUMB_CLASSIC) {
    return reference;
  }
  RhumbBuf buf = {0};
  source->format->put_core(&buf, reference);
  return rhumb_buf_keep(&buf, writer->arena);
}

/// Append text as a template has it (R2RML section 7.3)
static void
put_escaped(RhumbBuf *const out, const RhumbStr text)
{
  for (size_t i = 0; i < text.len; ++i) {
    if (strchr("{}\\", text.data[i])) {
      rhumb_buf_putc(out, '\\');
    }
    rhumb_buf_putc(out, text.data[i]);
  }
}

static RhumbStr
template_text(RhumbRmlWriter *const writer, const RhumbTemplate *const text)
{
  RhumbBuf buf = {0};
  for (size_t i = 0; i < text->count; ++i) {
    const RhumbPart *const part = &text->parts[i];
    if (part->is_reference) {
      rhumb_buf_putc(&buf, '{');
      put_escaped(&buf, rhumb_rml_put_reference(writer, part->text, part->loc));
      rhumb_buf_putc(&buf, '}');
    } else {
      put_escaped(&buf, part->text);
    }
  }
  return rhumb_buf_keep(&buf, writer->arena);
}

/// True for a constant that only a template can say: a relative IRI would be
/// resolved, and a constant is no blank node
static bool
needs_template(const RhumbTerm *const constant)
{
  return constant->kind == RHUMB_TERM_BLANK ||
         (constant->kind == RHUMB_TERM_IRI &&
          !rhumb_iri_is_absolute(constant->text));
}

static RhumbStr
constant_text(RhumbRmlWriter *const writer,
              const RhumbTerm *const constant,
              const RhumbLoc loc)
{
  if (constant->kind == RHUMB_TERM_IRI) {
    return rhumb_rml_put_iri(writer, constant->text, loc);
  }
  if (constant->datatype.len) { // Reported if it is no IRI
    (void)rhumb_rml_put_iri(writer, constant->datatype, loc);
  }
  return rhumb_rml_tree_term(&writer->tree, constant);
}

static void
put_constant(RhumbRmlWriter *const writer,
             RhumbRmlTreeNode *const node,
             const RhumbTerm *const constant,
             const RhumbLoc loc)
{
  if (!needs_template(constant)) {
    rhumb_rml_add(
        writer, node, "constant", constant_text(writer, constant, loc));
    return;
  }
  const RhumbPart part = {.text = constant->text, .loc = loc};
  const RhumbTemplate text = {&part, 1};
  rhumb_rml_add_text(writer, node, "template", template_text(writer, &text));
}

static void
refuse_table(RhumbRmlWriter *const writer, const RhumbLoc loc)
{
  RHUMB_RML_REFUSE(writer,
                   loc,
                   "%s has no value tables, and here no conditions in their "
                   "place",
                   writer->is_core ? "RML Core" : "the older RML");
}

/// Refuse functions where nothing has put the texts of a template together
static void
refuse_calls(RhumbRmlWriter *const writer, const RhumbExpression *const value)
{
  for (size_t i = 0; value->calls && i < value->text.count; ++i) {
    const RhumbFunction *const call = value->calls[i];
    if (call && call->table) {
      refuse_table(writer, call->loc);
    } else if (call) {
      RHUMB_RML_REFUSE(writer,
                       call->loc,
                       "%s has no functions in templates, and here none in "
                       "their place",
                       writer->is_core ? "RML Core" : "the older RML");
    }
  }
}

void
rhumb_rml_put_expression(RhumbRmlWriter *const writer,
                         RhumbRmlTreeNode *const node,
                         const RhumbExpression *const value)
{
  switch (value->kind) {
  case RHUMB_EXPRESSION_NONE:
    break;
  case RHUMB_EXPRESSION_CONSTANT:
    put_constant(writer, node, &value->constant, value->loc);
    break;
  case RHUMB_EXPRESSION_REFERENCE:
    rhumb_rml_add_text(
        writer,
        node,
        "reference",
        rhumb_rml_put_reference(writer, value->reference, value->loc));
    break;
  case RHUMB_EXPRESSION_TEMPLATE:
    refuse_calls(writer, value);
    rhumb_rml_add_text(
        writer, node, "template", template_text(writer, &value->text));
    break;
  case RHUMB_EXPRESSION_FUNCTION:
    rhumb_rml_put_function(writer, node, value->function);
    break;
  }
}

// Term maps ------------------------------------------------------------------

/// True for a literal that the rules give neither datatype nor language
static bool
is_bare(const RhumbTermMap *const term)
{
  return term->type == RHUMB_TYPE_LITERAL &&
         term->datatype.kind == RHUMB_EXPRESSION_NONE &&
         term->language.kind == RHUMB_EXPRESSION_NONE;
}

/// True if core gives the values datatypes of their own where classic does not
static bool
is_natural(const RhumbRmlWriter *const writer,
           const RhumbTermMap *const term,
           const RhumbPosition position)
{
  const RhumbExpressionKind kind = term->value.kind;
  return position == RHUMB_AT_OBJECT && is_bare(term) &&
         ((kind == RHUMB_EXPRESSION_REFERENCE && writer->source &&
           rhumb_reference_natural(writer->source, term->value.reference) ==
               RHUMB_NATURAL_IN_CORE) ||
          (kind == RHUMB_EXPRESSION_FUNCTION &&
           !rhumb_has_natural_datatypes(
               RHUMB_CLASSIC, &term->value, writer->map->source)));
}

/// Say the datatype that only one of the vocabularies takes for granted
static void
settle_datatype(RhumbRmlWriter *const writer,
                RhumbTermMap *const term,
                const RhumbPosition position)
{
  const RhumbProfile from = writer->mapping->profile;
  const RhumbProfile to = writer->style->profile;
  if (from == to || !is_natural(writer, term, position)) {
    return;
  }
  if (to == RHUMB_CORE) {
    term->datatype = rhumb_constant_iri(RHUMB_XSD_STRING, term->loc);
    return;
  }
  const RhumbSourceSpec *const source = writer->source;
  if (source && source->format == &rhumb_source_csvw &&
      term->value.kind == RHUMB_EXPRESSION_REFERENCE) {
    const RhumbStr iri = rhumb_source_datatype(source, term->value.reference);
    if (iri.len && !rhumb_str_is(iri, RHUMB_XSD_STRING)) {
      term->datatype = rhumb_constant_iri(iri.data, term->loc);
    }
    return;
  }
  rhumb_warn(writer->diag,
             RHUMB_WARNING,
             term->loc,
             "where this is a number or a boolean, the older RML makes plain "
             "text of it; give it a datatype to keep one");
}

static void
settle_constant(const RhumbRmlWriter *const writer,
                RhumbExpression *const value)
{
  const RhumbStr base = rhumb_rml_base(writer, writer->map);
  RhumbTerm *const constant = &value->constant;
  if (value->kind == RHUMB_EXPRESSION_CONSTANT && base.len &&
      constant->kind == RHUMB_TERM_IRI &&
      !rhumb_iri_is_absolute(constant->text)) {
    constant->text = rhumb_str_join(writer->arena, base, constant->text);
  }
}

/// Make constants whole: their IRI, their datatype or language
static void
settle(RhumbRmlWriter *const writer,
       RhumbTermMap *const term,
       const RhumbPosition position)
{
  RhumbTerm *const constant = &term->value.constant;
  term->value = rhumb_rml_name_file(
      writer->arena,
      writer->side == RHUMB_CHILD ? writer->source : NULL, // Whose file is it?
      &term->value,
      term->type);
  settle_datatype(writer, term, position);
  settle_constant(writer, &term->datatype);
  settle_constant(writer, &term->value);
  if (term->value.kind != RHUMB_EXPRESSION_CONSTANT) {
    return;
  }
  if (term->datatype.kind == RHUMB_EXPRESSION_CONSTANT &&
      !term->datatype_targets.count &&
      rhumb_iri_is_absolute(term->datatype.constant.text)) {
    constant->datatype = term->datatype.constant.text;
    term->datatype = (RhumbExpression){0};
  } else if (term->language.kind == RHUMB_EXPRESSION_CONSTANT &&
             !term->language_targets.count && !term->direction.len) {
    constant->language = term->language.constant.text;
    term->language = (RhumbExpression){0};
  }
}

/// Add the term type unless it is what is made anyway. A blank node is one only
/// if it says so, or gathers without a name; what a template as an argument
/// makes, engines do not agree on.
static void
put_type(RhumbRmlWriter *const writer,
         RhumbRmlTreeNode *const node,
         const RhumbTermMap *const term,
         const RhumbPosition position)
{
  const bool is_default =
      term->type == rhumb_term_map_default(term, position) &&
      (position != RHUMB_AT_ARGUMENT ||
       term->type == rhumb_term_map_default(term, RHUMB_AT_OBJECT));
  const bool is_said =
      term->type == RHUMB_TYPE_BLANK &&
      !(term->gather && term->value.kind == RHUMB_EXPRESSION_NONE);
  if (is_said || !is_default) {
    rhumb_rml_add_word(
        writer, node, "termType", rhumb_term_types[term->type].name, term->loc);
  }
}

static void
put_annotations(RhumbRmlWriter *const writer,
                RhumbRmlTreeNode *const node,
                const RhumbTermMap *const term)
{
  const RhumbExpression *const datatype = &term->datatype;
  const RhumbExpression *const language = &term->language;
  if (datatype->kind == RHUMB_EXPRESSION_CONSTANT &&
      !term->datatype_targets.count &&
      rhumb_iri_is_absolute(datatype->constant.text)) {
    rhumb_rml_add_iri(
        writer, node, "datatype", datatype->constant.text, datatype->loc);
  } else if (datatype->kind != RHUMB_EXPRESSION_NONE) {
    RhumbRmlTreeNode *const map = rhumb_rml_nest(writer, node, "datatypeMap");
    rhumb_rml_put_expression(writer, map, datatype);
    rhumb_rml_put_targets(writer, map, &term->datatype_targets);
  }
  if (term->direction.len && (language->kind != RHUMB_EXPRESSION_CONSTANT ||
                              term->language_targets.count)) {
    RHUMB_RML_REFUSE(writer,
                     language->loc,
                     "RML has no direction beside a language map; write a "
                     "constant language, such as ar--rtl");
  }
  if (language->kind == RHUMB_EXPRESSION_CONSTANT &&
      !term->language_targets.count) {
    rhumb_rml_add_text(writer,
                       node,
                       "language",
                       rhumb_str_format(writer->arena,
                                        "%.*s%s%.*s",
                                        RHUMB_FMT(language->constant.text),
                                        term->direction.len ? "--" : "",
                                        RHUMB_FMT(term->direction)));
  } else if (language->kind != RHUMB_EXPRESSION_NONE) {
    RhumbRmlTreeNode *const map = rhumb_rml_nest(writer, node, "languageMap");
    rhumb_rml_put_expression(writer, map, language);
    rhumb_rml_put_targets(writer, map, &term->language_targets);
  }
}

static bool
is_brief(const RhumbTermMap *const term)
{
  return term->value.kind == RHUMB_EXPRESSION_CONSTANT &&
         !needs_template(&term->value.constant) && !term->targets.count &&
         !term->condition && !term->gather &&
         term->datatype.kind == RHUMB_EXPRESSION_NONE &&
         term->language.kind == RHUMB_EXPRESSION_NONE;
}

bool
rhumb_rml_moves_condition(const RhumbRmlWriter *const writer,
                          const RhumbObjectMap *const object)
{
  const RhumbTermMap *const term = &object->term;
  const bool has_natural =
      term->value.kind == RHUMB_EXPRESSION_REFERENCE && is_bare(term) &&
      rhumb_has_natural_datatypes(
          writer->mapping->profile, &term->value, writer->map->source);
  return term->condition && !writer->is_core &&
         (object->parent || term->value.kind == RHUMB_EXPRESSION_NONE ||
          has_natural);
}

/// Return the term map that has the values of `term` where its condition holds:
/// the older RML says it with a function
static RhumbTermMap
with_condition(RhumbRmlWriter *const writer,
               const RhumbTermMap *const term,
               const RhumbPosition position)
{
  const RhumbFunction *const condition = term->condition;
  RhumbTermMap out = *term;
  out.condition = NULL;
  if (term->value.kind == RHUMB_EXPRESSION_NONE) {
    RHUMB_RML_REFUSE(
        writer,
        condition->loc,
        "the older RML has no condition on a blank node that has no value; "
        "give the node a value or put the condition on the "
        "predicate");
    return out;
  }
  settle_datatype(writer, &out, position);
  RhumbTermType type = term->type;
  if (type == RHUMB_TYPE_BLANK) { // Labels are text until they are nodes
    type = RHUMB_TYPE_LITERAL;
    out.value.constant.kind = RHUMB_TERM_LITERAL;
  }
  out.value =
      rhumb_expression_where(writer->arena, condition, &out.value, type);
  return out;
}

RhumbRmlTreeNode *
rhumb_rml_put_term(RhumbRmlWriter *const writer,
                   RhumbRmlTreeNode *const node,
                   const char *const full,
                   const char *const brief,
                   const RhumbTermMap *const term,
                   const RhumbPosition position)
{
  RhumbTermMap settled = term->condition && !writer->is_core
                             ? with_condition(writer, term, position)
                             : *term;
  settle(writer, &settled, position);
  if (brief && is_brief(&settled)) {
    rhumb_rml_add(
        writer,
        node,
        brief,
        constant_text(writer, &settled.value.constant, settled.value.loc));
    return NULL;
  }
  RhumbRmlTreeNode *const map = rhumb_rml_nest(writer, node, full);
  rhumb_rml_put_expression(writer, map, &settled.value);
  put_type(writer, map, &settled, position);
  put_annotations(writer, map, &settled);
  rhumb_rml_put_condition(writer, map, settled.condition);
  rhumb_rml_put_targets(writer, map, &settled.targets);
  return map;
}

// Functions ------------------------------------------------------------------

void
rhumb_rml_put_condition(RhumbRmlWriter *const writer,
                        RhumbRmlTreeNode *const node,
                        const RhumbFunction *const condition)
{
  if (condition) {
    rhumb_rml_put_function(
        writer, rhumb_rml_nest(writer, node, "condition"), condition);
  }
}

/// Return argument number `i`; one that names a file does so as seen from where
/// the text goes
static RhumbArgument
argument_of(const RhumbRmlWriter *const writer,
            const RhumbFunction *const function,
            const size_t i)
{
  RhumbArgument argument = function->arguments[i];
  const RhumbFunctionType *const type = rhumb_function_find(function->name);
  RhumbExpression *const value = &argument.value.value;
  if (type && type->file != RHUMB_FILE_NONE &&
      value->kind == RHUMB_EXPRESSION_CONSTANT &&
      rhumb_function_parameter(type, argument.parameter) ==
          rhumb_function_path(type)) {
    value->constant.text =
        rhumb_rml_put_path(writer, function->dir, value->constant.text);
  }
  return argument;
}

static void
put_execution(RhumbRmlWriter *const writer,
              RhumbRmlTreeNode *const node,
              const RhumbFunction *const function)
{
  rhumb_rml_add_iri(writer, node, "function", function->name, function->loc);
  for (size_t i = 0; i < function->n_arguments; ++i) {
    const RhumbArgument argument = argument_of(writer, function, i);
    RhumbRmlTreeNode *const input = rhumb_rml_nest(writer, node, "input");
    rhumb_rml_add_iri(
        writer, input, "parameter", argument.parameter, argument.loc);
    (void)rhumb_rml_put_term(writer,
                             input,
                             "inputValueMap",
                             "inputValue",
                             &argument.value,
                             RHUMB_AT_ARGUMENT);
  }
}

/// Add an argument as fnml:functionValue has it: a predicate object map
static void
put_argument(RhumbRmlWriter *const writer,
             RhumbRmlTreeNode *const node,
             const RhumbArgument *const argument)
{
  RhumbRmlTreeNode *const pair =
      rhumb_rml_nest(writer, node, "predicateObjectMap");
  rhumb_rml_add_iri(
      writer, pair, "predicate", argument->parameter, argument->loc);
  if (argument->side == RHUMB_CHILD || writer->side != RHUMB_CHILD) {
    (void)rhumb_rml_put_term(writer,
                             pair,
                             "objectMap",
                             "object",
                             &argument->value,
                             RHUMB_AT_ARGUMENT);
    return;
  }
  RhumbRmlTreeNode *const map = rhumb_rml_nest(writer, pair, "objectMap");
  writer->side = RHUMB_PARENT;
  (void)rhumb_rml_put_term(
      writer, map, "parentTermMap", NULL, &argument->value, RHUMB_AT_ARGUMENT);
  writer->side = RHUMB_CHILD;
}

static void
put_value(RhumbRmlWriter *const writer,
          RhumbRmlTreeNode *const node,
          const RhumbFunction *const function)
{
  RhumbRmlTreeNode *const name =
      rhumb_rml_nest(writer, node, "predicateObjectMap");
  rhumb_rml_add_iri(writer,
                    name,
                    "predicate",
                    RHUMB_STR(RHUMB_FNO "executes"),
                    function->loc);
  rhumb_rml_add_iri(writer, name, "object", function->name, function->loc);
  for (size_t i = 0; i < function->n_arguments; ++i) {
    const RhumbArgument argument = argument_of(writer, function, i);
    put_argument(writer, node, &argument);
  }
}

void
rhumb_rml_put_function(RhumbRmlWriter *const writer,
                       RhumbRmlTreeNode *const node,
                       const RhumbFunction *const function)
{
  if (function->table) {
    refuse_table(writer, function->loc);
  } else if (writer->is_core) {
    put_execution(
        writer, rhumb_rml_nest(writer, node, "functionExecution"), function);
  } else {
    put_value(writer, rhumb_rml_nest(writer, node, "functionValue"), function);
  }
  if (function->output.len) {
    rhumb_rml_add_iri(writer, node, "return", function->output, function->loc);
  }
}
