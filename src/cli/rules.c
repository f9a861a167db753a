// SPDX-License-Identifier: ISC

/// @file rules.c  Rule files to the reader of their language, into one model;
/// and to the writer.

#include "cli/rules.h"

#include "check/bare.h"
#include "check/names.h"
#include "check/text.h"
#include "io/kind.h"
#include "plan/plan.h"
#include "rml/rml.h"
#include "rml/write/expand.h"
#include "term/language.h"
#include "yarrrml/yarrrml.h"
#include "json/json.h"

/// The texts of one language, in order
typedef struct {
  const RhumbText **items;
  size_t count;
} Texts;

/// True if the document of JSON is an object with a key of rules: JSON is YAML
static bool
has_rules(const RhumbText *const text)
{
  RhumbJson json = {0};
  const RhumbDiag silence = {0};
  bool found = rhumb_json_read(&json, text, &silence) != RHUMB_OK;
  for (size_t k = 0; !found && json.nodes[0].kind == RHUMB_JSON_OBJECT &&
                     k < rhumb_root_schema.n_keys;
       ++k) {
    const RhumbKey *const key = &rhumb_root_schema.keys[k];
    for (size_t n = 0; !found && n < RHUMB_COUNT(key->names) && key->names[n];
         ++n) {
      found = rhumb_json_member(&json, 0, rhumb_str(key->names[n])) !=
              RHUMB_JSON_NONE;
    }
  }
  rhumb_json_free(&json);
  return found;
}

/// Report data in place of rules, by what it begins with
static RhumbStatus
check_kind(const RhumbText *const text, const RhumbDiag *const diag)
{
  const RhumbFileKind *const kind = rhumb_kind_of(text->text);
  const bool may_be_rules = kind && (kind == rhumb_kind_read_by("json")
                                         ? has_rules(text)
                                         : kind->is_rdf && kind->first != '<');
  if (!kind || may_be_rules) {
    return RHUMB_OK;
  }
  RhumbBuf advice = {0};
  const RhumbStr name = rhumb_str(text->name);
  const RhumbStr file = rhumb_str_from(name, rhumb_str_last(name, "/"));
  if (kind->format) {
    rhumb_buf_format(&advice,
                     "; rules name it as a source: [%.*s~%s]",
                     RHUMB_FMT(file),
                     kind->format);
  } else if (kind->is_rdf) {
    rhumb_buf_format(
        &advice, "; rhumb draw --rdf %.*s draws it", RHUMB_FMT(file));
  } else if (kind->advice) {
    rhumb_buf_format(&advice, ": %s", kind->advice);
  }
  const RhumbStatus status = rhumb_fail(diag,
                                        RHUMB_ERR_SYNTAX,
                                        (RhumbLoc){.text = text},
                                        "this %s %s, not rules%s",
                                        kind->is_binary ? "is" : "looks like",
                                        kind->name,
                                        rhumb_buf_cstr(&advice));
  rhumb_buf_free(&advice);
  return status;
}

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
    const RhumbStatus is_data = check_kind(texts[i], diag);
    if (is_data != RHUMB_OK) {
      RHUMB_KEEP(status, is_data);
      continue;
    }
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
  mapping->now = options->now;
  mapping->strict = options->strict;
  RhumbStatus status = read_all(mapping, arena, texts, n_texts, options, diag);
  rhumb_check_texts(mapping, RHUMB_SAID_ALWAYS, diag);
  rhumb_check_bare_names(mapping, diag);
  RHUMB_KEEP(status, rhumb_check_names(mapping, diag));
  if (status == RHUMB_OK) {
    warn_database(mapping, options->database, diag);
  }
  *out = status == RHUMB_OK || options->partial ? mapping : *out;
  return status;
}

// Writing ---------------------------------------------------------------------

/// Who hears of mistakes in what tables choose
typedef struct {
  const RhumbDiag *diag;
  RhumbTable seen; ///< Mistakes at places: a table may be asked many times
} Chosen;

/// Pass an error on, once; the rules as they are have been warned of
static void
hear_error(void *const handle, const RhumbReport *const report)
{
  Chosen *const chosen = (Chosen *)handle;
  RhumbBuf key = {0};
  rhumb_buf_put(&key,
                (RhumbStr){(const char *)&report->loc, sizeof(report->loc)});
  rhumb_buf_puts(&key, report->message);
  const size_t known = chosen->seen.count;
  if (report->severity == RHUMB_ERROR && chosen->diag->report &&
      rhumb_table_add(&chosen->seen, rhumb_buf_str(&key)) == known) {
    chosen->diag->report(chosen->diag->handle, report);
  }
  rhumb_buf_free(&key);
}

/// Report constants that are no languages
static RhumbStatus
check_languages(const RhumbPredicateObjectMap *const pair, // NOLINT: by depth
                const RhumbDiag *const diag)
{
  const RhumbAnnotation *const annotation = pair->annotation;
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < pair->n_objects; ++i) {
    const RhumbExpression *const language = &pair->objects[i].term.language;
    if (language->kind == RHUMB_EXPRESSION_CONSTANT) {
      RHUMB_KEEP(
          status,
          rhumb_language_check(language->constant.text, language->loc, diag));
    }
  }
  for (size_t i = 0; annotation && i < annotation->n_pairs; ++i) {
    RHUMB_KEEP(status, check_languages(&annotation->pairs[i], diag));
  }
  return status;
}

/// Hold rules in which what tables choose stands in their place to what rules
/// are
static RhumbStatus
check_chosen(RhumbArena *const arena,
             const RhumbMapping *const expanded,
             const RhumbDiag *const diag)
{
  Chosen chosen = {.diag = diag};
  const RhumbDiag errors = {hear_error, &chosen};
  RhumbMapping mapping = *expanded;
  const RhumbPlan *plan = NULL;
  mapping.is_elsewhere = true;
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < mapping.n_maps; ++i) {
    for (size_t p = 0; p < mapping.maps[i]->n_pairs; ++p) {
      RHUMB_KEEP(status, check_languages(&mapping.maps[i]->pairs[p], &errors));
    }
  }
  RHUMB_KEEP(status, rhumb_check_names(&mapping, &errors));
  RHUMB_KEEP(status, rhumb_plan_compile(&plan, arena, &mapping, &errors));
  rhumb_table_free(&chosen.seen);
  return status;
}

RhumbStatus
rhumb_rules_write(RhumbBuf *const out,
                  RhumbArena *const arena,
                  const RhumbMapping *const mapping,
                  const RhumbRmlStyle *const style,
                  const RhumbDiag *const diag)
{
  const RhumbMapping *expanded = NULL;
  RHUMB_TRY(rhumb_rml_expand(&expanded, arena, mapping, diag));
  if (mapping->n_maps && !expanded->n_maps) {
    return rhumb_fail(diag,
                      RHUMB_ERR_UNSUPPORTED,
                      mapping->maps[0]->loc,
                      "no key of the tables makes a subject: there is nothing "
                      "to translate");
  }
  if (expanded != mapping) {
    RHUMB_TRY(check_chosen(arena, expanded, diag));
  }
  return rhumb_rml_write(out, arena, expanded, style, diag);
}
