// SPDX-License-Identifier: ISC

/// @file sql_query.c  Queries that rules give, tables that they name, and what
/// is said of those that a database does not take.

#include "source/sql/sql_impl.h"

#include "base/list.h"
#include "base/near.h"

/// More tables than these are not looked at, and more text not listed
enum { MAX_TABLES = 10000, MAX_LISTED = 200 };

// Tables ---------------------------------------------------------------------

/// Append `name` in quotes of the database
static void
put_name(RhumbBuf *const out, const RhumbStr name, const char quote)
{
  rhumb_buf_putc(out, quote);
  for (size_t i = 0; i < name.len; ++i) {
    rhumb_buf_putc(out, name.data[i]);
    if (name.data[i] == quote) {
      rhumb_buf_putc(out, quote);
    }
  }
  rhumb_buf_putc(out, quote);
}

static bool
begins_quoted(const RhumbStr text)
{
  return text.len && strchr("\"`", text.data[0]);
}

/// Take a name in quotes off the front of `text` and append it to `name`; false
/// if its end is not there
static bool
take_quoted(RhumbBuf *const name, RhumbStr *const text)
{
  const char quote = text->data[0];
  for (size_t i = 1; i < text->len; ++i) {
    if (text->data[i] == quote) {
      if (i + 1 == text->len || text->data[i + 1] != quote) {
        *text = rhumb_str_from(*text, i + 1);
        return true;
      }
      ++i; // A doubled one stands for itself
    }
    rhumb_buf_putc(name, text->data[i]);
  }
  return false;
}

/// Append `schema.table`, of which each may be in quotes, each in the quotes of
/// the database; false if it is anything else
static bool
put_path(RhumbBuf *const out, RhumbStr text, const char quote)
{
  RhumbBuf name = {0};
  bool is_path = true;
  for (;;) {
    name.len = 0;
    if (begins_quoted(text)) {
      is_path = take_quoted(&name, &text);
    } else {
      const size_t len = rhumb_str_index(text, '.');
      rhumb_buf_put(&name, rhumb_str_slice(text, 0, len));
      text = rhumb_str_from(text, len);
    }
    put_name(out, rhumb_buf_str(&name), quote);
    if (!is_path || !name.len || !text.len || text.data[0] != '.') {
      break;
    }
    rhumb_buf_putc(out, '.');
    text = rhumb_str_from(text, 1);
  }
  is_path = is_path && name.len && !text.len;
  rhumb_buf_free(&name);
  return is_path;
}

/// Return a query for all of a table: one whose name is all of `name`, or, if
/// `as_path`, table of a schema; NULL if it is no such path
static const char *
select_all(RhumbArena *const arena,
           const RhumbStr name,
           const char quote,
           const bool as_path)
{
  RhumbBuf out = {0};
  bool is_known = true;
  rhumb_buf_puts(&out, "SELECT * FROM ");
  if (as_path) {
    is_known = put_path(&out, name, quote);
  } else {
    put_name(&out, name, quote);
  }
  const RhumbStr query = rhumb_buf_keep(&out, arena);
  return is_known ? query.data : NULL;
}

/// Ask for all of a table. A name in quotes is SQL's, one with a point may be a
/// table's or a path: no more of it than names ever runs.
static RhumbStatus
run_table(RhumbSqlCursor *const cursor, const RhumbStr name)
{
  const char quote = cursor->driver->quote;
  RhumbArena *const arena = &cursor->arena;
  const char *const path = begins_quoted(name) || rhumb_str_has(name, '.')
                               ? select_all(arena, name, quote, true)
                               : NULL;
  const RhumbStatus status =
      path && begins_quoted(name)
          ? RHUMB_ERR_SYNTAX
          : cursor->driver->run(cursor, select_all(arena, name, quote, false));
  return path && status == RHUMB_ERR_SYNTAX ? cursor->driver->run(cursor, path)
                                            : status;
}

// Failures -------------------------------------------------------------------

/// Append `text` with three stars for each `secret` in it
static void
put_without(RhumbBuf *const out, RhumbStr text, const RhumbStr secret)
{
  for (size_t at = 0; secret.len && at < text.len;) {
    at = rhumb_str_find(text, secret, 0);
    if (at < text.len) {
      rhumb_buf_put(out, rhumb_str_slice(text, 0, at));
      rhumb_buf_puts(out, "***");
      text = rhumb_str_from(text, at + secret.len);
      at = 0;
    }
  }
  rhumb_buf_put(out, text);
}

const char *
rhumb_sql_why(RhumbSqlCursor *const cursor,
              const RhumbSqlAddress *const address)
{
  const RhumbStr password = rhumb_str(address->password);
  const bool is_public =
      address->username && rhumb_str_is(password, address->username);
  RhumbBuf masked = {0};
  put_without(&masked,
              rhumb_str(cursor->driver->error(cursor)),
              is_public ? RHUMB_STR("") : password);
  const RhumbStr text = rhumb_str_trim(rhumb_buf_str(&masked));
  RhumbBuf line = {0};
  for (size_t i = 0; i < text.len; ++i) {
    const bool is_space = rhumb_is_space(text.data[i]);
    if (!is_space || !rhumb_is_space(text.data[i - 1])) {
      rhumb_buf_putc(&line, (char)(is_space ? ' ' : text.data[i]));
    }
  }
  rhumb_buf_free(&masked);
  return rhumb_buf_keep(&line, &cursor->arena).data;
}

/// Return the names of the database's tables, ended by NULL
static const char *const *
list_tables(RhumbSqlCursor *const cursor)
{
  const RhumbSqlDriver *const driver = cursor->driver;
  RHUMB_LIST(const char *) names = {0};
  if (driver->run(cursor, driver->tables) == RHUMB_OK) {
    while (names.count < MAX_TABLES && driver->next(cursor) == RHUMB_OK) {
      const RhumbValue name = driver->value(cursor, 0);
      RHUMB_PUSH_IN(&cursor->arena,
                    &names,
                    rhumb_str_copy(&cursor->arena, name.lexical).data);
    }
  }
  RHUMB_PUSH_IN(&cursor->arena, &names, NULL);
  return names.items;
}

/// Return what there is instead of a table: "; its tables are "a", "b""
static const char *
describe_tables(RhumbArena *const arena, const char *const *const names)
{
  if (!names[0]) {
    return "; the database has no tables";
  }
  RhumbBuf out = {0};
  rhumb_buf_puts(&out, "; the database's tables are ");
  for (size_t i = 0; names[i] && out.len <= MAX_LISTED; ++i) {
    rhumb_buf_format(&out, "%s\"%s\"", i ? ", " : "", names[i]);
  }
  rhumb_buf_puts(&out, out.len > MAX_LISTED ? " …" : "");
  return rhumb_buf_keep(&out, arena).data;
}

static RhumbStatus
refuse(RhumbSqlCursor *const cursor,
       const RhumbSqlAddress *const address,
       const RhumbStr table,
       const RhumbDiag *const diag)
{
  const char *const why = rhumb_sql_why(cursor, address);
  const char *more = "";
  const char *nearest = NULL;
  if (cursor->driver->lacks_table(cursor)) {
    const char *const *const names = list_tables(cursor);
    more = describe_tables(&cursor->arena, names);
    nearest = table.len ? rhumb_near(table, names) : NULL;
  }
  return rhumb_fail_near(diag,
                         RHUMB_ERR_SYNTAX,
                         address->query_loc,
                         nearest,
                         "%s does not take this query: %s%s",
                         cursor->driver->name,
                         *why ? why : "it yields no rows",
                         more);
}

RhumbStatus
rhumb_sql_run(RhumbSqlCursor *const cursor,
              const RhumbSqlAddress *const address,
              const RhumbSourceSpec *const spec,
              const RhumbDiag *const diag)
{
  const RhumbStatus status =
      spec->query.len
          ? cursor->driver->run(
                cursor, rhumb_str_copy(&cursor->arena, spec->query).data)
          : run_table(cursor, spec->table);
  return status == RHUMB_ERR_SYNTAX
             ? refuse(cursor,
                      address,
                      spec->query.len ? RHUMB_STR("") : spec->table,
                      diag)
         : status == RHUMB_OK ? status
                              : rhumb_sql_refuse(cursor, address, diag);
}

RhumbStatus
rhumb_sql_refuse(RhumbSqlCursor *const cursor,
                 const RhumbSqlAddress *const address,
                 const RhumbDiag *const diag)
{
  return rhumb_fail(diag,
                    RHUMB_ERR_IO,
                    address->loc,
                    "cannot open the %s database \"%s\": %s",
                    cursor->driver->name,
                    address->name,
                    rhumb_sql_why(cursor, address));
}
