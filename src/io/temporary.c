// SPDX-License-Identifier: ISC

/// @file temporary.c  Temporaries that a run removes however it ends.

#include "io/output_impl.h"

#include "base/list.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

/// What ends a run from outside; each is taken only if it was not ignored
static const int deadly[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE};

/// Outputs whose temporaries exist; changed only with signals blocked
static RhumbOutput *unfinished;

static sigset_t
block_signals(void)
{
  sigset_t blocked;
  sigset_t before;
  (void)sigemptyset(&blocked);
  for (size_t i = 0; i < RHUMB_COUNT(deadly); ++i) {
    (void)sigaddset(&blocked, deadly[i]);
  }
  (void)sigprocmask(SIG_BLOCK, &blocked, &before);
  return before;
}

static void
unblock_signals(const sigset_t before)
{
  (void)sigprocmask(SIG_SETMASK, &before, NULL);
}

/// Async-signal-safe: unlink() and nothing else
static void
remove_temporaries(void)
{
  for (const RhumbOutput *output = unfinished; output;
       output = output->next_temporary) {
    (void)unlink(output->temporary);
  }
}

static void
on_signal(const int number)
{
  remove_temporaries();
  // SA_RESETHAND has restored the default: the run dies of what killed it
  (void)raise(number);
}

void
rhumb_temporaries_guard(void)
{
  static bool guarded;
  if (guarded) {
    return;
  }
  guarded = true;
  rhumb_on_out_of_memory(remove_temporaries);

  struct sigaction before;
  struct sigaction action = {.sa_handler = on_signal,
                             .sa_flags = (int)SA_RESETHAND};
  (void)sigemptyset(&action.sa_mask);
  for (size_t i = 0; i < RHUMB_COUNT(deadly); ++i) {
    if (sigaction(deadly[i], NULL, &before) == 0 &&
        before.sa_handler == SIG_DFL) {
      (void)sigaction(deadly[i], &action, NULL);
    }
  }
  if (sigaction(SIGXFSZ, NULL, &before) == 0 && before.sa_handler == SIG_DFL) {
    action.sa_handler = SIG_IGN;
    action.sa_flags = 0;
    (void)sigaction(SIGXFSZ, &action, NULL);
  }
}

void
rhumb_outputs_disown(void)
{
  const sigset_t before = block_signals();
  unfinished = NULL;
  rhumb_on_out_of_memory(NULL);
  struct sigaction action;
  for (size_t i = 0; i < RHUMB_COUNT(deadly); ++i) {
    if (sigaction(deadly[i], NULL, &action) == 0 &&
        action.sa_handler == on_signal) {
      (void)signal(deadly[i], SIG_DFL);
    }
  }
  unblock_signals(before);
}

bool
rhumb_temporary_open(RhumbOutput *const output,
                     char *const pattern,
                     const bool named)
{
  const sigset_t before = block_signals();
  output->fd = mkstemp(pattern);
  const int error = errno;
  if (output->fd >= 0 && named) {
    output->temporary = pattern;
    output->next_temporary = unfinished;
    unfinished = output;
  } else if (output->fd >= 0) {
    (void)unlink(pattern);
  }
  unblock_signals(before);
  errno = error;
  return output->fd >= 0;
}

void
rhumb_temporary_forget(RhumbOutput *const output)
{
  const sigset_t before = block_signals();
  RhumbOutput **at = &unfinished;
  while (*at && *at != output) {
    at = &(*at)->next_temporary;
  }
  if (*at) {
    *at = output->next_temporary;
  }
  output->temporary = NULL;
  unblock_signals(before);
}
