# SPDX-License-Identifier: ISC
"""Cases of shapes: data that fits them, and what each changes in it.

base.ttl fits all shapes. A file NAME.ru of cases/ (for shapes.ttl) or of terms/
(for shapes-terms.ttl) is a SPARQL Update of it, behind remarks that tell what
the shapes must find then, and no more: lines that read

    #! FOCUS CONSTRAINT: BEGINNING OF THE MESSAGE

with #? instead for a warning. Without any, the data fits still. Prefixes are
those of PREFIXES; a focus that is a blank node is "_:".
"""

import re
from collections import namedtuple
from pathlib import Path

from rdflib import RDF, BNode, Graph, Namespace, URIRef

HERE = Path(__file__).resolve().parent
ONTOLOGY = HERE.parent.parent / "ontology"
VOCABULARY = ONTOLOGY / "attribution.ttl"
# The folder of cases, and the shapes that they are for
SHAPES = {"cases": ONTOLOGY / "shapes.ttl", "terms": ONTOLOGY / "shapes-terms.ttl"}

SH = Namespace("http://www.w3.org/ns/shacl#")
EX = "https://example.org/#"
PREFIXES = {
    "att": "https://w3id.org/rhumb/attribution#",
    "ex": EX,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
HEADER = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())

EXPECTED = re.compile(r"^#([!?]) (\S+) (\w+): (.+)$", re.M)

# What is found: "!" or "?", the thing, the kind of constraint, the message
Finding = namedtuple("Finding", "severity focus constraint message")
Case = namedtuple("Case", "name update expected")


def cases(folder):
    """The cases of a folder, and the data that fits as the first"""
    yield Case(f"{folder}/base", "", [])
    for path in sorted((HERE / folder).glob("*.ru")):
        text = path.read_text(encoding="utf-8")
        yield Case(f"{folder}/{path.stem}", HEADER + text,
                   [Finding(*found) for found in EXPECTED.findall(text)])


def data(case):
    """The data of a case, without the vocabulary"""
    graph = Graph().parse(HERE / "base.ttl", format="turtle")
    if case.update:
        graph.update(case.update)
    return graph


def shown(focus):
    """A thing as cases name it"""
    if isinstance(focus, BNode):
        return "_:"
    return "ex:" + focus[len(EX):] if focus.startswith(EX) else f"<{focus}>"


def findings(report):
    """What a report in RDF says, in order"""
    found = []
    for result in report.objects(None, SH.result):
        component = report.value(result, SH.sourceConstraintComponent)
        severity = report.value(result, SH.resultSeverity)
        found.append(Finding(
            "?" if severity == SH.Warning else "!",
            shown(report.value(result, SH.focusNode)),
            component[len(SH):].removesuffix("ConstraintComponent"),
            " / ".join(sorted(report.objects(result, SH.resultMessage)))))
    return sorted(found)


def wrong(expected, found):
    """What is wrong with what was found, or nothing"""
    open_ = list(found)
    missing = []
    for want in expected:
        fits = [one for one in open_ if one[:3] == want[:3]
                and one.message.startswith(want.message)]
        if fits:
            open_.remove(fits[0])
        else:
            missing.append(want)
    return "\n".join([f"not found: {' '.join(one)}" for one in missing]
                     + [f"found too: {' '.join(one)}" for one in open_])


# Keys of shapes that are constraints, but for those of targets and texts
CONSTRAINTS = {
    SH.minCount: "MinCount", SH.maxCount: "MaxCount", SH["class"]: "Class",
    SH.datatype: "Datatype", SH.nodeKind: "NodeKind", SH.minLength: "MinLength",
    SH.maxLength: "MaxLength", SH.pattern: "Pattern", SH.uniqueLang: "UniqueLang",
    SH.minInclusive: "MinInclusive", SH.maxInclusive: "MaxInclusive",
    SH.lessThan: "LessThan", SH.disjoint: "Disjoint", SH.hasValue: "HasValue",
    SH["or"]: "Or", SH["not"]: "Not", SH.xone: "Xone", SH.closed: "Closed",
    SH.sparql: "SPARQL",
}
OTHERS = {RDF.type, SH.path, SH.message, SH.severity, SH.property,
          SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.ignoredProperties}


def constraints(path):
    """Every constraint of a file of shapes: its kind, and its message; None for
    what has no message, or has several"""
    graph = Graph().parse(path, format="turtle")
    shapes = list(graph.subjects(RDF.type, SH.NodeShape))
    shapes += [shape for node in shapes for shape in graph.objects(node, SH.property)]
    for shape in shapes:
        for key, value in graph.predicate_objects(shape):
            if key in CONSTRAINTS:
                holder = value if key == SH.sparql else shape
                messages = [str(text) for text in graph.objects(holder, SH.message)]
                yield CONSTRAINTS[key], messages[0] if len(messages) == 1 else None
            elif key not in OTHERS:
                yield str(URIRef(key)), None
