// SPDX-License-Identifier: ISC

// Sources within the rows of others, and within texts

#include "source_support.h"

enum { MAX_LEVELS = 4, MAX_TEXTS = 4 };

/// What a source asks for; levels are within each other, unless said
typedef struct {
  const char *iterator; ///< NULL: there is no such level
  const char *references[MAX_REFERENCES];
} Level;

typedef struct {
  const char *name;
  const RhumbSourceType *format;
  const char *content; ///< Of a file; NULL: of texts
  const char *texts[MAX_TEXTS];
  Level levels[MAX_LEVELS];
  const char *rows; ///< "line a|b" a line each, inner ones indented
  const char *report;
} NestCase;

#define JSON  &rhumb_source_json
#define LINES &rhumb_source_jsonl
#define XML   &rhumb_source_xml
#define CSV   &rhumb_source_csv

// clang-format off
static NestCase cases[] = {
  {"two levels", JSON, "{\"docs\":[{\"id\":1,\n\"rel\":[{\"s\":\"a\"},\n{\"s\":\"b\"}]},\n{\"id\":2,\"rel\":[]},{\"id\":3,\"rel\":[{\"s\":\"c\"}]}]}", {0},
   {{"$.docs[*]", {"id"}}, {"$.rel[*]", {"s"}}}, "1 1\n  2 a\n  3 b\n4 2\n4 3\n  4 c\n", NULL},
  {"three levels, read whole", JSON, "[{\"a\":[{\"b\":[1,2]},{\"b\":[3]}]},{\"a\":[{\"b\":[4]}]}]", {0},
   {{"$[0,1]", {NULL}}, {"a[*]", {NULL}}, {"$.b[*]", {"$"}}}, "1 \n  1 \n    1 1\n    1 2\n  1 \n    1 3\n1 \n  1 \n    1 4\n", NULL},
  {"the root is the row", JSON, "[{\"m\":2,\"v\":[{\"x\":1},{\"x\":2}]},{\"m\":1,\"v\":[{\"x\":1}]}]", {0},
   {{"$[*]", {"m"}}, {"$.v[?@.x == $.m]", {"x", "$.x"}}}, "1 2\n  1 2|2\n1 1\n  1 1|1\n", NULL},
  {"the row itself", JSON, "[{\"x\":1}]", {0}, {{"$[*]", {"x"}}, {"", {"x"}}, {"$", {"x"}}}, "1 1\n  1 1\n    1 1\n", NULL},
  {"scalars have nothing within", JSON, "[1,null]", {0}, {{"$[*]", {"$"}}, {"$.a[*]", {"x"}}}, "1 1\n1 -\n", NULL},
  {"the same node twice", JSON, "[{\"a\":{\"b\":1}}]", {0}, {{"$[*]", {NULL}}, {"$['a','a']", {"b"}}}, "1 \n  1 1\n  1 1\n", NULL},
  {"lines", LINES, "{\"a\":[1]}\n{\"a\":[2,3]}\n", {0}, {{"", {NULL}}, {"a[*]", {"$"}}}, "1 \n  1 1\n2 \n  2 2\n  2 3\n", NULL},
  {"names of members, read whole", JSON, "{\"c\":{\"k\\u00311\":{\"t\":\"x\"},\"k2\":{\"t\":\"y\"}},\"d\":[{}]}", {0}, {{"$['c','d'].*", {"~", "t"}}}, "1 k11|x\n1 k2|y\n1 -|-\n", NULL},
  {"names of members, streamed", JSON, "{\"c\":{\"k\\u00311\":{\"t\":\"x\"},\n\"k2\":{\"t\":\"y\"}}}", {0}, {{"$.c.*", {"~", "t"}}}, "1 k11|x\n2 k2|y\n", NULL},
  {"names of members, a filter", JSON, "{\"c\":{\"k1\":{\"t\":1},\"k2\":{\"t\":2}}}", {0}, {{"$.c[?@.t > 1]", {"~"}}}, "1 k2\n", NULL},
  {"an empty name", JSON, "{\"\":{\"t\":1}}", {0}, {{"$.*", {"~", "t"}}, {"$.*", {"~"}}}, "1 |1\n  1 t\n", NULL},
  {"items have no name", JSON, "[[1]]", {0}, {{"$[*]", {"~"}}, {"$[*]", {"~"}}}, "1 -\n  1 -\n", NULL},
  {"the name of the row itself", JSON, "{\"a\":{\"b\":1}}", {0}, {{"$.*", {NULL}}, {"$", {"~"}}, {"$", {"~", "b"}}}, "1 \n  1 a\n    1 a|1\n", NULL},
  {"a bad iterator", JSON, "[]", {0}, {{"$[*]", {NULL}}, {"$.a[", {NULL}}}, "", "5:17: error: in the JSONPath \"$.a[\""},
  {"a bad reference", JSON, "[]", {0}, {{"$[*]", {NULL}}, {"$.a", {"b["}}}, "", "9:22: error: in the JSONPath \"b[\""},

  {"texts", JSON, NULL, {"[{\"a\":1},\n{\"a\":2}]", "", "[{\"a\":3}]"}, {{"$[*]", {"a"}}}, "7 1\n7 2\n!\n7 3\n", "7:0: error: the text of \"cell\", read as JSON: expected a value, found the end of the text (line 1, column 1 of it)\n"},
  {"texts, no iterator", JSON, NULL, {"{\"a\":1}", "[\"x\"]"}, {{"", {"a", "$"}}}, "7 1|{\"a\":1}\n7 -|x\n", NULL},
  {"texts, levels within", JSON, NULL, {"[{\"a\":[1,2]}]", "[{\"a\":[3]}]"}, {{"$[*]", {NULL}}, {"$.a[*]", {"$", "~"}}}, "7 \n  7 1|-\n  7 2|-\n7 \n  7 3|-\n", NULL},
  {"texts of lines", LINES, NULL, {"{\"a\":1}\n{\"a\":2}\n", "{\"a\":3}\n{\n{\"a\":4}"}, {{"", {"a"}}}, "7 1\n7 2\n7 3\n!\n", "read as JSON Lines: expected a name or \"}\", found the end of the line (line 2, column 2 of it)\n"},
  {"text behind the text", JSON, NULL, {"{}\n x", "{\"a\":1}"}, {{"", {"a"}}}, "!\n7 1\n", "expected nothing behind the document (if every line is one, it is JSON Lines: jsonl, in RML rhumb:JSONLines), found 'x' (line 2, column 2 of it)\n"},

  {"elements", XML, "<r><d id='1'><x>a</x>\n<x>b</x></d>\n<d id='2'/></r>", {0}, {{"/r/d", {"@id"}}, {"x", {".", "../@id", "name()"}}}, "1 1\n  1 a|1|x\n  2 b|1|x\n3 2\n", NULL},
  {"elements, read whole", XML, "<r><d id='1'><x>a</x><x>b</x></d><d id='2'><y><x>c</x></y></d></r>", {0}, {{"//d", {"@id"}}, {".//x", {"."}}, {"text()", {"."}}}, "1 1\n  1 a\n    1 a\n  1 b\n    1 b\n1 2\n  1 c\n    1 c\n", NULL},
  {"a reference leaves its item", XML, "<r><t>T</t><d><x>a</x></d></r>", {0}, {{"/r/d", {NULL}}, {"x", {"../../t", "/r/t"}}}, "1 \n  1 T|T\n", NULL},
  {"an iterator leaves its item", XML, "<r><t>T</t><d/></r>", {0}, {{"/r/d", {NULL}}, {"../t", {"."}}, {"/r/d", {"name()"}}}, "1 \n  1 T\n    1 d\n", NULL},
  {"attributes as rows", XML, "<r><d a='1' b='2'/></r>", {0}, {{"/r/d", {NULL}}, {"@*", {"name()", "."}}}, "1 \n  1 a|1\n  1 b|2\n", NULL},
  {"the element itself", XML, "<r><d a='1'/></r>", {0}, {{"/r/d", {NULL}}, {"", {"@a"}}}, "1 \n  1 1\n", NULL},
  {"prefixes of the document", XML, "<r xmlns:p='http://p/'><p:d><p:x>a</p:x></p:d></r>", {0}, {{"/r/p:d", {NULL}}, {"p:x", {"name()"}}}, "1 \n  1 p:x\n", NULL},
  {"an unknown prefix", XML, "<r><d/></r>", {0}, {{"/r/d", {NULL}}, {"q:x", {NULL}}}, "1 \n!", "5:13: error: the XPath expression \"q:x\" has a prefix that is declared neither in the rules nor by the document's root element\n"},
  {"places among the rows", XML, "<r><d><x/><x/></d></r>", {0}, {{"/r/d", {NULL}}, {"x", {"position()", "last()"}}}, "1 \n  1 1|2\n  1 2|2\n", NULL},
  {"the name of an element", XML, "<r/>", {0}, {{"/r", {"~"}}}, "", "9:20: error: \"~\" is the name of a member of JSON; the name of an element is name()\n"},
  {"texts of XML", XML, NULL, {"<?xml version='1.0' encoding='latin1'?><a>é</a>", "<a>\n<b></a>", "<p:a xmlns:p='http://p/'/>"}, {{"", {".", "name()"}}, {"node()", {"."}}}, "7 é|a\n  7 é\n!\n7 |p:a\n",
   "7:0: error: the text of \"cell\", read as XML: this is not sound XML: Opening and ending tag mismatch: b line 2 and a (line 2 of it)\n"},
  {"prefixes are of one text", XML, NULL, {"<p:a xmlns:p='http://p/'/>", "<a/>"}, {{"/p:a", {"name()"}}}, "7 p:a\n!", "5:13: error: the XPath expression \"/p:a\" has a prefix"},
  {"an empty text", XML, NULL, {"", "<a/>"}, {{"", {"name()"}}}, "!\n7 a\n", "7:0: error: the text of \"cell\", read as XML: this is not sound XML: "},

  {"within a record of CSV", CSV, "a\n1\n", {0}, {{"", {"a"}}, {"x", {NULL}}}, "", "5:13: error: a row of csv has nothing within it that an iterator could find\n"},
};
// clang-format on

typedef struct {
  RhumbSource *source;
  RhumbSourceSpec spec;
  size_t fields[MAX_REFERENCES];
  size_t n_fields;
} Opened;

static RhumbStatus
open_level(Opened *const levels,
           const size_t n,
           const NestCase *const c,
           const RhumbStr path,
           const RhumbDiag *const diag)
{
  const Level *const level = &c->levels[n];
  Opened *const made = &levels[n];
  made->spec = (RhumbSourceSpec){.format = c->format,
                                 .iterator = rhumb_str(level->iterator),
                                 .iterator_loc = {NULL, 5, 13, 0},
                                 .access = path,
                                 .has_names = true};
  RHUMB_TRY(n || !c->content
                ? rhumb_source_nest(&made->source,
                                    &made->spec,
                                    n ? levels[n - 1].source : NULL,
                                    diag)
                : rhumb_source_open(&made->source, &made->spec, diag));
  for (size_t i = 0; level->references[i]; ++i) {
    const RhumbLoc loc = {NULL, 9, 20, 0};
    RHUMB_TRY(rhumb_source_bind(made->source,
                                rhumb_str(level->references[i]),
                                loc,
                                &made->fields[made->n_fields++],
                                diag));
  }
  return RHUMB_OK;
}

/// Write the line of a row of level `n`, and its values
static void
put_row(RhumbBuf *const out, const Opened *const level, const size_t n)
{
  rhumb_buf_format(out,
                   "%*s%u ",
                   2 * (int)n,
                   "",
                   (unsigned)rhumb_source_loc(level->source).line);
  for (size_t i = 0; i < level->n_fields; ++i) {
    rhumb_buf_puts(out, i ? "|" : "");
    const RhumbValues *const values = &level->source->row[level->fields[i]];
    for (size_t j = 0; j < values->count; ++j) {
      rhumb_buf_puts(out, j ? "," : "");
      rhumb_buf_put(out, values->items[j].lexical);
    }
    rhumb_buf_puts(out, values->count ? "" : "-");
  }
  rhumb_buf_putc(out, '\n');
}

/// Write the rows of a level, and of those within each
static RhumbStatus
put_level(RhumbBuf *const out,
          const Opened *const levels,
          const size_t n,
          const RhumbDiag *const diag)
{
  const Opened *const level = &levels[n];
  RhumbStatus status = RHUMB_OK;
  while (status == RHUMB_OK) {
    RHUMB_TRY(rhumb_source_next(level->source, diag));
    put_row(out, level, n);
    if (n + 1 < MAX_LEVELS && levels[n + 1].source) {
      RHUMB_TRY(rhumb_source_enter(levels[n + 1].source, RHUMB_STR(""), diag));
      status = put_level(out, levels, n + 1, diag);
      status = status == RHUMB_END ? RHUMB_OK : status;
    }
  }
  return status;
}

/// Write what is in each text; a bad one is a "!", and the next one follows
static RhumbStatus
put_texts(RhumbBuf *const out,
          const NestCase *const c,
          const Opened *const levels,
          const RhumbDiag *const diag)
{
  static const RhumbText file = {.name = "f.csv"};
  RhumbStatus worst = RHUMB_END;
  for (size_t i = 0; i < MAX_TEXTS && c->texts[i]; ++i) {
    levels->source->address =
        (RhumbAddress){.text = file, .record = 3, .line = 7};
    RhumbStatus status =
        rhumb_source_enter(levels->source, rhumb_str(c->texts[i]), diag);
    if (status == RHUMB_OK) {
      status = put_level(out, levels, 0, diag);
    }
    if (status != RHUMB_END) {
      worst = status;
      rhumb_buf_puts(out, status == RHUMB_ERR_VALUE ? "!\n" : "");
      if (status != RHUMB_ERR_VALUE) {
        break;
      }
      assert_int_equal(rhumb_source_next(levels->source, diag), RHUMB_END);
    }
  }
  return worst;
}

static void
test_nest(void **const state)
{
  const NestCase *const c = (const NestCase *)*state;
  char path[256] = "cell";
  if (c->content) {
    write_file(path, sizeof(path), rhumb_str(c->content));
  }
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  Opened levels[MAX_LEVELS] = {0};
  RhumbBuf out = {0};
  RhumbStatus status = RHUMB_OK;
  for (size_t n = 0; status == RHUMB_OK && n < MAX_LEVELS; ++n) {
    if (c->levels[n].iterator) {
      status = open_level(levels, n, c, rhumb_str(path), &diag);
    }
  }
  if (status == RHUMB_OK) {
    status = c->content ? put_level(&out, levels, 0, &diag)
                        : put_texts(&out, c, levels, &diag);
  }
  for (size_t n = MAX_LEVELS; n > 0; --n) {
    rhumb_source_close(levels[n - 1].source);
  }
  if (c->content) {
    assert_int_equal(remove(path), 0);
  }
  if (status != RHUMB_END && status != RHUMB_ERR_VALUE && out.len) {
    rhumb_buf_putc(&out, '!');
  }
  assert_string_equal(rhumb_buf_cstr(&out), c->rows);
  assert_int_equal(status == RHUMB_END, !c->report);
  if (!c->report || !strstr(reports.text, c->report)) {
    assert_string_equal(reports.text, c->report ? c->report : "");
  }
  rhumb_buf_free(&out);
}

/// Formats that are not each other's
static void
test_formats(void **const state)
{
  (void)state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  const RhumbSourceSpec outer = {.format = XML};
  const RhumbSourceSpec inner = {.format = JSON, .loc = {NULL, 3, 4, 0}};
  RhumbSource *xml = NULL;
  RhumbSource *json = NULL;
  assert_int_equal(rhumb_source_nest(&xml, &outer, NULL, &diag), RHUMB_OK);
  assert_int_equal(rhumb_source_nest(&json, &inner, xml, &diag),
                   RHUMB_ERR_UNSUPPORTED);
  assert_null(json);
  assert_string_equal(reports.text,
                      "3:4: error: json is not read within the nodes of xml: "
                      "a field must have it as its text\n");
  rhumb_source_close(xml);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_formats),
  };
  int failed = cmocka_run_group_tests_name("formats", tests, NULL, NULL);
  RUN_TABLE("nest", cases, test_nest);
  return failed;
}
