# SPDX-License-Identifier: ISC
"""Labels of blank nodes: what several runs make is one sound graph when it is put
together, the same input makes the same labels wherever it is, each record has its
own, and --blank-prefix keeps runs apart whatever they read."""

import re
import shutil
import sqlite3
from collections import Counter
from pathlib import Path

from common import Checks, rhumb, scratch, shown, syntaxes, text_diff, told
from quads import blanks, difference, plain

# A record is referred to in its own row and by a join; its nodes are subjects and
# objects, and one is of a value
RULES = """\
prefixes:
  ex: http://example.org/
  grel: http://users.ugent.be/~bjdmeest/function/grel.ttl#
sources:
  rows: {access: "ACCESS", SOURCE}
mappings:
  row:
    sources: rows
    s: null
    po:
      - [ex:name, $(name)]
      - p: ex:same
        o: {mapping: other}
JOIN      - p: ex:note
        o: {type: blank}
      - p: ex:of
        o: {value: $(of), type: blank}
  other:
    sources: rows
    s: null
    po: [[ex:id, $(id)], [ex:of, $(MORE)]]
"""
JOIN = """\
      - p: ex:joined
        o:
          mapping: other
          condition: {function: equal, parameters: [[str1, $(id)], [str2, $(id)]]}
"""
CSV = "referenceFormulation: csv"
A_ROW = 3  # Fresh nodes


def rules(access="rows.csv", source=CSV, more="of", join=JOIN):
    """Rules over a source"""
    return RULES.replace("ACCESS", access).replace("SOURCE", source) \
        .replace("MORE", more).replace("JOIN", join)


def table(rows):
    """Rows as CSV"""
    return "id,name,of\n" + "".join(f'{a},"{b}",{c}\n' for a, b, c in rows)


def rows_of(first, count):
    """Rows with a line break and quotes in cells"""
    return [(number, f'n\n""{number}""', number % 3)
            for number in range(first, first + count)]


def put(folder, **files):
    """Make a folder of files: __ stands for the dot of a name"""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return folder


def made(checks, folder, *more, words=("rules.yml",), syntax="ntriples", **options):
    """What rhumb rdf makes in a folder, as N-Triples or another syntax"""
    result = rhumb("rdf", *words, "-f", syntax, *more, cwd=folder, **options)
    checks.quiet(result, f"rdf {' '.join(map(str, (*words, *more)))}")
    return result.stdout


def fresh(quads):
    """The fresh nodes of quads"""
    return {label for _, label in blanks(quads) if not label.startswith("b")}


def check_apart(checks, what, *outputs):
    """Outputs put together have as many fresh nodes as each by itself"""
    parts = [fresh(plain(data)) for data in outputs]
    whole = fresh(plain(b"".join(outputs)))
    checks.check(len(whole) == sum(map(len, parts)) and all(parts),
                 f"{what}: one sound graph",
                 f"{len(whole)} fresh nodes of {[len(part) for part in parts]}")


def check_inputs(checks):
    """Runs that differ in the name of a file, in the data or in the rules"""
    name = "[ex:name, $(name)]"
    call = '[ex:name, {function: "grel:%s(valueParameter = $(name))"}]'
    text = table(rows_of(0, 20))
    with scratch() as folder:
        outputs = [made(checks, put(Path(folder) / "here", rules__yml=rules(),
                                    rows__csv=text))]
        for what, said, data in (
                ("another day", rules(), table(rows_of(20, 20))),
                ("another name", rules("more.csv"), text),
                ("another source", rules(source=CSV + ", encoding: latin1"), text),
                ("another reference", rules(more="name"), text),
                *((what, rules().replace(name, instead), text)
                  for what, instead in (
                      ("another predicate", "[ex:label, $(name)]"),
                      ("a language", "[ex:name, $(name), en~lang]"),
                      ("a type", "[ex:name, {value: $(name), type: blank}]"),
                      ("a function", call % "toUpperCase"),
                      ("another function", call % "toLowerCase")))):
            path = put(Path(folder) / what, rules__yml=said)
            (path / ("more.csv" if "more" in said else "rows.csv")).write_text(
                data, encoding="utf-8")
            outputs.append(made(checks, path))
            check_apart(checks, what, *outputs)


TOLD_BY = """\
prefixes:
  ex: http://example.org/
  grel: http://users.ugent.be/~bjdmeest/function/grel.ttl#
sources:
  rows: [rows.KIND~KIND]
mappings:
"""
# Rules, and a record for each of two runs, which something tells apart
TOLD = {
    "a type": ("""\
  m: {sources: rows, s: null, po: [[ex:v, $(v)]]}
""", "jsonl", '{"v": 1}\n', '{"v": "1"}\n'),
    "the members": ("""\
  m: {sources: rows, s: ex:s, po: [[ex:v, {gather: [$(v)]}]]}
""", "csv", "v\n1\n", "v\n2\n"),
    "the members of subjects": ("""\
  m: {sources: rows, s: {gather: [$(v), and]}}
""", "csv", "v\n1\n", "v\n2\n"),
    "what goes on with a list": ("""\
  m: {sources: rows, s: ex:s, po: [[ex:v, {gather: [$(v), and], value: ex:$(v)}]]}
""", "csv", "v\n1\n", "v\n2\n"),
    "whose value it is": ("""\
  m: {sources: rows, s: null, po: [[ex:x, $(x)], [ex:y, $(y)]]}
""", "jsonl", '{"x": "\\n"}\n', '{"y": "\\n"}\n'),
    "the node that it names": ("""\
  visit: {sources: rows, s: null, po: [[a, ex:Visit], {p: ex:of, o: {mapping: person}}]}
  person: {sources: rows, s: ex:$(id)}
""", "csv", "id,name\n1,ann\n", "id,name\n2,bob\n"),
    "the node that names it": ("""\
  card: {sources: rows, s: ex:$(n), po: [{p: ex:about, o: {mapping: person}}]}
  person: {sources: rows, s: null, po: [[ex:id, $(id)]]}
""", "csv", "id,n\n1,x\n", "id,n\n1,y\n"),
    "the condition of the node that it names": ("""\
  visit:
    sources: rows
    s: null
    po: [[ex:name, $(name)], {p: ex:of, o: {mapping: guest}}]
  guest:
    sources: rows
    s: ex:guest
    condition: {function: equal, parameters: [[str1, $(is)], [str2, guest]]}
""", "csv", "name,is\nann,guest\n", "name,is\nann,host\n"),
    "the key of a join with it": ("""\
  order:
    sources: [orders.csv~csv]
    s: ex:$(order)
    po:
      - p: ex:by
        o:
          mapping: person
          condition: {function: equal, parameters: [[str1, $(by)], [str2, $(key)]]}
  person: {sources: rows, s: null, po: [[ex:title, $(title)]]}
""", "csv", "key,title\n1,Dr\n", "key,title\n2,Dr\n"),
    "what a join's function asks of it": ("""\
  order:
    sources: [orders.csv~csv]
    s: ex:$(order)
    po:
      - p: ex:by
        o:
          mapping: person
          condition:
            function: grel:string_startsWith
            parameters:
              - [grel:valueParameter, $(by), s]
              - [grel:string_sub, $(key), o]
  person: {sources: rows, s: null, po: [[ex:title, $(title)]]}
""", "csv", "key,title\n1,Dr\n", "key,title\n2,Dr\n"),
}


GRAPHS = """\
prefixes: {ex: "http://example.org/"}
mappings:
  row:
    sources: [rows.csv~csv]
    s: ex:$(id)
    graphs: {type: blank}
    po:
      - [ex:name, $(name)]
      - [ex:of, $(of)]
      - {p: ex:more, o: more, graphs: {type: blank}}
"""


def check_graphs(checks):
    """A mapping's graph without a value is one for each record, whatever pairs there
    are; a pair's is its own"""
    with scratch() as name:
        folder = put(Path(name), rules__yml=GRAPHS, rows__csv=table(rows_of(0, 9)))
        quads = plain(made(checks, folder, syntax="nquads"))
        graphs = {p: {(s, g) for s, q, _, g in quads if q[1].endswith("/" + p)}
                  for p in ("name", "of", "more")}
        of_rows = {g for _, g in graphs["name"]}
        checks.check(len(graphs["name"]) == len(of_rows) == 9
                     and graphs["of"] == graphs["name"],
                     "a record's graph is one for all pairs", graphs)
        checks.check(len({g for _, g in graphs["more"]}) == 18
                     and graphs["more"] > graphs["name"],
                     "the graph of a pair is its own", graphs)


def check_told(checks):
    """Records of two inputs that anything tells apart have nodes of their own"""
    with scratch() as name:
        for number, (what, (mappings, kind, *records)) in enumerate(TOLD.items()):
            folder = put(Path(name) / str(number),
                         rules__yml=TOLD_BY.replace("KIND", kind) + mappings,
                         orders__csv="order,by\no1,1\no2,2\n")
            outputs = []
            for record in records:
                put(folder, **{f"rows__{kind}": record})
                outputs.append(made(checks, folder))
            check_apart(checks, f"records told by {what}", *outputs)


def check_shards(checks):
    """Parts of a table through standard input, a header before each"""
    with scratch() as name:
        folder = put(Path(name), rules__yml=rules("-", join=""))
        rows = rows_of(10, 60)
        whole = made(checks, folder, input=table(rows).encode())
        parts = [made(checks, folder, input=table(rows[at:at + 20]).encode())
                 for at in (0, 20, 40)]
        check_apart(checks, "shards", *parts)
        wrong = difference(plain(whole), plain(b"".join(parts)))
        checks.check(not wrong, "shards make the graph of the whole", wrong)
        again = table([(1, "n", 1)]).encode()
        check_apart(checks, "shards with one record, each with a prefix",
                    *(made(checks, folder, "--blank-prefix", text, input=again)
                      for text in ("one", "two")))


def check_same(checks):
    """The same input makes the same bytes, wherever it is"""
    with scratch() as name:
        top = Path(name)
        here = put(top / "here", rules__yml=rules(), rows__csv=table(rows_of(0, 9)))
        there = top / "there" / "deep"
        shutil.copytree(here, there)
        first = made(checks, here)
        apart = put(top / "apart", rules__yml="# Rules\n\n" + rules()
                    + "views: {v: {}}\n")
        for what, again in {
                "another time": made(checks, here),
                "another folder": made(checks, there),
                "called from elsewhere": made(checks, "/", words=(here / "rules.yml",)),
                "rules through a pipe": made(checks, here, words=("-",),
                                             input=(here / "rules.yml").read_bytes()),
                "remarks, a view, --data-dir": made(checks, apart, "--data-dir", here),
        }.items():
            checks.check(again == first, f"{what}: the same bytes",
                         text_diff(shown(first), shown(again)))


JSON = ('{"name": "%(b)s", "id": %(a)d, "of": "%(c)d"}')
FORMATS = {
    # Name of the file, what the rules say, what a row is, what stands around rows
    "csv": ("rows.csv", CSV, '%(a)d,"%(b)s\n",%(c)d\n', "id,name,of\n%s"),
    "json items": ("rows.json", 'referenceFormulation: jsonpath, iterator: "$.all[*]"',
                   JSON + ",", '{"all": [%s]}'),
    "json nested": ("rows.json",
                    'referenceFormulation: jsonpath, iterator: "$.all[*].in[*]"',
                    '{"in": [' + JSON + ", " + JSON.replace("%(a)d", "1%(a)d") + "]},",
                    '{"all": [%s]}'),
    "json anywhere": ("rows.json",
                      'referenceFormulation: jsonpath, iterator: "$..[?@.id]"',
                      JSON[:-1] + ', "within": ' + JSON.replace("%(a)d", "1%(a)d")
                      + "},", '[%s]'),
    "json lines": ("rows.jsonl", "referenceFormulation: jsonl", JSON + "\n", "%s"),
    "json in lines": ("rows.jsonl", 'referenceFormulation: jsonl, iterator: "$[*]"',
                      "[" + JSON + ", " + JSON.replace("%(a)d", "1%(a)d") + "]\n", "%s"),
    "xml": ("rows.xml", 'referenceFormulation: xpath, iterator: "/all/row"',
            "<row><id>%(a)d</id><name>%(b)s</name><of>%(c)d</of></row>",
            "<all>%s</all>"),
    "xml anywhere": ("rows.xml", 'referenceFormulation: xpath, iterator: "//row"',
                     "<row><id>%(a)d</id><name>%(b)s</name><of>%(c)d</of>"
                     "<row><id>1%(a)d</id><name>%(b)s</name><of>%(c)d</of></row></row>",
                     "<all>%s</all>"),
    "sql": ("rows.sqlite", "queryFormulation: sql2008, type: sqlite, table: rows",
            "INSERT INTO rows VALUES(%(a)d,'%(b)s','%(c)d');",
            "CREATE TABLE rows(id INTEGER, name TEXT, of TEXT);%s"),
}
TWICE = {"json nested", "json anywhere", "json in lines", "xml anywhere"}
COUNT = 60


def write_data(path, kind, first):
    """Write rows that repeat each other, but for an id that is `first` or more, and
    is `first` of all of them where it is 0"""
    _, _, row, around = FORMATS[kind]
    text = around % "".join(row % {"a": first and first + number, "b": "n",
                                   "c": number % 2 if first else 0}
                            for number in range(COUNT)).removesuffix(",")
    path.unlink(missing_ok=True)
    if kind == "sql":
        with sqlite3.connect(path) as database:
            database.executescript(text)
    else:
        path.write_text(text, encoding="utf-8")


def check_format(checks, kind):
    """Each record has nodes of its own, which everyone calls alike"""
    with scratch() as name:
        access, source, *_ = FORMATS[kind]
        # A way out of the record has the whole document read, in one pass alone
        more = "../@of" if kind == "xml" else "of"
        folder = put(Path(name), rules__yml=rules(access, source, more))
        count = COUNT * (2 if kind in TWICE else 1)
        write_data(folder / access, kind, 0)
        quads = plain(made(checks, folder))
        checks.check(len(fresh(quads)) == A_ROW * count,
                     f"{kind}: each of {count} equal records has its own nodes",
                     f"{len(fresh(quads))} nodes")
        write_data(folder / access, kind, 1000)
        quads = plain(made(checks, folder))
        prefix = "http://example.org/"
        ids = {s: o for s, p, o, _ in quads if p[1] == prefix + "id"}
        links = {p: {(s, o) for s, q, o, _ in quads if q[1] == prefix + p}
                 for p in ("same", "joined")}
        checks.check(len(links["same"]) == count and links["same"] == links["joined"]
                     and {o for _, o in links["same"]} == set(ids),
                     f"{kind}: joins and rows call a node alike",
                     f"{len(links['same'])}, {len(links['joined'])}, {len(ids)}")


TWO = """\
prefixes: {ex: "http://example.org/"}
mappings:
  child:
    sources: [[a.csv~csv]]
    s: null
    po:
      - [ex:name, $(name)]
      - p: ex:parent
        o:
          mapping: parent
          condition: {function: equal, parameters: [[str1, $(of)], [str2, $(key)]]}
  parent:
    sources: [[b.csv~csv]]
    s: null
    po: [[ex:title, $(title)]]
"""


def check_two(checks):
    """Each source is asked for its own columns, and a link leads to the node; what
    an iterator finds twice has two"""
    with scratch() as name:
        folder = put(Path(name), rules__yml=TWO, a__csv="name,of\na,1\nb,2\n",
                     b__csv="key,title\n1,A\n2,B\n")
        quads = plain(made(checks, folder))
        linked = {o for _, p, o, _ in quads if p[1].endswith("parent")}
        titled = {s for s, p, _, _ in quads if p[1].endswith("title")}
        checks.check(linked == titled and len(titled) == 2,
                     "a join of two files leads to the nodes", f"{linked} {titled}")
        for iterator, count in (("$[0, 1, 0]", 3), ("$..a..b", 3), ("$[0:2, 1:3]", 4)):
            put(folder, rules__yml=rules(
                "two.json", f'referenceFormulation: jsonpath, iterator: "{iterator}"'),
                two__json='[{"id": 1, "name": "a", "of": "x"}, {"id": 1, "name": "a"},'
                ' {"a": [{"a": {"b": {"id": 1, "name": "a"}}, "b": {"id": 2}}]}]')
            found = len(fresh(plain(made(checks, folder))))
            checks.check(found == count * A_ROW, f"{iterator}: {count} rows", found)
        put(folder, rules__yml=rules("two.jsonl", "referenceFormulation: jsonl, "
                                     'iterator: "$[1, 0, 1]"'),
            two__jsonl='[{"id": 1}, {"id": 2}]\n[{"id": 3}]\n')
        ends = Counter(label.partition("x")[2][13:]
                       for label in fresh(plain(made(checks, folder))))
        checks.check(ends == {"": 3 * A_ROW, "n1": A_ROW},
                     "each line counts its own records", ends)


def labels(data):
    """The labels of blank nodes in whatever syntax"""
    return set(re.findall(r'(?:(?<![<\w])_:|nodeID=")(\w+)', data.decode("utf-8")))


# Under "a" and "ab", and under "a" and "aZb", these would make one label, were the
# prefix not told from what is behind it
VALUES = ("x", "bx", "Zbx", "Zr1m1x", "é z")
PREFIXES = ("a", "ab", "aZ", "aZb", "aZr0m1x", "Zb", "ZbZ", "b", "r0m1", "a_", "a_Z",
            "Z", "z", "zZb")


RAPTOR = {"turtle", "ntriples", "nquads", "rdfxml", "rj"}  # What it can write


def coded(label, also):
    """A label as a syntax has it that takes letters, digits and those of `also`"""
    def is_plain(one):
        return one.isascii() and one.isalnum()
    if label[0] != "z" and all(is_plain(one) or one in also for one in label):
        return label
    return "z" + "".join(one if is_plain(one) and one != "z" else f"z{ord(one):02X}"
                         for one in label)


def as_written(labels_of_run, syntax, by_raptor):
    """What the manual says that becomes of labels"""
    if by_raptor or syntax in ("rdfxml", "rj"):
        return {coded(label, "") for label in labels_of_run}
    return labels_of_run if syntax in ("ntriples", "nquads") else \
        {coded(label, "_") for label in labels_of_run}


def check_syntaxes(checks, folder, text):
    """Every label of every syntax begins with --blank-prefix, or is its code"""
    wanted = labels(made(checks, folder, "--blank-prefix", text))
    checks.check(wanted and all(label.startswith(text) for label in wanted),
                 f"--blank-prefix {text}", sorted(wanted))
    for syntax in syntaxes():
        for by_raptor in {False, syntax in RAPTOR}:
            more = ("--writer", "raptor") if by_raptor else ()
            result = rhumb("rdf", "rules.yml", "-f", syntax, "--blank-prefix", text,
                           *more, cwd=folder)
            found = labels(result.stdout)
            odd = found - as_written(wanted, syntax, by_raptor)
            checks.check(found and not odd,
                         f"--blank-prefix {text}: {syntax} {' '.join(more)}",
                         sorted(odd) or told(result))


def check_prefix(checks):
    """--blank-prefix is in every syntax, and no two texts make one label of any
    two"""
    with scratch() as name:
        folder = put(Path(name), rules__yml=rules(), rows__csv=table(
            (number, "n", text) for number, text in enumerate(VALUES)))
        for text in ("run7", "Zb", "z", "zoe", "run_7", "z_"):
            check_syntaxes(checks, folder, text)
        runs = {text: labels(made(checks, folder, "--blank-prefix", text))
                for text in PREFIXES}
        runs[""] = labels(made(checks, folder))
        checks.check(sum(map(len, runs.values())) == len(set().union(*runs.values())),
                     "runs with different prefixes share no blank node")
        for text in ("", "1a", "_a", "a-b", "a b", "é", "aé", "a:b"):
            result = rhumb("rdf", "rules.yml", "--blank-prefix", text, cwd=folder)
            checks.check(result.returncode == 2 and b'a letter first' in result.stderr,
                         f"--blank-prefix {text!r} is refused", told(result))


def main():
    """All of it"""
    checks = Checks("labels")
    check_inputs(checks)
    check_told(checks)
    check_graphs(checks)
    check_shards(checks)
    check_same(checks)
    for kind in FORMATS:
        check_format(checks, kind)
    check_two(checks)
    check_prefix(checks)
    checks.finish()


if __name__ == "__main__":
    main()
