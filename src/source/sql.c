// SPDX-License-Identifier: ISC

/// @file sql.c  Tables and queries as rows, with R2RML's natural mapping of SQL
/// values (R2RML section 10).

#include "source/sql.h"

#include "base/file.h"
#include "base/near.h"
#include "source/types.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const RhumbSqlDriver *const drivers[] = {
    &rhumb_sql_sqlite,
    &rhumb_sql_postgresql,
    &rhumb_sql_mysql,
};

enum { N_DRIVERS = sizeof(drivers) / sizeof(*drivers) };

typedef struct {
  size_t column;
  RhumbSqlColumn of;
  RhumbValue value;
  RhumbBuf text;
} Field;

typedef struct {
  RhumbSource base;
  const RhumbSourceSpec *spec;
  RhumbSqlCursor *cursor;
  Field *fields;
  RhumbValues *values;
  size_t n_fields, fields_cap, values_cap;
  RhumbArena arena;
} SqlSource;

// Addresses ------------------------------------------------------------------

static bool
knows(const RhumbSqlDriver *const driver, const RhumbStr name)
{
  for (size_t i = 0; driver->names[i]; ++i) {
    const RhumbStr known = rhumb_str(driver->names[i]);
    size_t at = 0;
    while (at < name.len && at < known.len &&
           tolower((unsigned char)name.data[at]) == known.data[at]) {
      ++at;
    }
    if (at == name.len && at == known.len) {
      return true;
    }
  }
  return false;
}

static const RhumbSqlDriver *
find_driver(const RhumbStr name)
{
  for (size_t i = 0; i < N_DRIVERS; ++i) {
    if (knows(drivers[i], name)) {
      return drivers[i];
    }
  }
  return NULL;
}

/// Return what stands before the first colon of "mysql://…", or nothing
static RhumbStr
scheme_of(const RhumbStr url)
{
  size_t end = 0;
  while (end < url.len && isalnum((unsigned char)url.data[end])) {
    ++end;
  }
  return end < url.len && url.data[end] == ':' ? rhumb_str_slice(url, 0, end)
                                               : (RhumbStr){0};
}

static RhumbStatus
choose_driver(const RhumbSqlDriver **const out,
              const RhumbSourceSpec *const spec,
              const RhumbStr scheme,
              const RhumbDiag *const diag)
{
  *out = scheme.len ? find_driver(scheme) : NULL;
  if (!*out) {
    *out = spec->type.len && !rhumb_str_is(spec->type, "localfile")
               ? find_driver(spec->type)
               : &rhumb_sql_sqlite;
  }
  if (*out) {
    return RHUMB_OK;
  }
  const char *const names[] = {"sqlite", "postgresql", "mysql", NULL};
  return rhumb_fail_near(diag,
                         RHUMB_ERR_UNSUPPORTED,
                         spec->loc,
                         rhumb_near(spec->type, names),
                         "no client for the database type \"%.*s\"; there are "
                         "sqlite, postgresql and mysql",
                         RHUMB_FMT(spec->type));
}

/// Cut `text` at the first `end`; what follows it goes into `rest`
static RhumbStr
cut(const RhumbStr text, const char end, RhumbStr *const rest)
{
  const char *const found =
      text.len ? (const char *)memchr(text.data, end, text.len) : NULL;
  const size_t at = found ? (size_t)(found - text.data) : text.len;
  *rest = rhumb_str_slice(text, found ? at + 1 : at, text.len);
  return rhumb_str_slice(text, 0, at);
}

static const char *
copy(RhumbArena *const arena, const RhumbStr text)
{
  return text.len ? rhumb_str_copy(arena, text).data : NULL;
}

/// Take user and password from "user=me&password=x"
static void
read_parameters(RhumbSqlAddress *const address,
                RhumbArena *const arena,
                RhumbStr parameters)
{
  while (parameters.len) {
    RhumbStr value = {0};
    const RhumbStr pair = cut(parameters, '&', &parameters);
    const RhumbStr name = cut(pair, '=', &value);
    if (rhumb_str_is(name, "user") && !address->username) {
      address->username = copy(arena, value);
    } else if (rhumb_str_is(name, "password") && !address->password) {
      address->password = copy(arena, value);
    }
  }
}

/// Split "//host:port/name?parameters", the slashes being optional
static void
read_authority(RhumbSqlAddress *const address,
               RhumbArena *const arena,
               RhumbStr text)
{
  while (text.len && *text.data == '/') {
    text = rhumb_str_slice(text, 1, text.len);
  }
  RhumbStr parameters = {0};
  RhumbStr database = {0};
  RhumbStr port = {0};
  const RhumbStr path = cut(text, '?', &parameters);
  const RhumbStr authority = cut(path, '/', &database);
  const RhumbStr host = cut(authority, ':', &port);
  address->host = copy(arena, host);
  address->database = copy(arena, database);
  for (size_t i = 0; i < port.len && isdigit((unsigned char)port.data[i]);
       ++i) {
    address->port = (address->port * 10) + (unsigned)(port.data[i] - '0');
  }
  read_parameters(address, arena, parameters);
}

static RhumbSqlAddress
read_address(const RhumbSourceSpec *const spec,
             RhumbArena *const arena,
             const RhumbStr url,
             const RhumbStr scheme)
{
  RhumbSqlAddress address = {
      .username = copy(arena, spec->username),
      .password = copy(arena, spec->password),
      .loc = spec->access_loc.text ? spec->access_loc : spec->loc,
  };
  const RhumbStr rest =
      rhumb_str_slice(url, scheme.len ? scheme.len + 1 : 0, url.len);
  if (scheme.len == 0 || rhumb_str_is(scheme, "sqlite")) {
    address.database = rhumb_path_join(arena, spec->dir, rest).data;
  }
  if (!address.database || !rhumb_str_is(scheme, "sqlite")) {
    const char *const path = address.database;
    read_authority(&address, arena, rest);
    address.url = rhumb_str_copy(arena, url).data;
    if (path) {
      address.url = path;
    }
  }
  return address;
}

// Queries --------------------------------------------------------------------

/// "SELECT * FROM" the table, its name in quotes unless it has them
static const char *
table_query(const SqlSource *const sql,
            RhumbArena *const arena,
            const char quote)
{
  const RhumbStr table = sql->spec->table;
  const bool is_quoted =
      table.len && (*table.data == '"' || *table.data == '`');
  RhumbBuf query = {0};
  rhumb_buf_put(&query, RHUMB_STR("SELECT * FROM "));
  for (size_t i = 0; i < table.len; ++i) {
    if (quote && !is_quoted && i == 0) {
      rhumb_buf_putc(&query, quote);
    }
    rhumb_buf_putc(&query, table.data[i]);
    if (quote && !is_quoted && table.data[i] == quote) {
      rhumb_buf_putc(&query, quote);
    }
  }
  if (quote && !is_quoted) {
    rhumb_buf_putc(&query, quote);
  }
  const char *const text = rhumb_str_copy(arena, rhumb_buf_str(&query)).data;
  rhumb_buf_free(&query);
  return text;
}

static RhumbStatus
run_query(SqlSource *const sql,
          const RhumbSqlDriver *const driver,
          const RhumbSqlAddress *const address,
          const RhumbDiag *const diag)
{
  const RhumbSourceSpec *const spec = sql->spec;
  if (spec->query.len) {
    const char *const query = rhumb_str_copy(&sql->arena, spec->query).data;
    return driver->open(&sql->cursor, address, query, false, diag);
  }
  // A name as it is written; if there is none, as the database folds it
  const char *const quoted = table_query(sql, &sql->arena, driver->quote);
  const RhumbStatus status =
      driver->open(&sql->cursor, address, quoted, true, diag);
  if (status != RHUMB_END) {
    return status;
  }
  const char *const plain = table_query(sql, &sql->arena, '\0');
  return driver->open(&sql->cursor, address, plain, false, diag);
}

// Natural mapping ------------------------------------------------------------

/// Write a decimal text as a canonical xsd:double: "80.25" becomes "8.025E1".
/// Done on the text: a float read as a double would gain digits.
static void
put_double(RhumbBuf *const out, const RhumbStr text)
{
  char digits[64];
  size_t n = 0;
  int exponent = -1;
  bool after_point = false;
  size_t at = 0;
  if (at < text.len && (text.data[at] == '-' || text.data[at] == '+')) {
    if (text.data[at++] == '-') {
      rhumb_buf_putc(out, '-');
    }
  }
  for (; at < text.len &&
         (isdigit((unsigned char)text.data[at]) || text.data[at] == '.');
       ++at) {
    if (text.data[at] == '.') {
      after_point = true;
      continue;
    }
    if (n == 0 && text.data[at] == '0') {
      exponent -= after_point ? 1 : 0;
      continue;
    }
    exponent += after_point ? 0 : 1;
    if (n < sizeof(digits)) {
      digits[n++] = text.data[at];
    }
  }
  if (at < text.len && (text.data[at] == 'e' || text.data[at] == 'E')) {
    exponent += atoi(text.data + at + 1);
  }
  while (n > 1 && digits[n - 1] == '0') {
    --n;
  }
  if (n == 0) {
    rhumb_buf_put(out, RHUMB_STR("0.0E0"));
    return;
  }
  rhumb_buf_format(out,
                   "%c.%.*sE%d",
                   digits[0],
                   n > 1 ? (int)n - 1 : 1,
                   n > 1 ? digits + 1 : "0",
                   exponent);
}

static void
put_hex(RhumbBuf *const out, const RhumbStr bytes)
{
  for (size_t i = 0; i < bytes.len; ++i) {
    rhumb_buf_format(out, "%02X", (unsigned char)bytes.data[i]);
  }
}

/// "2009-10-10 12:12:22+02" becomes "2009-10-10T12:12:22+02:00"
static void
put_datetime(RhumbBuf *const out, const RhumbStr text)
{
  for (size_t i = 0; i < text.len; ++i) {
    rhumb_buf_putc(out, i == 10 && text.data[i] == ' ' ? 'T' : text.data[i]);
  }
  const bool short_zone = text.len > 13 && (text.data[text.len - 3] == '+' ||
                                            text.data[text.len - 3] == '-');
  if (short_zone) {
    rhumb_buf_put(out, RHUMB_STR(":00"));
  }
}

static void
put_boolean(RhumbBuf *const out, const RhumbStr text)
{
  const bool is_true = text.len && strchr("tT1yY", *text.data);
  rhumb_buf_put(out, is_true ? RHUMB_STR("true") : RHUMB_STR("false"));
}

static void
put_text(RhumbBuf *const out, const RhumbStr text)
{
  rhumb_buf_put(out, text);
}

/// How each type is written
static void (*const natural[])(RhumbBuf *out, RhumbStr text) = {
    [RHUMB_VALUE_STRING] = put_text,
    [RHUMB_VALUE_BOOLEAN] = put_boolean,
    [RHUMB_VALUE_INTEGER] = put_text,
    [RHUMB_VALUE_DECIMAL] = put_text,
    [RHUMB_VALUE_DOUBLE] = put_double,
    [RHUMB_VALUE_DATE] = put_text,
    [RHUMB_VALUE_TIME] = put_text,
    [RHUMB_VALUE_DATETIME] = put_datetime,
    [RHUMB_VALUE_BINARY] = put_hex,
};

static bool
is_null(const SqlSource *const sql, const RhumbStr text)
{
  for (size_t i = 0; i < sql->spec->n_nulls; ++i) {
    if (rhumb_str_equal(text, sql->spec->nulls[i])) {
      return true;
    }
  }
  return false;
}

static RhumbStatus
next(RhumbSource *const source, const RhumbDiag *const diag)
{
  SqlSource *const sql = (SqlSource *)source;
  const RhumbSqlDriver *const driver = sql->cursor->driver;
  RHUMB_TRY(driver->next(sql->cursor, sql->spec->loc, diag));
  ++sql->base.record;
  for (size_t i = 0; i < sql->n_fields; ++i) {
    Field *const field = &sql->fields[i];
    const RhumbStr text = driver->value(sql->cursor, field->column);
    const bool has_value = text.data && !is_null(sql, text);
    field->text.len = 0;
    if (has_value) {
      natural[field->of.type](&field->text, text);
      while (field->text.len < field->of.width) {
        rhumb_buf_putc(&field->text, ' ');
      }
    }
    field->value = (RhumbValue){rhumb_buf_str(&field->text), field->of.type};
    sql->values[i] = (RhumbValues){&field->value, has_value ? 1 : 0};
  }
  return RHUMB_OK;
}

// Columns --------------------------------------------------------------------

static bool
equal_folded(const RhumbStr a, const RhumbStr b)
{
  bool equal = a.len == b.len;
  for (size_t i = 0; equal && i < a.len; ++i) {
    equal =
        tolower((unsigned char)a.data[i]) == tolower((unsigned char)b.data[i]);
  }
  return equal;
}

/// Find the column: its name as written, without quotes, or in any case if that
/// leaves one; the number of columns if there is none, more if several
static size_t
find_column(const SqlSource *const sql, RhumbStr name)
{
  const RhumbSqlDriver *const driver = sql->cursor->driver;
  const size_t count = driver->n_columns(sql->cursor);
  if (name.len > 2 && (*name.data == '"' || *name.data == '`')) {
    name = rhumb_str_slice(name, 1, name.len - 1);
  }
  size_t exact = count;
  size_t folded = count;
  size_t n_exact = 0;
  size_t n_folded = 0;
  for (size_t i = 0; i < count; ++i) {
    const RhumbStr other = driver->column(sql->cursor, i).name;
    if (rhumb_str_equal(name, other)) {
      exact = i;
      ++n_exact;
    } else if (equal_folded(name, other)) {
      folded = i;
      ++n_folded;
    }
  }
  const size_t found = n_exact ? exact : folded;
  return (n_exact ? n_exact : n_folded) > 1 ? count + 1 : found;
}

static RhumbStatus
refuse_column(const SqlSource *const sql,
              const RhumbStr name,
              const bool is_ambiguous,
              const RhumbLoc loc,
              const RhumbDiag *const diag)
{
  const RhumbSqlDriver *const driver = sql->cursor->driver;
  const size_t count = driver->n_columns(sql->cursor);
  RhumbArena arena = {0};
  const char **const names = RHUMB_NEW(&arena, const char *, count + 1);
  for (size_t i = 0; i < count; ++i) {
    names[i] = rhumb_str_copy(&arena, driver->column(sql->cursor, i).name).data;
  }
  const RhumbStatus status =
      rhumb_fail_near(diag,
                      RHUMB_ERR_REFERENCE,
                      loc,
                      is_ambiguous ? NULL : rhumb_near(name, names),
                      is_ambiguous ? "several columns are called \"%.*s\""
                                   : "the table or query has no column "
                                     "\"%.*s\"",
                      RHUMB_FMT(name));
  rhumb_arena_free(&arena);
  return status;
}

static RhumbStatus
bind(RhumbSource *const source,
     const RhumbStr reference,
     const RhumbLoc loc,
     size_t *const field,
     const RhumbDiag *const diag)
{
  SqlSource *const sql = (SqlSource *)source;
  const RhumbSqlDriver *const driver = sql->cursor->driver;
  const size_t column = find_column(sql, reference);
  const size_t count = driver->n_columns(sql->cursor);
  if (column >= count) {
    return refuse_column(sql, reference, column > count, loc, diag);
  }
  const size_t n = sql->n_fields++;
  sql->fields = (Field *)rhumb_xgrow(
      sql->fields, n, &sql->fields_cap, sizeof(*sql->fields));
  sql->values = (RhumbValues *)rhumb_xgrow(
      sql->values, n, &sql->values_cap, sizeof(*sql->values));
  sql->fields[n] =
      (Field){.column = column, .of = driver->column(sql->cursor, column)};
  sql->base.row = sql->values;
  *field = n;
  return RHUMB_OK;
}

static void
close_sql(RhumbSource *const source)
{
  SqlSource *const sql = (SqlSource *)source;
  if (sql->cursor) {
    sql->cursor->driver->close(sql->cursor);
  }
  for (size_t i = 0; i < sql->n_fields; ++i) {
    rhumb_buf_free(&sql->fields[i].text);
  }
  free(sql->fields);
  free(sql->values);
  rhumb_arena_free(&sql->arena);
  free(sql);
}

static RhumbStatus
connect_and_run(SqlSource *const sql, const RhumbDiag *const diag)
{
  const RhumbSourceSpec *const spec = sql->spec;
  if (!spec->query.len && !spec->table.len) {
    return rhumb_fail(diag,
                      RHUMB_ERR_SYNTAX,
                      spec->loc,
                      "a database needs a table or a query");
  }
  RhumbStr url = spec->access;
  if (rhumb_str_starts(url, RHUMB_STR("jdbc:"))) {
    url = rhumb_str_slice(url, 5, url.len);
  }
  const RhumbStr scheme = scheme_of(url);
  const RhumbSqlDriver *driver = NULL;
  RHUMB_TRY(choose_driver(&driver, spec, scheme, diag));
  const RhumbSqlAddress address = read_address(spec, &sql->arena, url, scheme);
  sql->base.text.name = rhumb_str_copy(&sql->arena, url).data;
  return run_query(sql, driver, &address, diag);
}

static RhumbStatus
open_sql(RhumbSource **const out,
         const RhumbSourceSpec *const spec,
         const RhumbDiag *const diag)
{
  SqlSource *const sql = (SqlSource *)rhumb_xrealloc(NULL, sizeof(*sql));
  *sql = (SqlSource){.base = {.type = &rhumb_source_sql}, .spec = spec};
  const RhumbStatus status = connect_and_run(sql, diag);
  if (status != RHUMB_OK) {
    close_sql(&sql->base);
    return status;
  }
  *out = &sql->base;
  return RHUMB_OK;
}

const RhumbSourceType rhumb_source_sql = {
    .formulation = "sql",
    .note = "SQLite, PostgreSQL, MySQL and MariaDB; columns",
    .open = open_sql,
    .bind = bind,
    .next = next,
    .close = close_sql,
};
