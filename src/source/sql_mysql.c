// SPDX-License-Identifier: ISC

/// @file sql_mysql.c  MySQL and MariaDB through MariaDB's client, a row at a
/// time.

#include "source/sql.h"

#include <mysql.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  RhumbSqlCursor base;
  MYSQL *connection;
  MYSQL_RES *result;
  MYSQL_ROW row;
  const unsigned long *lengths;
} Cursor;

/// In the charset "binary", BLOB and VARBINARY are told from TEXT and VARCHAR
enum { BINARY_CHARSET = 63 };

static const struct {
  enum enum_field_types native;
  RhumbValueType type;
} types[] = {
    {MYSQL_TYPE_SHORT, RHUMB_VALUE_INTEGER},
    {MYSQL_TYPE_INT24, RHUMB_VALUE_INTEGER},
    {MYSQL_TYPE_LONG, RHUMB_VALUE_INTEGER},
    {MYSQL_TYPE_LONGLONG, RHUMB_VALUE_INTEGER},
    {MYSQL_TYPE_YEAR, RHUMB_VALUE_INTEGER},
    {MYSQL_TYPE_DECIMAL, RHUMB_VALUE_DECIMAL},
    {MYSQL_TYPE_NEWDECIMAL, RHUMB_VALUE_DECIMAL},
    {MYSQL_TYPE_FLOAT, RHUMB_VALUE_DOUBLE},
    {MYSQL_TYPE_DOUBLE, RHUMB_VALUE_DOUBLE},
    {MYSQL_TYPE_DATE, RHUMB_VALUE_DATE},
    {MYSQL_TYPE_NEWDATE, RHUMB_VALUE_DATE},
    {MYSQL_TYPE_TIME, RHUMB_VALUE_TIME},
    {MYSQL_TYPE_DATETIME, RHUMB_VALUE_DATETIME},
    {MYSQL_TYPE_TIMESTAMP, RHUMB_VALUE_DATETIME},
};

static void
close_cursor(RhumbSqlCursor *const cursor)
{
  Cursor *const mysql = (Cursor *)cursor;
  if (mysql->result) {
    mysql_free_result(mysql->result);
  }
  mysql_close(mysql->connection);
  free(mysql);
}

static RhumbStatus
connect_to(Cursor *const cursor,
           const RhumbSqlAddress *const address,
           const RhumbDiag *const diag)
{
  const unsigned seconds = 20;
  cursor->connection = mysql_init(NULL);
  (void)mysql_options(cursor->connection, MYSQL_SET_CHARSET_NAME, "utf8mb4");
  (void)mysql_options(cursor->connection, MYSQL_OPT_CONNECT_TIMEOUT, &seconds);
  // CHAR(n) keeps its padding, as SQL has it; "a" is an identifier
  (void)mysql_options(cursor->connection,
                      MYSQL_INIT_COMMAND,
                      "SET SESSION sql_mode = CONCAT(@@sql_mode, "
                      "',PAD_CHAR_TO_FULL_LENGTH,ANSI_QUOTES')");
  if (mysql_real_connect(cursor->connection,
                         address->host,
                         address->username,
                         address->password,
                         address->database,
                         address->port,
                         NULL,
                         0)) {
    return RHUMB_OK;
  }
  return rhumb_fail(diag,
                    RHUMB_ERR_IO,
                    address->loc,
                    "cannot connect to %s: %s",
                    address->url ? address->url : "MySQL",
                    mysql_error(cursor->connection));
}

static RhumbStatus
start(Cursor *const cursor,
      const RhumbSqlAddress *const address,
      const char *const query,
      const bool may_retry,
      const RhumbDiag *const diag)
{
  RHUMB_TRY(connect_to(cursor, address, diag));
  if (mysql_query(cursor->connection, query) == 0) {
    cursor->result = mysql_use_result(cursor->connection);
  }
  if (cursor->result) {
    return RHUMB_OK;
  }
  return may_retry ? RHUMB_END
                   : rhumb_fail(diag,
                                RHUMB_ERR_VALUE,
                                address->loc,
                                "the query fails: %s",
                                mysql_error(cursor->connection));
}

static RhumbStatus
open_cursor(RhumbSqlCursor **const out,
            const RhumbSqlAddress *const address,
            const char *const query,
            const bool may_retry,
            const RhumbDiag *const diag)
{
  Cursor *const cursor = (Cursor *)rhumb_xrealloc(NULL, sizeof(*cursor));
  *cursor = (Cursor){.base = {&rhumb_sql_mysql}};
  const RhumbStatus status = start(cursor, address, query, may_retry, diag);
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
  return mysql_num_fields(((const Cursor *)cursor)->result);
}

static RhumbValueType
type_of(const MYSQL_FIELD *const field)
{
  if (field->type == MYSQL_TYPE_TINY) { // BOOLEAN is TINYINT(1)
    return field->length == 1 ? RHUMB_VALUE_BOOLEAN : RHUMB_VALUE_INTEGER;
  }
  for (size_t i = 0; i < sizeof(types) / sizeof(*types); ++i) {
    if (types[i].native == field->type) {
      return types[i].type;
    }
  }
  return field->charsetnr == BINARY_CHARSET ? RHUMB_VALUE_BINARY
                                            : RHUMB_VALUE_STRING;
}

static RhumbSqlColumn
column(const RhumbSqlCursor *const cursor, const size_t index)
{
  const MYSQL_FIELD *const field = mysql_fetch_field_direct(
      ((const Cursor *)cursor)->result, (unsigned)index);
  return (RhumbSqlColumn){.name = {field->name, field->name_length},
                          .type = type_of(field)};
}

static RhumbStatus
next(RhumbSqlCursor *const cursor,
     const RhumbLoc loc,
     const RhumbDiag *const diag)
{
  Cursor *const mysql = (Cursor *)cursor;
  mysql->row = mysql_fetch_row(mysql->result);
  if (mysql->row) {
    mysql->lengths = mysql_fetch_lengths(mysql->result);
    return RHUMB_OK;
  }
  if (!mysql_errno(mysql->connection)) {
    return RHUMB_END;
  }
  return rhumb_fail(diag,
                    RHUMB_ERR_IO,
                    loc,
                    "reading the database fails: %s",
                    mysql_error(mysql->connection));
}

static RhumbStr
value(const RhumbSqlCursor *const cursor, const size_t index)
{
  const Cursor *const mysql = (const Cursor *)cursor;
  return mysql->row[index]
             ? (RhumbStr){mysql->row[index], mysql->lengths[index]}
             : (RhumbStr){0};
}

static const char *const names[] = {"mysql",
                                    "mariadb",
                                    "com.mysql.cj.jdbc.driver",
                                    "com.mysql.jdbc.driver",
                                    "org.mariadb.jdbc.driver",
                                    NULL};

const RhumbSqlDriver rhumb_sql_mysql = {
    names, '`', open_cursor, n_columns, column, next, value, close_cursor};
