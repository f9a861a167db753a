// SPDX-License-Identifier: ISC

#include "io/file.h"
#include "owl/catalog.h"
#include "owl/imports.h"
#include "owl/shapes.h"
#include "quad_support.h"
#include "support.h"
#include "term/rdf.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define OWL  "http://www.w3.org/2002/07/owl#"
#define XSD  "http://www.w3.org/2001/XMLSchema#"
#define TYPE "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
#define CATALOG \
  "<catalog xmlns=\"urn:oasis:names:tc:entity:xmlns:xml:catalog\">"
#define HEADER  "<http://o/> " TYPE " <" OWL "Ontology> .\n"
#define IMPORTS HEADER "<http://o/> <" OWL "imports> <http://i/> .\n"

typedef struct {
  const char *name;
  const char *catalog;  ///< NULL: nothing is imported
  const char *imported; ///< Turtle of <http://i/>
  const char *data;     ///< Turtle
  RhumbStatus status;
  const char *quads;
  const char *reports;
} Case;

#define FILES \
  CATALOG     \
  "<group><uri name='http://i/' uri='sub%20dir/i.ttl'/></group></catalog>"
#define BASED \
  "<catalog xmlns='urn:oasis:names:tc:entity:xmlns:xml:catalog' xml:base='"
#define NEXT CATALOG "<nextCatalog catalog='"
#define DECLARED                                       \
  "@prefix owl: <" OWL ">. <http://i/C> a owl:Class. " \
  "<http://i/op> a owl:ObjectProperty. "               \
  "<http://i/dp> a owl:DatatypeProperty. "             \
  "<http://i/ap> a owl:AnnotationProperty. "           \
  "<http://i/sp> a owl:SymmetricProperty. "            \
  "<http://i/x> a owl:NamedIndividual, <http://i/C>."
#define INDIVIDUAL(iri) "<" iri "> " TYPE " <" OWL "NamedIndividual> .\n"

// clang-format off
static Case cases[] = {
  {"nothing", NULL, NULL, "", RHUMB_OK, HEADER, ""},
  {"what is used is declared, in order", NULL, NULL,
   "@prefix e: <http://e/>. e:b e:q e:a; e:p 1; a e:C. e:a a e:C; a e:B.", RHUMB_OK,
   HEADER "<http://e/b> <http://e/q> <http://e/a> .\n<http://e/b> <http://e/p> \"1\"^^<" XSD "integer> .\n"
   "<http://e/b> " TYPE " <http://e/C> .\n" INDIVIDUAL("http://e/b")
   "<http://e/a> " TYPE " <http://e/C> .\n" INDIVIDUAL("http://e/a") "<http://e/a> " TYPE " <http://e/B> .\n"
   "<http://e/B> " TYPE " <" OWL "Class> .\n<http://e/C> " TYPE " <" OWL "Class> .\n"
   "<http://e/p> " TYPE " <" OWL "DatatypeProperty> .\n<http://e/q> " TYPE " <" OWL "ObjectProperty> .\n", ""},
  {"an individual without a class", NULL, NULL, "<http://e/b> <http://e/q> <http://e/a>.", RHUMB_OK,
   HEADER "<http://e/b> <http://e/q> <http://e/a> .\n<http://e/q> " TYPE " <" OWL "ObjectProperty> .\n"
   INDIVIDUAL("http://e/a") INDIVIDUAL("http://e/b"), ""},
  {"annotations", NULL, NULL,
   "<http://e/b> <http://purl.org/dc/terms/source> <http://e/d>; <http://www.w3.org/2000/01/rdf-schema#label> \"b\".", RHUMB_OK,
   HEADER "<http://e/b> <http://purl.org/dc/terms/source> <http://e/d> .\n"
   "<http://e/b> <http://www.w3.org/2000/01/rdf-schema#label> \"b\" .\n"
   "<http://purl.org/dc/terms/source> " TYPE " <" OWL "AnnotationProperty> .\n", ""},
  {"blank nodes have no declaration", NULL, NULL, "_:b a <http://e/C>; <http://e/q> _:c.", RHUMB_OK,
   HEADER "_:b " TYPE " <http://e/C> .\n_:b <http://e/q> _:c .\n"
   "<http://e/C> " TYPE " <" OWL "Class> .\n<http://e/q> " TYPE " <" OWL "ObjectProperty> .\n", ""},
  {"a datatype of one's own", NULL, NULL, "_:b <http://e/p> \"1\"^^<http://e/D>.", RHUMB_OK,
   HEADER "_:b <http://e/p> \"1\"^^<http://e/D> .\n<http://e/D> " TYPE " <http://www.w3.org/2000/01/rdf-schema#Datatype> .\n"
   "<http://e/p> " TYPE " <" OWL "DatatypeProperty> .\n", ""},
  {"the data's own declarations", NULL, NULL, "<http://e/p> a <" OWL "AnnotationProperty>. _:b <http://e/p> _:c, 1.", RHUMB_OK,
   HEADER "<http://e/p> " TYPE " <" OWL "AnnotationProperty> .\n_:b <http://e/p> _:c .\n_:b <http://e/p> \"1\"^^<" XSD "integer> .\n", ""},
  {"a datatype that OWL 2 lacks, once", NULL, NULL,
   "_:b <http://e/p> \"2020\"^^<" XSD "gYear>, \"2020-01-01\"^^<" XSD "date>.", RHUMB_OK,
   HEADER "_:b <http://e/p> \"2020\"^^<" XSD "gYear> .\n_:b <http://e/p> \"2020-01-01\"^^<" XSD "date> .\n"
   "<http://e/p> " TYPE " <" OWL "DatatypeProperty> .\n",
   "0:0: warning: <http://e/p> has values of <" XSD "gYear>, which is no OWL 2 datatype; use xsd:dateTime or a string\n"},
  {"object and data property", NULL, NULL, "_:b <http://e/p> _:c.\n_:b <http://e/p> 1.", RHUMB_ERR_VALUE, NULL,
   "0:0: error: <http://e/p> is an object property by its use, so it cannot have a literal here; use two properties\n"
   "0:0: note: here it was used first, with an IRI or blank node\n"},

  {"imported kinds", FILES, DECLARED,
   "@prefix i: <http://i/>. i:x a i:C; i:op i:y; i:dp 1; i:ap i:z; i:sp i:x.", RHUMB_OK,
   IMPORTS "<http://i/x> " TYPE " <http://i/C> .\n<http://i/x> <http://i/op> <http://i/y> .\n"
   "<http://i/x> <http://i/dp> \"1\"^^<" XSD "integer> .\n<http://i/x> <http://i/ap> <http://i/z> .\n"
   "<http://i/x> <http://i/sp> <http://i/x> .\n" INDIVIDUAL("http://i/y"), ""},
  {"against an imported kind", FILES, DECLARED, "_:b <http://i/dp> _:c.", RHUMB_ERR_VALUE, NULL,
   "0:0: error: <http://i/dp> is a datatype property by declaration, so it cannot have an IRI or blank node here; use two properties\n"},
  {"not in the catalog", CATALOG "</catalog>", DECLARED, "", RHUMB_ERR_REFERENCE, NULL,
   "7:3: error: the import <http://i/> is not in the catalog 'catalog.xml'; name its file there\n"},
  {"an import's import", FILES, "<http://i/> <" OWL "imports> <http://j/>.", "", RHUMB_ERR_REFERENCE, NULL,
   "0:0: error: the import <http://j/> is not in the catalog 'catalog.xml'; name its file there\n"},
  {"an import that is not there", CATALOG "<uri name='http://i/' uri='no.ttl'/></catalog>", DECLARED, "", RHUMB_ERR_IO, NULL,
   "7:3: error: cannot read \"no.ttl\": No such file or directory\n"},
  {"an import by its address", CATALOG "<uri name='http://i/' uri='file://localhost/no%20such.ttl'/></catalog>", DECLARED, "", RHUMB_ERR_IO, NULL,
   "7:3: error: cannot read \"/no such.ttl\": No such file or directory\n"},
  {"an import that is fetched", CATALOG "\n<uri name='http://i/' uri='http://i/'/></catalog>", DECLARED, "", RHUMB_ERR_UNSUPPORTED, NULL,
   "2:0: error: 'http://i/' is not a file, and nothing is fetched; name a file relative to the catalog\n"},
  {"a base", BASED "sub%20dir/'><uri name='http://i/' uri='i.ttl'/></catalog>", DECLARED, "", RHUMB_OK, IMPORTS, ""},
  {"an empty base", BASED "'><group xml:base=''><uri name='http://i/' uri='sub%20dir/i.ttl'/></group></catalog>", DECLARED, "", RHUMB_OK, IMPORTS, ""},
  {"bases within bases", BASED "no/'><group xml:base='../sub%20dir/x'><uri xml:base='./' name='http://i/' uri='i.ttl'/></group></catalog>", DECLARED, "", RHUMB_OK, IMPORTS, ""},
  {"a base on the web", BASED "http://i/'><uri name='http://i/' uri='i.ttl'/></catalog>", DECLARED, "", RHUMB_ERR_UNSUPPORTED, NULL,
   "1:0: error: 'http://i/' is not a file, and nothing is fetched; name a file relative to the catalog\n"},
  {"a base for what is not relative", BASED "http://i/'><uri name='http://i/' uri='file:sub%20dir/i.ttl' xml:base='sub%20dir/'/></catalog>", DECLARED, "", RHUMB_ERR_IO, NULL,
   "7:3: error: cannot read \"sub dir/sub dir/i.ttl\": No such file or directory\n"},
  {"the next catalog", NEXT "sub%20dir/next.xml'/></catalog>", DECLARED, "", RHUMB_OK, IMPORTS, ""},
  {"the catalog itself as the next", NEXT "catalog.xml'/><uri name='http://i/' uri='sub%20dir/i.ttl'/></catalog>", DECLARED, "", RHUMB_OK, IMPORTS, ""},
  {"its own entries come first", NEXT "sub%20dir/next.xml'/><uri name='http://i/' uri='no.ttl'/></catalog>", DECLARED, "", RHUMB_ERR_IO, NULL,
   "7:3: error: cannot read \"no.ttl\": No such file or directory\n"},
  {"a next catalog that is not there", "\n" NEXT "no.xml'/></catalog>", DECLARED, "", RHUMB_ERR_IO, NULL,
   "2:0: error: cannot read \"no.xml\": No such file or directory\n"},
  {"a next catalog without a name", CATALOG "<nextCatalog/></catalog>", DECLARED, "", RHUMB_ERR_SYNTAX, NULL,
   "1:0: error: a nextCatalog entry has the attribute catalog\n"},
  {"no catalog", "<html/>", DECLARED, "", RHUMB_ERR_SYNTAX, NULL,
   "1:0: error: not an XML catalog: its root is <catalog xmlns=\"urn:oasis:names:tc:entity:xmlns:xml:catalog\">\n"},
  {"no XML", "<catalog", DECLARED, "", RHUMB_ERR_SYNTAX, NULL, "1:9: error: this catalog is not sound XML: Couldn't find end of Start Tag catalog line 1\n"},
  {"a mistake in an import", FILES, "x", "", RHUMB_ERR_SYNTAX, NULL, "1:0: error: syntax error at 'x'\n"},
};
// clang-format on

static void
write_file(const char *const path, const char *const text)
{
  FILE *const file = fopen(path, "w");
  assert_non_null(file);
  assert_true(fputs(text, file) >= 0);
  assert_int_equal(fclose(file), 0);
}

static RhumbStatus
put_text(void *const handle, const RhumbQuad *const quad)
{
  RhumbBuf *const out = (RhumbBuf *)handle;
  put_quad(out, quad);
  rhumb_buf_putc(out, '\n');
  return RHUMB_OK;
}

static RhumbStatus
put_declared(void *const handle, const RhumbQuad *const quad)
{
  return rhumb_declarer_put((RhumbDeclarer *)handle, quad);
}

static const RhumbIri imports[] = {{{"http://i/", 9}, {NULL, 7, 3, 0}}};

/// The ontology <http://o/>, with the import if there is a catalog
static RhumbOntology
make_ontology(const Case *const c)
{
  RhumbOntology ontology = {.iri = RHUMB_STR("http://o/")};
  if (c->catalog) {
    write_file("catalog.xml", c->catalog);
    write_file("sub dir/i.ttl", c->imported);
    write_file("sub dir/next.xml",
               CATALOG "<uri name='http://i/' uri='i.ttl'/>"
                       "<nextCatalog catalog='../catalog.xml'/></catalog>");
    ontology.imports = imports;
    ontology.n_imports = 1;
    ontology.catalog = RHUMB_STR("catalog.xml");
  }
  return ontology;
}

static void
test_case(void **const state)
{
  const Case *const c = (const Case *)*state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbBuf quads = {0};
  const RhumbQuadHandler next = {put_text, &quads};
  const RhumbOntology ontology = make_ontology(c);

  RhumbDeclarer *declarer = NULL;
  RhumbStatus status = rhumb_declarer_open(&declarer, &ontology, &next, &diag);
  if (status == RHUMB_OK) {
    const RhumbText text = {"data.ttl", rhumb_str(c->data)};
    const RhumbQuadHandler to = {put_declared, declarer};
    status = rhumb_rdf_read(
        &text, "turtle", RHUMB_STR("http://b/"), NULL, &to, &diag);
  }
  if (status == RHUMB_OK) {
    status = rhumb_declarer_finish(declarer, &diag);
  }
  rhumb_declarer_close(declarer);

  assert_string_equal(reports.text, c->reports);
  assert_int_equal(status, c->status);
  if (c->quads) {
    assert_string_equal(rhumb_buf_cstr(&quads), c->quads);
  }
  rhumb_buf_free(&quads);
}

static void
test_header(void **const state)
{
  (void)state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbBuf quads = {0};
  const RhumbQuadHandler next = {put_text, &quads};
  const RhumbOntology ontology = {
      .iri = RHUMB_STR("http://o/"),
      .version = RHUMB_STR("http://o/1"),
      .title = {.kind = RHUMB_TERM_LITERAL,
                .text = RHUMB_STR("T"),
                .language = RHUMB_STR("en")},
      .license = rhumb_iri(RHUMB_STR("http://l/")),
  };
  RhumbDeclarer *declarer = NULL;
  assert_int_equal(rhumb_declarer_open(&declarer, &ontology, &next, &diag),
                   RHUMB_OK);
  assert_int_equal(rhumb_declarer_finish(declarer, &diag), RHUMB_OK);
  rhumb_declarer_close(declarer);
  rhumb_declarer_close(NULL);
  assert_string_equal(
      rhumb_buf_cstr(&quads),
      HEADER "<http://o/> <" OWL "versionIRI> <http://o/1> .\n"
             "<http://o/> <http://purl.org/dc/terms/title> \"T\"@en .\n"
             "<http://o/> <http://purl.org/dc/terms/license> <http://l/> .\n"
             "<http://purl.org/dc/terms/license> " TYPE " <" OWL
             "AnnotationProperty> .\n"
             "<http://purl.org/dc/terms/title> " TYPE " <" OWL
             "AnnotationProperty> .\n");
  rhumb_buf_free(&quads);
}

static void
assert_text(const char *const path, const char *const expected)
{
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbArena arena = {0};
  const RhumbText *text = NULL;
  const RhumbLoc none = {0};
  assert_int_equal(rhumb_file_read(&text, &arena, path, none, &diag), RHUMB_OK);
  assert_string_equal(text->text.data, expected);
  rhumb_arena_free(&arena);
}

/// An import and its import, whose files have one name, go beside the data
static void
test_ship(void **const state)
{
  (void)state;
  static const char imported[] = "<http://i/> <" OWL "imports> <http://j/?&>.";
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  const Case c = {
      .catalog =
          CATALOG "<uri name='http://i/' uri='sub%20dir/i.ttl'/>"
                  "<uri name='http://j/?&amp;' uri='./i.ttl'/></catalog>",
      .imported = imported,
  };
  const RhumbOntology ontology = make_ontology(&c);
  write_file("i.ttl", "# j\n");
  RhumbOutputs *const outputs = rhumb_outputs_new();
  assert_int_equal(rhumb_imports_ship(&ontology, outputs, "sub dir", &diag),
                   RHUMB_OK);
  assert_int_equal(rhumb_outputs_commit(outputs, &diag), RHUMB_OK);
  assert_text("sub dir/import-i.ttl", imported);
  assert_text("sub dir/import-2-i.ttl", "# j\n");
  assert_text("sub dir/catalog-v001.xml",
              "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
              "<catalog prefer=\"public\" "
              "xmlns=\"urn:oasis:names:tc:entity:xmlns:xml:catalog\">\n"
              "  <uri name=\"http://i/\" uri=\"import-i.ttl\"/>\n"
              "  <uri name=\"http://j/?&#38;\" uri=\"import-2-i.ttl\"/>\n"
              "</catalog>\n");
  assert_string_equal(reports.text, "");
}

/// Shapes go beside the data, each under its own name, as they are
static void
test_shapes(void **const state)
{
  (void)state;
  static const char text[] = "# s\n<a:a> <a:b> <a:c> .\n";
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  const RhumbOntologyFile files[] = {{RHUMB_STR("sub dir/i.ttl"), {0}},
                                     {RHUMB_STR("sub dir/next.xml"), {0}}};
  const RhumbOntology ontology = {.shapes = files, .n_shapes = 2};
  write_file("sub dir/i.ttl", text);
  write_file("sub dir/next.xml", text);
  RhumbOutputs *const outputs = rhumb_outputs_new();
  assert_int_equal(rhumb_shapes_ship(&ontology, outputs, "", &diag), RHUMB_OK);
  assert_int_equal(rhumb_outputs_commit(outputs, &diag), RHUMB_OK);
  assert_text("i.ttl", text);
  assert_text("next.xml", text);
  assert_string_equal(reports.text, "");
}

typedef struct {
  const char *name;
  const char *text; ///< Of the file; NULL: there is none
  RhumbStatus status;
  const char *reports;
} ShapesCase;

static ShapesCase shapes_cases[] = {
    {"shapes", "<a:a> <a:b> <a:c> .", RHUMB_OK, ""},
    {"shapes that are missing",
     NULL,
     RHUMB_ERR_IO,
     "0:0: error: cannot read \"s.ttl\": No such file or directory\n"},
    {"shapes without triples",
     "# none\n",
     RHUMB_ERR_SYNTAX,
     "0:0: error: 's.ttl' has no triples, and so no shapes\n"},
    {"shapes that are no RDF",
     "\nid,name\n",
     RHUMB_ERR_SYNTAX,
     "2:0: error: syntax error at 'i'\n0:0: note: its shapes are asked for "
     "here\n"},
};

static void
test_shapes_case(void **const state)
{
  const ShapesCase *const c = (const ShapesCase *)*state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  const RhumbOntologyFile files[] = {{RHUMB_STR("s.ttl"), {0}}};
  const RhumbOntology ontology = {.shapes = files, .n_shapes = 1};
  if (c->text) {
    write_file("s.ttl", c->text);
  }
  assert_int_equal(rhumb_shapes_check(&ontology, &diag), c->status);
  assert_string_equal(reports.text, c->reports);
  assert_int_equal(remove("s.ttl"), c->text ? 0 : -1);
}

/// What a parser would make a space of is written so that it stays
static void
test_write(void **const state)
{
  (void)state;
  RhumbCatalogEntry entry = {RHUMB_STR("urn:a\n\"<b"), RHUMB_STR("a b.ttl")};
  const RhumbCatalog catalog = {&entry, 1, 1};
  RhumbBuf out = {0};
  rhumb_catalog_write(&out, &catalog);
  assert_non_null(
      strstr(rhumb_buf_cstr(&out),
             "<uri name=\"urn:a&#10;&#34;&#60;b\" uri=\"a%20b.ttl\"/>"));
  rhumb_buf_free(&out);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_write),
      cmocka_unit_test(test_header),
      cmocka_unit_test(test_ship),
      cmocka_unit_test(test_shapes),
  };
  static const char *const made[] = {
      "sub dir/i.ttl",
      "sub dir/import-i.ttl",
      "sub dir/import-2-i.ttl",
      "sub dir/catalog-v001.xml",
      "sub dir/next.xml",
      "i.ttl",
      "catalog.xml",
      "next.xml",
      "sub dir",
  };
  char folder[64];
  const char *const chosen = getenv("TMPDIR");
  const int home = open(".", O_RDONLY);
  (void)snprintf(folder,
                 sizeof(folder),
                 "%s/rhumb-test.XXXXXX",
                 chosen && strlen(chosen) < 40 ? chosen : "/tmp");
  if (!mkdtemp(folder) || chdir(folder) != 0 || mkdir("sub dir", 0700) != 0) {
    return 1;
  }
  int failed = 0;
  RUN_TABLE("declarations", cases, test_case);
  RUN_TABLE("shapes", shapes_cases, test_shapes_case);
  failed += cmocka_run_group_tests_name("ontology", tests, NULL, NULL);
  for (size_t i = 0; i < RHUMB_COUNT(made); ++i) {
    failed += remove(made[i]) != 0;
  }
  return failed + (fchdir(home) != 0) + (rmdir(folder) != 0);
}
