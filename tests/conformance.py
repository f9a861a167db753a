# SPDX-License-Identifier: ISC
"""The published conformance suites, and how many of their cases pass.

    conformance.py [SUITE|CASE...]

SUITES names the folder that holds them (../shared/suites otherwise). Prints a
line a suite and a line a failure. Graphs are compared by rdflib, blank nodes
up to renaming; where an error is expected, the exit code must be that of an
error in rules or data, standard output empty, and the message the one that
tests/conformance/errors.txt asks for. The suites natural-postgresql and
natural-mysql are our own: what columns of real servers become. tests/conformance/known.txt lists the
cases that cannot pass; one of them that does fails the run.
"""

import contextlib
import logging
import re
import signal
import subprocess
import sys
from pathlib import Path

import rdflib
import rdflib.plugins.parsers.ntriples as ntriples_parser

from common import (Checks, ROOT, SANITIZED, graph_diff, read_graph, rhumb,
                    scratch, shown, told)

HELPERS = ROOT / "tests" / "conformance"
sys.path.insert(0, str(HELPERS))

import quads as terms  # noqa: E402 pylint: disable=wrong-import-position
import readers  # noqa: E402 pylint: disable=wrong-import-position

import natural  # noqa: E402 pylint: disable=wrong-import-position
import others  # noqa: E402 pylint: disable=wrong-import-position
import servers  # noqa: E402 pylint: disable=wrong-import-position
import targets  # noqa: E402 pylint: disable=wrong-import-position
import suites  # noqa: E402 pylint: disable=wrong-import-position

# rml:UnsafeIRI may make IRIs with blanks in them, which rdflib would refuse
logging.getLogger("rdflib.term").setLevel(logging.ERROR)
ntriples_parser.r_uriref = re.compile(r'<([^:<>"\n]+:[^<>"\n]*)>')


def plain(data):
    """Read N-Quads; since RDF 1.1 a plain literal is an xsd:string"""
    graph = rdflib.Graph()
    for triple in read_graph(data, "nquads"):
        graph.add(tuple(
            rdflib.Literal(str(term)) if isinstance(term, rdflib.Literal)
            and term.datatype == rdflib.XSD.string else term
            for term in triple))
    return graph


def read_list(name):
    """A list of `KEY... REST` lines: two words are the key, # a remark"""
    entries = {}
    text = (HELPERS / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            first, second, rest = line.split(None, 2)
            entries[first, second] = rest
    return entries


def wrong_error(suite, number, result, errors):
    """What is wrong with a failure that is expected, or nothing"""
    said = shown(result.stderr)
    error = errors.get((suite.partition("-")[2], number)) \
        or errors.get(("*", number))
    if not error:
        return f"errors.txt has no line for {number}\n{told(result)}"
    code, pattern = error.split(None, 1)
    if result.returncode != int(code):
        return f"exit {code} is expected; {told(result)}"
    if result.stdout:
        return "standard output of a failed run"
    if "error: " not in said or not re.search(pattern, said):
        return f"the message must match {pattern}\n{said}"
    return ""


def wrong_graph(case, result):
    """What is wrong with the quads that came out, or nothing"""
    if result.returncode:
        return told(result)
    try:
        actual = plain(result.stdout)
        expected = plain(case.expected)
    except Exception as error:  # whatever the parser throws
        return f"not N-Quads: {error}"
    return graph_diff(expected, actual)


def merged(quads):
    """Quads in which blank nodes that reify one triple are one: RDF-star's
    quoted triple, read as Turtle 1.2, is another each time"""
    reifies = ("iri", str(rdflib.RDF) + "reifies")
    while True:
        found = {}
        for subject, predicate, term, _ in quads:
            if predicate == reifies and subject[0] == "blank":
                found.setdefault(term, set()).add(subject)
        first = {blank: min(group) for group in found.values()
                 if len(group) > 1 for blank in group}
        if not first:
            return quads
        quads = {tuple(terms.changed(term, lambda part: first.get(part, part))
                       for term in quad) for quad in quads}


def wrong_star(case, result):
    """What is wrong with quads of which some are RDF 1.2, or nothing"""
    if result.returncode:
        return told(result)
    return terms.difference(
        merged(readers.by_pyoxigraph(case.expected, "turtle")),
        merged(terms.plain(result.stdout)))


def wrong(suite, case, result, errors):
    """What is wrong with a run, or nothing"""
    if case.may_be_empty and not result.returncode:
        return "" if not result.stdout else "statements: none are expected"
    if case.expected:
        return wrong_star(case, result) if suite == "rml-star" \
            else wrong_graph(case, result)
    return wrong_error(suite, case.number, result, errors)


def run_case(suite, case, database, errors):
    """Run a case of RML; return what is wrong, or nothing"""
    with scratch() as folder:
        mapping = case.mapping
        if database:
            database.load(case)
            text = mapping.read_text(encoding="utf-8")
            mapping = Path(folder) / "mapping.ttl"
            mapping.write_text(text.replace("CONNECTIONDSN", database.dsn),
                               encoding="utf-8")
        result = rhumb("rdf", mapping, "-f", "nquads", *case.args,
                       cwd=folder)
    return wrong(suite, case, result, errors)


class Run:
    """What is known and what was asked for"""

    def __init__(self, wanted):
        self.checks = Checks("conformance")
        self.known = read_list("known.txt")
        self.errors = read_list("errors.txt")
        self.wanted = wanted

    def wants(self, suite, case=None):
        """Was it asked for"""
        return not self.wanted or suite in self.wanted \
            or bool(case and case in self.wanted)

    def suite(self, name, cases, run_one):
        """Run the cases of a suite and print its line"""
        passed = known = total = 0
        for case in cases:
            total += 1
            fault = run_one(case)
            reason = self.known.get((name, case.name))
            if fault and reason:
                known += 1
                print(f"{name}: known: {case.name}: {reason}")
                continue
            if not fault and reason:
                fault = "it passes, yet known.txt says that it cannot"
            passed += self.checks.check(not fault, f"{name} {case.name}",
                                        fault)
        more = f", {known} known not to" if known else ""
        if total:
            print(f"{name}: {passed} of {total} pass{more}", flush=True)

    def rml(self, name, cases, server=None):
        """A suite of RML cases, over a database or files"""
        cases = [case for case in cases if self.wants(name, case.name)]
        if not cases:
            return
        names = {case.name for case in cases}
        for suite, case in self.known:
            if suite == name and self.wants(name) and case not in names:
                self.checks.check(False, f"known.txt: {name} has no {case}")
        try:
            with server() if server else contextlib.nullcontext() as database:
                self.suite(name, cases, lambda case: run_case(
                    name, case, database, self.errors))
        except (servers.Missing, RuntimeError, OSError,
                subprocess.TimeoutExpired) as error:
            self.checks.check(False, f"{name} runs", error)


    def io(self, folder):
        """RML-IO, whose cases make files beside the graph"""
        cases = {name: (path, fails)
                 for name, path, fails in targets.cases(folder)
                 if self.wants("rml-io", name)}

        def run_one(case):
            result, fault = targets.run_case(*cases[case.name])
            return wrong_error("rml-io", case.name, result, self.errors) \
                if cases[case.name][1] else fault

        self.suite("rml-io", [suites.Case(name, path, None)
                              for name, (path, _) in cases.items()], run_one)


def main():
    """Run the suites asked for, or all"""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # servers stop too
    this = Run(sys.argv[1:])
    core = suites.find("rml-core", this.checks)
    if core:
        this.rml("rml-core", suites.core_cases(core))
    for name in suites.MODULES:
        folder = suites.find(name, this.checks)
        if folder:
            this.rml(name, suites.module_cases(name, folder))
    folder = suites.find("rml-io", this.checks)
    if folder:
        this.io(folder)
    classic = suites.find("rml-classic", this.checks)
    if classic:
        for kind in ("CSV", "JSON", "XML"):
            this.rml(f"rml-{kind.lower()}",
                     suites.classic_cases(classic, kind))
        this.rml("rml-postgresql",
                 suites.classic_cases(classic, "PostgreSQL"),
                 servers.PostgreSQL)
        this.rml("rml-mysql", suites.classic_cases(classic, "MySQL"),
                 servers.MariaDB)
        this.rml("rml-sqlite", suites.classic_cases(classic, "PostgreSQL"),
                 servers.SQLite)
    for name in natural.KINDS:
        natural.run(this, name)
    folder = suites.find("gtfs", this.checks)
    if folder and not SANITIZED:  # its size is for the optimised program
        others.gtfs(this, folder)
    if suites.find("jsonpath", this.checks):
        others.jsonpath(this)
    this.checks.finish()


if __name__ == "__main__":
    main()
