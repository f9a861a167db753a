// SPDX-License-Identifier: ISC

/// @file unused.c  Prefixes that nothing uses.

#include "check/check.h"

static bool
has_prefix(const RhumbStr xpath, const RhumbStr name)
{
  for (size_t at = 0; at + name.len < xpath.len; ++at) {
    if (xpath.data[at + name.len] == ':' &&
        rhumb_str_starts(rhumb_str_slice(xpath, at, xpath.len), name)) {
      return true;
    }
  }
  return false;
}

/// True if an XPath may speak of the prefix: XML names take it from the rules
static bool
xpath_uses(const RhumbPlan *const plan, const RhumbStr name)
{
  for (size_t i = 0; i < plan->n_passes; ++i) {
    const RhumbPlanPass *const pass = &plan->passes[i];
    const bool has_names = pass->spec->n_namespaces > 0;
    bool used = has_names && has_prefix(pass->spec->iterator, name);
    for (size_t r = 0; has_names && !used && r < pass->n_references; ++r) {
      used = has_prefix(pass->references[r].text, name);
    }
    if (used) {
      return true;
    }
  }
  return false;
}

void
rhumb_check_prefixes(const RhumbChecked *const checked,
                     const RhumbDiag *const diag)
{
  const RhumbPrefixes *const prefixes = &checked->mapping->prefixes;
  for (size_t i = 0; i < prefixes->count; ++i) {
    const RhumbPrefix *const prefix = &prefixes->items[i];
    if (!prefix->used && prefix->loc.text &&
        !rhumb_rules_is_turtle(prefix->loc.text->text) &&
        !xpath_uses(checked->plan, prefix->name)) {
      rhumb_warn(diag,
                 RHUMB_WARNING,
                 prefix->loc,
                 "nothing uses the prefix \"%.*s\"",
                 RHUMB_FMT(prefix->name));
    }
  }
}
