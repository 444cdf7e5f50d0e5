/* What the launcher does on the host before there is a process. */
#include "launch.h"
#include "plan_maker.h"
#include "tap.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const ARGUMENTS[] = { "/bin/true", NULL }, *const ENVIRONMENT[] = { NULL };

static struct maker m;
static struct plan plan;
static struct launch launch;

static bool holds (const char *path, const char *expected)
{
	char text[64] = "";
	int fd = open (path, O_RDONLY | O_CLOEXEC);
	ssize_t size = read (fd, text, sizeof text - 1);

	close (fd);
	return size >= 0 && strcmp (text, expected) == 0;
}

static void launch_after_writes (void)
{
	const char *why = "";

	maker_op (&m, OP_CLONE, (uint64_t) 0);
	maker_op (&m, OP_CHILD);
	maker_op (&m, OP_FIND_PROGRAM, "true", "/bin:/usr/bin");
	maker_op (&m, OP_EXEC, ARGUMENTS, ENVIRONMENT, false);
	bool good = plan_decode (m.bytes, m.used, &plan, &why);
	ok (good, good ? "a plan" : why);
	launch_run (&plan, &launch);
	if (launch.pid)
		waitpid (launch.pid, NULL, 0);
	close (launch.pidfd);
}

int main (void)
{
	char first[] = "/tmp/shibafu-host-XXXXXX", second[] = "/tmp/shibafu-host-XXXXXX";
	int free_before;

	close (mkstemp (first));
	close (mkstemp (second));
	close (free_before = dup (0));
	maker_begin (&m);
	maker_op (&m, OP_WRITE_FILE, first, "12345", false);
	maker_op (&m, OP_WRITE_FILE, first, "abc", false);
	maker_op (&m, OP_WRITE_FILE, second, "other", false);
	maker_op (&m, OP_WRITE_FILE, first, "A", false);
	maker_op (&m, OP_WRITE_FILE, "/nowhere/at/all", "x", true);
	maker_op (&m, OP_WRITE_FILE, "/nowhere/at/all", "y", true);
	launch_after_writes ();
	ok (launch.status == LAUNCH_READY, "files are written before a process is made");
	ok (holds (first, "Abc45"), "each value from the file's start, in their order");
	ok (holds (second, "other"), "and to the file that it is for");

	maker_begin (&m);
	maker_op (&m, OP_WRITE_FILE, first, "x", false);
	maker_op (&m, OP_WRITE_FILE, "/nowhere/at/all", "y", false);
	launch_after_writes ();
	ok (launch.status == LAUNCH_FAILED && launch.index == 1, "one that is not there is a failure where it must be");
	int free_now = dup (0);
	ok (free_now == free_before, "nothing stays open");
	close (free_now);
	unlink (first);
	unlink (second);
	return tap_end ();
}
