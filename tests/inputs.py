# SPDX-License-Identifier: ISC
"""What is read: files by their address, and compressed files wherever a file is
named."""

import bz2
import gzip
import lzma
import os
import zipfile
from pathlib import Path

from common import Checks, PROGRAM, rhumb, run, scratch, told
from outputs import CATALOG, RULES, SHIPPED, TERMS, make, prepare_read

RML = """\
@prefix rml: <http://w3id.org/rml/> .
@prefix ex: <http://example.org/> .
<#m> rml:logicalSource [
    rml:source [a rml:FilePath; rml:path "SOURCE"];
    rml:referenceFormulation rml:CSV];
  rml:subjectMap [rml:template "http://example.org/actor/{id}"];
  rml:predicateObjectMap [rml:predicate ex:name;
    rml:objectMap [rml:reference "name"]].
"""

CLASSIC = """\
@prefix rr: <http://www.w3.org/ns/r2rml#> .
@prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> .
@prefix ex: <http://example.org/> .
<#m> rml:logicalSource [rml:source "SOURCE"; rml:referenceFormulation ql:CSV];
  rr:subjectMap [rr:template "http://example.org/actor/{id}"];
  rr:predicateObjectMap [rr:predicate ex:name;
    rr:objectMap [rml:reference "name"]].
"""

YARRRML = RULES.replace("actors.csv~csv", "SOURCE~csv")

# The address of a file in the folder HERE, and whether it is read
ADDRESSES = (
    ("file://HERE/actors.csv", True),
    ("file:HERE/actors.csv", True),
    ("file://localhostHERE/actors.csv", True),
    ("FILE://LocalHostHERE/actors.csv", True),
    ("file:actors.csv", True),
    ("file://HERE/two%20words%C3%A9.csv", True),
    ("file:two%20words%C3%A9.csv", True),
    ("file://HERE/actors.csv.gz", True),
    ("file://elsewhereHERE/actors.csv", False),
    ("file://actors.csv", False),
    ("file://HERE/actors.csv%00.csv", False),
)


def check_addresses(checks):
    """Files by the address that IRIs give them, in each language"""
    with scratch() as path:
        folder = Path(path)
        make(folder, 3)
        wanted = rhumb("rdf", "rules.yml", "-f", "nt", cwd=folder).stdout
        table = (folder / "actors.csv").read_bytes()
        (folder / "two wordsé.csv").write_bytes(table)
        (folder / "actors.csv.gz").write_bytes(gzip.compress(table))
        for address, is_read in ADDRESSES:
            for what, rules in (("YARRRML", YARRRML), ("RML", RML),
                                ("classic RML", CLASSIC)):
                (folder / "rules").write_text(rules.replace(
                    "SOURCE", address.replace("HERE", path)), encoding="utf-8")
                result = rhumb("rdf", "rules", "-f", "nt", cwd=folder)
                checks.check(
                    (result.returncode, result.stdout) == (0, wanted)
                    if is_read else result.returncode == 1
                    and b"only local files are read" in result.stderr,
                    f"{what}: {address}", told(result) + result.stdout.decode())


def packed(folder, name):
    """Compress a file in every way; the names"""
    content = (folder / name).read_bytes()
    for end, pack in ((".gz", gzip), (".bz2", bz2), (".xz", lzma)):
        (folder / (name + end)).write_bytes(pack.compress(content))
    with zipfile.ZipFile(folder / (name + ".zip"), "w") as file:
        file.writestr(name, content)
    return [name + end for end in (".gz", ".bz2", ".xz", ".zip")]


def check_packed(checks):
    """RDF, rules, ontologies and catalogs may be compressed"""
    with scratch() as path:
        folder = Path(path)
        prepare_read(folder, RULES)
        rhumb("rdf", "rules.yml", "-f", "nt", "-o", "data.nt", cwd=folder)
        for name, command in (
                ("data.nt", "draw --rdf FILE -f dot"),
                ("terms.ttl", "check rules.yml --ontology FILE"),
                ("rules.yml", "rdf FILE -f nt")):
            wanted = rhumb(*command.replace("FILE", name).split(), cwd=folder)
            for other in packed(folder, name):
                result = rhumb(*command.replace("FILE", other).split(),
                               cwd=folder)
                checks.check((result.returncode, result.stdout)
                             == (wanted.returncode, wanted.stdout),
                             f"{command.replace('FILE', other)}", told(result))
        cut = (folder / "data.nt.gz").read_bytes()[:-3]
        (folder / "cut.nt.gz").write_bytes(cut)
        result = rhumb("draw", "--rdf", "cut.nt.gz", "-f", "dot", cwd=folder)
        checks.check(result.returncode == 1 and b"damaged" in result.stderr,
                     "RDF that breaks off: exit 1", told(result))
        packed(folder, "terms.ttl")
        (folder / "catalog-v001.xml.gz").write_bytes(gzip.compress(
            CATALOG.replace("terms.ttl", "terms.ttl.xz").encode()))
        (folder / "rules.yml").write_text(SHIPPED.replace(
            "catalog-v001.xml", "catalog-v001.xml.gz"), encoding="utf-8")
        result = rhumb("export", "rules.yml", "-d", "new", "-f", "turtle",
                       cwd=folder)
        copy = folder / "new" / "import-terms.ttl"
        checks.check(result.returncode == 0 and copy.exists()
                     and copy.read_text(encoding="utf-8") == TERMS,
                     "an import that is compressed is shipped as it reads",
                     told(result) + str(list(folder.rglob("new/*"))))
        (folder / "rules.yml").write_text(RULES.replace("prefixes:", """\
ontology: {iri: http://example.org/data, shapes: terms.ttl.bz2}
prefixes:""", 1), encoding="utf-8")
        result = rhumb("export", "rules.yml", "-d", "more", "-f", "nt",
                       cwd=folder)
        copy = folder / "more" / "terms.ttl"
        checks.check(result.returncode == 0 and copy.exists()
                     and copy.read_text(encoding="utf-8") == TERMS,
                     "shapes that are compressed are shipped as they read",
                     told(result) + str(list(folder.rglob("more/*"))))


FILES = 200  # That a pattern finds
OPEN = 40    # Files that a process may have open


def check_many(checks):
    """Of many files no more are open than are being read, whoever waits for what
    is in them"""
    with scratch() as path:
        folder = Path(path)
        for number in range(FILES):
            text = "id,name\n" + f"{number},file {number}\n" * (1 + number % 3 * 2000)
            (folder / f"a{number:03}.csv").write_text(text, encoding="utf-8")
        for end, pack in (("", bytes), (".gz", gzip.compress)):
            for plain in folder.glob("a*.csv") if end else ():
                (folder / (plain.name + end)).write_bytes(pack(plain.read_bytes()))
            (folder / "rules.yml").write_text(
                YARRRML.replace("SOURCE", f"a*.csv{end}"), encoding="utf-8")
            words = ("rdf", "rules.yml", "-f", "nt")
            one = rhumb(*words, "-j", "1", cwd=folder)
            result = run(["sh", "-c", f'ulimit -n {OPEN}; exec "$@"', "sh", PROGRAM, *words,
                          "-j", "64"], cwd=folder)
            checks.check(result.returncode == 0 and result.stdout == one.stdout
                         and result.stdout.count(b"\n") == FILES,
                         f"{FILES} files a*.csv{end}, {OPEN} open", told(result))


# Rules that read A, and B or A again
BOTH = """\
mappings:
  a: {sources: ['A~csv'], s: http://e/a/$(id), po: [[http://e/p, $(id)]]}
  b: {sources: ['B~csv'], s: http://e/b/$(id), po: [[http://e/p, $(id)]]}
"""
JOINED = """\
mappings:
  a:
    sources: ['A~csv']
    s: http://e/a/$(id)
    po:
      - p: http://e/p
        o: {mapping: a, condition: {function: equal, parameters: [[str1, $(id)], [str2, $(id)]]}}
"""
NEWEST = """\
mappings:
  a:
    sources: [{access: 'A', referenceFormulation: csv, newest: {by: $(id), of: $(id)}}]
    s: http://e/a/$(id)
    po: [[http://e/p, $(id)]]
"""
ONCE = (
    ("a FIFO joined", JOINED, "p.fifo", "", b"a pipe"),
    ("a FIFO by two names", BOTH, "p.fifo", "./other.fifo", b"a pipe"),
    ("the newest of a FIFO", NEWEST, "p.fifo", "", b"a pipe"),
    ("/dev/stdin joined", JOINED, "/dev/stdin", "", b"a pipe"),
    ("/dev/stdin and -", BOTH, "/dev/stdin", "-", b"standard input"),
    ("- and /dev/stdin", BOTH, "-", "/dev/stdin", b"a pipe"),
    ("- joined", JOINED, "-", "", b"standard input"),
)


def check_once(checks):
    """A pipe that would be read twice is refused, by whichever names it is read, and
    nobody waits for who has written it once"""
    with scratch() as path:
        folder = Path(path)
        os.mkfifo(folder / "p.fifo")
        (folder / "other.fifo").symlink_to("p.fifo")
        for what, rules, one, other, name in ONCE:
            (folder / "rules.yml").write_text(
                rules.replace("'A", f"'{one}").replace("'B", f"'{other}"), encoding="utf-8")
            result = run(["timeout", "20", PROGRAM, "rdf", "rules.yml", "-f", "nt"],
                         cwd=folder, input=b"id\n1\n")
            checks.check(result.returncode == 1 and name + b" can be read once" in
                         result.stderr and b"--memory keep it" in result.stderr,
                         what, told(result))
            result = run(["sh", "-c", "printf 'id\\n1\\n' > p.fifo & exec timeout 20 \"$@\""
                          if "fifo" in one else 'exec timeout 20 "$@"', "sh", PROGRAM, "rdf",
                          "rules.yml", "-f", "nt", "--memory", "16M"],
                         cwd=folder, input=b"id\n1\n")
            checks.check(result.returncode == 0 and result.stdout,
                         f"{what}, kept by --memory", told(result))
        (folder / "rows.csv").write_text("id\n1\n", encoding="utf-8")
        packed(folder, "rows.csv")
        whole = (folder / "rows.csv.zip").read_bytes()
        for what, wanted, words in (
                ("a zip", b"name the file, have --memory keep it, or unpack it", ("one.yml",)),
                ("rules in a zip", b"name the file, or unpack it", ("-",))):
            (folder / "one.yml").write_text(BOTH.replace("'A", "'-").replace("'B", "'rows.csv"),
                                            encoding="utf-8")
            result = rhumb("rdf", *words, "-f", "nt", cwd=folder, input=whole)
            checks.check(result.returncode != 0 and wanted in result.stderr,
                         f"{what} through a pipe", told(result))
        (folder / "rules.yml").write_text(BOTH.replace("'A", "'/dev/stdin")
                                          .replace("'B", "'/dev/stdin"), encoding="utf-8")
        with open(folder / "rows.csv", "rb") as rows:
            result = rhumb("rdf", "rules.yml", "-f", "nt", cwd=folder, stdin=rows)
        checks.check(result.returncode == 0 and result.stdout.count(b"\n") == 2,
                     "/dev/stdin that is a file, twice", told(result))


def main():
    """All of it"""
    checks = Checks("inputs")
    check_addresses(checks)
    check_packed(checks)
    check_many(checks)
    check_once(checks)
    checks.finish()


if __name__ == "__main__":
    main()
