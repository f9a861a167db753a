# SPDX-License-Identifier: ISC
"""What a command costs: processor time, wall time and peak memory. Run as a program
this is the process that starts the command, and has nothing else in it: the first
peak that a process is said to have is that of its parent.

    measure.py OUTPUT SECONDS COMMAND...
"""

import json
import os
import signal
import subprocess
import sys
import time
from typing import NamedTuple

PATIENCE = 1800  # Seconds that a command may take


class Cost(NamedTuple):
    """What a run took, and how it ended"""

    cpu: float     # Seconds of the processor, user and system
    wall: float    # Seconds
    memory: float  # MiB
    code: int      # The exit code; 0 if all is well
    said: str      # The end of what it wrote to standard error


def measure(words, folder, output="", patience=PATIENCE):
    """Run a command in a folder, what it prints going to a file of it; return its
    cost"""
    made = subprocess.run(
        [sys.executable, "-S", "-I", os.path.abspath(__file__),
         output or "/dev/null", str(patience), *map(str, words)],
        cwd=folder, stdout=subprocess.PIPE, check=True)
    return Cost(*json.loads(made.stdout))


def best(costs):
    """The least of several runs: the others were disturbed"""
    return Cost(min(cost.cpu for cost in costs),
                min(cost.wall for cost in costs),
                max(cost.memory for cost in costs), 0, "")


def started(output, words):
    """In the child: become the command"""
    for number, name in enumerate(("/dev/null", output, "said")):
        mode = os.O_RDWR | os.O_CREAT | os.O_TRUNC
        os.dup2(os.open(name, mode, 0o600), number)
    os.execvp(words[0], words)


def main():
    """Run it, and print the cost"""
    output, patience, *words = sys.argv[1:]
    start = time.monotonic()
    child = os.fork()
    if not child:
        try:
            os.setpgid(0, 0)
            started(output, words)
        finally:
            os._exit(127)
    late = []

    def end(*_):
        late.append(f"ended after {patience} s")
        os.killpg(child, signal.SIGKILL)

    signal.signal(signal.SIGALRM, end)
    signal.alarm(int(patience))
    _, status, used = os.wait4(child, 0)
    wall = time.monotonic() - start
    with open("said", encoding="utf-8", errors="replace") as file:
        said = "\n".join([file.read()[-2000:], *late])
    os.unlink("said")
    print(json.dumps([used.ru_utime + used.ru_stime, wall,
                      used.ru_maxrss / 1024,
                      os.waitstatus_to_exitcode(status), said]))


if __name__ == "__main__":
    main()
