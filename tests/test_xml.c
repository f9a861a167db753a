// SPDX-License-Identifier: ISC

#include "base/xml_tags.h"
#include "source/xpath.h"
#include "source_support.h"

#include <iconv.h>
#include <libxml/parser.h>

#define LEN(text) (text), sizeof(text) - 1
#define XML(iterator_)                         \
  {                                            \
    .format = &rhumb_source_xml, .iterator = { \
      (iterator_),                             \
      sizeof(iterator_) - 1                    \
    }                                          \
  }

static const RhumbStr spaces[] = {{"q", 1}, {"http://x/", 9}};
static const RhumbStr nulls[] = {{"NULL", 4}, {"", 0}};

#define DOC                                                           \
  "<?xml version=\"1.0\"?>\n<r xmlns:x=\"http://x/\">\n"              \
  "<g id=\"g1\"><s id=\"1\"><n> a </n><n>b</n><x:y>1</x:y></s>\n"     \
  "<s id=\"2\"><n><![CDATA[<c>]]>&amp;d</n></s><x:s id=\"x\"/></g>\n" \
  "<h><s id=\"no\"/></h><g id=\"g2\"><!-- <s/> --><s id=\"3\"/></g></r>"

#define ENTITIES                                                           \
  "<!DOCTYPE r [<!ENTITY a \"0123456789\">"                                \
  "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">" \
  "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">" \
  "<!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\">" \
  "<!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\">" \
  "<!ENTITY f \"&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;\">" \
  "<!ENTITY g \"&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;\">" \
  "<!ENTITY h \"&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;\">]>\n"
/// What a reference without XPath meets
#define WALKED                                                             \
  "<!DOCTYPE r [<!ENTITY e \"<n>5</n>\">]>\n"                              \
  "<r xmlns:x=\"http://x/\"><s id=\"a&#10;b\" x:id=\"no\"><n>1<!-- c -->2" \
  "<?p i?>3<m>4</m><![CDATA[<]]></n><n/>&e;<x:n>no</x:n><m><n>6</n></m>"   \
  "<o><m/></o><o><m k=\"7\"/><m x:k=\"no\"/></o></s></r>"

/// The same where no tree is needed
#define EVENTS                                                         \
  "<r xmlns:x=\"http://x/\" a=\"R\">\n"                                \
  "<s id=\"a&#10;b\" x:id=\"no\"><n>1<!-- c -->2<![CDATA[<]]><?p i?>3" \
  "<m>4</m></n><n/><x:n>no</x:n><m><n>6</n></m><o><m/></o>"            \
  "<o><m k=\"7\"/><m x:k=\"no\"/></o></s>\n"                           \
  "<x:s><x:n>no</x:n></x:s>\n<s/>.<!-- <s/> --></r>"

#define OUTSIDE "<!DOCTYPE r [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>\n"

#define NOT_SOUND "error: this is not sound XML: "
#define OTHER_ENCODING                                                       \
  NOT_SOUND "its bytes are not of the encoding that libxml2 takes it to be " \
            "in; "
#define ROWS "1@3 1|g1\n2@4 2|g1\n3@5 3|g2\n"

// clang-format off
static SourceCase cases[] = {
  {"streamed",            DOC, 0, XML("/r/g/s"), {"@id", "../@id"}, ROWS, NULL},
  {"streamed, relative",  DOC, 0, XML("r/g/s"), {"@id", "../@id"}, ROWS, NULL},
  {"whole, anywhere",     DOC, 0, XML("/r/g//s"), {"@id", "../@id"}, ROWS, NULL},
  {"whole, predicate",    DOC, 0, XML("/r/g[@id='g1']/s"), {"@id"}, "1@3 1\n2@4 2\n", NULL},
  {"whole, for a reference", DOC, 0, XML("/r/g/s"), {"@id", "preceding-sibling::s/@id", "/r/g/@id", "position()"}, "1@3 1|-|g1,g2|1\n2@4 2|1|g1,g2|2\n3@5 3|-|g1,g2|3\n", NULL},
  {"whole, behind a word", DOC, 0, XML("/r/g/s"), {"@id * 2 div/r/h/s[1]/@n + 1", "count(n) or/r/h"}, "1@3 NaN|true\n2@4 NaN|true\n3@5 NaN|true\n", NULL},
  {"any element",         DOC, 0, XML("/r/*"), {"@id", "count(*)"}, "1@3 g1|3\n2@5 -|1\n3@5 g2|1\n", NULL},
  {"the root",            DOC, 0, XML("/r"), {"g/@id", "name()"}, "1@2 g1,g2|r\n", NULL},
  {"no iterator",         DOC, 0, XML(""), {"g/@id"}, "1@2 g1,g2\n", NULL},
  {"several values",      DOC, 0, XML("/r/g/s"), {"n", "n[last()]"}, "1@3  a ,b|b\n2@4 <c>&d|<c>&d\n3@5 -|-\n", NULL},
  {"text",                DOC, 0, XML("/r/g/s"), {"n/text()", "."}, "1@3  a ,b| a b1\n2@4 <c>&d|<c>&d\n3@5 -|\n", NULL},
  {"walked, streamed",    WALKED, 0, XML("/r/s"), {"n", "@id", "@no", "o/m/@k", "m/n", "*/n", "o/*", "x:n"}, "1@2 1234<,,5|a\nb|-|7|6|6|,,|no\n", NULL},
  {"walked without a tree", EVENTS, 0, XML("/r/s"), {"n", "@id", "@no", "o/m/@k", "m/n", "*/n", "o/*", "."}, "1@2 12<34,|a\nb|-|7|6|6|,,|12<34no6\n2@4 -|-|-|-|-|-|-|\n", NULL},
  {"without a tree, any element", EVENTS, 0, XML("/*/*"), {"*", "*/*/@k", ".", "@id"}, "1@2 12<34,,no,6,,|7|12<34no6|a\nb\n2@3 no|-|no|-\n3@4 -|-||-\n", NULL},
  {"without a tree, the root", EVENTS, 0, XML("/r"), {"s/n", "s/o/m/@k", "@a"}, "1@1 12<34,|7|R\n", NULL},
  {"without a tree, a prefix", EVENTS, 0, XML("/r/x:s"), {"n", "*"}, "1@3 -|no\n", NULL},
  {"without a tree, null texts", "<r><s a='NULL'><n>NULL</n><n/><n>x</n></s></r>", 0, {.format = &rhumb_source_xml, .iterator = {"/r/s", 4}, .nulls = nulls, .n_nulls = 2}, {"n", "@a"}, "1@1 x|-\n", NULL},
  {"without a tree, rules' prefix unknown", EVENTS, 0, XML("/r/z:g"), {"."}, "", "5:13: error: the prefix \"z\" is declared neither in the rules nor by the document's root element\n"},
  {"a type behind a declaration, a comment and an instruction", "<?xml version='1.0' encoding='utf-8'?><!-- <r> --><?p <r>?> <!DOCTYPE r [<!ENTITY e '<n>5</n>'>]><r><s>&e;</s></r>", 0, XML("/r/s"), {"n"}, "1@1 5\n", NULL},
  {"a type that only its encoding shows", "<?xml version='1.0' encoding='UTF-7'?><!-- +AC0ALQA+- <!DOCTYPE r [<!ENTITY e 'v'>]><!-- --><r><s>&e;</s></r>", 0, XML("/r/s"), {"."}, "1@1 v\n", NULL},
  {"xml:id",              "<r><s xml:id='a'/><s xml:id='b'/></r>", 0, XML("/r/s"), {"@id", "."}, "1@1 -|\n2@1 -|\n", NULL},
  {"xml:id twice",        "<r><s xml:id='a'/>\n<t xml:id='a'/></r>", 0, XML("/r/s"), {"."}, "", "2:0: " NOT_SOUND "ID a already defined\n"},
  {"xml:id twice, with a tree", "<r><s xml:id='a'/>\n<t xml:id='a'/></r>", 0, XML("/r/s"), {"name()"}, "", "2:0: " NOT_SOUND "ID a already defined\n"},
  {"xml:id no name",      "<r>\n<s xml:id='1 a'/></r>", 0, XML("/r/s"), {"."}, "", "2:0: " NOT_SOUND "xml:id : attribute value 1 a is not an NCName\n"},
  {"xml:id no name, with a tree", "<r>\n<s xml:id='1 a'/></r>", 0, XML("/r/s"), {"name()"}, "", "2:0: " NOT_SOUND "xml:id : attribute value 1 a is not an NCName\n"},
  {"walked, whole",       WALKED, 0, XML("//s"), {"n", "@id", "@no", "o/m/@k", "m/n", "*/n", "o/*", "."}, "1@2 1234<,,5|a\nb|-|7|6|6|,,|1234<5no6\n", NULL},
  {"walked from an attribute", DOC, 0, XML("/r/g/@id"), {".", "s", "@id", "*/@id"}, "1@3 g1|-|-|-\n2@5 g2|-|-|-\n", NULL},
  {"walked from a text",  "<r>a<b>c</b></r>", 0, XML("//text()"), {".", "s", "@id", "*"}, "1@1 a|-|-|-\n2@1 c|-|-|-\n", NULL},
  {"walked from the document", "<r a='1'>b<c/></r>", 0, XML("/"), {".", "r", "@a", "r/@a", "r/c"}, "1@0 b|b|-|1|\n", NULL},
  {"null texts, walked",  "<r><s a='NULL'><n>NULL</n><n/><n>x</n></s></r>", 0, {.format = &rhumb_source_xml, .iterator = {"/r/s", 4}, .nulls = nulls, .n_nulls = 2}, {"n", "@a", "n[1]"}, "1@1 x|-|-\n", NULL},
  {"functions",           DOC, 0, XML("/r/g/s"), {"normalize-space(n)", "count(n) * 2", "n = 'b'"}, "1@3 a|4|true\n2@4 <c>&d|2|false\n3@5 |0|false\n", NULL},
  {"prefix of the root",  DOC, 0, XML("/r/g/x:s"), {"@id", "../s/x:y"}, "1@4 x|1\n", NULL},
  {"prefix, streamed",    DOC, 0, XML("/r/g/x:s"), {"@id"}, "1@4 x\n", NULL},
  {"prefix of the rules", DOC, 0, {.format = &rhumb_source_xml, .iterator = {"/r/g/q:s", 8}, .namespaces = spaces, .n_namespaces = 2}, {"@id"}, "1@4 x\n", NULL},
  {"rows are attributes", DOC, 0, XML("/r/g/@id"), {"."}, "1@3 g1\n2@5 g2\n", NULL},
  {"null texts",          "<r><s>NULL</s><s/><s>x</s></r>", 0, {.format = &rhumb_source_xml, .nulls = nulls, .n_nulls = 2}, {"s"}, "1@1 x\n", NULL},
  {"no such element",     DOC, 0, XML("/r/q/s"), {"@id"}, "", NULL},
  {"another namespace",   "<r xmlns=\"http://x/\"><s/></r>", 0, XML("/r/s"), {"."}, "", NULL},
  {"an entity",           "<!DOCTYPE r [<!ENTITY co \"A &amp; B\">]>\n<r><s a=\"&co;\">&co;</s></r>", 0, XML("/r/s"), {"@a", "."}, "1@2 A & B|A & B\n", NULL},
  {"Latin-1, declared",   "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n<r>\xE9</r>", 0, XML("/r"), {"."}, "1@2 é\n", NULL},
  {"Latin-1, in the rules", "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<r>\xE9</r>", 0, {.format = &rhumb_source_xml, .encoding = {"latin1", 6}}, {"."}, "1@2 é\n", NULL},
  {"UTF-16",              LEN("\xFF\xFE<\0r\0>\0\xE9\0<\0/\0r\0>\0"), XML("/r"), {"."}, "1@1 é\n", NULL},
  {"an encoding that is not its own, streamed", LEN("<\0\0\0r\0\0\0/\0\0\0>\0\0\0"), XML("/r"), {"name()"}, "", OTHER_ENCODING},
  {"an encoding that is not its own, whole", LEN("<\0\0\0r\0\0\0/\0\0\0>\0\0\0"), XML("//r"), {"."}, "", OTHER_ENCODING},
  {"UTF-16 without a mark or a declaration", LEN("<\0r\0/\0>\0"), XML("/r"), {"."}, "", NOT_SOUND "Char 0x0 out of allowed range\n"},
  {"byte order mark",     "\xEF\xBB\xBF<r>é</r>", 0, XML("/r"), {"."}, "1@1 é\n", NULL},
  {"a schema elsewhere",  "<!DOCTYPE r SYSTEM \"http://127.0.0.1:1/r.dtd\">\n<r>1</r>", 0, XML("/r"), {"."}, "1@2 1\n", NULL},

  {"mismatch, streamed",  "<r>\n<s>1</s>\n<s>2</t></r>", 0, XML("/r/s"), {"."}, "", "3:0: " NOT_SOUND "Opening and ending tag mismatch: s line 3 and t\n"},
  {"mismatch, whole",     "<r>\n<s>1</s>\n<s>2</t></r>", 0, XML("//s"), {"."}, "", "3:0: " NOT_SOUND "Opening and ending tag mismatch: s line 3 and t\n"},
  {"cut off",             "<r>\n<s>1</s>\n<s>", 0, XML("/r/s"), {"."}, "1@2 1\n", "3:0: " NOT_SOUND},
  {"zeros behind the root in UTF-16", LEN("\xFF\xFE<\0s\0>\0a\0<\0/\0s\0>\0\0\0<\0"), XML("/s"), {"."}, "", "error: this is not sound XML: it has a character U+0000, which is none of XML\n"},
  {"a character with a byte 0 in UTF-16", LEN("\xFE\xFF\0<\0s\0>\1\0\0<\0/\0s\0>"), XML("/s"), {"."}, "1@1 \xC4\x80\n", NULL},
  {"zeros before the root", LEN("\0\0\0<r/>"), {.format = &rhumb_source_xml, .encoding = {"latin1", 6}}, {"."}, "", "error: this is not sound XML: it has a byte 0, which is no character of XML\n"},
  {"zeros behind the root in an encoding of the rules", LEN("\0<r/>\0\0"), {.format = &rhumb_source_xml, .encoding = {"utf-8", 5}}, {"."}, "", "error: this is not sound XML: it has a byte 0, which is no character of XML\n"},
  {"zeros behind the root", LEN("<r><s>1</s></r>\n\0\0"), XML("/r/s"), {"."}, "", "error: this is not sound XML: it has a byte 0, which is no character of XML\n"},
  {"empty",               "", 0, XML("/r/s"), {"."}, "", "0:0: error: the file is empty: an XML document has an element\n"},
  {"not UTF-8",           "<r>\n\xE9 </r>", 0, XML("//r"), {"."}, "", "2:0: " NOT_SOUND "a byte is not UTF-8; if the document is in another encoding, "},
  {"unknown entity",      "<r>\n&nbsp;</r>", 0, XML("/r"), {"."}, "", "2:0: " NOT_SOUND "Entity 'nbsp' not defined\n"},
  {"prefix not declared", "<r>\n<s x:a=\"\"/></r>", 0, XML("/r/s"), {"."}, "", "2:0: " NOT_SOUND "Namespace prefix x for a on s is not defined\n"},
  {"growth, streamed",    ENTITIES "<r>&h;</r>", 0, XML("/r"), {"."}, "", NOT_SOUND "its entities grow beyond all measure\n"},
  {"growth, whole",       ENTITIES "<r>&h;</r>", 0, XML("//r"), {"."}, "", NOT_SOUND "its entities grow beyond all measure\n"},
  {"growth in an attribute", ENTITIES "<r a=\"&h;\"/>", 0, XML("/r"), {"@a"}, "", NOT_SOUND "its entities grow beyond all measure\n"},
  {"outside, streamed",   OUTSIDE "<r>\n<s>&a;</s></r>", 0, XML("/r/s"), {"."}, "", NOT_SOUND "it refers to an entity outside the document, which is not read\n"},
  {"outside, whole",      OUTSIDE "<r>\n<s>&a;</s></r>", 0, XML("//s"), {"."}, "", NOT_SOUND "it refers to an entity outside the document, which is not read\n"},
  {"outside, in the subset", "<!DOCTYPE r [<!ENTITY % a SYSTEM \"file:///etc/passwd\"> %a;]>\n<r/>", 0, XML("/r"), {"."}, "", NOT_SOUND "it refers to an entity outside the document, which is not read\n"},

  {"iterator no XPath",   DOC, 0, XML("/r/g/"), {"."}, "", "5:18: error: \"/r/g/\" is no XPath 1.0 expression\n"},
  {"reference no XPath",  DOC, 0, XML("/r"), {"s[1"}, "", "9:23: error: \"s[1\" is no XPath 1.0 expression\n"},
  {"iterator yields no nodes", DOC, 0, XML("count(/r)"), {"."}, "", "5:13: error: the iterator \"count(/r)\" yields a value, where there must be nodes: they become the rows\n"},
  {"unknown prefix, iterator", DOC, 0, XML("/r/z:g"), {"."}, "", "5:13: error: the prefix \"z\" is declared neither in the rules nor by the document's root element\n"},
  {"unknown prefix, whole", DOC, 0, XML("//z:g"), {"."}, "", "5:13: error: the XPath expression \"//z:g\" has a prefix that is declared neither "},
  {"unknown prefix",      DOC, 0, XML("/r"), {"z:y"}, "", "9:20: error: the XPath expression \"z:y\" has a prefix that is declared neither "},
  {"unknown function",    DOC, 0, XML("/r"), {"lower-case(g)"}, "", "9:20: error: in the XPath \"lower-case(g)\": XPath 1.0 has no function \"lower-case\"; $(name => lower) does that, or grel:toLowerCase of the rules\n"},
  {"too many arguments",  DOC, 0, XML("/r"), {"count(g, g)"}, "", "9:20: error: in the XPath \"count(g, g)\": the function count takes at most 1 argument, not 2\n"},
};

static const struct {
  const char *path;
  bool leaves;
} leaving[] = {
  {"@id", false}, {"a/b", false}, {"a//b", false}, {".//b", false}, {".", false},
  {"../@id", false}, {"../../@id", false}, {"*/b", false}, {"2 */b", true},
  {"..", true}, {"../b", true}, {"../b/@id", true}, {"a/../..", true},
  {"/a", true}, {"//a", true}, {"a | /b", true}, {"count(/a)", true},
  {"a[b = /c]", true}, {"ancestor::a/@b", true}, {"parent::a", true},
  {"following-sibling::a", true}, {"position()", true}, {"a[last()]", false},
  {"a div/b", true}, {"a[b and/c]", true}, {"author/b", false}, {"or/b", false},
  {"a[position() = 2]", false}, {"concat('/x', a)", false}, {"id('x')", true},
};

static const struct {
  const char *path;
  size_t count;
} plain[] = {
  {"/a", 1}, {"a/b", 2}, {"/a/p:b/*", 3}, {"/é/b-c.d", 2}, {"", 0}, {"/", 0},
  {"//a", 0}, {"/a//b", 0}, {"/a/", 0}, {"/a[1]", 0}, {"/a/@b", 0}, {".", 0},
  {"/a/text()", 0}, {"/p:*", 0}, {"/child::a", 0}, {"/1", 0}, {"a b", 0},
};
static const struct {
  const char *path;
  size_t n_steps;
  const char *attribute;
} walks[] = {
  {".", 0, NULL}, {"a", 1, NULL}, {"a/b/*", 3, NULL}, {"@a", 0, "a"},
  {"*/b/@c", 2, "c"}, {"é/@é-b.c", 1, "é-b.c"}, {"div/or", 2, NULL},
};

static const char *const no_walks[] = {
  "", "/a", "a/", "/@a", "a@b", "@", "a/@", "@*", "@a/b", "@p:a", "p:a", "a/p:b",
  "./a", "..", "a//b", "a[1]", "text()", " a", "a ", "a | b", "a/.", "1", "'a'",
};
// clang-format on

static void
test_walks(void **const state)
{
  (void)state;
  RhumbArena arena = {0};
  for (size_t i = 0; i < RHUMB_COUNT(walks); ++i) {
    const RhumbXPathWalk *const walk =
        rhumb_xpath_walk(&arena, rhumb_str(walks[i].path));
    if (!walk || walk->n_steps != walks[i].n_steps ||
        !rhumb_str_equal(rhumb_str(walk->attribute),
                         rhumb_str(walks[i].attribute))) {
      fail_msg("\"%s\" is walked otherwise", walks[i].path);
    }
  }
  for (size_t i = 0; i < RHUMB_COUNT(no_walks); ++i) {
    if (rhumb_xpath_walk(&arena, rhumb_str(no_walks[i]))) {
      fail_msg("\"%s\" is walked", no_walks[i]);
    }
  }
  rhumb_arena_free(&arena);
}

/// Paths that look out of their row, and where; 99: they do not
static const struct {
  const char *path;
  size_t at;
} looking_out[] = {
    {"name", 99},
    {"../@id", 0},
    {"..", 0},
    {"a/../@id", 99},
    {"a/../../@id", 5},
    {"./..", 2},
    {".//a/..", 99},
    {"@id/..", 99},
    {"a[../@id = 1]/b", 99},
    {"a[../../@id = 1]/b", 5},
    {"a[b]/../..", 8},
    {"concat(a, ../b)", 10},
    {"concat(\"../a\", b)", 99},
    {"count(a) + ../n", 11},
    {"a | ../b", 4},
    {"a * ../b", 4},
    {"*/..", 99},
    {"/doc/@id", 0},
    {"//a", 0},
    {"a//b/..", 99},
    {"a[/doc]", 2},
    {"a and /doc", 6},
    {"parent::doc/@id", 8},
    {"a/parent::node()", 99},
    {"a/parent::node()/..", 17},
    {"ancestor::doc", 10},
    {"a/ancestor :: doc", 14},
    {"following-sibling::a", 19},
    {"a/following-sibling::b", 99},
    {"preceding::a", 11},
    {"self::a/child::b/attribute::c", 99},
    {"text()", 99},
    {"text()/../..", 10},
    {"(a)/..", 99},
    {"1.5 + .5", 99},
    {"parents/ancestors", 99},
    {"x:a/../x:b", 99},
    {"id('x')", 0},
    {"a[id(@ref)/@n = 1]", 2},
    {"id", 99},
};

static void
test_looks_out(void **const state)
{
  (void)state;
  for (size_t i = 0; i < RHUMB_COUNT(looking_out); ++i) {
    size_t at = 99;
    const RhumbStr path = rhumb_str(looking_out[i].path);
    const size_t found = rhumb_xpath_looks_out(path, &at) ? at : 99;
    if (found != looking_out[i].at) {
      fail_msg("\"%s\" looks out at %zu", looking_out[i].path, found);
    }
  }
}

static void
test_leaves(void **const state)
{
  (void)state;
  for (size_t i = 0; i < RHUMB_COUNT(leaving); ++i) {
    const bool leaves = rhumb_xpath_leaves(rhumb_str(leaving[i].path));
    if (leaves != leaving[i].leaves) {
      fail_msg("\"%s\" leaves: %d", leaving[i].path, leaves);
    }
  }
}

static void
test_steps(void **const state)
{
  (void)state;
  RhumbArena arena = {0};
  for (size_t i = 0; i < RHUMB_COUNT(plain); ++i) {
    RhumbXPathStep *steps = NULL;
    const size_t count =
        rhumb_xpath_steps(&steps, &arena, rhumb_str(plain[i].path));
    if (count != plain[i].count) {
      fail_msg("\"%s\" has %zu steps", plain[i].path, count);
    }
  }
  rhumb_arena_free(&arena);
}

/// What the rest of the program set in libxml2 is as it was
static void
test_globals(void **const state)
{
  (void)state;
  const xmlExternalEntityLoader loader = xmlGetExternalEntityLoader();
  const SourceCase c = {.name = "globals",
                        .content = "<r/>",
                        .spec = XML("/r"),
                        .references = {"."},
                        .rows = "1@1 \n"};
  check_source(&c, 64);
  assert_ptr_equal(xmlGetExternalEntityLoader(), loader);
}

/// Before and behind so many pieces, and whether a document may hold that
static const struct {
  const char *before, *behind;
  size_t count;
  bool is_fine;
  const char *piece; ///< Instead of "a=1 "
} many[] = {
    {"<r>", "", RHUMB_MAX_XML_DEPTH - 1, true, "<a b='/>'>"},
    {"<r>", "", RHUMB_MAX_XML_DEPTH, false, "<a>"},
    {"<r>", "</r>", 100000, true, "<a/>"},
    {"<r>", "</r>", 100000, true, "<a></a >"},
    {"<r>", "</r>", 100000, true, "<a b='1' /><!-- <b> --><![CDATA[<c>]]>"},
    {"<r>", "</r>", 100000, false, "<a><b></a>"},
    {"<r><s ", "/></r>", RHUMB_MAX_XML_ATTRIBUTES, true, NULL},
    {"<r><s ", "/></r>", RHUMB_MAX_XML_ATTRIBUTES + 1, false, NULL},
    {"<r><s ", "></s></r>", 100000, false, NULL},
    {"<r><s x='\"' y=\"'\" ",
     "></s></r>",
     RHUMB_MAX_XML_ATTRIBUTES,
     false,
     NULL},
    {"<r><!-- <s ", "--></r>", 100000, true, NULL},
    {"<r><!-- <s --><t ", "/></r>", 100000, false, NULL},
    {"<r><![CDATA[ <s ", "]]></r>", 100000, true, NULL},
    {"<r><![CDATA[ > ]]]]>]]><t ", "/></r>", 100000, false, NULL},
    {"<r><?s ", "?></r>", 100000, true, NULL},
    {"<r><?s > ?><t ", "/></r>", 100000, false, NULL},
    {"<r><s x='", "'/></r>", 100000, true, NULL},
    {"<r>", "</r>", 100000, true, NULL},
    {"<!DOCTYPE r [<!ENTITY e '<s ", "/>'>]><r>&e;</r>", 100000, false, NULL},
    {"<!DOCTYPE r [<!ELEMENT r ANY>]><r ", "/>", 100000, false, NULL},
};

static void
test_many(void **const state)
{
  (void)state;
  for (size_t i = 0; i < RHUMB_COUNT(many); ++i) {
    RhumbBuf text = {0};
    rhumb_buf_puts(&text, many[i].before);
    for (size_t k = 0; k < many[i].count; ++k) {
      rhumb_buf_puts(&text, many[i].piece ? many[i].piece : "a=1 ");
    }
    rhumb_buf_puts(&text, many[i].behind);
    RhumbXmlTags whole = {0};
    RhumbXmlTags pieces = {0};
    bool is_fine = true;
    for (size_t at = 0; at < text.len; ++at) {
      is_fine = is_fine &&
                !rhumb_xml_tags_see(&pieces, (RhumbStr){text.data + at, 1});
    }
    if (is_fine != many[i].is_fine ||
        !is_fine !=
            (rhumb_xml_tags_see(&whole, rhumb_buf_str(&text)) != NULL)) {
      fail_msg("%s… is fine: %d", many[i].before, is_fine);
    }
    rhumb_buf_free(&text);
  }
}

/// Encodings of documents
static const struct {
  const char *name;
  const char *declared; ///< In the document; NULL: in the rules
  bool is_unread;       ///< libxml2 takes it for another
} encodings[] = {
    {"UTF-8", "UTF-8", false},
    {"UTF-8", NULL, false},
    {"UTF-16LE", "UTF-16", false},
    {"UTF-16LE", "UTF-16LE", false},
    {"UTF-16LE", NULL, false},
    {"UTF-16BE", "UTF-16", false},
    {"UTF-16BE", "UTF-16BE", false},
    {"UTF-16BE", NULL, false},
    {"UTF-32LE", "UTF-32LE", true},
    {"UTF-32LE", NULL, false},
    {"UTF-32BE", "UTF-32BE", false},
    {"UTF-32BE", NULL, false},
    {"IBM037", "IBM037", false},
    {"IBM037", NULL, false},
    {"IBM1047", "IBM1047", false},
    {"ISO-2022-JP", "ISO-2022-JP", false},
};

/// What stands behind the XML declaration, which makes the same whichever the
/// encoding, and whether the reference is walked or asked of XPath
static const struct {
  const char *body, *walked, *asked, *rows, *report;
} encoded[] = {
    {"<r><i><b c='dd'/></i></r>", "b/@c", "./b/@c", "1@1 dd\n", NULL},
    {"<!-- c --><?p i?><r><i>a</i></r>", ".", "./text()", "1@1 a\n", NULL},
    {"<!DOCTYPE r [<!ATTLIST b c CDATA 'dd'>]><r><i><b/></i></r>",
     "b/@c",
     "./b/@c",
     "1@1 -\n",
     NULL},
    {"<!-- c --><!DOCTYPE r [<!ENTITY e 'E'>]><r><i>&e;</i></r>",
     ".",
     "./text()",
     "1@1 E\n",
     NULL},
    {"<!DOCTYPE r [<!ATTLIST i k ID #IMPLIED>]><r><i k='a'/><j k='a'/>"
     "<i k='a'/></r>",
     "@no",
     "./@no",
     "",
     NOT_SOUND "ID a already defined\n"},
    {"<!DOCTYPE r [<!ENTITY e SYSTEM 'e.xml'>]><r><i>&e;</i></r>",
     ".",
     "./text()",
     "",
     NOT_SOUND "it refers to an entity outside the document, which is not "
               "read\n"},
};

/// Write a text of ASCII in another encoding
static void
put_encoded(RhumbBuf *const out, const char *const encoding, RhumbBuf *const in)
{
  char room[2048];
  char *from = in->data;
  char *to = room;
  size_t n_from = in->len;
  size_t n_to = sizeof(room);
  iconv_t conversion = iconv_open(encoding, "UTF-8");
  assert_int_not_equal((intptr_t)conversion, -1);
  assert_int_equal(iconv(conversion, &from, &n_from, &to, &n_to), 0);
  assert_int_equal(iconv_close(conversion), 0);
  rhumb_buf_put(out, (RhumbStr){room, sizeof(room) - n_to});
}

/// Read a document in one encoding, in both ways
static void
check_encoded(const size_t document, const size_t encoding)
{
  const char *const name = encodings[encoding].name;
  const char *const declared = encodings[encoding].declared;
  const char *const asked[] = {encoded[document].walked,
                               encoded[document].asked};
  RhumbBuf text = {0};
  RhumbBuf bytes = {0};
  rhumb_buf_format(&text,
                   "<?xml version='1.0' encoding='%s'?>%s",
                   declared ? declared : "US-ASCII",
                   encoded[document].body);
  put_encoded(&bytes, name, &text);
  const bool is_unread = encodings[encoding].is_unread;
  for (size_t i = 0; i < RHUMB_COUNT(asked); ++i) {
    SourceCase c = {.name = name,
                    .content = bytes.data,
                    .len = bytes.len,
                    .spec = XML("/r/i"),
                    .references = {asked[i]},
                    .rows = is_unread ? "" : encoded[document].rows,
                    .report =
                        is_unread ? OTHER_ENCODING : encoded[document].report};
    c.spec.encoding = rhumb_str(declared ? "" : name);
    print_message("%s: %s: %s\n", name, asked[i], encoded[document].body);
    check_source(&c, 7);
    check_source(&c, (size_t)256 * 1024);
  }
  rhumb_buf_free(&text);
  rhumb_buf_free(&bytes);
}

static void
test_encodings(void **const state)
{
  (void)state;
  for (size_t i = 0; i < RHUMB_COUNT(encodings); ++i) {
    for (size_t k = 0; k < RHUMB_COUNT(encoded); ++k) {
      check_encoded(k, i);
    }
  }
}

/// Ways through a document: without a tree, element by element, whole
static const struct {
  RhumbSourceSpec spec;
  const char *reference, *rows;
} ways[] = {
    {XML("/r/s"), "@no", "1@1 -\n"},
    {XML("/r/s"), "@no[1]", "1@1 -\n"},
    {XML("//s"), "@no", "1@1 -\n"},
};

/// A text of 100 bytes, as XML has it
#define HUNDRED                                                            \
  "0123456789012345678901234567890123456789012345678901234567890123456789" \
  "0123456789012345678901234&amp;5678"

/// What parts two texts of six million bytes each, so that neither is too long
static const struct {
  const char *before, *middle, *behind;
} parted[] = {
    {"", "<a>", "</a>"},
    {"<a>", "</a>", ""},
    {"", "<!-- -->", ""},
    {"", "<?p?>", ""},
};

/// What a document may hold so many times, and not once more
static const struct {
  const char *before, *piece, *end, *behind, *report;
  size_t most;
} large[] = {
    {"<r><s>",
     "<a>",
     "</a>",
     "</s></r>",
     NOT_SOUND "its elements are nested more than 256 deep\n",
     255},
    {"<r><s>",
     HUNDRED,
     "",
     "</s></r>",
     NOT_SOUND "it has a text of more than 10 MB\n",
     100000},
};

static void
put_times(RhumbBuf *const out, const char *const text, const size_t n)
{
  for (size_t i = 0; i < n; ++i) {
    rhumb_buf_puts(out, text);
  }
}

/// Read a document in every way; what is wrong with it, or NULL
static void
check_ways(RhumbBuf *const text, const char *const report)
{
  for (size_t i = 0; i < RHUMB_COUNT(ways); ++i) {
    const SourceCase c = {.name = "large",
                          .content = rhumb_buf_cstr(text),
                          .spec = ways[i].spec,
                          .references = {ways[i].reference},
                          .rows = report ? "" : ways[i].rows,
                          .report = report};
    check_source(&c, (size_t)256 * 1024);
  }
  rhumb_buf_free(text);
}

static void
test_large(void **const state)
{
  (void)state;
  for (size_t i = 0; i < 2 * RHUMB_COUNT(large); ++i) {
    const bool is_fine = i < RHUMB_COUNT(large);
    const size_t at = i % RHUMB_COUNT(large);
    const size_t n = large[at].most + !is_fine;
    RhumbBuf text = {0};
    rhumb_buf_puts(&text, large[at].before);
    put_times(&text, large[at].piece, n);
    put_times(&text, large[at].end, n);
    rhumb_buf_puts(&text, large[at].behind);
    check_ways(&text, is_fine ? NULL : large[at].report);
  }
  for (size_t i = 0; i < RHUMB_COUNT(parted); ++i) {
    RhumbBuf text = {0};
    rhumb_buf_puts(&text, "<r><s>");
    rhumb_buf_puts(&text, parted[i].before);
    put_times(&text, HUNDRED, 60000);
    rhumb_buf_puts(&text, parted[i].middle);
    put_times(&text, HUNDRED, 60000);
    rhumb_buf_puts(&text, parted[i].behind);
    rhumb_buf_puts(&text, "</s></r>");
    check_ways(&text, NULL);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_leaves),
      cmocka_unit_test(test_looks_out),
      cmocka_unit_test(test_steps),
      cmocka_unit_test(test_walks),
      cmocka_unit_test(test_globals),
      cmocka_unit_test(test_many),
      cmocka_unit_test(test_large),
      cmocka_unit_test(test_encodings),
  };
  int failed = cmocka_run_group_tests_name("xpath", tests, NULL, NULL);
  RUN_TABLE("xml", cases, test_source);
  return failed;
}
