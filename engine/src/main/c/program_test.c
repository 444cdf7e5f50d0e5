/* Programs that a plan has run, one of which brings a process back: `make check-root`. The program is this test itself,
 * called with what it is to do. */
#include "launch.h"
#include "plan_maker.h"
#include "sys.h"
#include "tap.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

static const char *const NONE[] = { NULL };
static const char *const PLACES[] = { "/a/b/", "/a/file", "/marker", NULL };

static char top[] = "/tmp/shibafu-program-XXXXXX";
static char self[512], root[64], point[64], pid_file[64], opened[64];
static struct maker m;
static struct plan plan;
static struct launch launch;

static void put (const char *path, const char *text)
{
	int fd = open (path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (fd < 0 || write (fd, text, strlen (text)) != (ssize_t) strlen (text))
		printf ("# %s: %s\n", path, strerror (errno));
	close (fd);
}

/* What the program does: brings a process back that is its caller's child, sees the root, and has what was passed. */
static int restore (bool sibling, const char *leave)
{
	struct clone_request request = { .exit_signal = sibling ? 0 : SIGCHLD };
	char text[24], marker[128], more;
	struct stat in, out;

	request.flags = sibling ? CLONE_REQUEST_PARENT : 0;
	strcpy (stpcpy (marker, point), "/marker");
	if (access (marker, F_OK) < 0 || fstat (4, &out) < 0 || fstat (6, &in) < 0 || !S_ISREG (in.st_mode))
		return 3;
	if (fcntl (7, F_GETFD) >= 0 || read (6, &more, 1) != 1)
		return 4;
	if (strcmp (leave, "pid") != 0) {
		put (pid_file, leave);
		return 0;
	}
	pid_t pid = sys_clone3 (&request);
	if (pid == 0) {
		pause ();
		_exit (0);
	}
	snprintf (text, sizeof text, "%d\n", pid);
	put (pid_file, text);
	if (!sibling)
		kill (pid, SIGKILL);
	return 0;
}

static int act (char **words)
{
	if (strcmp (words[0], "fail") == 0) {
		printf ("no image\n");
		fflush (stdout);
		return 7;
	}
	if (strcmp (words[0], "die") == 0)
		return raise (SIGKILL);
	if (strcmp (words[0], "pass") == 0)
		return fcntl (9, F_GETFD) >= 0 && fcntl (8, F_GETFD) < 0 && fcntl (3, F_GETFD) < 0 ? 0 : 5;
	if (strcmp (words[0], "forget") == 0)
		return 0;
	strcpy (point, words[1]);
	strcpy (pid_file, words[2]);
	return restore (strcmp (words[0], "sibling") == 0, words[3]);
}

static void run (void)
{
	const char *why = "";

	launch = (struct launch){ .status = LAUNCH_FAILED };
	if (!plan_decode (m.bytes, m.used, &plan, &why))
		printf ("# %s\n", why);
	else
		launch_run (&plan, &launch);
}

static void bring_back (const char *how, const char *leave)
{
	const char *const arguments[] = { self, how, point, pid_file, leave, NULL };
	const char *const files[] = { opened, NULL };

	maker_begin (&m);
	maker_op (&m, OP_MAKE_DIR, point, 0700);
	maker_op (&m, OP_RESTORE, arguments, root, point, files, pid_file, "_ses.test", PLACES);
	run ();
}

static void program (const char *how, int pass)
{
	const char *const arguments[] = { self, how, NULL };

	maker_begin (&m);
	maker_op (&m, OP_RUN_PROGRAM, arguments, pass);
	run ();
}

static bool failed (int error, const char *detail)
{
	bool good = launch.status == LAUNCH_FAILED && launch.error == error && strstr (launch.detail, detail) &&
	            launch.pid == 0;

	if (!good)
		printf ("# status %d, error %d, %s\n", (int) launch.status, launch.error, launch.detail);
	return good;
}

static bool nothing_left (void)
{
	return access (point, F_OK) < 0 && access (pid_file, F_OK) < 0 && waitpid (-1, NULL, WNOHANG) < 0;
}

static void test_restore (void)
{
	char marker[128];
	int status;
	struct stat status_of;

	bring_back ("sibling", "pid");
	ok (launch.status == LAUNCH_READY && launch.pid > 0 && launch.pidfd >= 0, "a process is brought back");
	ok (launch.start_time > 0 && access (pid_file, F_OK) < 0,
	    "with its start time, and the file of its pid is gone");
	ok (kill (launch.pid, 0) == 0, "it runs");
	strcpy (stpcpy (marker, point), "/marker");
	ok (access (marker, F_OK) < 0, "what was bound for the program is not to be seen here");
	strcpy (stpcpy (marker, root), "/a/b");
	bool directory = stat (marker, &status_of) == 0 && S_ISDIR (status_of.st_mode);
	strcpy (stpcpy (marker, root), "/a/file");
	ok (directory && stat (marker, &status_of) == 0 && S_ISREG (status_of.st_mode),
	    "its root has what it must have");
	sys_pidfd_send_signal (launch.pidfd, SIGTERM);
	ok (waitpid (launch.pid, &status, 0) == launch.pid && WIFSIGNALED (status), "it is this process' child");
	close (launch.pidfd);
	launch_settle (&launch);
	rmdir (point);
}

static void test_failures (void)
{
	bring_back ("fail", "");
	ok (failed (ECHILD, "exit status 7, stdout and stderr: no image") && nothing_left (), "a program that fails");
	bring_back ("die", "");
	ok (failed (ECHILD, "signal: 9") && nothing_left (), "a program that is killed");
	bring_back ("forget", "");
	ok (failed (ENOENT, pid_file) && nothing_left (), "a program that leaves no pid");
	bring_back ("sibling", "none");
	ok (failed (EINVAL, pid_file) && nothing_left (), "a program that leaves no number");
	bring_back ("child", "pid");
	ok (failed (ECHILD, "no child of this one") && nothing_left (), "a process that is another's child");
	strcpy (root, "/nowhere");
	bring_back ("sibling", "pid");
	ok (failed (ECHILD, "exit status 127, stdout and stderr: No such file") && nothing_left (), "no root");
}

static void test_programs (void)
{
	program ("forget", 0);
	ok (launch.status == LAUNCH_DONE, "a program is run");
	program ("fail", 0);
	ok (failed (ECHILD, "no image"), "what it says is told if it fails");
	dup2 (1, 8);
	dup2 (1, 9);
	program ("pass", 9);
	ok (launch.status == LAUNCH_DONE, "it gets the one descriptor that it is to have");
	program ("pass", 40);
	ok (failed (ECHILD, "Bad file descriptor"), "which must be there");
	strcpy (self, "/nowhere/at/all");
	program ("forget", 0);
	ok (failed (ECHILD, "exit status 127"), "no program");
}

static void test_order (void)
{
	const char *const arguments[] = { self, NULL };
	const char *why = "";

	maker_begin (&m);
	maker_op (&m, OP_RESTORE, arguments, root, point, NONE, pid_file, "_ses.test", PLACES);
	maker_op (&m, OP_MAKE_DIR, point, 0700);
	ok (!plan_decode (m.bytes, m.used, &plan, &why) && strstr (why, "follows"), "nothing may follow");
	maker_begin (&m);
	maker_op (&m, OP_RESTORE, arguments, root, point, NONE, pid_file, "_ses.test", PLACES);
	maker_op (&m, OP_RESTORE, arguments, root, point, NONE, pid_file, "_ses.test", PLACES);
	ok (!plan_decode (m.bytes, m.used, &plan, &why), "not even the same again");
	maker_begin (&m);
	maker_op (&m, OP_RESTORE, arguments, root, point, NONE, pid_file, "_ses.test", PLACES);
	maker_op (&m, OP_EXIT);
	maker_op (&m, OP_REMOVE_FILE, "/x");
	ok (plan_decode (m.bytes, m.used, &plan, &why) && plan_makes (&plan), "but its end");
	maker_begin (&m);
	maker_op (&m, OP_RUN_PROGRAM, arguments, 0);
	maker_op (&m, OP_CLONE, (uint64_t) 0);
	ok (!plan_decode (m.bytes, m.used, &plan, &why), "no program before a new process");
}

int main (int count, char **words)
{
	char marker[128];

	if (count > 1)
		return act (words + 1);
	if (geteuid () != 0) {
		printf ("1..0 # SKIP not root\n");
		return 0;
	}
	setvbuf (stdout, NULL, _IONBF, 0); /* what is still in its buffer would be said again by a child */
	if (readlink ("/proc/self/exe", self, sizeof self - 1) < 0 || !mkdtemp (top))
		return 1;
	strcpy (stpcpy (root, top), "/root");
	strcpy (stpcpy (point, top), "/point");
	strcpy (stpcpy (pid_file, top), "/pid");
	strcpy (stpcpy (opened, top), "/opened");
	mkdir (root, 0755);
	strcpy (stpcpy (marker, root), "/marker");
	put (marker, "");
	put (opened, "x");
	test_restore ();
	test_order ();
	test_failures ();
	test_programs ();
	maker_begin (&m);
	maker_op (&m, OP_REMOVE_TREE, top);
	run ();
	ok (launch.status == LAUNCH_DONE && access (top, F_OK) < 0, "all is removed");
	return tap_end ();
}
