// SPDX-License-Identifier: ISC

/// @file target.c  Logical targets, written.

#include "rml/write/write_impl.h"

#include "io/path.h"
#include "sink/sink.h"
#include "term/iri.h"

static void
put_web(RhumbRmlWriter *const writer,
        RhumbRmlTreeNode *const node,
        const RhumbTarget *const target,
        const char *const type,
        const char *const property)
{
  rhumb_rml_add_class(writer, node, type);
  rhumb_rml_add_iri(writer, node, property, target->access, target->loc);
}

/// A path, with the folder that it starts from if the rules say that
static void
put_path(RhumbRmlWriter *const writer,
         RhumbRmlTreeNode *const node,
         const RhumbTarget *const target)
{
  const RhumbRmlStyle *const style = writer->style;
  RhumbStr path = target->access;
  rhumb_rml_add_class(writer, node, "FilePath");
  if (target->dir.data) {
    rhumb_rml_add_word(writer, node, "root", "MappingDirectory", target->loc);
    path = style->has_dir && !rhumb_str_equal(target->dir, style->dir)
               ? rhumb_path_relative(
                     writer->arena,
                     style->dir,
                     rhumb_path_join(writer->arena, target->dir, path))
               : path;
  }
  rhumb_rml_add_text(writer, node, "path", path);
}

/// Say what the older RML has no word for, or report it
static void
put_details(RhumbRmlWriter *const writer,
            RhumbRmlTreeNode *const node,
            const RhumbTarget *const target)
{
  if (target->is_wide) {
    rhumb_rml_add_word(writer, node, "encoding", "UTF-16", target->loc);
  }
  if (target->appends && writer->is_core) {
    rhumb_rml_add_word(writer, node, "mode", "Append", target->loc);
  }
  if (!writer->is_core && (target->appends || target->dir.data)) {
    RHUMB_RML_REFUSE(writer,
                     target->loc,
                     "the older RML has no word for the %s of this target",
                     target->appends ? "mode" : "folder");
  }
}

static void
put_access(RhumbRmlWriter *const writer,
           RhumbRmlTreeNode *const node,
           const RhumbTarget *const target)
{
  const bool sparql =
      rhumb_str_is(target->type, "sparql") || rhumb_str_is(target->type, "sd");
  const bool web = rhumb_str_is(target->type, "dcat") ||
                   rhumb_iri_is_absolute(target->access);
  if (rhumb_str_ends(target->type, RHUMB_STR("httprequest"))) {
    RHUMB_RML_REFUSE(writer,
                     target->loc,
                     "RML has no words for a target of type %.*s",
                     RHUMB_FMT(target->type));
  } else if (sparql) {
    put_web(writer, node, target, RHUMB_SD "Service", RHUMB_SD "endpoint");
  } else if (web) {
    put_web(writer,
            node,
            target,
            RHUMB_DCAT "Distribution",
            RHUMB_DCAT "downloadURL");
  } else if (writer->is_core) {
    put_path(writer, node, target);
  } else {
    RhumbBuf iri = {0};
    rhumb_buf_puts(&iri, "file:");
    rhumb_iri_put_path(&iri, target->access);
    rhumb_rml_add_class(writer, node, RHUMB_VOID "Dataset");
    rhumb_rml_add_iri(writer,
                      node,
                      RHUMB_VOID "dataDump",
                      rhumb_buf_keep(&iri, writer->arena),
                      target->loc);
  }
}

static void
put_target(RhumbRmlWriter *const writer,
           RhumbRmlTreeNode *const node,
           const RhumbTarget *const target)
{
  rhumb_rml_add_class(writer, node, "LogicalTarget");
  RhumbRmlTreeNode *const place = rhumb_rml_nest(writer, node, "target");
  put_access(writer, place, target);
  put_details(writer, writer->is_core ? place : node, target);
  if (target->serialization.len) {
    const RhumbSyntax *const syntax = rhumb_syntax_find(target->serialization);
    rhumb_rml_add_iri(writer,
                      node,
                      "serialization",
                      syntax ? rhumb_str(syntax->iri) : target->serialization,
                      target->loc);
  }
  if (target->compression.len) {
    const RhumbStr word = rhumb_str_copy(writer->arena, target->compression);
    rhumb_rml_add_word(writer, node, "compression", word.data, target->loc);
  }
}

/// Return the name of a target, described in a block of its own: what several
/// terms name is one output
static RhumbStr
name_target(RhumbRmlWriter *const writer, const RhumbTarget *const target)
{
  for (size_t i = 0; i < writer->targets.count; ++i) {
    if (writer->targets.items[i].target == target) {
      return writer->targets.items[i].name;
    }
  }
  const RhumbStr name =
      rhumb_rml_name(writer, target->name, "target-", target->loc);
  RHUMB_PUSH_IN(
      writer->arena, &writer->targets, (RhumbRmlTargetName){target, name});
  put_target(writer, rhumb_rml_tree_block(&writer->tree, name), target);
  return name;
}

void
rhumb_rml_put_targets(RhumbRmlWriter *const writer,
                      RhumbRmlTreeNode *const node,
                      const RhumbTargets *const targets)
{
  for (size_t i = 0; i < targets->count; ++i) {
    const RhumbTarget *const target = targets->items[i];
    rhumb_rml_add(writer, node, "logicalTarget", name_target(writer, target));
  }
}
