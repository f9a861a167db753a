# SPDX-License-Identifier: ISC
"""What is compressed, by whatever way to ask for it, is what its name or the rules
say, as Python's own modules read it, and holds what a plain run writes."""

import bz2
import gzip
import io
import lzma
import zipfile
from pathlib import Path

from common import Checks, rhumb, scratch, told
from outputs import RULES, make

TARGETS = """\
targets:
  names: TARGET
""" + RULES.replace("[ex:name, $(name)]", """\
p: ex:name
        o: {value: $(name), targets: [names]}""")


def unzip(data, member):
    """The only member of an archive, whose name is what it must be"""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if archive.namelist() != [member]:
            raise ValueError(f"members {archive.namelist()}, not {member}")
        return archive.read(member)


# By extension: what the compression is called, and what reads it alone
KINDS = {
    "gz": ("gzip", lambda data, _: gzip.decompress(data)),
    "bz2": ("bzip2", lambda data, _: bz2.decompress(data)),
    "xz": ("xz", lambda data, _: lzma.decompress(data, lzma.FORMAT_XZ)),
    "zip": ("zip", unzip),
}

# What is written, with {x} for the extension and {name} for the name of a
# compression; the file that holds it, "" for standard output; the same, plain;
# what a zip on standard output has
WAYS = (
    ("rdf rules.yml -o facts.nt.{x}", "facts.nt.{x}",
     "rdf rules.yml -o facts.nt"),
    ("rdf rules.yml -f nt.{x} -o facts", "facts", "rdf rules.yml -f nt -o facts"),
    ("rdf rules.yml -f nt.{x}", "", "rdf rules.yml -f nt", "data.nt"),
    ("rdf rules.yml -f ttl --compress {name}", "", "rdf rules.yml -f ttl",
     "data.ttl"),
    ("rdf rules.yml --compress {x} -o facts.trig", "facts.trig",
     "rdf rules.yml -o facts.trig"),
    ("rdf rules.yml -f owl.{x} --writer raptor", "",
     "rdf rules.yml -f owl --writer raptor", "data.rdf"),
    ("export rules.yml -d . -f jsonld.{x}", "rules.jsonld.{x}",
     "export rules.yml -d . -f jsonld"),
    ("export rules.yml -d . -f nt,nq --compress {name}", "rules.nq.{x}",
     "export rules.yml -d . -f nq"),
    ("export rules.yml -d . -f svg.{x}", "actors.svg.{x}",
     "export rules.yml -d . -f svg"),
    ("draw rules.yml -o map.svg.{x}", "map.svg.{x}", "draw rules.yml -o map.svg"),
    ("draw rules.yml -f dot.{x}", "", "draw rules.yml -f dot", "data.dot"),
    ("translate rules.yml -o rml.ttl.{x}", "rml.ttl.{x}",
     "translate rules.yml -o rml.ttl"),
)

# Targets, and the file that each writes; the same, plain
TARGET_WAYS = (
    ("[names.nt.{x}~localfile]", "names.nt.{x}", "[names.nt~localfile]"),
    ("[names~localfile, turtle, {name}]", "names", "[names~localfile, turtle]"),
    ("{{access: names.nq, compression: {name}}}", "names.nq",
     "{{access: names.nq}}"),
)


def made(folder, command, name):
    """Run a command; return the result, and what it wrote"""
    result = rhumb(*command.split(), cwd=folder)
    path = folder / name
    return result, result.stdout if not name else \
        path.read_bytes() if path.exists() else b""


def compare(checks, what, run, plain, read):
    """What a run wrote is compressed, and is otherwise what the plain one wrote"""
    result, data = run
    try:
        content = read(data)
    except Exception as error:  # whatever the modules throw
        checks.check(False, f"{what}: read by Python's module",
                     f"{error}\n{told(result)}")
        return
    checks.check(result.returncode == 0 and plain and content == plain,
                 f"{what}: holds what the plain run writes", told(result))


def check_way(checks, way, extension):
    """One way to ask for one compression"""
    command, name, bare, *inside = way
    kind, read = KINDS[extension]
    words = {"x": extension, "name": kind}
    with scratch() as path:
        folder = Path(path)
        make(folder, 300)
        _, plain = made(folder, bare, name.replace(".{x}", ""))
        run = made(folder, command.format(**words), name.format(**words))
        member = inside[0] if inside else name.replace(".{x}", "")
        compare(checks, command.format(**words), run, plain,
                lambda data: read(data, member))


def check_target(checks, way, extension):
    """One way to have a target compressed"""
    target, name, bare = way
    kind, read = KINDS[extension]
    words = {"x": extension, "name": kind}
    with scratch() as path:
        folder = Path(path)
        make(folder, 300)
        member = name.replace(".{x}", "")
        command = "rdf rules.yml -o facts.nt"
        (folder / "rules.yml").write_text(
            TARGETS.replace("TARGET", bare.format(**words)), encoding="utf-8")
        _, plain = made(folder, command, member)
        (folder / "rules.yml").write_text(
            TARGETS.replace("TARGET", target.format(**words)), encoding="utf-8")
        run = made(folder, command, name.format(**words))
        compare(checks, f"target {target.format(**words)}", run, plain,
                lambda data: read(data, member))


def main():
    """Every way with every compression"""
    checks = Checks("compressed")
    for extension in KINDS:
        for way in WAYS:
            check_way(checks, way, extension)
        for way in TARGET_WAYS:
            check_target(checks, way, extension)
    checks.finish()


if __name__ == "__main__":
    main()
