# SPDX-License-Identifier: ISC
"""What is compressed, by whatever way to ask for it, is what its name or the rules
say, as Python's own modules read it, and holds what a plain run writes."""

import bz2
import gzip
import io
import lzma
import random
import tarfile
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


def zipped(data):
    """A zip of one file"""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data", data)
    return out.getvalue()


def untar(data, member):
    """Likewise, of a tar"""
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        if [(it.name, it.isfile()) for it in archive.getmembers()] != [(member, True)]:
            raise ValueError(f"members {archive.getnames()}, not {member}")
        return archive.extractfile(member).read()


# By extension: what the compression is called, and what reads it alone
KINDS = {
    "gz": ("gzip", lambda data, _: gzip.decompress(data)),
    "bz2": ("bzip2", lambda data, _: bz2.decompress(data)),
    "xz": ("xz", lambda data, _: lzma.decompress(data, lzma.FORMAT_XZ)),
    "zip": ("zip", unzip),
    "tar.gz": ("targz", lambda data, member: untar(gzip.decompress(data), member)),
    "tar.xz": ("tarxz", lambda data, member: untar(lzma.decompress(data), member)),
}

# What packs a table
PACK = {
    "gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress, "zip": zipped,
    "tar.gz": lambda data: gzip.compress(tar(("data", data.decode()))),
    "tar.xz": lambda data: lzma.compress(tar(("data", data.decode()))),
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


# Rows whose table, and what is made of it, is more than is packed in one piece,
# or unpacked before there is a thread for it
MANY = 60_000


def check_large(checks, extension):
    """Large outputs, and large inputs"""
    kind, read = KINDS[extension]
    with scratch() as path:
        folder = Path(path)
        make(folder, MANY)
        _, plain = made(folder, "rdf rules.yml -o facts.nt", "facts.nt")
        run = made(folder, f"rdf rules.yml -o facts.nt.{extension}",
                   f"facts.nt.{extension}")
        compare(checks, f"many facts in {kind}", run, plain,
                lambda data: read(data, "facts.nt"))
        table = (folder / "actors.csv").read_bytes()
        (folder / "actors.csv").write_bytes(PACK[extension](table))
        run = made(folder, "rdf rules.yml -f nt", "")
        compare(checks, f"many rows in {kind}", run, plain, bytes)


def tar(*members, kind=tarfile.PAX_FORMAT):
    """A tar of names and texts; a name alone is a folder, one with -> a link"""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w", format=kind) as archive:
        for name, text in members:
            it = tarfile.TarInfo(name)
            if text is None:
                it.type = tarfile.DIRTYPE
            elif text.startswith("->"):
                it.type, it.linkname = tarfile.SYMTYPE, text[2:]
            else:
                it.size = len(text)
            archive.addfile(it, io.BytesIO(text.encode()) if it.size else None)
    return data.getvalue()


CSV = ("d.csv", "a\n" + "x\n" * 400)
ONE = tar(CSV)
TWO = ("r.yml:2:19: error: a tar that is data holds one file; \"d.csv.tar\" holds 2: "
       "\"d.csv\", \"e.csv\"")

# What a tar is, within a compression or not: a name, its bytes, what is said; "": it is read
TARS = (
    ("ustar", tar(CSV, kind=tarfile.USTAR_FORMAT), ""),
    ("GNU's", tar(CSV, kind=tarfile.GNU_FORMAT), ""),
    ("one with a long name, in folders", tar(("d", None), ("d/" + "n" * 300, CSV[1])), ""),
    ("one as a Mac makes it", tar(("._d.csv", "of a Mac"), CSV), ""),
    ("one without an end", ONE[:len(ONE) // 512 * 512 - 10240 + 2048], ""),
    ("two files", tar(CSV, ("e.csv", "a\ny\n")), TWO),
    ("ten files", tar(*((f"{i}.csv", "a\n") for i in range(10))), '"7.csv" …'),
    ("no file", tar(), "\"d.csv.tar\" holds 0"),
    ("a folder", tar(("d", None)), "\"d.csv.tar\" holds 0"),
    ("a link", tar(("d.csv", "->e.csv")), "not all of them files: \"d.csv\""),
    ("a link behind", tar(CSV, ("e.csv", "->d.csv")), "not all of them files"),
    ("one that breaks off", ONE[:1000], "the tar file is damaged: "),
    ("one with something behind", ONE + b"more", "something else stands behind its end"),
    ("a table alone", b"a\n" + b"x\n" * 400, ""),
)


def check_tars(checks):
    """Tars of one file are read, and no others"""
    with scratch() as path:
        folder = Path(path)
        (folder / "r.yml").write_text(
            "mappings:\n  m: {sources: [['d.csv.tar~csv']], s: http://e/s, "
            "po: [[http://e/p, $(a)]]}\n", encoding="utf-8")
        for name, data, wrong in TARS:
            for pack in (bytes, gzip.compress, bz2.compress, lzma.compress):
                (folder / "d.csv.tar").write_bytes(pack(data))
                result = rhumb("rdf", "r.yml", "-f", "nt", cwd=folder)
                said = told(result)
                checks.check(
                    wrong in said and result.returncode == 1 if wrong else
                    result.stdout == b'<http://e/s> <http://e/p> "x" .\n',
                    f"a tar in {pack.__module__}: {name}", said)
        check_damage(checks, folder)


def check_damage(checks, folder):
    """Whatever byte of one is another, nothing false comes of it"""
    chance = random.Random(1)
    plain = b'<http://e/s> <http://e/p> "x" .\n'
    for pack in (gzip.compress, lzma.compress):
        packed = pack(ONE)
        for _ in range(60):
            data = bytearray(packed)
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            (folder / "d.csv.tar").write_bytes(data)
            result = rhumb("rdf", "r.yml", "-f", "nt", cwd=folder)
            checks.check(result.returncode and not result.stdout or
                         result.stdout == plain,
                         f"a tar in {pack.__module__} with another bit", told(result))


def check_nothing(checks):
    """Of an empty file that is packed the same is said as of one that is not"""
    with scratch() as path:
        folder = Path(path)
        for word, code in (("csv", 1), ("jsonl", 0)):
            (folder / "r.yml").write_text(
                f"mappings:\n  m: {{sources: [[data~{word}]], s: http://e/s, "
                "po: [[http://e/p, $(a)]]}\n", encoding="utf-8")
            (folder / "data").write_bytes(b"")
            plain = rhumb("rdf", "r.yml", "-f", "nt", cwd=folder)
            for extension, pack in PACK.items():
                (folder / "data").write_bytes(pack(b""))
                result = rhumb("rdf", "r.yml", "-f", "nt", cwd=folder)
                checks.check(result.returncode == code and not result.stdout and
                             result.stderr == plain.stderr,
                             f"nothing in {extension}, as {word}", told(result))


def main():
    """Every way with every compression"""
    checks = Checks("compressed")
    for extension in KINDS:
        for way in WAYS:
            check_way(checks, way, extension)
        for way in TARGET_WAYS:
            check_target(checks, way, extension)
        check_large(checks, extension)
    check_tars(checks)
    check_nothing(checks)
    checks.finish()


if __name__ == "__main__":
    main()
