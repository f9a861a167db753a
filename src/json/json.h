// SPDX-License-Identifier: ISC

/// @file json.h  JSON (RFC 8259) on a tape: every value one node, in order.
///
/// A node keeps where its text is, and where its tree ends: the children of
/// node n are n + 1, then each one's `next`, up to n's own `next`; all that is
/// within n are the nodes between. Strings and numbers stay in the text.

#ifndef RHUMB_JSON_JSON_H
#define RHUMB_JSON_JSON_H

#include "base/status.h"

#define RHUMB_JSON_NONE UINT32_MAX ///< No node has this number

/// What is wrong with a second document in one file
#define RHUMB_JSON_NOT_ALONE                                                \
  "expected nothing behind the document (if every line is one, it is JSON " \
  "Lines: jsonl, in RML rhumb:JSONLines)"

/// Containers may be within each other this deep
enum { RHUMB_JSON_DEPTH = 1000 };

typedef enum {
  RHUMB_JSON_NULL,
  RHUMB_JSON_FALSE,
  RHUMB_JSON_TRUE,
  RHUMB_JSON_NUMBER,
  RHUMB_JSON_STRING,
  RHUMB_JSON_ARRAY,
  RHUMB_JSON_OBJECT,
} RhumbJsonKind;

typedef struct {
  uint64_t start;     ///< Of its text; of a string, without the quotes
  uint64_t len;       ///< Of its text
  uint32_t next;      ///< The node behind it and all that is within it
  uint32_t count;     ///< Children, if it is a container
  uint32_t name_back; ///< A member's name begins so much before `start`
  unsigned name_len : 24;
  unsigned kind : 3;
  unsigned escaped : 1;      ///< A string with escapes
  unsigned name_escaped : 1; ///< A member's name with escapes
  unsigned integer : 1;      ///< A number without fraction and exponent
  unsigned checked : 1;      ///< An object whose names are known to differ
  unsigned shadowed : 1;     ///< A member that a later one of its name replaces
} RhumbJsonNode;

/// Zero is empty; release with rhumb_json_free()
typedef struct {
  const char *text; ///< What offsets count from
  char *owned;      ///< The text, if the tape owns it
  RhumbJsonNode *nodes;
  size_t count;
  size_t cap;
} RhumbJson;

/// What the parser waits for
typedef enum {
  RHUMB_JSON_VALUE,        ///< A value
  RHUMB_JSON_FIRST_ITEM,   ///< A value, or the end of the array
  RHUMB_JSON_FIRST_MEMBER, ///< A name, or the end of the object
  RHUMB_JSON_MEMBER,       ///< A name
  RHUMB_JSON_COLON,        ///< The colon behind a name
  RHUMB_JSON_AFTER_ITEM,   ///< A comma, or the end of the array
  RHUMB_JSON_AFTER_MEMBER, ///< A comma, or the end of the object
  RHUMB_JSON_DONE,         ///< Nothing: the value is complete
} RhumbJsonState;

/// A parser of one value, which stops between tokens for want of bytes
typedef struct {
  RhumbJson *tape;  ///< Gets the nodes; NULL: the value is checked, and skipped
  const char *text; ///< Followed by at least 16 readable bytes behind `end`
  size_t at;        ///< Offset of the next token, or of the mistake
  size_t end;       ///< Bytes at hand
  bool final;       ///< No more will come
  RhumbJsonState state;
  uint32_t depth;
  uint64_t name_start; ///< Of the member being read
  uint64_t name_len;
  bool name_escaped;
  const char *message; ///< What is wrong, after RHUMB_ERR_SYNTAX
  uint32_t count;      ///< Children of the innermost container so far
  bool in_object;      ///< That container is an object
  struct {
    uint32_t node; ///< On the tape
    uint32_t outer_count;
    bool outer_is_object;
  } open[RHUMB_JSON_DEPTH];
} RhumbJsonParser;

/// Begin a value: its text is `parser->text` from `parser->at`
void
rhumb_json_start(RhumbJsonParser *parser, RhumbJson *tape);

/**
   Parse on, up to the end of the value.

   @return RHUMB_OK; RHUMB_END if more bytes are needed: put them behind those
   from `at` on (with a tape, behind all of them), set `text` and `end`, call
   again; RHUMB_ERR_SYNTAX with `message` and `at` set, not reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_json_parse(RhumbJsonParser *parser);

/// Move `at` behind white space
void
rhumb_json_skip_space(RhumbJsonParser *parser);

/// Read the string that begins at `at`, as rhumb_json_parse() does
/// @param out Set to what is between the quotes.
RHUMB_NODISCARD RhumbStatus
rhumb_json_scan_string(RhumbJsonParser *parser, RhumbStr *out, bool *escaped);

/**
   Read a whole document from memory; its first node becomes 0.

   @return RHUMB_OK, or RHUMB_ERR_SYNTAX, reported with line and column.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_json_read(RhumbJson *out, const RhumbText *text, const RhumbDiag *diag);

void
rhumb_json_free(RhumbJson *json);

/// The text of a node as it stands in the document, a string without quotes
static inline RhumbStr
rhumb_json_text(const RhumbJson *const json, const uint32_t node)
{
  const RhumbJsonNode *const n = &json->nodes[node];
  return (RhumbStr){json->text + n->start, n->len};
}

/// The name of a member as it stands in the document
static inline RhumbStr
rhumb_json_raw_name(const RhumbJson *const json, const uint32_t node)
{
  const RhumbJsonNode *const n = &json->nodes[node];
  return (RhumbStr){json->text + n->start - n->name_back, n->name_len};
}

/// A string, decoded: a view of the text, or a copy in `arena`
RhumbStr
rhumb_json_string(const RhumbJson *json, uint32_t node, RhumbArena *arena);

/// Likewise, of the name of a member
RhumbStr
rhumb_json_name(const RhumbJson *json, uint32_t node, RhumbArena *arena);

/// Decode the escapes of `raw`, which has been scanned, into `arena`
RhumbStr
rhumb_json_unescape(RhumbStr raw, RhumbArena *arena);

/// True if the raw name or string `raw` stands for `text`
bool
rhumb_json_raw_is(RhumbStr raw, bool escaped, RhumbStr text);

/// True if the member `node` has this name
static inline bool
rhumb_json_name_is(const RhumbJson *const json,
                   const uint32_t node,
                   const RhumbStr name)
{
  return rhumb_json_raw_is(
      rhumb_json_raw_name(json, node), json->nodes[node].name_escaped, name);
}

/// Return the member of this name (the last, if there are several), or NONE
uint32_t
rhumb_json_member(const RhumbJson *json, uint32_t object, RhumbStr name);

/// Return the item of this index (from 0; negative: from the end), or NONE
uint32_t
rhumb_json_item(const RhumbJson *json, uint32_t array, int64_t index);

/// Mark members that a later one of the same name replaces, once for an object.
/// Walking the children, pass over those that are `shadowed`.
void
rhumb_json_check_names(RhumbJson *json, uint32_t object);

/// True if two values are equal as JSON (RFC 9535, section 2.3.5.2.2)
bool
rhumb_json_equal(RhumbJson *json, uint32_t a, uint32_t b);

/// Order two numbers by value: less than, equal to, or more than 0
int
rhumb_json_compare_numbers(RhumbStr a, RhumbStr b);

#endif // RHUMB_JSON_JSON_H
