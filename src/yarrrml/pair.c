// SPDX-License-Identifier: ISC

/// @file pair.c  Predicates with objects, and references to mappings.

#include "yarrrml/yarrrml_impl.h"

/// An entry of `predicateobjects` while it is read
typedef struct {
  RhumbYarrrml *reader;
  RhumbPairKeys keys;
  const RhumbYaml *suffix; ///< Third of `[predicate, object, datatype]`
  RhumbPredicateObjectMap *pair;
  RHUMB_LIST(RhumbObjectMap) objects;
  RhumbTermMaps inverse; ///< Inverse predicates of every object
  RhumbInverseList *inverses;
  RhumbTermType type;     ///< Of objects that say nothing
  RhumbOnMistake invalid; ///< Likewise
  bool took_suffix;       ///< The datatype or language found a literal
  bool took_direction;    ///< So did the direction
} Entry;

/// True if a predicate is rdf:type, whose objects are IRIs
static bool
make_types(const RhumbTermMaps *const predicates)
{
  for (size_t i = 0; i < predicates->count; ++i) {
    if (rhumb_term_map_is_type(&predicates->items[i])) {
      return true;
    }
  }
  return false;
}

/// Give a literal the datatype or language of the whole entry, if it has none
static RhumbStatus
add_type(Entry *const entry, RhumbTermMap *const term)
{
  RhumbYarrrml *const reader = entry->reader;
  const RhumbPairKeys *const keys = &entry->keys;
  if (term->type != RHUMB_TYPE_LITERAL ||
      term->datatype.kind != RHUMB_EXPRESSION_NONE ||
      term->language.kind != RHUMB_EXPRESSION_NONE) {
    return RHUMB_OK;
  }
  entry->took_suffix = true;
  RhumbStatus status = rhumb_read_suffix(reader, entry->suffix, term);
  RHUMB_KEEP(status, rhumb_read_datatype(reader, keys->datatype.value, term));
  RHUMB_KEEP(status, rhumb_read_language(reader, keys->language.value, term));
  return status;
}

/// The same, and the direction
static RhumbStatus
add_suffix(Entry *const entry, RhumbTermMap *const term)
{
  const RhumbStatus status = add_type(entry, term);
  if (status != RHUMB_OK || term->type != RHUMB_TYPE_LITERAL ||
      term->direction.len) {
    return status;
  }
  entry->took_direction = true;
  return rhumb_read_direction(entry->reader, entry->keys.direction, term);
}

/// Note what leads back from the last object, if anything does
static void
note_inverse(Entry *const entry,
             const RhumbTermMaps *const predicates,
             const RhumbYaml *const node)
{
  if (node && predicates->count) {
    RHUMB_PUSH_IN(entry->reader->yaml.arena,
                  entry->inverses,
                  (RhumbInverse){.predicates = *predicates,
                                 .pair = entry->pair,
                                 .object = entry->objects.count - 1,
                                 .loc = node->loc});
  }
}

/// Read what `invalid` says, if it is there
static RhumbStatus
read_invalid(const RhumbYarrrml *const reader,
             const RhumbField field,
             RhumbOnMistake *const out)
{
  const char *const *const words = rhumb_invalid_type.words;
  const char *word = NULL;
  if (!field.value) {
    return RHUMB_OK;
  }
  RHUMB_TRY(rhumb_yaml_read_word(
      &reader->yaml, &rhumb_invalid_type, field, (void *)&word));
  *out = word == words[0] ? RHUMB_DROP : RHUMB_LITERAL;
  return RHUMB_OK;
}

/// Add an object with the inverse predicates of the entry and its own
static RhumbStatus
add_object_map(Entry *const entry,
               const RhumbObjectMap *const object,
               const RhumbYaml *const own)
{
  RhumbTermMaps inverse = {0};
  if (own && !entry->pair) {
    return rhumb_fail(entry->reader->yaml.diag,
                      RHUMB_ERR_SYNTAX,
                      own->loc,
                      "a member of a collection has no inverse predicate");
  }
  const RhumbStatus status =
      rhumb_read_terms(entry->reader, own, RHUMB_AT_PREDICATE, &inverse);
  RhumbObjectMap added = *object;
  if (added.term.invalid == RHUMB_STOP) {
    added.term.invalid = entry->invalid;
  }
  RHUMB_PUSH_IN(entry->reader->yaml.arena, &entry->objects, added);
  note_inverse(entry, &entry->inverse, entry->keys.inverse.value);
  note_inverse(entry, &inverse, own);
  return status;
}

/// Add an object once its own parts have been read
static RhumbStatus
add_term(Entry *const entry,
         RhumbTermMap *const term,
         const RhumbYaml *const inverse)
{
  RhumbStatus status = add_suffix(entry, term);
  term->is_typed |= entry->keys.type.value != NULL;
  RHUMB_KEEP(
      status,
      rhumb_term_map_settle(term, RHUMB_AT_OBJECT, entry->reader->yaml.diag));
  const RhumbObjectMap object = {.term = *term};
  RHUMB_KEEP(status, add_object_map(entry, &object, inverse));
  return status;
}

// References to mappings

/// Add the subjects of the mapping that `name` says, one object for each
static RhumbStatus
add_parents(Entry *const entry,
            const RhumbTermKeys *const keys,
            const RhumbObjectMap *const reference,
            const RhumbYaml *const name)
{
  const RhumbYarrrml *const reader = entry->reader;
  if (name->kind != RHUMB_YAML_SCALAR || rhumb_is_null(name)) {
    return rhumb_wrong_kind(
        &reader->yaml, name, "\"mapping\"", "a mapping's name");
  }
  const RhumbStr text = rhumb_text_of(reader, name);
  const RhumbNamed *const named = rhumb_names_find(&reader->mappings, text);
  if (!named) {
    return rhumb_names_fail(reader, &reader->mappings, text, name->loc);
  }
  const RhumbYarrrmlMapping *const mapping = named->mapping;
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < mapping->n_maps; ++i) {
    RhumbObjectMap object = *reference;
    object.parent = &mapping->maps[i];
    object.term.loc = name->loc;
    RHUMB_KEEP(status, add_object_map(entry, &object, keys->inverse.value));
  }
  return status;
}

/// Read `invalid` beside `mapping`, whose subjects are no texts
static RhumbStatus
read_reference_invalid(const RhumbYarrrml *const reader,
                       const RhumbField field,
                       RhumbOnMistake *const out)
{
  RHUMB_TRY(read_invalid(reader, field, out));
  return *out != RHUMB_LITERAL
             ? RHUMB_OK
             : rhumb_fail(reader->yaml.diag,
                          RHUMB_ERR_SYNTAX,
                          field.value->loc,
                          "\"literal\" beside \"mapping\": the objects are "
                          "that mapping's subjects, never texts; drop leaves "
                          "them out");
}

static RhumbStatus
add_reference(Entry *const entry, const RhumbTermKeys *const keys)
{
  RhumbYarrrml *const reader = entry->reader;
  RhumbObjectMap reference = {0};
  const RhumbYaml *const names = keys->mapping.value;
  RhumbStatus status =
      read_reference_invalid(reader, keys->invalid, &reference.term.invalid);
  RHUMB_KEEP(status,
             rhumb_read_joins(reader, keys->condition.value, &reference));
  RHUMB_KEEP(
      status,
      rhumb_read_targets(reader, keys->targets.value, &reference.term.targets));
  const RhumbItems items = rhumb_items(&names);
  for (size_t i = 0; i < items.count; ++i) {
    RHUMB_KEEP(status, add_parents(entry, keys, &reference, items.items[i]));
  }
  return status;
}

// Objects

/// Read `[value, datatype]` or `[value, xx~lang]`
static RhumbStatus
add_list(Entry *const entry, const RhumbYaml *const list)
{
  RhumbYarrrml *const reader = entry->reader;
  RhumbTermMap term = {.type = entry->type};
  if (list->count < 1 || list->count > 2) {
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_SYNTAX,
                      list->loc,
                      "an object as a list is [value, datatype] or [value, "
                      "language~lang]; this list has %zu",
                      list->count);
  }
  RhumbStatus status = rhumb_read_term(
      reader, list->values[0], RHUMB_AT_OBJECT, entry->type, &term);
  if (list->count == 2) {
    RHUMB_KEEP(status, rhumb_read_suffix(reader, list->values[1], &term));
  }
  RHUMB_KEEP(status, add_term(entry, &term, NULL));
  return status;
}

/// Add who reifies the triples of another mapping
static RhumbStatus
add_quoted(Entry *const entry, const RhumbTermKeys *const keys)
{
  RhumbYarrrml *const reader = entry->reader;
  RhumbOnMistake invalid = RHUMB_STOP;
  RhumbObjectMapList quoted = {0};
  RhumbStatus status = rhumb_read_quoted(reader, keys, &quoted);
  RHUMB_KEEP(status, read_reference_invalid(reader, keys->invalid, &invalid));
  if (entry->inverse.count) {
    RHUMB_KEEP(status,
               rhumb_fail(reader->yaml.diag,
                          RHUMB_ERR_UNSUPPORTED,
                          entry->keys.inverse.key->loc,
                          "an inverse predicate of what is quoted; write a "
                          "mapping with that as its subject"));
  }
  for (size_t i = 0; i < quoted.count; ++i) {
    quoted.items[i].term.invalid = invalid;
    RHUMB_KEEP(status, add_object_map(entry, &quoted.items[i], NULL));
  }
  return status;
}

/// Add objects that have a value of their own
static RhumbStatus
add_own(Entry *const entry, const RhumbTermKeys *const keys, const RhumbLoc loc)
{
  RhumbYarrrml *const reader = entry->reader;
  RhumbTermMap term = {.loc = loc};
  RhumbStatus status =
      rhumb_read_term_fields(reader, keys, RHUMB_AT_OBJECT, entry->type, &term);
  RHUMB_KEEP(status, read_invalid(reader, keys->invalid, &term.invalid));
  RHUMB_KEEP(status, add_term(entry, &term, keys->inverse.value));
  return status;
}

static RhumbStatus
add_map(Entry *const entry, const RhumbYaml *const map)
{
  RhumbYarrrml *const reader = entry->reader;
  RhumbTermKeys keys = {0};
  RHUMB_TRY(rhumb_check_term_map(reader, &rhumb_object_schema, map));
  RhumbStatus status =
      rhumb_schema_read(&reader->yaml, &rhumb_object_schema, map, &keys);
  if (rhumb_is_quoting(reader, &keys)) {
    RHUMB_KEEP(status, add_quoted(entry, &keys));
    return status;
  }
  if (keys.mapping.value) {
    RHUMB_KEEP(status, add_reference(entry, &keys));
    return status;
  }
  if (status != RHUMB_OK && !keys.value.value && !keys.function.value &&
      !keys.gather.value) {
    return status; // The key that is wrong was probably meant to be one
  }
  RHUMB_KEEP(status, add_own(entry, &keys, map->loc));
  return status;
}

static RhumbStatus
add_object(Entry *const entry, const RhumbYaml *const node)
{
  RhumbTermMap term = {0};
  if (node->kind == RHUMB_YAML_LIST) {
    return add_list(entry, node);
  }
  if (node->kind == RHUMB_YAML_MAP) {
    return add_map(entry, node);
  }
  RHUMB_TRY(rhumb_read_term(
      entry->reader, node, RHUMB_AT_OBJECT, entry->type, &term));
  return add_term(entry, &term, NULL);
}

/// Return where the datatype or language of the whole entry stands, or NULL
static const RhumbYaml *
type_of_all(const Entry *const entry)
{
  const RhumbPairKeys *const keys = &entry->keys;
  return entry->suffix        ? entry->suffix
         : keys->datatype.key ? keys->datatype.key
                              : keys->language.key;
}

static RhumbStatus
read_objects(Entry *const entry)
{
  const RhumbYaml *const node = entry->keys.objects.value;
  const RhumbYaml *const suffix = type_of_all(entry);
  RhumbStatus status = RHUMB_OK;
  const RhumbItems items = rhumb_items(&node);
  for (size_t i = 0; i < items.count; ++i) {
    RHUMB_KEEP(status, add_object(entry, items.items[i]));
  }
  if (suffix && !entry->took_suffix && status == RHUMB_OK) {
    return rhumb_fail(entry->reader->yaml.diag,
                      RHUMB_ERR_SYNTAX,
                      suffix->loc,
                      "%s",
                      entry->type == RHUMB_TYPE_LITERAL
                          ? "a datatype or language, but no object here is a "
                            "literal without one; an IRI has none"
                          : "a datatype or language, but the objects here are "
                            "IRIs, which have none");
  }
  const RhumbYaml *const direction = entry->keys.direction.key;
  return direction && !entry->took_direction && status == RHUMB_OK
             ? rhumb_fail(entry->reader->yaml.diag,
                          RHUMB_ERR_SYNTAX,
                          direction->loc,
                          "a direction, but no object here is a literal "
                          "without one")
             : status;
}

/// Read the objects that are members of a collection
static RhumbStatus
read_members(RhumbYarrrml *const reader, const RhumbMembers *const members)
{
  Entry entry = {.reader = reader,
                 .keys.objects.value = members->node,
                 .type = RHUMB_TYPE_LITERAL};
  RhumbStatus status = read_objects(&entry);
  members->gather->items = entry.objects.items;
  members->gather->n_items = entry.objects.count;
  RHUMB_KEEP(status, rhumb_gather_check(members->gather, reader->yaml.diag));
  return status;
}

RhumbStatus
rhumb_read_members(RhumbYarrrml *const reader)
{
  RhumbStatus status = RHUMB_OK;
  while (reader->members.count) {
    const RhumbMembers last = reader->members.items[--reader->members.count];
    reader->gathers = last.depth + 1;
    RHUMB_KEEP(status, read_members(reader, &last));
  }
  reader->gathers = 0;
  return status;
}

// Entries

/// Sort `[predicates, objects]` or `[predicates, objects, datatype]`
static RhumbStatus
sort_list(Entry *const entry, const RhumbYaml *const list)
{
  if (list->count < 2 || list->count > 3) {
    return rhumb_fail_pair_list(entry->reader, list);
  }
  entry->keys.predicates.value = list->values[0];
  entry->keys.objects.value = list->values[1];
  entry->suffix = list->count > 2 ? list->values[2] : NULL;
  return RHUMB_OK;
}

static RhumbStatus
sort(Entry *const entry, const RhumbYaml *const node)
{
  const RhumbYarrrml *const reader = entry->reader;
  if (node->kind == RHUMB_YAML_LIST) {
    return sort_list(entry, node);
  }
  if (node->kind == RHUMB_YAML_MAP) {
    RHUMB_TRY(rhumb_check_pair_map(reader, node));
    return rhumb_schema_read(
        &reader->yaml, &rhumb_pair_schema, node, &entry->keys);
  }
  return rhumb_fail_pair_text(reader, node);
}

static bool
is_empty_list(const RhumbYaml *const node)
{
  return node && node->kind == RHUMB_YAML_LIST && !node->count;
}

/// Remark an entry that can make nothing
static void
remark_empty(const Entry *const entry)
{
  const RhumbPairKeys *const keys = &entry->keys;
  const bool no_objects = is_empty_list(keys->objects.value);
  if (no_objects ||
      (is_empty_list(keys->predicates.value) && !keys->inverse.value)) {
    rhumb_remark(entry->reader,
                 entry->pair->loc,
                 rhumb_str_format(entry->reader->yaml.arena,
                                  "this makes nothing: its list of %s is empty",
                                  no_objects ? "objects" : "predicates"));
  }
}

/// Report what an entry cannot do without
static RhumbStatus
check_entry(const Entry *const entry, const RhumbYaml *const node)
{
  const RhumbYamlContext *const context = &entry->reader->yaml;
  if (!entry->keys.predicates.value && !entry->keys.inverse.value) {
    return rhumb_missing_key(context, node->loc, "objects", "predicates");
  }
  return entry->keys.objects.value
             ? RHUMB_OK
             : rhumb_missing_key(context, node->loc, "predicates", "objects");
}

/// Read the predicates, and the type of objects that say none
static RhumbStatus
read_predicates(Entry *const entry)
{
  RhumbYarrrml *const reader = entry->reader;
  const RhumbPairKeys *const keys = &entry->keys;
  RhumbPredicateObjectMap *const pair = entry->pair;
  RhumbStatus status = rhumb_read_terms(
      reader, keys->predicates.value, RHUMB_AT_PREDICATE, &pair->predicates);
  RHUMB_KEEP(
      status,
      rhumb_read_terms(
          reader, keys->inverse.value, RHUMB_AT_PREDICATE, &entry->inverse));
  entry->type =
      make_types(&pair->predicates) ? RHUMB_TYPE_IRI : RHUMB_TYPE_LITERAL;
  RHUMB_KEEP(status, rhumb_read_type(reader, keys->type.value, &entry->type));
  return status;
}

static RhumbStatus
read_parts(Entry *const entry)
{
  RhumbYarrrml *const reader = entry->reader;
  const RhumbPairKeys *const keys = &entry->keys;
  RhumbPredicateObjectMap *const pair = entry->pair;
  RhumbStatus status = read_predicates(entry);
  RHUMB_KEEP(status, read_invalid(reader, keys->invalid, &entry->invalid));
  RHUMB_KEEP(status, read_objects(entry));
  RHUMB_KEEP(status, rhumb_read_members(reader));
  RHUMB_KEEP(status,
             rhumb_read_terms(
                 reader, keys->graphs.value, RHUMB_AT_GRAPH, &pair->graphs));
  RHUMB_KEEP(
      status,
      rhumb_read_conditions(reader, keys->condition.value, &pair->condition));
  RHUMB_KEEP(status, rhumb_read_annotation(reader, keys, &pair->annotation));
  pair->objects = entry->objects.items;
  pair->n_objects = entry->objects.count;
  return status;
}

static RhumbStatus
read_entry(RhumbYarrrml *const reader,
           const RhumbYaml *const node,
           RhumbPairList *const pairs,
           RhumbInverseList *const inverses)
{
  RhumbPredicateObjectMap *const pair =
      RHUMB_NEW(reader->yaml.arena, RhumbPredicateObjectMap, 1);
  Entry entry = {.reader = reader, .pair = pair, .inverses = inverses};
  pair->loc = node->loc;
  RHUMB_TRY(sort(&entry, node));
  RHUMB_TRY(check_entry(&entry, node));
  remark_empty(&entry);
  const RhumbStatus status = read_parts(&entry);
  if (pair->predicates.count && pair->n_objects) {
    RHUMB_PUSH_IN(reader->yaml.arena, pairs, *pair);
  }
  return status;
}

RhumbStatus
rhumb_read_pairs(RhumbYarrrml *const reader,
                 const RhumbYaml *const node,
                 RhumbPairList *const pairs,
                 RhumbInverseList *const inverses)
{
  RhumbStatus status = RHUMB_OK;
  if (!node) {
    return RHUMB_OK;
  }
  RHUMB_TRY(rhumb_check_flat_pairs(reader, node));
  const RhumbItems items = rhumb_items(&node);
  for (size_t i = 0; i < items.count; ++i) {
    if (i + 1 < items.count &&
        rhumb_is_split_pair(reader, items.items[i], items.items[i + 1])) {
      status = RHUMB_ERR_SYNTAX;
      ++i;
      continue;
    }
    RHUMB_KEEP(status, read_entry(reader, items.items[i], pairs, inverses));
  }
  return status;
}
