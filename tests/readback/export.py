# SPDX-License-Identifier: ISC
"""The exported example, read back by programs that are not ours."""

import re
import zlib
from pathlib import Path
from xml.etree import ElementTree

from common import (PROGRAM, RAPTOR, ROOT, formats, rhumb, run, scratch, syntaxes,
                    told)
from pictures import check_folder
from readers import (BASE, as_read, difference, of_pyoxigraph, of_rdflib,
                     plain, pyoxigraph, read_by_all, rdflib)

RULES = ROOT / "mappings" / "attribution.yml"
NAME = RULES.stem


def check_syntaxes(checks, out):
    """Every syntax, by every reader of it: the triples of N-Triples"""
    expected = plain((out / f"{NAME}.nt").read_bytes())
    checks.check(expected, f"{NAME}.nt has triples")
    for syntax, extension in syntaxes().items():
        path = out / f"{NAME}.{extension}"
        if checks.check(path.exists(), f"export makes {path.name}"):
            read_by_all(checks, path, syntax, expected)


def by_name(path):
    """What reads a file by its name alone, each with its terms; None: it does
    not know the name"""
    quads = None
    if rdflib.util.guess_format(path.name):
        graph = rdflib.ConjunctiveGraph()
        graph.parse(str(path), publicID=BASE)
        quads = {(*map(of_rdflib, triple), None) for triple in graph}
    yield "rdflib", quads
    quads = None
    if pyoxigraph.RdfFormat.from_extension(path.suffix[1:]):
        quads = {(*map(of_pyoxigraph, (quad.subject, quad.predicate,
                                       quad.object)), None)
                 for quad in pyoxigraph.parse(path=path, base_iri=BASE)}
    yield "pyoxigraph", quads


# What a name means to nobody: nothing is read wrongly then
UNNAMED = {("rdflib", "rj"), ("rdflib", "rdfjson"), ("pyoxigraph", "rj"),
           ("pyoxigraph", "rdfjson"), ("pyoxigraph", "owl")}


def check_names(checks, out):
    """A file that is called as rhumb calls it is read as what it is"""
    expected = plain((out / f"{NAME}.nt").read_bytes())
    for row in formats()["syntaxes"]:
        for extension in row["extensions"] if row["written"] else ():
            path = out / f"named.{extension}"
            path.write_bytes(
                (out / f"{NAME}.{row['extensions'][0]}").read_bytes())
            for reader, quads in by_name(path):
                what = f"{reader} reads .{extension} by its name"
                if (reader, extension) in UNNAMED:
                    checks.check(quads is None, f"not so that {what}")
                elif checks.check(quads, what):
                    wrong = difference(as_read(expected, reader, row["name"]),
                                       as_read(quads, reader, row["name"]))
                    checks.check(not wrong, f"{what}: the same", wrong)


def check_writers(checks, folder):
    """Raptor's writer and the direct one: the same triples"""
    for syntax in ("ntriples", "nquads"):
        read = []
        for writer in ("direct", "raptor"):
            path = folder / f"{writer}.{syntax}"
            result = rhumb("rdf", RULES, "-f", syntax, "--writer", writer,
                           "-o", path)
            if checks.check(result.returncode == 0,
                            f"rdf -f {syntax} --writer {writer}",
                            told(result)):
                read.append(plain(path.read_bytes()))
        wrong = difference(*read) if len(read) == 2 else "not written"
        checks.check(not wrong, f"{syntax}: both writers write the same",
                     wrong)


def check_any_rdf(checks, out, folder):
    """draw --rdf takes every syntax that Raptor reads, told by content"""
    made = set()
    read = {name: extension for name, extension in syntaxes().items()
            if RAPTOR.get(name, name)}
    for extension in read.values():
        path = out / f"{NAME}.{extension}"
        target = folder / f"any.{extension}.dot"
        result = rhumb("draw", "--rdf", path, "-o", target)
        if checks.check(result.returncode == 0, f"draw --rdf {path.name}",
                        told(result)):
            made.add(target.read_bytes())
    checks.check(len(made) <= 2, "draw --rdf: one map, but for the names "
                 "of blank nodes and prefixes")


def pdf_texts(path):
    """How many pieces of text a PDF shows"""
    count = 0
    for stream in re.findall(rb"stream\r?\n(.*?)endstream",
                             path.read_bytes(), re.S):
        try:
            count += len(re.findall(rb"\bBT\b", zlib.decompress(stream)))
        except zlib.error:
            pass  # A font
    return count


LABELS = """\
prefixes: {ex: "http://example.org/"}
mappings:
  row:
    sources: [%s.csv~csv]
    s: ex:$(id)
    po: [[a, ex:Thing], [rdfs:label, $(label)], [ex:next, "ex:$(next)~iri"]]
"""

# None of them is a character that could be drawn
ODD = ("\ufdd0", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff", "\x01", "\x7f",
       "\ufffd", "\U000e0400" * 40)


def check_odd_labels(checks, folder):
    """What is no character costs a picture none of its nodes"""
    texts = {}
    for name, marks in (("odd", ODD), ("plain", "x" * len(ODD))):
        (folder / f"{name}.yml").write_text(LABELS % name, encoding="utf-8")
        (folder / f"{name}.csv").write_text(
            "id,label,next\n" + "".join(
                f"n{number},label {mark} {number},n{number + 1}\n"
                for number, mark in enumerate(marks)), encoding="utf-8")
        target = folder / f"{name}.pdf"
        result = rhumb("draw", folder / f"{name}.yml", "-o", target)
        checks.quiet(result, f"draw {name} labels as PDF")
        texts[name] = pdf_texts(target) if target.exists() else 0
    checks.check(texts["plain"] and texts["odd"] == texts["plain"],
                 "a PDF has every label, whatever is in the labels", texts)


def check_protege(checks, out):
    """What Protégé needs beside the data"""
    catalog = out / "catalog-v001.xml"
    if not checks.check(catalog.exists(), "export ships catalog-v001.xml"):
        return
    lint = run(["xmllint", "--noout", "--nonet", catalog])
    checks.check(lint.returncode == 0, "xmllint catalog-v001.xml", told(lint))
    for entry in ElementTree.parse(catalog).getroot().iter():
        uri = entry.get("uri")
        if uri:
            checks.check((out / uri).is_file(),
                         f"the catalog's {uri} is there")


def check(checks):
    """Export all that there is, and read it back"""
    with scratch() as name:
        folder = Path(name)
        out = folder / "out"
        pictures = [row["name"] for row in formats()["pictures"]]
        result = rhumb("export", RULES, "-d", out, "-f",
                       ",".join([*syntaxes(), *pictures]))
        if not checks.check(result.returncode == 0, f"{PROGRAM.name} export",
                            told(result)):
            return
        check_syntaxes(checks, out)
        check_names(checks, out)
        check_writers(checks, folder)
        check_folder(checks, out, NAME)
        check_any_rdf(checks, out, folder)
        check_protege(checks, out)
        check_odd_labels(checks, folder)
