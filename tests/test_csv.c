// SPDX-License-Identifier: ISC

#include "source_support.h"
#include "term/vocabulary.h"

#include <fcntl.h>
#include <sys/resource.h>

static const RhumbText delimiter_text = {.name = "m.yml"};
static const RhumbStr nulls[] = {{"NULL", 4}, {"", 0}};
static const RhumbStr header[] = {{"a", 1}, {"b", 1}, {"c", 1}};
static const RhumbStr bars[] = {{"|", 1}, {"||\n", 3}};
static const RhumbStr datatypes[] = {
    {"n", 1},
    {RHUMB_XSD "integer", sizeof(RHUMB_XSD "integer") - 1},
    {"d", 1},
    {RHUMB_XSD "date", sizeof(RHUMB_XSD "date") - 1},
};

#define LEN(text) (text), sizeof(text) - 1
#define SPEC(...)                                                   \
  {                                                                 \
    .format = &rhumb_source_csv, __VA_ARGS__.loc = {NULL, 4, 7, 0}, \
    .access_loc = {                                                 \
      NULL,                                                         \
      4,                                                            \
      9,                                                            \
      0                                                             \
    }                                                               \
  }

// clang-format off
static SourceCase csv_cases[] = {
  {"plain",            "a,b,c\n1,2,3\n4,5,6\n", 0, SPEC(), {"c", "a"}, "1@2 3|1\n2@3 6|4\n", NULL},
  {"same column twice", "a,b\n1,2\n", 0, SPEC(), {"b", "b"}, "1@2 2|2\n", NULL},
  {"no last newline",  "a,b\n1,2", 0, SPEC(), {"b"}, "1@2 2\n", NULL},
  {"CRLF",             "a,b\r\n1,2\r\n3,4\r\n", 0, SPEC(), {"a", "b"}, "1@2 1|2\n2@3 3|4\n", NULL},
  {"CR",               "a,b\r1,2\r3,4", 0, SPEC(), {"a", "b"}, "1@2 1|2\n2@3 3|4\n", NULL},
  {"byte order mark",  "\xEF\xBB\xBF" "a,b\n1,2\n", 0, SPEC(), {"a"}, "1@2 1\n", NULL},
  {"mark before quote", "\xEF\xBB\xBF\"a\",b\n1,2\n", 0, SPEC(), {"a"}, "1@2 1\n", NULL},
  {"quotes",           "a,b\n\"x,y\",\"\"\n", 0, SPEC(), {"a", "b"}, "1@2 x,y|\n", NULL},
  {"doubled quotes",   "a,b\n\"say \"\"hi\"\" \",\"\"\"\"\n", 0, SPEC(), {"a", "b"}, "1@2 say \"hi\" |\"\n", NULL},
  {"newlines within",  "a,b\n\"1\n2\r\n3\",x\ny,z\n", 0, SPEC(), {"a", "b"}, "1@2 1\n2\r\n3|x\n2@5 y|z\n", NULL},
  {"newline in header", "\"a\nb\",c\n1,2\n", 0, SPEC(), {"a\nb"}, "1@3 1\n", NULL},
  {"quote within a cell", "a,b\n5\" disk,x\"\n", 0, SPEC(), {"a", "b"}, "1@2 5\" disk|x\"\n", NULL},
  {"long cells",       "a,b\n0123456789012345678901234567890,x\n\"0123456789012345678901234567890\",\"y\"\n", 0, SPEC(), {"a", "b"}, "1@2 0123456789012345678901234567890|x\n2@3 0123456789012345678901234567890|y\n", NULL},
  {"names with spaces and UTF-8", "Country Code,名\nBE,é\n", 0, SPEC(), {"Country Code", "名"}, "1@2 BE|é\n", NULL},
  {"blanks are kept",  "a,b\n 1 ,\t\n", 0, SPEC(), {"a", "b"}, "1@2  1 |\t\n", NULL},
  {"a NUL in a cell",  LEN("a,b\n1\0" "2,3\n"), SPEC(), {"b"}, "1@2 3\n", NULL},
  {"semicolon",        "a;b\n1,5;2\n", 0, SPEC(.delimiter = {";", 1},), {"a"}, "1@2 1,5\n", NULL},
  {"a tab",            "a\tb\n1\t2\n", 0, SPEC(.delimiter = {"\t", 1},), {"b"}, "1@2 2\n", NULL},
  {"delimiter of several bytes", "a§b§c\n1§\"2\"§£3\n", 0, SPEC(.delimiter = {"§", 2},), {"c", "b"}, "1@2 £3|2\n", NULL},
  {"single quotes",    "a,b\n'1,''2',\"3\"\n", 0, SPEC(.quote = {"'", 1},), {"a", "b"}, "1@2 1,'2|\"3\"\n", NULL},
  {"no quotes",        "a,b\n\"1,2\"\n\"\"x,\"\n", 0, SPEC(.no_quote = true,), {"a", "b"}, "1@2 \"1|2\"\n2@3 \"\"x|\"\n", NULL},
  {"no header",        "x,y\n1,2\n", 0, SPEC(.no_header = true,), {"2", "1"}, "1@1 y|x\n2@2 2|1\n", NULL},
  {"no header, empty", "", 0, SPEC(.no_header = true,), {"2"}, "", NULL},
  {"header alone",     "a,b\n", 0, SPEC(), {"a"}, "", NULL},
  {"empty is a text",  "a,b\n,NULL\n", 0, SPEC(), {"a", "b"}, "1@2 |NULL\n", NULL},
  {"null texts",       "a,b,c\n,NULL,null\n", 0, SPEC(.nulls = nulls, .n_nulls = 2,), {"a", "b", "c"}, "1@2 -|-|null\n", NULL},
  {"blank lines",      "a,b\n\n1,2\n\r\n3,4\n\n", 0, SPEC(), {"a"}, "1@3 1\n2@5 3\n", NULL},
  {"blank line, one column", "a\n1\n\n2\n", 0, SPEC(), {"a"}, "1@2 1\n2@3 \n3@4 2\n", NULL},
  {"names of the rules", "1,2,3\n4,5,6\n", 0, SPEC(.no_header = true, .header = header, .n_header = 3,), {"c", "a"}, "1@1 3|1\n2@2 6|4\n", NULL},
  {"names of the rules, empty", "", 0, SPEC(.no_header = true, .header = header, .n_header = 3,), {"c"}, "", NULL},
  {"ragged",           "a,b,c\n1\n1,,3\n1,2,3\n", 0, SPEC(.ragged = true,), {"a", "b", "c"}, "1@2 1|-|-\n2@3 1||3\n3@4 1|2|3\n", NULL},
  {"ragged, names of the rules", "1\n1,2\n", 0, SPEC(.ragged = true, .no_header = true, .header = header, .n_header = 3,), {"b", "c"}, "1@1 -|-\n2@2 2|-\n", NULL},
  {"comments",         "# 5\" disk, \"\na,b\n#\n1,2\n3,#4\n\"#5\",6\n#end", 0, SPEC(.comment = {"#", 1},), {"a", "b"}, "1@4 1|2\n2@5 3|#4\n3@6 #5|6\n", NULL},
  {"comments, long",   "//x\r\n\r\na\r\n/1\r\n//\r\n2", 0, SPEC(.comment = {"//", 2},), {"a"}, "1@4 /1\n2@6 2\n", NULL},
  {"trimmed",          " a\t,b \n  1 ,\" 2 \" \n\t\"x\"\"y\"\t, \n", 0, SPEC(.trim_start = true, .trim_end = true,), {"a", "b"}, "1@2 1|2\n2@3 x\"y|\n", NULL},
  {"trimmed at the start", "a,b\n 1 , \"2\"\n", 0, SPEC(.trim_start = true,), {"a", "b"}, "1@2 1 |2\n", NULL},
  {"trimmed at the end", "a,b\n 1 ,\"2\" \n", 0, SPEC(.trim_end = true,), {"a", "b"}, "1@2  1|2\n", NULL},
  {"trimmed, tabs between", "a\tb\n \t 1\n", 0, SPEC(.delimiter = {"\t", 1}, .trim_start = true,), {"a", "b"}, "1@2 |1\n", NULL},
  {"trimmed, then null", "a,b\n NULL ,  \n", 0, SPEC(.trim_start = true, .trim_end = true, .nulls = nulls, .n_nulls = 2,), {"a", "b"}, "1@2 -|-\n", NULL},
  {"rows passed over", "Title\n\"of\nit\",x,y\n#,z\n#c\na,b\n1,2\n", 0, SPEC(.skip_rows = 3, .comment = {"#", 1},), {"b"}, "1@7 2\n", NULL},
  {"rows passed over, and no more", "\"T\n\"\na,b\n", 0, SPEC(.skip_rows = 3,), {"b"}, "", "4:0: error: the file has 2 rows, and the rules have its header in row 4\n"},
  {"a row passed over that never ends", "\"T\na,b\n", 0, SPEC(.skip_rows = 1,), {"b"}, "", "1:0: error: the quote that opens field 1 is never closed\n"},
  {"more rows passed over than there are", "a,b\n1,2\n", 0, SPEC(.skip_lines = true, .skip_rows = 7,), {"b"}, "", "3:0: error: the file has 2 lines, and the rules have its header in line 8\n"},
  {"as many rows passed over as there are", "a,b\n1,2\n", 0, SPEC(.skip_lines = true, .skip_rows = 2,), {"b"}, "", "3:0: error: the file has 2 lines, and the rules have its header in line 3\n"},
  {"more rows passed over, no header", "a,b", 0, SPEC(.skip_lines = true, .skip_rows = 2, .no_header = true,), {"1"}, "", "2:0: error: the file has 1 line, and the rules pass over 2\n"},
  {"as many rows passed over, no header", "a,b\n1,2\n", 0, SPEC(.skip_lines = true, .skip_rows = 2, .no_header = true,), {"1"}, "", NULL},
  {"a lone quote in what is passed over", "\"Title\nof 5\" disks\r\na,b\n1,2\n", 0, SPEC(.skip_lines = true, .skip_rows = 2,), {"b"}, "1@4 2\n", NULL},
  {"a long line passed over", "\"0123456789012345678901234567890,\ra\n1\n", 0, SPEC(.skip_lines = true, .skip_rows = 1,), {"a"}, "1@3 1\n", NULL},
  {"rows passed over, names of the rules", "\"T\n1,2,3\n", 0, SPEC(.skip_lines = true, .skip_rows = 1, .no_header = true, .header = header, .n_header = 3,), {"c"}, "1@2 3\n", NULL},
  {"a blank line where the header should be", "T\n\n\na,b\n1,2\n", 0, SPEC(.skip_lines = true, .skip_rows = 1,), {"b"}, "", "4:0: error: line 2, where the rules have the header, is blank; this is the next that is not\n"},
  {"blank lines where the header should be, and no more", "T\n\n\n", 0, SPEC(.skip_lines = true, .skip_rows = 1,), {"b"}, "", "4:0: error: the file has 3 lines, and the rules have its header in line 2, where there are only blank lines and comments\n"},
  {"a blank line where the header should be, comments", "T\n\n\n1,2\n3,4\n", 0, SPEC(.skip_lines = true, .skip_rows = 1, .comment = {"#", 1},), {"2"}, "", "4:0: error: line 2, where the rules have the header, is blank; this is the next that is not\n"},
  {"a comment where the header should be", "T\n##a,b\n\n1,2\n3,4\n", 0, SPEC(.skip_lines = true, .skip_rows = 1, .comment = {"##", 2},), {"2"}, "", "4:0: error: line 2, where the rules have the header, is a comment; this is the next that is not\n"},
  {"a comment in the first line, where the header should be", "#\na,b\n", 0, SPEC(.skip_lines = true, .comment = {"#", 1},), {"b"}, "", "2:0: error: line 1, where the rules have the header, is a comment; this is the next that is not\n"},
  {"a blank line where the header should be, the first", "\na,b\n", 0, SPEC(.skip_lines = true,), {"b"}, "", "2:0: error: line 1, where the rules have the header, is blank; this is the next that is not\n"},
  {"a header in its line, and comments", "#\n\na,b\n#\n1,2\n", 0, SPEC(.skip_lines = true, .skip_rows = 2, .comment = {"#", 1},), {"b"}, "1@5 2\n", NULL},
  {"a comment behind rows passed over", "T\n#\na,b\n1,2\n", 0, SPEC(.skip_rows = 1, .comment = {"#", 1},), {"b"}, "1@4 2\n", NULL},
  {"blank lines before the header", "\n\r\na,b\n1,2\n", 0, SPEC(), {"b"}, "1@4 2\n", NULL},
  {"blank lines before the header of one column", "\n\na\n\n1\n", 0, SPEC(), {"a"}, "1@4 \n2@5 1\n", NULL},
  {"blank lines before the first record", "\n\r\n1,2\n", 0, SPEC(.no_header = true,), {"2"}, "1@3 2\n", NULL},
  {"blank lines before the first cell of one column", "\n\r\n1\n", 0, SPEC(.no_header = true,), {"1"}, "1@1 \n2@2 \n3@3 1\n", NULL},
  {"blank lines and comments before the first cell of one column", "\n# c\n\n1\n", 0, SPEC(.no_header = true, .comment = {"#", 1},), {"1"}, "1@1 \n2@3 \n3@4 1\n", NULL},
  {"blank lines and comments before the first record", "\n# c\n\n1,2\n", 0, SPEC(.no_header = true, .comment = {"#", 1},), {"2"}, "1@4 2\n", NULL},
  {"blank lines before the first record, trimmed", "\n\n1,2 \n", 0, SPEC(.no_header = true, .trim_end = true,), {"2"}, "1@3 2\n", NULL},
  {"blank lines alone", "\n\n\n", 0, SPEC(), {"a"}, "", "4:0: error: the file has nothing but blank lines and comments: a header row is missing\n"},
  {"comments alone", "#a\n", 0, SPEC(.comment = {"#", 1},), {"a"}, "", "2:0: error: the file has nothing but blank lines and comments: a header row is missing\n"},
  {"a header of nothing", ",\n1,2\n", 0, SPEC(), {"a"}, "", "1:0: error: the header names no column: its cells are empty\n"},
  {"an end of line with the delimiter", "a\n", 0, SPEC(.line_ends = bars, .n_line_ends = 2, .delimiter = {"|", 1},), {"a"}, "", "4:7: error: what ends a record must not hold the delimiter; it is \"|\"\n"},
  {"an end of line with the quote", "a\n", 0, SPEC(.line_ends = bars, .n_line_ends = 2, .quote = {"|", 1},), {"a"}, "", "4:7: error: what ends a record must not hold the quote; it is \"|\"\n"},
  {"columns passed over", "x,y,a,b\n1,2,3,4\n5,6,\"\",8\n", 0, SPEC(.skip_columns = 2,), {"b", "a"}, "1@2 4|3\n2@3 8|\n", NULL},
  {"columns passed over, too few", "x,a,b\n1,2\n", 0, SPEC(.skip_columns = 1,), {"b"}, "", "2:0: error: this row has 1 field, but the header has 2\n"},
  {"all columns passed over", "a,b\n1,2\n", 0, SPEC(.skip_columns = 2,), {"b"}, "", "1:0: error: no column is left behind the 2 that are passed over\n"},
  {"blank rows passed over", "\na,b\n,\n1,2\n\"\",\n\n,3\n", 0, SPEC(.skip_blank = true,), {"a", "b"}, "1@4 1|2\n2@7 |3\n", NULL},
  {"blank rows of one column", "a\n\n1\n\n", 0, SPEC(.skip_blank = true,), {"a"}, "1@3 1\n", NULL},
  {"backslashes",      "a,b\n\"x\\\"y\\\\\",1\\,2\n\"1\n\\\n\",\\\"\n", 0, SPEC(.backslash = true,), {"a", "b"}, "1@2 x\"y\\|1,2\n2@3 1\n\n|\"\n", NULL},
  {"other ends of lines", "a,b|1,2\n|\"3|\",4||\n5,6", 0, SPEC(.line_ends = bars, .n_line_ends = 2,), {"a", "b"}, "1@1 1|2\n\n2@2 3||4\n3@3 5|6\n", NULL},
  {"datatypes",        "n,d,t\n7,2025-01-02,x\nx,2025-02-30,y\n", 0, SPEC(.datatypes = datatypes, .n_datatypes = 4,), {"n", "d", "t"}, "1@2 #7|D2025-01-02|x\n2@3 !#x|!D2025-02-30|y\n", NULL},
  {"Latin-1",          "a,b\n\xE9,2\n", 0, SPEC(.encoding = {"iso-8859-1", 10},), {"a"}, "1@2 é\n", NULL},
  {"UTF-16",           LEN("\xFF\xFE" "a\0,\0b\0\n\0\xE9\0,\0\x3D\xD8\x00\xDE\n\0"), SPEC(.encoding = {"UTF-16", 6},), {"a", "b"}, "1@2 é|😀\n", NULL},

  {"a row too short",  "a,b,c\n1,2,3\n4,5\n", 0, SPEC(), {"a"}, "1@2 1\n", "3:0: error: this row has 2 fields, but the header has 3\n"},
  {"a row too long",   "a,b\n1,2,3\n", 0, SPEC(), {"a"}, "", "2:0: error: this row has 3 fields, but the header has 2\n"},
  {"ragged, no header", "1,2\n1\n", 0, SPEC(.no_header = true,), {"1"}, "1@1 1\n", "2:0: error: this row has 1 field, but the first row has 2\n"},
  {"a row too long, ragged", "a,b\n1\n1,2,3\n", 0, SPEC(.ragged = true,), {"a"}, "1@2 1\n", "3:0: error: this row has 3 fields, but the header has 2; \"ragged\" is of rows that are too short\n"},
  {"a row too long, names of the rules", "1,2,3,4\n", 0, SPEC(.no_header = true, .header = header, .n_header = 3,), {"a"}, "", "1:0: error: this row has 4 fields, but the rules name 3\n"},
  {"an unclosed quote, rare", "a,b\n1,2\n3,\"4\n5,6\n", 0, SPEC(.trim_end = true,), {"a"}, "1@2 1\n", "3:0: error: the quote that opens field 2 is never closed\n"},
  {"text behind a quote, rare", "a,b\n\"1\" x,3\n", 0, SPEC(.trim_end = true,), {"a"}, "", "2:0: error: text behind the closing quote of field 1; a quote within quotes is written twice\n"},
  {"not UTF-8, rare",  "a,b\nx,\xE9t\xE9\n", 0, SPEC(.trim_end = true,), {"b"}, "", "2:0: error: byte 1 of column \"b\" is not UTF-8"},
  {"a comment's start is the quote", "a\n", 0, SPEC(.comment = {"\"x", 2},), {"a"}, "", "4:7: error: what begins a comment must not begin with the quote or the delimiter, nor hold an end of line; it is \"\"x\"\n"},
  {"a comment's start is the delimiter", "a\n", 0, SPEC(.comment = {",", 1},), {"a"}, "", "4:7: error: what begins a comment must not"},
  {"an unclosed quote", "a,b\n1,2\n3,\"4\n5,6\n", 0, SPEC(), {"a"}, "1@2 1\n", "3:0: error: the quote that opens field 2 is never closed\n"},
  {"text behind a quote", "a,b\n\"1\"2,3\n", 0, SPEC(), {"a"}, "", "2:0: error: text behind the closing quote of field 1; a quote within quotes is written twice\n"},
  {"not UTF-8",        "a,b\nx,\xE9t\xE9\n", 0, SPEC(), {"b"}, "", "2:0: error: byte 1 of column \"b\" is not UTF-8; if the file is in another encoding, say so with \"encoding\"\n"},
  {"not UTF-8, unused", "a,b\nx,\xE9t\xE9\n", 0, SPEC(), {"a"}, "1@2 x\n", NULL},
  {"not UTF-8, header", "a,\xE9\nx,y\n", 0, SPEC(), {"a"}, "", "1:0: error: the name of column 2 is not UTF-8\n"},
  {"empty file",       "", 0, SPEC(), {"a"}, "", "1:0: error: the file is empty: a header row is missing\n"},
  {"unknown column",   "name,id\n1,2\n", 0, SPEC(), {"Name"}, "", "has no column \"Name\"; its columns are \"name\", \"id\"; name\n"},
  {"a name twice",     "a,b,a\n1,2,3\n", 0, SPEC(), {"b", "a"}, "", "has more than one column \"a\": which one is meant cannot be known\n"},
  {"a name twice, unused", "a,b,a\n1,2,3\n", 0, SPEC(), {"b"}, "1@2 2\n", NULL},
  {"delimiter too long", "a\n", 0, SPEC(.delimiter = {"||", 2},), {"a"}, "", "4:7: error: the delimiter must be one character, neither the quote nor an end of line, or \"tab\"; it is \"||\"\n"},
  {"delimiter is the quote", "a\n", 0, SPEC(.delimiter = {"\"", 1},), {"a"}, "", "4:7: error: the delimiter must be one character"},
  {"no delimiter",     "a\n", 0, SPEC(.delimiter_loc = {&delimiter_text, 3, 2, 0},), {"a"}, "", "3:2: error: the delimiter must be one character"},
  {"quote too long",   "a\n", 0, SPEC(.quote = {"''", 2},), {"a"}, "", "4:7: error: the quote must be one ASCII character, or \"\" for none; it is \"''\"\n"},
  {"unknown encoding", "a\n", 0, SPEC(.encoding = {"klingon", 7},), {"a"}, "", "4:7: error: the encoding \"klingon\" is not known"},
  {"not of its encoding", LEN("a,b\n1,2\n\x80\n"), SPEC(.encoding = {"utf-7", 5},), {"a"}, "", "0:0: error: byte 9 of the file is not utf-7, as its rules say\n"},
  {"no text",          LEN("SQLite format 3\0\n1\n"), SPEC(.no_header = true,), {"1"}, "", " is an SQLite database, not CSV"},
  {"UTF-16 not said",  LEN("\xFF\xFE" "a\0\n\0"), SPEC(), {"a"}, "", "0:0: error: the file is not text in UTF-8: it looks in UTF-16, which needs \"encoding: utf-16\"\n"},
  {"another type",     "a\n", 0, SPEC(.type = {"remotefile", 10},), {"a"}, "", "4:9: error: only local files are read as csv, not "},
};
// clang-format on

typedef struct {
  const char *name;
  RhumbStr dir;
  RhumbStr access;
  const char *report;
} AccessCase;

// clang-format off
static AccessCase access_cases[] = {
  {"missing file",   {"no", 2}, {"such.csv", 8}, "4:9: error: cannot read \"no/such.csv\": No such file or directory\n"},
  {"folder",         {"", 0},   {"/", 1},        "4:9: error: cannot read \"/\": it is a folder; name a file in it\n"},
};
// clang-format on

static void
test_access(void **const state)
{
  const AccessCase *const c = (const AccessCase *)*state;
  const RhumbSourceSpec spec = SPEC(.access = c->access, .dir = c->dir, );
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbSource *source = NULL;
  assert_true(rhumb_source_open(&source, &spec, &diag) != RHUMB_OK);
  assert_null(source);
  assert_string_equal(reports.text, c->report);
}

static void
test_closed_stdin(void **const state)
{
  (void)state;
  const RhumbSourceSpec spec = SPEC(.access = {"-", 1}, );
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbSource *source = NULL;
  const int kept = dup(STDIN_FILENO);
  assert_int_equal(close(STDIN_FILENO), 0);
  const RhumbStatus status = rhumb_source_open(&source, &spec, &diag);
  assert_int_equal(dup2(kept, STDIN_FILENO), STDIN_FILENO);
  (void)close(kept);
  assert_int_equal(status, RHUMB_ERR_IO);
  assert_string_equal(
      reports.text,
      "4:9: error: cannot read \"<stdin>\": Bad file descriptor\n");
}

/// What the program starts does not get to read the data
static void
test_not_inherited(void **const state)
{
  (void)state;
  char path[256];
  RhumbBuf content = {0};
  while (content.len < 4 * rhumb_input_chunk) { // Else it would be closed again
    rhumb_buf_puts(&content, "a\n");
  }
  write_file(path, sizeof(path), rhumb_buf_str(&content));
  const RhumbSourceSpec spec = SPEC(.access = rhumb_str(path), );
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbSource *source = NULL;
  const int next = dup(STDIN_FILENO);
  assert_int_equal(close(next), 0);
  assert_int_equal(rhumb_source_open(&source, &spec, &diag), RHUMB_OK);
  assert_int_equal(fcntl(next, F_GETFD), FD_CLOEXEC);
  rhumb_source_close(source);
  rhumb_buf_free(&content);
  assert_int_equal(remove(path), 0);
}

/// One cell larger than many chunks, among small ones
static void
test_large_cell(void **const state)
{
  (void)state;
  enum { SIZE = 3000000 };
  RhumbBuf content = {0};
  rhumb_buf_put(&content, RHUMB_STR("a,b\n1,2\n\""));
  for (size_t i = 0; i < SIZE; ++i) {
    rhumb_buf_putc(&content, i % 100 == 99 ? '\n' : 'x');
  }
  rhumb_buf_put(&content, RHUMB_STR("\",3\n4,5\n"));
  const SourceCase c = {.name = "large",
                        .content = content.data,
                        .len = content.len,
                        .spec = SPEC(),
                        .references = {"b"},
                        .rows = "1@2 2\n2@3 3\n3@30004 5\n"};
  check_source(&c, 1000);
  rhumb_buf_free(&content);
}

/// Cells that no column has are counted, and nothing more
static void
test_many_cells(void **const state)
{
  (void)state;
  enum { SIZE = 16000000, MAX_KIB = 400000 };
  RhumbBuf content = {0};
  rhumb_buf_put(&content, RHUMB_STR("a,b\n"));
  rhumb_buf_reserve(&content, SIZE);
  memset(content.data + content.len, ',', SIZE);
  content.len += SIZE;
  const SourceCase c = {
      .name = "many",
      .content = content.data,
      .len = content.len,
      .spec = SPEC(),
      .references = {"b"},
      .rows = "",
      .report = "this row has 16000001 fields, but the header has 2\n"};
  check_source(&c, (size_t)256 * 1024);
  rhumb_buf_free(&content);
  struct rusage usage;
  assert_int_equal(getrusage(RUSAGE_SELF, &usage), 0);
  assert_true(usage.ru_maxrss < MAX_KIB);
}

static void
test_many_columns(void **const state)
{
  (void)state;
  enum { SIZE = 1000000 };
  RhumbBuf content = {0};
  rhumb_buf_reserve(&content, SIZE);
  memset(content.data, ',', SIZE);
  content.len = SIZE;
  const SourceCase c = {.name = "columns",
                        .content = content.data,
                        .len = content.len,
                        .spec = SPEC(),
                        .rows = "",
                        .report = "1:0: error: more than 1000000 columns"};
  check_source(&c, (size_t)256 * 1024);
  rhumb_buf_free(&content);
}

static SourceCase long_cases[] = {
    {"a quote that is never closed",
     "a,b\n1,\"2\n3,4\n5,6\n7,8\n9,10\n11,12\n",
     0,
     SPEC(),
     {"a"},
     "",
     "2:0: error: this record is longer than 0 MB"},
    {"as long as may be",
     "a,b\n1,\"2\n3\"\n4,5\n",
     0,
     SPEC(),
     {"a"},
     "1@2 1\n2@4 4\n",
     NULL},
};

static void
test_long_record(void **const state)
{
  const size_t usual = rhumb_max_input;
  rhumb_max_input = 16;
  check_source((const SourceCase *)*state, 4);
  rhumb_max_input = usual;
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_closed_stdin),
      cmocka_unit_test(test_not_inherited),
      cmocka_unit_test(test_large_cell),
      cmocka_unit_test(test_many_cells),
      cmocka_unit_test(test_many_columns),
  };
  int failed = cmocka_run_group_tests_name("csv size", tests, NULL, NULL);
  RUN_TABLE("csv", csv_cases, test_source);
  RUN_TABLE("long", long_cases, test_long_record);
  RUN_TABLE("access", access_cases, test_access);
  return failed;
}
