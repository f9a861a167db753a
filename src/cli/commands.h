// SPDX-License-Identifier: ISC

/// @file commands.h  One function a command, one file a function.

#ifndef RHUMB_CLI_COMMANDS_H
#define RHUMB_CLI_COMMANDS_H

#include "cli/job.h"

/// A command does its work in a job that is open, and that its caller closes;
/// what went wrong has been reported
typedef RhumbStatus
RhumbCommandRun(RhumbJob *job);

RhumbCommandRun rhumb_command_rdf;
RhumbCommandRun rhumb_command_draw;
RhumbCommandRun rhumb_command_export;
RhumbCommandRun rhumb_command_check;
RhumbCommandRun rhumb_command_translate;
RhumbCommandRun rhumb_command_formats;
RhumbCommandRun rhumb_command_functions;
RhumbCommandRun rhumb_command_schema;

#endif // RHUMB_CLI_COMMANDS_H
