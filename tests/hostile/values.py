# SPDX-License-Identifier: ISC
"""Values that hurt whoever pastes them into a syntax without escaping."""

import csv
import io
import json

import workbook

# Text that every syntax can carry, so that it must come out as it went in
TEXT = [
    'double " and single \' quotes',
    '"""triple""" and \'\'\'triple\'\'\'',
    "ends in a backslash \\",
    "ends in two \\\\",
    "\\\" escaped already",
    "\\N \\G \\E \\T \\H \\L \\l \\r \\n",
    "\\u0041 \\U0001F600 \\x41",
    "<script>alert(1)</script>",
    "</title><script>alert(2)</script>",
    "<svg onload=alert(3)>",
    "\" onmouseover=\"alert(4)",
    "' onclick='alert(5)",
    "]]> <![CDATA[ <!-- --> <?php ?>",
    "&amp; &lt;b&gt; &eacute; &#x41; &bogus; &",
    "javascript:alert(6)",
    "{} {0} {{x}} $(id) ${id} %s %n %n",
    "{ a | b | <port> c }",
    "<<b>HTML label</b>>",
    "<IMG SRC=\"/etc/hostname\"/>",
    "; } digraph evil { a -> b",
    "a -> b [URL=\"javascript:x\"]",
    "two\nlines",
    "carriage\rreturn",
    "both\r\n",
    "\ttab\tbed\t",
    "  spaces around  ",
    "\u202eright to left override\u202c",
    "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "\u2066isolate\u2069 \u200b\u200d\ufeff zero width",
    "\U0001F600\U0001F3F4\U000E0067 beyond the first plane",
    "e\u0301 combining, \u00e9 composed",
    "line\u2028separator\u2029paragraph",
    "^^<http://example.org/> @en .",
    "_:blank <iri> ex:name",
    ". . . ;;; ,,,",
    "# no comment",
    "=cmd|' /C calc'!A0",
    "../../../../etc/passwd",
    "https://example.org/\" onclick=\"alert(7)",
    "0", "-0", "1e400", "NaN", "true", "null", "NULL", "~", "",
    "a" * 1000,
    "long " * 200_000,  # a megabyte
]

# Characters that XML 1.0 has no way to write
CONTROL = ["bell\u0007", "\u0001start", "unit\u001fseparator", "del\u007f",
           "next\u0085line", "escape\u001b[31mred"]

LINKS = [
    "https://example.org/page?q=1&r=2#top",
    "javascript:alert(document.domain)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "https://example.org/\"onclick=\"alert(1)",
    "https://example.org/<b>'\\",
    "//example.org/x",
    "http://example.org/a b",
]

RULES = """\
prefixes:
  ex: http://example.org/
mappings:
  thing:
    sources:
      - %s
    s: ex:thing/$(id)
    po:
      - [a, ex:Thing]
      - [a, "ex:kind/$(value)"]
      - [rdfs:label, $(value)]
      - [rdfs:comment, $(value), en~lang]
      - [ex:typed, $(value), ex:datatype]
      - [ex:inside, "<$(value)>"]
      - [ex:value, "ex:value/$(value)~iri"]
      - [ex:next, "ex:thing/$(next)~iri"]
      - [ex:url, $(link)]
views:
  things:
    title: Hostile
    label: [rdfs:label]
    nodes:
      - {class: ex:Thing, shape: box, legend: Thing}
    edges:
      - {property: ex:next, label: next}
    details: [rdfs:comment, ex:inside, ex:url]
    link: ex:url
"""

JSON_SOURCE = "['data.json~jsonpath', '$[*]']"
CSV_SOURCE = "['data.csv~csv']"
XLSX_SOURCE = "['data.xlsx~xlsx']"


def rows(values):
    """Rows of a ring: each thing points at the next"""
    return [{"id": str(number), "value": value,
             "next": str((number + 1) % len(values)),
             "link": LINKS[number % len(LINKS)]}
            for number, value in enumerate(values)]


def as_json(values):
    """The rows as JSON, half of them with everything escaped"""
    texts = [json.dumps(row, ensure_ascii=bool(number % 2))
             for number, row in enumerate(rows(values))]
    return ("[" + ",\n".join(texts) + "]\n").encode()


def as_csv(values):
    """The rows as RFC 4180 has them"""
    text = io.StringIO()
    writer = csv.DictWriter(text, ["id", "value", "next", "link"],
                            quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows(values))
    return text.getvalue().encode()


def as_xlsx(values, change=lambda name, part: part):
    """The rows as a workbook, of which each part may be changed"""
    table = rows(values)
    parts = workbook.Workbook({"S": [
        list(table[0]), *(list(row.values()) for row in table)]}).parts()
    content = io.BytesIO()
    workbook.write_parts(content, {name: change(name, part)
                                   for name, part in parts.items()})
    return content.getvalue()


def in_strings(before, after):
    """A change of the texts that cells share"""
    return lambda name, part: part.replace(before, after, 1) \
        if name.endswith("sharedStrings.xml") else part


# Data that cannot be read: name, rules' source, file, content, what the
# message must hold besides the file's name
BROKEN = [
    ("CSV, invalid UTF-8", CSV_SOURCE, "data.csv",
     b"id,value,next,link\n0,ok,0,x\n1,Lev\xff\xfe,0,x\n", "UTF-8"),
    ("CSV, cut UTF-8", CSV_SOURCE, "data.csv",
     b"id,value,next,link\n0,\xe2\x82,0,x\n", "UTF-8"),
    ("CSV, open quote", CSV_SOURCE, "data.csv",
     b'id,value,next,link\n0,"never closed,0,x\n', ""),
    ("CSV, ragged row", CSV_SOURCE, "data.csv",
     b"id,value,next,link\n0,a,0,x\n1,b,0\n", ""),
    ("CSV, no header", CSV_SOURCE, "data.csv", b"", ""),
    ("JSON, invalid UTF-8", JSON_SOURCE, "data.json",
     b'[{"id": "0", "value": "\xff", "next": "0", "link": "x"}]', "UTF-8"),
    ("JSON, lone surrogate", JSON_SOURCE, "data.json",
     b'[{"id": "0", "value": "\\ud800", "next": "0", "link": "x"}]', ""),
    ("JSON, cut short", JSON_SOURCE, "data.json", b'[{"id": "0", "val', ""),
    ("JSON, trailing comma", JSON_SOURCE, "data.json", b'[{"id": "0"},]', ""),
    ("JSON, more after the end", JSON_SOURCE, "data.json", b"[] []", ""),
    ("JSON, a raw control character", JSON_SOURCE, "data.json",
     b'[{"id": "0", "value": "a\x01", "next": "0", "link": "x"}]', ""),
    ("JSON, nested without end", JSON_SOURCE, "data.json",
     b"[" * 1_000_000, ""),
    ("JSON, empty", JSON_SOURCE, "data.json", b"", ""),
    ("a workbook, cut short", XLSX_SOURCE, "data.xlsx",
     as_xlsx(["a"])[:-40], "damaged"),
    ("a workbook, a byte in a part", XLSX_SOURCE, "data.xlsx",
     as_xlsx(["a"]).replace(b"xl/workbook.xml", b"xl/workbook.xmk", 1), ""),
    ("a workbook, entities that grow", XLSX_SOURCE, "data.xlsx",
     as_xlsx(["a"], in_strings("<sst", '<!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa">'
                               '<!ENTITY b "&a;&a;&a;">]><sst')),
     "declares a document type"),
    ("a workbook, texts without end", XLSX_SOURCE, "data.xlsx",
     as_xlsx(["a"], in_strings("<si>", ("<si><t>" + "a" * 9_000_000 + "</t></si>")
                               * 30 + "<si>")), "256 MB"),
    ("a workbook, elements within elements", XLSX_SOURCE, "data.xlsx",
     as_xlsx(["a"], in_strings("<si>", "<r>" * 100_000 + "<si>")), "4096"),
]
