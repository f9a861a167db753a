// SPDX-License-Identifier: ISC

/// @file test_yarrrml_rows.c  Levels, fields, joins, value tables, collections
/// and annotations of YARRRML, as the model says them.
///
/// Sources are written `format access|iterator`, views `(source level: fields
/// joins)`, fields `name = value` or `name: format|iterator {fields}`. Values
/// are "text", <IRI>, $(reference), `template`, f(argument, …) and, of a table,
/// =name{key: values; …}(value). What is gathered stands in kind[…], what is
/// quoted behind &, what annotates a pair behind @.

#include "cli/rules.h"
#include "model/logical_view.h"
#include "model/normal.h"
#include "support.h"

typedef struct {
  const char *name;
  const char *rules;
  const char *model;   ///< NULL: an error
  const char *reports; ///< What is reported
} Case;

// clang-format off
static Case right_cases[] = {
  {"two levels",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.json, referenceFormulation: jsonpath, iterator: {d: '$.d[*]', r: '$.r[*]'}}}\n"
   "m: {m: {source: x, s: e:$(r.id)}}\n",
   "(json a.json|$.d[*] d: r: json|$.r[*]) > `http://e/$(r.id)`",
   ""},
  {"three levels",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.json, referenceFormulation: jsonpath, iterator: {d: '$', r: '$.r[*]', t: '$.t.*'}}}\n"
   "m: {m: {source: x, s: e:$(t.~)}}\n",
   "(json a.json|$ d: r: json|$.r[*] {t: json|$.t.*}) > `http://e/$(t.~)`",
   ""},
  {"one level",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.json, referenceFormulation: jsonpath, iterator: {d: '$.d[*]'}}}\n"
   "m: {m: {source: x, s: e:$(d.#)}}\n",
   "(json a.json|$.d[*] d:) > `http://e/$(d.#)`",
   ""},
  {"levels of XML",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.xml, referenceFormulation: xpath, iterator: {d: /d, r: r}}}\n"
   "m: {m: {source: x, s: e:$(r.@id)}}\n",
   "(xml a.xml|/d d: r: xml|r) > `http://e/$(r.@id)`",
   ""},
  {"levels of a list",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: [a.json~jsonpath, {d: '$', r: '$.r[*]'}]}\n"
   "m: {m: {source: x, s: e:$(r.id)}}\n",
   "(json a.json|$ d: r: json|$.r[*]) > `http://e/$(r.id)`",
   ""},
  {"levels with fields",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.json, referenceFormulation: jsonpath, iterator: {d: '$', r: '$.r[*]'}, fields: {a: $(r.id), b: '$(d.id) $(r.#)'}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   "((json a.json|$ d: r: json|$.r[*]) : a = $(r.id), b = `$(d.id) $(r.#)`) > `http://e/$(a)`",
   ""},
  {"fields",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.json, referenceFormulation: jsonpath, iterator: $, fields: {a: $(x), b: 'y $(z)', c: w}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   "(json a.json|$ : a = $(x), b = `y $(z)`, c = \"w\") > `http://e/$(a)`",
   ""},
  {"a list of fields",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.json, referenceFormulation: jsonpath, iterator: $, fields: [a, b]}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   "(json a.json|$ : a = $(a), b = $(b)) > `http://e/$(a)`",
   ""},
  {"a function of a field",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.json, referenceFormulation: jsonpath, iterator: $, fields: {a: {function: g:toUpperCase, parameters: [[g:valueParameter, $(x)]]}}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   "(json a.json|$ : a = toUpperCase($(x))) > `http://e/$(a)`",
   ""},
  {"a function on one line",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.json, referenceFormulation: jsonpath, iterator: $, fields: {a: {f: 'g:toUpperCase(valueParameter = $(x))'}}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   "(json a.json|$ : a = toUpperCase($(x))) > `http://e/$(a)`",
   ""},
  {"a step in a field",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.json, referenceFormulation: jsonpath, iterator: $, fields: {a: $(x => upper)}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   "(json a.json|$ : a = toUpperCase($(x))) > `http://e/$(a)`",
   ""},
  {"a value",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.json, referenceFormulation: jsonpath, iterator: $, fields: {a: {value: $(x)}}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   "(json a.json|$ : a = $(x)) > `http://e/$(a)`",
   ""},
  {"rows in rows",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.json, referenceFormulation: jsonpath, iterator: $, fields: {a: {iterator: '$.r[*]', fields: {b: $(y), c: {iterator: '$.s', fields: [d]}}}}}}\n"
   "m: {m: {source: x, s: e:$(a.b)}}\n",
   "(json a.json|$ : a: json|$.r[*] {b = $(y), c: json|$.s {d = $(d)}}) > `http://e/$(a.b)`",
   ""},
  {"rows of a text",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.csv, fields: {a: {value: $(x), fields: {r: {referenceFormulation: jsonpath, iterator: '$[*]', fields: [n]}}}}}}\n"
   "m: {m: {source: x, s: e:$(a.r.n)}}\n",
   "(csv a.csv : a = $(x) {r: json|$[*] {n = $(n)}}) > `http://e/$(a.r.n)`",
   ""},
  {"fields of another source",
   "prefixes: {e: 'http://e/'}\n"
   "s: {y: {access: b.csv, fields: [b]}, x: {source: y, fields: {a: $(b)}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   "((csv b.csv : b = $(b)) : a = $(b)) > `http://e/$(a)`",
   ""},
  {"a join",
   "prefixes: {e: 'http://e/'}\n"
   "s: {y: {access: b.csv, fields: [k, v]}, x: {access: a.csv, fields: [a], joins: {source: y, fields: {w: $(v)}, condition: {f: equal, pms: [[str1, $(a), s], [str2, $(k), o]]}}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   "(csv a.csv : a = $(a) left (csv b.csv : k = $(k), v = $(v)) {w = $(v)} $(a)=$(k)) > `http://e/$(a)`",
   ""},
  {"an inner join",
   "prefixes: {e: 'http://e/'}\n"
   "s: {y: {access: b.csv, fields: [k, v]}, x: {access: a.csv, fields: [a], joins: [{source: y, type: inner, fields: [v], condition: {f: equal, pms: [[str1, $(a), s], [str2, $(k), o]]}}]}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   "(csv a.csv : a = $(a) inner (csv b.csv : k = $(k), v = $(v)) {v = $(v)} $(a)=$(k)) > `http://e/$(a)`",
   ""},
  {"joins with a function",
   "prefixes: {e: 'http://e/'}\n"
   "s: {y: {access: b.csv, fields: [k, v]}, x: {access: a.csv, fields: [a], joins: {source: y, fields: [v], c: [{f: equal, pms: [[str1, $(a)], [str2, $(k)]]}, {f: notEqual, pms: [[str1, $(a)], [str2, $(v)]]}]}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   "(csv a.csv : a = $(a) left (csv b.csv : k = $(k), v = $(v)) {v = $(v)} $(a)=$(k) ?notEqual($(a), $(v)')) > `http://e/$(a)`",
   ""},
  {"two joins",
   "prefixes: {e: 'http://e/'}\n"
   "s: {y: {access: b.csv, fields: [k, v]}, x: {access: a.csv, fields: [a], joins: [{source: y, fields: {p: $(v)}, condition: {f: equal, pms: [[str1, $(a), s], [str2, $(k), o]]}}, {source: y, type: left, fields: {q: $(k)}, condition: {f: equal, pms: [[str1, $(a), s], [str2, $(k), o]]}}]}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   "(csv a.csv : a = $(a) left (csv b.csv : k = $(k), v = $(v)) {p = $(v)} $(a)=$(k) left (csv b.csv : k = $(k), v = $(v)) {q = $(k)} $(a)=$(k)) > `http://e/$(a)`",
   ""},
  {"gather",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, {gather: [$(b), c]}]]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   "csv a.csv > `http://e/$(a)` <http://e/p> B:[]list[L:$(b), L:\"c\"]",
   ""},
  {"gather one",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, {gather: $(b)}]]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   "csv a.csv > `http://e/$(a)` <http://e/p> B:[]list[L:$(b)]",
   ""},
  {"a bag",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, {gather: [$(b)], as: bag, empty: true}]]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   "csv a.csv > `http://e/$(a)` <http://e/p> B:[]empty bag[L:$(b)]",
   ""},
  {"a seq of products",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, {gather: [$(b), $(c)], as: seq, strategy: product}]]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   "csv a.csv > `http://e/$(a)` <http://e/p> B:[]product seq[L:$(b), L:$(c)]",
   ""},
  {"an alt with a name",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, {value: e:$(b), gather: [$(c)], as: alt}]]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   "csv a.csv > `http://e/$(a)` <http://e/p> I:`http://e/$(b)`alt[L:$(c)]",
   ""},
  {"a blank head",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, {value: $(b), type: blank, gather: [$(c)]}]]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   "csv a.csv > `http://e/$(a)` <http://e/p> B:$(b)list[L:$(c)]",
   ""},
  {"gather within gather",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, {gather: [{gather: [$(b)]}, e:c~iri, [$(d), en~lang]]}]]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   "csv a.csv > `http://e/$(a)` <http://e/p> B:[]list[B:[]list[L:$(b)], I:<http://e/c>, L:$(d)@\"en\"]",
   ""},
  {"gather of a mapping",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, {gather: [{mapping: n, condition: {f: equal, pms: [[str1, $(b)], [str2, $(n)]]}}]}]]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   "csv a.csv > `http://e/$(a)` <http://e/p> B:[]list[*n $(b)=$(n)]",
   ""},
  {"annotations",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [{p: e:p, o: $(b), annotations: [[e:q, $(c)]]}]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   "csv a.csv > `http://e/$(a)` <http://e/p> L:$(b) @B:[] {<http://e/q> L:$(c)}",
   ""},
  {"a reifier",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [{p: e:p, o: $(b), reifier: e:r/$(b)}]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   "csv a.csv > `http://e/$(a)` <http://e/p> L:$(b) @I:`http://e/r/$(b)` {}",
   ""},
  {"a reifier and annotations",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [{p: e:p, o: $(b), reifier: {value: $(c), type: blank}, annotations: [[e:q, $(c)], {p: e:r, o: x}]}]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   "csv a.csv > `http://e/$(a)` <http://e/p> L:$(b) @B:$(c) {<http://e/q> L:$(c); <http://e/r> L:\"x\"}",
   ""},
  {"annotations annotated",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [{p: e:p, o: $(b), annotations: [{p: e:q, o: x, annotations: [[e:r, y]]}]}]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   "csv a.csv > `http://e/$(a)` <http://e/p> L:$(b) @B:[] {<http://e/q> L:\"x\" @B:[] {<http://e/r> L:\"y\"}}",
   ""},
  {"not asserted",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [{p: e:p, o: $(b), asserted: false, annotations: {p: e:q, o: x}}]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   "csv a.csv > `http://e/$(a)` <http://e/p> L:$(b) @!B:[] {<http://e/q> L:\"x\"}",
   ""},
  {"quoted",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, {quoted: n}]]}, n: {source: a.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   "csv a.csv > `http://e/$(a)` <http://e/p> &n",
   ""},
  {"quoted in a join",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, {quoted: n, condition: {f: equal, pms: [[str1, $(b)], [str2, $(n)]]}}]]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   "csv a.csv > `http://e/$(a)` <http://e/p> &n $(b)=$(n)",
   ""},
  {"quoted, not asserted",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, {quotedNonAsserted: n}]]}, n: {source: a.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   "csv a.csv > `http://e/$(a)` <http://e/p> &n!",
   ""},
  {"a table",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {t: {a: e:A, b: x}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, $(k => t)]]}}\n",
   "csv a.csv > `http://e/$(a)` <http://e/p> L:=t{a: <http://e/A>; b: \"x\"}($(k))/IRI",
   ""},
  {"a table of lists",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {t: {a: [e:A, x], b: []}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, $(k => t)]]}}\n",
   "csv a.csv > `http://e/$(a)` <http://e/p> L:=t{a: <http://e/A> \"x\"; b:}($(k))/IRI",
   ""},
  {"the rest",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {t: {'*': e:A}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, $(k=>t)]]}}\n",
   "csv a.csv > `http://e/$(a)` <http://e/p> I:=t{*: <http://e/A>}($(k))",
   ""},
  {"whole IRIs",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {t: {a: http://a/~iri, b: <urn:b>~iri}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, $(k => t)]]}}\n",
   "csv a.csv > `http://e/$(a)` <http://e/p> I:=t{a: <http://a/>; b: <urn:b>}($(k))",
   ""},
  {"texts",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {t: {a: e\\:A, b: 1, c: true, 2: no}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, $(k => t)]]}}\n",
   "csv a.csv > `http://e/$(a)` <http://e/p> L:=t{a: \"e:A\"; b: \"1\"; c: \"true\"; 2: \"no\"}($(k))",
   ""},
  {"table and functions",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {t: {a: x}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, $(k => trim => t => upper)]]}}\n",
   "csv a.csv > `http://e/$(a)` <http://e/p> L:toUpperCase(=t{a: \"x\"}(string_trim($(k))))",
   ""},
  {"tables in a template",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {t: {a: x}, u: {b: y}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, '$(k => t)-$(l => u)']]}}\n",
   "csv a.csv > `http://e/$(a)` <http://e/p> L:`=t{a: \"x\"}($(k))-=u{b: \"y\"}($(l))`",
   ""},
  {"an escaped reference",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {t: {a: x}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, '$\\(k => t\\)']]}}\n",
   "csv a.csv > `http://e/$(a)` <http://e/p> L:\"$(k => t)\"",
   ""},
  {"an arrow in quotes",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {t: {a: x}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, \"$(['a=>b'] => t)\"]]}}\n",
   "csv a.csv > `http://e/$(a)` <http://e/p> L:=t{a: \"x\"}($(['a=>b']))",
   ""},
  {"an external and a table",
   "prefixes: {e: 'http://e/'}\n"
   "external: {x: b}\n"
   "tables: {t: {b: c}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, $(_x => t => upper)]]}}\n",
   "csv a.csv > `http://e/$(a)` <http://e/p> L:\"C\"",
   ""},
};

static Case wrong_cases[] = {
  {"a level's name",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.json, referenceFormulation: jsonpath, iterator: {a.b: '$.d[*]'}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:68: error: \"a.b\" is no name of a level, which has letters, digits, \"_\" and \"-\": write NAME: ITERATOR\n"},
  {"a level without a name",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.json, referenceFormulation: jsonpath, iterator: {'': '$.d[*]'}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:69: error: \"\" is no name of a level, which has letters, digits, \"_\" and \"-\": write NAME: ITERATOR\n"},
  {"a level twice",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.json, referenceFormulation: jsonpath, iterator: {d: '$.d[*]', d: '$.r[*]'}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:81: error: the key \"d\" is here twice\n"
   "2:68: note: it was first here\n"},
  {"a level called _file",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.json, referenceFormulation: jsonpath, iterator: {d: '$.d[*]', _file: '$.r[*]'}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:81: error: $(_file) is of the name of the file; call the level otherwise\n"},
  {"no levels",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.json, referenceFormulation: jsonpath, iterator: {}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:67: error: an iterator without levels: it is a path, or a map with one for each\n"},
  {"a level of nothing",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.json, referenceFormulation: jsonpath, iterator: {d: '$', r: }}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:79: error: an iterator must be a string, not nothing\n"},
  {"a level that is a list",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.json, referenceFormulation: jsonpath, iterator: {d: ['$']}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:71: error: an iterator must be a string, not a list\n"},
  {"levels of CSV",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.csv, iterator: {d: x}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:34: error: a row of a table has no rows within it; the text of a value may: {value: $(…), fields: …}\n"},
  {"levels of a table",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.db, type: sqlite, table: t, iterator: {d: x}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:57: error: a row of a table has no rows within it; the text of a value may: {value: $(…), fields: …}\n"},
  {"levels from the start",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.json, referenceFormulation: jsonpath, iterator: {d: '$.d[*]', r: '$.d[*].r'}}}\n"
   "m: {m: {source: x, s: e:$(r.id)}}\n",
   "(json a.json|$.d[*] d: r: json|$.d[*].r) > `http://e/$(r.id)`",
   "2:85: warning: a level begins in the rows of the one before, so this is sought in each \"$.d[*]\"\n"},
  {"levels of a source by name",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {source: y, iterator: {d: x}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:20: error: \"iterator\" beside \"source\", whose rows these are: fields and joins alone stand there\n"},
  {"fields of nothing",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.csv, fields: }}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:24: error: nothing stands behind \"fields\"; leave it out, or write: what the rows have instead, by name: values, and rows in rows\n"},
  {"no fields",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.csv, fields: {}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:32: error: \"fields\" with nothing in it\n"},
  {"an empty list of fields",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.csv, fields: []}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:32: error: \"fields\" with nothing in it\n"},
  {"fields as a text",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.csv, fields: a}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:32: error: \"fields\" must be a map of names, or a list of them, not a string\n"},
  {"a field's name",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.csv, fields: {a b: $(a)}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:33: error: \"a b\" is no name of a field, which has letters, digits, \"_\" and \"-\": write NAME: $(REFERENCE)\n"},
  {"a field called _stem",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.csv, fields: {_stem: $(a)}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:33: error: $(_stem) is of the name of the file; call the field otherwise\n"},
  {"a field called as an external",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "external: {x: y}\n"
   "s: {x: {access: a.csv, fields: {_x: $(a), a: $(_x)}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "3:33: error: $(_x) is the external; call the field otherwise\n"},
  {"a field twice",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.csv, fields: [a, a]}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   "(csv a.csv : a = $(a), a = $(a)) > `http://e/$(a)`",
   ""},
  {"a field that is a list",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.csv, fields: {a: [$(a)]}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:36: error: a field must be text with references, or a map with iterator, value or function, not a list\n"},
  {"a field of nothing",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.csv, fields: {a: }}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:36: error: a field must be text with references, or a map with iterator, value or function, not nothing\n"},
  {"a language in a field",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.csv, fields: {a: $(m)~en~lang}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:40: error: \"~en~lang\" in a field, which has a value alone; say it where the field is used: [predicate, $(NAME), en~lang]\n"},
  {"an IRI in a field",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.csv, fields: {a: $(m)~iri}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:40: error: \"~iri\" in a field, which has a value alone; say it where the field is used: [predicate, $(NAME)~iri]\n"},
  {"a datatype in a field",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.csv, fields: {a: {value: $(m), datatype: xsd:date}}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:50: error: \"datatype\" in a field, which has a value alone; say it where the field is used: [predicate, $(NAME), xsd:date]\n"},
  {"an unknown key of a field",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.csv, fields: {a: {valu: $(m)}}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:37: error: unknown key \"valu\" in a field; \"v\" is short for \"value\"; value\n"},
  {"a value and an iterator",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.csv, fields: {a: {value: $(m), iterator: $}}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:50: error: \"iterator\" beside \"value\": a field has one of them; rows of its value's text are fields below it\n"},
  {"parameters of no function",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.csv, fields: {a: {value: $(m), pms: []}}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:50: error: \"pms\" without \"function\", which they are of\n"},
  {"rows in a row of CSV",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.csv, fields: {a: {iterator: $, fields: [b]}}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:33: error: a row of a table has no rows within it; the text of a value may: {value: $(…), fields: …}\n"},
  {"rows of a text, of no format",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.csv, fields: {a: {value: $(m), fields: {b: {iterator: $, fields: [c]}}}}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:59: error: rows of the text of \"a\" need a referenceFormulation, such as jsonpath\n"},
  {"a value below a value",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.csv, fields: {a: {value: $(m), fields: {b: $(c)}}}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:59: error: below the value of a field there are rows of its text: {referenceFormulation: …, iterator: …, fields: …}\n"},
  {"names below a value",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.csv, fields: {a: {value: $(m), fields: [b]}}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:58: error: what is below the value of a field must be a map of names, not a list\n"},
  {"access beside source",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {source: y, access: a.csv, fields: [a]}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:20: error: \"access\" beside \"source\", whose rows these are: fields and joins alone stand there\n"},
  {"a source without fields",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {source: y}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:8: error: \"source\" without \"fields\"\n"},
  {"an unknown source",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {source: y, fields: [a]}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:17: error: unknown source \"y\"; none of \"sources\" has this name\n"},
  {"a source on itself",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {source: x, fields: [a]}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:17: error: the source \"x\" is on itself\n"},
  {"no header",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.csv, header: 0}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:32: error: \"header\" must be true or false, the columns' names in brackets, or the number of the row that has them, from 1, not \"0\"\n"},
  {"a header of words",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.csv, header: maybe}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:32: error: \"header\" must be true or false, the columns' names in brackets, or the number of the row that has them, from 1, not \"maybe\"\n"},
  {"an empty header",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.csv, header: []}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:32: error: a header without a name: give the columns' names, or false\n"},
  {"newest of nothing",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.csv, newest: }}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:24: error: nothing stands behind \"newest\"; leave it out, or write: of records that are versions of one thing, the one that is read\n"},
  {"newest by no reference",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.csv, newest: {by: id, of: $(d)}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:37: error: \"id\" is no reference; \"newest\" compares what references give: by: $(id), of: $(modified)\n"},
  {"newest by nothing",
   "prefixes: {e: 'http://e/', g: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
   "s: {x: {access: a.csv, newest: {by: [], of: $(d)}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:37: error: the key \"by\" needs one name at least\n"},
  {"joins of nothing",
   "prefixes: {e: 'http://e/'}\n"
   "s: {y: {access: b.csv, fields: [k, v]}, x: {access: a.csv, fields: [a], joins: []}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:80: error: \"joins\" with nothing in it\n"},
  {"a join without a source",
   "prefixes: {e: 'http://e/'}\n"
   "s: {y: {access: b.csv, fields: [k, v]}, x: {access: a.csv, fields: [a], joins: {fields: [v], condition: {f: equal, pms: [[str1, $(a), s], [str2, $(k), o]]}}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:80: error: a join without \"source\"\n"},
  {"a join without a condition",
   "prefixes: {e: 'http://e/'}\n"
   "s: {y: {access: b.csv, fields: [k, v]}, x: {access: a.csv, fields: [a], joins: {source: y, fields: [v]}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:80: error: a join without \"condition\"\n"},
  {"a join with an unknown source",
   "prefixes: {e: 'http://e/'}\n"
   "s: {y: {access: b.csv, fields: [k, v]}, x: {access: a.csv, fields: [a], joins: {source: z, fields: [v], condition: {f: equal, pms: [[str1, $(a), s], [str2, $(k), o]]}}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:89: error: unknown source \"z\"; none of \"sources\" has this name\n"},
  {"a join's type",
   "prefixes: {e: 'http://e/'}\n"
   "s: {y: {access: b.csv, fields: [k, v]}, x: {access: a.csv, fields: [a], joins: {source: y, type: outer, fields: [v], condition: {f: equal, pms: [[str1, $(a), s], [str2, $(k), o]]}}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:98: error: unknown type of join \"outer\"; there are left, inner\n"},
  {"rows in a join",
   "prefixes: {e: 'http://e/'}\n"
   "s: {y: {access: b.csv, fields: [k, v]}, x: {access: a.csv, fields: [a], joins: {source: y, fields: {v: {iterator: $, fields: [w]}}, condition: {f: equal, pms: [[str1, $(a), s], [str2, $(k), o]]}}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:101: error: a row of another source has no rows within it; the text of a value may: {value: $(…), fields: …}\n"},
  {"an IRI in a join",
   "prefixes: {e: 'http://e/'}\n"
   "s: {y: {access: b.csv, fields: [k, v]}, x: {access: a.csv, fields: [a], joins: {source: y, fields: {v: $(v)~iri}, condition: {f: equal, pms: [[str1, $(a), s], [str2, $(k), o]]}}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:108: error: \"~iri\" in a field, which has a value alone; say it where the field is used: [predicate, $(NAME)~iri]\n"},
  {"a join with what has no fields",
   "prefixes: {e: 'http://e/'}\n"
   "s: {y: b.csv~csv, x: {access: a.csv, fields: [a], joins: {source: y, fields: [v], condition: {f: equal, pms: [[str1, $(a), s], [str2, $(k), o]]}}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:67: error: the source \"y\" has no fields that a join could take: write \"fields\" there\n"},
  {"joins without fields",
   "prefixes: {e: 'http://e/'}\n"
   "s: {y: {access: b.csv, fields: [k]}, x: {access: a.csv, joins: {source: y, fields: [k], condition: {f: equal, pms: [[str1, $(a), s], [str2, $(k), o]]}}}}\n"
   "m: {m: {source: x, s: e:$(a)}}\n",
   NULL,
   "2:57: error: \"joins\" without \"fields\": say what of this source's own rows is kept\n"},
  {"nothing to gather",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, {gather: []}]]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   NULL,
   "2:55: error: nothing to gather; write one or more objects, such as gather: [$(name)]\n"},
  {"gather of null",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, {gather: }]]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   NULL,
   "2:47: error: nothing stands behind \"gather\"; leave it out, or write: objects that are the members of one list or container; without a value, of a fresh one a row\n"},
  {"a list of nothing in gather",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, {gather: [[]]}]]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   NULL,
   "2:56: error: an object as a list is [value, datatype] or [value, language~lang]; this list has 0\n"},
  {"a kind of nothing",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, {value: x, as: bag}]]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   NULL,
   "2:57: error: \"as\" without \"gather\", which it is of\n"},
  {"an unknown kind",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, {gather: [x], as: tuple}]]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   NULL,
   "2:64: error: unknown kind of collection \"tuple\"; there are list, bag, seq and alt\n"},
  {"an unknown strategy",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, {gather: [x], strategy: all}]]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   NULL,
   "2:70: error: unknown strategy \"all\"; there are append, product\n"},
  {"neither true nor false",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, {gather: [x], empty: perhaps}]]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   NULL,
   "2:67: error: unknown truth value \"perhaps\"; there are true and false\n"},
  {"a literal head",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, {value: $(b), type: literal, gather: [x]}]]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   NULL,
   "2:56: error: a list is an IRI or a blank node, never a literal\n"},
  {"a datatype of a list",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, {gather: [x], datatype: xsd:date}]]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   NULL,
   "2:70: error: a list has no datatype; it belongs to the members\n"},
  {"a direction of a list",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, {gather: [x], direction: rtl}]]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   NULL,
   "2:60: error: what is gathered has no direction; it belongs to the members\n"},
  {"a direction of lists",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [{p: e:p, o: {gather: [x]}, direction: rtl}]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   NULL,
   "2:67: error: a direction, but no object here is a literal without one\n"},
  {"a direction of nothing quoted",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [{p: e:p, o: {quoted: n}, direction: rtl}]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   NULL,
   "2:65: error: a direction, but no object here is a literal without one\n"},
  {"an inverse of a member",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, {gather: [{value: e:x, type: iri, i: e:q}]}]]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   NULL,
   "2:83: error: a member of a collection has no inverse predicate\n"},
  {"a target of a member",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, {gather: [{value: x, targets: [t.nq~localfile]}]}]]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   NULL,
   "2:56: error: a member goes where a list goes; its targets belong there\n"},
  {"gather and mapping",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, {gather: [x], mapping: n}]]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   NULL,
   "2:47: error: \"gather\" beside \"mapping\": the objects are that mapping's subjects\n"},
  {"an annotation that is no pair",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [{p: e:p, o: x, annotations: [e:q]}]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   NULL,
   "2:69: error: a pair stands in brackets: [e:q, value]\n"},
  {"annotations of nothing",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [{p: e:p, o: x, annotations: }]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   NULL,
   "2:55: error: nothing stands behind \"annotations\"; leave it out, or write: pairs, as predicateobjects has them, that are said of each triple\n"},
  {"an unknown key of annotations",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [{p: e:p, o: x, annotation: [{p: e:q, ob: x}]}]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   NULL,
   "2:77: error: unknown key \"ob\" in predicates with objects; its keys are annotations, asserted, condition (c), graphs (g), invalid, inversepredicates (i), datatype, direction, language, objects (o), predicates (p), reifier, type\n"},
  {"a reifier of nothing",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [{p: e:p, o: x, reifier: }]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   NULL,
   "2:55: error: nothing stands behind \"reifier\"; leave it out, or write: who reifies each triple, such as ex:claim/$(id); none: a fresh blank node\n"},
  {"a literal reifier",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [{p: e:p, o: x, reifier: {value: $(b), type: literal}}]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   NULL,
   "2:84: error: a reifier cannot be a literal\n"},
  {"asserted perhaps",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [{p: e:p, o: x, asserted: perhaps}]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   NULL,
   "2:65: error: unknown truth value \"perhaps\"; there are true and false\n"},
  {"nothing asserted, nothing said",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [{p: e:p, o: x, asserted: false}]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   NULL,
   "2:55: error: without the triples, and with nothing said of them, this makes nothing; add annotations or a reifier\n"},
  {"an inverse with annotations",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [{p: e:p, i: e:q, o: e:x~iri, annotations: [[e:r, x]]}]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   NULL,
   "2:49: error: an inverse predicate with annotations; write it as a pair of another mapping\n"},
  {"an unknown mapping quoted",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, {quoted: nn}]]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   NULL,
   "2:55: error: unknown mapping \"nn\"; n\n"},
  {"quoted and a value",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, {quoted: n, value: x}]]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   NULL,
   "2:58: error: \"value\" beside \"quoted\": the triples of another mapping are quoted, with a condition\n"},
  {"quoted twice",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, {quoted: n, quotedNonAsserted: n}]]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   NULL,
   "2:58: error: \"quotedNonAsserted\" beside \"quoted\": the triples of another mapping are quoted, with a condition\n"},
  {"a type of what is quoted",
   "prefixes: {e: 'http://e/'}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, {quoted: n, type: iri}]]}, n: {source: b.csv, s: e:$(n), po: [[e:q, $(n)]]}}\n",
   NULL,
   "2:58: error: \"type\" beside \"quoted\": the triples of another mapping are quoted, with a condition\n"},
  {"a key twice",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {t: {a: b, a: c}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, $(k => t)]]}}\n",
   NULL,
   "2:20: error: the key \"a\" is here twice\n"
   "2:14: note: it was first here\n"},
  {"a key of null",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {t: {a: }}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, $(k => t)]]}}\n",
   NULL,
   "2:17: error: what a key stands for must be a term, a list of them, or [] for none, not nothing\n"},
  {"a map as a value",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {t: {a: {b: c}}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, $(k => t)]]}}\n",
   NULL,
   "2:17: error: what a key stands for must be a term, a list of them, or [] for none, not a map\n"},
  {"a list in a list",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {t: {a: [[b]]}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, $(k => t)]]}}\n",
   NULL,
   "2:18: error: what a key stands for must be a term, a list of them, or [] for none, not a list\n"},
  {"a table that is a text",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {t: x}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, $(k => t)]]}}\n",
   NULL,
   "2:13: error: a table must be a map of keys and what they stand for, or {file, key, value}, not a string\n"},
  {"a table of nothing",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {t: }\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, $(k => t)]]}}\n",
   NULL,
   "2:13: error: a table must be a map of keys and what they stand for, or {file, key, value}, not nothing\n"},
  {"a table called as a function",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {upper: {a: b}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, $(k => upper)]]}}\n",
   NULL,
   "2:10: error: \"=> upper\" is the function grel:toUpperCase already; call the table otherwise\n"},
  {"a table's name with an arrow",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {'a=>b': {a: b}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, $(k => upper)]]}}\n",
   NULL,
   "2:11: error: \"a=>b\" cannot stand behind \"=>\"; a table's name is a word\n"},
  {"an unknown table",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {class: {a: b}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, $(k => clas)]]}}\n",
   NULL,
   "3:53: error: unknown table or function \"clas\" behind \"=>\"; class\n"},
  {"an unknown prefix in a table",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {t: {a: zz:A}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, $(k => t)]]}}\n",
   "csv a.csv > `http://e/$(a)` <http://e/p> L:=t{a: \"zz:A\"}($(k))",
   "2:17: warning: there is no prefix \"zz\", so this is a text; write zz\\:A if that is meant\n"},
  {"a near prefix in a table",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {t: {a: foa:A}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, $(k => t)]]}}\n",
   "csv a.csv > `http://e/$(a)` <http://e/p> L:=t{a: \"foa:A\"}($(k))",
   "2:17: warning: there is no prefix \"foa\", so this is a text; foaf\n"},
  {"a language in a table",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {t: {a: b~de~lang}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, $(k => t)]]}}\n",
   NULL,
   "2:18: error: \"~de~lang\" in a table, which has IRIs and texts; say it where the table is asked: [predicate, $(… => TABLE), de~lang]\n"},
  {"a datatype in a table",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {t: {a: 1^^xsd:int}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, $(k => t)]]}}\n",
   NULL,
   "2:18: error: \"^^xsd:int\" in a table, which has IRIs and texts; say it where the table is asked: [predicate, $(… => TABLE), xsd:int]\n"},
  {"a reference in a table",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {t: {a: $(b)}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, $(k => t)]]}}\n",
   NULL,
   "2:19: error: what a key stands for cannot depend on the data\n"},
  {"an IRI that is none",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {t: {a: zz:a b~iri}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, $(k => t)]]}}\n",
   NULL,
   "2:17: error: unknown prefix \"zz\"; say under prefixes what it stands for\n"},
  {"a file without columns",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {t: {file: a.json, key: k, value: v}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, $(k => t)]]}}\n",
   NULL,
   "2:20: error: a table's file has columns: \"a.json\" is read as CSV if ~csv stands behind it\n"},
  {"a file without a value",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {t: {file: a.csv, key: k}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, $(k => t)]]}}\n",
   NULL,
   "2:13: error: a table of a file without \"value\"\n"},
  {"an unknown key of a file",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {t: {file: a.csv, key: k, value: v, colum: x}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, $(k => t)]]}}\n",
   NULL,
   "2:45: error: unknown key \"colum\" in a table of a file; its keys are comment, delimiter, encoding, file, header, key, null, quote, ragged, sheet, value, *\n"},
  {"a step of nothing",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {t: {a: b}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, $(k =>)]]}}\n",
   NULL,
   "3:50: error: a \"=>\" without a name behind it: a table's or a function's\n"},
  {"a step twice",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {t: {a: b}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, $(k => => t)]]}}\n",
   NULL,
   "3:50: error: a \"=>\" without a name behind it: a table's or a function's\n"},
  {"a step alone",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {t: {a: b}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, $(=> t)]]}}\n",
   NULL,
   "3:46: error: a reference without a name\n"},
  {"a function of several values",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {t: {a: b}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, $(k => replace)]]}}\n",
   NULL,
   "3:53: error: grel:string_replace cannot stand behind \"=>\", where one value is passed on: write {function: \"grel:string_replace(grel:valueParameter = $(…), grel:p_string_find = …, grel:p_string_replace = …)\"}\n"},
  {"a function without a short name",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {t: {a: b}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, $(k => reverse)]]}}\n",
   NULL,
   "3:53: error: grel:reverse cannot stand behind \"=>\", where short names stand: write {function: \"grel:reverse(grel:valueParameter = $(…))\"}\n"},
  {"a function that is refused",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {t: {a: b}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, $(k => random)]]}}\n",
   NULL,
   "3:53: error: idlab-fn:random is refused: the same input must give the same output; make the identifier from the data, such as with rhumb-fn:sha256\n"},
  {"a function's other name",
   "prefixes: {e: 'http://e/'}\n"
   "tables: {t: {a: b}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, $(k => uppercase)]]}}\n",
   NULL,
   "3:53: error: unknown table or function \"uppercase\" behind \"=>\"; upper\n"},
  {"an external that a table lacks",
   "prefixes: {e: 'http://e/'}\n"
   "external: {x: bb}\n"
   "tables: {t: {b: c}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [[e:p, $(_x => t)]]}}\n",
   NULL,
   "4:54: error: the table \"t\" has no key \"bb\", which the external before \"=>\" gives; b\n"},
  {"an external of several values",
   "prefixes: {e: 'http://e/'}\n"
   "external: {x: b}\n"
   "tables: {t: {b: [c, d]}}\n"
   "m: {m: {source: a.csv, s: e:$(a), po: [{p: e:p, o: {value: x, targets: $(_x => t)}}]}}\n",
   NULL,
   "4:74: error: one text is wanted here, and this makes 2\n"},
  {"a table in a prefix",
   "external: {x: b}\n"
   "prefixes: {e: $(_x => t)}\n"
   "tables: {t: {b: 'http://e/~iri'}}\n"
   "m: {m: {source: a.csv, s: e:$(a)}}\n",
   NULL,
   "2:23: error: unknown table or function \"t\" behind \"=>\"; tables are read behind the prefixes, with which their values begin\n"
   "4:27: error: unknown prefix \"e\"; say under prefixes what it stands for\n"},
};
// clang-format on

// The notation ---------------------------------------------------------------

#define PUT(...) rhumb_buf_format(out, __VA_ARGS__)

static void
put_function(RhumbBuf *out, const RhumbFunction *function);

static void
put_source(RhumbBuf *out, const RhumbSourceSpec *source);

static void
put_object(RhumbBuf *out, const RhumbObjectMap *object);

static void
put_plain(RhumbBuf *const out, const RhumbTerm *const term)
{
  const bool is_iri = term->kind == RHUMB_TERM_IRI;
  PUT(is_iri ? "<%.*s>" : "\"%.*s\"", RHUMB_FMT(term->text));
}

static void
put_parts(RhumbBuf *const out, const RhumbExpression *const value)
{
  PUT("`");
  for (size_t i = 0; i < value->text.count; ++i) {
    const RhumbPart *const part = &value->text.parts[i];
    if (value->calls && value->calls[i]) {
      put_function(out, value->calls[i]);
    } else {
      PUT(part->is_reference ? "$(%.*s)" : "%.*s", RHUMB_FMT(part->text));
    }
  }
  PUT("`");
}

static void
put_value(RhumbBuf *const out, const RhumbExpression *const value)
{
  switch (value->kind) {
  case RHUMB_EXPRESSION_NONE:
    PUT("[]");
    break;
  case RHUMB_EXPRESSION_CONSTANT:
    put_plain(out, &value->constant);
    break;
  case RHUMB_EXPRESSION_REFERENCE:
    PUT("$(%.*s)", RHUMB_FMT(value->reference));
    break;
  case RHUMB_EXPRESSION_TEMPLATE:
    put_parts(out, value);
    break;
  case RHUMB_EXPRESSION_FUNCTION:
    put_function(out, value->function);
    break;
  }
}

static void
put_table(RhumbBuf *const out, const RhumbValueTable *const table)
{
  PUT("=%.*s{", RHUMB_FMT(table->name));
  for (size_t i = 0; i < table->n_entries; ++i) {
    const RhumbTableEntry *const entry = &table->entries[i];
    PUT("%s%.*s:", i ? "; " : "", RHUMB_FMT(entry->key));
    for (size_t v = 0; v < entry->n_values; ++v) {
      const RhumbTerm term = rhumb_table_term(&entry->values[v]);
      PUT(" ");
      put_plain(out, &term);
    }
  }
  PUT("}");
}

static void
put_function(RhumbBuf *const out, const RhumbFunction *const function)
{
  const size_t local = rhumb_str_last(function->name, "#/");
  if (function->table) {
    put_table(out, function->table);
  } else {
    PUT("%s", function->name.data + local);
  }
  PUT("(");
  for (size_t i = 0; i < function->n_arguments; ++i) {
    PUT(i ? ", " : "");
    put_value(out, &function->arguments[i].value.value);
    PUT(function->arguments[i].side == RHUMB_PARENT ? "'" : "");
  }
  PUT(")");
}

static void
put_records(RhumbBuf *const out, const RhumbSourceSpec *const records)
{
  PUT("%s|%.*s", records->format->name, RHUMB_FMT(records->iterator));
}

static void
put_fields(RhumbBuf *const out, const RhumbViewFields *const fields)
{
  for (size_t i = 0; i < fields->count; ++i) {
    const RhumbViewField *const field = &fields->items[i];
    PUT("%s%.*s", i ? ", " : "", RHUMB_FMT(field->name));
    if (field->records) {
      PUT(": ");
      put_records(out, field->records);
    } else {
      PUT(" = ");
      put_value(out, &field->value);
    }
    if (field->fields.count) {
      PUT(" {");
      put_fields(out, &field->fields);
      PUT("}");
    }
  }
}

static void
put_joins(RhumbBuf *const out,
          const RhumbJoin *const joins,
          const size_t count,
          const RhumbFunction *const condition)
{
  for (size_t i = 0; i < count; ++i) {
    PUT(" ");
    put_value(out, &joins[i].child);
    PUT("=");
    put_value(out, &joins[i].parent);
  }
  if (condition) {
    PUT(" ?");
    put_function(out, condition);
  }
}

static void
put_view(RhumbBuf *const out, const RhumbLogicalView *const view)
{
  PUT("(");
  put_source(out, view->on);
  PUT(" %.*s:%s", RHUMB_FMT(view->level), view->fields.count ? " " : "");
  put_fields(out, &view->fields);
  for (size_t i = 0; i < view->n_joins; ++i) {
    const RhumbViewJoin *const join = &view->joins[i];
    PUT(" %s ", join->is_inner ? "inner" : "left");
    put_source(out, join->parent);
    PUT(" {");
    put_fields(out, &join->fields);
    PUT("}");
    put_joins(out, join->conditions, join->n_conditions, join->condition);
  }
  PUT(")");
}

static void
put_source(RhumbBuf *const out, const RhumbSourceSpec *const source)
{
  if (source->view) {
    put_view(out, source->view);
  } else {
    PUT("%s %.*s", source->format->name, RHUMB_FMT(source->access));
    if (source->iterator.len) {
      PUT("|%.*s", RHUMB_FMT(source->iterator));
    }
  }
}

static void
put_gather(RhumbBuf *const out, const RhumbGather *const gather)
{
  PUT("%s%s%s[",
      gather->is_product ? "product " : "",
      gather->takes_empty ? "empty " : "",
      rhumb_gathers[gather->as].key);
  for (size_t i = 0; i < gather->n_items; ++i) {
    PUT(i ? ", " : "");
    put_object(out, &gather->items[i]);
  }
  PUT("]");
}

static void
put_term(RhumbBuf *const out, const RhumbTermMap *const term)
{
  PUT("%c:", "?IUXYBL"[term->type]);
  put_value(out, &term->value);
  if (term->is_entry) {
    PUT("/IRI");
  }
  if (term->language.kind != RHUMB_EXPRESSION_NONE) {
    PUT("@");
    put_value(out, &term->language);
  }
  if (term->gather) {
    put_gather(out, term->gather);
  }
}

static void
put_object(RhumbBuf *const out, const RhumbObjectMap *const object)
{
  if (object->parent) {
    PUT(object->is_quoted ? "&" : "*");
    PUT("%.*s%s",
        RHUMB_FMT(object->parent->name),
        object->parent->is_silent ? "!" : "");
    put_joins(out, object->joins, object->n_joins, object->condition);
  } else {
    put_term(out, &object->term);
  }
}

static void
put_pairs(RhumbBuf *const out,
          const RhumbPredicateObjectMap *const pairs,
          const size_t count)
{
  for (size_t i = 0; i < count; ++i) {
    const RhumbPredicateObjectMap *const pair = &pairs[i];
    const RhumbAnnotation *const note = pair->annotation;
    PUT(i ? "; " : "");
    put_value(out, &pair->predicates.items[0].value);
    for (size_t o = 0; o < pair->n_objects; ++o) {
      PUT(o ? ", " : " ");
      put_object(out, &pair->objects[o]);
    }
    if (note) {
      PUT(" @%s", note->is_silent ? "!" : "");
      put_term(out, &note->reifier);
      PUT(" {");
      put_pairs(out, note->pairs, note->n_pairs);
      PUT("}");
    }
  }
}

// The tests ------------------------------------------------------------------

/// Read the rules of a case; write the first of its maps
static RhumbStatus
read(const Case *const c, Reports *const reports, RhumbBuf *const out)
{
  RhumbArena arena = {0};
  RhumbMapping *mapping = NULL;
  const RhumbText text = {"rules.yml", rhumb_str(c->rules)};
  const RhumbText *const texts[] = {&text};
  const RhumbRulesOptions options = {.n_externals = 0};
  const RhumbDiag diag = {keep_report, reports};
  const RhumbStatus status =
      rhumb_rules_read(&mapping, &arena, texts, 1, &options, &diag);
  if (status == RHUMB_OK) {
    const RhumbTriplesMap *const map = mapping->maps[0];
    put_source(out, map->source);
    PUT(" > ");
    put_value(out, &map->subject.value);
    PUT(map->n_pairs ? " " : "");
    put_pairs(out, map->pairs, map->n_pairs);
  }
  rhumb_arena_free(&arena);
  return status;
}

static void
test_rules(void **const state)
{
  const Case *const c = (const Case *)*state;
  Reports reports = {.len = 0};
  RhumbBuf model = {0};
  const RhumbStatus status = read(c, &reports, &model);
  assert_string_equal(reports.text, c->reports);
  assert_int_equal(status == RHUMB_OK, c->model != NULL);
  assert_string_equal(rhumb_buf_cstr(&model), c->model ? c->model : "");
  rhumb_buf_free(&model);
}

int
main(void)
{
  int failed = 0;
  RUN_TABLE("yarrrml rows", right_cases, test_rules);
  RUN_TABLE("yarrrml mistakes in rows", wrong_cases, test_rules);
  return failed;
}
