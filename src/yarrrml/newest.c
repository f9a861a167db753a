// SPDX-License-Identifier: ISC

/// @file newest.c  Which of the records that are versions of one thing is read.

#include "yarrrml/yarrrml_impl.h"

/// Read a text that is one reference, $(id)
static RhumbStatus
read_reference(RhumbYarrrml *const reader,
               const RhumbYaml *const node,
               RhumbStr *const out,
               RhumbLoc *const loc)
{
  RhumbSpan span = {.text = {NULL, 0}};
  RhumbExpression value = {0};
  RHUMB_TRY(rhumb_read_scalar(&reader->yaml, node, "a reference", &span));
  RHUMB_TRY(rhumb_read_expression(reader, span, RHUMB_TERM_LITERAL, &value));
  if (value.kind == RHUMB_EXPRESSION_FUNCTION) {
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_SYNTAX,
                      node->loc,
                      "\"%.*s\" has a function; \"newest\" compares values as "
                      "the data has them: by: $(id), of: $(modified)",
                      RHUMB_FMT(span.text));
  }
  if (value.kind != RHUMB_EXPRESSION_REFERENCE) {
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_SYNTAX,
                      node->loc,
                      "\"%.*s\" is no reference; \"newest\" compares what "
                      "references give: by: $(id), of: $(modified)",
                      RHUMB_FMT(span.text));
  }
  *out = value.reference;
  *loc = value.loc;
  return RHUMB_OK;
}

/// Have a reference that begins with the name of the first level be one into
/// its records, which are what is compared
static RhumbStatus
take_level(const RhumbYarrrml *const reader,
           const RhumbYaml *const levels,
           RhumbStr *const text,
           RhumbLoc *const loc)
{
  size_t longest = 0;
  size_t level = 0;
  for (size_t i = 0; i < levels->count; ++i) {
    const RhumbStr name = levels->keys[i]->text;
    if (name.len > longest && text->len > name.len + 1 &&
        rhumb_str_starts(*text, name) && strchr(".[", text->data[name.len])) {
      longest = name.len;
      level = i;
    }
  }
  if (level) {
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_REFERENCE,
                      *loc,
                      "\"%.*s\" is of the level \"%s\", and \"newest\" "
                      "compares records, those of \"%s\"",
                      RHUMB_FMT(*text),
                      levels->keys[level]->text.data,
                      levels->keys[0]->text.data);
  }
  if (longest) {
    const size_t from = longest + (text->data[longest] == '.');
    *text = rhumb_str_from(*text, from);
    *loc = rhumb_loc_along(*loc, from);
  }
  return RHUMB_OK;
}

RhumbStatus
rhumb_read_newest(RhumbYarrrml *const reader,
                  const RhumbYaml *const node,
                  const RhumbYaml *const levels,
                  RhumbSourceSpec *const spec)
{
  RhumbNewestKeys keys = {0};
  RHUMB_TRY(
      rhumb_schema_read(&reader->yaml, &rhumb_newest_schema, node, &keys));
  const RhumbItems by = rhumb_items(&keys.by.value);
  RhumbStr *const texts = RHUMB_NEW(reader->yaml.arena, RhumbStr, by.count);
  RhumbLoc *const locs = RHUMB_NEW(reader->yaml.arena, RhumbLoc, by.count + 1);
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < by.count; ++i) {
    RHUMB_KEEP(status,
               read_reference(reader, by.items[i], &texts[i], &locs[i]));
  }
  if (!by.count) {
    status = rhumb_fail(reader->yaml.diag,
                        RHUMB_ERR_SYNTAX,
                        keys.by.value->loc,
                        "a list of no references: all records would be one "
                        "thing");
  }
  RHUMB_KEEP(
      status,
      read_reference(reader, keys.of.value, &spec->newest_of, &locs[by.count]));
  for (size_t i = 0; status == RHUMB_OK && levels && i <= by.count; ++i) {
    status = take_level(
        reader, levels, i < by.count ? &texts[i] : &spec->newest_of, &locs[i]);
  }
  spec->newest_by = texts;
  spec->n_newest_by = by.count;
  spec->newest_locs = locs;
  return status;
}
