// SPDX-License-Identifier: ISC

/// @file sql_postgresql.c  PostgreSQL through libpq, a row at a time.

#include "source/sql.h"

#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  RhumbSqlCursor base;
  PGconn *connection;
  PGresult *head; ///< The columns
  PGresult *row;
  RhumbBuf bytes; ///< Decoded bytea
  bool has_ended;
} Cursor;

/// Types by object identifier (pg_type.dat: they never change)
static const struct {
  Oid oid;
  RhumbValueType type;
} types[] = {
    {16, RHUMB_VALUE_BOOLEAN},
    {20, RHUMB_VALUE_INTEGER},
    {21, RHUMB_VALUE_INTEGER},
    {23, RHUMB_VALUE_INTEGER},
    {700, RHUMB_VALUE_DOUBLE},
    {701, RHUMB_VALUE_DOUBLE},
    {1700, RHUMB_VALUE_DECIMAL},
    {1082, RHUMB_VALUE_DATE},
    {1083, RHUMB_VALUE_TIME},
    {1266, RHUMB_VALUE_TIME},
    {1114, RHUMB_VALUE_DATETIME},
    {1184, RHUMB_VALUE_DATETIME},
    {17, RHUMB_VALUE_BINARY},
};

static void
close_cursor(RhumbSqlCursor *const cursor)
{
  Cursor *const postgres = (Cursor *)cursor;
  PQclear(postgres->head);
  PQclear(postgres->row);
  PQfinish(postgres->connection);
  rhumb_buf_free(&postgres->bytes);
  free(postgres);
}

/// The first line of libpq's message
static int
line_len(const char *const message)
{
  return (int)strcspn(message, "\n");
}

static RhumbStatus
connect_to(Cursor *const cursor,
           const RhumbSqlAddress *const address,
           const RhumbDiag *const diag)
{
  char port[16];
  (void)snprintf(port, sizeof(port), "%u", address->port);
  const char *const keys[] = {
      "host", "port", "dbname", "user", "password", "connect_timeout", NULL};
  const char *const values[] = {address->host,
                                address->port ? port : NULL,
                                address->database,
                                address->username,
                                address->password,
                                "20",
                                NULL};
  cursor->connection = PQconnectdbParams(keys, values, 0);
  if (PQstatus(cursor->connection) == CONNECTION_OK) {
    (void)PQsetClientEncoding(cursor->connection, "UTF8");
    return RHUMB_OK;
  }
  const char *const message = PQerrorMessage(cursor->connection);
  return rhumb_fail(diag,
                    RHUMB_ERR_IO,
                    address->loc,
                    "cannot connect to %s: %.*s",
                    address->url ? address->url : "PostgreSQL",
                    line_len(message),
                    message);
}

static RhumbStatus
start(Cursor *const cursor,
      const RhumbSqlAddress *const address,
      const char *const query,
      const bool may_retry,
      const RhumbDiag *const diag)
{
  RHUMB_TRY(connect_to(cursor, address, diag));
  if (PQsendQuery(cursor->connection, query) &&
      PQsetSingleRowMode(cursor->connection)) {
    cursor->head = PQgetResult(cursor->connection);
  }
  const ExecStatusType status = PQresultStatus(cursor->head);
  if (status == PGRES_SINGLE_TUPLE || status == PGRES_TUPLES_OK) {
    return RHUMB_OK;
  }
  const char *const message = PQerrorMessage(cursor->connection);
  return may_retry ? RHUMB_END
                   : rhumb_fail(diag,
                                RHUMB_ERR_VALUE,
                                address->loc,
                                "the query fails: %.*s",
                                line_len(message),
                                message);
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
  *out = &cursor->base;
  return RHUMB_OK;
}

static size_t
n_columns(const RhumbSqlCursor *const cursor)
{
  return (size_t)PQnfields(((const Cursor *)cursor)->head);
}

static RhumbValueType
type_of(const PGresult *const head, const size_t index)
{
  const Oid oid = PQftype(head, (int)index);
  for (size_t i = 0; i < sizeof(types) / sizeof(*types); ++i) {
    if (types[i].oid == oid) {
      return types[i].type;
    }
  }
  return RHUMB_VALUE_STRING;
}

static RhumbSqlColumn
column(const RhumbSqlCursor *const cursor, const size_t index)
{
  const PGresult *const head = ((const Cursor *)cursor)->head;
  return (RhumbSqlColumn){.name = rhumb_str(PQfname(head, (int)index)),
                          .type = type_of(head, index)};
}

static RhumbStatus
next(RhumbSqlCursor *const cursor,
     const RhumbLoc loc,
     const RhumbDiag *const diag)
{
  Cursor *const postgres = (Cursor *)cursor;
  const bool is_first = !postgres->row;
  PGresult *const row =
      is_first
          ? PQcopyResult(postgres->head, PG_COPYRES_ATTRS | PG_COPYRES_TUPLES)
          : PQgetResult(postgres->connection);
  PQclear(postgres->row);
  postgres->row = row;
  if (!row ||
      (PQresultStatus(row) != PGRES_FATAL_ERROR && PQntuples(row) == 0)) {
    return RHUMB_END;
  }
  if (PQresultStatus(row) != PGRES_FATAL_ERROR) {
    return RHUMB_OK;
  }
  const char *const message = PQerrorMessage(postgres->connection);
  return rhumb_fail(diag,
                    RHUMB_ERR_IO,
                    loc,
                    "reading the database fails: %.*s",
                    line_len(message),
                    message);
}

/// Decode "\x8950…", as bytea is written
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

static RhumbStr
value(const RhumbSqlCursor *const cursor, const size_t index)
{
  const Cursor *const postgres = (const Cursor *)cursor;
  if (PQgetisnull(postgres->row, 0, (int)index)) {
    return (RhumbStr){0};
  }
  const RhumbStr text = {PQgetvalue(postgres->row, 0, (int)index),
                         (size_t)PQgetlength(postgres->row, 0, (int)index)};
  return type_of(postgres->head, index) == RHUMB_VALUE_BINARY
             ? decode_bytes(&((Cursor *)(uintptr_t)cursor)->bytes, text)
             : text;
}

static const char *const names[] = {
    "postgresql", "postgres", "org.postgresql.driver", NULL};

const RhumbSqlDriver rhumb_sql_postgresql = {
    names, '"', open_cursor, n_columns, column, next, value, close_cursor};
