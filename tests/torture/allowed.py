# SPDX-License-Identifier: ISC
"""What libraries break by themselves, each with the reason, and as narrowly as
it can be told."""

import re

# The scenario, the disturbance and the path as "NAME:N:HOW PATH", what is
# wrong, and why it is not ours
ALLOWED = (
    (".*", "^fcntl:[123][+]?:", "no message",
     "standard files that cannot be told are taken for closed, and if nothing "
     "can be put in their place nobody could hear why"),
    ("version|check", "^write:1:EINTR .*/stdout$", "exit|output|message",
     "the C library's stdio does not try again, and signals that a run outlives "
     "there are none"),
    (".*", "^read:[0-9]*:EINTR .*([.]so[.0-9]*|/graphviz/config[0-9]*a?)$", "exit 3",
     "the loader, and Graphviz with its list of plugins, take a file that they "
     "are interrupted in reading for a broken one; signals that a run outlives "
     "there are none"),
    ("nameless", "^unlink|:KILL ", r"after the next run: \['rhumb\.\w*'\]",
     "where the system has no files without names, one may be left in TMPDIR"),
    ("draw-.*|export", "/fonts?/|/fontconfig",
     "not whole|not all is there",
     "fontconfig takes a font or a file of its own that it cannot read for one "
     "that is not there, and goes on to the next; it says so to nobody"),
    ("sqlite", "/a[.]db", "no reason",
     "SQLite says in words of its own what is wrong"),
    ("check(-data|-ontology|-tables|-undeclared)?", "^read:[0-9+]*:EIO .*/actors.csv$", "exit [01]",
     "check looks at the columns of a table that can be read, and does without"),
    ("draw-.*|export", "^close:[0-9]*:.*[.]rhumb-", "exit 0",
     "the process that draws closes the outputs that it has from the run"),
)


def is_allowed(scenario, disturbance, outcome, wrong):
    """Whether a row has it"""
    paths = [path for _, _, path in outcome.calls] or [""]
    said = [f"{disturbance} {path}" for path in paths]
    return any(re.fullmatch(where, scenario.name)
               and any(re.search(call, one) for one in said)
               and re.search(what, wrong)
               for where, call, what, _ in ALLOWED)
