# SPDX-License-Identifier: ISC
"""The published suites: where they lie, what their cases expect.

A suite is looked for in SUITES, or in ../shared/suites beside the tree, under
each of the names that it has as it is published.
"""

import csv
import os
from dataclasses import dataclass, field
from pathlib import Path

SUITES = Path(os.environ.get("SUITES")
              or Path(__file__).resolve().parents[3] / "shared" / "suites"
              ).resolve()

# name, the folders that may hold it, a file that it has, how to get it
PLACES = {
    "rml-core": (("rml-core", "rml-core/test-cases"), "metadata.csv",
             "git clone https://github.com/kg-construct/rml-core"),
    "rml-classic": (("rml-classic", "rml-test-cases",
                 "rml-test-cases/test-cases"), "metadata.csv",
                "git clone https://github.com/kg-construct/rml-test-cases"),
    "rml-cc": (("rml-cc", "rml-cc/test-cases"), "metadata.csv",
               "git clone https://github.com/kg-construct/rml-cc"),
    "rml-fnml": (("rml-fnml", "rml-fnml/test-cases"), "metadata.csv",
                 "git clone https://github.com/kg-construct/rml-fnml"),
    "rml-io": (("rml-io", "rml-io/test-cases"), "metadata.csv",
               "git clone https://github.com/kg-construct/rml-io"),
    "rml-lv": (("rml-lv", "rml-lv/test-cases"), "metadata.csv",
               "git clone https://github.com/kg-construct/rml-lv"),
    "rml-star": (("rml-star", "rml-star/test-cases"), "metadata.csv",
                 "git clone https://github.com/kg-construct/rml-star"),
    "gtfs": (("gtfs", "gtfs-bench/mappings"), "gtfs-csv.yml",
             "git clone https://github.com/oeg-upm/gtfs-bench"),
    "jsonpath": (("jsonpath",), "cts.json",
                 "git clone https://github.com/jsonpath-standard/"
                 "jsonpath-compliance-test-suite jsonpath"),
}

# The suites of RML's modules, whose metadata.csv is of one form
MODULES = ("rml-cc", "rml-fnml", "rml-lv", "rml-star")

# What relative IRIs of a module's cases begin with: their texts say it alone
BASES = {"rml-cc": "http://example.com/base/"}

# Classic's data errors that leave the rest of the rows to be mapped
SKIPS = {"RMLTC0019b", "RMLTC0020b"}
SKIPPING = ["--on-error", "skip", "--allow-skipped", "1"]

# A name that no record has is no error in JSON and XML, where names may be
# left out, nor one in another case in SQL (0013a relies on that), unless it is
# asked for
STRICT = {"RMLTC0002c", "RMLTC0002f"}


@dataclass
class Case:
    """One case of a suite"""

    name: str
    folder: Path
    expected: Path | None  # None where an error is
    may_be_empty: bool = False  # where an error is, an empty graph will do
    args: list = field(default_factory=list)

    @property
    def number(self):
        """RMLTC0001a-JSON is number RMLTC0001a in JSON; a name without a kind
        is its own number"""
        return self.name.rpartition("-")[0] or self.name

    @property
    def mapping(self):
        """Its rules"""
        return self.folder / "mapping.ttl"


def absent(name):
    """What to say of a suite that is not there"""
    return (f"the suite {name}: it is not in {SUITES}; {PLACES[name][2]} "
            "there, or say with SUITES=DIR where it is")


def find(name, checks):
    """Return the folder of a suite, or None, having said how to get it"""
    folders, file, _ = PLACES[name]
    for folder in folders:
        if (SUITES / folder / file).exists():
            return SUITES / folder
    checks.left_out(absent(name))
    return None


def core_cases(folder):
    """RML Core: metadata.csv says what is an error, and the base IRI"""
    with open(folder / "metadata.csv", encoding="utf-8", newline="") as file:
        rows = {row["ID"]: row for row in csv.DictReader(file)}
    for path in sorted(folder.glob("RMLTC*-JSON")):
        row = rows[path.name]
        fails = row["error"].strip().lower() == "true"
        yield Case(path.name, path, None if fails else path / row["output1"],
                   args=["--base", row["base_iri"]])


def module_cases(suite, folder):
    """A module of RML: metadata.csv says what is an error, and the output"""
    with open(folder / "metadata.csv", encoding="utf-8", newline="") as file:
        rows = {row["ID"]: row for row in csv.DictReader(file)}
    for name in sorted(rows):
        path = next(folder.glob(f"*valid/{name}"), folder / name)
        fails = rows[name]["error"].strip().lower() == "true"
        base = BASES.get(suite)
        yield Case(name, path, None if fails else path / rows[name]["output1"],
                   args=["--base", base] if base else [])


def classic_cases(folder, kind):
    """The rml.io cases of a kind of source: no output, or one of no bytes, is
    an error. Where metadata.csv expects no error and yet the output has no
    bytes (0002i, 0002j, 0007h), to make nothing is as good. Where it expects
    an error and yet there is an output (0004b), the output counts."""
    with open(folder / "metadata.csv", encoding="utf-8", newline="") as file:
        fails = {row["RML id"] for row in csv.DictReader(file)
                 if row["error expected?"].strip().lower() == "true"}
    for path in sorted(folder.glob(f"RMLTC*-{kind}")):
        output = path / "output.nq"
        empty = output.exists() and not output.stat().st_size
        good = output.exists() and not empty
        case = Case(path.name, path, output if good else None,
                    may_be_empty=empty and path.name not in fails)
        if case.number in SKIPS:
            case.args = SKIPPING
        if case.number in STRICT:
            case.args = ["--strict"]
        yield case
