// SPDX-License-Identifier: ISC

#include "base/show.h"
#include "support.h"

typedef struct {
  const char *name;
  const char *text;
  const char *shown;
} Case;

// clang-format off
static Case shows[] = {
  {"letters",           "a \xC3\xA4 \xE6\x97\xA5",     "a \xC3\xA4 \xE6\x97\xA5"},
  {"nothing",           "",                        ""},
  {"ends of lines",     "a\r\nb\tc",               "a\\r\\nb\\tc"},
  {"escape",            "\x1B]0;x\x07",            "\\u001B]0;x\\u0007"},
  {"C1",                "\xC2\x9B" "31m\xC2\x85",  "\\u009B31m\\u0085"},
  {"delete",            "\x7F",                    "\\u007F"},
  {"line separators",   "\xE2\x80\xA8\xE2\x80\xA9", "\\u2028\\u2029"},
  {"directions",        "\xE2\x80\xAE\xE2\x81\xA6\xE2\x80\x8F\xD8\x9C\xE2\x81\xA9\xE2\x80\xAC", "\\u202E\\u2066\\u200F\\u061C\\u2069\\u202C"},
  {"zero width",        "a\xE2\x80\x8B\xEF\xBB\xBF", "a\\u200B\\uFEFF"},
  {"joiners stay",      "\xE2\x80\x8D",            "\xE2\x80\x8D"},
  {"noncharacters",     "\xEF\xBF\xBE\xEF\xB7\x90\xF0\x9F\xBF\xBF", "\\uFFFE\\uFDD0\\U0001FFFF"},
  {"tags",              "\xF3\xA0\x81\x81",        "\\U000E0041"},
  {"not UTF-8",         "a\xFF\xE2\x82",           "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
  {"emoji",             "\xF0\x9F\x98\x80",        "\xF0\x9F\x98\x80"},
};

/// In a message
static Case messages[] = {
  {"no address",        "a password is wanted: x", "a password is wanted: x"},
  {"an address",        "\"postgresql://me:x@h/d\" is no", "\"postgresql://me:***@h/d\" is no"},
  {"any character",     "jdbc:mysql://me:p:a/s?s#@w@h:3306/d", "jdbc:mysql://me:***@h:3306/d"},
  {"two addresses",     "a://b:c@d and e://f:g@h", "a://b:***@d and e://f:***@h"},
  {"no password",       "mysql://me@h:3306/d",     "mysql://me@h:3306/d"},
  {"a port",            "http://h:80/@me",         "http://h:80/@me"},
  {"of the web",        "<https://me:x@h/y>",      "<https://me:***@h/y>"},
  {"empty",             "a://b:@c",                "a://b:@c"},
  {"a parameter",       "jdbc:mysql://h/d?user=me&password=a/b&x=1", "jdbc:mysql://h/d?user=me&password=***&x=1"},
  {"in capitals",       "h?PassWord=x&y",          "h?PassWord=***&y"},
  {"of any characters", "mysql://h/d?password=a;b)c}&x=1", "mysql://h/d?password=***&x=1"},
  {"SQL Server's",      "h;password=a&b)c;x=y",    "h;password=***;x=y"},
  {"a key of SQLite",   "no \"file:x.db?key=a;b&hexkey=00&mode=ro\"", "no \"file:x.db?key=***&hexkey=***&mode=ro\""},
  {"no parameter",      "key=x monkey=y",          "key=x monkey=y"},
  {"@ in a parameter",  "mysql://h:1/d?password=a@b c", "mysql://h:*** c"},
  {": in a parameter",  "jdbc:x://h;password=a:b@c;d", "jdbc:x://h;password=***;d"},
  {"others",            "passwd=x pwd=y sslpassword='z z'", "passwd=*** pwd=*** sslpassword='***'"},
  {"a server's words",  "(using password: YES)",   "(using password: YES)"},
};

/// In a line of rules
static Case rules[] = {
  {"a key",             "  password: hunter2",     "  password: ***"},
  {"its end",           "  password: a b \r",      "  password: *** \r"},
  {"quoted",            "password: \"a b\" # c",   "password: \"***\" # c"},
  {"the key quoted",    "\"password\": 'x'",       "\"password\": '***'"},
  {"in a flow",         "{password: x y, username: me}", "{password: ***, username: me}"},
  {"at a flow's end",   "{password: x}",           "{password: ***}"},
  {"an external value", "password: $(_pw)",        "password: $(_pw)"},
  {"more than its name", "password: $(_pw)x",      "password: ***"},
  {"external values",   "external: {_pw: x, _secret: y}", "external: {_pw: ***, _secret: ***}"},
  {"Turtle",            "  d2rq:password \"x y\" ;", "  d2rq:password \"***\" ;"},
  {"an IRI",            "<http://a/d2rq#password> 'x'", "<http://a/d2rq#password> '***'"},
  {"a property",        "- [ex:password, $(p)]",   "- [ex:password, $(p)]"},
  {"misspelt",          "pasword: x",              "pasword: ***"},
  {"otherwise",         "{apsswordd: x, pass: y}", "{apsswordd: ***, pass: ***}"},
  {"credentials",       "{credentials: x y, a: b}", "{credentials: ***, a: b}"},
  {"credentials, a list", "{a: b, crednetials: [u, x], c: d}", "{a: b, crednetials: ***], c: d}"},
  {"credentials, a map", "credentials: {username: u, password: x}", "credentials: {username: u, password: ***}"},
  {"no value",          "  password:",             "  password:"},
  {"an address",        "access: mysql://a:b@c",   "access: mysql://a:***@c"},
  {"without a scheme",  "{access: a:b$c/d@host:3306/e, type: mysql}", "{access: a:***@host:3306/e, type: mysql}"},
  {"@ in a password",   "access: a:b@c@host:3306/e", "access: a:***@host:3306/e"},
  {"/ first in it",     "access: a:/b@host/e",     "access: a:***@host/e"},
  {"more than a name",  "password: $(_a/b)",       "password: ***"},
  {"Oracle's",          "jdbc:oracle:thin:a/b@host:1521:x", "jdbc:oracle:thin:a/***@host:1521:x"},
  {"a language",        "[ex:p, ex:$(name)@en]",   "[ex:p, ex:$(name)@en]"},
  {"a name with @",     "[ex:p, ex:a@en, x/y]",    "[ex:p, ex:a@en, x/y]"},
  {"mail",              "mailto:a@host/b",         "mailto:a@host/b"},
  {"a port",            "http://host:80/a@b/c",    "http://host:80/a@b/c"},
};
// clang-format on

static void
test_show(void **const state)
{
  const Case *const c = (const Case *)*state;
  RhumbBuf out = {0};
  rhumb_show(&out, rhumb_str(c->text));
  assert_string_equal(rhumb_buf_cstr(&out), c->shown);
  rhumb_buf_free(&out);
}

static void
mask(const Case *const c, const RhumbTextFrom from)
{
  RhumbBuf out = {0};
  rhumb_mask_secrets(&out, rhumb_str(c->text), from, NULL);
  assert_string_equal(rhumb_buf_cstr(&out), c->shown);
  rhumb_buf_free(&out);
}

static void
test_message(void **const state)
{
  mask((const Case *)*state, RHUMB_FROM_MESSAGE);
}

static void
test_rules(void **const state)
{
  mask((const Case *)*state, RHUMB_FROM_RULES);
}

/// What is secret in the line is not said of it
static void
test_same(void **const state)
{
  (void)state;
  RhumbBuf text = {0};
  rhumb_buf_puts(&text, "\"*secret\" is not \"&secret\", a secretary, u");
  rhumb_mask_same(&text, RHUMB_STR("{username: u, password: *secret}"));
  assert_string_equal(rhumb_buf_cstr(&text),
                      "\"****\" is not \"&***\", a secretary, u");
  rhumb_buf_free(&text);
}

/// Each byte of a text is where the mask says it is
static void
test_place(void **const state)
{
  (void)state;
  const RhumbStr text = RHUMB_STR("a://b:cdefg@h password=xyzuvw i");
  const RhumbStr masked = RHUMB_STR("a://b:***@h password=*** i");
  for (size_t i = 0; i <= text.len; ++i) {
    RhumbBuf out = {0};
    size_t at = i;
    rhumb_mask_secrets(&out, text, RHUMB_FROM_MESSAGE, &at);
    assert_string_equal(rhumb_buf_cstr(&out), masked.data);
    assert_in_range(at, 0, masked.len);
    if (i < text.len) {
      assert_true(masked.data[at] == text.data[i] || masked.data[at] == '*');
    } else {
      assert_int_equal(at, masked.len);
    }
    rhumb_buf_free(&out);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_same),
                                     cmocka_unit_test(test_place)};
  int failed = cmocka_run_group_tests_name("show", tests, NULL, NULL);
  RUN_TABLE("texts in messages", shows, test_show);
  RUN_TABLE("secrets in messages", messages, test_message);
  RUN_TABLE("secrets in rules", rules, test_rules);
  return failed;
}
