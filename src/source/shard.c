// SPDX-License-Identifier: ISC

/// @file shard.c  The part of the data that one of several runs reads.

#include "source/shard.h"

#include "source/source.h"

uint64_t rhumb_shard_stripe = UINT64_C(64) * 1024;

uint64_t
rhumb_shard_next(const RhumbShard *const shard, const uint64_t position)
{
  const uint64_t stripe = position / rhumb_shard_stripe;
  const uint64_t of = stripe % shard->count;
  const uint64_t ahead =
      (of < shard->number ? 0 : shard->count) + shard->number - of;
  return ahead < UINT64_MAX / rhumb_shard_stripe - stripe
             ? (stripe + ahead) * rhumb_shard_stripe
             : UINT64_MAX;
}

void
rhumb_source_share(RhumbSource *const source, const RhumbShard *const shard)
{
  const RhumbSourceType *const type = source->type;
  source->shard = *shard;
  if (type->share) {
    type->share(source);
  } else if (!type->shares_records && !shard->number) {
    source->shard = (RhumbShard){0};
  } else {
    source->is_idle = !type->shares_records;
  }
}
