// SPDX-License-Identifier: ISC

/// @file workbook_parts.h  The parts of a small workbook, and what they are
/// made of.

#ifndef RHUMB_TESTS_WORKBOOK_PARTS_H
#define RHUMB_TESTS_WORKBOOK_PARTS_H

#define MAIN   "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define STRICT "http://purl.oclc.org/ooxml/spreadsheetml/main"
#define OFFICE \
  "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/relationships"

#define RELATION(id, type, target) \
  "<Relationship Id='" id "' Type='" OFFICE "/" type "' Target='" target "'/>"
#define RELATIONS(all) \
  "<Relationships xmlns='" PACKAGE "'>" all "</Relationships>"
#define BOOK(properties, sheets)                                \
  "<workbook xmlns='" MAIN "' xmlns:r='" OFFICE "'>" properties \
  "<sheets>" sheets "</sheets></workbook>"
#define SHEET(rows) \
  "<worksheet xmlns='" MAIN "'><sheetData>" rows "</sheetData></worksheet>"
#define SST(items)  "<sst xmlns='" MAIN "'>" items "</sst>"
#define STYLES(all) "<styleSheet xmlns='" MAIN "'>" all "</styleSheet>"

/// A part, and what it has where a test does not say it; NULL: it does
typedef struct {
  const char *name, *usual;
} WorkbookPart;

enum { ROOT, OF_BOOK, BOOK_PART, SHEET_PART, STRINGS_PART, STYLES_PART, PARTS };

static const WorkbookPart workbook_parts[PARTS] = {
    [ROOT] = {"_rels/.rels",
              RELATIONS(RELATION("r1", "officeDocument", "xl/workbook.xml"))},
    [OF_BOOK] = {"xl/_rels/workbook.xml.rels",
                 RELATIONS(
                     RELATION("r1", "worksheet", "worksheets/sheet1.xml")
                         RELATION("r2", "sharedStrings", "/xl/strings.xml")
                             RELATION("r3", "styles", "../xl/./styles.xml"))},
    [BOOK_PART] = {"xl/workbook.xml", BOOK("", "<sheet name='S' r:id='r1'/>")},
    [SHEET_PART] = {"xl/worksheets/sheet1.xml", NULL},
    [STRINGS_PART] = {"xl/strings.xml",
                      SST("<si><t>a</t></si><si><t>b</t></si>")},
    [STYLES_PART] = {"xl/styles.xml",
                     STYLES(
                         "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/>"
                         "<xf numFmtId='20'/><xf numFmtId='22'/></cellXfs>")},
};

#endif // RHUMB_TESTS_WORKBOOK_PARTS_H
