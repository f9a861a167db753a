# SPDX-License-Identifier: ISC
"""Makes a case that fails smaller, greedily: whatever can be taken away while
it still fails in the same way is."""

import copy

import views
from tables import FILE

SHORTER = ("mappings", "po", "subjects", "objects", "predicates", "inverse", "graphs",
           "conditions", "where", "rows", "tables", "nulls", "views", "fields", "joins", "steps",
           "annotations", "gather")
PLAIN_LOOK = {"csv": {"delimiter": ",", "end": "\n", "quoted": False, "bom": False,
                      "last": True, "gzip": False, "encoding": "utf-8", "header": "first",
                      "ragged": False, "comment": "", "files": 0},
              "json": {"under": [], "indent": None, "ascii": False, "gzip": False,
                       "iterator": "plain", "files": 0},
              "jsonl": {"ascii": False, "gzip": False, "files": 0},
              "xml": {"iterator": "/r/e", "cdata": False, "indent": False, "gzip": False,
                      "files": 0},
              "lines": {"end": "\n", "notes": False, "gzip": False, "files": 0},
              "xlsx": {"sheet": "", "header": "first", "files": 0},
              "sqlite": {"query": False}, "view": {}}


def places(value, path=()):
    """Every list and map in a case, with the way to it"""
    if isinstance(value, dict):
        yield path, value
        for key, item in value.items():
            yield from places(item, (*path, key))
    elif isinstance(value, list):
        yield path, value
        for index, item in enumerate(value):
            yield from places(item, (*path, index))


def at(case, path):
    """What stands at the end of a way"""
    for step in path:
        case = case[step]
    return case


def changes(case):
    """Smaller cases"""
    for path, value in list(places(case)):
        if isinstance(value, dict):
            yield from smaller_map(case, path, value)
        elif path and (path[-1] in SHORTER or path[-1] == "parts"):
            for index in range(len(value)):
                if isinstance(value[index], dict) and "prefix" in value[index]:
                    continue
                made = copy.deepcopy(case)
                del at(made, path)[index]
                yield made


def smaller_map(case, path, value):
    """Smaller cases by what can be done to a map"""
    for key in ("datatype", "language", "newest"):
        if value.get(key):
            made = copy.deepcopy(case)
            del at(made, path)[key]
            yield made
    if "look" in value and value["look"] != PLAIN_LOOK[value["format"]]:
        made = copy.deepcopy(case)
        at(made, path)["look"] = dict(PLAIN_LOOK[value["format"]])
        yield made
    if "columns" in value and "rows" in value:
        for index in range(len(value["columns"])):
            made = copy.deepcopy(case)
            table = at(made, path)
            del table["columns"][index]
            for row in table["rows"]:
                del row[index]
            yield made
    if "fn" in value:
        for _, argument, *_ in value["args"]:
            if "fn" in argument:
                made = copy.deepcopy(case)
                at(made, path).update(copy.deepcopy(argument))
                yield made


def is_sound(case):
    """Whether a smaller case still has all that it asks for, a name behind
    `xsd:` too"""
    mappings = {mapping["name"]: mapping for mapping in case["mappings"]}
    columns = {table["name"]: {column["name"] for column in table["columns"]}
               for table in case["tables"]}
    columns.update((view["name"], views.names(view)) for view in case["views"])
    if not mappings or any(len(names) < 1 for names in columns.values()):
        return False
    for mapping in case["mappings"]:
        if not mapping["subjects"] or not mapping["tables"] or not mapping["po"] or \
                any(name not in columns for name in mapping["tables"]):
            return False
        here = columns[mapping["tables"][0]]
        for pair in mapping["po"]:
            if not pair["objects"] or not pair["predicates"] + pair["inverse"]:
                return False
        for term in (value for _, value in places(mapping) if isinstance(value, dict)):
            if term.get("parts") in ([], [{"prefix": "xsd"}]) or \
                    term.get("mapping", case["mappings"][0]["name"]) not in mappings or \
                    term.get("quoted", case["mappings"][0]["name"]) not in mappings:
                return False
            if "ref" in term and term["ref"] not in {*here, *FILE} and not any(
                    term["ref"] in names for names in columns.values()):
                return False
    return True


def shrink(case, fails, steps=400):
    """The smallest case found for which `fails` is true"""
    steps_left = steps
    smaller = True
    while smaller and steps_left > 0:
        smaller = False
        for made in changes(case):
            if steps_left <= 0:
                break
            if not is_sound(made):
                continue
            steps_left -= 1
            if fails(made):
                case, smaller = made, True
                break
    return case
