# SPDX-License-Identifier: ISC
"""Put faults back by hand, and see them found: each fault of table.py once made
the program say something false, lose something, or stop. It is put into a copy of
the tree (build/faults/tree), the copy is built, and the machine named has to find
it, and to say what the row says. A row whose text stands no longer in its file is
to be renewed.

    run.py [--name NAME]...     the faults whose name holds NAME
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from common import ROOT, Checks, shown  # noqa: E402 (found by the line above)
from table import FAULTS  # noqa: E402

TREE = ROOT / "build" / "faults" / "tree"
COPIED = ("src", "tests", "tools", "docs", "examples", "mappings", "ontology", "queries",
          "Makefile", "README.md", "rhumb.1", ".clang-format")
TIMEOUT = 1800  # Seconds, of a build or a machine


def copy_newer(source, target):
    """Copy a file or a folder; what has not changed since keeps its time, so that
    what was built of it still holds. Others' leavings in the folder go."""
    if source.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        names = {path.name for path in source.iterdir()}
        for path in target.iterdir():
            if path.name not in names and not path.is_dir():
                path.unlink()
        for name in names - {"__pycache__", "node_modules"}:
            copy_newer(source / name, target / name)
    elif not target.exists() or \
            target.read_bytes() != source.read_bytes():
        shutil.copyfile(source, target)  # With the time of now
        shutil.copymode(source, target)


def share_readers():
    """Let the copy have the reader of RDF that the tests get from a registry"""
    readers = TREE / "build" / "pyoxigraph"
    readers.parent.mkdir(exist_ok=True)
    if not readers.exists():
        readers.symlink_to(ROOT / "build" / "pyoxigraph")
    (readers / "ready").touch()  # Later than what pins it, which is a copy of now


def run_words(words):
    """Run a command in the copy, as if no test ran this; return how it ended, and
    all that it said"""
    environment = {name: value for name, value in os.environ.items()
                   if not name.startswith(("RHUMB", "MAKE", "MFLAGS"))}
    result = subprocess.run(words, cwd=TREE, env=environment, check=False,
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, timeout=TIMEOUT)
    return result.returncode, shown(result.stdout)


def find(checks, fault):
    """Build the copy with the fault in it, and let the machine look"""
    code, said = run_words(["make", "-j2", *fault.build])
    if not checks.check(code == 0, f"{fault.name}: the copy is built", said):
        return
    start = time.monotonic()
    code, said = run_words([word.replace("PYTHON", sys.executable)
                            for word in fault.machine])
    taken = time.monotonic() - start
    machine = " ".join(fault.machine).replace("PYTHON ", "")
    reason = re.search(fault.says, said)
    checks.check(code != 0 and reason,
                 f"{fault.name}: found by {machine} ({fault.path}: put it back, "
                 f"and it should say {fault.says!r})",
                 f"exit {code}\n{said[-4000:]}")
    if code and reason:
        print(f"faults: {fault.name}: {machine} says, after {taken:.0f} s: "
              f"{reason[0]}", flush=True)


def try_fault(checks, fault):
    """One fault, in and out again"""
    path = TREE / fault.path
    text = path.read_text(encoding="utf-8")
    if not checks.check(text.count(fault.old) == 1,
                        f"{fault.name}: the text stands once in {fault.path}; "
                        "renew the row in tests/faults/table.py", fault.old):
        return
    path.write_text(text.replace(fault.old, fault.new), encoding="utf-8")
    try:
        find(checks, fault)
    finally:
        path.write_text(text, encoding="utf-8")


def main():
    """Every fault, or those named"""
    parser = argparse.ArgumentParser()
    parser.add_argument("--name", action="append", default=[])
    options = parser.parse_args()
    checks = Checks("faults")
    for name in COPIED:
        copy_newer(ROOT / name, TREE / name)
    share_readers()
    for fault in FAULTS:
        if not options.name or any(name in fault.name
                                   for name in options.name):
            try_fault(checks, fault)
    checks.finish()


if __name__ == "__main__":
    main()
