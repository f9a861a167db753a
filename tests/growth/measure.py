# SPDX-License-Identifier: ISC
"""Run a command and print what it cost: seconds of the processor, the most memory
in kilobytes, the exit code. A process of its own, since the first that a child is
said to have had is its parent's.

    measure.py SECONDS COMMAND...
"""

import os
import resource
import sys


def main():
    """Run it in this folder, where what it says is kept"""
    seconds = int(sys.argv[1])
    child = os.fork()
    if not child:
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            for number, name in enumerate(("/dev/null", "said.out", "said.err")):
                mode = os.O_RDWR | os.O_CREAT | os.O_TRUNC
                os.dup2(os.open(name, mode, 0o600), number)
            os.execv(sys.argv[2], sys.argv[2:])
        finally:
            os._exit(127)
    _, status, used = os.wait4(child, 0)
    print(used.ru_utime + used.ru_stime, used.ru_maxrss,
          os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
