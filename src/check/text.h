// SPDX-License-Identifier: ISC

/// @file text.h  Texts of rules that say something else than they seem to.

#ifndef RHUMB_CHECK_TEXT_H
#define RHUMB_CHECK_TEXT_H

#include "model/model.h"

/// Who says a warning: what makes a graph that is wrong is said by every
/// command that reads the rules; what may be meant, only by `rhumb check`
typedef enum { RHUMB_SAID_ALWAYS, RHUMB_SAID_BY_CHECK } RhumbSaid;

/// Warn of the texts of `mapping` that are hardly meant, as far as `said`
/// says; it need not be whole
void
rhumb_check_texts(const RhumbMapping *mapping,
                  RhumbSaid said,
                  const RhumbDiag *diag);

#endif // RHUMB_CHECK_TEXT_H
