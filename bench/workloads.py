# SPDX-License-Identifier: ISC
"""What is measured: a row for each workload, by what makes its data and rules, which
of rhumb's commands are compared, and which floors and rivals (peers.py).
"""

import json
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

import generate
import gtfs
import rules

ROOT = Path(__file__).resolve().parent.parent
OURS = "rhumb"  # What stands for the program that is measured
RESULT = "out.nt"


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
WORKLOADS = (
    Workload("a", "CSV, ten values a row", raw_csv,
             floors=("scan", "scan-distinct", "cp"),
             rivals=(*ENGINES, "duckdb")),
    Workload("b", "GTFS, with joins", timetable, rivals=ENGINES),
    Workload("c", "CSV, nine rows in ten repeated",
             raw(generate.write_csv, "table.csv", "[table.csv~csv]",
                 generate.repeated),
             floors=("scan-rows", "cp"), rivals=(*ENGINES, "duckdb")),
    Workload("d", "JSON, a's rows", raw(generate.write_json, "table.json",
                                        "[table.json~jsonpath, '$[*]']"),
             floors=("tokenise", "cp"), rivals=ENGINES),
    Workload("e", "XML, six values a record", xml, floors=("xmllint", "cp"),
             rivals=ENGINES),
    Workload("typed", "CSV, nine datatypes", typed, ours=both_typed,
             floors=(), base="datatypes not known"),
    Workload("sqlite", "SQLite, a's rows",
             raw(generate.write_sqlite, "table.db",
                 "{access: table.db, type: sqlite, table: record}"),
             floors=("sqlite3", "cp")),
    Workload("postgresql", "PostgreSQL, a's rows", postgresql,
             floors=("psql", "cp"),
             uncounted="a server's answers come in other pieces each time"),
    Workload("g", "a join of two tables", join, rivals=ENGINES),
    Workload("maps", "20 mappings of 5 columns, one file", many_maps,
             rivals=ENGINES),
    Workload("h", "the same triples in each syntax", raw_csv, share=0.1,
             ours=syntaxes, floors=(), base="ntriples",
             rivals=("serdi", "rapper", "riot")),
    *(Workload(f"growth-{share:g}", f"growth: {share:g} times the rows",
               raw_csv, share=share, ours=nowhere, floors=(),
               uncounted="they are those of a")
      for share in (0.1, 1, 5, 10)),
    Workload("map", "a map, a node for a hundred rows", graph, share=0.01,
             ours=draw, floors=("sfdp",), makes_rdf=False),
)


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
    return site, tuple(workload.ours(site) if workload.ours else MAP)


def chosen(keys):
    """The workloads named, or all"""
    unknown = set(keys) - {workload.key for workload in WORKLOADS}
    if unknown:
        sys.exit(f"bench: there is no workload {', '.join(sorted(unknown))}; "
                 f"there are {' '.join(work.key for work in WORKLOADS)}")
    return [workload for workload in WORKLOADS
            if not keys or workload.key in keys]
