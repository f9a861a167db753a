// SPDX-License-Identifier: ISC

/// @file gather.c  Gather maps: lists and containers (RML-CC).

#include "rml/rml_impl.h"

#include "base/near.h"
#include "model/normal.h"

/// How several maps are put together
static const struct {
  const char *name;
  bool is_product;
} strategies[] = {{"append", false}, {"cartesianProduct", true}};

static RhumbGatherAs
read_as(RhumbRml *const rml, const RhumbRmlStatement *const said)
{
  const char *words[RHUMB_N_GATHERS] = {0};
  const RhumbStr iri = said->object->term.text;
  for (size_t i = 1; i < RHUMB_N_GATHERS; ++i) {
    const RhumbStr word = rhumb_str(rhumb_gathers[i].iri);
    words[i - 1] = rhumb_rml_show(rml, word).data;
    if (rhumb_str_equal(iri, word)) {
      return (RhumbGatherAs)i;
    }
  }
  const RhumbStr shown = rhumb_rml_show(rml, iri);
  rhumb_rml_keep(rml,
                 rhumb_fail_near(rml->diag,
                                 RHUMB_ERR_REFERENCE,
                                 said->object_loc,
                                 rhumb_near(shown, words),
                                 "%.*s is none of %s, %s, %s and %s, which are "
                                 "what can be gathered",
                                 RHUMB_FMT(shown),
                                 words[0],
                                 words[1],
                                 words[2],
                                 words[3]));
  return RHUMB_GATHER_LIST;
}

static bool
read_strategy(RhumbRml *const rml, const RhumbRmlStatement *const said)
{
  const RhumbStr name = said->object->name;
  const char *const words[] = {rhumb_rml_word(rml, strategies[0].name),
                               rhumb_rml_word(rml, strategies[1].name),
                               NULL};
  for (size_t i = 0; i < RHUMB_COUNT(strategies); ++i) {
    if (said->object->era != RHUMB_RML_FOREIGN &&
        rhumb_str_is(name, strategies[i].name)) {
      return strategies[i].is_product;
    }
  }
  const RhumbStr shown = rhumb_rml_show(rml, said->object->term.text);
  rhumb_rml_keep(
      rml,
      rhumb_fail_near(rml->diag,
                      RHUMB_ERR_REFERENCE,
                      said->object_loc,
                      rhumb_near(shown, words),
                      "%.*s is no strategy: %s puts one map's values "
                      "behind another's, %s combines them",
                      RHUMB_FMT(shown),
                      words[0],
                      words[1]));
  return false;
}

static bool
read_boolean(RhumbRml *const rml, const RhumbRmlStatement *const said)
{
  const RhumbStr text = said->object->term.text;
  const bool is_true = rhumb_str_is(text, "true") || rhumb_str_is(text, "1");
  if (!is_true && !rhumb_str_is(text, "false") && !rhumb_str_is(text, "0")) {
    RHUMB_RML_FAIL(rml,
                   said->object_loc,
                   "%.*s is true or false",
                   RHUMB_FMT(rhumb_rml_show(rml, said->iri)));
  }
  return is_true;
}

/// Report what says how to gather, where nothing is gathered
static void
check_alone(RhumbRml *const rml, const RhumbRmlNode *const node)
{
  static const char *const others[] = {
      "gatherAs", "strategy", "allowEmptyListAndContainer"};
  for (size_t i = 0; i < RHUMB_COUNT(others); ++i) {
    const RhumbRmlStatement *const said = rhumb_rml_find(node, others[i]);
    if (said && !node->flawed) {
      RHUMB_RML_FAIL(rml,
                     said->loc,
                     "%.*s needs %s beside it",
                     RHUMB_FMT(rhumb_rml_show(rml, said->iri)),
                     rhumb_rml_word(rml, "gather"));
    }
  }
}

/// Read the maps in the list of a gather map
static void
read_items(RhumbRml *const rml,
           RhumbGather *const gather,
           const RhumbRmlStatement *const said)
{
  RHUMB_LIST(RhumbObjectMap) items = {0};
  const RhumbRmlNode *node = said->object;
  const RhumbRmlStatement *first = rhumb_rml_find(node, RHUMB_RDF "first");
  for (size_t n = 0; first && n < rml->graph.keys.count; ++n) {
    const RhumbRmlStatement *const rest =
        rhumb_rml_find(node, RHUMB_RDF "rest");
    // A member is described as the value of rml:objectMap would be
    RhumbRmlStatement item = *first;
    item.name = RHUMB_STR("objectMap");
    if (first->object->term.kind == RHUMB_TERM_LITERAL) {
      RHUMB_RML_FAIL(rml,
                     first->object_loc,
                     "what is gathered are term maps, such as [ %s \"%.*s\" ]",
                     rhumb_rml_word(rml, "constant"),
                     RHUMB_FMT(first->object->term.text));
    } else {
      RHUMB_PUSH_IN(rml->arena, &items, rhumb_rml_object_read(rml, &item));
    }
    node = rest ? rest->object : NULL;
    first = node ? rhumb_rml_find(node, RHUMB_RDF "first") : NULL;
  }
  gather->items = items.items;
  gather->n_items = items.count;
  rhumb_rml_keep(rml, rhumb_gather_check(gather, rml->diag));
  if (!items.count && rml->status == RHUMB_OK) {
    RHUMB_RML_FAIL(rml,
                   said->object_loc,
                   "%.*s needs a list of one or more term maps: ( [ … ] )",
                   RHUMB_FMT(rhumb_rml_show(rml, said->iri)));
  }
}

/// True if a gather map may have members, being none of its own
static bool
may_enter(RhumbRml *const rml,
          const RhumbRmlNode *const node,
          const RhumbRmlStatement *const said)
{
  if (node->busy) {
    RHUMB_RML_FAIL(rml, said->loc, "this gathers itself");
    return false;
  }
  if (rml->gathers == RHUMB_MAX_GATHER_NESTING) {
    RHUMB_RML_FAIL(rml,
                   said->loc,
                   "collections may be within each other %d deep",
                   RHUMB_MAX_GATHER_NESTING);
    return false;
  }
  return true;
}

const RhumbGather *
rhumb_rml_gather_read(RhumbRml *const rml, RhumbRmlNode *const node)
{
  const RhumbRmlStatement *const said = rhumb_rml_find(node, "gather");
  const RhumbRmlStatement *const as = rhumb_rml_find(node, "gatherAs");
  const RhumbRmlStatement *const strategy = rhumb_rml_find(node, "strategy");
  const RhumbRmlStatement *const empty =
      rhumb_rml_find(node, "allowEmptyListAndContainer");
  if (!said || said->object->term.kind == RHUMB_TERM_LITERAL) {
    check_alone(rml, node);
    return NULL;
  }
  if (!as && !node->flawed) {
    RHUMB_RML_FAIL(rml,
                   said->loc,
                   "what is gathered lacks %s, which says whether it is a list "
                   "or a container",
                   rhumb_rml_word(rml, "gatherAs"));
  }
  if (!may_enter(rml, node, said)) {
    node->flawed = true;
    return NULL;
  }
  RhumbGather *const gather = RHUMB_NEW(rml->arena, RhumbGather, 1);
  gather->loc = said->loc;
  gather->as = as ? read_as(rml, as) : RHUMB_GATHER_LIST;
  gather->is_product = strategy && read_strategy(rml, strategy);
  gather->takes_empty = empty && read_boolean(rml, empty);
  ++rml->gathers;
  node->busy = true;
  read_items(rml, gather, said);
  node->busy = false;
  --rml->gathers;
  return gather;
}
