/* Stays with a process until it ends: passes its terminal and signals on, and takes over its exit code. */
#include "front.h"

#include "frame.h"
#include "keys.h"
#include "relay.h"
#include "run.h"
#include "sys.h"
#include "tty.h"

#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

struct follower {
	struct process *process;
	struct engine engine;
	int signals;
	bool terminal;
	bool orphaned; /* its supervisor was killed: it is our child now */
	bool over;
	int code;
};

/* Ctrl-P Ctrl-Q, as with docker, unless the engine says otherwise. */
static struct keys leave = { .typed = { 0x10, 0x11 }, .count = 2 };

bool follow_keys (const struct frame *frame)
{
	struct cursor cursor = cursor_of (frame);
	uint32_t number = get_u32 (&cursor), count;
	const uint8_t *typed = get_bytes (&cursor, &count);

	if (!cursor_done (&cursor) || number != 0 || count > KEYS_MAX)
		return false;
	keys_set (&leave, typed, count);
	return true;
}

static int exit_code_of (int wait_status)
{
	return WIFSIGNALED (wait_status) ? 128 + WTERMSIG (wait_status) : WEXITSTATUS (wait_status);
}

static void suffer (int number, int master)
{
	tty_suffer (number);
	tty_copy_size (master);
}

/* Signals to a front with a terminal are its own affair: the terminal's keys reach the container as bytes. Ending the
 * front leaves the container running, as with docker. */
static void own_signal (int number, int master)
{
	if (number == SIGCONT)
		tty_raw (); /* a stop by SIGSTOP could not be caught, and the shell has changed the terminal since */
	if (number == SIGWINCH || number == SIGCONT)
		tty_copy_size (master);
	else
		suffer (number, master);
}

static void take_signals (struct follower *f)
{
	struct signalfd_siginfo info;

	while (read (f->signals, &info, sizeof info) == (ssize_t) sizeof info) {
		int number = (int) info.ssi_signo;
		if (number == SIGCHLD && f->engine.pid)
			waitpid (f->engine.pid, NULL, WNOHANG);
		if (number == SIGCHLD || number == SIGURG || number == SIGPIPE)
			continue;
		if (f->terminal)
			own_signal (number, f->process->master);
		else
			sys_pidfd_send_signal (f->process->pidfd, number);
	}
}

/* The end of our own child. Where a supervisor was killed we do what it would have done. */
static void reap_process (struct follower *f)
{
	int status;
	pid_t pid = waitpid (f->process->pid, &status, WNOHANG);

	if (pid == 0)
		return;
	f->over = true;
	if (pid < 0) {
		complain ("process %d has ended, but not as a child of this one: its exit code is lost",
		          f->process->pid);
		return;
	}
	if (f->orphaned) {
		launch_exit (&f->process->plan, status, 0);
		launch_told (&f->process->plan);
	}
	f->code = exit_code_of (status);
}

static void hear_end (struct follower *f)
{
	struct message message;
	int none;

	if (f->process->supervisor < 0) {
		reap_process (f);
	} else if (message_receive (f->process->supervisor, &message, &none) && message.kind == MESSAGE_ENDED) {
		f->over = true;
		f->code = exit_code_of ((int) message.number);
	} else {
		close (f->process->supervisor);
		f->process->supervisor = -1;
		waitpid (f->process->supervisor_pid, NULL, 0); /* after this its child is ours */
		f->orphaned = true;
	}
}

/* For an engine in the caller's own JVM. Best effort: the JVM of a command has long ended. */
static void tell_engine (int engine, int code)
{
	struct pollfd poller = { .fd = engine, .events = POLLOUT };
	struct frame_out frame;

	if (poll (&poller, 1, 0) != 1 || poller.revents != POLLOUT)
		return;
	frame_begin (&frame, FRAME_EXITED);
	put_u32 (&frame, (uint32_t) code);
	frame_send (engine, &frame);
}

/* Waits for whatever comes next, and deals with it. */
static enum relay_result step (struct follower *f, struct relay *relay)
{
	enum { SIGNALS, END, NOTIFY, RELAY, POLLS = RELAY + RELAY_POLLS };
	const struct process *process = f->process;
	struct pollfd polls[POLLS] = {
		[SIGNALS] = { .fd = f->signals, .events = POLLIN },
		[END] = { .fd = process->supervisor < 0 ? process->pidfd : process->supervisor, .events = POLLIN },
		[NOTIFY] = { .fd = process->notifier.socket, .events = POLLIN },
	};
	int timeout = -1;

	if (f->over)
		polls[END].fd = -1;
	if (f->terminal)
		timeout = relay_wait (relay, polls + RELAY, f->over);
	int ready = poll (polls, f->terminal ? (nfds_t) POLLS : RELAY, timeout);
	if (ready < 0)
		return RELAY_ON;
	if (polls[SIGNALS].revents)
		take_signals (f);
	if (polls[NOTIFY].revents)
		notify_relay (&process->notifier);
	bool was_over = f->over;
	if (polls[END].revents)
		hear_end (f);
	if (f->terminal)
		return relay_work (relay, polls + RELAY, ready == 0, was_over);
	return f->over ? RELAY_DONE : RELAY_ON;
}

int follow (struct process *process, struct engine engine)
{
	static struct relay relay;
	struct follower f = { .process = process, .engine = engine, .code = EXIT_ENGINE };
	enum relay_result result = RELAY_ON;
	sigset_t all;

	f.terminal = process->master >= 0;
	block_signals ();
	sigfillset (&all);
	f.signals = signalfd (-1, &all, SFD_CLOEXEC | SFD_NONBLOCK);
	if (f.signals < 0)
		give_up_errno ("make a descriptor for signals");
	if (f.terminal) {
		bool supervised = process->supervisor >= 0;
		relay_start (&relay, process->master, supervised ? &leave : NULL, supervised ? plan_log_path (&process->plan) : NULL);
		tty_raw ();
		tty_copy_size (process->master);
	}
	while (result == RELAY_ON)
		result = step (&f, &relay);
	if (f.terminal)
		logpump_flush (&relay.log);
	tty_restore ();
	if (result == RELAY_DETACH) {
		message_send (process->supervisor, MESSAGE_LEFT, 0, -1);
		return 0;
	}
	if (result == RELAY_HANGUP || result == RELAY_PIPE) {
		f.code = 128 + (result == RELAY_PIPE ? SIGPIPE : SIGHUP);
		suffer (f.code - 128, process->master);
	}
	tell_engine (engine.socket, f.code);
	return f.code;
}
