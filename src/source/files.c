// SPDX-License-Identifier: ISC

/// @file files.c  One source of many files, one after the other, and their
/// names among what may be asked of it.
///
/// Each file is a source of its own. What is nested in the rows is made anew
/// for each file, by whoever made it for the first. Parts are of one file each,
/// whose source is kept until they have been read; the file itself is closed as
/// soon as all of it has been cut.

#include "base/hash.h"
#include "io/path.h"
#include "io/pattern.h"
#include "source/operators.h"
#include "source/part.h"

#include <stdatomic.h>
#include <stdlib.h>

/// A reference: what a file's path says, or a field of the file that is read
typedef struct {
  RhumbStr text;
  RhumbLoc loc;
  const RhumbFilePart *part; ///< NULL: it is a field
  size_t field;
  RhumbValue value; ///< Of a part
} Bound;

/// What hands on the rows of a source within one file: of the file itself, or
/// of what is nested in its rows
typedef struct {
  RhumbSource source;
  RhumbSource *inner;      ///< NULL: the file could not be opened
  RHUMB_LIST(Bound) bound; ///< By field
} Window;

/// A file that is cut in parts
typedef struct {
  RhumbSource *source;
  RhumbSource *model;   ///< A reader of its parts, of which others are copies
  atomic_size_t n_uses; ///< By parts, and by the source while that cuts it
  size_t number;        ///< Of the file, from 1
  RhumbStr access;
} Held;

typedef struct {
  Window window;
  Held *held; ///< The file that is read, once it is cut; NULL in a reader
  RhumbArena arena;
  bool is_many;  ///< The path is a pattern, however many files it finds
  bool has_cuts; ///< They are cut by bytes: the first is, and so are all
  RhumbPaths paths;
  size_t n_begun;       ///< Of a reader of parts: the number of its file
  RhumbSourceSpec spec; ///< Of the file that is read
  RhumbText text;       ///< Its name, which outlives it
  uint64_t part;        ///< What tells its records from those of the others
  RHUMB_LIST(struct Nested *) nested; ///< In its rows, those within others last
} Files;

typedef struct Nested {
  Window window;
  Files *files;
} Nested;

static const RhumbSourceType nested_type;

// Windows --------------------------------------------------------------------

static RhumbStatus
bind_field(const Files *const files,
           const Window *const window,
           Bound *const bound,
           const RhumbDiag *const diag)
{
  if (!bound->part) {
    return rhumb_source_bind(
        window->inner, bound->text, bound->loc, &bound->field, diag);
  }
  bound->value =
      (RhumbValue){bound->part->of(files->spec.access), RHUMB_VALUE_STRING};
  return RHUMB_OK;
}

static RhumbStatus
bind_all(const Files *const files,
         Window *const window,
         const RhumbDiag *const diag)
{
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < window->bound.count; ++i) {
    RHUMB_KEEP(status,
               bind_field(files, window, &window->bound.items[i], diag));
  }
  return status;
}

static RhumbStatus
bind_new(Files *const files,
         Window *const window,
         const RhumbStr reference,
         const RhumbLoc loc,
         const RhumbDiag *const diag)
{
  Bound bound = {.text = rhumb_str_copy(&files->arena, reference),
                 .loc = loc,
                 .part = rhumb_file_part_of(reference)};
  RHUMB_TRY(bind_field(files, window, &bound, diag));
  RHUMB_PUSH(&window->bound, bound);
  return RHUMB_OK;
}

/// Have the window show what its source within does
static RhumbStatus
take(const Files *const files, Window *const window, const RhumbStatus status)
{
  RhumbSource *const source = &window->source;
  source->address = window->inner->address;
  source->address.text = files->text;
  source->address.part = files->part;
  for (size_t i = 0; status == RHUMB_OK && i < window->bound.count; ++i) {
    Bound *const bound = &window->bound.items[i];
    source->row[i] = bound->part ? (RhumbValues){&bound->value, 1}
                                 : window->inner->row[bound->field];
  }
  return status;
}

static void
close_inner(Window *const window)
{
  rhumb_source_close(window->inner);
  window->inner = NULL;
}

// Files that are cut ---------------------------------------------------------

static void
give_back(void *const handle)
{
  Held *const held = (Held *)handle;
  if (held && atomic_fetch_sub(&held->n_uses, 1) == 1) {
    rhumb_source_close(held->model);
    rhumb_source_close(held->source);
    free(held);
  }
}

/// Have the file that is read be there for its parts too
static Held *
hold(Files *const files)
{
  if (!files->held) {
    files->held = (Held *)rhumb_xrealloc(NULL, sizeof(Held));
    *files->held = (Held){
        .source = files->window.inner,
        .model = rhumb_source_part_reader(files->window.inner),
        .number = files->n_begun,
        .access = files->spec.access,
    };
    atomic_init(&files->held->n_uses, 1);
  }
  return files->held;
}

/// Close the file that is read, unless parts of it are yet to be read
static void
close_file(Files *const files)
{
  if (files->held) {
    give_back(files->held);
    files->held = NULL;
    files->window.inner = NULL;
  }
  close_inner(&files->window);
}

// Files ----------------------------------------------------------------------

static RhumbPattern
pattern_of(const RhumbSourceSpec *const spec)
{
  return (RhumbPattern){spec->access, spec->dir, spec->access_loc};
}

/// Only files on this machine are called by patterns
static bool
is_local(const RhumbSourceSpec *const spec)
{
  return !spec->format->is_database &&
         (!spec->type.len || rhumb_str_is(spec->type, "localfile"));
}

bool
rhumb_source_is_many(const RhumbSourceSpec *const spec)
{
  const RhumbPattern pattern = pattern_of(spec);
  return is_local(spec) && !spec->is_one_file && rhumb_is_pattern(&pattern);
}

static bool
files_claim(const RhumbSourceSpec *const spec)
{
  return (spec->asks_file && is_local(spec)) || rhumb_source_is_many(spec);
}

/// Nest in the rows of the file that is read what is nested in them all
static RhumbStatus
nest_again(Files *const files,
           Nested *const nested,
           const RhumbDiag *const diag)
{
  const RhumbSource *const parent = nested->window.source.parent;
  RHUMB_TRY(rhumb_source_nest(&nested->window.inner,
                              nested->window.source.spec,
                              ((const Window *)parent)->inner,
                              diag));
  return bind_all(files, &nested->window, diag);
}

/// Open the next file and ask it for what is asked
static RhumbStatus
open_next(Files *const files, const RhumbDiag *const diag)
{
  Window *const window = &files->window;
  for (size_t i = files->nested.count; i-- > 0;) {
    close_inner(&files->nested.items[i]->window);
  }
  close_file(files);
  files->spec.access = files->paths.items[files->n_begun++];
  RHUMB_TRY(rhumb_source_open(&window->inner, &files->spec, diag));
  window->source.kind = window->inner->kind;
  files->text.name =
      rhumb_str_copy(&files->arena, rhumb_str(window->inner->address.text.name))
          .data;
  files->part = files->is_many ? rhumb_hash(files->spec.access, 0) : 0;
  RhumbStatus status = bind_all(files, window, diag);
  for (size_t i = 0; status == RHUMB_OK && i < files->nested.count; ++i) {
    status = nest_again(files, files->nested.items[i], diag);
  }
  return status;
}

static RhumbStatus
files_open(RhumbSource *const source, const RhumbDiag *const diag)
{
  Files *const files = (Files *)source;
  const RhumbPattern pattern = pattern_of(source->spec);
  files->is_many = rhumb_source_is_many(source->spec);
  files->spec = *source->spec;
  files->spec.asks_file = false;
  if (files->is_many) {
    source->name =
        rhumb_path_join(&files->arena, pattern.dir, pattern.path).data;
    RHUMB_TRY(rhumb_pattern_find(&files->paths, &files->arena, &pattern, diag));
  } else {
    RHUMB_PUSH_IN(&files->arena, &files->paths, pattern.path);
  }
  RHUMB_TRY(open_next(files, diag));
  files->has_cuts = rhumb_source_is_cut_by_bytes(files->window.inner);
  return take(files, &files->window, RHUMB_OK);
}

static RhumbStatus
files_bind(RhumbSource *const source,
           const RhumbStr reference,
           const RhumbLoc loc,
           const RhumbDiag *const diag)
{
  Files *const files = (Files *)source;
  return bind_new(files, &files->window, reference, loc, diag);
}

/// True if the file of that number, from 0, is read: shards have them in turn
static bool
is_own(const Files *const files, const size_t number)
{
  const RhumbShard *const shard = &files->window.source.shard;
  return !files->is_many || !rhumb_shard_is_part(shard) ||
         number % shard->count == shard->number;
}

/// True if there is one more file to read, which is the next
static bool
find_next(Files *const files)
{
  while (files->n_begun < files->paths.count &&
         !is_own(files, files->n_begun)) {
    ++files->n_begun;
  }
  return files->n_begun < files->paths.count;
}

static RhumbStatus
files_next(RhumbSource *const source, const RhumbDiag *const diag)
{
  Files *const files = (Files *)source;
  if (source->whole) {
    return take(
        files, &files->window, rhumb_source_next(files->window.inner, diag));
  }
  RhumbStatus status = is_own(files, files->n_begun - 1)
                           ? rhumb_source_next(files->window.inner, diag)
                           : RHUMB_END;
  while (status == RHUMB_END && find_next(files)) {
    RHUMB_TRY(open_next(files, diag));
    status = rhumb_source_next(files->window.inner, diag);
  }
  return take(files, &files->window, status);
}

/// Of a pattern's files each shard reads some; one that is named is read as if
/// it were not asked for its name
static void
files_share(RhumbSource *const source)
{
  const Files *const files = (const Files *)source;
  if (!files->is_many) {
    rhumb_source_share(files->window.inner, &source->shard);
    source->shard = files->window.inner->shard;
  }
}

static void
files_close(RhumbSource *const source)
{
  Files *const files = (Files *)source;
  free(files->window.bound.items);
  if (source->whole) {
    close_inner(&files->window);
    return; // The rest is of the source whose parts it reads
  }
  close_file(files);
  rhumb_arena_free(&files->arena);
  free(files->nested.items);
}

// In parts -------------------------------------------------------------------

/// Files of one format are cut in the same way
static bool
files_has_cuts(const RhumbSource *const source)
{
  const Files *const files = (const Files *)source;
  return source->whole || files->has_cuts;
}

/// Cut the file that is read; where it ends, files_next() opens the next
static RhumbStatus
files_cut(RhumbSource *const source,
          RhumbSourcePart *const part,
          const RhumbDiag *const diag)
{
  Files *const files = (Files *)source;
  RhumbSource *const inner = files->window.inner;
  if (!is_own(files, files->n_begun - 1)) {
    return RHUMB_END;
  }
  Held *const held = hold(files);
  const RhumbStatus status = inner->type->cut(inner, part, diag);
  (void)take(files, &files->window, RHUMB_END); // Its address alone
  part->first.text = files->text;
  part->first.part = files->part;
  if (part->bytes.len) {
    atomic_fetch_add(&held->n_uses, 1);
    part->held = held;
    part->give_back = give_back;
  }
  return status;
}

static void
files_read_parts(RhumbSource *const reader)
{
  Files *const files = (Files *)reader;
  const Files *const whole = (const Files *)reader->whole;
  const size_t n_bound = whole->window.bound.count;
  files->held = NULL;
  files->n_begun = 0;
  files->window.inner = NULL;
  files->window.bound.items = NULL;
  files->window.bound.count = files->window.bound.cap = 0;
  for (size_t i = 0; i < n_bound; ++i) {
    RHUMB_PUSH(&files->window.bound, whole->window.bound.items[i]);
  }
}

/// Read the file of a part from now on
static void
change_file(Files *const files, const Held *const held)
{
  Window *const window = &files->window;
  close_inner(window);
  window->inner = rhumb_source_part_reader(held->model);
  window->source.kind = window->inner->kind;
  files->n_begun = held->number;
  for (size_t i = 0; i < window->bound.count; ++i) {
    Bound *const bound = &window->bound.items[i];
    if (bound->part) {
      bound->value.lexical = bound->part->of(held->access);
    }
  }
}

static void
files_enter_part(RhumbSource *const reader, RhumbSourcePart *const part)
{
  Files *const files = (Files *)reader;
  const Held *const held = (const Held *)part->held;
  if (files->n_begun != held->number) {
    change_file(files, held);
  }
  files->text = part->first.text;
  files->part = part->first.part;
  rhumb_source_enter_part(files->window.inner, part);
}

// What is nested -------------------------------------------------------------

/// Nest a source in the rows of `parent`, a window
static RhumbStatus
nest_in(RhumbSource **const out,
        const RhumbSourceSpec *const spec,
        RhumbSource *const parent,
        const RhumbDiag *const diag)
{
  Files *const files = parent->type == &nested_type ? ((Nested *)parent)->files
                                                    : (Files *)parent;
  Nested *const nested = (Nested *)rhumb_xrealloc(NULL, sizeof(*nested));
  *nested = (Nested){
      .window.source = {.type = &nested_type,
                        .spec = spec,
                        .is_nested = true,
                        .parent = parent},
      .files = files,
  };
  RHUMB_PUSH(&files->nested, nested);
  const RhumbStatus status = nest_again(files, nested, diag);
  if (status == RHUMB_OK) {
    *out = &nested->window.source;
  } else {
    rhumb_source_close(&nested->window.source);
  }
  return status;
}

static RhumbStatus
nested_bind(RhumbSource *const source,
            const RhumbStr reference,
            const RhumbLoc loc,
            const RhumbDiag *const diag)
{
  Nested *const nested = (Nested *)source;
  return bind_new(nested->files, &nested->window, reference, loc, diag);
}

static RhumbStatus
nested_enter(RhumbSource *const source,
             const RhumbStr text,
             const RhumbDiag *const diag)
{
  const Nested *const nested = (const Nested *)source;
  return rhumb_source_enter(nested->window.inner, text, diag);
}

static RhumbStatus
nested_next(RhumbSource *const source, const RhumbDiag *const diag)
{
  Nested *const nested = (Nested *)source;
  return take(nested->files,
              &nested->window,
              rhumb_source_next(nested->window.inner, diag));
}

static void
nested_close(RhumbSource *const source)
{
  Nested *const nested = (Nested *)source;
  Files *const files = nested->files;
  size_t at = 0;
  while (files->nested.items[at] != nested) {
    ++at;
  }
  --files->nested.count;
  for (; at < files->nested.count; ++at) {
    files->nested.items[at] = files->nested.items[at + 1];
  }
  close_inner(&nested->window);
  free(nested->window.bound.items);
}

static const RhumbSourceType nested_type = {
    .name = "files",
    .size = sizeof(Nested),
    .nest_in = nest_in,
    .bind = nested_bind,
    .enter = nested_enter,
    .next = nested_next,
    .close = nested_close,
};

const RhumbSourceType rhumb_source_files = {
    .name = "files",
    .claims = files_claim,
    .nest_in = nest_in,
    .size = sizeof(Files),
    .open = files_open,
    .bind = files_bind,
    .next = files_next,
    .share = files_share,
    .cut = files_cut,
    .has_cuts = files_has_cuts,
    .read_parts = files_read_parts,
    .enter_part = files_enter_part,
    .close = files_close,
};
