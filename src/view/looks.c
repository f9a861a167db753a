// SPDX-License-Identifier: ISC

/// @file looks.c  Rules of style applied to each node and edge; the legend.

#include "view/looks.h"

#include "term/vocabulary.h"
#include "view/cover.h"
#include "view/palette.h"
#include "view/text.h"

#include <stdlib.h>

/// Of a legend that we make ourselves
#define MOST_CLASSES 28
/// Colours times strokes: what more there is has to be told by its label
#define N_STROKES    3
#define MOST_STROKES ((size_t)RHUMB_TINTS * N_STROKES)

struct RhumbLooks {
  const RhumbChoice *choice;
  const RhumbView *view;
  const RhumbNamer *namer;
  RhumbArena *arena;
  RhumbCover node_rules, edge_rules;
  size_t *node_uses, *edge_uses, *collapse_uses; ///< By rule
  uint32_t *class_uses;                          ///< By IRI: nodes of the class
  uint32_t *class_order; ///< By IRI: place in the palette
  uint32_t *classes;     ///< By place in the palette
  uint32_t *drawn;       ///< By place: nodes drawn so
  size_t n_classes;
  uint32_t *properties; ///< By place in the palette of edges
  uint32_t *property_order;
  uint32_t *property_uses;
  size_t n_properties;
};

// Palettes for what no rule speaks of

typedef struct {
  uint32_t rank;
  uint32_t uses;
} Use;

static int
compare_uses(const void *const left, const void *const right)
{
  const Use *const a = (const Use *)left;
  const Use *const b = (const Use *)right;
  if (a->uses != b->uses) {
    return a->uses > b->uses ? -1 : 1;
  }
  return (a->rank > b->rank) - (a->rank < b->rank);
}

/// Order the IRIs that are used at all by their uses
/// @param order Set for each IRI to its place.
static uint32_t *
sort_by_uses(RhumbArena *const arena,
             const uint32_t *const uses,
             const size_t n_iris,
             uint32_t *const order,
             size_t *const count)
{
  Use *const sorted = RHUMB_NEW(arena, Use, n_iris);
  for (size_t i = 0; i < n_iris; ++i) {
    if (uses[i]) {
      sorted[(*count)++] = (Use){(uint32_t)i, uses[i]};
    }
  }
  if (*count) {
    qsort(sorted, *count, sizeof(*sorted), compare_uses);
  }
  uint32_t *const ranks = RHUMB_NEW(arena, uint32_t, *count);
  for (size_t i = 0; i < *count; ++i) {
    ranks[i] = sorted[i].rank;
    order[sorted[i].rank] = (uint32_t)i;
  }
  return ranks;
}

/// Classes that say what a thing is; OWL's and RDF's own say it of nothing else
static bool
is_telling(const RhumbLooks *const looks, const uint32_t class)
{
  const RhumbIndex *const index = looks->choice->index;
  if (class >= index->n_iris) {
    return false;
  }
  const RhumbStr iri = index->terms[class].text;
  return !rhumb_str_is(iri, RHUMB_OWL "NamedIndividual") &&
         !rhumb_str_is(iri, RHUMB_OWL "Thing") &&
         !rhumb_str_is(iri, RHUMB_RDFS "Resource");
}

static const RhumbLink *
types_of(const RhumbLooks *const looks,
         const uint32_t node,
         size_t *const count)
{
  return rhumb_index_find(
      looks->choice->index, node, looks->namer->type, count);
}

static void
count_classes(const RhumbLooks *const looks)
{
  const RhumbChoice *const c = looks->choice;
  for (size_t i = 0; i < c->n_nodes; ++i) {
    size_t count = 0;
    const RhumbLink *const types = types_of(looks, c->nodes[i], &count);
    for (size_t k = 0; k < count; ++k) {
      if (is_telling(looks, types[k].o)) {
        ++looks->class_uses[types[k].o];
      }
    }
  }
}

/// The class that says most: the rarest; RHUMB_NO_TERM if there is none
static uint32_t
main_class(const RhumbLooks *const looks, const uint32_t node)
{
  size_t count = 0;
  uint32_t best = RHUMB_NO_TERM;
  const RhumbLink *const types = types_of(looks, node, &count);
  for (size_t i = 0; i < count; ++i) {
    const uint32_t class = types[i].o;
    if (is_telling(looks, class) &&
        (best == RHUMB_NO_TERM ||
         looks->class_uses[class] < looks->class_uses[best])) {
      best = class;
    }
  }
  return best;
}

static void
plan_classes(RhumbLooks *const looks)
{
  const size_t n_iris = looks->choice->index->n_iris;
  uint32_t *const uses = RHUMB_NEW(looks->arena, uint32_t, n_iris);
  count_classes(looks);
  for (size_t i = 0; i < looks->choice->n_nodes; ++i) {
    const uint32_t class = main_class(looks, looks->choice->nodes[i]);
    if (class != RHUMB_NO_TERM) {
      ++uses[class];
    }
  }
  looks->classes = sort_by_uses(
      looks->arena, uses, n_iris, looks->class_order, &looks->n_classes);
}

static void
plan_properties(RhumbLooks *const looks)
{
  const RhumbChoice *const c = looks->choice;
  for (size_t i = 0; i < c->n_bonds; ++i) {
    if (c->bonds[i].means < c->index->n_iris) {
      ++looks->property_uses[c->bonds[i].means];
    }
  }
  looks->properties = sort_by_uses(looks->arena,
                                   looks->property_uses,
                                   c->index->n_iris,
                                   looks->property_order,
                                   &looks->n_properties);
}

RhumbLooks *
rhumb_looks_new(const RhumbChoice *const choice, RhumbArena *const arena)
{
  const RhumbView *const view = choice->view;
  const size_t n_iris = choice->index->n_iris + 1;
  RhumbLooks *const looks = RHUMB_NEW(arena, RhumbLooks, 1);
  *looks = (RhumbLooks){
      .choice = choice,
      .view = view,
      .namer = choice->namer,
      .arena = arena,
      .node_uses = RHUMB_NEW(arena, size_t, view->nodes.count),
      .edge_uses = RHUMB_NEW(arena, size_t, view->edges.count),
      .collapse_uses = RHUMB_NEW(arena, size_t, view->collapse.count),
      .class_uses = RHUMB_NEW(arena, uint32_t, n_iris),
      .class_order = RHUMB_NEW(arena, uint32_t, n_iris),
      .property_order = RHUMB_NEW(arena, uint32_t, n_iris),
      .property_uses = RHUMB_NEW(arena, uint32_t, n_iris),
  };

  const RhumbIndex *const index = choice->index;
  RhumbTree classes = rhumb_tree_new(index, RHUMB_STR(RHUMB_RDFS "subClassOf"));
  RhumbTree properties =
      rhumb_tree_new(index, RHUMB_STR(RHUMB_RDFS "subPropertyOf"));
  for (uint32_t i = 0; i < view->nodes.count; ++i) {
    const RhumbRule *const rule = &view->nodes.items[i];
    rhumb_cover_add(&looks->node_rules, index, &classes, rule->of, i);
    rhumb_cover_add(&looks->node_rules, index, NULL, rule->nodes, i);
  }
  for (uint32_t i = 0; i < view->edges.count; ++i) {
    rhumb_cover_add(
        &looks->edge_rules, index, &properties, view->edges.items[i].of, i);
  }
  rhumb_cover_sort(&looks->node_rules);
  rhumb_cover_sort(&looks->edge_rules);
  rhumb_tree_free(&classes);
  rhumb_tree_free(&properties);

  plan_classes(looks);
  plan_properties(looks);
  looks->drawn = RHUMB_NEW(arena, uint32_t, looks->n_classes);
  return looks;
}

void
rhumb_looks_free(RhumbLooks *const looks)
{
  rhumb_cover_free(&looks->node_rules);
  rhumb_cover_free(&looks->edge_rules);
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

/// Mark the rules that speak of `of`
static void
mark_rules(const RhumbCover *const rules,
           const uint32_t of,
           unsigned char *const applies)
{
  size_t count = 0;
  const RhumbCoverPair *const pairs = rhumb_cover_find(rules, of, &count);
  for (size_t i = 0; i < count; ++i) {
    applies[pairs[i].item] = 1;
  }
}

/// Lay the attributes of all rules that apply over `attrs`, in their order
/// @return The legend of the last one that has one, or empty.
static RhumbStr
apply_rules(const RhumbRules *const rules,
            const unsigned char *const applies,
            size_t *const uses,
            RhumbAttrs *const attrs)
{
  RhumbStr legend = {0};
  for (size_t i = 0; i < rules->count; ++i) {
    if (applies[i]) {
      lay_over(attrs, &rules->items[i].attrs);
      uses[i] += 1;
      legend = rules->items[i].legend.len ? rules->items[i].legend : legend;
    }
  }
  return legend;
}

/// What rules do not say of a node: how things look that nobody speaks of
static RhumbAttrs
plain_node(void)
{
  return (RhumbAttrs){
      .shape = "ellipse", .fill = "#f3f4f6", .color = "#6b7280", .width = 1.0};
}

static RhumbAttrs
palette_node(const uint32_t place)
{
  const RhumbTint tint = rhumb_tints[place % RHUMB_TINTS];
  return (RhumbAttrs){
      .shape = rhumb_forms[place % RHUMB_FORMS],
      .fill = tint.fill,
      .color = tint.color,
      .style = place % RHUMB_FORMS == 0 ? "rounded" : NULL,
      .width = 1.2,
  };
}

RhumbAttrs
rhumb_looks_node(RhumbLooks *const looks,
                 const uint32_t rank,
                 RhumbStr *const kind)
{
  const RhumbView *const view = looks->view;
  RhumbAttrs attrs = plain_node();
  const uint32_t class = main_class(looks, rank);
  *kind = class == RHUMB_NO_TERM ? RHUMB_STR("")
                                 : rhumb_name_of_class(looks->namer, class);
  if (!view->nodes.count) {
    if (class != RHUMB_NO_TERM) {
      attrs = palette_node(looks->class_order[class]);
      ++looks->drawn[looks->class_order[class]];
    }
    return attrs;
  }

  size_t count = 0;
  const RhumbLink *const types = types_of(looks, rank, &count);
  unsigned char *const applies =
      (unsigned char *)rhumb_xrealloc(NULL, view->nodes.count);
  memset(applies, 0, view->nodes.count);
  mark_rules(&looks->node_rules, rank, applies);
  for (size_t i = 0; i < count; ++i) {
    mark_rules(&looks->node_rules, types[i].o, applies);
  }
  const RhumbStr legend =
      apply_rules(&view->nodes, applies, looks->node_uses, &attrs);
  *kind = legend.len ? rhumb_text_clean(looks->arena, legend, RHUMB_LABEL_MOST)
                     : *kind;
  free(applies);
  return attrs;
}

/// Without rules, many unlabelled edges are told apart by colour
static RhumbAttrs
palette_edge(const RhumbLooks *const looks, const uint32_t means)
{
  static const char *const strokes[N_STROKES] = {"solid", "dashed", "dotted"};
  RhumbAttrs attrs = {.color = "#4b5563", .width = 1.0};
  if (!looks->view->edges.count && means < looks->choice->index->n_iris) {
    const uint32_t place = looks->property_order[means];
    if (place < MOST_STROKES) {
      attrs.color = rhumb_tints[place % RHUMB_TINTS].color;
      attrs.style = strokes[place / RHUMB_TINTS];
    }
  }
  return attrs;
}

/// The rule that made a statement an edge, or NULL
static const RhumbCollapse *
collapse_of(const RhumbLooks *const looks,
            const RhumbBond *const bond,
            uint32_t *const number)
{
  *number = looks->choice->ties[bond->first].rule;
  return *number == RHUMB_NO_TERM ? NULL
                                  : &looks->view->collapse.items[*number];
}

static RhumbStr
edge_label(const RhumbLooks *const looks,
           const RhumbBond *const bond,
           const RhumbCollapse *const collapse)
{
  const RhumbIndex *const index = looks->choice->index;
  if (bond->means < index->n_iris) {
    return rhumb_name_of_property(looks->namer, bond->means);
  }
  const uint32_t class =
      main_class(looks, looks->choice->ties[bond->first].statement);
  return class == RHUMB_NO_TERM || !collapse
             ? RHUMB_STR("statement")
             : rhumb_name_of_class(looks->namer, class);
}

/// Take the label of a rule that has one; an empty one is for the drawing
static void
take_label(const RhumbLooks *const looks,
           const RhumbRule *const rule,
           RhumbStr *const label,
           bool *const is_bare)
{
  if (rule->label.data) {
    *is_bare = !rule->label.len;
    *label =
        *is_bare
            ? *label
            : rhumb_text_clean(looks->arena, rule->label, RHUMB_LABEL_MOST);
  }
}

RhumbAttrs
rhumb_looks_edge(RhumbLooks *const looks,
                 const RhumbBond *const bond,
                 RhumbStr *const label,
                 bool *const is_bare,
                 bool *const is_unlike)
{
  const RhumbRules *const rules = &looks->view->edges;
  uint32_t number = 0;
  const RhumbCollapse *const collapse = collapse_of(looks, bond, &number);
  RhumbAttrs attrs = palette_edge(looks, bond->means);
  *label = edge_label(looks, bond, collapse);
  *is_bare = false;
  *is_unlike = !rules->count && bond->means < looks->choice->index->n_iris &&
               looks->property_order[bond->means] >= MOST_STROKES;

  unsigned char *const applies =
      (unsigned char *)rhumb_xrealloc(NULL, rules->count);
  memset(applies, 0, rules->count);
  if (bond->means < looks->choice->index->n_iris) {
    mark_rules(&looks->edge_rules, bond->means, applies);
  }
  (void)apply_rules(rules, applies, looks->edge_uses, &attrs);
  for (size_t i = 0; i < rules->count; ++i) {
    if (applies[i]) {
      take_label(looks, &rules->items[i], label, is_bare);
    }
  }
  free(applies);

  if (collapse) {
    lay_over(&attrs, &collapse->rule.attrs);
    ++looks->collapse_uses[number];
    take_label(looks, &collapse->rule, label, is_bare);
  }
  return attrs;
}

// The legend

typedef struct {
  RhumbLegend *items;
  size_t count;
} Entries;

static void
push(Entries *const entries,
     const RhumbLooks *const looks,
     const RhumbStr label,
     const RhumbAttrs attrs,
     const bool is_edge,
     const size_t count)
{
  if (label.len && count) {
    entries->items[entries->count++] =
        (RhumbLegend){rhumb_text_clean(looks->arena, label, RHUMB_LABEL_MOST),
                      attrs,
                      is_edge,
                      count};
  }
}

/// How a node looks that one rule alone applies to
static RhumbAttrs
rule_look(const RhumbLooks *const looks,
          const RhumbRule *const rule,
          const bool is_edge)
{
  RhumbAttrs attrs =
      is_edge ? palette_edge(looks, RHUMB_NO_TERM) : plain_node();
  lay_over(&attrs, &rule->attrs);
  return attrs;
}

static void
push_rules(Entries *const entries,
           const RhumbLooks *const looks,
           const RhumbRules *const rules,
           const size_t *const uses,
           const bool is_edge)
{
  for (size_t i = 0; i < rules->count; ++i) {
    const RhumbRule *const rule = &rules->items[i];
    const RhumbAttrs attrs = rule_look(looks, rule, is_edge);
    push(entries, looks, rule->legend, attrs, is_edge, uses[i]);
  }
}

static void
push_classes(Entries *const entries, const RhumbLooks *const looks)
{
  for (uint32_t i = 0; i < looks->n_classes && i < MOST_CLASSES; ++i) {
    push(entries,
         looks,
         rhumb_name_of_class(looks->namer, looks->classes[i]),
         palette_node(i),
         false,
         looks->drawn[i]);
  }
}

static void
push_properties(Entries *const entries, const RhumbLooks *const looks)
{
  for (uint32_t i = 0; i < looks->n_properties && i < MOST_STROKES; ++i) {
    const uint32_t rank = looks->properties[i];
    push(entries,
         looks,
         rhumb_name_of_property(looks->namer, rank),
         palette_edge(looks, rank),
         true,
         looks->property_uses[rank]);
  }
}

static size_t
beyond(const size_t count, const size_t most)
{
  return count > most ? count - most : 0;
}

void
rhumb_looks_legend(const RhumbLooks *const looks, RhumbMap *const map)
{
  const RhumbView *const view = looks->view;
  const size_t most = view->nodes.count + view->edges.count +
                      view->collapse.count + MOST_CLASSES + MOST_STROKES;
  Entries entries = {RHUMB_NEW(looks->arena, RhumbLegend, most), 0};
  if (view->nodes.count) {
    push_rules(&entries, looks, &view->nodes, looks->node_uses, false);
  } else {
    push_classes(&entries, looks);
    map->more_classes = beyond(looks->n_classes, MOST_CLASSES);
  }
  push_rules(&entries, looks, &view->edges, looks->edge_uses, true);
  for (size_t i = 0; i < view->collapse.count; ++i) {
    const RhumbRule *const rule = &view->collapse.items[i].rule;
    const RhumbAttrs attrs = rule_look(looks, rule, true);
    push(&entries, looks, rule->legend, attrs, true, looks->collapse_uses[i]);
  }
  if (!view->edges.count && !map->has_edge_labels) {
    push_properties(&entries, looks);
    map->more_properties = beyond(looks->n_properties, MOST_STROKES);
  }
  map->legend = entries.items;
  map->n_legend = entries.count;
}
