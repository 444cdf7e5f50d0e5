/* The prober: the parent of one probe, from its launch to its end, whatever that is. */
#include "health.h"

#include "run.h"
#include "supervisor.h"
#include "sys.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>

enum { PROBE, ENOUGH, POLLS };

/* Told as the probe's own words, as nobody else hears of it. */
static void tell (const struct plan *plan, const struct launch *launch)
{
	const char *name = launch->index < plan->count ? op_name (plan->ops[launch->index].code) : "launch";

	dprintf (STDOUT_FILENO, "shibafu: %s %s: %s\n", name, launch->detail,
	         launch->status == LAUNCH_DIED ? "the process died" : strerror (launch->error));
}

/* Nothing of the supervisor's must be held open here but what the probe is to write to. */
static void settle (int *fds, int output)
{
	int null = open ("/dev/null", O_RDWR | O_CLOEXEC);
	sigset_t ends;

	dup2 (null, STDIN_FILENO);
	dup2 (output, STDOUT_FILENO);
	dup2 (output, STDERR_FILENO);
	sigemptyset (&ends);
	sigaddset (&ends, SIGTERM);
	fds[ENOUGH] = signalfd (-1, &ends, SFD_CLOEXEC);
	supervisor_keep_only (fds, POLLS);
}

/* Yields what the prober is to end with; -1 if the probe had to be ended. */
static int wait_for (struct launch *launch, int enough)
{
	struct pollfd polls[POLLS] = {
		[PROBE] = { .fd = launch->pidfd, .events = POLLIN },
		[ENOUGH] = { .fd = enough, .events = POLLIN },
	};
	int status = 0;

	while (poll (polls, POLLS, -1) < 0)
		;
	if (!polls[PROBE].revents) {
		launch_kill (launch);
		return -1;
	}
	waitpid (launch->pid, &status, 0);
	return WIFSIGNALED (status) ? 128 + WTERMSIG (status) : WEXITSTATUS (status);
}

/* Who ends by a signal has no exit code to tell. */
static _Noreturn void end (int code)
{
	if (code < 0)
		kill (getpid (), SIGKILL);
	_exit (code);
}

_Noreturn void probe_main (const struct plan *probe, int pidfd, int output)
{
	static struct launch launch;
	pid_t supervisor = getppid ();
	int fds[POLLS] = { [PROBE] = pidfd };

	/* Should the supervisor be killed, the probe is over. */
	prctl (PR_SET_PDEATHSIG, SIGTERM);
	prctl (PR_SET_NAME, "shibafu-probe");
	settle (fds, output);
	if (getppid () != supervisor)
		_exit (1);
	launch_run_beside (probe, &launch, pidfd);
	if (launch.status != LAUNCH_READY) {
		tell (probe, &launch);
		end (-1);
	}
	int code = wait_for (&launch, fds[ENOUGH]);
	launch_exit (probe, 0, 0);
	end (code);
}
