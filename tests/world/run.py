# SPDX-License-Identifier: ISC
"""What needs big programs or long runs: real stores, databases, editors.

    run.py --program build/rhumb --build build/release [PART...]

Each part is the folder of its name beside this file: run.py, and what pins the
programs that it needs (tools/get.sh), which `make world` installs; or a part of
`make test` at length. What could not be installed is a failure. Behind the count stands a table of the parts, which is
also put into docs/reliability.md, between its two lines that name this file.
"""

import argparse
import datetime
import os
import random
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import all as test  # noqa: E402 pylint: disable=wrong-import-position

PAGE = ROOT / "docs" / "reliability.md"
MARKS = ("<!-- tests/world/run.py writes from here -->",
         "<!-- tests/world/run.py writes to here -->")

# name, what it tries; in this order, one at a time
PARTS = {
    "oxigraph": "Oxigraph's server loads every output, and holds the same",
    "fuseki": "Apache Jena Fuseki over TDB2 does",
    "rdf4j": "RDF4J does, verifying datatypes and languages",
    "blazegraph": "Blazegraph does",
    "databases": "the suites' cases over SQL, and what columns become, in servers"
                 " from PostgreSQL 9.6 to 18, MariaDB, and MySQL of Debian's sid",
    "spark": "Spark runs rhumb on the parts of a table",
    "robot": "ROBOT and HermiT find vocabulary, cases and export sound",
    "shacl": "Jena's SHACL finds in the cases of the shapes what pyshacl does",
    "protege": "Protégé's desktop opens it, its import found, and asks nothing",
    "torture": "every call and every allocation of each scenario fails in turn",
    "fuzz": "each target of tests/fuzz for two minutes, as FAST=1 has it",
    "property": "20,000 random rules and data, held against the reference",
    "faults": "faults that the program once had are put back, and each found",
    "roots": "make demo and make test in a fresh Debian 12, make demo in Debian 13",
}

# Parts of make test at length: the program, and what it is told, beside a seed,
# unless it is told otherwise
LONG = {
    "torture": ("tests/torture/run.py", {"WHOLE": "1"}),
    "fuzz": ("tests/fuzz/run.py", {"FUZZ_FAST": "1", "FUZZ_SECONDS": "120"}),
    "property": ("tests/property/run.py", {"COUNT": "20000"}),
    "faults": ("tests/faults/run.py", {}),
}

# What installs: a folder holds one of them
LOCKS = ("pom.xml", "requirements.txt", "package.json")
WHAT = {"pom.xml": r"<artifactId>(.*?)</artifactId><version>(.*?)<",
        "requirements.txt": r"^([\w.-]+)==(\S+)",
        "package.json": r'^    "(\S+)": "([\d.]+)"'}


def versions(name):
    """The programs that a part pins, with their versions"""
    found = []
    for lock in LOCKS:
        path = HERE / name / lock
        if path.exists():
            found += re.findall(WHAT[lock], path.read_text(encoding="utf-8"),
                                re.M)
    return ", ".join(f"{program} {version}" for program, version in found)


def commit():
    """Which commit this is of, and whether the tree is as it has it, but for the
    page that these runs write"""
    def git(*words):
        return subprocess.run(["git", *words], cwd=ROOT, text=True, check=False,
                              stdout=subprocess.PIPE).stdout.strip()
    changed = git("status", "--porcelain", "--untracked-files=no", "--", ".",
                  f":!{PAGE.relative_to(ROOT)}")
    return git("rev-parse", "--short", "HEAD") + (" and changes" if changed
                                                  else "")


def machine():
    """What the figures were taken on"""
    release = Path("/etc/os-release").read_text(encoding="utf-8")
    system = re.search(r'^PRETTY_NAME="(.*?)"', release, re.M)[1]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return (f"{system}, {os.uname().machine}, {os.cpu_count()} cores, "
            f"{round(memory / 2**30)} GiB")


def row(name, figures):
    """A line of the table"""
    passed, failed, seconds, said = figures
    return f"| `{name}` | {PARTS[name]} | {versions(name)} | " \
        f"{passed:,} passed, {failed:,} failed | {seconds:.0f} s | {said} |"


def update(rows):
    """Put rows of parts that were run over those that the page has"""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(MARKS[0])
    old, _, after = rest.partition(MARKS[1])
    kept = {line.split("`")[1]: line for line in old.splitlines()
            if line.startswith("| `")}
    kept.update(rows)
    table = ["| part | what it tries | programs | tests | time | when |",
             "|---|---|---|---|---|---|"]
    table += [kept[name] for name in PARTS if name in kept]
    PAGE.write_text(before + MARKS[0] + "\n\n" + "\n".join(table) + "\n\n"
                    + MARKS[1] + after, encoding="utf-8")


def main():
    """Run the parts asked for, or all"""
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default="build/rhumb")
    parser.add_argument("--build", default="build/release")
    parser.add_argument("parts", nargs="*")
    options = parser.parse_args()
    options.variant, options.name, options.accept = "release", [], False
    unknown = set(options.parts) - set(PARTS)
    if unknown:
        sys.exit(f"no part {', '.join(sorted(unknown))}; there are: "
                 + ", ".join(PARTS))
    this = test.Run(options)
    environment = {name: text for name, text in this.env.items() if text}
    counts, rows = [], {}
    seed = this.env.get("SEED") or str(random.randrange(1, 1 << 31))
    print(f"seed {seed}; SEED=N has the same again", flush=True)
    said = f"{datetime.date.today()}, {commit()}, {machine()}"
    for name in options.parts or PARTS:
        print(f"== {name}: {PARTS[name]}", flush=True)
        path, told = LONG.get(name, (f"tests/world/{name}/run.py", {}))
        this.env = dict(told, **{**environment, "SEED": seed})
        part = test.script(name, path)
        counts.append(this.part(part, True)[1])
        rows[name] = row(name, (*counts[-1], this.times[name], said))
    for line in rows.values():
        print(line)
    if PAGE.exists() and MARKS[0] in PAGE.read_text(encoding="utf-8"):
        update(rows)
        print("these rows are in docs/reliability.md now")
    for what in this.left_out:
        print(f"left out: {what}")
    passed, failed = (sum(column) for column in zip(*counts))
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
