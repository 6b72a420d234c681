/*
 * The limit: symlink(2) in a loop, one thread, nothing checked. `limit LIST DESTINATION`: each line of LIST is a folder, or
 * a link's name and its text with a tab between them, both below DESTINATION.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int fail(const char *what) {
	perror(what);
	return 1;
}

int main(int count, char **given) {
	if (count != 3) return fprintf(stderr, "limit LIST DESTINATION\n"), 2;
	int fd = open(given[1], O_RDONLY);
	struct stat about;
	if (fd < 0 || fstat(fd, &about) != 0) return fail(given[1]);
	char *text = malloc(about.st_size + 1);
	if (!text || read(fd, text, about.st_size) != about.st_size) return fail("read");
	text[about.st_size] = 0;
	char path[4096];
	size_t length = snprintf(path, sizeof path, "%s/", given[2]);
	for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
		char *tab = strchr(line, '\t');
		if (tab) *tab = 0;
		if (length + strlen(line) >= sizeof path) return fprintf(stderr, "too long: %s\n", line), 1;
		strcpy(path + length, line);
		if ((tab ? symlink(tab + 1, path) : mkdir(path, 0775)) != 0) return fail(path);
	}
	return 0;
}
