// SPDX-License-Identifier: ISC

/// @file sql_impl.h  What sql.c asks of a database: one small table of
/// functions a driver.

#ifndef RHUMB_SOURCE_SQL_SQL_IMPL_H
#define RHUMB_SOURCE_SQL_SQL_IMPL_H

#include "base/arena.h"
#include "base/status.h"
#include "base/str.h"
#include "source/source.h"
#include "source/sql/sql.h"
#include "term/value.h"

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
  unsigned port;        ///< 0: not given
  const char *database; ///< Name, or path of a file
  const char *username, *password; ///< NULL: not given
  RhumbLoc loc;                    ///< Of the address in the rules
  RhumbLoc query_loc;              ///< Of the query or table
} RhumbSqlAddress;

/// What every driver's own cursor begins with
typedef struct {
  const RhumbSqlDriver *driver;
} RhumbSqlCursor;

typedef struct {
  RhumbStr name;
  size_t width; ///< Of CHAR(n) that the database does not pad itself; else 0
} RhumbSqlColumn;

struct RhumbSqlDriver {
  char quote; ///< Around identifiers

  /**
     Connect and run `query`, whose rows are then stepped through.

     @param may_retry If only the query fails, do not report it.
     @return RHUMB_OK; RHUMB_END for a query that may be retried; RHUMB_ERR_IO
     at the address; RHUMB_ERR_SYNTAX at the query; reported.
  */
  RhumbStatus (*open)(RhumbSqlCursor **out,
                      const RhumbSqlAddress *address,
                      const char *query,
                      bool may_retry,
                      const RhumbDiag *diag);

  size_t (*n_columns)(const RhumbSqlCursor *cursor);

  /// Describe a column; its name lives as long as the cursor
  RhumbSqlColumn (*column)(const RhumbSqlCursor *cursor, size_t index);

  /// Step to the next row: RHUMB_OK, RHUMB_END, or an error, reported at `loc`
  RhumbStatus (*next)(RhumbSqlCursor *cursor,
                      RhumbLoc loc,
                      const RhumbDiag *diag);

  /// Return a value as the database writes it, until the next call: bytes if it
  /// is binary; data NULL for NULL
  RhumbValue (*value)(RhumbSqlCursor *cursor, size_t index);

  void (*close)(RhumbSqlCursor *cursor);
};

extern const RhumbSqlDriver rhumb_sql_sqlite;
extern const RhumbSqlDriver rhumb_sql_postgresql;
extern const RhumbSqlDriver rhumb_sql_mysql;

/**
   Read where the database of `spec` is: "jdbc:mysql://host:3306/name?user=me",
   "postgresql://me:secret@host/name", "host/name" with a `type`, or the path of
   an SQLite file.

   @param out Set to its parts, owned by `arena`.
   @return RHUMB_OK; RHUMB_ERR_UNSUPPORTED for a database that there is no
   client for; RHUMB_ERR_SYNTAX for an address that names no database; reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_sql_address_read(RhumbSqlAddress *out,
                       RhumbArena *arena,
                       const RhumbSourceSpec *spec,
                       const RhumbDiag *diag);

/// Append a value's natural lexical form (R2RML section 10.2), canonical where
/// databases write differently; text is padded to `width` characters
void
rhumb_sql_put_natural(RhumbBuf *out, RhumbValue value, size_t width);

#endif // RHUMB_SOURCE_SQL_SQL_IMPL_H
