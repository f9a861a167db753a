# SPDX-License-Identifier: ISC
"""Golden cases: every folder of tests/cases is one test.

    run_cases.py [--accept] [NAME...]

A folder holds mapping.yml (or mapping.ttl) and its data (NAME.sql becomes the
SQLite database NAME.sqlite, NAME.workbook the workbook NAME.xlsx: see
workbook.py), and
    args           more of the command line, separated as a shell would
    command        the whole command line instead of: rdf mapping.yml -f nquads
    expected.nq    the graph that must come out, blank nodes up to renaming
    expected.out   or: standard output, exactly
    expected.err   standard error, exactly; its first line is `exit N`. A `…`
                   at the end of a line stands for the rest of that line, a
                   line of `…` alone for any lines.
    expected/      more files that the run must leave, byte for byte; of those
                   compressed by gzip, that they are, and what is in them
What fails prints what expected.out says, or nothing.
Without expected.err the run must succeed and say nothing. Each case runs in a
copy of its folder: to a file, and again to standard output, the same bytes
both times. A failed run must leave nothing behind.
--accept writes down what came out where the expectation failed, and shows what
changed: read it. A case that is new gets expected.nq, or, where it has a file
`command`, expected.out. `make case NAME=base ACCEPT=1` calls it.
"""

import difflib
import gzip
import re
import shlex
import shutil
import sys
from pathlib import Path

import quads
from common import (Checks, ROOT, copy_case, graph_diff, read_graph, rhumb,
                    scratch, shown, side_by_side, text_diff)

CASES = ROOT / "tests" / "cases"
OUTPUT, PLAN = "output.nq", "plan.txt"


def command_line(case):
    """Return the arguments, and the file that -o may add to them, if it may"""
    mapping = "mapping.yml" if (case / "mapping.yml").exists() \
        else "mapping.ttl"
    if (case / "command").exists():
        words = shlex.split((case / "command").read_text(encoding="utf-8"))
        to_file = PLAN if "--explain" in words else OUTPUT
        return words, to_file if words[0] == "rdf" and "-o" not in words else None
    words = ["rdf", mapping, "-f", "nquads"]
    if (case / "args").exists():
        words += shlex.split((case / "args").read_text(encoding="utf-8"))
    return words, OUTPUT


def matches(expected, actual):
    """Compare texts, the first of which may hold `…`"""
    pattern = ""
    for line in expected.splitlines(keepends=True):
        if line.strip() == "…":
            pattern += r"(?s:.*)"
        elif line.rstrip("\n").endswith("…"):
            pattern += re.escape(line.rstrip("\n")[:-1]) + ".*\n"
        else:
            pattern += re.escape(line)
    return re.fullmatch(pattern, actual) is not None


def expectation(case):
    """Return the exit code and standard error that must be"""
    path = case / "expected.err"
    if not path.exists():
        return 0, ""
    first, _, rest = path.read_text(encoding="utf-8").partition("\n")
    return int(first.split()[1]), rest


def check_graph(case, data):
    """Return what is wrong with the quads that came out, or nothing"""
    if quads.RDF_1_2.search((case / "expected.nq").read_bytes() + data):
        try:  # rdflib reads no such terms
            return quads.difference(
                quads.plain((case / "expected.nq").read_bytes()),
                quads.plain(data))
        except ValueError as error:
            return f"not N-Quads: {error}\n{shown(data)}"
    try:
        actual = read_graph(data, "nquads")
    except Exception as error:  # whatever the parser throws
        return f"not N-Quads: {error}\n{shown(data)}"
    expected = read_graph(case / "expected.nq", "nquads")
    return graph_diff(expected, actual)


def content(path):
    """Whether a file is compressed by gzip, and its bytes without that"""
    data = path.read_bytes()
    is_packed = data.startswith(b"\x1f\x8b")
    return is_packed, gzip.decompress(data) if is_packed else data


def check_files(case, work):
    """Return which of the files in expected/ is not there as it must be"""
    for wanted in sorted((case / "expected").glob("*")):
        made = work / wanted.name
        if not made.exists():
            return f"{wanted.name} is missing"
        (must, expected), (is_packed, actual) = content(wanted), content(made)
        if must != is_packed:
            return f"{wanted.name} is {'' if is_packed else 'not '}compressed"
        if actual != expected:
            return text_diff(shown(expected), shown(actual))
    return ""


class Run:
    """A case that was run in a copy of its folder, to a file and again to
    standard output"""

    def __init__(self, case, work):
        self.case, self.work = case, work
        words, self.to_file = command_line(case)
        copy_case(case, work)
        before = {path.name for path in work.iterdir()}
        result = rhumb(*words, *(["-o", self.to_file] if self.to_file else []),
                       cwd=work)
        self.again = rhumb(*words, cwd=work).stdout
        output = work / (self.to_file or OUTPUT)
        self.data = output.read_bytes() if output.exists() else result.stdout
        self.left = {path.name for path in work.iterdir()} - before
        self.code = result.returncode
        self.said = shown(result.stderr)

    def wrong(self):
        """What is wrong with it, or nothing"""
        code, stderr = expectation(self.case)
        if self.code != code:
            return f"exit {self.code}, expected {code}\n{self.said}"
        if not matches(stderr, self.said):
            return text_diff(stderr, self.said)
        if code and self.left:
            return f"left behind: {sorted(self.left)}"
        if code and not (self.case / "expected.out").exists():
            return "standard output of a failed run" if self.again else ""
        if self.again != self.data:
            return "another run, other bytes:\n" + text_diff(
                shown(self.data), shown(self.again))
        more = {path.name for path in (self.case / "expected").glob("*")}
        if self.to_file and self.left - more != {self.to_file}:
            return f"left behind: {sorted(self.left)}"
        return check_files(self.case, self.work) or self.wrong_output()

    def wrong_output(self):
        """What is wrong with the graph or the text that came out"""
        if (self.case / "expected.nq").exists():
            return check_graph(self.case, self.data)
        if (self.case / "expected.out").exists():
            expected = (self.case / "expected.out").read_text(encoding="utf-8")
            actual = shown(self.data)
            return "" if matches(expected, actual) \
                else text_diff(expected, actual)
        return "nothing is expected of it"

    def accept(self):
        """Make what came out the expectation"""
        stderr = f"exit {self.code}\n{self.said}".encode("utf-8")
        graph, text = self.case / "expected.nq", self.case / "expected.out"
        is_graph = not self.code and not text.exists() and \
            (graph.exists() or not (self.case / "command").exists())
        for path, data in ((self.case / "expected.err",
                            stderr if self.code or self.said else b""),
                           (graph, self.data if is_graph else b""),
                           (text, b"" if is_graph else self.data)):
            if data or (path == graph and is_graph):
                path.write_bytes(data)
            else:
                path.unlink(missing_ok=True)
        for wanted in (self.case / "expected").glob("*"):
            made = self.work / wanted.name
            if made.exists() and content(made) != content(wanted):
                shutil.copy(made, wanted)


def run_case(checks, asked):
    """Run a case and count it; asked is the case, and whether what comes out is
    accepted"""
    case, accept = asked
    what = f"tests/cases/{case.name}"
    with scratch() as folder:
        run = Run(case, Path(folder) / "case")
        wrong = run.wrong()
        if wrong and accept:
            run.accept()
            print(f"cases: accepted: {what}\n{wrong}")
            wrong = ""
    checks.check(not wrong, what, wrong)


def main():
    """Run the cases named, or all"""
    names = [arg for arg in sys.argv[1:] if not arg.startswith("-")]
    checks = Checks("cases")
    known = sorted(case.name for case in CASES.iterdir() if case.is_dir())
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, 3)
            checks.check(False, f"there is no tests/cases/{name}",
                         "near it: " + ", ".join(near) if near else "")
    side_by_side(checks, run_case, [(CASES / name, "--accept" in sys.argv[1:])
                                    for name in known if not names or name in names])
    checks.finish()


if __name__ == "__main__":
    main()
