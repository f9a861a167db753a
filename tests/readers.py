# SPDX-License-Identifier: ISC
"""Readers of RDF that are not ours, and what they read, term by term.

What is read is a set of quads, as quads.py has them.

`plain` is the measure: N-Quads by its grammar and nothing else. What a reader
gets wrong by itself stands in MISTAKES, with what it makes of which term; what
it cannot read at all in UNREADABLE."""

import json
import re
import sys
from decimal import Decimal
from pathlib import Path
from urllib.parse import urljoin

import rdflib
from rdflib.plugins.shared.jsonld.util import norm_url

from common import RAPTOR, ROOT, run, told
from quads import XSD, blanks, changed, difference, literal, plain

sys.path.insert(0, str(ROOT / "build" / "pyoxigraph"))

try:
    import pyoxigraph
except ImportError:
    sys.exit("pyoxigraph is missing: make build/pyoxigraph/ready installs it")

NUMBERS = {"integer": int, "decimal": Decimal, "double": float}
BASE = "http://base.example/"

def by_plain(path, _):
    """Read lines by their grammar"""
    return plain(path.read_bytes())


# A name that RDF's own namespace does not have is allowed, and rapper warns of
# it in RDF/XML (RDF/XML, section 5.1: "processors … should produce a warning")
WARNING = re.compile(rb"rapper: Warning - .* - rdf:\S+ is an unknown RDF "
                     rb"namespaced element\.\n")


def by_command(*command):
    """Read with a command that writes N-Quads"""
    result = run(command)
    warned = WARNING.sub(b"", result.stderr) != result.stderr
    if WARNING.sub(b"", result.stderr) or \
            result.returncode != (2 if warned else 0):
        raise ValueError(told(result))
    return plain(result.stdout)


def by_rapper(path, syntax):
    """Read with Raptor's own command"""
    name = RAPTOR.get(syntax, syntax)
    return by_command("rapper", "-q", "-i", name, "-o", "nquads", path, BASE)


def by_serdi(path, syntax):
    """Read with Serd's command"""
    return by_command("serdi", "-i", syntax, "-o", "nquads", path, BASE)


def of_rdflib(term):
    """A term of rdflib's"""
    if isinstance(term, rdflib.BNode):
        return "blank", str(term)
    if isinstance(term, rdflib.Literal):
        return literal(str(term), term.language,
                       term.datatype and str(term.datatype))
    return "iri", str(term)


def by_rdflib(path, syntax):
    """Read with rdflib"""
    names = {"ntriples": "nt", "rdfxml": "xml", "jsonld": "json-ld"}
    name = names.get(syntax, syntax)
    data = path.read_bytes()
    if syntax not in ("nquads", "trig", "jsonld"):
        base = BASE if name == "turtle" else None  # RDF/XML's would lose a `;`
        graph = rdflib.Graph().parse(data=data, format=name, publicID=base)
        return {(*map(of_rdflib, triple), None) for triple in graph}
    dataset = rdflib.ConjunctiveGraph()
    context = dataset.parse(data=data.decode("utf-8"), format=name)
    default = {None, context.identifier, dataset.default_context.identifier}
    quads = set()
    for *triple, graph in dataset.quads():
        graph = getattr(graph, "identifier", graph)
        quads.add((*map(of_rdflib, triple),
                   None if graph in default else of_rdflib(graph)))
    return quads


def of_pyoxigraph(term):
    """A term of pyoxigraph's"""
    if isinstance(term, pyoxigraph.NamedNode):
        return "iri", term.value
    if isinstance(term, pyoxigraph.BlankNode):
        return "blank", term.value
    if isinstance(term, pyoxigraph.Literal):
        way = f"--{term.direction.value}" if term.direction else ""
        return literal(term.value, (term.language or "") + way,
                       term.datatype.value)
    if isinstance(term, pyoxigraph.Triple):
        return ("triple", of_pyoxigraph(term.subject),
                of_pyoxigraph(term.predicate), of_pyoxigraph(term.object))
    return None


OXIGRAPH = {"turtle": "TURTLE", "ntriples": "N_TRIPLES", "nquads": "N_QUADS",
            "rdfxml": "RDF_XML", "trig": "TRIG", "jsonld": "JSON_LD"}


def by_pyoxigraph(path, syntax):
    """Read with pyoxigraph, which takes nothing that is not well-formed"""
    syntax = getattr(pyoxigraph.RdfFormat, OXIGRAPH[syntax])
    return {(of_pyoxigraph(quad.subject), of_pyoxigraph(quad.predicate),
             of_pyoxigraph(quad.object), of_pyoxigraph(quad.graph_name))
            for quad in pyoxigraph.parse(path.read_bytes(), syntax,
                                      base_iri=BASE)}


def of_name(text):
    """An IRI or a blank node as RDF/JSON has them"""
    return ("blank", text[2:]) if text.startswith("_:") else ("iri", text)


def by_rj(path, _):
    """Read RDF/JSON as it says, with Python's reader of JSON"""
    quads = set()
    for s, predicates in json.loads(path.read_text(encoding="utf-8")).items():
        for p, objects in predicates.items():
            for o in objects:
                term = literal(o["value"], o.get("lang"), o.get("datatype")) \
                    if o["type"] == "literal" else of_name(o["value"])
                if set(o) - {"value", "type", "lang", "datatype"}:
                    raise ValueError(f"unknown keys: {o}")
                quads.add((of_name(s), of_name(p), term, None))
    return quads


LINES = {"ntriples", "nquads"}
TURTLES = LINES | {"turtle", "trig"}

# Each with the syntaxes that it reads
READERS = {
    "plain": (LINES, by_plain),
    "rdflib": (TURTLES | {"rdfxml", "jsonld"}, by_rdflib),
    "rapper": (TURTLES | {"rdfxml", "rj"}, by_rapper),
    "serdi": (TURTLES, by_serdi),
    "pyoxigraph": (set(OXIGRAPH), by_pyoxigraph),
    "python": ({"rj"}, by_rj),
}


def lower_language(term):
    """A term with its language tag in lower case"""
    if term[0] == "literal" and term[2]:
        return (*term[:2], term[2].lower(), term[3])
    return term


def python_number(term):
    """A number as Python writes it"""
    kind, text, language, datatype = (*term, None, None)[:4]
    name = (datatype or "").removeprefix(XSD)
    if kind != "literal" or datatype == name or name not in NUMBERS \
            or not re.fullmatch(r"[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?", text):
        return term
    return kind, str(NUMBERS[name](text)), language, datatype


def without_dots(term):
    """An IRI without the segments `.` and `..` in its path"""
    path = term[0] == "iri" and re.match(r"\w+://[^/?#]*(/.*)", term[1])
    return ("iri", urljoin(term[1], path[1])) if path else term


def shortened(term):
    """An IRI as a path is shortened, unless it has an authority"""
    kind, text, *language, datatype = (*term, None)[:4]
    if kind == "iri":
        return kind, norm_url("", text)
    return term if not datatype else (kind, text, *language,
                                      norm_url("", datatype))


def cut_short(term):
    """A text up to the first character that Raptor's writers cut it at"""
    if term[0] != "literal":
        return term
    return (term[0], re.split("[\0\ufffe\uffff]", term[1])[0], *term[2:])


# Reader, syntaxes, what it makes of a term that it should leave alone, and why
MISTAKES = (
    ("rapper", {"ntriples", "nquads", "rdfxml", "rj"}, lower_language,
     "it writes languages in lower case, but those of Turtle"),
    ("pyoxigraph", set(OXIGRAPH), lower_language,
     "it writes languages in lower case"),
    ("rdflib", {"turtle", "trig"}, python_number,
     "it reads numbers without quotes as Python's, and writes these"),
    ("rdflib", {"jsonld"}, shortened,
     "it resolves IRIs without an authority, which are no relative ones (JSON-LD "
     "1.1 API, IRI expansion, step 6.5)"),
    ("rapper", {"turtle", "trig", "rdfxml"}, without_dots,
     "it resolves whole IRIs as if they were relative"),
    ("rapper", TURTLES, cut_short,
     "it ends texts at U+0000, U+FFFE and U+FFFF, as the program says of it"),
)


def language_over_255(quad, _):
    """A language tag whose length is no byte"""
    return any(term and term[0] == "literal" and len(term[2] or "") > 255
               for term in quad)


def blank_graph(quad, syntax):
    """A graph of TriG that is called by a blank node"""
    return syntax == "trig" and quad[3] and quad[3][0] == "blank"


def tagged_iri(quad, syntax):
    """An IRI with a character of the plane of tags (RFC 3987 leaves it out),
    which may stand in a name of Turtle's"""
    return syntax in ("turtle", "trig") and \
        any(term and term[0] == "iri" and re.search("[\U000E0000-\U000E0FFF]",
                                                    term[1]) for term in quad)


def rdf_1_2(quad, _):
    """A triple term, or a direction of a literal"""
    return quad[2][0] == "triple" or quad[2][0] == "literal" \
        and "--" in (quad[2][2] or "")


# Reader, the quads that it cannot read in a syntax, and why
UNREADABLE = (
    ("rdflib", rdf_1_2, "it reads RDF 1.1"),
    ("rapper", rdf_1_2, "it reads RDF 1.1"),
    ("serdi", rdf_1_2, "it reads RDF 1.1"),
    ("rapper", language_over_255,
     "Raptor counts the bytes of a language tag in one, and writes beyond what "
     "it asked memory for"),
    ("rapper", blank_graph, "its grammar of TriG has IRIs alone there"),
    ("pyoxigraph", tagged_iri, "it takes them in names and not in brackets"),
)


def announced(path):
    """True if a file says that RDF 1.2 may come, whether or not it does: what is
    streamed cannot know"""
    with open(path, "rb") as file:
        return file.readline().startswith(b'VERSION "1.2"')


def unreadable(path, quads, reader, syntax):
    """True if a reader cannot read one of the quads, or what the file begins
    with"""
    return any(name == reader and is_so(quad, syntax)
               for name, is_so, _ in UNREADABLE for quad in quads or ()) \
        or (reader, rdf_1_2) in [row[:2] for row in UNREADABLE] and announced(path)


def as_read(quads, reader, syntax):
    """Quads, with what a reader gets wrong alike in all that are compared"""
    for name, syntaxes, change, _ in MISTAKES:
        if name == reader and syntax in syntaxes:
            quads = {tuple(changed(term, change) for term in quad)
                     for quad in quads}
    return quads


def read_by_all(checks, path, syntax, expected=None, what=None):
    """Read a file with every reader of its syntax; check that each reads the
    quads expected, or those of the first. Returns them (None: unreadable)"""
    path = Path(path)
    for name, (syntaxes, reader) in READERS.items():
        if syntax not in syntaxes or unreadable(path, expected, name, syntax):
            continue
        said = f"{what or path.name}: {name} reads the {syntax}"
        try:
            quads = reader(path, syntax)
        except Exception as error:  # whatever a reader throws is a failure
            checks.check(False, said, f"{type(error).__name__}: {error}")
            continue
        if expected is None:
            expected = quads
        wrong = difference(as_read(expected, name, syntax),
                           as_read(quads, name, syntax))
        checks.check(not wrong, said, wrong)
    return expected
