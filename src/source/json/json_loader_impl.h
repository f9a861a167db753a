// SPDX-License-Identifier: ISC

/// @file json_loader_impl.h  From a file to the tape: an item, a document or a
/// line at a time.

#ifndef RHUMB_SOURCE_JSON_JSON_LOADER_IMPL_H
#define RHUMB_SOURCE_JSON_JSON_LOADER_IMPL_H

#include "base/table.h"
#include "io/input.h"
#include "source/json/jsonpath.h"
#include "json/json.h"

typedef struct {
  RhumbInput input;
  RhumbJsonParser parser;
  RhumbJson tape;
  const RhumbSource *source; ///< For places
  bool is_whole;             ///< All of a document is read, however long it is
  bool is_line;              ///< A document ends with its line
  bool is_text;              ///< It is a text within a row, not a file
  size_t n_bytes;            ///< Of what is on the tape, still in the input
  unsigned line;             ///< Where the input stands
  size_t column;             ///< Bytes before it in its line

  // Of a stream
  RhumbJsonStream stream;
  enum { RHUMB_AT_START, RHUMB_IN_ARRAY, RHUMB_IN_OBJECT, RHUMB_AT_END } state;
  size_t depth;       ///< Objects of the stream's path that are open
  bool first;         ///< No item has been read
  RhumbTable members; ///< Of the object whose members are the items
  RhumbStr name;      ///< Of the item, if it is such a one; no data: it is none

  // Of a reader of parts
  struct RhumbSourcePart *part;
  size_t next_item;
} RhumbJsonLoader;

/// Let the parser see what the input holds
void
rhumb_loader_sync(RhumbJsonLoader *in);

/// Move the input on, keeping count of lines
void
rhumb_loader_consume(RhumbJsonLoader *in, size_t n);

/// Move it behind what is on the tape
void
rhumb_loader_release(RhumbJsonLoader *in);

/// Get more bytes; the end of the file is no error, but makes `final` true
RHUMB_NODISCARD RhumbStatus
rhumb_loader_fill(RhumbJsonLoader *in, const RhumbDiag *diag);

/// Report what the parser found wrong
RhumbStatus
rhumb_loader_fail(RhumbJsonLoader *in, const RhumbDiag *diag);

/// Report what stands here instead of what is `expected`
RhumbStatus
rhumb_loader_unexpected(RhumbJsonLoader *in,
                        const char *expected,
                        const RhumbDiag *diag);

/// Pass white space and set `c` to the next byte; '\0' at the end
RHUMB_NODISCARD RhumbStatus
rhumb_loader_peek(RhumbJsonLoader *in, char *c, const RhumbDiag *diag);

/// Read a value: onto the tape, leaving the input before it; or past it
RHUMB_NODISCARD RhumbStatus
rhumb_loader_value(RhumbJsonLoader *in, RhumbJson *tape, const RhumbDiag *diag);

/// Read a member's name and the colon; `matches` says if the name is `wanted`,
/// or without one if an item before had it
RHUMB_NODISCARD RhumbStatus
rhumb_loader_name(RhumbJsonLoader *in,
                  const RhumbStr *wanted,
                  bool *matches,
                  const RhumbDiag *diag);

// json_load.c ---------------------------------------------------------------

/// Load the next one onto the tape: RHUMB_OK, RHUMB_END, or an error, reported
RHUMB_NODISCARD RhumbStatus
rhumb_json_load_item(RhumbJsonLoader *in, const RhumbDiag *diag);

RHUMB_NODISCARD RhumbStatus
rhumb_json_load_document(RhumbJsonLoader *in, const RhumbDiag *diag);

RHUMB_NODISCARD RhumbStatus
rhumb_json_load_line(RhumbJsonLoader *in, const RhumbDiag *diag);

/// Go to the first byte of the next item, likewise
RHUMB_NODISCARD RhumbStatus
rhumb_json_find_item(RhumbJsonLoader *in, const RhumbDiag *diag);

/// Have the next line that is not blank in the input; `len` is without its end
RHUMB_NODISCARD RhumbStatus
rhumb_json_find_line(RhumbJsonLoader *in, size_t *len, const RhumbDiag *diag);

/// Read the line of `len` bytes that the input is at
RHUMB_NODISCARD RhumbStatus
rhumb_json_parse_line(RhumbJsonLoader *in, size_t len, const RhumbDiag *diag);

/// Pass lines up to the next document that begins in a stripe of the shard;
/// `n_passed` grows by the documents before it, which are not parsed
/// @return RHUMB_OK, RHUMB_END, or an error, reported.
RHUMB_NODISCARD RhumbStatus
rhumb_json_pass_lines(RhumbJsonLoader *in,
                      const RhumbShard *shard,
                      uint64_t *n_passed,
                      const RhumbDiag *diag);

/// Two of them, of a text within a row: a document, or a line
RHUMB_NODISCARD RhumbStatus
rhumb_json_load_text(RhumbJsonLoader *in, const RhumbDiag *diag);

/// Begin with such a text, which is copied
void
rhumb_json_set_text(RhumbJsonLoader *in, RhumbStr text);

// json_part.c ---------------------------------------------------------------

/// Cut off items, or lines, whose number in `address` is moved on; see
/// RhumbSourceType
RHUMB_NODISCARD RhumbStatus
rhumb_json_cut(RhumbJsonLoader *in,
               RhumbAddress *address,
               struct RhumbSourcePart *part,
               const RhumbDiag *diag);

/// Begin with what rhumb_json_load_part() loads
void
rhumb_json_enter_part(RhumbJsonLoader *in, struct RhumbSourcePart *part);

RHUMB_NODISCARD RhumbStatus
rhumb_json_load_part(RhumbJsonLoader *in, const RhumbDiag *diag);

#endif // RHUMB_SOURCE_JSON_JSON_LOADER_IMPL_H
