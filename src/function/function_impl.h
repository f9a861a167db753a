// SPDX-License-Identifier: ISC

/// @file function_impl.h  What the files of functions share; private to them.

#ifndef RHUMB_FUNCTION_FUNCTION_IMPL_H
#define RHUMB_FUNCTION_FUNCTION_IMPL_H

#include "function/function.h"

/// The longest text a function makes, and the most values: what is larger was
/// made to exhaust memory
#define RHUMB_FUNCTION_MAX_BYTES  ((size_t)64 << 20U)
#define RHUMB_FUNCTION_MAX_VALUES ((size_t)1 << 20U)

/// The head of a function of the table
#define RHUMB_CALL(name)                                       \
  RhumbStatus rhumb_call_##name(const RhumbValues *const args, \
                                RhumbFunctionContext *const context)

/// The head of what says which arguments a function of the table needs
#define RHUMB_NEEDS(name)                                \
  bool rhumb_needs_##name(const RhumbValues *const args, \
                          const size_t parameter,        \
                          RhumbFunctionContext *const context)

/// The head of what looks at a value that the rules fix
#define RHUMB_CHECK(name)         \
  RhumbStatus rhumb_check_##name( \
      const RhumbValues *args, size_t index, RhumbFunctionContext *context)

/// How many bytes of a value a message shows: for "%.*s"
#define RHUMB_SHOW(str) rhumb_function_show(str), (str).data

// Arguments -----------------------------------------------------------------

/// The first value's text; "" for null
RhumbStr
rhumb_argument(const RhumbValues *args, size_t index);

/// True if the argument has a value
bool
rhumb_argument_given(const RhumbValues *args, size_t index);

/// Read a whole number ("-3", "4.0"); null leaves `out` as it is. Fails naming
/// the parameter.
RHUMB_NODISCARD RhumbStatus
rhumb_argument_integer(int64_t *out,
                       const RhumbValues *args,
                       size_t index,
                       RhumbFunctionContext *context);

/// Read a number in XSD's decimal or double form, finite, likewise
RHUMB_NODISCARD RhumbStatus
rhumb_argument_number(double *out,
                      const RhumbValues *args,
                      size_t index,
                      RhumbFunctionContext *context);

/// Read true, false, 1 or 0, whatever the case; null is false
RHUMB_NODISCARD RhumbStatus
rhumb_argument_boolean(bool *out,
                       const RhumbValues *args,
                       size_t index,
                       RhumbFunctionContext *context);

/// Say what a number's text is, without spaces around: RHUMB_VALUE_INTEGER,
/// _DECIMAL or _DOUBLE; RHUMB_VALUE_STRING if it is none
RhumbValueType
rhumb_number_type(RhumbStr text);

/// True for white space of Unicode, the byte order mark, and what of ASCII is
/// at or below the space
bool
rhumb_is_white(uint32_t code);

/// `text` without what rhumb_is_white() is true for, at both ends
RhumbStr
rhumb_trimmed(RhumbStr text);

/// Write why a call fails, after the function's name; a NULL type: alone
RHUMB_PRINTF(2, 3)
RhumbStatus
rhumb_function_fail(RhumbFunctionContext *context, const char *fmt, ...);

/// At most 60 bytes of whole characters, up to a zero byte
int
rhumb_function_show(RhumbStr str);

// Results -------------------------------------------------------------------

/// One value
RhumbStatus
rhumb_return(RhumbFunctionContext *context,
             RhumbValueType type,
             RhumbStr lexical);

RhumbStatus
rhumb_return_string(RhumbFunctionContext *context, RhumbStr text);

RhumbStatus
rhumb_return_boolean(RhumbFunctionContext *context, bool value);

RhumbStatus
rhumb_return_integer(RhumbFunctionContext *context, int64_t value);

/// Below it, a double is each whole number: 2^53
#define RHUMB_EXACT 9007199254740992.0

/// Whole numbers below RHUMB_EXACT as they are, others with an exponent; up to
/// 15 digits, or as many as tell the double from 10^15 on; fails if not finite
RhumbStatus
rhumb_return_number(RhumbFunctionContext *context, double value);

RhumbStatus
rhumb_return_null(RhumbFunctionContext *context);

/// A text being made in the arena; begin with the arena set
typedef struct {
  RhumbArena *arena;
  char *data;
  size_t len, cap;
  bool too_long; ///< What came after RHUMB_FUNCTION_MAX_BYTES was dropped
} RhumbTextBuilder;

void
rhumb_builder_put(RhumbTextBuilder *builder, RhumbStr str);

void
rhumb_builder_putc(RhumbTextBuilder *builder, char c);

/// Append a character as UTF-8
void
rhumb_builder_put_code(RhumbTextBuilder *builder, uint32_t code);

/// What was made, or a failure if it was too long
RhumbStatus
rhumb_return_text(RhumbFunctionContext *context,
                  const RhumbTextBuilder *builder);

/// A list being made in the arena
typedef struct {
  RhumbArena *arena;
  RhumbValue *items;
  size_t count, cap;
  bool too_long;
} RhumbListBuilder;

void
rhumb_list_put(RhumbListBuilder *builder, RhumbValue value);

void
rhumb_list_put_string(RhumbListBuilder *builder, RhumbStr text);

RhumbStatus
rhumb_return_list(RhumbFunctionContext *context,
                  const RhumbListBuilder *builder);

// Characters ----------------------------------------------------------------

/// Length in bytes (1 to 4) of the character at `at`; a byte that begins none
/// counts as one
size_t
rhumb_character(RhumbStr text, size_t at, uint32_t *code);

/// Byte at which character number `index` begins; the length if it has fewer
size_t
rhumb_character_at(RhumbStr text, size_t index);

/// Turn GREL's `from` and `to` (negative: from the end) into a range of
/// `count` things: `*from <= *to <= count`
void
rhumb_range(size_t *from, size_t *to, size_t count, int64_t first, int64_t end);

/// Last place of `sub`, or SIZE_MAX
size_t
rhumb_find_last(RhumbStr text, RhumbStr sub);

typedef enum { RHUMB_CASE_LOWER, RHUMB_CASE_UPPER, RHUMB_CASE_TITLE } RhumbCase;

/// `text` in another case, for no language in particular, in the arena
RhumbStr
rhumb_cased(RhumbArena *arena, RhumbStr text, RhumbCase to);

/// Compatibility decomposition (Unicode's NFKD), in the arena
RhumbStr
rhumb_decomposed(RhumbArena *arena, RhumbStr text);

// Regular expressions (PCRE2, as near Java's as it is) ------------------------

typedef struct RhumbPattern RhumbPattern;

/// A search through a text for what a regular expression matches
typedef struct {
  RhumbPattern *pattern;
  RhumbStr text;
  size_t at;            ///< Where the next match may begin
  bool found;           ///< There is a match; else the search is over
  const size_t *ranges; ///< Of the match: group 0 is the whole, then the
                        ///< others; SIZE_MAX: the group took no part
  size_t count;         ///< Of groups, with the whole
} RhumbSearch;

/// Begin to search; fails with the place in an expression that is wrong
RHUMB_NODISCARD RhumbStatus
rhumb_search_begin(RhumbSearch *out,
                   RhumbStr text,
                   RhumbStr expression,
                   RhumbFunctionContext *context);

/// Step to the next match, a character on if the last was empty. `whole`: all
/// of the text must match. Bounded work: fails if it takes too long.
RHUMB_NODISCARD RhumbStatus
rhumb_search_next(RhumbSearch *search,
                  bool whole,
                  RhumbFunctionContext *context);

/// Number of the group called `name`, or 0
size_t
rhumb_pattern_group(const RhumbPattern *pattern, RhumbStr name);

/// True if `text` is written "/…/"; `inside` is what is between
bool
rhumb_pattern_slashed(RhumbStr *inside, RhumbStr text);

void
rhumb_patterns_free(struct RhumbPatterns *patterns);

/// The code point of HTML 4's `&name;`, or 0
uint32_t
rhumb_entity(RhumbStr name);

// The table -----------------------------------------------------------------

// What the table's parameters name as `check`
RHUMB_CHECK(integer);
RHUMB_CHECK(length);
RHUMB_CHECK(divisor);
RHUMB_CHECK(number);
RHUMB_CHECK(boolean);
RHUMB_CHECK(regex);
RHUMB_CHECK(slashed); ///< A regular expression, if it stands in slashes
RHUMB_CHECK(separator);
RHUMB_CHECK(replacement);
RHUMB_CHECK(counterparts);
RHUMB_CHECK(group);
RHUMB_CHECK(offset);
RHUMB_CHECK(offset_unit);
RHUMB_CHECK(mode);
RHUMB_CHECK(encoding);
RHUMB_CHECK(date);
RHUMB_CHECK(pattern);
RHUMB_CHECK(date_pattern);
RHUMB_CHECK(time_pattern);
RHUMB_CHECK(directives);
RHUMB_CHECK(date_language);
RHUMB_CHECK(diff_unit);
RHUMB_CHECK(inc_unit);
RHUMB_CHECK(part_unit);

extern const RhumbFunctionType rhumb_function_table[];
extern const size_t rhumb_function_table_count;

typedef RhumbStatus
RhumbFunctionCall(const RhumbValues *args, RhumbFunctionContext *context);

/// The functions of the table, each a RHUMB_CALL()
// clang-format off
#define RHUMB_CALLS(X) \
  /* string.c */ X(case) X(title) X(camel_case) X(trim) X(length) X(to_string) \
   X(to_number) X(starts) X(ends) X(contains) X(index) \
   X(chomp) X(substring) X(diff) X(reverse) X(unicode) X(concat) X(slugify) \
   X(upper_url) X(abc) X(mime) \
  /* replace.c */ X(replace) X(replace_chars) X(match) X(find) X(part) \
  /* slice.c */ X(slice) \
  /* split.c */ X(split) X(smart_split) X(split_lengths) X(split_types) \
   X(partition) X(contains_part) \
  /* phonetic.c */ X(phonetic) \
  /* list.c */ X(list_get) X(list_slice) X(list_join) X(list_length) \
   X(list_reverse) X(list_sort) X(list_sum) X(list_uniques) X(list_contains) \
   X(list_first) \
  /* logic.c */ X(truths) X(not) X(if) X(if_cast) X(equal) \
   X(true_condition) X(decide) X(in_range) X(is) X(type) \
  /* number.c */ X(math) X(round) X(absolute) X(extreme) X(math2) X(power) \
   X(parity) X(whole) X(factorial) X(combinations) X(multinomial) \
  /* date.c */ X(now) X(to_date) X(date_string) X(normalize_date) X(date_diff) \
   X(date_inc) X(date_part) \
  /* directive.c */ X(directive_date) \
  /* escape.c */ X(escape) \
 /* file.c */ X(read_file) X(lookup) \
  /* hash.c */ X(hash) X(hash_iri)
// clang-format on

#define RHUMB_DECLARE_CALL(name) RhumbFunctionCall rhumb_call_##name;
RHUMB_CALLS(RHUMB_DECLARE_CALL)
#undef RHUMB_DECLARE_CALL

typedef bool
RhumbFunctionNeeds(const RhumbValues *args,
                   size_t parameter,
                   RhumbFunctionContext *context);

/// Of those of the functions that choose, each a RHUMB_NEEDS()
RhumbFunctionNeeds rhumb_needs_if;
RhumbFunctionNeeds rhumb_needs_if_cast;
RhumbFunctionNeeds rhumb_needs_true_condition;
RhumbFunctionNeeds rhumb_needs_decide;

/// What rhumb_call_truths() asks, as `variant`
enum { RHUMB_TRUE_ALL, RHUMB_TRUE_ANY, RHUMB_TRUE_ODD };

/// What rhumb_call_is() asks, as `variant`
enum {
  RHUMB_IS_NULL,
  RHUMB_IS_NOT_NULL,
  RHUMB_IS_BLANK,
  RHUMB_IS_NOT_BLANK,
  RHUMB_IS_NUMERIC,
};

double
rhumb_nearest(double number);
double
rhumb_degrees(double radians);
double
rhumb_radians(double degrees);

/// What rhumb_call_whole() does, as `variant`
enum {
  RHUMB_WHOLE_MOD,
  RHUMB_WHOLE_QUOTIENT,
  RHUMB_WHOLE_GCD,
  RHUMB_WHOLE_LCM,
};

/// The digests, as `variant`
enum { RHUMB_MD5, RHUMB_SHA1, RHUMB_SHA256, RHUMB_SHA512 };

#endif // RHUMB_FUNCTION_FUNCTION_IMPL_H
