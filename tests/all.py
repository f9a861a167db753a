# SPDX-License-Identifier: ISC
"""Run the parts of the test and add up what they counted.

    all.py --program build/rhumb --build build/release --variant release
           [--name NAME] [--accept] [PART...]

A part is a command whose last line reads "NAME: N passed, N failed"; one that
prints no such line counts as one test, by its exit code. Parts run side by side,
and what one says is printed whole; those that are not to be disturbed run alone
behind them. Then stand the seconds that each took, of the clock and of the
processors: where they are about the same, it has used one; what was left out, and how
it could be tried: lines that read "NAME: left out: WHAT"; and what failed, once
more: lines that read "NAME: FAILED: WHAT" and are followed by others that are
indented. The last line of the whole is "N passed, N failed". Where RHUMB_TALLY
names a file, the counts are appended there instead, a line a run, for whoever
adds up several runs, and behind them what failed, in lines that begin with "#".
--name and --accept are told to the parts: one unit test, one golden case.
"""

import argparse
import functools
import os
import re
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
sys.path.insert(0, str(ROOT / "tests" / "conformance"))

import suites  # noqa: E402 pylint: disable=wrong-import-position

SANITIZED = "san", "tsan"  # Variants that watch the program while it runs
SIDE_BY_SIDE = min(2, os.cpu_count() or 1)


@dataclass
class Part:
    """A part of the test, as a row of a table"""

    name: str
    command: list = field(default_factory=list)  # none: the CMocka programs
    unsanitized: str = ""  # why not with sanitizers, if not
    alone: bool = False  # why nothing may run beside it stands in a remark
    asked: bool = False  # runs only if it is named


def script(name, path, **more):
    """A part that is a Python program"""
    return Part(name, [PYTHON, path], **more)


PARTS = [
    # The longest first, so that no core waits for the last. The first four run two
    # programs at a time by themselves.
    script("torture", "tests/torture/run.py",
           unsanitized="what it puts before the C library the sanitizers do too"),
    script("fuzz", "tests/fuzz/run.py",
           unsanitized="its programs are built with sanitizers already"),
    script("determinism", "tests/determinism.py",
           unsanitized="it compares builds that are not"),
    script("readback", "tests/readback/run.py"),
    script("threads", "tests/threads.py"),
    script("translate", "tests/translate.py"),
    script("conformance", "tests/conformance.py"),
    script("memory", "tests/memory.py",
           unsanitized="the sanitizers' memory is their own"),
    script("property", "tests/property/run.py"),
    script("growth", "tests/growth/run.py",
           unsanitized="the sanitizers' own memory and time grow in their way"),
    script("differential", "tests/differential.py",
           unsanitized="it runs the cases once more"),
    script("warnings", "tests/unwanted.py",
           unsanitized="it runs the cases once more"),
    Part("units"),
    script("cases", "tests/run_cases.py"),
    script("limits", "tests/limits.py"),
    Part("valgrind", ["sh", "tests/valgrind.sh"],
         unsanitized="valgrind takes the place of the sanitizers"),
    script("documents", "tests/documents.py"),
    script("house", "tests/house.py", unsanitized="it runs no program"),
    script("schema", "tests/schema.py"),
    script("example", "tests/example.py"),
    script("fields", "tests/fields.py"),
    script("queries", "tests/queries.py",
           unsanitized="it asks other engines of what other parts make too"),
    script("shapes", "tests/shapes.py",
           unsanitized="it runs programs that others of its kind run too"),
    script("hostile", "tests/hostile/run.py"),
    script("raptor", "tests/raptor/run.py",
           unsanitized="what it puts before Raptor comes before the sanitizers"),
    script("inputs", "tests/inputs.py"),
    script("compressed", "tests/compressed.py"),
    script("workbooks", "tests/workbooks.py"),
    script("labels", "tests/labels.py"),
    script("shards", "tests/shards.py"),
    script("gathered", "tests/gathered.py"),
    # These run make in the tree, or stop a run at a time
    script("tools", "tests/tools.py", alone=True,
           unsanitized="it tries the tools of the tree, and the hardened build"),
    script("install", "tests/install.py", alone=True,
           unsanitized="it copies files"),
    script("extending", "tests/extending.py", alone=True,
           unsanitized="it builds a copy of the tree"),
    script("benchmark", "tests/benchmark.py", alone=True,
           unsanitized="it tries the bench"),
    script("outputs", "tests/outputs.py", alone=True),
    # Counts are of one compiler's program: a step of .ci/run
    script("bench-check", "bench/check.py", asked=True),
]

COUNT = re.compile(r"^(?:.*: )?(\d+) passed, (\d+) failed$")
LEFT_OUT = re.compile(r"^\S+: left out: (.*)$", re.M)
FAILED = re.compile(r"^\S+: FAILED: ")
DETAILS = 12  # Lines that say a failure once more

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
        # What tests/lsan.supp names is within twelve frames of what it allocates
        env["ASAN_OPTIONS"] = ("detect_leaks=1:strict_string_checks=1:"
                               "detect_stack_use_after_return=1:"
                               "fast_unwind_on_malloc=0:malloc_context_size=12:"
                               "exitcode=99")
        env["UBSAN_OPTIONS"] = "print_stacktrace=1:halt_on_error=1"
        env["LSAN_OPTIONS"] = (f"suppressions={ROOT}/tests/lsan.supp:"
                               "print_suppressions=0")
    if options.variant == "tsan":
        env["TSAN_OPTIONS"] = (f"suppressions={ROOT}/tests/tsan.supp:"
                               "halt_on_error=1:second_deadlock_stack=1:"
                               "exitcode=99")
    return env


class Run:
    """What every part is told, and what none of them could try"""

    def __init__(self, options):
        self.env = environment(options)
        self.more = options.name + ["--accept"] * options.accept
        self.left_out = []
        self.failures = {}  # By part: each a list of lines
        self.times = {}  # By part: seconds of the clock
        self.used = {}  # Likewise, of the processors
        self.adding = threading.Lock()

    def hear(self, say, name, line):
        """Say a line of a part's; keep what failed, and what it left out, for
        the end"""
        found = LEFT_OUT.match(line)
        failures = self.failures.setdefault(name, [])
        if FAILED.match(line):
            failures.append([line])
        elif line.startswith("    ") and failures \
                and len(failures[-1]) < DETAILS:
            failures[-1].append(line)
        if not found:
            say(line)
        elif found[1] not in self.left_out:
            self.left_out.append(found[1])

    def wait(self, name, process):
        """Wait for a program of a part's; return its exit code"""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        with self.adding:
            self.used[name] = self.used.get(name, 0) + used.ru_utime + used.ru_stime
        return process.returncode

    def unit_program(self, say, program):
        """Run a CMocka program; TAP says what each of its tests came to"""
        if not program.exists():
            self.hear(say, "units", f"units: FAILED: {program.name} was not built")
            return 0, 1
        with subprocess.Popen([program], cwd=ROOT, env=self.env, text=True,
                              errors="replace", stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT) as process:
            tap = SKIPPED.sub("", process.stdout.read())
            code = self.wait("units", process)
        for name in NO_SUITE.findall(tap):
            self.hear(say, "units", f"units: left out: {suites.absent(name)}")
        good = len(re.findall(r"^ok ", tap, re.M))
        bad = len(re.findall(r"^not ok ", tap, re.M))
        if code and not bad:
            bad = 1  # it crashed, or a sanitizer stopped it
        if bad:
            self.hear(say, "units", f"units: FAILED: {program.name} "
                                    f"(exit {code})")
            say(re.sub(r"^ok .*\n", "", tap, flags=re.M))
        return good, bad

    def units(self, say):
        """Run the CMocka programs asked for, or all"""
        names = self.more or sorted(
            path.stem[len("test_"):]
            for path in (ROOT / "tests").glob("test_*.c"))
        built = Path(self.env["RHUMB_BUILD"]) / "tests"
        with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
            counts = list(pool.map(
                lambda name: self.unit_program(say, built / f"test_{name}"), names))
        return [sum(column) for column in zip(*counts)]

    def script(self, say, part):
        """Run a part that is a command, hearing what it prints"""
        if not (ROOT / part.command[1]).exists():
            self.hear(say, part.name,
                      f"{part.name}: FAILED: {part.command[1]} is missing")
            return 0, 1
        counts = None
        with subprocess.Popen(part.command + self.more, cwd=ROOT, env=self.env,
                              text=True, errors="replace",
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT) as process:
            for line in process.stdout:
                match = COUNT.match(line.rstrip("\n"))
                if match:
                    counts = int(match[1]), int(match[2])
                else:
                    self.hear(say, part.name, line.rstrip("\n"))
            code = self.wait(part.name, process)
        passed, failed = counts or ((0, 0) if code else (1, 0))
        if code and not failed:
            self.hear(say, part.name,
                      f"{part.name}: FAILED: exit code {code}")
            failed = 1
        return passed, failed

    def part(self, part, live):
        """Run a part; return what it says, unless live, and its count"""
        said = []
        say = functools.partial(print, flush=True) if live else said.append
        start = time.monotonic()
        passed, failed = self.script(say, part) if part.command \
            else self.units(say)
        self.times[part.name] = time.monotonic() - start
        say(f"{part.name}: {passed} passed, {failed} failed")
        return said, (passed, failed)

    def parts(self, parts):
        """Run all of them; return their counts"""
        alone = [part for part in parts if part.alone or len(parts) == 1]
        counts = []
        with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
            for said, count in pool.map(
                    lambda part: self.part(part, False),
                    [part for part in parts if part not in alone]):
                print("\n".join(said), flush=True)
                counts.append(count)
        return counts + [self.part(part, True)[1] for part in alone]

    def failed(self):
        """What failed, line by line"""
        return [line for failures in self.failures.values()
                for lines in failures for line in lines]

    def show_times(self):
        """How long each part took, the longest first"""
        print("seconds a part, and of processors:")
        for name, seconds in sorted(self.times.items(),
                                    key=lambda row: -row[1]):
            print(f"{seconds:8.1f} {self.used.get(name, 0):8.1f}  {name}")


def chosen(options):
    """The parts asked for, or all that fit the variant"""
    if options.parts:
        return [part for part in PARTS if part.name in options.parts]
    parts = [part for part in PARTS if not part.asked]
    if options.variant not in SANITIZED:
        return parts
    for part in parts:
        if part.unsanitized:
            print(f"without sanitizers only: {part.name}: {part.unsanitized}")
    return [part for part in parts if not part.unsanitized]


def main():
    """Run parts, and add up"""
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default="build/rhumb")
    parser.add_argument("--build", default="build/release")
    parser.add_argument("--variant", default="release")
    parser.add_argument("--name", action="append", default=[])
    parser.add_argument("--accept", action="store_true")
    parser.add_argument("parts", nargs="*")
    options = parser.parse_args()
    start = time.monotonic()
    this = Run(options)
    parts = chosen(options)
    passed, failed = (sum(column) for column in zip(*this.parts(parts)))
    if len(parts) > 1:
        this.show_times()
        print(f"{time.monotonic() - start:8.1f} {sum(this.used.values()):8.1f}  all of them")
    for what in this.left_out:
        print(f"left out: {what}")
    for what in this.failed():
        print(what)

    tally = os.environ.get("RHUMB_TALLY")
    if tally:
        with open(tally, "a", encoding="utf-8") as file:
            file.write(f"{passed} {failed}\n")
            file.writelines(f"# {what}\n" for what in this.failed())
        print(f"all parts: {passed} passed, {failed} failed")
    else:
        print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
