// SPDX-License-Identifier: ISC

/// @file kind.h  What a file is, told by what it begins with, for messages: CSV
/// where JSON was said, a workbook where text was meant.

#ifndef RHUMB_IO_KIND_H
#define RHUMB_IO_KIND_H

#include "base/str.h"

/// What is known of a kind of files
typedef struct {
  const char *name;   ///< "CSV", "an Excel workbook"
  const char *format; ///< What reads it as a source: "csv"; NULL: nothing
  const char *source; ///< How rules name it, behind the name: "~csv"; NULL
  const char *advice; ///< What else to do: "save the sheet as CSV"; NULL
  char first;         ///< What it begins with: '{' also '[', '<', or 'a': text
  bool is_binary;     ///< No text: nothing else can be meant by it
  bool is_rdf;
} RhumbFileKind;

/// Return what a file is that begins with `start`, the more of it the better;
/// NULL: that does not tell
const RhumbFileKind *
rhumb_kind_of(RhumbStr start);

/// Put "looks like CSV, not JSON: read it with ~csv"; what was wanted is
/// `wanted`
void
rhumb_kind_explain(RhumbBuf *out,
                   const RhumbFileKind *kind,
                   const char *wanted);

/// Return what a zip is that has a file of this name within; NULL: a zip
const RhumbFileKind *
rhumb_kind_of_zip(RhumbStr member);

/// Return the kind that the format of sources `format` reads, or NULL
const RhumbFileKind *
rhumb_kind_read_by(const char *format);

#endif // RHUMB_IO_KIND_H
