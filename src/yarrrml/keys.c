// SPDX-License-Identifier: ISC

/// @file keys.c  The keys of every kind of map, with their short forms.

#include "base/near.h"
#include "yarrrml/yarrrml_impl.h"

/// A key: its full name, then its short forms
typedef struct {
  RhumbKey key;
  const char *names[5];
} Word;

/// A kind of map: what messages call it, and its keys (the last has no name)
typedef struct {
  const char *what;
  Word words[20];
} Kind;

#define CONDITION                    \
  {                                  \
    RHUMB_KEY_CONDITION,             \
    {                                \
      "condition", "conditions", "c" \
    }                                \
  }
#define FUNCTION            \
  {                         \
    RHUMB_KEY_FUNCTION,     \
    {                       \
      "function", "fn", "f" \
    }                       \
  }
#define GRAPHS               \
  {                          \
    RHUMB_KEY_GRAPHS,        \
    {                        \
      "graphs", "graph", "g" \
    }                        \
  }
#define PARAMETERS        \
  {                       \
    RHUMB_KEY_PARAMETERS, \
    {                     \
      "parameters", "pms" \
    }                     \
  }
#define SOURCES           \
  {                       \
    RHUMB_KEY_SOURCES,    \
    {                     \
      "sources", "source" \
    }                     \
  }
#define TARGETS                \
  {                            \
    RHUMB_KEY_TARGETS,         \
    {                          \
      "targets", "target", "t" \
    }                          \
  }
#define VALUE        \
  {                  \
    RHUMB_KEY_VALUE, \
    {                \
      "value", "v"   \
    }                \
  }
#define INVERSE                                          \
  {                                                      \
    RHUMB_KEY_INVERSE,                                   \
    {                                                    \
      "inversepredicates", "inversepredicate", "i", "iv" \
    }                                                    \
  }

// clang-format off
static const Kind kinds[RHUMB_MAP_COUNT] = {
  [RHUMB_MAP_ROOT] = {"the rules", {
    {RHUMB_KEY_AUTHORS,  {"authors", "author"}},
    {RHUMB_KEY_BASE,     {"base"}},
    {RHUMB_KEY_EXTERNAL, {"external"}},
    {RHUMB_KEY_MAPPINGS, {"mappings", "mapping", "m"}},
    {RHUMB_KEY_ONTOLOGY, {"ontology"}},
    {RHUMB_KEY_PREFIXES, {"prefixes"}},
    {RHUMB_KEY_SOURCES,  {"sources", "source", "s"}},
    TARGETS,
    {RHUMB_KEY_VIEWS,    {"views"}}}},
  [RHUMB_MAP_AUTHOR] = {"an author", {
    {RHUMB_KEY_EMAIL,    {"email"}},
    {RHUMB_KEY_NAME,     {"name"}},
    {RHUMB_KEY_WEBSITE,  {"website"}}}},
  [RHUMB_MAP_SOURCE] = {"a source", {
    {RHUMB_KEY_ACCESS,       {"access"}},
    {RHUMB_KEY_CONTENT_TYPE, {"contentType"}},
    {RHUMB_KEY_CREDENTIALS,  {"credentials"}},
    {RHUMB_KEY_DELIMITER,    {"delimiter"}},
    {RHUMB_KEY_DRIVER,       {"driver"}},
    {RHUMB_KEY_ENCODING,     {"encoding"}},
    {RHUMB_KEY_FORMULATION,  {"referenceFormulation"}},
    {RHUMB_KEY_ITERATOR,     {"iterator"}},
    {RHUMB_KEY_QUERY,        {"query"}},
    {RHUMB_KEY_QUERY_FORMULATION, {"queryFormulation"}},
    {RHUMB_KEY_TABLE,        {"table"}},
    {RHUMB_KEY_TYPE,         {"type"}}}},
  [RHUMB_MAP_CREDENTIALS] = {"credentials", {
    {RHUMB_KEY_PASSWORD, {"password"}},
    {RHUMB_KEY_USERNAME, {"username"}}}},
  [RHUMB_MAP_TARGET] = {"a target", {
    {RHUMB_KEY_ACCESS,        {"access"}},
    {RHUMB_KEY_COMPRESSION,   {"compression"}},
    {RHUMB_KEY_SERIALIZATION, {"serialization"}},
    {RHUMB_KEY_SOURCES,       {"source"}},
    {RHUMB_KEY_TYPE,          {"type"}}}},
  [RHUMB_MAP_MAPPING] = {"a mapping", {
    CONDITION, GRAPHS, SOURCES,
    {RHUMB_KEY_PAIRS,    {"predicateobjects", "predicateobject", "po"}},
    {RHUMB_KEY_SUBJECTS, {"subjects", "subject", "s"}}}},
  [RHUMB_MAP_SUBJECT] = {"a subject", {
    CONDITION, FUNCTION, PARAMETERS, TARGETS, VALUE,
    {RHUMB_KEY_TYPE, {"type"}}}},
  [RHUMB_MAP_PAIR] = {"predicates with objects", {
    CONDITION, GRAPHS, INVERSE,
    {RHUMB_KEY_DATATYPE,   {"datatype"}},
    {RHUMB_KEY_LANGUAGE,   {"language"}},
    {RHUMB_KEY_OBJECTS,    {"objects", "object", "o"}},
    {RHUMB_KEY_PREDICATES, {"predicates", "predicate", "p"}},
    {RHUMB_KEY_TYPE,       {"type"}}}},
  [RHUMB_MAP_PREDICATE] = {"a predicate", {
    FUNCTION, PARAMETERS, TARGETS, VALUE,
    {RHUMB_KEY_TYPE, {"type"}}}},
  [RHUMB_MAP_OBJECT] = {"an object", {
    CONDITION, FUNCTION, INVERSE, PARAMETERS, TARGETS, VALUE,
    {RHUMB_KEY_DATATYPE, {"datatype"}},
    {RHUMB_KEY_LANGUAGE, {"language"}},
    {RHUMB_KEY_MAPPING,  {"mapping"}},
    {RHUMB_KEY_TYPE,     {"type"}}}},
  [RHUMB_MAP_GRAPH] = {"a graph", {
    FUNCTION, PARAMETERS, TARGETS, VALUE,
    {RHUMB_KEY_TYPE, {"type"}}}},
  [RHUMB_MAP_DATATYPE] = {"a datatype", {FUNCTION, PARAMETERS, VALUE}},
  [RHUMB_MAP_LANGUAGE] = {"a language", {FUNCTION, PARAMETERS, TARGETS, VALUE}},
  [RHUMB_MAP_FUNCTION] = {"a function", {
    FUNCTION, PARAMETERS,
    {RHUMB_KEY_TYPE, {"type"}}}},
  [RHUMB_MAP_PARAMETER] = {"a parameter", {
    VALUE,
    {RHUMB_KEY_FROM,      {"from"}},
    {RHUMB_KEY_PARAMETER, {"parameter", "pm"}},
    {RHUMB_KEY_TYPE,      {"type"}}}},
  [RHUMB_MAP_ONTOLOGY] = {"an ontology", {
    {RHUMB_KEY_CATALOG,     {"catalog"}},
    {RHUMB_KEY_DESCRIPTION, {"description"}},
    {RHUMB_KEY_IMPORTS,     {"imports", "import"}},
    {RHUMB_KEY_IRI,         {"iri"}},
    {RHUMB_KEY_LICENSE,     {"license"}},
    {RHUMB_KEY_TITLE,       {"title"}},
    {RHUMB_KEY_VERSION,     {"version"}}}},
  [RHUMB_MAP_TEXT] = {"a text", {
    VALUE,
    {RHUMB_KEY_LANGUAGE, {"language"}}}},
};
// clang-format on

static const Word *
find_word(const Kind *const kind, const RhumbStr name)
{
  for (const Word *word = kind->words; word->names[0]; ++word) {
    for (const char *const *n = word->names; *n; ++n) {
      if (rhumb_str_is(name, *n)) {
        return word;
      }
    }
  }
  return NULL;
}

/// Report an unknown key with the nearest that is longer than an abbreviation
static RhumbStatus
unknown_key(const Kind *const kind,
            const RhumbYaml *const key,
            const RhumbDiag *const diag)
{
  const char *names[sizeof(kind->words) / sizeof(*kind->words) * 4 + 1];
  size_t count = 0;
  for (const Word *word = kind->words; word->names[0]; ++word) {
    for (const char *const *n = word->names; *n; ++n) {
      if (strlen(*n) > 2) {
        names[count++] = *n;
      }
    }
  }
  names[count] = NULL;
  const char *const near = rhumb_near(key->text, names);
  RhumbBuf known = {0};
  for (const Word *word = kind->words; !near && word->names[0]; ++word) {
    rhumb_buf_format(
        &known, "%s%s", known.len ? ", " : "; its keys are ", word->names[0]);
  }
  const RhumbStatus status = rhumb_fail_near(diag,
                                             RHUMB_ERR_SYNTAX,
                                             key->loc,
                                             near,
                                             "unknown key \"%s\" in %s%s",
                                             key->text.data,
                                             kind->what,
                                             rhumb_buf_cstr(&known));
  rhumb_buf_free(&known);
  return status;
}

static RhumbStatus
second_spelling(const RhumbYaml *const first,
                const RhumbYaml *const second,
                const RhumbDiag *const diag)
{
  (void)rhumb_fail(diag,
                   RHUMB_ERR_SYNTAX,
                   second->loc,
                   "\"%s\" means the same as \"%s\"; keep one of them",
                   second->text.data,
                   first->text.data);
  rhumb_warn(diag, RHUMB_NOTE, first->loc, "it was first here");
  return RHUMB_ERR_SYNTAX;
}

RhumbStatus
rhumb_fields_read(RhumbFields *const out,
                  const RhumbMapKind kind,
                  const RhumbYaml *const map,
                  const RhumbDiag *const diag)
{
  *out = (RhumbFields){{NULL}, {NULL}};
  if (map->kind != RHUMB_YAML_MAP) {
    return rhumb_fail(diag,
                      RHUMB_ERR_SYNTAX,
                      map->loc,
                      "%s must be a map, not %s",
                      kinds[kind].what,
                      rhumb_yaml_kind_name(map));
  }

  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < map->count; ++i) {
    const RhumbYaml *const key = map->keys[i];
    const Word *const word = find_word(&kinds[kind], key->text);
    if (!word) {
      RHUMB_KEEP(status, unknown_key(&kinds[kind], key, diag));
    } else if (out->key[word->key]) {
      RHUMB_KEEP(status, second_spelling(out->key[word->key], key, diag));
    } else {
      out->key[word->key] = key;
      out->at[word->key] =
          rhumb_is_null(map->values[i]) ? NULL : map->values[i];
    }
  }
  return status;
}
