#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Count by SPARQL, in another implementation, what the example must hold.

    counts.py ONTOLOGY.ttl EXPORT...

Each EXPORT is an RDF file of the example (.ttl, .nt, .nq, .rdf). What is
expected is written here by hand from the documents, not taken from the facts:
a relation that was lost on any step of the way is named. Needs Debian's
python3-rdflib.
"""

import pathlib
import sys

from rdflib import Dataset, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS

ATT = Namespace("https://w3id.org/rhumb/attribution#")
EX = Namespace("https://w3id.org/rhumb/examples/eu-china-cyber#")
FORMATS = {".ttl": "turtle", ".nt": "nt", ".nq": "nquads", ".rdf": "xml", ".owl": "xml"}

PREFIXES = f"""
PREFIX att: <{ATT}>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX ex: <{EX}>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""

# Class: exactly these individuals
THINGS = {
    "State": "china czech-republic latvia north-macedonia montenegro albania norway",
    "StateGroup": "eu-member-states un-member-states",
    "InternationalOrganization": "european-union nato united-nations efta",
    "Arrangement": "european-economic-area stabilisation-and-association-process",
    "Norm": "responsible-behaviour-norms",
    "Organization": "chinese-communist-party",
    "Institution": "latvian-mfa czech-mfa council-of-the-eu chinese-authorities",
    "IntelligenceService": "mss",
    "Person": "kaja-kallas mark-rutte high-representative-2021",
    "Position": "high-representative nato-secretary-general",
    "ThreatActor": "apt31 apt40",
    "Activity": "activities-2021 exchange-compromise espionage-2021 apt31-other-attacks",
    "Campaign": "czech-mfa-campaign",
    "Declaration": "eu-declaration-2021",
    "Statement": "latvia-statement-2021 czech-attribution-2025 eu-statement-2025 nato-statement-2025",
    "Software": "microsoft-exchange-server",
    "InformationSystem": "czech-mfa-network",
    "TargetGroup": """computers-and-networks eu-institutions eu-economy-and-society
        government-institutions political-organisations european-industries private-companies-eu
        allies-and-partners private-entities government-agencies military-organisations
        private-companies""",
    "Document": "document-eu-2021 document-latvia-2021 document-czech-2025",
}

# Property: exactly these pairs, as subject and objects
LINKS = {
    "attributedTo": {
        "activities-2021": "china",
        "exchange-compromise": "china",
        "espionage-2021": "china apt31 apt40",
        "czech-mfa-campaign": "china apt31",
        "apt31-other-attacks": "apt31",
    },
    "fromTerritoryOf": {
        "activities-2021": "china",
        "exchange-compromise": "china",
        "espionage-2021": "china",
    },
    "linkedTo": {"espionage-2021": "apt31 apt40", "apt31-other-attacks": "apt31"},
    "perpetratedBy": {"czech-mfa-campaign": "apt31"},
    "conductedFor": {},
    "responsibilityOf": {"czech-mfa-campaign": "china"},
    "alignedWith": {
        "north-macedonia": "eu-declaration-2021",
        "montenegro": "eu-declaration-2021",
        "albania": "eu-declaration-2021",
        "norway": "eu-declaration-2021",
    },
    "reinforces": {"latvia-statement-2021": "eu-declaration-2021"},
    "releasedWith": {"latvia-statement-2021": "eu-declaration-2021"},
    "echoes": {"eu-statement-2025": "czech-attribution-2025"},
    "issuedBy": {
        "eu-declaration-2021": "high-representative-2021",
        "latvia-statement-2021": "latvian-mfa",
        "czech-attribution-2025": "czech-mfa",
        "eu-statement-2025": "kaja-kallas",
        "nato-statement-2025": "mark-rutte",
    },
    "onBehalfOf": {
        "eu-declaration-2021": "european-union",
        "latvia-statement-2021": "latvia",
        "czech-attribution-2025": "czech-republic",
        "eu-statement-2025": "eu-member-states",
        "nato-statement-2025": "nato",
    },
    "reportedIn": {
        "eu-declaration-2021": "document-eu-2021 document-latvia-2021",
        "latvia-statement-2021": "document-latvia-2021",
        "czech-attribution-2025": "document-czech-2025",
        "eu-statement-2025": "document-czech-2025",
        "nato-statement-2025": "document-czech-2025",
    },
    "condemns": {
        "eu-declaration-2021": "activities-2021",
        "latvia-statement-2021": "exchange-compromise",
        "czech-attribution-2025": "czech-mfa-campaign",
        "eu-statement-2025": "czech-mfa-campaign",
    },
    "concerns": {
        "latvia-statement-2021": "activities-2021",
        "nato-statement-2025": "czech-mfa-campaign",
    },
    "callsOn": {
        "eu-declaration-2021": "chinese-authorities",
        "latvia-statement-2021": "china",
        "eu-statement-2025": "china",
    },
    "doesNotAccuse": {
        "eu-declaration-2021": "china chinese-communist-party",
        "latvia-statement-2021": "china chinese-communist-party",
    },
    "invokes": {
        "eu-declaration-2021": "responsible-behaviour-norms",
        "latvia-statement-2021": "responsible-behaviour-norms",
        "eu-statement-2025": "responsible-behaviour-norms",
    },
    "endorsedBy": {"responsible-behaviour-norms": "un-member-states"},
    "associatedWith": {"apt31": "mss"},
    "suspectedOfActingFor": {"apt31": "china"},
    "affected": {
        "activities-2021": "eu-economy-and-society",
        "exchange-compromise": """computers-and-networks eu-member-states eu-institutions
            government-institutions private-companies-eu""",
    },
    "targeted": {
        "activities-2021": """eu-economy-and-society eu-member-states allies-and-partners
            private-entities""",
        "exchange-compromise": """computers-and-networks eu-member-states eu-institutions
            government-institutions private-companies-eu""",
        "espionage-2021": "government-institutions political-organisations european-industries",
        "apt31": "european-union eu-member-states",
        "apt40": "european-union eu-member-states",
        "czech-mfa-campaign": "czech-mfa-network czech-mfa czech-republic",
        "apt31-other-attacks": "government-agencies military-organisations private-companies",
    },
    "exploited": {"exchange-compromise": "microsoft-exchange-server"},
    "memberOf": {
        "latvia": "european-union",
        "czech-republic": "european-union",
        "norway": "efta european-economic-area",
    },
    "memberStatesOf": {
        "eu-member-states": "european-union",
        "un-member-states": "united-nations",
    },
    "candidateFor": {
        "north-macedonia": "european-union",
        "montenegro": "european-union",
        "albania": "european-union",
    },
    "participatesIn": {
        "north-macedonia": "stabilisation-and-association-process",
        "montenegro": "stabilisation-and-association-process",
        "albania": "stabilisation-and-association-process",
    },
    "holdsRole": {
        "kaja-kallas": "high-representative",
        "high-representative-2021": "high-representative",
        "mark-rutte": "nato-secretary-general",
    },
    "positionIn": {
        "high-representative": "european-union",
        "nato-secretary-general": "nato",
    },
    "partOf": {
        "exchange-compromise": "activities-2021",
        "espionage-2021": "activities-2021",
        "latvian-mfa": "latvia",
        "czech-mfa": "czech-republic",
        "mss": "china",
        "chinese-authorities": "china",
        "council-of-the-eu": "european-union",
        "eu-institutions": "european-union",
    },
    "belongsTo": {"czech-mfa-network": "czech-mfa"},
    "publishedBy": {"document-eu-2021": "council-of-the-eu"},
}

# Activity, actor, statement, who says it, basis, grade, wording, document, paragraph, date
EU = "european-union eu-member-states"
EU_DOCUMENT = ("document-eu-2021", "2021-07-19")
LATVIA = ("document-latvia-2021", "2021-07-19")
CZECH = ("document-czech-2025", "2025-05-28")
ATTRIBUTIONS = [
    ("activities-2021", "china", "eu-declaration-2021", EU, "assessment", "territory",
     "from the territory of China", EU_DOCUMENT, 1),
    ("exchange-compromise", "china", "eu-declaration-2021", EU, "assessment", "territory",
     "from the territory of China", EU_DOCUMENT, 1),
    ("espionage-2021", "china", "eu-declaration-2021", EU, "detection", "territory",
     "from the territory of China", EU_DOCUMENT, 3),
    ("espionage-2021", "apt40", "eu-declaration-2021", EU, "detection", "linked",
     "can be linked to", EU_DOCUMENT, 3),
    ("espionage-2021", "apt31", "eu-declaration-2021", EU, "detection", "linked",
     "can be linked to", EU_DOCUMENT, 3),
    ("exchange-compromise", "china", "latvia-statement-2021", "latvian-mfa", "citation", "territory",
     "from the territory of", LATVIA, 2),
    ("espionage-2021", "china", "latvia-statement-2021", "latvian-mfa", "citation", "territory",
     "from the territory of", LATVIA, 2),
    ("espionage-2021", "apt40", "latvia-statement-2021", "latvian-mfa", "not-stated", "linked",
     "involved in", LATVIA, 2),
    ("espionage-2021", "apt31", "latvia-statement-2021", "latvian-mfa", "not-stated", "linked",
     "involved in", LATVIA, 2),
    ("czech-mfa-campaign", "china", "czech-attribution-2025", "czech-republic czech-mfa",
     "identification", "responsible", "responsible for", CZECH, 3),
    ("czech-mfa-campaign", "apt31", "czech-attribution-2025", "czech-mfa", "identification",
     "perpetrated", "perpetrated by", CZECH, 4),
    ("apt31-other-attacks", "apt31", "", "", "report", "linked", "linked to", CZECH, 5),
]

# Names that the documents give, by thing
NAMES = {
    "apt31": "APT31|Advanced Persistent Threat 31|Advanced Persistent Threat Group 31",
    "apt40": "APT40|Advanced Persistent Threat 40",
    "china": "China|People's Republic of China|Beijing",
    "czech-republic": "Czech Republic|Prague",
    "european-union": "European Union|EU|Brussels",
    "mss": "Ministry of State Security of China|MSS|Chinese Ministry of State Security",
    "microsoft-exchange-server": "Microsoft Exchange Server|Microsoft Exchange",
}

# What must be so, as a question to be answered yes
ASK = [
    ("the member states are 27", "ex:eu-member-states att:memberCount 27"),
    ("the campaign began in 2022", 'ex:czech-mfa-campaign att:began "2022"'),
    ("the network is critical infrastructure",
     'ex:czech-mfa-network att:designation "critical infrastructure"'),
    ("the network is unclassified", 'ex:czech-mfa-network att:classification "unclassified"'),
    ("the purposes are espionage and theft",
     'ex:espionage-2021 att:purpose "espionage", "intellectual property theft"'),
    ("the declaration has its day", 'ex:eu-declaration-2021 att:date "2021-07-19"'),
    ("the Latvian statement has its day", 'ex:latvia-statement-2021 att:date "2021-07-19"'),
    ("the Czech attribution has its day", 'ex:czech-attribution-2025 att:date "2025-05-28"'),
    ("the EU's statement has its day", 'ex:eu-statement-2025 att:date "2025-05-28"'),
    ("the Secretary General's statement has its day",
     'ex:nato-statement-2025 att:date "2025-05-28"'),
    ("the statement of 2021 whose words Latvia passes on is the EU's",
     """?a att:inStatement ex:latvia-statement-2021 ; att:cites ?b .
        ?b att:inStatement ex:eu-declaration-2021 ; att:grade att:grade-territory"""),
    ("the export imports the vocabulary",
     "?o a owl:Ontology ; owl:imports <https://w3id.org/rhumb/attribution/0.1.0>"),
    ("the header is complete",
     """?o a owl:Ontology ; owl:versionIRI ?v ; dcterms:title ?t ; dcterms:description ?d ;
        dcterms:license ?l"""),
]

# What must not be so, as a question to be answered no
ASK_NOT = [
    ("a statement of 2021 goes beyond territory as to China",
     """?a att:toActor ex:china ; att:date "2021-07-19" ; att:grade ?g
        FILTER(?g != att:grade-territory)"""),
    ("the EU or NATO attributes the campaign of 2025 itself",
     "?a a att:Attribution ; att:inStatement ?s VALUES ?s { ex:eu-statement-2025 ex:nato-statement-2025 }"),
    ("an attribution has a second grade",
     "?a att:grade ?g, ?h FILTER(?g != ?h)"),
    ("an attribution lacks its basis, grade or confidence",
     """?a a att:Attribution
        FILTER NOT EXISTS { ?a att:basis ?b ; att:grade ?g ; att:confidence ?c }"""),
    ("a confidence is recorded that no document states",
     "?a att:confidence ?c FILTER(?c != att:confidence-not-stated)"),
    ("a relation lacks its document, paragraph, wording or date",
     """?a att:relates ?x
        FILTER NOT EXISTS { ?a att:inDocument ?d ; att:paragraph ?p ; att:wording ?w ; att:date ?t }"""),
    ("a relation lacks an end or its kind",
     """?a att:inDocument ?d
        FILTER NOT EXISTS { ?a att:relates ?x ; att:relatesTo ?y ; att:relationType ?t }"""),
    ("an attribution differs from what it relates",
     "?a att:ofActivity ?x ; att:relates ?y FILTER(?x != ?y)"),
    ("a thing has two labels", "?x rdfs:label ?a, ?b FILTER(?a != ?b)"),
    ("a thing with a class has no label",
     """?x a ?c FILTER(STRSTARTS(STR(?c), STR(att:)))
        FILTER NOT EXISTS { ?x rdfs:label ?l }"""),
    ("a thing is not declared as an individual",
     """?x a ?c FILTER(STRSTARTS(STR(?c), STR(att:)))
        FILTER NOT EXISTS { ?x a owl:NamedIndividual }"""),
    ("a list, which Protégé would drop", "?x rdf:first ?y"),
    ("a reified triple, which is not OWL 2 DL", "?x a rdf:Statement"),
    ("a value that was lost on the way", '?x ?p ?o FILTER(STR(?o) IN ("", "null", "None"))'),
]

ASSERTIONS = {"Attribution": 12, "Alignment": 4, "Assertion": 89}

# Over all relations: how many have a statement, are implied
WITH = {"inStatement": 56, "implied": 7}


def load(path):
    kind = FORMATS[pathlib.Path(path).suffix]
    if kind != "nquads":
        return Graph().parse(path, format=kind)
    graph = Graph()
    quads = Dataset()
    quads.parse(path, format=kind)
    for s, p, o, _ in quads.quads((None, None, None, None)):
        graph.add((s, p, o))
    return graph


def local(term):
    text = str(term)
    return text[len(str(EX)):] if text.startswith(str(EX)) else text


def pairs(graph, where):
    rows = graph.query(f"{PREFIXES} SELECT DISTINCT ?x ?y WHERE {{ {where} }}")
    return {(local(x), local(y)) for x, y in rows}


def differ(what, found, expected):
    for item in sorted(expected - found):
        yield f"{what}: missing {' '.join(item)}"
    for item in sorted(found - expected):
        yield f"{what}: not in the documents: {' '.join(item)}"


def things(graph):
    for name, members in THINGS.items():
        expected = {(m, "") for m in members.split()}
        found = {(x, "") for x, _ in pairs(graph, f"?x a att:{name} BIND('' AS ?y)")}
        yield from differ(f"att:{name}", found, expected)


def links(graph):
    for name, rows in LINKS.items():
        expected = {(s, o) for s, objects in rows.items() for o in objects.split()}
        yield from differ(f"att:{name}", pairs(graph, f"?x att:{name} ?y"), expected)


def names(graph):
    for thing, expected in NAMES.items():
        found = pairs(graph, f"ex:{thing} rdfs:label|skos:altLabel ?n BIND(ex:{thing} AS ?x) BIND(STR(?n) AS ?y)")
        yield from differ("names", found, {(thing, n) for n in expected.split("|")})


def attributions(graph):
    query = """SELECT ?a ?x ?y ?s ?basis ?grade ?w ?d ?p ?t WHERE {
        ?a a att:Attribution ; att:ofActivity ?x ; att:toActor ?y ; att:basis ?basis ; att:grade ?grade ;
           att:wording ?w ; att:inDocument ?d ; att:paragraph ?p ; att:date ?t
        OPTIONAL { ?a att:inStatement ?s } }"""
    found = set()
    for a, x, y, s, basis, grade, w, d, p, t in graph.query(PREFIXES + query):
        by = " ".join(sorted(local(b) for b in graph.objects(a, ATT.attributedBy)))
        basis, grade = (str(v)[len(str(ATT)):] for v in (basis, grade))
        found.add((local(x), local(y), local(s) if s else "", by, basis, grade, str(w), local(d), str(p), str(t)))
    expected = {
        (x, y, s, " ".join(sorted(by.split())), f"basis-{b}", f"grade-{g}", w, d, str(p), t)
        for x, y, s, by, b, g, w, (d, t), p in ATTRIBUTIONS
    }
    yield from differ("attribution", found, expected)


def assertions(graph):
    for name, expected in ASSERTIONS.items():
        found = len(pairs(graph, f"?x a att:{name} BIND('' AS ?y)"))
        if found != expected:
            yield f"att:{name}: {found}, not {expected}"
    for name, expected in WITH.items():
        found = len(pairs(graph, f"?x att:{name} ?y"))
        if found != expected:
            yield f"att:{name}: {found}, not {expected}"
    for name in LINKS:
        if name in ("publishedBy", "attributedTo", "fromTerritoryOf", "linkedTo", "perpetratedBy", "responsibilityOf"):
            continue
        bare = f"?x att:{name} ?y FILTER NOT EXISTS {{ ?a att:relates ?x ; att:relatesTo ?y ; att:wording ?w }}"
        for x, y in sorted(pairs(graph, bare)):
            yield f"att:{name}: {x} {y}: no assertion says where it stands"


def asks(graph):
    for questions, answer in ((ASK, True), (ASK_NOT, False)):
        for what, where in questions:
            if graph.query(f"{PREFIXES} ASK {{ {where} }}").askAnswer != answer:
                yield f"{'not so' if answer else 'must not be'}: {what}"


def classes(ontology, node):
    """The classes that a domain or range allows, with all below them."""
    union = ontology.value(node, OWL.unionOf)
    tops = Collection(ontology, union) if union else [node]
    return {c for top in tops for c in ontology.transitive_subjects(RDFS.subClassOf, top)}


def fits(graph, ontology):
    """Every term is in the vocabulary; subjects fit domains, objects ranges."""
    both = graph + ontology
    for p in {p for p in graph.predicates() if p.startswith(ATT)}:
        kinds = set(ontology.objects(p, RDF.type)) & {OWL.ObjectProperty, OWL.DatatypeProperty}
        if not kinds:
            yield f"{p}: not in the vocabulary"
        for s, o in graph.subject_objects(p):
            if isinstance(o, URIRef) != (OWL.ObjectProperty in kinds):
                yield f"{local(s)} {p} {local(o)}: a literal for a thing, or a thing for a literal"
            ends = [(s, RDFS.domain), (o, RDFS.range)][: 2 if isinstance(o, URIRef) else 1]
            for term, end in ends:
                for node in ontology.objects(p, end):
                    if not set(both.objects(term, RDF.type)) & classes(ontology, node):
                        yield f"{local(s)} {p} {local(o)}: {local(term)} does not fit the {end.fragment}"


def check(path, ontology):
    graph = load(path)
    parts = (things, links, names, attributions, assertions, asks)
    findings = [f for part in parts for f in part(graph)] + [*fits(graph, ontology)]
    for finding in findings:
        print(f"{path}: {finding}")
    print(f"{path}: {len(graph)} triples")
    return not findings


def main(argv):
    if len(argv) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    ontology = Graph().parse(argv[1], format="turtle")
    return 0 if all([check(path, ontology) for path in argv[2:]]) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv))
