// SPDX-License-Identifier: ISC

#include "engine/ring.h"

#include "support.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

/// Pieces are numbers; what they make is checked in the order of their writing
typedef struct {
  uint64_t n_pieces;
  uint64_t n_turns;  ///< That each piece takes
  uint64_t fails_at; ///< Piece that cannot be written; 0: none
  size_t n_slots;
  uint64_t n_cut, n_written;
  uint64_t pieces[64], made[64], settled[64];
  uint64_t last_settled; ///< Piece and turn
  pthread_t first;
  bool first_cuts;
  atomic_bool is_wrong; ///< Only the test's own thread may assert
} Work;

static RhumbStatus
cut(void *const handle, const size_t slot)
{
  Work *const work = (Work *)handle;
  if (work->first_cuts && !pthread_equal(work->first, pthread_self())) {
    work->is_wrong = true;
  }
  if (work->n_cut == work->n_pieces) {
    return RHUMB_END;
  }
  work->pieces[slot] = ++work->n_cut;
  work->made[slot] = 0;
  return RHUMB_OK;
}

static bool
make(void *const handle, const size_t slot, const size_t worker)
{
  Work *const work = (Work *)handle;
  (void)worker;
  return ++work->made[slot] == work->n_turns;
}

static void
settle(void *const handle, const size_t slot)
{
  Work *const work = (Work *)handle;
  const uint64_t now = (work->pieces[slot] * 100) + work->made[slot];
  work->is_wrong = work->is_wrong || now <= work->last_settled;
  work->last_settled = now;
}

static void
render(void *const handle, const size_t slot, const size_t worker)
{
  Work *const work = (Work *)handle;
  (void)worker;
  work->settled[slot] = (work->pieces[slot] * 100) + work->made[slot];
}

static RhumbStatus
write_one(void *const handle, const size_t slot)
{
  Work *const work = (Work *)handle;
  const uint64_t piece = (work->n_written / work->n_turns) + 1;
  const uint64_t turn = (work->n_written % work->n_turns) + 1;
  work->is_wrong =
      work->is_wrong || work->settled[slot] != (piece * 100) + turn;
  ++work->n_written;
  return piece == work->fails_at ? RHUMB_ERR_IO : RHUMB_OK;
}

static const struct {
  uint64_t n_pieces, n_turns, fails_at;
  size_t n_slots, n_workers;
  uint64_t start_at;
  bool first_cuts;
} rows[] = {
    {0, 1, 0, 1, 1, 0, false},
    {0, 1, 0, 6, 2, 0, false},
    {1, 1, 0, 1, 1, 0, false},
    {1000, 1, 0, 3, 1, 0, false},
    {1000, 3, 0, 1, 1, 0, false},
    {5000, 1, 0, 6, 2, 0, false},
    {5000, 1, 0, 1, 4, 0, false},
    {5000, 2, 0, 12, 4, 0, false},
    {5000, 2, 0, 12, 4, 100, true},
    {50, 2, 0, 12, 4, 100, false},
    {5000, 1, 0, 64, 8, 10, true},
    {5000, 3, 1, 6, 2, 0, false},
    {5000, 1, 2500, 6, 2, 0, false},
    {5000, 3, 5000, 6, 2, 0, true},
    {5000, 1, 30, 6, 2, 1000, false},
};

static void
try_rows(void)
{
  for (size_t i = 0; i < RHUMB_COUNT(rows); ++i) {
    Work work = {.n_pieces = rows[i].n_pieces,
                 .n_turns = rows[i].n_turns,
                 .fails_at = rows[i].fails_at,
                 .first_cuts = rows[i].first_cuts,
                 .first = pthread_self()};
    const RhumbStages stages = {
        &work, cut, NULL, make, settle, render, write_one};
    const RhumbRingSpec spec = {rows[i].n_slots,
                                rows[i].n_workers,
                                rows[i].start_at,
                                rows[i].first_cuts};
    const RhumbStatus status = rhumb_ring_run(&stages, &spec);
    assert_false(work.is_wrong);
    const uint64_t all = rows[i].n_pieces * rows[i].n_turns;
    if (rows[i].fails_at) {
      assert_int_equal(status, RHUMB_ERR_IO);
      assert_int_equal(work.n_written,
                       ((rows[i].fails_at - 1) * rows[i].n_turns) + 1);
    } else {
      assert_int_equal(status, RHUMB_OK);
      assert_int_equal(work.n_written, all);
    }
  }
}

static void
test_pieces_come_out_in_order(void **const state)
{
  (void)state;
  try_rows();
  rhumb_ring_lags = true;
  try_rows();
  rhumb_ring_lags = false;
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_pieces_come_out_in_order),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
