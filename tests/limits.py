# SPDX-License-Identifier: ISC
"""SECURITY.md's table of limits is that of the code: each constant of src/ that
bounds what data or rules may be (MAX_…, …_DEPTH, rhumb_max_…) has a row with its
true value and what is said beyond it, but for those that only choose what is shown
or remembered (SHOWN) or are sizes of the program's own (OWN). Most are tried, at
the bound and one beyond it."""

import io
import re
from typing import Callable, NamedTuple

import workbook
from common import ROOT, Checks, rhumb, scratch, shown, told

PAGE = ROOT / "SECURITY.md"
ROW = re.compile(r"^\| (?P<what>[^|]+) \| (?P<most>[\d,]+)[^|]* \| (?P<beyond>[^|]+) "
                 r"\| `(?P<file>src/[^` ]+) (?P<name>\w+)` \|$", re.M)
CONSTANT = re.compile(
    r"(?:\benum\s*\{|,|^)\s*(?P<enum>(?:RHUMB_)?(?:\w+_)?(?:MAX_\w+|\w+_DEPTH))\s*=\s*"
    r"(?P<value>[^,}\n]+?)\s*(?=[,}]|$)|"
    r"#define (?P<macro>\w*MAX_\w+)\s+(?P<defined>[^/\n]+?)\s*(?:///.*)?$|"
    r"^size_t (?P<variable>rhumb_max_\w+) = (?P<set>[^;]+);", re.M)

# What is shown, suggested or remembered: beyond it less is said, and nothing lost
SHOWN = """base/near.c MAX_WORD, base/status.c MAX_MESSAGE, check/probe.c MAX_FILE,
check/probe.c MAX_RECORDS, check/sibling.c MAX_SHORT, check/undeclared.c MAX_SAID,
check/undeclared_say.c MAX_FEW, check/undeclared_say.c MAX_LISTED,
check/undeclared_say.c MAX_SHOWN, cli/report.c MAX_LOOKED,
cli/report.c MAX_WIDTH, engine/engine.c MAX_UNREAD, engine/evaluate.c MAX_SHOWN,
engine/mistake.c MAX_SAID, engine/tally.c MAX_TEXT, engine/tally.c MAX_TEXTS,
io/nearby.c MAX_ENTRIES, io/tar.c MAX_LISTED, io/zip.c MAX_LISTED,
owl/clash.c MAX_ABOVE, rml/place.c MAX_DEPTH, sink/jsonld.c MAX_KEYS,
sink/turtle.c MAX_COLUMN, sink/turtle.c MAX_DEPTH, source/json/json_names.c MAX_DEPTH,
source/json/json_names.c MAX_RECORD, source/names.c MAX_NAMES,
source/source.c MAX_LISTED, source/file.c MAX_START, source/sql/sql_query.c MAX_LISTED,
source/sql/sql_query.c MAX_TABLES, source/xlsx/xlsx.c MAX_LISTED,
source/xlsx/xlsx.c MAX_SHOWN, source/xlsx/xlsx_part.c MAX_WHY, view/describe.c MAX_EDGES, view/draw.c MAX_ROW,
view/facts.c MAX_FACTS, view/map.c MAX_LABELS, view/named.c MAX_CANDIDATES,
view/prune.c MAX_NAMES, view/qualifiers.c MAX_CHARS, view/qualifiers.c MAX_CLAIM,
view/qualifiers.c MAX_CLAIMS, view/render.c MAX_MESSAGES, view/text.h RHUMB_MAX_LABEL,
view/text.h RHUMB_MAX_TEXT, yaml/explain_value.c MAX_SHOWN, yaml/value.c MAX_LISTED"""

# What nobody's data and rules meet: sizes of tables, of formats, of the program's own
OWN = """cli/options_impl.h MAX_OPTIONS,
cli/options_impl.h RHUMB_MAX_OPTION, engine/engine.h RHUMB_MAX_THREADS,
function/function.h RHUMB_FUNCTION_MAX_NAMES,
function/function.h RHUMB_FUNCTION_MAX_PARAMETERS, function/hash.c MAX_HEX,
function/regex.c MAX_PATTERNS, io/input.c MAX_HEAD, source/source.h RHUMB_SOURCE_MAX_IRIS,
io/zip.c MAX_COMMENT, view/stylesheet_impl.h RHUMB_MAX_CLASSES,
source/xlsx/xlsx_moment.c MAX_DAYS, view/stylesheet_impl.h RHUMB_MAX_STROKES,
term/order.c MAX_EXPONENT_DIGITS, yaml/schema.c MAX_KEYS, yaml/schema.c MAX_SHORT"""


def names(text):
    """The constants of a list, as file and name"""
    return {tuple(("src/" + item).split()) for item in text.split(",")
            for item in [item.strip()]}


def value_of(text):
    """The number that C makes of an expression, or None"""
    text = re.sub(r"\(size_t\)|\b(?:U?L?L|[uU])\b|(?<=\d)[uUlL]+", "", text)
    return eval(text) if re.fullmatch(  # pylint: disable=eval-used
        r"[\s\dA-Fa-fx()*+<-]+", text) else None


def constants():
    """Every constant of the code that has the look of a limit"""
    found = {}
    for path in sorted((ROOT / "src").rglob("*.[ch]")):
        text = re.sub(r"///.*", "", path.read_text(encoding="utf-8"))
        for match in CONSTANT.finditer(text):
            name = match["enum"] or match["macro"] or match["variable"]
            value = match["value"] or match["defined"] or match["set"]
            found[str(path.relative_to(ROOT)), name] = value_of(value)
    return found


def check_table(checks):
    """The page and the code name the same limits, with the same values"""
    code = constants()
    page = {(row["file"], row["name"]): row
            for row in ROW.finditer(PAGE.read_text(encoding="utf-8"))}
    other = names(SHOWN) | names(OWN)
    for key, row in page.items():
        most = int(row["most"].replace(",", ""))
        checks.check(code.get(key) == most,
                     f"SECURITY.md: {' '.join(key)} is {most}",
                     f"in the code: {code.get(key)}")
    missing = sorted(set(code) - set(page) - other)
    checks.check(not missing, "every limit of the code has a row in SECURITY.md, or "
                 "a place in a list of tests/limits.py", "\n".join(map(str, missing)))
    gone = sorted((other | set(page)) - set(code))
    checks.check(not gone, "every limit that is named is in the code",
                 "\n".join(map(str, gone)))
    return {key[1] if key[1] not in ("MAX_DEPTH",) else " ".join(key): row
            for key, row in page.items()}


HEAD = ("prefixes: {ex: 'http://example.org/', g: 'http://users.ugent.be/~bjdmeest/"
        "function/grel.ttl#'}\nmappings:\n  m:\n    sources: ")


def over(source, files, po="[ex:p, $(a)]", more=""):
    """Rules over a source, and its files"""
    return dict(files, **{"r.yml": f"{HEAD}[{source}]\n    s: ex:s\n    po:\n"
                                   f"      - {po}\n{more}"})


def csv(po="[ex:p, $(a)]", data="a\nx\n"):
    """Rules over a table"""
    return over("[d.csv~csv]", {"d.csv": data}, po)


def nested_call(n):
    """A function within functions"""
    return csv("p: ex:p\n        o:\n          - f: >-\n              "
               + "g:toUpperCase(valueParameter = " * n + "$(a)" + ")" * n)


def looked_up(n, keys=1):
    """A text with look-ups of a table of so many keys"""
    table = ", ".join(f"k{i}: v" for i in range(keys))
    files = csv(f"{{p: ex:p, o: 'x{'$(a => t)' * n}'}}")
    return dict(files, **{"r.yml": files["r.yml"].replace(
        "mappings:", f"tables: {{t: {{{table}}}}}\nmappings:")})


def copied(n):
    """A mapping that is written twice, since a table has two keys for its
    subject, with as many terms as make `n`"""
    files = csv(f"[ex:p, [{', '.join(['x'] * (n - 2))}]]")
    return dict(files, **{"r.yml": files["r.yml"].replace(
        "mappings:", "tables: {t: {k0: v, k1: w}}\nmappings:").replace(
            "s: ex:s", "s: ex:$(a => t)")})


def targets(n):
    """Rules with as many targets"""
    listed = "".join(f"  t{i}: [o{i}.nt~void, ntriples]\n" for i in range(n))
    files = csv("\n      - ".join(
        f"{{p: ex:p, o: {{value: $(a), targets: t{i}}}}}" for i in range(n)))
    return dict(files, **{"r.yml": files["r.yml"].replace(
        "mappings:", f"targets:\n{listed}mappings:")})


def nested_quotes(n):
    """Triples maps that quote each other"""
    maps = "".join(
        f"ex:m{i} a rml:TriplesMap ; rml:logicalSource ex:s ; rml:subjectMap [ "
        f"rml:quotedTriplesMap ex:m{i + 1} ] ; rml:predicateObjectMap [ "
        "rml:predicate ex:p ; rml:object 1 ] .\n" for i in range(n))
    return {"d.csv": "a\nx\n", "r.ttl": f"""@prefix rml: <http://w3id.org/rml/> .
@prefix ex: <http://e/> .
{maps}ex:m{n} rml:logicalSource ex:s ; rml:subject ex:s ;
  rml:predicateObjectMap [ rml:predicate ex:p ; rml:object 1 ] .
ex:s rml:source [ a rml:FilePath ; rml:path "d.csv" ] ; rml:referenceFormulation rml:CSV .
"""}


def nested_nodes(n):
    """Blank nodes that lie in each other"""
    files = csv("{p: ex:p, o: {mapping: n1}}")
    files["r.yml"] += "".join(
        f"  n{i}: {{sources: [[d.csv~csv]], s: null, po: [{{p: ex:p, o: "
        f"{{mapping: n{i + 1}}}}}]}}\n" for i in range(1, n))
    files["r.yml"] += f"  n{n}: {{sources: [[d.csv~csv]], s: null, po: [[ex:p, $(a)]]}}\n"
    return files


def nested_fields(n):
    """A logical view with fields in each other"""
    field = '[ rml:fieldName "v"; rml:reference "$.a" ]'
    for _ in range(n - 1):
        field = ('[ a rml:IterableField; rml:fieldName "f"; rml:iterator "$"; '
                 f'rml:field {field} ]')
    return {"d.json": '{"a": 1}', "r.ttl": f"""\
@prefix rml: <http://w3id.org/rml/> .
<#v> rml:viewOn [ rml:source [ a rml:FilePath; rml:path "d.json" ];
    rml:referenceFormulation rml:JSONPath ];
  rml:field {field} .
<#m> a rml:TriplesMap; rml:logicalSource <#v>;
  rml:subjectMap [ rml:template "http://e/{{{'f.' * (n - 1)}v}}" ];
  rml:predicateObjectMap [ rml:predicate rml:a; rml:object rml:b ] .
"""}


def chained_sources(n):
    """Sources on each other, the first first, which are read one by one"""
    chain = "".join(f"  s{i}: {{source: s{i - 1}, fields: [a]}}\n"
                    for i in range(1, n + 1))
    return {"d.json": '{"a": 1}', "r.yml": f"""\
prefixes: {{e: "http://e/"}}
sources:
  s0: [d.json~jsonpath, $]
{chain}mappings:
  m: {{sources: s{n}, s: "e:$(a)", po: [[a, e:C]]}}
"""}


def chained_views(n):
    """Logical views on each other"""
    chain = "".join(
        f'<#v{i}> rml:viewOn <#v{i - 1}>; rml:field [ rml:fieldName "a";'
        f' rml:reference "{"$." if i == 1 else ""}a" ] .\n'
        for i in range(1, n + 1))
    return {"d.json": '{"a": 1}', "r.ttl": f"""\
@prefix rml: <http://w3id.org/rml/> .
<#v0> rml:source [ a rml:FilePath; rml:path "d.json" ];
  rml:referenceFormulation rml:JSONPath; rml:iterator "$" .
{chain}<#m> a rml:TriplesMap; rml:logicalSource <#v{n}>;
  rml:subjectMap [ rml:template "http://e/{{a}}"; rml:class rml:C ] .
"""}


class Limit(NamedTuple):
    """One that is tried"""

    name: str
    build: Callable  # Of a size: the files
    says: str  # Beyond it
    command: object = ("rdf", "r.yml", "-o", "o.nt")  # or what makes it of a size
    code: int = 0  # At the bound
    refusal: int = 1  # Beyond it


def page_with(n):
    """XML with as many attributes in one element"""
    return over("['d.xml~xpath', /d/r]", {"d.xml": "<d><r " + " ".join(
        f"x{i}='1'" for i in range(n)) + "><a>x</a></r></d>"})


def sheet(rows="", more=0):
    """Rules over a workbook: more rows behind its header, more sheets"""
    parts = workbook.Workbook({"S": [["a"]], "end": []}).parts()
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace("</sheetData>", rows + "</sheetData>")
    name = "xl/workbook.xml"
    parts[name] = re.sub(r"<sheet name=.end[^>]*>",
                         '<sheet name="x"/>' * more, parts[name])
    content = io.BytesIO()
    workbook.write_parts(content, parts)
    return over("[d.xlsx~xlsx, S]", {"d.xlsx": content.getvalue()})


LIMITS = (
    Limit("src/yaml/tree.c MAX_DEPTH", lambda n: {
        "r.yml": "a: " + "[" * (n - 1) + "]" * (n - 1)}, "nesting deeper than 200",
        ("check", "r.yml"), 1),  # Which is no mapping
    Limit("RHUMB_MAX_VIEW_DEPTH", nested_fields, "more than 20 deep",
          ("rdf", "r.ttl", "-o", "o.nt")),
    Limit("RHUMB_MAX_VIEW_DEPTH", chained_sources, "views on views, more than 20"),
    Limit("RHUMB_MAX_VIEW_DEPTH", chained_views, "views on views, more than 20",
          ("rdf", "r.ttl", "-o", "o.nt")),
    Limit("RHUMB_MAX_FUNCTION_NESTING", nested_call, "more than 100 deep"),
    Limit("RHUMB_MAX_TRIPLE_DEPTH", nested_quotes, "quote each other",
          ("rdf", "r.ttl", "-o", "o.nt")),
    Limit("RHUMB_MAX_GATHER_NESTING", lambda n: csv(
        "[ex:p, " + "{gather: [" * n + "$(a)" + "]}" * n + "]"), "16 deep"),
    Limit("MAX_LOOKUPS", looked_up,
          "would be more than 100", ("translate", "r.yml", "-o", "o.ttl")),
    Limit("MAX_CHOICES", lambda n: looked_up(1, n),
          "would be more than 100000", ("translate", "r.yml", "-o", "o.ttl")),
    Limit("MAX_CHOICES", copied,
          "would be more than 100000", ("translate", "r.yml", "-o", "o.ttl")),
    Limit("RHUMB_MAX_TARGETS", targets, "more than 64 targets"),
    Limit("RHUMB_JSON_DEPTH", lambda n: over(
        "['d.json~jsonpath', '$']",
        {"d.json": '{"a": "x", "b": ' + "[" * (n - 1) + "]" * (n - 1) + "}"}),
        "no more than 1000 containers"),
    Limit("src/source/json/jsonpath.c MAX_DEPTH", lambda n: over(
        "['d.json~jsonpath', '$']", {"d.json": '{"a": [1]}'},
        '[ex:p, "$($.a[?' + "(" * (n - 2) + "1 == 1" + ")" * (n - 2) + '])"]'),
        "more than 100 levels"),
    Limit("RHUMB_MAX_THREADS", lambda n: csv(), "-j takes at most 256 threads",
          lambda n: ("rdf", "r.yml", "-o", "o.nt", "-j", str(n)), refusal=2),
    Limit("RHUMB_MAX_FILES", lambda n: over(
        "'*.csv~csv'", {f"{i}.csv": "a\nx\n" for i in range(n)}),
        "more than 100000 files"),
    Limit("RHUMB_MAX_COLUMNS", lambda n: csv(
        data="a" + ",c" * (n - 1) + "\nx" + ",x" * (n - 1) + "\n"),
        "more than 1000000 columns"),
    Limit("RHUMB_XLSX_MAX_COLUMNS", lambda n: sheet(
        f'<row r="2"><c r="{workbook.column(n)}2"/></row>'), "to XFD"),
    Limit("RHUMB_XLSX_MAX_ROWS", lambda n: sheet(f'<row r="{n}"/>'),
          "numbered upwards, to 1048576"),
    Limit("MAX_SHEETS", lambda n: sheet(more=n - 1), "more than 65536 sheets"),
    Limit("MAX_NUMBER", lambda n: sheet(
        '<row r="2"><c r="A2"><v>1.' + "0" * (n - 2) + "</v></c></row>"),
        "is no number"),
    Limit("RHUMB_MAX_XML_ATTRIBUTES", page_with, "more than 4096"),
    Limit("src/sink/raptor_turtle.c MAX_DEPTH", nested_nodes,
          "lies in too many others",
          ("rdf", "r.yml", "--writer", "raptor", "-o", "o.ttl")),
    Limit("MAX_GROUPS", lambda n: csv(
        "p: ex:p\n        o:\n          - f: >-\n              g:string_match("
        "valueParameter = $(a), g:p_string_regex = \"x" + "()" * n + "\")"),
          "100 are the most"),
)


def check_one(checks, limit, row):
    """At the bound it is well, and one beyond it is refused"""
    most = int(row["most"].replace(",", ""))
    for size, good in ((most, True), (most + 1, False)):
        with scratch() as folder:
            for name, content in limit.build(size).items():
                if isinstance(content, str):
                    content = content.encode()
                with open(f"{folder}/{name}", "wb") as file:
                    file.write(content)
            words = limit.command(size) if callable(limit.command) else limit.command
            result = rhumb(*words, cwd=folder)
            said = shown(result.stderr)
            checks.check((limit.says in said) != good
                         and result.returncode == (limit.code if good else limit.refusal),
                         f"{limit.name}: {size} is "
                         f"{'taken' if good else 'refused: ' + limit.says}",
                         told(result)[:2000])


def main():
    """The table, then each limit"""
    checks = Checks("limits")
    rows = check_table(checks)
    for limit in LIMITS:
        if checks.check(limit.name in rows, f"{limit.name} has a row"):
            check_one(checks, limit, rows[limit.name])
    checks.finish()


if __name__ == "__main__":
    main()
