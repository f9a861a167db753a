# SPDX-License-Identifier: ISC
"""Shapes of rules: each is one kind of thing in great number or of great length."""

import subprocess
from pathlib import Path

from common import PROGRAM, scratch
from shape import ALL, CHECK, DOT, RDF, TRANSLATE, Shape, of

HEAD = "prefixes:\n  ex: http://example.org/\n  g: http://users.ugent.be/~bjdmeest/function/grel.ttl#\n"
DATA = {"d.csv": "id,a,b\n1,x,y\n"}
START = HEAD + "mappings:\n"


def mapping(name="m", subject="ex:$(id)", pairs=""):
    """One mapping over the table"""
    return (f"  {name}:\n    sources: [[d.csv~csv]]\n    s: {subject}\n"
            f"    po:\n      - [a, ex:C]\n{pairs}")


def one(make):
    """Rules of one mapping, with pairs made of a size"""
    return lambda n: dict(DATA, **{"r.yml": START + mapping(pairs=make(n))})


def rows(make):
    """Rules of one mapping, with a pair for each number below the size"""
    return one(lambda n: "".join(f"      - {make(i)}\n" for i in range(n)))


def text(make, quote='"'):
    """Rules of one mapping, with one long text as an object"""
    return one(lambda n: f"      - [ex:p, {quote}{make(n)}{quote}]\n")


def call(make):
    """Rules of one mapping, with one function on one line"""
    return one(lambda n: "      - p: ex:p\n        o:\n          - f: >-\n"
                         f"              {make(n)}\n")


def mappings(n):
    """Many mappings"""
    return dict(DATA, **{"r.yml": START + "".join(
        mapping(f"m{i}", f"ex:{i}/$(id)") for i in range(n))})


def joins(n):
    """Many joins to one mapping"""
    pair = ("      - p: ex:p%d\n        o:\n          mapping: m0\n"
            "          condition:\n            function: equal\n"
            "            parameters:\n              - [str1, $(a), s]\n"
            "              - [str2, $(a), o]\n")
    return dict(DATA, **{"r.yml": START + mapping("m0") + mapping(
        "m1", pairs="".join(pair % i for i in range(n)))})


def fields(n):
    """A view with many fields, each asked for"""
    names = ", ".join(f"f{i}: $(a)" for i in range(n))
    pairs = "".join(f"      - [ex:p, $(f{i})]\n" for i in range(n))
    return dict(DATA, **{"r.yml": HEAD + (
        f"sources: {{v: {{access: d.csv, referenceFormulation: csv, fields: {{{names}}}}}}}\n"
        "mappings:\n  m:\n    sources: v\n    s: ex:$(f0)\n    po:\n") + pairs})


def levels(n):
    """Many references into two levels"""
    pairs = "".join(f"      - [ex:p, $(d.a{i})]\n      - [ex:q, $(r.a{i})]\n"
                    for i in range(n))
    return {"d.json": '[{"r": [{"a1": 1}], "a2": 2}]', "r.yml": HEAD + (
        "sources: {v: {access: d.json, referenceFormulation: jsonpath, "
        "iterator: {d: '$[*]', r: '$.r[*]'}}}\n"
        "mappings:\n  m:\n    sources: v\n    s: ex:$(r.a1)\n    po:\n") + pairs}


def joined(n):
    """Many mappings, each joined to the one before"""
    pair = "      - p: ex:p\n        o: {mapping: m%d}\n"
    return dict(DATA, **{"r.yml": START + "".join(
        mapping(f"m{i}", f"ex:{i}/$(id)", pair % (i - 1) if i else "")
        for i in range(n))})


def quoted(n):
    """Mappings that each quote the next many times, and the last makes nothing"""
    return dict(DATA, **{"r.yml": START + "".join(
        f"  m{i}:\n    sources: [[d.csv~csv]]\n    s: ex:{i}/$(id)\n    po:\n"
        + "".join(f"      - {{p: ex:p{k}, o: {{quoted: m{i + 1}}}}}\n"
                  for k in range(n)) for i in range(8))
        + mapping("m8").replace("[a, ex:C]",
                                "{p: ex:p, o: $(a), condition: \"equal(str1 = $(a), str2 = 'z')\"}")})


def many_views(make):
    """Many mappings, each over a view of its own, whose source is made of a number"""
    return lambda n: dict(DATA, **{"r.yml": START + "".join(
        f"  m{i}:\n    sources: {{access: d.csv, referenceFormulation: csv, {make(i)}}}\n"
        f"    s: ex:{i}/$(f)\n    po: [[ex:p, $(f)]]\n" for i in range(n))})


def own_sources(n):
    """Many mappings, each over a source of its own"""
    return dict(DATA, **{"r.yml": START + "".join(
        mapping(f"m{i}", f"ex:{i}/$(id)").replace(
            "[[d.csv~csv]]", f"{{access: d.csv, referenceFormulation: csv, null: n{i}}}")
        for i in range(n))})


def table(n, entry="ex:C"):
    """A value table of many keys and one for all others"""
    return {"d.csv": "id,a\n1,k1\n2,zz\n", "r.yml": HEAD + "tables:\n  t:\n" + "".join(
        f"    k{i}: {entry}{i}\n" for i in range(n)) + '    "*": ex:other\n'
        "mappings:\n" + mapping(pairs="      - [ex:p, $(a => t)]\n")}


def read_back(rules):
    """Rules as RML, as they are when translated"""
    def build(n):
        files = rules(n)
        with scratch() as folder:
            for name, content in files.items():
                Path(folder, name).write_text(content, encoding="utf-8")
            subprocess.run([PROGRAM, *TRANSLATE], cwd=folder, check=True)
            files["r.yml"] = Path(folder, "out.ttl").read_text(encoding="utf-8")
        return files
    return build


def sources(n):
    """Many sources of the same file"""
    return dict(DATA, **{"r.yml": HEAD + "sources:\n" + "".join(
        f"  s{i}: [d.csv~csv]\n" for i in range(n)) + "mappings:\n" + "".join(
            mapping(f"m{i}", f"ex:{i}/$(id)").replace("[[d.csv~csv]]", f"s{i}")
            for i in range(n))})


def prefixes(n):
    """Many prefixes, each used"""
    return dict(DATA, **{"r.yml": HEAD + "".join(
        f"  p{i}: http://example.org/{i}/\n" for i in range(n)) + "mappings:\n"
        + mapping(pairs="".join(f"      - [p{i}:q, p{i}:$(a)~iri]\n"
                                for i in range(n)))})


def externals(n):
    """Many external values, each used"""
    return dict(DATA, **{"r.yml": HEAD + "external:\n" + "".join(
        f"  e{i}: v{i}\n" for i in range(n)) + "mappings:\n" + mapping(
            pairs="".join(f"      - [ex:p, $(_e{i})]\n" for i in range(n)))})


def anchors(n):
    """Many anchors and aliases"""
    return one(lambda n: "".join(
        f"      - &x{i} [ex:p{i}, $(a)]\n      - *x{i}\n" for i in range(n)))(n)


def alias(n):
    """One anchor, and many aliases of it"""
    return one(lambda n: "      - &x [ex:p, $(a)]\n" + "      - *x\n" * n)(n)


def comments(n):
    """Many comments"""
    return dict(DATA, **{"r.yml": "# a comment\n" * n + START + mapping()})


def targets(n):
    """Many pairs into targets"""
    return dict(DATA, **{"r.yml": HEAD + "targets:\n  t: [out2.nt~void, ntriples]\n"
                         "mappings:\n" + mapping(pairs="".join(
                             f"      - p: ex:p{i}\n        o: "
                             "{value: $(a), targets: t}\n"
                             for i in range(n)))})


def view(make):
    """Rules with one mapping and a view, with lines made of a size"""
    return lambda n: dict(DATA, **{"r.yml": START + mapping(
        pairs="      - [ex:q, ex:$(a)~iri]\n") + "views:\n  v:\n" + make(n)})


def views(n):
    """Many views"""
    return dict(DATA, **{"r.yml": START + mapping(
        pairs="      - [ex:q, ex:$(a)~iri]\n") + "views:\n" + "".join(
            f"  v{i}:\n    title: V\n" for i in range(n))})


def nodes(n):
    """A view of many rules for nodes"""
    return view(lambda n: "    nodes:\n" + "".join(
        f"      - {{class: ex:C{i}, shape: box}}\n" for i in range(n)))(n)


def edges(n):
    """A view of many rules for edges"""
    return view(lambda n: "    edges:\n" + "".join(
        f"      - {{property: ex:q{i}, label: l{i}}}\n" for i in range(n)))(n)


TURTLE = """@prefix rr: <http://www.w3.org/ns/r2rml#> .
@prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> .
@prefix ex: <http://example.org/> .
"""
TRIPLES_MAP = """ex:m%d rml:logicalSource [ rml:source "d.csv" ;
    rml:referenceFormulation ql:CSV ] ;
  rr:subjectMap [ rr:template "http://example.org/{id}" ; rr:class ex:C ]%s .
"""


def turtle_maps(n):
    """Turtle with many triples maps"""
    return dict(DATA, **{"r.yml": TURTLE + "".join(
        TRIPLES_MAP % (i, "") for i in range(n))})


def turtle_pairs(n):
    """Turtle with many predicate object maps"""
    return dict(DATA, **{"r.yml": TURTLE + TRIPLES_MAP % (0, "".join(
        f" ;\n  rr:predicateObjectMap [ rr:predicate ex:p{i} ; "
        'rr:objectMap [ rml:reference "a" ] ]' for i in range(n)))})


def turtle_text(n):
    """Turtle with one long template"""
    return dict(DATA, **{"r.yml": TURTLE + TRIPLES_MAP % (
        0, " ;\n  rr:predicateObjectMap [ rr:predicate ex:p ; rr:objectMap "
        '[ rr:termType rr:Literal ; rr:template "' + "{a}" * n + '" ] ]')})


REFUSED = {"code": 1}

NOTHING = Shape("nothing", 1, mappings)

SHAPES = [shape for row in (
    of("mappings", 1000, mappings, *ALL),
    of("pairs", 4000, rows(lambda i: f"[ex:p{i}, $(a)]"), *ALL),
    of("predicates of a pair", 4000, one(
        lambda n: "      - [[" + ", ".join(f"ex:p{i}" for i in range(n))
        + "], $(a)]\n"), *ALL),
    of("constants", 4000, rows(lambda i: f"[ex:p{i}, v{i}]"), *ALL),
    of("bare words", 4000, rows(lambda i: f"[ex:p, id{i}]"), CHECK),
    of("misspelt columns", 500, rows(lambda i: f"[ex:p, $(idd{i})]"), CHECK,
       **REFUSED),
    of("references", 20000, text(lambda n: "$(a)" * n), *ALL),
    of("references in a subject", 20000, lambda n: dict(DATA, **{
        "r.yml": START + mapping(subject="ex:" + "$(a)" * n)}), *ALL),
    of("different references", 2000, lambda n: {
        "r.yml": START + mapping(pairs="".join(
            f"      - [ex:p, $(c{i})]\n" for i in range(n))),
        "d.csv": "id," + ",".join(f"c{i}" for i in range(n)) + "\n"
                 + "1" + ",v" * n + "\n"}, *ALL),
    of("long text", 1000000, text(lambda n: "x" * n), *ALL),
    of("long name of a reference", 100000, text(
        lambda n: f"$({'a' * n})"), CHECK, code=1),
    of("open references", 20000, text(lambda n: "$(" * n), CHECK, code=1),
    of("open references with parentheses", 20000,
       text(lambda n: "$(a(" * n), CHECK, code=1),
    of("dollars", 100000, text(lambda n: "$" * n), *ALL),
    of("backslashes", 100000, text(lambda n: "\\" * n, "'"), *ALL),
    of("braces", 100000, text(lambda n: "{a}" * n), *ALL),
    of("colons", 100000, text(lambda n: "ex:" * n), *ALL),
    of("tildes", 100000, text(lambda n: "~iri" * n), CHECK, code=1),
    of("at signs", 100000, text(lambda n: "@en" * n), *ALL),
    of("quotes of YAML", 100000, text(lambda n: "''" * n, "'"), *ALL),
    of("escapes of YAML", 100000, text(lambda n: '\\"' * n), *ALL),
    of("lines of a text", 20000, one(
        lambda n: "      - p: ex:p\n        o: |\n" + "          line\n" * n),
       *ALL),
    of("quotes on one line", 20000, call(
        lambda n: "g:toUpperCase(valueParameter = " + " '" * n + ")"), CHECK),
    of("quotes of both kinds", 20000, call(
        lambda n: "g:toUpperCase(valueParameter = " + " '\"" * n + ")"), CHECK),
    of("quotes that close", 20000, call(
        lambda n: "g:toUpperCase(valueParameter = '" + "a' b" * n + "')"),
       CHECK),
    of("parentheses on one line", 20000, call(
        lambda n: "g:toUpperCase(valueParameter = " + "(" * n + ")" * n + ")"),
       CHECK),
    of("references on one line", 20000, call(
        lambda n: "g:toUpperCase(valueParameter = \"" + "$(a)" * n + "\")"),
       *ALL),
    of("open references on one line", 20000, call(
        lambda n: "g:toUpperCase(valueParameter = \"" + "$(a" * n + "\")"),
       CHECK, code=1),
    of("arguments on one line", 500, call(
        lambda n: "g:array_join(separator = \"x\"" + ", g:valueParameter = "
        "$(a)" * n + ")"), CHECK, code=1),
    of("functions", 2000, one(lambda n: (
        "      - p: ex:p\n        o:\n          - f: g:toUpperCase("
        "valueParameter = $(a))\n") * n), *ALL),
    of("conditions", 2000, one(lambda n: (
        "      - p: ex:p\n        o: $(a)\n        condition: "
        "\"equal(str1 = $(a), str2 = 'x')\"\n") * n), *ALL),
    of("gathered objects", 2000, one(
        lambda n: "      - [ex:p, {gather: [" + "$(a), " * n + "$(b)]}]\n"), *ALL),
    of("lists to gather", 1000, rows(
        lambda i: f"[ex:p{i}, {{gather: [$(a)], value: ex:l{i}}}]"), *ALL),
    of("lists of a flow", 20000, one(
        lambda n: "      - [ex:p, [" + "$(a), " * n + "$(b)]]\n"), *ALL),
    of("long key", 100000, one(
        lambda n: f"      - p: ex:p\n        {'o' * n}: x\n"), CHECK, code=1),
    of("unknown keys", 1000, one(
        lambda n: "      - p: ex:p\n        o: x\n" + "".join(
            f"        obj{i}: x\n" for i in range(n))), CHECK, code=1),
    of("long prefix", 100000, one(
        lambda n: f"      - [{'e' * n}:p, x]\n"), CHECK, code=1),
    of("unknown prefixes", 1000, rows(
        lambda i: f"[exx{i}:p, x]"), CHECK, code=1),
    of("joins", 1000, joins, *ALL),
    of("mappings joined", 1000, joined, *ALL),
    of("fields", 1000, fields, RDF, CHECK),
    of("levels", 1000, levels, RDF, CHECK),
    of("sources", 1000, sources, *ALL),
    of("sources of their own", 1000, own_sources, *ALL),
    of("quoted mappings", 20, quoted, *ALL),
    of("views of their own fields", 1000, many_views(
        lambda i: f"fields: {{f: $(a), g{i}: $(b)}}"), *ALL),
    of("views of their own values", 1000, many_views(
        lambda i: f"fields: {{f: $(a), g: x{i}}}"), *ALL),
    of("views of their own sources", 1000, many_views(
        lambda i: f"null: n{i}, fields: {{f: $(a)}}"), *ALL),
    of("tables", 2000, table, *ALL),
    of("tables in RML", 4000, read_back(table), RDF),
    of("prefixes", 2000, prefixes, *ALL),
    of("externals", 2000, externals, *ALL),
    of("anchors", 4000, anchors, *ALL),
    of("aliases", 4000, alias, *ALL),
    of("comments", 50000, comments, *ALL),
    of("targets", 2000, targets, *ALL),
    of("views", 2000, views, CHECK),
    of("rules for nodes", 2000, nodes, CHECK, DOT),
    of("rules for edges", 2000, edges, CHECK, DOT),
    of("languages", 4000, rows(lambda i: "[ex:p, $(a), en~lang]"), *ALL),
    of("datatypes", 4000, rows(lambda i: "[ex:p, $(a), xsd:string]"), *ALL),
    of("graphs", 2000, rows(
        lambda i: f"{{p: ex:p, o: $(a), graphs: ex:g{i}}}"), *ALL),
    of("Turtle, maps", 1000, turtle_maps, *ALL),
    of("Turtle, pairs", 2000, turtle_pairs, *ALL),
    of("Turtle, references", 20000, turtle_text, *ALL),
    of("broken YAML", 20000, lambda n: {
        "r.yml": START + "  m:\n    x: [\n" + "    a\n" * n}, CHECK, code=1),
    of("mistakes", 500, rows(lambda i: f"[ex:p, $(a, x{i}]"), CHECK, code=1),
) for shape in row]
