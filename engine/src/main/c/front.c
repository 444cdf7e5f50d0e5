#include "front.h"

#include "frame.h"
#include "run.h"
#include "sys.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PROTOCOL = 1, EXECUTE_SUPERVISE = 1, EXECUTE_LEAVE_ORPHANS = 2, FAREWELL_MS = 2000 };

static void put_strings (struct frame_out *frame, char **strings)
{
	uint32_t count = 0;

	while (strings[count])
		count++;
	put_u32 (frame, count);
	for (uint32_t i = 0; i < count; i++)
		put_string (frame, strings[i]);
}

/* Which of the standard streams are terminals, and the size of the first. */
static void put_terminals (struct frame_out *frame)
{
	struct winsize size = { 0 };
	uint32_t ttys = 0;

	for (int fd = 2; fd >= 0; fd--) {
		if (isatty (fd)) {
			ttys |= 1U << fd;
			ioctl (fd, TIOCGWINSZ, &size);
		}
	}
	put_u32 (frame, ttys);
	put_u32 (frame, size.ws_row);
	put_u32 (frame, size.ws_col);
}

static uint32_t inherited;

void front_note_inherited (void)
{
	while (fcntl (3 + (int) inherited, F_GETFD) >= 0)
		inherited++;
}

static bool send_request (int engine, enum role role, char **arguments)
{
	struct frame_out frame;
	char cwd[PATH_MAX];
	mode_t mask = umask (0);

	umask (mask);
	frame_begin (&frame, FRAME_REQUEST);
	put_u32 (&frame, PROTOCOL);
	put_u32 (&frame, role);
	put_terminals (&frame);
	put_u32 (&frame, mask);
	put_u32 (&frame, (uint32_t) getpid ());
	put_u32 (&frame, getuid ());
	put_u32 (&frame, getgid ());
	put_u32 (&frame, inherited);
	put_string (&frame, getcwd (cwd, sizeof cwd) ? cwd : ""); /* a removed directory has no name */
	put_strings (&frame, arguments);
	put_strings (&frame, environ);
	if (!frame_send (engine, &frame, NULL, 0))
		return false;

	int fds[FRAME_FDS] = { 0, 1, 2, open (".", O_PATH | O_DIRECTORY | O_CLOEXEC) };
	frame_begin (&frame, FRAME_DESCRIPTORS);
	bool sent = frame_send (engine, &frame, fds, fds[3] < 0 ? 3 : 4);
	if (fds[3] >= 0)
		close (fds[3]);
	return sent;
}

/* How the JVM ended, if it does so soon after it closed the conversation. */
static void describe_end (pid_t pid, char *text, size_t size)
{
	int status;
	int pidfd = sys_pidfd_open (pid);
	struct pollfd poller = { .fd = pidfd, .events = POLLIN };

	text[0] = 0;
	if (pidfd < 0 || poll (&poller, 1, FAREWELL_MS) != 1 || waitpid (pid, &status, WNOHANG) != pid)
		return;
	if (WIFSIGNALED (status))
		snprintf (text, size, " (signal %d, %s)", WTERMSIG (status), strsignal (WTERMSIG (status)));
	else
		snprintf (text, size, " (exit code %d)", WEXITSTATUS (status));
}

/* Ends a process that was not started, and undoes what its launch made. */
static void abandon (struct process *process)
{
	if (process->supervisor < 0)
		launch_kill (&process->launch);
	else if (message_send (process->supervisor, MESSAGE_KILL, 0, -1))
		waitpid (process->supervisor_pid, NULL, 0);
}

/* A process that waits for a start that nobody will give is of no use; one that runs goes on. */
static int engine_lost (struct process *process, struct engine engine, const char *why)
{
	char end[128] = "";

	if (process->pid && process->waiting)
		abandon (process);
	unblock_signals (); /* Ctrl-C goes to the JVM too: then this process ends by it as well, without a word */
	if (engine.pid)
		describe_end (engine.pid, end, sizeof end);
	complain ("%s%s", why, end);
	return EXIT_ENGINE;
}

static bool print (struct frame *frame)
{
	struct cursor cursor = cursor_of (frame);
	uint32_t length, fd = get_u32 (&cursor);
	const uint8_t *bytes = get_bytes (&cursor, &length);

	if (!cursor_done (&cursor) || (fd != 1 && fd != 2))
		return false;
	write_all ((int) fd, bytes, length); /* nobody is left to tell if that fails */
	return true;
}

/* Makes room for the next process; the one before is left to itself or to its supervisor. */
static void forget (struct process *process)
{
	if (process->pid) {
		close (process->pidfd);
		close (process->master);
		close (process->supervisor);
	}
	if (process->bytes)
		munmap (process->bytes, FRAME_MAX);
	process->bytes = NULL;
	process->pid = 0;
	process->pidfd = process->master = process->supervisor = -1;
}

/* The plan is carried out by this process, which becomes the parent. */
static void launch_here (int engine, struct process *process)
{
	const struct launch *launch = &process->launch;

	if (plan_log_path (&process->plan)) {
		answer_failed (engine, EINVAL, "write a log without a supervisor", plan_log_path (&process->plan));
		return;
	}
	if (plan_has (&process->plan, OP_ATTACH_SOCKET)) {
		answer_failed (engine, EINVAL, "listen without a supervisor", "");
		return;
	}
	block_signals ();
	launch_run (&process->plan, &process->launch);
	if (launch->status == LAUNCH_READY) {
		process->pid = launch->pid;
		process->pidfd = launch->pidfd;
		process->master = launch->master;
		process->waiting = plan_has (&process->plan, OP_WAIT_START);
	} else {
		unblock_signals ();
	}
	answer (engine, launch, false);
}

/* Yields false for a frame that makes no sense. A plan that makes none is answered: its writer wants to know why. */
static bool execute (int engine, struct frame *frame, struct process *process)
{
	static struct plan plan;
	static struct launch launch;
	struct cursor cursor = cursor_of (frame);
	const char *why = "";
	uint32_t length, flags = get_u32 (&cursor);
	const uint8_t *bytes = get_bytes (&cursor, &length);

	if (!cursor_done (&cursor) || (flags & ~(uint32_t) (EXECUTE_SUPERVISE | EXECUTE_LEAVE_ORPHANS)))
		return false;
	if (!plan_decode (bytes, length, &plan, &why)) {
		answer_failed (engine, EBADMSG, "read the plan", why);
		return true;
	}
	if (!plan_makes (&plan)) {
		launch_run (&plan, &launch);
		if (launch.notify >= 0)
			process->notifier.socket = launch.notify;
		if (launch.status == LAUNCH_DONE && plan_has (&plan, OP_START))
			process->waiting = false;
		answer (engine, &launch, false);
		return true;
	}
	forget (process);
	memcpy (&process->plan, &plan, offsetof (struct plan, ops) + plan.count * sizeof *plan.ops);
	process->bytes = frame->payload;
	frame->payload = NULL;
	if (flags & EXECUTE_SUPERVISE)
		supervise (engine, process, !(flags & EXECUTE_LEAVE_ORPHANS));
	else
		launch_here (engine, process);
	return true;
}

/* Does what a frame says, and yields the exit code if it is the last, or one of these. */
enum { GO_ON = -1, WRONG = -2 };

static bool take_attachment (const struct frame *frame, struct attachment *out)
{
	struct cursor cursor = cursor_of (frame);
	uint32_t length;

	out->flags = get_u32 (&cursor);
	const uint8_t *path = get_bytes (&cursor, &length);
	out->keys = get_bytes (&cursor, &out->key_count);
	if (!cursor_done (&cursor) || length >= sizeof out->path)
		return false;
	memcpy (out->path, path, length);
	out->path[length] = 0;
	return true;
}

static int obey (struct frame *frame, struct process *process, struct engine engine)
{
	static struct attachment attachment;
	struct cursor cursor = cursor_of (frame);
	uint32_t number;

	switch (frame->type) {
	case FRAME_PRINT:
		return print (frame) ? GO_ON : WRONG;
	case FRAME_EXECUTE:
		return execute (engine.socket, frame, process) ? GO_ON : WRONG;
	case FRAME_EXIT:
		number = get_u32 (&cursor);
		return cursor_done (&cursor) ? (int) (number & 0xff) : WRONG;
	case FRAME_FOLLOW:
		number = get_u32 (&cursor);
		return cursor_done (&cursor) && number == 0 && process->pid ? follow (process, engine) : WRONG;
	case FRAME_NOTIFY:
		if (!notify_take (frame, &process->notifier))
			return WRONG;
		return notify_waits (&process->notifier) ? notify_wait (&process->notifier) : GO_ON;
	case FRAME_ATTACH:
		return take_attachment (frame, &attachment) ? attach (engine, &attachment) : WRONG;
	default:
		return WRONG;
	}
}

int front_run (enum role role, struct engine engine, char **arguments)
{
	static struct process process;
	struct frame frame = { 0 };
	char why[96];
	int code = GO_ON;

	signal (SIGCHLD, SIG_DFL); /* a caller that ignores it would have us without the exit codes of our children */
	process.pidfd = process.master = process.supervisor = process.notifier.socket = -1;
	if (!send_request (engine.socket, role, arguments)) {
		if (errno == E2BIG)
			give_up ("arguments and environment are longer than %d bytes", FRAME_MAX);
		return engine_lost (&process, engine, "the engine ended unexpectedly");
	}
	while (code == GO_ON) {
		enum frame_result result = frame_receive (engine.socket, &frame);
		if (result == FRAME_END)
			return engine_lost (&process, engine, "the engine ended unexpectedly");
		code = result == FRAME_GOOD ? obey (&frame, &process, engine) : WRONG;
	}
	if (code != WRONG)
		return code;
	snprintf (why, sizeof why, "the engine sent a wrong frame (type %u, %u bytes)", frame.type, frame.length);
	close (engine.socket);
	return engine_lost (&process, engine, why);
}
