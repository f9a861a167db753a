// SPDX-License-Identifier: ISC

/// @file source.c  The table of source formats, and which of them a source asks
/// for.

#include "source/source.h"

#include "base/near.h"
#include "source/types.h"

#define ADDRESS(name) &rhumb_source_##name,
static const RhumbSourceType *const types[] = {RHUMB_SOURCE_TYPES(ADDRESS)};

enum { N_TYPES = sizeof(types) / sizeof(types[0]) };

static RhumbStatus
refuse(const RhumbSourceSpec *const spec, const RhumbDiag *const diag)
{
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

/// Return the reader for a formulation, or NULL
static const RhumbSourceType *
find_type(const RhumbStr formulation)
{
  for (size_t i = 0; i < N_TYPES; ++i) {
    if (rhumb_str_is(formulation, types[i]->formulation)) {
      return types[i];
    }
  }
  return NULL;
}

RhumbStatus
rhumb_source_open(RhumbSource **const out,
                  const RhumbSourceSpec *const spec,
                  const RhumbDiag *const diag)
{
  const RhumbSourceType *const type = find_type(spec->formulation);
  return type ? type->open(out, spec, diag) : refuse(spec, diag);
}

RhumbStatus
rhumb_source_open_file(RhumbInput *const input,
                       const RhumbSourceSpec *const spec,
                       const bool as_bytes,
                       const RhumbDiag *const diag)
{
  *input = (RhumbInput){0};
  if ((spec->type.len && !rhumb_str_is(spec->type, "localfile")) ||
      rhumb_str_starts(spec->access, RHUMB_STR("http://")) ||
      rhumb_str_starts(spec->access, RHUMB_STR("https://"))) {
    return rhumb_fail(diag,
                      RHUMB_ERR_UNSUPPORTED,
                      spec->access_loc,
                      "only local files are read as %.*s, not \"%.*s\"%s%.*s",
                      RHUMB_FMT(spec->formulation),
                      RHUMB_FMT(spec->access),
                      spec->type.len ? " of type " : "",
                      RHUMB_FMT(spec->type.len ? spec->type : RHUMB_STR("")));
  }
  const RhumbInputSpec file = {.path = spec->access,
                               .dir = spec->dir,
                               .encoding = spec->encoding,
                               .compression = spec->compression,
                               .as_bytes = as_bytes,
                               .loc = spec->loc,
                               .path_loc = spec->access_loc};
  return rhumb_input_open(input, &file, diag);
}

RhumbStatus
rhumb_source_check_spec(const RhumbSourceSpec *const spec,
                        const RhumbDiag *const diag)
{
  const RhumbSourceType *const type = find_type(spec->formulation);
  if (!type) {
    return refuse(spec, diag);
  }
  if (type->check_spec) {
    return type->check_spec(spec, diag);
  }
  return spec->iterator.len && type->check
             ? type->check(spec, spec->iterator, spec->iterator_loc, diag)
             : RHUMB_OK;
}

RhumbStatus
rhumb_source_check(const RhumbSourceSpec *const spec,
                   const RhumbStr reference,
                   const RhumbLoc loc,
                   const RhumbDiag *const diag)
{
  const RhumbSourceType *const type = find_type(spec->formulation);
  return type && type->check ? type->check(spec, reference, loc, diag)
                             : RHUMB_OK;
}

void
rhumb_source_close(RhumbSource *const source)
{
  if (source) {
    source->type->close(source);
  }
}
