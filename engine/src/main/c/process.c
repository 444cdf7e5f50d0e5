#include "run.h"
#include "sys.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>

static bool read_stat (pid_t pid, char *text, size_t size)
{
	char path[64];

	add_text (add_number (add_text (path, "/proc/"), pid), "/stat");
	int fd = open (path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	ssize_t n = read (fd, text, size - 1);
	close (fd);
	text[n > 0 ? n : 0] = 0;
	return n > 0;
}

/* A field of /proc/PID/stat, counted from 1. The name, field 2, may hold spaces and brackets; nothing behind does. */
bool process_stat (pid_t pid, unsigned field, uint64_t *value)
{
	char text[1024];

	if (!read_stat (pid, text, sizeof text))
		return false;
	const char *at = strrchr (text, ')');
	for (unsigned i = 2; at && i < field; i++)
		at = strchr (at + 1, ' ');
	if (!at)
		return false;
	*value = 0;
	for (at++; *at >= '0' && *at <= '9'; at++)
		*value = *value * 10 + (uint64_t) (*at - '0');
	return true;
}

bool process_own_start (uint64_t *start_time)
{
	static pid_t whose;
	static uint64_t known;

	if (whose != getpid ()) {
		if (!process_stat (getpid (), 22, &known))
			return false;
		whose = getpid ();
	}
	*start_time = known;
	return true;
}

/* A descriptor for the process that has this pid since start_time. The descriptor is opened first: if the pid passes
 * on to another process in between, it stands for the dead one, and its use yields ESRCH. */
int process_open (pid_t pid, uint64_t start_time)
{
	uint64_t started;
	int fd = pid > 0 ? sys_pidfd_open (pid) : -1;

	if (fd < 0) {
		errno = pid > 0 ? errno : ESRCH;
		return -1;
	}
	if (process_stat (pid, 22, &started) && started == start_time)
		return fd;
	close (fd);
	errno = ESRCH;
	return -1;
}

static char *add_process (char *end, pid_t pid, uint64_t start_time)
{
	return add_number (add_text (add_number (end, pid), " "), (int64_t) start_time);
}

/* Fields: path supervised. One line in one write: a reader that finds no line's end takes nothing of it. */
bool op_record_process (struct run *run, struct fields *f)
{
	char line[128];
	uint64_t own = 0;
	bool supervised = f->at[1].number;

	if (supervised && !process_own_start (&own))
		return false;
	char *end = add_text (add_process (line, run->pid, run->launch->start_time), " ");
	end = add_text (add_process (end, supervised ? getpid () : 0, own), "\n");
	int fd = open (f->at[0].text, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return false;
	return closing (fd, write (fd, line, (size_t) (end - line)) == end - line);
}

void pause_us (long microseconds)
{
	struct timespec time = { microseconds / 1000000, microseconds % 1000000 * 1000 };
	nanosleep (&time, NULL);
}
