// SPDX-License-Identifier: ISC

/// @file file.c  Functions of a file that belongs to the rules.

#include "function/function_impl.h"

RHUMB_CALL(read_file)
{
  (void)args;
  return rhumb_return_string(context, context->file->text);
}

RHUMB_CALL(lookup)
{
  const RhumbFileRow *const rows = context->file->rows;
  const uint32_t number = rhumb_lookup_find(
      &context->file->keys, rows, sizeof(*rows), rhumb_argument(args, 0));
  return number && rows[number - 1].value.len
             ? rhumb_return_string(context, rows[number - 1].value)
             : rhumb_return_null(context);
}
