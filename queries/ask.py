#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Ask one of the questions of this folder, with rdflib (Debian's python3-rdflib).

    ask.py QUESTION.rq FILE...

The FILEs are the graph that is asked: the vocabulary, and data that rhumb made. What
the question says is to be run first ("after NN-NAME.ru") is run on a copy in memory; the
files stay as they are. The answer is printed as CSV, IRIs short as the prefixes of the
question have them.
"""

import csv
import re
import sys
from pathlib import Path

import rdflib
from rdflib.util import guess_format

FIRST = re.compile(r"^# Data: .*, after (\S+\.ru)$", re.M)
PREFIX = re.compile(r"^PREFIX (\w*:) <([^>]*)>$", re.M)


def shown(term, prefixes):
    """A term for people: an IRI short, nothing where nothing is bound"""
    if term is None:
        return ""
    if isinstance(term, rdflib.Literal) and isinstance(term.value, bool):
        return str(term.value).lower()
    for prefix, start in prefixes:
        if isinstance(term, rdflib.URIRef) and term.startswith(start):
            return prefix + term[len(start):]
    return str(term)


def main():
    """Load, ask, print"""
    if len(sys.argv) < 3:
        sys.exit("usage: ask.py QUESTION.rq FILE...")
    question = Path(sys.argv[1])
    text = question.read_text(encoding="utf-8")
    graph = rdflib.Graph()
    for file in sys.argv[2:]:
        graph.parse(file, format=guess_format(file))
    first = FIRST.search(text)
    if first:
        graph.update((question.parent / first[1]).read_text(encoding="utf-8"))
    answer = graph.query(text)
    prefixes = PREFIX.findall(text)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(answer.vars)
    for row in answer:
        out.writerow(shown(term, prefixes) for term in row)


if __name__ == "__main__":
    main()
