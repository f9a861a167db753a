# SPDX-License-Identifier: ISC
"""How the cost grows with what is made, as a picture: the figures of *growth* in
RESULTS.md, wall time a triple and peak memory over the number of triples.

    plot.py     write docs/growth.svg anew

The same figures make the same bytes.
"""

import math
import re
from typing import NamedTuple
from xml.sax.saxutils import escape

from report import MARKS, PAGE
from workloads import ROOT

PICTURE = ROOT / "docs" / "growth.svg"

WIDTH, HEIGHT = 860, 400
TOP, TALL = 78, 232           # Of a panel: where it begins, how high it is
LEFTS, WIDE = (64, 494), 300  # Where each begins, how wide they are
ABOVE = "⁰¹²³⁴⁵⁶⁷⁸⁹"

# A figure of growth: its number of triples, if the line begins a workload; the
# program; seconds of the processor, seconds, MiB
ROW = re.compile(r"^\| (?:\*\*growth-\S+\*\*: .*; ([\d,]+) triples)? \| "
                 r"\*\*rhumb ?(.*?)\*\* \| [\d.]+ \| ([\d.]+) \| (\d+) \|")

STYLE = """\
.paper { fill: #ffffff } text { fill: #1f2328; font: 12px sans-serif }
.title { font-size: 15px; font-weight: bold } .small { font-size: 11px }
.grid { stroke: #d1d9e0; stroke-width: 1 } .axis { stroke: #59636e; fill: none }
.line { fill: none; stroke-width: 2.5; stroke-linejoin: round }
.s0 { stroke: #0969da } .m0 { fill: #0969da } .s1 { stroke: #bc4c00 }
.m1 { fill: #bc4c00 } .s2 { stroke: #1a7f37 } .m2 { fill: #1a7f37 }
@media (prefers-color-scheme: dark) {
.paper { fill: #0d1117 } text { fill: #e6edf3 } .grid { stroke: #30363d }
.axis { stroke: #8b949e } .s0 { stroke: #58a6ff } .m0 { fill: #58a6ff }
.s1 { stroke: #f0883e } .m1 { fill: #f0883e } .s2 { stroke: #56d364 }
.m2 { fill: #56d364 } }
"""


class Point(NamedTuple):
    """A figure"""

    triples: int
    each: float    # Nanoseconds of wall time
    memory: float  # MiB


def read(page):
    """The figures of growth on a page: points by the program, in order"""
    series, triples, within = {}, 0, False
    for line in page.splitlines():
        within = line.startswith("| **growth-") or \
            within and line.startswith("|  |")
        found = ROW.match(line) if within else None
        if found:
            triples = int(found[1].replace(",", "")) if found[1] else triples
            series.setdefault(found[2], []).append(Point(
                triples, float(found[3]) / triples * 1e9, float(found[4])))
    return {name: sorted(points) for name, points in series.items()}


def steps(least, most):
    """Figures for the lines of an axis, 1, 2 and 5 times the powers of ten: from
    the last that is not above to the first that is not below"""
    every = [factor * 10 ** number for number in range(12)
             for factor in (1, 2, 5)]
    first = sum(one <= least for one in every[1:])
    last = next(number for number, one in enumerate(every)
                if one >= most and number > first)
    return every[first:last + 1]


def decades(least, most):
    """The same with the powers of ten alone"""
    first, last = math.floor(math.log10(least)), math.ceil(math.log10(most))
    return [10 ** number for number in range(first, max(last, first + 1) + 1)]


def places(axis, start, length):
    """Where a figure stands on a logarithmic axis, as a function"""
    low, high = math.log(axis[0]), math.log(axis[-1])
    return lambda one: start + length * (math.log(one) - low) / (high - low)


def power(number):
    """A power of ten as text"""
    exponent = str(round(math.log10(number)))
    return "10" + "".join(ABOVE[int(digit)] for digit in exponent)


def text(x, y, words, anchor="start", kind=""):
    """A text"""
    kind = f' class="{kind}"' if kind else ""
    return (f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{kind}>'
            f"{escape(words)}</text>\n")


def mark(number, x, y):
    """A point: of each program another form, that colour is not all that tells"""
    if number % 2:
        return (f'<rect class="m{number}" x="{x - 4:.1f}" y="{y - 4:.1f}" '
                'width="8" height="8"/>\n')
    return f'<circle class="m{number}" cx="{x:.1f}" cy="{y:.1f}" r="4.5"/>\n'


def grid(left, across, up, x, y):
    """The lines of a panel, and what they are"""
    parts = []
    for one in up:
        parts.append(f'<path class="grid" d="M{left} {y(one):.1f}h{WIDE}"/>\n'
                     + text(left - 8, y(one) + 4, f"{one:,}", "end"))
    for one in across:
        parts.append(f'<path class="grid" d="M{x(one):.1f} {TOP}v{TALL}"/>\n'
                     + text(x(one), TOP + TALL + 18, power(one), "middle"))
    parts.append(f'<path class="axis" d="M{left} {TOP}v{TALL}h{WIDE}"/>\n')
    parts.append(text(left + WIDE / 2, TOP + TALL + 36, "triples", "middle"))
    return "".join(parts)


def panel(left, title, series, of):
    """One picture: a figure of each point over its triples"""
    every = [point for points in series.values() for point in points]
    sizes = [point.triples for point in every]
    across = decades(min(sizes), max(sizes))
    up = steps(min(map(of, every)), max(map(of, every)))
    x, y = places(across, left, WIDE), places(up, TOP + TALL, -TALL)
    parts = [text(left, TOP - 14, title), grid(left, across, up, x, y)]
    for number, points in enumerate(series.values()):
        spots = [(x(point.triples), y(of(point))) for point in points]
        way = " L".join(f"{one:.1f} {other:.1f}" for one, other in spots)
        parts.append(f'<path class="line s{number}" d="M{way}"/>\n')
        parts += [mark(number, *spot) for spot in spots]
    return "".join(parts)


def legend(series):
    """Which mark is which program's"""
    parts = []
    for number, name in enumerate(series):
        x = LEFTS[1] + 120 * number
        parts.append(mark(number, x, 26) + text(x + 12, 30, f"rhumb {name}"))
    return "".join(parts)


def picture(page):
    """The figures of growth on a page as SVG"""
    series = read(page)
    if not series:
        raise ValueError("RESULTS.md has no figures of growth")
    when = re.search(r"^(\S+, \w+\S*), `make bench.*?`, on (.*), whose load",
                     page.split(MARKS[0])[1], re.M)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' width="{WIDTH}" height="{HEIGHT}" role="img" aria-labelledby="t d">\n'
        '<title id="t">What a triple costs, and the memory of a run</title>\n'
        '<desc id="d">Wall time a triple in nanoseconds and peak memory in MiB '
        'over the number of triples, both axes logarithmic</desc>\n'
        f"<style>\n{STYLE}</style>\n"
        f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}"/>\n',
        text(LEFTS[0], 30, "CSV to N-Triples, every triple another", kind="title"),
        legend(series),
        panel(LEFTS[0], "wall time a triple, ns", series, lambda one: one.each),
        panel(LEFTS[1], "peak memory, MiB", series, lambda one: one.memory),
        text(LEFTS[0], HEIGHT - 16, f"bench/RESULTS.md, {when[1]}; {when[2]}",
             kind="small") if when else "", "</svg>\n"]
    return "".join(parts)


def write():
    """Make the picture of what RESULTS.md has"""
    PICTURE.write_text(picture(PAGE.read_text(encoding="utf-8")),
                       encoding="utf-8")


if __name__ == "__main__":
    write()
