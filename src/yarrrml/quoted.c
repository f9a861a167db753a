// SPDX-License-Identifier: ISC

/// @file quoted.c  Mappings whose triples are quoted, and what is said of
/// triples: `quoted`, `annotations`.

#include "yarrrml/yarrrml_impl.h"

// References -----------------------------------------------------------------

/// The one-line form, `join(quoted=NAME, equal(str1=…, str2=…))`, in parts
typedef struct {
  RhumbSpan name, condition; ///< No condition: empty
  bool is_silent;
} Line;

/// Take the one-line form apart
static bool
sort_line(const RhumbSpan untrimmed, Line *const out)
{
  const RhumbStr start = RHUMB_STR("join(");
  RhumbSpan span = rhumb_span_trim(untrimmed);
  if (!rhumb_str_starts(span.text, start) ||
      !rhumb_str_ends(span.text, RHUMB_STR(")"))) {
    return false;
  }
  span = rhumb_span_slice(span, start.len, span.text.len - 1);
  const size_t equals = rhumb_str_index(span.text, '=');
  const size_t comma = rhumb_str_index(span.text, ',');
  const RhumbStr key = rhumb_str_trim(rhumb_str_slice(span.text, 0, equals));
  const char *const word = rhumb_schema_key(&rhumb_subject_schema, key);
  if (equals >= comma || !word || !rhumb_str_starts(key, RHUMB_STR("quoted"))) {
    return false;
  }
  out->is_silent = strcmp(word, "quoted") != 0;
  out->name = rhumb_span_trim(rhumb_span_slice(span, equals + 1, comma));
  out->condition = rhumb_span_slice(
      span, comma < span.text.len ? comma + 1 : comma, span.text.len);
  return true;
}

static bool
find_line(const RhumbYarrrml *const reader,
          const RhumbTermKeys *const keys,
          Line *const out)
{
  const RhumbYaml *const node = keys->function.value;
  return node && node->kind == RHUMB_YAML_SCALAR &&
         sort_line(rhumb_span_of(&reader->yaml, node), out);
}

bool
rhumb_is_quoting(const RhumbYarrrml *const reader,
                 const RhumbTermKeys *const keys)
{
  Line line = {0};
  return keys->quoted.key || keys->silent.key || find_line(reader, keys, &line);
}

/// Keys that mean nothing beside `quoted`
static RhumbStatus
check_strangers(const RhumbYarrrml *const reader,
                const RhumbTermKeys *const keys)
{
  const RhumbField strangers[] = {
      keys->value,
      keys->type,
      keys->datatype,
      keys->language,
      keys->direction,
      keys->parameters,
      keys->mapping,
      keys->inverse,
      keys->gather,
      keys->condition,
  };
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < RHUMB_COUNT(strangers); ++i) {
    const RhumbYaml *const key = strangers[i].key;
    if (key) {
      RHUMB_KEEP(status,
                 rhumb_fail(reader->yaml.diag,
                            RHUMB_ERR_SYNTAX,
                            key->loc,
                            "\"%s\" beside what is quoted: that is the triples "
                            "of another mapping, with a condition",
                            key->text.data));
    }
  }
  return status;
}

/// Add those who reify the triples of the mapping called `name`
static RhumbStatus
add_quoted(const RhumbYarrrml *const reader,
           const RhumbObjectMap *const reference,
           const RhumbStr name,
           const RhumbLoc loc,
           const bool is_silent,
           RhumbObjectMapList *const out)
{
  const RhumbNamed *const named = rhumb_names_find(&reader->mappings, name);
  if (!named) {
    return rhumb_names_fail(reader, &reader->mappings, name, loc);
  }
  RhumbYarrrmlMapping *const mapping = named->mapping;
  mapping->is_silent |= is_silent;
  for (size_t i = 0; i < mapping->n_maps; ++i) {
    RhumbObjectMap object = *reference;
    object.parent = &mapping->maps[i];
    object.is_quoted = true;
    object.term.loc = loc;
    RHUMB_PUSH_IN(reader->yaml.arena, out, object);
  }
  return RHUMB_OK;
}

/// The same for each mapping that the keys name
static RhumbStatus
add_named(const RhumbYarrrml *const reader,
          const RhumbObjectMap *const reference,
          const RhumbTermKeys *const keys,
          RhumbObjectMapList *const out)
{
  const bool is_silent = !keys->quoted.key;
  const RhumbField names = is_silent ? keys->silent : keys->quoted;
  RhumbStatus status = RHUMB_OK;
  if (!names.value) {
    return RHUMB_ERR_SYNTAX; // Reported with the key
  }
  const RhumbItems items = rhumb_items(&names.value);
  for (size_t i = 0; i < items.count; ++i) {
    const RhumbYaml *const item = items.items[i];
    RhumbSpan span = {.text = {NULL, 0}};
    RHUMB_TRY(
        rhumb_read_scalar(&reader->yaml, item, "a mapping's name", &span));
    RHUMB_KEEP(
        status,
        add_quoted(reader, reference, span.text, item->loc, is_silent, out));
  }
  return status;
}

RhumbStatus
rhumb_read_quoted(RhumbYarrrml *const reader,
                  const RhumbTermKeys *const keys,
                  RhumbObjectMapList *const out)
{
  Line line = {0};
  RhumbObjectMap reference = {0};
  const bool is_line =
      !keys->quoted.key && !keys->silent.key && find_line(reader, keys, &line);
  RhumbStatus status = is_line ? check_strangers(reader, keys) : RHUMB_OK;
  RHUMB_KEEP(status,
             is_line && line.condition.text.len
                 ? rhumb_read_join_line(reader, line.condition, &reference)
                 : rhumb_read_joins(reader, keys->condition.value, &reference));
  RHUMB_KEEP(
      status,
      rhumb_read_targets(reader, keys->targets.value, &reference.term.targets));
  if (is_line) {
    RHUMB_KEEP(status,
               add_quoted(reader,
                          &reference,
                          line.name.text,
                          rhumb_span_loc(&line.name, 0),
                          line.is_silent,
                          out));
    return status;
  }
  RHUMB_KEEP(status, add_named(reader, &reference, keys, out));
  return status;
}

// Subjects -------------------------------------------------------------------

bool
rhumb_is_quoting_node(RhumbYarrrml *const reader, const RhumbYaml *const node)
{
  Line line = {0};
  bool found = false;
  for (size_t i = 0; node->kind == RHUMB_YAML_MAP && i < node->count; ++i) {
    const char *const key =
        rhumb_schema_key(&rhumb_subject_schema, node->keys[i]->text);
    const RhumbYaml *const value = node->values[i];
    found |= key && (rhumb_str_starts(rhumb_str(key), RHUMB_STR("quoted")) ||
                     (strcmp(key, "function") == 0 &&
                      value->kind == RHUMB_YAML_SCALAR &&
                      sort_line(rhumb_span_of(&reader->yaml, value), &line)));
  }
  return found;
}

RhumbStatus
rhumb_finish_subject(RhumbYarrrml *const reader,
                     RhumbTriplesMap *const map,
                     const RhumbYaml *const node)
{
  RhumbTermKeys keys = {0};
  RhumbObjectMapList quoted = {0};
  RHUMB_TRY(
      rhumb_schema_read(&reader->yaml, &rhumb_subject_schema, node, &keys));
  RHUMB_TRY(rhumb_read_quoted(reader, &keys, &quoted));
  if (quoted.count > 1) {
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_UNSUPPORTED,
                      quoted.items[0].term.loc,
                      "a subject that quotes a mapping with several subjects "
                      "or sources; give each a mapping of its own");
  }
  map->quoted = quoted.items;
  return RHUMB_OK;
}

// Annotations ----------------------------------------------------------------

/// Read who reifies the triples: without a value, a fresh one each
static RhumbStatus
read_reifier(RhumbYarrrml *const reader,
             const RhumbYaml *const node,
             const RhumbLoc loc,
             RhumbTermMap *const out)
{
  *out = (RhumbTermMap){.type = RHUMB_TYPE_BLANK, .loc = loc};
  if (!node) {
    return RHUMB_OK;
  }
  RHUMB_TRY(
      rhumb_read_term(reader, node, RHUMB_AT_REIFIER, RHUMB_TYPE_IRI, out));
  return rhumb_term_map_settle(out, RHUMB_AT_REIFIER, reader->yaml.diag);
}

/// Set `out` to whether the triples themselves are left out
static RhumbStatus
read_silence(const RhumbYarrrml *const reader,
             const RhumbPairKeys *const keys,
             bool *const out)
{
  RhumbStr word = {NULL, 0};
  if (!keys->asserted.value) {
    return RHUMB_OK;
  }
  RHUMB_TRY(rhumb_yaml_read_spelled(
      &reader->yaml, &rhumb_truth_type, keys->asserted, &word));
  *out = rhumb_str_is(word, "false");
  return *out && !keys->annotations.value && !keys->reifier.value
             ? rhumb_fail(reader->yaml.diag,
                          RHUMB_ERR_SYNTAX,
                          keys->asserted.key->loc,
                          "without the triples, and with nothing said of them, "
                          "this makes nothing; add annotations or a reifier")
             : RHUMB_OK;
}

RhumbStatus
rhumb_read_annotation(RhumbYarrrml *const reader,
                      const RhumbPairKeys *const keys,
                      const RhumbAnnotation **const out)
{
  bool is_silent = false;
  RHUMB_TRY(read_silence(reader, keys, &is_silent));
  const RhumbYaml *const key = keys->annotations.value ? keys->annotations.key
                               : keys->reifier.value   ? keys->reifier.key
                                                       : NULL;
  if (!key) {
    return RHUMB_OK;
  }
  RhumbAnnotation *const annotation =
      RHUMB_NEW(reader->yaml.arena, RhumbAnnotation, 1);
  RhumbPairList pairs = {0};
  RhumbInverseList inverses = {0};
  RhumbStatus status =
      read_reifier(reader, keys->reifier.value, key->loc, &annotation->reifier);
  RHUMB_KEEP(
      status,
      rhumb_read_pairs(reader, keys->annotations.value, &pairs, &inverses));
  if (keys->inverse.key || inverses.count) {
    RHUMB_KEEP(status,
               rhumb_fail(reader->yaml.diag,
                          RHUMB_ERR_UNSUPPORTED,
                          inverses.count ? inverses.items[0].loc
                                         : keys->inverse.key->loc,
                          "an inverse predicate with annotations; write it as "
                          "a pair of another mapping"));
  }
  annotation->pairs = pairs.items;
  annotation->n_pairs = pairs.count;
  annotation->is_silent = is_silent;
  annotation->loc = key->loc;
  *out = annotation;
  return status;
}
