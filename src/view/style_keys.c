// SPDX-License-Identifier: ISC

/// @file style_keys.c  The keys of a view, and the kinds of their values.

#include "term/language.h"
#include "term/vocabulary.h"
#include "view/palette.h"
#include "view/style_impl.h"

#define SCALAR RHUMB_MAY_SCALAR
#define LIST   RHUMB_MAY_LIST
#define MAP    RHUMB_MAY_MAP

// Scalars

static RhumbStatus
read_color(const RhumbYamlContext *const context,
           const RhumbYamlType *const type,
           const RhumbField field,
           void *const to)
{
  RhumbSpan span = {.text = {NULL, 0}};
  RHUMB_TRY(rhumb_read_span(context, field, type->wanted, &span));
  if (!rhumb_color_valid(span.text)) {
    return rhumb_fail_near(context->diag,
                           RHUMB_ERR_REFERENCE,
                           field.value->loc,
                           rhumb_color_near(context->arena, span.text),
                           "unknown colour \"%.*s\": a name such as "
                           "\"lightblue\", or \"#rrggbb\" in quotes",
                           RHUMB_FMT(span.text));
  }
  const char *const c = span.text.data;
  *(const char **)to = c;
  if (c[0] == '#' && span.text.len == 4) {
    const char whole[] = {'#', c[1], c[1], c[2], c[2], c[3], c[3], '\0'};
    *(const char **)to = rhumb_str_copy(context->arena, rhumb_str(whole)).data;
  }
  return RHUMB_OK;
}

static RhumbStatus
read_language(const RhumbYamlContext *const context,
              const RhumbYamlType *const type,
              const RhumbField field,
              void *const to)
{
  RhumbSpan span = {.text = {NULL, 0}};
  RHUMB_TRY(rhumb_read_span(context, field, type->wanted, &span));
  *(RhumbIri *)to = (RhumbIri){span.text, field.value->loc};
  return !span.text.len || rhumb_str_is(span.text, "*")
             ? RHUMB_OK
             : rhumb_language_check(span.text, field.value->loc, context->diag);
}

/// As rhumb_iri_type, with `a` for rdf:type
static RhumbStatus
read_iri(const RhumbYamlContext *const context,
         const RhumbYamlType *const type,
         const RhumbField field,
         void *const to)
{
  if (field.value->kind == RHUMB_YAML_SCALAR &&
      rhumb_str_is(field.value->text, "a")) {
    *(RhumbIri *)to = (RhumbIri){RHUMB_STR(RHUMB_RDF_TYPE), field.value->loc};
    return RHUMB_OK;
  }
  return rhumb_iri_type.read(context, type, field, to);
}

static const RhumbYamlType color = {.name = "colour",
                                    .wanted = "a colour",
                                    .read = read_color,
                                    .may_be = SCALAR};
static const RhumbYamlType width = {.read = rhumb_yaml_read_number,
                                    .may_be = SCALAR,
                                    .least = 0.1,
                                    .most = 20.0};
static const RhumbYamlType font_size = {.read = rhumb_yaml_read_number,
                                        .may_be = SCALAR,
                                        .least = 4.0,
                                        .most = 96.0};
static const RhumbYamlType count = {.read = rhumb_yaml_read_count,
                                    .may_be = SCALAR,
                                    .most = 1000000.0,
                                    .is_whole = true};

#define WORDS(name_, words_)                                         \
  {                                                                  \
    .name = (name_), .read = rhumb_yaml_read_word, .may_be = SCALAR, \
    .words = (words_)                                                \
  }

static const RhumbYamlType shape = WORDS("shape", rhumb_shape_names);
static const RhumbYamlType stroke = WORDS("style", rhumb_strokes);
static const RhumbYamlType arrow = WORDS("arrow", rhumb_arrows);
static const RhumbYamlType layout = WORDS("layout", rhumb_layouts);
static const RhumbYamlType direction = WORDS("direction", rhumb_directions);

// Lists of scalars

static const RhumbYamlType iri = {
    .wanted = "an IRI or a prefixed name", .read = read_iri, .may_be = SCALAR};
static const RhumbYamlType iris = {.name = "IRIs",
                                   .read = rhumb_yaml_read_list,
                                   .may_be = SCALAR | LIST,
                                   .items = {&iri},
                                   .item_size = sizeof(RhumbIri)};
static const RhumbYamlType language = {
    .wanted = "a language tag", .read = read_language, .may_be = SCALAR};
static const RhumbYamlType languages = {.read = rhumb_yaml_read_list,
                                        .may_be = SCALAR | LIST,
                                        .items = {&language},
                                        .item_size = sizeof(RhumbIri)};

// Rules

// clang-format off

#define OPTIONAL RHUMB_OPTIONAL
#define NEEDED   RHUMB_NEEDED
#define EITHER   RHUMB_EITHER

#define RULE(member)     offsetof(RhumbRule, member)
#define COLLAPSE(member) offsetof(RhumbCollapse, member)
#define VIEW(member)     offsetof(RhumbView, member)

/// Keys of all that is drawn as an edge; `at` is the offset of its RhumbRule
#define EDGE_KEYS(at)                                                         \
  {{"label"}, &rhumb_yaml_text, (at) + RULE(label),                           \
   OPTIONAL, "what stands at the edge; \"\": nothing"},                       \
  {{"legend"}, &rhumb_yaml_text, (at) + RULE(legend),                         \
   OPTIONAL, "what the legend says of it"},                                   \
  {{"color"}, &color, (at) + RULE(attrs.color),                               \
   OPTIONAL, "the colour of the line"},                                       \
  {{"style"}, &stroke, (at) + RULE(attrs.style),                              \
   OPTIONAL, "the stroke of the line"},                                       \
  {{"width"}, &width, (at) + RULE(attrs.width),                               \
   OPTIONAL, "the width of the line, in points"},                             \
  {{"arrow"}, &arrow, (at) + RULE(attrs.arrow),                               \
   OPTIONAL, "the arrow's head"}
#define FONT_KEYS                                                             \
  {{"font-color"}, &color, RULE(attrs.font_color),                            \
   OPTIONAL, "the colour of the text"},                                       \
  {{"font-size"}, &font_size, RULE(attrs.font_size),                          \
   OPTIONAL, "the size of the text, in points"}

static const RhumbKey node_keys[] = {
  {{"class"}, &iris, RULE(of), EITHER, "classes whose nodes it is for"},
  {{"node"}, &iris, RULE(nodes), EITHER, "nodes that it is for"},
  {{"legend"}, &rhumb_yaml_text, RULE(legend),
   OPTIONAL, "what the legend says of it"},
  {{"shape"}, &shape, RULE(attrs.shape), OPTIONAL, "the shape of the node"},
  {{"fill"}, &color, RULE(attrs.fill), OPTIONAL, "the colour within"},
  {{"color"}, &color, RULE(attrs.color),
   OPTIONAL, "the colour of the border"},
  {{"style"}, &stroke, RULE(attrs.style),
   OPTIONAL, "the stroke of the border"},
  {{"width"}, &width, RULE(attrs.width),
   OPTIONAL, "the width of the border, in points"},
  FONT_KEYS,
};
static const RhumbSchema node_schema =
    RHUMB_SCHEMA("a rule for nodes", node_keys);

static const RhumbKey edge_keys[] = {
  {{"property"}, &iris, RULE(of),
   NEEDED, "properties whose edges it is for"},
  EDGE_KEYS(0),
  FONT_KEYS,
};
static const RhumbSchema edge_schema =
    RHUMB_SCHEMA("a rule for edges", edge_keys);

static const RhumbKey collapse_keys[] = {
  {{"class"}, &iris, COLLAPSE(rule.of),
   NEEDED, "classes whose nodes stand for a statement"},
  {{"from"}, &iris, COLLAPSE(from),
   NEEDED, "properties that lead to where the edge begins"},
  {{"to"}, &iris, COLLAPSE(to),
   NEEDED, "properties that lead to where the edge ends"},
  {{"when"}, &rhumb_when_type, COLLAPSE(when),
   OPTIONAL, "what a node must have: properties with a value, or with several "
             "of which it has one"},
  {{"show"}, &iris, COLLAPSE(show),
   OPTIONAL, "properties that are told with the edge"},
  {{"by"}, &iris, COLLAPSE(by), OPTIONAL, "properties that say who says it"},
  {{"source"}, &iris, COLLAPSE(sources),
   OPTIONAL, "properties that say where it stands; the edge counts them"},
  {{"property"}, &iris, COLLAPSE(property),
   OPTIONAL, "the property that the edge means"},
  EDGE_KEYS(COLLAPSE(rule)),
};
static const RhumbSchema collapse_schema =
    RHUMB_SCHEMA("a rule for collapsing", collapse_keys);

// clang-format on

static RhumbStatus
read_node_rule(const RhumbYamlContext *const context,
               const RhumbYamlType *const type,
               const RhumbField field,
               void *const to)
{
  const RhumbRule *const rule = (const RhumbRule *)to;
  RHUMB_TRY(rhumb_yaml_read_map(context, type, field, to));
  if (rule->of.count && rule->nodes.count) {
    rhumb_warn(context->diag,
               RHUMB_WARNING,
               field.value->loc,
               "the rule has both \"class\" and \"node\": it applies to all of "
               "the class, and to the node whatever its class; write a rule "
               "for each, or leave one out");
  }
  return rule->of.count || rule->nodes.count
             ? RHUMB_OK
             : rhumb_fail(context->diag,
                          RHUMB_ERR_SYNTAX,
                          field.value->loc,
                          "a rule for nodes needs the key \"class\" or "
                          "\"node\"");
}

#define RULES(item, schema, size)                                         \
  {                                                                       \
    .read = rhumb_yaml_read_list, .may_be = MAP | LIST, .map = &(schema), \
    .items = {&(item)}, .item_size = (size)                               \
  }

static const RhumbYamlType node_rule = {
    .read = read_node_rule, .may_be = MAP, .map = &node_schema};
static const RhumbYamlType node_rules =
    RULES(node_rule, node_schema, sizeof(RhumbRule));
static const RhumbYamlType edge_rule = {
    .read = rhumb_yaml_read_map, .may_be = MAP, .map = &edge_schema};
static const RhumbYamlType edge_rules =
    RULES(edge_rule, edge_schema, sizeof(RhumbRule));
static const RhumbYamlType collapse = {
    .read = rhumb_yaml_read_map, .may_be = MAP, .map = &collapse_schema};
static const RhumbYamlType collapses =
    RULES(collapse, collapse_schema, sizeof(RhumbCollapse));

// The view, which maps within it write to as well: hence their offset of 0

// clang-format off

static const RhumbKey cluster_keys[] = {
  {{"by"}, &iris, VIEW(cluster),
   NEEDED, "properties that lead from a node to its cluster"},
};
static const RhumbSchema cluster_schema =
    RHUMB_SCHEMA("a cluster", cluster_keys);

static const RhumbKey focus_keys[] = {
  {{"nodes"}, &iris, VIEW(focus), NEEDED, "the nodes to begin at"},
  {{"hops"}, &count, VIEW(hops),
   OPTIONAL, "how many edges away from them is still drawn"},
};
static const RhumbSchema focus_schema = RHUMB_SCHEMA("a focus", focus_keys);

static const RhumbKey hide_keys[] = {
  {{"classes"}, &iris, VIEW(hide_classes),
   OPTIONAL, "classes whose nodes are left out"},
  {{"properties"}, &iris, VIEW(hide_properties),
   OPTIONAL, "properties whose edges are left out"},
  {{"nodes"}, &iris, VIEW(hide_nodes), OPTIONAL, "nodes that are left out"},
  {{"degree-over"}, &count, VIEW(degree_over),
   OPTIONAL, "nodes with more edges are left out"},
};
static const RhumbSchema hide_schema = RHUMB_SCHEMA("what to hide", hide_keys);

static const RhumbKey only_keys[] = {
  {{"classes"}, &iris, VIEW(only_classes),
   OPTIONAL, "classes whose nodes alone are drawn"},
  {{"properties"}, &iris, VIEW(only_properties),
   OPTIONAL, "properties whose edges alone are drawn"},
};
static const RhumbSchema only_schema = RHUMB_SCHEMA("what to keep", only_keys);

#define WITHIN(schema)                                                        \
  {.read = rhumb_yaml_read_map, .may_be = MAP, .map = &(schema)}

static const RhumbYamlType cluster = WITHIN(cluster_schema);
static const RhumbYamlType focus = WITHIN(focus_schema);
static const RhumbYamlType hide = WITHIN(hide_schema);
static const RhumbYamlType only = WITHIN(only_schema);

static const RhumbKey view_keys[] = {
  {{"title"}, &rhumb_yaml_text, VIEW(title),
   OPTIONAL, "what stands over the map"},
  {{"description"}, &rhumb_yaml_text, VIEW(description),
   OPTIONAL, "what a screen reader says of the map"},
  {{"layout"}, &layout, VIEW(layout),
   OPTIONAL, "what places the nodes; auto: by their number"},
  {{"direction"}, &direction, VIEW(direction),
   OPTIONAL, "where edges lead: left to right, top to bottom and back"},
  {{"language"}, &languages, VIEW(languages),
   OPTIONAL, "languages of labels, the best first; \"\": none, \"*\": any"},
  {{"label"}, &iris, VIEW(labels),
   OPTIONAL, "properties that name a node, the best first"},
  {{"nodes"}, &node_rules, VIEW(nodes),
   OPTIONAL, "how nodes look; later rules go over earlier ones"},
  {{"edges"}, &edge_rules, VIEW(edges),
   OPTIONAL, "how edges look; later rules go over earlier ones"},
  {{"collapse"}, &collapses, VIEW(collapse),
   OPTIONAL, "nodes that become the edge they are about; the last rule that "
             "holds of a node counts"},
  {{"cluster"}, &cluster, 0, OPTIONAL, "what is drawn within a frame"},
  {{"details"}, &iris, VIEW(details),
   OPTIONAL, "properties that are told of a node and never drawn"},
  {{"link"}, &iris, VIEW(links),
   OPTIONAL, "properties whose http addresses a node links to"},
  {{"focus"}, &focus, 0, OPTIONAL, "nodes that the map is about"},
  {{"hide"}, &hide, 0, OPTIONAL, "what is left out"},
  {{"only"}, &only, 0, OPTIONAL, "what alone is drawn"},
  {{"limit"}, &count, VIEW(limit), OPTIONAL, "how many nodes at most"},
};
const RhumbSchema rhumb_view_schema = RHUMB_SCHEMA("a view", view_keys);

// clang-format on

static const RhumbYamlType view = {
    .may_be = MAP, .map = &rhumb_view_schema, .may_be_null = true};

const RhumbYamlType rhumb_views_type = {.may_be = MAP, .entries = &view};
