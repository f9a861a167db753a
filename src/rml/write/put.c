// SPDX-License-Identifier: ISC

/// @file put.c  Words, IRIs, texts and names, written: what every part of a
/// mapping is made of.

#include "rml/write/write_impl.h"

#include "io/path.h"
#include "rml/rml_impl.h"
#include "term/iri.h"

// Words ----------------------------------------------------------------------

/// Return the IRI of a core name in the vocabulary that is written; the lack of
/// one is reported at `loc`. An IRI is itself.
static RhumbStr
term_iri(RhumbRmlWriter *const writer,
         const char *const name,
         const RhumbLoc loc)
{
  if (strchr(name, ':')) {
    return rhumb_str(name);
  }
  const RhumbStr iri =
      rhumb_rml_iri(writer->arena, writer->style->profile, name);
  if (iri.len) {
    return iri;
  }
  RHUMB_RML_REFUSE(writer,
                   loc,
                   "the older RML has no word for what RML Core calls rml:%s",
                   name);
  return RHUMB_STR(RHUMB_RML);
}

RhumbStr
rhumb_rml_put_iri(RhumbRmlWriter *const writer,
                  const RhumbStr iri,
                  const RhumbLoc loc)
{
  size_t bad = 0;
  if (!rhumb_iri_valid(iri, &bad)) {
    char why[RHUMB_IRI_WHY];
    rhumb_iri_explain(why, iri, bad);
    RHUMB_KEEP(writer->status,
               rhumb_fail(writer->diag,
                          RHUMB_ERR_VALUE,
                          loc,
                          "\"%.*s\" %s",
                          RHUMB_FMT(iri),
                          why));
  }
  return rhumb_rml_tree_iri(&writer->tree, iri);
}

void
rhumb_rml_add(RhumbRmlWriter *const writer,
              RhumbRmlTreeNode *const node,
              const char *const name,
              const RhumbStr value)
{
  const RhumbLoc nowhere = {0}; // Both vocabularies have the property
  rhumb_rml_tree_add(
      &writer->tree, node, term_iri(writer, name, nowhere), value);
}

void
rhumb_rml_add_iri(RhumbRmlWriter *const writer,
                  RhumbRmlTreeNode *const node,
                  const char *const name,
                  const RhumbStr iri,
                  const RhumbLoc loc)
{
  rhumb_rml_add(writer, node, name, rhumb_rml_put_iri(writer, iri, loc));
}

void
rhumb_rml_add_text(RhumbRmlWriter *const writer,
                   RhumbRmlTreeNode *const node,
                   const char *const name,
                   const RhumbStr text)
{
  const RhumbTerm term = {.kind = RHUMB_TERM_LITERAL, .text = text};
  rhumb_rml_add(writer, node, name, rhumb_rml_tree_term(&writer->tree, &term));
}

void
rhumb_rml_add_word(RhumbRmlWriter *const writer,
                   RhumbRmlTreeNode *const node,
                   const char *const name,
                   const char *const word,
                   const RhumbLoc loc)
{
  const RhumbStr iri = term_iri(writer, word, loc);
  rhumb_rml_add(writer, node, name, rhumb_rml_tree_iri(&writer->tree, iri));
}

void
rhumb_rml_add_class(RhumbRmlWriter *const writer,
                    RhumbRmlTreeNode *const node,
                    const char *const name)
{
  const RhumbLoc nowhere = {0}; // Likewise the class
  rhumb_rml_add_word(writer, node, RHUMB_RDF_TYPE, name, nowhere);
}

RhumbRmlTreeNode *
rhumb_rml_nest(RhumbRmlWriter *const writer,
               RhumbRmlTreeNode *const node,
               const char *const name)
{
  const RhumbLoc nowhere = {0};
  return rhumb_rml_tree_nest(
      &writer->tree, node, term_iri(writer, name, nowhere));
}

RhumbRmlTreeNode *
rhumb_rml_list(RhumbRmlWriter *const writer,
               RhumbRmlTreeNode *const node,
               const char *const name)
{
  const RhumbLoc nowhere = {0};
  return rhumb_rml_tree_list(
      &writer->tree, node, term_iri(writer, name, nowhere));
}

// Bases and names ------------------------------------------------------------

RhumbStr
rhumb_rml_base(const RhumbRmlWriter *const writer,
               const RhumbTriplesMap *const map)
{
  return map->base.len ? map->base : writer->mapping->base;
}

/// Return what stands behind the `#` of the document itself, or nothing
static RhumbStr
local_name(const RhumbRmlWriter *const writer, const RhumbStr iri)
{
  RhumbStr base = writer->mapping->base;
  base.len = rhumb_str_index(base, '#');
  if (rhumb_str_starts(iri, RHUMB_STR("file:"))) {
    return rhumb_str_from(iri, rhumb_str_last(iri, "#/"));
  }
  return base.len && rhumb_str_starts(iri, base) && iri.len > base.len &&
                 iri.data[base.len] == '#'
             ? rhumb_str_slice(iri, base.len + 1, iri.len)
             : RHUMB_STR("");
}

/// Return what something is to be called, before names that are taken: as it is
/// called in Turtle, or by its key
static RhumbStr
first_name(RhumbRmlWriter *const writer,
           const RhumbStr name,
           const char *const prefix,
           const RhumbLoc loc)
{
  const bool turtle = rhumb_rules_in_turtle(&writer->last, loc);
  if (turtle && rhumb_iri_valid(name, NULL)) {
    const RhumbStr local = local_name(writer, name);
    return local.len
               ? rhumb_str_format(writer->arena, "#%.*s", RHUMB_FMT(local))
               : name;
  }
  RhumbBuf key = {0};
  rhumb_iri_encode(&key, name);
  const RhumbStr start = writer->mapping->names;
  const RhumbStr out =
      rhumb_str_format(writer->arena,
                       "%.*s%s%.*s",
                       RHUMB_FMT(start.len ? start : RHUMB_STR("#")),
                       prefix,
                       RHUMB_FMT(rhumb_buf_str(&key)));
  rhumb_buf_free(&key);
  return out;
}

RhumbStr
rhumb_rml_name(RhumbRmlWriter *const writer,
               const RhumbStr key,
               const char *const prefix,
               const RhumbLoc loc)
{
  const RhumbStr first = first_name(writer, key, prefix, loc);
  const uint32_t known = rhumb_table_find(&writer->taken, first);
  RhumbStr name = first;
  while (rhumb_table_find(&writer->taken, name) != RHUMB_TABLE_NONE) {
    name = rhumb_str_format(writer->arena,
                            "%.*s-%zu",
                            RHUMB_FMT(first),
                            ++writer->numbers.items[known]);
  }
  (void)rhumb_table_add(&writer->taken, name);
  RHUMB_PUSH_IN(writer->arena, &writer->numbers, 1);
  return rhumb_str_starts(name, RHUMB_STR("#"))
             ? rhumb_str_format(writer->arena, "<%.*s>", RHUMB_FMT(name))
             : rhumb_rml_put_iri(writer, name, loc);
}

RhumbStr
rhumb_rml_put_path(const RhumbRmlWriter *const writer,
                   const RhumbStr dir,
                   const RhumbStr path)
{
  const RhumbRmlStyle *const style = writer->style;
  if (!style->has_dir || rhumb_str_equal(dir, style->dir) ||
      rhumb_str_starts(path, RHUMB_STR("/")) || rhumb_str_is(path, "-")) {
    return path;
  }
  return rhumb_path_relative(
      writer->arena, style->dir, rhumb_path_join(writer->arena, dir, path));
}
