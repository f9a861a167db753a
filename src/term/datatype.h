// SPDX-License-Identifier: ISC

/// @file datatype.h  Datatypes: which texts are theirs, and which share values.
///
/// One table of what XSD 1.1 builds in (part 2, section 3) and what RDF and
/// OWL 2 add. A lexical space is that of RDF: white space is part of a text and
/// is nowhere taken off.

#ifndef RHUMB_TERM_DATATYPE_H
#define RHUMB_TERM_DATATYPE_H

#include "base/status.h"
#include "term/value.h"

typedef struct RhumbDatatype RhumbDatatype;

/// True if `text`, which is UTF-8, is in the lexical space of `type`
typedef bool
RhumbLexicalSpace(const RhumbDatatype *type, RhumbStr text);

/// What is known of a datatype
struct RhumbDatatype {
  const char *iri;
  const char *name;         ///< As people write it: "xsd:date"
  const char *base;         ///< IRI of what it is derived from; NULL: nothing
  RhumbLexicalSpace *space; ///< NULL: every text is in it
  const char *form;  ///< Its texts in words: "YYYY-MM-DD"; NULL: every text
  const char *parts; ///< For `space`: what the text is made of
  const char *least; ///< For `space`: the least number and the greatest, each
  const char *most;  ///< with its sign, in as few digits as can be; NULL: none
  unsigned natural;  ///< Bit n: the texts of all RhumbValueType n are in it
  bool not_owl;      ///< OWL 2 (Structural Specification, section 4) lacks it
};

/// The table, `*count` rows
const RhumbDatatype *
rhumb_datatypes(size_t *count);

/// Return the datatype `iri`, or NULL: the table does not know it
const RhumbDatatype *
rhumb_datatype_find(RhumbStr iri);

/// Return the datatype of a value's own type (R2RML 10.2); empty for a plain
/// string
RhumbStr
rhumb_value_datatype(RhumbValueType type);

/// Set `type` to what has the datatype `iri` as its own; false: nothing has
bool
rhumb_value_of_datatype(RhumbValueType *type, RhumbStr iri);

/// True if `text`, which is UTF-8, is in the lexical space of `type` (NULL:
/// which is not known, and takes every text)
static inline bool
rhumb_datatype_takes(const RhumbDatatype *const type, const RhumbStr text)
{
  return !type || !type->space || type->space(type, text);
}

/// Set `out` to a number or bytes in the form of `type`, kept by `arena`; false
/// if they have none that is exact
bool
rhumb_datatype_convert(const RhumbDatatype *type,
                       const RhumbValue *value,
                       RhumbArena *arena,
                       RhumbStr *out);

/**
   Set `out` to the text that `value` has as a literal of `type`.

   That is its own if the lexical space has it. The number of a database or of
   JSON is written in another form where that is exact: 8.025E1 is the
   xsd:decimal 80.25, and 1.0E2 the xsd:integer 100. So are bytes: 00FF is the
   xsd:base64Binary AP8=.

   @param type NULL: not known, takes every text.
   @param arena Keeps a text that is another.
   @return false if `value` is none of `type`: see rhumb_datatype_explain().
*/
static inline bool
rhumb_datatype_fit(const RhumbDatatype *const type,
                   const RhumbValue *const value,
                   RhumbArena *const arena,
                   RhumbStr *const out)
{
  *out = value->lexical;
  return !type || (type->natural & (1U << (unsigned)value->type)) ||
         (value->type != RHUMB_VALUE_BINARY &&
          rhumb_datatype_takes(type, value->lexical)) ||
         rhumb_datatype_convert(type, value, arena, out);
}

/// Room for rhumb_datatype_explain()
#define RHUMB_DATATYPE_WHY 192

/// Write why `text` is none of `type`: "is no xsd:date, which is …"
void
rhumb_datatype_explain(char why[RHUMB_DATATYPE_WHY],
                       const RhumbDatatype *type,
                       RhumbStr text);

/// True if `iri` is in the namespace of XSD, which has no datatype of this name
bool
rhumb_datatype_is_wrong(RhumbStr iri);

/// True if `iri` is the name of a datatype with its usual prefix, such as
/// "xsd:date", that was to be the IRI
bool
rhumb_datatype_is_short(RhumbStr iri);

/// What to say of one that data has made
#define RHUMB_DATATYPE_SHORT                                               \
  "begins with a prefix, which only rules have: data names a datatype by " \
  "its whole IRI"

/// True if no text is in the lexical space: the datatype of literals that are
/// written another way, such as rdf:langString
bool
rhumb_datatype_is_empty(const RhumbDatatype *type);

/// Return the datatype, such as "xsd:date", that a name without its prefix was
/// probably meant for; NULL: none is near
const char *
rhumb_datatype_near(RhumbStr local);

/**
   Check the datatype that rules name.

   @return RHUMB_OK; or RHUMB_ERR_REFERENCE, reported at `loc` with the name
   that was probably meant, if rhumb_datatype_is_wrong() or
   rhumb_datatype_is_short(); or RHUMB_ERR_VALUE,
   reported, if rhumb_datatype_is_empty().
*/
RHUMB_NODISCARD RhumbStatus
rhumb_datatype_check(RhumbStr iri, RhumbLoc loc, const RhumbDiag *diag);

/// True for a datatype that the table knows, of XSD, RDF or OWL
bool
rhumb_datatype_known(RhumbStr iri);

/// True unless `iri` is a datatype that the table knows as none of OWL 2, or
/// in the namespace of XSD and unknown
bool
rhumb_datatype_in_owl(RhumbStr iri);

/// True if no value has both datatypes, as far as is known: neither is derived
/// from the other (XSD 1.1 part 2, section 3)
bool
rhumb_datatypes_disjoint(RhumbStr a, RhumbStr b);

#endif // RHUMB_TERM_DATATYPE_H
