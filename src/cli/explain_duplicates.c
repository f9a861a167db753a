// SPDX-License-Identifier: ISC

/// @file explain_duplicates.c  Which triples are looked up, and why no others.

#include "cli/explain_impl.h"

const RhumbExplainedDuplicates rhumb_explained_duplicates[] = {
    [RHUMB_DUPLICATES_OF_ROW] =
        {"row", "looked up within a row alone, whose subject is a new node"},
    [RHUMB_DUPLICATES_OF_SUBJECT] =
        {"subject",
         "looked up from the second row of a subject on; all that the "
         "first says is new"},
    [RHUMB_DUPLICATES_SINGLE] =
        {"single", "looked up for each quad, of which there is one a row"},
    [RHUMB_DUPLICATES_CONSTANT] =
        {"constant", "looked up for each quad, as the subjects are constants"},
    [RHUMB_DUPLICATES_SCATTERED] =
        {"scattered",
         "looked up for each quad, as collections, or quoted or "
         "annotated triples, have other subjects than the map"},
};
