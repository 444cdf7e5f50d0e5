/* The front's side of supervision: makes the supervisor, and waits for its word. */
#include "front.h"

#include "run.h"

#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

/* What a caller ends a command with. */
static const int END_SIGNALS[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM };

/* Waits for the supervisor's first word. A launch that takes too long can be broken off until then: the supervisor
 * undoes it when it finds nobody to tell. After that word signals wait for the conversation's end. */
static void wait_for_launch (int supervisor)
{
	sigset_t ends;

	sigemptyset (&ends);
	for (size_t i = 0; i < sizeof END_SIGNALS / sizeof *END_SIGNALS; i++)
		sigaddset (&ends, END_SIGNALS[i]);
	struct pollfd polls[] = {
		{ .fd = supervisor, .events = POLLIN },
		{ .fd = signalfd (-1, &ends, SFD_CLOEXEC), .events = POLLIN },
	};
	while (poll (polls, 2, -1) < 0 || !polls[0].revents) {
		unblock_signals (); /* which ends us, unless it is ignored */
		block_signals ();
	}
	close (polls[1].fd);
}

/* Takes what tell_front has sent; false if there is no process. */
static bool hear_supervisor (struct process *process)
{
	struct message message;

	wait_for_launch (process->supervisor);
	if (!message_receive (process->supervisor, &message, &process->pidfd))
		give_up ("the supervisor ended unexpectedly");
	process->pid = (pid_t) message.number;
	if (message_receive (process->supervisor, &message, &process->master) && process->pid)
		return true;
	close (process->supervisor);
	process->supervisor = -1;
	return false;
}

void supervise (int engine, struct process *process, bool adopt)
{
	int sockets[2];

	/* Should somebody kill the supervisor, its process comes to the front, which then sees to its end. */
	if (adopt)
		prctl (PR_SET_CHILD_SUBREAPER, 1);
	if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) < 0)
		give_up_errno ("make a socket for the supervisor");
	block_signals ();
	pid_t pid = fork ();
	if (pid < 0)
		give_up_errno ("fork for the supervisor");
	if (pid == 0) {
		close (sockets[0]);
		supervisor_main (sockets[1], engine, &process->plan, adopt);
	}
	close (sockets[1]);
	network_forget ();
	process->supervisor = sockets[0];
	process->supervisor_pid = pid;
	if (hear_supervisor (process))
		process->waiting = plan_has (&process->plan, OP_WAIT_START);
	else
		unblock_signals ();
}
