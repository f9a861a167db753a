# SPDX-License-Identifier: ISC
"""What the scripts that test the program share: running it, counting, and
comparing graphs with an RDF implementation that is not ours."""

import contextlib
import difflib
import io
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import rdflib
import rdflib.plugins.parsers.ntriples as ntriples_parser
from rdflib.compare import isomorphic, to_canonical_graph

import workbook

# Whoever started the tests may have had signals ignored, as nohup does
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, signal.SIG_DFL)

rdflib.NORMALIZE_LITERALS = False  # "01"^^xsd:integer must stay "01"

ESCAPE = re.compile(r"""\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))""", re.S)
ESCAPED = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}


def unescape(text):
    """Undo N-Triples' escapes, each once: rdflib 6.1 replaces them one after
    the other, and reads an escaped backslash before an n as a new line"""
    return ESCAPE.sub(lambda found: ESCAPED.get(found[3], found[3])
                      if found[3] else chr(int(found[1] or found[2], 16)),
                      text)


ntriples_parser.decodeUnicodeEscape = unescape
# IRIs may hold white space beyond ASCII (RFC 3987, ucschar)
ntriples_parser.r_uriref = re.compile(r'<([^:]+:[^\x00-\x20"<>]*)>')
ntriples_parser.bufsiz = 1 << 24  # A line longer than this is read again and again
sys.setrecursionlimit(20000)  # Functions nest, and rdflib goes down with them

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = Path(os.environ.get("RHUMB", ROOT / "build" / "rhumb")).resolve()
SANITIZED = os.environ.get("RHUMB_VARIANT") in ("san", "tsan")
# Words behind the commands that run rules
EVERYWHERE = os.environ.get("RHUMB_WORDS", "").split()
RUNS = ("rdf", "draw", "export")
TIMEOUT = 600 if SANITIZED else 240

# What Raptor calls otherwise than rhumb does; None: it does not read it
RAPTOR = {"rj": "json", "jsonld": None}

QUAD = rdflib.Namespace("urn:rhumb:quad:")


class Checks:
    """Counts what held and says at once what did not"""

    def __init__(self, name):
        self.name = name
        self.passed = 0
        self.failed = 0

    def check(self, holds, what, detail=""):
        """Count `what`; when it does not hold, print it with its detail"""
        if holds:
            self.passed += 1
            return True
        self.failed += 1
        print(f"{self.name}: FAILED: {what}")
        for line in str(detail).splitlines()[:60]:
            print(f"    {line[:400]}")
        return False

    def quiet(self, result, what):
        """Count that a command succeeded without a word on standard error"""
        return self.check(result.returncode == 0 and not result.stderr, what,
                          told(result))

    def same_graph(self, expected, actual, what):
        """Count that two graphs are equal"""
        wrong = graph_diff(expected, actual)
        self.check(not wrong, what, wrong)

    def add(self, other):
        """Count what others have counted"""
        self.passed += other[0]
        self.failed += other[1]

    def left_out(self, what):
        """Say what could not be tried, and how it could; tests/all.py says it
        at the end of all"""
        print(f"{self.name}: left out: {what}", flush=True)

    def finish(self):
        """Print the count and leave with the exit code that it means"""
        print(f"{self.name}: {self.passed} passed, {self.failed} failed")
        sys.exit(1 if self.failed else 0)


def checked(name, check, item):
    """Check an item apart; return the counts, and what was printed"""
    checks = Checks(name)
    with contextlib.redirect_stdout(io.StringIO()) as said:
        try:
            check(checks, item)
        except Exception as error:  # a part of the test that broke has failed
            checks.check(False, f"{item}: {type(error).__name__}", error)
    return (checks.passed, checks.failed), said.getvalue()


def side_by_side(checks, check, items, chunk=4):
    """Call check(checks, item) of each item, in two processes, which take so many
    at a time"""
    with ProcessPoolExecutor(2) as pool:
        for counts, said in pool.map(checked, [checks.name] * len(items),
                                     [check] * len(items), items, chunksize=chunk):
            checks.add(counts)
            sys.stdout.write(said)
            sys.stdout.flush()


def run(command, **options):
    """Run a command; text in and out is bytes, and nothing waits for ever"""
    options.setdefault("stdin", None if "input" in options
                       else subprocess.DEVNULL)
    if "stdout" not in options:
        options["stdout"] = subprocess.PIPE
    return subprocess.run([str(part) for part in command],
                          stderr=subprocess.PIPE,
                          timeout=options.pop("timeout", TIMEOUT),
                          check=False, **options)


def rhumb(*args, **options):
    """Run the program under test"""
    more = EVERYWHERE if args and args[0] in RUNS else []
    return run([PROGRAM, *args[:1], *more, *args[1:]], **options)


def formats():
    """The program's tables of formats: sources, syntaxes and pictures"""
    return json.loads(rhumb("formats", "-f", "json").stdout)


def syntaxes():
    """The syntaxes that the program writes, each with its extension"""
    return {row["name"]: row["extensions"][0]
            for row in formats()["syntaxes"] if row["written"]}


def make(*words, cwd=ROOT, timeout=TIMEOUT, **variables):
    """Run make, as if no make ran this, with more in its environment"""
    environment = {name: value for name, value in os.environ.items()
                   if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")}
    return run(["make", *words], cwd=cwd, timeout=timeout,
               env=dict(environment, **variables))


def shown(data):
    """What a program said, for people: bytes that are no UTF-8 are shown so"""
    return (data or b"").decode("utf-8", "replace")


def told(result):
    """What a finished command said, for the detail of a failure"""
    return f"exit {result.returncode}\n" + shown(result.stderr)


def scratch():
    """A folder that goes away with its context"""
    return tempfile.TemporaryDirectory(prefix="rhumb-test-")


def copy_case(case, work):
    """Copy a case's folder, with a database NAME.sqlite of each NAME.sql, and a
    workbook NAME.xlsx of each NAME.workbook"""
    shutil.copytree(case, work)
    for script in work.glob("*.sql"):
        database = sqlite3.connect(script.with_suffix(".sqlite"))
        database.executescript(script.read_text(encoding="utf-8"))
        database.close()
    for description in work.glob("*.workbook"):
        workbook.write(description.with_suffix(".xlsx"), json.loads(
            description.read_text(encoding="utf-8")))


def read_graph(data, syntax):
    """Parse RDF with rdflib; quads become nodes, so that one comparison of
    graphs also holds blank nodes that named graphs share"""
    if isinstance(data, Path):
        data = data.read_bytes()
    if syntax not in ("nquads", "trig"):
        return rdflib.Graph().parse(data=data, format=syntax)
    dataset = rdflib.ConjunctiveGraph()
    context = dataset.parse(data=data.decode("utf-8"), format=syntax)
    defaults = (None, context.identifier, dataset.default_context.identifier)
    graph = rdflib.Graph()
    for s, p, o, context in dataset.quads():
        name = getattr(context, "identifier", context)
        if name in defaults:
            graph.add((s, p, o))
        else:
            quad = rdflib.BNode()
            for role, term in (("s", s), ("p", p), ("o", o), ("g", name)):
                graph.add((quad, QUAD[role], term))
    return graph


def same_graph(left, right):
    """Equal up to the names of blank nodes"""
    if len(left) != len(right):
        return False
    if set(left) == set(right):
        return True
    return isomorphic(left, right)


def graph_diff(expected, actual):
    """The triples that only one of two graphs has, for people; nothing if
    they are equal up to the names of blank nodes"""
    if same_graph(expected, actual):
        return ""
    lines = []
    for graph in (expected, actual):
        canonical = to_canonical_graph(graph)
        lines.append(sorted(" ".join(term.n3() for term in triple)
                            for triple in canonical))
    return text_diff("\n".join(lines[0]), "\n".join(lines[1])) \
        or "the graphs differ"


def text_diff(expected, actual):
    """A unified diff of two texts; lines left blank at the end do not count"""
    return "\n".join(difflib.unified_diff(expected.rstrip().splitlines(),
                                          actual.rstrip().splitlines(),
                                          "expected", "actual",
                                          lineterm="", n=1))
