# SPDX-License-Identifier: ISC
"""Rules in YARRRML, as texts"""

VIEW = """\
views:
  nodes: {layout: sfdp, limit: 1000000}
"""


def pair(predicate, value, datatype=""):
    """A predicate and its object"""
    return f"[{predicate}, '{value}'{datatype and ', ' + datatype}]"


def link(predicate, mapping, here, there):
    """A predicate whose object is a subject of another mapping, where the values
    of two columns are equal"""
    return (f"{{p: {predicate}, o: {{mapping: {mapping}, condition: "
            f"{{function: equal, parameters: [[str1, $({here}), s], "
            f"[str2, $({there}), o]]}}}}}}")


def mapping(name, source, subject, pairs):
    """A mapping"""
    return "".join([f"  {name}:\n    sources: [{source}]\n    s: {subject}\n"
                    "    po:\n", *(f"      - {one}\n" for one in pairs)])


def rules(mappings, prefixes=()):
    """A file of rules"""
    return "".join(["prefixes:\n" if prefixes else "",
                    *(f"  {name}: {iri}\n" for name, iri in prefixes),
                    "mappings:\n", *mappings])


def columns(source, names, name="record", subject="http://ex.com/table/$(id)"):
    """A mapping that makes a triple of each of some columns"""
    return mapping(name, source, subject,
                   [pair(f"http://ex.com/{one}", f"$({one})") for one in names])
