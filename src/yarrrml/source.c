// SPDX-License-Identifier: ISC

/// @file source.c  Sources of YARRRML.

#include "source/source.h"
#include "base/near.h"
#include "yarrrml/yarrrml_impl.h"

static RhumbSourceSpec *
new_source(RhumbYarrrml *const reader, const RhumbYaml *const node)
{
  RhumbSourceSpec *const spec =
      RHUMB_NEW(reader->yaml.arena, RhumbSourceSpec, 1);
  spec->profile = RHUMB_CLASSIC;
  spec->loc = spec->access_loc = spec->iterator_loc = node->loc;
  RHUMB_PUSH_IN(reader->yaml.arena, &reader->specs, spec);
  return spec;
}

void
rhumb_add_namespaces(const RhumbYarrrml *const reader,
                     RhumbSourceSpec *const spec)
{
  const RhumbPrefixes *const prefixes = &reader->mapping->prefixes;
  RhumbStr *const names =
      RHUMB_NEW(reader->yaml.arena, RhumbStr, 2 * prefixes->count);
  size_t count = 0;
  for (size_t i = 0; i < prefixes->count; ++i) {
    if (prefixes->items[i].name.len && prefixes->items[i].loc.text) {
      names[2 * count] = prefixes->items[i].name;
      names[(2 * count) + 1] = prefixes->items[i].iri;
      ++count;
    }
  }
  spec->namespaces = names;
  spec->n_namespaces = 2 * count;
}

/// Settle how the source is read, and what hangs on it
static RhumbStatus
complete(RhumbYarrrml *const reader, RhumbSourceSpec *const spec)
{
  if (!rhumb_source_settle(spec, reader->yaml.arena)) {
    return rhumb_fail(
        reader->yaml.diag,
        RHUMB_ERR_SYNTAX,
        spec->access_loc,
        "nothing says how to read \"%.*s\": add "
        "referenceFormulation: %s",
        RHUMB_FMT(spec->access),
        rhumb_source_list(reader->yaml.arena, RHUMB_SOURCE_WORDS(names), "or"));
  }
  if (spec->format->has_namespaces) {
    rhumb_add_namespaces(reader, spec);
  }
  rhumb_source_review(spec, reader->yaml.diag);
  return RHUMB_OK;
}

static void
settle_dir(const RhumbYarrrml *const reader,
           const RhumbYaml *const access,
           RhumbSourceSpec *const spec)
{
  const RhumbSpan span = rhumb_span_of(&reader->yaml, access);
  spec->dir = rhumb_folder_of(reader, &span);
}

/// Read "access~formulation"
static RhumbStatus
read_access(RhumbYarrrml *const reader,
            const RhumbYaml *const node,
            RhumbSourceSpec *const spec)
{
  RhumbStr name = {NULL, 0};
  spec->access_loc = node->loc;
  RHUMB_TRY(rhumb_read_access(reader,
                              node,
                              &rhumb_formulation_type,
                              "the first item of a source",
                              &spec->access,
                              &name));
  spec->format = rhumb_source_find(RHUMB_SOURCE_WORDS(names), name);
  settle_dir(reader, node, spec);
  return RHUMB_OK;
}

/// Read the path that finds the rows
static RhumbStatus
read_iterator(RhumbYarrrml *const reader,
              const RhumbYaml *const node,
              RhumbSourceSpec *const spec)
{
  spec->iterator_loc = node->loc;
  return node->kind == RHUMB_YAML_LIST
             ? rhumb_wrong_kind(&reader->yaml,
                                node,
                                "an iterator",
                                "a path, or a map of levels, {outer: …, "
                                "inner: …}")
             : rhumb_read_text(
                   &reader->yaml, node, "an iterator", &spec->iterator);
}

/// Read `[access~formulation, iterator]`
static RhumbStatus
read_source_list(RhumbYarrrml *const reader,
                 const RhumbYaml *const list,
                 RhumbSourceSpec *const spec,
                 const RhumbSourceSpec **const out)
{
  const RhumbYaml *const iterator = list->count == 2 ? list->values[1] : NULL;
  if (list->count < 1 || list->count > 2) {
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_SYNTAX,
                      list->loc,
                      "a source as a list is [access~formulation, iterator]; "
                      "this list has %zu",
                      list->count);
  }
  if (list->values[0]->kind != RHUMB_YAML_SCALAR) {
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_SYNTAX,
                      list->values[1]->loc,
                      "several sources where one is wanted: a name stands for "
                      "one; give each a name");
  }
  RHUMB_TRY(read_access(reader, list->values[0], spec));
  if (iterator && !rhumb_is_levels(iterator) && !rhumb_is_null(iterator)) {
    RHUMB_TRY(read_iterator(reader, iterator, spec));
  }
  RHUMB_TRY(complete(reader, spec));
  *out = spec;
  return rhumb_is_levels(iterator)
             ? rhumb_read_levels(reader, iterator, spec, out)
             : RHUMB_OK;
}

/// Take what says how the source is to be read, the strongest word last
static void
set_format(const RhumbSourceKeys *const keys, RhumbSourceSpec *const spec)
{
  const struct {
    size_t kind;
    RhumbStr word;
  } said[] = {{RHUMB_SOURCE_WORDS(media_types), keys->content_type},
              {RHUMB_SOURCE_WORDS(names), keys->formulation},
              {RHUMB_SOURCE_WORDS(queries), keys->query_formulation},
              {RHUMB_SOURCE_WORDS(types), spec->type}};
  for (size_t i = 0; i < RHUMB_COUNT(said); ++i) {
    const RhumbSourceType *const format =
        rhumb_source_find(said[i].kind, said[i].word);
    spec->format = format ? format : spec->format;
  }
}

/// Read which of the data's records are rows
static RhumbStatus
read_rows(RhumbYarrrml *const reader,
          const RhumbSourceKeys *const keys,
          RhumbSourceSpec *const spec)
{
  RhumbStatus status = RHUMB_OK;
  const RhumbYaml *const iterator = keys->iterator.value;
  const RhumbYaml *const levels = rhumb_is_levels(iterator) ? iterator : NULL;
  if (iterator && !levels) {
    RHUMB_KEEP(status, read_iterator(reader, iterator, spec));
  }
  if (keys->newest.value) {
    RHUMB_KEEP(status,
               rhumb_read_newest(reader, keys->newest.value, levels, spec));
  }
  RHUMB_KEEP(
      status,
      rhumb_read_placed(reader, &keys->sheet, &spec->sheet, &spec->sheet_loc));
  return status;
}

/// Settle where the data is: what rules may leave open, and what they may not
static RhumbStatus
find_data(const RhumbYarrrml *const reader,
          const RhumbSourceKeys *const keys,
          const RhumbYaml *const map,
          const RhumbStatus status,
          RhumbSourceSpec *const spec)
{
  if (spec->table.len && spec->query.len) {
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_SYNTAX,
                      map->loc,
                      "a source with both a table and a query: give one of "
                      "them");
  }
  if (!keys->access.value && (spec->table.len || spec->query.len) &&
      (!spec->format || spec->format->is_database)) {
    spec->access = reader->options->database; // As in R2RML
    spec->access_loc = (RhumbLoc){0};
    spec->dir = RHUMB_STR("");
  } else if (!keys->access.value && status == RHUMB_OK) {
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_SYNTAX,
                      map->loc,
                      "a source without \"access\": where is its data?");
  }
  return RHUMB_OK;
}

/// Take a "~formulation" off the access, unless a key says another; without one
/// that is known, the "~" is of the file's name
static void
take_formulation(const RhumbSourceKeys *const keys, RhumbSourceSpec *const spec)
{
  const size_t tilde = rhumb_find_tilde(spec->access);
  const RhumbSourceType *const format =
      tilde < spec->access.len
          ? rhumb_source_find(RHUMB_SOURCE_WORDS(names),
                              rhumb_str_from(spec->access, tilde + 1))
          : NULL;
  const RhumbSourceType *const said =
      rhumb_source_find(RHUMB_SOURCE_WORDS(names), keys->formulation);
  if (format && (!said || said == format)) {
    spec->access = rhumb_str_slice(spec->access, 0, tilde);
    spec->format = format;
  }
}

/// Read the keys of a source whose places are kept, beside those of its rows
static RhumbStatus
read_placed(RhumbYarrrml *const reader,
            const RhumbSourceKeys *const keys,
            RhumbStatus status,
            RhumbSourceSpec *const spec)
{
  RHUMB_KEEP(status,
             rhumb_read_placed(
                 reader, &keys->access, &spec->access, &spec->access_loc));
  RHUMB_KEEP(
      status,
      rhumb_read_placed(
          reader, &keys->encoding, &spec->encoding, &spec->encoding_loc));
  RHUMB_KEEP(status,
             rhumb_read_placed(
                 reader, &keys->pattern, &spec->pattern, &spec->pattern_loc));
  return status;
}

/// Read what the keys of a source say into `spec`; `status` is how reading the
/// keys themselves went
static RhumbStatus
read_base(RhumbYarrrml *const reader,
          const RhumbSourceKeys *const keys,
          const RhumbYaml *const map,
          RhumbStatus status,
          RhumbSourceSpec *const spec)
{
  status = read_placed(reader, keys, status, spec);
  if (keys->access.value && status == RHUMB_OK) {
    take_formulation(keys, spec);
    settle_dir(reader, keys->access.value, spec);
  }
  RHUMB_KEEP(status, rhumb_read_dialect(reader, &keys->dialect, spec));
  RHUMB_KEEP(status, read_rows(reader, keys, spec));
  set_format(keys, spec);
  RHUMB_TRY(find_data(reader, keys, map, status, spec));
  return status == RHUMB_OK ? complete(reader, spec) : status;
}

/// Read the source whose rows a source has by name, beside which nothing else
/// says where rows come from
static RhumbStatus
read_on_named(RhumbYarrrml *const reader,
              const RhumbSourceKeys *const keys,
              const RhumbYaml *const map,
              const RhumbStatus status,
              const RhumbSourceSpec **const out)
{
  RHUMB_TRY(status);
  if (!keys->fields.value && !keys->joins.value) {
    return rhumb_missing_key(&reader->yaml, map->loc, "\"source\"", "fields");
  }
  return rhumb_read_named_source(reader, keys->source.value, out);
}

static RhumbStatus
read_source_map(RhumbYarrrml *const reader,
                const RhumbYaml *const map,
                RhumbSourceSpec *const spec,
                const RhumbSourceSpec **const out)
{
  RhumbSourceKeys keys = {.spec = *spec};
  RhumbStatus status =
      rhumb_schema_read(&reader->yaml, &rhumb_source_schema, map, &keys);
  const RhumbYaml *const levels = keys.iterator.value;
  const RhumbSourceSpec *on = spec;
  *spec = keys.spec;
  status = keys.source.value ? read_on_named(reader, &keys, map, status, &on)
                             : read_base(reader, &keys, map, status, spec);
  if (status == RHUMB_OK && rhumb_is_levels(levels)) {
    status = rhumb_read_levels(reader, levels, spec, &on);
  }
  if (status != RHUMB_OK || !on) {
    return status;
  }
  if (!keys.fields.value && !keys.joins.value) {
    *out = on;
    return RHUMB_OK;
  }
  return rhumb_read_fields(reader, &keys, on, map->loc, out);
}

/// Return the one source in a list of sources, as mappings have them
static const RhumbYaml *
only_item(const RhumbYaml *node)
{
  while (node->kind == RHUMB_YAML_LIST && node->count == 1 &&
         node->values[0]->kind != RHUMB_YAML_SCALAR) {
    node = node->values[0];
  }
  return node;
}

RhumbStatus
rhumb_read_source(RhumbYarrrml *const reader,
                  const RhumbYaml *const outer,
                  const RhumbSourceSpec **const out)
{
  const RhumbYaml *const node = only_item(outer);
  RhumbSourceSpec *const spec = new_source(reader, node);
  if (node->kind == RHUMB_YAML_MAP) {
    return read_source_map(reader, node, spec, out);
  }
  if (node->kind == RHUMB_YAML_LIST) {
    return read_source_list(reader, node, spec, out);
  }
  RHUMB_TRY(read_access(reader, node, spec));
  RHUMB_TRY(complete(reader, spec));
  *out = spec;
  return RHUMB_OK;
}

/// Report a source that is on itself, through whichever others
static RhumbStatus
fail_cycle(const RhumbYarrrml *const reader,
           const RhumbNamed *const named,
           const RhumbLoc loc)
{
  const RhumbNamed *const from = reader->source;
  return rhumb_fail(reader->yaml.diag,
                    RHUMB_ERR_REFERENCE,
                    loc,
                    from == named
                        ? "the source \"%.*s\" is on itself"
                        : "the source \"%.*s\" is on itself, by way of "
                          "\"%s\"",
                    RHUMB_FMT(named->key->text),
                    from ? from->key->text.data : "");
}

RhumbStatus
rhumb_read_entry(RhumbYarrrml *const reader,
                 RhumbNamed *const named,
                 const RhumbLoc loc)
{
  const RhumbYaml *const value = named->value;
  const RhumbNamed *const before = reader->source;
  const RhumbSourceSpec *spec = NULL;
  if (named->is_reading) {
    return fail_cycle(reader, named, loc);
  }
  if (reader->n_reading > RHUMB_MAX_VIEW_DEPTH) { // The last may be no view
    return rhumb_logical_view_fail_depth(loc, reader->yaml.diag);
  }
  named->is_reading = true;
  reader->source = named;
  ++reader->n_reading;
  const RhumbStatus status = rhumb_read_source(reader, value, &spec);
  --reader->n_reading;
  reader->source = before;
  named->is_reading = false;
  named->value = NULL;
  named->item = spec;
  return status;
}

RhumbStatus
rhumb_read_named_source(RhumbYarrrml *const reader,
                        const RhumbYaml *const name,
                        const RhumbSourceSpec **const out)
{
  RhumbStr text = {0};
  *out = NULL;
  RHUMB_TRY(rhumb_read_text(&reader->yaml, name, "a source's name", &text));
  RhumbNamed *const named = rhumb_names_find(&reader->sources, text);
  if (!named) {
    return rhumb_names_fail(reader, &reader->sources, text, name->loc);
  }
  named->used = true;
  if (named->value) {
    RHUMB_TRY(rhumb_read_entry(reader, named, name->loc));
  }
  *out = (const RhumbSourceSpec *)named->item;
  return *out ? RHUMB_OK : RHUMB_ERR_SYNTAX;
}

/// True for a text that says itself how it is read, such as a file's name
static bool
is_file(const RhumbYarrrml *const reader, const RhumbStr text)
{
  RhumbSourceSpec spec = {.access = text};
  return rhumb_source_settle(&spec, reader->yaml.arena);
}

/// True for a string that is "access~formulation", or a file's name, and no
/// source's
static bool
is_access(const RhumbYarrrml *const reader, const RhumbYaml *const node)
{
  if (node->kind != RHUMB_YAML_SCALAR) {
    return false;
  }
  const RhumbStr text = rhumb_text_of(reader, node);
  return (rhumb_find_tilde(text) < text.len || is_file(reader, text)) &&
         !rhumb_names_find(&reader->sources, text);
}

/// True for the name of a source
static bool
is_name(const RhumbYarrrml *const reader, const RhumbYaml *const node)
{
  return node->kind == RHUMB_YAML_SCALAR &&
         rhumb_names_find(&reader->sources, rhumb_text_of(reader, node));
}

/// True for `[access~formulation, iterator]`, one source and not two
static bool
is_source_list(const RhumbYarrrml *const reader, const RhumbYaml *const node)
{
  return node->kind == RHUMB_YAML_LIST && node->count >= 1 &&
         is_access(reader, node->values[0]) &&
         (node->count == 1 ||
          (node->count == 2 && node->values[1]->kind == RHUMB_YAML_SCALAR &&
           !is_access(reader, node->values[1]) &&
           !is_name(reader, node->values[1])));
}

/// Add the source that a key stands for, or that a scalar or a map describes
static RhumbStatus
add_source(RhumbYarrrml *const reader,
           const RhumbYaml *const node,
           RhumbSourceList *const out)
{
  const RhumbSourceSpec *spec = NULL;
  if (node->kind == RHUMB_YAML_SCALAR && !rhumb_is_null(node) &&
      !is_access(reader, node)) {
    const RhumbStr text = rhumb_text_of(reader, node);
    RhumbNamed *const named = rhumb_names_find(&reader->sources, text);
    if (!named) {
      return memchr(text.data, '~', text.len) ||
                     memchr(text.data, '.', text.len)
                 ? rhumb_fail(reader->yaml.diag,
                              RHUMB_ERR_REFERENCE,
                              node->loc,
                              "unknown source \"%.*s\"; if it is a file, say "
                              "how it is read: %.*s~csv",
                              RHUMB_FMT(text),
                              RHUMB_FMT(text))
                 : rhumb_names_fail(reader, &reader->sources, text, node->loc);
    }
    named->used = true;
    spec = (const RhumbSourceSpec *)named->item;
  } else {
    RHUMB_TRY(rhumb_read_source(reader, node, &spec));
  }
  if (spec) { // Else its own place has been reported
    RHUMB_PUSH_IN(reader->yaml.arena, out, spec);
  }
  return RHUMB_OK;
}

RhumbStatus
rhumb_read_sources(RhumbYarrrml *const reader,
                   const RhumbYaml *const node,
                   RhumbSourceList *const out)
{
  if (node->kind != RHUMB_YAML_LIST || is_source_list(reader, node)) {
    return add_source(reader, node, out);
  }
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < node->count; ++i) {
    const RhumbYaml *const item = node->values[i];
    const bool is_keys = item->kind == RHUMB_YAML_LIST && item->count &&
                         is_name(reader, item->values[0]);
    RHUMB_KEEP(status,
               is_keys ? rhumb_read_sources(reader, item, out)
                       : add_source(reader, item, out));
  }
  return status;
}
