# SPDX-License-Identifier: ISC
"""Quads as N-Quads has them (RDF 1.2), by its grammar and nothing else, and when
two sets of them are one graph.

A term is a tuple: ("iri", text), ("blank", label), ("literal", text, language,
datatype) or ("triple", subject, predicate, object), None for what there is not;
xsd:string is no datatype, as RDF 1.1 has it, and a direction stands behind the
language, as N-Triples writes it. A quad is (subject, predicate, object, graph),
with None for the default graph. What is read is a set of quads."""

import re
from collections import Counter

from common import unescape

XSD = "http://www.w3.org/2001/XMLSchema#"

# Of N-Quads (RDF 1.2): the terms of a line, which UTF-8 and escapes make
ESCAPES = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
IRI = rf'<((?:[^\x00-\x20<>"{{}}|^`\\]|{ESCAPES})*)>'
BLANK = r"_:([^\W_][\w.·-]*(?<!\.)|_[\w.·-]*(?<!\.))"
LITERAL = (rf'"((?:[^"\\\n\r]|\\[tbnrf"\'\\]|{ESCAPES})*)"'
           rf"(?:\^\^{IRI}|@([a-zA-Z]+(?:-[a-zA-Z0-9]+)*(?:--(?:ltr|rtl))?))?")
TERM = re.compile(rf"[ \t]*(?:{IRI}|{BLANK}|{LITERAL})")
TRIPLE = re.compile(r"[ \t]*<<\(")
TRIPLE_END = re.compile(r"[ \t]*\)>>")
END = re.compile(r"[ \t]*\.[ \t]*(?:#.*)?$")
RDF_1_2 = re.compile(rb'<<\(|"@[\w-]+--(?:ltr|rtl)\b')
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def literal(text, language=None, datatype=None):
    """A literal as RDF 1.1 has it"""
    plain_type = datatype in (None, XSD + "string") or language
    return "literal", text, language or None, None if plain_type else datatype


def term_of(found):
    """The term that TERM matched"""
    iri, blank, text, datatype, language = found.groups()
    if iri is not None:
        iri = unescape(iri)
        if not SCHEME.match(iri):
            raise ValueError(f"a relative IRI: <{iri}>")
        return "iri", iri
    if blank is not None:
        return "blank", blank
    return literal(unescape(text), language, datatype and unescape(datatype))


def terms_at(line, at, most):
    """Up to so many terms of a line from a place on, and where they end"""
    terms = []
    while len(terms) < most:
        found, triple = TERM.match(line, at), TRIPLE.match(line, at)
        if triple:
            inner, at = terms_at(line, triple.end(), 3)
            end = TRIPLE_END.match(line, at)
            if not end or not is_triple(inner):
                raise ValueError(f"no triple term: {line[:200]!r}")
            terms.append(("triple", *inner))
            at = end.end()
        elif found:
            terms.append(term_of(found))
            at = found.end()
        else:
            break
    return terms, at


def is_triple(terms):
    """True if each of three terms may stand where it does"""
    return len(terms) == 3 and terms[0][0] in ("iri", "blank") \
        and terms[1][0] == "iri"


def quad_of(line):
    """The quad of a line of N-Quads"""
    terms, at = terms_at(line, 0, 4)
    if not is_triple(terms[:3]) or not END.match(line, at) \
            or any(term[0] not in ("iri", "blank") for term in terms[3:]):
        raise ValueError(f"no quad: {line[:200]!r}")
    return (*terms, None)[:4]


def plain(data):
    """The quads of N-Quads or N-Triples"""
    return {quad_of(line) for line in re.split(r"[\n\r]+", data.decode("utf-8"))
            if line.strip(" \t") and not line.lstrip(" \t").startswith("#")}


def changed(term, change):
    """A term, or the terms of a triple term, as `change` makes them"""
    if term and term[0] == "triple":
        return ("triple", *(changed(part, change) for part in term[1:]))
    return term and change(term)


def blanks_in(terms, *around):
    """Each blank node of some terms, and those of triple terms, with its place"""
    for at, term in enumerate(terms):
        if term and term[0] == "triple":
            yield from blanks_in(term[1:], *around, at)
        elif term and term[0] == "blank":
            yield term, (*around, at)


def blanks(quads):
    """The blank nodes of quads"""
    return {term for quad in quads for term, _ in blanks_in(quad)}


def coloured(quad, colours):
    """A quad whose blank nodes are called by their colours"""
    return tuple(changed(term, lambda part: ("blank", colours[part])
                         if part in colours else part) for term in quad)


def settled(quads):
    """Count quads whose blank nodes are called by where they stand, and where
    those beside them stand, and so on: alike for graphs that are alike but for
    their labels. (Only where many blank nodes are told apart by nothing but
    which of them are linked could it take two graphs for one.)"""
    colours = dict.fromkeys(blanks(quads), 0)
    kinds = 0
    while len(set(colours.values())) > kinds:
        kinds = len(set(colours.values()))
        seen = {blank: [] for blank in colours}
        for quad in quads:
            around = coloured(quad, colours)
            for term, at in blanks_in(quad):
                seen[term].append(hash((at, around)))
        colours = {blank: hash((colours[blank], *sorted(places)))
                   for blank, places in seen.items()}
    return Counter(coloured(quad, colours) for quad in quads)


def difference(expected, actual):
    """The quads that only one of two sets has, for people; nothing if they are
    equal up to the labels of blank nodes"""
    if expected == actual:
        return ""
    left, right = settled(expected), settled(actual)
    lines = [f"{sign}{quad}" for sign, quads in
             (("-", left - right), ("+", right - left))
             for quad in sorted(quads, key=repr)]
    return "\n".join(lines)
