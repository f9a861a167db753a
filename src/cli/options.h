// SPDX-License-Identifier: ISC

/// @file options.h  The command line: one table of commands, one of options.

#ifndef RHUMB_CLI_OPTIONS_H
#define RHUMB_CLI_OPTIONS_H

#include "base/arena.h"
#include "base/status.h"
#include "model/rules.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct RhumbCommand RhumbCommand;

/// What the command line says; NULL where it does not
typedef struct {
  const RhumbCommand *command; ///< NULL: only --help or --version
  const char *output, *format, *view, *rdf, *data_dir, *base, *writer, *dir;
  const char *on_error, *allow_skipped;
  bool data, strict, classic, help, version;
  RhumbExternal *externals;
  size_t n_externals, externals_cap;
  const char **ontologies; ///< Paths of vocabularies to check against
  size_t n_ontologies, ontologies_cap;
  RhumbStr *nulls; ///< Texts that stand for NULL
  size_t n_nulls, nulls_cap;
  char *const *rules; ///< Paths, "-" for standard input; or other names
  size_t n_rules;
} RhumbArguments;

/// A command: a name and what it does
struct RhumbCommand {
  const char *name;
  const char *synopsis; ///< What stands behind "rhumb NAME"
  const char *summary;
  RhumbStatus (*run)(const RhumbArguments *arguments);
  bool reads_rules; ///< What stands behind it are rule files
};

/// The table of commands, ended by one without a name
extern const RhumbCommand rhumb_commands[];

/**
   Read the command line.

   @param out Filled in; release with rhumb_arguments_free().
   @return RHUMB_OK or RHUMB_ERR_USAGE, reported with the nearest known word.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_arguments_read(RhumbArguments *out,
                     int argc,
                     char **argv,
                     const RhumbDiag *diag);

void
rhumb_arguments_free(RhumbArguments *arguments);

/// Print the help of `command`, or of the program if NULL, to standard output
void
rhumb_help(const RhumbCommand *command);

#endif // RHUMB_CLI_OPTIONS_H
