# SPDX-License-Identifier: ISC
"""Apache Jena Fuseki over TDB2: loads what rhumb writes by the Graph Store
Protocol."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import stores  # noqa: E402 pylint: disable=wrong-import-position


class Fuseki(stores.Served):
    """A dataset of its own, in a folder"""

    query_path = "/ds/query"
    compared = staticmethod(stores.by_value)
    refuses = {"hostile.rdf": "of all syntaxes in RDF/XML alone it refuses IRIs"
                              " with U+2028, which RFC 3987 lets stand"}

    def prepare(self):
        (self.folder / "tdb").mkdir()

    def command(self):
        return [stores.servers.program("java"), "-Xmx1g", "-cp",
                f"{stores.INSTALLED}/fuseki/*",
                "org.apache.jena.fuseki.main.cmds.FusekiMainCmd", "--localhost",
                f"--port={self.port}", "--tdb2", f"--loc={self.folder}/tdb",
                "--update", "/ds"]

    def load(self, path, row, graphs):
        self.ask("POST", "/ds/update", b"CLEAR ALL",
                 Content_Type="application/sparql-update")
        self.ask("PUT", "/ds/data" + ("" if graphs else "?default"),
                 path.read_bytes(), Content_Type=row["media_types"][0])


if __name__ == "__main__":
    stores.run_store("fuseki", Fuseki)
