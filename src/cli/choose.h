// SPDX-License-Identifier: ISC

/// @file choose.h  What -f and file names say about formats.

#ifndef RHUMB_CLI_CHOOSE_H
#define RHUMB_CLI_CHOOSE_H

#include "sink/sink.h"
#include "view/view.h"

/// The tables that names may be of, as bits; and, to be told, what export
/// writes without -f
enum {
  RHUMB_SYNTAXES = 1,
  RHUMB_PICTURES = 2,
  RHUMB_COMPRESSIONS = 4,
  RHUMB_EXPORTED = 8,
};

/// A format that can be written: one of the two is set, or none
typedef struct {
  const RhumbSyntax *syntax;
  const RhumbPicture *picture;
  RhumbStr compression; ///< As rhumb_output_compress() takes it
  const char *word;     ///< Of -f that asked for it; NULL: none did
} RhumbFormat;

/// What the command line says of a format; NULL: nothing
typedef struct {
  unsigned tables;         ///< Where it is looked for: syntaxes, pictures
  const char *name;        ///< -f, such as "ttl" or "ttl.gz"
  const char *path;        ///< -o
  const char *compression; ///< --compress, which is of RDF alone
} RhumbWish;

/**
   Set `out` to the format that `wish` names or, if it names none, the one that
   its path says; to none if neither says one. How it is compressed may be said
   by each of the three, but not by each in another way.

   @return RHUMB_OK; RHUMB_ERR_USAGE, reported with what there is, for an
   unknown name, for a file name that means to say a format and does not, for
   compressions that contradict each other, and for two in one name.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_choose_format(RhumbFormat *out,
                    const RhumbWish *wish,
                    const RhumbDiag *diag);

/// Refuse the path of -o (NULL: none) as RHUMB_ERR_USAGE if its name says that
/// the file is compressed twice, or as rhumb does not
RHUMB_NODISCARD RhumbStatus
rhumb_check_packing(const char *path, const RhumbDiag *diag);

/// Append the names of the tables' formats, a space before each
void
rhumb_put_formats(RhumbBuf *out, unsigned tables);

#endif // RHUMB_CLI_CHOOSE_H
