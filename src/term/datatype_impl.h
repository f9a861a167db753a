// SPDX-License-Identifier: ISC

/// @file datatype_impl.h  Lexical spaces, for the table of datatypes: a file
/// for each family.

#ifndef RHUMB_TERM_DATATYPE_IMPL_H
#define RHUMB_TERM_DATATYPE_IMPL_H

#include "term/datatype.h"

// Numbers: datatype_number.c

RhumbLexicalSpace rhumb_is_boolean;
RhumbLexicalSpace rhumb_is_decimal;
RhumbLexicalSpace rhumb_is_double;
RhumbLexicalSpace rhumb_is_rational;

/// Within `least` and `most` of the row
RhumbLexicalSpace rhumb_is_integer;

// Times: datatype_time.c

/// A date or time made as the row's `parts` say; see there
RhumbLexicalSpace rhumb_is_moment;

/// The same, whether the calendar and the clock have it or not
RhumbLexicalSpace rhumb_looks_like_moment;

/// A duration whose units are among the row's `parts`
RhumbLexicalSpace rhumb_is_duration;

// Texts: datatype_text.c

RhumbLexicalSpace rhumb_is_normalized_string;
RhumbLexicalSpace rhumb_is_token;
RhumbLexicalSpace rhumb_is_language;
RhumbLexicalSpace rhumb_is_xml_name;
RhumbLexicalSpace rhumb_is_ncname;
RhumbLexicalSpace rhumb_is_nmtoken;
RhumbLexicalSpace rhumb_is_qname;
RhumbLexicalSpace rhumb_is_uri;
RhumbLexicalSpace rhumb_is_hex;
RhumbLexicalSpace rhumb_is_base64;

/// One or more, with a space between each two
RhumbLexicalSpace rhumb_is_ncnames;
RhumbLexicalSpace rhumb_is_nmtokens;

/// A text with a language behind it, as OWL 2 writes literals in one string
RhumbLexicalSpace rhumb_is_plain_literal;

// Markup: datatype_markup.c

RhumbLexicalSpace rhumb_is_json;
RhumbLexicalSpace rhumb_is_xml;

#endif // RHUMB_TERM_DATATYPE_IMPL_H
