// SPDX-License-Identifier: ISC

/// @file disturb.c  Run a program, and have some of its system calls go wrong.
///
///     disturb LOG RULES PROGRAM [ARGUMENT...]
///
/// RULES is a list of NAME[@PATH]:N[+]:HOW, with commas between. Of the calls
/// of that name (of every name: "any"), in whichever process or thread, and for
/// files whose path holds PATH alone, the Nth, or with a plus the Nth and all
/// after it, goes wrong: HOW is the errno that it fails with, "short" for one
/// byte read or written where more were asked for, or -S for the signal S that
/// comes first. A file is closed also where close() fails, as Linux has it.
/// Calls count from the program's first line on; what the loader does before is
/// not ours. Those for /proc are left alone: what the system tells a process of
/// itself does not fail, and Graphviz would read on for ever. LOG gets a line
/// "NAME N PATH" for each call that went wrong, and for each call at all where
/// RULES is empty.
///
/// The exit code, or the signal, is the program's; 125 if nothing can be
/// traced.

// For process_vm_readv()
// NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp)
#define _GNU_SOURCE

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_RULES = 8, MAX_PATH = 4096, UNABLE = 125 };

/// What an argument of a call is
typedef enum { NONE, PATH, AT, FD } Subject;

/// Calls by name: which argument, counted from nought, tells the file, and
/// whether the third is a count of bytes
static const struct Call {
  const char *name;
  long number;
  Subject subject;
  unsigned argument;
  bool is_counted;
} calls[] = {
    {"read", SYS_read, FD, 0, true},
    {"pread64", SYS_pread64, FD, 0, true},
    {"write", SYS_write, FD, 0, true},
    {"pwrite64", SYS_pwrite64, FD, 0, true},
    {"writev", SYS_writev, FD, 0, false},
    {"fsync", SYS_fsync, FD, 0, false},
    {"fdatasync", SYS_fdatasync, FD, 0, false},
    {"ftruncate", SYS_ftruncate, FD, 0, false},
    {"close", SYS_close, FD, 0, false},
    {"lseek", SYS_lseek, FD, 0, false},
    {"fcntl", SYS_fcntl, FD, 0, false},
    {"flock", SYS_flock, FD, 0, false},
    {"fchmod", SYS_fchmod, FD, 0, false},
    {"fstat", SYS_fstat, FD, 0, false},
    {"newfstatat", SYS_newfstatat, AT, 1, false},
    {"statx", SYS_statx, AT, 1, false},
    {"fstatfs", SYS_fstatfs, FD, 0, false},
    {"getdents64", SYS_getdents64, FD, 0, false},
    {"openat", SYS_openat, PATH, 1, false},
    {"unlinkat", SYS_unlinkat, PATH, 1, false},
    {"mkdirat", SYS_mkdirat, PATH, 1, false},
    {"linkat", SYS_linkat, PATH, 3, false},
    {"renameat", SYS_renameat, PATH, 3, false},
    {"renameat2", SYS_renameat2, PATH, 3, false},
    {"readlinkat", SYS_readlinkat, PATH, 1, false},
    {"faccessat", SYS_faccessat, PATH, 1, false},
    {"mmap", SYS_mmap, FD, 4, false},
    {"mprotect", SYS_mprotect, NONE, 0, false},
    {"mremap", SYS_mremap, NONE, 0, false},
    {"getrandom", SYS_getrandom, NONE, 0, false},
    {"pipe2", SYS_pipe2, NONE, 0, false},
    {"clone", SYS_clone, NONE, 0, false},
    {"clone3", SYS_clone3, NONE, 0, false},
    {"wait4", SYS_wait4, NONE, 0, false},
    {"dup3", SYS_dup3, FD, 0, false},
#ifdef __x86_64__ // Those that newer machines have under the names above alone
    {"open", SYS_open, PATH, 0, false},
    {"stat", SYS_stat, PATH, 0, false},
    {"lstat", SYS_lstat, PATH, 0, false},
    {"access", SYS_access, PATH, 0, false},
    {"readlink", SYS_readlink, PATH, 0, false},
    {"mkdir", SYS_mkdir, PATH, 0, false},
    {"rmdir", SYS_rmdir, PATH, 0, false},
    {"link", SYS_link, PATH, 1, false},
    {"unlink", SYS_unlink, PATH, 0, false},
    {"rename", SYS_rename, PATH, 1, false},
    {"dup2", SYS_dup2, FD, 0, false},
    {"poll", SYS_poll, NONE, 0, false},
#else
    {"ppoll", SYS_ppoll, NONE, 0, false},
#endif
};

enum { N_CALLS = sizeof(calls) / sizeof(calls[0]) };

typedef enum { FAILS, SHORT, SIGNALLED } How;

typedef struct {
  const struct Call *call; ///< NULL of any
  const char *path;        ///< What the file's must hold
  long number;
  bool is_for_good;
  How how;
  int what; ///< Errno or signal
  long count;
} Rule;

static Rule rules[MAX_RULES];
static size_t n_rules;
static FILE *records;
static bool has_begun; ///< The program has come to its first line

_Noreturn static void
give_up(const char *const what)
{
  (void)fprintf(stderr, "disturb: %s: %s\n", what, strerror(errno));
  exit(UNABLE);
}

// Rules ------------------------------------------------------------------

static const struct Call *
find_name(const char *const name)
{
  for (size_t i = 0; i < N_CALLS; ++i) {
    if (strcmp(calls[i].name, name) == 0) {
      return &calls[i];
    }
  }
  return NULL;
}

static const struct Call *
find_number(const long number)
{
  for (size_t i = 0; i < N_CALLS; ++i) {
    if (calls[i].number == number) {
      return &calls[i];
    }
  }
  return NULL;
}

static void
read_how(Rule *const rule, const char *const how)
{
  rule->what = (int)strtol(how, NULL, 10);
  rule->how = strcmp(how, "short") == 0 ? SHORT
              : rule->what < 0          ? SIGNALLED
                                        : FAILS;
  rule->what = abs(rule->what);
}

/// Read "NAME", or "NAME@PATH"
static bool
read_name(Rule *const rule, const char *const text)
{
  const size_t len = strcspn(text, "@");
  char name[32] = "";
  if (len >= sizeof(name) || !text[0]) {
    return false;
  }
  memcpy(name, text, len);
  rule->path = text[len] ? text + len + 1 : "";
  rule->call = find_name(name);
  return rule->call || strcmp(name, "any") == 0;
}

/// Read a rule, and cut it to pieces
static bool
read_rule(char *const text)
{
  char *const number = strchr(text, ':');
  char *how = NULL;
  if (!number || n_rules == MAX_RULES) {
    return false;
  }
  *number = '\0';
  Rule *const rule = &rules[n_rules++];
  rule->number = strtol(number + 1, &how, 10);
  rule->is_for_good = *how == '+';
  how += rule->is_for_good;
  if (*how != ':') {
    return false;
  }
  read_how(rule, how + 1);
  return read_name(rule, text);
}

// The program ------------------------------------------------------------

/// True if every call must be seen
static bool
sees_all(void)
{
  bool all = !n_rules;
  for (size_t i = 0; i < n_rules; ++i) {
    all = all || !rules[i].call;
  }
  return all;
}

/// Have the system stop this process at the calls of the rules, and at those
/// that tell its beginning; a process of another machine's kind there is not
static void
filter_calls(void)
{
  struct sock_filter code[2 * MAX_RULES + 8];
  unsigned short n = 0;
  const unsigned traced = SECCOMP_RET_TRACE;
  code[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
                                           offsetof(struct seccomp_data, nr));
  for (size_t i = 0; i <= n_rules; ++i) {
    const struct Call *const call = i < n_rules ? rules[i].call : NULL;
    const unsigned number = (unsigned)(call ? call->number : SYS_fcntl);
    code[n++] =
        (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1);
    code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, traced);
  }
  code[n++] = (struct sock_filter)BPF_STMT(
      BPF_RET | BPF_K, sees_all() ? traced : SECCOMP_RET_ALLOW);
  const struct sock_fprog program = {n, code};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
      prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) {
    give_up("seccomp");
  }
}

/// Start the program, traced from its first call on
static pid_t
start(char **const words)
{
  int ready[2];
  char byte = 0;
  if (pipe2(ready, O_CLOEXEC) != 0) {
    give_up("pipe");
  }
  const pid_t pid = fork();
  if (pid == 0) {
    if (read(ready[0], &byte, 1) == 1) {
      filter_calls();
      (void)execv(words[0], words);
    }
    give_up(words[0]);
  }
  const unsigned long options = PTRACE_O_TRACESECCOMP | PTRACE_O_TRACECLONE |
                                PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK |
                                PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL;
  if (pid < 0 || ptrace(PTRACE_SEIZE, pid, NULL, options) != 0 ||
      write(ready[1], &byte, 1) != 1) {
    give_up("ptrace");
  }
  (void)close(ready[0]);
  (void)close(ready[1]);
  return pid;
}

// One call ---------------------------------------------------------------

static void
read_text(char *const out, const pid_t tid, const unsigned long long address)
{
  // NOLINTNEXTLINE(performance-no-int-to-ptr): an address of another process
  struct iovec from = {(void *)(size_t)address, MAX_PATH - 1};
  struct iovec to = {out, MAX_PATH - 1};
  const size_t page = 4096; // What comes behind the text may not be there
  const size_t rest = page - (size_t)address % page;
  ssize_t len = process_vm_readv(tid, &to, 1, &from, 1, 0);
  if (len < 0) {
    from.iov_len = rest;
    len = process_vm_readv(tid, &to, 1, &from, 1, 0);
  }
  out[len > 0 ? len : 0] = '\0';
}

static void
read_link(char *const out, const pid_t tid, const int fd)
{
  char link[64];
  (void)snprintf(link, sizeof(link), "/proc/%d/fd/%d", (int)tid, fd);
  const ssize_t len = readlink(link, out, MAX_PATH - 1);
  out[len > 0 ? len : 0] = '\0';
}

/// Find which file a call is for, or ""
static void
find_path(char out[static const MAX_PATH],
          const pid_t tid,
          const struct Call *const call,
          const unsigned long long *const arguments)
{
  out[0] = '\0';
  if (!call || call->subject == NONE) {
    return;
  }
  if (call->subject == FD) {
    read_link(out, tid, (int)arguments[call->argument]);
    return;
  }
  read_text(out, tid, arguments[call->argument]);
  if (call->subject == AT && !out[0]) {
    read_link(out, tid, (int)arguments[0]);
  }
}

#ifdef __x86_64__

/// Have the call return -error; unless it `is_made` it is left out
static void
fail_call(const pid_t tid, const int error, const bool is_made)
{
  struct user_regs_struct registers;
  (void)ptrace(PTRACE_GETREGS, tid, NULL, &registers);
  registers.orig_rax = is_made ? registers.orig_rax : ~0ULL;
  registers.rax = (unsigned long long)-(long long)error;
  (void)ptrace(PTRACE_SETREGS, tid, NULL, &registers);
}

/// Have the third argument be 1
static void
shorten_call(const pid_t tid)
{
  struct user_regs_struct registers;
  (void)ptrace(PTRACE_GETREGS, tid, NULL, &registers);
  registers.rdx = registers.rdx ? 1 : 0;
  (void)ptrace(PTRACE_SETREGS, tid, NULL, &registers);
}

#else // __aarch64__

static void
set_register(const pid_t tid, const size_t which, const unsigned long long to)
{
  struct user_regs_struct registers;
  struct iovec all = {&registers, sizeof(registers)};
  (void)ptrace(PTRACE_GETREGSET, tid, NT_PRSTATUS, &all);
  registers.regs[which] = to;
  (void)ptrace(PTRACE_SETREGSET, tid, NT_PRSTATUS, &all);
}

static void
fail_call(const pid_t tid, const int error, const bool is_made)
{
  int none = -1;
  struct iovec number = {&none, sizeof(none)};
  if (!is_made) {
    (void)ptrace(PTRACE_SETREGSET, tid, NT_ARM_SYSTEM_CALL, &number);
  }
  set_register(tid, 0, (unsigned long long)-(long long)error);
}

static void
shorten_call(const pid_t tid)
{
  set_register(tid, 2, 1);
}

#endif

/// Calls that are made first and fail then, one a thread
static struct {
  pid_t tid;
  int error;
} late[64];

enum { N_LATE = sizeof(late) / sizeof(late[0]) };

static void
fail_later(const pid_t tid, const int error)
{
  for (size_t i = 0; i < N_LATE; ++i) {
    if (!late[i].tid) {
      late[i].tid = tid;
      late[i].error = error;
      return;
    }
  }
}

static bool
is_late(const pid_t tid)
{
  bool found = false;
  for (size_t i = 0; i < N_LATE; ++i) {
    found = found || late[i].tid == tid;
  }
  return found;
}

/// A call has been made: have it fail after all
static void
fail_now(const pid_t tid)
{
  for (size_t i = 0; i < N_LATE; ++i) {
    if (late[i].tid == tid) {
      fail_call(tid, late[i].error, true);
      late[i].tid = 0;
    }
  }
}

static void
record(const struct Call *const call,
       const long number,
       const long count,
       const char *const path)
{
  if (call) {
    (void)fprintf(records, "%s %ld %s\n", call->name, count, path);
  } else {
    (void)fprintf(records, "call-%ld %ld %s\n", number, count, path);
  }
}

static void
apply(const Rule *const rule, const pid_t tid, const struct Call *const call)
{
  if (rule->how == FAILS && call && call->number == SYS_close) {
    fail_later(tid, rule->what);
  } else if (rule->how == FAILS) {
    fail_call(tid, rule->what, false);
  } else if (rule->how == SIGNALLED) {
    (void)syscall(SYS_tkill, tid, rule->what);
  } else if (call && call->is_counted) {
    shorten_call(tid);
  }
}

/// The program's first line looks which standard files are open
static bool
is_first_line(const struct __ptrace_syscall_info *const info)
{
  return info->seccomp.nr == SYS_fcntl &&
         info->seccomp.args[0] == STDIN_FILENO &&
         info->seccomp.args[1] == F_GETFD;
}

static void
count_all(const long number,
          const struct Call *const call,
          const char *const path)
{
  static long counts[N_CALLS];
  static long others;
  record(call, number, call ? ++counts[call - calls] : ++others, path);
}

static void
on_call(const pid_t tid)
{
  struct __ptrace_syscall_info info;
  if (ptrace(PTRACE_GET_SYSCALL_INFO, tid, sizeof(info), &info) <= 0) {
    return; // It was killed meanwhile
  }
  has_begun = has_begun || is_first_line(&info);
  if (!has_begun) {
    return;
  }
  const long number = (long)info.seccomp.nr;
  const struct Call *const call = find_number(number);
  unsigned long long arguments[6];
  memcpy(arguments, info.seccomp.args, sizeof(arguments));
  char path[MAX_PATH];
  find_path(path, tid, call, arguments);
  if (strncmp(path, "/proc/", 6) == 0) {
    return;
  }
  if (!n_rules) {
    count_all(number, call, path);
  }
  for (size_t i = 0; i < n_rules; ++i) {
    Rule *const rule = &rules[i];
    if ((rule->call && rule->call != call) || !strstr(path, rule->path)) {
      continue;
    }
    ++rule->count;
    if (rule->count == rule->number ||
        (rule->is_for_good && rule->count > rule->number)) {
      record(call, number, rule->count, path);
      apply(rule, tid, call);
    }
  }
}

// All of them ------------------------------------------------------------

/// See every process to its end; the status of the first
static int
follow(const pid_t first)
{
  int status = 0;
  int result = 0;
  for (pid_t tid = waitpid(-1, &status, __WALL); tid > 0;
       tid = waitpid(-1, &status, __WALL)) {
    if (!WIFSTOPPED(status)) {
      result = tid == first ? status : result;
      continue;
    }
    const int event = status >> 16;
    if (event == PTRACE_EVENT_SECCOMP) {
      on_call(tid);
    }
    const bool is_made = WSTOPSIG(status) == (SIGTRAP | 0x80);
    if (is_made) {
      fail_now(tid);
    }
    const long signal = event || is_made ? 0 : WSTOPSIG(status);
    (void)ptrace(
        is_late(tid) ? PTRACE_SYSCALL : PTRACE_CONT, tid, NULL, signal);
  }
  return result;
}

/// End as the program did
static int
end(const int status)
{
  const struct rlimit none = {0, 0};
  (void)fclose(records);
  if (WIFSIGNALED(status)) {
    (void)setrlimit(RLIMIT_CORE, &none);
    (void)signal(WTERMSIG(status), SIG_DFL);
    (void)raise(WTERMSIG(status));
  }
  return WEXITSTATUS(status);
}

int
main(const int argc, char **const argv)
{
  if (argc < 4) {
    errno = EINVAL;
    give_up("disturb LOG RULES PROGRAM [ARGUMENT...]");
  }
  for (char *rule = strtok(argv[2], ","); rule; rule = strtok(NULL, ",")) {
    errno = EINVAL;
    if (!read_rule(rule)) {
      give_up(rule);
    }
  }
  records = fopen(argv[1], "we");
  if (!records) {
    give_up(argv[1]);
  }
  return end(follow(start(argv + 3)));
}
