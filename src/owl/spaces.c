// SPDX-License-Identifier: ISC

/// @file spaces.c  The namespaces of what ontologies declare, and which of them
/// the ontologies are about.

#include "owl/vocabulary_impl.h"

#include <stdlib.h>

size_t
rhumb_vocabulary_space(const RhumbStr iri)
{
  const size_t fragment = rhumb_str_index(iri, '#');
  return fragment < iri.len ? fragment + 1 : rhumb_str_last(iri, "/:");
}

static RhumbStr
namespace_of(const RhumbStr iri)
{
  return rhumb_str_slice(iri, 0, rhumb_vocabulary_space(iri));
}

RhumbStr
rhumb_bare(RhumbStr iri)
{
  while (iri.len && strchr("#/:", iri.data[iri.len - 1])) {
    --iri.len;
  }
  return iri;
}

uint32_t
rhumb_vocabulary_space_of(const RhumbVocabulary *const vocabulary,
                          const RhumbStr iri)
{
  return rhumb_table_find(&vocabulary->namespaces, namespace_of(iri));
}

bool
rhumb_vocabulary_owns(const RhumbVocabulary *const vocabulary,
                      const RhumbStr iri)
{
  const uint32_t number = rhumb_vocabulary_space_of(vocabulary, iri);
  return number != RHUMB_TABLE_NONE && vocabulary->spaces[number].is_own;
}

// Names -----------------------------------------------------------------------

/// True if the file with this number says of an ontology that it is one
/// @param file RHUMB_TABLE_NONE: any.
static bool
is_said_by(const RhumbVocabulary *const v,
           const uint32_t ontology,
           const uint32_t file)
{
  size_t n = 0;
  const RhumbVocabularyEdge *const edges =
      rhumb_edges_of(v, RHUMB_EDGE_ABOUT, ontology, &n);
  bool found = file == RHUMB_TABLE_NONE;
  for (size_t i = 0; !found && i < n; ++i) {
    found = edges[i].to == file;
  }
  return found;
}

/// True if a namespace begins with the IRI of an ontology of a file, and that
/// ends where a part of it does
static bool
is_named_after(const RhumbVocabulary *const v,
               const RhumbStr name,
               const uint32_t file)
{
  bool found = false;
  for (size_t i = 1; !found && i < name.len; ++i) {
    if (strchr("#/:", name.data[i])) {
      const uint32_t ontology =
          rhumb_table_find(&v->ontologies, rhumb_str_slice(name, 0, i));
      found = ontology != RHUMB_TABLE_NONE && is_said_by(v, ontology, file);
    }
  }
  return found;
}

// Counts ----------------------------------------------------------------------

/// How many terms of a namespace a file has
typedef struct {
  uint32_t space, file;
  size_t count;
} Share;

/// The shares of namespaces and files, in the order of the terms
typedef struct {
  RhumbTable pairs;
  RHUMB_LIST(Share) items;
} Shares;

/// Count one more term, and return the share
static const Share *
count(Shares *const shares, const uint32_t space, const uint32_t file)
{
  const uint32_t pair[] = {space, file};
  const uint32_t number = rhumb_table_add(
      &shares->pairs, (RhumbStr){(const char *)pair, sizeof(pair)});
  if (number == shares->items.count) {
    const Share first = {space, file, 0};
    RHUMB_PUSH(&shares->items, first);
  }
  ++shares->items.items[number].count;
  return &shares->items.items[number];
}

static void
free_shares(Shares *const shares)
{
  rhumb_table_free(&shares->pairs);
  free(shares->items.items);
}

/// Find the namespaces that have declared terms, and what these are
static void
find_namespaces(RhumbVocabulary *const v)
{
  size_t cap = 0;
  for (size_t i = 0; i < v->terms.count; ++i) {
    const unsigned declared = v->declared[i] & RHUMB_IS_DECLARED;
    if (!declared || !rhumb_is_named(v->terms.keys[i])) {
      continue;
    }
    const size_t known = v->namespaces.count;
    const uint32_t number =
        rhumb_table_add(&v->namespaces, namespace_of(v->terms.keys[i]));
    if (v->namespaces.count > known) {
      v->spaces = rhumb_xgrow(v->spaces, known, &cap, sizeof(*v->spaces));
      v->spaces[number] = (RhumbVocabularySpace){
          .is_named =
              is_named_after(v, v->namespaces.keys[number], RHUMB_TABLE_NONE)};
    }
    RhumbVocabularySpace *const space = &v->spaces[number];
    space->has_individuals |= (declared & RHUMB_IS_INDIVIDUAL) != 0;
    space->has_terms |= (declared & ~(unsigned)RHUMB_IS_INDIVIDUAL) != 0;
    space->is_own = space->is_named;
  }
}

/// Find the file that declares most of each namespace; of several, the first
static void
find_homes(RhumbVocabulary *const v)
{
  Shares shares = {0};
  size_t *const most =
      (size_t *)rhumb_xrealloc(NULL, (v->namespaces.count + 1) * sizeof(*most));
  memset(most, 0, (v->namespaces.count + 1) * sizeof(*most));
  for (size_t i = 0; i < v->terms.count; ++i) {
    const uint32_t space = v->declared[i] & RHUMB_IS_DECLARED
                               ? rhumb_vocabulary_space_of(v, v->terms.keys[i])
                               : RHUMB_TABLE_NONE;
    if (space == RHUMB_TABLE_NONE) {
      continue;
    }
    const Share *const share = count(&shares, space, v->declared_in[i]);
    if (share->count > most[space]) {
      most[space] = share->count;
      v->spaces[space].home = share->file;
    }
  }
  free(most);
  free_shares(&shares);
}

/// Count, of each namespace, the classes and properties that a file speaks of:
/// what it says of others' terms is said of them too
static void
count_spoken(Shares *const shares, const RhumbVocabulary *const v)
{
  const unsigned counted = RHUMB_IS_CLASS | RHUMB_IS_OBJECT_PROPERTY |
                           RHUMB_IS_DATATYPE_PROPERTY | RHUMB_IS_DATATYPE;
  const RhumbVocabularyEdge *last = NULL;
  for (size_t i = 0; i < v->edges.count; ++i) { // Sorted, by terms
    const RhumbVocabularyEdge *const edge = &v->edges.items[i];
    if (edge->kind != RHUMB_EDGE_SPOKEN ||
        !(v->declared[edge->from] & counted) ||
        !rhumb_is_named(v->terms.keys[edge->from]) ||
        (last && last->from == edge->from && last->to == edge->to)) {
      continue;
    }
    last = edge;
    (void)count(shares,
                rhumb_vocabulary_space_of(v, v->terms.keys[edge->from]),
                edge->to);
  }
}

/// What a file is about
typedef struct {
  const Share *most; ///< NULL: it speaks of nothing
  bool is_tie;       ///< Another has as many
  bool is_named;     ///< A namespace begins with the IRI of its ontology
} About;

/// Find the namespaces that files are about, though they do not begin with the
/// IRI of an ontology: where none does that the file speaks of
static void
find_own(RhumbVocabulary *const v)
{
  Shares shares = {0};
  About *const files =
      (About *)rhumb_xrealloc(NULL, (v->files.count + 1) * sizeof(*files));
  memset(files, 0, (v->files.count + 1) * sizeof(*files));
  count_spoken(&shares, v);
  for (size_t i = 0; i < shares.items.count; ++i) {
    const Share *const share = &shares.items.items[i];
    About *const about = &files[share->file];
    const size_t most = about->most ? about->most->count : 0;
    about->is_tie =
        share->count == most || (about->is_tie && share->count < most);
    about->most = share->count > most ? share : about->most;
    about->is_named =
        about->is_named ||
        is_named_after(v, v->namespaces.keys[share->space], share->file);
  }
  for (size_t i = 0; i < v->files.count; ++i) {
    const About *const about = &files[i];
    if (about->most && !about->is_tie && !about->is_named) {
      v->spaces[about->most->space].is_own = true;
    }
  }
  free(files);
  free_shares(&shares);
}

void
rhumb_spaces_find(RhumbVocabulary *const vocabulary)
{
  find_namespaces(vocabulary);
  find_homes(vocabulary);
  find_own(vocabulary);
}
