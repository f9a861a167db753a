# SPDX-License-Identifier: ISC
"""Apache Jena Fuseki over TDB2: loads what rhumb writes by the Graph Store
Protocol."""

import csv
import io
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import stores  # noqa: E402 pylint: disable=wrong-import-position

sys.path.insert(0, str(stores.ROOT / "tests" / "readback"))

import rdf  # noqa: E402 pylint: disable=wrong-import-position
import queries  # noqa: E402 pylint: disable=wrong-import-position
from common import copy_case, run  # noqa: E402 pylint: disable=wrong-import-position
from quads import (RDF_1_2, changed, difference,  # noqa: E402 pylint: disable=wrong-import-position
                   plain)
from readers import lower_language  # noqa: E402 pylint: disable=wrong-import-position
from run_cases import CASES  # noqa: E402 pylint: disable=wrong-import-position

EXAMPLE = stores.ROOT / "mappings" / "attribution.yml"


class Fuseki(stores.Served):
    """A dataset of its own, in a folder"""

    query_path = "/ds/query"
    compared = staticmethod(stores.by_value)
    refuses = {"hostile.rdf": "of all syntaxes in RDF/XML alone it refuses IRIs"
                              " with U+2028, which RFC 3987 lets stand"}
    loses = {"hostile.jsonld": "in JSON-LD it leaves such IRIs out"}

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


# What Jena's reader of JSON-LD, Titanium, gets wrong by itself in which case
MISREAD = {
    "iri-no-break-space": "it leaves out IRIs with U+00A0, which RFC 3987 has",
    "lexical-forms": "it leaves out IRIs with U+00A0 and U+2028",
    "typical-punctuation": "it resolves IRIs that end with `/.`, though they "
                           "are absolute (JSON-LD 1.1 API, IRI expansion, 6.5)",
}


def write_case(checks, folder, case):
    """Write what a golden case makes as N-Quads and as JSON-LD; return the
    paths, or None if it makes nothing"""
    rows = {row["name"]: row for row in stores.formats()["syntaxes"]}
    rules = None if case.name in MISREAD else rdf.rules_of(case)
    work = folder / case.name
    if rules is None:
        return None
    copy_case(case, work)
    quads, expected = rdf.make(work, rules, rows["nquads"])
    result, path = rdf.make(work, rules, rows["jsonld"])
    checks.check(result.returncode == quads.returncode
                 or rdf.REFUSED.search(result.stderr),
                 f"{case.name} as jsonld", stores.told(result))
    return None if result.returncode else (expected, path)


def read_by_jena(paths):
    """Have Jena read files as their names say, each into NAME.read"""
    return run(
        [stores.servers.program("java"), "-cp", f"{stores.INSTALLED}/fuseki/*",
         stores.ROOT / "tests" / "world" / "fuseki" / "Read.java", *paths])


def read_of(path):
    """What Jena has read of a file"""
    return plain(path.with_name(path.name + ".read").read_bytes())


def made_of(folder, case):
    """What a golden case makes with terms of RDF 1.2, as N-Quads and in every
    syntax that has it: paths; none if it makes none"""
    rows = {row["name"]: row for row in stores.formats()["syntaxes"]}
    rules = rdf.rules_of(case)
    work = folder / case.name
    if rules is None:
        return []
    copy_case(case, work)
    result, expected = rdf.make(work, rules, rows["nquads"])
    if result.returncode or not RDF_1_2.search(expected.read_bytes()):
        return []
    made = [rdf.make(work, rules, rows[name])
            for name in ("ntriples", "turtle", "trig")]
    return [expected, *(path for result, path in made if not result.returncode)]


def without_case(quads):
    """Quads with languages in lower case, as Jena has them with a direction"""
    return {tuple(changed(term, lower_language) if term else None
                  for term in quad) for quad in quads}


def check_rdf_1_2(checks, _):
    """Triple terms and directions, read by Jena from each syntax that has them"""
    with stores.scratch() as name:
        made = [made_of(Path(name), case) for case in sorted(CASES.iterdir())]
        made = [paths for paths in made if paths]
        result = read_by_jena(path for paths in made for path in paths)
        checks.check(made and result.returncode == 0 and not result.stdout,
                     "Jena reads RDF 1.2", result.stdout or result.stderr)
        seen = {path.suffix for paths in made for path in paths}
        checks.check(seen == {".nq", ".nt", ".ttl", ".trig"},
                     "RDF 1.2 in all its syntaxes", seen)
        for expected, *others in made:
            quads = without_case(plain(expected.read_bytes()))
            for path in (expected, *others):
                wrong = difference(quads, without_case(read_of(path)))
                checks.check(not wrong, f"{path.parent.name}: Jena reads the "
                             f"{path.suffix}", wrong)


def check_cases(checks, _):
    """Every golden case that runs, read by Jena from JSON-LD"""
    with stores.scratch() as name:
        made = [write_case(checks, Path(name), case)
                for case in sorted(CASES.iterdir())]
        made = [paths for paths in made if paths]
        result = read_by_jena(path for _, path in made)
        checks.check(result.returncode == 0 and not result.stdout,
                     "Jena reads JSON-LD", result.stdout or result.stderr)
        for expected, path in made:
            wrong = difference(plain(expected.read_bytes()), read_of(path))
            checks.check(not wrong, f"{path.parent.name}: Jena reads the JSON-LD",
                         wrong)


# Names that mean nothing to Jena: it says so, and reads nothing
UNNAMED = {"json", "rdfjson"}


def check_names(checks, _):
    """The example under every name that rhumb has for a syntax"""
    with stores.scratch() as name:
        folder = Path(name)
        paths = {}
        for row in stores.formats()["syntaxes"]:
            for extension in row["extensions"] if row["written"] else ():
                paths[extension] = folder / f"example.{extension}"
                stores.rhumb("rdf", EXAMPLE, "-o", paths[extension])
        result = read_by_jena(paths.values())
        expected = plain(paths["nt"].read_bytes())
        for extension, path in paths.items():
            what = f"Jena reads .{extension} by its name"
            if extension in UNNAMED:
                checks.check(str(path).encode() in result.stdout, f"not so that {what}")
            else:
                wrong = difference(expected, read_of(path))
                checks.check(expected and not wrong, what, wrong)


def check_questions(checks, _):
    """The questions of queries/, asked of Jena in memory"""
    asked = queries.questions()
    with stores.scratch() as name:
        samples = {sample: queries.make_sample(checks, sample, name)
                   for sample in queries.DATA}
        answers = {question: Path(name) / f"{question.name}.csv" for question in asked}
        tasks = ["\n".join(map(str, (
            path, question.path,
            queries.QUERIES / question.first if question.first else "",
            queries.ONTOLOGY, *(samples[sample] for sample in question.samples))))
            for question, path in answers.items()]
        result = run(
            [stores.servers.program("java"), "-cp", f"{stores.INSTALLED}/fuseki/*",
             stores.ROOT / "tests" / "world" / "fuseki" / "Ask.java", *tasks])
        checks.check(result.returncode == 0 and not result.stdout, "Jena is asked",
                     result.stdout or result.stderr)
        for question, path in answers.items():
            head, *rows = csv.reader(io.StringIO(
                path.read_text(encoding="utf-8") if path.exists() else "nothing"))
            answer = queries.as_csv(
                [head, *([question.short(value) for value in row] for row in rows)])
            want = queries.expected(question).read_text(encoding="utf-8")
            checks.check(queries.ordered(answer) == queries.ordered(want),
                         f"{question.name}, by Jena", answer)


if __name__ == "__main__":
    stores.run_store("fuseki", Fuseki, check_cases, check_names, check_rdf_1_2,
                     check_questions)
