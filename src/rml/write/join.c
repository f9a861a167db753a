// SPDX-License-Identifier: ISC

/// @file join.c  Join conditions, written.
///
/// Core compares any two expressions and knows no function over both rows; the
/// older RML compares two references and has such functions. What one lacks is
/// said in the way of the other.

#include "rml/write/write_impl.h"

#include "model/normal.h"

/// Put one side of a join, looked up in the source of that side
static void
put_side(RhumbRmlWriter *const writer,
         RhumbRmlTreeNode *const node,
         const RhumbExpression *const key,
         const RhumbSourceSpec *const source,
         const RhumbSide side)
{
  static const char *const words[][2] = {
      [RHUMB_CHILD] = {"child", "childMap"},
      [RHUMB_PARENT] = {"parent", "parentMap"},
  };
  const RhumbSourceSpec *const own = writer->source;
  writer->source = source;
  writer->side = side;
  if (key->kind == RHUMB_EXPRESSION_REFERENCE) {
    rhumb_rml_add_text(
        writer,
        node,
        words[side][0],
        rhumb_rml_put_reference(writer, key->reference, key->loc));
  } else {
    rhumb_rml_put_expression(
        writer, rhumb_rml_nest(writer, node, words[side][1]), key);
  }
  writer->side = RHUMB_CHILD;
  writer->source = own;
}

static void
put_join(RhumbRmlWriter *const writer,
         RhumbRmlTreeNode *const node,
         const RhumbObjectMap *const object,
         const RhumbJoin *const join)
{
  RhumbRmlTreeNode *const condition =
      rhumb_rml_nest(writer, node, "joinCondition");
  put_side(writer, condition, &join->child, writer->source, RHUMB_CHILD);
  put_side(
      writer, condition, &join->parent, object->parent->source, RHUMB_PARENT);
}

static const RhumbFunction *
comparison(const RhumbRmlWriter *const writer, const RhumbJoin *const join)
{
  RhumbFunction *const function = RHUMB_NEW(writer->arena, RhumbFunction, 1);
  RhumbArgument *const arguments = RHUMB_NEW(writer->arena, RhumbArgument, 2);
  arguments[0] = (RhumbArgument){
      .parameter = RHUMB_STR(RHUMB_GREL "valueParameter"),
      .loc = join->child.loc,
      .value = {.value = join->child, .loc = join->child.loc},
      .side = RHUMB_CHILD,
  };
  arguments[1] = (RhumbArgument){
      .parameter = RHUMB_STR(RHUMB_GREL "valueParameter2"),
      .loc = join->parent.loc,
      .value = {.value = join->parent, .loc = join->parent.loc},
      .side = RHUMB_PARENT,
  };
  for (size_t i = 0; i < 2; ++i) { // Keys are compared as texts
    arguments[i].value.type = RHUMB_TYPE_LITERAL;
  }
  *function = (RhumbFunction){.name = RHUMB_STR(RHUMB_IDLAB "equal"),
                              .loc = join->child.loc,
                              .arguments = arguments,
                              .n_arguments = 2};
  return function;
}

void
rhumb_rml_put_joins(RhumbRmlWriter *const writer,
                    RhumbRmlTreeNode *const node,
                    const RhumbObjectMap *const object)
{
  const RhumbFunction *function = object->condition;
  for (size_t i = 0; i < object->n_joins; ++i) {
    const RhumbJoin *const join = &object->joins[i];
    if (writer->is_core || (join->child.kind == RHUMB_EXPRESSION_REFERENCE &&
                            join->parent.kind == RHUMB_EXPRESSION_REFERENCE)) {
      put_join(writer, node, object, join);
    } else {
      function = rhumb_function_all(
          writer->arena,
          (const RhumbFunction *[]){function, comparison(writer, join)},
          2);
    }
  }
  if (function && writer->is_core) {
    RHUMB_RML_REFUSE(writer,
                     function->loc,
                     "RML Core joins by equal values only, not by a function "
                     "over the two rows; compare with equal, or use --classic");
  } else if (function) {
    rhumb_rml_put_function(
        writer, rhumb_rml_nest(writer, node, "joinCondition"), function);
  }
}
