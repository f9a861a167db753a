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
    return rhumb_wrong_kind(reader, node, what, "an IRI");
  }
  RHUMB_TRY(rhumb_read_iri(reader, rhumb_span_of(reader, node), what, out));
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
  RHUMB_TRY(rhumb_read_text(reader, node, "a language", &out->language));
  if (rhumb_str_ends(out->language, RHUMB_STR("~lang"))) {
    out->language.len -= 5;
  }
  return rhumb_language_valid(out->language)
             ? RHUMB_OK
             : rhumb_fail(reader->diag,
                          RHUMB_ERR_VALUE,
                          node->loc,
                          "\"%.*s\" is no language tag (BCP 47), such as en or "
                          "pt-BR",
                          RHUMB_FMT(out->language));
}

/// Read text, `[text, xx~lang]` or `{value, language}`; an IRI if it is one
static RhumbStatus
read_annotation(RhumbYarrrml *const reader,
                const RhumbYaml *const node,
                const char *const what,
                RhumbTerm *const out)
{
  RhumbFields fields;
  const RhumbYaml *value = node;
  const RhumbYaml *language = NULL;
  if (!node) {
    return RHUMB_OK;
  }
  if (node->kind == RHUMB_YAML_MAP) {
    RHUMB_TRY(rhumb_fields_read(&fields, RHUMB_MAP_TEXT, node, reader->diag));
    value = fields.at[RHUMB_KEY_VALUE];
    language = fields.at[RHUMB_KEY_LANGUAGE];
  } else if (node->kind == RHUMB_YAML_LIST && node->count == 2) {
    value = node->values[0];
    language = node->values[1];
  }
  if (!value || value->kind != RHUMB_YAML_SCALAR) {
    return rhumb_wrong_kind(
        reader, node, what, "text, [text, language~lang] or an IRI");
  }

  RhumbSpan span = rhumb_span_of(reader, value);
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
    RHUMB_TRY(rhumb_read_text(reader, node, "a catalog", &path));
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
            const RhumbFields *const fields,
            RhumbOntology *const out)
{
  const RhumbYaml *const version = fields->at[RHUMB_KEY_VERSION];
  RhumbStatus status = RHUMB_OK;
  if (fields->at[RHUMB_KEY_IRI]) {
    status = read_iri_node(
        reader, fields->at[RHUMB_KEY_IRI], "an ontology's iri", &out->iri);
  } else {
    status = rhumb_fail(reader->diag,
                        RHUMB_ERR_SYNTAX,
                        out->loc,
                        "an ontology without \"iri\"");
  }
  if (version) {
    RHUMB_KEEP(
        status,
        read_iri_node(reader, version, "an ontology's version", &out->version));
  }
  RHUMB_KEEP(status,
             read_annotation(
                 reader, fields->at[RHUMB_KEY_TITLE], "a title", &out->title));
  RHUMB_KEEP(status,
             read_annotation(reader,
                             fields->at[RHUMB_KEY_DESCRIPTION],
                             "a description",
                             &out->description));
  RHUMB_KEEP(
      status,
      read_annotation(
          reader, fields->at[RHUMB_KEY_LICENSE], "a license", &out->license));
  return status;
}

RhumbStatus
rhumb_read_ontology(RhumbYarrrml *const reader, const RhumbYaml *const node)
{
  RhumbFields fields;
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
  RHUMB_TRY(rhumb_fields_read(&fields, RHUMB_MAP_ONTOLOGY, node, reader->diag));
  RhumbStatus status = read_header(reader, &fields, out);
  RHUMB_KEEP(status, read_imports(reader, fields.at[RHUMB_KEY_IMPORTS], out));
  RHUMB_KEEP(
      status,
      find_catalog(reader, node, fields.at[RHUMB_KEY_CATALOG], &out->catalog));
  reader->mapping->ontology = out;
  return status;
}
