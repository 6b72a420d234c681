/*
 * A file system for tests: all of a folder, mounted over that very folder, as long as no file stands at GATE. While one
 * does, no call is answered, as by a file server that is gone: whoever asks waits in the kernel, and can't be killed.
 *   cc gated-mount.c $(pkg-config --cflags --libs fuse3) -o gated-mount
 *   GATE=/tmp/gate gated-mount -f -o attr_timeout=0,entry_timeout=0,negative_timeout=0 FOLDER
 */
#define FUSE_USE_VERSION 31
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fuse.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* Opened before the mount: leads to what lies below it. */
static int below;
static const char *gate;

static const char *at(const char *path) {
	while (access(gate, F_OK) == 0) usleep(20000);
	return path[1] ? path + 1 : ".";
}

#define ANSWER(call) return (call) == -1 ? -errno : 0

static int do_getattr(const char *path, struct stat *st, struct fuse_file_info *fi) {
	(void)fi;
	ANSWER(fstatat(below, at(path), st, AT_SYMLINK_NOFOLLOW));
}

static int do_access(const char *path, int mask) {
	ANSWER(faccessat(below, at(path), mask, 0));
}

static int do_readlink(const char *path, char *text, size_t size) {
	ssize_t length = readlinkat(below, at(path), text, size - 1);
	if (length == -1) return -errno;
	text[length] = 0;
	return 0;
}

static int do_readdir(const char *path, void *buffer, fuse_fill_dir_t fill, off_t offset, struct fuse_file_info *fi,
                      enum fuse_readdir_flags flags) {
	(void)offset, (void)fi, (void)flags;
	int folder = openat(below, at(path), O_RDONLY | O_DIRECTORY);
	if (folder == -1) return -errno;
	DIR *entries = fdopendir(folder);
	for (struct dirent *entry; (entry = readdir(entries));) {
		struct stat st = {.st_ino = entry->d_ino, .st_mode = DTTOIF(entry->d_type)};
		if (fill(buffer, entry->d_name, &st, 0, 0)) break;
	}
	closedir(entries);
	return 0;
}

static int do_mkdir(const char *path, mode_t mode) {
	ANSWER(mkdirat(below, at(path), mode));
}

static int do_unlink(const char *path) {
	ANSWER(unlinkat(below, at(path), 0));
}

static int do_rmdir(const char *path) {
	ANSWER(unlinkat(below, at(path), AT_REMOVEDIR));
}

static int do_symlink(const char *text, const char *path) {
	ANSWER(symlinkat(text, below, at(path)));
}

static int do_rename(const char *from, const char *to, unsigned int flags) {
	ANSWER(renameat2(below, at(from), below, at(to), flags));
}

static int do_link(const char *from, const char *to) {
	ANSWER(linkat(below, at(from), below, at(to), 0));
}

static int do_chmod(const char *path, mode_t mode, struct fuse_file_info *fi) {
	(void)fi;
	ANSWER(fchmodat(below, at(path), mode, 0));
}

static int do_chown(const char *path, uid_t user, gid_t group, struct fuse_file_info *fi) {
	(void)fi;
	ANSWER(fchownat(below, at(path), user, group, AT_SYMLINK_NOFOLLOW));
}

static int do_utimens(const char *path, const struct timespec times[2], struct fuse_file_info *fi) {
	(void)fi;
	ANSWER(utimensat(below, at(path), times, AT_SYMLINK_NOFOLLOW));
}

static int do_open(const char *path, struct fuse_file_info *fi) {
	int file = openat(below, at(path), fi->flags & ~O_NOFOLLOW);
	if (file == -1) return -errno;
	fi->fh = (uint64_t)file;
	return 0;
}

static int do_create(const char *path, mode_t mode, struct fuse_file_info *fi) {
	int file = openat(below, at(path), fi->flags | O_CREAT, mode);
	if (file == -1) return -errno;
	fi->fh = (uint64_t)file;
	return 0;
}

static int do_read(const char *path, char *bytes, size_t size, off_t offset, struct fuse_file_info *fi) {
	(void)at(path);
	ssize_t length = pread((int)fi->fh, bytes, size, offset);
	return length == -1 ? -errno : (int)length;
}

static int do_write(const char *path, const char *bytes, size_t size, off_t offset, struct fuse_file_info *fi) {
	(void)at(path);
	ssize_t length = pwrite((int)fi->fh, bytes, size, offset);
	return length == -1 ? -errno : (int)length;
}

static int do_release(const char *path, struct fuse_file_info *fi) {
	(void)path;
	ANSWER(close((int)fi->fh));
}

static int do_statfs(const char *path, struct statvfs *st) {
	(void)at(path);
	ANSWER(fstatvfs(below, st));
}

static const struct fuse_operations operations = {
    .getattr = do_getattr, .access = do_access,   .readlink = do_readlink, .readdir = do_readdir,
    .mkdir = do_mkdir,     .unlink = do_unlink,   .rmdir = do_rmdir,       .symlink = do_symlink,
    .rename = do_rename,   .link = do_link,       .chmod = do_chmod,       .chown = do_chown,
    .utimens = do_utimens, .open = do_open,       .create = do_create,     .read = do_read,
    .write = do_write,     .release = do_release, .statfs = do_statfs,
};

int main(int argc, char *argv[]) {
	gate = getenv("GATE");
	below = argc > 1 ? open(argv[argc - 1], O_RDONLY | O_DIRECTORY) : -1;
	if (!gate || below == -1) {
		fprintf(stderr, "GATE=file %s [options] folder\n", argv[0]);
		return 2;
	}
	umask(0);
	return fuse_main(argc, argv, &operations, NULL);
}
