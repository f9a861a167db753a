// SPDX-License-Identifier: ISC

#include "check/check.h"
#include "check/watch.h"
#include "cli/rules.h"
#include "support.h"

#include <stdlib.h>
#include <unistd.h>

/// A file beside the rules; the last of a case's has no name
typedef struct {
  const char *name, *content;
} File;

typedef struct {
  const char *name;
  const char *rules;
  const char *reports; ///< All of them, a line each
  File files[4];
  const char *ontology; ///< Turtle to hold the rules against; NULL: none
  bool data;            ///< Read the sample too
} Case;

#define HEAD "prefixes: {e: 'http://e/'}\nmappings:\n"
#define MAP  HEAD " m:\n  sources: [[d.csv~csv]]\n  s: e:$(a)\n"
#define JSON HEAD " m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: e:$(a)\n"
#define GREL                          \
  "prefixes: {e: 'http://e/', grel: " \
  "'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\nmappings:\n"
#define XML HEAD " m:\n  sources: [['d.xml~xpath', '/r/i']]\n  s: e:$(a)\n"
#define EQUAL(a, b)                                                  \
  "{function: idlab-fn:equal, parameters: [[grel:valueParameter, " a \
  "], [grel:valueParameter2, " b "]]}"
#define FUNCTIONS                                                   \
  "prefixes: {e: 'http://e/', idlab-fn: "                           \
  "'https://w3id.org/imec/idlab/function#', grel: "                 \
  "'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\nmappings" \
  ":\n m:\n  sources: [[d.csv~csv]]\n  s: e:$(a)\n"

// clang-format off
static Case rules[] = {
  {"nothing to say", MAP "  po: [[e:p, $(b)]]\n", "", {{0}}, NULL, false},
  {"no predicates", MAP,
   "3:2: warning: the mapping \"m\" makes nothing: it has no predicates with objects, and no other mapping refers to it\n",
   {{0}}, NULL, false},
  {"no predicates, but a parent", MAP " n:\n  sources: [[d.csv~csv]]\n  s: e:n/$(a)\n  po: [{p: e:p, o: {mapping: m}}]\n", "",
   {{0}}, NULL, false},
  {"only an inverse predicate", MAP "  po:\n   - {i: e:p, o: e:x/$(b)~iri}\n", "", {{0}}, NULL, false},
  {"an empty list of objects", MAP "  po:\n   - [e:p, []]\n   - [e:q, $(b)]\n",
   "7:6: warning: this makes nothing: its list of objects is empty\n", {{0}}, NULL, false},
  {"an empty list of predicates", MAP "  po:\n   - {p: [], o: $(b)}\n   - [e:q, $(b)]\n",
   "7:6: warning: this makes nothing: its list of predicates is empty\n", {{0}}, NULL, false},
  {"a condition that never holds", FUNCTIONS "  condition: " EQUAL("x", "y") "\n  po: [[e:p, $(b)]]\n",
   "6:25: warning: this condition never holds: it asks for no data\n", {{0}}, NULL, false},
  {"a condition that always holds", FUNCTIONS "  po:\n   - p: e:p\n     o: $(b)\n     condition: " EQUAL("x", "x") "\n",
   "9:28: warning: this condition always holds: it asks for no data\n", {{0}}, NULL, false},
  {"a condition of data", FUNCTIONS "  condition: " EQUAL("$(b)", "y") "\n  po: [[e:p, $(b)]]\n", "", {{0}}, NULL, false},
  {"one of two conditions", FUNCTIONS "  condition:\n   - " EQUAL("$(b)", "y") "\n   - " EQUAL("x", "y") "\n  po: [[e:p, $(b)]]\n",
   "8:17: warning: this condition never holds: it asks for no data\n", {{0}}, NULL, false},
  {"a condition that fails", FUNCTIONS "  condition: {function: grel:boolean_not, parameters: [[grel:bool_b, {function: grel:math_round, parameters: [[grel:p_dec_n, x]]}]]}\n  po: [[e:p, $(b)]]\n",
   "6:126: error: grel:math_round: \"x\", its n, is no number\n", {{0}}, NULL, false},
  {"the same subject for texts", HEAD " m:\n  sources: [[d.csv~csv]]\n  s: e:a\n  po: [[e:p, $(b)]]\n",
   "5:6: warning: every row has the same subject, \"http://e/a\"; a reference in it would make one for each\n",
   {{0}}, NULL, false},
  {"the same subject lists things", HEAD " m:\n  sources: [[d.csv~csv]]\n  s: e:a\n  po: [[e:p, e:$(b)~iri], [e:t, x]]\n", "",
   {{0}}, NULL, false},
  {"a cross product", MAP "  po:\n   - p: e:p\n     o: {mapping: n}\n n:\n  sources: [[f.csv~csv]]\n  s: e:n/$(a)\n  po: [[e:p, $(b)]]\n",
   "8:19: warning: every row is joined with every row of the mapping \"n\", which has another source; a condition would say which belong together\n",
   {{0}}, NULL, false},
  {"a join by a place within others",
   "prefixes: {e: 'http://e/'}\nsources:\n r: {access: d.json, iterator: {d: '$[*]', r: '$.r[*]'}}\n x: {access: d.json, iterator: {d: '$[*]', x: '$.x[*]'}}\nmappings:\n"
   " m: {sources: r, s: e:r/$(r.id), po: [{p: e:p, o: {mapping: n, condition: {function: equal, parameters: [[str1, $(r.h)], [str2, $(x.#)]]}}}]}\n"
   " n: {sources: x, s: e:x/$(x.id), po: [[e:q, $(x.n)]]}\n",
   "6:131: warning: each \"d\" counts this place from 0, so that rows within others are joined too; a condition that compares something of \"d\" would say which belong together\n",
   {{0}}, NULL, false},
  {"a join by a place in all of a document",
   "prefixes: {e: 'http://e/'}\nsources:\n r: {access: d.json, iterator: {d: '$', r: '$.r[*]'}}\n x: {access: d.json, iterator: {d: '$', x: '$.x[*]'}}\nmappings:\n"
   " m: {sources: r, s: e:r/$(r.id), po: [{p: e:p, o: {mapping: n, condition: {function: equal, parameters: [[str1, $(r.h)], [str2, $(x.#)]]}}}]}\n"
   " n: {sources: x, s: e:x/$(x.id), po: [[e:q, $(x.n)]]}\n",
   "",
   {{0}}, NULL, false},
  {"a prefix before a text", MAP "  po:\n   - [e:p, e:$(b)]\n   - [e:q, e:X]\n   - p: e:r\n     o: [{value: 'e:$(b)-$(c)'}]\n",
   "7:12: warning: this makes a text, not an IRI, though \"e:\" is a prefix; if a text is meant, \"type: literal\" says so; e:$(b)~iri\n"
   "8:12: warning: this makes a text, not an IRI, though \"e:\" is a prefix; if a text is meant, \"type: literal\" says so; e:X~iri\n"
   "10:19: warning: this makes a text, not an IRI, though \"e:\" is a prefix; if a text is meant, \"type: literal\" says so; e:$(b)-$(c)~iri\n",
   {{0}}, NULL, false},
  {"a prefix that is implied, once it is used", MAP "  po: [[foaf:p, foaf:$(b)], [e:q, 'skos:$(b)']]\n",
   "6:17: warning: this makes a text, not an IRI, though \"foaf:\" is a prefix; if a text is meant, \"type: literal\" says so; foaf:$(b)~iri\n",
   {{0}}, NULL, false},
  {"no prefix before a text",
   MAP "  po: [[e:p, 'e: see $(b)'], [e:p, 'e:$(b) or $(c)'], [e:p, x:$(b)], [e:p, e], [e:p, 'e:'], [e:p, 'e://x'], [e:p, 'e:$(b)', xsd:string], "
   "[e:p, e:x, en~lang], [e:p, {value: 'e:$(b)', type: literal}], [e:p, e\\:$(b)~iri]]\n", "", {{0}}, NULL, false},
  {"an address without ~iri", MAP "  po: [[e:p, 'http://x/$(b)'], [e:q, 'https://x/'], [e:r, 'http://x/ is down'], [e:s, 'http://x/$(b)', xsd:anyURI], [e:t, http://x/$(b)~iri]]\n",
   "6:15: warning: this makes a text, not an IRI; if a text is meant, \"type: literal\" or the datatype xsd:anyURI says so; http://x/$(b)~iri\n"
   "6:39: warning: this makes a text, not an IRI; if a text is meant, \"type: literal\" or the datatype xsd:anyURI says so; https://x/~iri\n",
   {{0}}, NULL, false},
  {"a prefix that names run into", "prefixes: {e: 'http://e', f: 'urn:f', g: 'http://g/GO_', h: 'http://h?id=', i: 'http://i'}\nmappings:\n m:\n  sources: [[d.csv~csv]]\n"
   "  s: e:$(a)\n  po: [[f:p, $(b)], [g:p, h:$(b)~iri], ['i:/p', 'i:#$(b)~iri']]\n",
   "1:12: warning: names run into the IRI of this prefix: e:name is http://ename; http://e/\n"
   "1:27: warning: names run into the IRI of this prefix: f:p is urn:fp; urn:f:\n", {{0}}, NULL, false},
  {"no subject", HEAD " m:\n  sources: [[d.csv~csv]]\n  po: [[e:p, $(b)]]\n",
   "3:2: warning: the mapping \"m\" has no subject, so every record makes a blank node; write s: with a template, or s: null for blank nodes\n",
   {{0}}, NULL, false},
  {"no subject, and that is said", HEAD " m:\n  sources: [[d.csv~csv]]\n  s: null\n  po: [[e:p, $(b)]]\n", "", {{0}}, NULL, false},
  {"what looks like an external", MAP "  po: [[e:p, $(_b)], [e:p, $(\\_c)]]\n",
   "6:16: warning: the rules have no \"external\" that is called \"b\", so this is the reference \"_b\"; write \"$(\\_b)\" if that is meant\n",
   {{0}}, NULL, false},
  {"a prefix in a template of RML",
   "@prefix e: <http://e/>. @prefix rml: <http://w3id.org/rml/>.\n<#m> rml:logicalSource [rml:source [a rml:RelativePathSource; rml:root rml:MappingDirectory; rml:path \"d.csv\"]; rml:referenceFormulation rml:CSV];\n"
   "rml:subjectMap [rml:template \"e:{a}\"]; rml:predicateObjectMap [rml:predicate e:p; rml:object \"e:b\"].\n",
   "3:30: warning: templates know no prefixes, so these IRIs begin with \"e:\"; write out what it stands for, http://e/\n", {{0}}, NULL, false},
  {"a product within a text", HEAD " m:\n  sources: [['d.json~jsonpath', '$.e[*]']]\n  s: e:$(id)\n  po: [[e:p, '$(arg[*].role): $(arg[*].text)']]\n",
   "6:15: warning: every \"arg[*].role\" of a record is combined with every \"arg[*].text\"; levels would pair those that belong together: iterator: {record: \"$.e[*]\", arg: \"$.arg[*]\"}, $(arg.role) and $(arg.text), all else as $(record.…)\n",
   {{0}}, NULL, false},
  {"a product within a level", HEAD " m:\n  sources: {access: d.json, iterator: {e: '$.e[*]'}}\n  s: e:$(e.id)\n  po: [[e:p, '$(e.arg[*].role): $(e.arg[*])'], [e:q, '$(e.id) $(e.arg[*].x)']]\n",
   "6:15: warning: every \"e.arg[*].role\" of a record is combined with every \"e.arg[*]\"; one more level would pair those that belong together: arg: \"$.arg[*]\", $(arg.role) and $(arg)\n",
   {{0}}, NULL, false},
  {"a product of subject, predicate and object", JSON "  po:\n   - ['e:$(arg[*].role)', '$(arg[*].text)']\n n:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: e:$(a[*].b[*].c)\n  po: [[e:p, '$(a[*].d)'], [e:q, x]]\n",
   "7:30: warning: every \"arg[*].role\" of a record is combined with every \"arg[*].text\"; levels would pair those that belong together: iterator: {record: \"$[*]\", arg: \"$.arg[*]\"}, $(arg.role) and $(arg.text), all else as $(record.…)\n"
   "11:17: warning: every \"a[*].b[*].c\" of a record is combined with every \"a[*].d\"; levels would pair those that belong together: iterator: {record: \"$[*]\", a: \"$.a[*]\"}, $(a.b[*].c) and $(a.d), all else as $(record.…)\n",
   {{0}}, NULL, false},
  {"a product of a function's arguments",
   "prefixes: {e: 'http://e/', grel: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\nmappings:\n m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: e:$(id)\n"
   "  po:\n   - p: e:p\n     o: {function: grel:string_contains, parameters: [[grel:valueParameter, '$(a[*].b)'], [grel:string_sub, '$(a[*].c)']]}\n",
   "8:10: warning: every \"a[*].b\" of a record is combined with every \"a[*].c\"; levels would pair those that belong together: iterator: {record: \"$[*]\", a: \"$.a[*]\"}, $(a.b) and $(a.c), all else as $(record.…)\n",
   {{0}}, NULL, false},
  {"a prefixed name as the argument of a function that makes no IRI",
   "prefixes: {e: 'http://e/', grel: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\nmappings:\n m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: e:$(id)\n  po:\n"
   "   - {p: e:p, o: {function: grel:toLowerCase, parameters: [[grel:valueParameter, e:$(a)]]}}\n"
   "   - {p: e:p, o: x, condition: {function: equal, parameters: [[str1, $(a)], [str2, e:b]]}}\n"
   "   - {p: e:p, o: {function: grel:toLowerCase, type: iri, parameters: [[grel:valueParameter, e:$(a)]]}}\n"
   "   - {p: e:p, o: {function: grel:toLowerCase, parameters: [[grel:valueParameter, e:$(a)~iri]]}}\n"
   "   - {p: e:p, o: {function: grel:toLowerCase, parameters: [{parameter: grel:valueParameter, value: e:b, type: literal}]}}\n"
   "   - {p: e:p, o: {function: grel:toLowerCase, parameters: [[grel:valueParameter, 'e: b']]}}\n",
   "7:82: warning: the function is given this text, not an IRI, though \"e:\" is a prefix; if that is meant, \"type: literal\" says so; e:$(a)~iri\n"
   "8:84: warning: the function is given this text, not an IRI, though \"e:\" is a prefix; if that is meant, \"type: literal\" says so; e:b~iri\n",
   {{0}}, NULL, false},
  {"no product",
   JSON "  po: [[e:p, '$(a[*].b)'], [e:q, '$(a[*].c)'], [e:r, '$(a[0].b)-$(a[0].c)'], [e:s, '$(x[?(@.k==1)].v)-$(x[?(@.k==2)].v) $(x[?(@.k==1)].w)'], [e:t, '$(a[*].b)-$(n)'],"
   " [e:u, {gather: ['$(a[*].b)', '$(a[*].c)', '$(b[*])']}], {p: e:v, o: '$(a[*].b)', condition: {function: equal, parameters: [[str1, '$(a[*].b)'], [str2, k]]}},"
   " {p: e:w, o: '$(a[*].b)', annotations: [[e:x, $(n)]]}]\n", "", {{0}}, NULL, false},
  {"a product of one reference with itself", JSON "  po: [['e:$(a[*].b)', '$(a[*].b)'], [e:q, '$(t[*])/$(t[*])']]\n",
   "6:27: warning: every \"a[*].b\" of a record is combined with every \"a[*].b\"; levels would pair those that belong together: iterator: {record: \"$[*]\", a: \"$.a[*]\"}, $(a.b), all else as $(record.…)\n"
   "6:45: warning: every \"t[*]\" of a record is combined with every \"t[*]\"; levels would pair those that belong together: iterator: {record: \"$[*]\", t: \"$.t[*]\"}, $(t), all else as $(record.…)\n",
   {{0}}, NULL, false},
  {"a product of two lists", JSON "  po: [[e:p, '$(b[*])-$(c[*])'], ['e:$(..h)', '$(..g)']]\n",
   "6:15: warning: every \"b[*]\" of a record is combined with every \"c[*]\"; if the first belongs to the first, and none is left out, fields of the source would pair them, fields: {b: \"$(b[*])\", c: \"$(c[*])\"}, with the condition that $(b.#) equals $(c.#)\n"
   "6:50: warning: every \"..h\" of a record is combined with every \"..g\"; if the first belongs to the first, and none is left out, fields of the source would pair them, fields: {h: \"$(..h)\", g: \"$(..g)\"}, with the condition that $(h.#) equals $(g.#)\n",
   {{0}}, NULL, false},
  {"a product of members of an object", JSON "  po: [[e:p, '$(m.*.h) $(m.*.g)'], [e:q, '$($.r[*].s) $($.r[*].o)'], [e:q, \"$(['a b'][*].s) $(['a b'][*].o)\"]]\n",
   "6:15: warning: every \"m.*.h\" of a record is combined with every \"m.*.g\"; levels would pair those that belong together: iterator: {record: \"$[*]\", m: \"$.m.*\"}, $(m.h) and $(m.g), all else as $(record.…)\n"
   "6:43: warning: every \"$.r[*].s\" of a record is combined with every \"$.r[*].o\"; levels would pair those that belong together: iterator: {record: \"$[*]\", r: \"$.r[*]\"}, $(r.s) and $(r.o), all else as $(record.…)\n"
   "6:77: warning: every \"['a b'][*].s\" of a record is combined with every \"['a b'][*].o\"; levels would pair those that belong together: iterator: {record: \"$[*]\", item: \"$['a b'][*]\"}, $(item.s) and $(item.o), all else as $(record.…)\n",
   {{0}}, NULL, false},
  {"a product of a value and its language or datatype", JSON "  po: [{p: e:p, o: {value: '$(r[*].s)', language: '$(r[*].l)'}}, {p: e:p, o: {value: '$(r[*].s)', datatype: 'e:$(r[*].l)'}}]\n",
   "6:31: warning: every \"r[*].s\" of a record is combined with every \"r[*].l\"; levels would pair those that belong together: iterator: {record: \"$[*]\", r: \"$.r[*]\"}, $(r.s) and $(r.l), all else as $(record.…)\n"
   "6:89: warning: every \"r[*].s\" of a record is combined with every \"r[*].l\"; levels would pair those that belong together: iterator: {record: \"$[*]\", r: \"$.r[*]\"}, $(r.s) and $(r.l), all else as $(record.…)\n",
   {{0}}, NULL, false},
  {"a product of a subject and a join's key", HEAD " m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: e:$(r[*].s)\n  po: [{p: e:p, o: {mapping: n, condition: {function: equal, parameters: [[str1, '$(r[*].o)'], [str2, $(id)]]}}}]\n n:\n  sources: [[d.csv~csv]]\n  s: e:$(id)\n",
   "6:85: warning: every \"r[*].s\" of a record is combined with every \"r[*].o\"; levels would pair those that belong together: iterator: {record: \"$[*]\", r: \"$.r[*]\"}, $(r.s) and $(r.o), all else as $(record.…)\n",
   {{0}}, NULL, false},
  {"a product of a parent's key and its subject", JSON "  po: [{p: e:p, o: {mapping: n, condition: {function: equal, parameters: [[str1, $(id)], [str2, '$(r[*].s)']]}}}]\n n:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: e:$(r[*].o)\n",
   "6:100: warning: every \"r[*].o\" of a record is combined with every \"r[*].s\"; levels would pair those that belong together: iterator: {record: \"$[*]\", r: \"$.r[*]\"}, $(r.o) and $(r.s), all else as $(record.…)\n",
   {{0}}, NULL, false},
  {"a product of a condition", JSON "  po: [{p: e:p, o: '$(r[*].s)', condition: {function: equal, parameters: [[str1, '$(r[*].t)'], [str2, k]]}}]\n",
   "6:55: warning: every \"r[*].s\" of a record is combined with every \"r[*].t\"; levels would pair those that belong together: iterator: {record: \"$[*]\", r: \"$.r[*]\"}, $(r.s) and $(r.t), all else as $(record.…)\n",
   {{0}}, NULL, false},
  {"a product of annotations", JSON "  po: [{p: e:p, o: '$(r[*].s)', annotations: [[e:c, '$(r[*].t)']]}, {p: e:p, o: '$(r[*].s)', reifier: 'e:c/$(r[*].t)', annotations: [[e:c, $(id)]]}]\n",
   "6:56: warning: every \"r[*].s\" of a record is combined with every \"r[*].t\"; levels would pair those that belong together: iterator: {record: \"$[*]\", r: \"$.r[*]\"}, $(r.s) and $(r.t), all else as $(record.…)\n"
   "6:104: warning: every \"r[*].s\" of a record is combined with every \"r[*].t\"; levels would pair those that belong together: iterator: {record: \"$[*]\", r: \"$.r[*]\"}, $(r.s) and $(r.t), all else as $(record.…)\n",
   {{0}}, NULL, false},
  {"a product of a collection", HEAD " m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: e:$(r[*].s)\n  po: [[e:p, {gather: ['$(r[*].o)']}]]\n",
   "6:27: warning: every \"r[*].s\" of a record is combined with every \"r[*].o\"; levels would pair those that belong together: iterator: {record: \"$[*]\", r: \"$.r[*]\"}, $(r.s) and $(r.o), all else as $(record.…)\n",
   {{0}}, NULL, false},
  {"a product of what is quoted", HEAD " m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: e:$(r[*].s)\n  po: [{p: e:p, o: {quotedNonAsserted: n}}]\n n:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: e:$(id)\n  po: [[e:q, '$(r[*].o)']]\n",
   "6:40: warning: every \"r[*].s\" of a record is combined with every \"r[*].o\"; levels would pair those that belong together: iterator: {record: \"$[*]\", r: \"$.r[*]\"}, $(r.s) and $(r.o), all else as $(record.…)\n",
   {{0}}, NULL, false},
  {"a product of functions", GREL " m:\n  sources: [[d.csv~csv]]\n  s: e:$(id)\n  po: [[e:p, {function: \"grel:string_split(grel:valueParameter = $(a), grel:p_string_sep = ';')\"}], [{function: \"grel:string_split(grel:valueParameter = $(a), grel:p_string_sep = ';')\"}, {function: \"grel:string_split(grel:valueParameter = $(b), grel:p_string_sep = ';')\"}]]\n",
   "6:189: warning: every value of grel:string_split of \"a\" of a record is combined with every value of grel:string_split of \"b\"; if the first belongs to the first, and none is left out, fields of the source would pair them, fields: {a: {function: grel:string_split(…)}, b: {function: grel:string_split(…)}}, with the condition that $(a.#) equals $(b.#)\n",
   {{0}}, NULL, false},
  {"a product of a list and its rows", HEAD " m:\n  sources: {access: d.json, iterator: {d: '$[*]', r: '$.r[*]'}}\n  s: e:$(r.s)\n  po: [[e:p, '$(d.r[*].o)'], [e:q, '$(d.t[*])']]\n",
   "6:17: warning: every \"d.r[*].o\" of a record is combined with every \"r.s\"; a row of the level \"r\" is one of these: $(r.o)\n",
   {{0}}, NULL, false},
  {"a product of slices of several", JSON "  po: [[e:p, '$(r[-2:].s) $(r[:2].o)']]\n",
   "6:15: warning: every \"r[-2:].s\" of a record is combined with every \"r[:2].o\"; if the first belongs to the first, and none is left out, fields of the source would pair them, fields: {s: \"$(r[-2:].s)\", o: \"$(r[:2].o)\"}, with the condition that $(s.#) equals $(o.#)\n",
   {{0}}, NULL, false},
  {"no product of slices of one",
   JSON "  po: [[e:p, '$(r[-1:].s) $(r[0:1].o)'], [e:q, '$(r[:1].s) $(t[*])'], [e:r, '$(r[ 3 : 4 ].s) $(t[*])'], [e:s, '$(r[-2:-1:1].s) $(t[*])']]\n", "", {{0}}, NULL, false},
  {"a product within the items of one list", JSON "  po: [[e:p, '$(r[*].s[*]) $(r[*].o[*])']]\n",
   "6:15: warning: every \"r[*].s[*]\" of a record is combined with every \"r[*].o[*]\"; levels would pair those that belong together: iterator: {record: \"$[*]\", r: \"$.r[*]\"}, $(r.s[*]) and $(r.o[*]), all else as $(record.…); within one \"r\" they would still be combined\n",
   {{0}}, NULL, false},
  {"a product of a list and rows within its rows",
   HEAD " m:\n  sources: {access: d.json, iterator: {d: '$[*]', n: '$.n', r: '$.r[*]', s: '$.s[*]'}}\n  s: e:$(s.x)\n  po: [[e:p, '$(d.n.r[*].o)'], [e:q, '$(d.n.r[*].s[*].y)'], [e:r, '$(d.n.t)'], [e:s, '$(d.t[*])']]\n",
   "6:17: warning: every \"d.n.r[*].o\" of a record is combined with every \"s.x\"; a row of the level \"r\" is one of these: $(r.o)\n"
   "6:41: warning: every \"d.n.r[*].s[*].y\" of a record is combined with every \"s.x\"; a row of the level \"s\" is one of these: $(s.y)\n",
   {{0}}, NULL, false},
  {"no product of rows and the collection of all", HEAD " m:\n  sources: {access: d.json, iterator: {d: '$[*]', r: '$.r[*]'}}\n  s: e:$(r.s)\n  po: [[e:p, {gather: ['$(d.r[*].o)']}]]\n", "", {{0}}, NULL, false},
  {"a product of fields of RML",
   "@prefix e: <http://e/>. @prefix rml: <http://w3id.org/rml/>.\n<#v> a rml:LogicalView; rml:viewOn [rml:source [a rml:RelativePathSource; rml:root rml:MappingDirectory; rml:path \"d.json\"]; rml:referenceFormulation rml:JSONPath; rml:iterator \"$[*]\"];\n"
   "rml:field [rml:fieldName \"h\"; rml:reference \"$.h[*]\"],\n[rml:fieldName \"t\"; rml:reference \"$.t[*]\"].\n"
   "<#m> rml:logicalSource <#v>; rml:subjectMap [rml:template \"http://e/{h}\"]; rml:predicateObjectMap [rml:predicate e:p; rml:objectMap [rml:reference \"t\"]].\n",
   "4:1: warning: every \"t\" of a record is combined with every \"h\"; a view for each would keep them apart\n", {{0}}, NULL, false},
  {"a product of fields of one list", HEAD " m:\n  sources: {access: d.json, iterator: '$[*]', fields: {s: '$(r[*].s)', o: '$(r[*].o)', t: '$(t[*])', u: '$(t[*]) $(t[*])'}}\n  s: e:$(s)\n  po: [[e:p, $(o)]]\n",
   "4:72: warning: every \"o\" of a record is combined with every \"s\"; those that belong together are fields of one iterable field: r: {iterator: \"$.r[*]\", fields: {s: $(s), o: $(o)}}\n"
   "4:88: warning: every \"t\" of a record is combined with every \"s\"; a source for each would keep them apart, or, if those at the same place belong together, the condition that $(s.#) equals $(t.#)\n"
   "4:106: warning: every \"t[*]\" of a record is combined with every \"t[*]\"; those that belong together are fields of one iterable field: t: {iterator: \"$.t[*]\", fields: {t: $(@)}}\n"
   "4:102: warning: every \"u\" of a record is combined with every \"s\"; a source for each would keep them apart, or, if those at the same place belong together, the condition that $(s.#) equals $(u.#)\n",
   {{0}}, NULL, false},
  {"a product of iterable fields", HEAD " m:\n  sources: {access: d.json, iterator: '$[*]', fields: {r: {iterator: '$.r[*]', fields: {s: $(s), w: '$(w[*])'}}, n: {iterator: '$.n', fields: [h]}, q: {iterator: '$.q.*', fields: [h]}}}\n  s: e:$(r.s)\n  po: [[e:p, $(q.h)]]\n",
   "4:149: warning: every \"q\" of a record is combined with every \"r\"; a source for each would keep them apart, or, if those at the same place belong together, the condition that $(r.#) equals $(q.#)\n",
   {{0}}, NULL, false},
  {"no product of fields whose places are asked for", HEAD " m:\n  sources: {access: d.json, iterator: '$[*]', fields: {a: '$(a[*])', b: '$(b[*])'}}\n  s: e:$(a)\n  condition: {function: equal, parameters: [[str1, $(a.#)], [str2, $(b.#)]]}\n  po: [[e:p, $(b)]]\n", "",
   {{0}}, NULL, false},
  {"a product of the texts of cells", HEAD " m:\n  sources: {access: d.csv, fields: {a: {value: $(a), fields: {j: {referenceFormulation: jsonpath, iterator: '$[*]', fields: [n]}}}, b: {value: $(b), fields: {c: {referenceFormulation: csv, fields: [n]}}}}}\n  s: e:$(a.j.n)\n  po: [[e:p, $(b.c.n)]]\n",
   "4:159: warning: every \"b.c\" of a record is combined with every \"a.j\"; a source for each would keep them apart, or, if those at the same place belong together, the condition that $(a.j.#) equals $(b.c.#)\n",
   {{0}}, NULL, false},
  {"names that nothing uses",
   "prefixes: {e: 'http://e/', f: 'http://f/'}\nexternal: {x: 1, y: 2}\nsources:\n s1: [d.csv~csv]\n s2: [f.csv~csv]\n"
   "targets:\n t1: [t.nq~void]\nmappings:\n m:\n  sources: s1\n  s: e:$(a)$(_x)\n  po: [[e:p, $(b)]]\n",
   "1:28: warning: nothing uses the prefix \"f\"\n"
   "2:18: warning: nothing uses the external \"y\"; it would be written $(_y)\n"
   "5:2: warning: nothing uses the source \"s2\"\n"
   "7:2: warning: nothing uses the target \"t1\"\n", {{0}}, NULL, false},
  {"a prefix of XPath", "prefixes: {e: 'http://e/', f: 'http://f/'}\nmappings:\n m:\n  sources: [['d.xml~xpath', '/f:r']]\n  s: e:$(a)\n  po: [[e:p, $(b)]]\n", "",
   {{0}}, NULL, false},
};

#define OWL \
  "@prefix owl: <http://www.w3.org/2002/07/owl#>. @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#>. " \
  "@prefix xsd: <http://www.w3.org/2001/XMLSchema#>. @prefix e: <http://e/>. "
#define TERMS OWL \
  "e:Person a owl:Class; rdfs:subClassOf e:Agent. e:Agent a owl:Class. e:Thing a owl:Class. e:Stone a owl:Class; rdfs:subClassOf e:Thing. " \
  "e:Sand a owl:Class. e:knows a owl:ObjectProperty; rdfs:domain e:Agent; rdfs:range e:Agent. " \
  "e:age a owl:DatatypeProperty; rdfs:range xsd:integer. e:title a owl:DatatypeProperty; rdfs:range xsd:string. "
#define APART "e:Agent owl:disjointWith e:Thing. "

static Case vocabulary[] = {
  {"all declared", MAP "  po: [[a, e:Person], [e:knows, e:$(b)~iri], [e:title, $(b)]]\n", "", {{0}}, TERMS APART, false},
  {"an undeclared property", MAP "  po: [[e:nkows, e:$(b)~iri]]\n",
   "6:9: warning: the vocabulary does not declare e:nkows, used as a property; e:knows\n", {{0}}, TERMS, false},
  {"an undeclared class", MAP "  po: [[a, e:Persona]]\n",
   "6:12: warning: the vocabulary does not declare e:Persona, used as a class; e:Person\n", {{0}}, TERMS, false},
  {"a class as a property", MAP "  po: [[e:Person, $(b)]]\n",
   "6:9: warning: e:Person is not declared as a property, but as something else\n", {{0}}, TERMS, false},
  {"another namespace is let be", MAP "  po: [[prov:value, $(b)], [foaf:name, $(b)], [a, e:Person]]\n", "", {{0}},
   TERMS "<http://xmlns.com/foaf/0.1/age> a owl:AnnotationProperty.", false},
  {"a literal for a thing", MAP "  po: [[e:knows, $(b)]]\n",
   "6:18: error: the objects of e:knows are things, not literals: write an IRI, or ~iri behind a template\n", {{0}}, TERMS, false},
  {"an IRI for a literal", MAP "  po: [[e:title, e:$(b)~iri]]\n",
   "6:18: error: the objects of e:title are literals, not IRIs\n", {{0}}, TERMS, false},
  {"a datatype out of range", MAP "  po: [[e:age, $(b), xsd:date], [e:title, x, en~lang]]\n",
   "6:22: error: these literals are xsd:date, but the range of e:age is xsd:integer\n"
   "6:43: error: these literals are rdf:langString, but the range of e:title is xsd:string\n", {{0}}, TERMS, false},
  {"no datatype is a string", MAP "  po: [[e:age, $(b)]]\n",
   "6:16: error: these literals are xsd:string, but the range of e:age is xsd:integer\n", {{0}}, TERMS, false},
  {"a derived datatype fits", MAP "  po: [[e:age, $(b), xsd:byte], [e:age, $(b), xsd:decimal]]\n", "", {{0}}, TERMS, false},
  {"outside the domain", MAP "  po: [[a, e:Stone], [e:knows, e:$(b)~iri]]\n",
   "6:23: error: the subjects have the class e:Stone, but the domain of e:knows is e:Agent, and nothing is both\n",
   {{0}}, TERMS APART, false},
  {"not disjoint, not outside", MAP "  po: [[a, e:Stone], [e:knows, e:$(b)~iri]]\n", "", {{0}}, TERMS, false},
  {"all disjoint classes", MAP "  po: [[a, e:Sand], [e:knows, e:$(b)~iri]]\n",
   "6:22: error: the subjects have the class e:Sand, but the domain of e:knows is e:Agent, and nothing is both\n",
   {{0}}, TERMS "[] a owl:AllDisjointClasses; owl:members (e:Agent e:Thing e:Sand).", false},
  {"a disjoint union", MAP "  po: [[a, e:Sand], [e:knows, e:$(b)~iri]]\n",
   "6:22: error: the subjects have the class e:Sand, but the domain of e:knows is e:Agent, and nothing is both\n",
   {{0}}, TERMS "e:All a owl:Class; owl:disjointUnionOf (e:Agent e:Sand).", false},
  {"a class that only some have",
   FUNCTIONS "  po: [{p: a, o: e:Stone, condition: " EQUAL("$(b)", "y") "}, [e:knows, e:$(b)~iri]]\n", "", {{0}}, TERMS APART, false},
  {"a union as the domain", MAP "  po: [[a, e:Stone], [e:owns, x]]\n",
   "6:23: error: the subjects have the class e:Stone, but the domain of e:owns is a union, and nothing is both\n", {{0}},
   TERMS APART "e:owns a owl:DatatypeProperty; rdfs:domain [a owl:Class; owl:unionOf (e:Person e:Agent)].", false},
  {"in one part of a union", MAP "  po: [[a, e:Stone], [e:owns, x]]\n", "", {{0}},
   TERMS APART "e:owns a owl:DatatypeProperty; rdfs:domain [a owl:Class; owl:unionOf (e:Person e:Thing)].", false},
  {"a domain from above", MAP "  po: [[a, e:Stone], [e:loves, e:$(b)~iri]]\n",
   "6:23: error: the subjects have the class e:Stone, but the domain of e:loves is e:Agent, and nothing is both\n", {{0}},
   TERMS APART "e:loves a owl:ObjectProperty; rdfs:subPropertyOf e:knows.", false},
  {"the parent is outside the range",
   MAP "  po:\n   - p: e:knows\n     o: {mapping: n}\n n:\n  sources: [[f.csv~csv]]\n  s: e:n/$(a)\n  po: [[a, e:Stone]]\n",
   "8:19: warning: every row is joined with every row of the mapping \"n\", which has another source; a condition would say which belong together\n"
   "8:19: error: the objects have the class e:Stone, but the range of e:knows is e:Agent, and nothing is both\n",
   {{0}}, TERMS APART, false},
  {"RDFS alone", MAP "  po: [[e:p, $(b)], [e:q, e:$(b)~iri]]\n",
   "6:14: error: the objects of e:p are things, not literals: write an IRI, or ~iri behind a template\n"
   "6:27: error: the objects of e:q are literals, not IRIs\n", {{0}},
   OWL "e:C a rdfs:Class. e:p rdfs:range e:C. e:q rdfs:range rdfs:Literal.", false},
  {"imports that cannot be found", MAP "  po: [[e:title, $(b)]]\n",
   "0:0: warning: what this ontology imports is not checked: there is no 'catalog-v001.xml' to find it with\n", {{0}},
   TERMS "<http://e/> a owl:Ontology; owl:imports <http://i/>.", false},
  {"imports that are found", MAP "  po: [[e:title, $(b)], [<http://i/pp>, $(b)]]\n",
   "6:26: warning: the vocabulary does not declare http://i/pp, used as a property; http://i/p\n",
   {{"catalog-v001.xml", "<catalog xmlns='urn:oasis:names:tc:entity:xmlns:xml:catalog'><uri name='http://i/' uri='i.ttl'/></catalog>"},
    {"i.ttl", OWL "<http://i/> a owl:Ontology. <http://i/p> a owl:DatatypeProperty."}},
   TERMS "<http://e/> a owl:Ontology; owl:imports <http://i/>.", false},
};

static Case data[] = {
  {"all is there", JSON "  po: [[e:p, $(b)]]\n", "", {{"d.json", "[{\"a\": 1, \"b\": 2}]"}}, NULL, true},
  {"a name that no record has", JSON "  po: [[e:p, $(nam)], [e:q, $(b)]]\n",
   "6:16: warning: no record of d.json has \"nam\"; name\n",
   {{"d.json", "[{\"a\": 1, \"name\": 2, \"b\": 1}, {\"a\": 2}]"}}, NULL, true},
  {"a name in a name", JSON "  po: [[e:p, $(x.citty)], [e:q, \"$($.y[*].Nane)\"], [e:r, $(b)]]\n",
   "6:16: warning: no record of d.json has \"x.citty\"; x.city\n"
   "6:36: warning: no record of d.json has \"$.y[*].Nane\"; $.y[*].Name\n",
   {{"d.json", "[{\"a\": 1, \"b\": 2, \"x\": {\"city\": 1}, \"y\": [{\"Name\": 1}]}]"}}, NULL, true},
  {"nulls and empty lists are there", JSON "  po: [[e:p, $(n)], [e:q, \"$(l[*])\"], [e:r, $(n.x)], [e:s, $(b)]]\n", "",
   {{"d.json", "[{\"a\": 1, \"b\": 2, \"n\": null, \"l\": []}]"}}, NULL, true},
  {"a filter may find nothing", JSON "  po: [[e:p, \"$(l[?@.x==1].y)\"], [e:s, $(b)]]\n", "",
   {{"d.json", "[{\"a\": 1, \"b\": 2, \"l\": []}]"}}, NULL, true},
  {"a name that needs quotes", JSON "  po: [[e:p, \"$(['Contry Code'])\"], [e:s, $(b)]]\n",
   "6:17: warning: no record of d.json has \"['Contry Code']\"; ['Country Code']\n",
   {{"d.json", "[{\"a\": 1, \"b\": 2, \"Country Code\": \"at\"}]"}}, NULL, true},
  {"an iterator that finds nothing", JSON "  po: [[e:p, $(b)]]\n", "4:34: note: \"$[*]\" finds nothing in d.json\n",
   {{"d.json", "[]"}}, NULL, true},
  {"a file without records", MAP "  po: [[e:p, $(b)]]\n", "4:14: warning: d.csv has no records\n",
   {{"d.csv", "a,b\n"}}, NULL, true},
  {"a mapping that makes nothing", JSON "  po: [[e:p, $(n)]]\n",
   "3:2: warning: no record of d.json makes a triple by the mapping \"m\", for none has \"n\"\n",
   {{"d.json", "[{\"a\": 1, \"n\": null}]"}}, NULL, true},
  {"an element that no record has", XML "  po: [[e:p, $(nmae)], [e:q, $(@kid)], [e:r, $(a)]]\n",
   "6:16: warning: no record of d.xml has \"nmae\"; name\n"
   "6:32: warning: no record of d.xml has \"@kid\"; @id\n",
   {{"d.xml", "<r><i id='1'><a>1</a><name>x</name></i></r>"}}, NULL, true},
  {"a product that the data shows", HEAD " m:\n  sources: [['d.xml~xpath', '/r/i']]\n  s: e:$(id)\n  po: [[e:p, '$(arg/role): $(arg/@text)'], [e:q, '$(n/a) $(n/b)']]\n",
   "6:15: warning: every \"arg/role\" of a record is combined with every \"arg/@text\"; levels would pair those that belong together: iterator: {record: \"/r/i\", arg: \"arg\"}, $(arg.role) and $(arg.@text), all else as $(record.…)\n",
   {{"d.xml", "<r><i><id>1</id><arg text='t'><role>r</role></arg><arg text='u'><role>s</role></arg><n><a>1</a><b>2</b></n></i></r>"}}, NULL, true},
  {"a product of elements and their attributes", XML "  po: [[e:p, $(n), '$(n/@l)~lang'], [e:q, '$(g/n/text()) $(g/o)'], [e:r, '$(.//n) $(.//o)'], [e:s, '$(n|g) $(n|g/n)']]\n",
   "6:16: warning: every \"n\" of a record is combined with every \"n/@l\"; levels would pair those that belong together: iterator: {record: \"/r/i\", n: \"n\"}, $(n) and $(n.@l), all else as $(record.…)\n"
   "6:44: warning: every \"g/n/text()\" of a record is combined with every \"g/o\"; levels would pair those that belong together: iterator: {record: \"/r/i\", g: \"g\"}, $(g.n/text()) and $(g.o), all else as $(record.…)\n"
   "6:75: warning: every \".//n\" of a record is combined with every \".//o\"; if the first belongs to the first, and none is left out, fields of the source would pair them, fields: {n: \"$(.//n)\", o: \"$(.//o)\"}, with the condition that $(n.#) equals $(o.#)\n"
   "6:101: warning: every \"n|g\" of a record is combined with every \"n|g/n\"; if the first belongs to the first, and none is left out, fields of the source would pair them, fields: {g: \"$(n|g)\", n: \"$(n|g/n)\"}, with the condition that $(g.#) equals $(n.#)\n",
   {{"d.xml", "<r><i><a>1</a><n l='en'>x</n><n>y</n><n l='de'>z</n><g><n>1</n><o>2</o></g><g><n>3</n><o>4</o></g></i></r>"}}, NULL, true},
  {"a product behind what has one value", XML "  po: [[e:p, '$(a) $(@k) $(n) $(o)'], [e:q, '$(a) $(@k) $(n)']]\n",
   "6:15: warning: every \"n\" of a record is combined with every \"o\"; if the first belongs to the first, and none is left out, fields of the source would pair them, fields: {n: \"$(n)\", o: \"$(o)\"}, with the condition that $(n.#) equals $(o.#)\n",
   {{"d.xml", "<r><i k='2'><a>1</a><n>x</n><n>y</n><o>z</o><o>w</o></i></r>"}}, NULL, true},
  {"a product of arrays", JSON "  po: [['e:$(h)', $(t)], [e:p, '$(h) $(h)'], [e:q, '$(h) $(u[*])'], [e:r, '$(b) $(t)'], [e:s, '$(h[*]) $(u[-1:])']]\n",
   "6:21: warning: every \"h\" of a record is combined with every \"t\"; if the first belongs to the first, and none is left out, fields of the source would pair them, fields: {h: \"$(h)\", t: \"$(t)\"}, with the condition that $(h.#) equals $(t.#)\n"
   "6:33: warning: every \"h\" of a record is combined with every \"h\"; levels would pair those that belong together: iterator: {record: \"$[*]\", h: \"$.h[*]\"}, $(h), all else as $(record.…)\n"
   "6:53: warning: every \"h\" of a record is combined with every \"u[*]\"; if the first belongs to the first, and none is left out, fields of the source would pair them, fields: {h: \"$(h)\", u: \"$(u[*])\"}, with the condition that $(h.#) equals $(u.#)\n",
   {{"d.json", "[{\"a\": 1, \"b\": 2, \"h\": [1, 2], \"t\": [3, 4], \"u\": [5, 6]}]"}}, NULL, true},
  {"a product of elements and their rows",
   HEAD " m:\n  sources: {access: d.xml, iterator: {d: /r/i, n: n}}\n  s: e:$(n.@k)\n  po: [[e:p, $(d.n/t)], [e:q, $(d.o/t)], [e:r, $(n.t)]]\n",
   "6:16: warning: every \"d.n/t\" of a record is combined with every \"n.@k\"; a row of the level \"n\" is one of these: $(n.t)\n",
   {{"d.xml", "<r><i><n k='1'><t>1</t></n><n k='2'><t>2</t></n><o><t>3</t></o></i></r>"}}, NULL, true},
  {"a product of what a filter finds and its rows",
   HEAD " m:\n  sources: {access: d.json, iterator: {d: '$', n: '$.n[?(@.k)]'}}\n  s: e:$(n.k)\n  po: [[e:p, '$(d.n[?(@.k)].t)'], [e:q, '$(d.n[0].t)']]\n",
   "6:17: warning: every \"d.n[?(@.k)].t\" of a record is combined with every \"n.k\"; a row of the level \"n\" is one of these: $(n.t)\n",
   {{"d.json", "{\"n\": [{\"k\": 1, \"t\": 1}, {\"k\": 2, \"t\": 2}]}"}}, NULL, true},
  {"a product behind a filter that picks many", JSON "  po: [[e:p, '$(x[?(@.k==1)].v) $(x[?(@.k==1)].w)'], [e:q, '$(x[?(@.k==2)].v) $(x[?(@.k==2)].w)']]\n",
   "6:15: warning: every \"x[?(@.k==1)].v\" of a record is combined with every \"x[?(@.k==1)].w\"; levels would pair those that belong together: iterator: {record: \"$[*]\", x: \"$.x[?(@.k==1)]\"}, $(x.v) and $(x.w), all else as $(record.…)\n",
   {{"d.json", "[{\"id\": 1, \"a\": 1, \"x\": [{\"k\": 1, \"v\": 1, \"w\": 2}, {\"k\": 1, \"v\": 3, \"w\": 4}, {\"k\": 2, \"v\": 5, \"w\": 6}]}]"}}, NULL, true},
  {"a column", MAP "  po: [[e:p, $(nmae)]]\n",
   "6:16: error: d.csv has no column \"nmae\"; its columns are \"a\", \"name\"; name\n", {{"d.csv", "a,name\n1,2\n"}}, NULL, true},
  {"a value, said once", HEAD " m:\n  sources: [[d.csv~csv]]\n  s: $(a)\n  po: [[e:p, $(b)]]\n",
   "2:0: error: field \"a\": \"x\" is a relative IRI, and there is no base: put a prefix before the reference, ex:$(id), or give --base\n"
   "5:8: note: asked for here\n", {{"d.csv", "a,b\nx,1\ny,2\n"}}, NULL, true},
  {"every mistake", MAP "  po: [[e:p, $(c)~iri], [e:q, x, $(c)]]\n",
   "2:0: error: field \"c\": \"x y\" is no valid IRI: ' ' may not stand there\n"
   "6:16: note: asked for here\n"
   "2:0: error: field \"c\": \"x y\" is no valid IRI: ' ' may not stand there\n"
   "6:36: note: asked for here\n", {{"d.csv", "a,c\n1,x y\n2,z\n"}}, NULL, true},
  {"a join that joins nothing",
   MAP "  po:\n   - p: e:p\n     o:\n      - {mapping: n, condition: {function: equal, parameters: [[str1, $(b)], [str2, $(c)]]}}\n"
   " n:\n  sources: [[f.csv~csv]]\n  s: e:n/$(c)\n  po: [[e:p, $(c)]]\n",
   "9:19: warning: this joins no row with any row of the mapping \"n\"\n",
   {{"d.csv", "a,b\n1,x\n"}, {"f.csv", "c\ny\n"}}, NULL, true},
  {"a join that nothing asks for",
   MAP "  po:\n   - p: e:p\n     o:\n      - {mapping: n, condition: {function: equal, parameters: [[str1, $(b)], [str2, $(c)]]}}\n"
   "   - [e:q, $(a)]\n n:\n  sources: [[f.csv~csv]]\n  s: e:n/$(c)\n  po: [[e:p, $(c)]]\n", "",
   {{"d.csv", "a,b\n1,\n2,\n"}, {"f.csv", "c\ny\n"}}, NULL, true},
  {"a join that may join beyond the sample",
   MAP "  po:\n   - p: e:p\n     o:\n      - {mapping: n, condition: {function: equal, parameters: [[str1, $(b)], [str2, $(c)]]}}\n"
   " n:\n  sources: [[f.csv~csv]]\n  s: e:n/$(c)\n  po: [[e:p, $(c)]]\n", "",
   {{"d.csv", "a,b\n1,x\n"}, {"f.csv", "c\ny\nz\nz\nz\nx\n"}}, NULL, true},
  {"a record that cannot be read", MAP "  po: [[e:p, $(b)~iri]]\n",
   "3:0: error: this row has 1 field, but the header has 2\n"
   "4:0: error: field \"b\": \"x\" is a relative IRI, and there is no base: put a prefix before the reference, ex:$(id), or give --base\n"
   "6:16: note: asked for here\n", {{"d.csv", "a,b\n1,http://b\n2\n3,x\n4,y\n"}}, NULL, true},
  {"a source that cannot be read on", JSON "  po: [[e:p, $(n)]]\n",
   "1:10: error: expected \",\" or \"]\", found '{'\n", {{"d.json", "[{\"a\":1} {\"a\":2}]"}}, NULL, true},
  {"records beyond the sample", JSON "  po: [[e:p, $(n)], [e:q, $(b)]]\n",
   "6:16: note: none of the first 3 records of d.json has \"n\"\n",
   {{"d.json", "[{\"a\": 1, \"b\": 1}, {\"a\": 1, \"b\": 1}, {\"a\": 1, \"b\": 1}, {\"a\": 1, \"n\": 1}]"}}, NULL, true},
  {"no such file", MAP "  po: [[e:p, $(b)]]\n", "4:14: error: cannot read \"d.csv\": No such file or directory\n", {{0}}, NULL, true},
};

#define VHEAD "prefixes: {e: 'http://e/', v: 'http://v/#'}\n"
#define VJSON VHEAD "mappings:\n m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: e:$(a)\n"
#define VTERMS OWL "@prefix v: <http://v/#>. <http://v/> a owl:Ontology. v:Act a owl:Class. v:Grade a owl:Class. " \
  "v:grade a owl:ObjectProperty; rdfs:range v:Grade. v:finest a owl:ObjectProperty; rdfs:subPropertyOf v:grade. " \
  "v:grade-low a v:Grade. v:grade-high a owl:NamedIndividual, v:Grade. v:about a owl:ObjectProperty. v:text a owl:DatatypeProperty. "
#define HAS_NO_GRADE "o.ttl has no such Grade, only: low, high"
#define FIRST "1:0: note: this is the first\n"
#define ROW(more) {"d.json", "[{\"a\": 1" more "}]"}
#define FUNCTIONS_V "prefixes: {e: 'http://e/', v: 'http://v/#', grel: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#', idlab-fn: 'https://w3id.org/imec/idlab/function#'}\n" \
  "mappings:\n m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: e:$(a)\n"
#define OWNED(loc, space) loc ": note: subjects are made here in " space \
  ", which is taken for the data's too: what is made in it is not held against o.ttl\n"
#define LISTS OWL "<http://v/> a owl:Ontology. <http://v/#Code> a owl:Class. <http://v/#code> a owl:ObjectProperty; rdfs:range <http://v/#Code>. " \
  "<http://v/codes/a> a <http://v/#Code>. <http://c/a> a <http://v/#Code>. "
#define LISTED(terms) VHEAD "mappings:\n m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: e:$(a)\n  po: [" terms "]\n"
#define APART_V VTERMS "v:Depth a owl:Class; owl:disjointWith v:Grade. v:depth-own a v:Depth. v:other a v:Act. "
#define IMPORTING(iri) "ontology: {iri: '" iri "', imports: ['http://v/'], catalog: c.xml}\n"
#define CATALOG {"c.xml", "<catalog xmlns='urn:oasis:names:tc:entity:xmlns:xml:catalog'><uri name='http://v/' uri='o.ttl'/></catalog>"}

static Case made[] = {
  {"all declared", VJSON "  po: [[a, v:Act], [v:grade, v:grade-$(g)~iri], [v:text, x]]\n", "", {ROW(", \"g\": \"low\"")}, VTERMS, true},
  {"an object, with what is in the range", VJSON "  po: [[v:grade, v:grade-$(g)~iri]]\n",
   "6:18: error: v:grade-$(g) makes v:grade-lwo; " HAS_NO_GRADE "; low\n" FIRST, {ROW(", \"g\": \"lwo\"")}, VTERMS, true},
  {"the range of a property above", VJSON "  po: [[v:finest, v:grade-$(g)~iri]]\n",
   "6:19: error: v:grade-$(g) makes v:grade-hihg; " HAS_NO_GRADE "; high\n" FIRST, {ROW(", \"g\": \"hihg\"")}, VTERMS, true},
  {"nothing near", VJSON "  po: [[v:grade, v:grade-$(g)~iri]]\n",
   "6:18: error: v:grade-$(g) makes v:grade-x; " HAS_NO_GRADE "\n" FIRST, {ROW(", \"g\": \"x\"")}, VTERMS, true},
  {"once, with how many rows", VJSON "  po: [[v:grade, v:grade-$(g)~iri]]\n",
   "6:18: error: v:grade-$(g) makes v:grade-x; " HAS_NO_GRADE "\n1:0: note: this is the first, and 2 rows more\n",
   {{"d.json", "[{\"a\": 1, \"g\": \"x\"}, {\"a\": 2, \"g\": \"x\"}, {\"a\": 3, \"g\": [\"x\"]}]"}}, VTERMS, true},
  {"the rest of a template, without a range", VJSON "  po: [[v:about, v:grade-$(g)~iri]]\n",
   "6:18: error: v:grade-$(g) makes v:grade-lo; o.ttl has no such term, only: low, high; low\n" FIRST, {ROW(", \"g\": \"lo\"")}, VTERMS, true},
  {"a template without a rest", VJSON "  po: [[v:about, v:$(g)~iri]]\n",
   "6:18: error: v:$(g) makes v:Atc; o.ttl has no such term; v:Act\n" FIRST, {ROW(", \"g\": \"Atc\"")}, VTERMS, true},
  {"what not all begin with stays", VJSON "  po: [[v:grade, v:grade-$(g)~iri]]\n",
   "6:18: error: v:grade-$(g) makes v:grade-x; o.ttl has no such Grade, only: v:grade-low, v:grade-high, v:none; v:grade-low\n" FIRST,
   {ROW(", \"g\": \"x\"")}, VTERMS "v:none a v:Grade.", true},
  {"members of a union, and of classes below", VJSON "  po: [[v:either, v:i-$(g)~iri]]\n",
   "6:19: error: v:i-$(g) makes v:i-d; o.ttl has no such term, only: a, b\n" FIRST,
   {ROW(", \"g\": \"d\"")}, VTERMS "v:A a owl:Class. v:B a owl:Class. v:C rdfs:subClassOf v:B. v:i-a a v:A. v:i-b a v:C. v:i-c a v:Act. "
   "v:either a owl:ObjectProperty; rdfs:range [owl:unionOf (v:A v:B)].", true},
  {"what a class lists", VJSON "  po: [[v:kind, v:k-$(g)~iri]]\n",
   "6:17: error: v:k-$(g) makes v:k-c; o.ttl has no such Kind, only: b, a\n" FIRST,
   {{"d.json", "[{\"a\": 1, \"g\": \"c\"}, {\"a\": 1, \"g\": \"a\"}]"}},
   VTERMS "v:Kind owl:equivalentClass [owl:oneOf (v:k-a v:k-b)]. v:kind rdfs:range v:Kind.", true},
  {"what is said something of is there", VJSON "  po: [[v:about, v:$(g)~iri]]\n", "", {ROW(", \"g\": \"x\"")}, VTERMS "v:x rdfs:label \"x\".", true},
  {"more than are listed", VJSON "  po: [[v:many, v:m$(g)~iri]]\n",
   "6:17: error: v:m$(g) makes v:mx; o.ttl has no such Many, only: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 … and 2 more\n" FIRST,
   {ROW(", \"g\": \"x\"")}, VTERMS "v:many rdfs:range v:Many. v:m1 a v:Many. v:m2 a v:Many. v:m3 a v:Many. v:m4 a v:Many. v:m5 a v:Many. "
   "v:m6 a v:Many. v:m7 a v:Many. v:m8 a v:Many. v:m9 a v:Many. v:m10 a v:Many. v:m11 a v:Many. v:m12 a v:Many. v:m13 a v:Many. "
   "v:m14 a v:Many. v:m15 a v:Many. v:m16 a v:Many. v:m17 a v:Many. v:m18 a v:Many.", true},
  {"different ones of a place, as many as are said", VJSON "  po: [[v:grade, 'v:grade-$(g[*])~iri']]\n",
#define ONE(n) "6:19: error: v:grade-$(g[*]) makes v:grade-" n "; " HAS_NO_GRADE "\n" FIRST
   ONE("0") ONE("1") ONE("2") ONE("3") ONE("4") ONE("5") ONE("6") ONE("7") ONE("8") ONE("9")
   "6:19: note: 2 rows more make others here that are not declared\n",
   {{"d.json", "[{\"a\": 1, \"g\": [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]}, {\"a\": 2, \"g\": [10]}]"}}, VTERMS, true},
  {"a predicate", VJSON "  po: [[v:$(g), x]]\n", "6:9: error: v:$(g) makes v:txet; o.ttl has no such property; v:text\n" FIRST,
   {ROW(", \"g\": \"txet\"")}, VTERMS, true},
  {"a predicate that is something else", VJSON "  po: [[v:$(g), x]]\n", "6:9: error: v:$(g) makes v:Act; o.ttl declares it, but as no property\n" FIRST,
   {ROW(", \"g\": \"Act\"")}, VTERMS, true},
  {"a class", VJSON "  po: [[a, v:$(g)~iri]]\n", "6:12: error: v:$(g) makes v:Grad; o.ttl has no such class; v:Grade\n" FIRST,
   {ROW(", \"g\": \"Grad\"")}, VTERMS, true},
  {"a datatype", VJSON "  po: [{p: e:t, o: {value: x, datatype: 'v:$(g)'}}]\n",
   "6:20: error: v:$(g) makes v:wordz; o.ttl has no such datatype; v:words\n" FIRST, {ROW(", \"g\": \"wordz\"")}, VTERMS "v:words a rdfs:Datatype.", true},
  {"a subject", VHEAD "mappings:\n m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: $(a)\n  po: [[rdfs:comment, x], [a, e:C]]\n",
   "1:28: warning: nothing uses the prefix \"v\"\n5:6: error: $(a) makes v:grade-mid; o.ttl has no such term; v:grade-low\n" FIRST,
   {{"d.json", "[{\"a\": \"http://v/#grade-mid\", \"b\": 1}, {\"a\": \"http://v/#grade-low\", \"b\": 2}, {\"a\": \"http://v/#grade-mid\", \"b\": 3}]"}},
   VTERMS, true},
  {"a graph", VJSON "  graphs: v:$(g)\n  po: [[e:p, x]]\n", "6:11: error: v:$(g) makes v:x; o.ttl has no such term\n" FIRST,
   {ROW(", \"g\": \"x\"")}, VTERMS, true},
  {"of several term maps, the one that fits", VJSON "  po:\n   - p: v:about\n     o: [e:$(g)~iri, v:grade-$(g)~iri, v:$(g)-x~iri]\n",
   "8:22: error: v:grade-$(g) makes v:grade-y; o.ttl has no such term, only: low, high\n" FIRST
   "8:40: error: v:$(g)-x makes v:y-x; o.ttl has no such term\n" FIRST, {ROW(", \"g\": \"y\"")}, VTERMS, true},
  {"a table", VHEAD "tables:\n t:\n  l: v:grade-low\n  m: v:grade-mid\nmappings:\n m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: e:$(a)\n  po: [[v:grade, $(g => t)]]\n",
   "5:6: error: $(g => t) makes v:grade-mid; o.ttl has no such Grade, only: v:grade-low, v:grade-high\n" FIRST,
   {ROW(", \"g\": \"m\"")}, VTERMS, true},
  {"an entry that no row asks for", VHEAD "tables:\n t:\n  l: v:grade-low\n  m: v:grade-mid\nmappings:\n m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: e:$(a)\n  po: [[v:grade, $(g => t)]]\n",
   "5:6: error: $(g => t) makes v:grade-mid; o.ttl has no such Grade, only: v:grade-low, v:grade-high\n", {ROW(", \"g\": \"l\"")}, VTERMS, true},
  {"a constant that no row makes", FUNCTIONS_V "  po:\n   - {p: v:grade, o: v:grade-lo~iri, condition: " EQUAL("$(g)", "x") "}\n"
   "   - {p: e:d, o: x, datatype: v:words, condition: " EQUAL("$(g)", "x") "}\n   - {p: v:grade, o: v:grade-high~iri, condition: " EQUAL("$(g)", "x") "}\n",
   "7:22: error: this is v:grade-lo; o.ttl has no such Grade, only: v:grade-low, v:grade-high; v:grade-low\n"
   "8:18: error: this is v:words; o.ttl has no such datatype\n", {ROW(", \"g\": \"l\"")}, VTERMS, true},
  {"an entry for another property", VHEAD "tables:\n t:\n  l: v:grade-low\n  m: v:depth-own\nmappings:\n m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: e:$(a)\n"
   "  po: [[v:grade, $(g => t)], [v:about, $(d => t)]]\n",
   "", {ROW(", \"g\": \"l\", \"d\": \"m\"")}, APART_V, true},
  {"a table in a template", VHEAD "tables:\n t: {l: lo, m: mid}\nmappings:\n m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: e:$(a)\n  po: [[v:grade, v:grade-$(g => t)~iri]]\n",
   "8:18: error: v:grade-$(g => t) makes v:grade-mid; " HAS_NO_GRADE "\n" FIRST, {ROW(", \"g\": \"m\"")}, VTERMS, true},
  {"constants, once", VJSON "  po: [[v:txt, x], [v:grade, v:grade-mid~iri], [a, v:Acte], [v:about, 'http://v/#~iri']]\n",
   "6:52: error: the vocabulary does not declare v:Acte, used as a class; v:Act\n"
   "6:9: error: the vocabulary does not declare v:txt, used as a property; v:text\n"
   "6:30: error: this is v:grade-mid; o.ttl has no such Grade, only: v:grade-low, v:grade-high\n1:0: note: this is the first, and 1 row more\n",
   {{"d.json", "[{\"a\": 1}, {\"a\": 2}]"}}, VTERMS, true},
  {"a parent's subjects", VJSON "  po:\n   - p: v:about\n     o: {mapping: n, condition: {function: equal, parameters: [[str1, $(g)], [str2, $(b)]]}}\n"
   " n:\n  sources: [['e.json~jsonpath', '$[*]']]\n  s: $(b)\n",
   "11:6: error: $(b) makes v:x; o.ttl has no such term\n" FIRST,
   {ROW(", \"g\": \"http://v/#x\""), {"e.json", "[{\"b\": \"http://v/#x\"}]"}}, VTERMS, true},
  {"members of a list", VJSON "  po:\n   - p: e:p\n     o: {gather: [v:g-$(g)~iri], as: list}\n",
   "8:19: error: v:g-$(g) makes v:g-x; o.ttl has no such term\n" FIRST, {ROW(", \"g\": \"x\"")}, VTERMS, true},
  {"what is said of a triple", VJSON "  po:\n   - p: e:p\n     o: x\n     annotations:\n      - [v:grade, v:grade-$(g)~iri]\n",
   "10:19: error: v:grade-$(g) makes v:grade-x; " HAS_NO_GRADE "\n" FIRST, {ROW(", \"g\": \"x\"")}, VTERMS, true},
  {"within a quoted triple", VJSON "  po:\n   - p: e:says\n     o: {quoted: n}\n n:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: e:$(a)\n  po: [[v:$(g), v:grade-$(g)~iri]]\n",
   "12:9: error: v:$(g) makes v:x; o.ttl has no such property\n1:0: note: this is the first\n"
   "12:17: error: v:grade-$(g) makes v:grade-x; o.ttl has no such term, only: low, high\n" FIRST, {ROW(", \"g\": \"x\"")}, VTERMS, true},
  {"a namespace within one", VHEAD "mappings:\n m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: http://w/v/x/$(a)\n  po: [[e:p, http://w/v/$(a)~iri], [e:q, 'http://w/v#$(a)~iri']]\n",
   "1:28: warning: nothing uses the prefix \"v\"\n6:14: error: http://w/v/$(a) makes http://w/v/1; o.ttl has no such term\n" FIRST, {ROW("")}, OWL "<http://w/v> a owl:Ontology. <http://w/v/C> a owl:Class.", true},
  {"a fragment with slashes", VJSON "  po: [[e:p, $(g)~iri]]\n",
   "1:28: warning: nothing uses the prefix \"v\"\n6:14: error: $(g) makes http://v/#a/b:c; o.ttl has no such term\n" FIRST, {ROW(", \"g\": \"http://v/#a/b:c\"")}, VTERMS, true},
  {"the namespace of the data's own ontology", IMPORTING("http://v") VHEAD "mappings:\n m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: v:$(a)\n  po: [[v:grade, v:grade-x~iri]]\n",
   "2:12: warning: nothing uses the prefix \"e\"\n", {ROW(""), CATALOG}, VTERMS, true},
  {"subjects in an imported namespace", IMPORTING("http://e/") VHEAD "mappings:\n m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: v:$(a)\n  po: [[a, v:Act]]\n",
   "2:12: warning: nothing uses the prefix \"e\"\n6:6: error: v:$(a) makes v:1; o.ttl has no such term\n" FIRST, {ROW(""), CATALOG}, VTERMS, true},
  {"subjects beside what is not imported", VHEAD "mappings:\n m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: v:$(a)\n  po: [[v:grade, v:grade-x~iri], [v:$(a), x]]\n",
   "1:12: warning: nothing uses the prefix \"e\"\n" OWNED("5:6", "http://v/#"), {ROW("")}, VTERMS, true},
  {"subjects in a namespace that is not called like what is imported",
   "ontology: {iri: 'http://d/', imports: ['http://v/'], catalog: c.xml}\nprefixes: {v: 'http://w/'}\nmappings:\n m:\n  sources: [['d.json~jsonpath', '$[*]']]\n"
   "  s: v:$(a)\n  po: [[a, v:C], [v:nmae, x], [v:$(a), v:y~iri]]\n",
   "7:19: warning: the vocabulary does not declare v:nmae, used as a property; v:name\n" OWNED("6:6", "http://w/"),
   {ROW(""), CATALOG}, OWL "<http://v/> a owl:Ontology. <http://w/C> a owl:Class. <http://w/name> a owl:DatatypeProperty.", true},
  {"what could not be read may declare it", VHEAD "mappings:\n m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: e:$(a)\n  po: [[v:$(a), x], ['http://x/$(a)', x]]\n",
   "0:0: warning: what this ontology imports is not checked: there is no 'catalog-v001.xml' to find it with\n"
   "6:23: error: http://x/$(a) makes http://x/1; o.ttl has no such property\n" FIRST,
   {ROW("")}, OWL "<http://x/> a owl:Ontology; owl:imports <http://v/>. <http://v/#C> a owl:Class. <http://v/#D> a owl:Class. <http://x/E> a owl:Class.", true},
  {"a function", "prefixes: {e: 'http://e/', v: 'http://v/#', grel: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\nmappings:\n m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: e:$(a)\n"
   "  po:\n   - p: v:grade\n     o: {function: 'grel:array_join(p_array_a = v:grade-, p_array_a = $(g), p_string_sep = \"\")', type: iri}\n",
   "8:9: error: this function makes v:grade-x; o.ttl has no such Grade, only: v:grade-low, v:grade-high\n" FIRST,
   {ROW(", \"g\": \"x\"")}, VTERMS, true},
  {"two sources of one mapping", VHEAD "mappings:\n m:\n  sources: [['d.json~jsonpath', '$[*]'], ['e.json~jsonpath', '$[*]']]\n  s: e:$(a)\n  po: [[v:grade, v:grade-$(g)~iri]]\n",
   "6:18: error: v:grade-$(g) makes v:grade-x; " HAS_NO_GRADE "\n1:0: note: this is the first, and 1 row more\n",
   {ROW(", \"g\": \"x\""), {"e.json", "[{\"a\": 2, \"g\": \"x\"}]"}}, VTERMS, true},
  {"of two ontologies, each", "ontology: {iri: 'http://d/', imports: ['http://v/', 'http://w'], catalog: c.xml}\n"
   "prefixes: {v: 'http://v/#', w: 'http://x/'}\nmappings:\n m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: http://d/$(a)\n  po: [[v:$(a), x], [w:$(a), x]]\n",
   "7:9: error: v:$(a) makes v:1; o.ttl has no such property\n" FIRST "7:22: error: w:$(a) makes w:1; w.ttl has no such property\n" FIRST,
   {ROW(""), {"w.ttl", OWL "<http://w> a owl:Ontology. <http://x/C> a owl:Class. e:C a owl:Class. <http://x/name> a owl:DatatypeProperty."},
    {"c.xml", "<catalog xmlns='urn:oasis:names:tc:entity:xmlns:xml:catalog'><uri name='http://v/' uri='o.ttl'/><uri name='http://w' uri='w.ttl'/></catalog>"}},
   VTERMS, true},
  {"individuals beside the ontology's own namespace", LISTED("[v:code, http://v/codes/$(g)~iri], [v:code, http://c/$(g)~iri]"),
   "6:17: error: http://v/codes/$(g) makes http://v/codes/b; o.ttl has no such Code, only: a\n" FIRST
   "6:52: error: http://c/$(g) makes http://c/b; o.ttl has no such Code, only: a\n" FIRST, {ROW(", \"g\": \"b\"")}, LISTS, true},
  {"individuals of elsewhere, of another property", LISTED("[e:code, http://c/$(g)~iri], [v:code, http://e/b~iri], [v:code, http://c/a~iri]"),
   "", {ROW(", \"g\": \"b\"")}, LISTS, true},
  {"individuals of elsewhere, where subjects are made", VHEAD "mappings:\n m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: http://c/$(a)\n  po: [[v:code, http://c/$(g)~iri]]\n",
   "1:12: warning: nothing uses the prefix \"e\"\n", {ROW(", \"g\": \"b\"")}, LISTS, true},
  {"individuals of another's class", LISTED("[v:by, http://c/$(g)~iri]"), "", {ROW(", \"g\": \"b\"")},
   OWL "<http://v/> a owl:Ontology. <http://v/#C> a owl:Class. <http://v/#by> a owl:ObjectProperty; rdfs:range <http://f/Agent>. <http://c/a> a <http://f/Agent>.", true},
  {"others' classes, declared where they are used", VHEAD "mappings:\n m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: e:$(a)\n  po: [[a, v:C], [foaf:name, $(a)], [foaf:$(a), x]]\n",
   "", {ROW("")}, OWL "<http://v/> a owl:Ontology. <http://v/#C> a owl:Class. <http://xmlns.com/foaf/0.1/Person> a owl:Class. <http://xmlns.com/foaf/0.1/Agent> a owl:Class.", true},
  {"as many of one as of another", VHEAD "mappings:\n m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: e:$(a)\n  po: [[a, v:C], [foaf:$(a), x]]\n",
   "", {ROW("")}, OWL "<http://v/#C> a owl:Class. <http://xmlns.com/foaf/0.1/Person> a owl:Class.", true},
  {"others' classes, beside what is said to be alike", VHEAD "mappings:\n m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: e:$(a)\n  po: [[v:$(a), x], [foaf:$(a), x]]\n",
   "6:9: error: v:$(a) makes v:1; o.ttl has no such property\n" FIRST, {ROW("")},
   OWL "<http://v/alike> a owl:Ontology. <http://v/#C> a owl:Class; rdfs:subClassOf <http://xmlns.com/foaf/0.1/Person>. <http://v/#D> rdfs:subClassOf <http://xmlns.com/foaf/0.1/Person>. "
   "<http://xmlns.com/foaf/0.1/Person> a owl:Class.", true},
  {"a name that only begins like an ontology's", LISTED("[v:$(a), x], [http://vs/$(a), x]"),
   "6:9: error: v:$(a) makes v:1; o.ttl has no such property\n" FIRST, {ROW("")},
   OWL "<http://v> a owl:Ontology. <http://v/#C> a owl:Class. <http://v/#D> a owl:Class. <http://vs/X> a owl:Class.", true},
  {"an individual that is outside the range", VJSON "  po: [[v:grade, 'v:$(g)~iri'], [v:finest, v:depth-own~iri], [v:about, v:depth-own~iri]]\n",
   "6:19: error: v:$(g) makes v:depth-own; o.ttl declares it, but as no Grade, only: grade-low, grade-high\n" FIRST
   "6:44: error: this is v:depth-own; o.ttl declares it, but as no Grade, only: v:grade-low, v:grade-high\n" FIRST,
   {ROW(", \"g\": \"depth-own\"")}, APART_V, true},
  {"one that may be in the range", VJSON "  po: [[v:grade, v:$(g)~iri]]\n", "", {ROW(", \"g\": \"other\"")}, APART_V, true},
  {"outside a union", VJSON "  po: [[v:either, v:$(g)~iri], [v:either, v:depth-own~iri]]\n",
   "6:19: error: v:$(g) makes v:p; o.ttl declares it, but as no member of the range, only: grade-low, grade-high, depth-own\n" FIRST,
   {ROW(", \"g\": \"p\"")}, APART_V "v:either a owl:ObjectProperty; rdfs:range [a owl:Class; owl:unionOf (v:Grade v:Depth)]. v:Page a owl:Class; owl:disjointWith v:Grade, v:Depth. v:p a v:Page.", true},
  {"a class or a property where an individual is meant", VJSON "  po: [[v:grade, [v:$(g)~iri, v:text~iri]], [v:about, v:Grade~iri], [rdfs:seeAlso, v:Grade~iri]]\n",
   "6:19: error: v:$(g) makes v:Grade; o.ttl declares it, but as no Grade, only: grade-low, grade-high; grade-low\n" FIRST
   "6:31: error: this is v:text; o.ttl declares it, but as no Grade, only: v:grade-low, v:grade-high\n" FIRST,
   {ROW(", \"g\": \"Grade\"")}, VTERMS, true},
  {"a class where classes are meant", VJSON "  po: [[v:kind, v:Grade~iri]]\n", "", {ROW("")},
   VTERMS "v:kind a owl:ObjectProperty; rdfs:range rdfs:Class.", true},
  {"deprecated", VJSON "  po: [[v:grade, v:grade-$(g)~iri], [v:txt, x], [v:grade, v:grade-mid~iri]]\n",
   "6:18: warning: v:grade-$(g) makes v:grade-old, which o.ttl has as deprecated\n" FIRST
   "6:38: warning: this is v:txt, which o.ttl has as deprecated\n" FIRST
   "6:59: error: this is v:grade-mid; o.ttl has no such Grade, only: v:grade-low, v:grade-high\n" FIRST,
   {ROW(", \"g\": \"old\"")}, VTERMS "v:grade-old a v:Grade; owl:deprecated true. v:txt a owl:DatatypeProperty; owl:deprecated true. v:text owl:deprecated false.", true},
  {"speaking of what is deprecated", VHEAD "mappings:\n m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: v:grade-old\n  po: [[v:about, v:grade-low~iri]]\n",
   "5:6: warning: every row has the same subject, \"http://v/#grade-old\"; a reference in it would make one for each\n"
   "1:12: warning: nothing uses the prefix \"e\"\n", {ROW("")}, VTERMS "v:grade-old a v:Grade; owl:deprecated true.", true},
  {"a very long one", VJSON "  po: [[v:about, v:$(g)~iri]]\n",
#define TEN "0123456789"
#define FIFTY TEN TEN TEN TEN TEN
   "6:18: error: v:$(g) makes v:" FIFTY FIFTY FIFTY TEN TEN TEN TEN "01234567… (and 52 bytes more); o.ttl has no such term\n" FIRST,
   {ROW(", \"g\": \"" FIFTY FIFTY FIFTY FIFTY FIFTY "\"")}, VTERMS, true},
  {"more records than are read", VJSON "  po: [[v:text, x]]\n",
   "0:0: note: only the first 3 records of d.json were held against what the ontologies declare; --all holds every one\n",
   {{"d.json", "[{\"a\": 1}, {\"a\": 2}, {\"a\": 3}, {\"a\": 4}]"}}, VTERMS, true},
  {"as many records as are read", VJSON "  po: [[v:text, x]]\n", "", {{"d.json", "[{\"a\": 1}, {\"a\": 2}, {\"a\": 3}]"}}, VTERMS, true},
  {"more records, and nothing to hold", VJSON "  po: [[v:text, x]]\n", "", {{"d.json", "[{\"a\": 1}, {\"a\": 2}, {\"a\": 3}, {\"a\": 4}]"}}, OWL, true},
  {"no subjects there", "ontology: {iri: 'http://d/', imports: ['http://v/'], catalog: c.xml}\nprefixes: {v: 'http://w/'}\nmappings:\n m:\n  sources: [['d.json~jsonpath', '$[*]']]\n"
   "  s: v:x/$(a)\n  po: [[a, v:C], [v:$(a), x]]\n",
   "7:19: error: v:$(a) makes v:1; o.ttl has no such property\n" FIRST,
   {ROW(""), CATALOG}, OWL "<http://v/> a owl:Ontology. <http://w/C> a owl:Class. <http://w/name> a owl:DatatypeProperty.", true},
};
// clang-format on

/// Records read of each source: small, so that cases can go beyond it
static const uint64_t limit = 3;

static void
write_text(const char *const name, const char *const content)
{
  FILE *const file = fopen(name, "w");
  assert_non_null(file);
  assert_true(fputs(content, file) >= 0);
  assert_int_equal(fclose(file), 0);
}

static RhumbStatus
put_nowhere(void *const handle, const RhumbQuad *const quad)
{
  if (handle) {
    rhumb_undeclared_look((RhumbUndeclared *)handle, quad);
  }
  return RHUMB_OK;
}

static RhumbStatus
check_data(const RhumbPlan *const plan,
           const RhumbMapping *const mapping,
           RhumbUndeclared *const undeclared,
           const RhumbDiag *const diag)
{
  const RhumbRunTarget nowhere = {.put = put_nowhere, .handle = undeclared};
  const RhumbRunOptions options = {.rehearses = true, .max_records = limit};
  RhumbStats stats;
  RhumbWatch *const watch =
      rhumb_watch_new(plan, mapping, RHUMB_WATCH_CHECK, &stats, diag);
  const RhumbObserver *const watching = rhumb_watch_observer(watch);
  RhumbStatus status = rhumb_engine_run(
      plan,
      &nowhere,
      &options,
      undeclared ? rhumb_undeclared_observer(undeclared, watching) : watching,
      &stats,
      diag);
  rhumb_watch_free(watch);
  rhumb_watch_free(NULL);
  if (undeclared) {
    RHUMB_KEEP(status, rhumb_undeclared_say(undeclared));
  }
  return status;
}

static void
check(const Case *const c,
      RhumbMapping *const mapping,
      RhumbArena *const arena,
      const RhumbDiag *const diag)
{
  static const char *const paths[] = {"o.ttl"};
  const RhumbPlan *plan = NULL;
  const bool compiled =
      rhumb_plan_compile(&plan, arena, mapping, diag) == RHUMB_OK;
  const RhumbChecked checked = {mapping, compiled ? plan : NULL};
  RhumbStatus status = rhumb_check_rules(&checked, diag);
  RhumbOntologies ontologies = {0};
  RhumbUndeclared *undeclared = NULL;
  if (c->ontology) {
    RHUMB_KEEP(
        status,
        rhumb_ontologies_read(&ontologies, mapping->ontology, paths, 1, diag));
    undeclared =
        c->data ? rhumb_undeclared_new(plan, mapping, &ontologies, diag) : NULL;
    RHUMB_KEEP(status,
               rhumb_check_vocabulary(
                   &checked, &ontologies.vocabulary, undeclared, diag));
  }
  if (c->data) {
    RHUMB_KEEP(status, check_data(plan, mapping, undeclared, diag));
  }
  rhumb_undeclared_free(undeclared);
  rhumb_ontologies_free(&ontologies);
  assert_int_equal(status != RHUMB_OK || !compiled,
                   strstr(c->reports, "error:") != NULL);
}

static void
test_case(void **const state)
{
  const Case *const c = (const Case *)*state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  const RhumbText text = {"rules.yml", rhumb_str(c->rules)};
  const RhumbText *const texts[] = {&text};
  const RhumbRulesOptions options = {0};
  RhumbArena arena = {0};
  RhumbMapping *mapping = NULL;
  for (const File *file = c->files; file->name; ++file) {
    write_text(file->name, file->content);
  }
  if (c->ontology) {
    write_text("o.ttl", c->ontology);
  }

  assert_int_equal(
      rhumb_rules_read(&mapping, &arena, texts, 1, &options, &diag), RHUMB_OK);
  check(c, mapping, &arena, &diag);
  assert_string_equal(reports.text, c->reports);

  for (const File *file = c->files; file->name; ++file) {
    assert_int_equal(remove(file->name), 0);
  }
  if (c->ontology) {
    assert_int_equal(remove("o.ttl"), 0);
  }
  rhumb_arena_free(&arena);
}

int
main(void)
{
  char folder[256];
  const char *const parent = getenv("TMPDIR");
  (void)snprintf(
      folder, sizeof(folder), "%s/rhumb-test-XXXXXX", parent ? parent : "/tmp");
  if (!mkdtemp(folder) || chdir(folder)) {
    perror(folder);
    return 1;
  }
  int failed = 0;
  RUN_TABLE("rules", rules, test_case);
  RUN_TABLE("vocabulary", vocabulary, test_case);
  RUN_TABLE("data", data, test_case);
  RUN_TABLE("undeclared", made, test_case);
  return chdir("/") || rmdir(folder) || failed != 0;
}
