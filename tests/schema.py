# SPDX-License-Identifier: ISC
"""`rhumb schema` and `rhumb check` agree: whatever rules check takes the schema
takes, and what check refuses for a key the schema refuses too.

The rules are all of mappings/, of tests/cases and of the examples in the README
and docs/, whose own files are called rules by what is in them: a map with keys
of rules."""

import json
import re
import sys
from pathlib import Path

import jsonschema
import yaml

from common import Checks, ROOT, rhumb, scratch
from documents import BLOCK

# What check says of a key; what a term cannot do without hangs on its type
KEYS = re.compile(r'error: (?:unknown key |"[^"\n]*" means the same as '
                  r'|the mapping "[^"\n]*" has no '
                  r'|(?!an? (?:subject|predicate|object|graph) )'
                  r'[a-z ]+ without )"')

# How the schema calls maps within `views:`
VIEWS = ("view", "rule-", "cluster", "focus", "what-")


class Core(yaml.SafeLoader):
    """YAML 1.2's core schema: `no`, `on` and dates are texts, keys too"""

    yaml_implicit_resolvers = {}

    def construct_mapping(self, node, deep=False):
        self.flatten_mapping(node)
        if not all(isinstance(key, yaml.ScalarNode) for key, _ in node.value):
            raise yaml.YAMLError("a key that is no text")
        return {key.value: self.construct_object(value, deep=True)
                for key, value in node.value}


for tag, pattern, start in (
        ("null", r"null|Null|NULL|~|", ["n", "N", "~", ""]),
        ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
        ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
        ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
                  r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
         list("-+.0123456789")),
        ("merge", r"<<", ["<"])):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}",
                               re.compile(f"(?:{pattern})$"), start)
Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(
    node.value, 0 if node.value[:2] in ("0x", "0o") else 10))


def examples():
    """Every file that the README and the manual show, by its place"""
    for path in sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")]):
        for block in BLOCK.finditer(path.read_text(encoding="utf-8")):
            if re.fullmatch(r"[\w.-]+\.yml", block["what"]) and block["body"]:
                yield f"{path.relative_to(ROOT)}: {block['what']}", \
                    block["body"]


def files():
    """Every rule file of the tree, by its name"""
    for path in sorted([*(ROOT / "mappings").rglob("*.yml"),
                        *(ROOT / "tests" / "cases").rglob("*.yml")]):
        if path.is_file():
            yield str(path.relative_to(ROOT)), path.read_bytes()


def check_rules(checks, validator, name, text, folder):
    """Hold what check says of some rules against what the schema says"""
    path = folder / "rules.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    result = rhumb("check", path)
    said = result.stderr.decode(errors="replace")
    is_key = KEYS.search(said)
    if result.returncode and not is_key:
        return  # No YAML, or a mistake that no schema sees
    wrong = "\n".join(f"{'/'.join(map(str, error.absolute_path))}: "
                      f"{error.message[:200]}"
                      for error in validator.iter_errors(yaml.load(text, Core)))
    if is_key:
        checks.check(wrong, f"{name}: only check refuses it", said)
    else:
        checks.check(not wrong, f"{name}: only the schema refuses it", wrong)


def check_manual(checks, schema):
    """The manual names every key, in the page on maps those of views"""
    maps = (ROOT / "docs" / "maps.md").read_text(encoding="utf-8")
    rules = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
    for name, part in schema["$defs"].items():
        page = maps if name.startswith(VIEWS) else rules
        for key in part.get("properties", {}):
            checks.check(re.search(rf"(?<![\w-]){key}(?![\w-])", page),
                         f"the manual names the key {key} of {name}")


def main():
    """Check the schema itself, then all rules"""
    checks = Checks("schema")
    result = rhumb("schema")
    schema = json.loads(result.stdout)
    validator = jsonschema.Draft202012Validator(schema)
    try:
        validator.check_schema(schema)
        checks.check(result.returncode == 0, "rhumb schema")
    except jsonschema.SchemaError as error:
        checks.check(False, "the schema is one", error)
    check_manual(checks, schema)
    with scratch() as folder:
        for name, text in (*files(), *examples()):
            check_rules(checks, validator, name, text, Path(folder))
    checks.finish()


if __name__ == "__main__":
    sys.exit(main())
