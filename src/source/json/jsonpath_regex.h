// SPDX-License-Identifier: ISC

/// @file jsonpath_regex.h  I-Regexp (RFC 9485) through PCRE2.

#ifndef RHUMB_SOURCE_JSON_JSONPATH_REGEX_H
#define RHUMB_SOURCE_JSON_JSONPATH_REGEX_H

#include "base/str.h"

#define RHUMB_REGEX_WHY 128 ///< Bytes of a reason

typedef enum {
  RHUMB_REGEX_NO,
  RHUMB_REGEX_YES,
  RHUMB_REGEX_TOO_LONG, ///< Given up: the pattern needs too many steps
  RHUMB_REGEX_REFUSED,  ///< An I-Regexp that PCRE2 does not take
} RhumbRegexAnswer;

/// Compiled patterns by their text; zero is empty
typedef struct RhumbRegexCache RhumbRegexCache;

RhumbRegexCache *
rhumb_regex_cache_new(void);

void
rhumb_regex_cache_free(RhumbRegexCache *cache);

/// True if `pattern` is an I-Regexp
bool
rhumb_regex_is_valid(RhumbStr pattern);

/// True if PCRE2 does not take a pattern that is an I-Regexp; `why`, of
/// RHUMB_REGEX_WHY bytes, says what of it
bool
rhumb_regex_refuses(RhumbStr pattern, char *why);

/// Does `pattern` match `text`: all of it, or (`anywhere`) some part? A pattern
/// that is no I-Regexp matches nothing (RFC 9535, section 2.4.6).
RhumbRegexAnswer
rhumb_regex_match(RhumbRegexCache *cache,
                  RhumbStr pattern,
                  RhumbStr text,
                  bool anywhere);

#endif // RHUMB_SOURCE_JSON_JSONPATH_REGEX_H
