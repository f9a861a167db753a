// SPDX-License-Identifier: ISC

#include "cli/options.h"
#include "cli/report.h"

#include <stdio.h>

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
  return arguments->command->run(arguments);
}

int
main(const int argc, char **const argv)
{
  RhumbReporter reporter = {.file = stderr};
  const RhumbDiag diag = rhumb_reporter_diag(&reporter);
  RhumbArguments arguments;
  RhumbStatus status = rhumb_arguments_read(&arguments, argc, argv, &diag);
  if (status == RHUMB_OK) {
    status = run(&arguments);
  }
  rhumb_arguments_free(&arguments);
  rhumb_reporter_free(&reporter);
  return rhumb_exit_code(status);
}
