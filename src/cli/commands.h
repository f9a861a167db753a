// SPDX-License-Identifier: ISC

/// @file commands.h  One function a command, one file a function.

#ifndef RHUMB_CLI_COMMANDS_H
#define RHUMB_CLI_COMMANDS_H

#include "cli/options.h"

RHUMB_NODISCARD RhumbStatus
rhumb_command_rdf(const RhumbArguments *arguments);

RHUMB_NODISCARD RhumbStatus
rhumb_command_draw(const RhumbArguments *arguments);

RHUMB_NODISCARD RhumbStatus
rhumb_command_export(const RhumbArguments *arguments);

RHUMB_NODISCARD RhumbStatus
rhumb_command_check(const RhumbArguments *arguments);

RHUMB_NODISCARD RhumbStatus
rhumb_command_translate(const RhumbArguments *arguments);

RHUMB_NODISCARD RhumbStatus
rhumb_command_functions(const RhumbArguments *arguments);

#endif // RHUMB_CLI_COMMANDS_H
