// SPDX-License-Identifier: ISC

#include "engine/sketch.h"
#include "support.h"

/// Keys of a sketch, and how many of them are taken for what comes twice
typedef struct {
  const char *name;
  size_t bytes; ///< Of a half
  unsigned n_once, n_twice;
  unsigned most_wrong; ///< Of those that came once, and of others as many
} Case;

static Case cases[] = {
    {"nothing", 1024, 0, 0, 0},
    {"17 bits a key", 1 << 17, 61681, 1000, 200},
    {"8 bits a key", 1 << 17, 131072, 1000, 2400},
    {"2 bits a key: most are", 1 << 12, 16384, 100, 32768},
    {"a single word", 1, 4, 4, 8},
    {"as many as there may be twice", 1 << 16, 1, 65536, 100},
};

/// The same number for the same one, as if by chance
static uint64_t
key_of(const unsigned number)
{
  uint64_t key = (number + UINT64_C(1)) * UINT64_C(0x9E3779B97F4A7C15);
  key = (key ^ key >> 32U) * UINT64_C(0xD6E8FEB86659FD93);
  return key ^ key >> 32U;
}

static void
test_case(void **const state)
{
  const Case *const c = (const Case *)*state;
  RhumbSketch sketch = rhumb_sketch_new(c->bytes);
  unsigned n_wrong = 0;
  for (unsigned i = 0; i < c->n_twice; ++i) {
    rhumb_sketch_add(&sketch, key_of(i));
  }
  for (unsigned i = 0; i < c->n_twice + c->n_once; ++i) {
    rhumb_sketch_add(&sketch, key_of(i));
  }
  rhumb_sketch_complete(&sketch);
  for (unsigned i = 0; i < c->n_twice; ++i) {
    assert_true(rhumb_sketch_is_twice(&sketch, key_of(i)));
  }
  for (unsigned i = c->n_twice; i < c->n_twice + (2 * c->n_once); ++i) {
    n_wrong += rhumb_sketch_is_twice(&sketch, key_of(i));
  }
  assert_true(n_wrong <= c->most_wrong);
  assert_true(rhumb_sketch_bytes(&sketch) <= c->bytes ||
              rhumb_sketch_bytes(&sketch) == sizeof(uint64_t));
  rhumb_sketch_free(&sketch);
  assert_int_equal(rhumb_sketch_bytes(&sketch), 0);
}

int
main(void)
{
  int failed = 0;
  RUN_TABLE("sketch", cases, test_case);
  return failed;
}
