// SPDX-License-Identifier: ISC

// SQLite files; what needs no server of the other databases; natural values

#include "base/words.h"
#include "source/sql/sql_impl.h"
#include "source_support.h"

#include <sqlite3.h>
#include <stdlib.h>

#define PEOPLE                                                      \
  "CREATE TABLE People (ID INTEGER PRIMARY KEY, Name VARCHAR(20), " \
  "\"Country Code\" CHAR(3));"                                      \
  "INSERT INTO People VALUES (1, 'Ann', 'BE'), (2, 'B\xC3\xA9', NULL);"

#define TYPES                                                                \
  "CREATE TABLE t (i INTEGER, s SMALLINT, r REAL, f FLOAT, n DECIMAL(9,2), " \
  "b BOOLEAN, d DATE, w TIMESTAMP, x BYTEA, c CHAR(5), v VARCHAR(9), o);"

#define VALUES(values) TYPES "INSERT INTO t VALUES (" values ");"

#define TABLE(name)                                                   \
  {                                                                   \
    .format = &rhumb_source_sql, .table = {(name), sizeof(name) - 1 } \
  }
#define QUERY(text)                                                   \
  {                                                                   \
    .format = &rhumb_source_sql, .query = {(text), sizeof(text) - 1 } \
  }

static const RhumbStr nulls[] = {{"Ann", 3}};

// clang-format off
static SourceCase cases[] = {
  {"a table",            PEOPLE, 0, TABLE("People"), {"ID", "Name"}, "1@0 #1|Ann\n2@0 #2|Bé\n", NULL},
  {"any case",           PEOPLE, 0, TABLE("people"), {"id", "NAME"}, "1@0 #1|Ann\n2@0 #2|Bé\n", NULL},
  {"names in quotes",    PEOPLE, 0, TABLE("\"People\""), {"\"ID\"", "Country Code"}, "1@0 #1|BE \n2@0 #2|-\n", NULL},
  {"a schema",           PEOPLE, 0, TABLE("main.People"), {"ID"}, "1@0 #1\n2@0 #2\n", NULL},
  {"a schema, in quotes", PEOPLE, 0, TABLE("`main`.\"People\""), {"ID"}, "1@0 #1\n2@0 #2\n", NULL},
  {"a point in a name",  "CREATE TABLE \"a.b\" (x); INSERT INTO \"a.b\" VALUES (1);", 0, TABLE("a.b"), {"x"}, "1@0 #1\n", NULL},
  {"a space in a name",  "CREATE TABLE \"a b\" (x); INSERT INTO \"a b\" VALUES (1);", 0, TABLE("main.a b"), {"x"}, "1@0 #1\n", NULL},
  {"a remark behind",    PEOPLE, 0, QUERY("SELECT ID FROM People; -- done\n/* so */"), {"ID"}, "1@0 #1\n2@0 #2\n", NULL},
  {"a quote in a name",  "CREATE TABLE \"a\"\"b\" (x); INSERT INTO \"a\"\"b\" VALUES (1);", 0, TABLE("a\"b"), {"x"}, "1@0 #1\n", NULL},
  {"a query",            PEOPLE, 0, QUERY("SELECT count(*) AS n, upper(Name) AS u, ID * 1.5 AS f FROM People GROUP BY ID;"), {"n", "u", "f"}, "1@0 #1|ANN|~1.5E0\n2@0 #1|Bé|~3.0E0\n", NULL},
  {"the same twice",     PEOPLE, 0, TABLE("People"), {"ID", "id", "ID"}, "1@0 #1|#1|#1\n2@0 #2|#2|#2\n", NULL},
  {"null texts",         PEOPLE, 0, {.format = &rhumb_source_sql, .table = {"People", 6}, .nulls = nulls, .n_nulls = 1}, {"Name"}, "1@0 -\n2@0 Bé\n", NULL},
  {"no rows",            TYPES, 0, TABLE("t"), {"i"}, "", NULL},
  {"natural types",      VALUES("10, 7, 70.22, 1.5e20, 5.25, TRUE, '1981-10-10', '2009-10-10 12:12:22', X'89504e', 'Venus', 'x', 1"), 0, TABLE("t"), {"i", "s", "r", "f", "n", "b", "d", "w"}, "1@0 #10|#7|~7.022E1|~1.5E20|$5.25|?true|D1981-10-10|W2009-10-10T12:12:22\n", NULL},
  {"padding, bytes",     VALUES("1, 1, 1, 1, 1, 0, 1, 1, X'89504e', 'é', 'y', X''"), 0, TABLE("t"), {"b", "x", "c", "v", "o"}, "1@0 ?false|X89504E|é    |y|X\n", NULL},
  {"what does not fit",  VALUES("'ten', 1.5, 'big', 2, 'n', 'false', 20200101, 1.5, 'hex', 12345, 6, 'o'"), 0, TABLE("t"), {"i", "s", "r", "f", "n", "b", "d", "c"}, "1@0 !#ten|~1.5E0|!~big|~2.0E0|!$n|?false|#20200101|12345\n", NULL},
  {"all null",           VALUES("NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL"), 0, TABLE("t"), {"i", "r", "n", "b", "d", "x", "c", "o"}, "1@0 -|-|-|-|-|-|-|-\n", NULL},
  {"doubles exactly",    VALUES("1, 1, 0.1, 9007199254740992.0, 1e30, 1, 1, 1, 1, 1, 1, 9e999"), 0, TABLE("t"), {"r", "f", "n", "o"}, "1@0 ~1.0E-1|~9.007199254740992E15|$1000000000000000000000000000000|~INF\n", NULL},
  {"empty text",         VALUES("1, 1, 1, 1, 1, 1, 1, 1, 1, '', '', ''"), 0, TABLE("t"), {"v", "o"}, "1@0 |\n", NULL},

  {"no such table",      PEOPLE, 0, TABLE("Peple"), {"ID"}, "", "5:13: error: SQLite does not take this query: no such table: Peple; the database's tables are \"People\"; People\n"},
  {"a condition in a table's name", PEOPLE, 0, TABLE("People WHERE 1=1"), {"ID"}, "", "5:13: error: SQLite does not take this query: no such table: People WHERE 1=1; the database's tables are \"People\"\n"},
  {"behind a name in quotes", PEOPLE, 0, TABLE("\"People\" WHERE 1=1"), {"ID"}, "", "5:13: error: SQLite does not take this query: no such table: \"People\" WHERE 1=1; the database's tables are \"People\"\n"},
  {"behind a path",      PEOPLE, 0, TABLE("main.\"People\" WHERE 1=1"), {"ID"}, "", "5:13: error: SQLite does not take this query: no such table: main.\"People\" WHERE 1=1; the database's tables are \"People\"\n"},
  {"a call as a table",  PEOPLE, 0, TABLE("pragma_table_info('People')"), {"name"}, "", "5:13: error: SQLite does not take this query: no such table: pragma_table_info('People'); the database's tables are \"People\"\n"},
  {"no tables",          "", 0, TABLE("People"), {"ID"}, "", "5:13: error: SQLite does not take this query: no such table: People; the database has no tables\n"},
  {"no table in a query", PEOPLE, 0, QUERY("SELECT *\nFROM peple"), {"ID"}, "", "5:13: error: SQLite does not take this query: no such table: peple; the database's tables are \"People\"\n"},
  {"two statements",     PEOPLE, 0, QUERY("SELECT ID FROM People; DELETE FROM People"), {"ID"}, "", "5:13: error: SQLite does not take this query: there is more behind its first statement\n"},
  {"fails for a row",    PEOPLE, 0, QUERY("SELECT abs(-9223372036854775807 - ID) AS n FROM People"), {"n"}, "", "0:0: error: reading the database fails: integer overflow\n"},
  {"no such column",     PEOPLE, 0, TABLE("People"), {"Nam"}, "", "9:20: error: the table has no column \"Nam\"; its columns are \"ID\", \"Name\", \"Country Code\"; Name\n"},
  {"not in the query",   PEOPLE, 0, QUERY("SELECT ID FROM People"), {"Name"}, "", "9:20: error: the query has no column \"Name\"; its columns are \"ID\"\n"},
  {"a name twice",       PEOPLE, 0, QUERY("SELECT Name, Name FROM People"), {"name"}, "", "9:20: error: 2 columns are called \"name\": which one is meant cannot be known\n"},
  {"bad query",          PEOPLE, 0, QUERY("SELEKT 1"), {"ID"}, "", "5:13: error: SQLite does not take this query: near \"SELEKT\": syntax error\n"},
  {"a query that writes", PEOPLE, 0, QUERY("DELETE FROM People"), {"ID"}, "", "5:13: error: SQLite does not take this query: it yields no rows\n"},
  {"not UTF-8",          VALUES("1, 1, 1, 1, 1, 1, 1, 1, 1, 1, CAST(X'E9' AS TEXT), 1"), 0, TABLE("t"), {"v"}, "", "0:0: error: the value of \"v\" is not UTF-8\n"},
  {"neither table nor query", PEOPLE, 0, {.format = &rhumb_source_sql, .loc = {NULL, 4, 7, 0}}, {"ID"}, "", "4:7: error: a database needs a table or a query: \"table: NAME\" or \"query: SELECT ...\", in R2RML rr:tableName or rr:sqlQuery\n"},
};
// clang-format on

static void
fill_database(const char *const path, const char *const sql)
{
  sqlite3 *db = NULL;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  char *error = NULL;
  (void)sqlite3_exec(db, sql, NULL, NULL, &error);
  assert_null(error);
  assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/// Read the case's database, in parts if `parts` are wanted
static void
check_sqlite(const SourceCase *const c, const bool parts)
{
  char path[256];
  write_file(path, sizeof(path), RHUMB_STR(""));
  fill_database(path, c->content);
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbBuf out = {0};
  RhumbSourceSpec spec = c->spec;
  spec.access = rhumb_str(path);
  spec.iterator_loc = (RhumbLoc){NULL, 5, 13, 0};
  RhumbSource *source = NULL;
  Asked asked = {0};
  RhumbStatus st = rhumb_source_open(&source, &spec, &diag);
  st = st == RHUMB_OK ? ask(&asked, source, c->references, &diag) : st;
  if (st == RHUMB_OK) {
    st = (parts ? put_parts
                : put_rows)(&out, source, &asked, RHUMB_STR(""), &diag);
  }
  rhumb_source_close(source);
  assert_int_equal(remove(path), 0);
  assert_string_equal(rhumb_buf_cstr(&out), c->rows);
  assert_string_equal(reports.text, c->report ? c->report : "");
  assert_true(c->report ? st != RHUMB_OK : st == RHUMB_END);
  rhumb_buf_free(&out);
}

static void
test_sqlite(void **const state)
{
  check_sqlite((const SourceCase *)*state, false);
  check_sqlite((const SourceCase *)*state, true);
}

// Passwords ------------------------------------------------------------------

static const char *
say_password(RhumbSqlCursor *const cursor)
{
  (void)cursor;
  return "no  \"hu\n  sh\"\n here ";
}

/// What the database says is put on one line, a password before that
static void
test_why(void **const state)
{
  (void)state;
  static const RhumbSqlDriver driver = {.name = "X", .error = say_password};
  const RhumbSqlAddress address = {.password = "hu\n  sh"};
  RhumbSqlCursor cursor = {.driver = &driver};
  assert_string_equal(rhumb_sql_why(&cursor, &address), "no \"***\" here");
  rhumb_arena_free(&cursor.arena);
}

// Addresses ------------------------------------------------------------------

typedef struct {
  const char *name;
  const char *access, *type, *username;
  const char *parts; ///< "driver name host port database user password"
  const char *report;
} AddressCase;

// clang-format off
static AddressCase addresses[] = {
  {"jdbc",          "jdbc:postgresql://db.example:5433/shop?user=me&password=p%26q&ssl=true", "", "", "postgresql postgresql://db.example:5433/shop db.example 5433 shop me p&q", NULL},
  {"jdbc, mysql",   "jdbc:mysql://localhost/shop", "", "", "mysql mysql://localhost/shop localhost 0 shop - -", NULL},
  {"jdbc, mariadb", "jdbc:mariadb://[::1]:3307/shop?serverTimezone=UTC", "", "root", "mariadb mariadb://::1:3307/shop ::1 3307 shop root secret", NULL},
  {"jdbc, no host", "jdbc:postgresql:shop", "", "", "postgresql postgresql:///shop - 0 shop - -", NULL},
  {"jdbc, sqlite",  "jdbc:sqlite:shop.db", "", "", "sqlite data/shop.db - 0 data/shop.db - -", NULL},
  {"jdbc, sqlite, absolute", "jdbc:sqlite:/var/shop.db", "", "", "sqlite /var/shop.db - 0 /var/shop.db - -", NULL},
  {"sqlite, slashes", "sqlite:///var/shop.db", "", "", "sqlite /var/shop.db - 0 /var/shop.db - -", NULL},
  {"in the address", "postgresql://me:p%40q:r@db.example/shop", "", "", "postgresql postgresql://db.example/shop db.example 0 shop me p@q:r", NULL},
  {"rules come first", "postgresql://me:x@db.example/shop", "", "you", "postgresql postgresql://db.example/shop db.example 0 shop you secret", NULL},
  {"a socket",      "postgresql:///shop?host=/run/pg&port=5434", "", "", "postgresql postgresql:///run/pg:5434/shop /run/pg 5434 shop - -", NULL},
  {"type alone",    "localhost:3306/shop", "mysql", "me", "mysql mysql://localhost:3306/shop localhost 3306 shop me secret", NULL},
  {"web address",   "http://localhost/shop", "postgresql", "", "postgresql postgresql://localhost/shop localhost 0 shop - -", NULL},
  {"JDBC's class",  "localhost/shop", "com.mysql.cj.jdbc.Driver", "", "mysql mysql://localhost/shop localhost 0 shop - -", NULL},
  {"a file",        "shop.db", "localfile", "", "sqlite data/shop.db - 0 data/shop.db - -", NULL},
  {"a file, typed", "shop.db", "sqlite", "", "sqlite data/shop.db - 0 data/shop.db - -", NULL},
  {"Oracle",        "jdbc:oracle:thin:@db:1521:x", "", "", NULL, "4:7: error: no client for the database \"oracle\"; there are sqlite, postgresql, mysql and mariadb\n"},
  {"SQL Server",    "localhost/shop", "mssqlserver", "", NULL, "4:7: error: no client for the database \"mssqlserver\"; there are "},
  {"misspelt",      "localhost/shop", "postgesql", "", NULL, "4:7: error: no client for the database \"postgesql\"; there are sqlite, postgresql, mysql and mariadb; postgresql\n"},
  {"no type",       "https://localhost/shop", "", "", NULL, "4:7: error: no client for the database \"https\"; there are "},
  {"a port too high", "jdbc:mysql://db:99999/shop", "", "", NULL, "4:25: error: the port must be a number from 1 to 65535, not \"99999\"\n"},
  {"a port of letters", "jdbc:postgresql:///shop?port=x", "", "", NULL, "4:38: error: the port must be a number from 1 to 65535, not \"x\"\n"},
  {"a port of digits and letters", "postgresql://localhost:54x2/shop", "", "", NULL, "4:32: error: the port must be a number from 1 to 65535, not \"54x2\"\n"},
  {"port 0",        "localhost:0/shop", "mysql", "", NULL, "4:19: error: the port must be a number from 1 to 65535, not \"0\"\n"},
  {"a signed port", "mysql://[::1]:-1/shop", "", "", NULL, "4:23: error: the port must be a number from 1 to 65535, not \"-1\"\n"},
  {"no port",       "mysql://localhost:/shop", "", "", "mysql mysql://localhost/shop localhost 0 shop - -", NULL},
  {"= in a password", "postgresql://me:a=b;c@db.example/shop", "", "", "postgresql postgresql://db.example/shop db.example 0 shop me a=b;c", NULL},
  {"/ in a password", "postgresql://me:hu/sh@localhost/shop", "", "", NULL, "4:9: error: \"@\" stands behind \"/\" or \"?\": write it there as %40, or these before it, in a user's name or password, as %2F and %3F\n"},
  {"? in a password", "postgresql://me:hu?sh@localhost/shop", "", "", NULL, "4:9: error: \"@\" stands behind \"/\" or \"?\": "},
  {"@ in a parameter", "postgresql://localhost/shop?user=me@here", "", "", "postgresql postgresql://localhost/shop localhost 0 shop me@here -", NULL},
  {"a parameter in a password", "postgresql://me:h@u?password=s@localhost/shop", "", "", NULL, "4:9: error: \"@\" stands behind \"/\" or \"?\": "},
  {"@ in the password of a parameter", "postgresql://localhost/shop?user=me&password=hu@sh", "", "", "postgresql postgresql://localhost/shop localhost 0 shop me hu@sh", NULL},
  {"words of libpq", "host=localhost password=hush dbname=shop", "postgresql", "", NULL, "4:9: error: an address is \"postgresql://host:port/database\", with parameters behind \"?\" and \"&\" between them\n"},
  {"words of libpq with @", "user=me password=hu@sh", "postgresql", "", NULL, "4:9: error: an address is \"postgresql://host:port/database\", with parameters behind"},
  {"? and = in a password", "postgresql://me:hu?s=h@localhost/shop", "", "", NULL, "4:9: error: \"@\" stands behind \"/\" or \"?\": "},
  {"a password for a port", "postgresql://me:hu?user=@localhost/shop", "", "", NULL, "error: the port must be a number from 1 to 65535, not \"***\"\n"},
  {"parameters behind ;", "jdbc:postgresql://localhost/shop;password=hush", "", "", NULL, "4:9: error: an address is \"postgresql://host:port/database\", with parameters behind"},
  {"none",          "postgresql:", "", "", NULL, "4:9: error: which database? give its address, such as \"postgresql://host/name\" or the path of an SQLite file\n"},
};
// clang-format on

static const char *
or_dash(const char *const text)
{
  return text ? text : "-";
}

static void
test_address(void **const state)
{
  const AddressCase *const c = (const AddressCase *)*state;
  const RhumbSourceSpec spec = {.format = &rhumb_source_sql,
                                .access = rhumb_str(c->access),
                                .dir = {"data", 4},
                                .table = {"t", 1},
                                .type = rhumb_str(c->type),
                                .username = rhumb_str(c->username),
                                .password = {"secret", 6},
                                .loc = {NULL, 4, 7, 0},
                                .access_loc = {NULL, 4, 9, 0}};
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbArena arena = {0};
  RhumbSqlAddress at;
  const RhumbStatus st = rhumb_sql_address_read(&at, &arena, &spec, &diag);
  assert_int_equal(rhumb_source_check_spec(&spec, &diag), st);
  if (c->report) {
    assert_true(st != RHUMB_OK);
    assert_non_null(strstr(reports.text, c->report));
    assert_null(strstr(reports.text, "hu"));
  } else {
    assert_string_equal(reports.text, "");
    char parts[512];
    const char *names = at.kind->names;
    const RhumbStr usual = rhumb_words_next(&names);
    (void)snprintf(parts,
                   sizeof(parts),
                   "%.*s %s %s %s %s %s %s",
                   RHUMB_FMT(usual),
                   at.name,
                   or_dash(at.host),
                   at.port ? at.port : "0",
                   or_dash(at.database),
                   or_dash(at.username),
                   or_dash(at.password));
    assert_string_equal(parts, c->parts);
  }
  rhumb_arena_free(&arena);
}

// Servers that are not there -------------------------------------------------

// clang-format off
static AddressCase absent[] = {
  {"PostgreSQL", "jdbc:postgresql://127.0.0.1:1/shop?user=me&password=hush", "", "", NULL, "4:9: error: cannot open the PostgreSQL database \"postgresql://127.0.0.1:1/shop\": "},
  {"MySQL",      "jdbc:mysql://127.0.0.1:1/shop?user=me&password=hush", "", "", NULL, "4:9: error: cannot open the MySQL database \"mysql://127.0.0.1:1/shop\": "},
  {"SQLite",     "no/such.db", "", "", NULL, "4:9: error: cannot open the SQLite database \"no/such.db\": "},
};
// clang-format on

static void
test_absent(void **const state)
{
  const AddressCase *const c = (const AddressCase *)*state;
  const RhumbSourceSpec spec = {.format = &rhumb_source_sql,
                                .access = rhumb_str(c->access),
                                .table = {"t", 1},
                                .access_loc = {NULL, 4, 9, 0}};
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbSource *source = NULL;
  assert_int_equal(rhumb_source_open(&source, &spec, &diag), RHUMB_ERR_IO);
  assert_null(source);
  assert_non_null(strstr(reports.text, c->report));
  assert_null(strstr(reports.text, "hush"));
  assert_int_equal(reports.count, 1);
}

// Natural values -------------------------------------------------------------

typedef struct {
  const char *name;
  RhumbValueType type;
  size_t width;
  const char *natural; ///< NULL: as it stands, and unfit
} NaturalCase;

// clang-format off
static NaturalCase naturals[] = {
  {"80.25", RHUMB_VALUE_DOUBLE, 0, "8.025E1"},
  {"30", RHUMB_VALUE_DOUBLE, 0, "3.0E1"},
  {"-0", RHUMB_VALUE_DOUBLE, 0, "-0.0E0"},
  {"Infinity", RHUMB_VALUE_DOUBLE, 0, "INF"},
  {"-Infinity", RHUMB_VALUE_DOUBLE, 0, "-INF"},
  {"Inf", RHUMB_VALUE_DOUBLE, 0, "INF"},
  {"-Inf", RHUMB_VALUE_DOUBLE, 0, "-INF"},
  {"NaN", RHUMB_VALUE_DOUBLE, 0, "NaN"},
  {"1.500", RHUMB_VALUE_DECIMAL, 0, "1.5"},
  {"1.5", RHUMB_VALUE_DECIMAL, 0, "1.5"},
  {"0001.50", RHUMB_VALUE_DECIMAL, 0, "1.5"},
  {"5.00", RHUMB_VALUE_DECIMAL, 0, "5"},
  {"1e+20", RHUMB_VALUE_DECIMAL, 0, "100000000000000000000"},
  {"NaN", RHUMB_VALUE_DECIMAL, 0, NULL},
  {"Infinity", RHUMB_VALUE_DECIMAL, 0, NULL},
  {"00042", RHUMB_VALUE_INTEGER, 0, "42"},
  {"-0", RHUMB_VALUE_INTEGER, 0, "0"},
  {"ten", RHUMB_VALUE_INTEGER, 0, NULL},
  {"t", RHUMB_VALUE_BOOLEAN, 0, "true"},
  {"f", RHUMB_VALUE_BOOLEAN, 0, "false"},
  {"1", RHUMB_VALUE_BOOLEAN, 0, "true"},
  {"0", RHUMB_VALUE_BOOLEAN, 0, "false"},
  {"TRUE", RHUMB_VALUE_BOOLEAN, 0, "true"},
  {"False", RHUMB_VALUE_BOOLEAN, 0, "false"},
  {"unknown", RHUMB_VALUE_BOOLEAN, 0, NULL},
  {"on", RHUMB_VALUE_BOOLEAN, 0, NULL},
  {"yes", RHUMB_VALUE_BOOLEAN, 0, NULL},
  {"-", RHUMB_VALUE_BOOLEAN, 0, NULL},
  {"2", RHUMB_VALUE_BOOLEAN, 0, NULL},
  {"-1", RHUMB_VALUE_BOOLEAN, 0, NULL},
  {"0.5", RHUMB_VALUE_BOOLEAN, 0, NULL},
  {"", RHUMB_VALUE_BOOLEAN, 0, NULL},
  {"2025-05-28", RHUMB_VALUE_DATE, 0, "2025-05-28"},
  {"2025-05-28 00:00:00", RHUMB_VALUE_DATE, 0, "2025-05-28"},
  {"2025-05-28T00:00:00.000", RHUMB_VALUE_DATE, 0, "2025-05-28"},
  {"2025-05-28 09:30:00", RHUMB_VALUE_DATE, 0, NULL},
  {"2025-05-28 00:00:00Z", RHUMB_VALUE_DATE, 0, NULL},
  {"0044-03-15 BC", RHUMB_VALUE_DATE, 0, "-0043-03-15"},
  {"0001-01-01 BC", RHUMB_VALUE_DATE, 0, "0000-01-01"},
  {"0002-01-01 BC", RHUMB_VALUE_DATE, 0, "-0001-01-01"},
  {"4713-11-24 BC", RHUMB_VALUE_DATE, 0, "-4712-11-24"},
  {"12025-01-01", RHUMB_VALUE_DATE, 0, "12025-01-01"},
  {"0000-03-15 BC", RHUMB_VALUE_DATE, 0, NULL},
  {"2147483648-03-15 BC", RHUMB_VALUE_DATE, 0, NULL},
  {"infinity", RHUMB_VALUE_DATE, 0, NULL},
  {"-infinity", RHUMB_VALUE_DATE, 0, NULL},
  {"28 May 2025", RHUMB_VALUE_DATE, 0, NULL},
  {"2025-5-8", RHUMB_VALUE_DATE, 0, NULL},
  {"2009-10-10 12:12:22", RHUMB_VALUE_DATETIME, 0, "2009-10-10T12:12:22"},
  {"2009-10-10T12:12:22", RHUMB_VALUE_DATETIME, 0, "2009-10-10T12:12:22"},
  {"2009-10-10 12:12", RHUMB_VALUE_DATETIME, 0, "2009-10-10T12:12:00"},
  {"2009-10-10 12:12:22.500", RHUMB_VALUE_DATETIME, 0, "2009-10-10T12:12:22.5"},
  {"2009-10-10 12:12:22.000000", RHUMB_VALUE_DATETIME, 0, "2009-10-10T12:12:22"},
  {"2009-10-10 12:12:22.5+00", RHUMB_VALUE_DATETIME, 0, "2009-10-10T12:12:22.5Z"},
  {"2009-10-10 12:12:22Z", RHUMB_VALUE_DATETIME, 0, "2009-10-10T12:12:22Z"},
  {"2009-10-10 12:12:22 +00:00", RHUMB_VALUE_DATETIME, 0, "2009-10-10T12:12:22Z"},
  {"2009-10-10 12:12:22+05:30", RHUMB_VALUE_DATETIME, 0, "2009-10-10T12:12:22+05:30"},
  {"0044-03-15 12:00:00 BC", RHUMB_VALUE_DATETIME, 0, "-0043-03-15T12:00:00"},
  {"0044-03-15 12:00:00+00 BC", RHUMB_VALUE_DATETIME, 0, "-0043-03-15T12:00:00Z"},
  {"2009-10-10", RHUMB_VALUE_DATETIME, 0, NULL},
  {"28 May 2025", RHUMB_VALUE_DATETIME, 0, NULL},
  {"2025-05-28  09:30:00", RHUMB_VALUE_DATETIME, 0, NULL},
  {"2025-05-28 09:30:00 PM", RHUMB_VALUE_DATETIME, 0, NULL},
  {"2025-05-28 09:30:00+01:02:03", RHUMB_VALUE_DATETIME, 0, NULL},
  {"infinity", RHUMB_VALUE_DATETIME, 0, NULL},
  {"", RHUMB_VALUE_DATETIME, 0, NULL},
  {"12:12:22-03", RHUMB_VALUE_TIME, 0, "12:12:22-03:00"},
  {"12:12:22", RHUMB_VALUE_TIME, 0, "12:12:22"},
  {"09:30", RHUMB_VALUE_TIME, 0, "09:30:00"},
  {"12:12:22.250", RHUMB_VALUE_TIME, 0, "12:12:22.25"},
  {"-100:00:00", RHUMB_VALUE_TIME, 0, NULL},
  {"838:59:59", RHUMB_VALUE_TIME, 0, NULL},
  {"2025-05-28 09:30:00", RHUMB_VALUE_TIME, 0, NULL},
  {"12:00:00 BC", RHUMB_VALUE_TIME, 0, NULL},
  {"\x89PN\n", RHUMB_VALUE_BINARY, 0, "89504E0A"},
  {"Venus", RHUMB_VALUE_STRING, 8, "Venus   "},
  {"é", RHUMB_VALUE_STRING, 3, "é  "},
  {"too long", RHUMB_VALUE_STRING, 3, "too long"},
  {"2025-02-30", RHUMB_VALUE_DATE, 0, NULL},
  {"2024-02-29", RHUMB_VALUE_DATE, 0, "2024-02-29"},
  {"2025-00-00", RHUMB_VALUE_DATE, 0, NULL},
  {"0000-00-00", RHUMB_VALUE_DATE, 0, NULL},
  {"0000-00-00 00:00:00", RHUMB_VALUE_DATETIME, 0, NULL},
  {"2025-13-45 25:61", RHUMB_VALUE_DATETIME, 0, NULL},
  {"25:00", RHUMB_VALUE_TIME, 0, NULL},
  {"12:00:00+15:59", RHUMB_VALUE_TIME, 0, NULL},
};
// clang-format on

static void
test_natural(void **const state)
{
  const NaturalCase *const c = (const NaturalCase *)*state;
  RhumbBuf out = {0};
  const RhumbValueType type =
      rhumb_sql_put_natural(&out,
                            (RhumbValue){rhumb_str(c->name), c->type},
                            rhumb_sql_space(c->type),
                            c->width);
  assert_string_equal(rhumb_buf_cstr(&out), c->natural ? c->natural : c->name);
  assert_int_equal(rhumb_value_is_unfit(type), !c->natural);
  assert_int_equal(rhumb_value_meant(type), c->type);
  rhumb_buf_free(&out);
}

typedef struct {
  const char *name; ///< As a server writes it that wants to be on the safe side
  bool single;
  const char *written;
} NumberCase;

static NumberCase numbers[] = {
    {"1.64999999999999991", false, "1.65"},
    {"0.10000000000000001", false, "0.1"},
    {"0.30000000000000004", false, "0.30000000000000004"},
    {"1.0000000000000001e+300", false, "1e+300"},
    {"-0", false, "-0"},
    {"inf", false, "Inf"},
    {"-inf", false, "-Inf"},
    {"70.2200012", true, "70.22"},
    {"0.100000001", true, "0.1"},
    {"16777217", true, "16777216"},
    {"3.40282347e+38", true, "3.4028235e+38"},
};

static void
test_number(void **const state)
{
  const NumberCase *const c = (const NumberCase *)*state;
  char text[RHUMB_DOUBLE_TEXT];
  const double number =
      c->single ? (double)strtof(c->name, NULL) : strtod(c->name, NULL);
  const RhumbStr written = rhumb_write_double(text, number, c->single);
  assert_int_equal(written.len, strlen(c->written));
  assert_memory_equal(written.data, c->written, written.len);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_why)};
  int failed = cmocka_run_group_tests_name("why", tests, NULL, NULL);
  RUN_TABLE("sqlite", cases, test_sqlite);
  RUN_TABLE("addresses", addresses, test_address);
  RUN_TABLE("absent", absent, test_absent);
  RUN_TABLE("natural", naturals, test_natural);
  RUN_TABLE("numbers", numbers, test_number);
  return failed;
}
