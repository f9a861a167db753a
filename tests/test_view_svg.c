// SPDX-License-Identifier: ISC

#include "base/utf8.h"
#include "view/page.h"
#include "view/render.h"
#include "view/svg.h"
#include "view/view.h"
#include "view_support.h"

#include <stdlib.h>

// A reader of tags that is stricter than XML

static size_t
count_of(const RhumbStr text, const char *const what)
{
  size_t count = 0;
  for (const char *at = strstr(text.data, what); at;
       at = strstr(at + 1, what)) {
    ++count;
  }
  return count;
}

static const char *
read_entity(const char *const at)
{
  static const char *const known[] = {
      "&amp;", "&lt;", "&gt;", "&quot;", "&#39;", "&#45;", "&#160;"};
  for (size_t i = 0; i < RHUMB_COUNT(known); ++i) {
    if (strncmp(at, known[i], strlen(known[i])) == 0) {
      return at + strlen(known[i]);
    }
  }
  fail_msg("not an entity: %.20s", at);
  return at + 1;
}

/// Read ` name="value"` until the end of the tag
static const char *
read_attributes(const char *at)
{
  while (*at != '>' && *at != '/' && *at != '?') {
    at += strspn(at, " \n");
    const size_t name = strspn(at,
                               "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOP"
                               "QRSTUVWXYZ:-0123456789");
    assert_true(name > 0);
    if (strncmp(at, "on", 2) == 0) {
      fail_msg("a handler: %.20s", at);
    }
    assert_string_not_equal(at + name, "");
    assert_true(strncmp(at + name, "=\"", 2) == 0);
    at += name + 2;
    while (*at != '"') {
      assert_true(*at && *at != '<');
      at = *at == '&' ? read_entity(at) : at + 1;
    }
    ++at;
    at += strspn(at, " \n");
  }
  return at;
}

/// Fail unless `text` is well-formed: tags nest, attributes are quoted
static void
assert_well_formed(const char *at)
{
  char open[64][16] = {{0}};
  size_t depth = 0;
  assert_true(rhumb_utf8_valid(rhumb_str(at), NULL));
  while (*at) {
    assert_true((unsigned char)*at >= 0x20 || *at == '\n');
    if (*at == '&') {
      at = read_entity(at);
    } else if (*at != '<') {
      at += 1;
    } else if (at[1] == '/') {
      const size_t len = strcspn(at + 2, ">");
      assert_true(depth > 0);
      --depth;
      assert_int_equal(len, strlen(open[depth]));
      assert_memory_equal(at + 2, open[depth], len);
      at += len + 3;
    } else {
      const char *const name = at + 1;
      const size_t len = strcspn(name, " \n>/");
      assert_in_range(len, 1, 15);
      at = read_attributes(name + len);
      if (*at == '>') {
        assert_in_range(depth, 0, 63);
        memcpy(open[depth], name, len);
        open[depth++][len] = '\0';
      }
      at = strchr(at, '>') + 1;
    }
  }
  assert_int_equal(depth, 0);
}

// SVG

typedef struct {
  const char *name;
  const char *turtle;
  const char *view;
  const char *svg; ///< A part of it
} SvgCase;

// clang-format off
static SvgCase svg_cases[] = {
  {"role and title", "ex:a ex:p ex:b .", "title: \"A & <B>\", description: Dee",
   "role=\"img\" aria-labelledby=\"map-title map-desc\""},
  {"the title", "ex:a ex:p ex:b .", "title: \"A & <B>\"", "<title id=\"map-title\">A &amp; &lt;B&gt;</title>"},
  {"the description", "ex:a a ex:T . ex:b ex:p 1 .", "description: Dee, nodes: {class: ex:U, legend: Ewe}, hide: {classes: ex:T}",
   "<desc id=\"map-desc\">Dee. The map shows 1 node and 0 relations. Not shown: 1 filtered node.</desc>"},
  {"a node's sentence", "ex:a a ex:ThreatActor ; rdfs:label \"APT31\" ; ex:associatedWith ex:b . ex:b rdfs:label \"MSS\" .", NULL,
   "class=\"node\">\n<title>APT31, threat actor: associated with MSS</title>"},
  {"an edge's sentence",
   "ex:s1 a ex:S ; ex:f ex:a ; ex:t ex:b ; dcterms:source ex:d1 . ex:s2 a ex:S ; ex:f ex:a ; ex:t ex:b ; dcterms:source ex:d2 .",
   "collapse: {class: ex:S, from: ex:f, to: ex:t, show: dcterms:source, label: attributed to}",
   "<g id=\"e1\" class=\"edge\">\n<title>ex:a attributed to ex:b, 2 statements, 2 sources; source: ex:d1, ex:d2</title>"},
  {"a cluster's title", "ex:a ex:in ex:g .", "cluster: {by: ex:in}", "<g id=\"c1\" class=\"cluster\">\n<title>ex:g</title>"},
  {"an edge is one group, with its label and both its halves", "ex:a ex:p ex:b .", "layout: dot", "class=\"edge\">\n<title>ex:a p ex:b</title>\n<path "},
  {"a label on its edge is set off from lines", "ex:a ex:p ex:b .", NULL, "<text paint-order=\"stroke\" stroke=\"white\" stroke-width=\"2\""},
  {"the whole IRI of a short name", "<http://a.org/x/United%20States> ex:n 1 .", NULL,
   "<title>United States &lt;http://a.org/x/United%20States&gt;; n: 1</title>"},
  {"a link", "ex:a schema:url \"https://e.org/?a&b\" .", NULL, "<a xlink:href=\"https://e.org/?a&amp;b\" target=\"_top\">"},
  {"quotes in a link", "ex:a schema:url \"http://e.org/\\\" onclick=\\\"x\" .", NULL, "<a xlink:href=\"http://e.org/%22%20onclick=%22x\""},
  {"a script as a link", "ex:a schema:url \"javascript:alert(1)\" ; rdfs:label \"A\" .", NULL, ">A</text>"},
  {"markup in a label", "ex:a rdfs:label \"<script>x</script>\" .", NULL, "&lt;script&gt;x&lt;/script&gt;"},
  {"CDATA in a label", "ex:a rdfs:label \"]]> <![CDATA[ --> <!--\" .", NULL, "]]&gt; &lt;![CDATA["},
  {"backslashes and quotes", "ex:a rdfs:label \"\\\\N \\\\\\\" {x|y} \\\\\" .", NULL, ">\\N \\&quot; {x|y} \\</text>"},
  {"an entity", "ex:a rdfs:label \"&eacute; &lt;\" .", NULL, ">&amp;eacute; &amp;lt;</text>"},
  {"control characters", "ex:a rdfs:label \"a\\u0001b\" .", NULL, ">a\uFFFDb</text>"},
  {"right to left", "ex:a rdfs:label \"\u05E9\u05DC\u05D5\u05DD\"@he .", NULL, ">\u05E9\u05DC\u05D5\u05DD</text>"},
  {"a font for every browser", "ex:a ex:p 1 .", NULL, "font-family=\"DejaVu Sans,Verdana,sans-serif\""},
  {"a shape without lines in the legend", "ex:a a ex:T ; ex:p ex:b .", "title: Map, nodes: {class: ex:T, shape: plaintext, legend: Tee}", ">Tee</text>"},
  {"another layout", "ex:a ex:p ex:b, ex:c .", "layout: sfdp, nodes: {class: ex:T, legend: Tee}", "class=\"graph\""},
};
// clang-format on

static void
render(RhumbBuf *const drawing, Drawn *const d)
{
  RhumbBuf dot = {0};
  rhumb_draw_dot(&dot, &d->map, false);
  assert_int_equal(
      rhumb_render(drawing, rhumb_buf_str(&dot), "svg:svg:core", 60, &d->diag),
      RHUMB_OK);
  // A map without edges or frames is warned of
  assert_int_equal(d->reports.count, !d->map.n_edges && !d->map.n_clusters);
  rhumb_buf_free(&dot);
}

static void
test_svg(void **const state)
{
  const SvgCase *const c = (const SvgCase *)*state;
  Drawn d;
  RhumbBuf drawing = {0};
  RhumbBuf svg = {0};
  assert_int_equal(drawn_all(&d, c->turtle, c->view), RHUMB_OK);
  render(&drawing, &d);
  rhumb_svg_put(&svg, &d.map, rhumb_buf_str(&drawing), false);
  const RhumbStr text = {rhumb_buf_cstr(&svg), svg.len};
  if (!strstr(text.data, c->svg)) {
    fail_msg("no %s in %s", c->svg, text.data);
  }
  assert_well_formed(text.data);
  assert_int_equal(count_of(text, "class=\"node\""), d.map.n_nodes);
  assert_int_equal(count_of(text, "class=\"edge\""), d.map.n_edges);
  assert_int_equal(count_of(text, "<title"),
                   1 + d.map.n_nodes + d.map.n_edges + d.map.n_clusters);
  assert_int_equal(count_of(text, "<script"), 0);
  assert_int_equal(count_of(text, "<!"), 0);
  assert_int_equal(count_of(text, "href=\"javascript"), 0);
  rhumb_buf_free(&drawing);
  rhumb_buf_free(&svg);
  drawn_close(&d);
}

static void
test_page(void **const state)
{
  (void)state;
  static const char *const parts[] = {
      "<!DOCTYPE html>",
      "<title>A &amp; &lt;B&gt;</title>",
      "role=\"img\"",
      "<th scope=\"row\" dir=\"auto\" "
      "lang=\"he\">\u05E9\u05DC\u05D5\u05DD</th>",
      "<a href=\"http://example.org/a\">http://example.org/a</a>",
      "<li>note: <span dir=\"auto\">&lt;img src=x onerror=x&gt;</span></li>",
      "<a href=\"#node-2\"><span dir=\"auto\">ex:b</span></a></td>"
      "<td class=\"number\">2</td>",
      "<li><span dir=\"auto\">ex:d1</span></li>"
      "<li><span dir=\"auto\">ex:d2</span></li>",
      ">Tee</th><td><span class=\"key\" style=\"border-color:#6b7280;"
      "background:red\"></span>hexagon</td>",
  };
  Drawn d;
  RhumbBuf drawing = {0};
  RhumbBuf page = {0};
  const RhumbStatus status = drawn_all(
      &d,
      "ex:a a ex:T ; rdfs:label \"\u05E9\u05DC\u05D5\u05DD\"@he ;"
      " ex:note \"<img src=x onerror=x>\" ."
      "ex:s1 a ex:S ; ex:f ex:a ; ex:t ex:b ; dcterms:source ex:d1 ."
      "ex:s2 a ex:S ; ex:f ex:a ; ex:t ex:b ; dcterms:source ex:d2 .",
      "title: A & <B>, nodes: {class: ex:T, fill: red, shape: hexagon, legend: "
      "Tee}, collapse: {class: ex:S, from: ex:f, to: ex:t, show: "
      "dcterms:source}");
  assert_int_equal(status, RHUMB_OK);
  render(&drawing, &d);
  rhumb_page_put(&page, &d.map, rhumb_buf_str(&drawing));
  for (size_t i = 0; i < RHUMB_COUNT(parts); ++i) {
    if (!strstr(rhumb_buf_cstr(&page), parts[i])) {
      fail_msg("no %s in %s", parts[i], rhumb_buf_cstr(&page));
    }
  }
  assert_null(strstr(page.data, "<img"));
  assert_null(strstr(page.data, "<?xml"));
  rhumb_buf_free(&drawing);
  rhumb_buf_free(&page);
  drawn_close(&d);
}

// Rendering

typedef struct {
  const char *name;
  const char *dot;
  const char *format;
  unsigned seconds;
  RhumbStatus status;
  const char *reports; ///< Their beginning
} RenderCase;

// clang-format off
static RenderCase render_cases[] = {
  {"svg", "digraph { layout=dot a }", "svg:svg:core", 60, RHUMB_OK, ""},
  {"png", "digraph { layout=dot a }", "png:cairo",    60, RHUMB_OK, ""},
  {"pdf", "digraph { layout=dot a }", "pdf:cairo",    60, RHUMB_OK, ""},
  {"a warning", "digraph { layout=dot a [shape=nosuch] }", "svg:svg:core", 60, RHUMB_OK,
   "0:0: warning: Graphviz says: Warning: using box for unknown shape nosuch"},
  {"no such format", "digraph { layout=dot a }", "nosuch", 60, RHUMB_ERR_IO,
   "0:0: warning: Graphviz says: "},
  {"no graph", "digraph {", "svg:svg:core", 60, RHUMB_ERR_IO, "0:0: warning: Graphviz says: "},
  {"no time", "digraph { layout=dot a }", "svg:svg:core", 0, RHUMB_END, ""},
};
// clang-format on

static void
test_render(void **const state)
{
  const RenderCase *const c = (const RenderCase *)*state;
  Reports reports = {{0}, 0, 0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbBuf out = {0};
  assert_int_equal(
      rhumb_render(&out, rhumb_str(c->dot), c->format, c->seconds, &diag),
      c->status);
  assert_int_equal(out.len > 100, c->status == RHUMB_OK);
  assert_memory_equal(reports.text, c->reports, strlen(c->reports));
  assert_int_equal(reports.count > 0, c->reports[0] != '\0');
  rhumb_buf_free(&out);
}

// The whole way

typedef struct {
  const char *name;
  const char *format; ///< NULL: it has none
} PathCase;

static PathCase path_cases[] = {
    {"out/map.svg", "svg"},
    {"a.b/map", NULL},
    {"map.html", "html"},
    {"map.dot", "dot"},
    {"map.SVG", "svg"},
    {"map.svgz", NULL},
    {"", NULL},
};

static void
test_path(void **const state)
{
  const PathCase *const c = (const PathCase *)*state;
  const RhumbPicture *const found = rhumb_picture_of_path(rhumb_str(c->name));
  assert_int_equal(found != NULL, c->format != NULL);
  if (found) {
    assert_string_equal(found->name, c->format);
    assert_ptr_equal(rhumb_picture_find(rhumb_str(c->format)), found);
  }
}

typedef struct {
  const char *name;
  const char *start;
} FormatCase;

static FormatCase format_cases[] = {
    {"dot", "digraph rhumb {"},
    {"svg", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg"},
    {"png", "\x89PNG\r\n"},
    {"pdf", "%PDF-"},
    {"html", "<!DOCTYPE html>"},
};

static void
test_format(void **const state)
{
  const FormatCase *const c = (const FormatCase *)*state;
  char path[] = "/tmp/rhumb-test-XXXXXX";
  const int file = mkstemp(path);
  assert_true(file >= 0);
  Drawn d;
  drawn_open(&d, "ex:a ex:p ex:b .");
  RhumbOutputs *const outputs = rhumb_outputs_new();
  RhumbOutput *output = NULL;
  assert_int_equal(
      rhumb_outputs_open(&output, outputs, path, (RhumbLoc){0}, &d.diag), 0);
  assert_int_equal(rhumb_view_draw(d.graph,
                                   NULL,
                                   &d.prefixes,
                                   rhumb_picture_find(rhumb_str(c->name)),
                                   output,
                                   &d.diag),
                   RHUMB_OK);
  assert_int_equal(rhumb_outputs_commit(outputs, &d.diag), RHUMB_OK);

  FILE *const written = fopen(path, "rb");
  char start[64] = {0};
  assert_non_null(written);
  assert_true(fread(start, 1, sizeof(start) - 1, written) > 10);
  assert_memory_equal(start, c->start, strlen(c->start));
  (void)fclose(written);
  (void)remove(path);
  drawn_close(&d);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_page)};
  int failed = cmocka_run_group_tests_name("page", tests, NULL, NULL);
  RUN_TABLE("svg", svg_cases, test_svg);
  RUN_TABLE("render", render_cases, test_render);
  RUN_TABLE("paths", path_cases, test_path);
  RUN_TABLE("formats", format_cases, test_format);
  return failed;
}
