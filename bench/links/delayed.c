/*
 * Storage that is far away, for measurements: every call that names a path below $DELAY_BELOW waits $DELAY_US microseconds
 * for which it has the path's parent folder, as the kernel locks it: lookups together, changes alone (all alone with
 * DELAY_LOCKS_ALL=exclusive). Who waits for which folder stands in the file $DELAY_TURNS, which all processes share. Load it
 * with LD_PRELOAD. 64-bit Linux with glibc.
 */
#define _GNU_SOURCE
#undef _FORTIFY_SOURCE
#include <dirent.h>
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
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define FOLDERS 65536
enum kind { LOOKUP, CHANGE };

static const char *below;
static size_t below_length;
static uint64_t delay_us;
static int all_exclusive;

/*
 * Who waits for a folder, as moments in microseconds: above, when the last change of it is over; in the lower bits, how long
 * after that the last lookup is. A call takes its turn in one step, so that one that is killed holds up nobody.
 */
typedef _Atomic uint64_t turns;
#define LOOKUP_BITS 20
#define MOST_DELAY ((1 << LOOKUP_BITS) - 1)

static turns *folders;

__attribute__((constructor)) static void configure(void) {
	const char *us = getenv("DELAY_US"), *all = getenv("DELAY_LOCKS_ALL"), *file = getenv("DELAY_TURNS");
	long given = us ? atol(us) : 0;
	if (!getenv("DELAY_BELOW") || !file || given <= 0 || given > MOST_DELAY) return;
	int fd = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (fd < 0 || ftruncate(fd, FOLDERS * sizeof(turns)) != 0) abort();
	folders = mmap(NULL, FOLDERS * sizeof(turns), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (folders == MAP_FAILED) abort();
	close(fd);
	delay_us = given;
	all_exclusive = all && strcmp(all, "exclusive") == 0;
	below = getenv("DELAY_BELOW");
	below_length = strlen(below);
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

#define KNOWN 64
/* Which folders that this thread reached by descriptor lie below: to find that out takes longer than to look one up. */
static __thread struct {
	dev_t device;
	ino_t number;
	int is_below;
} known[KNOWN];

/* Whether an open folder lies below, and what it is. 0 where it lies elsewhere, -1 where it is not there. */
static int look_at_open(int fd, struct stat *about) {
	if (raw(SYS_newfstatat, fd, "", about, AT_EMPTY_PATH) != 0) return 0;
	int place = about->st_ino % KNOWN;
	if (known[place].number != about->st_ino || known[place].device != about->st_dev) {
		char own[40], real[4096];
		snprintf(own, sizeof own, "/proc/self/fd/%d", fd);
		long length = raw(SYS_readlinkat, AT_FDCWD, own, real, sizeof real - 1);
		real[length > 0 ? length : 0] = 0;
		known[place].device = about->st_dev;
		known[place].number = about->st_ino;
		known[place].is_below = is_below(real);
	}
	return known[place].is_below;
}

static const char descriptors[] = "/proc/self/fd/";
#define DESCRIPTORS (sizeof descriptors - 1)

/* The descriptor that a folder is named by, as /proc/self/fd/N/; -1 where it is not. */
static int descriptor_in(const char *parent) {
	if (strncmp(parent, descriptors, DESCRIPTORS) != 0) return -1;
	char *end;
	long fd = strtol(parent + DESCRIPTORS, &end, 10);
	return end > parent + DESCRIPTORS && strcmp(end, "/") == 0 ? (int)fd : -1;
}

/* Whether a folder that is named in any way lies below, and what it is: as look_at_open says. */
static int look_at(int at, const char *parent, struct stat *about) {
	if (parent[0] == '/' && is_below(parent)) return raw(SYS_newfstatat, at, parent, about, 0) == 0 ? 1 : -1;
	if (parent[0] == 0 && at != AT_FDCWD) return look_at_open(at, about);
	int fd = descriptor_in(parent);
	if (fd >= 0) return look_at_open(fd, about);
	fd = raw(SYS_openat, at, parent[0] ? parent : ".", O_PATH | O_DIRECTORY | O_CLOEXEC, 0);
	if (fd < 0) return 0;
	int found = look_at_open(fd, about);
	close(fd);
	return found;
}

/* Number of a path's parent folder; -1 where that is not below, -2 where it is and the parent is not there. */
static int folder_of(int at, const char *path) {
	char parent[4096];
	size_t end = strlen(path);
	if (end >= sizeof parent) return -1;
	while (end > 1 && path[end - 1] == '/') end--;
	while (end > 0 && path[end - 1] != '/') end--;
	memcpy(parent, path, end);
	parent[end] = 0;
	struct stat about;
	int found = look_at(at, parent, &about);
	if (found <= 0) return found == 0 ? -1 : -2;
	return (int)((about.st_ino * 2654435761UL ^ about.st_dev) % FOLDERS);
}

static uint64_t now_us(void) {
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static uint64_t later(uint64_t a, uint64_t b) { return a > b ? a : b; }

/* Takes a folder's next turn, which is not over before `earliest`: a lookup's when the changes before it are over, a change's when everything is. Gives its end. */
static uint64_t take_turn(turns *folder, enum kind kind, uint64_t earliest) {
	uint64_t before = *folder, after, end;
	do {
		uint64_t now = now_us(), changed = before >> LOOKUP_BITS;
		uint64_t looked = changed + (before & MOST_DELAY);
		uint64_t free = later(now, changed);
		if (kind == CHANGE || all_exclusive) {
			end = later(later(free, looked) + delay_us, earliest);
			after = end << LOOKUP_BITS;
		} else {
			end = free + delay_us;
			after = free << LOOKUP_BITS | (later(looked, end) - free);
		}
	} while (!atomic_compare_exchange_weak(folder, &before, after));
	return end;
}

static void wait_until(uint64_t end) {
	static __thread int exact;
	if (!exact) exact = 1, prctl(PR_SET_TIMERSLACK, 1, 0, 0, 0);
	struct timespec moment = {end / 1000000, end % 1000000 * 1000};
	clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &moment, NULL);
}

static int concerns(const char *path) {
	return below && path && path[0] &&
	       (path[0] != '/' || is_below(path) || strncmp(path, descriptors, DESCRIPTORS) == 0);
}

/* Waits for a call's turn in its folder; where that is not there, the delay alone. */
static void enter(int at, const char *path, enum kind kind) {
	if (!concerns(path)) return;
	int error = errno, folder = folder_of(at, path);
	if (folder != -1) wait_until(folder < 0 ? now_us() + delay_us : take_turn(&folders[folder], kind, 0));
	errno = error;
}

/* A change of two folders: both are held until both turns are over. */
static void enter_two(int from_at, const char *from, int to_at, const char *to) {
	int error = errno;
	int a = concerns(from) ? folder_of(from_at, from) : -1, b = concerns(to) ? folder_of(to_at, to) : -1;
	uint64_t end = a == -1 && b == -1 ? 0 : now_us() + delay_us;
	if (a >= 0) end = take_turn(&folders[a], CHANGE, end);
	if (b >= 0 && b != a) end = take_turn(&folders[b], CHANGE, end);
	if (end) wait_until(end);
	errno = error;
}

#define DELAYED(at, path, kind, call) \
	enter(at, path, kind); \
	return call

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
	enter_two(from_at, from, at, to);
	return raw(SYS_renameat2, from_at, from, at, to, flags);
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
	DELAYED(AT_FDCWD, path, LOOKUP, real(path));
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
			enter(AT_FDCWD, part, LOOKUP);
			if (!path[end]) break;
		}
	} else {
		enter(AT_FDCWD, path, LOOKUP);
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
