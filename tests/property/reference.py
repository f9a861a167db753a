# SPDX-License-Identifier: ISC
"""The slow, obvious reference: which quads the rules of a case make of its
data, as docs/language.md, functions.md and errors.md have it."""

from itertools import product

import tables
import terms
import views
from functions import FUNCTIONS, Mistake

TYPE = ("iri", terms.RDF + "type", "")
REIFIES = ("iri", terms.RDF + "reifies", "")
DEFAULT = ("default", "", "")


class Dropped(Exception):
    """A call made nothing but mistakes: nothing is made of it"""


class Row:
    """A row: its values by column, which it is, the values of those within it, and
    the record that it is made of, itself where nothing is said"""

    def __init__(self, key, found, inner=(), record=None):
        self.key = key
        self.record = record or key
        self.values = found
        self.inner = inner


def values_of(columns, row, nulls):
    """The values of a row, by column"""
    return {column["name"]: [(text, kind) for kind, text in cell or ()
                             if kind != "z" and text not in nulls]
            for column, cell in zip(columns, row)}


def rows_of(table, nulls):
    """The rows of a table that are read"""
    nulls = [*nulls, *table["nulls"]]
    rows = []
    for index, row in enumerate(table["rows"]):
        if table["format"] == "xlsx" and not any(row):
            continue
        found = values_of(table["columns"], row, nulls)
        part = tables.part_of(table, index)
        found["_file"] = [(tables.path_of(table, part), "s")]
        found["_stem"] = [(table["name"] + part, "s")]
        rows.append(Row((table["name"], index), found, [
            values_of(table["inner"]["columns"], kid, nulls) for kid in row[-1]]
            if "inner" in table else ()))
    return newest(rows, table["newest"]) if table.get("newest") else rows


def newest(rows, asked):
    """The newest of the rows that have the same values; the later of two of one age"""
    ages, kept = {}, {}
    for row in rows:
        key = tuple(tuple(row.values[name][:1]) for name in asked["by"])
        if not all(key):
            kept[row.key] = row
            continue
        key = tuple(found[0][0] for found in key)
        age = [int(text) for text, _ in row.values[asked["of"]]]
        if key not in ages or ages[key][0] <= age:
            ages[key] = age, row
    kept.update((row.key, row) for _, row in ages.values())
    return [row for row in rows if row.key in kept]


def gathered(collection, graph):
    """The node of a list or a container in a graph, and its quads there"""
    _, place, (kind, members) = collection
    cells = [("blank", repr((place, graph, number)), "") for number in range(len(members))]
    if kind == "list":
        cells.append(("iri", terms.RDF + "nil", ""))
        return cells[0], [quad for cell, member, rest in zip(cells, members, cells[1:])
                          for quad in ((cell, ("iri", terms.RDF + "first", ""), member, graph),
                                       (cell, ("iri", terms.RDF + "rest", ""), rest, graph))]
    node = ("blank", repr((place, graph)), "")
    return node, [(node, TYPE, ("iri", terms.RDF + kind.capitalize(), ""), graph)] + [
        (node, ("iri", f"{terms.RDF}_{number}", ""), member, graph)
        for number, member in enumerate(members, 1)]


class Reference:
    """A case, and what its rules make"""

    def __init__(self, case, core=False):
        self.case = case
        self.core = core
        self.mode = case["mode"]
        self.prefixes = dict(PREDEFINED, **case["prefixes"])
        self.externals = dict(case["externals"], **case["given"])
        self.rows = {table["name"]: rows_of(table, case["nulls"])
                     for table in case["tables"]}
        self.mappings = {mapping["name"]: mapping for mapping in case["mappings"]}
        self.out = set()      # records that are left out
        self.mistaken = 0
        self.is_literal = False
        for view in case["views"]:
            self.rows[view["name"]] = [
                Row((view["name"], index), found, record=record)
                for index, (record, found) in enumerate(views.values_of(self, view))]

    # Values

    def bad(self, why):
        """A mistake in a value: the run or the record ends, or the value is left out"""
        self.mistaken += 1
        if self.mode in ("stop", "skip"):
            raise Mistake(why)

    def part(self, part, row):
        """The values of a part of a text"""
        if isinstance(part, str):
            return [(part, "s")]
        if "prefix" in part:
            return [(self.prefixes[part["prefix"]], "s")]
        if "ext" in part:
            return [(self.externals[part["ext"]], "s")]
        found = row.values[part["ref"]]
        for step in part.get("steps", ()):
            found = [made for text, kind in found for made in self.step(step, text)]
        return found

    def step(self, name, text):
        """What a step makes of a value"""
        if name in STEPS:
            return [(STEPS[name](text), "s")]
        table = self.case["lookups"][name]
        return [(made[1] if made[0] == "s" else
                 (self.prefixes[made[1]] if made[1] else "") + made[2], made[0])
                for made in table["entries"].get(text, table["star"] or [])]

    def values(self, term, row, other=None, encode=lambda text: text):
        """The values of a text or a function; `other` is the joined row"""
        if "fn" in term:
            return self.call(term, row, other)
        parts = term["parts"]
        if len(parts) == 1:
            return self.part(parts[0], row)
        options = [[encode(text) if isinstance(part, dict) and "ref" in part else text
                    for text, _ in self.part(part, row)] for part in parts]
        return [("".join(texts), "s") for texts in product(*options)]

    def call(self, term, row, other=None):
        """The values that a function gives; Dropped, if no call went well"""
        function = FUNCTIONS[term["fn"]]
        options = []
        for index, argument, *side in sorted(term["args"], key=lambda argument: argument[0]):
            if not function.needs(options):
                options.append([None])
                continue
            of = other if side and side[0] == "o" else row
            texts = [text for text, _ in self.values(argument, of, other)]
            kind, may_miss = function.kind_of(index)
            if kind == "bools":
                options += [[text] for text in texts or [None]]
            elif kind == "list":
                options.append([texts] if texts or function.nulls else [])
            else:
                options.append(texts or ([None] if function.nulls or may_miss else []))
        results, failed = [], []
        for arguments in product(*options):
            while arguments and arguments[-1] is None and not function.nulls:
                arguments = arguments[:-1]
            try:
                result = function.compute(*arguments)
            except Mistake as mistake:
                self.bad(str(mistake))
                failed.append(True)
                continue
            failed.append(False)
            if isinstance(result, list):
                results += [(text, "s") for text in result]
            elif result is not None:
                results.append((result, "n" if function.gives == "int" else "s"))
        if failed and all(failed):
            raise Dropped
        return results

    def holds(self, conditions, row, other=None):
        """Whether all conditions are true; they are asked up to the first that is not"""
        return all(self.is_true(condition, row, other) for condition in conditions)

    def is_true(self, condition, row, other):
        """Whether a function says so"""
        try:
            return any(text == "true" for text, _ in self.call(condition, row, other))
        except Dropped:
            return False

    # Terms

    def make(self, term, row, place):
        """The terms that a term map makes of a row"""
        try:
            return self.made(term, row, place)
        except Dropped:
            return []

    def made(self, term, row, place):
        """The same, if it is not dropped"""
        if term.get("fresh"):
            return [("blank", repr((place, row.key)), "")]
        kind = term["type"]
        if kind == "literal":
            return self.literals(term, row)
        if kind == "table":
            return [("iri", text, "") if of == "I" else ("literal", text, "")
                    for text, of in self.values(term, row)]
        if kind == "blank":
            return [("blank", "v:" + text, "") for text, _ in self.values(term, row)]
        made = []
        for text in self.iri_texts(term, row, kind):
            iri = self.iri(text, kind)
            if iri:
                made.append(iri)
            elif self.mode == "literal" and self.is_literal:
                made.append(("literal", text, ""))
        return made

    def iri_texts(self, term, row, kind):
        """The texts of an IRI: values in a template are encoded"""
        plain = {"iri": terms.UNRESERVED, "uri": terms.ASCII}.get(kind)
        return [text for text, _ in self.values(
            term, row, encode=(lambda text: terms.encode(text, plain)) if plain
            else lambda text: text)]

    def iri(self, text, kind):
        """An IRI of a text, or None for a mistake that is passed over"""
        whole = text
        if not terms.ABSOLUTE.match(text):
            whole = (self.case["base"] or "") + text
        if text == "" or (not kind.startswith("unsafe") and not terms.IRI.fullmatch(whole)) \
                or not terms.ABSOLUTE.match(whole):
            self.bad(f"no IRI: {text!r}")
            return None
        return ("iri", whole, "")

    def literals(self, term, row):
        """The literals of a term map"""
        made = []
        for text, kind in self.values(term, row):
            if term.get("language"):
                made += self.tagged(text, term["language"], row)
            elif term.get("datatype"):
                made += self.typed(text, kind, term["datatype"], row)
            else:
                made.append(("literal", text, terms.XSD + "integer" if kind == "i" else ""))
        return made

    def tagged(self, text, language, row):
        """A text in each language"""
        made = []
        for tag, _ in self.values(language, row):
            if terms.LANGUAGE.fullmatch(tag):
                made.append(("literal", text, "@" + tag))
            else:
                self.bad(f"no language: {tag!r}")
                if self.mode == "literal":
                    made.append(("literal", text, ""))
        return made

    def typed(self, text, kind, datatype, row):
        """A text under each datatype"""
        made = []
        for name in self.iri_texts(datatype, row, "iri"):
            iri = self.iri(name, "iri")
            if not iri:
                made += [("literal", text, "")] if self.mode == "literal" else []
                continue
            form = terms.as_number(text, iri[1]) if kind in "ni" else \
                text if terms.is_of(text, iri[1]) else None
            if form is not None:
                made.append(("literal", form,
                             "" if iri[1] == terms.XSD + "string" else iri[1]))
            elif text or self.core:
                self.bad(f"{text!r} is no {iri[1]}")
                made += [("literal", text, "")] if self.mode == "literal" else []
        return made

    # Quads

    def maps(self, mapping):
        """The triples maps of a mapping: a place, a subject and a table"""
        for at, name in enumerate(mapping["tables"]):
            for index, subject in enumerate(mapping["subjects"]):
                yield (mapping["name"], at, index), subject, name

    def parents(self, term, row, table):
        """The subjects that a reference to a mapping finds"""
        mapping = self.mappings[term["mapping"]]
        found = []
        for place, subject, name in self.maps(mapping):
            for other in self.rows[name]:
                if other.record in self.out:
                    continue
                if not term["conditions"] and (name != table or other.key != row.key):
                    continue
                try:
                    if self.holds(mapping["conditions"], other) and \
                            self.holds(term["conditions"], row, other):
                        found += self.make(subject, other, place)
                except Mistake:
                    if self.mode != "skip":
                        raise  # else it is the other record that is left out
        return found

    def make_object(self, term, row, place):
        """The terms of a term map where a literal may stand"""
        self.is_literal = True
        made = self.make(term, row, place)
        self.is_literal = False
        return made

    def objects(self, make, pair, row, place, table):
        """The objects of a pair, made by `make`"""
        made = []
        for index, term in enumerate(pair["objects"]):
            if not self.holds(term.get("where", []), row):
                continue
            if "quoted" in term:
                made += self.quoted(term, row, table)
            elif "gather" in term:
                made += self.members(term, row, (*place, index))
            elif "mapping" in term:
                made += self.parents(term, row, table)
            else:
                made += make(term, row, (*place, index))
        return made

    def all_of(self, terms_, row, place):
        """The terms of some term maps"""
        return [node for index, term in enumerate(terms_)
                for node in self.make(term, row, (*place, index))]

    def graphs(self, mapping, pair, row, place, at):
        """The graphs of a pair; none, if those that it has are NULL"""
        graphs = [graph for term in mapping["graphs"] for graph in self.make(term, row, place)]
        graphs += self.all_of(pair["graphs"], row, (*at, "g"))
        return graphs if mapping["graphs"] or pair["graphs"] else [DEFAULT]

    def statements(self, mapping, pair, row, places, kinds):
        """Quads of terms made one kind after the other, of `kinds`: the subjects,
        predicates and objects; where there are none, what comes behind is not asked"""
        subjects, predicates, objects = kinds
        firsts = subjects()
        names = self.all_of(predicates, row, places[1]) if firsts else []
        graphs = self.graphs(mapping, pair, row, *places) if names else []
        return product(firsts, names, objects() if graphs else [], graphs)

    def of_pair(self, mapping, pair, row, places, subject, table):
        """The quads of a pair, and those that its inverse predicates lead to"""
        if pair["predicates"]:
            for quad in self.statements(mapping, pair, row, places, (
                    lambda: self.make(subject, row, places[0]), pair["predicates"],
                    lambda: self.objects(self.make_object, pair, row, places[1], table))):
                yield from self.with_what_is_said(pair, quad, row, places[1])
        if pair["inverse"]:
            yield from self.statements(mapping, pair, row, places, (
                lambda: self.objects(self.make, pair, row, places[1], table),
                pair["inverse"], lambda: self.make_object(subject, row, places[0])))

    # What is said of a triple, and what an object stands for

    def with_what_is_said(self, pair, quad, row, place):
        """A quad of a pair, what is said of it, and what its object is made of"""
        subject, predicate, node, graph = quad
        if node[0] == "gathered":
            node, more = gathered(node, graph)
            yield from more
        elif node[0] == "quoting":
            node, triple = ("blank", repr(node[1]), ""), node
            yield node, REIFIES, ("triple", triple[1], ""), graph
        if pair.get("asserted", True):
            yield subject, predicate, node, graph
        if "annotations" not in pair:
            return
        triple = (subject, predicate, node)
        for reifier in self.make(pair["reifier"], row, place) if pair["reifier"] else [
                ("blank", repr((place, row.key, triple)), "")]:
            yield reifier, REIFIES, ("triple", triple, ""), graph
            for index, said in enumerate(pair["annotations"]):
                yield from self.said(said, reifier, graph, row, (*place, "said", index))

    def said(self, pair, reifier, graph, row, place):
        """What an annotation says of a reifier"""
        if not self.holds(pair["conditions"], row):
            return
        predicates = self.all_of(pair["predicates"], row, place)
        objects = self.objects(self.make_object, pair, row, place, None) if predicates else []
        for predicate, node in product(predicates, objects):
            yield from self.with_what_is_said(
                pair, (reifier, predicate, node, graph), row, place)

    def members(self, term, row, place):
        """A list or a container, or none"""
        found = [node for index, item in enumerate(term["gather"])
                 for node in self.make_object(item, row, (*place, index))]
        return [("gathered", (place, row.key), (term["as"], tuple(found)))] \
            if found or term["empty"] else []

    def quoted(self, term, row, table):
        """The triples that another mapping makes"""
        mapping = self.mappings[term["quoted"]]
        for place, subject, name in self.maps(mapping):
            for other in self.rows[name]:
                if not term["conditions"] and (name != table or other.key != row.key) or \
                        not self.holds(term["conditions"], row, other):
                    continue
                for quad in self.of_row(mapping, place, subject, name, other):
                    yield "quoting", quad[:3], ""

    def of_row(self, mapping, place, subject, table, row):
        """The quads of a row"""
        if not self.holds(mapping["conditions"], row):
            return
        subjects = self.make(subject, row, place)
        for index, pair in enumerate(mapping["po"]):
            if (subjects or pair["inverse"]) and self.holds(pair["conditions"], row):
                yield from self.of_pair(mapping, pair, row, (place, (*place, index)), subject,
                                        table)

    def all_rows(self):
        """All that is asked of rows"""
        for mapping in self.case["mappings"]:
            if mapping.get("silent"):
                continue
            for place, subject, table in self.maps(mapping):
                for row in self.rows[table]:
                    yield mapping, place, subject, table, row

    def quads(self):
        """The set of quads; None: a mistake ends the run"""
        if self.mode == "skip":
            for mapping, place, subject, table, row in self.all_rows():
                try:
                    list(self.of_row(mapping, place, subject, table, row))
                except Mistake:
                    self.out.add(row.record)
        made = set()
        try:
            for mapping, place, subject, table, row in self.all_rows():
                if row.record not in self.out:
                    made.update(self.of_row(mapping, place, subject, table, row))
        except Mistake:
            return None
        return made


STEPS = {"upper": str.upper, "lower": str.lower}

PREDEFINED = {
    "rdf": terms.RDF, "xsd": terms.XSD, "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "schema": "http://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#", "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#", "prov": "http://www.w3.org/ns/prov#",
}
