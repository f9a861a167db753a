// SPDX-License-Identifier: ISC

/// @file product.h  References to one list of many things, whose values are
/// combined, each with every other, where the things themselves were meant.

#ifndef RHUMB_CHECK_PRODUCT_H
#define RHUMB_CHECK_PRODUCT_H

#include "base/list.h"
#include "plan/plan.h"

/// Two references that are combined, and lead through the same things
typedef struct {
  size_t a, b;      ///< Numbers in the pass
  RhumbStr through; ///< What both begin with
  RhumbLoc loc;     ///< Where they are combined
} RhumbProduct;

typedef RHUMB_LIST(RhumbProduct) RhumbProducts;

/// Add the products of a pass, one for each place, to a list whose `items` go
/// to free(): of a term, and of a subject, a predicate, an object and a graph;
/// either those that are `shown` by the rules themselves or those that only
/// data shows
void
rhumb_products_find(RhumbProducts *out, const RhumbPlanPass *pass, bool shown);

/// Warn of a product, and name the levels that would keep apart what is
/// combined
void
rhumb_product_warn(const RhumbProduct *product,
                   const RhumbPlanPass *pass,
                   const RhumbDiag *diag);

#endif // RHUMB_CHECK_PRODUCT_H
