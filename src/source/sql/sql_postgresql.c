// SPDX-License-Identifier: ISC

/// @file sql_postgresql.c  PostgreSQL through libpq, a row at a time.

#include "base/ascii.h"
#include "base/list.h"
#include "base/utf8.h"
#include "source/sql/sql_impl.h"

#include <libpq-fe.h>
#include <math.h>
#include <stdlib.h>

typedef struct {
  RhumbSqlCursor base;
  PGconn *connection;
  PGresult *row;  ///< The current one; before the first, its columns
  bool has_begun; ///< The first row has been handed out
  RhumbBuf bytes; ///< A binary value, decoded
  bool is_long; ///< It writes more digits of a number than it takes to tell it
  char number[RHUMB_DOUBLE_TEXT]; ///< One with fewer
  const char *refusal; ///< What was wrong with the query as it is written
} Cursor;

/// The first version that writes floats with the fewest digits that will do
enum { FEWEST_DIGITS = 120000 };

/// SQLSTATEs
#define NO_TABLE  "42P01"
#define NO_COLUMN "42703"

/// Types by their object identifiers, which PostgreSQL's catalog fixes
#define FLOAT4 700
#define FLOAT8 701
static const RhumbSqlType types[] = {
    {16, RHUMB_VALUE_BOOLEAN},
    {17, RHUMB_VALUE_BINARY},
    {20, RHUMB_VALUE_INTEGER},
    {21, RHUMB_VALUE_INTEGER},
    {23, RHUMB_VALUE_INTEGER},
    {26, RHUMB_VALUE_INTEGER},
    {FLOAT4, RHUMB_VALUE_DOUBLE},
    {FLOAT8, RHUMB_VALUE_DOUBLE},
    {1082, RHUMB_VALUE_DATE},
    {1083, RHUMB_VALUE_TIME},
    {1114, RHUMB_VALUE_DATETIME},
    {1184, RHUMB_VALUE_DATETIME},
    {1266, RHUMB_VALUE_TIME},
    {1700, RHUMB_VALUE_DECIMAL},
};

/// How values are written is set for each connection: the same everywhere. And
/// a mapping changes nothing.
static const char session[] =
    "SET datestyle = ISO; SET timezone = 'UTC'; SET bytea_output = hex; "
    "SET intervalstyle = iso_8601; SET extra_float_digits = 3; "
    "SET lc_monetary = 'C'; "
    "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY";

// Opening --------------------------------------------------------------------

static void
close_cursor(RhumbSqlCursor *const cursor)
{
  Cursor *const postgres = (Cursor *)cursor;
  PQclear(postgres->row);
  PQfinish(postgres->connection);
  rhumb_buf_free(&postgres->bytes);
}

/// Return the server's message and hint, without the place in the query, which
/// it shows on lines of its own; or else the first line of libpq's
static const char *
error(RhumbSqlCursor *const cursor)
{
  Cursor *const postgres = (Cursor *)cursor;
  if (postgres->refusal) {
    return postgres->refusal;
  }
  const char *const said =
      PQresultErrorField(postgres->row, PG_DIAG_MESSAGE_PRIMARY);
  const char *const hint =
      PQresultErrorField(postgres->row, PG_DIAG_MESSAGE_HINT);
  RhumbStr text = rhumb_str(PQerrorMessage(postgres->connection));
  const RhumbStr line = rhumb_str_cut(&text, '\n');
  return said ? rhumb_str_format(&cursor->arena,
                                 "%s%s%s",
                                 said,
                                 hint ? "; hint: " : "",
                                 hint ? hint : "")
                    .data
              : rhumb_str_copy(&cursor->arena, line).data;
}

static bool
connect_to(RhumbSqlCursor *const cursor, const RhumbSqlAddress *const address)
{
  Cursor *const postgres = (Cursor *)cursor;
  // clang-format off
  const char *const keys[] = {
      "host", "port", "dbname", "user", "password", "client_encoding",
      "connect_timeout", NULL};
  const char *const values[] = {
      address->host, address->port, address->database,
      address->username, address->password, "UTF8", "20", NULL};
  // clang-format on
  postgres->connection = PQconnectdbParams(keys, values, 0);
  if (PQstatus(postgres->connection) != CONNECTION_OK) {
    return false;
  }
  PGresult *const set = PQexec(postgres->connection, session);
  const bool done = PQresultStatus(set) == PGRES_COMMAND_OK;
  PQclear(set);
  postgres->is_long = PQserverVersion(postgres->connection) < FEWEST_DIGITS;
  return done;
}

/// Send the query, one statement, and wait for its first row
static bool
run_once(Cursor *const cursor, const char *const query)
{
  PGresult *rest = PQgetResult(cursor->connection);
  while (rest) { // The connection is free once it has nothing more to say
    PQclear(rest);
    rest = PQgetResult(cursor->connection);
  }
  PQclear(cursor->row);
  cursor->row = NULL;
  if (PQsendQueryParams(
          cursor->connection, query, 0, NULL, NULL, NULL, NULL, 0) &&
      PQsetSingleRowMode(cursor->connection)) {
    cursor->row = PQgetResult(cursor->connection);
  }
  const ExecStatusType status = PQresultStatus(cursor->row);
  return status == PGRES_SINGLE_TUPLE || status == PGRES_TUPLES_OK;
}

/// Write the names in quotes as PostgreSQL writes those without: "Id" as "id"
static const char *
fold_names(RhumbArena *const arena, const char *const query)
{
  const size_t len = strlen(query);
  char *const out = RHUMB_NEW(arena, char, len + 1);
  bool in_name = false;
  bool in_text = false;
  for (size_t i = 0; i < len; ++i) {
    in_name ^= !in_text && query[i] == '"';
    in_text ^= !in_name && query[i] == '\'';
    out[i] = (char)(in_name ? rhumb_to_lower(query[i]) : query[i]);
  }
  return out;
}

static bool
failed_with(const Cursor *const cursor, const char *const state)
{
  return rhumb_str_is(
      rhumb_str(PQresultErrorField(cursor->row, PG_DIAG_SQLSTATE)), state);
}

static bool
lacks_table(RhumbSqlCursor *const cursor)
{
  return failed_with((const Cursor *)cursor, NO_TABLE);
}

/// Run a query whose quoted names are not there once more with folded names:
/// mappings quote what was created without quotes
static bool
run_folded(Cursor *const cursor, const char *const query)
{
  if ((!failed_with(cursor, NO_TABLE) && !failed_with(cursor, NO_COLUMN)) ||
      !strchr(query, '"')) {
    return false;
  }
  return run_once(cursor, fold_names(&cursor->base.arena, query));
}

static RhumbStatus
run(RhumbSqlCursor *const cursor, const char *const query)
{
  Cursor *const postgres = (Cursor *)cursor;
  postgres->refusal = NULL;
  postgres->has_begun = false;
  if (!run_once(postgres, query)) {
    postgres->refusal = error(cursor);
    if (!run_folded(postgres, query)) {
      return RHUMB_ERR_SYNTAX;
    }
    postgres->refusal = NULL;
  }
  const int n = PQnfields(postgres->row);
  rhumb_sql_set_columns(cursor, (size_t)n);
  for (int i = 0; i < n; ++i) {
    cursor->columns[i].name =
        rhumb_str_copy(&cursor->arena, rhumb_str(PQfname(postgres->row, i)));
    cursor->columns[i].type = rhumb_sql_type(types,
                                             RHUMB_COUNT(types),
                                             PQftype(postgres->row, i),
                                             RHUMB_VALUE_STRING);
  }
  return RHUMB_OK;
}

// Rows -----------------------------------------------------------------------

/// True if the server ends the connection, which libpq takes for open until it
/// reads on
static bool
is_ended(const Cursor *const cursor)
{
  const RhumbStr severity =
      rhumb_str(PQresultErrorField(cursor->row, PG_DIAG_SEVERITY_NONLOCALIZED));
  return rhumb_str_is(severity, "FATAL") || rhumb_str_is(severity, "PANIC") ||
         PQstatus(cursor->connection) != CONNECTION_OK;
}

static RhumbStatus
next(RhumbSqlCursor *const cursor)
{
  Cursor *const postgres = (Cursor *)cursor;
  if (postgres->has_begun) {
    PQclear(postgres->row);
    postgres->row = PQgetResult(postgres->connection);
  }
  postgres->has_begun = true;
  postgres->bytes.len = 0;
  const ExecStatusType status = PQresultStatus(postgres->row);
  if (status == PGRES_SINGLE_TUPLE) {
    return RHUMB_OK;
  }
  if (!postgres->row || status == PGRES_TUPLES_OK) {
    return RHUMB_END;
  }
  return is_ended(postgres) ? RHUMB_ERR_IO : RHUMB_ERR_SYNTAX;
}

/// Decode "\x8950…", as bytea is written; valid until the next value
static RhumbStr
decode_bytes(RhumbBuf *const out, const RhumbStr text)
{
  out->len = 0;
  for (size_t i = 2; i + 1 < text.len; i += 2) {
    const int64_t byte = rhumb_hex(text, i, 2);
    if (byte >= 0) {
      rhumb_buf_putc(out, (char)byte);
    }
  }
  return rhumb_buf_str(out);
}

/// Write a number with no more digits than PostgreSQL 12 would
static RhumbStr
shorten(Cursor *const cursor, const char *const text, const bool single)
{
  const double number =
      single ? (double)strtof(text, NULL) : strtod(text, NULL);
  return isfinite(number) ? rhumb_write_double(cursor->number, number, single)
                          : rhumb_str(text);
}

static RhumbValue
value(RhumbSqlCursor *const cursor, const size_t index)
{
  Cursor *const postgres = (Cursor *)cursor;
  const int at = (int)index;
  if (PQgetisnull(postgres->row, 0, at)) {
    return (RhumbValue){0};
  }
  const RhumbValueType type = cursor->columns[index].type;
  const RhumbStr text = {PQgetvalue(postgres->row, 0, at),
                         (size_t)PQgetlength(postgres->row, 0, at)};
  if (type == RHUMB_VALUE_BINARY) {
    return (RhumbValue){decode_bytes(&postgres->bytes, text), type};
  }
  if (type == RHUMB_VALUE_DOUBLE && postgres->is_long) {
    const bool single = PQftype(postgres->row, at) == FLOAT4;
    return (RhumbValue){shorten(postgres, text.data, single), type};
  }
  return (RhumbValue){text, type};
}

const RhumbSqlDriver rhumb_sql_postgresql = {
    .name = "PostgreSQL",
    .quote = '"',
    .tables = "SELECT table_name::text FROM information_schema.tables WHERE "
              "table_schema NOT IN ('pg_catalog', 'information_schema') "
              "ORDER BY table_name",
    .size = sizeof(Cursor),
    .connect = connect_to,
    .run = run,
    .error = error,
    .lacks_table = lacks_table,
    .next = next,
    .value = value,
    .close = close_cursor,
};
