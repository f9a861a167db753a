# SPDX-License-Identifier: ISC
"""Faults that the program once had, as a change of its source each: the machine
that is named has to find it."""

from typing import NamedTuple


class Fault(NamedTuple):
    """A text of a file, what stands in its place, and who finds it"""

    name: str      # What the fault did
    path: str
    old: str       # Stands once in the file
    new: str
    says: str      # Regular expression of what is said then
    machine: tuple  # A command that fails; PYTHON is this one
    build: tuple = ("all",)


def part(name, *more):
    """A part of the test"""
    return {"machine": ("PYTHON", "tests/all.py", *more, name)}


def fuzz(name, seconds=60):
    """A target of the fuzzing"""
    return {"machine": ("make", "fuzz", f"NAME={name}", f"SECONDS={seconds}")}


def torture(name):
    """One scenario of the torture"""
    return {"machine": ("PYTHON", "tests/torture/run.py", "--whole", "--name", name)}


def sample(name):
    """A part of one scenario of the torture"""
    return {"machine": ("PYTHON", "tests/torture/run.py", "--name", name)}


def unit(name):
    """One unit test"""
    return {"machine": ("make", "unit", f"NAME={name}")}


def growth(name):
    """One shape of rules or data"""
    return {"machine": ("PYTHON", "tests/growth/run.py", "--name", name)}


PROPERTY = {"machine": ("make", "property", "SEED=1", "COUNT=300")}
# For what fails in many of them, each of which is made smaller
FEW = {"machine": ("make", "property", "SEED=1", "COUNT=100")}

FAULTS = (
    Fault("a function reads arguments that it has not",
          "src/function/function.c",
          "  size_t i = RHUMB_FUNCTION_MAX_PARAMETERS;\n"
          "  for (; i > arity(type); --i) {\n"
          "    one[i - 1] = (RhumbValues){NULL, 0};\n"
          "  }\n",
          "  size_t i = arity(type);\n",
          r"FAILED: function.*", **fuzz("function")),
    Fault("labels of blank nodes do not tell the values of their record",
          "src/engine/label.c",
          "i < record->n_fields",
          "i > record->n_fields",
          r"FAILED: shards: one sound graph", **part("labels")),
    Fault("a join calls the node of its parent otherwise than the parent does",
          "src/plan/record.c",
          "const RhumbAsked *const asked = pass->asked;\n"
          "  const size_t count",
          "const RhumbAsked none = {0};\n"
          "  const RhumbAsked *const asked = pass->maps.count ? pass->asked : &none;\n"
          "  const size_t count",
          r"FAILED: csv: joins and rows call a node alike", **part("labels")),
    Fault("messages land in the output where standard error is closed",
          "src/main.c",
          "if (rhumb_standard_guard() != 0)",
          "if (argc < 0)",
          r"FAILED: skip, undisturbed[\s\S]*other files where descriptor 2 is closed",
          **sample("skip")),
    Fault("a run writes over the database that it reads",
          "src/source/sql/sql_sqlite.c",
          "    rhumb_reads_note_path(rhumb_buf_cstr(&file));\n", "",
          r"FAILED: over a database.*", **part("outputs")),
    Fault("a flipped bit in gzip changes a number",
          "src/io/gunzip.c",
          "  case Z_BUF_ERROR: // It wants more\n",
          "  case Z_DATA_ERROR:\n    zlib->avail_in = 0;\n    // fall through\n"
          "  case Z_BUF_ERROR:\n",
          r"FAILED: unpack.*", **fuzz("unpack")),
    Fault("a library without memory leaves data out, with exit 0",
          "src/base/memory.c",
          "  if (!mem) {\n    rhumb_out_of_memory();\n  }\n  return mem;",
          "  return mem;",
          r"FAILED: xml.*", **torture("xml")),
    Fault("XML in UTF-16 is read as if it declared no type",
          "src/source/xml_events.c",
          "rhumb_xpath_starts_name(rest.data[1])",
          "rest.data[1] != '!'",
          r"not ok \d+ - test_encodings", **unit("xml")),
    Fault("a rename that fails leaves a mixture of old and new",
          "src/io/place.c",
          "  if (!take_all(outputs)) {\n    give_all_back(outputs);\n  }\n",
          "  (void)take_all(outputs);\n  (void)give_all_back;\n",
          r"FAILED: targets.*", **torture("targets")),
    Fault("a noncharacter in a label ends a PDF",
          "src/base/utf8.c",
          "(code >= 0x20 && code != 0x7F && !rhumb_is_noncharacter(code) &&",
          "(code >= 0x20 && code != 0x7F &&",
          r"FAILED: svg.*", **fuzz("svg")),
    Fault("a literal that its datatype has not is written, with exit 0",
          "src/engine/make_literal.c",
          "  return fail_unfit(row, &map->value, type, value->lexical);\n}\n\n"
          "/// Give a literal a datatype that data has made",
          "  return RHUMB_OK;\n}\n\n"
          "/// Give a literal a datatype that data has made",
          r"FAILED: reference.*", **PROPERTY),
    Fault("crafted data loses triples, as its hashes are known",
          "src/term/fingerprint.c",
          "XXH3_128bits_withSecret(data, len, rhumb_secret(), RHUMB_SECRET_BYTES)",
          "XXH3_128bits(data, len)",
          r"FAILED: CSV, crafted values.* nothing is lost", **growth("crafted values")),
    Fault("crafted data makes a run stall, as its hashes are known",
          "src/base/table.c",
          "  return (uint32_t)XXH3_64bits_withSecret(\n"
          "      key.data, key.len, rhumb_secret(), RHUMB_SECRET_BYTES);\n",
          "  return (uint32_t)XXH3_64bits(key.data, key.len);\n",
          r"FAILED: CSV, crafted joins.* grows in proportion", **growth("crafted joins")),
    Fault("data forges a line of a message",
          "src/base/show.c",
          "    {0x00, 0x1F},       // C0 controls\n",
          "    {0x00, 0x09},       // C0 controls\n",
          r"FAILED: sql.*", **fuzz("sql")),
    Fault("a message shows a password",
          "src/base/mask.c",
          'is_web(text, at) ? " \\t\\"\'`<>/?#" : " \\t\\"\'`<>"',
          '" \\t\\"\'`<>/?#"',
          r"FAILED: sql.*", **fuzz("sql")),
    Fault("a quotation in a reference is read for what its signs are",
          "src/term/template.c",
          "      found = look->as->lone_quotes ? closing_from(look, open, at + 1, end)"
          " : 0;\n",
          "      found = closing_from(look, open, at + 1, end);\n",
          r"FAILED: template.*", **fuzz("template")),
    Fault("an apostrophe in a name begins a quotation",
          "src/term/template.c",
          "(at == look->start || !is_word(look->text.data[at - 1]))",
          "true",
          r"FAILED: template.*", **fuzz("template")),
    Fault("a date that is none is invented for a text of a database",
          "src/source/sql/sql_natural.c",
          "      !rhumb_datatype_takes(space, rhumb_str_from(rhumb_buf_str(out), "
          "start))) {\n",
          "      false) {\n",
          r"FAILED: sql.*", **fuzz("sql")),
    Fault("keys of joins differ, and are one where they stand behind each other",
          "src/engine/join/join.c",
          "    rhumb_buf_put(row->scratch,\n"
          "                  (RhumbStr){(const char *)&text.len, sizeof(text.len)});\n",
          "",
          r"FAILED: .*seed.*", **PROPERTY),
    Fault("what a join has found for one graph is not looked up for another",
          "src/engine/join/join_cache.c",
          "print_of(with->graphs)", "{0}",
          r"FAILED: test_join_cache.*", **unit("join_cache")),
    Fault("what a record looked up that is left out is not looked up again",
          "src/engine/engine.c",
          "  rhumb_join_cache_forget(&run->joins, 0);\n", "",
          r"FAILED: test_join_cache.*", **unit("join_cache")),
    Fault("a literal is the graph of a quad",
          "src/rml/term.c",
          "  return rhumb_position_takes(position, type) &&\n",
          "  return (position == RHUMB_AT_GRAPH ||\n"
          "          rhumb_position_takes(position, type)) &&\n",
          r"FAILED: rml.*", **fuzz("rml")),
    Fault("a pattern that cannot be compiled matches nothing, without a word",
          "src/source/json/jsonpath_regex.c",
          "rhumb_regex_is_valid(pattern) ? RHUMB_REGEX_REFUSED : RHUMB_REGEX_NO",
          "RHUMB_REGEX_NO",
          r"FAILED: jsonpath.*", **fuzz("jsonpath")),
    Fault("a name of a table is more than a name",
          "src/source/sql/sql_query.c",
          "    if (name.data[i] == quote) {\n      rhumb_buf_putc(out, quote);\n    }\n",
          "",
          r"FAILED: sql.*", **fuzz("sql")),
    Fault("what is left out for a mistake takes its record with it",
          "src/engine/evaluate.c",
          "  return rhumb_mistakes_pass(row->mistakes) ? RHUMB_END : status;",
          "  return status;",
          r"FAILED: .*seed.*", **PROPERTY),
    Fault("what is called .gz is not compressed",
          "src/cli/job.c",
          "  RHUMB_TRY(rhumb_output_compress(\n"
          "      spec.output, to->compression, to->syntax->extensions, &job->diag));\n", "",
          r"FAILED: rdf rules.yml -o facts.nt.gz.*", **part("compressed")),
    Fault("the names of outputs are not on the disk",
          "src/io/place.c",
          "fd < 0 || fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP;",
          "true;",
          r"the name of out.nt is not on the disk", **sample("csv")),
    Fault("what a killed run left stays",
          "src/io/stale.c",
          "    (void)unlinkat(folder, name, 0);\n", "",
          r"FAILED: csv.*", **sample("csv")),
    Fault("each external of the rules is sought from the first one on",
          "src/yaml/span.c",
          "  const uint32_t number = rhumb_table_find(&externals->names, name);\n"
          "  return number == RHUMB_TABLE_NONE\n"
          "             ? NULL\n"
          "             : &externals->items[externals->same.items[number].first];\n",
          "  for (size_t i = 0; i < externals->count; ++i) {\n"
          "    if (rhumb_str_equal(externals->items[i].name, name)) {\n"
          "      return &externals->items[i];\n    }\n  }\n  return NULL;\n",
          r"FAILED: externals.* grows in proportion", **growth("externals")),
    Fault("each name that rules are translated with is sought from the first one on",
          "src/rml/write/put.c",
          "  RhumbStr name = first;\n",
          "  RhumbStr name = first;\n"
          "  if (known != RHUMB_TABLE_NONE) {\n    writer->numbers.items[known] = 1;\n  }\n",
          r"FAILED: pairs with annotations, translate grows in proportion",
          **growth("pairs with annotations, translate")),
    Fault("a text in which a table has no value is one without it, once translated",
          "src/rml/write/choice.c",
          "      if (change->to->is_null) {\n"
          "        return chosen_text(change, value->loc);\n      }\n", "",
          r"FAILED: tests/cases/table-null as core", **part("translate", "--name", "table-null")),
    Fault("of two records of one age the earlier is read",
          "src/source/newest.c",
          "rhumb_order_compare(order, of, rhumb_buf_str(&newest->of)) < 0",
          "rhumb_order_compare(order, of, rhumb_buf_str(&newest->of)) <= 0",
          r"FAILED: .*seed.*", **FEW),
    Fault("a row's place in its level is that of another",
          "src/engine/rows.c",
          "  take_level(view, step->level, state->count);\n",
          "  take_level(view, step->level, 0);\n",
          r"FAILED: .*seed.*", **FEW),
    Fault("a row without a partner in a join goes",
          "src/engine/rows.c",
          "return !step->is_inner && !state->count ? RHUMB_OK : RHUMB_END;",
          "return RHUMB_END;",
          r"FAILED: .*seed.*", **PROPERTY),
    Fault("a group of a pattern that took no part is an empty text",
          "src/source/lines.c",
          "        !took_part || rhumb_source_is_null",
          "        rhumb_source_is_null",
          r"FAILED: .*seed.*", **PROPERTY),
    Fault("all triples of a row have one reifier",
          "src/engine/quote.c",
          "reifier, out->n_fresh++);",
          "reifier, 0 * out->n_fresh++);",
          r"FAILED: .*seed.*", **PROPERTY),
    Fault("the same triple of a row has several reifiers",
          "src/engine/quote.c",
          "  return add_key(&out->known, &key) < count;\n",
          "  return add_key(&out->known, &key) < count && !count;\n",
          r"FAILED: .*seed.*", **PROPERTY),
    Fault("lists of several graphs share their cells",
          "src/engine/label.c",
          "  if (graph->kind == RHUMB_TERM_NONE) {\n    return label;",
          "  if (graph->kind != RHUMB_TERM_BLANK) {\n    return label;",
          r"FAILED: .*seed.*", **PROPERTY),
    Fault("what is no tar is taken for one",
          "src/io/tar.c",
          "has_digits && head->head[0] && said == sum;",
          "has_digits && head->head[0] && said;",
          r"FAILED: unpack.*", **fuzz("unpack")),
)
