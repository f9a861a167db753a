# SPDX-License-Identifier: ISC
"""Writes the rules of a case as YARRRML: each time one of the many ways to
say the same, in one of YAML's many ways to write it."""

import json
import re

import yaml

import tables
import views
from functions import FUNCTIONS

KEYS = {
    "mappings": ["mappings", "mapping", "m"], "sources": ["sources", "source"],
    "subjects": ["subjects", "subject", "s"], "graphs": ["graphs", "graph", "g"],
    "po": ["predicateobjects", "predicateobject", "po"],
    "predicates": ["predicates", "predicate", "p"], "objects": ["objects", "object", "o"],
    "inverse": ["inversepredicates", "inversepredicate", "i", "iv"],
    "condition": ["condition", "conditions", "c"], "value": ["value", "v"],
    "function": ["function", "fn", "f"], "parameters": ["parameters", "pms"],
    "parameter": ["parameter", "pm"], "root sources": ["sources", "source", "s"],
}


def constants(parts):
    """The constants of a text, with a sign for each prefix, \\x01, and each value"""
    return "".join(part if isinstance(part, str) else "\x01" if "prefix" in part else "\0"
                   for part in parts)


def unsayable(parts):
    """Whether a text holds what is an escape, a dollar sign before what may be a
    bracket, or a prefix before what makes a scheme of it"""
    return re.search(r"\\[():]|\x01//", constants(parts)) is not None or \
        any(isinstance(part, str) and part.endswith("$") for part in parts)


def is_marked(argument):
    """Whether the end of an argument says what it is, and is not of its text"""
    return constants(argument.get("parts", [])).endswith(("~iri", "~lang"))


class Writer:
    """Writes one case"""

    def __init__(self, case, random):
        self.case = case
        self.random = random
        self.tables = {table["name"]: table for table in case["tables"] + case["views"]}
        self.table = self.other = None
        self.named = {}
        self.said = {}

    def chance(self, odds):
        """True with these odds"""
        return self.random.random() < odds

    def key(self, name):
        """One of the names of a key"""
        return self.random.choice(KEYS[name])

    def few(self, items):
        """One item, or a list"""
        return items[0] if len(items) == 1 and not isinstance(items[0], list) and \
            self.chance(0.6) else items

    # Texts

    def reference(self, table, part):
        """A reference, with its escapes and what stands behind it"""
        way = tables.reference(self.random, table, part["ref"])
        if way.startswith("_") and way not in tables.FILE:
            way = "\\" + way
        if not balanced(way):
            way = way.replace("(", "\\(").replace(")", "\\)")
        elif ")" in way and self.chance(0.3):
            way = way.replace("(", "\\(").replace(")", "\\)") if self.chance(0.5) \
                else way.replace(")", "\\)").replace("(", "\\(")
        arrow = self.random.choice([" => ", " => ", "=>"])
        return f"$({arrow.join([way, *part.get('steps', ())])})"

    def text(self, term, side=None):
        """A text, as rules write it"""
        table = self.other if side == "o" else self.table
        out = []
        for part in term["parts"]:
            if isinstance(part, str):
                out.append(part.replace("$(", "$\\("))
            elif "prefix" in part:
                out.append(part["prefix"] + ":")
            elif "ext" in part:
                out.append(f"$(_{part['ext']})")
            else:
                out.append(self.reference(table, part))
        text = "".join(out)
        return re.sub(r"\$(?=\$\()", "$", text)

    def is_plain(self, term):
        """Whether a literal's text is one without more words"""
        return "parts" in term and not any(
            isinstance(part, str) and re.search(r"[~:\n]|^\s*$|^[<$]|^(a|null)$|^\w+\(", part)
            for part in term["parts"])

    def is_looked_up(self, term):
        """Whether a table could say what kind of term a text is"""
        return len(term["parts"]) == 1 and isinstance(term["parts"][0], dict) and \
            "steps" in term["parts"][0]

    # Functions

    def call(self, term, side=None):
        """A function, with the entries of its map"""
        name = term["fn"]
        if side is None and self.chance(0.3) and self.fits_line(term):
            return {self.key("function"): self.line(term)}
        parameters = []
        for index, argument, *own in term["args"]:
            of = own[0] if own else side
            value = self.call(argument, of) if "fn" in argument else self.text(argument, of)
            word = self.parameter(name, index)
            if own and own[0] == "o" and self.chance(0.2):
                parameters.append({self.key("parameter"): word, self.key("value"): value,
                                   "from": "o"})
            elif not own and self.chance(0.2):
                parameters.append({self.key("parameter"): word, self.key("value"): value})
            else:
                parameters.append([word, value, *own])
        return {self.key("function"): name, self.key("parameters"): parameters}

    def parameter(self, function, index):
        """The name of a parameter, with the prefix of its function or without"""
        name = FUNCTIONS[function].parameters[index][0]
        if ":" in name or ":" not in function or self.chance(0.5):
            return name
        return function.split(":")[0] + ":" + name

    def fits_line(self, term):
        """Whether a function can stand on one line"""
        return ":" in term["fn"] and all(len(given) == 2 for given in term["args"]) and all(
            self.fits_line(argument) if "fn" in argument else
            not any(isinstance(part, str) and any(c in part for c in "\\\n$")
                    for part in argument["parts"])
            for _, argument, *_ in term["args"])

    def line(self, term):
        """A function on one line"""
        arguments = []
        for index, argument, *_ in term["args"]:
            if "fn" in argument:
                value = self.line(argument)
            else:
                value = self.text(argument)
                if len(argument["parts"]) > 1 or isinstance(argument["parts"][0], str) or \
                        '"' in value or self.chance(0.3):
                    value = '"' + value.replace('"', '\\"') + '"' \
                        if '"' not in value or "$(" not in value else None
                if value is None:
                    return self.line_without(term)
            arguments.append(f"{self.parameter(term['fn'], index)} = {value}")
        return f"{term['fn']}({', '.join(arguments)})"

    def line_without(self, term):
        """Not on one line, after all"""
        raise NotOneLine(term)

    def conditions(self, conditions):
        """Conditions of a map"""
        if not conditions:
            return {}
        calls = [self.safe_call(condition) for condition in conditions]
        return {self.key("condition"): calls[0] if len(calls) == 1 and self.chance(0.6)
                else calls}

    def safe_call(self, term, side=None):
        """A function, in a way that can say it"""
        try:
            return self.call(term, side)
        except NotOneLine:
            chance, self.chance = self.chance, lambda odds: False
            try:
                return self.call(term, side)
            finally:
                self.chance = chance

    # Terms

    def subject(self, term):
        """A subject"""
        if term.get("fresh"):
            return None
        if "fn" in term:
            return self.safe_call(term)
        if term["type"] == "iri" and self.chance(0.7):
            return self.text(term)
        return {self.key("value"): self.text(term), "type": term["type"]}

    def name(self, term):
        """A predicate or a graph"""
        if term["parts"] == [{"prefix": "rdf"}, "type"] and self.chance(0.7):
            return "a"
        if term["type"] == "iri" and self.chance(0.8):
            return self.text(term)
        return {self.key("value"): self.text(term), "type": term["type"]}

    def reference_to(self, term):
        """A reference to a mapping"""
        name = term.get("mapping", term.get("quoted"))
        target = next(m for m in self.case["mappings"] if m["name"] == name)
        made = {"mapping" if "mapping" in term else
                "quotedNonAsserted" if target["silent"] else "quoted": name}
        self.other = self.tables[target["tables"][0]]
        calls = [self.safe_call(condition) for condition in term["conditions"]]
        if calls:
            made["condition"] = calls[0] if len(calls) == 1 and self.chance(0.6) else calls
        return made

    def object(self, term, is_type):
        """An object, as an item of a list"""
        where = self.conditions(term.get("where"))
        if "mapping" in term or "quoted" in term:
            return self.reference_to(term)
        if "gather" in term:
            return dict(self.gathered(term), **where)
        if term.get("fresh"):
            return dict({"type": "blank"}, **where)
        if "fn" in term:
            made = self.safe_call(term)
        else:
            short = None if where else self.short(term, is_type)
            if short is not None:
                return short
            made = {self.key("value"): self.text(term)}
        if term["type"] not in ("literal", "table"):
            if not (is_type and self.chance(0.5)):
                made["type"] = term["type"]
        elif term["type"] == "literal" and "fn" not in term and (
                not self.is_plain(term) or self.is_looked_up(term) or self.chance(0.3)):
            made["type"] = "literal"
        for key in ("datatype", "language"):
            if term.get(key):
                made[key] = self.text(term[key])
        return dict(made, **where)

    def gathered(self, term):
        """A list or a container"""
        made = {"gather": [self.member(item) for item in term["gather"]]}
        if term["as"] != "list" or self.chance(0.3):
            made["as"] = term["as"]
        return dict(made, **{"empty": "true"} if term["empty"] else {})

    def member(self, term):
        """A member, for which a list is no short form"""
        made = self.object(term, False)
        if not isinstance(made, list):
            return made
        more = {} if len(made) == 1 else {"language": made[1][:-len("~lang")]} \
            if made[1].endswith("~lang") else {"datatype": made[1]}
        return dict({self.key("value"): made[0]}, **more)

    def short(self, term, is_type):
        """The short form of an object, or None"""
        if term["type"] == "iri" and self.chance(0.6):
            return self.text(term) + ("" if is_type and self.chance(0.6) else "~iri")
        if term["type"] not in ("literal", "table") or not self.is_plain(term) or \
                term["type"] == "literal" and self.is_looked_up(term) or self.chance(0.4):
            return None
        text = self.text(term)
        if term.get("datatype"):
            return [text, self.text(term["datatype"])]
        if term.get("language"):
            return [text, self.text(term["language"]) + "~lang"]
        return [text] if self.chance(0.2) else text

    # Pairs and mappings

    def pair(self, pair):
        """A pair of predicates and objects"""
        is_type = any(term.get("parts") == [{"prefix": "rdf"}, "type"]
                      for term in pair["predicates"])
        objects = [self.object(term, is_type) for term in pair["objects"]]
        predicates = [self.name(term) for term in pair["predicates"]]
        if not pair["inverse"] and not pair["graphs"] and not pair["conditions"] and \
                "annotations" not in pair and self.chance(0.5):
            return self.short_pair(predicates, objects)
        made = {}
        if predicates:
            made[self.key("predicates")] = self.few(predicates)
        if pair["inverse"]:
            made[self.key("inverse")] = self.few([self.name(term) for term in pair["inverse"]])
        made[self.key("objects")] = self.few(objects)
        if pair["graphs"]:
            made[self.key("graphs")] = self.few([self.name(term) for term in pair["graphs"]])
        made.update(self.conditions(pair["conditions"]))
        if pair.get("annotations"):
            said = [self.pair(said) for said in pair["annotations"]]
            made[self.random.choice(["annotations", "annotation"])] = said
        if pair.get("reifier"):
            made["reifier"] = self.name(pair["reifier"])
        if not pair.get("asserted", True):
            made["asserted"] = "false"
        return self.shuffled(self.with_shared(made, pair))

    def with_shared(self, made, pair):
        """A pair with the datatype or the language of its only object"""
        key = next(key for key in made if key in KEYS["objects"])
        value = made[key]
        if len(pair["objects"]) == 1 and isinstance(value, dict) and self.chance(0.3):
            for word in ("datatype", "language"):
                if word in value:
                    made[word] = value.pop(word)
        return made

    def short_pair(self, predicates, objects):
        """[predicate, object], [predicate, object, datatype or language]"""
        first = predicates[0] if len(predicates) == 1 and self.chance(0.8) else predicates
        if len(objects) == 1:
            if isinstance(objects[0], list) and self.chance(0.7):
                return [first, *objects[0]]
            if not isinstance(objects[0], list) and self.chance(0.8):
                return [first, objects[0]]
        return [first, objects]

    def shuffled(self, entries):
        """A map with its keys in some order"""
        keys = list(entries)
        self.random.shuffle(keys)
        return {key: entries[key] for key in keys}

    def source(self, name):
        """A source where a mapping names it"""
        if name in self.named and self.chance(0.7):
            return self.named[name]
        return self.inline(name)

    def inline(self, name):
        """A source in place"""
        if self.tables[name]["format"] == "view":
            return self.shuffled(views.words(self, self.tables[name]))
        words = tables.source(self.tables[name])
        if set(words) <= {"access", "referenceFormulation", "iterator"} and self.chance(0.7):
            return [words["access"] + "~" + words["referenceFormulation"]] + \
                ([words["iterator"]] if "iterator" in words else [])
        return self.shuffled(words)

    def mapping(self, mapping):
        """A mapping"""
        self.table = self.tables[mapping["tables"][0]]
        subjects = [self.subject(term) for term in mapping["subjects"]]
        sources = [self.source(name) for name in mapping["tables"]]
        made = {self.key("sources"): self.few(sources),
                self.key("subjects"): subjects[0] if len(subjects) == 1 and self.chance(0.8)
                else [{"type": "blank"} if subject is None else subject for subject in subjects],
                self.key("po"): [self.pair(pair) for pair in mapping["po"]]}
        if mapping["graphs"]:
            made[self.key("graphs")] = self.few([self.name(term) for term in mapping["graphs"]])
        made.update(self.conditions(mapping["conditions"]))
        return self.shuffled(made)

    def rules(self):
        """The rules, as maps and lists"""
        for name in self.tables:
            if self.tables[name]["format"] == "view" or self.chance(0.6):
                self.named[name] = self.random.choice(
                    [name, f"the {name}", f"é{name}"])
        made = {"prefixes": self.case["prefixes"]}
        if self.case["externals"]:
            made["external"] = self.case["externals"]
        if self.case["lookups"]:
            made["tables"] = {name: lookup(table, name)
                              for name, table in self.case["lookups"].items()}
        if self.named:
            made[self.key("root sources")] = {
                word: self.inline(name) for name, word in self.named.items()}
        made[self.key("mappings")] = {mapping["name"]: self.mapping(mapping)
                                      for mapping in self.case["mappings"]}
        return self.shuffled(made)

    # YAML

    def node(self, value, seen, depth=0):
        """A node of YAML; equal lists and maps may be one, which is an alias"""
        if value is None:
            return yaml.ScalarNode("tag:yaml.org,2002:null",
                                   self.random.choice(["null", "~", "Null"]))
        if isinstance(value, str):
            return self.scalar(value)
        told = json.dumps(value)
        if told in seen and self.chance(0.5):
            return seen[told]
        flow = depth > 1 and self.chance(0.2 * depth)
        if isinstance(value, list):
            made = yaml.SequenceNode("tag:yaml.org,2002:seq",
                                     [self.node(item, seen, depth + 1) for item in value],
                                     flow_style=flow)
        else:
            made = yaml.MappingNode("tag:yaml.org,2002:map",
                                    [(self.scalar(key, True), self.node(item, seen, depth + 1))
                                     for key, item in value.items()], flow_style=flow)
        seen[told] = made
        return made

    def scalar(self, text, is_key=False):
        """A text, in some style; a number or a boolean may stand plainly"""
        style = self.random.choice([None, None, None, "'", '"', '"' if is_key else "|",
                                    None if is_key else ">"])
        if re.fullmatch(r"-?(0|[1-9][0-9]*)", text) and self.chance(0.5):
            return yaml.ScalarNode("tag:yaml.org,2002:int", text)
        if text in ("true", "false") and self.chance(0.5):
            return yaml.ScalarNode("tag:yaml.org,2002:bool", text)
        return yaml.ScalarNode("tag:yaml.org,2002:str", text, style=style)

    def yaml(self, rules):
        """The text of rules"""
        if self.chance(0.1):
            return as_json(rules, 1)
        for _ in range(3):
            text = yaml.serialize(self.node(rules, {}), allow_unicode=self.chance(0.7),
                                  width=10**6, indent=self.random.choice([2, 4]))
            if same(yaml.load(text, Loader=yaml.CBaseLoader), rules):
                return text
        return as_json(rules, None)


def lookup(table, name):
    """A table to look up in"""
    if table.get("file"):
        return {"file": f"{name}.csv", "key": "the key", "value": "its value"}
    made = {key: [entry(one) for one in found] for key, found in table["entries"].items()}
    if table["star"]:
        made["*"] = [entry(one) for one in table["star"]]
    return {key: found[0] if len(found) == 1 else found for key, found in made.items()}


def entry(one):
    """What a key stands for"""
    if one[0] == "s":
        return one[1]
    return f"{one[1]}:{one[2]}" if one[1] else one[2] + "~iri"


def as_json(rules, indent):
    """Rules as JSON, which is YAML but for surrogates and for lines that end in
    what JSON has within texts"""
    return re.sub("[\x85\u2028\u2029]", lambda found: f"\\u{ord(found[0]):04x}",
                  json.dumps(rules, ensure_ascii=False, indent=indent))


def same(loaded, rules):
    """Whether what was read is what was written, but for how nulls are said"""
    if isinstance(rules, dict):
        return isinstance(loaded, dict) and list(loaded) == list(rules) and \
            all(same(loaded[key], rules[key]) for key in rules)
    if isinstance(rules, list):
        return isinstance(loaded, list) and len(loaded) == len(rules) and \
            all(map(same, loaded, rules))
    return rules is None or loaded == rules


class NotOneLine(Exception):
    """What cannot be said on one line"""


def balanced(text):
    """Whether parentheses are in pairs, and no quotes could hide one"""
    depth = 0
    for char in text:
        depth += {"(": 1, ")": -1}.get(char, 0)
        if depth < 0:
            return False
    return depth == 0 and not re.search("['\"].*[()]|[()].*['\"]", text)


def write(case, random):
    """The YARRRML of a case"""
    writer = Writer(case, random)
    return writer.yaml(writer.rules())


def sayable(case):
    """Whether every text of a case can be said in YARRRML"""
    def walk(value):
        if isinstance(value, dict):
            return not unsayable(value.get("parts", [])) and \
                not any(is_marked(argument) for _, argument, *_ in value.get("args", [])) and \
                all(walk(item) for item in value.values())
        return all(walk(item) for item in value) if isinstance(value, list) else True
    return walk(case["mappings"])
