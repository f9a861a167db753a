// SPDX-License-Identifier: ISC

/// @file xml_tags.h  How large and how deep the tags of XML are, before libxml2
/// reads them; and bytes that it may take for the end.
///
/// libxml2 compares each attribute of an element with all before it, and goes
/// through them all to add one: a tag of a megabyte takes a minute. Raptor does
/// the like with elements that are within each other. And zeros behind the root
/// element end a document for a parser that gets it in pieces: whatever is
/// behind them would be lost.

#ifndef RHUMB_BASE_XML_TAGS_H
#define RHUMB_BASE_XML_TAGS_H

#include "base/str.h"

#define RHUMB_MAX_XML_ATTRIBUTES 4096 ///< Of one element
#define RHUMB_MAX_XML_DEPTH      4096 ///< Of elements within elements

/// Where the bytes that were seen end; zero is the start of a document, but for
/// the width, where that is known
typedef struct {
  unsigned state;
  char quote;          ///< That the value of an attribute stands in
  bool closes;         ///< The tag is an end tag
  unsigned n_equals;   ///< Attributes of the tag
  unsigned n_brackets; ///< Of a document type's own declarations
  unsigned depth;      ///< Elements that are open
  unsigned tail;       ///< The last bytes, which end comments and the like
  size_t offset;       ///< Bytes seen
  unsigned width;      ///< Bytes of a character, at least: 2 in UTF-16, 4 in
                       ///< UTF-32; 0: as the document begins
  unsigned zeros;      ///< Of the bytes of a character that is not all seen
} RhumbXmlTags;

/// Look at the next bytes of a document, in UTF-8 or what has its ASCII; return
/// what is wrong with it at `offset`, or NULL
const char *
rhumb_xml_tags_see(RhumbXmlTags *tags, RhumbStr bytes);

#endif // RHUMB_BASE_XML_TAGS_H
