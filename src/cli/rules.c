// SPDX-License-Identifier: ISC

/// @file rules.c  Rule files to the reader of their language, into one model.

#include "cli/rules.h"

#include "check/names.h"
#include "check/text.h"
#include "rml/rml.h"
#include "yarrrml/yarrrml.h"

/// The texts of one language, in order
typedef struct {
  const RhumbText **items;
  size_t count;
} Texts;

/// Sort the texts by language; those that say nothing are reported
static RhumbStatus
sort_texts(Texts *const yarrrml,
           Texts *const rml,
           const RhumbText *const *const texts,
           const size_t n_texts,
           const RhumbDiag *const diag)
{
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < n_texts; ++i) {
    Texts *const to = rhumb_rules_is_turtle(texts[i]->text) ? rml : yarrrml;
    if (rhumb_rules_start(texts[i]->text).len) {
      to->items[to->count++] = texts[i];
      continue;
    }
    RHUMB_KEEP(status,
               rhumb_fail(diag,
                          RHUMB_ERR_SYNTAX,
                          (RhumbLoc){texts[i], 1, 1, 0},
                          "the rules are empty; write \"mappings\", or RML in "
                          "Turtle"));
  }
  return status;
}

/// Values for externals that no rules can use
static void
warn_externals(const RhumbRulesOptions *const options,
               const RhumbDiag *const diag)
{
  for (size_t i = 0; i < options->n_externals; ++i) {
    rhumb_warn(diag,
               RHUMB_WARNING,
               (RhumbLoc){0},
               "nothing in the rules uses the external \"%.*s\"; only YARRRML "
               "has externals",
               RHUMB_FMT(options->externals[i].name));
  }
}

/// A database for sources that are all elsewhere
static void
warn_database(const RhumbMapping *const mapping,
              const RhumbStr address,
              const RhumbDiag *const diag)
{
  bool is_used = !address.len;
  for (size_t i = 0; !is_used && i < mapping->n_maps; ++i) {
    is_used = mapping->maps[i]->source->access.data == address.data;
  }
  if (!is_used) {
    rhumb_warn(diag,
               RHUMB_WARNING,
               (RhumbLoc){0},
               "--database is not used: every source of the rules says where "
               "it is");
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
  Texts yarrrml = {RHUMB_NEW(arena, const RhumbText *, n_texts), 0};
  Texts rml = {RHUMB_NEW(arena, const RhumbText *, n_texts), 0};
  RhumbStatus status = sort_texts(&yarrrml, &rml, texts, n_texts, diag);
  if (yarrrml.count) {
    RHUMB_KEEP(
        status,
        rhumb_yarrrml_read(
            mapping, arena, yarrrml.items, yarrrml.count, options, diag));
  } else {
    warn_externals(options, diag);
  }
  if (rml.count) {
    RHUMB_KEEP(
        status,
        rhumb_rml_read(mapping, arena, rml.items, rml.count, options, diag));
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
  mapping->prefixes.arena = arena;
  mapping->nulls = options->nulls;
  mapping->n_nulls = options->n_nulls;
  mapping->strict = options->strict;
  RhumbStatus status = read_all(mapping, arena, texts, n_texts, options, diag);
  rhumb_check_texts(mapping, RHUMB_SAID_ALWAYS, diag);
  RHUMB_KEEP(status, rhumb_check_names(mapping, diag));
  if (status == RHUMB_OK) {
    warn_database(mapping, options->database, diag);
  }
  *out = status == RHUMB_OK || options->partial ? mapping : *out;
  return status;
}
