# SPDX-License-Identifier: ISC
"""The tools of the tree: what the tests say where something is not there."""

import contextlib
import io
import os
import sys
from pathlib import Path

import outputs
from common import Checks, ROOT, run, scratch, told


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
    """Where nothing may be mounted, a full disk is left out"""
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
        checks.check(not inner.failed and ": left out: " in said.getvalue(),
                     "a chroot that may not mount leaves the full disk out",
                     said.getvalue())


def main():
    """All of it"""
    checks = Checks("tools")
    check_absent(checks)
    check_case(checks)
    check_mount(checks)
    checks.finish()


if __name__ == "__main__":
    main()
