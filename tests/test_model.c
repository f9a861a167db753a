// SPDX-License-Identifier: ISC

/// @file test_model.c  The normal form: what YARRRML and RML say alike is one
/// model, and their mistakes are told in the same words.

#include "cli/rules.h"
#include "model_support.h"

typedef struct {
  const char *name;
  const char *yarrrml;  ///< A mapping's keys but its sources
  const char *rml;      ///< What stands behind a triples map's source
  const char *expected; ///< The model of both, or their first mistake
} Case;

/// A subject, where it is not what is tested
#define YAML(po)   "s: 'ex:s', po: [" po "]"
#define TURTLE(po) "rr:subject ex:s ; rr:predicateObjectMap [" po "]"
#define HEAD       " s <http://e/s>\n"
#define P          "rr:predicate ex:p ;"

// clang-format off
static Case cases[] = {
  {"subject by reference",
   "s: $(id)", "rr:subjectMap [rml:reference \"id\"]", " s {id}:iri\n"},
  {"subject by template",
   "s: 'ex:$(id)'", "rr:subjectMap [rr:template \"http://e/{id}\"]", " s `http://e/{id}`:iri\n"},
  {"subject by constant",
   "s: 'ex:s'", "rr:subjectMap [rr:constant ex:s]", HEAD},
  {"subject by function",
   "s: {f: 'ex:f', pms: [['ex:x', $(a)]]}",
   "rr:subjectMap [fnml:functionValue [rr:predicateObjectMap [rr:predicate fno:executes ; rr:object ex:f],"
   " [rr:predicate ex:x ; rr:objectMap [rml:reference \"a\"]]]]",
   " s http://e/f(http://e/x={a}:literal):iri\n"},
  {"subject that is a blank node with a name",
   "s: {value: $(id), type: blank}", "rr:subjectMap [rml:reference \"id\" ; rr:termType rr:BlankNode]",
   " s {id}:blank\n"},
  {"no subject: a blank node a row",
   "s: null, po: []", "rr:subjectMap [rr:termType rr:BlankNode]", " s -:blank\n"},
  {"predicate by reference",
   YAML("[$(p), x]"), TURTLE("rr:predicateMap [rml:reference \"p\"] ; rr:object \"x\""),
   HEAD " p {p}:iri o \"x\"\n"},
  {"predicate by template",
   YAML("['ex:$(p)', x]"), TURTLE("rr:predicateMap [rr:template \"http://e/{p}\"] ; rr:object \"x\""),
   HEAD " p `http://e/{p}`:iri o \"x\"\n"},
  {"object by reference: a literal",
   YAML("[ex:p, $(x)]"), TURTLE(P "rr:objectMap [rml:reference \"x\"]"),
   HEAD " p <http://e/p> o {x}:literal\n"},
  {"object by function: a literal",
   YAML("{p: ex:p, o: {f: 'ex:f', pms: []}}"),
   TURTLE(P "rr:objectMap [fnml:functionValue [rr:predicateObjectMap [rr:predicate fno:executes ; rr:object ex:f]]]"),
   HEAD " p <http://e/p> o http://e/f():literal\n"},
  {"object by function with a type",
   YAML("{p: ex:p, o: {f: 'ex:f', pms: [], type: iri}}"),
   TURTLE(P "rr:objectMap [fnml:functionValue [rr:predicateObjectMap [rr:predicate fno:executes ; rr:object ex:f]] ; rr:termType rr:IRI]"),
   HEAD " p <http://e/p> o http://e/f():iri\n"},
  {"object by template: an IRI in RML",
   YAML("[ex:p, 'ex:$(x)~iri']"), TURTLE(P "rr:objectMap [rr:template \"http://e/{x}\"]"),
   HEAD " p <http://e/p> o `http://e/{x}`:iri\n"},
  {"object by template: a literal in YARRRML",
   YAML("[ex:p, a$(x)]"), TURTLE(P "rr:objectMap [rr:template \"a{x}\" ; rr:termType rr:Literal]"),
   HEAD " p <http://e/p> o `a{x}`:literal\n"},
  {"a datatype makes a literal of a template",
   YAML("[ex:p, a$(x), xsd:date]"), TURTLE(P "rr:objectMap [rr:template \"a{x}\" ; rr:datatype xsd:date]"),
   HEAD " p <http://e/p> o `a{x}`:literal^^<http://www.w3.org/2001/XMLSchema#date>\n"},
  {"and so does a language",
   YAML("[ex:p, a$(x), en~lang]"), TURTLE(P "rr:objectMap [rr:template \"a{x}\" ; rr:language \"en\"]"),
   HEAD " p <http://e/p> o `a{x}`:literal@\"en\"\n"},
  {"a language by reference",
   YAML("[ex:p, a$(x), $(l)~lang]"),
   TURTLE(P "rr:objectMap [rr:template \"a{x}\" ; rml:languageMap [rml:reference \"l\"]]"),
   HEAD " p <http://e/p> o `a{x}`:literal@{l}\n"},
  {"a datatype by template",
   YAML("[ex:p, $(x), 'ex:$(t)']"),
   TURTLE(P "rr:objectMap [rml:reference \"x\" ; rml:datatypeMap [rr:template \"http://e/{t}\"]]"),
   HEAD " p <http://e/p> o {x}:literal^^`http://e/{t}`\n"},
  {"constants are what they are",
   YAML("[ex:p, [x, 'ex:x~iri']]"), TURTLE(P "rr:object \"x\", ex:x"),
   HEAD " p <http://e/p> o \"x\" o <http://e/x>\n"},
  {"the type of a constant is plain",
   YAML("{p: ex:p, o: {value: 'ex:x', type: unsafeiri}}"),
   TURTLE(P "rr:objectMap [rr:constant ex:x ; rr:termType new:UnsafeIRI]"),
   HEAD " p <http://e/p> o <http://e/x>\n"},
  {"types of IRIs",
   YAML("{p: ex:p, o: [{value: $(x), type: uri}, {value: $(x), type: unsafeuri}]}"),
   TURTLE(P "rr:objectMap [rml:reference \"x\" ; rr:termType new:URI], [rml:reference \"x\" ; rr:termType new:UnsafeURI]"),
   HEAD " p <http://e/p> o {x}:uri o {x}:unsafe-uri\n"},
  {"a fresh blank node",
   YAML("{p: ex:p, o: {type: blank}}"), TURTLE(P "rr:objectMap [rr:termType rr:BlankNode]"),
   HEAD " p <http://e/p> o -:blank\n"},
  {"classes",
   YAML("[a, ['ex:C', 'ex:D']]"), "rr:subjectMap [rr:constant ex:s ; rr:class ex:C, ex:D]",
   HEAD " p <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> o <http://e/C> o <http://e/D>\n"},
  {"graphs by reference and template",
   "s: 'ex:s', g: [$(g), 'ex:$(g)']",
   "rr:subjectMap [rr:constant ex:s ; rr:graphMap [rml:reference \"g\"], [rr:template \"http://e/{g}\"]]",
   " s <http://e/s> g {g}:iri g `http://e/{g}`:iri\n"},
  {"the default graph, whoever names it",
   "s: 'ex:s', g: ['<http://w3id.org/rml/defaultGraph>', '<http://www.w3.org/ns/r2rml#defaultGraph>']",
   "rr:subjectMap [rr:constant ex:s ; rr:graph rr:defaultGraph ; rr:graphMap [rr:constant rr:defaultGraph]]",
   " s <http://e/s> g default g default\n"},
  {"an inverse predicate is a triples map",
   YAML("{p: ex:p, i: ex:q, o: '$(x)~iri'}"),
   TURTLE(P "rr:objectMap [rml:reference \"x\" ; rr:termType rr:IRI]") " .\n"
   "ex:n rml:logicalSource ex:d ; rr:subjectMap [rml:reference \"x\"] ; rr:predicateObjectMap [rr:predicate ex:q ; rr:object ex:s]",
   HEAD " p <http://e/p> o {x}:iri\n s {x}:iri\n p <http://e/q> o <http://e/s>\n"},
  {"one for each object, and the object's own",
   YAML("{p: ex:p, i: ex:q, o: ['$(x)~iri', {value: $(y), type: iri, i: ex:r}]}"),
   TURTLE(P "rr:objectMap [rml:reference \"x\" ; rr:termType rr:IRI], [rml:reference \"y\" ; rr:termType rr:IRI]") " .\n"
   "ex:n rml:logicalSource ex:d ; rr:subjectMap [rml:reference \"x\"] ; rr:predicateObjectMap [rr:predicate ex:q ; rr:object ex:s] .\n"
   "ex:o rml:logicalSource ex:d ; rr:subjectMap [rml:reference \"y\"] ; rr:predicateObjectMap [rr:predicate ex:q ; rr:object ex:s] .\n"
   "ex:r rml:logicalSource ex:d ; rr:subjectMap [rml:reference \"y\"] ; rr:predicateObjectMap [rr:predicate ex:r ; rr:object ex:s]",
   HEAD " p <http://e/p> o {x}:iri o {y}:iri\n s {x}:iri\n p <http://e/q> o <http://e/s>\n"
   " s {y}:iri\n p <http://e/q> o <http://e/s>\n s {y}:iri\n p <http://e/r> o <http://e/s>\n"},
};

static Case mistakes[] = {
  {"a predicate that is a literal",
   YAML("{p: {value: $(p), type: literal}, o: x}"),
   TURTLE("rr:predicateMap [rml:reference \"p\" ; rr:termType rr:Literal] ; rr:object \"x\""),
   "a predicate cannot be a literal"},
  {"a predicate that is a blank node",
   YAML("{p: {value: $(p), type: blank}, o: x}"),
   TURTLE("rr:predicateMap [rml:reference \"p\" ; rr:termType rr:BlankNode] ; rr:object \"x\""),
   "a predicate cannot be a blank node"},
  {"a language that is none",
   YAML("[ex:p, $(x), e_n~lang]"), TURTLE(P "rr:objectMap [rml:reference \"x\" ; rr:language \"e_n\"]"),
   "\"e_n\" is no language tag of BCP 47, such as en or pt-BR"},
  {"a language that is a word",
   YAML("[ex:p, $(x), english~lang]"), TURTLE(P "rr:objectMap [rml:reference \"x\" ; rr:language \"english\"]"),
   "\"english\" is no language tag of BCP 47, such as en or pt-BR"},
  {"datatype and language",
   YAML("{p: ex:p, o: {value: $(x), datatype: xsd:date, language: en}}"),
   TURTLE(P "rr:objectMap [rml:reference \"x\" ; rr:datatype xsd:date ; rr:language \"en\"]"),
   "a literal has a datatype or a language, not both; the datatype is on line 3"},
  {"a datatype of an IRI",
   YAML("{p: ex:p, o: {value: $(x), datatype: xsd:date, type: iri}}"),
   TURTLE(P "rr:objectMap [rml:reference \"x\" ; rr:datatype xsd:date ; rr:termType rr:IRI]"),
   "an IRI has no datatype"},
  {"a language of a blank node",
   YAML("{p: ex:p, o: {value: $(x), language: en, type: blank}}"),
   TURTLE(P "rr:objectMap [rml:reference \"x\" ; rr:language \"en\" ; rr:termType rr:BlankNode]"),
   "a blank node has no language"},
};
// clang-format on

#define YAML_HEAD                                                      \
  "prefixes: {ex: 'http://e/', xsd: 'http://www.w3.org/2001/XMLSchema" \
  "#'}\nmappings:\n"
#define TURTLE_HEAD                                                            \
  "@prefix rr: <http://www.w3.org/ns/r2rml#> . @prefix rml: "                  \
  "<http://semweb.mmlab.be/ns/rml#> . @prefix new: <http://w3id.org/rml/> . "  \
  "@prefix ql: <http://semweb.mmlab.be/ns/ql#> . @prefix fnml: "               \
  "<http://semweb.mmlab.be/ns/fnml#> . @prefix fno: "                          \
  "<https://w3id.org/function/ontology#> . @prefix ex: <http://e/> . @prefix " \
  "xsd: <http://www.w3.org/2001/XMLSchema#> .\nex:d rml:source \"d.csv\" ; "   \
  "rml:referenceFormulation ql:CSV .\n"

/// Read rules in one of the languages, and write what they mean
static RhumbStatus
read_rules(const char *const rules, RhumbBuf *const out, Reports *const reports)
{
  RhumbArena arena = {0};
  RhumbMapping *mapping = NULL;
  const RhumbText text = {"rules", rhumb_str(rules)};
  const RhumbText *const texts[] = {&text};
  const RhumbRulesOptions options = {0};
  const RhumbDiag diag = {keep_report, reports};
  const RhumbStatus status =
      rhumb_rules_read(&mapping, &arena, texts, 1, &options, &diag);
  for (size_t i = 0; status == RHUMB_OK && i < mapping->n_maps; ++i) {
    put_pairs(out, mapping->maps[i]);
  }
  rhumb_arena_free(&arena);
  return status;
}

/// The rules of a row in both languages
static void
put_rules(const Case *const c, RhumbBuf rules[const 2])
{
  rhumb_buf_format(
      &rules[0], YAML_HEAD "  m: {sources: [[d.csv~csv]], %s}\n", c->yarrrml);
  rhumb_buf_format(
      &rules[1], TURTLE_HEAD "ex:m rml:logicalSource ex:d ; %s .\n", c->rml);
}

static void
test_same(void **const state)
{
  const Case *const c = (const Case *)*state;
  RhumbBuf rules[2] = {{0}};
  put_rules(c, rules);
  for (size_t i = 0; i < RHUMB_COUNT(rules); ++i) {
    RhumbBuf out = {0};
    Reports reports = {0};
    const RhumbStatus status =
        read_rules(rhumb_buf_cstr(&rules[i]), &out, &reports);
    assert_string_equal(reports.text, "");
    assert_int_equal(status, RHUMB_OK);
    assert_string_equal(rhumb_buf_cstr(&out), c->expected);
    rhumb_buf_free(&out);
    rhumb_buf_free(&rules[i]);
  }
}

static void
test_mistake(void **const state)
{
  const Case *const c = (const Case *)*state;
  RhumbBuf rules[2] = {{0}};
  put_rules(c, rules);
  for (size_t i = 0; i < RHUMB_COUNT(rules); ++i) {
    RhumbBuf out = {0};
    RhumbBuf line = {0};
    Reports reports = {0};
    const RhumbStatus status =
        read_rules(rhumb_buf_cstr(&rules[i]), &out, &reports);
    assert_int_not_equal(status, RHUMB_OK);
    assert_int_equal(reports.count, 1);
    const char *const message = strstr(reports.text, "error: ");
    assert_non_null(message);
    rhumb_buf_format(&line, "error: %s\n", c->expected);
    assert_string_equal(message, rhumb_buf_cstr(&line));
    rhumb_buf_free(&line);
    rhumb_buf_free(&out);
    rhumb_buf_free(&rules[i]);
  }
}

int
main(void)
{
  int failed = 0;
  RUN_TABLE("one model", cases, test_same);
  RUN_TABLE("one message", mistakes, test_mistake);
  return failed;
}
