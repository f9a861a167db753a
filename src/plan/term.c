// SPDX-License-Identifier: ISC

/// @file term.c  Term maps made ready: kinds, constants, encodings.

#include "plan/plan_impl.h"

#include "model/normal.h"
#include "term/iri.h"
#include "term/language.h"

/// Return the field of a reference that the rules have at `loc`
static size_t
compile_reference(RhumbCompiler *const compiler,
                  RhumbPassDraft *const pass,
                  const RhumbStr reference,
                  const RhumbLoc loc)
{
  rhumb_compile_hash(compiler, 'r', reference);
  rhumb_compile_asks(compiler, pass, reference, loc);
  return rhumb_pass_field(compiler, pass, reference, loc);
}

/// Return what tables or a function make of a part of a template
static const RhumbPlanValue *
compile_part(RhumbCompiler *const compiler,
             RhumbPassDraft *const pass,
             const RhumbFunction *const function)
{
  const RhumbExpression expression = {.kind = RHUMB_EXPRESSION_FUNCTION,
                                      .loc = function->loc,
                                      .function = function};
  RhumbPlanValue *const value = RHUMB_NEW(compiler->arena, RhumbPlanValue, 1);
  *value = rhumb_compile_value(compiler, pass, &expression);
  return value;
}

static void
compile_template(RhumbCompiler *const compiler,
                 RhumbPassDraft *const pass,
                 const RhumbExpression *const expression,
                 RhumbPlanValue *const value)
{
  const RhumbTemplate *const text = &expression->text;
  RhumbPlanPart *const parts =
      RHUMB_NEW(compiler->arena, RhumbPlanPart, text->count);
  for (size_t i = 0; i < text->count; ++i) {
    const RhumbPart *const part = &text->parts[i];
    if (expression->calls && expression->calls[i]) {
      parts[i].value = compile_part(compiler, pass, expression->calls[i]);
    } else if (part->is_reference) {
      parts[i].field = compile_reference(compiler, pass, part->text, part->loc);
    } else {
      rhumb_compile_hash(compiler, 't', part->text);
      parts[i].text = part->text.len ? part->text : RHUMB_STR("");
    }
  }
  value->kind = RHUMB_VALUE_TEMPLATE;
  value->parts = parts;
  value->n_parts = text->count;
}

static void
compile_function(RhumbCompiler *const compiler,
                 RhumbPassDraft *const pass,
                 const RhumbFunction *const function,
                 RhumbPlanValue *const value)
{
  if (function && function->table) {
    value->kind = RHUMB_VALUE_TABLE;
    value->lookup = rhumb_compile_lookup(compiler, pass, function);
  } else {
    value->kind = RHUMB_VALUE_CALL;
    value->call = rhumb_compile_call(compiler, pass, function);
  }
}

RhumbPlanValue
rhumb_compile_value(RhumbCompiler *const compiler,
                    RhumbPassDraft *const pass,
                    const RhumbExpression *const expression)
{
  RhumbPlanValue value = {.kind = RHUMB_VALUE_FRESH, .loc = expression->loc};
  switch (expression->kind) {
  case RHUMB_EXPRESSION_NONE:
    break;
  case RHUMB_EXPRESSION_CONSTANT:
    value.kind = RHUMB_VALUE_CONSTANT;
    value.constant = expression->constant;
    (void)rhumb_value_of_datatype(&value.type, value.constant.datatype);
    rhumb_compile_hash(compiler, 'c', expression->constant.text);
    break;
  case RHUMB_EXPRESSION_REFERENCE:
    value.kind = RHUMB_VALUE_FIELD;
    value.field = compile_reference(
        compiler, pass, expression->reference, expression->loc);
    break;
  case RHUMB_EXPRESSION_TEMPLATE:
    compile_template(compiler, pass, expression, &value);
    break;
  case RHUMB_EXPRESSION_FUNCTION:
    compile_function(compiler, pass, expression->function, &value);
    break;
  }
  return value;
}

RhumbEncoding
rhumb_compile_encoding(const RhumbTermType type)
{
  return type == RHUMB_TYPE_IRI   ? RHUMB_ENCODE_IRI
         : type == RHUMB_TYPE_URI ? RHUMB_ENCODE_URI
                                  : RHUMB_ENCODE_NONE;
}

/// Decide from its text whether a template's IRIs need checking row by row
static void
finish_template(RhumbCompiler *const compiler, RhumbPlanTerm *const term)
{
  RhumbPlanPart *const parts =
      RHUMB_NEW(compiler->arena, RhumbPlanPart, term->value.n_parts);
  memcpy(parts, term->value.parts, term->value.n_parts * sizeof(*parts));
  term->value.parts = parts;
  RhumbStr first = parts[0].text;
  if (!first.data) {
    return;
  }
  if (term->base.len && rhumb_iri_stays_relative(first)) {
    first = rhumb_str_join(compiler->arena, term->base, first);
    parts[0].text = first;
  }

  RhumbBuf sample = {0}; // "x" stands for a value: unreserved characters
  rhumb_buf_put(&sample, first);
  for (size_t i = 1; i < term->value.n_parts; ++i) {
    rhumb_buf_put(&sample, parts[i].text.data ? parts[i].text : RHUMB_STR("x"));
  }
  size_t bad = 0;
  const RhumbStr iri = rhumb_buf_str(&sample);
  // A colon behind a reference ends no scheme that is known to be one
  term->sound = rhumb_iri_valid(iri, NULL) &&
                term->encoding != RHUMB_ENCODE_NONE &&
                rhumb_str_has(first, ':');
  if (!rhumb_iri_may_be_made(iri, first.len, &bad)) {
    rhumb_compile_bad_iri(compiler, term->loc, first, bad);
  }
  rhumb_buf_free(&sample);
}

/// Compile the datatype or the language of a literal, if it has one
static bool
compile_annotation(RhumbCompiler *const compiler,
                   RhumbPassDraft *const pass,
                   const RhumbExpression *const annotation,
                   RhumbPlanValue *const out)
{
  if (annotation->kind == RHUMB_EXPRESSION_NONE) {
    return false;
  }
  *out = rhumb_compile_value(compiler, pass, annotation);
  return true;
}

/// Give a language its direction: RDF 1.1 has a datatype for both (JSON-LD 1.1,
/// section 4.2.4.1)
static void
compile_direction(RhumbCompiler *const compiler,
                  const RhumbTermMap *const map,
                  RhumbPlanTerm *const term)
{
  RhumbArena *const arena = compiler->arena;
  RhumbStr *const tag = &term->language.constant.text;
  const bool is_constant = term->language.kind == RHUMB_VALUE_CONSTANT;
  term->has_i18n = compiler->mapping->rdf_1_1;
  if (!is_constant) {
    term->direction = map->direction;
  } else if (term->has_i18n) {
    term->has_language = false;
    term->has_datatype = true;
    term->datatype = term->language;
    term->datatype.constant =
        rhumb_iri(rhumb_i18n_datatype(arena, *tag, map->direction));
  } else {
    *tag = rhumb_str_format(
        arena, "%.*s--%.*s", RHUMB_FMT(*tag), RHUMB_FMT(map->direction));
  }
  if (!term->has_i18n && !compiler->directions) {
    compiler->directions = &map->loc;
  }
}

static void
compile_literal(RhumbCompiler *const compiler,
                RhumbPassDraft *const pass,
                const RhumbTermMap *const map,
                RhumbPlanTerm *const term)
{
  term->has_datatype =
      compile_annotation(compiler, pass, &map->datatype, &term->datatype);
  term->has_language =
      compile_annotation(compiler, pass, &map->language, &term->language);
  if (map->direction.len) {
    compile_direction(compiler, map, term);
  }
  if (term->has_datatype && term->datatype.kind == RHUMB_VALUE_CONSTANT) {
    // Empty, it still keeps natural datatypes away
    RhumbStr *const iri = &term->datatype.constant.text;
    *iri = rhumb_datatype(
        rhumb_compile_iri(compiler, *iri, term->base, map->datatype.loc));
    term->type = rhumb_datatype_find(*iri);
  } else if (term->has_datatype && term->datatype.kind == RHUMB_VALUE_TABLE) {
    rhumb_check_lookup_datatypes(compiler, term);
  }
}

/// Finish a constant: its IRI, or its datatype and language, where the data has
/// no part in them
static void
finish_constant(RhumbCompiler *const compiler, RhumbPlanTerm *const term)
{
  RhumbTerm *const constant = &term->value.constant;
  const bool is_fixed =
      (!term->has_datatype || term->datatype.kind == RHUMB_VALUE_CONSTANT) &&
      (!term->has_language || term->language.kind == RHUMB_VALUE_CONSTANT);
  if (term->kind == RHUMB_TERM_IRI) {
    constant->text =
        rhumb_compile_iri(compiler, constant->text, term->base, term->loc);
  }
  if (term->has_datatype) {
    constant->datatype = term->datatype.constant.text;
  }
  if (term->has_language) {
    constant->language = term->language.constant.text;
  }
  constant->datatype = rhumb_datatype(constant->datatype);
  term->is_made = is_fixed && term->kind != RHUMB_TERM_BLANK;
  term->print = rhumb_term_fingerprint(constant);
}

/// True if a value is a template that names something by text and references
static bool
is_name(const RhumbPlanValue *const value, const RhumbTermKind kind)
{
  bool has_text = false;
  bool has_reference = false;
  for (size_t i = 0; i < value->n_parts; ++i) {
    has_text |= value->parts[i].text.len > 0;
    has_reference |= !value->parts[i].text.data;
  }
  return has_text && has_reference && kind != RHUMB_TERM_LITERAL;
}

/// Return the number of a term map that is a fresh node: the same in a map and
/// where that is quoted
static size_t
number_of_fresh(RhumbCompiler *const compiler, const RhumbTermMap *const map)
{
  const uintptr_t key[] = {(uintptr_t)map, compiler->map};
  return rhumb_table_add(&compiler->fresh,
                         (RhumbStr){(const char *)key, sizeof(key)});
}

RhumbPlanTerm
rhumb_compile_term(RhumbCompiler *const compiler,
                   RhumbPassDraft *const pass,
                   const RhumbTermMap *const map,
                   const RhumbFunction *const condition,
                   const RhumbPosition position)
{
  const RhumbStr own_base = compiler->mapping->maps[compiler->map]->base;
  const RhumbStr base = own_base.len ? own_base : compiler->mapping->base;
  rhumb_compile_hash(compiler, (char)('0' + position), base);
  rhumb_compile_hash(compiler, (char)('0' + map->type), RHUMB_STR(""));
  RhumbPlanTerm term = {
      .value = rhumb_compile_value(compiler, pass, &map->value),
      .kind = rhumb_term_types[map->type].kind,
      .encoding = rhumb_compile_encoding(map->type),
      .unsafe = map->type == RHUMB_TYPE_UNSAFE_IRI ||
                map->type == RHUMB_TYPE_UNSAFE_URI,
      .natural = rhumb_has_natural_datatypes(
          compiler->mapping->profile, &map->value, pass->spec),
      .base = base,
      .map = compiler->map,
      .lenient = compiler->mapping->profile == RHUMB_CLASSIC &&
                 !compiler->mapping->strict,
      .invalid = map->invalid,
      .is_object = position == RHUMB_AT_OBJECT,
      .conditions =
          rhumb_compile_conditions(compiler, pass, map->condition, condition),
      .targets = rhumb_compile_targets(compiler, &map->targets) |
                 rhumb_compile_targets(compiler, &map->datatype_targets) |
                 rhumb_compile_targets(compiler, &map->language_targets),
      .loc = map->loc,
  };
  term.is_of_row = &compiler->are_of_row[compiler->map];
  const bool makes_nodes =
      term.value.kind == RHUMB_VALUE_FRESH || map->gather != NULL;
  if (makes_nodes) {
    term.record = rhumb_compile_record(compiler, pass);
  }
  if (makes_nodes && position != RHUMB_AT_SUBJECT) {
    term.map = compiler->mapping->n_maps + number_of_fresh(compiler, map);
    term.is_of_row = &compiler->are_of_row[compiler->mapping->n_maps];
  }
  if (term.unsafe && term.value.kind != RHUMB_VALUE_CONSTANT &&
      !compiler->unsafe) {
    compiler->unsafe = &map->loc;
  }
  term.value.is_name = is_name(&term.value, term.kind);
  if (term.kind == RHUMB_TERM_LITERAL) {
    compile_literal(compiler, pass, map, &term);
  }
  if (term.value.kind == RHUMB_VALUE_CONSTANT) {
    finish_constant(compiler, &term);
  } else if (term.value.kind == RHUMB_VALUE_TABLE) {
    rhumb_finish_lookup(compiler, &term, map);
  } else if (term.value.kind == RHUMB_VALUE_TEMPLATE &&
             term.kind == RHUMB_TERM_IRI && term.value.n_parts) {
    finish_template(compiler, &term);
  }
  return term;
}
