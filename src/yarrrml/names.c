// SPDX-License-Identifier: ISC

/// @file names.c  What has a name in the rules: sources, tables, targets,
/// mappings.

#include "yarrrml/yarrrml_impl.h"

RhumbNamed *
rhumb_names_find(const RhumbNameTable *const names, const RhumbStr name)
{
  const uint32_t number = rhumb_table_find(&names->table, name);
  return number == RHUMB_TABLE_NONE ? NULL : &names->entries.items[number];
}

RhumbNamed *
rhumb_names_add(RhumbYarrrml *const reader,
                RhumbNameTable *const names,
                const RhumbYaml *const key)
{
  const RhumbNamed *const known = rhumb_names_find(names, key->text);
  if (known) {
    (void)rhumb_fail(reader->yaml.diag,
                     RHUMB_ERR_SYNTAX,
                     key->loc,
                     "the %s \"%s\" is there already",
                     names->what,
                     key->text.data);
    rhumb_warn(
        reader->yaml.diag, RHUMB_NOTE, known->key->loc, "it was first here");
    return NULL;
  }
  (void)rhumb_table_add(&names->table, key->text);
  RHUMB_PUSH_IN(reader->yaml.arena, &names->entries, (RhumbNamed){.key = key});
  return &names->entries.items[names->entries.count - 1];
}

RhumbStatus
rhumb_names_fail(const RhumbYarrrml *const reader,
                 const RhumbNameTable *const names,
                 const RhumbStr name,
                 const RhumbLoc loc)
{
  if (reader->failed && reader->failed->loc.text == loc.text &&
      reader->failed->loc.line == loc.line &&
      reader->failed->loc.column == loc.column) {
    return RHUMB_ERR_REFERENCE; // It was to be worked out
  }
  const char *const near = rhumb_row_near(
      names->table.keys, names->table.count, sizeof(*names->table.keys), name);
  return rhumb_fail_near(reader->yaml.diag,
                         RHUMB_ERR_REFERENCE,
                         loc,
                         near,
                         "unknown %s \"%.*s\"%s%s%s",
                         names->what,
                         RHUMB_FMT(name),
                         near ? "" : "; none of \"",
                         near ? "" : names->what,
                         near ? "" : "s\" has this name");
}
