/* What the operating system does wrong, for the fault run: loaded into the gateway before libc (LD_PRELOAD), steered
   through a file that both map (PHONECLOCK_FAULTS). Touches regular files below PHONECLOCK_FAULTS_FOLDER alone, and
   none of the three standard streams, so that the log goes on. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

/* machine.py knows the same numbers in the same order. */
struct control {
    _Atomic int64_t full;        /* 1: the disk takes `room` more bytes, then none */
    _Atomic int64_t room;
    _Atomic int64_t read_only;   /* 1: nothing can be written, made, renamed or removed */
    _Atomic int64_t unsynced;    /* 1: fsync fails */
    _Atomic int64_t clock_ms;    /* how far the clock is off */
    _Atomic int64_t hurry;       /* nanosleep, by which SQLite waits for a lock, takes a so-many-th of its time */
    _Atomic int64_t copies;      /* 1: what a write-ahead log held when it was synced is kept, for a power cut */
    _Atomic int64_t hit_full;    /* how often each of them struck */
    _Atomic int64_t hit_read_only;
    _Atomic int64_t hit_unsynced;
    _Atomic int64_t hit_clock;
    _Atomic int64_t waits;
};

static struct control none, *control = &none;
static const char *folder = "";

#define REAL(name) ({ static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name); real; })

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("PHONECLOCK_FAULTS"), *below = getenv("PHONECLOCK_FAULTS_FOLDER");
    int fd = path && below ? REAL(open)(path, O_RDWR | O_CLOEXEC) : -1;
    if (fd < 0) return;
    void *map = mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    REAL(close)(fd);
    if (map == MAP_FAILED) return;
    folder = below;
    control = map;
}

static int fails(_Atomic int64_t *hits, int error) {
    atomic_fetch_add(hits, 1);
    errno = error;
    return -1;
}

static int is_below(const char *path) { return strncmp(path, folder, strlen(folder)) == 0; }

/* Whether a descriptor is one of the gateway's files. */
static int is_ours(int fd) {
    char link[64], path[4096];
    if (fd <= 2) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return is_below(path);
}

/* How many of `count` bytes may be written; -1 with errno for none. */
static ssize_t room_for(int fd, size_t count) {
    if (count == 0 || !(control->full || control->read_only) || !is_ours(fd)) return count;
    if (control->read_only) return fails(&control->hit_read_only, EROFS);
    int64_t left = atomic_load(&control->room), taken;
    do taken = left < (int64_t)count ? left : (int64_t)count;
    while (taken > 0 && !atomic_compare_exchange_weak(&control->room, &left, left - taken));
    if (taken > 0) return taken;
    return fails(&control->hit_full, ENOSPC);
}

ssize_t write(int fd, const void *bytes, size_t count) {
    ssize_t some = room_for(fd, count);
    return some < 0 ? some : REAL(write)(fd, bytes, some);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
    ssize_t some = room_for(fd, count);
    return some < 0 ? some : REAL(pwrite64)(fd, bytes, some, at);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
    size_t all = 0;
    for (int part = 0; part < count; part++) all += parts[part].iov_len;
    ssize_t some = room_for(fd, all);
    if (some < 0) return some;
    return (size_t)some == all ? REAL(writev)(fd, parts, count) : REAL(write)(fd, parts[0].iov_base,
        (size_t)some < parts[0].iov_len ? (size_t)some : parts[0].iov_len);
}

int ftruncate64(int fd, off64_t length) {
    struct stat known;
    if (control->read_only && is_ours(fd)) return fails(&control->hit_read_only, EROFS);
    if (control->full && control->room <= 0 && is_ours(fd) && fstat(fd, &known) == 0 && length > known.st_size)
        return fails(&control->hit_full, ENOSPC);
    return REAL(ftruncate64)(fd, length);
}

/* A write-ahead log as it is now, into the file beside that of the control; 0 where it is none, or cannot be copied. */
static int copy_log(int fd, const char *to) {
    char link[64], path[4096], bytes[65536];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 4 || memcmp(path + length - 4, "-wal", 4) != 0) return 0;
    path[length] = 0;
    int from = REAL(open)(path, O_RDONLY | O_CLOEXEC), into = REAL(open)(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    ssize_t some = -1;
    while (from >= 0 && into >= 0 && (some = read(from, bytes, sizeof bytes)) > 0)
        if (REAL(write)(into, bytes, some) != some) { some = -1; break; }
    REAL(close)(from);
    REAL(close)(into);
    return some == 0;
}

/* What is written meanwhile may be on the disk or not; what was written before is, once the sync has ended well. */
static int sync_with(int fd, int (*real)(int)) {
    static _Atomic int64_t number;
    char copy[4200], kept[4200];
    if (control->unsynced && is_ours(fd)) return fails(&control->hit_unsynced, EIO);
    if (!control->copies || !is_ours(fd)) return real(fd);
    snprintf(kept, sizeof kept, "%ssynced", folder);
    snprintf(copy, sizeof copy, "%ssynced.%lld", folder, (long long)atomic_fetch_add(&number, 1));
    int copied = copy_log(fd, copy), done = real(fd);
    if (copied && done == 0) REAL(rename)(copy, kept);
    return done;
}

int fsync(int fd) { return sync_with(fd, REAL(fsync)); }

int fdatasync(int fd) { return sync_with(fd, REAL(fdatasync)); }

/* A file that is there can be opened for reading only; a full disk has no room for another one. */
static int may_open(const char *path, int flags) {
    if (!is_below(path)) return 1;
    if (control->read_only && (flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC))) {
        fails(&control->hit_read_only, EROFS);
        return 0;
    }
    if (control->full && control->room <= 0 && (flags & O_CREAT) && REAL(access)(path, F_OK) != 0) {
        fails(&control->hit_full, ENOSPC);
        return 0;
    }
    return 1;
}

#define MODE(flags) ({ mode_t mode = 0; if ((flags) & O_CREAT) { va_list more; va_start(more, flags); \
    mode = va_arg(more, mode_t); va_end(more); } mode; })

int open(const char *path, int flags, ...) {
    mode_t mode = MODE(flags);
    return may_open(path, flags) ? REAL(open)(path, flags, mode) : -1;
}

int open64(const char *path, int flags, ...) {
    mode_t mode = MODE(flags);
    return may_open(path, flags) ? REAL(open64)(path, flags, mode) : -1;
}

int openat64(int at, const char *path, int flags, ...) {
    mode_t mode = MODE(flags);
    return may_open(path, flags) ? REAL(openat64)(at, path, flags, mode) : -1;
}

static int is_fixed(const char *path) { return control->read_only && is_below(path); }

int rename(const char *from, const char *to) {
    return is_fixed(to) ? fails(&control->hit_read_only, EROFS) : REAL(rename)(from, to);
}

int linkat(int at, const char *from, int to_at, const char *to, int flags) {
    return is_fixed(to) ? fails(&control->hit_read_only, EROFS) : REAL(linkat)(at, from, to_at, to, flags);
}

int unlink(const char *path) {
    return is_fixed(path) ? fails(&control->hit_read_only, EROFS) : REAL(unlink)(path);
}

int mkdir(const char *path, mode_t mode) {
    return is_fixed(path) && REAL(access)(path, F_OK) != 0 ? fails(&control->hit_read_only, EROFS) : REAL(mkdir)(path, mode);
}

int rmdir(const char *path) {
    return is_fixed(path) ? fails(&control->hit_read_only, EROFS) : REAL(rmdir)(path);
}

int clock_gettime(clockid_t which, struct timespec *now) {
    int done = REAL(clock_gettime)(which, now);
    int64_t off = control->clock_ms;
    if (done == 0 && off && which == CLOCK_REALTIME) {
        atomic_fetch_add(&control->hit_clock, 1);
        int64_t nanos = now->tv_nsec + off % 1000 * 1000000;
        now->tv_sec += off / 1000 + (nanos < 0 ? -1 : nanos / 1000000000);
        now->tv_nsec = nanos < 0 ? nanos + 1000000000 : nanos % 1000000000;
    }
    return done;
}

int nanosleep(const struct timespec *wanted, struct timespec *left) {
    int64_t hurry = control->hurry;
    atomic_fetch_add(&control->waits, 1);
    if (hurry <= 1) return REAL(nanosleep)(wanted, left);
    int64_t nanos = (wanted->tv_sec * 1000000000LL + wanted->tv_nsec) / hurry;
    struct timespec shorter = {nanos / 1000000000, nanos % 1000000000};
    return REAL(nanosleep)(&shorter, left);
}
