// SPDX-License-Identifier: ISC

/// @file function_impl.h  What the files of functions share; private to them.

#ifndef RHUMB_FUNCTION_FUNCTION_IMPL_H
#define RHUMB_FUNCTION_FUNCTION_IMPL_H

#include "function/function.h"

#include <stdint.h>

/// The longest text a function makes, and the most values: what is larger was
/// made to exhaust memory
#define RHUMB_FUNCTION_MAX_BYTES  ((size_t)64 << 20U)
#define RHUMB_FUNCTION_MAX_VALUES ((size_t)1 << 20U)

/// The head of a function of the table
#define RHUMB_CALL(name)                                       \
  RhumbStatus rhumb_call_##name(RhumbValues *const result,     \
                                const RhumbValues *const args, \
                                RhumbFunctionContext *const context)

/// How many bytes of a value a message shows: for "%.*s"
#define RHUMB_SHOW(str) rhumb_function_show(str), (str).data

// Arguments -----------------------------------------------------------------

/// The first value's text; "" for null
RhumbStr
rhumb_argument(const RhumbValues *args, size_t index);

/// True if the argument has a value
bool
rhumb_argument_given(const RhumbValues *args, size_t index);

/// Read a whole number ("-3", "4.0"); fails naming the parameter
RHUMB_NODISCARD RhumbStatus
rhumb_argument_integer(int64_t *out,
                       const RhumbValues *args,
                       size_t index,
                       RhumbFunctionContext *context);

/// Read a number in XSD's decimal or double form, finite
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

/// `text` without what is white space in Unicode, or a control character
RhumbStr
rhumb_trimmed(RhumbStr text);

/// Write why a call fails, after the function's name; a NULL type: alone
RHUMB_PRINTF(2, 3)
RhumbStatus
rhumb_function_fail(RhumbFunctionContext *context, const char *fmt, ...);

/// At most 60 bytes of whole characters, up to the first control character
int
rhumb_function_show(RhumbStr str);

// Results -------------------------------------------------------------------

/// One value
RhumbStatus
rhumb_return(RhumbValues *result,
             RhumbFunctionContext *context,
             RhumbValueType type,
             RhumbStr lexical);

RhumbStatus
rhumb_return_string(RhumbValues *result,
                    RhumbFunctionContext *context,
                    RhumbStr text);

RhumbStatus
rhumb_return_boolean(RhumbValues *result,
                     RhumbFunctionContext *context,
                     bool value);

RhumbStatus
rhumb_return_integer(RhumbValues *result,
                     RhumbFunctionContext *context,
                     int64_t value);

/// Up to 15 digits, whole numbers without a point; fails if not finite
RhumbStatus
rhumb_return_number(RhumbValues *result,
                    RhumbFunctionContext *context,
                    double value);

RhumbStatus
rhumb_return_null(RhumbValues *result);

/// A text being made in the arena; begin with the arena set
typedef struct {
  RhumbArena *arena;
  char *data;
  size_t len, cap;
  bool too_long; ///< What came after RHUMB_FUNCTION_MAX_BYTES was dropped
} RhumbMaking;

void
rhumb_making_put(RhumbMaking *making, RhumbStr str);

void
rhumb_making_putc(RhumbMaking *making, char c);

/// Append a character as UTF-8
void
rhumb_making_put_code(RhumbMaking *making, uint32_t code);

/// What was made, or a failure if it was too long
RhumbStatus
rhumb_return_making(RhumbValues *result,
                    RhumbFunctionContext *context,
                    const RhumbMaking *making);

/// A list being made in the arena
typedef struct {
  RhumbArena *arena;
  RhumbValue *items;
  size_t count, cap;
  bool too_long;
} RhumbListing;

void
rhumb_listing_put(RhumbListing *listing, RhumbValue value);

void
rhumb_listing_put_string(RhumbListing *listing, RhumbStr text);

RhumbStatus
rhumb_return_listing(RhumbValues *result,
                     RhumbFunctionContext *context,
                     const RhumbListing *listing);

// Characters ----------------------------------------------------------------

/// Length in bytes (1 to 4) of the character at `at`; a byte that begins none
/// counts as one
size_t
rhumb_character(RhumbStr text, size_t at, uint32_t *code);

/// Number of characters
size_t
rhumb_character_count(RhumbStr text);

/// Byte at which character number `index` begins; the length if it has fewer
size_t
rhumb_character_at(RhumbStr text, size_t index);

/// Turn GREL's `from` and `to` (negative: from the end) into a range of
/// `count` things: `*from <= *to <= count`
void
rhumb_range(size_t *from, size_t *to, size_t count, int64_t first, int64_t end);

/// First place of `sub` at or after byte `at`, or SIZE_MAX
size_t
rhumb_find(RhumbStr text, RhumbStr sub, size_t at);

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

/// One match: byte ranges, group 0 the whole; SIZE_MAX: the group took no part
typedef struct {
  const size_t *ranges;
  size_t count; ///< Of groups, with the whole
} RhumbMatch;

/// Compile `text`, or find it compiled; fails with the place in it
RHUMB_NODISCARD RhumbStatus
rhumb_pattern(RhumbPattern **out, RhumbStr text, RhumbFunctionContext *context);

/// Search from byte `at`; RHUMB_END if there is none. `whole`: all of `text`
/// must match. Bounded work: fails if the pattern takes too long.
RHUMB_NODISCARD RhumbStatus
rhumb_pattern_match(RhumbMatch *out,
                    RhumbPattern *pattern,
                    RhumbStr text,
                    size_t at,
                    bool whole,
                    RhumbFunctionContext *context);

/// Where to search on after a match: its end, a character on if it was empty
size_t
rhumb_match_after(const RhumbMatch *match, RhumbStr text);

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

extern const RhumbFunctionType rhumb_function_table[];
extern const size_t rhumb_function_table_count;

typedef RhumbStatus
RhumbFunctionCall(RhumbValues *result,
                  const RhumbValues *args,
                  RhumbFunctionContext *context);

// function_string.c
RhumbFunctionCall rhumb_call_case;
RhumbFunctionCall rhumb_call_title;
RhumbFunctionCall rhumb_call_trim;
RhumbFunctionCall rhumb_call_length;
RhumbFunctionCall rhumb_call_to_string;
RhumbFunctionCall rhumb_call_to_number;
RhumbFunctionCall rhumb_call_starts;
RhumbFunctionCall rhumb_call_ends;
RhumbFunctionCall rhumb_call_contains;
RhumbFunctionCall rhumb_call_index;
RhumbFunctionCall rhumb_call_last_index;
RhumbFunctionCall rhumb_call_chomp;
RhumbFunctionCall rhumb_call_substring;
RhumbFunctionCall rhumb_call_diff;
RhumbFunctionCall rhumb_call_reverse;
RhumbFunctionCall rhumb_call_unicode;
RhumbFunctionCall rhumb_call_concat;
RhumbFunctionCall rhumb_call_slugify;
RhumbFunctionCall rhumb_call_upper_url;
RhumbFunctionCall rhumb_call_mime;

// function_replace.c
RhumbFunctionCall rhumb_call_replace;
RhumbFunctionCall rhumb_call_replace_chars;
RhumbFunctionCall rhumb_call_match;
RhumbFunctionCall rhumb_call_find;

// function_split.c
RhumbFunctionCall rhumb_call_split;
RhumbFunctionCall rhumb_call_smart_split;
RhumbFunctionCall rhumb_call_split_lengths;
RhumbFunctionCall rhumb_call_split_types;
RhumbFunctionCall rhumb_call_partition;
RhumbFunctionCall rhumb_call_contains_part;

// function_phonetic.c
RhumbFunctionCall rhumb_call_phonetic;

// function_list.c
RhumbFunctionCall rhumb_call_list_get;
RhumbFunctionCall rhumb_call_list_slice;
RhumbFunctionCall rhumb_call_list_join;
RhumbFunctionCall rhumb_call_list_length;
RhumbFunctionCall rhumb_call_list_reverse;
RhumbFunctionCall rhumb_call_list_sort;
RhumbFunctionCall rhumb_call_list_sum;
RhumbFunctionCall rhumb_call_list_uniques;
RhumbFunctionCall rhumb_call_list_contains;
RhumbFunctionCall rhumb_call_list_first;

// function_logic.c
RhumbFunctionCall rhumb_call_and;
RhumbFunctionCall rhumb_call_or;
RhumbFunctionCall rhumb_call_xor;
RhumbFunctionCall rhumb_call_not;
RhumbFunctionCall rhumb_call_if;
RhumbFunctionCall rhumb_call_if_cast;
RhumbFunctionCall rhumb_call_equal;
RhumbFunctionCall rhumb_call_true_condition;
RhumbFunctionCall rhumb_call_decide;
RhumbFunctionCall rhumb_call_in_range;
RhumbFunctionCall rhumb_call_is;
RhumbFunctionCall rhumb_call_type;

/// What rhumb_call_is() asks, as `variant`
enum {
  RHUMB_IS_NULL,
  RHUMB_IS_NOT_NULL,
  RHUMB_IS_BLANK,
  RHUMB_IS_NOT_BLANK,
  RHUMB_IS_NUMERIC,
};

// function_number.c
RhumbFunctionCall rhumb_call_math;
RhumbFunctionCall rhumb_call_round;
RhumbFunctionCall rhumb_call_absolute;
RhumbFunctionCall rhumb_call_extreme;
RhumbFunctionCall rhumb_call_power;
RhumbFunctionCall rhumb_call_atan2;
RhumbFunctionCall rhumb_call_parity;
RhumbFunctionCall rhumb_call_whole;
RhumbFunctionCall rhumb_call_factorial;
RhumbFunctionCall rhumb_call_combinations;
RhumbFunctionCall rhumb_call_multinomial;
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

// function_date.c
RhumbFunctionCall rhumb_call_to_date;
RhumbFunctionCall rhumb_call_date_string;
RhumbFunctionCall rhumb_call_normalize_date;
RhumbFunctionCall rhumb_call_date_diff;
RhumbFunctionCall rhumb_call_date_inc;
RhumbFunctionCall rhumb_call_date_part;

// function_escape.c
RhumbFunctionCall rhumb_call_escape;
RhumbFunctionCall rhumb_call_unescape;

// function_hash.c
RhumbFunctionCall rhumb_call_hash;
RhumbFunctionCall rhumb_call_hash_iri;

/// The digests, as `variant`
enum { RHUMB_MD5, RHUMB_SHA1, RHUMB_SHA256, RHUMB_SHA512 };

#endif // RHUMB_FUNCTION_FUNCTION_IMPL_H
