// SPDX-License-Identifier: ISC

/// @file slice.c  What stands between two offsets of a text, in the units that
/// annotators count: code points, or the halves of UTF-16.

#include "base/list.h"
#include "base/utf8.h"
#include "function/function_impl.h"

#include <inttypes.h>

/// Bytes that are counted at once on the way to an offset
enum { BLOCK = 4096 };

typedef struct {
  const char *name;
  const char *plural; ///< For messages
  bool in_halves;     ///< A character beyond U+FFFF counts twice
} Unit;

static const Unit units[] = {
    {"codepoint", "code points", false},
    {"utf16", "UTF-16 code units", true},
};

static size_t
count_units(const RhumbStr text, const Unit *const unit)
{
  size_t count = rhumb_utf8_count(text);
  for (size_t i = 0; unit->in_halves && i < text.len; ++i) {
    count += (unsigned char)text.data[i] >= 0xF0; // It begins four bytes
  }
  return count;
}

/// Walk over `*left` units from byte `at`; return the byte that was reached.
/// Units are left at the end of the text, and one within a pair of halves.
static size_t
walk(const RhumbStr text, size_t at, size_t *const left, const Unit *const unit)
{
  while (text.len - at > BLOCK) {
    const size_t count =
        count_units(rhumb_str_slice(text, at, at + BLOCK), unit);
    if (count >= *left) {
      break;
    }
    *left -= count;
    at += BLOCK;
  }
  while (at < text.len && ((unsigned char)text.data[at] & 0xC0U) == 0x80U) {
    ++at; // Of a character that was counted with its first byte
  }
  while (*left && at < text.len) {
    uint32_t code = 0;
    const size_t len = rhumb_character(text, at, &code);
    const size_t count = unit->in_halves && code > 0xFFFF ? 2 : 1;
    if (count > *left) {
      break;
    }
    *left -= count;
    at += len;
  }
  return at;
}

static RhumbStatus
read_offset(int64_t *const out,
            const RhumbValues *const args,
            const size_t index,
            RhumbFunctionContext *const context)
{
  RHUMB_TRY(rhumb_argument_integer(out, args, index, context));
  return *out >= 0 ? RHUMB_OK
                   : rhumb_function_fail(context,
                                         "%" PRIi64 ", its %s, is negative",
                                         *out,
                                         context->type->parameters[index].name);
}

/// Return the unit that the last argument says, or NULL, with the reason
static const Unit *
find_unit(const RhumbValues *const args, RhumbFunctionContext *const context)
{
  const RhumbStr name = rhumb_argument(args, 3);
  const Unit *const unit =
      rhumb_argument_given(args, 3) ? RHUMB_ROW(units, name) : units;
  if (!unit) {
    (void)rhumb_function_fail(
        context,
        "\"%.*s\", its unit, is neither codepoint nor utf16",
        RHUMB_SHOW(name));
  }
  return unit;
}

static RhumbStatus
check_order(const RhumbValues *const args,
            const bool is_ordered,
            RhumbFunctionContext *const context)
{
  return is_ordered
             ? RHUMB_OK
             : rhumb_function_fail(context,
                                   "its end %.*s is before its start %.*s",
                                   RHUMB_SHOW(rhumb_argument(args, 2)),
                                   RHUMB_SHOW(rhumb_argument(args, 1)));
}

/// Set `out` to the byte of the offset that argument `index` says
static RhumbStatus
find_offset(size_t *const out,
            const RhumbValues *const args,
            const size_t index,
            const Unit *const unit,
            RhumbFunctionContext *const context)
{
  const RhumbStr text = rhumb_argument(args, 0);
  const char *const name = context->type->parameters[index].name;
  int64_t offset = 0;
  RHUMB_TRY(read_offset(&offset, args, index, context));
  size_t left = (size_t)offset;
  *out = walk(text, 0, &left, unit);
  if (!left) {
    return RHUMB_OK;
  }
  return *out < text.len
             ? rhumb_function_fail(context,
                                   "%" PRIi64 ", its %s, is within a character "
                                   "of two %s",
                                   offset,
                                   name,
                                   unit->plural)
             : rhumb_function_fail(context,
                                   "%" PRIi64 ", its %s, is past the end of "
                                   "the text, which has %zu %s",
                                   offset,
                                   name,
                                   count_units(text, unit),
                                   unit->plural);
}

RHUMB_CALL(slice)
{
  const RhumbStr text = rhumb_argument(args, 0);
  const Unit *const unit = find_unit(args, context);
  size_t start = 0;
  size_t end = 0;
  if (!unit) {
    return RHUMB_ERR_VALUE;
  }
  RHUMB_TRY(find_offset(&start, args, 1, unit, context));
  RHUMB_TRY(find_offset(&end, args, 2, unit, context));
  RHUMB_TRY(check_order(args, start <= end, context));
  return rhumb_return_string(context, rhumb_str_slice(text, start, end));
}

RHUMB_CHECK(offset)
{
  int64_t start = 0;
  int64_t end = INT64_MAX;
  RHUMB_TRY(read_offset(index == 1 ? &start : &end, args, index, context));
  if (index == 2 && rhumb_argument_given(args, 1) &&
      read_offset(&start, args, 1, context) != RHUMB_OK) {
    return RHUMB_OK; // What is wrong with it is said of it
  }
  return check_order(args, start <= end, context);
}

RHUMB_CHECK(offset_unit)
{
  (void)index;
  return find_unit(args, context) ? RHUMB_OK : RHUMB_ERR_VALUE;
}
