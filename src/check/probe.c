// SPDX-License-Identifier: ISC

/// @file probe.c  Sources opened again, for the sake of a better message.

#include "check/probe.h"

#include "base/list.h"
#include "io/path.h"
#include "io/pattern.h"

#include <sys/stat.h>

enum {
  MAX_RECORDS = 1000,          ///< That are looked at
  MAX_FILE = 64 * 1024 * 1024, ///< Larger files are not read with another
                               ///< iterator, which may need all of them
};

/// A source, opened again
typedef struct {
  RhumbSourceSpec spec;
  RhumbSource *source;
} Probe;

/// Set `out` to the files of a source
static bool
find_files(RhumbPaths *const out,
           RhumbArena *const arena,
           const RhumbSourceSpec *const spec)
{
  const RhumbDiag silent = {0};
  const RhumbPattern pattern = {spec->access, spec->dir, (RhumbLoc){0}};
  if (spec->format->is_database || !spec->access.len) {
    return false;
  }
  if (rhumb_source_is_many(spec)) {
    return rhumb_pattern_find(out, arena, &pattern, &silent) == RHUMB_OK;
  }
  RHUMB_PUSH_IN(arena, out, spec->access);
  return true;
}

bool
rhumb_probe_is_file(const RhumbSourceSpec *const spec, const size_t most)
{
  RhumbArena arena = {0};
  RhumbPaths paths = {0};
  bool found = find_files(&paths, &arena, spec);
  size_t size = 0;
  for (size_t i = 0; found && i < paths.count; ++i) {
    struct stat info;
    const RhumbStr path = rhumb_path_join(&arena, spec->dir, paths.items[i]);
    found = stat(path.data, &info) == 0 && S_ISREG(info.st_mode);
    size += found ? (size_t)info.st_size : 0;
  }
  rhumb_arena_free(&arena);
  return found && (!most || size <= most);
}

/// Open a source with another iterator, if that is not NULL
static bool
open_again(Probe *const probe,
           const RhumbSourceSpec *const spec,
           const RhumbStr iterator)
{
  const RhumbDiag silent = {0};
  *probe = (Probe){.spec = *spec};
  if (iterator.data) {
    probe->spec.iterator = iterator;
  }
  return spec->format->naming &&
         rhumb_probe_is_file(spec, iterator.data ? MAX_FILE : 0) &&
         rhumb_source_open(&probe->source, &probe->spec, &silent) == RHUMB_OK;
}

static bool
bind(const Probe *const probe, const RhumbStr reference, size_t *const field)
{
  const RhumbDiag silent = {0};
  return rhumb_source_bind(
             probe->source, reference, (RhumbLoc){0}, field, &silent) ==
         RHUMB_OK;
}

static bool
next(const Probe *const probe)
{
  const RhumbDiag silent = {0};
  return rhumb_source_next(probe->source, &silent) == RHUMB_OK;
}

// Names -----------------------------------------------------------------------

static void
note_row(RhumbNamesSeen *const names,
         const Probe *const probe,
         const size_t *const fields)
{
  const RhumbSourceNaming *const naming = probe->spec.format->naming;
  for (size_t i = 0; i < naming->n_fields; ++i) {
    const RhumbValues *const values = &probe->source->row[fields[i]];
    for (size_t j = 0; j < values->count; ++j) {
      naming->note(names, i, &values->items[j]);
    }
  }
}

bool
rhumb_probe_names(RhumbNamesSeen *const names,
                  const RhumbSourceSpec *const spec,
                  const char *const iterator,
                  const uint64_t most)
{
  Probe probe;
  RhumbSourceSpec core = *spec;
  core.profile = RHUMB_CORE; // Where an array is one value
  if (!open_again(&probe, &core, rhumb_str(iterator))) {
    return false;
  }
  const RhumbSourceNaming *const naming = spec->format->naming;
  size_t *const fields = RHUMB_NEW(&names->arena, size_t, naming->n_fields);
  bool good = true;
  for (size_t i = 0; good && i < naming->n_fields; ++i) {
    good = bind(&probe, naming->reference(&names->arena, i), &fields[i]);
  }
  for (uint64_t n = 0; good && n < most && n < MAX_RECORDS && next(&probe);
       ++n) {
    note_row(names, &probe, fields);
  }
  rhumb_source_close(probe.source);
  return good;
}

// Values ----------------------------------------------------------------------

bool
rhumb_probe_finds(const RhumbSourceSpec *const spec, const RhumbStr iterator)
{
  Probe probe;
  const bool found = open_again(&probe, spec, iterator) && next(&probe);
  rhumb_source_close(probe.source);
  return found;
}

/// Bind all of some references; those that cannot be are left out
static size_t
bind_all(const Probe *const probe,
         const RhumbStr *const references,
         const size_t n,
         size_t *const fields)
{
  size_t bound = 0;
  for (size_t i = 0; i < n; ++i) {
    bound += bind(probe, references[i], &fields[bound]);
  }
  return bound;
}

static bool
has_any(const Probe *const probe, const size_t *const fields, const size_t n)
{
  bool found = !n;
  for (size_t i = 0; !found && i < n; ++i) {
    found = probe->source->row[fields[i]].count > 0;
  }
  return found;
}

/// Return the value that `reference` has in the first record of `iterator` that
/// has any of the `n` references `wanted` (none: in the first), owned by
/// `arena`; NULL data if there is none
static RhumbStr
first_value(RhumbArena *const arena,
            const RhumbSourceSpec *const spec,
            const RhumbStr iterator,
            const char *const reference,
            const RhumbStr *const wanted,
            const size_t n)
{
  Probe probe;
  RhumbStr found = {NULL, 0};
  size_t field = 0;
  if (open_again(&probe, spec, iterator) &&
      bind(&probe, rhumb_str(reference), &field)) {
    size_t *const fields = RHUMB_NEW(arena, size_t, n);
    const size_t bound = bind_all(&probe, wanted, n, fields);
    const bool can_be = bound || !n;
    for (size_t i = 0; can_be && !found.data && i < MAX_RECORDS && next(&probe);
         ++i) {
      const RhumbValues *const values = &probe.source->row[field];
      if (values->count && has_any(&probe, fields, bound)) {
        found = rhumb_str_copy(arena, values->items[0].lexical);
      }
    }
  }
  rhumb_source_close(probe.source);
  return found;
}

void
rhumb_probe_values(RhumbNamesSeen *const values,
                   const RhumbSourceSpec *const spec,
                   const RhumbStr iterator,
                   const RhumbStr reference)
{
  Probe probe;
  size_t field = 0;
  const bool good =
      open_again(&probe, spec, iterator) && bind(&probe, reference, &field);
  for (size_t n = 0; good && n < MAX_RECORDS && next(&probe); ++n) {
    const RhumbValues *const found = &probe.source->row[field];
    for (size_t i = 0; i < found->count; ++i) {
      rhumb_names_seen_add(&values->seen, found->items[i].lexical);
    }
  }
  rhumb_source_close(probe.source);
}

// Iterators that find nothing -------------------------------------------------

/// Return the name nearest to `step` of what stands below `parent`, which ends
/// with a slash if it is not empty; NULL: none is near
static const char *
nearest_child(RhumbArena *const arena,
              const RhumbSourceSpec *const spec,
              const RhumbStr parent,
              const RhumbStr step)
{
  RhumbNamesSeen names = {0};
  const RhumbStr children = rhumb_str_join(arena, parent, RHUMB_STR("*"));
  rhumb_probe_values(&names, spec, children, RHUMB_STR("name()"));
  const char *const near = rhumb_names_seen_nearest(&names, step);
  const char *const kept =
      near ? rhumb_str_copy(arena, rhumb_str(near)).data : NULL;
  rhumb_names_seen_free(&names);
  return kept;
}

/// A path of names, parted at its first step that leads nowhere
typedef struct {
  RhumbStr parent; ///< Ends with a slash if it is not empty
  RhumbStr step;
  RhumbStr rest;
} BrokenPath;

/// Part the iterator; false if each of its steps leads somewhere
static bool
find_break(BrokenPath *const broken, const RhumbSourceSpec *const spec)
{
  const RhumbStr path = spec->iterator;
  for (size_t start = 0, end = 0; start < path.len; start = end + 1) {
    end = start + rhumb_str_index(rhumb_str_from(path, start), '/');
    const RhumbStr step = rhumb_str_slice(path, start, end);
    if (step.len && !rhumb_probe_finds(spec, rhumb_str_slice(path, 0, end))) {
      *broken = (BrokenPath){
          rhumb_str_slice(path, 0, start), step, rhumb_str_from(path, end)};
      return true;
    }
  }
  return false;
}

/// Return a path of names whose first step that leads nowhere is replaced by
/// the nearest name that is there; NULL: none is near. The document may mean
/// another namespace by a prefix than the rules do, so that its own name finds
/// nothing.
static const char *
mend_path(RhumbArena *const arena, const RhumbSourceSpec *const spec)
{
  BrokenPath broken = {0};
  const char *const near =
      find_break(&broken, spec)
          ? nearest_child(arena, spec, broken.parent, broken.step)
          : NULL;
  return near && rhumb_probe_finds(
                     spec,
                     rhumb_str_join(arena, broken.parent, rhumb_str(near)))
             ? rhumb_str_format(arena,
                                "%.*s%s%.*s",
                                RHUMB_FMT(broken.parent),
                                near,
                                RHUMB_FMT(broken.rest))
                   .data
             : NULL;
}

/// Return the path in the names of the whole document that is nearest
static const char *
nearest_path(RhumbArena *const arena, const RhumbSourceSpec *const spec)
{
  const RhumbSourceNaming *const naming = spec->format->naming;
  RhumbNamesSeen names = {0};
  const char *near = NULL;
  if (rhumb_probe_names(&names, spec, naming->whole, 1)) {
    (void)naming->lack(&names, spec->iterator, &near);
    near = near ? rhumb_str_copy(arena, rhumb_str(near)).data : NULL;
  }
  rhumb_names_seen_free(&names);
  return near;
}

const char *
rhumb_probe_iterator(RhumbArena *const arena, const RhumbSourceSpec *const spec)
{
  return !spec->format->naming         ? NULL
         : spec->format->naming->whole ? nearest_path(arena, spec)
                                       : mend_path(arena, spec);
}

// Iterators that find what is around ------------------------------------------

/// Return the way that leads further in, by the names in the records
static const char *
inner_by_names(RhumbArena *const arena,
               const RhumbSourceSpec *const spec,
               const RhumbStr *const wanted,
               const size_t n)
{
  RhumbNamesSeen names = {0};
  RhumbStr way = {NULL, 0};
  if (rhumb_probe_names(&names, spec, NULL, MAX_RECORDS)) {
    way = spec->format->naming->inner(&names, wanted, n);
  }
  const RhumbStr from = spec->iterator.len
                            ? spec->iterator
                            : rhumb_str(spec->format->naming->whole);
  const char *const found =
      way.data ? rhumb_str_format(arena,
                                  "%.*s%s%.*s",
                                  RHUMB_FMT(from),
                                  way.data[0] == '[' ? "" : ".",
                                  RHUMB_FMT(way))
                     .data
               : NULL;
  rhumb_names_seen_free(&names);
  return found;
}

const char *
rhumb_probe_inner(RhumbArena *const arena,
                  const RhumbSourceSpec *const spec,
                  const RhumbStr *const wanted,
                  const size_t n)
{
  static const struct {
    const char *below, *name;
  } levels[] = {{"/*", "name()"}, {"/*/*", "concat(name(..), '/', name())"}};
  if (!spec->format->naming) {
    return NULL;
  }
  if (spec->format->naming->inner) {
    return inner_by_names(arena, spec, wanted, n);
  }
  for (size_t i = 0; i < RHUMB_COUNT(levels); ++i) {
    const RhumbStr iterator =
        rhumb_str_join(arena, spec->iterator, rhumb_str(levels[i].below));
    const RhumbStr name =
        first_value(arena, spec, iterator, levels[i].name, wanted, n);
    if (name.data) {
      const RhumbStr inner = rhumb_str_format(
          arena, "%.*s/%.*s", RHUMB_FMT(spec->iterator), RHUMB_FMT(name));
      return rhumb_probe_finds(spec, inner) ? inner.data : NULL;
    }
  }
  return NULL;
}

RhumbStr
rhumb_probe_namespace(RhumbArena *const arena,
                      const RhumbSourceSpec *const spec)
{
  const RhumbSourceNaming *const naming = spec->format->naming;
  return naming && naming->name_space
             ? first_value(
                   arena, spec, RHUMB_STR("/*"), naming->name_space, NULL, 0)
             : RHUMB_STR("");
}

RhumbStr
rhumb_probe_other_namespace(RhumbArena *const arena,
                            const RhumbSourceSpec *const spec,
                            RhumbStr *const step,
                            RhumbStr *const name)
{
  BrokenPath broken = {0};
  const RhumbSourceNaming *const naming = spec->format->naming;
  if (!naming || !naming->name_space || !find_break(&broken, spec) ||
      rhumb_str_starts(broken.step, RHUMB_STR("@"))) {
    return RHUMB_STR("");
  }
  const size_t colon = rhumb_str_index(broken.step, ':');
  const bool has_prefix = colon < broken.step.len;
  *step = broken.step;
  *name = rhumb_str_from(broken.step, has_prefix ? colon + 1 : 0);
  const RhumbStr iterator = rhumb_str_format(arena,
                                             "%.*s*[local-name()='%.*s']",
                                             RHUMB_FMT(broken.parent),
                                             RHUMB_FMT(*name));
  return first_value(arena, spec, iterator, "namespace-uri()", NULL, 0);
}
