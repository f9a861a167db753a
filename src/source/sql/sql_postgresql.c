// SPDX-License-Identifier: ISC

/// @file sql_postgresql.c  PostgreSQL through libpq, a row at a time.

#include "source/sql/sql_impl.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
  RhumbSqlCursor base;
  PGconn *connection;
  PGresult *row;         ///< The current one; before the first, its columns
  bool has_begun;        ///< The first row has been handed out
  RhumbValueType *types; ///< By column
  RhumbStr *names;       ///< By column
  size_t n_columns;
  RhumbBuf bytes; ///< A binary value, decoded
  RhumbArena arena;
} Cursor;

/// Types by their object identifiers, which PostgreSQL's catalog fixes
static const struct {
  Oid oid;
  RhumbValueType type;
} types[] = {
    {16, RHUMB_VALUE_BOOLEAN},
    {17, RHUMB_VALUE_BINARY},
    {20, RHUMB_VALUE_INTEGER},
    {21, RHUMB_VALUE_INTEGER},
    {23, RHUMB_VALUE_INTEGER},
    {26, RHUMB_VALUE_INTEGER},
    {700, RHUMB_VALUE_DOUBLE},
    {701, RHUMB_VALUE_DOUBLE},
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
    "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY";

// Opening --------------------------------------------------------------------

static void
close_cursor(RhumbSqlCursor *const cursor)
{
  Cursor *const postgres = (Cursor *)cursor;
  PQclear(postgres->row);
  PQfinish(postgres->connection);
  free(postgres->types);
  rhumb_buf_free(&postgres->bytes);
  rhumb_arena_free(&postgres->arena);
  free(postgres);
}

/// Return the first line of libpq's message, without "ERROR:  "
static RhumbStr
message_of(const Cursor *const cursor)
{
  RhumbStr text = rhumb_str(PQerrorMessage(cursor->connection));
  if (rhumb_str_starts(text, RHUMB_STR("ERROR:  "))) {
    text = rhumb_str_slice(text, 8, text.len);
  }
  text.len = text.len ? strcspn(text.data, "\n") : 0;
  return text;
}

static RhumbStatus
connect_to(Cursor *const cursor,
           const RhumbSqlAddress *const address,
           const RhumbDiag *const diag)
{
  char port[16];
  (void)snprintf(port, sizeof(port), "%u", address->port);
  const char *const keys[] = {"host",
                              "port",
                              "dbname",
                              "user",
                              "password",
                              "client_encoding",
                              "connect_timeout",
                              NULL};
  const char *const values[] = {address->host,
                                address->port ? port : NULL,
                                address->database,
                                address->username,
                                address->password,
                                "UTF8",
                                "20",
                                NULL};
  cursor->connection = PQconnectdbParams(keys, values, 0);
  if (PQstatus(cursor->connection) == CONNECTION_OK) {
    PQclear(PQexec(cursor->connection, session));
    return RHUMB_OK;
  }
  return rhumb_fail(diag,
                    RHUMB_ERR_IO,
                    address->loc,
                    "cannot connect to %s: %.*s",
                    address->name,
                    RHUMB_FMT(message_of(cursor)));
}

/// Send the query and wait for its first row
static bool
run(Cursor *const cursor, const char *const query)
{
  PQclear(cursor->row);
  cursor->row = NULL;
  if (PQsendQuery(cursor->connection, query) &&
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
    out[i] = query[i];
    if (in_name && out[i] >= 'A' && out[i] <= 'Z') {
      out[i] = (char)(out[i] - 'A' + 'a');
    }
  }
  return out;
}

/// Run a query whose quoted names are not there once more with folded names:
/// mappings quote what was created without quotes
static bool
run_folded(Cursor *const cursor, const char *const query)
{
  static const char *const no_table_or_column[] = {"42P01", "42703"};
  const char *const state = PQresultErrorField(cursor->row, PG_DIAG_SQLSTATE);
  const bool may_help = state && (strcmp(state, no_table_or_column[0]) == 0 ||
                                  strcmp(state, no_table_or_column[1]) == 0);
  if (!may_help || !strchr(query, '"')) {
    return false;
  }
  PGresult *rest = PQgetResult(cursor->connection);
  while (rest) { // The connection is free once it has nothing more to say
    PQclear(rest);
    rest = PQgetResult(cursor->connection);
  }
  return run(cursor, fold_names(&cursor->arena, query));
}

static RhumbStatus
start(Cursor *const cursor,
      const RhumbSqlAddress *const address,
      const char *const query,
      const bool may_retry,
      const RhumbDiag *const diag)
{
  RHUMB_TRY(connect_to(cursor, address, diag));
  if (run(cursor, query)) {
    return RHUMB_OK;
  }
  const RhumbStr message = rhumb_str_copy(&cursor->arena, message_of(cursor));
  if (run_folded(cursor, query)) {
    return RHUMB_OK;
  }
  return may_retry
             ? RHUMB_END
             : rhumb_fail(diag,
                          RHUMB_ERR_SYNTAX,
                          address->query_loc,
                          "PostgreSQL does not take this query: %s",
                          message.len ? message.data : "it yields no rows");
}

static RhumbValueType
type_of(const Oid oid)
{
  for (size_t i = 0; i < sizeof(types) / sizeof(*types); ++i) {
    if (types[i].oid == oid) {
      return types[i].type;
    }
  }
  return RHUMB_VALUE_STRING;
}

static void
keep_columns(Cursor *const cursor)
{
  const int n = PQnfields(cursor->row);
  cursor->n_columns = (size_t)n;
  cursor->names = RHUMB_NEW(&cursor->arena, RhumbStr, cursor->n_columns);
  cursor->types = (RhumbValueType *)rhumb_xrealloc(
      NULL, (cursor->n_columns + 1) * sizeof(*cursor->types));
  for (int i = 0; i < n; ++i) {
    cursor->names[i] =
        rhumb_str_copy(&cursor->arena, rhumb_str(PQfname(cursor->row, i)));
    cursor->types[i] = type_of(PQftype(cursor->row, i));
  }
}

static RhumbStatus
open_cursor(RhumbSqlCursor **const out,
            const RhumbSqlAddress *const address,
            const char *const query,
            const bool may_retry,
            const RhumbDiag *const diag)
{
  Cursor *const cursor = (Cursor *)rhumb_xrealloc(NULL, sizeof(*cursor));
  *cursor = (Cursor){.base = {&rhumb_sql_postgresql}};
  const RhumbStatus status = start(cursor, address, query, may_retry, diag);
  if (status != RHUMB_OK) {
    close_cursor(&cursor->base);
    return status;
  }
  keep_columns(cursor);
  *out = &cursor->base;
  return RHUMB_OK;
}

// Columns --------------------------------------------------------------------

static size_t
n_columns(const RhumbSqlCursor *const cursor)
{
  return ((const Cursor *)cursor)->n_columns;
}

static RhumbSqlColumn
column(const RhumbSqlCursor *const cursor, const size_t index)
{
  return (RhumbSqlColumn){.name = ((const Cursor *)cursor)->names[index]};
}

// Rows -----------------------------------------------------------------------

static RhumbStatus
next(RhumbSqlCursor *const cursor,
     const RhumbLoc loc,
     const RhumbDiag *const diag)
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
  return !postgres->row || status == PGRES_TUPLES_OK
             ? RHUMB_END
             : rhumb_fail(diag,
                          RHUMB_ERR_IO,
                          loc,
                          "reading the database fails: %.*s",
                          RHUMB_FMT(message_of(postgres)));
}

/// Decode "\x8950…", as bytea is written; valid until the next value
static RhumbStr
decode_bytes(RhumbBuf *const out, const RhumbStr text)
{
  static const char hex[] = "0123456789abcdef";
  out->len = 0;
  for (size_t i = 2; i + 1 < text.len; i += 2) {
    const char *const high = strchr(hex, text.data[i]);
    const char *const low = strchr(hex, text.data[i + 1]);
    if (high && low) {
      rhumb_buf_putc(out, (char)(((high - hex) << 4) | (low - hex)));
    }
  }
  return rhumb_buf_str(out);
}

static RhumbValue
value(RhumbSqlCursor *const cursor, const size_t index)
{
  Cursor *const postgres = (Cursor *)cursor;
  const int at = (int)index;
  if (PQgetisnull(postgres->row, 0, at)) {
    return (RhumbValue){0};
  }
  const RhumbValueType type = postgres->types[index];
  const RhumbStr text = {PQgetvalue(postgres->row, 0, at),
                         (size_t)PQgetlength(postgres->row, 0, at)};
  return (RhumbValue){
      type == RHUMB_VALUE_BINARY ? decode_bytes(&postgres->bytes, text) : text,
      type};
}

const RhumbSqlDriver rhumb_sql_postgresql = {
    .quote = '"',
    .open = open_cursor,
    .n_columns = n_columns,
    .column = column,
    .next = next,
    .value = value,
    .close = close_cursor,
};
