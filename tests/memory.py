# SPDX-License-Identifier: ISC
"""Under the system's limits of memory a run ends with all that it should make,
or with exit code 3 and nothing; what streams keeps nothing that was written, nor
a record that was read."""

import bz2
import filecmp
import gzip
import os
import re
import sqlite3
import subprocess
import sys
from functools import partial
from pathlib import Path

from common import Checks, PROGRAM, ROOT, copy_case, rhumb, run, scratch, told
from compressed import zipped
from outputs import listing, make, same_as_before, small_files


def check_limits(checks):
    """Limits of the system: the whole, or nothing; return how many MB are enough"""
    with scratch() as path:
        folder = Path(path)
        make(folder, 300_000)
        before = listing(folder)
        rhumb("rdf", "rules.yml", "-o", "out.ttl", cwd=folder)
        whole = (folder / "out.ttl").read_bytes()
        (folder / "out.ttl").unlink()
        codes = set()
        enough = None
        for limit in range(60, 160, 10):
            result = run(["sh", "-c", f'ulimit -v {limit}000; exec "$@"', "sh",
                          PROGRAM, "rdf", "rules.yml", "-o", "out.ttl"],
                         cwd=folder)
            codes.add(result.returncode)
            if result.returncode == 0:
                enough = enough or limit
                checks.check((folder / "out.ttl").read_bytes() == whole,
                             f"with {limit} MB: the whole")
                (folder / "out.ttl").unlink()
            elif result.returncode != 127:  # The libraries do not fit
                checks.check(result.returncode == 3,
                             f"with {limit} MB: exit 3", told(result))
                same_as_before(checks, before, folder, f"with {limit} MB")
        checks.check({0, 3} <= codes, "some limits are too low, "
                     "and some are not", codes)
    return enough


def check_halved(checks, enough):
    """A run takes no more than half of what a limit leaves: seven times the rows
    that have been made within `enough` MB take little more"""
    with scratch() as path:
        folder = Path(path)
        make(folder, 2_000_000)
        command = [PROGRAM, "rdf", "rules.yml", "-o"]
        run([*command, "whole.nt"], cwd=folder)
        result = run(["sh", "-c", f'ulimit -v {enough + 30}000; exec "$@"', "sh",
                      *command, "out.nt"], cwd=folder)
        checks.check(result.returncode == 0 and
                     filecmp.cmp(folder / "out.nt", folder / "whole.nt", shallow=False),
                     f"many rows with {enough + 30} MB: the whole", told(result))


# Each row with a node of its own, which Turtle writes where it is used
NESTED = """\
prefixes: {ex: http://example.org/}
mappings:
  row:
    sources: [[numbers.csv~csv]]
    s: ex:row/$(n)
    po:
      - [ex:n, $(n)]
      - {p: ex:node, o: {mapping: node}}
  node:
    sources: [[numbers.csv~csv]]
    s: null
    po: [[ex:of, $(n)]]
"""
STREAMED = ("turtle", "trig", "jsonld")

# A list of each row's own, and one that all rows go on with
GATHERED = """\
prefixes: {ex: http://example.org/}
mappings:
  row:
    sources: [[numbers.csv~csv]]
    s: ex:rows
    po:
      - [ex:list, {gather: [$(n), a, b, c, d, e, f, g]}]
      - [ex:all, {gather: [$(n), a, b, c, d, e, f, g], value: ex:all}]
"""
MORE = 4096  # kB that a syntax may take beside N-Triples


# A program has been as large as what began it, and this one is larger than most
SMALL = """\
import os, sys
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(child, 0)
print(usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def peak(command, folder):
    """The highest memory of a run, in kB"""
    done = subprocess.run([sys.executable, "-I", "-S", "-c", SMALL,
                           *[str(word) for word in command]], cwd=folder, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return int(done.stdout.split()[-1]) if done.returncode == 0 else None


def check_streams(checks):
    """Syntaxes that stream take as much memory as N-Triples, whatever they
    write"""
    with scratch() as path:
        folder = Path(path)
        (folder / "numbers.csv").write_text(
            "n\n" + "".join(f"{n}\n" for n in range(100_000)), encoding="utf-8")
        (folder / "rules.yml").write_text(NESTED, encoding="utf-8")
        first = None
        for syntax in ("ntriples", *STREAMED):
            most = peak([PROGRAM, "rdf", "rules.yml", "-f", syntax, "-o",
                         f"out.{syntax}"], folder)
            first = first or most
            checks.check(most and most < first + MORE,
                         f"{syntax} takes no more than N-Triples",
                         f"{most} kB, {first} kB")


def check_lists(checks):
    """The cells of lists are kept no longer than their row, also of a list that all
    rows go on with; only what is said of rows is asked for duplicates"""
    with scratch() as path:
        folder = Path(path)
        (folder / "rules.yml").write_text(GATHERED, encoding="utf-8")
        found = []
        for rows in (1000, 100_000):
            (folder / "numbers.csv").write_text(
                "n\n" + "".join(f"{n}\n" for n in range(rows)), encoding="utf-8")
            found.append(peak([PROGRAM, "rdf", "rules.yml", "-f", "ntriples", "-o",
                               "out.nt"], folder))
        # A triple for each row: 16 bytes and the room to grow; 1.6 million cells: none
        checks.check(all(found) and found[1] < found[0] + 2 * MORE,
                     "cells of 100,000 lists take no memory", found)


# Rows that come from a query or through standard input, and need not be in
# memory at once: what is read, the reference to a text of 900 bytes, a record
ROWS = 300_000
LIMIT = 160_000  # KB, of which the libraries take a third
TEXT = "7" * 900
QUERY = ("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT "
         f"{ROWS}) SELECT printf('%0900d', i) AS u, '{TEXT}' AS v FROM n")
READ = {
    "SQLite": (f'{{access: d.sqlite, type: sqlite, query: "{QUERY}"}}', "v", ""),
    "XML, elements": ("['-~xpath', /r/s]", "v", f"<s><v>{TEXT}</v></s>"),
    "XML, attributes": ("['-~xpath', /r/s]", "@v", f"<s v='{TEXT}'/>"),
    "XML, levels": ("{access: '-', referenceFormulation: xpath, iterator: "
                    "{s: /r/s, v: v}}", "v..", f"<s><v>{TEXT}</v></s>"),
    "XML, fields": ("{access: '-', referenceFormulation: xpath, iterator: /r/s, "
                    "fields: {t: $(v)}}", "t", f"<s><v>{TEXT}</v></s>"),
    "XML, with XPath": ("['-~xpath', /r/s]", "v[1]", f"<s><v>{TEXT}</v></s>"),
}


def check_reading(checks, name):
    """More than the limit goes through, a record at a time"""
    source, reference, record = READ[name]
    with scratch() as path:
        folder = Path(path)
        sqlite3.connect(folder / "d.sqlite").close()
        (folder / "rules.yml").write_text(
            f"mappings: {{m: {{sources: [{source}], s: http://e/s, "
            f"po: [[http://e/p, \"$({reference})\"]]}}}}", encoding="utf-8")
        result = run(["sh", "-c", '{ echo "<r>"; yes "$1" | head -n "$2"; echo '
                      f'"</r>"; }} | (ulimit -v {LIMIT}; exec "$3" rdf rules.yml '
                      '-f ntriples)', "sh", record, ROWS, PROGRAM], cwd=folder)
        checks.check(result.returncode == 0 and result.stdout.decode() ==
                     f'<http://e/s> <http://e/p> "{TEXT}" .\n',
                     f"{name}: {ROWS} records in {LIMIT} KB", told(result))


# Subjects of two tables, so many of which come again
TABLES = """\
prefixes: {{ex: http://example.org/}}
mappings:
  one:
    sources: [[{first}]]
    s: ex:$(n)
    po: [[ex:a, a $(n)], [ex:b, b $(n)], [ex:c, c $(n)], [ex:d, d $(n)]]
  other:
    sources: [[other.csv~csv]]
    s: ex:$(n)
    po: [[ex:d, d $(n)], [ex:e, e $(n)], [ex:a, a $(n)]]
"""
MANY = 1_000_000  # Rows of the first table, four million triples
AGAIN = 20_000    # Of the other, each twice
ALLOWED = 46_080   # kB that a run with --memory 16M may take
ALLOWED_AGAIN = 53_248  # And one that finds repeats in a temporary file


def write_tables(folder, again=AGAIN):
    """The rules, and their data, line by line: what this process has taken is in
    what is said of those that it starts"""
    (folder / "rules.yml").write_text(TABLES.format(first="one.csv~csv"), encoding="utf-8")
    for name, *ranges in (("one", range(MANY)), ("other", range(again), range(again))):
        with (folder / f"{name}.csv").open("w", encoding="utf-8") as out:
            out.write("n\n")
            for numbers in ranges:
                out.writelines(f"{number}\n" for number in numbers)


def check_less(checks, folder, name, allowed, part=1):
    """--memory gives the same bytes in less memory, less than that part of all"""
    words = ("rdf", "rules.yml", "-f", "ntriples", "-o")
    most = peak([PROGRAM, *words, "whole.nt", "-j", "1"], folder)
    for jobs in ("1", "3"):
        least = peak([PROGRAM, *words, "out.nt", "-j", jobs, "--memory", "16M"],
                     folder)
        checks.check(least and filecmp.cmp(folder / "out.nt", folder / "whole.nt",
                                           shallow=False),
                     f"{name}, --memory 16M -j {jobs}: the same bytes")
        checks.check(jobs != "1" or (least and least < allowed < most * part),
                     f"{name}, --memory 16M -j {jobs}: less memory",
                     f"{least} kB, {most} kB")


def check_bounded(checks):
    """Subjects that come once need not be kept"""
    with scratch() as path:
        folder = Path(path)
        write_tables(folder)
        check_less(checks, folder, "subjects that come once", ALLOWED)


def check_repeats(checks):
    """What comes again and does not fit is found in a temporary file"""
    with scratch() as path:
        folder = Path(path)
        write_tables(folder, again=MANY)
        check_less(checks, folder, "repeats", ALLOWED_AGAIN)
        result = run([PROGRAM, "rdf", "rules.yml", "-o", "out.nt.gz", "--memory", "16M"],
                     cwd=folder, preexec_fn=partial(small_files, 20 << 20),
                     restore_signals=False, env=dict(os.environ, TMPDIR=path))
        checks.check(result.returncode == 3 and f"temporary file in {path}".encode() in
                     result.stderr and not (folder / "out.nt.gz").exists(),
                     "no room for repeats", told(result))


def check_collections(checks):
    """What cannot be made beforehand and does not fit is an error, with its place;
    collections without names can"""
    with scratch() as path:
        folder = Path(path)
        write_tables(folder, again=0)
        for name, value, code in (("", "", 0), (" with names", ", value: http://e/all", 3)):
            (folder / "rules.yml").write_text(
                "mappings: {m: {sources: [['one.csv~csv']], s: http://e/s, "
                f"po: [[http://e/p, {{gather: ['$(n)'], as: bag{value}}}]]}}}}",
                encoding="utf-8")
            result = rhumb("rdf", "rules.yml", "-o", "out.nt", "--memory", "16M",
                           cwd=folder)
            if checks.check(result.returncode == code and (code == 0 or (
                    b"rules.yml:1:" in result.stderr and
                    b"more than --memory, and rules with collections" in result.stderr and
                    not (folder / "out.nt").exists())),
                    f"collections{name} that do not fit", told(result)) and code == 0:
                rhumb("rdf", "rules.yml", "-o", "whole.nt", cwd=folder)
                checks.check(filecmp.cmp(folder / "out.nt", folder / "whole.nt",
                                         shallow=False),
                             "collections that do not fit: the same bytes")
                (folder / "out.nt").unlink()


# What comes through a pipe, as another program writes it, and its iterator
PIPED = {
    "CSV": ("csv", "", "n\n", "{}\n", ""),
    "JSON Lines": ("jsonl", "", "", '{{"n": {}}}\n', ""),
    "JSON": ("jsonpath", ", '$[*]'", "[0", ',{{"n": {}}}', "]"),
    "XML": ("xpath", ", /r/s", "<r>", "<s><n>{}</n></s>", "</r>"),
}
MANY_PIPED = 400_000  # Subjects, of which --memory 16M has no room for a half
PACKERS = {"": bytes, "gzip": gzip.compress, "bzip2": bz2.compress, "zip": zipped}


def write_piped(folder, name):
    """Rules over a file and over standard input, and the file"""
    word, iterator, head, record, end = PIPED[name]
    for rules, source in (("piped", "-"), ("named", "p.fifo"), ("plain", "data")):
        (folder / f"{rules}.yml").write_text(
            TABLES.format(first=f"'{source}~{word}'{iterator}"), encoding="utf-8")
    with (folder / "data").open("w", encoding="utf-8") as out:
        out.write(head)
        out.writelines(record.format(number) for number in range(MANY_PIPED))
        out.write(end)
    (folder / "other.csv").write_text("n\n1\n2\n1\n", encoding="utf-8")


def pipe_in(folder, data, *words):
    """Run the program with bytes through a pipe, of which it need not know more
    than it has read"""
    return run([PROGRAM, "rdf", *words], cwd=folder, input=data)


def check_piped(checks):
    """--memory keeps what can be read once: the same bytes as of a file, whatever
    it is; the run looks ahead, or what it keeps would be too much"""
    for name in PIPED:
        with scratch() as path:
            folder = Path(path)
            write_piped(folder, name)
            data = (folder / "data").read_bytes()
            words = ("-f", "ntriples", "-o", "out.nt")
            result = rhumb("rdf", "plain.yml", *words, cwd=folder)
            whole = (folder / "out.nt").read_bytes()
            for packing, pack in PACKERS.items():
                for jobs in ("3",) if packing else ("1", "3"):
                    result = pipe_in(folder, pack(data), "piped.yml", *words, "-j", jobs,
                                     "--memory", "16M")
                    checks.check(
                        result.returncode == 0 and not result.stderr and
                        (folder / "out.nt").read_bytes() == whole,
                        f"{name} {packing} through a pipe, -j {jobs}", told(result))
            os.mkfifo(folder / "p.fifo")
            with subprocess.Popen(["cp", "data", "p.fifo"], cwd=folder):
                result = rhumb("rdf", "named.yml", *words, "--memory", "16M", cwd=folder)
            checks.check(result.returncode == 0 and
                         (folder / "out.nt").read_bytes() == whole,
                         f"{name} through a pipe with a name", told(result))


# Rules that read a source more than once
TWICE = {
    "joined": """\
  one:
    sources: [[SOURCE~csv]]
    s: ex:$(n)
    po:
      - p: ex:before
        o:
          mapping: one
          condition: {function: equal, parameters: [[str1, $(before)], [str2, $(n)]]}
""",
    "newest": """\
  one:
    sources: [{access: SOURCE, referenceFormulation: csv,
               newest: {by: $(before), of: $(n)}}]
    s: ex:$(n)
    po: [[ex:before, $(before)]]
""",
    "skipping": """\
  one:
    sources: [[SOURCE~csv]]
    s: ex:$(n)
    po: [[ex:before, $(before)~iri]]
  other:
    sources: [[SOURCE~csv]]
    s: ex:again/$(n)
    po:
      - p: ex:is
        o:
          mapping: one
          condition: {function: equal, parameters: [[str1, $(n)], [str2, $(n)]]}
""",
}
ROWS_TWICE = "n,before\n1,\n2,http://e/1\n3,2\n4,http://e/1\nb,a b\n"


def check_twice(checks):
    """What is read several times is so through a pipe too, with the same mistakes"""
    for name, rules in TWICE.items():
        with scratch() as path:
            folder = Path(path)
            (folder / "rows.csv").write_text(ROWS_TWICE, encoding="utf-8")
            for named, source in (("plain", "rows.csv"), ("piped", "-")):
                (folder / f"{named}.yml").write_text(
                    "prefixes: {ex: http://example.org/}\nmappings:\n" +
                    rules.replace("SOURCE", source), encoding="utf-8")
            words = ("-f", "ntriples", "--on-error", "skip")
            wanted = rhumb("rdf", "plain.yml", *words, cwd=folder)
            got = pipe_in(folder, ROWS_TWICE.encode(), "piped.yml", *words,
                          "--memory", "16M")
            said = got.stderr.replace(b"<stdin>", b"rows.csv")
            checks.check((got.returncode, got.stdout) ==
                         (wanted.returncode, wanted.stdout) and
                         (b"rows.csv:" in said) == (b"rows.csv:" in wanted.stderr),
                         f"{name} through a pipe", told(got))


def check_archives(checks):
    """A workbook of several sheets, which is read here and there, through a pipe"""
    with scratch() as path:
        folder = Path(path) / "case"
        copy_case(ROOT / "tests" / "cases" / "xlsx-sheets", folder)
        rules = (folder / "mapping.yml").read_text(encoding="utf-8")
        (folder / "piped.yml").write_text(
            rules.replace("fleet.xlsx, sheet", "'-', referenceFormulation: xlsx, sheet")
            .replace("fleet.xlsx, ref", "'-', ref").replace("fleet.xlsx", "-"),
            encoding="utf-8")
        wanted = rhumb("rdf", "mapping.yml", "-f", "nquads", cwd=folder)
        got = pipe_in(folder, (folder / "fleet.xlsx").read_bytes(), "piped.yml", "-f",
                      "nquads", "--memory", "16M")
        checks.check(wanted.stdout and (got.returncode, got.stdout) == (0, wanted.stdout),
                     "a workbook through a pipe", told(got))


def check_no_room(checks):
    """A full disk is an error that says where"""
    with scratch() as path:
        folder = Path(path)
        (folder / "rules.yml").write_text(
            "mappings: {m: {sources: ['-~csv'], s: http://e/s, "
            "po: [[http://e/p, is]]}}", encoding="utf-8")
        result = run([PROGRAM, "rdf", "rules.yml", "-o", "out.nt", "--memory", "16M"],
                     cwd=folder, input=b"n\n" + b"1\n" * 100_000,
                     preexec_fn=small_files, restore_signals=False,
                     env=dict(os.environ, TMPDIR=path))
        checks.check(result.returncode == 3 and f"temporary file in {path}".encode() in
                     result.stderr and b"TMPDIR" in result.stderr and
                     not (folder / "out.nt").exists(), "no room for a pipe", told(result))


# Rows that look up those of a table that is as large, in another order: its
# subjects, rows of a view, triples that are quoted
ON = "condition: {function: equal, parameters: [[str1, $(k), s], [str2, $(k), o]]}"
SIDES = f"""\
prefixes: {{ex: http://example.org/}}
sources:
  child: {{access: child.csv, referenceFormulation: csv}}
  parent: {{access: parent.csv, referenceFormulation: csv}}
  left: {{source: child, fields: [n, k], joins: [{{source: right, fields: {{m: $(m)}}, {ON}}}]}}
  right: {{source: parent, fields: {{m: $(n), k: $(k)}}}}
mappings:
"""
PARENT = "  parent: {sources: [parent], s: ex:parent/$(n), po: [[ex:key, $(k)]]}\n"
JOINS = {
    "subjects": "  child: {sources: [child], s: ex:child/$(n), po: [{p: ex:of, o: "
                f"{{mapping: parent, {ON}}}}}]}}\n{PARENT}",
    "rows": "  child: {sources: [left], s: ex:child/$(n), po: [[ex:of, $(m)]]}\n",
    "triples": "  child: {sources: [child], s: ex:child/$(n), po: [{p: ex:of, o: "
               f"{{quoted: parent, {ON}}}}}]}}\n{PARENT}",
}
ONLY_JOINED = (SIDES + JOINS["subjects"]).replace(", po: [[ex:key, $(k)]]", "")
JOINED = 1_000_000  # Rows of each side
STEP = 7_919  # Rows of the parent's side from one to the next


def write_sides(folder, kind):
    """The rules, and both sides"""
    (folder / "rules.yml").write_text(SIDES + JOINS[kind], encoding="utf-8")
    for name, step in (("parent", 1), ("child", STEP)):
        with (folder / f"{name}.csv").open("w", encoding="utf-8") as out:
            out.write("n,k\n")
            out.writelines(f"{n},key {n * step % JOINED}\n" for n in range(JOINED))


def check_joined(checks, kind):
    """A side of a join that does not fit goes to files: the same bytes"""
    with scratch() as path:
        folder = Path(path)
        write_sides(folder, kind)
        check_less(checks, folder, f"{kind} joined", ALLOWED, 1 / 2)


# Each row finds all of its group, and makes the same triples of them as the row
# before: some 10^9, which are known
AGAIN_JOINED = """\
prefixes: {ex: http://example.org/}
sources: {people: [people.csv~csv]}
mappings:
  one: {sources: people, s: ex:one, po: [[ex:a, a $(n)], [ex:b, b $(n)], [ex:c, c $(n)], [ex:d, d $(n)]]}
  person: {sources: people, s: ex:person/$(n), po: [[ex:k, $(k)]]}
  group:
    sources: people
    s: ex:group/$(k)
    po: [{p: ex:has, o: {mapping: person, condition: {function: equal, parameters: [[str1, $(k)], [str2, $(k)]]}}}]
"""


def check_known(checks):
    """What joins find again and again takes no bit for each triple"""
    with scratch() as path:
        folder = Path(path)
        (folder / "rules.yml").write_text(AGAIN_JOINED, encoding="utf-8")
        with open(folder / "people.csv", "w", encoding="utf-8") as out:
            out.write("n,k\n")
            out.writelines(f"{n % 75_000},{n % 2}\n" for n in range(150_000))
        words = ("rdf", "rules.yml", "-j", "1", "-o")
        rhumb(*words, "whole.nt", cwd=folder)
        least = peak([PROGRAM, *words, "out.nt", "--memory", "16M"], folder)
        checks.check(least and least < 1.5 * ALLOWED and
                     filecmp.cmp(folder / "out.nt", folder / "whole.nt", shallow=False),
                     "joins that come again", f"{least} kB")


def check_empty(checks):
    """Nor need memory have room for what stands under one key, that of rows without
    a value"""
    words = ("rdf", "rules.yml", "-f", "ntriples", "-j", "1", "-o")
    with scratch() as path:
        folder = Path(path)
        (folder / "rules.yml").write_text(ONLY_JOINED, encoding="utf-8")
        (folder / "child.csv").write_text("n,k\n1,key\n", encoding="utf-8")
        with (folder / "parent.csv").open("w", encoding="utf-8") as out:
            out.write("n,k\n")
            out.writelines(f"{n},{'' if n % 1000 else 'key'}\n" for n in range(JOINED))
        most = peak([PROGRAM, *words, "whole.nt"], folder)
        least = peak([PROGRAM, *words, "out.nt", "--memory", "16M"], folder)
        checks.check(least and filecmp.cmp(folder / "out.nt", folder / "whole.nt",
                                           shallow=False),
                     "rows without a value: the same bytes")
        checks.check(least and least < ALLOWED < most / 2,
                     "rows without a value take less", f"{least} kB, {most} kB")


def check_quoted(checks):
    """What cannot go to files is an error, as soon as there is too much of it"""
    with scratch() as path:
        folder = Path(path)
        write_sides(folder, "triples")
        result = rhumb("rdf", "rules.yml", "-o", "out.nq", "--memory", "16M", cwd=folder)
        so_far = re.search(rb"joins with quoted triples, .* take (\d+) MB so far",
                           result.stderr)
        checks.check(result.returncode == 3 and so_far and int(so_far[1]) < 24 and
                     not (folder / "out.nq").exists(),
                     "quoted triples that do not fit are an error", told(result))


def check_full_joins(checks):
    """So is a full disk, before there is anything else to write"""
    with scratch() as path:
        folder = Path(path)
        write_sides(folder, "subjects")
        (folder / "rules.yml").write_text(ONLY_JOINED, encoding="utf-8")
        for jobs in ("1", "3"):
            result = run([PROGRAM, "rdf", "rules.yml", "-o", "out.nt", "--memory", "16M",
                          "-j", jobs], cwd=folder, preexec_fn=small_files, restore_signals=False,
                         env=dict(os.environ, TMPDIR=path))
            checks.check(result.returncode == 3 and result.stderr.count(
                f"cannot write a temporary file in {path}".encode()) == 1 and
                         not (folder / "out.nt").exists(), f"no room for a join, -j {jobs}", told(result))


def main():
    """All of it"""
    checks = Checks("memory")
    check_halved(checks, check_limits(checks))
    check_streams(checks)
    check_lists(checks)
    check_bounded(checks)
    check_repeats(checks)
    check_collections(checks)
    check_piped(checks)
    check_twice(checks)
    check_archives(checks)
    check_no_room(checks)
    check_joined(checks, "subjects")
    check_joined(checks, "rows")
    check_empty(checks)
    check_known(checks)
    check_quoted(checks)
    check_full_joins(checks)
    for name in READ:
        check_reading(checks, name)
    checks.finish()


if __name__ == "__main__":
    main()
