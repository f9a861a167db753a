# SPDX-License-Identifier: ISC
"""The suite of RML-IO: sources, and the files that targets make.

Its expected files are read by their names' ends. In those that are no N-Quads,
numbers have no datatype (they are older than RML Core's natural datatypes), so that
xsd:integer is taken off on both sides."""

import bz2
import csv
import gzip
import io
import lzma
import shutil
import tarfile
import zipfile
from pathlib import Path

import quads as terms
import readers
from common import rhumb, scratch, told

XSD_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"

SYNTAXES = {".nq": "nquads", ".nt": "ntriples", ".ttl": "turtle", ".n3": "turtle",
            ".jsonld": "jsonld", ".rdfxml": "rdfxml", ".rdfjson": "rj"}


def of_zip(data):
    """The only file of a zip"""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name, = archive.namelist()
        return archive.read(name)


def of_tar(data):
    """The only file of a tar"""
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        member, = archive.getmembers()
        return archive.extractfile(member).read()


PACKED = {".tar.gz": of_tar, ".tar.xz": of_tar, ".gz": gzip.decompress,
          ".bz2": bz2.decompress, ".xz": lzma.decompress, ".zip": of_zip}


def bare(term):
    """A term; a whole number as a plain text"""
    if term[0] == "literal" and term[3] == XSD_INTEGER:
        return (*term[:3], None)
    return term


def read(path, work):
    """The quads of a file, unpacked, in UTF-8"""
    data, name = path.read_bytes(), path.name
    for end, unpack in PACKED.items():
        if name.endswith(end):
            data, name = unpack(data), name.removesuffix(end)
            break
    if data[:2] == b"\xff\xfe":
        data = data.decode("utf-16").encode("utf-8")
    plain = work / name
    plain.write_bytes(data)
    syntax = SYNTAXES[plain.suffix]
    found = readers.by_rj(plain, syntax) if syntax == "rj" \
        else readers.by_pyoxigraph(plain, syntax)
    return {tuple(term and bare(term) for term in quad) for quad in found}


def cases(folder):
    """Name, folder and whether an error is expected, of each case"""
    with open(folder / "metadata.csv", encoding="utf-8", newline="") as file:
        rows = {row["ID"]: row for row in csv.DictReader(file)}
    for name in sorted(rows):
        yield name, folder / name, rows[name]["error"].strip().lower() == "true"


def wrong_files(wanted, made, work):
    """What is wrong with the files that a run has made, or nothing"""
    for path in wanted:
        if not (made / path.name).exists():
            return f"{path.name} is missing"
        try:
            difference = terms.difference(read(path, work / "wanted"),
                                          read(made / path.name, work / "made"))
        except Exception as error:  # whatever the parsers throw
            return f"{path.name}: {error!r}"
        if difference:
            return f"{path.name}: {difference}"
    return ""


def run_case(folder, fails):
    """Run a case; return the result, and what is wrong with its files"""
    with scratch() as temporary:
        work = Path(temporary)
        made = work / "case"
        shutil.copytree(folder, made)
        wanted = [path for path in sorted(folder.iterdir())
                  if path.name.startswith(("default.", "dump"))]
        for path in wanted:
            (made / path.name).unlink()
        for name in ("wanted", "made"):
            (work / name).mkdir()
        result = rhumb("rdf", "mapping.ttl", *([] if fails else
                                               ["-o", "default.nq"]), cwd=made)
        if fails:
            return result, ""
        return result, told(result) if result.returncode else \
            wrong_files(wanted, made, work)
