# SPDX-License-Identifier: ISC
"""Tables of random data, and how each format writes them.

A table is {name, format, path, columns, rows, ...}. A row has a cell for each
column: None (not there), or a list of values, each [kind, text]: "s" a text,
"n" a number, "b" a boolean, "i" a whole number of a database, "z" a null. What a format cannot hold is not made
for it."""

import gzip
import json
import sqlite3

import values

FORMATS = ["csv", "json", "jsonl", "xml", "sqlite"]

# Kinds that an empty text may stand in: under a datatype it is no value
MAY_BE_EMPTY = ("word", "key", "decimal", "date", "boolean")

# Names that every format has, and those that one alone has
SAFE = ["id", "name", "born", "x1", "Zeit", "été", "k_2", "n-a"]
OWN = {
    "csv": ["Temp (°C)", "a b", "Bob's", "Bob's (it's)", "x,y", 'w "q"', "a;b", "1", "_u", "(a(b)c)",
            "f)", "(g", "a{b}", "ex:p", "$", "a.b", "naïve \U0001f43c", "true", "a~iri",
            "#h", "*"],
    "sqlite": ["Temp (°C)", "a b", "Bob's", "it's (o'er)", "x,y", "_u", "f)", "(g", "a{b}", "a.b", "a;b",
               "select", "ex:p"],
    "json": ["Temp (°C)", "a b", "Bob's", "x,y", 'w "q"', "_u", "f)", "(g", "a{b}", "a.b",
             "1", "$", "*", "#h", "ex:p"],
    "xml": ["_u", "a.b"],
}
OWN["jsonl"] = OWN["json"]


def text_fits(text, form):
    """Whether a format can hold a text"""
    if form == "xml":
        return all(c in "\t\n\r" or "\x20" <= c <= "\ud7ff" or
                   "\ue000" <= c <= "\ufffd" or c > "\uffff" for c in text)
    return True


def cell_fits(cell, form, cells=1):
    """Whether a format can hold a cell"""
    if form in ("csv", "sqlite") and (cell is None or len(cell) != 1):
        return form == "sqlite" and cell is None
    if cell is None:
        return True
    kinds = {kind for kind, _ in cell}
    if form in ("csv", "xml") and kinds - {"s"}:
        return False
    if form == "sqlite" and kinds - {"s", "z"} or form != "sqlite" and "i" in kinds:
        return False
    return all(text_fits(text or "", form) for _, text in cell) and cells


def fits(table, form):
    """Whether a format can hold a whole table, with the same references"""
    return all(column["name"] in SAFE for column in table["columns"]) and \
        all(cell_fits(cell, form) for row in table["rows"] for cell in row)


def make_cell(random, kind, form, odds):
    """A cell of sound values"""
    if form != "csv" and random.random() < odds["missing"]:
        return None
    count = 1
    if form in ("json", "jsonl", "xml") and random.random() < odds["many"]:
        count = random.choice([2, 2, 3, 0 if form != "xml" else 2])
    return [make_value(random, kind, form, odds) for _ in range(count)]


def make_value(random, kind, form, odds):
    """A value that is sound for its kind of column, or seldom is not"""
    if form in ("json", "jsonl", "sqlite") and random.random() < odds["null"]:
        return ["z", None]
    if kind in MAY_BE_EMPTY and random.random() < odds["empty"]:
        return ["s", ""]
    if random.random() < odds["bad"] and kind in values.BAD:
        return ["s", fitting(random, values.BAD[kind], form)]
    if form == "sqlite" and kind == "integer" and random.random() < 0.5:
        return ["i", random.choice(["0", "7", "-5", "42", "1000000"])]
    if form in ("json", "jsonl"):
        if kind == "integer" and random.random() < 0.5:
            return ["n", random.choice(["0", "1", "7", "-5", "42", "100"])]
        if kind == "decimal" and random.random() < 0.5:
            return ["n", random.choice(["0.5", "80.25", "-1.50", "3", "0.10"])]
        if kind == "truth" and random.random() < 0.5:
            return ["b", random.choice(values.TRUTHS)]
    pool = values.POOLS[kind]
    if kind == "word" and random.random() < 0.3:
        return ["s", "".join(fitting(random, pool, form) for _ in range(2))]
    return ["s", fitting(random, pool, form)]


def twin(random, column, cell):
    """The same cell once more; the case of a language's tag says nothing"""
    if cell is None or column["kind"] != "language" or random.random() < 0.5:
        return None if cell is None else list(cell)
    return [[kind, text and text.swapcase()] for kind, text in cell]


def fitting(random, pool, form):
    """One of a pool that a format can hold"""
    return random.choice([text for text in pool if text_fits(text, form)])


def make_table(random, number, odds):
    """A random table"""
    form = random.choice(FORMATS * 3 + ["csv", "json", "xml", "sqlite"] * 3)
    names = list(SAFE)
    if random.random() < 0.5:
        names += OWN[form]
    random.shuffle(names)
    names = ["id"] + [name for name in names if name != "id"][:random.randint(2, 7)]
    kinds = ["key"] + [random.choice(values.KINDS + ["word", "word", "key"])
                       for _ in names[1:]]
    columns = [{"name": name, "kind": kind} for name, kind in zip(names, kinds)]
    if form == "xml":
        for column in columns:
            column["attribute"] = random.random() < 0.3
    rows = [[make_cell(random, column["kind"], form,
                       odds if not column.get("attribute") else dict(odds, many=0))
             for column in columns]
            for _ in range(random.choice([0, 1, 2, 3, 3, 4, 5, 8]))]
    if rows and random.random() < 0.4:
        rows.append([twin(random, column, cell)
                     for column, cell in zip(columns, random.choice(rows))])
    return {"name": f"t{number}", "format": form, "columns": columns, "rows": rows,
            "look": look(random, form)}


def look(random, form):
    """How a file is written, where its format leaves it open"""
    if form == "csv":
        return {"delimiter": random.choice([",", ",", ",", ";", "\t", "|"]),
                "end": random.choice(["\n", "\r\n"]), "quoted": random.random() < 0.3,
                "bom": random.random() < 0.1, "last": random.random() < 0.8,
                "gzip": random.random() < 0.1,
                "encoding": random.choice(["utf-8"] * 5 + ["utf-16"])}
    if form == "json":
        return {"under": random.choice([[], [], ["items"], ["a", "b c"]]),
                "indent": random.choice([None, None, 1]), "ascii": random.random() < 0.3,
                "gzip": random.random() < 0.1,
                "iterator": random.choice(["plain", "plain", "quoted", "deep"])}
    if form == "jsonl":
        return {"ascii": random.random() < 0.3, "gzip": random.random() < 0.1}
    if form == "xml":
        return {"iterator": random.choice(["/r/e", "/r/*", "//e", "/r/e[true()]"]),
                "cdata": random.random() < 0.2, "indent": random.random() < 0.5,
                "gzip": random.random() < 0.1}
    return {"query": random.random() < 0.5}


EXTENSION = {"csv": "csv", "json": "json", "jsonl": "jsonl", "xml": "xml",
             "sqlite": "db"}


def path_of(table):
    """The name of a table's file"""
    return f"{table['name']}.{EXTENSION[table['format']]}" + \
        (".gz" if table["look"].get("gzip") else "")


def write(table, folder):
    """Write a table's file"""
    path = folder / path_of(table)
    if table["format"] == "sqlite":
        write_sqlite(table, path)
        return
    data = WRITERS[table["format"]](table)
    if table["look"].get("gzip"):
        data = gzip.compress(data, mtime=0)
    path.write_bytes(data)


def csv_cell(text, look_, alone):
    """A cell of CSV, in quotes where it must be"""
    if look_["quoted"] or alone or any(c in text for c in "\"\r\n" + look_["delimiter"]) or \
            text[:1] == "\ufeff":
        return '"' + text.replace('"', '""') + '"'
    return text


def write_csv(table):
    """The bytes of a CSV file"""
    style = table["look"]
    lines = [[column["name"] for column in table["columns"]]]
    lines += [[cell[0][1] for cell in row] for row in table["rows"]]
    alone = len(table["columns"]) == 1
    text = style["end"].join(
        style["delimiter"].join(csv_cell(cell, style, alone) for cell in line)
        for line in lines) + (style["end"] if style["last"] else "")
    if style["encoding"] == "utf-8":
        return (b"\xef\xbb\xbf" if style["bom"] else b"") + text.encode("utf-8")
    return text.encode(style["encoding"])


def json_value(kind, text, ascii_):
    """A value of JSON"""
    if kind == "s":
        return json.dumps(text, ensure_ascii=ascii_)
    return "null" if kind == "z" else text


def json_record(table, row, ascii_):
    """A record of JSON: numbers stand as they were made"""
    members = []
    for column, cell in zip(table["columns"], row):
        if cell is None:
            continue
        texts = [json_value(kind, text, ascii_) for kind, text in cell]
        members.append(json.dumps(column["name"], ensure_ascii=ascii_) + ": " +
                       (texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]"))
    return "{" + ", ".join(members) + "}"


def write_json(table):
    """The bytes of a JSON document"""
    style = table["look"]
    records = [json_record(table, row, style["ascii"]) for row in table["rows"]]
    text = "[" + (",\n" if style["indent"] else ", ").join(records) + "]"
    for key in reversed(style["under"]):
        text = '{"before": [1], ' + json.dumps(key) + ": " + text + ', "after": {}}'
    return text.encode("utf-8")


def write_jsonl(table):
    """The bytes of JSON Lines"""
    ascii_ = table["look"]["ascii"]
    return "".join(json_record(table, row, ascii_) + "\n"
                   for row in table["rows"]).encode("utf-8")


def xml_text(text, cdata):
    """A text of XML"""
    if cdata and "]]>" not in text and "\r" not in text:
        return f"<![CDATA[{text}]]>"
    for char, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;")):
        text = text.replace(char, entity)
    return text


def xml_attribute(text):
    """A value of an attribute"""
    text = xml_text(text, False)
    for char in "\"\n\t":
        text = text.replace(char, f"&#{ord(char)};")
    return text


def write_xml(table):
    """The bytes of an XML document"""
    style = table["look"]
    gap = "\n  " if style["indent"] else ""
    parts = ["<r>"]
    for row in table["rows"]:
        attributes = "".join(
            f' {column["name"]}="{xml_attribute(cell[0][1])}"'
            for column, cell in zip(table["columns"], row)
            if column.get("attribute") and cell is not None)
        children = "".join(
            f'{gap}<{column["name"]}>{xml_text(text, style["cdata"])}</{column["name"]}>'
            for column, cell in zip(table["columns"], row)
            if not column.get("attribute") and cell is not None
            for _, text in cell)
        parts.append(f"{gap}<e{attributes}>{children}</e>")
    return ("\n".join(parts) + "</r>").encode("utf-8")


def sql_value(kind, text):
    """What is bound for a value"""
    return int(text) if kind == "i" else text


def write_sqlite(table, path):
    """Write a database of one table, whose columns hold texts, and numbers"""
    path.unlink(missing_ok=True)
    base = sqlite3.connect(path)
    names = ['"' + column["name"].replace('"', '""') + '"' +
             ("" if column["kind"] == "integer" else " TEXT") for column in table["columns"]]
    base.execute(f"CREATE TABLE rows_ ({', '.join(names)})")
    base.executemany(f"INSERT INTO rows_ VALUES ({', '.join('?' * len(names))})",
                     [[sql_value(*cell[0]) if cell else None for cell in row]
                      for row in table["rows"]])
    base.commit()
    base.close()


WRITERS = {"csv": write_csv, "json": write_json, "jsonl": write_jsonl, "xml": write_xml}


def json_iterator(table):
    """The JSONPath that finds the records of a table"""
    style = table["look"]
    if style["iterator"] == "deep" and style["under"] == ["items"]:
        return "$..items[*]"
    quoted = style["iterator"] == "quoted"
    return "$" + "".join(f"['{key}']" if quoted or " " in key else f".{key}"
                         for key in style["under"]) + "[*]"


def source(table):
    """A source in the words of YARRRML: its access, formulation, and more"""
    path, form, style = path_of(table), table["format"], table["look"]
    words = {"access": path}
    if form == "sqlite":
        words["type"] = "sqlite"
        words.update({"query": "SELECT * FROM rows_"} if style["query"]
                     else {"table": "rows_"})
        return words
    words["referenceFormulation"] = {"json": "jsonpath", "xml": "xpath"}.get(form, form)
    if form == "json":
        words["iterator"] = json_iterator(table)
    elif form == "xml":
        words["iterator"] = style["iterator"]
    elif form == "csv":
        if style["delimiter"] != ",":
            words["delimiter"] = "tab" if style["delimiter"] == "\t" else style["delimiter"]
        if style["encoding"] != "utf-8":
            words["encoding"] = style["encoding"]
    return words


def plain_name(name):
    """Whether JSONPath takes a name as it is"""
    return name.replace("_", "a").isalnum() and not name[0].isdigit()


def reference(random, table, name):
    """A way to write the reference of a column"""
    column = next(c for c in table["columns"] if c["name"] == name)
    if table["format"] in ("json", "jsonl"):
        quoted = json_quoted(random, name)
        ways = [f"$[{quoted}]"]
        if plain_name(name):
            ways += [f"$.{name}", name, name]
        if " " in name and name.replace(" ", "").isalpha():
            ways.append(name)
        way = random.choice(ways)
        at = [row[table["columns"].index(column)] for row in table["rows"]]
        if any(cell is not None and len(cell) != 1 for cell in at) and \
                all(cell is None or len(cell) != 1 for cell in at) and random.random() < 0.5:
            way += "[*]"
        return way
    if table["format"] == "xml":
        if column.get("attribute"):
            return random.choice([f"@{name}", f"./@{name}"])
        return random.choice([name, f"./{name}", name])
    return name


def json_quoted(random, name):
    """A name in the quotes of JSONPath"""
    quote = random.choice("'\"")
    return quote + name.replace("\\", "\\\\").replace(quote, "\\" + quote) + quote
