# SPDX-License-Identifier: ISC
"""`rhumb schema` and `rhumb check` agree: whatever rules check takes the schema
takes, and what check refuses for a key the schema refuses too. Of every kind of map
there is one that is right (RIGHT), and it is made wrong in every way in which
keys can be.

The rules are all of mappings/, of tests/cases and of the examples in the README
and docs/, whose own files are called rules by what is in them: a map with keys
of rules."""

import json
import re
import sys
from pathlib import Path

import jsonschema
import yaml

from common import Checks, ROOT, rhumb, scratch
from documents import BLOCK

# What check says of a key; what a term cannot do without hangs on its type
KEYS = re.compile(r'error: (?:unknown key |"[^"\n]*" means the same as '
                  r'|nothing stands behind |"(?!literal)\w+" beside "'
                  r'|"\w+" without '
                  r'|the mapping "[^"\n]*" has no '
                  r'|(?!an? (?:subject|predicate|object|graph) )'
                  r'[a-z ]+ without )"')

# Read with a warning, and refused by the schema
LENIENT = "is RML's name; YARRRML's has no prefix"

# How the schema calls maps within `views:`
VIEWS = ("view", "rule-", "cluster", "focus", "what-")


class Core(yaml.SafeLoader):
    """YAML 1.2's core schema: `no`, `on` and dates are texts, keys too"""

    yaml_implicit_resolvers = {}

    def construct_mapping(self, node, deep=False):
        self.flatten_mapping(node)
        if not all(isinstance(key, yaml.ScalarNode) for key, _ in node.value):
            raise yaml.YAMLError("a key that is no text")
        return {key.value: self.construct_object(value, deep=True)
                for key, value in node.value}


for tag, pattern, start in (
        ("null", r"null|Null|NULL|~|", ["n", "N", "~", ""]),
        ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
        ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
        ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
                  r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
         list("-+.0123456789")),
        ("merge", r"<<", ["<"])):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}",
                               re.compile(f"(?:{pattern})$"), start)
Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(
    node.value, 0 if node.value[:2] in ("0x", "0o") else 10))


GREL = "http://users.ugent.be/~bjdmeest/function/grel.ttl#"
UPPER = GREL + "toUpperCase"
ARGUMENT = {"parameter": GREL + "valueParameter", "value": "x"}
PAIR = {"p": "http://p", "o": "x"}
NODES = {"nodes": "http://n"}
MAPPING = {"sources": [["a.csv~csv"]], "s": "http://a/$(id)", "po": [PAIR]}
RULES = {"mappings": {"m": MAPPING}}


def rules(**more):
    """Rules with more keys"""
    return {**RULES, **more}


def mapping(**more):
    """Rules whose mapping has more keys"""
    return {"mappings": {"m": {**MAPPING, **more}}}


def pair(**more):
    """Rules whose predicate with objects has more keys"""
    return mapping(po=[{**PAIR, **more}])


def view(**more):
    """Rules with a view that has these keys"""
    return rules(views={"v": more})


# Of each kind of map one that is right, and the rules around it
RIGHT = {
    "rules": (RULES, dict),
    "author": ({"name": "A"}, lambda it: rules(authors=[it])),
    "mapping": (MAPPING, lambda it: {"mappings": {"m": it}}),
    "ontology": ({"iri": "http://o"}, lambda it: rules(ontology=it)),
    "text": ({"value": "T"}, lambda it: rules(
        ontology={"iri": "http://o", "title": it})),
    "source": ({"access": "a.csv"}, lambda it: mapping(sources=[it])),
    "field": ({"iterator": "$.a[*]", "fields": ["b"]}, lambda it: rules(
        sources={"x": {"access": "a.json", "fields": {"f": it}}})),
    "join": ({"source": "y", "fields": ["b"],
              "condition": {"function": UPPER, "parameters": [ARGUMENT]}},
             lambda it: rules(sources={
                 "x": {"access": "a.csv", "fields": ["a"], "joins": [it]},
                 "y": {"access": "b.csv", "fields": ["b"]}})),
    "credentials": ({"username": "u"}, lambda it: mapping(
        sources=[{"access": "a.csv", "credentials": it}])),
    "newest-records": ({"by": "$(id)", "of": "$(day)"}, lambda it: mapping(
        sources=[{"access": "a.csv", "newest": it}])),
    "table-of-a-file": (
        {"file": "t.csv", "key": "k", "value": "v"},
        lambda it: rules(tables={"t": it})),
    "target": ({"access": "a.nq"}, lambda it: rules(targets={"t": it})),
    "subject": ({"value": "http://a/$(id)"}, lambda it: mapping(s=it)),
    "graph": ({"value": "http://g"}, lambda it: mapping(g=it)),
    "predicates-with-objects": (PAIR, lambda it: mapping(po=[it])),
    "predicate": ({"value": "http://p"}, lambda it: pair(p=it)),
    "object": ({"value": "x"}, lambda it: pair(o=it)),
    "reifier": ({"value": "http://r/$(id)"}, lambda it: pair(
        reifier=it, annotations=[["http://p", "x"]])),
    "datatype": ({"value": "http://d"}, lambda it: pair(datatype=it)),
    "language": ({"value": "en"}, lambda it: pair(language=it)),
    "function": ({"function": UPPER, "parameters": [ARGUMENT]},
                 lambda it: pair(o={"value": it})),
    "argument": (ARGUMENT, lambda it: pair(
        o={"function": UPPER, "parameters": [it]})),
    "view": ({"title": "T"}, lambda it: view(**it)),
    "rule-for-nodes": ({"class": "http://C"}, lambda it: view(nodes=[it])),
    "rule-for-edges": ({"property": "http://p"}, lambda it: view(edges=[it])),
    "rule-for-collapsing": (
        {"class": "http://C", "from": "http://f", "to": "http://t"},
        lambda it: view(collapse=it)),
    "cluster": ({"by": "http://b"}, lambda it: view(cluster=it)),
    "focus": (NODES, lambda it: view(focus=it)),
    "what-to-hide": (NODES, lambda it: view(hide=it)),
    "what-to-keep": ({"classes": "http://C"}, lambda it: view(only=it)),
}


# Keys that are not wrong: a table in place may have any
OTHERWISE = {("table-of-a-file", "no file")}

# Keys that nothing may stand behind
EMPTY = {("mapping", "subjects"), ("mapping", "predicateobjects"),
         *(("rules", key) for key in (
             "authors", "base", "external", "ontology", "prefixes", "sources",
             "tables", "targets", "views"))}


def source(**more):
    """Rules with a source that has more keys"""
    return rules(sources={"x": {"access": "a.csv", **more}})


# Values that keys cannot have, lists with too much or too little in them among
# them
VALUES = [
    *(source(header=value) for value in (
        0, -1, 1.5, "", "x", [], {"row": 2}, [["a"]], [None])),
    *(source(fields=value) for value in ([], {}, {"a": None}, ["a", None])),
    *(source(iterator=value, referenceFormulation="jsonpath")
      for value in ({}, {"a": None}, ["$"])),
    *(source(newest=value) for value in (
        {"by": "id", "of": "$(day)"}, {"by": "$(id)", "of": "day"},
        {"by": [], "of": "$(day)"}, {"by": [None], "of": "$(day)"})),
    source(fields=["a"], joins=[]),
    source(joins=[{"source": "x", "fields": ["a"], "condition": "equal()"}]),
    source(**{"null": {"a": "b"}}),
    rules(sources={"x": []}),
    rules(sources={"x": None}),
    rules(targets={"x": None}),
    rules(prefixes={"x": None}),
    rules(tables={"x": None}),
    rules(tables={"x": {"a": None}}),
    rules(tables={"x": {"a": [None]}}),
    {"mappings": {"m": None}},
    *(pair(o={"gather": value}) for value in (
        [], [[]], [None], ["x", "y", []], [["x", "http://d", "z"]])),
    *(pair(o={"value": "x", **value}) for value in (
        {"as": "bag"}, {"strategy": "append"}, {"empty": True},
        {"gather": ["y"], "as": "tuple"}, {"language": ""}, {"language": 1},
        {"direction": "up"}, {"quoted": "m"}, {"mapping": "m"},
        {"function": UPPER}, {"parameters": [ARGUMENT]})),
    *(pair(o={key: "m", "datatype": "http://d"})
      for key in ("quoted", "quotedNonAsserted", "mapping")),
    pair(asserted="perhaps"),
    pair(annotations=[["http://p"]]),
    pair(language={"value": "en", "function": UPPER}),
    mapping(condition="x"),
    mapping(condition=[["f()"]]),
    mapping(g=[["http://g"]]),
    mapping(s=[["http://s"]]),
    mapping(s=[]),
    mapping(po=[["http://p", None]]),
    mapping(po=[["http://p", ["x", ["y", "http://d", "z"]]]]),
    pair(o={"function": "upper", "parameters": []}),
    pair(o={"function": UPPER, "parameters": [
        {**ARGUMENT, "from": "elsewhere"}]}),
    rules(ontology={"iri": "o"}),
    rules(ontology={"iri": "http://o", "shapes": [["a.ttl"]]}),
    rules(authors=[["A"]]),
    rules(sources={"x": ["a.csv~csv", "b", "c"]}),
    rules(ontology={"iri": "http://o", "title": ["T", "en~lang", "x"]}),
    mapping(po=[["http://p", "x", "http://d", "y"]]),
    pair(o={"function": UPPER,
            "parameters": [[GREL + "valueParameter", "x", "s", "y"]]}),
    view(edges=[{"property": []}]),
    mapping(po=[["http://p"]]),
]


def tied(right, rule):
    """A map in which a key does not go with the others"""
    key, then = rule["if"]["anyOf"][0]["required"][0], rule["then"]
    if "anyOf" in then:
        needed = {name["required"][0] for name in then["anyOf"]}
        return {**{name: value for name, value in right.items()
                   if name not in needed}, key: "x"}
    others = then["not"]["anyOf"] if "not" in then else []
    return {**right, key: "x", **{name["required"][0]: "x"
                                  for name in others[:1]}}


def mistakes(right, part):
    """Every way in which the keys of a map can be wrong"""
    yield "an unknown key", {**right, "zebra": "x"}
    for name, key in part["properties"].items():
        if "description" in key and name != "mappings":  # None is said of all
            yield f"nothing behind {name}", {
                **{same: value for same, value in right.items()
                   if not part["properties"][same].get("$ref", "").endswith(
                       f"/properties/{name}")}, name: None}
    for rule in part.get("allOf", []):
        if "if" in rule:
            yield f"a tie {rule}", tied(right, rule)
        elif "not" in rule:
            names = rule["not"]["required"]
            yield f"both {' and '.join(names)}", {**right,
                                                  **dict.fromkeys(names)}
        else:
            names = [name["required"][0] for name in rule["anyOf"]]
            yield f"no {names[0]}", {key: value
                                     for key, value in right.items()
                                     if key not in names}


def check_maps(checks, validator, parts, folder):
    """Make a map of every kind wrong in every way"""
    path = folder / "rules.yml"
    (folder / "t.csv").write_text("k,v\n", encoding="utf-8")

    def refused(document):
        path.write_text(json.dumps(document), encoding="utf-8")
        return (rhumb("check", path).returncode != 0,
                not validator.is_valid(document))

    maps = {name for name, part in parts.items() if "properties" in part}
    checks.check(maps == set(RIGHT), "every kind of map is tried",
                 maps ^ set(RIGHT))
    for kind, (right, around) in RIGHT.items():
        checks.check(refused(around(right)) == (False, False),
                     f"{kind} that is right is taken")
        for what, wrong in mistakes(right, parts[kind]):
            is_wrong = (kind, what) not in OTHERWISE and \
                (kind, what.removeprefix("nothing behind ")) not in EMPTY
            checks.check(refused(around(wrong)) == (is_wrong, is_wrong),
                         f"{kind}: {what} is refused", wrong)
    for wrong in VALUES:
        checks.check(refused(wrong) == (True, True), "a value is refused",
                     f"{refused(wrong)} {wrong}")
    checks.check(refused(view(limit="20")) == (False, False),
                 "a number in quotes is taken")
    for word in ("csv", "CSV", "$(_x)"):
        checks.check(refused(rules(external={"x": "csv"}, sources={"x": {
            "access": "a", "referenceFormulation": word}})) == (False, False),
                     f"the word {word} is taken")


def examples():
    """Every file that the README and the manual show, by its place"""
    for path in sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")]):
        for block in BLOCK.finditer(path.read_text(encoding="utf-8")):
            if re.fullmatch(r"[\w.-]+\.yml", block["what"]) and block["body"]:
                yield f"{path.relative_to(ROOT)}: {block['what']}", \
                    block["body"]


def files():
    """Every rule file of the tree, by its name"""
    for path in sorted([*(ROOT / "mappings").rglob("*.yml"),
                        *(ROOT / "tests" / "cases").rglob("*.yml")]):
        if path.is_file():
            yield str(path.relative_to(ROOT)), path.read_bytes()


def check_rules(checks, validator, name, text, folder):
    """Hold what check says of some rules against what the schema says"""
    path = folder / "rules.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    result = rhumb("check", path)
    said = result.stderr.decode(errors="replace")
    is_key = KEYS.search(said)
    if result.returncode and not is_key:
        return  # No YAML, or a mistake that no schema sees
    try:
        document = yaml.load(text, Core)
    except yaml.YAMLError:
        return
    wrong = "\n".join(f"{'/'.join(map(str, error.absolute_path))}: "
                      f"{error.message[:200]}"
                      for error in validator.iter_errors(document))
    if is_key:
        checks.check(wrong, f"{name}: only check refuses it", said)
    else:
        checks.check(not wrong or LENIENT in said,
                     f"{name}: only the schema refuses it", wrong)


def check_manual(checks, schema):
    """The manual names every key, in the page on maps those of views"""
    maps = (ROOT / "docs" / "maps.md").read_text(encoding="utf-8")
    rules = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
    for name, part in schema["$defs"].items():
        page = maps if name.startswith(VIEWS) else rules
        for key in part.get("properties", {}):
            checks.check(re.search(rf"(?<![\w-]){key}(?![\w-])", page),
                         f"the manual names the key {key} of {name}")


def main():
    """Check the schema itself, then all rules"""
    checks = Checks("schema")
    result = rhumb("schema")
    schema = json.loads(result.stdout)
    validator = jsonschema.Draft202012Validator(schema)
    try:
        validator.check_schema(schema)
        checks.check(result.returncode == 0, "rhumb schema")
    except jsonschema.SchemaError as error:
        checks.check(False, "the schema is one", error)
    check_manual(checks, schema)
    with scratch() as folder:
        check_maps(checks, validator, schema["$defs"], Path(folder))
        for name, text in (*files(), *examples()):
            check_rules(checks, validator, name, text, Path(folder))
    checks.finish()


if __name__ == "__main__":
    sys.exit(main())
