# SPDX-License-Identifier: ISC
"""The two programs that have a run go wrong: disturb.c for system calls and
signals, allocations.c for memory."""

from pathlib import Path

from common import run

HERE = Path(__file__).resolve().parent


class Programs:
    """Both, built in a folder"""

    def __init__(self, folder):
        self.disturb = Path(folder) / "disturb"
        self.allocations = Path(folder) / "allocations.so"
        for source, out, options in (
                ("disturb.c", self.disturb, ()),
                ("allocations.c", self.allocations, ("-shared", "-fPIC"))):
            result = run(["cc", "-O1", *options, "-o", out, HERE / source])
            if result.returncode:
                raise RuntimeError(result.stderr.decode())
