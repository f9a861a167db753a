# SPDX-License-Identifier: ISC
"""What the parts that try real stores share: the outputs that are loaded, a
store as a server, and that what a store holds is what rhumb wrote, lexical forms
included."""

import json
import subprocess
import sys
import urllib.error
import urllib.request
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import rdflib

ROOT = Path(__file__).resolve().parent.parent.parent
for room in ("tests", "tests/conformance", "tests/hostile"):
    sys.path.insert(0, str(ROOT / room))

import servers  # noqa: E402 pylint: disable=wrong-import-position
import values  # noqa: E402 pylint: disable=wrong-import-position
from common import (Checks, QUAD, formats, read_graph,  # noqa: E402
                    rhumb, scratch, told)  # pylint: disable=wrong-import-position

INSTALLED = ROOT / "build" / "world"

# Lexical forms that no canonical one is, language tags, blank nodes
FORMS = """\
prefixes: {ex: "http://example.org/"}
mappings:
  form:
    sources: [[forms.csv~csv]]
    s: ex:form/$(id)
    %s
    po:
      - [ex:integer, $(integer), xsd:integer]
      - [ex:decimal, $(decimal), xsd:decimal]
      - [ex:double, $(double), xsd:double]
      - [ex:boolean, $(boolean), xsd:boolean]
      - [ex:date, $(date), xsd:date]
      - [ex:instant, $(instant), xsd:dateTime]
      - [ex:text, $(text), en-GB~lang]
      - [ex:text, $(text), zh-Hant-TW~lang]
      - p: ex:near
        o: {value: b$(id), type: blank}
  blank:
    sources: [[forms.csv~csv]]
    s: {value: b$(id), type: blank}
    %s
    po: [[ex:text, $(text)]]
"""
ROWS = ["id,integer,decimal,double,boolean,date,instant,text",
        '1,007,+1.50,1e0,1,2025-05-28Z,2025-05-28T09:30:00.250+02:00," a\tb ""c"" "',
        "2,-0,.5,INF,false,-0044-03-15,2025-05-28T24:00:00,\U0001F600 \u202e",
        "3,+00012,1.,-1.0E-07,true,2025-05-28+14:00,2025-05-28T00:00:00Z,\\u0041\\"]
GRAPH = "graphs: ex:graph/$(id)"


def written(folder):
    """What is loaded: a name, the rules, and whether they name graphs"""
    (folder / "data.json").write_bytes(values.as_json(values.TEXT))
    (folder / "hostile.yml").write_text(values.RULES % values.JSON_SOURCE,
                                        encoding="utf-8")
    (folder / "forms.csv").write_text("\n".join(ROWS) + "\n", encoding="utf-8")
    (folder / "forms.yml").write_text(FORMS % ("", ""), encoding="utf-8")
    (folder / "graphs.yml").write_text(FORMS % (GRAPH, GRAPH),
                                       encoding="utf-8")
    return [("example", ROOT / "mappings" / "attribution.yml", False),
            ("hostile", folder / "hostile.yml", False),
            ("forms", folder / "forms.yml", False),
            ("graphs", folder / "graphs.yml", True)]


def term(told_of):
    """A term of SPARQL's results in JSON"""
    if told_of["type"] == "uri":
        return rdflib.URIRef(told_of["value"])
    if told_of["type"] == "bnode":
        return rdflib.BNode(told_of["value"])
    return rdflib.Literal(told_of["value"], lang=told_of.get("xml:lang"),
                          datatype=told_of.get("datatype"))


def plain(graph):
    """The graph; since RDF 1.1 a plain literal is an xsd:string"""
    result = rdflib.Graph()
    for triple in graph:
        result.add(tuple(
            rdflib.Literal(str(node)) if isinstance(node, rdflib.Literal)
            and node.datatype == rdflib.XSD.string else node
            for node in triple))
    return result


def held(rows):
    """The graph of a result; quads become nodes, as in common.read_graph"""
    graph = rdflib.Graph()
    for row in rows:
        terms = {name: term(told_of) for name, told_of in row.items()}
        if "g" not in terms:
            graph.add((terms["s"], terms["p"], terms["o"]))
            continue
        quad = rdflib.BNode()
        for role, node in terms.items():
            graph.add((quad, QUAD[role], node))
    return plain(graph)


ALL = {False: "SELECT ?s ?p ?o { ?s ?p ?o }",
       True: "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }"}


def instant(text):
    """The value of an xsd:dateTime"""
    day = timedelta(days="T24:" in text)
    return datetime.fromisoformat(text.replace("T24:", "T00:")) + day


VALUES = {rdflib.XSD.integer: Decimal, rdflib.XSD.decimal: Decimal,
          rdflib.XSD.double: float, rdflib.XSD.dateTime: instant,
          rdflib.XSD.boolean: lambda text: text in ("1", "true")}


def value(literal):
    """What it is, whichever way it is written"""
    found = VALUES[literal.datatype](str(literal))
    return str(found.normalize() + 0) if isinstance(found, Decimal) else found


def by_value(graph):
    """The graph with the values of its literals, and languages in lower case,
    for a store that keeps no lexical forms"""
    def kept(node):
        if getattr(node, "datatype", None) in VALUES:
            return rdflib.Literal(f"{value(node)} of {node.datatype}")
        if getattr(node, "language", None):
            return rdflib.Literal(str(node), lang=node.language.lower())
        return node

    result = rdflib.Graph()
    for triple in graph:
        result.add(tuple(kept(node) for node in triple))
    return result


class Refused(Exception):
    """A store does not take what it was sent"""


class Store:
    """What holds statements. `refuses` has, for a syntax or a file, the reason
    why it does not take it, by itself; `loses`, why what it takes is not the
    same: how many statements there are must be right all the same"""

    refuses = {}
    loses = {}

    @staticmethod
    def compared(graph):
        """What of a graph the store promises to keep"""
        return graph

    def select(self, query):
        """The rows of a query"""
        raise NotImplementedError

    def load(self, path, row, graphs):
        """Have what a file holds, and nothing else; row is the syntax's"""
        raise NotImplementedError


class Served(servers.Server, Store):
    """A store that is asked over HTTP"""

    users = ()
    query_path = "/sparql"
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def ask(self, method, path, data=None, **headers):
        """Send a request; return what comes, or raise Refused"""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", data, method=method,
            headers={name.replace("_", "-"): text
                     for name, text in headers.items()})
        try:
            with self.opener.open(request, timeout=120) as answer:
                return answer.read()
        except urllib.error.HTTPError as error:
            raise Refused(f"{error.code} {error.read()[:400]!r}") from error
        except urllib.error.URLError as error:
            if isinstance(error.reason, ConnectionError):
                raise Refused(error) from error
            raise

    def answers(self):
        try:
            self.select("ASK {}")
            return True
        except (OSError, Refused):
            return False

    def prepare(self):
        """Nothing is made before it starts"""

    def select(self, query):
        said = json.loads(self.ask(
            "POST", self.query_path, query.encode(),
            Content_Type="application/sparql-query",
            Accept="application/sparql-results+json"))
        return said.get("results", {}).get("bindings")


class Embedded(Store):
    """A store in a Java program beside the part's run.py, Hold.java, which
    answers each line with one"""

    name = ""

    def __enter__(self):
        self.process = subprocess.Popen(
            [servers.program("java"), "-Xmx1g", "-Xss16m",
             "-Dfile.encoding=UTF-8", "-cp",
             f"{INSTALLED}/{self.name}/*",
             ROOT / "tests" / "world" / self.name / "Hold.java"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True, encoding="utf-8")
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.stdout.close()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def say(self, *words):
        """Have a line answered; what is not understood may stand before it"""
        self.process.stdin.write("\t".join(words) + "\n")
        self.process.stdin.flush()
        for line in self.process.stdout:
            if line.startswith(("ok", "no")):
                break
        else:
            raise RuntimeError(f"{self.name} has ended")
        if line.startswith("no"):
            raise Refused(line[3:400])
        return line[3:]

    def select(self, query):
        return json.loads(self.say("select", query))["results"]["bindings"]

    def load(self, path, row, graphs):
        self.say("load", row["media_types"][0], str(path))


def check_loaded(checks, store, path, row, graphs, expected):
    """One file: taken, as many statements as it has, and the same"""
    what = path.name
    reason = store.refuses.get(row["name"]) or store.refuses.get(path.name)
    try:
        store.load(path, row, graphs)
    except Refused as error:
        checks.check(reason, f"takes {what}", error)
        return
    if not checks.check(not reason, f"{what}: it takes it, yet it is said"
                        " not to", reason):
        return
    rows = store.select(ALL[graphs])
    checks.check(len({json.dumps(r, sort_keys=True) for r in rows}) == expected[0],
                 f"{what}: {expected[0]} statements", len(rows))
    if not store.loses.get(row["name"], store.loses.get(what)):
        checks.same_graph(expected[1], store.compared(held(rows)),
                          f"{what}: the same statements")


def check_store(checks, store):
    """Every output in every syntax"""
    with scratch() as name:
        folder = Path(name)
        for title, rules, graphs in written(folder):
            made = {}
            for row in formats()["syntaxes"]:
                if not row["written"] or (graphs and not row["graphs"]):
                    continue
                path = folder / f"{title}.{row['extensions'][0]}"
                result = rhumb("rdf", rules, "-f", row["name"], "-o", path)
                if checks.check(result.returncode == 0,
                                f"rhumb rdf -f {row['name']}, {title}",
                                told(result)):
                    made[row["name"]] = path, row
            if "nquads" not in made:
                continue
            lines = len(set(made["nquads"][0].read_bytes().splitlines()))
            expected = lines, store.compared(plain(
                read_graph(made["nquads"][0], "nquads")))
            for path, row in made.values():
                check_loaded(checks, store, path, row, graphs, expected)


def run_store(name, kind, *after):
    """A part that is a store"""
    checks = Checks(name)
    try:
        with kind() as store:
            check_store(checks, store)
            for check in after:
                check(checks, store)
    except (RuntimeError, OSError, servers.Missing) as error:
        checks.check(False, f"{name} runs", error)
    checks.finish()
