# SPDX-License-Identifier: ISC
"""Whoever gets no memory, the program or a library, the run ends: with all that
it should make, or with exit code 3 and nothing."""

import bz2
import gzip
import json
import lzma
import shutil
import zipfile
from pathlib import Path

from common import Checks, PROGRAM, rhumb, run, scratch, told
from outputs import (CATALOG, DATABASE, RULES, SHIPPED, failing, listing, make,
                     prepare_read, same_as_before)

PACKED = """\
targets:
  gz: {access: p.nq.gz, serialization: nquads, compression: gzip}
  bz2: {access: p.nq.bz2, serialization: nquads, compression: bzip2}
  xz: {access: p.nq.xz, serialization: nquads, compression: xz}
  zip: {access: p.nq.zip, serialization: nquads, compression: zip}
""" + RULES.replace("[ex:name, $(name)]", """\
p: ex:name
        o: {value: $(name), targets: [gz, bz2, xz, zip]}""")


def of(source, name="$(name)"):
    """The rules for another source"""
    return RULES.replace("[actors.csv~csv]", source).replace("$(name)", name)


# What a run asks for memory, by the library that does; the rules, the command
MEMORY = (
    ("rules and CSV", RULES, "rdf rules.yml -f nt -o out.nt"),
    ("Turtle", RULES, "rdf rules.yml -o out.ttl"),
    ("RDF/XML", RULES, "rdf rules.yml -f rdfxml -o out.rdf"),
    ("JSON", of("[actors.json~jsonpath, '$[*]']"),
     "rdf rules.yml -f nt -o out.nt"),
    ("XML", of("[actors.xml~xpath, /r/actor]"), "rdf rules.yml -f nt -o out.nt"),
    ("XML as a whole", of("[actors.xml~xpath, '//actor[name]']"),
     "rdf rules.yml -f nt -o out.nt"),
    ("SQLite", DATABASE, "rdf rules.yml -f nt -o out.nt"),
    ("gzip", of("[actors.csv.gz~csv]"), "rdf rules.yml -f nt -o out.nt"),
    ("bzip2", of("[actors.csv.bz2~csv]"), "rdf rules.yml -f nt -o out.nt"),
    ("xz", of("[actors.csv.xz~csv]"), "rdf rules.yml -f nt -o out.nt"),
    ("zip", of("[actors.csv.zip~csv]"), "rdf rules.yml -f nt -o out.nt"),
    ("another encoding", of("{access: actors.csv, referenceFormulation: csv, "
                            "encoding: windows-1252}"),
     "rdf rules.yml -f nt -o out.nt"),
    ("regular expressions", of(
        "[actors.json~jsonpath, '$[?match(@.name, \"Actor.*\")]']"),
     "rdf rules.yml -f nt -o out.nt"),
    ("compressed targets", PACKED, "rdf rules.yml -f nt -o out.nt"),
    ("rules in Turtle", RULES, "rdf rules.ttl -f nt -o out.nt"),
    ("Turtle that is drawn", RULES, "draw --rdf data.ttl -f dot -o out.dot"),
    ("RDF/XML that is drawn", RULES, "draw --rdf data.rdf -f svg -o out.svg"),
    ("an ontology and a map", SHIPPED, "export rules.yml -d new -f turtle,svg"),
)


def prepare_memory(folder, rules):
    """The table in all forms"""
    prepare_read(folder, RULES)
    shutil.rmtree(folder / "own")
    (folder / "catalog-v001.xml").write_text(CATALOG, encoding="utf-8")
    for syntax, name in (("ntriples", "data.ttl"), ("rdfxml", "data.rdf")):
        rhumb("rdf", "rules.yml", "-f", syntax, "-o", name, cwd=folder)
    rhumb("translate", "rules.yml", "-o", "rules.ttl", cwd=folder)
    (folder / "rules.yml").write_text(rules, encoding="utf-8")
    table = (folder / "actors.csv").read_bytes()
    rows = [line.split(",") for line in table.decode().splitlines()[1:]]
    (folder / "actors.json").write_text(json.dumps(
        [{"id": number, "name": name} for number, name in rows]))
    (folder / "actors.xml").write_text("<r>" + "".join(
        f"<actor><id>{number}</id><name>{name}</name></actor>"
        for number, name in rows) + "</r>")
    for end, pack in (("gz", gzip), ("bz2", bz2), ("xz", lzma)):
        (folder / f"actors.csv.{end}").write_bytes(pack.compress(table))
    with zipfile.ZipFile(folder / "actors.csv.zip", "w") as file:
        file.writestr("actors.csv", table)


def check_memory(checks):
    """Whoever gets no memory, the run ends: with all that it should make, or
    with exit code 3 and nothing"""
    with scratch() as path:
        library = failing(Path(path))
        for what, rules, command in MEMORY if library else ():
            folder = Path(path) / what.replace("/", " ")
            folder.mkdir()
            prepare_memory(folder, rules)
            before = listing(folder)
            number, codes = 1, set()
            while 0 not in codes and number < 1 << 20:
                result = run([PROGRAM, *command.split()], cwd=folder,
                             env={"LD_PRELOAD": str(library),
                                  "FAILING": f"malloc:{number}:12"})
                codes.add(result.returncode)
                if result.returncode:
                    sound = (result.returncode == 3 and listing(folder) == before
                             and b"error: " in result.stderr
                             and not (folder / "new").exists())
                    checks.check(sound, f"{what}, without memory at "
                                 f"{number}: exit 3 and nothing left",
                                 told(result) + str(listing(folder).keys()
                                                    - before.keys()))
                number += max(1, number // 2)
            checks.check(0 in codes, f"{what}: done with enough memory",
                         told(result))


def check_limits(checks):
    """Limits of the system: the whole, or nothing"""
    with scratch() as path:
        folder = Path(path)
        make(folder, 20_000)
        before = listing(folder)
        rhumb("rdf", "rules.yml", "-o", "out.ttl", cwd=folder)
        whole = (folder / "out.ttl").read_bytes()
        (folder / "out.ttl").unlink()
        codes = set()
        for limit in range(60, 160, 10):
            result = run(["sh", "-c", f'ulimit -v {limit}000; exec "$@"', "sh",
                          PROGRAM, "rdf", "rules.yml", "-o", "out.ttl"],
                         cwd=folder)
            codes.add(result.returncode)
            if result.returncode == 0:
                checks.check((folder / "out.ttl").read_bytes() == whole,
                             f"with {limit} MB: the whole")
                (folder / "out.ttl").unlink()
            elif result.returncode != 127:  # The libraries do not fit
                checks.check(result.returncode == 3,
                             f"with {limit} MB: exit 3", told(result))
                same_as_before(checks, before, folder, f"with {limit} MB")
        checks.check({0, 3} <= codes, "some limits are too low, "
                     "and some are not", codes)


def main():
    """All of it"""
    checks = Checks("memory")
    check_memory(checks)
    check_limits(checks)
    checks.finish()


if __name__ == "__main__":
    main()
