# SPDX-License-Identifier: ISC
"""Jena's SHACL on the cases of the shapes and on what the shipped rules make: it
finds what pyshacl does."""

import shutil
import sys
from pathlib import Path

from rdflib import Graph

ROOT = Path(__file__).resolve().parent.parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "shapes")]

import shapes  # noqa: E402 pylint: disable=wrong-import-position
import cases  # noqa: E402 pylint: disable=wrong-import-position
from common import (Checks, run, scratch,  # noqa: E402
                    told)  # pylint: disable=wrong-import-position

JARS = ROOT / "build" / "world" / "shacl"
PROGRAM = Path(__file__).with_name("Validate.java")


def validate(checks, folder, paths):
    """What Jena finds in files by the shapes of a folder of cases"""
    result = run(["java", "-Xmx1g", "-cp", f"{JARS}/*", PROGRAM,
                  cases.SHAPES[folder], cases.VOCABULARY, *paths])
    checks.check(result.returncode == 0, f"Jena validates, {folder}", told(result))
    reports = (path.with_name(path.name + ".report") for path in paths)
    return [cases.findings(Graph().parse(report, format="nt")) if report.exists()
            else [] for report in reports]


def check_cases(checks, work, folder):
    """Each case has what it says, and nothing else"""
    asked = list(cases.cases(folder))
    paths = [work / (case.name.replace("/", "-") + ".nt") for case in asked]
    for case, path in zip(asked, paths):
        cases.data(case).serialize(path, format="nt", encoding="utf-8")
    for case, found in zip(asked, validate(checks, folder, paths)):
        wrong = cases.wrong(case.expected, found)
        checks.check(not wrong, f"shapes, {case.name}", wrong)


def check_shipped(checks, work):
    """What the shipped rules make fits"""
    files = [cases.HERE / "sample.ttl", *shapes.made(checks, work)]
    files = [shutil.copy(file, work / f"made-{file.name}") for file in files]
    for folder in cases.SHAPES:
        shapes.check_fits(checks, folder, dict(zip(
            files, validate(checks, folder, files))))


def main():
    """All of it"""
    checks = Checks("shacl")
    if checks.check((JARS / "ready").exists(), "Jena's SHACL is installed",
                    "make world installs it"):
        with scratch() as name:
            for folder in cases.SHAPES:
                check_cases(checks, Path(name), folder)
            check_shipped(checks, Path(name))
    checks.finish()


if __name__ == "__main__":
    main()
