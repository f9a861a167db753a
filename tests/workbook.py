# SPDX-License-Identifier: ISC
"""Workbooks (Office Open XML) from what is in them, with the standard library
alone.

A workbook is described in JSON: {"SHEET": [ROW, …], …}, a row being a list of
cells, or {"row": N, "cells": […]} for one that is not the next. A cell is a
text, a number, true or false, null for none, or an object:
    {"day": 45000.5, "format": "yyyy-mm-dd"}   a number, and how it is shown
    {"error": "#N/A"}                          what a formula gave
    {"formula": "A1", "value": 3}              a formula, calculated or not
A sheet may be {"state": "hidden", "rows": […]}. "1904": true counts days from
1904.
"""

import re
import zipfile
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."


def column(number):
    """The letters of a column, from 1"""
    rest, last = divmod(number - 1, 26)
    return (column(rest) if rest else "") + chr(ord("A") + last)


def text_of(value):
    """A text as a workbook has it: what XML has not, and what looks like that,
    as _xHHHH_"""
    value = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", value)
    return escape(re.sub(r"[\0-\x08\x0b-\x1f\ufffe\uffff]",
                         lambda found: f"_x{ord(found[0]):04X}_", value))


class Workbook:
    """The parts of a workbook on their way"""

    def __init__(self, description):
        self.shared, self.formats = {}, {}
        self.is_1904 = description.pop("1904", False)
        self.sheets = {
            name: sheet if isinstance(sheet, dict) else {"rows": sheet}
            for name, sheet in description.items()}

    def cell(self, address, value):
        """The XML of a cell"""
        place = f'<c r="{address}"'
        if isinstance(value, bool):
            return f'{place} t="b"><v>{int(value)}</v></c>'
        if isinstance(value, (int, float)):
            return f"{place}><v>{value}</v></c>"
        if isinstance(value, str):
            number = self.shared.setdefault(value, len(self.shared))
            return f'{place} t="s"><v>{number}</v></c>'
        if "error" in value:
            return f'{place} t="e"><f>1/0</f><v>{value["error"]}</v></c>'
        if "formula" in value:
            result = value.get("value", "")
            kind = ' t="str"' if isinstance(result, str) and result else ""
            return (f'{place}{kind}><f>{escape(value["formula"])}</f>'
                    f"<v>{escape(str(result))}</v></c>")
        style = self.formats.setdefault(value["format"], len(self.formats) + 1)
        return f'{place} s="{style}"><v>{value["day"]}</v></c>'

    def sheet(self, rows):
        """The XML of a sheet"""
        lines, number = [], 0
        for row in rows:
            number = row["row"] if isinstance(row, dict) else number + 1
            cells = row["cells"] if isinstance(row, dict) else row
            lines.append(f'<row r="{number}">' + "".join(
                self.cell(f"{column(at)}{number}", value)
                for at, value in enumerate(cells, 1) if value is not None)
                + "</row>")
        return (f'<worksheet xmlns="{MAIN}"><sheetData>' + "".join(lines)
                + "</sheetData></worksheet>")

    def styles(self):
        """The XML of the styles: one a format, behind that of all else"""
        formats = "".join(
            f'<numFmt numFmtId="{164 + i}" formatCode={quoteattr(code)}/>'
            for i, code in enumerate(self.formats))
        xfs = "".join(f'<xf numFmtId="{164 + i}" applyNumberFormat="1"/>'
                      for i in range(len(self.formats)))
        return (f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts>'
                f'<cellXfs><xf numFmtId="0"/>{xfs}</cellXfs></styleSheet>')

    def strings(self):
        """The XML of the texts that cells share"""
        return f'<sst xmlns="{MAIN}">' + "".join(
            f'<si><t xml:space="preserve">{text_of(text)}</t></si>'
            for text in self.shared) + "</sst>"

    def book(self):
        """The XML of the main part"""
        sheets = "".join(
            f'<sheet name={quoteattr(name)} sheetId="{i}" '
            f'state="{sheet.get("state", "visible")}" r:id="rId{i}"/>'
            for i, (name, sheet) in enumerate(self.sheets.items(), 1))
        return (f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
                f'<workbookPr date1904="{int(self.is_1904)}"/>'
                f"<sheets>{sheets}</sheets></workbook>")

    def parts(self):
        """Every part, by its name"""
        parts = {f"xl/worksheets/sheet{i}.xml": self.sheet(sheet["rows"])
                 for i, sheet in enumerate(self.sheets.values(), 1)}
        names = [(f"rId{i}", "worksheet", f"worksheets/sheet{i}.xml")
                 for i in range(1, len(self.sheets) + 1)]
        names += [("rIdS", "styles", "styles.xml"),
                  ("rIdT", "sharedStrings", "sharedStrings.xml")]
        return {
            "[Content_Types].xml":
                f'<Types xmlns="{PACKAGE}/content-types"><Default '
                'Extension="rels" ContentType="application/vnd.openxmlformats-'
                'package.relationships+xml"/><Default Extension="xml" '
                f'ContentType="{TYPE}worksheet+xml"/><Override PartName='
                f'"/xl/workbook.xml" ContentType="{TYPE}sheet.main+xml"/>'
                f'<Override PartName="/xl/styles.xml" ContentType="{TYPE}'
                'styles+xml"/><Override PartName="/xl/sharedStrings.xml" '
                f'ContentType="{TYPE}sharedStrings+xml"/></Types>',
            "_rels/.rels": relations([("rId1", "officeDocument",
                                       "xl/workbook.xml")]),
            "xl/workbook.xml": self.book(),
            "xl/_rels/workbook.xml.rels": relations(names),
            **parts,
            "xl/styles.xml": self.styles(),
            "xl/sharedStrings.xml": self.strings(),
        }


def relations(names):
    """The XML of a part's relations to others: id, type, target"""
    return f'<Relationships xmlns="{PACKAGE}/relationships">' + "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" '
        f'Target="{target}"/>' for name, kind, target in names) \
        + "</Relationships>"


def write_parts(path, parts):
    """Write parts as a zip, the same bytes each time"""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content,
                             zipfile.ZIP_DEFLATED)


def write(path, description):
    """Write the workbook of a description"""
    write_parts(path, Workbook(dict(description)).parts())
