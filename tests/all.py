# SPDX-License-Identifier: ISC
"""Run the parts of the test and add up what they counted.

    all.py --program build/rhumb --build build/release --variant release [PART...]

A part is a command whose last line reads "NAME: N passed, N failed"; one that
prints no such line counts as one test, by its exit code. The last line of the
whole is "N passed, N failed"; where RHUMB_TALLY names a file, the counts are
appended there instead, a line a part, for whoever adds up several runs.
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

# name, command, run under the sanitizers too
PARTS = [
    ("units", None, True),
    ("cases", [PYTHON, "tests/run_cases.py"], True),
    ("translate", [PYTHON, "tests/translate.py"], True),
    ("documents", [PYTHON, "tests/documents.py"], True),
    ("extending", [PYTHON, "tests/extending.py"], False),
    ("readback", [PYTHON, "tests/readback.py"], True),
    ("example", [PYTHON, "tests/example.py"], True),
    ("hostile", [PYTHON, "tests/hostile/run.py"], True),
    ("outputs", [PYTHON, "tests/outputs.py"], True),
    ("conformance", [PYTHON, "tests/conformance.py"], True),
    ("differential", [PYTHON, "tests/differential.py"], False),
    ("valgrind", ["sh", "tests/valgrind.sh"], False),
]

COUNT = re.compile(r"^(?:.*: )?(\d+) passed, (\d+) failed$")


def environment(options):
    """What every part is told"""
    env = dict(os.environ,
               RHUMB=str(Path(options.program).resolve()),
               RHUMB_BUILD=str(Path(options.build).resolve()),
               RHUMB_VARIANT=options.variant,
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


def unit_programs(env):
    """Run every CMocka program; TAP says what each test came to"""
    passed = failed = 0
    for source in sorted((ROOT / "tests").glob("test_*.c")):
        program = Path(env["RHUMB_BUILD"]) / "tests" / source.stem
        if not program.exists():
            print(f"units: FAILED: {source.stem} was not built")
            failed += 1
            continue
        result = subprocess.run([program], cwd=ROOT, env=env, text=True,
                                errors="replace", stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT, check=False)
        good = len(re.findall(r"^ok ", result.stdout, re.M))
        bad = len(re.findall(r"^not ok ", result.stdout, re.M))
        if result.returncode and not bad:
            bad = 1  # it crashed, or a sanitizer stopped it
        if bad:
            print(f"units: FAILED: {source.stem} (exit {result.returncode})")
            print(re.sub(r"^ok .*\n", "", result.stdout, flags=re.M))
        passed += good
        failed += bad
    print(f"units: {passed} passed, {failed} failed")
    return passed, failed


def script(name, command, env):
    """Run a part that is a command, showing what it prints"""
    if not (ROOT / command[1]).exists():
        print(f"{name}: FAILED: {command[1]} is missing")
        return 0, 1
    counts = None
    with subprocess.Popen(command, cwd=ROOT, env=env, text=True,
                          errors="replace", stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT) as process:
        for line in process.stdout:
            match = COUNT.match(line.rstrip("\n"))
            if match:
                counts = int(match[1]), int(match[2])
                continue
            print(line, end="", flush=True)
    code = process.returncode
    passed, failed = counts or ((0, 0) if code else (1, 0))
    if code and not failed:
        print(f"{name}: FAILED: exit code {code}")
        failed = 1
    print(f"{name}: {passed} passed, {failed} failed", flush=True)
    return passed, failed


def main():
    """Run the parts asked for, or all that fit the variant"""
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default="build/rhumb")
    parser.add_argument("--build", default="build/release")
    parser.add_argument("--variant", default="release")
    parser.add_argument("parts", nargs="*")
    options = parser.parse_args()
    env = environment(options)
    chosen = [part for part in PARTS
              if (part[0] in options.parts if options.parts
                  else part[2] or options.variant != "san")]

    totals = [0, 0]
    for name, command, _ in chosen:
        start = time.monotonic()
        counts = unit_programs(env) if command is None \
            else script(name, command, env)
        totals = [totals[0] + counts[0], totals[1] + counts[1]]
        if os.environ.get("RHUMB_TIMES"):
            print(f"{name}: {time.monotonic() - start:.1f} s", flush=True)

    tally = os.environ.get("RHUMB_TALLY")
    if tally:
        with open(tally, "a", encoding="utf-8") as file:
            file.write(f"{totals[0]} {totals[1]}\n")
        print(f"all parts: {totals[0]} passed, {totals[1]} failed")
    else:
        print(f"{totals[0]} passed, {totals[1]} failed")
    sys.exit(1 if totals[1] else 0)


if __name__ == "__main__":
    main()
