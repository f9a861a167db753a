#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Hold a vocabulary to what its readers rely on.

    vocabulary.py ONTOLOGY.ttl [SHAPES.ttl]

One label and one definition a term, both tidy and told apart; a kind for
every term used; domain, range and inverse where they are promised; grades in
one order; a complete header. Needs Debian's python3-rdflib.
"""

import re
import sys

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, XSD

ATT = Namespace("https://w3id.org/rhumb/attribution#")
SH = Namespace("http://www.w3.org/ns/shacl#")
IRI = URIRef("https://w3id.org/rhumb/attribution")

BUILTIN = (
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://www.w3.org/2000/01/rdf-schema#",
    "http://www.w3.org/2002/07/owl#",
)
KINDS = [OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual]

# Properties that may say more or less than one domain, range or inverse
NO_DOMAIN_OR_RANGE = {ATT.partOf, ATT.hasPart}
NO_RANGE = {ATT.relates, ATT.relatesTo}
NO_DOMAIN = {ATT.relatedIn, ATT.relatedToIn}

# OWL 2 DL allows these datatypes and no date without a time
DATATYPES = {XSD.string, XSD.integer, XSD.boolean, XSD.dateTime, XSD.anyURI}

# The words of the subject: the vocabulary must have each
CLASSES = """Agent Person State StateGroup Organization InternationalOrganization Institution
 IntelligenceService ThreatActor Position Arrangement Norm Activity Campaign Software
 InformationSystem TargetGroup Statement Declaration Document Assertion Attribution Alignment
 AttributionGrade AttributionBasis ConfidenceLevel""".split()
PROPERTIES = """attributedTo alignedWith associatedWith targeted exploited issuedBy onBehalfOf
 echoes reinforces ofActivity toActor attributedBy basis grade wording paragraph confidence
 memberOf candidateFor holdsRole partOf disputedBy inDocument inStatement date""".split()
GRADES = ["territory", "linked", "perpetrated", "on-behalf", "responsible"]

TRANSITIVE_NEVER = [OWL.FunctionalProperty, OWL.AsymmetricProperty, OWL.IrreflexiveProperty]


def tidy(text):
    return bool(text) and text == " ".join(text.split())


def header(g):
    if (IRI, RDF.type, OWL.Ontology) not in g:
        yield f"no owl:Ontology {IRI}"
    for predicate in (OWL.versionIRI, DCTERMS.title, DCTERMS.description, DCTERMS.license):
        if len(list(g.objects(IRI, predicate))) != 1:
            yield f"header: not one {predicate}"
    if list(g.objects(IRI, OWL.imports)):
        yield "header: imports something"


def names(g, terms):
    seen = {}
    for term in terms:
        for predicate in (RDFS.label, SKOS.definition):
            values = list(g.objects(term, predicate))
            if len(values) != 1:
                yield f"{term}: {len(values)} times {predicate}"
                continue
            value = str(values[0])
            if values[0].language != "en" or not tidy(value):
                yield f"{term}: untidy, or not @en: {values[0].n3()}"
            if predicate == SKOS.definition and not value.endswith("."):
                yield f"{term}: the definition is no sentence"
            if predicate == RDFS.label and re.search(r"[A-Z]{2}|[_.]|^[A-Z]", value):
                yield f"{term}: the label is not in plain words: {value}"
            other = seen.setdefault((predicate, value.lower()), term)
            if other != term:
                yield f"{term}: the same {predicate} as {other}"


def kinds(g, terms):
    for term in terms:
        found = [k for k in KINDS if (term, RDF.type, k) in g]
        if len(found) != 1:
            yield f"{term}: declared as {len(found)} kinds of things"
    used = {t for triple in g for t in triple if isinstance(t, URIRef) and t.startswith(ATT)}
    for term in sorted(used - set(terms)):
        yield f"{term}: used, not declared"
    for predicate in set(g.predicates()):
        builtin = str(predicate).startswith(BUILTIN)
        declared = any((predicate, RDF.type, k) in g for k in (*KINDS, OWL.AnnotationProperty))
        if not builtin and not declared:
            yield f"{predicate}: used as a predicate, not declared"
    for n in CLASSES:
        if (ATT[n], RDF.type, OWL.Class) not in g:
            yield f"att:{n}: no such class"
    for n in PROPERTIES:
        if not any((ATT[n], RDF.type, k) in g for k in KINDS[1:3]):
            yield f"att:{n}: no such property"


def axioms(g):
    for p in g.subjects(RDF.type, OWL.ObjectProperty):
        symmetric = (p, RDF.type, OWL.SymmetricProperty) in g
        inverses = set(g.objects(p, OWL.inverseOf))
        if len(inverses) != (0 if symmetric else 1):
            yield f"{p}: {len(inverses)} inverses"
        for q in inverses:
            if (q, OWL.inverseOf, p) not in g:
                yield f"{p}: its inverse does not say so"
            supers = set(g.objects(p, RDFS.subPropertyOf))
            mirrored = {s for t in g.objects(q, RDFS.subPropertyOf) for s in g.objects(t, OWL.inverseOf)}
            if supers != mirrored:
                yield f"{p}: its inverse is not below the inverse of what it is below"
        if (p, RDF.type, OWL.TransitiveProperty) in g:
            for c in TRANSITIVE_NEVER:
                if (p, RDF.type, c) in g:
                    yield f"{p}: transitive and {c}"
            if any(g.subjects(OWL.onProperty, p)):
                yield f"{p}: transitive and restricted"
        if p in NO_DOMAIN_OR_RANGE:
            continue
        if len(list(g.objects(p, RDFS.domain))) != (0 if p in NO_DOMAIN else 1):
            yield f"{p}: not one domain"
        if len(list(g.objects(p, RDFS.range))) != (0 if p in NO_RANGE else 1):
            yield f"{p}: not one range"
    for p in g.subjects(RDF.type, OWL.DatatypeProperty):
        if len(list(g.objects(p, RDFS.domain))) != 1:
            yield f"{p}: not one domain"
        if set(g.objects(p, RDFS.range)) - DATATYPES or not list(g.objects(p, RDFS.range)):
            yield f"{p}: its range is no datatype that OWL 2 knows"


def grades(g):
    for rank, name in enumerate(GRADES, 1):
        grade = ATT[f"grade-{name}"]
        if g.value(grade, ATT["rank"]) != Literal(rank):
            yield f"{grade}: its rank is not {rank}"
        below = set(g.transitive_objects(grade, ATT.strongerThan)) - {grade}
        if below != {ATT[f"grade-{n}"] for n in GRADES[: rank - 1]}:
            yield f"{grade}: not stronger than each grade before it, and them alone"
    if set(g.subjects(RDF.type, ATT.AttributionGrade)) != {ATT[f"grade-{n}"] for n in GRADES}:
        yield "the grades are not those that are expected"


def shapes(g, path):
    s = Graph().parse(path, format="turtle")
    if not list(s.subjects(RDF.type, SH.NodeShape)):
        yield f"{path}: no shapes"
    for triple in s:
        for term in triple:
            if isinstance(term, URIRef) and term.startswith(ATT) and (term, RDF.type, None) not in g:
                yield f"{path}: {term} is not in the vocabulary"


def main(argv):
    if len(argv) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 2
    g = Graph().parse(argv[1], format="turtle")
    terms = sorted({t for t in g.subjects(RDF.type, None) if isinstance(t, URIRef) and t.startswith(ATT)})
    findings = [*header(g), *names(g, terms), *kinds(g, terms), *axioms(g), *grades(g)]
    if len(argv) == 3:
        findings += shapes(g, argv[2])
    for finding in findings:
        print(f"{argv[1]}: {finding}")
    print(f"{argv[1]}: {len(terms)} terms")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
