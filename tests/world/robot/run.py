# SPDX-License-Identifier: ISC
"""ROBOT and HermiT on the vocabulary, its alignments and what is exported: no error
in ROBOT's report, OWL 2 DL, consistent, every class can have members. Small cases
say what data may say, and what it may not, for which reason."""

import sys
from pathlib import Path

from rdflib import Graph
from rdflib.namespace import OWL, RDF, SKOS

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from common import (Checks, rhumb, run, scratch,  # noqa: E402
                    shown, told)  # pylint: disable=wrong-import-position

JARS = ROOT / "build" / "world" / "robot"
ONTOLOGY = ROOT / "ontology"
CASES = ROOT / "tests" / "ontology" / "cases"
CONSISTENT, INCONSISTENT = 17, 4

HEADER = """@prefix att: <https://w3id.org/rhumb/attribution#> .
@prefix ex: <https://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://example.org/cases/examples> a owl:Ontology ;
  owl:imports <https://w3id.org/rhumb/attribution/0.2.0> .
"""


def java(*words, cwd):
    """Run Java with ROBOT's classes, and tell it nothing of the network"""
    return run(["java", "-Xmx1g", "-Dhttps.proxyHost=127.0.0.1",
                "-Dhttps.proxyPort=9", "-cp", f"{JARS}/*", *words], cwd=cwd)


def robot(*words, cwd):
    """Run ROBOT"""
    return java("org.obolibrary.robot.CommandLineInterface", *words, cwd=cwd)


def check_good(checks, result, what):
    """It ends well"""
    checks.check(result.returncode == 0, what,
                 shown(result.stdout)[-3000:] + told(result))


def check_file(checks, folder, name):
    """One file of the export, its imports beside it"""
    catalog = ("--catalog", "catalog-v001.xml")
    check_good(checks, robot(*catalog, "validate-profile", "--profile", "DL",
                             "--input", name, "--output", "profile.txt",
                             cwd=folder), f"{name} is OWL 2 DL")
    check_good(checks, robot(*catalog, "reason", "--reasoner", "HermiT",
                             "--input", name, "--output", "reasoned.owl",
                             cwd=folder), f"{name}: HermiT finds it consistent")


def examples(folder):
    """The vocabulary's examples of object and data properties, as one case"""
    graph = Graph().parse(ONTOLOGY / "attribution.ttl", format="turtle")
    lines = [str(graph.value(term, SKOS.example))
             for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
             for term in sorted(graph.subjects(RDF.type, kind))]
    path = folder / "examples.ttl"
    path.write_text(HEADER + "\n".join(lines), encoding="utf-8")
    return path


def check_report(checks, file):
    """ROBOT's report on a file and what it imports"""
    catalog = ONTOLOGY / "catalog-v001.xml"
    check_good(checks, robot("--catalog", catalog, "merge", "--input", file,
                             "report", "--fail-on", "ERROR", "--print", "20",
                             cwd=file.parent),
               f"{file.name}: ROBOT reports no error")


def check_vocabulary(checks, folder):
    """The vocabulary alone, and the alignments with it"""
    for name in ("attribution.ttl", "alignments.ttl"):
        catalog = ("--catalog", ONTOLOGY / "catalog-v001.xml")
        file = ONTOLOGY / name
        check_good(checks, robot(*catalog, "validate-profile", "--profile",
                                 "DL", "--input", file, "--output",
                                 "profile.txt", cwd=folder),
                   f"{name} is OWL 2 DL")
        check_report(checks, file)


def made(checks, folder):
    """What the shipped rules make of their examples"""
    commands = {name: (f"{name}.yml",)
                for name in ("eurepoc", "misp-galaxy", "stix-attribution")}
    for name in ("disputes", "eu-members"):
        commands[name] = (
            "attribution.yml",
            "-e", f"facts={ROOT / 'examples' / name / 'facts.json'}",
            "-e", f"base=https://w3id.org/rhumb/examples/{name}#")
    for name, (rules, *words) in commands.items():
        path = folder / f"{name}.ttl"
        result = rhumb("rdf", ROOT / "mappings" / rules, *words, "-o", path)
        checks.check(result.returncode == 0, f"rhumb rdf {name}",
                     told(result))
        yield path


def check_cases(checks, folder):
    """What data may say, what it may not, and what data says"""
    good = sorted((CASES / "consistent").glob("*.ttl"))
    bad = sorted((CASES / "inconsistent").glob("*.ttl"))
    bad = [path for path in bad if not path.name.endswith(".reason.ttl")]
    checks.check((len(good), len(bad)) == (CONSISTENT, INCONSISTENT),
                 "no case is missing", f"{len(good)} and {len(bad)}")
    sound = [*good, examples(folder), *made(checks, folder)]
    result = java(HERE / "Cases.java", ONTOLOGY / "attribution.ttl",
                  ONTOLOGY / "alignments.ttl", *sound, *bad, cwd=folder)
    check_good(checks, result, "HermiT answers")
    answers = shown(result.stdout).splitlines()
    # Each with the alignments too; what must fail, fails for its reason
    checks.check(len(answers) == 2 * len(sound) + 4 * len(bad),
                 "every case is answered", shown(result.stdout))
    for line in answers:
        said, _, what = line.partition("ok ")
        checks.check(not said, what.partition(": ")[0], line)
    for path in sound[len(good) + 1:]:
        check_report(checks, path)


def main():
    """Export, then ask"""
    checks = Checks("robot")
    if not checks.check((JARS / "ready").exists(), "ROBOT is installed",
                        "make world installs it"):
        checks.finish()
    with scratch() as name:
        folder = Path(name)
        check_vocabulary(checks, folder)
        check_cases(checks, folder)
        result = rhumb("export", ROOT / "mappings" / "attribution.yml", "-d",
                       folder)
        checks.check(result.returncode == 0, "rhumb export", told(result))
        for file in ("attribution.ttl", "attribution.rdf",
                     "import-attribution.ttl"):
            check_file(checks, folder, file)
        check_report(checks, folder / "attribution.ttl")
    checks.finish()


if __name__ == "__main__":
    main()
