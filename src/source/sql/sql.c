// SPDX-License-Identifier: ISC

/// @file sql.c  Tables and queries as rows.

#include "source/sql/sql_impl.h"

#include "base/list.h"
#include "base/utf8.h"
#include "source/types.h"
#include "term/vocabulary.h"

#include <stdlib.h>

typedef struct {
  size_t column;
  size_t width;
  const RhumbDatatype *space; ///< That its column's values must be in
  RhumbValue value;
  RhumbBuf text;
} Field;

typedef struct {
  RhumbSource base;
  RhumbSqlCursor *cursor;
  RhumbSqlAddress address;
  RHUMB_LIST(Field) fields;
  RhumbArena arena;
} Sql;

// Rows -----------------------------------------------------------------------

static RhumbStatus
read_field(Sql *const sql, const size_t index, const RhumbDiag *const diag)
{
  const RhumbSqlDriver *const driver = sql->cursor->driver;
  Field *const field = &sql->fields.items[index];
  const RhumbValue value = driver->value(sql->cursor, field->column);
  sql->base.row[index] = (RhumbValues){&field->value, 0};
  if (!value.lexical.data ||
      rhumb_source_is_null(sql->base.spec, value.lexical)) {
    return RHUMB_OK;
  }
  if (value.type != RHUMB_VALUE_BINARY &&
      !rhumb_utf8_valid(value.lexical, NULL)) {
    return rhumb_fail(diag,
                      RHUMB_ERR_VALUE,
                      rhumb_source_loc(&sql->base),
                      "the value of \"%.*s\" is not UTF-8",
                      RHUMB_FMT(sql->cursor->columns[field->column].name));
  }
  sql->base.row[index].count = 1;
  if (value.type == RHUMB_VALUE_STRING && !field->width) {
    field->value = value;
    return RHUMB_OK;
  }
  field->text.len = 0;
  const RhumbValueType type = rhumb_sql_put_natural(
      &field->text,
      value,
      value.type == sql->cursor->columns[field->column].type ? field->space
                                                             : NULL,
      value.type == RHUMB_VALUE_STRING ? field->width : 0);
  field->value = (RhumbValue){rhumb_buf_str(&field->text), type};
  return RHUMB_OK;
}

static RhumbStatus
sql_next(RhumbSource *const source, const RhumbDiag *const diag)
{
  Sql *const sql = (Sql *)source;
  source->address.position = source->address.record++;
  const RhumbSqlDriver *const driver = sql->cursor->driver;
  const RhumbStatus status = driver->next(sql->cursor);
  if (status != RHUMB_OK) {
    return status == RHUMB_END
               ? status
               : rhumb_fail(diag,
                            status,
                            rhumb_source_loc(source),
                            "reading the database fails: %s",
                            rhumb_sql_why(sql->cursor, &sql->address));
  }
  for (size_t i = 0; i < sql->fields.count; ++i) {
    RHUMB_TRY(read_field(sql, i, diag));
  }
  return RHUMB_OK;
}

// Columns --------------------------------------------------------------------

/// Find a column by its name as written, without quotes, or else in any case:
/// rules say "Id" where PostgreSQL has made it "id", unless they are strict
/// @return How many there are of that name; `column` is one of them.
static size_t
find_column(const Sql *const sql, RhumbStr name, size_t *const column)
{
  const RhumbSqlCursor *const cursor = sql->cursor;
  if (name.len > 2 && strchr("\"`", name.data[0]) &&
      name.data[name.len - 1] == name.data[0]) {
    name = rhumb_str_slice(name, 1, name.len - 1);
  }
  size_t n_exact = 0;
  size_t n_folded = 0;
  for (size_t i = 0; i < cursor->n_columns; ++i) {
    const RhumbStr other = cursor->columns[i].name;
    if (rhumb_str_equal(name, other)) {
      ++n_exact;
      *column = i;
    } else if (!sql->base.spec->strict && rhumb_str_alike(name, other)) {
      ++n_folded;
      *column = n_exact ? *column : i;
    }
  }
  return n_exact ? n_exact : n_folded;
}

static RhumbStatus
refuse_column(const Sql *const sql,
              const RhumbStr name,
              const size_t count,
              const RhumbLoc loc,
              const RhumbDiag *const diag)
{
  if (count) {
    return rhumb_fail(diag,
                      RHUMB_ERR_REFERENCE,
                      loc,
                      "%zu columns are called \"%.*s\": which one is meant "
                      "cannot be known",
                      count,
                      RHUMB_FMT(name));
  }
  const RhumbSqlCursor *const cursor = sql->cursor;
  const size_t n = cursor->n_columns;
  RhumbArena arena = {0};
  const char **const names = RHUMB_NEW(&arena, const char *, n + 1);
  for (size_t i = 0; i < n; ++i) {
    names[i] = rhumb_str_copy(&arena, cursor->columns[i].name).data;
  }
  const RhumbStatus status = rhumb_source_no_column(
      sql->base.spec->query.len ? "the query" : "the table",
      names,
      "",
      name,
      loc,
      diag);
  rhumb_arena_free(&arena);
  return status;
}

static RhumbStatus
sql_bind(RhumbSource *const source,
         const RhumbStr reference,
         const RhumbLoc loc,
         const RhumbDiag *const diag)
{
  Sql *const sql = (Sql *)source;
  size_t column = 0;
  const size_t count = find_column(sql, reference, &column);
  if (count != 1) {
    return refuse_column(sql, reference, count, loc, diag);
  }
  RHUMB_PUSH(
      &sql->fields,
      (Field){.column = column,
              .width = sql->cursor->columns[column].width,
              .space = rhumb_sql_space(sql->cursor->columns[column].type)});
  return RHUMB_OK;
}

// The kind of source ---------------------------------------------------------

static RhumbStatus
sql_check_spec(const RhumbSourceSpec *const spec, const RhumbDiag *const diag)
{
  if (!spec->access.len && (spec->table.len || spec->query.len)) {
    return RHUMB_OK; // Whoever runs the rules says which database
  }
  RhumbArena arena = {0};
  RhumbSqlAddress address = {0};
  const RhumbStatus status =
      rhumb_sql_address_read(&address, &arena, spec, diag);
  rhumb_arena_free(&arena);
  return status;
}

static void
sql_close(RhumbSource *const source)
{
  Sql *const sql = (Sql *)source;
  if (sql->cursor) {
    sql->cursor->driver->close(sql->cursor);
    rhumb_arena_free(&sql->cursor->arena);
    free(sql->cursor);
  }
  for (size_t i = 0; i < sql->fields.count; ++i) {
    rhumb_buf_free(&sql->fields.items[i].text);
  }
  free(sql->fields.items);
  rhumb_arena_free(&sql->arena);
}

static RhumbStatus
sql_open(RhumbSource *const source, const RhumbDiag *const diag)
{
  Sql *const sql = (Sql *)source;
  RhumbSqlAddress address = {0};
  RHUMB_TRY(rhumb_sql_address_read(&address, &sql->arena, source->spec, diag));
  source->address.text.name = address.name;
  const RhumbSqlDriver *const driver = address.kind->driver;
  sql->cursor = (RhumbSqlCursor *)rhumb_xrealloc(NULL, driver->size);
  memset(sql->cursor, 0, driver->size);
  sql->cursor->driver = driver;
  if (!driver->connect(sql->cursor, &address)) {
    return rhumb_sql_refuse(sql->cursor, &address, diag);
  }
  sql->address = address;
  return rhumb_sql_run(sql->cursor, &sql->address, source->spec, diag);
}

/// Tables and queries are SQL's, unless the rules name another format of those
static bool
sql_claims(const RhumbSourceSpec *const spec)
{
  const RhumbSourceType *const told =
      rhumb_source_find(RHUMB_SOURCE_WORDS(types), spec->type);
  const bool is_other = (spec->format && spec->format->queries) ||
                        (told && told != &rhumb_source_sql);
  return rhumb_sql_database(spec->access, RHUMB_STR("")) ||
         ((spec->query.len || spec->table.len) && !is_other);
}

#define NAMES(names, classes, driver) names " "

const RhumbSourceType rhumb_source_sql = {
    .name = "sql",
    .note = "tables and queries of SQLite, PostgreSQL, MySQL and MariaDB",
    .row = "a row of the table or query",
    .reference = "a column's name",
    .names = "sql sql2008",
    .queries = "sql2008 oracle mysql mssql hsql postgresql db2 informix ingres "
               "progress sybasease virtuoso sybasesqlanywhere firebird sqlite",
    .types = RHUMB_SQL_DATABASES(NAMES),
    .iris = {RHUMB_RR "SQL2008",
             RHUMB_RML "SQL2008Table",
             RHUMB_RML "SQL2008Query",
             RHUMB_RML "SQL2008",
             RHUMB_QL "SQL2008"},
    .natural = RHUMB_NATURAL_ALWAYS,
    .is_database = true,
    .no_iterator = true,
    .claims = sql_claims,
    .is_of_thread = true,
    .check_spec = sql_check_spec,
    .size = sizeof(Sql),
    .open = sql_open,
    .bind = sql_bind,
    .next = sql_next,
    .close = sql_close,
};
