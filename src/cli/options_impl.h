// SPDX-License-Identifier: ISC

/// @file options_impl.h  The rows of the two tables; options.h is for others.

#ifndef RHUMB_CLI_OPTIONS_IMPL_H
#define RHUMB_CLI_OPTIONS_IMPL_H

#include "cli/options.h"

/// The commands, by their row
enum {
  COMMAND_RDF,
  COMMAND_DRAW,
  COMMAND_EXPORT,
  COMMAND_CHECK,
  COMMAND_TRANSLATE,
  COMMAND_FORMATS,
  COMMAND_FUNCTIONS,
  COMMAND_SCHEMA,
  COMMAND_HELP,
  N_COMMANDS,
};

extern const RhumbCommand rhumb_commands[N_COMMANDS];

/// What an option takes, and so what it fills
typedef enum {
  TAKES_NOTHING,  ///< bool
  TAKES_TEXT,     ///< const char *
  TAKES_WORD,     ///< const char *: letters, digits and "_", a letter first
  TAKES_MOMENT,   ///< const char *: an xsd:dateTime
  TAKES_NUMBER,   ///< uint64_t
  TAKES_SIZE,     ///< uint64_t: bytes, or thousands and more with a letter
  TAKES_SHARD,    ///< RhumbShard: "I/N", of which 1 is the first
  TAKES_CHOICE,   ///< unsigned: of "FIRST|SECOND|…", the number, from 0
  TAKES_TEXTS,    ///< RhumbTexts
  TAKES_EXTERNAL, ///< The externals
} RhumbOptionKind;

typedef struct {
  const char *name;
  char letter; ///< 0: none
  RhumbOptionKind kind;
  const char *argument; ///< As the help shows it
  size_t offset;        ///< In RhumbArguments
  unsigned commands;    ///< Which know it: the bit 1U << COMMAND_… of each
  unsigned formats;     ///< Whose names end the help: RHUMB_SYNTAXES …
  const char *help;
} RhumbOption;

enum { MAX_OPTIONS = 32 };

/// The table of options, ended by one without a name
extern const RhumbOption rhumb_options[];

/// The commands that rule files stand behind, and those that anything may stand
/// behind but options, as bits
extern const unsigned rhumb_reads_rules, rhumb_takes_operands;

/// True if `command`, or any if it is NULL, knows the option
static inline bool
rhumb_option_is_of(const RhumbOption *const option,
                   const RhumbCommand *const command)
{
  return !command || (option->commands >> (command - rhumb_commands) & 1U);
}

/// Longest name of an option, with its dashes
enum { RHUMB_MAX_OPTION = 26 };

/// Report a word that is no command, with what was probably meant
RhumbStatus
rhumb_fail_command(const char *name, const RhumbDiag *diag);

/// Report a long option with one dash, and a dash that is none
RHUMB_NODISCARD RhumbStatus
rhumb_check_dashes(const RhumbCommand *command,
                   const char *word,
                   const RhumbDiag *diag);

/// Report an option that `command` has not; `near`, which may be NULL, is one
/// that it has
RhumbStatus
rhumb_fail_option(const RhumbCommand *command,
                  const char *word,
                  const char *near,
                  const RhumbDiag *diag);

/// Report a last operand beside YARRRML that is not there and was to be written
RHUMB_NODISCARD RhumbStatus
rhumb_check_output(const RhumbArguments *arguments, const RhumbDiag *diag);

#endif // RHUMB_CLI_OPTIONS_IMPL_H
