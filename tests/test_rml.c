// SPDX-License-Identifier: ISC

#include "io/file.h"
#include "model_support.h"
#include "rml/rml.h"
#include "term/vocabulary.h"

#include <dirent.h>
#include <stdlib.h>

static void
put_text(RhumbBuf *const out, const char *const name, const RhumbStr text)
{
  if (text.len) {
    rhumb_buf_format(out, " %s=%.*s", name, RHUMB_FMT(text));
  }
}

static void
put_source(RhumbBuf *const out, const RhumbSourceSpec *const spec)
{
  rhumb_buf_format(out, " source %s", spec->format->name);
  put_text(out, "access", spec->access);
  put_text(out, "dir", spec->dir);
  put_text(out, "type", spec->type);
  put_text(out, "iterator", spec->iterator);
  put_text(out, "query", spec->query);
  put_text(out, "table", spec->table);
  put_text(out, "user", spec->username);
  put_text(out, "password", spec->password);
  put_text(out, "delimiter", spec->delimiter);
  put_text(out, "quote", spec->quote);
  put_text(out, "encoding", spec->encoding);
  put_text(out, "compression", spec->compression);
  for (size_t i = 0; i < spec->n_nulls; ++i) {
    put_text(out, "null", spec->nulls[i]);
  }
  for (size_t i = 0; i < spec->n_namespaces; ++i) {
    put_text(out, i % 2 ? "is" : "ns", spec->namespaces[i]);
  }
  rhumb_buf_format(out,
                   "%s%s",
                   spec->no_quote ? " no quote" : "",
                   spec->no_header ? " no header" : "");
#define TEXT(name)                                                   \
  if (spec->name.len) {                                              \
    rhumb_buf_format(out, " " #name "=%.*s", RHUMB_FMT(spec->name)); \
  }
#define LIST(name)                                                      \
  for (size_t i = 0; i < spec->n_##name; ++i) {                         \
    rhumb_buf_format(out, " " #name "=%.*s", RHUMB_FMT(spec->name[i])); \
  }
#define NUMBER(name)                                             \
  if (spec->name) {                                              \
    rhumb_buf_format(out, " " #name "=%zu", (size_t)spec->name); \
  }
  RHUMB_SOURCE_RARE(TEXT, LIST, NUMBER, NUMBER)
#undef TEXT
#undef LIST
#undef NUMBER
  rhumb_buf_putc(out, '\n');
}

static void
put_map(RhumbBuf *const out, const RhumbTriplesMap *const map)
{
  rhumb_buf_format(out, "map %.*s", RHUMB_FMT(map->name));
  put_text(out, "base", map->base);
  rhumb_buf_putc(out, '\n');
  put_source(out, map->source);
  put_pairs(out, map);
}

static void
put_mapping(RhumbBuf *const out, const RhumbMapping *const mapping)
{
  rhumb_buf_format(
      out, "%s", mapping->profile == RHUMB_CORE ? "core" : "classic");
  put_text(out, "base", mapping->base);
  rhumb_buf_putc(out, '\n');
  for (size_t i = 0; i < mapping->n_maps; ++i) {
    put_map(out, mapping->maps[i]);
  }
}

// Text to model, or to reports
// -------------------------------------------------

typedef struct {
  const char *name;
  const char *text;     ///< Behind the prefixes, so its first line is line 2
  const char *expected; ///< The model, or the reports
} Case;

#define PREFIXES                                                               \
  "@prefix rml: <http://w3id.org/rml/> . @prefix rr: "                         \
  "<http://www.w3.org/ns/r2rml#> . @prefix old: "                              \
  "<http://semweb.mmlab.be/ns/rml#> . @prefix ql: "                            \
  "<http://semweb.mmlab.be/ns/ql#> . @prefix fnml: "                           \
  "<http://semweb.mmlab.be/ns/fnml#> . @prefix fno: "                          \
  "<https://w3id.org/function/ontology#> . @prefix d2rq: "                     \
  "<http://www.wiwiss.fu-berlin.de/suhl/bizer/D2RQ/0.1#> . @prefix csvw: "     \
  "<http://www.w3.org/ns/csvw#> . @prefix void: <http://rdfs.org/ns/void#> . " \
  "@prefix rmlt: <http://semweb.mmlab.be/ns/rml-target#> . @prefix comp: "     \
  "<http://semweb.mmlab.be/ns/rml-compression#> . @prefix ex: <http://e/> . "  \
  "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"

/// A source and a subject, where these are not what is tested
#define SOURCE                                                \
  "rml:logicalSource [ rml:source [ rml:path \"d.json\" ] ; " \
  "rml:referenceFormulation rml:XPath    ; rml:iterator \"/r/e\" ]"
#define OLD_SOURCE                              \
  "old:logicalSource [ old:source \"d.csv\" ; " \
  "old:referenceFormulation ql:CSV ]"
#define CSVW(dialect)                                                    \
  "ex:A rr:subject ex:s ; old:logicalSource [ old:referenceFormulation " \
  "ql:CSV ; old:source [ csvw:url \"d.csv\" ;\n csvw:dialect [ " dialect \
  " ] ] ] ."
#define CSVW_TABLE(said)                                                 \
  "ex:A rr:subject ex:s ; old:logicalSource [ old:referenceFormulation " \
  "ql:CSV ; old:source [ csvw:url \"d.csv\" ;\n " said " ] ] ."
#define CSVW_CORE(source)                        \
  "ex:A rml:subject ex:s ; rml:logicalSource [ " \
  "rml:referenceFormulation rml:CSVW ; rml:source [ " source " ] ] ."
#define R2RML "ex:A rr:logicalTable [ rr:tableName \"t\" ] ;"
#define HEAD  "ex:A " SOURCE " ; rml:subject ex:s ;\n"
#define GATHERS                                                        \
  "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . " HEAD \
  " rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [\n"
#define OLD_HEAD "ex:A " OLD_SOURCE " ; rr:subject ex:s ;\n"
#define READ                                                   \
  "core\nmap http://e/A\n source xml access=d.json dir=rules " \
  "type=localfile iterator=/r/e\n s <http://e/s>\n"
#define OLD_READ                                                 \
  "classic\nmap http://e/A\n source csv access=d.csv dir=rules " \
  "type=localfile\n s <http://e/s>\n"

/// A triples map over a file whose name alone says how it is read
#define NAMED(map, path)                                                  \
  "ex:" map                                                               \
  " rml:subject ex:s ; rml:logicalSource [ rml:source [ rml:path \"" path \
  "\" ] ] .\n"
#define READ_NAMED(map, format, path)                     \
  "map http://e/" map "\n source " format " access=" path \
  " dir=rules type=localfile\n s <http://e/s>\n"

// clang-format off
static Case cases[] = {
  {"gather, whole", GATHERS
   " rml:template \"http://e/{a}\" ; rml:strategy rml:cartesianProduct ; rml:allowEmptyListAndContainer true ;\n"
   " rml:gatherAs rdf:Seq ; rml:gather (\n"
   "  [ rml:reference \"b\" ; rml:language \"en\" ]\n"
   "  [ rml:parentTriplesMap ex:A ; rml:joinCondition [ rml:child \"a\" ; rml:parent \"b\" ] ]\n"
   "  [ rml:gather ( [ rml:constant ex:c ] ) ; rml:gatherAs rdf:List ] ) ] ] .",
   "core\nmap http://e/A\n source xml access=d.json dir=rules type=localfile iterator=/r/e\n"
   " s <http://e/s>\n"
   " p <http://e/p> o `http://e/{a}`:iri seq product empty ( o {b}:literal@\"en\" o map http://e/A on {a} = {b} o -:blank list ( o <http://e/c> ) )\n"},
  {"core, whole",
   "ex:A a rml:TriplesMap ; " SOURCE " ;\n"
   " rml:subjectMap [ rml:template \"http://e/{$.id}\" ; rml:class ex:C, ex:D ; rml:graph ex:g ] ;\n"
   " rml:predicateObjectMap [ rml:predicate ex:p, ex:q ; rml:objectMap [ rml:reference \"$.n\" ; rml:language \"en\" ] ] ,\n"
   "  [ rml:predicateMap [ rml:constant ex:r ] ; rml:object 1, \"x\"@en, ex:o ; rml:graphMap [ rml:template \"http://e/{g}\" ] ] .",
   "core\nmap http://e/A\n source xml access=d.json dir=rules type=localfile iterator=/r/e\n"
   " s `http://e/{$.id}`:iri g <http://e/g>\n"
   " p <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> o <http://e/C> o <http://e/D>\n"
   " p <http://e/p> p <http://e/q> o {$.n}:literal@\"en\"\n"
   " p <http://e/r> o \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> o \"x\"@en o <http://e/o> g `http://e/{g}`:iri\n"},
  {"classic, whole",
   "@base <http://b/> .\n<A> a rr:TriplesMap ; " OLD_SOURCE " ;\n"
   " rr:subjectMap [ old:reference \"id\" ; rr:termType rr:IRI ; rr:graphMap [ rr:constant rr:defaultGraph ] ] ;\n"
   " rr:predicateObjectMap [ rr:predicate ex:p ; rr:objectMap [ rr:column \"n\" ; rr:datatype ex:d ] ] .",
   "classic base=http://b/\nmap http://b/A\n source csv access=d.csv dir=rules type=localfile\n"
   " s {id}:iri g default\n"
   " p <http://e/p> o {n}:literal^^<http://e/d>\n"},
  {"order is the file's",
   "ex:B " SOURCE " ; rml:subject ex:s ; rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ rml:parentTriplesMap ex:A ] ] .\n" HEAD
   " rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ rml:parentTriplesMap ex:A ] ] .",
   "core\nmap http://e/B\n source xml access=d.json dir=rules type=localfile iterator=/r/e\n s <http://e/s>\n"
   " p <http://e/p> o map http://e/A\n"
   "map http://e/A\n source xml access=d.json dir=rules type=localfile iterator=/r/e\n s <http://e/s>\n"
   " p <http://e/p> o map http://e/A\n"},
  {"term types",
   HEAD " rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ rml:reference \"a\" ; rml:termType rml:URI ] , [ rml:reference \"a\" ; rml:termType rml:UnsafeIRI ] ,\n"
   " [ rml:reference \"a\" ; rml:termType rml:UnsafeURI ] , [ rml:termType rml:BlankNode ] , [ rml:template \"a\" ; rml:termType rml:Literal ] ] .",
   READ " p <http://e/p> o {a}:uri o {a}:unsafe-iri o {a}:unsafe-uri o -:blank o `a`:literal\n"},
  {"maps of datatype and language",
   HEAD " rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ rml:reference \"a\" ; rml:datatypeMap [ rml:template \"http://e/{t}\" ] ] ,\n"
   " [ rml:reference \"a\" ; rml:languageMap [ rml:reference \"l\" ] ] ] .",
   READ " p <http://e/p> o {a}:literal^^`http://e/{t}` o {a}:literal@{l}\n"},
  {"joins",
   HEAD " rml:baseIRI <http://base/> ; rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ rml:parentTriplesMap ex:A ;\n"
   " rml:joinCondition [ rml:child \"a\" ; rml:parent \"b\" ] , [ rml:childMap [ rml:template \"{a}\" ] ; rml:parentMap [ rml:constant \"x\" ] ] ] ] .",
   "core\nmap http://e/A base=http://base/\n source xml access=d.json dir=rules type=localfile iterator=/r/e\n s <http://e/s>\n"
   " p <http://e/p> o map http://e/A on {a} = {b} on `{a}` = \"x\"\n"},
  {"function, core",
   HEAD " rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ rml:functionExecution ex:f ; rml:return ex:out ] ] .\n"
   "ex:f rml:function ex:upper ; rml:input [ rml:parameter ex:in ; rml:inputValueMap [ rml:functionExecution ex:g ] ] , [ rml:parameterMap [ rml:constant ex:n ] ; rml:inputValue 3 ] .\n"
   "ex:g rml:functionMap [ rml:constant ex:trim ] ; rml:input [ rml:parameter ex:in ; rml:inputValueMap [ rml:reference \"a\" ] ] .",
   READ " p <http://e/p> o http://e/upper(http://e/in=http://e/trim(http://e/in={a}:literal):literal, http://e/n=\"3\"^^<http://www.w3.org/2001/XMLSchema#integer>).http://e/out:literal\n"},
  {"function, classic",
   OLD_HEAD " rr:predicateObjectMap [ rr:predicate ex:p ; rr:objectMap [ fnml:functionValue [ " OLD_SOURCE " ;\n"
   " rr:predicateObjectMap [ rr:predicateMap [ rr:constant fno:executes ] ; rr:objectMap [ rr:constant \"http://e/upper\" ; rr:termType rr:IRI ] ] ;\n"
   " rr:predicateObjectMap [ rr:predicate ex:in ; rr:objectMap [ old:reference \"a\" ; rr:termType rr:Literal ] ] ] ] ] .",
   OLD_READ " p <http://e/p> o http://e/upper(http://e/in={a}:literal):literal\n"},
  {"function as a join condition",
   OLD_HEAD " rr:predicateObjectMap [ rr:predicate ex:p ; rr:objectMap [ rr:parentTriplesMap ex:A ; old:joinCondition [ fnml:functionValue [\n"
   " rr:predicateObjectMap [ rr:predicate fno:executes ; rr:object ex:equal ] , [ rr:predicate ex:a ; rr:objectMap [ old:reference \"a\" ] ] ,\n"
   "  [ rr:predicate ex:b ; rr:objectMap [ old:parentTermMap [ old:reference \"b\" ] ] ] ] ] ] ] .",
   OLD_READ " p <http://e/p> o map http://e/A if http://e/equal(http://e/a={a}:literal, http://e/b/parent={b}:literal)\n"},
  {"functions as join conditions: all must hold",
   OLD_HEAD " rr:predicateObjectMap [ rr:predicate ex:p ; rr:objectMap [ rr:parentTriplesMap ex:A ;\n"
   " old:joinCondition [ fnml:functionValue [ rr:predicateObjectMap [ rr:predicate fno:executes ; rr:object ex:f ] , [ rr:predicate ex:a ; rr:object 1 ] ] ] ,\n"
   "  [ fnml:functionValue [ rr:predicateObjectMap [ rr:predicate fno:executes ; rr:object ex:g ] , [ rr:predicate ex:a ; rr:object 2 ] ] ] ] ] .",
   OLD_READ " p <http://e/p> o map http://e/A if https://w3id.org/imec/idlab/function#trueCondition("
   "https://w3id.org/imec/idlab/function#strBoolean=http://e/f(http://e/a=\"1\"^^<http://www.w3.org/2001/XMLSchema#integer>):literal, "
   "https://w3id.org/imec/idlab/function#str=http://e/g(http://e/a=\"2\"^^<http://www.w3.org/2001/XMLSchema#integer>):literal)\n"},
  {"source nodes",
   "ex:A rml:subject ex:s ; rml:logicalSource [ rml:source [ a rml:RelativePathSource ; rml:root rml:CurrentWorkingDirectory ; rml:path \"d.csv\" ;\n"
   " rml:null \"NULL\", \"-\" ; rml:encoding rml:UTF-16 ; rml:compression rml:gzip ] ; rml:referenceFormulation rml:CSV ] .\n"
   "ex:B rml:subject ex:s ; rml:logicalSource [ rml:source [ rml:root \"sub\" ; rml:path \"d.xml\" ] ; rml:iterator \"/x:a\" ; rml:referenceFormulation\n"
   " [ a rml:XPathReferenceFormulation ; rml:namespace [ rml:namespacePrefix \"x\" ; rml:namespaceURL \"http://x/\" ] ] ] .",
   "core\nmap http://e/A\n source csv access=d.csv type=localfile encoding=UTF-16 compression=gzip null=NULL null=-\n s <http://e/s>\n"
   "map http://e/B\n source xml access=d.xml dir=rules/sub type=localfile iterator=/x:a ns=x is=http://x/\n s <http://e/s>\n"},
  {"CSVW",
   "ex:A rr:subject ex:s ; old:logicalSource [ old:source [ a csvw:Table ; csvw:url \"d.csv\" ; csvw:null \"x\" ;\n"
   " csvw:dialect [ csvw:delimiter \";\" ; csvw:quoteChar \"'\" ; csvw:header false ] ] ; old:referenceFormulation ql:CSV ] .",
   "classic\nmap http://e/A\n source csv access=d.csv dir=rules type=localfile delimiter=; quote=' null=x no header\n s <http://e/s>\n"},
  {"CSVW, no quotes",
   CSVW("csvw:delimiter \"\\t\" ; csvw:quoteChar \"\" ; csvw:headerRowCount 0 ; csvw:trim false ; csvw:lineTerminators (\"\\r\\n\" \"\\n\")"),
   "classic\nmap http://e/A\n source csv access=d.csv dir=rules type=localfile delimiter=\t no quote no header\n s <http://e/s>\n"},
  {"CSVW, what is passed over",
   CSVW("csvw:skipRows 2 ; csvw:commentPrefix \"#\" ; csvw:skipColumns \"1\" ; csvw:skipBlankRows true ; csvw:trim \"end\" ; csvw:skipInitialSpace true ; csvw:doubleQuote false ; csvw:lineTerminators ( \"|\" \"\\n\" )"),
   "classic\nmap http://e/A\n source csv access=d.csv dir=rules type=localfile comment=# line_ends=| line_ends=\n trim_end=1 skip_blank=1 backslash=1 skip_rows=2 skip_columns=1\n s <http://e/s>\n"},
  {"CSVW, blanks",
   CSVW("csvw:skipInitialSpace true ; csvw:headerRowCount 1"),
   "classic\nmap http://e/A\n source csv access=d.csv dir=rules type=localfile trim_start=1\n s <http://e/s>\n"},
  {"CSVW, blanks at both ends",
   CSVW("csvw:trim true ; csvw:header true"),
   "classic\nmap http://e/A\n source csv access=d.csv dir=rules type=localfile trim_start=1 trim_end=1\n s <http://e/s>\n"},
  {"CSVW, columns",
   CSVW_CORE("a csvw:Table ; csvw:url \"d.csv\" ; csvw:dialect [ csvw:header false ] ; <https://w3id.org/rhumb/rml#ragged> true ;\n csvw:tableSchema [ csvw:column ( [ csvw:name \"a\" ; csvw:datatype xsd:integer ] [ csvw:title \"b\" ; csvw:datatype \"date\" ] [ csvw:title \"x\" ; csvw:name \"c\" ] ) ]"),
   "core\nmap http://e/A\n source csvw access=d.csv dir=rules type=localfile no header header=a header=b header=c datatypes=a datatypes=http://www.w3.org/2001/XMLSchema#integer datatypes=b datatypes=http://www.w3.org/2001/XMLSchema#date ragged=1\n s <http://e/s>\n"},
  {"CSVW, a column and a header",
   CSVW_CORE("csvw:url \"d.csv\" ; csvw:tableSchema [ csvw:columns [ csvw:name \"a\" ; csvw:datatype xsd:double ] ]"),
   "core\nmap http://e/A\n source csvw access=d.csv dir=rules type=localfile datatypes=a datatypes=http://www.w3.org/2001/XMLSchema#double\n s <http://e/s>\n"},
  {"CSVW, as a node",
   "ex:A rml:subject ex:s ; rml:logicalSource [ rml:referenceFormulation [ a rml:CSVWReferenceFormulation ] ; rml:source [ csvw:url \"d.csv\" ] ] .",
   "core\nmap http://e/A\n source csvw access=d.csv dir=rules type=localfile\n s <http://e/s>\n"},
  {"CSVW, where RML has the last word",
   CSVW_CORE("csvw:dialect [ csvw:encoding \"latin1\" ] ; rml:encoding rml:UTF-16 ; csvw:null \"x\" ; rml:null \"y\", \"z\" ; csvw:url \"d.csv\""),
   "core\nmap http://e/A\n source csvw access=d.csv dir=rules type=localfile encoding=UTF-16 null=y null=z\n s <http://e/s>\n"},
  {"JSON Lines",
   "ex:A rml:subject ex:s ; rml:logicalSource [ rml:referenceFormulation <https://w3id.org/rhumb/rml#JSONLines> ; rml:source [ rml:path \"d\" ] ] .",
   "core\nmap http://e/A\n source jsonl access=d dir=rules type=localfile\n s <http://e/s>\n"},
  {"lines",
   "ex:A rml:subject ex:s ; rml:logicalSource [ rml:referenceFormulation [ a <https://w3id.org/rhumb/rml#Lines> ; <https://w3id.org/rhumb/rml#pattern> \"(?<a>.)\" ] ; rml:source [ rml:path \"d\" ] ] .",
   "core\nmap http://e/A\n source lines access=d dir=rules type=localfile pattern=(?<a>.)\n s <http://e/s>\n"},
  {"CSVW, a list of nulls",
   "ex:A rr:subject ex:s ; old:logicalSource [ old:source [ a csvw:Table ; csvw:url \"d.csv\" ; csvw:null ( \"x\" \"\" ) ] ; old:referenceFormulation ql:CSV ] .",
   "classic\nmap http://e/A\n source csv access=d.csv dir=rules type=localfile null=x\n s <http://e/s>\n"},
  {"a function's own source is the map's",
   "ex:A " OLD_SOURCE " ; rr:subject ex:s ; rr:predicateObjectMap [ rr:predicate ex:p ; rr:objectMap [ fnml:functionValue [ " OLD_SOURCE " ; rr:predicateObjectMap [ rr:predicate fno:executes ; rr:object ex:upper ] ] ] ] .",
   OLD_READ " p <http://e/p> o http://e/upper():literal\n"},
  {"an execution's own source is the map's",
   HEAD " rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ rml:functionExecution [ " SOURCE " ; rml:function ex:upper ] ] ] .",
   READ " p <http://e/p> o http://e/upper():literal\n"},
  {"databases",
   "ex:A rr:subject ex:s ; old:logicalSource [ old:source ex:db ; rr:tableName \"t\" ] .\n"
   "ex:B rr:subject ex:s ; rr:logicalTable [ rr:sqlQuery \"SELECT 1\" ] .\n"
   "ex:db a d2rq:Database ; d2rq:jdbcDSN \"jdbc:mysql://h/d\" ; d2rq:jdbcDriver \"com.mysql.cj.jdbc.Driver\" ; d2rq:username \"u\" ; d2rq:password \"p\" .",
   "classic\nmap http://e/A\n source sql access=jdbc:mysql://h/d dir=rules type=mysql table=t user=u password=p\n s <http://e/s>\n"
   "map http://e/B\n source sql access=jdbc:mysql://h/d dir=rules type=mysql query=SELECT 1 user=u password=p\n s <http://e/s>\n"},
  {"guesses",
   NAMED("A", "a.jsonl") NAMED("B", "b.ndjson") NAMED("C", "c.csv.gz") NAMED("D", "d.jsonl.bz2") NAMED("E", "E.CSV") "ex:F rml:subject ex:s ; rml:logicalSource [ rml:source \"f.db\" ; rml:query \"SELECT 1\" ] .",
   "core\n" READ_NAMED("A", "jsonl", "a.jsonl") READ_NAMED("B", "jsonl", "b.ndjson") READ_NAMED("C", "csv", "c.csv.gz") READ_NAMED("D", "jsonl", "d.jsonl.bz2") READ_NAMED("E", "csv", "E.CSV")
   "map http://e/F\n source sql access=f.db dir=rules query=SELECT 1\n s <http://e/s>\n"},
  {"R2RML alone",
   "ex:A rr:logicalTable [ rr:tableName \"t\" ] ; rr:subjectMap [ rr:template \"http://e/{id}\" ] .",
   "classic\nmap http://e/A\n source sql dir=rules table=t\n s `http://e/{id}`:iri\n"},
  {"table and query in core",
   "ex:A rml:subject ex:s ; rml:logicalSource [ rml:source ex:db ; rml:referenceFormulation rml:SQL2008Table ; rml:iterator \"t\" ] .\n"
   "ex:B rml:subject ex:s ; rml:logicalSource [ rml:source ex:db ; rml:referenceFormulation rml:SQL2008Query ; rml:iterator \"SELECT 1\" ] .\n"
   "ex:db a d2rq:Database ; d2rq:jdbcDSN \"jdbc:sqlite:x.db\" .",
   "core\nmap http://e/A\n source sql access=jdbc:sqlite:x.db dir=rules table=t\n s <http://e/s>\n"
   "map http://e/B\n source sql access=jdbc:sqlite:x.db dir=rules query=SELECT 1\n s <http://e/s>\n"},
  {"targets",
   "ex:A " SOURCE " ; rml:subjectMap [ rml:constant ex:s ; rml:logicalTarget [ rml:target [ rml:path \"o.nt\" ] ; rml:serialization <http://www.w3.org/ns/formats/N-Triples> ; rml:compression rml:gzip ] ] .",
   "core\nmap http://e/A\n source xml access=d.json dir=rules type=localfile iterator=/r/e\n"
   " s <http://e/s> > o.nt localfile (ntriples) gzip\n"},
  {"targets, classic",
   "ex:A " OLD_SOURCE " ; rr:subjectMap [ rr:constant ex:s ; old:logicalTarget ex:t ] . ex:t a rmlt:LogicalTarget ;\n"
   " rmlt:target [ a void:Dataset ; void:dataDump <file:///o%20ut.nq> ] ; rmlt:compression comp:none .",
   "classic\nmap http://e/A\n source csv access=d.csv dir=rules type=localfile\n s <http://e/s> > /o ut.nq localfile (nquads) \n"},
  {"classic constants are loose",
   "ex:A " OLD_SOURCE " ; rr:subjectMap [ rr:constant \"http://e/s\" ] ; rr:predicateObjectMap [ rr:predicate ex:p ; rr:objectMap [ rr:constant \"http://e/o\" ; rr:termType rr:IRI ] ] .",
   OLD_READ " p <http://e/p> o <http://e/o>\n"},
  {"blank triples map", "[] " SOURCE " ; rml:subject ex:s .",
   "core\nmap anon1\n source xml access=d.json dir=rules type=localfile iterator=/r/e\n s <http://e/s>\n"},
  {"the same said twice is one statement", HEAD "rml:subject ex:s .", READ},
};

static Case broken[] = {
  {"not Turtle", "ex:A rml:subject ;", "2:0: error: syntax error, unexpected ;\n"},
  {"no triples map", "ex:A ex:b ex:c .", "1:1: error: no triples map in this file: nothing has rml:subjectMap; if it is data, \"rhumb draw --rdf\" draws it\n"},
  {"wrong namespace", "@prefix r: <https://w3id.org/rml/> .\nex:A r:subject ex:s .",
   "2:12: error: no triples map, and <https://w3id.org/rml/> is no namespace of RML; http://w3id.org/rml/\n"},
  {"no source, no subject", "ex:A a rml:TriplesMap .",
   "2:1: error: triples map ex:A has no subject map; give it rml:subjectMap or rml:subject\n"
   "2:1: error: triples map ex:A has no logical source; give it rml:logicalSource\n"},
  {"nothing but a classic type", "ex:A a rr:TriplesMap .",
   "2:1: error: triples map ex:A has no subject map; give it rr:subjectMap or rr:subject\n"
   "2:1: error: triples map ex:A has no logical source; give it old:logicalSource\n"},
  {"two subjects", "ex:A " SOURCE " ;\n rml:subjectMap [ rml:constant ex:s ] ;\n rml:subject ex:s .",
   "4:2: error: a triples map has one subject map; the other is on line 3\n"},
  {"unknown property", HEAD " rml:predicateObjectMapp [] .", "3:2: error: RML has no property rml:predicateObjectMapp; rml:predicateObjectMap\n"},
  {"of the other namespace", OLD_HEAD " rr:predicateObjectMap [ rr:predicate ex:p ; rr:objectMap [\n rr:reference \"a\" ] ] .",
   "4:2: error: RML has no property rr:reference; old:reference\n"},
  {"out of place", HEAD " rml:template \"x\" .", "3:2: error: rml:template does not belong on a triples map\n"},
  {"quoted and constant", HEAD " rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ rml:quotedTriplesMap ( ) ; rml:constant 1 ] ] .", "3:85: error: rdf:nil is no triples map\n3:91: error: rml:quotedTriplesMap and rml:constant exclude each other\n"},
  {"gather of nothing", GATHERS " rml:gather ( ) ; rml:gatherAs rdf:List ] ] .", "4:13: error: rml:gather needs a list of one or more term maps: ( [ … ] )\n"},
  {"gather as what", GATHERS " rml:gather ( [ rml:reference \"a\" ] ) ] ] .", "4:2: error: what is gathered lacks rml:gatherAs, which says whether it is a list or a container\n"},
  {"gather as a list with another name", GATHERS " rml:gather ( [ rml:reference \"a\" ] ) ;\n rml:gatherAs rdf:Lists ] ] .",
   "5:15: error: rdf:Lists is none of rdf:List, rdf:Bag, rdf:Seq and rdf:Alt, which are what can be gathered; rdf:List\n"},
  {"strategy", GATHERS " rml:gather ( [ rml:reference \"a\" ] ) ; rml:gatherAs rdf:List ;\n rml:strategy rml:cartesian ] ] .",
   "5:15: error: rml:cartesian is no strategy: rml:append puts one map's values behind another's, rml:cartesianProduct combines them\n"},
  {"allowing empty lists", GATHERS " rml:gather ( [ rml:reference \"a\" ] ) ; rml:gatherAs rdf:List ;\n rml:allowEmptyListAndContainer \"yes\" ] ] .",
   "5:33: error: rml:allowEmptyListAndContainer is true or false\n"},
  {"gatherAs alone", GATHERS " rml:reference \"a\" ;\n rml:gatherAs rdf:List ] ] .", "5:2: error: rml:gatherAs needs rml:gather beside it\n"},
  {"gathered text", GATHERS " rml:gather ( \"a\" ) ; rml:gatherAs rdf:List ] ] .", "4:15: error: what is gathered are term maps, such as [ rml:constant \"a\" ]\n"},
  {"gather as a literal", GATHERS " rml:reference \"a\" ; rml:termType rml:Literal ;\n rml:gather ( [ rml:reference \"a\" ] ) ; rml:gatherAs rdf:Bag ] ] .", "4:16: error: a bag is an IRI or a blank node, never a literal\n"},
  {"datatype of a list", GATHERS " rml:gather ( [ rml:reference \"a\" ] ) ; rml:gatherAs rdf:List ;\n rml:datatype ex:t ] ] .", "5:15: error: a list has no datatype; it belongs to the members\n"},
  {"language of a list", GATHERS " rml:gather ( [ rml:reference \"a\" ] ) ; rml:gatherAs rdf:Seq ;\n rml:language \"en\" ] ] .", "5:15: error: a seq has no language; it belongs to the members\n"},
  {"target of a member", GATHERS " rml:gather (\n [ rml:reference \"a\" ; rml:logicalTarget [ rml:target [ rml:path \"o.nt\" ] ; rml:serialization <http://www.w3.org/ns/formats/N-Triples> ] ] ) ; rml:gatherAs rdf:Alt ] ] .",
   "5:2: error: a member goes where an alt goes; its targets belong there\n"},
  {"gather as predicate", HEAD " rml:predicateObjectMap [ rml:predicateMap [\n rml:gather ( [ rml:reference \"a\" ] ) ; rml:gatherAs ex:List ; rml:constant ex:p ] ; rml:object 1 ] .",
   "4:2: error: rml:gather does not belong on a predicate map\n4:41: error: rml:gatherAs does not belong on a predicate map\n4:54: error: ex:List is none of rdf:List, rdf:Bag, rdf:Seq and rdf:Alt, which are what can be gathered\n"},
  {"gather of itself", GATHERS " rml:gather ( ex:g ) ; rml:gatherAs rdf:List ] ] .\nex:g rml:gather ( ex:g ) ; rml:gatherAs rdf:List .", "5:6: error: this gathers itself\n"},
  {"literal for a node", HEAD " rml:predicateObjectMap \"x\" .", "3:25: error: rml:predicateObjectMap needs a node, such as [ … ]\n"},
  {"node for a literal", "ex:A " SOURCE " ; rml:subjectMap [\n rml:template ex:t ] .", "3:15: error: rml:template needs a literal\n"},
  {"two expressions", "ex:A " SOURCE " ; rml:subjectMap [\n rml:template \"x\" ; rml:reference \"y\" ] .", "3:2: error: rml:reference and rml:template exclude each other\n"},
  {"twice", "ex:A " SOURCE " ; rml:subjectMap [\n rml:template \"x\" ;\n rml:template \"y\" ] .", "4:2: error: rml:template is said twice of one subject map; the other is on line 3\n"},
  {"template, at its byte", "ex:A " SOURCE " ; rml:subjectMap [\n rml:template \"a\\\\{b{c\" ] .", "3:21: error: "},
  {"literal subject", "ex:A " SOURCE " ; rml:subjectMap [ rml:reference \"a\" ;\n rml:termType rml:Literal ] .", "3:15: error: a subject cannot be a literal\n"},
  {"literal constant as subject", "ex:A " SOURCE " ; rml:subjectMap [\n rml:constant \"School\" ; rml:termType rml:BlankNode ] .",
   "3:15: error: this constant is a literal, but the subject map needs a blank node\n"},
  {"literal predicate", HEAD " rml:predicateObjectMap [ rml:predicate \"p\" ; rml:object 1 ] .", "3:41: error: this constant is a literal, but the predicate map needs an IRI\n"},
  {"unknown term type", HEAD " rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ rml:reference \"a\" ; rml:termType rml:Blanknode ] ] .",
   "3:97: error: rml:Blanknode is no term type; rml:BlankNode\n"},
  {"language and datatype", HEAD " rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ rml:reference \"a\" ;\n rml:datatype ex:d ;\n rml:language \"en\" ] ] .",
   "5:15: error: a literal has a datatype or a language, not both; the datatype is on line 4\n"},
  {"datatype of an IRI", HEAD " rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ rml:template \"a\" ; rml:termType rml:IRI ;\n rml:datatype ex:d ] ] .",
   "4:15: error: an IRI has no datatype\n"},
  {"language that is none", HEAD " rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ rml:reference \"a\" ;\n rml:language \"english\" ] ] .",
   "4:15: error: \"english\" is no language tag of BCP 47, such as en or pt-BR\n"},
  {"predicate object map without both", HEAD " rml:predicateObjectMap [ ] .",
   "3:25: error: this predicate object map has no predicate; give it rml:predicate or rml:predicateMap\n"
   "3:25: error: this predicate object map has no object; give it rml:object or rml:objectMap\n"},
  {"unknown parent", HEAD " rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [\n rml:parentTriplesMap ex:a ] ] .", "4:23: error: ex:a is no triples map; ex:A\n"},
  {"half a join", HEAD " rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ rml:parentTriplesMap ex:A ;\n rml:joinCondition [ rml:child \"a\" ] ] ] .",
   "4:20: error: a join condition needs one rml:parent or rml:parentMap\n"},
  {"unknown formulation", "ex:A rml:subject ex:s ; rml:logicalSource [ rml:source \"a\" ;\n rml:referenceFormulation rml:JSONpath ] .",
   "3:27: error: unknown reference formulation rml:JSONpath; rml:JSONPath\n"},
  {"a pattern beside its formulation", "ex:A rml:subject ex:s ; rml:logicalSource [ rml:source \"a\" ; rml:referenceFormulation <" RHUMB_OURS "Lines> ;\n <" RHUMB_OURS "pattern> \"^(?<k>.)\" ] .",
   "3:2: error: the pattern is of the reference formulation: rml:referenceFormulation [ a rhumb:Lines; rhumb:pattern ... ]\n"},
  {"no formulation", "ex:A rml:subject ex:s ; rml:logicalSource [ rml:source \"a\" ] .",
   "2:43: error: how is this source read? say rml:referenceFormulation: rml:CSV, rml:CSVW, rml:JSONPath, <https://w3id.org/rhumb/rml#JSONLines>, <https://w3id.org/rhumb/rml#Lines>, rml:XPath, <https://w3id.org/rhumb/rml#XLSX> or rml:SQL2008Table\n"},
  {"source without place", "ex:A rml:subject ex:s ; rml:logicalSource [ rml:referenceFormulation rml:CSV ; rml:source [ ] ] .",
   "2:91: error: this source does not say where it is; give it rml:path, d2rq:jdbcDSN, csvw:url or dcat:downloadURL\n"},
  {"function in a circle", HEAD " rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ rml:functionExecution ex:f ] ] .\n"
   "ex:f rml:function ex:u ; rml:input [ rml:parameter ex:i ; rml:inputValueMap [ rml:functionExecution ex:f ] ] .",
   "4:101: error: this function needs its own value: its arguments go round in a circle\n"},
  {"function without name", HEAD " rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ rml:functionExecution [ ] ] ] .",
   "3:86: error: this does not name its function; say it with rml:function\n"},
  {"both vocabularies", HEAD " rml:predicateObjectMap [ rml:predicate ex:p ; rml:object 1 ] .\nex:B " OLD_SOURCE " ; rr:subject ex:s .",
   "4:1: error: this triples map is in the older RML, that on line 2 of rules/m.ttl is in RML Core; what they mean differs, so write all in one\n"},
  {"csvw:headerRowCount that is not read", CSVW("csvw:headerRowCount 2"), "3:37: error: csvw:headerRowCount other than 0 and 1 is not supported\n"},
  {"csvw:header that is not read", CSVW("csvw:header \"no\""), "3:29: error: csvw:header other than true and false is not supported\n"},
  {"csvw:skipRows that is no number", CSVW("csvw:skipRows -1"), "3:31: error: csvw:skipRows other than a whole number of up to 9 digits is not supported\n"},
  {"csvw:skipColumns that is too much", CSVW("csvw:skipColumns 1000000000"), "3:34: error: csvw:skipColumns other than a whole number of up to 9 digits is not supported\n"},
  {"csvw:doubleQuote that is no truth", CSVW("csvw:doubleQuote \"no\""), "3:34: error: csvw:doubleQuote other than true and false is not supported\n"},
  {"csvw:trim that is no end", CSVW("csvw:trim \"both\""), "3:27: error: csvw:trim other than true, false, \"start\" and \"end\" is not supported\n"},
  {"csvw:lineTerminators that say nothing", CSVW("csvw:lineTerminators ( \";\" \"\" )"), "3:38: error: csvw:lineTerminators other than texts with a character is not supported\n"},
  {"csvw:lineTerminators that are no texts", CSVW("csvw:lineTerminators ( [ ] )"), "3:38: error: csvw:lineTerminators needs a text, or a list of texts\n"},
  {"a column without a name", CSVW_TABLE("csvw:tableSchema [ csvw:column [ csvw:datatype xsd:date ] ]"), "3:33: error: a column needs csvw:name\n"},
  {"a datatype that is none of data's", CSVW_CORE("csvw:url \"d.csv\" ;\n " "csvw:tableSchema [ csvw:column ( [ csvw:name \"a\" ; csvw:datatype xsd:gYear ] ) ]"),
   "3:67: error: csvw:datatype other than xsd:string, boolean, integer, decimal, double, date, time, dateTime and hexBinary, as IRIs, is not supported\n"},
  {"a misspelt word of a column", CSVW_TABLE("csvw:tableSchema [ csvw:column ( [ csvw:nam \"a\" ; csvw:name \"b\" ] ) ]"),
   "3:37: error: csvw:nam is no property of a table or dialect; csvw:name\n"},
  {"ragged that is no truth", CSVW_TABLE("<https://w3id.org/rhumb/rml#ragged> 2"), "3:38: error: <https://w3id.org/rhumb/rml#ragged> other than true and false is not supported\n"},
  {"lines with another word",
   "ex:A rml:subject ex:s ; rml:logicalSource [ rml:referenceFormulation [ a <https://w3id.org/rhumb/rml#Lines> ;\n <https://w3id.org/rhumb/rml#patern> \"(?<a>.)\" ] ; rml:source [ rml:path \"d\" ] ] .",
   "3:2: error: lines have a text as <https://w3id.org/rhumb/rml#pattern>, and nothing else\n"},
  {"csvw:null that is no text", CSVW("csvw:null [ ]"), "3:27: error: csvw:null needs a text, or a list of texts\n"},
  {"a misspelt word of CSVW", CSVW("csvw:delimeter \";\""), "3:17: error: csvw:delimeter is no property of a table or dialect; csvw:delimiter\n"},
  {"a return that there is not",
   HEAD " rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ rml:functionExecution [ rml:function <http://users.ugent.be/~bjdmeest/function/grel.ttl#toUpperCase> ] ;\n rml:return <http://users.ugent.be/~bjdmeest/function/grel.ttl#strOut> ] ] .",
   "4:13: error: grel:toUpperCase does not return <http://users.ugent.be/~bjdmeest/function/grel.ttl#strOut>; <http://users.ugent.be/~bjdmeest/function/grel.ttl#stringOut>\n"},
  {"a return of another kind",
   HEAD " rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ rml:functionExecution [ rml:function <https://w3id.org/imec/idlab/function#equal> ] ;\n rml:return <https://w3id.org/imec/idlab/function#_stringOut> ] ] .",
   "4:13: error: idlab-fn:equal does not return <https://w3id.org/imec/idlab/function#_stringOut>; <https://w3id.org/imec/idlab/function#_boolOut>\n"},
  {"a function's other source",
   "ex:A " OLD_SOURCE " ; rr:subject ex:s ; rr:predicateObjectMap [ rr:predicate ex:p ; rr:objectMap [ fnml:functionValue [\n old:logicalSource [ old:source \"other.csv\" ; old:referenceFormulation ql:CSV ] ; rr:predicateObjectMap [ rr:predicate fno:executes ; rr:object ex:upper ] ] ] ] .",
   "3:20: error: this function has another source than the triples map that calls it, on line 2; a function reads the map's rows\n"},
  {"an execution's other source",
   HEAD " rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ rml:functionExecution [\n rml:logicalSource [ rml:source [ rml:path \"d.csv\" ] ; rml:referenceFormulation rml:CSV ] ; rml:function ex:upper ] ] ] .",
   "4:20: error: this function has another source than the triples map that calls it, on line 2; a function reads the map's rows\n"},
  {"R2RML, literal subject", R2RML " rr:subjectMap [ rr:column \"a\" ;\n rr:termType rr:Literal ] .", "3:14: error: a subject cannot be a literal\n"},
  {"R2RML, literal graph", R2RML " rr:subjectMap [ rr:constant ex:s ; rr:graphMap [ rr:column \"a\" ;\n rr:termType rr:Literal ] ] .", "3:14: error: a graph cannot be a literal\n"},
  {"R2RML, blank graph", R2RML " rr:subjectMap [ rr:constant ex:s ; rr:graphMap [ rr:column \"a\" ;\n rr:termType rr:BlankNode ] ] .", "3:14: error: a graph cannot be a blank node\n"},
  {"R2RML, literal predicate", R2RML " rr:subject ex:s ; rr:predicateObjectMap [ rr:object 1 ; rr:predicateMap [ rr:column \"a\" ;\n rr:termType rr:Literal ] ] .", "3:14: error: a predicate cannot be a literal\n"},
  {"R2RML, blank predicate", R2RML " rr:subject ex:s ; rr:predicateObjectMap [ rr:object 1 ; rr:predicateMap [ rr:column \"a\" ;\n rr:termType rr:BlankNode ] ] .", "3:14: error: a predicate cannot be a blank node\n"},
  {"R2RML, constant text as a subject", R2RML "\n rr:subject \"x\" .", "3:13: error: this constant is a literal, but the subject map needs an IRI\n"},
  {"classic constant text as a graph", "ex:A " OLD_SOURCE " ; rr:subjectMap [ rr:constant ex:s ; rr:graphMap [\n rr:constant \"g\" ] ] .", "3:14: error: this constant is a literal, but the graph map needs an IRI\n"},
  {"classic constant text as a predicate", OLD_HEAD " rr:predicateObjectMap [ rr:predicate \"p q\" ; rr:object 1 ] .", "3:39: error: this constant is a literal, but the predicate map needs an IRI\n"},
  {"classic literal graph", "ex:A " OLD_SOURCE " ; rr:subjectMap [ rr:constant ex:s ; rr:graphMap [ old:reference \"a\" ;\n rr:termType rr:Literal ] ] .", "3:14: error: a graph cannot be a literal\n"},
  {"a constant's other datatype", HEAD " rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ rml:constant 1 ;\n rml:datatype <http://www.w3.org/2001/XMLSchema#int> ] ] .", "4:15: error: the constant has a datatype of its own\n"},
  {"target without place", "ex:A " SOURCE " ; rml:subjectMap [ rml:constant ex:s ;\n rml:logicalTarget [ rml:target [ ] ] ] .",
   "3:33: error: this target does not say where it is; give it rml:path or void:dataDump\n"},
  {"places behind lists, long texts, escapes and comments",
   "PREFIX e: <http://e/> # [ ( \"\n"
   "ex:l e:items ( ex:a [ ex:b 'c' ] \"d\"@en \"\"\"\"long\"\n\\\" (\"\"\" 1.5 true ) ; a ex:c\\.d.e . # \"\n"
   "[ ex:x 1 ] e:y <http://e/#z> . ex:A\t" SOURCE " ; rml:subjectMap [ rml:template '''http://e/\n\\u00e9{a}/{b''' ] ;\n"
   " rml:predicateObjectMap [ rml:predicate ex:p;rml:object \"x;.,]\",2;rml:objekt 1 ] .",
   "6:11: error: a reference that is not closed; write \"{name}\"\n"
   "7:67: error: RML has no property rml:objekt; rml:object\n"},
  {"all mistakes in one run", "ex:A " SOURCE " ;\n rml:subjectMap [ ] ;\n rml:predicateObjectMap [ rml:predicate 1 ; rml:object ex:o ] .",
   "3:17: error: this subject map says nothing about its values; give it rml:constant, rml:reference, rml:template or a function\n"
   "4:41: error: this constant is a literal, but the predicate map needs an IRI\n"},
};

static Case warnings[] = {
  {"classic literal subject", "ex:A " OLD_SOURCE " ; rr:subjectMap [ old:reference \"a\" ;\n rr:termType rr:Literal ] .",
   "3:14: warning: a subject cannot be a literal; it makes IRIs all the same\n"},
  {"graph map in disguise", "ex:A " OLD_SOURCE " ; rr:subjectMap [ rr:constant ex:s ;\n rr:graph [ old:reference \"a\" ] ] .",
   "3:2: warning: rr:graph needs an IRI; this is read as rr:graphMap\n"},
  {"a constant's own datatype", HEAD " rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ rml:constant 1 ;\n rml:datatype <http://www.w3.org/2001/XMLSchema#integer> ] ] .",
   "4:15: warning: the constant has this datatype itself; say it once\n"},
  {"a constant's own language", HEAD " rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ rml:constant \"x\"@en ;\n rml:language \"EN\" ] ] .",
   "4:15: warning: the constant has this language itself; say it once\n"},
  {"a term type of a pair", OLD_HEAD " rr:predicateObjectMap [ rr:predicate ex:p ; rr:objectMap [ old:reference \"a\" ] ;\n rr:termType rr:IRI ] .",
   "4:2: warning: rr:termType belongs on an object map; here it is taken for that of the objects\n"},
  {"a core constant by its term type", HEAD " rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [\n rml:constant \"http://e/o\" ; rml:termType rml:IRI ] ] .",
   "4:15: warning: this constant is a literal; rml:termType makes it an IRI\n"},
  {"names without a root in core, once", "ex:A rml:logicalSource [ rml:source \"d.json\" ; rml:referenceFormulation rml:JSONPath ; rml:iterator \"$[*]\" ] ; rml:subject ex:s ;\n"
   " rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [\n rml:reference \"a b\" ] ; rml:objectMap [ rml:template \"{c}\" ] ] .",
   "4:16: warning: in RML Core this is written $['a b']; such names of this file are read all the same\n"},
  {"two functions in one join condition", OLD_HEAD " rr:predicateObjectMap [ rr:predicate ex:p ; rr:objectMap [ rr:parentTriplesMap ex:A ; rr:joinCondition [ fnml:functionValue [ rr:predicateObjectMap [ rr:predicate fno:executes ; rr:object ex:f ] ] ;\n fnml:functionValue [ rr:predicateObjectMap [ rr:predicate fno:executes ; rr:object ex:g ] ] ] ] ] .",
   "4:2: warning: two functions in one join condition: both must hold; give each a rr:joinCondition of its own\n"},
  {"what CSVW says of tables", "ex:A rr:subject ex:s ; old:logicalSource [ old:referenceFormulation ql:CSV ; old:source [ csvw:url \"d.csv\" ;\n csvw:notes [ ] ] ] .",
   "3:2: warning: csvw:notes is not read: it does not change the rows\n"},
  {"datatypes of columns elsewhere", CSVW_TABLE("csvw:tableSchema [ csvw:column [ csvw:name \"a\" ; csvw:datatype xsd:date ] ]"),
   "3:19: warning: the datatypes of these columns are not read: they are those of literals under the reference formulation rml:CSVW alone\n"},
  {"an iterator of CSV", "ex:A rr:subject ex:s ; old:logicalSource [ old:source \"d.csv\" ; old:referenceFormulation ql:CSV ;\n old:iterator \"$[*]\" ] .",
   "3:15: warning: this iterator says nothing: every record of CSV is a row\n"},
  {"a .tsv", "ex:A rr:subject ex:s ; old:logicalSource [ old:referenceFormulation ql:CSV ;\n old:source \"d.tsv.gz\" ] .",
   "3:13: warning: the delimiter of this .tsv is taken to be a tab: the rules do not say it, as csvw:delimiter \"\\t\" in a csvw:dialect does\n"},
  {"unused", HEAD " rml:predicateObjectMap [ rml:predicate ex:p ; rml:object 1 ] .\nex:om rml:reference \"a\" .",
   "4:1: warning: no triples map uses what is described here\n"},
};
// clang-format on

typedef struct {
  RhumbArena arena;
  RhumbMapping mapping;
  RhumbText text;
  Reports reports;
  RhumbStatus status;
} Read;

static void
read_rules(Read *const read, const RhumbStr text, const char *const name)
{
  const RhumbText *const texts[] = {&read->text};
  const RhumbRulesOptions options = {0};
  const RhumbDiag diag = {keep_report, &read->reports};
  read->text = (RhumbText){.name = name, .text = text};
  read->mapping.prefixes.arena = &read->arena;
  read->status =
      rhumb_rml_read(&read->mapping, &read->arena, texts, 1, &options, &diag);
}

static void
read_case(Read *const read, const Case *const c)
{
  const RhumbStr text =
      rhumb_str_format(&read->arena, "%s%s\n", PREFIXES, c->text);
  read_rules(read, text, "rules/m.ttl");
}

static void
free_read(Read *const read)
{
  rhumb_arena_free(&read->arena);
}

static void
test_model(void **const state)
{
  const Case *const c = (const Case *)*state;
  Read read = {0};
  RhumbBuf out = {0};
  read_case(&read, c);
  assert_string_equal(read.reports.text, "");
  assert_int_equal(read.status, RHUMB_OK);
  put_mapping(&out, &read.mapping);
  assert_string_equal(rhumb_buf_cstr(&out), c->expected);
  rhumb_buf_free(&out);
  free_read(&read);
}

/// Expected text that ends in ": " leaves the rest of the message open
static void
assert_reports(const Reports *const reports, const char *const expected)
{
  const size_t len = strlen(expected);
  if (len > 1 && expected[len - 1] == ' ') {
    assert_true(reports->len > len);
    assert_memory_equal(reports->text, expected, len);
  } else {
    assert_string_equal(reports->text, expected);
  }
}

static void
test_broken(void **const state)
{
  const Case *const c = (const Case *)*state;
  Read read = {0};
  read_case(&read, c);
  assert_reports(&read.reports, c->expected);
  assert_int_not_equal(read.status, RHUMB_OK);
  free_read(&read);
}

static void
test_warning(void **const state)
{
  const Case *const c = (const Case *)*state;
  Read read = {0};
  read_case(&read, c);
  assert_reports(&read.reports, c->expected);
  assert_int_equal(read.status, RHUMB_OK);
  free_read(&read);
}

/// Files are one mapping, but their blank nodes are apart
static void
test_two_files(void **const state)
{
  (void)state;
  static const char *const contents[] = {
      PREFIXES "ex:A " SOURCE " ; rml:subject ex:s ; rml:predicateObjectMap _:x"
               " . _:x rml:predicate ex:p ; rml:objectMap"
               " [ rml:parentTriplesMap ex:B ] .",
      PREFIXES "ex:B " SOURCE " ; rml:subject ex:t ; rml:predicateObjectMap _:x"
               " . _:x rml:predicate ex:q ; rml:object 1 . ex:A"
               " rml:predicateObjectMap _:x .",
  };
  RhumbArena arena = {0};
  RhumbMapping mapping = {.prefixes = {.arena = &arena}};
  const RhumbText a = {"x/a.ttl", rhumb_str(contents[0])};
  const RhumbText b = {"y/b.ttl", rhumb_str(contents[1])};
  const RhumbText *const texts[] = {&a, &b};
  const RhumbRulesOptions options = {.base = RHUMB_STR("http://base/")};
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  const RhumbStatus status =
      rhumb_rml_read(&mapping, &arena, texts, 2, &options, &diag);
  assert_string_equal(reports.text, "");
  assert_int_equal(status, RHUMB_OK);

  RhumbBuf out = {0};
  put_mapping(&out, &mapping);
  assert_string_equal(
      rhumb_buf_cstr(&out),
      "core base=http://base/\nmap http://e/A\n source xml access=d.json "
      "dir=x type=localfile iterator=/r/e\n s <http://e/s>\n p <http://e/p> o "
      "map http://e/B\n p <http://e/q> o "
      "\"1\"^^<http://www.w3.org/2001/XMLSchema#integer>\n"
      "map http://e/B\n source xml access=d.json dir=y "
      "type=localfile iterator=/r/e\n s <http://e/t>\n p <http://e/q> o "
      "\"1\"^^<http://www.w3.org/2001/XMLSchema#integer>\n");
  rhumb_buf_free(&out);
  rhumb_arena_free(&arena);
}

// The published suites
// ---------------------------------------------------------

/// Cases whose mapping is wrong: the number and letter of both suites
typedef struct {
  const char *suite, *number;
} Wrong;

static const Wrong wrong_cases[] = {
    {"rml-core", "0004b"},
    {"rml-core", "0007h"},
    {"rml-core", "0012c"},
    {"rml-core", "0012d"},
    {"rml-core", "0015b"},
    {"rml-core", "0023a"},
    {"rml-core", "0023b"},
    {"rml-core", "0023c"},
    {"rml-core", "0023d"},
    {"rml-core", "0023e"},
    {"rml-core", "0024a"},
    {"rml-classic", "0007h"},
    {"rml-classic", "0012c"},
    {"rml-classic", "0012d"},
    {"rml-classic", "0015b"},
};

static bool
is_wrong(const char *const suite, const char *const name)
{
  for (size_t i = 0; i < RHUMB_COUNT(wrong_cases); ++i) {
    if (strcmp(suite, wrong_cases[i].suite) == 0 &&
        strstr(name, wrong_cases[i].number)) {
      return true;
    }
  }
  return false;
}

/// Every report must name a line
static bool
has_lines(const Reports *const reports)
{
  return strncmp(reports->text, "0:", 2) != 0 && !strstr(reports->text, "\n0:");
}

/// Every triples map must know its place to the column
static bool
has_columns(const RhumbMapping *const mapping)
{
  bool all = true;
  for (size_t i = 0; i < mapping->n_maps; ++i) {
    all = all && mapping->maps[i]->loc.column;
  }
  return all;
}

/// The suite's own runner puts a number where the mappings say PORT
static RhumbStr
with_ports(RhumbArena *const arena, const RhumbStr text)
{
  const RhumbStr copy = rhumb_str_copy(arena, text);
  char *at = RHUMB_NEW(arena, char, copy.len + 1);
  const RhumbStr out = {at, copy.len};
  memcpy(at, copy.data, copy.len);
  for (at = strstr(at, ":PORT/"); at; at = strstr(at, ":PORT/")) {
    for (size_t i = 1; i < 5; ++i) {
      at[i] = '3';
    }
  }
  return out;
}

/// Read the mapping of one case; @return 1 if it is not as it should be
static unsigned
sweep_case(const char *const suite, const char *const path, const char *name)
{
  Read read = {0};
  const RhumbText *text = NULL;
  const RhumbDiag diag = {keep_report, &read.reports};
  assert_int_equal(
      rhumb_file_read(&text, &read.arena, path, (RhumbLoc){0}, &diag),
      RHUMB_OK);
  read_rules(&read, with_ports(&read.arena, text->text), path);
  const bool wrong = is_wrong(suite, name);
  const bool fine = (read.status != RHUMB_OK) == wrong &&
                    has_lines(&read.reports) && has_columns(&read.mapping);
  if (!fine) {
    print_message("%s:\n%s\n", path, read.reports.text);
  }
  free_read(&read);
  return fine ? 0 : 1;
}

static void
sweep(const char *const suites, const char *const suite, const size_t expected)
{
  char path[4096];
  (void)snprintf(path, sizeof(path), "%s/%s", suites, suite);
  DIR *const dir = opendir(path);
  if (!dir) {
    print_message("no suite %s\n", suite);
    skip();
    return;
  }

  size_t count = 0;
  unsigned failures = 0;
  for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
    if (strncmp(entry->d_name, "RMLTC", 5) == 0) {
      (void)snprintf(path,
                     sizeof(path),
                     "%s/%s/%s/mapping.ttl",
                     suites,
                     suite,
                     entry->d_name);
      failures += sweep_case(suite, path, entry->d_name);
      ++count;
    }
  }
  (void)closedir(dir);
  assert_int_equal(failures, 0);
  assert_true(count >= expected);
}

static const char *
suites_dir(void)
{
  const char *const given = getenv("SUITES"); // NOLINT(concurrency-mt-unsafe)
  return given ? given : "../shared/suites";
}

static void
test_core_suite(void **const state)
{
  (void)state;
  sweep(suites_dir(), "rml-core", 76);
}

static void
test_classic_suite(void **const state)
{
  (void)state;
  sweep(suites_dir(), "rml-classic", 324);
}

int
main(void)
{
  const struct CMUnitTest files[] = {
      cmocka_unit_test(test_two_files),
      cmocka_unit_test(test_core_suite),
      cmocka_unit_test(test_classic_suite),
  };
  int failed = cmocka_run_group_tests_name("rml files", files, NULL, NULL);
  RUN_TABLE("rml", cases, test_model);
  RUN_TABLE("rml errors", broken, test_broken);
  RUN_TABLE("rml warnings", warnings, test_warning);
  return failed;
}
