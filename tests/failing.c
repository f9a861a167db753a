// SPDX-License-Identifier: ISC

// Put before the C library (LD_PRELOAD), it has calls fail or be interrupted.
// FAILING is a list of CALL:NUMBER:WHAT, with commas between: of the calls of
// that name the NUMBERth (0: every one) fails with the errno WHAT, or has the
// signal -WHAT come before it. "read" counts calls for files whose path holds
// FAILING_FILE alone; "malloc" those of all its kin, as the program makes them.

// NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp)
#define _GNU_SOURCE

#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CALL_RENAME, CALL_LINK, CALL_FSYNC, CALL_READ, CALL_MALLOC, N_CALLS };

static const char *const names[N_CALLS] = {
    "rename", "link", "fsync", "read", "malloc"};
static long counts[N_CALLS];

/// Count a call; true with errno set if it fails
static bool
fails(const int call)
{
  const size_t len = strlen(names[call]);
  const char *at = getenv("FAILING");
  ++counts[call];
  for (; at && *at; at = strchr(at, ',') ? strchr(at, ',') + 1 : "") {
    if (strncmp(at, names[call], len) != 0 || at[len] != ':') {
      continue;
    }
    char *end = NULL;
    const long number = strtol(at + len + 1, &end, 10);
    const int what = (int)strtol(end + 1, NULL, 10);
    if (number && number != counts[call]) {
      continue;
    }
    if (what > 0) {
      errno = what;
      return true;
    }
    (void)raise(-what);
  }
  return false;
}

// NOLINTBEGIN(readability-inconsistent-declaration-parameter-name)

int
rename(const char *const from, const char *const to)
{
  int (*real)(const char *, const char *) = NULL;
  *(void **)&real = dlsym(RTLD_NEXT, "rename");
  return fails(CALL_RENAME) ? -1 : real(from, to);
}

int
link(const char *const from, const char *const to)
{
  int (*real)(const char *, const char *) = NULL;
  *(void **)&real = dlsym(RTLD_NEXT, "link");
  return fails(CALL_LINK) ? -1 : real(from, to);
}

int
fsync(const int fd)
{
  int (*real)(int) = NULL;
  *(void **)&real = dlsym(RTLD_NEXT, "fsync");
  return fails(CALL_FSYNC) ? -1 : real(fd);
}

static bool
is_chosen(const int fd)
{
  const char *const chosen = getenv("FAILING_FILE");
  char link[32];
  char file[4096];
  (void)snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
  const ssize_t len = chosen ? readlink(link, file, sizeof(file) - 1) : -1;
  file[len > 0 ? len : 0] = '\0';
  return len > 0 && strstr(file, chosen);
}

ssize_t
read(const int fd, void *const to, const size_t size)
{
  ssize_t (*real)(int, void *, size_t) = NULL;
  *(void **)&real = dlsym(RTLD_NEXT, "read");
  return is_chosen(fd) && fails(CALL_READ) ? -1 : real(fd, to, size);
}

// The program's malloc() asks for these
// NOLINTBEGIN: the names are not ours
void *
__libc_malloc(size_t size);
void *
__libc_calloc(size_t count, size_t size);
void *
__libc_realloc(void *ptr, size_t size);

void *
__libc_malloc(const size_t size)
{
  static void *(*real)(size_t);
  if (!real) {
    *(void **)&real = dlsym(RTLD_NEXT, "__libc_malloc");
  }
  return fails(CALL_MALLOC) ? NULL : real(size);
}

void *
__libc_calloc(const size_t count, const size_t size)
{
  static void *(*real)(size_t, size_t);
  if (!real) {
    *(void **)&real = dlsym(RTLD_NEXT, "__libc_calloc");
  }
  return fails(CALL_MALLOC) ? NULL : real(count, size);
}

void *
__libc_realloc(void *const ptr, const size_t size)
{
  static void *(*real)(void *, size_t);
  if (!real) {
    *(void **)&real = dlsym(RTLD_NEXT, "__libc_realloc");
  }
  return fails(CALL_MALLOC) ? NULL : real(ptr, size);
}
// NOLINTEND

// NOLINTEND(readability-inconsistent-declaration-parameter-name)
