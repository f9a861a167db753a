# SPDX-License-Identifier: ISC
"""Under the system's limits of memory a run ends with all that it should make,
or with exit code 3 and nothing."""

from pathlib import Path

from common import Checks, PROGRAM, rhumb, run, scratch, told
from outputs import listing, make, same_as_before


def check_limits(checks):
    """Limits of the system: the whole, or nothing"""
    with scratch() as path:
        folder = Path(path)
        make(folder, 20_000)
        before = listing(folder)
        rhumb("rdf", "rules.yml", "-o", "out.ttl", cwd=folder)
        whole = (folder / "out.ttl").read_bytes()
        (folder / "out.ttl").unlink()
        codes = set()
        for limit in range(60, 160, 10):
            result = run(["sh", "-c", f'ulimit -v {limit}000; exec "$@"', "sh",
                          PROGRAM, "rdf", "rules.yml", "-o", "out.ttl"],
                         cwd=folder)
            codes.add(result.returncode)
            if result.returncode == 0:
                checks.check((folder / "out.ttl").read_bytes() == whole,
                             f"with {limit} MB: the whole")
                (folder / "out.ttl").unlink()
            elif result.returncode != 127:  # The libraries do not fit
                checks.check(result.returncode == 3,
                             f"with {limit} MB: exit 3", told(result))
                same_as_before(checks, before, folder, f"with {limit} MB")
        checks.check({0, 3} <= codes, "some limits are too low, "
                     "and some are not", codes)


def main():
    """All of it"""
    checks = Checks("memory")
    check_limits(checks)
    checks.finish()


if __name__ == "__main__":
    main()
