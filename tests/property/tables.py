# SPDX-License-Identifier: ISC
"""Tables of random data, and how each format writes them.

A table is {name, format, path, columns, rows, ...}. A row has a cell for each
column: None (not there), or a list of values, each [kind, text]: "s" a text,
"n" a number, "b" a boolean, "i" a whole number of a database, "z" a null. What a format cannot hold is not made
for it.

A table may be in several files ("files" of its "look"), have "nulls" of its own,
and be asked for its newest rows alone ("newest"). One that has rows within its
rows says of them {name, columns} as "inner", and each of its rows ends with the
list of them."""

import csv
import gzip
import io
import json
import re
import sqlite3

import values
import workbook

FORMATS = ["csv", "json", "jsonl", "xml", "sqlite", "lines", "xlsx"]
TYPED = ("json", "jsonl", "xlsx")  # Those with numbers and booleans
NESTING = ("json", "jsonl", "xml")  # Those with rows within rows

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
OWN["lines"] = ["_u"]
OWN["xlsx"] = OWN["csv"]


def text_fits(text, form):
    """Whether a format can hold a text"""
    if form == "xml":
        return all(c in "\t\n\r" or "\x20" <= c <= "\ud7ff" or
                   "\ue000" <= c <= "\ufffd" or c > "\uffff" for c in text)
    if form == "lines":
        return not re.search("[\t\n\r]", text)
    if form == "xlsx":
        return text != ""  # Which is no value there
    return True


def cell_fits(cell, form, cells=1):
    """Whether a format can hold a cell"""
    if form not in NESTING and (cell is None or len(cell) != 1):
        return form != "csv" and cell is None
    if cell is None:
        return True
    kinds = {kind for kind, _ in cell}
    if form in ("csv", "xml", "lines") and kinds - {"s"} or form == "xlsx" and "z" in kinds:
        return False
    if form == "xlsx" and any(kind == "n" and not re.fullmatch("-?[1-9][0-9]*|0", text)
                              for kind, text in cell):
        return False  # It has the number alone, not how it is written
    if form == "sqlite" and kinds - {"s", "z"} or form != "sqlite" and "i" in kinds:
        return False
    return all(text_fits(text or "", form) for _, text in cell) and cells


def fits(table, form):
    """Whether a format can hold a whole table, with the same references"""
    columns = table["columns"]
    return all(column["name"] in SAFE for column in columns) and \
        not (form == "lines" and any("-" in column["name"] for column in columns)) and \
        not (form not in NESTING and "inner" in table) and \
        not (form == "sqlite" and (table.get("stem") or table.get("newest"))) and \
        all(cell_fits(cell, form) for row in rows_of(table) for cell in row)


def rows_of(table):
    """The rows of a table and those within them, without what is within"""
    for row in table["rows"]:
        yield row[:len(table["columns"])]
        if "inner" in table:
            yield from row[-1]


def make_cell(random, kind, form, odds):
    """A cell of sound values"""
    if form != "csv" and random.random() < odds["missing"]:
        return None
    count = 1
    if form in NESTING and random.random() < odds["many"]:
        count = random.choice([2, 2, 3, 0 if form != "xml" else 2])
    return [make_value(random, kind, form, odds) for _ in range(count)]


def make_value(random, kind, form, odds):
    """A value that is sound for its kind of column, or seldom is not"""
    if form in ("json", "jsonl", "sqlite") and random.random() < odds["null"]:
        return ["z", None]
    if kind in MAY_BE_EMPTY and form != "xlsx" and random.random() < odds["empty"]:
        return ["s", ""]
    if random.random() < odds["bad"] and kind in values.BAD:
        return ["s", fitting(random, values.BAD[kind], form)]
    if form == "sqlite" and kind == "integer" and random.random() < 0.5:
        return ["i", random.choice(["0", "7", "-5", "42", "1000000"])]
    if form in TYPED:
        if kind == "integer" and random.random() < 0.5:
            return ["n", random.choice(["0", "1", "7", "-5", "42", "100"])]
        if kind == "decimal" and form != "xlsx" and random.random() < 0.5:
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
    names = [name for name in SAFE if form != "lines" or "-" not in name]
    if random.random() < 0.5:
        names += OWN[form]
    random.shuffle(names)
    names = ["id"] + [name for name in names if name != "id"][:random.randint(2, 7)]
    kinds = ["key"] + [random.choice(values.KINDS + ["word", "word", "key"])
                       for _ in names[1:]]
    columns = make_columns(random, names, kinds, form)
    rows = [make_row(random, columns, form, odds)
            for _ in range(random.choice([0, 1, 2, 3, 3, 4, 5, 8]))]
    if rows and random.random() < 0.4:
        rows.append([twin(random, column, cell)
                     for column, cell in zip(columns, random.choice(rows))])
    made = {"name": f"t{number}", "format": form, "columns": columns, "rows": rows,
            "look": look(random, form), "stem": form != "sqlite" and random.random() < 0.3,
            "nulls": [random.choice(["", "null", "-", "0", "a"])]
            if random.random() < 0.1 else []}
    if form == "csv" and made["look"]["ragged"]:
        for row in rows:
            for at in range(random.randint(1, len(row)), len(row)):
                row[at] = None
    if form in NESTING and random.random() < 0.6:
        nest(random, made, odds)
    return made


def make_columns(random, names, kinds, form):
    """Columns; in XML some are attributes"""
    return [dict({"name": name, "kind": kind},
                 **{"attribute": random.random() < 0.3} if form == "xml" else {})
            for name, kind in zip(names, kinds)]


def make_row(random, columns, form, odds):
    """A random row"""
    return [make_cell(random, column["kind"], form,
                      odds if not column.get("attribute") else dict(odds, many=0))
            for column in columns]


def nest(random, table, odds):
    """Give each row of a table rows within it"""
    names = random.sample(SAFE, random.randint(1, 3))
    columns = make_columns(random, names, [random.choice(values.KINDS) for _ in names],
                           table["format"])
    table["inner"] = {"name": "kids", "columns": columns}
    for row in table["rows"]:
        row.append([make_row(random, columns, table["format"], odds)
                    for _ in range(random.choice([0, 1, 1, 2, 3]))])


def settle(table):
    """Have a table be one that its format holds, whatever was done to its rows: cells
    of CSV are missing at the end alone, no record begins as a comment does, and the
    newest rows are asked for where their age can be told"""
    style = table["look"]
    if style.get("header") == "none" and len(table["rows"]) <= style["files"]:
        style["header"] = "first"  # There is no first record that says how many they are
    if table["format"] == "csv":
        for row in table["rows"]:
            if style["header"] == "none":
                row[-1] = row[-1] or [["s", ""]]
            last = max(at for at, cell in enumerate(row) if cell or not at)
            row[:last + 1] = [cell or [["s", ""]] for cell in row[:last + 1]]
        if starts_with_comment(table):
            style["comment"] = ""
    if "newest" in table and not has_ages(table):
        del table["newest"]


def starts_with_comment(table):
    """Whether a line that is a record, or could begin one, begins as a comment does"""
    texts = [table["columns"][0]["name"],
             *(cell[0][1] for row in table["rows"] for cell in row if cell)]
    return table["look"]["comment"] and any(
        line.startswith(table["look"]["comment"])
        for text in texts for line in re.split("[\r\n]", text))


def has_ages(table):
    """Whether the columns of `newest` have no more than one value a row, and what
    tells the age is a whole number"""
    at = {column["name"]: index for index, column in enumerate(table["columns"])}
    asked = table["newest"]
    if not {asked["of"], *asked["by"]} <= {*at} & {*SAFE} - {"n-a"}:
        return False
    for row in table["rows"]:
        cells = [row[at[name]] for name in (asked["of"], *asked["by"])]
        if any(cell and len(cell) > 1 for cell in cells) or cells[0] and not (
                cells[0][0][0] == "z" or re.fullmatch("-?[0-9]{1,9}", cells[0][0][1])):
            return False
    return True


def look(random, form):
    """How a file is written, where its format leaves it open"""
    made = look_of(random, form)
    if form != "sqlite":
        made["files"] = random.choice([0, 0, 0, 0, 1, 2, 3])
    return made


def look_of(random, form):
    """The same for one file"""
    if form == "csv":
        return {"delimiter": random.choice([",", ",", ",", ";", "\t", "|"]),
                "end": random.choice(["\n", "\r\n"]), "quoted": random.random() < 0.3,
                "bom": random.random() < 0.1, "last": random.random() < 0.8,
                "gzip": random.random() < 0.1,
                "encoding": random.choice(["utf-8"] * 5 + ["utf-16"]),
                "header": random.choice(["first"] * 5 + ["none", "named", "below"]),
                "ragged": random.random() < 0.2,
                "comment": random.choice([""] * 4 + ["#", "//", "a"])}
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
    if form == "lines":
        return {"end": random.choice(["\n", "\r\n"]), "notes": random.random() < 0.3,
                "gzip": random.random() < 0.1}
    if form == "xlsx":
        return {"sheet": random.choice(["", "", "A sheet", "2"]),
                "header": random.choice(["first"] * 3 + ["none", "named", "below"])}
    return {"query": random.random() < 0.5}


EXTENSION = {"csv": "csv", "json": "json", "jsonl": "jsonl", "xml": "xml",
             "sqlite": "db", "lines": "log", "xlsx": "xlsx"}


def path_of(table, part=""):
    """The name of a table's file; of all, where they are many"""
    if table["look"].get("files"):
        part = part or "*"
    return f"{table['name']}{part}.{EXTENSION[table['format']]}" + \
        (".gz" if table["look"].get("gzip") else "")


def part_of(table, index):
    """Which of a table's files a row stands in"""
    files = table["look"].get("files")
    return f"-{index * files // len(table['rows'])}" if files else ""


def write(table, folder):
    """Write a table's files"""
    if table["format"] == "sqlite":
        write_sqlite(table, folder / path_of(table))
        return
    parts = {f"-{number}": [] for number in range(table["look"].get("files", 0))} or {"": []}
    for index, row in enumerate(table["rows"]):
        parts[part_of(table, index)].append(row)
    for old in folder.glob(f"{table['name']}[.-]*"):
        old.unlink()
    for part, rows in parts.items():
        data = WRITERS[table["format"]](dict(table, rows=rows))
        if table["look"].get("gzip"):
            data = gzip.compress(data, mtime=0)
        (folder / path_of(table, part)).write_bytes(data)


def csv_cell(text, look_, alone):
    """A cell of CSV, in quotes where it must be"""
    if look_["quoted"] or alone or any(c in text for c in "\"\r\n" + look_["delimiter"]) or \
            text[:1] == "\ufeff":
        return '"' + text.replace('"', '""') + '"'
    return text


def write_lookup(table, path):
    """The CSV file of a table to look up in"""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["the key", "more", "its value"], *(
            [key, "-", found[0][1]] for key, found in table["entries"].items())])


def write_csv(table):
    """The bytes of a CSV file"""
    style = table["look"]
    lines = [[column["name"] for column in table["columns"]]] * has_header(table)
    lines += [[cell[0][1] for cell in row if cell] for row in table["rows"]]
    alone = len(table["columns"]) == 1 or style["ragged"]
    lines = [style["delimiter"].join(csv_cell(cell, style, alone) for cell in line)
             for line in lines]
    if style["comment"]:
        lines = [made for line in lines for made in (style["comment"] + " a \"note\"", line)]
    if style["header"] == "below":
        lines[:0] = ["A title;, of the table", "two"]
    text = style["end"].join(lines) + (style["end"] if style["last"] else "")
    if style["encoding"] == "utf-8":
        return (b"\xef\xbb\xbf" if style["bom"] else b"") + text.encode("utf-8")
    return text.encode(style["encoding"])


def json_value(kind, text, ascii_):
    """A value of JSON"""
    if kind == "s":
        return json.dumps(text, ensure_ascii=ascii_)
    return "null" if kind == "z" else text


def has_header(table):
    """Whether a row of a table in CSV or in a workbook names its columns"""
    return table["look"]["header"] in ("first", "below")


def write_lines(table):
    """Lines of text: what is there of a row begins with an equals sign"""
    style = table["look"]
    lines = ["\t".join("=" + cell[0][1] if cell else "" for cell in row)
             for row in table["rows"]]
    if style["notes"]:
        lines = [made for line in lines for made in ("a note", line, "= another")]
    return "".join(line + style["end"] for line in lines).encode("utf-8")


def sheet_cell(cell):
    """A cell as workbook.py has it"""
    if not cell:
        return None
    kind, text = cell[0]
    return {"n": int, "b": lambda text: text == "true"}.get(kind, str)(text)


def write_xlsx(table):
    """The bytes of a workbook"""
    style = table["look"]
    rows = [[column["name"] for column in table["columns"]]] * has_header(table)
    rows += [[sheet_cell(cell) for cell in row] for row in table["rows"]]
    if style["header"] == "below":
        rows[:0] = [["A title"], [None, None, "of the table"]]
    sheets = {style["sheet"] if style["sheet"] not in ("", "2") else "first": rows}
    if style["sheet"]:
        sheets = dict({"other": [["other"], ["x"]]}, **sheets)
    content = io.BytesIO()
    workbook.write(content, sheets)
    return content.getvalue()


def json_record(table, row, ascii_):
    """A record of JSON: numbers stand as they were made"""
    members = []
    for column, cell in zip(table["columns"], row):
        if cell is None:
            continue
        texts = [json_value(kind, text, ascii_) for kind, text in cell]
        members.append(json.dumps(column["name"], ensure_ascii=ascii_) + ": " +
                       (texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]"))
    if "inner" in table:
        within = [json_record(table["inner"], kid, ascii_) for kid in row[-1]]
        members.append(f'"{table["inner"]["name"]}": [{", ".join(within)}]')
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
        parts.append(gap + xml_element("e", table, row, gap, style["cdata"]))
    return ("\n".join(parts) + "</r>").encode("utf-8")


def xml_element(name, table, row, gap, cdata):
    """A row as an element"""
    attributes = "".join(
        f' {column["name"]}="{xml_attribute(cell[0][1])}"'
        for column, cell in zip(table["columns"], row)
        if column.get("attribute") and cell is not None)
    children = "".join(
        f'{gap}<{column["name"]}>{xml_text(text, cdata)}</{column["name"]}>'
        for column, cell in zip(table["columns"], row)
        if not column.get("attribute") and cell is not None
        for _, text in cell)
    if "inner" in table:
        within = table["inner"]
        children += "".join(gap + xml_element(within["name"], within, kid, gap, cdata)
                            for kid in row[-1])
    return f"<{name}{attributes}>{children}</{name}>"


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


WRITERS = {"csv": write_csv, "json": write_json, "jsonl": write_jsonl, "xml": write_xml,
           "lines": write_lines, "xlsx": write_xlsx}


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
    else:
        words["referenceFormulation"] = {"json": "jsonpath", "xml": "xpath"}.get(form, form)
        words.update(SOURCES[form](table, style))
    if table["nulls"]:
        words["null"] = table["nulls"]
    if table.get("newest"):
        asked = table["newest"]
        by = [f"$({reference(None, table, name)})" for name in asked["by"]]
        words["newest"] = {"by": by if len(by) > 1 else by[0],
                           "of": f"$({reference(None, table, asked['of'])})"}
    return words


def header(table):
    """What says where the names of columns are: below a title, and a comment"""
    style = table["look"]["header"]
    return {} if style == "first" else {"header": {
        "none": "false", "below": "4" if table["look"].get("comment") else "3",
        "named": [column["name"] for column in table["columns"]]}[style]}


def csv_source(table, style):
    """The words for CSV"""
    words = header(table)
    if style["delimiter"] != ",":
        words["delimiter"] = "tab" if style["delimiter"] == "\t" else style["delimiter"]
    if style["encoding"] != "utf-8":
        words["encoding"] = style["encoding"]
    if style["comment"]:
        words["comment"] = style["comment"]
    return dict(words, **{"ragged": "true"} if style["ragged"] else {})


def lines_source(table, _):
    """The words for lines: what matches one"""
    return {"pattern": "^" + "\\t".join(
        f"(?:=(?<{column['name']}>[^\\t]*))?" for column in table["columns"]) + "$"}


SOURCES = {"json": lambda table, style: {"iterator": json_iterator(table)},
           "jsonl": lambda table, style: {},
           "xml": lambda table, style: {"iterator": style["iterator"]},
           "csv": csv_source, "lines": lines_source,
           "xlsx": lambda table, style: dict(header(table), **(
               {"sheet": style["sheet"]} if style["sheet"] else {}))}


def plain_name(name):
    """Whether JSONPath takes a name as it is"""
    return name.replace("_", "a").isalnum() and not name[0].isdigit()


def view_reference(view, name):
    """The reference of a view's column: behind a level it is one of the format's own"""
    attributes = {column["name"] for column in view["columns"] if column.get("attribute")}
    level, dot, own = name.partition(".")
    return f"{level}{dot}@{own}" if name in attributes and view["kind"] == "levels" else name


FILE = ("_file", "_stem")  # What is asked of a record's file


def reference(random, table, name):
    """A way to write the reference of a column"""
    if name in FILE:
        return name
    if table["format"] == "view":
        return view_reference(table, name)
    column = next(c for c in table["columns"] if c["name"] == name)
    if table["look"].get("header") == "none":
        return str(1 + table["columns"].index(column))
    if random is None and name in SAFE:
        return "@" * (table["format"] == "xml" and column.get("attribute", False)) + name
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
