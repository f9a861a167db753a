// SPDX-License-Identifier: ISC

/// @file fuzz_sql.c  Addresses of databases, and what databases hand over.
/// Holds: no message shows a part of a password, in whatever way the rules say
/// where the database is; the natural form of a value is in the lexical space
/// of its datatype, and its own natural form; a name of a table is never more
/// than a name; a message is one line, whatever a value in it is.
///
/// An input: a byte for what is tried, one for which of them; then a text.

#include "data.h"

#include "cli/report.h"
#include "source/sql/sql_impl.h"
#include "term/vocabulary.h"

#include <math.h>

// Passwords -------------------------------------------------------------------

#define SECRET "S3CR3T"

/// Ways to say where a database is, in a line of rules: what stands before the
/// address, the address, in which P stands for the password, and what is behind
static const struct {
  const char *before, *address, *behind, *type;
  const char *ends; ///< Bytes that end the password, unless encoded
} ways[] = {
    {"access: \"", "postgresql://me:P@host:5432/d", "\"", "", ""},
    {"access: ", "postgresql://me:P@host/d?user=you", "", "", ""},
    {"- [", "mysql://me:P@host/d", ", x]", "", ""},
    {"access: ", "jdbc:mysql://h/d?user=me&password=P&x=1", "", "", "&"},
    {"access: ", "mariadb://h/d?password=P", "", "", "&"},
    {"access: '", "me:P@host:3306/d", "'", "mysql", "/{}[],"},
    {"access: ", "host:3306/d?password=P", "", "mysql", "&"},
    {"access: ", "jdbc:sqlserver://h;user=me;password=P;x=y", "", "", ";"},
    {"access: ", "jdbc:oracle:thin:me/P@h:1521/x", "", "", "{}[],"},
    {"access: ", "http://me:P@host/d", "", "postgresql", "/?#"},
    {"access: ", "file:x.db?key=P", "", "sqlite", "&"},
    {"access: ", "host=h password=P dbname=d", "", "postgresql", ""},
};

static bool
begins_parameter(const RhumbStr text)
{
  return rhumb_str_ends(text, RHUMB_STR("user")) ||
         rhumb_str_ends(text, RHUMB_STR("password"));
}

/// Say the password: the secret amid `text`, without what would end it, make it
/// the name of an external value, $(_name), which is no secret, or begin
/// another: "me:1/d?password=x@h" is a port, a database and a password
static RhumbStr
make_password(RhumbArena *const arena, const RhumbStr text, const size_t way)
{
  RhumbBuf out = {0};
  for (size_t i = 0; i <= text.len; ++i) {
    if (i == text.len / 2) {
      rhumb_buf_puts(&out, SECRET);
    }
    if (i < text.len && (unsigned char)text.data[i] > ' ' &&
        text.data[i] != '\x7F' && !strchr("\"'`<>$", text.data[i]) &&
        !(text.data[i] == '=' && begins_parameter(rhumb_buf_str(&out))) &&
        !strchr(ways[way].ends, text.data[i])) {
      rhumb_buf_putc(&out, text.data[i]);
    }
  }
  return rhumb_buf_keep(&out, arena);
}

/// What the database says that is refused
static const char *words;

static const char *
say_words(RhumbSqlCursor *const cursor)
{
  (void)cursor;
  return words;
}

/// Read the address, and refuse the database if it can be read
static void
refuse(const RhumbSourceSpec *const spec, const RhumbDiag *const diag)
{
  static const RhumbSqlDriver driver = {.name = "X", .error = say_words};
  RhumbArena arena = {0};
  RhumbSqlAddress address = {0};
  if (rhumb_sql_address_read(&address, &arena, spec, diag) == RHUMB_OK) {
    RhumbSqlCursor cursor = {.driver = &driver};
    words = rhumb_str_format(&arena,
                             "no \"%s\" for %s at %s",
                             address.password ? address.password : "password",
                             address.username ? address.username : "one",
                             address.name)
                .data;
    HOLDS(rhumb_sql_refuse(&cursor, &address, diag) == RHUMB_ERR_IO);
    rhumb_arena_free(&cursor.arena);
  }
  (void)rhumb_fail(diag, RHUMB_ERR_SYNTAX, spec->access_loc, "bad");
  rhumb_arena_free(&arena);
}

static void
try_password(const size_t number, const RhumbStr text)
{
  const size_t way = number % RHUMB_COUNT(ways);
  RhumbArena arena = {0};
  const RhumbStr password = make_password(&arena, text, way);
  RhumbStr rest = rhumb_str(ways[way].address);
  const RhumbStr start = rhumb_str_cut(&rest, 'P');
  const RhumbStr access = rhumb_str_format(&arena,
                                           "%.*s%.*s%.*s",
                                           RHUMB_FMT(start),
                                           RHUMB_FMT(password),
                                           RHUMB_FMT(rest));
  const RhumbText rules = {"rules.yml",
                           rhumb_str_format(&arena,
                                            "%s%.*s%s",
                                            ways[way].before,
                                            RHUMB_FMT(access),
                                            ways[way].behind)};
  const RhumbLoc loc = {&rules, 1, (unsigned)strlen(ways[way].before) + 1, 0};
  const RhumbSourceSpec spec = {
      .format = &rhumb_source_sql,
      .access = access,
      .type = rhumb_str(ways[way].type),
      .table = RHUMB_STR("t"),
      .loc = loc,
      .access_loc = loc,
  };
  char *said = NULL;
  size_t len = 0;
  RhumbReporter reporter = {.file = open_memstream(&said, &len),
                            .as_json = number / RHUMB_COUNT(ways) % 2 == 1};
  const RhumbDiag diag = rhumb_reporter_diag(&reporter);
  refuse(&spec, &diag);
  (void)fclose(reporter.file);
  rhumb_reporter_free(&reporter);
  if (strstr(said, SECRET)) {
    (void)fprintf(stderr, "%s\n", said);
    fuzz_fail("no password is shown", __FILE__, __LINE__);
  }
  free(said);
  rhumb_arena_free(&arena);
}

// Values ----------------------------------------------------------------------

/// The types that databases have, and their datatypes
static const char *const datatypes[] = {
    [RHUMB_VALUE_STRING] = RHUMB_XSD_STRING,
    [RHUMB_VALUE_BOOLEAN] = RHUMB_XSD "boolean",
    [RHUMB_VALUE_INTEGER] = RHUMB_XSD "integer",
    [RHUMB_VALUE_DECIMAL] = RHUMB_XSD "decimal",
    [RHUMB_VALUE_DOUBLE] = RHUMB_XSD "double",
    [RHUMB_VALUE_DATE] = RHUMB_XSD "date",
    [RHUMB_VALUE_TIME] = RHUMB_XSD "time",
    [RHUMB_VALUE_DATETIME] = RHUMB_XSD "dateTime",
    [RHUMB_VALUE_BINARY] = RHUMB_XSD "hexBinary",
};

/// True if no exponent of the text is beyond a hundred million, which no
/// database has, and its zeros can be written
static bool
is_countable(const RhumbStr text)
{
  const size_t at = rhumb_str_index(text, 'e') < text.len
                        ? rhumb_str_index(text, 'e')
                        : rhumb_str_index(text, 'E');
  size_t digits = 0;
  for (size_t i = at; i < text.len; ++i) {
    digits += digits ? rhumb_is_digit(text.data[i])
                     : text.data[i] >= '1' && text.data[i] <= '9';
  }
  return text.len <= 1000 && digits < 9;
}

static void
try_value(const size_t number, const RhumbStr text)
{
  const RhumbValueType type = (RhumbValueType)(number % RHUMB_COUNT(datatypes));
  const RhumbDatatype *const datatype =
      rhumb_datatype_find(rhumb_str(datatypes[type]));
  const RhumbValue value = {text, type};
  RhumbBuf out = {0};
  const RhumbValueType got =
      rhumb_sql_put_natural(&out, value, rhumb_sql_space(type), 0);
  const RhumbStr natural = rhumb_buf_str(&out);
  HOLDS(rhumb_value_meant(got) == type);
  if (rhumb_value_is_unfit(got)) {
    fuzz_same("texts", text, natural);
    // An integer with an exponent stays one that the space does not take
    HOLDS(type > RHUMB_VALUE_DOUBLE || !rhumb_datatype_takes(datatype, text) ||
          !is_countable(text));
  } else if (type != RHUMB_VALUE_BINARY) {
    RhumbBuf again = {0};
    const RhumbValue once = {natural, type};
    HOLDS(rhumb_datatype_takes(datatype, natural));
    HOLDS(rhumb_sql_put_natural(&again, once, rhumb_sql_space(type), 0) == got);
    fuzz_same("natural forms", natural, rhumb_buf_str(&again));
    rhumb_buf_free(&again);
  } else {
    HOLDS(rhumb_datatype_takes(datatype, natural) &&
          natural.len == 2 * text.len);
  }
  rhumb_buf_free(&out);
}

// SQLite ----------------------------------------------------------------------

/// A database in memory, opened once
static RhumbSqlCursor *
open_database(void)
{
  static RhumbSqlCursor *cursor;
  const RhumbSqlAddress address = {.database = ":memory:"};
  if (!cursor) {
    cursor = (RhumbSqlCursor *)calloc(1, rhumb_sql_sqlite.size);
    HOLDS(cursor);
    cursor->driver = &rhumb_sql_sqlite;
    HOLDS(rhumb_sql_sqlite.connect(cursor, &address));
  }
  return cursor;
}

/// True for the name of a table that every database of SQLite has, in whatever
/// case and quotes, and of whatever schema
static bool
is_its_own(RhumbArena *const arena, RhumbStr text)
{
  static const RhumbStr names[] = {{"sqlite_master", 13},
                                   {"sqlite_schema", 13},
                                   {"sqlite_temp_master", 18},
                                   {"sqlite_temp_schema", 18}};
  RhumbBuf bare = {0};
  for (size_t i = 0; i < text.len; ++i) {
    if (!strchr("\"`", text.data[i])) {
      rhumb_buf_putc(&bare, text.data[i]);
    }
  }
  text = rhumb_buf_keep(&bare, arena);
  for (size_t i = 0; i < 2; ++i) {
    const RhumbStr schema = i ? RHUMB_STR("temp.") : RHUMB_STR("main.");
    text = rhumb_str_from(text,
                          rhumb_str_alike_at(text, 0, schema) ? schema.len : 0);
  }
  bool is_own = rhumb_str_alike_at(text, 0, RHUMB_STR("pragma_"));
  for (size_t i = 0; i < RHUMB_COUNT(names); ++i) {
    is_own = is_own || rhumb_str_alike(text, names[i]);
  }
  return is_own;
}

/// A table that is not there: nothing but its name is asked for
static void
try_table(const size_t number, const RhumbStr text)
{
  (void)number;
  RhumbBuf reports = {0};
  const RhumbDiag diag = {fuzz_keep_report, &reports};
  RhumbSqlCursor *const cursor = open_database();
  const RhumbSqlAddress address = {.name = ":memory:"};
  RhumbArena arena = {0};
  const RhumbSourceSpec spec = {.table = rhumb_str_copy(&arena, text)};
  const RhumbStatus status = rhumb_sql_run(cursor, &address, &spec, &diag);
  HOLDS(status == RHUMB_ERR_SYNTAX || status == RHUMB_ERR_IO ||
        is_its_own(&arena, text));
  rhumb_buf_free(&reports);
  rhumb_arena_free(&arena);
  rhumb_arena_free(&cursor->arena);
  cursor->arena = (RhumbArena){0};
}

/// Values of SQLite's own types: a double is written so that it is read again
static void
try_double(const size_t number, const RhumbStr text)
{
  (void)number;
  double wanted = 0.0;
  memcpy(&wanted,
         text.data,
         text.len < sizeof(wanted) ? text.len : sizeof(wanted));
  if (!isfinite(wanted)) {
    return;
  }
  RhumbSqlCursor *const cursor = open_database();
  char query[64];
  (void)snprintf(query, sizeof(query), "SELECT %.17e", wanted);
  HOLDS(rhumb_sql_sqlite.run(cursor, query) == RHUMB_OK);
  HOLDS(rhumb_sql_sqlite.next(cursor) == RHUMB_OK);
  const RhumbValue value = rhumb_sql_sqlite.value(cursor, 0);
  HOLDS(value.type == RHUMB_VALUE_DOUBLE);
  RhumbBuf out = {0};
  HOLDS(rhumb_sql_put_natural(&out, value, NULL, 0) == RHUMB_VALUE_DOUBLE);
  HOLDS(rhumb_datatype_takes(rhumb_datatype_find(rhumb_str(RHUMB_XSD "double")),
                             rhumb_buf_str(&out)));
  rhumb_buf_free(&out);
  rhumb_arena_free(&cursor->arena);
  cursor->arena = (RhumbArena){0};
}

// Messages --------------------------------------------------------------------

/// True of what would not be seen, or change what is seen beside it
static bool
is_unseen(const uint32_t code)
{
  return code < 0x20 || (code >= 0x7F && code <= 0x9F) ||
         (code >= 0x200E && code <= 0x200F) ||
         (code >= 0x2028 && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069);
}

/// What is said of a value stands in one line, and says what it says
static void
try_message(const size_t number, const RhumbStr text)
{
  char *said = NULL;
  size_t len = 0;
  uint32_t code = 0;
  RhumbReporter reporter = {.file = open_memstream(&said, &len)};
  const RhumbDiag diag = rhumb_reporter_diag(&reporter);
  const RhumbLoc loc = {NULL, 0, 0, number};
  (void)rhumb_fail(
      &diag, RHUMB_ERR_VALUE, loc, "\"%.*s\" is bad", RHUMB_FMT(text));
  (void)fclose(reporter.file);
  rhumb_reporter_free(&reporter);
  HOLDS(len && said[len - 1] == '\n');
  for (size_t at = 0; at + 1 < len;) {
    at += rhumb_utf8_decode((RhumbStr){said, len}, at, &code);
    HOLDS(!is_unseen(code));
  }
  free(said);
}

static void (*const tries[])(size_t number, RhumbStr text) = {
    try_password, try_value, try_table, try_double, try_message};

int
LLVMFuzzerTestOneInput(const uint8_t *const data, const size_t size)
{
  RhumbStr text = fuzz_text(data, size);
  const size_t what = fuzz_choose(&text, RHUMB_COUNT(tries));
  const size_t number = fuzz_choose(&text, 256);
  if (rhumb_utf8_valid(text, NULL) || tries[what] == try_double) {
    tries[what](number, text);
  }
  return 0;
}
