#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Hold a vocabulary to what its readers rely on.

    vocabulary.py ONTOLOGY.ttl [SHAPES.ttl]

The terms that there are, and no other; one label, one definition and one
example a term, tidy and told apart; a kind for every term used; domains and
ranges where they are promised and no named inverse; the axes with their
values; the order of the grades; a complete header. Needs Debian's
python3-rdflib.
"""

import re
import sys

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, XSD

ATT = Namespace("https://w3id.org/rhumb/attribution#")
SH = Namespace("http://www.w3.org/ns/shacl#")
IRI = URIRef("https://w3id.org/rhumb/attribution")
VERSION = "0.2.0"
BEFORE = "0.1.0"
LICENSE = URIRef("https://creativecommons.org/licenses/by/4.0/")

BUILTIN = (
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://www.w3.org/2000/01/rdf-schema#",
    "http://www.w3.org/2002/07/owl#",
)
KINDS = [OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual, OWL.AnnotationProperty]
PROPERTIES = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}

# Properties that may be said of anything, or lead to anything
NO_DOMAIN = {"partOf", "inDocument", "dateQuality", "beganQuality", "endedQuality"}
NO_RANGE = {"partOf", "relates", "relatesTo"}

# OWL 2 DL allows these datatypes and no date without a time
DATATYPES = {XSD.string, XSD.integer, XSD.boolean, XSD.anyURI}

# One value: what is below such a property has one value too, so no property
# that may have several is put there
FUNCTIONAL = {"relates", "relatesTo", "grade"}
BELOW_FUNCTIONAL = {"ofSubject", "toActor", "stanceOn"}

# The words of the subject, all of them
TERMS = {
    OWL.Class: """Activity Agent Alignment Appraisal Arrangement Assertion AttributedName Attribution
        AttributionBasis AttributionGrade AttributorRole Campaign Channel ConfidenceLevel ConfidenceScale
        DateQuality Declaration Document IdentityClaim IdentityKind InformationCredibility InformationSystem
        Institution IntelligenceService InternationalOrganization Likelihood Membership MembershipKind Norm
        Organization PartyKind Passage Person Position Response ResponseKind ResponseStatus ResponsibilityDepth
        ScaleValue SelfAttribution Software SourceReliability Stance StanceKind State StateGroup Statement
        TargetGroup ThreatActor""",
    OWL.ObjectProperty: """affected against alignedWith announcedIn appraisedBy appraises associatedWith
        attributedBy attributedTo attributorRole basis beganQuality belongsTo callsOn candidateFor channel cites
        composedOf concerns condemns conductedFor confidence confidenceScale corrects dateQuality doesNotAccuse
        echoes enabled endedQuality endorsedBy exploited exposes fromTerritoryOf givenBy grade holdsRole
        identityKind inDocument inStatement inSupportOf informationCredibility invokes issuedBy likelihood
        linkedTo member memberOf memberOfBody memberStatesOf membershipKind nameOf ofSubject onBehalfOf
        originatesIn partOf participatesIn passesOn partyKind partyState perpetratedBy positionIn publishedBy reinforces
        relates relatesTo releasedWith reportedIn respondsTo responseBy responseKind responseStatus
        responsibilityDepth responsibilityOf restsOn sourceReliability stanceBy stanceKind stanceOn standsIn
        strongerThan supersedes supportedBy targeted tiedTo toActor""",
    OWL.DatatypeProperty: """address began classification confidenceValue date designation endOffset ended implied
        lowerBound memberCount name page paragraph partyUnknown purpose rank relationType section startOffset
        upperBound wording""",
    OWL.AnnotationProperty: "viaProperty",
}

# Each axis: its class, what its values begin with, its values
AXES = {
    "AttributionGrade": ("grade", "unspecified territory origin linked supported perpetrated on-behalf responsible"),
    "ResponsibilityDepth": ("responsibility", """prohibited prohibited-but-inadequate ignored encouraged shaped
        coordinated ordered rogue-conducted executed integrated"""),
    "Likelihood": ("likelihood", """almost-no-chance very-unlikely unlikely realistic-possibility roughly-even likely
        very-likely almost-certain suspected unhedged"""),
    "ConfidenceLevel": ("confidence", "none low moderate high not-stated"),
    "ConfidenceScale": ("scale", "levels stix zero-ten admiralty-credibility wep dni misp"),
    "AttributionBasis": ("basis", """assessment detection identification technical-evidence human-intelligence
        legal-finding admission citation report not-stated"""),
    "AttributorRole": ("role", """perpetrator victim victim-state third-state security-company media
        international-body eu-body researcher"""),
    "PartyKind": ("kind", "state state-affiliated non-state-group individual unknown"),
    "Channel": ("channel", """technical-report political-statement legal-action sanction-notice
        named-statement-in-media anonymous-statement-in-media media-report claim-in-attack leak"""),
    "StanceKind": ("stance", """aligns supports echoes doubts disputes denies demands-evidence corrects withdraws
        supersedes declines"""),
    "IdentityKind": ("identity", "same overlaps part-of broader-than distinct real-identity"),
    "ResponseKind": ("response", """sanction indictment expulsion demarche summons condemnation solidarity costs
        warning takedown arrest countermeasure"""),
    "ResponseStatus": ("status", "threatened announced in-force lifted expired"),
    "DateQuality": ("date", "exact approximate not-later-than not-earlier-than supplied"),
    "MembershipKind": ("membership", "member candidate participant"),
    "SourceReliability": ("reliability", "a b c d e f"),
    "InformationCredibility": ("credibility", "1 2 3 4 5 6"),
}

# What each grade's direct property is, and which grades it goes beyond
GRADES = {
    "unspecified": ("tiedTo", ""),
    "territory": ("fromTerritoryOf", ""),
    "origin": ("originatesIn", ""),
    "linked": ("linkedTo", "territory origin"),
    "perpetrated": ("perpetratedBy", "linked territory origin"),
    "supported": ("supportedBy", "linked territory origin"),
    "on-behalf": ("conductedFor", "supported linked territory origin"),
    "responsible": ("responsibilityOf", "on-behalf supported linked territory origin"),
}
TIES = {
    "tiedTo": "",
    "fromTerritoryOf": "tiedTo",
    "originatesIn": "tiedTo",
    "linkedTo": "tiedTo",
    "supportedBy": "tiedTo",
    "attributedTo": "tiedTo",
    "perpetratedBy": "attributedTo",
    "conductedFor": "attributedTo",
    "responsibilityOf": "attributedTo",
}

# ICD 203's percentages, and PHIA's for the word that ICD 203 has not
BOUNDS = {
    "almost-no-chance": (1, 5), "very-unlikely": (5, 20), "unlikely": (20, 45),
    "realistic-possibility": (40, 50), "roughly-even": (45, 55), "likely": (55, 80),
    "very-likely": (80, 95), "almost-certain": (95, 99),
}

EXAMPLE = """@prefix att: <https://w3id.org/rhumb/attribution#> . @prefix ex: <https://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . """


def att(names):
    """The terms of these names"""
    return {ATT[n] for n in names.split()}


def tidy(text):
    """Is it text with single spaces inside and none about it?"""
    return bool(text) and text == " ".join(text.split())


def header(g):
    """What an ontology says of itself"""
    if (IRI, RDF.type, OWL.Ontology) not in g:
        yield f"no owl:Ontology {IRI}"
    for predicate in (OWL.versionIRI, OWL.versionInfo, OWL.priorVersion, DCTERMS.title, DCTERMS.description,
                      DCTERMS.license, DCTERMS.creator):
        if len(list(g.objects(IRI, predicate))) != 1:
            yield f"header: not one {predicate}"
    for predicate, value in ((OWL.versionIRI, IRI + "/" + VERSION), (OWL.versionInfo, Literal(VERSION)),
                             (OWL.priorVersion, IRI + "/" + BEFORE), (DCTERMS.license, LICENSE)):
        if (IRI, predicate, value) not in g:
            yield f"header: {predicate} is not {value}"
    if list(g.objects(IRI, OWL.imports)):
        yield "header: imports something"


def texts(g, terms):
    """One label, one definition, one example a term"""
    seen = {}
    for term in terms:
        for predicate in (RDFS.label, SKOS.definition, SKOS.example):
            values = list(g.objects(term, predicate))
            if len(values) != 1:
                yield f"{term}: {len(values)} times {predicate}"
                continue
            value = str(values[0])
            is_property = predicate == SKOS.example and PROPERTIES & set(g.objects(term, RDF.type))
            if values[0].language != (None if is_property else "en") or not tidy(value):
                yield f"{term}: untidy, or not of its language: {values[0].n3()}"
            if predicate == SKOS.definition and not re.fullmatch(r"[A-Z][^.!?]+\.", value):
                yield f"{term}: the definition is no single sentence"
            if predicate == SKOS.definition and re.match(r"Names? ", value):
                yield f"{term}: the definition says what the word does"
            other = seen.setdefault((predicate, value.lower()), term)
            if other != term:
                yield f"{term}: the same {predicate} as {other}"


def labels(g, terms):
    """Plain words; a value's open with the property that leads to it, which a map leaves out then"""
    leading = {}
    for p in g.subjects(RDF.type, OWL.ObjectProperty):
        leading.setdefault(g.value(p, RDFS.range), set()).add(str(g.value(p, RDFS.label)))
    for term in terms:
        label = str(g.value(term, RDFS.label))
        if (term, RDF.type, OWL.NamedIndividual) in g:
            first, colon, rest = label.partition(": ")
            kinds = [c for c in g.objects(term, RDF.type) if c != OWL.NamedIndividual]
            if not colon or not rest or first not in leading.get(kinds[0], ()):
                yield f"{term}: the label opens with no property that leads to it: {label}"
        elif re.search(r"[A-Z]|[_.:]", label):
            yield f"{term}: the label is not in plain words: {label}"


def examples(g, terms):
    """The example of a property is Turtle that uses it, and declared terms alone"""
    for term in terms:
        if not PROPERTIES & set(g.objects(term, RDF.type)):
            continue
        text = str(g.value(term, SKOS.example))
        try:
            example = Graph().parse(data=EXAMPLE + text, format="turtle")
        except Exception as error:  # pylint: disable=broad-except
            yield f"{term}: the example is no Turtle: {error}"
            continue
        if (None, term, None) not in example:
            yield f"{term}: the example has no use of it"
        used = {t for triple in example for t in triple if isinstance(t, URIRef) and t.startswith(ATT)}
        for other in sorted(used - set(terms)):
            yield f"{term}: the example has {other}, which is not declared"


def kinds_of_terms(g, terms):
    """Each term is of one kind, each kind has the terms that are expected, and no other vocabulary is used"""
    for term in terms:
        found = [k for k in KINDS if (term, RDF.type, k) in g]
        if len(found) != 1:
            yield f"{term}: declared as {len(found)} kinds of things"
    used = {t for triple in g for t in triple if isinstance(t, URIRef) and t.startswith(ATT)}
    for term in sorted(used - set(terms)):
        yield f"{term}: used, not declared"
    for kind, names in TERMS.items():
        for term in sorted(att(names) ^ {t for t in g.subjects(RDF.type, kind) if t in terms}):
            yield f"{term}: {'missing' if (term, RDF.type, kind) not in g else 'not expected'}"
    for term in sorted({t for triple in g for t in triple[:2] if isinstance(t, URIRef)} - set(terms) - {IRI}):
        if not str(term).startswith(BUILTIN) and (term, RDF.type, OWL.AnnotationProperty) not in g:
            yield f"{term}: of another vocabulary, and no annotation"


def axioms(g):
    """Inverses, domains, ranges, and what has one value"""
    if list(g.subject_objects(OWL.inverseOf)):
        yield "a named inverse"
    for kind, ranges in ((OWL.ObjectProperty, None), (OWL.DatatypeProperty, DATATYPES)):
        for p in g.subjects(RDF.type, kind):
            domains = len(list(g.objects(p, RDFS.domain)))
            if domains != (0 if ranges or p in {ATT[n] for n in NO_DOMAIN} else 1):
                yield f"{p}: {domains} domains"
            found = set(g.objects(p, RDFS.range))
            if len(found) != (0 if p in {ATT[n] for n in NO_RANGE} else 1):
                yield f"{p}: {len(found)} ranges"
            if ranges and found - ranges:
                yield f"{p}: its range is no datatype that OWL 2 DL knows"
    functional = set(g.subjects(RDF.type, OWL.FunctionalProperty))
    if functional != {ATT[n] for n in FUNCTIONAL}:
        yield f"of one value: {sorted(functional)}"
    below = {p for f in functional for p in g.transitive_subjects(RDFS.subPropertyOf, f)} - functional
    if below != {ATT[n] for n in BELOW_FUNCTIONAL}:
        yield f"below what has one value: {sorted(below)}"
    for p in g.subjects(RDF.type, OWL.TransitiveProperty):
        if p in functional or (p, RDF.type, OWL.IrreflexiveProperty) in g or any(g.subjects(OWL.onProperty, p)):
            yield f"{p}: transitive, and restricted as OWL 2 DL does not allow"


def members(g, kind, property_):
    """The lists of such axioms"""
    return [set(Collection(g, g.value(a, property_))) for a in g.subjects(RDF.type, kind)]


def axes(g):
    """A class each below ScaleValue, disjoint; different values within; lower case names"""
    different = members(g, OWL.AllDifferent, OWL.distinctMembers)
    for name, (start, values) in AXES.items():
        expected = {ATT[f"{start}-{v}"] for v in values.split()}
        if set(g.subjects(RDF.type, ATT[name])) != expected:
            yield f"att:{name}: its values are not those that are expected"
        if expected not in different:
            yield f"att:{name}: its values are not said to be different, all of them and no other"
    classes = {ATT[n] for n in AXES}
    if set(g.subjects(RDFS.subClassOf, ATT.ScaleValue)) != classes:
        yield "below att:ScaleValue is not each axis and no other class"
    if classes not in members(g, OWL.AllDisjointClasses, OWL.members):
        yield "the axes are not disjoint"


def grades(g):
    """The direct property of each grade and the partial order; the hierarchy of ties"""
    for name, (tie, below) in GRADES.items():
        grade = ATT[f"grade-{name}"]
        if list(g.objects(grade, ATT.viaProperty)) != [ATT[tie]]:
            yield f"{grade}: its direct property is not att:{tie}"
        found = set(g.transitive_objects(grade, ATT.strongerThan)) - {grade}
        if found != {ATT[f"grade-{n}"] for n in below.split()}:
            yield f"{grade}: stronger than {sorted(found)}"
        if g.value(grade, ATT["rank"]):
            yield f"{grade}: has a rank, and the order is partial"
    for name, above in TIES.items():
        if set(g.objects(ATT[name], RDFS.subPropertyOf)) != att(above):
            yield f"att:{name}: not below att:{above or 'nothing'}"
    if set(g.transitive_subjects(RDFS.subPropertyOf, ATT.tiedTo)) != {ATT[n] for n in TIES}:
        yield "below att:tiedTo is not each tie and no other property"


def numbers(g):
    """Bounds of likelihoods, ranks of depths"""
    for name in AXES["Likelihood"][1].split():
        word = ATT[f"likelihood-{name}"]
        found = tuple(g.value(word, p) for p in (ATT.lowerBound, ATT.upperBound))
        if found != tuple(map(Literal, BOUNDS.get(name, ()))) and (found, name in BOUNDS) != ((None, None), False):
            yield f"{word}: its bounds are {found}"
    for rank, name in enumerate(AXES["ResponsibilityDepth"][1].split(), 1):
        if g.value(ATT[f"responsibility-{name}"], ATT["rank"]) != Literal(rank):
            yield f"att:responsibility-{name}: its rank is not {rank}"


def shapes(g, path):
    """Shapes speak of declared terms"""
    s = Graph().parse(path, format="turtle")
    if not list(s.subjects(RDF.type, SH.NodeShape)):
        yield f"{path}: no shapes"
    for triple in s:
        for term in triple:
            if isinstance(term, URIRef) and term.startswith(ATT) and (term, RDF.type, None) not in g and term != URIRef(ATT):
                yield f"{path}: {term} is not in the vocabulary"


def main(argv):
    """Print findings"""
    if len(argv) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 2
    g = Graph().parse(argv[1], format="turtle")
    terms = sorted({t for t in g.subjects(RDF.type, None) if isinstance(t, URIRef) and t.startswith(ATT)})
    findings = [*header(g), *texts(g, terms), *labels(g, terms), *examples(g, terms), *kinds_of_terms(g, terms),
                *axioms(g), *axes(g), *grades(g), *numbers(g)]
    if len(argv) == 3:
        findings += shapes(g, argv[2])
    for finding in findings:
        print(f"{argv[1]}: {finding}")
    print(f"{argv[1]}: {len(terms)} terms")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
