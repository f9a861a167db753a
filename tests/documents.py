# SPDX-License-Identifier: ISC
"""The documents say what is so: every option is in the manual page, and every
example of the README and the manual yields what they show.

In Markdown, a fenced block is part of an example if a comment stands on the
line before it: <!-- file NAME --> is a file to write, <!-- run COMMAND --> is
what the command prints, <!-- fails COMMAND --> what a failing one says on
standard error; <!-- works COMMAND -->, with no block, must only succeed. The
files of a document share one folder.
"""

import re
import shlex
import shutil
from pathlib import Path
from xml.etree import ElementTree

from common import (Checks, ROOT, rhumb, run, scratch, text_diff, told)

BLOCK = re.compile(r"<!-- (file|run|fails) ([^\n]+) -->\n+```[^\n]*\n(.*?)^```$"
                   r"|<!-- (works) ([^\n]+) -->", re.M | re.S)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)")
OPTION = re.compile(r"(?<![\w-])(--[a-z][a-z-]+|-[a-zA-Z])(?![\w-])")
COMMANDS = ("rdf", "draw", "export", "check", "translate", "functions")
SVG = "{http://www.w3.org/2000/svg}"


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
    for command in COMMANDS:
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


def check_examples(checks, path):
    """Run the examples of one document"""
    text = path.read_text(encoding="utf-8")
    name = path.relative_to(ROOT)
    with scratch() as folder:
        work = Path(folder) / "work"
        work.mkdir()
        for shared in ("mappings", "examples", "ontology"):
            if (ROOT / shared).is_dir():
                shutil.copytree(ROOT / shared, work / shared)
        for kind, what, body, *works in BLOCK.findall(text):
            kind, what = (kind, what) if kind else works
            if kind == "file":
                (work / what).parent.mkdir(parents=True, exist_ok=True)
                (work / what).write_text(body, encoding="utf-8")
                continue
            words = shlex.split(what)
            result = rhumb(*words[1:], cwd=work)
            stream = result.stderr if kind == "fails" else result.stdout
            code = (result.returncode != 0) == (kind == "fails")
            said = stream.decode("utf-8", "replace")
            body = said if kind == "works" else body
            checks.check(words[0] == "rhumb" and code and said.rstrip() == body.rstrip(),
                         f"{name}: {what}",
                         told(result) if not code else text_diff(body, said))


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


def check_picture(checks):
    """The README's map is the map that the example makes today"""
    picture = ROOT / "docs" / "attribution.svg"
    if not checks.check(picture.exists(), "docs/attribution.svg is there"):
        return
    with scratch() as folder:
        fresh = Path(folder) / "fresh.svg"
        result = rhumb("draw", ROOT / "mappings" / "attribution.yml",
                       "--view", "attribution", "-o", fresh)
        if checks.check(result.returncode == 0, "draw the README's map",
                        told(result)):
            checks.check(titles(picture) == titles(fresh),
                         "docs/attribution.svg is up to date (make docs)",
                         text_diff("\n".join(titles(picture)),
                                   "\n".join(titles(fresh))))


def main():
    """Every document"""
    checks = Checks("documents")
    check_manual_page(checks)
    check_version(checks)
    for path in [ROOT / "README.md", ROOT / "CHANGELOG.md",
                 *sorted((ROOT / "docs").glob("*.md"))]:
        check_examples(checks, path)
        check_links(checks, path)
    check_picture(checks)
    checks.finish()


if __name__ == "__main__":
    main()
