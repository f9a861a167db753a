// SPDX-License-Identifier: ISC

/// @file style.c  The keys of `views:`, read into a view.

#include "view/style.h"

#include "base/near.h"
#include "term/iri.h"
#include "term/language.h"
#include "term/vocabulary.h"
#include "view/palette.h"
#include "view/select.h"
#include "view/style_impl.h"

#include <errno.h>
#include <stdlib.h>

struct RhumbViews {
  RhumbView *items;
  size_t count;
};

typedef struct {
  RhumbArena *arena;
  RhumbPrefixes *prefixes;
  const RhumbDiag *diag;
} Reader;

/// A key of a map: its name, what reads its value, and where that goes
typedef struct {
  const char *name;
  RhumbStatus (*read)(const Reader *reader, const RhumbYaml *value, void *to);
  size_t offset;
  bool required;
} Key;

#define KEY(type, member, name, read)         \
  {                                           \
    name, read, offsetof(type, member), false \
  }
#define NEEDED(type, member, name, read)     \
  {                                          \
    name, read, offsetof(type, member), true \
  }
#define END_OF_KEYS      \
  {                      \
    NULL, NULL, 0, false \
  }

static bool
is_null(const RhumbYaml *const node)
{
  return node->kind == RHUMB_YAML_SCALAR && node->tag == RHUMB_YAML_NULL;
}

static bool
is_empty(const RhumbYaml *const node)
{
  return node->kind == RHUMB_YAML_LIST && !node->count;
}

static RhumbStatus
expected(const Reader *const r,
         const char *const what,
         const RhumbYaml *const got)
{
  return rhumb_fail(r->diag,
                    RHUMB_ERR_SYNTAX,
                    got->loc,
                    "expected %s, not %s",
                    what,
                    rhumb_yaml_kind_name(got));
}

// Maps and lists of them

static const char *
near_key(const Key *const keys, const RhumbStr name)
{
  const char *names[32];
  size_t count = 0;
  for (; keys[count].name && count + 1 < sizeof(names) / sizeof(*names);
       ++count) {
    names[count] = keys[count].name;
  }
  names[count] = NULL;
  return rhumb_near(name, names);
}

static const Key *
find_key(const Key *const keys, const RhumbStr name)
{
  for (const Key *key = keys; key->name; ++key) {
    if (rhumb_str_is(name, key->name)) {
      return key;
    }
  }
  return NULL;
}

static RhumbStatus
check_needed(const Reader *const r,
             const RhumbYaml *const map,
             const Key *const keys)
{
  RhumbStatus status = RHUMB_OK;
  for (const Key *key = keys; key->name; ++key) {
    const RhumbYaml *const value =
        key->required ? rhumb_yaml_get(map, key->name) : NULL;
    if (key->required && (!value || is_null(value))) {
      status = rhumb_fail(r->diag,
                          RHUMB_ERR_SYNTAX,
                          map->loc,
                          "the key \"%s\" is missing",
                          key->name);
    } else if (key->required && is_empty(value)) {
      status = rhumb_fail(r->diag,
                          RHUMB_ERR_SYNTAX,
                          value->loc,
                          "the key \"%s\" needs one name at least",
                          key->name);
    }
  }
  return status;
}

/// Read each entry of `map` by `keys` into the members of `object`
static RhumbStatus
read_map(const Reader *const r,
         const RhumbYaml *const map,
         const Key *const keys,
         void *const object)
{
  if (map->kind != RHUMB_YAML_MAP) {
    return expected(r, "a map", map);
  }

  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < map->count; ++i) {
    const Key *const key = find_key(keys, map->keys[i]->text);
    if (!key) {
      RHUMB_KEEP(status,
                 rhumb_fail_near(r->diag,
                                 RHUMB_ERR_SYNTAX,
                                 map->keys[i]->loc,
                                 near_key(keys, map->keys[i]->text),
                                 "unknown key \"%.*s\"",
                                 RHUMB_FMT(map->keys[i]->text)));
    } else if (!is_null(map->values[i])) {
      void *const to = (char *)object + key->offset;
      RHUMB_KEEP(status, key->read(r, map->values[i], to));
    }
  }
  RHUMB_KEEP(status, check_needed(r, map, keys));
  return status;
}

/// The items of a list, or the one value that stands for a list of one
static size_t
items_of(const RhumbYaml *const *const value,
         const RhumbYaml *const **const items)
{
  const bool is_list = (*value)->kind == RHUMB_YAML_LIST;
  *items = is_list ? (*value)->values : value;
  return is_list ? (*value)->count : 1;
}

// Scalars

static RhumbStatus
read_text(const Reader *const r, const RhumbYaml *const value, void *const to)
{
  if (value->kind != RHUMB_YAML_SCALAR) {
    return expected(r, "a text", value);
  }
  *(RhumbStr *)to = rhumb_str_copy(r->arena, value->text);
  return RHUMB_OK;
}

/// How many words a message lists
static const size_t words_told = 12;

static RhumbStatus
read_word(const Reader *const r,
          const RhumbYaml *const value,
          const char *const *const words,
          const char *const what,
          const char **const to)
{
  if (value->kind != RHUMB_YAML_SCALAR) {
    return expected(r, what, value);
  }
  *to = rhumb_word(words, value->text);
  if (*to) {
    return RHUMB_OK;
  }
  const char *const near = rhumb_near(value->text, words);
  RhumbBuf known = {0};
  for (size_t i = 0; !near && words[i] && i < words_told; ++i) {
    const char *const before = i ? ", " : "; there are ";
    const bool is_last = i + 1 == words_told && words[i + 1];
    rhumb_buf_format(
        &known, "%s%s%s", before, words[i], is_last ? " and others" : "");
  }
  const RhumbStatus status = rhumb_fail_near(r->diag,
                                             RHUMB_ERR_REFERENCE,
                                             value->loc,
                                             near,
                                             "unknown %s \"%.*s\"%s",
                                             what,
                                             RHUMB_FMT(value->text),
                                             rhumb_buf_cstr(&known));
  rhumb_buf_free(&known);
  return status;
}

static RhumbStatus
read_shape(const Reader *const r, const RhumbYaml *const value, void *const to)
{
  return read_word(r, value, rhumb_shape_names, "shape", (const char **)to);
}

static RhumbStatus
read_stroke(const Reader *const r, const RhumbYaml *const value, void *const to)
{
  return read_word(r, value, rhumb_strokes, "style", (const char **)to);
}

static RhumbStatus
read_arrow(const Reader *const r, const RhumbYaml *const value, void *const to)
{
  return read_word(r, value, rhumb_arrows, "arrow", (const char **)to);
}

static RhumbStatus
read_layout(const Reader *const r, const RhumbYaml *const value, void *const to)
{
  return read_word(r, value, rhumb_layouts, "layout", (const char **)to);
}

static RhumbStatus
read_direction(const Reader *const r,
               const RhumbYaml *const value,
               void *const to)
{
  return read_word(r, value, rhumb_directions, "direction", (const char **)to);
}

static RhumbStatus
read_color(const Reader *const r, const RhumbYaml *const value, void *const to)
{
  if (value->kind != RHUMB_YAML_SCALAR) {
    return expected(r, "a colour", value);
  }
  if (!rhumb_color_valid(value->text)) {
    return rhumb_fail_near(r->diag,
                           RHUMB_ERR_REFERENCE,
                           value->loc,
                           rhumb_color_near(value->text),
                           "unknown colour \"%.*s\": a name such as "
                           "\"lightblue\", or \"#rrggbb\" in quotes",
                           RHUMB_FMT(value->text));
  }

  *(const char **)to = rhumb_str_copy(r->arena, value->text).data;
  if (value->text.len == 4 && value->text.data[0] == '#') {
    const char *const c = value->text.data;
    *(const char **)to =
        rhumb_str_format(
            r->arena, "#%c%c%c%c%c%c", c[1], c[1], c[2], c[2], c[3], c[3])
            .data;
  }
  return RHUMB_OK;
}

static RhumbStatus
read_number(const Reader *const r,
            const RhumbYaml *const value,
            const double least,
            const double most,
            double *const to)
{
  char *end = NULL;
  const bool is_scalar = value->kind == RHUMB_YAML_SCALAR && value->text.len;
  const double number = is_scalar ? strtod(value->text.data, &end) : 0.0;
  if (!is_scalar || *end || !(number >= least && number <= most)) {
    return rhumb_fail(r->diag,
                      RHUMB_ERR_VALUE,
                      value->loc,
                      "expected a number from %g to %g",
                      least,
                      most);
  }
  *to = number;
  return RHUMB_OK;
}

static RhumbStatus
read_width(const Reader *const r, const RhumbYaml *const value, void *const to)
{
  return read_number(r, value, 0.1, 20.0, (double *)to);
}

static RhumbStatus
read_font_size(const Reader *const r,
               const RhumbYaml *const value,
               void *const to)
{
  return read_number(r, value, 4.0, 96.0, (double *)to);
}

static RhumbStatus
read_count(const Reader *const r, const RhumbYaml *const value, void *const to)
{
  static const double most = 1000000.0;
  double number = 0.0;
  const bool is_count = value->kind == RHUMB_YAML_SCALAR &&
                        value->tag == RHUMB_YAML_INTEGER &&
                        value->text.data[0] != '-' && value->text.len <= 7;
  if (!is_count) {
    return rhumb_fail(r->diag,
                      RHUMB_ERR_VALUE,
                      value->loc,
                      "expected a whole number from 0 to %.0f",
                      most);
  }
  RHUMB_TRY(read_number(r, value, 0.0, most, &number));
  *(size_t *)to = (size_t)number;
  return RHUMB_OK;
}

// Names: IRIs and languages

/// Where an IRI's prefix ends; its length if there is no colon
static size_t
colon_of(const RhumbStr text)
{
  const char *const colon =
      text.len ? (const char *)memchr(text.data, ':', text.len) : NULL;
  return colon ? (size_t)(colon - text.data) : text.len;
}

static bool
is_whole_iri(const RhumbStr text, const size_t colon)
{
  const RhumbStr rest = rhumb_str_slice(text, colon, text.len);
  return rhumb_str_starts(rest, RHUMB_STR("://")) ||
         rhumb_str_starts(text, RHUMB_STR("urn:")) ||
         rhumb_str_starts(text, RHUMB_STR("mailto:"));
}

static RhumbStatus
bad_iri(const Reader *const r, const RhumbYaml *const value)
{
  return rhumb_fail(r->diag,
                    RHUMB_ERR_SYNTAX,
                    value->loc,
                    "\"%.*s\" is neither a prefixed name nor an IRI",
                    RHUMB_FMT(value->text));
}

static RhumbStatus
expand(const Reader *const r, const RhumbYaml *const value, RhumbStr *const out)
{
  const RhumbStr text = value->text;
  const size_t colon = colon_of(text);
  if (text.len > 1 && text.data[0] == '<' && text.data[text.len - 1] == '>') {
    *out = rhumb_str_slice(text, 1, text.len - 1);
    return RHUMB_OK;
  }
  if (rhumb_str_is(text, "a")) {
    *out = RHUMB_STR(RHUMB_RDF_TYPE);
    return RHUMB_OK;
  }
  if (colon == text.len) {
    return bad_iri(r, value);
  }
  if (is_whole_iri(text, colon)) {
    *out = text;
    return RHUMB_OK;
  }

  const RhumbStr prefix = rhumb_str_slice(text, 0, colon);
  const RhumbStr start = rhumb_prefixes_find(r->prefixes, prefix);
  if (!start.data) {
    return rhumb_fail_near(r->diag,
                           RHUMB_ERR_REFERENCE,
                           value->loc,
                           rhumb_prefixes_near(r->prefixes, prefix),
                           "unknown prefix \"%.*s\"",
                           RHUMB_FMT(prefix));
  }
  *out = rhumb_str_format(r->arena,
                          "%.*s%.*s",
                          RHUMB_FMT(start),
                          (int)(text.len - colon - 1),
                          text.data + colon + 1);
  return RHUMB_OK;
}

static RhumbStatus
read_iri(const Reader *const r,
         const RhumbYaml *const value,
         RhumbIri *const to)
{
  if (value->kind != RHUMB_YAML_SCALAR) {
    return expected(r, "a prefixed name or an IRI", value);
  }
  RhumbStr iri = {0};
  RHUMB_TRY(expand(r, value, &iri));
  if (!rhumb_iri_valid(iri, NULL)) {
    return bad_iri(r, value);
  }
  *to = (RhumbIri){rhumb_str_copy(r->arena, iri), value->loc};
  return RHUMB_OK;
}

static RhumbStatus
read_language(const Reader *const r,
              const RhumbYaml *const value,
              RhumbIri *const to)
{
  const RhumbStr tag = value->text;
  if (value->kind != RHUMB_YAML_SCALAR) {
    return expected(r, "a language tag", value);
  }
  if (tag.len && !rhumb_str_is(tag, "*") && !rhumb_language_valid(tag)) {
    return rhumb_fail(r->diag,
                      RHUMB_ERR_VALUE,
                      value->loc,
                      "\"%.*s\" is no language tag, \"\" (none) or \"*\" (any)",
                      RHUMB_FMT(tag));
  }
  *to = (RhumbIri){rhumb_str_copy(r->arena, tag), value->loc};
  return RHUMB_OK;
}

static RhumbStatus
read_names(const Reader *const r,
           const RhumbYaml *const value,
           RhumbStatus (*const read)(const Reader *,
                                     const RhumbYaml *,
                                     RhumbIri *),
           RhumbIris *const to)
{
  const RhumbYaml *const *items = NULL;
  const size_t count = items_of(&value, &items);
  RhumbIri *const names = RHUMB_NEW(r->arena, RhumbIri, count);
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < count; ++i) {
    RHUMB_KEEP(status, read(r, items[i], &names[i]));
  }
  *to = (RhumbIris){names, count};
  return status;
}

static RhumbStatus
read_iris(const Reader *const r, const RhumbYaml *const value, void *const to)
{
  return read_names(r, value, read_iri, (RhumbIris *)to);
}

static RhumbStatus
read_languages(const Reader *const r,
               const RhumbYaml *const value,
               void *const to)
{
  return read_names(r, value, read_language, (RhumbIris *)to);
}

// Rules

static const Key node_keys[] = {
    KEY(RhumbRule, of, "class", read_iris),
    KEY(RhumbRule, nodes, "node", read_iris),
    KEY(RhumbRule, legend, "legend", read_text),
    KEY(RhumbRule, attrs.shape, "shape", read_shape),
    KEY(RhumbRule, attrs.fill, "fill", read_color),
    KEY(RhumbRule, attrs.color, "color", read_color),
    KEY(RhumbRule, attrs.style, "style", read_stroke),
    KEY(RhumbRule, attrs.width, "width", read_width),
    KEY(RhumbRule, attrs.font_color, "font-color", read_color),
    KEY(RhumbRule, attrs.font_size, "font-size", read_font_size),
    END_OF_KEYS,
};

static const Key edge_keys[] = {
    NEEDED(RhumbRule, of, "property", read_iris),
    KEY(RhumbRule, label, "label", read_text),
    KEY(RhumbRule, legend, "legend", read_text),
    KEY(RhumbRule, attrs.color, "color", read_color),
    KEY(RhumbRule, attrs.style, "style", read_stroke),
    KEY(RhumbRule, attrs.width, "width", read_width),
    KEY(RhumbRule, attrs.arrow, "arrow", read_arrow),
    KEY(RhumbRule, attrs.font_color, "font-color", read_color),
    KEY(RhumbRule, attrs.font_size, "font-size", read_font_size),
    END_OF_KEYS,
};

static const Key collapse_keys[] = {
    NEEDED(RhumbCollapse, rule.of, "class", read_iris),
    NEEDED(RhumbCollapse, from, "from", read_iris),
    NEEDED(RhumbCollapse, to, "to", read_iris),
    KEY(RhumbCollapse, show, "show", read_iris),
    KEY(RhumbCollapse, by, "by", read_iris),
    KEY(RhumbCollapse, sources, "source", read_iris),
    KEY(RhumbCollapse, property, "property", read_iris),
    KEY(RhumbCollapse, rule.label, "label", read_text),
    KEY(RhumbCollapse, rule.legend, "legend", read_text),
    KEY(RhumbCollapse, rule.attrs.color, "color", read_color),
    KEY(RhumbCollapse, rule.attrs.style, "style", read_stroke),
    KEY(RhumbCollapse, rule.attrs.width, "width", read_width),
    KEY(RhumbCollapse, rule.attrs.arrow, "arrow", read_arrow),
    END_OF_KEYS,
};

/// Read a list of maps (or one map) into new objects of `size` bytes
static RhumbStatus
read_objects(const Reader *const r,
             const RhumbYaml *const value,
             const Key *const keys,
             const size_t size,
             char *const objects)
{
  const RhumbYaml *const *items = NULL;
  const size_t count = items_of(&value, &items);
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < count; ++i) {
    RHUMB_KEEP(status, read_map(r, items[i], keys, objects + (i * size)));
  }
  return status;
}

static size_t
count_of(const RhumbYaml *const value)
{
  return value->kind == RHUMB_YAML_LIST ? value->count : 1;
}

static RhumbStatus
read_rules(const Reader *const r,
           const RhumbYaml *const value,
           const Key *const keys,
           RhumbRules *const to)
{
  const size_t count = count_of(value);
  RhumbRule *const rules = RHUMB_NEW(r->arena, RhumbRule, count);
  *to = (RhumbRules){rules, count};
  return read_objects(r, value, keys, sizeof(*rules), (char *)rules);
}

static RhumbStatus
check_node_rule(const Reader *const r,
                const RhumbRule *const rule,
                const RhumbYaml *const item)
{
  if (rule->of.count && rule->nodes.count) {
    rhumb_warn(r->diag,
               RHUMB_WARNING,
               item->loc,
               "the rule has both \"class\" and \"node\": it applies to all of "
               "the class, and to the node whatever its class; write a rule "
               "for each, or leave one out");
  }
  return rule->of.count || rule->nodes.count || item->kind != RHUMB_YAML_MAP
             ? RHUMB_OK
             : rhumb_fail(r->diag,
                          RHUMB_ERR_SYNTAX,
                          item->loc,
                          "a rule for nodes needs the key \"class\" or "
                          "\"node\"");
}

static RhumbStatus
read_node_rules(const Reader *const r,
                const RhumbYaml *const value,
                void *const to)
{
  const RhumbYaml *const *items = NULL;
  const size_t count = items_of(&value, &items);
  RhumbRules *const rules = (RhumbRules *)to;
  RHUMB_TRY(read_rules(r, value, node_keys, rules));

  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < count; ++i) {
    RHUMB_KEEP(status, check_node_rule(r, &rules->items[i], items[i]));
  }
  return status;
}

static RhumbStatus
read_edge_rules(const Reader *const r,
                const RhumbYaml *const value,
                void *const to)
{
  return read_rules(r, value, edge_keys, (RhumbRules *)to);
}

static RhumbStatus
read_collapses(const Reader *const r,
               const RhumbYaml *const value,
               void *const to)
{
  const size_t count = count_of(value);
  RhumbCollapse *const rules = RHUMB_NEW(r->arena, RhumbCollapse, count);
  *(RhumbCollapses *)to = (RhumbCollapses){rules, count};
  return read_objects(r, value, collapse_keys, sizeof(*rules), (char *)rules);
}

// The view

static const Key cluster_keys[] = {
    NEEDED(RhumbView, cluster, "by", read_iris),
    END_OF_KEYS,
};

static const Key focus_keys[] = {
    NEEDED(RhumbView, focus, "nodes", read_iris),
    KEY(RhumbView, hops, "hops", read_count),
    END_OF_KEYS,
};

static const Key hide_keys[] = {
    KEY(RhumbView, hide_classes, "classes", read_iris),
    KEY(RhumbView, hide_properties, "properties", read_iris),
    KEY(RhumbView, hide_nodes, "nodes", read_iris),
    KEY(RhumbView, degree_over, "degree-over", read_count),
    END_OF_KEYS,
};

static const Key only_keys[] = {
    KEY(RhumbView, only_classes, "classes", read_iris),
    KEY(RhumbView, only_properties, "properties", read_iris),
    END_OF_KEYS,
};

static RhumbStatus
read_cluster(const Reader *const r,
             const RhumbYaml *const value,
             void *const to)
{
  return read_map(r, value, cluster_keys, to);
}

static RhumbStatus
read_focus(const Reader *const r, const RhumbYaml *const value, void *const to)
{
  return read_map(r, value, focus_keys, to);
}

static RhumbStatus
read_hide(const Reader *const r, const RhumbYaml *const value, void *const to)
{
  return read_map(r, value, hide_keys, to);
}

static RhumbStatus
read_only(const Reader *const r, const RhumbYaml *const value, void *const to)
{
  return read_map(r, value, only_keys, to);
}

/// Maps within the view write to the view itself, hence the offset 0
static const Key view_keys[] = {
    KEY(RhumbView, title, "title", read_text),
    KEY(RhumbView, description, "description", read_text),
    KEY(RhumbView, layout, "layout", read_layout),
    KEY(RhumbView, direction, "direction", read_direction),
    KEY(RhumbView, languages, "language", read_languages),
    KEY(RhumbView, labels, "label", read_iris),
    KEY(RhumbView, nodes, "nodes", read_node_rules),
    KEY(RhumbView, edges, "edges", read_edge_rules),
    KEY(RhumbView, collapse, "collapse", read_collapses),
    {"cluster", read_cluster, 0, false},
    KEY(RhumbView, details, "details", read_iris),
    KEY(RhumbView, links, "link", read_iris),
    {"focus", read_focus, 0, false},
    {"hide", read_hide, 0, false},
    {"only", read_only, 0, false},
    KEY(RhumbView, limit, "limit", read_count),
    END_OF_KEYS,
};

static void
set_defaults(RhumbView *const view)
{
  const RhumbView *const any = &rhumb_view_any;
  view->languages = view->languages.count ? view->languages : any->languages;
  view->labels = view->labels.count ? view->labels : any->labels;
  view->links = view->links.count ? view->links : any->links;
  view->limit = view->limit ? view->limit : any->limit;
  if (view->layout && strcmp(view->layout, "auto") == 0) {
    view->layout = NULL;
  }
}

static RhumbStatus
check_new_name(const Reader *const r,
               const RhumbViews *const views,
               const RhumbYaml *const key)
{
  const RhumbView *const before = rhumb_views_find(views, key->text);
  if (!before) {
    return RHUMB_OK;
  }
  (void)rhumb_fail(r->diag,
                   RHUMB_ERR_SYNTAX,
                   key->loc,
                   "the view \"%.*s\" is there already",
                   RHUMB_FMT(key->text));
  rhumb_warn(r->diag, RHUMB_NOTE, before->loc, "it is also defined here");
  return RHUMB_ERR_SYNTAX;
}

/// A view's name becomes the name of its picture's file
static RhumbStatus
check_file_name(const Reader *const r, const RhumbYaml *const key)
{
  const RhumbStr name = key->text;
  const bool is_path = name.len && (memchr(name.data, '/', name.len) ||
                                    memchr(name.data, '\0', name.len));
  return name.len && !is_path && !rhumb_str_is(name, ".") &&
                 !rhumb_str_is(name, "..")
             ? RHUMB_OK
             : rhumb_fail(r->diag,
                          RHUMB_ERR_SYNTAX,
                          key->loc,
                          "\"%.*s\" is no name for a view: the picture's file "
                          "is called after it, so it is not empty, \".\" or "
                          "\"..\", and has no \"/\"",
                          RHUMB_FMT(name));
}

/// Warn of what the layout that the view asks for does not draw
static void
check_layout(const Reader *const r, const RhumbView *const view)
{
  if (view->layout && view->cluster.count &&
      !rhumb_layout_has_clusters(view->layout)) {
    rhumb_warn(
        r->diag,
        RHUMB_WARNING,
        view->cluster.items[0].loc,
        "the layout \"%s\" draws no clusters: use \"dot\" or \"fdp\", or "
        "leave \"cluster\" out",
        view->layout);
  }
}

static RhumbViews *
views_grow(RhumbArena *const arena, RhumbViews *const views, const size_t more)
{
  RhumbViews *const set = views ? views : RHUMB_NEW(arena, RhumbViews, 1);
  RhumbView *const items = RHUMB_NEW(arena, RhumbView, set->count + more);
  for (size_t i = 0; i < set->count; ++i) {
    items[i] = set->items[i];
  }
  set->items = items;
  return set;
}

/// Read a view and add it to `set`, which has room for it
static RhumbStatus
read_view(const Reader *const r,
          RhumbViews *const set,
          const RhumbYaml *const key,
          const RhumbYaml *const value)
{
  RhumbView view = {.hops = 1};
  RhumbStatus status = check_file_name(r, key);
  RHUMB_KEEP(status, check_new_name(r, set, key));
  if (!is_null(value)) {
    RHUMB_KEEP(status, read_map(r, value, view_keys, &view));
  }
  set_defaults(&view);
  check_layout(r, &view);
  view.name = rhumb_str_copy(r->arena, key->text);
  view.loc = key->loc;
  set->items[set->count++] = view;
  return status;
}

RhumbStatus
rhumb_views_read(RhumbViews **const views,
                 RhumbArena *const arena,
                 const RhumbYaml *const node,
                 RhumbPrefixes *const prefixes,
                 const RhumbDiag *const diag)
{
  const Reader reader = {arena, prefixes, diag};
  if (is_null(node)) {
    *views = *views ? *views : RHUMB_NEW(arena, RhumbViews, 1);
    return RHUMB_OK;
  }
  if (node->kind != RHUMB_YAML_MAP) {
    return expected(&reader, "a map of views", node);
  }

  RhumbStatus status = RHUMB_OK;
  RhumbViews *const set = views_grow(arena, *views, node->count);
  *views = set;
  for (size_t i = 0; i < node->count; ++i) {
    RHUMB_KEEP(status, read_view(&reader, set, node->keys[i], node->values[i]));
  }
  return status;
}

size_t
rhumb_views_count(const RhumbViews *const views)
{
  return views ? views->count : 0;
}

const RhumbView *
rhumb_views_at(const RhumbViews *const views, const size_t index)
{
  return &views->items[index];
}

const RhumbView *
rhumb_views_find(const RhumbViews *const views, const RhumbStr name)
{
  for (size_t i = 0; views && i < views->count; ++i) {
    if (rhumb_str_equal(views->items[i].name, name)) {
      return &views->items[i];
    }
  }
  return NULL;
}

const char *
rhumb_views_near(const RhumbViews *const views, const RhumbStr name)
{
  const size_t count = views ? views->count : 0;
  RhumbArena arena = {0};
  const char **const names = RHUMB_NEW(&arena, const char *, count + 1);
  for (size_t i = 0; i < count; ++i) {
    names[i] = views->items[i].name.data;
  }
  const char *const near = rhumb_near(name, names);
  rhumb_arena_free(&arena);
  return near;
}

RhumbStr
rhumb_view_name(const RhumbView *const view)
{
  return view->name;
}

RhumbLoc
rhumb_view_loc(const RhumbView *const view)
{
  return view->loc;
}
