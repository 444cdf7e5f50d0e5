/* The descriptors of a supervisor. */
#include "supervisor.h"

#include "sys.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

void supervisor_drop (int *fd)
{
	close (*fd);
	*fd = -1;
}

void supervisor_keep_only (const int *fds, int count)
{
	for (unsigned from = 3, next; from < ~0U; from = next + 1) {
		next = ~0U;
		for (int i = 0; i < count; i++)
			if (fds[i] >= (int) from && (unsigned) fds[i] < next)
				next = (unsigned) fds[i];
		if (next > from)
			sys_close_range (from, next - 1);
		if (next == ~0U)
			break;
	}
}

static void no_blocking (int fd)
{
	if (fd >= 0)
		fcntl (fd, F_SETFL, O_NONBLOCK);
}

void supervisor_take (struct supervisor *s)
{
	const struct launch *launch = &s->launch;

	s->fds[PIDFD] = launch->pidfd;
	s->fds[MASTER] = launch->master;
	s->fds[OUT] = launch->log_out;
	s->fds[ERR] = launch->log_err;
	s->fds[LISTENER] = launch->listener;
	s->fds[INPUT] = launch->input;
}

void supervisor_watch (struct supervisor *s)
{
	s->fds[OOM] = oom_open (s->plan);
	no_blocking (s->fds[OUT]);
	no_blocking (s->fds[ERR]);
	no_blocking (s->fds[MASTER]);
	no_blocking (s->fds[INPUT]);
	clients_start (&s->clients, s->fds[LISTENER], s->fds[MASTER],
	               s->fds[s->fds[MASTER] >= 0 ? MASTER : INPUT]);
}

void supervisor_count_kills (struct supervisor *s)
{
	if (s->fds[OOM] >= 0 && !oom_read (s->fds[OOM], &s->oom))
		supervisor_drop (&s->fds[OOM]);
}

uint64_t supervisor_kills (const struct supervisor *s)
{
	bool killed = WIFSIGNALED (s->wait_status) && WTERMSIG (s->wait_status) == SIGKILL;
	uint64_t kills = oom_kills (&s->oom);

	return kills || !killed || s->fds[OOM] >= 0 ? kills : oom_logged (s->plan, s->launch.pid);
}
