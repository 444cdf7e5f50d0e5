/* What is done to running containers, and after their end. */
#include "listing.h"
#include "oom.h"
#include "run.h"
#include "sys.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

enum { CGROUP_DEPTH = 256, KILL_MS = 10000, FIRST_PAUSE_US = 100, LONGEST_PAUSE_US = 50000 };

/* ENXIO: nobody reads, the process is gone. */
bool op_start (struct run *run, struct fields *f)
{
	struct stat status;
	int fifo = open (f->at[0].text, O_WRONLY | O_NONBLOCK | O_CLOEXEC);

	(void) run;
	if (fifo < 0)
		return false;
	if (fstat (fifo, &status) < 0 || !S_ISFIFO (status.st_mode)) {
		errno = EINVAL;
		return closing (fifo, false);
	}
	/* A program that ends at once may have been removed, its fifo too, before we come to that. */
	return closing (fifo, write (fifo, "", 1) == 1) && (unlink (f->at[0].text) == 0 || errno == ENOENT);
}

/* Fields: pid start-time signal */
bool op_signal (struct run *run, struct fields *f)
{
	int pidfd = process_open ((pid_t) f->at[0].number, f->at[1].number);

	(void) run;
	return closing (pidfd, pidfd >= 0 && sys_pidfd_send_signal (pidfd, (int) f->at[2].number) == 0);
}

/* Signals who is listed in cgroup.procs; a number may be cut by the end of what was read. */
static bool signal_listed (struct run *run, int dir, int signal)
{
	char bytes[1024];
	ssize_t size;
	pid_t pid = 0;
	int procs = openat (dir, "cgroup.procs", O_RDONLY | O_CLOEXEC);

	if (procs < 0)
		return errno == ENOENT;
	while ((size = read (procs, bytes, sizeof bytes)) > 0) {
		for (ssize_t i = 0; i < size; i++) {
			if (bytes[i] >= '0' && bytes[i] <= '9') {
				pid = pid * 10 + bytes[i] - '0';
				continue;
			}
			/* 0 is a process that our pid namespace does not know; it would mean ourselves. */
			if (pid > 0 && pid != getpid () && kill (pid, signal) == 0)
				run->value++;
			pid = 0;
		}
	}
	return closing (procs, size == 0 || errno == ENODEV);
}

static bool signal_group (struct run *run, int dir, int signal, unsigned depth)
{
	struct listing listing;
	const char *name;
	bool is_directory, good = depth < CGROUP_DEPTH && signal_listed (run, dir, signal);

	listing_start (&listing, dir);
	while (good && (name = listing_next (&listing, &is_directory))) {
		if (!is_directory)
			continue;
		int child = openat (dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		good = child < 0 ? errno == ENOENT : closing (child, signal_group (run, child, signal, depth + 1));
	}
	return good;
}

/* One may fork while another is killed: so it is done until nobody is found. */
static bool kill_group (struct run *run, int dir)
{
	uint64_t deadline = run_clock () + KILL_MS * 1000000ULL, killed = 0;
	int all = openat (dir, "cgroup.kill", O_WRONLY | O_CLOEXEC);

	if (all >= 0)
		closing (all, write (all, "1", 1) == 1);
	for (long pause = FIRST_PAUSE_US;; pause = pause < LONGEST_PAUSE_US ? pause * 2 : pause) {
		run->value = 0;
		if (!signal_group (run, dir, SIGKILL, 0))
			return false;
		killed = run->value > killed ? run->value : killed;
		if (!run->value || run_clock () > deadline)
			break;
		pause_us (pause);
	}
	bool good = !run->value;
	run->value = killed;
	errno = EBUSY;
	return good;
}

/* Fields: path signal. A cgroup that is gone has nobody in it. */
bool op_signal_cgroup (struct run *run, struct fields *f)
{
	int signal = (int) f->at[1].number;
	int dir = open (f->at[0].text, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (dir < 0)
		return errno == ENOENT;
	return closing (dir, signal == SIGKILL ? kill_group (run, dir) : signal_group (run, dir, signal, 0));
}

bool write_whole (const char *path, const char *text)
{
	char temporary[PATH_MAX];

	if (strlen (path) + sizeof ".tmp" > sizeof temporary) {
		errno = ENAMETOOLONG;
		return false;
	}
	add_text (add_text (temporary, path), ".tmp");
	int fd = open (temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	bool written = fd >= 0 && write (fd, text, strlen (text)) == (ssize_t) strlen (text);
	return closing (fd, written) && rename (temporary, path) == 0;
}

/* Fields: path oom-file. A cgroup that somebody else has removed by now says no more than was known of it. */
bool op_record_exit (struct run *run, struct fields *f)
{
	char text[256], day[64];
	struct timespec end;
	struct tm utc;
	int status = run->wait_status;
	int signal = WIFSIGNALED (status) ? WTERMSIG (status) : 0;
	int oom = *f->at[1].text ? open (f->at[1].text, O_RDONLY | O_CLOEXEC) : -1;
	struct oom now = { .kills = run->oom_kills };

	closing (oom, oom_read (oom, &now));
	clock_gettime (CLOCK_REALTIME, &end);
	gmtime_r (&end.tv_sec, &utc);
	strftime (day, sizeof day, "%Y-%m-%dT%H:%M:%S", &utc);
	snprintf (text, sizeof text,
	          "{\"exitCode\":%d,\"signal\":%d,\"finishedAt\":\"%s.%09ldZ\",\"oomKilled\":%s,\"oomKills\":%llu}\n",
	          signal ? 128 + signal : WEXITSTATUS (status), signal, day, end.tv_nsec, now.kills ? "true" : "false",
	          (unsigned long long) now.kills);
	return write_whole (f->at[0].text, text);
}
