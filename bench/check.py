# SPDX-License-Identifier: ISC
"""Whether rhumb has become slower: the instructions that each workload takes at
10,000 rows, counted by valgrind, against those of instructions.tsv.

    check.py [--accept] [KEY…]

Times depend on the machine and on what else it does; instructions do not. Two counts
are held: those of rhumb's own code, and all. More than 1.1 times what is recorded
fails; less than 0.9 times is said, so that the record is renewed; and none of rhumb's
own code fails, for a program without -g does not tell which that is. --accept records
what was counted. Libraries of other versions take other counts: where one is not of
the version recorded, that is said, and only rhumb's own code is held.

What a run takes before it does anything, most of it to link the libraries, is
counted alone and taken off.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from workloads import OURS, ROOT, Program, chosen, prepare

ROWS = 10_000
MOST, LEAST = 1.1, 0.9
RECORD = ROOT / "bench" / "instructions.tsv"
PROGRAM = Path(os.environ.get("RHUMB", ROOT / "build" / "rhumb")).resolve()
IDLE = Program("idle", (OURS, "--version"))

# The C library chooses by the processor how it copies, compares and reckons; all
# have what is left
PLAIN = ("glibc.cpu.hwcaps=-AVX2,-AVX,-FMA,-FMA4,-BMI2,-ERMS,-FSRM,-SSE4_2,"
         "-SSE4_1,-SSSE3")
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8",
               "GLIBC_TUNABLES": PLAIN}

# Where the compiler says that our code is from: what headers have is in it
OWN = re.compile(r"(?:^|/)(src/.*\.[ch])$|^/usr/(?:include|lib/gcc)/")

UNTOLD = ("no instructions that are told to be of rhumb's own code: a program "
          "built without -g tells of none; build with -g")

HEAD = """\
# Instructions that each workload of bench/workloads.py takes at {rows} rows, by
# valgrind: of rhumb's own code, and all. `make bench-check ACCEPT=1` writes this.
# {versions}
workload\tprogram\town\tall
"""


class Count(NamedTuple):
    """Instructions"""

    own: int
    all: int


class Refused(Exception):
    """One of ours that may be refused was"""


def is_own(name):
    """Whether a file that code is from is of ours"""
    match = OWN.search(name)
    return bool(match and (not match[1] or (ROOT / match[1]).exists()))


def read_counts(text):
    """What valgrind counted, by the files that the code is from"""
    own = total = 0
    ours = False
    for line in text.splitlines():
        if line.startswith("fl="):
            ours = is_own(line[3:])
        elif line[:1].isdigit():
            number = int(line.split()[1])
            total += number
            own += ours and number
    return Count(own, total)


def count(program, folder):
    """Run a program of ours under valgrind; return what it took"""
    with tempfile.TemporaryDirectory() as other:
        counts = Path(other, "counts")
        said = subprocess.run(
            ["valgrind", "--quiet", "--tool=cachegrind", "--cache-sim=no",
             f"--cachegrind-out-file={counts}",
             *map(str, program.command(PROGRAM))],
            cwd=folder, env=dict(ENVIRONMENT, HOME=other), check=False,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        if said.returncode == 2 and program.may_refuse:
            raise Refused
        if said.returncode:
            raise RuntimeError(f"exit {said.returncode}: "
                               + said.stderr.decode()[-500:])
        return read_counts(counts.read_text(encoding="utf-8",
                                            errors="replace"))


def versions():
    """The compiler that made the program, and the libraries that it names"""
    def lines(*words):
        return subprocess.run(words, check=True, stdout=subprocess.PIPE,
                              text=True).stdout
    compilers = re.findall(r"^ *\[ *[0-9a-f]+\] *(.*)", lines(
        "readelf", "-p", ".comment", PROGRAM), re.M)
    needed = re.findall(r"NEEDED.*\[(.*)\]", lines("readelf", "-d", PROGRAM))
    found = dict(re.findall(r"^\s*(\S+) => (\S+)", lines("ldd", PROGRAM), re.M))
    names = [Path(found[name]).resolve().name for name in sorted(needed)]
    libc = os.confstr("CS_GNU_LIBC_VERSION")
    return "; ".join([", ".join(sorted(compilers)), libc, *names])


def differing(of, now):
    """What of two descriptions of versions is not in both"""
    of, now = of.split("; "), now.split("; ")
    return (f"recorded with {', '.join(one for one in of if one not in now)}; "
            f"this has {', '.join(one for one in now if one not in of)}")


def recorded():
    """What is recorded: of which versions, and each program's count"""
    if not RECORD.exists():
        return "", {}
    lines = RECORD.read_text(encoding="utf-8").splitlines()
    remarks = [line for line in lines if line.startswith("# ")]
    rows = (line.split("\t") for line in lines[len(remarks) + 1:])
    return remarks[-1][2:], {(key, name): Count(int(own), int(whole))
                             for key, name, own, whole in rows}


def record(counts, of):
    """Record counts of these versions"""
    RECORD.write_text(
        HEAD.format(rows=ROWS, versions=of)
        + "".join(f"{key}\t{name}\t{one.own}\t{one.all}\n"
                  for (key, name), one in counts.items()), encoding="utf-8")


def wrong(name, one, known, libraries):
    """What is to be said of a count: whether it fails, and why; or nothing.
    `libraries` tells whether they are those of the record"""
    if one.own <= 0:
        return True, f"{name} took {UNTOLD}"
    if not known:
        return True, f"{name} has no record: make bench-check ACCEPT=1"
    fewer = None
    for what, now, then in (("of rhumb's own code", one.own, known.own),
                            ("in all", one.all, known.all))[:1 + libraries]:
        said = (f"{name} took {now:,} instructions {what}, "
                f"{now / then:.2f} times the {then:,} recorded")
        if now > MOST * then:
            return True, f"{said}; at most {MOST} times is well"
        if now < LEAST * then:
            fewer = fewer or (False, f"{said}: make bench-check ACCEPT=1")
    return fewer


def judge(counts, known, libraries=True, whole=True):
    """Hold counts against those recorded; yield for each whether it fails, and
    what is to be said"""
    for key, one in counts.items():
        yield wrong(": ".join(key), one, known.get(key), libraries) \
            or (False, "")
    for key in known.keys() - counts.keys() if whole else ():
        yield True, (f"{': '.join(key)} is recorded, and no workload now: "
                     "make bench-check ACCEPT=1")


def count_all(keys, folder):
    """Count the workloads named, or all, two at a time: that others run beside it
    changes no count"""
    counts = {}
    with ExitStack() as stack, ThreadPoolExecutor(2) as pool:
        tasks = {}
        for workload in chosen(keys):
            if workload.uncounted:
                continue
            site, ours = prepare(workload, folder / workload.key, ROWS, PROGRAM,
                                 stack)
            for program in ours:
                if program.jobs > 1:
                    continue  # What threads wait for each other differs
                tasks[workload.key, program.name] = pool.submit(
                    count, program, site.folder)
        idle = count(IDLE, folder)
        for key, task in tasks.items():
            try:
                one = task.result()
                counts[key] = Count(one.own - idle.own, one.all - idle.all)
            except Refused:
                pass
            except RuntimeError as error:
                sys.exit(f"bench-check: FAILED: {': '.join(key)}: {error}")
    return counts


def hold(counts, options):
    """Hold counts against what is recorded; say what is to be said; return how
    many passed and failed"""
    now, (of, known) = versions(), recorded()
    libraries = of.split("; ")[1:] == now.split("; ")[1:]
    if of != now:
        print(f"bench-check: {differing(of, now)}")
    if not libraries:
        print("bench-check: left out: instructions of libraries: they are of "
              "other versions than those recorded; make bench-check ACCEPT=1")
    passed = failed = 0
    for fails, said in judge(counts, known, libraries, not options.keys):
        passed, failed = passed + (not fails), failed + fails
        if said:
            print(f"bench-check: {'FAILED: ' if fails else ''}{said}")
    return passed, failed


def accept(counts, keys):
    """Record counts: some of them beside others of the same versions alone"""
    for key, one in counts.items():
        if one.own <= 0:
            sys.exit(f"bench-check: FAILED: {': '.join(key)} took {UNTOLD}; "
                     "nothing is recorded")
    now, (of, known) = versions(), recorded()
    if keys and of != now:
        sys.exit(f"bench-check: FAILED: {differing(of, now)}: record all, without "
                 "NAME")
    record({**known, **counts} if keys else counts, now)


def main():
    """Count, and hold against what is recorded"""
    parser = argparse.ArgumentParser()
    parser.add_argument("--accept", action="store_true")
    parser.add_argument("keys", nargs="*")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        counts = count_all(options.keys, Path(folder))
    if options.accept:
        accept(counts, options.keys)
    passed, failed = hold(counts, options)
    print(f"bench-check: {passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
