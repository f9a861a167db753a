# SPDX-License-Identifier: ISC
"""YARRRML read by rhumb against YARRRML translated by yarrrml-parser: for
every golden case, rhumb on the translated RML must make the expected graph.

    differential.py [NAME...]

Where the translator is known to be wrong, or refuses the rules, the case's
folder holds a file `differs` with the reason; one that then does not differ
fails. `make differential` installs the translator.
"""

import os
import sys
from pathlib import Path

from common import Checks, ROOT, copy_case, rhumb, run, scratch, shown, told
from run_cases import CASES, check_graph, command_line, expectation

TRANSLATOR = Path(os.environ.get("YARRRML_PARSER")
                  or ROOT / "build" / "yarrrml-parser" / "node_modules"
                  / ".bin" / "yarrrml-parser")
RULES = (".yml", ".yaml")
EXTERNAL = ("-e", "--external")


def is_case(case):
    """Only rules in YARRRML that make a graph have a translation"""
    if not (case / "expected.nq").exists() or expectation(case)[0]:
        return False
    words = command_line(case)[0]
    return words[0] == "rdf" and any(word.endswith(RULES) for word in words)


def split(words):
    """Part a command line into what the translator is told and what rhumb
    still is: the translator reads the rules and fills in external values"""
    translator, program = [], []
    words = iter(words)
    for word in words:
        if word in EXTERNAL:
            translator += ["-e", next(words)]
        elif word.endswith(RULES):
            translator += ["-i", word]
        elif word in ("-o", "--output"):
            next(words)
        else:
            program.append(word)
    return translator, program


def difference(case):
    """What differs, or nothing"""
    translator, program = split(command_line(case)[0])
    with scratch() as folder:
        work = Path(folder) / "case"
        copy_case(case, work)
        made = run([TRANSLATOR, *translator, "-o", "rules.ttl"], cwd=work)
        if made.returncode or not (work / "rules.ttl").exists():
            return "the translator: " + told(made)
        result = rhumb(program[0], "rules.ttl", *program[1:], cwd=work)
        if result.returncode:
            return told(result)
        wrong = check_graph(case, result.stdout)
        warned = shown(made.stdout + made.stderr + result.stderr)
        return wrong + "\n" + warned if wrong else ""


def main():
    """Compare the cases named, or all"""
    checks = Checks("differential")
    if not checks.check(TRANSLATOR.exists(), "yarrrml-parser is installed",
                        f"no {TRANSLATOR}\nmake differential installs it, or "
                        "says why it cannot"):
        checks.finish()
    same = 0
    cases = [case for case in sorted(CASES.iterdir())
             if case.is_dir() and is_case(case)
             and (case.name in sys.argv[1:] or len(sys.argv) == 1)]
    for case in cases:
        wrong = difference(case)
        reason = case / "differs"
        if not reason.exists():
            same += checks.check(not wrong, f"tests/cases/{case.name}", wrong)
        else:
            checks.check(wrong, f"tests/cases/{case.name}: it does not"
                         " differ, yet it has a file `differs`",
                         reason.read_text(encoding="utf-8"))
    print(f"differential: {same} of {len(cases)} cases the same by"
          " yarrrml-parser's translation")
    checks.finish()


if __name__ == "__main__":
    main()
