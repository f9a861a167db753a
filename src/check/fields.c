// SPDX-License-Identifier: ISC

/// @file fields.c  A walk through the values of a plan.

#include "check/fields.h"

void
rhumb_fields_of_value(RhumbFields *const fields,
                      const RhumbPlanValue *const value)
{
  if (value->kind == RHUMB_VALUE_FIELD) {
    RHUMB_PUSH(fields, value->field);
  } else if (value->kind == RHUMB_VALUE_TEMPLATE) {
    for (size_t i = 0; i < value->n_parts; ++i) {
      const RhumbPlanPart *const part = &value->parts[i];
      if (part->value) {
        rhumb_fields_of_value(fields, part->value);
      } else if (!part->text.data) {
        RHUMB_PUSH(fields, part->field);
      }
    }
  } else if (value->kind == RHUMB_VALUE_TABLE) {
    rhumb_fields_of_value(fields, &value->lookup->key);
  } else if (value->kind == RHUMB_VALUE_CALL) {
    for (size_t i = 0; i < value->call->n_arguments; ++i) {
      rhumb_fields_of_value(fields, &value->call->arguments[i].value);
    }
  }
}

void
rhumb_fields_of_term(RhumbFields *const fields, const RhumbPlanTerm *const term)
{
  rhumb_fields_of_value(fields, &term->value);
  if (term->has_datatype) {
    rhumb_fields_of_value(fields, &term->datatype);
  }
  if (term->has_language) {
    rhumb_fields_of_value(fields, &term->language);
  }
  for (size_t i = 0; term->gather && i < term->gather->n_items; ++i) {
    rhumb_fields_of_object(fields, &term->gather->items[i]);
  }
}

void
rhumb_fields_of_object(RhumbFields *const fields,
                       const RhumbPlanObject *const object)
{
  if (!object->is_join) {
    rhumb_fields_of_term(fields, &object->term);
  }
  for (size_t i = 0; i < object->n_keys; ++i) {
    rhumb_fields_of_value(fields, &object->keys[i]);
  }
}

void
rhumb_fields_of_pair(RhumbFields *const fields, const RhumbPlanPair *const pair)
{
  for (size_t i = 0; i < pair->n_predicates; ++i) {
    rhumb_fields_of_term(fields, &pair->predicates[i]);
  }
  for (size_t i = 0; i < pair->n_objects; ++i) {
    rhumb_fields_of_object(fields, &pair->objects[i]);
  }
  for (size_t i = 0; i < pair->n_graphs; ++i) {
    rhumb_fields_of_term(fields, &pair->graphs[i]);
  }
}

bool
rhumb_is_conditional(const RhumbPlanCall *const call)
{
  bool found = call->type->result == RHUMB_RESULT_BOOLEAN;
  for (size_t i = 0; !found && i < call->n_arguments; ++i) {
    const RhumbPlanValue *const value = &call->arguments[i].value;
    found =
        value->kind == RHUMB_VALUE_CALL && rhumb_is_conditional(value->call);
  }
  return found;
}

/// True if a value asks for something: of its row, or of the parent row of
/// which `parent` keeps what is asked; of that alone if `parent` is not NULL
static bool
asks(const RhumbPlanValue *const value, const RhumbPlanIndex *const parent)
{
  bool found = parent ? value->kind == RHUMB_VALUE_PARENT &&
                            asks(&parent->kept[value->field], NULL)
                      : value->kind == RHUMB_VALUE_FIELD;
  for (size_t i = 0; !found && i < value->n_parts; ++i) {
    const RhumbPlanPart *const part = &value->parts[i];
    found =
        part->value ? asks(part->value, parent) : !part->text.data && !parent;
  }
  if (value->kind == RHUMB_VALUE_TABLE) {
    found = found || asks(&value->lookup->key, parent);
  }
  const size_t n_arguments =
      value->kind == RHUMB_VALUE_CALL ? value->call->n_arguments : 0;
  for (size_t i = 0; !found && i < n_arguments; ++i) {
    found = asks(&value->call->arguments[i].value, parent);
  }
  return found;
}

bool
rhumb_is_linked(const RhumbPlanIndex *const index,
                const RhumbPlanValue *const keys,
                const RhumbPlanCall *const condition)
{
  const RhumbPlanValue pair = {.kind = RHUMB_VALUE_CALL, .call = condition};
  bool found = condition && asks(&pair, NULL) && asks(&pair, index);
  for (size_t i = 0; !found && i < index->n_keys; ++i) {
    found = asks(&keys[i], NULL) && asks(&index->keys[i], NULL);
  }
  return found;
}
