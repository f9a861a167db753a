# SPDX-License-Identifier: ISC
"""Fuzz every target of tests/fuzz, or those named.

    run.py [--seconds N] [--runs N] [--seed N] [--fast] [--name NAME | NAME]...

`make fuzz` builds the programs and calls this; FUZZ_SECONDS and FUZZ_RUNS say
how long, SEED where chance begins: 1 without it, as in `make test`; 0 is
another number each time, as in `make fuzz`. A target first runs the inputs that
failed once, tests/fuzz/found/NAME, then from what it has kept
(build/fuzz/corpus/NAME) and from seeds: rules and texts that the other tests have.
Its words (libFuzzer's dictionary) come from the program's own tables. Where a target
fails, its input is kept in build/fuzz/failed/NAME; it is mended, and the input goes
to tests/fuzz/found.

With neither seconds nor runs, as in `make test`, a target runs as many inputs as
TARGETS says, from the seeds alone: the same ones for the same tree, on any machine
that lets a program have its memory at fixed addresses (setarch -R).

With --fast (FUZZ_FAST) the programs of build/fuzz-fast run, which watch nothing
of memory and get through five times as many inputs; what they keep then runs
under the sanitizers.

build/fuzz/executions has a line a run, "NAME COUNT"; build/fuzz/log what
libFuzzer said.

What Raptor allocates has its frames in the stack only if the stack is unwound
with care, which takes ten times as long as all else. Targets of it therefore run
without, and what leaks from there is found in a sample of the inputs they kept.
"""

import argparse
import bz2
import gzip
import hashlib
import json
import lzma
import os
import random
import re
import shutil
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests")]

from common import Checks, formats, rhumb, run  # noqa: E402 pylint: disable=wrong-import-position

HERE = ROOT / "tests" / "fuzz"
BUILD = Path(os.environ.get("RHUMB_FUZZ", ROOT / "build" / "fuzz"))
SIDE_BY_SIDE = 2
TIMEOUT = 20  # Seconds for one input, on a machine that does other things too
MEGABYTES = 2048
SAMPLE = 300  # Inputs that run once more, for leaks

SANITIZERS = {
    "ASAN_OPTIONS": "detect_leaks=1:strict_string_checks=1:allocator_may_return_null=1",
    "UBSAN_OPTIONS": "print_stacktrace=1",
    "LSAN_OPTIONS": f"suppressions={os.path.relpath(ROOT, BUILD)}/tests/lsan.supp:"
                    "print_suppressions=0",
}


# ---- where inputs begin ----------------------------------------------------

LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
LITERALS = re.compile(r'"(?:[^"\\\n]|\\.)*"(?:\s*"(?:[^"\\\n]|\\.)*")*')
ESCAPE = re.compile(rb"\\(?:x([0-9A-Fa-f]+)|u([0-9A-Fa-f]{4})|([0-7]{1,3})|(.))", re.S)
ESCAPED = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"b": b"\b", b"f": b"\f",
           b"a": b"\a", b"v": b"\v"}


def unescape(found):
    """The bytes of an escape of C"""
    code, character, octal, sign = found.groups()
    if character:
        return chr(int(character, 16)).encode("utf-8", "surrogatepass")
    if code or octal:
        return bytes([int(code or octal, 16 if code else 8) & 255])
    return ESCAPED.get(sign, sign)


def literals(*names):
    """The string literals of unit tests, tests/test_NAME.c: their rows"""
    for name in names:
        text = (ROOT / "tests" / f"test_{name}.c").read_text(encoding="utf-8")
        for joined in LITERALS.findall(text):
            yield b"".join(ESCAPE.sub(unescape, part.encode())
                           for part in LITERAL.findall(joined))


def files(*patterns):
    """The files that match, from the top of the tree"""
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file():
                yield path.read_bytes()


def pairs():
    """The rows of test_yarrrml.c that are the pairs of a mapping, in one"""
    head = (b"prefixes: {ex: 'http://ex.org/'}\ntargets: {out: out.nq}\nmappings:\n"
            b"  n: {source: b.csv~csv, s: ex:$(n)}\n"
            b"  m: {source: a.csv~csv, s: ex:$(id), po: [\n")
    for text in literals("yarrrml"):
        if text.startswith((b"[", b"{")):
            yield head + text + b"]}\n"


def rules():
    """Rules in YARRRML: the cases', the examples', the units'"""
    yield from files("tests/cases/*/*.yml", "examples/*.yml", "mappings/*.yml")
    yield from literals("yarrrml", "plan", "check", "model", "view_style")
    yield from pairs()


def headed(heads, *seeds):
    """Inputs that begin with bytes which choose: each of `heads` before each of
    `seeds`, where there are few of either; else in turn"""
    seeds = list(seeds)
    heads = [bytes(head) for head in heads]
    if len(heads) * len(seeds) <= 2000:
        return [head + seed for seed in seeds for head in heads]
    return [heads[i % len(heads)] + seed for i, seed in enumerate(seeds)]


def tables():
    """CSV: the cases', the units'; the first bytes are the dialect"""
    yield from headed([(0, 0, n) for n in range(0, 256, 5)], *files("tests/cases/*/*.csv"),
                      *literals("csv"))
    yield from headed([(2, 0, 3), (2, 2, 20)], *files("tests/cases/*/*.tsv"))
    yield from headed([(n, m, n + 64 * (m % 4)) for n in range(9) for m in range(5)],
                      *literals("csv"))


def texts():
    """Lines: the cases', the units'; the first bytes are the pattern and the pieces"""
    yield from headed([(n, n * 3) for n in range(5)], *files("tests/cases/*/*.ann"),
                      *files("tests/cases/*/*.log"), *literals("lines"))


def workbooks():
    """Parts of workbooks; the first bytes are which one, and the pieces"""
    yield from headed([(n, n * 5) for n in range(8)], *literals("xlsx"))


def documents():
    """JSON and JSON Lines; the first bytes are the iterator and the pieces"""
    yield from headed([(n, n * 3) for n in range(12)], *files("tests/cases/*/*.json"),
                      *literals("json"))
    yield from headed([(12, 2), (13, 17), (14, 3)], *files("tests/cases/*/*.jsonl"),
                      *literals("json"))


def databases():
    """Passwords, values, names of tables, doubles: what fuzz_sql.c tries"""
    yield from headed([(0, n) for n in range(24)], b"", b"ab", b"a/b", b"p%40w", b"a@b", b"a:b",
                      b"a#b;c,d)", b"a?x=@h/", *(text for text in literals("show")
                                                if len(text) < 40))
    yield from headed([(1, n) for n in range(9)], *literals("sql", "canonical"))
    yield from headed([(2, 0)], b"t", b'"a"."b"', b"a.b", b'"x""y"', b"`a`", b"main.t",
                      b"a;DROP TABLE x", b"sqlite_master", b'sqlite_master"--',
                      b'main.sqlite_master"/*', b'"sqlite_master" WHERE 1')
    yield from headed([(3, 0)], *(struct.pack("<d", number) for number in
                                  (0.1, 1e300, -0.0, 5e-324, 3.0, 123456789.125)))
    yield from headed([(4, 0)], b"x\nrules.yml:1:1: error: y", *literals("show"))


TERMS = """\
@prefix rml: <%s> .
@prefix rr: <%s> .
<#m> rml:logicalSource [ rml:source "a.csv" ; rml:referenceFormulation <%sCSV> ] ;
  rr:subjectMap [ %s ; rr:graphMap [ %s ] ] ;
  rr:predicateObjectMap [ rr:predicateMap [ %s ] ; rr:objectMap [ rml:reference "a" ] ;
    rr:graphMap [ %s ] ] .
"""


def terms():
    """Rules with a term of each type in each place"""
    core, older = "http://w3id.org/rml/", "http://semweb.mmlab.be/ns/"
    for rml_, rr, words in ((core, core, core),
                            (older + "rml#", "http://www.w3.org/ns/r2rml#", older + "ql#")):
        for kind in ("IRI", "URI", "UnsafeIRI", "BlankNode", "Literal"):
            for place in range(4):
                maps = ['rr:template "http://e.org/{a}"'] * 4
                maps[place] += f" ; rr:termType rr:{kind}"
                yield (TERMS % (rml_, rr, words, *maps)).encode()


def translated():
    """What the program writes of the cases' rules, in the one vocabulary or the
    other, where it has what they say"""
    cases = sorted(ROOT.glob("tests/cases/*/mapping.yml"))
    ways = [("translate", path) for path in cases[::2]] \
        + [("translate", "--classic", path) for path in cases[1::2]]
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        for ended in pool.map(lambda way: rhumb(*way), ways):
            if ended.returncode == 0:
                yield ended.stdout


def rml():
    """Rules in Turtle: the cases', the units', those that the program writes"""
    yield from terms()
    yield from files("tests/cases/*/*.ttl")
    yield from literals("rml")
    yield from translated()


def calls():
    """Functions with the arguments that the rows of test_function.c give them,
    in the form of fuzz_function.c"""
    table = re.findall(r"^([\w-]+:\w+)\(", rhumb("functions").stdout.decode(), re.M)
    rows = list(literals("function"))
    for at, text in enumerate(rows):
        name = text.decode("utf-8", "replace")
        if name in table:
            values = [re.sub(rb"^\[(.*)\]$", lambda found: found[1].replace(b"|", b"\1"), value)
                      for value in rows[at + 1:at + 5]]
            for count in range(1, 5):
                yield bytes([table.index(name)]) + b"\0".join(values[:count])


def paths():
    """Paths with the documents that the rows of test_jsonpath.c ask"""
    rows = list(literals("jsonpath"))
    yield from (path + b"\n" + document for path, document in zip(rows, rows[1:]))

EXPRESSIONS = [(b"/*", b"@id"), (b"/a/b", b"b/c"), (b"//b", b"position()"), (b"/*/*", b"../@a"),
               (b"/rows/*", b"concat(a, 'x')"), (b"/r/p:b", b".//b"), (b"/a/b[@a]", b"text()"),
               (b"/r/q:s", b"a | b"), (b"/*/*", b"../*"), (b"/*/*", b"preceding::*"),
               (b"/*/*/*", b"/*/*[1]")]


def markup():
    """XML behind an iterator and a reference"""
    heads = [bytes([n * 3]) + b"\n".join(pair) + b"\n" for n, pair in enumerate(EXPRESSIONS)]
    yield from headed(heads, *files("tests/cases/*/*.xml"), *literals("xml"))


def packed():
    """Packed and damaged files, texts to pack, to decode and to tell the kind of"""
    plain = list(files("tests/cases/*/*.csv", "tests/cases/*/*.jsonl"))[:40]
    names = ("iso-8859-1", "windows-1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7",
             "shift_jis", "gb18030", "euc-jp", "big5", "cp1258", "iso-2022-jp", "koi8-r")
    for pack in (partial(gzip.compress, mtime=0), bz2.compress, lzma.compress):
        yield from headed([(0, 3)], pack(b"id,name\n1,Anna\n"), pack(b""), pack(b"a\n") * 2)
    yield from headed([(1, n) for n in range(10)], *plain[:4])
    yield from headed([(2, n) for n in range(8)], b"", b"\7\1", b"\x0c\xff", b"\x14")
    for n, name in enumerate(names):
        yield from headed([(3, n)], "id,na\u00efve,\u65e5\n".encode(name, "ignore"))
    yield from headed([(4, 0)], *plain, *literals("kind"))
    yield from headed([(5, n) for n in range(6)], b"", b"\0\0x", b"\2\0,", b"\0\x7c7", b"\0\x9c5",
                      b"\0\x9cx\4\x01g", b"\x08\x80\0", b"\x06\0x\0\x9c2")


QUADS = [
    b'x\tq\ty\nx\ta\tT\ny\ta\tU\nx\tl\t"Label <b>@en\ny\tc\t"some comment & more',
    b'A1\ta\tA\nA1\tf\tx\nA1\tt\ty\nA1\tb\t"basis\nA1\td\tsrc\nA2\ta\tA\nA2\tf\tx\nA2\tt\ty\n'
    b'A2\tw\tz\ng1\tq\tx\tgr',
    b'x\tm\tG1\ny\tm\tG1\nz\tm\tG2\nx\tq\ty\ny\tq\tz\nz\tq\tx\nG1\tl\t"Group\\N@cs\n'
    b'x\tn\t"\\G "q"',
    b's1\ta\tS\ns1\ts\tx\ns1\tp\tq\ns1\to\ty\ns1\td\t=http://e.org/d?a&b\nx\tu\t=https://e.org/\'',
    b'T\t<\tU\nq\t<<\tr\nT\ta\tC\nq\ta\tP\nx\ta\tT\n_b\tq\tx\n_b\ta\tT\n'
    b'x\tu\t=javascript:alert(1)',
    b'x\tq\t"a\nx\tq\t"b@en\nx\tr\ty\ny\tr\tz\nz\tr\tw\nx\th\ty\nH1\ta\tH\nH1\tq\tx',
]


def maps():
    """Quads behind a view"""
    yield from headed([[n] for n in range(14)], *QUADS)


def drawings():
    """Quads behind a view, and what is drawn of them"""
    groups = bytes([0, 1, 2, 3, 1, 4, 1, 1, 2, 0, 5, 2, 1, 1, 1, 3, 1, 2, 2, 4])
    yield from headed([[n] for n in range(7)], *(quads + b"\n\n" + groups for quads in QUADS))


def catalogs():
    """XML catalogs"""
    head = b'<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"'
    yield from (text for text in files("tests/cases/*/*.xml", "ontology/*.xml") if head in text)
    for base, entries in (
            (b' xml:base="x/y"', b'<uri name="http://e/a" uri="a.ttl"/>'),
            (b"", b'<group xml:base="../z/"><uri name="urn:a&#10;b" uri="file:///a%20c"/>'
                  b'</group>'),
            (b"", b'<nextCatalog catalog="other.xml"/><uri name="b" uri="c"/>'),
            (b"", b'<uri name="a" uri="http://e/x"/>'),
            (b"", b'<uri name="urn:c" uri="./a:b.ttl"/>'),
            (b"", b'<uri name="a&quot;&lt;" uri="a/../b/./c%2F"/>')):
        yield head + base + b">" + entries + b"</catalog>"


def graphs():
    """RDF behind a syntax, which may be one to be guessed"""
    for number, name in enumerate(("ttl", "nq", "trig", "rdf", "rj", "nt")):
        yield from headed([[number], [6]], *files(f"tests/cases/*/*.{name}"))
    yield from headed([[0]], *literals("rdf"))



# ---- words -----------------------------------------------------------------

def schema_words(node=None):
    """The keys and the words that rules may have"""
    if node is None:
        node = json.loads(rhumb("schema").stdout)
    if isinstance(node, list):
        for item in node:
            yield from schema_words(item)
    elif isinstance(node, dict):
        yield from node.get("properties", {})
        yield from (word for word in node.get("enum", []) if isinstance(word, str))
        for item in node.values():
            yield from schema_words(item)


def format_words():
    """The names of formats, with the tilde that rules put before them"""
    for rows in formats().values():
        for row in rows:
            for name in row.get("names", [row["name"]]):
                yield "~" + name


def function_words():
    """The names of functions and of their parameters"""
    text = rhumb("functions").stdout.decode("utf-8")
    yield from sorted(set(re.findall(r"[\w-]+:[A-Za-z_][\w-]*", text)))


SIGNS = ["$(", "~lang", "~iri", "\\(", "\\)", "\\:", "<<: ", "&a ", "*a", "- ", ": ", "? ",
         "|\n", ">-\n", "!!str ", "'", '"', "''", "equal(str1=", "subject", "object",
         "http://", "xsd:", "a", "ex:", "_:"]


PATH_SIGNS = ["$[?@.a", "$..[*]", "[1:2:-1]", "match(@.a,'", "search(", "count(", "length(",
              "value(", "&&", "||", "==", "<=", "\\p{L}", "\\P{Lu}", "[^a-z]", "{2,3}", "(a|b)*"]


def vocabulary_words():
    """The terms of RML that src/rml/vocabulary.c has"""
    text = (ROOT / "src" / "rml" / "vocabulary.c").read_text(encoding="utf-8")
    yield from ("rml:" + word for word in re.findall(r'"([A-Za-z]+)"', text))


def rule_words():
    """All that YARRRML has words for"""
    yield from SIGNS
    yield from schema_words()
    yield from format_words()
    yield from function_words()


CSV_WORDS = [",", ";", "\t", "\r\n", "\n", '"', '""', "\u00a7", "NULL", "\ufeff", "'"]

JSON_WORDS = ["{", "}", "[", "]", '":', ",", "null", "true", "false", "-0", "1e5", "0.5",
              '"a"', '"b"', '"c"', '{"a":', '[{"b":', "\\u00e9", "\\ud83d\\ude00", "\\n", "\n",
              "\ufeff"]

XML_WORDS = ["<a>", "</a>", "<b>", "</b>", "<a/>", " a='", "<!--", "-->", "<![CDATA[", "]]>",
             "<?x ", "?>", "&amp;", "&#10;", "<!DOCTYPE a [<!ENTITY b '", "&b;", "xmlns:p='urn:q'", "xml:id='",
             "p:", "/*",
             "//", "[1]", "[@a]", "@a", "..", "text()", "count(", "name()", " | ", " or ",
             "encoding='utf-16'"]

QUAD_WORDS = ["\ta\t", "\tl\t\"", "\tq\t", "\tr\t", "\tm\t", "\tf\t", "\tt\t", "A", "T",
              "S", "x", "y",
              "\n", "@en", "@cs", "_b", "=http://", "</script>", "<script>", "\\N", "\\G", "-->",
              "]]>", "&lt;", "'", '"', "javascript:", "\ufdd0", "\uffff", "\x07", "\x7f"]

UNPACK_WORDS = ["PK", "BZh91AY&SY", "SQLite format 3", "%PDF-", "<?xml", '{"', "@prefix ", "id,name",
                "\x1f"]

CATALOG_WORDS = ["<uri name='", "' uri='", "'/>", "<group>", "</group>", "xml:base='", "file:",
                 "../",
                 "%20", "&#10;", "&quot;", "<nextCatalog catalog='"]

RDF_WORDS = ["<http://e/a>", "_:b", '"', '"@en', '"^^', "@prefix ", "@base ", " a ", " ;", " ,",
             " .", "[", "]", "(", ")",
             "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>",
             "<rdf:Description rdf:about='", "{", "}", "\\u00e9", "\\uD800", "xml:lang='",
             "anonx1"]

SQL_WORDS = ["://", "@", ":", "/", "?", "&", "password=", "user=", "key=", "S3CR3T", "%40",
             "Infinity", "NaN", "-", "+", "E", ".", " BC", "T", "Z", "24:00:00", "2024-02-29"]


# ---- targets ---------------------------------------------------------------

def suppress_raptor():
    """LSAN_OPTIONS by which nothing leaks that Raptor allocates"""
    path = BUILD / "lsan.supp"
    path.write_text((ROOT / "tests" / "lsan.supp").read_text(encoding="utf-8")
                    + "leak:libraptor2\n", encoding="utf-8")
    return f"suppressions={path.name}:print_suppressions=0"


@dataclass
class Target:
    """What a target is given: inputs of at most `longest` bytes, `runs` of them in
    `make test`, from `seeds` (bytes, called when they are wanted), with `words`;
    whether it reads RDF by Raptor, whose leaks (tests/lsan.supp) are told by whole
    stacks alone, which takes time.

    `runs` is what takes some ten seconds; for rules, where most was found, twenty or
    more."""
    longest: int
    runs: int
    seeds: list = field(default_factory=list)
    words: list = field(default_factory=list)
    raptor: bool = False

    @property
    def settings(self):
        """What the sanitizers are told"""
        more = ":fast_unwind_on_malloc=0:malloc_context_size=30" * self.raptor
        return dict(SANITIZERS, ASAN_OPTIONS=SANITIZERS["ASAN_OPTIONS"] + more)

    @property
    def quick_settings(self):
        """Likewise, for a long run"""
        return dict(SANITIZERS, **({"LSAN_OPTIONS": suppress_raptor()} if self.raptor else {}))


TARGETS = {
    "catalog": Target(512, 100_000, [catalogs], [lambda: CATALOG_WORDS]),
    "csv": Target(512, 50_000, [tables], [lambda: CSV_WORDS]),
    "lines": Target(512, 30_000, [texts], [lambda: SIGNS]),
    "json": Target(1024, 40_000, [documents], [lambda: JSON_WORDS]),
    "function": Target(256, 300_000, [calls], [lambda: SIGNS]),
    "iri": Target(128, 200_000, [lambda: literals("iri", "language", "prefix")], [lambda: SIGNS]),
    "jsonpath": Target(256, 150_000, [paths], [lambda: SIGNS + PATH_SIGNS]),
    "lexical": Target(128, 100_000, [lambda: literals("datatype", "canonical")], [lambda: SIGNS]),
    "rml": Target(4096, 50_000, [rml], [vocabulary_words], raptor=True),
    "rules": Target(4096, 120_000, [rules], [rule_words]),
    "page": Target(400, 20_000, [maps], [lambda: QUAD_WORDS]),
    "rdf": Target(512, 100_000, [graphs], [lambda: RDF_WORDS], raptor=True),
    "sql": Target(128, 120_000, [databases], [lambda: SQL_WORDS]),
    "svg": Target(400, 40_000, [drawings], [lambda: QUAD_WORDS]),
    "template": Target(256, 200_000, [lambda: literals("template")], [lambda: SIGNS]),
    "text": Target(256, 50_000, [lambda: literals("yarrrml")],
                   [lambda: SIGNS, format_words, function_words]),
    "yaml": Target(512, 300_000, [lambda: literals("yaml", "yarrrml")], [lambda: SIGNS]),
    "unpack": Target(512, 100_000, [packed], [lambda: UNPACK_WORDS]),
    "view": Target(400, 20_000, [maps], [lambda: QUAD_WORDS]),
    "xlsx": Target(600, 20_000, [workbooks], [lambda: XML_WORDS]),
    "xml": Target(600, 20_000, [markup], [lambda: XML_WORDS]),
}


def escaped(data):
    """Bytes as a dictionary of libFuzzer has them, and a failure shows them"""
    return "".join(chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\x{byte:02X}"
                   for byte in data)


def write_seeds(name, target):
    """Put the target's seeds into a folder, each under what it is; return the
    file that names them, for a folder has them in an order of its own"""
    folder = BUILD / "seeds" / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for seeds in target.seeds:
        for data in seeds():
            if len(data) <= target.longest:
                (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)
    path = folder.with_suffix(".list")
    path.write_text(",".join(f"seeds/{name}/{seed.name}" for seed in sorted(folder.iterdir())),
                    encoding="ascii")
    return path


def write_words(name, target):
    """Put the target's words into a dictionary"""
    path = BUILD / "seeds" / f"{name}.dict"
    path.parent.mkdir(parents=True, exist_ok=True)
    words = {word.encode("utf-8") for words in target.words for word in words()}
    path.write_text("".join(f'"{escaped(word)}"\n' for word in sorted(words)),
                    encoding="ascii")
    return path


# ---- running ---------------------------------------------------------------

@dataclass
class Outcome:
    """What came of one run of a target"""
    code: int
    log: str
    input: Path = None

    @property
    def executions(self):
        """How many inputs were run"""
        found = re.findall(r"^stat::number_of_executed_units:\s*(\d+)$|^#(\d+)\t",
                           self.log, re.M)
        return max((int(a or b) for a, b in found), default=0)

    @property
    def speed(self):
        """How many a second"""
        found = re.search(r"^stat::average_exec_per_sec:\s*(\d+)$", self.log, re.M)
        return int(found[1]) if found else 0


def program(name, fast=False):
    """The target's program"""
    folder = BUILD.with_name(BUILD.name + "-fast") if fast else BUILD
    return folder / "tests" / "fuzz" / f"fuzz_{name}"


def fixed():
    """Words before a target's by which its memory is where it was last time: what is
    kept depends on how deep the stack is, and so on where it begins, to which the
    environment and the arguments count too. None where the system does not let a
    program have that."""
    words = ["setarch", "-R"]
    return words if shutil.which("setarch") and run([*words, "true"]).returncode == 0 else []


FIXED = fixed()


def execute(name, step, settings, *args, fast=False):
    """Run a target's program; what it says goes to build/fuzz/log"""
    path = BUILD / "log" / f"{name}-{step}.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as log:
        code = subprocess.run(
            [*FIXED, os.path.relpath(program(name, fast), BUILD),
             f"-timeout={TIMEOUT}", f"-rss_limit_mb={MEGABYTES}",
             "-entropic=0",  # Which takes more time than the targets do
             *args],
            cwd=BUILD, env=dict(settings, PATH=os.defpath, LC_ALL="C.UTF-8"),
            stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, check=False).returncode
    return Outcome(code, path.read_text(encoding="utf-8", errors="replace"))


def replay(name, step, inputs):
    """Run each of some inputs once, with every check"""
    outcome = execute(name, step, TARGETS[name].settings, *inputs)
    running = re.findall(r"^Running: (.*)$", outcome.log, re.M)
    outcome.input = Path(running[-1]) if running else None
    return outcome


def written(outcome):
    """The input that libFuzzer kept because it failed"""
    found = re.search(r"Test unit written to (.*)$", outcome.log, re.M)
    return BUILD / found[1] if found else None


def kept(name, options):
    """Where what a target keeps goes: apart, where it begins anew each time"""
    return BUILD / ("corpus" if options.runs or options.seconds else "corpus-of-test") / name


def fuzz(name, options):
    """Run a target on inputs of its own"""
    target = TARGETS[name]
    corpus, failed = kept(name, options), BUILD / "failed" / name
    counted = not options.runs and not options.seconds
    if counted:
        shutil.rmtree(corpus, ignore_errors=True)
    for folder in (corpus, failed):
        folder.mkdir(parents=True, exist_ok=True)
    limit = f"-max_total_time={options.seconds}" if options.seconds and not options.runs \
        else f"-runs={options.runs or target.runs}"
    outcome = execute(name, "run", target.quick_settings, limit,
                      # Else at the end alone: to look between inputs changes what is kept
                      f"-detect_leaks={int(not target.raptor and not counted)}",
                      f"-seed={options.seed}", "-print_final_stats=1",
                      f"-max_len={target.longest}",
                      f"-dict={write_words(name, target).relative_to(BUILD)}",
                      f"-artifact_prefix={failed.relative_to(BUILD)}/", "-reload=0",
                      f"-seed_inputs=@{write_seeds(name, target).relative_to(BUILD)}",
                      corpus.relative_to(BUILD),
                      fast=options.fast)
    outcome.input = written(outcome)
    return outcome


TROUBLE = re.compile(r"does not hold|ERROR: |runtime error|libFuzzer: ")
FRAME_OF_OTHERS = re.compile(r"^ +#\d+ (?!.* /\S*/(?:src|tests)/\S*\.[ch]).*\n", re.M)


def why(name, outcome, options):
    """What to say of a run that failed: the input, what repeats it, the log"""
    lines = [f"exit {outcome.code}, seed {options.seed}"]
    if outcome.input:
        settings = " ".join("=".join(pair) for pair in TARGETS[name].settings.items())
        lines += [f"input: {outcome.input}",
                  f"text: \"{escaped(outcome.input.read_bytes()[:4096])}\"",
                  f"again: cd {BUILD} && {settings} {program(name)} {outcome.input}"]
    at = TROUBLE.search(outcome.log)
    start = outcome.log.rfind("\n", 0, at.start()) + 1 if at else -2000
    return "\n".join(lines) + "\n" + FRAME_OF_OTHERS.sub("", outcome.log[start:])


def sample(name, options):
    """Some of the inputs that the target has kept"""
    inputs = sorted(kept(name, options).glob("*"))
    return random.Random(options.seed).sample(inputs, min(SAMPLE, len(inputs)))


def run_target(name, options):
    """Replay, then fuzz; return what there is to check: (holds, what, detail)"""
    if not program(name).exists():
        return [(False, f"{name}: {program(name)} was not built", "")]
    said = []
    inputs = sorted((HERE / "found" / name).glob("*"))
    if inputs:
        outcome = replay(name, "found", inputs)
        said.append((outcome.code == 0, f"{name}: {len(inputs)} inputs that failed once",
                     why(name, outcome, options)))
    outcome = fuzz(name, options)
    with (BUILD / "executions").open("a", encoding="utf-8") as file:
        file.write(f"{name} {outcome.executions}\n")
    said.append((outcome.code == 0, f"{name}: fuzzed", why(name, outcome, options)))
    print(f"fuzz: {name}: {outcome.executions} executions, {outcome.speed} a second",
          flush=True)
    if options.fast and outcome.code == 0:
        outcome = execute(name, "kept", TARGETS[name].quick_settings, "-runs=0",
                          f"-artifact_prefix={BUILD / 'failed' / name}/",
                          kept(name, options))
        outcome.input = written(outcome)
        said.append((outcome.code == 0, f"{name}: what it kept, under the sanitizers",
                     why(name, outcome, options)))
    if TARGETS[name].raptor and outcome.code == 0:
        inputs = sample(name, options)
        outcome = replay(name, "sample", inputs)
        said.append((outcome.code == 0, f"{name}: {len(inputs)} of its inputs, for leaks",
                     why(name, outcome, options)))
    return said


def main():
    """Run the targets, some side by side"""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=int(os.environ.get("FUZZ_SECONDS") or 0))
    parser.add_argument("--runs", type=int, default=int(os.environ.get("FUZZ_RUNS") or 0))
    parser.add_argument("--seed", type=int, default=int(os.environ.get("SEED") or 1))
    parser.add_argument("--fast", action="store_true",
                        default=bool(os.environ.get("FUZZ_FAST")))
    parser.add_argument("--name", action="append", default=[])
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    options.seed = options.seed or random.randrange(1, 1 << 31)
    print(f"fuzz: seed {options.seed}", flush=True)
    names = options.name + options.names or sorted(TARGETS)
    checks = Checks("fuzz")
    written = {path.stem[len("fuzz_"):] for path in HERE.glob("fuzz_*.c")}
    checks.check(written == set(TARGETS), "TARGETS names every fuzz_NAME.c",
                 sorted(written ^ set(TARGETS)))
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        for said in pool.map(lambda name: run_target(name, options), names):
            for holds, what, detail in said:
                checks.check(holds, what, detail)
    checks.finish()


if __name__ == "__main__":
    main()
