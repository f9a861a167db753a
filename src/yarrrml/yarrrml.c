// SPDX-License-Identifier: ISC

/// @file yarrrml.c  The root of YARRRML and its mappings.

#include "yarrrml/yarrrml_impl.h"

#include "base/list.h"
#include "base/near.h"
#include "term/iri.h"

#include <stdlib.h>

// Externals and prefixes

static void
add_options(RhumbYarrrml *const reader)
{
  for (size_t i = 0; i < reader->options->n_externals; ++i) {
    const RhumbExternal *const external = &reader->options->externals[i];
    rhumb_externals_add(&reader->externals,
                        external->name,
                        external->value,
                        (RhumbLoc){NULL, 0, 0, 0});
  }
}

/// Declare an external of the rules; one of the command line stands before it
static RhumbStatus
add_external(RhumbYarrrml *const reader,
             const RhumbYaml *const key,
             const RhumbYaml *const value)
{
  const RhumbExternalValue *const known =
      rhumb_externals_last(&reader->externals, key->text);
  if (value->kind != RHUMB_YAML_SCALAR) {
    return rhumb_wrong_kind(&reader->yaml, value, "an external", "a string");
  }
  if (known && known->loc.text && !rhumb_str_equal(known->value, value->text)) {
    (void)rhumb_fail(reader->yaml.diag,
                     RHUMB_ERR_SYNTAX,
                     key->loc,
                     "the external \"%s\" has another value already",
                     key->text.data);
    rhumb_warn(reader->yaml.diag, RHUMB_NOTE, known->loc, "it was first here");
    return RHUMB_ERR_SYNTAX;
  }
  rhumb_externals_add(&reader->externals, key->text, value->text, key->loc);
  return RHUMB_OK;
}

static RhumbLoc
declared_at(const RhumbPrefixes *const prefixes, const RhumbStr name)
{
  const RhumbPrefix *const prefix = rhumb_prefixes_declared(prefixes, name);
  return prefix ? prefix->loc : (RhumbLoc){NULL, 0, 0, 0};
}

/// Warn of an IRI whose scheme is nearly that of the Web
static void
warn_web(const RhumbYarrrml *const reader, const RhumbSpan *const value)
{
  static const char *const schemes[] = {"http", "https", NULL};
  static const char *const others[] = {"ftp", "ftps", "sftp"};
  RhumbStr rest = value->text;
  const RhumbStr scheme = rhumb_str_cut(&rest, ':');
  const char *const meant = rhumb_near(scheme, schemes);
  const bool is_web = meant && rhumb_str_is(scheme, meant);
  if (meant && !rhumb_iri_web_scheme(value->text) &&
      !RHUMB_ROW(others, scheme) &&
      (is_web || rhumb_str_starts(rest, RHUMB_STR("//")))) {
    rhumb_warn(reader->yaml.diag,
               RHUMB_WARNING,
               value->node->loc,
               "\"%.*s\" is no address of the Web; did you mean \"%s://\"?",
               RHUMB_FMT(value->text),
               meant);
  }
}

/// What a prefix stands for begins IRIs: say here what would be said of each
static RhumbStatus
check_prefix(const RhumbYarrrml *const reader,
             const RhumbYaml *const key,
             const RhumbSpan *const value)
{
  const RhumbStr iri = value->text;
  size_t bad = 0;
  char why[RHUMB_IRI_WHY];
  if (strpbrk(key->text.data, " \t\n:/")) {
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_SYNTAX,
                      key->loc,
                      "\"%s\" is no prefix, which is a word such as ex",
                      key->text.data);
  }
  if (iri.len && !rhumb_iri_is_absolute(iri)) {
    rhumb_warn(reader->yaml.diag,
               RHUMB_WARNING,
               value->node->loc,
               "the prefix \"%s\" stands for a relative IRI; a full one begins "
               "with http:// or another scheme",
               key->text.data);
  } else if (iri.len && !rhumb_iri_valid(iri, &bad) && bad < iri.len) {
    rhumb_iri_explain(why, iri, bad);
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_VALUE,
                      rhumb_span_loc(value, bad),
                      "\"%.*s\" %s",
                      RHUMB_FMT(iri),
                      why);
  } else {
    warn_web(reader, value);
  }
  return RHUMB_OK;
}

static RhumbStatus
add_prefix(RhumbYarrrml *const reader,
           const RhumbYaml *const key,
           const RhumbYaml *const value)
{
  RhumbPrefixes *const prefixes = &reader->mapping->prefixes;
  RhumbSpan iri = {.text = {NULL, 0}};
  RHUMB_TRY(rhumb_check_prefix_form(reader, key, value));
  reader->in_prefixes = true;
  const RhumbStatus read =
      rhumb_read_scalar(&reader->yaml, value, "a prefix", &iri);
  reader->in_prefixes = false;
  RHUMB_TRY(reader->failed == value ? RHUMB_ERR_REFERENCE : read);
  const RhumbStatus status = check_prefix(reader, key, &iri);
  if (!rhumb_prefixes_add(prefixes, key->text, iri.text, key->loc)) {
    (void)rhumb_fail(reader->yaml.diag,
                     RHUMB_ERR_SYNTAX,
                     key->loc,
                     "the prefix \"%s\" stands for another IRI already",
                     key->text.data);
    rhumb_warn(reader->yaml.diag,
               RHUMB_NOTE,
               declared_at(prefixes, key->text),
               "it was first here");
    return RHUMB_ERR_SYNTAX;
  }
  return status;
}

static void
remark_unused_names(const RhumbYarrrml *const reader,
                    const RhumbNameTable *const names)
{
  for (size_t i = 0; i < names->entries.count; ++i) {
    const RhumbNamed *const named = &names->entries.items[i];
    if (!named->used) {
      rhumb_remark(reader,
                   named->key->loc,
                   rhumb_str_format(reader->yaml.arena,
                                    "nothing uses the %s \"%s\"",
                                    names->what,
                                    named->key->text.data));
    }
  }
}

/// Remark references that look like externals, where there are none
static void
remark_strangers(const RhumbYarrrml *const reader)
{
  for (size_t i = 0; i < reader->externals.strangers.count; ++i) {
    const RhumbExternalValue *const item =
        &reader->externals.strangers.items[i];
    rhumb_remark(
        reader,
        item->loc,
        rhumb_str_format(reader->yaml.arena,
                         "the rules have no \"external\" that is called "
                         "\"%.*s\", so this is the reference \"_%.*s\"; write "
                         "\"$(\\_%.*s)\" if that is meant",
                         RHUMB_FMT(item->name),
                         RHUMB_FMT(item->name),
                         RHUMB_FMT(item->name)));
  }
}

/// Remark names that nothing asks for; values on the command line are a warning
/// in any case
static void
remark_unused(const RhumbYarrrml *const reader)
{
  const RhumbExternals *const externals = &reader->externals;
  for (size_t i = 0; i < externals->count; ++i) {
    const RhumbExternalValue *const item = &externals->items[i];
    if (rhumb_externals_find(externals, item->name)->used) {
      continue;
    }
    if (item->loc.text) {
      rhumb_remark(
          reader,
          item->loc,
          rhumb_str_format(reader->yaml.arena,
                           "nothing uses the external \"%.*s\"; it would be "
                           "written $(_%.*s)",
                           RHUMB_FMT(item->name),
                           RHUMB_FMT(item->name)));
    } else {
      rhumb_warn(reader->yaml.diag,
                 RHUMB_WARNING,
                 (RhumbLoc){NULL, 0, 0, 0},
                 "nothing in the rules uses the external \"%.*s\"",
                 RHUMB_FMT(item->name));
    }
  }
  remark_unused_names(reader, &reader->sources);
  remark_unused_names(reader, &reader->tables);
  remark_unused_names(reader, &reader->targets);
  remark_strangers(reader);
}

// Authors and base: they make no data; the base names what is translated

static RhumbStatus
read_author(RhumbYarrrml *const reader, const RhumbYaml *const node)
{
  RhumbAuthorKeys keys;
  return node->kind == RHUMB_YAML_MAP
             ? rhumb_schema_read(
                   &reader->yaml, &rhumb_author_schema, node, &keys)
             : rhumb_read_text(&reader->yaml, node, "an author", &keys.name);
}

static RhumbStatus
read_authors(RhumbYarrrml *const reader, const RhumbYaml *const node)
{
  RhumbStatus status = RHUMB_OK;
  const RhumbItems items = rhumb_items(&node);
  for (size_t i = 0; i < items.count; ++i) {
    RHUMB_KEEP(status, read_author(reader, items.items[i]));
  }
  return status;
}

static RhumbStatus
read_base(RhumbYarrrml *const reader, const RhumbYaml *const node)
{
  return rhumb_read_text(
      &reader->yaml, node, "\"base\"", &reader->mapping->names);
}

// Named sources and targets

/// Sources may be on others, wherever those stand: first all names
static RhumbStatus
name_source(RhumbYarrrml *const reader,
            const RhumbYaml *const key,
            const RhumbYaml *const value)
{
  RhumbNamed *const named = rhumb_names_add(reader, &reader->sources, key);
  if (!named) {
    return RHUMB_ERR_SYNTAX;
  }
  named->value = value;
  return RHUMB_OK;
}

/// Read all that are still to be read, whichever file's `node` this is
static RhumbStatus
read_sources(RhumbYarrrml *const reader, const RhumbYaml *const node)
{
  RhumbStatus status = RHUMB_OK;
  (void)node;
  for (size_t i = 0; i < reader->sources.entries.count; ++i) {
    RhumbNamed *const named = &reader->sources.entries.items[i];
    if (named->value) {
      RHUMB_KEEP(status, rhumb_read_entry(reader, named, named->key->loc));
    }
  }
  return status;
}

static RhumbStatus
add_target(RhumbYarrrml *const reader,
           const RhumbYaml *const key,
           const RhumbYaml *const value)
{
  RhumbTarget *target = NULL;
  RhumbNamed *const named = rhumb_names_add(reader, &reader->targets, key);
  if (!named) {
    return RHUMB_ERR_SYNTAX;
  }
  RHUMB_TRY(rhumb_read_target(reader, value, &target));
  target->name = key->text;
  named->item = target;
  return RHUMB_OK;
}

// Mappings: first what others refer to, then the rest

/// Read a list of subjects, or one; those that quote only get a place
static RhumbStatus
read_some_subjects(RhumbYarrrml *const reader,
                   const RhumbYaml *const node,
                   RhumbTermMaps *const out,
                   const RhumbYaml ***const quotes)
{
  RhumbStatus status = RHUMB_OK;
  const RhumbItems items = rhumb_items(&node);
  RhumbTermMap *const terms =
      RHUMB_NEW(reader->yaml.arena, RhumbTermMap, items.count);
  *quotes = RHUMB_NEW(reader->yaml.arena, const RhumbYaml *, items.count);
  for (size_t i = 0; i < items.count; ++i) {
    const RhumbYaml *const item = items.items[i];
    RhumbTermMaps one = {NULL, 0};
    if (rhumb_is_quoting_node(reader, item)) {
      (*quotes)[i] = item;
      terms[i] = (RhumbTermMap){.type = RHUMB_TYPE_BLANK, .loc = item->loc};
      continue;
    }
    RHUMB_KEEP(status,
               item->kind == RHUMB_YAML_LIST
                   ? rhumb_wrong_kind(
                         &reader->yaml, item, "a subject", "a string or a map")
                   : rhumb_read_terms(reader, item, RHUMB_AT_SUBJECT, &one));
    terms[i] = one.count ? one.items[0] : terms[i];
  }
  *out = (RhumbTermMaps){terms, items.count};
  return status;
}

/// Read the subjects: none is a fresh blank node
static RhumbStatus
read_subjects(RhumbYarrrml *const reader,
              const RhumbYaml *const key,
              const RhumbYaml *const node,
              RhumbTermMaps *const out,
              const RhumbYaml ***const quotes)
{
  if (node && node->kind == RHUMB_YAML_LIST && !node->count) {
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_SYNTAX,
                      node->loc,
                      "a list of subjects with nothing in it; write s: null "
                      "for blank nodes");
  }
  if (node) {
    return read_some_subjects(reader, node, out, quotes);
  }
  RhumbTermMap *const blank = RHUMB_NEW(reader->yaml.arena, RhumbTermMap, 1);
  blank->type = RHUMB_TYPE_BLANK;
  blank->loc = key->loc;
  *out = (RhumbTermMaps){blank, 1};
  return RHUMB_OK;
}

/// Make a triples map for each source and subject
static void
make_maps(RhumbYarrrml *const reader,
          const RhumbYaml *const key,
          const RhumbSourceList *const sources,
          const RhumbTermMaps *const subjects,
          RhumbYarrrmlMapping *const out)
{
  out->n_maps = sources->count * subjects->count;
  out->maps = RHUMB_NEW(reader->yaml.arena, RhumbTriplesMap, out->n_maps);
  for (size_t i = 0; i < out->n_maps; ++i) {
    out->maps[i] =
        (RhumbTriplesMap){.name = key->text,
                          .loc = key->loc,
                          .source = sources->items[i / subjects->count],
                          .subject = subjects->items[i % subjects->count]};
    RHUMB_PUSH_IN(reader->yaml.arena, &reader->maps, &out->maps[i]);
  }
}

/// Warn of pairs whose subject was left out rather than said to be nothing
static void
warn_no_subject(const RhumbYarrrml *const reader,
                const RhumbYarrrmlMapping *const mapping,
                const RhumbYaml *const key)
{
  if (mapping->keys.pairs.value && !mapping->keys.subjects.key) {
    rhumb_warn(reader->yaml.diag,
               RHUMB_WARNING,
               key->loc,
               "the mapping \"%s\" has no subject, so every record makes a "
               "blank node; write s: with a template, or s: null for blank "
               "nodes",
               key->text.data);
  }
}

/// Read the sources and subjects of a mapping
static RhumbStatus
begin_mapping(RhumbYarrrml *const reader,
              const RhumbYaml *const key,
              const RhumbYaml *const value)
{
  RhumbSourceList sources = {0};
  RhumbTermMaps subjects = {0};
  RHUMB_TRY(rhumb_check_mapping_name(reader, key, value));
  RhumbNamed *const named = rhumb_names_add(reader, &reader->mappings, key);
  if (!named) {
    return RHUMB_ERR_SYNTAX;
  }
  RhumbYarrrmlMapping *const mapping =
      RHUMB_NEW(reader->yaml.arena, RhumbYarrrmlMapping, 1);
  named->mapping = mapping;
  RhumbStatus status = rhumb_schema_read(
      &reader->yaml, &rhumb_mapping_schema, value, &mapping->keys);
  if (status == RHUMB_OK) {
    warn_no_subject(reader, mapping, key);
  }
  const RhumbYaml *const source = mapping->keys.sources.value;
  if (source) {
    RHUMB_KEEP(status, rhumb_read_sources(reader, source, &sources));
  } else if (value->kind == RHUMB_YAML_MAP) {
    RHUMB_KEEP(status,
               rhumb_fail(reader->yaml.diag,
                          RHUMB_ERR_SYNTAX,
                          key->loc,
                          "the mapping \"%s\" has no \"sources\"",
                          key->text.data));
  }
  const RhumbYaml **quotes = NULL;
  RHUMB_KEEP(
      status,
      read_subjects(
          reader, key, mapping->keys.subjects.value, &subjects, &quotes));
  make_maps(reader, key, &sources, &subjects, mapping);
  mapping->quotes =
      RHUMB_NEW(reader->yaml.arena, const RhumbYaml *, mapping->n_maps);
  for (size_t i = 0; quotes && i < mapping->n_maps; ++i) {
    mapping->quotes[i] = quotes[i % subjects.count];
  }
  return status;
}

/// Add the triples maps that lead back to the subjects of `map`
static RhumbStatus
add_inverses(RhumbYarrrml *const reader,
             const RhumbTriplesMap *const map,
             const RhumbInverseList *const inverses)
{
  RhumbStatus status = RHUMB_OK;
  for (size_t j = 0; status == RHUMB_OK && j < inverses->count; ++j) {
    const RhumbTriplesMap *back = NULL;
    status = rhumb_inverse_read(
        &back, reader->yaml.arena, map, &inverses->items[j], reader->yaml.diag);
    if (back) {
      RHUMB_PUSH_IN(reader->yaml.arena, &reader->maps, back);
    }
  }
  return status;
}

/// Read what all triples maps of a mapping share
static RhumbStatus
finish_mapping(RhumbYarrrml *const reader, RhumbYarrrmlMapping *const mapping)
{
  const RhumbMappingKeys *const keys = &mapping->keys;
  RhumbTermMaps graphs = {NULL, 0};
  const RhumbFunction *condition = NULL;
  RhumbPairList pairs = {0};
  RhumbInverseList inverses = {0};
  RhumbStatus status =
      rhumb_read_terms(reader, keys->graphs.value, RHUMB_AT_GRAPH, &graphs);
  RHUMB_KEEP(status,
             rhumb_read_conditions(reader, keys->condition.value, &condition));
  RHUMB_KEEP(status,
             rhumb_read_pairs(reader, keys->pairs.value, &pairs, &inverses));
  mapping->inverse = inverses.count ? inverses.items[0].loc : (RhumbLoc){0};
  for (size_t i = 0; i < mapping->n_maps; ++i) {
    RhumbTriplesMap *const map = &mapping->maps[i];
    map->graphs = graphs;
    map->condition = condition;
    map->pairs = pairs.items;
    map->n_pairs = pairs.count;
    if (mapping->quotes[i]) {
      RHUMB_KEEP(status, rhumb_finish_subject(reader, map, mapping->quotes[i]));
    }
    if (status == RHUMB_OK) {
      status = add_inverses(reader, map, &inverses);
    }
  }
  return status;
}

static RhumbStatus
finish_mappings(RhumbYarrrml *const reader)
{
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < reader->mappings.entries.count; ++i) {
    RHUMB_KEEP(
        status,
        finish_mapping(reader, reader->mappings.entries.items[i].mapping));
  }
  for (size_t i = 0; i < reader->mappings.entries.count; ++i) {
    RhumbYarrrmlMapping *const mapping =
        reader->mappings.entries.items[i].mapping;
    if (mapping->is_silent && mapping->inverse.line) {
      RHUMB_KEEP(status,
                 rhumb_fail(reader->yaml.diag,
                            RHUMB_ERR_UNSUPPORTED,
                            mapping->inverse,
                            "an inverse predicate of a mapping that is quoted "
                            "and not asserted"));
    }
    for (size_t m = 0; m < mapping->n_maps; ++m) {
      mapping->maps[m].is_silent = mapping->is_silent;
    }
  }
  return status;
}

// The root

static RhumbStatus
read_views(RhumbYarrrml *const reader, const RhumbYaml *const node)
{
  return rhumb_views_read(&reader->mapping->views, &reader->yaml, node);
}

/// A key of the root, and what reads it once those before it have been read:
/// its value, or each entry of the map that it is
typedef struct {
  const char *what; ///< For messages
  size_t offset;    ///< Of its RhumbField in RhumbRootKeys
  RhumbStatus (*read)(RhumbYarrrml *, const RhumbYaml *value);
  RhumbStatus (*read_entry)(RhumbYarrrml *,
                            const RhumbYaml *key,
                            const RhumbYaml *value);
} Pass;

#define VALUE(key, read)                                     \
  {                                                          \
    "\"" #key "\"", offsetof(RhumbRootKeys, key), read, NULL \
  }
#define ENTRIES(key, read)                                   \
  {                                                          \
    "\"" #key "\"", offsetof(RhumbRootKeys, key), NULL, read \
  }

static const Pass first_passes[] = {
    ENTRIES(external, add_external),
    ENTRIES(prefixes, add_prefix),
    VALUE(base, read_base),
    VALUE(authors, read_authors),
    ENTRIES(tables, rhumb_read_table),
    ENTRIES(sources, name_source),
    VALUE(sources, read_sources),
    ENTRIES(targets, add_target),
    ENTRIES(mappings, begin_mapping),
};

/// What stands behind the mappings
static const Pass last_passes[] = {
    VALUE(views, read_views),
    VALUE(ontology, rhumb_read_ontology),
};

static RhumbStatus
read_pass(RhumbYarrrml *const reader,
          const Pass *const pass,
          const RhumbYaml *const node)
{
  RhumbStatus status = RHUMB_OK;
  if (pass->read) {
    return pass->read(reader, node);
  }
  if (node->kind != RHUMB_YAML_MAP) {
    return rhumb_wrong_kind(&reader->yaml, node, pass->what, "a map of names");
  }
  for (size_t i = 0; i < node->count; ++i) {
    RHUMB_KEEP(status,
               pass->read_entry(reader, node->keys[i], node->values[i]));
  }
  return status;
}

/// Read one key after the other, each of every file
static RhumbStatus
read_passes(RhumbYarrrml *const reader,
            const Pass *const passes,
            const size_t n_passes,
            const RhumbRootKeys *const roots,
            const size_t n_roots)
{
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < n_passes * n_roots; ++i) {
    const Pass *const pass = &passes[i / n_roots];
    const void *const field = (const char *)&roots[i % n_roots] + pass->offset;
    const RhumbYaml *const node = ((const RhumbField *)field)->value;
    if (node) {
      RHUMB_KEEP(status, read_pass(reader, pass, node));
    }
  }
  return status;
}

static RhumbStatus
read_roots(RhumbYarrrml *const reader,
           const RhumbRootKeys *const roots,
           const size_t n)
{
  RhumbStatus status =
      read_passes(reader, first_passes, RHUMB_COUNT(first_passes), roots, n);
  RHUMB_KEEP(status, rhumb_read_members(reader));
  RHUMB_KEEP(status, finish_mappings(reader));
  RHUMB_KEEP(
      status,
      read_passes(reader, last_passes, RHUMB_COUNT(last_passes), roots, n));
  return status;
}

/// Read a file into a tree and sort its root; one that is no map at all leaves
/// `keys` empty
static RhumbStatus
read_file(RhumbYarrrml *const reader,
          const RhumbText *const text,
          RhumbRootKeys *const keys)
{
  const RhumbYaml *root = NULL;
  RHUMB_TRY(
      rhumb_yaml_read(&root, reader->yaml.arena, text, reader->yaml.diag));
  if (!root) {
    return rhumb_fail(
        reader->yaml.diag,
        RHUMB_ERR_SYNTAX,
        (RhumbLoc){text, 1, 1, 0},
        "the rules are empty; write \"mappings\", or RML in Turtle");
  }
  RhumbStatus status = rhumb_check_root(reader, &root);
  if (root && root->kind == RHUMB_YAML_MAP) {
    RHUMB_KEEP(
        status,
        rhumb_schema_read(&reader->yaml, &rhumb_root_schema, root, keys));
  }
  return status;
}

static RhumbStatus
read_files(RhumbYarrrml *const reader,
           const RhumbText *const *const texts,
           const size_t n_texts,
           RhumbRootKeys *const roots)
{
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < n_texts; ++i) {
    RHUMB_KEEP(status, read_file(reader, texts[i], &roots[i]));
  }
  return status;
}

RhumbStatus
rhumb_yarrrml_read(RhumbMapping *const mapping,
                   RhumbArena *const arena,
                   const RhumbText *const *const texts,
                   const size_t n_texts,
                   const RhumbRulesOptions *const options,
                   const RhumbDiag *const diag)
{
  RhumbYarrrml reader = {.mapping = mapping,
                         .options = options,
                         .sources = {.what = "source"},
                         .tables = {.what = "table"},
                         .targets = {.what = "target"},
                         .mappings = {.what = "mapping"}};
  for (size_t i = 0; i < mapping->n_maps; ++i) {
    RHUMB_PUSH_IN(arena, &reader.maps, mapping->maps[i]);
  }
  RhumbRootKeys *const roots = RHUMB_NEW(arena, RhumbRootKeys, n_texts);
  reader.yaml = (RhumbYamlContext){arena,
                                   diag,
                                   &reader.externals,
                                   &mapping->prefixes,
                                   rhumb_work_out_text,
                                   &reader};
  add_options(&reader);
  RhumbStatus status = read_files(&reader, texts, n_texts, roots);
  RHUMB_KEEP(status, read_roots(&reader, roots, n_texts));
  RHUMB_KEEP(status, reader.status);
  for (size_t i = 0; i < reader.specs.count; ++i) {
    reader.specs.items[i]->asks_file = reader.asks_file;
  }
  mapping->asks_file = reader.asks_file;
  if (status == RHUMB_OK) {
    remark_unused(&reader);
  }
  mapping->maps = reader.maps.items;
  mapping->n_maps = reader.maps.count;
  rhumb_externals_free(&reader.externals);
  rhumb_table_free(&reader.sources.table);
  rhumb_table_free(&reader.tables.table);
  rhumb_table_free(&reader.targets.table);
  rhumb_table_free(&reader.mappings.table);
  return status;
}
