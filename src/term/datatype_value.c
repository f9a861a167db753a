// SPDX-License-Identifier: ISC

/// @file datatype_value.c  Values of data as texts of a datatype, and why they
/// are none.

#include "term/canonical.h"
#include "term/datatype_impl.h"

#include <stdio.h>

/// True for xsd:decimal and what is derived from it
static bool
is_exact(const RhumbDatatype *const type)
{
  return type->space == rhumb_is_decimal || type->space == rhumb_is_integer;
}

bool
rhumb_datatype_convert(const RhumbDatatype *const type,
                       const RhumbValue *const value,
                       RhumbArena *const arena,
                       RhumbStr *const out)
{
  if (!is_exact(type) || (value->type != RHUMB_VALUE_DECIMAL &&
                          value->type != RHUMB_VALUE_DOUBLE)) {
    return false;
  }
  RhumbBuf plain = {0};
  const bool fits = rhumb_put_decimal(&plain, value->lexical) &&
                    rhumb_datatype_takes(type, rhumb_buf_str(&plain));
  if (fits) {
    *out = rhumb_str_copy(arena, rhumb_buf_str(&plain));
  }
  rhumb_buf_free(&plain);
  return fits;
}

/// What a day or time of the right form is none of
static const char *
missing_of(const RhumbDatatype *const type)
{
  const bool has_day = strpbrk(type->parts, "dD") != NULL;
  const bool has_time = strchr(type->parts, 't') != NULL;
  return has_day && has_time ? "day or time"
         : has_day           ? "day"
         : has_time          ? "time"
                             : "month";
}

void
rhumb_datatype_explain(char why[RHUMB_DATATYPE_WHY],
                       const RhumbDatatype *const type,
                       const RhumbStr text)
{
  const RhumbStr trimmed = rhumb_str_trim(text);
  const size_t room = RHUMB_DATATYPE_WHY;
  if (trimmed.len < text.len && rhumb_datatype_takes(type, trimmed)) {
    (void)snprintf(why,
                   room,
                   "is no %s: there is white space at its %s",
                   type->name,
                   trimmed.data > text.data ? "start" : "end");
  } else if (type->space == rhumb_is_moment &&
             rhumb_looks_like_moment(type, text)) {
    (void)snprintf(why,
                   room,
                   "is no %s: there is no such %s",
                   type->name,
                   missing_of(type));
  } else {
    (void)snprintf(why, room, "is no %s, which is %s", type->name, type->form);
  }
}
