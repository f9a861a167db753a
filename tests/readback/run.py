# SPDX-License-Identifier: ISC
"""What rhumb writes, read back by programs that are not ours: the exported
example, every output of every golden case, and graphs of others as Turtle.

    run.py [CASE...]

A failure names its case: `RHUMB=build/rhumb tests/readback/run.py CASE` repeats it.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import export  # noqa: E402 (found by the line above)
import pictures  # noqa: E402
import rdf  # noqa: E402
import rewrite  # noqa: E402
from common import Checks, SANITIZED, side_by_side  # noqa: E402
from run_cases import CASES  # noqa: E402


def check_case(checks, case):
    """All that a case writes"""
    rdf.check_case(checks, case)
    pictures.check_case(checks, case)


def main():
    """All of it, or the cases named"""
    checks = Checks("readback")
    names = sys.argv[1:]
    cases = [case for case in sorted(CASES.iterdir())
             if case.is_dir() and (not names or case.name in names)]
    if SANITIZED and not names:
        cases = cases[::8]  # What is read there the cases have made already
    side_by_side(checks, check_case, cases)
    side_by_side(checks, rewrite.check_graph, rewrite.graphs_of(checks, cases))
    if not names:
        export.check(checks)
    checks.finish()


if __name__ == "__main__":
    main()
