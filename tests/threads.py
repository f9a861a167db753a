# SPDX-License-Identifier: ISC
"""However many threads make the rows: the same bytes, messages and exit code.

    threads.py [SEED...]

1. Every golden case, by a program whose knobs are turned (tests/knobs.c): parts of
   64 bytes, batches of five quads, three threads, little memory; and so little that
   all which is not the first row's comes behind a dry run.
2. Every golden case, with -j 4; small inputs have one thread without it.
3. Random tables of some hundred kilobytes, by rules that know every way that a row
   may go; what one thread makes of them is what two, four and nine do, and what
   the first kind of program does where the syntax has lines.
4. A table under limits of memory (ulimit -v): the same bytes, for any number of
   threads, wherever one thread makes it."""

import csv
import io
import json
import os
import random
import subprocess
import sys
from pathlib import Path

from common import (Checks, PROGRAM, ROOT, SANITIZED, TIMEOUT, scratch,
                    shown, side_by_side, text_diff)

KNOBS = Path(os.environ["RHUMB_BUILD"], "tests", "knobs", "rhumb").resolve() \
    if "RHUMB_BUILD" in os.environ else ROOT / "build/release/tests/knobs/rhumb"
SEEDS = 3 if SANITIZED else 8
MANY = (2, 4, 9)

RULES = """
prefixes:
  ex: http://example.org/
  grel: http://users.ugent.be/~bjdmeest/function/grel.ttl#
  idlab-fn: https://w3id.org/imec/idlab/function#
targets:
  t: [aside.nq, nquads]
mappings:
  row:
    sources: [[{source}]]
    s: ex:row/$({id})
    po:
      - [a, ex:Row]
      - [ex:name, $({name}), de~lang]
      - [ex:name, $({name}), DE~lang]
      - [ex:number, $({number}), xsd:integer]
      - p: ex:again
        o: {{value: $({name}), type: iri}}
        graphs: ex:graph/$({group})
      - p: [ex:one, ex:two]
        o: [$({group}), "$({group})-$({name})"]
      - p: ex:unlike
        o:
          mapping: row
          condition:
            - function: equal
              parameters: [[str1, $({group}), s], [str2, $({group}), o]]
            - function: idlab-fn:notEqual
              parameters:
                - [grel:valueParameter, $({number}), s]
                - [grel:valueParameter2, $({number}), o]
  group:
    sources: [[{source}]]
    s: ex:group/$({group})
    po:
      - [ex:has, ex:row/$({id})~iri]
      - [ex:called, $({group})]
      - p: ex:near
        o:
          mapping: row
          condition:
            function: equal
            parameters: [[str1, $({group}), s], [str2, $({id}), o]]
  fresh:
    sources: [[{source}]]
    s: null
    po:
      - [ex:of, ex:row/$({id})~iri]
      - p: ex:says
        o: {{value: $({name}), targets: t}}
  value:
    sources: [[{source}]]
    s: {{value: $({group}), type: blank}}
    po: [[ex:in, $({number})]]
  single:
    sources: [[{source}]]
    s: ex:single/$({id})
    po: [[ex:called, $({name})]]
  later:
    sources: [[later.csv~csv]]
    s: ex:row/$(id)
    po: [[a, ex:Row], [ex:name, $(name), de~lang], [ex:later, $(group)]]
  later-single:
    sources: [[later.csv~csv]]
    s: ex:single/$(id)
    po: [[ex:called, $(name)]]
"""

# Joins that come again, of so many rows that their parts are made in pieces, and
# one graph, which is a block wherever a page ends its statements
GROUPS = """
prefixes:
  ex: http://example.org/
mappings:
  row:
    sources: [[{source}]]
    s: ex:row/$({id})
    graphs: ex:all
    po: [[ex:name, $({name})]]
  group:
    sources: [[{source}]]
    s: ex:group/$({group})
    graphs: ex:all
    po:
      - p: [ex:a, ex:b, ex:c, ex:d, ex:e, ex:f, ex:g, ex:h]
        o:
          mapping: row
          condition:
            function: equal
            parameters: [[str1, $({group}), s], [str2, $({group}), o]]
      - p: ex:says
        o:
          quoted: row
          condition:
            function: equal
            parameters: [[str1, $({id}), s], [str2, $({id}), o]]
"""


def cell(rng):
    """A text, of those that readers and writers take care of"""
    return rng.choice([
        "", "a", "plain text", 'with "quotes"', "two\nlines", "a,b;c\td",
        "back\\slash", "ümläut", "\N{GRINNING FACE}", " blanks ", "x" * 300,
        "http://example.org/%20", "not an <iri>", "cr\rlf"]) + \
        (str(rng.randrange(50)) if rng.random() < 0.7 else "")


def rows(rng, count):
    """Records: identifier, name, number, group; those of a group may be near each
    other, and so are those that come again"""
    is_near = rng.random() < 0.5
    near = []
    for number in range(count):
        group = (number + rng.randrange(20)) // 20 if is_near else \
            rng.randrange(1 + count // 20)
        near = near[-20:]
        if near and rng.random() < 0.1:
            yield rng.choice(near)
            continue
        near.append([
            str(number if rng.random() < 0.8 else rng.randrange(count)),
            cell(rng),
            str(rng.randrange(1000)) if rng.random() < 0.97 else "no number",
            str(group)])
        yield near[-1]


NAMES = ["id", "name", "number", "group"]


def write_csv(rng, path, table):
    """Quoted as needed, or all of it, with lines that end in either way"""
    text = io.StringIO()
    writer = csv.writer(text, quoting=rng.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
                        lineterminator=rng.choice(["\n", "\r\n"]))
    writer.writerow(NAMES)
    writer.writerows(table)
    path.write_text(text.getvalue(), encoding="utf-8", newline="")


def later(rng, table):
    """Rows of a second source: some of the first, and others, some twice"""
    more = [[f"later-{row[0]}", *row[1:]] for row in table]
    return rng.sample(table + more + more[::3], len(table) * 2)


def records(table):
    """As JSON has them"""
    return [dict(zip(NAMES, row)) for row in table]


def write_lines(_, path, table):
    """JSON Lines"""
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n"
                            for record in records(table)), encoding="utf-8")


def write_array(rng, path, table):
    """An array of records in a document"""
    path.write_text(json.dumps({"of": {"rows": records(table)}},
                               indent=rng.choice([None, 1])), encoding="utf-8")


def write_xml(_, path, table):
    """Elements"""
    def escape(text):
        return "".join(f"&#{ord(char)};" if char in "<&>\r\"" else char
                       for char in text)
    path.write_text("<rows>\n" + "".join(
        "<row>" + "".join(f"<{name}>{escape(value)}</{name}>"
                          for name, value in zip(NAMES, row)) + "</row>\n"
        for row in table) + "</rows>\n", encoding="utf-8")


# Each with its file, what the rules say of it, and how it is written
SOURCES = {
    "csv": ("table.csv", "table.csv~csv", write_csv),
    "jsonl": ("table.jsonl", "table.jsonl~jsonl", write_lines),
    "json": ("table.json", "'table.json~jsonpath', '$.of.rows[*]'", write_array),
    "xml": ("table.xml", "table.xml~xpath, /rows/row", write_xml),
}
ON_ERROR = ("drop", "skip", "literal", "stop")

# What the program with knobs is told: all that can be is found out by dry runs
NOTHING = {"RHUMB_KNOBS_MEMORY": "1"}


def once(program, folder, words, env=None):
    """What a run makes: exit code, messages, what it prints, and files"""
    out = subprocess.run([program, "rdf", "rules.yml", *words], cwd=folder,
                         env=dict(os.environ, **(env or {})),
                         stdin=subprocess.DEVNULL, capture_output=True,
                         timeout=TIMEOUT, check=False)
    aside = folder / "aside.nq"
    more = aside.read_bytes() if aside.exists() else b""
    aside.unlink(missing_ok=True)
    return out.returncode, out.stderr, out.stdout, more


def difference(one, other):
    """What is not the same, or nothing"""
    if one[0] != other[0]:
        return f"exit {one[0]}, then {other[0]}\n{shown(other[1])}"
    for a, b in zip(one[1:], other[1:]):
        if a != b:
            return text_diff(shown(a), shown(b))
    return ""


def try_ways(checks, what, folder, words, lines):
    """Hold what several threads make of a folder against what one makes; the
    program with knobs writes the same lines, where the syntax has `lines`"""
    first = once(PROGRAM, folder, [*words, "-j", "1"])
    checks.check(first[2] or "stop" in words, what,
                 "nothing is made:\n" + shown(first[1]))
    ways = [(f"-j {count}", PROGRAM, ["-j", str(count)], {}) for count in MANY]
    ways.append(("by itself", PROGRAM, [], {}))
    if lines:
        ways.append(("with knobs", KNOBS, [], {}))
        ways.extend((f"with knobs, -j {count}, without memory", KNOBS,
                     ["-j", str(count)], NOTHING) for count in (1, *MANY))
    for way, program, more, env in ways:
        wrong = difference(first, once(program, folder, [*words, *more], env))
        checks.check(not wrong, f"{what}, {' '.join(words)}, {way}", wrong)


def try_seed(checks, seed):
    """One table in every format"""
    rng = random.Random(seed)
    table = list(rows(rng, rng.choice([1, 50, 1500, 4000, 6000])))
    for kind, (name, said, write) in SOURCES.items():
        text = rng.choice([RULES, GROUPS])
        syntaxes = ("nquads", "trig") if text == GROUPS else \
            [rng.choice(("nquads", "trig", "jsonld"))]
        mistakes = rng.choice(ON_ERROR)
        with scratch() as place:
            folder = Path(place)
            write(rng, folder / name, table)
            write_csv(rng, folder / "later.csv", later(rng, table))
            (folder / "rules.yml").write_text(text.format(
                source=said, **{key: key for key in NAMES}), encoding="utf-8")
            for syntax in syntaxes:
                try_ways(checks, f"seed {seed}, {kind}", folder,
                         ["-f", syntax, "--on-error", mistakes], syntax == "nquads")


def try_cases(checks, what, **env):
    """Run the golden cases in another way"""
    done = subprocess.run([sys.executable, ROOT / "tests" / "run_cases.py"],
                          env=dict(os.environ, **env), capture_output=True,
                          check=False)
    said = shown(done.stdout)
    count = said.strip().rpartition("\n")[2]
    checks.check(done.returncode == 0, f"cases {what}", said)
    print(f"threads: cases {what}: {count}")


LIMITED = """
mappings:
  row:
    sources: [[table.csv~csv]]
    s: http://example.org/$(n)
    po: [[http://example.org/a, a $(n)], [http://example.org/b, b $(n)]]
"""
LIMITS = (200_000, 250_000, 300_000, 400_000)  # kB


def try_limits(checks):
    """Where memory is limited a run goes on with fewer threads"""
    with scratch() as place:
        folder = Path(place)
        (folder / "rules.yml").write_text(LIMITED, encoding="utf-8")
        (folder / "table.csv").write_text(
            "n\n" + "".join(f"{n}\n" for n in range(200_000)), encoding="utf-8")
        for limit in LIMITS:
            first = None
            for count in ("1", "4", "64"):
                out = subprocess.run(
                    ["sh", "-c", f'ulimit -v {limit}; exec "$@"', "sh", PROGRAM, "rdf",
                     "rules.yml", "-f", "nt", "-j", count], cwd=folder,
                    stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT,
                    check=False)
                first = first or out
                checks.check(out.returncode == 0 and out.stdout == first.stdout,
                             f"-j {count} within {limit} kB", shown(out.stderr))


def main():
    """Try all of it, or seeds alone"""
    checks = Checks("threads")
    side_by_side(checks, try_seed, [int(word) for word in sys.argv[1:]] or range(SEEDS), 1)
    if not sys.argv[1:]:
        if os.environ.get("RHUMB_VARIANT") != "san":  # Its cases are a part
            try_cases(checks, "with knobs", RHUMB=str(KNOBS))
            try_cases(checks, "without memory", RHUMB=str(KNOBS), **NOTHING)
        if not SANITIZED:  # Which take all the addresses that there are
            try_limits(checks)
            try_cases(checks, "-j 4", RHUMB_WORDS="-j 4")
    checks.finish()


if __name__ == "__main__":
    main()
