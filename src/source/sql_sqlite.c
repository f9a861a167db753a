// SPDX-License-Identifier: ISC

/// @file sql_sqlite.c  SQLite files, read only.

#include "source/sql.h"

#include <ctype.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  RhumbSqlCursor base;
  sqlite3 *db;
  sqlite3_stmt *statement;
} Cursor;

/// What a column's declared type says, by the word in it
static const struct {
  const char *word;
  RhumbValueType type;
} types[] = {
    {"BOOL", RHUMB_VALUE_BOOLEAN},
    {"DATETIME", RHUMB_VALUE_DATETIME},
    {"TIMESTAMP", RHUMB_VALUE_DATETIME},
    {"DATE", RHUMB_VALUE_DATE},
    {"TIME", RHUMB_VALUE_TIME},
    {"INT", RHUMB_VALUE_INTEGER},
    {"SERIAL", RHUMB_VALUE_INTEGER},
    {"REAL", RHUMB_VALUE_DOUBLE},
    {"FLOA", RHUMB_VALUE_DOUBLE},
    {"DOUB", RHUMB_VALUE_DOUBLE},
    {"DECIMAL", RHUMB_VALUE_DECIMAL},
    {"NUMERIC", RHUMB_VALUE_DECIMAL},
    {"BLOB", RHUMB_VALUE_BINARY},
    {"BINARY", RHUMB_VALUE_BINARY},
    {"BYTEA", RHUMB_VALUE_BINARY},
};

static void
close_cursor(RhumbSqlCursor *const cursor)
{
  Cursor *const sqlite = (Cursor *)cursor;
  (void)sqlite3_finalize(sqlite->statement);
  (void)sqlite3_close(sqlite->db);
  free(sqlite);
}

static RhumbStatus
prepare(Cursor *const cursor,
        const RhumbSqlAddress *const address,
        const char *const query,
        const bool may_retry,
        const RhumbDiag *const diag)
{
  if (sqlite3_open_v2(
          address->database, &cursor->db, SQLITE_OPEN_READONLY, NULL) !=
      SQLITE_OK) {
    return rhumb_fail(diag,
                      RHUMB_ERR_IO,
                      address->loc,
                      "cannot open the database %s: %s",
                      address->database,
                      sqlite3_errmsg(cursor->db));
  }
  if (sqlite3_prepare_v2(cursor->db, query, -1, &cursor->statement, NULL) ==
          SQLITE_OK &&
      cursor->statement) {
    return RHUMB_OK;
  }
  return may_retry ? RHUMB_END
                   : rhumb_fail(diag,
                                RHUMB_ERR_VALUE,
                                address->loc,
                                "the query fails: %s",
                                sqlite3_errmsg(cursor->db));
}

static RhumbStatus
open_cursor(RhumbSqlCursor **const out,
            const RhumbSqlAddress *const address,
            const char *const query,
            const bool may_retry,
            const RhumbDiag *const diag)
{
  Cursor *const cursor = (Cursor *)rhumb_xrealloc(NULL, sizeof(*cursor));
  *cursor = (Cursor){.base = {&rhumb_sql_sqlite}};
  const RhumbStatus status = prepare(cursor, address, query, may_retry, diag);
  if (status != RHUMB_OK) {
    close_cursor(&cursor->base);
    return status;
  }
  *out = &cursor->base;
  return RHUMB_OK;
}

static size_t
n_columns(const RhumbSqlCursor *const cursor)
{
  return (size_t)sqlite3_column_count(((const Cursor *)cursor)->statement);
}

static bool
has_word(const char *text, const char *const word)
{
  for (; *text; ++text) {
    size_t at = 0;
    while (word[at] && toupper((unsigned char)text[at]) == word[at]) {
      ++at;
    }
    if (!word[at]) {
      return true;
    }
  }
  return false;
}

static RhumbSqlColumn
column(const RhumbSqlCursor *const cursor, const size_t index)
{
  sqlite3_stmt *const statement = ((const Cursor *)cursor)->statement;
  const char *const declared = sqlite3_column_decltype(statement, (int)index);
  RhumbSqlColumn made = {
      .name = rhumb_str(sqlite3_column_name(statement, (int)index))};
  for (size_t i = 0; declared && i < sizeof(types) / sizeof(*types); ++i) {
    if (has_word(declared, types[i].word)) {
      made.type = types[i].type;
      break;
    }
  }
  if (declared && toupper((unsigned char)*declared) == 'C' &&
      has_word(declared, "CHAR(") && !has_word(declared, "VAR")) {
    made.width = (size_t)strtoul(strchr(declared, '(') + 1, NULL, 10);
  }
  return made;
}

static RhumbStatus
next(RhumbSqlCursor *const cursor,
     const RhumbLoc loc,
     const RhumbDiag *const diag)
{
  Cursor *const sqlite = (Cursor *)cursor;
  switch (sqlite3_step(sqlite->statement)) {
  case SQLITE_ROW:
    return RHUMB_OK;
  case SQLITE_DONE:
    return RHUMB_END;
  default:
    return rhumb_fail(diag,
                      RHUMB_ERR_IO,
                      loc,
                      "reading the database fails: %s",
                      sqlite3_errmsg(sqlite->db));
  }
}

static RhumbStr
value(const RhumbSqlCursor *const cursor, const size_t index)
{
  sqlite3_stmt *const statement = ((const Cursor *)cursor)->statement;
  if (sqlite3_column_type(statement, (int)index) == SQLITE_NULL) {
    return (RhumbStr){0};
  }
  const void *const bytes = sqlite3_column_blob(statement, (int)index);
  const int len = sqlite3_column_bytes(statement, (int)index);
  return bytes ? (RhumbStr){(const char *)bytes, (size_t)len} : RHUMB_STR("");
}

static const char *const names[] = {
    "sqlite", "sqlite3", "org.sqlite.jdbc", NULL};

const RhumbSqlDriver rhumb_sql_sqlite = {
    names, '"', open_cursor, n_columns, column, next, value, close_cursor};
