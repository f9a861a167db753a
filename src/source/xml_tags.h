// SPDX-License-Identifier: ISC

/// @file xml_tags.h  How many attributes a tag has, before libxml2 reads it.
///
/// libxml2 compares each attribute of an element with all before it, and goes
/// through them all to add one: a tag of a megabyte takes a minute.

#ifndef RHUMB_SOURCE_XML_TAGS_H
#define RHUMB_SOURCE_XML_TAGS_H

#include "base/str.h"

enum { RHUMB_MAX_XML_ATTRIBUTES = 4096 }; ///< Of one element

/// Where the bytes that were seen end; zero is the start of a document
typedef struct {
  unsigned state;
  char quote;          ///< That the value of an attribute stands in
  unsigned n_equals;   ///< Attributes of the tag
  unsigned n_brackets; ///< Of a document type's own declarations
  unsigned tail;       ///< The last bytes, which end comments and the like
} RhumbXmlTags;

/// Look at the next bytes of a document, in UTF-8 or what has its ASCII; false
/// once a tag has too many attributes
bool
rhumb_xml_tags_see(RhumbXmlTags *tags, RhumbStr bytes);

#endif // RHUMB_SOURCE_XML_TAGS_H
