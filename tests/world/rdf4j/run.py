# SPDX-License-Identifier: ISC
"""RDF4J in memory, which verifies datatypes and languages: loads what rhumb
writes."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import stores  # noqa: E402 pylint: disable=wrong-import-position


class RDF4J(stores.Embedded):
    """A store of its own, for as long as its program runs"""

    name = "rdf4j"


if __name__ == "__main__":
    stores.run_store("rdf4j", RDF4J)
