# SPDX-License-Identifier: ISC
"""What runs with --shard make together is what one run makes: the same quads with
the same labels of blank nodes, the same mistakes at the same places; and each
run makes its part alone."""

import gzip
import json
import random
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from common import Checks, rhumb, scratch, shown, text_diff, told

COUNTS = (1, 2, 7)
ROWS = 3000  # Several stripes of bytes for each of seven

HEAD = """\
prefixes: {ex: "http://example.org/"}
"""
ROW = """\
    s: ex:row/$(id)
    po:
      - [ex:text, $(text)]
      - [ex:kind, ex:kind/$(kind)~iri]
"""


@dataclass
class Rules:
    """Rules, and how the runs share what they read"""

    name: str
    text: str
    shared: bool = True  # Each run over a table of many stripes has some of it
    apart: bool = True  # No two make one quad
    stdin: str = ""  # File that stands on standard input


def mapping(source, body=ROW, more=""):
    """Rules of one mapping"""
    return f"{HEAD}{more}mappings:\n  m:\n    sources: [{source}]\n{body}"


JOINED = """\
    s: ex:row/$(id)
    po:
      - p: ex:of
        o:
          mapping: kind
          condition: {function: equal, parameters: [[str1, $(kind)], [str2, $(KEY)]]}
  kind:
    sources: [SOURCE]
    s: null
    po: [[ex:title, $(title)], [ex:key, $(KEY)]]
"""
BLANKS = """\
    s: null
    po:
      - [ex:text, $(text)]
      - p: ex:note
        o: {type: blank}
      - p: ex:kind
        o: {value: $(kind), type: blank}
"""
GRAPHS = """\
    s: ex:row/$(id)
    graphs: [ex:g/$(kind), ex:all]
    po:
      - [ex:text, $(text)]
      - {p: ex:kind, o: $(kind), graphs: ex:kinds}
"""
REIFIED = """\
    s: ex:row/$(id)
    po:
      - {p: ex:kind, o: $(kind), reifier: ex:claim/$(id), annotations: [[ex:by, $(text)]]}
"""
GATHERED = """\
    s: ex:row/$(id)
    po: [[ex:all, {gather: [$(text), $(kind), $(id)]}]]
"""
VIEWS = """\
sources:
  kinds: {access: kinds.json, referenceFormulation: jsonpath, iterator: "$[*]", fields: {key: $(key), title: $(title)}}
  rows:
    access: rows.csv
    referenceFormulation: csv
    fields:
      id: $(id)
      kind: $(kind)
      low: $(text => lower)
    joins: {source: kinds, type: left, fields: {title: $(title)}, condition: {function: equal, parameters: [[str1, $(kind)], [str2, $(key)]]}}
  levels:
    access: rows.jsonl
    referenceFormulation: jsonl
    iterator: {row: "$", part: "$.parts[*]"}
mappings:
  row:
    sources: rows
    s: ex:row/$(id)
    po: [[ex:title, $(title)], [ex:low, $(low)]]
  part:
    sources: levels
    s: null
    po: [[ex:of, ex:row/$(row.id)~iri], [ex:n, $(part.n)], [ex:at, "$(part.#)"]]
"""

RULES = [
    Rules("a table", mapping("[rows.csv~csv]")),
    Rules("lines of JSON", mapping("[rows.jsonl~jsonl]")),
    Rules("rows within lines of JSON",
          mapping('["rows.jsonl~jsonl", "$.parts[*]"]',
                  "    s: null\n    po: [[ex:n, $(n)]]\n")),
    Rules("a packed table", mapping("[rows.csv.gz~csv]")),
    Rules("packed lines", mapping("[rows.jsonl.gz~jsonl]")),
    Rules("another encoding",
          mapping("a", more="sources:\n  a: {access: latin.csv, "
                  "referenceFormulation: csv, encoding: latin1}\n")),
    Rules("CRLF", mapping("[crlf.csv~csv]")),
    Rules("standard input", mapping("[-~csv]"), stdin="rows.csv"),
    Rules("packed lines on standard input", mapping("[-~jsonl]"),
          stdin="rows.jsonl.gz"),
    Rules("fresh nodes, and nodes of values", mapping("[rows.csv~csv]", BLANKS)),
    Rules("fresh nodes of lines", mapping("[rows.jsonl~jsonl]", BLANKS)),
    Rules("graphs", mapping("[rows.csv~csv]", GRAPHS), apart=False),
    Rules("triples that are reified", mapping("[rows.csv~csv]", REIFIED)),
    Rules("a list a record", mapping("[rows.csv~csv]", GATHERED)),
    Rules("a join with a document",
          mapping("[rows.csv~csv]", JOINED.replace("KEY", "key").replace(
              "SOURCE", '["kinds.json~jsonpath", "$[*]"]'))),
    Rules("a join with a table, whose nodes are fresh",
          mapping("[rows.jsonl~jsonl]", JOINED.replace("KEY", "key").replace(
              "SOURCE", "[kinds.csv~csv]"))),
    Rules("a table that is joined with itself",
          mapping("[some.csv~csv]", JOINED.replace("KEY", "id").replace(
              "SOURCE", "[some.csv~csv]").replace("title", "text")), shared=False,
          apart=False),
    Rules("views with joins and levels", HEAD + VIEWS),
    Rules("levels of many documents", HEAD + """\
sources:
  a: {access: "many/*.json", referenceFormulation: jsonpath, iterator: {row: "$[*]", part: "$.parts[*]"}}
mappings:
  m:
    sources: a
    s: null
    po: [[ex:of, $(row.id)], [ex:n, $(part.n)], [ex:in, $(_stem)]]
"""),
    Rules("many tables", mapping('["many/*.csv~csv"]')),
    Rules("many documents", mapping('["many/*.json~jsonpath", "$[*]"]', BLANKS)),
    Rules("a document", mapping('["rows.json~jsonpath", "$[*]"]', BLANKS),
          shared=False),
    Rules("a database", mapping("a", BLANKS, "sources:\n  a: {access: rows.db, type: "
                                "sqlite, table: row}\n"), shared=False),
    Rules("the name of the file",
          mapping("[rows.csv~csv]", "    s: ex:row/$(id)\n"
                  "    po: [[ex:in, $(_file)]]\n")),
    Rules("what each record says",
          mapping("[rows.csv~csv]", "    s: ex:kind/$(kind)\n    po:\n"
                  "      - [ex:of, ex:all~iri]\n      - [a, ex:Kind]\n"),
          apart=False),
    Rules("fewer records than runs", mapping("[few.csv~csv]"), shared=False),
    Rules("no record", mapping("[none.csv~csv]"), shared=False),
]


def texts():
    """Rows of columns, with quotes, commas and ends of lines in them"""
    chance = random.Random(5)
    words = ['plain', 'a, b', 'say "hi"', 'two\nlines', 'r\r\nn', '', 'é',
             'x' * 120, '"', '\n\n']
    return [(number, " ".join(chance.choice(words) for _ in range(8)),
             chance.randrange(9)) for number in range(ROWS)]


def as_csv(rows, end="\n"):
    """A table; quotes where they must be"""
    def cell(value):
        text = str(value)
        return '"' + text.replace('"', '""') + '"' \
            if any(c in text for c in '",\r\n') else text
    lines = ["id,text,kind"] + [",".join(map(cell, row)) for row in rows]
    return "".join(line + end for line in lines)


def as_objects(rows):
    """Records of JSON"""
    return [{"id": number, "text": text, "kind": str(kind),
             "parts": [{"n": number * 10 + at} for at in range(number % 4)]}
            for number, text, kind in rows]


def write_files(folder):
    """All that the rules read"""
    rows = texts()
    kinds = [{"key": str(key), "title": f"kind {key}"} for key in range(8)]
    lines = "".join(json.dumps(row) + "\n" + "\n" * (row["id"] % 3 == 0)
                    for row in as_objects(rows))
    files = {
        "rows.csv": as_csv(rows),
        "some.csv": as_csv([(i, text, (i * 7 + 3) % 500)
                            for i, text, _ in rows[:500]]),
        "crlf.csv": as_csv(rows, "\r\n"),
        "few.csv": as_csv(rows[:3]),
        "none.csv": as_csv([]),
        "rows.jsonl": lines,
        "rows.json": json.dumps(as_objects(rows)),
        "kinds.json": json.dumps(kinds),
        "kinds.csv": "key,title\n" + "".join(f"{kind['key']},{kind['title']}\n"
                                             for kind in kinds),
    }
    (folder / "many").mkdir()
    for at in range(9):
        some = rows[at * 20:at * 20 + 20]
        files[f"many/{at}.csv"] = as_csv(some)
        files[f"many/{at}.json"] = json.dumps(as_objects(some))
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    (folder / "latin.csv").write_bytes(files["rows.csv"].encode("latin1"))
    for name in ("rows.csv", "rows.jsonl"):
        (folder / f"{name}.gz").write_bytes(gzip.compress(files[name].encode()))
    with sqlite3.connect(folder / "rows.db") as database:
        database.execute("CREATE TABLE row (id, text, kind)")
        database.executemany("INSERT INTO row VALUES (?, ?, ?)", rows[:50])
    database.close()


def call(folder, *words, stdin="", syntax="nquads"):
    """Run rhumb rdf, in a folder"""
    options = {"input": (folder / stdin).read_bytes()} if stdin else {}
    return rhumb("rdf", "rules.yml", "-f", syntax, *words, cwd=folder, **options)


def lines_of(result):
    """The quads, a line each, in order"""
    return result.stdout.decode().splitlines()


def check_union(checks, whole, made, what):
    """The lines of shards, each once, are those of one run"""
    whole, made = sorted(whole), sorted(set(made))
    checks.check(made == whole, what, made != whole and text_diff(
        "\n".join(whole), "\n".join(made)))


def check_rules(checks, folder, rules):
    """The shards of rules make what one run makes"""
    (folder / "rules.yml").write_text(rules.text, encoding="utf-8")
    result = call(folder, stdin=rules.stdin)
    what = rules.name
    checks.check(result.returncode == 0, what, told(result))
    whole = lines_of(result)
    checks.check(len(set(whole)) == len(whole), f"{what}: each quad once")
    checks.check(whole or "none.csv" in rules.text, f"{what}: there are quads")
    for count in COUNTS:
        parts = []
        for number in range(1, count + 1):
            shard = f"{number}/{count}"
            result = call(folder, "--shard", shard, stdin=rules.stdin)
            if count > 1:
                checks.quiet(result, f"{what}: {shard}")
            parts.append(lines_of(result))
        made = [line for part in parts for line in part]
        check_union(checks, whole, made,
                    f"{what}: {count} shards make what one run makes")
        checks.check(not rules.apart or len(made) == len(whole),
                     f"{what}: no two of {count} shards make one quad",
                     f"{len(made)} quads, {len(whole)} of them different")
        checks.check(not rules.shared or all(parts),
                     f"{what}: each of {count} shards makes something",
                     [len(part) for part in parts])


WRONG = """\
    s: ex:row/$(id)
    po: [[ex:n, $(n), "http://www.w3.org/2001/XMLSchema#integer"]]
"""
MISTAKEN = {
    "a table": mapping("[bad.csv~csv]", WRONG),
    "a view": mapping("a", WRONG, "sources:\n  a: {access: bad.csv, "
                      "referenceFormulation: csv, fields: {id: $(id), n: $(n)}}\n"),
}
BAD = (100, 1500, 2999)  # Rows with a mistake, in three stripes


def told_of(result):
    """What a run said of records"""
    return [line for line in shown(result.stderr).splitlines() if "bad." in line]


def check_mistaken(checks, folder, what, rules):
    """Each run says the mistakes of its own records, where one run has them"""
    (folder / "rules.yml").write_text(rules, encoding="utf-8")
    for word in ("skip", "drop", "literal"):
        words = ("--on-error", word, "--allow-skipped", len(BAD))
        said = f"{what}, --on-error {word}"
        whole = call(folder, *words)
        checks.check(len(told_of(whole)) == len(BAD), said, told(whole))
        parts = [call(folder, *words, "--shard", f"{number}/7")
                 for number in range(1, 8)]
        check_union(checks, lines_of(whole),
                    [line for part in parts for line in lines_of(part)],
                    f"{said}: shards make what one run makes")
        checks.check(sorted(line for part in parts for line in told_of(part))
                     == sorted(told_of(whole)),
                     f"{said}: shards say what one run says",
                     [told(part) for part in parts])
    ends = [call(folder, "--shard", f"{number}/7").returncode
            for number in range(1, 8)]
    checks.check(sorted(ends) == [0] * 4 + [1] * 3,
                 f"{what}: a mistake ends the run of the shard that has it", ends)


def check_mistakes(checks, folder):
    """Mistakes in three stripes of a table"""
    rows = [(i, "x" if i in BAD else i, "two\nlines" * 10) for i in range(3000)]
    (folder / "bad.csv").write_text("id,n,text\n" + "".join(
        f'{i},{n},"{text}"\n' for i, n, text in rows))
    for what, rules in MISTAKEN.items():
        check_mistaken(checks, folder, what, rules)


JOINED_SKIP = HEAD + """\
mappings:
  child:
    sources: [[rows.csv~csv]]
    s: ex:row/$(id)
    po:
      - p: ex:of
        o:
          mapping: parent
          condition: {function: equal, parameters: [[str1, $(id)], [str2, $(id)]]}
  parent:
    sources: [[bad.csv~csv]]
    s: ex:other/$(id)
    po:
      - [ex:n, $(n), "http://www.w3.org/2001/XMLSchema#integer"]
"""


def check_skipped(checks, folder):
    """No shard joins with a record that another leaves out"""
    (folder / "rules.yml").write_text(JOINED_SKIP, encoding="utf-8")
    words = ("--on-error", "skip", "--allow-skipped", len(BAD))
    whole = lines_of(call(folder, *words))
    checks.check(whole and not any(f"other/{BAD[0]}>" in line for line in whole),
                 "a record that is left out is no partner")
    made = [line for number in (1, 2) for line in
            lines_of(call(folder, *words, "--shard", f"{number}/2"))]
    check_union(checks, whole, made,
                "no shard joins with what another leaves out")


def check_unclosed(checks, folder):
    """Where no record ends any more, no shard knows its own"""
    (folder / "bad.csv").write_text(
        "id,text,kind\n" + "".join(f"{i},text,1\n" for i in range(9000))
        + '9000,"open,1\n' + "9001,text,1\n" * 9000)
    (folder / "rules.yml").write_text(mapping("[bad.csv~csv]"), encoding="utf-8")
    whole = call(folder)
    checks.check(b"never closed" in whole.stderr, "a quote is never closed",
                 told(whole))
    for number in (1, 2, 3):
        result = call(folder, "--shard", f"{number}/3")
        checks.check(result.returncode == 1 and result.stderr == whole.stderr,
                     f"a quote that is never closed ends shard {number}/3",
                     told(result))


def check_many(checks, folder):
    """There may be any number of shards"""
    (folder / "rules.yml").write_text(mapping("[rows.csv~csv]"), encoding="utf-8")
    last = 2 ** 64 - 1
    for number, some in ((1, True), (2, True), (last, False)):
        result = call(folder, "--shard", f"{number}/{last}")
        checks.quiet(result, f"--shard {number}/{last}")
        checks.check(bool(result.stdout) == some, f"what {number}/{last} makes")
    for text in ("1", "/", "1/", "/2", "1/0", "-1/2", "1/2/3", "1 /2", "2/1",
                 f"1/{last + 1}"):
        result = call(folder, "--shard", text)
        checks.check(result.returncode == 2 and b"which shard" in result.stderr,
                     f"--shard {text!r} is refused", told(result))


def main():
    """All of it"""
    checks = Checks("shards")
    with scratch() as name:
        folder = Path(name)
        write_files(folder)
        for rules in RULES:
            check_rules(checks, folder, rules)
        check_mistakes(checks, folder)
        check_skipped(checks, folder)
        check_unclosed(checks, folder)
        check_many(checks, folder)
    checks.finish()


if __name__ == "__main__":
    main()
