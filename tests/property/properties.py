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
UNTRANSLATED = re.compile("RML Core (?:has|joins) |the older RML has |RML has no |"
                          "RML's templates hold no functions|RML makes a row of each value")
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
    for name, table in case["lookups"].items():
        if table.get("file"):
            tables.write_lookup(table, folder / f"{name}.csv")
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
    asked = {view["of"] for view in case["views"] if view["kind"] == "levels"}
    for table in case["tables"]:
        others = [form for form in tables.FORMATS
                  if form != table["format"] and tables.fits(table, form) and
                  not (table["name"] in asked and "xml" in (form, table["format"]))]
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
    if style == "core" and counts_arrays(case):
        SEEN["an array is one value to core, and counted as one"] += 1
        return ""
    wrong = compare(again, Reference(case, style == "core").quads())
    return wrong and f"translated as {style}: {wrong}"


def counts_arrays(case):
    """Whether a field of a view may have an array of JSON, and its place be asked for"""
    arrays = {table["name"] for table in case["tables"] if table["format"] in ("json", "jsonl")
              and any(cell is not None and len(cell) != 1 for row in tables.rows_of(table)
                      for cell in row)}
    for view in case["views"]:
        if view["of"] in arrays and view["kind"] != "levels":
            arrays.add(view["name"])
    return any(view["name"] in arrays for view in case["views"])


def error_of(said):
    """The first error, without what is the case's own"""
    found = re.search(r"error: (.*)", said)
    return re.sub(r'"[^"]*"|<[^>]*>|\d+', "…", found[1])[:100] if found else said


def has_triples(case):
    """Whether rules of a case speak of triples"""
    return any("annotations" in pair or "quoted" in term for mapping in case["mappings"]
               for pair in mapping["po"] for term in pair["objects"])


def as_statements(case, folder):
    """In RDF 1.1, what is said of triples is said of statements"""
    if not has_triples(case):
        return ""
    write_case(case, folder)
    expected = Reference(case).quads()
    if expected is not None:
        reified = Counter((quad[0], quad[3]) for quad in expected if quad[2][0] == "triple")
        expected = None if any(count > 1 for count in reified.values()) else {
            made for quad in expected for made in statements(quad)}
    SEEN["in RDF 1.1" if expected else "not in RDF 1.1"] += 1
    return compare(run_rules(case, folder, "--rdf", "1.1"), expected)


def statements(quad):
    """A quad as RDF 1.1 has it"""
    node, _, (kind, triple, _), graph = quad
    if kind != "triple":
        return [quad]
    rdf = [("iri", terms.RDF + name, "")
           for name in ("type", "Statement", "subject", "predicate", "object")]
    return [(node, rdf[0], rdf[1], graph)] + [
        (node, name, term, graph) for name, term in zip(rdf[2:], triple)]


# What pyoxigraph reads, whose reader knows graphs and triple terms
FORMS = {"turtle": "TURTLE", "trig": "TRIG", "ntriples": "N_TRIPLES", "nquads": "N_QUADS",
         "jsonld": "JSON_LD"}
WITH_TRIPLES = ("turtle", "trig", "ntriples", "nquads")
WITH_GRAPHS = ("trig", "nquads", "jsonld")


def read_back(path, syntax, by_raptor):
    """Read what was written by rapper or by pyoxigraph"""
    if by_raptor:
        return run(["rapper", "-q", "-i", RAPTOR.get(syntax, syntax), "-o", "ntriples", path,
                    "http://b.example/"])
    form = pyoxigraph.RdfFormat
    try:
        quads = pyoxigraph.parse(path.read_bytes(), getattr(form, FORMS[syntax]))
        return subprocess.CompletedProcess(
            [], 0, pyoxigraph.serialize(quads, format=form.N_QUADS), b"")
    except SyntaxError as error:
        return subprocess.CompletedProcess([], 1, b"", str(error).encode("utf-8"))


def other_writers(case, folder):
    """Every syntax, and Raptor's own writers, say the same"""
    write_case(case, folder)
    expected = Reference(case).quads()
    wrong = "" if has_triples(case) else \
        compare(run_rules(case, folder, "--writer", "raptor"), expected)
    if wrong or expected is None:
        return wrong and f"by Raptor: {wrong}"
    has_graphs = any(quad[3][0] != "default" for quad in expected)
    for syntax, extension in syntaxes().items():
        if has_graphs and syntax not in WITH_GRAPHS or \
                has_triples(case) and syntax not in WITH_TRIPLES:
            continue
        wrong = written_as(syntax, case, folder / f"out.{extension}", expected)
        if wrong:
            return f"as {syntax}{wrong}"
    return ""


def written_as(syntax, case, path, expected):
    """How what is written in a syntax differs, read back"""
    result = rhumb("rdf", "rules.yml", "-f", syntax, "-o", path, *all_options(case),
                   cwd=path.parent)
    if result.returncode:
        said = shown(result.stderr)
        if syntax == "rdfxml" and UNSAID_IN_XML.search(said):
            SEEN["not in XML"] += 1
            return ""
        return f": exit {result.returncode}\n{said}"
    has_graphs = any(quad[3][0] != "default" for quad in expected)
    by_raptor = RAPTOR.get(syntax, syntax) and not has_graphs and not has_triples(case)
    readable = {tuple(map(terms.without_dots, quad)) for quad in expected} \
        if by_raptor and syntax in RESOLVING else expected
    wrong = compare(read_back(path, syntax, by_raptor), readable,
                    keeps_case=False)  # The readers do not
    SEEN[f"written as {syntax}" + " with graphs" * has_graphs
         + " with triples" * has_triples(case)] += 1
    return wrong and f", read back: {wrong}"


def again(case, folder):
    """The same bytes come of the same rules and data, printed and in a file"""
    write_case(case, folder)
    first, second = run_rules(case, folder), run_rules(case, folder, "-o", "again.nq")
    if first.returncode != second.returncode or first.stderr != second.stderr:
        return f"exit {first.returncode}, then {second.returncode}\n{shown(second.stderr)}"
    if first.returncode == 0 and first.stdout != (folder / "again.nq").read_bytes():
        return "other bytes"
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
    if case["mode"] != "stop" or case["nulls"]:
        return ""
    result = rhumb("check", "rules.yml", "--data", *options_of(case)[0], cwd=folder)
    fails = Reference(case).quads() is None
    return "" if result.returncode == fails else \
        f"check --data: exit {result.returncode}\n{shown(result.stderr)}"


PROPERTIES = {"reference": as_reference, "order": any_order, "format": any_format,
              "translate": translated, "writers": other_writers, "check": checked,
              "statements": as_statements, "again": again}
