# SPDX-License-Identifier: ISC
"""What the compilers do not see: the order of includes, files that call each
other in a circle, one public name with two meanings, the length of functions
and files, licence headers, and words that have no place in the tree."""

import collections
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Data flows down this list and includes follow it up: a room may include
# itself and rooms above it, but none on its own line
ORDER = ("base", "io", "yaml json", "term", "function", "source", "owl",
         "sink store", "view", "model", "yarrrml rml", "plan", "engine",
         "check", "cli", "main.c")
ROOMS = {room: number for number, line in enumerate(ORDER)
         for room in line.split()}

LONGEST = 60        # Lines of a function
LONGEST_FILE = 800  # Lines of a .c file

# Files that may call each other, because what they read or make holds the
# other: each group with the reason
MUTUAL = {
    frozenset(("src/yarrrml/pair.c", "src/yarrrml/quoted.c")):
        "a pair may have annotations, which are pairs",
    frozenset(("src/plan/call.c", "src/plan/term.c")):
        "a term's value may be a call, whose arguments are terms",
    frozenset(("src/rml/function.c", "src/rml/gather.c", "src/rml/join.c",
               "src/rml/map.c", "src/rml/term.c", "src/rml/view.c")):
        "a term map may hold a function execution, whose inputs are term maps, "
        "and whose source may be a view, with expressions in fields and joins, "
        "or gather objects, which are term maps",
    frozenset(("src/rml/write/join.c", "src/rml/write/source.c",
               "src/rml/write/term.c", "src/rml/write/view.c")):
        "a view holds expressions and joins, whose references are its fields",
    frozenset(("src/yarrrml/fields.c", "src/yarrrml/source.c")):
        "a source may have fields, whose joins name sources",
    frozenset(("src/yarrrml/function.c", "src/yarrrml/term.c")):
        "a term may be a function, whose parameters are terms",
}

SOURCES = (".c", ".h", ".py", ".sh", ".def")
TEXTS = SOURCES + (".md", ".yml", ".ttl", ".json", ".xml", ".1", "")

# Paths of one machine and hosts of package registries, spelled so that this
# file does not hold them itself
WORDS = re.compile("|".join((
    r"(?<![\w.])/(?:work|root|home)" + "/",
    r"/tmp" + r"/(?:wt|work)\b",
    r"registry\." + r"npmjs",
    r"pypi\." + r"(?:org|python)",
    r"files\." + r"pythonhosted",
    r"index\." + r"crates|static\." + r"crates",
    r"repo1?\." + r"maven",
    r"deb\." + r"debian\.org",
    r"proxy\." + r"golang",
    r"\bTO" + r"DO\b|\bFIX" + r"ME\b",
)))

INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)

# Comments, texts and characters: what is no code
NO_CODE = re.compile(r"""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|"""
                     r"""'(?:\\.|[^'\\\n])*'""", re.S)

# What a header gives a name to: types, functions, members of enums, macros
PUBLIC = re.compile(r"^\}\s*(Rhumb\w+);|^struct (Rhumb\w+) \{|"
                    r"^typedef (?!struct \w+ \w+;)[^;{]*?\b(Rhumb\w+);|"
                    r"^(rhumb_\w+)\(|^\s+(RHUMB_\w+)(?: = [^,]*)?,|"
                    r"^\s*#\s*define (RHUMB_\w+)", re.M)

# What a .c file defines: functions, objects
DEFINED = re.compile(r"^(rhumb_\w+)\(|"
                     r"^(?!extern)\w[\w *]*?\b(rhumb_\w+)(?:\[[^\]]*\])? = |"
                     r"^RHUMB_CALL\((\w+)\)", re.M)


def tracked():
    """Every file that git knows or would add; without git, every file that
    no build made"""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        return [path for path in sorted(ROOT.rglob("*")) if path.is_file()
                and path.relative_to(ROOT).parts[0] not in ("build", "out")
                and "__pycache__" not in path.parts]
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard",
                             "-z"], cwd=ROOT, stdout=subprocess.PIPE,
                            check=True).stdout.decode()
    return [ROOT / name for name in listed.split("\0")
            if name and (ROOT / name).is_file()]


def line_of(text, position):
    """Line number of a position in a text"""
    return text.count("\n", 0, position) + 1


def check_includes(path, text):
    """No file includes one downstream of it, or another room's private one"""
    parts = path.relative_to(ROOT).parts
    if parts[0] != "src":
        return
    room = parts[1]
    if room not in ROOMS:
        yield 1, f"no room is called {room}: give it a place in tools/lint.py"
        return
    for match in INCLUDE.finditer(text):
        other = match[1].split("/")[0]
        where = line_of(text, match.start())
        if "/" not in match[1]:
            yield where, f'"{match[1]}": name it from src/, such as "base/str.h"'
        elif other not in ROOMS:
            yield where, f'"{match[1]}" is in no room'
        elif other != room and ROOMS[other] >= ROOMS[room]:
            yield where, (f"{room} may not include {other}/: includes go from "
                          "main to base")
        elif other != room and match[1].endswith("_impl.h"):
            yield where, f'"{match[1]}" is private to {other}/'


def check_functions(path, text):
    """No function is longer than LONGEST lines"""
    if path.suffix not in (".c", ".h"):
        return
    start = None
    for number, line in enumerate(text.splitlines(), 1):
        if line == "{":
            start = number
        elif line.startswith("}") and start:
            if number - start - 1 > LONGEST:
                yield start, (f"a function of {number - start - 1} lines; "
                              f"{LONGEST} is the most")
            start = None


def check_file(path, text):
    """A .c file opens with what it is for, and is not too long"""
    if path.suffix != ".c" or path.relative_to(ROOT).parts[0] != "src":
        return
    if f"/// @file {path.name} " not in "\n".join(text.splitlines()[:4]):
        yield 3, f"no /// @file {path.name}, with what it is for"
    length = text.count("\n")
    if length > LONGEST_FILE:
        yield length, f"a file of {length} lines; {LONGEST_FILE} is the most"


def licence(path):
    """What a file is to say of its licence, if anything"""
    if path.suffix in SOURCES or path.name in ("Makefile", "run"):
        return "ISC"
    if path.suffix == ".ttl" and path.parent == ROOT / "ontology":
        return "CC-BY-4.0"
    return ""


def check_licence(path, text):
    """Every source, and every ontology, says its licence in its first lines"""
    said = f"SPDX-License-Identifier: {licence(path)}"
    if licence(path) and said not in "\n".join(text.splitlines()[:3]):
        yield 1, f"no {said} at the top"


def check_words(path, text):
    """No path of a machine, no registry's host, nothing left to do"""
    if path.suffix not in TEXTS:
        return
    for match in WORDS.finditer(text):
        yield line_of(text, match.start()), f"{match[0]!r} has no place here"


def check_space(path, text):
    """Lines end where their text ends, files end with a newline"""
    if path.suffix not in SOURCES + (".md", ".1") \
            and path.name != "Makefile":
        return
    for match in re.finditer(r"[ \t]+$|\r", text, re.M):
        yield line_of(text, match.start()), "space at the end of a line"
    if text and not text.endswith("\n"):
        yield text.count("\n") + 1, "no newline at the end of the file"


def first_group(match):
    """The group of a match that matched"""
    return next(filter(None, match.groups()))


def check_names(codes):
    """No public name has two meanings"""
    meant = collections.defaultdict(list)
    for name, code in codes.items():
        if name.endswith(".h"):
            for word in {first_group(m) for m in PUBLIC.finditer(code)}:
                meant[word].append(name)
    for word, names in sorted(meant.items()):
        if len(names) > 1:
            yield names[0], f"{word} is declared in {' and '.join(names[1:])} too"


def calls_of(codes):
    """Each .c file with the others whose functions or objects it names"""
    home = {}
    for name, code in codes.items():
        if name.endswith(".c"):
            for match in DEFINED.finditer(code):
                home["rhumb_call_" + match[3] if match[3]
                     else first_group(match)] = name
    return {name: {home[word] for word in re.findall(r"\brhumb_\w+", code)
                   if word in home} - {name}
            for name, code in codes.items() if name.endswith(".c")}


def reached(calls, start):
    """All that a file calls, and what that calls"""
    found, todo = set(), [start]
    while todo:
        new = calls[todo.pop()] - found
        found |= new
        todo.extend(new)
    return found


def check_circles(codes):
    """No files call each other in a circle but those in MUTUAL"""
    calls = calls_of(codes)
    ways = {name: reached(calls, name) for name in calls}
    circles = {frozenset(other for other in ways[name] if name in ways[other])
               for name in calls} - {frozenset()}
    for circle in circles - set(MUTUAL):
        yield min(circle), f"{', '.join(sorted(circle))} call each other"
    for circle in set(MUTUAL) - circles:
        yield "tools/lint.py", f"{', '.join(sorted(circle))} are no circle: " \
            "take them out of MUTUAL"


def main():
    """Check every file; print what is found as a compiler would"""
    found = 0
    codes = {}
    for path in tracked():
        name = path.relative_to(ROOT)
        if name.parts[:2] == ("tests", "cases"):
            continue  # data of tests may be anything
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if name.parts[0] == "src":
            codes[str(name)] = NO_CODE.sub('""', text)
        for check in (check_includes, check_functions, check_file,
                      check_licence, check_words, check_space):
            for line, message in check(path, text):
                print(f"{name}:{line}: error: {message}")
                found += 1
    for check in (check_names, check_circles):
        for name, message in check(codes):
            print(f"{name}: error: {message}")
            found += 1
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
