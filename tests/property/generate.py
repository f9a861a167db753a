# SPDX-License-Identifier: ISC
"""Random cases: tables, and rules that fit them.

A case is made of what JSON has, so that it can be kept, changed and read
again. What its rules are:

text        {"parts": [text | {"ref": column} | {"prefix": name} | {"ext": name}]}; a
            column may have "steps", the names of functions and of tables to look up
function    {"fn": name, "args": [[parameter's index, text or function, side?]]}
term        a text or a function with "type", "datatype" and "language" (texts)
            and "where" (functions); {"fresh": true}: a new blank node a record;
            {"mapping": name, "conditions": [functions]}
            "type": "table": an IRI or a literal, as the last table of its steps has it
            {"quoted": name, "conditions"}: who reifies that mapping's triples
            {"gather": terms, "as": what, "empty": whether it may be}
pair        {"predicates", "inverse", "objects", "graphs": terms, "conditions"}; what is
            said of its triples as "annotations" (pairs), "reifier" (a term, or None) and
            "asserted"
mapping     {"name", "tables", "subjects", "graphs", "conditions", "po", "silent": whether
            it is for others to quote alone}"""

import copy
import unicodedata

import tables
import values
import views
from functions import FUNCTIONS, giving

PREFIXES = {"ex": "http://example.org/", "é": "http://é.example/#", "q-1": "urn:q:",
            "p.q": "http://example.org/a%20b/"}
FIXED = {"grel": "http://users.ugent.be/~bjdmeest/function/grel.ttl#",
         "idlab-fn": "https://w3id.org/imec/idlab/function#",
         "morph-kgc": "https://github.com/morph-kgc/morph-kgc/function/built-in.ttl#",
         "rhumb-fn": "https://w3id.org/rhumb/function#"}
TEXTS = ["x", "a b", "-", "/", "", "No. ", "100%", "{", "}", "\\", " ~ ", "'", '"', "é",
         "\U0001f43c", ", ", "#", "$", "$(", "(", "\n", "0", "true", "null", "é: ", "[", "&"]
SEPARATORS = ["a", ";", ",", " ", "x", "é", "%", "\\", "\U0001f43c", "ab", "'", '"']
IN_IRIS = ["", "/", "a/", "-", "#", "?q=", "x", "é", "~", "%20", "(", "'"]
MODES = ["stop"] * 6 + ["skip", "drop", "literal"]


def unseen(text):
    """Whether rules may not have a text, since it holds what is not seen"""
    return any(unicodedata.category(sign) in ("Cc", "Cf", "Co") or sign.isspace() and sign != " "
               for sign in text)


class Generator:
    """Makes one case of one source of chance"""

    def __init__(self, random):
        self.random = random
        self.mode = random.choice(MODES)
        bad = 0 if self.mode == "stop" and random.random() < 0.9 else 0.08
        self.has_uris = random.random() < 0.15
        self.has_triples = random.random() < 0.2
        self.gathers = not self.has_triples and random.random() < 0.2
        self.odds = {"missing": random.choice([0, 0.1]), "many": random.choice([0, 0.15]),
                     "null": random.choice([0, 0.1]), "empty": random.choice([0, 0, 0.1]),
                     "bad": bad if bad and random.random() < 0.8 else 0}

    def chance(self, odds):
        """True with these odds"""
        return self.random.random() < odds

    def some(self, low, high):
        """Some numbers up to one between two"""
        return range(self.random.randint(low, high))

    def case(self):
        """A case"""
        random = self.random
        prefixes = {"ex": PREFIXES["ex"]}
        for name in random.sample(list(PREFIXES), 2):
            prefixes[name] = PREFIXES[name]
        self.prefixes = list(prefixes)
        self.externals = {f"e{n}": random.choice(["v", "é x", "a/b", "0"])
                          for n in self.some(0, 2)}
        self.base = random.choice([None, None, "http://base.example/", "http://base.example/x-"])
        self.tables = [tables.make_table(random, n, self.odds) for n in range(random.choice(
            [1, 1, 2, 2, 3]))]
        self.views = []
        for number in range(random.choice([0, 0, 1, 2, 3, 4])):
            self.views.append(views.make(self, number))
        self.lookups = {f"l{n}": self.lookup() for n in self.some(0, 2)} \
            if self.chance(0.4) else {}
        self.mappings = []
        for number in range(random.choice([1, 1, 2, 2, 3])):
            self.mappings.append(self.mapping(number))
        for number in range(random.choice([0, 0, 0, 1, 1, 2])):
            self.mappings.append(self.echo(len(self.mappings)))
        for mapping in self.mappings:
            self.references(mapping)
        case = {"mode": self.mode, "base": self.base, "prefixes": dict(prefixes, **FIXED),
                "externals": self.externals,
                "given": {name: "given/" for name in self.externals if self.chance(0.2)},
                "nulls": [random.choice(["", "null", "-", "0"])] if self.chance(0.15) else [],
                "tables": self.tables, "views": self.views, "lookups": self.lookups,
                "mappings": self.mappings}
        for mapping in self.mappings:
            self.crowd(mapping)
        for table in self.tables:
            self.ask_newest(table)
            tables.settle(table)
        return case

    def ask_newest(self, table):
        """Seldom, have a table's newest rows alone"""
        names = [column["name"] for column in views.within_reach(table)]
        ages = [name for name in names if name in self.columns_of(table, "integer")]
        if not ages or table["format"] == "sqlite" or self.chance(0.6):
            return
        asked = {"of": self.random.choice(ages),
                 "by": self.random.sample(names, min(len(names), self.random.choice([1, 1, 2])))}
        table["newest"] = asked
        for row in self.random.sample(table["rows"], min(len(table["rows"]), 2)):
            fixed = {name: row[at][0][1] for at, name in enumerate(
                column["name"] for column in table["columns"])
                     if name in (asked["of"], *asked["by"]) and row[at] and row[at][0][1]}
            self.repeat(table, fixed, 1)  # Another version, as old

    # Tables to look up

    def lookup(self):
        """What values stand for"""
        random = self.random
        pool = [text for kind in ("key", "word", "language", "truth", "integer")
                for text in values.POOLS[kind] if text != "*" and not unseen(text)]
        made = {"entries": {key: [self.entry() for _ in self.some(0, 2)]
                            for key in random.sample(pool, random.randint(1, 40))},
                "star": [self.entry()] if self.chance(0.6) else None}
        if self.chance(0.2):  # Of a file, where each key has one value
            made["file"] = True
            made["star"] = None
            for key in made["entries"]:
                made["entries"][key] = [["s", random.choice(["x", "a b", "é", "a,b", "0"])]]
        return made

    def entry(self):
        """What a key stands for"""
        if self.chance(0.4):
            return ["I", self.random.choice(self.prefixes), self.random.choice(["T", "é", "u/v"])]
        if self.chance(0.2):
            return ["I", "", self.random.choice(["http://a.example/b", "urn:x:é"])]
        return ["s", self.random.choice(["x", "a b", "é", "0", "a/b", "true", "-", "100%"])]

    def steps(self, last):
        """Steps behind a reference, which end with `last`, if it is one"""
        steps = [self.random.choice(["upper", "lower"]) for _ in self.some(0, 1)]
        return steps + [last] if last else steps or ["upper"]

    # Texts

    def columns_of(self, table, *kinds):
        """The columns of a table of these kinds"""
        return [column["name"] for column in table["columns"] if column["kind"] in kinds]

    def columns(self, *kinds):
        """The columns of the current table of these kinds; of all without, at times
        what its files are called too"""
        if not kinds and self.table.get("stem") and self.chance(0.1):
            return list(tables.FILE)
        return [column["name"] for column in self.table["columns"]
                if not kinds or column["kind"] in kinds]

    def part(self, texts):
        """A part of a text"""
        if self.externals and self.chance(0.1):
            return {"ext": self.random.choice(list(self.externals))}
        if self.chance(0.5):
            return self.random.choice(texts)
        made = {"ref": self.random.choice(self.columns())}
        if self.chance(0.08):
            made["steps"] = self.steps(self.random.choice([None, *self.lookups]))
        return made

    def text(self):
        """A text for a literal"""
        random = self.random
        if self.chance(0.5):
            return {"parts": [{"ref": random.choice(self.columns())}]}
        if self.chance(0.3):
            return {"parts": [random.choice(values.WORDS + TEXTS)]}
        return {"parts": [self.part(TEXTS) for _ in range(random.randint(1, 4))]}

    def iri_text(self, may_be_relative=True):
        """A text for an IRI: a template, a constant or a column of IRIs"""
        random = self.random
        of_iris = self.columns("iri")
        if of_iris and self.chance(0.3):
            return {"parts": [{"ref": random.choice(of_iris)}]}
        if self.base and may_be_relative and self.chance(0.2):
            start = random.choice(["rel/", "x", "é/"])
        elif self.chance(0.15):
            start = random.choice(["http://a.example/", "urn:x:", "http://é.example/b#"])
        else:
            start = {"prefix": random.choice(self.prefixes)}
        parts = [start]
        used = "#" in (start if isinstance(start, str) else PREFIXES[start["prefix"]])
        for _ in range(random.choice([1, 1, 2, 3])):
            part = self.part([text for text in IN_IRIS if not (used and "#" in text)])
            if isinstance(part, dict) and "ext" in part:
                continue
            if "~" in parts and part in ("x", "é"):
                continue  # a word behind ~ is a form of the value
            used = used or (isinstance(part, str) and "#" in part)
            parts.append(part)
        if self.chance(0.8):
            parts.append({"ref": random.choice(self.columns())})
        return {"parts": parts if len(parts) > 1 else parts + ["x"]}

    def kind_of_iri(self):
        """A type of IRIs"""
        return "uri" if self.has_uris and self.chance(0.3) else "iri"

    # Functions

    def call(self, name, depth=0, safe=False):
        """A call of a function"""
        function = FUNCTIONS[name]
        arguments = []
        for index in range(len(function.parameters)):
            kind, may_miss = function.kind_of(index)
            if may_miss and self.chance(0.5):
                break
            made = self.argument(kind, depth, safe)
            if made is None:
                return None
            arguments.append([index, made])
        return {"fn": name, "args": arguments}

    def constant(self, text):
        """A text of no references"""
        return {"parts": [text]}

    def argument(self, kind, depth, safe):
        """An argument of a kind, or None: there is none here"""
        random = self.random
        nested = {"text": ("text", "bool", "int", "date"), "bool": ("bool",), "bools": ("bool",), "list": ("list",),
                  "int": ("int",), "plain": ()}.get(kind, ())
        if nested and depth < 3 and self.chance(0.25 if not kind.startswith("bool") else 1 - depth * 0.3):
            call = self.call(random.choice(giving(*nested)), depth + 1, safe)
            if call:
                return call
        if kind in ("text", "list"):
            return self.text()
        column = {"int": "integer", "bool": "truth", "bools": "truth", "day": "day", "plain": "integer"}.get(kind)
        if column and self.columns(column) and self.chance(0.8):
            return {"parts": [{"ref": random.choice(self.columns(column))}]}
        pool = {"sub": SEPARATORS, "small": ["0", "1", "2"], "count": ["1", "2", "3", "5"],
                "int": values.INTEGERS, "bool": values.TRUTHS, "bools": values.TRUTHS, "pattern": ["dd/MM/yyyy"],
                "days": ["days"], "from": ["abé"], "to": ["xy%"], "year": ["year"],
                "address": ["http://a.example/b"], "plain": ["1", "x", "-1.5", "1e3", "", "1x"],
                "day": values.DAYS}.get(kind)
        if kind == "date":
            return self.call("idlab-fn:normalizeDate", depth + 1, safe)
        return self.constant(random.choice(pool))

    def condition(self):
        """A condition"""
        while True:
            if self.chance(0.4):
                name = self.random.choice(["equal", "notEqual", "idlab-fn:equal"])
                column = self.random.choice(self.columns())
                pool = next((c["kind"] for c in self.table["columns"] if c["name"] == column),
                            "word")
                return {"fn": name, "args": [
                    [0, {"parts": [{"ref": column}]}],
                    [1, self.constant(self.random.choice(values.POOLS[pool]))]]}
            made = self.call(self.random.choice(giving("bool")), 1)
            if made:
                return made

    def conditions(self, odds):
        """None or some conditions"""
        return [self.condition() for _ in range(self.random.choice([1, 1, 2]))] \
            if self.chance(odds) else []

    # Terms

    def subject(self):
        """A subject"""
        if self.chance(0.08):
            return {"fresh": True}
        if self.chance(0.12):
            return dict(self.text_with_reference(), type="blank")
        if self.chance(0.08):
            call = {"fn": "idlab-fn:concat", "args": [
                [0, self.constant("http://example.org/f/")],
                [1, self.constant("x") if not self.columns("integer", "name") else
                 {"parts": [{"ref": self.random.choice(self.columns("integer", "name"))}]}]]}
            return dict(call, type="iri")
        return dict(self.iri_text(), type=self.kind_of_iri())

    def text_with_reference(self):
        """A text that is no constant"""
        return {"parts": [{"ref": self.random.choice(self.columns())}] +
                [self.part(["x", "-", "é"]) for _ in self.some(0, 2)]}

    def name(self):
        """A predicate or a graph"""
        if self.chance(0.7):
            return {"parts": [{"prefix": self.random.choice(self.prefixes)},
                              self.random.choice(["p", "q", "é", "r/s", "t-1"])], "type": "iri"}
        return dict(self.iri_text(), type=self.kind_of_iri())

    def literal(self):
        """A literal"""
        random = self.random
        if self.lookups and self.chance(0.3):
            made = {"ref": random.choice(self.columns()),
                    "steps": self.steps(random.choice(list(self.lookups)))}
            return {"parts": [made], "type": "table"}
        term = dict(self.text(), type="literal")
        if self.chance(0.25):
            call = self.call(random.choice(giving("text", "int", "bool", "list", "date", "iri")))
            if call:
                term = dict(call, type="literal")
                gives = FUNCTIONS[call["fn"]].gives
                if gives in ("int", "bool", "date") and self.chance(0.5):
                    term["datatype"] = self.xsd({"int": "integer", "bool": "boolean",
                                                 "date": "date"}[gives])
                return term
        of_language = self.columns("language")
        if self.chance(0.4 if of_language else 0.2):
            term["language"] = {"parts": [{"ref": random.choice(of_language)}]} \
                if of_language and self.chance(0.6) else self.constant(
                    random.choice(["en", "cs", "pt-BR", "zh-Hant-TW", "en-x-foo"]))
        elif self.chance(0.4):
            term = self.typed()
        return term

    def xsd(self, name):
        """A datatype of XSD"""
        return {"parts": [{"prefix": "xsd"}, name]}

    def typed(self):
        """A literal with a datatype that fits its column"""
        random = self.random
        column = random.choice(self.table["columns"])
        if self.columns("name") and self.chance(0.3):
            return {"parts": [random.choice(["x", "12"])], "type": "literal",
                    "datatype": {"parts": [{"prefix": "ex"}, {"ref": self.columns("name")[0]}]}}
        prefix, name = random.choice(values.DATATYPES[column["kind"]]).split(":")
        return {"parts": [{"ref": column["name"]}], "type": "literal",
                "datatype": {"parts": [{"prefix": prefix}, name]}}

    def object(self):
        """An object, but for references to mappings"""
        if self.chance(0.06):
            return {"fresh": True}
        if self.chance(0.08):
            return dict(self.text_with_reference(), type="blank")
        if self.chance(0.3):
            return dict(self.iri_text(), type=self.kind_of_iri())
        return self.literal()

    def pair(self, may_invert):
        """A pair of predicates and objects"""
        if self.chance(0.15):
            return {"predicates": [{"parts": [{"prefix": "rdf"}, "type"], "type": "iri"}],
                    "inverse": [], "graphs": [], "conditions": [],
                    "objects": [dict(self.iri_text(), type="iri") for _ in self.some(1, 2)]}
        objects = [self.object() for _ in range(self.random.choice([1, 1, 1, 2, 3]))]
        for term in objects:
            if self.chance(0.1):
                term["where"] = self.conditions(1)
        inverse = []
        if may_invert and all(term.get("type", "literal") not in ("literal", "table")
                              for term in objects) \
                and self.chance(0.3):
            inverse = [self.name()]
        predicates = [self.name() for _ in range(self.random.choice([1, 1, 1, 2]))]
        made = {"predicates": [] if inverse and self.chance(0.3) else predicates,
                "inverse": inverse, "objects": objects, "conditions": self.conditions(0.15),
                "graphs": [self.name() for _ in range(self.random.choice([1, 1, 2]))]
                if self.chance(0.15) else []}
        if self.has_triples and not inverse and self.chance(0.3):
            made.update(self.said_of(1))
        elif self.gathers and not inverse and self.chance(0.3):
            made["objects"].append(self.gathered())
        return made

    def gathered(self):
        """A list or a container"""
        return {"gather": [self.member() for _ in self.some(1, 3)],
                "as": self.random.choice(["list", "list", "bag", "seq", "alt"]),
                "empty": self.chance(0.3)}

    def member(self):
        """A member of it"""
        return dict(self.iri_text(), type="iri") if self.chance(0.3) else self.literal()

    def said_of(self, depth):
        """What is said of the triples of a pair"""
        annotations = [self.annotation(depth) for _ in self.some(0, 2)]
        reifier = None
        if not annotations or self.chance(0.4):
            reifier = dict(self.iri_text(False), type="iri") if self.chance(0.6) \
                else dict(self.text_with_reference(), type="blank")
        return {"annotations": annotations, "reifier": reifier, "asserted": self.chance(0.6)}

    def annotation(self, depth):
        """A pair that is said of triples"""
        made = {"predicates": [self.name() for _ in range(self.random.choice([1, 1, 2]))],
                "inverse": [], "graphs": [], "conditions": self.conditions(0.15), "objects": [
                    dict(self.iri_text(), type="iri") if self.chance(0.3) else self.literal()
                    for _ in range(self.random.choice([1, 1, 2]))]}
        if depth < 3 and self.chance(0.25):
            made.update(self.said_of(depth + 1))
        return made

    # Mappings

    def mapping(self, number):
        """A mapping of one table, or of several that have the same columns"""
        random = self.random
        self.table = random.choice(self.tables + self.views)
        names = [self.table["name"]]
        subjects = [self.subject() for _ in range(random.choice([1, 1, 1, 1, 2]))]
        may_invert = not any(term.get("fresh") for term in subjects)
        return {"name": random.choice([f"m{number}", f"map {number}", f"é-{number}"]),
                "tables": names * (2 if self.chance(0.08) else 1),
                "subjects": subjects,
                "graphs": [self.name() for _ in range(random.choice([1, 1, 2]))]
                if self.chance(0.2) else [],
                "conditions": self.conditions(0.15),
                "po": [self.pair(may_invert) for _ in range(random.choice([1, 2, 2, 3, 4]))]}

    def echo(self, number):
        """A mapping that says of another's subjects what is said of them, or a bit else"""
        random = self.random
        other = random.choice(self.mappings)
        self.table = self.table_of(other)
        pairs = random.sample(other["po"], random.randint(1, len(other["po"])))
        made = dict(copy.deepcopy(other), name=f"m{number}", po=copy.deepcopy(pairs))
        if self.chance(0.4):
            made["po"].append(dict(copy.deepcopy(random.choice(pairs)), inverse=[],
                                   objects=[self.object()], predicates=[self.name()]))
        first = made["po"][0]
        if self.chance(0.3) and first["predicates"] and not first["inverse"] and \
                first["predicates"][0].get("parts", [""])[-1] != "type":
            first["objects"] = [self.literal()]
        if self.chance(0.2) and not any(pair["inverse"] for pair in made["po"]):
            made["subjects"] = [self.subject()]
        if self.chance(0.2):
            made["graphs"] = []
        return made

    def references(self, mapping):
        """Give some pairs of a mapping references to mappings"""
        self.table = self.table_of(mapping)
        for pair in mapping["po"]:
            if "silent" in mapping or pair["inverse"] or not self.chance(0.25) or \
                    pair["predicates"][0]["parts"][-1] == "type":
                continue
            joined = self.reference(mapping)
            if joined:
                pair["objects"] = [joined] + (pair["objects"] if self.chance(0.3) else [])
                if self.has_triples and "annotations" not in pair and \
                        self.mode != "skip" and self.chance(0.4):
                    self.quote(mapping, joined)

    def quote(self, mapping, joined):
        """Have a reference quote the triples of the mapping instead, if it may"""
        other = next(one for one in self.mappings if one["name"] == joined["mapping"])
        terms = [term for pair in other["po"] for term in pair["objects"]]
        if other is mapping or mapping.get("silent") is not None or any(
                "annotations" in pair or pair["inverse"] for pair in other["po"]) or any(
                term.get("fresh") or "quoted" in term or "mapping" in term
                for term in terms + other["subjects"]):
            return
        joined["quoted"] = joined.pop("mapping")
        if "silent" not in other:
            other["silent"] = self.chance(0.3)

    def split_keys(self, theirs):
        """Two conditions, and a row in each table: their keys differ, and are one
        text if the one stands behind the other"""
        splits = self.random.sample([("k", "11"), ("k1", "1"), ("k11", "")], 2)
        sides = []
        for table in (self.table, theirs):
            names = [column["name"] for column in table["columns"]
                     if column["kind"] in ("key", "word")]
            if len(names) < 2 or not table.get("rows"):
                return []
            sides.append(self.random.sample(names, 2))
        for table, names, texts in zip((self.table, theirs), sides, splits):
            row = dict(zip((column["name"] for column in table["columns"]),
                           self.random.choice(table["rows"])))
            row.update((name, [["s", text]] if text or table["format"] != "xlsx" else None)
                       for name, text in zip(names, texts))
            table["rows"].append(list(row.values()) + [[]] * ("inner" in table))
        return [{"fn": "equal", "args": [[0, {"parts": [{"ref": here}]}, "s"],
                                         [1, {"parts": [{"ref": there}]}, "o"]]}
                for here, there in zip(*sides)]

    def crowd(self, mapping):
        """Give some joins of a mapping many rows with one key, on both sides"""
        here = self.table_of(mapping)
        for term in (term for pair in mapping["po"] for term in pair["objects"]):
            for condition in term.get("conditions", []):
                sides = [argument["parts"][0]["ref"] for _, argument, *_ in condition["args"]
                         if "parts" in argument and "ref" in argument["parts"][0]]
                if condition["fn"] == "equal" and len(sides) == 2 and "rows" in here and \
                        not {*sides} & {*tables.FILE} and self.chance(0.3):
                    there = self.table_of(next(
                        other for other in self.mappings
                        if other["name"] == term.get("mapping", term.get("quoted"))))
                    if "rows" not in there:
                        continue
                    text = self.random.choice([
                        text for text in self.pool_of(here, sides[0])
                        if all(tables.text_fits(text, t["format"]) for t in (here, there))])
                    self.repeat(here, {sides[0]: text}, self.random.randint(2, 5))
                    self.repeat(there, {sides[1]: text}, self.random.randint(8, 14))

    def table_of(self, mapping):
        """The table that a mapping reads"""
        return next(t for t in self.tables + self.views if t["name"] == mapping["tables"][0])

    def pool_of(self, table, name):
        """The values of the kind of a column"""
        return values.POOLS[next(c["kind"] for c in table["columns"] if c["name"] == name)]

    def repeat(self, table, fixed, count):
        """Add rows in which a column has one text, and others often one value too"""
        first = {column["name"]: None for column in table["columns"]}
        for _ in range(count):
            row = []
            for column in table["columns"]:
                odds = dict(self.odds, many=0) if column.get("attribute") else self.odds
                if first[column["name"]] is None or self.chance(0.7):
                    first[column["name"]] = tables.make_cell(
                        self.random, column["kind"], table["format"], odds)
                cell = first[column["name"]]
                if column["name"] in fixed:
                    cell = [["s", fixed[column["name"]]]]
                row.append(cell and list(cell))
            table["rows"].append(row + [[]] * ("inner" in table))

    def reference(self, mapping):
        """A reference to a mapping, or None"""
        random = self.random
        other = random.choice(self.mappings)
        if len(mapping["tables"]) == len(other["tables"]) == 1 and \
                mapping["tables"] == other["tables"] and self.chance(0.3):
            return {"mapping": other["name"], "conditions": []}
        theirs = self.table_of(other)
        conditions = self.split_keys(theirs) if self.chance(0.15) else []
        for _ in range(0 if conditions else random.choice([1, 1, 2])):
            pairs = [(a["name"], b["name"]) for a in self.table["columns"]
                     for b in theirs["columns"] if a["kind"] == b["kind"]]
            if not pairs:
                return None
            here, there = random.choice(pairs)
            name = random.choice(["equal"] * 8 + ["notEqual", "grel:string_contains"])
            texts = [{"parts": [{"ref": here}]}, {"parts": [{"ref": there}]}]
            if self.chance(0.1):
                texts = [{"fn": "grel:toLowerCase", "args": [[0, text]]} for text in texts]
            elif self.chance(0.1):
                texts = [{"parts": text["parts"] + ["x"]} for text in texts]
            conditions.append({"fn": name, "args": [[0, texts[0], "s"], [1, texts[1], "o"]]})
        return {"mapping": other["name"], "conditions": conditions}
