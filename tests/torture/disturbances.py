# SPDX-License-Identifier: ISC
"""What can go wrong in a run: which of its calls, how, and for how long."""

import collections
import dataclasses
import errno
import signal

# How the calls of each name fail: errors, and whether a run must succeed in
# spite of them, as it does without the call. "short" is one byte for many.
# An error that goes by (EINTR) comes once, the others for good as well.
FAILS = True
HARMLESS = False
HOWS = {
    "read": (("EIO", FAILS), ("EINTR", HARMLESS), ("short", HARMLESS)),
    "pread64": (("EIO", FAILS), ("short", HARMLESS)),
    "write": (("ENOSPC", FAILS), ("EIO", FAILS), ("EINTR", HARMLESS),
              ("short", HARMLESS)),
    "pwrite64": (("ENOSPC", FAILS), ("short", HARMLESS)),
    "writev": (("ENOSPC", FAILS),),
    "fsync": (("EIO", FAILS), ("ENOSPC", FAILS), ("EINVAL", HARMLESS)),
    "fdatasync": (("EIO", FAILS),),
    "ftruncate": (("EIO", FAILS),),
    "close": (("EIO", FAILS), ("ENOSPC", FAILS)),
    "lseek": (("EIO", FAILS),),
    "fcntl": (("EMFILE", FAILS),),
    "flock": (("ENOLCK", HARMLESS),),
    "fchmod": (("EPERM", FAILS),),
    "fstat": (("EIO", FAILS),),
    "newfstatat": (("EIO", FAILS), ("EACCES", FAILS)),
    "stat": (("EIO", FAILS),),
    "lstat": (("EIO", FAILS),),
    "statx": (("EIO", FAILS),),
    "fstatfs": (("EIO", FAILS),),
    "getdents64": (("EIO", FAILS),),
    "openat": (("EMFILE", FAILS), ("EACCES", FAILS), ("EIO", FAILS)),
    "open": (("EMFILE", FAILS), ("EACCES", FAILS)),
    "unlink": (("EIO", FAILS),),
    "unlinkat": (("EIO", FAILS),),
    "rmdir": (("EIO", FAILS),),
    "mkdir": (("EACCES", FAILS), ("ENOSPC", FAILS)),
    "mkdirat": (("EACCES", FAILS), ("ENOSPC", FAILS)),
    "link": (("EPERM", HARMLESS), ("EIO", FAILS)),
    "linkat": (("EPERM", HARMLESS), ("EIO", FAILS)),
    "rename": (("EIO", FAILS), ("ENOSPC", FAILS)),
    "renameat": (("EIO", FAILS), ("ENOSPC", FAILS)),
    "renameat2": (("EIO", FAILS), ("ENOSPC", FAILS)),
    "readlink": (("EIO", FAILS),),
    "readlinkat": (("EIO", FAILS),),
    "access": (("EACCES", FAILS),),
    "faccessat": (("EACCES", FAILS),),
    "mmap": (("ENOMEM", FAILS),),
    "mprotect": (("ENOMEM", FAILS),),
    "mremap": (("ENOMEM", FAILS),),
    "getrandom": (("ENOSYS", FAILS),),
    "pipe2": (("EMFILE", FAILS),),
    "clone": (("EAGAIN", FAILS),),
    "clone3": (("EAGAIN", FAILS),),
    "wait4": (("EINTR", HARMLESS),),
    "poll": (("EINTR", HARMLESS),),
    "ppoll": (("EINTR", HARMLESS),),
    "dup2": (("EMFILE", FAILS),),
    "dup3": (("EMFILE", FAILS),),
}

PASSING = ("EINTR",)
MANY = 10000  # Allocations of a run, more than which are not tried all
SIGNALS = ("KILL", "TERM", "INT", "HUP")


@dataclasses.dataclass(frozen=True)
class Disturbance:
    """Of the calls of a name the Nth, or the Nth and all after it: "read" 3
    "EIO", "any" 40 "KILL", "memory" 12 "ENOMEM"."""
    call: str
    number: int
    how: str
    for_good: bool = False

    def __str__(self):
        return f"{self.call}:{self.number}{'+' * self.for_good}:{self.how}"

    @property
    def is_signal(self):
        """Whether the run is told to stop"""
        return self.how in SIGNALS

    @property
    def is_harmless(self):
        """Whether a run must succeed in spite of it"""
        return (self.how, HARMLESS) in HOWS.get(self.call, ())

    @property
    def rule(self):
        """As disturb.c has it; nothing for memory"""
        if self.call == "memory":
            return ""
        how = -getattr(signal, f"SIG{self.how}") if self.is_signal \
            else self.how if self.how == "short" else getattr(errno, self.how)
        return f"{self.call}:{self.number}{'+' * self.for_good}:{how}"

    @property
    def environment(self):
        """As allocations.c has it"""
        return {"ALLOCATION": f"{self.number}{'+' * self.for_good}"} \
            if self.call == "memory" else {}


def parse(text):
    """The disturbance that a failure has named"""
    call, number, how = text.split(":")
    return Disturbance(call, int(number.rstrip("+")), how,
                       number.endswith("+"))


def of_calls(recorded):
    """All that can happen to the calls of an undisturbed run"""
    counts = collections.Counter(name for name, _, _ in recorded)
    for name, hows in HOWS.items():
        for number in range(1, counts[name] + 1):
            for how, _ in hows:
                yield Disturbance(name, number, how)
                if how not in PASSING:
                    yield Disturbance(name, number, how, True)
    for number in range(1, len(recorded) + 1):
        for name in SIGNALS:
            yield Disturbance("any", number, name)


def of_memory(stacks, first):
    """All that can happen to the allocations from the first on. What fails
    ends the run, so that it matters little what would fail after it: for good
    one of each way fails, and where there are many so it is for once."""
    alike = list(one_a_stack(stacks, first))
    for one in alike:
        yield dataclasses.replace(one, for_good=True)
    yield from alike if len(stacks) > MANY else (
        Disturbance("memory", number, "ENOMEM")
        for number in range(first, len(stacks) + 1))


def one_a_stack(stacks, first):
    """Of the allocations asked for on the same way the first"""
    seen = set()
    for number, stack in enumerate(stacks, 1):
        if number >= first and stack not in seen:
            seen.add(stack)
            yield Disturbance("memory", number, "ENOMEM")


def last(stacks):
    """The last allocations, of which none may come once the outputs are there;
    several, as runs differ in how many they make"""
    for number in range(max(1, len(stacks) - 2), len(stacks) + 1):
        yield Disturbance("memory", number, "ENOMEM")


def sample(disturbances, random, most):
    """Of each kind (call, how, for good) a few, chosen at random"""
    kinds = collections.defaultdict(list)
    for one in disturbances:
        kinds[one.call, one.how, one.for_good].append(one)
    for (call, _, _), all_of_it in kinds.items():
        yield from random.sample(all_of_it, min(len(all_of_it),
                                                most.get(call, 1)))
