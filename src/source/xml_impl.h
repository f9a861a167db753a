// SPDX-License-Identifier: ISC

/// @file xml_impl.h  What the files of the reader of XML share.

#ifndef RHUMB_SOURCE_XML_IMPL_H
#define RHUMB_SOURCE_XML_IMPL_H

#include "base/list.h"
#include "base/xml_tags.h"
#include "io/input.h"
#include "source/source.h"
#include "source/xpath.h"

#include <libxml/xmlreader.h>
#include <libxml/xpathInternals.h>

/// The iterator, or a reference
typedef struct {
  RhumbStr text;
  RhumbLoc loc;
  xmlXPathCompExprPtr path;
  RhumbXPathWalk *walk; ///< Of a reference; NULL: only XPath can tell
} RhumbXmlExpression;

typedef struct RhumbXmlEvents RhumbXmlEvents;

typedef struct {
  RhumbSource base;
  RhumbInput input;
  RhumbStatus status; ///< Of the first failure, which has been reported
  const RhumbDiag *diag;
  RhumbXmlTags tags;
  xmlTextReaderPtr reader; ///< Of a stream
  RhumbXmlEvents *events;  ///< Of a stream without a tree
  xmlParserCtxtPtr parser; ///< Likewise; of a document read whole, while it is
                           ///< parsed
  xmlDocPtr doc;           ///< Of a document read whole
  xmlXPathObjectPtr rows;  ///< Likewise
  int next_row;            ///< Likewise
  RhumbXPathStep *steps;   ///< Of a plain iterator
  size_t n_steps;          ///< 0: the iterator is no plain path
  bool leaves;             ///< A reference looks outside its element
  bool has_nested;         ///< Sources look into its rows, which are in a tree
  bool in_text;            ///< It looks into a text, or into what does
  xmlNode *node;           ///< The row
  bool has_begun;
  xmlXPathContextPtr context;
  const RhumbXmlExpression *current; ///< Being evaluated
  RhumbXmlExpression iterator;
  RHUMB_LIST(RhumbXmlExpression) references;
  RhumbArena arena;
  RhumbArena row_arena;
} RhumbXml;

/// How libxml2 is to read documents
enum {
  RHUMB_XML_FLAGS = XML_PARSE_NOENT | XML_PARSE_NONET | XML_PARSE_NOCDATA |
                    XML_PARSE_BIG_LINES,
};

// What libxml2 is given, and what it says ------------------------------------

/// What libxml2 keeps for the whole process
typedef struct {
  xmlExternalEntityLoader loader;
  xmlGenericErrorFunc say;
  void *say_context;
} RhumbXmlGlobals;

/// Let libxml2 neither read other files nor print, until rhumb_xml_put_back()
RhumbXmlGlobals
rhumb_xml_set_globals(void);

void
rhumb_xml_put_back(RhumbXmlGlobals before);

/// Return what libxml2 means by `message`
const char *
rhumb_xml_reword(const char *message);

/// Hand libxml2 the next bytes: as many as it has room for, unless the file
/// ends, for it takes a short read at the start for a short document
/// @return How many, or -1 after an error, reported; `handle` is its RhumbXml.
int
rhumb_xml_pull(void *handle, char *to, int room);

/// Take what libxml2 says is wrong with the document; `handle` is its RhumbXml
void
rhumb_xml_on_error(void *handle, xmlError *error);

/// Report what is wrong with the document, once
void
rhumb_xml_report(RhumbXml *xml, unsigned line, const char *message);

/// Return what went wrong so far, or that the parser has failed without a word
RhumbStatus
rhumb_xml_failure(RhumbXml *xml);

/// Check that parsing went well up to `line`
RHUMB_NODISCARD RhumbStatus
rhumb_xml_check_parsed(RhumbXml *xml, int line);

/// Return the encoding to read in, NULL for what the XML declaration says: an
/// encoding that the rules say replaces that, and a text has been decoded
const char *
rhumb_xml_encoding(const RhumbXml *xml);

// Values ---------------------------------------------------------------------

/// Report what is wrong with the expression being evaluated; `handle` is its
/// RhumbXml
void
rhumb_xml_on_xpath_error(void *handle, xmlError *error);

/// Evaluate on `node`; NULL after an error, reported
xmlXPathObjectPtr
rhumb_xml_evaluate(RhumbXml *xml,
                   const RhumbXmlExpression *expression,
                   xmlNodePtr node);

/// Evaluate every reference on `node`, which becomes the row
RHUMB_NODISCARD RhumbStatus
rhumb_xml_read_row(RhumbXml *xml, xmlNodePtr node);

// Names ----------------------------------------------------------------------

/// Declare the prefixes of the rules, which are meant before the document's
void
rhumb_xml_declare_prefixes(RhumbXml *xml);

/// Find the namespaces of the iterator's steps, once all prefixes are declared
RHUMB_NODISCARD RhumbStatus
rhumb_xml_resolve_steps(RhumbXml *xml);

// Without a tree -------------------------------------------------------------

/// True if the rows can be had from the parser's events; asked before the first
bool
rhumb_xml_has_events(const RhumbXml *xml);

/// Step to the next row, as RhumbSourceType.next does
RHUMB_NODISCARD RhumbStatus
rhumb_xml_next_event(RhumbXml *xml);

/// Takes NULL
void
rhumb_xml_events_free(RhumbXmlEvents *events);

#endif // RHUMB_SOURCE_XML_IMPL_H
