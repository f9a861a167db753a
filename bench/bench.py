# SPDX-License-Identifier: ISC
"""How fast, and in how much memory: every workload of workloads.py, beside the floors
and rivals of peers.py.

    bench.py [--program build/rhumb] [--rows N] [--runs N] [--name KEY]...
    bench.py --against PROGRAM [--program …] [--rows …] [--runs …] [--name …]

The programs of a workload run in turns, so that they meet the same machine; what
counts is the least processor time (user and system) of the runs. The figures go to
standard output and, if no workload was named, into RESULTS.md, those of growth as a
picture into docs/growth.svg.

With --against, two builds run every workload in turns; what counts is the median of
the ratios of the processor time that each pair of runs took.

Data and outputs are in a folder in memory, /dev/shm, if it has room for them, and
else in build/bench.
"""

import argparse
import math
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import plot
import report
from measure import best, measure
from peers import REFERENCE, beside
from workloads import LONG, ROOT, Absent, chosen, prepare

BYTES = 4000  # That a row of the largest workload takes, with its outputs
MEMORY = Path("/dev/shm")


def say(text):
    """Tell how far it is"""
    print(f"bench: {text}", file=sys.stderr, flush=True)


def scratch(rows):
    """A folder for data and outputs"""
    if not (MEMORY.is_dir() and os.access(MEMORY, os.W_OK)
            and shutil.disk_usage(MEMORY).free > rows * BYTES):
        place = ROOT / "build" / "bench"
        place.mkdir(parents=True, exist_ok=True)
        say(f"{MEMORY} has no room for {rows * BYTES >> 20} MiB: {place} has it")
        return tempfile.TemporaryDirectory(dir=place)
    return tempfile.TemporaryDirectory(prefix="rhumb-bench-", dir=MEMORY)


def lines_of(file):
    """How many lines are left in a file"""
    return sum(part.count(b"\n")
               for part in iter(lambda: file.read(1 << 20), b""))


def digest(path):
    """How many lines a file of N-Triples has, and what they are in any order: a
    string is the same with its datatype and without. The same in this process
    alone"""
    said, unsaid = b'"^^<http://www.w3.org/2001/XMLSchema#string> .', b'" .'
    with open(path, "rb") as file:
        lines = lines_of(file)
        file.seek(0)
        return lines, sum(hash(line.replace(said, unsaid)) for line in file)


def differing(ours, theirs):
    """In what a rival's triples differ from ours, if they do"""
    if ours[0] != theirs[0]:
        return f"{theirs[0]:,} triples"
    return "" if ours == theirs else "other triples"


def refer(workload, site, ours):
    """Have what ours make as N-Triples, once before all is measured; return how
    many triples they are"""
    if not workload.makes_rdf:
        return 0
    one = next((one for one in ours if one.name == workload.base), ours[0])
    words = list(map(str, one.command(site.program)))
    with subprocess.Popen(words, cwd=site.folder,
                          stdout=subprocess.PIPE) as process:
        lines = lines_of(process.stdout)
    if process.returncode:
        raise RuntimeError(f"exit {process.returncode}: {' '.join(words)}")
    if not one.output:
        return lines
    (site.folder / one.output).rename(site.folder / REFERENCE)
    with open(site.folder / REFERENCE, "rb") as file:
        return lines_of(file)


def run(program, site, ours=None, look=None):
    """Run a program once; return its cost. `look` is handed what it wrote"""
    output = site.folder / program.output
    cost = measure(program.command(ours or site.program), site.folder,
                   program.output if program.prints else "")
    if program.output and output.exists():
        if look:
            look(output)
        output.unlink()
    return cost


def compare_triples(site, programs, figures):
    """A function for each rival that writes N-Triples, which is handed its output
    and notes in what it differs from ours"""
    rivals = [program for program in programs if program.role == "rival"
              and program.output.endswith(".nt")]
    if not rivals:
        return {}
    ours = digest(site.folder / REFERENCE)

    def look(program, output):
        if program not in figures.made:
            figures.made[program] = differing(ours, digest(output))
    return {program: partial(look, program) for program in rivals}


def refused(program, cost):
    """Why a program is left out that has failed; one of ours must not fail"""
    last = (cost.said.strip().splitlines() or [""])[-1][:200]
    if program.may_refuse and cost.code == 2:
        return f"{program.name}: {last}"
    if program.role == "ours":
        raise RuntimeError(f"{program.label}: exit {cost.code}: {last}")
    return f"{program.label}: exit {cost.code}: {last}"


def in_turns(site, programs, figures, runs):
    """Run them all so many times, and fill in what it came to"""
    costs = {program: [] for program in programs}
    looks = compare_triples(site, programs, figures)
    for _ in range(runs):
        for program in list(costs):
            if any(cost.wall > LONG for cost in costs[program]):
                continue
            cost = run(program, site, look=looks.get(program))
            if cost.code:
                figures.left_out.append(refused(program, cost))
                del costs[program]
                continue
            costs[program].append(cost)
    figures.costs = {program: best(some) for program, some in costs.items()}


def try_workload(workload, options, folder):
    """Measure a workload; return its figures"""
    figures = report.Figures(workload, 0)
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, True)
        try:
            site, ours = prepare(workload, folder, options.rows,
                                 options.program, stack)
        except Absent as reason:
            figures.left_out.append(f"{workload.title}: {reason}")
            return figures
        figures.triples = refer(workload, site, ours)
        others, left_out = beside(workload, site, ours)
        figures.left_out += left_out
        in_turns(site, [*ours, *others], figures, options.runs)
    return figures


def bench(options, folder):
    """Measure them all, and report"""
    figures, load = [], os.getloadavg()[0]
    for workload in chosen(options.name):
        say(f"{workload.key}: {workload.title}")
        figures.append(try_workload(workload, options, folder / workload.key))
    text = report.whole(figures, options, load)
    print(text, end="")
    if not options.name:
        report.write(text)
        plot.write()
        say(f"the figures are in {report.PAGE.relative_to(ROOT)}, the picture "
            f"of growth is {plot.PICTURE.relative_to(ROOT)}")


def pairs(workload, options, folder):
    """Run two builds in turns; return of each program its costs before and now"""
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, True)
        try:
            site, ours = prepare(workload, folder, options.rows,
                                 options.program, stack)
        except Absent as reason:
            say(f"left out: {workload.title}: {reason}")
            return
        for program in ours:
            costs = [[run(program, site, build)
                      for build in (options.against, options.program)]
                     for _ in range(options.runs)]
            failed = next((cost for pair in costs for cost in pair
                           if cost.code), None)
            if failed:
                say(f"left out: {workload.key}: {program.label}: exit "
                    f"{failed.code}: {failed.said.strip()[-200:]}")
                continue
            yield program, costs


def compare(options, folder):
    """Hold two builds against each other"""
    print("| workload | program | CPU s before | now | ratio | wall s before | "
          "now | MiB before | now |\n|---|---|---:|---:|---:|---:|---:|---:|---:|")
    ratios = []
    for workload in chosen(options.name):
        for program, costs in pairs(workload, options, folder / workload.key):
            ratios.append(statistics.median(now.cpu / before.cpu
                                            for before, now in costs))
            before, now = map(best, zip(*costs))
            print(f"| {workload.key} | {program.label} | {before.cpu:.2f} | "
                  f"{now.cpu:.2f} | {ratios[-1]:.2f} | {before.wall:.2f} | "
                  f"{now.wall:.2f} | {before.memory:.0f} | {now.memory:.0f} |",
                  flush=True)
    if ratios:
        mean = math.exp(statistics.mean(map(math.log, ratios)))
        print(f"| all | geometric mean | | | {mean:.2f} | | | | |")


def main():
    """Measure and print"""
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", type=Path, default="build/rhumb")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--name", action="append", default=[])
    parser.add_argument("--against", type=Path)
    options = parser.parse_args()
    if options.rows < 1 or options.runs < 1:
        parser.error("--rows and --runs must be 1 or more")
    options.program = options.program.resolve()
    if options.against:
        options.against = options.against.resolve()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("bench: stopped"))
    with scratch(options.rows) as folder:
        try:
            (compare if options.against else bench)(options, Path(folder))
        except RuntimeError as error:
            sys.exit(f"bench: {error}")


if __name__ == "__main__":
    main()
