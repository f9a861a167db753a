# SPDX-License-Identifier: ISC
"""Run the parts of the test and add up what they counted.

    all.py --program build/rhumb --build build/release --variant release
           [--name NAME] [--accept] [PART...]

A part is a command whose last line reads "NAME: N passed, N failed"; one that
prints no such line counts as one test, by its exit code. The last line of the
whole is "N passed, N failed", behind what was left out, and how it could be
tried: lines that read "NAME: left out: WHAT". Where RHUMB_TALLY names a file, the counts are
appended there instead, a line a part, for whoever adds up several runs.
--name and --accept are told to the parts: one unit test, one golden case.
"""

import argparse
import os
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
sys.path.insert(0, str(ROOT / "tests" / "conformance"))

import suites  # noqa: E402 pylint: disable=wrong-import-position

# name, command, run under the sanitizers too
PARTS = [
    ("units", None, True),
    ("tools", [PYTHON, "tests/tools.py"], False),
    ("install", [PYTHON, "tests/install.py"], False),
    ("cases", [PYTHON, "tests/run_cases.py"], True),
    ("warnings", [PYTHON, "tests/unwanted.py"], False),
    ("translate", [PYTHON, "tests/translate.py"], True),
    ("documents", [PYTHON, "tests/documents.py"], True),
    ("house", [PYTHON, "tests/house.py"], False),
    ("schema", [PYTHON, "tests/schema.py"], True),
    ("extending", [PYTHON, "tests/extending.py"], False),
    ("readback", [PYTHON, "tests/readback/run.py"], True),
    ("example", [PYTHON, "tests/example.py"], True),
    ("hostile", [PYTHON, "tests/hostile/run.py"], True),
    ("inputs", [PYTHON, "tests/inputs.py"], True),
    ("outputs", [PYTHON, "tests/outputs.py"], True),
    ("memory", [PYTHON, "tests/memory.py"], False),
    ("fuzz", [PYTHON, "tests/fuzz/run.py"], False),
    ("torture", [PYTHON, "tests/torture/run.py"], False),
    ("conformance", [PYTHON, "tests/conformance.py"], True),
    ("differential", [PYTHON, "tests/differential.py"], False),
    ("valgrind", ["sh", "tests/valgrind.sh"], False),
]

COUNT = re.compile(r"^(?:.*: )?(\d+) passed, (\d+) failed$")
LEFT_OUT = re.compile(r"^\S+: left out: (.*)$", re.M)

# How CMocka says in TAP that a test was passed over; how ours say why
SKIPPED = re.compile(r"^not ok \d+ # SKIP .*\n", re.M)
NO_SUITE = re.compile(r"^no suite (\S+)$", re.M)


def environment(options):
    """What every part is told"""
    env = dict(os.environ,
               RHUMB=str(Path(options.program).resolve()),
               RHUMB_BUILD=str(Path(options.build).resolve()),
               RHUMB_VARIANT=options.variant,
               SUITES=str(suites.SUITES),
               PYTHON=PYTHON,
               LC_ALL="C.UTF-8",
               CMOCKA_MESSAGE_OUTPUT="TAP")
    if options.variant == "san":
        env["ASAN_OPTIONS"] = ("detect_leaks=1:strict_string_checks=1:"
                               "detect_stack_use_after_return=1:"
                               "fast_unwind_on_malloc=0:exitcode=99")
        env["UBSAN_OPTIONS"] = "print_stacktrace=1:halt_on_error=1"
        env["LSAN_OPTIONS"] = (f"suppressions={ROOT}/tests/lsan.supp:"
                               "print_suppressions=0")
    return env


class Run:
    """What every part is told, and what none of them could try"""

    def __init__(self, options):
        self.env = environment(options)
        self.more = options.name + ["--accept"] * options.accept
        self.left_out = []

    def tell(self, line):
        """Print a line of a part's; keep what it left out for the end"""
        found = LEFT_OUT.match(line)
        if not found:
            print(line, flush=True)
        elif found[1] not in self.left_out:
            self.left_out.append(found[1])

    def unit_program(self, program):
        """Run a CMocka program; TAP says what each of its tests came to"""
        if not program.exists():
            self.tell(f"units: FAILED: {program.name} was not built")
            return 0, 1
        result = subprocess.run([program], cwd=ROOT, env=self.env, text=True,
                                errors="replace", stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT, check=False)
        said = SKIPPED.sub("", result.stdout)
        for name in NO_SUITE.findall(said):
            self.tell(f"units: left out: {suites.absent(name)}")
        good = len(re.findall(r"^ok ", said, re.M))
        bad = len(re.findall(r"^not ok ", said, re.M))
        if result.returncode and not bad:
            bad = 1  # it crashed, or a sanitizer stopped it
        if bad:
            self.tell(f"units: FAILED: {program.name} "
                      f"(exit {result.returncode})")
            self.tell(re.sub(r"^ok .*\n", "", said, flags=re.M))
        return good, bad

    def units(self):
        """Run the CMocka programs asked for, or all"""
        names = self.more or sorted(
            path.stem[len("test_"):]
            for path in (ROOT / "tests").glob("test_*.c"))
        built = Path(self.env["RHUMB_BUILD"]) / "tests"
        counts = [self.unit_program(built / f"test_{name}") for name in names]
        return [sum(column) for column in zip(*counts)]

    def script(self, name, command):
        """Run a part that is a command, showing what it prints"""
        if not (ROOT / command[1]).exists():
            self.tell(f"{name}: FAILED: {command[1]} is missing")
            return 0, 1
        counts = None
        with subprocess.Popen(command + self.more, cwd=ROOT, env=self.env,
                              text=True, errors="replace",
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT) as process:
            for line in process.stdout:
                match = COUNT.match(line.rstrip("\n"))
                if match:
                    counts = int(match[1]), int(match[2])
                else:
                    self.tell(line.rstrip("\n"))
        code = process.returncode
        passed, failed = counts or ((0, 0) if code else (1, 0))
        if code and not failed:
            self.tell(f"{name}: FAILED: exit code {code}")
            failed = 1
        return passed, failed

    def part(self, name, command):
        """Run a part, and print its count"""
        start = time.monotonic()
        passed, failed = self.script(name, command) if command \
            else self.units()
        self.tell(f"{name}: {passed} passed, {failed} failed")
        if os.environ.get("RHUMB_TIMES"):
            self.tell(f"{name}: {time.monotonic() - start:.1f} s")
        return passed, failed


def main():
    """Run the parts asked for, or all that fit the variant"""
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default="build/rhumb")
    parser.add_argument("--build", default="build/release")
    parser.add_argument("--variant", default="release")
    parser.add_argument("--name", action="append", default=[])
    parser.add_argument("--accept", action="store_true")
    parser.add_argument("parts", nargs="*")
    options = parser.parse_args()
    this = Run(options)
    counts = [this.part(name, command) for name, command, sanitized in PARTS
              if (name in options.parts if options.parts
                  else sanitized or options.variant != "san")]
    passed, failed = (sum(column) for column in zip(*counts))
    for what in this.left_out:
        print(f"left out: {what}")

    tally = os.environ.get("RHUMB_TALLY")
    if tally:
        with open(tally, "a", encoding="utf-8") as file:
            file.write(f"{passed} {failed}\n")
        print(f"all parts: {passed} passed, {failed} failed")
    else:
        print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
