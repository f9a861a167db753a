// SPDX-License-Identifier: ISC

/// @file sql.h  The kinds of databases that rules may name.

#ifndef RHUMB_SOURCE_SQL_SQL_H
#define RHUMB_SOURCE_SQL_SQL_H

#include "base/str.h"

typedef struct RhumbSqlDriver RhumbSqlDriver;

/// A kind of database; words have spaces between, the usual one first
typedef struct {
  const char *names;   ///< In `type`, and as schemes: "postgresql postgres"
  const char *classes; ///< JDBC's; NULL: none is known
  const RhumbSqlDriver *driver; ///< NULL: known, but not read
} RhumbSqlDatabase;

/// Return the kind that an address tells, "jdbc:mysql:…" or "mysql://…", or
/// else that has the name or JDBC class `type`; NULL if neither is known
const RhumbSqlDatabase *
rhumb_sql_database(RhumbStr access, RhumbStr type);

/// Likewise, of a source that is known to be a database: a path of which
/// nothing tells a kind is a file of SQLite
const RhumbSqlDatabase *
rhumb_sql_database_read(RhumbStr access, RhumbStr type);

#endif // RHUMB_SOURCE_SQL_SQL_H
