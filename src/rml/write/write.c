// SPDX-License-Identifier: ISC

/// @file write.c  A mapping as a graph of RML: triples maps and what they hold.

#include "rml/write/write_impl.h"

#include "model/normal.h"
#include "rml/rml_impl.h"
#include "term/iri.h"

/// The names that RML's own vocabularies and what they borrow go by; the first
/// is that of the vocabulary which is written
// clang-format off
static const RhumbRmlTreePrefix names[] = {
  {{"rml", 3},      {NULL, 0}},
#define NAME(name, iri) {{(name), sizeof(name) - 1}, {(iri), sizeof(iri) - 1}}
  NAME("rr",        RHUMB_RR),
  NAME("ql",        RHUMB_QL),
  NAME("fnml",      "http://semweb.mmlab.be/ns/fnml#"),
  NAME("rmlt",      "http://semweb.mmlab.be/ns/rml-target#"),
  NAME("comp",      "http://semweb.mmlab.be/ns/rml-compression#"),
  NAME("fno",       RHUMB_FNO),
  NAME("grel",      RHUMB_GREL),
  NAME("idlab-fn",  RHUMB_IDLAB),
  NAME("csvw",      RHUMB_CSVW),
  NAME("d2rq",      RHUMB_D2RQ),
  NAME("dcat",      RHUMB_DCAT),
  NAME("void",      RHUMB_VOID),
  NAME("sd",        RHUMB_SD),
  NAME("formats",   "http://www.w3.org/ns/formats/"),
  NAME("rhumb",     RHUMB_OURS),
  NAME("xsd",       RHUMB_XSD),
#undef NAME
};
// clang-format on

// Bases and names ------------------------------------------------------------

/// The older RML has one base IRI for a file: that of all maps
static void
choose_base(RhumbRmlWriter *const writer)
{
  const RhumbMapping *const mapping = writer->mapping;
  if (writer->is_core || !mapping->n_maps) {
    return;
  }
  const RhumbTriplesMap *const first = mapping->maps[0];
  const RhumbStr base = rhumb_rml_base(writer, first);
  for (size_t i = 1; i < mapping->n_maps; ++i) {
    const RhumbTriplesMap *const map = mapping->maps[i];
    if (!rhumb_str_equal(rhumb_rml_base(writer, map), base)) {
      RHUMB_RML_REFUSE(writer,
                       map->loc,
                       "the older RML has one base IRI for a whole mapping; "
                       "this triples map and that on line %u differ",
                       first->loc.line);
      return;
    }
  }
  if (base.len) {
    (void)rhumb_rml_put_iri(writer, base, first->loc);
    writer->tree.base = base;
  }
}

static void
name_maps(RhumbRmlWriter *const writer)
{
  const RhumbMapping *const mapping = writer->mapping;
  RhumbStr *const out = RHUMB_NEW(writer->arena, RhumbStr, mapping->n_maps);
  for (size_t i = 0; i < mapping->n_maps; ++i) {
    const RhumbTriplesMap *const map = mapping->maps[i];
    out[i] = rhumb_rml_name(writer, map->name, "", map->loc);
  }
  writer->names = out;
}

// Predicate object maps ------------------------------------------------------

static bool
is_constant(const RhumbTermMap *const term)
{
  return term->value.kind == RHUMB_EXPRESSION_CONSTANT &&
         term->type == RHUMB_TYPE_IRI && !term->condition && !term->gather &&
         !term->targets.count;
}

static void
put_default_graph(RhumbRmlWriter *const writer,
                  RhumbRmlTreeNode *const node,
                  const RhumbTermMap *const graph)
{
  if (!graph->targets.count && !graph->condition) {
    rhumb_rml_add_word(writer, node, "graph", "defaultGraph", graph->loc);
    return;
  }
  if (graph->condition && !writer->is_core) {
    RHUMB_RML_REFUSE(
        writer,
        graph->condition->loc,
        "the older RML has no condition on the default graph; give "
        "that a predicate object map of its own, and the condition "
        "to the predicate");
    return;
  }
  RhumbRmlTreeNode *const map = rhumb_rml_nest(writer, node, "graphMap");
  rhumb_rml_add_word(writer, map, "constant", "defaultGraph", graph->loc);
  rhumb_rml_put_condition(writer, map, graph->condition);
  rhumb_rml_put_targets(writer, map, &graph->targets);
}

static void
put_graphs(RhumbRmlWriter *const writer,
           RhumbRmlTreeNode *const node,
           const RhumbTermMaps *const graphs)
{
  for (size_t i = 0; i < graphs->count; ++i) {
    const RhumbTermMap *const graph = &graphs->items[i];
    if (graph->type == RHUMB_TYPE_NONE) {
      put_default_graph(writer, node, graph);
    } else {
      (void)rhumb_rml_put_term(
          writer, node, "graphMap", "graph", graph, RHUMB_AT_GRAPH);
    }
  }
}

static void
put_gather(RhumbRmlWriter *writer,
           RhumbRmlTreeNode *node,
           const RhumbTermMap *term);

/// @param brief The shortcut for a constant, or NULL
static void
put_object(RhumbRmlWriter *const writer,
           RhumbRmlTreeNode *const node,
           const char *const brief,
           const RhumbObjectMap *const object)
{
  if (object->term.invalid != RHUMB_STOP) {
    RHUMB_RML_REFUSE(writer,
                     object->term.loc,
                     "RML has no word for what an invalid value does; without "
                     "\"invalid\", it is the engine's to decide");
  }
  if (!object->parent) {
    RhumbRmlTreeNode *const term = rhumb_rml_put_term(
        writer, node, "objectMap", brief, &object->term, RHUMB_AT_OBJECT);
    put_gather(writer, term, &object->term);
    return;
  }
  RhumbRmlTreeNode *const map = rhumb_rml_nest(writer, node, "objectMap");
  rhumb_rml_add(
      writer,
      map,
      object->is_quoted ? "quotedTriplesMap" : "parentTriplesMap",
      writer->names[rhumb_mapping_number(writer->mapping, object->parent)]);
  rhumb_rml_put_joins(writer, map, object);
  rhumb_rml_put_condition(writer, map, object->term.condition);
  rhumb_rml_put_targets(writer, map, &object->term.targets);
}

/// True if another map of the rows being mapped has the same objects, of which
/// one gathers by this rule
static bool
is_shared(const RhumbRmlWriter *const writer, const RhumbGather *const gather)
{
  bool found = false;
  for (size_t m = 0; !found && m < writer->mapping->n_maps; ++m) {
    const RhumbTriplesMap *const map = writer->mapping->maps[m];
    const bool is_other = map != writer->map &&
                          map->pairs == writer->map->pairs &&
                          rhumb_source_equal(map->source, writer->map->source);
    for (size_t p = 0; is_other && !found && p < map->n_pairs; ++p) {
      for (size_t o = 0; !found && o < map->pairs[p].n_objects; ++o) {
        found = map->pairs[p].objects[o].term.gather == gather;
      }
    }
  }
  return found;
}

/// Put what a term map gathers, and how; nothing if it does not
static void
put_gather(RhumbRmlWriter *const writer,
           RhumbRmlTreeNode *const node,
           const RhumbTermMap *const term)
{
  const RhumbGather *const gather = term->gather;
  if (!gather) {
    return;
  }
  if (!writer->is_core) {
    RHUMB_RML_REFUSE(
        writer, gather->loc, "the older RML has no lists or containers");
    return;
  }
  if (term->value.kind != RHUMB_EXPRESSION_NONE && is_shared(writer, gather)) {
    RHUMB_RML_REFUSE(writer,
                     gather->loc,
                     "in RML, each subject would gather the members again; "
                     "give each a mapping, or leave out the value");
  }
  RhumbRmlTreeNode *const list = rhumb_rml_list(writer, node, "gather");
  for (size_t i = 0; i < gather->n_items; ++i) {
    put_object(writer, list, NULL, &gather->items[i]);
  }
  rhumb_rml_add_iri(writer,
                    node,
                    "gatherAs",
                    rhumb_str(rhumb_gathers[gather->as].iri),
                    gather->loc);
  if (gather->is_product) {
    rhumb_rml_add_word(
        writer, node, "strategy", "cartesianProduct", gather->loc);
  }
  if (gather->takes_empty) {
    const RhumbTerm yes = {.kind = RHUMB_TERM_LITERAL,
                           .text = RHUMB_STR("true"),
                           .datatype = RHUMB_STR(RHUMB_XSD "boolean")};
    rhumb_rml_add(writer,
                  node,
                  "allowEmptyListAndContainer",
                  rhumb_rml_tree_term(&writer->tree, &yes));
  }
}

static const RhumbFunction *
both(const RhumbRmlWriter *const writer,
     const RhumbFunction *const a,
     const RhumbFunction *const b)
{
  return rhumb_function_all(writer->arena, (const RhumbFunction *[]){a, b}, 2);
}

/// Put a predicate object map; what holds for all of it, its predicates say:
/// without a predicate there is no triple
static void
put_whole_pair(RhumbRmlWriter *const writer,
               RhumbRmlTreeNode *const map,
               const RhumbPredicateObjectMap *const pair,
               const RhumbFunction *const condition)
{
  RhumbRmlTreeNode *const node =
      rhumb_rml_nest(writer, map, "predicateObjectMap");
  const RhumbFunction *const all = both(writer, condition, pair->condition);
  for (size_t i = 0; i < pair->predicates.count; ++i) {
    RhumbTermMap predicate = pair->predicates.items[i];
    predicate.condition = both(writer, all, predicate.condition);
    (void)rhumb_rml_put_term(writer,
                             node,
                             "predicateMap",
                             "predicate",
                             &predicate,
                             RHUMB_AT_PREDICATE);
  }
  for (size_t i = 0; i < pair->n_objects; ++i) {
    put_object(writer, node, "object", &pair->objects[i]);
  }
  put_graphs(writer, node, &pair->graphs);
}

/// Put a predicate object map, and one for each object whose condition is moved
/// to the predicates
static void
put_pair(RhumbRmlWriter *const writer,
         RhumbRmlTreeNode *const map,
         const RhumbPredicateObjectMap *const pair,
         const RhumbFunction *const condition)
{
  RhumbPredicateObjectMap rest = *pair;
  RhumbObjectMap *const objects =
      RHUMB_NEW(writer->arena, RhumbObjectMap, pair->n_objects);
  rest.objects = objects;
  rest.n_objects = 0;
  for (size_t i = 0; i < pair->n_objects; ++i) {
    RhumbObjectMap object = pair->objects[i];
    if (!rhumb_rml_moves_condition(writer, &object)) {
      objects[rest.n_objects++] = object;
      continue;
    }
    RhumbPredicateObjectMap alone = *pair;
    alone.condition = both(writer, pair->condition, object.term.condition);
    object.term.condition = NULL;
    alone.objects = &object;
    alone.n_objects = 1;
    put_whole_pair(writer, map, &alone, condition);
  }
  if (rest.n_objects || !pair->n_objects) {
    put_whole_pair(writer, map, &rest, condition);
  }
}

/// True for what rml:class says more briefly
static bool
is_class(const RhumbPredicateObjectMap *const pair)
{
  bool is = pair->predicates.count == 1 && !pair->graphs.count &&
            !pair->condition && is_constant(pair->predicates.items) &&
            rhumb_term_map_is_type(pair->predicates.items);
  for (size_t i = 0; is && i < pair->n_objects; ++i) {
    const RhumbTermMap *const term = &pair->objects[i].term;
    is = !pair->objects[i].parent && is_constant(term) &&
         rhumb_iri_is_absolute(term->value.constant.text);
  }
  return is;
}

static void
put_classes(RhumbRmlWriter *const writer,
            RhumbRmlTreeNode *const node,
            const RhumbPredicateObjectMap *const pair)
{
  for (size_t i = 0; i < pair->n_objects; ++i) {
    const RhumbExpression *const value = &pair->objects[i].term.value;
    rhumb_rml_add_iri(writer, node, "class", value->constant.text, value->loc);
  }
}

// Triples maps ---------------------------------------------------------------

static bool
is_parent(const RhumbMapping *const mapping, const RhumbTriplesMap *const map)
{
  for (size_t i = 0; i < mapping->n_maps; ++i) {
    for (size_t j = 0; j < mapping->maps[i]->n_pairs; ++j) {
      const RhumbPredicateObjectMap *const pair = &mapping->maps[i]->pairs[j];
      for (size_t k = 0; k < pair->n_objects; ++k) {
        if (pair->objects[k].parent == map) {
          return true;
        }
      }
    }
  }
  return false;
}

/// Put what a subject quotes, with the classes and graphs that it has
static void
put_quoting_subject(RhumbRmlWriter *const writer,
                    RhumbRmlTreeNode *const node,
                    const RhumbTriplesMap *const map)
{
  const RhumbObjectMap *const quoted = map->quoted;
  RhumbRmlTreeNode *const term = rhumb_rml_nest(writer, node, "subjectMap");
  rhumb_rml_add(
      writer,
      term,
      "quotedTriplesMap",
      writer->names[rhumb_mapping_number(writer->mapping, quoted->parent)]);
  rhumb_rml_put_joins(writer, term, quoted);
  rhumb_rml_put_targets(writer, term, &quoted->term.targets);
  put_graphs(writer, term, &map->graphs);
}

/// Put the subject; return the condition that its triples must bear because a
/// blank node without a value cannot, or NULL
static const RhumbFunction *
put_subject(RhumbRmlWriter *const writer,
            RhumbRmlTreeNode *const node,
            const RhumbTriplesMap *const map)
{
  if (map->quoted) {
    put_quoting_subject(writer, node, map);
    return map->condition;
  }
  RhumbTermMap subject = map->subject;
  const RhumbFunction *condition =
      both(writer, map->condition, subject.condition);
  const bool is_fresh = subject.value.kind == RHUMB_EXPRESSION_NONE;
  const bool is_moved =
      is_fresh && !writer->is_core && !is_parent(writer->mapping, map);
  subject.condition = is_moved ? NULL : condition;
  condition = is_moved ? condition : NULL;
  RhumbRmlTreeNode *const term = rhumb_rml_put_term(
      writer, node, "subjectMap", NULL, &subject, RHUMB_AT_SUBJECT);
  put_gather(writer, term, &subject);
  for (size_t i = 0; !condition && i < map->n_pairs; ++i) {
    const RhumbAnnotation *const annotation = map->pairs[i].annotation;
    const bool is_silent = annotation && annotation->is_silent;
    if (!is_silent && is_class(&map->pairs[i])) {
      put_classes(writer, term, &map->pairs[i]);
    }
  }
  put_graphs(writer, term, &map->graphs);
  return condition;
}

/// Put a triples map; return the node of its source, which is filled in when
/// all references are known; NULL: it is a view, which has a block
static RhumbRmlTreeNode *
put_map(RhumbRmlWriter *const writer, const size_t number)
{
  const RhumbTriplesMap *const map = writer->mapping->maps[number];
  RhumbRmlTreeNode *const node =
      rhumb_rml_tree_block(&writer->tree, writer->names[number]);
  const RhumbStr base = rhumb_rml_base(writer, map);
  writer->map = map;
  writer->source = map->source;
  rhumb_rml_add_class(
      writer, node, map->is_silent ? "NonAssertedTriplesMap" : "TriplesMap");
  if (base.len && writer->is_core) {
    rhumb_rml_add_iri(writer, node, "baseIRI", base, map->loc);
  }
  RhumbRmlTreeNode *const source =
      rhumb_rml_put_on(writer, node, "logicalSource", map->source);
  const RhumbFunction *const condition = put_subject(writer, node, map);
  for (size_t i = 0; i < map->n_pairs; ++i) {
    const RhumbAnnotation *const annotation = map->pairs[i].annotation;
    const bool is_silent = annotation && annotation->is_silent;
    if (!is_silent && (condition || map->quoted || !is_class(&map->pairs[i]))) {
      put_pair(writer, node, &map->pairs[i], condition);
    }
  }
  return source;
}

static void
put_maps(RhumbRmlWriter *const writer)
{
  const RhumbMapping *const mapping = writer->mapping;
  RhumbRmlTreeNode **const sources =
      RHUMB_NEW(writer->arena, RhumbRmlTreeNode *, mapping->n_maps);
  for (size_t i = 0; i < mapping->n_maps; ++i) {
    sources[i] = put_map(writer, i);
    rhumb_buf_put(&writer->references, mapping->maps[i]->source->iterator);
    rhumb_buf_putc(&writer->references, '\n');
  }
  for (size_t i = 0; i < mapping->n_maps; ++i) {
    if (sources[i]) {
      rhumb_rml_put_source(writer, sources[i], mapping->maps[i]->source);
    }
  }
  rhumb_rml_put_views(writer);
}

/// Say what stays behind: RML describes triples, not drawings or ontologies
static void
warn_extras(const RhumbRmlWriter *const writer)
{
  const RhumbMapping *const mapping = writer->mapping;
  if (rhumb_views_count(mapping->views)) {
    rhumb_warn(writer->diag,
               RHUMB_WARNING,
               rhumb_view_loc(rhumb_views_at(mapping->views, 0)),
               "RML has no views that draw maps; they are left out");
  }
  if (mapping->ontology) {
    rhumb_warn(writer->diag,
               RHUMB_WARNING,
               mapping->ontology->loc,
               "RML has no ontology header; it is left out");
  }
}

RhumbStatus
rhumb_rml_write(RhumbBuf *const out,
                RhumbArena *const arena,
                const RhumbMapping *const mapping,
                const RhumbRmlStyle *const style,
                const RhumbDiag *const diag)
{
  RhumbRmlTreePrefix ours[RHUMB_COUNT(names)];
  memcpy(ours, names, sizeof(names));
  ours[0].iri = style->profile == RHUMB_CORE ? RHUMB_STR(RHUMB_RML)
                                             : RHUMB_STR(RHUMB_RML_CLASSIC);
  RhumbRmlWriter writer = {
      .arena = arena,
      .mapping = mapping,
      .given = mapping,
      .style = style,
      .is_core = style->profile == RHUMB_CORE,
      .diag = diag,
      .tree = {.arena = arena, .prefixes = &mapping->prefixes}};
  rhumb_rml_tree_start(&writer.tree, ours, RHUMB_COUNT(names));
  warn_extras(&writer);
  writer.mapping = rhumb_rml_without_annotations(&writer, mapping);
  choose_base(&writer);
  name_maps(&writer);
  put_maps(&writer);
  if (writer.status == RHUMB_OK) {
    rhumb_rml_tree_print(&writer.tree, out);
  }
  rhumb_buf_free(&writer.references);
  rhumb_table_free(&writer.taken);
  rhumb_table_free(&writer.view_keys);
  rhumb_rml_tree_free(&writer.tree);
  return writer.status;
}
