// SPDX-License-Identifier: ISC

/// @file join.c  Join conditions of triples maps and of logical views.

#include "rml/rml_impl.h"

/// Read one side of a join: a reference, or an expression map
static RhumbExpression
read_side(RhumbRml *const rml,
          const RhumbRmlStatement *const join,
          const char *const shortcut,
          const char *const map)
{
  RhumbRmlNode *const node = join->object;
  const RhumbRmlStatement *const brief = rhumb_rml_find(node, shortcut);
  const RhumbRmlStatement *const full = rhumb_rml_find(node, map);
  if (!brief == !full) {
    if (!node->flawed) {
      RHUMB_RML_FAIL(rml,
                     join->object_loc,
                     "a join condition needs one %s or %s",
                     rhumb_rml_word(rml, shortcut),
                     rhumb_rml_word(rml, map));
    }
    return (RhumbExpression){0};
  }
  if (brief) {
    if (strcmp(shortcut, "child") == 0) {
      rhumb_rml_warn_loose(rml, brief->object->term.text, brief->object_loc);
    }
    return (RhumbExpression){.kind = RHUMB_EXPRESSION_REFERENCE,
                             .loc = brief->object_loc,
                             .reference = brief->object->term.text};
  }
  return full->object->term.kind != RHUMB_TERM_LITERAL
             ? rhumb_rml_expression_read(
                   rml, full->object, RHUMB_RML_JOIN_MAP, full->object_loc)
             : (RhumbExpression){0};
}

/// Read what a function of both rows says beside `condition`
static void
read_join_function(RhumbRml *const rml,
                   const RhumbFunction **const condition,
                   RhumbJoins *const joins,
                   const RhumbRmlNode *const node,
                   const RhumbRmlStatement *const call)
{
  const RhumbFunction *const both[] = {
      *condition,
      rhumb_joins_take(
          rml->arena, rhumb_rml_function_read(rml, node, call), joins)};
  *condition = rhumb_function_all(rml->arena, both, 2);
}

void
rhumb_rml_join_read(RhumbRml *const rml,
                    const RhumbFunction **const condition,
                    RhumbJoins *const joins,
                    const RhumbRmlStatement *const said)
{
  RhumbRmlNode *const node = said->object;
  rhumb_rml_check(rml, node, RHUMB_RML_JOIN);
  const RhumbRmlStatement *call = rhumb_rml_find(node, "functionValue");
  call = call ? call : rhumb_rml_find(node, "functionExecution");
  if (call) {
    for (; call; call = rhumb_rml_next(node, call)) {
      read_join_function(rml, condition, joins, node, call);
    }
    return;
  }
  const RhumbJoin join = {
      .child = read_side(rml, said, "child", "childMap"),
      .parent = read_side(rml, said, "parent", "parentMap"),
  };
  RHUMB_PUSH_IN(rml->arena, joins, join);
}
