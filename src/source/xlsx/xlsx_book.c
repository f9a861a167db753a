// SPDX-License-Identifier: ISC

/// @file xlsx_book.c  The workbook itself: its parts by what they are to it,
/// and its sheets.

#include "source/xlsx/xlsx_impl.h"

#include "io/path.h"

#include <stdlib.h>

enum {
  MAX_SHEETS = 65536,    ///< Of one workbook
  MAX_RELATIONS = 65536, ///< Of it to its parts
  MAX_TARGET = 1024,     ///< Bytes of a part's name
};

// Relations
// --------------------------------------------------------------------

enum { RELATIONS = 1, RELATION };

static const RhumbXlsxStep relation_steps[] = {
    {0, RELATIONS, "Relationships"},
    {RELATIONS, RELATION, "Relationship"},
};

static void
add_relation(RhumbXlsxPart *const part,
             const unsigned place,
             const RhumbXlsxTag *const tag)
{
  RhumbXlsxBook *const book = (RhumbXlsxBook *)part->handle;
  if (place != RELATION) {
    return;
  }
  if (book->relations.count == MAX_RELATIONS) {
    rhumb_xlsx_part_fail(part, "names more than %d parts", MAX_RELATIONS);
    return;
  }
  RhumbArena *const arena = &book->arena;
  const RhumbStr type = rhumb_xlsx_attribute(tag, "Type");
  RHUMB_PUSH_IN(
      arena,
      &book->relations,
      (RhumbXlsxRelation){
          .id = rhumb_str_copy(arena, rhumb_xlsx_attribute(tag, "Id")),
          .type = rhumb_str_copy(
              arena, rhumb_str_from(type, rhumb_str_last(type, "/"))),
          .target = rhumb_str_copy(arena, rhumb_xlsx_attribute(tag, "Target")),
          .is_outside = rhumb_str_is(rhumb_xlsx_attribute(tag, "TargetMode"),
                                     "External")});
}

/// Read what the part `name`, or with an empty name the whole zip, says of
/// others; it need not say anything
static RhumbStatus
read_relations(RhumbXlsxBook *const book,
               const RhumbStr name,
               const RhumbDiag *const diag)
{
  static const char *const spaces[] = {
      "http://schemas.openxmlformats.org/package/2006/relationships", NULL};
  static const RhumbXlsxReader reader = {.steps = relation_steps,
                                         .n_steps = RHUMB_COUNT(relation_steps),
                                         .spaces = spaces,
                                         .begin = add_relation};
  const RhumbStr dir = rhumb_path_dir(name);
  const RhumbStr part = rhumb_str_format(&book->arena,
                                         "%.*s%s_rels/%.*s.rels",
                                         RHUMB_FMT(dir),
                                         dir.len ? "/" : "",
                                         RHUMB_FMT(rhumb_path_name(name)));
  book->relations.count = 0;
  const RhumbStatus status =
      rhumb_xlsx_part_read(&book->archive, part, &reader, book, diag);
  return status == RHUMB_END ? RHUMB_OK : status;
}

/// Return the first relation of a type, or NULL
static const RhumbXlsxRelation *
find_type(const RhumbXlsxBook *const book, const char *const type)
{
  for (size_t i = 0; i < book->relations.count; ++i) {
    const RhumbXlsxRelation *const relation = &book->relations.items[i];
    if (rhumb_str_is(relation->type, type) && !relation->is_outside) {
      return relation;
    }
  }
  return NULL;
}

const RhumbXlsxRelation *
rhumb_xlsx_sheet_relation(const RhumbXlsxBook *const book,
                          const RhumbXlsxSheet *const sheet)
{
  for (size_t i = 0; i < book->relations.count; ++i) {
    if (rhumb_str_equal(book->relations.items[i].id, sheet->relation)) {
      return &book->relations.items[i];
    }
  }
  return NULL;
}

RhumbStr
rhumb_xlsx_target(RhumbXlsxBook *const book,
                  const RhumbXlsxRelation *const relation)
{
  RhumbStr rest = relation->target;
  if (rest.len > MAX_TARGET) {
    return rest; // Which is the name of no part
  }
  RhumbStr path = rhumb_str_starts(rest, RHUMB_STR("/"))
                      ? RHUMB_STR("")
                      : rhumb_path_dir(book->part);
  while (rest.len) {
    const RhumbStr step = rhumb_str_cut(&rest, '/');
    if (rhumb_str_is(step, "..")) {
      path = rhumb_path_dir(path);
    } else if (step.len && !rhumb_str_is(step, ".")) {
      path = rhumb_str_format(&book->arena,
                              "%.*s%s%.*s",
                              RHUMB_FMT(path),
                              path.len ? "/" : "",
                              RHUMB_FMT(step));
    }
  }
  return path;
}

// Sheets
// -----------------------------------------------------------------------

enum { ROOT = 1, PROPERTIES, SHEETS, SHEET };

static const RhumbXlsxStep book_steps[] = {
    {0, ROOT, "workbook"},
    {ROOT, PROPERTIES, "workbookPr"},
    {ROOT, SHEETS, "sheets"},
    {SHEETS, SHEET, "sheet"},
};

static void
read_property(RhumbXlsxPart *const part,
              const unsigned place,
              const RhumbXlsxTag *const tag)
{
  RhumbXlsxBook *const book = (RhumbXlsxBook *)part->handle;
  RhumbArena *const arena = &book->arena;
  if (place == PROPERTIES) {
    book->is_1904 = rhumb_xlsx_is_true(tag, "date1904");
  }
  if (place != SHEET) {
    return;
  }
  if (book->sheets.count == MAX_SHEETS) {
    rhumb_xlsx_part_fail(part, "has more than %d sheets", MAX_SHEETS);
    return;
  }
  const RhumbStr state = rhumb_xlsx_attribute(tag, "state");
  RHUMB_PUSH_IN(
      arena,
      &book->sheets,
      (RhumbXlsxSheet){
          .name = rhumb_str_copy(arena, rhumb_xlsx_attribute(tag, "name")),
          .relation = rhumb_str_copy(arena, rhumb_xlsx_attribute(tag, "id")),
          .is_hidden = state.len && !rhumb_str_is(state, "visible")});
}

/// Find the main part, and read it
static RhumbStatus
read_main(RhumbXlsxBook *const book, const RhumbDiag *const diag)
{
  static const RhumbXlsxReader reader = {.steps = book_steps,
                                         .n_steps = RHUMB_COUNT(book_steps),
                                         .spaces = rhumb_xlsx_spaces,
                                         .begin = read_property};
  RHUMB_TRY(read_relations(book, RHUMB_STR(""), diag));
  const RhumbXlsxRelation *const main = find_type(book, "officeDocument");
  book->part =
      main ? rhumb_xlsx_target(book, main) : RHUMB_STR("xl/workbook.xml");
  const bool is_binary = rhumb_str_ends(book->part, RHUMB_STR(".bin"));
  const RhumbStatus status =
      is_binary ? RHUMB_END
                : rhumb_xlsx_part_read(
                      &book->archive, book->part, &reader, book, diag);
  return status == RHUMB_END
             ? rhumb_fail(diag,
                          RHUMB_ERR_SYNTAX,
                          rhumb_input_loc(&book->archive),
                          "this is no workbook (.xlsx): %s",
                          is_binary ? "it is a binary one, .xlsb; save it as "
                                      ".xlsx"
                                    : "no file in it names its sheets")
             : status;
}

/// Read a part that there may be
static RhumbStatus
read_if_any(RhumbXlsxBook *const book,
            const char *const type,
            const RhumbDiag *const diag)
{
  const RhumbXlsxRelation *const relation = find_type(book, type);
  if (!relation) {
    return RHUMB_OK;
  }
  const RhumbStr part = rhumb_xlsx_target(book, relation);
  const RhumbStatus status =
      strcmp(type, "styles") == 0
          ? rhumb_xlsx_styles_read(&book->styles, &book->archive, part, diag)
          : rhumb_xlsx_strings_read(&book->strings, &book->archive, part, diag);
  return status == RHUMB_END
             ? rhumb_fail(diag,
                          RHUMB_ERR_SYNTAX,
                          rhumb_input_loc(&book->archive),
                          "%.*s is not in it, which it speaks of",
                          RHUMB_FMT(part))
             : status;
}

RhumbStatus
rhumb_xlsx_book_read(RhumbXlsxBook *const book, const RhumbDiag *const diag)
{
  RHUMB_TRY(read_main(book, diag));
  RHUMB_TRY(read_relations(book, book->part, diag));
  RHUMB_TRY(read_if_any(book, "styles", diag));
  return read_if_any(book, "sharedStrings", diag);
}

void
rhumb_xlsx_book_close(RhumbXlsxBook *const book)
{
  rhumb_xlsx_strings_free(&book->strings);
  free(book->styles.formats.items);
  rhumb_input_close(&book->archive);
  rhumb_arena_free(&book->arena);
}
