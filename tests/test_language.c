// SPDX-License-Identifier: ISC

#include "support.h"
#include "term/language.h"

typedef struct {
  const char *name; ///< The tag, too
  bool valid;
} Case;

/// From RFC 5646, appendix A, and its grammar
static Case cases[] = {
    {"de", true},
    {"DE-ch", true},
    {"zh-Hant", true},
    {"zh-cmn-Hans-CN", true},
    {"zh-yue-HK", true},
    {"sr-Latn-RS", true},
    {"sl-rozaj-biske-1994", true},
    {"de-CH-1901", true},
    {"hy-Latn-IT-arevela", true},
    {"es-419", true},
    {"de-CH-x-phonebk", true},
    {"az-Arab-x-AZE-derbend", true},
    {"x-whatever", true},
    {"qaa-Qaaa-QM-x-southern", true},
    {"en-US-u-islamcal", true},
    {"zh-CN-a-myext-x-private", true},
    {"en-a-myext-b-another", true},
    {"abcd", true},
    {"abcdefgh", true},
    {"zh-aaa-bbb-ccc", true},
    {"en-a-bb-a-cc", true}, // Not valid, but well-formed
    {"i-klingon", true},
    {"I-KLINGON", true},
    {"en-GB-oed", true},
    {"sgn-BE-FR", true},
    {"zh-min-nan", true},
    {"art-lojban", true},
    {"x-1-2-3", true},

    {"", false},
    {"a", false},
    {"a-english", false},
    {"a-DE", false},
    {"i-other", false},
    {"abcdefghi", false},
    {"english-abcdefghi", false},
    {"de-419-DE", false},
    {"ar-a-aaa-b", false},
    {"en-x", false},
    {"x", false},
    {"x-", false},
    {"-en", false},
    {"en-", false},
    {"en--US", false},
    {"en_US", false},
    {"en US", false},
    {"zh-aaa-bbb-ccc-ddd", false},
    {"abcd-aaa", false},
    {"12", false},
    {"e1", false},
    {"en-1ab", false},
    {"\u00e9n", false},
    {"en-x-abcdefghi", false},
};

static void
test_case(void **const state)
{
  const Case *const c = (const Case *)*state;
  assert_int_equal(rhumb_language_valid(rhumb_str(c->name)), c->valid);
}

int
main(void)
{
  int failed = 0;
  RUN_TABLE("language", cases, test_case);
  return failed;
}
