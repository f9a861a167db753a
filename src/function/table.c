// SPDX-License-Identifier: ISC

/// @file table.c  Every function: its names, parameters and call.
///
/// Each parameter has two IRIs in the Function Ontology's descriptions, the
/// predicate and the parameter itself; both are understood.

#include "base/list.h"
#include "function/function_impl.h"

#include <math.h>

#define ONE(label, ...)                       \
  {                                           \
    .name = (label), .names = { __VA_ARGS__ } \
  }
#define OPTIONAL(label, ...)                                  \
  {                                                           \
    .name = (label), .names = {__VA_ARGS__}, .optional = true \
  }
#define LIST(label, ...)                                  \
  {                                                       \
    .name = (label), .names = {__VA_ARGS__}, .list = true \
  }
#define OPTIONAL_LIST(label, ...)                                           \
  {                                                                         \
    .name = (label), .names = {__VA_ARGS__}, .optional = true, .list = true \
  }

/// The same, of which a fixed value is looked at
#define CHECKED(how, label, ...)                                        \
  {                                                                     \
    .name = (label), .names = {__VA_ARGS__}, .check = rhumb_check_##how \
  }
#define OPTIONAL_CHECKED(how, label, ...)                      \
  {                                                            \
    .name = (label), .names = {__VA_ARGS__}, .optional = true, \
    .check = rhumb_check_##how                                 \
  }

#define VALUE  ONE("value", "grel:valueParameter", "grel:valueParam")
#define VALUE2 ONE("value2", "grel:valueParameter2", "grel:valueParam2")
#define SUB    ONE("sub", "grel:string_sub", "grel:param_string_sub")
#define SEP    ONE("sep", "grel:p_string_sep", "grel:param_string_sep")
#define JOINED                                                              \
  {                                                                         \
    .name = "sep", .names = {"grel:p_string_sep", "grel:param_string_sep"}, \
    .without = "nothing stands between the values", .optional = true        \
  }
#define FIND CHECKED(slashed, "find", "grel:p_string_find", "grel:param_find")
#define REPLACE \
  CHECKED(replacement, "replace", "grel:p_string_replace", "grel:param_replace")
#define REGEX CHECKED(regex, "regex", "grel:p_string_regex", "grel:param_regex")
#define FRAGMENT \
  CHECKED(slashed, "fragment", "grel:p_fragment", "grel:param_fragment")
#define OMIT        \
  OPTIONAL_CHECKED( \
      boolean, "omit", "grel:p_bool_opt_b", "grel:param_bool_opt_b")
#define MODE CHECKED(mode, "mode", "grel:modeParameter", "grel:modeParam")
#define FROM \
  CHECKED(integer, "from", "grel:param_int_i_from", "grel:p_int_i_from")
#define TO          \
  OPTIONAL_CHECKED( \
      integer, "to", "grel:param_int_i_opt_to", "grel:p_int_i_opt_to")
#define ARRAY LIST("a", "grel:p_array_a", "grel:param_a")
#define BOOL  CHECKED(boolean, "b", "grel:bool_b", "grel:param_b")
#define BOOLS                      \
  {                                \
    .name = "b",                   \
    .names = {"grel:param_rep_b",  \
              "grel:bool_array_b", \
              "grel:bool_b",       \
              "grel:param_b"},     \
    .list = true, .truths = true   \
  }
#define IF_TRUE  OPTIONAL_LIST("eTrue", "grel:any_true", "grel:param_true")
#define IF_FALSE OPTIONAL_LIST("eFalse", "grel:any_false", "grel:param_false")
#define ANY      ONE("e", "grel:p_any_e", "grel:param_any_e")
#define ANY_LIST LIST("e", "grel:p_any_e", "grel:param_any_e")
#define ANYS     LIST("objects", "grel:p_any_rep_e", "grel:param_any_rep_e")
#define N        CHECKED(number, "n", "grel:p_dec_n", "grel:param_dec_n")
#define N2 \
  CHECKED(number, "n2", "grel:param_n2", "grel:param_dec_n2", "grel:p_dec_n2")
#define EXPONENT CHECKED(number, "e", "grel:p_any_exp", "grel:param_dec_n_exp")
#define I        CHECKED(integer, "i", "grel:p_int_i", "grel:param_int_i")
#define I2       CHECKED(integer, "i2", "grel:p_int_i2", "grel:param_int_i2")
#define DATE     CHECKED(date, "d", "grel:p_date_d", "grel:param_date_d")
#define UNIT \
  CHECKED(part_unit, "unit", "grel:p_string_unit", "grel:param_string_unit")
#define STR ONE("str", "idlab-fn:str", "idlab-fn:_str")
#define STR_VALUE            \
  ONE("str",                 \
      "idlab-fn:str",        \
      "idlab-fn:_str",       \
      "grel:valueParameter", \
      "grel:valueParam")
#define OTHER_STR ONE("otherStr", "idlab-fn:otherStr", "idlab-fn:_otherStr")
#define DELIMITER ONE("delimiter", "idlab-fn:delimiter", "idlab-fn:_delimiter")
#define OPTIONAL_DELIMITER \
  OPTIONAL("delimiter", "idlab-fn:delimiter", "idlab-fn:_delimiter")
#define STR_DATE ONE("strDate", "idlab-fn:strDate", "idlab-fn:_strDate")
#define STR_PATTERN \
  CHECKED(date_pattern, "pattern", "idlab-fn:pattern", "idlab-fn:_pattern")

// What a row gives, and what nulls do
#define TEXT    .result = RHUMB_RESULT_STRING
#define BOOLEAN .result = RHUMB_RESULT_BOOLEAN
#define NUMBER  .result = RHUMB_RESULT_NUMBER
#define WHEN    .result = RHUMB_RESULT_DATE
#define LISTED  .result = RHUMB_RESULT_LIST
#define GIVEN   .result = RHUMB_RESULT_ANY
#define SEEN    .nulls = RHUMB_NULLS_SEEN

#define NAMES(...)  .names = {__VA_ARGS__}
#define SHORT(word) .short_name = (word)
#define TAKES(...)  .parameters = {__VA_ARGS__}
#define CALLS(name) .call = rhumb_call_##name
/// A function that need not look at all of its arguments
#define CHOOSES(name) .call = rhumb_call_##name, .needs = rhumb_needs_##name
#define VARIANT(what) .variant = (what)
#define MATH(name)    .call = rhumb_call_math, .math = (name)
#define MATH2(name)   .call = rhumb_call_math2, .math2 = (name)
#define REFUSED(why)  .refusal = ("is refused: " why)

#define ALIKE "the same input must give the same output; "
#define STATE "it depends on what an earlier run has left on disk"

// clang-format off
const RhumbFunctionType rhumb_function_table[] = {
// Texts
{NAMES("grel:toLowerCase", "grel:string_toLowercase"), SHORT("lower"), TAKES(VALUE), TEXT,
 CALLS(case), VARIANT(RHUMB_CASE_LOWER), .note = "all letters small"},
{NAMES("grel:toUpperCase", "grel:string_toUppercase"), SHORT("upper"), TAKES(VALUE), TEXT,
 CALLS(case), VARIANT(RHUMB_CASE_UPPER), .note = "all letters capital"},
{NAMES("grel:string_toTitlecase", "grel:toTitleCase"), SHORT("titlecase"), TAKES(VALUE), TEXT,
 CALLS(title), .note = "a capital after each white space, small letters elsewhere"},
{NAMES("rhumb-fn:camelCase"), SHORT("camelCase"), TAKES(VALUE), TEXT,
 CALLS(camel_case), .note = "its words in one, each but the first with a capital; null if it has no letters or digits"},
{NAMES("grel:string_trim", "grel:string_strip"), SHORT("trim"), TAKES(VALUE), TEXT,
 CALLS(trim), .note = "without white space (Unicode's) at both ends"},
{NAMES("grel:string_length"), SHORT("length"), TAKES(VALUE), NUMBER,
 CALLS(length), .note = "number of characters"},
{NAMES("grel:string_toString"), TAKES(ANY), TEXT,
 CALLS(to_string), .note = "the value as a text"},
{NAMES("grel:string_toNumber"), TAKES(CHECKED(number, "e", "grel:p_any_e", "grel:param_any_e")), NUMBER,
 CALLS(to_number), .note = "the value as a number; other texts are errors"},
{NAMES("grel:string_startsWith"), TAKES(VALUE, SUB), BOOLEAN,
 CALLS(starts), .note = "whether the value begins with sub"},
{NAMES("grel:string_endsWith"), TAKES(VALUE, SUB), BOOLEAN,
 CALLS(ends), .note = "whether the value ends with sub"},
{NAMES("grel:string_contains"), TAKES(VALUE, SUB), BOOLEAN,
 CALLS(contains), .note = "whether sub is in the value"},
{NAMES("grel:string_indexOf"), TAKES(VALUE, SUB), NUMBER,
 CALLS(index), VARIANT(0), .note = "characters before the first sub, -1 if there is none"},
{NAMES("grel:string_lastIndexOf"), TAKES(VALUE, SUB), NUMBER,
 CALLS(index), VARIANT(1), .note = "characters before the last sub, -1 if there is none"},
{NAMES("grel:string_substring", "grel:string_slice", "grel:string_get"),
 TAKES(VALUE, FROM, TO), TEXT, CALLS(substring),
 .note = "characters from, counted from 0, up to before to; negative: from the end; null beyond it"},
{NAMES("rhumb-fn:slice"),
 TAKES(ONE("text", "rhumb-fn:text"), CHECKED(offset, "start", "rhumb-fn:start"),
       CHECKED(offset, "end", "rhumb-fn:end"), OPTIONAL_CHECKED(offset_unit, "unit", "rhumb-fn:unit")), TEXT, CALLS(slice),
 .note = "what stands between two offsets, counted from 0 in code points (codepoint) or UTF-16 code units "
         "(utf16); one past the end is an error"},
{NAMES("grel:string_chomp"), TAKES(VALUE, SEP), TEXT,
 CALLS(chomp), .note = "the value without sep at its end"},
{NAMES("grel:string_replace"), TAKES(VALUE, FIND, REPLACE), TEXT,
 CALLS(replace), .note = "every find replaced; a find in slashes is a regular expression"},
{NAMES("grel:string_replaceChars"),
 TAKES(VALUE, ONE("find", "grel:p_string_find", "grel:param_find"),
       CHECKED(counterparts, "replace", "grel:p_string_replace", "grel:param_replace")), TEXT,
 CALLS(replace_chars), .note = "each character of find replaced by its counterpart"},
{NAMES("grel:string_match"), TAKES(VALUE, REGEX), LISTED,
 CALLS(match), .note = "groups of the regular expression that all of the value matches"},
{NAMES("grel:string_find"), TAKES(VALUE, REGEX), LISTED,
 CALLS(find), .note = "every part that the regular expression matches"},
{NAMES("rhumb-fn:part"),
 TAKES(ONE("text", "rhumb-fn:text"), CHECKED(regex, "pattern", "rhumb-fn:pattern"),
       CHECKED(group, "group", "rhumb-fn:group")),
 TEXT, CALLS(part),
 .note = "the group, by number or name, of the first part that the regular expression matches; null without one"},
{NAMES("grel:string_split", "morph-kgc:string_split_explode"), TAKES(VALUE, CHECKED(separator, "sep", "grel:p_string_sep", "grel:param_string_sep")),
 LISTED, CALLS(split),
 .note = "the parts between seps, empty ones at the end dropped; sep as in string_replace"},
{NAMES("grel:string_smartSplit"),
 TAKES(VALUE, OPTIONAL_CHECKED(separator, "sep", "grel:p_opt_sep", "grel:param_opt_sep")), LISTED,
 CALLS(smart_split), .note = "like string_split, at tabs or commas without a sep"},
{NAMES("grel:string_splitByLengths"),
 TAKES(VALUE, CHECKED(length, "i", "grel:p_int_i", "grel:param_int_i"),
       OPTIONAL_CHECKED(length, "i2", "grel:p_int_i2", "grel:param_int_i2"),
       OPTIONAL_LIST("rest", "grel:p_rep_i", "grel:param_int_rep_i")), LISTED,
 CALLS(split_lengths), .note = "parts of so many characters each"},
{NAMES("grel:string_splitByCharType"), TAKES(VALUE), LISTED,
 CALLS(split_types), .note = "runs of characters of one Unicode category"},
{NAMES("grel:string_partition"), TAKES(VALUE, FRAGMENT, OMIT), LISTED,
 CALLS(partition), VARIANT(0),
 .note = "what is before the first fragment, the fragment (unless omit), and after"},
{NAMES("grel:string_rpartition"), TAKES(VALUE, FRAGMENT, OMIT), LISTED,
 CALLS(partition), VARIANT(1), .note = "the same with the last fragment"},
{NAMES("grel:string_diff"), TAKES(VALUE, VALUE2), TEXT,
 CALLS(diff), .note = "the rest of value2 where it begins to differ from value"},
{NAMES("grel:reverse", "grel:string_reverse"), TAKES(VALUE), TEXT,
 CALLS(reverse), .note = "the characters backwards, accents kept with their letters"},
{NAMES("grel:string_unicode", "grel:unicodestring-s"), TAKES(VALUE), LISTED,
 CALLS(unicode), .note = "the code point of each character"},
{NAMES("grel:string_phonetic"),
 TAKES(VALUE, CHECKED(encoding, "encoding", "grel:p_string_encoding", "grel:param_string_encoding")),
 TEXT, CALLS(phonetic), .note = "how it sounds, as soundex or cologne"},
{NAMES("idlab-fn:concat", "grel:concat"),
 TAKES(STR_VALUE,
       ONE("otherStr", "idlab-fn:otherStr", "idlab-fn:_otherStr",
           "grel:valueParameter2", "grel:valueParam2"),
       OPTIONAL_DELIMITER), TEXT,
 CALLS(concat), .note = "both texts, with the delimiter between"},
{NAMES("morph-kgc:concat"),
 TAKES(ONE("value", "grel:valueParameter1", "grel:valueParameter", "grel:valueParam"), VALUE2,
       OPTIONAL("sep", "grel:p_string_sep", "grel:param_string_sep")), TEXT,
 CALLS(concat), .note = "both texts, with sep between"},
{NAMES("idlab-fn:concatSequence"),
 TAKES(LIST("seq", "rdf:_nnn", "idlab-fn:_seq", "idlab-fn:seq"), OPTIONAL_DELIMITER), TEXT,
 CALLS(list_join), .note = "all values of the list, with the delimiter between"},
{NAMES("idlab-fn:slugify"), SHORT("slug"), TAKES(STR), TEXT,
 CALLS(slugify), .note = "small ASCII letters, digits and hyphens; null if none is left"},
{NAMES("idlab-fn:toUpperCaseURL", "grel:toUpperCaseURL"), TAKES(STR_VALUE), TEXT,
 CALLS(upper_url), .note = "capital letters, with http:// before if it has no scheme"},
{NAMES("idlab-fn:alwaysReturnsABC"), TEXT,
 CALLS(abc), .note = "ABC, to try out calls without arguments"},
{NAMES("idlab-fn:getMIMEType"), TAKES(STR), TEXT,
 CALLS(mime), .note = "the media type for a file name's ending, null if unknown"},
{NAMES("idlab-fn:stringContainsOtherString"), TAKES(STR, OTHER_STR, DELIMITER),
 BOOLEAN, CALLS(contains_part),
 .note = "whether otherStr is a part of str, split at the delimiter"},

// Escapes and digests
{NAMES("grel:escape", "grel:string_escape"), TAKES(VALUE, MODE), TEXT,
 CALLS(escape), VARIANT(0), .note = "escaped for html, xml, csv, url or javascript"},
{NAMES("grel:string_unescape", "grel:unescape"), TAKES(VALUE, MODE), TEXT,
 CALLS(escape), VARIANT(1), .note = "unescaped from html, xml, csv, url or javascript"},
{NAMES("grel:string_md5"), SHORT("md5"), TAKES(VALUE), TEXT,
 CALLS(hash), VARIANT(RHUMB_MD5), .note = "MD5 in hexadecimal"},
{NAMES("grel:string_sha1"), SHORT("sha1"), TAKES(VALUE), TEXT,
 CALLS(hash), VARIANT(RHUMB_SHA1), .note = "SHA-1 in hexadecimal"},
{NAMES("rhumb-fn:sha256", "morph-kgc:hash", "grel:string_sha256"), SHORT("sha256"), TAKES(VALUE), TEXT,
 CALLS(hash), VARIANT(RHUMB_SHA256), .note = "SHA-256 in hexadecimal"},
{NAMES("rhumb-fn:sha512", "grel:string_sha512"), SHORT("sha512"), TAKES(VALUE), TEXT,
 CALLS(hash), VARIANT(RHUMB_SHA512), .note = "SHA-512 in hexadecimal"},
{NAMES("morph-kgc:hash_iri"), TAKES(VALUE), TEXT,
 CALLS(hash_iri), VARIANT(RHUMB_SHA256), .note = "SHA-256 behind http://example.com/ns#"},

// Files of the rules
{NAMES("idlab-fn:readFile"), TAKES(ONE("path", "idlab-fn:path", "idlab-fn:_path")), TEXT,
 .file = RHUMB_FILE_TEXT, CALLS(read_file), .note = "the text of a file, whose name is a constant"},
{NAMES("idlab-fn:lookup", "idlab-fn:lookupWithDelimiter"),
 TAKES(STR, ONE("inputFile", "idlab-fn:inputFile", "idlab-fn:_inputFile"),
       ONE("fromColumn", "idlab-fn:fromColumn", "idlab-fn:_fromColumn"),
       ONE("toColumn", "idlab-fn:toColumn", "idlab-fn:_toColumn"), OPTIONAL_DELIMITER), TEXT,
 .file = RHUMB_FILE_COLUMNS, CALLS(lookup),
 .note = "toColumn of the first row of a CSV file that has str in fromColumn, counted from 0; null without one"},

// Lists
{NAMES("grel:array_get"), TAKES(ARRAY, FROM, TO), GIVEN,
 CALLS(list_get), .note = "one value, counted from 0, or those up to before to"},
{NAMES("grel:array_slice"), TAKES(ARRAY, FROM, TO), LISTED,
 CALLS(list_slice), .note = "values from, counted from 0, up to before to; negative: from the end"},
{NAMES("grel:array_join"), TAKES(ARRAY, JOINED), TEXT,
 CALLS(list_join), .note = "all values, with sep between"},
{NAMES("grel:array_length"), TAKES(ARRAY), NUMBER, SEEN,
 CALLS(list_length), .note = "number of values, 0 for null"},
{NAMES("grel:array_reverse"), TAKES(ARRAY), LISTED,
 CALLS(list_reverse), .note = "the values backwards"},
{NAMES("grel:array_sort"), SHORT("sort"), TAKES(ARRAY), LISTED,
 CALLS(list_sort), .note = "by number if all are, else by code point"},
{NAMES("grel:array_sum", "grel:math_sum"), SHORT("sum"), TAKES(ARRAY), NUMBER,
 CALLS(list_sum), .note = "the sum of the numbers"},
{NAMES("grel:array_uniques"), SHORT("unique"), TAKES(ARRAY), LISTED,
 CALLS(list_uniques), .note = "each value once, in the order of the first"},
{NAMES("idlab-fn:listContainsElement"),
 TAKES(LIST("list", "idlab-fn:list", "idlab-fn:_list"), STR), BOOLEAN, SEEN,
 CALLS(list_contains), .note = "whether str is in the list; false for null"},
{NAMES("grel:other_coalesce", "morph-kgc:other_coalesce"), TAKES(ANYS), GIVEN,
 CALLS(list_first), .note = "the first value that is not null"},

// Booleans, choices, questions
{NAMES("grel:boolean_and"), TAKES(BOOLS), BOOLEAN,
 CALLS(truths), VARIANT(RHUMB_TRUE_ALL), .note = "whether all are true; null is false"},
{NAMES("grel:boolean_or"), TAKES(BOOLS), BOOLEAN,
 CALLS(truths), VARIANT(RHUMB_TRUE_ANY), .note = "whether one is true; null is false"},
{NAMES("grel:boolean_xor"), TAKES(BOOLS), BOOLEAN,
 CALLS(truths), VARIANT(RHUMB_TRUE_ODD), .note = "whether an odd number of them is true; null is false"},
{NAMES("grel:boolean_not"), TAKES(BOOL), BOOLEAN,
 CALLS(not), .note = "the contrary"},
{NAMES("grel:controls_if"), TAKES(BOOL, IF_TRUE, IF_FALSE), GIVEN, SEEN,
 CHOOSES(if), .note = "eTrue if b is true, eFalse if it is false or null"},
{NAMES("morph-kgc:controls_if_cast"), TAKES(ONE("b", "grel:bool_b", "grel:param_b"), IF_TRUE, IF_FALSE), GIVEN, SEEN,
 CHOOSES(if_cast), .note = "eFalse if b is empty, false, no, off, 0 or null, else eTrue"},
{NAMES("idlab-fn:trueCondition", "idlab-fn:IF"),
 TAKES(CHECKED(boolean, "strBoolean", "idlab-fn:strBoolean", "idlab-fn:_strBoolean", "idlab-fn:boolParameter"),
       LIST("str", "idlab-fn:str", "idlab-fn:_str", "idlab-fn:expressionParameter")), GIVEN, SEEN,
 CHOOSES(true_condition), .note = "str if strBoolean is true, else null"},
{NAMES("idlab-fn:decide"),
 TAKES(STR, ONE("expectedStr", "idlab-fn:expectedStr", "idlab-fn:_expectedStr"),
       LIST("result", "idlab-fn:result", "idlab-fn:_result")), GIVEN,
 CHOOSES(decide), .note = "result if str is expectedStr, else null"},
{NAMES("idlab-fn:equal"),
 TAKES(ONE("str1", "grel:valueParameter", "grel:valueParam"),
       ONE("str2", "grel:valueParameter2", "grel:valueParam2")), BOOLEAN, SEEN,
 CALLS(equal), VARIANT(1), .note = "whether the texts are the same; null equals nothing"},
{NAMES("idlab-fn:notEqual"),
 TAKES(ONE("str1", "grel:valueParameter", "grel:valueParam"),
       ONE("str2", "grel:valueParameter2", "grel:valueParam2")), BOOLEAN, SEEN,
 CALLS(equal), VARIANT(0), .note = "whether the texts differ; null differs from all"},
{NAMES("idlab-fn:inRange"),
 TAKES(CHECKED(number, "test", "idlab-fn:p_test", "idlab-fn:_test"),
       OPTIONAL_CHECKED(number, "from", "idlab-fn:p_from", "idlab-fn:_from"),
       OPTIONAL_CHECKED(number, "to", "idlab-fn:p_to", "idlab-fn:_to")), BOOLEAN, SEEN,
 CALLS(in_range), .note = "whether from <= test < to; false for null"},
{NAMES("idlab-fn:isNull"), TAKES(STR), BOOLEAN, SEEN,
 CALLS(is), VARIANT(RHUMB_IS_NULL), .note = "whether there is no value"},
{NAMES("grel:controls_isNull"), TAKES(ANY), BOOLEAN, SEEN,
 CALLS(is), VARIANT(RHUMB_IS_NULL), .note = "whether there is no value"},
{NAMES("grel:controls_isNotNull"), TAKES(ANY), BOOLEAN, SEEN,
 CALLS(is), VARIANT(RHUMB_IS_NOT_NULL), .note = "whether there is a value"},
{NAMES("grel:controls_isBlank"), TAKES(ANY), BOOLEAN, SEEN,
 CALLS(is), VARIANT(RHUMB_IS_BLANK), .note = "whether it is null or white space alone"},
{NAMES("grel:controls_isNonBlank"), TAKES(ANY), BOOLEAN, SEEN,
 CALLS(is), VARIANT(RHUMB_IS_NOT_BLANK), .note = "whether it is more than white space"},
{NAMES("grel:controls_isNumeric"), TAKES(ANY), BOOLEAN, SEEN,
 CALLS(is), VARIANT(RHUMB_IS_NUMERIC), .note = "whether it is a number; false for null"},
{NAMES("grel:other_type"), TAKES(ANY_LIST), TEXT, SEEN,
 CALLS(type), .note = "string, number, boolean, date, array, object, binary or undefined"},

// Numbers
{NAMES("grel:math_floor"), SHORT("floor"), TAKES(N), NUMBER,
 CALLS(round), .math = floor, .note = "the whole number below"},
{NAMES("grel:math_ceil"), SHORT("ceil"), TAKES(N), NUMBER,
 CALLS(round), .math = ceil, .note = "the whole number above"},
{NAMES("grel:math_round"), SHORT("round"), TAKES(N), NUMBER,
 CALLS(round), .math = rhumb_nearest, .note = "the nearest whole number, halves up"},
{NAMES("grel:math_abs"), SHORT("abs"), TAKES(N), NUMBER,
 CALLS(absolute), .note = "without its sign, as it is written"},
{NAMES("grel:math_min"), TAKES(N, N2), NUMBER,
 CALLS(extreme), VARIANT(0), .note = "the smaller, as it is written; of equals the first"},
{NAMES("grel:math_max"), TAKES(N, N2), NUMBER,
 CALLS(extreme), VARIANT(1), .note = "the larger, as it is written; of equals the first"},
{NAMES("grel:math_mod"),
 TAKES(I, CHECKED(divisor, "i2", "grel:p_int_i2", "grel:param_int_i2")), NUMBER,
 CALLS(whole), VARIANT(RHUMB_WHOLE_MOD), .note = "the rest of a division, with the sign of i2"},
{NAMES("grel:math_quotient"),
 TAKES(CHECKED(integer, "i", "grel:p_dec_n", "grel:param_dec_n", "grel:p_int_i", "grel:param_int_i"),
       CHECKED(divisor, "i2", "grel:param_n2", "grel:param_dec_n2", "grel:p_int_i2", "grel:param_int_i2")),
 NUMBER, CALLS(whole), VARIANT(RHUMB_WHOLE_QUOTIENT), .note = "how often i2 goes into i"},
{NAMES("grel:math_gcd"), TAKES(I, I2), NUMBER,
 CALLS(whole), VARIANT(RHUMB_WHOLE_GCD), .note = "the greatest common divisor"},
{NAMES("grel:math_lcm"), TAKES(I, I2), NUMBER,
 CALLS(whole), VARIANT(RHUMB_WHOLE_LCM), .note = "the least common multiple"},
{NAMES("grel:math_even"), TAKES(N), NUMBER,
 CALLS(parity), VARIANT(0), .note = "up to the next even number"},
{NAMES("grel:math_odd"), TAKES(N), NUMBER,
 CALLS(parity), VARIANT(1), .note = "up to the next odd number"},
{NAMES("grel:math_fact"), TAKES(I), NUMBER,
 CALLS(factorial), .note = "the factorial"},
{NAMES("grel:math_factn"), TAKES(I, I2), NUMBER,
 CALLS(factorial), .note = "i (i - i2) (i - 2 i2) ... down to above 0"},
{NAMES("grel:math_combin"), TAKES(I, I2), NUMBER,
 CALLS(combinations), .note = "ways to take i2 things of i"},
{NAMES("grel:math_multinomial"), TAKES(ARRAY), NUMBER,
 CALLS(multinomial), .note = "ways to part a sum into these numbers"},
{NAMES("grel:math_pow"), TAKES(N, EXPONENT), NUMBER,
 .call = rhumb_call_power, .math2 = pow, .note = "n to the power of e"},
{NAMES("grel:math_exp"), TAKES(N), NUMBER, MATH(exp), .note = "e to the power of n"},
{NAMES("grel:math_ln"), TAKES(N), NUMBER, MATH(log), .note = "the natural logarithm"},
{NAMES("grel:math_log"), TAKES(N), NUMBER, MATH(log10), .note = "the logarithm to base 10"},
{NAMES("grel:math_sin"), TAKES(N), NUMBER, MATH(sin), .note = "the sine, of radians"},
{NAMES("grel:math_cos"), TAKES(N), NUMBER, MATH(cos), .note = "the cosine, of radians"},
{NAMES("grel:math_tan"), TAKES(N), NUMBER, MATH(tan), .note = "the tangent, of radians"},
{NAMES("grel:math_asin"), TAKES(N), NUMBER, MATH(asin), .note = "the arc sine"},
{NAMES("grel:math_acos"), TAKES(N), NUMBER, MATH(acos), .note = "the arc cosine"},
{NAMES("grel:math_atan"), TAKES(N), NUMBER, MATH(atan), .note = "the arc tangent"},
{NAMES("grel:math_atan2"), TAKES(N, N2), NUMBER,
 MATH2(atan2), .note = "the angle of the point (n2, n)"},
{NAMES("grel:math_sinh"), TAKES(N), NUMBER, MATH(sinh), .note = "the hyperbolic sine"},
{NAMES("grel:math_cosh"), TAKES(N), NUMBER, MATH(cosh), .note = "the hyperbolic cosine"},
{NAMES("grel:math_tanh"), TAKES(N), NUMBER, MATH(tanh), .note = "the hyperbolic tangent"},
{NAMES("grel:math_degrees"), TAKES(N), NUMBER, MATH(rhumb_degrees), .note = "radians as degrees"},
{NAMES("grel:math_radians"), TAKES(N), NUMBER, MATH(rhumb_radians), .note = "degrees as radians"},

// Dates
{NAMES("grel:date_now"), WHEN, .asks_time = true,
 CALLS(now), .note = "the time of the run, as --now says"},
{NAMES("grel:date_toDate", "grel:string_toDate"),
 TAKES(VALUE, OPTIONAL_CHECKED(date_pattern, "pattern", "grel:p_string_pattern", "grel:param_string_pattern")), WHEN,
 CALLS(to_date), .note = "a date, or date and time, read as the pattern says (dd/MM/yyyy)"},
{NAMES("morph-kgc:date_toDate"),
 TAKES(VALUE, CHECKED(directives, "pattern", "grel:p_string_pattern", "grel:param_string_pattern")), WHEN,
 CALLS(directive_date), .note = "a date and time read as directives say (%d/%m/%Y), midnight without a time, 1900 without a year"},
{NAMES("grel:date_toString"),
 TAKES(CHECKED(date, "value", "grel:valueParameter", "grel:valueParam"),
       CHECKED(pattern, "pattern", "grel:p_string_pattern", "grel:param_string_pattern")), TEXT,
 CALLS(date_string), .note = "a date written as the pattern says"},
{NAMES("grel:date_diff"),
 TAKES(CHECKED(date, "d", "grel:p_datetime_d", "grel:param_datetime_d"),
       CHECKED(date, "d2", "grel:p_datetime_d2", "grel:param_datetime_d2"),
       CHECKED(diff_unit, "timeUnit", "grel:p_string_timeunit", "grel:param_string_timeunit")), NUMBER,
 CALLS(date_diff), .note = "whole units from d2 to d, negative if d is earlier"},
{NAMES("grel:date_inc"),
 TAKES(DATE, CHECKED(integer, "n", "grel:p_dec_n", "grel:param_dec_n"),
       OPTIONAL_CHECKED(inc_unit, "unit", "grel:p_string_unit", "grel:param_string_unit")), WHEN,
 CALLS(date_inc), .note = "n units later, hours without a unit"},
{NAMES("grel:date_datePart"), TAKES(DATE, UNIT), GIVEN,
 CALLS(date_part), .note = "the year, month, day, hour ..., the weekday's name, or the time in ms"},
{NAMES("idlab-fn:normalizeDate"), TAKES(STR_DATE, STR_PATTERN), WHEN,
 CALLS(normalize_date), VARIANT(0), .note = "a date read as the pattern says, in ISO 8601"},
{NAMES("idlab-fn:normalizeDateWithLang"),
 TAKES(STR_DATE, STR_PATTERN, CHECKED(date_language, "lang", "idlab-fn:lang", "idlab-fn:_lang")), WHEN,
 CALLS(normalize_date), VARIANT(0), .note = "the same; names in English (en) alone"},
{NAMES("idlab-fn:normalizeDateTime"),
 TAKES(STR_DATE, CHECKED(time_pattern, "pattern", "idlab-fn:pattern", "idlab-fn:_pattern")), WHEN,
 CALLS(normalize_date), VARIANT(1), .note = "a date and time read as the pattern says, in ISO 8601"},
{NAMES("idlab-fn:normalizeDateTimeWithLang"),
 TAKES(STR_DATE, CHECKED(time_pattern, "pattern", "idlab-fn:pattern", "idlab-fn:_pattern"),
       CHECKED(date_language, "lang", "idlab-fn:lang", "idlab-fn:_lang")), WHEN,
 CALLS(normalize_date), VARIANT(1), .note = "the same; names in English (en) alone"},

// Refused
{NAMES("idlab-fn:random", "grel:random", "morph-kgc:uuid"), TEXT, .note = "a random UUID",
 REFUSED(ALIKE "make the identifier from the data, such as with rhumb-fn:sha256")},
{NAMES("grel:math_randomNumber"), NUMBER, .note = "a random number",
 REFUSED(ALIKE "take the number from the data")},
{NAMES("idlab-fn:dbpediaSpotlight"), LISTED, .note = "entities found by a web service",
 REFUSED("functions do not use the network; annotate the data before the run")},
{NAMES("idlab-fn:multipleLookup"), TEXT, .note = "a value found in a CSV file by several columns",
 REFUSED("declare the file as a source and join with it, a condition for each column")},
{NAMES("idlab-fn:crossConcatSequence"), LISTED, .note = "every combination of the values of several lists",
 REFUSED("use idlab-fn:concat, which makes every combination of what has several values")},
{NAMES("idlab-fn:generateUniqueIRI", "idlab-fn:createUniqueIRI", "idlab-fn:updateUniqueIRI"), TEXT,
 .note = "an IRI for a new or changed entity", REFUSED(STATE)},
{NAMES("idlab-fn:implicitCreate", "idlab-fn:explicitCreate"), TEXT,
 .note = "the IRI of an entity seen for the first time", REFUSED(STATE)},
{NAMES("idlab-fn:implicitUpdate", "idlab-fn:explicitUpdate"), TEXT,
 .note = "the IRI of an entity that has changed", REFUSED(STATE)},
{NAMES("idlab-fn:implicitDelete", "idlab-fn:explicitDelete"), LISTED,
 .note = "the IRIs of entities that are gone", REFUSED(STATE)},
{NAMES("grel:string_reinterpret"), TEXT, .note = "the value read in another encoding",
 REFUSED("give the source its encoding instead")},
{NAMES("grel:other_hasField"), BOOLEAN, .note = "whether an object has a field",
 REFUSED("values have no fields; use grel:controls_isNotNull with a reference to the field")},
};
// clang-format on

const size_t rhumb_function_table_count = RHUMB_COUNT(rhumb_function_table);
