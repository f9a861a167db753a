// SPDX-License-Identifier: ISC

/// @file fuzz_rules.c  Rules in YARRRML, to the plan. Holds:
///
/// - rules that are refused say why, at a place of the file;
/// - read again, they are the same rules;
/// - what a plan is made of, every check that needs no data can be made of;
/// - translated to RML, in either vocabulary, they are read, and translated
/// they
///   are the same RML.

#include "rules.h"

int
LLVMFuzzerTestOneInput(const uint8_t *const data, const size_t size)
{
  const RhumbText text = {"fuzz.yml", fuzz_text(data, size)};
  if (!rhumb_rules_is_turtle(text.text)) {
    check_text(&text);
  }
  return 0;
}
