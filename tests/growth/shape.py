# SPDX-License-Identifier: ISC
"""A shape: what is large, and how it is run."""

from typing import Callable, NamedTuple

RDF = ("rdf", "r.yml", "-o", "out.nq")
CHECK = ("check", "r.yml")
TRANSLATE = ("translate", "r.yml", "-o", "out.ttl")
ALL = (RDF, CHECK, TRANSLATE)
DOT = ("draw", "r.yml", "-o", "out.dot")


class Shape(NamedTuple):
    """Files of a size, and the command that reads them"""

    name: str
    size: int  # The smaller
    build: Callable  # Of a size: the files, each by its name
    words: tuple = RDF
    code: int = 0
    lines: int = 0  # Of out.nq, for one of the size, if that is known


def of(names, size, build, *commands, code=0, lines=0):
    """A shape under each of several commands"""
    return [Shape(f"{names}, {words[0]}", size, build, words, code, lines)
            for words in commands or (RDF,)]
