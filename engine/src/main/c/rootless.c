/* An ordinary user's way in: a user namespace in which the user's own id and the ranges of /etc/subuid and /etc/subgid are
 * root and all others, and a mount namespace. All commands of the user's share them, so one process holds them. */
#include "front.h"
#include "ranges.h"
#include "run.h"
#include "sys.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { START_TIME = 22 }; /* of /proc/PID/stat */

#define MARK "SHIBAFU_ROOTLESS" /* tells the engine whose namespace it stands in */

static void runtime_path (const char *name, char *path, size_t size)
{
	const char *runtime = getenv ("XDG_RUNTIME_DIR");

	if (snprintf (path, size, "%s/shibafu%s", runtime, name) >= (int) size)
		give_up ("work without root: XDG_RUNTIME_DIR is too long");
}

static int namespace_of (pid_t pid, const char *name)
{
	char path[64];

	snprintf (path, sizeof path, "/proc/%d/ns/%s", pid, name);
	return open (path, O_RDONLY | O_CLOEXEC);
}

/* A number alone may be another process' by now. */
static pid_t recorded (const char *path)
{
	char text[64];
	long pid;
	unsigned long long start;
	uint64_t found;
	int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

	if (fd < 0)
		return 0;
	ssize_t length = read (fd, text, sizeof text - 1);
	close (fd);
	text[length > 0 ? length : 0] = 0;
	if (sscanf (text, "%ld %llu", &pid, &start) != 2 || pid < 2 || pid > INT_MAX)
		return 0;
	if (!process_stat ((pid_t) pid, START_TIME, &found) || found != start)
		return 0;
	int mounts = namespace_of ((pid_t) pid, "mnt"); /* one that ended and waits for its parent has none */
	if (mounts < 0)
		return 0;
	close (mounts);
	return (pid_t) pid;
}

static void record (const char *path, pid_t pid)
{
	char temporary[PATH_MAX + 8];
	uint64_t start;

	snprintf (temporary, sizeof temporary, "%s.tmp", path);
	FILE *file = process_stat (pid, START_TIME, &start) ? fopen (temporary, "we") : NULL;
	bool good = file && fprintf (file, "%d %llu\n", pid, (unsigned long long) start) > 0;
	if (file && fclose (file) != 0)
		good = false;
	if (!good || rename (temporary, path) < 0)
		give_up_errno ("write %s", path);
}

static _Noreturn void hold (int ready, int mapped)
{
	char byte;

	if (unshare (CLONE_NEWUSER | CLONE_NEWNS) < 0) {
		int error = errno;
		if (write (ready, &error, sizeof error) < 0)
			_exit (1);
		_exit (1);
	}
	int none = 0;
	if (write (ready, &none, sizeof none) < 0 || read (mapped, &byte, 1) != 1)
		_exit (1);
	/* What the host mounts later is seen; what is mounted here is nobody else's. */
	if (setresgid (0, 0, 0) < 0 || setresuid (0, 0, 0) < 0 || mount (NULL, "/", NULL, MS_REC | MS_SLAVE, NULL) < 0)
		none = errno;
	if (write (ready, &none, sizeof none) < 0)
		_exit (1);
	if (none)
		_exit (1);
	setsid ();
	prctl (PR_SET_NAME, "shibafu-userns");
	if (chdir ("/") < 0)
		_exit (1);
	for (int signal_number = 1; signal_number < SIGRTMAX; signal_number++)
		signal (signal_number, signal_number == SIGTERM ? SIG_DFL : SIG_IGN);
	sys_close_range (0, ~0U);
	for (;;)
		pause ();
}

static void heard (int ready, const char *what)
{
	int error = 0;

	if (read (ready, &error, sizeof error) != sizeof error)
		error = EPIPE;
	errno = error;
	if (error)
		give_up_errno ("work without root: %s", what);
}

/* The process is nobody's child soon: it outlives the command that made it. */
static pid_t make (void)
{
	int ready[2], mapped[2];

	if (pipe2 (ready, O_CLOEXEC) < 0 || pipe2 (mapped, O_CLOEXEC) < 0)
		give_up_errno ("make a pipe");
	pid_t pid = fork ();
	if (pid < 0)
		give_up_errno ("fork");
	if (pid == 0) {
		close (ready[0]);
		close (mapped[1]);
		hold (ready[1], mapped[0]);
	}
	close (ready[1]);
	close (mapped[0]);
	heard (ready[0], "make a user namespace (sysctl user.max_user_namespaces and kernel.unprivileged_userns_clone allow it)");
	ranges_map (pid);
	if (write (mapped[1], "", 1) != 1)
		give_up_errno ("go on with the user namespace");
	heard (ready[0], "make a mount namespace");
	close (ready[0]);
	close (mapped[1]);
	return pid;
}

static bool join (pid_t pid)
{
	int user = namespace_of (pid, "user"), mounts = namespace_of (pid, "mnt");
	int here = open (".", O_PATH | O_DIRECTORY | O_CLOEXEC);
	char cwd[PATH_MAX];
	bool named = getcwd (cwd, sizeof cwd);
	bool good = user >= 0 && mounts >= 0 && setns (user, CLONE_NEWUSER) == 0 && setns (mounts, CLONE_NEWNS) == 0;

	if (good && (!named || chdir (cwd) < 0))
		good = here >= 0 && fchdir (here) == 0;
	close (user);
	close (mounts);
	close (here);
	return good;
}

static void enter (void)
{
	char directory[PATH_MAX], path[PATH_MAX], lock_path[PATH_MAX];

	runtime_path ("", directory, sizeof directory);
	runtime_path ("/userns", path, sizeof path);
	runtime_path ("/userns.lock", lock_path, sizeof lock_path);
	if (mkdir (directory, 0700) < 0 && errno != EEXIST)
		give_up_errno ("make directory %s", directory);
	int lock = open (lock_path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (lock < 0 || flock (lock, LOCK_EX) < 0)
		give_up_errno ("lock %s", lock_path);
	pid_t pid = recorded (path);
	if (!pid) {
		pid = make ();
		record (path, pid);
	}
	close (lock);
	if (!join (pid))
		give_up_errno ("join the user namespace of process %d", pid);
}

bool rootless (void)
{
	return getenv (MARK) != NULL;
}

void rootless_enter (char **argv)
{
	char uid[16];

	const char *runtime = getenv ("XDG_RUNTIME_DIR");

	if (geteuid () == 0 || !runtime || *runtime != '/')
		return; /* without a place for records nothing can be made; help and versions need none */
	snprintf (uid, sizeof uid, "%u", geteuid ());
	enter ();
	if (setenv (MARK, uid, 1) < 0 || setresgid (0, 0, 0) < 0 || setresuid (0, 0, 0) < 0)
		give_up_errno ("become root of the user namespace");
	/* Its files in procfs belong to nobody here until it is executed anew. */
	execv ("/proc/self/exe", argv);
	give_up_errno ("execute /proc/self/exe");
}
