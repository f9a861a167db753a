# SPDX-License-Identifier: ISC
"""Made facts for the rules: files that have no more than they must, of which
nothing is to be said, and mistakes that no schema can see, each with what is to
be said of it. Needs Debian's python3-jsonschema."""

import copy
import json
from pathlib import Path

import jsonschema

import facts as whole

SCHEMA = Path(__file__).resolve().parent.parent.parent / "mappings" / "facts.schema.json"
VALIDATOR = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))

DOCUMENT = {"id": "d", "title": "T", "date": "2021", "language": "en"}
PLACE = {"document": "d", "wording": "w", "date": "2021"}
NOBODY = {"by": [], "grade": "unspecified", "basis": ["report"]}


def holds(facts):
    """Whether facts hold to the schema"""
    return VALIDATOR.is_valid(facts)


def entity(name, kind):
    """An entity that has what it must"""
    item = {"id": name, "type": kind, "name": name.title(), "aliases": [], "description": "D."}
    return item | ({"date": "2021"} if kind in whole.STATEMENT else {}) | (
        {"kind": "sanction"} if kind == "response" else {})


def related(kind, source, target):
    """Facts with one relation between things of two kinds, or on another one"""
    facts = {"version": 2, "documents": [DOCUMENT], "entities": [entity("one", source)], "relations": []}
    if target == "relation":
        facts["entities"] += [entity("two", "state"), entity("three", "organization")]
        facts["relations"].append({"id": "z", "type": "member-of", "source": "two", "target": "three", **PLACE})
    elif target != "document":
        facts["entities"].append(entity("two", target))
    facts["relations"].append({
        "id": "r", "type": kind, "source": "one", **PLACE,
        "target": {"relation": "z", "document": "d"}.get(target, "two"),
        **(NOBODY if kind == "attributed-to" else {})})
    return facts


def with_items(items):
    """The made facts' things, each with what it must have, and items of them"""
    facts = {"version": 2, "documents": [DOCUMENT], "relations": [],
             "entities": [entity(item["id"], item["type"]) for item in whole.MADE["entities"]]}
    for name, item in items:
        facts.setdefault(name, [])
        facts[name] = [one for one in facts[name] if one["id"] != item.get("id")] + [item]
    return facts


def barest(name, item, needed):
    """An item without all that may go, but for what is needed"""
    item = copy.deepcopy(item)
    for key in [*item][::-1]:
        less = {k: v for k, v in item.items() if k != key}
        if key not in needed and holds(with_items([(name, less)])):
            item = less
    return item


def least():
    """Facts by what they have: one relation of each type; and each key that may
    be left out by itself, with what it cannot do without"""
    for kind, ends in sorted(whole.ENDS.items()):
        sources, targets = (sorted({min(end), max(end)}) for end in ends)
        for source in sources:
            for target in targets:
                yield f"{source} {kind} {target}", related(kind, source, target)
    yield "no relation", with_items([])
    yield "no entity", {"version": 2, "documents": [DOCUMENT], "entities": [], "relations": []}
    claim = barest("relations", whole.MADE["relations"][0], {"target"})
    for name, item in whole.items_of(whole.MADE):
        for key in item:
            more = barest(name, item, {key})
            needs = [] if more.get("id") == "a" or name not in ("relations", "passages") else [("relations", claim)]
            yield f"{name} {item['id']} {key}", with_items([*needs, (name, more)])


def changed(place, **changes):
    """The made facts with a change of an item, given as LIST/ID"""
    name, item = place.split("/")
    return whole.broken(name, item, changes)


def wrong():
    """Facts that hold to the schema, what is wrong with them, and what is said"""
    for place, key, value in (
            ("relations/a", "source", "x"), ("relations/a", "target", "x"), ("relations/a", "by", ["body", "x"]),
            ("relations/a", "statement", "x"), ("relations/a", "document", "x"), ("relations/a", "party_state", "x"),
            ("relations/b", "supersedes", ["x"]), ("relations/b", "rests_on", ["a", "x"]),
            ("relations/a", "cites", ["x"]), ("relations/s", "target", "x"), ("relations/i", "by", ["x"]),
            ("documents/d", "publisher", "x"), ("passages/p", "of", "x"), ("passages/p", "document", "x"),
            ("names/n", "of", "x"), ("names/n", "by", "x"), ("memberships/m", "member", "x"),
            ("memberships/m", "of", "x")):
        name = place.split("/")[1]
        yield f"{place} {key}", changed(place, **{key: value}), f"{name} names x, which is nowhere in the facts"
    for place, key, value in (("relations/b", "supersedes", ["b"]), ("relations/a", "cites", ["a"]),
                              ("relations/s", "target", "s")):
        name = place.split("/")[1]
        yield f"{place} {key} itself", changed(place, **{key: value}), f"{name} names itself where another is meant"
    for place, name in (("relations/t", "a"), ("relations/t", "group"), ("names/n", "m"), ("passages/p", "body")):
        yield f"{place} as {name}", changed(place, id=name), f"the identifier {name} stands twice in the facts"
    yield ("a stance of two", changed("relations/s", source="group"),
           "by of s is for a source that is a statement, and group is none")
    old = with_items([])
    del old["version"]
    yield "version 1", old, "these are no facts of version 2: docs/facts.md"
    yield "version 1 without documents", old | {"documents": []}, "these are no facts of version 2: docs/facts.md"


def alike():
    """Relations that differ in nothing that a sentence tells, and stances on
    stances"""
    facts = related("attributed-to", "activity", "state")
    facts["entities"] += [entity(name, "organization") for name in ("ant", "bee", "cat", "dog")]
    claim = facts["relations"].pop()
    for name, authors in (("a", "ant bee cat"), ("b", "ant bee dog"), ("c", "ant"), ("d", "ant")):
        facts["relations"].append(claim | {"id": f"r-{name}", "by": authors.split(), "basis": ["assessment"]})
    for name, kind, source, target in (("e", "denies", "ant", "r-c"), ("f", "doubts", "bee", "r-e"),
                                       ("g", "supports", "cat", "r-f")):
        facts["relations"].append({"id": f"r-{name}", "type": kind, "source": source, "target": target, **PLACE})
    return facts


CLAIM = "One said to be tied to Two"
ALIKE = {
    "r-a": f"Ant and Bee and others: {CLAIM} (T) [r-a]",
    "r-b": f"Ant and Bee and others: {CLAIM} (T) [r-b]",
    "r-c": f"Ant: {CLAIM} (T) [r-c]",
    "r-d": f"Ant: {CLAIM} (T) [r-d]",
    "r-e": f"Ant denied “{CLAIM}” (T)",
    "r-f": f"Bee doubted “Ant denied ‘{CLAIM}’” (T)",
    "r-g": "Cat supported “Bee doubted ‘Ant denied’” (T)",
}


def many():
    """More items than a check reads of a list, the last of which are named"""
    facts = related("denies", "statement", "statement")
    facts["entities"] = [entity(f"e-{number}", "organization") for number in range(1100)] + facts["entities"]
    facts["relations"][0]["by"] = ["e-1099"]
    return facts
