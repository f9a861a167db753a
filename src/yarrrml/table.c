// SPDX-License-Identifier: ISC

/// @file table.c  Value tables of YARRRML: `tables:`.

#include "function/function.h"
#include "yarrrml/yarrrml_impl.h"

// Values ---------------------------------------------------------------------

/// Read what a key stands for: one value or a list of them
static RhumbStatus
read_values(RhumbYarrrml *const reader,
            const RhumbYaml *const node,
            RhumbTableEntry *const out)
{
  RhumbStatus status = RHUMB_OK;
  const RhumbItems items = rhumb_items(&node);
  RhumbTableValue *const values =
      RHUMB_NEW(reader->yaml.arena, RhumbTableValue, items.count);
  for (size_t i = 0; i < items.count; ++i) {
    const RhumbYaml *const item = items.items[i];
    if (item->kind != RHUMB_YAML_SCALAR || rhumb_is_null(item)) {
      RHUMB_KEEP(status,
                 rhumb_wrong_kind(&reader->yaml,
                                  item,
                                  "what a key stands for",
                                  "a term, a list of them, or [] for none"));
    } else {
      RHUMB_KEEP(
          status,
          rhumb_read_table_value(
              reader, rhumb_span_of(&reader->yaml, item), true, &values[i]));
    }
  }
  out->values = values;
  out->n_values = items.count;
  return status;
}

// Tables ---------------------------------------------------------------------

static RhumbStatus
add_entry(RhumbYarrrml *const reader,
          const RhumbYaml *const key,
          const RhumbYaml *const value,
          RhumbValueTable *const table)
{
  RhumbTableEntry entry = {.key = key->text, .loc = key->loc};
  RHUMB_TRY(read_values(reader, value, &entry));
  (void)rhumb_value_table_add(table, reader->yaml.arena, entry);
  return RHUMB_OK;
}

/// Return what stands behind a key; NULL: it is not there
static const RhumbYaml *
value_of(const RhumbYaml *const map, const char *const key)
{
  for (size_t i = 0; i < map->count; ++i) {
    if (rhumb_str_is(map->keys[i]->text, key)) {
      return map->values[i];
    }
  }
  return NULL;
}

/// True for the name of a file that has columns
static bool
is_file(const RhumbYarrrml *const reader, const RhumbYaml *const node)
{
  RhumbSourceSpec spec = {.access = node->text};
  return node->kind == RHUMB_YAML_SCALAR &&
         rhumb_source_settle(&spec, reader->yaml.arena) &&
         spec.format->no_iterator && !spec.format->is_database;
}

/// True for a map that says where a table is, rather than being one: words of
/// the data may be "file" too
static bool
is_of_file(const RhumbYaml *const map)
{
  return value_of(map, "file") &&
         (value_of(map, "key") || value_of(map, "value"));
}

/// Warn of a map with a file that is taken for a table in place
static void
warn_file(const RhumbYarrrml *const reader, const RhumbYaml *const map)
{
  const RhumbYaml *const file = value_of(map, "file");
  if (file && is_file(reader, file)) {
    rhumb_warn(reader->yaml.diag,
               RHUMB_WARNING,
               file->loc,
               "without \"key\" and \"value\", the columns of a table's file, "
               "this is what the key \"file\" stands for");
  }
}

static RhumbStatus
read_of_file(RhumbYarrrml *const reader,
             const RhumbYaml *const map,
             RhumbValueTable *const table)
{
  RhumbTableKeys keys = {0};
  RHUMB_TRY(rhumb_schema_read(&reader->yaml, &rhumb_table_schema, map, &keys));
  RHUMB_TRY(rhumb_read_table_file(reader, &keys, table));
  if (!keys.rest.value) {
    return RHUMB_OK;
  }
  RhumbTableEntry rest = {.key = RHUMB_STR(RHUMB_TABLE_REST),
                          .loc = keys.rest.key->loc};
  RHUMB_TRY(read_values(reader, keys.rest.value, &rest));
  return rhumb_value_table_add(table, reader->yaml.arena, rest)
             ? rhumb_fail(reader->yaml.diag,
                          RHUMB_ERR_SYNTAX,
                          rest.loc,
                          "the file has a row for \"" RHUMB_TABLE_REST
                          "\" itself")
             : RHUMB_OK;
}

static RhumbStatus
read_in_place(RhumbYarrrml *const reader,
              const RhumbYaml *const map,
              RhumbValueTable *const table)
{
  RhumbStatus status = RHUMB_OK;
  warn_file(reader, map);
  for (size_t i = 0; i < map->count; ++i) {
    RHUMB_KEEP(status, add_entry(reader, map->keys[i], map->values[i], table));
  }
  return status;
}

/// Behind "=>" stand tables and functions: a name is one of the two
static RhumbStatus
check_name(const RhumbYarrrml *const reader, const RhumbYaml *const key)
{
  const RhumbFunctionType *const function =
      rhumb_function_find_short(key->text);
  if (function) {
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_SYNTAX,
                      key->loc,
                      "\"=> %s\" is the function %s already; call the table "
                      "otherwise",
                      key->text.data,
                      function->names[0]);
  }
  return !key->text.len ||
                 rhumb_str_find(key->text, RHUMB_STR("=>"), 0) != SIZE_MAX
             ? rhumb_fail(reader->yaml.diag,
                          RHUMB_ERR_SYNTAX,
                          key->loc,
                          "\"%s\" cannot stand behind \"=>\"; a table's name "
                          "is a word",
                          key->text.data)
             : RHUMB_OK;
}

RhumbStatus
rhumb_read_table(RhumbYarrrml *const reader,
                 const RhumbYaml *const key,
                 const RhumbYaml *const value)
{
  RhumbNamed *const named = rhumb_names_add(reader, &reader->tables, key);
  if (!named) {
    return RHUMB_ERR_SYNTAX;
  }
  RHUMB_TRY(check_name(reader, key));
  if (value->kind != RHUMB_YAML_MAP) {
    return rhumb_wrong_kind(&reader->yaml,
                            value,
                            "a table",
                            "a map of keys and what they stand for, or {file, "
                            "key, value}");
  }
  RhumbValueTable *const table =
      RHUMB_NEW(reader->yaml.arena, RhumbValueTable, 1);
  *table = (RhumbValueTable){.name = key->text, .loc = key->loc};
  named->is_reading = true;
  const RhumbStatus status = is_of_file(value)
                                 ? read_of_file(reader, value, table)
                                 : read_in_place(reader, value, table);
  named->is_reading = false;
  RHUMB_TRY(status);
  named->item = table;
  return RHUMB_OK;
}
