# SPDX-License-Identifier: ISC
"""Which part of the way is Raptor's: it reads all RDF, and writes WRITTEN.
count.c, put before it, writes down what passes through."""

import os
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from common import (Checks, RAPTOR, ROOT, formats, rhumb, run,  # noqa: E402
                    scratch, told)  # pylint: disable=wrong-import-position

RULES = ROOT / "mappings" / "attribution.yml"
TRANSLATED = ROOT / "tests" / "cases" / "table-file" / "mapping.yml"

# What Raptor writes, unless --writer says more
WRITTEN = ("rdfxml", "rj")


class Library:
    """count.c, built in a folder"""

    def __init__(self, folder):
        self.path = folder / "count.so"
        self.log = folder / "calls"
        flags = run(["pkg-config", "--cflags", "raptor2"]).stdout.decode()
        result = run(["cc", "-O1", "-shared", "-fPIC", *flags.split(), "-o",
                      self.path, Path(__file__).with_name("count.c")])
        if result.returncode:
            raise RuntimeError(told(result))

    def calls(self, checks, *words):
        """Run the program; count what passed through Raptor"""
        self.log.unlink(missing_ok=True)
        result = rhumb(*words, env=dict(os.environ, LD_PRELOAD=str(self.path),
                                        RAPTOR_CALLS=str(self.log)))
        checks.check(result.returncode == 0, "rhumb " + " ".join(map(str, words)),
                     told(result))
        lines = self.log.read_text(encoding="utf-8") if self.log.exists() else ""
        return Counter(lines.splitlines())


def check_export(checks, library, out):
    """What export makes unless asked otherwise has each triple through Raptor"""
    calls = library.calls(checks, "export", RULES, "-d", out)
    lines = (out / f"{RULES.stem}.nt").read_bytes().count(b"\n")
    checks.check(lines and calls["writes rdfxml"] == lines,
                 f"export hands {lines} triples to Raptor, as RDF/XML", calls)


def check_writers(checks, library, out):
    """Raptor writes what the table says that it does, and nothing else"""
    for row in formats()["syntaxes"]:
        name = RAPTOR.get(row["name"], row["name"])
        if row["written"] and name:
            calls = library.calls(checks, "rdf", RULES, "-f", row["name"],
                                  "-o", out / "written")
            checks.check((calls[f"writes {name}"] > 0) ==
                         (row["name"] in WRITTEN),
                         f"{row['name']}: Raptor's, or not", calls)


def check_readers(checks, library, out):
    """Raptor reads RDF to be drawn, rules in RML, ontologies"""
    for extension in ("ttl", "nt", "nq", "rdf"):
        calls = library.calls(checks, "draw", "--rdf",
                              out / f"{RULES.stem}.{extension}",
                              "-o", out / "read.dot")
        checks.check(any(call.startswith("reads ") for call in calls),
                     f"draw --rdf has Raptor read .{extension}", calls)
    rules = out / "rules.ttl"
    rhumb("translate", TRANSLATED, "-o", rules)
    for words in (("rdf", rules, "-f", "nt", "-o", out / "again.nt"),
                  ("check", RULES, "--ontology", ROOT / "ontology" /
                   "attribution.ttl")):
        calls = library.calls(checks, *words)
        checks.check(any(call.startswith("reads ") for call in calls),
                     f"{words[0]} has Raptor read", calls)


def main():
    """All of it"""
    checks = Checks("raptor")
    with scratch() as name:
        library = Library(Path(name))
        out = Path(name) / "out"
        check_export(checks, library, out)
        check_writers(checks, library, out)
        check_readers(checks, library, out)
    checks.finish()


if __name__ == "__main__":
    main()
