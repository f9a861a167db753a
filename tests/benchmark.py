# SPDX-License-Identifier: ISC
"""The bench itself: every workload runs and makes what it should, floors and rivals
are held against it or said to be absent, and the count of instructions fails when
it should."""

import os
import re
import sys
from pathlib import Path
from xml.etree import ElementTree

from common import PROGRAM, ROOT, Checks, run, scratch, shown, told
from tools import stub

sys.path.insert(0, str(ROOT / "bench"))

import check  # noqa: E402 (found by the line above)
import measure  # noqa: E402
import plot  # noqa: E402
import report  # noqa: E402
import workloads  # noqa: E402
from check import Count  # noqa: E402

ROWS = 100
TRIPLES = {"a": 1000, "c": 100, "d": 1000, "e": 600, "typed": 900,
           "sqlite": 1000, "g": 1100, "maps": 1000, "h": 100,
           "growth-0.001": 10, "growth-0.1": 100, "growth-10": 10_000}
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
        for jobs in workloads.JOBS:
            checks.check(f"**{syntax['name']} -j{jobs}**" in names,
                         f"{syntax['name']} is measured, -j{jobs}", said)
    checks.check("floor: `cp` of what ours wrote" in names,
                 "a floor is measured", said)
    threaded = [work.key for work in workloads.WORKLOADS
                if work.makes_rdf and not work.base and f"**{work.key}**" in said]
    checks.check("**rhumb**" in names and all(
        names.count(f"**rhumb -j{jobs}**") == len(threaded)
        for jobs in workloads.JOBS),
        "what makes RDF is measured with threads, a map without", said)
    checks.check("exit" not in said and " triples) |" not in said,
                 "nothing fails, and nobody makes other triples", said)
    checks.check(report.PAGE.read_bytes() == page,
                 "RESULTS.md is left alone by workloads that are named")


def check_rivals(checks):
    """One that is not there, one that fails, one that makes too little or other
    triples, in another order, with the datatype that a string has anyway"""
    scripts = {"works": "sort -r reference >duck.nt",
               "types": "sed 's, [.]$,^^<http://www.w3.org/2001/XMLSchema#string>"
                        " .,' reference >duck.nt",
               "errs": "sed 's/V_1-1\"/V_1-\"/' reference >duck.nt",
               "short": "echo >duck.nt",
               "fails": "echo 'out of luck' >&2; exit 3"}
    expected = {"works": "| DuckDB, by hand |", "types": "| DuckDB, by hand |",
                "errs": "| DuckDB, by hand (other triples) |",
                "short": "| DuckDB, by hand (1 triples) |",
                "fails": "- DuckDB, by hand: exit 3: out of luck (a)",
                "absent": "- duckdb: duckdb is not on PATH (a)"}
    for name, wanted in expected.items():
        with scratch() as folder:
            if name in scripts:
                stub(folder, "duckdb", f"""\
[ "$1" != --version ] || {{ echo 'v3.2.1 (bird)' && exit; }}
{scripts[name]}
""")
            path = f"{folder}:/usr/bin:/bin"
            result = bench("--name", "a", env=dict(os.environ, PATH=path))
        checks.check(result.returncode == 0 and wanted in shown(result.stdout),
                     f"a rival that {name}", shown(result.stdout) + told(result))
        checks.check((name in ("fails", "absent"))
                     != ("\nRivals: DuckDB 3.2.1.\n" in shown(result.stdout)),
                     f"the version of a rival that {name}", told(result))


def check_against(checks):
    """Two builds in turns, also with one that knows of no threads, and one that
    fails"""
    with scratch() as folder:
        old = Path(folder, "old")
        stub(folder, old.name, f"""\
case " $*" in
*--help) ;;
*' -j '*) exit 2 ;;
*) exec {PROGRAM} "$@" ;;
esac
""")
        for build in (PROGRAM, old):
            result = bench("--name", "a", "--against", build)
            checks.check(re.search(
                r"^(\| a \| rhumb -j[12] \| ([\d.]+ \| ){6}\d+ \|\n){2}\| all \| "
                r"geometric mean \|", shown(result.stdout), re.M),
                f"two builds are compared, {build}",
                shown(result.stdout) + told(result))
    result = bench("--name", "a", "--against", "/bin/false")
    checks.check("left out: a: rhumb -j1: exit 1" in shown(result.stderr),
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


def check_goals(checks):
    """A goal that is met and one that is missed, at the size that it is of"""
    work = workloads.Workload("x", "", None, goal=workloads.Goal(1.5, 0.8))
    for wall, said in ((0.8, "0.80 | 0.8 | 9 |  | met |"),
                       (0.81, "**0.81** | 0.8 | 9 |  | missed |")):
        figures = report.Figures(work, 10, {
            workloads.Program("rhumb", (), jobs=jobs): measure.Cost(
                jobs * 0.7, wall, 7 + jobs, 0, "") for jobs in workloads.JOBS})
        told_all = report.goals([figures], workloads.GOAL_ROWS)
        checks.check(told_all.endswith(f"\n| x | 0.70 | 1.5 | {said}\n"),
                     f"a goal, {said}", told_all)
        checks.check(not report.goals([figures], 1000), "goals are of a size")


def check_picture(checks):
    """The picture of growth is of the figures that are on the page"""
    page = report.PAGE.read_text(encoding="utf-8")
    checks.check(plot.PICTURE.read_text(encoding="utf-8") == plot.picture(page),
                 "docs/growth.svg is of RESULTS.md (bench/plot.py)")
    rows = ("| **growth-1**: growth: 1; 2,000 triples | **rhumb -j1** | 1 | 0.004"
            " | 15 | 1 |  |  |\n|  | **rhumb -j2** | 1 | 0.002 | 16 | 1 |  |  |\n"
            "| **map**: a map | **rhumb** | 1.00 | 1.00 | 15 |  | 1 |  |\n")
    points = plot.read(rows)
    checks.check(points == {"-j1": [(2000, 2000, 15)], "-j2": [(2000, 1000, 16)]},
                 "figures of growth are read", points)
    drawn = ElementTree.fromstring(plot.picture(report.between_marks(page, rows)))
    checks.check(sum("m0" in (one.get("class") or "") for one in drawn.iter()) == 3,
                 "a point in each panel and one in the legend")
    checks.check([plot.steps(15, 15), plot.steps(150, 900), plot.decades(10, 10)]
                 == [[10, 20], [100, 200, 500, 1000], [10, 100]],
                 "axes hold what is on them")


# A count, what is recorded, whether it fails, and what is said
JUDGED = (
    (Count(1100, 2200), Count(1000, 2000), False, ""),
    (Count(1101, 2000), Count(1000, 2000), True,
     "1,101 instructions of rhumb's own code, 1.10 times the 1,000 recorded"),
    (Count(1000, 2201), Count(1000, 2000), True,
     "2,201 instructions in all, 1.10 times the 2,000 recorded"),
    (Count(899, 2000), Count(1000, 2000), False, "0.90 times the 1,000"),
    (Count(1000, 1700), Count(1000, 2000), False, "0.85 times the 2,000"),
    (Count(800, 2201), Count(1000, 2000), True, "2,201 instructions in all"),
    (Count(0, 2000), Count(1000, 2000), True, "without -g tells of none"),
    (Count(0, 2000), None, True, "without -g tells of none"),
    (Count(1000, 2000), None, True, "has no record"),
    (None, Count(1000, 2000), True, "is recorded, and no workload now"),
)


def check_counts(checks):
    """What fails, and what is only said"""
    for now, known, fails, said in JUDGED:
        (fault, text), = check.judge({("a", "b"): now} if now else {},
                                     {("a", "b"): known} if known else {})
        checks.check(fault == fails and said in text and bool(said) == bool(text),
                     f"{now} against {known}", text)
    one = {("a", "b"): Count(1000, 9000)}
    other = {("a", "b"): Count(1000, 2000)}
    checks.check(list(check.judge(one, other, libraries=False)) == [(False, "")],
                 "libraries of other versions are not held")
    checks.check(not list(check.judge({}, other, whole=False)),
                 "what was not asked for is not missed")
    checks.check(check.differing("gcc 1; libc 2; a 3", "gcc 1; libc 2; a 4")
                 == "recorded with a 3; this has a 4", "what differs is named")
    own = (ROOT / "src" / "main.c").relative_to(ROOT)
    text = (f"fl=/any/where/{own}\nfn=main\n1 5\nfl=./csu/libc-start.c\n"
            "1 70\nfl=/usr/include/xxhash.h\n3 600\nfl=/other/src/gone.c\n"
            "4 8000\nsummary: 8675\n")
    checks.check(check.read_counts(text) == Count(605, 8675),
                 "our own code is told from libraries",
                 check.read_counts(text))


def check_record(checks):
    """What was recorded is read again; what tells of none of our code is not
    recorded"""
    kept = check.RECORD
    counts = {("h", "turtle, through Raptor"): Count(12, 345)}
    with scratch() as folder:
        check.RECORD = Path(folder, "instructions.tsv")
        checks.check(check.recorded() == ("", {}), "there is no record")
        check.record(counts, "gcc 1; libc 2; lib 3")
        checks.check(check.recorded() == ("gcc 1; libc 2; lib 3", counts),
                     "a record is read again", check.recorded())
        try:
            check.accept({("a", "b"): Count(0, 2000)}, [])
        except SystemExit as error:
            checks.check("without -g" in str(error), "no -g is said", error)
        checks.check(check.recorded()[1] == counts,
                     "what was counted without -g is not recorded",
                     check.recorded())
    check.RECORD = kept


def main():
    """All of it"""
    checks = Checks("benchmark")
    check_page(checks)
    check_goals(checks)
    check_picture(checks)
    check_counts(checks)
    check_record(checks)
    check_workloads(checks)
    check_rivals(checks)
    check_against(checks)
    checks.finish()


if __name__ == "__main__":
    main()
