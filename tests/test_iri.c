// SPDX-License-Identifier: ISC

#include "support.h"
#include "term/iri.h"

typedef struct {
  const char *name;
  const char *iri;
  bool valid;
  size_t bad_byte;
  size_t len; ///< 0: up to the NUL
} ValidCase;

// clang-format off
static ValidCase valid_cases[] = {
  {"plain",                  "http://example.org/a/b?c=d&e#f", true,  0, 0},
  {"every part",             "a+b-.1://u:p;@h.x:80/a;b=c/?x?/#y?/", true, 0, 0},
  {"no authority",           "urn:isbn:0-395-36341-1",  true,  0, 0},
  {"empty path",             "http://a",                true,  0, 0},
  {"a scheme and a colon",   "x:",                      true,  0, 0},
  {"empty authority",        "file:///etc/x",           true,  0, 0},
  {"non-ASCII",              "http://\u00e9.fr/\u65e5\u672c\U00010000", true, 0, 0},
  {"percent code",           "http://a/%e9%20",         true,  0, 0},
  {"IPv6",                   "http://[2001:db8::1.2.3.4]:8080/", true, 0, 0},
  {"IPvFuture",              "http://[v1.a:b]/",        true,  0, 0},
  {"private in query",       "http://a/?\uE000",        true,  0, 0},
  {"empty",                  "",                        false, 0, 0},
  {"relative",               "a/b",                     false, 1, 0},
  {"a scheme alone",         "http",                    false, 4, 0},
  {"a digit first",          "1a:b",                    false, 0, 0},
  {"no scheme",              ":b",                      false, 0, 0},
  {"space",                  "http://a/b c",            false, 10, 0},
  {"line feed",              "http://a/b\n",            false, 10, 0},
  {"angle bracket",          "http://a/<b>",            false, 9, 0},
  {"quote",                  "http://a/\"",             false, 9, 0},
  {"backslash",              "http://a\\b",             false, 8, 0},
  {"brace",                  "http://a/{id}",           false, 9, 0},
  {"pipe",                   "http://a/b|c",            false, 10, 0},
  {"caret",                  "http://a/b^c",            false, 10, 0},
  {"backquote",              "http://a/b`c",            false, 10, 0},
  {"cut percent code",       "http://a/%2",             false, 9, 0},
  {"percent and no hex",     "http://a/%2g",            false, 9, 0},
  {"bracket in a path",      "http://a/[b]",            false, 9, 0},
  {"second hash",            "http://a/#b#c",           false, 11, 0},
  {"port of letters",        "http://a:b/",             false, 9, 0},
  {"two at signs",           "http://a@b@c/",           false, 10, 0},
  {"open bracket",           "http://[::1/",            false, 7, 0},
  {"no address",             "http://[hello]/",         false, 7, 0},
  {"C1 control",             "http://a/\u00a0\xC2\x85", false, 11, 0},
  {"private in path",        "http://a/\uE000",         false, 9, 0},
  {"no character",           "http://a/\uFFFE",         false, 9, 0},
  {"not UTF-8",              "http://a/\xFF",           false, 9, 0},
  {"NUL in a path",          "http://a/\0b",            false, 9, 11},
  {"NUL in an address",      "http://[::1\0]/",         false, 7, 14},
  {"NUL, then an address",   "http://[::1\0::1]/",      false, 7, 17},
  {"NUL in a future address", "http://[v1.a\0]/",       false, 7, 15},
};

typedef struct {
  const char *name;
  const char *value;
  const char *encoded;
  const char *as_uri; ///< NULL: the same
} EncodeCase;

static EncodeCase encode_cases[] = {
  {"unreserved",        "aZ09-._~",      "aZ09-._~", NULL},
  {"empty",             "",              "", NULL},
  {"reserved",          "a b/c?d#e&f=g", "a%20b%2Fc%3Fd%23e%26f%3Dg", NULL},
  {"percent",           "100%",          "100%25", NULL},
  {"sub-delimiters",    "!$'()*+,;:@[]", "%21%24%27%28%29%2A%2B%2C%3B%3A%40%5B%5D", NULL},
  {"non-ASCII stays",   "Z\u00fcrich \u65e5\U00020000", "Z\u00fcrich%20\u65e5\U00020000",
   "Z%C3%BCrich%20%E6%97%A5%F0%A0%80%80"},
  {"private",           "\uE000",        "%EE%80%80", NULL},
  {"C1 control",        "\xC2\x85",      "%C2%85", NULL},
  {"no character",      "\uFFFE",        "%EF%BF%BE", NULL},
  {"not UTF-8",         "a\xFF" "b",     "a%FFb", NULL},
  {"controls",          "\x01\x7F\n",    "%01%7F%0A", NULL},
  {"script",            "javascript:a()", "javascript%3Aa%28%29", NULL},
};
// clang-format on

static void
test_valid(void **const state)
{
  const ValidCase *const c = (const ValidCase *)*state;
  const RhumbStr iri = {c->iri, c->len ? c->len : strlen(c->iri)};
  size_t bad = 0;
  assert_int_equal(rhumb_iri_valid(iri, &bad), c->valid);
  assert_int_equal(bad, c->bad_byte);
  assert_int_equal(rhumb_iri_valid(iri, NULL), c->valid);
}

static void
test_path(void **const state)
{
  static const struct {
    const char *text;
    size_t bad_byte; ///< The length: it is one
  } paths[] = {{"", 0},
               {"a", 1},
               {"a/b?c#d", 7},
               {"/a", 2},
               {"a:b", 3},
               {"a b", 1},
               {"#a#b", 2},
               {"%4", 0},
               {"\u00e9", 2},
               {"a\nb", 1}};
  (void)state;
  for (size_t i = 0; i < RHUMB_COUNT(paths); ++i) {
    const RhumbStr text = rhumb_str(paths[i].text);
    size_t bad = 0;
    assert_int_equal(rhumb_iri_is_path(text, &bad),
                     paths[i].bad_byte == text.len);
    assert_int_equal(bad, paths[i].bad_byte);
  }
}

static void
test_encode(void **const state)
{
  const EncodeCase *const c = (const EncodeCase *)*state;
  RhumbBuf out = {0};
  rhumb_iri_encode(&out, rhumb_str(c->value));
  assert_string_equal(rhumb_buf_cstr(&out), c->encoded);
  out.len = 0;
  rhumb_uri_encode(&out, rhumb_str(c->value));
  assert_string_equal(rhumb_buf_cstr(&out), c->as_uri ? c->as_uri : c->encoded);
  // What is encoded can stand in an IRI
  rhumb_buf_free(&out);
  rhumb_buf_put(&out, RHUMB_STR("http://a/"));
  rhumb_iri_encode(&out, rhumb_str(c->value));
  assert_true(rhumb_iri_valid(rhumb_buf_str(&out), NULL));
  rhumb_buf_free(&out);
}

static void
test_absolute(void **const state)
{
  (void)state;
  assert_true(rhumb_iri_is_absolute(RHUMB_STR("http://a b")));
  assert_true(rhumb_iri_is_absolute(RHUMB_STR("x:")));
  assert_false(rhumb_iri_is_absolute(RHUMB_STR("x")));
  assert_false(rhumb_iri_is_absolute(RHUMB_STR("a/b:c")));
  assert_false(rhumb_iri_is_absolute(RHUMB_STR(":")));
  assert_false(rhumb_iri_is_absolute(RHUMB_STR("")));
}

static void
test_web_scheme(void **const state)
{
  (void)state;
  assert_int_equal(rhumb_iri_web_scheme(RHUMB_STR("http://e/")), 7);
  assert_int_equal(rhumb_iri_web_scheme(RHUMB_STR("HTTPS://e/")), 8);
  assert_int_equal(rhumb_iri_web_scheme(RHUMB_STR("http:/e")), 0);
  assert_int_equal(rhumb_iri_web_scheme(RHUMB_STR("ftp://e/")), 0);
  assert_int_equal(rhumb_iri_web_scheme((RhumbStr){NULL, 0}), 0);
}

static void
test_may_be_made(void **const state)
{
  static const struct {
    const char *sample;
    size_t fixed;
    size_t bad_byte; ///< Behind what is fixed: values may make one
  } templates[] = {{"http://a/x", 9, 10},
                   {"http://a b/x", 11, 8},
                   {"x:x", 0, 3},
                   {"x b", 0, 1},
                   {"b/x", 2, 1},
                   {"b c/x", 4, 1}};
  (void)state;
  for (size_t i = 0; i < RHUMB_COUNT(templates); ++i) {
    const size_t fixed = templates[i].fixed;
    size_t bad = 0;
    const bool may =
        rhumb_iri_may_be_made(rhumb_str(templates[i].sample), fixed, &bad);
    assert_int_equal(may, templates[i].bad_byte >= fixed);
    assert_true(may || bad == templates[i].bad_byte);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_absolute),
                                     cmocka_unit_test(test_web_scheme),
                                     cmocka_unit_test(test_may_be_made)};
  int failed = cmocka_run_group_tests_name("iri", tests, NULL, NULL);
  const struct CMUnitTest paths[] = {cmocka_unit_test(test_path)};
  failed += cmocka_run_group_tests_name("paths", paths, NULL, NULL);
  RUN_TABLE("valid", valid_cases, test_valid);
  RUN_TABLE("encode", encode_cases, test_encode);
  return failed;
}
