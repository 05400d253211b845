// Loaded before a program (LD_PRELOAD), strikes at one of the calls by which files are changed, named or
// locked; those that only make SQLite's shared memory larger, a byte at a time, do not count.
//
//   PADAN_FAULT=kill:17      at the 17th call half of what is written reaches the file; then SIGKILL
//   PADAN_FAULT=term:17      at the 17th call the process gets SIGTERM; hup:17 is SIGHUP
//   PADAN_FAULT=full:17      from the 17th call on the disk is full
//   PADAN_FAULT=count:FILE   nothing happens; the number of calls is written to FILE at the end
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long calls;
static long signal_at = -1, full_from = -1;
static int signal_sent = SIGKILL;
static const char *count_file;

__attribute__((constructor)) static void read_fault(void) {
  const char *fault = getenv("PADAN_FAULT");
  if (!fault) return;
  if (!strncmp(fault, "kill:", 5)) signal_at = atol(fault + 5);
  if (!strncmp(fault, "term:", 5)) signal_at = atol(fault + 5), signal_sent = SIGTERM;
  if (!strncmp(fault, "hup:", 4)) signal_at = atol(fault + 4), signal_sent = SIGHUP;
  if (!strncmp(fault, "full:", 5)) full_from = atol(fault + 5);
  if (!strncmp(fault, "count:", 6)) count_file = fault + 6;
}

__attribute__((destructor)) static void write_count(void) {
  FILE *file = count_file ? fopen(count_file, "w") : NULL;
  if (!file) return;
  fprintf(file, "%ld\n", atomic_load(&calls));
  fclose(file);
}

// Whether this call is the one to be killed at; sets `is_full` where it finds the disk full. A signal that
// the process may answer is sent to it, and the call goes on.
static bool strikes(bool *is_full) {
  long call = atomic_fetch_add(&calls, 1) + 1;
  *is_full = full_from >= 0 && call >= full_from;
  if (call != signal_at) return false;
  if (signal_sent == SIGKILL) return true;
  kill(getpid(), signal_sent);
  return false;
}

static void die(void) { raise(SIGKILL); }

#define REAL(name) ((typeof(&name))dlsym(RTLD_NEXT, #name))

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
  bool is_full = false;
  if (count > 1 && strikes(&is_full)) {
    REAL(pwrite64)(file, bytes, count / 2, offset);
    die();
  }
  if (is_full) return errno = ENOSPC, -1;
  return REAL(pwrite64)(file, bytes, count, offset);
}

int ftruncate64(int file, off64_t size) {
  bool is_full;
  if (size >= 512 && strikes(&is_full)) die();
  return REAL(ftruncate64)(file, size);
}

int fdatasync(int file) {
  bool is_full;
  if (strikes(&is_full)) die();
  return REAL(fdatasync)(file);
}

int fsync(int file) {
  bool is_full;
  if (strikes(&is_full)) die();
  return REAL(fsync)(file);
}

int unlink(const char *path) {
  bool is_full;
  if (strikes(&is_full)) die();
  return REAL(unlink)(path);
}

int link(const char *from, const char *to) {
  bool is_full;
  if (strikes(&is_full)) die();
  if (is_full) return errno = ENOSPC, -1;
  return REAL(link)(from, to);
}

int rename(const char *from, const char *to) {
  bool is_full;
  if (strikes(&is_full)) die();
  return REAL(rename)(from, to);
}

int flock(int file, int operation) {
  bool is_full;
  if (strikes(&is_full)) die();
  return REAL(flock)(file, operation);
}
