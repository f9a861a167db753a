// SPDX-License-Identifier: ISC

/// @file vocabulary.h  What ontologies declare, and what follows of it for
/// data.
///
/// As much of RDFS and OWL 2 as tells that a triple cannot be meant: classes
/// with their superclasses and the classes that they are disjoint with,
/// properties with their kinds, domains and ranges. What it does not follow
/// (restrictions, complements, chains) it says nothing about. Individuals are
/// known by their classes, for what may stand where a class is asked for.

#ifndef RHUMB_OWL_VOCABULARY_H
#define RHUMB_OWL_VOCABULARY_H

#include "base/list.h"
#include "base/table.h"
#include "term/prefix.h"
#include "term/term.h"

/// What a term is declared as: bits
typedef enum {
  RHUMB_IS_CLASS = 1,
  RHUMB_IS_OBJECT_PROPERTY = 2,
  RHUMB_IS_DATATYPE_PROPERTY = 4,
  RHUMB_IS_OTHER_PROPERTY = 8, ///< No kind was said
  RHUMB_IS_DATATYPE = 16,
  RHUMB_IS_ANNOTATION_PROPERTY = 32,
  RHUMB_IS_INDIVIDUAL = 64, ///< It has a class, or a class lists it
  RHUMB_IS_DESCRIBED = 128, ///< Something is said of it; it may be no more
  RHUMB_IS_DEPRECATED = 256,
  RHUMB_IS_PROPERTY = 2 | 4 | 8 | 32,
  RHUMB_IS_DECLARED = 127,
} RhumbDeclared;

/// One statement between two terms; see vocabulary.c for the kinds
typedef struct {
  unsigned kind;
  uint32_t from, to;
} RhumbVocabularyEdge;

typedef struct {
  RhumbVocabularyEdge *items;
  size_t count, cap;
} RhumbVocabularyEdges;

/// What is known of a namespace
typedef struct {
  uint32_t home;  ///< The file that declares most of it
  bool is_own;    ///< An ontology is about it
  bool is_named;  ///< It begins with the IRI of an ontology
  bool has_terms; ///< Classes, properties or datatypes
  bool has_individuals;
} RhumbVocabularySpace;

/// Zero is empty; release with rhumb_vocabulary_free()
typedef struct {
  RhumbTable terms; ///< IRIs, and blank nodes as "_:"
  unsigned *declared;
  size_t declared_cap;
  uint32_t *declared_in; ///< Of each term: the file that was first to say what
                         ///< it is, from 0
  size_t declared_in_cap;
  RhumbVocabularyEdges edges; ///< Sorted once all has been read
  uint32_t last_subject; ///< That the file being read has spoken of, from 1
  RhumbTable ontologies; ///< IRIs of ontologies, without the signs that end
                         ///< namespaces
  RhumbTable namespaces; ///< That have declared terms or individuals
  RhumbVocabularySpace *spaces; ///< Of each namespace
  RHUMB_LIST(const RhumbText *)
  files; ///< In the order of reading; the last is
         ///< being read
} RhumbVocabulary;

/// Takes quads of ontologies: add them all, then rhumb_vocabulary_finish(). The
/// texts that they are from must live as long as the vocabulary.
RhumbQuadHandler
rhumb_vocabulary_handler(RhumbVocabulary *vocabulary);

void
rhumb_vocabulary_finish(RhumbVocabulary *vocabulary);

/// What the members of the class `iri`, of RDFS or OWL, are thereby declared
/// as; 0: nothing
unsigned
rhumb_vocabulary_kind(RhumbStr iri);

/// What `iri` is declared as, of RHUMB_IS_DECLARED; 0 if it is not
unsigned
rhumb_vocabulary_declared(const RhumbVocabulary *vocabulary, RhumbStr iri);

/// Return the number of the namespace of `iri`; RHUMB_TABLE_NONE: nothing is
/// declared in it
uint32_t
rhumb_vocabulary_space_of(const RhumbVocabulary *vocabulary, RhumbStr iri);

/// True if an ontology is about the namespace of `iri`, so that its terms
/// should be declared: the namespace begins with the ontology's IRI; or, where
/// none begins with that of a file's ontology, no other has as many of the
/// declared terms that the file speaks of
bool
rhumb_vocabulary_owns(const RhumbVocabulary *vocabulary, RhumbStr iri);

/// True if an ontology has `iri` as deprecated
bool
rhumb_vocabulary_is_deprecated(const RhumbVocabulary *vocabulary, RhumbStr iri);

/// True if an ontology declares `iri`, or says something of it at least: OWL
/// asks for no declaration of an individual
bool
rhumb_vocabulary_has(const RhumbVocabulary *vocabulary, RhumbStr iri);

/// Return the length of the namespace of `iri`: up to its "#" or, without one,
/// to the last of "/" and ":"
size_t
rhumb_vocabulary_space(RhumbStr iri);

/// Return the term declared as one of `wanted` in the namespace of `iri` that
/// is nearest to it; NULL data: none is near
RhumbStr
rhumb_vocabulary_near(const RhumbVocabulary *vocabulary,
                      RhumbStr iri,
                      unsigned wanted);

/**
   Return a domain (or range) of `property`, or of a property above it, that
   nothing of class `type` can be in.

   @return Its IRI, or "a union" if it has none; NULL data: none is known.
*/
RhumbStr
rhumb_vocabulary_clash(const RhumbVocabulary *vocabulary,
                       RhumbStr property,
                       bool range,
                       RhumbStr type);

/**
   Return a range of `property`, or of a property above it, that `iri` is not
   in: an individual of a class that is disjoint with it, or a class or property
   that is no individual, where the range is a class of such.

   @return Its IRI, or "a union" if it has none; NULL data: none is known.
*/
RhumbStr
rhumb_vocabulary_object_clash(const RhumbVocabulary *vocabulary,
                              RhumbStr property,
                              RhumbStr iri);

/// Return a range of `property` that no literal with `datatype` is in; NULL
/// data: none is known
RhumbStr
rhumb_vocabulary_datatype_clash(const RhumbVocabulary *vocabulary,
                                RhumbStr property,
                                RhumbStr datatype);

/// What the objects of `property` are by its declaration or its range: bits of
/// RHUMB_IS_OBJECT_PROPERTY and RHUMB_IS_DATATYPE_PROPERTY; 0: not known
unsigned
rhumb_vocabulary_objects(const RhumbVocabulary *vocabulary, RhumbStr property);

/// Individuals that are not deprecated, in the order in which ontologies first
/// name them; the texts are the vocabulary's, the array an arena's
typedef struct {
  const RhumbStr *items;
  size_t count;
  RhumbStr type; ///< Of a range: the class; NULL data: it has no name
} RhumbIndividuals;

/**
   Return the individuals of the namespace of `iri` that are in a range of
   `property`, or of a property above it: of the first range that has any.

   @param arena Owns the array.
*/
RhumbIndividuals
rhumb_vocabulary_in_range(const RhumbVocabulary *vocabulary,
                          RhumbArena *arena,
                          RhumbStr property,
                          RhumbStr iri);

/// True if an ontology lists in the namespace of `iri` what the objects of
/// `property` may be: the range is a class of its own that has individuals
/// there
bool
rhumb_vocabulary_lists(const RhumbVocabulary *vocabulary,
                       RhumbStr property,
                       RhumbStr iri);

/// Return the individuals that begin with `start` and end with `end`, with
/// something in between, in the namespace that `start` is in and goes beyond
RhumbIndividuals
rhumb_vocabulary_fitting(const RhumbVocabulary *vocabulary,
                         RhumbArena *arena,
                         RhumbStr start,
                         RhumbStr end);

void
rhumb_vocabulary_free(RhumbVocabulary *vocabulary);

#endif // RHUMB_OWL_VOCABULARY_H
