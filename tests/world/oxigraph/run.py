# SPDX-License-Identifier: ISC
"""The server of Oxigraph: loads what rhumb writes by the Graph Store Protocol."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import stores  # noqa: E402 pylint: disable=wrong-import-position


class Oxigraph(stores.Served):
    """A store of its own, in a folder"""

    query_path = "/query"
    refuses = {"rj": "it has no RDF/JSON"}

    compared = staticmethod(stores.by_value)

    def command(self):
        return [stores.INSTALLED / "oxigraph" / "bin" / "oxigraph", "serve",
                "--location", self.folder / "data",
                "--bind", f"127.0.0.1:{self.port}"]

    def load(self, path, row, graphs):
        self.ask("POST", "/update", b"CLEAR ALL",
                 Content_Type="application/sparql-update")
        self.ask("PUT", "/store" + ("" if graphs else "?default"),
                 path.read_bytes(), Content_Type=row["media_types"][0])


if __name__ == "__main__":
    stores.run_store("oxigraph", Oxigraph)
