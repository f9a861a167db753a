// SPDX-License-Identifier: ISC

/// @file fields.h  Which references of a pass the parts of a plan ask for.

#ifndef RHUMB_CHECK_FIELDS_H
#define RHUMB_CHECK_FIELDS_H

#include "base/list.h"
#include "plan/plan.h"

/// Numbers of references, each as often as it is asked for; zero is empty,
/// `items` go to free()
typedef RHUMB_LIST(size_t) RhumbFields;

/// Add what a value is made of; of a function, what its arguments are
void
rhumb_fields_of_value(RhumbFields *fields, const RhumbPlanValue *value);

/// Add what a term is made of, its datatype, its language and its members
void
rhumb_fields_of_term(RhumbFields *fields, const RhumbPlanTerm *term);

/// Add what an object is made of, or the keys of a join
void
rhumb_fields_of_object(RhumbFields *fields, const RhumbPlanObject *object);

/// Add what the predicates, the objects and the graphs of a pair are made of
void
rhumb_fields_of_pair(RhumbFields *fields, const RhumbPlanPair *pair);

/// True if a call tells true from false, or has an argument that does: what it
/// gives is conditional
bool
rhumb_is_conditional(const RhumbPlanCall *call);

/// True if a join compares what its row has with what the rows that `index`
/// keeps have: else each row meets them all, or all of a kind
bool
rhumb_is_linked(const RhumbPlanIndex *index,
                const RhumbPlanValue *keys,
                const RhumbPlanCall *condition);

#endif // RHUMB_CHECK_FIELDS_H
