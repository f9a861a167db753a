# SPDX-License-Identifier: ISC
"""Cost in proportion to size: each shape of rules and of data (rules.py, data.py,
kinds.py) is run at a size and at four times that size. What grows with the square
costs sixteen times as much, what grows as it should four times; more than BOUND fails.
Times are those of the processor, less those of a run that has nothing to do, and
the best of several tries; no time is a bound by itself.

    run.py [--name NAME]... [--all]

--name runs the shapes whose name holds NAME, --all shows what each came to.
"""

import argparse
import sys
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import data  # noqa: E402 (found by the line above)
import kinds  # noqa: E402
import rules  # noqa: E402
from common import PROGRAM, Checks, run, scratch  # noqa: E402

BOUND = 8  # Between four times, and sixteen
TRIES = 4  # Until one is below the bound
LEAST = 0.02  # Seconds of the processor, below which nothing is told apart
LEAST_MEMORY = 2048  # Kilobytes; what is shared comes and goes by half of it
SECONDS = 10  # Of the processor, for one run, which is ended then
MEASURE = Path(__file__).with_name("measure.py")
SHAPES = rules.SHAPES + data.SHAPES + kinds.SHAPES


class Cost(NamedTuple):
    """What one run took"""

    seconds: float
    memory: int  # The most that it had, in kilobytes
    code: int


def measure(folder, words):
    """Run the program in a folder, and return its cost"""
    said = run([sys.executable, "-S", "-I", MEASURE, SECONDS, PROGRAM, *words],
               cwd=folder).stdout.split()
    return Cost(float(said[0]), int(said[1]), int(said[2]))


def prepare(folder, shape, size):
    """Write what a shape needs at a size"""
    folder = Path(folder, f"{size}")
    folder.mkdir()
    for name, text in shape.build(size).items():
        (folder / name).write_bytes(text if isinstance(text, bytes)
                                    else text.encode())
    return folder


def ratio(small, large, nothing):
    """How many times as much the larger run cost, in time or in memory"""
    if large.seconds - nothing.seconds < LEAST:
        return 0
    return (large.seconds - nothing.seconds) / max(
        small.seconds - nothing.seconds, LEAST / 4)


def least(costs):
    """The best of several runs"""
    return Cost(min(cost.seconds for cost in costs),
                min(cost.memory for cost in costs), costs[0].code)


def check_lines(checks, shape, path):
    """What the larger one made: all of it"""
    lines = path.read_bytes().count(b"\n") if path.exists() else 0
    checks.check(lines == 4 * shape.size * shape.lines,
                 f"{shape.name}: nothing is lost (tests/growth/run.py "
                 f"--name '{shape.name}')", f"{lines} lines")


def check_shape(checks, shape, nothing, tell):
    """One shape, small and large"""
    with scratch() as path:
        folders = [prepare(path, shape, size)
                   for size in (shape.size, 4 * shape.size)]
        costs = [[], []]
        for _ in range(TRIES):
            for folder, tried in zip(folders, costs):
                tried.append(measure(folder, shape.words))
            small, large = map(least, costs)
            times = ratio(small, large, nothing)
            if times < BOUND or large.seconds > 1:
                break
        said = (folders[1] / "said.err").read_text(encoding="utf-8",
                                                   errors="replace")
        if shape.lines:
            check_lines(checks, shape, folders[1] / "out.nq")
    more = (large.memory - nothing.memory) / max(
        small.memory - nothing.memory, LEAST_MEMORY)
    seen = (f"{shape.name}: {shape.size} took {small.seconds:.3f} s, "
            f"{small.memory} kB; 4 times as many took {large.seconds:.3f} s, "
            f"{large.memory} kB: {times:.1f} times the time, "
            f"{more:.1f} times the memory")
    if tell:
        print(seen, flush=True)
    checks.check(times < BOUND and more < BOUND,
                 f"{shape.name} grows in proportion (tests/growth/run.py "
                 f"--name '{shape.name}')", seen)
    checks.check(small.code == large.code == shape.code,
                 f"{shape.name}: exit {shape.code}",
                 f"exit {small.code}, {large.code}\n{said[:2000]}")


def main():
    """Every shape, or those named"""
    parser = argparse.ArgumentParser()
    parser.add_argument("--name", action="append", default=[])
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    checks = Checks("growth")
    with scratch() as folder:
        idle = prepare(folder, rules.NOTHING, 1)
        nothing = least([measure(idle, rules.NOTHING.words)
                         for _ in range(5)])
    checks.check(nothing.code == 0, "a run with nothing to do")
    for shape in SHAPES:
        if not options.name or any(name in shape.name
                                   for name in options.name):
            check_shape(checks, shape, nothing, options.all)
    checks.finish()


if __name__ == "__main__":
    main()
