# SPDX-License-Identifier: ISC
"""Terms: what an IRI, a language tag and a text of a datatype are; N-Quads
read, and sets of quads compared."""

import re
from collections import Counter
from decimal import Decimal
from hashlib import sha1

UNRESERVED = re.compile(
    "[A-Za-z0-9\\-._~\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef" + "".join(
        f"{chr(plane << 16 if plane < 14 else 0xe1000)}-{chr((plane << 16) + 0xfffd)}"
        for plane in range(1, 15)) + "]")
ASCII = re.compile("[A-Za-z0-9\\-._~]")
PCHAR = UNRESERVED.pattern[:-1] + "!$&'()*+,;=:@]"
PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
PERCENT = "%[0-9A-Fa-f]{2}"
IRI = re.compile(
    f"[A-Za-z][A-Za-z0-9+.-]*:"
    f"(?://(?:\\[[0-9A-Fa-f:.]+\\]|{UNRESERVED.pattern}|[!$&'()*+,;=:@]|{PERCENT})*(?=[/?#]|$))?"
    f"(?:{PCHAR}|/|{PERCENT})*"
    f"(?:\\?(?:{PCHAR}|[/?{PRIVATE}]|{PERCENT})*)?"
    f"(?:#(?:{PCHAR}|[/?]|{PERCENT})*)?", re.S)
ABSOLUTE = re.compile("[A-Za-z][A-Za-z0-9+.-]*:")
LANGUAGE = re.compile(
    r"(?:(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})"
    r"(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    r"(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
    r"|x(?:-[a-z0-9]{1,8})+)", re.I)


def encode(text, plain):
    """Percent-encode all but what `plain` matches"""
    return "".join(char if plain.fullmatch(char) else
                   "".join(f"%{byte:02X}" for byte in char.encode("utf-8")) for char in text)


XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
ZONE = r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
INTEGER = r"[+-]?[0-9]+"
DECIMAL = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
DOUBLE = f"{DECIMAL}(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN"
TOKEN = r"(?:[^\t\n\r ]+(?: [^\t\n\r ]+)*)?"
TEXTS = {"integer": INTEGER, "int": INTEGER, "decimal": DECIMAL, "double": DOUBLE,
         "float": DOUBLE, "boolean": "true|false|1|0",
         "date": f"(-?(?:[1-9][0-9]{{3,}}|0[0-9]{{3}}))-([0-9]{{2}})-([0-9]{{2}}){ZONE}",
         "token": TOKEN, "anyURI": TOKEN, "normalizedString": r"[^\t\n\r]*",
         "NCName": r"[A-Za-z_][\w.-]*",
         "language": r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*"}


def days_of(year, month):
    """How many days a month has"""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def is_of(text, datatype):
    """Whether a text is one of a datatype's"""
    if not datatype.startswith(XSD) or datatype[len(XSD):] not in TEXTS:
        return True
    name = datatype[len(XSD):]
    found = re.fullmatch(TEXTS[name], text)
    if found and name == "date":
        month = int(found[2])
        return 1 <= month <= 12 and 1 <= int(found[3]) <= days_of(int(found[1]), month)
    if found and name == "int":
        return -2**31 <= int(text) < 2**31
    return bool(found)


def as_number(text, datatype):
    """A number of the data in a form of a datatype, or None: there is none"""
    if is_of(text, datatype):
        return text
    name = datatype[len(XSD):]
    value = Decimal(text)
    if name in ("integer", "int") and value == value.to_integral_value():
        return format(value.quantize(Decimal(1)), "f")
    if name == "decimal":
        return format(value.normalize(), "f")
    return None


NODE = re.compile(
    r'<((?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*)>'
    r'|_:(\S+)|(<<\( )|(\)>>)|"((?:[^"\\\n\r]|\\.)*)"(?:\^\^<([^>]*)>|@([A-Za-z0-9-]+))?|(\.)')
ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
PLAIN = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f", '"': '"', "\\": "\\",
         "'": "'"}


def unescape(text):
    """Undo the escapes of N-Quads"""
    return ESCAPE.sub(lambda found: PLAIN[found[3]] if found[3]
                      else chr(int(found[1] or found[2], 16)), text)


def read_quads(text):
    """Read N-Quads: a list of quads of terms, each (kind, text, more)"""
    quads = []
    for line in text.split("\n"):
        if line:
            terms, at = read_terms(line, 0)
            if at != len(line) or len(terms) not in (3, 4):
                raise ValueError(f"no quad: {line!r}")
            quads.append(tuple(terms) if len(terms) == 4 else (*terms, ("default", "", "")))
    return quads


def read_terms(line, at):
    """Read terms up to a full stop, or to the end of a triple term; also where that is"""
    terms = []
    while at < len(line):
        found = NODE.match(line, at)
        if not found:
            raise ValueError(f"no N-Quads at {at}: {line!r}")
        at = found.end()
        if found[4] or found[8]:
            break
        if found[3]:
            inner, at = read_terms(line, at)
            terms.append(("triple", tuple(inner), ""))
        elif found[1] is not None:
            terms.append(("iri", unescape(found[1]), ""))
        elif found[2]:
            terms.append(("blank", found[2], ""))
        else:
            more = "@" + found[7] if found[7] else unescape(found[6] or "")
            terms.append(("literal", unescape(found[5]), more))
        if line[at:at + 1] == " ":
            at += 1
    return terms, at


def nodes(term):
    """A term, and those within it"""
    yield term
    if term[0] == "triple":
        for inner in term[1]:
            yield from nodes(inner)


def changed(term, change):
    """A term, itself or those within it changed"""
    if term[0] == "triple":
        return ("triple", tuple(changed(inner, change) for inner in term[1]), "")
    return change(term)


def coloured(quads):
    """Quads with their blank nodes named by what is said of them, counted"""
    colours = {node: "" for quad in quads for term in quad for node in nodes(term)
               if node[0] == "blank"}

    def named(term):
        return changed(term, lambda node: ("blank", colours[node], "") if node in colours
                       else node)
    for _ in range(min(len(colours), 6) + 1):
        said = {node: [] for node in colours}
        for quad in quads:
            seen = tuple(map(named, quad))
            for place, term in enumerate(quad):
                for within, node in enumerate(nodes(term)):
                    if node in colours:
                        said[node].append((place, within, seen))
        colours = {node: sha1(repr((colours[node], sorted(said[node]))).encode("utf-8"))
                   .hexdigest()[:12] for node in colours}
    return Counter(tuple(map(named, quad)) for quad in quads)


def shown(quad):
    """A quad, for people"""
    words = []
    for kind, text, more in quad:
        if kind == "triple":
            words.append(f"<<( {shown(text)} )>>")
        elif kind == "iri":
            words.append(f"<{text}>")
        elif kind == "blank":
            words.append(f"_:{text}")
        elif kind == "literal":
            words.append(repr(text) + (more if more.startswith("@") else
                                       f"^^<{more}>" if more else ""))
    return " ".join(words)


def folded(quad):
    """A quad with its language tags in small letters: case says nothing there"""
    return tuple(changed(term, lambda node: (*node[:2], node[2].lower())
                         if node[2].startswith("@") else node) for term in quad)


def tagged(quads):
    """The literals that have a language"""
    return {node for quad in quads for node in nodes(quad[2]) if node[2].startswith("@")}


def without_dots(node):
    """A term as a reader has it that resolves what is absolute as well: without
    the segments . and .. of a path (RFC 3986 5.2.4)"""
    kind, text, more = node
    found = re.fullmatch(r"([^:/?#]+://[^/?#]*)(/[^?#]*)(.*)", text, re.S)
    if kind != "iri" or not found:
        return node
    kept, segments = [], found[2].split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    kept += [""] * (segments[-1] in (".", ".."))
    return (kind, found[1] + "/" + "/".join(kept) + found[3], more)


def difference(expected, actual, keeps_case=True):
    """How two sets of quads differ, for people; nothing if they do not"""
    expected, actual = set(expected), list(actual)
    if keeps_case and not tagged(actual) <= tagged(expected):
        return f"+ {tagged(actual) - tagged(expected)}"
    expected, actual = {folded(quad) for quad in expected}, [folded(quad) for quad in actual]
    if len(actual) != len(set(actual)):
        twice = [quad for quad, count in Counter(actual).items() if count > 1]
        return "\n".join("twice: " + shown(quad) for quad in twice)
    if set(actual) == expected:
        return ""
    left, right = coloured(expected), coloured(actual)
    if left == right:
        return ""
    lines = ["- " + shown(quad) for quad in (left - right).elements()]
    lines += ["+ " + shown(quad) for quad in (right - left).elements()]
    return "\n".join(lines)
