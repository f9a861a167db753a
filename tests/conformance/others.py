# SPDX-License-Identifier: ISC
"""The suites that are not RML cases: the GTFS-Madrid-Bench mappings over data
of the benchmark's shape, and the compliance suite of RFC 9535."""

import os
import re
import sys
from pathlib import Path

from common import ROOT, rhumb, run, scratch, shown, told
from suites import SUITES

TRIPLES = 394458  # at scale 1
GENERATOR = Path(os.environ.get("BENCH_GEN")
                 or SUITES.parent / "bench" / "gen_gtfs.py")


def gtfs_lines(folder, kind, work):
    """Map GTFS in CSV or JSON; return its statements and what is wrong"""
    made = run([sys.executable, GENERATOR, "gtfs", 1, work]
               + (["--json"] if kind == "json" else []))
    if made.returncode:
        return None, "the generator: " + told(made)
    rules = (folder / f"gtfs-{kind}.yml").read_text(encoding="utf-8")
    mapping = work / "mapping.yml"
    mapping.write_text(re.sub(r"\[\s*/data/", "[", rules), encoding="utf-8")
    output = work / "output.nt"
    # The number is of the triples with something in them: GTFS leaves optional
    # cells empty
    result = rhumb("rdf", mapping, "--null", "", "-o", output)
    if result.returncode:
        return None, told(result)
    lines = output.read_bytes().splitlines()
    distinct = set(lines)
    if len(distinct) != TRIPLES or len(lines) != TRIPLES:
        return distinct, (f"{len(lines)} triples, {len(distinct)} distinct;"
                          f" expected {TRIPLES}")
    count = run(["rapper", "-q", "-i", "ntriples", "-o", "ntriples", output])
    if count.returncode or len(count.stdout.splitlines()) != TRIPLES:
        return distinct, "rapper does not read them all: " + told(count)
    return distinct, ""


def gtfs(this, folder):
    """Both mappings must give the same triples, as many as are known"""
    kinds = [kind for kind in ("csv", "json")
             if this.wants("gtfs", f"gtfs-{kind}")]
    if kinds and not GENERATOR.exists():
        this.checks.left_out(
            "the suite gtfs: there is no generator of its data; BENCH_GEN=FILE "
            "names it")
        return
    first = []
    passed = 0
    for kind in kinds:
        with scratch() as work:
            lines, wrong = gtfs_lines(folder, kind, Path(work))
        if lines is not None:
            first = first or lines
            if not wrong and lines != first:
                odd = sorted(lines ^ first)
                wrong = shown(b"\n".join(odd[:20]))
        passed += this.checks.check(not wrong, f"gtfs gtfs-{kind}", wrong)
    if kinds:
        print(f"gtfs: {passed} of {len(kinds)} pass", flush=True)


def jsonpath(this):
    """The unit test that runs the suite says how many cases pass"""
    if not this.wants("jsonpath"):
        return
    build = Path(os.environ.get("RHUMB_BUILD", ROOT / "build" / "release"))
    program = build / "tests" / "test_jsonpath"
    if not this.checks.check(program.exists(), "jsonpath: its test is built",
                             "make conformance builds it"):
        return
    result = run([program], cwd=ROOT, env=dict(os.environ, SUITES=str(SUITES)))
    said = result.stdout + result.stderr
    count = re.search(rb"jsonpath: (\d+) of (\d+) cases pass", said)
    print(f"jsonpath: {int(count[1])} of {int(count[2])} pass" if count
          else "jsonpath: its test did not find the suite", flush=True)
    this.checks.check(count and result.returncode == 0, "jsonpath",
                      shown(said))
