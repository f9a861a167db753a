// SPDX-License-Identifier: ISC

/// @file hash.c  Digests of a value's UTF-8 (libmd), in lower case
/// hex.

#include "function/function_impl.h"

#include <sys/types.h>

#include <md5.h>
#include <sha1.h>
#include <sha2.h>

#define MAX_HEX (SHA512_DIGEST_STRING_LENGTH)

typedef char *
Digest(const uint8_t *data, size_t len, char *hex);

static RhumbStr
digest(RhumbArena *const arena, const RhumbStr text, const int kind)
{
  static Digest *const digests[] = {
      [RHUMB_MD5] = MD5Data,
      [RHUMB_SHA1] = SHA1Data,
      [RHUMB_SHA256] = SHA256Data,
      [RHUMB_SHA512] = SHA512Data,
  };
  char *const hex = RHUMB_NEW(arena, char, MAX_HEX);
  (void)digests[kind](
      (const uint8_t *)(text.data ? text.data : ""), text.len, hex);
  return rhumb_str(hex);
}

RHUMB_CALL(hash)
{
  return rhumb_return_string(
      context,
      digest(context->arena, rhumb_argument(args, 0), context->type->variant));
}

RHUMB_CALL(hash_iri)
{
  RhumbTextBuilder made = {.arena = context->arena};
  rhumb_builder_put(&made, RHUMB_STR("http://example.com/ns#"));
  rhumb_builder_put(
      &made,
      digest(context->arena, rhumb_argument(args, 0), context->type->variant));
  return rhumb_return_text(context, &made);
}
