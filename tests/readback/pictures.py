# SPDX-License-Identifier: ISC
"""Pictures of the golden cases, read by programs that are not ours: SVG and pages
by xmllint and Chromium, DOT by Graphviz's tools, PNG and PDF by readers of them.
All show the nodes, edges and labels that Graphviz finds in the DOT."""

import json
import re
import struct
import zlib
from collections import Counter
from dataclasses import dataclass
from xml.etree import ElementTree

import browser
from common import SANITIZED, copy_case, formats, rhumb, run, scratch, told
from rdf import rules_of
from run_cases import command_line

SVG = "{http://www.w3.org/2000/svg}"

# What no picture shows by itself: spaces, and marks that set directions
UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")

# Letters that pdftotext gives as they are, whatever the font
PLAIN = re.compile(r"[!-~]+")


def name_of(path):
    """A picture's name, with its case's"""
    return f"{path.parent.parent.name}/{path.name}"


def squeeze(text):
    """A text without what cannot be seen"""
    return UNSEEN.sub("", text)


@dataclass
class Graph:
    """What Graphviz finds in a DOT file"""
    nodes: int
    edges: int
    labels: Counter  # Pieces of text


def texts_of(item):
    """The texts that Graphviz draws for a thing of its JSON"""
    return [squeeze(step["text"]) for name, steps in item.items()
            if name.startswith("_") and name.endswith("draw_")
            for step in steps if step["op"] == "T"]


def read_dot(checks, path):
    """Read DOT by dot, nop and gc; return its Graph, or None"""
    checks.quiet(run(["dot", "-Tcanon", path]), f"dot re-reads {name_of(path)}")
    checks.quiet(run(["nop", "-p", path]), f"nop re-reads {name_of(path)}")
    counted = re.findall(rb"\d+", run(["gc", "-n", "-e", path]).stdout)
    drawn = run(["dot", "-Tjson", path])
    if not checks.check(drawn.returncode == 0 and len(counted) > 1,
                        f"dot draws {name_of(path)}", told(drawn)):
        return None
    graph = json.loads(drawn.stdout)
    labels = Counter(text for item in (graph, *graph.get("objects", ()),
                                       *graph.get("edges", ()))
                     for text in texts_of(item) if text)
    edges = graph.get("edges", ())
    seen = [edge for edge in edges  # The others only set nodes in rows
            if edge.get("style") != "invis"]
    checks.check(int(counted[1]) == len(edges),
                 f"gc counts the edges of {name_of(path)}", counted)
    return Graph(int(counted[0]), len(seen), labels)


def check_labels(checks, graph, labels, what):
    """The labels that a picture has are those of its DOT"""
    shown = Counter(text for text in map(squeeze, labels) if text)
    checks.check(shown == graph.labels, f"{what}: the labels of its DOT",
                 f"missing {graph.labels - shown}\nmore {shown - graph.labels}")


def untitled(root):
    """The nodes and edges of an SVG that have no title of their own"""
    wrong = []
    for group in root.iter(SVG + "g"):
        if {"node", "edge"} & set(group.get("class", "").split()):
            title = group.findtext(SVG + "title") or ""
            if not title.strip() or re.fullmatch(r"n\d+(->n\d+)?", title):
                wrong.append(group.get("id", "no id"))
    return wrong


def check_svg(checks, path, graph):
    """An SVG: well-formed and accessible; then in a browser"""
    if not checks.quiet(run(["xmllint", "--noout", "--nonet", path]),
                        f"xmllint {name_of(path)}"):
        return
    root = ElementTree.parse(path).getroot()
    checks.check(root.get("role") == "img", f"{name_of(path)}: role=img")
    for name in ("title", "desc"):
        checks.check((root.findtext(SVG + name) or "").strip(),
                     f"{name_of(path)}: <{name}>")
    checks.check(not untitled(root), f"{name_of(path)}: titles on nodes and edges",
                 untitled(root))
    check_labels(checks, graph, ("".join(text.itertext())
                                 for text in root.iter(SVG + "text")),
                 f"{name_of(path)}, xmllint's")
    check_shown(checks, path, graph)


def check_shown(checks, path, graph):
    """An SVG or a page in Chromium: nothing wrong, and all that is in the DOT"""
    if SANITIZED:
        return  # The browser learns nothing new of the same files
    page = browser.show(path)
    checks.check(not page.wrong(), f"Chromium shows {name_of(path)}",
                 "\n".join(page.wrong()))
    checks.check((page.nodes, page.edges) == (graph.nodes, graph.edges),
                 f"{name_of(path)}: the nodes and edges of its DOT",
                 f"{page.nodes, page.edges} of {graph.nodes, graph.edges}")
    check_labels(checks, graph, page.labels, path.name)
    if path.suffix == ".html":
        checks.check(page.rows > 0, f"{name_of(path)} has a table")


def chunks_of(data):
    """The chunks of a PNG, whose checksums must hold"""
    at = 8
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + size]
        found = struct.unpack(">I", data[at + 8 + size:at + 12 + size])[0]
        if found != zlib.crc32(kind + body):
            raise ValueError(f"checksum of {kind}")
        yield kind, body
        at += 12 + size


def check_png(checks, path, _):
    """A PNG: its checksums hold, and it has every line of its picture"""
    try:
        data = path.read_bytes()
        chunks = list(chunks_of(data))
        width, height, depth, colours = struct.unpack(">IIBB", chunks[0][1][:10])
        pixels = zlib.decompress(b"".join(
            body for kind, body in chunks if kind == b"IDAT"))
        channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colours]
        line = 1 + (width * channels * depth + 7) // 8
        sound = data[:8] == b"\x89PNG\r\n\x1a\n" and chunks[-1][0] == b"IEND" \
            and len(pixels) == line * height
        checks.check(sound and width > 1 and height > 1, f"{name_of(path)} is whole",
                     f"{width} x {height}, {len(pixels)} bytes")
    except (ValueError, KeyError, IndexError, struct.error, zlib.error) as error:
        checks.check(False, f"{name_of(path)} is whole", error)


def check_pdf(checks, path, graph):
    """A PDF: qpdf finds it sound, and pdftotext the labels of its DOT"""
    checks.quiet(run(["qpdf", "--check", path]), f"qpdf --check {name_of(path)}")
    result = run(["pdftotext", "-raw", path, "-"])
    checks.quiet(result, f"pdftotext {name_of(path)}")
    text = squeeze(result.stdout.decode("utf-8", "replace"))
    lost = [label for label in graph.labels
            if PLAIN.fullmatch(label) and label not in text]
    checks.check(not lost, f"{name_of(path)}: the labels of its DOT", lost)


READERS = {"svg": check_svg, "html": check_shown, "png": check_png,
           "pdf": check_pdf}


def check_folder(checks, folder, what):
    """Every picture in a folder, held against the DOT beside it"""
    for dot in sorted(folder.glob("*.dot")):
        graph = read_dot(checks, dot)
        for form in [row["name"] for row in formats()["pictures"]]:
            path = dot.with_suffix(f".{form}")
            if checks.check(path.exists(), f"{what} has {path.name}") \
                    and graph and form in READERS:
                READERS[form](checks, path, graph)


def draw(case, folder, names):
    """Draw all of a case's views into a folder, in each format. Returns the
    runs; the first of them tells whether there is anything to draw"""
    words, _ = command_line(case)
    rules = rules_of(case)
    if rules is not None:
        return [rhumb("export", *rules, "-d", "all", "-f", ",".join(names),
                      cwd=folder)]
    (folder / "all").mkdir()
    if "-f" in words:
        del words[words.index("-f"):words.index("-f") + 2]
    return [rhumb(*words, "-f", name, "-o", f"all/map.{name}", cwd=folder)
            for name in names]


def check_case(checks, case):
    """Every picture of a case, if it makes any"""
    words, _ = command_line(case)
    if rules_of(case) is None and words[0] != "draw":
        return
    names = [row["name"] for row in formats()["pictures"]]
    with scratch() as name:
        folder = type(case)(name) / case.name
        copy_case(case, folder)
        results = draw(case, folder, ["dot", *(set(names) - {"dot"})])
        if results[0].returncode == 0:
            for result in results:
                checks.check(result.returncode == 0, f"{case.name} is drawn",
                             told(result))
            check_folder(checks, folder / "all", case.name)
