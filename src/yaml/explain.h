// SPDX-License-Identifier: ISC

/// @file explain.h  Why YAML cannot be read, told by the text around the place
/// where its reader stopped.

#ifndef RHUMB_YAML_EXPLAIN_H
#define RHUMB_YAML_EXPLAIN_H

#include "base/arena.h"
#include "base/str.h"

/// Where and how libyaml stopped; places are bytes of `text`
typedef struct {
  RhumbArena *arena;
  RhumbStr text;
  const char *problem; ///< As libyaml has it
  const char *context; ///< What it was doing; "" if it does not say
  size_t at;           ///< Where it stopped
  size_t begun;        ///< Where what it was reading begins
  size_t place;        ///< Set to where the mistake is
  size_t opened;       ///< Set to what it belongs to; `at`: nothing
} RhumbYamlStop;

/// Return what is wrong, for whoever wrote the text, and set its place
const char *
rhumb_yaml_explain(RhumbYamlStop *stop);

#endif // RHUMB_YAML_EXPLAIN_H
