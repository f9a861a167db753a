# SPDX-License-Identifier: ISC
"""ROBOT and HermiT on what is exported: the vocabulary has no error, the data is
OWL 2 DL, consistent, and every class can have members."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from common import (Checks, rhumb, run, scratch,  # noqa: E402
                    shown, told)  # pylint: disable=wrong-import-position

JARS = ROOT / "build" / "world" / "robot"


def robot(*words, cwd):
    """Run ROBOT, which is told nothing of the network"""
    return run(["java", "-Xmx1g", "-Dhttps.proxyHost=127.0.0.1",
                "-Dhttps.proxyPort=9", "-cp", f"{JARS}/*",
                "org.obolibrary.robot.CommandLineInterface", *words], cwd=cwd)


def check_good(checks, result, what):
    """It ends well"""
    checks.check(result.returncode == 0, what,
                 shown(result.stdout)[-3000:] + told(result))


def check_file(checks, folder, name):
    """One file of the export, its imports beside it"""
    catalog = ("--catalog", "catalog-v001.xml")
    check_good(checks, robot(*catalog, "validate-profile", "--profile", "DL",
                             "--input", name, "--output", "profile.txt",
                             cwd=folder), f"{name} is OWL 2 DL")
    check_good(checks, robot(*catalog, "reason", "--reasoner", "HermiT",
                             "--input", name, "--output", "reasoned.owl",
                             cwd=folder), f"{name}: HermiT finds it consistent")


def main():
    """Export, then ask"""
    checks = Checks("robot")
    if not checks.check((JARS / "ready").exists(), "ROBOT is installed",
                        "make world installs it"):
        checks.finish()
    with scratch() as name:
        folder = Path(name)
        result = rhumb("export", ROOT / "mappings" / "attribution.yml", "-d",
                       folder)
        checks.check(result.returncode == 0, "rhumb export", told(result))
        for file in ("attribution.ttl", "attribution.rdf",
                     "import-attribution.ttl"):
            check_file(checks, folder, file)
        check_good(checks, robot("report", "--input", "import-attribution.ttl",
                                 "--fail-on", "ERROR", "--output", "report.tsv",
                                 cwd=folder), "the vocabulary has no error")
    checks.finish()


if __name__ == "__main__":
    main()
