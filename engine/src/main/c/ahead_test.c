/* A network namespace made ahead of a clone, as root: `make check-root`. */
#include "launch.h"
#include "plan_maker.h"
#include "run.h"
#include "tap.h"

#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void own (char name[64])
{
	ssize_t length = readlink ("/proc/self/ns/net", name, 63);
	name[length > 0 ? length : 0] = 0;
}

static bool at (const char *expected)
{
	char name[64];

	own (name);
	return strcmp (name, expected) == 0;
}

/* Launches a process by a stage, and yields its exit code: 0 where it has the network that was made ahead. */
static int serves_stage (void)
{
	static const char *const ARGUMENTS[] = { "sh", "-c", "[ $(grep -c . /proc/net/dev) = 3 ]", NULL };
	static const char *const ENVIRONMENT[] = { "PATH=/bin:/usr/bin", NULL };
	static struct maker m;
	static struct plan plan;
	static struct launch launch;
	const char *why = "";
	int status = -1;

	maker_begin (&m);
	maker_op (&m, OP_STAGE);
	maker_op (&m, OP_JOIN_NAMESPACE, (uint64_t) CLONE_NEWUTS, "/proc/self/ns/uts");
	maker_op (&m, OP_CLONE, (uint64_t) CLONE_NEWNET);
	maker_op (&m, OP_CHILD);
	maker_op (&m, OP_FIND_PROGRAM, "sh", "/bin");
	maker_op (&m, OP_EXEC, ARGUMENTS, ENVIRONMENT, false);
	if (!plan_decode (m.bytes, m.used, &plan, &why))
		return -1;
	launch_run (&plan, &launch);
	if (launch.status == LAUNCH_READY)
		waitpid (launch.pid, &status, 0);
	close (launch.pidfd);
	return status;
}

/* The descriptors that are open, a bit each. */
static uint64_t open_now (void)
{
	uint64_t found = 0;

	for (int fd = 0; fd < 64; fd++)
		found |= (uint64_t) (fcntl (fd, F_GETFD) >= 0) << fd;
	return found;
}

int main (void)
{
	const uint64_t wanted = CLONE_NEWNET | CLONE_NEWUTS;
	char host[64];
	int home = -1;

	own (host);
	ok (network_enter (wanted, &home) == wanted && at (host), "where none was made ahead, the clone makes its own");
	ok (network_leave (home) && at (host), "and there is nothing to leave");

	ok (network_ahead () && at (host), "who makes one ahead stays where he is");
	ok (network_enter (CLONE_NEWUTS, &home) == CLONE_NEWUTS && home < 0, "it is not for who wants none");
	ok (network_enter (wanted | CLONE_NEWUSER, &home) == (wanted | CLONE_NEWUSER) && home < 0,
	    "nor for who gets a user namespace, to which it would not belong");
	ok (network_enter (wanted, &home) == CLONE_NEWUTS && !at (host), "it is entered for the clone");
	ok (network_leave (home) && at (host), "and left again");
	home = -1;
	ok (network_enter (wanted, &home) == wanted && at (host), "it serves once");

	uint64_t before = open_now ();
	ok (network_ahead () && serves_stage () == 0, "a process that a stage makes gets it");
	ok (open_now () == before, "and no descriptor of it stays open");
	return tap_end ();
}
