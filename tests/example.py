# SPDX-License-Identifier: ISC
"""The shipped example: its facts, its vocabulary, what the export holds by
SPARQL, and whether an ontology editor opens it, by the OWL API."""

import os
import re
import sys
from pathlib import Path

from common import Checks, ROOT, SANITIZED, rhumb, run, scratch, shown, told

TESTS = ROOT / "tests"
ONTOLOGY = ROOT / "ontology"
FACTS = ROOT / "examples" / "eu-china-cyber" / "facts.json"
COUNTED = (".ttl", ".nt", ".nq", ".rdf")


def passes(checks, what, command):
    """A script that prints its findings and ends with 0 if there is none"""
    env = dict(os.environ, BUILD=os.environ.get("RHUMB_BUILD",
                                                str(ROOT / "build")))
    result = run(command, cwd=ROOT, env=env)
    checks.check(result.returncode == 0, what,
                 shown(result.stdout) + told(result))


def check_told(checks, said, out):
    """The triples and the declarations that are told are the file's"""
    told_of = re.search(r"(\d+) triples and (\d+) declarations", said)
    lines = (out / "attribution.nt").read_bytes().count(b"\n")
    checks.check(told_of and sum(map(int, told_of.groups())) == lines,
                 f"rhumb export says how {lines} triples came about", said)


def check_export(checks, out):
    """What was exported: counted, and opened"""
    files = [out / f"attribution{suffix}" for suffix in COUNTED
             if (out / f"attribution{suffix}").exists()]
    checks.check(len(files) >= 3, "the example is exported", files)
    for file in files:
        passes(checks, f"SPARQL counts in {file.name}",
               [sys.executable, TESTS / "example" / "counts.py",
                ONTOLOGY / "attribution.ttl", file])
    if SANITIZED:
        return  # a Java program learns nothing new from the same files
    for file in files:
        if file.suffix in (".ttl", ".rdf"):
            passes(checks, f"the OWL API opens {file.name}",
                   ["sh", TESTS / "owl" / "run.sh", out / "catalog-v001.xml",
                    file])


def main():
    """All of it"""
    checks = Checks("example")
    passes(checks, "the facts hold to their schema",
           [sys.executable, TESTS / "example" / "facts.py",
            ROOT / "mappings" / "facts.schema.json", FACTS])
    passes(checks, "the vocabulary is tidy",
           [sys.executable, TESTS / "ontology" / "vocabulary.py",
            ONTOLOGY / "attribution.ttl", ONTOLOGY / "shapes.ttl"])
    if not SANITIZED:
        passes(checks, "the OWL API opens the vocabulary",
               ["sh", TESTS / "owl" / "run.sh", ONTOLOGY / "catalog-v001.xml",
                ONTOLOGY / "attribution.ttl"])
    with scratch() as folder:
        out = Path(folder) / "out"
        result = rhumb("export", ROOT / "mappings" / "attribution.yml",
                       "-d", out)
        if checks.check(result.returncode == 0, "rhumb export", told(result)):
            check_told(checks, shown(result.stderr), out)
            check_export(checks, out)
    checks.finish()


if __name__ == "__main__":
    main()
