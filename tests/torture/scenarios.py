# SPDX-License-Identifier: ISC
"""What is disturbed: a command over each kind of source, rules and output,
all of them small."""

import bz2
import contextlib
import dataclasses
import gzip
import json
import lzma
import shutil
import sqlite3
import tarfile
import zipfile

import workbook
from common import rhumb

OLD = b"what was there before\n"

RULES = """\
prefixes:
  ex: http://example.org/
mappings:
  actor:
    sources:
      - [actors.csv~csv]
    s: ex:actor/$(id)
    po:
      - [ex:name, $(name)]
      - [ex:with, ex:actor/$(with)~iri]
views:
  actors:
    title: Actors
    label: [ex:name]
    edges: [{property: ex:with, label: with}]
"""

ROWS = (("1", "One", "2"), ("2", "Two", "3"), ("3", "Three", "1"))
COLUMNS = ("id", "name", "with")

# Its last line has no end
BEFORE = b"<http://example.org/a> <http://example.org/b> <http://example.org/c> ."

TERMS = """\
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix ex: <http://example.org/> .
<http://example.org/terms> a owl:Ontology ; owl:imports <http://example.org/more> .
ex:name a owl:DatatypeProperty ; rdfs:label "name" .
"""

MORE = """\
@prefix owl: <http://www.w3.org/2002/07/owl#> .
<http://example.org/more> a owl:Ontology .
<http://example.org/with> a owl:ObjectProperty .
"""

CATALOG = """\
<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
  <uri name="http://example.org/terms" uri="terms.ttl"/>
  <uri name="http://example.org/more" uri="more.rdf.gz"/>
</catalog>
"""

SHIPPED = """\
ontology:
  iri: http://example.org/data
  imports: [http://example.org/terms]
  catalog: catalog.xml
  shapes: more.ttl
""" + RULES

PACKED = """\
targets:
  gz: {access: p.nq.gz, serialization: nquads, compression: gzip}
  bz2: {access: p.nq.bz2, serialization: nquads, compression: bzip2}
  xz: {access: p.nq.xz, serialization: nquads, compression: xz}
  zip: {access: p.ttl.zip, serialization: turtle, compression: zip}
""" + RULES.replace("[ex:name, $(name)]", """\
p: ex:name
        o: {value: $(name), targets: [gz, bz2, xz, zip]}""")

TARRED = """\
targets:
  gz: {access: t.nq.tar.gz}
  wide: {access: w.nt, encoding: utf-16}
""" + RULES.replace("[ex:name, $(name)]", """\
p: ex:name
        o: {value: $(name), targets: [gz, wide]}""")

BEHIND = """\
targets:
  plain: {access: behind.nt, mode: append}
  gz: {access: behind.nt.gz, mode: append}
""" + RULES.replace("[ex:name, $(name)]", """\
p: ex:name
        o: {value: $(name), targets: [plain, gz]}""")

TARGETS = """\
targets:
  names: [names.nt~void, ntriples]
""" + RULES.replace("[ex:name, $(name)]", """\
p: ex:name
        o: {value: $(name), targets: [names]}""")

# A node of each row's own, which Turtle nests
NESTED = RULES.replace("views:", """\
  note:
    sources:
      - [actors.csv~csv]
    s: null
    po:
      - [ex:of, $(name)]
views:""").replace("[ex:name, $(name)]", "{p: ex:note, o: {mapping: note}}")

# A list a row, in graphs and targets, and one that all rows go on with
GATHERED = TARGETS.replace("po:", """graphs: [ex:one, ex:two]
    po:
      - [ex:list, {gather: [$(name), {gather: [$(id), $(with)], as: bag}]}]
      - [ex:all, {gather: [$(name)], value: ex:all, targets: [names]}]""")

JOIN = """\
prefixes:
  ex: http://example.org/
  grel: http://users.ugent.be/~bjdmeest/function/grel.ttl#
mappings:
  one:
    sources: [[actors.csv~csv]]
    s: ex:actor/$(id)
    graphs: ex:graph
    po:
      - p: ex:with
        o:
          mapping: other
          condition:
            function: equal
            parameters: [[str1, $(with), s], [str2, $(id), o]]
      - p: ex:upper
        o: {function: "grel:toUpperCase(grel:valueParameter = $(name))"}
  other:
    sources: [[actors.json~jsonpath, '$[*]']]
    s: ex:other/$(id)
"""

LEVELS = """\
prefixes:
  ex: http://example.org/
sources:
  all: {access: actors.json, referenceFormulation: jsonpath, iterator: {list: $, actor: '$[*]'}}
  names: {access: actors.csv, referenceFormulation: csv, fields: [id, name]}
  joined:
    access: actors.xml
    referenceFormulation: xpath
    iterator: /r/actor
    fields: {id: $(id), with: $(with)}
    joins:
      - source: names
        fields: {other: $(name)}
        condition: {function: equal, parameters: [[str1, $(with), s], [str2, $(id), o]]}
mappings:
  one:
    sources: all
    s: ex:actor/$(actor.id)
    po:
      - [ex:at, $(actor.#)]
  two:
    sources: joined
    s: ex:actor/$(id)
    po:
      - [ex:other, $(other)]
"""

VIEWS = """\
prefixes:
  ex: http://example.org/
views:
  others:
    title: Others
    layout: neato
"""


# A table in the rules, one of a file, and files that functions read
TABLES = """\
prefixes:
  ex: http://example.org/
  idlab-fn: https://w3id.org/imec/idlab/function#
tables:
  word: {"1": ex:One, "2": [ex:Two, two], "*": other}
  name: {file: actors.csv, key: id, value: name}
mappings:
  actor:
    sources: [[actors.csv~csv]]
    s: ex:actor/$(with => name => lower)
    po:
      - [ex:word, $(id => word)]
      - p: ex:looked
        o:
          function: idlab-fn:lookup
          parameters: [[str, $(id)], [inputFile, actors.csv], [fromColumn, 0], [toColumn, 1]]
      - p: ex:all
        o: {function: idlab-fn:readFile, parameters: [[path, actors.csv]]}
"""

# Who says what of a triple, who quotes another, with a join and without
SAID = """\
prefixes:
  ex: http://example.org/
mappings:
  actor:
    sources: [[actors.csv~csv]]
    s: ex:actor/$(id)
    po:
      - p: ex:name
        o: $(name)
        annotations:
          - {p: ex:with, o: $(with), reifier: ex:claim/$(id), annotations: [[ex:by, $(name)]]}
  whole:
    sources: [[actors.csv~csv]]
    s: ex:actor/$(id)
    po: [[ex:with, $(with)]]
  other:
    sources: [[actors.json~jsonpath, '$[*]']]
    s: ex:other/$(id)
    po:
      - p: ex:doubts
        o:
          quoted: whole
          condition: {function: equal, parameters: [[str1, $(with), s], [str2, $(id), o]]}
  same:
    sources: [[actors.csv~csv]]
    s: {quoted: whole}
    po: [[ex:by, $(name)]]
"""

CELLS = """\
prefixes:
  ex: http://example.org/
sources:
  cells:
    access: cells.csv
    fields:
      id: $(id)
      json: {value: $(json), fields: {in: {referenceFormulation: jsonpath, iterator: '$[*]', fields: [n]}}}
mappings:
  cell:
    sources: cells
    s: ex:$(id)
    po: [[ex:n, $(json.in.n)], [ex:at, $(json.in.#)]]
"""


def of(source):
    """The rules for another source"""
    return RULES.replace("[actors.csv~csv]", source)


@dataclasses.dataclass(frozen=True)
class Scenario:
    """A run: its rules, its command, which outputs there are before, and the
    calls that go wrong in each of its runs, as disturb.c has them"""
    name: str
    rules: str
    command: str
    old: tuple = ()
    stdin: str = ""
    is_piped: bool = False  # That comes through a pipe
    always: str = ""
    grows: bool = False  # Its outputs have what they had, and more


NT = "rdf rules.yml -f nt -o out.nt"

SCENARIOS = (
    Scenario("version", RULES, "--version"),
    Scenario("csv", RULES, NT, old=("out.nt",)),
    Scenario("skip", RULES.replace("ex:actor/$(with)", "$(with)"),
             NT + " --on-error skip", old=("out.nt",)),
    Scenario("long", of("[long.csv~csv]"), NT),
    Scenario("printed", RULES, "rdf rules.yml -f nt"),
    Scenario("nameless", RULES, "rdf rules.yml -f nt",
             always="openat@/temporary:1:95"),
    Scenario("stdin", of("['-~csv']"), NT, stdin="actors.csv"),
    Scenario("piped", of("['-~csv']"), NT + " --memory 16M", stdin="actors.csv",
             is_piped=True),
    Scenario("rules-stdin", RULES, "rdf - -f nt -o out.nt", stdin="rules.yml"),
    Scenario("turtle", RULES, "rdf rules.yml -o out.ttl", old=("out.ttl",)),
    Scenario("rdfxml", RULES, "rdf rules.yml -f rdfxml -o out.rdf"),
    Scenario("rdfjson", RULES, "rdf rules.yml -o out.rj"),
    Scenario("jsonld", RULES, "rdf rules.yml -o out.json", old=("out.json",)),
    Scenario("trig", NESTED, "rdf rules.yml -o out.trig"),
    Scenario("raptor", NESTED, "rdf rules.yml --writer raptor -o out.ttl"),
    Scenario("packed", RULES, "rdf rules.yml -o out.ttl.gz",
             old=("out.ttl.gz",)),
    Scenario("packed-printed", RULES, "rdf rules.yml --compress xz"),
    Scenario("json", of("[actors.json~jsonpath, '$[*]']"), NT),
    Scenario("jsonl", of("[actors.jsonl~jsonl]"), NT),
    Scenario("dialect", of("{access: notes.csv, referenceFormulation: csv, comment: '#', "
                           "ragged: true, header: [id, name, with]}"), NT),
    Scenario("lines", of("{access: actors.csv, referenceFormulation: lines, pattern: "
                         "'^(?<id>[^,]*),(?<name>[^,]*),(?<with>.*)$'}"), NT),
    Scenario("regex", of(
        "[actors.json~jsonpath, '$[?match(@.name, \"T.*\")]']"), NT),
    Scenario("xml", of("[actors.xml~xpath, /r/actor]"), NT),
    Scenario("xml-tree", of("[actors.xml~xpath, /r/actor]")
             .replace("$(name)", "$(string(name))"), NT),
    Scenario("xml-whole", of("[actors.xml~xpath, '//actor[name]']"), NT),
    Scenario("xlsx", of("[actors.xlsx~xlsx, Actors]"), NT),
    Scenario("sqlite", RULES.replace("[actors.csv~csv]", """access: jdbc:sqlite:a.db
        type: sqlite
        query: SELECT id, name, "with" FROM actors"""), NT),
    Scenario("gzip", of("[actors.csv.gz~csv]"), NT),
    Scenario("bzip2", of("[actors.csv.bz2~csv]"), NT),
    Scenario("xz", of("[actors.csv.xz~csv]"), NT),
    Scenario("zip", of("[actors.csv.zip~csv]"), NT),
    Scenario("tar", of("[table.tar.gz~csv]"), NT),
    Scenario("files", of("{access: 'actors.csv*', referenceFormulation: csv}")
             .replace("$(name)", "$(_stem)"), NT),
    Scenario("newest", of("{access: actors.csv, referenceFormulation: csv, "
                          "newest: {by: $(name), of: $(id)}}"), NT),
    Scenario("latin1", of("{access: latin.csv, referenceFormulation: csv, "
                          "encoding: windows-1252}"), NT),
    Scenario("utf-16", of("{access: wide.csv, referenceFormulation: csv, "
                          "encoding: utf-16}"), NT),
    Scenario("join", JOIN, "rdf rules.yml -f nquads -o out.nq",
             old=("out.nq",)),
    Scenario("levels", LEVELS, NT),
    Scenario("cells", CELLS, NT),
    Scenario("tables", TABLES, NT, old=("out.nt",)),
    Scenario("said", SAID, "rdf rules.yml -o out.trig", old=("out.trig",)),
    Scenario("said-as-statements", SAID, NT + " --rdf 1.1"),
    Scenario("gathered", GATHERED, "rdf rules.yml -o out.trig",
             old=("names.nt",)),
    Scenario("targets", TARGETS, NT, old=("names.nt",)),
    Scenario("behind", BEHIND, NT, grows=True),
    Scenario("tarred-targets", TARRED, NT, old=("w.nt",)),
    Scenario("packed-targets", PACKED, NT, old=("p.nq.xz",)),
    Scenario("rml", RULES, "rdf rules.ttl -f nt -o out.nt"),
    Scenario("imports", SHIPPED, "rdf rules.yml -o out.ttl"),
    Scenario("second-names", RULES, "export rules.yml -d all -f "
             "ntriples,turtle,rdfxml", old=("all/rules.nt", "all/rules.ttl"),
             always="link:1+:1"),
    Scenario("export-rdf", RULES, "export rules.yml -d all -f "
             "ntriples,turtle,rdfxml", old=("all/rules.nt", "all/rules.ttl")),
    Scenario("folders", RULES, "export rules.yml -d new/deep -f ntriples"),
    Scenario("check", RULES.replace("ex:name", "ex:nam e"),
             "check rules.yml -f json"),
    Scenario("check-data", RULES, "check rules.yml --data"),
    Scenario("check-levels", LEVELS, "check rules.yml --data"),
    Scenario("check-tables", TABLES, "check rules.yml --data"),
    Scenario("check-ontology", SHIPPED,
             "check rules.yml --ontology more.rdf.gz"),
    Scenario("check-undeclared", SHIPPED.replace("[ex:name,", "[ex:$(id),"),
             "check rules.yml --data"),
    Scenario("translate", RULES, "translate rules.yml -o out.ttl",
             old=("out.ttl",)),
    Scenario("translate-levels", LEVELS, "translate rules.yml -o out.ttl"),
    Scenario("translate-tables", TABLES.replace(" => lower", ""),
             "translate rules.yml -o out.ttl"),
    Scenario("translate-said", SAID.replace("name)\n        annot", "name)\n        reifier: ex:$(id)\n        annot"),
             "translate rules.yml -o out.ttl"),
    Scenario("rml-levels", LEVELS, "rdf levels.ttl -f nt -o out.nt"),
    Scenario("classic", RULES, "translate rules.ttl --classic"),
    Scenario("explain", SAID, "rdf rules.yml --explain -o out.txt"),
    Scenario("explain-levels", LEVELS,
             "rdf rules.yml --explain -f json -o out.json"),
    Scenario("formats", RULES, "formats -f json"),
    Scenario("functions", RULES, "functions grel:toUpperCase"),
    Scenario("schema", RULES, "schema -o out.json"),
    Scenario("draw-turtle", RULES, "draw --rdf data.ttl -f dot -o out.dot"),
    Scenario("draw-rdfxml", RULES, "draw --rdf data.rdf views.yml "
             "--view others -f svg -o out.svg"),
    Scenario("draw-html", RULES, "draw rules.yml -f html -o out.html",
             old=("out.html",)),
    Scenario("draw-png", RULES, "draw rules.yml -f png -o out.png"),
    Scenario("draw-pdf", RULES, "draw rules.yml -f pdf -o out.pdf"),
    Scenario("export", SHIPPED, "export rules.yml -d new/deep -f turtle,svg"),
)


def write_tables(folder):
    """The table, in all forms"""
    lines = [",".join(row) for row in (COLUMNS, *ROWS)]
    table = "".join(line + "\n" for line in lines).encode()
    (folder / "actors.csv").write_bytes(table)
    with tarfile.open(folder / "table.tar.gz", "w:gz") as archive:
        archive.add(folder / "actors.csv", "actors.csv")
    (folder / "cells.csv").write_text('id,json\n1,"[{""n"": 1}, {""n"": ""x""}]"\n2,[]\n')
    (folder / "latin.csv").write_bytes(table.replace(b"One", b"\xc9n"))
    (folder / "wide.csv").write_bytes(table.decode().encode("utf-16"))
    (folder / "notes.csv").write_bytes(b"# no header\n" + table.split(b"\n", 1)[1])
    objects = [dict(zip(COLUMNS, row)) for row in ROWS]
    (folder / "actors.json").write_text(json.dumps(objects))
    (folder / "actors.jsonl").write_text(
        "".join(json.dumps(item) + "\n" for item in objects))
    (folder / "actors.xml").write_text("<r>" + "".join(
        "<actor>" + "".join(f"<{name}>{value}</{name}>"
                            for name, value in item.items()) + "</actor>"
        for item in objects) + "</r>")
    for end, pack in (("gz", gzip), ("bz2", bz2), ("xz", lzma)):
        (folder / f"actors.csv.{end}").write_bytes(pack.compress(table))
    with zipfile.ZipFile(folder / "actors.csv.zip", "w") as file:
        file.writestr("actors.csv", table)
    workbook.write(folder / "actors.xlsx",
                   {"Notes": [], "Actors": [list(COLUMNS), *map(list, ROWS)]})
    with contextlib.closing(sqlite3.connect(folder / "a.db")) as database:
        database.execute('CREATE TABLE actors (id TEXT, name TEXT, "with" TEXT)')
        database.executemany("INSERT INTO actors VALUES (?, ?, ?)", ROWS)
        database.commit()


def write_all(folder):
    """All that the scenarios read"""
    folder.mkdir()
    write_tables(folder)
    (folder / "terms.ttl").write_text(TERMS)
    (folder / "catalog.xml").write_text(CATALOG)
    (folder / "views.yml").write_text(VIEWS)
    (folder / "rules.yml").write_text(RULES)
    (folder / "levels.yml").write_text(LEVELS)
    (folder / "more.ttl").write_text(MORE)
    for words in ("rdf rules.yml -f ntriples -o data.ttl",
                  "rdf rules.yml -f rdfxml -o data.rdf",
                  "translate rules.yml -o rules.ttl", "translate levels.yml -o levels.ttl"):
        result = rhumb(*words.split(), cwd=folder)
        if result.returncode:
            raise RuntimeError(result.stderr.decode())
    (folder / "behind.nt").write_bytes(BEFORE)
    (folder / "behind.nt.gz").write_bytes(gzip.compress(BEFORE, mtime=0))
    (folder / "more.rdf.gz").write_bytes(gzip.compress(MORE.encode()))


def prepare(folder, scenario, template):
    """What a run of a scenario finds"""
    shutil.copytree(template, folder)
    (folder / "rules.yml").write_text(scenario.rules, encoding="utf-8")
    if "long.csv" in scenario.rules:  # Read and written in several goes
        rows = (f"{number},{'Name ' * 16},1\n" for number in range(4000))
        (folder / "long.csv").write_text("id,name,with\n" + "".join(rows))
    for name in scenario.old:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(OLD)
