# SPDX-License-Identifier: ISC
"""docs/house.md shows the house as it stands: every room, in the order that
tools/lint.py holds, and paths that are there; so do the pages for those who
work on it."""

import re
import sys

from common import Checks, ROOT

sys.path.insert(0, str(ROOT / "tools"))

import lint  # noqa: E402 pylint: disable=wrong-import-position

PAGE = ROOT / "docs" / "house.md"
PAGES = (PAGE, ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md")
ROW = re.compile(r"^\| ([^|\n]+) \|", re.M)
CODE = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"[\w.*-]*(?:/[\w.*-]+)+/?|[\w*-]+\.(?:md|1|c|h|py|sh)|Makefile")
MADE = ("build/", "out/")

# What the table of changes tells at least
ADDED = ("a format of sources", "a function", "a syntax of RDF",
         "a format of pictures", "a key of rules", "a key of views",
         "an option", "a check", "a test")


def section(text, title):
    """What stands below a title"""
    return re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", text,
                     re.M | re.S)[1]


def check_rooms(checks, text):
    """Every room, and rooms within rooms, in the order of includes"""
    said = [CODE.findall(row) for row in ROW.findall(section(text, "The rooms"))
            if "`" in row]
    there = [[room for room in line.split() if (ROOT / "src" / room).exists()]
             for line in lint.ORDER]
    checks.check(said == [line for line in there if line],
                 "docs/house.md has the rooms of tools/lint.py, in their order",
                 f"it has {said}\nof {there}")
    for path in sorted((ROOT / "src").glob("*/*/")):
        name = path.relative_to(ROOT / "src").as_posix()
        checks.check(f"`{name}`" in text, f"docs/house.md names {name}")


def check_paths(checks, path):
    """Paths that a page names are there; NAME stands for any name"""
    for name in sorted(set(CODE.findall(path.read_text(encoding="utf-8")))):
        if PATH.fullmatch(name) and not name.startswith(MADE):
            pattern = re.sub("[A-Z]+", "*", name) if "NAME" in name else name
            found = [*ROOT.glob(pattern), *ROOT.glob(f"src/**/{pattern}")]
            checks.check(found, f"{path.name}: {name} is there")


def main():
    """All of it"""
    checks = Checks("house")
    text = PAGE.read_text(encoding="utf-8")
    check_rooms(checks, text)
    rows = ROW.findall(section(text, "To add … change …"))
    for what in ADDED:
        checks.check(what in rows, f"docs/house.md says how to add {what}")
    for path in PAGES:
        check_paths(checks, path)
    checks.finish()


if __name__ == "__main__":
    main()
