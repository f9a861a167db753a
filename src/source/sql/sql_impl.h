// SPDX-License-Identifier: ISC

/// @file sql_impl.h  What sql.c asks of a database: one small table of
/// functions a driver.

#ifndef RHUMB_SOURCE_SQL_SQL_IMPL_H
#define RHUMB_SOURCE_SQL_SQL_IMPL_H

#include "base/number.h"
#include "source/source.h"
#include "source/sql/sql.h"
#include "term/datatype.h"

/// Databases: names, in `type` and as schemes of URLs; JDBC's classes; the
/// driver, NULL for one that rules may name and that is not read. Words have
/// spaces between, the usual one first.
#define RHUMB_SQL_DATABASES(X)                                             \
  X("sqlite sqlite3", "org.sqlite.JDBC", &rhumb_sql_sqlite)                \
  X("postgresql postgres", "org.postgresql.Driver", &rhumb_sql_postgresql) \
  X("mysql",                                                               \
    "com.mysql.cj.jdbc.Driver com.mysql.jdbc.Driver",                      \
    &rhumb_sql_mysql)                                                      \
  X("mariadb", "org.mariadb.jdbc.Driver", &rhumb_sql_mysql)                \
  X("mssqlserver sqlserver",                                               \
    "com.microsoft.sqlserver.jdbc.SQLServerDriver",                        \
    NULL)                                                                  \
  X("oracle",                                                              \
    "oracle.jdbc.OracleDriver oracle.jdbc.driver.OracleDriver",            \
    NULL)                                                                  \
  X("db2", NULL, NULL)                                                     \
  X("hsqldb", NULL, NULL)

/// Where a database is: the parts of "jdbc:mysql://host:3306/name?user=me"
typedef struct {
  const RhumbSqlDatabase *kind;
  const char *name;     ///< For messages: without user, password and parameters
  const char *host;     ///< NULL: not given
  const char *port;     ///< Digits, at most 65535; NULL: not given
  const char *database; ///< Name, or path of a file
  const char *username, *password; ///< NULL: not given
  RhumbLoc loc;                    ///< Of the address in the rules
  RhumbLoc query_loc;              ///< Of the query or table
} RhumbSqlAddress;

typedef struct {
  RhumbStr name;       ///< Lives as long as the cursor
  RhumbValueType type; ///< As it is declared
  size_t width; ///< Of CHAR(n) that the database does not pad itself; else 0
} RhumbSqlColumn;

/// What every driver's own cursor begins with
typedef struct {
  const RhumbSqlDriver *driver;
  RhumbSqlColumn *columns; ///< Of the query; in `arena`
  size_t n_columns;
  RhumbArena arena;
} RhumbSqlCursor;

/// What a driver does. sql.c makes and frees its cursors and reports what
/// fails.
struct RhumbSqlDriver {
  const char *name;   ///< As messages have it: "SQLite"
  char quote;         ///< Around identifiers
  const char *tables; ///< Query for the names of tables and views
  size_t size;        ///< Of its cursor, which begins as zeros

  /// Connect, for reading; false: `error` says why not
  bool (*connect)(RhumbSqlCursor *cursor, const RhumbSqlAddress *address);

  /**
     Run a query, whose rows are then stepped through, and set its columns. If
     that fails another one may be run.

     @return RHUMB_OK; RHUMB_ERR_SYNTAX for a query that the database does not
     take, or RHUMB_ERR_IO for what is no database after all: see `error`.
  */
  RhumbStatus (*run)(RhumbSqlCursor *cursor, const char *query);

  /// Return why the last call failed; empty: a query that yields no rows
  const char *(*error)(RhumbSqlCursor *cursor);

  /// True if the query that failed last did so for want of a table
  bool (*lacks_table)(RhumbSqlCursor *cursor);

  /// Step to the next row: RHUMB_OK, RHUMB_END, RHUMB_ERR_SYNTAX for what the
  /// query cannot make of the data, or RHUMB_ERR_IO (see `error`)
  RhumbStatus (*next)(RhumbSqlCursor *cursor);

  /// Return a value as the database writes it, bytes if it is binary; data NULL
  /// for NULL. A text lives until the next row, others until the next value.
  RhumbValue (*value)(RhumbSqlCursor *cursor, size_t index);

  /// Let go of all but the cursor itself
  void (*close)(RhumbSqlCursor *cursor);
};

/// What a database's own type is, by its number
typedef struct {
  unsigned native;
  RhumbValueType type;
} RhumbSqlType;

/// Make room for the columns of a query
static inline void
rhumb_sql_set_columns(RhumbSqlCursor *const cursor, const size_t count)
{
  cursor->columns = RHUMB_NEW(&cursor->arena, RhumbSqlColumn, count);
  cursor->n_columns = count;
}

extern const RhumbSqlDriver rhumb_sql_sqlite;
extern const RhumbSqlDriver rhumb_sql_postgresql;
extern const RhumbSqlDriver rhumb_sql_mysql;

/**
   Read where the database of `spec` is: "jdbc:mysql://host:3306/name?user=me",
   "postgresql://me:secret@host/name", "host/name" with a `type`, or the path of
   an SQLite file.

   @param out Set to its parts, owned by `arena`.
   @return RHUMB_OK; RHUMB_ERR_UNSUPPORTED for a database that there is no
   client for; RHUMB_ERR_SYNTAX for an address that names no database, a port
   that is none, and a source without a table or query; reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_sql_address_read(RhumbSqlAddress *out,
                       RhumbArena *arena,
                       const RhumbSourceSpec *spec,
                       const RhumbDiag *diag);

/// Run the query of `spec`, or ask for all of its table; what fails is reported
RHUMB_NODISCARD RhumbStatus
rhumb_sql_run(RhumbSqlCursor *cursor,
              const RhumbSqlAddress *address,
              const RhumbSourceSpec *spec,
              const RhumbDiag *diag);

/// Return why the last call failed, on one line and without the password;
/// empty: a query that yields no rows. Lives as long as the cursor.
const char *
rhumb_sql_why(RhumbSqlCursor *cursor, const RhumbSqlAddress *address);

/// Report that the database cannot be opened, and return RHUMB_ERR_IO
RhumbStatus
rhumb_sql_refuse(RhumbSqlCursor *cursor,
                 const RhumbSqlAddress *address,
                 const RhumbDiag *diag);

/// Return the type that `native` has in a table, or `otherwise`
RhumbValueType
rhumb_sql_type(const RhumbSqlType *types,
               size_t count,
               unsigned native,
               RhumbValueType otherwise);

/**
   Append a value's natural lexical form (R2RML section 10.2), which is
   canonical where databases write differently; text is padded to `width`
   characters.

   @param space What the form must be in too, such as days that there are; see
   rhumb_sql_space(); NULL: nothing.
   @return The value's type; unfit, the text being appended as it stands, for
   what is no value of it: "infinity" as a date.
*/
RhumbValueType
rhumb_sql_put_natural(RhumbBuf *out,
                      RhumbValue value,
                      const RhumbDatatype *space,
                      size_t width);

/// Return the datatype of dates or times; NULL for other types, whose forms
/// need not be held against it once they are canonical
const RhumbDatatype *
rhumb_sql_space(RhumbValueType type);

/// Append a date, a time of day or both canonically, as XML Schema 1.1 has
/// them: seconds without zeros at their end, Z for UTC, -0043 for 44 before
/// Christ
/// @return false, with nothing appended, for a text that is none: a date may
/// have a time if that is midnight, a time and a date stay together.
bool
rhumb_sql_put_date(RhumbBuf *out, RhumbStr text);

bool
rhumb_sql_put_time(RhumbBuf *out, RhumbStr text);

bool
rhumb_sql_put_datetime(RhumbBuf *out, RhumbStr text);

#endif // RHUMB_SOURCE_SQL_SQL_IMPL_H
