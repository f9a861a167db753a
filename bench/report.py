# SPDX-License-Identifier: ISC
"""The figures as Markdown, and where they stand in RESULTS.md"""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from workloads import GOAL_ROWS, LONG, ROOT

PAGE = ROOT / "bench" / "RESULTS.md"
MARKS = ("<!-- bench/bench.py writes from here -->\n",
         "<!-- bench/bench.py writes to here -->\n")
HEAD = """\
| workload | program | CPU s | wall s | peak MiB | ns a triple | of base | of rival |
|---|---|---:|---:|---:|---:|---:|---:|
"""
GOALS = """\
| workload | CPU s, -j1 | goal | wall s, -j2 | goal | MiB | goal | |
|---|---:|---:|---:|---:|---:|---:|---|
"""
NAMES = {"ours": "**{}**", "floor": "floor: {}", "rival": "{}"}


@dataclass
class Figures:
    """What one workload came to"""

    workload: object
    triples: int
    costs: dict = field(default_factory=dict)   # Of programs
    made: dict = field(default_factory=dict)    # How a rival's triples differ
    left_out: list = field(default_factory=list)

    def base(self):
        """The processor time that all are held against: of the program named,
        or else of the first floor that is there"""
        for program, cost in self.costs.items():
            if program.name == self.workload.base if self.workload.base \
                    else program.role == "floor":
                return cost.cpu
        return None

    def rival(self, program):
        """The processor time of the fastest rival of one of ours"""
        return min((cost.cpu for other, cost in self.costs.items()
                    if other.role == "rival" and other.of == program.of),
                   default=None) if program.role == "ours" else None


def ratio(seconds, other):
    """How many times as much, where there is another"""
    return f"{seconds / other:.2f}" if other else ""


def seconds(time):
    """As precisely as can be told"""
    return f"{time:.{2 if time >= 1 else 3}f}"


def row(figures, program, cost):
    """The line of one program; a rival that wrote other triples than ours is
    said to"""
    name = NAMES[program.role].format(program.label)
    if figures.made.get(program):
        name += f" ({figures.made[program]})"
    each = f"{cost.cpu / figures.triples * 1e9:.0f}" \
        if figures.triples and program.role != "floor" else ""
    return (f"{name} | {seconds(cost.cpu)} | {seconds(cost.wall)} | "
            f"{cost.memory:.0f} | "
            f"{each} | {ratio(cost.cpu, figures.base())} | "
            f"{ratio(cost.cpu, figures.rival(program))} |\n")


def table(figures):
    """All of them"""
    lines = [HEAD]
    for one in figures:
        title = f"**{one.workload.key}**: {one.workload.title}"
        if one.triples:
            title += f"; {one.triples:,} triples"
        for program, cost in one.costs.items():
            lines.append(f"| {title} | " + row(one, program, cost))
            title = ""
    return "".join(lines)


def held(reached, goal):
    """A figure and its goal, as two cells; whether it is missed"""
    if goal is None:
        return f"{reached} | ", False
    missed = float(reached) > goal
    return f"{'**' * missed}{reached}{'**' * missed} | {goal:g}", missed


def against_goal(one):
    """The line of a workload that has a goal"""
    ours = {program.jobs: cost for program, cost in one.costs.items()
            if program.role == "ours"}
    most = max(cost.memory for cost in ours.values())
    cells, missed = zip(
        held(f"{ours[1].cpu:.2f}", one.workload.goal.cpu),
        held(f"{ours[2].wall:.2f}", one.workload.goal.wall),
        held(f"{most:.0f}", one.workload.goal.memory))
    return (f"| {one.workload.key} | {' | '.join(cells)} | "
            f"{'missed' if any(missed) else 'met'} |\n")


def goals(figures, rows):
    """What was to be reached, and what was: goals are of so many rows"""
    lines = [against_goal(one) for one in figures
             if one.workload.goal and one.costs] if rows == GOAL_ROWS else []
    return "".join(["\n", GOALS, *lines]) if lines else ""


def rivals(figures):
    """Which versions the rivals were of"""
    there = dict.fromkeys(program.version for one in figures
                          for program in one.costs if program.version)
    return f"\nRivals: {', '.join(there)}.\n" if there else ""


def absent(figures):
    """What was left out, each once, with the workloads"""
    where = {}
    for one in figures:
        for what in one.left_out:
            where.setdefault(what, {})[one.workload.key] = True
    lines = [f"- {what} ({', '.join(keys)})\n" for what, keys in where.items()]
    return "".join(["\nLeft out:\n\n" if lines else "", *lines])


def machine():
    """What the figures were taken on"""
    release = Path("/etc/os-release").read_text(encoding="utf-8")
    system = re.search(r'^PRETTY_NAME="?(.*?)"?$', release, re.M)[1]
    found = re.search(r"^model name\s*:\s*(.*)$", Path("/proc/cpuinfo")
                      .read_text(encoding="utf-8"), re.M)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return (f"{system}, {found[1] if found else os.uname().machine}, "
            f"{os.cpu_count()} cores, {round(memory / 2**30)} GiB")


def version():
    """Which tree it was"""
    if not shutil.which("git"):
        return "no version known to git"
    said = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          text=True, check=False)
    return said.stdout.strip() or "no version known to git"


def whole(figures, options, load):
    """The part of the page that the program writes; `load` is what the machine did
    besides, as uptime has it"""
    return (f"{date.today()}, {version()}, `make bench ROWS={options.rows} "
            f"RUNS={options.runs}`, on {machine()}, whose load was {load:.1f} "
            f"when it began. {options.rows:,} rows; the least of {options.runs} "
            f"runs, of each workload's programs in turns; what takes more than "
            f"{LONG} s ran once.\n\n{table(figures)}"
            f"{goals(figures, options.rows)}{rivals(figures)}{absent(figures)}")


def between_marks(page, text):
    """A page with a text in place of what stood between the marks"""
    if any(page.count(mark) != 1 for mark in MARKS):
        raise ValueError(f"RESULTS.md must have these lines, once each:\n"
                         f"{''.join(MARKS)}")
    before, rest = page.split(MARKS[0])
    return f"{before}{MARKS[0]}\n{text}\n{MARKS[1]}{rest.split(MARKS[1])[1]}"


def write(text):
    """Put it into RESULTS.md"""
    PAGE.write_text(between_marks(PAGE.read_text(encoding="utf-8"), text),
                    encoding="utf-8")
