/*
 * Storage that is far away, for measurements: every call that names a path below $DELAY_BELOW waits $DELAY_US microseconds
 * while it holds a lock on the path's parent folder, as the kernel does: shared for lookups, exclusive for changes
 * (exclusive for all with DELAY_LOCKS_ALL=exclusive). Locks are files in $DELAY_LOCKS, shared by all processes; those of
 * a killed process are freed by the kernel. Load it with LD_PRELOAD. 64-bit Linux with glibc.
 */
#define _GNU_SOURCE
#undef _FORTIFY_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define LOCKS 4096
enum { LOOKUP = LOCK_SH, CHANGE = LOCK_EX };

static const char *below;
static size_t below_length;
static const char *locks;
static long delay_us;
static int all_exclusive;

__attribute__((constructor)) static void configure(void) {
	const char *us = getenv("DELAY_US"), *all = getenv("DELAY_LOCKS_ALL");
	below = getenv("DELAY_BELOW");
	locks = getenv("DELAY_LOCKS");
	delay_us = us ? atol(us) : 0;
	all_exclusive = all && strcmp(all, "exclusive") == 0;
	if (!below || !locks || delay_us <= 0) below = NULL;
	below_length = below ? strlen(below) : 0;
}

typedef long system_call(long, ...);

/* The real one: this library has its own under that name. */
static system_call *real_syscall(void) {
	static system_call *known;
	if (!known) known = (system_call *)dlsym(RTLD_NEXT, "syscall");
	return known;
}
#define raw(...) real_syscall()(__VA_ARGS__)

static int is_below(const char *path) {
	return strncmp(path, below, below_length) == 0 && (path[below_length] == '/' || path[below_length] == 0);
}

static void wait_a_while(void) {
	static __thread int exact;
	if (!exact) exact = 1, prctl(PR_SET_TIMERSLACK, 1, 0, 0, 0);
	struct timespec span = {delay_us / 1000000, delay_us % 1000000 * 1000};
	nanosleep(&span, NULL);
}

/* Whether a folder that is named in any way lies below, and what it is. 0 where it lies elsewhere, -1 where it is not there. */
static int look_at(int at, const char *parent, int named, struct stat *about) {
	if (named) return raw(SYS_newfstatat, at, parent, about, 0) == 0 ? 1 : -1;
	char own[40], real[4096], rest[2];
	int given, held = sscanf(parent, "/proc/self/fd/%d/%1s", &given, rest) == 1;
	int fd = held ? given : raw(SYS_openat, at, parent, O_PATH | O_DIRECTORY | O_CLOEXEC, 0);
	if (fd < 0) return 0;
	snprintf(own, sizeof own, "/proc/self/fd/%d", fd);
	long length = raw(SYS_readlinkat, AT_FDCWD, own, real, sizeof real - 1);
	if (length > 0) real[length] = 0;
	int below_it = length > 0 && is_below(real);
	if (below_it && raw(SYS_newfstatat, fd, "", about, AT_EMPTY_PATH) != 0) below_it = -1;
	if (!held) close(fd);
	return below_it;
}

/* Number of the lock of a path's parent folder; -1 where that is not below, -2 where it is and the parent is not there. */
static int lock_of(int at, const char *path) {
	char parent[4096];
	size_t end = strlen(path);
	if (end >= sizeof parent) return -1;
	while (end > 1 && path[end - 1] == '/') end--;
	while (end > 0 && path[end - 1] != '/') end--;
	memcpy(parent, path, end);
	parent[end] = 0;
	struct stat about;
	int found = look_at(at, end ? parent : ".", path[0] == '/' && is_below(path), &about);
	if (found <= 0) return found == 0 ? -1 : -2;
	return (int)((about.st_ino * 2654435761UL ^ about.st_dev) % LOCKS);
}

#define KEPT 8
/* Files of locks that this thread used lately, by number: to open one takes longer than to lock it. */
static __thread struct {
	int lock, fd, held;
} kept[KEPT];

/* Takes a lock; gives what releases it, or -1. */
static int take(int lock, int kind) {
	int place = lock % KEPT;
	if (kept[place].held) place = (place + 1) % KEPT;
	if (kept[place].fd > 0 && kept[place].lock != lock) close(kept[place].fd), kept[place].fd = 0;
	if (kept[place].fd <= 0) {
		char name[4200];
		snprintf(name, sizeof name, "%s/%d", locks, lock);
		kept[place].fd = raw(SYS_openat, AT_FDCWD, name, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
		kept[place].lock = lock;
	}
	int fd = kept[place].fd;
	if (fd < 0) return -1;
	while (flock(fd, all_exclusive ? LOCK_EX : kind) != 0 && errno == EINTR) continue;
	kept[place].held = 1;
	return place;
}

static void release(int place) {
	if (place < 0) return;
	flock(kept[place].fd, LOCK_UN);
	kept[place].held = 0;
}

typedef struct {
	int first, second;
} held;

static held nothing_held = {-1, -1};

static int concerns(const char *path) {
	return below && path && path[0] && (path[0] != '/' || is_below(path) || strncmp(path, "/proc/self/fd/", 14) == 0);
}

static held enter(int at, const char *path, int kind) {
	held h = nothing_held;
	if (!concerns(path)) return h;
	int lock = lock_of(at, path);
	if (lock == -1) return h;
	if (lock >= 0) h.first = take(lock, kind);
	wait_a_while();
	return h;
}

static held enter_two(int from_at, const char *from, int to_at, const char *to) {
	held h = nothing_held;
	int a = concerns(from) ? lock_of(from_at, from) : -1, b = concerns(to) ? lock_of(to_at, to) : -1;
	if (a == -1 && b == -1) return h;
	if (a > b) a ^= b, b ^= a, a ^= b;
	if (a >= 0) h.first = take(a, CHANGE);
	if (b >= 0 && b != a) h.second = take(b, CHANGE);
	wait_a_while();
	return h;
}

static long leave(held h, long result) {
	int error = errno;
	release(h.first);
	release(h.second);
	errno = error;
	return result;
}

#define DELAYED(at, path, kind, call) \
	held h = enter(at, path, kind); \
	return leave(h, call)

int symlinkat(const char *text, int at, const char *path) {
	DELAYED(at, path, CHANGE, raw(SYS_symlinkat, text, at, path));
}
int symlink(const char *text, const char *path) { return symlinkat(text, AT_FDCWD, path); }
int linkat(int from_at, const char *from, int at, const char *path, int flags) {
	DELAYED(at, path, CHANGE, raw(SYS_linkat, from_at, from, at, path, flags));
}
int link(const char *from, const char *path) { return linkat(AT_FDCWD, from, AT_FDCWD, path, 0); }
int mkdirat(int at, const char *path, mode_t mode) {
	DELAYED(at, path, CHANGE, raw(SYS_mkdirat, at, path, mode));
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }
int unlinkat(int at, const char *path, int flags) {
	DELAYED(at, path, CHANGE, raw(SYS_unlinkat, at, path, flags));
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }
int renameat2(int from_at, const char *from, int at, const char *to, unsigned flags) {
	held h = enter_two(from_at, from, at, to);
	return leave(h, raw(SYS_renameat2, from_at, from, at, to, flags));
}
int renameat(int from_at, const char *from, int at, const char *to) { return renameat2(from_at, from, at, to, 0); }
int rename(const char *from, const char *to) { return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0); }

int fstatat(int at, const char *path, struct stat *about, int flags) {
	DELAYED(at, path, LOOKUP, raw(SYS_newfstatat, at, path, about, flags));
}
int fstatat64(int at, const char *path, struct stat64 *about, int flags) {
	return fstatat(at, path, (struct stat *)about, flags);
}
int stat(const char *path, struct stat *about) { return fstatat(AT_FDCWD, path, about, 0); }
int stat64(const char *path, struct stat64 *about) { return fstatat64(AT_FDCWD, path, about, 0); }
int lstat(const char *path, struct stat *about) { return fstatat(AT_FDCWD, path, about, AT_SYMLINK_NOFOLLOW); }
int lstat64(const char *path, struct stat64 *about) { return fstatat64(AT_FDCWD, path, about, AT_SYMLINK_NOFOLLOW); }
int __xstat(int version, const char *path, struct stat *about) { return (void)version, stat(path, about); }
int __xstat64(int version, const char *path, struct stat64 *about) { return (void)version, stat64(path, about); }
int __lxstat(int version, const char *path, struct stat *about) { return (void)version, lstat(path, about); }
int __lxstat64(int version, const char *path, struct stat64 *about) { return (void)version, lstat64(path, about); }
int __fxstatat(int version, int at, const char *path, struct stat *about, int flags) {
	return (void)version, fstatat(at, path, about, flags);
}
int __fxstatat64(int version, int at, const char *path, struct stat64 *about, int flags) {
	return (void)version, fstatat64(at, path, about, flags);
}
int statx(int at, const char *path, int flags, unsigned mask, struct statx *about) {
	DELAYED(at, path, LOOKUP, raw(SYS_statx, at, path, flags, mask, about));
}
ssize_t readlinkat(int at, const char *path, char *text, size_t size) {
	DELAYED(at, path, LOOKUP, raw(SYS_readlinkat, at, path, text, size));
}
ssize_t readlink(const char *path, char *text, size_t size) { return readlinkat(AT_FDCWD, path, text, size); }
int faccessat(int at, const char *path, int mode, int flags) {
	int (*real)(int, const char *, int, int) = dlsym(RTLD_NEXT, "faccessat");
	DELAYED(at, path, LOOKUP, real(at, path, mode, flags));
}
int access(const char *path, int mode) {
	DELAYED(AT_FDCWD, path, LOOKUP, raw(SYS_faccessat, AT_FDCWD, path, mode));
}
int fchmodat(int at, const char *path, mode_t mode, int flags) {
	int (*real)(int, const char *, mode_t, int) = dlsym(RTLD_NEXT, "fchmodat");
	DELAYED(at, path, LOOKUP, real(at, path, mode, flags));
}
int chmod(const char *path, mode_t mode) { return fchmodat(AT_FDCWD, path, mode, 0); }
int utimensat(int at, const char *path, const struct timespec times[2], int flags) {
	DELAYED(at, path, LOOKUP, raw(SYS_utimensat, at, path, times, flags));
}

static int open_at(int at, const char *path, int flags, mode_t mode) {
	DELAYED(at, path, flags & O_CREAT ? CHANGE : LOOKUP, raw(SYS_openat, at, path, flags, mode));
}
#define OPENED(at, path, flags) \
	va_list rest; \
	va_start(rest, flags); \
	mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
	va_end(rest); \
	return open_at(at, path, flags, mode)
int open(const char *path, int flags, ...) { OPENED(AT_FDCWD, path, flags); }
int open64(const char *path, int flags, ...) { OPENED(AT_FDCWD, path, flags); }
int openat(int at, const char *path, int flags, ...) { OPENED(at, path, flags); }
int openat64(int at, const char *path, int flags, ...) { OPENED(at, path, flags); }
int __open_2(const char *path, int flags) { return open_at(AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return open_at(AT_FDCWD, path, flags, 0); }
int __openat_2(int at, const char *path, int flags) { return open_at(at, path, flags, 0); }
int __openat64_2(int at, const char *path, int flags) { return open_at(at, path, flags, 0); }

DIR *opendir(const char *path) {
	DIR *(*real)(const char *) = dlsym(RTLD_NEXT, "opendir");
	held h = enter(AT_FDCWD, path, LOOKUP);
	return (DIR *)leave(h, (long)real(path));
}
typedef int choose(const struct dirent *);
typedef int compare(const struct dirent **, const struct dirent **);
int scandir(const char *path, struct dirent ***names, choose *fits, compare *order) {
	int (*real)(const char *, struct dirent ***, choose *, compare *) = dlsym(RTLD_NEXT, "scandir");
	DELAYED(AT_FDCWD, path, LOOKUP, real(path, names, fits, order));
}
typedef int choose64(const struct dirent64 *);
typedef int compare64(const struct dirent64 **, const struct dirent64 **);
int scandir64(const char *path, struct dirent64 ***names, choose64 *fits, compare64 *order) {
	int (*real)(const char *, struct dirent64 ***, choose64 *, compare64 *) = dlsym(RTLD_NEXT, "scandir64");
	DELAYED(AT_FDCWD, path, LOOKUP, real(path, names, fits, order));
}

/* glibc asks for each folder on the way, out of this library's sight: waited for one by one. */
char *realpath(const char *path, char *found) {
	char *(*real)(const char *, char *) = dlvsym(RTLD_NEXT, "realpath", "GLIBC_2.3");
	if (!real) real = dlsym(RTLD_NEXT, "realpath");
	char part[4096];
	if (below && path && is_below(path) && strlen(path) < sizeof part) {
		for (size_t end = below_length + 1; path[end - 1]; end++) {
			if (path[end] != '/' && path[end]) continue;
			memcpy(part, path, end);
			part[end] = 0;
			leave(enter(AT_FDCWD, part, LOOKUP), 0);
			if (!path[end]) break;
		}
	} else {
		leave(enter(AT_FDCWD, path, LOOKUP), 0);
	}
	return real(path, found);
}

/* libuv asks for statx by number. */
long syscall(long number, ...) {
	va_list rest;
	va_start(rest, number);
	long a = va_arg(rest, long), b = va_arg(rest, long), c = va_arg(rest, long), d = va_arg(rest, long),
	     e = va_arg(rest, long), f = va_arg(rest, long);
	va_end(rest);
	if (number != SYS_statx) return raw(number, a, b, c, d, e, f);
	DELAYED((int)a, (const char *)b, LOOKUP, raw(number, a, b, c, d, e, f));
}
