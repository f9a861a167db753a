// SPDX-License-Identifier: ISC

/// @file misplaced.c  Keys that are known, in a place where they are not: what
/// the indentation of a line does to whoever begins.

#include "base/near.h"
#include "term/iri.h"
#include "yarrrml/yarrrml_impl.h"

/// Return how many keys of a mapping a node has
static size_t
mapping_keys(const RhumbYaml *const node)
{
  size_t known = 0;
  for (size_t i = 0; node->kind == RHUMB_YAML_MAP && i < node->count; ++i) {
    known += rhumb_schema_has(&rhumb_mapping_schema, node->keys[i]->text);
  }
  return known;
}

/// True for a map that has sources and what else a mapping has
static bool
is_mapping(const RhumbYaml *const node)
{
  const size_t known = mapping_keys(node);
  return known > 1 || (known && known == node->count);
}

/// True for a text that a prefix could stand for
static bool
is_namespace(const RhumbYaml *const node)
{
  return node->kind == RHUMB_YAML_SCALAR && rhumb_iri_web_scheme(node->text);
}

/// Report an entry of the root that belongs elsewhere
/// @return false if it is a mistake of another kind.
static bool
say_misplaced(const RhumbYarrrml *const reader,
              const RhumbYaml *const key,
              const RhumbYaml *const value)
{
  const RhumbDiag *const diag = reader->yaml.diag;
  const char *const name = key->text.data;
  if (rhumb_schema_has(&rhumb_root_schema, key->text)) {
    return false;
  }
  if (rhumb_schema_has(&rhumb_mapping_schema, key->text)) {
    (void)rhumb_fail(diag,
                     RHUMB_ERR_SYNTAX,
                     key->loc,
                     "\"%s\" is a key of a mapping: indent it under the "
                     "mapping's name, which stands under \"mappings\"",
                     name);
  } else if (is_mapping(value)) {
    (void)rhumb_fail(diag,
                     RHUMB_ERR_SYNTAX,
                     key->loc,
                     "\"%s\" is a mapping: indent it under \"mappings:\"",
                     name);
  } else if (is_namespace(value)) {
    (void)rhumb_fail(diag,
                     RHUMB_ERR_SYNTAX,
                     key->loc,
                     "\"%s\" is a prefix: indent it under \"prefixes:\"",
                     name);
    (void)rhumb_prefixes_add(
        &reader->mapping->prefixes, key->text, value->text, key->loc);
  } else {
    return false;
  }
  return true;
}

RhumbStatus
rhumb_check_root(const RhumbYarrrml *const reader, const RhumbYaml **const root)
{
  const RhumbYaml *const whole = *root;
  if (whole->kind != RHUMB_YAML_MAP) {
    return rhumb_wrong_kind(&reader->yaml, whole, "the rules", "a map");
  }
  RhumbYaml *const rest = RHUMB_NEW(reader->yaml.arena, RhumbYaml, 1);
  const RhumbYaml **const keys =
      RHUMB_NEW(reader->yaml.arena, const RhumbYaml *, whole->count);
  const RhumbYaml **const values =
      RHUMB_NEW(reader->yaml.arena, const RhumbYaml *, whole->count);
  *rest = *whole;
  rest->count = 0;
  rest->keys = keys;
  rest->values = values;
  for (size_t i = 0; i < whole->count; ++i) {
    if (!say_misplaced(reader, whole->keys[i], whole->values[i])) {
      keys[rest->count] = whole->keys[i];
      values[rest->count++] = whole->values[i];
    }
  }
  *root = rest;
  return rest->count == whole->count ? RHUMB_OK : RHUMB_ERR_SYNTAX;
}

RhumbStatus
rhumb_check_mapping_name(RhumbYarrrml *const reader,
                         const RhumbYaml *const key,
                         const RhumbYaml *const value)
{
  static const char *const roots[] = {
      "authors", "external", "ontology", "prefixes", "views", NULL};
  const RhumbNameTable *const names = &reader->mappings;
  const RhumbDiag *const diag = reader->yaml.diag;
  const char *const name = key->text.data;
  if (value->kind == RHUMB_YAML_MAP) {
    return rhumb_word(roots, key->text) && value->count && !mapping_keys(value)
               ? rhumb_fail(diag,
                            RHUMB_ERR_SYNTAX,
                            key->loc,
                            "\"%s\" stands among the mappings: it begins its "
                            "line, without indentation",
                            name)
               : RHUMB_OK;
  }
  const bool is_key = rhumb_schema_has(&rhumb_mapping_schema, key->text);
  const bool is_later = is_key && reader->misplaced == key->loc.text;
  const bool is_null = rhumb_is_null(value);
  reader->misplaced = is_key || is_null ? key->loc.text : reader->misplaced;
  if (is_later) {
    return RHUMB_ERR_SYNTAX; // The first of them has been reported
  }
  const size_t count = names->entries.count;
  const RhumbYaml *const before =
      count ? names->entries.items[count - 1].key : NULL;
  if (is_key && before && before->loc.text == key->loc.text) {
    const char *const last = before->text.data;
    return rhumb_fail(diag,
                      RHUMB_ERR_SYNTAX,
                      key->loc,
                      "\"%s\" stands beside the mapping \"%s\", not in it: "
                      "indent it under \"%s\"",
                      name,
                      last,
                      last);
  }
  if (is_key) {
    return rhumb_fail(diag,
                      RHUMB_ERR_SYNTAX,
                      key->loc,
                      "\"%s\" is a key of a mapping, which has a name: write "
                      "one, such as \"item:\", above it, and indent what "
                      "belongs to it",
                      name);
  }
  return is_null
             ? rhumb_fail(diag,
                          RHUMB_ERR_SYNTAX,
                          key->loc,
                          "the mapping \"%s\" is empty: what belongs to it is "
                          "indented below it",
                          name)
             : RHUMB_OK;
}

/// Report a prefix with what stands in the way of it
static RhumbStatus
fail_prefix(const RhumbYarrrml *const reader,
            const RhumbYaml *const key,
            const char *const message)
{
  return rhumb_fail(
      reader->yaml.diag, RHUMB_ERR_SYNTAX, key->loc, "%s", message);
}

RhumbStatus
rhumb_check_prefix_form(const RhumbYarrrml *const reader,
                        const RhumbYaml *const key,
                        const RhumbYaml *const value)
{
  const size_t colon = rhumb_str_index(key->text, ':');
  const RhumbStr name = rhumb_str_slice(key->text, 0, colon);
  if (value->kind == RHUMB_YAML_MAP) {
    return fail_prefix(reader,
                       key,
                       is_mapping(value)
                           ? "a mapping among the prefixes: is \"mappings:\" "
                             "missing above it?"
                           : "a prefix stands for an IRI, not for a map");
  }
  if (value->kind == RHUMB_YAML_SCALAR && colon < key->text.len) {
    const RhumbStr rest = rhumb_str_from(key->text, colon + 1);
    (void)rhumb_prefixes_add(&reader->mapping->prefixes,
                             name,
                             rest.len ? rest : value->text,
                             key->loc);
    return fail_prefix(
        reader,
        key,
        rest.len ? "no blank behind the \":\" of a prefix: ex: http://…"
                 : "a prefix is written without its colon, such as ex");
  }
  if (value->kind == RHUMB_YAML_SCALAR && value->text.len > 2 &&
      value->text.data[0] == '<') {
    (void)rhumb_prefixes_add(
        &reader->mapping->prefixes,
        name,
        rhumb_str_slice(value->text, 1, value->text.len - 1),
        key->loc);
    return fail_prefix(
        reader,
        value,
        "the IRI of a prefix is written without \"<\" and \">\"");
  }
  return RHUMB_OK;
}

RhumbStatus
rhumb_check_predicate(const RhumbYarrrml *const reader,
                      const RhumbSpan *const span)
{
  static const char *const types[] = {"a",
                                      "is",
                                      "is a",
                                      "is-a",
                                      "is_a",
                                      "isa",
                                      "type",
                                      "rdftype",
                                      "rdf-type",
                                      "rdf_type",
                                      "rdf.type",
                                      "class",
                                      "instanceof",
                                      "instance of",
                                      "instance-of",
                                      "instance_of",
                                      "typeof",
                                      "a:",
                                      NULL};
  for (const char *const *t = types; *t && !reader->options->base.len; ++t) {
    if (rhumb_str_alike(span->text, rhumb_str(*t))) {
      return rhumb_fail_near(reader->yaml.diag,
                             RHUMB_ERR_REFERENCE,
                             rhumb_span_loc(span, 0),
                             "a",
                             "\"%.*s\" is no predicate; rdf:type is written a",
                             RHUMB_FMT(span->text));
    }
  }
  return RHUMB_OK;
}
