# SPDX-License-Identifier: ISC
"""Shapes of data: each is one kind of thing in great number or of great length."""

import json

from crafted import crafted
from shape import DOT, RDF, of

HEAD = "prefixes:\n  ex: http://example.org/\nmappings:\n  m:\n    sources: "
TABLE = HEAD + "[[d.csv~csv]]\n    s: ex:$(id)\n    po:\n      - [ex:p, $(a)]\n"
DOCUMENT = (HEAD + "[['d.json~jsonpath', '$.r[*]']]\n    s: ex:$(id)\n"
            "    po:\n      - [ex:p, $(a)]\n")
PAGE = (HEAD + "[['d.xml~xpath', '/d/r']]\n    s: ex:$(id)\n"
        "    po:\n      - [ex:p, $(a)]\n")


JOIN = TABLE + """
      - p: ex:q
        o:
          mapping: n
          condition:
            function: equal
            parameters: [[str1, $(id), s], [str2, $(id), o]]
  n:
    sources: [[d.csv~csv]]
    s: ex:n$(id)
"""

# Every row of a group with every row of it, where the subject is the group's
GROUP = JOIN.replace("ex:$(id)", "ex:$(a)", 1).replace("$(id), ", "$(a), ")


VIEW = ("prefixes:\n  ex: http://example.org/\nsources:\n  v: {%s}\nmappings:\n  m:\n"
        "    sources: v\n    s: ex:$(%s)\n    po:\n      - [ex:p, $(%s)]\n")
LEVELS = VIEW % ("access: d.json, referenceFormulation: jsonpath, iterator: {d: '$[*]', "
                 "r: '$.r[*]'}", "r.#", "d.id")
CELLS = VIEW % ("access: d.csv, referenceFormulation: csv, fields: {id: $(id), a: {value: "
                "$(a), fields: {j: {iterator: '$[*]', referenceFormulation: jsonpath, "
                "fields: {n: $(n)}}}}}", "id", "a.j.n")
# One list of all rows, lists of two, and one that a value names
GATHERED = TABLE + """
      - [ex:all, {gather: [$(a)], value: ex:all}]
      - [ex:two, {gather: [$(a), $(id)]}]
      - [ex:some, {gather: [$(a)], value: ex:l$(id), as: bag}]
"""
MATCH = VIEW % ("access: d.csv, referenceFormulation: csv, fields: [id, a], joins: [{"
                "source: w, fields: {b: $(id)}, condition: {function: equal, parameters: "
                "[[str1, $(a), s], [str2, $(a), o]]}}]", "id", "b")
MATCH = MATCH.replace("mappings:", "  w: {access: d.csv, referenceFormulation: csv, "
                      "fields: [id, a]}\nmappings:")


def table(make, rules=TABLE):
    """Rules over a table made of a size"""
    return lambda n: {"r.yml": rules, "d.csv": make(n)}


def cells(make, rules=TABLE):
    """Rules over a table of as many rows"""
    return table(lambda n: "id,a\n" + "".join(
        f"{make(i)}\n" for i in range(n)), rules)


def document(make, rules=DOCUMENT):
    """Rules over JSON made of a size"""
    return lambda n: {"r.yml": rules, "d.json": make(n)}


def page(make, rules=PAGE):
    """Rules over XML made of a size"""
    return lambda n: {"r.yml": rules, "d.xml": f"<d>{make(n)}</d>"}


def graph(make, form="ttl"):
    """RDF made of a size, to be drawn"""
    return lambda n: {f"d.{form}": make(n)}


def view_of(form="ttl", to="dot"):
    """The command that draws it"""
    return ("draw", "--rdf", f"d.{form}", "-o", f"out.{to}")


EX = "@prefix ex: <http://example.org/> .\n" \
     "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
DRAW = view_of()
TURTLE = ("rdf", "r.yml", "-o", "out.ttl")
XML = ("rdf", "r.yml", "-o", "out.rdf")
JSON = ("rdf", "r.yml", "-o", "out.rj")
JSON_LD = ("rdf", "r.yml", "-o", "out.jsonld")
WRITTEN = (RDF, TURTLE, XML, JSON, JSON_LD)


def chain(n):
    """Nodes in a row"""
    return EX + "".join(f"ex:n{i} ex:p ex:n{i + 1} .\n" for i in range(n))


def star(n):
    """Nodes around one"""
    return EX + "".join(f"ex:n ex:p ex:n{i} .\n" for i in range(n))


def blanks(n):
    """Blank nodes in a row"""
    return EX + "".join(f"_:n{i} ex:p _:n{i + 1} .\n" for i in range(n))


def written(name, size, build):
    """A shape in every syntax"""
    return [shape._replace(name=f"{name}, {words[-1]}")
            for words in WRITTEN for shape in of(name, size, build, words)]


SKIP = ("rdf", "r.yml", "-o", "out.nq", "--on-error", "skip")
UNDECLARED = ("check", "r.yml", "--all", "--ontology", "o.ttl")


def undeclared(n):
    """Individuals of an ontology, rows that make others, and a table of such"""
    rules = TABLE.replace("ex: http", "v: http://v.example/#\n  ex: http") + (
        "      - [v:is, 'v:i-$(a)~iri']\n      - [v:is, $(a => t)]\ntables:\n  t:\n")
    return {
        "r.yml": rules + "".join(f"    x{i}: v:t-{i}\n" for i in range(n)),
        "d.csv": "id,a\n" + "".join(f"{i},x{i}\n" for i in range(n)),
        "o.ttl": "@prefix v: <http://v.example/#> .\n"
                 "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
                 "v:C a rdfs:Class . v:is rdfs:range v:C .\n"
                 + "".join(f"v:i-{i} a v:C .\n" for i in range(n))}

SHAPES = [shape for row in (
    written("CSV, rows", 20000, cells(lambda i: f"{i},v{i}")),
    written("CSV, one subject", 20000, cells(lambda i: f"1,v{i}")),
    of("CSV, columns", 50000, table(
        lambda n: "id,a," + ",".join(f"c{i}" for i in range(n)) + "\n1,v"
        + ",x" * n + "\n")),
    of("CSV, the same column", 50000, table(
        lambda n: "id,a" + ",c" * n + "\n1,v" + ",x" * n + "\n")),
    written("CSV, long cell", 1000000, table(
        lambda n: f"id,a\n1,{'x' * n}\n")),
    written("CSV, quotes", 200000, table(
        lambda n: 'id,a\n1,"' + '""' * n + '"\n')),
    of("CSV, lines in a cell", 200000, table(
        lambda n: 'id,a\n1,"' + "x\n" * n + '"\n')),
    of("CSV, never closed", 1000000, table(
        lambda n: 'id,a\n1,"' + "x\n" * n), code=1),
    of("CSV, ragged", 20000, table(
        lambda n: "id,a\n" + "1\n" * n), SKIP, code=1),
    of("CSV, what is no IRI", 20000, cells(
        lambda i: f"{i},a b", TABLE.replace("$(a)", "$(a)~iri")), SKIP, code=1),
    of("CSV, what is no date", 20000, cells(
        lambda i: f"{i},x", TABLE.replace("$(a)", "$(a), xsd:date")), SKIP, code=1),
    of("CSV, what no ontology declares", 20000, undeclared, UNDECLARED, code=1),
    of("CSV, warnings", 20000, cells(
        lambda i: f",v{i}")),
    written("CSV, languages", 10000, table(
        lambda n: "id,a,l\n" + "".join(f"{i},v,x-a{i:07}\n" for i in range(n)),
        TABLE.replace("$(a)", "$(a), $(l)~lang"))),
    written("CSV, graphs", 10000, cells(
        lambda i: f"{i},v{i}", TABLE + "    graphs: ex:g$(id)\n"))[:1],
    written("CSV, blank nodes", 10000, cells(
        lambda i: f"{i},v{i}", TABLE.replace("s: ex:$(id)", "s: {value: $(id), type: blank}"))),
    written("CSV, anonymous", 10000, cells(
        lambda i: f"{i},v{i}", TABLE.replace("    s: ex:$(id)\n", ""))),
    written("CSV, IRI to encode", 200000, table(
        lambda n: "id,a\n" + '"' + " é" * n + '",v\n')),
    written("CSV, gathered", 5000, cells(lambda i: f"{i},v", GATHERED)),
    written("CSV, gathered in graphs", 2000, cells(
        lambda i: f"{i},v", GATHERED + "    graphs: ex:g$(id)\n"))[:1],
    of("CSV, joins gathered", 10000, cells(
        lambda i: f"{i},v{i % 100}", JOIN.replace(
            "o:\n          mapping", "o:\n          gather:\n           mapping").replace(
            "          condition:", "           condition:"))),
    of("CSV, joins", 10000, cells(lambda i: f"{i},v{i % 100}", JOIN)),
    of("CSV, joins of one group", 4000, cells(lambda i: f"{i},v", GROUP)),
    of("CSV, crafted values", 4000, cells(lambda i: f"1,{crafted(i)}"), lines=1),
    of("CSV, crafted joins", 4000, cells(
        lambda i: f"{crafted(i, 8)},v", JOIN)),  # Behind their length
    of("CSV, JSON in cells", 10000, cells(
        lambda i: f'{i},"[{{""n"":{i}}}]"', CELLS)),
    of("CSV, views joined", 10000, cells(lambda i: f"{i},v{i}", MATCH)),
    of("JSON, levels", 10000, document(lambda n: json.dumps(
        [{"id": i, "r": [1, 2]} for i in range(n)]), LEVELS)),
    of("JSON, a level in one record", 20000, document(lambda n: json.dumps(
        [{"id": 1, "r": [1] * n}]), LEVELS)),
    of("JSON, records", 20000, document(
        lambda n: json.dumps({"r": [{"id": i, "a": "v"} for i in range(n)]}))),
    of("JSON, keys", 20000, document(lambda n: json.dumps(
        {"r": [dict({f"k{i}": i for i in range(n)}, id=1, a="v")]}))),
    of("JSON, one key", 20000, document(lambda n: (
        '{"r": [{"id": 1, "a": "v"' + ', "k": 1' * n + "}]}"))),
    of("JSON, values", 20000, document(
        lambda n: json.dumps({"r": [{"id": 1, "a": list(range(n))}]}),
        DOCUMENT.replace("$(a)", '"$(a[*])"'))),
    written("JSON, values gathered", 20000, document(
        lambda n: json.dumps({"r": [{"id": 1, "a": list(range(n))}]}),
        DOCUMENT.replace("$(a)", '{gather: "$(a[*])"}'))),
    of("JSON, values combined", 100, document(
        lambda n: json.dumps({"r": [{"id": 1, "a": list(range(n))}]}),
        DOCUMENT.replace("$(a)", '{gather: ["$(a[0])", "$(a[*])"], strategy: product}'))),
    of("JSON, index", 5000, document(
        lambda n: json.dumps({"r": [{"id": i, "a": ["v"]}
                                    for i in range(n)]}),
        DOCUMENT.replace("$(a)", '"$(a[-1])"'))),
    of("JSON, escapes", 200000, document(
        lambda n: '{"r": [{"id": 1, "a": "' + "\\u00e9" * n + '"}]}')),
    of("JSON, numbers", 200000, document(
        lambda n: '{"r": [{"id": 1, "a": 1' + "0" * n + "}]}")),
    of("JSON, blanks", 1000000, document(
        lambda n: '{"r": [{"id": 1, "a": "v"' + " \n" * n + "}]}")),
    of("JSON, everything below", 10000, document(
        lambda n: json.dumps({"r": [{"id": 1, "a": {
            "b": [{"c": i} for i in range(n)]}}]}),
        DOCUMENT.replace("$(a)", '"$(a..c)"'))),
    of("JSON, filter", 10000, document(
        lambda n: json.dumps({"r": [{"id": 1, "a": [
            {"k": f"k{i}", "v": i} for i in range(n)]}]}),
        DOCUMENT.replace("$(a)", '"$(a[?@.k != \'k7\'].v)"'))),
    of("JSON, deep", 200, document(
        lambda n: '{"r": [{"id": 1, "a": "v", "b": ' + "[" * n + "]" * n
        + "}]}")),
    of("JSON Lines", 20000, document(
        lambda n: "".join(f'{{"id": {i}, "a": "v"}}\n' for i in range(n)),
        HEAD + "[['d.json~jsonl']]\n    s: ex:$(id)\n    po:\n"
        "      - [ex:p, $(a)]\n")),
    of("XML, records", 10000, page(lambda n: "".join(
        f"<r><id>{i}</id><a>v</a></r>" for i in range(n)))),
    of("XML, attributes", 500, page(lambda n: (
        "<r " + " ".join(f"x{i}='1'" for i in range(n))
        + "><id>1</id><a>v</a></r>"))),
    of("XML, attributes in all", 10000, page(lambda n: "".join(
        f"<r x='{i}' y='1'><id>{i}</id><a>v</a></r>" for i in range(n)))),
    of("XML, children", 20000, page(lambda n: (
        "<r><id>1</id>" + "<a>v</a>" * n + "</r>"))),
    of("XML, names of children", 4000, page(lambda n: (
        "<r><id>1</id><a>v</a>" + "".join(f"<x{i}/>" for i in range(n))
        + "</r>"))),
    of("XML, text", 1000000, page(lambda n: (
        f"<r><id>1</id><a>{'x' * n}</a></r>"))),
    of("XML, entities", 100000, page(lambda n: (
        f"<r><id>1</id><a>{'&amp;' * n}</a></r>"))),
    of("XML, CDATA", 20000, page(lambda n: (
        f"<r><id>1</id><a>{'<![CDATA[x]]>' * n}</a></r>"))),
    of("XML, comments", 20000, page(lambda n: (
        f"<r><id>1</id><a>{'<!-- c -->v' * n}</a></r>"))),
    of("XML, namespaces", 2000, page(lambda n: "".join(
        f"<r xmlns:p{i}='http://example.org/{i}'><id>{i}</id><a>v</a></r>"
        for i in range(n)))),
    of("XML, namespaces of one element", 500, page(lambda n: (
        "<r " + " ".join(f"xmlns:p{i}='http://example.org/{i}'"
                         for i in range(n)) + "><id>1</id><a>v</a></r>"))),
    of("XML, lines", 100000, page(lambda n: (
        "<r><id>1</id><a>v</a></r>" + "\n" * n))),
    of("map, chain", 4000, graph(chain), DRAW),
    of("map, star", 4000, graph(star), DRAW),
    of("map, blank nodes", 4000, graph(blanks), DRAW),
    of("map, long label", 200000, graph(lambda n: EX + (
        f'ex:a rdfs:label "{"word " * n}" ; ex:p ex:b .\n')), DRAW),
    of("map, long word", 200000, graph(lambda n: EX + (
        f'ex:a rdfs:label "{"w" * n}" ; ex:p ex:b .\n')), DRAW),
    of("map, literals of a node", 4000, graph(lambda n: EX + "".join(
        f'ex:a ex:q "{i}" .\n' for i in range(n)) + "ex:a ex:p ex:b .\n"),
       DRAW),
    of("map, languages of a node", 2000, graph(lambda n: EX + "".join(
        f'ex:a rdfs:label "l{i}"@x-a{i:07} .\n' for i in range(n))
        + "ex:a ex:p ex:b .\n"), DRAW),
    of("map, classes", 2000, graph(lambda n: EX + "".join(
        f"ex:n{i} a ex:C{i} ; ex:p ex:n{i + 1} .\n" for i in range(n))), DRAW),
    of("map, properties", 2000, graph(lambda n: EX + "".join(
        f"ex:a ex:p{i} ex:b .\n" for i in range(n))), DRAW),
    of("map, one edge", 2000, graph(lambda n: EX + "".join(
        f"ex:n{i} ex:p ex:b .\nex:n{i} ex:p ex:c .\n" for i in range(n))),
       DRAW),
    of("map, quads", 4000, graph(lambda n: "".join(
        f"<http://example.org/{i}> <http://example.org/p> "
        f"<http://example.org/{i + 1}> <http://example.org/g{i}> .\n"
        for i in range(n)), "nq"), view_of("nq")),
) for shape in row]
