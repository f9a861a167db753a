# SPDX-License-Identifier: ISC
"""The functions that rules may call, as docs/functions.md tells them.

Each row: name, parameters (name, kind of argument), what it gives, and what
computes it; whether nulls are seen; of a choice, whether an argument is asked for, with the values
of those before it. A parameter of kind "list" takes all values at once, and so do "bools", of all
that are given, where a null is one; "opt" before a kind: it may be left out. A function gives a text, a list of texts, or None;
Mistake is raised for what it cannot take."""

import hashlib
import math
import re
from datetime import date, timedelta
from decimal import Decimal


class Mistake(Exception):
    """A value with which nothing can be done"""


WHITE = "".join(map(chr, range(33))) + "\ufeff\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007" \
        "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"


def truth(value):
    """A boolean as a text"""
    return "true" if value else "false"


def is_true(text):
    """What a boolean parameter makes of a text; null is false"""
    if text is None or text == "false":
        return False
    if text == "true":
        return True
    raise Mistake(f"no boolean: {text}")


def goes(texts, way, choose):
    """Whether a choice goes this way for one of these texts; a mistake goes none"""
    for text in texts:
        try:
            if choose(text) == way:
                return True
        except Mistake:
            pass
    return False


def whole(text):
    """What an integer parameter makes of a text, whatever white space is around"""
    if not number_like(text) or Decimal(text.strip(WHITE)) % 1:
        raise Mistake(f"no whole number: {text}")
    return int(Decimal(text.strip(WHITE)))


def unsigned(text):
    """A number as it is written, without its sign"""
    whole(text)
    return text.strip(WHITE).lstrip("+-")


def titled(text):
    """A capital after each white space, small letters elsewhere"""
    out, fresh = [], True
    for char in text:
        out.append(char.upper() if fresh else char.lower())
        fresh = char in WHITE
    return "".join(out)


def split(text, sep):
    """Parts between separators, the empty ones at the end dropped; an empty
    text is one part"""
    if not text:
        return [text]
    parts = text.split(sep)
    while parts and not parts[-1]:
        parts.pop()
    return parts


def lengths(text, *counts):
    """Parts of so many characters each"""
    parts, at = [], 0
    for count in counts:
        parts.append(text[at:at + whole(count)])
        at += whole(count)
    return parts


def partition(text, fragment, last=False):
    """What is before a fragment, the fragment, and what is after"""
    found = text.rfind(fragment) if last else text.find(fragment)
    if found < 0:
        return [text, "", ""]
    return [text[:found], fragment, text[found + len(fragment):]]


def different(one, other):
    """The rest of the other text from where it begins to differ"""
    at = 0
    while at < min(len(one), len(other)) and one[at] == other[at]:
        at += 1
    return other[at:]


def in_range(test, low, high):
    """low <= test < high"""
    if test is None:
        return "false"
    number = whole(test)
    return truth((low is None or whole(low) <= number) and
                 (high is None or number < whole(high)))


def array_sort(items):
    """By number if all are, else by code point"""
    if all(re.fullmatch(r"-?[0-9]+", item) for item in items):
        return sorted(items, key=int)
    return sorted(items)


def mod(one, other):
    """The rest of a division, with the sign of the divisor"""
    if whole(other) == 0:
        raise Mistake("division by zero")
    return str(whole(one) % whole(other))


def day(text):
    """A date written dd/MM/yyyy"""
    found = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", text)
    if not found:
        raise Mistake(f"no date: {text}")
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError as error:
        raise Mistake(str(error)) from error


def hashed(name):
    """A hash in hexadecimal"""
    return lambda text: hashlib.new(name, text.encode("utf-8")).hexdigest()


def first(items):
    """The first value that is not null"""
    return next((item for item in items if item is not None), None)


def number_like(text):
    """Whether a text is a number"""
    return text is not None and re.fullmatch(
        r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?", text.strip(WHITE)) is not None


G, I, M, R = "grel:", "idlab-fn:", "morph-kgc:", "rhumb-fn:"
V = ("valueParameter", "text")
NULLS = "nulls"  # The function sees nulls

TABLE = [
    (G + "toLowerCase", [V], "text", str.lower),
    (G + "toUpperCase", [V], "text", str.upper),
    (G + "string_toTitlecase", [V], "text", titled),
    (G + "string_trim", [V], "text", lambda a: a.strip(WHITE)),
    (G + "string_length", [V], "int", lambda a: str(len(a))),
    (G + "string_toString", [("p_any_e", "text")], "text", lambda a: a),
    (G + "string_startsWith", [V, ("string_sub", "sub")], "bool",
     lambda a, b: truth(a.startswith(b))),
    (G + "string_endsWith", [V, ("string_sub", "sub")], "bool",
     lambda a, b: truth(a.endswith(b))),
    (G + "string_contains", [V, ("string_sub", "sub")], "bool", lambda a, b: truth(b in a)),
    (G + "string_indexOf", [V, ("string_sub", "sub")], "int", lambda a, b: str(a.find(b))),
    (G + "string_lastIndexOf", [V, ("string_sub", "sub")], "int", lambda a, b: str(a.rfind(b))),
    (G + "string_substring", [V, ("param_int_i_from", "small"),
                              ("param_int_i_opt_to", "opt small")], "text",
     lambda a, b, c=None: None if whole(b) > len(a) else
     a[whole(b):None if c is None else whole(c)]),
    (G + "string_chomp", [V, ("p_string_sep", "sub")], "text",
     lambda a, b: a[:-len(b)] if b and a.endswith(b) else a),
    (G + "string_replace", [V, ("p_string_find", "sub"), ("p_string_replace", "text")], "text",
     lambda a, b, c: a.replace(b, c)),
    (G + "string_split", [V, ("p_string_sep", "sub")], "list", split),
    (G + "string_splitByLengths", [V, ("p_int_i", "count"), ("p_int_i2", "opt count")], "list",
     lengths),
    (G + "string_replaceChars", [V, ("p_string_find", "from"), ("p_string_replace", "to")],
     "text", lambda a, b, c: a.translate(str.maketrans(b, c))),
    (G + "string_partition", [V, ("p_fragment", "sub")], "list", partition),
    (G + "string_rpartition", [V, ("p_fragment", "sub")], "list",
     lambda a, b: partition(a, b, True)),
    (G + "array_get", [("p_array_a", "list"), ("param_int_i_from", "small")], "list",
     lambda a, b: a[whole(b):whole(b) + 1]),
    (G + "other_coalesce", [("p_any_rep_e", "list"), ("p_any_rep_e", "list")], "text",
     lambda a, b: first(a + b), NULLS),
    (G + "math_lcm", [("p_int_i", "count"), ("p_int_i2", "count")], "int",
     lambda a, b: str(math.lcm(whole(a), whole(b)))),
    (G + "math_combin", [("p_int_i", "count"), ("p_int_i2", "count")], "int",
     lambda a, b: str(math.comb(whole(a), whole(b)))),
    (G + "date_datePart", [("p_date_d", "date"), ("p_string_unit", "year")], "int",
     lambda a, b: str(int(a[:4]))),
    (I + "toUpperCaseURL", [("str", "address")], "text", str.upper),
    (G + "string_diff", [V, ("valueParameter2", "text")], "text", different),
    (G + "string_unicode", [V], "list", lambda a: [str(ord(c)) for c in a]),
    (I + "concat", [("str", "text"), ("otherStr", "text"), ("delimiter", "opt text")], "text",
     lambda a, b, c="": a + c + b),
    (M + "concat", [("grel:valueParameter1", "text"), ("grel:valueParameter2", "text"),
                    ("grel:p_string_sep", "opt text")], "text", lambda a, b, c="": a + c + b),
    (I + "stringContainsOtherString", [("str", "text"), ("otherStr", "sub"),
                                       ("delimiter", "sub")], "bool",
     lambda a, b, c: truth(b in a.split(c))),
    (G + "string_md5", [V], "text", hashed("md5")),
    (G + "string_sha1", [V], "text", hashed("sha1")),
    (R + "sha256", [("grel:valueParameter", "text")], "text", hashed("sha256")),
    (R + "sha512", [("grel:valueParameter", "text")], "text", hashed("sha512")),
    (M + "hash_iri", [("grel:valueParameter", "text")], "iri",
     lambda a: "http://example.com/ns#" + hashed("sha256")(a)),
    (G + "array_join", [("p_array_a", "list"), ("p_string_sep", "opt text")], "text",
     lambda a, b="": b.join(a)),
    (G + "array_length", [("p_array_a", "list")], "int", lambda a: str(len(a)), NULLS),
    (G + "array_reverse", [("p_array_a", "list")], "list", lambda a: a[::-1]),
    (G + "array_sort", [("p_array_a", "list")], "list", array_sort),
    (G + "array_uniques", [("p_array_a", "list")], "list", lambda a: list(dict.fromkeys(a))),
    (G + "array_slice", [("p_array_a", "list"), ("param_int_i_from", "small"),
                         ("param_int_i_opt_to", "opt small")], "list",
     lambda a, b, c=None: a[whole(b):None if c is None else whole(c)]),
    (I + "listContainsElement", [("list", "list"), ("str", "text")], "bool",
     lambda a, b: truth(b is not None and b in a), NULLS),
    (I + "equal", [("grel:valueParameter", "text"), ("grel:valueParameter2", "text")], "bool",
     lambda a, b: truth(a is not None and a == b), NULLS),
    (I + "notEqual", [("grel:valueParameter", "text"), ("grel:valueParameter2", "text")], "bool",
     lambda a, b: truth(a is None or a != b), NULLS),
    ("equal", [("str1", "text"), ("str2", "text")], "bool",
     lambda a, b: truth(a is not None and a == b), NULLS),
    ("notEqual", [("str1", "text"), ("str2", "text")], "bool",
     lambda a, b: truth(a is None or a != b), NULLS),
    (G + "boolean_and", [("param_rep_b", "bools"), ("param_rep_b", "bools")], "bool",
     lambda *a: truth(all([is_true(b) for b in a])), NULLS),
    (G + "boolean_or", [("param_rep_b", "bools"), ("param_rep_b", "bools")], "bool",
     lambda *a: truth(any([is_true(b) for b in a])), NULLS),
    (G + "boolean_xor", [("param_rep_b", "bools"), ("param_rep_b", "bools")], "bool",
     lambda *a: truth(sum([is_true(b) for b in a]) % 2), NULLS),
    (G + "boolean_not", [("bool_b", "bool")], "bool", lambda a: truth(not is_true(a))),
    (G + "controls_if", [("bool_b", "bool"), ("any_true", "text"), ("any_false", "text")], "text",
     lambda a, b, c: b if is_true(a) else c, NULLS,
     lambda before: not before or goes(before[0], len(before) == 1, is_true)),
    (I + "trueCondition", [("strBoolean", "bool"), ("str", "text")], "text",
     lambda a, b: b if a == "true" else None, NULLS,
     lambda before: not before or "true" in before[0]),
    (I + "decide", [("str", "text"), ("expectedStr", "text"), ("result", "text")], "text",
     lambda a, b, c: c if a is not None and a == b else None, NULLS,
     lambda before: len(before) < 2 or bool({*before[0]} & {*before[1]} - {None})),
    (I + "inRange", [("p_test", "int"), ("p_from", "opt int"), ("p_to", "opt int")], "bool",
     lambda a, b=None, c=None: in_range(a, b, c), NULLS),
    (I + "isNull", [("str", "text")], "bool", lambda a: truth(a is None), NULLS),
    (G + "controls_isNull", [("p_any_e", "text")], "bool", lambda a: truth(a is None), NULLS),
    (G + "controls_isNotNull", [("p_any_e", "text")], "bool",
     lambda a: truth(a is not None), NULLS),
    (G + "controls_isBlank", [("p_any_e", "text")], "bool",
     lambda a: truth(a is None or not a.strip(WHITE)), NULLS),
    (G + "controls_isNonBlank", [("p_any_e", "text")], "bool",
     lambda a: truth(a is not None and bool(a.strip(WHITE))), NULLS),
    (G + "controls_isNumeric", [("p_any_e", "plain")], "bool",
     lambda a: truth(number_like(a)), NULLS),
    (G + "math_abs", [("p_dec_n", "int")], "int", unsigned),
    (G + "math_floor", [("p_dec_n", "int")], "int", lambda a: str(whole(a))),
    (G + "math_min", [("p_dec_n", "int"), ("param_n2", "int")], "int",
     lambda a, b: min(a, b, key=whole).strip(WHITE)),
    (G + "math_max", [("p_dec_n", "int"), ("param_n2", "int")], "int",
     lambda a, b: max(a, b, key=whole).strip(WHITE)),
    (G + "math_mod", [("p_int_i", "int"), ("p_int_i2", "count")], "int", mod),
    (G + "math_gcd", [("p_int_i", "int"), ("p_int_i2", "int")], "int",
     lambda a, b: str(math.gcd(whole(a), whole(b)))),
    (G + "math_even", [("p_dec_n", "count")], "int", lambda a: str(whole(a) + whole(a) % 2)),
    (G + "math_odd", [("p_dec_n", "count")], "int", lambda a: str(whole(a) + 1 - whole(a) % 2)),
    (G + "math_fact", [("p_int_i", "count")], "int", lambda a: str(math.factorial(whole(a)))),
    (I + "normalizeDate", [("strDate", "day"), ("pattern", "pattern")], "date",
     lambda a, b: day(a).isoformat()),
    (G + "date_toDate", [("valueParameter", "day"), ("p_string_pattern", "pattern")], "date",
     lambda a, b: day(a).isoformat()),
    (G + "date_inc", [("p_date_d", "date"), ("p_dec_n", "small"), ("p_string_unit", "days")],
     "date", lambda a, b, c: (date.fromisoformat(a) + timedelta(days=whole(b))).isoformat()),
    (G + "date_diff", [("p_datetime_d", "date"), ("p_datetime_d2", "date"),
                       ("p_string_timeunit", "days")], "int",
     lambda a, b, c: str((date.fromisoformat(a) - date.fromisoformat(b)).days)),
]


class Function:
    """A row of the table"""

    def __init__(self, name, parameters, gives, compute, nulls=None, needs=None):
        self.name = name
        self.parameters = parameters
        self.gives = gives
        self.compute = compute
        self.nulls = bool(nulls)
        self.needs = needs or (lambda before: True)

    def kind_of(self, index):
        """The kind of a parameter, and whether it may be left out"""
        kind = self.parameters[index][1]
        return kind.removeprefix("opt "), kind.startswith("opt ")


FUNCTIONS = {row[0]: Function(*row) for row in TABLE}


def giving(*kinds):
    """The names of functions that give one of these kinds"""
    return [name for name, function in FUNCTIONS.items() if function.gives in kinds]
