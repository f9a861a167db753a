# SPDX-License-Identifier: ISC
"""The slow, obvious reference: which quads the rules of a case make of its
data, as docs/language.md, functions.md and errors.md have it."""

from functools import partial
from itertools import product

import terms
from functions import FUNCTIONS, Mistake

TYPE = ("iri", terms.RDF + "type", "")
DEFAULT = ("default", "", "")


class Row:
    """A record: its values by column, and which it is"""

    def __init__(self, table, index, nulls):
        self.key = (table["name"], index)
        self.values = {}
        for column, cell in zip(table["columns"], table["rows"][index]):
            self.values[column["name"]] = [
                (text, kind) for kind, text in cell or ()
                if kind != "z" and text not in nulls]


class Reference:
    """A case, and what its rules make"""

    def __init__(self, case, core=False):
        self.case = case
        self.core = core
        self.mode = case["mode"]
        self.prefixes = dict(PREDEFINED, **case["prefixes"])
        self.externals = dict(case["externals"], **case["given"])
        self.tables = {table["name"]: table for table in case["tables"]}
        self.rows = {table["name"]: [Row(table, index, case["nulls"])
                                     for index in range(len(table["rows"]))]
                     for table in case["tables"]}
        self.mappings = {mapping["name"]: mapping for mapping in case["mappings"]}
        self.out = set()      # records that are left out
        self.mistaken = 0
        self.is_literal = False

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
        return row.values[part["ref"]]

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
        """The values that a function gives"""
        function = FUNCTIONS[term["fn"]]
        options = []
        for index, argument, *side in term["args"]:
            of = other if side and side[0] == "o" else row
            texts = [text for text, _ in self.values(argument, of, other)]
            kind, may_miss = function.kind_of(index)
            if kind == "bools":
                options += [[text] for text in texts or [None]]
            elif kind == "list":
                options.append([texts] if texts or function.nulls else [])
            else:
                options.append(texts or ([None] if function.nulls or may_miss else []))
        results = []
        for arguments in product(*options):
            while arguments and arguments[-1] is None and not function.nulls:
                arguments = arguments[:-1]
            try:
                result = function.compute(*arguments)
            except Mistake as mistake:
                self.bad(str(mistake))
                continue
            if isinstance(result, list):
                results += [(text, "s") for text in result]
            elif result is not None:
                results.append((result, "s"))
        return results

    def holds(self, conditions, row, other=None):
        """Whether all conditions are true; each is asked"""
        return all([any(text == "true" for text, _ in self.call(condition, row, other))
                    for condition in conditions])

    # Terms

    def make(self, term, row, place):
        """The terms that a term map makes of a row"""
        if term.get("fresh"):
            return [("blank", repr((place, row.key)), "")]
        kind = term["type"]
        if kind == "literal":
            return self.literals(term, row)
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
                if other.key in self.out:
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

    def objects(self, pair, row, place, table):
        """The objects of a pair, each with the term map that made it"""
        for index, term in enumerate(pair["objects"]):
            if not self.holds(term.get("where", []), row):
                continue
            if "mapping" in term:
                made = self.parents(term, row, table)
            else:
                made = self.make_object(term, row, (*place, index))
            for node in made:
                yield node, term

    def pair(self, pair, row, subjects, graphs, place, table):
        """The quads of a pair of predicates and objects. Its objects are not
        made where no triple could have them."""
        predicates = self.all_of(pair["predicates"], row, place)
        within = predicates and graphs()
        for node, _ in self.objects(pair, row, place, table) if within else []:
            for subject, predicate, graph in product(subjects, predicates, within):
                yield subject, predicate, node, graph

    def inverse(self, pair, row, subjects, graphs, place, table):
        """The quads of a pair's inverse predicates, for which the objects stand
        as subjects, made first"""
        nodes = [node for node, _ in self.objects(pair, row, place, table)
                 if node[0] != "literal"]
        predicates = nodes and self.all_of(pair["inverse"], row, place)
        within = predicates and graphs()
        for node, predicate, subject, graph in product(nodes, predicates, subjects, within):
            yield node, predicate, subject, graph

    def all_of(self, terms_of, row, place):
        """The terms of several term maps"""
        return [node for term in terms_of for node in self.make(term, row, place)]

    def graphs(self, mapping, pair, row, place):
        """The graphs of a pair; none, where all that were asked for are missing"""
        if not mapping["graphs"] and not pair["graphs"]:
            return [DEFAULT]
        return self.all_of(mapping["graphs"], row, place[:-1]) + [
            graph for index, term in enumerate(pair["graphs"])
            for graph in self.make(term, row, (*place, "g", index))]

    def of_row(self, mapping, place, subject, table, row):
        """The quads of a row"""
        if not self.holds(mapping["conditions"], row):
            return
        subjects = self.make(subject, row, place)
        turned = self.make_object(subject, row, place)
        for index, pair in enumerate(mapping["po"]):
            if not (subjects or pair["inverse"]) or not self.holds(pair["conditions"], row):
                continue
            at = (*place, index)
            graphs = partial(self.graphs, mapping, pair, row, at)
            if subjects:
                yield from self.pair(pair, row, subjects, graphs, at, table)
            if pair["inverse"]:
                yield from self.inverse(pair, row, turned, graphs, at, table)

    def all_rows(self):
        """All that is asked of rows"""
        for mapping in self.case["mappings"]:
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
                    self.out.add(row.key)
        made = set()
        try:
            for mapping, place, subject, table, row in self.all_rows():
                if row.key not in self.out:
                    made.update(self.of_row(mapping, place, subject, table, row))
        except Mistake:
            return None
        return made


PREDEFINED = {
    "rdf": terms.RDF, "xsd": terms.XSD, "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "schema": "http://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#", "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#", "prov": "http://www.w3.org/ns/prov#",
}
