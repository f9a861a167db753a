# SPDX-License-Identifier: ISC
"""The bench itself: every workload runs and makes what it should, and floors and
rivals are held against it or said to be absent."""

import os
import re
import sys

from common import PROGRAM, ROOT, Checks, run, scratch, shown, told
from tools import stub

sys.path.insert(0, str(ROOT / "bench"))

import report  # noqa: E402 (found by the line above)
import workloads  # noqa: E402

ROWS = 100
TRIPLES = {"a": 1000, "c": 100, "d": 1000, "e": 600, "typed": 900,
           "sqlite": 1000, "g": 1100, "maps": 1000, "h": 100,
           "growth-0.1": 100, "growth-10": 10_000}
LINE = re.compile(r"^\| .*? \| (.*?) \|(?: [\d.]+ \|){3} \d* \| [\d.]* \| "
                  r"[\d.]* \|$", re.M)


def bench(*words, **more):
    """Run the bench at a small size, printing only"""
    return run([sys.executable, ROOT / "bench" / "bench.py", "--program",
                PROGRAM, "--rows", ROWS, "--runs", 1, *words], **more)


def named(keys):
    """Workloads by name: nothing is written then"""
    return [word for key in keys for word in ("--name", key)]


def check_workloads(checks):
    """All of them, with every syntax that is written"""
    page = report.PAGE.read_bytes()
    result = bench(*named(work.key for work in workloads.WORKLOADS))
    said = shown(result.stdout)
    checks.check(result.returncode == 0, "every workload runs", told(result))
    for key, triples in TRIPLES.items():
        checks.check(re.search(rf"^\| \*\*{key}\*\*: .*; {triples:,} triples \|",
                               said, re.M), f"{key} makes {triples} triples",
                     said)
    names = LINE.findall(said)
    for syntax in workloads.written(PROGRAM):
        checks.check(f"**{syntax['name']}**" in names,
                     f"{syntax['name']} is measured", said)
    checks.check("floor: `cp` of what ours wrote" in names,
                 "a floor is measured", said)
    checks.check("exit" not in said and " triples) |" not in said,
                 "nothing fails, and nobody makes other triples", said)
    checks.check(report.PAGE.read_bytes() == page,
                 "RESULTS.md is left alone by workloads that are named")


def check_rivals(checks):
    """One that is not there, one that fails, one that makes too little"""
    scripts = {"works": "seq 1000 >duck.nt", "short": "echo >duck.nt",
               "fails": "echo 'out of luck' >&2; exit 3"}
    expected = {"works": "| DuckDB, by hand |",
                "short": "| DuckDB, by hand (1 triples) |",
                "fails": "- DuckDB, by hand: exit 3: out of luck (a)",
                "absent": "- duckdb: duckdb is not on PATH (a)"}
    for name, wanted in expected.items():
        with scratch() as folder:
            if name in scripts:
                stub(folder, "duckdb", scripts[name] + "\n")
            path = f"{folder}:/usr/bin:/bin"
            result = bench("--name", "a", env=dict(os.environ, PATH=path))
        checks.check(result.returncode == 0 and wanted in shown(result.stdout),
                     f"a rival that {name}", shown(result.stdout) + told(result))


def check_against(checks):
    """Two builds in turns, and one that fails"""
    result = bench("--name", "a", "--against", PROGRAM)
    checks.check(re.search(r"^\| a \| rhumb \| ([\d.]+ \| ){6}\d+ \|\n\| all \| "
                           r"geometric mean \|", shown(result.stdout), re.M),
                 "two builds are compared", shown(result.stdout) + told(result))
    result = bench("--name", "a", "--against", "/bin/false")
    checks.check("left out: a: rhumb: exit 1" in shown(result.stderr),
                 "a build that fails is left out", told(result))
    result = bench("--name", "zz")
    checks.check(result.returncode and "no workload zz; there are a b"
                 in shown(result.stderr), "a workload that there is not",
                 told(result))


def check_page(checks):
    """What the program writes stands between the marks, and nothing else goes"""
    page = "before\n" + "old\n".join(report.MARKS) + "behind\n"
    checks.check(report.between_marks(page, "new\n")
                 == "before\n" + "\nnew\n\n".join(report.MARKS) + "behind\n",
                 "figures stand between the marks")
    for broken in ("no marks\n", page + report.MARKS[0]):
        try:
            report.between_marks(broken, "new\n")
        except ValueError as error:
            checks.check("must have these lines" in str(error),
                         "a page without marks is refused", error)
        else:
            checks.check(False, "a page without marks is refused", broken)
    checks.check(report.between_marks(report.PAGE.read_text(encoding="utf-8"),
                                      "new\n"), "RESULTS.md has the marks")


def main():
    """All of it"""
    checks = Checks("benchmark")
    check_page(checks)
    check_workloads(checks)
    check_rivals(checks)
    check_against(checks)
    checks.finish()


if __name__ == "__main__":
    main()
