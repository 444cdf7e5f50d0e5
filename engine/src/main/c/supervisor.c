/* The supervisor: parent of a container's process for as long as it lives, whatever becomes of the front. */
#include "front.h"

#include "logpump.h"
#include "oom.h"
#include "run.h"
#include "sys.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define SUPERVISOR_NAME "shibafu-sup"

/* A terminal that nobody has open is looked at this often; DRAIN_READS is what one that never rests may still say
 * after the end. */
enum { HUNG_UP_MS = 1000, DRAIN_READS = 1024 };

/* Its descriptors; -1: not there, or no longer. Those before LOG are polled. */
enum { FRONT, CHILDREN, OOM, OUT, ERR, MASTER, LOG, PIDFD, FDS };

struct supervisor {
	int fds[FDS];
	struct plan *plan;
	struct launch launch;
	struct logpump out, err; /* a terminal's output goes to out */
	int wait_status;
	uint64_t oom_kills;
	bool ended, hung_up;
};

static void drop (int *fd)
{
	close (*fd);
	*fd = -1;
}

static void keep_only (const int *fds, int count)
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

/* Lets go of all that is the caller's: somebody may wait for the end of a pipe, or want to unmount the directory. */
static void settle (struct supervisor *s)
{
	sigset_t children;
	int null = open ("/dev/null", O_RDWR | O_CLOEXEC);

	for (int fd = 0; fd < 3 && null >= 0; fd++)
		dup2 (null, fd);
	sigemptyset (&children);
	sigaddset (&children, SIGCHLD);
	s->fds[CHILDREN] = signalfd (-1, &children, SFD_CLOEXEC | SFD_NONBLOCK);
	s->fds[OOM] = oom_open (s->plan);
	no_blocking (s->fds[OUT]);
	no_blocking (s->fds[ERR]);
	no_blocking (s->fds[MASTER]);
	logpump_start (&s->out, s->fds[LOG], "stdout");
	logpump_start (&s->err, s->fds[LOG], "stderr");
	keep_only (s->fds, FDS);
	syscall (SYS_chdir, "/");
	prctl (PR_SET_NAME, SUPERVISOR_NAME);
	launch_settle (&s->launch);
}

static void reap (struct supervisor *s)
{
	int status;
	pid_t pid;

	while ((pid = waitpid (-1, &status, WNOHANG)) > 0) {
		if (pid == s->launch.pid) {
			s->ended = true;
			s->wait_status = status;
		}
	}
}

static void hear_front (struct supervisor *s)
{
	struct message message;
	int none;

	if (!message_receive (s->fds[FRONT], &message, &none)) {
		drop (&s->fds[FRONT]);
	} else if (message.kind == MESSAGE_KILL) {
		launch_kill (&s->launch);
		_exit (0);
	}
}

static void pump (struct supervisor *s, int which)
{
	struct logpump *pump = which == ERR ? &s->err : &s->out;

	if (logpump_read (pump, s->fds[which]) != PUMP_END)
		return;
	logpump_flush (pump);
	if (which == MASTER)
		s->hung_up = true; /* somebody may open it again */
	else
		drop (&s->fds[which]);
}

/* At once: systemd removes a cgroup when its last process has ended, perhaps before that end is heard of here. */
static void count_kills (struct supervisor *s)
{
	if (!oom_read (s->fds[OOM], &s->oom_kills))
		drop (&s->fds[OOM]);
}

static void step (struct supervisor *s)
{
	struct signalfd_siginfo info;
	struct pollfd polls[LOG];
	/* As long as the front is there, it is the one that reads the terminal. */
	bool listen = s->fds[FRONT] < 0 && s->fds[MASTER] >= 0;

	for (int i = 0; i < LOG; i++)
		polls[i] = (struct pollfd){ .fd = s->fds[i], .events = i == OOM ? POLLPRI : POLLIN };
	if (!listen || s->hung_up)
		polls[MASTER].fd = -1;
	int ready = poll (polls, LOG, listen && s->hung_up ? HUNG_UP_MS : -1);
	if (ready < 0)
		return;
	if (ready == 0)
		s->hung_up = false;
	for (int i = OUT; i <= MASTER; i++)
		if (polls[i].fd >= 0 && polls[i].revents)
			pump (s, i);
	if (polls[CHILDREN].revents && read (s->fds[CHILDREN], &info, sizeof info) > 0)
		reap (s);
	if (polls[OOM].fd >= 0 && polls[OOM].revents)
		count_kills (s);
	if (polls[FRONT].fd >= 0 && polls[FRONT].revents)
		hear_front (s);
}

/* Moves what the ended process has left in its pipes. */
static void drain (struct supervisor *s)
{
	for (int i = OUT; i <= MASTER; i++) {
		if (s->fds[i] < 0 || (i == MASTER && s->fds[FRONT] >= 0))
			continue;
		struct logpump *pump = i == ERR ? &s->err : &s->out;
		for (int reads = 0; reads < DRAIN_READS; reads++)
			if (logpump_read (pump, s->fds[i]) != PUMP_MORE)
				break;
		logpump_flush (pump);
	}
}

/* Its log is complete before the exit is recorded, as far as its own words go. What the exit section ends may add
 * to it: processes that shared its pipes. */
static _Noreturn void finish (struct supervisor *s)
{
	drain (s);
	launch_exit (s->plan, s->wait_status, s->oom_kills);
	drain (s);
	message_send (s->fds[FRONT], MESSAGE_ENDED, (uint32_t) s->wait_status, -1);
	_exit (0);
}

/* Yields whether there is a log where there should be one. */
static bool open_log (struct supervisor *s)
{
	const char *path = plan_log_path (s->plan);

	s->fds[LOG] = path ? log_open (path) : -1;
	return !path || s->fds[LOG] >= 0;
}

/* Tells the front what was launched: the process (0: none) with its pidfd, and the master of its terminal. */
static bool tell_front (const struct supervisor *s)
{
	return message_send (s->fds[FRONT], MESSAGE_LAUNCHED, (uint32_t) s->launch.pid, s->fds[PIDFD]) &&
	       message_send (s->fds[FRONT], MESSAGE_MASTER, 0, s->fds[MASTER]);
}

void supervisor_main (int front, int engine, struct plan *plan)
{
	static struct supervisor supervisor;
	struct supervisor *s = &supervisor;
	struct launch *launch = &s->launch;

	for (int i = 0; i < FDS; i++)
		s->fds[i] = -1;
	s->fds[FRONT] = front;
	s->plan = plan;

	setsid ();
	/* What a container without a pid namespace leaves behind comes here, and is reaped. */
	prctl (PR_SET_CHILD_SUBREAPER, 1);
	launch_run (s->plan, launch);
	bool ready = launch->status == LAUNCH_READY, logged = !ready || open_log (s);
	int error = errno;
	if (ready && logged) {
		s->fds[PIDFD] = launch->pidfd;
		s->fds[MASTER] = launch->master;
		s->fds[OUT] = launch->log_out;
		s->fds[ERR] = launch->log_err;
	} else if (ready) {
		launch_kill (launch);
		launch->pid = 0;
	}
	/* The front first: what the engine does next may end it, and then nobody would know of this process. */
	if (!tell_front (s) && launch->pid) {
		launch_kill (launch);
		_exit (1);
	}
	if (logged)
		answer (engine, launch, true);
	else
		answer_failed (engine, error, "open the log", plan_log_path (s->plan));
	if (!launch->pid)
		_exit (0);
	settle (s);
	reap (s);
	while (!s->ended)
		step (s);
	finish (s);
}
