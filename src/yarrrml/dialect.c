// SPDX-License-Identifier: ISC

/// @file dialect.c  How records are written: what sources say of it, files of
/// tables, and fields whose text has records.

#include "yarrrml/yarrrml_impl.h"

RhumbStatus
rhumb_read_placed(RhumbYarrrml *const reader,
                  const RhumbField *const field,
                  RhumbStr *const text,
                  RhumbLoc *const loc)
{
  if (!field->value) {
    return RHUMB_OK;
  }
  *loc = field->value->loc;
  return rhumb_read_text(
      &reader->yaml, field->value, field->key->text.data, text);
}

/// Set `out` to whether the word of a field is "true"
static RhumbStatus
read_truth(RhumbYarrrml *const reader, const RhumbField field, bool *const out)
{
  RhumbStr word = {NULL, 0};
  RHUMB_TRY(
      rhumb_yaml_read_spelled(&reader->yaml, &rhumb_truth_type, field, &word));
  *out = rhumb_str_is(word, "true");
  return RHUMB_OK;
}

/// Read the number of the row that is the header; false if it is no number
static bool
read_header_row(RhumbYarrrml *const reader,
                const RhumbYaml *const node,
                RhumbSourceSpec *const spec)
{
  const RhumbStr text = rhumb_text_of(reader, node);
  uint64_t number = 0;
  if (!rhumb_str_number(text, UINT32_MAX, &number) || !number) {
    return false;
  }
  spec->skip_rows = (size_t)number - 1;
  spec->skip_lines = true;
  return true;
}

/// Read whether there is a header
static RhumbStatus
read_header_word(RhumbYarrrml *const reader,
                 const RhumbField field,
                 RhumbSourceSpec *const spec)
{
  const RhumbYaml *const node = field.value;
  const RhumbStr text = node->kind == RHUMB_YAML_SCALAR
                            ? rhumb_str_trim(rhumb_text_of(reader, node))
                            : RHUMB_STR("");
  spec->no_header = rhumb_str_alike(text, RHUMB_STR("false"));
  return spec->no_header || rhumb_str_alike(text, RHUMB_STR("true"))
             ? RHUMB_OK
             : rhumb_wrong_value(&reader->yaml,
                                 field,
                                 "true or false, the columns' names in "
                                 "brackets, or the number of the row that has "
                                 "them, from 1");
}

/// Read whether there is a header and where, or the names that stand for one
static RhumbStatus
read_header(RhumbYarrrml *const reader,
            const RhumbField field,
            RhumbSourceSpec *const spec)
{
  const RhumbYaml *const node = field.value;
  if (!node) {
    return RHUMB_OK;
  }
  spec->header_loc = node->loc;
  if (node->kind == RHUMB_YAML_SCALAR && read_header_row(reader, node, spec)) {
    return RHUMB_OK;
  }
  if (node->kind != RHUMB_YAML_LIST) {
    return read_header_word(reader, field, spec);
  }
  RHUMB_LIST(RhumbStr) names = {0};
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < node->count; ++i) {
    RhumbStr name = {NULL, 0};
    RHUMB_KEEP(
        status,
        rhumb_read_text(
            &reader->yaml, node->values[i], "the name of a column", &name));
    RHUMB_PUSH_IN(reader->yaml.arena, &names, name);
  }
  spec->no_header = true;
  spec->header = names.items;
  spec->n_header = names.count;
  return names.count ? status
                     : rhumb_fail(reader->yaml.diag,
                                  RHUMB_ERR_SYNTAX,
                                  node->loc,
                                  "a header without a name: give the columns' "
                                  "names, or false");
}

/// Read the quote; an empty text: there is none
static RhumbStatus
read_quote(RhumbYarrrml *const reader,
           const RhumbField *const field,
           RhumbSourceSpec *const spec)
{
  RHUMB_TRY(rhumb_read_placed(reader, field, &spec->quote, &spec->quote_loc));
  spec->no_quote = field->value && !spec->quote.len;
  return RHUMB_OK;
}

static RhumbStatus
read_nulls(RhumbYarrrml *const reader,
           const RhumbField field,
           RhumbSourceSpec *const spec)
{
  struct {
    const RhumbStr *items;
    size_t count;
  } texts = {NULL, 0};
  if (!field.value) {
    return RHUMB_OK;
  }
  if (field.value->kind == RHUMB_YAML_MAP || rhumb_is_null(field.value)) {
    return rhumb_wrong_value(
        &reader->yaml, field, "a string or a list of strings");
  }
  const RhumbStatus status = rhumb_yaml_read_list(
      &reader->yaml, &rhumb_null_texts_type, field, &texts);
  spec->nulls = texts.items;
  spec->n_nulls = texts.count;
  return status;
}

RhumbStatus
rhumb_read_dialect(RhumbYarrrml *const reader,
                   const RhumbDialectKeys *const keys,
                   RhumbSourceSpec *const spec)
{
  RhumbStatus status = rhumb_read_placed(
      reader, &keys->delimiter, &spec->delimiter, &spec->delimiter_loc);
  RHUMB_KEEP(status, read_quote(reader, &keys->quote, spec));
  RHUMB_KEEP(status,
             rhumb_read_placed(
                 reader, &keys->comment, &spec->comment, &spec->comment_loc));
  RHUMB_KEEP(status, read_header(reader, keys->header, spec));
  if (keys->ragged.value) {
    spec->ragged_loc = keys->ragged.value->loc;
    RHUMB_KEEP(status, read_truth(reader, keys->ragged, &spec->ragged));
  }
  RHUMB_KEEP(status, read_nulls(reader, keys->nulls, spec));
  return status;
}
