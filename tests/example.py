# SPDX-License-Identifier: ISC
"""The shipped example: its facts, its vocabulary, what the export holds by
SPARQL, and whether an ontology editor opens it, by the OWL API."""

import json
import os
import re
import sys
from pathlib import Path

from common import (Checks, ROOT, SANITIZED, read_graph, rhumb, run, scratch,
                    shown, told)

TESTS = ROOT / "tests"
sys.path.insert(0, str(TESTS / "example"))

import least  # noqa: E402 pylint: disable=wrong-import-position

ONTOLOGY = ROOT / "ontology"
RULES = ROOT / "mappings" / "attribution.yml"
MAP = ROOT / "examples" / "eu-china-cyber" / "apt31.yml"
SCHEMA = ROOT / "mappings" / "facts.schema.json"
EXAMPLES = ROOT / "examples"
DOCUMENTS = ROOT.parent / "shared" / "documents"
ATT = "https://w3id.org/rhumb/attribution#"
COUNTED = (".ttl", ".nt", ".nq", ".rdf")
EACH = 10 if SANITIZED else 1  # of facts that take a sanitized program the same way


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


def check_facts(checks):
    """The facts hold to their schema, and the example to its documents"""
    for facts in [*sorted(EXAMPLES.glob("*/facts.json")),
                  TESTS / "example" / "made.json"]:
        command = [sys.executable, TESTS / "example" / "facts.py", SCHEMA,
                   ONTOLOGY / "attribution.ttl", facts]
        if facts.parent.name == "eu-china-cyber":
            if DOCUMENTS.is_dir():
                command.append(DOCUMENTS)
            else:
                checks.left_out("the example's wordings against its documents;"
                                f" {DOCUMENTS} is to hold their texts")
        passes(checks, f"{facts.parent.name} holds to the schema", command)


def check_words(checks, folder):
    """The rules know every word of the schema, and the vocabulary every term
    that they make of it"""
    facts = folder / "every.json"
    made = run([sys.executable, TESTS / "example" / "facts.py", SCHEMA])
    checks.check(made.returncode == 0, "facts with every word", told(made))
    facts.write_bytes(made.stdout)
    result = rhumb("rdf", RULES, "-f", "ntriples", "-e", f"facts={facts}")
    checks.quiet(result, "the rules know every word of the schema")
    terms = {shown(term).removeprefix(ATT) for term in re.findall(
        rb"<(https://w3id\.org/rhumb/attribution#[^>]*)>", result.stdout)}
    known = set(re.findall(r"^att:(\S+)", (ONTOLOGY / "attribution.ttl")
                           .read_text(encoding="utf-8"), re.M))
    checks.check(terms and terms <= known, "every term is the vocabulary's",
                 terms - known)


def check_made(checks):
    """Made facts with a quarrel, a withdrawal, names and time: the graph that
    was read through, triple by triple"""
    made = TESTS / "example" / "made.json"
    result = rhumb("rdf", RULES, "-f", "turtle", "-e", f"facts={made}",
                   "-e", "base=https://example.org/made#")
    if checks.check(result.returncode == 0, "made facts", told(result)):
        checks.same_graph(read_graph(made.with_suffix(".ttl"), "turtle"),
                          read_graph(result.stdout, "turtle"), "made facts")


def check_least(checks, folder):
    """Facts that lack all that may be left out: nothing is said of them, but
    for notes of a check"""
    file = folder / "least.json"
    for name, facts in [*least.least()][::EACH]:
        file.write_text(json.dumps(facts), encoding="utf-8")
        checks.check(least.holds(facts), f"the schema has {name}")
        result = rhumb("rdf", RULES, "-f", "ntriples", "-e", f"facts={file}")
        checks.quiet(result, f"facts of {name}")
        result = rhumb("check", "--data", RULES, "-e", f"facts={file}")
        said = result.stdout + result.stderr
        checks.check(result.returncode == 0 and b"warning:" not in said
                     and b"error:" not in said, f"check of {name}", shown(said))


def check_wrong(checks, folder):
    """Mistakes that no schema can see are errors, of a run and of a check"""
    file = folder / "wrong.json"
    for name, facts, expected in [*least.wrong()][::EACH]:
        file.write_text(json.dumps(facts), encoding="utf-8")
        checks.check(least.holds(facts) or "version" not in facts,
                     f"the schema lets {name} pass")
        for words in (("rdf",), ("check", "--data")):
            result = rhumb(*words, RULES, "-e", f"facts={file}")
            checks.check(result.returncode == 1 and f'"{expected}' in
                         shown(result.stderr), f"{name}, rhumb {words[0]}",
                         told(result))


def check_weak(checks, folder):
    """Of a claim whose likelihood is none that is known, no more than a tie is
    said directly; of one that has none, all"""
    file = folder / "weak.json"
    for likelihood, expected in ((None, "responsibilityOf attributedTo tiedTo"),
                                 ("suspcted", "tiedTo"), ("", "tiedTo"),
                                 ("likely", "responsibilityOf attributedTo tiedTo"),
                                 ("roughly-even", "tiedTo")):
        facts = least.related("attributed-to", "activity", "state")
        facts["relations"][0].update(grade="responsible", likelihood=likelihood)
        file.write_text(json.dumps(facts), encoding="utf-8")
        result = rhumb("rdf", RULES, "-f", "ntriples", "-e", f"facts={file}")
        found = re.findall(rf"#one> <{ATT}(\S+[Tt]o|\S+Of)> ",
                           shown(result.stdout))
        checks.check(found == expected.split(), f"likelihood {likelihood}",
                     f"{found}\n{told(result)}")


def check_many(checks, folder):
    """A check that reads the first of many items knows them all"""
    file = folder / "many.json"
    file.write_text(json.dumps(least.many()), encoding="utf-8")
    result = rhumb("check", "--data", RULES, "-e", f"facts={file}")
    checks.check(result.returncode == 0 and b"error:" not in result.stderr,
                 "check of many items", told(result))


def check_labels(checks, folder):
    """The sentences of relations that are alike differ, and one on what is said
    of another repeats that"""
    file = folder / "labels.json"
    file.write_text(json.dumps(least.alike()), encoding="utf-8")
    result = rhumb("rdf", RULES, "-f", "ntriples", "-e", f"facts={file}")
    checks.quiet(result, "relations that are alike")
    labels = dict(re.findall(r'#(r-\S+)> <\S+#label> "(.*)"@en \.',
                             shown(result.stdout)))
    checks.check(labels == least.ALIKE, "labels", labels)


def drawn(checks, view):
    """A map of the example: the labels of its nodes, and its edges as
    (from, to, attributes)"""
    result = rhumb("draw", RULES, MAP, "--view", view, "-f", "dot")
    checks.quiet(result, f"the map {view}")
    text = shown(result.stdout)
    labels = {name: label.replace("\\n", " ") for name, label in re.findall(
        r'^ +(n\d+) \[id="n\d+", label="([^"]*)"', text, re.M)}
    return set(labels.values()), [
        (labels[one], labels[other], how) for one, other, how in
        re.findall(r"^ +(n\d+) -> (n\d+) \[(.*)\];$", text, re.M)]


def check_maps(checks):
    """What the maps must not say: a suspicion as a finding, one source as
    two, what is tied to a group by nobody"""
    nodes, edges = drawn(checks, "attribution")
    for style, expected in (("dotted", {("APT31", "China")}), ("dashed", {
            ("Microsoft Exchange compromise", "China"),
            ("activities for espionage and theft of intellectual property",
             "APT31"),
            ("activities for espionage and theft of intellectual property",
             "APT40")})):
        found = {edge[:2] for edge in edges if f'style="{style}"' in edge[2]}
        checks.check(found == expected, f"{style} edges", found ^ expected)
    checks.check(any("suspected" in how for *ends, how in edges
                     if ends == ["APT31", "China"]), "the word for it")
    latvia = [edge for edge in edges if edge[1] == "China"
              and "Latvia:" in edge[2].partition("tooltip")[0]]
    checks.check(not latvia, "Latvia is no second source", latvia)
    checks.check(any(one.startswith("Latvian") and "passes on" in how
                     for one, _, how in edges), "Latvia passes on")
    checks.check({"China", "Chinese Communist Party"} <= {
        other for _, other, how in edges if "does not accuse explicitly" in how},
                 "the ones who are not accused are there")
    checks.check({"readiness to impose costs on China",
                  "raising of concerns with Beijing",
                  "solidarity with the Czech Republic"} <= nodes,
                 "the answers of 2025 are there", nodes)
    checks.check(not any('label="targeted"' in how for *_, how in edges),
                 "no victim is a target")
    nodes, edges = drawn(checks, "apt31")
    checks.check({"APT31", "China", "readiness to impose costs on China"} <= nodes
                 and not any("Exchange" in node for node in nodes),
                 "the group's map has what is tied to it alone", nodes)
    drawn(checks, "alignment")


def check_old(checks, folder):
    """Facts of version 1 are refused, not read by halves"""
    facts = json.loads((EXAMPLES / "eu-china-cyber" / "facts.json")
                       .read_text(encoding="utf-8"))
    del facts["version"]
    (folder / "old.json").write_text(json.dumps(facts), encoding="utf-8")
    for words in (("rdf",), ("check", "--data")):
        result = rhumb(*words, RULES, "-e", f"facts={folder / 'old.json'}")
        checks.check(result.returncode == 1 and not result.stdout
                     and b"no facts of version 2: docs/facts.md" in
                     result.stderr, f"version 1 and rhumb {words[0]}",
                     told(result))


def check_vocabulary(checks):
    """The ontologies and their guide"""
    vocabulary = ONTOLOGY / "attribution.ttl"
    alignments = ONTOLOGY / "alignments.ttl"
    pattern = ONTOLOGY / "core-pattern.ttl"
    passes(checks, "the vocabulary is tidy",
           [sys.executable, TESTS / "ontology" / "vocabulary.py", vocabulary,
            ONTOLOGY / "shapes.ttl"])
    passes(checks, "the alignments are those that were decided",
           [sys.executable, TESTS / "ontology" / "alignments.py", alignments,
            vocabulary])
    passes(checks, "rules and their views have the vocabulary's terms alone",
           [sys.executable, TESTS / "ontology" / "terms_used.py", vocabulary,
            *sorted(ROOT.glob("mappings/*.yml")),
            *sorted(ONTOLOGY.glob("*.yml"))])
    passes(checks, "the guide is true",
           [sys.executable, TESTS / "ontology" / "guide.py",
            ONTOLOGY / "README.md", vocabulary,
            ONTOLOGY / "0.1.0" / "attribution.ttl", pattern])
    if not SANITIZED:
        passes(checks, "the OWL API opens the ontologies",
               ["sh", TESTS / "owl" / "run.sh", ONTOLOGY / "catalog-v001.xml",
                vocabulary, alignments, pattern])


def main():
    """All of it"""
    checks = Checks("example")
    check_facts(checks)
    check_made(checks)
    check_maps(checks)
    check_vocabulary(checks)
    with scratch() as folder:
        check_words(checks, Path(folder))
        check_old(checks, Path(folder))
        check_least(checks, Path(folder))
        check_wrong(checks, Path(folder))
        check_weak(checks, Path(folder))
        check_labels(checks, Path(folder))
        check_many(checks, Path(folder))
        out = Path(folder) / "out"
        result = rhumb("export", RULES, "-d", out)
        if checks.check(result.returncode == 0, "rhumb export", told(result)):
            check_told(checks, shown(result.stderr), out)
            check_export(checks, out)
    checks.finish()


if __name__ == "__main__":
    main()
