#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Find terms in rule files that the vocabulary does not declare.

    terms_used.py ONTOLOGY.ttl RULES...

Reads the rules as text, so that `views:` are covered too. A term that ends in
a template, such as att:grade-$(grade), must begin some declared term.
"""

import re
import sys

from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF

ATT = Namespace("https://w3id.org/rhumb/attribution#")
TERM = re.compile(r"(?<![\w/])att:([\w-]+)(\$\()?")


def findings(path, declared):
    """What a file has that is not declared, with its line"""
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            for name, template in TERM.findall(line.split(" #")[0]):
                known = any(d.startswith(name) for d in declared) if template else name in declared
                if not known:
                    yield f"{path}:{number}: att:{name} is not in the vocabulary"


def main(argv):
    """Print findings"""
    if len(argv) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    graph = Graph().parse(argv[1], format="turtle")
    declared = {
        str(s)[len(ATT):] for s in graph.subjects(RDF.type, None) if isinstance(s, URIRef) and str(s).startswith(str(ATT))
    }
    found = [f for path in argv[2:] for f in findings(path, declared)]
    print("\n".join(found) or f"{len(argv) - 2} rule files: every term is declared")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
