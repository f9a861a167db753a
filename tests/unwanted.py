# SPDX-License-Identifier: ISC
"""No warning is given that is not wanted.

    unwanted.py [--list] [NAME...]

Every golden case, every RML mapping of the suites and the rules that ship are
given to `rhumb check`, `rhumb check --data` and `rhumb rdf`. A warning must be
one that the case's own expected.err holds, or one of tests/unwanted.txt, which
says what gives it, its words, and why it is wanted. --list prints all warnings.
"""

import os
import re
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from common import Checks, ROOT, copy_case, rhumb, scratch, shown
from run_cases import command_line

sys.path.insert(0, str(ROOT / "tests" / "conformance"))

import suites  # noqa: E402 pylint: disable=wrong-import-position

WARNING = re.compile(r"^(?:\S.*?: )?warning: (.*)$", re.M)
COMMANDS = (["check"], ["check", "--data"], ["rdf"])


@dataclass
class Rules:
    """Rules that are run, and the warnings that they may give"""

    name: str
    folder: Path  # Copied; None: they are run where they are
    files: list
    args: list = field(default_factory=list)
    said: str = ""  # Standard error that the case expects


def options_of(case):
    """The options of a case that tell how rules are read"""
    words, _ = command_line(case)
    kept, takes = [], ("-e", "--data-dir", "--database", "--base", "--null",
                       "--on-error", "--allow-skipped")
    for word, value in zip(words, words[1:]):
        kept += [word, value] if word in takes else []
    return kept


def golden_cases():
    """The cases, with the rules that their commands name"""
    for folder in sorted((ROOT / "tests" / "cases").iterdir()):
        words, _ = command_line(folder)
        files = [word for word in words[1:]
                 if word.endswith((".yml", ".ttl")) and (folder / word).exists()]
        error = folder / "expected.err"
        if files:
            yield Rules(folder.name, folder, files, options_of(folder),
                        error.read_text(encoding="utf-8")
                        if error.exists() else "")


def suite_cases():
    """The cases of the suites, as far as they need no server"""
    checks = Checks("warnings")
    core = suites.find("rml-core", checks)
    for case in suites.core_cases(core) if core else ():
        yield Rules(f"core {case.name}", case.folder, ["mapping.ttl"],
                    case.args)
    classic = suites.find("rml-classic", checks)
    for kind in ("CSV", "JSON", "XML") if classic else ():
        for case in suites.classic_cases(classic, kind):
            yield Rules(f"classic {case.name}", case.folder, ["mapping.ttl"],
                        case.args)
    for name in suites.MODULES:
        folder = suites.find(name, checks)
        for case in suites.module_cases(name, folder) if folder else ():
            yield Rules(f"{name} {case.name}", case.folder, ["mapping.ttl"],
                        case.args)
    gtfs = suites.find("gtfs", checks)
    for path in sorted(gtfs.glob("*.yml")) if gtfs else ():
        yield Rules(f"gtfs {path.name}", gtfs, [path.name])


def shipped_rules():
    """The mappings that ship, with the data that they name"""
    for path in sorted((ROOT / "mappings").glob("*.yml")):
        yield Rules(f"mappings {path.name}", None, [path])


def run_command(rules, command, folder):
    """What a command warns of"""
    more = ["-o", "warnings.nq", "-f", "nquads"] \
        if command == ["rdf"] and folder else []
    more = ["-o", os.devnull] if command == ["rdf"] and not folder else more
    result = rhumb(command[0], *rules.files, *command[1:], *rules.args, *more,
                   cwd=folder or ROOT)
    return WARNING.findall(shown(result.stderr))


def warnings_of(rules):
    """All warnings of some rules, with the command that says each"""
    found = []
    with scratch() as work:
        folder = None
        if rules.folder:
            folder = Path(work) / "case"
            copy_case(rules.folder, folder)
        for command in COMMANDS:
            for warning in run_command(rules, command, folder):
                found.append((" ".join(command), warning))
        if folder:
            shutil.rmtree(folder)
    return found


def read_list():
    """The warnings that are wanted"""
    path = ROOT / "tests" / "unwanted.txt"
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            rows.append(re.split(r"\s{2,}", line))
    return rows


def is_wanted(rules, command, warning, rows, used):
    """True if the case expects the warning, or the list has it"""
    if f"warning: {warning}\n" in rules.said:
        return True
    for number, (name, words, _) in enumerate(rows):
        fits = fnmatchcase(rules.name, name) \
            or fnmatchcase(f"{command}:{rules.name}", name)
        if fits and (words == "*" or words in warning):
            used.add(number)
            return True
    return False


def main():
    """Run all, or the rules named"""
    names = [word for word in sys.argv[1:] if word != "--list"]
    checks = Checks("warnings")
    everything = [*golden_cases(), *suite_cases(), *shipped_rules()]
    chosen = [rules for rules in everything
              if not names or rules.name in names]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(warnings_of, chosen))
    rows, used = read_list(), set()
    for rules, warnings in zip(chosen, found):
        stray = [f"{command}: {warning}" for command, warning in warnings
                 if "--list" in sys.argv
                 or not is_wanted(rules, command, warning, rows, used)]
        checks.check(not stray, rules.name, "\n".join(stray))
    for number, row in enumerate(rows):
        is_there = row[0].startswith(("*", "rdf:")) or any(
            fnmatchcase(rules.name, row[0]) for rules in chosen)
        if not names and "--list" not in sys.argv and is_there:
            checks.check(number in used, "unwanted.txt: nothing gives: "
                         + "  ".join(row))
    checks.finish()


if __name__ == "__main__":
    main()
