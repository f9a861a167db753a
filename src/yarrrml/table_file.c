// SPDX-License-Identifier: ISC

/// @file table_file.c  Value tables whose rows stand in a file with columns.

#include "source/source.h"
#include "yarrrml/yarrrml_impl.h"

#include <stdlib.h>

/// A file while its rows are read
typedef struct {
  RhumbYarrrml *reader;
  RhumbSource *source;
  size_t key, value; ///< Fields
  RhumbText *text;   ///< The name of the file, for places
  RhumbValueTable *table;
  RhumbArena row; ///< What reading one value needs, which is not kept
  RHUMB_LIST(RhumbTableEntry) entries;
} File;

/// Report that a table's file is none that has columns
static RhumbStatus
wrong_format(const RhumbYarrrml *const reader,
             const RhumbSourceSpec *const spec)
{
  return rhumb_fail(reader->yaml.diag,
                    RHUMB_ERR_SYNTAX,
                    spec->access_loc,
                    "a table's file has columns: \"%.*s\" is read as CSV if "
                    "~csv stands behind it",
                    RHUMB_FMT(spec->access));
}

/// Set `spec` to the source that the file is
static RhumbStatus
read_spec(RhumbYarrrml *const reader,
          const RhumbTableKeys *const keys,
          RhumbSourceSpec *const spec)
{
  const RhumbYaml *const node = keys->file.value;
  const RhumbSpan span = rhumb_span_of(&reader->yaml, node);
  RhumbStr name = {NULL, 0};
  *spec = (RhumbSourceSpec){.profile = RHUMB_CLASSIC,
                            .dir = rhumb_folder_of(reader, &span),
                            .loc = node->loc,
                            .access_loc = node->loc,
                            .iterator_loc = node->loc};
  RHUMB_TRY(rhumb_read_access(reader,
                              node,
                              &rhumb_formulation_type,
                              "a table's file",
                              &spec->access,
                              &name));
  if (reader->failed == node) {
    return RHUMB_ERR_REFERENCE; // Its name was to be worked out
  }
  RHUMB_TRY(rhumb_read_dialect(reader, &keys->dialect, spec));
  RHUMB_TRY(rhumb_read_placed(
      reader, &keys->encoding, &spec->encoding, &spec->encoding_loc));
  RHUMB_TRY(
      rhumb_read_placed(reader, &keys->sheet, &spec->sheet, &spec->sheet_loc));
  spec->format = rhumb_source_find(RHUMB_SOURCE_WORDS(names), name);
  if (!rhumb_source_settle(spec, reader->yaml.arena) ||
      !spec->format->no_iterator || spec->format->is_database) {
    return wrong_format(reader, spec);
  }
  if (rhumb_str_is(spec->access, "-")) {
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_SYNTAX,
                      node->loc,
                      "a table belongs to the rules and is not read from "
                      "standard input");
  }
  rhumb_source_review(spec, reader->yaml.diag);
  return RHUMB_OK;
}

/// Return the place of the current row, which outlives the source
static RhumbLoc
place(const File *const file)
{
  RhumbLoc loc = rhumb_source_loc(file->source);
  loc.text = file->text;
  return loc;
}

/// Return the one text of a cell; what is no value or more than one is empty
static RhumbStr
cell(const File *const file, const size_t field)
{
  const RhumbValues values = file->source->row[field];
  return values.count == 1 ? values.items[0].lexical : RHUMB_STR("");
}

/// Read what a key stands for; there may be a million of them, so that nothing
/// but its text is kept
static RhumbStatus
read_value(File *const file, const RhumbStr text, RhumbTableValue *const out)
{
  RhumbYarrrml *const reader = file->reader;
  RhumbArena *const arena = reader->yaml.arena;
  RhumbYamlMark mark = {0}; // Which knows nodes by where they are
  const RhumbYaml node = {.kind = RHUMB_YAML_SCALAR,
                          .loc = place(file),
                          .text = rhumb_str_copy(&file->row, text),
                          .mark = &mark};
  const RhumbSpan span = {.text = node.text, .node = &node};
  reader->yaml.arena = &file->row;
  const RhumbStatus status = rhumb_read_table_value(reader, span, false, out);
  reader->yaml.arena = arena;
  out->text = rhumb_str_copy(arena, out->text);
  rhumb_arena_reset(&file->row);
  return status;
}

/// Add the row that stands, unless it has no value
static RhumbStatus
add_row(File *const file)
{
  RhumbYarrrml *const reader = file->reader;
  RhumbArena *const arena = reader->yaml.arena;
  const RhumbStr text = cell(file, file->value);
  if (!text.len) {
    return RHUMB_OK;
  }
  RhumbTableValue *const value = RHUMB_NEW(arena, RhumbTableValue, 1);
  RHUMB_TRY(read_value(file, text, value));
  const RhumbTableEntry entry = {
      .key = rhumb_str_copy(arena, cell(file, file->key)),
      .values = value,
      .n_values = 1,
      .loc = value->loc};
  RhumbLookup *const keys = &file->table->keys;
  const uint32_t number =
      rhumb_lookup_find(keys, file->entries.items, sizeof(entry), entry.key);
  if (!number) {
    RHUMB_PUSH(&file->entries, entry);
    rhumb_lookup_add(
        keys, arena, file->entries.items, file->entries.count, sizeof(entry));
    return RHUMB_OK;
  }
  (void)rhumb_fail(reader->yaml.diag,
                   RHUMB_ERR_VALUE,
                   entry.loc,
                   "the key \"%.*s\" is there already",
                   RHUMB_FMT(entry.key));
  rhumb_warn(reader->yaml.diag,
             RHUMB_NOTE,
             file->entries.items[number - 1].loc,
             "it was first here");
  return RHUMB_ERR_VALUE;
}

/// Ask for the column that a key of the rules names
static RhumbStatus
bind(const File *const file, const RhumbField *const field, size_t *const out)
{
  const RhumbYarrrml *const reader = file->reader;
  RhumbStr column = {NULL, 0};
  RHUMB_TRY(rhumb_read_text(
      &reader->yaml, field->value, field->key->text.data, &column));
  return rhumb_source_bind(
      file->source, column, field->value->loc, out, reader->yaml.diag);
}

static RhumbStatus
read_rows(File *const file, const RhumbTableKeys *const keys)
{
  RhumbStatus status = bind(file, &keys->key, &file->key);
  RHUMB_KEEP(status, bind(file, &keys->value, &file->value));
  RhumbStatus next = status;
  while (next == RHUMB_OK &&
         (next = rhumb_source_next(file->source, file->reader->yaml.diag)) ==
             RHUMB_OK) {
    RHUMB_KEEP(status, add_row(file));
  }
  RHUMB_KEEP(status, next == RHUMB_END ? RHUMB_OK : next);
  return status;
}

RhumbStatus
rhumb_read_table_file(RhumbYarrrml *const reader,
                      const RhumbTableKeys *const keys,
                      RhumbValueTable *const table)
{
  RhumbArena *const arena = reader->yaml.arena;
  RhumbSourceSpec *const spec = RHUMB_NEW(arena, RhumbSourceSpec, 1);
  File file = {.reader = reader, .table = table};
  RHUMB_TRY(read_spec(reader, keys, spec));
  RhumbStatus status = rhumb_source_open(&file.source, spec, reader->yaml.diag);
  if (status == RHUMB_OK) {
    file.text = RHUMB_NEW(arena, RhumbText, 1);
    *file.text = (RhumbText){
        .name = rhumb_str_copy(arena, rhumb_str(file.source->address.text.name))
                    .data};
    status = read_rows(&file, keys);
  }
  rhumb_source_close(file.source);
  rhumb_arena_free(&file.row);
  rhumb_value_table_keep(table, arena, file.entries.items, file.entries.count);
  free(file.entries.items);
  return status;
}
