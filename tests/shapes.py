# SPDX-License-Identifier: ISC
"""The shapes of the vocabulary: what they find in each case, and that they find
nothing in what is shipped, by pyshacl. Another engine is asked by make world."""

import json
import os
import sys
from pathlib import Path

from common import Checks, ROOT, rhumb, run, scratch, told

HERE = ROOT / "tests" / "shapes"
sys.path.insert(0, str(HERE))

import cases  # noqa: E402 pylint: disable=wrong-import-position

PYSHACL = ROOT / "build" / "pyshacl"
MAPPINGS = ROOT / "mappings"
EXAMPLES = ROOT / "examples"
RULES = MAPPINGS / "attribution.yml"
TABLE = ROOT.parent / "shared" / "data" / "misp-threat-actor.json"


def validate(checks, folder, *files):
    """What pyshacl finds, by the name of the case or of the file"""
    result = run([sys.executable, HERE / "validate.py", folder, *files],
                 env=dict(os.environ, PYTHONPATH=str(PYSHACL)))
    checks.check(result.returncode == 0 and not result.stderr,
                 f"pyshacl runs, {folder}", told(result))
    return {name: [cases.Finding(*one) for one in found]
            for name, found in map(json.loads, result.stdout.splitlines())}


def check_cases(checks, folder):
    """Each case has what it says, and nothing else; and each constraint a case"""
    found = validate(checks, folder)
    caught = set()
    for case in cases.cases(folder):
        checks.check(case.name in found and not cases.wrong(
            case.expected, found[case.name]), f"shapes, {case.name}",
            cases.wrong(case.expected, found.get(case.name, [])))
        same = {one[2:] for one in found.get(case.name, [])}
        caught |= same if len(same) == 1 else set()
    seen = set()
    for constraint, message in cases.constraints(cases.SHAPES[folder]):
        what = f"{constraint}: {message}"
        if checks.check(message, f"a constraint has one message: {what}"):
            checks.check(what not in seen, f"a message is of one shape: {what}")
            checks.check((constraint, message) in caught,
                         f"a case is caught by {what}")
        seen.add(what)


def made(checks, work):
    """Write what the shipped rules make of the shipped data, and of tables of
    others that lie beside the project; return the files"""
    runs = {rules.stem: (rules,) for rules in sorted(MAPPINGS.glob("*.yml"))}
    for facts in sorted(EXAMPLES.glob("*/facts.json")):
        runs[facts.parent.name] = (RULES, "-e", f"facts={facts}", "-e",
                                   "base=https://example.org/facts#")
    if not TABLE.exists():
        checks.left_out(f"MISP's threat actors: there is no {TABLE}")
    elif (MAPPINGS / "misp-galaxy.yml").exists():
        runs["misp"] = (MAPPINGS / "misp-galaxy.yml", "-e", f"file={TABLE}")
    files = [work / f"{name}.ttl" for name in runs]
    for words, file in zip(runs.values(), files):
        result = rhumb("rdf", *words, "-o", file)
        checks.check(result.returncode == 0 and file.stat().st_size,
                     f"rhumb rdf makes {file.name}", told(result))
    return files


def check_fits(checks, folder, found):
    """What is found in files are warnings at most"""
    for file, findings in found.items():
        findings = [" ".join(one) for one in findings if one.severity == "!"]
        checks.check(not findings, f"{Path(file).name} fits the shapes, {folder}",
                     "\n".join(findings))


def check_shipped(checks):
    """What the shipped rules make fits the shapes, which are beside an export"""
    with scratch() as name:
        work = Path(name)
        result = rhumb("export", RULES, "-d", work / "out", "-f", "turtle")
        checks.check(result.returncode == 0, "rhumb export", told(result))
        copy = work / "out" / "shapes.ttl"
        checks.check(copy.exists() and copy.read_bytes()
                     == cases.SHAPES["cases"].read_bytes(),
                     "export ships the shapes")
        files = [HERE / "sample.ttl", work / "out" / "attribution.ttl",
                 *made(checks, work)]
        for folder in cases.SHAPES:
            check_fits(checks, folder, validate(checks, folder, *files))


def main():
    """All of it"""
    checks = Checks("shapes")
    if checks.check((PYSHACL / "ready").exists(), "pyshacl is installed",
                    "make test installs it"):
        for folder in cases.SHAPES:
            check_cases(checks, folder)
        check_shipped(checks)
    checks.finish()


if __name__ == "__main__":
    main()
