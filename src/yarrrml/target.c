// SPDX-License-Identifier: ISC

/// @file target.c  Targets of YARRRML.

#include "base/words.h"
#include "io/compression.h"
#include "sink/sink.h"
#include "term/iri.h"
#include "yarrrml/yarrrml_impl.h"

static RhumbStatus
fail_serialization(const RhumbYarrrml *const reader,
                   const RhumbStr text,
                   const RhumbLoc loc)
{
  RhumbBuf names = {0};
  rhumb_syntaxes_put(&names, ", ", false);
  const RhumbStatus status = rhumb_fail_near(
      reader->yaml.diag,
      RHUMB_ERR_REFERENCE,
      loc,
      rhumb_syntax_near(reader->yaml.arena, rhumb_unpacked_path(text)),
      "unknown serialization \"%.*s\"; there are %s",
      RHUMB_FMT(text),
      rhumb_buf_cstr(&names));
  rhumb_buf_free(&names);
  return status;
}

/// Names, IRIs and media types are serializations, and "nt.gz" is one with its
/// compression; only names are checked here
static RhumbStatus
read_serialization(RhumbYarrrml *const reader,
                   const RhumbYaml *const node,
                   RhumbTarget *const target)
{
  RhumbStr text = {NULL, 0};
  if (!node) {
    return RHUMB_OK;
  }
  RHUMB_TRY(rhumb_read_text(&reader->yaml, node, "a serialization", &text));
  const bool is_name = text.len && !memchr(text.data, '/', text.len) &&
                       !memchr(text.data, ':', text.len);
  target->serialization = text;
  if (!rhumb_syntax_find(text) &&
      rhumb_syntax_find(rhumb_unpacked_path(text))) {
    target->serialization = rhumb_unpacked_path(text);
    target->compression = rhumb_path_compression(text);
  }
  return is_name && !rhumb_syntax_find(target->serialization)
             ? fail_serialization(reader, text, node->loc)
             : RHUMB_OK;
}

/// Read what the key says, the same as the serialization if that says one
static RhumbStatus
read_compression(RhumbYarrrml *const reader,
                 const RhumbYaml *const node,
                 RhumbTarget *const target)
{
  const RhumbCompression *found = NULL;
  RhumbStr word = {NULL, 0};
  if (!node) {
    return RHUMB_OK;
  }
  RHUMB_TRY(rhumb_read_text(&reader->yaml, node, "compression", &word));
  const RhumbStr before = target->compression;
  const RhumbStr name = rhumb_compression_named(word);
  target->compression =
      name.len
          ? name // Or a word of RML, which is refused where targets are
          : rhumb_words_find(rhumb_compression_words(reader->yaml.arena), word);
  if (!target->compression.len) {
    return rhumb_compression_find(&found, word, node->loc, reader->yaml.diag);
  }
  return !before.len || rhumb_str_equal(before, target->compression)
             ? RHUMB_OK
             : rhumb_fail(reader->yaml.diag,
                          RHUMB_ERR_SYNTAX,
                          node->loc,
                          "the serialization says %.*s, and the compression "
                          "%.*s; write one of them",
                          RHUMB_FMT(before),
                          RHUMB_FMT(target->compression));
}

/// Read "access~type"
static RhumbStatus
read_target_access(RhumbYarrrml *const reader,
                   const RhumbYaml *const node,
                   RhumbTarget *const target)
{
  if (!node) {
    return RHUMB_OK;
  }
  RHUMB_TRY(rhumb_read_access(reader,
                              node,
                              &rhumb_target_type,
                              "a target's access",
                              &target->access,
                              &target->type));
  const RhumbSpan span = rhumb_span_of(&reader->yaml, node);
  if (rhumb_span_is_option(&span)) {
    target->dir = RHUMB_STR("");
  }
  return RHUMB_OK;
}

static RhumbStatus
sort_target_list(const RhumbYarrrml *const reader,
                 const RhumbYaml *const list,
                 RhumbTargetKeys *const out)
{
  if (list->count < 1 || list->count > 3) {
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_SYNTAX,
                      list->loc,
                      "a target as a list is [access~type, serialization, "
                      "compression]; this list has %zu",
                      list->count);
  }
  out->access.value = list->values[0];
  out->serialization.value = list->count > 1 ? list->values[1] : NULL;
  out->compression.value = list->count > 2 ? list->values[2] : NULL;
  return RHUMB_OK;
}

/// Sort a map; report what it lacks, and what it has that is not supported
static RhumbStatus
sort_target_map(const RhumbYarrrml *const reader,
                const RhumbYaml *const map,
                RhumbTargetKeys *const out)
{
  RhumbStatus status =
      rhumb_schema_read(&reader->yaml, &rhumb_target_schema, map, out);
  if (out->source.key) {
    RHUMB_KEEP(
        status,
        rhumb_fail(reader->yaml.diag,
                   RHUMB_ERR_UNSUPPORTED,
                   out->source.key->loc,
                   "targets that depend on the data are not supported; name "
                   "one file"));
  } else if (!out->access.value) {
    RHUMB_KEEP(status,
               rhumb_fail(reader->yaml.diag,
                          RHUMB_ERR_SYNTAX,
                          map->loc,
                          "a target without \"access\": where does it go?"));
  }
  return status;
}

RhumbStatus
rhumb_read_target(RhumbYarrrml *const reader,
                  const RhumbYaml *const node,
                  RhumbTarget **const out)
{
  RhumbTarget *const target = RHUMB_NEW(reader->yaml.arena, RhumbTarget, 1);
  RhumbTargetKeys keys = {.access = {NULL, node}};
  target->loc = target->access_loc = node->loc;
  target->type = RHUMB_STR("localfile");
  RhumbStatus status = RHUMB_OK;
  if (node->kind != RHUMB_YAML_SCALAR) {
    keys.access.value = NULL;
    status = node->kind == RHUMB_YAML_MAP
                 ? sort_target_map(reader, node, &keys)
                 : sort_target_list(reader, node, &keys);
  }
  RHUMB_KEEP(status, read_target_access(reader, keys.access.value, target));
  RHUMB_KEEP(status,
             read_serialization(reader, keys.serialization.value, target));
  RHUMB_KEEP(status, read_compression(reader, keys.compression.value, target));
  target->type = keys.type.len ? keys.type : target->type;
  target->is_wide = rhumb_str_is(keys.encoding, "utf-16");
  target->appends = keys.mode && strcmp(keys.mode, "append") == 0;
  target->name = target->access;
  target->access = rhumb_iri_path(reader->yaml.arena, target->access);
  if (keys.access.value) {
    target->access_loc = keys.access.value->loc;
  }
  if (!keys.source.key) { // Which has been reported
    RHUMB_KEEP(status,
               rhumb_target_check_name(
                   target->access, target->access_loc, reader->yaml.diag));
  }
  rhumb_target_settle(target);
  *out = target;
  return status;
}

/// True for a list that describes one target rather than naming several
static bool
is_target_list(const RhumbYarrrml *const reader, const RhumbYaml *const node)
{
  if (node->kind != RHUMB_YAML_LIST || !node->count ||
      node->values[0]->kind != RHUMB_YAML_SCALAR) {
    return false;
  }
  const RhumbStr first = rhumb_text_of(reader, node->values[0]);
  return !rhumb_names_find(&reader->targets, first) &&
         (rhumb_find_tilde(first) < first.len ||
          memchr(first.data, '.', first.len) ||
          memchr(first.data, '/', first.len));
}

typedef RHUMB_LIST(const RhumbTarget *) TargetList;

static RhumbStatus
add_target(RhumbYarrrml *const reader,
           const RhumbYaml *const node,
           TargetList *const out)
{
  RhumbTarget *read = NULL;
  const RhumbTarget *target = NULL;
  const bool is_text = node->kind == RHUMB_YAML_SCALAR;
  const RhumbStr text = is_text ? rhumb_text_of(reader, node) : node->text;
  if (is_text && rhumb_find_tilde(text) == text.len) {
    RhumbNamed *const named = rhumb_names_find(&reader->targets, text);
    if (!named) {
      return rhumb_names_fail(reader, &reader->targets, text, node->loc);
    }
    named->used = true;
    target = (const RhumbTarget *)named->item;
  } else {
    RHUMB_TRY(rhumb_read_target(reader, node, &read));
    target = read;
  }
  if (target) {
    RHUMB_PUSH_IN(reader->yaml.arena, out, target);
  }
  return RHUMB_OK;
}

RhumbStatus
rhumb_read_targets(RhumbYarrrml *const reader,
                   const RhumbYaml *const node,
                   RhumbTargets *const out)
{
  RhumbStatus status = RHUMB_OK;
  TargetList list = {0};
  if (!node) {
    return RHUMB_OK;
  }
  if (is_target_list(reader, node)) {
    status = add_target(reader, node, &list);
  } else {
    const RhumbItems items = rhumb_items(&node);
    for (size_t i = 0; i < items.count; ++i) {
      RHUMB_KEEP(status, add_target(reader, items.items[i], &list));
    }
  }
  *out = (RhumbTargets){list.items, list.count};
  return status;
}
