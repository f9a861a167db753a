# SPDX-License-Identifier: ISC
"""Fresh Debian roots: what the README promises of `make demo` and `make test`
holds where nothing was installed by hand."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "world"),
                str(ROOT / "tests" / "conformance")]

import debian  # noqa: E402 pylint: disable=wrong-import-position
import suites  # noqa: E402 pylint: disable=wrong-import-position
from common import Checks, run, shown  # noqa: E402 pylint: disable=wrong-import-position

HOURS = 3600

# The suite, and what is run there one after the other
ROOTS = (
    ("bookworm", ("make demo", "make test")),
    ("trixie", ("make demo",)),
)

# As CONTRIBUTING.md has it for whoever has not even make
FIRST = "cd /rhumb && sh tools/deps.sh make && "


def copy_tree(folder):
    """Put what git knows of into a root, as it stands, and the suites beside"""
    listed = run(["git", "ls-files", "-z", "--cached", "--others",
                  "--exclude-standard"], cwd=ROOT).stdout
    for name in shown(listed).split("\0"):
        if (ROOT / name).is_file():
            copy = folder / "rhumb" / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy, follow_symlinks=False)
    if suites.SUITES.is_dir():
        shutil.copytree(suites.SUITES, folder / "shared" / "suites")
        bench = suites.SUITES.parent / "bench"
        if bench.is_dir():
            shutil.copytree(bench, folder / "shared" / "bench")


def try_root(checks, suite, commands):
    """One root, made anew; what it says is in build/world/roots-SUITE.log"""
    folder = ROOT / "build" / "world" / f"root-{suite}"
    log = folder.parent / f"roots-{suite}.log"
    debian.make_root(folder, suite)
    copy_tree(folder)
    for command in commands:
        with open(log, "ab" if command != commands[0] else "wb") as said:
            result = debian.inside(folder, FIRST + command, 2 * HOURS, said)
        text = log.read_text(encoding="utf-8", errors="replace")
        checks.check(result.returncode == 0, f"{suite}: {command}", text[-3000:])
        if suites.SUITES.is_dir():
            checks.check("left out: the suite" not in text,
                         f"{suite}: {command} has the suites", text[-3000:])
    shutil.rmtree(folder)


def main():
    """Those asked for, or all"""
    checks = Checks("roots")
    for suite, commands in ROOTS:
        try:
            try_root(checks, suite, commands)
        except (RuntimeError, OSError, subprocess.TimeoutExpired) as error:
            checks.check(False, f"a root of {suite}", error)
    checks.finish()


if __name__ == "__main__":
    main()
