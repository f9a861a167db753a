# SPDX-License-Identifier: ISC
"""Blazegraph in memory, for which one ill-typed literal is too many: loads what
rhumb writes."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import stores  # noqa: E402 pylint: disable=wrong-import-position


class Blazegraph(stores.Embedded):
    """A store of its own, for as long as its program runs"""

    name = "blazegraph"
    refuses = {name: "it reads TriG as it was before 2014, with the triples of the"
                     " default graph in braces"
               for name in ("example.trig", "hostile.trig", "forms.trig")}
    loses = {"ntriples": "it reads N-Triples as ASCII, as they were before 2014",
             "nquads": "it reads N-Quads as ASCII",
             "hostile.rdf": "it trims literals with a datatype in RDF/XML",
             **{name: "it keeps values alone, and of dates and instants not the "
                      "zone"
                for name in ("forms.ttl", "forms.rdf", "forms.rj",
                             "forms.jsonld", "graphs.jsonld", "graphs.trig")}}

    def load(self, path, row, graphs):
        if path.name in self.refuses:  # What fails there ends the store
            raise stores.Refused(self.refuses[path.name])
        super().load(path, row, graphs)


if __name__ == "__main__":
    stores.run_store("blazegraph", Blazegraph)
