// SPDX-License-Identifier: ISC

/// @file ontology.c  `ontology:`, the header of the data as an ontology.

#include "io/path.h"
#include "term/iri.h"
#include "term/language.h"
#include "term/name.h"
#include "yarrrml/yarrrml_impl.h"

#include <unistd.h>

typedef struct {
  RhumbField language, value;
} TextKeys;

typedef struct {
  RhumbIri iri, version;
  struct {
    const RhumbIri *items;
    size_t count;
  } imports;
  struct {
    const RhumbOntologyFile *items;
    size_t count;
  } shapes;
  RhumbField catalog;
  RhumbTerm title, description, license;
} Keys;

// clang-format off

static const RhumbKey text_keys[] = {
  {{"value", "v"}, &rhumb_yaml_node, offsetof(TextKeys, value),
   RHUMB_NEEDED, "the text"},
  {{"language"}, &rhumb_yaml_node, offsetof(TextKeys, language),
   RHUMB_OPTIONAL, "its language, such as en"},
};
static const RhumbSchema text_schema = RHUMB_SCHEMA("a text", text_keys);

// clang-format on

/// Read a language tag, with "~lang" or without
static RhumbStatus
read_tag(const RhumbYamlContext *const context,
         const RhumbYaml *const node,
         RhumbStr *const out)
{
  RHUMB_TRY(rhumb_read_text(context, node, "a language", out));
  if (rhumb_str_ends(*out, RHUMB_STR("~lang"))) {
    out->len -= 5;
  }
  return rhumb_language_check(*out, node->loc, context->diag);
}

/// Read text, `[text, xx~lang]` or `{value, language}` as a RhumbTerm; an IRI
/// if it is one
static RhumbStatus
read_annotation(const RhumbYamlContext *const context,
                const RhumbYamlType *const type,
                const RhumbField field,
                void *const to)
{
  const RhumbYaml *const node = field.value;
  TextKeys keys = {.value = field};
  if (node->kind == RHUMB_YAML_MAP) {
    RHUMB_TRY(rhumb_schema_read(context, &text_schema, node, &keys));
  } else if (node->kind == RHUMB_YAML_LIST && node->count == 2) {
    keys.value.value = node->values[0];
    keys.language.value = node->values[1];
  }

  RhumbTerm *const out = (RhumbTerm *)to;
  RhumbSpan span = {.text = {NULL, 0}};
  RHUMB_TRY(rhumb_read_span(context, keys.value, type->wanted, &span));
  const RhumbYaml *const language = keys.language.value;
  if (rhumb_span_cut(&span, "~iri") ||
      (!language && rhumb_iri_web_scheme(span.text))) {
    out->kind = RHUMB_TERM_IRI;
    return rhumb_name_read(context, keys.value, span, &out->text);
  }
  *out = (RhumbTerm){.kind = RHUMB_TERM_LITERAL, .text = span.text};
  return language ? read_tag(context, language, &out->language) : RHUMB_OK;
}

static const RhumbYamlType annotation = {
    .name = "annotation",
    .wanted = "text, [text, language~lang] or an IRI",
    .read = read_annotation,
    .may_be = RHUMB_MAY_SCALAR | RHUMB_MAY_LIST | RHUMB_MAY_MAP,
    .map = &text_schema,
    .items = {&rhumb_yaml_text, &rhumb_yaml_text}};

static const RhumbYamlType imports = {.read = rhumb_yaml_read_list,
                                      .may_be =
                                          RHUMB_MAY_SCALAR | RHUMB_MAY_LIST,
                                      .items = {&rhumb_iri_type},
                                      .item_size = sizeof(RhumbIri)};

/// Return a path as the rules mean it: relative to them, unless an option of
/// the command line says it
static RhumbStr
resolve(const RhumbYamlContext *const context, const RhumbSpan *const path)
{
  const RhumbStr rules = rhumb_str(path->node->loc.text->name);
  return rhumb_path_join(context->arena,
                         rhumb_span_is_option(path) ? RHUMB_STR("")
                                                    : rhumb_path_dir(rules),
                         path->text);
}

static RhumbStatus
read_file(const RhumbYamlContext *const context,
          const RhumbYamlType *const type,
          const RhumbField field,
          void *const to)
{
  RhumbSpan path = {.text = {NULL, 0}};
  RHUMB_TRY(rhumb_read_span(context, field, type->wanted, &path));
  *(RhumbOntologyFile *)to =
      (RhumbOntologyFile){resolve(context, &path), field.value->loc};
  return RHUMB_OK;
}

static const RhumbYamlType file = {.wanted = "the path of a file",
                                   .read = read_file,
                                   .may_be = RHUMB_MAY_SCALAR};

static const RhumbYamlType files = {.read = rhumb_yaml_read_list,
                                    .may_be = RHUMB_MAY_SCALAR | RHUMB_MAY_LIST,
                                    .items = {&file},
                                    .item_size = sizeof(RhumbOntologyFile)};

// clang-format off

static const RhumbKey ontology_keys[] = {
  {{"catalog"}, &rhumb_yaml_node, offsetof(Keys, catalog),
   RHUMB_OPTIONAL,
   "the XML catalog that finds the imports, relative to the rules"},
  {{"description"}, &annotation, offsetof(Keys, description),
   RHUMB_OPTIONAL, "what the data is, as dcterms:description"},
  {{"imports", "import"}, &imports, offsetof(Keys, imports),
   RHUMB_OPTIONAL, "IRIs of the ontologies that the data uses"},
  {{"iri"}, &rhumb_iri_type, offsetof(Keys, iri),
   RHUMB_NEEDED, "the ontology's IRI"},
  {{"license"}, &annotation, offsetof(Keys, license),
   RHUMB_OPTIONAL, "its licence, as dcterms:license"},
  {{"shapes"}, &files, offsetof(Keys, shapes),
   RHUMB_OPTIONAL,
   "RDF files that say what the data must have, relative to the rules"},
  {{"title"}, &annotation, offsetof(Keys, title),
   RHUMB_OPTIONAL, "its title, as dcterms:title"},
  {{"version"}, &rhumb_iri_type, offsetof(Keys, version),
   RHUMB_OPTIONAL, "the IRI of this version"},
};
const RhumbSchema rhumb_ontology_schema =
    RHUMB_SCHEMA("an ontology", ontology_keys);

// clang-format on

/// Find the catalog: the one named, or the first that is where they usually are
static RhumbStatus
find_catalog(const RhumbYarrrml *const reader,
             const RhumbYaml *const node,
             RhumbOntology *const out)
{
  RhumbArena *const arena = reader->yaml.arena;
  static const char *const usual[] = {
      "catalog-v001.xml", "../ontology/catalog-v001.xml", NULL};
  const RhumbStr dir = rhumb_path_dir(rhumb_str(out->loc.text->name));
  if (node) {
    RhumbSpan path = {.text = {NULL, 0}};
    RHUMB_TRY(rhumb_read_scalar(&reader->yaml, node, "a catalog", &path));
    out->catalog = resolve(&reader->yaml, &path);
    out->catalog_loc = node->loc;
    return RHUMB_OK;
  }
  for (const char *const *p = usual; *p && !out->catalog.len; ++p) {
    const RhumbStr path = rhumb_path_join(arena, dir, rhumb_str(*p));
    if (access(path.data, R_OK) == 0) {
      out->catalog = path;
    }
  }
  return RHUMB_OK;
}

RhumbStatus
rhumb_read_ontology(RhumbYarrrml *const reader, const RhumbYaml *const node)
{
  Keys keys = {0};
  const RhumbOntology *const known = reader->mapping->ontology;
  if (known) {
    (void)rhumb_fail(reader->yaml.diag,
                     RHUMB_ERR_SYNTAX,
                     node->loc,
                     "a second \"ontology\"; the data is one");
    rhumb_warn(reader->yaml.diag, RHUMB_NOTE, known->loc, "the first is here");
    return RHUMB_ERR_SYNTAX;
  }
  RhumbOntology *const out = RHUMB_NEW(reader->yaml.arena, RhumbOntology, 1);
  RhumbStatus status =
      rhumb_schema_read(&reader->yaml, &rhumb_ontology_schema, node, &keys);
  *out = (RhumbOntology){.iri = keys.iri.text,
                         .version = keys.version.text,
                         .imports = keys.imports.items,
                         .n_imports = keys.imports.count,
                         .title = keys.title,
                         .description = keys.description,
                         .license = keys.license,
                         .shapes = keys.shapes.items,
                         .n_shapes = keys.shapes.count,
                         .loc = node->loc,
                         .catalog_loc = node->loc};
  RHUMB_KEEP(status, find_catalog(reader, keys.catalog.value, out));
  reader->mapping->ontology = out;
  return status;
}
