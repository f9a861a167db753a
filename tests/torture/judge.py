# SPDX-License-Identifier: ISC
"""What must hold of every run, however it was disturbed."""

import dataclasses
import errno
import gzip
import os
import re
import signal

from torture.allowed import is_allowed
from torture.scenarios import BEFORE, OLD

TEMPORARY = re.compile(r"\.rhumb-[0-9A-Za-z]{6}~?$")


@dataclasses.dataclass
class Outcome:
    """What came of a run; its code is None if it did not end"""
    code: int
    stdout: bytes
    stderr: bytes
    files: dict
    temporaries: dict
    calls: list


def judge(course, disturbance, outcome, again):
    """What is wrong with a run; `again` runs it undisturbed"""
    wrong = [what for what in (
        *check_end(course, disturbance, outcome),
        *check_files(course, disturbance, outcome, again))]
    return [what for what in wrong
            if not is_allowed(course.scenario, disturbance, outcome, what)]


def is_check(course):
    """Whether messages are what the run is for"""
    return course.scenario.command.startswith("check")


def is_list(course):
    """Whether they are printed, and so are those of what went wrong"""
    return is_check(course) and course.scenario.command.endswith("json")


# The end ------------------------------------------------------------------

def deaf(outcome):
    """Whether standard error is what went wrong"""
    return any(path.endswith("/stderr") for _, _, path in outcome.calls)


def gives_reason(disturbance, outcome, said):
    """Whether it is said what is wrong with a file that the run is told of"""
    number = getattr(errno, disturbance.how, 0)
    told = all(re.match("[^/:]+$|[^/:]+/|/.*/place/", path)
               for path in paths(disturbance, outcome))
    return not told or not number or disturbance.call == "memory" \
        or os.strerror(number).encode() in said


def paths(disturbance, outcome):
    """The files of the calls that went wrong, beside what always does"""
    return [path for name, _, path in outcome.calls
            if name == disturbance.call]


# What a run cannot do without: its inputs to the last byte, and its outputs on
# the disk. Some systems say only at close() that they could not write.
GRAVE = (
    ("read", ("EIO",), "/place/"),
    ("pread64", ("EIO",), "/place/"),
    ("write", ("EIO", "ENOSPC"), r"/place/|/temporary/|/stdout$"),
    ("fsync", ("EIO", "ENOSPC"), ""),
    ("close", ("EIO", "ENOSPC"), TEMPORARY),
    ("rename", ("EIO", "ENOSPC"), ""),
    ("renameat", ("EIO", "ENOSPC"), ""),
    ("mkdir", ("EACCES", "ENOSPC"), ""),
    ("mkdirat", ("EACCES", "ENOSPC"), ""),
)


def codes(course, disturbance, outcome):
    """How a run may end"""
    if disturbance.is_signal:
        return (-getattr(signal, f"SIG{disturbance.how}"), 3,
                course.wanted.code)
    if disturbance.is_harmless:
        return (course.wanted.code,)
    if any(disturbance.call == call and disturbance.how in hows
           and any(re.search(path, one) for one in paths(disturbance, outcome))
           for call, hows, path in GRAVE):
        return (3,)
    return course.wanted.code, 3


def check_end(course, disturbance, outcome):
    """The exit code, and what was said"""
    if outcome.code is None:
        yield "it hangs"
    elif outcome.code not in codes(course, disturbance, outcome):
        yield f"exit {outcome.code}"
    said = outcome.stderr + (outcome.stdout if is_list(course) else b"")
    if outcome.code == 3 and not deaf(outcome) \
            and not re.search(b'error: |"severity": ?"error"', said):
        yield "no message"
    elif outcome.code == 3 and not deaf(outcome) \
            and not gives_reason(disturbance, outcome, said):
        yield "no reason"
    if outcome.code == course.wanted.code:
        if outcome.stdout != course.wanted.stdout:
            yield "another output"
        if is_check(course) and outcome.stderr != course.wanted.stderr \
                and not deaf(outcome):
            yield "another message"
    elif not is_list(course) \
            and not course.wanted.stdout.startswith(outcome.stdout):
        yield "a part of the output is wrong"


# The files ----------------------------------------------------------------

def check_files(course, disturbance, outcome, again):
    """All new, or all as before; nothing else"""
    before, wanted, after = course.before, course.wanted.files, outcome.files
    left = sorted({*after, *outcome.temporaries} - {*before, *wanted})
    yield from (f"not whole: {name}" for name in wanted
                if after.get(name) not in (before.get(name), wanted[name])
                and not gave_way(name, after))
    if outcome.code == course.wanted.code and any(
            after.get(name) != text for name, text in wanted.items()):
        yield "not all is there"
    elif not left and after == wanted:
        if outcome.code == 3 and wanted != before:
            yield "all is there in spite of exit 3"
    elif left or after != before:
        if is_excused(disturbance, outcome):
            yield from check_again(course, again())
        else:
            yield f"left: {left}" if left else "old and new are mixed"


def check_disk(calls):
    """What a run that nothing disturbs leaves to a loss of power: a file is on
    the disk before it takes its name, and so is the name before what was there
    goes"""
    at = {}
    for number, (name, _, path) in enumerate(calls):
        if name == "fsync":
            at.setdefault(TEMPORARY.sub("", path), []).append(number)
    for number, (name, _, path) in enumerate(calls):
        if not name.startswith("rename") or TEMPORARY.search(path):
            continue
        gone = [later for later, call in enumerate(calls)
                if call[0].startswith("unlink") and later > number
                and TEMPORARY.sub("", call[2]) == path]
        end = min(gone, default=len(calls))
        whole = f"/place/{path}"
        if not any(synced < number for file, numbers in at.items()
                   for synced in numbers if file.endswith(whole)):
            yield f"{path} takes its name before it is on the disk"
        if not any(number < synced < end for file, numbers in at.items()
                   for synced in numbers
                   if file.endswith(os.path.dirname(whole))):
            yield f"the name of {path} is not on the disk"


def gave_way(name, after):
    """Whether what was there is under the name that it gets meanwhile"""
    return name not in after and any(
        other.startswith(name) and TEMPORARY.search(other)
        and text in (OLD, BEFORE, gzip.compress(BEFORE, mtime=0))
        for other, text in after.items())


def is_excused(disturbance, outcome):
    """Whether a run may leave things to the next one: it was killed, or what
    it made could not be removed"""
    return disturbance.how == "KILL" or any(
        name in ("unlink", "unlinkat", "rmdir", "rename", "renameat",
                 "renameat2") for name, _, _ in outcome.calls)


def said_by(course, files):
    """Files by what they hold; of those that grow with each run, how often they
    say it does not matter"""
    return {name: set((gzip.decompress(text) if text.startswith(b"\x1f\x8b")
                       else text).splitlines()) if text and course.scenario.grows
            else text for name, text in files.items()}


def check_again(course, outcome):
    """The next run makes what it should, and clears up"""
    if outcome.code != course.wanted.code \
            or outcome.stdout != course.wanted.stdout:
        yield f"the next run ends with {outcome.code}"
    if said_by(course, outcome.files) != said_by(course, course.wanted.files):
        left = sorted(set(outcome.files) ^ set(course.wanted.files))
        yield f"after the next run: {left or 'other outputs'}"
    if outcome.temporaries:
        yield f"after the next run: {sorted(outcome.temporaries)}"
