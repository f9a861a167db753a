# SPDX-License-Identifier: ISC
"""What rhumb is held against. A floor does only what cannot be left out; a rival does
the same work. Each is a row that says how it is called; those that are not on PATH
are left out, and that is said.
"""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from workloads import ROOT, Absent, Program

REFERENCE = "reference"  # What ours wrote, which floors and rivals may read

# Programs in C of another folder, compiled for the machine
BENCH = Path(os.environ.get("BENCH_FLOORS", ROOT.parent / "shared" / "bench"))
BUILT = ROOT / "build" / "bench"
COMPILED = {"floor": "raptor2", "j_hand": ""}


@dataclass(frozen=True)
class Peer:
    """A floor or a rival, as a row of a table"""

    title: str
    needs: str       # On PATH, or of COMPILED
    words: Callable  # Of a site: the words behind the program's name
    output: str = ""
    ready: Callable = None  # Makes what it reads besides
    module: str = ""        # Of the Python that it needs
    version: tuple = ("--version",)  # What it is asked its version with


def simply(*words):
    """The same words whatever the site"""
    return lambda site: words


def compiled(name):
    """A floor that is compiled, anew where its source is newer"""
    source, program = BENCH / f"{name}.c", BUILT / name
    if not source.exists():
        raise Absent(f"{name}.c is not in {os.path.relpath(BENCH, ROOT)}; "
                     "BENCH_FLOORS=DIR says where it is")
    if program.exists() and program.stat().st_mtime > source.stat().st_mtime:
        return program
    BUILT.mkdir(parents=True, exist_ok=True)
    flags = subprocess.run(["pkg-config", "--cflags", "--libs",
                            *COMPILED[name].split(), "libxxhash"],
                           stdout=subprocess.PIPE, check=True, text=True)
    made = subprocess.run(["cc", "-O2", "-march=native", "-w", "-o", program,
                           source, *flags.stdout.split()], check=False,
                          stderr=subprocess.PIPE, text=True)
    if made.returncode:
        why = re.search(r"error: .*", made.stderr)
        raise Absent(f"{source.name} cannot be compiled: "
                     f"{why[0] if why else 'cc ends with an error'}")
    return program


def found(peer):
    """The program of a peer"""
    if peer.needs in COMPILED:
        return compiled(peer.needs)
    program = shutil.which(peer.needs)
    if not program:
        raise Absent(f"{peer.needs} is not on PATH")
    if peer.module:
        there = subprocess.run(
            [program, "-c", "import importlib.util, sys; sys.exit("
             f"not importlib.util.find_spec('{peer.module}'))"], check=False)
        if there.returncode:
            raise Absent(f"the {peer.needs} on PATH has no {peer.module}")
    return program


def translate(to, *more):
    """Have the rules as RML too"""
    def ready(site):
        subprocess.run([site.program, "translate", *more, "rules.yml", "-o", to],
                       cwd=site.folder, check=True)
    return ready


def morph_kgc(site):
    """Its configuration"""
    translate("classic.ttl", "--classic")(site)
    site.write("morph.ini", "[CONFIGURATION]\noutput_file: morph.nt\n"
               "output_format: N-TRIPLES\nlogging_level: ERROR\n"
               "[rules]\nmappings: classic.ttl\n")


# N-Triples of a table by hand, each once; no value has what a literal escapes
BY_HAND = r"""
COPY (SELECT DISTINCT '<http://ex.com/table/' || id || '> <http://ex.com/' ||
             name || '> "' || value || '" .'
      FROM (UNPIVOT (FROM read_csv('table.csv', all_varchar = true))
            ON COLUMNS(* EXCLUDE id)))
TO 'duck.nt' (FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER '\x01')
"""

FLOORS = {
    "cp": Peer("`cp` of what ours wrote", "cp", simply(REFERENCE, "copy"),
               "copy"),
    "scan": Peer("scan and emit", "floor",
                 simply("map", "table.csv", "floor.nt"), "floor.nt"),
    "scan-distinct": Peer("scan, emit each triple once", "floor",
                          simply("mapd", "table.csv", "floor.nt"), "floor.nt"),
    "scan-rows": Peer("scan, emit each row once", "floor",
                      simply("mapr", "table.csv", "floor.nt"), "floor.nt"),
    "tokenise": Peer("tokenise", "j_hand", simply("table.json")),
    "xmllint": Peer("`xmllint --stream`", "xmllint",
                    simply("--stream", "--noout", "table.xml")),
    "sqlite3": Peer("`sqlite3`, all rows", "sqlite3",
                    simply("-csv", "table.db", "SELECT * FROM record")),
    "psql": Peer("`psql`, all rows", "psql", lambda site: (
        "-X", "-q", "-c", "COPY record TO STDOUT", site.database)),
    "sfdp": Peer("`sfdp`", "sfdp",
                 simply("-Goverlap=prism", "-Tsvg", "nodes.dot", "-o",
                        "sfdp.svg"), "sfdp.svg"),
}

RIVALS = {
    "flexrml": Peer("FlexRML", "flexrml",
                    simply("-m", "rules.ttl", "-o", "./flex.nt"), "flex.nt",
                    translate("rules.ttl"), version=("-v",)),
    "morph-kgc": Peer("Morph-KGC", "python3",
                      simply("-m", "morph_kgc", "morph.ini"), "morph.nt",
                      morph_kgc, module="morph_kgc", version=(
                          "-c", "import importlib.metadata as data; "
                          "print(data.version('morph-kgc'))")),
    "duckdb": Peer("DuckDB, by hand", "duckdb", simply("-c", BY_HAND),
                   "duck.nt"),
}

# Rivals that write N-Triples anew: what they are asked their version with, their
# words, and what they call each syntax; and the syntaxes of which the lines are
# those of N-Triples
LINES = ("ntriples", "nquads")
REWRITERS = {
    "serdi": ("-v", ("-i", "ntriples", "-o"), dict(
        turtle="turtle", trig="trig", ntriples="ntriples", nquads="nquads")),
    "rapper": ("--version", ("-q", "-i", "ntriples", "-o"), dict(
        turtle="turtle", ntriples="ntriples", nquads="nquads",
        rdfxml="rdfxml", rj="json")),
    "riot": ("--version", ("--syntax=ntriples", "--output"), dict(
        turtle="turtle", trig="trig", ntriples="ntriples", nquads="nquads",
        rdfxml="rdfxml", rj="rdfjson", jsonld="jsonld")),
}


def version(title, *words):
    """A rival's name with the version that it tells"""
    said = subprocess.run(words, check=False, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True)
    number = re.search(r"\d+(?:\.\d+)+", said.stdout)
    return f"{title} {number[0] if number else 'of an unknown version'}"


def rewriters(name, ours):
    """A rival's programs, for each syntax that ours write"""
    program = shutil.which(name)
    if not program:
        raise Absent(f"{name} is not on PATH")
    asks, words, syntaxes = REWRITERS[name]
    told = version(name, program, asks)
    for syntax in dict.fromkeys(one.of for one in ours):
        if syntax in syntaxes:
            yield Program(f"{syntax}, {name} from N-Triples",
                          (program, *words, syntaxes[syntax], REFERENCE),
                          f"rewritten.{'nt' if syntax in LINES else syntax}",
                          True, "rival", syntax, version=told)


def program_of(peer, role, site):
    """A peer as a program that is measured"""
    program = found(peer)
    if peer.ready:
        peer.ready(site)
    return Program(peer.title, (program, *peer.words(site)), peer.output,
                   role=role, version=version(
                       peer.title.partition(",")[0], program, *peer.version)
                   if role == "rival" else "")


def beside(workload, site, ours):
    """The floors and rivals of a workload that are there, and what was left out,
    each with the reason"""
    programs, left_out = [], []
    for role, names in (("floor", workload.floors), ("rival", workload.rivals)):
        for name in names:
            try:
                programs += rewriters(name, ours) if name in REWRITERS else \
                    [program_of((RIVALS | FLOORS)[name], role, site)]
            except Absent as reason:
                left_out.append(f"{name}: {reason}")
    return programs, left_out
