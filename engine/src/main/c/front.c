#include "front.h"

#include "frame.h"
#include "run.h"
#include "seal.h"
#include "sys.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FAREWELL_MS = 2000 };
/* To be printed only if the engine is lost, and what it has launched goes on without it. */
enum { PRINT_ALONE = 0x100 };
enum { EXECUTE_SUPERVISE = 1, EXECUTE_LEAVE_ORPHANS = 2, EXECUTE_FOLLOW = 4, EXECUTE_FLAGS = 7 };

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

	if (!cursor_done (&cursor) || (fd != 1 && fd != 2 && fd != (1 | PRINT_ALONE)))
		return false;
	if (fd & PRINT_ALONE)
		outbox_promise (bytes, length);
	else
		outbox_print ((int) fd, bytes, length);
	return true;
}

/* A conversation, and what is known of it should it be cut off. */
struct talk {
	struct process process;
	bool follow; /* the engine will want the process followed */
	bool acted;  /* a plan was carried out */
};

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

static void begin (struct talk *talk)
{
	signal (SIGCHLD, SIG_DFL); /* a caller that ignores it would have us without the exit codes of our children */
	forget (&talk->process);
	talk->process.notifier.socket = -1;
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
static bool execute (int engine, struct frame *frame, struct talk *talk)
{
	struct process *process = &talk->process;
	static struct plan plan;
	static struct launch launch;
	struct cursor cursor = cursor_of (frame);
	const char *why = "";
	uint32_t length, flags = get_u32 (&cursor);
	const uint8_t *bytes = get_bytes (&cursor, &length);

	if (!cursor_done (&cursor) || (flags & ~(uint32_t) EXECUTE_FLAGS))
		return false;
	talk->follow = flags & EXECUTE_FOLLOW;
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
		talk->acted |= launch.status == LAUNCH_DONE;
		answer (engine, &launch, false);
		return true;
	}
	seal_now ();
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
enum { GO_ON = -1, WRONG = -2, LOST = -3, DECLINED = -4 };

static int obey (struct frame *frame, struct talk *talk, struct engine engine)
{
	static struct attachment attachment;
	struct cursor cursor = cursor_of (frame);
	uint32_t number;

	switch (frame->type) {
	case FRAME_PRINT:
		return print (frame) ? GO_ON : WRONG;
	case FRAME_EXECUTE:
		return execute (engine.socket, frame, talk) ? GO_ON : WRONG;
	case FRAME_EXIT:
		number = get_u32 (&cursor);
		outbox_flush ();
		return cursor_done (&cursor) ? (int) (number & 0xff) : WRONG;
	case FRAME_FOLLOW:
		number = get_u32 (&cursor);
		outbox_flush ();
		return cursor_done (&cursor) && number == 0 && talk->process.pid ? follow (&talk->process, engine)
		                                                                 : WRONG;
	case FRAME_NOTIFY:
		outbox_flush ();
		if (!notify_take (frame, &talk->process.notifier))
			return WRONG;
		return notify_waits (&talk->process.notifier) ? notify_wait (&talk->process.notifier) : GO_ON;
	case FRAME_ATTACH:
		outbox_flush ();
		if (!attach_take (frame, &attachment))
			return WRONG;
		if (!(attachment.flags & ATTACH_HOLD))
			return attach (engine, &attachment);
		forget (&talk->process); /* its supervisor takes no client while we are in the foreground */
		attach_hold (&attachment);
		return GO_ON;
	case FRAME_DECLINE:
		return DECLINED;
	case FRAME_BUSY:
		return GO_ON;
	case FRAME_KEYS:
		return follow_keys (frame) ? GO_ON : WRONG;
	case FRAME_AHEAD:
		if (!network_ahead ())
			give_up_errno ("return to the network namespace of this process");
		return GO_ON;
	default:
		return WRONG;
	}
}

/* Does what the engine says until it has said its last; yields the exit code, or why there is none. */
static int converse (struct talk *talk, struct engine engine, struct frame *frame)
{
	int code = GO_ON;

	while (code == GO_ON) {
		enum frame_result result = frame_receive (engine.socket, frame);
		if (result == FRAME_END)
			return LOST;
		code = result == FRAME_GOOD ? obey (frame, talk, engine) : WRONG;
	}
	return code;
}

int front_run (enum role role, struct engine engine, char **arguments)
{
	static struct talk talk;
	struct frame frame = { 0 };
	char why[96];

	begin (&talk);
	if (!send_request (engine, role, arguments)) {
		if (errno == E2BIG)
			give_up ("arguments and environment are longer than %d bytes", FRAME_MAX);
		return engine_lost (&talk.process, engine, "the engine ended unexpectedly");
	}
	int code = converse (&talk, engine, &frame);
	if (code == LOST)
		return engine_lost (&talk.process, engine, "the engine ended unexpectedly");
	if (code >= 0)
		return code;
	snprintf (why, sizeof why, "the engine sent a wrong frame (type %u, %u bytes)", frame.type, frame.length);
	close (engine.socket);
	return engine_lost (&talk.process, engine, why);
}

/* A warm engine was lost over its answer. What goes on without it goes on; yields the exit code, or ASK_LOST if another
 * can begin anew. */
static int go_on_alone (struct talk *talk)
{
	struct process *process = &talk->process;

	if (process->pid && !process->waiting) {
		outbox_alone ();
		return talk->follow ? follow (process, (struct engine){ .socket = -1 }) : 0;
	}
	if (process->pid) {
		abandon (process);
		forget (process);
	}
	unblock_signals ();
	return ASK_LOST;
}

int front_hear (struct engine engine, enum lost *lost)
{
	static struct talk talk;
	struct frame frame = { 0 };

	begin (&talk);
	outbox_keep ();
	errno = 0;
	frame_patience = ENGINE_PATIENCE_MS;
	int code = converse (&talk, engine, &frame);
	bool silent = code == LOST && errno == ETIMEDOUT;
	frame_patience = -1;
	close (engine.socket);
	if (code >= 0)
		return code;
	code = code == DECLINED ? ASK_DECLINED : go_on_alone (&talk);
	if (code < 0)
		outbox_forget ();
	if (code == ASK_LOST)
		*lost = talk.acted ? LOST_LATE : LOST_EARLY;
	return code == ASK_LOST && silent ? ASK_SILENT : code;
}
