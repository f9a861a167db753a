// SPDX-License-Identifier: ISC

/// @file stylesheet.c  Rules of style applied to each node and edge.

#include "view/stylesheet_impl.h"

#include "view/text.h"

static RhumbRuleSet
new_set(const RhumbRules *const rules, RhumbArena *const arena)
{
  return (RhumbRuleSet){
      .rules = rules,
      .applies = RHUMB_NEW(arena, bool, rules->count),
      .uses = RHUMB_NEW(arena, size_t, rules->count),
  };
}

RhumbStylesheet *
rhumb_stylesheet_new(const RhumbSelection *const selection,
                     RhumbArena *const arena)
{
  const RhumbView *const view = selection->view;
  const RhumbIndex *const index = selection->index;
  RhumbStylesheet *const sheet = RHUMB_NEW(arena, RhumbStylesheet, 1);
  *sheet = (RhumbStylesheet){
      .selection = selection,
      .view = view,
      .arena = arena,
      .nodes = new_set(&view->nodes, arena),
      .edges = new_set(&view->edges, arena),
      .collapse_uses = RHUMB_NEW(arena, size_t, view->collapse.count),
      .type_uses = rhumb_usage_of_types(selection, arena),
      .properties = rhumb_usage_of_properties(selection, arena),
  };
  sheet->classes = rhumb_usage_of_classes(selection, sheet->type_uses, arena);

  RhumbMultimap properties =
      rhumb_hierarchy_new(index, RHUMB_RDFS "subPropertyOf");
  for (uint32_t i = 0; i < view->nodes.count; ++i) {
    const RhumbRule *const rule = &view->nodes.items[i];
    RhumbMultimap *const to = &sheet->nodes.by_rank;
    rhumb_rules_add(to, index, &selection->classes, rule->of, i);
    rhumb_rules_add(to, index, NULL, rule->nodes, i);
  }
  for (uint32_t i = 0; i < view->edges.count; ++i) {
    const RhumbIris of = view->edges.items[i].of;
    rhumb_rules_add(&sheet->edges.by_rank, index, &properties, of, i);
  }
  rhumb_multimap_sort(&sheet->nodes.by_rank);
  rhumb_multimap_sort(&sheet->edges.by_rank);
  rhumb_multimap_free(&properties);
  return sheet;
}

void
rhumb_stylesheet_free(RhumbStylesheet *const sheet)
{
  rhumb_multimap_free(&sheet->nodes.by_rank);
  rhumb_multimap_free(&sheet->edges.by_rank);
}

// What stands in for rules

/// How things look that nobody speaks of
static RhumbAttrs
plain_node(void)
{
  return (RhumbAttrs){
      .shape = "ellipse", .fill = "#f3f4f6", .color = "#6b7280", .width = 1.0};
}

RhumbAttrs
rhumb_attrs_of_class(const size_t place)
{
  const RhumbPaletteColor color =
      rhumb_palette_colors[place % RHUMB_PALETTE_COLORS];
  return (RhumbAttrs){
      .shape = rhumb_palette_shapes[place % RHUMB_PALETTE_SHAPES],
      .fill = color.fill,
      .color = color.color,
      .style = place % RHUMB_PALETTE_SHAPES == 0 ? "rounded" : NULL,
      .width = 1.2,
  };
}

/// The place of a property that colours and strokes are to tell apart, where
/// there are no rules; else SIZE_MAX
static size_t
place_of(const RhumbStylesheet *const sheet, const uint32_t property)
{
  return sheet->view->edges.count || property >= sheet->selection->index->n_iris
             ? SIZE_MAX
             : sheet->properties.places[property];
}

RhumbAttrs
rhumb_attrs_of_property(const RhumbStylesheet *const sheet,
                        const uint32_t property)
{
  static const char *const strokes[RHUMB_N_STROKES] = {
      "solid", "dashed", "dotted"};
  RhumbAttrs attrs = {.color = "#4b5563", .width = 1.0};
  const size_t place = place_of(sheet, property);
  if (place < RHUMB_MAX_STROKES) {
    attrs.color = rhumb_palette_colors[place % RHUMB_PALETTE_COLORS].color;
    attrs.style = strokes[place / RHUMB_PALETTE_COLORS];
  }
  return attrs;
}

// Rules

#define OVER(member) \
  below->member = above->member ? above->member : below->member

static void
lay_over(RhumbAttrs *const below, const RhumbAttrs *const above)
{
  OVER(shape);
  OVER(fill);
  OVER(color);
  OVER(style);
  OVER(arrow);
  OVER(font_color);
  below->font_size = above->font_size > 0 ? above->font_size : below->font_size;
  below->width = above->width > 0 ? above->width : below->width;
}

RhumbAttrs
rhumb_attrs_of_rule(const RhumbStylesheet *const sheet,
                    const RhumbRule *const rule,
                    const bool is_edge)
{
  RhumbAttrs attrs =
      is_edge ? rhumb_attrs_of_property(sheet, RHUMB_NO_TERM) : plain_node();
  lay_over(&attrs, &rule->attrs);
  return attrs;
}

/// Mark the rules that speak of `of`
static void
mark_rules(const RhumbRuleSet *const set, const uint32_t of)
{
  size_t count = 0;
  const RhumbRankPair *const pairs =
      rhumb_multimap_find(&set->by_rank, of, &count);
  for (size_t i = 0; i < count; ++i) {
    set->applies[pairs[i].item] = true;
  }
}

/// Step to the next marked rule, unmark and count it, and lay its attributes
/// over
static const RhumbRule *
apply_next(const RhumbRuleSet *const set,
           size_t *const at,
           RhumbAttrs *const attrs)
{
  while (*at < set->rules->count && !set->applies[*at]) {
    ++*at;
  }
  if (*at == set->rules->count) {
    return NULL;
  }
  const RhumbRule *const rule = &set->rules->items[*at];
  set->applies[*at] = false;
  ++set->uses[(*at)++];
  lay_over(attrs, &rule->attrs);
  return rule;
}

static void
apply_node_rules(const RhumbStylesheet *const sheet,
                 const uint32_t rank,
                 RhumbMapNode *const node)
{
  const RhumbSelection *const s = sheet->selection;
  size_t count = 0;
  const RhumbRankedQuad *const types =
      rhumb_index_find(s->index, rank, s->namer->type, &count);
  mark_rules(&sheet->nodes, rank);
  for (size_t i = 0; i < count; ++i) {
    mark_rules(&sheet->nodes, types[i].o);
  }
  size_t at = 0;
  RhumbStr legend = {0};
  const RhumbRule *rule = NULL;
  while ((rule = apply_next(&sheet->nodes, &at, &node->attrs))) {
    legend = rule->legend.len ? rule->legend : legend;
  }
  node->kind = legend.len
                   ? rhumb_text_clean(sheet->arena, legend, RHUMB_MAX_LABEL)
                   : node->kind;
}

void
rhumb_stylesheet_node(RhumbStylesheet *const sheet,
                      const uint32_t rank,
                      RhumbMapNode *const node)
{
  const uint32_t class =
      rhumb_main_class(sheet->selection, sheet->type_uses, rank);
  const bool has_class = class != RHUMB_NO_TERM;
  node->kind = has_class ? rhumb_name_of_class(sheet->selection->namer, class)
                         : RHUMB_STR("");
  node->attrs = plain_node();
  if (sheet->view->nodes.count) {
    apply_node_rules(sheet, rank, node);
  } else if (has_class) {
    node->attrs = rhumb_attrs_of_class(sheet->classes.places[class]);
  }
}

static RhumbStr
edge_label(const RhumbStylesheet *const sheet, const RhumbEdge *const edge)
{
  const RhumbSelection *const s = sheet->selection;
  if (edge->property < s->index->n_iris) {
    return rhumb_name_of_property(s->namer, edge->property);
  }
  const uint32_t class = rhumb_main_class(
      s, sheet->type_uses, s->statements.items[edge->first].reifier);
  return class == RHUMB_NO_TERM ? RHUMB_STR("statement")
                                : rhumb_name_of_class(s->namer, class);
}

/// Take the label of a rule that has one; an empty one is for the drawing
static void
take_label(const RhumbStylesheet *const sheet,
           const RhumbRule *const rule,
           RhumbMapEdge *const drawn)
{
  if (rule->label.data) {
    drawn->hides_label = !rule->label.len;
  }
  if (rule->label.len) {
    drawn->label = rhumb_text_clean(sheet->arena, rule->label, RHUMB_MAX_LABEL);
  }
}

void
rhumb_stylesheet_edge(RhumbStylesheet *const sheet,
                      const RhumbEdge *const edge,
                      RhumbMapEdge *const drawn)
{
  const RhumbSelection *const s = sheet->selection;
  const size_t place = place_of(sheet, edge->property);
  drawn->attrs = rhumb_attrs_of_property(sheet, edge->property);
  drawn->label = edge_label(sheet, edge);
  drawn->needs_label = place != SIZE_MAX && place >= RHUMB_MAX_STROKES;

  mark_rules(&sheet->edges, edge->property); // None speaks of an unnamed one
  size_t at = 0;
  const RhumbRule *rule = NULL;
  while ((rule = apply_next(&sheet->edges, &at, &drawn->attrs))) {
    take_label(sheet, rule, drawn);
  }

  const uint32_t collapse = rhumb_edge_rule(s, edge);
  if (collapse != RHUMB_NO_TERM) {
    rule = &sheet->view->collapse.items[collapse].rule;
    lay_over(&drawn->attrs, &rule->attrs);
    ++sheet->collapse_uses[collapse];
    take_label(sheet, rule, drawn);
  }
}
