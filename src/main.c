// SPDX-License-Identifier: ISC

/// @file main.c  The command's name to its function, its status to an exit
/// code.

#include "cli/job.h"
#include "io/standard.h"

#include <errno.h>

static RhumbStatus
run(const RhumbArguments *const arguments)
{
  if (arguments->version) {
    (void)puts("rhumb " RHUMB_VERSION);
    return RHUMB_OK;
  }
  if (arguments->help) {
    rhumb_help(arguments->command);
    return RHUMB_OK;
  }
  RhumbJob job;
  rhumb_job_open(&job, arguments);
  const RhumbStatus status = arguments->command->run(&job);
  rhumb_job_close(&job);
  return status;
}

/// What was printed must have gone where it should
static RhumbStatus
finish_printing(const RhumbDiag *const diag)
{
  errno = 0;
  if (fflush(stdout) == 0 && !ferror(stdout)) {
    return RHUMB_OK;
  }
  return errno == EPIPE
             ? RHUMB_ERR_IO
             : rhumb_fail(diag,
                          RHUMB_ERR_IO,
                          (RhumbLoc){0},
                          "cannot write '<stdout>': %s",
                          errno ? strerror(errno) : "what was printed is lost");
}

int
main(const int argc, char **const argv)
{
  if (rhumb_standard_guard() != 0) {
    return rhumb_exit_code(RHUMB_ERR_IO); // Nobody could hear why
  }
  RhumbReporter reporter = {.file = stderr};
  const RhumbDiag diag = rhumb_reporter_diag(&reporter);
  RhumbArguments arguments;
  RhumbStatus status = rhumb_arguments_read(&arguments, argc, argv, &diag);
  if (status == RHUMB_OK) {
    status = run(&arguments);
    const RhumbStatus printed = finish_printing(&diag);
    // A list of mistakes that breaks off is worse than the mistakes
    status = printed == RHUMB_OK ? status : printed;
  }
  rhumb_arguments_free(&arguments);
  rhumb_reporter_free(&reporter);
  const int code = rhumb_exit_code(status);
  rhumb_memory_over(code);
  return code;
}
