// SPDX-License-Identifier: ISC

/// @file plan.h  What the engine runs: every name resolved, every reference a
/// field number, every constant a finished term. The row loop compares no
/// strings.

#ifndef RHUMB_PLAN_PLAN_H
#define RHUMB_PLAN_PLAN_H

#include "function/function.h"
#include "model/model.h"
#include "term/datatype.h"
#include "term/fingerprint.h"

/// Targets of one mapping: a bit each
enum { RHUMB_MAX_TARGETS = 64 };

typedef enum {
  RHUMB_VALUE_FRESH,    ///< A new blank node for every row
  RHUMB_VALUE_CONSTANT, ///< `constant`
  RHUMB_VALUE_FIELD,    ///< The values of `field`
  RHUMB_VALUE_TEMPLATE, ///< `parts`: the product of their values
  RHUMB_VALUE_CALL,     ///< What the function `call` gives
  RHUMB_VALUE_PARENT,   ///< `field` of what the index keeps of a parent row
  RHUMB_VALUE_TABLE,    ///< What `lookup` has for its keys
} RhumbPlanValueKind;

typedef struct RhumbPlanCall RhumbPlanCall;
typedef struct RhumbPlanGather RhumbPlanGather;
typedef struct RhumbPlanLookup RhumbPlanLookup;
typedef struct RhumbPlanValue RhumbPlanValue;

/// Fixed text, a field's values, or what tables and functions make of them
typedef struct {
  RhumbStr text;               ///< NULL data: `value`
  const RhumbPlanValue *value; ///< NULL: `field`
  size_t field;
} RhumbPlanPart;

/// An expression, bound to the fields of a pass
struct RhumbPlanValue {
  RhumbPlanValueKind kind;
  RhumbTerm constant;
  RhumbValueType type; ///< Of a constant: what its datatype is natural to
  size_t field;
  const RhumbPlanPart *parts;
  size_t n_parts;
  bool is_name; ///< Of a template: for an IRI or a blank node, with text and
                ///< references; it says nothing where all of these are empty
  const RhumbPlanCall *call;
  const RhumbPlanLookup *lookup;
  RhumbLoc loc;
};

/// How the values that go into an IRI are encoded
typedef enum {
  RHUMB_ENCODE_NONE,
  RHUMB_ENCODE_IRI, ///< All but iunreserved
  RHUMB_ENCODE_URI, ///< All but unreserved
} RhumbEncoding;

/// A term of a value table: its text and kind, for a language and a datatype
/// are those of all
typedef struct {
  RhumbStr text;
  RhumbFingerprint print;
  RhumbTermKind kind;
  bool is_made; ///< Ready; else it is made of its text, row by row
} RhumbPlanTableTerm;

/// What a key of a value table stands for
typedef struct {
  RhumbValues texts;
  const RhumbPlanTableTerm *terms; ///< By text; NULL: of no term map
} RhumbPlanEntry;

/// A value table and what is looked up in it
struct RhumbPlanLookup {
  const RhumbValueTable *table;
  RhumbPlanValue key;
  const RhumbPlanEntry *entries; ///< By number of the table's entry, from 0
  RhumbLoc loc;                  ///< Where the rules name the table
};

/// A value for a parameter; several for one parameter follow one another
typedef struct {
  size_t parameter; ///< Its number in the function's row
  RhumbPlanValue value;
  RhumbEncoding encoding; ///< Of a template's values
} RhumbPlanArgument;

/// A function and its arguments
struct RhumbPlanCall {
  const RhumbFunctionType *type;
  const RhumbPlanArgument *arguments; ///< In the order of the parameters
  size_t n_arguments;
  RhumbLoc loc;
  const RhumbFunctionFile *file; ///< NULL: it needs none
};

/// Calls that must all give "true"; none: always
typedef struct {
  const RhumbPlanCall *const *items;
  size_t count;
} RhumbPlanConditions;

/// What tells a record from those of other inputs, where its source's name and
/// its position are the same: what the rules say, and every value that they ask
/// of it: what is said of its nodes may be of another triples map, a condition
/// or a join. Every pass that makes fresh nodes of the source asks for all of
/// these, so that a node has one label, whichever pass makes it.
typedef struct {
  uint64_t hash;        ///< Of the rules and their sources, without secrets
  const size_t *fields; ///< Of every reference into the source
  size_t n_fields;
} RhumbPlanRecord;

/// A term map, ready to run
typedef struct {
  RhumbPlanValue value;
  const RhumbPlanGather *gather; ///< It makes collections, called `value`;
                                 ///< NULL: terms
  RhumbTermKind kind;
  RhumbEncoding encoding; ///< Of a template's values
  bool sound;             ///< Whatever the data, the IRI is valid and absolute
  bool unsafe;            ///< The author asked for IRIs as the data has them
  bool is_made;           ///< A constant: `value.constant` and `print` are it
  RhumbFingerprint print;
  bool natural; ///< Datatypes follow the values' types
  bool has_datatype, has_language;
  RhumbStr direction; ///< Of a language that data makes; empty: none
  bool has_i18n;      ///< Instead of a language and a direction, a datatype
  RhumbPlanValue datatype, language;
  const RhumbDatatype *type; ///< A constant datatype that values are held
                             ///< against; NULL: none, or one not known
  bool lenient; ///< An empty text that the datatype lacks is no value, with a
                ///< warning; else it is a mistake
  RhumbPlanConditions conditions; ///< Without them there is no term
  RhumbOnMistake
      invalid;      ///< What a mistake does; RHUMB_STOP: as the run has it
  bool is_object;   ///< A literal may stand where it does
  uint64_t targets; ///< Bit n: quads with the term go to target n of the plan
  RhumbStr base;    ///< Prepended to what is no absolute IRI; empty: none
  const bool *is_of_row; ///< Of fresh nodes: no other row, and no target, gets
                         ///< them
  size_t map; ///< Number of the triples map whose subjects are these fresh
              ///< nodes; other terms have numbers of their own, above
  const RhumbPlanRecord *record; ///< Of fresh nodes, and of gather maps
  RhumbLoc loc;
} RhumbPlanTerm;

/// Return a term of a value table, as `map` makes it
static inline RhumbTerm
rhumb_plan_table_term(const RhumbPlanTerm *const map,
                      const RhumbPlanTableTerm *const made)
{
  RhumbTerm term = {.kind = made->kind, .text = made->text};
  if (made->kind == RHUMB_TERM_LITERAL && map->has_datatype) {
    term.datatype = map->datatype.constant.text;
  }
  if (made->kind == RHUMB_TERM_LITERAL && map->has_language) {
    term.language = map->language.constant.text;
  }
  return term;
}

typedef struct RhumbPlanMap RhumbPlanMap;

/// The subjects of a parent triples map by join key; or the rows of a view that
/// another is joined with, whose fields are kept
typedef struct {
  bool has_rows; ///< Of a view: there are no subjects, and equal rows count
  RhumbPlanTerm subject;
  const RhumbPlanMap *quoted; ///< Who reify its triples stand here instead; of
                              ///< `subject`, its map alone counts then
  const RhumbPlanValue *keys;
  size_t n_keys;              ///< 0: every subject, under one empty key
  const RhumbPlanValue *kept; ///< What a join's function asks of the parent row
  size_t n_kept;
  bool is_alone; ///< The parent has no pairs: nothing else makes its subjects
  bool keeps_equal; ///< Rows with equal subjects count each: they are gathered
} RhumbPlanIndex;

/// Return where the rules say what an index keeps: subjects or, of a view's
/// rows, what finds them or is kept of them
static inline RhumbLoc
rhumb_plan_index_loc(const RhumbPlanIndex *const index)
{
  const RhumbLoc nowhere = {0};
  return !index->has_rows ? index->subject.loc
         : index->n_keys  ? index->keys[0].loc
         : index->n_kept  ? index->kept[0].loc
                          : nowhere;
}

typedef struct RhumbPlanAnnotation RhumbPlanAnnotation;

typedef struct {
  RhumbPlanTerm term; ///< Of a join or of what is quoted: its place, targets,
                      ///< `invalid` alone
  const RhumbPlanMap *quoted; ///< The objects reify its triples, of the same
                              ///< row; NULL: no such
  bool is_join;
  size_t index; ///< Of a join: number of its index
  const RhumbPlanValue *keys;
  size_t n_keys;
  const RhumbPlanCall *condition; ///< Over the pair of rows; NULL: always
} RhumbPlanObject;

/// What a gather map puts together
struct RhumbPlanGather {
  RhumbGatherAs as;
  bool is_product, takes_empty;
  bool is_reference; ///< Another map has these for its subjects, and writes
                     ///< their members
  const RhumbGather *rule; ///< Of a mapping with two subjects, both maps ask
                           ///< for the same members
  const RhumbPlanObject *items;
  size_t n_items;
};

typedef struct {
  const RhumbPlanTerm *predicates;
  size_t n_predicates;
  const RhumbPlanObject *objects;
  size_t n_objects;
  const RhumbPlanTerm *graphs; ///< Those of the triples map and of the pair
  size_t n_graphs;             ///< 0: the default graph
  RhumbPlanConditions conditions;
  const RhumbPlanAnnotation *annotation; ///< NULL: none
  bool quotes; ///< A subject or an object may reify a triple
  RhumbLoc loc;
} RhumbPlanPair;

/// What is said of each triple of a pair
struct RhumbPlanAnnotation {
  RhumbPlanTerm reifier;
  const RhumbPlanPair *pairs;
  size_t n_pairs;
  bool is_silent; ///< The triples themselves are not made
};

/// Which quads of a triples map are looked up, to find those that have been
/// made before, and why no others are
typedef enum {
  RHUMB_DUPLICATES_OF_ROW,     ///< Those of its own row: the subject is a new
                               ///< node, which no other row and no map has
  RHUMB_DUPLICATES_OF_SUBJECT, ///< Those of later rows of a subject: all that
                               ///< the first row says of it is new
  RHUMB_DUPLICATES_SINGLE, ///< All: the maps of its scope make one quad a row,
                           ///< of which there is nothing to spare
  RHUMB_DUPLICATES_CONSTANT,  ///< All: the subjects of its scope are constants,
                              ///< and the first row is one of all
  RHUMB_DUPLICATES_SCATTERED, ///< All: in its scope there are collections,
                              ///< quoted or annotated triples, whose quads have
                              ///< other subjects than the maps have
} RhumbPlanDuplicates;

/// True if each quad of a map is looked up by itself
static inline bool
rhumb_plan_asks_each(const RhumbPlanDuplicates duplicates)
{
  return duplicates != RHUMB_DUPLICATES_OF_ROW &&
         duplicates != RHUMB_DUPLICATES_OF_SUBJECT;
}

struct RhumbPlanMap {
  RhumbPlanTerm subject;
  const RhumbPlanObject *quoted; ///< Who are the subjects instead; `subject`
                                 ///< is its conditions, its map and place then
  const RhumbPlanPair *pairs;
  size_t n_pairs;
  const RhumbPlanTerm *graphs; ///< Its own, which are among those of each pair
  size_t n_graphs;
  size_t number; ///< Among those that are quoted, of which there is one for all
                 ///< that quote it in a pass
  size_t scope;  ///< Maps that may make one same quad have one, from 0; of what
                 ///< is quoted, nothing
  RhumbPlanDuplicates duplicates; ///< Those of one scope that look up each quad
                                  ///< do so for one reason
  RhumbLoc loc;
};

/// A reference, to be bound to its source
typedef struct {
  RhumbStr text;
  RhumbLoc loc; ///< Of its first use
} RhumbPlanReference;

typedef struct RhumbPlanView RhumbPlanView;

/// One reading of a logical source: indexes are filled, then maps are run
typedef struct {
  const RhumbSourceSpec *spec;
  size_t source;  ///< Number of the records that it reads, from 1: other passes
                  ///< may read them for joins, for maps and for several views
  bool is_shared; ///< Another pass does
  bool makes_fresh; ///< Of each row nodes that no other has, or collections
  const RhumbPlanView *view; ///< How its rows are made; NULL: they are read
  const RhumbPlanReference *references; ///< Fields, by number
  size_t n_references;
  const size_t *indexes; ///< Numbers of the indexes that this pass fills
  size_t n_indexes;
  const RhumbPlanMap *maps;
  size_t n_maps;
} RhumbPlanPass;

// Views ----------------------------------------------------------------------

/// No field of a row, no step, no level
#define RHUMB_PLAN_NONE SIZE_MAX

typedef enum {
  RHUMB_STEP_VALUES,  ///< A row for each value of an expression, one with NULL
                      ///< if it has none
  RHUMB_STEP_RECORDS, ///< A row for each record of a cursor
  RHUMB_STEP_JOIN,    ///< A row for each partner
} RhumbPlanStepKind;

/// What makes several rows of one, of each that the steps before it make
typedef struct {
  RhumbPlanStepKind kind;
  RhumbStr name; ///< Of the field, absolute; of a join, empty
  RhumbLoc loc;
  size_t field; ///< Of the view's row: what gets the value
  size_t index; ///< Of the view's row: what gets the position of the value, or
                ///< of the partner, from 0
  size_t level; ///< Of values: of whose row, but for those of a partner. Of
                ///< records: that they are rows of
  RhumbPlanValue value; ///< Of values; RHUMB_VALUE_PARENT: of a partner
  size_t from; ///< Of records: the step whose text they are read in; none: they
               ///< are in the record of the level before. Of a partner's
               ///< values: the step that is its join

  // Of joins
  size_t number;              ///< Of the plan's index
  const RhumbPlanValue *keys; ///< Over the view's row
  size_t n_keys;
  const RhumbPlanCall *condition; ///< Over the pair of rows; NULL: always
  bool is_inner;                  ///< No row without a partner
} RhumbPlanStep;

/// A reference of a level, and the field of the view's row that gets all its
/// values
typedef struct {
  size_t reference, field;
} RhumbPlanTaken;

/// Rows that steps ask: those of the source, or records within one of them
typedef struct {
  RhumbPlanPass rows; ///< Without indexes and maps
  size_t parent;      ///< Level that it is within, or none: it is the first,
                      ///< or within texts
  const RhumbPlanTaken *taken;
  size_t n_taken;
  size_t index; ///< Of the view's row: what gets the position of the level's
                ///< row, from 0, within its parent's
} RhumbPlanLevel;

/// A logical view: the product of its steps for each row of its first level
struct RhumbPlanView {
  const RhumbPlanLevel *levels;
  size_t n_levels;
  const RhumbPlanStep *steps;
  size_t n_steps;
  size_t index; ///< Of the view's row: what gets the number of the first
                ///< level's row, from 0
};

typedef struct {
  const RhumbPlanPass *passes; ///< All that fill indexes stand first
  size_t n_passes;
  const RhumbPlanIndex *indexes;
  size_t n_indexes;
  size_t n_quoted;                   ///< Maps that are quoted
  size_t n_scopes;                   ///< Of its maps (scope.c)
  const RhumbTarget *const *targets; ///< At most RHUMB_MAX_TARGETS
  size_t n_targets;
  RhumbStr now;           ///< The time of the run; empty: not told
  bool has_graphs;        ///< A quad may be in a named graph
  const RhumbLoc *unsafe; ///< Of the first term map that makes IRIs as the data
                          ///< has them, be they none; NULL: there is no such
  const RhumbLoc *triples;    ///< Likewise, of what makes triple terms
  const RhumbLoc *nested;     ///< Of triple terms within them
  const RhumbLoc *directions; ///< Of literals with a direction
} RhumbPlan;

/**
   Compile `mapping`: group triples maps by logical source, number their
   references, make constants, check what can be checked without data.

   Every mistake is reported, each at its place. Where the run is another
   engine's, what that one may have is none: functions, formats and targets that
   are missing here, the time of its run, the base of its relative IRIs.

   @param out Set to the plan, owned by `arena`, which keeps views into
   `mapping`.
   @return RHUMB_OK, or the status of the first mistake.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_plan_compile(const RhumbPlan **out,
                   RhumbArena *arena,
                   const RhumbMapping *mapping,
                   const RhumbDiag *diag);

#endif // RHUMB_PLAN_PLAN_H
