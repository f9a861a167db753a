// SPDX-License-Identifier: ISC

/// @file rules.c  Rule files to the reader of their language, into one model.

#include "cli/rules.h"

#include "rml/rml.h"
#include "yarrrml/yarrrml.h"

/// Report the files that say nothing
static RhumbStatus
check_texts(const RhumbText *const *const texts,
            const size_t n_texts,
            const RhumbDiag *const diag)
{
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < n_texts; ++i) {
    if (!rhumb_rules_start(texts[i]->text).len) {
      RHUMB_KEEP(
          status,
          rhumb_fail(
              diag,
              RHUMB_ERR_SYNTAX,
              (RhumbLoc){texts[i], 1, 1, 0},
              "the rules are empty; write \"mappings\", or RML in Turtle"));
    }
  }
  return status;
}

/// Copy the texts of one language, in order
static const RhumbText **
pick(RhumbArena *const arena,
     const RhumbText *const *const texts,
     const size_t n_texts,
     const bool turtle,
     size_t *const count)
{
  const RhumbText **const picked = RHUMB_NEW(arena, const RhumbText *, n_texts);
  for (size_t i = 0; i < n_texts; ++i) {
    const RhumbStr text = texts[i]->text;
    if (rhumb_rules_start(text).len && rhumb_rules_is_turtle(text) == turtle) {
      picked[(*count)++] = texts[i];
    }
  }
  return picked;
}

/// Values for externals that no rules can use
static void
warn_externals(const RhumbRulesOptions *const options,
               const RhumbDiag *const diag)
{
  for (size_t i = 0; i < options->n_externals; ++i) {
    rhumb_warn(diag,
               RHUMB_WARNING,
               (RhumbLoc){NULL, 0, 0, 0},
               "nothing in the rules uses the external \"%.*s\"; only YARRRML "
               "has externals",
               RHUMB_FMT(options->externals[i].name));
  }
}

static RhumbStatus
read_all(RhumbMapping *const mapping,
         RhumbArena *const arena,
         const RhumbText *const *const texts,
         const size_t n_texts,
         const RhumbRulesOptions *const options,
         const RhumbDiag *const diag)
{
  size_t n_yarrrml = 0;
  size_t n_rml = 0;
  const RhumbText *const *const yarrrml =
      pick(arena, texts, n_texts, false, &n_yarrrml);
  const RhumbText *const *const rml = pick(arena, texts, n_texts, true, &n_rml);
  RhumbStatus status = check_texts(texts, n_texts, diag);
  if (n_yarrrml) {
    RHUMB_KEEP(
        status,
        rhumb_yarrrml_read(mapping, arena, yarrrml, n_yarrrml, options, diag));
  } else {
    warn_externals(options, diag);
  }
  if (n_rml) {
    RHUMB_KEEP(status,
               rhumb_rml_read(mapping, arena, rml, n_rml, options, diag));
  }
  if (options->base.len) {
    mapping->base = rhumb_str_copy(arena, options->base);
  }
  if (status == RHUMB_OK && !mapping->n_maps && !mapping->views) {
    return rhumb_fail(
        diag,
        RHUMB_ERR_SYNTAX,
        (RhumbLoc){n_texts ? texts[0] : NULL, n_texts > 0, n_texts > 0, 0},
        "no mappings: the rules make nothing");
  }
  return status;
}

RhumbStatus
rhumb_rules_read(RhumbMapping **const out,
                 RhumbArena *const arena,
                 const RhumbText *const *const texts,
                 const size_t n_texts,
                 const RhumbRulesOptions *const options,
                 const RhumbDiag *const diag)
{
  RhumbMapping *const mapping = RHUMB_NEW(arena, RhumbMapping, 1);
  mapping->profile = RHUMB_CLASSIC;
  mapping->prefixes = rhumb_prefixes_new(arena);
  mapping->nulls = options->nulls;
  mapping->n_nulls = options->n_nulls;
  mapping->strict = options->strict;
  const RhumbStatus status =
      read_all(mapping, arena, texts, n_texts, options, diag);
  if (status != RHUMB_OK) {
    rhumb_mapping_free(mapping);
    return status;
  }
  *out = mapping;
  return RHUMB_OK;
}
