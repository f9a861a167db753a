// SPDX-License-Identifier: ISC

#include "source/source.h"

#include "base/near.h"
#include "source/types.h"

/// Formulations that other engines read and this one does not yet
static const char *const later[] = {"xml", "sql"};

static const RhumbSourceType *const types[] = {
    &rhumb_source_csv,
    &rhumb_source_json,
    &rhumb_source_jsonl,
};

enum { N_TYPES = sizeof(types) / sizeof(*types) };

static RhumbStatus
refuse(const RhumbSourceSpec *const spec, const RhumbDiag *const diag)
{
  for (size_t i = 0; i < sizeof(later) / sizeof(*later); ++i) {
    if (rhumb_str_is(spec->formulation, later[i])) {
      return rhumb_fail(diag,
                        RHUMB_ERR_UNSUPPORTED,
                        spec->loc,
                        "%s sources are not supported yet",
                        later[i][0] == 'x' ? "XML" : "SQL");
    }
  }

  const char *names[N_TYPES + 1] = {NULL};
  for (size_t i = 0; i < N_TYPES; ++i) {
    names[i] = types[i]->formulation;
  }
  return rhumb_fail_near(diag,
                         RHUMB_ERR_UNSUPPORTED,
                         spec->loc,
                         rhumb_near(spec->formulation, names),
                         "no reader for the reference formulation \"%.*s\"",
                         RHUMB_FMT(spec->formulation));
}

RhumbStatus
rhumb_source_open(RhumbSource **const out,
                  const RhumbSourceSpec *const spec,
                  const RhumbDiag *const diag)
{
  for (size_t i = 0; i < N_TYPES; ++i) {
    if (rhumb_str_is(spec->formulation, types[i]->formulation)) {
      return types[i]->open(out, spec, diag);
    }
  }
  return refuse(spec, diag);
}

void
rhumb_source_close(RhumbSource *const source)
{
  if (source) {
    source->type->close(source);
  }
}
