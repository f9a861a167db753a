# SPDX-License-Identifier: ISC
"""A table whose rows all come again, far apart: what a run can forget nothing of.

    again.py ROWS FOLDER [--times N] [--values N]

Writes FOLDER/table.csv, of so many rows, and FOLDER/rules.yml, a triple for each
value of a row. First come all rows that differ, then all of them once more, and so
on. The same size gives the same bytes."""

import argparse
from pathlib import Path

import generate
import rules

BLOCK = 1000  # Rows whose numbers differ in the last three digits alone
MARK = "@"    # What stands for the others


def lines(rows, values):
    """Rows that differ, as CSV, in pieces of up to BLOCK"""
    block = [",".join(generate.record(f"{MARK}{number:03}")[:values + 1]) + "\n"
             for number in range(BLOCK)]
    whole = "".join(block)
    for start in range(0, rows, BLOCK):
        text = whole if rows - start >= BLOCK else "".join(block[:rows - start])
        yield text.replace(MARK, str(start // BLOCK + 1)).encode()


def write(path, rows, times, values):
    """The table"""
    left = rows
    with open(path, "wb") as file:
        file.write(",".join(generate.TABLE[:values + 1]).encode() + b"\n")
        while left > 0:
            count = min(left, -(-rows // times))
            file.writelines(lines(count, values))
            left -= count


def main():
    """Write them"""
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=2)
    parser.add_argument("--values", type=int, default=len(generate.VALUES))
    options = parser.parse_args()
    if options.rows < 1 or options.times < 1 or \
            not 1 <= options.values <= len(generate.VALUES):
        parser.error("ROWS and --times must be 1 or more, --values no more than "
                     f"{len(generate.VALUES)}")
    options.folder.mkdir(parents=True, exist_ok=True)
    write(options.folder / "table.csv", options.rows, options.times, options.values)
    (options.folder / "rules.yml").write_text(rules.rules([rules.columns(
        "[table.csv~csv]", generate.VALUES[:options.values])]), encoding="utf-8")


if __name__ == "__main__":
    main()
