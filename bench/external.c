// SPDX-License-Identifier: ISC

/// @file external.c  What a run costs of which all quads come again and do not
/// fit into memory, without the run: so many fingerprints are put, the second
/// half of them those of the first, in another order, looked up on disk, and
/// asked for again one after the other. All of them are checked.
///
///     external COUNT MEGABYTES     # TMPDIR has the file, 18 bytes a quad

#include "engine/external.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

/// Mix all bits of a number: SplitMix64
static uint64_t
mix(uint64_t number)
{
  number += UINT64_C(0x9E3779B97F4A7C15);
  number = (number ^ number >> 30U) * UINT64_C(0xBF58476D1CE4E5B9);
  number = (number ^ number >> 27U) * UINT64_C(0x94D049BB133111EB);
  return number ^ number >> 31U;
}

/// Return what stands for quad number `number`, of which there are `half` twice
static RhumbFingerprint
print_of(const uint64_t number, const uint64_t half)
{
  const uint64_t which =
      number < half ? number : (number - half) * 7919 % half; // half has it not
  return (RhumbFingerprint){mix(which), mix(~which)};
}

/// Print what has been used since the program began
static void
tell(const char *const what, const uint64_t n_bytes)
{
  static struct timespec start;
  struct rusage used;
  struct timespec now;
  (void)clock_gettime(CLOCK_MONOTONIC, &now);
  (void)getrusage(RUSAGE_SELF, &used);
  if (!start.tv_sec) {
    start = now;
  }
  printf("%-12s %7.1f s wall %7.1f s CPU %7ld MB peak %8.1f GB on disk\n",
         what,
         (double)(now.tv_sec - start.tv_sec) +
             ((double)(now.tv_nsec - start.tv_nsec) / 1e9),
         (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
             ((double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6),
         used.ru_maxrss / 1024,
         (double)n_bytes / 1e9);
  (void)fflush(stdout);
}

static void
say(void *const handle, const RhumbReport *const report)
{
  (void)handle;
  (void)fprintf(stderr, "%s\n", report->message);
}

static RhumbStatus
run(RhumbExternalSet *const external,
    const uint64_t half,
    const uint64_t memory)
{
  const RhumbDiag diag = {say, NULL};
  uint64_t n_wrong = 0;
  RHUMB_TRY(rhumb_external_open(external, memory, &diag));
  tell("begun", 0);
  for (uint64_t i = 0; i < half * 2; ++i) {
    const RhumbExternalQuad quad = {print_of(i, half), i, 0, false};
    RHUMB_TRY(rhumb_external_put(external, &quad, &diag));
  }
  tell("put", rhumb_external_len(external));
  RHUMB_TRY(rhumb_external_settle(external, memory, NULL, &diag));
  tell("looked up", 0);
  for (uint64_t i = 0; i < half * 2; ++i) {
    n_wrong += rhumb_external_is_known(external, i) != (i >= half);
  }
  tell("asked for", 0);
  printf("%" PRIu64 " of %" PRIu64 " are wrong\n", n_wrong, half * 2);
  return n_wrong ? RHUMB_ERR_VALUE : RHUMB_OK;
}

int
main(int argc, char **argv)
{
  const uint64_t half = argc == 3 ? strtoull(argv[1], NULL, 10) / 2 : 0;
  if (!half) {
    (void)fprintf(stderr, "usage: external COUNT MEGABYTES\n");
    return 2;
  }
  RhumbExternalSet *const external = RHUMB_ZEROS(RhumbExternalSet, 1);
  const RhumbStatus status =
      run(external, half, strtoull(argv[2], NULL, 10) << 20U);
  rhumb_external_close(external);
  free(external);
  return status != RHUMB_OK;
}
