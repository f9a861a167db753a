// SPDX-License-Identifier: ISC

// What is packed and unpacked by threads beside the work

#include "base/thread.h"
#include "io/output.h"
#include "source_support.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

#define KIB ((size_t)1024)

/// Lines whose numbers are hard to pack, `len` bytes of them
static RhumbStr
make_text(RhumbBuf *const out, const size_t len)
{
  uint32_t number = 1;
  while (out->len < len) {
    number = (number * 1664525U) + 1013904223U;
    rhumb_buf_format(out, "line %u\n", number);
  }
  out->len = len;
  return rhumb_buf_str(out);
}

static const RhumbCompression *
kind_of(const char *const name)
{
  const RhumbCompression *kind = NULL;
  const RhumbDiag diag = {NULL, NULL};
  assert_int_equal(
      rhumb_compression_find(&kind, rhumb_str(name), (RhumbLoc){0}, &diag),
      RHUMB_OK);
  return kind;
}

/// Append what a file holds
static void
read_whole(RhumbBuf *const out, const char *const path)
{
  char bytes[4096];
  const int fd = open(path, O_RDONLY);
  assert_true(fd >= 0);
  ssize_t len = 1;
  while (len > 0) {
    len = read(fd, bytes, sizeof(bytes));
    assert_true(len >= 0);
    rhumb_buf_put(out, (RhumbStr){bytes, (size_t)len});
  }
  assert_int_equal(close(fd), 0);
}

// Packing --------------------------------------------------------------------

/// Pack `text` in a run that may have so many threads, put in by steps of no
/// round size; into a new file
static void
pack(char *const path,
     const size_t size,
     const char *const kind,
     RhumbStr text,
     const unsigned threads)
{
  write_file(path, size, RHUMB_STR(""));
  const int fd = open(path, O_WRONLY);
  assert_true(fd >= 0);
  const RhumbPackSpec spec = {kind_of(kind), RHUMB_STR("a.nt"), -1};
  RhumbPacker *packer = NULL;
  rhumb_threads = threads;
  assert_int_equal(rhumb_packer_open(&packer, fd, &spec), 0);
  while (text.len) {
    const size_t len = text.len < 99991 ? text.len : 99991;
    assert_int_equal(rhumb_packer_put(packer, rhumb_str_slice(text, 0, len)),
                     0);
    text = rhumb_str_from(text, len);
  }
  assert_int_equal(rhumb_packer_close(packer), 0);
  assert_int_equal(close(fd), 0);
}

/// The bytes that one stream of libarchive has of `text`
static void
pack_alone(RhumbBuf *const out, const char *const kind, const RhumbStr text)
{
  const RhumbPackSpec spec = {kind_of(kind), RHUMB_STR("a.nt"), -1};
  assert_int_equal(rhumb_pack_piece(out, &spec, text), 0);
}

/// What reading a packed file came to
typedef struct {
  RhumbBuf text;
  Reports reports;
  RhumbStatus status;
} Reading;

/// Read a file in a run that may have so many threads; at most `most` times, if
/// that is not 0
static void
read_packed(Reading *const out,
            const char *const path,
            const char *const encoding,
            const unsigned threads,
            const size_t most)
{
  *out = (Reading){.status = RHUMB_OK};
  const RhumbDiag diag = {keep_report, &out->reports};
  const RhumbInputSpec spec = {.path = rhumb_str(path),
                               .encoding = rhumb_str(encoding)};
  RhumbInput input;
  rhumb_threads = threads;
  out->status = rhumb_input_open(&input, &spec, &diag);
  for (size_t i = 0; out->status == RHUMB_OK && (!most || i < most); ++i) {
    const RhumbStr more = {input.data + input.pos, input.end - input.pos};
    rhumb_buf_put(&out->text, more);
    input.pos = input.end;
    out->status = rhumb_input_fill(&input, &diag);
  }
  rhumb_input_close(&input);
}

static void
assert_same(const RhumbStr a, const RhumbStr b)
{
  assert_int_equal(a.len, b.len);
  assert_true(rhumb_str_equal(a, b));
}

typedef struct {
  const char *name;
  const char *kind;
  size_t len;
  bool is_one; ///< As one stream has it
} PackCase;

// clang-format off
static PackCase pack_cases[] = {
  {"gzip of nothing",          "gzip",  0,              true},
  {"gzip of one byte",         "gzip",  1,              true},
  {"gzip of one piece",        "gzip",  1024 * KIB,     true},
  {"gzip of one and a byte",   "gzip",  1024 * KIB + 1, false},
  {"gzip of many pieces",      "gzip",  9000 * KIB,     false},
  {"bzip2 of half a piece",    "bzip2", 500 * KIB,      true},
  {"bzip2 of several pieces",  "bzip2", 4000 * KIB,     false},
  {"xz of nothing",            "xz",    0,              true},
  {"xz of what is handed on",  "xz",    3000 * KIB,     true},
  {"zip of nothing",           "zip",   0,              false},
  {"zip of what is handed on", "zip",   9000 * KIB,     false},
};
// clang-format on

/// However many threads there are, the bytes are the same, and what is read of
/// them is what was put in
static void
test_pack(void **const state)
{
  static const unsigned threads[] = {1, 2, 5};
  const PackCase *const c = (const PackCase *)*state;
  RhumbBuf text = {0};
  RhumbBuf first = {0};
  (void)make_text(&text, c->len);
  for (size_t i = 0; i < RHUMB_COUNT(threads); ++i) {
    char path[256];
    RhumbBuf packed = {0};
    Reading reading;
    pack(path, sizeof(path), c->kind, rhumb_buf_str(&text), threads[i]);
    read_whole(i ? &packed : &first, path);
    if (i) {
      assert_same(rhumb_buf_str(&packed), rhumb_buf_str(&first));
    }
    read_packed(&reading, path, "", threads[i], 0);
    assert_int_equal(reading.status, RHUMB_END);
    assert_same(rhumb_buf_str(&reading.text), rhumb_buf_str(&text));
    assert_int_equal(remove(path), 0);
    rhumb_buf_free(&reading.text);
    rhumb_buf_free(&packed);
  }
  if (c->is_one) {
    RhumbBuf alone = {0};
    pack_alone(&alone, c->kind, rhumb_buf_str(&text));
    assert_same(rhumb_buf_str(&first), rhumb_buf_str(&alone));
    rhumb_buf_free(&alone);
  }
  rhumb_buf_free(&first);
  rhumb_buf_free(&text);
}

// Failing --------------------------------------------------------------------

static const char *const all_kinds[] = {"gzip", "bzip2", "xz", "zip"};

/// A packer that is not wanted any more goes, wherever it is
static void
test_drop(void **const state)
{
  (void)state;
  RhumbBuf text = {0};
  const RhumbStr all = make_text(&text, 3000 * KIB);
  for (size_t i = 0; i < RHUMB_COUNT(all_kinds); ++i) {
    const RhumbPackSpec spec = {kind_of(all_kinds[i]), RHUMB_STR("a.nt"), -1};
    for (size_t len = 0; len <= all.len; len += 1000 * KIB) {
      const int fd = open("/dev/null", O_WRONLY);
      RhumbPacker *packer = NULL;
      rhumb_threads = 4;
      assert_int_equal(rhumb_packer_open(&packer, fd, &spec), 0);
      assert_int_equal(rhumb_packer_put(packer, rhumb_str_slice(all, 0, len)),
                       0);
      rhumb_packer_drop(packer);
      assert_int_equal(close(fd), 0);
    }
  }
  rhumb_packer_drop(NULL);
  rhumb_buf_free(&text);
}

/// A disk that is full is told of, whichever thread meets it
static void
test_full(void **const state)
{
  (void)state;
  RhumbBuf text = {0};
  const RhumbStr all = make_text(&text, 5000 * KIB);
  for (size_t i = 0; i < RHUMB_COUNT(all_kinds); ++i) {
    for (unsigned threads = 1; threads < 4; ++threads) {
      const RhumbPackSpec spec = {kind_of(all_kinds[i]), RHUMB_STR("a.nt"), -1};
      const int fd = open("/dev/full", O_WRONLY);
      RhumbPacker *packer = NULL;
      rhumb_threads = threads;
      assert_int_equal(rhumb_packer_open(&packer, fd, &spec), 0);
      const int put = rhumb_packer_put(packer, all);
      const int closed = put ? 0 : rhumb_packer_close(packer);
      if (put) {
        rhumb_packer_drop(packer);
      }
      assert_int_equal(put ? put : closed, ENOSPC);
      assert_int_equal(close(fd), 0);
    }
  }
  rhumb_buf_free(&text);
}

// Reading ahead --------------------------------------------------------------

typedef struct {
  const char *name;
  const char *kind; ///< Empty: not packed
  const char *encoding;
  size_t len;
  size_t at; ///< Thousandths of the file before what is damaged
  bool is_cut;
} AheadCase;

// clang-format off
static AheadCase ahead_cases[] = {
  {"gzip, damaged at once",       "gzip",  "", 300 * KIB, 3,   false},
  {"gzip, damaged midway",        "gzip",  "",       900 * KIB, 600, false},
  {"gzip of two, damaged midway", "gzip",  "",      2000 * KIB, 600, false},
  {"gzip, cut off",               "gzip",  "",       900 * KIB, 600, true},
  {"bzip2, damaged midway",       "bzip2", "",      3000 * KIB, 600, false},
  {"bzip2, cut off",              "bzip2", "",      3000 * KIB, 600, true},
  {"xz, damaged midway",          "xz",    "",       900 * KIB, 600, false},
  {"xz, cut off",                 "xz",    "",       900 * KIB, 600, true},
  {"zip, damaged midway",         "zip",   "",       900 * KIB, 600, false},
  {"a byte of no encoding",       "",      "iso-2022-jp", 900 * KIB, 600, false},
  {"that, packed",                "zip",   "iso-2022-jp", 900 * KIB, 600, false},
};
// clang-format on

/// Append a file with one byte of it changed, or without the rest from there on
static void
damage(RhumbBuf *const out, const RhumbStr file, const AheadCase *const c)
{
  const size_t at = file.len * c->at / 1000;
  rhumb_buf_put(out, rhumb_str_slice(file, 0, at));
  if (!c->is_cut) {
    rhumb_buf_putc(out, (char)((unsigned char)file.data[at] ^ 0xFFU));
    rhumb_buf_put(out, rhumb_str_from(file, at + 1));
  }
}

/// As much comes with threads as comes without, and then the same is said
static void
test_ahead(void **const state)
{
  const AheadCase *const c = (const AheadCase *)*state;
  const size_t usual = rhumb_ahead_chunk;
  RhumbBuf text = {0};
  RhumbBuf packed = {0};
  RhumbBuf bad = {0};
  char path[256];
  (void)make_text(&text, c->len);
  if (c->kind[0]) {
    pack(path, sizeof(path), c->kind, rhumb_buf_str(&text), 1);
    read_whole(&packed, path);
    assert_int_equal(remove(path), 0);
  }
  damage(&bad, rhumb_buf_str(c->kind[0] ? &packed : &text), c);
  write_file(path, sizeof(path), rhumb_buf_str(&bad));

  rhumb_ahead_chunk = 10 * KIB;
  Reading alone;
  Reading ahead;
  read_packed(&alone, path, c->encoding, 1, 0);
  read_packed(&ahead, path, c->encoding, 3, 0);
  rhumb_ahead_chunk = usual;
  assert_int_equal(alone.status, RHUMB_ERR_SYNTAX);
  assert_int_equal(alone.reports.count, 1);
  assert_int_equal(ahead.status, alone.status);
  assert_string_equal(ahead.reports.text, alone.reports.text);
  assert_same(rhumb_buf_str(&ahead.text), rhumb_buf_str(&alone.text));
  assert_int_equal(remove(path), 0);
  rhumb_buf_free(&alone.text);
  rhumb_buf_free(&ahead.text);
  rhumb_buf_free(&bad);
  rhumb_buf_free(&packed);
  rhumb_buf_free(&text);
}

/// Whenever who reads has enough, the thread ends
static void
test_enough(void **const state)
{
  (void)state;
  const size_t usual = rhumb_ahead_chunk;
  RhumbBuf text = {0};
  char path[256];
  pack(path, sizeof(path), "gzip", make_text(&text, 900 * KIB), 1);
  rhumb_ahead_chunk = 1 * KIB;
  for (size_t most = 1; most < 40; ++most) {
    Reading reading;
    read_packed(&reading, path, "", 2, most);
    assert_int_equal(reading.status, RHUMB_OK);
    assert_same(rhumb_buf_str(&reading.text),
                rhumb_str_slice(rhumb_buf_str(&text), 0, reading.text.len));
    rhumb_buf_free(&reading.text);
  }
  rhumb_ahead_chunk = usual;
  assert_int_equal(remove(path), 0);
  rhumb_buf_free(&text);
}

// Memory ---------------------------------------------------------------------

static void *
run_out(void *const handle)
{
  (void)handle;
  rhumb_out_of_memory();
}

/// What a run does of which several threads get no memory
static _Noreturn void
run_short_of_memory(const int fd, const char *const target)
{
  const RhumbDiag diag = {NULL, NULL};
  RhumbOutput *output = NULL;
  pthread_t threads[4];
  if (dup2(fd, STDERR_FILENO) < 0 ||
      rhumb_outputs_open(
          &output, rhumb_outputs_new(), target, (RhumbLoc){0}, &diag) !=
          RHUMB_OK) {
    _Exit(1);
  }
  for (size_t i = 0; i < RHUMB_COUNT(threads); ++i) {
    (void)rhumb_thread_start(&threads[i], run_out, NULL);
  }
  for (;;) {
    (void)pause();
  }
}

/// The run ends once, says so once, and leaves nothing
static void
test_memory(void **const state)
{
  (void)state;
  static const char message[] = "rhumb: error: out of memory\n";
  char folder[] = "/tmp/rhumb-test.XXXXXX";
  char target[64];
  char said[256];
  int ends[2];
  int result = 0;
  assert_non_null(mkdtemp(folder));
  (void)snprintf(target, sizeof(target), "%s/a", folder);
  assert_return_code(pipe(ends), 0);
  const pid_t child = fork();
  if (child == 0) {
    run_short_of_memory(ends[1], target);
  }
  assert_int_equal(close(ends[1]), 0);
  assert_int_equal(waitpid(child, &result, 0), child);
  assert_true(WIFEXITED(result));
  assert_int_equal(WEXITSTATUS(result), 3);
  assert_int_equal(read(ends[0], said, sizeof(said)), sizeof(message) - 1);
  assert_memory_equal(said, message, sizeof(message) - 1);
  assert_int_equal(close(ends[0]), 0);
  assert_return_code(rmdir(folder), 0); // It is empty
}

static void *
tell_signals(void *const handle)
{
  (void)pthread_sigmask(SIG_SETMASK, NULL, (sigset_t *)handle);
  return NULL;
}

/// No thread but the first is told to stop
static void
test_signals(void **const state)
{
  (void)state;
  sigset_t of_thread;
  sigset_t of_this;
  pthread_t thread;
  (void)sigemptyset(&of_thread);
  assert_true(rhumb_thread_start(&thread, tell_signals, &of_thread));
  assert_int_equal(pthread_join(thread, NULL), 0);
  (void)pthread_sigmask(SIG_SETMASK, NULL, &of_this);
  assert_int_equal(sigismember(&of_thread, SIGTERM), 1);
  assert_int_equal(sigismember(&of_this, SIGTERM), 0);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_drop),
      cmocka_unit_test(test_full),
      cmocka_unit_test(test_enough),
      cmocka_unit_test(test_memory),
      cmocka_unit_test(test_signals),
  };
  int failed = 0;
  RUN_TABLE("pack", pack_cases, test_pack);
  RUN_TABLE("ahead", ahead_cases, test_ahead);
  failed += cmocka_run_group_tests_name("packing", tests, NULL, NULL);
  return failed;
}
