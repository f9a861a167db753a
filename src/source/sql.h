// SPDX-License-Identifier: ISC

/// @file sql.h  What sql.c asks of a database: one small table of functions.

#ifndef RHUMB_SOURCE_SQL_H
#define RHUMB_SOURCE_SQL_H

#include "source/source.h"

/// Where a database is: the parts of "jdbc:mysql://host:3306/name?user=me"
typedef struct {
  const char *url;  ///< Without "jdbc:"; a path if there is no scheme
  const char *host; ///< NULL: not given
  unsigned port;    ///< 0: not given
  const char *database;
  const char *username, *password; ///< NULL: not given
  RhumbLoc loc;
} RhumbSqlAddress;

typedef struct RhumbSqlDriver RhumbSqlDriver;

/// What every driver's own cursor begins with
typedef struct {
  const RhumbSqlDriver *driver;
} RhumbSqlCursor;

typedef struct {
  RhumbStr name;
  RhumbValueType type;
  size_t width; ///< Of CHAR(n), whose values are padded with spaces; else 0
} RhumbSqlColumn;

struct RhumbSqlDriver {
  const char *const *names; ///< As in `type`, in URLs, JDBC classes; NULL ends
  char quote;               ///< Around identifiers

  /// Connect and run `query`; `is_retry_possible` failures of the query alone
  /// are not reported but returned as RHUMB_END
  RhumbStatus (*open)(RhumbSqlCursor **out,
                      const RhumbSqlAddress *address,
                      const char *query,
                      bool may_retry,
                      const RhumbDiag *diag);

  size_t (*n_columns)(const RhumbSqlCursor *cursor);

  /// Name and type of a column; the name lives as long as the cursor
  RhumbSqlColumn (*column)(const RhumbSqlCursor *cursor, size_t index);

  /// Step to the next row: RHUMB_OK, RHUMB_END, or an error, reported at `loc`
  RhumbStatus (*next)(RhumbSqlCursor *cursor,
                      RhumbLoc loc,
                      const RhumbDiag *diag);

  /// Text of a value as the database writes it, until the next row; data NULL
  /// for NULL. Binary values are bytes.
  RhumbStr (*value)(const RhumbSqlCursor *cursor, size_t index);

  void (*close)(RhumbSqlCursor *cursor);
};

extern const RhumbSqlDriver rhumb_sql_sqlite;
extern const RhumbSqlDriver rhumb_sql_postgresql;
extern const RhumbSqlDriver rhumb_sql_mysql;

#endif // RHUMB_SOURCE_SQL_H
