// SPDX-License-Identifier: ISC

/// @file unused.c  What was written in YARRRML and does nothing: names
/// that nothing uses, predicates without objects.

#include "check/check.h"
#include "yarrrml/yarrrml_impl.h"

#include <string.h>

typedef struct {
  const RhumbChecked *checked;
  const RhumbDiag *diag;
  RhumbArena arena;
  RhumbYamlContext yaml;
} Check;

static bool
same_place(const RhumbLoc a, const RhumbLoc b)
{
  return a.text == b.text && a.line == b.line && a.column == b.column;
}

static bool
contains(const RhumbStr text, const RhumbStr part)
{
  for (size_t at = 0; part.len && at + part.len <= text.len; ++at) {
    const char *const first = (const char *)memchr(
        text.data + at, part.data[0], text.len - at - part.len + 1);
    if (!first) {
      return false;
    }
    at = (size_t)(first - text.data);
    if (memcmp(first, part.data, part.len) == 0) {
      return true;
    }
  }
  return false;
}

// Sources ---------------------------------------------------------------------

static bool
uses_source(const RhumbMapping *const mapping, const RhumbLoc loc)
{
  for (size_t i = 0; i < mapping->n_maps; ++i) {
    if (same_place(mapping->maps[i]->source->loc, loc)) {
      return true;
    }
  }
  return false;
}

// Targets ---------------------------------------------------------------------

static bool
has_target(const RhumbTargets *const targets, const RhumbLoc loc)
{
  for (size_t i = 0; i < targets->count; ++i) {
    if (same_place(targets->items[i]->loc, loc)) {
      return true;
    }
  }
  return false;
}

static bool
term_uses(const RhumbTermMap *const term, const RhumbLoc loc)
{
  return has_target(&term->targets, loc) ||
         has_target(&term->language_targets, loc);
}

static bool
terms_use(const RhumbTermMaps *const terms, const RhumbLoc loc)
{
  bool used = false;
  for (size_t i = 0; !used && i < terms->count; ++i) {
    used = term_uses(&terms->items[i], loc);
  }
  return used;
}

static bool
pair_uses(const RhumbPredicateObjectMap *const pair, const RhumbLoc loc)
{
  bool used =
      terms_use(&pair->predicates, loc) || terms_use(&pair->graphs, loc);
  for (size_t i = 0; !used && i < pair->n_objects; ++i) {
    used = term_uses(&pair->objects[i].term, loc);
  }
  return used;
}

static bool
uses_target(const RhumbMapping *const mapping, const RhumbLoc loc)
{
  bool used = false;
  for (size_t i = 0; !used && i < mapping->n_maps; ++i) {
    const RhumbTriplesMap *const map = mapping->maps[i];
    used = term_uses(&map->subject, loc) || terms_use(&map->graphs, loc);
    for (size_t p = 0; !used && p < map->n_pairs; ++p) {
      used = pair_uses(&map->pairs[p], loc);
    }
  }
  return used;
}

/// Warn of the entries of `map` whose places nothing comes from
static void
check_named(const Check *const check,
            const RhumbYaml *const map,
            const char *const what,
            bool (*const uses)(const RhumbMapping *, RhumbLoc))
{
  for (size_t i = 0; map && i < map->count; ++i) {
    if (!uses(check->checked->mapping, map->values[i]->loc)) {
      rhumb_warn(check->diag,
                 RHUMB_WARNING,
                 map->keys[i]->loc,
                 "nothing uses the %s \"%s\"",
                 what,
                 map->keys[i]->text.data);
    }
  }
}

// Externals and prefixes ------------------------------------------------------

static bool
texts_contain(const RhumbChecked *const checked, const RhumbStr part)
{
  bool found = false;
  for (size_t i = 0; !found && i < checked->n_texts; ++i) {
    found = contains(checked->texts[i]->text, part);
  }
  return found;
}

static void
check_externals(Check *const check, const RhumbYaml *const map)
{
  for (size_t i = 0; map && i < map->count; ++i) {
    const RhumbStr name = map->keys[i]->text;
    if (!texts_contain(
            check->checked,
            rhumb_str_format(&check->arena, "$(_%.*s)", RHUMB_FMT(name)))) {
      rhumb_warn(check->diag,
                 RHUMB_WARNING,
                 map->keys[i]->loc,
                 "nothing uses the external \"%s\"; it would be written "
                 "$(_%s)",
                 name.data,
                 name.data);
    }
  }
}

/// True if an XPath may speak of the prefix: XML names take it from the rules
static bool
xpath_uses(Check *const check, const RhumbStr name)
{
  const RhumbPlan *const plan = check->checked->plan;
  const RhumbStr start =
      rhumb_str_format(&check->arena, "%.*s:", RHUMB_FMT(name));
  for (size_t i = 0; plan && i < plan->n_passes; ++i) {
    const RhumbPlanPass *const pass = &plan->passes[i];
    if (!pass->spec->n_namespaces) {
      continue;
    }
    bool used = contains(pass->spec->iterator, start);
    for (size_t r = 0; !used && r < pass->n_references; ++r) {
      used = contains(pass->references[r].text, start);
    }
    if (used) {
      return true;
    }
  }
  return false;
}

static void
check_prefixes(Check *const check)
{
  const RhumbPrefixes *const prefixes = &check->checked->mapping->prefixes;
  for (size_t i = 0; check->checked->plan && i < prefixes->count; ++i) {
    const RhumbPrefix *const prefix = &prefixes->items[i];
    if (!prefix->used && prefix->loc.text &&
        !rhumb_rules_is_turtle(prefix->loc.text->text) &&
        !xpath_uses(check, prefix->name)) {
      rhumb_warn(check->diag,
                 RHUMB_WARNING,
                 prefix->loc,
                 "nothing uses the prefix \"%.*s\"",
                 RHUMB_FMT(prefix->name));
    }
  }
}

// Predicates without objects --------------------------------------------------

static bool
is_empty_list(const RhumbYaml *const node)
{
  return node && node->kind == RHUMB_YAML_LIST && !node->count;
}

static void
check_entry(const Check *const check, const RhumbYaml *const entry)
{
  RhumbPairKeys keys = {0};
  if (entry->kind == RHUMB_YAML_LIST && entry->count >= 2) {
    keys.predicates.value = entry->values[0];
    keys.objects.value = entry->values[1];
  } else if (entry->kind != RHUMB_YAML_MAP ||
             rhumb_schema_read(
                 &check->yaml, &rhumb_pair_schema, entry, &keys) != RHUMB_OK) {
    return;
  }
  const bool no_objects = is_empty_list(keys.objects.value);
  if (no_objects ||
      (is_empty_list(keys.predicates.value) && !keys.inverse.value)) {
    rhumb_warn(check->diag,
               RHUMB_WARNING,
               entry->loc,
               "this makes nothing: its list of %s is empty",
               no_objects ? "objects" : "predicates");
  }
}

static void
check_mappings(const Check *const check, const RhumbYaml *const map)
{
  for (size_t i = 0; map && i < map->count; ++i) {
    RhumbMappingKeys keys = {0};
    if (rhumb_schema_read(
            &check->yaml, &rhumb_mapping_schema, map->values[i], &keys) !=
            RHUMB_OK ||
        !keys.pairs.value) {
      continue;
    }
    const RhumbItems items = rhumb_items(&keys.pairs.value);
    for (size_t e = 0; e < items.count; ++e) {
      check_entry(check, items.items[e]);
    }
  }
}

/// A file that has been read without a mistake is read again as a tree, whose
/// places the mapping's parts still know
static void
check_text(Check *const check, const RhumbText *const text)
{
  RhumbRootKeys root = {0};
  const RhumbYaml *tree = NULL;
  if (rhumb_rules_is_turtle(text->text) ||
      rhumb_yaml_read(&tree, &check->arena, text, check->diag) != RHUMB_OK ||
      !tree ||
      rhumb_schema_read(&check->yaml, &rhumb_root_schema, tree, &root) !=
          RHUMB_OK) {
    return;
  }
  check_externals(check, root.external.value);
  check_named(check, root.sources.value, "source", uses_source);
  check_named(check, root.targets.value, "target", uses_target);
  check_mappings(check, root.mappings.value);
}

void
rhumb_check_yarrrml(const RhumbChecked *const checked,
                    const RhumbDiag *const diag)
{
  Check check = {.checked = checked, .diag = diag};
  check.yaml = (RhumbYamlContext){.arena = &check.arena, .diag = diag};
  check_prefixes(&check);
  for (size_t i = 0; i < checked->n_texts; ++i) {
    check_text(&check, checked->texts[i]);
  }
  rhumb_arena_free(&check.arena);
}
