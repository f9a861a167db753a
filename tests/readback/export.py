# SPDX-License-Identifier: ISC
"""The exported example, read back by programs that are not ours."""

import os
import re
import time
import zlib
from pathlib import Path
from xml.etree import ElementTree

import browser
from common import (PROGRAM, ROOT, SANITIZED, rhumb, run, scratch, syntaxes,
                    told)
from readers import difference, plain, read_by_all

RULES = ROOT / "mappings" / "attribution.yml"
NAME = RULES.stem
SVG = "{http://www.w3.org/2000/svg}"


def check_syntaxes(checks, out):
    """Every syntax, by every reader of it: the triples of N-Triples"""
    expected = plain((out / f"{NAME}.nt").read_bytes())
    checks.check(expected, f"{NAME}.nt has triples")
    for syntax, extension in syntaxes().items():
        path = out / f"{NAME}.{extension}"
        if checks.check(path.exists(), f"export makes {path.name}"):
            read_by_all(checks, path, syntax, expected)


def check_writers(checks, folder):
    """Raptor's writer and the direct one: the same triples"""
    for syntax in ("ntriples", "nquads"):
        read = []
        for writer in ("direct", "raptor"):
            path = folder / f"{writer}.{syntax}"
            result = rhumb("rdf", RULES, "-f", syntax, "--writer", writer,
                           "-o", path)
            if checks.check(result.returncode == 0,
                            f"rdf -f {syntax} --writer {writer}",
                            told(result)):
                read.append(plain(path.read_bytes()))
        wrong = difference(*read) if len(read) == 2 else "not written"
        checks.check(not wrong, f"{syntax}: both writers write the same",
                     wrong)


def svg_counts(root):
    """Count the g.node and g.edge of an SVG, and those without a title"""
    groups = {"node": 0, "edge": 0}
    untitled = []
    for group in root.iter(SVG + "g"):
        kinds = set(group.get("class", "").split()) & set(groups)
        for kind in kinds:
            groups[kind] += 1
            title = group.find(SVG + "title")
            if title is None or not (title.text or "").strip() \
                    or re.fullmatch(r"n\d+(->n\d+)?", title.text.strip()):
                untitled.append(f"{kind} {group.get('id')}")
    return groups["node"], groups["edge"], untitled


def check_accessible(checks, path, root):
    """role="img", a title and a description that are meant"""
    checks.check(root.get("role") == "img", f"{path.name}: role=img")
    for name in ("title", "desc"):
        element = root.find(SVG + name)
        checks.check(element is not None and (element.text or "").strip(),
                     f"{path.name}: <{name}>")


def check_svg(checks, path, expected):
    """One SVG: well-formed, accessible, the graph of its DOT, in a browser"""
    lint = run(["xmllint", "--noout", "--nonet", path])
    if not checks.quiet(lint, f"xmllint {path.name}"):
        return
    root = ElementTree.parse(path).getroot()
    nodes, edges, untitled = svg_counts(root)
    checks.check(nodes > 0, f"{path.name} has nodes")
    checks.check(not untitled, f"{path.name}: titles on nodes and edges",
                 "\n".join(untitled))
    check_accessible(checks, path, root)
    if expected:
        checks.check((nodes, edges) == expected,
                     f"{path.name}: the nodes and edges of its DOT",
                     f"{(nodes, edges)}, dot reads {expected}")
    page = browser.show(path)
    checks.check(not page.wrong(), f"Chromium shows {path.name}",
                 "\n".join(page.wrong()))
    checks.check((page.nodes, page.edges) == (nodes, edges),
                 f"Chromium has every node and edge of {path.name}",
                 f"{(page.nodes, page.edges)} of {(nodes, edges)}")


def check_views(checks, out, folder):
    """Every view of the export"""
    pictures = sorted(out.glob("*.svg"))
    checks.check(pictures, "export makes SVG")
    for picture in pictures:
        dot = picture.with_suffix(".dot")
        expected = None
        if checks.check(dot.exists(), f"export makes {dot.name}"):
            canon = run(["dot", "-Tcanon", dot])
            checks.quiet(canon, f"dot re-reads {dot.name}")
            checks.quiet(run(["nop", "-p", dot]), f"nop re-reads {dot.name}")
            expected = graph_counts(canon.stdout, folder)
        check_svg(checks, picture, expected)


def graph_counts(canonical, folder):
    """Nodes and edges of a graph, as Graphviz's gc counts them"""
    path = folder / "canonical.dot"
    path.write_bytes(canonical)
    result = run(["gc", "-n", "-e", path])
    numbers = re.findall(rb"\d+", result.stdout)
    return (int(numbers[0]), int(numbers[1])) if len(numbers) > 1 else None


def check_html(checks, out, folder):
    """A view as a page: the picture and the same content as a table"""
    for picture in sorted(out.glob("*.svg")):
        page_path = folder / (picture.stem + ".html")
        result = rhumb("draw", RULES, "--view", picture.stem, "-o", page_path)
        if not checks.check(result.returncode == 0,
                            f"draw --view {picture.stem} -o .html",
                            told(result)):
            continue
        page = browser.show(page_path)
        checks.check(not page.wrong(), f"Chromium shows {page_path.name}",
                     "\n".join(page.wrong()))
        nodes, edges, _ = svg_counts(ElementTree.parse(picture).getroot())
        checks.check((page.nodes, page.edges) == (nodes, edges),
                     f"{page_path.name} has the picture's nodes and edges",
                     f"{(page.nodes, page.edges)} of {(nodes, edges)}")
        checks.check(page.rows > 0, f"{page_path.name} has a table")


def check_same_bytes(checks, out, again):
    """The same input makes the same bytes"""
    names = sorted(path.name for path in out.iterdir())
    others = sorted(path.name for path in again.iterdir())
    checks.check(names == others, "two exports make the same files",
                 f"{names}\n{others}")
    for name in names:
        if (again / name).exists():
            checks.check((out / name).read_bytes()
                         == (again / name).read_bytes(),
                         f"two exports make the same {name}")


def check_order(checks, out, folder):
    """The order of the statements changes no byte of a drawing"""
    source = out / f"{NAME}.nt"
    lines = source.read_bytes().splitlines(keepends=True)
    orders = {"forward": lines, "backward": lines[::-1],
              "sorted": sorted(lines, key=lambda line: line[::-1])}
    for form in ("svg", "dot"):
        made = {}
        for name, order in orders.items():
            path = folder / f"{name}.nt"
            path.write_bytes(b"".join(order))
            target = folder / f"{name}.{form}"
            result = rhumb("draw", "--rdf", path, "-o", target)
            if checks.check(result.returncode == 0,
                            f"draw --rdf, statements {name}", told(result)):
                made[name] = target.read_bytes()
        # The file's own name may stand in neither
        checks.check(len(set(made.values())) == 1,
                     f"draw --rdf: the same {form} for any order")


def check_any_rdf(checks, out, folder):
    """draw --rdf takes every syntax that Raptor reads, told by content"""
    made = set()
    for extension in syntaxes().values():
        path = out / f"{NAME}.{extension}"
        target = folder / f"any.{extension}.dot"
        result = rhumb("draw", "--rdf", path, "-o", target)
        if checks.check(result.returncode == 0, f"draw --rdf {path.name}",
                        told(result)):
            made.add(target.read_bytes())
    checks.check(len(made) <= 2, "draw --rdf: one map, but for the names "
                 "of blank nodes and prefixes")


def pdf_texts(path):
    """How many pieces of text a PDF shows"""
    count = 0
    for stream in re.findall(rb"stream\r?\n(.*?)endstream",
                             path.read_bytes(), re.S):
        try:
            count += len(re.findall(rb"\bBT\b", zlib.decompress(stream)))
        except zlib.error:
            pass  # A font
    return count


LABELS = """\
prefixes: {ex: "http://example.org/"}
mappings:
  row:
    sources: [%s.csv~csv]
    s: ex:$(id)
    po: [[a, ex:Thing], [rdfs:label, $(label)], [ex:next, "ex:$(next)~iri"]]
"""

# None of them is a character that could be drawn
ODD = ("\ufdd0", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff", "\x01", "\x7f",
       "\ufffd", "\U000e0400" * 40)


def check_odd_labels(checks, folder):
    """What is no character costs a picture none of its nodes"""
    texts = {}
    for name, marks in (("odd", ODD), ("plain", "x" * len(ODD))):
        (folder / f"{name}.yml").write_text(LABELS % name, encoding="utf-8")
        (folder / f"{name}.csv").write_text(
            "id,label,next\n" + "".join(
                f"n{number},label {mark} {number},n{number + 1}\n"
                for number, mark in enumerate(marks)), encoding="utf-8")
        target = folder / f"{name}.pdf"
        result = rhumb("draw", folder / f"{name}.yml", "-o", target)
        checks.quiet(result, f"draw {name} labels as PDF")
        texts[name] = pdf_texts(target) if target.exists() else 0
    checks.check(texts["plain"] and texts["odd"] == texts["plain"],
                 "a PDF has every label, whatever is in the labels", texts)


def check_same_pictures(checks, folder):
    """The same map is the same file, whenever and wherever it is made"""
    made = {}
    for name, zone in (("first", "UTC"), ("second", "Asia/Tokyo")):
        for form in ("pdf", "png", "svg", "html", "dot"):
            target = folder / f"{name}.{form}"
            result = rhumb("draw", folder / "plain.yml", "-o", target,
                           env={**os.environ, "TZ": zone})
            if checks.check(result.returncode == 0, f"draw the {name} {form}",
                            told(result)):
                made.setdefault(form, set()).add(target.read_bytes())
        time.sleep(1.1)
    for form, versions in made.items():
        checks.check(len(versions) == 1, f"a second later, elsewhere, the same {form}")


def check_protege(checks, out):
    """What Protégé needs beside the data"""
    catalog = out / "catalog-v001.xml"
    if not checks.check(catalog.exists(), "export ships catalog-v001.xml"):
        return
    lint = run(["xmllint", "--noout", "--nonet", catalog])
    checks.check(lint.returncode == 0, "xmllint catalog-v001.xml", told(lint))
    for entry in ElementTree.parse(catalog).getroot().iter():
        uri = entry.get("uri")
        if uri:
            checks.check((out / uri).is_file(),
                         f"the catalog's {uri} is there")


def check(checks):
    """Export twice, and read all of it back"""
    with scratch() as name:
        folder = Path(name)
        out, again = folder / "out", folder / "again"
        for target in (out, again):
            target.mkdir()
            result = rhumb("export", RULES, "-d", target)
            if not checks.check(result.returncode == 0,
                                f"{PROGRAM.name} export", told(result)):
                return
        check_same_bytes(checks, out, again)
        check_syntaxes(checks, out)
        check_writers(checks, folder)
        check_views(checks, out, folder)
        if not SANITIZED:  # the browser's part adds nothing there
            check_html(checks, out, folder)
        check_order(checks, out, folder)
        check_any_rdf(checks, out, folder)
        check_protege(checks, out)
        check_odd_labels(checks, folder)
        check_same_pictures(checks, folder)
