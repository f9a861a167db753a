// SPDX-License-Identifier: ISC

/// @file function.c  Functions: RML-FNML, and what came before it.
///
/// rml:functionExecution names a function and its inputs. The older
/// fnml:functionValue says the same with predicate object maps, of which the
/// one with fno:executes names the function.

#include "rml/rml_impl.h"

#include "function/function.h"

/// A function on its way
typedef struct {
  RhumbRml *rml;
  RhumbFunction *function;
  RHUMB_LIST(RhumbArgument) arguments;
} Making;

/// Add the value that `said` describes, of the row on `side`
static void
add_argument(Making *const making,
             const RhumbStr parameter,
             const RhumbLoc loc,
             const RhumbRmlStatement *const said,
             const RhumbSide side)
{
  const RhumbArgument argument = {
      parameter,
      loc,
      rhumb_rml_term_read(making->rml, said, RHUMB_RML_VALUE_MAP),
      side};
  RHUMB_PUSH_IN(making->rml->arena, &making->arguments, argument);
}

/// True if a node says `shortcut` or `map`: a mistake in it is reported there
static bool
says(const RhumbRmlNode *const node,
     const char *const shortcut,
     const char *const map)
{
  return rhumb_rml_find(node, shortcut) || rhumb_rml_find(node, map);
}

static void
read_input(Making *const making, const RhumbRmlStatement *const said)
{
  RhumbRml *const rml = making->rml;
  RhumbRmlNode *const node = said->object;
  rhumb_rml_check(rml, node, RHUMB_RML_INPUT);
  RhumbLoc loc = said->object_loc;
  const RhumbStr parameter =
      rhumb_rml_iri_read(rml, node, "parameter", "parameterMap", &loc);
  const RhumbRmlStatement *const brief = rhumb_rml_find(node, "inputValue");
  const RhumbRmlStatement *const full = rhumb_rml_find(node, "inputValueMap");
  if (!says(node, "parameter", "parameterMap") || !brief == !full) {
    RHUMB_RML_FAIL(rml,
                   said->object_loc,
                   "a function's input needs %s and one of %s and %s",
                   rhumb_rml_word(rml, "parameter"),
                   rhumb_rml_word(rml, "inputValue"),
                   rhumb_rml_word(rml, "inputValueMap"));
    return;
  }
  add_argument(making, parameter, loc, brief ? brief : full, RHUMB_CHILD);
}

static void
read_execution(Making *const making, const RhumbRmlNode *const node)
{
  RhumbFunction *const function = making->function;
  function->name = rhumb_rml_iri_read(
      making->rml, node, "function", "functionMap", &function->loc);
  const RhumbRmlStatement *said = rhumb_rml_find(node, "input");
  for (; said; said = rhumb_rml_next(node, said)) {
    if (said->object->term.kind != RHUMB_TERM_LITERAL) {
      read_input(making, said);
    }
  }
}

/// An argument of the older form: the value may be the parent's, in a join
static void
read_value(Making *const making,
           const RhumbStr parameter,
           const RhumbLoc loc,
           const RhumbRmlStatement *const said)
{
  const RhumbRmlStatement *const parent =
      rhumb_str_is(said->name, "object")
          ? NULL
          : rhumb_rml_find(said->object, "parentTermMap");
  if (parent) {
    rhumb_rml_check(making->rml, said->object, RHUMB_RML_VALUE_MAP);
  }
  add_argument(making,
               parameter,
               loc,
               parent ? parent : said,
               parent ? RHUMB_PARENT : RHUMB_CHILD);
}

static bool
is_executes(const RhumbStr iri)
{
  return rhumb_str_is(iri, RHUMB_FNO "executes") ||
         rhumb_str_is(iri, "http://w3id.org/function/ontology#executes");
}

/// A predicate object map of the older form: the function, or one parameter
static void
read_parameter(Making *const making, const RhumbRmlStatement *const said)
{
  RhumbRml *const rml = making->rml;
  RhumbRmlNode *const node = said->object;
  RhumbLoc loc = said->object_loc;
  rhumb_rml_check(rml, node, RHUMB_RML_PAIR);
  (void)rhumb_rml_pair_type(rml, node);
  const RhumbStr parameter =
      rhumb_rml_iri_read(rml, node, "predicate", "predicateMap", &loc);
  if (is_executes(parameter)) {
    making->function->name = rhumb_rml_iri_read(
        rml, node, "object", "objectMap", &making->function->loc);
    return;
  }

  size_t values = 0;
  for (size_t i = 0; i < node->count; ++i) {
    const RhumbStr name = node->statements[i].name;
    if (rhumb_str_is(name, "object") || rhumb_str_is(name, "objectMap")) {
      read_value(making, parameter, loc, &node->statements[i]);
      ++values;
    }
  }
  if (!parameter.len || !values) {
    RHUMB_RML_FAIL(rml,
                   said->object_loc,
                   "a function's parameter needs its name and its value");
  }
}

static void
read_function_value(Making *const making, const RhumbRmlNode *const node)
{
  const RhumbRmlStatement *said = rhumb_rml_find(node, "predicateObjectMap");
  for (; said; said = rhumb_rml_next(node, said)) {
    read_parameter(making, said);
  }
}

static RhumbFunction *
make_function(RhumbRml *const rml, const RhumbRmlStatement *const said)
{
  RhumbRmlNode *const node = said->object;
  RhumbFunction *const function = RHUMB_NEW(rml->arena, RhumbFunction, 1);
  Making making = {.rml = rml, .function = function};
  function->loc = said->object_loc;
  function->dir = rhumb_rml_folder(rml, node->text);
  rhumb_rml_check(rml, node, RHUMB_RML_EXECUTION);

  node->busy = true;
  if (rhumb_str_is(said->name, "functionValue")) {
    read_function_value(&making, node);
  } else {
    read_execution(&making, node);
  }
  node->busy = false;

  function->arguments = making.arguments.items;
  function->n_arguments = making.arguments.count;
  if (!function->name.len && !says(node, "function", "functionMap")) {
    RHUMB_RML_FAIL(rml,
                   said->object_loc,
                   "this does not name its function; say it with %s",
                   rhumb_str_is(said->name, "functionValue")
                       ? "fno:executes"
                       : rhumb_rml_word(rml, "function"));
  }
  return function;
}

/// A function reads the row of its triples map: a source of its own must be
/// that map's
static void
check_source(RhumbRml *const rml, const RhumbRmlNode *const node)
{
  const RhumbRmlStatement *const said = rhumb_rml_find(node, "logicalSource");
  if (!said || said->object->term.kind == RHUMB_TERM_LITERAL) {
    return;
  }
  const RhumbSourceSpec *const own = rhumb_rml_source_read(rml, said);
  if (rml->source && !rhumb_source_equal(own, rml->source)) {
    RHUMB_RML_FAIL(rml,
                   said->object_loc,
                   "this function has another source than the triples map that "
                   "calls it, on line %u; a function reads the map's rows",
                   rml->source->loc.line);
  }
}

/// Check what is asked of a function: that it returns it
static void
check_output(RhumbRml *const rml,
             const RhumbFunction *const function,
             const RhumbStr output,
             const RhumbLoc loc)
{
  const RhumbFunctionType *const type = rhumb_function_find(function->name);
  if (!type || rhumb_function_returns(type, output)) {
    return; // An unknown function is reported where it is named
  }
  RhumbBuf iri = {0};
  rhumb_function_iri(&iri, rhumb_function_output(type));
  const RhumbStr usual = rhumb_rml_show(rml, rhumb_buf_str(&iri));
  rhumb_buf_free(&iri);
  rhumb_rml_keep(rml,
                 rhumb_fail_near(rml->diag,
                                 RHUMB_ERR_REFERENCE,
                                 loc,
                                 usual.data,
                                 "%s does not return %.*s",
                                 type->names[0],
                                 RHUMB_FMT(rhumb_rml_show(rml, output))));
}

const RhumbFunction *
rhumb_rml_function_read(RhumbRml *const rml,
                        const RhumbRmlNode *const owner,
                        const RhumbRmlStatement *const statement)
{
  RhumbRmlNode *const node = statement->object;
  if (node->term.kind == RHUMB_TERM_LITERAL) {
    return NULL; // Reported with the property
  }
  if (node->busy) {
    RHUMB_RML_FAIL(rml,
                   statement->object_loc,
                   "this function needs its own value: its arguments go round "
                   "in a circle");
    return NULL;
  }
  if (rml->nesting == RHUMB_MAX_FUNCTION_NESTING) {
    RHUMB_RML_FAIL(rml,
                   statement->object_loc,
                   "functions within functions, more than %d deep",
                   RHUMB_MAX_FUNCTION_NESTING);
    return NULL;
  }
  if (!node->function) {
    ++rml->nesting;
    node->function = make_function(rml, statement);
    --rml->nesting;
  }
  check_source(rml, node);

  RhumbLoc loc = statement->loc;
  const RhumbStr output =
      rhumb_rml_iri_read(rml, owner, "return", "returnMap", &loc);
  if (!output.len) {
    return node->function;
  }
  check_output(rml, node->function, output, loc);
  RhumbFunction *const function = RHUMB_NEW(rml->arena, RhumbFunction, 1);
  *function = *node->function;
  function->output = output;
  return function;
}
