# SPDX-License-Identifier: ISC
"""A table of so many rows and ten columns, the same on every machine.

    generate.py ROWS FILE.csv|FILE.json [typed]

Columns: id, p1 to p8, and `same`, which never changes. A typed table has id and
values of nine datatypes, a column each (TYPES).
"""

import json
import sys

COLUMNS = ["id"] + [f"p{number}" for number in range(1, 9)] + ["same"]


# Columns of a typed table, by the datatype of XSD that their values have
TYPES = ("date", "dateTime", "time", "gYear", "integer", "int", "decimal",
         "double", "boolean")


def typed_row(number):
    """The cells of a row, each a text of its column's datatype"""
    month, day = number % 12 + 1, number % 28 + 1
    clock = f"{number % 24:02}:{number % 60:02}:{number * 7 % 60:02}"
    date = f"{1900 + number % 200}-{month:02}-{day:02}"
    return [str(number), date, f"{date}T{clock}Z", clock,
            str(1000 + number % 1000), str(number * 37), str(number % 100000),
            f"{number * 37 / 100:.2f}", f"{number / 7:.6E}",
            "true" if number % 2 else "false"]


def row(number):
    """The cells of a row"""
    return ([str(number)]
            + [f"value {column} of {number}" for column in range(1, 9)]
            + ["same"])


def write_csv(file, rows, typed=False):
    """The table as CSV"""
    columns = ["id", *TYPES] if typed else COLUMNS
    file.write(",".join(columns) + "\n")
    for number in range(1, rows + 1):
        cells = typed_row(number) if typed else row(number)
        file.write(",".join(cells) + "\n")


def write_json(file, rows):
    """The table as one array of objects"""
    for number in range(1, rows + 1):
        file.write("[\n" if number == 1 else ",\n")
        file.write(json.dumps(dict(zip(COLUMNS, row(number)))))
    file.write("\n]\n")


def main():
    """Write the table"""
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    rows, path = int(sys.argv[1]), sys.argv[2]
    with open(path, "w", encoding="utf-8") as file:
        if path.endswith(".json"):
            write_json(file, rows)
        else:
            write_csv(file, rows, sys.argv[3:] == ["typed"])


if __name__ == "__main__":
    main()
