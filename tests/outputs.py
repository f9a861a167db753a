# SPDX-License-Identifier: ISC
"""Outputs appear whole or not at all: full disks, missing and closed folders,
a run that fails late, a run that is told to stop."""

import contextlib
import errno
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

from common import (Checks, PROGRAM, formats, rhumb, run,
                    scratch, shown, syntaxes, told)
from torture.programs import Programs

RULES = """\
prefixes:
  ex: http://example.org/
mappings:
  actor:
    sources:
      - [actors.csv~csv]
    s: ex:actor/$(id)
    po:
      - [ex:name, $(name)]
views:
  actors:
    title: Actors
"""

OLD = b"what was there before\n"
LOGGED = b'<http://example.org/a> <http://example.org/b> "before" .'


def make(folder, rows, last=""):
    """Write rules and a table of so many rows"""
    (folder / "rules.yml").write_text(RULES, encoding="utf-8")
    with open(folder / "actors.csv", "w", encoding="utf-8") as file:
        file.write("id,name\n")
        for number in range(rows):
            file.write(f"{number},Actor number {number}\n")
        file.write(last)


def listing(folder):
    """What is in a folder, and how it reads"""
    return {str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file()}


def same_as_before(checks, before, folder, what):
    """Nothing new, nothing changed"""
    after = listing(folder)
    checks.check(before.keys() == after.keys(), f"{what}: no file left behind",
                 sorted(after.keys() ^ before.keys()))
    checks.check(all(after.get(name) == text for name, text in before.items()),
                 f"{what}: what was there is as it was")


def check_folders(checks):
    """A folder that is not there, a folder in place of a file"""
    with scratch() as path:
        folder = Path(path)
        make(folder, 3)
        before = listing(folder)
        (folder / "taken.nt").mkdir()
        for target in ("nowhere/out.nt", "rules.yml/out.nt", "taken.nt"):
            result = rhumb("rdf", "rules.yml", "-o", target, cwd=folder)
            checks.check(result.returncode == 3
                         and target.encode() in result.stderr,
                         f"-o {target}: exit 3, and names it", told(result))
            same_as_before(checks, before, folder, f"-o {target}")


def nobody():
    """Become a user who may not write everywhere, if we are root"""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)


# What goes where nothing may be written, and what is said first
DENIED = b"error: cannot write '%s': Permission denied"
LOCKED = (
    ("-o locked/out.nt", "names.nt", b"rhumb: " + DENIED % b"locked/out.nt"),
    ("-o out.nq", "locked/names.nt",
     b"rules.yml:2:18: " + DENIED % b"locked/names.nt"),
    ("-o out.nq", "locked/names.nt.tar.gz",
     b"rules.yml:2:18: " + DENIED % b"locked/names.nt.tar.gz"),
    ("-o out.nq", "locked/out.nt, mode: append",
     b"rules.yml:2:18: " + DENIED % b"locked/out.nt"),
    ("-o out.nq", "unread.nt, mode: append",
     b"rules.yml:2:18: error: nothing is put behind what 'unread.nt' holds: "
     b"Permission denied"),
)


def check_read_only(checks):
    """A folder that may not be written, a file that may not be read"""
    for words, target, said in LOCKED:
        with scratch() as path:
            folder = Path(path)
            make(folder, 3)
            (folder / "rules.yml").write_text(FULL_TARGET.replace(
                "/dev/full, serialization: SYNTAX, compression: KIND", target),
                encoding="utf-8")
            (folder / "locked").mkdir()
            (folder / "locked" / "out.nt").write_bytes(LOGGED)
            (folder / "unread.nt").write_bytes(LOGGED)
            (folder / "unread.nt").chmod(0o222)
            program = shutil.copy(PROGRAM, folder / "rhumb")
            folder.chmod(0o777)
            (folder / "locked").chmod(0o555)
            before = names_of(folder)
            try:
                # Nobody may not read the suppressions of leaks either
                result = run([program, "rdf", "rules.yml", *words.split()],
                             cwd=folder, preexec_fn=nobody,
                             env={"ASAN_OPTIONS": "detect_leaks=0"})
            finally:
                (folder / "locked").chmod(0o755)
                (folder / "unread.nt").chmod(0o666)
            what = f"{words}, to a target {target}, where it may not"
            checks.check(result.returncode == 3
                         and result.stderr.startswith(said),
                         f"{what}: exit 3, and names it", told(result))
            checks.check(names_of(folder) == before
                         and (folder / "locked" / "out.nt").read_bytes()
                         == (folder / "unread.nt").read_bytes() == LOGGED,
                         f"{what}: all is as it was")


def names_of(folder):
    """The files in a folder"""
    return sorted(str(path) for path in folder.rglob("*"))


def small_files(size=1 << 16):
    """No file may grow beyond so many bytes; writing on is an error, not a signal"""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def check_full(checks):
    """No room: for a file, for standard output, for an export"""
    with scratch() as path:
        folder = Path(path)
        make(folder, 20_000)
        (folder / "out.nt").write_bytes(OLD)
        (folder / "out.ttl").write_bytes(OLD)
        (folder / "all").mkdir()
        (folder / "all" / "rules.nt").write_bytes(OLD)
        before = listing(folder)
        for what, words in (("N-Triples", ["rdf", "rules.yml", "-o", "out.nt"]),
                            ("Turtle", ["rdf", "rules.yml", "-o", "out.ttl"]),
                            ("packed", ["rdf", "rules.yml", "-o", "out.nt.gz"]),
                            ("export", ["export", "rules.yml", "-d", "all",
                                        "-f", "ntriples,turtle"])):
            result = run([PROGRAM, *words], cwd=folder,
                         preexec_fn=small_files, restore_signals=False)
            checks.check(result.returncode == 3 and b"error: " in
                         result.stderr, f"no room, {what}: exit 3",
                         told(result))
            same_as_before(checks, before, folder, f"no room, {what}")
        for chosen, wanted in ((path, "TMPDIR may name another folder"),
                               ("/nonexistent", "TMPDIR names /nonexistent")):
            where = path if chosen == path else "/tmp"
            for words in (["-f", "nt"], ["-o", "new.nt.tar.gz"],
                          ["-f", "nt", "--compress", "targz"]):
                result = run([PROGRAM, "rdf", "rules.yml", *words], cwd=folder,
                             preexec_fn=small_files, restore_signals=False,
                             env=dict(os.environ, TMPDIR=chosen))
                checks.check(
                    result.returncode == 3 and not result.stdout and
                    f"cannot write a temporary file in {where}: File too large; {wanted}".encode()
                    in result.stderr, f"no room to wait in {chosen}, {words}: exit 3",
                    told(result))
                same_as_before(checks, before, folder, f"no room to wait, {words}")
        with open("/dev/full", "wb") as full:
            result = rhumb("rdf", "rules.yml", "-f", "nt", cwd=folder,
                           stdout=full)
        checks.check(result.returncode == 3 and b"cannot write '<stdout>': No space"
                     in result.stderr, "standard output is full: exit 3", told(result))
        result = rhumb("rdf", "rules.yml", "-f", "nt", "-o", "/dev/full",
                       cwd=folder)
        checks.check(result.returncode == 3 and b"/dev/full" in result.stderr,
                     "-o /dev/full: exit 3", told(result))


FULL_TARGET = """\
targets:
  full: {access: /dev/full, serialization: SYNTAX, compression: KIND}
""" + RULES.replace("[ex:name, $(name)]", """\
p: ex:name
        o: {value: $(name), targets: [full]}""")


def check_full_device(checks):
    """No room on a device: every syntax, picture and compression says so"""
    with scratch() as path:
        folder = Path(path)
        make(folder, 3)
        rhumb("rdf", "rules.yml", "-f", "nt", "-o", "data.nt", cwd=folder)
        commands = [f"rdf rules.yml -f {name} -o /dev/full"
                    for name in syntaxes()]
        commands += [f"draw --rdf data.nt -f {row['name']} -o /dev/full"
                     for row in formats()["pictures"]]
        commands += ["translate rules.yml -o /dev/full",
                     "rdf rules.yml --compress gzip -o /dev/full"]
        for kind in ("none", "gzip", "bzip2", "xz", "zip", "targz", "tarxz"):
            for syntax in ("ntriples", "turtle", "rdfxml"):
                name = f"{kind}-{syntax}.yml"
                (folder / name).write_text(
                    FULL_TARGET.replace("KIND", kind).replace("SYNTAX", syntax),
                    encoding="utf-8")
                commands.append(f"rdf {name} -f nt -o out.nt")
        before = listing(folder)
        for command in commands:
            result = rhumb(*command.split(), cwd=folder)
            checks.check(result.returncode == 3 and b"cannot write '/dev/full':"
                         b" No space left on device" in result.stderr,
                         f"{command}: exit 3", told(result))
            same_as_before(checks, before, folder, command)


def check_early_end(checks):
    """When there is no room the run ends, however much data is to come"""
    with scratch() as path:
        folder = Path(path)
        make(folder, 0)
        (folder / "rules.yml").write_text(
            RULES.replace("actors.csv~csv", "'-~csv'"), encoding="utf-8")
        most = 64 << 20
        for name in ("out.nt", "out.ttl"):
            with subprocess.Popen(
                    [PROGRAM, "rdf", "rules.yml", "-o", name], cwd=folder,
                    stdin=subprocess.PIPE, stderr=subprocess.PIPE,
                    preexec_fn=small_files, restore_signals=False) as process:
                sent = 0
                try:
                    process.stdin.write(b"id,name\n")
                    while sent < most:
                        rows = b"".join(b"%d,Actor number %d\n" % (n, n)
                                        for n in range(sent, sent + 10_000))
                        sent += process.stdin.write(rows)
                except BrokenPipeError:
                    pass
                _, said = process.communicate()
            checks.check(process.returncode == 3 and b"cannot write" in said,
                         f"no room, {name}: exit 3", said.decode())
            checks.check(sent < most, f"no room, {name}: the run ends early",
                         f"{sent} bytes were read")


def check_printed(checks):
    """What is printed and cannot be is no success"""
    for words in ("--help", "--version", "rdf --help"):
        with open("/dev/full", "wb") as full:
            result = rhumb(*words.split(), stdout=full)
        checks.check(result.returncode == 3 and b"<stdout>" in result.stderr,
                     f"{words} >/dev/full: exit 3", told(result))
        result = rhumb(*words.split())
        checks.check(result.returncode == 0 and result.stdout,
                     f"{words}: exit 0", told(result))


# What is closed, the command, and its exit code
CLOSED = (
    ((2,), ["rdf", "rules.yml", "-o", "out.nt"], 0),
    ((0, 1, 2), ["rdf", "rules.yml", "-o", "out.nt"], 0),
    ((0, 1, 2), ["export", "rules.yml", "-d", "out.nt"], 0),
    ((2,), ["rdf", "rules.yml", "-o", "out.nt", "--on-error", "skip"], 1),
    ((1, 2), ["rdf", "rules.yml", "-o", "out.nt", "--on-error", "skip"], 1),
    ((1,), ["rdf", "rules.yml", "-f", "nt"], 3),
    ((0, 1, 2), ["rdf", "rules.yml", "-f", "nt"], 3),
    ((0,), ["rdf", "-", "-o", "out.nt"], 3),
    ((1,), ["--help"], 3),
    ((1,), ["check", "rules.yml"], 0),
)


def check_closed(checks):
    """Standard input, output or error is closed: no message lands in an output
    file, and what could not be printed is no success"""
    for closed, words, code in CLOSED:
        with scratch() as path:
            folder = Path(path)
            last = "too,many,cells\n" if code == 1 else ""
            make(folder, 3, last)
            result = run(["sh", "-c", '"$@" ' + " ".join(
                f"{fd}{'<' if fd == 0 else '>'}&-" for fd in closed), "sh",
                PROGRAM, *words], cwd=folder)
            what = f"{' '.join(words)}, without {closed}"
            checks.check(result.returncode == code, f"{what}: exit {code}",
                         told(result))
            if (folder / "out.nt").is_file():
                said = (folder / "out.nt").read_text(encoding="utf-8")
                checks.check(said == "".join(
                    f"<http://example.org/actor/{n}> <http://example.org/name>"
                    f' "Actor number {n}" .\n' for n in range(3)),
                    f"{what}: the triples alone", said)
            if code == 3 and 2 not in closed:
                checks.check(b"cannot " in result.stderr
                             and not result.stdout, f"{what}: says so",
                             told(result))


def fill_by_calls(folder):
    """The same without a mount: from the second on, no write finds room"""
    disk = folder / "disk"
    (disk / "out.nt").write_bytes(OLD)
    result = run([Programs(folder).disturb, folder / "log", ",".join(
        f"{call}@disk:2+:{errno.ENOSPC}" for call in ("write", "pwrite64")),
        PROGRAM, "rdf", "rules.yml", "-o", "disk/out.nt"], cwd=folder,
        env=dict(os.environ, ASAN_OPTIONS="detect_leaks=0"))
    result.stdout = b"".join(
        name.encode() + b"\n" + (disk / name).read_bytes()
        for name in sorted(os.listdir(disk)))
    return result


def check_full_disk(checks):
    """A real file system without room, where we may mount one; elsewhere one
    whose calls fail"""
    script = """
      mount -t tmpfs -o size=64k tmpfs "$1" || exit 77
      printf 'what was there before\\n' >"$1/out.nt"
      "$2" rdf rules.yml -o "$1/out.nt"
      code=$?
      ls -A "$1"; cat "$1/out.nt"
      exit $code
    """
    with scratch() as path:
        folder = Path(path)
        make(folder, 20_000)
        (folder / "disk").mkdir()
        result = run(["unshare", "--mount", "sh", "-c", script, "sh",
                      folder / "disk", PROGRAM], cwd=folder)
        if result.returncode == 77 or result.stderr.startswith(b"unshare: "):
            result = fill_by_calls(folder)
        checks.check(result.returncode == 3, "full disk: exit 3",
                     told(result))
        checks.check(result.stdout == b"out.nt\n" + OLD,
                     "full disk: the old output alone is there",
                     shown(result.stdout))


def check_pipe(checks):
    """A reader that goes away: no crash, no flood of words"""
    with scratch() as path:
        folder = Path(path)
        make(folder, 20_000)
        with subprocess.Popen([PROGRAM, "rdf", "rules.yml", "-f", "nt"],
                              cwd=folder, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as process:
            process.stdout.read(100)
            process.stdout.close()
            said = process.stderr.read()
            code = process.wait(timeout=60)
        checks.check(code in (0, 3, -signal.SIGPIPE)
                     and len(said.splitlines()) <= 1,
                     "a reader that goes away", f"exit {code}\n"
                     + shown(said))
        before = listing(folder)
        os.mkfifo(folder / "pipe.nt")
        for kind in ("none", "gzip", "targz"):
            (folder / "rules.yml").write_text(
                FULL_TARGET.replace("/dev/full", "pipe.nt").replace(
                    "SYNTAX", "ntriples").replace("KIND", kind),
                encoding="utf-8")
            before["rules.yml"] = (folder / "rules.yml").read_bytes()
            with subprocess.Popen(["head", "-c", "1", "pipe.nt"], cwd=folder,
                                  stdout=subprocess.DEVNULL):
                result = rhumb("rdf", "rules.yml", "-o", "out.nt", cwd=folder)
            checks.check(result.returncode == 3 and b"rules.yml:2:18: error: "
                         b"cannot write 'pipe.nt': Broken pipe" in result.stderr,
                         f"a target's reader that goes away, {kind}", told(result))
            same_as_before(checks, before, folder, f"a target's reader, {kind}")


def check_late_failure(checks):
    """The last row is wrong: no output, one or many"""
    with scratch() as path:
        folder = Path(path)
        make(folder, 20_000, "too,many,cells\n")
        (folder / "out.nt").write_bytes(OLD)
        (folder / "all").mkdir()
        (folder / "all" / "rules.ttl").write_bytes(OLD)
        before = listing(folder)
        for what, words in (("rdf", ["rdf", "rules.yml", "-o", "out.nt"]),
                            ("draw", ["draw", "rules.yml", "-o", "a.svg"]),
                            ("export", ["export", "rules.yml", "-d", "all"])):
            result = rhumb(*words, cwd=folder)
            checks.check(result.returncode == 1
                         and b"actors.csv:20002" in result.stderr,
                         f"the last row is wrong, {what}: exit 1, its place",
                         told(result))
            same_as_before(checks, before, folder,
                           f"the last row is wrong, {what}")


TARGETS = """\
targets:
  names: [names.nt~void, ntriples]
  packed: {access: packed.nq.gz, serialization: nquads, compression: gzip}
""" + RULES.replace("[ex:name, $(name)]", """\
p: ex:name
        o: {value: $(name), targets: [names, packed]}""")


def check_targets(checks):
    """Targets: the last row is wrong, or one of them cannot be written"""
    for what, last, taken, code, said in (
            ("the last row is wrong", "too,many,cells\n", "", 1,
             b"actors.csv:20002"),
            ("one cannot be written", "", "packed.nq.gz", 3, b"packed.nq.gz")):
        with scratch() as path:
            folder = Path(path)
            make(folder, 20_000, last)
            (folder / "rules.yml").write_text(TARGETS, encoding="utf-8")
            for name in ("out.nq", "names.nt", "packed.nq.gz"):
                if name == taken:
                    (folder / name).mkdir()
                else:
                    (folder / name).write_bytes(OLD)
            before = listing(folder)
            result = rhumb("rdf", "rules.yml", "-o", "out.nq", cwd=folder)
            checks.check(result.returncode == code and said in result.stderr,
                         f"targets, {what}: exit {code}", told(result))
            same_as_before(checks, before, folder, f"targets, {what}")


APPENDED = TARGETS.replace(
    "  packed:", "  log: {access: log.nt, mode: append}\n  packed:").replace(
    "[names, packed]", "[names, packed, log]")


def prepare_append(folder, rows):
    """Rules and data, and outputs of an earlier run"""
    make(folder, rows)
    (folder / "rules.yml").write_text(APPENDED, encoding="utf-8")
    for name in ("out.nq", "names.nt", "packed.nq.gz"):
        (folder / name).write_bytes(OLD)
    (folder / "log.nt").write_bytes(LOGGED)


def check_append(checks):
    """What is put behind a file: with no room, in a folder that may not be
    written, and killed in the middle, all is as it was"""
    words = ["rdf", "rules.yml", "-o", "out.nq"]
    with scratch() as path:
        folder = Path(path)
        prepare_append(folder, 20_000)
        before = listing(folder)
        result = run([PROGRAM, *words], cwd=folder, preexec_fn=small_files,
                     restore_signals=False)
        checks.check(result.returncode == 3 and b"cannot write" in result.stderr,
                     "no room behind a file: exit 3", told(result))
        same_as_before(checks, before, folder, "no room behind a file")
        result = rhumb(*words, cwd=folder)
        checks.check(result.returncode == 0
                     and (folder / "log.nt").read_bytes().startswith(
                         LOGGED + b"\n<http://example.org/actor/0> ")
                     and (folder / "log.nt").read_bytes().count(b"\n") == 20_001,
                     "what is put behind a line without an end", told(result))
    with scratch() as path:
        folder = Path(path)
        prepare_append(folder, 600_000)
        before = listing(folder)
        checks.check(stop(folder, words, signal.SIGKILL) == -signal.SIGKILL,
                     "killed while it writes behind a file")
        after = listing(folder)
        checks.check(all(after.get(name) == text for name, text in
                         before.items()), "what was there is as it was")


# What a target is, and what is said of it
NO_FILES = (
    ("f.nt, mode: append", b"it is a pipe or a device"),
    ("/dev/null, serialization: nt, mode: append", b"it is a pipe or a device"),
    ("/dev/stdout, serialization: nt", b"cannot write '/dev/stdout' twice"),
    ("taken.nt", b"cannot write 'taken.nt': Is a directory"),
    ("taken.nt, mode: append", b"cannot write 'taken.nt': Is a directory"),
    ("nowhere/a.nt, mode: append", b"the folder 'nowhere' does not exist"),
    ("actors.csv/a.nt", b"cannot write 'actors.csv/a.nt': Not a directory"),
    ("printed.nt", b"cannot write 'printed.nt' twice"),
)


def check_no_files(checks):
    """Targets that are no files, or where the run prints, with their place"""
    for target, said in NO_FILES:
        with scratch() as path:
            folder = Path(path)
            make(folder, 3)
            (folder / "rules.yml").write_text(
                FULL_TARGET.replace(
                    "/dev/full, serialization: SYNTAX, compression: KIND",
                    target), encoding="utf-8")
            os.mkfifo(folder / "f.nt")
            (folder / "taken.nt").mkdir()
            before = listing(folder)
            to = folder / "printed.nt" if target == "printed.nt" else None
            result = run(["sh", "-c", f'"$0" rdf rules.yml -f ttl | cat'
                          if not to else '"$0" rdf rules.yml -f nt >printed.nt',
                          PROGRAM], cwd=folder)
            if to:
                to.unlink()
            checks.check(b"rules.yml:2:18: error: " in result.stderr
                         and said in result.stderr and not result.stdout,
                         f"a target that is {target}", told(result))
            same_as_before(checks, before, folder, f"a target that is {target}")


MANY = RULES + """\
  others:
    title: Others
    focus: {nodes: [ex:actor/nobody]}
"""

SHIPPED = """\
ontology:
  iri: http://example.org/data
  imports: [http://example.org/terms]
  catalog: catalog-v001.xml
""" + RULES

CATALOG = """\
<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
  <uri name="http://example.org/terms" uri="terms.ttl"/>
</catalog>
"""

SHAPED = SHIPPED.replace("imports:", "shapes: [terms.ttl, shapes.ttl]\n  imports:")

TERMS = """\
@prefix owl: <http://www.w3.org/2002/07/owl#> .
<http://example.org/terms> a owl:Ontology .
"""


def prepare_export(folder, rules):
    """Rules, data, an import, and two outputs of an earlier run"""
    make(folder, 30)
    (folder / "rules.yml").write_text(rules, encoding="utf-8")
    (folder / "catalog-v001.xml").write_text(CATALOG, encoding="utf-8")
    for name in ("terms.ttl", "shapes.ttl"):
        (folder / name).write_text(TERMS, encoding="utf-8")
    (folder / "all").mkdir()
    for name in ("rules.ttl", "actors.svg"):
        (folder / "all" / name).write_bytes(OLD)


def block(folder, name):
    """Put a folder where a file is to go"""
    (folder / name).mkdir(parents=True)


def named_graph(folder):
    """Of two syntaxes, the second has no named graphs"""
    rules = folder / "rules.yml"
    rules.write_text(rules.read_text(encoding="utf-8").replace(
        "    s: ex:actor/$(id)\n",
        "    s: ex:actor/$(id)\n    graphs: ex:graph\n"), encoding="utf-8")


def space_in_last_iri(folder):
    """The second syntax alone cannot write the predicate of the last row"""
    rules = folder / "rules.yml"
    rules.write_text(rules.read_text(encoding="utf-8").replace(
        "[ex:name, $(name)]", "[ex:$(id), $(name)]"), encoding="utf-8")


# What breaks, the rules, how they or the files are broken, the options, the
# exit code, and what standard error must hold
EXPORTS = (
    ("the second sink, in the run", RULES, named_graph,
     ("-f", "nquads,turtle"), 1, b"named graphs"),
    ("the second sink, late", RULES, space_in_last_iri,
     ("-f", "turtle,rdfxml"), 1, b"RDF/XML cannot write the predicate"),
    ("the second sink, opening", RULES,
     lambda folder: block(folder, "all/rules.nt"),
     ("-f", "turtle,ntriples"), 3, b"all/rules.nt"),
    ("drawing, the second view", MANY, lambda folder: None,
     ("-f", "turtle,svg"), 1, b"rules.yml:15:21"),
    ("drawing, the second picture", RULES,
     lambda folder: block(folder, "all/actors.dot"),
     ("-f", "turtle,svg,dot"), 3, b"all/actors.dot"),
    ("the import is missing", SHIPPED,
     lambda folder: (folder / "terms.ttl").unlink(),
     ("-f", "turtle,svg"), 3, b"terms.ttl"),
    ("the import is broken", SHIPPED,
     lambda folder: (folder / "terms.ttl").write_text("a b"),
     ("-f", "turtle,svg"), 1, b"terms.ttl"),
    ("shipping the import", SHIPPED,
     lambda folder: block(folder, "all/import-terms.ttl"),
     ("-f", "turtle,svg"), 3, b"all/import-terms.ttl"),
    ("shipping the catalog", SHIPPED,
     lambda folder: block(folder, "all/catalog-v001.xml"),
     ("-f", "turtle,svg"), 3, b"all/catalog-v001.xml"),
    ("the shapes are missing", SHAPED,
     lambda folder: (folder / "shapes.ttl").unlink(),
     ("-f", "turtle,svg"), 3, b"shapes.ttl"),
    ("the shapes are broken", SHAPED,
     lambda folder: (folder / "shapes.ttl").write_text("a b"),
     ("-f", "turtle,svg"), 1, b"shapes.ttl"),
    ("shipping the shapes", SHAPED,
     lambda folder: block(folder, "all/shapes.ttl"),
     ("-f", "turtle,svg"), 3, b"all/shapes.ttl"),
    ("the data is called like shapes", SHAPED.replace("shapes.ttl", "own/rules.ttl"),
     lambda folder: (folder / "own").mkdir() or (folder / "shapes.ttl").rename(
         folder / "own" / "rules.ttl"),
     ("-f", "turtle,svg"), 3, b"/rules.ttl' twice in one run"),
    ("the catalog is called like shapes", SHAPED.replace(
        "shapes.ttl", "own/catalog-v001.xml"),
     lambda folder: (folder / "own").mkdir() or (folder / "shapes.ttl").rename(
         folder / "own" / "catalog-v001.xml"),
     ("-f", "turtle,svg"), 3, b"/catalog-v001.xml' twice in one run"),
)


def check_export(checks):
    """An export of several files fails in one of them: none of them changes,
    and a folder made for them goes"""
    for what, rules, break_it, options, code, said in EXPORTS:
        with scratch() as path:
            folder = Path(path)
            prepare_export(folder, rules)
            break_it(folder)
            before = listing(folder)
            result = rhumb("export", "rules.yml", "-d", "all", *options,
                           cwd=folder)
            checks.check(result.returncode == code and said in result.stderr,
                         f"export, {what}: exit {code}", told(result))
            same_as_before(checks, before, folder, f"export, {what}")
            fresh = rhumb("export", "rules.yml", "-d", "new/deep/", *options,
                          cwd=folder)
            checks.check(fresh.returncode == 0
                         or not (folder / "new").exists(),
                         f"export, {what}: no empty folder left", told(fresh))


def check_unsafe(checks):
    """What is no IRI, by the rules' own wish, is exported in every syntax that
    holds it; the other is written for the asking, and fails"""
    with scratch() as path:
        folder = Path(path)
        make(folder, 0, "1,http://example.org/a b\n")
        (folder / "rules.yml").write_text(
            RULES.replace("$(name)", "$(name)~unsafeiri"), encoding="utf-8")
        result = rhumb("export", "rules.yml", "-d", "all", cwd=folder)
        made = {path.suffix for path in (folder / "all").glob("rules.*")}
        checks.check(result.returncode == 0
                     and b"note: JSON-LD is left out" in result.stderr
                     and made == {".ttl", ".nt", ".nq", ".rdf"},
                     "export of what is no IRI, all but JSON-LD",
                     told(result) + str(made))
        result = rhumb("export", "rules.yml", "-d", "asked", "-f", "jsonld,nt",
                       cwd=folder)
        checks.check(result.returncode == 1
                     and b"JSON-LD cannot write" in result.stderr
                     and not (folder / "asked").exists(),
                     "export of what is no IRI, as JSON-LD: exit 1",
                     told(result))


def stop(folder, words, number):
    """Start a run, and send it a signal once it writes; return its exit
    code, None if it was done before the signal"""
    before = set(os.listdir(folder))
    with subprocess.Popen([PROGRAM, *words], cwd=folder,
                          stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            if set(os.listdir(folder)) - before:
                time.sleep(0.005)
                process.send_signal(number)
                break
            time.sleep(0.0005)
        code = process.wait(timeout=120)
    return None if code == 0 else code


def check_signals(checks):
    """Told to stop in the middle"""
    with scratch() as path:
        folder = Path(path)
        make(folder, 600_000)
        (folder / "out.nt").write_bytes(OLD)
        before = listing(folder)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            code = stop(folder, ["rdf", "rules.yml", "-o", "out.nt"], number)
            name = signal.Signals(number).name
            checks.check(code in (-number, 128 + number),
                         f"{name} ends the run as a signal does",
                         f"exit {code} (None: done before it came)")
            same_as_before(checks, before, folder, name)
            (folder / "out.nt").write_bytes(OLD)


DATABASE = RULES.replace("[actors.csv~csv]", """access: jdbc:sqlite:a.db
        type: sqlite
        query: SELECT id, name FROM actors""")

IMPORTING = SHIPPED.replace("catalog-v001.xml", "own/catalog.xml")

ONTO_ITSELF = "targets:\n  names: [actors.csv~void, ntriples]\n" \
    + RULES.replace("[ex:name, $(name)]", """\
p: ex:name
        o: {value: $(name), targets: [names]}""")

# What the run reads and is to write over, the rules, and the command
READ = (
    ("a source", RULES, "rdf rules.yml -f nt -o actors.csv"),
    ("a source by another name", RULES, "rdf rules.yml -f nt -o hard.csv"),
    ("a source by a link", RULES, "rdf rules.yml -f nt -o soft.csv"),
    ("a source, appended to", RULES, "rdf rules.yml -f nt >>actors.csv"),
    ("a source, drawn over", RULES, "draw rules.yml -o actors.csv -f svg"),
    ("a source, by a target", ONTO_ITSELF, "rdf rules.yml -o out.nq"),
    ("rules", RULES, "rdf rules.yml -f nt -o rules.yml"),
    ("rules from standard input", RULES,
     "rdf - -f nt -o rules.yml <rules.yml"),
    ("translated rules", RULES, "translate rules.yml -o rules.yml"),
    ("a database", DATABASE, "rdf rules.yml -f nt -o a.db"),
    ("a database by another name", DATABASE, "rdf rules.yml -f nt -o hard.db"),
    ("a database as a URI", DATABASE.replace("a.db", "file:a.db?mode=ro"),
     "rdf rules.yml -f nt -o a.db"),
    ("RDF that is drawn", RULES, "draw --rdf terms.ttl -f svg -o terms.ttl"),
    ("a catalog", IMPORTING, "rdf rules.yml -f nt -o own/catalog.xml"),
    ("an import", IMPORTING, "rdf rules.yml -f turtle -o own/rules.ttl"),
    ("an import, exported over", IMPORTING,
     "export rules.yml -d own -f turtle"),
    ("shapes", IMPORTING.replace("imports:", "shapes: own/b.ttl\n  imports:"),
     "export rules.yml -d own -f nt"),
    ("an import of an import", IMPORTING, "draw rules.yml -f svg -o own/b.ttl"),
)


def prepare_read(folder, rules):
    """Rules, data, a database, and an ontology with imports and a catalog"""
    make(folder, 3)
    (folder / "rules.yml").write_text(rules, encoding="utf-8")
    os.link(folder / "actors.csv", folder / "hard.csv")
    (folder / "soft.csv").symlink_to("actors.csv")
    with contextlib.closing(sqlite3.connect(folder / "a.db")) as database:
        database.executescript("CREATE TABLE actors (id INT, name TEXT);"
                               "INSERT INTO actors VALUES (1, 'One');")
    os.link(folder / "a.db", folder / "hard.db")
    (folder / "terms.ttl").write_text(TERMS, encoding="utf-8")
    (folder / "own").mkdir()
    (folder / "own" / "rules.ttl").write_text(
        TERMS + "<http://example.org/terms> owl:imports <http://example.org/b>"
        " .\n", encoding="utf-8")
    (folder / "own" / "b.ttl").write_text(TERMS, encoding="utf-8")
    (folder / "own" / "catalog.xml").write_text(
        CATALOG.replace("terms.ttl", "rules.ttl").replace(
            "</catalog>",
            '<uri name="http://example.org/b" uri="b.ttl"/></catalog>'),
        encoding="utf-8")


def check_read(checks):
    """What a run reads it does not write over, by whatever name"""
    for what, rules, command in READ:
        with scratch() as path:
            folder = Path(path)
            prepare_read(folder, rules)
            before = listing(folder)
            result = run(["sh", "-c", f'"$0" {command}', PROGRAM], cwd=folder)
            checks.check(result.returncode == 2
                         and b"this run reads '" in result.stderr,
                         f"over {what}: exit 2", told(result))
            same_as_before(checks, before, folder, f"over {what}")


def check_stale(checks):
    """What runs left that were killed goes, not what a living one writes, nor
    what is called otherwise"""
    with scratch() as path:
        folder = Path(path)
        make(folder, 3)
        rules = folder / "slow.yml"
        rules.write_text(RULES.replace("actors.csv~csv", "'-~csv'"),
                         encoding="utf-8")
        words = [PROGRAM, "rdf", "slow.yml", "-o"]
        with subprocess.Popen([*words, "killed.nt"], cwd=folder,
                              stdin=subprocess.PIPE) as killed, \
            subprocess.Popen([*words, "living.nt"], cwd=folder,
                             stdin=subprocess.PIPE) as living:
            for process in (killed, living):
                process.stdin.write(b"id,name\n1,One\n")
                process.stdin.flush()
            wait_for(lambda: len(list(folder.glob("*.nt.rhumb-*"))) == 2)
            killed.kill()
            killed.wait()
            others = ("a.rhumb-abc", "b.rhumb-abcdef.csv", ".rhumb-abcdef",
                      "c.nt.AbCdEf")
            for name in others:
                (folder / name).write_bytes(OLD)
            (folder / "folder.rhumb-abcdef").mkdir()
            (folder / "link.rhumb-abcdef").symlink_to("actors.csv")
            (folder / "old.nt.rhumb-aB3dEf~").write_bytes(OLD)
            result = rhumb("rdf", "rules.yml", "-o", "out.nt", cwd=folder)
            left = sorted(path.name for path in folder.glob("*.rhumb-*"))
            checks.check(result.returncode == 0 and len(left) == 6
                         and [name for name in left if ".nt" in name]
                         == [name for name in left if "living.nt" in name]
                         and all((folder / name).exists() for name in others),
                         "what a killed run left goes, and nothing else",
                         told(result) + str(left))
            living.communicate()
            checks.check(living.returncode == 0
                         and b"One" in (folder / "living.nt").read_bytes(),
                         "the run that was under way writes what it made")


def wait_for(holds):
    """Wait until something holds, not for ever"""
    until = time.monotonic() + 30
    while not holds() and time.monotonic() < until:
        time.sleep(0.005)


def check_replace(checks):
    """A run that succeeds replaces what was there: a link's target, with
    its permissions"""
    with scratch() as path:
        folder = Path(path)
        make(folder, 3)
        (folder / "kept").mkdir()
        target = folder / "kept" / "real.nt"
        target.write_bytes(OLD)
        target.chmod(0o640)
        (folder / "out.nt").symlink_to("kept/real.nt")
        result = rhumb("rdf", "rules.yml", "-o", "out.nt", cwd=folder)
        checks.check(result.returncode == 0 and (folder / "out.nt").is_symlink()
                     and target.read_bytes().count(b"\n") == 3,
                     "a symbolic link's target is replaced", told(result))
        checks.check(target.stat().st_mode & 0o777 == 0o640,
                     "with the permissions that it had")
        result = rhumb("rdf", "rules.yml", "-o", "fresh.nt", cwd=folder)
        umask = os.umask(0)
        os.umask(umask)
        checks.check(result.returncode == 0 and
                     (folder / "fresh.nt").stat().st_mode & 0o777
                     == 0o666 & ~umask,
                     "a new file has the permissions that umask leaves",
                     told(result))


def main():
    """All of it"""
    checks = Checks("outputs")
    for part in (check_folders, check_read_only, check_full, check_full_device,
                 check_full_disk, check_early_end, check_printed, check_closed,
                 check_pipe, check_late_failure, check_export, check_unsafe,
                 check_targets, check_append, check_no_files, check_signals,
                 check_read, check_stale,
                 check_replace):
        part(checks)
    checks.finish()


if __name__ == "__main__":
    main()
