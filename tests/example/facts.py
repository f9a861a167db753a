#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Hold extracted facts against their schema and against themselves.

    facts.py SCHEMA FACTS [DOCUMENTS]

DOCUMENTS, if given, is a folder with the paragraphs of each document in
ID.txt, one a line: every wording must then stand in its paragraph. Needs
Debian's python3-jsonschema.
"""

import copy
import json
import pathlib
import sys

import jsonschema

# Relations with something broken: each must be refused
BROKEN = [
    ("a grade that is none", lambda r: r.update(grade="certain")),
    ("an attribution without a grade", lambda r: r.pop("grade")),
    ("an attribution without a speaker", lambda r: r.pop("by")),
    ("a type that is none", lambda r: r.update(type="attributed")),
    ("a grade on another relation", lambda r: r.update(type="targeted")),
    ("a sentence for a wording", lambda r: r.update(wording="word " * 9)),
    ("a paragraph 0", lambda r: r.update(paragraph=0)),
    ("a key that is none", lambda r: r.update(grades="linked")),
    ("an implied relation without a note", lambda r: r.update(implied=True)),
]


def schema_findings(schema, facts):
    validator = jsonschema.Draft202012Validator(schema)
    for error in validator.iter_errors(facts):
        yield f"/{'/'.join(map(str, error.absolute_path))}: {error.message}"


def own_findings(facts):
    """What a schema cannot say: identifiers unique, references that exist."""
    kinds = {}
    for kind, items in facts.items():
        for item in items:
            if item["id"] in kinds:
                yield f"{item['id']}: the identifier stands twice"
            kinds[item["id"]] = kind
    known = {
        "source": ("entities",),
        "target": ("entities", "documents"),
        "statement": ("entities",),
        "document": ("documents",),
        "cites": ("relations",),
        "by": ("entities",),
        "disputed_by": ("entities",),
    }
    for relation in facts["relations"]:
        for key, allowed in known.items():
            values = relation.get(key, [])
            for value in [values] if isinstance(values, str) else values:
                if kinds.get(value) not in allowed:
                    yield f"{relation['id']}: {key} {value} is not one of the {allowed[0]}"
    for document in facts["documents"]:
        if document["publisher"] and kinds.get(document["publisher"]) != "entities":
            yield f"{document['id']}: publisher {document['publisher']} is no entity"
    used = {r[k] for r in facts["relations"] for k in ("source", "target")}
    used |= {d["publisher"] for d in facts["documents"]}
    for entity in facts["entities"]:
        if entity["id"] not in used:
            yield f"{entity['id']}: stands in no relation"


def wording_findings(facts, folder):
    for relation in facts["relations"]:
        text = (folder / f"{relation['document']}.txt").read_text(encoding="utf-8")
        paragraph = text.splitlines()[relation["paragraph"] - 1]
        if relation["wording"].lower() not in paragraph.lower():
            yield f"{relation['id']}: its wording is not in paragraph {relation['paragraph']}"


def broken_findings(schema, facts):
    sample = next(r for r in facts["relations"] if r["type"] == "attributed-to" and "note" not in r)
    for what, breaking in BROKEN:
        relation = copy.deepcopy(sample)
        breaking(relation)
        if not list(schema_findings(schema, {"documents": [], "entities": [], "relations": [relation]})):
            yield f"the schema lets {what} pass"


def main(argv):
    if len(argv) not in (3, 4):
        print(__doc__, file=sys.stderr)
        return 2
    schema, facts = (json.loads(pathlib.Path(p).read_text(encoding="utf-8")) for p in argv[1:3])
    jsonschema.Draft202012Validator.check_schema(schema)
    findings = [*schema_findings(schema, facts)]
    if not findings:
        findings += [*own_findings(facts), *broken_findings(schema, facts)]
        if len(argv) == 4:
            findings += wording_findings(facts, pathlib.Path(argv[3]))
    for finding in findings:
        print(f"{argv[2]}: {finding}")
    print(f"{argv[2]}: " + ", ".join(f"{len(v)} {k}" for k, v in facts.items() if isinstance(v, list)))
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
