// SPDX-License-Identifier: ISC

/// @file refer.c  Which rows references to triples maps are of, and collections
/// that they cannot reach.

#include "plan/plan_impl.h"

bool
rhumb_is_same_row(const RhumbObjectMap *const object,
                  const RhumbSourceSpec *const spec)
{
  return !object->n_joins && !object->condition &&
         rhumb_source_equal(object->parent->source, spec);
}

static bool
is_in_graphs(const RhumbTriplesMap *const map)
{
  bool found = map->graphs.count > 0;
  for (size_t i = 0; !found && i < map->n_pairs; ++i) {
    found = map->pairs[i].graphs.count > 0;
  }
  return found;
}

/// Return why `map` cannot refer to the subjects of `parent`, which are
/// collections, or NULL: it can
static const char *
why_no_reference(const RhumbTriplesMap *const map,
                 const RhumbTriplesMap *const parent,
                 const bool is_joined)
{
  const bool is_named = parent->subject.type != RHUMB_TYPE_BLANK;
  return is_joined && !is_named
             ? "are collections without an IRI, which no join finds again; "
               "name them with a value"
         : !is_named && (is_in_graphs(map) || is_in_graphs(parent))
             ? "are collections without an IRI, which are other nodes in each "
               "graph; name them with a value"
             : NULL;
}

/// Check what `object` refers to, and what its members do
static void
check_reference(RhumbCompiler *const compiler,
                const RhumbTriplesMap *const map,
                const RhumbObjectMap *const object)
{
  const RhumbTriplesMap *const parent = object->parent;
  const RhumbGather *const gather = object->term.gather;
  for (size_t i = 0; gather && i < gather->n_items; ++i) {
    check_reference(compiler, map, &gather->items[i]);
  }
  if (!parent || !parent->subject.gather) {
    return;
  }
  const char *const why =
      why_no_reference(map, parent, !rhumb_is_same_row(object, map->source));
  if (why) {
    RHUMB_PLAN_FAIL(compiler,
                    RHUMB_ERR_UNSUPPORTED,
                    object->term.loc,
                    "the subjects of \"%.*s\" %s",
                    RHUMB_FMT(parent->name),
                    why);
  }
}

void
rhumb_compile_check_gathers(RhumbCompiler *const compiler,
                            const RhumbTriplesMap *const map)
{
  const RhumbObjectMap subject = {.term = map->subject};
  check_reference(compiler, map, &subject);
  for (size_t i = 0; i < map->n_pairs; ++i) {
    for (size_t o = 0; o < map->pairs[i].n_objects; ++o) {
      check_reference(compiler, map, &map->pairs[i].objects[o]);
    }
  }
}
