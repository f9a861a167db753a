// SPDX-License-Identifier: ISC

/// @file output.c  Outputs, opened and written: temporaries beside what they
/// are to replace.

#include "io/output_impl.h"

#include "base/words.h"
#include "io/compression_impl.h"
#include "io/path.h"
#include "io/reads.h"
#include "io/scratch.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

// Links ------------------------------------------------------------------

/// Return the folder of `path` for the system
static const char *
folder_of(RhumbArena *const arena, const char *const path)
{
  const RhumbStr dir = rhumb_path_dir(rhumb_str(path));
  return rhumb_str_copy(arena, dir.len ? dir : RHUMB_STR(".")).data;
}

/// Follow the symbolic link `path`, which may lead to nothing yet
/// @return The path it leads to, or NULL with errno set.
static const char *
follow(RhumbArena *const arena, const char *const path)
{
  char link[PATH_MAX];
  const ssize_t len = readlink(path, link, sizeof(link) - 1);
  return len < 0 ? NULL
                 : rhumb_path_join(arena,
                                   rhumb_path_dir(rhumb_str(path)),
                                   (RhumbStr){link, (size_t)len})
                       .data;
}

/// Return where `path` leads to through symbolic links, or NULL with errno set
static const char *
resolve(RhumbArena *const arena, const char *const path)
{
  const char *target = path;
  for (unsigned depth = 0; target && depth < 40; ++depth) {
    struct stat status;
    if (lstat(target, &status) != 0 || !S_ISLNK(status.st_mode)) {
      return target; // What is wrong with it shows when it is used
    }
    target = follow(arena, target);
  }
  errno = target ? ELOOP : errno;
  return NULL;
}

// Opening ----------------------------------------------------------------

RhumbOutputs *
rhumb_outputs_new(void)
{
  rhumb_temporaries_guard();
  rhumb_reads_forget();
  RhumbOutputs *const outputs =
      (RhumbOutputs *)rhumb_xrealloc(NULL, sizeof(RhumbOutputs));
  *outputs = (RhumbOutputs){.last = &outputs->first};
  return outputs;
}

static RhumbOutput *
new_output(RhumbOutputs *const outputs,
           const char *const path,
           const RhumbLoc loc)
{
  RhumbOutput *const output = RHUMB_NEW(&outputs->arena, RhumbOutput, 1);
  output->fd = -1;
  output->loc = loc;
  output->path = rhumb_str_copy(&outputs->arena, rhumb_str(path)).data;
  output->buffer = (char *)rhumb_xrealloc(NULL, RHUMB_OUTPUT_BUFFER);
  *outputs->last = output;
  outputs->last = &output->next;
  return output;
}

/// Return `start` with `end`, "…XXXXXX", behind it: mkstemp() writes to it
static char *
new_pattern(RhumbArena *const arena, const RhumbStr start, const RhumbStr end)
{
  char *const pattern = RHUMB_NEW(arena, char, start.len + end.len + 1);
  memcpy(pattern, start.data, start.len);
  memcpy(pattern + start.len, end.data, end.len + 1);
  return pattern;
}

/// Make the temporary of what replaces nothing
static bool
open_nameless(RhumbOutput *const output)
{
  output->fd = rhumb_scratch_descriptor(&output->waits_in);
  return output->fd >= 0;
}

/// Note where the output goes; of each folder, the first to go there removes
/// what runs left that were killed
static RhumbPlace *
new_place(RhumbOutputs *const outputs, const RhumbOutput *const output)
{
  RhumbPlace *const place = RHUMB_NEW(&outputs->arena, RhumbPlace, 1);
  place->folder = folder_of(&outputs->arena, output->target);
  place->old = -1;
  const RhumbOutput *other = outputs->first;
  while (other &&
         !(other->place && strcmp(other->place->folder, place->folder) == 0)) {
    other = other->next;
  }
  if (!other) {
    rhumb_temporaries_sweep(place->folder);
  }
  return place;
}

/// Make the temporary beside the target; `status` is the target's, or NULL
static bool
open_beside(RhumbOutput *const output,
            RhumbOutputs *const outputs,
            const struct stat *const status)
{
  RhumbArena *const arena = &outputs->arena;
  assert(output->target);     // Of an output that replaces
  const size_t longest = 200; // No longer than a file's name may be
  const RhumbStr target = rhumb_str(output->target);
  RhumbStr name = rhumb_path_name(target);
  name.len = name.len < longest ? name.len : longest;
  const size_t len = (size_t)(name.data - target.data) + name.len;
  char *const pattern = new_pattern(
      arena, (RhumbStr){target.data, len}, RHUMB_STR(RHUMB_TEMPORARY));
  output->place = new_place(outputs, output);
  if (!rhumb_temporary_open(output, pattern)) {
    return false;
  }
  output->place->spare = rhumb_str_format(arena, "%s~", pattern).data;

  const mode_t mask = umask(0);
  (void)umask(mask);
  const mode_t all = S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH;
  (void)fchmod(output->fd, status ? status->st_mode & 07777U : all & ~mask);
  return true;
}

/// Open what takes the bytes until the commit: in a rehearsal, which has none,
/// nothing does
static bool
open_stage(RhumbOutput *const output,
           RhumbOutputs *const outputs,
           const struct stat *const status)
{
  if (outputs->is_rehearsal) {
    output->fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
    return output->fd >= 0;
  }
  return output->replaces ? open_beside(output, outputs, status)
                          : open_nameless(output);
}

static bool
open_path(RhumbOutput *const output, RhumbOutputs *const outputs)
{
  if (!output->path[0]) {
    errno = EINVAL;
    return false;
  }
  output->target = resolve(&outputs->arena, output->path);
  if (!output->target) {
    return false;
  }
  struct stat status;
  if (stat(output->path, &status) != 0) {
    output->replaces = errno == ENOENT;
    return output->replaces && open_stage(output, outputs, NULL);
  }
  if (S_ISDIR(status.st_mode)) {
    errno = EISDIR;
    return false;
  }
  if (access(output->path, W_OK) != 0) {
    return false;
  }
  output->replaces = S_ISREG(status.st_mode);
  return open_stage(output, outputs, &status);
}

static bool
is_same(const struct stat *const a, const struct stat *const b)
{
  return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/// True if both names are of one file, whether it exists yet or not
static bool
same_file(RhumbArena *const arena, const char *const a, const char *const b)
{
  struct stat at_a;
  struct stat at_b;
  const bool has_a = stat(a, &at_a) == 0;
  const bool has_b = stat(b, &at_b) == 0;
  if (has_a || has_b) {
    return has_a && has_b && is_same(&at_a, &at_b);
  }
  return rhumb_str_equal(rhumb_path_name(rhumb_str(a)),
                         rhumb_path_name(rhumb_str(b))) &&
         stat(folder_of(arena, a), &at_a) == 0 &&
         stat(folder_of(arena, b), &at_b) == 0 && is_same(&at_a, &at_b);
}

/// Set `status` to what stands where an output goes; false: nothing yet
static bool
stat_output(const RhumbOutput *const output, struct stat *const status)
{
  return (output->target ? stat(output->path, status)
                         : fstat(STDOUT_FILENO, status)) == 0;
}

/// True for /dev/null, which takes any number of outputs
static bool
is_null(const struct stat *const status)
{
  struct stat null;
  return S_ISCHR(status->st_mode) && stat("/dev/null", &null) == 0 &&
         null.st_rdev == status->st_rdev;
}

/// True if two outputs would go to one place: the later over the earlier, or
/// each into the other
static bool
do_meet(RhumbArena *const arena,
        const RhumbOutput *const a,
        const RhumbOutput *const b)
{
  struct stat at_a;
  struct stat at_b;
  return a->replaces && b->replaces
             ? same_file(arena, a->target, b->target)
             : stat_output(a, &at_a) && stat_output(b, &at_b) &&
                   is_same(&at_a, &at_b) && !is_null(&at_a);
}

/// Report an output that goes where another does
static RhumbStatus
check_taken(RhumbOutputs *const outputs,
            RhumbOutput *const output,
            const RhumbDiag *const diag)
{
  const RhumbOutput *other = outputs->first;
  while (other != output && !do_meet(&outputs->arena, other, output)) {
    other = other->next;
  }
  if (other == output) {
    return RHUMB_OK;
  }
  output->error = EEXIST;
  const RhumbStr where =
      other->loc.text
          ? rhumb_str_format(&outputs->arena,
                             "; %s:%u writes it too: name another file, or say "
                             "the same of both",
                             other->loc.text->name,
                             other->loc.line)
          : RHUMB_STR("");
  return rhumb_fail(diag,
                    RHUMB_ERR_IO,
                    output->loc,
                    "cannot write '%s' twice in one run%.*s",
                    output->path,
                    RHUMB_FMT(where));
}

static bool
is_input(RhumbOutputs *const outputs, const RhumbOutput *const output)
{
  for (const RhumbProtected *input = outputs->inputs; output->replaces && input;
       input = input->next) {
    if (same_file(&outputs->arena, input->path, output->target)) {
      return true;
    }
  }
  return false;
}

static RhumbStatus
fail_read(const RhumbOutput *const output, const RhumbDiag *const diag)
{
  return rhumb_fail(diag,
                    RHUMB_ERR_USAGE,
                    output->loc,
                    "this run reads '%s': write to another file",
                    output->path);
}

RhumbStatus
rhumb_output_check_reads(const RhumbOutput *const output,
                         const RhumbDiag *const diag)
{
  struct stat status;
  return stat_output(output, &status) && rhumb_reads_has(&status)
             ? fail_read(output, diag)
             : RHUMB_OK;
}

void
rhumb_outputs_rehearse(RhumbOutputs *const outputs)
{
  outputs->is_rehearsal = true;
}

void
rhumb_outputs_protect(RhumbOutputs *const outputs, const char *const path)
{
  RhumbProtected *const input = RHUMB_NEW(&outputs->arena, RhumbProtected, 1);
  input->path = rhumb_str_copy(&outputs->arena, rhumb_str(path)).data;
  input->next = outputs->inputs;
  outputs->inputs = input;
}

RhumbStatus
rhumb_output_fail(const RhumbOutput *const output,
                  const int error,
                  const RhumbDiag *const diag)
{
  if (output->waits_in) {
    return rhumb_scratch_fail(output->waits_in,
                              output->fd < 0 ? "open" : "write",
                              error,
                              output->loc,
                              diag);
  }
  // A reader that has gone, as in `rhumb … | head`, knows why
  return error == EPIPE && !output->target ? RHUMB_ERR_IO
                                           : rhumb_fail(diag,
                                                        RHUMB_ERR_IO,
                                                        output->loc,
                                                        "cannot write '%s': %s",
                                                        output->path,
                                                        strerror(error));
}

/// Set errno unless standard output takes what is written: were it closed, its
/// number would go to the temporary
static bool
is_standard_open(void)
{
  const int flags = fcntl(STDOUT_FILENO, F_GETFL);
  errno = EBADF;
  return flags >= 0 && (flags & O_ACCMODE) != O_RDONLY;
}

static RhumbStatus
fail_open(RhumbArena *const arena,
          const RhumbOutput *const output,
          const RhumbDiag *const diag)
{
  if (output->error == EBADF) {
    return rhumb_fail(diag,
                      RHUMB_ERR_IO,
                      output->loc,
                      "cannot write '%s': it is closed; name a file with -o",
                      output->path);
  }
  return output->error == ENOENT && output->target && !output->waits_in
             ? rhumb_fail(diag,
                          RHUMB_ERR_IO,
                          output->loc,
                          "cannot write '%s': the folder '%s' does not exist",
                          output->path,
                          folder_of(arena, output->target))
             : rhumb_output_fail(output, output->error, diag);
}

RhumbStatus
rhumb_outputs_open(RhumbOutput **const out,
                   RhumbOutputs *const outputs,
                   const char *const path,
                   const RhumbLoc loc,
                   const RhumbDiag *const diag)
{
  const bool standard = !path || strcmp(path, "-") == 0;
  RhumbOutput *const output =
      new_output(outputs, standard ? "<stdout>" : path, loc);
  const bool opened = standard
                          ? (outputs->is_rehearsal || is_standard_open()) &&
                                open_stage(output, outputs, NULL)
                          : open_path(output, outputs);
  if (!opened) {
    output->error = errno;
    return fail_open(&outputs->arena, output, diag);
  }
  RHUMB_TRY(check_taken(outputs, output, diag));
  if (is_input(outputs, output)) {
    output->error = EEXIST;
    return fail_read(output, diag);
  }
  RHUMB_TRY(rhumb_output_check_reads(output, diag));
  *out = output;
  return RHUMB_OK;
}

// Writing ----------------------------------------------------------------

/// Have a tar wait for the size of its file
static RhumbStatus
wait_for_size(RhumbOutput *const output,
              const RhumbCompression *const kind,
              const RhumbStr name,
              const RhumbDiag *const diag)
{
  const int fd = rhumb_scratch_descriptor(&output->waits_in);
  if (fd < 0) {
    return rhumb_scratch_fail(
        output->waits_in, "open", errno, output->loc, diag);
  }
  rhumb_recode_to_tar(output, kind, name, fd);
  return RHUMB_OK;
}

/// Have it packed as it comes
static RhumbStatus
pack(RhumbOutput *const output,
     const RhumbCompression *const kind,
     const RhumbStr name,
     const RhumbDiag *const diag)
{
  const RhumbPackSpec spec = {kind, name, -1};
  const int error = rhumb_packer_open(&output->packer, output->fd, &spec);
  return error ? rhumb_fail(diag,
                            RHUMB_ERR_IO,
                            output->loc,
                            "cannot compress '%s' with \"%s\": %s",
                            output->path,
                            kind->name,
                            strerror(error))
               : RHUMB_OK;
}

RhumbStatus
rhumb_output_compress(RhumbOutput *const output,
                      const RhumbStr compression,
                      const char *extensions,
                      const RhumbDiag *const diag)
{
  const RhumbCompression *kind = NULL;
  RHUMB_TRY(rhumb_compression_find(&kind, compression, output->loc, diag));
  if (!kind) {
    return RHUMB_OK;
  }
  RhumbArena arena = {0};
  const RhumbStr extension = rhumb_words_next(&extensions);
  const RhumbStr name =
      output->target
          ? rhumb_path_name(rhumb_str(output->path))
          : rhumb_str_format(&arena, "data.%.*s", RHUMB_FMT(extension));
  const RhumbStatus status = kind->is_tar
                                 ? wait_for_size(output, kind, name, diag)
                                 : pack(output, kind, name, diag);
  rhumb_arena_free(&arena);
  return status;
}

static void
write_on(RhumbOutput *const output, const RhumbStr bytes)
{
  if (!output->error) {
    output->error = output->recoding ? rhumb_recode(output, bytes)
                    : output->packer ? rhumb_packer_put(output->packer, bytes)
                                     : rhumb_write_all(output->fd, bytes);
  }
}

void
rhumb_output_flush(RhumbOutput *const output)
{
  write_on(output, (RhumbStr){output->buffer, output->len});
  output->len = 0;
}

void
rhumb_output_spill(RhumbOutput *const output, const RhumbStr bytes)
{
  rhumb_output_flush(output);
  if (bytes.len < RHUMB_OUTPUT_BUFFER) {
    rhumb_output_put(output, bytes);
    return;
  }
  write_on(output, bytes);
}
