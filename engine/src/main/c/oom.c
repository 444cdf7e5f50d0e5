#include "oom.h"

#include "run.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* NULL without one. */
static const char *oom_file (const struct plan *plan)
{
	return plan_text (plan, OP_RECORD_EXIT, 1);
}

int oom_open (const struct plan *plan)
{
	const char *file = oom_file (plan);

	return file ? open (file, O_RDONLY | O_CLOEXEC) : -1;
}

/* key: of a line, from the end of the one before. */
static uint64_t number (const char *text, const char *key, uint64_t otherwise)
{
	const char *line = strstr (text, key);

	return line ? strtoull (line + strlen (key), NULL, 10) : otherwise;
}

bool oom_read (int fd, struct oom *oom)
{
	char text[1024] = "\n";
	ssize_t size = pread (fd, text + 1, sizeof text - 2, 0);

	if (size < 0)
		return false;
	text[size + 1] = 0;
	uint64_t kills = number (text, "\noom_kill ", oom->kills), runs = number (text, "\noom ", oom->runs);
	oom->looking = kills == oom->kills && (oom->looking || runs != oom->runs);
	oom->kills = kills;
	oom->runs = runs;
	return true;
}

uint64_t oom_kills (const struct oom *oom)
{
	return oom->kills + oom->looking;
}

/* "PRIORITY,NUMBER,MICROSECONDS,FLAGS;oom-kill:constraint=...,task_memcg=CGROUP,task=NAME,pid=PID,uid=UID", by
 * mm/oom_kill.c. A name may hold anything, but stands between the two that count; the kernel's own facility is 0. */
static bool tells (const char *record, const char *directory, size_t length, pid_t pid)
{
	static const char TEXT[] = ";oom-kill:", CGROUP[] = ",task_memcg=", PID[] = ",pid=";
	const char *text = strchr (record, ';'), *path, *end, *last = NULL;

	if (strtoul (record, NULL, 10) >= 8 || !text || strncmp (text, TEXT, sizeof TEXT - 1) != 0)
		return false;
	if (!(path = strstr (text, CGROUP)) || !(end = strstr (path, ",task=")))
		return false;
	path += sizeof CGROUP - 1;
	for (const char *next = end; (next = strstr (next, PID)); next += sizeof PID - 1)
		last = next + sizeof PID - 1;
	size_t size = (size_t) (end - path);
	return last && strtol (last, NULL, 10) == pid && size > 1 && size <= length &&
	       memcmp (directory + length - size, path, size) == 0;
}

bool oom_in_log (int log, const char *file, pid_t pid)
{
	char record[2048];
	const char *slash = strrchr (file, '/');
	ssize_t size;

	while (slash && ((size = read (log, record, sizeof record - 1)) > 0 || (size < 0 && errno == EPIPE))) {
		record[size > 0 ? size : 0] = 0; /* EPIPE: some were overwritten before they were read */
		if (tells (record, file, (size_t) (slash - file), pid))
			return true;
	}
	return false;
}

bool oom_logged (const struct plan *plan, pid_t pid)
{
	const char *file = oom_file (plan);
	int log = file ? open ("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC) : -1;

	return log >= 0 && closing (log, oom_in_log (log, file, pid));
}
