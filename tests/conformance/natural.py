# SPDX-License-Identifier: ISC
"""What columns of real servers become: a table of types and values for each
kind of database, with the literal that comes out, or what the message says.
Where there is no datatype beside the literal, it has none."""

import re
import tempfile
from pathlib import Path
from types import SimpleNamespace

import servers
from common import PROGRAM, SANITIZED, scratch, shown, told
from common import run as run_command

XSD = "http://www.w3.org/2001/XMLSchema#"

# column, value in SQL, literal, its datatype; or the message instead of both
BOTH = [
    ("INTEGER", "7", "7", "integer"),
    ("BIGINT", "-9223372036854775808", "-9223372036854775808", "integer"),
    ("DECIMAL(9,3)", "1.500", "1.5", "decimal"),
    ("DECIMAL(9,2)", "2", "2", "decimal"),
    ("NUMERIC(9,2)", "-0.50", "-0.5", "decimal"),
    ("NUMERIC(30,10)", "12345678901234567890.0123456789",
     "12345678901234567890.0123456789", "decimal"),
    ("DOUBLE PRECISION", "80.25", "8.025E1", "double"),
    ("DOUBLE PRECISION", "0", "0.0E0", "double"),
    ("DOUBLE PRECISION", "1e300", "1.0E300", "double"),
    ("BOOLEAN", "TRUE", "true", "boolean"),
    ("BOOLEAN", "FALSE", "false", "boolean"),
    ("DATE", "'2025-05-28'", "2025-05-28", "date"),
    ("TIME", "'09:30:00'", "09:30:00", "time"),
    ("TIME(3)", "'09:30:00.500'", "09:30:00.5", "time"),
    ("TIMESTAMP", "'2025-05-28 09:30:00'", "2025-05-28T09:30:00", "dateTime"),
    ("CHAR(4)", "'ab'", "ab  ", ""),
    ("VARCHAR(9)", "'a''b'", "a'b", ""),
    ("TEXT", "''", "", ""),
    ("JSON", "'{\"a\": 1}'", '{\\"a\\": 1}', ""),
]

POSTGRESQL = BOTH + [
    ("SMALLINT", "7", "7", "integer"),
    ("OID", "7", "7", "integer"),
    ("NUMERIC", "1e20", "100000000000000000000", "decimal"),
    ("NUMERIC", "'NaN'", '"NaN" is no xsd:decimal'),
    ("NUMERIC", "'Infinity'", '"Infinity" is no xsd:decimal'),
    ("REAL", "0.1", "1.0E-1", "double"),
    ("FLOAT8", "0.1", "1.0E-1", "double"),
    ("FLOAT8", "'NaN'", "NaN", "double"),
    ("FLOAT8", "'Infinity'", "INF", "double"),
    ("FLOAT8", "'-Infinity'", "-INF", "double"),
    ("FLOAT8", "'-0'", "-0.0E0", "double"),
    ("MONEY", "1.5", "$1.50", ""),
    ("BYTEA", "decode('00ff', 'hex')", "00FF", "hexBinary"),
    ("DATE", "'0044-03-15 BC'", "-0043-03-15", "date"),
    ("DATE", "'0001-01-01 BC'", "0000-01-01", "date"),
    ("DATE", "'12025-01-01'", "12025-01-01", "date"),
    ("DATE", "'infinity'", '"infinity" is no xsd:date'),
    ("DATE", "'-infinity'", '"-infinity" is no xsd:date'),
    ("TIMESTAMP", "'infinity'", '"infinity" is no xsd:dateTime'),
    ("TIMESTAMP", "'0044-03-15 12:00:00 BC'", "-0043-03-15T12:00:00",
     "dateTime"),
    ("TIMESTAMP", "'2025-05-28 09:30:00.250'", "2025-05-28T09:30:00.25",
     "dateTime"),
    ("TIMESTAMPTZ", "'2025-05-28 09:30:00+02'", "2025-05-28T07:30:00Z",
     "dateTime"),
    ("TIMESTAMPTZ", "'0044-03-15 12:00:00+00 BC'", "-0043-03-15T12:00:00Z",
     "dateTime"),
    ("TIMETZ", "'09:30:00+02'", "09:30:00+02:00", "time"),
    ("TIMETZ", "'09:30:00-03:30'", "09:30:00-03:30", "time"),
    ("TIMETZ", "'09:30:00+00'", "09:30:00Z", "time"),
    ("TIMETZ", "'09:30:00+01:02:03'", "is no xsd:time"),
    ("TIMETZ", "'09:30:00+15:30'", "is no xsd:time"),
    ("INTERVAL", "'1 day 2 hours'", "P1DT2H", ""),
    ("BIT(3)", "B'101'", "101", ""),
    ("VARBIT", "B'1'", "1", ""),
    ("UUID", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'",
     "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", ""),
    ("JSONB", "'{\"a\":1}'", '{\\"a\\": 1}', ""),
    ("XML", "'<a/>'", "<a/>", ""),
    ("INTEGER[]", "'{1,2}'", "{1,2}", ""),
    ("INT4RANGE", "'[1,3)'", "[1,3)", ""),
    ("INET", "'10.0.0.1'", "10.0.0.1", ""),
    ("POINT", "'(1,2)'", "(1,2)", ""),
    ('"char"', "'a'", "a", ""),
    ("mood", "'glad'", "glad", ""),
    ("price", "1.50", "1.5", "decimal"),
]

MYSQL = BOTH + [
    ("TINYINT(1)", "2", '"2" is no xsd:boolean'),
    ("TINYINT(1)", "-1", '"-1" is no xsd:boolean'),
    ("TINYINT", "7", "7", "integer"),
    ("INT(5) ZEROFILL", "42", "42", "integer"),
    ("BIGINT UNSIGNED", "18446744073709551615", "18446744073709551615",
     "integer"),
    ("DECIMAL(9,2) ZEROFILL", "1.5", "1.5", "decimal"),
    ("FLOAT", "0.1", "1.0E-1", "double"),
    ("BIT(1)", "b'1'", "true", "boolean"),
    ("BIT(1)", "b'0'", "false", "boolean"),
    ("BIT(8)", "b'101'", "5", "integer"),
    ("YEAR", "2025", "2025", "integer"),
    ("DATE", "'0000-00-00'", '"0000-00-00" is no xsd:date'),
    ("DATE", "'2025-00-00'", '"2025-00-00" is no xsd:date'),
    ("DATE", "'2025-05-00'", '"2025-05-00" is no xsd:date'),
    ("DATETIME", "'2025-05-28 09:30:00'", "2025-05-28T09:30:00", "dateTime"),
    ("DATETIME(6)", "'2025-05-28 09:30:00.25'", "2025-05-28T09:30:00.25",
     "dateTime"),
    ("DATETIME", "'0000-00-00 00:00:00'",
     '"0000-00-00 00:00:00" is no xsd:dateTime'),
    ("DATETIME", "'2025-00-00 00:00:00'", "is no xsd:dateTime"),
    ("TIME", "'-100:00:00'", '"-100:00:00" is no xsd:time'),
    ("TIME", "'838:59:59'", '"838:59:59" is no xsd:time'),
    ("TIME", "'-01:00:00'", '"-01:00:00" is no xsd:time'),
    ("BLOB", "x'00ff'", "00FF", "hexBinary"),
    ("VARBINARY(9)", "x'00ff'", "00FF", "hexBinary"),
    ("BINARY(3)", "x'00ff'", "00FF00", "hexBinary"),
    ("ENUM('a', 'b')", "'b'", "b", ""),
    ("SET('a', 'b')", "'a,b'", "a,b", ""),
    ("UUID", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'",
     "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", ""),
    ("INET6", "'::1'", "::1", ""),
]

# a source, and what the message says
REFUSED = [
    ("table: v1 WHERE 1=1", "v1 WHERE 1=1"),
    ('table: \'"v1" WHERE 1=1\'', "WHERE 1=1"),
    ('table: "v1; DROP TABLE v1"', "DROP TABLE v1"),
    ("table: vv1", 'did you mean "v1"?'),
    ("query: SELECT v FROM vv1", 'tables are "v0"'),
    ("query: SELECT w FROM v1", "does not take this query: "),
    ("query: SELEC v FROM v1", "syntax"),
    ('query: "SELECT v FROM v1; SELECT v FROM v1"', "does not take"),
    ('query: "DELETE FROM v1"', "does not take"),
]

KINDS = {
    "natural-postgresql": (
        servers.PostgreSQL, POSTGRESQL,
        "CREATE TYPE mood AS ENUM ('glad', 'sad');\n"
        "CREATE DOMAIN price AS NUMERIC(9,2);\n"),
    "natural-mysql": (servers.MariaDB, MYSQL,
                      "SET sql_mode = 'ALLOW_INVALID_DATES';\n"),
}


def load(database, rows, start):
    """A table with one value for each row"""
    with tempfile.TemporaryDirectory() as folder:
        sql = start + "".join(
            f"CREATE TABLE v{i} (v {row[0]});\n"
            f"INSERT INTO v{i} VALUES ({row[1]});\n"
            for i, row in enumerate(rows)) + wide()
        (Path(folder) / "resource.sql").write_text(sql, encoding="utf-8")
        database.load(SimpleNamespace(folder=Path(folder), name="natural"))


def read(database, source, limit="unlimited"):
    """Run rules over a source of the database, in so many KB of memory"""
    with scratch() as folder:
        (Path(folder) / "rules.yml").write_text(
            "mappings:\n"
            f"  v: {{sources: [{{{source}}}], s: 'http://e/s',"
            " po: [['http://e/v', $(v)]]}\n", encoding="utf-8")
        return run_command(
            ["sh", "-c", f'ulimit -v {limit}; exec "$@"', "sh", PROGRAM, "rdf",
             "rules.yml", "-f", "ntriples", "--database", address(database)],
            cwd=folder)


def address(database):
    """Its address, with a user and a password that no message may show"""
    user = "root" if isinstance(database, servers.MariaDB) else "postgres"
    password = "" if user == "root" else ":hushhush"
    return database.dsn.replace("://", f"://{user}{password}@")


def wrong_value(database, index, row):
    """What is wrong with a value, or nothing"""
    result = read(database, f"table: v{index}")
    if len(row) == 3:
        return "" if result.returncode == 1 and row[2] in shown(
            result.stderr) else f"{row[2]} is expected; {told(result)}"
    datatype = f"^^<{XSD}{row[3]}>" if row[3] else ""
    line = f'<http://e/s> <http://e/v> "{row[2]}"{datatype} .\n'
    return "" if result.returncode == 0 and shown(result.stdout) == line \
        else f"{line} is expected; {told(result)}"


def wrong_refusal(database, source, message):
    """What is wrong with a refusal, or nothing"""
    result = read(database, source)
    said = shown(result.stderr)
    first = said.split("\n")[0]
    good = result.returncode == 1 and message in first \
        and "hush" not in said and said.count("error: ") == 1 \
        and read(database, "table: v1").returncode == 0
    return "" if good else f"{message} is expected; {told(result)}"


# A table of ROWS texts of 1000 bytes, and queries over it. Every pair of them is
# more than LIMIT has room for, and must go through a row at a time. What goes
# wrong at row BROKEN is said when rows before it have been read; the server may
# be a row further when it is told that the connection is to end.
ROWS, BROKEN, LIMIT = 512, 500, 160_000  # KB
STREAM = "SELECT a.v FROM wide a, wide b"
FAILING = {
    "two rows where one is asked for": (
        "SELECT v, (SELECT x.n FROM wide x WHERE x.n = l.n OR "
        f"l.n = {BROKEN}) AS one FROM wide l", "more than", 1),
    "an end of the connection": (
        f"SELECT v, CASE n WHEN {BROKEN} THEN pg_terminate_backend("
        "pg_backend_pid()) END AS one FROM wide", "terminating connection", 3),
}


def wide():
    """The SQL that makes the table"""
    rows = ", ".join(f"({n}, REPEAT('x', 1000))" for n in range(1, ROWS + 1))
    return f"CREATE TABLE wide (n INTEGER, v VARCHAR(1000));\n" \
           f"INSERT INTO wide VALUES {rows};\n"


def wrong_stream(database):
    """What is wrong with how a result is read that memory does not hold"""
    result = read(database, f"query: '{STREAM}'", limit=LIMIT)
    line = f'<http://e/s> <http://e/v> "{"x" * 1000}" .\n'
    return "" if result.returncode == 0 and shown(result.stdout) == line \
        else told(result)


def wrong_failure(database, query, message, code):
    """What is wrong with how a query fails after some rows, or nothing"""
    result = read(database, f"query: '{query}'")
    said = shown(result.stderr)
    good = result.returncode == code and not result.stdout \
        and said.count("error: ") == 1 and "hush" not in said \
        and re.search(rf"error: record ({BROKEN}|{BROKEN + 1}): reading the "
                      "database fails: ", said) \
        and message in said
    return "" if good else f"{message} is expected; {told(result)}"


def streaming(database):
    """What is wrong with large results"""
    faults = [] if SANITIZED else [  # Their memory is not the program's
        (f"{ROWS * ROWS} rows", wrong_stream(database))]
    return faults + [
        (f"{name} in row {BROKEN}", wrong_failure(database, *row))
        for name, row in FAILING.items()
        if "pg_" not in row[0] or isinstance(database, servers.PostgreSQL)]


def run(this, name, kind=None):
    """All rows of a kind of database, or of one that is like it"""
    server, rows, start = kind or KINDS[name]
    if not this.wants(name):
        return
    try:
        with server() as database:
            load(database, rows, start)
            faults = [(f"{row[0]} {row[1]}", wrong_value(database, i, row))
                      for i, row in enumerate(rows)]
            faults += [(source, wrong_refusal(database, source, message))
                       for source, message in REFUSED]
            faults += streaming(database)
    except (servers.Missing, RuntimeError, OSError) as error:
        this.checks.check(False, f"{name} runs", error)
        return
    passed = sum(this.checks.check(not fault, f"{name} {what}", fault)
                 for what, fault in faults)
    print(f"{name}: {passed} of {len(faults)} pass", flush=True)
