# SPDX-License-Identifier: ISC
"""A table of so many rows and ten columns, the same on every machine.

    generate.py ROWS FILE.csv|FILE.json

Columns: id, p1 to p8, and `same`, which never changes.
"""

import json
import sys

COLUMNS = ["id"] + [f"p{number}" for number in range(1, 9)] + ["same"]


def row(number):
    """The cells of a row"""
    return ([str(number)]
            + [f"value {column} of {number}" for column in range(1, 9)]
            + ["same"])


def write_csv(file, rows):
    """The table as CSV"""
    file.write(",".join(COLUMNS) + "\n")
    for number in range(1, rows + 1):
        file.write(",".join(row(number)) + "\n")


def write_json(file, rows):
    """The table as one array of objects"""
    for number in range(1, rows + 1):
        file.write("[\n" if number == 1 else ",\n")
        file.write(json.dumps(dict(zip(COLUMNS, row(number)))))
    file.write("\n]\n")


def main():
    """Write the table"""
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    rows, path = int(sys.argv[1]), sys.argv[2]
    with open(path, "w", encoding="utf-8") as file:
        (write_json if path.endswith(".json") else write_csv)(file, rows)


if __name__ == "__main__":
    main()
