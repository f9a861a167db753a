// SPDX-License-Identifier: ISC

/// @file name.h  IRIs as rules write them: whole, or a prefix and a name.

#ifndef RHUMB_TERM_NAME_H
#define RHUMB_TERM_NAME_H

#include "yaml/schema.h"

/// An IRI, and where it was written
typedef struct {
  RhumbStr text;
  RhumbLoc loc;
} RhumbIri;

/// True for a word that begins IRIs, so that it is taken for no prefix
bool
rhumb_is_scheme(RhumbStr word);

/**
   Take off `span` what says how the IRI begins: a prefix and its colon, or
   angle brackets around the whole.

   What begins with a scheme that is no declared prefix is an IRI (`urn:`,
   `tag:` and others, and any word before `://`); so is what has no colon, which
   is relative.

   @param space Set to what the prefix stands for; no data: there is none.
   @return RHUMB_OK, or RHUMB_ERR_REFERENCE for an unknown prefix, reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_name_split(const RhumbYamlContext *context,
                 RhumbSpan *span,
                 RhumbStr *space);

/// Take a prefix that there is, and its colon, off a text that need not be an
/// IRI; return what it stands for, no data if the text begins with none
RhumbStr
rhumb_name_take_prefix(const RhumbYamlContext *context, RhumbSpan *span);

/// Read the text `span` of a key's value as an absolute IRI that does not
/// depend on the data
RHUMB_NODISCARD RhumbStatus
rhumb_name_read(const RhumbYamlContext *context,
                RhumbField field,
                RhumbSpan span,
                RhumbStr *out);

/// The same of the whole value, as a RhumbIri
extern const RhumbYamlType rhumb_iri_type;

#endif // RHUMB_TERM_NAME_H
