# SPDX-License-Identifier: ISC
"""The 30 questions of queries/, over the samples that ship, asked of two engines that
are not ours: rdflib and pyoxigraph. Both give the answer that is expected.

    queries.py [--accept]

queries/NN-NAME.rq says in a line "# Data: NAME, NAME" over which samples it is asked
(DATA), "after NN-NAME.ru" behind it what is run first; queries/expected/NN-NAME.csv is
the answer, IRIs short as the prefixes of the question have them. queries/README.md
shows the first rows of each. --accept writes both, for the author to read and judge.

A question that is hard has a line that makes it right (TRAPS): without that line
another answer comes, or the sample tests nothing. And in no sample does a suspicion
alone answer "attributed to" (SUSPECTED).
"""

import csv
import io
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import rdflib

from common import Checks, ROOT, rhumb, run, scratch, shown, text_diff, told

sys.path.insert(0, str(ROOT / "build" / "pyoxigraph"))
try:
    import pyoxigraph
except ImportError:
    sys.exit("pyoxigraph is missing: make build/pyoxigraph/ready installs it")

QUERIES = ROOT / "queries"
EXPECTED = QUERIES / "expected"
README = QUERIES / "README.md"
ONTOLOGY = ROOT / "ontology" / "attribution.ttl"
MISP = ROOT.parent / "shared" / "data" / "misp-threat-actor.json"
ATT = "https://w3id.org/rhumb/attribution#"
EXAMPLES = "https://w3id.org/rhumb/examples/"
SHOWN = 5  # Rows of an answer that queries/README.md shows
COUNT = 30

# The samples: rules, and what they are told
DATA = {
    "documents": ("attribution.yml", {}),
    "members": ("attribution.yml",
                {"facts": ROOT / "examples" / "eu-members" / "facts.json"}),
    "disputes": ("attribution.yml",
                 {"facts": ROOT / "examples" / "disputes" / "facts.json",
                  "base": EXAMPLES + "disputes#"}),
    "eurepoc": ("eurepoc.yml", {}),
    "misp": ("misp-galaxy.yml", {}),
}

# Questions whose answer is empty over their samples, and that is the point
EMPTY = {}

ASKED_OF = re.compile(r"^# Data: ([a-z]+(?:, [a-z]+)*?)(?:, after (\S+\.ru))?$", re.M)
PREFIX = re.compile(r"^PREFIX (\w*:) <([^>]*)>$", re.M)
SECTION = re.compile(r"^### (\d+)\. .*?^```csv\n(.*?)^```$", re.M | re.S)

# What makes a question right: its number, what stands there, and what somebody might
# write instead, whose answer must differ; a fourth column names other samples, where
# those of the question do not have the case
TRAPS = [
    (1, "subPropertyOf* att:attributedTo", "subPropertyOf* att:tiedTo"),
    (2, "?narrower rdfs:subPropertyOf+ ?property .", "FILTER(false)"),
    (3, "?passage att:inDocument ?document", "?attribution att:inDocument ?document"),
    (4, "COALESCE(?ended >= ?day, true)", "true"),
    (4, "COALESCE(?ended >= ?day, true)", "?ended >= ?day"),
    (4, "?declaration att:date ?day ; att:onBehalfOf", "?declaration att:onBehalfOf"),
    (7, "FILTER NOT EXISTS { ?activity att:targeted ?harmed }", ""),
    (8, "; att:responseStatus ?status", ""),
    (10, "BIND(COALESCE(?statement, ?a) AS ?source)", "BIND(?a AS ?source)", ["disputes"]),
    (10, "BIND(COALESCE(?statement, ?a) AS ?source)",
     "?a att:attributedBy ?source .", ["disputes"]),
    (10, "MINUS { ?a att:cites ?cited }", "", ["disputes"]),
    (10, "MINUS { VALUES ?basis { att:basis-citation att:basis-report } ?a att:basis ?basis }",
     "", ["disputes"]),
    (10, "MINUS { ?newer att:supersedes ?a }", "", ["disputes"]),
    (10, "MINUS { ?stance att:stanceOn ?a ; att:stanceKind att:stance-withdraws }", "",
     ["disputes"]),
    (12, "OPTIONAL { ?a att:partyKind ?kind }", "?a att:partyKind ?kind ."),
    (13, "> 1", "> 0"),
    (15, "OPTIONAL { ?stance att:stanceBy/rdfs:label ?contestedByName }",
     "?stance att:stanceBy/rdfs:label ?contestedByName ."),
    (16, "att:partyUnknown true ;", ""),
    (18, "COUNT(DISTINCT ?one)", "COUNT(?one)"),
    (19, "FILTER(?value != ?default)", ""),
    (20, "FILTER(?country != ?sponsor)", ""),
    (21, "FILTER(?end <= ?day)", ""),
    (21, '"2023-03-31"', '"2023-03"'),  # An upper bound must be long
    (22, "OPTIONAL { ?stance att:stanceBy ?who OPTIONAL { ?who rdfs:label ?whoName } }",
     "?stance att:stanceBy ?who ."),
    (23, "FILTER(BOUND(?withdrawn) || BOUND(?successor))", "FILTER(BOUND(?successor))"),
    (24, "att:cites+", "att:cites"),
    (25, "?value >= 70", "?value >= 0"),
    (25, "q:sameAt70*", "q:sameAt70"),
    (26, "{ ?distinct att:relates ?other ; att:relatesTo ?one }", "{ FILTER(false) }"),
    (27, "MINUS { ?withdrawal att:stanceOn ?b ; att:stanceKind att:stance-withdraws }", ""),
    (27, "FILTER(?suspicion || !COALESCE", "FILTER(true || !COALESCE"),
    (27, "att:strongerThan+ ?grade", "att:strongerThan ?grade"),
    (28, "(?from >= 55 && ?confidence IN (att:confidence-low, att:confidence-none))",
     "(?confidence IN (att:confidence-low, att:confidence-none))"),
    (28, "(?to <= 55 && ?confidence = att:confidence-high)",
     "(?confidence = att:confidence-high)"),
    (29, "COALESCE(?dateQuality, att:date-exact) IN (att:date-exact, att:date-supplied)",
     "true"),
    (29, "IF(?month1 < 3, 1, 0)", "0"),
    (30, "COALESCE(SUBSTR(?day, 1, STRLEN(?left)) <= ?left, true)",
     "COALESCE(?day <= ?left, true)"),
    (30, "att:memberStatesOf? ?body", "att:memberStatesOf ?body"),
]

HEAD = f"""PREFIX att: <{ATT}>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""

# Pairs of which "attributed to" holds, though no attribution that is in force says so at
# better odds than a suspicion
SUSPECTED = HEAD + """
SELECT ?subject ?party
WHERE {
  ?subject att:attributedTo ?party .
  FILTER NOT EXISTS {
    ?a att:ofSubject ?subject ; att:toActor ?party ; att:grade ?grade .
    ?grade att:viaProperty/rdfs:subPropertyOf* att:attributedTo .
    MINUS { ?newer att:supersedes ?a }
    MINUS { ?stance att:stanceOn ?a ; att:stanceKind att:stance-withdraws }
    MINUS {
      VALUES ?odds {
        att:likelihood-suspected att:likelihood-realistic-possibility
        att:likelihood-roughly-even att:likelihood-unlikely
        att:likelihood-very-unlikely att:likelihood-almost-no-chance
      }
      ?a att:likelihood ?odds
    }
  }
}"""

# Pairs of subject and party of which somebody voices a suspicion
SUSPICIONS = HEAD + """
SELECT DISTINCT ?subject ?party
WHERE {
  VALUES ?odds {
    att:likelihood-suspected att:likelihood-realistic-possibility
    att:likelihood-roughly-even att:likelihood-unlikely
    att:likelihood-very-unlikely att:likelihood-almost-no-chance
  }
  ?s att:ofSubject ?subject ; att:toActor ?party ; att:likelihood ?odds .
}"""

# Ties that no attribution bears out
UNTIED = HEAD + """
SELECT ?subject ?party
WHERE {
  ?subject att:tiedTo ?party .
  FILTER NOT EXISTS { ?a att:ofSubject ?subject ; att:toActor ?party }
}"""


class Question:
    """A file of queries/, with what its lines say of it"""

    def __init__(self, path):
        self.path = path
        self.name = path.stem
        self.number = int(path.name[:2])
        self.text = path.read_text(encoding="utf-8")
        asked = ASKED_OF.search(self.text)
        self.samples = asked[1].split(", ") if asked else []
        self.first = asked[2] if asked else None
        self.prefixes = dict(PREFIX.findall(self.text))

    def update(self):
        """What is run first, or nothing"""
        return (QUERIES / self.first).read_text(encoding="utf-8") if self.first else None

    def short(self, value):
        """A term as the answer shows it: an IRI by a prefix of the question"""
        for prefix, start in self.prefixes.items():
            if value.startswith(start):
                return prefix + value[len(start):]
        return value


def questions():
    """All of them, in order"""
    return [Question(path) for path in sorted(QUERIES.glob("*.rq"))]


class Oxigraph:
    """pyoxigraph, with the ontology and samples in one graph"""

    def __init__(self, files):
        self.store = pyoxigraph.Store()
        for path in files:
            self.store.load(path=path, format=pyoxigraph.RdfFormat.TURTLE)

    def update(self, text):
        """Run an update"""
        self.store.update(text)

    def select(self, text):
        """Ask; return the names of the columns, and rows of texts"""
        answer = self.store.query(text)
        names = [variable.value for variable in answer.variables]
        return names, [["" if term is None else term.value for term in row]
                       for row in answer]


def of_rdflib(term):
    """A term as text: rdflib's own of a Boolean that it made is Python's"""
    if term is None:
        return ""
    made = isinstance(term, rdflib.Literal) and isinstance(term.value, bool)
    return str(term).lower() if made else str(term)


class RdfLib:
    """rdflib, likewise"""

    def __init__(self, files):
        self.graph = rdflib.Graph()
        for path in files:
            self.graph.parse(path, format="turtle")

    def update(self, text):
        """Run an update"""
        self.graph.update(text)

    def select(self, text):
        """Ask; return the names of the columns, and rows of texts"""
        answer = self.graph.query(text)
        return [str(name) for name in answer.vars], \
            [[of_rdflib(term) for term in row] for row in answer]


ENGINES = {"pyoxigraph": Oxigraph, "rdflib": RdfLib}


def make_sample(checks, name, folder, **told_more):
    """Have rhumb make a sample; return the file"""
    rules, words = DATA[name]
    path = Path(folder) / f"{name}.ttl"
    options = [word for key, value in {**words, **told_more}.items()
               for word in ("-e", f"{key}={value}")]
    result = rhumb("rdf", ROOT / "mappings" / rules, *options, "-f", "turtle", "-o", path)
    checks.check(result.returncode == 0, f"rhumb makes the sample {name}", told(result))
    return path


class Stores:
    """The engines, each with the samples that were asked for, loaded once"""

    def __init__(self, files):
        self.files = files
        self.loaded = {}

    def of(self, engine, samples, update=None):
        """The engine with these samples, and the update behind them"""
        key = (engine, *samples, update)
        if key not in self.loaded:
            store = ENGINES[engine]([ONTOLOGY, *(self.files[name] for name in samples)])
            if update:
                store.update(update)
            self.loaded[key] = store
        return self.loaded[key]

    def ask(self, engine, question, text=None, update=None, samples=None):
        """The answer of an engine as CSV, in the engine's order of rows"""
        store = self.of(engine, samples or question.samples, update or question.update())
        names, rows = store.select(text or question.text)
        return as_csv([names, *([question.short(value) for value in row]
                                for row in rows)])


def as_csv(rows):
    """Rows as text"""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def ordered(answer):
    """An answer with its rows sorted, for what leaves their order open"""
    head, *rows = list(csv.reader(io.StringIO(answer)))
    return as_csv([head, *sorted(rows)])


def expected(question):
    """The file with its answer"""
    return EXPECTED / f"{question.name}.csv"


def check_facts(checks):
    """The samples that are facts hold to the schema and the vocabulary"""
    for rules, words in DATA.values():
        if "facts" in words:
            result = run([sys.executable, ROOT / "tests" / "example" / "facts.py",
                          ROOT / "mappings" / "facts.schema.json", ONTOLOGY,
                          words["facts"]])
            checks.check(result.returncode == 0,
                         f"{words['facts'].parent.name}: the facts hold, for {rules}",
                         shown(result.stdout) + told(result))


def check_form(checks, asked):
    """Thirty, numbered, each with its question in words and known samples"""
    checks.check([question.number for question in asked] == list(range(1, COUNT + 1)),
                 f"queries/ has {COUNT} questions, numbered",
                 [question.name for question in asked])
    for question in asked:
        words = question.text.partition("\n#\n")[0]
        checks.check(words.startswith("# ") and words.endswith("?")
                     and all(line.startswith("# ") for line in words.splitlines()),
                     f"{question.name} begins with its question, in words")
        checks.check(question.samples and set(question.samples) <= set(DATA),
                     f"{question.name} says over which samples it is asked")
    files = {path.stem for path in EXPECTED.glob("*")}
    checks.check(files == {question.name for question in asked},
                 "each question has an expected answer, and no other is there",
                 sorted(files ^ {question.name for question in asked}))


def check_answer(checks, stores, question):
    """Both engines give what is expected"""
    path = expected(question)
    want = path.read_text(encoding="utf-8") if path.exists() else ""
    for engine in ENGINES:
        answer = stores.ask(engine, question)
        checks.check(want and ordered(answer) == ordered(want),
                     f"{question.name}, by {engine}",
                     text_diff(ordered(want) if want else "", ordered(answer)))
    checks.check((len(want.splitlines()) < 2) == (question.number in EMPTY),
                 f"{question.name} has an answer, or none is the point")


def check_traps(checks, stores, asked):
    """Without what makes a question right, its answer is another"""
    by_number = {question.number: question for question in asked}
    for number, right, wrong, *samples in TRAPS:
        question = by_number[number]
        update = question.update()
        if not checks.check(right in question.text + (update or ""),
                            f"{question.name} has what makes it right", right):
            continue
        answers = [ordered(stores.ask("pyoxigraph", question, *texts, *samples))
                   for texts in ((question.text, update),
                                 (question.text.replace(right, wrong),
                                  update and update.replace(right, wrong)))]
        checks.check(answers[0] != answers[1],
                     f"{question.name}: another answer with "
                     f"{wrong or 'nothing'} in the place of {right}", answers[1])


def check_suspicions(checks, stores, engine, name):
    """No suspicion answers "attributed to" in this sample, and no tie is without an
    attribution"""
    store = stores.of(engine, [name])
    _, rows = store.select(SUSPECTED)
    checks.check(not rows, f"{name}: no suspicion is attributed to, by {engine}", rows)
    _, rows = store.select(UNTIED)
    checks.check(not rows, f"{name}: each tie has its attribution, by {engine}", rows)


def check_suspicions_seen(checks, stores):
    """There are suspicions, and one that is said as if it were none is found"""
    _, rows = stores.of("pyoxigraph", ["disputes"]).select(SUSPICIONS)
    checks.check(len(rows) >= 4, "the disputes hold suspicions", rows)
    base = EXAMPLES + "disputes#"
    worse = f"""PREFIX att: <https://w3id.org/rhumb/attribution#>
        INSERT DATA {{ <{base}mudlark> att:attributedTo <{base}freedonia> }}"""
    for engine in ENGINES:
        _, found = stores.of(engine, ["disputes"], worse).select(SUSPECTED)
        checks.check(found == [[base + "mudlark", base + "freedonia"]],
                     f"a suspicion said as a finding is found, by {engine}", found)


def sections(text):
    """The answers that queries/README.md shows, by number"""
    return {int(found[1]): found[2] for found in SECTION.finditer(text)}


def first_rows(question):
    """What queries/README.md shows of an answer"""
    lines = list(csv.reader(expected(question).open(encoding="utf-8")))
    return as_csv(lines[:SHOWN + 1])


def check_readme(checks, asked):
    """queries/README.md shows the first rows of each answer, and names its file"""
    text = README.read_text(encoding="utf-8")
    blocks = sections(text)
    checks.check(sorted(blocks) == [question.number for question in asked],
                 "queries/README.md has a section for each question", sorted(blocks))
    for question in asked:
        want = first_rows(question)
        checks.check(blocks.get(question.number) == want,
                     f"queries/README.md shows the first rows of {question.name} "
                     "(tests/queries.py --accept)",
                     text_diff(want, blocks.get(question.number, "")))
        checks.check(f"({question.name}.rq)" in text,
                     f"queries/README.md points at {question.name}.rq")


def misp_counts(path):
    """What MISP's file holds, counted without any of our rules"""
    values = json.loads(path.read_text(encoding="utf-8"))["values"]
    metas = [(value["uuid"], value.get("meta", {})) for value in values]
    given = [(uuid, *name.rpartition(":")[::2]) for uuid, meta in metas
             for name in meta.get("name-attribution", [])]
    bearers = defaultdict(set)
    for uuid, name, _ in given:
        bearers[name].add(uuid)
    numbers = [meta["attribution-confidence"] for _, meta in metas
               if "attribution-confidence" in meta]
    sponsors = [meta["cfr-suspected-state-sponsor"] for _, meta in metas
                if "cfr-suspected-state-sponsor" in meta]
    # A sponsor is a name and a country a code: which is whose, most cases tell
    codes = defaultdict(Counter)
    for _, meta in metas:
        if meta.get("country") and meta.get("cfr-suspected-state-sponsor", "Unknown") \
                != "Unknown":
            codes[meta["cfr-suspected-state-sponsor"]][meta["country"]] += 1
    return {
        "countries": sum(bool(meta.get("country")) for _, meta in metas),
        "sponsors": len(sponsors) - sponsors.count("Unknown"),
        "given names": len(given),
        "names of the first giver": Counter(row[2] for row in given).most_common(1)[0][1],
        "names with two bearers": sum(len(uuids) > 1 for uuids in bearers.values()),
        "confidence other than 50": sum(int(number) != 50 for number in numbers),
        "sponsors of another country": sum(
            found.total() - found.most_common(1)[0][1] for found in codes.values()),
    }


def check_misp(checks, folder, asked):
    """Over MISP's own file the questions have as many answers as it has lines for"""
    if not MISP.exists():
        checks.left_out(f"the questions over MISP's galaxy: it would be {MISP}")
        return
    counts = misp_counts(MISP)
    stores = Stores({"misp": make_sample(checks, "misp", folder, file=MISP)})
    by_number = {question.number: question for question in asked}
    for engine in ENGINES:
        store = stores.of(engine, ["misp"])
        grades = dict(store.select(HEAD + """
            SELECT ?grade (COUNT(DISTINCT ?a) AS ?n) { ?a att:grade ?grade }
            GROUP BY ?grade""")[1])
        answers = {number: store.select(by_number[number].text)[1]
                   for number in (17, 18, 19, 20)}
        found = {
            "countries": int(grades.get(ATT + "grade-origin", 0)),
            "sponsors": int(grades.get(ATT + "grade-supported", 0)),
            "given names": sum(int(row[2]) for row in answers[17]),
            "names of the first giver": int(answers[17][0][2]),
            "names with two bearers": len({row[0] for row in answers[18]}),
            "confidence other than 50": len({row[0] for row in answers[19]}),
            "sponsors of another country": len(answers[20]),
        }
        checks.check(found == counts, f"MISP's galaxy is counted, by {engine}",
                     f"{found}\n{counts}")
        check_suspicions(checks, stores, engine, "misp")


def accept(checks, stores, asked):
    """Write what comes as what is expected"""
    EXPECTED.mkdir(exist_ok=True)
    for question in asked:
        expected(question).write_text(stores.ask("pyoxigraph", question),
                                      encoding="utf-8")
    if README.exists():
        by_number = {question.number: question for question in asked}
        text = README.read_text(encoding="utf-8")
        README.write_text(SECTION.sub(
            lambda found: found[0][:found.start(2) - found.start()]
            + first_rows(by_number[int(found[1])]) + "```", text), encoding="utf-8")
    checks.finish()


def main():
    """All of it"""
    checks = Checks("queries")
    asked = questions()
    with scratch() as folder:
        stores = Stores({name: make_sample(checks, name, folder) for name in DATA})
        if "--accept" in sys.argv[1:]:
            accept(checks, stores, asked)
        check_facts(checks)
        check_form(checks, asked)
        for question in asked:
            check_answer(checks, stores, question)
        check_traps(checks, stores, asked)
        for name in DATA:
            for engine in ENGINES:
                check_suspicions(checks, stores, engine, name)
        check_suspicions_seen(checks, stores)
        check_readme(checks, asked)
        check_misp(checks, folder, asked)
    checks.finish()


if __name__ == "__main__":
    main()
