# SPDX-License-Identifier: ISC
"""Ask pyshacl; PYTHONPATH says where it is.

    validate.py FOLDER            every case of the folder: see cases.py
    validate.py FOLDER DATA...    the shapes of the folder on files of RDF

Each line that is printed is JSON: the name of the case or the file, and what is
found in it. With the first case the shapes are validated too, by those of SHACL.
"""

import functools
import json
import sys
from pathlib import Path

import pyshacl
from rdflib import Graph
from rdflib.plugins.sparql import prepareQuery, processor

from cases import SHAPES, VOCABULARY, cases, data, findings

# pyshacl has the query of a constraint parsed for each thing that it asks
# about, which takes most of the time of so many small graphs
prepared = functools.lru_cache(maxsize=None)(
    lambda text, names: prepareQuery(text, initNs=dict(names)))
query = processor.SPARQLProcessor.query


def query_prepared(self, text, *words, initNs=(), **more):
    """Run a query that has been parsed before"""
    names = tuple(sorted(dict(initNs).items()))
    return query(self, prepared(text, names), *words, **more)


processor.SPARQLProcessor.query = query_prepared


def main():
    """Validate, and print"""
    folder, *files = sys.argv[1:]
    shapes = Graph().parse(SHAPES[folder], format="turtle")
    vocabulary = Graph().parse(VOCABULARY, format="turtle")
    graphs = ((path, Graph().parse(Path(path))) for path in files) if files \
        else ((case.name, data(case)) for case in cases(folder))
    for name, graph in graphs:
        _, report, _ = pyshacl.validate(
            graph + vocabulary, shacl_graph=shapes, inference="none",
            inplace=True, meta_shacl=name.endswith("/base"))
        print(json.dumps([name, findings(report)]), flush=True)


if __name__ == "__main__":
    main()
