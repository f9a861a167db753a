#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Hold extracted facts against their schema and against themselves.

    facts.py SCHEMA ONTOLOGY FACTS [DOCUMENTS]
    facts.py SCHEMA

DOCUMENTS, if given, is the folder of the texts that the facts are from: every
wording must then stand in its paragraph, and every entity in a fact. Of a
schema alone, facts are written that have every word of it. The schema itself is held
against the vocabulary, and against made facts of which each mistake must be
refused. Needs Debian's python3-jsonschema and python3-rdflib.
"""

import collections
import copy
import json
import pathlib
import sys

import jsonschema
import rdflib
from paragraphs import paragraphs

ATT = "https://w3id.org/rhumb/attribution#"

# What an end of a relation may be: types of entities, or "relation", "document"
STATEMENT = {"statement", "declaration"}
AGENT = {"state", "state-group", "organization", "international-organization", "institution",
         "intelligence-service", "threat-actor", "person"}
ACTIVITY = {"activity", "campaign"}
BODY = {"organization", "international-organization", "institution", "intelligence-service", "state-group",
        "arrangement"}
VICTIM = AGENT | {"target-group", "information-system", "software"}
ANY = AGENT | STATEMENT | ACTIVITY | BODY | VICTIM | {"position", "norm", "response"}

STANCES = ("aligned-with supports echoes doubts disputes denies demands-evidence corrects withdraws "
           "declines").split()
IDENTITIES = "same-as overlaps-with narrower-than broader-than distinct-from real-identity".split()
ENDS = {
    "attributed-to": (ACTIVITY | AGENT, AGENT),
    **{stance: (AGENT | STATEMENT, STATEMENT | {"relation"}) for stance in STANCES},
    **{identity: (AGENT | ACTIVITY | {"software"},) * 2 for identity in IDENTITIES},
    "reinforces": (STATEMENT, STATEMENT), "released-with": (STATEMENT, STATEMENT),
    "issued-by": (STATEMENT, AGENT), "on-behalf-of": (STATEMENT, AGENT), "reported-in": (STATEMENT, {"document"}),
    "exposes": (AGENT | STATEMENT, ACTIVITY), "concerns": (STATEMENT, ACTIVITY), "condemns": (STATEMENT, ACTIVITY),
    "calls-on": (STATEMENT, AGENT | {"target-group"}), "does-not-accuse": (STATEMENT, AGENT),
    "invokes": (STATEMENT, {"norm"}), "endorsed-by": ({"norm"}, AGENT),
    "associated-with": (AGENT, AGENT), "composed-of": (AGENT, AGENT | {"target-group"}),
    "targeted": (ACTIVITY | AGENT, VICTIM), "affected": (ACTIVITY | AGENT, VICTIM),
    "exploited": (ACTIVITY | AGENT, {"software"}), "enabled": (ACTIVITY, ACTIVITY),
    "member-of": (AGENT, BODY), "participates-in": (AGENT, BODY),
    "candidate-for": ({"state"}, {"international-organization"}),
    "member-states-of": ({"state-group"}, {"international-organization"}),
    "holds-role": ({"person"}, {"position"}), "position-in": ({"position"}, AGENT),
    "part-of": (ANY, ANY), "belongs-to": ({"information-system"}, AGENT),
    "responds-to": ({"response"}, ACTIVITY | STATEMENT | {"relation"}), "imposed-by": ({"response"}, AGENT),
    "against": ({"response"}, AGENT), "in-support-of": ({"response"}, AGENT),
    "announced-in": ({"response"}, STATEMENT),
}

# Which list refers by which key to what, beside the ends of relations
REFERENCES = [
    ("documents", "publisher", AGENT),
    ("passages", "of", {"relation"}), ("passages", "document", {"document"}),
    ("names", "of", AGENT | ACTIVITY | {"software"}), ("names", "by", AGENT),
    ("memberships", "member", AGENT), ("memberships", "of", BODY),
    ("relations", "statement", STATEMENT), ("relations", "document", {"document"}), ("relations", "by", AGENT),
    ("relations", "party_state", {"state"}), ("relations", "cites", {"attributed-to"}),
    ("relations", "supersedes", {"attributed-to"}),
    ("relations", "rests_on", STATEMENT | {"attributed-to", "document"}),
]

# Made facts that hold to the schema: what is broken below is a part of them
MADE = {
    "version": 2,
    "documents": [{"id": "d", "title": "T", "date": "2021-03-01T10:30Z", "date_quality": "supplied", "language": "en",
                   "url": "https://example.org/"}],
    "passages": [{"id": "p", "of": "a", "document": "d", "paragraph": 2, "unit": "page", "wording": "w", "start": 0,
                  "end": 1}],
    "entities": [
        {"id": "state", "type": "state", "name": "S", "aliases": [], "description": "D."},
        {"id": "group", "type": "threat-actor", "name": "G", "aliases": ["H"], "description": "D."},
        {"id": "body", "type": "organization", "name": "B", "aliases": [], "description": "D."},
        {"id": "raid", "type": "activity", "name": "R", "aliases": [], "description": "D.", "began": "2020",
         "began_quality": "not-later-than", "purposes": ["theft"]},
        {"id": "said", "type": "statement", "name": "St", "aliases": [], "description": "D.", "date": "2021-03"},
        {"id": "retort", "type": "declaration", "name": "Re", "aliases": [], "description": "D.", "date": "2021-05"},
        {"id": "answer", "type": "response", "name": "A", "aliases": [], "description": "D.", "kind": "sanction",
         "status": "announced"}],
    "names": [{"id": "n", "of": "group", "name": "GG", "by": "body", "since": "2020"}],
    "memberships": [{"id": "m", "member": "state", "of": "body", "kind": "member", "began": "1973-01-01"}],
    "relations": [
        {"id": "a", "type": "attributed-to", "source": "raid", "target": "group", "by": ["body"],
         "grade": "perpetrated", "likelihood": "likely", "basis": ["technical-evidence", "assessment"],
         "confidence": "high", "confidence_value": 85, "confidence_scale": "stix", "depth": "ordered",
         "role": "security-company", "channel": ["technical-report"], "party_kind": "non-state-group",
         "party_state": "state", "statement": "said", "document": "d", "wording": "w", "date": "2021-03"},
        {"id": "b", "type": "attributed-to", "source": "raid", "unknown": True, "by": [], "grade": "unspecified",
         "basis": ["not-stated"], "supersedes": ["a"], "rests_on": ["a", "d"], "document": "d", "wording": "w",
         "date": "2021-04"},
        {"id": "s", "type": "denies", "source": "said", "target": "a", "by": ["state"], "document": "d",
         "paragraph": 1, "wording": "w", "date": "2021-04"},
        {"id": "i", "type": "same-as", "source": "group", "target": "state", "by": ["body"], "likelihood": "likely",
         "confidence_value": 70, "confidence_scale": "dni", "document": "d", "wording": "w", "date": "2021-04"},
        {"id": "r", "type": "responds-to", "source": "answer", "target": "a", "document": "d", "wording": "w",
         "date": "2021-04", "implied": True, "note": "N."},
        {"id": "t", "type": "targeted", "source": "raid", "target": "state", "statement": "retort",
         "document": "d", "wording": "w", "date": "2021-04"}],
}

# List, item, what is broken in it: each must be refused by the schema
BROKEN = [
    ("relations", "a", "a grade that is none", {"grade": "sponsored"}),
    ("relations", "a", "an attribution without a grade", {"grade": None}),
    ("relations", "a", "an attribution without a speaker", {"by": None}),
    ("relations", "a", "an attribution without a basis", {"basis": None}),
    ("relations", "a", "an empty basis", {"basis": []}),
    ("relations", "a", "a basis that is no list", {"basis": "assessment"}),
    ("relations", "a", "a basis that is none", {"basis": ["hearsay"]}),
    ("relations", "a", "a basis twice", {"basis": ["report", "report"]}),
    ("relations", "a", "a citation of nothing", {"basis": ["citation"]}),
    ("relations", "a", "an assessment by nobody", {"by": []}),
    ("relations", "a", "a likelihood that is none", {"likelihood": "probable"}),
    ("relations", "a", "a confidence that is none", {"confidence": "medium"}),
    ("relations", "a", "a number for confidence without its scale", {"confidence_scale": None}),
    ("relations", "a", "a scale without a number", {"confidence_value": None}),
    ("relations", "a", "a confidence above 100", {"confidence_value": 101}),
    ("relations", "a", "a scale that is none", {"confidence_scale": "percent"}),
    ("relations", "a", "a depth that is none", {"depth": "knew"}),
    ("relations", "a", "a role that is none", {"role": "vendor"}),
    ("relations", "a", "a channel that is none", {"channel": ["blog"]}),
    ("relations", "a", "a channel that is no list", {"channel": "leak"}),
    ("relations", "a", "a kind of party that is none", {"party_kind": "firm"}),
    ("relations", "a", "a party that is known and unknown", {"unknown": True}),
    ("relations", "a", "an attribution to no party", {"target": None}),
    ("relations", "a", "a citation that is no list", {"cites": "b"}),
    ("relations", "a", "key of version 1: who disputes", {"disputed_by": ["state"]}),
    ("relations", "a", "a type that is none", {"type": "attributed"}),
    ("relations", "a", "a type of version 1", {"type": "suspected-of-acting-for"}),
    ("relations", "a", "a page for a wording", {"wording": "w" * 401}),
    ("relations", "a", "a wording of two lines", {"wording": "w\nw"}),
    ("relations", "a", "a relation without a wording", {"wording": None}),
    ("relations", "a", "a relation without a date", {"date": None}),
    ("relations", "a", "a relation without a document", {"document": None}),
    ("relations", "a", "a month 13", {"date": "2021-13"}),
    ("relations", "a", "a time without minutes", {"date": "2021-03-01T10"}),
    ("relations", "a", "a quality of a date that is none", {"date_quality": "about"}),
    ("relations", "a", "an unknown key", {"grades": "linked"}),
    ("relations", "b", "a party unknown in words", {"unknown": "yes"}),
    ("relations", "s", "a paragraph 0", {"paragraph": 0}),
    ("relations", "s", "a unit that is none", {"unit": "line"}),
    ("relations", "a", "a unit of nothing", {"unit": "page"}),
    ("relations", "a", "a beginning without an end", {"start": 3}),
    ("relations", "a", "an end without a beginning", {"end": 3}),
    ("relations", "r", "an implied relation without a note", {"note": None}),
    ("relations", "r", "a relation that is not implied in so many words", {"implied": False}),
    ("relations", "s", "a stance of two", {"by": ["state", "body"]}),
    ("relations", "s", "a stance on nothing", {"target": None}),
    ("relations", "s", "a grade of a stance", {"grade": "linked"}),
    ("relations", "i", "a grade of an identity", {"grade": "linked"}),
    ("relations", "i", "a number of an identity without its scale", {"confidence_scale": None}),
    *[("relations", "t", f"{key} of another relation", {key: MADE["relations"][0][key]}) for key in (
        "by", "grade", "likelihood", "basis", "confidence", "confidence_value", "confidence_scale", "depth", "role",
        "channel", "party_kind", "party_state")],
    *[("relations", "t", f"{key} of another relation", {key: ["a"]}) for key in ("cites", "rests_on", "supersedes")],
    ("relations", "t", "another relation to an unknown party", {"unknown": True, "target": None}),
    ("documents", "d", "a document without a title", {"title": None}),
    ("documents", "d", "a document without a date", {"date": None}),
    ("documents", "d", "a publisher that is nobody", {"publisher": False}),
    ("documents", "d", "an address of a file", {"url": "file:///d"}),
    ("documents", "d", "an unknown key of a document", {"author": "body"}),
    ("passages", "p", "a passage of nothing", {"of": None}),
    ("passages", "p", "a passage without words", {"wording": None}),
    ("passages", "p", "a date of a passage", {"date": "2021"}),
    ("entities", "state", "a type of entity that is none", {"type": "country"}),
    ("entities", "state", "an entity without a description", {"description": None}),
    ("entities", "state", "a kind of another entity", {"kind": "sanction"}),
    ("entities", "state", "a date of another entity", {"date": "2021"}),
    ("entities", "state", "a beginning of another entity", {"began": "2021"}),
    ("entities", "state", "members of another entity", {"members": 3}),
    ("entities", "state", "a purpose of another entity", {"purposes": ["theft"]}),
    ("entities", "state", "a designation of another entity", {"designation": "critical"}),
    ("entities", "said", "a statement without a day", {"date": None}),
    ("entities", "raid", "a quality of no date", {"began": None}),
    ("entities", "answer", "a response of no kind", {"kind": None}),
    ("entities", "answer", "a kind of response that is none", {"kind": "revenge"}),
    ("entities", "answer", "a status that is none", {"status": "planned"}),
    ("entities", "answer", "an unknown key of an entity", {"against": "state"}),
    ("entities", "answer", "an identifier in capitals", {"id": "Answer"}),
    ("names", "n", "a name of nothing", {"of": None}),
    ("names", "n", "a name without a name", {"name": None}),
    ("names", "n", "an unknown key of a name", {"began": "2020"}),
    ("names", "n", "a quality of no end", {"until_quality": "exact"}),
    ("memberships", "m", "a membership of no kind", {"kind": None}),
    ("memberships", "m", "a kind of membership that is none", {"kind": "observer"}),
    ("memberships", "m", "an unknown key of a membership", {"since": "1973"}),
    (None, None, "facts of version 1", {"version": None}),
    (None, None, "facts of version 3", {"version": 3}),
    (None, None, "a version in words", {"version": "2"}),
    (None, None, "facts without relations", {"relations": None}),
    (None, None, "an unknown list", {"appraisals": []}),
]

# The same for what a schema cannot say: references, and what depends on them
LOST = [
    ("documents", "d", "a publisher that is not there", {"publisher": "x"}),
    ("documents", "d", "a publisher that is no agent", {"publisher": "raid"}),
    ("passages", "p", "a passage of an entity", {"of": "raid"}),
    ("passages", "p", "a document that is not there", {"document": "x"}),
    ("passages", "p", "an end before the beginning", {"start": 5}),
    ("passages", "p", "an identifier that the place of a relation has", {"id": "passage-a"}),
    ("names", "n", "a name of a relation", {"of": "a"}),
    ("names", "n", "a giver that is no agent", {"by": "raid"}),
    ("memberships", "m", "a member that is no agent", {"member": "raid"}),
    ("memberships", "m", "a body that is none", {"of": "group"}),
    ("relations", "a", "a subject that is no activity and no agent", {"source": "said"}),
    ("relations", "a", "a party that is no agent", {"target": "raid"}),
    ("relations", "a", "a party that is not there", {"target": "x"}),
    ("relations", "a", "a speaker that is not there", {"by": ["body", "x"]}),
    ("relations", "a", "a statement that is none", {"statement": "raid"}),
    ("relations", "a", "a document that is an entity", {"document": "said"}),
    ("relations", "a", "a party's state that is none", {"party_state": "body"}),
    ("relations", "a", "a citation of what is no attribution", {"cites": ["s"]}),
    ("relations", "a", "a citation of itself", {"cites": ["a"]}),
    ("relations", "b", "a predecessor that is no attribution", {"supersedes": ["r"]}),
    ("relations", "b", "a ground that is no evidence", {"rests_on": ["raid"]}),
    ("relations", "s", "a stance of an activity", {"source": "raid"}),
    ("relations", "s", "a stance on an activity", {"target": "raid"}),
    ("relations", "s", "a stance by another than its source", {"source": "body"}),
    ("relations", "s", "a stance of one statement in another", {"statement": "retort"}),
    ("relations", "r", "an answer by what is no response", {"source": "state"}),
    ("relations", "t", "an identifier twice", {"id": "a"}),
    ("relations", "t", "a target that is a relation", {"target": "a"}),
]


def schema_findings(schema, facts):
    """What the schema says of facts"""
    validator = jsonschema.Draft202012Validator(schema)
    for error in validator.iter_errors(facts):
        yield f"/{'/'.join(map(str, error.absolute_path))}: {error.message}"


def items_of(facts):
    """All items, with the list that each is in"""
    for kind, items in facts.items():
        for item in items if isinstance(items, list) else []:
            yield kind, item


def kinds_of(facts):
    """What each identifier is: the words that an end may be described by"""
    known = {}
    for kind, item in items_of(facts):
        known[item["id"]] = ({item["type"]} if "type" in item else set()) | {kind.removesuffix("s")}
    return known


def identifier_findings(facts):
    """Identifiers that are not unique, those of the graph included"""
    made = [item["id"] for _, item in items_of(facts)] + [f"passage-{r['id']}" for r in facts["relations"]]
    for name, number in collections.Counter(made).items():
        if number > 1:
            yield f"{name}: the identifier stands twice"


def reference_findings(facts):
    """References to what is not there, or is something else"""
    known = kinds_of(facts)
    wanted = [(kind, item, key, allowed) for kind, item in items_of(facts)
              for listed, key, allowed in REFERENCES if listed == kind]
    for relation in facts["relations"]:
        source, target = ENDS[relation["type"]]
        wanted += [("relations", relation, "source", source), ("relations", relation, "target", target)]
    for _, item, key, allowed in wanted:
        values = item.get(key, [])
        for value in [values] if isinstance(values, str) else values:
            if value not in known:
                yield f"{item['id']}: {key} {value} is not there"
            elif not known[value] & allowed or key in ("cites", "supersedes") and value == item["id"]:
                yield f"{item['id']}: {key} {value} is none of {', '.join(sorted(allowed))}"


def relation_findings(facts):
    """What keys of one relation say of each other"""
    known = kinds_of(facts)
    seen = {}
    for relation in facts["relations"]:
        if relation["type"] in STANCES:
            spoken = known.get(relation["source"], set()) & STATEMENT
            if "by" in relation and not spoken:
                yield f"{relation['id']}: by is for a source that is a statement"
            if spoken and relation.get("statement", relation["source"]) != relation["source"]:
                yield f"{relation['id']}: its source is a statement, and its statement another"
        same = tuple(str(relation.get(key)) for key in (
            "type", "source", "target", "by", "grade", "likelihood", "statement", "document", "unit", "paragraph"))
        if same in seen:
            yield f"{relation['id']}: says what {seen[same]} says, at the same place"
        seen[same] = relation["id"]
    for item in [*facts["relations"], *facts.get("passages", [])]:
        if item.get("start", 0) >= item.get("end", 1e9):
            yield f"{item['id']}: ends before it begins"


def unused_findings(facts):
    """Entities that nothing speaks of"""
    used = {value for _, item in items_of(facts) for key, values in item.items() if key != "id"
            for value in (values if isinstance(values, list) else [values])}
    for entity in facts["entities"]:
        if entity["id"] not in used:
            yield f"{entity['id']}: stands in no relation"


def own_findings(facts):
    """What a schema cannot say"""
    for part in (identifier_findings, reference_findings, relation_findings):
        yield from part(facts)


def plain(text):
    """A text with the quotes of a typewriter, in small letters"""
    return text.translate(str.maketrans("’‘“”", "''\"\"")).lower()


def wording_findings(facts, folder):
    """Wordings that do not stand where they are said to"""
    texts = paragraphs(folder)
    for item in [*facts["relations"], *facts["passages"]]:
        found, number = texts[item["document"]], item.get("paragraph", 0)  # Without one: the title
        text = found[number] if number < len(found) else ""
        if plain(item["wording"]) not in plain(text):
            yield f"{item['id']}: its wording is not in paragraph {number or 'nought, the title'}"


def broken(name, item, changes):
    """The made facts with an item changed; what is None goes"""
    facts = copy.deepcopy(MADE)
    part = next(x for x in facts[name] if x["id"] == item) if name else facts
    for key, value in changes.items():
        part[key] = value
        if value is None:
            del part[key]
    return facts


def made_findings(schema):
    """Made facts that hold and are refused, or are broken and are not"""
    for finding in [*schema_findings(schema, MADE), *own_findings(MADE)]:
        yield f"made facts: {finding}"
    for name, item, what, changes in BROKEN:
        if not list(schema_findings(schema, broken(name, item, changes))):
            yield f"the schema lets {what} pass"
    for name, item, what, changes in LOST:
        facts = broken(name, item, changes)
        if list(schema_findings(schema, facts)) or not list(own_findings(facts)):
            yield f"{what} is not found, or is for the schema to find"


def words(schema):
    """The words of the schema by what they begin with in the vocabulary"""
    kinds = schema["$defs"]
    attribution = kinds["relation"]["allOf"][0]["then"]["properties"]
    response = next(rule["then"]["properties"] for rule in kinds["entity"]["allOf"]
                    if rule["if"]["properties"]["type"]["enum"] == ["response"])
    return {
        "grade": attribution["grade"]["enum"], "basis": attribution["basis"]["items"]["enum"],
        "likelihood": attribution["likelihood"]["enum"], "confidence": attribution["confidence"]["enum"],
        "scale": attribution["confidence_scale"]["enum"], "responsibility": attribution["depth"]["enum"],
        "role": attribution["role"]["enum"], "channel": attribution["channel"]["items"]["enum"],
        "kind": attribution["party_kind"]["enum"], "date": kinds["quality"]["enum"],
        "response": response["kind"]["enum"], "status": response["status"]["enum"],
        "membership": kinds["membership"]["properties"]["kind"]["enum"],
    }


def vocabulary_findings(schema, ontology):
    """Words that are not the vocabulary's, or that the schema lacks"""
    graph = rdflib.Graph().parse(ontology, format="turtle")
    names = {str(name).removeprefix(ATT) for name in graph.subjects(rdflib.RDF.type, rdflib.OWL.NamedIndividual)}
    for start, found in words(schema).items():
        expected = {name.removeprefix(f"{start}-") for name in names if name.startswith(f"{start}-")}
        for word in sorted(set(found) ^ expected):
            yield f"{start}-{word}: in the {'schema' if word in found else 'vocabulary'} alone"
    types = set(schema["$defs"]["relation"]["properties"]["type"]["enum"])
    for word in sorted(types ^ set(ENDS)):
        yield f"{word}: a type of relation in the {'schema' if word in types else 'test'} alone"
    types = set(schema["$defs"]["entity"]["properties"]["type"]["enum"])
    for word in sorted(types ^ ANY):
        yield f"{word}: a type of entity in the {'schema' if word in types else 'test'} alone"


def every_word(schema):
    """Facts with every type of entity and relation, and every word of a scale"""
    facts = copy.deepcopy(MADE)
    first = {}
    for kind, item in [*items_of(facts)][::-1]:
        first.update(dict.fromkeys({kind.removesuffix("s"), item.get("type")}, item["id"]))
    for kind in sorted(ANY - set(first)):
        facts["entities"].append({"id": f"made-{kind}", "type": kind, "name": f"Made {kind}", "aliases": [],
                                  "description": "D."} | ({"date": "2021"} if kind in STATEMENT else {}))
        first[kind] = f"made-{kind}"
    place = {"document": "d", "wording": "w", "date": "2021"}
    for kind, ends in sorted(ENDS.items()):
        if kind != "attributed-to":
            source, target = (first[sorted(end)[0]] for end in ends)
            facts["relations"].append({"id": f"made-{kind}", "type": kind, "source": source, "target": target, **place})
    keys = {"scale": "confidence_scale", "responsibility": "depth", "kind": "party_kind", "date": "date_quality"}
    for start, found in words(schema).items():
        for word in found:
            name = f"made-{start}-{word}"
            claim = {**MADE["relations"][0], "id": name, "cites": ["a"], "paragraph": 1,
                     keys.get(start, start): [word] if start in ("basis", "channel") else word}
            if start == "response" or start == "status":
                item = {"id": name, "type": "response", "name": name, "aliases": [], "description": "D.",
                        "kind": "sanction", "kind" if start == "response" else "status": word}
                facts["entities"].append(item)
            elif start == "membership":
                facts["memberships"].append({**MADE["memberships"][0], "id": name, "kind": word})
            else:
                facts["relations"].append(claim)
    return facts


def main(argv):
    """All of it"""
    if len(argv) == 2:
        schema = json.loads(pathlib.Path(argv[1]).read_text(encoding="utf-8"))
        facts = every_word(schema)
        print(json.dumps(facts, indent=2))
        return 1 if [*schema_findings(schema, facts)] else 0
    if len(argv) not in (4, 5):
        print(__doc__, file=sys.stderr)
        return 2
    schema, facts = (json.loads(pathlib.Path(argv[n]).read_text(encoding="utf-8")) for n in (1, 3))
    jsonschema.Draft202012Validator.check_schema(schema)
    findings = [*made_findings(schema), *vocabulary_findings(schema, argv[2]), *schema_findings(schema, facts)]
    if not findings:
        findings += own_findings(facts)
        if len(argv) == 5:
            findings += [*wording_findings(facts, pathlib.Path(argv[4])), *unused_findings(facts)]
    for finding in findings:
        print(f"{argv[3]}: {finding}")
    print(f"{argv[3]}: " + ", ".join(f"{len(v)} {k}" for k, v in facts.items() if isinstance(v, list)))
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
