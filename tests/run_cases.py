# SPDX-License-Identifier: ISC
"""Golden cases: every folder of tests/cases is one test.

    run_cases.py [--accept] [NAME...]

A folder holds mapping.yml (or mapping.ttl) and its data (NAME.sql becomes the
SQLite database NAME.sqlite), and
    args           more of the command line, separated as a shell would
    command        the whole command line instead of: rdf mapping.yml -f nquads
    expected.nq    the graph that must come out, blank nodes up to renaming
    expected.out   or: standard output, exactly
    expected.err   standard error, exactly; its first line is `exit N`. A `…`
                   at the end of a line stands for the rest of that line, a
                   line of `…` alone for any lines.
    expected/      more files that the run must leave, byte for byte (what is
                   in them, if they are compressed)
What fails prints what expected.out says, or nothing.
Without expected.err the run must succeed and say nothing. Each case runs in a
copy of its folder: to a file, and again to standard output, the same bytes
both times. A failed run must leave nothing behind.
--accept writes down what came out where the expectation failed; read it.
"""

import gzip
import re
import shlex
import sys
from pathlib import Path

from common import (Checks, ROOT, copy_case, graph_diff, read_graph, rhumb,
                    same_graph, scratch, text_diff)

CASES = ROOT / "tests" / "cases"
OUTPUT = "output.nq"


def command_line(case):
    """Return the arguments, and whether -o may be added to them"""
    mapping = "mapping.yml" if (case / "mapping.yml").exists() \
        else "mapping.ttl"
    if (case / "command").exists():
        words = shlex.split((case / "command").read_text(encoding="utf-8"))
        return words, words[0] == "rdf" and "-o" not in words
    words = ["rdf", mapping, "-f", "nquads"]
    if (case / "args").exists():
        words += shlex.split((case / "args").read_text(encoding="utf-8"))
    return words, True


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
    try:
        actual = read_graph(data, "nquads")
    except Exception as error:  # whatever the parser throws
        return f"not N-Quads: {error}\n{data.decode('utf-8', 'replace')}"
    expected = read_graph(case / "expected.nq", "nquads")
    return "" if same_graph(expected, actual) \
        else graph_diff(expected, actual)


def content(path):
    """The bytes of a file, without its compression"""
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def check_files(case, work):
    """Return which of the files in expected/ is not there as it must be"""
    for wanted in sorted((case / "expected").glob("*")):
        made = work / wanted.name
        if not made.exists():
            return f"{wanted.name} is missing"
        if content(made) != content(wanted):
            return text_diff(content(wanted).decode("utf-8", "replace"),
                             content(made).decode("utf-8", "replace"))
    return ""


def run_case(case, accept):
    """Run a case; return what is wrong, or nothing"""
    words, to_file = command_line(case)
    code, stderr = expectation(case)
    with scratch() as folder:
        work = Path(folder) / "case"
        copy_case(case, work)
        before = {path.name for path in work.iterdir()}
        result = rhumb(*words, *(["-o", OUTPUT] if to_file else []), cwd=work)
        again = rhumb(*words, cwd=work)
        output = work / OUTPUT
        data = output.read_bytes() if output.exists() else result.stdout
        left = {path.name for path in work.iterdir()} - before
        said = result.stderr.decode("utf-8", "replace")

        if accept:
            write_down(case, result.returncode, said, data)
            return ""
        if result.returncode != code:
            return f"exit {result.returncode}, expected {code}\n{said}"
        if not matches(stderr, said):
            return text_diff(stderr, said)
        if code and (left or not (case / "expected.out").exists()):
            return f"left behind: {sorted(left)}" if left \
                else "standard output of a failed run" if again.stdout else ""
        if again.stdout != data:
            return "another run, other bytes:\n" + text_diff(
                data.decode("utf-8", "replace"),
                again.stdout.decode("utf-8", "replace"))
        more = {path.name for path in (case / "expected").glob("*")}
        if to_file and left - more != {OUTPUT}:
            return f"left behind: {sorted(left)}"
        if check_files(case, work):
            return check_files(case, work)
        if (case / "expected.nq").exists():
            return check_graph(case, data)
        if (case / "expected.out").exists():
            expected = (case / "expected.out").read_text(encoding="utf-8")
            actual = data.decode("utf-8", "replace")
            return "" if matches(expected, actual) \
                else text_diff(expected, actual)
        return "nothing is expected of it"


def write_down(case, code, said, data):
    """Make what came out the expectation"""
    if code or said:
        (case / "expected.err").write_text(f"exit {code}\n{said}",
                                           encoding="utf-8")
    if not code and not (case / "expected.out").exists():
        (case / "expected.nq").write_bytes(data)
    elif not code or (case / "expected.out").exists():
        (case / "expected.out").write_bytes(data)


def main():
    """Run the cases named, or all"""
    names = [arg for arg in sys.argv[1:] if not arg.startswith("-")]
    accept = "--accept" in sys.argv[1:]
    checks = Checks("cases")
    for case in sorted(CASES.iterdir()):
        if not case.is_dir() or (names and case.name not in names):
            continue
        wrong = run_case(case, False)
        if wrong and accept:
            run_case(case, True)
        checks.check(not wrong, f"tests/cases/{case.name}", wrong)
    checks.finish()


if __name__ == "__main__":
    main()
