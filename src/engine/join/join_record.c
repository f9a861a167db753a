// SPDX-License-Identifier: ISC

/// @file join_record.c  Subjects of an index, written and read.

#include "engine/join/join_record.h"

/// What a record begins with; the values and the text are behind it
typedef struct {
  RhumbFingerprint print;
  uint64_t len : 63;
  uint64_t is_hollow : 1;
} Head;

/// What each value begins with
typedef struct {
  size_t len;
  RhumbValueType type;
} ValueHead;

static void
put_values(RhumbBuf *const out, const RhumbValues *const values)
{
  rhumb_buf_put_size(out, values->count);
  for (size_t i = 0; i < values->count; ++i) {
    const RhumbValue *const value = &values->items[i];
    ValueHead head;
    memset(&head, 0, sizeof(head)); // With what is between its members
    head.len = value->lexical.len;
    head.type = value->type;
    rhumb_buf_put(out, (RhumbStr){(const char *)&head, sizeof(head)});
    rhumb_buf_put(out, value->lexical);
  }
}

void
rhumb_join_record_put(RhumbBuf *const out,
                      const RhumbJoinSubject *const subject,
                      const size_t n_kept)
{
  const Head head = {subject->print,
                     subject->text.len & (UINT64_MAX >> 1),
                     subject->is_hollow};
  rhumb_buf_put(out, (RhumbStr){(const char *)&head, sizeof(head)});
  for (size_t i = 0; i < n_kept; ++i) {
    put_values(out, &subject->kept[i]);
  }
  rhumb_buf_put(out, subject->text);
}

/// Copy the first `count` bytes, and go behind them
static void
take(RhumbStr *const bytes, void *const to, const size_t count)
{
  memcpy(to, bytes->data, count);
  *bytes = rhumb_str_from(*bytes, count);
}

static RhumbStr
take_text(RhumbStr *const bytes, const size_t len)
{
  const RhumbStr text = rhumb_str_slice(*bytes, 0, len);
  *bytes = rhumb_str_from(*bytes, len);
  return text;
}

static RhumbValues
take_values(RhumbStr *const bytes, RhumbArena *const arena)
{
  size_t count = 0;
  take(bytes, &count, sizeof(count));
  RhumbValue *const items = RHUMB_NEW(arena, RhumbValue, count);
  for (size_t i = 0; i < count; ++i) {
    ValueHead head;
    take(bytes, &head, sizeof(head));
    items[i] = (RhumbValue){take_text(bytes, head.len), head.type};
  }
  return (RhumbValues){items, count};
}

RhumbJoinSubject
rhumb_join_record_take(RhumbStr *const bytes,
                       const size_t n_kept,
                       RhumbArena *const arena)
{
  Head head;
  take(bytes, &head, sizeof(head));
  RhumbValues *const kept =
      n_kept ? RHUMB_NEW(arena, RhumbValues, n_kept) : NULL;
  for (size_t i = 0; i < n_kept; ++i) {
    kept[i] = take_values(bytes, arena);
  }
  return (RhumbJoinSubject){.print = head.print,
                            .text = take_text(bytes, head.len),
                            .kept = kept,
                            .is_hollow = head.is_hollow};
}
