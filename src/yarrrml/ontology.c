// SPDX-License-Identifier: ISC

/// @file ontology.c  `ontology:`, the header of the data as an ontology.

#include "io/path.h"
#include "term/language.h"
#include "yarrrml/yarrrml_impl.h"

#include <unistd.h>

static RhumbStatus
read_iri_node(RhumbYarrrml *const reader,
              const RhumbYaml *const node,
              const char *const what,
              RhumbStr *const out)
{
  if (node->kind != RHUMB_YAML_SCALAR || rhumb_is_null(node)) {
    return rhumb_wrong_kind(&reader->yaml, node, what, "an IRI");
  }
  RHUMB_TRY(
      rhumb_read_iri(reader, rhumb_span_of(&reader->yaml, node), what, out));
  return memchr(out->data, ':', out->len)
             ? RHUMB_OK
             : rhumb_fail(reader->diag,
                          RHUMB_ERR_SYNTAX,
                          node->loc,
                          "%s must be an IRI, not \"%.*s\"",
                          what,
                          RHUMB_FMT(*out));
}

static RhumbStatus
read_tag(RhumbYarrrml *const reader,
         const RhumbYaml *const node,
         RhumbTerm *const out)
{
  RHUMB_TRY(rhumb_read_text(&reader->yaml, node, "a language", &out->language));
  if (rhumb_str_ends(out->language, RHUMB_STR("~lang"))) {
    out->language.len -= 5;
  }
  return rhumb_language_check(out->language, node->loc, reader->diag);
}

/// Read text, `[text, xx~lang]` or `{value, language}`; an IRI if it is one
static RhumbStatus
read_annotation(RhumbYarrrml *const reader,
                const RhumbYaml *const node,
                const char *const what,
                RhumbTerm *const out)
{
  RhumbTextKeys keys = {0};
  const RhumbYaml *value = node;
  const RhumbYaml *language = NULL;
  if (!node) {
    return RHUMB_OK;
  }
  if (node->kind == RHUMB_YAML_MAP) {
    RHUMB_TRY(
        rhumb_schema_read(&reader->yaml, &rhumb_text_schema, node, &keys));
    value = keys.value.value;
    language = keys.language.value;
  } else if (node->kind == RHUMB_YAML_LIST && node->count == 2) {
    value = node->values[0];
    language = node->values[1];
  }
  if (!value || value->kind != RHUMB_YAML_SCALAR) {
    return rhumb_wrong_kind(
        &reader->yaml, node, what, "text, [text, language~lang] or an IRI");
  }

  RhumbSpan span = rhumb_span_of(&reader->yaml, value);
  if (rhumb_span_cut(&span, "~iri") ||
      (!language && (rhumb_str_starts(span.text, RHUMB_STR("http://")) ||
                     rhumb_str_starts(span.text, RHUMB_STR("https://"))))) {
    out->kind = RHUMB_TERM_IRI;
    return rhumb_read_iri(reader, span, what, &out->text);
  }
  *out = (RhumbTerm){.kind = RHUMB_TERM_LITERAL, .text = span.text};
  return language ? read_tag(reader, language, out) : RHUMB_OK;
}

static RhumbStatus
read_imports(RhumbYarrrml *const reader,
             const RhumbYaml *const node,
             RhumbOntology *const out)
{
  RhumbStatus status = RHUMB_OK;
  if (!node) {
    return RHUMB_OK;
  }
  const RhumbItems items = rhumb_items(&node);
  RhumbStr *const imports = RHUMB_NEW(reader->arena, RhumbStr, items.count);
  RhumbLoc *const locs = RHUMB_NEW(reader->arena, RhumbLoc, items.count);
  for (size_t i = 0; i < items.count; ++i) {
    locs[i] = items.items[i]->loc;
    RHUMB_KEEP(status,
               read_iri_node(reader, items.items[i], "an import", &imports[i]));
  }
  out->imports = imports;
  out->import_locs = locs;
  out->n_imports = items.count;
  return status;
}

/// Find the catalog: the one named, or the first that is where they usually are
static RhumbStatus
find_catalog(RhumbYarrrml *const reader,
             const RhumbYaml *const map,
             const RhumbYaml *const node,
             RhumbStr *const out)
{
  static const char *const usual[] = {
      "catalog-v001.xml", "../ontology/catalog-v001.xml", NULL};
  const RhumbStr dir = rhumb_path_dir(rhumb_str(map->loc.text->name));
  if (node) {
    RhumbStr path = {NULL, 0};
    RHUMB_TRY(rhumb_read_text(&reader->yaml, node, "a catalog", &path));
    *out = rhumb_path_join(reader->arena, dir, path);
    return RHUMB_OK;
  }
  for (const char *const *p = usual; *p && !out->len; ++p) {
    const RhumbStr path = rhumb_path_join(reader->arena, dir, rhumb_str(*p));
    if (access(path.data, R_OK) == 0) {
      *out = path;
    }
  }
  return RHUMB_OK;
}

static RhumbStatus
read_header(RhumbYarrrml *const reader,
            const RhumbOntologyKeys *const keys,
            RhumbOntology *const out)
{
  const RhumbYaml *const version = keys->version.value;
  RhumbStatus status = RHUMB_OK;
  if (keys->iri.value) {
    status =
        read_iri_node(reader, keys->iri.value, "an ontology's iri", &out->iri);
  }
  if (version) {
    RHUMB_KEEP(
        status,
        read_iri_node(reader, version, "an ontology's version", &out->version));
  }
  RHUMB_KEEP(
      status,
      read_annotation(reader, keys->title.value, "a title", &out->title));
  RHUMB_KEEP(
      status,
      read_annotation(
          reader, keys->description.value, "a description", &out->description));
  RHUMB_KEEP(
      status,
      read_annotation(reader, keys->license.value, "a license", &out->license));
  return status;
}

RhumbStatus
rhumb_read_ontology(RhumbYarrrml *const reader, const RhumbYaml *const node)
{
  RhumbOntologyKeys keys = {0};
  const RhumbOntology *const known = reader->mapping->ontology;
  if (known) {
    (void)rhumb_fail(reader->diag,
                     RHUMB_ERR_SYNTAX,
                     node->loc,
                     "a second \"ontology\"; the data is one");
    rhumb_warn(reader->diag, RHUMB_NOTE, known->loc, "the first is here");
    return RHUMB_ERR_SYNTAX;
  }
  RhumbOntology *const out = RHUMB_NEW(reader->arena, RhumbOntology, 1);
  out->loc = node->loc;
  RhumbStatus status =
      rhumb_schema_read(&reader->yaml, &rhumb_ontology_schema, node, &keys);
  RHUMB_KEEP(status, read_header(reader, &keys, out));
  RHUMB_KEEP(status, read_imports(reader, keys.imports.value, out));
  RHUMB_KEEP(status,
             find_catalog(reader, node, keys.catalog.value, &out->catalog));
  reader->mapping->ontology = out;
  return status;
}
