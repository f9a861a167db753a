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
    "StateGroup": "eu-member-states un-member-states eu-partners all-states",
    "InternationalOrganization": "european-union nato united-nations efta",
    "Arrangement": "european-economic-area stabilisation-and-association-process",
    "Norm": "responsible-behaviour-norms international-law programme-of-action",
    "Organization": "chinese-communist-party",
    "Institution": "latvian-mfa czech-mfa council-of-the-eu chinese-authorities",
    "IntelligenceService": "mss",
    "Person": "kaja-kallas mark-rutte high-representative-2021",
    "Position": "high-representative nato-secretary-general",
    "ThreatActor": "apt31 apt40 exchange-hackers intelligence-officers contract-hackers",
    "Activity": "activities-2021 exchange-compromise exchange-exploitation espionage-2021 apt31-other-attacks",
    "Campaign": "czech-mfa-campaign",
    "Declaration": "eu-declaration-2021",
    "Statement": """latvia-statement-2021 czech-attribution-2025 eu-statement-2025 eu-remarks-2025
        eu-press-conference-2025 nato-statement-2025""",
    "Response": "solidarity-2025 costs-2025 concerns-raised raising-announced-2025",
    "Software": "microsoft-exchange-server",
    "InformationSystem": "czech-mfa-network",
    "TargetGroup": """computers-and-networks eu-institutions eu-economy-and-society eu-security-economy-society
        democracy-security-economies government-institutions political-organisations european-industries private-companies-eu
        allies-and-partners private-entities security-of-cyberspace government-agencies military-organisations
        private-companies""",
    "Document": "document-eu-2021 document-latvia-2021 document-czech-2025",
}

# Property: exactly these pairs, as subject and objects
LINKS = {
    # Where someone connects the two, then as far as it goes, if it is no suspicion
    "tiedTo": {
        "activities-2021": "china",
        "exchange-compromise": "china",
        "espionage-2021": "china apt31 apt40",
        "exchange-exploitation": "exchange-hackers",
        "czech-mfa-campaign": "china apt31",
        "apt31-other-attacks": "apt31",
        "apt31": "china",
    },
    "attributedTo": {"czech-mfa-campaign": "china apt31", "exchange-exploitation": "exchange-hackers"},
    "fromTerritoryOf": {
        "activities-2021": "china",
        "exchange-compromise": "china",
        "espionage-2021": "china",
    },
    "originatesIn": {},
    "linkedTo": {"espionage-2021": "apt31 apt40", "apt31-other-attacks": "apt31"},
    "supportedBy": {},
    "perpetratedBy": {"czech-mfa-campaign": "apt31", "exchange-exploitation": "exchange-hackers"},
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
    "echoes": {},  # It is the condemnation that is echoed: a stance on what is said
    "exposes": {
        "european-union": "activities-2021",
        "eu-member-states": "activities-2021",
        "eu-partners": "activities-2021",
    },
    "issuedBy": {
        "eu-declaration-2021": "high-representative-2021",
        "latvia-statement-2021": "latvian-mfa",
        "czech-attribution-2025": "czech-mfa",
        "eu-statement-2025": "kaja-kallas",
        "eu-remarks-2025": "kaja-kallas",
        "eu-press-conference-2025": "kaja-kallas",
        "nato-statement-2025": "mark-rutte",
    },
    "onBehalfOf": {
        "eu-declaration-2021": "european-union eu-member-states",
        "latvia-statement-2021": "latvia",
        "czech-attribution-2025": "czech-republic",
        "eu-statement-2025": "eu-member-states",
        "eu-remarks-2025": "european-union",
        "eu-press-conference-2025": "european-union",
        "nato-statement-2025": "nato",
    },
    "reportedIn": {
        "eu-declaration-2021": "document-eu-2021 document-latvia-2021",
        "latvia-statement-2021": "document-latvia-2021",
        "czech-attribution-2025": "document-czech-2025",
        "eu-statement-2025": "document-czech-2025",
        "eu-remarks-2025": "document-czech-2025",
        "eu-press-conference-2025": "document-czech-2025",
        "nato-statement-2025": "document-czech-2025",
    },
    "condemns": {
        "eu-declaration-2021": "activities-2021",
        "latvia-statement-2021": "exchange-compromise",
        "czech-attribution-2025": "czech-mfa-campaign",
        "eu-statement-2025": "czech-mfa-campaign",
        "eu-remarks-2025": "czech-mfa-campaign",
    },
    "concerns": {
        "latvia-statement-2021": "activities-2021",
        "nato-statement-2025": "czech-mfa-campaign",
    },
    "callsOn": {
        "eu-declaration-2021": "chinese-authorities",
        "latvia-statement-2021": "china",
        "eu-statement-2025": "all-states china",
    },
    "doesNotAccuse": {
        "eu-declaration-2021": "china chinese-communist-party",
        "latvia-statement-2021": "china chinese-communist-party",
    },
    "invokes": {
        "eu-declaration-2021": "responsible-behaviour-norms programme-of-action",
        "latvia-statement-2021": "responsible-behaviour-norms international-law",
        "eu-statement-2025": "responsible-behaviour-norms international-law",
        "eu-remarks-2025": "responsible-behaviour-norms",
    },
    "endorsedBy": {"responsible-behaviour-norms": "un-member-states"},
    "associatedWith": {"apt31": "mss"},
    "composedOf": {"apt31": "intelligence-officers contract-hackers"},
    "affected": {
        "activities-2021": """eu-economy-and-society democracy-security-economies eu-member-states
            allies-and-partners private-entities""",
        "exchange-compromise": """computers-and-networks eu-member-states eu-institutions
            government-institutions private-companies-eu eu-security-economy-society security-of-cyberspace""",
    },
    "targeted": {
        "activities-2021": "democracy-security-economies eu-member-states allies-and-partners private-entities",
        "espionage-2021": "government-institutions political-organisations european-industries",
        "apt31": "european-union eu-member-states",
        "apt40": "european-union eu-member-states",
        "czech-mfa-campaign": "czech-mfa-network czech-mfa czech-republic",
        "apt31-other-attacks": "government-agencies military-organisations private-companies",
    },
    "exploited": {"exchange-compromise": "microsoft-exchange-server"},
    "enabled": {"exchange-compromise": "exchange-exploitation"},
    "memberOf": {
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
    "responseBy": {
        "solidarity-2025": "european-union",
        "costs-2025": "european-union",
        "concerns-raised": "european-union",
        "raising-announced-2025": "european-union",
    },
    "against": {"costs-2025": "china", "concerns-raised": "china", "raising-announced-2025": "china"},
    "inSupportOf": {"solidarity-2025": "czech-republic"},
    "respondsTo": {"solidarity-2025": "czech-mfa-campaign", "costs-2025": "czech-mfa-campaign"},
    "announcedIn": {
        "solidarity-2025": "eu-remarks-2025",
        "costs-2025": "eu-press-conference-2025",
        "concerns-raised": "eu-statement-2025",
        "raising-announced-2025": "eu-press-conference-2025",
    },
}

# Subject, party, statement, who says it, basis, grade, likelihood, wording, document, paragraph, implied
EU = "european-union eu-member-states"
DECLARATION = "eu-declaration-2021"
LATVIA = "latvia-statement-2021"
CZECH = "czech-attribution-2025"
TERRITORY = "assess these malicious cyber activities to have been undertaken from the territory of China"
ASSESSED = ("have assessed that those malicious cyber activities and compromising of the Microsoft Exchange server "
            "have been undertaken from the territory of the People's Republic of China")
EU_2021, LATVIA_2021, CZECH_2025 = "document-eu-2021", "document-latvia-2021", "document-czech-2025"
ATTRIBUTIONS = [
    ("activities-2021", "china", DECLARATION, EU, "assessment", "territory", "unhedged",
     TERRITORY, EU_2021, 1, ""),
    ("exchange-compromise", "china", DECLARATION, EU, "assessment", "territory", "unhedged",
     TERRITORY, EU_2021, 1, "implied"),
    ("espionage-2021", "china", DECLARATION, EU, "detection", "territory", "unhedged",
     "conducted from the territory of China", EU_2021, 3, ""),
    ("espionage-2021", "apt40", DECLARATION, EU, "detection", "linked", "", "can be linked to", EU_2021, 3, ""),
    ("espionage-2021", "apt31", DECLARATION, EU, "detection", "linked", "", "can be linked to", EU_2021, 3, ""),
    ("exchange-exploitation", "exchange-hackers", DECLARATION, EU, "not-stated", "perpetrated", "unhedged",
     "hackers that have continued to exploit", EU_2021, 2, ""),
    ("exchange-compromise", "china", LATVIA, "latvian-mfa", "citation", "territory", "unhedged", ASSESSED,
     LATVIA_2021, 2, ""),
    ("espionage-2021", "china", LATVIA, "latvian-mfa", "citation", "territory", "unhedged", ASSESSED,
     LATVIA_2021, 2, "implied"),
    ("espionage-2021", "apt40", LATVIA, "latvian-mfa", "not-stated", "linked", "", "involved in", LATVIA_2021, 2,
     "implied"),
    ("espionage-2021", "apt31", LATVIA, "latvian-mfa", "not-stated", "linked", "", "involved in", LATVIA_2021, 2,
     "implied"),
    ("czech-mfa-campaign", "china", CZECH, "czech-republic", "identification", "responsible", "unhedged",
     "identified the People's Republic of China as the state \"responsible for", CZECH_2025, 3, ""),
    ("czech-mfa-campaign", "apt31", CZECH, "czech-mfa", "not-stated", "perpetrated", "unhedged", "perpetrated by",
     CZECH_2025, 4, ""),
    ("apt31-other-attacks", "apt31", "", "", "report", "linked", "", "has been linked to", CZECH_2025, 5, ""),
    ("apt31", "china", "", "", "report", "on-behalf", "suspected",
     "widely suspected of gathering intelligence on behalf of Beijing", CZECH_2025, 4, ""),
]

# Who takes which stance on what, in which statement
ALIGNED = ("north-macedonia", "montenegro", "albania", "norway")
STANCES = [
    *[(state, "aligns", DECLARATION, DECLARATION) for state in ALIGNED],
    ("eu-member-states", "echoes", "condemns-czech-attribution-2025-czech-mfa-campaign", "eu-statement-2025"),
]

# What the report on Latvia's statement quotes of the declaration, by paragraphs of both
QUOTED = {(2, 6): 11, (3, 7): 7, (4, 8): 6}

# Names that the documents give, by thing
NAMES = {
    "apt31": "APT31|Advanced Persistent Threat 31|Advanced Persistent Threat Group 31",
    "apt40": "APT40|Advanced Persistent Threat 40",
    "china": "China|People's Republic of China|Beijing",
    "czech-republic": "Czech Republic|Prague",
    "european-union": "European Union|EU|Brussels",
    "mss": "Ministry of State Security of China|Chinese Ministry of State Security",
    "microsoft-exchange-server": "Microsoft Exchange Server|Microsoft Exchange server",
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
    ("a day that no text gives is marked so",
     "ex:document-eu-2021 att:dateQuality att:date-supplied . ex:eu-statement-2025 att:dateQuality att:date-supplied"),
    ("the costs are threatened", "ex:costs-2025 att:responseKind att:response-costs ; att:responseStatus att:status-threatened"),
    ("the solidarity is nothing else", "ex:solidarity-2025 att:responseKind att:response-solidarity"),
    ("the concerns have been raised since at least 2021",
     """ex:concerns-raised att:responseKind att:response-demarche ; att:began "2021" ;
        att:beganQuality att:date-not-later-than"""),
    ("the EU will raise the threats", "ex:raising-announced-2025 att:responseStatus att:status-announced"),
    ("the hackers went on until the declaration at least",
     """ex:exchange-exploitation att:ended "2021-07-19" ; att:endedQuality att:date-not-earlier-than"""),
    ("what was said twice stands in two documents",
     """?a att:ofSubject ex:espionage-2021 ; att:toActor ex:apt31 ; att:standsIn ?p, ?q .
        ?p att:inDocument ex:document-eu-2021 ; att:paragraph 3 .
        ?q att:inDocument ex:document-latvia-2021 ; att:paragraph 7"""),
    ("a claim reads as a sentence",
     """?a a att:Attribution ; rdfs:label "European Union and member states of the European Union: activities for espionage and theft of intellectual property said to be linked to APT31 (text of the EU declaration, § 3)"@en"""),
    ("a stance repeats what it is on",
     """?a a att:Stance ; rdfs:label "EU statement of 28 May 2025 echoed “Czech attribution of 28 May 2025 condemned campaign against the Czech Ministry of Foreign Affairs” (report on the Czech attribution, § 7)"@en"""),
    ("a suspicion reads as one",
     """?a a att:Attribution ; rdfs:label "APT31 suspected to be acting on behalf of China (report on the Czech attribution, § 4)"@en"""),
    ("who passes on does not say it itself",
     """?a att:passesOn ?s ; rdfs:label "Ministry of Foreign Affairs of Latvia passes on: Microsoft Exchange compromise said to be from the territory of China (report on Latvia's statement, § 2)"@en"""),
    ("what is not accused is not accused explicitly",
     """?a att:relationType "does-not-accuse" ; rdfs:label "EU declaration of 19 July 2021 said to make no explicit accusation of China (report on Latvia's statement, § 3)"@en"""),
    ("the NATO statement is not later than the report",
     "ex:nato-statement-2025 att:dateQuality att:date-not-later-than"),
    ("Latvia passes on what the declaration says",
     "?a att:inStatement ex:latvia-statement-2021 ; att:toActor ex:china ; att:passesOn ex:eu-declaration-2021"),
    ("an echo leads to the statement that it is of",
     "?a att:stanceKind att:stance-echoes ; dcterms:references ex:czech-attribution-2025"),
    ("the export imports the vocabulary",
     "?o a owl:Ontology ; owl:imports <https://w3id.org/rhumb/attribution/0.2.0>"),
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
    ("a relation lacks its document, wording or date",
     """?a att:relates ?x
        FILTER NOT EXISTS { ?a att:inDocument ?d ; att:wording ?w ; att:date ?t ; att:dateQuality att:date-supplied }"""),
    ("a relation lacks the place where it stands",
     """?a att:relates ?x ; att:inDocument ?d ; att:wording ?w
        FILTER NOT EXISTS { ?a att:standsIn ?p . ?p a att:Passage ; att:inDocument ?d ; att:wording ?w }"""),
    ("a passage is nobody's", "?p a att:Passage FILTER NOT EXISTS { ?a att:standsIn ?p }"),
    ("a suspicion answers what is attributed to China", "ex:apt31 att:attributedTo|att:conductedFor ex:china"),
    ("the concerns are tied to the campaign", "ex:concerns-raised att:respondsTo ?x"),
    ("the ministry holds China responsible",
     "?a att:attributedBy ex:czech-mfa ; att:toActor ex:china"),
    ("two claims read the same",
     """?a rdfs:label ?l . ?b rdfs:label ?l FILTER(STR(?a) < STR(?b))
        FILTER EXISTS { ?a att:relates ?x } FILTER EXISTS { ?b att:relates ?y }"""),
    ("a claim that is implied does not read so",
     """?a att:implied true ; rdfs:label ?l FILTER(!STRENDS(?l, ", implied)"))"""),
    ("a relation lacks an end or its kind",
     """?a att:inDocument ?d
        FILTER NOT EXISTS { { ?a att:relates ?x ; att:relatesTo ?y ; att:relationType ?t } UNION { ?a a att:Passage } }"""),
    ("an attribution differs from what it relates",
     "?a att:ofSubject ?x ; att:relates ?y FILTER(?x != ?y)"),
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

ASSERTIONS = {"Attribution": 14, "Alignment": 4, "Stance": 1, "Assertion": 126, "Passage": 145 + 25}

# Over all relations: how many are made in a statement
IN_STATEMENTS = 145 - 53

# What stands in a title, and so in no paragraph
TITLED = {
    ("eu-declaration-2021", "high-representative-2021"), ("eu-declaration-2021", "european-union"),
    ("eu-declaration-2021", "document-eu-2021"), ("high-representative-2021", "high-representative"),
}

# What the wording implies without saying it, by its kind
IMPLIED = {
    "attributed-to": "exchange-compromise china, espionage-2021 china, espionage-2021 apt31, espionage-2021 apt40",
    "on-behalf-of": """eu-declaration-2021 eu-member-states, eu-remarks-2025 european-union,
        eu-press-conference-2025 european-union, nato-statement-2025 nato""",
    "issued-by": "czech-attribution-2025 czech-mfa",
    "reinforces": "latvia-statement-2021 eu-declaration-2021",
    "exposes": "eu-partners activities-2021",
    "released-with": "latvia-statement-2021 eu-declaration-2021",
    "calls-on": "eu-statement-2025 all-states, eu-statement-2025 china",
    "exploited": "exchange-compromise microsoft-exchange-server",
    "responds-to": "solidarity-2025 czech-mfa-campaign, costs-2025 czech-mfa-campaign",
    "condemns": """eu-statement-2025 czech-mfa-campaign, eu-remarks-2025 czech-mfa-campaign,
        latvia-statement-2021 exchange-compromise""",
    "concerns": "latvia-statement-2021 activities-2021, nato-statement-2025 czech-mfa-campaign",
    "invokes": """latvia-statement-2021 responsible-behaviour-norms, eu-statement-2025 responsible-behaviour-norms,
        eu-remarks-2025 responsible-behaviour-norms, eu-statement-2025 international-law,
        eu-declaration-2021 programme-of-action""",
    "affected": """activities-2021 democracy-security-economies, activities-2021 eu-member-states,
        activities-2021 allies-and-partners, activities-2021 private-entities, exchange-compromise eu-member-states,
        exchange-compromise eu-institutions, exchange-compromise security-of-cyberspace""",
    "targeted": """activities-2021 democracy-security-economies, activities-2021 eu-member-states, activities-2021 allies-and-partners,
        activities-2021 private-entities, czech-mfa-campaign czech-mfa, czech-mfa-campaign czech-republic""",
    "part-of": "exchange-compromise activities-2021, espionage-2021 activities-2021",
    "candidate-for": "north-macedonia european-union, montenegro european-union, albania european-union",
    "imposed-by": "raising-announced-2025 european-union, costs-2025 european-union",
}


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
    query = """SELECT ?a ?x ?y ?s ?basis ?grade ?l ?w ?d ?n ?i WHERE {
        ?a a att:Attribution ; att:ofSubject ?x ; att:toActor ?y ; att:basis ?basis ; att:grade ?grade ;
           att:wording ?w ; att:inDocument ?d ; att:standsIn ?p . ?p att:inDocument ?d ; att:paragraph ?n
        OPTIONAL { ?a att:inStatement ?s } OPTIONAL { ?a att:likelihood ?l } OPTIONAL { ?a att:implied ?i } }"""
    found = set()
    for a, x, y, s, basis, grade, how, w, d, n, i in graph.query(PREFIXES + query):
        by = " ".join(sorted(local(b) for b in graph.objects(a, ATT.attributedBy)))
        scales = [str(v)[len(str(ATT)):] if v else "" for v in (basis, grade, how)]
        found.add((local(x), local(y), local(s) if s else "", by, *scales, str(w), local(d), str(n), "implied" if i else ""))
    expected = {
        (x, y, s, " ".join(sorted(by.split())), f"basis-{b}", f"grade-{g}", f"likelihood-{how}" if how else "", w, d, str(n), i)
        for x, y, s, by, b, g, how, w, d, n, i in ATTRIBUTIONS
    }
    yield from differ("attribution", found, expected)


def stances(graph):
    query = """SELECT ?who ?k ?what ?s WHERE { ?a att:stanceKind ?k ; att:stanceOn ?what ; att:relatesTo ?what ;
        att:stanceBy ?who ; att:inStatement ?s }"""
    found = {(local(who), str(k)[len(f"{ATT}stance-"):], local(what), local(s))
             for who, k, what, s in graph.query(PREFIXES + query)}
    yield from differ("stance", found, set(STANCES))


def quotations(graph):
    query = """SELECT ?m ?n (COUNT(?a) AS ?count) WHERE { ?a att:standsIn ?p, ?q .
        ?p att:inDocument ex:document-eu-2021 ; att:paragraph ?m .
        ?q att:inDocument ex:document-latvia-2021 ; att:paragraph ?n } GROUP BY ?m ?n"""
    found = {(str(m), str(n), str(count)) for m, n, count in graph.query(PREFIXES + query)}
    yield from differ("quoted", found, {(str(m), str(n), str(count)) for (m, n), count in QUOTED.items()})


def assertions(graph):
    for name, expected in ASSERTIONS.items():
        found = len(pairs(graph, f"?x a att:{name} BIND('' AS ?y)"))
        if found != expected:
            yield f"att:{name}: {found}, not {expected}"
    found = len(pairs(graph, "?x att:inStatement ?y"))
    if found != IN_STATEMENTS:
        yield f"att:inStatement: {found}, not {IN_STATEMENTS}"
    titled = "?a att:relates ?x ; att:relatesTo ?y ; att:standsIn ?p FILTER NOT EXISTS { ?p att:paragraph ?n }"
    yield from differ("in a title", pairs(graph, titled), TITLED)
    for kind, rows in IMPLIED.items():
        found = pairs(graph, f"?a att:implied true ; att:relationType '{kind}' ; att:relates ?x ; att:relatesTo ?y")
        yield from differ(f"implied {kind}", found, {tuple(row.split()) for row in rows.split(",")})
    kinds = " ".join(f"'{kind}'" for kind in IMPLIED)
    others = f"?x att:implied true ; att:relationType ?y FILTER NOT EXISTS {{ VALUES ?y {{ {kinds} }} }}"
    yield from differ("implied", pairs(graph, others), set())
    for name in LINKS:
        if name in ("publishedBy", "attributedTo", "tiedTo"):
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
    parts = (things, links, names, attributions, stances, quotations, assertions, asks)
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
