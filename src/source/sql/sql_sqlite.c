// SPDX-License-Identifier: ISC

/// @file sql_sqlite.c  SQLite files, read only.
///
/// SQLite's values have types of their own, whatever their column is declared
/// as. A text is held to the declaration (a date, a boolean, a number); a
/// number stays one: SQLite keeps dates as numbers too, and does not say since
/// when.

#include "base/list.h"
#include "io/reads.h"
#include "source/sql/sql_impl.h"

#include <ctype.h>
#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
  BUSY_MILLISECONDS = 5000, ///< How long another's lock is waited for
};

typedef struct {
  RhumbSqlCursor base;
  sqlite3 *db;
  sqlite3_stmt *statement;
  const char *refusal; ///< Why it failed, where SQLite does not say; or NULL
  char (*numbers)[RHUMB_DOUBLE_TEXT]; ///< By column: a double, written
} Cursor;

/// What a column's declared type says, by the first word that is in it
static const struct {
  const char *word;
  RhumbValueType type;
} types[] = {
    {"BOOL", RHUMB_VALUE_BOOLEAN},
    {"DATETIME", RHUMB_VALUE_DATETIME},
    {"TIMESTAMP", RHUMB_VALUE_DATETIME},
    {"DATE", RHUMB_VALUE_DATE},
    {"TIME", RHUMB_VALUE_TIME},
    {"CHAR", RHUMB_VALUE_STRING},
    {"TEXT", RHUMB_VALUE_STRING},
    {"CLOB", RHUMB_VALUE_STRING},
    {"INTERVAL", RHUMB_VALUE_STRING},
    {"POINT", RHUMB_VALUE_STRING},
    {"INT", RHUMB_VALUE_INTEGER},
    {"SERIAL", RHUMB_VALUE_INTEGER},
    {"REAL", RHUMB_VALUE_DOUBLE},
    {"FLOA", RHUMB_VALUE_DOUBLE},
    {"DOUB", RHUMB_VALUE_DOUBLE},
    {"DECIMAL", RHUMB_VALUE_DECIMAL},
    {"NUMERIC", RHUMB_VALUE_DECIMAL},
};

// Opening --------------------------------------------------------------------

static void
close_cursor(RhumbSqlCursor *const cursor)
{
  Cursor *const sqlite = (Cursor *)cursor;
  (void)sqlite3_finalize(sqlite->statement);
  (void)sqlite3_close(sqlite->db);
}

/// No output may take the place of the database, or of what is to come into it
static void
note_files(sqlite3 *const db)
{
  static const char *const ends[] = {"", "-wal", "-journal"};
  const char *const path = sqlite3_db_filename(db, "main");
  RhumbBuf file = {0};
  for (size_t i = 0; path && i < RHUMB_COUNT(ends); ++i) {
    file.len = 0;
    rhumb_buf_puts(&file, path);
    rhumb_buf_puts(&file, ends[i]);
    rhumb_reads_note_path(rhumb_buf_cstr(&file));
  }
  rhumb_buf_free(&file);
}

/// Return why there is no file to open; NULL if there is one
static const char *
refuse_file(const char *const path)
{
  struct stat file;
  if (stat(path, &file) != 0 || access(path, R_OK) != 0) {
    return strerror(errno);
  }
  return S_ISDIR(file.st_mode) ? "it is a folder" : NULL;
}

static bool
connect_to(RhumbSqlCursor *const cursor, const RhumbSqlAddress *const address)
{
  Cursor *const sqlite = (Cursor *)cursor;
  // One thread at a time reads it, so that it need not lock for each value
  const int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
  if (sqlite3_open_v2(address->database, &sqlite->db, flags, NULL) !=
          SQLITE_OK ||
      sqlite3_busy_timeout(sqlite->db, BUSY_MILLISECONDS) != SQLITE_OK) {
    // SQLite says no more than that it cannot
    sqlite->refusal = refuse_file(address->database);
    return false;
  }
  note_files(sqlite->db);
  return true;
}

static const char *
error(RhumbSqlCursor *const cursor)
{
  const Cursor *const sqlite = (const Cursor *)cursor;
  if (sqlite->refusal) {
    return sqlite->refusal;
  }
  return sqlite3_errcode(sqlite->db) == SQLITE_OK ? ""
                                                  : sqlite3_errmsg(sqlite->db);
}

static bool
lacks_table(RhumbSqlCursor *const cursor)
{
  return rhumb_str_starts(rhumb_str(error(cursor)), RHUMB_STR("no such table"));
}

// Columns --------------------------------------------------------------------

static bool
has_word(const char *text, const char *const word)
{
  for (; *text; ++text) {
    size_t at = 0;
    while (word[at] && toupper((unsigned char)text[at]) == word[at]) {
      ++at;
    }
    if (!word[at]) {
      return true;
    }
  }
  return false;
}

static RhumbValueType
declared_type(const char *const text)
{
  for (size_t i = 0; text && i < RHUMB_COUNT(types); ++i) {
    if (has_word(text, types[i].word)) {
      return types[i].type;
    }
  }
  return RHUMB_VALUE_STRING;
}

/// Return n of CHAR(n), CHARACTER(n) and NCHAR(n); 0 of anything else
static size_t
padded_width(const char *const declared)
{
  const char *const open = declared ? strchr(declared, '(') : NULL;
  if (!open || !has_word(declared, "CHAR") || has_word(declared, "VAR")) {
    return 0;
  }
  const long width = strtol(open + 1, NULL, 10);
  return width > 0 && width < 10000 ? (size_t)width : 0;
}

/// True if there is more than remarks behind the query's first statement, which
/// is all that SQLite would run
static bool
has_more(const Cursor *const sqlite, const char *const rest)
{
  sqlite3_stmt *more = NULL;
  const int code = sqlite3_prepare_v2(sqlite->db, rest, -1, &more, NULL);
  (void)sqlite3_finalize(more);
  return code != SQLITE_OK || more;
}

static RhumbStatus
run(RhumbSqlCursor *const cursor, const char *const query)
{
  Cursor *const sqlite = (Cursor *)cursor;
  const char *rest = NULL;
  (void)sqlite3_finalize(sqlite->statement);
  sqlite->statement = NULL;
  sqlite->refusal = NULL;
  const int code =
      sqlite3_prepare_v2(sqlite->db, query, -1, &sqlite->statement, &rest);
  const int n = sqlite3_column_count(sqlite->statement);
  if (n > 0 && has_more(sqlite, rest)) {
    sqlite->refusal = "there is more behind its first statement";
    return RHUMB_ERR_SYNTAX;
  }
  if (code != SQLITE_OK || n == 0) {
    return code == SQLITE_OK || code == SQLITE_ERROR
               ? RHUMB_ERR_SYNTAX
               : RHUMB_ERR_IO; // It is no database, or locked
  }
  rhumb_sql_set_columns(cursor, (size_t)n);
  sqlite->numbers = (char(*)[RHUMB_DOUBLE_TEXT])rhumb_arena_alloc(
      &cursor->arena, RHUMB_DOUBLE_TEXT, (size_t)n);
  for (int i = 0; i < n; ++i) {
    const char *const declared = sqlite3_column_decltype(sqlite->statement, i);
    cursor->columns[i] = (RhumbSqlColumn){
        .name = rhumb_str(sqlite3_column_name(sqlite->statement, i)),
        .type = declared_type(declared),
        .width = padded_width(declared),
    };
  }
  return RHUMB_OK;
}

// Rows -----------------------------------------------------------------------

static RhumbStatus
next(RhumbSqlCursor *const cursor)
{
  const int code = sqlite3_step(((Cursor *)cursor)->statement);
  return code == SQLITE_ROW     ? RHUMB_OK
         : code == SQLITE_DONE  ? RHUMB_END
         : code == SQLITE_ERROR ? RHUMB_ERR_SYNTAX
                                : RHUMB_ERR_IO;
}

/// A number's type: a column that is declared as a decimal, a double or a
/// boolean makes it one, and any other takes it for the number that it is
static RhumbValueType
type_of_number(const RhumbValueType declared, const RhumbValueType own)
{
  return declared == RHUMB_VALUE_DECIMAL || declared == RHUMB_VALUE_DOUBLE ||
                 declared == RHUMB_VALUE_BOOLEAN
             ? declared
             : own;
}

static RhumbValue
value(RhumbSqlCursor *const cursor, const size_t index)
{
  const Cursor *const sqlite = (const Cursor *)cursor;
  sqlite3_stmt *const statement = sqlite->statement;
  const int at = (int)index;
  const RhumbValueType declared = cursor->columns[index].type;
  const int own = sqlite3_column_type(statement, at);
  if (own == SQLITE_NULL) {
    return (RhumbValue){0};
  }
  if (own == SQLITE_FLOAT) {
    const RhumbStr text = rhumb_write_double(
        sqlite->numbers[index], sqlite3_column_double(statement, at), false);
    return (RhumbValue){text, type_of_number(declared, RHUMB_VALUE_DOUBLE)};
  }
  const char *const bytes =
      own == SQLITE_BLOB ? sqlite3_column_blob(statement, at)
                         : (const char *)sqlite3_column_text(statement, at);
  const size_t len = (size_t)sqlite3_column_bytes(statement, at);
  return (RhumbValue){
      {bytes ? bytes : "", bytes ? len : 0},
      own == SQLITE_INTEGER ? type_of_number(declared, RHUMB_VALUE_INTEGER)
      : own == SQLITE_BLOB  ? RHUMB_VALUE_BINARY
                            : declared, // As which it has to be read
  };
}

const RhumbSqlDriver rhumb_sql_sqlite = {
    .name = "SQLite",
    .quote = '"',
    .tables = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') "
              "AND name NOT LIKE 'sqlite#_%' ESCAPE '#' ORDER BY name",
    .size = sizeof(Cursor),
    .connect = connect_to,
    .run = run,
    .error = error,
    .lacks_table = lacks_table,
    .next = next,
    .value = value,
    .close = close_cursor,
};
