# SPDX-License-Identifier: ISC
"""Shapes of what rows are read from and of what is said of triples: many files,
newest records, workbooks, lines, tables without a header, annotations, targets that
go on, each in great number or of great length."""

import gzip
import io
import tarfile

import workbook
from shape import ALL, RDF, of

RULES = """prefixes: {ex: http://example.org/}
sources: {v: {%s}}
mappings:
  m:
    sources: v
    s: ex:$(id)
    po:
      - %s
"""
PAIR = "[ex:p, $(a)]"
STATEMENTS = (*RDF, "--rdf", "1.1")
SAID = "{p: ex:p, o: $(a), annotations: [[ex:q, $(id)]]}"
QUOTING = """  n:
    sources: v
    s: ex:n$(id)
    po:
      - p: ex:q
        o: {quoted: m, condition: {function: equal, parameters: [[str1, $(a)], [str2, $(a)]]}}
"""
APPENDED = """targets: {t: {access: t.nt, mode: append}}
""" + RULES % ("access: d.csv", "{p: ex:p, o: {value: $(a), targets: t}}")


def over(words, make, name="d.csv", pair=PAIR, more=""):
    """Rules over a source said with some words, and its file of a size"""
    return lambda n: {"r.yml": RULES % (words, pair) + more, name: make(n)}


def cells(make, head="id,a\n"):
    """CSV of as many rows"""
    return lambda n: head + "".join(f"{make(i)}\n" for i in range(n))


def files(n):
    """As many files of a row each"""
    return dict({f"{i}.csv": f"id,a\n{i},v\n" for i in range(n)}, **{
        "r.yml": RULES % ("access: '*.csv'", "[ex:p, $(_stem)]")})


def empty_files(n):
    """As many without one"""
    return dict({f"{i}.csv": "id,a\n" for i in range(n)}, **{
        "r.yml": RULES % ("access: '*.csv'", PAIR)})


def sheet(make):
    """A workbook of one sheet, with rows made of a size"""
    def build(n):
        content = io.BytesIO()
        workbook.write(content, {"S": make(n)})
        return content.getvalue()
    return over("access: d.xlsx", build, "d.xlsx")


def sheets(n):
    """A workbook of as many sheets, the last of which is read"""
    content = io.BytesIO()
    workbook.write(content, dict({f"s{i}": [] for i in range(n)}, S=[["id", "a"], [1, "v"]]))
    return {"r.yml": RULES % ("access: d.xlsx, sheet: S", PAIR), "d.xlsx": content.getvalue()}


def nulls(n):
    """As many texts that are no values, and few rows"""
    listed = ", ".join(f"n{i}" for i in range(n))
    return over(f"access: d.csv, null: [{listed}]", lambda n: "id,a\n1,v\n")(n)


def columns(n):
    """As many columns that the rules name"""
    names = "".join(f", c{i}" for i in range(n))
    pairs = "".join(f"\n      - [ex:p, $(c{i})]" for i in range(n))
    return over(f"access: d.csv, header: [id, a{names}]",
                lambda n: "1,v" + ",x" * n + "\n", pair=PAIR + pairs)(n)


def archive(n):
    """A tar with a file of as many rows"""
    content, table = io.BytesIO(), cells(lambda i: f"{i},v")(n).encode()
    with tarfile.open(fileobj=content, mode="w:gz", compresslevel=1) as made:
        entry = tarfile.TarInfo("d.csv")
        entry.size = len(table)
        made.addfile(entry, io.BytesIO(table))
    return {"r.yml": RULES % ("access: d.tar.gz, referenceFormulation: csv", PAIR),
            "d.tar.gz": content.getvalue()}


def appended(name, pack=bytes):
    """A target that goes on behind as many lines"""
    return lambda n: {
        "r.yml": APPENDED.replace("t.nt", name), "d.csv": "id,a\n1,v\n",
        name: pack(b"".join(b"<x:%d> <x:b> <x:c> .\n" % i for i in range(n)))}


NEWEST = "access: d.csv, newest: {by: $(id), of: $(a)}"
LINES = "access: d.log, referenceFormulation: lines, pattern: '^(?<id>[^ ]+) (?<a>.*)$'"

SHAPES = [shape for row in (
    of("many files", 1000, files),
    of("many files without rows", 1000, empty_files),
    of("newest, of many", 20000, over(NEWEST, cells(lambda i: f"{i},{i}"))),
    of("newest, of one", 20000, over(NEWEST, cells(lambda i: f"1,{i}"))),
    of("newest, of many and two columns", 10000, over(
        "access: d.csv, newest: {by: [$(id), $(a)], of: $(a)}",
        cells(lambda i: f"{i % 100},{i}"))),
    of("newest, long texts", 2000, over(NEWEST, cells(
        lambda i: f"{'k' * 500}{i},{'a' * 500}{i}"))),
    of("newest, none with an age", 20000, over(NEWEST, cells(lambda i: f"{i},"))),
    of("sheet, rows", 10000, sheet(
        lambda n: [["id", "a"], *([i, f"v{i}"] for i in range(n))])),
    of("sheet, rows of one text", 10000, sheet(
        lambda n: [["id", "a"], *([i, "v"] for i in range(n))])),
    of("sheet, columns", 4000, sheet(
        lambda n: [["id", "a", *(f"c{i}" for i in range(n))], [1, "v", *range(n)]])),
    of("sheet, a long text", 200000, sheet(lambda n: [["id", "a"], [1, "v" * n]])),
    of("sheet, empty rows", 100000, sheet(
        lambda n: [["id", "a"], [1, "v"], {"row": n, "cells": [2, "v"]}])),
    of("sheets", 4000, sheets),
    of("lines", 20000, over(LINES, cells(lambda i: f"{i} v", ""), "d.log")),
    of("lines, none that matches", 50000, over(LINES, cells(lambda i: "x", ""), "d.log")),
    of("lines, one long", 1000000, over(LINES, lambda n: "1 " + "v" * n + "\n", "d.log")),
    of("columns that rules name", 2000, columns),
    of("texts that are no values", 4000, nulls),
    of("comments in CSV", 50000, over(
        "access: d.csv, comment: '#'", lambda n: "id,a\n" + "# x\n" * n + "1,v\n")),
    of("lines before a header", 50000, over(
        "access: d.csv, header: 2", lambda n: "x" * n + "\nid,a\n1,v\n")),
    of("cells that are missing", 5000, over(
        "access: d.csv, ragged: true",
        lambda n: "id,a" + "".join(f",c{i}" for i in range(n)) + "\n" + "1,v\n" * n)),
    of("a tar", 20000, archive),
    of("a target that goes on", 50000, appended("t.nt")),
    of("a packed target that goes on", 50000, appended("t.nt.gz", gzip.compress)),
    of("what is said of rows", 5000, over(
        "access: d.csv", cells(lambda i: f"{i},v{i}"), pair=SAID), RDF, STATEMENTS,
       ("rdf", "r.yml", "-o", "out.ttl")),
    of("what is said of one triple", 5000, over(
        "access: d.csv", cells(lambda i: f"{i},v"),
        pair=SAID.replace("o: $(a), ", "o: x, reifier: ex:one, ")), RDF),
    of("quoted through a join", 5000, over(
        "access: d.csv", cells(lambda i: f"{i},v{i}"), more=QUOTING), RDF, STATEMENTS),
    of("pairs with annotations", 1000, lambda n: over(
        "access: d.csv", lambda n: "id,a\n1,v\n",
        pair="\n      - ".join(SAID.replace("ex:p,", f"ex:p{i},") for i in range(n)))(n), *ALL),
    of("annotations of a pair", 1000, lambda n: over(
        "access: d.csv", lambda n: "id,a\n1,v\n", pair=SAID.replace(
            "[[", "[" + "".join(f"[ex:q{i}, x], " for i in range(n)) + "["))(n), *ALL),
) for shape in row]
