// SPDX-License-Identifier: ISC

/// @file order.h  Which of two texts is later, or greater.

#ifndef RHUMB_TERM_ORDER_H
#define RHUMB_TERM_ORDER_H

#include "base/str.h"

/// What texts are ordered as
typedef enum {
  RHUMB_ORDER_NONE,   ///< Empty: before all else
  RHUMB_ORDER_MOMENT, ///< "2025-01-02", "2025-01-02T03:04:05.6Z"; without a
                      ///< time, midnight; without a time zone, UTC
  RHUMB_ORDER_NUMBER, ///< "-12", "0.5"
  RHUMB_ORDER_TEXT,   ///< All else, by its bytes
} RhumbOrder;

/// Return what `text` is ordered as
RhumbOrder
rhumb_order_of(RhumbStr text);

/// Order two texts that are ordered as `order`: less than, equal to or more
/// than 0
int
rhumb_order_compare(RhumbOrder order, RhumbStr a, RhumbStr b);

#endif // RHUMB_TERM_ORDER_H
