// SPDX-License-Identifier: ISC

/// @file legend.c  What the rules, or the palette, mean in the picture.

#include "view/stylesheet_impl.h"

#include "view/text.h"

typedef struct {
  const RhumbStylesheet *sheet;
  RhumbLegend *items;
  size_t count;
} Legend;

/// Add an entry, unless it has no label or nothing looks so
static void
push(Legend *const legend,
     const RhumbStr label,
     const RhumbAttrs attrs,
     const bool is_edge,
     const size_t count)
{
  if (label.len && count) {
    const RhumbStr text =
        rhumb_text_clean(legend->sheet->arena, label, RHUMB_MAX_LABEL);
    legend->items[legend->count++] = (RhumbLegend){text, attrs, is_edge, count};
  }
}

static void
push_rule(Legend *const legend,
          const RhumbRule *const rule,
          const bool is_edge,
          const size_t uses)
{
  const RhumbAttrs attrs = rhumb_attrs_of_rule(legend->sheet, rule, is_edge);
  push(legend, rule->legend, attrs, is_edge, uses);
}

static void
push_rules(Legend *const legend,
           const RhumbRuleSet *const set,
           const bool is_edge)
{
  for (size_t i = 0; i < set->rules->count; ++i) {
    push_rule(legend, &set->rules->items[i], is_edge, set->uses[i]);
  }
}

/// Add classes of nodes or properties of edges, `most` at the most
/// @return How many more there are.
static size_t
push_usage(Legend *const legend,
           const RhumbUsage *const usage,
           const bool is_edge,
           const size_t most)
{
  const RhumbNamer *const namer = legend->sheet->selection->namer;
  size_t i = 0;
  for (; i < usage->count && i < most; ++i) {
    const uint32_t rank = usage->iris[i];
    push(legend,
         is_edge ? rhumb_name_of_property(namer, rank)
                 : rhumb_name_of_class(namer, rank),
         is_edge ? rhumb_attrs_of_property(legend->sheet, rank)
                 : rhumb_attrs_of_class(i),
         is_edge,
         usage->uses[rank]);
  }
  return usage->count - i;
}

void
rhumb_stylesheet_legend(const RhumbStylesheet *const sheet, RhumbMap *const map)
{
  const RhumbView *const view = sheet->view;
  const size_t most = view->nodes.count + view->edges.count +
                      view->collapse.count + RHUMB_MAX_CLASSES +
                      RHUMB_MAX_STROKES;
  Legend legend = {sheet, RHUMB_NEW(sheet->arena, RhumbLegend, most), 0};
  push_rules(&legend, &sheet->nodes, false);
  if (!view->nodes.count) {
    map->more_classes =
        push_usage(&legend, &sheet->classes, false, RHUMB_MAX_CLASSES);
  }
  push_rules(&legend, &sheet->edges, true);
  for (size_t i = 0; i < view->collapse.count; ++i) {
    push_rule(
        &legend, &view->collapse.items[i].rule, true, sheet->collapse_uses[i]);
  }
  if (!view->edges.count && !map->has_edge_labels) {
    map->more_properties =
        push_usage(&legend, &sheet->properties, true, RHUMB_MAX_STROKES);
  }
  map->legend = legend.items;
  map->n_legend = legend.count;
}
