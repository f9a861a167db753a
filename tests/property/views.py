# SPDX-License-Identifier: ISC
"""Sources whose rows are made of another's: levels, fields and joins, as
docs/language.md has them ("Rows within rows").

A view is {name, of, kind, columns, ...}; `of` names a table or an earlier view.

levels  {"levels": [outer, inner]}: the rows within the rows of a table, beside those
within  {"fields", "place": name, "kids": fields}: the same by a field with an iterator
fields  {"fields", "joins"}; a field is {"name", "kind", "term"}, a join {"source",
        "inner", "fields", "conditions"}

It has what a table has that rules are made for: "format" and "look"."""

from itertools import product

import tables

NAMES = ["f", "g1", "x_1", "n-2", "Zeit", "h"]
LEVELS = ["doc", "a", "rel", "k-1"]


def within_reach(table):
    """The columns of a table that are named without any escape in each format"""
    return [column for column in table["columns"]
            if column["name"] in tables.SAFE and column["name"] != "n-a"]


def make(generator, number):
    """A random view over one of the tables, or of the views, that there are"""
    random = generator.random
    of = random.choice(generator.tables + generator.views + [
        table for table in generator.tables if "inner" in table] * 3)
    view = {"name": f"v{number}", "of": of["name"], "format": "view", "look": {}}
    kind = random.choice(["levels", "within", "fields"]) \
        if "inner" in of and within_reach(of["inner"]) and within_reach(of) else "fields"
    MAKERS[kind](generator, view, of)
    return dict(view, kind=kind)


def make_levels(generator, view, of):
    """Two levels; a place in each is a column too"""
    view["levels"] = generator.random.sample(LEVELS, 2)
    view["columns"] = [dict(column, name=f"{level}.{column['name']}") for level, table in zip(
        view["levels"], (of, of["inner"])) for column in within_reach(table)]
    view["columns"] += [{"name": f"{view['levels'][1]}.#", "kind": "integer"},
                        {"name": "#", "kind": "integer"}]


def field(generator, name):
    """A field over the generator's table"""
    random = generator.random
    column = random.choice(generator.table["columns"])
    term = {"parts": [{"ref": column["name"]}]}
    if random.random() < 0.7:
        return {"name": name, "kind": column["kind"], "term": term}
    if random.random() < 0.5:
        term = {"parts": term["parts"] + [random.choice(["x", "-", " é"])]}
    else:
        function = random.choice(["grel:toUpperCase", "grel:toLowerCase"])
        term = {"fn": function, "args": [[0, term]]}
    return {"name": name, "kind": "word", "term": term}


def columns_of(fields, prefix=""):
    """The columns that fields make"""
    return [column for one in fields for column in (
        {"name": prefix + one["name"], "kind": one["kind"]},
        {"name": f"{prefix}{one['name']}.#", "kind": "integer"})]


def names(view):
    """The columns of a view; none, if it is none (any more)"""
    if view["kind"] == "levels":
        return {column["name"] for column in view["columns"]}
    listed = [view["fields"], *([view["kids"]] if "kids" in view else []),
              *(one["fields"] for one in view.get("joins", ()))]
    if not all(listed) or not all(one["conditions"] for one in view.get("joins", ())):
        return set()
    made = columns_of(view["fields"]) + [
        column for one in view.get("joins", ()) for column in columns_of(one["fields"])]
    if "kids" in view:
        made += columns_of(view["kids"], view["place"] + ".") + [{"name": view["place"] + ".#"}]
    return {column["name"] for column in made}


def make_within(generator, view, of):
    """Fields of a row, and of the rows within it"""
    random = generator.random
    names = random.sample(NAMES, 3)
    generator.table = dict(of, columns=within_reach(of))
    view["fields"] = [field(generator, name) for name in names[:2]]
    view["place"] = random.choice(["rel", "in"])
    generator.table = dict(of["inner"], columns=within_reach(of["inner"]), look={},
                           format=of["format"])
    view["kids"] = [field(generator, name) for name in names[2:]]
    view["columns"] = columns_of(view["fields"]) + columns_of(view["kids"], view["place"] + ".") \
        + [{"name": view["place"] + ".#", "kind": "integer"}]


def make_fields(generator, view, of):
    """Fields, and joins with the fields of other views"""
    random = generator.random
    generator.table = of
    names = random.sample(NAMES, 5)
    view["fields"] = [field(generator, name) for name in names[:random.randint(1, 3)]]
    view["columns"] = columns_of(view["fields"])
    view["joins"] = []
    others = [other for other in generator.views if other["kind"] == "fields"]
    for name in names[3:]:
        if others and random.random() < 0.7:
            join(generator, view, random.choice(others), name)


def join(generator, view, other, name):
    """Join a view with another, where two of their fields have the same values"""
    random = generator.random
    pairs = [(a["name"], b["name"]) for a in view["fields"]
             for b in other["fields"] if a["kind"] == b["kind"]]
    if not pairs:
        return
    here, there = random.choice(pairs)
    taken = random.choice(other["fields"])
    fields = [{"name": name, "kind": taken["kind"],
               "term": {"parts": [{"ref": taken["name"]}]}}]
    view["joins"].append({
        "source": other["name"], "inner": random.random() < 0.3, "fields": fields,
        "conditions": [{"fn": "equal", "args": [[0, {"parts": [{"ref": here}]}, "s"],
                                                [1, {"parts": [{"ref": there}]}, "o"]]}]})
    view["columns"] += columns_of(fields)[:1]


MAKERS = {"levels": make_levels, "within": make_within, "fields": make_fields}


# ---- which rows they have --------------------------------------------------

def product_of(reference, fields, row, prefix=""):
    """The rows that fields make of a row; what has no value is not there"""
    options = [list(enumerate(reference.values(one["term"], row))) or [None]
               for one in fields]
    for chosen in product(*options):
        values = {}
        for one, found in zip(fields, chosen):
            values[prefix + one["name"]] = [found[1]] if found else []
            values[f"{prefix}{one['name']}.#"] = [(str(found[0]), "i")] if found else []
        yield values


def rows_of_levels(_, view, outer):
    """The rows of levels within a row"""
    first, second = view["levels"]
    for at, inner in enumerate(outer.inner):
        values = {f"{first}.{name}": found for name, found in outer.values.items()}
        values.update({f"{second}.{name}": found for name, found in inner.items()})
        yield dict(values, **{f"{second}.#": [(str(at), "i")]})


def rows_within(reference, view, row):
    """The rows of fields and of those within them"""
    for values in product_of(reference, view["fields"], row):
        for at, inner in enumerate(row.inner):
            for more in product_of(reference, view["kids"], Inner(inner), view["place"] + "."):
                yield dict(values, **more, **{view["place"] + ".#": [(str(at), "i")]})


class Inner:
    """A row within a row"""

    def __init__(self, values):
        self.values = values


def rows_of_fields(reference, view, row):
    """The rows of fields, beside those that they are joined with"""
    made = list(product_of(reference, view["fields"], row))
    for one in view["joins"]:
        made = [dict(values, **more) for values in made
                for more in joined(reference, one, Inner(values))]
    return made


def joined(reference, one, row):
    """What a join adds to a row, for each partner"""
    found = [values for other in reference.rows[one["source"]]
             if reference.holds(one["conditions"], row, other)
             for values in product_of(reference, one["fields"], other)]
    return found or ([] if one["inner"] else [
        {name: [] for name in (column["name"] for column in columns_of(one["fields"]))}])


ROWS = {"levels": rows_of_levels, "within": rows_within, "fields": rows_of_fields}


def values_of(reference, view):
    """The record of each row of a view, and its values by column"""
    for number, row in enumerate(reference.rows[view["of"]]):
        for values in ROWS[view["kind"]](reference, view, row):
            yield row.record, dict(values, **{"#": [(str(number), "i")]})


# ---- how they are written --------------------------------------------------

INNER = {"json": "$.{}[*]", "jsonl": "$.{}[*]", "xml": "{}"}


def words(writer, view):
    """A view in the words of YARRRML, the same each time: else its rows would be others"""
    if view["name"] not in writer.said:
        before = writer.table, writer.other
        writer.said[view["name"]] = WORDS[view["kind"]](writer, view, writer.tables[view["of"]])
        writer.table, writer.other = before
    return writer.said[view["name"]]


def words_of_levels(_, view, of):
    """Levels"""
    made = tables.source(of)
    made["iterator"] = {view["levels"][0]: made.get("iterator", "$"),
                        view["levels"][1]: inner_of(of)}
    return made


def words_of_fields(writer, view, of):
    """Fields, those within them, and joins"""
    named = writer.named.get(of["name"])
    made = {"source": named} if named else tables.source(of)
    made["fields"] = fields(writer, of, view["fields"])
    if view["kind"] == "within":
        inner = dict(of["inner"], look={}, format=of["format"], rows=[])
        made["fields"][view["place"]] = {
            "iterator": inner_of(of), "fields": fields(writer, inner, view["kids"])}
    for one in view.get("joins", []):
        writer.table, writer.other = view, writer.tables[one["source"]]
        said = {"source": writer.named[one["source"]],
                "fields": fields(writer, writer.other, one["fields"]),
                "condition": [writer.safe_call(call) for call in one["conditions"]]}
        if one["inner"] or writer.chance(0.2):
            said["type"] = "inner" if one["inner"] else "left"
        made.setdefault("joins", []).append(said)
    return made


WORDS = {"levels": words_of_levels, "within": words_of_fields, "fields": words_of_fields}


def inner_of(table):
    """The iterator of the rows within a row"""
    return INNER[table["format"]].format(table["inner"]["name"])


def fields(writer, table, listed):
    """Fields over a table"""
    writer.table = table
    made = {}
    for one in listed:
        said = writer.safe_call(one["term"]) if "fn" in one["term"] else writer.text(one["term"])
        made[one["name"]] = said if isinstance(said, dict) or writer.chance(0.7) \
            else {"value": said}
    return made
