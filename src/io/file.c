// SPDX-License-Identifier: ISC

/// @file file.c  Reading files whole, writing them whole or not at all.

#include "io/file.h"

#include "io/pack.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct RhumbOutputs {
  RhumbOutput **items;
  size_t count;
  size_t cap;
  char **inputs; ///< What must not be written over
  size_t n_inputs;
  size_t inputs_cap;
};

// Temporaries that a dying run must remove -------------------------------

/// What ends a run from outside; each is taken only if it was not ignored
static const int deadly[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE};

/// Outputs whose temporaries exist; changed only with signals blocked
static RhumbOutput *unfinished;

static sigset_t
block_signals(void)
{
  sigset_t blocked;
  sigset_t before;
  (void)sigemptyset(&blocked);
  for (size_t i = 0; i < sizeof(deadly) / sizeof(*deadly); ++i) {
    (void)sigaddset(&blocked, deadly[i]);
  }
  (void)sigprocmask(SIG_BLOCK, &blocked, &before);
  return before;
}

static void
unblock_signals(const sigset_t before)
{
  (void)sigprocmask(SIG_SETMASK, &before, NULL);
}

/// Async-signal-safe: unlink() and nothing else
static void
remove_temporaries(void)
{
  for (const RhumbOutput *output = unfinished; output; output = output->next) {
    (void)unlink(output->temporary);
  }
}

static void
on_signal(const int number)
{
  remove_temporaries();
  // SA_RESETHAND has restored the default: the run dies of what killed it
  (void)raise(number);
}

/// Remove temporaries whichever way the run ends; a limit on file sizes is an
/// error of write() (EFBIG), not a death
static void
guard_once(void)
{
  static bool guarded;
  if (guarded) {
    return;
  }
  guarded = true;
  rhumb_on_out_of_memory(remove_temporaries);

  struct sigaction before;
  struct sigaction action = {.sa_handler = on_signal,
                             .sa_flags = (int)SA_RESETHAND};
  (void)sigemptyset(&action.sa_mask);
  for (size_t i = 0; i < sizeof(deadly) / sizeof(*deadly); ++i) {
    if (sigaction(deadly[i], NULL, &before) == 0 &&
        before.sa_handler == SIG_DFL) {
      (void)sigaction(deadly[i], &action, NULL);
    }
  }
  if (sigaction(SIGXFSZ, NULL, &before) == 0 && before.sa_handler == SIG_DFL) {
    action.sa_handler = SIG_IGN;
    action.sa_flags = 0;
    (void)sigaction(SIGXFSZ, &action, NULL);
  }
}

void
rhumb_outputs_disown(void)
{
  const sigset_t before = block_signals();
  unfinished = NULL;
  rhumb_on_out_of_memory(NULL);
  struct sigaction action;
  for (size_t i = 0; i < sizeof(deadly) / sizeof(*deadly); ++i) {
    if (sigaction(deadly[i], NULL, &action) == 0 &&
        action.sa_handler == on_signal) {
      (void)signal(deadly[i], SIG_DFL);
    }
  }
  unblock_signals(before);
}

static void
forget_temporary(RhumbOutput *const output)
{
  const sigset_t before = block_signals();
  for (RhumbOutput **at = &unfinished; *at; at = &(*at)->next) {
    if (*at == output) {
      *at = output->next;
      break;
    }
  }
  unblock_signals(before);
}

// Paths ------------------------------------------------------------------

static char *
new_text(const RhumbStr text)
{
  char *const copy = (char *)rhumb_xrealloc(NULL, text.len + 1);
  if (text.len) {
    memcpy(copy, text.data, text.len);
  }
  copy[text.len] = '\0';
  return copy;
}

RhumbStr
rhumb_path_dir(const RhumbStr path)
{
  size_t end = path.len;
  while (end > 0 && path.data[end - 1] != '/') {
    --end;
  }
  // The root keeps its slash: it has no other name
  return rhumb_str_slice(path, 0, end > 1 ? end - 1 : end);
}

RhumbStr
rhumb_path_join(RhumbArena *const arena,
                const RhumbStr dir,
                const RhumbStr path)
{
  if (!dir.len || (path.len && path.data[0] == '/')) {
    return rhumb_str_copy(arena, path);
  }
  const bool slash = dir.data[dir.len - 1] == '/';
  return rhumb_str_format(
      arena, "%.*s%s%.*s", RHUMB_FMT(dir), slash ? "" : "/", RHUMB_FMT(path));
}

/// Return the folder of `path` for the system, freed by the caller
static char *
folder_of(const char *const path)
{
  const RhumbStr dir = rhumb_path_dir(rhumb_str(path));
  return new_text(dir.len ? dir : RHUMB_STR("."));
}

/// Follow the symbolic link `path`, which may lead to nothing yet
/// @return The path it leads to, or NULL with errno set; freed by the caller.
static char *
follow(const char *const path)
{
  char link[PATH_MAX];
  const ssize_t len = readlink(path, link, sizeof(link) - 1);
  if (len < 0) {
    return NULL;
  }
  RhumbArena arena = {0};
  const RhumbStr joined = rhumb_path_join(
      &arena, rhumb_path_dir(rhumb_str(path)), (RhumbStr){link, (size_t)len});
  char *const target = new_text(joined);
  rhumb_arena_free(&arena);
  return target;
}

/// Return where `path` leads to through symbolic links, or NULL with errno set
static char *
resolve(const char *const path)
{
  char *target = new_text(rhumb_str(path));
  for (unsigned depth = 0; depth < 40; ++depth) {
    struct stat status;
    if (lstat(target, &status) != 0 || !S_ISLNK(status.st_mode)) {
      return target; // What is wrong with it shows when it is used
    }
    char *const next = follow(target);
    free(target);
    target = next;
    if (!target) {
      return NULL;
    }
  }
  free(target);
  errno = ELOOP;
  return NULL;
}

// Reading ----------------------------------------------------------------

static bool
read_all(RhumbBuf *const buf, const int fd)
{
  struct stat status;
  if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode)) {
    rhumb_buf_reserve(buf, (size_t)status.st_size + 1);
  }
  for (;;) {
    rhumb_buf_reserve(buf, 1);
    const ssize_t len = read(fd, buf->data + buf->len, buf->cap - buf->len);
    if (len == 0) {
      return true;
    }
    if (len > 0) {
      buf->len += (size_t)len;
    } else if (errno != EINTR) {
      return false;
    }
  }
}

RhumbStatus
rhumb_file_read(const RhumbText **const out,
                RhumbArena *const arena,
                const char *const path,
                const RhumbLoc loc,
                const RhumbDiag *const diag)
{
  const bool standard = strcmp(path, "-") == 0;
  const int fd =
      standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  RhumbBuf buf = {0};
  const bool done = fd >= 0 && read_all(&buf, fd);
  const int error = errno;
  if (fd >= 0 && !standard) {
    (void)close(fd);
  }

  if (done) {
    RhumbText *const text = RHUMB_NEW(arena, RhumbText, 1);
    const char *const name = standard ? "<stdin>" : path;
    text->name = rhumb_str_copy(arena, rhumb_str(name)).data;
    text->text = rhumb_str_copy(arena, rhumb_buf_str(&buf));
    *out = text;
  }
  rhumb_buf_free(&buf);
  return done ? RHUMB_OK
              : rhumb_fail(diag,
                           RHUMB_ERR_IO,
                           loc,
                           "cannot read '%s': %s",
                           standard ? "<stdin>" : path,
                           strerror(error));
}

// Opening outputs --------------------------------------------------------

RhumbOutputs *
rhumb_outputs_new(void)
{
  guard_once();
  RhumbOutputs *const outputs =
      (RhumbOutputs *)rhumb_xrealloc(NULL, sizeof(RhumbOutputs));
  *outputs = (RhumbOutputs){0};
  return outputs;
}

static RhumbOutput *
new_output(RhumbOutputs *const outputs, const char *const path)
{
  const size_t size = sizeof(RhumbOutput *);
  outputs->items = (RhumbOutput **)rhumb_xgrow(
      outputs->items, outputs->count, &outputs->cap, size);
  RhumbOutput *const output =
      (RhumbOutput *)rhumb_xrealloc(NULL, sizeof(RhumbOutput));
  *output = (RhumbOutput){
      .fd = -1,
      .path = new_text(rhumb_str(path)),
      .buffer = (char *)rhumb_xrealloc(NULL, RHUMB_OUTPUT_BUFFER),
  };
  outputs->items[outputs->count++] = output;
  return output;
}

/// Make the temporary from `pattern`, "…XXXXXX", which the output then owns;
/// `named` ones are remembered for removal, others lose their name at once
static bool
open_temporary(RhumbOutput *const output, char *const pattern, const bool named)
{
  const sigset_t before = block_signals();
  output->fd = mkstemp(pattern);
  const int error = errno;
  if (output->fd >= 0 && named) {
    output->temporary = pattern;
    output->next = unfinished;
    unfinished = output;
  } else {
    if (output->fd >= 0) {
      (void)unlink(pattern);
    }
    free(pattern);
  }
  unblock_signals(before);
  errno = error;
  return output->fd >= 0;
}

static bool
open_spool(RhumbOutput *const output)
{
  const char *const chosen = getenv("TMPDIR");
  RhumbBuf pattern = {0};
  rhumb_buf_format(
      &pattern, "%s/rhumb.XXXXXX", chosen && *chosen ? chosen : "/tmp");
  (void)rhumb_buf_cstr(&pattern);
  return open_temporary(output, pattern.data, false);
}

/// Make the temporary beside the target; `status` is the target's, or NULL
static bool
open_beside(RhumbOutput *const output, const struct stat *const status)
{
  const RhumbStr target = rhumb_str(output->target);
  const RhumbStr dir = rhumb_path_dir(target);
  const size_t start = dir.len ? dir.len + (dir.len > 1) : 0;
  RhumbBuf pattern = {0};
  // No longer than a file's name may be
  rhumb_buf_format(&pattern,
                   "%.*s%.200s.XXXXXX",
                   (int)start,
                   target.data,
                   target.data + start);
  (void)rhumb_buf_cstr(&pattern);
  if (!open_temporary(output, pattern.data, true)) {
    return false;
  }

  const mode_t mask = umask(0);
  (void)umask(mask);
  const mode_t all = S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH;
  (void)fchmod(output->fd, status ? status->st_mode & 07777U : all & ~mask);
  return true;
}

static bool
open_path(RhumbOutput *const output)
{
  if (!output->path[0]) {
    errno = EINVAL;
    return false;
  }
  output->target = resolve(output->path);
  if (!output->target) {
    return false;
  }
  struct stat status;
  if (stat(output->path, &status) != 0) {
    return errno == ENOENT && open_beside(output, NULL);
  }
  if (S_ISDIR(status.st_mode)) {
    errno = EISDIR;
    return false;
  }
  if (access(output->path, W_OK) != 0) {
    return false;
  }
  return S_ISREG(status.st_mode) ? open_beside(output, &status)
                                 : open_spool(output);
}

/// True if both names are of one file, whether it exists yet or not
static bool
same_file(const char *const a, const char *const b)
{
  struct stat at_a;
  struct stat at_b;
  if (stat(a, &at_a) == 0 || stat(b, &at_b) == 0) {
    return stat(a, &at_a) == 0 && stat(b, &at_b) == 0 &&
           at_a.st_dev == at_b.st_dev && at_a.st_ino == at_b.st_ino;
  }
  const char *const name_a = strrchr(a, '/');
  const char *const name_b = strrchr(b, '/');
  if (strcmp(name_a ? name_a + 1 : a, name_b ? name_b + 1 : b) != 0) {
    return false;
  }
  char *const dir_a = folder_of(a);
  char *const dir_b = folder_of(b);
  const bool same = stat(dir_a, &at_a) == 0 && stat(dir_b, &at_b) == 0 &&
                    at_a.st_dev == at_b.st_dev && at_a.st_ino == at_b.st_ino;
  free(dir_a);
  free(dir_b);
  return same;
}

static bool
is_taken(const RhumbOutputs *const outputs, const RhumbOutput *const output)
{
  for (size_t i = 0; output->temporary && i < outputs->count; ++i) {
    const RhumbOutput *const other = outputs->items[i];
    if (other != output && other->temporary &&
        same_file(other->target, output->target)) {
      return true;
    }
  }
  return false;
}

static bool
is_input(const RhumbOutputs *const outputs, const RhumbOutput *const output)
{
  for (size_t i = 0; output->temporary && i < outputs->n_inputs; ++i) {
    if (same_file(outputs->inputs[i], output->target)) {
      return true;
    }
  }
  return false;
}

void
rhumb_outputs_protect(RhumbOutputs *const outputs, const char *const path)
{
  outputs->inputs = (char **)rhumb_xgrow(
      outputs->inputs, outputs->n_inputs, &outputs->inputs_cap, sizeof(char *));
  outputs->inputs[outputs->n_inputs++] = new_text(rhumb_str(path));
}

static RhumbStatus
fail_open(const RhumbOutput *const output, const RhumbDiag *const diag)
{
  const RhumbLoc none = {0};
  if (output->error == ENOENT && output->target) {
    char *const folder = folder_of(output->target);
    (void)rhumb_fail(diag,
                     RHUMB_ERR_IO,
                     none,
                     "cannot write '%s': the folder '%s' does not exist",
                     output->path,
                     folder);
    free(folder);
    return RHUMB_ERR_IO;
  }
  return rhumb_fail(diag,
                    RHUMB_ERR_IO,
                    none,
                    "cannot write '%s': %s",
                    output->path,
                    strerror(output->error));
}

RhumbStatus
rhumb_outputs_open(RhumbOutput **const out,
                   RhumbOutputs *const outputs,
                   const char *const path,
                   const RhumbDiag *const diag)
{
  const bool standard = !path || strcmp(path, "-") == 0;
  RhumbOutput *const output = new_output(outputs, standard ? "<stdout>" : path);
  // A closed standard output would give its number to the spool
  const bool opened =
      standard ? fcntl(STDOUT_FILENO, F_GETFD) >= 0 && open_spool(output)
               : open_path(output);
  if (!opened) {
    output->error = errno;
    return fail_open(output, diag);
  }
  if (is_taken(outputs, output)) {
    output->error = EEXIST;
    return rhumb_fail(diag,
                      RHUMB_ERR_IO,
                      (RhumbLoc){0},
                      "cannot write '%s' twice in one run",
                      output->path);
  }
  if (is_input(outputs, output)) {
    return rhumb_fail(diag,
                      RHUMB_ERR_USAGE,
                      (RhumbLoc){0},
                      "this run reads '%s': write to another file",
                      output->path);
  }
  *out = output;
  return RHUMB_OK;
}

// Writing ----------------------------------------------------------------

/// The name in an archive: "a.nq" in "out/a.nq.zip"
static RhumbStr
member_name(RhumbArena *const arena, const char *const path)
{
  const char *const slash = strrchr(path, '/');
  RhumbStr name = rhumb_str(slash ? slash + 1 : path);
  if (rhumb_str_ends(name, RHUMB_STR(".zip"))) {
    name.len -= 4;
  }
  return rhumb_str_copy(arena, name);
}

RhumbStatus
rhumb_output_compress(RhumbOutput *const output,
                      const RhumbStr compression,
                      const RhumbDiag *const diag)
{
  if (!compression.len || rhumb_str_is(compression, "none")) {
    return RHUMB_OK;
  }
  RhumbArena arena = {0};
  output->packer = rhumb_packer_open(
      output->fd, compression, member_name(&arena, output->path).data);
  rhumb_arena_free(&arena);
  return output->packer ? RHUMB_OK
                        : rhumb_fail(diag,
                                     RHUMB_ERR_IO,
                                     (RhumbLoc){0},
                                     "cannot compress '%s' with \"%.*s\"",
                                     output->path,
                                     RHUMB_FMT(compression));
}

/// Write all of `bytes`, or return errno
static int
write_all(const int fd, RhumbStr bytes)
{
  while (bytes.len) {
    const ssize_t len = write(fd, bytes.data, bytes.len);
    if (len < 0 && errno != EINTR) {
      return errno;
    }
    if (len > 0) {
      bytes = rhumb_str_slice(bytes, (size_t)len, bytes.len);
    }
  }
  return 0;
}

static void
write_on(RhumbOutput *const output, const RhumbStr bytes)
{
  if (!output->error) {
    output->error = output->packer ? rhumb_packer_put(output->packer, bytes)
                                   : write_all(output->fd, bytes);
  }
}

static void
flush(RhumbOutput *const output)
{
  write_on(output, (RhumbStr){output->buffer, output->len});
  output->len = 0;
}

void
rhumb_output_spill(RhumbOutput *const output, const RhumbStr bytes)
{
  flush(output);
  if (bytes.len < RHUMB_OUTPUT_BUFFER) {
    rhumb_output_put(output, bytes);
    return;
  }
  write_on(output, bytes);
}

// Committing -------------------------------------------------------------

/// Copy the spool to `fd`, or return errno
static int
copy_spool(const RhumbOutput *const output, const int fd)
{
  if (lseek(output->fd, 0, SEEK_SET) != 0) {
    return errno;
  }
  for (;;) {
    const ssize_t len = read(output->fd, output->buffer, RHUMB_OUTPUT_BUFFER);
    if (len == 0) {
      return 0;
    }
    if (len < 0 && errno != EINTR) {
      return errno;
    }
    if (len > 0) {
      const RhumbStr bytes = {output->buffer, (size_t)len};
      const int error = write_all(fd, bytes);
      if (error) {
        return error;
      }
    }
  }
}

/// Copy the spool to where it goes, a reader that has gone being an error
/// rather than a death
static int
deliver(const RhumbOutput *const output)
{
  struct sigaction before;
  struct sigaction ignore = {.sa_handler = SIG_IGN};
  (void)sigemptyset(&ignore.sa_mask);
  (void)sigaction(SIGPIPE, &ignore, &before);

  int error = 0;
  if (!output->target) {
    error = copy_spool(output, STDOUT_FILENO);
  } else {
    const int fd = open(output->path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    error = fd < 0 ? errno : copy_spool(output, fd);
    if (fd >= 0 && close(fd) != 0 && !error) {
      error = errno;
    }
  }
  (void)sigaction(SIGPIPE, &before, NULL);
  return error;
}

static int
close_temporary(RhumbOutput *const output)
{
  const int fd = output->fd;
  output->fd = -1;
  return close(fd) == 0 ? 0 : errno;
}

static int
put_in_place(RhumbOutput *const output)
{
  if (rename(output->temporary, output->target) != 0) {
    return errno;
  }
  forget_temporary(output);
  free(output->temporary);
  output->temporary = NULL;
  return 0;
}

static RhumbStatus
fail_write(const RhumbOutput *const output,
           const int error,
           const RhumbDiag *const diag)
{
  // A reader that has gone, as in `rhumb … | head`, knows why
  return error == EPIPE ? RHUMB_ERR_IO
                        : rhumb_fail(diag,
                                     RHUMB_ERR_IO,
                                     (RhumbLoc){0},
                                     "cannot write '%s': %s",
                                     output->path,
                                     strerror(error));
}

RhumbStatus
rhumb_outputs_check(const RhumbOutputs *const outputs,
                    const RhumbDiag *const diag)
{
  for (size_t i = 0; i < outputs->count; ++i) {
    const RhumbOutput *const output = outputs->items[i];
    if (output->error) {
      return fail_write(output, output->error, diag);
    }
  }
  return RHUMB_OK;
}

/// One step of the commit over every output: those with a name to be renamed,
/// or the spooled ones
static RhumbStatus
each(const RhumbOutputs *const outputs,
     const bool named,
     int (*const step)(RhumbOutput *output),
     const RhumbDiag *const diag)
{
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < outputs->count; ++i) {
    RhumbOutput *const output = outputs->items[i];
    if ((output->temporary != NULL) == named) {
      const int error = step(output);
      if (error) {
        RHUMB_KEEP(status, fail_write(output, error, diag));
      }
    }
  }
  return status;
}

/// Have the disk hold the contents before the name stands for them; not every
/// file system knows of that
static int
sync_file(const int fd)
{
  return fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP ? 0 : errno;
}

static int
finish_writing(RhumbOutput *const output)
{
  flush(output);
  const int packed = rhumb_packer_close(output->packer);
  output->packer = NULL;
  output->error = output->error ? output->error : packed;
  if (!output->error && output->temporary) {
    output->error = sync_file(output->fd);
  }
  return output->error;
}

static int
deliver_spool(RhumbOutput *const output)
{
  return deliver(output);
}

static RhumbStatus
commit(const RhumbOutputs *const outputs, const RhumbDiag *const diag)
{
  RhumbStatus status = each(outputs, true, finish_writing, diag);
  RHUMB_KEEP(status, each(outputs, false, finish_writing, diag));
  RHUMB_TRY(status);
  RHUMB_TRY(each(outputs, true, close_temporary, diag));
  // What cannot be taken back comes after what can fail most, and before what
  // hardly can
  RHUMB_TRY(each(outputs, false, deliver_spool, diag));
  return each(outputs, true, put_in_place, diag);
}

RhumbStatus
rhumb_outputs_commit(RhumbOutputs *const outputs, const RhumbDiag *const diag)
{
  const RhumbStatus status = commit(outputs, diag);
  rhumb_outputs_discard(outputs);
  return status;
}

static void
free_output(RhumbOutput *const output)
{
  if (output->temporary) {
    (void)unlink(output->temporary);
    forget_temporary(output);
  }
  (void)rhumb_packer_close(output->packer);
  if (output->fd >= 0) {
    (void)close(output->fd);
  }
  free(output->temporary);
  free(output->target);
  free(output->path);
  free(output->buffer);
  free(output);
}

void
rhumb_outputs_drop(RhumbOutputs *const outputs, RhumbOutput *const output)
{
  size_t kept = 0;
  for (size_t i = 0; i < outputs->count; ++i) {
    if (outputs->items[i] != output) {
      outputs->items[kept++] = outputs->items[i];
    }
  }
  outputs->count = kept;
  free_output(output);
}

void
rhumb_outputs_discard(RhumbOutputs *const outputs)
{
  if (outputs) {
    for (size_t i = 0; i < outputs->count; ++i) {
      free_output(outputs->items[i]);
    }
    for (size_t i = 0; i < outputs->n_inputs; ++i) {
      free(outputs->inputs[i]);
    }
    free(outputs->inputs);
    free(outputs->items);
    free(outputs);
  }
}
