# SPDX-License-Identifier: ISC
"""docs/extending.md says how to add a format and a function: do just what it
says to a copy of the tree, build that, and run its examples. They prove that one
file and one line make a format known to all that speak of formats.

**`NAME`** is a file to write, as in documents.py; **`NAME`**, behind `TEXT`, is
to be inserted behind the one line that begins, after its indentation, with TEXT.
"""

import os
import re
import shutil
import sys
from pathlib import Path

from common import Checks, ROOT, make, run, scratch, told
from documents import BLOCK, check_example, write_examples

PAGE = ROOT / "docs" / "extending.md"
BEHIND = re.compile(r", behind `([^`]+)`")
LEFT_BEHIND = shutil.ignore_patterns(".git", "out", "node_modules", "san", "tsan",
                                     "debug", "fuzz*", "O3*", "tidy", "tests")


def is_of_tree(block):
    """True for a file of the program's, not of the examples'"""
    return block["what"].startswith("src/")


def extend(checks, tree, text):
    """Do to `tree` what the page says; return the files it writes"""
    written = []
    for block in filter(is_of_tree, BLOCK.finditer(text)):
        path = tree / block["what"]
        written.append(path)
        behind = BEHIND.fullmatch(block["note"])
        if not behind:
            checks.check(not path.exists(), f"{block['what']} is new")
            path.write_text(block["body"], encoding="utf-8")
            continue
        old = path.read_text(encoding="utf-8").splitlines(keepends=True)
        places = [n for n, line in enumerate(old)
                  if line.lstrip().startswith(behind[1])]
        if checks.check(len(places) == 1, f"{block['what']} has one line that "
                        f'begins with "{behind[1]}"', f"it has {len(places)}"):
            old.insert(places[0] + 1, block["body"])
            path.write_text("".join(old), encoding="utf-8")
    return written


def check_cost(checks, text):
    """A format is known everywhere by one new file and one new line: YARRRML,
    RML, the translator, the messages and the help, which the page's examples
    try, ask its row, and no other file is touched for it"""
    blocks = [block for block in filter(is_of_tree, BLOCK.finditer(text))
              if block["what"].startswith("src/source/")]
    new = [block["what"] for block in blocks if not block["note"]]
    lines = [line for block in blocks if block["note"]
             for line in block["body"].splitlines()]
    checks.check(len(new) == 1 and len(lines) == 1,
                 "a new format is one file and one line",
                 "\n".join(new + lines))


def build(checks, tree, written):
    """Build the extended program without a warning"""
    made = make("-j2", "VARIANT=release", "WERROR=-Werror", cwd=tree)
    checks.check(made.returncode == 0, "the extended tree builds", told(made))
    if shutil.which("clang-format"):
        form = run(["clang-format", "--dry-run", "--Werror", *written],
                   cwd=tree)
        checks.check(form.returncode == 0, "its code is in form", told(form))
    return made.returncode == 0


def run_examples(checks, tree, text):
    """Run the examples with the extended program"""
    work = tree / "work"
    work.mkdir()
    path = f"{tree / 'build'}{os.pathsep}{os.environ['PATH']}"
    for block in BLOCK.finditer(text):
        if not is_of_tree(block):
            check_example(checks, "docs/extending.md", block, work,
                          dict(os.environ, PATH=path))


def main():
    """Extend a copy of the tree; --write puts what it says into the page"""
    checks = Checks("extending")
    text = PAGE.read_text(encoding="utf-8")
    with scratch() as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(ROOT, tree, ignore=LEFT_BEHIND, symlinks=True)
        check_cost(checks, text)
        if build(checks, tree, extend(checks, tree, text)):
            if sys.argv[1:] == ["--write"]:
                write_examples(PAGE, tree / "build" / "rhumb", is_of_tree)
            else:
                run_examples(checks, tree, text)
    checks.finish()


if __name__ == "__main__":
    main()
