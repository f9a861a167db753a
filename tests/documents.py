# SPDX-License-Identifier: ISC
"""The documents say what is so: every option is in the manual page, and every
example of the README and the manual yields what they show.

In Markdown, an example is a line that begins with bold code, and the fenced block
behind it. **`NAME`** is a file to write; **`$ COMMAND`** is what the command prints,
and that it succeeds and says nothing else; **`$ COMMAND`**, exit code N, is what one
that ends so says on standard error; a command with no block behind it prints nothing.
Commands are of the shell; the files of a document share one folder.

documents.py --write [FILE...] puts what the program says into the blocks, for
the author to read and judge.
"""

import json
import os
import re
import shutil
import sys
from pathlib import Path
from xml.etree import ElementTree

from common import (Checks, PROGRAM, ROOT, formats, rhumb, run, scratch, shown,
                    text_diff, told)

BLOCK = re.compile(r"^\*\*`(?P<what>[^`\n]+)`\*\*(?P<note>[^\n]*)\n"
                   r"(?:\n```[^\n]*\n(?P<body>.*?)^```$)?", re.M | re.S)
EXIT = re.compile(r", exit code (\d)")
HIDDEN = re.compile(r"<!-- (?:file|run|fails|warns|works|shows|insert) .*")
TABLE = re.compile(r"(<!-- (functions|sources) -->\n\n)((?:\|[^\n]*\n)*)")
FUNCTION = re.compile(r"^([a-z-]+:\S+)\((.*)\)(?:: (.*?)(?:, short (.*))?)?\n"
                      r"    (.*)$", re.M)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)")
OPTION = re.compile(r"(?<![\w-])(--[a-z][a-z-]+|-[a-zA-Z])(?![\w-])")
SVG = "{http://www.w3.org/2000/svg}"


def commands():
    """The names of the commands, as the program lists them"""
    text = rhumb("help").stdout.decode().partition("The commands are")[2]
    return re.findall(r"^  ([a-z]+) ", text.partition("For example")[0], re.M)


def check_manual_page(checks):
    """The manual page names every command and option of --help, and no other"""
    page = ROOT / "rhumb.1"
    lint = run(["mandoc", "-T", "lint", "-W", "warning", page])
    checks.check(lint.returncode == 0, "mandoc -T lint rhumb.1",
                 lint.stdout.decode())
    source = page.read_text(encoding="utf-8")
    flags = set()
    for line in source.splitlines():
        if re.match(r"\.(It|Op|Nm|Cm)?.*\bFl\b", line):
            for name in re.findall(r"Fl (\S+)", line):
                name = name.replace("\\-", "-")
                flags.add("-" + name)
    known = set()
    for command in commands():
        result = rhumb(command, "--help")
        if not checks.check(result.returncode == 0 and result.stdout
                            and not result.stderr,
                            f"rhumb {command} --help", told(result)):
            continue
        checks.check(f".Cm {command}" in source,
                     f"rhumb.1 has the command {command}")
        options = set(OPTION.findall(result.stdout.decode()))
        known |= options
        missing = sorted(options - flags)
        checks.check(options and not missing,
                     f"rhumb.1 has every option of rhumb {command}",
                     "\n".join(missing))
    general = set(OPTION.findall(rhumb("--help").stdout.decode()))
    missing = sorted(general - flags)
    checks.check(not missing, "rhumb.1 has every option of rhumb",
                 "\n".join(missing))
    invented = sorted(flags - known - general - {"--help", "--version"})
    checks.check(not invented, "rhumb.1 has no option that rhumb has not",
                 "\n".join(invented))


def check_formats(checks):
    """The manual page names what can be written, as the tables have it"""
    source = (ROOT / "rhumb.1").read_text(encoding="utf-8")
    tables = formats()
    for row in tables["syntaxes"] + tables["pictures"]:
        if row.get("written", True):
            checks.check(f".Cm {row['name']}" in source,
                         f"rhumb.1 has the format {row['name']}")


def check_version(checks):
    """One version, wherever it is said"""
    version = re.search(r"^VERSION = (.+)$",
                        (ROOT / "Makefile").read_text(encoding="utf-8"),
                        re.M)[1]
    said = rhumb("--version")
    checks.check(said.returncode == 0 and version in said.stdout.decode(),
                 f"rhumb --version says {version}", told(said))
    log = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    checks.check(f"## {version}" in log or "## Unreleased" in log,
                 f"CHANGELOG.md has {version}")


def workplace(folder, program=PROGRAM):
    """A folder for the examples of a document, and the environment in which
    their commands find the program under test"""
    work, programs = Path(folder) / "work", Path(folder) / "bin"
    work.mkdir()
    programs.mkdir()
    (programs / "rhumb").symlink_to(program)
    for shared in ("mappings", "examples", "ontology", "queries"):
        if (ROOT / shared).is_dir():
            shutil.copytree(ROOT / shared, work / shared)
    return work, dict(os.environ,
                      PATH=f"{programs}{os.pathsep}{os.environ['PATH']}")


def example(work, environment, block):
    """Run one example; return whether it ended as it says, what it said, and
    why it did not"""
    what, note = block["what"], block["note"]
    if not what.startswith("$ "):
        if note or block["body"] is None:
            return False, "", "a file's name, and its block behind it"
        (work / what).parent.mkdir(parents=True, exist_ok=True)
        (work / what).write_text(block["body"], encoding="utf-8")
        return True, block["body"], ""
    code = EXIT.fullmatch(note)
    if note and not code:
        return False, "", f'", exit code N" may stand there, not "{note}"'
    result = run(["sh", "-c", what[2:]], cwd=work, env=environment)
    stream = result.stderr if code else result.stdout
    ended = result.returncode == int(code[1]) if code \
        else result.returncode == 0 and not result.stderr
    return ended, shown(stream), told(result)


def check_example(checks, name, block, work, environment):
    """Run one example of the document `name`; it says what its block shows"""
    good, said, why = example(work, environment, block)
    body = block["body"] or ""
    checks.check(good and said.rstrip() == body.rstrip(),
                 f"{name}: {block['what']}",
                 text_diff(body, said) if good else why)


def check_examples(checks, path):
    """Run the examples of one document"""
    name = path.relative_to(ROOT)
    text = path.read_text(encoding="utf-8")
    hidden = HIDDEN.findall(text)
    checks.check(not hidden, f"{name}: names of files and commands are seen, "
                 "as bold code (tests/documents.py)", "\n".join(hidden))
    with scratch() as folder:
        work, environment = workplace(folder)
        for block in BLOCK.finditer(text):
            check_example(checks, name, block, work, environment)


def write_examples(path, program=PROGRAM, skip=lambda block: False):
    """Put what the program says into the blocks of one document"""
    with scratch() as folder:
        work, environment = workplace(folder, program)

        def written(block):
            if skip(block):
                return block[0]
            good, said, why = example(work, environment, block)
            if not good:
                print(f"{path}: {block['what']}: {why}")
            if block["body"] is None:
                return block[0]
            start, end = block.span("body")
            whole = block.string
            return (whole[block.start():start] + said.rstrip() + "\n"
                    + whole[end:block.end()])

        text = BLOCK.sub(written, path.read_text(encoding="utf-8"))
    text = TABLE.sub(lambda table: table[1] + TABLES[table[2]](), text)
    path.write_text(text, encoding="utf-8")


def function_table():
    """The functions as a table in Markdown, from what the program says"""
    text = rhumb("functions").stdout.decode()
    rows = ["| function | short | gives | |", "|---|---|---|---|"]
    for name, takes, gives, short, note in FUNCTION.findall(text):
        takes = ", ".join(f"`{word}`" for word in takes.split(", ") if word)
        note = note.replace("|", "\\|")
        short = short and f"`{short}`"
        rows.append(f"| `{name}` {takes} | {short} | {gives or 'refused'} | "
                    f"{note} |")
    return "\n".join(rows) + "\n"


def source_table():
    """The formats of sources as a table in Markdown, likewise"""
    rows = ["| named in rules | reads | a row is | a reference is |",
            "|---|---|---|---|"]
    formats = rhumb("formats", "-f", "json").stdout
    for source in json.loads(formats)["sources"]:
        if source["read"] and source["names"]:
            names = ", ".join(f"`{name}`" for name in source["names"])
            rows.append(f"| {names} | {source['title']} | {source['row']} | "
                        f"{source['reference']} |")
    return "\n".join(rows) + "\n"


TABLES = {"functions": function_table, "sources": source_table}


def check_tables(checks):
    """docs/functions.md has every function and docs/sources.md every format,
    as the program tells of them"""
    for name, make_table in TABLES.items():
        path = ROOT / "docs" / f"{name}.md"
        found = TABLE.search(path.read_text(encoding="utf-8"))
        table = make_table()
        checks.check(len(table.splitlines()) > 6 and found
                     and found[3] == table,
                     f"docs/{name}.md has the table of {name} "
                     f"(tests/documents.py --write docs/{name}.md)",
                     text_diff(found[3] if found else "", table))


def check_links(checks, path):
    """What a document points at is there"""
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        checks.check((path.parent / target.strip()).exists(),
                     f"{path.relative_to(ROOT)} points at {target}, "
                     "which is there")


def titles(path):
    """The titles of the nodes and edges of a picture"""
    root = ElementTree.parse(path).getroot()
    return sorted(group.findtext(SVG + "title") or ""
                  for group in root.iter(SVG + "g")
                  if group.get("class") in ("node", "edge"))


def check_picture(checks, picture, *command):
    """A picture that a document shows is what the program draws today"""
    if not checks.check(picture.exists(), f"{picture.name} is there"):
        return
    with scratch() as folder:
        fresh = Path(folder) / "fresh.svg"
        result = rhumb("draw", *command, "-o", fresh)
        if checks.check(result.returncode == 0, f"draw {picture.name}",
                        told(result)):
            checks.check(titles(picture) == titles(fresh),
                         f"{picture.name} is up to date (make docs)",
                         text_diff("\n".join(titles(picture)),
                                   "\n".join(titles(fresh))))


def check_pictures(checks):
    """The README's map, and the picture of the vocabulary's guide"""
    ontology = ROOT / "ontology"
    check_picture(checks, ROOT / "docs" / "attribution.svg",
                  ROOT / "mappings" / "attribution.yml", "--view",
                  "attribution")
    check_picture(checks, ontology / "core-pattern.svg", "--rdf",
                  ontology / "core-pattern.ttl", ontology / "core-pattern.yml")


def main():
    """Every document"""
    if sys.argv[1:2] == ["--write"]:
        for name in sys.argv[2:]:
            write_examples(Path(name).resolve())
        return
    checks = Checks("documents")
    check_manual_page(checks)
    check_formats(checks)
    check_version(checks)
    for path in [*sorted(ROOT.glob("*.md")),
                 *sorted((ROOT / "docs").glob("*.md")),
                 ROOT / "queries" / "README.md"]:
        if path.name != "extending.md":  # Its program is tests/extending.py's
            check_examples(checks, path)
        check_links(checks, path)
    for path in sorted((ROOT / "ontology").glob("**/*.md")):
        check_links(checks, path)
    check_tables(checks)
    check_pictures(checks)
    checks.finish()


if __name__ == "__main__":
    main()
