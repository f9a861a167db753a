# SPDX-License-Identifier: ISC
"""What holds of every case: each property gives what is wrong, or nothing."""

import copy
import random
import re
import subprocess
from collections import Counter

import tables
import terms
import yarrrml
from common import RAPTOR, rhumb, run, shown, syntaxes
from readers import pyoxigraph
from reference import Reference

# What was tried, what is warned of, and what was passed over for which reason
SEEN = Counter()

# What RML has no words for, where the data is a mistake for RML Core alone, and
# what XML cannot hold
UNTRANSLATED = re.compile("RML Core (?:has|joins) |the older RML has |RML has no ")
STRICTER = re.compile("is an array, not a value")
UNSAID_IN_XML = re.compile("RDF/XML|XML")


def options_of(case):
    """The options of a case: those that rules could say, and those of a run"""
    rules = ["--base", case["base"]] if case["base"] else []
    for name, text in case["given"].items():
        rules += ["-e", f"{name}={text}"]
    at_run = [word for text in case["nulls"] for word in ("--null", text)]
    if case["mode"] != "stop":
        at_run += ["--on-error", case["mode"], "--allow-skipped", "1000000"]
    return rules, at_run


def all_options(case):
    """The options of a run of a case's own rules"""
    return sum(options_of(case), [])


def write_case(case, folder):
    """Write a case's data and rules"""
    for table in case["tables"]:
        tables.write(table, folder)
    text = yarrrml.write(case, random.Random(case["seed"]))
    (folder / "rules.yml").write_text(text, encoding="utf-8")


# Where Raptor's reader takes dots out of the path of what is absolute as well
RESOLVING = ("turtle", "rdfxml")


def compare(result, expected, keeps_case=True):
    """How a run differs from what is expected; nothing if it does not"""
    said = shown(result.stderr)
    if expected is None:
        return "" if result.returncode == 1 else "a mistake was expected\n" + said
    if result.returncode:
        return f"exit {result.returncode}\n{said}"
    try:
        quads = terms.read_quads(result.stdout.decode("utf-8"))
    except (ValueError, UnicodeDecodeError) as error:
        return str(error)
    wrong = terms.difference(expected, quads, keeps_case)
    return wrong and f"{wrong}\n{said}"


def run_rules(case, folder, *more):
    """Run a case's rules"""
    return rhumb("rdf", "rules.yml", "-f", "nquads", *all_options(case), *more, cwd=folder)


def as_reference(case, folder):
    """The quads are those of the reference"""
    write_case(case, folder)
    return compare(run_rules(case, folder), Reference(case).quads())


def any_order(case, folder):
    """The order of records and of mappings does not matter"""
    case = copy.deepcopy(case)
    chance = random.Random(case["seed"])
    for table in case["tables"]:
        chance.shuffle(table["rows"])
    chance.shuffle(case["mappings"])
    return as_reference(case, folder)


def any_format(case, folder):
    """The same data in other formats is the same"""
    case = copy.deepcopy(case)
    chance = random.Random(case["seed"])
    for table in case["tables"]:
        others = [form for form in tables.FORMATS
                  if form != table["format"] and tables.fits(table, form)]
        if others:
            table["format"] = chance.choice(others)
            table["look"] = tables.look(chance, table["format"])
            SEEN[f"as {table['format']}"] += 1
    return as_reference(case, folder)


def translated(case, folder):
    """What `translate` writes makes the same"""
    write_case(case, folder)
    return translated_as("core", case, folder) or translated_as("classic", case, folder)


def translated_as(style, case, folder):
    """What `translate` writes in one vocabulary makes the same"""
    rules, at_run = options_of(case)
    result = rhumb("translate", "rules.yml", *rules, *["--classic"] * (style == "classic"),
                   "-o", f"{style}.ttl", cwd=folder)
    said = shown(result.stderr)
    if result.returncode:
        why = UNTRANSLATED.search(said)
        if not why:
            return f"translate as {style}: exit {result.returncode}\n{said}"
        SEEN[f"not {style}: " + error_of(said)] += 1
        return ""
    SEEN[f"translated as {style}"] += 1
    again = rhumb("rdf", f"{style}.ttl", "-f", "nquads", *at_run, cwd=folder)
    if style == "core" and STRICTER.search(shown(again.stderr)):
        SEEN["stricter core: " + error_of(shown(again.stderr))] += 1
        return ""
    wrong = compare(again, Reference(case, style == "core").quads())
    return wrong and f"translated as {style}: {wrong}"


def error_of(said):
    """The first error, without what is the case's own"""
    found = re.search(r"error: (.*)", said)
    return re.sub(r'"[^"]*"|<[^>]*>|\d+', "…", found[1])[:100] if found else said


def read_back(path, syntax):
    """Read what was written by rapper or, what that does not know, by pyoxigraph"""
    name = RAPTOR.get(syntax, syntax)
    if name:
        return run(["rapper", "-q", "-i", name, "-o", "ntriples", path, "http://b.example/"])
    form = pyoxigraph.RdfFormat
    quads = pyoxigraph.parse(path.read_bytes(), form.JSON_LD)
    return subprocess.CompletedProcess(
        [], 0, pyoxigraph.serialize(quads, format=form.N_QUADS), b"")


def other_writers(case, folder):
    """Every syntax, and Raptor's own writers, say the same"""
    write_case(case, folder)
    expected = Reference(case).quads()
    wrong = compare(run_rules(case, folder, "--writer", "raptor"), expected)
    if wrong or expected is None or any(quad[3][0] != "default" for quad in expected):
        return wrong and f"by Raptor: {wrong}"
    for syntax, extension in syntaxes().items():
        path = folder / f"out.{extension}"
        result = rhumb("rdf", "rules.yml", "-f", syntax, "-o", path, *all_options(case),
                       cwd=folder)
        if result.returncode:
            said = shown(result.stderr)
            if syntax == "rdfxml" and UNSAID_IN_XML.search(said):
                SEEN["not in XML"] += 1
                continue
            return f"as {syntax}: exit {result.returncode}\n{said}"
        read = read_back(path, syntax)
        readable = {tuple(map(terms.without_dots, quad)) for quad in expected} \
            if syntax in RESOLVING else expected
        wrong = compare(read, readable, keeps_case=False)  # The readers do not
        if wrong:
            return f"as {syntax}, read back: {wrong}"
        SEEN[f"written as {syntax}"] += 1
    return ""


def checked(case, folder):
    """`check` finds no error, and its warnings are counted"""
    write_case(case, folder)
    result = rhumb("check", "rules.yml", *options_of(case)[0], cwd=folder)
    said = shown(result.stderr)
    if result.returncode or "error:" in said:
        return f"check: exit {result.returncode}\n{said}"
    for found in re.findall(r"warning: (.*)", said):
        SEEN["warned: " + re.sub(r'"[^"]*"|<[^>]*>|\d+', "…", found)[:110]] += 1
    return ""


PROPERTIES = {"reference": as_reference, "order": any_order, "format": any_format,
              "translate": translated, "writers": other_writers, "check": checked}
