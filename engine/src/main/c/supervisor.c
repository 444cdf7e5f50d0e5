/* The supervisor: parent of a container's process for as long as it lives, whatever becomes of the front. */
#include "front.h"

#include "run.h"
#include "supervisor.h"
#include "sys.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
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

/* Lets go of all that is the caller's: somebody may wait for the end of a pipe, or want to unmount the directory. */
static void settle (struct supervisor *s)
{
	sigset_t children;
	int null = open ("/dev/null", O_RDWR | O_CLOEXEC);

	for (int fd = 0; fd < 3 && null >= 0; fd++)
		dup2 (null, fd);
	sigemptyset (&children);
	sigaddset (&children, SIGCHLD);
	sigaddset (&children, HEALTH_SIGNAL);
	s->fds[CHILDREN] = signalfd (-1, &children, SFD_CLOEXEC | SFD_NONBLOCK);
	logpump_start (&s->out, s->fds[LOG], "stdout");
	logpump_start (&s->err, s->fds[LOG], "stderr");
	rotation_begin (&s->rotation, s->plan, s->fds[LOG]);
	s->out.rotation = s->err.rotation = &s->rotation;
	supervisor_watch (s);
	supervisor_keep_only (s->fds, FDS);
	syscall (SYS_chdir, "/");
	prctl (PR_SET_NAME, SUPERVISOR_NAME);
	launch_settle (&s->launch);
	health_run (&s->health);
}

static void reap (struct supervisor *s)
{
	int status;
	pid_t pid;

	while ((pid = waitpid (-1, &status, WNOHANG)) > 0) {
		if (pid == s->launch.pid) {
			s->ended = true;
			s->wait_status = status;
			supervisor_count_kills (s);
		}
		health_reaped (&s->health, pid, status);
	}
}

static void hear_front (struct supervisor *s)
{
	struct message message;
	int none;

	if (!message_receive (s->fds[FRONT], &message, &none)) {
		supervisor_drop (&s->fds[FRONT]);
		/* One more process in a container lives for its caller, unless that has left it; a container for itself. */
		if (!s->left && !s->plan->sections[SECTION_EXIT].first && s->fds[MASTER] >= 0)
			supervisor_drop (&s->fds[MASTER]);
	} else if (message.kind == MESSAGE_LEFT) {
		s->left = true;
	} else if (message.kind == MESSAGE_KILL) {
		launch_kill (&s->launch);
		_exit (0);
	}
}

/* Asked anew: the front may hang up and attach between the looks that one poll takes at the two. */
static bool front_speaks (const struct supervisor *s)
{
	struct pollfd front = { .fd = s->fds[FRONT], .events = POLLIN };

	return front.fd >= 0 && poll (&front, 1, 0) > 0;
}

/* One read of what the container writes, for its log and for those who are attached. */
enum taken { TAKEN, NOTHING, NO_MORE };

static enum taken take (struct supervisor *s, int which)
{
	size_t room;
	uint8_t *bytes = clients_room (&s->clients, which == ERR ? PACKET_ERR : PACKET_OUT, &room);
	ssize_t n = read (s->fds[which], bytes, room);

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return NOTHING;
	if (n <= 0)
		return NO_MORE; /* EIO: the last slave of a terminal was closed */
	logpump_feed (which == ERR ? &s->err : &s->out, bytes, (size_t) n);
	clients_output (&s->clients, (size_t) n);
	return TAKEN;
}

static void pump (struct supervisor *s, int which)
{
	if (take (s, which) != NO_MORE)
		return;
	logpump_flush (which == ERR ? &s->err : &s->out);
	if (which == MASTER)
		s->hung_up = true; /* somebody may open it again */
	else
		supervisor_drop (&s->fds[which]);
}

/* What the container writes is read as long as nobody is in the way; a terminal, once the front has left it. */
static bool listens (struct supervisor *s, bool ready, int which)
{
	return ready && (which != MASTER || (s->fds[FRONT] < 0 && !s->hung_up));
}

static void hear_signals (struct supervisor *s)
{
	struct signalfd_siginfo info;

	while (read (s->fds[CHILDREN], &info, sizeof info) > 0)
		if (info.ssi_signo == HEALTH_SIGNAL)
			health_ask (&s->health);
	reap (s);
}

static void step (struct supervisor *s)
{
	struct pollfd polls[LOG + CLIENTS_POLLS + 1];
	bool ready = clients_ready (&s->clients);
	int timeout = s->fds[FRONT] < 0 && s->fds[MASTER] >= 0 && s->hung_up ? HUNG_UP_MS : -1;

	for (int i = 0; i < LOG; i++)
		polls[i] = (struct pollfd){ .fd = s->fds[i], .events = i == OOM ? POLLPRI : POLLIN };
	for (int i = OUT; i <= MASTER; i++)
		if (!listens (s, ready, i))
			polls[i].fd = -1;
	clients_wait (&s->clients, polls + LOG, &timeout);
	int probed = health_wait (&s->health, &timeout);
	polls[LOG + CLIENTS_POLLS] = (struct pollfd){ .fd = probed, .events = POLLIN };
	int count = poll (polls, LOG + CLIENTS_POLLS + 1, timeout);
	if (count < 0)
		return;
	if (count == 0)
		s->hung_up = false;
	while ((polls[FRONT].revents || polls[LOG + CLIENTS_LISTENER].revents) && front_speaks (s))
		hear_front (s);
	/* First, so that one who attached before the container was started misses nothing of it. */
	clients_take (&s->clients, polls + LOG, s->fds[FRONT] >= 0);
	for (int i = OUT; i <= MASTER; i++)
		if (polls[i].fd >= 0 && polls[i].revents)
			pump (s, i);
	if (polls[CHILDREN].revents)
		hear_signals (s);
	if (polls[OOM].revents)
		supervisor_count_kills (s);
	clients_work (&s->clients, polls + LOG, s->fds[FRONT] >= 0);
	if (!s->ended)
		health_work (&s->health, s->fds[PIDFD]);
}

/* Moves what the ended process has left in its pipes. */
static void drain (struct supervisor *s)
{
	for (int i = OUT; i <= MASTER; i++) {
		if (s->fds[i] < 0 || (i == MASTER && s->fds[FRONT] >= 0))
			continue;
		for (int reads = 0; reads < DRAIN_READS && take (s, i) == TAKEN; reads++)
			if (!clients_ready (&s->clients))
				clients_flush (&s->clients);
		logpump_flush (i == ERR ? &s->err : &s->out);
	}
}

/* Who came while nobody looked is told of the end, too. */
static void take_late (struct supervisor *s)
{
	struct pollfd polls[CLIENTS_POLLS];
	int timeout = 0;

	while (front_speaks (s))
		hear_front (s);
	clients_wait (&s->clients, polls, &timeout);
	for (int come = 0; come < CLIENTS_MAX && poll (polls, CLIENTS_LISTENER + 1, 0) > 0; come++)
		clients_take (&s->clients, polls, s->fds[FRONT] >= 0);
}

/* Its log is complete before the exit is recorded, as far as its own words go. What the exit section ends may add
 * to it: processes that shared its pipes. */
static void end (struct supervisor *s, bool again)
{
	take_late (s);
	drain (s);
	(again ? launch_exit_to_return : launch_exit) (s->plan, s->wait_status, supervisor_kills (s));
	reap (s); /* whom that has killed: not every process 1 does so soon */
	drain (s);
}

static _Noreturn void finish (struct supervisor *s)
{
	message_send (s->fds[FRONT], MESSAGE_ENDED, (uint32_t) s->wait_status, -1);
	sched_yield (); /* the front is what somebody waits for, and was woken on this CPU */
	clients_end (&s->clients, s->wait_status);
	launch_told (s->plan);
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

void supervisor_main (int front, int engine, struct plan *plan, bool adopt)
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
	if (adopt)
		prctl (PR_SET_CHILD_SUBREAPER, 1);
	restart_begin (&s->restart, plan);
	health_begin (&s->health, plan);
	launch_run (s->plan, launch);
	bool ready = launch->status == LAUNCH_READY, logged = !ready || open_log (s);
	int error = errno;
	if (ready && logged) {
		supervisor_take (s);
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
	for (;;) {
		reap (s);
		while (!s->ended)
			step (s);
		bool again = restart_wanted (&s->restart, plan, s->wait_status);
		health_end (&s->health);
		end (s, again);
		if (!again)
			finish (s);
		supervisor_forget (s);
		if (!restart_rest (&s->restart)) {
			launch_leave (s->plan);
			finish (s);
		}
		supervisor_rerun (s);
	}
}
