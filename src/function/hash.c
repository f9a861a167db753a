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

/// Return the digest of argument 0 that `variant` names
static RhumbStr
digest(const RhumbValues *const args, RhumbFunctionContext *const context)
{
  static Digest *const digests[] = {
      [RHUMB_MD5] = MD5Data,
      [RHUMB_SHA1] = SHA1Data,
      [RHUMB_SHA256] = SHA256Data,
      [RHUMB_SHA512] = SHA512Data,
  };
  const RhumbStr text = rhumb_argument(args, 0);
  char *const hex = RHUMB_NEW(context->arena, char, MAX_HEX);
  (void)digests[context->type->variant](
      (const uint8_t *)text.data, text.len, hex);
  return rhumb_str(hex);
}

RHUMB_CALL(hash)
{
  return rhumb_return_string(context, digest(args, context));
}

RHUMB_CALL(hash_iri)
{
  return rhumb_return_string(context,
                             rhumb_str_join(context->arena,
                                            RHUMB_STR("http://example.com/ns#"),
                                            digest(args, context)));
}
