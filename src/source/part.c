// SPDX-License-Identifier: ISC

/// @file part.c  Cutting sources in parts, and reading these.

#include "source/part.h"

#include "io/input.h"

#include <stdlib.h>

size_t rhumb_part_bytes = (size_t)16 * 1024;

/// Rows of a part that is not cut by bytes
enum { ROWS_AT_A_TIME = 256 };

/// A part that was so many times as long as others gives its memory back
enum { TIMES_AS_LONG = 16 };

// Reports --------------------------------------------------------------------

static void
keep_report(void *const handle, const RhumbReport *const report)
{
  RhumbSourcePart *const part = (RhumbSourcePart *)handle;
  RHUMB_PUSH(&part->reports, rhumb_report_copy(&part->arena, report));
}

/// Report what comes before report number `end`
static void
say_kept(RhumbSource *const reader,
         const size_t end,
         const RhumbDiag *const diag)
{
  for (; reader->n_said < end; ++reader->n_said) {
    if (diag->report) {
      diag->report(diag->handle, &reader->part->reports.items[reader->n_said]);
    }
  }
}

// Cutting --------------------------------------------------------------------

/// What the fields of a row have together
typedef struct {
  size_t values, bytes;
} Extent;

static Extent
measure_fields(const RhumbSource *const source)
{
  Extent extent = {0, 0};
  for (size_t i = 0; i < source->references.count; ++i) {
    const RhumbValues *const field = &source->row[i];
    extent.values += field->count;
    for (size_t k = 0; k < field->count; ++k) {
      extent.bytes += field->items[k].lexical.len;
    }
  }
  return extent;
}

/// Copy the fields of the current row; return how many bytes their texts have
static size_t
keep_fields(RhumbSourcePart *const part,
            RhumbPartRow *const kept,
            const RhumbSource *const source)
{
  const size_t n_fields = source->references.count;
  const Extent extent = measure_fields(source);
  RhumbValues *const fields = RHUMB_NEW(&part->arena, RhumbValues, n_fields);
  RhumbValue *value = RHUMB_NEW(&part->arena, RhumbValue, extent.values);
  char *text = RHUMB_NEW(&part->arena, char, extent.bytes);
  for (size_t i = 0; i < n_fields; ++i) {
    const RhumbValues *const from = &source->row[i];
    fields[i] = (RhumbValues){value, from->count};
    for (size_t k = 0; k < from->count; ++k) {
      const RhumbStr lexical = from->items[k].lexical;
      *value++ = (RhumbValue){{text, lexical.len}, from->items[k].type};
      if (lexical.len) {
        memcpy(text, lexical.data, lexical.len);
        text += lexical.len;
      }
    }
  }
  kept->fields = fields;
  return extent.bytes;
}

/// Return the name of the data of a row, which is that of the row before it but
/// where a file ends
static RhumbText
keep_name(RhumbSourcePart *const part, const RhumbText text)
{
  const RhumbText *const last =
      part->rows.count ? &part->rows.items[part->rows.count - 1].address.text
                       : NULL;
  return !text.name || text.text.len ? text
         : last && last->name && strcmp(last->name, text.name) == 0
             ? *last
             : (RhumbText){
                   .name =
                       rhumb_str_copy(&part->arena, rhumb_str(text.name)).data};
}

/// Keep the step that the source has made; return how many bytes it has
static size_t
keep_row(RhumbSourcePart *const part,
         const RhumbSource *const source,
         const RhumbStatus status)
{
  RhumbPartRow row = {.status = status,
                      .n_reports = part->reports.count,
                      .address = source->address,
                      .kind = source->kind};
  row.address.text = keep_name(part, source->address.text);
  const size_t bytes = status == RHUMB_OK ? keep_fields(part, &row, source) : 0;
  RHUMB_PUSH(&part->rows, row);
  return bytes;
}

/// Step through the source itself, over `most` rows
static void
cut_rows(RhumbSource *const source,
         RhumbSourcePart *const part,
         const size_t most,
         const RhumbDiag *const diag)
{
  size_t bytes = 0;
  while (part->rows.count < most && bytes < rhumb_part_bytes) {
    const RhumbStatus status = source->type->next(source, diag);
    if (status == RHUMB_END) {
      source->is_cut_off = true;
      return;
    }
    bytes += keep_row(part, source, status);
    if (status != RHUMB_OK && status != RHUMB_ERR_VALUE) {
      source->is_cut_off = true;
      return;
    }
  }
}

bool
rhumb_source_is_cut_by_bytes(const RhumbSource *const source)
{
  const RhumbSourceType *const type = source->type;
  return type->cut && (!type->has_cuts || type->has_cuts(source));
}

RhumbStatus
rhumb_source_cut(RhumbSource *const source, RhumbSourcePart *const part)
{
  const RhumbDiag diag = {keep_report, part};
  rhumb_source_part_reset(part);
  if (source->is_cut_off || source->is_idle) {
    return RHUMB_END;
  }
  if (!rhumb_source_is_cut_by_bytes(source)) {
    cut_rows(source, part, ROWS_AT_A_TIME, &diag);
  } else {
    const RhumbStatus status = source->type->cut(source, part, &diag);
    source->is_cut_off = status != RHUMB_OK && status != RHUMB_END;
    if (source->is_cut_off) {
      part->then = status;
      part->end = source->address;
    } else if (!part->bytes.len) {
      cut_rows(source, part, 1, &diag);
    }
  }
  return part->bytes.len || part->rows.count || part->reports.count ||
                 part->then != RHUMB_END
             ? RHUMB_OK
             : RHUMB_END;
}

bool
rhumb_source_is_cut_anywhere(const RhumbSource *const source)
{
  return !source->spec->format->is_of_thread;
}

bool
rhumb_source_parts_have_nodes(const RhumbSource *const source)
{
  return source->type->has_nodes && rhumb_source_is_cut_by_bytes(source);
}

void
rhumb_part_put(RhumbSourcePart *const part, const RhumbStr bytes)
{
  RhumbBuf *const out = &part->bytes;
  const size_t need = out->len + bytes.len + RHUMB_INPUT_PAD;
  if (out->cap < need) { // One that is huge is not doubled
    out->cap = need > 2 * out->cap ? need : 2 * out->cap;
    out->data = (char *)rhumb_xrealloc(out->data, out->cap);
  }
  rhumb_buf_put(out, bytes);
  memset(out->data + out->len, 0, RHUMB_INPUT_PAD);
}

static void
give_back(RhumbSourcePart *const part)
{
  if (part->held) {
    part->give_back(part->held);
    part->held = NULL;
  }
}

void
rhumb_source_part_reset(RhumbSourcePart *const part)
{
  give_back(part);
  rhumb_arena_reset(&part->arena);
  if (part->bytes.cap > TIMES_AS_LONG * rhumb_part_bytes) {
    rhumb_buf_free(&part->bytes);
  }
  part->bytes.len = part->items.count = 0;
  part->rows.count = part->reports.count = 0;
  part->first = (RhumbAddress){0};
  part->then = RHUMB_END;
}

void
rhumb_source_part_free(RhumbSourcePart *const part)
{
  give_back(part);
  rhumb_arena_free(&part->arena);
  rhumb_buf_free(&part->bytes);
  free(part->items.items);
  free(part->rows.items);
  free(part->reports.items);
  *part = (RhumbSourcePart){0};
}

// Reading --------------------------------------------------------------------

/// A reader of rows has nothing of its own
static void
close_rows(RhumbSource *const source)
{
  (void)source;
}

static const RhumbSourceType rows_type = {
    .name = "rows",
    .size = sizeof(RhumbSource),
    .close = close_rows,
};

RhumbSource *
rhumb_source_part_reader(const RhumbSource *const source)
{
  const bool by_bytes = rhumb_source_is_cut_by_bytes(source);
  const RhumbSourceType *const type = by_bytes ? source->type : &rows_type;
  RhumbSource *const reader = (RhumbSource *)rhumb_xrealloc(NULL, type->size);
  const size_t n_fields = source->references.count;
  memcpy(reader, source, type->size);
  reader->type = type;
  reader->whole = source;
  reader->part = NULL;
  reader->row =
      (RhumbValues *)rhumb_xrealloc(NULL, n_fields * sizeof(RhumbValues));
  for (size_t i = 0; i < n_fields; ++i) {
    reader->row[i] = (RhumbValues){0};
  }
  if (by_bytes) {
    type->read_parts(reader);
  }
  return reader;
}

void
rhumb_source_enter_part(RhumbSource *const reader, RhumbSourcePart *const part)
{
  reader->part = part;
  reader->is_in_bytes = part->bytes.len > 0;
  reader->n_said = reader->next_row = 0;
  if (reader->is_in_bytes) {
    reader->type->enter_part(reader, part);
  }
}

/// Have the reader show a row that was copied
static RhumbStatus
show_row(RhumbSource *const reader,
         const RhumbPartRow *const row,
         const RhumbDiag *const diag)
{
  reader->address = row->address;
  reader->kind = row->kind;
  if (row->fields && reader->references.count) {
    memcpy(reader->row,
           row->fields,
           reader->references.count * sizeof(RhumbValues));
  }
  say_kept(reader, row->n_reports, diag);
  return row->status;
}

RhumbStatus
rhumb_source_next_in_part(RhumbSource *const reader,
                          const RhumbDiag *const diag)
{
  const RhumbSourcePart *const part = reader->part;
  if (reader->is_in_bytes) {
    const RhumbStatus status = reader->type->next(reader, diag);
    if (status != RHUMB_END) {
      return status;
    }
    reader->is_in_bytes = false;
  }
  if (reader->next_row < part->rows.count) {
    return show_row(reader, &part->rows.items[reader->next_row++], diag);
  }
  if (part->then != RHUMB_END) {
    reader->address = part->end;
  }
  say_kept(reader, part->reports.count, diag);
  return part->then;
}
