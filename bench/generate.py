# SPDX-License-Identifier: ISC
"""The data that is measured, the same on every machine: a value depends on its
table and row alone. A table is the names of its columns and its rows, lists of
texts; here it is written as CSV, JSON, XML or a table of SQLite.
"""

import csv
import itertools
import json
import sqlite3

VALUES = [f"p{number}" for number in range(1, 11)]
TABLE = ["id", *VALUES]

# Columns of a typed table, by the datatype of XSD that their values have
TYPES = ("date", "dateTime", "time", "gYear", "integer", "int", "decimal",
         "double", "boolean")


def chance(number):
    """A number that looks as if by chance: the same one for the same number
    (multiplications and shifts that send 64 bits to 64 bits, one to one)"""
    number = (number + 1) * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF
    number = (number ^ number >> 32) * 0xD6E8FEB86659FD93 & 0xFFFFFFFFFFFFFFFF
    return number ^ number >> 32


def record(number):
    """The cells of a row: its number, and a text for each of ten columns"""
    return [str(number)] + [f"V_{column}-{number}"
                            for column in range(1, len(VALUES) + 1)]


def distinct(rows):
    """Rows that all differ"""
    return map(record, range(1, rows + 1))


def repeated(rows):
    """Rows of which nine in ten have been there before"""
    kept = max(1, rows // 10)
    return (record(number % kept + 1) for number in range(rows))


def typed(rows):
    """Rows whose cells are texts of their column's datatype"""
    for number in range(1, rows + 1):
        clock = f"{number % 24:02}:{number % 60:02}:{number * 7 % 60:02}"
        date = f"{1900 + number % 200}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        yield [str(number), date, f"{date}T{clock}Z", clock,
               str(1000 + number % 1000), str(number * 37),
               str(number % 100000), f"{number * 37 / 100:.2f}",
               f"{number / 7:.6E}", "true" if number % 2 else "false"]


def linked(rows):
    """Rows whose `key` is the identifier of one row of another table, in an
    order as if by chance, and five values"""
    step = 7919  # A prime: with it each row is met once, unless rows has it
    while rows % step == 0:
        step += 2
    for number in range(rows):
        yield [str(number + 1), str(number * step % rows + 1),
               *record(number + 1)[1:6]]


def write_csv(path, columns, rows):
    """A table as CSV"""
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(columns)
        out.writerows(rows)


def write_json(path, columns, rows):
    """A table as one array of objects"""
    with open(path, "w", encoding="utf-8") as file:
        before = "[\n"
        for cells in rows:
            file.write(before + json.dumps(dict(zip(columns, cells))))
            before = ",\n"
        file.write("\n]\n")


def write_xml(path, columns, rows):
    """A table as elements called record, the first column their attribute"""
    with open(path, "w", encoding="utf-8") as file:
        file.write("<?xml version='1.0' encoding='UTF-8'?>\n<records>\n")
        for first, *cells in rows:
            values = "".join(f"<{name}>{cell}</{name}>"
                             for name, cell in zip(columns[1:], cells))
            file.write(f'<record {columns[0]}="{first}">{values}</record>\n')
        file.write("</records>\n")


def write_sqlite(path, columns, rows):
    """A table of SQLite, called record"""
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode = OFF")
    names = ", ".join(f"{name} TEXT" for name in columns)
    database.execute(f"CREATE TABLE record ({names})")
    places = ", ".join("?" * len(columns))
    database.executemany(f"INSERT INTO record VALUES ({places})", rows)
    database.commit()
    database.close()


def links(nodes):
    """The edges of a graph, one and a half for each node"""
    for number in range(nodes * 3 // 2):
        yield number % nodes, chance(number) % nodes


def write_graph(nodes, triples, dot):
    """A graph twice: N-Triples that a map is drawn of, and Graphviz's language"""
    node = "<http://ex.com/node/{}>".format
    with open(triples, "w", encoding="utf-8") as file:
        for number in range(nodes):
            file.write(f"{node(number)} <http://www.w3.org/2000/01/rdf-schema"
                       f'#label> "node {number}" .\n')
        file.writelines(f"{node(one)} <http://ex.com/next> {node(other)} .\n"
                        for one, other in links(nodes))
    with open(dot, "w", encoding="utf-8") as file:
        file.writelines(itertools.chain(
            ["digraph {\n"],
            (f'  n{number} [label="node {number}"];\n'
             for number in range(nodes)),
            (f"  n{one} -> n{other};\n" for one, other in links(nodes)),
            ["}\n"]))
