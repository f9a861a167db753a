// SPDX-License-Identifier: ISC

#include "source_support.h"

static const RhumbStr nulls[] = {{"-", 1}, {"", 0}};
static const RhumbText rules = {.name = "m.yml"};

#define LEN(text) (text), sizeof(text) - 1
#define PATTERN(text)        \
  {                          \
    (text), sizeof(text) - 1 \
  }
#define SPEC(...)                                                     \
  {                                                                   \
    .format = &rhumb_source_lines, __VA_ARGS__.loc = {NULL, 4, 7, 0}, \
    .pattern_loc = {                                                  \
      &rules,                                                         \
      6,                                                              \
      10,                                                             \
      0                                                               \
    }                                                                 \
  }
#define KEY    SPEC(.pattern = PATTERN("^(?<k>\\w+)=(?<v>.*)$"), )
#define BOUNDS SPEC(.pattern = PATTERN("(?<a>x+)|(?<b>y+)"), )

// clang-format off
static SourceCase cases[] = {
  {"lines",            "a=1\nb=2\n", 0, KEY, {"v", "k"}, "1@1 1|a\n2@2 2|b\n", NULL},
  {"no last newline",  "a=1\nb=2", 0, KEY, {"v"}, "1@1 1\n2@2 2\n", NULL},
  {"CRLF",             "a=1\r\nb=2\r\n\r\n", 0, KEY, {"v"}, "1@1 1\n2@2 2\n", NULL},
  {"a CR within",      "a=1\rb\n", 0, KEY, {"v"}, "1@1 1\rb\n", NULL},
  {"others between",   "# x\na=1\n\n= 3\nb=2\n-", 0, KEY, {"k", "k"}, "1@2 a|a\n2@5 b|b\n", NULL},
  {"no line matches",  "x\ny\n", 0, KEY, {"k"}, "", NULL},
  {"nothing",          "", 0, KEY, {"k"}, "", NULL},
  {"a mark of byte order", "\xEF\xBB\xBF" "a=1\n", 0, KEY, {"k"}, "1@1 a\n", NULL},
  {"an empty group",   "a=\n", 0, KEY, {"v"}, "1@1 \n", NULL},
  {"a group that takes no part", "x\n-yy-\n", 0, BOUNDS, {"a", "b"}, "1@1 x|-\n2@2 -|yy\n", NULL},
  {"the first match alone", "xx-x\n", 0, BOUNDS, {"a"}, "1@1 xx\n", NULL},
  {"null texts",       "a=-\nb=\nc=--\n", 0, SPEC(.pattern = PATTERN("^(?<k>\\w+)=(?<v>.*)$"), .nulls = nulls, .n_nulls = 2,), {"k", "v"}, "1@1 a|-\n2@2 b|-\n3@3 c|--\n", NULL},
  {"a NUL in a line",  LEN("a=1\0" "2\n"), KEY, {"k"}, "1@1 a\n", NULL},
  {"characters",       "é=名\n", 0, SPEC(.pattern = PATTERN("^(?<k>.)=(?<v>.)$"),), {"k", "v"}, "1@1 é|名\n", NULL},
  {"an empty line that matches", "\nx\n", 0, SPEC(.pattern = PATTERN("^(?<a>x?)$"),), {"a"}, "1@1 \n2@2 x\n", NULL},
  {"a match that begins behind its group", "ab\n", 0, SPEC(.pattern = PATTERN("(?<a>a\\Kb)"),), {"a"}, "1@1 ab\n", NULL},
  {"another encoding", LEN("\xE9=1\n"), SPEC(.pattern = PATTERN("^(?<k>.)=(?<v>.)$"), .encoding = {"iso-8859-1", 10},), {"k"}, "1@1 é\n", NULL},

  {"not UTF-8",        "a=1\n\xE9=2\n", 0, KEY, {"k"}, "1@1 a\n", "2:0: error: this line is not UTF-8; if the file is in another encoding, say so with \"encoding\"\n"},
  {"a line that costs too much", "a=1\naaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\n", 0, SPEC(.pattern = PATTERN("^(?<k>(?:a+)+)(?:=1)?$|^(?<v>a=1)"),), {"v"}, "1@1 -\n", "2:0: error: the pattern gives up on this line: match limit exceeded\n"},
  {"no such column",   "a=1\n", 0, KEY, {"K"}, "", "9:20: error: the pattern has no column \"K\"; its columns are \"k\", \"v\"; k\n"},
  {"no pattern",       "a=1\n", 0, SPEC(), {"k"}, "", "4:7: error: lines need a pattern: a regular expression whose named groups are the columns, such as pattern: '^(?<id>\\S+)\\t(?<text>.*)'\n"},
  {"no pattern in RML", "a=1\n", 0, SPEC(.in_rml = true,), {"k"}, "", "4:7: error: lines need a pattern: a regular expression whose named groups are the columns, such as [ a rhumb:Lines; rhumb:pattern \"^(?<id>\\\\S+)\\\\t(?<text>.*)\" ]\n"},
  {"no names",         "a=1\n", 0, SPEC(.pattern = PATTERN("^(a)"),), {"k"}, "", "6:10: error: this pattern has no named groups, which are the columns: (?<name>…)\n"},
  {"no regular expression", "a=1\n", 0, SPEC(.pattern = PATTERN("^é(?<k>.*"),), {"k"}, "", "error: the pattern is wrong at character 10: missing closing parenthesis\n"},
  {"a name twice",     "a=1\n", 0, SPEC(.pattern = PATTERN("(?<k>a)(?<k>b)"),), {"k"}, "", "error: the pattern is wrong at character 13: two named subpatterns have the same name"},
  {"a byte of a character", "a=1\n", 0, SPEC(.pattern = PATTERN("(?<k>\\C)"),), {"k"}, "", "error: the pattern is wrong at character 8: using \\C is disabled by the application\n"},
};

static SourceCase long_cases[] = {
  {"a line",           "a=1\nb=34567890123456789012345678901234567890123456789\n", 0, KEY, {"k"}, "1@1 a\n", "2:0: error: this line is longer than 0 MB\n"},
  {"many lines",       "a=1\nb=2\nc=3\nd=4\ne=5\n", 0, KEY, {"k"}, "1@1 a\n2@2 b\n3@3 c\n4@4 d\n5@5 e\n", NULL},
};
// clang-format on

static void
test_long_line(void **const state)
{
  const size_t usual = rhumb_max_input;
  rhumb_max_input = 16;
  check_source((const SourceCase *)*state, 4);
  rhumb_max_input = usual;
}

int
main(void)
{
  int failed = 0;
  RUN_TABLE("lines", cases, test_source);
  RUN_TABLE("long", long_cases, test_long_line);
  return failed;
}
