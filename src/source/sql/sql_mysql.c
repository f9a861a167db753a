// SPDX-License-Identifier: ISC

/// @file sql_mysql.c  MySQL and MariaDB through MariaDB's client, a row at a
/// time.

#include "base/list.h"
#include "source/sql/sql_impl.h"

#include <errmsg.h>
#include <mysql.h>
#include <mysqld_error.h>
#include <stdlib.h>

typedef struct {
  RhumbSqlCursor base;
  MYSQL *connection;
  MYSQL_RES *result;
  const MYSQL_FIELD *fields;
  MYSQL_ROW row;
  const unsigned long *lengths;
  RhumbBuf bits; ///< Values of BIT columns, as numbers
} Cursor;

/// The charset "binary" tells BLOB and VARBINARY from TEXT and VARCHAR
enum { BINARY_CHARSET = 63, CONNECT_SECONDS = 20 };

static const RhumbSqlType types[] = {
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
    {MYSQL_TYPE_JSON, RHUMB_VALUE_STRING}, // In bytes, says MySQL
};

// Opening --------------------------------------------------------------------

static void
close_cursor(RhumbSqlCursor *const cursor)
{
  Cursor *const mysql = (Cursor *)cursor;
  if (mysql->result) {
    mysql_free_result(mysql->result);
  }
  mysql_close(mysql->connection);
  rhumb_buf_free(&mysql->bits);
}

static bool
connect_to(RhumbSqlCursor *const cursor, const RhumbSqlAddress *const address)
{
  const unsigned seconds = CONNECT_SECONDS;
  const unsigned tcp = MYSQL_PROTOCOL_TCP;
  const unsigned port =
      address->port ? (unsigned)strtoul(address->port, NULL, 10) : 0;
  MYSQL *const connection = mysql_init(NULL);
  ((Cursor *)cursor)->connection = connection;
  (void)mysql_options(connection, MYSQL_SET_CHARSET_NAME, "utf8mb4");
  (void)mysql_options(connection, MYSQL_OPT_CONNECT_TIMEOUT, &seconds);
  // CHAR(n) keeps its padding, as SQL has it; and a mapping changes nothing
  (void)mysql_options(connection,
                      MYSQL_INIT_COMMAND,
                      "SET SESSION sql_mode = CONCAT(@@sql_mode, "
                      "',PAD_CHAR_TO_FULL_LENGTH')");
  (void)mysql_options(
      connection, MYSQL_INIT_COMMAND, "SET SESSION TRANSACTION READ ONLY");
  if (address->host) { // Also for "localhost", as addresses of JDBC mean it
    (void)mysql_options(connection, MYSQL_OPT_PROTOCOL, &tcp);
  }
  return mysql_real_connect(connection,
                            address->host,
                            address->username,
                            address->password,
                            address->database,
                            port,
                            NULL,
                            0) != NULL;
}

static const char *
error(RhumbSqlCursor *const cursor)
{
  return mysql_error(((const Cursor *)cursor)->connection);
}

static bool
lacks_table(RhumbSqlCursor *const cursor)
{
  return mysql_errno(((const Cursor *)cursor)->connection) == ER_NO_SUCH_TABLE;
}

static bool
run_once(Cursor *const cursor, const char *const query)
{
  if (mysql_query(cursor->connection, query) == 0) {
    cursor->result = mysql_use_result(cursor->connection);
  }
  return cursor->result != NULL;
}

/// Run a query that MySQL does not take once more, as standard SQL: "a" is a
/// name there, and in MySQL a text
static bool
run_as_standard(Cursor *const cursor, const char *const query)
{
  return strchr(query, '"') &&
         mysql_query(cursor->connection,
                     "SET SESSION sql_mode = CONCAT(@@sql_mode, "
                     "',ANSI_QUOTES')") == 0 &&
         run_once(cursor, query);
}

// Columns --------------------------------------------------------------------

static RhumbValueType
type_of(const MYSQL_FIELD *const field)
{
  if (field->type == MYSQL_TYPE_TINY || field->type == MYSQL_TYPE_BIT) {
    // BOOLEAN is another name of TINYINT(1)
    return field->length == 1 ? RHUMB_VALUE_BOOLEAN : RHUMB_VALUE_INTEGER;
  }
  return rhumb_sql_type(types,
                        RHUMB_COUNT(types),
                        field->type,
                        field->charsetnr == BINARY_CHARSET
                            ? RHUMB_VALUE_BINARY
                            : RHUMB_VALUE_STRING);
}

static RhumbStatus
run(RhumbSqlCursor *const cursor, const char *const query)
{
  Cursor *const mysql = (Cursor *)cursor;
  if (!run_once(mysql, query) && !run_as_standard(mysql, query)) {
    return RHUMB_ERR_SYNTAX; // Of the last try, which took names for names
  }
  mysql->fields = mysql_fetch_fields(mysql->result);
  rhumb_sql_set_columns(cursor, mysql_num_fields(mysql->result));
  for (size_t i = 0; i < cursor->n_columns; ++i) {
    const MYSQL_FIELD *const field = &mysql->fields[i];
    cursor->columns[i] = (RhumbSqlColumn){
        .name = {field->name, field->name_length}, .type = type_of(field)};
  }
  return RHUMB_OK;
}

// Rows -----------------------------------------------------------------------

static RhumbStatus
next(RhumbSqlCursor *const cursor)
{
  Cursor *const mysql = (Cursor *)cursor;
  mysql->bits.len = 0;
  mysql->row = mysql_fetch_row(mysql->result);
  if (mysql->row) {
    mysql->lengths = mysql_fetch_lengths(mysql->result);
    return RHUMB_OK;
  }
  const unsigned code = mysql_errno(mysql->connection);
  return !code                 ? RHUMB_END
         : code < CR_MIN_ERROR ? RHUMB_ERR_SYNTAX // The server's, of the query
                               : RHUMB_ERR_IO;
}

/// Write the bytes of a BIT value as a number; valid until the next one
static RhumbStr
write_bits(RhumbBuf *const out, const RhumbStr bytes)
{
  unsigned long long number = 0;
  for (size_t i = 0; i < bytes.len; ++i) {
    number = (number << 8U) | (unsigned char)bytes.data[i];
  }
  out->len = 0;
  rhumb_buf_format(out, "%llu", number);
  return rhumb_buf_str(out);
}

static RhumbValue
value(RhumbSqlCursor *const cursor, const size_t index)
{
  Cursor *const mysql = (Cursor *)cursor;
  if (!mysql->row[index]) {
    return (RhumbValue){0};
  }
  const RhumbStr text = {mysql->row[index], mysql->lengths[index]};
  const RhumbValueType type = cursor->columns[index].type;
  return (RhumbValue){mysql->fields[index].type == MYSQL_TYPE_BIT
                          ? write_bits(&mysql->bits, text)
                          : text,
                      type};
}

const RhumbSqlDriver rhumb_sql_mysql = {
    .name = "MySQL",
    .quote = '`',
    .tables = "SELECT table_name FROM information_schema.tables WHERE "
              "table_schema = DATABASE() ORDER BY table_name",
    .size = sizeof(Cursor),
    .connect = connect_to,
    .run = run,
    .error = error,
    .lacks_table = lacks_table,
    .next = next,
    .value = value,
    .close = close_cursor,
};
