# SPDX-License-Identifier: ISC
"""Workbooks that others write, against what others read: sheets made by chance
are written by openpyxl and by XlsxWriter, and each cell is what openpyxl reads.

workbooks.py [SEED]
"""

import datetime
import json
import random
import re
import sys
from pathlib import Path

import openpyxl
import xlsxwriter

from common import Checks, rhumb, scratch, told

COLUMNS = 6
SHEETS = 12
EPOCH = datetime.datetime(1900, 3, 1)

RULES = """\
prefixes: {ex: "http://example.org/"}
mappings:
  row:
    sources: {access: book.xlsx, sheet: SHEET}
    s: ex:$(key)
    po: [PAIRS]
"""

SIGNS = "abc é漢😀 &<>\"'_x0041_;\t\n"
DATES = ("yyyy-mm-dd", "d/m/yy", "mmm yyyy", "[$-409]d\\-mmm\\-yyyy;@")
MOMENTS = ("yyyy-mm-dd hh:mm:ss", "d.m.yy h:mm", "m/d/yyyy h:mm AM/PM")
TIMES = ("hh:mm:ss", "h:mm AM/PM")


def cell(chance):
    """A value, and the format of its number, if it has one"""
    moment = EPOCH + datetime.timedelta(
        days=chance.randrange(2_000_000),
        milliseconds=1000 * chance.randrange(86400))
    return chance.choice((
        lambda: (None, None),
        lambda: ("".join(chance.choices(SIGNS, k=chance.randrange(1, 9))), None),
        lambda: (chance.randrange(-10**9, 10**9), None),
        lambda: (chance.uniform(-1, 1) * 10.0**chance.randrange(-9, 25), None),
        lambda: (round(chance.uniform(0, 1000), 2), "#,##0.00 \"days\""),
        lambda: (chance.random() < 0.5, None),
        lambda: (moment.date(), chance.choice(DATES)),
        lambda: (moment, chance.choice(MOMENTS)),
        lambda: (moment.time(), chance.choice(TIMES)),
    ))()


def sheet(chance):
    """Rows of cells, the first of each of which is its key"""
    return [[(f"r{row}", None)] + [cell(chance) for _ in range(1, COLUMNS)]
            for row in range(chance.randrange(1, 40))]


NAMES = ["key"] + [f"c{i}" for i in range(1, COLUMNS)]


def by_openpyxl(path, sheets):
    """Write sheets with openpyxl"""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        made = book.create_sheet(name)
        made.append(NAMES)
        for at, row in enumerate(rows, 2):
            for column, (value, code) in enumerate(row, 1):
                place = made.cell(at, column, value)
                place.number_format = code or place.number_format
    book.save(path)


def by_xlsxwriter(path, sheets):
    """Write sheets with XlsxWriter"""
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False,
                                      "strings_to_urls": False})
    for name, rows in sheets.items():
        made = book.add_worksheet(name)
        made.write_row(0, 0, NAMES)
        for at, row in enumerate(rows, 1):
            for column, (value, code) in enumerate(row):
                style = code and book.add_format({"num_format": code})
                if isinstance(value, (datetime.date, datetime.time)):
                    made.write_datetime(at, column, value, style)
                elif isinstance(value, str):
                    made.write_string(at, column, value, style)
                elif value is not None:
                    made.write(at, column, value, style)
    book.close()


def expected(value, code):
    """The text that a value of openpyxl is, None for none"""
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime.datetime):
        value = value + datetime.timedelta(microseconds=500)
        value = value.replace(microsecond=value.microsecond // 1000 * 1000)
        text = value.isoformat().rstrip("0") if value.microsecond \
            else value.isoformat()
        return text.partition("T")[0] if code in DATES else text
    if isinstance(value, datetime.time):
        return value.isoformat()
    return float(value)


def same(wanted, text):
    """True if a text is what is wanted; numbers are compared as such"""
    return float(text) == wanted if isinstance(wanted, float) and text \
        else text == wanted


def check_sheet(checks, folder, name, what):
    """One sheet of book.xlsx"""
    pairs = ", ".join(f"[ex:{column}, $({column})]" for column in NAMES[1:])
    (folder / "rules.yml").write_text(
        RULES.replace("SHEET", name).replace("PAIRS", pairs), encoding="utf-8")
    result = rhumb("rdf", "rules.yml", "-f", "rj", cwd=folder)
    if not checks.check(result.returncode == 0, f"{what}: is read",
                        told(result)):
        return
    found = {(subject[len("http://example.org/"):],
              predicate[len("http://example.org/"):]): values[0]["value"]
             for subject, said in json.loads(result.stdout).items()
             for predicate, values in said.items()}
    rows = openpyxl.load_workbook(folder / "book.xlsx", data_only=True)[name]
    wrong = []
    for row in rows.iter_rows(min_row=2):
        for column, place in zip(NAMES[1:], row[1:]):
            wanted = expected(place.value, place.number_format)
            text = found.get((row[0].value, column))
            if not same(wanted, text):
                wrong.append(f"{place.coordinate}: {wanted!r}, not {text!r} "
                             f"({place.number_format})")
    checks.check(not wrong, f"{what}: as openpyxl reads it", "\n".join(wrong))


def main():
    """Sheets of a seed"""
    checks = Checks("workbooks")
    seed = int((sys.argv[1:] or ["1"])[0])
    chance = random.Random(seed)
    sheets = {f"sheet{number}": sheet(chance) for number in range(SHEETS)}
    for writer in (by_openpyxl, by_xlsxwriter):
        with scratch() as path:
            folder = Path(path)
            writer(folder / "book.xlsx", sheets)
            for name in sheets:
                check_sheet(checks, folder, name,
                            f"{writer.__name__}, seed {seed}, {name}")
    checks.finish()


if __name__ == "__main__":
    main()
