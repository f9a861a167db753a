# SPDX-License-Identifier: ISC
"""The tools of the tree: what make and the tests say where something is not
there, and how deps.sh and get.sh get it."""

import contextlib
import io
import os
import re
import shutil
import socket
import sys
from pathlib import Path

import outputs
from common import Checks, ROOT, make, run, scratch, told


def stub(folder, name, script):
    """Put a program of that name into a folder"""
    path = Path(folder) / name
    path.write_text("#!/bin/sh\n" + script, encoding="utf-8")
    path.chmod(0o755)


def parts(*words, **variables):
    """Run tests/all.py with more in its environment"""
    environment = {name: value for name, value in os.environ.items()
                   if name != "RHUMB_TALLY"}
    return run([sys.executable, ROOT / "tests" / "all.py", "--program",
                os.environ["RHUMB"], "--build", os.environ["RHUMB_BUILD"],
                *words], env=dict(environment, **variables))


def check_absent(checks):
    """A suite that is not there fails nothing, and is told of"""
    with scratch() as folder:
        result = parts("units", "--name", "jsonpath", SUITES=folder)
        said = result.stdout.decode()
        checks.check(result.returncode == 0 and ", 0 failed" in said,
                     "units pass without the suites", said + told(result))
        checks.check(f"left out: the suite jsonpath: it is not in {folder}; "
                     "git clone https://" in said and "SUITES=DIR" in said,
                     "units say what is absent, and how to get it", said)


def check_case(checks):
    """The name of a case that there is not"""
    result = parts("cases", "--name", "bas")
    said = result.stdout.decode()
    checks.check(result.returncode == 1 and "near it: base" in said,
                 "a case that there is not fails, and one near it is named",
                 said)


def check_mount(checks):
    """Where nothing may be mounted, a disk is full all the same"""
    with scratch() as folder:
        stub(folder, "unshare", "echo 'unshare: cannot change root filesystem "
             "propagation: Invalid argument' >&2; exit 1\n")
        path, inner = os.environ["PATH"], Checks("inner")
        os.environ["PATH"] = f"{folder}{os.pathsep}{path}"
        try:
            with contextlib.redirect_stdout(io.StringIO()) as said:
                outputs.check_full_disk(inner)
        finally:
            os.environ["PATH"] = path
        checks.check(not inner.failed and inner.passed == 2,
                     "a chroot that may not mount has a full disk all the same",
                     said.getvalue())


# A machine for deps.sh. What it asks of the system; all is told in $LOG
USED = ("sh", "sed", "mktemp", "rm", "env", "cat")
MACHINE = {
    "dpkg-query": 'case $4 in gcc) echo installed;; *) exit 1;; esac\n',
    "apt-get": """echo "apt-get $*" >>"$LOG"
case "$*" in
*--print-uris*)
  echo "0 upgraded, 30 newly installed, 0 to remove and 4 not upgraded."
  echo "Need to get 12.5 MB of archives."
  echo "After this operation, 48.1 MB of additional disk space will be used."
  ;;
*install*)
  [ -z "${FAILS:-}" ] || { echo "E: no network" >&2; exit 100; }
  for kind in "Get:1 " "Unpacking " "Setting up "; do
    i=0
    while [ $((i += 1)) -le 30 ]; do echo "${kind}x"; done
  done
  ;;
esac
""",
    "id": "echo 1000\n",
}
ROOT_USER = {"id": "echo 0\n"}
ALLOWED = {"sudo": '[ "$1" != -n ] || shift\necho "sudo $*" >>"$LOG"\n"$@"\n',
           "true": ""}
REFUSED = {"sudo": 'echo "sudo: a password is required" >&2; exit 1\n'}

INSTALLS = """deps: missing: make jq
deps: bringing the lists of packages up to date
deps: installing 30 packages: 12.5 MB to download, 48.1 MB on disk
deps: 3 of 30 fetched
"""
BY_HAND = b"as root, run:\n  apt-get install --no-install-recommends make jq\n"

# what, programs besides MACHINE, packages asked for, variables, exit code,
# what standard output begins with, what standard error holds, and the log
DEPS = (
    ("nothing is missing", {}, ["gcc"], {}, 0, "", b"", ""),
    ("by root", ROOT_USER, ["make", "gcc", "jq"], {}, 0, INSTALLS, b"",
     "apt-get -qq update"),
    ("by sudo", ALLOWED, ["make", "jq"], {}, 0, INSTALLS, b"",
     "sudo true\nsudo env DEBIAN_FRONTEND=noninteractive apt-get -qq update"),
    ("sudo is not allowed", REFUSED, ["make", "jq"], {}, 1, "", BY_HAND, ""),
    ("no sudo", {}, ["make", "jq"], {}, 1, "", BY_HAND, ""),
    ("apt-get fails", ROOT_USER, ["make", "jq"], {"FAILS": "1"}, 1,
     INSTALLS[:40], b"E: no network\ndeps: apt-get could not", "apt-get"),
    ("no Debian", {"dpkg-query": None}, ["make", "jq"], {}, 0, "",
     b"must be there:\n  make jq\n", ""),
)


def check_deps(checks):
    """deps.sh on machines made of stubs"""
    for what, more, packages, variables, code, out, err, log in DEPS:
        with scratch() as folder:
            for name in USED:
                (Path(folder) / name).symlink_to(shutil.which(name))
            for name, script in (MACHINE | more).items():
                if script is not None:
                    stub(folder, name, script)
            logged = Path(folder) / "log"
            logged.touch()
            result = run(["sh", ROOT / "tools" / "deps.sh", *packages],
                         env={"PATH": folder, "LOG": str(logged), **variables})
            said, told_apt = result.stdout.decode(), logged.read_text()
            checks.check(result.returncode == code and err in result.stderr
                         and said.startswith(out) and bool(said) == bool(out)
                         and told_apt.startswith(log)
                         and bool(told_apt) == bool(log),
                         f"make deps: {what}", said + told(result) + told_apt)


def check_announce(checks):
    """What is said before anything is installed"""
    for packages, wanted in (
            ("gcc make", "make test: all is there; nothing will be installed\n"),
            ("gcc none-such odd-one",
             "make test: this is missing, and will be installed:\n"
             "  from Debian: none-such odd-one\n")):
        result = run(["sh", "tools/announce.sh", "make test",
                      *packages.split(), "--"], cwd=ROOT)
        checks.check(result.stdout.decode() == wanted and not result.returncode,
                     f"announce.sh says what of {packages} is missing",
                     result.stdout.decode() + told(result))
    locks = [path.parent for name in ("package.json", "requirements.txt",
                                      "pom.xml")
             for path in (ROOT / "tests").glob(f"**/{name}")]
    for lock in locks:
        result = run(["sh", "tools/get.sh", "--say", lock, "build/x"], cwd=ROOT)
        checks.check(re.fullmatch(r"from (npm|PyPI|Maven) into build/x: \S+ \d.*"
                                  r"; \w.*\n", result.stdout.decode()),
                     f"get.sh says what {lock.name} is, and what for",
                     result.stdout.decode() + told(result))


def check_npm(checks):
    """get.sh where the registry is not there, and where it says nothing"""
    with scratch() as folder, socket.create_server(("127.0.0.1", 0)) as silent:
        for what, port, limit, why in (
                ("no registry", 9, "60", b"ECONNREFUSED"),
                ("a silent one", silent.getsockname()[1], "3",
                 b"it was not done within 3 s")):
            result = run(
                ["sh", "tools/get.sh", "tests/yarrrml-parser",
                 Path(folder) / what], cwd=ROOT,
                env=dict(os.environ, LIMIT=limit, npm_config_cache=folder,
                         npm_config_noproxy="127.0.0.1",
                         npm_config_registry=f"http://127.0.0.1:{port}/"))
            checks.check(result.returncode == 1 and why in result.stderr
                         and b"yarrrml-parser 1" in result.stderr
                         and b"could not be installed" in result.stderr
                         and b"packages in all" in result.stdout,
                         f"get.sh says why: {what}", told(result))


def check_make(checks):
    """make where the packages are not there"""
    with scratch() as folder:
        for target in ("all", "unit-programs"):
            result = make(target, f"B={folder}/built",
                          PKG_CONFIG_LIBDIR=folder, PKG_CONFIG_PATH=folder)
            checks.check(result.returncode == 2 and b"; make deps " in result.stderr
                         and b"missing: raptor2" in result.stderr
                         and b"fatal error" not in result.stderr,
                         f"make {target} says make deps", told(result))


# What a hardened program shows of itself, and what readelf calls it
HARDENED = (
    ("its own place in memory each run", "-h", "Type:.* DYN"),
    ("PIE", "-d", "FLAGS_1.* PIE"),
    ("relocations are read-only", "-l", "GNU_RELRO"),
    ("all of them, bound at the start", "-d", r"FLAGS\).* BIND_NOW"),
    ("no stack that runs", "-l", r"GNU_STACK.* RW "),
    ("the stack is guarded", "--dyn-syms", "__stack_chk_fail"),
    ("copies are checked", "--dyn-syms", r"__\w+_chk@"),
)
# A program that a compiler guards if it is told to
GUARDED = """#include <stdio.h>
#include <string.h>
int main(int argc, char **argv)
{
  char text[64];
  strcpy(text, argv[argc - 1]);
  return printf("%s", text) < 0;
}
"""


def check_hardened(checks):
    """The program's flags, read back; and a small one's by each compiler"""
    built = Path(os.environ["RHUMB_BUILD"])
    with scratch() as path:
        folder = Path(path)
        made = {"the program": (Path(os.environ["RHUMB"]),
                                built / "librhumb.a")}
        (folder / "a.c").write_text(GUARDED, encoding="utf-8")
        for compiler in ("gcc", "clang"):
            flags = make("--eval=flags:;@echo $(CFLAGS) $(LDFLAGS)",
                         "-s", "flags", f"CC={compiler}").stdout.decode()
            made[compiler] = folder / compiler, folder / f"{compiler}.o"
            for words in ([], ["-c"]):
                result = run([compiler, *flags.split(), *words, "a.c", "-o",
                              made[compiler][bool(words)]], cwd=folder)
                checks.check(result.returncode == 0, f"{compiler} takes the "
                             "flags", flags + told(result))
        for name, (program, objects) in made.items():
            for what, option, wanted in HARDENED:
                said = run(["readelf", "-W", option, program]).stdout.decode()
                checks.check(re.search(wanted, said), f"{name}: {what}", said)
            if os.uname().machine in ("x86_64", "i686"):
                # The system's own start is in the program, and may not be
                said = run(["readelf", "-W", "-n", objects]).stdout.decode()
                checks.check(said.count("IBT, SHSTK")
                             == max(said.count("\nFile: "), 1),
                             f"{name}: jumps and returns are guarded", said)


def main():
    """All of it"""
    checks = Checks("tools")
    check_absent(checks)
    check_case(checks)
    check_mount(checks)
    check_deps(checks)
    check_announce(checks)
    check_npm(checks)
    check_make(checks)
    check_hardened(checks)
    checks.finish()


if __name__ == "__main__":
    main()
