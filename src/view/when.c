// SPDX-License-Identifier: ISC

/// @file when.c  What a node must have for a rule of a view to be for it.

#include "view/when.h"

#include "term/prefix.h"
#include "view/objects.h"

// Reading

/// A value in quotes is a text, unless a prefix that is known begins it
static bool
is_name(const RhumbYamlContext *const context, const RhumbYaml *const value)
{
  const size_t colon = rhumb_str_find(value->text, RHUMB_STR(":"), 0);
  const RhumbStr prefix = {value->text.data, colon};
  if (colon == SIZE_MAX ||
      rhumb_str_find(value->text, RHUMB_STR(" "), 0) != SIZE_MAX) {
    return false;
  }
  return value->quoted
             ? rhumb_prefixes_find(context->prefixes, prefix).data != NULL
             : value->tag == RHUMB_YAML_STRING;
}

static RhumbStatus
read_value(const RhumbYamlContext *const context,
           const RhumbYamlType *const type,
           const RhumbField field,
           void *const to)
{
  RhumbWanted *const out = (RhumbWanted *)to;
  if (field.value->kind == RHUMB_YAML_SCALAR && is_name(context, field.value)) {
    out->is_iri = true;
    return rhumb_iri_type.read(context, &rhumb_iri_type, field, &out->value);
  }
  RhumbSpan span = {.text = {NULL, 0}};
  RHUMB_TRY(rhumb_read_span(context, field, type->wanted, &span));
  out->value = (RhumbIri){span.text, field.value->loc};
  return RHUMB_OK;
}

static const RhumbYamlType value = {.wanted = "an IRI or a text",
                                    .read = read_value,
                                    .may_be = RHUMB_MAY_SCALAR};
static const RhumbYamlType values = {.read = rhumb_yaml_read_list,
                                     .may_be =
                                         RHUMB_MAY_SCALAR | RHUMB_MAY_LIST,
                                     .items = {&value},
                                     .item_size = sizeof(RhumbWanted)};

static RhumbStatus
read_one(const RhumbYamlContext *const context,
         const RhumbYaml *const key,
         const RhumbYaml *const node,
         RhumbWhen *const out)
{
  struct {
    const RhumbWanted *items;
    size_t count;
  } list = {NULL, 0};
  const RhumbField name = {key, key};
  const RhumbField field = {key, node};
  RhumbStatus status =
      rhumb_iri_type.read(context, &rhumb_iri_type, name, &out->property);
  RHUMB_KEEP(status, values.read(context, &values, field, &list));
  out->values = list.items;
  out->n_values = list.count;
  return status;
}

static RhumbStatus
read_when(const RhumbYamlContext *const context,
          const RhumbYamlType *const type,
          const RhumbField field,
          void *const to)
{
  const RhumbYaml *const map = field.value;
  RhumbWhens *const out = (RhumbWhens *)to;
  if (map->kind != RHUMB_YAML_MAP || !map->count) {
    return rhumb_wrong_value(context, field, type->wanted);
  }
  RhumbWhen *const items = RHUMB_NEW(context->arena, RhumbWhen, map->count);
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < map->count; ++i) {
    RHUMB_KEEP(status,
               read_one(context, map->keys[i], map->values[i], &items[i]));
  }
  *out = (RhumbWhens){items, map->count};
  return status;
}

const RhumbYamlType rhumb_when_type = {.wanted =
                                           "a map of properties and values",
                                       .read = read_when,
                                       .may_be = RHUMB_MAY_MAP,
                                       .entries = &values,
                                       .is_filled = true};

// Asking

static bool
is_wanted(const RhumbWhen *const when,
          const RhumbIndex *const index,
          const uint32_t object)
{
  for (size_t i = 0; i < when->n_values; ++i) {
    const RhumbWanted *const wanted = &when->values[i];
    if (wanted->is_iri == (object < index->n_iris) &&
        rhumb_str_equal(wanted->value.text, index->terms[object].text)) {
      return true;
    }
  }
  return false;
}

bool
rhumb_when_holds(const RhumbWhens *const when,
                 const RhumbIndex *const index,
                 const uint32_t node)
{
  bool holds = true;
  for (size_t i = 0; holds && i < when->count; ++i) {
    const RhumbIris property = {&when->items[i].property, 1};
    RhumbObjects objects = rhumb_objects_of(index, node, &property);
    holds = false;
    while (!holds && rhumb_objects_next(&objects)) {
      holds = is_wanted(&when->items[i], index, objects.quad->o);
    }
  }
  return holds;
}
