# SPDX-License-Identifier: ISC
"""make install and make uninstall, into folders with any name."""

import os
from pathlib import Path

from common import Checks, ROOT, make, run, scratch, told

SHIPPED = ("mappings", "ontology", "examples", "queries")


def files(folder):
    """Every file below a folder, by its path from there"""
    return {str(path.relative_to(folder)): path
            for path in sorted(folder.rglob("*")) if path.is_file()}


def expected():
    """What is installed, by its path below PREFIX: what it is a copy of"""
    program = Path(os.environ["RHUMB"])
    wanted = {"bin/rhumb": program, "share/man/man1/rhumb.1": ROOT / "rhumb.1"}
    for folder in SHIPPED:
        for name, path in files(ROOT / folder).items():
            wanted[f"share/rhumb/{folder}/{name}"] = path
    return wanted


def check_installed(checks, prefix, what):
    """All that is to be there is, and nothing else; it runs"""
    wanted, found = expected(), files(prefix)
    checks.check(wanted.keys() == found.keys(), f"{what}: these files",
                 sorted(wanted.keys() ^ found.keys()))
    checks.check(all(found[name].read_bytes() == path.read_bytes()
                     for name, path in wanted.items() if name in found),
                 f"{what}: as they are in the tree")
    checks.check(all(path.stat().st_mode & 0o777
                     == (0o755 if name == "bin/rhumb" else 0o644)
                     for name, path in found.items()),
                 f"{what}: all may read them, and run the program")
    with scratch() as out:
        result = run([prefix / "bin" / "rhumb", "export", prefix / "share"
                      / "rhumb" / "mappings" / "attribution.yml", "-d", out])
        checks.check(result.returncode == 0
                     and (Path(out) / "attribution.ttl").exists(),
                     f"{what}: the installed example runs", told(result))


def check_place(checks, what, prefix, *words, **variables):
    """Install, look, uninstall, and find nothing left"""
    before = sorted(os.listdir(ROOT))
    result = make("install", *words, **variables)
    checks.check(result.returncode == 0, f"{what}: make install", told(result))
    check_installed(checks, prefix, what)
    theirs = prefix / "share" / "rhumb" / "mappings" / "mine.yml"
    theirs.write_text("mappings:\n", encoding="utf-8")
    result = make("uninstall", *words, **variables)
    checks.check(result.returncode == 0 and list(files(prefix).values())
                 == [theirs], f"{what}: make uninstall leaves what is not ours",
                 told(result) + "\n".join(files(prefix)))
    theirs.unlink()
    make("uninstall", *words, **variables)
    checks.check(not files(prefix) and not (prefix / "share" / "rhumb").exists(),
                 f"{what}: nothing is left", "\n".join(files(prefix)))
    checks.check(sorted(os.listdir(ROOT)) == before,
                 f"{what}: the tree has no folder more",
                 set(os.listdir(ROOT)) ^ set(before))


def main():
    """All of it"""
    checks = Checks("install")
    with scratch() as folder:
        odd = Path(folder) / "Bob's \"new\" place; x"
        check_place(checks, "DESTDIR with a space and quotes",
                    odd / "usr" / "local", f"DESTDIR={odd}",
                    "PREFIX=/usr/local")
        check_place(checks, "PREFIX with a space", odd / "a b",
                    f"PREFIX={odd}/a b")
        check_place(checks, "PREFIX with a tilde", Path(folder) / "there",
                    "PREFIX=~/there", HOME=folder)
        result = make("install", f"DESTDIR={odd}", "PREFIX=usr")
        checks.check(result.returncode == 2 and b"full path" in result.stderr
                     and not files(odd), "PREFIX that is no full path is refused",
                     told(result))
    checks.finish()


if __name__ == "__main__":
    main()
