# SPDX-License-Identifier: ISC
"""What is measured: a row for each workload, by what makes its data and rules, which
of rhumb's commands are compared, and which floors and rivals (peers.py).
"""

import json
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Callable, NamedTuple

import generate
import gtfs
import rules

ROOT = Path(__file__).resolve().parent.parent
OURS = "rhumb"  # What stands for the program that is measured
RESULT = "out.nt"
JOBS = (1, 2)   # Threads that rhumb is given; the first is what is held against


class Absent(Exception):
    """Something that a workload or a rival needs is not there"""


@dataclass(frozen=True)
class Program:
    """A command that is measured"""

    name: str
    words: tuple
    output: str = ""    # The file that it makes
    prints: bool = False  # into which goes what it prints
    role: str = "ours"  # or floor, or rival
    of: str = ""        # Rivals are held against ours of the same
    may_refuse: bool = False  # With exit code 2: not every syntax knows --writer
    jobs: int = 0       # Threads, of ours that make RDF
    version: str = ""   # Of a rival, as it says it itself

    @property
    def label(self):
        """Its name, with the threads that it is given"""
        return f"{self.name} -j{self.jobs}" if self.jobs else self.name

    def command(self, build):
        """The words that run it, `build` being ours; a build that knows of no
        threads is not told how many"""
        words = [build if word == OURS else word for word in self.words]
        return [*words, "-j", str(self.jobs)] \
            if self.jobs and knows_jobs(build) else words


class Goal(NamedTuple):
    """What is to be reached at GOAL_ROWS; None where nothing is asked"""

    cpu: float            # Seconds of the processor, of one thread
    wall: float = None    # Seconds, of two threads on two cores
    memory: float = None  # MiB, of either


@dataclass
class Site:
    """A folder in which one workload is measured"""

    folder: Path
    rows: int
    program: Path
    stack: ExitStack      # What is to be ended behind it, such as a server
    database: str = ""    # The address of one
    syntaxes: list = field(default_factory=list)

    def write(self, name, text):
        """Write a file"""
        (self.folder / name).write_text(text, encoding="utf-8")


@dataclass(frozen=True)
class Workload:
    """A row of the table"""

    key: str
    title: str
    prepare: Callable      # Writes into a site
    share: float = 1       # Rows, of those asked for
    ours: Callable = None  # The programs of a site, where they are not MAP
    floors: tuple = ("cp",)
    rivals: tuple = ()
    base: str = ""         # Of ours, that the others are held against
    makes_rdf: bool = True
    uncounted: str = ""    # Why its instructions are not counted, if not
    goal: Goal = None


MAP = (Program("rhumb", (OURS, "rdf", "rules.yml", "-o", RESULT), RESULT),)


def raw(write, name, source, rows=generate.distinct):
    """One table, a triple for each value of it"""
    def prepare(site):
        write(site.folder / name, generate.TABLE, rows(site.rows))
        site.write("rules.yml", rules.rules(
            [rules.columns(source, generate.VALUES)]))
    return prepare


raw_csv = raw(generate.write_csv, "table.csv", "[table.csv~csv]")


def xml(site):
    """Records of six values"""
    names = ["id", *generate.VALUES[:6]]
    generate.write_xml(site.folder / "table.xml", names,
                       (cells[:7] for cells in generate.distinct(site.rows)))
    site.write("rules.yml", rules.rules([rules.columns(
        "[table.xml~xpath, /records/record]", names[1:],
        subject="http://ex.com/table/$(@id)")]))


def timetable(site):
    """A timetable as GTFS has it"""
    gtfs.write_tables(site.folder, site.rows)
    site.write("rules.yml", gtfs.text())


def typed(site):
    """Values of nine datatypes; unchecked.yml names some that are as long and
    that nobody knows"""
    generate.write_csv(site.folder / "table.csv", ["id", *generate.TYPES],
                       generate.typed(site.rows))
    for name, space in (("rules", "XMLSchema"), ("unchecked", "XmlSchema")):
        site.write(f"{name}.yml", rules.rules([rules.mapping(
            "record", "[table.csv~csv]", "http://ex.com/table/$(id)",
            [rules.pair(f"http://ex.com/{kind}", f"$({kind})",
                        f"'http://www.w3.org/2001/{space}#{kind}'")
             for kind in generate.TYPES])]))


def both_typed(_):
    """With datatypes that are known, and with others"""
    return (Program("datatypes not known",
                    (OURS, "rdf", "unchecked.yml", "-o", RESULT), RESULT),
            Program("datatypes of XSD", MAP[0].words, RESULT))


def postgresql(site):
    """The table in a server of its own"""
    for folder in ("tests", "tests/conformance"):
        sys.path.append(str(ROOT / folder))
    try:
        import servers  # pylint: disable=import-outside-toplevel
        server = site.stack.enter_context(servers.PostgreSQL())
    except ImportError as error:
        raise Absent(f"the tests' servers need {error.name}: "
                     "make deps-test") from error
    except (RuntimeError, OSError, servers.Missing) as error:
        raise Absent(str(error)) from error
    site.database = f"postgresql://postgres@127.0.0.1:{server.port}/postgres"
    raw_csv(site)
    names = ", ".join(f"{name} text" for name in generate.TABLE)
    servers.must([*server.client(), "-c", f"CREATE TABLE record ({names})",
                  "-c", "\\copy record FROM 'table.csv' CSV HEADER"],
                 cwd=site.folder)
    site.write("rules.yml", rules.rules([rules.columns(
        f"{{access: '{site.database}', table: record}}", generate.VALUES)]))


def join(site):
    """Two tables of five values each, and a triple from each row of one to a row
    of the other"""
    values = generate.VALUES[:5]
    generate.write_csv(site.folder / "child.csv", ["id", "key", *values],
                       generate.linked(site.rows))
    generate.write_csv(site.folder / "parent.csv", ["id", *values],
                       (cells[:6] for cells in generate.distinct(site.rows)))
    child = [rules.pair(f"http://ex.com/{name}", f"$({name})")
             for name in values]
    child.append(rules.link("http://ex.com/of", "parent", "key", "id"))
    site.write("rules.yml", rules.rules([
        rules.mapping("child", "[child.csv~csv]", "http://ex.com/child/$(id)",
                      child),
        rules.columns("[parent.csv~csv]", values, "parent",
                      "http://ex.com/parent/$(id)")]))


def many_maps(site):
    """Twenty mappings of five columns each, of one file of a tenth of the rows"""
    rows = max(1, site.rows // 10)
    generate.write_csv(site.folder / "table.csv", generate.TABLE,
                       generate.distinct(rows))
    site.write("rules.yml", rules.rules(
        rules.columns("[table.csv~csv]", generate.VALUES[number % 2::2],
                      f"map{number}", f"http://ex.com/{number}/$(id)")
        for number in range(20)))


def syntaxes(site):
    """The same triples in each syntax that the program writes, by its own writer
    and through Raptor"""
    for syntax in site.syntaxes:
        name, output = syntax["name"], "out." + syntax["extensions"][0]
        words = (OURS, "rdf", "rules.yml", "-f", name, "-o", output)
        yield Program(name, words, output, of=name)
        yield Program(f"{name}, through Raptor", (*words, "--writer", "raptor"),
                      output, of=name, may_refuse=True)


def graph(site):
    """A graph of a hundredth of the rows' nodes"""
    generate.write_graph(site.rows, site.folder / "nodes.nt",
                         site.folder / "nodes.dot")
    site.write("view.yml", rules.VIEW)


def draw(_):
    """A map of the whole graph"""
    return (Program("rhumb", (OURS, "draw", "--rdf", "nodes.nt", "view.yml",
                              "-o", "map.svg"), "map.svg"),)


def nowhere(_):
    """N-Triples that are kept nowhere"""
    return (Program("rhumb", (OURS, "rdf", "rules.yml", "-f", "ntriples")),)


ENGINES = ("flexrml", "morph-kgc")
GOAL_ROWS = 1_000_000
LONG = 30   # Seconds; what takes more is not run again
GROWTH = (0.001, 0.01, 0.1, 1, 5, 10)  # Of the rows
WORKLOADS = (
    Workload("a", "CSV, ten values a row", raw_csv,
             floors=("scan", "scan-distinct", "cp"),
             rivals=(*ENGINES, "duckdb"), goal=Goal(1.3, 0.8, 120)),
    Workload("b", "GTFS, with joins", timetable, rivals=ENGINES,
             goal=Goal(1.5, 0.9, 150)),
    Workload("c", "CSV, nine rows in ten repeated",
             raw(generate.write_csv, "table.csv", "[table.csv~csv]",
                 generate.repeated),
             floors=("scan-rows", "cp"), rivals=(*ENGINES, "duckdb"),
             goal=Goal(0.5, 0.3, 40)),
    Workload("d", "JSON, a's rows", raw(generate.write_json, "table.json",
                                        "[table.json~jsonpath, '$[*]']"),
             floors=("tokenise", "cp"), rivals=ENGINES,
             goal=Goal(1.6, 1.0, 120)),
    Workload("e", "XML, six values a record", xml, floors=("xmllint", "cp"),
             rivals=ENGINES, goal=Goal(2.5, memory=120)),
    Workload("typed", "CSV, nine datatypes", typed, ours=both_typed,
             floors=(), base="datatypes not known"),
    Workload("sqlite", "SQLite, a's rows",
             raw(generate.write_sqlite, "table.db",
                 "{access: table.db, type: sqlite, table: record}"),
             floors=("sqlite3", "cp"), goal=Goal(2.5, memory=120)),
    Workload("postgresql", "PostgreSQL, a's rows", postgresql,
             floors=("psql", "cp"), goal=Goal(2.5, memory=120),
             uncounted="a server's answers come in other pieces each time"),
    Workload("g", "a join of two tables", join, rivals=ENGINES,
             goal=Goal(2.5, memory=300)),
    Workload("maps", "20 mappings of 5 columns, one file", many_maps,
             rivals=ENGINES, goal=Goal(1.8, memory=150)),
    Workload("h", "the same triples in each syntax", raw_csv, share=0.1,
             ours=syntaxes, floors=(), base="ntriples",
             rivals=("serdi", "rapper", "riot")),
    *(Workload(f"growth-{share:g}", f"growth: {share:g} times the rows",
               raw_csv, share=share, ours=nowhere, floors=(),
               uncounted="they are those of a",
               goal=Goal(1.5 * share) if share >= 0.1 else None)
      for share in GROWTH),
    Workload("map", "a map, a node for a hundred rows", graph, share=0.01,
             ours=draw, floors=("sfdp",), makes_rdf=False),
)


@cache
def knows_jobs(build):
    """Whether a build can be told how many threads it may use"""
    said = subprocess.run([build, "rdf", "--help"], check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return b"--jobs" in said.stdout


def written(program):
    """The syntaxes that a build writes, as it tells them"""
    said = subprocess.run([program, "formats", "-f", "json"], check=True,
                          stdout=subprocess.PIPE).stdout
    return [syntax for syntax in json.loads(said)["syntaxes"]
            if syntax["written"]]


def prepare(workload, folder, rows, program, stack):
    """Make the data and rules of a workload; return its site and our programs"""
    folder.mkdir(parents=True)
    site = Site(folder, max(1, round(rows * workload.share)), program, stack,
                syntaxes=written(program))
    workload.prepare(site)
    ours = workload.ours(site) if workload.ours else MAP
    return site, tuple(replace(one, jobs=jobs) for one in ours
                       for jobs in (JOBS if workload.makes_rdf else (0,)))


def chosen(keys):
    """The workloads named, or all"""
    unknown = set(keys) - {workload.key for workload in WORKLOADS}
    if unknown:
        sys.exit(f"bench: there is no workload {', '.join(sorted(unknown))}; "
                 f"there are {' '.join(work.key for work in WORKLOADS)}")
    return [workload for workload in WORKLOADS
            if not keys or workload.key in keys]
