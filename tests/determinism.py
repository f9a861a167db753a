# SPDX-License-Identifier: ISC
"""The same input makes the same bytes, whoever asks, where, when and how.

    determinism.py [WAY...]

Each task is done once as it is, and again in each of the ways that ask for it: by
other compilers, in other locales, zones of time and environments, with other
limits, as another user; what it prints, its exit codes and every file must be the
same bytes. Then: rows and statements in another order, and data that comes by
pieces through a pipe. A failure names its way first: determinism.py WAY repeats
it, with RHUMB=build/rhumb."""

import os
import random
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path

from common import (Checks, PROGRAM, ROOT, TIMEOUT, copy_case, formats, make,
                    rhumb, run, scratch, shown, side_by_side, syntaxes, text_diff,
                    told)
from quads import difference, plain
from run_cases import CASES, command_line

BUILD = ROOT / "build" / "determinism"
LOCALES = {"de_DE.UTF-8": "de_DE", "tr_TR.UTF-8": "tr_TR"}
NOBODY = 65534

# The shipped rules, and what is said without any
EXAMPLE = ROOT / "mappings" / "attribution.yml"
WORDS = ("--help", "--version", "help rdf", "help export", "formats",
         "formats -f json", "functions", "schema", "functions grel:toUpperCase")

# Cases that an environment could change: numbers, letters, joins, order, maps
SENSITIVE = (
    "blank-shared", "check-data-kinds", "check-json", "csv-dialect",
    "data-dir", "datatypes-right", "draw-rdf-compressed", "duplicates",
    "error-all-at-once", "function-lists", "function-nested", "graphs",
    "join-csv", "join-function", "json-number-datatypes", "languages",
    "lexical-forms", "many-values-join", "natural-json-core", "natural-sqlite",
    "on-error-many", "source-encoding", "source-gzip", "source-xml", "sqlite-number-datatypes",
    "targets", "two-files", "view-iris", "view-several-graphs")

# Compilers and how they optimise, beside the one that is tried: the folder, what
# make is told. The second is there for make lint too, which has the same objects.
BUILDS = {
    "gcc-O0": (BUILD / "gcc-O0", (
        "CC=gcc", f"B={BUILD / 'gcc-O0'}", "CFLAGS.release=-O0 -fPIE", "WARNINGS=-w")),
    "clang-O3": (ROOT / "build" / "O3-clang", ("CC=clang", "VARIANT=O3")),
}


@dataclass
class Way:
    """How the work is done; what is not told is as it is here"""
    name: str
    program: Path = PROGRAM
    env: dict = None  # Instead of all of it
    more: dict = field(default_factory=dict)  # Changes to it; None takes away
    before: tuple = ()  # Words before the program's
    umask: int = 0o022
    user: int = None
    old: bool = False  # Files are old, and were made in another order
    whole: bool = False  # Every case, not the sensitive ones alone
    light: bool = False  # The example is not exported

    def environment(self, folder):
        """The environment of its runs"""
        env = dict(os.environ if self.env is None else self.env)
        for name, value in self.more.items():
            env.pop(name, None)
            if value is not None:
                env[name] = value.replace("FOLDER", str(folder))
        return env

    def run(self, folder, words):
        """Run the program in a folder"""
        result = subprocess.run(
            [*self.before, str(self.program), *words], cwd=folder,
            env=self.environment(folder), umask=self.umask, user=self.user,
            group=self.user, extra_groups=None if self.user is None else [],
            stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT,
            check=False)
        return (f"exit {result.returncode}\n".encode() + result.stdout
                + result.stderr)


def locale(name):
    """The changes that put a run into a locale"""
    return {"LC_ALL": name, "LANG": name, "LANGUAGE": name[:2],
            "LOCPATH": str(BUILD / "locales")}


def ways():
    """All of them"""
    built = {name: folder / "rhumb" for name, (folder, _) in BUILDS.items()}
    return [
        *(Way(f"built by {name}", program=path, whole=name == "clang-O3")
          for name, path in built.items()),
        *(Way(f"locale {name}", more=locale(name), whole=name[:2] == "tr")
          for name in ("C", "C.UTF-8", *LOCALES, "xx_XX.UTF-8")),
        *(Way(f"zone {zone}", more={"TZ": zone})
          for zone in ("Asia/Tokyo", "America/St_Johns", "XXX-25", ":/none")),
        *(Way(f"umask {mask:o}", umask=mask) for mask in (0, 0o077, 0o027)),
        *(Way(f"TMPDIR={folder}", more={"TMPDIR": folder})
          for folder in ("FOLDER", "/nowhere", "/proc", "", ".")),
        Way("no HOME", more={"HOME": None}),
        Way("a HOME that is none", more={"HOME": "/nowhere"}),
        Way("no environment", env={}),
        Way("what other programs ask", more={
            "COLUMNS": "20", "LINES": "5", "TERM": "dumb", "NO_COLOR": "1",
            "CLICOLOR_FORCE": "1", "SOURCE_DATE_EPOCH": "86400"}),
        Way("POSIXLY_CORRECT", more={"POSIXLY_CORRECT": "1"}),
        Way("memory that is not zero", more={"MALLOC_PERTURB_": "165"}),
        Way("many arenas", more={"MALLOC_ARENA_MAX": "1",
                                 "MALLOC_TOP_PAD_": "1048576"}),
        Way("addresses as they are", before=("setarch", "-R")),
        Way("few files", before=("prlimit", "--nofile=64")),
        Way("a small stack", before=("prlimit", "--stack=1048576")),
        Way("old files in another order", old=True),
        *([Way("another user", user=NOBODY)] if os.getuid() == 0 else []),
        *(Way(f"run {number}", light=True) for number in range(2, 21)),
    ]


def copy(source, target, way):
    """Lay a folder of input, as a way has it"""
    copy_case(source, target)
    if way.old:
        for path in sorted(target.rglob("*"), reverse=True):
            if path.is_file():
                data = path.read_bytes()
                path.unlink()
                path.write_bytes(data)
                os.utime(path, (1, 1))
    if way.user is not None:
        for path in (target.parent, target, *target.rglob("*")):
            os.chown(path, way.user, way.user)


def files(folder):
    """Every file of a folder, and its permissions"""
    return {path.relative_to(folder).as_posix():
            (path.read_bytes(), path.stat().st_mode & 0o777)
            for path in sorted(folder.rglob("*"))
            if path.is_file() and not path.is_symlink()}


def case_done(way, case, folder):
    """What a case comes to: what is printed, and every new file"""
    copy(case, folder, way)
    before = files(folder)
    words, to_file = command_line(case)
    said = [way.run(folder, words)]
    if to_file:
        said.append(way.run(folder, [*words, "-o", "output"]))
        rules = "mapping.ttl" if (case / "mapping.ttl").exists() \
            else "mapping.yml"
        said.append(way.run(folder, ["translate", rules]))
    made = {}
    for name, (data, mode) in files(folder).items():
        if before.get(name, (None,))[0] != data:
            made[name] = data
            if name not in before and mode != 0o666 & ~way.umask:
                said.append(f"{name} has the mode {mode:o}".encode())
    return {"": b"\n".join(said), **made}


def words_done(way, folder):
    """What is said without rules"""
    return {words: way.run(folder, words.split()) for words in WORDS}


def export_done(way, folder):
    """What the example comes to, with every format that there is"""
    for name in ("mappings", "ontology", "examples"):
        copy(ROOT / name, folder / name, way)
    names = [row["name"] for kind in ("syntaxes", "pictures")
             for row in formats()[kind] if row.get("written", True)]
    said = [way.run(folder, words.split()) for words in (
        f"export mappings/attribution.yml -d out -f {','.join(names)}",
        "check mappings/attribution.yml --data",
        "translate mappings/attribution.yml")]
    return {"": b"\n".join(said), **{name: data for name, (data, _)
                                     in files(folder / "out").items()}}


def done(way, task):
    """Do a task in a way; return all that comes of it, by name"""
    with scratch() as name:
        folder = Path(name)
        if way.user is not None:
            os.chown(folder, way.user, way.user)
        if task in TASKS:
            return TASKS[task](way, folder)
        return case_done(way, CASES / task, folder / "case")


TASKS = {"the example": export_done, "words": words_done}


def asks(way, task):
    """True if a task is to be done in a way"""
    if task == "the example":
        return not way.light
    return way.whole or task == "words" or task in SENSITIVE


def check_task(checks, asked):
    """Compare what each way makes of a task with what is made here"""
    task, some = asked
    todo = [way for way in some if asks(way, task)]
    expected = done(Way("here"), task) if todo else {}
    for way in todo:
        made = done(way, task)
        wrong = [name for name in sorted({*made, *expected})
                 if made.get(name) != expected.get(name)]
        checks.check(not wrong, f"{way.name}: {task}: the same bytes",
                     "\n".join(f"{name}\n" + text_diff(
                         shown(expected.get(name)), shown(made.get(name)))
                         for name in wrong))


def prepare(checks, some):
    """Build the program as ways have it, and make locales"""
    for name, (folder, words) in BUILDS.items():
        if all(way.program != folder / "rhumb" for way in some):
            continue
        result = make("-j2", *words, "all", timeout=1800)
        checks.check(result.returncode == 0, f"a build by {name}",
                     told(result))
    (BUILD / "locales").mkdir(parents=True, exist_ok=True)
    for name, language in LOCALES.items():
        if not (BUILD / "locales" / name).exists():
            result = run(["localedef", "-i", language, "-f", "UTF-8",
                          BUILD / "locales" / name])
            checks.check(result.returncode == 0, f"the locale {name}",
                         told(result))


ROWS = [(number, f"name {number % 7}", number % 5) for number in range(60)]
SOURCES = {
    "csv": lambda rows: "id,name,of\n" + "".join(
        f"{a},{b},{c}\n" for a, b, c in rows),
    "jsonpath": lambda rows: "[%s]" % ",\n".join(
        f'{{"id": {a}, "name": "{b}", "of": {c}}}' for a, b, c in rows),
    "jsonl": lambda rows: "".join(
        f'{{"id": {a}, "name": "{b}", "of": {c}}}\n' for a, b, c in rows),
    "xpath": lambda rows: "<rows>%s</rows>" % "\n".join(
        f"<row><id>{a}</id><name>{b}</name><of>{c}</of></row>"
        for a, b, c in rows),
}
ITERATORS = {"jsonpath": "$[*]", "xpath": "/rows/row"}
JOINED = """\
prefixes: {ex: "http://example.org/"}
sources:
  rows: {access: %s, referenceFormulation: %s%s}
  all: {access: rows, referenceFormulation: %s%s}
mappings:
  whole:
    sources: all
    s: ex:row/$(id)
  row:
    sources: rows
    s: ex:row/$(id)
    po:
      - [a, ex:Row]
      - [rdfs:label, $(name)]
      - p: ex:of
        o:
          mapping: whole
          condition: {function: equal, parameters: [[str1, $(of)], [str2, $(id)]]}
"""


def rules_of(kind, access):
    """Rules that join what they read from `access` with the file of it"""
    iterator = ITERATORS.get(kind)
    more = f', iterator: "{iterator}"' if iterator else ""
    return JOINED % (access, kind, more, kind, more)


def run_slowly(words, data, size):
    """Run the program with data that comes in pieces; return what it made"""
    with subprocess.Popen([PROGRAM, *words], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE) as process:
        def feed():
            for at in range(0, len(data), size):
                process.stdin.write(data[at:at + size])
                process.stdin.flush()
            process.stdin.close()
        feeder = threading.Thread(target=feed)
        feeder.start()
        made = process.stdout.read()
        feeder.join()
    return made


def check_source(checks, kind):
    """Rows in another order are the same triples; a pipe is as good as a
    file, whatever its pieces are"""
    with scratch() as name:
        folder = Path(name)
        rows = list(ROWS)
        texts = {"in order": SOURCES[kind](rows)}
        random.Random(8).shuffle(rows)
        texts["shuffled"] = SOURCES[kind](rows)
        made = {}
        for order, text in texts.items():
            (folder / "rows").write_text(text, encoding="utf-8")
            rules = folder / "rules.yml"
            rules.write_text(rules_of(kind, "rows"), encoding="utf-8")
            result = rhumb("rdf", rules, "-f", "ntriples")
            checks.quiet(result, f"{kind} {order}")
            made[order] = result.stdout
        wrong = difference(*map(plain, made.values()))
        checks.check(made["in order"] and not wrong,
                     f"{kind}: the same triples for any order of rows", wrong)
        piped = folder / "piped.yml"
        piped.write_text(rules_of(kind, "'-'"), encoding="utf-8")
        for size in (1, 7, 4096):
            again = run_slowly(["rdf", piped, "-f", "ntriples"],
                               texts["shuffled"].encode(), size)
            checks.check(again == made["shuffled"],
                         f"{kind} by pieces of {size}: as from the file",
                         text_diff(shown(made["shuffled"]), shown(again)))
        again = run_slowly(["rdf", "-", "-f", "ntriples", "--data-dir", folder],
                           rules.read_bytes(), 1)
        checks.check(again == made["shuffled"],
                     f"{kind}: rules by pieces, as from the file")


def check_order(checks):
    """The order of statements, and the syntax that they are in, change no byte
    of a drawing"""
    with scratch() as name:
        folder = Path(name)
        rhumb("export", EXAMPLE, "-d", folder)
        lines = (folder / "attribution.nt").read_bytes().splitlines(True)
        orders = {"forward": lines, "backward": lines[::-1],
                  "sorted": sorted(lines), "twice": lines + lines,
                  "shuffled": random.Random(8).sample(lines, len(lines))}
        for form in [row["name"] for row in formats()["pictures"]]:
            made = set()
            for order, text in orders.items():
                path = folder / f"{order}.nt"
                path.write_bytes(b"".join(text))
                # The file's own name may stand in none
                result = rhumb("draw", "--rdf", path, "-f", form)
                checks.check(result.returncode == 0,
                             f"draw --rdf -f {form}, statements {order}",
                             told(result))
                made.add(result.stdout)
            checks.check(len(made) == 1,
                         f"draw --rdf: the same {form} for any order")


def check_places(checks):
    """Wherever the rules are called from, the same files"""
    with scratch() as name:
        folder = Path(name)
        names = ",".join([*syntaxes(), *(row["name"] for row
                                         in formats()["pictures"])])
        made = []
        for cwd, rules in ((ROOT, "mappings/attribution.yml"), ("/", EXAMPLE),
                           (ROOT / "mappings", "attribution.yml"),
                           (ROOT / "tests", "../mappings/./attribution.yml")):
            out = folder / str(len(made))
            result = rhumb("export", rules, "-d", out, "-f", names, cwd=cwd)
            checks.check(result.returncode == 0, f"export from {cwd}",
                         told(result))
            made.append(files(out))
        for other in made[1:]:
            wrong = [name for name in made[0] if made[0][name] != other[name]]
            checks.check(not wrong, "the same files from another folder", wrong)


def main():
    """All of it, or the ways named"""
    checks = Checks("determinism")
    names = sys.argv[1:]
    some = [way for way in ways() if not names or way.name in names]
    prepare(checks, some)
    cases = [case.name for case in sorted(CASES.iterdir()) if case.is_dir()]
    side_by_side(checks, check_task,
                 [(task, some) for task in (*TASKS, *cases)])
    if not names:
        side_by_side(checks, check_source, list(SOURCES))
        check_order(checks)
        check_places(checks)
    checks.finish()


if __name__ == "__main__":
    main()
