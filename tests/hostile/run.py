# SPDX-License-Identifier: ISC
"""Hostile values through the whole way: into every syntax and every picture,
as valid as any other value; and data that cannot be read, refused clearly."""

import re
import sys
from pathlib import Path
from xml.etree import ElementTree

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import browser  # noqa: E402 (found by the line above)
import values  # noqa: E402
from common import (Checks, SANITIZED, rhumb, run, scratch,  # noqa: E402
                    shown, syntaxes, told)
from readers import read_by_all  # noqa: E402

EX = "http://example.org/"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
COMMENT = "http://www.w3.org/2000/01/rdf-schema#comment"
EMPTY = "leaves every reference of this template empty"  # One value is ""
XLINK = "{http://www.w3.org/1999/xlink}href"


def write_case(folder, source, name, data):
    """Write rules and data"""
    rules = folder / "rules.yml"
    rules.write_text(values.RULES % source, encoding="utf-8")
    (folder / name).write_bytes(data)
    return rules


def check_values(checks, quads, expected, what):
    """Every value stands in the graph as it stood in the data"""
    for predicate, language, datatype in (
            (LABEL, None, None), (COMMENT, "en", None),
            (EX + "typed", None, EX + "datatype")):
        found = {}
        for subject, name, value, _ in quads:
            if name[1] == predicate:
                found[int(subject[1].rsplit("/", 1)[1])] = value
        wrong = [f"{number}: {value[:60]!r} became "
                 f"{str(found.get(number))[:60]!r}"
                 for number, value in enumerate(expected)
                 if found.get(number) != ("literal", value, language, datatype)]
        checks.check(not wrong, f"{what}: values of <{predicate}> as given",
                     "\n".join(wrong))


def check_rdf(checks, folder, rules, expected, what):
    """All syntaxes: valid, one graph, the values untouched"""
    first = None
    for syntax, extension in sorted(syntaxes().items(),
                                    key=lambda row: row[0] != "ntriples"):
        target = folder / f"out.{extension}"
        result = rhumb("rdf", rules, "-f", syntax, "-o", target)
        if not checks.check(result.returncode == 0, f"{what}: rdf -f {syntax}",
                            told(result)):
            continue
        first = read_by_all(checks, target, syntax, first, what)
        if first is not None:
            check_values(checks, first, expected, f"{what}, {syntax}")


def squeeze(text):
    """Text without spaces and without the marks that set directions"""
    return re.sub(r"[\s\u2066-\u2069\u202a-\u202e\u200b-\u200f\ufeff]", "",
                  text)


def check_svg(checks, path, expected, what):
    """A picture without markup that came from data"""
    lint = run(["xmllint", "--noout", "--nonet", "--huge", path])
    if not checks.quiet(lint, f"{what}: xmllint"):
        return
    bad = []
    for element in ElementTree.parse(path).getroot().iter():
        tag = element.tag.rsplit("}", 1)[-1].lower()
        if tag in ("script", "foreignobject", "iframe", "image"):
            bad.append(f"<{tag}>")
        for name, value in element.attrib.items():
            local = name.rsplit("}", 1)[-1].lower()
            if local.startswith("on"):
                bad.append(f"{tag} {local}")
            if local == "href" and not re.match(r"(https?://|#)", value):
                bad.append(f"{tag} {local}={value[:80]}")
    checks.check(not bad, f"{what}: no markup from data", "\n".join(bad))
    check_page(checks, path, expected, what)


def check_page(checks, path, expected, what):
    """The same in a browser, where short values can be read as they are"""
    page = browser.show(path)
    checks.check(not page.wrong(), f"{what}: Chromium",
                 "\n".join(page.wrong()))
    checks.check(page.nodes >= len(expected),
                 f"{what}: a node a thing in Chromium",
                 f"{page.nodes} nodes, {len(expected)} things")
    text = squeeze(page.text + "".join(page.titles))
    lost = [value for value in expected
            if len(value) <= 40 and not re.search(r"[^\x20-\x7e]", value)
            and squeeze(value) not in text]
    checks.check(not lost, f"{what}: short labels are readable",
                 "\n".join(map(repr, lost)))


def check_draw(checks, folder, what, expected, args):
    """A map as DOT, SVG and HTML"""
    dot, svg, html = (folder / f"map.{form}" for form in
                      ("dot", "svg", "html"))
    for target in (dot, svg, html):
        result = rhumb("draw", *args, "-o", target)
        if not checks.check(result.returncode == 0,
                            f"{what}: draw {target.name}", told(result)):
            return
        said = [line for line in result.stderr.decode().splitlines()
                if re.search(r": (error|warning): ", line)
                and EMPTY not in line]
        checks.check(not said, f"{what}: draw {target.name} is quiet",
                     told(result))
    checks.quiet(run(["dot", "-Tcanon", dot]), f"{what}: dot re-reads it")
    counted = run(["gc", "-n", dot])
    numbers = re.findall(rb"\d+", counted.stdout)
    checks.check(numbers and int(numbers[0]) >= len(expected),
                 f"{what}: a node a thing in DOT", counted.stdout)
    check_svg(checks, svg, expected, f"{what}, svg")
    check_page(checks, html, expected, f"{what}, html")


def check_whole_way(checks, what, source, name, data, expected):
    """Rules and data, all the way"""
    with scratch() as path:
        folder = Path(path)
        rules = write_case(folder, source, name, data)
        check_rdf(checks, folder, rules, expected, what)
        check_draw(checks, folder, f"{what}, view", expected,
                   [rules, "--view", "things"])
        if (folder / "out.nt").exists():
            check_draw(checks, folder, f"{what}, any RDF", expected,
                       ["--rdf", folder / "out.nt"])


def check_control(checks):
    """Control characters: kept where the syntax can, else refused whole"""
    with scratch() as path:
        folder = Path(path)
        rules = write_case(folder, values.JSON_SOURCE, "data.json",
                           values.as_json(values.CONTROL))
        for syntax, extension in syntaxes().items():
            target = folder / f"out.{extension}"
            result = rhumb("rdf", rules, "-f", syntax, "-o", target)
            what = f"control characters, {syntax}"
            if syntax == "rdfxml" and result.returncode == 1:
                checks.check(not target.exists() and result.stderr,
                             f"{what}: refused, and says so", told(result))
                continue
            if checks.check(result.returncode == 0, what, told(result)):
                quads = read_by_all(checks, target, syntax, what=what)
                if quads is not None:
                    check_values(checks, quads, values.CONTROL, what)
        check_draw(checks, folder, "control characters", values.CONTROL,
                   [rules, "--view", "things"])


def check_broken(checks):
    """Data that cannot be read: exit 1, the place, nothing left behind"""
    for what, source, name, data, word in values.BROKEN:
        with scratch() as path:
            folder = Path(path)
            write_case(folder, source, name, data)
            before = sorted(folder.iterdir())
            result = rhumb("rdf", "rules.yml", "-f", "nquads", "-o", "out.nq",
                           cwd=folder)
            said = shown(result.stderr)
            checks.check(result.returncode == 1, f"{what}: exit 1",
                         told(result))
            checks.check(name in said and word in said
                         and "error: " in said,
                         f"{what}: names {name}, says {word or 'why'}", said)
            checks.check("\ufffd" not in said or "\\x" in said
                         or result.stderr.decode("utf-8", "ignore") == said,
                         f"{what}: the message is UTF-8", said)
            checks.check(sorted(folder.iterdir()) == before,
                         f"{what}: nothing is left behind")


def check_rdf_input(checks):
    """RDF that cannot be read, for draw --rdf"""
    for what, data in (
            ("no RDF at all", b"\x00\x01\x02 nothing"),
            ("Turtle, cut short", b"@prefix ex: <http://example.org/> .\nex:a"),
            ("invalid UTF-8", b'<urn:a> <urn:b> "\xff\xfe" .\n'),
            ("an XML bomb", b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a '
             b'"aaaaaaaaaa">' + b"".join(
                 b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 20)
                 for i in range(12)) + b']><rdf:RDF xmlns:rdf="http://www.w3.'
             b'org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about='
             b'"urn:a"><x xmlns="urn:x">&m;</x></rdf:Description></rdf:RDF>')):
        with scratch() as path:
            folder = Path(path)
            (folder / "in.ttl").write_bytes(data)
            result = rhumb("draw", "--rdf", "in.ttl", "-o", "out.svg",
                           cwd=folder)
            checks.check(result.returncode == 1 and b"in.ttl" in result.stderr
                         and not (folder / "out.svg").exists(),
                         f"draw --rdf, {what}: refused by name", told(result))


FILE_NAMES = ("a\nb", "<script>", '"\\"', "%41#?", "-", "e\u0301 \U0001f600", "{a} $(id)")


def check_file_names(checks):
    """Names of files that a pattern finds are texts like any other, and lead nowhere"""
    with scratch() as path:
        folder = Path(path)
        rules = folder / "rules.yml"
        rules.write_text(f"prefixes: {{ex: '{EX}', rdfs: '{LABEL.removesuffix('label')}'}}\n"
                         "mappings:\n  m:\n    sources: [['in/*.csv~csv']]\n"
                         "    s: ex:$(_stem)/$(id)\n    po: [[rdfs:label, $(_file)]]\n",
                         encoding="utf-8")
        (folder / "in").mkdir()
        for number, name in enumerate(FILE_NAMES):
            (folder / "in" / f"{name}.csv").write_text(f"id\n{number}\n", encoding="utf-8")
        for syntax, extension in syntaxes().items():
            target = folder / f"out.{extension}"
            result = rhumb("rdf", rules, "-f", syntax, "-o", target)
            if not checks.check(result.returncode == 0, f"names of files: rdf -f {syntax}",
                                told(result)):
                continue
            found = {term[1] for _, _, term, _ in
                     read_by_all(checks, target, syntax, None, "names of files")}
            checks.check(found == {f"in/{name}.csv" for name in FILE_NAMES},
                         f"names of files in {syntax}: as they are", found)
        (folder / "in" / "\udcff.csv").write_text("id\n1\n", encoding="utf-8")
        result = rhumb("rdf", rules, "-f", "nquads", cwd=folder)
        checks.check(result.returncode == 3 and "is not UTF-8" in shown(result.stderr)
                     and not result.stdout, "a name that is not UTF-8: refused",
                     told(result))


def main():
    """All of it"""
    checks = Checks("hostile")
    text = values.TEXT[:-1] if SANITIZED else values.TEXT
    check_whole_way(checks, "JSON", values.JSON_SOURCE, "data.json",
                    values.as_json(text), text)
    check_whole_way(checks, "CSV", values.CSV_SOURCE, "data.csv",
                    values.as_csv(text), text)
    # An empty cell is no value, and XML makes of each end of line a line feed
    full = [value for value in text if value and "\r" not in value]
    check_whole_way(checks, "a workbook", values.XLSX_SOURCE, "data.xlsx",
                    values.as_xlsx(full), full)
    check_control(checks)
    check_broken(checks)
    check_file_names(checks)
    check_rdf_input(checks)
    checks.finish()


if __name__ == "__main__":
    main()
