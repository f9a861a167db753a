# SPDX-License-Identifier: ISC
"""Random rules and data: what the program makes of them is what a slow,
obvious reference makes of them.

    SEED=n COUNT=n run.py [PROPERTY]

Each number is a case. Without SEED they begin with 1; without COUNT there are
as many as an idle core tries in a minute, the same on every machine. A case that fails is kept under build/property, with
what was expected and what came, whole and made smaller."""

import json
import os
import random
import re
import shlex
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import shrink  # noqa: E402
import terms  # noqa: E402
import yarrrml  # noqa: E402
from common import Checks, ROOT, SANITIZED, scratch  # noqa: E402
from generate import Generator  # noqa: E402
from properties import PROPERTIES, SEEN, all_options, run_rules  # noqa: E402
from reference import Reference  # noqa: E402

CASES = 100 if SANITIZED else 800


def make_case(seed):
    """The case of a seed"""
    chance = random.Random(seed)
    while True:
        case = Generator(chance).case()
        if yarrrml.sayable(case):
            return dict(case, seed=seed)


def kind_of(wrong):
    """What a failure is like, so that a smaller case can be held to it"""
    if not wrong.startswith(("exit", "a mistake")):
        return "other quads"
    said = re.search(r"error: (.*)", wrong)
    return re.sub(r"\".*\"|[0-9]+", "", said[1]) if said else wrong.splitlines()[0]


def try_case(case, name):
    """What is wrong with a property of a case, in a folder of its own"""
    with scratch() as folder:
        return PROPERTIES[name](case, Path(folder))


def smaller(case, name, wrong):
    """A smaller case that fails in the same way"""
    kind = kind_of(wrong)

    def fails(made):
        try:
            now = try_case(made, name)
        except (LookupError, ValueError, StopIteration, TypeError):
            return False
        return bool(now) and kind_of(now) == kind
    return shrink.shrink(case, fails)


def keep(case, name, folder):
    """Keep a case that failed, what was expected and what came"""
    folder.mkdir(parents=True, exist_ok=True)
    wrong = PROPERTIES[name](case, folder)
    expected = Reference(case).quads()
    (folder / "expected.txt").write_text(
        "a mistake" if expected is None else
        "".join(sorted(terms.shown(quad) + "\n" for quad in expected)), encoding="utf-8")
    (folder / "came.nq").write_bytes(run_rules(case, folder).stdout)
    (folder / "case.json").write_text(json.dumps(case, ensure_ascii=False, indent=1),
                                      encoding="utf-8")
    (folder / "wrong.txt").write_text(wrong, encoding="utf-8")
    (folder / "options.txt").write_text(shlex.join(all_options(case)), encoding="utf-8")
    return wrong


def report(checks, case, name, wrong):
    """Tell of a case that failed, small, and where it is"""
    folder = ROOT / "build" / "property" / f"seed-{case['seed']}-{name}"
    keep(case, name, folder / "whole")
    less = smaller(case, name, wrong)
    wrong = keep(less, name, folder / "small") or wrong
    rules = (folder / "small" / "rules.yml").read_text(encoding="utf-8")
    checks.check(False, f"{name}, seed {case['seed']}, kept in {folder}; "
                 f"make property SEED={case['seed']} COUNT=1 repeats it",
                 f"{wrong}\noptions: {shlex.join(all_options(less))}\n{rules}\n" + "\n".join(
                     json.dumps(table["rows"], ensure_ascii=False) for table in less["tables"]))


def tell():
    """Say what was tried, what is warned of, and what was passed over"""
    for what, count in sorted(SEEN.items()):
        print(f"property: {count} {what}")


def main():
    """Try every case with the reference, and with one more property or more"""
    checks = Checks("property")
    seed, count = int(os.environ.get("SEED") or 1), int(os.environ.get("COUNT") or CASES)
    others = [name for name in PROPERTIES if name != "reference"]
    print(f"property: seeds {seed} to {seed + count - 1}", flush=True)
    for at in range(seed, seed + count):
        case = make_case(at)
        for name in sys.argv[1:] or ["reference", *(others if count == 1 else
                                                    [others[at % len(others)]])]:
            wrong = try_case(case, name)
            if wrong:
                report(checks, case, name, wrong)
            else:
                checks.check(True, name)
    if "COUNT" in os.environ:
        tell()
    checks.finish()


if __name__ == "__main__":
    main()
