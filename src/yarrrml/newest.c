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

RhumbStatus
rhumb_read_newest(RhumbYarrrml *const reader,
                  const RhumbYaml *const node,
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
  spec->newest_by = texts;
  spec->n_newest_by = by.count;
  spec->newest_locs = locs;
  return status;
}
