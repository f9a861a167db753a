// SPDX-License-Identifier: ISC

/// @file jsonpath_regex.h  I-Regexp (RFC 9485) through PCRE2.

#ifndef RHUMB_SOURCE_JSON_JSONPATH_REGEX_H
#define RHUMB_SOURCE_JSON_JSONPATH_REGEX_H

#include "base/str.h"

typedef enum {
  RHUMB_REGEX_NO,
  RHUMB_REGEX_YES,
  RHUMB_REGEX_TOO_LONG, ///< Given up: the pattern needs too many steps
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

/// Does `pattern` match `text`: all of it, or (`anywhere`) some part? A pattern
/// that is no I-Regexp matches nothing (RFC 9535, section 2.4.6).
RhumbRegexAnswer
rhumb_regex_match(RhumbRegexCache *cache,
                  RhumbStr pattern,
                  RhumbStr text,
                  bool anywhere);

#endif // RHUMB_SOURCE_JSON_JSONPATH_REGEX_H
