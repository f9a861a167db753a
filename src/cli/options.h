// SPDX-License-Identifier: ISC

/// @file options.h  The command line: one table of commands, one of options.

#ifndef RHUMB_CLI_OPTIONS_H
#define RHUMB_CLI_OPTIONS_H

#include "base/list.h"
#include "model/rules.h"

typedef struct RhumbCommand RhumbCommand;
typedef struct RhumbJob RhumbJob;

/// Bytes that a run needs at the least: --memory
#define RHUMB_MIN_MEMORY ((uint64_t)16 * 1024 * 1024)

/// What an option that may be repeated was given
typedef RHUMB_LIST(const char *) RhumbTexts;

/// What the command line says; NULL, 0 or false where it does not
typedef struct {
  const RhumbCommand *command; ///< NULL: only --help or --version
  const char *output, *format, *view, *rdf, *data_dir, *base, *dir, *database;
  const char *blank_prefix, *compression, *now;
  unsigned on_error;     ///< A RhumbOnMistake
  unsigned use_raptor;   ///< 1: --writer raptor
  unsigned rdf_1_1;      ///< 1: --rdf 1.1
  unsigned as_json;      ///< 1: -f json, where text is the other
  uint64_t allowed;      ///< --allow-skipped
  RhumbShard shard;      ///< --shard; zero: all
  uint64_t memory;       ///< --memory; 0: half of the machine's
  uint64_t n_threads;    ///< -j; 0: as the input asks for
  RhumbTexts ontologies; ///< Paths of vocabularies to check against
  RhumbTexts nulls;      ///< Texts that stand for NULL
  bool data, all, strict, classic, explain, help, version;
  RHUMB_LIST(RhumbExternal) externals;
  char *const *rules; ///< Paths, "-" for standard input; or other names
  size_t n_rules;
} RhumbArguments;

/// A command: a name and what it does
struct RhumbCommand {
  const char *name;
  const char *synopsis; ///< What stands behind "rhumb NAME"
  const char *summary;
  RhumbStatus (*run)(RhumbJob *job); ///< NULL: it asks for help
};

/// Report that the command line asks for what there is not; `near`, which may
/// be NULL, is what was probably meant
#define RHUMB_FAIL_USAGE(diag, near, ...) \
  rhumb_fail_near((diag), RHUMB_ERR_USAGE, (RhumbLoc){0}, (near), __VA_ARGS__)

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
