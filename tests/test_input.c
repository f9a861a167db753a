// SPDX-License-Identifier: ISC

// Compressed files, as other programs made them, and encodings

#include "source_support.h"

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
#define SAID(kind) SPEC(.compression = {(kind), sizeof(kind) - 1}, )

// clang-format off
#define GZIP_TEXT "\x1F\x8B\x08\x00\x00\x00\x00\x00\x02\x03K\xD4I\xE2\x32\xD4\xA9\xE0\x32\xD2\x39\xBC\x92\x0B\x00uO\xC3\x0A\x0D\x00\x00\x00"
#define GZIP LEN(GZIP_TEXT)
#define GZIP_TWO LEN("\x1F\x8B\x08\x00\x00\x00\x00\x00\x02\x03K\xD4I\xE2\x32\xD4\xA9\xE0\x02\x00\xF4\xA0\x01\x00\x08\x00\x00\x00\x1F\x8B\x08\x00\x00\x00\x00\x00\x02\x03\x33\xD2\xA9\xE4\x02\x00\x13{\x19T\x04\x00\x00\x00")
#define GZIP_CUT LEN("\x1F\x8B\x08\x00\x00\x00\x00\x00\x02\x03K\xD4I\xE2\x32\xD4\xA9\xE0\x32")
#define GZIP_EMPTY LEN("\x1F\x8B\x08\x00\x00\x00\x00\x00\x02\x03\x03\x00\x00\x00\x00\x00\x00\x00\x00\x00")
#define GZIP_LATIN LEN("\x1F\x8B\x08\x00\x00\x00\x00\x00\x02\x03K\xD4I\xE2\x32\xD4\xA9\xE0\x32\xD2y\xC9\x05\x00\xD8\x1C\x3F\xEC\x0C\x00\x00\x00")
#define GZIP_LINES LEN("\x1F\x8B\x08\x00\x00\x00\x00\x00\x02\x03\xABVJT\xB2\x32\xAC\xE5\xAA\x06\xD1\x46\xB5\\\x00\x66\xC0Z\x19\x10\x00\x00\x00")
#define GZIP_XML LEN("\x1F\x8B\x08\x00\x00\x00\x00\x00\x02\x03\xB3\xB1\xAF\xC8\xCDQ(K-*\xCE\xCC\xCF\xB3U2\xD4\x33PRH\xCDK\xCEO\xC9\xCCK\xB7U\xCA,\xCE\xD7\xB5\xB0\x30\xB5\xD4\x35T\xB2\xB7\xE3\xB2)\xB2\xB3)\xB6{i\xA3_lg\xA3_d\x07\x00\x0B\x9D`t;\x00\x00\x00")
#define BZIP2_TEXT "BZh91AY&SY\xC6\x1ER\xCC\x00\x00\x04Y\x94\x00\x10\x00\x04\x30\x00\x30\x00\x00@\x00 \x08\x00 \x00\x31\x06LA\x00\xCD\x42`\xC7$ux\xBB\x92)\xC2\x84\x86\x30\xF2\x96`"
#define BZIP2 LEN(BZIP2_TEXT)
#define BZIP2_EMPTY LEN("BZh9\x17rE8P\x90\x00\x00\x00\x00")
#define BZIP2_BAD LEN("BZh91AY&SY\xC6\x1ER\xCC\x00\x00\x04Y\x94\x00\xEF\x00\x04\x30\x00\x30\x00\x00@\x00 \x08\x00 \x00\x31\x06LA\x00\xCD\x42`\xC7$ux\xBB\x92)\xC2\x84\x86\x30\xF2\x96`")
#define XZ_TEXT "\xFD\x37zXZ\x00\x00\x04\xE6\xD6\xB4\x46\x02\x00!\x01\x16\x00\x00\x00t/\xE5\xA3\x01\x00\x0C\x61,b\x0A\x31,x\x0A\x32,\xC3\xA9\x0A\x00\x00\x00\x00\xCA\x0D\xD1\x61\"\xAE\x35\xC3\x00\x01%\x0Dq\x19\xC4\xB6\x1F\xB6\xF3}\x01\x00\x00\x00\x00\x04YZ"
#define XZ LEN(XZ_TEXT)
#define XZ_BAD LEN("\xFD\x37zXZ\x00\x00\x04\xE6\xD6\xB4\x46\x02\x00!\x01\x16\x00\x00\x00t/\xE5\xA3\x01\x00\x0C\x61,b\xF5\x31,x\x0A\x32,\xC3\xA9\x0A\x00\x00\x00\x00\xCA\x0D\xD1\x61\"\xAE\x35\xC3\x00\x01%\x0Dq\x19\xC4\xB6\x1F\xB6\xF3}\x01\x00\x00\x00\x00\x04YZ")
#define ZIP_TEXT "PK\x03\x04\x14\x00\x00\x00\x08\x00\x00\x00!P\x00\x00\x00\x00\x02\x00\x00\x00\x00\x00\x00\x00\x02\x00\x00\x00\x64/\x03\x00PK\x03\x04\x14\x00\x00\x00\x08\x00\x00\x00!PuO\xC3\x0A\x0F\x00\x00\x00\x0D\x00\x00\x00\x07\x00\x00\x00\x64/a.csvK\xD4I\xE2\x32\xD4\xA9\xE0\x32\xD2\x39\xBC\x92\x0B\x00PK\x03\x04\x14\x00\x00\x00\x08\x00\x00\x00!P\x83\x16\xDC\x8C\x03\x00\x00\x00\x01\x00\x00\x00\x12\x00\x00\x00__MACOSX/d/._a.csv\xAB\x00\x00PK\x01\x02\x14\x03\x14\x00\x00\x00\x08\x00\x00\x00!P\x00\x00\x00\x00\x02\x00\x00\x00\x00\x00\x00\x00\x02\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xED\x41\x00\x00\x00\x00\x64/PK\x01\x02\x14\x03\x14\x00\x00\x00\x08\x00\x00\x00!PuO\xC3\x0A\x0F\x00\x00\x00\x0D\x00\x00\x00\x07\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xA4\x81\"\x00\x00\x00\x64/a.csvPK\x01\x02\x14\x03\x14\x00\x00\x00\x08\x00\x00\x00!P\x83\x16\xDC\x8C\x03\x00\x00\x00\x01\x00\x00\x00\x12\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xA4\x81V\x00\x00\x00__MACOSX/d/._a.csvPK\x05\x06\x00\x00\x00\x00\x03\x00\x03\x00\xA5\x00\x00\x00\x89\x00\x00\x00\x00\x00"
#define ZIP LEN(ZIP_TEXT)
#define ZIP_MORE LEN(ZIP_TEXT "more")
#define ZIP_TWO LEN("PK\x03\x04\x14\x00\x00\x00\x08\x00\x00\x00!PuO\xC3\x0A\x0F\x00\x00\x00\x0D\x00\x00\x00\x05\x00\x00\x00\x61.csvK\xD4I\xE2\x32\xD4\xA9\xE0\x32\xD2\x39\xBC\x92\x0B\x00PK\x03\x04\x14\x00\x00\x00\x08\x00\x00\x00!PuO\xC3\x0A\x0F\x00\x00\x00\x0D\x00\x00\x00\x05\x00\x00\x00\x62.csvK\xD4I\xE2\x32\xD4\xA9\xE0\x32\xD2\x39\xBC\x92\x0B\x00PK\x01\x02\x14\x03\x14\x00\x00\x00\x08\x00\x00\x00!PuO\xC3\x0A\x0F\x00\x00\x00\x0D\x00\x00\x00\x05\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xA4\x81\x00\x00\x00\x00\x61.csvPK\x01\x02\x14\x03\x14\x00\x00\x00\x08\x00\x00\x00!PuO\xC3\x0A\x0F\x00\x00\x00\x0D\x00\x00\x00\x05\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xA4\x81\x32\x00\x00\x00\x62.csvPK\x05\x06\x00\x00\x00\x00\x02\x00\x02\x00\x66\x00\x00\x00\x64\x00\x00\x00\x00\x00")
#define ZIP_NONE LEN("PK\x03\x04\x14\x00\x00\x00\x08\x00\x00\x00!P\x00\x00\x00\x00\x02\x00\x00\x00\x00\x00\x00\x00\x02\x00\x00\x00\x64/\x03\x00PK\x01\x02\x14\x03\x14\x00\x00\x00\x08\x00\x00\x00!P\x00\x00\x00\x00\x02\x00\x00\x00\x00\x00\x00\x00\x02\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xED\x41\x00\x00\x00\x00\x64/PK\x05\x06\x00\x00\x00\x00\x01\x00\x01\x00\x30\x00\x00\x00\"\x00\x00\x00\x00\x00")
#define ZIP_CUT LEN("PK\x03\x04\x14\x00\x00\x00\x08\x00\x00\x00!PuO\xC3\x0A\x0F\x00\x00\x00\x0D\x00\x00\x00\x05\x00\x00\x00\x61.csvK\xD4I\xE2\x32\xD4\xA9\xE0\x32\xD2")
#define ZIP_HOLLOW LEN("PK\x03\x04\x14\x00\x00\x00\x08\x00\x00\x00!\x00\x95\x9F&\x1D\x00\x00\x00\x00\x15\x00\x00\x00\x05\x00\x00\x00\x61.csv\xCBL\xD1\xC9K\xCCM\xE5\x32\xD4q\xCC\xCBK\xE4\x32\xD2q\xCAO\xE2\x02\x00PK\x01\x02\x14\x03\x14\x00\x00\x00\x08\x00\x00\x00!\x00\x95\x9F&\x1D\x00\x00\x00\x00\x15\x00\x00\x00\x05\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x80\x01\x00\x00\x00\x00\x61.csvPK\x05\x06\x00\x00\x00\x00\x01\x00\x01\x00\x33\x00\x00\x00:\x00\x00\x00\x00\x00")
#define ZIP_NO_SIZE LEN("PK\x03\x04\x14\x00\x00\x00\x08\x00\x00\x00!\x00\x95\x9F&\x1D\x00\x00\x00\x00\x00\x00\x00\x00\x05\x00\x00\x00\x61.csv\xCBL\xD1\xC9K\xCCM\xE5\x32\xD4q\xCC\xCBK\xE4\x32\xD2q\xCAO\xE2\x02\x00PK\x01\x02\x14\x03\x14\x00\x00\x00\x08\x00\x00\x00!\x00\x95\x9F&\x1D\x00\x00\x00\x00\x00\x00\x00\x00\x05\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x80\x01\x00\x00\x00\x00\x61.csvPK\x05\x06\x00\x00\x00\x00\x01\x00\x01\x00\x33\x00\x00\x00:\x00\x00\x00\x00\x00")
#define GZIP_SUM LEN("\x1F\x8B\x08\x00\x00\x00\x00\x00\x02\x03K\xD4I\xE2\x32\xD4\xA9\xE0\x32\xD2\x39\xBC\x92\x0B\x00uO\xC3\x0B\x0D\x00\x00\x00")
#define GZIP_LENGTH LEN("\x1F\x8B\x08\x00\x00\x00\x00\x00\x02\x03K\xD4I\xE2\x32\xD4\xA9\xE0\x32\xD2\x39\xBC\x92\x0B\x00uO\xC3\x0A\x0E\x00\x00\x00")
#define GZIP_LETTER LEN("\x1F\x8B\x08\x00\x00\x00\x00\x00\x02\x03K\xD4I\xE2\x32\xD4\xA9\xE4\x32\xD2\x39\xBC\x92\x0B\x00uO\xC3\x0A\x0D\x00\x00\x00")
#define GZIP_PADDED LEN(GZIP_TEXT "\0\0\0\0\0\0\0\0\0\0")
#define GZIP_PADDED_GZIP LEN(GZIP_TEXT "\0\0" GZIP_TEXT)
#define GZIP_MORE LEN(GZIP_TEXT "more")
#define GZIP_BEGUN LEN(GZIP_TEXT "\x1F more")
#define BZIP2_MORE LEN(BZIP2_TEXT "more")
#define XZ_MORE LEN(XZ_TEXT "more")
#define ROWS "1@2 1|x\n2@3 2|é\n"

static SourceCase cases[] = {
  {"gzip", GZIP, SPEC(), {"a", "b"}, ROWS, NULL},
  {"gzip, as the rules say", GZIP, SAID("gzip"), {"a", "b"}, ROWS, NULL},
  {"gzip of two streams", GZIP_TWO, SPEC(), {"a", "b"}, "1@2 1|x\n2@3 2|y\n", NULL},
  {"gzip of Latin-1", GZIP_LATIN, SPEC(.encoding = {"latin1", 6},), {"a", "b"}, ROWS, NULL},
  {"gzip of nothing", GZIP_EMPTY, SPEC(.no_header = true,), {"1"}, "", NULL},
  {"bzip2 of nothing", BZIP2_EMPTY, SPEC(.no_header = true,), {"1"}, "", NULL},
  {"gzip of JSON Lines", GZIP_LINES, {.format = &rhumb_source_jsonl}, {"$.a"}, "1@1 #1\n2@2 #2\n", NULL},
  {"gzip of XML in Latin-1", GZIP_XML, {.format = &rhumb_source_xml, .iterator = {"/r", 2}}, {"s"}, "1@2 é\n", NULL},
  {"a last letter that a mark could follow", LEN("a,b\n1,a"), SPEC(.encoding = {"windows-1258", 12},), {"a", "b"}, "1@2 1|a\n", NULL},
  {"a last letter and its mark", LEN("a,b\n1,a\xEC"), SPEC(.encoding = {"windows-1258", 12},), {"a", "b"}, "1@2 1|\u00E1\n", NULL},
  {"a last letter of Big5-HKSCS", LEN("a,b\n1,\x88\x66"), SPEC(.encoding = {"big5-hkscs", 10},), {"a", "b"}, "1@2 1|\u00CA\n", NULL},
  {"bzip2", BZIP2, SPEC(), {"a", "b"}, ROWS, NULL},
  {"xz", XZ, SPEC(), {"a", "b"}, ROWS, NULL},
  {"zip of one file", ZIP, SPEC(), {"a", "b"}, ROWS, NULL},
  {"zip, as the rules say", ZIP, SAID("zip"), {"a", "b"}, ROWS, NULL},
  {"a header like bzip2", LEN("BZh1,b\n1,2\n"), SPEC(), {"BZh1"}, "1@2 1\n", NULL},
  {"none", LEN("a,b\n1,2\n"), SAID("none"), {"a"}, "1@2 1\n", NULL},
  {"zip of two files", ZIP_TWO, SPEC(), {"a"}, "", "0:0: error: a zip that is data holds one file; this one holds 2: \"a.csv\", \"b.csv\"\n"},
  {"zip of no file", ZIP_NONE, SPEC(), {"a"}, "", "0:0: error: a zip that is data holds one file; this one holds 0\n"},
  {"gzip cut off", GZIP_CUT, SPEC(), {"a"}, "", "0:0: error: the gzip file is damaged: truncated gzip input\n"},
  {"gzip with padding", GZIP_PADDED, SPEC(), {"a", "b"}, ROWS, NULL},
  {"zip cut off", ZIP_CUT, SPEC(), {"a"}, "", "0:0: error: the zip file is damaged: "},
  {"bzip2 damaged", BZIP2_BAD, SPEC(), {"a"}, "", "0:0: error: the bzip2 file is damaged: "},
  {"xz damaged", XZ_BAD, SPEC(), {"a"}, "", "0:0: error: the xz file is damaged: "},
  {"not what the rules say", GZIP, SAID("xz"), {"a"}, "", "0:0: error: the rules say that this file is compressed as xz: it looks gzip\n"},
  {"not compressed at all", LEN("a,b\n"), SAID("zip"), {"a"}, "", "0:0: error: the rules say that this file is compressed as zip: it looks like none that is known\n"},
  {"unknown compression", LEN("a,b\n"), SAID("gzp"), {"a"}, "", "4:7: error: unknown compression \"gzp\"; there are gzip, bzip2, xz, zip, targz, tarxz and none; gzip\n"},
  {"compressed, but said not to be", GZIP, SAID("none"), {"a"}, "", "0:0: error: the file is not text in UTF-8: it looks compressed (gzip)\n"},
};
// clang-format on

// Damage ---------------------------------------------------------------------

#define TEXT "a,b\n1,x\n2,é\n"

typedef struct {
  const char *name;
  const char *content;
  size_t len;
  const char *why; ///< What is said of it
} DamageCase;

// clang-format off
static DamageCase found[] = {
  {"gzip, padding, gzip", GZIP_PADDED_GZIP, "something else stands behind its end"},
  {"gzip, and something else", GZIP_MORE, "something else stands behind its end"},
  {"gzip, and what begins like it", GZIP_BEGUN, "incorrect header check"},
  {"gzip with another checksum", GZIP_SUM, "incorrect data check"},
  {"gzip with another length", GZIP_LENGTH, "incorrect length check"},
  {"gzip with another letter", GZIP_LETTER, "incorrect data check"},
  {"bzip2, and something else", BZIP2_MORE, "something else stands behind its end"},
  {"xz, and something else", XZ_MORE, "it breaks off, or something else stands behind its end"},
  {"zip, and something else", ZIP_MORE, "it breaks off, or something else stands behind its end"},
  {"zip of a file without packed bytes", ZIP_HOLLOW, "a file in it has lost its bytes"},
  {"zip of a file with a checksum alone", ZIP_NO_SIZE, "a file in it has lost its bytes"},
};
// clang-format on

static DamageCase damages[] = {{"gzip", GZIP, NULL},
                               {"bzip2", BZIP2, NULL},
                               {"xz", XZ, NULL},
                               {"zip", ZIP, NULL}};

/// Read a file with these bytes; true if it is read to its end
static bool
unpack(RhumbBuf *const out, const RhumbStr content, Reports *const reports)
{
  char path[256];
  write_file(path, sizeof(path), content);
  const RhumbDiag diag = {keep_report, reports};
  const RhumbInputSpec spec = {.path = rhumb_str(path), .as_bytes = true};
  RhumbInput input;
  RhumbStatus status = rhumb_input_open(&input, &spec, &diag);
  while (status == RHUMB_OK) {
    status = rhumb_input_fill(&input, &diag);
    const RhumbStr more = {input.data + input.pos, input.end - input.pos};
    rhumb_buf_put(out, more);
    input.pos = input.end;
  }
  rhumb_input_close(&input);
  assert_int_equal(remove(path), 0);
  assert_true(status == RHUMB_END || status == RHUMB_ERR_SYNTAX);
  assert_int_equal(reports->count, status == RHUMB_ERR_SYNTAX);
  return status == RHUMB_END;
}

static void
test_found(void **const state)
{
  const DamageCase *const c = (const DamageCase *)*state;
  RhumbBuf out = {0};
  Reports reports = {0};
  assert_false(unpack(&out, (RhumbStr){c->content, c->len}, &reports));
  assert_non_null(strstr(reports.text, c->why));
  rhumb_buf_free(&out);
}

/// What is read of these bytes is what was packed, or nothing; a file that is
/// not known to be compressed is read as it is
static void
check_damaged(const RhumbStr content, const bool is_cut)
{
  RhumbBuf out = {0};
  Reports reports = {0};
  if (unpack(&out, content, &reports) && rhumb_compression_of(content)) {
    assert_false(is_cut);
    assert_string_equal(rhumb_buf_cstr(&out), TEXT);
  }
  rhumb_buf_free(&out);
}

/// Every bit that is turned over, and every place where the file breaks off
static void
test_damage(void **const state)
{
  const DamageCase *const c = (const DamageCase *)*state;
  RhumbArena arena = {0};
  const RhumbStr content =
      rhumb_str_copy(&arena, (RhumbStr){c->content, c->len});
  char *const bytes = RHUMB_NEW(&arena, char, c->len);
  for (size_t i = 0; i < c->len; ++i) {
    check_damaged(rhumb_str_slice(content, 0, i), true);
    for (unsigned bit = 0; bit < 8; ++bit) {
      memcpy(bytes, content.data, c->len);
      bytes[i] = (char)((unsigned char)bytes[i] ^ 1U << bit);
      check_damaged((RhumbStr){bytes, c->len}, false);
    }
  }
  rhumb_arena_free(&arena);
}

int
main(void)
{
  int failed = 0;
  RUN_TABLE("found", found, test_found);
  RUN_TABLE("damage", damages, test_damage);
  RUN_TABLE("input", cases, test_source);
  return failed;
}
