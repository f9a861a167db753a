// SPDX-License-Identifier: ISC

/// @file test_yarrrml.c  Every form of YARRRML, as the model says it.
///
/// Models are written in a short notation, a line a triples map:
///
///     name [source] subject g: graphs ?condition { predicates > objects; … }
///
/// A term is I: (IRI), L: (literal) or B: (blank node) with a constant, a
/// reference $(x), a template in backquotes, a function f(…) or nothing, [];
/// then ^^datatype, @language, =>target, ?condition. A reference to the mapping
/// m is *m with its joins.

#include "cli/rules.h"
#include "support.h"

typedef struct {
  const char *name;
  const char *text;
  const char *model;   ///< NULL: an error
  const char *reports; ///< What is reported
} Case;

/// The rules around a list of predicates with objects, at line 6
#define HEAD                               \
  "prefixes: {ex: 'http://ex.org/'}\n"     \
  "targets: {out: out.nq}\n"               \
  "mappings:\n"                            \
  "  n: {source: b.csv~csv, s: ex:$(n)}\n" \
  "  m: {source: a.csv~csv, s: ex:$(id), po: [\n"
#define TAIL "]}\n"

// clang-format off
static Case pair_cases[] = {
  {"short",               "[ex:p, v]",                    "ex:p > L:\"v\"", ""},
  {"a reference",         "[ex:p, $(x)]",                 "ex:p > L:$(x)", ""},
  {"a template",          "[ex:p, a$(x)b]",               "ex:p > L:`a$(x)b`", ""},
  {"a datatype",          "[ex:p, $(x), xsd:date]",       "ex:p > L:$(x)^^xsd:date", ""},
  {"a datatype by row",   "[ex:p, $(x), ex:$(t)]",        "ex:p > L:$(x)^^`http://ex.org/$(t)`", ""},
  {"a language",          "[ex:p, $(x), en-GB~lang]",     "ex:p > L:$(x)@\"en-GB\"", ""},
  {"a language by row",   "[ex:p, $(x), $(l)~lang]",      "ex:p > L:$(x)@$(l)", ""},
  {"a language template", "[ex:p, $(x), en-$(l)~lang]",   "ex:p > L:$(x)@`en-$(l)`", ""},
  {"many by many",        "[[ex:p, ex:q], [a, $(b)]]",    "ex:p,ex:q > L:\"a\",L:$(b)", ""},
  {"a class",             "[a, ex:C]",                    "rdf:type > I:ex:C", ""},
  {"rdf:type",            "[rdf:type, ex:C]",             "rdf:type > I:ex:C", ""},
  {"the whole IRI",       "['http://www.w3.org/1999/02/22-rdf-syntax-ns#type', ex:C]", "rdf:type > I:ex:C", ""},
  {"the IRI in brackets", "['<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>', <http://c.org/C>]", "rdf:type > I:<http://c.org/C>", ""},
  {"classes",             "[a, [ex:C, ex:$(c), $(d)]]",   "rdf:type > I:ex:C,I:`http://ex.org/$(c)`,I:$(d)", ""},
  {"a class with ~iri",   "[a, ex:C~iri]",                "rdf:type > I:ex:C", ""},
  {"~iri",                "[ex:p, ex:v~iri]",             "ex:p > I:ex:v", ""},
  {"~iri of a reference", "[ex:p, $(x)~iri]",             "ex:p > I:$(x)", ""},
  {"~iri of a template",  "[ex:p, http://a/$(x)~iri]",    "ex:p > I:`http://a/$(x)`", ""},
  {"~iri, relative",      "[ex:p, a/$(x)~iri]",           "ex:p > I:`a/$(x)`", ""},
  {"no prefix in texts",  "[ex:p, {value: ex:v, type: literal}]", "ex:p > L:\"ex:v\"", ""},
  {"no prefix in references", "[ex:p, $(ex:v)~iri]",      "ex:p > I:$(ex:v)", ""},
  {"an escaped colon",    "[ex:p, ex\\:v~iri]",           "ex:p > I:<ex:v>", ""},
  {"other schemes",       "[ex:p, [urn:a~iri, mailto:a@b~iri, https://c/~iri]]", "ex:p > I:<urn:a>,I:<mailto:a@b>,I:<https://c/>", ""},
  {"numbers and booleans", "[ex:p, [5, 1.50, true, 0, false]]", "ex:p > L:\"5\",L:\"1.50\",L:\"true\",L:\"0\",L:\"false\"", ""},
  {"an empty string",     "[ex:p, '']",                   "ex:p > L:\"\"", ""},
  {"a predicate by row",  "[ex:$(p), v]",                 "`http://ex.org/$(p)` > L:\"v\"", ""},
  {"JSONPath",            "[ex:p, '$(a[?(@.b == \")\")].c)']", "ex:p > L:$(a[?(@.b == \")\")].c)", ""},
  {"escaped parentheses", "[ex:p, '\\(a\\)']",            "ex:p > L:\"(a)\"", ""},

  {"a map",               "{predicates: ex:p, objects: v}", "ex:p > L:\"v\"", ""},
  {"a map, one each",     "{predicate: ex:p, object: v}", "ex:p > L:\"v\"", ""},
  {"a map, letters",      "{p: ex:p, o: v}",              "ex:p > L:\"v\"", ""},
  {"lists in a map",      "{p: [ex:p, ex:q], o: [a, b]}", "ex:p,ex:q > L:\"a\",L:\"b\"", ""},
  {"lists of pairs",      "{p: ex:p, o: [[a, xsd:string], [b, nl~lang]]}", "ex:p > L:\"a\"^^xsd:string,L:\"b\"@\"nl\"", ""},
  {"a list of one",       "{p: ex:p, o: [[a]]}",          "ex:p > L:\"a\"", ""},
  {"datatype for all",    "{p: ex:p, o: [a, [b, ex:d], c~iri], datatype: xsd:token}", "ex:p > L:\"a\"^^xsd:token,L:\"b\"^^ex:d,I:<c>", ""},
  {"language for all",    "{p: ex:p, o: [a, $(b)], language: fr}", "ex:p > L:\"a\"@\"fr\",L:$(b)@\"fr\"", ""},
  {"type for all",        "{p: ex:p, o: ex:v, type: iri}", "ex:p > I:ex:v", ""},
  {"an object map",       "{p: ex:p, o: {value: $(x), datatype: xsd:int}}", "ex:p > L:$(x)^^xsd:int", ""},
  {"an object map, short", "{p: ex:p, o: {v: ex:x, type: iri}}", "ex:p > I:ex:x", ""},
  {"a language in a map", "{p: ex:p, o: {v: $(x), language: $(l)}}", "ex:p > L:$(x)@$(l)", ""},
  {"a literal class",     "{p: a, o: {v: x, type: literal}}", "rdf:type > L:\"x\"", ""},
  {"a fresh blank node",  "{p: ex:p, o: {type: blank}}",  "ex:p > B:[]", ""},
  {"a blank node",        "{p: ex:p, o: {v: $(x), type: blank}}", "ex:p > B:$(x)", ""},
  {"object maps",         "{p: ex:p, o: [{v: a}, {v: b, type: iri}]}", "ex:p > L:\"a\",I:<b>", ""},
  {"a map in a list",     "[ex:p, {v: $(x), targets: out}]", "ex:p > L:$(x)=>out", ""},
  {"a predicate map",     "[{value: ex:p, targets: out}, v]", "ex:p=>out > L:\"v\"", ""},
  {"a target in place",   "[ex:p, {v: x, target: [a.ttl~void, turtle, gzip]}]", "ex:p > L:\"x\"=>a.ttl(void,turtle,gzip)", ""},
  {"targets",             "[ex:p, {v: x, t: [out, [b.nt, ntriples], {access: c.nq, type: localfile}]}]", "ex:p > L:\"x\"=>out=>b.nt(localfile,ntriples,)=>c.nq(localfile,nquads,)", ""},
  {"target of a language", "{p: ex:p, o: {v: x, language: {value: en, targets: out}}}", "ex:p > L:\"x\"@\"en\"@=>out", ""},
  {"a graph",             "{p: ex:p, o: v, graphs: ex:g}", "ex:p > L:\"v\" g: ex:g", ""},
  {"graphs",              "{p: ex:p, o: v, g: [ex:$(g), {value: ex:h, targets: out}]}", "ex:p > L:\"v\" g: `http://ex.org/$(g)`,ex:h=>out", ""},

  {"a mapping",           "{p: ex:p, o: {mapping: n}}",   "ex:p > *n", ""},
  {"mappings",            "{p: ex:p, o: {mapping: [n, m]}}", "ex:p > *n,*m", ""},
  {"a join",              "{p: ex:p, o: {mapping: n, condition: {function: equal, parameters: [[str1, $(a)], [str2, $(b)]]}}}", "ex:p > *n($(a)=$(b))", ""},
  {"a join, sides",       "{p: ex:p, o: {mapping: n, c: {f: equal, pms: [[str1, $(a), o], [str2, $(b), s]]}}}", "ex:p > *n($(b)=$(a))", ""},
  {"a join, maps",        "{p: ex:p, o: {mapping: n, condition: {fn: equal, pms: [{parameter: str1, value: $(a), from: subject}, {pm: str2, v: $(b), from: object}]}}}", "ex:p > *n($(a)=$(b))", ""},
  {"a join on one line",  "{p: ex:p, o: {mapping: n, condition: 'equal(str1 = $(a), str2 = $(b))'}}", "ex:p > *n($(a)=$(b))", ""},
  {"two joins",           "{p: ex:p, o: {mapping: n, condition: [{f: equal, pms: [[str1, $(a)], [str2, $(b)]]}, {f: equal, pms: [[str1, $(c)], [str2, $(d)]]}]}}", "ex:p > *n($(a)=$(b),$(c)=$(d))", ""},
  {"a join on a constant", "{p: ex:p, o: {mapping: n, condition: {f: equal, pms: [[str1, x], [str2, a$(b)]]}}}", "ex:p > *n(\"x\"=`a$(b)`)", ""},
  {"a join by function",  "{p: ex:p, o: {mapping: n, condition: {f: equal, pms: [[str1, $(a), s], {pm: str2, v: {f: ex:low, pms: [[ex:in, $(b), o]]}}]}}}", "ex:p > *n($(a)=low(in=L:$(b)))", ""},
  {"a join, the other way round", "{p: ex:p, o: {mapping: n, condition: {f: equal, pms: [[str2, {f: ex:low, pms: [[ex:in, $(a)]]}, s], [str1, $(b), o]]}}}", "ex:p > *n(low(in=L:$(a))=$(b))", ""},
  {"a join of encoded IRIs", "{p: ex:p, o: {mapping: n, condition: {f: equal, pms: [[str1, 'ex:$(a)~iri'], [str2, $(b)]]}}}", "ex:p > *n?equal(valueParameter=I:`http://ex.org/$(a)`,valueParameter2/o=L:$(b))", ""},
  {"a join within one row", "{p: ex:p, o: {mapping: n, condition: {f: equal, pms: [[str1, $(a), s], [str2, $(b), s]]}}}", "ex:p > *n?equal(valueParameter=L:$(a),valueParameter2=L:$(b))", ""},
  {"a function's side goes for its arguments", "{p: ex:p, o: {mapping: n, condition: {f: ex:near, pms: [[ex:a, $(a)], [ex:b, {f: ex:low, pms: [[ex:in, $(b)]]}, o]]}}}", "ex:p > *n?near(a=L:$(a),b/o=L:low(in/o=L:$(b)))", ""},
  {"a join, by itself and within boolean_and, is one", "{p: ex:p, o: {mapping: n, condition: [{f: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#boolean_and', pms: [[ex:x, {f: equal, pms: [[str1, $(a)], [str2, a$(b)]]}]]}, {f: equal, pms: [[str1, $(a)], [str2, a$(b)]]}]}}",
   "ex:p > *n($(a)=`a$(b)`)?boolean_and(x=L:equal(valueParameter=L:$(a),valueParameter2/o=L:`a$(b)`))", ""},
  {"a join of another kind", "{p: ex:p, o: {mapping: n, condition: {f: notEqual, pms: [[str1, $(a)], [str2, $(b)]]}}}", "ex:p > *n?notEqual(valueParameter=L:$(a),valueParameter2/o=L:$(b))", ""},

  {"a function",          "{p: ex:p, o: {function: ex:f, parameters: [[ex:a, $(x)], [ex:b, 5]]}}", "ex:p > L:f(a=L:$(x),b=L:\"5\")", ""},
  {"a function, maps",    "{p: ex:p, o: {f: ex:f, pms: [{parameter: ex:a, value: ex:v, type: iri}, {pm: ex:b, v: ex:w~iri}]}}", "ex:p > L:f(a=I:ex:v,b=I:ex:w)", ""},
  {"a function's terms",  "{p: ex:p, o: {fn: ex:f, pms: [], datatype: xsd:date}}", "ex:p > L:f()^^xsd:date", ""},
  {"a function's IRI",    "{p: ex:p, o: {fn: ex:f, type: iri}}", "ex:p > I:f()", ""},
  {"a function's class",  "{p: a, o: {fn: ex:f}}",        "rdf:type > I:f()", ""},
  {"nested functions",    "{p: ex:p, o: {f: ex:f, pms: [[ex:a, {f: ex:g, pms: [[ex:b, $(x)]]}]]}}", "ex:p > L:f(a=L:g(b=L:$(x)))", ""},
  {"one line",            "{p: ex:p, o: {f: 'ex:f(ex:a = $(x), b = \"y, z\", c = ''(q)'')'}}", "ex:p > L:f(a=L:$(x),b=L:\"y, z\",c=L:\"(q)\")", ""},
  {"one line, nested",    "{p: ex:p, o: {f: 'ex:f(a = ex:g(b = $(x[?(@.y > 1)]), c = ex:v~iri), d = 5)'}}", "ex:p > L:f(a=L:g(b=L:$(x[?(@.y > 1)]),c=I:ex:v),d=L:\"5\")", ""},
  {"one line, a reference with quotes", "{p: ex:p, o: {f: \"ex:f(a = $(l[?(@.k=='a-, (')].v), b = $(Bob's), c = $(Ann's))\"}}", "ex:p > L:f(a=L:$(l[?(@.k=='a-, (')].v),b=L:$(Bob's),c=L:$(Ann's))", ""},
  {"one line, escaped parentheses", "{p: ex:p, o: {f: 'ex:f(a = $((test\\)), b = $(T (C\\)), c = d)'}}", "ex:p > L:f(a=L:$((test)),b=L:$(T (C)),c=L:\"d\")", ""},
  {"one line, quoted signs", "{p: ex:p, o: {f: 'ex:f(a = \")\", b = \"(\", c = \", \", d = \"x = y\")'}}", "ex:p > L:f(a=L:\")\",b=L:\"(\",c=L:\", \",d=L:\"x = y\")", ""},
  {"one line, quotes in quotes", "{p: ex:p, o: {f: 'ex:f(a = \"it''s\", b = \"say \\\"hi\\\", he\", c = \"a \"b\" c\")'}}", "ex:p > L:f(a=L:\"it's\",b=L:\"say \"hi\", he\",c=L:\"a \"b\" c\")", ""},
  {"one line, a quoted reference", "{p: ex:p, o: {f: 'ex:f(a = \"x $(l[?@.k==\"q, r\"].v) y\", b = z)'}}", "ex:p > L:f(a=L:`x $(l[?@.k==\"q, r\"].v) y`,b=L:\"z\")", ""},
  {"one line, apostrophes", "{p: ex:p, o: {f: \"ex:f(a = it's, b = the boys' own, c = 'tis)\"}}", "ex:p > L:f(a=L:\"it's\",b=L:\"the boys' own\",c=L:\"'tis\")", ""},
  {"one line, quotes as an argument's part", "{p: ex:p, o: {f: 'ex:f(a = x \"y, z\" w, b = v)'}}", "ex:p > L:f(a=L:\"x \"y, z\" w\",b=L:\"v\")", ""},

  {"a prefix in an IRI's argument", "{p: ex:p, o: {f: ex:f, pms: [[ex:a, ex:h/$(x)], [ex:b, foaf:n]], type: iri}}", "ex:p > I:f(a=L:`http://ex.org/h/$(x)`,b=L:\"http://xmlns.com/foaf/0.1/n\")", ""},
  {"the same, one line",  "{p: ex:p, o: {f: 'ex:f(a = ex:h/$(x), b = \"ex:y\", c = ex:)', type: iri}}", "ex:p > I:f(a=L:`http://ex.org/h/$(x)`,b=L:\"http://ex.org/y\",c=L:\"http://ex.org/\")", ""},
  {"the same, nested",    "{p: ex:p, o: {f: ex:f, pms: [[ex:a, {f: 'ex:g(b = ex:h/$(x))'}]], type: iri}}", "ex:p > I:f(a=L:g(b=L:`http://ex.org/h/$(x)`))", ""},
  {"the same of a class", "{p: a, o: {f: 'ex:f(a = ex:h/$(x))'}}", "rdf:type > I:f(a=L:`http://ex.org/h/$(x)`)", ""},
  {"the same of a predicate and a graph", "{p: {f: 'ex:f(a = ex:$(x))'}, o: v, g: {f: ex:f, pms: [{pm: ex:a, v: ex:g}]}}", "f(a=L:`http://ex.org/$(x)`) > L:\"v\" g: f(a=L:\"http://ex.org/g\")", ""},
  {"the same of a datatype", "{p: ex:p, o: {v: $(x), datatype: {f: 'ex:f(a = ex:$(t))'}}}", "ex:p > L:$(x)^^f(a=L:`http://ex.org/$(t)`)", ""},
  {"no prefix in a text's argument", "{p: ex:p, o: {f: ex:f, pms: [[ex:a, ex:h/$(x)], [ex:b, {f: 'ex:g(b = ex:y)'}]]}}", "ex:p > L:f(a=L:`ex:h/$(x)`,b=L:g(b=L:\"ex:y\"))",
   "6:37: warning: the function is given this text, not an IRI, though \"ex:\" is a prefix; if that is meant, \"type: literal\" says so; ex:h/$(x)~iri\n"
   "6:70: warning: the function is given this text, not an IRI, though \"ex:\" is a prefix; if that is meant, \"type: literal\" says so; ex:y~iri\n"},
  {"nor in a test for an IRI", "{p: ex:p, o: {f: 'https://w3id.org/imec/idlab/function#trueCondition', pms: [[ex:c, {f: equal, pms: [[str1, $(k)], [str2, ex:y]]}], [ex:a, ex:$(x)]], type: iri}}", "ex:p > I:trueCondition(c=L:equal(valueParameter=L:$(k),valueParameter2=L:\"ex:y\"),a=L:`http://ex.org/$(x)`)",
   "6:123: warning: the function is given this text, not an IRI, though \"ex:\" is a prefix; if that is meant, \"type: literal\" says so; ex:y~iri\n"},
  {"nor in a condition of an IRI", "{p: ex:p, o: {v: ex:z, type: iri, condition: {f: ex:c, pms: [[ex:a, ex:y]]}}}", "ex:p > I:ex:z?c(a=L:\"ex:y\")",
   "6:69: warning: the function is given this text, not an IRI, though \"ex:\" is a prefix; if that is meant, \"type: literal\" says so; ex:y~iri\n"},
  {"an unknown prefix is text there", "{p: ex:p, o: {f: 'ex:f(a = no:$(x), b = http://a/, c = \"ex: y\", d = ex\\:y)', type: iri}}", "ex:p > I:f(a=L:`no:$(x)`,b=L:\"http://a/\",c=L:\"ex: y\",d=L:\"ex:y\")", ""},
  {"a text that says so", "[ex:p, 'ex\\:$(x)']", "ex:p > L:`ex:$(x)`", ""},
  {"an argument that says so", "{p: ex:p, o: {f: 'ex:f(a = ex\\:y, b = \"ex:y\")'}}", "ex:p > L:f(a=L:\"ex:y\",b=L:\"ex:y\")", ""},
  {"one line, no arguments", "{p: ex:p, o: {f: ex:f()}}", "ex:p > L:f()", ""},
  {"a predicate function", "{p: {f: ex:f}, o: v}",        "f() > L:\"v\"", ""},
  {"a graph function",    "{p: ex:p, o: v, g: {f: ex:f}}", "ex:p > L:\"v\" g: f()", ""},
  {"a condition",         "{p: ex:p, o: v, condition: {f: ex:c, pms: [[ex:a, $(x)]]}}", "ex:p > L:\"v\" ?c(a=L:$(x))", ""},
  {"conditions",          "{p: ex:p, o: v, c: [{f: ex:c}, {f: ex:d}]}", "ex:p > L:\"v\" ?trueCondition(strBoolean=L:c(),str=L:d())", ""},
  {"an object's condition", "{p: ex:p, o: {v: x, condition: {f: equal, pms: [[str1, $(a)], [str2, b]]}}}", "ex:p > L:\"x\"?equal(valueParameter=L:$(a),valueParameter2=L:\"b\")", ""},
};

static Case whole_cases[] = {
  {"all short", "prefixes: {ex: 'http://ex.org/'}\nm: {a: {source: b.csv~csv, s: ex:$(i), po: [[a, ex:C]]}}\n",
   "a [csv b.csv] I:`http://ex.org/$(i)` { rdf:type > I:ex:C }\n", ""},
  {"all long", "base: http://b/\nprefixes:\n  ex: http://ex.org/\nmappings:\n  a:\n    sources:\n      access: b.json\n      referenceFormulation: jsonpath\n      iterator: $.x[*]\n"
   "    subjects: ex:$(i)\n    predicateobjects:\n      - predicates: a\n        objects: ex:C\n",
   "a [json b.json|$.x[*]] I:`http://ex.org/$(i)` { rdf:type > I:ex:C }\n", ""},
  {"named sources", "sources:\n  x: [a.json~jsonpath, '$']\n  y: {access: b.xml, referenceFormulation: xpath, iterator: /r}\n  z: c.csv\nmappings:\n  m: {sources: [x, y, z], s: http://a/$(i)}\n",
   "m [json a.json|$] I:`http://a/$(i)` { }\nm [xml b.xml|/r] I:`http://a/$(i)` { }\nm [csv c.csv] I:`http://a/$(i)` { }\n", ""},
  {"keys in a list in a list", "s: {x: a.csv, y: b.csv}\nm: {m: {sources: [[x, y]], s: http://a/}}\n",
   "m [csv a.csv] I:<http://a/> { }\nm [csv b.csv] I:<http://a/> { }\n", ""},
  {"sources of all forms", "source: {x: a.csv}\nm: {m: {sources: [x, b.jsonl~jsonl, [c.json~json, $.a], {access: d.CSV}], s: http://a/}}\n",
   "m [csv a.csv] I:<http://a/> { }\nm [jsonl b.jsonl] I:<http://a/> { }\nm [json c.json|$.a] I:<http://a/> { }\nm [csv d.CSV] I:<http://a/> { }\n", ""},
  {"one source as a list", "m: {m: {sources: [a.json~jsonpath, '$.b'], s: http://a/}}\n", "m [json a.json|$.b] I:<http://a/> { }\n", ""},
  {"two sources as texts", "m: {m: {sources: [a.csv~csv, b.csv~csv], s: http://a/}}\n", "m [csv a.csv] I:<http://a/> { }\nm [csv b.csv] I:<http://a/> { }\n", ""},
  {"guesses", "m: {m: {sources: [{access: a.json}, {access: b.ndjson.gz}, {access: c.xml}, {access: d, contentType: text/csv}, {access: e.txt, referenceFormulation: CSV}], s: http://a/}}\n",
   "m [json a.json] I:<http://a/> { }\nm [jsonl b.ndjson.gz] I:<http://a/> { }\nm [xml c.xml] I:<http://a/> { }\nm [csv d] I:<http://a/> { }\nm [csv e.txt] I:<http://a/> { }\n", ""},
  {"tables", "prefixes: {ex: 'http://ex.org/'}\ntables: {c: {a: ex:A}, w: {a: b}, x: {a: [ex:A, b]}}\nm: {m: {source: a.csv, s: http://a/$(i => w), po: [[ex:p, $(t => c)], [ex:q, $(t => w)], [ex:r, $(t => x)], [ex:s, {value: $(t => c), type: literal}], [$(t => c), $(t => w)~iri]]}}\n",
   "m [csv a.csv] I:`http://a/w(=L:$(i))` { ex:p > I:c(=L:$(t)); ex:q > L:w(=L:$(t)); ex:r > L:x(=L:$(t)); ex:s > L:c(=L:$(t)); c(=L:$(t)) > I:w(=L:$(t)) }\n", ""},
  {"steps", "table: {t: {a: en}}\nm: {m: {source: a.csv, s: http://a/$(i), po: [[http://p, $(a => trim=>t => upper), $(l => t)~lang]]}}\n",
   "m [csv a.csv] I:`http://a/$(i)` { <http://p> > L:toUpperCase(valueParameter=L:t(=L:string_trim(valueParameter=L:$(a))))@t(=L:$(l)) }\n", ""},
  {"a compressed file", "m: {m: {source: {access: a.csv.bz2}, s: http://a/}}\n", "m [csv a.csv.bz2] I:<http://a/> { }\n", ""},
  {"a remote file", "m: {m: {source: {access: 'http://h/a.csv'}, s: http://a/}}\n", "m [csv http://h/a.csv type=remotefile] I:<http://a/> { }\n", ""},
  {"a database's address", "m: {m: {source: {access: 'mariadb://h/db'}, s: http://a/}}\n", "m [sql mariadb://h/db] I:<http://a/> { }\n", ""},
  {"a CSV dialect", "m: {m: {source: {access: a.csv, type: localfile, delimiter: ';', encoding: latin1}, s: http://a/}}\n", "m [csv a.csv type=localfile d=; e=latin1] I:<http://a/> { }\n", ""},
  {"tabs", "m: {m: {sources: [{access: a.csv, delimiter: \\t}, {access: b.csv, delimiter: tab}], s: http://a/}}\n", "m [csv a.csv d=\t] I:<http://a/> { }\nm [csv b.csv d=\t] I:<http://a/> { }\n", ""},
  {"a database", "m: {m: {source: {access: 'http://localhost/db', type: mysql, credentials: {username: u, password: p}, queryFormulation: sql2008, query: SELECT 1, referenceFormulation: csv}, s: http://a/}}\n",
   "m [sql http://localhost/db q=SELECT 1 type=mysql u=u p=p] I:<http://a/> { }\n", ""},
  {"a table", "m: {m: {source: {access: 'jdbc:postgresql://h/db', driver: org.postgresql.Driver, table: t}, s: http://a/}}\n", "m [sql jdbc:postgresql://h/db t=t] I:<http://a/> { }\n", ""},
  {"SPARQL", "m: {m: {source: {access: 'http://h/sparql', type: sparql, queryFormulation: sparql11, query: SELECT *, referenceFormulation: jsonpath}, s: http://a/}}\n", "m [sparql http://h/sparql q=SELECT * type=sparql] I:<http://a/> { }\n", ""},
  {"namespaces of XML", "prefixes: {x: 'http://x/', y: 'http://y/'}\nm: {m: {source: [a.xml~xpath, /x:r], s: x:a}}\n", "m [xml a.xml|/x:r ns=x,http://x/,y,http://y/] I:x:a { }\n", ""},

  {"several subjects", "m: {m: {source: a.csv~csv, s: [http://a/$(x), http://b/], po: [['http://p', v]]}}\n",
   "m [csv a.csv] I:`http://a/$(x)` { <http://p> > L:\"v\" }\nm [csv a.csv] I:<http://b/> { <http://p> > L:\"v\" }\n", ""},
  {"sources by subjects", "m: {m: {source: [a.csv~csv, b.csv~csv], s: [http://a/, http://b/]}, n: {source: c.csv~csv, s: http://c/, po: [['http://p', {mapping: m}]]}}\n",
   "m [csv a.csv] I:<http://a/> { }\nm [csv a.csv] I:<http://b/> { }\nm [csv b.csv] I:<http://a/> { }\nm [csv b.csv] I:<http://b/> { }\n"
   "n [csv c.csv] I:<http://c/> { <http://p> > *m,*m,*m,*m }\n", ""},
  {"no subject", "m: {m: {source: a.csv~csv, po: [['http://p', v]]}}\n", "m [csv a.csv] B:[] { <http://p> > L:\"v\" }\n",
   "1:5: warning: the mapping \"m\" has no subject, so every record makes a blank node; write s: with a template, or s: null for blank nodes\n"},
  {"a null subject", "m: {m: {source: a.csv~csv, s: null}}\n", "m [csv a.csv] B:[] { }\n", ""},
  {"a subject by reference", "m: {m: {source: a.csv~csv, s: $(iri)}}\n", "m [csv a.csv] I:$(iri) { }\n", ""},
  {"a relative subject", "m: {m: {source: a.csv~csv, s: p/$(x)}}\n", "m [csv a.csv] I:`p/$(x)` { }\n", ""},
  {"a subject map", "targets: {out: x.nq}\nm: {m: {source: a.csv~csv, s: {value: b$(x), type: blank, targets: out}}}\n", "m [csv a.csv] B:`b$(x)`=>out { }\n", ""},
  {"subject functions", "prefixes: {ex: 'http://ex.org/'}\nm: {m: {source: a.csv~csv, s: [{f: ex:f}, {f: ex:g, type: blank}]}}\n", "m [csv a.csv] I:f() { }\nm [csv a.csv] B:g() { }\n", ""},
  {"a mapping's graphs and condition", "prefixes: {ex: 'http://ex.org/'}\nm: {m: {source: a.csv~csv, s: ex:a, graphs: [ex:g, ex:$(h)], condition: {f: ex:c}, po: {p: ex:p, o: v}}}\n",
   "m [csv a.csv] I:ex:a g: ex:g,`http://ex.org/$(h)` ?c() { ex:p > L:\"v\" }\n", ""},
  {"a prefix that stands alone", "prefixes: {'': 'http://e/', n: 'http://n/a#'}\nm: {m: {source: a.csv~csv, s: ':x', po: [[n:p, n:~iri]]}}\n", "m [csv a.csv] I::x { n:p > I:<http://n/a#> }\n", ""},
  {"predefined prefixes", "m: {m: {source: a.csv~csv, s: schema:x, po: [[foaf:name, $(n)], [dcterms:date, $(d)]]}}\n", "m [csv a.csv] I:schema:x { foaf:name > L:$(n); dcterms:date > L:$(d) }\n", ""},
  {"authors", "authors: ['A <a@b> (http://c)', {name: A, email: a@b, website: http://c}, http://d/#me]\nm: {m: {source: a.csv~csv}}\n", "m [csv a.csv] B:[] { }\n", ""},
  {"an author", "author: {name: A}\nm: {m: {source: a.csv~csv}}\n", "m [csv a.csv] B:[] { }\n", ""},
  {"merges and aliases", "m:\n  a: &a {source: x.csv~csv, s: http://a/, po: &po [['http://p', v]]}\n  b: {<<: *a, s: http://b/}\n  c: {source: y.csv~csv, s: null, po: *po}\n",
   "a [csv x.csv] I:<http://a/> { <http://p> > L:\"v\" }\nb [csv x.csv] I:<http://b/> { <http://p> > L:\"v\" }\nc [csv y.csv] B:[] { <http://p> > L:\"v\" }\n", ""},
  {"JSON", "{\"mappings\": {\"m\": {\"source\": \"a.csv~csv\", \"s\": \"http://a/\"}}}", "m [csv a.csv] I:<http://a/> { }\n", ""},

  {"externals", "external: {host: h.org, n: 5}\nm: {m: {source: $(_host).csv~csv, s: http://$(_host)/$(id), po: [['http://p', $(_n)], ['http://q', $(\\_n)]]}}\n",
   "m [csv h.org.csv] I:`http://h.org/$(id)` { <http://p> > L:\"5\"; <http://q> > L:$(_n) }\n", ""},
  {"an external in a reference", "external: {k: name}\nm: {m: {source: a.csv~csv, s: http://a/, po: [['http://p', $(a.$(_k))]]}}\n", "m [csv a.csv] I:<http://a/> { <http://p> > L:$(a.name) }\n", ""},
  {"a reference that begins so", "m: {m: {source: a.csv~csv, s: http://a/$(_id.$oid)}}\n", "m [csv a.csv] I:`http://a/$(_id.$oid)` { }\n", ""},
  {"an unknown external", "external: {host: h}\nm: {m: {source: a.csv~csv, s: http://$(_hots)/}}\n", "m [csv a.csv] I:`http://$(_hots)/` { }\n",
   "2:40: warning: no external is called \"hots\", so this is the reference \"_hots\"; write \"$(\\_hots)\" if that is meant\n"},

  {"an inverse predicate", "m: {m: {source: a.csv~csv, s: http://a/$(x), graphs: http://g, po: [{p: http://p, i: http://i, o: $(y)~iri}]}}\n",
   "m [csv a.csv] I:`http://a/$(x)` g: <http://g> { <http://p> > I:$(y) }\nm [csv a.csv] I:$(y) g: <http://g> { <http://i> > I:`http://a/$(x)` }\n", ""},
  {"inverse predicates alone", "m: {m: {source: a.csv~csv, s: http://a/, condition: {f: schema:c}, po: [{iv: [http://i, http://j], o: {v: $(y), type: blank}}]}}\n",
   "m [csv a.csv] I:<http://a/> ?c() { }\nm [csv a.csv] B:$(y) ?c() { <http://i>,<http://j> > I:<http://a/> }\n", ""},
  {"an object's inverse", "m: {m: {source: a.csv~csv, s: http://a/, po: [{p: http://p, o: [{v: http://o, type: iri, inversepredicates: http://i}, x]}]}}\n",
   "m [csv a.csv] I:<http://a/> { <http://p> > I:<http://o>,L:\"x\" }\nm [csv a.csv] I:<http://o> { <http://i> > I:<http://a/> }\n", ""},
  {"the inverse of a join", "m: {m: {source: a.csv~csv, s: http://a/, po: [{p: http://p, i: http://i, o: {mapping: n, condition: [{f: equal, pms: [[str1, $(x)], [str2, $(y)]]}, {f: notEqual, pms: [[str1, $(x)], [str2, $(y)]]}]}}]}, n: {source: b.csv~csv, s: http://b/}}\n",
   "m [csv a.csv] I:<http://a/> { <http://p> > *n($(x)=$(y))?notEqual(valueParameter=L:$(x),valueParameter2/o=L:$(y)) }\n"
   "n [csv b.csv] I:<http://b/> { }\n"
   "m [csv b.csv] I:<http://b/> { <http://i> > *m($(y)=$(x))?notEqual(valueParameter/o=L:$(x),valueParameter2=L:$(y)) }\n", ""},

  {"an ontology", "ontology: {iri: http://o/, version: http://o/1, imports: http://i/, title: T, description: [D, en~lang], license: https://l/, catalog: c.xml, shapes: s.ttl}\nm: {m: {source: a.csv~csv}}\n",
   "m [csv a.csv] B:[] { }\nontology <http://o/> <http://o/1> imports <http://i/> title \"T\" description \"D\"@en license <https://l/> catalog c.xml shapes s.ttl\n", ""},
  {"an ontology, short names", "prefixes: {ex: 'http://ex.org/'}\nontology: {iri: 'ex:', imports: [ex:a, ex:b], title: {value: T, language: de}, license: ex:l~iri, shapes: [a/s.ttl, /t.rdf]}\nm: {m: {source: a.csv~csv}}\n",
   "m [csv a.csv] B:[] { }\nontology <http://ex.org/> <> imports <http://ex.org/a> <http://ex.org/b> title \"T\"@de description none license <http://ex.org/l> catalog  shapes a/s.ttl /t.rdf\n", ""},
};
// clang-format on

// clang-format off
static Case pair_errors[] = {
  {"unknown prefix",       "[exx:p, v]", NULL,
   "6:2: error: unknown prefix \"exx\"; ex\n"},
  {"unknown prefix of a class", "[a, fofa:Person]", NULL,
   "6:5: error: unknown prefix \"fofa\"; foaf\n"},
  {"unknown prefix of a datatype", "[ex:p, v, xds:date]", NULL,
   "6:11: error: unknown prefix \"xds\"; xsd\n"},
  {"unknown prefix of ~iri", "[ex:p, zebra:$(x)~iri]", NULL,
   "6:8: error: unknown prefix \"zebra\"; say under prefixes what it stands for\n"},
  {"unknown prefix of a graph", "{p: ex:p, o: v, g: e:g}", NULL,
   "6:20: error: unknown prefix \"e\"; say under prefixes what it stands for\n"},
  {"a blank node by label", "[ex:p, '_:b~iri']", NULL,
   "6:9: error: a blank node is written {value: name, type: blank}\n"},
  {"unknown key",          "{p: ex:p, objetcs: v}", NULL,
   "6:11: error: unknown key \"objetcs\" in predicates with objects; objects\n"},
  {"unknown key of an object", "{p: ex:p, o: {valeu: v}}", NULL,
   "6:15: error: unknown key \"valeu\" in an object; value\n"},
  {"unknown key, not near", "{p: ex:p, o: v, zebra: 1}", NULL,
   "6:17: error: unknown key \"zebra\" in predicates with objects; its keys are annotations, asserted, condition (c), graphs (g), invalid, inversepredicates (i), datatype, direction, language, objects (o), predicates (p), reifier, type\n"},
  {"a key in two spellings", "{p: ex:p, predicates: ex:q, o: v}", NULL,
   "6:11: error: \"predicates\" means the same as \"p\"; keep one of them\n"
   "6:2: note: it was first here\n"},
  {"no objects",           "{p: ex:p}", NULL,
   "6:1: error: predicates without \"objects\"\n"},
  {"no predicates",        "{o: v}", NULL,
   "6:1: error: objects without \"predicates\"\n"},
  {"a null object",        "[ex:p, ~]", NULL,
   "6:8: error: an object must be a value, [value, datatype] or a map, not nothing\n"},
  {"a null predicate",     "[~, v]", NULL,
   "6:2: error: a predicate must be a string or a map, not nothing\n"},
  {"one item",             "[ex:p]", NULL,
   "6:1: error: the object is missing: a pair is [predicate, object]\n"},
  {"four items",           "[ex:p, a, b, c]", NULL,
   "6:1: error: predicates with objects as a list are [predicate, object] or [predicate, object, datatype]; this list has 4, and a text with commas in it is quoted: \"a, b, c\"\n"},
  {"a scalar",             "ex:p", NULL,
   "6:1: error: a pair stands in brackets: [ex:p, value]\n"},
  {"an object of three",   "{p: ex:p, o: [[a, b, c]]}", NULL,
   "6:15: error: an object as a list is [value, datatype] or [value, language~lang]; this list has 3\n"},
  {"a language that stands alone", "{p: ex:p, o: [$(x), en~lang]}", NULL,
   "6:21: error: a language without a value; write [predicate, value, en~lang] or objects: [[value, en~lang]]\n"},
  {"a bad language",       "[ex:p, v, e_n~lang]", NULL,
   "6:11: error: \"e_n\" is no language tag of BCP 47, such as en or pt-BR\n"},
  {"a bad language in a map", "{p: ex:p, o: {v: x, language: english language}}", NULL,
   "6:31: error: \"english language\" is no language tag of BCP 47, such as en or pt-BR\n"},
  {"a datatype of an IRI", "[ex:p, ex:v~iri, xsd:date]", NULL,
   "6:18: error: a datatype or language, but no object here is a literal without one; an IRI has none\n"},
  {"a datatype of a class", "{p: a, o: {v: ex:C, datatype: xsd:date}}", NULL,
   "6:31: error: an IRI has no datatype\n"},
  {"a language of a blank node", "{p: ex:p, o: {type: blank, language: en}}", NULL,
   "6:38: error: a blank node has no language\n"},
  {"datatype and language", "{p: ex:p, o: {v: x, datatype: xsd:date, language: en}}", NULL,
   "6:51: error: a literal has a datatype or a language, not both; the datatype is on line 6\n"},
  {"unknown type",         "{p: ex:p, o: {v: x, type: irri}}", NULL,
   "6:27: error: a term is iri, blank or literal, not \"irri\"; iri\n"},
  {"a literal predicate",  "{p: {v: ex:p, type: literal}, o: v}", NULL,
   "6:21: error: a predicate cannot be a literal\n"},
  {"a list as a value",    "{p: ex:p, o: {v: [a]}}", NULL,
   "6:18: error: a value must be a string or a function, not a list\n"},
  {"no value",             "{p: ex:p, o: {datatype: xsd:date}}", NULL,
   "6:14: error: an object without \"value\"\n"},
  {"a function that is null", "{p: ex:p, o: {f: ~}}", NULL,
   "6:15: error: nothing stands behind \"f\"; leave it out, or write: the function's name, or all of a call: name(parameter = value, …)\n"},
  {"a datatype's function that is null", "{p: ex:p, o: {v: x, datatype: {f: ~}}}", NULL,
   "6:32: error: nothing stands behind \"f\"; leave it out, or write: the function's name, or all of a call: name(parameter = value, …)\n"},
  {"value and function",   "{p: ex:p, o: {v: x, f: ex:f}}", NULL,
   "6:21: error: \"f\" beside \"v\": keep one of them\n"},
  {"an open reference",    "[ex:p, 'a$(b']", NULL,
   "6:10: error: a reference that is not closed; write \"$(name)\"\n"},
  {"an empty reference",   "[ex:p, 'a$()']", NULL,
   "6:10: error: a reference without a name\n"},
  {"an empty IRI",         "['', v]", NULL,
   "6:3: error: an IRI that is empty\n"},
  {"unknown mapping",      "{p: ex:p, o: {mapping: nn}}", NULL,
   "6:24: error: unknown mapping \"nn\"; n\n"},
  {"a mapping with a value", "{p: ex:p, o: {mapping: n, value: x}}", NULL,
   "6:27: error: \"value\" beside \"mapping\": the objects are that mapping's subjects\n"},
  {"a mapping that is a map", "{p: ex:p, o: {mapping: {n: m}}}", NULL,
   "6:24: error: \"mapping\" must be a mapping's name, not a map\n"},
  {"unknown target",       "[ex:p, {v: x, targets: outt}]", NULL,
   "6:24: error: unknown target \"outt\"; out\n"},
  {"a target's bad words", "[ex:p, {v: x, targets: [[a~voit, turtel, gzipp]]}]", NULL,
   "6:28: error: unknown type of target \"voit\"; void\n"
   "6:34: error: unknown serialization \"turtel\"; there are turtle, ntriples, nquads, trig, rdfxml, jsonld, rj; turtle\n"
   "6:42: error: unknown compression \"gzipp\"; there are gzip, bzip2, xz, zip, targz, tarxz and none; gzip\n"},
  {"unknown function",     "{p: ex:p, o: {mapping: n, condition: {f: equals, pms: [[str1, $(a)], [str2, $(b)]]}}}", NULL,
   "6:42: error: unknown function \"equals\": a function's name has a prefix, such as grel:toUpperCase; equal\n"},
  {"unknown function's prefix", "{p: ex:p, o: {f: 'grell:up(a = 1)'}}", NULL,
   "6:19: error: unknown prefix \"grell\"; say under prefixes what it stands for\n"},
  {"unknown parameter",    "{p: ex:p, o: {mapping: n, condition: {f: equal, pms: [[str1, $(a)], [str3, $(b)]]}}}", NULL,
   "6:70: error: unknown parameter \"str3\"; the parameters are str1 and str2\n"},
  {"an argument of one",   "{p: ex:p, o: {f: ex:f, pms: [[ex:a]]}}", NULL,
   "6:30: error: an argument as a list is [parameter, value] or [parameter, value, s or o]; this list has 1\n"},
  {"an argument as a scalar", "{p: ex:p, o: {f: ex:f, pms: [ex:a]}}", NULL,
   "6:30: error: an argument must be [parameter, value] or a map, not a string\n"},
  {"arguments as a map",   "{p: ex:p, o: {f: ex:f, pms: {ex:a: 1}}}", NULL,
   "6:29: error: parameters must be a list of arguments, not a map\n"},
  {"parameters alone",     "{p: ex:p, o: {pms: [[ex:a, 1]]}}", NULL,
   "6:15: error: \"pms\" without \"function\", which they are of\n"},
  {"no parameter's value", "{p: ex:p, o: {f: ex:f, pms: [{pm: ex:a}]}}", NULL,
   "6:30: error: an argument without \"value\"\n"},
  {"a function by row",    "{p: ex:p, o: {f: 'ex:$(f)'}}", NULL,
   "6:19: error: a function's name cannot depend on the data\n"},
  {"from nowhere",         "{p: ex:p, o: {mapping: n, c: {f: equal, pms: [[str1, a, x], [str2, b]]}}}", NULL,
   "6:57: error: an argument is from s or o, not \"x\"\n"},
  {"the other row, no join", "{p: ex:p, o: {f: ex:f, pms: [[ex:a, $(b), o]]}}", NULL,
   "6:43: error: \"o\" is the other mapping's row, which only the condition of a reference to a mapping has\n"},
  {"one line, open",       "{p: ex:p, o: {f: 'ex:f(a = 1'}}", NULL,
   "6:23: error: a \"(\" that is not closed; a text with parentheses stands in quotes\n"},
  {"one line, text behind", "{p: ex:p, o: {f: 'ex:f(a = 1) b'}}", NULL,
   "6:30: error: text behind a function's arguments; a text with parentheses stands in quotes\n"},
  {"one line, no equals",  "{p: ex:p, o: {f: 'ex:f(a = 1, b)'}}", NULL,
   "6:31: error: an argument on one line is parameter = value\n"},
  {"one line, no value",   "{p: ex:p, o: {f: 'ex:f(a = , b = 1)'}}", NULL,
   "6:28: error: a value is missing\n"},
  {"one line and a list",  "{p: ex:p, o: {f: 'ex:f(a = 1)', pms: [[ex:b, 2]]}}", NULL,
   "6:38: error: parameters of a function that has its own on its line\n"},
  {"a condition in words", "{p: ex:p, o: v, condition: true}", NULL,
   "6:28: error: a function on one line is name(parameter = value), not \"true\"\n"},
  {"an inverse of a literal", "{p: ex:p, i: ex:i, o: v}", NULL,
   "6:23: error: an object with an inverse predicate cannot be a literal; add ~iri\n"},
  {"an inverse of nothing", "{p: ex:p, i: ex:i, o: {type: blank}}", NULL,
   "6:14: error: an inverse predicate needs a value on both sides: a blank node without one cannot be found again\n"},
  {"an inverse of a join by row", "{p: ex:p, i: ex:i, o: {mapping: n}, g: ex:$(g)}", NULL,
   "6:14: error: an inverse predicate of a reference to a mapping cannot have conditions, nor graphs or predicates that depend on the data\n"},
  {"all mistakes at once", "[exx:p, v], {p: ex:p, o: {mapping: nn}}, [ex:p, v, e_n~lang]", NULL,
   "6:2: error: unknown prefix \"exx\"; ex\n"
   "6:36: error: unknown mapping \"nn\"; n\n"
   "6:52: error: \"e_n\" is no language tag of BCP 47, such as en or pt-BR\n"},
  {"places in quotes",     "[ex:p, \"\\u00e9 $(a\"]", NULL,
   "6:16: error: a reference that is not closed; write \"$(name)\"\n"},
};

static Case whole_errors[] = {
  {"empty",                "", NULL,
   "1:1: error: the rules are empty; write \"mappings\", or RML in Turtle\n"},
  {"comments",             "# nothing\n", NULL,
   "1:1: error: the rules are empty; write \"mappings\", or RML in Turtle\n"},
  {"no mappings",          "prefixes: {ex: 'http://ex.org/'}\n", NULL,
   "1:1: error: no mappings: the rules make nothing\n"},
  {"a list",               "- a\n- b\n", NULL,
   "1:1: error: the rules must be a map, not a list\n"},
  {"unknown key",          "mapings: {}\n", NULL,
   "1:1: error: unknown key \"mapings\" in the rules; mappings\n"},
  {"mappings as a list",   "mappings: [a]\n", NULL,
   "1:11: error: \"mappings\" must be a map of names, not a list\n"},
  {"a mapping as a list",  "mappings: {m: [a]}\n", NULL,
   "1:15: error: a mapping must be a map, {condition: …, graphs: …, sources: …}, not a list\n"},
  {"an empty mapping",     "mappings:\n  m:\n", NULL,
   "2:3: error: the mapping \"m\" is empty: what belongs to it is indented below it\n"},
  {"unknown key of a mapping", "m: {m: {source: a.csv~csv, subjets: http://a/}}\n", NULL,
   "1:28: error: unknown key \"subjets\" in a mapping; subjects\n"},
  {"no source",            "m: {m: {s: http://a/}}\n", NULL,
   "1:5: error: the mapping \"m\" has no \"sources\"\n"},
  {"unknown source",       "sources: {people: a.csv}\nm: {m: {source: peple}}\n", NULL,
   "2:17: error: unknown source \"peple\"; people\n"},
  {"a source twice",       "m: {m: {source: a.csv~csv}}\nsources:\n  x: a.csv\n  x: b.csv\n", NULL,
   "4:3: error: the key \"x\" is here twice\n"
   "3:3: note: it was first here\n"},
  {"a mapping twice, spelled", "m: {m: {source: a.csv~csv}}\nmapping: {n: {source: a.csv~csv}}\n", NULL,
   "2:1: error: \"mapping\" means the same as \"m\"; keep one of them\n"
   "1:1: note: it was first here\n"},
  {"unknown formulation",  "m: {m: {source: a.csv~cvs}}\n", NULL,
   "1:23: error: unknown reference formulation \"cvs\"; csv\n"},
  {"unknown formulation in a map", "m: {m: {source: {access: a, referenceFormulation: jsonpaht}}}\n", NULL,
   "1:51: error: unknown reference formulation \"jsonpaht\"; jsonpath\n"},
  {"no formulation",       "m: {m: {source: {access: a.txt}}}\n", NULL,
   "1:26: error: nothing says how to read \"a.txt\": add referenceFormulation: csv, tsv, jsonpath, jsonl, lines, xpath, xlsx or sql\n"},
  {"no access",            "m: {m: {source: {type: localfile}}}\n", NULL,
   "1:17: error: a source without \"access\": where is its data?\n"},
  {"unknown type of source", "m: {m: {source: {access: a.csv, type: postgre}}}\n", NULL,
   "1:39: error: unknown type of source \"postgre\"; postgres\n"},
  {"unknown key of a source", "m: {m: {source: {access: a.csv, iterater: x}}}\n", NULL,
   "1:33: error: unknown key \"iterater\" in a source; iterator\n"},
  {"credentials as text",  "m: {m: {source: {access: a.csv, credentials: me}}}\n", NULL,
   "1:46: error: credentials must be a map, {password: …, username: …}, not a string\n"},
  {"a source of three",    "s: {x: [a.csv~csv, b, c]}\nm: {m: {source: x}}\n", NULL,
   "1:8: error: a source as a list is [access~formulation, iterator]; this list has 3\n"},
  {"an access as a list",  "m: {m: {source: {access: [a.csv]}}}\n", NULL,
   "1:26: error: access must be a string, not a list\n"},
  {"a literal subject",    "m: {m: {source: a.csv~csv, s: {value: a, type: literal}}}\n", NULL,
   "1:48: error: a subject cannot be a literal\n"},
  {"no subjects in a list", "m: {m: {source: a.csv~csv, s: []}}\n", NULL,
   "1:31: error: a list of subjects with nothing in it; write s: null for blank nodes\n"},
  {"an unknown subject prefix", "m: {m: {source: a.csv~csv, s: exx:$(id)}}\n", NULL,
   "1:31: error: unknown prefix \"exx\"; say under prefixes what it stands for\n"},
  {"po of scalars",        "m: {m: {source: a.csv~csv, s: null, po: [a, schema:Person]}}\n", NULL,
   "1:41: error: pairs are a list of lists: begin each with \"- \", or write [[a, schema:Person]]\n"},
  {"an inverse to a fresh node", "m: {m: {source: a.csv~csv, s: null, po: [{i: http://i, o: $(x)~iri}]}}\n", NULL,
   "1:46: error: an inverse predicate needs a value on both sides: a blank node without one cannot be found again\n"},
  {"an inverse to the fresh nodes of a mapping", "m: {m: {source: a.csv~csv, s: 'http://s', po: [{i: http://i, o: {mapping: n}}]}, n: {source: a.csv~csv}}\n", NULL,
   "1:52: error: an inverse predicate needs a value on both sides: a blank node without one cannot be found again\n"},
  {"a prefix as a list",   "prefixes: {ex: [a]}\nm: {m: {source: a.csv~csv}}\n", NULL,
   "1:16: error: a prefix must be a string, not a list\n"},
  {"a prefix with an external", "external: {h: a-long-host.org}\nprefixes: {ex: 'http://$(_h)/a b'}\nm: {m: {source: a.csv~csv}}\n", NULL,
   "2:31: error: \"http://a-long-host.org/a b\" is no valid IRI: ' ' may not stand there\n"},
  {"prefixes as a list",   "prefixes: [ex]\nm: {m: {source: a.csv~csv}}\n", NULL,
   "1:11: error: \"prefixes\" must be a map of names, not a list\n"},
  {"an external as a map", "external: {x: {y: z}}\nm: {m: {source: a.csv~csv}}\n", NULL,
   "1:15: error: an external must be a string, not a map\n"},
  {"an author's key",      "author: {nam: A}\nm: {m: {source: a.csv~csv}}\n", NULL,
   "1:10: error: unknown key \"nam\" in an author; name\n"},
  {"a target by row",      "targets: {t: {source: x, access: $(y).nq}}\nm: {m: {source: a.csv~csv}}\n", NULL,
   "1:15: error: targets that depend on the data are not supported; name one file\n"},
  {"a target with no access", "targets: {t: {type: void}}\nm: {m: {source: a.csv~csv}}\n", NULL,
   "1:14: error: a target without \"access\": where does it go?\n"},
  {"an ontology's key",    "ontology: {iri: http://o/, tittle: T}\nm: {m: {source: a.csv~csv}}\n", NULL,
   "1:28: error: unknown key \"tittle\" in an ontology; title\n"},
  {"an ontology's iri",    "ontology: {title: T}\nm: {m: {source: a.csv~csv}}\n", NULL,
   "1:11: error: an ontology without \"iri\"\n"},
  {"an ontology's shapes", "ontology: {iri: http://o/, shapes: [[s.ttl]]}\nm: {m: {source: a.csv~csv}}\n", NULL,
   "1:37: error: \"shapes\" must be the path of a file, not a list\n"},
  {"an ontology's version", "ontology: {iri: http://o/, version: 1.0}\nm: {m: {source: a.csv~csv}}\n", NULL,
   "1:37: error: \"version\" must be an IRI or a prefixed name, not \"1.0\"\n"},
  {"an ontology's language", "ontology: {iri: http://o/, title: [T, e_n~lang]}\nm: {m: {source: a.csv~csv}}\n", NULL,
   "1:39: error: \"e_n\" is no language tag of BCP 47, such as en or pt-BR\n"},
  {"YAML's own mistakes",  "m: {m: {source: [a.csv~csv}}\n", NULL,
   "1:27: error: a list ends with \"]\", not with \"}\"; a text with a brace in it is quoted\n1:17: note: it is opened here\n"},
  {"carriage returns",     "m:\r\n  m:\r\n    source: a.csv~cvs\r\n", NULL,
   "3:19: error: unknown reference formulation \"cvs\"; csv\n"},
  {"an external shifts places", "external: {h: a-long-host.org}\nm: {m: {source: a.csv~csv, s: 'http://$(_h)/$(x'}}\n", NULL,
   "2:45: error: a reference that is not closed; write \"$(name)\"\n"},
};
// clang-format on

// The notation

/// What the notation is written to, and with which prefixes
typedef struct {
  RhumbBuf buf;
  const RhumbMapping *mapping;
} Dump;

static void
put_function(Dump *dump, const RhumbFunction *function);

static void
put(Dump *const dump, const char *const text)
{
  rhumb_buf_put(&dump->buf, rhumb_str(text));
}

static void
put_iri(Dump *const dump, const RhumbStr iri)
{
  const size_t before = dump->buf.len;
  rhumb_buf_putc(&dump->buf, '<');
  rhumb_prefixes_shorten(&dump->mapping->prefixes, &dump->buf, iri);
  const RhumbStr now =
      rhumb_str_slice(rhumb_buf_str(&dump->buf), before + 1, dump->buf.len);
  if (rhumb_str_equal(now, iri)) {
    rhumb_buf_putc(&dump->buf, '>');
  } else {
    memmove(dump->buf.data + before, now.data, now.len);
    --dump->buf.len;
  }
}

static void
put_expression(Dump *const dump, const RhumbExpression *const e)
{
  RhumbBuf *const out = &dump->buf;
  if (e->kind == RHUMB_EXPRESSION_NONE) {
    put(dump, "[]");
  } else if (e->kind == RHUMB_EXPRESSION_REFERENCE) {
    rhumb_buf_format(out, "$(%.*s)", RHUMB_FMT(e->reference));
  } else if (e->kind == RHUMB_EXPRESSION_FUNCTION) {
    put_function(dump, e->function);
  } else if (e->kind == RHUMB_EXPRESSION_TEMPLATE) {
    put(dump, "`");
    for (size_t i = 0; i < e->text.count; ++i) {
      const RhumbPart *const part = &e->text.parts[i];
      if (e->calls && e->calls[i]) {
        put_function(dump, e->calls[i]);
        continue;
      }
      rhumb_buf_format(
          out, part->is_reference ? "$(%.*s)" : "%.*s", RHUMB_FMT(part->text));
    }
    put(dump, "`");
  } else if (e->constant.kind == RHUMB_TERM_IRI) {
    put_iri(dump, e->constant.text);
  } else {
    const bool blank = e->constant.kind == RHUMB_TERM_BLANK;
    rhumb_buf_format(
        out, blank ? "_:%.*s" : "\"%.*s\"", RHUMB_FMT(e->constant.text));
  }
}

static void
put_targets(Dump *const dump, const RhumbTargets targets, const char *sign)
{
  for (size_t i = 0; i < targets.count; ++i) {
    const RhumbTarget *const t = targets.items[i];
    rhumb_buf_format(&dump->buf, "%s%.*s", sign, RHUMB_FMT(t->name));
    if (!rhumb_str_is(t->name, "out")) {
      rhumb_buf_format(&dump->buf,
                       "(%.*s,%.*s,%.*s)",
                       RHUMB_FMT(t->type),
                       RHUMB_FMT(t->serialization),
                       RHUMB_FMT(t->compression));
    }
  }
}

static void
put_term(Dump *const dump, const RhumbTermMap *const term, const bool typed)
{
  if (typed) {
    rhumb_buf_format(&dump->buf, "%c:", "?IUXYBL"[term->type]);
  }
  put_expression(dump, &term->value);
  if (term->datatype.kind != RHUMB_EXPRESSION_NONE) {
    put(dump, "^^");
    put_expression(dump, &term->datatype);
  }
  if (term->language.kind != RHUMB_EXPRESSION_NONE) {
    put(dump, "@");
    put_expression(dump, &term->language);
  }
  put_targets(dump, term->language_targets, "@=>");
  put_targets(dump, term->targets, "=>");
  if (term->condition) {
    put(dump, "?");
    put_function(dump, term->condition);
  }
}

static RhumbStr
local_name(const RhumbStr iri)
{
  size_t start = iri.len;
  while (start && iri.data[start - 1] != '#' && iri.data[start - 1] != '/') {
    --start;
  }
  return rhumb_str_slice(iri, start, iri.len);
}

static void
put_function(Dump *const dump, const RhumbFunction *const function)
{
  rhumb_buf_format(&dump->buf, "%.*s(", RHUMB_FMT(local_name(function->name)));
  for (size_t i = 0; i < function->n_arguments; ++i) {
    const RhumbArgument *const a = &function->arguments[i];
    rhumb_buf_format(&dump->buf,
                     "%s%.*s%s=",
                     i ? "," : "",
                     RHUMB_FMT(local_name(a->parameter)),
                     a->side == RHUMB_PARENT ? "/o" : "");
    put_term(dump, &a->value, true);
  }
  put(dump, ")");
}

static void
put_object(Dump *const dump, const RhumbObjectMap *const object)
{
  if (!object->parent) {
    put_term(dump, &object->term, true);
    return;
  }
  rhumb_buf_format(&dump->buf, "*%.*s", RHUMB_FMT(object->parent->name));
  for (size_t i = 0; i < object->n_joins; ++i) {
    put(dump, i ? "," : "(");
    put_expression(dump, &object->joins[i].child);
    put(dump, "=");
    put_expression(dump, &object->joins[i].parent);
  }
  put(dump, object->n_joins ? ")" : "");
  if (object->condition) {
    put(dump, "?");
    put_function(dump, object->condition);
  }
}

static void
put_terms(Dump *const dump,
          const char *const before,
          const RhumbTermMaps *const terms)
{
  for (size_t i = 0; i < terms->count; ++i) {
    put(dump, i ? "," : before);
    put_term(dump, &terms->items[i], false);
  }
}

static void
put_condition(Dump *const dump, const RhumbFunction *const condition)
{
  if (condition) {
    put(dump, " ?");
    put_function(dump, condition);
  }
}

static void
put_pairs(Dump *const dump, const RhumbTriplesMap *const map)
{
  for (size_t i = 0; i < map->n_pairs; ++i) {
    const RhumbPredicateObjectMap *const pair = &map->pairs[i];
    put(dump, i ? "; " : "");
    put_terms(dump, "", &pair->predicates);
    for (size_t j = 0; j < pair->n_objects; ++j) {
      put(dump, j ? "," : " > ");
      put_object(dump, &pair->objects[j]);
    }
    put_terms(dump, " g: ", &pair->graphs);
    put_condition(dump, pair->condition);
  }
}

static void
put_source(Dump *const dump, const RhumbSourceSpec *const s)
{
  const struct {
    const char *sign;
    RhumbStr text;
  } parts[] = {{" [", rhumb_str(s->format->name)},
               {" ", s->access},
               {"|", s->iterator},
               {" q=", s->query},
               {" t=", s->table},
               {" type=", s->type},
               {" d=", s->delimiter},
               {" e=", s->encoding},
               {" u=", s->username},
               {" p=", s->password}};
  for (size_t i = 0; i < RHUMB_COUNT(parts); ++i) {
    if (parts[i].text.len) {
      rhumb_buf_format(
          &dump->buf, "%s%.*s", parts[i].sign, RHUMB_FMT(parts[i].text));
    }
  }
  for (size_t i = 0; i < s->n_namespaces; ++i) {
    rhumb_buf_format(
        &dump->buf, "%s%.*s", i ? "," : " ns=", RHUMB_FMT(s->namespaces[i]));
  }
  put(dump, "] ");
}

static void
put_map(Dump *const dump, const RhumbTriplesMap *const map)
{
  rhumb_buf_put(&dump->buf, map->name);
  put_source(dump, map->source);
  put_term(dump, &map->subject, true);
  put_terms(dump, " g: ", &map->graphs);
  put_condition(dump, map->condition);
  put(dump, " { ");
  put_pairs(dump, map);
  put(dump, map->n_pairs ? " }\n" : "}\n");
}

static void
put_annotation(Dump *const dump,
               const char *const name,
               const RhumbTerm *const term)
{
  put(dump, " ");
  if (term->kind == RHUMB_TERM_NONE) {
    rhumb_buf_format(&dump->buf, "%s none", name);
  } else if (term->kind == RHUMB_TERM_IRI) {
    rhumb_buf_format(&dump->buf, "%s <%.*s>", name, RHUMB_FMT(term->text));
  } else {
    rhumb_buf_format(&dump->buf, "%s \"%.*s\"", name, RHUMB_FMT(term->text));
  }
  if (term->language.len) {
    rhumb_buf_format(&dump->buf, "@%.*s", RHUMB_FMT(term->language));
  }
}

static void
put_ontology(Dump *const dump, const RhumbOntology *const o)
{
  rhumb_buf_format(&dump->buf,
                   "ontology <%.*s> <%.*s> imports",
                   RHUMB_FMT(o->iri),
                   RHUMB_FMT(o->version));
  for (size_t i = 0; i < o->n_imports; ++i) {
    rhumb_buf_format(&dump->buf, " <%.*s>", RHUMB_FMT(o->imports[i].text));
  }
  put_annotation(dump, "title", &o->title);
  put_annotation(dump, "description", &o->description);
  put_annotation(dump, "license", &o->license);
  rhumb_buf_format(&dump->buf, " catalog %.*s", RHUMB_FMT(o->catalog));
  for (size_t i = 0; i < o->n_shapes; ++i) {
    rhumb_buf_format(&dump->buf,
                     "%s %.*s",
                     i ? "" : " shapes",
                     RHUMB_FMT(o->shapes[i].path));
  }
  rhumb_buf_format(&dump->buf, "\n");
}

// Tests

/// The rules of one test, their model, and what was reported
typedef struct {
  RhumbArena arena;
  RhumbMapping *mapping;
  Reports reports;
  Dump dump;
} Run;

static RhumbStatus
run(Run *const r,
    const RhumbText *const *const texts,
    const size_t n_texts,
    const RhumbRulesOptions *const options)
{
  const RhumbDiag diag = {keep_report, &r->reports};
  const RhumbStatus status =
      rhumb_rules_read(&r->mapping, &r->arena, texts, n_texts, options, &diag);
  r->dump.mapping = r->mapping;
  return status;
}

static void
end(Run *const r)
{
  rhumb_buf_free(&r->dump.buf);
  rhumb_arena_free(&r->arena);
}

static void
check(const Case *const c, const char *const rules, const bool whole)
{
  Run r = {.mapping = NULL};
  const RhumbText text = {"rules.yml", rhumb_str(rules)};
  const RhumbText *const texts[] = {&text};
  const RhumbRulesOptions options = {.n_externals = 0};
  const RhumbStatus status = run(&r, texts, 1, &options);
  assert_string_equal(r.reports.text, c->reports);
  assert_int_equal(status == RHUMB_OK, c->model != NULL);
  if (r.mapping && whole) {
    for (size_t i = 0; i < r.mapping->n_maps; ++i) {
      put_map(&r.dump, r.mapping->maps[i]);
    }
    if (r.mapping->ontology) {
      put_ontology(&r.dump, r.mapping->ontology);
    }
  } else if (r.mapping) {
    put_pairs(&r.dump, r.mapping->maps[1]);
  }
  assert_string_equal(rhumb_buf_cstr(&r.dump.buf), c->model ? c->model : "");
  end(&r);
}

static void
test_whole(void **const state)
{
  const Case *const c = (const Case *)*state;
  check(c, c->text, true);
}

static void
test_pair(void **const state)
{
  const Case *const c = (const Case *)*state;
  RhumbBuf rules = {0};
  rhumb_buf_format(&rules, HEAD "%s" TAIL, c->text);
  check(c, rhumb_buf_cstr(&rules), false);
  rhumb_buf_free(&rules);
}

/// Several files and options
typedef struct {
  const char *name;
  const char *files[4];    ///< a.yml, rules/b.yml, /r/c.yml; ends with NULL
  const char *external[4]; ///< Name, value, name, value
  const char *data_dir;
  const char *model; ///< NULL: an error; sources stand with their folder
  const char *reports;
} FilesCase;

#define MAP(name) "m: {" name ": {source: x.csv~csv, s: http://" name "/}}\n"

// clang-format off
static FilesCase files_cases[] = {
  {"one after the other", {MAP("a"), MAP("b"), MAP("c")}, {NULL}, "",
   "a  x.csv\nb rules x.csv\nc /r x.csv\n", ""},
  {"a data folder",       {MAP("a"), MAP("b")}, {NULL}, "/data", "a /data x.csv\nb /data x.csv\n", ""},
  {"names across files",  {"m: {a: {source: s, s: e:x, po: [[e:p, {mapping: b}]]}}\n", "prefixes: {e: 'http://e/'}\nsources: {s: y.csv}\n" MAP("b")}, {NULL}, "",
   "a rules y.csv\nb rules x.csv\n", ""},
  {"a prefix again",      {"prefixes: {e: 'http://e/'}\n" MAP("a"), "prefixes: {e: 'http://e/'}\n"}, {NULL}, "", "a  x.csv\n", ""},
  {"another prefix",      {"prefixes: {e: 'http://e/'}\n" MAP("a"), "\nprefixes: {e: 'http://f/'}\n"}, {NULL}, "",
   NULL, "2:12: error: the prefix \"e\" stands for another IRI already\n1:12: note: it was first here\n"},
  {"a mapping twice",     {MAP("a"), "\n" MAP("a")}, {NULL}, "", NULL, "2:5: error: the mapping \"a\" is there already\n1:5: note: it was first here\n"},
  {"a source twice",      {"s: {x: a.csv}\n" MAP("a"), "\ns: {x: a.csv}\n"}, {NULL}, "", NULL, "2:5: error: the source \"x\" is there already\n1:5: note: it was first here\n"},
  {"a target twice",      {"t: {x: a.nq}\n" MAP("a"), "\nt: {x: a.nq}\n"}, {NULL}, "", NULL, "2:5: error: the target \"x\" is there already\n1:5: note: it was first here\n"},
  {"an ontology twice",   {"ontology: {iri: http://o/}\n" MAP("a"), "\nontology: {iri: http://o/}\n"}, {NULL}, "",
   NULL, "2:11: error: a second \"ontology\"; the data is one\n1:11: note: the first is here\n"},
  {"an external again",   {"external: {x: y}\n" MAP("a"), "\nexternal: {x: y}\n"}, {NULL}, "", "a  x.csv\n", ""},
  {"another external",    {"external: {x: y}\n" MAP("a"), "\nexternal: {x: z}\n"}, {NULL}, "",
   NULL, "2:12: error: the external \"x\" has another value already\n1:12: note: it was first here\n"},
  {"an empty file",       {MAP("a"), "# nothing\n"}, {NULL}, "", NULL, "1:1: error: the rules are empty; write \"mappings\", or RML in Turtle\n"},
  {"mistakes in all",     {"m: {a: {source: b}}\n", "m: {c: {sources: d}}\n"}, {NULL}, "", NULL, "1:17: error: unknown source \"b\"; none of \"sources\" has this name\n1:18: error: unknown source \"d\"; none of \"sources\" has this name\n"},
  {"an external given",   {"external: {f: a}\nm: {m: {source: $(_f).csv~csv}}\n"}, {"f", "given"}, "", "m  given.csv\n", ""},
  {"an external given alone", {"m: {m: {source: $(_f).csv~csv}}\n"}, {"f", "given"}, "", "m  given.csv\n", ""},
  {"an external unused",  {MAP("a")}, {"f", "x"}, "", "a  x.csv\n", "0:0: warning: nothing in the rules uses the external \"f\"\n"},
  {"one of two unused",   {"m: {m: {source: $(_f).csv~csv}}\n"}, {"g", "x", "f", "y"}, "", "m  y.csv\n", "0:0: warning: nothing in the rules uses the external \"g\"\n"},
};

static struct {
  const char *name;
  const char *text;
  bool turtle;
} language_cases[] = {
  {"empty",             "",                                   false},
  {"@prefix",           "@prefix ex: <http://e/> .",          true},
  {"@base",             "# a comment\n\n@base <http://e/> .", true},
  {"PREFIX",            "PREFIX ex: <http://e/>",             true},
  {"base, any case",    "Base <http://e/>",                   true},
  {"an IRI",            "<#m> a <http://t> .",                true},
  {"a blank node",      "[] a <http://t> .",                  true},
  {"a labelled node",   "_:m a <http://t> .",                 true},
  {"a prefixed name",   "ex:m a rr:TriplesMap .",             true},
  {"an empty prefix",   ":m a rr:TriplesMap .",               true},
  {"byte order mark",   "\xEF\xBB\xBF@prefix ex: <http://e/> .", true},
  {"prefixes:",         "prefixes:\n  ex: http://e/",         false},
  {"base:",             "base: http://e/",                    false},
  {"a document",        "---\nmappings:",                     false},
  {"a directive",       "%YAML 1.2\n---\nmappings:",          false},
  {"JSON",              "{\"mappings\": {}}",                 false},
  {"a quoted key",      "'a:b': c",                           false},
  {"a key with a colon", "a:b: c",                            false},
  {"a merge",           "<<: *x",                             false},
  {"an anchor",         "&a:b mappings:",                     false},
  {"@prefix by mistake", "@prefix ex: <http://e/> .\nmappings:\n  m:", false},
  {"a key within a text", "ex:m ex:p \"\"\"a\nmappings:\nb\"\"\".", true},
};
// clang-format on

static void
test_language(void **const state)
{
  const char *const *const name = (const char *const *)*state;
  for (size_t i = 0; i < RHUMB_COUNT(language_cases); ++i) {
    if (language_cases[i].name == *name) {
      assert_int_equal(rhumb_rules_is_turtle(rhumb_str(language_cases[i].text)),
                       language_cases[i].turtle);
    }
  }
}

static RhumbRulesOptions
options_of(const FilesCase *const c, RhumbExternal *const externals)
{
  RhumbRulesOptions options = {.externals = externals,
                               .data_dir = rhumb_str(c->data_dir)};
  for (size_t i = 0; i < 4 && c->external[i]; i += 2) {
    externals[options.n_externals++] = (RhumbExternal){
        rhumb_str(c->external[i]), rhumb_str(c->external[i + 1])};
  }
  return options;
}

static void
test_files(void **const state)
{
  static const char *const names[] = {"a.yml", "rules/b.yml", "/r/c.yml"};
  const FilesCase *const c = (const FilesCase *)*state;
  RhumbText files[3];
  const RhumbText *texts[3];
  size_t count = 0;
  for (; c->files[count]; ++count) {
    files[count] = (RhumbText){names[count], rhumb_str(c->files[count])};
    texts[count] = &files[count];
  }
  Run r = {.mapping = NULL};
  RhumbExternal externals[2];
  const RhumbRulesOptions options = options_of(c, externals);
  const RhumbStatus status = run(&r, texts, count, &options);
  assert_string_equal(r.reports.text, c->reports);
  assert_int_equal(status == RHUMB_OK, c->model != NULL);
  for (size_t i = 0; r.mapping && i < r.mapping->n_maps; ++i) {
    const RhumbTriplesMap *const map = r.mapping->maps[i];
    rhumb_buf_format(&r.dump.buf,
                     "%.*s %.*s %.*s\n",
                     RHUMB_FMT(map->name),
                     RHUMB_FMT(map->source->dir),
                     RHUMB_FMT(map->source->access));
  }
  assert_string_equal(rhumb_buf_cstr(&r.dump.buf), c->model ? c->model : "");
  end(&r);
}

static void
assert_at(const RhumbLoc loc, const unsigned line, const unsigned column)
{
  assert_int_equal(loc.line, line);
  assert_int_equal(loc.column, column);
}

/// Late errors speak of the rules, so the model keeps every place
static void
test_places(void **const state)
{
  (void)state;
  static const char rules[] =
      "m:\n"
      "  x:\n"
      "    source: [a.json~jsonpath, '$.b']\n"
      "    s: 'http://a/$(id)/$(n)'\n"
      "    g: $(g)\n"
      "    po:\n"
      "      - [schema:p, $(v), xsd:$(t)]\n"
      "      - p: schema:q\n"
      "        o: {mapping: x, condition: {f: equal, pms: [[str1, $(a)], "
      "[str2, $(b)]]}}\n"
      "      - p: schema:r\n"
      "        o: {f: 'schema:f(a = x, b = $(c))'}\n";
  Run r = {.mapping = NULL};
  const RhumbText text = {"rules.yml", rhumb_str(rules)};
  const RhumbText *const texts[] = {&text};
  const RhumbRulesOptions options = {.base = RHUMB_STR("http://base/")};
  assert_int_equal(run(&r, texts, 1, &options), RHUMB_OK);
  assert_true(rhumb_str_is(r.mapping->base, "http://base/"));

  const RhumbTriplesMap *const map = r.mapping->maps[0];
  assert_at(map->loc, 2, 3);
  assert_at(map->source->loc, 3, 13);
  assert_at(map->source->access_loc, 3, 14);
  assert_at(map->source->iterator_loc, 3, 32);
  assert_at(map->subject.loc, 4, 9);
  assert_at(map->subject.value.text.parts[0].loc, 4, 9);
  assert_at(map->subject.value.text.parts[1].loc, 4, 20);
  assert_at(map->subject.value.text.parts[3].loc, 4, 26);
  assert_at(map->graphs.items[0].value.loc, 5, 10);

  const RhumbPredicateObjectMap *const pairs = map->pairs;
  assert_at(pairs[0].loc, 7, 9);
  assert_at(pairs[0].predicates.items[0].value.loc, 7, 10);
  assert_at(pairs[0].objects[0].term.value.loc, 7, 22);
  assert_at(pairs[0].objects[0].term.datatype.text.parts[1].loc, 7, 32);
  assert_at(pairs[1].objects[0].term.loc, 9, 22);
  assert_at(pairs[1].objects[0].joins[0].child.loc, 9, 62);
  assert_at(pairs[1].objects[0].joins[0].parent.loc, 9, 76);
  const RhumbFunction *const function = pairs[2].objects[0].term.value.function;
  assert_at(function->loc, 11, 17);
  assert_at(function->arguments[1].loc, 11, 33);
  assert_at(function->arguments[1].value.value.loc, 11, 39);
  end(&r);
}

/// A file of views alone makes no data, but something to draw with
static void
test_views_alone(void **const state)
{
  (void)state;
  Run r = {.mapping = NULL};
  const RhumbText text = {"v.yml", RHUMB_STR("views: {v: {title: T}}\n")};
  const RhumbText *const texts[] = {&text};
  const RhumbRulesOptions options = {.n_externals = 0};
  assert_int_equal(run(&r, texts, 1, &options), RHUMB_OK);
  assert_non_null(r.mapping->views);
  assert_int_equal(r.mapping->n_maps, 0);
  end(&r);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_places),
      cmocka_unit_test(test_views_alone),
  };
  int failed = cmocka_run_group_tests_name("yarrrml model", tests, NULL, NULL);
  RUN_TABLE("yarrrml", whole_cases, test_whole);
  RUN_TABLE("yarrrml predicates and objects", pair_cases, test_pair);
  RUN_TABLE("yarrrml or turtle", language_cases, test_language);
  RUN_TABLE("yarrrml files", files_cases, test_files);
  RUN_TABLE("yarrrml mistakes", whole_errors, test_whole);
  RUN_TABLE("yarrrml mistakes in pairs", pair_errors, test_pair);
  return failed;
}
