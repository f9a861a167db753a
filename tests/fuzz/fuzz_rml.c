// SPDX-License-Identifier: ISC

/// @file fuzz_rml.c  Rules in Turtle, in either vocabulary of RML, to the plan.
/// Holds what fuzz_rules.c does.

#include "rules.h"

int
LLVMFuzzerTestOneInput(const uint8_t *const data, const size_t size)
{
  const RhumbText text = {"fuzz.ttl", fuzz_text(data, size)};
  if (rhumb_rules_is_turtle(text.text)) {
    check_text(&text);
  }
  return 0;
}
