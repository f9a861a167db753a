// SPDX-License-Identifier: ISC

#include "function/function.h"
#include "support.h"

#include <stdlib.h>

/// Arguments in the table's order: NULL is null, "[a|b]" a list, all else one
/// value; so is what is expected, and "!…" is an error that holds the rest
typedef struct {
  const char *name;
  const char *function;
  const char *args[RHUMB_FUNCTION_MAX_PARAMETERS];
  const char *expected;
  RhumbValueType type;
} Case;

#define INT  RHUMB_VALUE_INTEGER
#define DEC  RHUMB_VALUE_DECIMAL
#define DBL  RHUMB_VALUE_DOUBLE
#define BOOL RHUMB_VALUE_BOOLEAN
#define DAY  RHUMB_VALUE_DATE
#define TIME RHUMB_VALUE_DATETIME

// clang-format off
static Case cases[] = {
  // Case and form
  {"lower", "grel:toLowerCase", {"ÀÉ ΣΊΣΥΦΟΣ ЖУК"}, "àé σίσυφος жук", 0},
  {"lower null", "grel:toLowerCase", {NULL}, NULL, 0},
  {"lower empty", "grel:toLowerCase", {""}, "", 0},
  {"lower each", "grel:toLowerCase", {"[A|B]"}, "[a|b]", 0},
  {"upper", "grel:toUpperCase", {"straße ǆ \u0390"}, "STRASSE Ǆ \u0399\u0308\u0301", 0},
  {"upper alias", "grel:string_toUppercase", {"a"}, "A", 0},
  {"title", "grel:string_toTitlecase", {"éric o'NEIL jean-LUC"}, "Éric O'neil Jean-luc", 0},
  {"title mark", "grel:string_toTitlecase", {"\xEF\xBB\xBF" "bom"}, "\xEF\xBB\xBF" "Bom", 0},
  {"camel case", "rhumb-fn:camelCase", {"attributed to"}, "attributedTo", 0},
  {"camel case kept", "rhumb-fn:camelCase", {"attributedTo"}, "attributedTo", 0},
  {"camel case of capitals", "rhumb-fn:camelCase", {"ATTRIBUTED_TO"}, "attributedTo", 0},
  {"camel case of names", "rhumb-fn:camelCase", {"  HTTPServer-name, APT31Group v2"}, "httpServerNameApt31GroupV2", 0},
  {"camel case of letters", "rhumb-fn:camelCase", {"élan Vital ǆ e\u0301a 锆 石"}, "élanVitalǅE\u0301a锆石", 0},
  {"camel case of nothing", "rhumb-fn:camelCase", {" -- "}, NULL, 0},
  {"camel case of an empty text", "rhumb-fn:camelCase", {""}, NULL, 0},
  {"trim", "grel:string_trim", {" \t\u00a0a b\u2003\n"}, "a b", 0},
  {"trim to nothing", "grel:string_trim", {" \t "}, "", 0},
  {"reverse", "grel:reverse", {"ae\u0301b"}, "be\u0301a", 0},
  {"reverse empty", "grel:reverse", {""}, "", 0},
  {"slugify", "idlab-fn:slugify", {"  Crème brûlée, & more!  "}, "creme-brulee-more", 0},
  {"slugify nothing", "idlab-fn:slugify", {"…"}, NULL, 0},
  {"slugify null", "idlab-fn:slugify", {NULL}, NULL, 0},
  {"upper url", "idlab-fn:toUpperCaseURL", {"example.com/é"}, "http://EXAMPLE.COM/É", 0},
  {"upper url http", "idlab-fn:toUpperCaseURL", {"http://a.b"}, "HTTP://A.B", 0},
  {"ABC", "idlab-fn:alwaysReturnsABC", {NULL}, "ABC", 0},
  {"upper url https", "grel:toUpperCaseURL", {"https://a.b"}, "HTTPS://A.B", 0},
  {"to string", "grel:string_toString", {"12"}, "12", 0},
  {"to number whole", "grel:string_toNumber", {" 12 "}, "12", INT},
  {"to number decimal", "grel:string_toNumber", {"-.50"}, "-.50", DEC},
  {"to number double", "grel:string_toNumber", {"1e3"}, "1e3", DBL},
  {"to number not", "grel:string_toNumber", {"1,5"}, "!\"1,5\" is no number", 0},
  {"to number empty", "grel:string_toNumber", {""}, "!is no number", 0},

  // Parts
  {"length", "grel:string_length", {"añ€😀"}, "4", INT},
  {"length null", "grel:string_length", {NULL}, NULL, 0},
  {"length each", "grel:string_length", {"[a|bcd|]"}, "[1|3|0]", INT},
  {"starts", "grel:string_startsWith", {"food", "foo"}, "true", BOOL},
  {"starts not", "grel:string_startsWith", {"food", "bar"}, "false", BOOL},
  {"starts with each", "grel:string_startsWith", {"food", "[foo|bar]"}, "[true|false]", BOOL},
  {"ends", "grel:string_endsWith", {"food", "ood"}, "true", BOOL},
  {"ends longer", "grel:string_endsWith", {"od", "ood"}, "false", BOOL},
  {"contains", "grel:string_contains", {"food", "oo"}, "true", BOOL},
  {"contains not", "grel:string_contains", {"food", "of"}, "false", BOOL},
  {"contains is plain", "grel:string_contains", {"a/b/c", "/b/"}, "true", BOOL},
  {"contains empty", "grel:string_contains", {"", ""}, "true", BOOL},
  {"contains null", "grel:string_contains", {"food", NULL}, NULL, 0},
  {"index", "grel:string_indexOf", {"éternité", "t"}, "1", INT},
  {"index none", "grel:string_indexOf", {"abc", "x"}, "-1", INT},
  {"last index", "grel:string_lastIndexOf", {"éternité", "t"}, "6", INT},
  {"last index none", "grel:string_lastIndexOf", {"", "x"}, "-1", INT},
  {"substring", "grel:string_substring", {"profound", "3", NULL}, "found", 0},
  {"substring to", "grel:string_substring", {"profound", "2", "4"}, "of", 0},
  {"substring negative", "grel:string_substring", {"profound", "1", "-1"}, "rofoun", 0},
  {"substring unicode", "grel:string_slice", {"€uro😀!", "-2", "6"}, "😀!", 0},
  {"substring beyond", "grel:string_get", {"abc", "2", "99"}, "c", 0},
  {"substring at the end", "grel:string_substring", {"Aé😀", "3", NULL}, "", 0},
  {"substring behind it", "grel:string_substring", {"Aé😀", "4", NULL}, NULL, 0},
  {"substring crossed", "grel:string_substring", {"abc", "2", "1"}, "", 0},
  {"substring from text", "grel:string_substring", {"abc", "x", NULL}, "!\"x\", its from, is no whole number", 0},
  {"substring from half", "grel:string_substring", {"abc", "1.5", NULL}, "!\"1.5\"", 0},
  {"substring from 1.0", "grel:string_substring", {"abc", "1.0", NULL}, "bc", 0},
  {"substring from huge", "grel:string_substring", {"abc", "99999999999999999999", NULL}, "!up to 18 digits", 0},
  {"slice", "rhumb-fn:slice", {"Aé😀Z.", "1", "3", NULL}, "é😀", 0},
  {"slice all", "rhumb-fn:slice", {"Aé😀Z.", "0", "5", "codepoint"}, "Aé😀Z.", 0},
  {"slice nothing", "rhumb-fn:slice", {"Aé😀Z.", "5", "5", NULL}, "", 0},
  {"slice of nothing", "rhumb-fn:slice", {"", "0", "0", "utf16"}, "", 0},
  {"slice in halves", "rhumb-fn:slice", {"Aé😀Z.", "4", "5", "utf16"}, "Z", 0},
  {"slice of a pair", "rhumb-fn:slice", {"Aé😀Z.", "2", "4", "utf16"}, "😀", 0},
  {"slice through a pair", "rhumb-fn:slice", {"Aé😀Z.", "3", "4", "utf16"}, "!3, its start, is within a character of two UTF-16 code units", 0},
  {"slice up to within a pair", "rhumb-fn:slice", {"Aé😀", "0", "3", "utf16"}, "!3, its end, is within", 0},
  {"slice past the end", "rhumb-fn:slice", {"Aé😀Z.", "1", "6", NULL}, "!6, its end, is past the end of the text, which has 5 code points", 0},
  {"slice halves past the end", "rhumb-fn:slice", {"Aé😀Z.", "7", "8", "utf16"}, "!7, its start, is past the end of the text, which has 6 UTF-16 code units", 0},
  {"slice backwards", "rhumb-fn:slice", {"abc", "2", "1", NULL}, "!its end 1 is before its start 2", 0},
  {"slice negative", "rhumb-fn:slice", {"abc", "-1", "1", NULL}, "!-1, its start, is negative", 0},
  {"slice from text", "rhumb-fn:slice", {"abc", "a", "1", NULL}, "!\"a\", its start, is no whole number", 0},
  {"slice without an end", "rhumb-fn:slice", {"abc", "1", NULL, NULL}, NULL, 0},
  {"slice in bytes", "rhumb-fn:slice", {"abc", "0", "1", "byte"}, "!\"byte\", its unit, is neither codepoint nor utf16", 0},
  {"chomp", "grel:string_chomp", {"hardly", "ly"}, "hard", 0},
  {"chomp not", "grel:string_chomp", {"hard", "ly"}, "hard", 0},
  {"diff", "grel:string_diff", {"cacti", "cactus"}, "us", 0},
  {"diff unicode", "grel:string_diff", {"é", "è"}, "è", 0},
  {"diff same", "grel:string_diff", {"a", "a"}, "", 0},
  {"unicode", "grel:string_unicode", {"Bé😀"}, "[66|233|128512]", INT},
  {"unicode empty", "grel:string_unicode", {""}, NULL, 0},
  {"concat", "idlab-fn:concat", {"a", "b", NULL}, "ab", 0},
  {"concat between", "idlab-fn:concat", {"a", "b", ", "}, "a, b", 0},
  {"concat null", "grel:concat", {"a", NULL, "-"}, NULL, 0},
  {"concat product", "idlab-fn:concat", {"[a|b]", "[1|2]", "-"}, "[a-1|a-2|b-1|b-2]", 0},
  {"concat morph", "morph-kgc:concat", {"a", "b", "/"}, "a/b", 0},
  {"concat list", "idlab-fn:concatSequence", {"[a|b|c]", NULL}, "abc", 0},
  {"mime", "idlab-fn:getMIMEType", {"a.b.ttl"}, "text/turtle", 0},
  {"mime unknown", "idlab-fn:getMIMEType", {"ttl"}, NULL, 0},

  // Files of the rules
  {"read file", "idlab-fn:readFile", {"a.txt"}, "a\n", 0},
  {"no file to read", "idlab-fn:readFile", {"a.txt"}, "!the file was not read", 0},
  {"lookup", "idlab-fn:lookup", {"CN", "a.csv", "0", "1", NULL}, "China", 0},
  {"lookup each", "idlab-fn:lookupWithDelimiter", {"[CN|XX|CN]", "a.csv", "0", "1", ";"}, "[China|China]", 0},
  {"lookup nothing", "idlab-fn:lookup", {"RU", "a.csv", "0", "1", NULL}, NULL, 0},
  {"lookup unknown", "idlab-fn:lookup", {"cn", "a.csv", "0", "1", NULL}, NULL, 0},
  {"lookup null", "idlab-fn:lookup", {NULL, "a.csv", "0", "1", NULL}, NULL, 0},
  {"no file to look up", "idlab-fn:lookup", {"CN", "a.csv", "0", "1", NULL}, "!the file was not read", 0},

  // Replacing and matching
  {"replace", "grel:string_replace", {"a.b.c", ".", "$1"}, "a$1b$1c", 0},
  {"replace none", "grel:string_replace", {"abc", "x", "y"}, "abc", 0},
  {"replace empty", "grel:string_replace", {"abc", "", "y"}, "abc", 0},
  {"replace pattern", "grel:string_replace", {"a  b \t c", "/\\s+/", "_"}, "a_b_c", 0},
  {"replace groups", "grel:string_replace", {"2011-02-24", "/(\\d+)-(?<m>\\d+)-(\\d+)/", "$3.${m}.$1"}, "24.02.2011", 0},
  {"replace dollar", "grel:string_replace", {"5", "/\\d/", "\\$$0"}, "$5", 0},
  {"replace between", "grel:string_replace", {"añb", "/x*/", "-"}, "-a-ñ-b-", 0},
  {"replace ahead", "grel:string_replace", {"ab", "/(?=b)/", "-"}, "a-b", 0},
  {"replace no group", "grel:string_replace", {"a", "/a/", "$2"}, "!refers to a group", 0},
  {"replace no name", "grel:string_replace", {"a", "/a/", "${x"}, "!refers to a group", 0},
  {"replace broken", "grel:string_replace", {"a", "/(/", ""}, "!wrong at character 2", 0},
  {"replace slow", "grel:string_replace", {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "/(a|aa)+$/", ""}, "!gives up", 0},
  {"replace slash", "grel:string_replace", {"a/b", "/", "-"}, "a-b", 0},
  {"replace unmatched group", "grel:string_replace", {"b", "/(a)?b/", "[$1]"}, "[]", 0},
  {"replace chars", "grel:string_replaceChars", {"Téxt ónce", "áéíóú", "aeiou"}, "Text once", 0},
  {"replace chars uneven", "grel:string_replaceChars", {"a", "ab", "x"}, "!as many characters", 0},
  {"match", "grel:string_match", {"AB-12", "/(\\w+)-(\\d+)/"}, "[AB|12]", 0},
  {"match all of it", "grel:string_match", {"AB-12!", "(\\w+)-(\\d+)"}, NULL, 0},
  {"match without groups", "grel:string_match", {"AB", "\\w+"}, "AB", 0},
  {"find", "grel:string_find", {"1 a 22 b", "/\\d+/"}, "[1|22]", 0},
  {"find none", "grel:string_find", {"abc", "\\d"}, NULL, 0},

  {"part", "rhumb-fn:part", {"misp:a:b", "^(.*):([^:]*)$", "1"}, "misp:a", 0},
  {"part of the whole", "rhumb-fn:part", {"x12y3", "/(\\d)(\\d)/", "0"}, "12", 0},
  {"part by name", "rhumb-fn:part", {"T1 0 5", "(?<start>\\d+) (?<end>\\d+)$", "end"}, "5", 0},
  {"part without a match", "rhumb-fn:part", {"abc", "(\\d)", "1"}, NULL, 0},
  {"part of a group left out", "rhumb-fn:part", {"b", "(a)?b", "1"}, NULL, 0},
  {"part that is empty", "rhumb-fn:part", {"b", "(a*)b", "1"}, "", 0},
  {"part of no group", "rhumb-fn:part", {"b", "(a*)b", "2"}, "!there is no group 2: the regular expression has 1", 0},
  {"part of no match and no group", "rhumb-fn:part", {"c", "(a*)b", "2"}, "!there is no group 2", 0},
  {"part of a name that there is not", "rhumb-fn:part", {"b", "(?<a>a*)b", "b"}, "!no group called \"b\"", 0},
  {"part of a wrong expression", "rhumb-fn:part", {"b", "(", "0"}, "!wrong at character 2", 0},
  {"part null", "rhumb-fn:part", {NULL, "(a)", "1"}, NULL, 0},

  // Splitting
  {"split", "grel:string_split", {"fire, water,,air", ","}, "[fire| water||air]", 0},
  {"split end", "grel:string_split", {"a,b,,", ","}, "[a|b]", 0},
  {"split nothing", "grel:string_split", {"", ","}, "", 0},
  {"split pipe", "grel:string_split", {"a|b", "|"}, "[a|b]", 0},
  {"split escaped", "grel:string_split", {"a.b", "\\."}, "[a|b]", 0},
  {"split class", "grel:string_split", {"a,b;c", "[,;]"}, "[a|b|c]", 0},
  {"split slashes", "grel:string_split", {"a1b22c", "/\\d+/"}, "[a|b|c]", 0},
  {"split between", "grel:string_split", {"añb", ""}, "[a|ñ|b]", 0},
  {"split before", "grel:string_split", {"aBcD", "/(?=[A-Z])/"}, "[a|Bc|D]", 0},
  {"split backslash", "grel:string_split", {"a\\b", "\\"}, "[a|b]", 0},
  {"split null", "grel:string_split", {NULL, ","}, NULL, 0},
  {"split explode", "morph-kgc:string_split_explode", {"a;b", ";"}, "[a|b]", 0},
  {"smart split comma", "grel:string_smartSplit", {"a,b", NULL}, "[a|b]", 0},
  {"smart split tab", "grel:string_smartSplit", {"a\tb,c", NULL}, "[a|b,c]", 0},
  {"smart split given", "grel:string_smartSplit", {"a;b", ";"}, "[a|b]", 0},
  {"split lengths", "grel:string_splitByLengths", {"internationalization", "5", "6", "[3]"}, "[inter|nation|ali]", 0},
  {"split lengths short", "grel:string_splitByLengths", {"añb", "2", "6", NULL}, "[añ|b]", 0},
  {"split lengths negative", "grel:string_splitByLengths", {"ab", "-1", NULL, NULL}, "!negative", 0},
  {"split types", "grel:string_splitByCharType", {"HenryCTaylor1É"}, "[H|enry|CT|aylor|1|É]", 0},
  {"split types empty", "grel:string_splitByCharType", {""}, NULL, 0},
  {"partition", "grel:string_partition", {"internationalization", "nation", NULL}, "[inter|nation|alization]", 0},
  {"partition omit", "grel:string_partition", {"internationalization", "nation", "true"}, "[inter|alization]", 0},
  {"partition none", "grel:string_partition", {"abc", "x", NULL}, "[abc||]", 0},
  {"partition pattern", "grel:string_partition", {"ab12cd3", "/\\d+/", NULL}, "[ab|12|cd3]", 0},
  {"partition not boolean", "grel:string_partition", {"abc", "x", "maybe"}, "!\"maybe\", its omit, is no boolean", 0},
  {"rpartition", "grel:string_rpartition", {"parallel", "a", NULL}, "[par|a|llel]", 0},
  {"rpartition pattern", "grel:string_rpartition", {"ab12cd3e", "/\\d+/", NULL}, "[ab12cd|3|e]", 0},
  {"contains part", "idlab-fn:stringContainsOtherString", {"a,b,c", "b", ","}, "true", BOOL},
  {"contains part not", "idlab-fn:stringContainsOtherString", {"aa,bb", "a", ","}, "false", BOOL},

  // Sounds
  {"soundex", "grel:string_phonetic", {"Robert", "soundex"}, "R163", 0},
  {"soundex of h", "grel:string_phonetic", {"Ashcraft", "soundex"}, "A261", 0},
  {"soundex of start", "grel:string_phonetic", {"Pfister", "soundex"}, "P236", 0},
  {"soundex short", "grel:string_phonetic", {"Lee", "soundex"}, "L000", 0},
  {"cologne", "grel:string_phonetic", {"Müller-Lüdenscheidt", "cologne"}, "65752682", 0},
  {"cologne sharp", "grel:string_phonetic", {"Weiß", "cologne"}, "38", 0},
  {"phonetic unknown", "grel:string_phonetic", {"a", "metaphone"}, "!soundex or cologne", 0},

  // Escapes
  {"escape html", "grel:escape", {"<a href=\"x\">&é'", "html"}, "&lt;a href=&quot;x&quot;&gt;&amp;é'", 0},
  {"escape xml", "grel:escape", {"<'&\">", "XML"}, "&lt;&apos;&amp;&quot;&gt;", 0},
  {"escape csv", "grel:escape", {"a,\"b\"", "csv"}, "\"a,\"\"b\"\"\"", 0},
  {"escape csv plain", "grel:escape", {"a b", "csv"}, "a b", 0},
  {"escape url", "grel:escape", {"a b/é~(x)", "url"}, "a%20b%2F%C3%A9~(x)", 0},
  {"escape javascript", "grel:escape", {"\"é😀\n/", "javascript"}, "\\\"\\u00E9\\uD83D\\uDE00\\n\\/", 0},
  {"escape unknown", "grel:escape", {"a", "perl"}, "!html, xml, csv, url or javascript", 0},
  {"escape null", "grel:escape", {NULL, "url"}, NULL, 0},
  {"unescape html", "grel:string_unescape", {"&lt;&eacute;&#8364;&#x20ac;&Omega;&nope;&", "html"}, "<é€€Ω&nope;&", 0},
  {"unescape html zero", "grel:string_unescape", {"&#0;&#xD800;&#99999999;&#x;&#;", "html"}, "&#0;&#xD800;&#99999999;&#x;&#;", 0},
  {"unescape xml", "grel:string_unescape", {"&apos;&amp;amp;&eacute;", "xml"}, "'&amp;&eacute;", 0},
  {"unescape csv", "grel:string_unescape", {"\"a,\"\"b\"\"\"", "csv"}, "a,\"b\"", 0},
  {"unescape csv plain", "grel:string_unescape", {"a\"", "csv"}, "a\"", 0},
  {"unescape csv empty", "grel:string_unescape", {"\"\"", "csv"}, "", 0},
  {"unescape url", "grel:string_unescape", {"a+b%2f%c3%A9%", "url"}, "a b/é%", 0},
  {"unescape url broken", "grel:string_unescape", {"%C3x", "url"}, "!not UTF-8", 0},
  {"unescape javascript", "grel:string_unescape", {"\\\"\\u00e9\\ud83d\\uDE00\\n\\/\\q\\ud83dx\\", "javascript"}, "\"é😀\n/qud83dx\\", 0},

  // Digests
  {"md5", "grel:string_md5", {"abc"}, "900150983cd24fb0d6963f7d28e17f72", 0},
  {"md5 empty", "grel:string_md5", {""}, "d41d8cd98f00b204e9800998ecf8427e", 0},
  {"sha1", "grel:string_sha1", {"abc"}, "a9993e364706816aba3e25717850c26c9cd0d89d", 0},
  {"sha256", "morph-kgc:hash", {"abc"}, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 0},
  {"sha512", "rhumb-fn:sha512", {"abc"}, "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f", 0},
  {"hash iri", "morph-kgc:hash_iri", {""}, "http://example.com/ns#e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", 0},
  {"hash null", "rhumb-fn:sha256", {NULL}, NULL, 0},

  // Lists
  {"get", "grel:array_get", {"[a|b|c]", "1", NULL}, "b", 0},
  {"get from the end", "grel:array_get", {"[a|b|c]", "-1", NULL}, "c", 0},
  {"get beyond", "grel:array_get", {"[a|b|c]", "3", NULL}, NULL, 0},
  {"get several", "grel:array_get", {"[a|b|c]", "0", "2"}, "[a|b]", 0},
  {"slice", "grel:array_slice", {"[a|b|c]", "1", NULL}, "[b|c]", 0},
  {"slice to", "grel:array_slice", {"[a|b|c]", "-2", "-1"}, "b", 0},
  {"join", "grel:array_join", {"[a||c]", ";"}, "a;;c", 0},
  {"join null", "grel:array_join", {NULL, ";"}, NULL, 0},
  {"list length", "grel:array_length", {"[a|b]"}, "2", INT},
  {"list length null", "grel:array_length", {NULL}, "0", INT},
  {"list reverse", "grel:array_reverse", {"[a|b|c]"}, "[c|b|a]", 0},
  {"sort texts", "grel:array_sort", {"[b|10|é|9|a]"}, "[10|9|a|b|é]", 0},
  {"sort numbers", "grel:array_sort", {"[10|9|-1.5|9.0]"}, "[-1.5|9|9.0|10]", 0},
  {"sum", "grel:array_sum", {"[1|2|39]"}, "42", INT},
  {"sum decimal", "grel:array_sum", {"[.1|.2]"}, "0.3", DEC},
  {"sum large", "grel:array_sum", {"[900719925474099300|1]"}, "900719925474099301", INT},
  {"sum largest", "grel:array_sum", {"[9223372036854775806|+1]"}, "9223372036854775807", INT},
  {"sum of decimals", "grel:array_sum", {"[0.1|0.20|-.4]"}, "-0.1", DEC},
  {"sum that is whole", "grel:array_sum", {"[1.5|2.50]"}, "4", INT},
  {"sum of many digits", "grel:array_sum", {"[1234567890123456|0.5]"}, "1234567890123456.5", DEC},
  {"sum of small ones", "grel:array_sum", {"[-0.05|0.01]"}, "-0.04", DEC},
  {"sum of doubles", "grel:array_sum", {"[1e20|1]"}, "1e+20", DBL},
  {"sum of doubles that skip numbers", "grel:array_sum", {"[-9007199254740994|0e0]"}, "-9.007199254740994e+15", DBL},
  {"sum of many places", "grel:array_sum", {"[1234.5|0.30000000000000004]"}, "1234.8", DEC},
  {"sum too large", "grel:array_sum", {"[9223372036854775807|1]"}, "!the sum has more than 18 digits", 0},
  {"sum of too many digits", "grel:array_sum", {"[900719925474099312|0.25]"}, "!the sum has more than 18 digits", 0},
  {"sum text", "grel:array_sum", {"[1|x]"}, "!\"x\", its a, is no number", 0},
  {"uniques", "grel:array_uniques", {"[b|a|b|a|c]"}, "[b|a|c]", 0},
  {"list contains", "idlab-fn:listContainsElement", {"[a|b]", "b"}, "true", BOOL},
  {"list contains not", "idlab-fn:listContainsElement", {"[a|b]", "c"}, "false", BOOL},
  {"list contains null", "idlab-fn:listContainsElement", {NULL, "c"}, "false", BOOL},
  {"coalesce", "grel:other_coalesce", {"[b|c]"}, "b", 0},
  {"coalesce null", "grel:other_coalesce", {NULL}, NULL, 0},

  // Booleans, choices, questions
  {"and", "grel:boolean_and", {"[true|1]"}, "true", BOOL},
  {"and not", "grel:boolean_and", {"[true|FALSE]"}, "false", BOOL},
  {"and null", "grel:boolean_and", {NULL}, NULL, 0},
  {"and text", "grel:boolean_and", {"[true|yes]"}, "!\"yes\", its b, is no boolean", 0},
  {"or", "grel:boolean_or", {"[false|true]"}, "true", BOOL},
  {"or not", "grel:boolean_or", {"[false|0]"}, "false", BOOL},
  {"xor", "grel:boolean_xor", {"[true|true|true]"}, "true", BOOL},
  {"xor not", "grel:boolean_xor", {"[true|true]"}, "false", BOOL},
  {"not", "grel:boolean_not", {"false"}, "true", BOOL},
  {"not null", "grel:boolean_not", {NULL}, NULL, 0},
  {"if", "grel:controls_if", {"true", "a", "b"}, "a", 0},
  {"if not", "grel:controls_if", {"false", "a", "[b|c]"}, "[b|c]", 0},
  {"if null", "grel:controls_if", {NULL, "a", "b"}, "b", 0},
  {"if without else", "grel:controls_if", {"0", "a", NULL}, NULL, 0},
  {"if cast", "morph-kgc:controls_if_cast", {"Yes", "a", "b"}, "a", 0},
  {"if cast not", "morph-kgc:controls_if_cast", {"NO", "a", "b"}, "b", 0},
  {"true condition", "idlab-fn:trueCondition", {"true", "a"}, "a", 0},
  {"true condition not", "idlab-fn:trueCondition", {"false", "a"}, NULL, 0},
  {"true condition null", "idlab-fn:trueCondition", {NULL, "a"}, NULL, 0},
  {"true condition list", "idlab-fn:trueCondition", {"true", "[a|b]"}, "[a|b]", 0},
  {"decide", "idlab-fn:decide", {"a", "a", "yes"}, "yes", 0},
  {"decide not", "idlab-fn:decide", {"b", "a", "yes"}, NULL, 0},
  {"decide null", "idlab-fn:decide", {NULL, "", "yes"}, NULL, 0},
  {"equal", "idlab-fn:equal", {"a", "a"}, "true", BOOL},
  {"equal not", "idlab-fn:equal", {"a", "A"}, "false", BOOL},
  {"equal nulls", "idlab-fn:equal", {NULL, NULL}, "false", BOOL},
  {"equal empty and null", "idlab-fn:equal", {"", NULL}, "false", BOOL},
  {"not equal", "idlab-fn:notEqual", {"a", "b"}, "true", BOOL},
  {"not equal null", "idlab-fn:notEqual", {NULL, "b"}, "true", BOOL},
  {"in range", "idlab-fn:inRange", {"3", "3", "5"}, "true", BOOL},
  {"in range end", "idlab-fn:inRange", {"5", "3", "5"}, "false", BOOL},
  {"in range from", "idlab-fn:inRange", {"5", "3", NULL}, "true", BOOL},
  {"in range to", "idlab-fn:inRange", {"2.5", NULL, "2.6"}, "true", BOOL},
  {"in range null", "idlab-fn:inRange", {NULL, "3", NULL}, "false", BOOL},
  {"in range text", "idlab-fn:inRange", {"x", NULL, NULL}, "!\"x\", its test, is no number", 0},
  {"is null", "idlab-fn:isNull", {NULL}, "true", BOOL},
  {"is null empty", "idlab-fn:isNull", {""}, "false", BOOL},
  {"is null grel", "grel:controls_isNull", {"a"}, "false", BOOL},
  {"is not null", "grel:controls_isNotNull", {"a"}, "true", BOOL},
  {"is blank", "grel:controls_isBlank", {" "}, "true", BOOL},
  {"is blank null", "grel:controls_isBlank", {NULL}, "true", BOOL},
  {"is not blank", "grel:controls_isNonBlank", {"a"}, "true", BOOL},
  {"is numeric", "grel:controls_isNumeric", {"-1.5e3"}, "true", BOOL},
  {"is numeric not", "grel:controls_isNumeric", {"1.5.1"}, "false", BOOL},
  {"type", "grel:other_type", {"a"}, "string", 0},
  {"type null", "grel:other_type", {NULL}, "undefined", 0},
  {"type list", "grel:other_type", {"[a|b]"}, "array", 0},

  // Numbers
  {"floor", "grel:math_floor", {"-2.5"}, "-3", INT},
  {"ceil", "grel:math_ceil", {"-0.5"}, "0", INT},
  {"round", "grel:math_round", {"2.5"}, "3", INT},
  {"round below zero", "grel:math_round", {"-2.5"}, "-2", INT},
  {"round almost half", "grel:math_round", {"0.49999999999999994"}, "0", INT},
  {"round whole", "grel:math_round", {"123456789012345678901"}, "123456789012345678901", INT},
  {"round text", "grel:math_round", {"4,894.57"}, "!\"4,894.57\", its n, is no number", 0},
  {"round null", "grel:math_round", {NULL}, NULL, 0},
  {"round infinite", "grel:math_round", {"1e999"}, "!fits a double", 0},
  {"floor large", "grel:math_floor", {"1234567890123456.5"}, "1234567890123456", INT},
  {"floor of too many digits", "grel:math_floor", {"9007199254740993.5"}, "!has more digits than", 0},
  {"round of a large double", "grel:math_round", {"1e23"}, "1e+23", DBL},
  {"min of 17 digits", "grel:math_min", {"90071992547409932", "90071992547409931"}, "90071992547409931", INT},
  {"max of 17 digits", "grel:math_max", {"90071992547409931", "90071992547409932"}, "90071992547409932", INT},
  {"abs", "grel:math_abs", {"-1.50"}, "1.50", DEC},
  {"min", "grel:math_min", {"2", "1.0"}, "1.0", DEC},
  {"max", "grel:math_max", {"2", "1.0"}, "2", INT},
  {"mod", "grel:math_mod", {"-7", "3"}, "2", INT},
  {"mod zero", "grel:math_mod", {"7", "0"}, "!division by zero", 0},
  {"quotient", "grel:math_quotient", {"-7", "2"}, "-3", INT},
  {"gcd", "grel:math_gcd", {"-12", "18"}, "6", INT},
  {"lcm", "grel:math_lcm", {"4", "-6"}, "12", INT},
  {"lcm zero", "grel:math_lcm", {"0", "0"}, "0", INT},
  {"lcm large", "grel:math_lcm", {"999999999999999999", "999999999999999998"}, "!more than 18 digits", 0},
  {"even", "grel:math_even", {"2.1"}, "4", INT},
  {"even large", "grel:math_even", {"1234567890123455"}, "1234567890123456", INT},
  {"even of 17 digits", "grel:math_even", {"90071992547409931"}, "90071992547409932", INT},
  {"even too large", "grel:math_even", {"9223372036854775807"}, "!more than 18 digits", 0},
  {"even of 20 digits", "grel:math_even", {"12345678901234567891"}, "!has more digits than", 0},
  {"odd below zero", "grel:math_odd", {"-3"}, "-3", INT},
  {"odd", "grel:math_odd", {"-2.5"}, "-1", INT},
  {"fact", "grel:math_fact", {"5"}, "120", INT},
  {"fact each", "grel:math_fact", {"[5|3|0]"}, "[120|6|1]", INT},
  {"fact large", "grel:math_fact", {"1000"}, "!more than 18 digits", 0},
  {"fact negative", "grel:math_fact", {"-1"}, "!must not be negative", 0},
  {"factn", "grel:math_factn", {"7", "3"}, "28", INT},
  {"combin", "grel:math_combin", {"49", "6"}, "13983816", INT},
  {"combin more", "grel:math_combin", {"2", "6"}, "0", INT},
  {"combin large", "grel:math_combin", {"900000000000000000", "400000000000000000"}, "!more than 18 digits", 0},
  {"multinomial", "grel:math_multinomial", {"[2|3|4]"}, "1260", INT},
  {"pow", "grel:math_pow", {"2", "10"}, "1024", INT},
  {"pow of whole numbers", "grel:math_pow", {"3", "33"}, "5559060566555523", INT},
  {"pow of 2", "grel:math_pow", {"2", "50"}, "1125899906842624", INT},
  {"pow of -3", "grel:math_pow", {"-3", "39"}, "-4052555153018976267", INT},
  {"pow of 1", "grel:math_pow", {"1", "900000000000000000"}, "1", INT},
  {"pow below a whole", "grel:math_pow", {"2", "-1"}, "0.5", DEC},
  {"pow too large", "grel:math_pow", {"3", "40"}, "!more than 18 digits; of 3.0 it is a double", 0},
  {"pow as a double", "grel:math_pow", {"3.0", "40"}, "1.2157665459056929e+19", DBL},
  {"pow beyond whole doubles", "grel:math_pow", {"3.0", "34"}, "1.667718169966657e+16", DBL},
  {"pow between", "grel:math_pow", {"3.0", "33"}, "5559060566555523", INT},
  {"pow root", "grel:math_pow", {"2", "0.5"}, "1.4142135623731", DEC},
  {"pow no number", "grel:math_pow", {"-1", "0.5"}, "!the result is no number", 0},
  {"exp", "grel:math_exp", {"0"}, "1", INT},
  {"ln", "grel:math_ln", {"10"}, "2.30258509299405", DEC},
  {"ln zero", "grel:math_ln", {"0"}, "!the result is no number", 0},
  {"log", "grel:math_log", {"1000"}, "3", INT},
  {"sin", "grel:math_sin", {"0"}, "0", INT},
  {"cos", "grel:math_cos", {"0"}, "1", INT},
  {"tan", "grel:math_tan", {"1"}, "1.5574077246549", DEC},
  {"asin", "grel:math_asin", {"1"}, "1.5707963267949", DEC},
  {"acos", "grel:math_acos", {"1"}, "0", INT},
  {"acos beyond", "grel:math_acos", {"2"}, "!the result is no number", 0},
  {"atan", "grel:math_atan", {"1"}, "0.785398163397448", DEC},
  {"atan2", "grel:math_atan2", {"1", "-1"}, "2.35619449019234", DEC},
  {"sinh", "grel:math_sinh", {"0"}, "0", INT},
  {"cosh", "grel:math_cosh", {"0"}, "1", INT},
  {"tanh", "grel:math_tanh", {"0.00000001"}, "1e-08", DBL},
  {"degrees", "grel:math_degrees", {"3.141592653589793"}, "180", INT},
  {"radians", "grel:math_radians", {"180"}, "3.14159265358979", DEC},

  // Dates
  {"to date", "grel:date_toDate", {"24/02/2011", "dd/MM/yyyy"}, "2011-02-24", DAY},
  {"to date iso", "grel:date_toDate", {"2011-02-24", NULL}, "2011-02-24", DAY},
  {"to date iso time", "grel:string_toDate", {" 2011-02-24 07:08:09.120+0100 ", NULL}, "2011-02-24T07:08:09.12+01:00", TIME},
  {"to date iso wrong", "grel:date_toDate", {"2011-02-29", NULL}, "!\"2011-02-29\" is no date", 0},
  {"to date loose digits", "grel:date_toDate", {"1/4/2012 3:30:00", "d/M/y H:m:s"}, "2012-04-01T03:30:00", TIME},
  {"to date dense", "grel:date_toDate", {"20110224173000", "yyyyMMddHHmmss"}, "2011-02-24T17:30:00", TIME},
  {"to date named", "grel:date_toDate", {"Thu, 24 FEB 2011", "EEE, dd MMM yyyy"}, "2011-02-24", DAY},
  {"to date long name", "grel:date_toDate", {"May 3, 2011", "MMMM d, yyyy"}, "2011-05-03", DAY},
  {"to date half", "grel:date_toDate", {"02/24/11 12:05 am", "MM/dd/yy hh:mm a"}, "2011-02-24T00:05:00", TIME},
  {"to date pm", "grel:date_toDate", {"02/24/69 1:05 PM", "MM/dd/yy h:mm a"}, "1969-02-24T13:05:00", TIME},
  {"to date zone", "grel:date_toDate", {"2011-02-24T17:30:00.5-05:30", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX"}, "2011-02-24T17:30:00.5-05:30", TIME},
  {"to date utc", "grel:date_toDate", {"2011-02-24T17:30:00Z", "yyyy-MM-ddTHH:mm:ssX"}, "2011-02-24T17:30:00Z", TIME},
  {"to date month", "grel:date_toDate", {"11/09", "MM/yy"}, "2009-11-01", DAY},
  {"to date quote", "grel:date_toDate", {"2011 o'clock '5", "yyyy 'o''clock' ''M"}, "2011-05-01", DAY},
  {"to date quote at the end of a text", "grel:date_toDate", {"2011 oh' 5", "yyyy 'oh''' M"}, "2011-05-01", DAY},
  {"to date quoted", "grel:date_toDate", {"day 5 of 2/2011", "'day' d 'of' M/yyyy"}, "2011-02-05", DAY},
  {"to date mismatch", "grel:date_toDate", {"2011-02-24", "dd/MM/yyyy"}, "!\"2011-02-24\" is no date written as \"dd/MM/yyyy\"", 0},
  {"to date more", "grel:date_toDate", {"24/02/2011x", "dd/MM/yyyy"}, "!is no date written as", 0},
  {"to date month 13", "grel:date_toDate", {"24/13/2011", "dd/MM/yyyy"}, "!is no date written as", 0},
  {"to date no year", "grel:date_toDate", {"24/02", "dd/MM"}, "!is no date written as", 0},
  {"to date minutes for months", "grel:date_toDate", {"01/02/2024", "dd/mm/yyyy"}, "!\"dd/mm/yyyy\" has a day (d) and no month (M; m is minutes)", 0},
  {"normalize minutes for months", "idlab-fn:normalizeDate", {"2024-05-01", "yyyy-mm-dd"}, "!no month (M; m is minutes)", 0},
  {"to date month for minutes", "grel:date_toDate", {"2024-05-01 10:06", "yyyy-MM-dd HH:MM"}, "!is no date written as", 0},
  {"to date minutes alone", "grel:date_toDate", {"05/2024", "mm/yyyy"}, "!minutes (m) and no hour (H); did you mean M", 0},
  {"to date no minutes", "grel:date_toDate", {"2024-05-01 10:05:06", "yyyy-MM-dd HH:MM:ss"}, "!seconds (s) and no minutes", 0},
  {"to date half hours", "grel:date_toDate", {"2024-05-01 12:05", "yyyy-MM-dd hh:mm"}, "!no half (a); did you mean H?", 0},
  {"to date half of a whole day", "grel:date_toDate", {"2024-05-01 01:05 PM", "yyyy-MM-dd HH:mm a"}, "!is no date written as", 0},
  {"to date whole day with half", "grel:date_toDate", {"2024-05-01 13:05 PM", "yyyy-MM-dd HH:mm a"}, "2024-05-01T13:05:00", TIME},
  {"to date brief year", "grel:date_toDate", {"01/02/24", "dd/MM/yyyy"}, "!is no date written as", 0},
  {"to date brief year of y", "grel:date_toDate", {"1/2/24", "d/M/y"}, "!is no date written as", 0},
  {"to date long year of yy", "grel:date_toDate", {"1/2/2024", "d/M/yy"}, "2024-02-01", DAY},
  {"to date odd year of yy", "grel:date_toDate", {"1/2/124", "d/M/yy"}, "!is no date written as", 0},
  {"to date ancient year", "grel:date_toDate", {"01/02/0024", "dd/MM/yyyy"}, "0024-02-01", DAY},
  {"to date letter", "grel:date_toDate", {"24", "Q"}, "!has the letter 'Q'", 0},
  {"to date null", "grel:date_toDate", {NULL, "dd"}, NULL, 0},
  {"date to string", "grel:date_toString", {"2011-02-04T17:03:09.12Z", "EEEE, d MMM yy h:mm:ss.SSS a X"}, "Friday, 4 Feb 11 5:03:09.120 PM Z", 0},
  {"date to string zone", "grel:date_toString", {"2011-02-04T00:03:00-05:30", "yyyy MMMM kk K Z XXX xx z 'at'"}, "2011 February 24 0 -0530 -05:30 -0530 GMT-05:30 at", 0},
  {"date to string bad", "grel:date_toString", {"x", "yyyy"}, "!\"x\" is no date", 0},
  {"normalize", "idlab-fn:normalizeDate", {"01 April 22", "dd LLLL uu"}, "2022-04-01", DAY},
  {"normalize each", "idlab-fn:normalizeDate", {"[01 April 22|02 May 22]", "dd LLLL uu"}, "[2022-04-01|2022-05-02]", DAY},
  {"normalize time each", "idlab-fn:normalizeDateTime", {"[2022-04-01 11|2022-05-02 12]", "yyyy-MM-dd HH"}, "[2022-04-01T11:00:00|2022-05-02T12:00:00]", TIME},
  {"normalize lang", "idlab-fn:normalizeDateWithLang", {"01 April 22", "dd LLLL uu", "en"}, "2022-04-01", DAY},
  {"normalize lang other", "idlab-fn:normalizeDateWithLang", {"01 April 22", "dd LLLL uu", "nl"}, "!only en", 0},
  {"normalize time", "idlab-fn:normalizeDateTime", {"01 April 22T11:44:00", "dd LLLL uuTHH:mm:ss"}, "2022-04-01T11:44:00", TIME},
  {"normalize no time", "idlab-fn:normalizeDateTime", {"2022-04-01", "yyyy-MM-dd"}, "!has no time", 0},
  {"normalize time lang", "idlab-fn:normalizeDateTimeWithLang", {"2022-04-01 11", "yyyy-MM-dd HH", "en-GB"}, "2022-04-01T11:00:00", TIME},
  {"diff days", "grel:date_diff", {"2012-03-01", "2012-02-28", "days"}, "2", INT},
  {"diff negative", "grel:date_diff", {"2012-02-28", "2012-03-01", "hours"}, "-48", INT},
  {"diff years", "grel:date_diff", {"2012-02-28", "2010-03-01", "years"}, "1", INT},
  {"diff months", "grel:date_diff", {"2012-03-30", "2012-01-31", "months"}, "1", INT},
  {"diff zones", "grel:date_diff", {"2012-01-01T01:00:00+01:00", "2012-01-01T00:00:00Z", "seconds"}, "0", INT},
  {"diff part", "grel:date_diff", {"2012-01-01T00:00:01.2Z", "2012-01-01T00:00:00.9Z", "ms"}, "300", INT},
  {"diff weeks", "grel:date_diff", {"2012-01-16", "2012-01-01", "w"}, "2", INT},
  {"diff unit", "grel:date_diff", {"2012-01-16", "2012-01-01", "fortnights"}, "!\"fortnights\" is no unit", 0},
  {"diff far", "grel:date_diff", {"9999-01-16", "0001-01-01", "nanos"}, "!too far apart", 0},
  {"inc month", "grel:date_inc", {"2011-01-31", "1", "month"}, "2011-02-28", DAY},
  {"inc year back", "grel:date_inc", {"2012-02-29", "-1", "years"}, "2011-02-28", DAY},
  {"inc days", "grel:date_inc", {"2011-12-31", "60", "d"}, "2012-02-29", DAY},
  {"inc hours", "grel:date_inc", {"2011-12-31", "-1", NULL}, "2011-12-30T23:00:00", TIME},
  {"inc seconds", "grel:date_inc", {"2011-12-31T23:59:59+01:00", "1", "s"}, "2012-01-01T00:00:00+01:00", TIME},
  {"inc too far", "grel:date_inc", {"2011-12-31", "900000000000000000", "years"}, "!the year leaves", 0},
  {"inc before", "grel:date_inc", {"0001-01-01", "-1", "day"}, "!the year leaves", 0},
  {"inc first day", "grel:date_inc", {"0001-01-02", "-1", "day"}, "0001-01-01", DAY},
  {"part year", "grel:date_datePart", {"2011-02-24T17:30:05.25Z", "year"}, "2011", INT},
  {"part weekday", "grel:date_datePart", {"2011-02-24", "weekday"}, "Thursday", 0},
  {"part weekday early", "grel:date_datePart", {"0001-01-01", "weekday"}, "Monday", 0},
  {"part week", "grel:date_datePart", {"2011-02-24", "week"}, "4", INT},
  {"part ms", "grel:date_datePart", {"2011-02-24T17:30:05.25Z", "ms"}, "250", INT},
  {"part time", "grel:date_datePart", {"1970-01-02T00:00:00.5Z", "time"}, "86400500", INT},

  {"directives", "morph-kgc:date_toDate", {"28/5/2025", "%d/%m/%Y"}, "2025-05-28T00:00:00", TIME},
  {"directives of a time", "morph-kgc:date_toDate", {"May 28 '25, 9:05:06.25 PM +0130", "%b %d '%y, %I:%M:%S.%f %p %z"}, "2025-05-28T21:05:06.25+01:30", TIME},
  {"directives and letters", "morph-kgc:date_toDate", {"2025y100%05m'28", "%Yy100%%%mm'%d"}, "2025-05-28T00:00:00", TIME},
  {"directives that do not fit", "morph-kgc:date_toDate", {"28/5/2025", "%Y-%m-%d"}, "!\"28/5/2025\" is no date written as \"%Y-%m-%d\"", 0},
  {"directives beyond a date", "morph-kgc:date_toDate", {"31/2/2025", "%d/%m/%Y"}, "!is no date written as \"%d/%m/%Y\"", 0},
  {"an unknown directive", "morph-kgc:date_toDate", {"1", "%d%Q"}, "!the pattern \"%d%Q\" has a directive that is not known; known are %Y", 0},
  {"half a directive", "morph-kgc:date_toDate", {"1", "%"}, "!not known", 0},
  {"directives without a year", "morph-kgc:date_toDate", {"March5", "%B%d"}, "1900-03-05T00:00:00", TIME},
  {"directives of half a day", "morph-kgc:date_toDate", {"3PM", "%I%p"}, "1900-01-01T15:00:00", TIME},
  {"directives of midnight", "morph-kgc:date_toDate", {"12AM", "%I%p"}, "1900-01-01T00:00:00", TIME},
  {"a half of a whole day", "morph-kgc:date_toDate", {"3PM", "%H%p"}, "1900-01-01T03:00:00", TIME},
  {"directives side by side", "morph-kgc:date_toDate", {"5032020", "%d%m%Y"}, "2020-03-05T00:00:00", TIME},
  {"a month and its name", "morph-kgc:date_toDate", {"03Mar", "%m%b"}, "1900-03-01T00:00:00", TIME},
  {"a day of the year", "morph-kgc:date_toDate", {"2020 366", "%Y %j"}, "2020-12-31T00:00:00", TIME},
  {"day 0 of the year", "morph-kgc:date_toDate", {"000 2024", "%j %Y"}, "!is no date", 0},
  {"day 0 of the year in brief", "morph-kgc:date_toDate", {"0 2024", "%j %Y"}, "!is no date", 0},
  {"day 9 of the year", "morph-kgc:date_toDate", {"009 2024", "%j %Y"}, "2024-01-09T00:00:00", TIME},
  {"day 10 of the year", "morph-kgc:date_toDate", {"10 2024", "%j %Y"}, "2024-01-10T00:00:00", TIME},
  {"directives of minutes for months", "morph-kgc:date_toDate", {"01/02/2024", "%d/%M/%Y"}, "!has a day (%d) and no month (%m; %M is minutes)", 0},
  {"a day beyond the year", "morph-kgc:date_toDate", {"2019 366", "%Y %j"}, "!is no date", 0},
  {"a directive twice", "morph-kgc:date_toDate", {"0505", "%d%d"}, "!has %d twice", 0},
  {"directives of nothing", "morph-kgc:date_toDate", {"", ""}, "!is no date", 0},

  // Refused
  {"random", "idlab-fn:random", {NULL}, "!idlab-fn:random: is refused: the same input", 0},
  {"now", "grel:date_now", {NULL}, "!was not told the time", 0},
  {"multiple lookup", "idlab-fn:multipleLookup", {NULL}, "!join", 0},
  {"reinterpret", "grel:string_reinterpret", {NULL}, "!encoding", 0},
};
// clang-format on

/// Read "[a|b]" or "a" into the arena
static RhumbValues
read_values(RhumbArena *const arena, const char *const text)
{
  if (!text) {
    return (RhumbValues){NULL, 0};
  }
  RhumbValue *const items = RHUMB_NEW(arena, RhumbValue, strlen(text) + 1);
  const size_t len = strlen(text);
  if (len < 2 || text[0] != '[' || text[len - 1] != ']' ||
      (!strchr(text, '|') && !(text[1] >= '0' && text[1] <= '9'))) {
    items[0].lexical = rhumb_str(text);
    return (RhumbValues){items, 1};
  }
  size_t count = 0;
  for (const char *at = text + 1;;) {
    const size_t part = strcspn(at, "|]");
    items[count++].lexical = (RhumbStr){at, part};
    if (at[part] == ']') {
      return (RhumbValues){items, count};
    }
    at += part + 1;
  }
}

/// Write values as the table has them
static const char *
show_values(RhumbBuf *const out, const RhumbValues values)
{
  if (!values.count) {
    return NULL;
  }
  if (values.count > 1) {
    rhumb_buf_putc(out, '[');
  }
  for (size_t i = 0; i < values.count; ++i) {
    rhumb_buf_put(out, rhumb_str(i ? "|" : ""));
    rhumb_buf_put(out, values.items[i].lexical);
  }
  if (values.count > 1) {
    rhumb_buf_putc(out, ']');
  }
  return rhumb_buf_cstr(out);
}

/// What has been read for the functions of a file
static void
read_file(RhumbArena *const arena, RhumbFunctionFile *const file)
{
  static const RhumbFileRow rows[] = {{{"CN", 2}, {"China", 5}},
                                      {{"RU", 2}, {"", 0}}};
  *file = (RhumbFunctionFile){.text = RHUMB_STR("a\n"), .rows = rows};
  for (size_t i = 1; i <= RHUMB_COUNT(rows); ++i) {
    rhumb_lookup_add(&file->keys, arena, rows, i, sizeof(*rows));
  }
}

static void
test_call(void **const state)
{
  const Case *const c = (const Case *)*state;
  RhumbFunctionFile file;
  RhumbArena arena = {0};
  RhumbBuf shown = {0};
  RhumbFunctionContext context = {.arena = &arena};
  const RhumbFunctionType *const type =
      rhumb_function_find(rhumb_str(c->function));
  assert_non_null(type);
  read_file(&arena, &file);
  context.file = strncmp(c->name, "no file", 7) == 0 ? NULL : &file;

  RhumbValues args[RHUMB_FUNCTION_MAX_PARAMETERS];
  for (size_t i = 0; i < RHUMB_FUNCTION_MAX_PARAMETERS; ++i) {
    args[i] = read_values(&arena, c->args[i]);
  }
  RhumbValues result = {NULL, 0};
  const RhumbStatus status = rhumb_function_call(type, &result, args, &context);

  if (c->expected && c->expected[0] == '!') {
    assert_int_equal(status, RHUMB_ERR_VALUE);
    if (!strstr(context.error, c->expected + 1)) {
      fail_msg("\"%s\" does not say \"%s\"", context.error, c->expected + 1);
    }
  } else {
    assert_string_equal(context.error, "");
    assert_int_equal(status, RHUMB_OK);
    const char *const text = show_values(&shown, result);
    if (!c->expected) {
      assert_null(text);
    } else {
      assert_non_null(text);
      assert_string_equal(text, c->expected);
      assert_int_equal(result.items[0].type, c->type);
    }
  }
  rhumb_buf_free(&shown);
  rhumb_function_context_free(&context);
  rhumb_arena_free(&arena);
}

// Names ---------------------------------------------------------------------

typedef struct {
  const char *name;
  const char *given;
  const char *found; ///< First name of the function, or NULL
  const char *near;  ///< Of a name not found
} NameCase;

#define GREL  "http://users.ugent.be/~bjdmeest/function/grel.ttl#"
#define IDLAB "https://w3id.org/imec/idlab/function#"

// clang-format off
static NameCase name_cases[] = {
  {"grel iri",        GREL "string_trim",     "grel:string_trim", NULL},
  {"curie",           "grel:toUpperCase",     "grel:toUpperCase", NULL},
  {"idlab iri",       IDLAB "equal",          "idlab-fn:equal",   NULL},
  {"idlab old iri",   "http://example.com/idlab/function/equal", "idlab-fn:equal", NULL},
  {"alias",           "grel:string_toDate",   "grel:date_toDate", NULL},
  {"refused",         IDLAB "random",         "idlab-fn:random",  NULL},
  {"another case",    GREL "toUppercase",     NULL, "grel:toUpperCase"},
  {"misspelt",        GREL "string_repalce",  NULL, "grel:string_replace"},
  {"without group",   GREL "trim",            NULL, "grel:string_trim"},
  {"another group",   GREL "array_trim",      NULL, "grel:string_trim"},
  {"another space",   "http://example.org/f#slugify", NULL, "idlab-fn:slugify"},
  {"bare",            "equal",                NULL, "idlab-fn:equal"},
  {"nothing like it", "http://example.org/f#helloworld", NULL, NULL},
  {"empty",           "",                     NULL, NULL},
  {"a space alone",   GREL,                   NULL, NULL},
};
// clang-format on

static void
assert_same(const char *const actual, const char *const expected)
{
  if (!actual || !expected) {
    assert_ptr_equal(actual, expected);
  } else {
    assert_string_equal(actual, expected);
  }
}

static void
test_name(void **const state)
{
  const NameCase *const c = (const NameCase *)*state;
  const RhumbFunctionType *const type =
      rhumb_function_find(rhumb_str(c->given));
  assert_same(type ? type->names[0] : NULL, c->found);
  if (!type) {
    assert_same(rhumb_function_near(rhumb_str(c->given)), c->near);
  }
}

typedef struct {
  const char *name;
  const char *function;
  const char *given;
  int index;
  const char *near;
} ParameterCase;

// clang-format off
static ParameterCase parameter_cases[] = {
  {"predicate", "grel:string_replace", GREL "p_string_find",  1,  NULL},
  {"parameter", "grel:string_replace", GREL "param_replace",  2,  NULL},
  {"bare",      "idlab-fn:equal",      "str2",                1,  NULL},
  {"curie",     "idlab-fn:slugify",    "idlab-fn:_str",       0,  NULL},
  {"old space", "idlab-fn:slugify",    "http://example.com/idlab/function/str", 0, NULL},
  {"several",   "grel:boolean_and",    GREL "bool_b",         0,  NULL},
  {"member",    "idlab-fn:concatSequence", "http://www.w3.org/1999/02/22-rdf-syntax-ns#_12", 0, NULL},
  {"member curie", "idlab-fn:concatSequence", "rdf:_1",       0,  NULL},
  {"no member", "idlab-fn:concatSequence", "rdf:_1x",         -1, NULL},
  {"misspelt",  "grel:string_trim",    GREL "valueParametre", -1, "grel:valueParameter"},
  {"unknown",   "grel:string_trim",    "http://example.org/x", -1, NULL},
};
// clang-format on

static void
test_parameter(void **const state)
{
  const ParameterCase *const c = (const ParameterCase *)*state;
  const RhumbFunctionType *const type =
      rhumb_function_find(rhumb_str(c->function));
  assert_non_null(type);
  assert_int_equal(rhumb_function_parameter(type, rhumb_str(c->given)),
                   c->index);
  if (c->index < 0) {
    assert_same(rhumb_function_parameter_near(type, rhumb_str(c->given)),
                c->near);
  }
}

/// A short name is one word, in any case of this function alone, which needs
/// its first argument and no other
static void
check_short(const RhumbFunctionType *const type)
{
  if (!type->short_name) {
    return;
  }
  const RhumbStr word = rhumb_str(type->short_name);
  assert_ptr_equal(rhumb_function_find_short(word), type);
  assert_int_equal(
      strspn(type->short_name,
             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"),
      word.len);
  assert_null(type->refusal);
  for (int i = 0; type->parameters[i].name; ++i) {
    assert_int_equal(type->parameters[i].optional, i > 0);
  }
}

static void
test_short(void **const state)
{
  (void)state;
  assert_string_equal(rhumb_function_find_short(RHUMB_STR("upper"))->names[0],
                      "grel:toUpperCase");
  assert_string_equal(rhumb_function_find_short(RHUMB_STR("Upper"))->names[0],
                      "grel:toUpperCase");
  assert_null(rhumb_function_find_short(RHUMB_STR("uppe")));
  assert_null(rhumb_function_find_short(RHUMB_STR("")));
}

/// Every row is whole, is found by each of its names, and has a case above
static void
test_table(void **const state)
{
  (void)state;
  size_t count = 0;
  const RhumbFunctionType *const types = rhumb_functions(&count);
  RhumbBuf iri = {0};
  for (size_t i = 0; i < count; ++i) {
    const RhumbFunctionType *const type = &types[i];
    for (const char *const *name = type->names; *name; ++name) {
      assert_ptr_equal(rhumb_function_find(rhumb_str(*name)), type);
      iri.len = 0;
      rhumb_function_iri(&iri, *name);
      assert_ptr_equal(rhumb_function_find(rhumb_buf_str(&iri)), type);
    }
    check_short(type);
    assert_non_null(type->note);
    assert_true(type->refusal || type->call);
    bool tested = type->refusal != NULL;
    for (size_t j = 0; j < RHUMB_COUNT(cases) && !tested; ++j) {
      tested = rhumb_function_find(rhumb_str(cases[j].function)) == type;
    }
    if (!tested) {
      fail_msg("%s has no case", type->names[0]);
    }
    for (int p = 0; type->parameters[p].name; ++p) {
      const char *const bare = type->parameters[p].name;
      assert_int_equal(rhumb_function_parameter(type, rhumb_str(bare)), p);
      const char *const *name = type->parameters[p].names;
      for (; *name; ++name) {
        assert_int_equal(rhumb_function_parameter(type, rhumb_str(*name)), p);
      }
    }
  }
  rhumb_buf_free(&iri);
}

// Hostile data --------------------------------------------------------------

static RhumbStatus
call(RhumbValues *const result,
     RhumbFunctionContext *const context,
     const char *const function,
     const RhumbValues *const args)
{
  return rhumb_function_call(
      rhumb_function_find(rhumb_str(function)), result, args, context);
}

/// The time of the run is what it was told, and an error if it was not
static void
test_now(void **const state)
{
  (void)state;
  const RhumbFunctionType *const type =
      rhumb_function_find(RHUMB_STR("grel:date_now"));
  const RhumbValues none[RHUMB_FUNCTION_MAX_PARAMETERS] = {{NULL, 0}};
  RhumbArena arena = {0};
  RhumbFunctionContext context = {.arena = &arena};
  RhumbValues result = {NULL, 0};
  assert_int_equal(rhumb_function_call(type, &result, none, &context),
                   RHUMB_ERR_VALUE);
  assert_non_null(strstr(context.error, "was not told the time"));

  context.now = RHUMB_STR("2026-01-31T12:00:00Z");
  assert_int_equal(rhumb_function_call(type, &result, none, &context),
                   RHUMB_OK);
  assert_int_equal(result.count, 1);
  assert_int_equal(result.items[0].type, RHUMB_VALUE_DATETIME);
  assert_true(rhumb_str_is(result.items[0].lexical, "2026-01-31T12:00:00Z"));
  rhumb_function_context_free(&context);
  rhumb_arena_free(&arena);
}

/// Each character of a long text, by its offsets in both units
static void
test_long_slices(void **const state)
{
  enum { TURNS = 2100 };
  static const char *const letters[] = {"a", "é", "😀"};
  static const unsigned before[][2] = {{0, 0}, {1, 1}, {2, 2}, {3, 4}};
  static const char *const names[] = {"codepoint", "utf16"};
  (void)state;
  RhumbBuf text = {0};
  for (int i = 0; i < TURNS; ++i) {
    rhumb_buf_puts(&text, "aé😀");
  }
  const RhumbFunctionType *const type =
      rhumb_function_find(RHUMB_STR("rhumb-fn:slice"));
  RhumbArena arena = {0};
  RhumbFunctionContext context = {.arena = &arena};
  for (unsigned n = 0; n < 3 * TURNS * 2; n += 2) {
    const unsigned unit = n / 2 % 2;
    const unsigned turn = n / 6;
    const unsigned letter = n / 2 % 3;
    const unsigned start = (turn * before[3][unit]) + before[letter][unit];
    const unsigned end = (turn * before[3][unit]) + before[letter + 1][unit];
    const RhumbValue values[] = {
        {rhumb_buf_str(&text), RHUMB_VALUE_STRING},
        {rhumb_str_format(&arena, "%u", start), RHUMB_VALUE_INTEGER},
        {rhumb_str_format(&arena, "%u", end), RHUMB_VALUE_INTEGER},
        {rhumb_str(names[unit]), RHUMB_VALUE_STRING}};
    const RhumbValues args[] = {
        {&values[0], 1}, {&values[1], 1}, {&values[2], 1}, {&values[3], 1}};
    RhumbValues result = {NULL, 0};
    assert_int_equal(rhumb_function_call(type, &result, args, &context),
                     RHUMB_OK);
    assert_int_equal(result.count, 1);
    assert_true(rhumb_str_is(result.items[0].lexical, letters[letter]));
    rhumb_arena_reset(&arena);
  }
  rhumb_buf_free(&text);
  rhumb_function_context_free(&context);
  rhumb_arena_free(&arena);
}

static void
test_too_large(void **const state)
{
  (void)state;
  enum { LEN = 100000 };
  RhumbArena arena = {0};
  RhumbFunctionContext context = {.arena = &arena};
  char *const text = RHUMB_NEW(&arena, char, LEN);
  memset(text, 'a', LEN);
  const RhumbValue values[] = {{{text, LEN}, RHUMB_VALUE_STRING},
                               {{text, 1}, RHUMB_VALUE_STRING}};
  const RhumbValues args[] = {
      {&values[0], 1}, {&values[1], 1}, {&values[0], 1}};
  RhumbValues result = {NULL, 0};
  assert_int_equal(call(&result, &context, "grel:string_replace", args),
                   RHUMB_ERR_VALUE);
  assert_non_null(strstr(context.error, "larger than"));

  // As many combinations as there are values squared
  RhumbValue *const many = RHUMB_NEW(&arena, RhumbValue, LEN);
  const RhumbValues squared[] = {{many, LEN}, {many, LEN}};
  assert_int_equal(call(&result, &context, "idlab-fn:equal", squared),
                   RHUMB_ERR_VALUE);
  assert_non_null(strstr(context.error, "combinations"));
  assert_null(result.items);
  rhumb_function_context_free(&context);
  rhumb_arena_free(&arena);
}

/// More patterns than are kept: each still does what it says
static void
test_many_patterns(void **const state)
{
  (void)state;
  RhumbArena arena = {0};
  RhumbFunctionContext context = {.arena = &arena};
  for (int i = 0; i < 100; ++i) {
    const RhumbStr pattern = rhumb_str_format(&arena, "/%d/", i % 50);
    const RhumbValue values[] = {
        {RHUMB_STR("49 48"), RHUMB_VALUE_STRING},
        {pattern, RHUMB_VALUE_STRING},
        {RHUMB_STR("x"), RHUMB_VALUE_STRING},
    };
    const RhumbValues args[] = {
        {&values[0], 1}, {&values[1], 1}, {&values[2], 1}};
    RhumbValues result = {NULL, 0};
    assert_int_equal(call(&result, &context, "grel:string_replace", args),
                     RHUMB_OK);
    const char *const expected = i % 50 == 49   ? "x 48"
                                 : i % 50 == 48 ? "49 x"
                                 : i % 50 == 4  ? "x9 x8"
                                 : i % 50 == 9  ? "4x 48"
                                 : i % 50 == 8  ? "49 4x"
                                                : "49 48";
    assert_true(rhumb_str_is(result.items[0].lexical, expected));
  }
  rhumb_function_context_free(&context);
  rhumb_arena_free(&arena);
}

/// A copy of just its length, so that a sanitizer sees a step too far
static char *
copy_bytes(const char *const text, const size_t len)
{
  char *const copy = (char *)malloc(len ? len : 1);
  assert_non_null(copy);
  memcpy(copy, text, len);
  return copy;
}

/// No function reads beyond what it is given, whatever that is
static void
test_any_bytes(void **const state)
{
  (void)state;
  static const char *const texts[] = {"",
                                      "\xC3",
                                      "a\xE2\x82",
                                      "\xF0\x9F\x98",
                                      "%",
                                      "&#",
                                      "\\",
                                      "-",
                                      ".",
                                      "/",
                                      "//",
                                      "///",
                                      "0001-01-01",
                                      "'",
                                      "[",
                                      "\xFF\xFE"};
  size_t count = 0;
  const RhumbFunctionType *const types = rhumb_functions(&count);
  RhumbArena arena = {0};
  RhumbFunctionContext context = {.arena = &arena};
  for (size_t i = 0; i < count * RHUMB_COUNT(texts) * RHUMB_COUNT(texts); ++i) {
    const RhumbStr a = rhumb_str(texts[i % RHUMB_COUNT(texts)]);
    const RhumbStr b =
        rhumb_str(texts[i / RHUMB_COUNT(texts) % RHUMB_COUNT(texts)]);
    char *const copies[] = {copy_bytes(a.data, a.len),
                            copy_bytes(b.data, b.len)};
    const RhumbValue values[] = {{{copies[0], a.len}, RHUMB_VALUE_STRING},
                                 {{copies[1], b.len}, RHUMB_VALUE_STRING}};
    const RhumbValues args[] = {{&values[0], 1},
                                {&values[1], 1},
                                {&values[1], 1},
                                {values, 2},
                                {&values[0], 1}};
    RhumbValues result = {NULL, 0};
    const RhumbFunctionType *const type =
        &types[i / (RHUMB_COUNT(texts) * RHUMB_COUNT(texts))];
    const RhumbStatus status =
        rhumb_function_call(type, &result, args, &context);
    assert_true(status == RHUMB_OK || status == RHUMB_ERR_VALUE);
    assert_int_equal(status == RHUMB_OK, context.error[0] == '\0');
    free(copies[0]);
    free(copies[1]);
    rhumb_arena_reset(&arena);
  }
  rhumb_function_context_free(&context);
  rhumb_arena_free(&arena);
}

/// A text of `len` bytes
static RhumbStr
long_text(RhumbArena *const arena, const size_t len)
{
  char *const text = RHUMB_NEW(arena, char, len);
  memset(text, '1', len);
  return (RhumbStr){text, len};
}

/// Fill the stack with what is no argument
static __attribute__((noinline)) void
soil_stack(void)
{
  volatile unsigned char bytes[8192];
  for (size_t i = 0; i < sizeof(bytes); ++i) {
    bytes[i] = 0xA5;
  }
}

/// How many values an argument has, by two bits of a number
static const size_t counts[] = {0, 1, 2, 7};

/// Call `type` with as many values for each parameter as `shape` says, of
/// `all` from number `first` on; the arguments are just as many as it has
static void
call_shape(const RhumbFunctionType *const type,
           const unsigned shape,
           const RhumbValue *const all,
           const size_t first,
           RhumbFunctionContext *const context)
{
  size_t arity = 0;
  while (type->parameters[arity].name) {
    ++arity;
  }
  const size_t size = (arity ? arity : 1) * sizeof(RhumbValues);
  RhumbValues *const args = (RhumbValues *)malloc(size);
  assert_non_null(args);
  for (size_t i = 0; i < arity; ++i) {
    args[i] = (RhumbValues){&all[(first * (i + 1)) % 32],
                            counts[(shape >> (2 * i)) % 4]};
  }
  RhumbValues result = {NULL, 0};
  soil_stack();
  const RhumbStatus status = rhumb_function_call(type, &result, args, context);
  assert_true(status == RHUMB_OK || status == RHUMB_ERR_VALUE);
  assert_int_equal(status == RHUMB_OK, context->error[0] == '\0');
  for (size_t i = 0; i < result.count; ++i) {
    assert_true(result.items[i].lexical.data || !result.items[i].lexical.len);
  }
  free(args);
}

/// Every function takes no, one, two and many values for every parameter,
/// whatever they are, and any of these beside any of those
static void
test_any_count(void **const state)
{
  (void)state;
  static const char *const texts[] = {"",
                                      " ",
                                      "a",
                                      "-1",
                                      "0",
                                      "2",
                                      "1.5",
                                      "1e308",
                                      "-9223372036854775807",
                                      "9223372036854775807",
                                      "99999999999999999999",
                                      "true",
                                      "\u00e9\u0301\U0001F600",
                                      "2024-02-29",
                                      "9999-12-31T23:59:59.999999999Z",
                                      "0001-01-01T00:00:00+14:00",
                                      "28/05/2025",
                                      "dd/MM/yyyy",
                                      "yyyy-MM-dd HH:mm",
                                      "01 April 22",
                                      "/(a+)+$/",
                                      "/(/",
                                      "[",
                                      "$1",
                                      "html",
                                      "soundex",
                                      "days",
                                      "years",
                                      "en",
                                      "NaN",
                                      "\n"};
  enum { TEXTS = RHUMB_COUNT(texts) };
  RhumbArena values_arena = {0};
  RhumbArena arena = {0};
  RhumbValue all[32 + 8];
  for (size_t i = 0; i < RHUMB_COUNT(all); ++i) {
    const size_t n = i % 32;
    const RhumbStr text =
        n < TEXTS ? rhumb_str(texts[n]) : long_text(&values_arena, 5000);
    all[i] = (RhumbValue){text, RHUMB_VALUE_STRING};
  }
  size_t count = 0;
  const RhumbFunctionType *const types = rhumb_functions(&count);
  RhumbFunctionContext context = {.arena = &arena};
  for (size_t i = 0; i < count; ++i) {
    unsigned shapes = 1;
    for (size_t p = 0; types[i].parameters[p].name; ++p) {
      shapes *= RHUMB_COUNT(counts);
    }
    for (unsigned at = 0; at < shapes * 32; ++at) {
      call_shape(&types[i], at % shapes, all, at / shapes, &context);
      rhumb_arena_reset(&arena);
    }
  }
  rhumb_function_context_free(&context);
  rhumb_arena_free(&arena);
  rhumb_arena_free(&values_arena);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_table),
      cmocka_unit_test(test_short),
      cmocka_unit_test(test_now),
      cmocka_unit_test(test_long_slices),
      cmocka_unit_test(test_too_large),
      cmocka_unit_test(test_many_patterns),
      cmocka_unit_test(test_any_bytes),
      cmocka_unit_test(test_any_count),
  };
  int failed = cmocka_run_group_tests_name("function", tests, NULL, NULL);
  RUN_TABLE("function calls", cases, test_call);
  RUN_TABLE("function names", name_cases, test_name);
  RUN_TABLE("function parameters", parameter_cases, test_parameter);
  return failed;
}
