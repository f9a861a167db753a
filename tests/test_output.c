// SPDX-License-Identifier: ISC

#include "full_disk.h"
#include "io/compression.h"
#include "io/file.h"
#include "io/output.h"
#include "io/path.h"
#include "io/reads.h"
#include "support.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[64];
static int home;

static int
enter_folder(void **const state)
{
  (void)state;
  const char *const chosen = getenv("TMPDIR");
  (void)snprintf(folder,
                 sizeof(folder),
                 "%s/rhumb-test.XXXXXX",
                 chosen && strlen(chosen) < 40 ? chosen : "/tmp");
  return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

/// Number of files in the working folder; each is removed if `sweep`
static unsigned
count_files(const bool sweep)
{
  unsigned count = 0;
  DIR *const dir = opendir(".");
  assert_non_null(dir);
  for (const struct dirent *e = readdir(dir); e; e = readdir(dir)) {
    if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0) {
      ++count;
      if (sweep) {
        assert_return_code(remove(e->d_name), 0);
      }
    }
  }
  (void)closedir(dir);
  return count;
}

static int
leave_folder(void **const state)
{
  (void)state;
  (void)count_files(true);
  return fchdir(home) == 0 && rmdir(folder) == 0 ? 0 : -1;
}

static void
write_file(const char *const path, const char *const text)
{
  FILE *const file = fopen(path, "w");
  assert_non_null(file);
  assert_true(fputs(text, file) >= 0);
  assert_int_equal(fclose(file), 0);
}

static void
assert_file(const char *const path, const char *const text)
{
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbArena arena = {0};
  const RhumbText *read = NULL;
  assert_int_equal(rhumb_file_read(&read, &arena, path, (RhumbLoc){0}, &diag),
                   RHUMB_OK);
  assert_string_equal(read->text.data, text);
  assert_string_equal(read->name, path);
  rhumb_reads_forget(); // The test reads, not the run
  rhumb_arena_free(&arena);
}

// Paths ------------------------------------------------------------------

typedef struct {
  const char *name;
  const char *dir;
  const char *path;
  const char *joined;
  const char *dir_of_joined;
} PathCase;

// clang-format off
static PathCase path_cases[] = {
  {"beside",          "maps", "a.csv",   "maps/a.csv",   "maps"},
  {"here",            "",     "a.csv",   "a.csv",        ""},
  {"absolute",        "maps", "/a.csv",  "/a.csv",       "/"},
  {"under the root",  "/",    "a/b.csv", "/a/b.csv",     "/a"},
  {"trailing slash",  "m/",   "../b",    "m/../b",       "m/.."},
};
// clang-format on

static void
test_path(void **const state)
{
  const PathCase *const c = (const PathCase *)*state;
  RhumbArena arena = {0};
  const RhumbStr joined =
      rhumb_path_join(&arena, rhumb_str(c->dir), rhumb_str(c->path));
  assert_string_equal(joined.data, c->joined);
  const RhumbStr dir = rhumb_path_dir(joined);
  assert_true(rhumb_str_is(dir, c->dir_of_joined));
  rhumb_arena_free(&arena);
}

typedef struct {
  const char *name, *dir, *path, *seen;
} SeenCase;

// clang-format off
static SeenCase seen_cases[] = {
  {"in it",       "maps",   "maps/a.csv",  "a.csv"},
  {"beside it",   "a/b",    "a/c/d.csv",   "../c/d.csv"},
  {"here",        "",       "./a/../b",    "b"},
  {"above",       "/x/y",   "/z",          "../../z"},
};
// clang-format on

static void
test_relative(void **const state)
{
  const SeenCase *const c = (const SeenCase *)*state;
  RhumbArena arena = {0};
  assert_string_equal(
      rhumb_path_relative(&arena, rhumb_str(c->dir), rhumb_str(c->path)).data,
      c->seen);
  rhumb_arena_free(&arena);
}

// What cannot be opened --------------------------------------------------

typedef struct {
  const char *name;
  const char *path;
  const char *reports;
} OpenCase;

// clang-format off
static OpenCase open_cases[] = {
  {"a folder",       ".",       "0:0: error: cannot write '.': Is a directory\n"},
  {"no folder",      "no/a.nt", "0:0: error: cannot write 'no/a.nt': the folder 'no' does not exist\n"},
  {"folder is file", "/dev/null/a", "0:0: error: cannot write '/dev/null/a': Not a directory\n"},
  {"no name",        "",        "0:0: error: cannot write '': Invalid argument\n"},
};
// clang-format on

static void
test_open_fails(void **const state)
{
  const OpenCase *const c = (const OpenCase *)*state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbOutputs *const outputs = rhumb_outputs_new();
  RhumbOutput *output = NULL;
  assert_int_equal(
      rhumb_outputs_open(&output, outputs, c->path, (RhumbLoc){0}, &diag),
      RHUMB_ERR_IO);
  assert_null(output);
  assert_string_equal(reports.text, c->reports);
  rhumb_outputs_discard(outputs);
  assert_int_equal(count_files(false), 0);
}

static void
test_read_fails(void **const state)
{
  (void)state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbArena arena = {0};
  const RhumbText *text = NULL;
  const RhumbLoc loc = {NULL, 3, 7, 0};
  assert_int_equal(rhumb_file_read(&text, &arena, "no.yml", loc, &diag),
                   RHUMB_ERR_IO);
  assert_int_equal(rhumb_file_read(&text, &arena, ".", loc, &diag),
                   RHUMB_ERR_IO);
  assert_string_equal(
      reports.text,
      "3:7: error: cannot read \"no.yml\": No such file or directory\n"
      "3:7: error: cannot read \".\": it is a folder; name a file in it\n");
  assert_null(text);
  rhumb_arena_free(&arena);
}

// All or nothing ---------------------------------------------------------

/// Two outputs, a small one and one of `size` bytes; NULL if they cannot be
static RhumbOutputs *
write_two(const size_t size, const RhumbDiag *const diag)
{
  RhumbOutputs *const outputs = rhumb_outputs_new();
  RhumbOutput *a = NULL;
  RhumbOutput *b = NULL;
  assert_int_equal(rhumb_outputs_open(&a, outputs, "a", (RhumbLoc){0}, diag),
                   RHUMB_OK);
  assert_int_equal(rhumb_outputs_open(&b, outputs, "b", (RhumbLoc){0}, diag),
                   RHUMB_OK);
  rhumb_output_put(a, RHUMB_STR("new"));
  for (size_t i = 0; i < size; i += 2) {
    rhumb_output_putc(b, 'x');
    rhumb_output_put(b, RHUMB_STR("y"));
  }
  return outputs;
}

static void
test_commit(void **const state)
{
  (void)state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  const mode_t before = umask(027);
  write_file("a", "old");
  assert_return_code(chmod("a", 0604), 0);
  RhumbOutputs *const outputs = write_two((size_t)1024 * 1024, &diag);
  assert_file("a", "old");
  assert_int_equal(access("b", F_OK), -1);
  assert_int_equal(count_files(false), 3);

  assert_int_equal(rhumb_outputs_commit(outputs, &diag), RHUMB_OK);
  assert_file("a", "new");
  struct stat status;
  assert_return_code(stat("a", &status), 0);
  assert_int_equal(status.st_mode & 07777U, 0604);
  assert_return_code(stat("b", &status), 0);
  assert_int_equal(status.st_mode & 07777U, 0640);
  assert_int_equal(status.st_size, 1024 * 1024);
  assert_int_equal(count_files(true), 2);
  assert_int_equal(reports.count, 0);
  (void)umask(before);
}

static void
test_discard(void **const state)
{
  (void)state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  write_file("a", "old");
  rhumb_outputs_discard(write_two((size_t)1024 * 1024, &diag));
  rhumb_outputs_discard(NULL);
  assert_file("a", "old");
  assert_int_equal(count_files(true), 1);
}

/// A piece larger than the buffer, between small ones
static void
test_large_piece(void **const state)
{
  (void)state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  const size_t size = RHUMB_OUTPUT_BUFFER + 3;
  char *const piece = (char *)malloc(size + 3);
  assert_non_null(piece);
  memset(piece, 'p', size);
  piece[0] = '[';
  RhumbOutputs *const outputs = rhumb_outputs_new();
  RhumbOutput *output = NULL;
  assert_int_equal(
      rhumb_outputs_open(&output, outputs, "a", (RhumbLoc){0}, &diag),
      RHUMB_OK);
  rhumb_output_put(output, (RhumbStr){piece, size});
  rhumb_output_put(output, RHUMB_STR("]"));
  assert_int_equal(rhumb_outputs_commit(outputs, &diag), RHUMB_OK);
  piece[size] = ']';
  piece[size + 1] = '\0';
  assert_file("a", piece);
  free(piece);
  assert_int_equal(count_files(true), 1);
}

static void
test_link(void **const state)
{
  (void)state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  assert_return_code(symlink("target", "link"), 0);
  for (unsigned round = 0; round < 2; ++round) {
    RhumbOutputs *const outputs = rhumb_outputs_new();
    RhumbOutput *output = NULL;
    assert_int_equal(
        rhumb_outputs_open(&output, outputs, "link", (RhumbLoc){0}, &diag),
        RHUMB_OK);
    rhumb_output_putc(output, '0');
    assert_int_equal(rhumb_outputs_commit(outputs, &diag), RHUMB_OK);
    assert_file("target", "0");
  }
  struct stat status;
  assert_return_code(lstat("link", &status), 0);
  assert_true(S_ISLNK(status.st_mode));
  assert_int_equal(count_files(true), 2);
}

static void
test_link_loop(void **const state)
{
  (void)state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  assert_return_code(symlink("loop", "loop"), 0);
  RhumbOutputs *const outputs = rhumb_outputs_new();
  RhumbOutput *output = NULL;
  assert_int_equal(
      rhumb_outputs_open(&output, outputs, "loop", (RhumbLoc){0}, &diag),
      RHUMB_ERR_IO);
  rhumb_outputs_discard(outputs);
  assert_int_equal(count_files(true), 1);
}

static void
test_same_twice(void **const state)
{
  (void)state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbOutputs *const outputs = rhumb_outputs_new();
  RhumbOutput *output = NULL;
  assert_int_equal(
      rhumb_outputs_open(&output, outputs, "a", (RhumbLoc){0}, &diag),
      RHUMB_OK);
  assert_int_equal(
      rhumb_outputs_open(&output, outputs, "./a", (RhumbLoc){0}, &diag),
      RHUMB_ERR_IO);
  assert_string_equal(reports.text,
                      "0:0: error: cannot write './a' twice in one run\n");
  rhumb_outputs_discard(outputs);
  assert_int_equal(count_files(true), 0);
}

// Behind what was there --------------------------------------------------

static bool
is_any_line(const void *const handle, const RhumbStr line)
{
  return !rhumb_str_is(line, (const char *)handle);
}

/// Open "a" to be put behind what it holds, and put "new" there
static RhumbStatus
open_behind(RhumbOutputs *const outputs, const RhumbDiag *const diag)
{
  static const RhumbAppendSpec spec = {{NULL, 0}, is_any_line, "bad", "good"};
  const RhumbLoc loc = {NULL, 3, 7, 0};
  RhumbOutput *output = NULL;
  assert_int_equal(rhumb_outputs_open(&output, outputs, "a", loc, diag),
                   RHUMB_OK);
  const RhumbStatus status = rhumb_output_append(output, &spec, diag);
  rhumb_output_put(output, RHUMB_STR("new"));
  return status;
}

typedef struct {
  const char *name;
  const char *before; ///< NULL: no file
  const char *after;  ///< NULL: it is refused
} BehindCase;

static BehindCase behind_cases[] = {
    {"no file", NULL, "new"},
    {"an empty file", "", "new"},
    {"lines", "one\n\ntwo\n", "one\n\ntwo\nnew"},
    {"a line without an end", "one\ntwo", "one\ntwo\nnew"},
    {"with a return", "one\r\n", "one\r\nnew"},
    {"behind a mark", "\xEF\xBB\xBFone\n", "\xEF\xBB\xBFone\nnew"},
    {"a bad line", "one\nbad\n", NULL},
    {"a bad line behind a mark",
     "\xEF\xBB\xBF"
     "bad\n",
     NULL},
    {"a bad line without an end", "one\nbad", NULL},
};

static void
test_behind(void **const state)
{
  const BehindCase *const c = (const BehindCase *)*state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  if (c->before) {
    write_file("a", c->before);
  }
  RhumbOutputs *const outputs = rhumb_outputs_new();
  const RhumbStatus status = open_behind(outputs, &diag);
  assert_int_equal(status, c->after ? RHUMB_OK : RHUMB_ERR_UNSUPPORTED);
  if (c->after) {
    assert_int_equal(rhumb_outputs_commit(outputs, &diag), RHUMB_OK);
    assert_string_equal(reports.text, "");
  } else {
    rhumb_outputs_discard(outputs);
    assert_non_null(strstr(reports.text,
                           "3:7: error: nothing is put behind what 'a' holds: "
                           "its line "));
  }
  assert_file("a", c->after ? c->after : c->before);
  assert_int_equal(count_files(true), 1);
}

/// Whatever comes into the file meanwhile is not lost
static void
test_behind_changed(void **const state)
{
  (void)state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  write_file("a", "old\n");
  RhumbOutputs *const outputs = rhumb_outputs_new();
  assert_int_equal(open_behind(outputs, &diag), RHUMB_OK);
  write_file("a", "old\nand more\n");
  assert_int_equal(rhumb_outputs_commit(outputs, &diag), RHUMB_ERR_IO);
  assert_string_equal(reports.text,
                      "3:7: error: cannot write 'a': it has changed while this "
                      "run wrote what comes behind it; run again\n");
  assert_file("a", "old\nand more\n");
  assert_int_equal(count_files(true), 1);
}

/// Of two runs that put something behind one file, one is refused
static void
test_behind_locked(void **const state)
{
  (void)state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  write_file("a", "old\n");
  const int other = open("a", O_RDONLY | O_CLOEXEC);
  assert_return_code(other, 0);
  assert_return_code(flock(other, LOCK_EX), 0);
  RhumbOutputs *const outputs = rhumb_outputs_new();
  assert_int_equal(open_behind(outputs, &diag), RHUMB_ERR_IO);
  assert_string_equal(reports.text,
                      "3:7: error: cannot write 'a': another run writes it; "
                      "wait for that to end\n");
  rhumb_outputs_discard(outputs);
  assert_return_code(close(other), 0);
  assert_file("a", "old\n");
  assert_int_equal(count_files(true), 1);
}

// What goes wrong while writing ------------------------------------------

/// A full device spoils the run: the other output does not appear
static void
test_device_full(void **const state)
{
  (void)state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  write_file("a", "old");
  RhumbOutputs *const outputs = write_two(2, &diag);
  RhumbOutput *full = NULL;
  assert_int_equal(
      rhumb_outputs_open(&full, outputs, "/dev/full", (RhumbLoc){0}, &diag),
      RHUMB_OK);
  rhumb_output_putc(full, 'x');
  assert_int_equal(rhumb_outputs_commit(outputs, &diag), RHUMB_ERR_IO);
  assert_string_equal(
      reports.text,
      "0:0: error: cannot write '/dev/full': No space left on device\n");
  assert_file("a", "old");
  assert_int_equal(count_files(true), 1);
}

static void
test_size_limit(void **const state)
{
  (void)state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  write_file("a", "old");
  const rlim_t before = limit_files(RHUMB_OUTPUT_BUFFER + 100);
  RhumbOutputs *const outputs = write_two((size_t)1024 * 1024, &diag);
  const RhumbStatus status = rhumb_outputs_commit(outputs, &diag);
  (void)limit_files(before);
  assert_int_equal(status, RHUMB_ERR_IO);
  assert_string_equal(reports.text,
                      "0:0: error: cannot write 'b': File too large\n");
  assert_file("a", "old");
  assert_int_equal(count_files(true), 1);
}

/// The failure of a write is known before the commit, and told once
static void
test_early_failure(void **const state)
{
  (void)state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbOutputs *const outputs = write_two(100, &diag);
  assert_int_equal(rhumb_outputs_check(outputs, &diag), RHUMB_OK);
  rhumb_outputs_discard(outputs);

  const rlim_t before = limit_files(RHUMB_OUTPUT_BUFFER + 100);
  RhumbOutputs *const large = write_two((size_t)1024 * 1024, &diag);
  const RhumbStatus status = rhumb_outputs_check(large, &diag);
  (void)limit_files(before);
  assert_int_equal(status, RHUMB_ERR_IO);
  assert_string_equal(reports.text,
                      "0:0: error: cannot write 'b': File too large\n");
  rhumb_outputs_discard(large);
  assert_int_equal(count_files(true), 0);
}

static unsigned n_synced;
static int sync_error;

/// Stands in for the system's: a disk that notices late
int
fsync(const int fd)
{
  struct stat status;
  assert_return_code(fstat(fd, &status), 0);
  assert_true(status.st_size > 0); // After the last write
  ++n_synced;
  errno = sync_error;
  return sync_error ? -1 : 0;
}

/// What has a name is on the disk before it takes the name
static void
test_sync(void **const state)
{
  (void)state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  write_file("a", "old");
  n_synced = 0;
  sync_error = EINVAL; // A file system that does not know of it
  assert_int_equal(rhumb_outputs_commit(write_two(10, &diag), &diag), RHUMB_OK);
  assert_int_equal(n_synced, 3); // Both, and their folder
  assert_string_equal(reports.text, "");
  assert_file("a", "new");

  write_file("a", "old");
  sync_error = EIO;
  assert_int_equal(rhumb_outputs_commit(write_two(10, &diag), &diag),
                   RHUMB_ERR_IO);
  sync_error = 0;
  assert_string_equal(reports.text,
                      "0:0: error: cannot write 'a': Input/output error\n"
                      "0:0: error: cannot write 'b': Input/output error\n");
  assert_file("a", "old");
  assert_int_equal(count_files(true), 2);
}

/// In a child whose standard output is `fd`: exits with the commit's status
static int
print_in_child(const int fd, const size_t reports_wanted)
{
  const pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) {
    Reports reports = {0};
    const RhumbDiag diag = {keep_report, &reports};
    if (fd < 0) {
      (void)close(STDOUT_FILENO);
    } else {
      (void)dup2(fd, STDOUT_FILENO);
    }
    RhumbOutputs *const outputs = rhumb_outputs_new();
    RhumbOutput *output = NULL;
    RhumbStatus status =
        rhumb_outputs_open(&output, outputs, "-", (RhumbLoc){0}, &diag);
    if (status == RHUMB_OK) {
      rhumb_output_put(output, RHUMB_STR("printed"));
      status = rhumb_outputs_commit(outputs, &diag);
    }
    _exit(reports.count == reports_wanted ? (int)status : 99);
  }
  int status = 0;
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_true(WIFEXITED(status));
  return WEXITSTATUS(status);
}

static void
test_standard_output(void **const state)
{
  (void)state;
  int ends[2];
  assert_return_code(pipe(ends), 0);
  assert_int_equal(print_in_child(ends[1], 0), RHUMB_OK);
  char text[16] = {0};
  assert_int_equal(read(ends[0], text, sizeof(text)), 7);
  assert_string_equal(text, "printed");

  (void)close(ends[0]); // The reader has gone: an error without a word
  assert_int_equal(print_in_child(ends[1], 0), RHUMB_ERR_IO);
  (void)close(ends[1]);
  assert_int_equal(print_in_child(-1, 1), RHUMB_ERR_IO);
}

/// A run that is killed dies of the signal and leaves nothing behind
static void
test_signal(void **const state)
{
  (void)state;
  static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
  for (size_t i = 0; i < RHUMB_COUNT(signals); ++i) {
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
      Reports reports = {0};
      const RhumbDiag diag = {keep_report, &reports};
      (void)write_two(10, &diag);
      (void)raise(signals[i]);
      _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), signals[i]);
    assert_int_equal(count_files(true), 0);
  }
}

static void
disown_and_die(const int number)
{
  rhumb_outputs_disown();
  (void)raise(number);
}

static void
disown_and_exhaust(const int number)
{
  (void)number;
  rhumb_outputs_disown();
  (void)close(STDERR_FILENO);
  (void)rhumb_xrealloc(NULL, SIZE_MAX / 2);
}

/// A child that has disowned the outputs dies without touching them
static void
test_disown(void **const state)
{
  (void)state;
  static const struct {
    void (*die)(int number);
    int signal; ///< 0: it exits
  } ways[] = {{disown_and_die, SIGTERM}, {disown_and_exhaust, 0}};
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbOutputs *const outputs = write_two(10, &diag);
  for (size_t i = 0; i < RHUMB_COUNT(ways); ++i) {
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
      ways[i].die(ways[i].signal);
      _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(WIFSIGNALED(status) ? WTERMSIG(status) : 0,
                     ways[i].signal);
    assert_int_equal(count_files(false), 2);
  }
  assert_int_equal(rhumb_outputs_commit(outputs, &diag), RHUMB_OK);
  assert_int_equal(count_files(true), 2);
  assert_int_equal(reports.count, 0);
}

/// What the ends of names say of compression, and what words for it are
static void
test_compression_names(void **const state)
{
  (void)state;
  static const struct {
    const char *path, *compression, *unpacked;
  } paths[] = {
      {"a.ttl.gz", "gzip", "a.ttl"},
      {"d.gz/a.nq.XZ", "xz", "d.gz/a.nq"},
      {"a.bz2", "bzip2", "a"},
      {"a.zip", "zip", "a"},
      {"a.nt.tar.gz", "targz", "a.nt"},
      {"a.Tar.XZ", "tarxz", "a"},
      {"d/.tar.gz", "gzip", "d/.tar"},
      {"d.gz/a", "", "d.gz/a"},
      {"d/.gz", "", "d/.gz"},
      {"a.ttl.gzip", "", "a.ttl.gzip"},
      {"gz", "", "gz"},
      {"", "", ""},
  };
  for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); ++i) {
    const RhumbStr path_of = rhumb_str(paths[i].path);
    assert_true(
        rhumb_str_is(rhumb_path_compression(path_of), paths[i].compression));
    assert_true(rhumb_str_is(rhumb_unpacked_path(path_of), paths[i].unpacked));
  }
  static const char *const words[][3] = {{"gzip", "gzip", ".gz"},
                                         {"GZ", "gzip", ".gz"},
                                         {"bz2", "bzip2", ".bz2"},
                                         {"none", "none", ""},
                                         {"targzip", "targz", ".tar.gz"},
                                         {"TAR.XZ", "tarxz", ".tar.xz"},
                                         {"tar", "", ""},
                                         {"", "", ""}};
  for (size_t i = 0; i < sizeof(words) / sizeof(*words); ++i) {
    const RhumbStr named = rhumb_compression_named(rhumb_str(words[i][0]));
    assert_true(rhumb_str_is(named, words[i][1]));
    assert_true(rhumb_str_is(rhumb_compression_extension(named), words[i][2]));
  }
}

int
main(void)
{
  // Whoever started the tests may have had them ignored, as nohup does
  (void)signal(SIGINT, SIG_DFL);
  (void)signal(SIGTERM, SIG_DFL);
  (void)signal(SIGHUP, SIG_DFL);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_compression_names),
      cmocka_unit_test(test_read_fails),
      cmocka_unit_test(test_commit),
      cmocka_unit_test(test_discard),
      cmocka_unit_test(test_large_piece),
      cmocka_unit_test(test_link),
      cmocka_unit_test(test_link_loop),
      cmocka_unit_test(test_same_twice),
      cmocka_unit_test(test_behind_changed),
      cmocka_unit_test(test_behind_locked),
      cmocka_unit_test(test_device_full),
      cmocka_unit_test(test_size_limit),
      cmocka_unit_test(test_early_failure),
      cmocka_unit_test(test_sync),
      cmocka_unit_test(test_standard_output),
      cmocka_unit_test(test_signal),
      cmocka_unit_test(test_disown),
  };
  int failed = 0;
  home = open(".", O_RDONLY);
  RUN_TABLE("paths", path_cases, test_path);
  RUN_TABLE("paths seen", seen_cases, test_relative);
  if (enter_folder(NULL) != 0) {
    return 1;
  }
  RUN_TABLE("open", open_cases, test_open_fails);
  RUN_TABLE("behind", behind_cases, test_behind);
  failed += cmocka_run_group_tests_name("file", tests, NULL, NULL);
  failed += leave_folder(NULL) != 0;
  return failed;
}
