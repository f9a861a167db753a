// SPDX-License-Identifier: ISC

// What can be read once, kept: every reading of it begins at its start

#include "io/spool.h"

#include "full_disk.h"
#include "io/input.h"
#include "support.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#define LEN(text)            \
  {                          \
    (text), sizeof(text) - 1 \
  }

#define GZIP                                                                   \
  "\x1F\x8B\x08\x00\x00\x00\x00\x00\x02\x03K\xD4I\xE2\x32\xD4\xA9\xE0\x32\xD2" \
  "\x39\xBC\x92\x0B\x00uO\xC3\x0A\x0D\x00\x00\x00"
#define ZIP                                                                    \
  "PK\x03\x04\x14\x00\x00\x00\x08\x00\x00\x00!PuO\xC3\x0A\x0F\x00\x00\x00\x0D" \
  "\x00\x00\x00\x05\x00\x00\x00\x61.csvK\xD4I\xE2\x32\xD4\xA9\xE0\x32\xD2\x39" \
  "\xBC\x92\x0B\x00PK\x01\x02\x14\x03\x14\x00\x00\x00\x08\x00\x00\x00!PuO\xC3" \
  "\x0A\x0F\x00\x00\x00\x0D\x00\x00\x00\x05\x00\x00\x00\x00\x00\x00\x00\x00"   \
  "\x00\x00\x00\xA4\x81\x00\x00\x00\x00\x61.csvPK\x05\x06\x00\x00\x00\x00\x01" \
  "\x00\x01\x00\x33\x00\x00\x00\x32\x00\x00\x00\x00\x00"
#define TEXT "a,b\n1,x\n2,\xC3\xA9\n"

typedef struct {
  const char *name;
  RhumbStr content; ///< Of the pipe
  const char *text; ///< What is read of it
  const char *encoding;
} SpoolCase;

static SpoolCase cases[] = {
    {"plain", LEN(TEXT), TEXT, NULL},
    {"nothing", LEN(""), "", NULL},
    {"a byte", LEN("a"), "a", NULL},
    {"gzip", LEN(GZIP), TEXT, NULL},
    {"zip, which is read from its end", LEN(ZIP), TEXT, NULL},
    {"Latin-1", LEN("a,b\n1,x\n2,\xE9\n"), TEXT, "latin1"},
};

/// A pipe with `content` in it, which takes the place of standard input
typedef struct {
  int fd; ///< Its other number
  char path[32];
  int before; ///< What was standard input
} Pipe;

static Pipe
lay_pipe(const RhumbStr content)
{
  int ends[2];
  assert_int_equal(pipe(ends), 0);
  assert_int_equal(write(ends[1], content.data, content.len), content.len);
  assert_int_equal(close(ends[1]), 0);
  Pipe laid = {.fd = ends[0], .before = dup(STDIN_FILENO)};
  assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
  (void)snprintf(laid.path, sizeof(laid.path), "/dev/fd/%d", ends[0]);
  return laid;
}

static void
take_pipe(const Pipe *const laid)
{
  assert_int_equal(dup2(laid->before, STDIN_FILENO), STDIN_FILENO);
  (void)close(laid->before);
  (void)close(laid->fd);
}

/// Read on, up to the end or only once
static RhumbStatus
read_on(RhumbBuf *const out,
        RhumbInput *const input,
        const bool is_all,
        const RhumbDiag *const diag)
{
  RhumbStatus status = RHUMB_OK;
  do {
    const RhumbStr more = {input->data + input->pos, input->end - input->pos};
    rhumb_buf_put(out, more);
    input->pos = input->end;
    status = rhumb_input_fill(input, diag);
  } while (status == RHUMB_OK && is_all);
  return status;
}

static void
check_text(RhumbBuf *const out, const char *const text)
{
  assert_string_equal(rhumb_buf_cstr(out), text);
  rhumb_buf_free(out);
}

/// A reading that others pass by, under both names of the pipe
static void
read_thrice(const SpoolCase *const c, const char *const path)
{
  const RhumbDiag diag = {0};
  const RhumbInputSpec specs[] = {
      {.path = {"-", 1}, .is_source = true, .encoding = rhumb_str(c->encoding)},
      {.path = rhumb_str(path),
       .is_source = true,
       .encoding = rhumb_str(c->encoding)},
  };
  RhumbInput first;
  RhumbBuf of_first = {0};
  assert_int_equal(rhumb_input_open(&first, &specs[0], &diag), RHUMB_OK);
  (void)read_on(&of_first, &first, false, &diag);
  for (size_t i = 0; i < RHUMB_COUNT(specs); ++i) {
    RhumbInput other;
    RhumbBuf out = {0};
    assert_int_equal(rhumb_input_open(&other, &specs[i], &diag), RHUMB_OK);
    assert_string_equal(other.text.name, i ? path : "<stdin>");
    assert_int_equal(read_on(&out, &other, true, &diag), RHUMB_END);
    rhumb_input_close(&other);
    check_text(&out, c->text);
  }
  assert_int_equal(read_on(&of_first, &first, true, &diag), RHUMB_END);
  rhumb_input_close(&first);
  check_text(&of_first, c->text);
}

static void
test_spool(void **const state)
{
  static const size_t chunks[] = {1, 3, (size_t)256 * 1024};
  const SpoolCase *const c = (const SpoolCase *)*state;
  const size_t usual = rhumb_input_chunk;
  for (size_t i = 0; i < RHUMB_COUNT(chunks); ++i) {
    const Pipe laid = lay_pipe(c->content);
    rhumb_input_chunk = chunks[i];
    rhumb_spools_begin();
    read_thrice(c, laid.path);
    rhumb_spools_end();
    take_pipe(&laid);
  }
  rhumb_input_chunk = usual;
}

/// Open and read all of what is on standard input
static RhumbStatus
read_stdin(RhumbBuf *const out, const bool is_source, Reports *const reports)
{
  const RhumbDiag diag = {keep_report, reports};
  const RhumbInputSpec spec = {.path = {"-", 1}, .is_source = is_source};
  RhumbInput input;
  RhumbStatus status = rhumb_input_open(&input, &spec, &diag);
  if (status == RHUMB_OK) {
    status = read_on(out, &input, true, &diag);
  }
  rhumb_input_close(&input);
  return status;
}

/// What is no source is not kept, nor is anything unless the run keeps it
static void
test_once(void **const state)
{
  (void)state;
  for (unsigned i = 0; i < 4; ++i) {
    const bool are_kept = i & 1U;
    const bool is_source = i & 2U;
    const Pipe laid = lay_pipe((RhumbStr)LEN(TEXT));
    Reports reports = {0};
    RhumbBuf out = {0};
    if (are_kept) {
      rhumb_spools_begin();
    }
    assert_int_equal(read_stdin(&out, is_source, &reports), RHUMB_END);
    check_text(&out, TEXT);
    assert_int_equal(read_stdin(&out, is_source, &reports), RHUMB_END);
    check_text(&out, are_kept && is_source ? TEXT : "");
    rhumb_spools_end();
    take_pipe(&laid);
  }
}

/// A file on standard input is read where it is, from where it stood
static void
test_file(void **const state)
{
  (void)state;
  Reports reports = {0};
  RhumbBuf out = {0};
  FILE *const file = tmpfile();
  assert_non_null(file);
  assert_true(fputs("before\n" TEXT, file) >= 0);
  assert_int_equal(fflush(file), 0);
  assert_int_equal(lseek(fileno(file), 7, SEEK_SET), 7);
  const int before = dup(STDIN_FILENO);
  assert_int_equal(dup2(fileno(file), STDIN_FILENO), STDIN_FILENO);
  rhumb_spools_begin();
  for (unsigned i = 0; i < 2; ++i) {
    assert_int_equal(read_stdin(&out, true, &reports), RHUMB_END);
    check_text(&out, TEXT);
  }
  rhumb_spools_end();
  assert_int_equal(dup2(before, STDIN_FILENO), STDIN_FILENO);
  (void)close(before);
  (void)fclose(file);
}

/// Where there is no room every reading says so, also once there is some again
static void
test_full(void **const state)
{
  (void)state;
  const Pipe laid = lay_pipe((RhumbStr)LEN(TEXT));
  const rlim_t before = fill_disk(0);
  rhumb_spools_begin();
  for (unsigned i = 0; i < 2; ++i) {
    Reports reports = {0};
    RhumbBuf out = {0};
    const RhumbStatus status = read_stdin(&out, true, &reports);
    (void)limit_files(before);
    assert_int_equal(status, RHUMB_ERR_IO);
    assert_int_equal(reports.count, 1);
    assert_non_null(strstr(reports.text, "temporary file in /"));
    assert_non_null(strstr(reports.text, "; TMPDIR may name another folder"));
    rhumb_buf_free(&out);
  }
  rhumb_spools_end();
  take_pipe(&laid);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_once),
      cmocka_unit_test(test_file),
      cmocka_unit_test(test_full),
  };
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  RUN_TABLE("spool", cases, test_spool);
  return failed;
}
