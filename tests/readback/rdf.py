# SPDX-License-Identifier: ISC
"""The RDF of the golden cases, in every syntax that `rhumb formats` has, by both
writers, and what their targets get: each file by every reader of its syntax, term
by term against the case's N-Quads as their grammar reads them."""

import bz2
import gzip
import io
import lzma
import re
import tarfile

from common import copy_case, formats, rhumb, scratch, told
from quads import difference, plain
from readers import read_by_all
from run_cases import command_line

# What an option that says where the result goes, and as what, is called
OUTPUTS = {"-f": 1, "--format": 1, "-o": 1, "--output": 1, "-d": 1, "--dir": 1,
           "--view": 1, "--writer": 1, "--compress": 1, "--ontology": 1, "--data": 0,
           "--classic": 0, "--json": 0}
COMMANDS = ("rdf", "draw", "export", "check", "translate")
WRITERS = ("direct", "raptor")

# What a syntax or a writer cannot hold is refused in one of these ways
REFUSED = re.compile(rb"error: (?:the syntax \w+ has no (?:named graphs"
                     rb"|triple terms|directions of literals)"
                     rb"|RDF/XML (?:cannot write|does not keep)"
                     rb"|JSON-LD cannot write|Raptor cannot write)")

# Of rules that make both, triple terms are refused before there are graphs
GRAPHS_REFUSED = re.compile(rb"has no named graphs|RDF 1\.2 brought")

# What a writer has no syntax of is a mistake in the command
OTHERS = b"written without --writer raptor; it writes"


def rules_of(case):
    """The operands and options of a case that say what the RDF is; None if it
    runs no rules"""
    words, _ = command_line(case)
    if words[0] not in COMMANDS or words[0] == "draw" and "--rdf" in words:
        return None
    kept, rest = [], words[1:]
    while rest:
        word = rest.pop(0)
        if word in OUTPUTS:
            del rest[:OUTPUTS[word]]
        else:
            kept.append(word)
    return kept


def make(folder, rules, syntax, writer="direct"):
    """Run rules; return the result and the file that they made"""
    path = folder / f"out.{writer}.{syntax['extensions'][0]}"
    result = rhumb("rdf", *rules, "-f", syntax["name"], "--writer", writer,
                   "-o", path.name, cwd=folder)
    return result, path


def check_refused(checks, result, path, what):
    """What cannot be written is refused with a reason, and nothing written"""
    code = 2 if OTHERS in result.stderr else 1
    checks.check(result.returncode == code and not path.exists()
                 and REFUSED.search(result.stderr),
                 f"{what}: written, or refused with the reason", told(result))


def check_syntax(checks, folder, case, rules, syntax, expected):
    """One syntax by both writers, read back by all"""
    graphs = any(quad[3] for quad in expected)
    before = None
    for writer in WRITERS:
        what = f"{case.name}, by the {writer} writer"
        result, path = make(folder, rules, syntax, writer)
        if graphs and not syntax["graphs"]:
            checks.check(GRAPHS_REFUSED.search(result.stderr),
                         f"{what}: {syntax['name']} refuses named graphs",
                         told(result))
        if result.returncode:
            check_refused(checks, result, path, f"{what}: {syntax['name']}")
        elif path.read_bytes() != before:  # else it has been read
            read_by_all(checks, path, syntax["name"], expected, what)
            before = path.read_bytes()


PACKED = ((b"\x1f\x8b", gzip), (b"BZh", bz2), (b"\xfd7zXZ\0", lzma))


def content(path):
    """How a file is packed, and what is in it, in UTF-8 if it is in UTF-16"""
    data, packing = path.read_bytes(), []
    for start, module in PACKED:
        if data.startswith(start):
            packing.append(module.__name__)
            data = module.decompress(data)
    if data[257:262] == b"ustar":
        packing.append("tar")
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            data = archive.extractfile(archive.next()).read()
    marked = data.startswith(b"\xff\xfe")
    return packing, data.decode("utf-16").encode() if marked else data


def targets_of(case, work, rules, name):
    """Run a copy of a case, `work`, whose targets are written in the syntax
    called `name`; return the result, and of each file that they got how it is
    packed, and what is in it"""
    copy_case(case, work)
    for path in work.glob("mapping.*"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"\b(ntriples|nquads)\b", name, text),
                        encoding="utf-8")
    before = {path: path.read_bytes() for path in work.iterdir()
              if path.is_file()}
    result = rhumb("rdf", *rules, "-f", "nquads", cwd=work)
    return result, {path.name: content(path)
                    for path in work.iterdir() if path.is_file()
                    and path.read_bytes() != before.get(path)}


def check_targets(checks, folder, case, rules, syntaxes):
    """What targets get, in every syntax"""
    _, first = targets_of(case, folder / "targets", rules, "nquads")
    for syntax in syntaxes if first else ():
        name = syntax["name"]
        what = f"{case.name}, targets as {name}"
        result, files = targets_of(case, folder / f"targets-{name}", rules, name)
        if result.returncode:
            checks.check(REFUSED.search(result.stderr), what, told(result))
            continue
        checks.check(set(files) == set(first), f"{what}: every file",
                     sorted(files))
        for target, (packing, data) in files.items():
            checks.check(packing == first[target][0],
                         f"{what}: {target} is packed as in N-Quads")
            if target.endswith(".n3"):
                continue  # Another syntax
            if data == first[target][1] and name != "nquads":
                continue  # Its path says what it is, and the first run read it
            path = folder / f"target.{syntax['extensions'][0]}"
            path.write_bytes(data)
            read_by_all(checks, path, name, plain(first[target][1]),
                        f"{what}: {target}")


def check_case(checks, case):
    """All of a case, if it runs"""
    rules = rules_of(case)
    if rules is None:
        return
    syntaxes = [row for row in formats()["syntaxes"] if row["written"]]
    with scratch() as name:
        folder = type(case)(name)
        work = folder / "case"
        copy_case(case, work)
        result, path = make(work, rules, next(
            row for row in syntaxes if row["name"] == "nquads"))
        if result.returncode:
            return
        expected = plain(path.read_bytes())
        if (case / "expected.nq").exists():
            wrong = difference(plain((case / "expected.nq").read_bytes()),
                               expected)
            checks.check(not wrong, f"{case.name}: expected.nq, term by term",
                         wrong)
        for syntax in syntaxes:
            check_syntax(checks, work, case, rules, syntax, expected)
        if "target" in "".join(path.read_text(encoding="utf-8")
                               for path in case.glob("mapping.*")):
            check_targets(checks, folder, case, rules, syntaxes)
