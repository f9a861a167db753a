# SPDX-License-Identifier: ISC
"""Whatever goes wrong while the program runs, the run ends as it should.

    run.py [--whole] [--seed N] [--jobs N] [--repeat DISTURBANCE]
           [--name SCENARIO | SCENARIO]...

Of each scenario an undisturbed run is counted: its system calls, which have to
leave what it made on the disk, and what it asks for memory. Then one of these
goes wrong, in one run after the other: a call fails once, or for good, or does
less than it was asked; memory is refused; the run is told to stop, or killed.
--whole tries them all; without it there is a sample that the seed chooses, of
each kind in each scenario.
A failure prints the command that repeats it.
"""

import argparse
import concurrent.futures
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from common import Checks, PROGRAM  # noqa: E402 (found by the line above)
from torture.disturbances import (last, of_calls, of_memory,  # noqa: E402
                                  one_a_stack, parse, sample)
from torture.judge import Outcome, check_disk, judge  # noqa: E402
from torture.programs import Programs  # noqa: E402
from torture.scenarios import SCENARIOS, prepare, write_all  # noqa: E402

LONGEST = 120  # Seconds that a run may take; Graphviz alone may take 50

# How many of a kind a sample has; of every other call one
MOST = {"any": 6, "memory": 8, "read": 4, "write": 3, "fsync": 3, "rename": 3,
        "close": 3}

# What is asked for before the program's first line is asked for in every
# scenario: one of them tries it
FIRST = "version"
BEGINNING = 100


def listing(folder):
    """What is in a folder: files with their contents, folders with None"""
    return {str(path.relative_to(folder)):
            None if path.is_dir() else path.read_bytes()
            for path in sorted(folder.rglob("*"))}


class Bench:
    """A folder where one run after the other is tried"""

    def __init__(self, root, programs):
        self.root = Path(tempfile.mkdtemp(dir=root))
        self.programs = programs
        self.work = self.root / "place"
        self.temporary = self.root / "temporary"
        self.log = self.root / "log"
        self.scenario = None

    def lay(self, scenario, before):
        """Have all be as it is before a run"""
        if scenario is not self.scenario or listing(self.work) != before:
            shutil.rmtree(self.work, ignore_errors=True)
            prepare(self.work, scenario, self.root.parent / "template")
            self.scenario = scenario
        shutil.rmtree(self.temporary, ignore_errors=True)
        self.temporary.mkdir()

    def environment(self, disturbance):
        """What a run is told; what a library remembers of fonts it looks for
        where nobody else writes"""
        env = dict(os.environ, TMPDIR=str(self.temporary), HOME=str(self.root),
                   LC_ALL="C.UTF-8")
        if disturbance and disturbance.environment:
            env.update(disturbance.environment,
                       LD_PRELOAD=str(self.programs.allocations))
        return env

    def try_run(self, scenario, disturbance=None, closed=None, **more):
        """Run it, with one of the first three descriptors closed if that is asked
        for; what came of it"""
        rule = disturbance.rule if disturbance else ""
        rules = ",".join(part for part in (scenario.always, rule) if part)
        words = [PROGRAM, *scenario.command.split()]
        if closed is not None:
            words = ["sh", "-c", f'exec "$@" {closed}>&-', "sh", *words]
        elif rules or not disturbance:
            words = [self.programs.disturb, self.log, rules, *words]
        env = dict(self.environment(disturbance), **more)
        stdin = open(self.work / scenario.stdin, "rb") \
            if scenario.stdin else subprocess.DEVNULL
        feeder = None
        if scenario.is_piped:
            feeder = subprocess.Popen(["cat"], stdin=stdin, stdout=subprocess.PIPE)
            stdin.close()
            stdin = feeder.stdout
        said = self.root / "stderr"
        self.log.unlink(missing_ok=True)
        with open(said, "wb") as stderr, open(self.root / "stdout", "wb") as out:
            try:
                code = subprocess.run(
                    [str(word) for word in words], cwd=self.work, env=env,
                    stdin=stdin, stdout=out, stderr=stderr, check=False,
                    timeout=LONGEST).returncode
            except subprocess.TimeoutExpired:
                code = None
        if scenario.stdin:
            stdin.close()
        if feeder:
            feeder.wait()
        return Outcome(code, (self.root / "stdout").read_bytes(),
                       said.read_bytes(), listing(self.work),
                       listing(self.temporary), self.recorded())

    def recorded(self):
        """Which calls went wrong: name, number, path"""
        if not self.log.exists():
            return []
        text = self.log.read_text(encoding="utf-8", errors="replace")
        return [tuple(line.split(" ", 2)) for line in text.split("\n")
                if line.count(" ") >= 2]


class Course:
    """A scenario and its undisturbed run"""

    def __init__(self, bench, scenario, programs, first):
        self.scenario = scenario
        bench.lay(scenario, None)
        self.before = listing(bench.work)
        self.wanted = bench.try_run(scenario)
        self.calls = self.wanted.calls
        bench.lay(scenario, self.before)
        if scenario.always:  # Count what comes beside it
            plain = scenario.__class__(**{**scenario.__dict__, "always": ""})
            self.calls = bench.try_run(plain).calls
            bench.lay(scenario, self.before)
        self.stacks = self.count_memory(bench, programs)
        self.first = first if first is not None \
            else max(1, len(self.stacks) - BEGINNING)

    def count_memory(self, bench, programs):
        """The way on which each allocation is asked for"""
        path = bench.root / "allocations"
        path.unlink(missing_ok=True)
        bench.try_run(self.scenario, LD_PRELOAD=str(programs.allocations),
                      ALLOCATIONS=str(path))
        lines = path.read_text(encoding="utf-8").splitlines()
        return [line.split()[1] for line in lines]

    def whole(self):
        """Every disturbance"""
        yield from of_calls(self.calls)
        first = 1 if self.scenario.name == FIRST else self.first
        yield from of_memory(self.stacks, first)

    def sampled(self, seed):
        """Some of each kind"""
        chance = random.Random(f"{seed} {self.scenario.name}")
        yield from sample(of_calls(self.calls), chance, MOST)
        yield from sample(one_a_stack(self.stacks, self.first), chance, MOST)
        yield from last(self.stacks)


def check_closed(bench, course):
    """What is wrong where a descriptor is closed that a file could get then"""
    for closed in range(3):
        bench.lay(course.scenario, course.before)
        outcome = bench.try_run(course.scenario, closed=closed)
        whole = outcome.files == course.wanted.files \
            if outcome.code == course.wanted.code else outcome.code in (1, 3)
        if not whole:
            yield f"other files where descriptor {closed} is closed, " \
                f"exit {outcome.code}"


def try_one(bench, course, disturbance):
    """One disturbed run: what is wrong with it, and its outcome"""
    bench.lay(course.scenario, course.before)
    outcome = bench.try_run(course.scenario, disturbance)

    def again():
        return bench.try_run(course.scenario)
    return judge(course, disturbance, outcome, again), outcome


def one_ahead(items):
    """The items, of which a thread makes the next while one is used: to count a
    scenario takes one core, and to disturb another takes the rest"""
    items = iter(items)
    with concurrent.futures.ThreadPoolExecutor(1) as maker:
        coming = maker.submit(next, items, None)
        while item := coming.result():
            coming = maker.submit(next, items, None)
            yield item


class Machine:
    """All courses, tried by some workers"""

    def __init__(self, root, options):
        self.root = Path(root)
        self.options = options
        self.programs = Programs(root)
        self.local = threading.local()
        self.checks = Checks("torture")
        write_all(self.root / "template")

    def bench(self):
        """The bench of this worker"""
        if not hasattr(self.local, "bench"):
            self.local.bench = Bench(self.root, self.programs)
        return self.local.bench

    def courses(self):
        """Those asked for, each with what is wrong with undisturbed runs"""
        bench = self.bench()
        first = None
        for scenario in SCENARIOS:
            if scenario.name in (FIRST, *self.options.name) \
                    or not self.options.name:
                course = Course(bench, scenario, self.programs, first)
                first = course.first
                if not self.options.name or scenario.name in self.options.name:
                    yield course, [*check_disk(course.calls),
                                   *check_closed(bench, course)]

    def disturbances(self, course):
        """Those that are tried"""
        if self.options.repeat:
            return [parse(text) for text in self.options.repeat]
        return list(course.whole() if self.options.whole
                    else course.sampled(self.options.seed))

    def try_one(self, course, disturbance):
        """Try one, on the bench of this worker"""
        return try_one(self.bench(), course, disturbance)

    def count(self, course, disturbance, wrong, outcome):
        """Count a run"""
        what = f"{course.scenario.name} {disturbance}"
        calls = ", ".join(" ".join(call) for call in outcome.calls[:3])
        self.checks.check(
            not wrong, what,
            "; ".join(wrong) + f"\n{calls}\nexit {outcome.code}\n"
            + outcome.stderr.decode("utf-8", "replace")[:600]
            + f"\nagain: {sys.executable} tests/torture/run.py --name "
            f"{course.scenario.name} --repeat {disturbance}")

    def run(self):
        """All of it"""
        with concurrent.futures.ThreadPoolExecutor(
                self.options.jobs) as pool:
            for course, wrong in one_ahead(self.courses()):
                chosen = self.disturbances(course)
                failed = self.checks.failed
                self.checks.check(not wrong, f"{course.scenario.name}, undisturbed",
                                  "; ".join(wrong))
                for one, (wrong, outcome) in zip(chosen, pool.map(
                        lambda one, to=course: self.try_one(to, one), chosen)):
                    self.count(course, one, wrong, outcome)
                print(f"torture: {course.scenario.name}: {len(course.calls)} "
                      f"calls, {len(course.stacks)} allocations, "
                      f"{len(chosen)} runs, "
                      f"{self.checks.failed - failed} wrong", flush=True)
        self.checks.finish()


def main():
    """The part of the test, or the whole"""
    parser = argparse.ArgumentParser()
    parser.add_argument("--whole", action="store_true",
                        default=bool(os.environ.get("WHOLE")))
    parser.add_argument("--seed", type=int,
                        default=int(os.environ.get("SEED") or 1))
    parser.add_argument("--jobs", type=int,
                        default=int(os.environ.get("JOBS") or 2))
    parser.add_argument("--name", action="append", default=[])
    parser.add_argument("--repeat", action="append", default=[])
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    options.name += options.names
    unknown = set(options.name) - {scenario.name for scenario in SCENARIOS}
    if unknown:
        parser.error(f"no scenario {', '.join(sorted(unknown))}; there are: "
                     + ", ".join(scenario.name for scenario in SCENARIOS))
    if not options.whole and not options.repeat:
        print(f"torture: seed {options.seed}; SEED=N tries others", flush=True)
    # Where nothing is written to a disk, if there is such a place
    shared = Path("/dev/shm")
    place = shared if os.access(shared, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="rhumb-test-", dir=place) as root:
        Machine(root, options).run()


if __name__ == "__main__":
    main()
