// SPDX-License-Identifier: ISC

/// @file json_support.h  A whole JSON document, read from memory.

#ifndef RHUMB_TESTS_JSON_SUPPORT_H
#define RHUMB_TESTS_JSON_SUPPORT_H

#include "source/json.h"

#include <string.h>

/// Read `text`, whose copy `arena` keeps; the first node of `out` becomes 0
/// @return RHUMB_OK, or RHUMB_ERR_SYNTAX, reported with line and column.
static inline RhumbStatus
read_json(RhumbJson *const out,
          RhumbArena *const arena,
          const RhumbText *const text,
          const RhumbDiag *const diag)
{
  // Scanning in blocks reads behind the end: work on a copy with room for it
  const size_t len = text->text.len;
  char *const copy = RHUMB_NEW(arena, char, len + 16);
  if (len) {
    memcpy(copy, text->text.data, len);
  }
  RhumbJsonParser *const p = RHUMB_NEW(arena, RhumbJsonParser, 1);
  p->text = copy;
  p->end = len;
  p->final = true;
  rhumb_json_start(p, out);
  const RhumbStatus status = rhumb_json_parse(p);
  return status == RHUMB_OK
             ? RHUMB_OK
             : rhumb_fail(
                   diag, status, rhumb_loc_at(text, p->at), "%s", p->message);
}

#endif // RHUMB_TESTS_JSON_SUPPORT_H
