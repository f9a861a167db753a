# SPDX-License-Identifier: ISC
"""Values that are hard to carry, by the kind of column they stand in. All of
a kind are sound for it; those that are not are in BAD."""

WORDS = [
    "a", "b", "apt31", "Judgment Panda", "O'Brien", 'say "so"', "50%", "100%25",
    "a/b?c=d&e#f", "{braces}", "}{", "$(id)", "$\\(id)", "\\", "\\n", "a\\(b\\)",
    "tab\there", "two\nlines", "CR\r\nLF", " leading", "trailing ", " ", "  ",
    "007", "1e3", "+5", "-0", "12345678901234567890123456789", "3.0",
    "null", "NULL", "~", "true", "false", "yes", "no", "on", "[]", "{}", "-",
    "2025-05-28", "09:30", "a,b;c|d", "a;b;;c;", "'", '"', '""', "`", "^", "<b>",
    "&amp;", "&", "]]>", "<!-- x -->", "ex:a", "http://a.example/b", "x~iri",
    "en~lang", "a~", "#", "# no comment", "x: y", "- x", "? x", "*a", "&a", "!t",
    "ë", "é", "Ångström", "Āb", "straße", "Οδυσσεύς", "Чехия", "中国",
    "日本", "\u05e9\u05dc\u05d5\u05dd", "\u202eRTL\u202c", "\u200fmark",
    "\u200bzero", "\u00a0", "a\u00a0b", "\u2028", "\ufeffbom", "\ue000", "\U0001f43c",
    "x\U0001f43c\U00010348y", "\U000e0041", "\U0001d11e", "\u0301acute", "0", "1", "-1",
    "Anna", "anna", "ANNA", "a_b-c.d~e", "(x)", "(", ")", "*", "+", "a=b", "x\u0085y",
]
EMPTY = ""

INTEGERS = ["0", "1", "2", "3", "7", "42", "-5", "10", "100", "12", "255"]
ODD_INTEGERS = ["007", "+5", "-0", "12345678901234567890123456789"]
DECIMALS = ["0.5", "80.25", "-1.50", "3.0", "100", "0.1", "12.125", ".5", "5."]
DATES = ["2025-05-28", "1980-02-29", "0001-01-01", "2024-12-31Z",
         "1999-07-04+01:00", "-0044-03-15", "12025-01-01"]
DAYS = ["28/05/2025", "01/06/2025", "29/02/2024", "31/12/1999", "09/10/1066"]
BOOLEANS = ["true", "false", "1", "0"]
TRUTHS = ["true", "false"]
LANGUAGES = ["en", "cs", "pt-BR", "EN", "en-us", "De", "CS-cz", "zh-Hant-TW", "de-CH-1996",
             "en-x-foo", "sl-rozaj-biske", "x-whatever", "de-a-bcd-x-y"]
IRIS = ["http://a.example/", "http://a.example/b?c=d#e", "urn:isbn:123",
        "mailto:a@b.example", "http://a.example/%20x", "http://ü.example/é",
        "HTTP://a.example/X", "http://a.example/\U0001f43c", "tag:a,2025:b",
        "http://a.example/a'b(c)*!$&+,;=:@", "http://[::1]/x", "urn:a:b\u4e2d"]
NAMES = ["string", "token", "integer", "normalizedString", "anyURI"]
KEYS = ["k1", "k2", "k3", "K1", "k 1", "k%201", "", "k\u00e9", "1", "01"]

BAD = {
    "iri": ["http://a.example/x y", "a b", "", "http://a.example/<x>", "%zz",
            "http://a.example/%zz", "http://a.example/{x}", "http://a.example/\\",
            "http://a.example/a|b", "http://a.example/a^b", " http://a.example/",
            'http://a.example/"', "http://a.example/`", "http://a.example/\n"],
    "integer": ["1.0", "x", " 5", "5 ", "1e3", "--1", "٣", "0x1", "1,000"],
    "decimal": ["1e3", "x", "1,5", ".", "", "+", "INF", " 1.0"],
    "date": ["2025-02-30", "28/05/2025", "2025-5-28", "25-05-28", "x", "2025-13-01",
             "2023-02-29", "0000-00-00", "2025-05-28T00:00:00", "012025-01-01"],
    "boolean": ["TRUE", "yes", "2", "True", " true"],
    "language": ["en_US", "en US", "", "-en", "en-", "abcdefghi", "a", "é", "en--us"],
}

POOLS = {
    "word": WORDS, "integer": INTEGERS, "decimal": DECIMALS, "date": DATES,
    "day": DAYS, "boolean": BOOLEANS, "truth": TRUTHS, "language": LANGUAGES,
    "iri": IRIS, "name": NAMES, "key": KEYS,
}
KINDS = list(POOLS)

DATATYPES = {"integer": ["xsd:integer", "xsd:decimal", "xsd:int", "xsd:double"],
             "decimal": ["xsd:decimal", "xsd:double", "xsd:float"],
             "date": ["xsd:date"], "boolean": ["xsd:boolean"],
             "truth": ["xsd:boolean"],
             "word": ["ex:own", "xsd:string"], "iri": ["xsd:anyURI"],
             "language": ["xsd:language"], "key": ["xsd:string", "ex:dt"],
             "name": ["xsd:NCName", "xsd:token"], "day": ["xsd:string"]}


def integers_in(datatype):
    """Whether long and odd integers are of a datatype"""
    return datatype in ("xsd:integer", "xsd:decimal", "xsd:double")
