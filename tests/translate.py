# SPDX-License-Identifier: ISC
"""rhumb translate: what it writes makes the same graph as what it was given.

    translate.py [CASE...]

Every golden case with a graph, and every RML mapping of the suites (as
tests/conformance/suites.py finds them), is translated to both vocabularies. The translation must be read by other Turtle readers, must make
the case's graph, and translated again it must be the same bytes. Mappings that
make no graph here, for want of a database or for an error that the case is
about, are held to the rest. tests/translate holds mappings with the Turtle that must come of them. Where a vocabulary has no words
for a case, its folder holds refused-core or refused-classic: what rhumb says.
Where its data is a mistake for one of them, stricter-core: what the run says.
"""

import re
import shlex
import shutil
import sys
from pathlib import Path

import quads
from common import (Checks, ROOT, SANITIZED, copy_case, graph_diff, read_graph,
                    rhumb, scratch, shown, text_diff, told)
from readers import read_by_all

sys.path.insert(0, str(ROOT / "tests" / "conformance"))

import suites  # noqa: E402 pylint: disable=wrong-import-position

CASES = ROOT / "tests" / "cases"
GOLDEN = ROOT / "tests" / "translate"
STYLES = {"core": [], "classic": ["--classic"]}

# Where the older RML cannot mean what core does, rhumb says so: values of JSON
# lose their datatypes, and some words are missing
WARNED = "the older RML makes plain"
REFUSED = re.compile(r"error: (?:the older RML|RML Core) has ")
NATURAL = re.compile(r"\^\^<http://www\.w3\.org/2001/XMLSchema#"
                     r"(?:integer|double|boolean|date|time|dateTime)>")


# What belongs to a run of the rules, and is not said in them
AT_RUN = ("--data-dir", "--database", "--null", "--on-error", "--allow-skipped",
          "--blank-prefix", "--now", "--strict")


def options_of(case):
    """The options of a case: for translating, and for running afterwards"""
    if not (case / "args").exists():
        return [], []
    words = shlex.split((case / "args").read_text(encoding="utf-8"))
    both = [[], []]
    while words:
        name = words.pop(0)
        value = [] if name == "--strict" else [words.pop(0)]
        both[name in AT_RUN] += [name, *value]
    return both


def run_rules(path, options, work):
    """Run rules; return the quads, or None and what was said"""
    result = rhumb("rdf", path, "-f", "nquads", *options, cwd=work)
    if result.returncode:
        return None, told(result)
    return result.stdout.decode("utf-8"), ""


def difference(expected, actual):
    """Return how two texts of quads differ as graphs, or nothing"""
    if sorted(expected.splitlines()) == sorted(actual.splitlines()):
        return ""  # Whatever rdflib would say of unsafe IRIs
    if quads.RDF_1_2.search((expected + actual).encode("utf-8")):
        return quads.difference(quads.plain(expected.encode("utf-8")),
                                quads.plain(actual.encode("utf-8")))
    left = read_graph(expected.encode("utf-8"), "nquads")
    right = read_graph(actual.encode("utf-8"), "nquads")
    return graph_diff(left, right)


def check_again(checks, path, style, what, work):
    """A translation translated is the same bytes"""
    again = rhumb("translate", path, *STYLES[style], cwd=work)
    text = (work / path).read_text(encoding="utf-8")
    checks.check(again.returncode == 0
                 and shown(again.stdout) == text,
                 f"{what}: translated again, the same bytes",
                 told(again) + text_diff(text, shown(again.stdout)))


def check_mapping(checks, name, folder, rules, expected):
    """Translate a mapping both ways; `expected` is its quads, or None"""
    extra, at_run = options_of(folder)
    for style, flags in STYLES.items():
        what = f"{name} as {style}"
        with scratch() as temporary:
            work = Path(temporary) / "case"
            # In ours, NAME.sql becomes a database; in a suite's, it is a server's
            (copy_case if folder.parent == CASES else shutil.copytree)(
                folder, work)
            out = f"translated-{style}.ttl"
            result = rhumb("translate", *rules, *flags, *extra, "-o", out,
                           cwd=work)
            said = shown(result.stderr)
            refused = folder / f"refused-{style}"
            if refused.exists() or \
                    name.startswith("rml-") and style not in name and \
                    REFUSED.search(said):
                checks.check(result.returncode == 1
                             and (not refused.exists() or
                                  refused.read_text("utf-8").strip() in said)
                             and not (work / out).exists(),
                             f"{what}: is refused", told(result))
                continue
            if not checks.check(result.returncode == 0, f"{what}: translates",
                                told(result)):
                continue
            read_by_all(checks, work / out, "turtle", what=what)
            check_again(checks, out, style, what, work)
            if expected is None:
                continue
            actual, wrong = run_rules(out, at_run, work)
            stricter = folder / f"stricter-{style}"
            if stricter.exists():
                checks.check(actual is None and
                             stricter.read_text("utf-8").strip() in wrong,
                             f"{what}: is stricter", wrong)
                continue
            wanted = expected
            if WARNED in said and actual is not None:
                wanted = NATURAL.sub("", expected)
                actual = NATURAL.sub("", actual)
            wrong = wrong or difference(wanted, actual)
            checks.check(not wrong, f"{what}: the same graph", wrong)


def check_cases(checks, names):
    """The golden cases that make graphs"""
    for case in sorted(CASES.iterdir()):
        if (names and case.name not in names) or \
                not (case / "expected.nq").exists():
            continue
        rules = sorted(path.name for path in case.iterdir()
                       if path.suffix in (".yml", ".ttl"))
        if (case / "command").exists():
            words = shlex.split((case / "command").read_text(encoding="utf-8"))
            rules = [word for word in words[1:] if word in rules]
        else:
            rules = [rule for rule in rules if rule.startswith("mapping.")]
        check_mapping(checks, f"tests/cases/{case.name}", case, rules,
                      (case / "expected.nq").read_text(encoding="utf-8"))


def check_suites(checks, names):
    """The suites' mappings that rhumb takes, held to what it makes of them"""
    for suite in ("rml-core", "rml-classic", *suites.MODULES):
        folder = suites.find(suite, checks)
        for case in sorted(folder.iterdir()) if folder else ():
            if not (case / "mapping.ttl").exists() or \
                    (names and case.name not in names):
                continue
            if rhumb("translate", "mapping.ttl", cwd=case).returncode:
                continue  # An error of the rules: tested as one
            expected, _ = run_rules("mapping.ttl", [], case)
            check_mapping(checks, f"{suite}/{case.name}", case,
                          ["mapping.ttl"], expected)


def check_golden(checks, names):
    """Mappings with the bytes, or the mistakes, that must come of them"""
    for folder in sorted(GOLDEN.iterdir()):
        if names and folder.name not in names:
            continue
        rules = sorted(folder.glob("mapping.*"))[0].name
        for style, flags in STYLES.items():
            what = f"tests/translate/{folder.name} as {style}"
            result = rhumb("translate", rules, *flags, cwd=folder)
            out = folder / f"{style}.ttl"
            err = folder / f"{style}.err"
            said = shown(result.stderr)
            text = shown(result.stdout)
            if "--accept" in sys.argv:
                (out if result.returncode == 0 else err).write_text(
                    text or said, encoding="utf-8")
                continue
            if err.exists():
                expected = err.read_text(encoding="utf-8")
                checks.check(result.returncode == 1 and said == expected,
                             f"{what}: says what it cannot say",
                             text_diff(expected, said))
                continue
            expected = out.read_text(encoding="utf-8") if out.exists() else ""
            checks.check(text == expected, f"{what}: these bytes",
                         said + text_diff(expected, text))
        if "--accept" not in sys.argv and not list(folder.glob("*.err")):
            check_mapping(checks, f"tests/translate/{folder.name}", folder,
                          [rules], None)


def check_elsewhere(checks):
    """Sources are named as seen from where the translation goes, and so are
    files of functions"""
    for name in ("csv-reference", "function-file"):
        check_case_elsewhere(checks, CASES / name)


def check_case_elsewhere(checks, case):
    """Translate a case to other folders"""
    with scratch() as temporary:
        work = Path(temporary)
        shutil.copytree(case, work / "rules")
        (work / "out").mkdir()
        expected = (case / "expected.nq").read_text(encoding="utf-8")
        for out in ("here.ttl", "out/there.ttl", "rules/beside.ttl"):
            result = rhumb("translate", "rules/mapping.yml", "-o", out,
                           cwd=work)
            actual, wrong = run_rules(out, [], work)
            wrong = wrong or difference(expected, actual)
            checks.check(not wrong, f"translated into {out}, the same graph",
                         told(result) + wrong)
        result = rhumb("translate", "rules/missing.yml", "-o", "out/no.ttl",
                       cwd=work)
        checks.check(result.returncode == 3
                     and not (work / "out" / "no.ttl").exists(),
                     "a failed translation leaves nothing", told(result))


def main():
    """Check the cases named, or all"""
    names = [arg for arg in sys.argv[1:] if not arg.startswith("-")]
    checks = Checks("translate")
    check_cases(checks, names)
    check_golden(checks, names)
    if not names:
        check_elsewhere(checks)
    if SANITIZED and not names:
        checks.left_out("the suites' mappings: they run the same code as the "
                        "cases, and the build without sanitizers tries them")
    else:
        check_suites(checks, names)
    checks.finish()


if __name__ == "__main__":
    main()
