# SPDX-License-Identifier: ISC
"""Rules that gather, made by chance, against what docs/language.md says of them: the
graph of each is that of a small model, blank nodes up to renaming.

    gathered.py [SEED]
"""

import itertools
import json
import random
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from common import Checks, rhumb, scratch, shown, text_diff, told

EX = "http://example.org/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
KINDS = {"list": None, "bag": "Bag", "seq": "Seq", "alt": "Alt"}
ROUNDS = 120


def spec_of(number, depth=0):
    """What is gathered: its items, and how"""
    items = []
    for at in range(random.randint(1, 3)):
        nested = depth < 2 and random.random() < 0.3
        items.append(spec_of(f"{number}n{at}", depth + 1) if nested
                     else random.choice(("v", "w", "v", "id", "text")))
    return {"name": number, "items": items, "as": random.choice([*KINDS]),
            "product": random.random() < 0.3, "empty": random.random() < 0.3,
            "called": random.choice((None, None, "iri", "blank", "all"))}


def written(spec):
    """The object of YARRRML"""
    if isinstance(spec, str):
        return {"v": "$(v[*])", "w": "$(w[*])", "id": "$(id)", "text": "text"}[spec]
    made = {"gather": [written(item) for item in spec["items"]], "as": spec["as"]}
    if spec["product"]:
        made["strategy"] = "product"
    if spec["empty"]:
        made["empty"] = True
    called = {"iri": f"{EX}{spec['name']}/$(id)", "blank": f"{spec['name']}$(id)",
              "all": f"{EX}{spec['name']}"}.get(spec["called"])
    if called:
        made["value"] = called
    if spec["called"] == "blank":
        made["type"] = "blank"
    return made


class Model:
    """The collections of a run, by graph and node"""

    def __init__(self):
        self.members, self.kinds, self.triples = {}, {}, []
        self.fresh = itertools.count()

    def node(self, spec, row, graph, members):
        """The node of one collection in a graph; its members are added"""
        if spec["as"] == "list" and not members:
            return f"<{RDF}nil>"
        node = {"iri": f"<{EX}{spec['name']}/{row['id']}>", "all": f"<{EX}{spec['name']}>",
                "blank": f"_:b{spec['name']}{row['id']}{graph[-3:-2] or 'd'}"}.get(
                    spec["called"]) or f"_:f{next(self.fresh)}"
        self.members.setdefault((graph, node), []).extend(members)
        self.kinds[graph, node] = spec["as"]
        return node

    def count(self, spec, row):
        """How many members each item has, and how many collections they make"""
        found = [self.count(item, row)[1] if isinstance(item, dict)
                 else len(row[item]) if item in "vw" else 1 for item in spec["items"]]
        most = 1
        for number in found:
            most *= number
        most = most if spec["product"] else int(any(found))
        return found, most or int(spec["empty"])

    def gather(self, spec, row, graph):
        """The nodes of what a row gathers in a graph"""
        found, most = self.count(spec, row)
        if not most:
            return []
        is_whole = all(found) if spec["product"] else any(found)
        items = []
        for item in spec["items"] if is_whole else ():
            items.append(self.gather(item, row, graph) if isinstance(item, dict)
                         else [f'"{value}"' for value in (
                             row[item] if item in "vw" else
                             [row["id"] if item == "id" else "text"])])
        tuples = itertools.product(*items) if spec["product"] and is_whole \
            else [list(itertools.chain(*items))]
        return [self.node(spec, row, graph, list(members)) for members in tuples]

    def quads(self):
        """All of it as N-Quads"""
        lines = set(self.triples)
        for number, ((graph, node), members) in enumerate(self.members.items()):
            kind = self.kinds[graph, node]
            if kind != "list":
                lines.add(f"{node} <{RDF}type> <{RDF}{KINDS[kind]}> {graph}.")
                lines |= {f"{node} <{RDF}_{at}> {member} {graph}."
                          for at, member in enumerate(members, 1)}
                continue
            for at, member in enumerate(members):
                rest = f"_:c{number}x{at}" if at + 1 < len(members) else f"<{RDF}nil>"
                lines.add(f"{node} <{RDF}first> {member} {graph}.")
                lines.add(f"{node} <{RDF}rest> {rest} {graph}.")
                node = rest
        return "".join(line + "\n" for line in lines)


def expected(specs, rows, graphs):
    """The quads that the rules make"""
    model = Model()
    for row in rows:
        for number, spec in enumerate(specs):
            for graph in dict.fromkeys(f"<{EX}g{row['g']}> " if at == "own" else
                                       f"<{EX}h> " for at in graphs) or [""]:
                for node in model.gather(spec, row, graph):
                    model.triples.append(
                        f"<{EX}{row['id']}> <{EX}p{number}> {node} {graph}.")
    return model.quads()


TERM = re.compile(r'<[^>]*>|_:\w+|"[^"]*"')


def outline(quads):
    """What is said, blank nodes as what they hold, and how many quads say it"""
    said, lines = defaultdict(dict), set(quads.splitlines())
    for line in lines:
        subject, predicate, value, *graph = TERM.findall(line)
        said[subject, *graph].setdefault(predicate[1:-1], []).append(value)

    def held(node, graph):
        about = said.get((node, *graph), {})
        if RDF + "first" not in about:
            return "{" + ", ".join(
                f"{key[len(RDF):]} {[show(value, graph) for value in values]}"
                for key, values in sorted(about.items()) if key.startswith(RDF)) + "}"
        cells = []
        while node != f"<{RDF}nil>":
            cell = said[node, *graph]
            cells.append(" ".join(show(value, graph) for value in cell[RDF + "first"]))
            [node] = cell[RDF + "rest"]
        return f"({', '.join(cells)})"

    def show(node, graph):
        return held(node, graph) if node.startswith("_:") else node

    facts = Counter()
    for (subject, *graph), about in said.items():
        if not subject.startswith("_:"):
            facts[f"{graph} {subject} holds {held(subject, graph)}"] += 1
            for key, values in about.items():
                facts.update(f"{graph} {subject} {key} {show(value, graph)}"
                             for value in values if key.startswith(EX))
    return "".join(f"{number} {fact}\n" for fact, number in sorted(facts.items())) \
        + f"{len(lines)} quads\n"


def run_round(checks, seed):
    """Rules and rows of one seed"""
    random.seed(seed)
    specs = [spec_of(f"l{number}") for number in range(random.randint(1, 3))]
    graphs = random.choice(([], [], ["own"], ["own", "other"], ["own", "own"]))
    rows = [{"id": random.choice("abc"), "g": random.choice("12"),
             "v": [random.choice("xyz") for _ in range(random.randint(0, 3))],
             "w": [random.choice("xyz") for _ in range(random.randint(0, 2))]}
            for _ in range(random.randint(1, 5))]
    mapping = {"sources": [["rows.json~jsonpath", "$[*]"]], "s": EX + "$(id)",
               "po": [[f"{EX}p{number}", written(spec)]
                      for number, spec in enumerate(specs)]}
    if graphs:
        mapping["graphs"] = [f"{EX}g$(g)" if at == "own" else EX + "h" for at in graphs]
    with scratch() as name:
        folder = Path(name)
        (folder / "rows.json").write_text(json.dumps(rows), encoding="utf-8")
        (folder / "rules.yml").write_text(json.dumps({"mappings": {"m": mapping}}),
                                          encoding="utf-8")
        result = rhumb("rdf", "rules.yml", "-f", "nquads", cwd=folder)
    wrong = told(result) if result.returncode else text_diff(
        outline(expected(specs, rows, graphs)), outline(shown(result.stdout)))
    checks.check(not wrong, f"seed {seed}",
                 f"{json.dumps(mapping)}\n{json.dumps(rows)}\n{wrong}")


def main():
    """Some rounds, or one"""
    checks = Checks("gathered")
    for seed in sys.argv[1:] or range(ROUNDS):
        run_round(checks, seed)
    checks.finish()


if __name__ == "__main__":
    main()
