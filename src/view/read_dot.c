// SPDX-License-Identifier: ISC

/// @file read_dot.c  DOT read by Graphviz, its nodes and edges put in order.

#include "view/read_dot.h"

#include "base/table.h"

#include <stdlib.h>

/// Named objects have even numbers, in order of arrival; nameless ones odd ones
typedef struct {
  RhumbTable names;
  IDTYPE n_nameless;
} Ids;

typedef struct {
  const char *text;
  size_t len;
} Reader;

static void *
open_ids(Agraph_t *const graph, Agdisc_t *const discipline)
{
  (void)graph;
  (void)discipline;
  Ids *const ids = (Ids *)rhumb_xrealloc(NULL, sizeof(Ids));
  *ids = (Ids){0};
  return ids;
}

static long
map_name(void *const state,
         const int kind,
         char *const name,
         IDTYPE *const id,
         const int create)
{
  (void)kind;
  Ids *const ids = (Ids *)state;
  if (!name) {
    *id = (2 * ids->n_nameless++) + 1;
    return create;
  }
  const uint32_t found = create
                             ? rhumb_table_add(&ids->names, rhumb_str(name))
                             : rhumb_table_find(&ids->names, rhumb_str(name));
  *id = ((IDTYPE)found + 1) * 2;
  return found != RHUMB_TABLE_NONE;
}

/// No caller of ours asks for a number of its own
static long
alloc_id(void *const state, const int kind, const IDTYPE id)
{
  (void)state;
  (void)kind;
  (void)id;
  return 0;
}

static void
free_id(void *const state, const int kind, const IDTYPE id)
{
  (void)state;
  (void)kind;
  (void)id;
}

static char *
name_of(void *const state, const int kind, const IDTYPE id)
{
  (void)kind;
  const Ids *const ids = (const Ids *)state;
  char *name = NULL; // Graphviz does not write to it
  if (id % 2 == 0) {
    memcpy(&name, &ids->names.keys[(id / 2) - 1].data, sizeof(name));
  }
  return name;
}

static void
close_ids(void *const state)
{
  Ids *const ids = (Ids *)state;
  rhumb_table_free(&ids->names);
  free(ids);
}

static void
ignore_object(void *const state, const int kind, void *const object)
{
  (void)state;
  (void)kind;
  (void)object;
}

/// Hand out the next bytes of the text
static int
read_text(void *const channel, char *const to, const int room)
{
  Reader *const reader = (Reader *)channel;
  const size_t most = room > 0 ? (size_t)room : 0;
  const size_t len = reader->len < most ? reader->len : most;
  if (len) {
    memcpy(to, reader->text, len);
  }
  reader->text += len;
  reader->len -= len;
  return (int)len;
}

Agraph_t *
rhumb_read_dot(const char *const dot)
{
  static Agiddisc_t ids = {
      open_ids, map_name, alloc_id, free_id, name_of, close_ids, ignore_object};
  static Agiodisc_t io = {read_text, NULL, NULL};
  static Agdisc_t discipline = {&AgMemDisc, &ids, &io};
  Reader reader = {dot, strlen(dot)};
  return agread(&reader, &discipline);
}
