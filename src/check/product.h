// SPDX-License-Identifier: ISC

/// @file product.h  Values that are combined, each with every other, though
/// those of one thing may have been meant to stay together.

#ifndef RHUMB_CHECK_PRODUCT_H
#define RHUMB_CHECK_PRODUCT_H

#include "base/list.h"
#include "plan/plan.h"
#include "source/names.h"

/// What may have several values in one row
typedef struct {
  size_t field;              ///< Number in the pass, unless:
  const RhumbPlanCall *call; ///< it is what a function gives; NULL: a field
} RhumbMany;

/// Two of these in one triple, or in one value
typedef struct {
  RhumbMany a, b;
  RhumbStr through; ///< The list that both lead through, as both begin with it;
                    ///< empty: there is no such
  RhumbLoc loc;     ///< Where they are combined
  bool is_field;    ///< That is the value of a field of a view
  RhumbStr row;     ///< Name of the level whose rows are one each of the list
                    ///< that `a` leads through, `b` being of one of these, or
                    ///< of what is in it; empty: there is no such
  RhumbStr rest;    ///< What `a` is from such a row
} RhumbProduct;

typedef RHUMB_LIST(RhumbProduct) RhumbProducts;

/**
   Append the products of a pass of `plan`: in its triples, in the keys of its
   joins, in the fields of its view.

   @param shown Those that the rules show, one a place; else all those that they
   do not, which are products if both have several values in one row, or `a` if
   `b` is of a level's.
*/
void
rhumb_products_find(RhumbProducts *out,
                    const RhumbPlan *plan,
                    const RhumbPlanPass *pass,
                    bool shown);

/// Keep those products that are not at the place of `said`
void
rhumb_products_leave(RhumbProducts *products, RhumbLoc said);

/// Append the products in one value, over the rows of `pass`
void
rhumb_products_of_value(RhumbProducts *out,
                        const RhumbPlanPass *pass,
                        const RhumbPlanValue *value);

/// True if a value shows by itself that it has several, over the rows of `pass`
bool
rhumb_value_is_many(const RhumbPlanPass *pass, const RhumbPlanValue *value);

/// Return how references of a pass name things, into a view of levels behind
/// the level's name; NULL: each has one value
const RhumbSourceNaming *
rhumb_product_naming(const RhumbPlanPass *pass);

/// Return what of a way leads on from a row; of levels, from that of one
RhumbStr
rhumb_product_way(const RhumbPlanPass *pass, RhumbStr way);

/// A field of a view that is a reference
typedef struct {
  RhumbStr name;
  size_t field; ///< Number of the reference in the pass that it is into
} RhumbNamedReference;

/// Put the advice that two fields of a view be those of one iterable field, if
/// their references lead through one list
/// @return Whether they do.
bool
rhumb_product_put_iterable(RhumbBuf *out,
                           const RhumbPlanPass *pass,
                           const RhumbNamedReference both[2]);

/// Warn of a product, and say how what belongs together stays together
void
rhumb_product_warn(const RhumbProduct *product,
                   const RhumbPlanPass *pass,
                   const RhumbDiag *diag);

#endif // RHUMB_CHECK_PRODUCT_H
