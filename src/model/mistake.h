// SPDX-License-Identifier: ISC

/// @file mistake.h  What a mistake in a value does: one list of words, of a run
/// and of rules.

#ifndef RHUMB_MODEL_MISTAKE_H
#define RHUMB_MODEL_MISTAKE_H

/// The words, in the order of their numbers
#define RHUMB_MISTAKE_WORDS "stop|skip|drop|literal"

/// What a mistake does besides being reported, and counted unless it ends the
/// run
typedef enum {
  RHUMB_STOP,    ///< It ends the run; in rules: nothing is said
  RHUMB_SKIP,    ///< The record makes nothing
  RHUMB_DROP,    ///< The value makes no term
  RHUMB_LITERAL, ///< As an object, the value is a plain literal; elsewhere, and
                 ///< where there is none, as RHUMB_DROP
} RhumbOnMistake;

#endif // RHUMB_MODEL_MISTAKE_H
