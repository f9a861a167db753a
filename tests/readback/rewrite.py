# SPDX-License-Identifier: ISC
"""Graphs of others, written as Turtle and TriG as if all of them were made of one
row, so that no blank node needs a label where it can do without: read back by all.

The graphs are those of the golden cases and those of the W3C's positive tests of
Turtle and TriG (build/w3c, which `make build/w3c/ready` brings)."""

import os
from pathlib import Path

from common import ROOT, run, scratch, told
from quads import RDF_1_2
from readers import BASE, of_pyoxigraph, plain, pyoxigraph, read_by_all

WRITER = Path(os.environ.get("RHUMB_BUILD", ROOT / "build" / "release"),
              "tests", "test_turtle")
SUITES = (("turtle", "ttl"), ("trig", "trig"))


def parsed(path, extension):
    """The quads of a positive test; None: it is none"""
    form = pyoxigraph.RdfFormat.from_extension(extension)
    try:
        return {tuple(map(of_pyoxigraph, (quad.subject, quad.predicate,
                                          quad.object, quad.graph_name)))
                for quad in pyoxigraph.parse(path.read_bytes(), form,
                                             base_iri=BASE)}
    except SyntaxError:
        return None


def w3c_graphs():
    """A name and the quads of each positive test"""
    for suite, extension in SUITES:
        for folder in (ROOT / "build" / "w3c").glob(f"*/test/w3c/{suite}"):
            for path in sorted(folder.glob(f"*.{extension}")):
                quads = None if "bad" in path.name \
                    else parsed(path, extension)
                if quads is not None:
                    yield f"W3C, {path.name}", quads


def case_graphs(cases):
    """A name and the quads of each golden case that has some, all of RDF 1.1:
    the writer is handed no others"""
    for case in cases:
        path = case / "expected.nq"
        if path.exists() and not RDF_1_2.search(path.read_bytes()):
            yield case.name, plain(path.read_bytes())


def as_input(quads):
    """Quads as the writer reads them: of each term its kind, text, language and
    datatype, each behind its length"""
    terms = [term or ("default",) for quad in sorted(quads, key=repr)
             for term in quad]
    parts = [(part or "").encode() for kind, *rest in terms
             for part in (kind[0], *rest, *[""] * (3 - len(rest)))]
    return b"".join(b"%d:%s" % (len(part), part) for part in parts)


def check_graph(checks, graph):
    """One graph in both syntaxes, by every reader of them"""
    name, quads = graph
    with scratch() as made:
        folder = Path(made)
        (folder / "in").write_bytes(as_input(quads))
        graphs = any(quad[3] for quad in quads)
        for syntax in ("trig",) if graphs else ("turtle", "trig"):
            path = folder / f"out.{syntax}"
            result = run([WRITER, syntax, folder / "in", path])
            if checks.check(result.returncode == 0, f"{name}: as {syntax}",
                            told(result)):
                read_by_all(checks, path, syntax, quads, name)


def graphs_of(checks, cases):
    """All graphs; what is not there is left out aloud"""
    published = list(w3c_graphs())
    if not published:
        checks.left_out("the W3C's tests of Turtle and TriG: they are not in "
                         "build/w3c; make build/w3c/ready brings them")
    return list(case_graphs(cases)) + published
