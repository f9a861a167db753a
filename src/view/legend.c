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

/// @return How many classes are too many for the legend.
static size_t
push_classes(Legend *const legend)
{
  const RhumbUsage *const classes = &legend->sheet->classes;
  size_t i = 0;
  for (; i < classes->count && i < RHUMB_MAX_CLASSES; ++i) {
    const uint32_t rank = classes->iris[i];
    push(legend,
         rhumb_name_of_class(legend->sheet->selection->namer, rank),
         rhumb_attrs_of_class(i),
         false,
         classes->uses[rank]);
  }
  return classes->count - i;
}

/// @return How many properties are too many for the legend.
static size_t
push_properties(Legend *const legend)
{
  const RhumbUsage *const properties = &legend->sheet->properties;
  size_t i = 0;
  for (; i < properties->count && i < RHUMB_MAX_STROKES; ++i) {
    const uint32_t rank = properties->iris[i];
    push(legend,
         rhumb_name_of_property(legend->sheet->selection->namer, rank),
         rhumb_attrs_of_property(legend->sheet, rank),
         true,
         properties->uses[rank]);
  }
  return properties->count - i;
}

void
rhumb_stylesheet_legend(const RhumbStylesheet *const sheet, RhumbMap *const map)
{
  const RhumbView *const view = sheet->view;
  const size_t most = view->nodes.count + view->edges.count +
                      view->collapse.count + RHUMB_MAX_CLASSES +
                      RHUMB_MAX_STROKES;
  Legend legend = {sheet, RHUMB_NEW(sheet->arena, RhumbLegend, most), 0};
  for (size_t i = 0; i < view->nodes.count; ++i) {
    push_rule(&legend, &view->nodes.items[i], false, sheet->node_uses[i]);
  }
  map->more_classes = view->nodes.count ? 0 : push_classes(&legend);
  for (size_t i = 0; i < view->edges.count; ++i) {
    push_rule(&legend, &view->edges.items[i], true, sheet->edge_uses[i]);
  }
  for (size_t i = 0; i < view->collapse.count; ++i) {
    push_rule(
        &legend, &view->collapse.items[i].rule, true, sheet->collapse_uses[i]);
  }
  if (!view->edges.count && !map->has_edge_labels) {
    map->more_properties = push_properties(&legend);
  }
  map->legend = legend.items;
  map->n_legend = legend.count;
}
