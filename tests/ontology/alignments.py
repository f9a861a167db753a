#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Hold the alignments to what was decided.

    alignments.py ALIGNMENTS.ttl ONTOLOGY.ttl

A header that imports the vocabulary by its version; every outside term
declared, once, and no term of the vocabulary; what stands below what; matches
between things of one kind; nothing that was found to be wrong. Needs Debian's
python3-rdflib.
"""

import sys

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SKOS

from vocabulary import ATT, BUILTIN, LICENSE, VERSION

IRI = URIRef("https://w3id.org/rhumb/attribution/alignments")
IMPORT = URIRef(f"https://w3id.org/rhumb/attribution/{VERSION}")
STIX = Namespace("http://docs.oasis-open.org/cti/ns/stix#")
UCO = Namespace("https://ontology.unifiedcyberontology.org/uco/core/")
SCHEMA = Namespace("https://schema.org/")
CITO = Namespace("http://purl.org/spar/cito/")
SEPIO = Namespace("http://purl.obolibrary.org/obo/SEPIO_")
ORG = Namespace("http://www.w3.org/ns/org#")

KINDS = [OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty]
ANNOTATIONS = (str(DCTERMS), str(SKOS))

BELOW = {
    (ATT.Agent, PROV.Agent), (ATT.Activity, PROV.Activity), (ATT.Document, PROV.Entity),
    (ATT.Statement, PROV.Entity), (ATT.Assertion, PROV.Entity), (ATT.Passage, PROV.Entity),
    (ATT.attributedBy, PROV.wasAttributedTo), (ATT.inDocument, PROV.wasDerivedFrom),
    (ATT.standsIn, PROV.wasDerivedFrom), (ATT.cites, PROV.wasDerivedFrom),
    (STIX.ThreatActor, ATT.ThreatActor), (STIX.IntrusionSet, ATT.ThreatActor),
    (STIX.Campaign, ATT.Campaign), (STIX["attributed-to"], ATT.tiedTo),
}
CLOSE = {
    (ATT.Assertion, SEPIO["0000001"]), (ATT.Assertion, SCHEMA.Claim), (ATT.confidenceValue, STIX.confidence),
    (ATT.confidenceValue, UCO.confidence), (ATT.AttributedName, UCO.AttributedName),
    (ATT.Membership, ORG.Membership), (ATT.targeted, STIX.targets),
}
RELATED = {
    (ATT.State, SCHEMA.Country), (ATT.exploited, STIX.exploits), (ATT["stance-disputes"], CITO.isDisputedBy),
}
# Read as another meaning, or as none
NEVER = {
    (ATT.Statement, SCHEMA.Claim), (ATT.Assertion, UCO.Assertion), (ATT.attributedTo, STIX["attributed-to"]),
    (ATT.attributedTo, PROV.wasAttributedTo), (ATT.inDocument, PROV.hadPrimarySource),
    (ATT.ConfidenceLevel, UCO.confidence), (ATT.confidence, UCO.confidence),
}


def header(g):
    """What an ontology says of itself"""
    for predicate, value in ((RDF.type, OWL.Ontology), (OWL.versionIRI, IRI + "/" + VERSION),
                             (OWL.versionInfo, Literal(VERSION)), (OWL.imports, IMPORT), (DCTERMS.license, LICENSE)):
        if set(g.objects(IRI, predicate)) != {value}:
            yield f"header: {predicate} is not {value} alone"
    for predicate in (DCTERMS.title, DCTERMS.description, DCTERMS.creator):
        if len(list(g.objects(IRI, predicate))) != 1:
            yield f"header: not one {predicate}"


def kind(g, vocabulary, term):
    """What a term is declared as"""
    return [k for k in (*KINDS, OWL.NamedIndividual) if (term, RDF.type, k) in g + vocabulary]


def declarations(g, vocabulary):
    """Every outside term once, and no other"""
    own = {t for t in vocabulary.subjects(RDF.type, None) if isinstance(t, URIRef) and str(t).startswith(str(ATT))}
    for s, p, o in g:
        for term in (s, p, o):
            if not isinstance(term, URIRef) or str(term).startswith(BUILTIN) or str(term).startswith(str(IRI)):
                continue
            if term in (IMPORT, LICENSE) or p == RDFS.seeAlso and term == o and str(o).endswith("/"):
                continue
            if str(term).startswith(str(ATT)):
                if term not in own or (term, RDF.type, None) in g:
                    yield f"{term}: declared here, or not in the vocabulary"
            elif len(kind(g, Graph(), term)) != 1:
                yield f"{term}: not declared once"
            elif str(term).startswith(ANNOTATIONS) and (term, RDF.type, OWL.AnnotationProperty) not in g:
                yield f"{term}: no annotation property"
    for term in g.subjects(RDF.type, None):
        if term != IRI and len(list(g.triples((term, None, None)))) == 1 and \
                not list(g.triples((None, None, term))) and not list(g.triples((None, term, None))):
            yield f"{term}: declared, and of no use"


def relations(g, vocabulary):
    """Below and matches, as decided"""
    below = set(g.subject_objects(RDFS.subClassOf)) | set(g.subject_objects(RDFS.subPropertyOf))
    for pair in sorted(below ^ BELOW):
        yield f"{pair[0]} below {pair[1]}: {'not decided' if pair in below else 'missing'}"
    close, related = set(g.subject_objects(SKOS.closeMatch)), set(g.subject_objects(SKOS.relatedMatch))
    for pair in sorted((CLOSE - close) | (RELATED ^ related)):
        yield f"{pair[0]} and {pair[1]}: no match, or another than was decided"
    for pair in sorted(NEVER & (below | close | related)):
        yield f"{pair[0]} and {pair[1]}: of another meaning"
    for a, b in sorted(below | close):
        if kind(g, vocabulary, a) != kind(g, vocabulary, b) and not str(b).startswith(ANNOTATIONS):
            yield f"{a} and {b}: things of two kinds"


def main(argv):
    """Print findings"""
    if len(argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    g, vocabulary = (Graph().parse(path, format="turtle") for path in argv[1:])
    findings = sorted({*header(g), *declarations(g, vocabulary), *relations(g, vocabulary)})
    for finding in findings:
        print(f"{argv[1]}: {finding}")
    print(f"{argv[1]}: {len(g)} triples")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
