// SPDX-License-Identifier: ISC

/// @file make_impl.h  What terms are made with. Each gives RHUMB_OK; or
/// RHUMB_ERR_VALUE or RHUMB_END for a value with a mistake, as evaluate.h has
/// it.

#ifndef RHUMB_ENGINE_MAKE_IMPL_H
#define RHUMB_ENGINE_MAKE_IMPL_H

#include "engine/make.h"
#include "term/datatype.h"

/// Make what `value` has yielded an IRI: `base` is prepended to what is no
/// absolute one (RML 5.3: no resolving)
/// @param unsafe It is not looked through.
RHUMB_NODISCARD RhumbStatus
rhumb_make_iri(RhumbStr *text,
               const RhumbRow *row,
               const RhumbPlanValue *value,
               RhumbStr base,
               bool unsafe);

/// Hold the text of a literal against `type`; a number may get another form. An
/// empty text that is no value for it makes `term` RHUMB_TERM_NONE.
RHUMB_NODISCARD RhumbStatus
rhumb_literal_fit(RhumbTerm *term,
                  const RhumbRow *row,
                  const RhumbPlanTerm *map,
                  const RhumbDatatype *type,
                  const RhumbValue *value);

/// Give a literal the language or the datatype `extra`, which data may have
/// made, and hold it against that
RHUMB_NODISCARD RhumbStatus
rhumb_literal_annotate(RhumbTerm *term,
                       const RhumbRow *row,
                       const RhumbPlanTerm *map,
                       const RhumbValue *value,
                       RhumbStr extra);

/// Give a literal the datatype of its value's own type, and its form
RHUMB_NODISCARD RhumbStatus
rhumb_literal_natural(RhumbTerm *term,
                      const RhumbRow *row,
                      const RhumbPlanTerm *map,
                      const RhumbValue *value);

#endif // RHUMB_ENGINE_MAKE_IMPL_H
