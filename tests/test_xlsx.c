// SPDX-License-Identifier: ISC

#include "source/xlsx/xlsx_impl.h"
#include "source_support.h"
#include "workbook_parts.h"

#include <archive.h>
#include <archive_entry.h>

// Workbooks ------------------------------------------------------------------

/// A workbook, by what it has otherwise; an empty text: the part is missing
typedef struct {
  const char *name;
  const char *part[PARTS];
  const char *references[MAX_REFERENCES];
  const char *rows, *report;
} Case;

static void
add_part(struct archive *const archive,
         const char *const name,
         const char *const content)
{
  struct archive_entry *const entry = archive_entry_new();
  archive_entry_set_pathname(entry, name);
  archive_entry_set_size(entry, (la_int64_t)strlen(content));
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_entry_set_perm(entry, 0644);
  assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
  assert_int_equal(archive_write_data(archive, content, strlen(content)),
                   strlen(content));
  archive_entry_free(entry);
}

enum { MAX_ZIP = 1024 * 1024 };

/// Write a workbook; the parts in the order of the table, or the other way
static size_t
write_zip(char *const out, const Case *const c, const bool is_reversed)
{
  struct archive *const archive = archive_write_new();
  size_t used = 0;
  assert_int_equal(archive_write_set_format_zip(archive), ARCHIVE_OK);
  assert_int_equal(archive_write_open_memory(archive, out, MAX_ZIP, &used),
                   ARCHIVE_OK);
  for (size_t i = 0; i < PARTS; ++i) {
    const size_t at = is_reversed ? PARTS - 1 - i : i;
    const char *const content =
        c->part[at] ? c->part[at] : workbook_parts[at].usual;
    if (content && *content) {
      add_part(archive, workbook_parts[at].name, content);
    }
  }
  assert_int_equal(archive_write_close(archive), ARCHIVE_OK);
  assert_int_equal(archive_write_free(archive), ARCHIVE_OK);
  return used;
}

#define ROW1(cells) "<row r='1'>" cells "</row>"
#define ROW2(cells) "<row r='2'>" cells "</row>"
#define TEXT(at, text) \
  "<c r='" at "' t='inlineStr'><is><t>" text "</t></is></c>"
#define HEAD ROW1(TEXT("A1", "x") TEXT("B1", "y"))
/// Rows below a header of x and y
#define BELOW(rows) .part = {[SHEET_PART] = SHEET(HEAD rows)}
#define CELL2(cell) BELOW(ROW2(cell))
#define X \
  {       \
    "x"   \
  }

// clang-format off
static Case xlsx_cases[] = {
  {"shared", CELL2("<c r='A2' t='s'><v>1</v></c><c r='B2' t='s'><v>0</v></c>"), {"y", "x"}, "1@2 a|b\n", NULL},
  {"numbers", CELL2("<c r='A2'><v>1234567</v></c><c r='B2' t='n'><v>-0.50</v></c>"), {"x", "y"}, "1@2 #1234567|~-0.5\n", NULL},
  {"digits are kept", CELL2("<c r='A2'><v>12345678901234567890</v></c><c r='B2'><v>-7</v></c>"), {"x", "y"}, "1@2 #12345678901234567890|#-7\n", NULL},
  {"the fewest digits", CELL2("<c r='A2'><v>1.1000000000000001</v></c><c r='B2'><v>0.30000000000000004</v></c>"), {"x", "y"}, "1@2 ~1.1|~0.30000000000000004\n", NULL},
  {"exponents", CELL2("<c r='A2'><v>1.2E+3</v></c><c r='B2'><v>1.5E-7</v></c>"), {"x", "y"}, "1@2 #1200|~1.5E-7\n", NULL},
  {"large and small", CELL2("<c r='A2'><v>1E+22</v></c><c r='B2'><v>1e-6</v></c>"), {"x", "y"}, "1@2 ~1.0E22|~0.000001\n", NULL},
  {"zeros", CELL2("<c r='A2'><v>-0</v></c><c r='B2'><v>0.0</v></c>"), {"x", "y"}, "1@2 #0|#0\n", NULL},
  {"booleans", CELL2("<c r='A2' t='b'><v>1</v></c><c r='B2' t='b'><v>0</v></c>"), {"x", "y"}, "1@2 ?true|?false\n", NULL},
  {"booleans in words", CELL2("<c r='A2' t='b'><v>true</v></c><c r='B2' t='b'><v> false </v></c>"), {"x", "y"}, "1@2 ?true|?false\n", NULL},
  {"results of formulas", CELL2("<c r='A2' t='str'><f>1</f><v>r</v></c><c r='B2'><f>1</f><v>2</v></c>"), {"x", "y"}, "1@2 r|#2\n", NULL},
  {"an empty result", CELL2("<c r='A2' t='str'><f>1</f><v></v></c><c r='B2'><v>1</v></c>"), X, "1@2 -\n", NULL},
  {"runs", CELL2("<c r='A2' t='inlineStr'><is><r><rPr><b/></rPr><t>a </t></r><r><t>b</t></r></is></c>"), X, "1@2 a b\n", NULL},
  {"shared runs, without how they sound", .part = {[SHEET_PART] = SHEET(HEAD ROW2("<c r='A2' t='s'><v>0</v></c>")), [STRINGS_PART] = SST("<si><r><t>a</t></r><r><t>b</t></r><rPh sb='0' eb='1'><t>no</t></rPh><phoneticPr fontId='1'/></si>")}, X, "1@2 ab\n", NULL},
  {"escapes", CELL2(TEXT("A2", "a_x000D_b_x005F_x0041__xD83D__xDE00__x00_")), X, "1@2 a\rb_x0041_😀_x00_\n", NULL},
  {"escapes of nothing", CELL2(TEXT("A2", "_xD83D__x0000__xDE00__x00g1_")), X, "1@2 _xD83D__x0000__xDE00__x00g1_\n", NULL},
  {"entities and CDATA", CELL2(TEXT("A2", "a&amp;b&#xe9;<![CDATA[<c>]]>")), X, "1@2 a&bé<c>\n", NULL},
  {"white space is kept", CELL2(TEXT("A2", " a \n")), X, "1@2  a \n\n", NULL},
  {"dates", CELL2("<c r='A2' s='1'><v>45805</v></c><c r='B2' s='3'><v>45805.395833333336</v></c>"), {"x", "y"}, "1@2 D2025-05-28|W2025-05-28T09:30:00\n", NULL},
  {"times", CELL2("<c r='A2' s='2'><v>0.39583333333333331</v></c><c r='B2' s='2'><v>1.5</v></c>"), {"x", "y"}, "1@2 T09:30:00|T12:00:00\n", NULL},
  {"ISO dates", CELL2("<c r='A2' s='1' t='d'><v>2025-05-28T00:00:00</v></c><c r='B2' t='d'><v>2025-05-28T09:30:00Z</v></c>"), {"x", "y"}, "1@2 D2025-05-28|W2025-05-28T09:30:00Z\n", NULL},
  {"ISO times", CELL2("<c r='A2' t='d'><v>09:30:00</v></c><c r='B2' s='2' t='d'><v>1899-12-30T10:00:00</v></c>"), {"x", "y"}, "1@2 T09:30:00|T10:00:00\n", NULL},
  {"1904", .part = {[SHEET_PART] = SHEET(HEAD ROW2("<c r='A2' s='1'><v>0</v></c>")), [BOOK_PART] = BOOK("<workbookPr date1904='1'/>", "<sheet name='S' r:id='r1'/>")}, X, "1@2 D1904-01-01\n", NULL},
  {"own formats", .part = {[SHEET_PART] = SHEET(HEAD ROW2("<c r='A2' s='0'><v>1</v></c><c r='B2' s='1'><v>1</v></c>")), [STYLES_PART] = STYLES("<numFmts><numFmt numFmtId='164' formatCode='yyyy'/><numFmt numFmtId='14' formatCode='0.00'/></numFmts><cellStyleXfs><xf numFmtId='0'/></cellStyleXfs><cellXfs><xf numFmtId='164'/><xf numFmtId='14'/></cellXfs>")}, {"x", "y"}, "1@2 D1900-01-01|#1\n", NULL},
  {"a style that there is not", CELL2("<c r='A2' s='99'><v>45805</v></c>"), X, "1@2 #45805\n", NULL},
  {"no styles, no shared texts", .part = {[SHEET_PART] = SHEET(HEAD ROW2("<c r='A2' s='1'><v>1</v></c>")), [STYLES_PART] = "", [STRINGS_PART] = "", [OF_BOOK] = RELATIONS(RELATION("r1", "worksheet", "worksheets/sheet1.xml"))}, X, "1@2 #1\n", NULL},
  {"without addresses", .part = {[SHEET_PART] = SHEET("<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row><row/><row><c/><c><v>2</v></c></row>")}, {"a", "b"}, "1@3 -|#2\n", NULL},
  {"empty rows", BELOW("<row r='2'/><row r='5'><c r='B5'><v>1</v></c></row><row r='7'><c r='A7'/></row><row r='9'><c r='C9'/></row>"), {"y"}, "1@5 #1\n", NULL},
  {"a column beyond the table", BELOW(ROW2("<c r='A2'><v>1</v></c><c r='C2' s='1'/>") "<row r='3'><c r='A3'><v>1</v></c><c r='XFD3'><v>2</v></c></row>"), X, "1@2 #1\n", "3:0: error: cell XFD3 is filled, and column XFD has no name in the header\n"},
  {"a column between others", .part = {[SHEET_PART] = SHEET(ROW1(TEXT("A1", "x") TEXT("C1", "y")) ROW2("<c r='A2'><v>1</v></c><c r='B2'><v>2</v></c>"))}, X, "", "2:0: error: cell B2 is filled, and column B has no name in the header\n"},
  {"beside the table alone", BELOW("<row r='2'><c r='C2' t='s'><v>0</v></c></row>"), X, "", "2:0: error: cell C2 is filled, and column C has no name in the header\n"},
  {"a header that is a number", .part = {[SHEET_PART] = SHEET(ROW1("<c r='B1'><v>2024</v></c>") ROW2("<c r='B2'><v>1</v></c>"))}, {"2024"}, "1@2 #1\n", NULL},
  {"strict", .part = {[SHEET_PART] = "<s:worksheet xmlns:s='" STRICT "' xmlns='urn:x'><row/><s:sheetData><s:row r='1'><s:c r='A1' t='inlineStr'><s:is><s:t>x</s:t></s:is></s:c></s:row><s:row r='2'><s:c r='A2'><v>no</v><s:v>1</s:v></s:c></s:row></s:sheetData></s:worksheet>"}, X, "1@2 #1\n", NULL},
  {"what else is in a sheet", .part = {[SHEET_PART] = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?><!-- c --><worksheet xmlns='" MAIN "' xmlns:m='urn:m'><cols><col min='1'/></cols><sheetData><row r='1' spans='1:1' m:a='1'><c r='A1' t='s'><v>0</v></c></row><row r='2'><c r='A2'><v>1</v><extLst><v>2</v></extLst></c></row></sheetData><mergeCells><mergeCell ref='A1:B1'/></mergeCells></worksheet>"}, {"a"}, "1@2 #1\n", NULL},
  {"an encoding of its own", .part = {[STRINGS_PART] = "<?xml version='1.0' encoding='iso-8859-1'?>" SST("<si><t>\xE9</t></si>"), [SHEET_PART] = SHEET(HEAD ROW2("<c r='A2' t='s'><v>0</v></c>"))}, X, "1@2 é\n", NULL},
  {"a name in another case", .part = {[SHEET_PART] = SHEET(HEAD ROW2("<c r='A2'><v>1</v></c>")), [OF_BOOK] = RELATIONS(RELATION("r1", "worksheet", "WORKSHEETS/Sheet1.XML"))}, X, "1@2 #1\n", NULL},
  {"no relations of the zip", .part = {[SHEET_PART] = SHEET(HEAD ROW2("<c r='A2'><v>1</v></c>")), [ROOT] = ""}, X, "1@2 #1\n", NULL},
  {"no sheet but a chart before it", .part = {[SHEET_PART] = SHEET(HEAD ROW2("<c r='A2'><v>1</v></c>")), [BOOK_PART] = BOOK("", "<sheet name='C' r:id='r9'/><sheet name='S' r:id='r1'/>"), [OF_BOOK] = RELATIONS(RELATION("r9", "chartsheet", "c.xml") RELATION("r1", "worksheet", "worksheets/sheet1.xml"))}, X, "1@2 #1\n", NULL},

  {"an error", CELL2("<c r='A2' t='e'><f>1/0</f><v>#DIV/0!</v></c>"), X, "", "2:0: error: cell A2 (\"#DIV/0!\") is an error of its formula; --null \"#DIV/0!\" says that it is no value\n"},
  {"an error, unused", CELL2("<c r='A2' t='e'><v>#REF!</v></c><c r='B2'><v>1</v></c>"), {"y"}, "1@2 #1\n", NULL},
  {"never calculated", CELL2("<c r='A2'><f>B2</f></c>"), X, "", "2:0: error: cell A2 has a formula that was never calculated; open the workbook in a spreadsheet program and save it\n"},
  {"no number", CELL2("<c r='A2'><v>0x10</v></c>"), X, "", "2:0: error: cell A2 (\"0x10\") is no number, though its type says so\n"},
  {"an infinity", CELL2("<c r='A2'><v>1e999</v></c>"), X, "", "2:0: error: cell A2 (\"1e999\") is larger than what a cell can hold\n"},
  {"less than anything but zero", CELL2("<c r='A2'><v>-1e-400</v></c>"), X, "", "2:0: error: cell A2 (\"-1e-400\") is nearer to 0 than what a cell can hold\n"},
  {"the least, and zeros", CELL2("<c r='A2'><v>2.2250738585072014E-308</v></c><c r='B2'><v>0.00E7</v></c>"), {"x", "y"}, "1@2 ~2.2250738585072014E-308|#0\n", NULL},
  {"no boolean", CELL2("<c r='A2' t='b'><v>2</v></c>"), X, "", "2:0: error: cell A2 (\"2\") is neither true nor false\n"},
  {"no date", CELL2("<c r='A2' t='d'><v>28 May</v></c>"), X, "", "2:0: error: cell A2 (\"28 May\") is no date, though its type says so\n"},
  {"no such shared text", CELL2("<c r='A2' t='s'><v>2</v></c>"), X, "", "2:0: error: cell A2 (\"2\") is the number of a shared text that there is not\n"},
  {"the day that never was", CELL2("<c r='A2' s='3'><v>60.5</v></c>"), X, "", "2:0: error: cell A2 (\"60.5\") is shown as 29 February 1900, a day that never was\n"},
  {"rows that go back", BELOW("<row r='3'/><row r='2'/>"), X, "", "0:0: error: xl/worksheets/sheet1.xml in it has a row \"2\" behind its row 3: rows are numbered upwards, to 1048576\n"},
  {"too many rows", BELOW("<row r='1048577'/>"), X, "", "has a row \"1048577\""},
  {"cells that go back", CELL2("<c r='B2'/><c r='B2'/>"), X, "", "has a cell \"B2\" in its row 2, behind its column 2: cells are named upwards, to XFD\n"},
  {"a cell of another row", CELL2("<c r='A3'/>"), X, "", "has a cell \"A3\" in its row 2"},
  {"too many columns", CELL2("<c r='XFE2'/>"), X, "", "has a cell \"XFE2\" in its row 2"},
  {"no address", CELL2("<c r='22'/>"), X, "", "has a cell \"22\" in its row 2"},
  {"no type", CELL2("<c r='A2' t='z'/>"), X, "", "has a cell of the type \"z\" in its row 2, which there is not\n"},
  {"a document type", .part = {[SHEET_PART] = "<!DOCTYPE worksheet [<!ENTITY e 'x'>]>" SHEET(HEAD)}, X, "", "0:0: error: xl/worksheets/sheet1.xml in it declares a document type, as no workbook does\n"},
  {"an entity", .part = {[STRINGS_PART] = SST("<si><t>&e;</t></si>"), [SHEET_PART] = SHEET(HEAD)}, X, "", "xl/strings.xml in it is not sound XML, in its line 1: Entity 'e' not defined\n"},
  {"no XML", .part = {[SHEET_PART] = "<worksheet xmlns='" MAIN "'><sheetData><row r='1'>"}, X, "", "xl/worksheets/sheet1.xml in it is not sound XML"},
  {"another root", .part = {[BOOK_PART] = "<w:document xmlns:w='urn:w'/>"}, X, "", "0:0: error: xl/workbook.xml in it is no such part of a workbook\n"},
  {"no workbook", .part = {[BOOK_PART] = ""}, X, "", "0:0: error: this is no workbook (.xlsx): no file in it names its sheets\n"},
  {"a binary one", .part = {[ROOT] = RELATIONS(RELATION("r1", "officeDocument", "xl/workbook.bin"))}, X, "", "it is a binary one, .xlsb; save it as .xlsx\n"},
  {"a sheet that is not there", .part = {[OF_BOOK] = RELATIONS(RELATION("r1", "worksheet", "worksheets/sheet2.xml"))}, X, "", "0:0: error: the sheet \"S\" is not in it, though its workbook names it\n"},
  {"strings that are not there", .part = {[STRINGS_PART] = ""}, X, "", "0:0: error: xl/strings.xml is not in it, which it speaks of\n"},
  {"no sheets", .part = {[BOOK_PART] = BOOK("", "")}, X, "", "has no sheet that is a table; its sheets are "},
  {"an empty sheet", .part = {[SHEET_PART] = SHEET("")}, X, "", "0:0: error: the sheet is empty: a header row is missing\n"},
  {"a name twice", .part = {[SHEET_PART] = SHEET(ROW1("<c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>0</v></c>"))}, {"a"}, "", "has more than one column \"a\": which one is meant cannot be known\n"},
};
// clang-format on

static void
check_case(const Case *const c, const bool is_reversed, const size_t chunk)
{
  static char zip[MAX_ZIP];
  SourceCase source = {.name = c->name,
                       .content = zip,
                       .len = write_zip(zip, c, is_reversed),
                       .spec = {.format = &rhumb_source_xlsx,
                                .loc = {NULL, 4, 7, 0},
                                .access_loc = {NULL, 4, 9, 0}},
                       .rows = c->rows,
                       .report = c->report};
  memcpy(source.references, c->references, sizeof(source.references));
  check_source(&source, chunk);
}

/// Whatever the order of the parts, and the pieces that they come in
static void
test_xlsx(void **const state)
{
  static const size_t chunks[] = {1, 7, (size_t)256 * 1024};
  for (size_t i = 0; i < RHUMB_COUNT(chunks); ++i) {
    check_case((const Case *)*state, i % 2, chunks[i]);
  }
}

// Formats
// ----------------------------------------------------------------------

typedef struct {
  const char *name; ///< The code
  RhumbXlsxFormat format;
} FormatCase;

static FormatCase format_cases[] = {
    {"General", RHUMB_XLSX_NUMBER},
    {"", RHUMB_XLSX_NUMBER},
    {"0.00", RHUMB_XLSX_NUMBER},
    {"#,##0.00 \"days\"", RHUMB_XLSX_NUMBER},
    {"#,##0\\ \"Std\"", RHUMB_XLSX_NUMBER},
    {"0.00E+00", RHUMB_XLSX_NUMBER},
    {"##0.0e-0", RHUMB_XLSX_NUMBER},
    {"[Red]0;[Blue]-0", RHUMB_XLSX_NUMBER},
    {"_-* #,##0.00\\ _y_-", RHUMB_XLSX_NUMBER},
    {"0%", RHUMB_XLSX_NUMBER},
    {"@", RHUMB_XLSX_NUMBER},
    {"\"unclosed h", RHUMB_XLSX_NUMBER},
    {"[unclosed", RHUMB_XLSX_NUMBER},
    {"\\", RHUMB_XLSX_NUMBER},
    {"0;yyyy", RHUMB_XLSX_NUMBER},
    {"yyyy-mm-dd", RHUMB_XLSX_DATE},
    {"YYYY\\-MM\\-DD", RHUMB_XLSX_DATE},
    {"mmm-yy", RHUMB_XLSX_DATE},
    {"mmmm", RHUMB_XLSX_DATE},
    {"[$-409]d\\-mmm\\-yyyy;@", RHUMB_XLSX_DATE},
    {"[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", RHUMB_XLSX_DATE},
    {"[$-411]ggge\"年\"m\"月\"d\"日\"", RHUMB_XLSX_DATE},
    {"d. m. yyyy", RHUMB_XLSX_DATE},
    {"h:mm", RHUMB_XLSX_TIME},
    {"h:mm AM/PM", RHUMB_XLSX_TIME},
    {"hh\"h\"mm", RHUMB_XLSX_TIME},
    {"mm:ss", RHUMB_XLSX_TIME},
    {"mm:ss.0", RHUMB_XLSX_TIME},
    {"mmss.000", RHUMB_XLSX_TIME},
    {"h A/P", RHUMB_XLSX_TIME},
    {"[$-F400]h:mm:ss\\ AM/PM", RHUMB_XLSX_TIME},
    {"m/d/yy h:mm", RHUMB_XLSX_DATETIME},
    {"h:mm d.m.", RHUMB_XLSX_DATETIME},
    {"yyyy\\-mm\\-dd\\Thh:mm:ss.000", RHUMB_XLSX_DATETIME},
    {"mm/dd hh:mm", RHUMB_XLSX_DATETIME},
    {"[h]:mm", RHUMB_XLSX_DURATION},
    {"[hh]:mm:ss", RHUMB_XLSX_DURATION},
    {"[mm]:ss", RHUMB_XLSX_DURATION},
    {"[s].00", RHUMB_XLSX_DURATION},
    {"d \"days\" [h]", RHUMB_XLSX_DURATION},
};

static void
test_format(void **const state)
{
  const FormatCase *const c = (const FormatCase *)*state;
  assert_int_equal(rhumb_xlsx_format_of(rhumb_str(c->name)), c->format);
}

// Moments
// ----------------------------------------------------------------------

typedef struct {
  const char *name; ///< What comes out, or why nothing does
  double days;
  RhumbXlsxFormat format;
  bool is_1904;
} MomentCase;

static MomentCase moment_cases[] = {
    {"1900-01-01", 1, RHUMB_XLSX_DATE, false},
    {"1900-02-28", 59.9, RHUMB_XLSX_DATE, false},
    {"1900-03-01", 61, RHUMB_XLSX_DATE, false},
    {"1904-02-29", 1521, RHUMB_XLSX_DATE, false},
    {"1999-12-31", 36525, RHUMB_XLSX_DATE, false},
    {"2000-02-29", 36585, RHUMB_XLSX_DATE, false},
    {"2100-02-28", 73109, RHUMB_XLSX_DATE, false},
    {"2100-03-01", 73110, RHUMB_XLSX_DATE, false},
    {"9999-12-31", 2958465, RHUMB_XLSX_DATE, false},
    {"9999-12-31", 2957003, RHUMB_XLSX_DATE, true},
    {"is shown as a date, and is beyond the year 9999",
     2957004,
     RHUMB_XLSX_DATE,
     true},
    {"is shown as a date, and is beyond the year 9999",
     2958465.9999999999,
     RHUMB_XLSX_DATE,
     false},
    {"is shown as a date, and days are counted from 1",
     0.5,
     RHUMB_XLSX_DATETIME,
     false},
    {"is shown as a date or time, and is below zero",
     -0.1,
     RHUMB_XLSX_TIME,
     false},
    {"is shown as a date or time, and is far beyond them",
     1e300,
     RHUMB_XLSX_DURATION,
     false},
    {"1904-01-01T12:00:00", 0.5, RHUMB_XLSX_DATETIME, true},
    {"2025-05-29T00:00:00", 45805.99999999999, RHUMB_XLSX_DATETIME, false},
    {"2025-05-28T23:59:59.999", 45805.99999998843, RHUMB_XLSX_DATETIME, false},
    {"23:59:59", 0.999988425925926, RHUMB_XLSX_TIME, false},
    {"00:00:00.5", 0.00000578703703703704, RHUMB_XLSX_TIME, false},
    {"PT0S", 0, RHUMB_XLSX_DURATION, false},
    {"P2D", 2, RHUMB_XLSX_DURATION, false},
    {"P1DT1H30M", 1.0625, RHUMB_XLSX_DURATION, false},
    {"-PT1M0.25S", -0.000697337962962963, RHUMB_XLSX_DURATION, false},
    {"12:00:00", 0.5, RHUMB_XLSX_MOMENT, false},
    {"2025-05-28", 45805, RHUMB_XLSX_MOMENT, false},
    {"2025-05-28T12:00:00", 45805.5, RHUMB_XLSX_MOMENT, false},
};

static void
test_moment(void **const state)
{
  const MomentCase *const c = (const MomentCase *)*state;
  RhumbBuf out = {0};
  RhumbBuf why = {0};
  const RhumbValueType type =
      rhumb_xlsx_put_moment(&out, c->days, c->format, c->is_1904, &why);
  assert_string_equal(rhumb_buf_cstr(rhumb_value_is_unfit(type) ? &why : &out),
                      c->name);
  assert_int_equal(rhumb_value_is_unfit(type), out.len == 0);
  rhumb_buf_free(&out);
  rhumb_buf_free(&why);
}

// Limits
// -----------------------------------------------------------------------

static Case limit_cases[] = {
    {"shared texts",
     .part = {[STRINGS_PART] = SST("<si><t>0123456789</t></si><si/><si/><si/>"),
              [SHEET_PART] = SHEET(HEAD)},
     X,
     "",
     "is too large: the texts that cells share may have 0 MB\n"},
    {"shared texts that may be",
     .part = {[STRINGS_PART] = SST("<si><t>01234567</t></si><si/>"),
              [SHEET_PART] =
                  SHEET("<row r='1'><c r='A1' t='s'><v>0</v></c></row>")},
     {"01234567"},
     "",
     NULL},
    {"a row",
     BELOW(ROW2("<c r='A2'><v>0123456789012345</v></c>"
                "<c r='B2'><v>012345678</v></c>")),
     X,
     "",
     "has more than 0 MB in its row 2\n"},
};

static void
test_limit(void **const state)
{
  const size_t usual = rhumb_max_input;
  rhumb_max_input = 24;
  check_case((const Case *)*state, false, 64);
  rhumb_max_input = usual;
}

int
main(void)
{
  int failed = 0;
  RUN_TABLE("xlsx", xlsx_cases, test_xlsx);
  RUN_TABLE("xlsx formats", format_cases, test_format);
  RUN_TABLE("xlsx moments", moment_cases, test_moment);
  RUN_TABLE("xlsx limits", limit_cases, test_limit);
  return failed;
}
