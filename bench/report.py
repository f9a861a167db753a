# SPDX-License-Identifier: ISC
"""The figures as Markdown, and where they stand in RESULTS.md"""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from workloads import ROOT

PAGE = ROOT / "bench" / "RESULTS.md"
MARKS = ("<!-- bench/bench.py writes from here -->\n",
         "<!-- bench/bench.py writes to here -->\n")
HEAD = """\
| workload | program | CPU s | wall s | peak MiB | ns a triple | of base | of rival |
|---|---|---:|---:|---:|---:|---:|---:|
"""
NAMES = {"ours": "**{}**", "floor": "floor: {}", "rival": "{}"}


@dataclass
class Figures:
    """What one workload came to"""

    workload: object
    triples: int
    costs: dict = field(default_factory=dict)   # Of programs
    made: dict = field(default_factory=dict)    # Triples that a rival wrote
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


def row(figures, program, cost):
    """The line of one program; a rival that wrote another number of triples than
    ours is said to"""
    name = NAMES[program.role].format(program.name)
    made = figures.made.get(program)
    if made not in (None, figures.triples):
        name += f" ({made:,} triples)"
    each = f"{cost.cpu / figures.triples * 1e9:.0f}" \
        if figures.triples and program.role != "floor" else ""
    return (f"{name} | {cost.cpu:.2f} | {cost.wall:.2f} | {cost.memory:.0f} | "
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


def absent(figures):
    """What was left out, each once, with the workloads"""
    where = {}
    for one in figures:
        for what in one.left_out:
            where.setdefault(what, []).append(one.workload.key)
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
            f"runs, of each workload's programs in turns.\n\n{table(figures)}{absent(figures)}")


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
