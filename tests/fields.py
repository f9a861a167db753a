# SPDX-License-Identifier: ISC
"""The rules for others' tables lose nothing and make nothing stronger.

Each value of an input is changed in turn, and the graph must change with it: so it
is known of each field that it gets there, whatever the rules do with it, or that it
does not, and then it stands in the example's left-out.txt with the reason. What only
suspects, or does not say how far it goes, never answers "attributed to". Counts are
of what Python's own readers find in the same files."""

import copy
import csv
import io
import json
import re
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from common import Checks, ROOT, SANITIZED, rhumb, run, scratch, shown, told

ATT = rdflib.Namespace("https://w3id.org/rhumb/attribution#")
MAPPINGS, EXAMPLES = ROOT / "mappings", ROOT / "examples"
REAL = ROOT.parent / "shared" / "data" / "misp-threat-actor.json"
MARK = "zqx"
KEY = re.compile(r"(attribution-|stance-|\[)[0-9a-f]{12}")  # made of all cells of a row
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
EACH = 10 if SANITIZED else 1  # of values that take a sanitized program the same way
WEAK = {ATT[f"likelihood-{word}"] for word in (
    "suspected realistic-possibility roughly-even unlikely very-unlikely "
    "almost-no-chance").split()}


def lines(checks, rules, data, path, keys=KEY):
    """The graph of an input: its triples as lines, without the keys of rows"""
    path.write_text(data, encoding="utf-8")
    result = rhumb("rdf", rules, "-f", "ntriples", "-e", f"file={path}")
    checks.check(result.returncode == 0, f"{rules.name} reads what was changed",
                 told(result))
    return set(keys.sub(r"\1", shown(result.stdout)).splitlines())


# ---- inputs: every value, by the field that it is of ------------------------


class Table:
    """A CSV file whose fields are its columns"""

    suffix = ".csv"

    def __init__(self, text):
        self.rows = list(csv.DictReader(io.StringIO(text)))

    def values(self):
        """Each value: its field, and where it stands"""
        for number, row in enumerate(self.rows):
            for name, value in row.items():
                if value:
                    yield name, (number, name)

    def changed(self, places, other):
        """The file with other values at these places"""
        rows = copy.deepcopy(self.rows)
        for number, name in places:
            rows[number][name] = other(rows[number][name])
        out = io.StringIO()
        writer = csv.DictWriter(out, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return out.getvalue()


class Tree:
    """A JSON file whose fields are the paths to its values"""

    suffix = ".json"

    def __init__(self, text):
        self.tree = json.loads(text)

    def values(self):
        """Each value that is no empty text: its field, and the way to it"""
        yield from self.below(self.tree, "", ())

    def below(self, node, path, way):
        """The values below a node"""
        if isinstance(node, dict):
            for name, value in node.items():
                yield from self.below(value, f"{path}.{name}".lstrip("."),
                                      (*way, name))
        elif isinstance(node, list):
            for number, value in enumerate(node):
                yield from self.below(value, path + self.item(value),
                                      (*way, number))
        elif node != "":
            yield path, way

    @staticmethod
    def item(_):
        """How a path names an item of a list"""
        return "[]"

    def changed(self, places, other):
        """The file with other values at these places"""
        tree = copy.deepcopy(self.tree)
        for way in places:
            node = tree
            for step in way[:-1]:
                node = node[step]
            node[way[-1]] = other(node[way[-1]])
        return json.dumps(tree, ensure_ascii=False)


class Bundle(Tree):
    """A STIX bundle: what a field means depends on the type of its object"""

    @staticmethod
    def item(value):
        if not isinstance(value, dict) or "type" not in value:
            return "[]"
        more = f" {value['relationship_type']}" \
            if "relationship_type" in value else ""
        return f"[{value['type']}{more}]"

    def values(self):
        """Those of objects in force, but for what they say of others"""
        objects, newest = self.tree["objects"], {}
        for number, item in enumerate(objects):
            if item["modified"] >= newest.get(item["id"], ("",))[0]:
                newest[item["id"]] = item["modified"], number
        gone = {name for name, (_, number) in newest.items()
                if objects[number].get("revoked")}
        gone |= {item["id"] for item in objects
                 if {item.get("source_ref"), item.get("target_ref")} & gone
                 or "is_inferred" in json.dumps(item)
                 or item.get("opinion") == "neutral"}
        live = {number for name, (_, number) in newest.items()
                if name not in gone}
        for path, way in super().values():
            if way[0] != "objects" or way[1] in live and not (
                    "object_refs" in way and
                    objects[way[1]]["object_refs"][way[-1]] in gone):
                yield path, way


def marked(value):
    """Another value of the same kind"""
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, float)):
        return value + 7
    if value.isdigit():
        return str(int(value) + 7)
    return "2031" + value[4:] if DATE.match(value) else MARK + value + MARK


def left_out(example):
    """The fields that an example's list leaves out, with the reasons"""
    text = (EXAMPLES / example / "left-out.txt").read_text(encoding="utf-8")
    return dict(line.split(": ", 1) for line in text.splitlines()
                if line and not line.startswith("#"))


def check_fields(checks, example, rules, source, folder):
    """Each value is in the graph, or its field is on the list"""
    listed, values = left_out(example), [*source.values()]
    path = Path(folder) / f"input{source.suffix}"
    whole = lines(checks, rules, source.changed([], marked), path)
    for field, place in values[::EACH]:
        other = lines(checks, rules, source.changed([place], marked), path)
        if field in listed:
            checks.check(other == whole, f"{example}: {field} is left out, as "
                         "is said", sorted(other ^ whole))
        else:
            checks.check(other != whole,
                         f"{example}: {field} at {place} is in the graph")
    gone = set(listed) - {field for field, _ in values}
    checks.check(not gone, f"{example}: what is left out is there",
                 sorted(gone))


# ---- graphs: what they say of whom ------------------------------------------


def graph_of(checks, rules, file):
    """The graph of an input"""
    result = rhumb("rdf", rules, "-f", "ntriples", "-e", f"file={file}")
    checks.check(result.returncode == 0 and not result.stderr,
                 f"{rules.name} reads {file.name} without a word", told(result))
    return rdflib.Graph().parse(data=result.stdout, format="nt")


def answers(graph, vocabulary, wanted):
    """Who answers a property, by it or by one below it"""
    below = set(vocabulary.transitive_subjects(RDFS.subPropertyOf, wanted))
    return {(s, o) for s, p, o in graph if p in below}


def check_strength(checks, what, graph, vocabulary):
    """Only an attribution that goes so far, and is no suspicion, is said to be
    one; all that are made are a tie"""
    strong = set(vocabulary.transitive_subjects(RDFS.subPropertyOf,
                                                ATT.attributedTo))
    borne, tied, bare = set(), set(), []
    for node in graph.subjects(RDF.type, ATT.Attribution):
        grade = graph.value(node, ATT.grade)
        ends = graph.value(node, ATT.ofSubject), graph.value(node, ATT.toActor)
        unknown = (node, ATT.partyUnknown, rdflib.Literal(True)) in graph
        if grade is None or not list(graph.objects(node, ATT.basis)) \
                or ends[0] is None or (ends[1] is None) != unknown:
            bare.append(node)
        if ends[1] is not None:
            tied.add(ends)
            if vocabulary.value(grade, ATT.viaProperty) in strong \
                    and graph.value(node, ATT.likelihood) not in WEAK \
                    and graph.value(node, ATT.confidence) \
                    != ATT["confidence-none"]:
                borne.add(ends)
    checks.check(not bare, f"{what}: an attribution has its ends, grade, basis",
                 bare)
    checks.check(answers(graph, vocabulary, ATT.attributedTo) == borne,
                 f"{what}: attributed to is answered by no suspicion",
                 answers(graph, vocabulary, ATT.attributedTo) ^ borne)
    checks.check(answers(graph, vocabulary, ATT.tiedTo) == tied,
                 f"{what}: tied to is answered by all attributions",
                 answers(graph, vocabulary, ATT.tiedTo) ^ tied)
    return borne


def check_labels(checks, what, graph):
    """All that has a class has a name, and no assertion shares its name"""
    classes = {s for s, p, o in graph if p == RDF.type
               and o.startswith(str(ATT))}
    checks.check(all(list(graph.objects(node, RDFS.label)) for node in classes),
                 f"{what}: what there is has a label")
    labels = Counter(label for node in graph.subjects(ATT.relationType)
                     for label in graph.objects(node, RDFS.label))
    checks.check(set(labels.values()) <= {1}, f"{what}: labels of assertions "
                 "are there once", [x for x in labels if labels[x] > 1])


def count(graph, prop, value):
    """How many nodes have a value"""
    return len(set(graph.subjects(ATT[prop], ATT[value])))


# ---- EuRepoC -----------------------------------------------------------------

CODES = {  # How often each value stands in the sample, counted by hand
    "attributorRole": {
        "role-perpetrator": 3, "role-security-company": 3, "role-media": 2,
        "role-third-state": 2, "role-victim-state": 3, "role-eu-body": 1,
        "role-international-body": 1, "role-victim": 1},
    "partyKind": {
        "kind-state": 3, "kind-state-affiliated": 6, "kind-non-state-group": 4,
        "kind-individual": 2, "kind-unknown": 2},
    "channel": {
        "channel-technical-report": 5, "channel-political-statement": 5,
        "channel-legal-action": 3, "channel-sanction-notice": 2,
        "channel-named-statement-in-media": 2, "channel-media-report": 3,
        "channel-anonymous-statement-in-media": 1,
        "channel-claim-in-attack": 2},
    "basis": {"basis-admission": 3, "basis-not-stated": 17},
    "grade": {"grade-unspecified": 20},
    "stanceKind": {"stance-disputes": 2}}


def check_eurepoc(checks, graph, file):
    """A row is an attribution; no code is lost"""
    rows = Table(file.read_text(encoding="utf-8")).rows
    made = set(graph.subjects(RDF.type, ATT.Attribution))
    checks.check(len(made) == len(rows) == 20, "20 rows are 20 attributions",
                 len(made))
    for prop, values in CODES.items():
        there = {o[len(ATT):] for o in graph.objects(None, ATT[prop])}
        for name in there | set(values):
            checks.check(count(graph, prop, name) == values.get(name, 0),
                         f"eurepoc: {prop} {name} {values.get(name, 0)} times",
                         count(graph, prop, name))
    none = ("", "Not available", "Unknown")
    unknown = [row for row in rows if row["attributed_initiator"] in none
               and row["attributed_initiator_country"] in none]
    checks.check(len(list(graph.subjects(ATT.partyUnknown))) == len(unknown)
                 == 4, "eurepoc: 4 parties are unknown")
    stated = [row for row in rows if row["attribution_ID"]]
    checks.check(len(list(graph.subject_objects(ATT.inStatement)))
                 == len(stated) == 19, "eurepoc: 19 rows have a statement")
    checks.check(not list(graph.subjects(ATT.stanceBy)),
                 "eurepoc: nobody is said to contest")
    self_said = set(graph.subjects(RDF.type, ATT.SelfAttribution))
    checks.check(self_said == set(graph.subjects(ATT.attributorRole,
                                                 ATT["role-perpetrator"])),
                 "eurepoc: an attacker who confirms attributes to itself")


def check_moved(checks, rules, table, path):
    """Rows may move, and keep their names"""
    kept = re.compile("()(?!)")
    whole = lines(checks, rules, table.changed([], marked), path, kept)
    table.rows.reverse()
    moved = lines(checks, rules, table.changed([], marked), path, kept)
    checks.check(moved == whole, "eurepoc: rows that move keep their names",
                 sorted(moved ^ whole))


def check_rows(checks, rules, table, path):
    """Rows may hold lists, and codes that nobody knew"""
    table.rows[0].update(attributed_initiator="Mud Lark; Not available; Tin (a; b)",
                         attributing_actor=" Tide Labs;Port (c; d)")
    codes = {"attribution_type": "channel", "attribution_basis": "role",
             "attributed_initiator_category": "kind"}
    for name in codes:
        table.rows[1][name] = f"{MARK} {name}"
    path.write_text(table.changed([], marked), encoding="utf-8")
    result = rhumb("rdf", rules, "-f", "ntriples", "-e", f"file={path}")
    graph = rdflib.Graph().parse(data=result.stdout, format="nt")
    checks.check(len(set(graph.subjects(RDF.type, ATT.Attribution))) == 21,
                 "eurepoc: two initiators of a row are two attributions")
    called = {str(o) for o in graph.objects(None, RDFS.label)}
    checks.check(called >= {"Mud Lark", "Tin (a; b)", "Tide Labs", "Port (c; d)"},
                 "eurepoc: lists are split, but not in parentheses", called)
    said = shown(result.stderr)
    for name, what in codes.items():
        checks.check(f'not in the table "{what}"' in said
                     and f"{MARK} {name}" in said,
                     f"eurepoc: an unknown {name} is warned of", said)
        checks.check(any(str(o).endswith(f": {MARK} {name}") for o in
                         graph.objects(None, RDFS.comment)),
                     f"eurepoc: an unknown {name} is kept")


# ---- MISP's galaxy -------------------------------------------------------------


def each(value):
    """A value, or each of a list of them"""
    return value if isinstance(value, list) else [value]


def numbers(galaxy):
    """How often the file says what is counted below, by Python's reading"""
    meta = [value.get("meta", {}) for value in galaxy["values"]]
    links = [link for value in galaxy["values"]
             for link in value.get("related", [])]
    countries = [m for m in meta if m.get("country")]
    rated = [m for m in countries if m.get("attribution-confidence")]
    there = {
        "origin": len(countries),
        "sponsor": sum(s != "Unknown" for m in meta for s in
                       each(m.get("cfr-suspected-state-sponsor", []))),
        "name": sum(len(each(m.get("name-attribution", []))) for m in meta),
        "similar": sum(link["type"] == "similar" for link in links),
        "number": len(rated), "scale": len(rated), "level": 0}
    for word in re.findall('estimative-language:likelihood-probability="(.*?)"',
                           "\n".join(tag for link in links
                                     for tag in link.get("tags", []))):
        word = word.replace("even-chance", "even")
        there[word] = there.get(word, 0) + 1
    return there


def check_galaxy(checks, what, graph, galaxy):
    """The numbers that the file has; return them"""
    claims = set(graph.subjects(RDF.type, ATT.IdentityClaim))
    linked = claims | set(graph.subjects(RDF.type, ATT.Assertion))
    made = {
        "origin": count(graph, "grade", "grade-origin"),
        "sponsor": count(graph, "grade", "grade-supported"),
        "name": len(set(graph.subjects(RDF.type, ATT.AttributedName))),
        "similar": len(claims & set(graph.subjects(
            ATT.relationType, rdflib.Literal("similar")))),
        "number": len(set(graph.subjects(ATT.confidenceValue))),
        "scale": count(graph, "confidenceScale", "scale-misp"),
        "level": len(set(graph.subjects(ATT.confidence)))}
    there = numbers(galaxy)
    for name, times in there.items():
        found = made[name] if name in made else len(linked & set(
            graph.subjects(ATT.likelihood, ATT[f"likelihood-{name}"])))
        checks.check(found == times, f"{what}: {name} {times} times", found)
    for node in graph.subjects(ATT.grade, ATT["grade-supported"]):
        checks.check((node, ATT.likelihood, ATT["likelihood-suspected"])
                     in graph, f"{what}: {node} is a suspicion")
    checks.check({name.rsplit(":", 1)[0] for value in galaxy["values"]
                  for name in each(value.get("meta", {})
                                   .get("name-attribution", []))}
                 == {str(o) for o in graph.objects(None, ATT.name)},
                 f"{what}: names are cut at their last colon")
    return there


def texts(graph):
    """All that a graph says in texts, and in the ends of IRIs"""
    for term in {o for _, _, o in graph} | {s for s, _, _ in graph}:
        if isinstance(term, rdflib.Literal):
            yield str(term)
            if ": " in term:
                yield str(term).split(": ", 1)[1]
        elif "#" in term:
            yield unquote(str(term).split("#", 1)[1])


def check_all_marked(checks, rules, source, folder):
    """A number of its own for each value: all of them are found"""
    fields = {}  # By the number: field
    ways = []
    for number, (field, way) in enumerate(source.values(), 100000):
        fields[str(number)] = re.sub(r"origin:.*", "origin:NAME", field)
        ways.append(way)
    marks = iter(fields)

    def numbered(value):
        mark = next(marks)
        return mark if str(value).isdigit() else f"{MARK}{mark}{MARK}{value}"

    text = lines(checks, rules, source.changed(ways, numbered),
                 Path(folder) / f"input{source.suffix}")
    lost = set(fields) - set(re.findall("[0-9]{6,}", "\n".join(text)))
    checks.check(len(fields) > 10000 and not lost,
                 f"MISP's galaxy: all {len(fields)} values are in the graph",
                 Counter(fields[number] for number in lost))


def check_all_there(checks, source, graph):
    """Each value is in the graph as it stands, in a text or in an IRI"""
    said, lost = set(texts(graph)), []
    ends = {end for name in said for end in (name, *re.split("-(?:name|country)-"
                                                             "|^[a-z]+-", name))}
    for field, way in source.values():
        node = source.tree
        for step in way:
            node = node[step]
        parts = node.rsplit(":", 1) if "name-attribution" in field \
            else [str(node)]
        if not ends >= set(parts):
            lost.append((field, node))
    checks.check(set(lost) == {("values[].meta.cfr-suspected-state-sponsor",
                                "Unknown")},
                 "MISP's galaxy: every value is there as it stands, but for a "
                 "sponsor who is unknown", set(lost))


def check_real(checks, vocabulary, folder):
    """The real galaxy: its numbers, and that each of its values is there"""
    rules = MAPPINGS / "misp-galaxy.yml"
    if not REAL.exists():
        checks.left_out("MISP's own galaxy of threat actors: put "
                        f"threat-actor.json of misp-galaxy at {REAL}")
        return
    source = Tree(REAL.read_text(encoding="utf-8"))
    graph = graph_of(checks, rules, REAL)
    there = check_galaxy(checks, "MISP's galaxy", graph, source.tree)
    checks.check([there[name] for name in ("origin", "sponsor", "name",
                                           "similar")]
                 == [476, 91, 1243, 284], "MISP's galaxy has 476 countries, 91 "
                 "sponsors, 1,243 names, 284 similar", there)
    borne = check_strength(checks, "MISP's galaxy", graph, vocabulary)
    checks.check(not borne, "MISP's galaxy attributes nothing", borne)
    check_labels(checks, "MISP's galaxy", graph)
    check_all_marked(checks, rules, source, folder)
    check_all_there(checks, source, graph)


# ---- STIX ------------------------------------------------------------------------


def check_stix(checks, graph, borne):
    """Who is said to have done it, and who one is in life"""
    pairs = {(str(s).split("#")[1].split("--")[0][:8] + str(s)[-2:],
              str(o).split("#")[1].split("--")[0][:8] + str(o)[-2:])
             for s, o in borne}
    checks.check(pairs == {("campaign11", "intrusio12"),
                           ("intrusio12", "threat-a14")},
                 "stix: two are attributed, and none without confidence", pairs)
    claims = list(graph.subjects(RDF.type, ATT.IdentityClaim))
    checks.check(len(claims) == 1 and graph.value(claims[0], ATT.identityKind)
                 == ATT["identity-real-identity"],
                 "stix: one is said to be somebody in life", claims)
    checks.check(sorted(int(o) for o in graph.objects(
        None, ATT.confidenceValue)) == [0, 40, 75, 85]
        and count(graph, "confidenceScale", "scale-stix") == 4
        and not list(graph.subjects(ATT.likelihood)),
        "stix: numbers are of confidence, in the newest versions")
    checks.check(all(len(o) <= 400 for o in graph.objects(None, ATT.wording)),
                 "stix: words are few")
    checks.check(any(len(o) > 400 for o in graph.objects(None, RDFS.comment)),
                 "stix: a long description is kept whole")
    stances = Counter(o[len(ATT) + len("stance-"):] for o in
                      graph.objects(None, ATT.stanceKind))
    checks.check(stances == {"supports": 2, "disputes": 2}, "stix: opinions on "
                 "what stands are stances", stances)
    checks.check("Grey Heron" not in {str(o) for o in graph.objects()}
                 and "Old name" not in {str(o) for o in graph.objects()},
                 "stix: nothing is there of what is revoked or replaced")


# ---- what is hard, value by value ------------------------------------------

ROW = {"incident_ID": "1", "attribution_ID": "10.0",
       "attribution_date": "2026-03-01",
       "attribution_type": "Domestic legal action",
       "attribution_basis": "IT-security community attributes attacker",
       "attributing_actor": "", "attribution_it_company": "Tide Labs",
       "attributing_country": "Freedonia", "attributed_initiator": "Heron",
       "attributed_initiator_country": "Sylvania",
       "attributed_initiator_category": "State"}
NO_ONE = {"attributed_initiator": "", "attribution_it_company": ""}
ADMITTED = {**NO_ONE, "attribution_basis": "Attacker confirms"}
RECEIVER = "Attribution by receiver government / state entity"
# Cells of a row, and what its attribution says then: the labels, codes or texts of
# properties, none of those that are empty
CELLS = (
    ({"attributed_initiator": "He\nron", "attributing_actor": "US Cyber\r\nCommand",
      "attributed_initiator_country": "Syl\nvania"},
     {"toActor": {"He ron"}, "partyState": {"Syl vania"}, "partyUnknown": set(),
      "attributedBy": {"US Cyber Command", "Tide Labs"}}),
    ({**NO_ONE, "attributed_initiator_country": "China; Russia"},
     {"toActor": {"Unnamed party of China; Russia"},
      "partyState": {"China", "Russia"}}),
    ({"attributed_initiator_country": "China; Unknown; Russia"},
     {"toActor": {"Heron"}, "partyState": {"China", "Russia"}}),
    ({**NO_ONE, "attributed_initiator_country": "Not available; unknown"},
     {"toActor": set(), "partyState": set(), "partyUnknown": {"true"}}),
    ({"attributed_initiator_category": "State; Non-state-group",
      "attribution_type": "Domestic legal action; Media report",
      "attribution_basis": "Receiver attributes attacker; Media-based attribution"},
     {"partyKind": {"kind-state", "kind-non-state-group"},
      "channel": {"channel-legal-action", "channel-media-report"},
      "attributorRole": {"role-victim", "role-media"}}),
    (ADMITTED, {"toActor": {"Sylvania"}, "basis": {"basis-admission"},
                "type": {"Attribution", "SelfAttribution"}}),
    *(({**ADMITTED, "attributed_initiator_category": kind},
       {"toActor": {"Unnamed party of Sylvania"}, "partyState": {"Sylvania"},
        "attributorRole": {"role-perpetrator"}})
      for kind in ("Non-state-group", "Unknown - not attributed", "",
                   "State; Individual hacker(s)")),
    ({**NO_ONE, "attributed_initiator_category": "Non-state-group"},
     {"toActor": {"Sylvania"}}),
    *(({name: none for name in ROW if name != "incident_ID"},
       {"toActor": set(), "attributedBy": set(), "date": set(),
        "inStatement": set(), "comment": set(), "partyUnknown": {"true"}})
      for none in ("", "unknown", "UNKNOWN", "N/A", "not available", "None")),
    *(({"attribution_date": date}, {"date": {found} if found else set()})
      for date, found in (
          ("2021-12-31 23:59:59", "2021-12-31T23:59:59"), ("2013-05", "2013-05"),
          ("2021-00-00", "2021"), ("2021-05-00", "2021-05"), ("2020-01-01", "2020"),
          ("2020-01-01 00:00:00", "2020"), ("2021-05-03T00:00:00Z", "2021-05-03"),
          ("NaT", ""), ("01.05.2021", ""), ("2013-02-01; 2014-02-02", ""),
          ("2021-13-01", ""))),
    ({"attributing_actor": "Nonesuch Agency", "attribution_it_company": "",
      "attribution_basis": RECEIVER}, {"attributedBy": {"Nonesuch Agency"}}),
    ({"attribution_it_company": "", "attribution_basis": RECEIVER,
      "attributing_country": "Montenegro"}, {"attributedBy": {"Montenegro"}}),
    ({"incident_ID": ""}, {"toActor": {"Heron"}, "ofSubject": {"Incident of-"}}),
    *(({"attributed_initiator": name}, {"toActor": {name}, "names": names})
      for name, names in (
          ("Ann Crow --> Heron/ Tern", set()), ("Team 24/7", set()),
          ("Tern@338/Team 24/7", {"Tern@338", "Team 24/7"}))),
)


def values_of(graph, node):
    """What a node says: of each property the labels, codes or texts, keys cut off"""
    said = {}
    for prop, value in graph.predicate_objects(node):
        name = graph.value(value, RDFS.label) or value
        said.setdefault(re.split("[#/]", prop)[-1], set()).add(
            re.sub(r" \[[0-9a-f]{12}\]| \(incident 1\)|(?<=of-)[0-9a-f]{12}", "",
                   str(name).rsplit("#", 1)[-1]))
    actor = graph.value(node, ATT.toActor)
    said["names"] = {str(o) for o in graph.objects(actor, SKOS.altLabel)}
    said["type"] = said["type"] - {"NamedIndividual"}
    return said


def made_of(checks, rules, path, text):
    """The graph that rules make of a text, and what they say"""
    path.write_text(text, encoding="utf-8", newline="")
    result = rhumb("rdf", rules, "-f", "ntriples", "-e", f"file={path}")
    checks.check(result.returncode == 0, f"{rules.name} reads {text[:300]}",
                 told(result))
    checked = shown(rhumb("check", "--data", rules, "-e", f"file={path}").stderr)
    checks.check("warning" not in checked, f"{rules.name} warns of nothing that "
                 f"{text[:300]} lacks", checked)
    return rdflib.Graph().parse(data=result.stdout, format="nt")


def rows_of(rows):
    """A table of rows"""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(ROW))
    writer.writeheader()
    writer.writerows({**ROW, **row} for row in rows)
    return out.getvalue()


def check_cells(checks, folder):
    """What is hard in a cell of EuRepoC"""
    rules, path = MAPPINGS / "eurepoc.yml", Path(folder) / "cells.csv"
    for cells, wanted in CELLS:
        graph = made_of(checks, rules, path, rows_of([cells]))
        made = list(graph.subjects(ATT.grade))
        checks.check(len(made) == 1, f"eurepoc: {cells} is one row", made)
        said = values_of(graph, made[0])
        for name, values in wanted.items():
            checks.check(said.get(name, set()) == values,
                         f"eurepoc: {cells}: {name} {values}", said.get(name))
        if cells.get("attribution_date") and not said.get("date") \
                and cells["attribution_date"][0].isdigit():
            checks.check(f"Date: {cells['attribution_date']}" in said["comment"],
                         f"eurepoc: {cells}: the date is kept", said["comment"])
        check_labels(checks, f"eurepoc: {cells}", graph)
        for node in graph.objects(None, ATT.attributedBy):
            checks.check(list(graph.objects(node, RDFS.label)) and list(
                graph.objects(node, RDF.type)), f"eurepoc: {node} has a class")
    same = ({"attribution_ID": "10"}, {"attributing_actor": "Not available"},
            {"attributed_initiator": " Heron\u200f\u00a0"})
    graph = made_of(checks, rules, path, rows_of([{}, *same]))
    checks.check(len(set(graph.subjects(ATT.grade))) == 1
                 and len(set(graph.subjects(ATT.toActor))) == 1,
                 "eurepoc: a row is the same however it is written",
                 list(graph.subjects(ATT.grade)))


def actor(number=1, **meta):
    """A threat actor of MISP"""
    return {"value": "Tern", "uuid": f"u{number}", "description": "Made up",
            "meta": {key.replace("_", "-"): value for key, value in meta.items()}}


# Threat actors, and the ends of their attributions, by grade
ACTORS = (
    ([actor(country=["CN", "RU"])], {("origin", "China"), ("origin", "Russia")}),
    ([actor(country="CN,RU")], {("origin", "China"), ("origin", "Russia")}),
    ([actor(country="cn"), actor(2, country="China")], {("origin", "China")}),
    ([actor(country="Unknown"), actor(2, country=" ")], set()),
    ([actor(cfr_suspected_state_sponsor=["China; Iran", "unknown", "Iran"])],
     {("supported", "China"), ("supported", "Iran")}),
    ([actor(cfr_suspected_state_sponsor="Iran (Islamic Republic of)", country="IR"),
      actor(2, country="IR", attribution_confidence="high")],
     {("supported", "Iran"), ("origin", "Iran")}),
    ([actor(country="KP"), actor(2, country="KP")], {("origin", "North Korea")}),
)


def check_actors(checks, folder):
    """What is hard in a value of MISP"""
    rules, path = MAPPINGS / "misp-galaxy.yml", Path(folder) / "actors.json"

    def galaxy(values):
        return made_of(checks, rules, path, json.dumps(
            {"authors": ["A"], "category": "actor", "description": "Made up",
             "name": "Made", "source": "made", "type": "threat-actor",
             "uuid": "g", "version": 1, "values": values}))

    for values, wanted in ACTORS:
        graph = galaxy(values)
        found = {(str(graph.value(node, ATT.grade)).rsplit("-", 1)[1],
                  str(graph.value(party, RDFS.label)))
                 for node, party in graph.subject_objects(ATT.toActor)}
        checks.check(found == wanted, f"misp-galaxy: {values}: {wanted}", found)
        checks.check(len(list(graph.subjects(ATT.toActor)))
                     == len(set(graph.subjects(ATT.toActor))),
                     f"misp-galaxy: {values}: each has one party")
        check_labels(checks, f"misp-galaxy: {values}", graph)
        checks.check(not list(graph.subjects(ATT.confidenceValue)),
                     f"misp-galaxy: {values}: a word is no number")
    graph = galaxy([actor(name_attribution=["Foo", "A\nB:p1", "Bar:", "C:d:p2"])])
    named = {(str(graph.value(node, ATT.name)),
              str(graph.value(node, ATT.givenBy)).rsplit("#", 1)[-1])
             for node in graph.subjects(ATT.nameOf)}
    checks.check(named == {("Foo", "None"), ("A\nB", "p1"), ("Bar", "None"),
                           ("C:d", "p2")}, "misp-galaxy: names without a giver",
                 named)


def stix(kind, number, **more):
    """A STIX object"""
    return {"type": kind, "id": f"{kind}--{number}", "spec_version": "2.1",
            "created": "2024-01-01T00:00:00Z", "modified": "2024-01-01T00:00:00Z",
            **more}


ENDS = [stix("campaign", 1, name="Tide"), stix("intrusion-set", 1, name="Heron")]
TIE = stix("relationship", 1, relationship_type="attributed-to",
           source_ref="campaign--1", target_ref="intrusion-set--1")
INFERRED = {"extensions": {"extension-definition--1": {"is_inferred": True}}}
OPINION = stix("opinion", 1, opinion="strongly-disagree",
               object_refs=["relationship--1", "malware--1"])
# Objects, and how many there are: attributions, those that are attributed to, that are
# tied to, stances
BUNDLES = (
    (ENDS, (0, 0, 0, 0)),
    ([*ENDS, TIE], (1, 1, 1, 0)),
    ([*ENDS, {**TIE, "confidence": 40}], (1, 1, 1, 0)),
    ([*ENDS, {**TIE, "confidence": 0}], (1, 0, 1, 0)),
    ([*ENDS, {**TIE, **INFERRED}], (0, 0, 0, 0)),
    ([{**ENDS[0], "revoked": True}, ENDS[1], TIE, OPINION], (0, 0, 0, 0)),
    ([ENDS[0], {**ENDS[1], "revoked": True}, TIE], (0, 0, 0, 0)),
    ([*ENDS, TIE, OPINION], (1, 1, 1, 1)),
    ([*ENDS, TIE, {**OPINION, "opinion": "neutral"}], (1, 1, 1, 0)),
    ([*ENDS, stix("malware", 1, name="Low"), {**TIE, "source_ref": "malware--1"}],
     (0, 0, 0, 0)),
    ([stix("threat-actor", 1, name="Nine"), stix("identity", 1, name="Ann"),
      {**TIE, "source_ref": "threat-actor--1", "target_ref": "identity--1"}],
     (0, 0, 0, 0)),
)
INNER = {"x_map": {"a": "m1"}, "x_mixed": [["m2"], "m3"], "x_list": ["m4"],
         "kill_chain_phases": [{"kill_chain_name": "m5", "phase_name": "m6"}],
         "extensions": {"extension-definition--2": {"score": "m7"}}}


def check_bundles(checks, folder):
    """What is hard in an object of STIX"""
    rules, path = MAPPINGS / "stix-attribution.yml", Path(folder) / "bundle.json"

    def bundle(objects):
        return made_of(checks, rules, path, json.dumps(
            {"type": "bundle", "id": "bundle--1", "objects": objects}))

    for objects, wanted in BUNDLES:
        graph = bundle(objects)
        found = tuple(len(list(graph.subject_objects(prop))) for prop in (
            ATT.grade, ATT.attributedTo, ATT.tiedTo, ATT.stanceOn))
        checks.check(found == wanted, f"stix: {objects}: {wanted}", found)
        check_labels(checks, f"stix: {objects}", graph)
    text = "\n".join(bundle([{**ENDS[0], **INNER}, ENDS[1], TIE])
                     .objects(None, RDFS.comment))
    checks.check(set(re.findall("m[0-9]", text)) == {f"m{n}" for n in range(1, 8)}
                 and "extension-definition--2" in text,
                 "stix: members within members are kept", text)


# ---- all three ---------------------------------------------------------------------

SAMPLES = {"eurepoc": ("made-eurepoc-like.csv", Table),
           "misp-galaxy": ("made-misp-galaxy.json", Tree),
           "stix-attribution": ("made-stix.json", Bundle)}


def check_rules(checks, example, rules, out):
    """They are checked without a word, exported, opened and drawn"""
    for words in ((), ("--data",)):
        checks.quiet(rhumb("check", *words, rules),
                     f"rhumb check {' '.join(words)} of {rules.name}")
    result = rhumb("export", rules, "-d", out)
    if not checks.check(result.returncode == 0, f"rhumb export {rules.name}",
                        told(result)):
        return
    graph = rdflib.Graph().parse(out / f"{example}.ttl")
    declared = {s for s, p, o in graph if p == RDF.type
                and o in (OWL.Class, OWL.ObjectProperty, OWL.NamedIndividual)}
    checks.check(not any(str(node).startswith(str(ATT)) for node in declared),
                 f"{example}: nothing is declared in the vocabulary's place")
    wrong = [o for o in graph.objects(None, ATT.address)
             if not re.fullmatch(r'[A-Za-z][\w+.-]*:[^\x00- "<>\\^`{|}\x7f-\U0010ffff]*',
                                 o, re.A)]
    checks.check(not wrong, f"{example}: an address is a URI, as reasoners want",
                 wrong)
    if not SANITIZED:
        result = run(["sh", ROOT / "tests" / "owl" / "run.sh",
                      out / "catalog-v001.xml", out / f"{example}.ttl"])
        checks.check(result.returncode == 0, f"the OWL API opens {example}.ttl",
                     shown(result.stdout) + told(result))


def check_drawn(checks):
    """A suspicion is dotted, and looks like nothing that is found"""
    drawn = shown(rhumb("draw", MAPPINGS / "misp-galaxy.yml", "-f", "dot").stdout)
    edges = [line for line in re.split(r";\n", drawn) if "->" in line]
    for words, style in (("suspected sponsor", True), ("at home in", False)):
        these = [edge for edge in edges if words in edge]
        checks.check(these and all(("dotted" in edge) == style
                                   for edge in these),
                     f"misp-galaxy: “{words}” is {'' if style else 'not '}dotted",
                     these)


def main():
    """All of it"""
    checks = Checks("fields")
    vocabulary = rdflib.Graph().parse(ROOT / "ontology" / "attribution.ttl")
    with scratch() as folder:
        for example, (name, kind) in SAMPLES.items():
            rules, file = MAPPINGS / f"{example}.yml", EXAMPLES / example / name
            check_rules(checks, example, rules, Path(folder) / example)
            graph = graph_of(checks, rules, file)
            check_labels(checks, example, graph)
            borne = check_strength(checks, example, graph, vocabulary)
            checks.check(bool(borne) == (example == "stix-attribution"),
                         f"{example}: who attributes", borne)
            if example == "eurepoc":
                check_eurepoc(checks, graph, file)
                for check in (check_moved, check_rows):
                    check(checks, rules, kind(file.read_text(encoding="utf-8")),
                          Path(folder) / "rows.csv")
            elif example == "misp-galaxy":
                check_galaxy(checks, example, graph,
                             json.loads(file.read_text(encoding="utf-8")))
            else:
                check_stix(checks, graph, borne)
            check_fields(checks, example, rules,
                         kind(file.read_text(encoding="utf-8")), folder)
        for check in (check_cells, check_actors, check_bundles):
            check(checks, folder)
        check_real(checks, vocabulary, folder)
    check_drawn(checks)
    checks.finish()


if __name__ == "__main__":
    sys.exit(main())
