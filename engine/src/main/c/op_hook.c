/* Programs that the operator has run at some stage of a container's life (OCI's hooks), and how their stage comes. */
#include "run.h"
#include "sys.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

enum { KEPT = 384 }; /* bytes of a hook's output: what fits into the words on a failure */

enum { STATE, OUTPUT, END, STREAMS };

struct hook {
	pid_t pid;
	int pidfd;
	int state;       /* to its stdin; -1: all is written */
	int output;      /* of its stdout and stderr; -1: closed */
	unsigned length; /* of what it said */
	char said[KEPT + 1];
};

struct text {
	struct field parts[3];
	unsigned part;
	char pid[24];
};

/* From here on the launcher does what it does meanwhile. */
bool op_call_meet (struct run *run, struct fields *f)
{
	(void) f;
	run->called = message_send (run->sync, MESSAGE_MEET, 0, -1);
	return run->called;
}

/* The new process waits here until that is done. */
bool op_wait_meet (struct run *run, struct fields *f)
{
	struct message go;
	int none;

	if (!run->called && !op_call_meet (run, f))
		return false;
	if (message_receive (run->sync, &go, &none) && go.kind == MESSAGE_GO)
		return true;
	_exit (1); /* the launcher has failed meanwhile, and tells so itself: a word of ours would stand in its place */
}

/* "." is the new root, which no path leads to before it is entered. */
static bool enter (struct run *run, const char *dir)
{
	if (!*dir)
		return true;
	return strcmp (dir, ".") == 0 ? fchdir (path_root (run)) == 0 : chdir (dir) == 0;
}

static _Noreturn void hook_main (struct run *run, struct fields *f, char **arguments, char **environment,
                                 const int fds[2])
{
	const char *path = f->at[2].text, *dir = f->at[7].text;

	if (dup2 (fds[0], STDIN_FILENO) < 0 || dup2 (fds[1], STDOUT_FILENO) < 0 || dup2 (fds[1], STDERR_FILENO) < 0)
		_exit (126);
	bool there = enter (run, dir);
	int error = errno;
	sys_close_range (3, ~0U);
	reset_signals ();
	umask (run->umask);
	errno = error;
	if (there)
		execve (path, arguments, f->at[4].number ? environ : environment);
	const char *why = strerror (errno);
	if (write (STDERR_FILENO, why, strlen (why)) < 0)
		_exit (126);
	_exit (errno == ENOENT ? 127 : 126);
}

static bool make_hook (struct run *run, struct fields *f, struct hook *hook)
{
	int in[2], out[2];
	struct clone_request request = {
		.flags = CLONE_REQUEST_PIDFD,
		.pidfd = (uintptr_t) &hook->pidfd,
		.exit_signal = SIGCHLD,
	};
	char **arguments = vector_of (f->at[3]), **environment = vector_of (f->at[5]);

	if (!arguments || !environment || pipe2 (in, O_CLOEXEC) < 0)
		return false;
	if (pipe2 (out, O_CLOEXEC) < 0)
		return closing (in[0], closing (in[1], false));
	hook->pid = sys_clone3 (&request);
	if (hook->pid == 0)
		hook_main (run, f, arguments, environment, (int[]){ in[0], out[1] });
	closing (in[0], true);
	closing (out[1], true);
	hook->state = in[1];
	hook->output = out[0];
	fcntl (hook->state, F_SETFL, O_NONBLOCK);
	fcntl (hook->output, F_SETFL, O_NONBLOCK);
	return hook->pid > 0;
}

static void tell_state (struct hook *hook, struct text *text)
{
	while (text->part < 3) {
		struct field *part = &text->parts[text->part];
		ssize_t n = part->number ? write (hook->state, part->text, part->number) : 0;
		if (n < 0 && (errno == EAGAIN || errno == EINTR))
			return;
		if (n < 0)
			break; /* it does not want to know */
		part->text += n;
		part->number -= (uint64_t) n;
		text->part += !part->number;
	}
	closing (hook->state, true);
	hook->state = -1;
}

/* More than is kept is read too: else it would block. */
static void listen_to (struct hook *hook)
{
	char bytes[1024];
	ssize_t n;

	while ((n = read (hook->output, bytes, sizeof bytes)) > 0) {
		unsigned kept = (unsigned) n < KEPT - hook->length ? (unsigned) n : KEPT - hook->length;
		memcpy (hook->said + hook->length, bytes, kept);
		hook->length += kept;
	}
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	closing (hook->output, true);
	hook->output = -1;
}

/* Until it ends; its children may go on with its stdout. False: it ran out of time. */
static bool follow (struct hook *hook, struct text *text, uint64_t seconds)
{
	uint64_t now, deadline = run_clock () + seconds * 1000000000ULL;

	for (;;) {
		struct pollfd polls[STREAMS] = {
			[STATE] = { .fd = hook->state, .events = POLLOUT },
			[OUTPUT] = { .fd = hook->output, .events = POLLIN },
			[END] = { .fd = hook->pidfd, .events = POLLIN },
		};
		now = run_clock ();
		if (seconds && now >= deadline)
			return false;
		uint64_t left = seconds ? (deadline - now) / 1000000 + 1 : 0;
		poll (polls, STREAMS, !seconds ? -1 : left < 60000 ? (int) left : 60000);
		if (polls[STATE].revents)
			tell_state (hook, text);
		if (polls[OUTPUT].revents)
			listen_to (hook);
		if (polls[END].revents)
			break;
	}
	if (hook->output >= 0)
		listen_to (hook);
	return true;
}

static bool ran (struct run *run, struct hook *hook, int status, bool in_time, uint64_t seconds)
{
	char words[DETAIL_MAX], *end = words;

	if (in_time && status == 0)
		return true;
	if (!in_time)
		end = add_text (add_number (add_text (end, "hook ran past specified timeout of "), (int64_t) seconds),
		                ".0s");
	else if (WIFSIGNALED (status))
		end = add_number (add_text (end, "signal: "), WTERMSIG (status));
	else
		end = add_number (add_text (end, "exit status "), WEXITSTATUS (status));
	while (hook->length && hook->said[hook->length - 1] == '\n')
		hook->length--;
	hook->said[hook->length] = 0;
	if (hook->length)
		add_text (add_text (end, ", stdout and stderr: "), hook->said);
	run_detail (run, words);
	errno = in_time ? ECHILD : ETIMEDOUT;
	return false;
}

/* Fields: stage number path arguments inherit environment timeout directory state rest. Where rest is empty, state is
 * all of it; otherwise the process' pid stands in between: as the launcher sees it, or as the process does itself. */
bool op_hook (struct run *run, struct fields *f)
{
	struct hook hook = { .pidfd = -1, .state = -1, .output = -1 };
	struct text text = { .parts = { f->at[8], { 0 }, f->at[9] } };
	uint64_t seconds = f->at[6].number;
	struct sigaction ignore = { .sa_handler = SIG_IGN }, before;
	int status = 0;

	for (unsigned i = 0; i < 3; i += 2)
		text.parts[i].number--; /* its zero */
	if (text.parts[2].number) {
		char *end = add_number (text.pid, run->pid > 0 ? run->pid : getpid ());
		text.parts[1] = (struct field){ .number = (uint64_t) (end - text.pid), .text = text.pid };
	}
	sigaction (SIGPIPE, &ignore, &before);
	bool good = make_hook (run, f, &hook);
	if (good) {
		bool in_time = follow (&hook, &text, seconds);
		if (!in_time)
			sys_pidfd_send_signal (hook.pidfd, SIGKILL);
		while (waitpid (hook.pid, &status, 0) < 0 && errno == EINTR)
			;
		good = ran (run, &hook, status, in_time, seconds);
	}
	closing (hook.pidfd, true);
	closing (hook.state, true);
	closing (hook.output, true);
	int error = errno;
	sigaction (SIGPIPE, &before, NULL);
	errno = error;
	return good;
}
