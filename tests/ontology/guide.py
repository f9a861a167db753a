#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Hold the vocabulary's guide to the vocabulary.

    guide.py README.md ONTOLOGY.ttl BEFORE.ttl PATTERN.ttl

Its Turtle parses and has declared terms alone; the example of the core pattern
is the file's that is drawn; its queries find what it says; its tables have the
grades, the bounds, the ranks and every value as the vocabulary has them; its
counts are right; every term of the version before that is gone is named, with
terms that there are. Needs Debian's python3-rdflib.
"""

import re
import sys

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF

from vocabulary import ATT, AXES, GRADES

PREFIXES = {
    "att": str(ATT), "ex": "https://example.org/", "my": "https://example.org/my#",
    "owl": "http://www.w3.org/2002/07/owl#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
TERM = re.compile(r"att:([A-Za-z][\w-]*)(?<!-)(?![\w-])")
INVERSE = re.compile(r"(\w+) +((?:\^\w+)(?:/\w+)*)")


def declared(g):
    """The names of the terms of a vocabulary"""
    return {str(t)[len(ATT):] for t in g.subjects(RDF.type, None)
            if isinstance(t, URIRef) and str(t).startswith(str(ATT))}


def parsed(text):
    """A block as a graph"""
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    return Graph().parse(data=head + text, format="turtle")


def blocks(text, terms, pattern):
    """Turtle, and the queries over the Turtle before them"""
    graph, found = Graph(), [(kind, body) for kind, body in BLOCK.findall(text)]
    for index, (kind, body) in enumerate(found):
        if kind == "turtle":
            block = parsed(body)
            graph += block
            used = {str(t)[len(ATT):] for triple in block for t in triple if str(t).startswith(str(ATT))}
            for name in sorted(used - terms):
                yield f"att:{name} in Turtle: not in the vocabulary"
        elif kind == "sparql":
            rows = graph.query(body, initNs=PREFIXES)
            said = " ".join(sorted(row[0].n3(graph.namespace_manager).replace("<https://example.org/", "ex:").rstrip(">")
                                   for row in rows))
            if found[index + 1] != ("text", said + "\n"):
                yield f"the query finds {said}: {body.strip()}"
    if not [kind for kind, _ in found if kind == "sparql"]:
        yield "no query"
    first = parsed(next(body for kind, body in found if kind == "turtle"))
    for triple in sorted(first - pattern):
        yield f"not in the picture: {' '.join(t.n3() for t in triple)}"


def rows_of(text, head):
    """The cells of the table whose first row begins so"""
    lines = text[text.index(head):].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def ticked(cell):
    """What a cell has in backquotes"""
    return re.findall(r"`([^`]+)`", cell)


def tables(text, g):
    """Grades, ranks, bounds, values"""
    rows = rows_of(text, "| `att:grade-` |")
    if [ticked(row[0])[0] for row in rows] != AXES["AttributionGrade"][1].split():
        yield "grades: not each, in order"
    for row in rows:
        name = ticked(row[0])[0]
        direct = {str(o)[len(ATT) + len("grade-"):] for o in g.objects(ATT[f"grade-{name}"], ATT.strongerThan)}
        if ticked(row[1]) != [f"att:{GRADES[name][0]}"] or set(ticked(row[4])) != direct:
            yield f"grades: {name} is not as the vocabulary has it"
    said = [ticked(row[1])[0] for row in rows_of(text, "| `att:rank` |")]
    if said != AXES["ResponsibilityDepth"][1].split():
        yield "depths: not each, in order"
    rows = rows_of(text, "| `att:likelihood-` |")
    if [ticked(row[0])[0] for row in rows] != AXES["Likelihood"][1].split():
        yield "likelihoods: not each, in order"
    for row in rows:
        word = ATT[f"likelihood-{ticked(row[0])[0]}"]
        bounds = "–".join(str(v) for p in (ATT.lowerBound, ATT.upperBound) for v in g.objects(word, p))
        if row[1] != bounds:
            yield f"likelihoods: {word} is within {bounds}"
    said = {start: values.split() for start, values in AXES.values()}
    shown = {ticked(row[1])[0][len("att:"):-1]: ticked(row[2]) for row in rows_of(text, "| property | value |")}
    shown["scale"] = [ticked(row[0])[0] for row in rows_of(text, "| `att:scale-` |")]
    for start, values in shown.items():
        if values != said.get(start):
            yield f"values: att:{start}- are not those of the vocabulary, in order"
    for start in sorted(set(said) - set(shown) - {"grade", "responsibility", "likelihood", "confidence"}):
        yield f"values: none of att:{start}-"


def counts(text, g):
    """How many there are"""
    classes, objects, data, values = (
        len([t for t in g.subjects(RDF.type, kind) if isinstance(t, URIRef)])
        for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual))
    said = (f"has {classes} classes, {objects} object and {data} data properties, and {values} values on "
            f"{len(AXES)} axes")
    if said not in " ".join(text.split()):
        yield f"it {said}"


def changes(text, before, terms):
    """What is gone is named, what it has become is there"""
    part = text[text.index("## From 0.1.0"):]
    gone = declared(before) - terms
    listed = INVERSE.findall(next(body for kind, body in BLOCK.findall(part) if kind == "text"))
    named = {name for name, _ in listed} | set(TERM.findall(part))
    for name in sorted(gone - named):
        yield f"att:{name} is gone, and not in the guide"
    for name, path in listed:
        if name not in gone or not set(re.findall(r"\w+", path)) <= terms:
            yield f"{name} {path}: not gone, or no such property"
    if f"Of {len(listed)} inverses" not in part:
        yield f"there are {len(listed)} inverses"


def main(argv):
    """Print findings"""
    if len(argv) != 5:
        print(__doc__, file=sys.stderr)
        return 2
    with open(argv[1], encoding="utf-8") as file:
        text = file.read()
    g, before, pattern = (Graph().parse(path, format="turtle") for path in argv[2:])
    terms = declared(g)
    findings = [*blocks(text, terms, pattern), *tables(text, g), *counts(text, g), *changes(text, before, terms)]
    prose = BLOCK.sub("", text)
    for name in sorted(set(TERM.findall(prose)) - terms - declared(before)):
        findings.append(f"att:{name}: not in the vocabulary")
    for finding in findings:
        print(f"{argv[1]}: {finding}")
    print(f"{argv[1]}: {len(BLOCK.findall(text))} blocks")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
