// SPDX-License-Identifier: ISC

/// @file label.c  Labels of blank nodes.

#include "engine/label.h"

#include "base/ascii.h"
#include "base/hash.h"

#include <sys/types.h>

#include <sha2.h>

/// Digits of base 36 that 64 bits take
enum { N_DIGITS = 13 };

static void
begin(const RhumbRow *const row)
{
  row->scratch->len = 0;
  if (row->blank_prefix.len) {
    rhumb_buf_put(row->scratch, row->blank_prefix);
    rhumb_buf_putc(row->scratch, 'Z');
  }
}

static RhumbStr
end(const RhumbRow *const row)
{
  return rhumb_str_copy(row->arena, rhumb_buf_str(row->scratch));
}

static void
put_value(RhumbBuf *const out, const RhumbStr value)
{
  for (size_t i = 0; i < value.len; ++i) {
    const char c = value.data[i];
    if (rhumb_is_alphanumeric(c) && c != 'Z') {
      rhumb_buf_putc(out, c);
    } else {
      rhumb_buf_putc(out, 'Z');
      rhumb_buf_put_hex(out, c);
    }
  }
}

RhumbStr
rhumb_label_value(const RhumbRow *const row, const RhumbStr value)
{
  begin(row);
  rhumb_buf_putc(row->scratch, 'b');
  put_value(row->scratch, value);
  return end(row);
}

/// Return the hash of what tells the record, made once for several nodes
static uint64_t
hash_of(const RhumbRow *const row, const RhumbPlanRecord *const record)
{
  RhumbRecordHash *const known = row->record_hash;
  if (known->of == record) {
    return known->hash;
  }
  const uint64_t part = row->source->address.part;
  uint64_t hash = part ? rhumb_hash_number(part, record->hash) : record->hash;
  for (size_t i = 0; i < record->n_fields; ++i) {
    const RhumbValues *const values =
        &row->source->row[row->fields[record->fields[i]]];
    hash = rhumb_hash_number(values->count, hash);
    for (size_t v = 0; v < values->count; ++v) {
      const RhumbValue *const value = &values->items[v];
      hash = rhumb_hash_number((uint64_t)value->type, hash);
      hash = rhumb_hash(value->lexical, hash);
    }
  }
  *known = (RhumbRecordHash){record, hash};
  return hash;
}

static void
put_hash(RhumbBuf *const out, uint64_t hash)
{
  char digits[N_DIGITS];
  for (size_t i = N_DIGITS; i-- > 0; hash /= 36) {
    digits[i] = "0123456789abcdefghijklmnopqrstuvwxyz"[hash % 36];
  }
  rhumb_buf_put(out, (RhumbStr){digits, N_DIGITS});
}

RhumbStr
rhumb_label_record(const RhumbRow *const row,
                   const RhumbPlanTerm *const map,
                   const size_t before)
{
  begin(row);
  rhumb_buf_putc(row->scratch, 'r');
  rhumb_buf_put_number(row->scratch, row->source->address.position);
  rhumb_buf_putc(row->scratch, 'm');
  rhumb_buf_put_number(row->scratch, map->map + 1);
  if (before) {
    rhumb_buf_putc(row->scratch, 't');
    rhumb_buf_put_number(row->scratch, before);
  }
  rhumb_buf_putc(row->scratch, 'x');
  put_hash(row->scratch, hash_of(row, map->record));
  if (row->source->address.again) {
    rhumb_buf_putc(row->scratch, 'n');
    rhumb_buf_put_number(row->scratch, row->source->address.again);
  }
  return end(row);
}

void
rhumb_label_part(RhumbBuf *const out,
                 const RhumbStr record,
                 const char what,
                 const uint64_t number)
{
  out->len = 0;
  rhumb_buf_put(out, record);
  rhumb_buf_putc(out, what);
  rhumb_buf_put_number(out, number);
}

RhumbStr
rhumb_label_in_graph(const RhumbRow *const row,
                     const RhumbStr label,
                     const RhumbTerm *const graph)
{
  if (graph->kind == RHUMB_TERM_NONE) {
    return label;
  }
  row->scratch->len = 0;
  rhumb_buf_put(row->scratch, label);
  rhumb_buf_puts(row->scratch, graph->kind == RHUMB_TERM_BLANK ? "Zn" : "Zi");
  put_value(row->scratch, graph->text);
  return end(row);
}

RhumbStr
rhumb_label_triple(const RhumbRow *const row, const RhumbTerm *const triple)
{
  char hex[SHA256_DIGEST_STRING_LENGTH];
  row->scratch->len = 0;
  rhumb_term_put(row->scratch, triple);
  (void)SHA256Data((const uint8_t *)row->scratch->data, row->scratch->len, hex);
  begin(row);
  rhumb_buf_putc(row->scratch, 'q');
  rhumb_buf_put(row->scratch, (RhumbStr){hex, SHA256_DIGEST_LENGTH});
  return end(row);
}
